//! Pages that have a sheet each.

use super::sizes::same;
use super::{Arranged, Desk};
use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::impose::{Imposition, Marks, Room, Spec};
use crate::job::{Fit, SheetKind};
use crate::paper::Paper;
use crate::route::RouteKind;

impl Desk<'_> {
    /// Every page on a sheet of its own: as large as the page, unless the sheet is named.
    pub(super) fn single(&self) -> Arranged {
        match &self.job.printing.onto {
            Some(onto) if !same(onto.size(), self.page) => self.centered(onto),
            _ if matches!(self.route.kind, RouteKind::Screen | RouteKind::Press) => {
                self.alone(Length::ZERO)
            }
            _ => self.alone(self.edge()),
        }
    }

    /// The page in the middle of a sheet of another size, smaller where that is asked for.
    pub(super) fn centered(&self, sheet: &Paper) -> Arranged {
        let mut spec = self.spec(Imposition::OneUp, sheet.size());
        spec.whole_sheet = self.margin == Length::ZERO;
        spec.marks = Marks {
            // A page that is made as large as its sheet takes has nothing to be cut off.
            crop: self.fit != Some(Fit::Shrink),
            registration: self.route.kind == RouteKind::Riso,
            ..Marks::default()
        };
        self.on(SheetKind::None, &sheet.name, spec)
    }

    /// The page by itself.
    pub(super) fn alone(&self, border: Length) -> Arranged {
        let paper = &self.job.paper.name;
        // Fronts and backs, where a printer turns the paper.
        let turns = !matches!(self.route.kind, RouteKind::Screen | RouteKind::Press);
        let spec = self.spec(Imposition::OneUp, self.page);
        let both_sides = turns && self.job.template.page_count() > 1;
        let mut alone = Arranged {
            border,
            ..self.on(SheetKind::None, paper, spec)
        };
        if !both_sides {
            alone.spec = None;
        }
        if border > Length::ZERO && self.job.printing.bleed.is_some() {
            let problem = format!(
                "{paper} is as large as its sheet: it is printed within the edge, and has no bleed"
            );
            let hint = "print it on a larger sheet (`--onto`), or for a press (`--route press`)";
            let problem = Diagnostic::warning("no-bleed", problem).hint(hint);
            alone.notes.push(problem);
        }
        alone
    }

    /// A page in the middle of its own room for bleed and marks.
    pub(super) fn around(&self) -> Arranged {
        let spec = Spec {
            room: Room::Around,
            margin: Length::ZERO,
            marks: Marks {
                crop: true,
                registration: true,
                bar: true,
                slug: true,
                ..Marks::default()
            },
            ..Spec::new(Imposition::OneUp, self.page)
        };
        self.on(SheetKind::None, &self.job.paper.name, spec)
    }

    /// What a printer with sheets of its own does with the page: prints it as it is where the sheet is
    /// as large, several on one where it is larger, and over several where it is smaller.
    pub(super) fn usual(&self) -> Arranged {
        let sheets = self.sheets();
        let Some(sheet) = sheets.iter().find(|sheet| self.fits(sheet) > 0) else {
            let largest = self.largest_sheet();
            return match self.fit {
                // What is a little too large is no poster: that it does not fit is an error.
                None | Some(Fit::Layout) if self.takes_several(&largest) => self.tile(),
                _ => self.centered(&largest),
            };
        };
        let same = self.page.long_side() + Length::TOLERANCE >= sheet.size().long_side()
            && self.page.short_side() + Length::TOLERANCE >= sheet.size().short_side();
        if !same {
            // A risograph's marks need room, which the larger sheet has.
            let larger = sheets.last().filter(|_| self.route.kind == RouteKind::Riso);
            return self.cut_up_on(SheetKind::Nup, larger.unwrap_or(sheet));
        }
        if self.fit == Some(Fit::Shrink) {
            return self.centered(sheet);
        }
        if self.route.kind == RouteKind::Riso {
            return self.with_targets(sheet);
        }
        self.alone(self.edge())
    }

    /// Whether a page is so large that it is meant for several sheets: half as large again as one
    /// (practice: A3 on A4 is twice as large; legal on letter is a quarter larger).
    fn takes_several(&self, sheet: &Paper) -> bool {
        let area = |size: Size| size.width.to_mm() * size.height.to_mm();
        area(self.page) >= area(sheet.size()) * 1.5
    }

    /// A page as large as its sheet, with targets between it and the edge.
    pub(super) fn with_targets(&self, sheet: &Paper) -> Arranged {
        let border = self.edge();
        let border = if border > Length::ZERO {
            // A page of a poster holds no more (practice: half of a target is enough to see).
            border + Length::mm(5.0)
        } else {
            border
        };
        let spec = Spec {
            marks: Marks {
                registration: true,
                ..Marks::default()
            },
            whole_sheet: false,
            ..self.spec(Imposition::OneUp, sheet.size())
        };
        Arranged {
            border,
            borderless: true,
            bleed: None,
            ..self.on(SheetKind::None, &sheet.name, spec)
        }
    }
}

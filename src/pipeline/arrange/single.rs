//! Sheets with one page each.

use super::desk::{Arranged, Desk};
use super::sizes::same;
use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::impose::{Imposition, Marks, Room, Spec};
use crate::paper::Paper;
use crate::pipeline::{Fit, SheetKind};
use crate::route::RouteKind;
use crate::rules::Rule;

impl Desk<'_> {
    /// Each page on a sheet of its own, which is as large as the page unless the user names one.
    pub(super) fn single(&self) -> Arranged {
        match &self.job.printing.onto {
            Some(onto) if !same(onto.size(), self.page) => self.centered(onto),
            _ if matches!(self.route.kind, RouteKind::Screen | RouteKind::Press) => {
                self.alone(Length::ZERO)
            }
            _ => self.alone(self.edge()),
        }
    }

    /// The page in the middle of a sheet of another size; scaled down if the user asks for it.
    pub(super) fn centered(&self, sheet: &Paper) -> Arranged {
        let mut spec = self.spec(Imposition::OneUp, sheet.size());
        spec.whole_sheet = self.margin == Length::ZERO;
        spec.marks = Marks {
            // A page that is scaled to the size of its sheet needs no cutting.
            crop: self.fit != Some(Fit::Shrink),
            registration: self.route.kind == RouteKind::Riso,
            ..Marks::default()
        };
        self.on(SheetKind::Page, &sheet.name, spec)
    }

    /// The page by itself, on paper of its size.
    pub(super) fn alone(&self, border: Length) -> Arranged {
        let paper = &self.job.paper.name;
        // A printer turns the paper, so backs must be placed to match their fronts.
        let turns = !matches!(self.route.kind, RouteKind::Screen | RouteKind::Press);
        let spec = self.spec(Imposition::OneUp, self.page);
        let both_sides = turns && self.pages.each > 1;
        // The border keeps the content out of the edge that the printer cannot reach.
        let mut alone = Arranged {
            border,
            ..self.on(SheetKind::Page, paper, spec)
        };
        // Without a back to align no sheets are needed: the file has the pages as they are.
        if !both_sides {
            alone.spec = None;
        }
        // Someone who asked for bleed must hear that this route cannot print to the edge.
        if border > Length::ZERO && self.job.printing.bleed.is_some() {
            let problem = format!(
                "{paper} is as large as its sheet, so it is printed inside the printable area and has no bleed"
            );
            let hint =
                "to keep the bleed, use a larger sheet (`--onto`) or a press (`--route press`)";
            let problem = Diagnostic::warning(Rule::NoBleed, problem).hint(hint);
            alone.notes.push(problem);
        }
        alone
    }

    /// The page with room for bleed and marks around it, for a press.
    pub(super) fn around(&self) -> Arranged {
        let spec = Spec {
            room: Room::Around,
            // The sheet is made larger than the page and trimmed, so no part of it is out of reach.
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
        self.on(SheetKind::Page, &self.job.paper.name, spec)
    }

    /// The default for a printer with a fixed paper size. If the paper is as large as the page, the page is printed by
    /// itself; on larger paper, several copies are; a page that is much larger is divided into tiles.
    pub(super) fn usual(&self) -> Arranged {
        let sheets = self.sheets();
        let Some(sheet) = sheets.iter().find(|sheet| self.fits(sheet) > 0) else {
            let largest = self.largest_sheet();
            return match self.fit {
                // A page that is only a little too large is not a poster: preflight reports that it does not fit.
                None | Some(Fit::Layout) if self.takes_several(&largest) => self.tile(),
                _ => self.centered(&largest),
            };
        };
        let same = self.page.long_side() + Length::TOLERANCE >= sheet.size().long_side()
            && self.page.short_side() + Length::TOLERANCE >= sheet.size().short_side();
        if !same {
            // The marks of a risograph need the room of the larger sheet.
            let larger = sheets.last().filter(|_| self.route.kind == RouteKind::Riso);
            return self.cut_up_on(SheetKind::Nup, larger.unwrap_or(sheet));
        }
        // Centred with `Fit::Shrink`, the finished page is scaled into the printable area.
        if self.fit == Some(Fit::Shrink) {
            return self.centered(sheet);
        }
        if self.route.kind == RouteKind::Riso {
            return self.with_targets(sheet);
        }
        self.alone(self.edge())
    }

    /// Whether a page is so large that tiles are meant: at least one and a half times the area of the sheet. (A3 is
    /// twice as large as A4, but legal is only a quarter larger than letter.)
    fn takes_several(&self, sheet: &Paper) -> bool {
        let area = |size: Size| size.width.to_mm() * size.height.to_mm();
        area(self.page) >= area(sheet.size()) * 1.5
    }

    /// A page as large as its sheet, with registration targets at the edge.
    pub(super) fn with_targets(&self, sheet: &Paper) -> Arranged {
        let border = self.edge();
        let border = if border > Length::ZERO {
            // There is room for half of a target, which is enough to align the inks (practice).
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
            ..self.on(SheetKind::Page, &sheet.name, spec)
        }
    }
}

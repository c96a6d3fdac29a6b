//! Pages that have a sheet each.

use super::sizes::{same, slack};
use super::{Arranged, Desk};
use crate::geom::Length;
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
        Arranged {
            border,
            spec: None,
            ..self.on(
                SheetKind::None,
                &self.job.paper.name,
                Spec::new(Imposition::OneUp, self.page),
            )
        }
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
            return match self.fit {
                Some(Fit::Shrink) => self.centered(&self.largest_sheet()),
                _ => self.tile(),
            };
        };
        let same = self.page.width.max(self.page.height) + slack()
            >= sheet.size().width.max(sheet.size().height)
            && self.page.short_side() + slack() >= sheet.size().short_side();
        if !same {
            return self.cut_up_on(SheetKind::Nup, sheet);
        }
        if self.fit == Some(Fit::Shrink) {
            return self.centered(sheet);
        }
        if self.route.kind == RouteKind::Riso {
            return self.with_targets(sheet);
        }
        self.alone(self.edge())
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

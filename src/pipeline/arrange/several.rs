//! Sheets with several pages, and pages that need several sheets.

use super::desk::{Arranged, Desk, room_for_targets};
use super::sizes::{alike, count, describe_size, find_named, same, shrunk};
use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::impose::{FoldPages, Imposition, Marks, Room, Spec};
use crate::paper::FoldKind;
use crate::paper::Paper;
use crate::pipeline::SheetKind;
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::template::plan::Form;

impl Desk<'_> {
    /// Several pages on a sheet, to cut apart.
    pub(super) fn cut_up(&self, kind: SheetKind) -> Arranged {
        let sheets = self.sheets();
        // The smallest sheet that holds two pages, if there is one.
        let best = sheets.iter().find(|sheet| self.fits(sheet) > 1);
        let sheet = best.or(sheets.last()).cloned();
        self.cut_up_on(kind, &sheet.unwrap_or_else(|| self.largest_sheet()))
    }

    pub(super) fn cut_up_on(&self, kind: SheetKind, sheet: &Paper) -> Arranged {
        let printing = &self.job.printing;
        let up = printing.up;
        let imposition = match kind {
            SheetKind::Stack => Imposition::CutAndStack { up },
            _ => Imposition::NUp { up },
        };
        let mut spec = self.spec(imposition, sheet.size());
        // Each copy has its own back. The number of pages in the set would also count the other languages.
        spec.duplex = self.pages.each > 1;
        let targets = self.route.kind == RouteKind::Riso || self.route.kind == RouteKind::Press;
        spec.marks = Marks {
            crop: true,
            cut: true,
            registration: targets,
            slug: self.route.kind == RouteKind::Press,
            bar: self.route.kind == RouteKind::Press,
            ..Marks::default()
        };
        // Pages are trimmed on all sides and keep their bleed, if as many of them fit on the sheet.
        let bleed = printing.bleed.unwrap_or(if self.margin > Length::ZERO {
            Length::mm(3.0)
        } else {
            self.route.bleed
        });
        // The targets stand in the margin of the sheet, so the pages give way to the wider of the two.
        let room = self.margin.max(if targets {
            room_for_targets()
        } else {
            Length::ZERO
        });
        let wanted = up.unwrap_or_else(|| self.fits(sheet));
        // Two neighbours each bring their bleed, so the gutter is twice as wide.
        let gutter = printing.gutter.unwrap_or(bleed * 2.0);
        let trimmed = count(self.page, shrunk(sheet.size(), room.max(bleed)), gutter);
        if trimmed >= wanted || targets || printing.bleed.is_some() || self.edge() == Length::ZERO {
            spec.whole_sheet = false;
            spec.gutter = gutter;
            return Arranged {
                bleed: Some(bleed),
                ..self.on(kind, &sheet.name, spec)
            };
        }
        // Otherwise the pages lie edge to edge, so that one cut parts two of them, and each is laid out with an
        // empty border.
        spec.gutter = printing.gutter.unwrap_or(Length::ZERO);
        Arranged {
            border: self.edge(),
            bleed: Some(Length::ZERO),
            ..self.on(kind, &sheet.name, spec)
        }
    }

    pub(super) fn booklet(&self) -> Arranged {
        // A sheet of a booklet holds two pages side by side.
        let spread = Size::new(self.page.width * 2.0, self.page.height);
        self.whole(SheetKind::Booklet, Imposition::Booklet, spread)
    }

    pub(super) fn zine(&self) -> Arranged {
        // A zine has four pages in each of two rows, all on one side.
        let flat = Size::new(self.page.width * 4.0, self.page.height * 2.0);
        self.whole(SheetKind::Zine, Imposition::Zine, flat)
    }

    pub(super) fn fold(&self) -> Arranged {
        let kind = self.job.printing.fold.unwrap_or(FoldKind::Letter);
        let onto = self.job.printing.onto.as_ref();
        // If the page is as large as the sheet, it is the whole leaflet laid flat. On another sheet, each page
        // is one panel.
        let flat = onto.is_none_or(|onto| same(onto.size(), self.page));
        let pages = if flat {
            FoldPages::Flat
        } else {
            FoldPages::Panels
        };
        // Panels fill their sheet.
        let covered = onto.filter(|_| !flat).map_or(self.page, Paper::size);
        self.whole(SheetKind::Fold, Imposition::Fold { kind, pages }, covered)
    }

    /// Pages that are the parts of one sheet, such as the panels of a leaflet.
    pub(super) fn formed(&self, form: Form) -> Arranged {
        let (kind, imposition) = match form.fold() {
            Some(kind) => {
                let pages = FoldPages::Made;
                (SheetKind::Fold, Imposition::Fold { kind, pages })
            }
            None => (SheetKind::Zine, Imposition::Zine),
        };
        // A zine is folded from the whole sheet, so nothing is trimmed.
        let bleed = if form == Form::Zine {
            Length::ZERO
        } else {
            self.job.printing.bleed.unwrap_or(self.route.bleed)
        };
        self.covering(kind, imposition, self.page, bleed)
    }

    /// Pages that fill their sheet. Without a named sheet, it has this size.
    pub(super) fn whole(&self, kind: SheetKind, imposition: Imposition, size: Size) -> Arranged {
        let bleed = self.job.printing.bleed.unwrap_or(self.route.bleed);
        self.covering(kind, imposition, size, bleed)
    }

    fn covering(
        &self,
        kind: SheetKind,
        imposition: Imposition,
        size: Size,
        bleed: Length,
    ) -> Arranged {
        let printing = &self.job.printing;
        // With bleed, the sheet must be larger than the pages. A press cuts paper of any size for a single folded
        // page; in all other cases a sheet with room for bleed and marks is chosen.
        let cut = bleed > Length::ZERO && printing.onto.is_none();
        let around = cut && matches!(imposition, Imposition::Fold { .. });
        let onto = match &printing.onto {
            Some(onto) => Some(onto.clone()),
            None if cut && !around => self.sheet_with_room(size, bleed),
            None => find_named(size),
        };
        let (paper, onto) = match &onto {
            Some(onto) => (onto.size(), onto.name.to_string()),
            None => {
                let room = if cut && !around {
                    bleed + room_for_targets()
                } else {
                    Length::ZERO
                };
                let paper = shrunk(size, -room);
                (paper, describe_size(paper))
            }
        };
        // Imposition turns the sheet itself (`Orientation::Best`), so it gets the paper upright.
        let mut spec = self.spec(imposition, paper.portrait());
        let press = self.route.kind == RouteKind::Press;
        spec.marks = Marks {
            fold: true,
            crop: true,
            cut: true,
            registration: press || self.route.kind == RouteKind::Riso,
            bar: press,
            slug: press,
        };
        // The loose comparison is meant: four pages of A5 are 2 mm short of A2 and still fill it.
        let exact = alike(paper, size);
        let border = if exact && bleed == Length::ZERO {
            self.edge()
        } else {
            Length::ZERO
        };
        if around {
            spec.room = Room::Around;
        }
        spec.whole_sheet = border > Length::ZERO || self.margin == Length::ZERO || exact;
        let mut arranged = Arranged {
            border,
            bleed: Some(bleed),
            ..self.on(kind, &onto, spec)
        };
        // A sheet that the user names is never doubted.
        if printing.onto.is_none() && !self.holds(paper) {
            let problem = format!(
                "printing this piece as `{}` needs paper of {onto}; printers of the route `{}` usually take at most {}",
                kind.name(),
                self.route.kind.name(),
                self.largest_sheet().name
            );
            let hint = "name your sheet with `--onto`, or make the pages smaller with `--paper` or `--fit shrink`";
            let problem = Diagnostic::warning(Rule::LargeSheet, problem).hint(hint);
            arranged.notes.push(problem);
        }
        arranged
    }

    /// Whether the printer of the route can use a sheet of this size. A press can use any.
    fn holds(&self, paper: Size) -> bool {
        let largest = self.largest_sheet().size().portrait();
        let paper = paper.portrait();
        matches!(self.route.kind, RouteKind::Screen | RouteKind::Press)
            || paper.width <= largest.width + Length::TOLERANCE
                && paper.height <= largest.height + Length::TOLERANCE
    }

    /// The smallest sheet of the printer with room for bleed and marks around the page.
    pub(super) fn sheet_with_room(&self, size: Size, bleed: Length) -> Option<Paper> {
        // The length of crop marks (practice).
        let marks = Length::mm(5.0);
        let needed = shrunk(size, -(bleed + marks)).portrait();
        let holds = |sheet: &Paper| {
            let sheet = sheet.size().portrait();
            sheet.width + Length::TOLERANCE >= needed.width
                && sheet.height + Length::TOLERANCE >= needed.height
        };
        self.sheets().into_iter().find(holds)
    }

    pub(super) fn tile(&self) -> Arranged {
        let sheet = self.largest_sheet();
        let overlap = self.job.printing.overlap;
        let overlap = overlap.unwrap_or(Length::mm(Spec::OVERLAP));
        let mut spec = self.spec(Imposition::Tiled { overlap }, sheet.size());
        if self.route.kind == RouteKind::Press && self.job.printing.margin.is_none() {
            spec.margin = Length::mm(5.0);
        }
        Arranged {
            bleed: Some(Length::ZERO),
            ..self.on(SheetKind::Tile, &sheet.name, spec)
        }
    }
}

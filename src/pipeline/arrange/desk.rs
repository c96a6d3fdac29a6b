//! What is known while sheets are chosen, and what follows from it for every kind of sheet.

use super::sizes::count;
use crate::diag::Diagnostics;
use crate::geom::{Length, Size};
use crate::impose::{self, Imposition, Orientation, Spec};
use crate::paper::{self, Paper};
use crate::pipeline::{Fit, Job, SheetKind};
use crate::route::{Route, RouteKind};

/// How the pages of a job are placed on paper.
#[derive(Debug)]
pub(in crate::pipeline) struct Arranged {
    /// Width of the edge of a page that stays empty, because the printer cannot reach it.
    pub(in crate::pipeline) border: Length,
    /// Whether that edge belongs to the sheet, for its marks, and not to the page.
    pub(in crate::pipeline) borderless: bool,
    /// Bleed of a page, if it differs from that of the template.
    pub(in crate::pipeline) bleed: Option<Length>,
    /// The sheets; none if each page is printed by itself.
    pub(in crate::pipeline) spec: Option<Spec>,
    /// The edge of the sheet that the printer cannot reach.
    pub(in crate::pipeline) margin: Length,
    /// Warnings about the sheets.
    pub(in crate::pipeline) notes: Diagnostics,
    /// The kind of the sheets.
    pub(in crate::pipeline) kind: SheetKind,
    /// The name of the paper of the sheets.
    pub(in crate::pipeline) onto: String,
}

/// Room for registration marks around a page (practice: targets of 5 mm, and some space around them).
pub(super) fn room_for_targets() -> Length {
    Length::mm(9.0)
}

/// How large the pages are, and how many there are.
#[derive(Clone, Copy, Debug)]
pub(in crate::pipeline) struct PageCount {
    /// The size of a page, or of the sheet that the pages are parts of.
    pub(in crate::pipeline) size: Size,
    /// In one piece: of those in each language of a set, in the one that has most, since conditions may leave out pages
    /// in some.
    pub(in crate::pipeline) each: usize,
    /// In all languages of the set together.
    pub(in crate::pipeline) all: usize,
}

/// A job while its sheets are chosen.
pub(super) struct Desk<'a> {
    pub(super) job: &'a Job,
    pub(super) route: &'a Route,
    pub(super) fit: Option<Fit>,
    pub(super) page: Size,
    pub(super) pages: PageCount,
    pub(super) margin: Length,
}

impl Desk<'_> {
    /// The empty edge of a page that is as large as its sheet.
    pub(super) fn edge(&self) -> Length {
        match self.fit {
            Some(Fit::True | Fit::Shrink) => Length::ZERO,
            Some(Fit::Layout) | None => self.margin,
        }
    }

    /// The paper sizes that a printer of this route can use, the smallest first.
    pub(super) fn sheets(&self) -> Vec<Paper> {
        if let Some(onto) = &self.job.printing.onto {
            return vec![onto.clone()];
        }
        // A page in inches goes onto paper in inches: shops stock one system or the other.
        let inches = self.job.paper.is_in_inches();
        let names: &[&str] = match (self.route.kind, inches) {
            (RouteKind::Screen | RouteKind::Home, false) => &["A4"],
            (RouteKind::Screen | RouteKind::Home, true) => &["letter"],
            (RouteKind::Copier, false) => &["A4", "A3"],
            (RouteKind::Copier, true) => &["letter", "tabloid"],
            (RouteKind::Riso, false) => &["A4", "A3"],
            (RouteKind::Riso, true) => &["letter", "tabloid"],
            (RouteKind::Press, false) => &["SRA4", "SRA3"],
            (RouteKind::Press, true) => &["12x18in", "13x19in"],
        };
        // All of these names are in `PAPERS`, so nothing is dropped.
        names.iter().filter_map(|name| name.parse().ok()).collect()
    }

    pub(super) fn largest_sheet(&self) -> Paper {
        let sheets = self.sheets();
        let last = sheets.last().cloned();
        // The list is never empty; this only spares a panic.
        last.unwrap_or_else(|| paper::PAPERS[0].clone())
    }

    /// How many pages fit on a sheet, edge to edge.
    pub(super) fn fits(&self, sheet: &Paper) -> usize {
        count(self.page, sheet.size(), Length::ZERO)
    }

    /// Sheets of a kind on a paper, with the pages as they are.
    pub(super) fn on(&self, kind: SheetKind, paper: &str, spec: Spec) -> Arranged {
        Arranged {
            border: Length::ZERO,
            borderless: false,
            bleed: self.job.printing.bleed,
            spec: Some(spec),
            margin: self.margin,
            notes: Diagnostics::default(),
            kind,
            onto: paper.to_owned(),
        }
    }

    /// A sheet specification with the defaults of the route.
    pub(super) fn spec(&self, imposition: Imposition, paper: Size) -> Spec {
        Spec {
            margin: self.margin,
            duplex: self.pages.all > 1,
            ..Spec::new(imposition, paper.portrait())
        }
    }

    /// Applies the user's options, which override the defaults.
    pub(super) fn tune(&self, spec: &mut Spec) {
        let printing = &self.job.printing;
        spec.back_offset = printing.back_offset;
        spec.orientation = Orientation::Best;
        if let Some(flip) = printing.flip {
            spec.flip = flip;
        }
        if let Some(gutter) = printing.gutter {
            spec.gutter = gutter;
        }
        if let Some(thickness) = printing.thickness {
            spec.thickness = thickness;
        }
        if let Some(marks) = printing.marks {
            spec.marks = marks;
        }
        // Only an explicit wish scales the pages; by default imposition keeps their true size.
        if self.fit == Some(Fit::Shrink) {
            spec.oversize = impose::Oversize::Shrink;
        }
        spec.slug.batch.clone_from(&printing.batch);
        spec.slug.date = printing.date.map(|date| date.to_string());
        // Overwritten with the language of the piece in `sheets.rs`, once the piece is known.
        spec.language = "en".to_owned();
    }
}

//! Chooses the sheets for a job: which paper, how many pages on it, and which marks.
//!
//! It takes a job and its route, and returns an [`Arranged`]: the sheet specification for [`crate::impose`], and
//! the border and bleed with which the pages must be laid out. It only calculates sizes; no page is needed yet.
//!
//! Options of the user come first. Without them, the route decides: a press gets one page with room for marks
//! (`single.rs`), a home printer gets as many copies as fit on its paper, or a page laid out inside the printable
//! area, or tiles (`several.rs`).
//!
//! Why sheets are chosen before the layout: a page that fills its sheet must be composed inside the edge that the
//! printer cannot reach. Shrinking the finished page instead would make the QR codes smaller.

mod several;
mod single;
mod sizes;

use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Size};
use crate::impose::{self, Imposition, Orientation, Spec};
use crate::paper::{self, Paper};
use crate::pipeline::{Fit, Job, SheetKind};
use crate::route::{Route, RouteKind};
use crate::rules::Rule;

use sizes::count;

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
fn room_for_targets() -> Length {
    Length::mm(9.0)
}

/// Smallest bleed for a press: a cut can be off by this much (practice: a bleed of 2 to 3 mm hides it).
fn smallest_bleed() -> Length {
    Length::mm(2.0)
}

/// Arranges the pages of a job. `fit` is the rule for paper that the template was not made for; `pages` is the
/// number of pages in the set.
pub(in crate::pipeline) fn arrange(
    job: &Job,
    route: &Route,
    fit: Option<Fit>,
    pages: usize,
) -> Result<Arranged, Diagnostic> {
    Desk {
        job,
        route,
        fit,
        page: job.paper.size(),
        pages,
        margin: job.printing.margin.unwrap_or(route.margin),
    }
    .arrange()
}

struct Desk<'a> {
    job: &'a Job,
    route: &'a Route,
    fit: Option<Fit>,
    page: Size,
    pages: usize,
    margin: Length,
}

impl Desk<'_> {
    fn arrange(&self) -> Result<Arranged, Diagnostic> {
        let printing = &self.job.printing;
        let named = printing.onto.is_some();
        let form = self.job.template.form();
        if let (Some(_), Some(kind)) = (form, printing.sheet)
            && kind != SheetKind::Page
        {
            let problem = format!(
                "the pages of `{}` are parts of one sheet, so `--sheet {}` cannot be used",
                self.job.template.id,
                kind.name()
            );
            return Err(Diagnostic::error(Rule::UnsuitedSheet, problem)
                .hint("omit `--sheet`, or use `--sheet page` for the single pages"));
        }
        // A template with a form, such as a leaflet of panels, decides the sheet itself. On the screen its
        // pages are shown one by one, unless the user names a sheet of paper.
        let formed = form.filter(|_| printing.sheet.is_none());
        let formed = formed.filter(|_| self.route.kind != RouteKind::Screen || named);
        if let Some(form) = formed {
            let mut arranged = self.formed(form);
            if let Some(spec) = &mut arranged.spec {
                self.tune(spec);
            }
            return Ok(arranged);
        }
        // Order matters: a paper named with `--onto` wins over the default of the screen and the press, which
        // print each page by itself.
        let mut arranged = match (self.route.kind, printing.sheet) {
            (RouteKind::Screen | RouteKind::Press, None) if named => self.usual(),
            (RouteKind::Screen, None) => self.alone(Length::ZERO),
            (RouteKind::Press, None) => self.around(),
            (_, None) => self.usual(),
            (_, Some(SheetKind::Page)) => self.single(),
            (_, Some(SheetKind::Nup)) => self.cut_up(SheetKind::Nup),
            (_, Some(SheetKind::Stack)) => self.cut_up(SheetKind::Stack),
            (_, Some(SheetKind::Booklet)) => self.booklet(),
            (_, Some(SheetKind::Zine)) => self.zine(),
            (_, Some(SheetKind::Fold)) => self.fold(),
            (_, Some(SheetKind::Tile)) => self.tile(),
        };
        if let Some(spec) = &mut arranged.spec {
            self.tune(spec);
            // The parts of a sheet have different sizes, so a single one has no back.
            spec.duplex &= form.is_none();
        }
        if arranged.border > Length::ZERO {
            let rest = self.page.short_side() - arranged.border * 2.0;
            // A page smaller than a postage stamp cannot be meant.
            if rest < Length::mm(20.0) {
                let problem = format!(
                    "the edge of {} that the printer cannot reach leaves only {} of {}",
                    arranged.border,
                    rest.max(Length::ZERO),
                    self.job.paper.name
                );
                return Err(Diagnostic::error(Rule::MarginTooLarge, problem).hint(
                    "print it on a larger sheet with `--onto`, or use a smaller `--margin`",
                ));
            }
        }
        if let (RouteKind::Press, Some(bleed)) = (self.route.kind, printing.bleed)
            && bleed < smallest_bleed()
        {
            let problem = format!(
                "a bleed of {bleed} is too small for trimming on a press; the default is {}",
                self.route.bleed
            );
            let hint = "ask the print shop, or omit `--bleed`";
            let problem = Diagnostic::warning(Rule::SmallBleed, problem).hint(hint);
            arranged.notes.push(problem);
        }
        Ok(arranged)
    }

    /// The empty edge of a page that is as large as its sheet.
    fn edge(&self) -> Length {
        match self.fit {
            Some(Fit::True | Fit::Shrink) => Length::ZERO,
            Some(Fit::Layout) | None => self.margin,
        }
    }

    /// The paper sizes that a printer of this route can use, the smallest first.
    fn sheets(&self) -> Vec<Paper> {
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

    fn largest_sheet(&self) -> Paper {
        let sheets = self.sheets();
        let last = sheets.last().cloned();
        // The list is never empty; this only spares a panic.
        last.unwrap_or_else(|| paper::PAPERS[0].clone())
    }

    /// How many pages fit on a sheet, edge to edge.
    fn fits(&self, sheet: &Paper) -> usize {
        count(self.page, sheet.size(), Length::ZERO)
    }

    /// Sheets of a kind on a paper, with the pages as they are.
    fn on(&self, kind: SheetKind, paper: &str, spec: Spec) -> Arranged {
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
    fn spec(&self, imposition: Imposition, paper: Size) -> Spec {
        Spec {
            margin: self.margin,
            duplex: self.pages > 1,
            ..Spec::new(imposition, paper.portrait())
        }
    }

    /// Applies the user's options, which override the defaults.
    fn tune(&self, spec: &mut Spec) {
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

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

mod desk;
mod several;
mod single;
mod sizes;

pub(in crate::pipeline) use desk::Arranged;

use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::pipeline::{Fit, Job, SheetKind};
use crate::route::{Route, RouteKind};
use crate::rules::Rule;
use desk::Desk;
pub(in crate::pipeline) use desk::PageCount;

/// Smallest bleed for a press: a cut can be off by this much (practice: a bleed of 2 to 3 mm hides it).
fn smallest_bleed() -> Length {
    Length::mm(2.0)
}

/// Arranges the pages of a job. `fit` is the rule for paper that the template was not made for.
pub(in crate::pipeline) fn arrange(
    job: &Job,
    route: &Route,
    fit: Option<Fit>,
    pages: PageCount,
) -> Result<Arranged, Diagnostic> {
    Desk {
        job,
        route,
        fit,
        page: pages.size,
        pages,
        margin: job.printing.margin.unwrap_or(route.margin),
    }
    .arrange()
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
        if self.job.lacks_second_place() {
            let problem = format!(
                "`{}` is folded from one sheet, which has no place for a second language",
                self.job.template.id
            );
            return Err(Diagnostic::error(Rule::OneLanguage, problem)
                .hint("build it in each language by itself, such as `--lang en --lang es`"));
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
                    "a margin of {} on each side leaves only {} of {} to print on",
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
}

//! Lays out a piece, puts it on its sheets, and looks for what would fail in print.

use super::arrange::{Arranged, PageCount, arrange};
use super::compose::does_not_fit;
use super::lay_out::{LaidOut, LayoutKey, Layouts};
use super::resources::{Pipeline, nothing_to_print};
use super::{Examined, Fit, Job, SheetKind, holes, plates};
use crate::content::{self, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::geom::Length;
use crate::ink::{self, Inks};
use crate::language::Date;
use crate::preflight::{self, Printed};
use crate::rules::Rule;

impl Pipeline {
    /// Lays out a piece, puts it on its sheets and looks at it.
    pub(super) fn look(
        &self,
        campaigns: &[&Campaign],
        job: &Job,
        known: &mut Layouts,
    ) -> Result<Looked, Diagnostics> {
        let route = job
            .template
            .route(job.printing.route, self.library.project())?;
        let counts = campaigns
            .iter()
            .map(|of| job.template.page_count_for(of, &job.paper));
        let pages = PageCount {
            each: counts.clone().max().unwrap_or_default(),
            all: counts.sum(),
        };
        let arranged = arrange(job, &route, job.printing.fit, pages)?;
        // Ways to print that leave the pages the same room share one layout.
        let mut lay_out = |arranged: &Arranged| {
            known.get_or_lay_out(LayoutKey::of(job, &route, arranged), || {
                self.lay_out_set(campaigns, job, &route, arranged)
            })
        };
        let (laid_out, arranged) = match lay_out(&arranged) {
            // A layout that does not fit within the edge of its sheet is printed smaller instead.
            Err(problems) if arranged.border > Length::ZERO && job.printing.fit.is_none() => {
                let smaller = arrange(job, &route, Some(Fit::Shrink), pages)?;
                // Only a page on a sheet of its own can be scaled, and scaling mends nothing but a lack of
                // room.
                if smaller.kind != SheetKind::Page || !does_not_fit(&problems) {
                    return Err(problems);
                }
                (lay_out(&smaller)?, smaller)
            }
            laid_out => (laid_out?, arranged),
        };
        let mut warnings = laid_out.warnings;
        let LaidOut {
            piece,
            measures,
            taken,
            choice,
            documents,
        } = laid_out.value;
        let Some(first) = campaigns.first() else {
            return Err(nothing_to_print().into());
        };
        // Before imposition, because the marks on the sheets use the same inks.
        let piece = ink::prepare(piece, &route);
        let on_sheets = if job.printing.as_pages {
            None
        } else {
            self.impose((&piece, &route), &arranged, first, job)?
        };
        let (imposed, flip) = match on_sheets {
            Some((imposed, flip)) => {
                warnings.extend(imposed.warnings);
                (Some(imposed.value), Some(flip))
            }
            None => (None, None),
        };
        // Marks without their words say enough; that they have none is told.
        let on_sheets = ["cut", "fold", "glue", "page"];
        if let Some((problem, hint)) = imposed.as_ref().and(first.lacks_words(on_sheets)) {
            let problem = Diagnostic::warning(Rule::MissingWords, problem).hint(hint);
            warnings.push(problem.at(first.files.place_of_words()));
        }
        let printed = Printed {
            piece: &piece,
            book: &self.book,
            sheets: imposed.as_ref().map(|imposed| &imposed.sheets[..]),
            margin: arranged.margin,
            tiled: arranged.kind == SheetKind::Tile,
            module: route.module,
            true_size: job.printing.fit == Some(Fit::True),
        };
        let inks = Inks::of(&route, &piece.inks)
            .map_err(|problem| job.template.at_route(route.kind, problem))?;
        // Measured on the pages and not on the sheets: the same page would be counted once for each copy.
        let coverage = self.measure_coverage(&piece, &inks);
        let mut findings = preflight::check(&printed);
        findings.extend(imposed.iter().flat_map(|imposed| imposed.findings.clone()));
        findings.extend(plates::findings(&piece, &inks, &coverage));
        findings.extend(holes::findings(&piece, &measures));
        let examined = Examined {
            piece,
            imposed,
            kind: arranged.kind,
            onto: arranged.onto,
            route,
            margin: arranged.margin,
            border: arranged.border,
            coverage,
            flip,
            cut_apart: job.template.cut_apart(first, &job.paper, &choice),
            measures,
            taken,
            documents,
        };
        // Findings name keys and places on pages; only now do the documents and sheets tell lines and places in
        // the file.
        warnings.extend(examined.placed(findings));
        Ok(Looked {
            examined,
            inks,
            warnings,
            of_sheets: arranged.notes,
            as_of: first.as_of,
        })
    }
}

/// A piece that was looked at, before it is known whether its warnings let it be made.
pub(super) struct Looked {
    pub(super) examined: Examined,
    pub(super) inks: Inks,
    pub(super) warnings: Diagnostics,
    /// What a person should know of the sheets before they are printed.
    pub(super) of_sheets: Diagnostics,
    pub(super) as_of: Date,
}

impl Looked {
    /// The piece with the warnings that its campaigns do not allow.
    pub(super) fn soften(self, campaigns: &[&Campaign]) -> Result<Warned<Examined>, Diagnostics> {
        let allows = campaigns.iter().flat_map(|campaign| &campaign.allows);
        content::soften(self.warnings, allows).into_result(Some(self.examined))
    }
}

//! Lays out a piece, puts it on its sheets, and looks for what would fail in print.

use super::arrange::{Arranged, PageCount, arrange};
use super::compose::does_not_fit;
use super::halves::Halves;
use super::laid_out::LaidOut;
use super::lay_out::{LayoutKey, Layouts};
use super::resources::{Pipeline, nothing_to_print};
use super::{Examined, Fit, Job, SheetKind, holes, plates};
use crate::content::{self, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::geom::Length;
use crate::ink::{self, Inks};
use crate::language::Date;
use crate::preflight::{self, Printed};
use crate::route::Route;
use crate::rules::Rule;
use crate::template::{self, Choice, CutApart, SecondLanguage};

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
        let halves = job.halves(campaigns);
        let pages = count_pages(campaigns, job, halves.as_ref());
        let arranged = arrange(job, &route, job.printing.fit, pages)?;
        let (laid_out, arranged) = self.lay_out_to_fit(
            (campaigns, halves.as_ref()),
            (job, &route),
            (arranged, pages),
            known,
        )?;
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
        let is_folded = job.template.form().is_some();
        findings.extend(holes::findings(&measures, is_folded));
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
            cut_apart: cut_apart(first, (job, halves.as_ref()), &choice),
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

    /// Lays out a piece within the room that its sheets have. What does not fit there is laid out on a page that is
    /// printed smaller, if it can be, and what has no room for a long address with that of the home page.
    fn lay_out_to_fit(
        &self,
        (campaigns, halves): (&[&Campaign], Option<&Halves>),
        (job, route): (&Job, &Route),
        (arranged, pages): (Arranged, PageCount),
        known: &mut Layouts,
    ) -> Result<(Warned<LaidOut>, Arranged), Diagnostics> {
        // Ways to print that leave the pages the same room share one layout.
        let mut lay_out = |arranged: &Arranged, homes: &[String]| {
            known.get_or_lay_out(LayoutKey::of(job, route, arranged, homes), || {
                self.lay_out_set((campaigns, halves), job, route, (arranged, homes))
            })
        };
        let mut attempt = |homes: &[String]| -> Result<Attempt, Diagnostics> {
            match lay_out(&arranged, homes) {
                // A layout that does not fit within the edge of its sheet is printed smaller instead.
                Err(problems) if arranged.border > Length::ZERO && job.printing.fit.is_none() => {
                    let smaller = arrange(job, route, Some(Fit::Shrink), pages)?;
                    // Only a page on a sheet of its own can be scaled, and scaling mends nothing but a lack of
                    // room.
                    if smaller.kind != SheetKind::Page || !does_not_fit(&problems) {
                        return Err(problems);
                    }
                    Ok((lay_out(&smaller, homes)?, Some(smaller)))
                }
                laid_out => Ok((laid_out?, None)),
            }
        };
        let (laid_out, smaller) = match attempt(&[]) {
            Err(problems) if does_not_fit(&problems) => {
                let first = campaigns.first();
                let long = first.map_or(Vec::new(), |first| template::replaceable(first));
                // The longest is tried alone, since the others may be what a reader came for.
                let one = long.get(..1).filter(|_| long.len() > 1);
                let all = (!long.is_empty()).then_some(&long[..]);
                let mut tries = one.into_iter().chain(all);
                tries
                    .find_map(|homes| attempt(homes).ok())
                    .ok_or(problems)?
            }
            laid_out => laid_out?,
        };
        Ok((laid_out, smaller.unwrap_or(arranged)))
    }
}

/// The number of pages, before any is repeated.
fn count_pages(campaigns: &[&Campaign], job: &Job, halves: Option<&Halves>) -> PageCount {
    let paper = halves.map_or(&job.paper, |halves| &halves.laid);
    let size = halves.map_or(&job.paper, |halves| &halves.page).size();
    let counts = campaigns
        .iter()
        .map(|of| job.template.page_count_for(of, paper));
    let (most, all) = (counts.clone().max().unwrap_or_default(), counts.sum());
    match job.second_language {
        Some(SecondLanguage::Beside) => PageCount {
            size,
            each: most,
            all: most,
        },
        // Both languages are one piece, so the second may be the back of the first.
        Some(SecondLanguage::Back) => PageCount {
            size,
            each: all,
            all,
        },
        None => PageCount {
            size,
            each: most,
            all,
        },
    }
}

/// The copies on a page that are cut apart: twice as many where each half of it has its own.
fn cut_apart(
    campaign: &Campaign,
    (job, halves): (&Job, Option<&Halves>),
    choice: &Choice,
) -> Option<CutApart> {
    let paper = halves.map_or(&job.paper, |halves| &halves.laid);
    let copies = job.template.cut_apart(campaign, paper, choice)?;
    Some(halves.map_or(copies, |halves| halves.copies(copies)))
}

/// A layout, with the sheets that it needed if not those that were asked for.
type Attempt = (Warned<LaidOut>, Option<Arranged>);

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

//! `handbill check`: the content, its pictures, and its layout with every template on every paper.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::thread;

use serde::Serialize;

use super::args::{self, Format};
use super::pieces::{campaigns, makes_sense, named, press};
use super::report::{self, Outcome, Record, counted};
use super::terms;
use crate::Job;
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics};
use crate::job::Printing;
use crate::project::Project;
use crate::proof::{self, Deny, Terms};
use crate::route::RouteKind;

/// `handbill check`.
pub(super) fn check(options: &args::Check) -> Outcome {
    let mut said = Diagnostics::default();
    let deny = terms::deny(&options.terms, &mut said);
    let terms = terms::terms_at(&options.terms, options.date, None, &mut said);
    if let (Some(deny), Some(terms)) = (deny, terms) {
        content(options, &terms, &deny, &mut said);
    }
    match options.format {
        Format::Json => {
            #[derive(Serialize)]
            struct Findings<'r> {
                diagnostics: Vec<Record<'r>>,
            }
            report::print_json(&Findings {
                diagnostics: report::records(&said),
            });
        }
        Format::Human => {
            let counts = report::print(&said);
            let notes = match counts.notes {
                0 => String::new(),
                notes => format!(", {} on layouts", counted(notes, "note")),
            };
            let found = format!(
                "{}: {}, {}{notes}",
                options.content.display(),
                counted(counts.errors, "error"),
                counted(counts.warnings, "warning")
            );
            // A closed pipe is the reader's choice.
            let _ = writeln!(io::stdout().lock(), "{found}");
        }
    }
    Outcome::of(&said)
}

/// Makes everything that there is to make of the content, and says what is wrong with it.
fn content(options: &args::Check, terms: &Terms, deny: &Deny, said: &mut Diagnostics) {
    let project = Project::at(&options.content);
    let campaigns = campaigns(&project, &options.languages, true, said);
    if let (Some(campaigns), Some(press)) =
        (campaigns, press(&project, options.theme.as_deref(), said))
    {
        check_pictures(campaigns.first(), said);
        let mut jobs = Vec::new();
        for id in press.library.ids() {
            match press.library.load(&id) {
                Ok(template) if template.is_piece() && makes_sense(&template, &campaigns) => {
                    // A slip in the numbers of a route is found before someone prints that way.
                    for route in RouteKind::ALL {
                        if let Err(problems) = template.route(route, press.library.project()) {
                            said.extend(problems);
                        }
                    }
                    let papers = template.papers.iter();
                    jobs.extend(papers.flat_map(|paper| {
                        // As it was designed, and as `build` prints it where nothing is said.
                        let mut page = Job::screen(&template, paper);
                        page.printing.country.clone_from(&terms.country);
                        let mut home = page.clone();
                        home.printing = Printing {
                            country: terms.country.clone(),
                            ..Printing::default()
                        };
                        [page, home]
                    }));
                }
                Ok(_) => {}
                Err(problems) => said.extend(problems),
            }
        }
        let jobs: Vec<(Vec<&Campaign>, Job)> = campaigns
            .iter()
            .flat_map(|campaign| jobs.iter().map(move |job| (vec![campaign], job.clone())))
            .collect();
        let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let results = press.build_all(&jobs, threads, &|_| {});
        for ((campaigns, job), result) in jobs.iter().zip(results) {
            let allows = campaigns.iter().flat_map(|campaign| &campaign.allows);
            match result {
                Ok(built) => {
                    let mut found = built.warnings;
                    let findings = proof::of_frames(campaigns, &built.value, terms);
                    found.extend(built.value.placed(findings));
                    // What stands on several pieces is told once.
                    let standing = named(proof::standing(proof::judge(found, allows, deny)), job);
                    said.extend(standing.into_iter().map(|problem| Diagnostic {
                        on_page: None,
                        ..problem
                    }));
                }
                Err(problems) => {
                    let standing = proof::standing(proof::judge(problems, allows, deny));
                    said.extend(named(standing, job));
                }
            }
        }
    }
}

/// Looks at every pixel of the pictures; they are the same in all languages.
fn check_pictures(campaign: Option<&Campaign>, said: &mut Diagnostics) {
    let Some(campaign) = campaign else { return };
    for image in &campaign.images {
        if let Err((what, hint)) = image.asset.picture.check() {
            let problem = Diagnostic::error(
                "bad-picture",
                format!("the picture `{}` {what}", image.asset.file),
            );
            let place = campaign.files.place(&format!("image.{}.file", image.id));
            said.push(problem.hint(hint).at(place));
        }
    }
}

//! `handbill check`: the content, its pictures, and its layout with every template on every paper.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::thread;

use serde::Serialize;

use super::args::{self, Format};
use super::left_out::Omissions;
use super::pieces::{campaigns, makes_sense, named, press};
use super::report::{self, Outcome, Record, counted};
use super::terms;
use crate::carried::Carried;
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::job::Printing;
use crate::parallel;
use crate::project::Project;
use crate::proof::{self, Deny, Terms};
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::{Job, Press};

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
        let pieces = pieces(&press, &campaigns, said);
        let work: Vec<(&str, &Campaign)> = pieces
            .iter()
            .flat_map(|id| campaigns.iter().map(move |campaign| (&**id, campaign)))
            .collect();
        let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let found = parallel::each(&work, threads, &|(id, campaign)| {
            findings(&press, id, campaign, (terms, deny))
        });
        let lost = || {
            let problem = Diagnostic::error(Rule::Internal, "a piece was lost; please report this");
            (problem.into(), Carried::default())
        };
        // In the order of languages, as they are read: a layout is loaded for one of them at a time.
        let mut by_language: Vec<Diagnostics> = vec![Diagnostics::default(); campaigns.len()];
        let mut carried = Carried::default();
        for (number, found) in found.into_iter().enumerate() {
            let (found, prints) = found.unwrap_or_else(lost);
            carried.join(prints);
            if let Some(of_language) = by_language.get_mut(number % campaigns.len().max(1)) {
                of_language.extend(found);
            }
        }
        by_language.into_iter().for_each(|found| said.extend(found));
        if let Some(campaign) = campaigns.first().filter(|_| !work.is_empty()) {
            said.extend(Omissions::of_campaign(campaign, &carried, &press, true, deny).told);
        }
    }
}

/// The ids of the pieces that can be made of the content. A slip in the numbers of a route is found before
/// someone prints that way.
fn pieces(press: &Press, campaigns: &[Campaign], said: &mut Diagnostics) -> Vec<String> {
    let mut ids = press.library.ids();
    ids.retain(|id| match press.library.load(id) {
        Ok(template) if template.is_piece() && makes_sense(&template, campaigns) => {
            for route in RouteKind::ALL {
                if let Err(problems) = template.route(route, press.library.project()) {
                    said.extend(problems);
                }
            }
            true
        }
        Ok(_) => false,
        Err(problems) => {
            said.extend(problems);
            false
        }
    });
    ids
}

/// What is found in a piece in one language on all its papers, and what it prints of the content. Layout and
/// pages are let go here: a folder of thousands of layouts takes the room of one.
fn findings(
    press: &Press,
    id: &str,
    campaign: &Campaign,
    (terms, deny): (&Terms, &Deny),
) -> (Diagnostics, Carried) {
    let (mut said, mut carried) = (Diagnostics::default(), Carried::default());
    let template = match press.library.load(id) {
        Ok(template) => template,
        Err(problems) => return (problems, carried),
    };
    // As it was designed, and as `build` prints it where nothing is said.
    let printings = [RouteKind::Screen, RouteKind::Home].map(|route| Printing {
        route,
        country: terms.country.clone(),
        ..Printing::default()
    });
    for paper in &template.papers {
        let job = Job::screen(&template, paper);
        for examined in press.examine(&[campaign], &job, &printings) {
            let found = match examined {
                Ok(Warned { value, warnings }) => {
                    let mut found = warnings;
                    carried.add(&value.piece);
                    let findings = proof::of_frames(&[campaign], &value, terms);
                    found.extend(value.placed(findings));
                    found
                }
                Err(problems) => problems,
            };
            // What stands on several pieces is told once.
            let standing = proof::standing(proof::judge(found, &campaign.allows, deny));
            let standing = named(standing, &job);
            said.extend(standing.into_iter().map(|problem| Diagnostic {
                on_page: None,
                ..problem
            }));
        }
    }
    (said, carried)
}

/// Looks at every pixel of the pictures; they are the same in all languages.
fn check_pictures(campaign: Option<&Campaign>, said: &mut Diagnostics) {
    let Some(campaign) = campaign else { return };
    for image in &campaign.images {
        if let Err((what, hint)) = image.asset.picture.check() {
            let problem = Diagnostic::error(
                Rule::BadPicture,
                format!("the picture `{}` {what}", image.asset.file),
            );
            let place = campaign.files.place(&format!("image.{}.file", image.id));
            said.push(problem.hint(hint).at(place));
        }
    }
}

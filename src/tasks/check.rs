//! Checks a content file: its words and pictures, and how it looks in every template on every paper.

use super::bar::Bar;
use super::left_out::{Carried, Omissions};
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::order::{self, Order, left_away, makes_sense, of_one_language};
use crate::parallel;
use crate::pipeline::{Job, Pipeline, Printing};
use crate::project::Project;
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::template::Template;

/// Lays out everything that can be made of a content file, in every language unless the order names some,
/// and reports what is wrong with it. No file is made.
pub fn check(project: &Project, order: &Order, problems: &mut Diagnostics) -> Option<()> {
    let bar = Bar::of(order, problems)?;
    let languages = order::in_languages(project, order, true, problems)?;
    let campaigns = &languages.campaigns;
    let pipeline = order::dress(project, order, campaigns, problems)?.pipeline;
    check_pictures(campaigns.first(), problems);
    let pieces = pieces(&pipeline, campaigns, problems);
    if let Some(pair) = languages.first_pair() {
        let loaded = pieces
            .iter()
            .filter_map(|id| pipeline.library.load(id).ok());
        let loaded: Vec<Template> = loaded.collect();
        problems.extend(of_one_language(loaded.iter(), &pair));
    }
    let sets: Vec<Vec<&Campaign>> = languages.of_pieces().collect();
    let work: Vec<(&str, &[&Campaign])> = pieces
        .iter()
        .flat_map(|id| sets.iter().map(move |set| (&**id, &set[..])))
        .collect();
    let threads = order.threads.unwrap_or_else(parallel::available);
    let found = parallel::each(&work, threads, &|(id, set)| {
        findings(&pipeline, id, set, (order, &bar))
    });
    let lost = || {
        let problem = Diagnostic::error(Rule::Internal, "a piece was lost; please report this");
        (problem.into(), Carried::default())
    };
    // People read the findings by language. The work is by template, since a layout is loaded for one
    // template at a time.
    let mut by_language: Vec<Diagnostics> = vec![Diagnostics::default(); sets.len()];
    let mut carried = Carried::default();
    for (number, found) in found.into_iter().enumerate() {
        let (found, prints) = found.unwrap_or_else(lost);
        carried.join(prints);
        if let Some(of_language) = by_language.get_mut(number % sets.len().max(1)) {
            of_language.extend(found);
        }
    }
    by_language
        .into_iter()
        .for_each(|found| problems.extend(found));
    if let Some(campaign) = campaigns.first().filter(|_| !work.is_empty()) {
        let left_out = Omissions::of_campaign(campaign, &carried, &pipeline, true, &bar.deny);
        left_out.report(problems);
    }
    Some(())
}

/// The ids of the templates that can be made of the content. The numbers of every route are read, so that a
/// slip in them is found before someone prints that way.
fn pieces(pipeline: &Pipeline, campaigns: &[Campaign], problems: &mut Diagnostics) -> Vec<String> {
    let mut ids = pipeline.library.ids();
    ids.retain(|id| match pipeline.library.load(id) {
        Ok(template) if template.is_piece() && makes_sense(&template, campaigns) => {
            for route in RouteKind::ALL {
                if let Err(found) = template.route(route, pipeline.library.project()) {
                    problems.extend(found);
                }
            }
            true
        }
        Ok(_) => false,
        Err(found) => {
            problems.extend(found);
            false
        }
    });
    ids
}

/// What is found in a template in one language, or in two on each piece, on all its papers, and what it prints of the content. The
/// template is loaded here and let go: a folder of thousands of templates takes the memory of one.
fn findings(
    pipeline: &Pipeline,
    id: &str,
    campaigns: &[&Campaign],
    (order, bar): (&Order, &Bar),
) -> (Diagnostics, Carried) {
    let (mut problems, mut carried) = (Diagnostics::default(), Carried::default());
    let template = match pipeline.library.load(id) {
        Ok(template) => template,
        Err(found) => return (found, carried),
    };
    // As the designer sees it, and as `build` prints it by default.
    let printings = [RouteKind::Screen, RouteKind::Home].map(|route| Printing {
        route,
        country: bar.terms.country.clone(),
        second_language: order.printing.second_language,
        ..Printing::default()
    });
    for paper in &template.papers {
        let mut job = Job::screen(&template, paper);
        job.printing.second_language = order.printing.second_language;
        let job = job.in_languages(campaigns.len());
        if job.lacks_second_place() {
            continue;
        }
        for examined in pipeline.examine(campaigns, &job, &printings) {
            let found = match examined {
                Ok(Warned { value, warnings }) => {
                    carried.add(&value.piece);
                    let mut found = warnings;
                    found.extend(bar.findings_of(campaigns, &value));
                    found
                }
                Err(found) => left_away(&template, &found).map_or(found, Diagnostics::from),
            };
            let standing = job.name_in(bar.standing(found, campaigns));
            // A finding without its place on a page is the same on several pieces, and shown once.
            problems.extend(standing.into_iter().map(|problem| Diagnostic {
                on_page: None,
                ..problem
            }));
        }
    }
    (problems, carried)
}

/// Decodes every pixel of the pictures, which laying out does not; they are the same in all languages.
fn check_pictures(campaign: Option<&Campaign>, problems: &mut Diagnostics) {
    let Some(campaign) = campaign else { return };
    for image in &campaign.images {
        if let Err((what, hint)) = image.asset.picture.check() {
            let problem = Diagnostic::error(
                Rule::BadPicture,
                format!("the picture `{}` {what}", image.asset.file),
            );
            let place = campaign.files.place(&format!("image.{}.file", image.id));
            problems.push(problem.hint(hint).at(place));
        }
    }
}

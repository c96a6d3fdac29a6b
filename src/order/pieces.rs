//! The jobs of an order: each template that it names on each paper that it names.

use std::collections::BTreeSet;

use super::{Order, onto};
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::paper::Paper;
use crate::pipeline::Job;
use crate::rules::Rule;
use crate::template::{Library, SecondLanguage, Template};

/// Whether campaigns have what a layout is about.
pub fn makes_sense(template: &Template, campaigns: &[Campaign]) -> bool {
    let mut campaigns = campaigns.iter();
    campaigns.all(|campaign| template.lacking(campaign).is_none())
}

/// What an order for everything says of a piece with empty pages, in place of the errors of one that was asked for: the
/// campaign has too little for it, and it is not made. `None` if anything else is wrong with it.
pub fn left_away(template: &Template, problems: &Diagnostics) -> Option<Diagnostic> {
    let errors = || {
        let of_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
        problems.iter().filter(of_error)
    };
    let first = errors().next()?;
    if errors().any(|error| error.rule != Rule::EmptyPage) {
        return None;
    }
    let id = &template.id;
    let problem = format!("`{id}` is not made: {}", first.message);
    let hint = format!(
        "the campaign has too little for it: add text, facts or quotations, or see it with `--template {id}`"
    );
    Some(Diagnostic::warning(Rule::EmptyPage, problem).hint(hint))
}

/// A piece with two languages side by side, with the second one on the back instead; `None` where nobody would see it
/// there.
pub(super) fn on_the_back(job: &Job) -> Option<Job> {
    let is_beside = job.second_language == Some(SecondLanguage::Beside);
    let has_back = job.template.second_language() == SecondLanguage::Back;
    (is_beside && has_back).then(|| Job {
        second_language: Some(SecondLanguage::Back),
        ..job.clone()
    })
}

/// The warning that the second language of a piece is on its back, since half a page is too small for it.
pub(super) fn goes_on_the_back(job: &Job, campaigns: &[&Campaign]) -> Diagnostic {
    let tags = campaigns
        .iter()
        .map(|campaign| campaign.language.tag().to_string());
    let pair = tags.collect::<Vec<_>>().join("+");
    let id = &job.template.id;
    let problem = format!(
        "`{id}` in {pair} has its second language on the back: its text does not fit half a page"
    );
    let hint = format!(
        "print it on both sides; `--template {id} --second-language beside` tells what is too long"
    );
    Diagnostic::warning(Rule::OneLanguage, problem).hint(hint)
}

/// The warning that pieces of an order for everything, which are folded from one sheet, are not made in two
/// languages; `pair` is such as `en+es`.
pub fn of_one_language<'t>(
    templates: impl Iterator<Item = &'t Template>,
    pair: &str,
) -> Option<Diagnostic> {
    let folded = templates.filter(|template| template.form().is_some());
    // A template comes once for each of its papers.
    let ids: BTreeSet<&str> = folded.map(|template| template.id.as_str()).collect();
    if ids.is_empty() {
        return None;
    }
    let named: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    let problem = format!(
        "pieces that are folded from one sheet have no place for a second language and are not made in {pair}: {}",
        named.join(", ")
    );
    let apart = ids.iter().map(|id| format!("--template {id}"));
    let languages = pair.split('+').map(|tag| format!("--lang {tag}"));
    let options = apart.chain(languages).collect::<Vec<_>>().join(" ");
    let hint = format!("build them in each language by itself: `{options}`");
    Some(Diagnostic::warning(Rule::OneLanguage, problem).hint(hint))
}

/// The jobs of an order; none where a name in it is wrong.
pub(super) fn jobs(
    library: &Library,
    order: &Order,
    problems: &mut Diagnostics,
) -> Option<Vec<Job>> {
    let mut found = Diagnostics::default();
    let jobs = named(library, order, &mut found);
    let jobs = jobs.filter(|_| !found.has_errors());
    problems.extend(found);
    jobs
}

fn named(library: &Library, order: &Order, problems: &mut Diagnostics) -> Option<Vec<Job>> {
    refuse_lists(order, problems);
    if problems.has_errors() {
        return None;
    }
    let templates = templates(library, order, problems);
    if problems.has_errors() {
        return None;
    }
    report_unknown_options(&templates, order, problems);
    if problems.has_errors() {
        return None;
    }
    let mut jobs = Vec::new();
    if order.papers.is_empty() {
        let first = |template: &Template| Some(job(template, template.papers.first()?, order));
        jobs.extend(templates.iter().filter_map(first));
    }
    for name in &order.papers {
        if name == "all" {
            let on_each = |template: &Template| -> Vec<Job> {
                let papers = template.papers.iter();
                papers.map(|paper| job(template, paper, order)).collect()
            };
            jobs.extend(templates.iter().flat_map(on_each));
        } else {
            jobs.extend(on_paper(name, &templates, order, problems));
        }
    }
    // A piece that is named twice is made once.
    let mut seen = BTreeSet::new();
    jobs.retain(|job: &Job| {
        let onto = job.printing.onto.as_ref().map(|onto| onto.name.clone());
        seen.insert((job.template.id.clone(), job.paper.name.clone(), onto))
    });
    Some(jobs)
}

/// Reports names with commas: other programs take lists, and here an option is repeated.
fn refuse_lists(order: &Order, problems: &mut Diagnostics) {
    let lists = [("--template", &order.templates), ("--paper", &order.papers)];
    for (option, names) in lists {
        for name in names.iter().filter(|name| name.contains(',')) {
            let problem = format!("`{option}` takes one name, but `{name}` lists several");
            let each = name
                .split(',')
                .map(|name| format!("{option} {}", name.trim()));
            let hint = format!("write `{}`", each.collect::<Vec<_>>().join(" "));
            problems.push(Diagnostic::error(Rule::UnknownValue, problem).hint(hint));
        }
    }
}

/// The templates that are named; where none is, all that are pieces.
fn templates(library: &Library, order: &Order, problems: &mut Diagnostics) -> Vec<Template> {
    let all = order.templates.is_empty();
    let ids = if all {
        library.ids()
    } else {
        order.templates.clone()
    };
    let mut templates = Vec::new();
    for id in ids {
        match library.load(&id) {
            Ok(template) if template.is_piece() || !all => templates.push(template),
            Ok(_) => {}
            Err(found) => problems.extend(found),
        }
    }
    templates
}

/// Reports names of options that no page of the templates has.
fn report_unknown_options(templates: &[Template], order: &Order, problems: &mut Diagnostics) {
    let known: BTreeSet<String> = templates.iter().flat_map(Template::option_names).collect();
    let unknown = |name: &&String| !known.contains(*name);
    for name in order.printing.options.iter().filter(unknown) {
        let problem = format!("no page has an option `{name}`");
        let problem = Diagnostic::error(Rule::UnknownReference, problem);
        let names = known.iter().map(String::as_str);
        problems.push(if known.is_empty() {
            problem.hint("omit `--option`: these templates have no options (`[[page.option]]`)")
        } else {
            problem.suggest(name, names)
        });
    }
}

fn job(template: &Template, paper: &Paper, order: &Order) -> Job {
    Job {
        template: template.clone(),
        paper: paper.clone(),
        event: None,
        second_language: None,
        printing: order.printing.clone(),
    }
}

/// Each template on the paper of a name. Of all templates, only those that suit it, but at least one has to.
fn on_paper(
    name: &str,
    templates: &[Template],
    order: &Order,
    problems: &mut Diagnostics,
) -> Vec<Job> {
    let all = order.templates.is_empty();
    let found: Vec<Result<Job, Diagnostic>> = templates
        .iter()
        .map(|template| onto::job(template, name, order))
        .collect();
    let none_suits = !found.iter().any(Result::is_ok);
    let mut jobs = Vec::new();
    for result in found {
        match result {
            Ok(job) => jobs.push(job),
            Err(problem) if !all => problems.push(problem),
            Err(mut problem) if none_suits && !problems.has_errors() => {
                let papers = templates.iter().flat_map(|template| &template.papers);
                let names: BTreeSet<&str> = papers.map(|paper| &*paper.name).collect();
                problem.hint = None;
                problems.push(problem.suggest(name, names));
            }
            Err(_) => {}
        }
    }
    jobs
}

//! The pieces that arguments choose, made.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::printing;
use super::{args, events};
use crate::content::{self, Campaign, Content, Translation};
use crate::diag::{Diagnostic, Diagnostics, OnPiece, Warned};
use crate::job::Printing;
use crate::paper::Paper;
use crate::project::Project;
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::template::{Library, Template};
use crate::{Built, Job, Made, PdfFile, Press};

/// What arguments choose.
pub(super) struct Chosen {
    /// The content, in each language.
    campaigns: Vec<Campaign>,
    pub(super) press: Press,
    printing: Printing,
    jobs: Vec<Job>,
    threads: NonZeroUsize,
}

/// One piece: of which campaigns, how, and what came of it.
pub(super) struct Piece<'c> {
    pub(super) campaigns: Vec<&'c Campaign>,
    pub(super) job: Job,
    pub(super) made: Made,
}

impl Chosen {
    /// Reads the content and the layouts, for a country where the arguments name one (ISO 3166-1 alpha-2);
    /// none where something keeps it from being made, which is said.
    pub(super) fn of(
        content: &Path,
        choice: &args::Choice,
        country: Option<&str>,
        said: &mut Diagnostics,
    ) -> Option<Self> {
        let project = Project::at(content);
        let campaigns = campaigns(&project, &choice.languages, false, said)?;
        let press = press(&project, choice.theme.as_deref(), said)?;
        let printing = Printing {
            country: country.map(str::to_owned),
            ..printing::printing(&choice.printing, said)?
        };
        let mut jobs = chosen(&press.library, choice, &printing, said)?;
        // Of all layouts those that the campaign has something for.
        if choice.template.is_empty() {
            jobs.retain(|job| makes_sense(&job.template, &campaigns));
        }
        let mut jobs = events::told(jobs, &choice.event, &campaigns, said)?;
        // The country of a piece decides between A and letter sizes where nobody names a paper.
        if let (Some(campaign), true) = (campaigns.first(), choice.paper.is_empty()) {
            for job in &mut jobs {
                job.paper = press.usual_paper(campaign, job);
            }
        }
        let threads = choice
            .jobs
            .or_else(|| thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN);
        Some(Self {
            campaigns,
            press,
            printing,
            jobs,
            threads,
        })
    }

    /// The country of the content (ISO 3166-1 alpha-2).
    pub(super) fn country(&self) -> Option<String> {
        self.campaigns.first()?.country.clone()
    }

    /// The content in the first of its languages.
    pub(super) fn first_campaign(&self) -> Option<&Campaign> {
        self.campaigns.first()
    }

    /// The pictures to share, in each language.
    pub(super) fn shared(&self) -> Vec<Piece<'_>> {
        let mut jobs: Vec<(Vec<&Campaign>, Job)> = Vec::new();
        for id in self.press.library.ids() {
            // What cannot be read is told of where pieces are built.
            let template = self.press.library.load(&id).ok();
            let Some(template) = template.filter(Template::is_shared) else {
                continue;
            };
            if let Some(paper) = template.papers.first() {
                let job = Job::screen(&template, paper);
                let campaigns = self.campaigns.iter();
                jobs.extend(campaigns.map(|campaign| (vec![campaign], job.clone())));
            }
        }
        self.each(jobs, &|_| {}, &|piece| piece)
    }

    /// Makes pieces and hands each to `finish` on the thread that made it; `count` is called after each with
    /// the number made so far.
    fn each<'c, R: Send>(
        &self,
        jobs: Vec<(Vec<&'c Campaign>, Job)>,
        count: &(dyn Fn(usize) + Sync),
        finish: &(dyn Fn(Piece<'c>) -> R + Sync),
    ) -> Vec<R> {
        let finished = AtomicUsize::new(0);
        self.press
            .build_each(&jobs, self.threads, &|campaigns, job, made| {
                let result = finish(Piece {
                    campaigns: campaigns.to_vec(),
                    job: job.clone(),
                    made,
                });
                count(finished.fetch_add(1, Ordering::Relaxed) + 1);
                result
            })
    }

    /// The ids of the templates of its pieces.
    pub(super) fn templates(&self) -> impl Iterator<Item = String> + '_ {
        self.jobs.iter().map(|job| job.template.id.clone())
    }

    /// How many threads work at once.
    pub(super) fn threads(&self) -> NonZeroUsize {
        self.threads
    }

    /// Makes the pieces. Progress is shown on a terminal unless it is to be quiet.
    pub(super) fn made(&self, quiet: bool) -> Vec<Piece<'_>> {
        self.made_each(quiet, &|piece| piece)
    }

    /// Makes the pieces and hands each to `finish` on the thread that made it, so that it can be written and
    /// let go before the next is made. The results come in the order of the pieces.
    pub(super) fn made_each<'c, R: Send>(
        &'c self,
        quiet: bool,
        finish: &(dyn Fn(Piece<'c>) -> R + Sync),
    ) -> Vec<R> {
        let jobs: Vec<(Vec<&Campaign>, Job)> = sets(&self.campaigns, &self.printing)
            .iter()
            .flat_map(|set| self.jobs.iter().map(move |job| (set.clone(), job.clone())))
            .collect();
        let quiet = quiet || !io::stderr().is_terminal();
        let total = jobs.len();
        let show = |count| {
            if !quiet {
                // Progress that cannot be shown is no loss.
                let _ = write!(
                    io::stderr().lock(),
                    "\rmaking pieces: {count} of {total}{}",
                    if count == total { "\r\x1b[K" } else { "" }
                );
            }
        };
        self.each(jobs, &show, finish)
    }
}

/// Whether campaigns have what a layout is about.
pub(super) fn makes_sense(template: &Template, campaigns: &[Campaign]) -> bool {
    let mut campaigns = campaigns.iter();
    campaigns.all(|campaign| template.lacking(campaign).is_none())
}

/// Problems with the piece that they are about, where they point at no line of the user's that would tell
/// which it is.
pub(super) fn named(problems: Diagnostics, job: &Job) -> Diagnostics {
    problems.filter_map(|problem| {
        let own = problem.place.as_ref().map(|place| !place.source.shipped);
        if own == Some(true) || problem.piece.is_some() {
            return Some(problem);
        }
        Some(problem.on_piece(OnPiece {
            template: job.template.id.clone(),
            paper: job.paper.name.to_string(),
            language: None,
            shipped: job.template.is_shipped(),
        }))
    })
}

/// The campaign in each language that the arguments name: in that of the content where they name none,
/// unless all are wanted then. A language with errors is left out, and the errors said; none where the
/// content cannot be opened.
pub(super) fn campaigns(
    project: &Project,
    options: &args::Languages,
    all_by_default: bool,
    said: &mut Diagnostics,
) -> Option<Vec<Campaign>> {
    let content = match Content::open(project) {
        Ok(content) => content,
        Err(problems) => {
            said.extend(problems);
            return None;
        }
    };
    let first = content.first_language().to_owned();
    let mut tags: Vec<String> = Vec::new();
    let all = options.lang.is_empty() && all_by_default;
    if options.lang.is_empty() {
        tags.push(first.clone());
    }
    for tag in options
        .lang
        .iter()
        .map(String::as_str)
        .chain(all.then_some("all"))
    {
        if tag == "all" {
            tags.push(first.clone());
            tags.extend(content.translations());
        } else {
            tags.push(tag.to_owned());
        }
    }
    let mut seen = BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    let mut campaigns = Vec::new();
    for tag in tags {
        let (campaign, mut problems) = match content.campaign(&tag) {
            Ok(Warned { value, warnings }) => {
                // What the arguments ask for is not allowed by the content.
                let demanded = |rule| options.require_reviewed && rule == Rule::Draft;
                let standing = |warning: &Diagnostic| {
                    demanded(warning.rule) || content::allowed(warning, &value.allows).is_none()
                };
                let warnings = warnings.filter_map(|warning| Some(warning).filter(standing));
                (Some(value), warnings)
            }
            Err(problems) => (None, problems),
        };
        if options.require_reviewed {
            problems = Translation::require_reviewed(problems);
        }
        let prints = !problems.has_errors();
        said.extend(problems);
        campaigns.extend(campaign.filter(|_| prints));
    }
    Some(campaigns)
}

/// The fonts and templates of the program and those beside the content, in the look of a theme.
pub(super) fn press(
    project: &Project,
    theme: Option<&str>,
    said: &mut Diagnostics,
) -> Option<Press> {
    let press = Press::of(project)
        .map_err(|problem| said.push(problem))
        .ok()?;
    let Some(theme) = theme else {
        return Some(press);
    };
    let themed = press.themed(theme);
    themed.map_err(|problems| said.extend(problems)).ok()
}

/// The pieces that the arguments name.
fn chosen(
    library: &Library,
    options: &args::Choice,
    printing: &Printing,
    problems: &mut Diagnostics,
) -> Option<Vec<Job>> {
    let mut said = Diagnostics::default();
    let jobs = jobs(library, options, printing, &mut said);
    problems.extend(said);
    jobs
}

fn jobs(
    library: &Library,
    options: &args::Choice,
    printing: &Printing,
    said: &mut Diagnostics,
) -> Option<Vec<Job>> {
    let lists = [
        ("--template", &options.template),
        ("--paper", &options.paper),
    ];
    for (option, names) in lists {
        for name in names.iter().filter(|name| name.contains(',')) {
            let problem = format!("`{name}` names several, and `{option}` takes one at a time");
            let each = name
                .split(',')
                .map(|name| format!("{option} {}", name.trim()));
            let hint = format!("write `{}`", each.collect::<Vec<_>>().join(" "));
            said.push(Diagnostic::error(Rule::UnknownValue, problem).hint(hint));
        }
    }
    if said.has_errors() {
        return None;
    }
    let all = options.template.is_empty();
    let ids = if all {
        library.ids()
    } else {
        options.template.clone()
    };
    let mut templates = Vec::new();
    for id in ids {
        match library.load(&id) {
            Ok(template) if template.is_piece() || !all => templates.push(template),
            Ok(_) => {}
            Err(problems) => said.extend(problems),
        }
    }
    if said.has_errors() {
        return None;
    }
    let job = |template: &Template, paper: &Paper| Job {
        template: template.clone(),
        paper: paper.clone(),
        event: None,
        printing: printing.clone(),
    };
    if options.paper.is_empty() {
        return Some(
            templates
                .iter()
                .filter_map(|template| Some(job(template, template.papers.first()?)))
                .collect(),
        );
    }
    let mut jobs = Vec::new();
    for name in &options.paper {
        if name == "all" {
            jobs.extend(
                templates
                    .iter()
                    .flat_map(|template| template.papers.iter().map(|paper| job(template, paper))),
            );
            continue;
        }
        let found: Vec<Result<Job, Diagnostic>> = templates
            .iter()
            .map(|template| printing::job(template, name, printing))
            .collect();
        // With all templates, those that do not suit the paper stand back; but one of them has to suit it.
        let none_suits = !found.iter().any(Result::is_ok);
        for result in found {
            match result {
                Ok(job) => jobs.push(job),
                Err(problem) if !all => said.push(problem),
                Err(mut problem) if none_suits && !said.has_errors() => {
                    let papers = templates.iter().flat_map(|template| &template.papers);
                    let names: BTreeSet<&str> = papers.map(|paper| &*paper.name).collect();
                    problem.hint = None;
                    said.push(problem.suggest(name, names));
                }
                Err(_) => {}
            }
        }
    }
    // A piece that is named twice is made once.
    let mut seen = BTreeSet::new();
    jobs.retain(|job: &Job| {
        let onto = job.printing.onto.as_ref().map(|onto| onto.name.clone());
        seen.insert((job.template.id.clone(), job.paper.name.clone(), onto))
    });
    (!said.has_errors()).then_some(jobs)
}

/// The campaigns that go into a file each, or all into one.
fn sets<'c>(campaigns: &'c [Campaign], printing: &Printing) -> Vec<Vec<&'c Campaign>> {
    let campaigns = campaigns.iter();
    if printing.is_set() {
        let set: Vec<&Campaign> = campaigns.collect();
        return if set.is_empty() { vec![] } else { vec![set] };
    }
    campaigns.map(|campaign| vec![campaign]).collect()
}

/// Where a file goes. Its name says what is not the usual.
pub(super) fn path(
    out: &Path,
    set: &[&Campaign],
    job: &Job,
    built: &Built,
    file: &PdfFile,
) -> PathBuf {
    let tags: Vec<&str> = set
        .iter()
        .map(|campaign| &**campaign.language.tag())
        .collect();
    let languages = tags.join("+");
    let printing = &job.printing;
    let mut name = vec![
        built.piece.template.clone(),
        built.piece.paper.to_lowercase(),
    ];
    name.extend(job.event.clone());
    name.extend(job.template.theme.clone());
    if printing.route != RouteKind::default() {
        name.push(printing.route.name().to_owned());
    }
    if printing.sheet.is_some() {
        name.push(built.kind.name().to_owned());
    }
    if let Some(fold) = printing.fold {
        name.push(format!("{fold:?}").to_lowercase());
    }
    if let Some(up) = printing.up {
        name.push(up.to_string());
    }
    if let Some(onto) = &printing.onto {
        name.push(onto.name.to_lowercase());
    }
    if let Some(ink) = &file.ink {
        let safe = |c: char| if c.is_alphanumeric() { c } else { '-' };
        name.push(ink.to_lowercase().chars().map(safe).collect());
    }
    let id = set.first().map_or("", |campaign| campaign.id.as_str());
    out.join(id)
        .join(languages)
        .join(format!("{}.pdf", name.join("-")))
}

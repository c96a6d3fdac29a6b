//! The pieces of an order, ready to be made.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::theme::{Dressed, dress};
use super::{
    InLanguages, Order, events, in_languages, makes_sense, of_one_language, pieces, unused,
};
use crate::content::Campaign;
use crate::diag::Diagnostics;
use crate::language::Language;
use crate::parallel;
use crate::pipeline::{Job, Made, Pipeline, Printing};
use crate::project::Project;
use crate::template::Template;

/// Is called after each piece with what is done to the pieces, how many are done so far, and how many there are.
pub type Progress<'p> = &'p (dyn Fn(Stage, usize, usize) + Sync);

/// What is done to pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// They are laid out and written.
    Building,
    /// Their files are opened again and checked.
    Proving,
}

/// The pieces of an order: campaigns, and what is made of them.
pub struct PieceSet {
    /// The content, in each language.
    languages: InLanguages,
    /// Fonts and templates.
    pub pipeline: Pipeline,
    /// The theme that was chosen by what the campaign has, if nobody named one.
    pub chosen_theme: Option<String>,
    printing: Printing,
    /// Whether the order names its pieces; else they are all that suit it.
    names_pieces: bool,
    jobs: Vec<Job>,
    threads: NonZeroUsize,
}

/// One piece of a set: of which campaigns, how, and what came of it.
pub struct MadePiece<'c> {
    /// The content, in each language that the piece has.
    pub campaigns: Vec<&'c Campaign>,
    /// What was asked for.
    pub job: Job,
    /// The piece, or what is wrong with it.
    pub made: Made,
}

impl PieceSet {
    /// Reads the content and the layouts of an order; none where something keeps it from being made, which
    /// is reported.
    pub fn of(project: &Project, order: &Order, problems: &mut Diagnostics) -> Option<Self> {
        let order = &order.looked_up(problems)?;
        let languages = in_languages(project, order, false, problems)?;
        let campaigns = &languages.campaigns;
        let Dressed { pipeline, chosen } = dress(project, order, campaigns, problems)?;
        let unused = unused::unused(&order.printing);
        if unused.has_errors() {
            problems.extend(unused);
            return None;
        }
        let mut jobs = pieces::jobs(&pipeline.library, order, problems)?;
        // An order for everything takes those that the campaign has something for.
        if order.templates.is_empty() {
            jobs.retain(|job| makes_sense(&job.template, campaigns));
            let pair = languages.first_pair().filter(|_| !order.printing.is_set());
            let folded =
                |pair: String| of_one_language(jobs.iter().map(|job| &job.template), &pair);
            problems.extend(pair.and_then(folded));
        }
        let mut jobs = events::for_each_event(jobs, &order.events, campaigns, problems)?;
        // The country of a piece decides between A and letter sizes where nobody names a paper.
        if let (Some(campaign), true) = (campaigns.first(), order.papers.is_empty()) {
            for job in &mut jobs {
                job.paper = pipeline.usual_paper(campaign, job);
            }
        }
        Some(Self {
            names_pieces: !order.templates.is_empty(),
            languages,
            pipeline,
            chosen_theme: chosen,
            printing: order.printing.clone(),
            jobs,
            threads: order.threads.unwrap_or_else(parallel::available),
        })
    }

    /// The content in the first of its languages.
    pub fn first_campaign(&self) -> Option<&Campaign> {
        self.languages.campaigns.first()
    }

    /// The country of the content (ISO 3166-1 alpha-2).
    pub fn country(&self) -> Option<String> {
        self.first_campaign()?.country.clone()
    }

    /// The ids of the templates of the pieces.
    pub fn templates(&self) -> impl Iterator<Item = String> + '_ {
        self.jobs.iter().map(|job| job.template.id.clone())
    }

    /// The title of the first of its pieces.
    pub fn title(&self) -> Option<&str> {
        self.languages.campaigns.first().map(|it| &*it.title)
    }

    /// The language of the first of its pieces.
    pub fn language(&self) -> Option<&Language> {
        self.languages.campaigns.first().map(|it| &it.language)
    }

    /// How many threads work at once.
    pub fn threads(&self) -> NonZeroUsize {
        self.threads
    }

    /// Makes the pieces.
    pub fn make(&self, progress: Progress<'_>) -> Vec<MadePiece<'_>> {
        self.make_each(progress, &|piece| piece)
    }

    /// Makes the pieces and hands each to `finish` on the thread that made it, so that it can be written and
    /// let go before the next is made. The results come in the order of the pieces.
    pub fn make_each<'c, R: Send>(
        &'c self,
        progress: Progress<'_>,
        finish: &(dyn Fn(MadePiece<'c>) -> R + Sync),
    ) -> Vec<R> {
        let mut jobs: Vec<(Vec<&Campaign>, Job)> = Vec::new();
        for set in self.languages_together() {
            let each = self
                .jobs
                .iter()
                .map(|job| job.clone().in_languages(set.len()));
            let made = each.filter(|job| self.names_pieces || !job.lacks_second_place());
            jobs.extend(made.map(|job| (set.clone(), job)));
        }
        self.make_jobs(&jobs, progress, finish)
    }

    /// Makes the pictures to share on the web, in each language.
    pub fn make_pictures_to_share(&self) -> Vec<MadePiece<'_>> {
        let mut jobs: Vec<(Vec<&Campaign>, Job)> = Vec::new();
        for id in self.pipeline.library.ids() {
            // A template that cannot be read is reported where pieces are made.
            let template = self.pipeline.library.load(&id).ok();
            let Some(template) = template.filter(Template::is_shared) else {
                continue;
            };
            if let Some(paper) = template.papers.first() {
                let job = Job::screen(&template, paper);
                let sets = self.languages.of_pieces();
                jobs.extend(sets.map(|set| {
                    let job = job.clone().in_languages(set.len());
                    (set, job)
                }));
            }
        }
        self.make_jobs(&jobs, &|_, _, _| {}, &|piece| piece)
    }

    fn make_jobs<'c, R: Send>(
        &self,
        jobs: &[(Vec<&'c Campaign>, Job)],
        progress: Progress<'_>,
        finish: &(dyn Fn(MadePiece<'c>) -> R + Sync),
    ) -> Vec<R> {
        let finished = AtomicUsize::new(0);
        self.pipeline
            .build_each(jobs, self.threads, &|campaigns, job, made| {
                let (job, made) = self.made_otherwise(campaigns, job, made);
                let result = finish(MadePiece {
                    campaigns: campaigns.to_vec(),
                    job,
                    made,
                });
                let count = finished.fetch_add(1, Ordering::Relaxed) + 1;
                progress(Stage::Building, count, jobs.len());
                result
            })
    }

    /// A piece of an order for everything that could not be made as it was asked for: with its second language on the
    /// back, if that fits, or left away with a warning. Of a piece that is named, the errors stay.
    fn made_otherwise(&self, campaigns: &[&Campaign], job: &Job, made: Made) -> (Job, Made) {
        let problems = match made {
            Err(problems) if !self.names_pieces => problems,
            made => return (job.clone(), made),
        };
        if let Some(back) = pieces::on_the_back(job) {
            let made = self.pipeline.build_set(campaigns, &back);
            if let Ok(mut built) = made {
                built
                    .warnings
                    .push(pieces::goes_on_the_back(&back, campaigns));
                return (back, Ok(built));
            }
        }
        let told = pieces::left_away(&job.template, &problems);
        (job.clone(), Err(told.map_or(problems, Diagnostics::from)))
    }

    /// The campaigns that go into a file: those of each piece, or all languages into one, as in a booklet.
    fn languages_together(&self) -> Vec<Vec<&Campaign>> {
        if self.printing.is_set() {
            let set: Vec<&Campaign> = self.languages.campaigns.iter().collect();
            return if set.is_empty() { vec![] } else { vec![set] };
        }
        self.languages.of_pieces().collect()
    }
}

//! The pipeline: from a campaign and a job to files.
//!
//! A [`Job`] names a template, a paper and a way to print. The pipeline calls the stages in order:
//!
//! 1. `arrange` decides how the pages come onto paper: margins, bleed, sheets.
//! 2. `lay_out` fills the template with the campaign and places everything on pages; `joined` makes one piece of
//!    those in several languages.
//! 3. `sheets` puts the pages onto sheets of paper.
//! 4. `examine` runs these three, then looks for what would fail in print.
//! 5. `files` writes the PDFs, one for each ink where the route has inks of its own.
//!
//! Building and checking share steps 1 to 4, so that a check finds what a build would find. If a layout does
//! not fit within the edge that a home printer leaves empty, the finished page is made smaller instead: the
//! pages are then laid out a second time, without that edge.

mod arrange;
mod built;
mod choose;
mod compose;
mod examine;
mod files;
mod halves;
mod holes;
mod job;
mod joined;
mod laid_out;
mod lay_out;
mod measured;
mod overlay;
mod plates;
mod resources;
mod sheets;
mod taken;

pub use built::{Built, Examined, Made, PdfFile};
pub use job::{Fit, Job, Printing, SheetKind};
pub use measured::Measured;
pub use overlay::Overlay;
pub use resources::Pipeline;
pub use taken::{Outcome, Taken, Tried, Why};

use std::borrow::Cow;
use std::num::NonZeroUsize;

use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::paper::{self, Paper};
use crate::parallel;
use crate::pdf;
use crate::reading::plain_text;
use crate::rules::Rule;
use examine::Looked;
use lay_out::Layouts;
use resources::event_first;

impl Pipeline {
    /// Makes one piece.
    pub fn build(&self, campaign: &Campaign, job: &Job) -> Made {
        self.build_set(&[campaign], job)
    }

    /// Makes one piece of the same template in several languages: one after the other, or as the job says of its
    /// second language.
    pub fn build_set(&self, campaigns: &[&Campaign], job: &Job) -> Made {
        let about = self.about(campaigns, job)?;
        let campaigns: Vec<&Campaign> = about.iter().map(AsRef::as_ref).collect();
        // One way to print needs each layout once, so none is kept.
        let mut looked = self.look(&campaigns, job, &mut Layouts::default())?;
        let of_sheets = std::mem::take(&mut looked.of_sheets);
        looked.warnings.extend(of_sheets);
        if !job.printing.overlay.is_empty() {
            overlay::draw(&mut looked.examined, &job.printing.overlay, &self.book);
        }
        let Looked { examined, inks, .. } = &looked;
        // The day of the facts, not today: the same content gives the same bytes on every day.
        let date = job.printing.date.unwrap_or(looked.as_of);
        let sheets = examined.imposed.as_ref().zip(examined.flip);
        let files = self.files(&examined.piece, sheets, inks, date)?;
        let text = job
            .template
            .writes_text()
            .then(|| plain_text(&examined.piece));
        let Warned { value, warnings } = looked.soften(&campaigns)?;
        let value = Built {
            examined: value,
            files,
            text,
        };
        Ok(Warned { value, warnings })
    }

    /// Makes one piece in each of several ways to print it, as far as anything can be found wrong with it: no
    /// file is made. Ways that lay the pages out alike share the layout. Notes on sheets, such as that one is
    /// large or has no room for bleed, are left to [`Self::build`], where someone prints on them.
    pub fn examine(
        &self,
        campaigns: &[&Campaign],
        job: &Job,
        printings: &[Printing],
    ) -> Vec<Result<Warned<Examined>, Diagnostics>> {
        let about = match self.about(campaigns, job) {
            Ok(about) => about,
            Err(problems) => return vec![Err(problems)],
        };
        let campaigns: Vec<&Campaign> = about.iter().map(AsRef::as_ref).collect();
        let mut known = Layouts::kept();
        let mut job = job.clone();
        let mut way = |printing: &Printing| {
            job.printing.clone_from(printing);
            let looked = self.look(&campaigns, &job, &mut known)?;
            let sheets = looked.examined.imposed.as_ref();
            let sheets = sheets.map(|imposed| &imposed.sheets[..]);
            // The only error that writing the file could add, so a check tells what a build would.
            pdf::verify_fonts(&looked.examined.piece, sheets, &self.book, &self.reused)?;
            looked.soften(&campaigns)
        };
        printings.iter().map(&mut way).collect()
    }

    /// The campaigns that a piece is made of, with the event first that it is about; an error where they
    /// lack what the layout needs.
    fn about<'c>(
        &self,
        campaigns: &[&'c Campaign],
        job: &Job,
    ) -> Result<Vec<Cow<'c, Campaign>>, Diagnostics> {
        let lacks = |campaign: &&Campaign| job.template.lacking(campaign);
        if let Some(problem) = campaigns.iter().find_map(lacks) {
            return Err(problem.into());
        }
        Ok(event_first(campaigns, job)?)
    }

    /// Makes several pieces, each of a campaign in one or more languages, on that many threads, and gives them
    /// in the order of the jobs.
    pub fn build_all(&self, jobs: &[(Vec<&Campaign>, Job)], threads: NonZeroUsize) -> Vec<Made> {
        self.build_each(jobs, threads, &|_, _, made| made)
    }

    /// Makes several pieces, each of a campaign in one or more languages, on that many threads, and hands each
    /// to `finish` on the thread that made it. What `finish` returns comes in the order of the jobs. A piece
    /// with its files takes megabytes, so a large set needs a `finish` that does not keep it.
    pub fn build_each<'c, R: Send>(
        &self,
        jobs: &[(Vec<&'c Campaign>, Job)],
        threads: NonZeroUsize,
        finish: &(dyn Fn(&[&'c Campaign], &Job, Made) -> R + Sync),
    ) -> Vec<R> {
        let finished = parallel::each(jobs, threads, &|(campaigns, job)| {
            finish(campaigns, job, self.build_set(campaigns, job))
        });
        // A job has no result only where its thread died.
        let lost = || {
            Err(Diagnostic::error(Rule::Internal, "a piece was lost; please report this").into())
        };
        let finished = jobs.iter().zip(finished);
        finished
            .map(|((campaigns, job), result)| {
                result.unwrap_or_else(|| finish(campaigns, job, lost()))
            })
            .collect()
    }

    /// The country in which a piece is handed out (ISO 3166-1 alpha-2): that of the arguments, else of the
    /// events that it tells of, else of the campaign.
    fn country_of(&self, campaign: &Campaign, job: &Job) -> Option<String> {
        if let Some(country) = &job.printing.country {
            return Some(country.clone());
        }
        // Without events on it, a piece is handed out where the campaign is.
        if !job.template.shows_events() {
            return campaign.country.clone();
        }
        self.plan(campaign, job)?.country
    }

    /// The paper of a piece for which nobody names one: the first that its layout names of those that are
    /// usual in its country, A sizes or letter sizes; of those of the sheet, where one is named.
    pub fn usual_paper(&self, campaign: &Campaign, job: &Job) -> Paper {
        let country = || self.country_of(campaign, job);
        let inches = match &job.printing.onto {
            Some(onto) => onto.is_in_inches(),
            None => match country() {
                Some(country) => paper::is_letter_country(&country),
                None => return job.paper.clone(),
            },
        };
        let mut papers = job.template.papers.iter();
        let usual = papers.find(|paper| paper.is_in_inches() == inches);
        usual.unwrap_or(&job.paper).clone()
    }
}

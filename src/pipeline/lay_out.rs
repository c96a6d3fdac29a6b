//! Fills a template with a campaign and places everything on pages.
//!
//! A template may repeat a page until its story is told: it is laid out with one page more until it fits.

use std::sync::atomic::Ordering;

use super::Job;
use super::arrange::Arranged;
use super::compose::Laid;
use super::resources::{Pipeline, event_first, nothing_to_print};
use super::taken::Taken;
use crate::content::Campaign;
use crate::diag::{Diagnostics, Warned};
use crate::document::Document;
use crate::geom::Length;
use crate::layout::{Composed, PageMeasures};
use crate::page::Piece;
use crate::route::Route;
use crate::template::plan::PiecePlan;
use crate::template::{self, Choice, Target};

impl Pipeline {
    /// A template filled, with nothing placed; none where something keeps it from being filled.
    pub(crate) fn plan(&self, campaign: &Campaign, job: &Job) -> Option<PiecePlan> {
        // Problems are dropped here: the build fills the template again and reports them.
        let about = event_first(&[campaign], job).ok()?;
        let about = about.first()?;
        let kind = job.printing.route;
        let route = job.template.route(kind, self.library.project()).ok()?;
        // Which options are the best is only known once they are laid out. What a piece tells of, and where it is
        // handed out, rarely depends on them: the first ones stand for all.
        let mut choice = Choice::default();
        for page in job.template.page_options(about, &job.paper) {
            if let Some(first) = page.options.iter().find(|option| option.suits) {
                choice.take(page.page, first.index);
            }
        }
        let target = Target {
            choice: &choice,
            ..self.target(job, &route)
        };
        let plan = template::resolve(&job.template, about, target).ok()?;
        Some(plan.value)
    }

    /// What a template is filled for, before anything is arranged.
    fn target<'t>(&'t self, job: &'t Job, route: &'t Route) -> Target<'t> {
        Target {
            paper: &job.paper,
            border: Length::ZERO,
            bleed: None,
            route,
            book: &self.book,
            codes: &self.codes,
            country: job.printing.country.as_deref(),
            repeats: 1,
            choice: &self.no_choice,
            homes: &[],
        }
    }

    /// Lays out a piece in several languages, one after the other. The codes of `homes`, actions by their ids, open
    /// the home page.
    pub(super) fn lay_out_set(
        &self,
        campaigns: &[&Campaign],
        job: &Job,
        route: &Route,
        (arranged, homes): (&Arranged, &[String]),
    ) -> Result<Warned<LaidOut>, Diagnostics> {
        let mut set: Option<Warned<LaidOut>> = None;
        for campaign in campaigns {
            let one = self.lay_out(campaign, job, route, (arranged, homes))?;
            match &mut set {
                Some(set) => {
                    set.warnings.extend(one.warnings);
                    set.value.add(one.value);
                }
                None => set = Some(one),
            }
        }
        set.ok_or_else(|| nothing_to_print().into())
    }

    /// Fills the template and lays it out.
    fn lay_out(
        &self,
        campaign: &Campaign,
        job: &Job,
        route: &Route,
        (arranged, homes): (&Arranged, &[String]),
    ) -> Result<Warned<LaidOut>, Diagnostics> {
        let target = Target {
            border: arranged.border,
            bleed: arranged.bleed,
            homes,
            ..self.target(job, route)
        };
        // A count for tests only, so no order between threads is needed.
        self.lay_outs.fetch_add(1, Ordering::Relaxed);
        // The page is composed inside the border, and the border is put around it afterwards.
        let Laid {
            plan,
            composed,
            taken,
            choice,
        } = self.lay_out_best(campaign, job, target)?;
        let Warned {
            value: Composed {
                mut piece,
                measures,
            },
            warnings: of_pages,
        } = composed;
        if arranged.border > Length::ZERO && !arranged.borderless {
            let pages = std::mem::take(&mut piece.pages).into_iter();
            piece.pages = pages
                .map(|page| page.with_border(arranged.border))
                .collect();
        }
        let mut warnings = plan.warnings;
        warnings.extend(of_pages);
        let value = LaidOut {
            piece,
            measures,
            taken,
            choice,
            documents: plan.value.documents,
        };
        Ok(Warned { value, warnings })
    }
}

/// All of a way to print that a layout depends on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LayoutKey {
    border: Length,
    borderless: bool,
    bleed: Length,
    module: Length,
    country: Option<String>,
    homes: Vec<String>,
}

impl LayoutKey {
    pub(super) fn of(job: &Job, route: &Route, arranged: &Arranged, homes: &[String]) -> Self {
        Self {
            border: arranged.border,
            borderless: arranged.borderless,
            bleed: arranged.bleed.unwrap_or(route.bleed),
            module: route.module,
            country: job.printing.country.clone(),
            homes: homes.to_vec(),
        }
    }
}

/// The layouts of a piece so far, by what each depended on.
#[derive(Default)]
pub(super) struct Layouts {
    known: Vec<(LayoutKey, Result<Warned<LaidOut>, Diagnostics>)>,
    /// Whether a layout is kept for another way to print the piece. To keep one, its pages are copied.
    keep: bool,
}

impl Layouts {
    /// None so far; each is kept.
    pub(super) fn kept() -> Self {
        Self {
            known: Vec::new(),
            keep: true,
        }
    }

    /// The layout for a key: one that is known, or else a new one.
    pub(super) fn get_or_lay_out(
        &mut self,
        key: LayoutKey,
        lay_out: impl FnOnce() -> Result<Warned<LaidOut>, Diagnostics>,
    ) -> Result<Warned<LaidOut>, Diagnostics> {
        if let Some((_, known)) = self.known.iter().find(|(known, _)| *known == key) {
            return known.clone();
        }
        let laid_out = lay_out();
        // A single build never asks twice for the same room, and a copy of the pages takes memory.
        if self.keep {
            self.known.push((key, laid_out.clone()));
        }
        laid_out
    }
}

/// A piece with the files that its origins name.
#[derive(Clone)]
pub(super) struct LaidOut {
    pub(super) piece: Piece,
    /// The measures of its pages, for overlays.
    pub(super) measures: Vec<PageMeasures>,
    /// The options that were taken.
    pub(super) taken: Vec<Taken>,
    /// The same, for the first language.
    pub(super) choice: Choice,
    pub(super) documents: Vec<Document>,
}

impl LaidOut {
    /// Adds the pages of the same piece in another language.
    fn add(&mut self, other: Self) {
        self.piece.pages.extend(other.piece.pages);
        self.measures.extend(other.measures);
        self.taken.extend(other.taken);
        for document in other.documents {
            // The languages share their layout file and its parents; each is kept once.
            let name = &document.source().name;
            if !self
                .documents
                .iter()
                .any(|known| known.source().name == *name)
            {
                self.documents.push(document);
            }
        }
    }
}

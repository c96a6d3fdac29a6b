//! Fills a template with a campaign and places everything on pages.
//!
//! A template may repeat a page until its story is told: it is laid out with one page more until it fits.

use std::sync::atomic::Ordering;

use super::Job;
use super::arrange::Arranged;
use super::compose::Laid;
use super::halves::Halves;
use super::joined::{beside, one_after_the_other};
use super::laid_out::LaidOut;
use super::measured::Measured;
use super::resources::{Pipeline, event_first, nothing_to_print};
use crate::content::Campaign;
use crate::diag::{Diagnostics, Warned};
use crate::geom::{Edges, Length, Point};
use crate::layout::Composed;
use crate::paper::Paper;
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
            border: Edges::default(),
            bleed: None,
            reach: 1.0,
            route,
            book: &self.book,
            codes: &self.codes,
            country: job.printing.country.as_deref(),
            repeats: 1,
            choice: &self.no_choice,
            homes: &[],
        }
    }

    /// Lays out a piece in several languages: one after the other, or each on its half of the pages. The codes of
    /// `homes`, actions by their ids, open the home page.
    pub(super) fn lay_out_set(
        &self,
        (campaigns, halves): (&[&Campaign], Option<&Halves>),
        job: &Job,
        route: &Route,
        (arranged, homes): (&Arranged, &[String]),
    ) -> Result<Warned<LaidOut>, Diagnostics> {
        let Some(first) = campaigns.first() else {
            return Err(nothing_to_print().into());
        };
        let whole = Room {
            paper: &job.paper,
            border: Edges::all(arranged.border),
            bleed: arranged.bleed,
            borderless: arranged.borderless,
            reach: 1.0,
            homes,
        };
        let halves = halves.map(|halves| (halves, halves.places(first.language.tag())));
        let room = |number: usize| match halves {
            None => whole,
            Some((halves, places)) => Room {
                paper: &halves.laid,
                border: halves.border(places[number.min(1)], arranged.border),
                reach: halves.scale(&job.paper),
                ..whole
            },
        };
        let mut laid = Vec::new();
        let (mut warnings, mut problems) = (Diagnostics::default(), Diagnostics::default());
        for (number, campaign) in campaigns.iter().enumerate() {
            match self.lay_out(campaign, job, route, &room(number)) {
                Ok(one) => {
                    warnings.extend(one.warnings);
                    laid.push(one.value);
                }
                // What is wrong in the other languages is told at once.
                Err(found) => problems.extend(found),
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        let value = match halves {
            Some((halves, places)) => {
                let Warned {
                    value,
                    warnings: of_halves,
                } = beside(laid, halves, places);
                warnings.extend(of_halves);
                value
            }
            None => one_after_the_other(laid),
        };
        let value = value.ok_or_else(nothing_to_print)?;
        Ok(Warned { value, warnings })
    }

    /// Fills the template and lays it out.
    fn lay_out(
        &self,
        campaign: &Campaign,
        job: &Job,
        route: &Route,
        room: &Room<'_>,
    ) -> Result<Warned<LaidOut>, Diagnostics> {
        let target = Target {
            paper: room.paper,
            border: room.border,
            bleed: room.bleed,
            reach: room.reach,
            homes: room.homes,
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
        let mut corner = Point::default();
        if room.border.widest() > Length::ZERO && !room.borderless {
            let pages = std::mem::take(&mut piece.pages).into_iter();
            piece.pages = pages.map(|page| page.with_border(room.border)).collect();
            corner = Point::new(room.border.left, room.border.top);
        }
        let measures = piece.pages.iter().zip(measures).enumerate();
        let measures = measures.map(|(page, (of, measures))| Measured {
            measures,
            language: piece.language.clone(),
            page,
            room: of.trim_box(),
            corner,
        });
        let measures = measures.collect();
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

/// The room that one language of a piece is laid out in.
#[derive(Clone, Copy)]
struct Room<'r> {
    /// The paper of its pages, or of its half of them.
    paper: &'r Paper,
    /// The edges that stay empty.
    border: Edges,
    bleed: Option<Length>,
    /// Whether these edges belong to the sheet and not to the page.
    borderless: bool,
    /// How much smaller everything is than on a page without another language.
    reach: f64,
    /// The actions whose codes open the home page, by their ids.
    homes: &'r [String],
}

//! From a plan to pages: boxes get sizes and places, and text gets lines.
//!
//! In go a [`PiecePlan`] and the fonts. Out comes a [`Piece`]: pages, each a display list in the order of reading.
//!
//! `build` makes a tree of the boxes of a page and shapes their text, once. `tree` has the boxes sized and placed
//! by `taffy`, which implements CSS Grid (W3C, CSS Grid Layout Module Level 1); `entry` tells it how large a text,
//! a code or a picture wants to be, and `spacing` sets the gaps that the layout does not name. `paint` then turns
//! the boxes into items of the display list. Running text comes last (`story`), when all its areas have a
//! place, and so do tables that are divided (`table`).
//!
//! All fitted type of a page is set at one share of the way between its smallest and its largest size, so that
//! headline and text keep their proportion; `fit` finds the largest share by halving. A page that does not fit at
//! share 0 is not drawn, and `overset` explains what takes the room: text is never cut. Pages that are read from
//! right to left are laid out from left to right and mirrored as a whole, so one layout file serves both.

mod balance;
mod build;
mod code;
mod code_checks;
mod code_edge;
mod columns;
mod divided;
mod drawing;
mod entry;
mod fault;
mod fit;
mod fit_groups;
mod layers;
mod line_count;
mod marks;
mod named;
mod open_mark;
mod outline;
mod overset;
mod paint;
mod paragraph;
mod picture;
mod reporter;
mod rotation;
mod ruled;
mod score;
mod set_text;
mod settle;
mod shade;
mod sign;
mod spacing;
mod story;
mod table;
mod tally;
mod tally_labels;
mod texts;
mod tree;
mod units;

use std::collections::BTreeMap;

use crate::content::soften;
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::frame::{Item, ItemKind};
use crate::geom::Rect;
use crate::page::{Page, Piece};
use crate::rules::Rule;
use crate::template::plan::PiecePlan;
use crate::typeset::{FontBook, Typesetter};

pub use score::{AreaPlace, Hole, PageMeasures, Score, Space, USUAL_AIR};

use layers::{Placed, place_layers};
use paint::Painter;
use reporter::Reporter;
use rotation::Flowing;
use settle::lay_out;
use story::{Flowed, StoryArea};
use table::flow::{self, TableAreas};
use tree::Tree;

/// A piece that was laid out, with the measures of each of its pages.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The piece.
    pub piece: Piece,
    /// The measures of its pages, in their order.
    pub measures: Vec<PageMeasures>,
}

impl Composed {
    /// The score of a page of the layout file, by its number from 0; of one that repeats, the mean of its copies.
    pub fn score_of(&self, index: usize) -> Score {
        let copies = self.measures.iter().filter(|page| page.index == index);
        let scores: Vec<Score> = copies.map(Score::of).collect();
        Score::mean(&scores)
    }
}

/// Lays out a piece. Text that does not fit at its smallest size is an error that says by how much. Warnings
/// come with the pages.
pub fn compose(plan: &PiecePlan, book: &FontBook) -> Result<Warned<Piece>, Diagnostics> {
    let Warned { value, warnings } = compose_measured(plan, book)?;
    Ok(Warned {
        value: value.piece,
        warnings,
    })
}

/// Lays out a piece as [`compose`] does, and measures its pages.
pub fn compose_measured(
    plan: &PiecePlan,
    book: &FontBook,
) -> Result<Warned<Composed>, Diagnostics> {
    let mut measures: Vec<PageMeasures> = Vec::new();
    let mut reporter = Reporter::new(plan);
    let mut setter = Typesetter::new(book, &plan.language);
    let mut pages: Vec<Page> = Vec::new();
    let mut areas: BTreeMap<String, Vec<StoryArea>> = BTreeMap::new();
    let mut tables: Vec<TableAreas> = Vec::new();
    // Set when a page was not drawn because its content does not fit.
    let mut overfull = false;
    let placed = place_all(plan, &mut setter, &mut reporter);
    for (page_plan, placed) in plan.pages.iter().zip(placed) {
        // On a page that is too full the boxes overlap anyhow, and findings about their places would mislead.
        // So such a page is not drawn, and nothing else is said about it.
        let Some(placed) = placed else {
            overfull = true;
            continue;
        };
        let (within, share) = (placed.grid.page, placed.grid.share());
        let mut painter = Painter::new(page_plan, plan, &mut reporter);
        painter.paint_page(placed);
        let place = (Rect::of_size(page_plan.size), within);
        let (ask, gathered) = (plan.ask.clone(), painter.gathered());
        measures.push(PageMeasures::new(place, page_plan, share, ask, gathered));
        for story in painter.story_areas() {
            // The text of a story is set when the areas of all pages are known; the painter left an empty item.
            let area = StoryArea {
                page: pages.len(),
                rect: story.rect,
                ink: story.ink,
                grid_top: within.origin.y,
                slot: story.slot,
                rotations: story.rotations,
            };
            match story.what {
                Flowing::Story(name) => areas.entry(name).or_default().push(area),
                Flowing::Table(plan) => TableAreas::add(&mut tables, plan, area),
            }
        }
        let frame = painter.finish();
        pages.push(Page {
            trim: page_plan.size,
            bleed: plan.bleed,
            frame,
        });
    }
    // If a page is missing, its areas are too, and every story would seem too long.
    let told = plan
        .stories
        .iter()
        .filter(|(_, story)| !story.paragraphs.is_empty());
    for (name, story) in told.filter(|_| !overfull) {
        let Some(areas) = areas.get(name) else {
            // Another composition shows it, or a page for campaigns that have more to say.
            if story.is_shown {
                continue;
            }
            let problem = Diagnostic::warning(
                Rule::StoryNotShown,
                format!("no area shows the story `{name}`"),
            );
            reporter.report_plain(
                &story.origin,
                problem.hint(format!("give an area `story = \"{name}\"`")),
            );
            continue;
        };
        let Flowed {
            frames,
            texts,
            overset,
        } = story::flow((name, story), areas, &mut setter, &mut reporter);
        let first = areas.first().and_then(|area| measures.get_mut(area.page));
        if let Some(first) = first {
            first.add_texts(texts);
        }
        for (area, frame) in areas.iter().zip(frames) {
            let slot: Option<&mut Item> = pages[area.page].frame.items.get_mut(area.slot);
            if let Some(slot) = slot {
                let rotations = area.rotations.iter();
                let frame = rotations.fold(frame, |frame, by| frame.rotated(*by));
                slot.kind = ItemKind::Group(frame);
            }
        }
        if let Some(overset) = overset {
            reporter.report_fault(overset);
        }
    }
    if !overfull {
        let set = (&mut pages[..], &mut measures[..]);
        flow::flow(&tables, set, &mut setter, &mut reporter);
    }
    setter.finish();
    for (measures, page) in measures.iter_mut().zip(&mut pages) {
        code_edge::line_up(page, measures.within, plan.is_right_to_left());
        measures.look_at(&page.frame, book);
    }
    // These checks need the finished pages, with the text of stories.
    code_checks::check_words(&pages, &mut reporter);
    code_checks::check_asks(&pages, &mut reporter);
    code_checks::check_quiet_zones(&pages, &mut reporter);
    let problems = reporter.into_problems();
    let piece = Piece {
        template: plan.template.clone(),
        paper: plan.paper.to_owned(),
        title: plan.title.clone(),
        language: plan.language.clone(),
        country: plan.country.clone(),
        author: plan.author.clone(),
        inks: plan.inks.clone(),
        together: plan.together,
        unscanned: plan.unscanned,
        pages,
    };
    let composed = Composed { piece, measures };
    soften(problems, &plan.allows).into_result(Some(composed))
}

/// Places the boxes of all pages: the grids, then the layers, some of which lie on areas of a grid. All are sized
/// before any is drawn, since blocks on several pages may share one size. A page that does not fit is `None`, which
/// is reported.
fn place_all<'p, 'b>(
    plan: &'p PiecePlan,
    setter: &mut Typesetter<'b>,
    reporter: &mut Reporter<'_>,
) -> Vec<Option<Placed<'p, 'b>>> {
    let right_to_left = plan.is_right_to_left();
    let pages = plan.pages.iter();
    let mut grids: Vec<Option<Tree<'_, '_>>> = pages
        .map(|page| lay_out(page, right_to_left, setter, reporter))
        .collect();
    // What has no size in common is found again below, with the blocks of layers, and reported then.
    let _ = fit_groups::equalise(&mut grids.iter_mut().flatten().collect::<Vec<_>>());
    let mut placed: Vec<Option<Placed<'_, '_>>> = Vec::new();
    for (page, grid) in plan.pages.iter().zip(grids) {
        let sheet = (page, plan.bleed);
        placed
            .push(grid.and_then(|grid| place_layers(sheet, right_to_left, grid, setter, reporter)));
    }
    let all = placed.iter_mut().flatten().flat_map(Placed::trees);
    for fault in fit_groups::equalise(&mut all.collect::<Vec<_>>()) {
        reporter.report_fault(fault);
    }
    for (page, place) in plan.pages.iter().zip(&mut placed) {
        let sheet = (page, plan.bleed);
        if let Some(of_page) = place
            && !of_page.place_layers_anew(sheet, right_to_left, reporter)
        {
            *place = None;
        }
    }
    placed
}

//! The pages of a layout, each with its ground and its grid.

use std::borrow::Cow;

use super::boxes::plan_area;
use super::context::Context;
use super::grounds::{Dress, find_ground};
use super::layers::plan_layers;
use super::letters::LETTERS;
use super::plan::PagePlan;
use super::schema::{Area, Block, GridBlock, Page};
use super::substance::is_furniture;
use super::tables;
use super::values::Share;
use crate::diag::Diagnostic;
use crate::geom::{Edges, Length, Size};
use crate::rules::Rule;

/// A page of a layout and the size that it gets.
pub(super) struct PageToFill<'a> {
    /// Its number in the layout file, from 0. Copies of a page with `repeat` share one number.
    pub(super) index: usize,
    /// The option of the page that it is laid out as, by its place in the file.
    pub(super) option: Option<usize>,
    pub(super) page: Cow<'a, Page>,
    pub(super) size: Size,
    /// The letter that it is for, of a page that repeats for each.
    pub(super) letter: Option<String>,
}

/// Fills all pages. One that says nothing of this campaign is noted, and falls away if pages `may_fall` and the
/// pass before this one has noted it.
pub(super) fn plan_pages(
    context: &mut Context<'_>,
    pages: &[PageToFill<'_>],
    may_fall: bool,
) -> Vec<PagePlan> {
    let idle = context.words.usage.borrow().idle_pages.clone();
    // A piece of nothing but such pages is what its author made it.
    let falls = |place: usize| may_fall && idle.len() < pages.len() && idle.contains(&place);
    let kept: Vec<(usize, &PageToFill<'_>)> = pages
        .iter()
        .enumerate()
        .filter(|(place, _)| !falls(*place))
        .collect();
    let mut plans = Vec::new();
    for (number, (place, page)) in kept.iter().enumerate() {
        // Printed page numbers count the copies of a repeated page too.
        context.words.page.set((number + 1, kept.len()));
        context.words.letter.replace(page.letter.clone());
        context.left_out = false;
        context.lists_cited = false;
        let Some(plan) = plan_page(context, page) else {
            continue;
        };
        let is_idle = plan.layers.is_empty() && is_furniture(&plan.root);
        if is_idle && context.left_out {
            let usage = &mut *context.words.usage.borrow_mut();
            let idle = if context.lists_cited {
                &mut usage.idle_without_sources
            } else {
                &mut usage.idle_pages
            };
            idle.insert(*place);
        }
        plans.push(plan);
    }
    plans
}

/// The look of `[boxes]` for pages that name no ground of their own.
const PAGE_LOOK: &str = "page";

/// Fills a page; `None` if its margins leave no room or it names no areas, which is reported.
fn plan_page(context: &mut Context<'_>, to_fill: &PageToFill<'_>) -> Option<PagePlan> {
    let PageToFill {
        index,
        option,
        page,
        size,
        letter: _,
    } = to_fill;
    let (page, size) = (&**page, *size);
    let key = match option {
        Some(option) => format!("page.{index}.option.{option}"),
        None => format!("page.{index}"),
    };
    let margin = page
        .margin
        // 10 mm is more than any home printer leaves unprinted (practice), and looks like a margin.
        .map_or(Edges::all(Length::mm(10.0)), |margin| margin.0)
        .scaled(context.scale);
    if margin.left + margin.right >= size.width || margin.top + margin.bottom >= size.height {
        // Layout could not place a grid of negative width.
        let problem = Diagnostic::error(Rule::BadValue, "the margins leave no room on the page");
        context
            .report
            .add_at_layout(&format!("{key}.margin"), problem);
        return None;
    }
    context.page = size;
    let air = find_air(context, &key, page);
    report_unknown_story(context, &key, page);
    // The ground of all pages, if the theme has one.
    let of_theme = || {
        let looks = context.layout.boxes.as_ref();
        let has_look = looks.is_some_and(|looks| looks.contains_key(PAGE_LOOK));
        (has_look && page.fill.is_none()).then(|| PAGE_LOOK.to_owned())
    };
    let dress = Dress {
        look: page.look.clone().or_else(of_theme),
        fill: page.fill.clone(),
        line: None,
        sides: None,
        bleed: Vec::new(),
    };
    let ground = find_ground(context, &key, &dress);
    let has_layers = page.layer.as_ref().is_some_and(|layers| !layers.is_empty());
    if page.areas.is_none() && !has_layers {
        let problem = if page.option.is_some() && option.is_none() {
            let problem = "no option of the page suits this piece: the `when` of each is false";
            Diagnostic::error(Rule::NoOption, problem)
                .hint("add an option without `when`, or draw a grid in the page itself (`areas`)")
        } else {
            Diagnostic::error(Rule::MissingKey, "the page has no `areas`")
                .hint("draw its grid with names, for example areas = [\"title\", \"text\"]")
        };
        context.report.add_at_layout(&key, problem);
        return None;
    }
    // A page is one large area with a grid in it, so that pages need no code of their own below this.
    let grid = GridBlock {
        gap: page.gap,
        columns: page.columns.clone(),
        rows: page.rows.clone(),
        areas: page.areas.clone(),
        area: page.area.clone(),
        align: None,
    };
    let root = Area {
        // A page may be made of layers alone.
        block: page.areas.as_ref().map(|_| Block::Grid(grid)),
        ..Area::default()
    };
    let (root, layers) = context.on_ground(ground.ink, |context| {
        let root = plan_area(context, &key, &root);
        (root, plan_layers(context, &key, page))
    });
    Some(PagePlan {
        size,
        margin,
        air,
        fill: ground.fill,
        root,
        layers,
    })
}

/// The share of a page that its layout declares as empty: for that page or for all, whichever is more.
fn find_air(context: &mut Context<'_>, key: &str, page: &Page) -> Option<f64> {
    let head = context.layout.template.as_ref();
    let of_all = head.and_then(|head| head.air);
    let of_all = of_all.and_then(|air| checked_air(context, "template.air", air));
    let own = page.air;
    let own = own.and_then(|air| checked_air(context, &format!("{key}.air"), air));
    // `None` is less than any share.
    if own > of_all { own } else { of_all }
}

/// A share of a page; none, and a report, if it is more than all of it.
fn checked_air(context: &mut Context<'_>, key: &str, Share(air): Share) -> Option<f64> {
    if air <= 1.0 {
        return Some(air);
    }
    let problem = "`air` must be a share from 0 % to 100 % of the page within its margins";
    let problem = Diagnostic::error(Rule::BadValue, problem)
        .hint("write how much of the page may be empty in one piece, such as air = \"40%\"");
    context.report.add_at_layout(key, problem);
    None
}

/// Reports a page that repeats for a story or a table that the layout does not have.
fn report_unknown_story(context: &mut Context<'_>, key: &str, page: &Page) {
    let mut names = context.story_names();
    names.extend(tables::names(context.layout).map(str::to_owned));
    names.push(LETTERS.to_owned());
    let Some(story) = page.repeat.as_ref().filter(|story| !names.contains(story)) else {
        return;
    };
    let problem = format!(
        "the page repeats for `{story}`, but there is no `[story.{story}]`, and no area shows a table of that name"
    );
    let problem = Diagnostic::error(Rule::UnknownReference, problem)
        .suggest(story, names.iter().map(String::as_str));
    context
        .report
        .add_at_layout(&format!("{key}.repeat"), problem);
}

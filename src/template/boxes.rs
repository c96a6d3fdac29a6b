//! The boxes of a page: areas, and the grids and stacks that they form.
//!
//! This is the only recursive part of filling: an area may hold a grid or a stack of further areas; any other
//! block goes to `blocks`. What the campaign lacks becomes [`Kind::Empty`] and then takes no room: a stack
//! drops it with its gap, and a box drops its fixed height and its line, unless a ground makes it visible.

use super::blocks;
use super::citations;
use super::closing::{Shares, close_up};
use super::context::Context;
use super::copies::repeat_box;
use super::grid::{self, BadAreas};
use super::grounds::{Dress, find_ground};
use super::nodes::{in_line, plain_box};
use super::palette::INK;
use super::plan::{Cell, Gap, Grid, Kind, Node, PagePlan, Track, Turned, Vertical};
use super::schema::{Area, Block, GridBlock, StackBlock};
use super::substance::{is_left_out, says_nothing};
use super::values::{Flow, Mixing, Turning};
use crate::diag::Diagnostic;
use crate::frame::Blend;
use crate::geom::{Angle, Edges, Length, Size, Turn};
use crate::rules::Rule;

/// Fills an area: its box with what it holds. `key` is that of the area in the layout, such as
/// `page.0.area.title`.
pub(super) fn plan_area(context: &mut Context<'_>, key: &str, area: &Area) -> Node {
    let around = &area.around;
    if !context.holds(around.when.as_ref()) {
        return plain_box(context.origin(key), Kind::Empty);
    }
    let ground = find_ground(context, key, &Dress::of(around));
    let node = context.on_ground(ground.ink, |context| plan_copies(context, key, area));
    if around.blend == Some(Mixing::Multiply) && ground.fill.is_none() && ground.line.is_none() {
        report_idle_blend(context, key, &node.kind);
    }
    let scaled = |length: Option<Length>| length.map(|length| length * context.scale);
    // A box whose content the campaign lacks would be a hole of its fixed height, a frame or a coloured ground around
    // nothing. One that was made without content is drawn on purpose.
    let is_bare = area.block.is_none();
    let drawn = is_bare && ground.fill.is_some() || !matches!(node.kind, Kind::Empty);
    Node {
        padding: around
            .padding
            .map_or(Edges::default(), |padding| padding.0)
            .scaled(context.scale),
        bleed: around.bleed.clone().unwrap_or_default(),
        width: scaled(around.width),
        height: scaled(around.height).filter(|_| drawn),
        fill: ground.fill.filter(|_| drawn),
        rotate: around.rotate.map_or(Angle::NONE, |degrees| degrees.0),
        blend: around.blend.map_or(Blend::Normal, Mixing::blend),
        line: ground.line.filter(|_| drawn),
        ..node
    }
}

/// Reports a `blend` of an area in which nothing mixes.
fn report_idle_blend(context: &mut Context<'_>, key: &str, kind: &Kind) {
    if !matches!(kind, Kind::Text(_) | Kind::Code(_) | Kind::Story(_)) {
        return;
    }
    let problem =
        "`blend` does nothing in this area: words and codes do not mix with what lies below";
    let problem =
        Diagnostic::error(Rule::IdleKey, problem).hint("give the area a `fill`, or remove `blend`");
    context
        .report
        .add_at_layout(&format!("{key}.blend"), problem);
}

/// Fills an area as often as its `copies` says.
fn plan_copies(context: &mut Context<'_>, key: &str, area: &Area) -> Node {
    let one = plan_once(context, key, area);
    let Some(copies) = area.around.copies else {
        return one;
    };
    if matches!(one.kind, Kind::Empty) {
        return one;
    }
    // The colour is looked up only if it is used: it would count as a colour of the piece.
    let cut = area.around.cut.unwrap_or(false);
    let cut = cut.then(|| context.color(&format!("{key}.cut"), INK));
    plain_box(one.origin.clone(), repeat_box(&one, copies, cut))
}

/// Fills an area once, and turns it if the layout says so.
fn plan_once(context: &mut Context<'_>, key: &str, area: &Area) -> Node {
    let kind = plan_block(context, key, area);
    let node = Node {
        ink: context.palette.ink_of_ground,
        align: area.align().unwrap_or(Vertical::Top),
        ..plain_box(context.origin(key), kind)
    };
    let turn = match area.around.turn {
        Some(Turning::Left) => Turn::Left,
        Some(Turning::Right) => Turn::Right,
        Some(Turning::Over) => Turn::Over,
        None => return node,
    };
    if matches!(node.kind, Kind::Empty) {
        return node;
    }
    // A turned box is laid out like a page of its own, upright, and then turned as a whole. Its size is only
    // known when layout has placed the box.
    let page = PagePlan {
        size: Size::default(),
        margin: Edges::default(),
        air: None,
        fill: None,
        root: node,
        layers: Vec::new(),
    };
    let turned = Kind::Turned(Box::new(Turned { turn, page }));
    plain_box(context.origin(key), turned)
}

/// Fills the block of an area; nothing for an area that holds none.
fn plan_block(context: &mut Context<'_>, key: &str, area: &Area) -> Kind {
    match &area.block {
        None => Kind::Empty,
        Some(Block::Grid(own)) => plan_grid(context, key, own),
        Some(Block::Stack(own)) => plan_stack(context, key, own),
        Some(block) => {
            let bleed = area.around.bleed.as_deref().unwrap_or_default();
            blocks::expand(context, key, block, bleed)
        }
    }
}

/// Fills the elements of a stack, in order.
fn plan_stack(context: &mut Context<'_>, key: &str, own: &StackBlock) -> Kind {
    let elements = own.stack.iter().flatten().enumerate();
    let children: Vec<Node> = elements
        .map(|(index, child)| plan_area(context, &format!("{key}.stack.{index}"), child))
        .collect();
    let count = children.len();
    // An element that the content leaves out must not leave a double gap between its neighbours. An empty box
    // with a ground, a line or a height was drawn on purpose and stays.
    let mut kept: Vec<Node> = children
        .into_iter()
        .filter(|child| !is_left_out(child))
        .collect();
    // Rules separate the other elements; if all of those are gone, so are the rules.
    if kept.iter().all(|child| matches!(child.kind, Kind::Rule(_))) {
        return Kind::Empty;
    }
    let lacks = kept.len() < count;
    context.left_out |= lacks;
    // A heading over what is not there says nothing.
    if lacks && kept.iter().all(says_nothing) {
        return Kind::Empty;
    }
    let flow = own.flow.unwrap_or(Flow::Column);
    if flow == Flow::Column {
        citations::raise_marks(&mut kept);
    }
    let gap = context.gap(own.gap);
    in_line(kept, flow, gap)
}

/// Fills the areas of a grid, each at the cells that have its name. Names without an area, and areas without
/// cells, are reported.
fn plan_grid(context: &mut Context<'_>, key: &str, own: &GridBlock) -> Kind {
    let rows = own.areas.clone().unwrap_or_default();
    let at = |part: &str| format!("{key}.{part}");
    let spans = match grid::areas(&rows) {
        Ok(spans) => spans,
        Err(bad) => {
            context
                .report
                .add_at_layout(&at("areas"), explain_bad_areas(&bad));
            return Kind::Empty;
        }
    };
    let width = rows.first().map_or(0, |row| row.split_whitespace().count());
    // The number of tracks follows from the drawing in `areas`, not from `columns` and `rows`.
    let columns = plan_tracks(context, &at("columns"), own.columns.as_ref(), width);
    let heights = plan_tracks(context, &at("rows"), own.rows.as_ref(), rows.len());
    let named = own.area.clone().unwrap_or_default();
    for name in named
        .keys()
        .filter(|name| !spans.iter().any(|(known, _)| known == *name))
    {
        let problem = Diagnostic::error(Rule::UnknownArea, format!("`areas` has no `{name}`"));
        let problem = problem.suggest(name, spans.iter().map(|(known, _)| known.as_str()));
        context
            .report
            .add_at_layout(&at(&format!("area.{name}")), problem);
    }
    let mut filled = Vec::new();
    for (name, span) in spans {
        let Some(inner) = named.get(&name) else {
            let problem = Diagnostic::error(
                Rule::UnknownArea,
                format!("`areas` names `{name}`, but no table says what that area holds"),
            );
            let hint = format!(
                "add a table [{}], or write a dot for an empty cell",
                header(&at(&format!("area.{name}")))
            );
            context
                .report
                .add_at_layout(&at("areas"), problem.hint(hint));
            continue;
        };
        let node = plan_area(context, &at(&format!("area.{name}")), inner);
        // An area without a block keeps room free on purpose.
        let there = inner.around.when.is_none() && inner.block.is_none() || !is_left_out(&node);
        filled.push((span, there, node));
    }
    // Areas that are left out take their rows and columns with them.
    let across = filled.iter_mut();
    let across = across.map(|((columns, _), there, _)| (columns, *there));
    let columns = close_up(columns, Shares::Close, across);
    let down = filled.iter_mut();
    let down = down.map(|((_, rows), there, _)| (rows, *there));
    let heights = close_up(heights, Shares::Stay, down);
    let lacks = filled.iter().any(|(_, there, _)| !there);
    context.left_out |= lacks;
    let cells: Vec<Cell> = filled
        .into_iter()
        .filter(|(_, there, _)| *there)
        .map(|((columns, rows), _, node)| Cell {
            columns,
            rows,
            node,
        })
        .collect();
    // What is left may be a heading over nothing. A page is judged as a whole, since its grid holds its number, too.
    if lacks && !is_page(key) && cells.iter().all(|cell| says_nothing(&cell.node)) {
        return Kind::Empty;
    }
    Kind::Grid(Grid {
        columns,
        rows: heights,
        // By default the places of a grid touch, unlike the elements of a stack: grounds and pictures of
        // neighbours often have to meet without a white line between them.
        gap: context.given_gap(own.gap).unwrap_or(Gap::NONE),
        cells,
    })
}

/// Whether a key is that of a page, or of one of its options.
fn is_page(key: &str) -> bool {
    !key.contains(".area.") && !key.contains(".layer.")
}

/// The tracks of a grid on this paper: those given, or `count` equal ones. A list of another length is
/// reported.
fn plan_tracks(
    context: &mut Context<'_>,
    key: &str,
    given: Option<&Vec<Track>>,
    count: usize,
) -> Vec<Track> {
    let tracks = match given {
        Some(tracks) if tracks.len() != count => {
            let name = key.rsplit('.').next().unwrap_or(key);
            let problem = format!(
                "`{name}` has {} entries, but `areas` has {count} {name}",
                tracks.len()
            );
            context
                .report
                .add_at_layout(key, Diagnostic::error(Rule::BadGrid, problem));
            vec![Track::Auto; count]
        }
        Some(tracks) => tracks.clone(),
        None => vec![Track::Fraction(1.0); count],
    };
    let scaled = |track| match track {
        Track::Fixed(length) => Track::Fixed(length * context.scale),
        other => other,
    };
    tracks.into_iter().map(scaled).collect()
}

/// The problem with the names of a grid.
fn explain_bad_areas(bad: &BadAreas) -> Diagnostic {
    match bad {
        BadAreas::Ragged {
            row,
            names,
            expected,
        } => Diagnostic::error(
            Rule::BadGrid,
            format!(
                "row {} of `areas` has {names} cells, but the first row has {expected}",
                row + 1
            ),
        ),
        BadAreas::TooMany(count) => Diagnostic::error(
            Rule::BadGrid,
            format!("the grid has {count} rows or columns; at most 100 are possible"),
        ),
        BadAreas::NotARectangle(name) => Diagnostic::error(
            Rule::BadGrid,
            format!("the cells of `{name}` do not make a rectangle"),
        ),
    }
}

/// A key path as the header of a TOML table. Numbers drop out: TOML counts the tables of a list by their order.
fn header(key: &str) -> String {
    let named = key.split('.').filter(|part| part.parse::<usize>().is_err());
    named.collect::<Vec<_>>().join(".")
}

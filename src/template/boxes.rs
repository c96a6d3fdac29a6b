//! The boxes of a page: grids and stacks of areas, with the blocks in them.

use super::blocks;
use super::context::Context;
use super::copies::repeat_box;
use super::grid::{self, BadAreas};
use super::grounds::{Dress, find_ground};
use super::nodes::{in_line, plain_box};
use super::palette::INK;
use super::plan::{Cell, Gap, Grid, Kind, Node, PagePlan, Track, Turned, Vertical};
use super::schema::{Area, Block, GridBlock, StackBlock};
use super::values::{Flow, Turning};
use crate::diag::Diagnostic;
use crate::geom::{Edges, Length, Size, Turn};

/// An area with what it holds. `key` is its own in the layout.
pub(super) fn plan_area(context: &mut Context<'_>, key: &str, area: &Area) -> Node {
    let around = &area.around;
    let mut needs = around.needs.iter().flatten();
    if !needs.all(|need| need.is_met(context.campaign)) {
        return plain_box(context.origin(key), Kind::Empty);
    }
    let ground = find_ground(context, key, &Dress::of(around));
    let node = context.on_ground(ground.ink, |context| plan_copies(context, key, area));
    let scaled = |length: Option<Length>| length.map(|length| length * context.scale);
    let drawn = ground.fill.is_some() || !matches!(node.kind, Kind::Empty);
    Node {
        padding: around
            .padding
            .map_or(Edges::default(), |padding| padding.0)
            .scaled(context.scale),
        bleed: around.bleed.clone().unwrap_or_default(),
        width: scaled(around.width),
        height: scaled(around.height).filter(|_| drawn),
        fill: ground.fill,
        line: ground.line.filter(|_| drawn),
        ..node
    }
}

/// What an area holds, as often as it says.
fn plan_copies(context: &mut Context<'_>, key: &str, area: &Area) -> Node {
    let one = plan_once(context, key, area);
    let Some(copies) = area.around.copies else {
        return one;
    };
    if matches!(one.kind, Kind::Empty) {
        return one;
    }
    let cut = area.around.cut.unwrap_or(false);
    let cut = cut.then(|| context.color(&format!("{key}.cut"), INK));
    plain_box(one.origin.clone(), repeat_box(&one, copies, cut))
}

/// What an area holds, once, and turned if it says so.
fn plan_once(context: &mut Context<'_>, key: &str, area: &Area) -> Node {
    let kind = plan_block(context, key, area);
    let node = Node {
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
    let page = PagePlan {
        size: Size::default(),
        margin: Edges::default(),
        fill: None,
        root: node,
    };
    let turned = Kind::Turned(Box::new(Turned { turn, page }));
    plain_box(context.origin(key), turned)
}

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

/// The elements of a stack, one after the other.
fn plan_stack(context: &mut Context<'_>, key: &str, own: &StackBlock) -> Kind {
    let elements = own.stack.iter().flatten().enumerate();
    let children: Vec<Node> = elements
        .map(|(index, child)| plan_area(context, &format!("{key}.stack.{index}"), child))
        .collect();
    // What the content leaves out leaves no gap, and no rule over nothing.
    let kept: Vec<Node> = children
        .into_iter()
        .filter(|child| {
            !matches!(child.kind, Kind::Empty)
                || child.fill.is_some()
                || child.line.is_some()
                || child.height.is_some()
        })
        .collect();
    if kept.iter().all(|child| matches!(child.kind, Kind::Rule(_))) {
        return Kind::Empty;
    }
    let children = kept;
    let flow = own.flow.unwrap_or(Flow::Column);
    let gap = context.gap(own.gap);
    in_line(children, flow, gap)
}

/// The areas of a grid, each at the cells that have its name.
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
    let columns = plan_tracks(context, &at("columns"), own.columns.as_ref(), width);
    let heights = plan_tracks(context, &at("rows"), own.rows.as_ref(), rows.len());
    let named = own.area.clone().unwrap_or_default();
    for name in named
        .keys()
        .filter(|name| !spans.iter().any(|(known, _)| known == *name))
    {
        let problem = Diagnostic::error("unknown-area", format!("`areas` has no `{name}`"));
        let problem = problem.suggest(name, spans.iter().map(|(known, _)| known.as_str()));
        context
            .report
            .add_at_layout(&at(&format!("area.{name}")), problem);
    }
    let mut cells = Vec::new();
    for (name, (columns, rows)) in spans {
        let Some(inner) = named.get(&name) else {
            let problem = Diagnostic::error(
                "unknown-area",
                format!("nothing says what the area `{name}` holds"),
            );
            let hint = format!(
                "add [{}] or write a dot for an empty cell",
                header(&at(&format!("area.{name}")))
            );
            context
                .report
                .add_at_layout(&at("areas"), problem.hint(hint));
            continue;
        };
        cells.push(Cell {
            columns,
            rows,
            node: plan_area(context, &at(&format!("area.{name}")), inner),
        });
    }
    Kind::Grid(Grid {
        columns,
        rows: heights,
        // A grid draws places, and places with a ground or a picture often meet.
        gap: context.given_gap(own.gap).unwrap_or(Gap::NONE),
        cells,
    })
}

fn plan_tracks(
    context: &mut Context<'_>,
    key: &str,
    given: Option<&Vec<Track>>,
    count: usize,
) -> Vec<Track> {
    let tracks = match given {
        Some(tracks) if tracks.len() != count => {
            let problem = format!("{} tracks for {count} in `areas`", tracks.len());
            context
                .report
                .add_at_layout(key, Diagnostic::error("bad-grid", problem));
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

/// What is wrong with the names of a grid.
fn explain_bad_areas(bad: &BadAreas) -> Diagnostic {
    match bad {
        BadAreas::Ragged {
            row,
            names,
            expected,
        } => Diagnostic::error(
            "bad-grid",
            format!(
                "row {} of `areas` names {names} cells, the first row {expected}",
                row + 1
            ),
        ),
        BadAreas::TooMany(count) => {
            Diagnostic::error("bad-grid", format!("{count} rows or columns are too many"))
        }
        BadAreas::NotARectangle(name) => Diagnostic::error(
            "bad-grid",
            format!("the cells of `{name}` do not make a rectangle"),
        ),
    }
}

/// A key path as the header of a table: TOML counts the pages by their order, not by a number.
fn header(key: &str) -> String {
    let named = key.split('.').filter(|part| part.parse::<usize>().is_err());
    named.collect::<Vec<_>>().join(".")
}

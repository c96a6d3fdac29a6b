//! Builds boxes of a plan: a plain box around something, and boxes in a column or a row.

use super::plan::{Cell, Gap, Grid, Kind, Node, Track, Vertical};
use super::values::Flow;
use crate::frame::{Blend, Origin};
use crate::geom::{Angle, Edges};

/// A box around something, with no ground, line or padding.
pub(super) fn plain_box(origin: Origin, kind: Kind) -> Node {
    Node {
        origin,
        fill: None,
        line: None,
        bleed: Vec::new(),
        padding: Edges::default(),
        align: Vertical::Top,
        width: None,
        height: None,
        rotate: Angle::NONE,
        blend: Blend::Normal,
        unsaid: false,
        ink: None,
        kind,
    }
}

/// Whether something is a tally, by itself or as a grid with labels: its marks are as high as there is room.
pub(super) fn is_tally(kind: &Kind) -> bool {
    match kind {
        Kind::Tally(_) => true,
        Kind::Grid(grid) => {
            let first = grid.cells.first();
            first.is_some_and(
                |cell| matches!(&cell.node.kind, Kind::Tally(tally) if !tally.labelled.is_empty()),
            )
        }
        _ => false,
    }
}

/// Boxes in a column or a row, as a grid of one track: layout then knows grids alone.
pub(super) fn in_line(children: Vec<Node>, flow: Flow, gap: Gap) -> Kind {
    let count = children.len();
    // These kinds have no height of their own and take what the words around them leave over. All others are as
    // high as their content. A fixed height settles it for either.
    let stretches = |node: &Node| {
        let takes_more = matches!(
            node.kind,
            Kind::Story(_) | Kind::Picture(_) | Kind::Shape(..) | Kind::Turned(_)
        );
        let is_part = matches!(&node.kind, Kind::Table(table) if table.divided);
        node.height.is_none() && (takes_more || is_part || is_tally(&node.kind))
    };
    let heights = children
        .iter()
        .map(|node| {
            if stretches(node) {
                Track::Fraction(1.0)
            } else {
                Track::Auto
            }
        })
        .collect();
    let (columns, rows) = match flow {
        // A row has equal columns, so that repeated elements line up; `inline` packs them as wide as they are.
        Flow::Column => (vec![Track::Fraction(1.0)], heights),
        Flow::Row => (vec![Track::Fraction(1.0); count], vec![Track::Auto]),
        Flow::Inline => (vec![Track::Auto; count], vec![Track::Auto]),
    };
    let cells = children
        .into_iter()
        .enumerate()
        .map(|(index, node)| match flow {
            Flow::Column => Cell {
                columns: 0..1,
                rows: index..index + 1,
                node,
            },
            _ => Cell {
                columns: index..index + 1,
                rows: 0..1,
                node,
            },
        })
        .collect();
    Kind::Grid(Grid {
        columns,
        rows,
        gap,
        cells,
    })
}

//! Builds the tree of boxes of a page for `taffy`, and shapes their text.
//!
//! Each node of the plan becomes a node of the tree, with its number in `entries` as context, by which `taffy`
//! asks for sizes. Text is shaped here, once for each page, because glyphs do not depend on the width of a box.

use std::collections::BTreeMap;

use taffy::prelude::{Display, NodeId, TaffyGridLine, TaffyTree};
use taffy::{AlignContent, GridPlacement, LengthPercentageAuto, Line, Size, Style};

use super::code::GiveWay;
use super::entry::Entry;
use super::set_text::SetText;
use super::spacing;
use super::table::set::SetTable;
use super::tree::{Tree, fix_size, mirrored};
use super::units::{component, dimension, edges, length_percentage};
use crate::frame::Blend;
use crate::geom::{Length, Rect};
use crate::template::plan::{Gap, Kind, Node, PagePlan, Track, Vertical};
use crate::typeset::{Missing, Typesetter};

impl<'p, 'b> Tree<'p, 'b> {
    /// Builds the boxes of a page and shapes their text. Characters that no font has are added to `missing`.
    pub(super) fn build(
        plan: &'p PagePlan,
        right_to_left: bool,
        setter: &mut Typesetter<'b>,
        missing: &mut Vec<Missing>,
    ) -> Self {
        let mut taffy = TaffyTree::new();
        // By default `taffy` rounds to whole pixels; on paper nothing is a pixel.
        taffy.disable_rounding();
        let page = Rect::of_size(plan.size).grown(plan.margin.inward());
        let mut builder = Builder {
            taffy,
            right_to_left,
            entries: Vec::new(),
            turned: BTreeMap::new(),
            setter,
            missing,
        };
        let root = builder.add(&plan.root, None, (Style::default(), true));
        let Builder {
            mut taffy,
            entries,
            turned,
            ..
        } = builder;
        fix_size(&mut taffy, root, page.size);
        // A page that is read from right to left is laid out from left to right and mirrored when it is
        // painted.
        let mirror = right_to_left.then_some(plan.size.width);
        Self {
            taffy,
            root,
            spacings: spacing::spacings(&entries),
            entries,
            turned,
            page: mirrored(page, mirror),
            mirror,
            blend: Blend::Normal,
            share: 1.0,
            give_way: GiveWay::default(),
        }
    }
}

/// The tree while nodes are added to it.
struct Builder<'p, 'b, 's> {
    taffy: TaffyTree<usize>,
    right_to_left: bool,
    entries: Vec<Entry<'p, 'b>>,
    turned: BTreeMap<usize, Tree<'p, 'b>>,
    setter: &'s mut Typesetter<'b>,
    missing: &'s mut Vec<Missing>,
}

impl<'p, 'b> Builder<'p, 'b, '_> {
    /// Adds a node with all that it holds. `placement` has the cells of the grid that it takes; `is_given` says
    /// whether its height follows from the page and not from what it holds.
    fn add(
        &mut self,
        node: &'p Node,
        parent: Option<usize>,
        (placement, is_given): (Style, bool),
    ) -> NodeId {
        let is_given = is_given || node.height.is_some();
        let index = self.entries.len();
        // The contents of a turned box are laid out in a tree of their own: inside, width and height are
        // swapped.
        let text = match &node.kind {
            Kind::Text(text) => Some(SetText::new(text, self.setter, self.missing)),
            _ => None,
        };
        let table = match &node.kind {
            // One that is divided is shaped once, when all its areas are known.
            Kind::Table(area) if !area.divided => {
                Some(SetTable::new(&area.plan, self.setter, self.missing))
            }
            _ => None,
        };
        if let Kind::Turned(turned) = &node.kind {
            let page = &turned.page;
            let tree = Tree::build(page, self.right_to_left, self.setter, self.missing);
            self.turned.insert(index, tree);
        }
        let mut style = Style {
            padding: edges(node.padding),
            size: Size {
                width: dimension(node.width),
                height: dimension(node.height),
            },
            ..placement
        };
        if is_given && let Kind::Picture(_) = &node.kind {
            // A picture that is shown whole gets as low as its place, as one that is cropped does. Elsewhere it
            // keeps its own height, or it would make way for type that could be smaller.
            style.min_size.height = LengthPercentageAuto::length(0.0);
        }
        let Kind::Grid(grid) = &node.kind else {
            let id = self
                .taffy
                .new_leaf_with_context(style, index)
                // `taffy` returns a result here but never fails.
                .unwrap_or_else(|_| NodeId::new(0));
            self.entries.push(Entry {
                node,
                id,
                parent,
                text,
                table,
            });
            return id;
        };
        self.entries.push(Entry {
            node,
            id: NodeId::new(0),
            // The number that `taffy` gives the box is known when its children are added. It has its place
            // before them, because boxes are painted in the order of entries.
            parent,
            text,
            table,
        });
        style.display = Display::Grid;
        style.grid_template_columns = grid.columns.iter().map(|track| component(*track)).collect();
        style.grid_template_rows = grid.rows.iter().map(|track| component(*track)).collect();
        let (rows, columns) = match grid.gap {
            Gap::Given(rows, columns) => (rows, columns),
            // Each pair of rows gets a distance of its own, set by `spacing`. Columns have no descenders to
            // keep clear of, and need one distance only.
            Gap::ByType { across, .. } => (Length::ZERO, across),
        };
        style.gap = Size {
            width: length_percentage(columns),
            height: length_percentage(rows),
        };
        style.align_content = match node.align {
            Vertical::Top => AlignContent::START,
            Vertical::Middle => AlignContent::CENTER,
            Vertical::Bottom => AlignContent::END,
            Vertical::Spread => AlignContent::SPACE_BETWEEN,
        };
        // Columns begin at the left. Columns as wide as their content are not stretched to fill the row.
        style.justify_content = AlignContent::START;
        let children: Vec<NodeId> = grid
            .cells
            .iter()
            .map(|cell| {
                // Lines of CSS grids are counted from 1.
                let line = |at: usize| GridPlacement::from_line_index(at as i16 + 1);
                let placement = Style {
                    grid_column: Line {
                        start: line(cell.columns.start),
                        end: line(cell.columns.end),
                    },
                    grid_row: Line {
                        start: line(cell.rows.start),
                        end: line(cell.rows.end),
                    },
                    ..Style::default()
                };
                let tracks = grid.rows.get(cell.rows.clone()).unwrap_or_default();
                let takes_room = |track: &Track| !matches!(track, Track::Auto);
                let is_given = is_given && tracks.iter().any(takes_room);
                self.add(&cell.node, Some(index), (placement, is_given))
            })
            .collect();
        let id = self
            .taffy
            .new_with_children(style, &children)
            .unwrap_or_else(|_| NodeId::new(0));
        self.entries[index].id = id;
        id
    }
}

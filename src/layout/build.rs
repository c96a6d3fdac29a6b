//! Builds the boxes of a page for the grid, and shapes their text.

use std::collections::BTreeMap;

use taffy::prelude::{Display, NodeId, TaffyGridLine, TaffyTree};
use taffy::{AlignContent, GridPlacement, Line, Size, Style};

use super::entry::Entry;
use super::set_text::SetText;
use super::spacing;
use super::tree::{Tree, fix_size, mirrored};
use super::units::{component, dimension, edges, length_percentage};
use crate::geom::{Length, Rect};
use crate::template::plan::{Gap, Kind, Node, PagePlan, Vertical};
use crate::typeset::{Missing, Typesetter};

impl<'p, 'b> Tree<'p, 'b> {
    /// Builds the boxes and shapes their text.
    pub(super) fn build(
        plan: &'p PagePlan,
        right_to_left: bool,
        setter: &mut Typesetter<'b>,
        missing: &mut Vec<Missing>,
    ) -> Self {
        let mut taffy = TaffyTree::new();
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
        let root = builder.add(&plan.root, None, Style::default());
        let Builder {
            mut taffy,
            entries,
            turned,
            ..
        } = builder;
        fix_size(&mut taffy, root, page.size);
        let mirror = right_to_left.then_some(plan.size.width);
        Self {
            taffy,
            root,
            spacings: spacing::spacings(&entries),
            entries,
            turned,
            page: mirrored(page, mirror),
            mirror,
            share: 1.0,
        }
    }
}

struct Builder<'p, 'b, 's> {
    taffy: TaffyTree<usize>,
    right_to_left: bool,
    entries: Vec<Entry<'p, 'b>>,
    turned: BTreeMap<usize, Tree<'p, 'b>>,
    setter: &'s mut Typesetter<'b>,
    missing: &'s mut Vec<Missing>,
}

impl<'p, 'b> Builder<'p, 'b, '_> {
    fn add(&mut self, node: &'p Node, parent: Option<usize>, placement: Style) -> NodeId {
        let index = self.entries.len();
        let text = match &node.kind {
            Kind::Text(text) => Some(SetText::new(text, self.setter, self.missing)),
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
        let Kind::Grid(grid) = &node.kind else {
            let id = self
                .taffy
                .new_leaf_with_context(style, index)
                .unwrap_or_else(|_| NodeId::new(0));
            self.entries.push(Entry {
                node,
                id,
                parent,
                text,
            });
            return id;
        };
        self.entries.push(Entry {
            node,
            id: NodeId::new(0),
            parent,
            text,
        });
        style.display = Display::Grid;
        style.grid_template_columns = grid.columns.iter().map(|track| component(*track)).collect();
        style.grid_template_rows = grid.rows.iter().map(|track| component(*track)).collect();
        let (rows, columns) = match grid.gap {
            Gap::Given(rows, columns) => (rows, columns),
            // Rows have a distance each, see `spacing`. Columns have no descenders to keep clear of.
            Gap::ByType { least, .. } => (Length::ZERO, least * 2.0),
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
        // Columns keep to the start; a row of columns that are as wide as their content is not stretched.
        style.justify_content = AlignContent::START;
        let children: Vec<NodeId> = grid
            .cells
            .iter()
            .map(|cell| {
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
                self.add(&cell.node, Some(index), placement)
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

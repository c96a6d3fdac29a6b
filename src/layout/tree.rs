//! The grid: boxes sized and placed by `taffy`, with our measures of text, codes and pictures.

use taffy::prelude::{AvailableSpace, Display, NodeId, TaffyAuto, TaffyGridLine, TaffyTree};
use taffy::{
    AlignContent, Dimension, GridPlacement, GridTemplateComponent, LengthPercentage, Line, Size,
    Style,
};

use super::code;
use super::spacing::{self, Spacing};
use crate::frame::{Origin, Owner};
use crate::geom::{Edges, Length, Rect};
use crate::template::plan::{Fit, Gap, Kind, Node, PagePlan, Track, Vertical};
use crate::text::{Run, Sizing, Text};
use crate::typeset::{Broken, Missing, Paragraph, Typesetter};

/// Rounding of the grid's single precision, in print invisible.
pub(super) fn tolerance() -> Length {
    Length::mm(0.02)
}

/// The boxes of a page.
pub(super) struct Tree<'p, 'b> {
    pub(super) taffy: TaffyTree<usize>,
    root: NodeId,
    /// In the order of painting: a box comes before what it holds.
    pub(super) entries: Vec<Entry<'p, 'b>>,
    /// Distances that the layout does not name.
    pub(super) spacings: Vec<Spacing>,
    /// The page without its margins.
    pub(super) page: Rect,
    /// Width of the trimmed page, where it is read from right to left.
    mirror: Option<Length>,
    share: f64,
}

/// A box with its shaped text.
pub(super) struct Entry<'p, 'b> {
    pub(super) node: &'p Node,
    pub(super) id: NodeId,
    pub(super) parent: Option<usize>,
    pub(super) text: Option<SetText<'b>>,
    /// What is laid out by itself and turned.
    pub(super) turned: Option<Box<Tree<'p, 'b>>>,
}

/// A paragraph and the mark before it.
pub(super) struct SetText<'b> {
    pub(super) paragraph: Paragraph<'b>,
    pub(super) marker: Option<Paragraph<'b>>,
    pub(super) indent: Length,
    /// Lines broken before, by measure and share.
    known: Vec<(Length, u64, Broken)>,
}

impl<'b> SetText<'b> {
    /// Shapes a paragraph with its mark.
    pub(super) fn new(
        text: &Text,
        setter: &mut Typesetter<'b>,
        missing: &mut Vec<Missing>,
    ) -> Self {
        let marker = text.marker.as_ref().map(|marker| {
            let origin = text
                .runs
                .first()
                .map_or_else(|| Origin::new("", ""), |run| run.origin.clone());
            let run = Run {
                strong: true,
                ..Run::new(marker.as_str(), &origin)
            };
            let mark = Text {
                runs: vec![run],
                style: text.style.clone(),
                role: text.role,
                marker: None,
                lines: None,
            };
            setter.paragraph(&mark, missing)
        });
        let indent = if marker.is_some() {
            text.style.indent
        } else {
            Length::ZERO
        };
        Self {
            paragraph: setter.paragraph(text, missing),
            marker,
            indent,
            known: Vec::new(),
        }
    }

    /// Where the mark and the text begin in a box of that width: the mark stands where reading begins.
    pub(super) fn starts(&self, width: Length) -> (Length, Length) {
        if self.paragraph.is_right_to_left() {
            (width - self.indent, Length::ZERO)
        } else {
            (Length::ZERO, self.indent)
        }
    }

    /// Breaks the text for a box of that width.
    pub(super) fn broken(&mut self, width: Length, share: f64) -> Broken {
        let share = if matches!(self.paragraph.style().size, Sizing::Fixed(_)) {
            0.0
        } else {
            share
        };
        let measure = width - self.indent;
        if let Some((.., broken)) = self
            .known
            .iter()
            .find(|(w, s, _)| *w == measure && *s == share.to_bits())
        {
            return broken.clone();
        }
        let broken = self.paragraph.broken(measure, share);
        self.known.push((measure, share.to_bits(), broken.clone()));
        broken
    }

    /// The least width that the text can have: that of its widest word at its smallest size.
    pub(super) fn least_width(&self) -> Length {
        let (Sizing::Fixed(size) | Sizing::Fit(size, _) | Sizing::Fill(size, _)) =
            self.paragraph.style().size;
        self.paragraph.widest_word(size) + self.indent
    }

    /// Width on one line, and of the widest word.
    fn widths(&self, share: f64) -> (Length, Length) {
        let size = match self.paragraph.style().size {
            Sizing::Fixed(size) => size,
            Sizing::Fit(low, high) => low + (high - low) * share,
            // Filled lines have no width of their own: they take what they get.
            Sizing::Fill(low, _) => {
                return (Length::ZERO, self.paragraph.widest_word(low) + self.indent);
            }
        };
        let low = match self.paragraph.style().size {
            Sizing::Fit(low, _) => low,
            _ => size,
        };
        (
            self.paragraph.one_line(size) + self.indent,
            self.paragraph.widest_word(low) + self.indent,
        )
    }
}

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
        let page = super::inner(plan);
        let mut builder = Builder {
            taffy,
            right_to_left,
            entries: Vec::new(),
            setter,
            missing,
        };
        let root = builder.add(&plan.root, None, Style::default());
        let Builder {
            mut taffy, entries, ..
        } = builder;
        fix_size(&mut taffy, root, page.size);
        let mirror = right_to_left.then_some(plan.size.width);
        Self {
            taffy,
            root,
            spacings: spacing::spacings(&entries),
            entries,
            page: mirrored(page, mirror),
            mirror,
            share: 1.0,
        }
    }

    /// Sizes and places all boxes, with fitted type at a share of the way between its bounds.
    pub(super) fn compute(&mut self, share: f64) {
        self.share = share;
        self.space(share);
        self.place(share);
        if self.follows_widths() {
            self.space(share);
            self.place(share);
        }
    }

    fn place(&mut self, share: f64) {
        let ids: Vec<NodeId> = self
            .entries
            .iter()
            .filter(|entry| entry.text.is_some())
            .map(|entry| entry.id)
            .collect();
        for id in ids {
            // Marking fails only for nodes that are not in the tree.
            let _ = self.taffy.mark_dirty(id);
        }
        let space = Size {
            width: AvailableSpace::Definite(points(self.page.size.width)),
            height: AvailableSpace::Definite(points(self.page.size.height)),
        };
        let entries = &mut self.entries;
        let result = self.taffy.compute_layout_with_measure(
            self.root,
            space,
            |inputs, _, context, style| {
                taffy::compute_leaf_layout(
                    inputs,
                    style,
                    |_, _| 0.0,
                    |known, available| match context.and_then(|index| entries.get_mut(*index)) {
                        Some(entry) => measure(entry, share, known, available),
                        None => Size::ZERO,
                    },
                )
            },
        );
        // Computing fails only for nodes that are not in the tree.
        let _ = result;
        for index in 0..self.entries.len() {
            let room = self.content(index).size;
            let Some(entry) = self.entries.get_mut(index) else {
                continue;
            };
            if let (Kind::Turned(plan), Some(inner)) = (&entry.node.kind, &mut entry.turned) {
                inner.resize(plan.turn.size(room));
                inner.compute(share);
            }
        }
    }

    /// The number of each box and of the last that it holds, with a first number, and the number after
    /// all of them. What is turned has boxes of its own, which lie within the box that turns them.
    pub(super) fn owners(&self, first: u32) -> (Vec<Owner>, u32) {
        let mut next = first;
        let mut owners: Vec<Owner> = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let number = next;
            next += 1;
            if let Some(inner) = &entry.turned {
                next = inner.owners(next).1;
            }
            owners.push(Owner {
                number,
                last: next - 1,
                ..Owner::default()
            });
        }
        for index in (0..owners.len()).rev() {
            let last = owners[index].last;
            if let Some(holder) = self.entries[index].parent.and_then(|at| owners.get_mut(at)) {
                holder.last = holder.last.max(last);
            }
        }
        (owners, next)
    }

    /// Gives the boxes another page.
    fn resize(&mut self, page: crate::geom::Size) {
        self.page = Rect::of_size(page);
        self.mirror = self.mirror.map(|_| page.width);
        fix_size(&mut self.taffy, self.root, page);
    }

    /// Whether a box, or one that holds it, repeats what was said before.
    pub(super) fn is_unsaid(&self, index: usize) -> bool {
        let mut at = Some(index);
        while let Some(entry) = at.and_then(|at| self.entries.get(at)) {
            if entry.node.unsaid {
                return true;
            }
            at = entry.parent;
        }
        false
    }

    /// The place of a box on the page.
    pub(super) fn rect(&self, index: usize) -> Rect {
        mirrored(self.laid(index), self.mirror)
    }

    /// The place of a box as if all were read from left to right.
    fn laid(&self, index: usize) -> Rect {
        let entry = &self.entries[index];
        let Ok(layout) = self.taffy.layout(entry.id) else {
            return Rect::default();
        };
        let size = Rect::new(
            length(layout.location.x),
            length(layout.location.y),
            length(layout.size.width),
            length(layout.size.height),
        );
        match entry.parent {
            Some(parent) => size.moved(self.laid(parent).origin),
            None => size.moved(mirrored(self.page, self.mirror).origin),
        }
    }

    /// The place of a box's content: the box without its padding.
    pub(super) fn content(&self, index: usize) -> Rect {
        let padding = self.entries[index].node.padding.inward();
        mirrored(self.laid(index).grown(padding), self.mirror)
    }

    /// The share that the boxes were computed with.
    pub(super) fn share(&self) -> f64 {
        self.share
    }
}

/// Gives the outermost box its size.
fn fix_size(taffy: &mut TaffyTree<usize>, root: NodeId, size: crate::geom::Size) {
    if let Ok(style) = taffy.style(root).cloned() {
        let size = Size {
            width: points(size.width),
            height: points(size.height),
        };
        // A node that is in the tree has a style that can be set.
        let _ = taffy.set_style(
            root,
            Style {
                size: size.map(Dimension::length),
                ..style
            },
        );
    }
}

struct Builder<'p, 'b, 's> {
    taffy: TaffyTree<usize>,
    right_to_left: bool,
    entries: Vec<Entry<'p, 'b>>,
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
        let turned = match &node.kind {
            Kind::Turned(turned) => Some(Box::new(Tree::build(
                &turned.page,
                self.right_to_left,
                self.setter,
                self.missing,
            ))),
            _ => None,
        };
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
                turned,
            });
            return id;
        };
        self.entries.push(Entry {
            node,
            id: NodeId::new(0),
            parent,
            text,
            turned,
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

fn measure(
    entry: &mut Entry<'_, '_>,
    share: f64,
    known: Size<Option<f32>>,
    available: Size<AvailableSpace>,
) -> Size<f32> {
    let given = known.width.map(length).or(match available.width {
        AvailableSpace::Definite(width) => Some(length(width)),
        _ => None,
    });
    let smallest = available.width == AvailableSpace::MinContent;
    let (width, height) = match &entry.node.kind {
        Kind::Text(_) => {
            let Some(text) = &mut entry.text else {
                return Size::ZERO;
            };
            let (one_line, widest_word) = text.widths(share);
            let width = match known.width.map(length) {
                Some(width) => width,
                None if smallest => widest_word,
                None => one_line.min(given.unwrap_or(one_line)).max(widest_word),
            };
            (width, text.broken(width, share).height)
        }
        Kind::Code(code) => {
            let (least, wanted) = (code::least(code), code::wanted(code));
            let side = match given {
                Some(width) if !smallest => wanted.min(width).max(least),
                _ if smallest && code.size.is_none() => least,
                _ => wanted,
            };
            (known.width.map_or(side, length), side)
        }
        Kind::Picture(picture) if picture.fit == Fit::Contain => {
            let (across, down) = picture.image.asset.picture.size;
            let width = given.unwrap_or_default();
            (width, width * (down / across.max(1e-9)))
        }
        Kind::Rule(rule) if rule.upright => (rule.weight, Length::ZERO),
        Kind::Rule(rule) => (known.width.map_or(Length::ZERO, length), rule.weight),
        _ => (known.width.map_or(Length::ZERO, length), Length::ZERO),
    };
    Size {
        width: known.width.unwrap_or(points(width)),
        height: known.height.unwrap_or(points(height)),
    }
}

/// A rectangle in the mirror, where there is one; twice mirrored it is the same again.
fn mirrored(rect: Rect, mirror: Option<Length>) -> Rect {
    mirror.map_or(rect, |width| rect.mirrored(width))
}

pub(super) fn points(length: Length) -> f32 {
    length.to_pt() as f32
}

pub(super) fn length(points: f32) -> Length {
    Length::pt(f64::from(points))
}

fn length_percentage(length: Length) -> LengthPercentage {
    LengthPercentage::length(points(length))
}

fn dimension(length: Option<Length>) -> Dimension {
    length.map_or(Dimension::AUTO, |length| Dimension::length(points(length)))
}

fn edges(edges: Edges) -> taffy::Rect<LengthPercentage> {
    taffy::Rect {
        left: length_percentage(edges.left),
        right: length_percentage(edges.right),
        top: length_percentage(edges.top),
        bottom: length_percentage(edges.bottom),
    }
}

fn component(track: Track) -> GridTemplateComponent<String> {
    match track {
        Track::Auto => taffy::prelude::auto(),
        Track::Fraction(share) => taffy::prelude::fr(share as f32),
        Track::Fixed(length) => taffy::prelude::length(points(length)),
    }
}

//! Rotates boxes after they were painted, and reports what thereby leaves the page.
//!
//! A rotated box keeps its place in the layout, as in CSS: what is around it does not move. So it can be painted
//! upright like any other, and its items are then rotated about its middle.

use std::sync::Arc;

use super::reporter::Reporter;
use super::units::tolerance;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Frame, Item, ItemKind};
use crate::geom::{Angle, Length, Rect, Rotation};
use crate::rules::Rule;
use crate::template::plan::{Node, TablePlan};

/// A box to rotate, with the items that it and all within it drew.
pub(super) struct Rotated<'p> {
    pub(super) node: &'p Node,
    pub(super) rect: Rect,
    /// Index of the first of its items.
    pub(super) from: usize,
    /// Index behind the last of its items.
    pub(super) to: usize,
}

/// What goes on in other areas: it is set when the areas of all pages are known.
#[derive(Clone)]
pub(super) enum Flowing {
    /// A running text, by its name.
    Story(String),
    /// A table.
    Table(Arc<TablePlan>),
}

/// An area of a story or of a table on the page.
#[derive(Clone)]
pub(super) struct PaintedStory {
    pub(super) what: Flowing,
    pub(super) rect: Rect,
    /// What the colour `ink` is there, if it is not that of the palette.
    pub(super) ink: Option<Color>,
    /// Index of the item for the text.
    pub(super) slot: usize,
    /// Rotations of the boxes around it, the innermost first.
    pub(super) rotations: Vec<Rotation>,
}

/// A page while its boxes are rotated.
pub(super) struct Rotating<'a, 'r, 'p> {
    pub(super) frame: &'a mut Frame,
    pub(super) stories: &'a mut Vec<PaintedStory>,
    pub(super) page: Rect,
    pub(super) right_to_left: bool,
    pub(super) reporter: &'r mut Reporter<'p>,
}

impl Rotating<'_, '_, '_> {
    /// Rotates the items of boxes, those of inner boxes first.
    pub(super) fn rotate(mut self, mut boxes: Vec<Rotated<'_>>) {
        // An inner box comes after the one that holds it.
        boxes.reverse();
        for rotated in boxes {
            let Rotated {
                node,
                rect,
                from,
                to,
                ..
            } = rotated;
            // A page that is read from right to left is the mirror image of the layout.
            let angle = if self.right_to_left {
                node.rotate.reversed()
            } else {
                node.rotate
            };
            let by = Rotation::about_middle(rect, angle);
            let before = self.reach(from, to);
            let items: Vec<Item> = self.frame.items.drain(from..to).collect();
            let frame = Frame {
                items,
                ..Frame::default()
            };
            let rest = self.frame.items.split_off(from);
            self.frame.items.extend(frame.rotated(by).items);
            self.frame.items.extend(rest);
            for story in self.stories.iter_mut() {
                if (from..to).contains(&story.slot) {
                    story.rotations.push(by);
                }
            }
            let after = self.reach(from, to);
            // What runs into the bleed leaves the page on purpose.
            if after > before.max(Length::ZERO) + tolerance() && node.bleed.is_empty() {
                self.report_off_page(node, node.rotate, after);
            }
        }
    }

    /// How far items reach beyond the trim; negative if all are within.
    fn reach(&self, from: usize, to: usize) -> Length {
        let mut reach: Option<Length> = None;
        let items = self.frame.items.get(from..to).unwrap_or_default();
        for item in items {
            visit(item, &mut |rect| {
                let over = [
                    -rect.origin.x,
                    -rect.origin.y,
                    rect.right() - self.page.size.width,
                    rect.bottom() - self.page.size.height,
                ];
                reach = reach.into_iter().chain(over).max();
            });
        }
        reach.unwrap_or_default()
    }

    fn report_off_page(&mut self, node: &Node, angle: Angle, over: Length) {
        let problem = format!(
            "rotated by {}°, the box reaches {} beyond the edge of the page, where it is cut off",
            angle.to_degrees(),
            over.rounded()
        );
        let hint = "move it away from the edge, make it smaller, or rotate it less";
        let problem = Diagnostic::warning(Rule::RotatedOffPage, problem).hint(hint);
        let origin =
            crate::frame::Origin::new(&node.origin.file, &format!("{}.rotate", node.origin.key));
        self.reporter.report(&origin, problem);
    }
}

/// Calls `see` with the rectangle of each item that prints something, groups included.
fn visit(item: &Item, see: &mut dyn FnMut(Rect)) {
    if let ItemKind::Group(frame) = &item.kind {
        for inner in &frame.items {
            visit(inner, &mut |rect| see(rect.clipped_by(frame.clip_bounds())));
        }
    } else if let Some(rect) = item.bounds() {
        see(rect);
    }
}

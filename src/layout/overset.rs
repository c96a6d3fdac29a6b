//! What does not fit: found before anything is drawn, and named.

use super::code;
use super::tree::{Tree, tolerance};
use crate::frame::Origin;
use crate::geom::{Length, Rect};
use crate::template::plan::Kind;

/// Something that does not fit.
pub(super) struct Overset {
    /// The code of the diagnostic.
    pub(super) code: &'static str,
    /// Where it came from.
    pub(super) origin: Origin,
    /// What it is.
    pub(super) what: String,
    /// By how much it does not fit.
    pub(super) by: Length,
}

impl Tree<'_, '_> {
    /// A code that is wider than a box that holds it: where it came from, what it is, and by how much.
    fn cramped_code(&self) -> Option<Overset> {
        let codes = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| match &entry.node.kind {
                Kind::Code(code) => Some((index, code)),
                _ => None,
            });
        for (index, code) in codes {
            let rect = self.rect(index);
            let mut holder = self.entries[index].parent;
            while let Some(at) = holder {
                let room = self.content(at);
                let by = (rect.right() - room.right()).max(room.origin.x - rect.origin.x);
                if by > tolerance() {
                    return Some(Overset {
                        code: "code-too-small",
                        origin: code.origin.clone(),
                        what: code::told(code),
                        by,
                    });
                }
                holder = self.entries[at].parent;
            }
        }
        None
    }

    /// What fits least.
    pub(super) fn overset(&mut self) -> Option<Overset> {
        let turned = self.entries.iter_mut();
        let turned = turned.filter_map(|entry| entry.turned.as_mut()?.overset());
        let turned: Vec<Overset> = turned.collect();
        self.cramped_code()
            .or_else(|| self.overfull())
            .or_else(|| turned.into_iter().next())
    }

    fn overfull(&mut self) -> Option<Overset> {
        let mut worst: Option<Overset> = None;
        let mut note = |origin: Origin, what: String, by: Length| {
            if by > tolerance() && worst.as_ref().is_none_or(|worst| by > worst.by) {
                worst = Some(Overset {
                    code: "overset",
                    origin,
                    what,
                    by,
                });
            }
        };
        let (page, share) = (self.page, self.share());
        // A code larger than the page, or a text that takes more than half of it, is what the page has
        // too much of.
        let mut largest = None;
        let mut longest = (page.size.height * 0.5, None);
        for index in 0..self.entries.len() {
            let content = self.content(index);
            let entry = &mut self.entries[index];
            if let (Some(text), Kind::Text(plan)) = (&mut entry.text, &entry.node.kind) {
                let broken = text.broken(content.size.width, share);
                let over = (broken.height - content.size.height).max(broken.overfull);
                let words: String = plan.runs.iter().map(|run| run.text.as_str()).collect();
                let origin = plan.origin(&entry.node.origin);
                let what = format!("the text “{}”", shortened(&words));
                if broken.height > longest.0 {
                    longest = (broken.height, Some((origin.clone(), what.clone())));
                }
                note(origin, what, over);
            }
            if let Kind::Code(code) = &entry.node.kind {
                let side = code::least(code);
                if side > page.size.width || side > page.size.height {
                    largest = Some((entry.node.origin.clone(), code::told(code)));
                }
            }
        }
        // A box beyond the page tells of the whole page, not of itself.
        let beyond = |rect: Rect, room: Rect| {
            let across = (rect.right() - room.right()).max(room.origin.x - rect.origin.x);
            across
                .max(rect.bottom() - room.bottom())
                .max(room.origin.y - rect.origin.y)
        };
        let rects: Vec<Rect> = (0..self.entries.len())
            .map(|index| self.rect(index))
            .collect();
        let over = rects.iter().map(|rect| beyond(*rect, page)).max();
        if let (Some(over), Some(root)) = (over, self.entries.first()) {
            let whole = || {
                let what = "the content of the page".to_owned();
                (root.node.origin.clone(), what)
            };
            let (origin, what) = largest.or(longest.1).unwrap_or_else(whole);
            note(origin, what, over);
        }
        // A box beyond the one that holds it is printed over its neighbour.
        for (entry, rect) in self.entries.iter().zip(&rects) {
            let Some(parent) = entry.parent else { continue };
            let holder = &self.entries[parent].node.origin;
            let what = format!("what `{}` holds", holder.key);
            note(holder.clone(), what, beyond(*rect, self.content(parent)));
        }
        worst
    }
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

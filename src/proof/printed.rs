//! An index of what is printed on a piece, by the keys of the content and layout that it comes from. Checks of
//! claims, links and imprints ask it whether and where something is printed: what is not printed is not
//! checked.

use std::collections::BTreeMap;

use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::frame::{Code, Frame, Item, ItemKind, Link, Origin};
use crate::geom::Rect;
use crate::page::{PageFinding, Piece, Spot};

/// The things printed on a piece.
pub(super) struct PrintIndex<'a> {
    keys: BTreeMap<&'a str, FirstPlace>,
    /// The codes, in drawing order.
    pub(super) codes: Vec<(Spot, &'a Origin, &'a Code)>,
    /// The links, in drawing order.
    pub(super) links: Vec<(Spot, &'a Origin, &'a Link)>,
    /// All words, in drawing order, in small letters and with single spaces between them.
    pub(super) words: String,
}

/// The first place where something of a key is printed.
#[derive(Clone, Copy)]
struct FirstPlace {
    /// Number of the frame that it is in. Lines of one paragraph are in one frame and make one place.
    frame: usize,
    page: usize,
    rect: Rect,
}

impl<'a> PrintIndex<'a> {
    /// Makes the index of a piece.
    pub(super) fn of(piece: &'a Piece) -> Self {
        let mut printed = Self {
            keys: BTreeMap::new(),
            codes: Vec::new(),
            links: Vec::new(),
            words: String::new(),
        };
        let mut frames = 0;
        for (number, page) in piece.pages.iter().enumerate() {
            printed.frame(&page.frame, number, &mut frames);
        }
        printed
    }

    /// Goes through a frame and the frames in it.
    fn frame(&mut self, frame: &'a Frame, page: usize, frames: &mut usize) {
        // Frames are numbered over all pages, so that equal numbers mean the same frame.
        *frames += 1;
        let own = *frames;
        for item in &frame.items {
            match &item.kind {
                ItemKind::Group(inner) => {
                    self.frame(inner, page, frames);
                    // A group has no origin of its own to note.
                    continue;
                }
                ItemKind::Code(code) => {
                    let spot = Spot::Page(page, code.bounds());
                    self.codes.push((spot, &item.origin, code));
                }
                ItemKind::Link(link) => {
                    let spot = Spot::Page(page, link.rect);
                    self.links.push((spot, &item.origin, link));
                }
                ItemKind::Text(run) => {
                    let words = run.text.split_whitespace();
                    words.for_each(|word| {
                        self.words.push_str(&word.to_lowercase());
                        self.words.push(' ');
                    });
                }
                ItemKind::Path(_) | ItemKind::Image(_) => {}
            }
            self.note_place(item, page, own);
        }
    }

    /// Notes the place of an item.
    fn note_place(&mut self, item: &'a Item, page: usize, frame: usize) {
        let Some(rect) = item.bounds() else { return };
        let new = FirstPlace { frame, page, rect };
        let seen = self.keys.entry(&item.origin.key).or_insert(new);
        if seen.frame == frame {
            // Further lines of the same paragraph extend the place; a second place elsewhere does not.
            seen.rect = seen.rect.union(rect);
        }
    }

    /// The place where something of a key is printed; `None` if nothing is.
    pub(super) fn spot(&self, key: &str) -> Option<Spot> {
        let seen = self.keys.get(key)?;
        Some(Spot::Page(seen.page, seen.rect))
    }

    /// The place where the first of some fields of an element is printed; `None` if none is.
    pub(super) fn any(&self, table: &str, id: &str, fields: &[&str]) -> Option<Spot> {
        let mut spots = fields
            .iter()
            .map(|field| self.spot(&format!("{table}.{id}.{field}")));
        spots.find_map(|spot| spot)
    }
}

/// A finding about a key of the content, at the place where it is printed.
pub(super) fn at(
    campaign: &Campaign,
    key: &str,
    spot: Option<Spot>,
    diagnostic: Diagnostic,
) -> PageFinding {
    // A key may be in a translation instead of the content file itself.
    let file = &campaign.files.of(key).source().name;
    let finding = PageFinding::at(&Origin::new(file, key), diagnostic);
    match spot {
        Some(spot) => finding.on(spot),
        None => finding,
    }
}

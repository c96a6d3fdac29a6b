//! The blocks of a piece in the order in which they are read.
//!
//! Boxes are read as the grid has them: row by row, and what a box holds before the next box. Two
//! things differ. A running text is read as a whole where it begins, through its columns and pages;
//! and figures that stand before the headline are read after it.

mod plain;

pub use plain::plain_text;

use std::collections::BTreeMap;

use crate::frame::{Frame, GlyphRun, Item, ItemKind, Link, Role, Thread};
use crate::geom::Rect;
use crate::page::Piece;

/// An item that is drawn, by its place in the drawing order of its page.
#[derive(Clone, Copy)]
pub(crate) struct Leaf<'a> {
    pub(crate) page: usize,
    pub(crate) index: usize,
    pub(crate) item: &'a Item,
    /// The link on it: its place among the links of the page, and what it is.
    pub(crate) link: Option<(usize, &'a Link)>,
}

/// What a reader takes as one.
pub(crate) struct Block<'a> {
    pub(crate) role: Role,
    /// What a figure says.
    pub(crate) alt: Option<&'a str>,
    /// What is seen of a figure, where it is not all.
    pub(crate) clip: Option<Rect>,
    pub(crate) thread: Option<&'a Thread>,
    pub(crate) leaves: Vec<Leaf<'a>>,
}

impl<'a> Leaf<'a> {
    /// Its words.
    pub(crate) fn run(&self) -> Option<&'a GlyphRun> {
        match &self.item.kind {
            ItemKind::Text(run) => Some(run),
            _ => None,
        }
    }

    /// Where the link on it leads.
    pub(crate) fn uri(&self) -> Option<&'a str> {
        self.link.map(|(_, link)| link.uri.as_str())
    }
}

impl Block<'_> {
    /// The smallest rectangle around what is seen of a figure.
    pub(crate) fn bounds(&self) -> Option<Rect> {
        let leaves = self.leaves.iter();
        let around = leaves
            .filter_map(|leaf| match &leaf.item.kind {
                ItemKind::Path(path) => path.bounds(),
                ItemKind::Image(placed) => Some(placed.clip),
                ItemKind::Code(code) => Some(code.rect()),
                _ => None,
            })
            .reduce(Rect::union)?;
        Some(around.clipped_by(self.clip))
    }
}

/// What copied text should hold for a cluster: spaces that must not break are spaces to a reader.
pub(crate) fn readable(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\u{2002}', '\u{2003}'], " ")
}

/// The words of runs as they are read.
pub(crate) fn words_of<'a>(runs: impl Iterator<Item = &'a GlyphRun>) -> String {
    let mut words = String::new();
    for run in runs {
        words.push_str(&readable(&run.text).replace('\u{ad}', ""));
        if run.space_after {
            words.push(' ');
        }
    }
    words.trim().to_owned()
}

enum Read<'a> {
    Block(Block<'a>),
    /// The next area of a running text.
    Area(Vec<Block<'a>>),
}

/// The blocks of a piece. What is in none of them is decoration.
pub(crate) fn blocks(piece: &Piece) -> Vec<Block<'_>> {
    let mut read = Vec::new();
    for (page, side) in piece.pages.iter().enumerate() {
        let mut walk = Walk {
            page,
            index: 0,
            links: 0,
            read: Vec::new(),
        };
        walk.frame(&side.frame);
        read.extend(walk.read);
    }
    headline_first(in_threads(read))
}

/// Puts all of a running text where it begins.
fn in_threads(read: Vec<Read<'_>>) -> Vec<Block<'_>> {
    // For each text the place of its first block, and its blocks.
    let mut stories: BTreeMap<&str, (usize, Vec<Block<'_>>)> = BTreeMap::new();
    let mut blocks = Vec::new();
    for part in read {
        match part {
            Read::Block(block) => blocks.push(block),
            Read::Area(parts) => {
                for block in parts {
                    let story = block.thread.map_or("", |thread| &*thread.story);
                    let begins = || (blocks.len(), Vec::new());
                    stories.entry(story).or_insert_with(begins).1.push(block);
                }
            }
        }
    }
    let mut begun: Vec<(usize, Vec<Block<'_>>)> = stories.into_values().collect();
    begun.sort_by_key(|(at, _)| *at);
    // From the last to the first, so that inserting one text does not move the places of the others.
    for (at, story) in begun.into_iter().rev() {
        blocks.splice(at..at, story);
    }
    blocks
}

fn headline_first(mut blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    // Logos and pictures often stand above the headline. A reader who listens wants to know first what the page
    // is about.
    let words = blocks.iter().position(|block| block.role != Role::Figure);
    if let Some(at) = words
        && matches!(blocks[at].role, Role::Heading(_))
    {
        blocks[..=at].rotate_right(1);
    }
    blocks
}

struct Walk<'a> {
    page: usize,
    index: usize,
    links: usize,
    read: Vec<Read<'a>>,
}

impl<'a> Walk<'a> {
    fn frame(&mut self, frame: &'a Frame) {
        for item in &frame.items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &'a Item) {
        match &item.kind {
            ItemKind::Group(inner) if item.role == Role::Story => {
                let before = self.read.len();
                self.frame(inner);
                let parts = self.read.drain(before..).filter_map(|part| match part {
                    Read::Block(block) => Some(block),
                    Read::Area(_) => None,
                });
                let parts = parts.collect();
                self.read.push(Read::Area(parts));
            }
            ItemKind::Group(inner) => {
                let mut leaves = Vec::new();
                self.leaves(inner, &mut leaves);
                self.block(Block {
                    role: item.role,
                    alt: inner.alt.as_deref(),
                    clip: inner.clip,
                    thread: inner.thread.as_ref(),
                    leaves,
                });
            }
            ItemKind::Link(link) => {
                // A link lies on what was drawn before it.
                let link = (self.links, link);
                self.links += 1;
                if let Some(Read::Block(block)) = self.read.last_mut()
                    && let Some(last) = block.leaves.last_mut()
                {
                    last.link = Some(link);
                }
            }
            ItemKind::Text(_) | ItemKind::Path(_) | ItemKind::Image(_) | ItemKind::Code(_) => {
                let alt = match &item.kind {
                    ItemKind::Image(placed) => Some(placed.image.alt.as_str()),
                    ItemKind::Code(code) => Some(code.alt.as_str()),
                    _ => None,
                };
                let leaf = self.leaf(item);
                self.block(Block {
                    role: item.role,
                    alt,
                    clip: None,
                    thread: None,
                    leaves: vec![leaf],
                });
            }
        }
    }

    fn leaf(&mut self, item: &'a Item) -> Leaf<'a> {
        let index = self.index;
        self.index += 1;
        Leaf {
            page: self.page,
            index,
            item,
            link: None,
        }
    }

    fn leaves(&mut self, frame: &'a Frame, leaves: &mut Vec<Leaf<'a>>) {
        for item in &frame.items {
            match &item.kind {
                ItemKind::Group(inner) => self.leaves(inner, leaves),
                ItemKind::Link(link) => {
                    if let Some(last) = leaves.last_mut() {
                        last.link = Some((self.links, link));
                    }
                    self.links += 1;
                }
                _ => {
                    let leaf = self.leaf(item);
                    leaves.push(leaf);
                }
            }
        }
    }

    fn block(&mut self, block: Block<'a>) {
        // A picture that says nothing is decoration.
        let silent =
            block.role == Role::Figure && block.alt.is_none_or(|alt| alt.trim().is_empty());
        if block.role != Role::Artifact && !silent && !block.leaves.is_empty() {
            self.read.push(Read::Block(block));
        }
    }
}

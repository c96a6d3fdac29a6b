//! Reading order of a piece: its blocks, as the tags of the PDF and the plain text give them to screen readers.
//!
//! The order follows the grid, row by row; the content of a box comes before the next box. There are two
//! exceptions. A running text, or a table, is read as a whole where it begins, through all its columns and pages. Figures
//! before the headline are read after it.

mod plain;

pub use plain::plain_text;

use std::collections::BTreeMap;

use crate::frame::{Frame, GlyphRun, Item, ItemKind, Link, Role, TableCell, Thread};
use crate::geom::Rect;
use crate::page::Piece;

/// An item that is drawn, with its place in the drawing order of its page.
#[derive(Clone, Copy)]
pub(crate) struct Leaf<'a> {
    /// Number of the page, from 0.
    pub(crate) page: usize,
    /// Place in the drawing order of the page, from 0. Groups and links are not counted.
    pub(crate) index: usize,
    pub(crate) item: &'a Item,
    /// Link that covers the item, with its place among the links of the page, from 0.
    pub(crate) link: Option<(usize, &'a Link)>,
}

/// Items that a screen reader reads as one unit, such as the lines of a paragraph.
pub(crate) struct Block<'a> {
    pub(crate) role: Role,
    /// Alternative text of a figure.
    pub(crate) alt: Option<&'a str>,
    /// Visible part of a figure; `None` if all of it is visible.
    pub(crate) clip: Option<Rect>,
    /// Paragraph of a running text that the block is part of.
    pub(crate) thread: Option<&'a Thread>,
    /// Cell of a table that the block is.
    pub(crate) cell: Option<&'a TableCell>,
    /// Items of the block, in drawing order.
    pub(crate) leaves: Vec<Leaf<'a>>,
}

impl<'a> Leaf<'a> {
    /// Glyphs and words of the item; `None` if it is not text.
    pub(crate) fn run(&self) -> Option<&'a GlyphRun> {
        match &self.item.kind {
            ItemKind::Text(run) => Some(run),
            _ => None,
        }
    }

    /// Address that the link on the item opens.
    pub(crate) fn uri(&self) -> Option<&'a str> {
        self.link.map(|(_, link)| link.uri.as_str())
    }
}

impl Block<'_> {
    /// Smallest rectangle around the visible part of a figure.
    pub(crate) fn bounds(&self) -> Option<Rect> {
        let leaves = self.leaves.iter();
        let around = leaves
            .filter_map(|leaf| match &leaf.item.kind {
                ItemKind::Path(path) => path.bounds(),
                ItemKind::Image(placed) => Some(placed.bounds()),
                ItemKind::Code(code) => Some(code.bounds()),
                _ => None,
            })
            .reduce(Rect::union)?;
        Some(around.clipped_by(self.clip))
    }
}

/// Replaces no-break, en and em spaces by plain spaces, so that copied text and screen readers get plain spaces
/// between words.
pub(crate) fn readable(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\u{2002}', '\u{2003}'], " ")
}

/// Words of runs for a reader: without soft hyphens, and with the spaces that end lines.
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
    /// Blocks of one area of a running text or of a table.
    Area(Vec<Block<'a>>),
}

/// What a piece has in one language.
pub(crate) struct Part<'a> {
    /// The language (BCP 47).
    pub(crate) language: &'a str,
    /// Its blocks in reading order.
    pub(crate) blocks: Vec<Block<'a>>,
}

/// Collects the blocks of a piece in reading order, apart for each of its languages: whoever reads one skips the other
/// as a whole. Items outside all blocks are decoration.
pub(crate) fn parts(piece: &Piece) -> Vec<Part<'_>> {
    let mut parts: Vec<(&str, Vec<Read<'_>>)> = vec![(&piece.language, Vec::new())];
    for (page, side) in piece.pages.iter().enumerate() {
        let mut walk = Walk {
            page,
            index: 0,
            links: 0,
            language: &piece.language,
            parts: std::mem::take(&mut parts),
        };
        walk.frame(&side.frame);
        parts = walk.parts;
    }
    let parts = parts.into_iter().map(|(language, read)| Part {
        language,
        blocks: headline_first(in_threads(read)),
    });
    parts.collect()
}

/// A running text or a table, by its name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Whole<'a> {
    Story(&'a str),
    Table(&'a str),
}

impl<'a> Whole<'a> {
    /// The running text or the table that a block is part of.
    fn of(block: &Block<'a>) -> Self {
        match (block.cell, block.thread) {
            (Some(cell), _) => Self::Table(&cell.table),
            (None, thread) => Self::Story(thread.map_or("", |thread| &*thread.story)),
        }
    }
}

/// Moves all areas of a running text, or of a table, to the place of its first area.
fn in_threads(read: Vec<Read<'_>>) -> Vec<Block<'_>> {
    // For each of them: the place of its first block, and all its blocks.
    let mut stories: BTreeMap<Whole<'_>, (usize, Vec<Block<'_>>)> = BTreeMap::new();
    let mut blocks = Vec::new();
    for part in read {
        match part {
            Read::Block(block) => blocks.push(block),
            Read::Area(parts) => {
                for block in parts {
                    let begins = || (blocks.len(), Vec::new());
                    let whole = stories.entry(Whole::of(&block));
                    whole.or_insert_with(begins).1.push(block);
                }
            }
        }
    }
    let mut begun: Vec<(usize, Vec<Block<'_>>)> = stories.into_values().collect();
    begun.sort_by_key(|(at, _)| *at);
    // Insert the last text first, so that no insertion moves the places of the texts before it.
    for (at, story) in begun.into_iter().rev() {
        blocks.splice(at..at, story);
    }
    blocks
}

/// Moves figures before the headline behind it.
fn headline_first(mut blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    // Logos and pictures are often above the headline, but people who listen need to hear first what the page is
    // about.
    let words = blocks.iter().position(|block| block.role != Role::Figure);
    if let Some(at) = words
        && matches!(blocks[at].role, Role::Heading(_))
    {
        blocks[..=at].rotate_right(1);
    }
    blocks
}

/// Collects the blocks of one page.
struct Walk<'a> {
    page: usize,
    index: usize,
    links: usize,
    /// The language of what is collected now.
    language: &'a str,
    /// What was collected so far in each language, in the order in which they begin.
    parts: Vec<(&'a str, Vec<Read<'a>>)>,
}

impl<'a> Walk<'a> {
    fn frame(&mut self, frame: &'a Frame) {
        let around = self.language;
        self.language = frame.language.as_deref().unwrap_or(around);
        for item in &frame.items {
            self.item(item);
        }
        self.language = around;
    }

    /// What was collected so far in the language at hand.
    fn read(&mut self) -> &mut Vec<Read<'a>> {
        let language = self.language;
        let known = self.parts.iter().position(|(tag, _)| *tag == language);
        let at = known.unwrap_or_else(|| {
            self.parts.push((language, Vec::new()));
            self.parts.len() - 1
        });
        &mut self.parts[at].1
    }

    fn item(&mut self, item: &'a Item) {
        match &item.kind {
            ItemKind::Group(inner) if matches!(item.role, Role::Story | Role::Table) => {
                let before = self.read().len();
                self.frame(inner);
                let parts = self.read().drain(before..).filter_map(|part| match part {
                    Read::Block(block) => Some(block),
                    Read::Area(_) => None,
                });
                let parts = parts.collect();
                self.read().push(Read::Area(parts));
            }
            ItemKind::Group(half) if half.language.is_some() => self.frame(half),
            ItemKind::Group(inner) => {
                let mut leaves = Vec::new();
                self.leaves(inner, &mut leaves);
                self.block(Block {
                    role: item.role,
                    alt: inner.alt.as_deref(),
                    clip: inner.clip_bounds(),
                    thread: inner.thread.as_ref(),
                    cell: inner.cell.as_ref(),
                    leaves,
                });
            }
            ItemKind::Link(link) => {
                // A link belongs to the item that was drawn just before it.
                let link = (self.links, link);
                self.links += 1;
                if let Some(Read::Block(block)) = self.read().last_mut()
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
                    cell: None,
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
        // A figure without an alternative text is decoration.
        let silent =
            block.role == Role::Figure && block.alt.is_none_or(|alt| alt.trim().is_empty());
        if block.role != Role::Artifact && !silent && !block.leaves.is_empty() {
            self.read().push(Read::Block(block));
        }
    }
}

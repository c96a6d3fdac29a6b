//! Builds the structure tree, which tells software that reads aloud what each part of a page is (ISO 32000-1,
//! 14.7 and 14.8; ISO 14289-1, PDF/UA-1).
//!
//! `reading` gives the blocks of a piece in reading order, each with its role; here each block becomes an
//! element or goes on in one that is open. Items in no block are decoration and get no element.

use crate::frame::{CellKind, Role, TableCell, Thread};
use crate::geom::{Length, Rect};
use crate::page::Piece;
use crate::reading::{self, Block, Leaf, readable, words_of};

/// A structure element.
pub(super) struct Element {
    /// A standard structure type (ISO 32000-1, 14.8.4).
    pub(super) kind: &'static str,
    /// Parent element; none for the document.
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<Child>,
    pub(super) alt: Option<String>,
    /// Language, unless it is that of the part around it.
    pub(super) language: Option<String>,
    /// Page and bounds of a figure.
    pub(super) area: Option<(usize, Rect)>,
    /// Whether a figure is inside a `Link`, which is an inline element. Such a figure gets no block placement.
    pub(super) inline: bool,
    /// Numbering of a list (ISO 32000-1, table 347).
    pub(super) numbering: Option<&'static str>,
    /// Cells that a heading in a table is about: those of its `Column` (ISO 32000-1, table 349).
    pub(super) scope: Option<&'static str>,
    /// Number of columns that a cell of a table spans.
    pub(super) span: usize,
}

/// A child of an element: another element, marked content, or a link annotation.
#[derive(Clone, Copy)]
pub(super) enum Child {
    Element(usize),
    /// Marked content: page, and number on that page.
    Content(usize, usize),
    /// Link annotation: page, and index among the links of that page.
    Link(usize, usize),
}

/// A heading, for the outline.
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) title: String,
    pub(super) page: usize,
    pub(super) top: Length,
}

/// Tags of a page.
#[derive(Default)]
pub(super) struct PageTags {
    /// Element of each marked content.
    pub(super) contents: Vec<usize>,
    /// For each link annotation its element and its words.
    pub(super) links: Vec<Option<(usize, String)>>,
    /// For each drawn item its marked content, and whether a space follows it.
    leaves: Vec<Option<(usize, bool)>>,
}

/// Structure of a piece.
pub(super) struct Tags {
    /// Elements in reading order, parents first.
    pub(super) elements: Vec<Element>,
    pub(super) pages: Vec<PageTags>,
    pub(super) headings: Vec<Heading>,
}

/// What a drawn item is marked as in the page's content: decoration (`Artifact`), or part of a structure element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Artifact,
    /// Structure type, and number of the marked content.
    Content(&'static str, usize),
}

impl Tags {
    pub(super) fn of(piece: &Piece) -> Self {
        let pages = piece.pages.iter().map(|_| PageTags::default()).collect();
        let mut builder = TagBuilder {
            tags: Self {
                elements: Vec::new(),
                pages,
                headings: Vec::new(),
            },
            language: &piece.language,
            root: DOCUMENT,
            open: OpenElements::default(),
        };
        builder.add_element("Document", None);
        let parts = reading::parts(piece);
        let several = parts.len() > 1;
        for part in parts {
            if several {
                builder.begin_part(part.language);
            }
            for block in part.blocks {
                builder.add_block(&block);
            }
        }
        builder.tags
    }

    /// The mark of an item, by its index in the drawing order of its page, and whether a space follows it.
    pub(super) fn mark(&self, page: usize, leaf: usize) -> (Mark, bool) {
        let tags = self.pages.get(page);
        let content = tags.and_then(|tags| {
            let (content, space) = (*tags.leaves.get(leaf)?)?;
            let element = self.elements.get(*tags.contents.get(content)?)?;
            Some((Mark::Content(element.kind, content), space))
        });
        content.unwrap_or((Mark::Artifact, false))
    }
}

/// Elements that the next block may continue.
#[derive(Default)]
struct OpenElements<'a> {
    /// Section of a running text, and the name of the text.
    section: Option<(usize, &'a str)>,
    list: Option<usize>,
    quote: Option<(u16, usize)>,
    /// Paragraph of a fact, which is a figure with what it counts. Also the fact's number, and its last drawn item,
    /// after which the next part needs a space.
    fact: Option<(u16, usize, Leaf<'a>)>,
    /// Paragraph that may continue in the next area.
    thread: Option<(&'a Thread, usize)>,
    /// Level of the last heading.
    level: u8,
    table: Option<OpenTable<'a>>,
}

/// A table that the next cell may continue.
struct OpenTable<'a> {
    name: &'a str,
    element: usize,
    /// The element of its body.
    body: Option<usize>,
    /// Number of the last row, and the elements of its cells.
    row: Option<(usize, Vec<usize>)>,
}

struct TagBuilder<'a> {
    tags: Tags,
    /// The language of the part at hand.
    language: &'a str,
    /// The element that it is in: the document, or one for its language.
    root: usize,
    open: OpenElements<'a>,
}

/// Index of the root element.
const DOCUMENT: usize = 0;

/// Whether a character is a superior figure.
fn is_superior(character: char) -> bool {
    matches!(character, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

impl<'a> TagBuilder<'a> {
    /// Adds an element, and returns its index.
    fn add_element(&mut self, kind: &'static str, parent: Option<usize>) -> usize {
        let index = self.tags.elements.len();
        self.tags.elements.push(Element {
            kind,
            parent,
            children: Vec::new(),
            alt: None,
            language: None,
            area: None,
            inline: false,
            numbering: None,
            scope: None,
            span: 1,
        });
        if let Some(parent) = parent {
            self.tags.elements[parent]
                .children
                .push(Child::Element(index));
        }
        index
    }

    /// Begins what the piece has in another language: an element with that language (ISO 32000-1, 14.9.2). Nothing of
    /// the part before goes on in it, and its headings begin anew.
    fn begin_part(&mut self, language: &'a str) {
        self.root = self.add_element("Part", Some(DOCUMENT));
        self.tags.elements[self.root].language = Some(language.to_owned());
        self.language = language;
        self.open = OpenElements::default();
    }

    /// Adds a block to the tree.
    fn add_block(&mut self, block: &Block<'a>) {
        // A paragraph that was divided between two areas is one element.
        if let (Some(thread), Some((open, element))) = (block.thread, self.open.thread)
            && thread == open
        {
            return self.add_words(element, &block.leaves);
        }
        if let Some(cell) = block.cell {
            return self.add_cell(block, cell);
        }
        self.close(block);
        let parent = self.open.section.map_or(self.root, |(section, _)| section);
        let element = match block.role {
            Role::Figure => return self.add_figure(block, parent),
            Role::Heading(level) => self.add_heading(block, level),
            Role::ListItem => self.add_list_item(block, parent),
            Role::Quote(number) => {
                let quote = match self.open.quote {
                    Some((_, quote)) => quote,
                    None => self.add_element("BlockQuote", Some(parent)),
                };
                self.open.quote = Some((number, quote));
                self.add_element("P", Some(quote))
            }
            Role::Fact(number) => {
                let fact = match self.open.fact {
                    Some((_, fact, last)) => {
                        // The parts of a fact are blocks of their own on the page; read aloud, they are one
                        // sentence.
                        self.add_space_after(last);
                        fact
                    }
                    None => self.add_element("P", Some(parent)),
                };
                self.open.fact = block.leaves.last().map(|last| (number, fact, *last));
                fact
            }
            _ => self.add_element("P", Some(parent)),
        };
        self.open.thread = block.thread.map(|thread| (thread, element));
        self.add_words(element, &block.leaves);
    }

    /// Closes the elements that do not contain the block.
    fn close(&mut self, block: &Block<'a>) {
        let open = &mut self.open;
        open.thread = None;
        open.table = open
            .table
            .take()
            .filter(|table| block.cell.is_some_and(|cell| *cell.table == *table.name));
        let story = block.thread.map(|thread| &*thread.story);
        let changed = open.section.is_some_and(|(_, name)| Some(name) != story);
        if changed {
            open.section = None;
        }
        if changed || block.role != Role::ListItem {
            open.list = None;
        }
        open.quote = open
            .quote
            .filter(|(number, _)| block.role == Role::Quote(*number));
        open.fact = open
            .fact
            .filter(|(number, ..)| block.role == Role::Fact(*number));
    }

    /// Adds a cell to the open table, or to a new one. A table is one element, also if its rows are on several
    /// pages; the heads that are repeated there are decoration and do not get here.
    fn add_cell(&mut self, block: &Block<'a>, cell: &'a TableCell) {
        self.close(block);
        let mut table = match self.open.table.take() {
            Some(table) => table,
            None => OpenTable {
                name: &cell.table,
                element: self.add_element("Table", Some(self.root)),
                body: None,
                row: None,
            },
        };
        if cell.kind == CellKind::Caption {
            let caption = self.add_element("Caption", Some(table.element));
            self.add_words(caption, &block.leaves);
            self.open.table = Some(table);
            return;
        }
        let known = table.row.as_ref().filter(|(row, _)| *row == cell.row);
        let cells = match known {
            Some((_, cells)) => cells.clone(),
            None => self.add_row(&mut table, cell),
        };
        if let Some(element) = cells.get(cell.column.min(cells.len().saturating_sub(1))) {
            self.add_words(*element, &block.leaves);
        }
        table.row = Some((cell.row, cells));
        self.open.table = Some(table);
    }

    /// Adds a row with all its cells, since a cell without words has to be there too (ISO 14289-1, 7.5). Each group
    /// of rows is a body of its own.
    fn add_row(&mut self, table: &mut OpenTable<'a>, cell: &TableCell) -> Vec<usize> {
        let holder = match (cell.kind, table.body) {
            (CellKind::Head, _) => self.add_element("THead", Some(table.element)),
            (CellKind::Body | CellKind::Caption, Some(body)) => body,
            _ => {
                let body = self.add_element("TBody", Some(table.element));
                table.body = Some(body);
                body
            }
        };
        let row = self.add_element("TR", Some(holder));
        let (kind, count, span) = match cell.kind {
            CellKind::Head => ("TH", cell.columns, 1),
            CellKind::Group => ("TH", 1, cell.columns),
            CellKind::Body | CellKind::Caption => ("TD", cell.columns, 1),
        };
        let cells: Vec<usize> = (0..count)
            .map(|_| self.add_element(kind, Some(row)))
            .collect();
        for cell in &cells {
            let element = &mut self.tags.elements[*cell];
            element.scope = (kind == "TH").then_some("Column");
            element.span = span;
        }
        cells
    }

    /// Adds a heading. No level is skipped on the way down (ISO 14289-1, 7.4.2). In a running text it begins
    /// a section, so that what comes after the text is not read as part of it.
    fn add_heading(&mut self, block: &Block<'a>, level: u8) -> usize {
        const KINDS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
        let level = level.min(self.open.level + 1).clamp(1, 6);
        self.open.level = level;
        // A heading outside a running text, such as one over a box, opens no section; nor does the headline of the whole.
        let mut parent = self.root;
        if let Some(thread) = block.thread.filter(|_| level > 1) {
            parent = self.add_element("Sect", Some(self.root));
            self.open.section = Some((parent, &*thread.story));
        }
        let runs = block.leaves.iter().filter_map(Leaf::run);
        if let (Some(first), Some(leaf)) = (runs.clone().next(), block.leaves.first()) {
            self.tags.headings.push(Heading {
                level,
                // The number of a source means nothing in a list of headings.
                title: words_of(runs).trim_end_matches(is_superior).to_owned(),
                page: leaf.page,
                // The outline jumps to one size above the baseline, so that the heading is in view.
                top: first.at.y - first.size,
            });
        }
        self.add_element(KINDS[usize::from(level) - 1], Some(parent))
    }

    /// Adds an item to the open list, or to a new one. A new list is numbered if the label of its first item is a
    /// number.
    fn add_list_item(&mut self, block: &Block<'a>, parent: usize) -> usize {
        let (labels, _) = split_labels(&block.leaves);
        let list = match self.open.list {
            Some(list) => list,
            None => {
                let list = self.add_element("L", Some(parent));
                // A label such as `1.` means that the order counts.
                let counted = labels.iter().filter_map(Leaf::run).any(|run| {
                    let digits = run.text.trim_end_matches('.');
                    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
                });
                self.tags.elements[list].numbering = Some(if counted { "Decimal" } else { "None" });
                list
            }
        };
        self.open.list = Some(list);
        let item = self.add_element("LI", Some(list));
        if !labels.is_empty() {
            let label = self.add_element("Lbl", Some(item));
            self.add_words(label, labels);
        }
        self.add_element("LBody", Some(item))
    }

    /// Adds a figure with its alternative text and, if it is linked, with its link.
    fn add_figure(&mut self, block: &Block<'a>, parent: usize) {
        let link = block.leaves.iter().find_map(|leaf| leaf.link);
        // `Link` is an inline element (ISO 32000-1, 14.8.4.4), so it needs a paragraph around it.
        let outer = match link {
            Some(_) => {
                let paragraph = self.add_element("P", Some(parent));
                self.add_element("Link", Some(paragraph))
            }
            None => parent,
        };
        let figure = self.add_element("Figure", Some(outer));
        self.add_content(figure, &block.leaves);
        let Some(page) = block.leaves.first().map(|leaf| leaf.page) else {
            return;
        };
        let element = &mut self.tags.elements[figure];
        element.alt = block.alt.map(readable);
        element.inline = link.is_some();
        element.area = block.bounds().map(|area| (page, area));
        if let Some((place, link)) = link {
            self.add_annotation(outer, page, place, readable(&link.description));
        }
    }

    /// Adds words to an element. Links and words in another language become elements within it.
    fn add_words(&mut self, element: usize, leaves: &[Leaf<'a>]) {
        let leaves = match self.tags.elements[element].kind {
            "LBody" => split_labels(leaves).1,
            _ => leaves,
        };
        let language = |leaf: &Leaf<'a>| {
            leaf.run()
                .and_then(|run| run.language.as_deref())
                .filter(|language| *language != self.language)
        };
        let first = leaves.first().and_then(language);
        // If all words have the same other language, the element itself gets the language and no spans are
        // needed.
        let fresh = self.tags.elements[element].children.is_empty();
        if fresh && first.is_some() && leaves.iter().all(|leaf| language(leaf) == first) {
            self.tags.elements[element].language = first.map(str::to_owned);
        }
        let base = self.tags.elements[element].language.clone();
        let chunks: Vec<(Option<&str>, &[Leaf<'a>])> = leaves
            .chunk_by(|a, b| language(a) == language(b) && a.uri() == b.uri())
            .map(|chunk| (chunk.first().and_then(language), chunk))
            .collect();
        // The words of a link are one element, even if they are in several languages.
        for linked in
            chunks.chunk_by(|(_, a), (_, b)| a[0].uri().is_some() && a[0].uri() == b[0].uri())
        {
            let link = linked[0].1[0]
                .uri()
                .map(|_| self.add_element("Link", Some(element)));
            for (language, chunk) in linked {
                let outer = link.unwrap_or(element);
                let inner = if language.is_none_or(|tag| base.as_deref() == Some(tag)) {
                    outer
                } else {
                    let span = self.add_element("Span", Some(outer));
                    self.tags.elements[span].language = language.map(str::to_owned);
                    span
                };
                self.add_content(inner, chunk);
            }
            if let Some(link) = link {
                let all = || linked.iter().flat_map(|(_, chunk)| chunk.iter());
                let words = words_of(all().filter_map(Leaf::run));
                for leaf in all() {
                    if let Some((place, _)) = leaf.link {
                        self.add_annotation(link, leaf.page, place, words.clone());
                    }
                }
            }
        }
    }

    /// Adds items to an element as marked content. Items drawn one after the other share one.
    fn add_content(&mut self, element: usize, leaves: &[Leaf<'a>]) {
        for part in leaves.chunk_by(|a, b| a.page == b.page && a.index + 1 == b.index) {
            let page = part[0].page;
            let tags = &mut self.tags.pages[page];
            let content = tags.contents.len();
            tags.contents.push(element);
            for leaf in part {
                let space = leaf.run().is_some_and(|run| run.space_after);
                // Leaves come in reading order, but `tags.leaves` is in drawing order. So it may have to grow.
                if tags.leaves.len() <= leaf.index {
                    tags.leaves.resize(leaf.index + 1, None);
                }
                tags.leaves[leaf.index] = Some((content, space));
            }
            self.tags.elements[element]
                .children
                .push(Child::Content(page, content));
        }
    }

    /// Notes that a space follows an item that is already tagged.
    fn add_space_after(&mut self, leaf: Leaf<'_>) {
        let page = self.tags.pages.get_mut(leaf.page);
        if let Some(Some((_, space))) = page.and_then(|page| page.leaves.get_mut(leaf.index)) {
            *space = true;
        }
    }

    /// Notes that a link annotation belongs to an element, with the words that describe it.
    fn add_annotation(&mut self, element: usize, page: usize, place: usize, words: String) {
        let links = &mut self.tags.pages[page].links;
        if links.len() <= place {
            links.resize(place + 1, None);
        }
        links[place] = Some((element, words));
        self.tags.elements[element]
            .children
            .push(Child::Link(page, place));
    }
}

/// Splits a list item into its label and its words.
fn split_labels<'l, 'a>(leaves: &'l [Leaf<'a>]) -> (&'l [Leaf<'a>], &'l [Leaf<'a>]) {
    let end = leaves
        .iter()
        .position(|leaf| leaf.item.role != Role::Label)
        .unwrap_or(leaves.len());
    leaves.split_at(end)
}

//! The plan of a piece: a layout filled with a campaign. Every word, style, picture and QR code is known, and
//! every length holds for the paper in hand, but nothing has a place yet.
//!
//! `template` makes plans and `layout` consumes them. A plan needs no look back at the layout file or the
//! content: every part carries its origin for messages, and `documents` has the files that origins name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

pub use super::code_plan::{Ask, CodePlan};
pub use super::code_size::CodeSize;
pub use super::gap::Gap;
pub use super::shade::Toward;
pub use super::values::{Fit, Form, Mark, OpenEnd, Shape, Side, Track, Vertical};
use crate::color::{Color, Ink};
use crate::content::Allow;
use crate::diag::Place;
use crate::document::Document;
use crate::frame::{Blend, Cutout, Origin, Stop, Toning};
use crate::geom::{Angle, Edges, Length, Size, Turn};
use crate::language;
use crate::picture::{Asset, Image};
use crate::text::Text;

/// A piece on one paper, before layout.
#[derive(Clone, Debug)]
pub struct PiecePlan {
    /// Id of the template.
    pub template: String,
    /// Name of the paper.
    pub paper: String,
    /// Title of the document.
    pub title: String,
    /// Language tag of the text.
    pub language: String,
    /// The country in which it is handed out (ISO 3166-1 alpha-2), where that is known.
    pub country: Option<String>,
    /// The colours of the palette that are in use.
    pub palette: Vec<Color>,
    /// The spot inks that its colours refer to by number, in that order.
    pub inks: Vec<Ink>,
    /// Name of the organizer, for the metadata of the document.
    pub author: String,
    /// Bleed on every side.
    pub bleed: Length,
    /// Whether its pages reach the reader together, on one folded sheet or stapled.
    pub together: bool,
    /// Whether nobody scans it: it is heard, or seen on the phone itself.
    pub unscanned: bool,
    /// What the piece asks for: the first action; none where it asks for nothing.
    pub ask: Option<Ask>,
    /// The pages, in reading order.
    pub pages: Vec<PagePlan>,
    /// Running texts that flow through areas, by name.
    pub stories: BTreeMap<String, StoryPlan>,
    /// The files that origins name.
    pub documents: Vec<Document>,
    /// The findings that the content allows.
    pub allows: Vec<Allow>,
}

impl PiecePlan {
    /// Whether the piece is read from right to left. Its pages are laid out as if from left to right and
    /// mirrored as a whole; what a layout calls left is the side where reading begins.
    pub fn is_right_to_left(&self) -> bool {
        language::is_right_to_left(&self.language)
    }

    /// The line of a file that an origin names, for a diagnostic; `None` if the origin is in no file of the
    /// piece.
    pub fn place(&self, origin: &Origin) -> Option<Place> {
        let document = self
            .documents
            .iter()
            .find(|document| document.source().name == *origin.file)?;
        Some(document.place(&origin.key))
    }
}

/// One page, before layout.
#[derive(Clone, Debug)]
pub struct PagePlan {
    /// Size after trimming.
    pub size: Size,
    /// Distance of the grid from the trim.
    pub margin: Edges,
    /// Share of the page within its margins that may be empty in one piece, if the layout says so.
    pub air: Option<f64>,
    /// Ground of the whole page.
    pub fill: Option<Fill>,
    /// The grid.
    pub root: Node,
    /// What lies over the grid or under it, in the order of drawing.
    pub layers: Vec<LayerPlan>,
}

/// Something that lies over the grid of a page, or under it.
#[derive(Clone, Debug)]
pub struct LayerPlan {
    /// Key in the layout file.
    pub origin: Origin,
    /// Whether it is drawn under the grid.
    pub under: bool,
    /// What it lies on.
    pub on: On,
    /// The areas whose words it hides on purpose, by their keys.
    pub covers: Vec<Origin>,
    /// Distance from the edges of that.
    pub inset: Edges,
    /// Fixed width and height, where it has them.
    pub size: (Option<Length>, Option<Length>),
    /// The layer as a page of its own, whose tracks keep it at its place. Its size is that of what it lies on,
    /// without the inset; it is known when layout has placed the grid.
    pub page: PagePlan,
}

/// What a layer lies on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// The page with its bleed.
    Bleed,
    /// The page.
    Page,
    /// The page within its margins.
    Margin,
    /// An area, by its key.
    Area(Origin),
}

/// The fill of a ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// A colour that hides what lies below.
    Plain(Color),
    /// A colour that goes over into another. Both are seen through as far as they say.
    Fading {
        /// How it begins.
        from: Stop,
        /// How it ends.
        to: Stop,
        /// Where it ends.
        toward: Toward,
    },
}

impl PagePlan {
    /// Number of the page in the layout file, from 0; pages that repeat share it.
    pub fn number(&self) -> usize {
        let mut parts = self.root.origin.key.split('.').skip(1);
        parts
            .next()
            .and_then(|part| part.parse().ok())
            .unwrap_or_default()
    }
}

/// A box with its content.
#[derive(Clone, Debug)]
pub struct Node {
    /// Key in the layout file.
    pub origin: Origin,
    /// Ground of the box.
    pub fill: Option<Fill>,
    /// A line at its edges.
    pub line: Option<Border>,
    /// Sides on which ground, picture and tally run through the margin into the bleed.
    pub bleed: Vec<Side>,
    /// Distance of the content from the sides.
    pub padding: Edges,
    /// Where the content stands when the box is higher.
    pub align: Vertical,
    /// Fixed width.
    pub width: Option<Length>,
    /// Fixed height.
    pub height: Option<Length>,
    /// How far it is rotated about its middle after it was placed. The sign is that of pages that are read from
    /// left to right; others are mirrored.
    pub rotate: Angle,
    /// How its ground, its line and what is drawn in it mix with what lies below; so do the boxes within it. Words
    /// and codes do not.
    pub blend: Blend,
    /// Whether it repeats what an earlier box says, as the second tab of a notice does. Screen readers skip it.
    pub unsaid: bool,
    /// What the colour `ink` is on its ground, for the part of a running text that it shows: the text is filled before
    /// it is known where it stands. `None` for the colour of the palette.
    pub ink: Option<Color>,
    /// The content.
    pub kind: Kind,
}

/// A line at the edges of a box, within them.
#[derive(Clone, Debug)]
pub struct Border {
    /// Its weight.
    pub weight: Length,
    /// Its colour.
    pub color: Color,
    /// The edges that have it.
    pub sides: Vec<Side>,
}

/// The kinds of content.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Boxes on a grid; a stack is a grid of one column.
    Grid(Grid),
    /// A paragraph.
    Text(Text),
    /// The next part of a story.
    Story(String),
    /// A table, or the next part of one.
    Table(TableArea),
    /// A code without its words.
    Code(CodePlan),
    /// Marks that count.
    Tally(Tally),
    /// A picture.
    Picture(PicturePlan),
    /// A line across the measure, or down the box.
    Rule(RuledLine),
    /// A plain shape that fills its box.
    Shape(Shape, Color),
    /// A box that is turned.
    Turned(Box<Turned>),
    /// Nothing but the ground.
    Empty,
}

/// A line.
#[derive(Clone, Copy, Debug)]
pub struct RuledLine {
    /// Its weight.
    pub weight: Length,
    /// Its colour.
    pub color: Color,
    /// Whether it is broken into dashes.
    pub dashed: bool,
    /// Whether it stands upright.
    pub upright: bool,
}

/// A box that is laid out by itself and turned.
#[derive(Clone, Debug)]
pub struct Turned {
    /// How it is turned.
    pub turn: Turn,
    /// The box as a page; its size is that of the place that it is turned into.
    pub page: PagePlan,
}

/// Boxes on a grid.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Widths of the columns.
    pub columns: Vec<Track>,
    /// Heights of the rows.
    pub rows: Vec<Track>,
    /// Distance between rows and between columns.
    pub gap: Gap,
    /// The boxes.
    pub cells: Vec<Cell>,
}

/// A box of a grid, with the lines that it spans, from 0.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Columns.
    pub columns: Range<usize>,
    /// Rows.
    pub rows: Range<usize>,
    /// The box.
    pub node: Node,
}

/// A running text.
#[derive(Clone, Debug)]
pub struct StoryPlan {
    /// Its paragraphs.
    pub paragraphs: Vec<Text>,
    /// Those that stay in one column with the paragraph after them, by their places.
    pub with_next: BTreeSet<usize>,
    /// Step of the grid that its lines stand on, from the top margin of each page; `None` for the distances of its
    /// styles.
    pub grid: Option<Length>,
    /// Whether the last columns that it reaches end at about the same height.
    pub balance: bool,
    /// Whether the layout shows it anywhere, if not in the composition that was taken for this campaign.
    pub is_shown: bool,
    /// Key in the layout file.
    pub origin: Origin,
}

/// Marks that count.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Groups, one for each fact.
    pub groups: Vec<MarkGroup>,
    /// Gap between marks, relative to the widths.
    pub spacing: f64,
    /// How the last mark of an open group is drawn.
    pub open: OpenEnd,
    /// Shape.
    pub mark: Mark,
    /// The drawing that takes the place of the shape, with its file.
    pub sign: Option<Arc<Asset>>,
    /// The weight that takes up a whole place in rows: the largest of the block, whose groups may be tallies of their
    /// own.
    pub heaviest: f64,
    /// The facts of the groups, if each has a label under it.
    pub labelled: Vec<Origin>,
    /// Marks in a row; all in one where it is not given.
    pub row: Option<u32>,
    /// Colour.
    pub color: Color,
    /// What it says, for those who do not see it.
    pub alt: String,
    /// Key in the content file.
    pub origin: Origin,
    /// Key of the mark in the layout file.
    pub layout: Origin,
}

/// Marks that count the same.
#[derive(Clone, Copy, Debug)]
pub struct MarkGroup {
    /// Number of marks.
    pub count: u32,
    /// Width of each, relative to others.
    pub weight: f64,
    /// Whether one more mark follows them, since the count goes on.
    pub open: bool,
}

/// The shape that a picture is cut to.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cut {
    /// A rectangle.
    #[default]
    Whole,
    /// The largest circle in the middle of its box.
    Circle,
    /// An ellipse as large as its box.
    Ellipse,
    /// An outline in shares of its box; mirrored on pages that are read from right to left.
    Outline(Cutout),
}

/// A picture to be placed.
#[derive(Clone, Debug)]
pub struct PicturePlan {
    /// The picture.
    pub image: Arc<Image>,
    /// How it fills its box.
    pub fit: Fit,
    /// The shape that it is cut to.
    pub cut: Cut,
    /// How it is printed, if not in its own colours.
    pub toning: Toning,
    /// A colour that is printed under it, in its shape.
    pub ground: Option<Color>,
    /// The key of its area, such as `halftone`, that only a picture made of pixels can follow.
    pub asks: Option<&'static str>,
    /// Key of its area in the layout file.
    pub area: Origin,
    /// Key in the content file.
    pub origin: Origin,
}

/// A table, before layout.
#[derive(Clone, Debug)]
pub struct TablePlan {
    /// The name by which layouts ask for it: `events`, or the id or place of a table of the content.
    pub name: String,
    /// Key of the area in which it begins.
    pub origin: Origin,
    /// Its title, if it is printed.
    pub caption: Option<Text>,
    /// Its columns, in the direction of reading.
    pub columns: Vec<ColumnPlan>,
    /// Headings over rows.
    pub groups: Vec<Text>,
    /// Its rows. There is at least one.
    pub rows: Vec<RowPlan>,
    /// Distance between rows and between columns.
    pub gap: Gap,
    /// The lines between its rows.
    pub rules: TableRules,
    /// Fill of every second row.
    pub stripes: Option<Fill>,
}

/// The lines of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableRules {
    /// Weight of those between rows; `None` without lines.
    pub rows: Option<Length>,
    /// Weight of that under the head; `None` without one.
    pub head: Option<Length>,
    /// Their colour.
    pub color: Color,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct ColumnPlan {
    /// The name of its cells, for messages.
    pub name: String,
    /// Key of the column in the layout; that of the table if the layout does not name its columns.
    pub origin: Origin,
    /// Its width.
    pub width: Track,
    /// Its heading.
    pub head: Option<Text>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct RowPlan {
    /// Key of the row in the content.
    pub origin: Origin,
    /// The heading that it is under, by its place in the list of headings.
    pub group: Option<usize>,
    /// Its cells, one for each column; `None` for an empty one.
    pub cells: Vec<Option<Text>>,
}

/// The place of a table, or of a part of it.
#[derive(Clone, Debug)]
pub struct TableArea {
    /// The table. Areas that show parts of one table share it.
    pub plan: Arc<TablePlan>,
    /// Whether the table goes on in other areas. Otherwise the area is as high as the table.
    pub divided: bool,
}

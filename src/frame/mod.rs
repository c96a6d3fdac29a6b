//! The display list: what layout hands to all output, as plain data.
//!
//! Layout turns a campaign into a [`Frame`] for each page: glyphs, outlines, pictures, links and codes, each at
//! its final place. Whatever comes after (sheets, inks, the PDF, the checks before printing) reads only this.
//! So there are few kinds of items, and adding one is a decision: every reader has to learn it.
//!
//! An item also keeps what cannot be seen: its [`Origin`], so that a finding can name the line of the content
//! file, its [`Role`], from which the structure for screen readers is made, and its [`Owner`], the box that
//! drew it, which tells an intended overlap from a collision.
//!
//! Why are texts glyphs here and not words with a font? Because line breaks, sizes and fallback fonts are
//! decided by then, and nothing after may change them. The words are kept beside the glyphs for copying.

mod owner;

use std::ops::Range;
use std::sync::Arc;

pub use owner::{Owner, Part};

use crate::color::Color;
use crate::geom::{Edges, Length, Point, Rect, Size, Turn};
use crate::payload::{Payload, Uri};
use crate::picture::Image;
use crate::qr::QrSymbol;

/// A list of items, drawn in order: later ones lie on top.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The items, the first one lowest.
    pub items: Vec<Item>,
    /// Visible part; none if all of it is visible.
    pub clip: Option<Rect>,
    /// Alternative text of all of them together, for screen readers.
    pub alt: Option<String>,
    /// The paragraph of a running text that they are lines of.
    pub thread: Option<Thread>,
}

/// A paragraph of a running text. Where a paragraph goes on in another area, its parts share this value, so that
/// a screen reader reads them as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thread {
    /// Name of the running text.
    pub story: Arc<str>,
    /// Number of the paragraph in it.
    pub paragraph: usize,
}

/// One thing drawn.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is drawn.
    pub kind: ItemKind,
    /// Where it came from.
    pub origin: Origin,
    /// Meaning for those who read or hear the page.
    pub role: Role,
    /// The box that drew it; none for items of a group, which are of the box of their group.
    pub owner: Owner,
}

/// The kinds of items. All points count from the upper left corner of the trimmed page.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// Items that belong together and share a role, such as the lines of a paragraph.
    Group(Frame),
    /// Glyphs on one baseline.
    Text(GlyphRun),
    /// An outline.
    Path(Path),
    /// A picture of pixels.
    Image(Placed),
    /// A place to click.
    Link(Link),
    /// A QR code.
    Code(Code),
}

/// The key of the content or layout that an item was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// File name as in diagnostics.
    pub file: Arc<str>,
    /// Key path, such as `quote.release.text`.
    pub key: Arc<str>,
}

impl Origin {
    /// An origin from file and key.
    pub fn new(file: &str, key: &str) -> Self {
        Self {
            file: file.into(),
            key: key.into(),
        }
    }
}

/// What an item means to someone who reads or hears the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading, 1 the highest.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An area of a running text, which holds paragraphs with roles of their own.
    Story,
    /// An element of a list. Those that follow each other make the list.
    ListItem,
    /// The number or mark of an element of a list.
    Label,
    /// A quotation or its attribution. Parts of one quotation have one number.
    Quote(u16),
    /// A figure or what it counts. Parts of one fact have one number and are read as one paragraph.
    Fact(u16),
    /// A picture, tally or code, with an alternative text.
    Figure,
    /// A link.
    Link,
    /// Small print: sources, credits, imprint.
    Note,
    /// Decoration, or words that repeat others. Screen readers skip it.
    Artifact,
}

impl Item {
    /// The smallest rectangle around what the item draws; none for groups and links, which draw nothing of their
    /// own. For text it is an estimate from ascenders to descenders (practice: three quarters and a quarter
    /// of the size); the true outlines are in the font.
    pub fn bounds(&self) -> Option<Rect> {
        match &self.kind {
            ItemKind::Text(run) => {
                let left = run.glyphs.iter().map(|glyph| glyph.x).min()?;
                Some(run.placed(Rect::new(
                    left,
                    run.size * -0.75,
                    (run.width - left).max(Length::ZERO),
                    run.size,
                )))
            }
            ItemKind::Path(path) => {
                // Half of a stroke lies outside of its outline.
                let edge = path
                    .stroke
                    .map_or(Length::ZERO, |stroke| stroke.width / 2.0);
                Some(path.bounds()?.grown(Edges::all(edge)))
            }
            ItemKind::Image(placed) => Some(placed.clip),
            ItemKind::Code(code) => Some(code.rect()),
            ItemKind::Group(_) | ItemKind::Link(_) => None,
        }
    }
}

/// A font of the book, by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u16);

/// Glyphs of one font, size and colour on one baseline.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// Where the baseline begins.
    pub at: Point,
    /// The font.
    pub font: FontId,
    /// How the run is turned about the beginning of its baseline.
    pub turn: Turn,
    /// Size of the em.
    pub size: Length,
    /// From the beginning of the baseline to its end.
    pub width: Length,
    /// Fill.
    pub color: Color,
    /// The text that the glyphs stand for, in logical order.
    pub text: String,
    /// Language (BCP 47), unless it is that of the piece.
    pub language: Option<Arc<str>>,
    /// Whether a space follows that is not drawn: at the end of a line.
    pub space_after: bool,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

impl GlyphRun {
    /// A point of the run, given from the beginning of its baseline, on the page.
    pub fn point(&self, of_run: Point) -> Point {
        self.at + self.turn.vector(of_run)
    }

    /// A rectangle of the run, given from the beginning of its baseline, on the page.
    pub fn placed(&self, of_run: Rect) -> Rect {
        let corner = Point::new(of_run.right(), of_run.bottom());
        Rect::between(self.point(of_run.origin), self.point(corner))
    }
}

/// A glyph with its offset from the start of its run.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Glyph id in the font.
    pub id: u16,
    /// Distance to the right.
    pub x: Length,
    /// Distance down.
    pub y: Length,
    /// How far it moves what comes after it: its own width, with kerning and the space between letters.
    pub advance: Length,
    /// What it stands for in the run's text; empty for all but the first glyph of a cluster.
    pub text: Range<usize>,
}

/// A step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins a subpath.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Curve(Point, Point, Point),
    /// Closes the subpath.
    Close,
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width of the line.
    pub width: Length,
    /// Its ends: 0 cut off, 1 round, 2 square (ISO 32000-1, table 54).
    pub cap: u8,
    /// Its corners: 0 pointed, 1 round, 2 cut off (ISO 32000-1, table 55).
    pub join: u8,
}

/// A shape, filled or stroked.
#[derive(Clone, Debug)]
pub struct Path {
    /// Its outline.
    pub segments: Vec<Segment>,
    /// Fill, if any.
    pub fill: Option<Color>,
    /// Whether the even-odd rule decides what is inside; otherwise the non-zero rule.
    pub even_odd: bool,
    /// Stroke, if any.
    pub stroke: Option<Stroke>,
    /// Opacity of both, 0 to 1.
    pub opacity: f32,
}

impl Path {
    /// A filled rectangle.
    pub fn rectangle(rect: Rect, fill: Color) -> Self {
        Self::rectangles(&[rect], fill)
    }

    /// Several filled rectangles as one path.
    pub fn rectangles(rects: &[Rect], fill: Color) -> Self {
        let segments = rects
            .iter()
            .flat_map(|rect| {
                let Point { x, y } = rect.origin;
                [
                    Segment::Move(rect.origin),
                    Segment::Line(Point::new(rect.right(), y)),
                    Segment::Line(Point::new(rect.right(), rect.bottom())),
                    Segment::Line(Point::new(x, rect.bottom())),
                    Segment::Close,
                ]
            })
            .collect();
        Self {
            segments,
            fill: Some(fill),
            even_odd: false,
            stroke: None,
            opacity: 1.0,
        }
    }
}

impl Path {
    /// Whether what lies below the shape shows through it.
    pub fn shows_ground(&self) -> bool {
        // Half a percent is less than one of 256 tones.
        self.opacity < 0.995
    }

    /// The smallest rectangle around its points; none for an empty path.
    pub fn bounds(&self) -> Option<Rect> {
        // A curve lies within its control points, so the rectangle may be a little too large, never too small.
        let mut points = self.segments.iter().flat_map(|segment| match *segment {
            Segment::Move(p) | Segment::Line(p) => vec![p],
            Segment::Curve(a, b, p) => vec![a, b, p],
            Segment::Close => vec![],
        });
        let first = points.next()?;
        // Both corners begin at a point of the path, not at the origin, which may lie outside of it.
        let (mut low, mut high) = (first, first);
        for point in points {
            low = Point::new(low.x.min(point.x), low.y.min(point.y));
            high = Point::new(high.x.max(point.x), high.y.max(point.y));
        }
        Some(Rect::between(low, high))
    }
}

/// A picture on the page.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The picture, with its alternative text.
    pub image: Arc<Image>,
    /// The visible part of the page.
    pub clip: Rect,
    /// Where the whole picture would lie; reaches beyond the clip where it is cropped.
    pub rect: Rect,
    /// The two colours that it is printed in, the dark one first; in its own where there are none.
    pub duotone: Option<[Color; 2]>,
}

/// A place to click on screen.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where.
    pub rect: Rect,
    /// The address.
    pub uri: Uri,
    /// What a screen reader says.
    pub description: String,
}

/// A QR code on the page.
#[derive(Clone, Debug)]
pub struct Code {
    /// Upper left corner of the quiet zone.
    pub at: Point,
    /// Width of a module.
    pub module: Length,
    /// The modules.
    pub symbol: Arc<QrSymbol>,
    /// The distance from which it is to be read.
    pub distance: Length,
    /// What the code opens.
    pub payload: Payload,
    /// The verb.
    pub label: String,
    /// Words that may replace the verb, such as "Scan. Read. Act." at the page of a campaign.
    pub ask: Option<String>,
    /// Alternative text: what the code is and opens.
    pub alt: String,
    /// The address or number printed beside it.
    pub short: String,
}

impl Code {
    /// The symbol with its quiet zone.
    pub fn rect(&self) -> Rect {
        let side = self.module * self.symbol.side_with_quiet_zone() as f64;
        Rect {
            origin: self.at,
            size: Size::new(side, side),
        }
    }
}

impl Frame {
    /// Adds an item.
    pub fn push(&mut self, kind: ItemKind, origin: &Origin, role: Role) {
        self.items.push(Item {
            kind,
            origin: origin.clone(),
            role,
            owner: Owner::default(),
        });
    }

    /// The same drawing, moved by an offset.
    #[must_use]
    pub fn moved(mut self, by: Point) -> Self {
        self.clip = self.clip.map(|clip| clip.moved(by));
        for item in &mut self.items {
            match &mut item.kind {
                ItemKind::Group(frame) => *frame = std::mem::take(frame).moved(by),
                ItemKind::Text(run) => run.at = run.at + by,
                ItemKind::Path(path) => {
                    for segment in &mut path.segments {
                        *segment = match *segment {
                            Segment::Move(p) => Segment::Move(p + by),
                            Segment::Line(p) => Segment::Line(p + by),
                            Segment::Curve(a, b, p) => Segment::Curve(a + by, b + by, p + by),
                            Segment::Close => Segment::Close,
                        };
                    }
                }
                ItemKind::Image(placed) => {
                    placed.clip = placed.clip.moved(by);
                    placed.rect = placed.rect.moved(by);
                }
                ItemKind::Link(link) => link.rect = link.rect.moved(by),
                ItemKind::Code(code) => code.at = code.at + by,
            }
        }
        self
    }

    /// The same drawing of something of that size, turned; points count from its new upper left corner.
    /// Codes stay upright, since they are read in any direction, and so do pictures of pixels.
    #[must_use]
    pub fn turned(mut self, turn: Turn, size: Size) -> Self {
        let point = |at: Point| turn.point(at, size);
        let rect = |of: Rect| turn.rect(of, size);
        self.clip = self.clip.map(rect);
        for item in &mut self.items {
            match &mut item.kind {
                ItemKind::Group(frame) => *frame = std::mem::take(frame).turned(turn, size),
                // Glyphs stay as they are: the run says how it is turned, and the writer turns it.
                ItemKind::Text(run) => {
                    run.at = point(run.at);
                    run.turn = turn;
                }
                ItemKind::Path(path) => {
                    for segment in &mut path.segments {
                        *segment = match *segment {
                            Segment::Move(p) => Segment::Move(point(p)),
                            Segment::Line(p) => Segment::Line(point(p)),
                            Segment::Curve(a, b, p) => Segment::Curve(point(a), point(b), point(p)),
                            Segment::Close => Segment::Close,
                        };
                    }
                }
                ItemKind::Image(placed) => {
                    placed.clip = rect(placed.clip);
                    placed.rect = rect(placed.rect);
                }
                ItemKind::Link(link) => link.rect = rect(link.rect),
                ItemKind::Code(code) => code.at = rect(code.rect()).origin,
            }
        }
        self
    }

    /// The same drawing as decoration, for words and codes that repeat what the page says elsewhere. Links are
    /// left out, and screen readers skip the rest.
    #[must_use]
    pub fn as_decoration(mut self) -> Self {
        self.alt = None;
        self.items
            .retain(|item| !matches!(item.kind, ItemKind::Link(_)));
        for item in &mut self.items {
            item.role = Role::Artifact;
            if let ItemKind::Group(frame) = &mut item.kind {
                *frame = std::mem::take(frame).as_decoration();
            }
        }
        self
    }

    /// Calls `visit` on every item, groups included, in drawing order.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Item)) {
        for item in &self.items {
            visit(item);
            if let ItemKind::Group(frame) = &item.kind {
                frame.walk(visit);
            }
        }
    }
}

//! Display list: the result of layout, as plain data.
//!
//! Layout turns a campaign into a [`Frame`] for each page: glyphs, outlines, pictures, links and codes, each at
//! its final place. All later steps (sheets, inks, the PDF, the checks before printing) read only frames. There are
//! few kinds of items, because each of these steps must support every kind.
//!
//! An item also has three properties that are not visible. Its [`Origin`] lets a finding name the line of the content
//! file. Its [`Role`] becomes the structure for screen readers. Its [`Owner`] is the box that drew the item, which
//! distinguishes an intended overlap from a collision.
//!
//! Texts are glyphs and not words with a font, because layout has chosen line breaks, sizes and fallback fonts, and
//! no later step may change them. The words are kept beside the glyphs, so that readers can copy them.

mod blend;
mod cutout;
mod fade;
mod keep;
mod letters;
mod owner;
mod path;
mod recolored;
mod rotated;
mod table;
mod toning;

use std::ops::Range;
use std::sync::Arc;

pub use blend::Blend;
pub use cutout::{Cutout, Step};
pub use fade::{Fade, Stop};
pub use keep::Keep;
pub use letters::{Initial, ROUND_JOIN};
pub use owner::{Owner, Part};
pub use path::{Path, Segment, Stroke};
pub use table::{CellKind, TableCell};
pub use toning::{Dot, Halftone, Ramp, Toning, lightness, mixed_on_ramp};

use crate::color::Color;
use crate::geom::{Angle, Edges, Length, Point, Rect, Size, Turn};
use crate::payload::{Payload, Uri};
use crate::picture::Image;
use crate::qr::QrSymbol;

/// A list of items in drawing order: each item covers those before it.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Items in drawing order, the lowest first.
    pub items: Vec<Item>,
    /// Visible part; `None` if all of it is visible.
    pub clip: Option<Rect>,
    /// How far the visible part is rotated about its middle.
    pub clip_angle: Angle,
    /// The shape that the visible part is cut to.
    pub cutout: Cutout,
    /// Alternative text of all items together, for screen readers.
    pub alt: Option<String>,
    /// Paragraph of a running text; `None` if the items are not lines of one.
    pub thread: Option<Thread>,
    /// Cell of a table; `None` if the items are not the words of one.
    pub cell: Option<TableCell>,
    /// Language (BCP 47) of a page, or of a half of one, in a piece in several languages. Only the frame of a page
    /// and the frames right in it have one; `None` for all others, which are in the language around them.
    pub language: Option<Arc<str>>,
}

/// A paragraph of a running text. If a paragraph continues in another area, both parts have the same value, so that
/// a screen reader reads them as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thread {
    /// Name of the running text.
    pub story: Arc<str>,
    /// Number of the paragraph in the running text.
    pub paragraph: usize,
}

/// An item that is drawn.
#[derive(Clone, Debug)]
pub struct Item {
    /// Shape, text, picture, code, link or group.
    pub kind: ItemKind,
    /// Key that the item comes from.
    pub origin: Origin,
    /// Meaning for people who read or hear the page.
    pub role: Role,
    /// Box that drew the item. The default ([`Owner::is_none`]) for items in a group: they belong to the box of
    /// the group.
    pub owner: Owner,
}

/// Kinds of items. All points are measured from the upper left corner of the trimmed page.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// Items that belong together and share a role, such as the lines of a paragraph.
    Group(Frame),
    /// Glyphs on one baseline.
    Text(GlyphRun),
    /// An outline.
    Path(Path),
    /// A picture made of pixels.
    Image(Placed),
    /// A place to click.
    Link(Link),
    /// A QR code.
    Code(Code),
}

/// Key of the content or the template that an item was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// File name as messages show it.
    pub file: Arc<str>,
    /// Key path, such as `quote.release.text`.
    pub key: Arc<str>,
}

impl Origin {
    /// Creates an origin from a file name and a key path.
    pub fn new(file: &str, key: &str) -> Self {
        Self {
            file: file.into(),
            key: key.into(),
        }
    }
}

/// Meaning of an item for people who read or hear the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading with its level, from 1 (highest).
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An area of a running text, which holds paragraphs with roles of their own.
    Story,
    /// An area of a table, which holds its cells.
    Table,
    /// A cell of a table.
    Cell,
    /// An element of a list. Consecutive elements form one list.
    ListItem,
    /// The number or mark of an element of a list.
    Label,
    /// A quotation or its attribution. All parts of one quotation have the same number.
    Quote(u16),
    /// A figure or the words that say what it counts. All parts of one fact have the same number, and screen readers
    /// read them as one paragraph.
    Fact(u16),
    /// A picture, tally or code with an alternative text.
    Figure,
    /// A link.
    Link,
    /// Small print: sources, credits, imprint.
    Note,
    /// Decoration, or words that repeat others. Screen readers skip it.
    Artifact,
}

impl Item {
    /// Smallest rectangle around the ink of the item; `None` for groups and links, which draw nothing themselves. For
    /// text it is an estimate, because only the font has the outlines: ascenders are three quarters of the size, and
    /// descenders a quarter (practice).
    pub fn bounds(&self) -> Option<Rect> {
        match &self.kind {
            ItemKind::Text(run) => {
                let left = run.glyphs.iter().map(|glyph| glyph.x).min()?;
                Some(run.placed(run.with_overhang(Rect::new(
                    left,
                    run.size * -0.75,
                    (run.width - left).max(Length::ZERO),
                    run.size,
                ))))
            }
            ItemKind::Path(path) => {
                // Half the width of a stroke is outside its outline.
                let edge = path
                    .stroke
                    .map_or(Length::ZERO, |stroke| stroke.width / 2.0);
                Some(path.bounds()?.grown(Edges::all(edge)))
            }
            ItemKind::Image(placed) => Some(placed.bounds()),
            ItemKind::Code(code) => Some(code.bounds()),
            ItemKind::Group(_) | ItemKind::Link(_) => None,
        }
    }
}

/// A font of the book: a face by its place there, and of a variable font the place on its axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId {
    /// The face.
    pub face: u16,
    /// The place on the axes of a variable font; all 0 otherwise.
    pub axes: AxisPlace,
}

impl FontId {
    /// A face as it is.
    pub fn of_face(face: u16) -> Self {
        Self {
            face,
            axes: AxisPlace::default(),
        }
    }
}

/// Most axes of a variable font that are told apart (practice: the largest families have 13).
pub const MOST_AXES: usize = 16;

/// The place on the axes of a variable font, in the order of its table `fvar`: normalised coordinates as fonts count
/// them, in 1/16384 (OpenType, 2.14 fixed numbers). 0 is the default of an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AxisPlace(pub [i16; MOST_AXES]);

impl AxisPlace {
    /// Whether all axes are at their defaults.
    pub fn is_default(&self) -> bool {
        self.0.iter().all(|place| *place == 0)
    }
}

/// Glyphs of the same font, size and colour on one baseline.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// Beginning of the baseline.
    pub at: Point,
    /// Font of all glyphs.
    pub font: FontId,
    /// Rotation about the beginning of the baseline.
    pub turn: Turn,
    /// Rotation about that point beyond the turn.
    pub angle: Angle,
    /// Size of type: the side of the em square.
    pub size: Length,
    /// Length of the baseline.
    pub width: Length,
    /// Colour of the glyphs.
    pub color: Color,
    /// Weight of the line along the edges of the glyphs, half inside and half outside, if they are outlined and not
    /// filled.
    pub outline: Option<Length>,
    /// Where readers find the run, if it is the large first letter of a paragraph.
    pub initial: Option<Initial>,
    /// Text that the glyphs show, in logical order.
    pub text: String,
    /// Language (BCP 47); `None` if it is that of the page, or of the half of a page, around it.
    pub language: Option<Arc<str>>,
    /// Whether a space that is not drawn follows, as at the end of a line.
    pub space_after: bool,
    /// Glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

impl GlyphRun {
    /// Position on the page of a point that is measured from the beginning of the baseline.
    pub fn point(&self, of_run: Point) -> Point {
        self.at + self.angle.vector(self.turn.vector(of_run))
    }

    /// Position on the page of a rectangle that is measured from the beginning of the baseline; the smallest upright
    /// rectangle around it if the run is rotated.
    pub fn placed(&self, of_run: Rect) -> Rect {
        if !self.angle.is_none() {
            return Rect::around(&of_run.corners().map(|corner| self.point(corner)));
        }
        let corner = Point::new(of_run.right(), of_run.bottom());
        Rect::between(self.point(of_run.origin), self.point(corner))
    }

    /// Distance by which the ink of outlined letters reaches beyond their edges; zero for filled ones.
    pub fn overhang(&self) -> Length {
        self.outline.map_or(Length::ZERO, |weight| weight / 2.0)
    }

    /// A rectangle around letters, with what outlined ones reach beyond their edges.
    pub fn with_overhang(&self, rect: Rect) -> Rect {
        rect.grown(Edges::all(self.overhang()))
    }
}

/// A glyph with its offset from the beginning of the baseline of its run.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Glyph id in the font.
    pub id: u16,
    /// Offset to the right.
    pub x: Length,
    /// Offset downwards.
    pub y: Length,
    /// Distance to the next glyph: the width of this one, with kerning and letter spacing.
    pub advance: Length,
    /// Range of bytes in the text of the run that the glyph shows; empty for all but the first glyph of a cluster.
    pub text: Range<usize>,
}

/// A picture on the page.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Picture, with its alternative text.
    pub image: Arc<Image>,
    /// Area of the page in which the picture is visible.
    pub clip: Rect,
    /// Area of the whole picture. If the picture is cropped, it is larger than the clip.
    pub rect: Rect,
    /// The shape that the clip is cut to.
    pub cutout: Cutout,
    /// How the picture is printed, if not in its own colours.
    pub toning: Toning,
    /// How it mixes with what lies below.
    pub blend: Blend,
    /// How far `rect` and `clip` are rotated about the middle of `rect`.
    pub angle: Angle,
}

/// A place to click on screen.
#[derive(Clone, Debug)]
pub struct Link {
    /// Area that can be clicked.
    pub rect: Rect,
    /// Address that the link opens.
    pub uri: Uri,
    /// Description for screen readers.
    pub description: String,
}

/// A QR code on the page.
#[derive(Clone, Debug)]
pub struct Code {
    /// Upper left corner of the quiet zone.
    pub at: Point,
    /// Width of one module.
    pub module: Length,
    /// Modules of the code, without the quiet zone.
    pub symbol: Arc<QrSymbol>,
    /// Distance from which the code must be readable.
    pub distance: Length,
    /// Content of the code: an address, a number or a text.
    pub payload: Payload,
    /// Words beside the code that say what to do. They begin with a verb.
    pub label: String,
    /// Words that may replace the label, such as "Scan. Read. Act." for the page of a campaign.
    pub ask: Option<String>,
    /// Alternative text: it says that this is a code, and what the code opens.
    pub alt: String,
    /// Address or number that is printed beside the code.
    pub short: String,
    /// How far it is rotated about its middle.
    pub angle: Angle,
}

impl Code {
    /// Rectangle of the symbol with its quiet zone, before it is rotated.
    pub fn rect(&self) -> Rect {
        let side = self.module * self.symbol.side_with_quiet_zone() as f64;
        Rect {
            origin: self.at,
            size: Size::new(side, side),
        }
    }
}

impl Frame {
    /// Adds an item on top of the others.
    pub fn push(&mut self, kind: ItemKind, origin: &Origin, role: Role) {
        self.items.push(Item {
            kind,
            origin: origin.clone(),
            role,
            owner: Owner::default(),
        });
    }

    /// Moves the drawing by an offset.
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
                    path.fade = path.fade.map(|fade| fade.mapped(|p| p + by));
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

    /// Turns a drawing of this size. Points are then measured from its new upper left corner. Codes stay upright,
    /// because phones read them in any direction.
    #[must_use]
    pub fn turned(mut self, turn: Turn, size: Size) -> Self {
        let point = |at: Point| turn.point(at, size);
        let rect = |of: Rect| turn.rect(of, size);
        self.clip = self.clip.map(rect);
        self.cutout = self.cutout.turned(turn);
        for item in &mut self.items {
            match &mut item.kind {
                ItemKind::Group(frame) => *frame = std::mem::take(frame).turned(turn, size),
                // The glyphs do not change: the run records its rotation, and the PDF writer applies it.
                ItemKind::Text(run) => {
                    run.at = point(run.at);
                    run.turn = run.turn.then(turn);
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
                    path.fade = path.fade.map(|fade| fade.mapped(point));
                }
                ItemKind::Image(placed) => {
                    // The picture keeps its sides; the angle turns it about its middle, with its crop and its cut.
                    let (from, to) = (placed.rect.middle(), point(placed.rect.middle()));
                    let by = Point::new(to.x - from.x, to.y - from.y);
                    placed.clip = placed.clip.moved(by);
                    placed.rect = placed.rect.moved(by);
                    placed.angle = placed.angle.plus(turn.angle());
                }
                ItemKind::Link(link) => link.rect = rect(link.rect),
                ItemKind::Code(code) => code.at = rect(code.rect()).origin,
            }
        }
        self
    }

    /// Turns the drawing into decoration, for words and codes that repeat others on the page. Links are removed, and
    /// screen readers skip the rest.
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

    /// Calls `visit` for every item in drawing order: for a group, and then for its items.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Item)) {
        for item in &self.items {
            visit(item);
            if let ItemKind::Group(frame) = &item.kind {
                frame.walk(visit);
            }
        }
    }
}

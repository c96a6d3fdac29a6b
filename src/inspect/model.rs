//! The result of reading a PDF, as plain data. Coordinates count from the upper left corner of the page as a
//! viewer shows it: turned by its `Rotate`, and cut to its crop box.

use std::collections::BTreeMap;

pub use super::jpeg::JpegExtras;
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Size};

/// A file and everything that was found in it.
#[derive(Clone, Debug, Default)]
pub struct Inspected {
    /// Version in the header, such as `1.7`.
    pub version: String,
    /// Whether the file is encrypted; everything else is empty then.
    pub encrypted: bool,
    /// Pages in order.
    pub pages: Vec<PageFacts>,
    /// Extra data in pictures that are JPEG, by object number; only those that have any.
    pub jpegs: BTreeMap<u32, JpegExtras>,
    /// What the file says about itself.
    pub about: About,
    /// Traces of people and machines.
    pub traces: Traces,
    /// Whether the table of objects is where the file says.
    pub has_table: bool,
    /// Whether a limit ended the reading, so that parts of the file are not listed.
    pub cut: bool,
    /// Error that explains why the file must not be given to a renderer, which has no limits of its own.
    pub too_heavy: Option<Diagnostic>,
}

/// What a file says about itself.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Entries of the information dictionary (ISO 32000-1, 14.3.3), dates included.
    pub info: BTreeMap<String, String>,
    /// Properties of the metadata (XMP, ISO 16684-1).
    pub xmp: Xmp,
    /// Language of the text, as a tag such as `de`.
    pub language: Option<String>,
    /// Whether the file is tagged, so that screen readers know its structure.
    pub tagged: bool,
    /// Standards that the file claims to meet, such as `PDF/X-4` and `PDF/UA-1`.
    pub standards: Vec<String>,
    /// Printing conditions of the output intents, such as `FOGRA51`.
    pub intents: Vec<String>,
    /// Whether the file asks the print dialog not to scale it.
    pub true_size: bool,
}

/// Properties read from XMP metadata.
#[derive(Clone, Debug, Default)]
pub struct Xmp {
    /// Authors.
    pub creators: Vec<String>,
    /// Program that the file was drawn with.
    pub tool: Option<String>,
    /// Dates by the name of their property.
    pub dates: BTreeMap<String, String>,
    /// Identifier of the document of which this is a version.
    pub document_id: Option<String>,
    /// Names of properties that tell how the file was made: its history, its sources, private data of an
    /// editor.
    pub editor: Vec<String>,
}

/// Parts of a file that identify people and machines, or that are not seen in print.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// Paths of files and network shares, each with the part of the file that contains it.
    pub paths: Vec<Trace>,
    /// Names of private data that programs left.
    pub private: Vec<String>,
    /// Names of attached files.
    pub attachments: Vec<String>,
    /// Whether the file contains scripts.
    pub scripts: bool,
    /// Whether the file contains a form to fill in.
    pub form: bool,
    /// Names of hidden layers.
    pub hidden_layers: Vec<String>,
    /// Comments, each with its author.
    pub comments: Vec<Comment>,
}

/// A text, with the part of the file that contains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Part of the file in words, such as "the metadata".
    pub place: &'static str,
    /// The text.
    pub text: String,
}

/// A comment on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Page index, from 0.
    pub page: usize,
    /// Place on the page.
    pub rect: Rect,
    /// Author, if the comment names one.
    pub author: Option<String>,
}

/// What was found on a page.
#[derive(Clone, Debug, Default)]
pub struct PageFacts {
    /// Size as a viewer shows it.
    pub size: Size,
    /// Media box: the paper of the file.
    pub media: Rect,
    /// Trim box: what is left after trimming; the whole page if the file has none.
    pub trim: Rect,
    /// Bleed box: how far the drawing should reach; the whole page if the file has none.
    pub bleed: Rect,
    /// Whether the page defines a trim box.
    pub has_trim: bool,
    /// Rotation in degrees clockwise: 0, 90, 180 or 270.
    pub turned: u16,
    /// Size of a unit of length in points (ISO 32000-1, 14.11.2: `UserUnit`); 1 by default.
    pub unit: f64,
    /// Fonts set on the page, visible or not.
    pub fonts: Vec<FontUse>,
    /// Visible pictures.
    pub images: Vec<ImageUse>,
    /// Smallest visible text.
    pub smallest: Option<Lettering>,
    /// Thinnest visible line.
    pub thinnest: Option<Line>,
    /// Colour spaces by use, each with the place where it is first used.
    pub colors: Vec<ColorUse>,
    /// First white object that overprints, and so disappears on a press.
    pub vanishing: Option<Marked>,
    /// Smallest text in black with the three other inks below it.
    pub rich_black: Option<Lettering>,
    /// Object with the most ink, of those in plain CMYK.
    pub heaviest: Option<Heaviest>,
    /// Bounds of all areas, lines and pictures that lie on the trimmed page at least in part; text is left
    /// out.
    pub inked: Option<Rect>,
    /// Text that is printed over other text.
    pub text_over_text: Option<TextOverText>,
    /// Whether anything uses transparency.
    pub transparency: bool,
    /// Links to web addresses.
    pub links: Vec<Link>,
}

/// A font of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontUse {
    /// Name without the mark of a subset.
    pub name: String,
    /// Kind, such as `Type1` or `CIDFontType2`.
    pub kind: String,
    /// Whether the font is embedded.
    pub embedded: bool,
    /// Whether only some of its glyphs are embedded.
    pub subset: bool,
    /// Whether text in it can be copied and searched: by a `ToUnicode` map, or by a standard encoding.
    pub unicode: bool,
    /// Whether its glyphs are drawn by contents (Type 3).
    pub drawn: bool,
    /// Place of its first visible text; none if it has no visible text.
    pub seen: Option<Rect>,
}

/// A picture on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageUse {
    /// Object number; none for an inline picture.
    pub object: Option<u32>,
    /// Number of pixels in a row, and number of rows.
    pub pixels: (u32, u32),
    /// Visible part.
    pub rect: Rect,
    /// Printed resolution in pixels per inch, along the rows and across them.
    pub ppi: (f64, f64),
    /// Colour space; none for a stencil.
    pub space: Option<Space>,
    /// Bits per component.
    pub bits: u32,
    /// Last filter, such as `DCTDecode`.
    pub filter: Option<String>,
    /// Whether what is below shows through it.
    pub clear: bool,
}

/// A colour space, as far as it matters in print.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// Device grey: black ink.
    Gray,
    /// Device RGB: the printer decides how it becomes ink.
    Rgb,
    /// Device CMYK: the amounts of ink themselves.
    Cmyk,
    /// Colours defined by a profile or by measurement, with the number of components.
    Measured(u32),
    /// Named inks, such as spot colours.
    Inks(Vec<String>),
    /// A pattern.
    Pattern,
}

/// Kind of object that a colour is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drawn {
    /// A filled area.
    Fill,
    /// A line.
    Stroke,
    /// Text.
    Text,
    /// A picture.
    Picture,
    /// A gradient.
    Shading,
}

/// A colour space in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColorUse {
    /// Colour space.
    pub space: Space,
    /// Kind of object.
    pub drawn: Drawn,
    /// Place of the first use.
    pub rect: Rect,
}

/// An object on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Kind of object.
    pub drawn: Drawn,
    /// Place on the page.
    pub rect: Rect,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lettering {
    /// Size as printed.
    pub size: Length,
    /// Place on the page.
    pub rect: Rect,
    /// First words, if the codes of the font can be read.
    pub text: Option<String>,
}

/// Two texts of which one is printed over the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextOverText {
    /// First words of the text that was drawn first.
    pub below: String,
    /// First words of the text that was drawn over it.
    pub above: String,
    /// Where their letters overlap.
    pub rect: Rect,
    /// How many pairs of texts on the page overlap. These two overlap most.
    pub times: usize,
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Width as printed; zero means the thinnest line of the device.
    pub width: Length,
    /// Place on the page.
    pub rect: Rect,
}

/// The object with the most ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heaviest {
    /// Sum of all inks: 3 means 300 %.
    pub share: f64,
    /// Place on the page.
    pub rect: Rect,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Address that the link opens.
    pub address: String,
    /// Area that can be clicked.
    pub rect: Rect,
}

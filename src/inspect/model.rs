//! What a PDF shows by itself, as plain data. Places count from the upper left corner of the page as it
//! is seen: turned, and cut to its crop box.

use std::collections::BTreeMap;

pub use super::jpeg::JpegExtras;
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Size};

/// A file, looked at.
#[derive(Clone, Debug, Default)]
pub struct Inspected {
    /// The version in its header, such as `1.7`.
    pub version: String,
    /// Whether it is encrypted; nothing else is known then.
    pub encrypted: bool,
    /// Its pages in order.
    pub pages: Vec<PageFacts>,
    /// Pictures in JPEG that carry more than the picture, by the number of their object.
    pub jpegs: BTreeMap<u32, JpegExtras>,
    /// What it says of itself.
    pub about: About,
    /// What in it tells of people and machines.
    pub traces: Traces,
    /// Whether its table of objects is where it says.
    pub has_table: bool,
    /// Whether something was too large to be looked at.
    pub cut: bool,
    /// Why the file must not be handed to a renderer, which has no limits of its own.
    pub too_heavy: Option<Diagnostic>,
}

/// What a file says of itself.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The entries of its information dictionary (ISO 32000-1, 14.3.3), dates among them.
    pub info: BTreeMap<String, String>,
    /// What its metadata say (XMP, ISO 16684-1).
    pub xmp: Xmp,
    /// The language of its text.
    pub language: Option<String>,
    /// Whether its structure is tagged.
    pub tagged: bool,
    /// The standards that it says it keeps, such as `PDF/X-4` and `PDF/UA-1`.
    pub standards: Vec<String>,
    /// The printing conditions that it is made for.
    pub intents: Vec<String>,
    /// Whether it asks the print dialog to leave its size as it is.
    pub true_size: bool,
}

/// What metadata in XMP say.
#[derive(Clone, Debug, Default)]
pub struct Xmp {
    /// Authors.
    pub creators: Vec<String>,
    /// The program that it was drawn with.
    pub tool: Option<String>,
    /// Dates, by the name of their property.
    pub dates: BTreeMap<String, String>,
    /// The document that it is a version of.
    pub document_id: Option<String>,
    /// Properties that tell how it was made: a history, what it was made from, private properties of an editor.
    pub editor: Vec<String>,
}

/// What in a file tells of people and machines, or is not seen in print.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// Paths of files and shares, each with where it stands.
    pub paths: Vec<Trace>,
    /// Private data of programs, by name.
    pub private: Vec<String>,
    /// Names of attached files.
    pub attachments: Vec<String>,
    /// Whether there are scripts.
    pub scripts: bool,
    /// Whether there is a form to fill in.
    pub form: bool,
    /// Names of layers that are hidden.
    pub hidden_layers: Vec<String>,
    /// Comments, each with its author.
    pub comments: Vec<Comment>,
}

/// A text with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where, in words.
    pub stands: &'static str,
    /// The text.
    pub text: String,
}

/// A comment on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The page, from 0.
    pub page: usize,
    /// Where.
    pub rect: Rect,
    /// Who wrote it.
    pub author: Option<String>,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct PageFacts {
    /// Its size as it is seen.
    pub size: Size,
    /// The paper of the file: the media box.
    pub media: Rect,
    /// What is left after trimming: the trim box, else the whole page.
    pub trim: Rect,
    /// How far the drawing should go: the bleed box, else the whole page.
    pub bleed: Rect,
    /// Whether it has a trim box of its own.
    pub has_trim: bool,
    /// How far it is turned, in degrees clockwise.
    pub turned: u16,
    /// Points to the unit of its lengths (ISO 32000-1, 14.11.2: `UserUnit`).
    pub unit: f64,
    /// Its fonts.
    pub fonts: Vec<FontUse>,
    /// Its pictures.
    pub images: Vec<ImageUse>,
    /// The smallest text.
    pub smallest: Option<Lettering>,
    /// The thinnest line.
    pub thinnest: Option<Line>,
    /// The colours, each with the place where it is first used.
    pub colors: Vec<ColorUse>,
    /// The first white that is set to overprint.
    pub vanishing: Option<Marked>,
    /// The first text in black and other inks at once.
    pub rich_black: Option<Lettering>,
    /// The fill with the most ink, of those in plain CMYK.
    pub heaviest: Option<Heaviest>,
    /// How far areas, lines and pictures reach, of those that lie on the trimmed page in part.
    pub inked: Option<Rect>,
    /// Whether anything is seen through.
    pub transparency: bool,
    /// Addresses that it links to.
    pub links: Vec<Link>,
}

/// A font of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontUse {
    /// Its name, without the mark of a subset.
    pub name: String,
    /// Its kind, such as `Type1` or `CIDFontType2`.
    pub kind: String,
    /// Whether it is in the file.
    pub embedded: bool,
    /// Whether only some of its glyphs are.
    pub subset: bool,
    /// Whether its text can be read: by a map of its codes, or by their usual meaning.
    pub unicode: bool,
    /// Whether it is drawn like pictures (Type 3).
    pub drawn: bool,
    /// Where it is first seen; none where it is not.
    pub seen: Option<Rect>,
}

/// A picture on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageUse {
    /// The number of its object; none where it is part of the contents.
    pub object: Option<u32>,
    /// Pixels in a row, and rows.
    pub pixels: (u32, u32),
    /// Where it lies.
    pub rect: Rect,
    /// Pixels to the inch as printed, along its rows and across them.
    pub ppi: (f64, f64),
    /// Its colours; none of a mask.
    pub space: Option<Space>,
    /// Bits to the pixel and colour.
    pub bits: u32,
    /// How it is packed, such as `DCTDecode`.
    pub filter: Option<String>,
    /// Whether the ground shows through it.
    pub clear: bool,
}

/// Colours as they are given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// Device grey: black ink.
    Gray,
    /// Device RGB: what becomes of it is up to the printer.
    Rgb,
    /// Device CMYK.
    Cmyk,
    /// Colours that are told by a profile or measured, with that many parts.
    Measured(u32),
    /// Inks by name.
    Inks(Vec<String>),
    /// A pattern.
    Pattern,
}

/// What a colour is used for.
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
    /// Which.
    pub space: Space,
    /// For what.
    pub drawn: Drawn,
    /// Where it is first used.
    pub rect: Rect,
}

/// Something drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What.
    pub drawn: Drawn,
    /// Where.
    pub rect: Rect,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lettering {
    /// Its size as printed.
    pub size: Length,
    /// Where.
    pub rect: Rect,
    /// Its words, as far as the file tells them.
    pub text: Option<String>,
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its width as printed; zero is as thin as the device can.
    pub width: Length,
    /// Where.
    pub rect: Rect,
}

/// The fill with the most ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heaviest {
    /// All inks together; 3 is three inks in full.
    pub share: f64,
    /// Where.
    pub rect: Rect,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub address: String,
    /// Where it lies.
    pub rect: Rect,
}

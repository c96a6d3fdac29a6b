//! Paragraphs before they are set: their words, and how they are to look.
//!
//! Templates make these from a campaign, the lettering on sheets makes them from labels, and typesetting turns
//! them into lines of glyphs. All lengths hold for the paper at hand; nothing is relative to a page any more.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::color::Color;
use crate::frame::{Origin, Role};
use crate::geom::Length;
use crate::payload::Uri;

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its words.
    pub runs: Vec<Run>,
    /// How they are set.
    pub style: Arc<TextStyle>,
    /// What it is to a reader.
    pub role: Role,
    /// The number or mark of a list element, hung into the indent.
    pub marker: Option<String>,
    /// Number of lines that the layout asks for, where each line fills the measure ([`Sizing::Fill`]).
    pub lines: Option<u32>,
}

impl Text {
    /// Origin of the first words; of a paragraph without words, the one that is given.
    pub fn origin(&self, otherwise: &Origin) -> Origin {
        self.runs
            .first()
            .map_or_else(|| otherwise.clone(), |run| run.origin.clone())
    }
}

/// Words that share emphasis, link, language and origin.
#[derive(Clone, Debug)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// URI that they lead to.
    pub link: Option<Uri>,
    /// Their language (BCP 47), where it is not that of the piece.
    pub language: Option<Arc<str>>,
    /// Where they came from.
    pub origin: Origin,
}

impl Run {
    /// Plain words in the language of the piece.
    pub fn new(text: impl Into<String>, origin: &Origin) -> Self {
        Self {
            text: text.into(),
            strong: false,
            emphasis: false,
            link: None,
            language: None,
            origin: origin.clone(),
        }
    }
}

/// How text is set. Lengths hold for the paper in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Name in the layout file.
    pub name: String,
    /// Font families, in order of preference.
    pub families: Vec<String>,
    /// Weight, 100 to 900.
    pub weight: u32,
    /// Width of the letters as a share of the normal width.
    pub stretch: f32,
    /// Italic.
    pub italic: bool,
    /// Size.
    pub size: Sizing,
    /// Distance of baselines as a multiple of the size; for filled lines, the gap between them as a
    /// share of the capital height above 1.
    pub leading: f64,
    /// Colour.
    pub color: Color,
    /// Space added between letters, in ems.
    pub tracking: f64,
    /// Set in capitals.
    pub upper: bool,
    /// How lines stand in the measure.
    pub align: Align,
    /// Whether words may be divided.
    pub hyphenate: bool,
    /// Whether all lines are to be about as long, the last one too.
    pub balance: bool,
    /// Space before a paragraph of a story.
    pub before: Length,
    /// Space after a paragraph of a story.
    pub after: Length,
    /// Indent of list elements.
    pub indent: Length,
}

impl TextStyle {
    /// How text is set of which a layout says nothing: 10 pt, upright and black, without a font family.
    pub fn plain(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            families: Vec::new(),
            weight: 400,
            stretch: 1.0,
            italic: false,
            size: Sizing::Fixed(Length::pt(10.0)),
            leading: 1.3,
            color: Color::BLACK,
            tracking: 0.0,
            upper: false,
            align: Align::Start,
            hyphenate: false,
            balance: false,
            before: Length::ZERO,
            after: Length::ZERO,
            indent: Length::ZERO,
        }
    }
}

/// A size of type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sizing {
    /// One size.
    Fixed(Length),
    /// The largest size between bounds at which the text fits.
    Fit(Length, Length),
    /// Each line as wide as the measure, between bounds.
    Fill(Length, Length),
}

/// How lines stand in their measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// At the side where reading begins.
    Start,
    /// In the middle.
    Center,
    /// At the side where reading ends.
    End,
}

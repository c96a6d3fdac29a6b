//! Paragraphs before typesetting: their words and their style.
//!
//! Templates make them from a campaign, and sheets make them from labels. Typesetting turns them into lines of
//! glyphs. All lengths are final for the chosen paper; none is relative to a page.

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
    /// Words, in runs of equal formatting.
    pub runs: Vec<Run>,
    /// Style of all runs.
    pub style: Arc<TextStyle>,
    /// Meaning for people who read or hear the page.
    pub role: Role,
    /// Number or mark of a list element, set into the indent before the first line.
    pub marker: Option<String>,
    /// Number of lines that the layout asks for, where each line fills the measure ([`Sizing::Fill`]).
    pub lines: Option<LineCount>,
}

/// A number of lines, or a range of which layout takes the number that covers the area best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineCount {
    /// Fewest lines; at least 1.
    pub least: u32,
    /// Most lines; not less than the fewest.
    pub most: u32,
}

impl LineCount {
    /// That many lines, and no other number.
    pub fn exactly(lines: u32) -> Self {
        Self {
            least: lines,
            most: lines,
        }
    }
}

impl Text {
    /// Origin of the first words; `otherwise` if the paragraph has no words.
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
    /// The hero line of a headline: in filled type it has a line of its own, anywhere else it is set like the rest.
    pub hero: bool,
    /// URI that they lead to.
    pub link: Option<Uri>,
    /// Language of the words (BCP 47); `None` if it is that of the piece.
    pub language: Option<Arc<str>>,
    /// Whether no line may end within the words, as in a figure.
    pub whole: bool,
    /// The source whose number the words are.
    pub cites: Option<Citation>,
    /// Key of the content or template that the words come from.
    pub origin: Origin,
}

impl Run {
    /// Plain words in the language of the piece.
    pub fn new(text: impl Into<String>, origin: &Origin) -> Self {
        Self {
            text: text.into(),
            strong: false,
            emphasis: false,
            hero: false,
            link: None,
            language: None,
            whole: false,
            cites: None,
            origin: origin.clone(),
        }
    }
}

/// The number of a source in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source, by its place among those of the content, from 0.
    pub source: usize,
    /// Whether the number stands for all elements of a list, and may stand at the heading over it.
    pub of_list: bool,
}

/// Style of a paragraph. Lengths are final for the chosen paper.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Name in the template file.
    pub name: String,
    /// Font families, in order of preference.
    pub families: Vec<String>,
    /// Weight, 100 to 900.
    pub weight: u32,
    /// Width of the letters as a factor of the normal width.
    pub stretch: f32,
    /// Italic.
    pub italic: bool,
    /// Size of type.
    pub size: Sizing,
    /// Distance between baselines as a multiple of the size. For lines that fill the measure, the part above 1 is the
    /// gap between them, as a share of the height of capitals.
    pub leading: f64,
    /// Colour of the glyphs.
    pub color: Color,
    /// Whether that is the colour `ink`, which a ground may change.
    pub in_ink: bool,
    /// Space added between letters, in ems.
    pub tracking: f64,
    /// Whether all letters are set as capitals.
    pub upper: bool,
    /// Alignment of lines in the measure.
    pub align: Align,
    /// Whether words may be hyphenated at the end of a line.
    pub hyphenate: bool,
    /// Whether all lines get about the same length, including the last one.
    pub balance: bool,
    /// Whether quotation marks, full stops and hyphens hang out of the column at the ends of lines.
    pub hang: bool,
    /// Weight of the line along the edge of each letter, whose inside is empty; `None` for letters that are filled.
    pub outline: Option<Length>,
    /// Colour of a strip behind each line, as wide as its words; `None` for no strip.
    pub strip: Option<Color>,
    /// Font families of the hero line of a headline, in order of preference; those of the style if there are none.
    pub hero_families: Vec<String>,
    /// Number of lines that stand beside the first letter, which is as high as they are; 0 for none.
    pub drop_cap: u32,
    /// The group of blocks whose fitted type has one size.
    pub fit_group: Option<Arc<str>>,
    /// Which fitted type gets smaller first where a page is full: that of the lowest number.
    pub priority: u32,
    /// Features of the font that are switched on or off.
    pub features: Vec<Feature>,
    /// Values of axes of a variable font, by tag.
    pub axes: Vec<([u8; 4], f32)>,
    /// Space before a paragraph of a story.
    pub before: Length,
    /// Space after a paragraph of a story.
    pub after: Length,
    /// Indent of list elements, which holds their number or mark.
    pub indent: Length,
}

impl TextStyle {
    /// The default style: 10 pt, upright and black, without a font family.
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
            in_ink: false,
            tracking: 0.0,
            upper: false,
            align: Align::Start,
            hyphenate: false,
            balance: false,
            hang: false,
            outline: None,
            strip: None,
            hero_families: Vec::new(),
            drop_cap: 0,
            fit_group: None,
            priority: 0,
            features: Vec::new(),
            axes: Vec::new(),
            before: Length::ZERO,
            after: Length::ZERO,
            indent: Length::ZERO,
        }
    }
}

/// A feature of a font (OpenType Layout tag registry).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its tag, of four letters or digits.
    pub tag: [u8; 4],
    /// 0 switches it off, 1 on; a feature with several forms counts them from 1.
    pub value: u16,
}

impl Feature {
    /// The feature, switched on.
    pub fn on(tag: [u8; 4]) -> Self {
        Self { tag, value: 1 }
    }

    /// The tag as text.
    pub fn name(&self) -> String {
        self.tag.iter().map(|byte| char::from(*byte)).collect()
    }
}

/// A size of type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sizing {
    /// A fixed size.
    Fixed(Length),
    /// The largest size at which the text fits, between a smallest and a largest size.
    Fit(Length, Length),
    /// A size for each line that fills the measure, between a smallest and a largest size.
    Fill(Length, Length),
}

/// Alignment of lines in their measure.
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

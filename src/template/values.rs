//! The values that a layout file may give: words, lengths, sizes, tracks, and how they are written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::fold::FoldKind;
use crate::geom::{Edges, Length, Size};

macro_rules! words {
    ($(#[$meta:meta])* $vis:vis $name:ident { $($(#[$word_meta:meta])* $word:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        $vis enum $name { $($(#[$word_meta])* $word,)* }
    };
}

words!(
    /// A side of a page.
    pub Side {
        /// Top.
        Top,
        /// Right.
        Right,
        /// Bottom.
        Bottom,
        /// Left.
        Left,
    }
);
words!(
    /// How lines stand in their measure.
    pub Align {
        /// At the side where reading begins.
        Start,
        /// In the middle.
        Center,
        /// At the side where reading ends.
        End,
    }
);
words!(
    /// Where content stands in a box that is higher than it.
    pub Vertical {
        /// At the top.
        Top,
        /// In the middle.
        Middle,
        /// At the bottom.
        Bottom,
        /// Spread out, the gaps grown alike.
        Spread,
    }
);
words!(
    /// What a campaign must have for a layout to make sense.
    pub(super) Need {
        /// A figure.
        Fact,
        /// A quotation.
        Quote,
        /// Something that a reader can do.
        Action,
        /// A call with what to say.
        Script,
        /// A gathering.
        Event,
        /// A picture that is not the logo.
        Image,
        /// Running text.
        Section,
        /// A person by name.
        Person,
        /// Something that happened.
        Moment,
    }
);

impl Need {
    /// Whether a campaign has it.
    pub(super) fn is_met(self, campaign: &Campaign) -> bool {
        match self {
            Self::Fact => !campaign.facts.is_empty(),
            Self::Quote => !campaign.quotes.is_empty(),
            Self::Action => !campaign.actions.is_empty(),
            Self::Script => campaign.actions.iter().any(|it| it.script.is_some()),
            Self::Event => !campaign.events.is_empty(),
            Self::Image => campaign.pictures().next().is_some(),
            Self::Section => !campaign.sections.is_empty(),
            Self::Person => !campaign.persons.is_empty(),
            Self::Moment => !campaign.moments.is_empty(),
        }
    }

    /// What is missing in a campaign that lacks it.
    pub(super) fn told(self) -> &'static str {
        match self {
            Self::Fact => "`[[fact]]`",
            Self::Quote => "`[[quote]]`",
            Self::Action => "`[[action]]`",
            Self::Script => "`[action.script]`",
            Self::Event => "`[[event]]`",
            Self::Image => "`[[image]]`",
            Self::Section => "`[[section]]`",
            Self::Person => "`[[person]]`",
            Self::Moment => "`[[moment]]`",
        }
    }
}

words!(
    /// Letter case.
    pub(super) Case {
        /// As written.
        None,
        /// Capitals, where the script has them.
        Upper,
    }
);
words!(
    /// Where the words of a code stand.
    pub(super) Beside {
        /// At its right.
        Right,
        /// Under it.
        Below,
        /// Nowhere: another area says what the code does.
        None,
    }
);
words!(
    /// The direction in which repeated content goes.
    pub(super) Flow {
        /// One under the other.
        Column,
        /// One beside the other, in equal columns.
        Row,
        /// One beside the other, each as wide as it needs to be.
        Inline,
    }
);
words!(
    /// How a picture fills its area.
    pub Fit {
        /// Fills it, cropped about its focus point.
        Cover,
        /// Is shown whole.
        Contain,
    }
);
words!(
    /// The mark of a tally.
    pub Mark {
        /// An upright bar.
        Bar,
        /// A round dot.
        Dot,
        /// A square.
        Square,
        /// A person: head and shoulders.
        Person,
        /// Strokes as on a wall: four upright, the fifth across them.
        Stroke,
    }
);
words!(
    /// A plain shape.
    pub Shape {
        /// A circle.
        Circle,
        /// A rectangle that fills its box.
        Rectangle,
        /// A triangle that points up.
        Triangle,
        /// An arrow in the direction of reading.
        Arrow,
    }
);
words!(
    /// A turn of what an area holds.
    pub(super) Turning {
        /// By a quarter: it reads upward.
        Left,
        /// By a quarter: it reads downward.
        Right,
        /// By a half.
        Over,
    }
);
words!(
    /// A part of a script.
    pub(super) Part {
        /// How to begin.
        Opening,
        /// What to ask for.
        Asks,
        /// How to end.
        Closing,
    }
);
words!(
    /// How a sheet becomes pages.
    pub Form {
        /// Folded in the middle: four pages.
        FoldHalf,
        /// Folded in three, one panel tucked in: six pages.
        FoldLetter,
        /// Folded in three like a Z: six pages.
        FoldZ,
        /// Folded as a gate: eight pages.
        FoldGate,
        /// Folded from one sheet with one slit: eight pages.
        Zine,
    }
);
words!(
    /// Width of the letters of a family that comes in several.
    pub(super) Stretch {
        /// The normal width.
        Normal,
        /// Narrower.
        Condensed,
        /// Narrower still.
        ExtraCondensed,
    }
);

/// Distances inward, in the order of CSS: one for all sides, two for vertical and horizontal, four
/// from the top clockwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Padding(pub(super) Edges);

impl<'de> Deserialize<'de> for Padding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let lengths: Result<Vec<Length>, _> = text.split_whitespace().map(str::parse).collect();
        let edges = match lengths.as_deref() {
            Ok(&[all]) => Edges::all(all),
            Ok(&[vertical, horizontal]) => Edges {
                top: vertical,
                right: horizontal,
                bottom: vertical,
                left: horizontal,
            },
            Ok(&[top, right, bottom, left]) => Edges {
                top,
                right,
                bottom,
                left,
            },
            _ => {
                return Err(de::Error::custom(format!(
                    "`{text}` is not one, two or four lengths — write such as \"9mm\", \"9mm 12mm\" or \"9mm 12mm 9mm 12mm\""
                )));
            }
        };
        Ok(Self(edges))
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

impl<'de> Deserialize<'de> for Sizing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || {
            de::Error::custom(format!(
                "`{text}` is not a size — write such as \"9pt\", \"fit 9pt..11pt\" or \"fill 20pt..90pt\""
            ))
        };
        let bounds = |range: &str| {
            let (low, high) = range.split_once("..")?;
            let (low, high): (Length, Length) = (low.parse().ok()?, high.parse().ok()?);
            (low > Length::ZERO && low <= high).then_some((low, high))
        };
        if let Some(range) = text.strip_prefix("fit ") {
            let (low, high) = bounds(range).ok_or_else(wrong)?;
            return Ok(Self::Fit(low, high));
        }
        if let Some(range) = text.strip_prefix("fill ") {
            let (low, high) = bounds(range).ok_or_else(wrong)?;
            return Ok(Self::Fill(low, high));
        }
        match text.parse() {
            Ok(size) if size > Length::ZERO => Ok(Self::Fixed(size)),
            _ => Err(wrong()),
        }
    }
}

/// The extent of a column or row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Track {
    /// As large as its content.
    Auto,
    /// A share of what is left.
    Fraction(f64),
    /// A length.
    Fixed(Length),
}

impl<'de> Deserialize<'de> for Track {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "auto" {
            return Ok(Self::Auto);
        }
        if let Some(share) = text
            .strip_suffix("fr")
            .and_then(|share| share.trim().parse::<f64>().ok())
            && share > 0.0
            && share.is_finite()
        {
            return Ok(Self::Fraction(share));
        }
        text.parse().map(Self::Fixed).map_err(|_| {
            de::Error::custom(format!(
                "`{text}` is not a width or height — write such as \"auto\", \"1fr\" or \"32mm\""
            ))
        })
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| {
            de::Error::custom(format!("`{text}` is not a length — write a number with mm, cm, m, in or pt, such as \"9mm\""))
        })
    }
}

/// A share: `85%`, 0.85 inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share(pub(super) f64);

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let percent = text.strip_suffix('%').map(str::trim);
        match percent.and_then(|percent| percent.parse::<f64>().ok()) {
            Some(percent) if percent.is_finite() && percent >= 0.0 => Ok(Self(percent / 100.0)),
            _ => Err(de::Error::custom(format!(
                "`{text}` is not a share — write such as \"85%\""
            ))),
        }
    }
}

impl Form {
    /// How the sheet is folded; none where it is folded as a zine.
    pub fn fold(self) -> Option<FoldKind> {
        match self {
            Self::FoldHalf => Some(FoldKind::Half),
            Self::FoldLetter => Some(FoldKind::Letter),
            Self::FoldZ => Some(FoldKind::Z),
            Self::FoldGate => Some(FoldKind::Gate),
            Self::Zine => None,
        }
    }

    /// The sizes of the pages of a sheet, in the order of reading.
    pub fn pages(self, sheet: Size) -> Result<Vec<Size>, Diagnostic> {
        if let Some(kind) = self.fold() {
            return kind.pages(sheet);
        }
        let (long, short) = (sheet.width.max(sheet.height), sheet.short_side());
        Ok(vec![Size::new(long * 0.25, short * 0.5); 8])
    }
}

/// How often something is repeated: columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Copies {
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// Most copies in a row or column (practice: more are too small to be read).
const MOST_COPIES: usize = 40;

impl<'de> Deserialize<'de> for Copies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let count = |text: &str| {
            let count = text.trim().parse::<usize>().ok();
            count.filter(|count| (1..=MOST_COPIES).contains(count))
        };
        let read = text.split_once(['x', '×']);
        match read.map(|(columns, rows)| (count(columns), count(rows))) {
            Some((Some(columns), Some(rows))) => Ok(Self { columns, rows }),
            _ => Err(de::Error::custom(format!(
                "`{text}` is not a number of columns and rows, 1 to {MOST_COPIES} each — write such as \"10x1\""
            ))),
        }
    }
}

/// How a value that is written as a text looks, for editors.
macro_rules! described {
    ($($type:ty, $name:literal, $text:literal, $pattern:expr;)*) => { $(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $text, "pattern": $pattern })
            }
        }
    )* };
}
described!(
    Length, "Length", "A number with mm, cm, m, in or pt, such as 9mm.", r"^\s*-?[0-9.]+\s*(mm|cm|m|in|pt)\s*$";
    Padding, "Padding", "One, two or four lengths: all sides; top and bottom, then left and right; or from the top clockwise.", r"^\s*([0-9.]+(mm|cm|m|in|pt)\s*){1,4}$";
    Sizing, "Size", "9pt, fixed; fit 8.5pt..11pt, as large as the page allows; fill 24pt..400pt, each line as wide as the measure.", r"^((fit|fill) )?[0-9.]+(mm|cm|m|in|pt)(\.\.[0-9.]+(mm|cm|m|in|pt))?$";
    Track, "Track", "auto, as large as its content; a share of the rest, such as 1fr; or a length.", r"^(auto|[0-9.]+\s*(fr|mm|cm|m|in|pt))$";
    Share, "Share", "A share, such as 85%.", r"^[0-9.]+\s*%$";
    Copies, "Copies", "Columns and rows, such as 10x1.", r"^\s*[0-9]{1,2}\s*[x×]\s*[0-9]{1,2}\s*$";
    crate::color::Color, "Color", "#F2A800, black, white, or a tint such as black 20%.", r"^(#[0-9A-Fa-f]{3}([0-9A-Fa-f]{3})?|(black|white)( [0-9.]+%)?)$";
);

//! The values that a layout file may give: words, lengths, sizes, tracks, and how they are written.

use serde::{Deserialize, Deserializer, de};

use crate::geom::{Edges, Length};

macro_rules! words {
    ($(#[$meta:meta])* $vis:vis $name:ident { $($(#[$word_meta:meta])* $word:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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

//! Papers, by name or by size.

mod fold;

pub use fold::{FoldAxis, FoldKind, Panels};

use std::borrow::Cow;
use std::str::FromStr;

use crate::geom::{Length, Size};

/// Resolution, in pixels per inch, below which everyone sees the pixels of a picture on a page of this size. In the hand
/// that is 72 (practice: a pixel is as wide as one point of type). Larger pages than A3 are seen from farther away, and
/// pixels twice as wide look the same from twice as far.
pub fn coarsest_ppi(page: Size) -> f64 {
    const IN_THE_HAND: f64 = 72.0;
    const ON_A_WALL: f64 = 36.0;
    (IN_THE_HAND / farther(page)).max(ON_A_WALL)
}

/// How much farther away than a page in the hand a page is seen: up to A3, which has a short side of 297 mm, no farther.
fn farther(page: Size) -> f64 {
    (page.short_side().to_mm() / 297.0).max(1.0)
}

/// Lowest resolution of a picture, in pixels per inch, for a page of this size. Pages up to A3 are held in the hand
/// and need 200. Larger pages are seen from farther away and need less in proportion: an A2 poster about 140, A1
/// and larger 100 (practice).
pub fn needed_ppi(page: Size) -> f64 {
    const IN_THE_HAND: f64 = 200.0;
    const ON_A_WALL: f64 = 100.0;
    (IN_THE_HAND / farther(page)).max(ON_A_WALL)
}

/// Factor between the lowest resolution of a picture and the resolution that messages recommend: 300 pixels per
/// inch where 200 are needed (practice).
pub const AMPLE: f64 = 1.5;

/// A paper: the size of a sheet or of a trimmed page.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Name as written in files and on the command line. A paper given by its size has its size as its name.
    pub name: Cow<'static, str>,
    /// Width and height, in the unit below. Papers with a name are upright, except A7-landscape and ID-1.
    dimensions: (f64, f64),
    unit: Unit,
    /// Standard or usage that the size comes from.
    pub source: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    Mm,
    Inch,
}

impl Paper {
    const fn mm(name: &'static str, width: f64, height: f64, source: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            dimensions: (width, height),
            unit: Unit::Mm,
            source,
        }
    }

    const fn inch(name: &'static str, width: f64, height: f64, source: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            dimensions: (width, height),
            unit: Unit::Inch,
            source,
        }
    }

    /// Whether the size is given in inches, as in North America.
    pub fn is_in_inches(&self) -> bool {
        self.unit == Unit::Inch
    }

    /// The same paper lying if it stands, and standing if it lies, under the same name.
    #[must_use]
    pub fn turned(&self) -> Self {
        let (width, height) = self.dimensions;
        Self {
            dimensions: (height, width),
            ..self.clone()
        }
    }

    /// One of two equal parts that its longer side is divided into, under the name of the whole.
    #[must_use]
    pub fn half(&self) -> Self {
        let (width, height) = self.dimensions;
        let dimensions = if width >= height {
            (width / 2.0, height)
        } else {
            (width, height / 2.0)
        };
        Self {
            dimensions,
            ..self.clone()
        }
    }

    /// Whether it has about this size: half of A4 is 148.5 mm wide, but A5, which is meant to be that half, 148 mm
    /// (ISO 216 rounds down to whole millimetres).
    pub fn is_about(&self, size: Size) -> bool {
        let near = |one: Length, other: Length| (one - other).abs() <= Length::mm(1.0);
        let own = self.size();
        near(own.width, size.width) && near(own.height, size.height)
    }

    /// Width and height.
    pub fn size(&self) -> Size {
        let (width, height) = self.dimensions;
        match self.unit {
            Unit::Mm => Size::new(Length::mm(width), Length::mm(height)),
            Unit::Inch => Size::new(Length::inch(width), Length::inch(height)),
        }
    }
}

/// All papers that can be given by name.
pub const PAPERS: &[Paper] = &[
    Paper::mm("A0", 841.0, 1189.0, "ISO 216"),
    Paper::mm("A1", 594.0, 841.0, "ISO 216"),
    Paper::mm("A2", 420.0, 594.0, "ISO 216"),
    Paper::mm("A3", 297.0, 420.0, "ISO 216"),
    Paper::mm("A4", 210.0, 297.0, "ISO 216"),
    Paper::mm("A5", 148.0, 210.0, "ISO 216"),
    Paper::mm("A6", 105.0, 148.0, "ISO 216"),
    Paper::mm("A7", 74.0, 105.0, "ISO 216"),
    Paper::mm("A7-landscape", 105.0, 74.0, "ISO 216, lying"),
    Paper::mm("B2", 500.0, 707.0, "ISO 216"),
    Paper::mm("B3", 353.0, 500.0, "ISO 216"),
    Paper::mm("RA3", 305.0, 430.0, "ISO 217"),
    Paper::mm("SRA3", 320.0, 450.0, "ISO 217"),
    Paper::mm("SRA4", 225.0, 320.0, "ISO 217"),
    Paper::mm("DL", 99.0, 210.0, "practice: a third of A4"),
    Paper::mm("ID-1", 85.6, 53.98, "ISO/IEC 7810"),
    Paper::inch("letter", 8.5, 11.0, "ANSI/ASME Y14.1"),
    Paper::inch("legal", 8.5, 14.0, "practice: North America"),
    Paper::inch("tabloid", 11.0, 17.0, "ANSI/ASME Y14.1"),
    Paper::inch("half-letter", 5.5, 8.5, "practice: North America"),
    Paper::inch("quarter-letter", 4.25, 5.5, "practice: North America"),
    Paper::inch("18x24in", 18.0, 24.0, "practice: North American poster"),
    Paper::inch("24x36in", 24.0, 36.0, "practice: North American poster"),
];

/// Countries (ISO 3166-1 alpha-2) in which shops sell letter sizes (Unicode CLDR, `paperSize`). All others use A
/// sizes.
const LETTER_COUNTRIES: [&str; 14] = [
    "BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE",
];

/// Whether shops in a country (ISO 3166-1 alpha-2) sell letter sizes.
pub fn is_letter_country(country: &str) -> bool {
    LETTER_COUNTRIES.contains(&country)
}

/// Finds a paper by its name; capitals and small letters are equal.
pub fn by_name(name: &str) -> Option<&'static Paper> {
    PAPERS
        .iter()
        .find(|paper| paper.name.eq_ignore_ascii_case(name.trim()))
}

/// Smallest and largest side, in millimetres, of a paper given by its size (practice: a small card, and a roll of
/// the widest plotter).
const SIDES_MM: (f64, f64) = (20.0, 5000.0);

/// Reason why a text is not a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPaper {
    /// No paper has that name.
    Unknown,
    /// The text is a size, but a side is below or above the limits of paper (20 mm to 5 m).
    Size,
}

impl FromStr for Paper {
    type Err = NotAPaper;

    /// Reads a name in capital or small letters, or a size as width and height, such as `105x148mm` or `4x6in`.
    fn from_str(text: &str) -> Result<Self, NotAPaper> {
        if let Some(paper) = by_name(text) {
            return Ok(paper.clone());
        }
        // Spaces become an `x` too, so that `105 × 148 mm` and `105 148 mm` can be read. `side` trims the surplus
        // of `x`.
        let written = text.trim().to_ascii_lowercase().replace(['×', ' '], "x");
        let (number, unit) = match (written.strip_suffix("mm"), written.strip_suffix("in")) {
            (Some(number), _) => (number, Unit::Mm),
            (_, Some(number)) => (number, Unit::Inch),
            _ => return Err(NotAPaper::Unknown),
        };
        let (width, height) = number.split_once('x').ok_or(NotAPaper::Unknown)?;
        let side = |text: &str| text.trim_matches('x').parse::<f64>().ok();
        let (Some(width), Some(height)) = (side(width), side(height)) else {
            return Err(NotAPaper::Unknown);
        };
        let (per_mm, unit_name) = match unit {
            Unit::Mm => (1.0, "mm"),
            Unit::Inch => (25.4, "in"),
        };
        // The range also refuses NaN, infinity and negative numbers, which `parse` accepts.
        let possible = |side: f64| (SIDES_MM.0..=SIDES_MM.1).contains(&(side * per_mm));
        if !possible(width) || !possible(height) {
            return Err(NotAPaper::Size);
        }
        Ok(Self {
            name: Cow::Owned(format!("{width}x{height}{unit_name}")),
            dimensions: (width, height),
            unit,
            source: "by its size",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case_and_sizes_are_nominal() {
        assert_eq!(
            by_name("a5").map(Paper::size),
            Some(Size::new(Length::mm(148.0), Length::mm(210.0)))
        );
        assert_eq!(
            by_name("Letter").map(Paper::size),
            Some(Size::new(Length::mm(215.9), Length::mm(279.4)))
        );
        assert_eq!(by_name("A9"), None);
    }

    #[test]
    fn a_paper_can_be_given_by_its_size() {
        let paper = |text: &str| text.parse::<Paper>();
        let card = paper("105x148mm").expect("a size");
        assert_eq!(card.size(), Size::new(Length::mm(105.0), Length::mm(148.0)));
        assert_eq!(&*card.name, "105x148mm");
        let photo = paper("4 x 6 in").expect("a size");
        assert_eq!(
            photo.size(),
            Size::new(Length::inch(4.0), Length::inch(6.0))
        );
        assert!(photo.is_in_inches());
        // The name of a paper comes first.
        assert_eq!(
            paper("18x24in").map(|paper| paper.source.contains("poster")),
            Ok(true)
        );
        assert_eq!(paper("10x148mm"), Err(NotAPaper::Size));
        assert_eq!(paper("105x9999mm"), Err(NotAPaper::Size));
        for text in [
            "",
            "105x148",
            "105mm",
            "axbmm",
            "nanx5mm",
            "-105x148mm",
            "infx148mm",
        ] {
            assert!(paper(text).is_err(), "{text}");
        }
    }
}

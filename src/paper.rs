//! Named papers.

use crate::geom::{Length, Size};

/// A sheet or trimmed page with a name that printers know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// The name as written in files and on the command line.
    pub name: &'static str,
    /// Width and height in portrait, in the unit that defines it.
    dimensions: (f64, f64),
    unit: Unit,
    /// The standard or the usage that the size comes from.
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
            name,
            dimensions: (width, height),
            unit: Unit::Mm,
            source,
        }
    }

    const fn inch(name: &'static str, width: f64, height: f64, source: &'static str) -> Self {
        Self {
            name,
            dimensions: (width, height),
            unit: Unit::Inch,
            source,
        }
    }

    /// Width and height in portrait.
    pub fn size(&self) -> Size {
        let (width, height) = self.dimensions;
        match self.unit {
            Unit::Mm => Size::new(Length::mm(width), Length::mm(height)),
            Unit::Inch => Size::new(Length::inch(width), Length::inch(height)),
        }
    }
}

/// Every paper that can be named.
pub const PAPERS: &[Paper] = &[
    Paper::mm("A0", 841.0, 1189.0, "ISO 216"),
    Paper::mm("A1", 594.0, 841.0, "ISO 216"),
    Paper::mm("A2", 420.0, 594.0, "ISO 216"),
    Paper::mm("A3", 297.0, 420.0, "ISO 216"),
    Paper::mm("A4", 210.0, 297.0, "ISO 216"),
    Paper::mm("A5", 148.0, 210.0, "ISO 216"),
    Paper::mm("A6", 105.0, 148.0, "ISO 216"),
    Paper::mm("A7", 74.0, 105.0, "ISO 216"),
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

/// The paper of that name, whatever its case.
pub fn by_name(name: &str) -> Option<&'static Paper> {
    PAPERS
        .iter()
        .find(|paper| paper.name.eq_ignore_ascii_case(name.trim()))
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
}

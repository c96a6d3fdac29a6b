//! Checks fonts, the size of type, and the weight of lines.

use super::file_check::{FileCheck, first};
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::inspect::Lettering;
use crate::rules::Rule;

/// Size in points below which type is hard to read in print (practice): a warning.
const SMALL_PT: f64 = 6.5;
/// Size in points below which letters fill in or break off (practice): an error.
const UNREADABLE_PT: f64 = 5.0;
/// Weight in points of the thinnest line that every press holds (practice).
const THIN_PT: f64 = 0.25;
/// Difference that rounding in a file may make, in points.
const SLACK_PT: f64 = 0.02;

impl FileCheck<'_> {
    /// Checks the fonts of all pages, each font once.
    pub(super) fn fonts(&mut self) {
        let mut seen = Vec::new();
        for (page, facts) in self.pages() {
            for font in &facts.fonts {
                // A font that no text uses is not printed.
                let Some(rect) = font.seen else { continue };
                if !first(
                    &mut seen,
                    (
                        font.name.as_str(),
                        font.kind.as_str(),
                        font.embedded,
                        font.unicode,
                    ),
                ) {
                    continue;
                }
                let name = if font.name.is_empty() {
                    "without a name"
                } else {
                    font.name.as_str()
                };
                if !font.embedded {
                    let problem = format!(
                        "the font `{name}` is not embedded, so the printer will use another one"
                    );
                    let hint =
                        "export again with all fonts embedded, or convert this text to outlines";
                    self.say_on(
                        page,
                        rect,
                        Diagnostic::error(Rule::FontNotEmbedded, problem).hint(hint),
                    );
                }
                if font.drawn {
                    let problem =
                        format!("the letters of the font `{name}` are small drawings (Type 3)");
                    let hint = "export again with another program or another font: such letters look coarse on some printers";
                    self.say_on(
                        page,
                        rect,
                        Diagnostic::warning(Rule::Type3Font, problem).hint(hint),
                    );
                }
                if !font.unicode {
                    let problem = format!(
                        "the font `{name}` does not say which letters its shapes are, so its text cannot be searched, copied or read aloud"
                    );
                    let hint = "export again as a tagged or accessible PDF; if you only print the file, ignore this";
                    self.say_on(
                        page,
                        rect,
                        Diagnostic::warning(Rule::FontNoUnicode, problem).hint(hint),
                    );
                }
            }
        }
    }

    /// Checks the smallest type and the thinnest line of each page.
    pub(super) fn type_and_lines(&mut self) {
        for (page, facts) in self.pages() {
            if let Some(smallest) = &facts.smallest
                && !self.is_meant(page, smallest)
            {
                self.smallest(page, smallest);
            }
            if let Some(line) = facts.thinnest.filter(|line| below(line.width, THIN_PT)) {
                // A width of 0 means the thinnest line of the device (ISO 32000-2, 8.4.3.2), which differs from
                // printer to printer.
                let problem = if line.width == Length::ZERO {
                    "a line has no width: a press prints it very thin, an office printer thicker"
                        .to_owned()
                } else {
                    format!(
                        "a line is {:.2} pt wide; below {THIN_PT} pt it may break up or disappear",
                        line.width.to_pt()
                    )
                };
                let hint = "make it at least 0.25 pt wide, or 0.5 pt for a photocopier";
                self.say_on(
                    page,
                    line.rect,
                    Diagnostic::warning(Rule::ThinLine, problem).hint(hint),
                );
            }
        }
    }

    /// Whether the smallest type on a sheet is known: it is lettering for those who cut and glue, or its page
    /// was scaled down, which was reported when the sheet was made.
    fn is_meant(&self, page: usize, smallest: &Lettering) -> bool {
        let known = self.expected.type_on_sheets.get(page);
        match known {
            // Larger than or equal to the type that was laid out: nothing was added to the sheet.
            Some(known) => {
                known.is_some_and(|known| smallest.size.to_pt() > known.to_pt() - SLACK_PT)
            }
            None => self.sheets,
        }
    }

    /// Reports type that is too small.
    fn smallest(&mut self, page: usize, smallest: &Lettering) {
        if !below(smallest.size, SMALL_PT) {
            return;
        }
        let words = smallest
            .text
            .as_ref()
            .map(|text| format!(" (“{text}”)"))
            .unwrap_or_default();
        let size = smallest.size.to_pt();
        let problem = format!("the smallest type is {size:.1} pt{words}");
        let problem = if below(smallest.size, UNREADABLE_PT) {
            Diagnostic::error(
                Rule::SmallType,
                format!("{problem}; below {UNREADABLE_PT} pt, letters fill in or break up"),
            )
        } else {
            Diagnostic::warning(
                Rule::SmallType,
                format!("{problem}; few people can read type below {SMALL_PT} pt"),
            )
        };
        self.say_on(
            page,
            smallest.rect,
            problem.hint("make the type larger, or print the piece larger"),
        );
    }
}

/// Whether a length is under a number of points, apart from rounding.
fn below(length: Length, points: f64) -> bool {
    length.to_pt() < points - SLACK_PT
}

//! Checks colours that a press cannot print as they were meant: white that overprints, too much ink, small text
//! in four inks, and screen colours.

use super::file_check::{FileCheck, first};
use crate::diag::Diagnostic;
use crate::inspect::{Drawn, PageFacts, Space};
use crate::rules::Rule;

/// Most ink on one spot, as a sum of shares: 300 %, which coated paper takes (practice; FOGRA39 allows 330 %).
const MOST_INK: f64 = 3.0;
/// Size in points below which text in several inks shows coloured edges, since plates never meet exactly
/// (practice).
const FINE_TEXT_PT: f64 = 18.0;

impl FileCheck<'_> {
    /// Checks the colours of all pages.
    pub(super) fn colors(&mut self) {
        for (page, facts) in self.pages() {
            self.vanishing(page, facts);
            // Home and office printers mix their inks themselves, so the mixture in the file does not matter
            // there.
            if self.press || self.expected.route.is_none() {
                self.coverage(page, facts);
            }
            if self.press {
                self.rich_black(page, facts);
            }
        }
        if self.press {
            self.rgb();
        }
    }

    /// Reports white that is set to overprint: white overprinted adds no ink, so the object disappears.
    fn vanishing(&mut self, page: usize, facts: &PageFacts) {
        let Some(white) = facts.vanishing else { return };
        let what = match white.drawn {
            Drawn::Text => "white text",
            Drawn::Stroke => "a white line",
            _ => "a white area",
        };
        let problem = format!(
            "{what} is set to overprint: it is visible on a screen but disappears in print"
        );
        let hint = "turn overprint off for it in the drawing program";
        self.say_on(
            page,
            white.rect,
            Diagnostic::error(Rule::WhiteOverprint, problem).hint(hint),
        );
    }

    /// Reports fills with more ink than paper takes.
    fn coverage(&mut self, page: usize, facts: &PageFacts) {
        // Half a per cent is rounding: an exact 300 % passes.
        let Some(heaviest) = facts.heaviest.filter(|it| it.share > MOST_INK + 0.005) else {
            return;
        };
        let problem = format!(
            "a fill has {:.0} % of ink, but paper takes {:.0} % at most: more does not dry, and smears onto the next sheet",
            heaviest.share * 100.0,
            MOST_INK * 100.0
        );
        let hint = "use less ink: black with 40 % of cyan is dark enough";
        self.say_on(
            page,
            heaviest.rect,
            Diagnostic::warning(Rule::Coverage, problem).hint(hint),
        );
    }

    /// Reports small text that is printed in several inks.
    fn rich_black(&mut self, page: usize, facts: &PageFacts) {
        let Some(text) = facts.rich_black.as_ref() else {
            return;
        };
        if text.size.to_pt() >= FINE_TEXT_PT {
            return;
        }
        let words = text
            .text
            .as_ref()
            .map(|words| format!(" (“{words}”)"))
            .unwrap_or_default();
        let problem = format!(
            "text of {:.1} pt{words} is printed in four inks; if they do not align exactly, its edges show colours",
            text.size.to_pt()
        );
        let hint = "print small text in black alone (0, 0, 0, 100)";
        self.say_on(
            page,
            text.rect,
            Diagnostic::warning(Rule::RichBlackText, problem).hint(hint),
        );
    }

    /// Reports colours of screens. PDF/X-4 allows RGB with a profile, but no device RGB (ISO 15930-7).
    fn rgb(&mut self) {
        let keeps_x = self
            .found
            .about
            .standards
            .iter()
            .any(|name| name.starts_with("PDF/X-4"));
        let mut seen = Vec::new();
        for (page, facts) in self.pages() {
            for color in &facts.colors {
                // Once for each kind of object: a file in RGB has thousands of them.
                // Three components with a profile: RGB whose meaning is known.
                let measured = color.space == Space::Measured(3);
                let told = color.space == Space::Rgb || (measured && !keeps_x);
                if !told || !first(&mut seen, (measured, color.drawn)) {
                    continue;
                }
                let what = match color.drawn {
                    Drawn::Fill => "areas are",
                    Drawn::Stroke => "lines are",
                    Drawn::Text => "text is",
                    Drawn::Picture => "a picture is",
                    Drawn::Shading => "a gradient is",
                };
                let hint = "convert colours to the profile of the paper when you export for a press (`--route press` does so)";
                let finding = if measured {
                    let problem = format!(
                        "{what} in RGB with a profile: the print shop has to convert it, and may refuse to"
                    );
                    Diagnostic::warning(Rule::RgbInPress, problem)
                } else {
                    let problem = format!(
                        "{what} in RGB, the colours of a screen, in a file for a press: the printed colours are unpredictable"
                    );
                    Diagnostic::error(Rule::RgbInPress, problem)
                };
                self.say_on(page, color.rect, finding.hint(hint));
            }
        }
    }
}

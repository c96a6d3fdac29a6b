//! Checks for text that is printed over other text.

use super::file_check::FileCheck;
use crate::diag::Diagnostic;
use crate::rules::Rule;

impl FileCheck<'_> {
    /// Reports text over text, once for each page. A file whose piece is known was checked by the outlines of its
    /// letters when it was made, and that check knows which layers lie over others on purpose.
    pub(super) fn text_over_text(&mut self) {
        if self.expected.author.is_some() {
            return;
        }
        for (page, facts) in self.pages() {
            let Some(found) = &facts.text_over_text else {
                continue;
            };
            let by = found.rect.size.short_side().to_mm().max(0.1);
            let more = match found.times {
                0 | 1 => String::new(),
                times => format!("; {} more texts on the page overlap", times - 1),
            };
            let problem = format!(
                "“{}” is printed over “{}” by at least {by:.1} mm{more}",
                short(&found.above),
                short(&found.below),
            );
            let hint = "move one of the two texts, or make its box larger, and export again";
            let problem = Diagnostic::error(Rule::TextOverText, problem).hint(hint);
            self.say_on(page, found.rect, problem);
        }
    }
}

/// Largest number of characters of a text that a message quotes.
const SHOWN: usize = 40;

/// The beginning of a text.
fn short(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

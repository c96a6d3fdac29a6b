//! Checks the page boxes (ISO 32000-2, 14.11.2), the sizes of pages, and what print dialogs would do with them.

use super::file_check::FileCheck;
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect};
use crate::inspect::PageFacts;
use crate::rules::Rule;

/// Bleed that a press needs, in millimetres: the tolerance of cutting (practice).
const BLEED_MM: f64 = 3.0;
/// Difference that rounding in a file may make, in millimetres.
const SLACK_MM: f64 = 0.2;
/// Difference in size below which pages count as equal, in millimetres.
const SAME_MM: f64 = 1.0;

impl FileCheck<'_> {
    /// Checks the boxes and sizes of all pages.
    pub(super) fn boxes(&mut self) {
        for (page, facts) in self.pages() {
            let is_within = self.trim(page, facts);
            // On a sheet, pages are side by side and the sheet itself is not trimmed.
            if is_within && self.press && facts.has_trim && !self.sheets {
                self.bleed(page, facts);
            }
        }
        // Sheets of this program may differ in orientation, as their pages require.
        if !self.sheets {
            self.sizes();
        }
        // Files of this program ask print dialogs for true size (`PrintScaling` none, ISO 32000-2, table 147).
        if self.ours && !self.found.about.true_size {
            let problem = "the file lets print dialogs scale it, which would shrink its codes, folds and margins";
            let hint = "build the file again, as another program has changed it; print it at 100 %";
            self.say(Diagnostic::warning(Rule::PrintScaling, problem).hint(hint));
        }
    }

    /// Checks the trim box of a page. Returns whether it is within the paper.
    fn trim(&mut self, page: usize, facts: &PageFacts) -> bool {
        let number = page + 1;
        // Office printers ignore the trim box, so only a press needs one.
        if self.press && !facts.has_trim {
            let problem = format!(
                "page {number} has no trim box, so the print shop cannot know where to cut it"
            );
            let hint = "export it as PDF/X, with the page size as the trim box";
            // A file that claims to be PDF/X breaks its own standard; any other lacks something that printers
            // like.
            let claims = self
                .found
                .about
                .standards
                .iter()
                .any(|name| name.starts_with("PDF/X"));
            let problem = if claims {
                Diagnostic::error(Rule::PageBoxes, problem)
            } else {
                Diagnostic::warning(Rule::PageBoxes, problem)
            };
            self.say(problem.hint(hint));
        }
        let over = beyond(facts.trim, facts.media);
        let is_within = !facts.has_trim || over.to_mm() <= SLACK_MM;
        if !is_within {
            let problem = format!(
                "the trim box of page {number} reaches {over} beyond its media box, which is the paper"
            );
            let hint = "export it again, with the paper as large as the page and its bleed";
            self.say(Diagnostic::error(Rule::PageBoxes, problem).hint(hint));
        }
        is_within
    }

    /// Checks that whatever reaches an edge of the page goes on into the bleed.
    fn bleed(&mut self, page: usize, facts: &PageFacts) {
        let Some(inked) = facts.inked else { return };
        let paper = facts.bleed.intersection(facts.media);
        // What lies beyond the bleed box is not printed and does not count.
        let (inked, trim) = (inked.intersection(paper), facts.trim);
        // The length by which the drawing goes beyond the trim on each side; negative if it ends before.
        let sides = [
            ("left", trim.origin.x - inked.origin.x),
            ("top", trim.origin.y - inked.origin.y),
            ("right", inked.right() - trim.right()),
            ("bottom", inked.bottom() - trim.bottom()),
        ];
        // A drawing that ends a tenth of a millimetre or more before the edge does not reach it: no bleed is
        // needed.
        let short = |beyond: Length| beyond.to_mm() > -0.1 && beyond.to_mm() < BLEED_MM - SLACK_MM;
        let lacking: Vec<&(&str, Length)> =
            sides.iter().filter(|(_, beyond)| short(*beyond)).collect();
        let Some(least) = lacking.iter().map(|(_, beyond)| *beyond).min() else {
            return;
        };
        let names: Vec<&str> = lacking.iter().map(|(name, _)| *name).collect();
        let problem = format!(
            "the content reaches the edge of page {} ({}) but only {} beyond it: without {BLEED_MM} mm of bleed, a white line may show after cutting",
            page + 1,
            names.join(", "),
            least.max(Length::ZERO)
        );
        let hint = "extend backgrounds and pictures 3 mm beyond the page, and export with bleed";
        self.say_on(
            page,
            trim,
            Diagnostic::error(Rule::PageBoxes, problem).hint(hint),
        );
    }

    /// Reports a page of another size than the first.
    fn sizes(&mut self) {
        let Some(first) = self.found.pages.first().map(|facts| facts.trim.size) else {
            return;
        };
        let differs = |a: Length, b: Length| (a - b).abs().to_mm() > SAME_MM;
        let other = self.found.pages.iter().position(|facts| {
            differs(facts.trim.size.width, first.width)
                || differs(facts.trim.size.height, first.height)
        });
        let Some((page, size)) =
            other.and_then(|page| Some((page, self.found.pages.get(page)?.trim.size)))
        else {
            return;
        };
        // Print dialogs turn pages by themselves, often only some of them.
        let turned = !differs(size.width, first.height) && !differs(size.height, first.width);
        let problem = if turned {
            format!("page {} has another orientation than page 1", page + 1)
        } else {
            format!(
                "page {} is {} × {}, but page 1 is {} × {}",
                page + 1,
                size.width,
                size.height,
                first.width,
                first.height
            )
        };
        let hint = "make all pages the same size: printers use one paper for a file, and turn or scale the other pages";
        let trim = self
            .found
            .pages
            .get(page)
            .map(|facts| facts.trim)
            .unwrap_or_default();
        self.say_on(
            page,
            trim,
            Diagnostic::warning(Rule::MixedPageSizes, problem).hint(hint),
        );
    }
}

/// The largest length by which a rectangle reaches out of another; negative if it is inside.
fn beyond(inner: Rect, outer: Rect) -> Length {
    let sides = [
        outer.origin.x - inner.origin.x,
        outer.origin.y - inner.origin.y,
        inner.right() - outer.right(),
        inner.bottom() - outer.bottom(),
    ];
    sides.into_iter().max().unwrap_or(Length::ZERO)
}

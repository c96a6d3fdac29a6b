//! Finds leaves of paper without a QR code.

use crate::diag::Diagnostic;
use crate::page::{PageFinding, Piece, Spot};
use crate::rules::Rule;

/// Reports every leaf without a QR code. A leaf is a page and its back, or all pages if they stay together.
pub(super) fn check(piece: &Piece) -> Vec<PageFinding> {
    if piece.unscanned {
        return Vec::new();
    }
    let together = if piece.together {
        piece.pages.len().max(1)
    } else {
        2
    };
    // Pages are in the order of printing: each page is followed by its back.
    let leaves = piece.pages.chunks(together).enumerate();
    let without = leaves.filter(|(_, leaf)| leaf.iter().all(|page| page.codes().is_empty()));
    let report = |(number, leaf): (usize, &[crate::page::Page])| {
        let problem = if piece.pages.len() <= together {
            "there is no QR code to scan".to_owned()
        } else {
            format!(
                "there is no QR code to scan on page {} or its back",
                number * 2 + 1
            )
        };
        let problem = Diagnostic::warning(Rule::NoCode, problem)
            .hint("give an area `codes = [\"…\"]`, so that a reader knows what to do next");
        let finding = PageFinding::of_piece(problem);
        match leaf.first() {
            Some(page) => finding.on(Spot::Page(number * 2, page.trim_box())),
            None => finding,
        }
    };
    without.map(report).collect()
}

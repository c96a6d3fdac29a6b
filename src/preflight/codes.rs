//! Whether there is a code to scan.

use crate::diag::Diagnostic;
use crate::page::{Finding, Piece, Spot};

/// Leaves of paper without a code: a page and its back, or all pages where they stay together.
pub(super) fn check(piece: &Piece) -> Vec<Finding> {
    if piece.spoken {
        return Vec::new();
    }
    let together = if piece.together {
        piece.pages.len().max(1)
    } else {
        2
    };
    let leaves = piece.pages.chunks(together).enumerate();
    let without = leaves.filter(|(_, leaf)| leaf.iter().all(|page| page.codes().is_empty()));
    let tell = |(number, leaf): (usize, &[crate::page::Page])| {
        let problem = if piece.pages.len() <= together {
            "there is no code to scan".to_owned()
        } else {
            format!(
                "there is no code to scan on page {} or its back",
                number * 2 + 1
            )
        };
        let problem = Diagnostic::warning("no-code", problem)
            .hint("give an area `codes = [\"…\"]`: who is moved by it has nowhere to go otherwise");
        let finding = Finding::of_all(problem);
        match leaf.first() {
            Some(page) => finding.on(Spot::Page(number * 2, page.trim_box())),
            None => finding,
        }
    };
    without.map(tell).collect()
}

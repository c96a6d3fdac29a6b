//! Finds codes and words that a fold runs through. A folded code may not be read, and toner breaks off a fold.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::frame::{GlyphRun, ItemKind};
use crate::geom::{Length, Rect, Size};
use crate::page::{Page, PageFinding, Spot};
use crate::paper::{FoldAxis, FoldKind, Panels};
use crate::rules::Rule;
use crate::typeset::FontBook;

/// How far something may reach over a fold without counting as folded, in millimetres (practice).
const TOLERANCE: f64 = 0.3;

/// How far letters reach above and below their baseline, in ems (practice).
const LETTERS: (f64, f64) = (0.75, 0.25);

/// The folds of a flat page: even ones are outsides, odd ones insides.
pub fn folds_of_page(
    kind: FoldKind,
    index: usize,
    size: Size,
    right_to_left: bool,
) -> Result<(FoldAxis, Vec<Length>), Diagnostic> {
    let panels = Panels::of(kind, size, right_to_left)?;
    Ok((panels.axis, panels.folds(index % 2 == 1)))
}

/// Findings for the codes and words of flat pages that a fold runs through. Pages that cannot be folded this way have
/// none.
pub fn find_crossed(
    pages: &[Page],
    kind: FoldKind,
    right_to_left: bool,
    book: &FontBook,
) -> Vec<PageFinding> {
    let mut found = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let Ok((axis, folds)) = folds_of_page(kind, index, page.trim, right_to_left) else {
            continue;
        };
        // A paragraph has a run for each line and font; one finding for it is enough.
        let mut reported = BTreeSet::new();
        page.frame.walk(&mut |item| {
            let (what, rect) = match &item.kind {
                ItemKind::Code(code) => ("the code", code.bounds()),
                ItemKind::Text(run) => ("the words", extent_of_letters(run, book)),
                _ => return,
            };
            for fold in folds.iter().filter(|fold| crosses(axis, **fold, rect)) {
                if !reported.insert((what, item.origin.key.clone(), *fold)) {
                    continue;
                }
                let from = match axis {
                    FoldAxis::Upright => "left",
                    FoldAxis::Lying => "top",
                };
                let problem = format!(
                    "a fold runs through {what} of `{}`, {} from the {from} of page {}",
                    item.origin.key,
                    fold.rounded(),
                    index + 1
                );
                let rule = if what == "the code" {
                    Rule::FoldThroughCode
                } else {
                    Rule::FoldThroughWords
                };
                let problem = Diagnostic::warning(rule, problem)
                    .hint("move it to one side of the fold, at least 3 mm (1/8 in) away");
                found.push(PageFinding::at(&item.origin, problem).on(Spot::Page(index, rect)));
            }
        });
    }
    found
}

fn crosses(axis: FoldAxis, fold: Length, rect: Rect) -> bool {
    // Touching the fold is no crossing: boxes of panels end there.
    let slack = Length::mm(TOLERANCE);
    let (start, end) = match axis {
        FoldAxis::Upright => (rect.origin.x, rect.right()),
        FoldAxis::Lying => (rect.origin.y, rect.bottom()),
    };
    start + slack < fold && fold < end - slack
}

/// The rectangle that the letters of a run cover.
fn extent_of_letters(run: &GlyphRun, book: &FontBook) -> Rect {
    let face = book.face(run.font);
    let start = run.glyphs.iter().map(|glyph| glyph.x).min();
    let ends = run
        .glyphs
        .iter()
        .map(|glyph| glyph.x + run.size * face.advance(glyph.id));
    let (start, end) = (start.unwrap_or_default(), ends.max().unwrap_or_default());
    let (above, below) = LETTERS;
    run.placed(Rect::new(
        start,
        run.size * -above,
        end - start,
        run.size * (above + below),
    ))
}

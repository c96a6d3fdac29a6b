//! Warns of posters that look like official ones: black text alone on white paper, which French law reserves to
//! the state.

use super::laws::{Law, PRACTICE};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Frame, ItemKind};
use crate::geom::{Length, Rect};
use crate::page::{PageFinding, Spot};
use crate::pipeline::Examined;
use crate::rules::Rule;

/// Whether a piece is put up rather than handed out: its first page is about as wide as tabloid paper, or wider
/// (practice).
pub(super) fn is_poster(examined: &Examined) -> bool {
    let narrow = |rect: Rect| rect.size.width.min(rect.size.height);
    let pages = &examined.piece.pages;
    pages
        .first()
        .is_some_and(|page| narrow(page.trim_box()) >= Length::mm(270.0))
}

/// Reports a poster of black text alone on white.
pub(super) fn check(examined: &Examined, rule: &Law) -> Option<PageFinding> {
    let pages = &examined.piece.pages;
    if pages.iter().any(|page| has_color(&page.frame)) {
        return None;
    }
    let first = pages.first()?;
    let problem = "the poster is only black text on white, like posters of the state";
    let hint = format!(
        "print it on coloured paper, or use a colour. {} ({}; {PRACTICE})",
        rule.text, rule.source
    );
    let problem = Diagnostic::warning(Rule::OfficialLookingPoster, problem).hint(hint);
    Some(PageFinding::of_piece(problem).on(Spot::Page(0, first.trim_box())))
}

/// Whether a frame has any colour. A picture counts as one: official posters have none.
fn has_color(frame: &Frame) -> bool {
    let colored = |color: Color| {
        let (r, g, b) = color.to_rgb();
        // Grey is black ink in small dots.
        r != g || g != b
    };
    frame.items.iter().any(|item| match &item.kind {
        ItemKind::Group(inner) => has_color(inner),
        ItemKind::Text(run) => colored(run.color),
        ItemKind::Path(path) => {
            let stroke = path.stroke.map(|stroke| stroke.color);
            let mut ends = path
                .fade
                .iter()
                .flat_map(|fade| [fade.from.color, fade.to.color]);
            path.fill.is_some_and(colored) || stroke.is_some_and(colored) || ends.any(colored)
        }
        ItemKind::Image(_) => true,
        // Codes are black, and links print nothing.
        ItemKind::Link(_) | ItemKind::Code(_) => false,
    })
}

//! Reports empty pages, and holes that are larger than a layout allows.
//!
//! Layout measures the pages of a piece, however they are printed later ([`PageMeasures::space`]). So the same hole is
//! found once, and not again on each sheet that the page lies on.

use super::measured::Measured;
use crate::diag::Diagnostic;
use crate::geom::Rect;
use crate::layout::{Hole, PageMeasures};
use crate::page::{PageFinding, Spot};
use crate::rules::Rule;

/// Share of the page from which a hole goes from edge to edge (practice).
const ACROSS: f64 = 0.8;
/// Nearer to the middle of the page than this share of it, the middle of a hole is in the middle (practice).
const MIDDLE: f64 = 0.12;

/// Share of a panel from which its hole leaves no more than a line or two (practice). A page that has so little falls
/// away; the panels of a folded sheet are there whatever is on them.
const ALL_BUT_EMPTY: f64 = 0.9;

/// What is wrong with the space of the pages of a piece; of a half of a page, where each language has one.
pub(super) fn findings(measures: &[Measured], is_folded: bool) -> Vec<PageFinding> {
    let found = measures
        .iter()
        .filter_map(|measured| finding(measured, is_folded));
    found.collect()
}

fn finding(measured: &Measured, is_folded: bool) -> Option<PageFinding> {
    let (number, measures) = (measured.page, &measured.measures);
    let all_but = is_folded
        && measures
            .large_hole()
            .is_some_and(|hole| hole.share >= ALL_BUT_EMPTY);
    let (problem, rect) = if measures.is_blank_by_mistake() || all_but {
        let what = if all_but { "all but empty" } else { "empty" };
        let problem = format!("page {} is {what}", number + 1);
        let problem = Diagnostic::error(Rule::EmptyPage, problem).hint(
            "give the page a `when` that names what it shows, or remove it; a page that is meant to be empty has air = \"100%\"",
        );
        (problem, measured.room)
    } else {
        let hole = measures.large_hole()?;
        (
            problem(number, hole, measures),
            // Measured before an edge was added that the printer does not reach.
            hole.rect.moved(measured.corner),
        )
    };
    let finding = match &measures.origin {
        Some(origin) => PageFinding::at(origin, problem),
        None => PageFinding::of_piece(problem),
    };
    Some(finding.on(Spot::Page(number, rect)))
}

fn problem(number: usize, hole: Hole, measures: &PageMeasures) -> Diagnostic {
    let percent = |share: f64| (share * 100.0).round();
    // Never the share that is allowed: 20.4 % would read as if it were.
    let share = percent(hole.share).max((measures.allowed_air() * 100.0).floor() + 1.0);
    let problem = format!(
        "page {} is empty on {share:.0} % of the space within its margins, {:.0} × {:.0} mm {}; {:.0} % may be",
        number + 1,
        hole.rect.size.width.to_mm(),
        hole.rect.size.height.to_mm(),
        place_in_words(hole.rect, measures.within),
        percent(measures.allowed_air()),
    );
    // Whole steps of five, as people write them.
    let wanted = (share / 5.0).ceil() * 5.0;
    Diagnostic::warning(Rule::LargeHole, problem).hint(format!(
        "check whether something is missing; or use larger type or a smaller paper; if the page is meant to be open there, write air = \"{wanted:.0}%\" in the page of the layout"
    ))
}

/// Where on the page a hole is.
fn place_in_words(hole: Rect, within: Rect) -> String {
    let across = hole.size.width.ratio(within.size.width) >= ACROSS;
    let down = hole.size.height.ratio(within.size.height) >= ACROSS;
    let (hole_middle, middle) = (hole.middle(), within.middle());
    let side = |off: f64, names: [&'static str; 3]| {
        let [before, middle, after] = names;
        if off < -MIDDLE {
            before
        } else if off > MIDDLE {
            after
        } else {
            middle
        }
    };
    let right = (hole_middle.x - middle.x).ratio(within.size.width);
    let lower = (hole_middle.y - middle.y).ratio(within.size.height);
    match (across, down) {
        (true, true) => "over nearly all of it".to_owned(),
        (true, false) => format!(
            "across {}",
            side(lower, ["the top", "the middle", "the foot"])
        ),
        (false, true) => format!(
            "down {}",
            side(right, ["the left side", "the middle", "the right side"])
        ),
        (false, false) => {
            let vertical = side(lower, ["upper", "", "lower"]);
            let horizontal = side(right, ["left", "", "right"]);
            match (vertical, horizontal) {
                ("", "") => "in the middle".to_owned(),
                ("upper", "") => "at the top".to_owned(),
                ("lower", "") => "at the foot".to_owned(),
                ("", horizontal) => format!("at the {horizontal}"),
                (vertical, horizontal) => format!("at the {vertical} {horizontal}"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Length;

    #[test]
    fn the_place_of_a_hole_is_said_in_words() {
        let rect = |x: f64, y: f64, width: f64, height: f64| {
            Rect::new(
                Length::mm(x),
                Length::mm(y),
                Length::mm(width),
                Length::mm(height),
            )
        };
        let within = rect(10.0, 10.0, 100.0, 200.0);
        for (hole, words) in [
            (rect(10.0, 10.0, 100.0, 190.0), "over nearly all of it"),
            (rect(10.0, 150.0, 100.0, 60.0), "across the foot"),
            (rect(10.0, 10.0, 90.0, 60.0), "across the top"),
            (rect(80.0, 10.0, 30.0, 200.0), "down the right side"),
            (rect(10.0, 110.0, 50.0, 100.0), "at the lower left"),
            (rect(40.0, 80.0, 40.0, 60.0), "in the middle"),
            (rect(70.0, 80.0, 40.0, 60.0), "at the right"),
        ] {
            assert_eq!(place_in_words(hole, within), words);
        }
    }
}

//! Checks the surroundings of every QR code on finished pages: an empty quiet zone, the address or number to
//! type, and words that say what the code does. They look at what is drawn and not at the layout, so they hold
//! for any layout.

use std::collections::BTreeSet;

use super::reporter::Reporter;
use super::units::tolerance;
use crate::diag::Diagnostic;
use crate::frame::{self, ItemKind, Origin, Segment};
use crate::geom::{Length, Point, Rect};
use crate::page::Page;
use crate::rules::Rule;

/// Reports whatever is drawn into a quiet zone (ISO/IEC 18004, 6.3.8). Only what is drawn after a code counts:
/// what was drawn before it is covered by the white ground that the code brings.
pub(super) fn check_quiet_zones(pages: &[Page], reporter: &mut Reporter<'_>) {
    for page in pages {
        // The codes drawn so far on the page, with their quiet zones.
        let mut codes: Vec<(&frame::Code, &Origin, Rect)> = Vec::new();
        let mut problems: Vec<(&Origin, Diagnostic)> = Vec::new();
        // A drawing has hundreds of paths: one finding for each pair of code and origin is enough.
        let mut reported = BTreeSet::new();
        page.frame.walk(&mut |item| {
            // Points around what the item draws.
            let (points, words): (Vec<Point>, _) = match &item.kind {
                ItemKind::Code(code) => {
                    codes.push((code, &item.origin, code.rect()));
                    return;
                }
                ItemKind::Text(run) => {
                    // Capitals reach about 0.7 of the size above the baseline (practice); descenders are too
                    // thin to disturb a reader.
                    let capitals =
                        Rect::new(Length::ZERO, run.size * -0.7, run.width, run.size * 0.7);
                    let corners = capitals.corners().map(|corner| run.point(corner));
                    (corners.to_vec(), Some(run.text.as_str()))
                }
                // One that is cut to a shape counts with its rectangle: near a code, more room is better.
                ItemKind::Image(placed) => (placed.rotation().corners(placed.clip).to_vec(), None),
                // The white ground of another code is a path too, so codes too close to each other are found
                // here.
                ItemKind::Path(path) => {
                    let points = path.segments.iter().flat_map(|segment| match *segment {
                        Segment::Move(p) | Segment::Line(p) => vec![p],
                        Segment::Curve(a, b, p) => vec![a, b, p],
                        Segment::Close => Vec::new(),
                    });
                    (points.collect(), None)
                }
                ItemKind::Group(_) | ItemKind::Link(_) => return,
            };
            for (code, origin, _) in codes
                .iter()
                .filter(|(code, _, zone)| reaches_into(&points, code, *zone))
            {
                if reported.insert((origin.key.clone(), item.origin.key.clone(), words)) {
                    problems.push((*origin, broken_zone(code, words, &item.origin)));
                }
            }
        });
        for (origin, problem) in problems {
            reporter.report(origin, problem);
        }
    }
}

/// Whether something with these points around it reaches into the zone of a code. Looked at from the code, since
/// both may be rotated: what is rotated along with the code is then upright.
fn reaches_into(points: &[Point], code: &frame::Code, zone: Rect) -> bool {
    if points.is_empty() {
        return false;
    }
    let back = code.rotation().reversed();
    let seen: Vec<Point> = points.iter().map(|point| back.point(*point)).collect();
    Rect::around(&seen).overlaps(zone, tolerance())
}

/// The finding that something is drawn into the quiet zone of a code: certain words, or something of that
/// origin.
fn broken_zone(code: &frame::Code, words: Option<&str>, what: &Origin) -> Diagnostic {
    let payload = code.payload.encoded();
    let (what, room) = match words {
        Some(words) => (format!("“{words}” (`{}`)", what.key), "widen the gap"),
        None => (format!("`{}`", what.key), "move the two apart"),
    };
    let problem = format!("{what} is printed in the quiet zone of the code `{payload}`");
    let hint = format!("{room}: phones need four empty modules around a code");
    Diagnostic::error(Rule::QuietZone, problem).hint(hint)
}

/// Letters and digits of a text, in small letters. A layout may change spaces, signs and capitals of the words.
fn letters(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Warns if nothing on a page says what its largest code does: people do not scan a code without a reason.
pub(super) fn check_asks(pages: &[Page], reporter: &mut Reporter<'_>) {
    for page in pages {
        let mut printed = String::new();
        let mut largest: Option<(&frame::Code, &frame::Origin)> = None;
        page.frame.walk(&mut |item| match &item.kind {
            ItemKind::Text(run) => printed.push_str(&letters(&run.text)),
            ItemKind::Code(code) => {
                let side = code.rect().size.width;
                if largest.is_none_or(|(known, _)| side > known.rect().size.width) {
                    largest = Some((code, &item.origin));
                }
            }
            _ => {}
        });
        let Some((code, origin)) = largest else {
            continue;
        };
        let mut words = [Some(&code.label), code.ask.as_ref()].into_iter().flatten();
        if words.any(|words| printed.contains(&letters(words))) {
            continue;
        }
        let problem = format!(
            "nothing on the page says what its largest code does; the words “{}” are missing",
            code.label
        );
        let hint = "print {action.ID.ask} or {action.ID.label} beside the code";
        reporter.report(
            origin,
            Diagnostic::warning(Rule::CodeWithoutAsk, problem).hint(hint),
        );
    }
}

/// Whether each word of a text is printed, on a page that is read from right to left or of a text that is. Where
/// directions of reading mix, runs are kept as they stand from left to right, which is not the order of their words.
fn says_each_word(printed: &str, text: &str, page_is_right_to_left: bool) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    let is_mixed = page_is_right_to_left || text.chars().any(is_right_to_left);
    is_mixed && words.all(|word| printed.contains(&word.to_lowercase()))
}

/// Whether a letter is of a script that is read from right to left (Unicode, Hebrew to Arabic Extended-A, and their
/// presentation forms).
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Reports codes whose address or number to type is not on the same page: not everyone can scan.
pub(super) fn check_words(pages: &[Page], reporter: &mut Reporter<'_>) {
    // Spaces do not count, as a long address is divided between lines.
    let spaced = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let right_to_left = reporter.plan.is_right_to_left();
    for page in pages {
        let mut printed = String::new();
        let mut codes = Vec::new();
        page.frame.walk(&mut |item| match &item.kind {
            ItemKind::Text(run) => printed.push_str(&spaced(&run.text)),
            ItemKind::Code(code) => codes.push((code, &item.origin)),
            // A group ends with a break, so that the end of one text and the beginning of another do not pass
            // for an address.
            ItemKind::Group(_) => printed.push('\n'),
            _ => {}
        });
        for (code, origin) in codes {
            if !printed.contains(&spaced(&code.short))
                && !says_each_word(&printed, &code.short, right_to_left)
            {
                let problem = format!(
                    "the code `{}` has no address or number to type beside it: `{}` is missing",
                    code.payload.encoded(),
                    code.short
                );
                let hint = "print {action.ID.short} beside it, for people who cannot scan";
                reporter.report(
                    origin,
                    Diagnostic::error(Rule::CodeWithoutWords, problem).hint(hint),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_mixed_directions_are_found_in_any_order() {
        // As the runs of a page stand: the figures before the words that they follow.
        let printed = "۲۰۲۶دسامبر۱۸جمعه۱۷:۰۰ساعت";
        assert!(says_each_word(
            printed,
            "جمعه ۱۸ دسامبر ۲۰۲۶ ساعت ۱۷:۰۰",
            false
        ));
        assert!(!says_each_word(printed, "شنبه ۱۸ دسامبر ۲۰۲۶", false));
        // From left to right, order counts.
        assert!(!says_each_word(
            "example.orgmore",
            "more example.org",
            false
        ));
        // The parts of a payment in Latin letters stand in another order on an Arabic page.
        let payment = "Neighbours · DE02 1203 · For the stove";
        let reordered = "forthestove·de021203·neighbours";
        assert!(says_each_word(reordered, payment, true));
        assert!(!says_each_word("de021203·neighbours", payment, true));
    }
}

//! What every code on a finished page needs around it: an empty quiet zone, and words for those who do not scan.

use std::collections::BTreeSet;

use super::reporter::Reporter;
use super::units::tolerance;
use crate::diag::Diagnostic;
use crate::frame::{self, ItemKind, Origin};
use crate::geom::{Length, Rect};
use crate::page::Page;

/// Nothing may be drawn in a quiet zone: it is part of the symbol. What was drawn before a code lies under
/// the white ground that the code brings, and is not seen there.
pub(super) fn check_quiet_zones(pages: &[Page], reporter: &mut Reporter<'_>) {
    for page in pages {
        // The codes so far, each with its place and its zone.
        let mut codes: Vec<(&frame::Code, &Origin, Rect)> = Vec::new();
        let mut problems: Vec<(&Origin, Diagnostic)> = Vec::new();
        // A drawing has many lines.
        let mut told = BTreeSet::new();
        page.frame.walk(&mut |item| {
            let (rect, words) = match &item.kind {
                ItemKind::Code(code) => {
                    codes.push((code, &item.origin, code.rect()));
                    return;
                }
                ItemKind::Text(run) => {
                    let capitals =
                        Rect::new(Length::ZERO, run.size * -0.7, run.width, run.size * 0.7);
                    (run.placed(capitals), Some(run.text.as_str()))
                }
                ItemKind::Image(placed) => (placed.clip, None),
                // The white ground of another code is one of these.
                ItemKind::Path(path) => match path.bounds() {
                    Some(bounds) => (bounds, None),
                    None => return,
                },
                ItemKind::Group(_) | ItemKind::Link(_) => return,
            };
            for (code, origin, _) in codes
                .iter()
                .filter(|(.., zone)| rect.overlaps(*zone, tolerance()))
            {
                if told.insert((origin.key.clone(), item.origin.key.clone(), words)) {
                    problems.push((*origin, broken_zone(code, words, &item.origin)));
                }
            }
        });
        for (origin, problem) in problems {
            reporter.report(origin, problem);
        }
    }
}

/// What is wrong where something is drawn into the quiet zone of a code: words, or what has that origin.
fn broken_zone(code: &frame::Code, words: Option<&str>, what: &Origin) -> Diagnostic {
    let payload = code.payload.encoded();
    let (what, room) = match words {
        Some(words) => (format!("“{words}” (`{}`)", what.key), "make the gap wider"),
        None => (format!("`{}`", what.key), "give both more room"),
    };
    let problem = format!("{what} is printed in the quiet zone of the code `{payload}`");
    let hint = format!("{room}: readers need four empty modules around a code");
    Diagnostic::error("quiet-zone", problem).hint(hint)
}

/// Words without their spaces, signs and capitals, which a layout may change.
fn letters(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The largest code of a page says what it does: a passer-by scans no code that does not.
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
            "nothing on the page says what its largest code does: “{}” is missing",
            code.label
        );
        let hint = "print {action.ID.ask} or {action.ID.label} beside it";
        reporter.report(
            origin,
            Diagnostic::warning("code-without-ask", problem).hint(hint),
        );
    }
}

/// Every code needs the address or number that a person can type on its own page.
pub(super) fn check_words(pages: &[Page], reporter: &mut Reporter<'_>) {
    // Without spaces: an address may be divided between lines.
    let spaced = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect()
    };
    for page in pages {
        let mut printed = String::new();
        let mut codes = Vec::new();
        page.frame.walk(&mut |item| match &item.kind {
            ItemKind::Text(run) => printed.push_str(&spaced(&run.text)),
            ItemKind::Code(code) => codes.push((code, &item.origin)),
            ItemKind::Group(_) => printed.push('\n'),
            _ => {}
        });
        for (code, origin) in codes {
            if !printed.contains(&spaced(&code.short)) {
                let problem = format!(
                    "the code `{}` stands without `{}` in print",
                    code.payload.encoded(),
                    code.short
                );
                let hint = "print {action.ID.short} beside it: not everyone can scan";
                reporter.report(
                    origin,
                    Diagnostic::error("code-without-words", problem).hint(hint),
                );
            }
        }
    }
}

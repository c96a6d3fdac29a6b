//! Codes: how large they are, and that none stands without words.

use std::sync::Arc;

use super::Reporter;
use crate::diag::Diagnostic;
use crate::frame::{self, ItemKind};
use crate::geom::{Length, Point};
use crate::page::Page;
use crate::qr;
use crate::template::plan::Code;

/// The smallest side, quiet zone included, at which the code is read from its distance.
pub(super) fn least(code: &Code) -> Length {
    module_at_least(code) * code.symbol.side_with_quiet_zone() as f64
}

fn module_at_least(code: &Code) -> Length {
    (code.distance / qr::LONGEST_RATIO).max(qr::smallest_module())
}

/// The side that is asked for: what the layout says, else what is comfortable from its distance.
pub(super) fn wanted(code: &Code) -> Length {
    let comfortable = (code.distance / qr::COMFORTABLE_RATIO).max(qr::smallest_module());
    code.size.unwrap_or(comfortable * code.symbol.side_with_quiet_zone() as f64)
}

/// The code in a box of that width, with its upper left corner at `at`. An error where the box is
/// too narrow for it.
pub(super) fn place(code: &Code, at: Point, width: Length, reporter: &mut Reporter<'_>) -> frame::Code {
    let modules = code.symbol.side_with_quiet_zone() as f64;
    let side = wanted(code).min(width);
    let least = least(code);
    if side + super::tree::tolerance() < least {
        let problem = format!(
            "the code `{}` has room for {side}, but takes {least} to be read from {} m ({modules} modules with the quiet zone)",
            code.payload.encoded(),
            code.distance.to_mm() / 1000.0,
        );
        let hint = "make its column wider, its `distance` shorter, or the address shorter";
        reporter.report(&code.origin, Diagnostic::error("code-too-small", problem).hint(hint));
    }
    frame::Code {
        at,
        module: side / modules,
        symbol: Arc::clone(&code.symbol),
        payload: code.payload.clone(),
        label: code.label.clone(),
        short: code.short.clone(),
    }
}

/// Every code needs the address or number that a person can type on its own page.
pub(super) fn check_words(pages: &[Page], reporter: &mut Reporter<'_>) {
    let spaced = |text: &str| text.replace('\u{a0}', " ").to_lowercase();
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
                let problem = format!("the code `{}` stands without `{}` in print", code.payload.encoded(), code.short);
                let hint = "print {action.ID.short} beside it: not everyone can scan";
                reporter.report(origin, Diagnostic::error("code-without-words", problem).hint(hint));
            }
        }
    }
}

//! Warns of addresses that had to be divided where they should stay whole.

use super::reporter::Reporter;
use super::set_text::SetText;
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::rules::Rule;
use crate::typeset::Broken;

/// Warns of the first address of a paragraph that is divided within its host, or between two letters.
pub(super) fn report_divided_address(
    (text, broken): (&SetText<'_>, &Broken),
    origin: &Origin,
    reporter: &mut Reporter<'_>,
) {
    let Some(divided) = text.paragraph.divided_address(broken) else {
        return;
    };
    let (before, after) = (&divided.before, &divided.after);
    // What people type beside a code may come from several keys of its action.
    let (key, is_action) = match origin.key.strip_suffix(".short") {
        Some(action) => (action, true),
        None => (&*origin.key, false),
    };
    let problem = format!(
        "the address “{before}{after}” of `{key}` is wider than its column, so a line ends within it, after “{before}”"
    );
    let hint = if is_action {
        "give it a `short` that people can type and that leads to the same page, or choose a larger paper"
    } else {
        "use a shorter address that leads to the same page, or choose a larger paper"
    };
    let problem = Diagnostic::warning(Rule::DividedAddress, problem).hint(hint);
    reporter.report(origin, problem);
}

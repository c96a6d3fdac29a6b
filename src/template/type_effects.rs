//! Letters as lines (`outline`) and a large first letter (`drop_cap`), as far as they make sense in their style.

use super::report::Report;
use super::schema::Style;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::rules::Rule;
use crate::text::{Align, Sizing};

/// Numbers of lines that a first letter may be high (practice: one line is no drop cap, and above nine it is a picture of
/// a letter).
const DROP_CAP: std::ops::RangeInclusive<u32> = 2..=9;

/// Heaviest outline, as a share of the size (practice: half of it reaches into the letter, and the holes of `e` and `a`
/// are a tenth of the size wide in most text faces).
const HEAVIEST_OUTLINE: f64 = 0.1;

/// The weight of the outline of a style, on the paper of the design; `None` for letters that are filled. A weight of
/// zero takes away what a style has from the one that it is `like`.
pub(super) fn outline_of((name, style): (&str, &Style), report: &mut Report<'_>) -> Option<Length> {
    let weight = style.outline.filter(|weight| *weight != Length::ZERO)?;
    let key = format!("styles.{name}.outline");
    let (Sizing::Fixed(size) | Sizing::Fit(size, _) | Sizing::Fill(size, _)) =
        style.size.unwrap_or(Sizing::Fixed(Length::pt(10.0)));
    let most = size * HEAVIEST_OUTLINE;
    if weight < Length::ZERO || weight > most {
        let problem = format!(
            "an outline of {:.1} pt closes the letters of the style `{name}`, which may be as small as {:.0} pt",
            weight.to_pt(),
            size.to_pt()
        );
        let problem = Diagnostic::error(Rule::BadValue, problem);
        let hint = format!(
            "write at most \"{:.1}pt\", a tenth of the size, or a larger `size`",
            (most.to_pt() * 10.0).floor() / 10.0
        );
        report.add_at_layout(&key, problem.hint(hint));
        return None;
    }
    Some(weight)
}

/// The number of lines beside the first letter of a style; 0 for none.
pub(super) fn drop_cap_of((name, style): (&str, &Style), report: &mut Report<'_>) -> u32 {
    let Some(lines) = style.drop_cap else {
        return 0;
    };
    let key = format!("styles.{name}.drop_cap");
    if !DROP_CAP.contains(&lines) {
        let problem = format!("`drop_cap` is a number of lines from 2 to 9, not {lines}");
        let problem = Diagnostic::error(Rule::BadValue, problem);
        let hint = "write drop_cap = 3, or remove the key for a first letter like all others";
        report.add_at_layout(&key, problem.hint(hint));
        return 0;
    }
    let why = if let Some(Sizing::Fill(..)) = style.size {
        "with `fill`, each line has a size of its own"
    } else if !matches!(style.align, None | Some(Align::Start)) {
        "its lines do not begin at the first letter"
    } else {
        return lines;
    };
    let problem = format!("`drop_cap` does nothing in the style `{name}`: {why}");
    let problem = Diagnostic::error(Rule::IdleKey, problem);
    let hint = "write align = \"start\" and a fixed or fitted size, or remove `drop_cap`";
    report.add_at_layout(&key, problem.hint(hint));
    0
}

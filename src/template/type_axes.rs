//! The axes of variable fonts that a style sets, such as `axes = { wght = 650 }`.
//!
//! A value for an axis that no font of the style has would do nothing in silence, and a value beyond the ends of an axis
//! is cut to its end by every shaper; warnings say so, with the axes that there are.

use std::collections::BTreeMap;

use super::report::Report;
use super::schema::Style;
use crate::diag::Diagnostic;
use crate::rules::Rule;
use crate::typeset::{Cut, FontBook};

/// The axes that a style sets, for the fonts of a book that it is set in, by their tags.
pub(super) fn axes_of(
    (name, style): (&str, &Style),
    (book, cut): (&FontBook, Cut<'_>),
    report: &mut Report<'_>,
) -> Vec<([u8; 4], f32)> {
    let mut axes = Vec::new();
    let Some(written) = style.axes.as_ref().filter(|axes| !axes.is_empty()) else {
        return axes;
    };
    let known = book.axes(cut);
    for (tag, value) in written {
        let key = format!("styles.{name}.axes.{tag}");
        let read: Result<[u8; 4], _> = tag.as_bytes().try_into();
        let Some(read) = read
            .ok()
            .filter(|tag| tag.iter().all(u8::is_ascii_alphanumeric))
        else {
            let problem = format!("`{tag}` is not an axis of a font");
            let problem = Diagnostic::error(Rule::BadValue, problem);
            let hint = "write a tag of four letters or digits: `wght` (weight), `wdth` (width), `opsz`, `slnt`, or one of the font’s own";
            report.add_at_layout(&key, problem.hint(hint));
            continue;
        };
        if !value.is_finite() {
            let problem = format!("the value of the axis `{tag}` is not a number");
            report.add_at_layout(&key, Diagnostic::error(Rule::BadValue, problem));
            continue;
        }
        axes.push((read, *value as f32));
        if cut.families.is_empty() {
            continue;
        }
        match known.get(tag) {
            None => {
                let problem = format!(
                    "no font of the style `{name}` has the axis `{tag}`: {}",
                    cut.in_words()
                );
                let problem = Diagnostic::warning(Rule::FontLacks, problem);
                report.add_at_layout(&key, problem.hint(there_are(&known)));
            }
            Some((low, high)) if !(f64::from(*low)..=f64::from(*high)).contains(value) => {
                let problem = format!("the axis `{tag}` of the style `{name}` has no {value}");
                let problem = Diagnostic::warning(Rule::FontLacks, problem);
                report.add_at_layout(&key, problem.hint(format!("use {low} to {high}")));
            }
            Some(_) => {}
        }
    }
    axes
}

/// The axes that there are, as a way out.
fn there_are(known: &BTreeMap<String, (f32, f32)>) -> String {
    if known.is_empty() {
        return "these fonts have no axes; use `weight` and `stretch`, or put a variable font into `fonts/` beside the content file".to_owned();
    }
    let axis = |(tag, (low, high)): (&String, &(f32, f32))| format!("{tag} ({low} to {high})");
    let axes: Vec<String> = known.iter().map(axis).collect();
    format!("these fonts have {}", axes.join(", "))
}

//! The styles of a layout: completed by the style that they are `like`, and scaled to the paper.
//!
//! In go `[styles]`, `[fonts]` and the font families that were loaded; out come finished styles by name.
//! Numbers outside the range of sensible type are reported here, at the key of the layout, since later stages
//! only see lengths. The colour `ink` stays open until a style is asked for, as it depends on the ground.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::palette::{INK, Palette};
use super::report::Report;
use super::schema::{self, Merge, When};
use super::{type_axes, type_effects, type_features, values};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::rules::Rule;
use crate::text::{Sizing, TextStyle};
use crate::typeset::{Cut, FontBook};

/// Smallest type in print (practice). Scaling to a smaller paper stops there.
fn smallest_type() -> Length {
    Length::pt(6.5)
}

/// Highest priority of fitted type. Each that a page uses costs a search for its size.
const MOST_PRIORITY: u32 = 9;

/// Smallest type that is light on a dark ground (practice): ink spreads into its strokes.
fn smallest_reversed_type() -> Length {
    Length::pt(7.0)
}

/// The styles of a layout, by name.
pub(super) struct Styles {
    by_name: BTreeMap<String, Arc<TextStyle>>,
}

impl Styles {
    /// Reads the styles of a layout, for the fonts of a book. Lengths are multiplied by `scale`,
    /// and `holds` tells which variants hold.
    pub(super) fn read(
        file: &schema::File,
        book: &FontBook,
        (scale, holds): (f64, &dyn Fn(&When) -> bool),
        palette: &mut Palette<'_>,
        report: &mut Report<'_>,
    ) -> Self {
        let fonts = file.fonts.clone().unwrap_or_default();
        report_unknown_families(&fonts, book.families(), report);
        let written: BTreeMap<String, schema::Style> = file
            .styles
            .iter()
            .flatten()
            .map(|(name, style)| (name.clone(), with_variants(style, holds)))
            .collect();
        let mut styles = Self {
            by_name: BTreeMap::new(),
        };
        for (name, own) in &written {
            let raw = complete_style(name, &written, report);
            let key = |part: &str| format!("styles.{name}.{part}");
            let color = raw.color.as_deref().unwrap_or(INK);
            let in_ink = color == INK;
            // A wrong colour is reported for the style that gives it, not again for each style that is like it.
            let color = if own.color.is_some() {
                palette.color(&key("color"), color, report)
            } else {
                report.mute(|report| palette.color(&key("color"), color, report))
            };
            report_bad_numbers(name, &raw, report);
            let scaled = |length: Option<Length>| length.unwrap_or(Length::ZERO) * scale;
            let plain = TextStyle::plain(name);
            let role = raw.family.as_deref().unwrap_or("text");
            let families = families_of(&key("family"), role, &fonts, report);
            let cut = Cut {
                families: &families,
                weight: raw.weight.unwrap_or(plain.weight),
                stretch: width_of(raw.stretch),
                italic: raw.italic.unwrap_or(plain.italic),
            };
            // What a style takes from another is reported there, unless it is set in other fonts.
            let own_fonts = own.family.is_some()
                || own.weight.is_some()
                || own.stretch.is_some()
                || own.italic.is_some();
            let features = if own.asks_for_features() || own_fonts {
                type_features::features_of((name, &raw), (book, cut), report)
            } else {
                report.mute(|report| type_features::features_of((name, &raw), (book, cut), report))
            };
            let axes = if own.axes.is_some() || own_fonts {
                type_axes::axes_of((name, &raw), (book, cut), report)
            } else {
                report.mute(|report| type_axes::axes_of((name, &raw), (book, cut), report))
            };
            let style = TextStyle {
                families: cut.families.to_vec(),
                axes,
                fit_group: if own.fit_group.is_some() {
                    fit_group_of(name, &raw, report)
                } else {
                    // What a style takes from another does nothing where its own size is fixed.
                    report.mute(|report| fit_group_of(name, &raw, report))
                },
                priority: raw.priority.unwrap_or(plain.priority),
                features,
                weight: cut.weight,
                stretch: cut.stretch,
                italic: cut.italic,
                size: scaled_size(raw.size.unwrap_or(plain.size), scale),
                leading: raw.leading.unwrap_or(plain.leading),
                color,
                in_ink,
                tracking: raw.tracking.unwrap_or(plain.tracking),
                upper: raw.case == Some(values::Case::Upper),
                align: raw.align.unwrap_or(plain.align),
                hyphenate: raw.hyphenate.unwrap_or(plain.hyphenate),
                balance: raw.balance.unwrap_or(plain.balance),
                hang: raw.hang.unwrap_or(plain.hang),
                outline: type_effects::outline_of((name, &raw), report).map(|it| it * scale),
                strip: raw
                    .strip
                    .as_deref()
                    .map(|strip| palette.color(&key("strip"), strip, report)),
                hero_families: raw.hero.as_deref().map_or_else(Vec::new, |role| {
                    families_of(&key("hero"), role, &fonts, report)
                }),
                drop_cap: type_effects::drop_cap_of((name, &raw), report),
                before: scaled(raw.before),
                after: scaled(raw.after),
                indent: scaled(raw.indent),
                ..plain
            };
            styles.by_name.insert(name.clone(), Arc::new(style));
        }
        styles
    }

    /// Reports a name that no style has.
    pub(super) fn report_if_unknown(&self, key: &str, name: &str, report: &mut Report<'_>) {
        if self.by_name.contains_key(name) {
            return;
        }
        let problem = Diagnostic::error(Rule::UnknownStyle, unknown_style(name));
        let names = self.by_name.keys().map(String::as_str);
        report.add_at_layout(key, problem.suggest(name, names));
    }

    /// The style of that name, in the colours of the current ground: `ink` is what the ground makes of the
    /// colour `ink`. An unknown style is reported, and a plain one stands in for it.
    pub(super) fn get(
        &self,
        key: &str,
        name: &str,
        ink: Option<Color>,
        report: &mut Report<'_>,
    ) -> Arc<TextStyle> {
        let Some(style) = self.by_name.get(name) else {
            self.report_if_unknown(key, name, report);
            return Arc::new(TextStyle::plain(name));
        };
        let Some(color) = ink.filter(|_| style.in_ink) else {
            return style.clone();
        };
        // Words lighter than the style's own colour are reversed out of a dark ground, and need a larger size.
        let reversed = color.luminance() > style.color.luminance();
        Arc::new(TextStyle {
            color,
            size: if reversed {
                at_least(smallest_reversed_type(), style.size)
            } else {
                style.size
            },
            ..TextStyle::clone(style)
        })
    }
}

/// The message for a name that no style has.
pub(super) fn unknown_style(name: &str) -> String {
    format!("there is no style `{name}`")
}

/// A style with the keys of those of its variants that hold. Of two that hold, the later one decides.
fn with_variants(style: &schema::Style, holds: &dyn Fn(&When) -> bool) -> schema::Style {
    let mut style = style.clone();
    let variants = style.variant.take().unwrap_or_default();
    for variant in variants {
        if holds(&variant.when) {
            style = variant.style.over(style);
        }
    }
    style
}

/// Reports the font families of the layout that were not loaded.
fn report_unknown_families(
    fonts: &BTreeMap<String, Vec<String>>,
    families: &[String],
    report: &mut Report<'_>,
) {
    for (role, list) in fonts {
        for family in list.iter().filter(|family| !families.contains(family)) {
            let problem = Diagnostic::error(
                Rule::UnknownFont,
                format!("there is no font family `{family}`"),
            );
            let problem = problem.suggest(family, families.iter().map(String::as_str));
            report.add_at_layout(&format!("fonts.{role}"), problem);
        }
    }
}

/// The families of a role. An unknown role is reported at the key that asks for it.
fn families_of(
    key: &str,
    role: &str,
    fonts: &BTreeMap<String, Vec<String>>,
    report: &mut Report<'_>,
) -> Vec<String> {
    fonts.get(role).cloned().unwrap_or_else(|| {
        let problem = Diagnostic::error(Rule::UnknownFont, format!("`[fonts]` has no `{role}`"));
        let problem = problem.suggest(role, fonts.keys().map(String::as_str));
        report.add_at_layout(key, problem);
        Vec::new()
    })
}

/// The width of letters as a share of the normal width: the width classes of OpenType (`OS/2`, usWidthClass 2, 3 and 5).
fn width_of(stretch: Option<values::Stretch>) -> f32 {
    match stretch {
        Some(values::Stretch::ExtraCondensed) => 0.625,
        Some(values::Stretch::Condensed) => 0.75,
        Some(values::Stretch::Normal) | None => 1.0,
    }
}

/// The fit group of a style. Only fitted type can get smaller with others: a group is reported where it does nothing.
fn fit_group_of(name: &str, style: &schema::Style, report: &mut Report<'_>) -> Option<Arc<str>> {
    let group = style.fit_group.as_deref()?;
    let why = match style.size {
        Some(Sizing::Fit(..)) => return Some(group.into()),
        Some(Sizing::Fill(..)) => "with `fill`, each line has a size of its own",
        _ => "the size of the style is fixed",
    };
    let problem = format!("`fit_group` does nothing in the style `{name}`: {why}");
    let problem = Diagnostic::error(Rule::IdleKey, problem);
    let hint = "write a size such as \"fit 9pt..14pt\", or remove `fit_group`";
    report.add_at_layout(&format!("styles.{name}.fit_group"), problem.hint(hint));
    None
}

/// Reports numbers of a style that would make type unreadable or lines overlap (ranges from practice).
fn report_bad_numbers(name: &str, style: &schema::Style, report: &mut Report<'_>) {
    let within = |value: Option<f64>, low: f64, high: f64| {
        value.is_none_or(|value| (low..=high).contains(&value))
    };
    let rules = [
        (
            "weight",
            within(style.weight.map(f64::from), 100.0, 900.0),
            "`weight` must be a number from 100 (thin) to 900 (black)",
        ),
        (
            "leading",
            within(style.leading, 0.5, 4.0),
            "`leading` must be a multiple of the size, from 0.5 to 4",
        ),
        (
            "priority",
            style
                .priority
                .is_none_or(|priority| priority <= MOST_PRIORITY),
            "`priority` is a whole number from 0 to 9: type of the lowest gets smaller first",
        ),
        (
            "tracking",
            within(style.tracking, -0.2, 1.0),
            "`tracking` must be a share of the size, from -0.2 to 1",
        ),
    ];
    for (part, _, message) in rules.into_iter().filter(|(_, holds, _)| !holds) {
        let key = format!("styles.{name}.{part}");
        report.add_at_layout(&key, Diagnostic::error(Rule::BadValue, message));
    }
}

/// A style, completed by the one that it is `like`, and by the one that this is `like`, and so on. A circle and
/// an unknown name are reported and end the chain.
fn complete_style(
    name: &str,
    written: &BTreeMap<String, schema::Style>,
    report: &mut Report<'_>,
) -> schema::Style {
    let mut style = written.get(name).cloned().unwrap_or_default();
    let mut passed = vec![name.to_owned()];
    while let Some(like) = passed
        .last()
        .and_then(|last| written.get(last))
        .and_then(|last| last.like.clone())
    {
        let key = format!("styles.{}.like", passed.last().map_or(name, String::as_str));
        if passed.contains(&like) {
            let problem =
                format!("the styles refer to each other in a circle, with `like`, at `{like}`");
            report.add_at_layout(&key, Diagnostic::error(Rule::ExtendsCircle, problem));
            break;
        }
        let Some(base) = written.get(&like) else {
            let problem = Diagnostic::error(Rule::UnknownStyle, unknown_style(&like));
            let names = written.keys().map(String::as_str);
            report.add_at_layout(&key, problem.suggest(&like, names));
            break;
        };
        style = style.over(base.clone());
        passed.push(like);
    }
    style
}

/// A size on this paper. Scaling down stops at the smallest readable type; a size that is smaller in the design
/// already is the designer's decision and stays.
fn scaled_size(size: Sizing, scale: f64) -> Sizing {
    let scaled = |length: Length| (length * scale).max(length.min(smallest_type()));
    match size {
        Sizing::Fixed(size) => Sizing::Fixed(scaled(size)),
        Sizing::Fit(low, high) => Sizing::Fit(scaled(low), scaled(high)),
        Sizing::Fill(low, high) => Sizing::Fill(scaled(low), scaled(high)),
    }
}

fn at_least(least: Length, size: Sizing) -> Sizing {
    // Both bounds move, so that the lower one never gets above the upper one.
    match size {
        Sizing::Fixed(size) => Sizing::Fixed(size.max(least)),
        Sizing::Fit(low, high) => Sizing::Fit(low.max(least), high.max(least)),
        Sizing::Fill(low, high) => Sizing::Fill(low.max(least), high.max(least)),
    }
}

//! Styles and colours of a template, scaled to the paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::palette::INK;
use super::resolve::Resolver;
use super::schema::{self, Merge};
use super::values;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::text::{Align, Sizing, TextStyle};

/// Smallest type in print (practice).
fn smallest_type() -> Length {
    Length::pt(6.5)
}

/// Smallest type that is light on a dark ground, into which ink runs (practice).
fn smallest_reversed_type() -> Length {
    Length::pt(7.0)
}

impl Resolver<'_> {
    /// The style of that name.
    pub(super) fn style(&mut self, key: &str, name: Option<&str>) -> Arc<TextStyle> {
        let name = name.unwrap_or("text");
        if let Some(style) = self.styles.get(name) {
            // On a ground with an ink of its own.
            if let Some(color) = self.inked.filter(|_| self.ink_styles.contains(name)) {
                let reversed = color.luminance() > style.color.luminance();
                return Arc::new(TextStyle {
                    color,
                    size: if reversed {
                        at_least(smallest_reversed_type(), style.size)
                    } else {
                        style.size
                    },
                    ..TextStyle::clone(style)
                });
            }
            return style.clone();
        }
        let names: Vec<String> = self.styles.keys().cloned().collect();
        let problem = Diagnostic::error("unknown-style", format!("there is no style `{name}`"));
        self.report(key, problem.suggest(name, names.iter().map(String::as_str)));
        Arc::new(plain_style(name))
    }

    pub(super) fn read_styles(&mut self, families: &[String]) {
        let fonts = self.template.file.fonts.clone().unwrap_or_default();
        for (role, list) in &fonts {
            for family in list.iter().filter(|family| !families.contains(family)) {
                let problem = Diagnostic::error(
                    "unknown-font",
                    format!("there is no font family `{family}`"),
                );
                let problem = problem.suggest(family, families.iter().map(String::as_str));
                self.report(&format!("fonts.{role}"), problem);
            }
        }
        let written = self.template.file.styles.clone().unwrap_or_default();
        for name in written.keys() {
            let raw = self.inherited(name, &written);
            let key = |part: &str| format!("styles.{name}.{part}");
            let role = raw.family.as_deref().unwrap_or("text");
            let list = fonts.get(role).cloned().unwrap_or_else(|| {
                let known = fonts.keys().map(String::as_str);
                let problem =
                    Diagnostic::error("unknown-font", format!("`[fonts]` has no `{role}`"))
                        .suggest(role, known);
                self.report(&key("family"), problem);
                Vec::new()
            });
            let color = raw.color.as_deref().unwrap_or(INK);
            if color == INK {
                self.ink_styles.insert(name.clone());
            }
            let mut found = Color::BLACK;
            // A slip in a style that others are like is told once.
            if written.get(name).is_some_and(|own| own.color.is_some()) {
                found = self.color(&key("color"), color);
            } else {
                self.silent(|resolver| found = resolver.color(&key("color"), color));
            }
            let color = found;
            let weight = raw.weight.unwrap_or(400);
            let leading = raw.leading.unwrap_or(1.3);
            let tracking = raw.tracking.unwrap_or(0.0);
            let wanted = [
                (
                    "weight",
                    (100..=900).contains(&weight),
                    "a weight is 100 (thin) to 900 (black)",
                ),
                (
                    "leading",
                    (0.5..=4.0).contains(&leading),
                    "leading is a multiple of the size: 0.5 to 4",
                ),
                (
                    "tracking",
                    (-0.2..=1.0).contains(&tracking),
                    "tracking is a share of the size: -0.2 to 1",
                ),
            ];
            for (part, _, message) in wanted.into_iter().filter(|(_, holds, _)| !holds) {
                self.report(&key(part), Diagnostic::error("bad-value", message));
            }
            let scaled = |length: Option<Length>| length.unwrap_or(Length::ZERO) * self.scale;
            let style = TextStyle {
                families: list,
                weight,
                stretch: match raw.stretch {
                    Some(values::Stretch::ExtraCondensed) => 0.625,
                    Some(values::Stretch::Condensed) => 0.75,
                    Some(values::Stretch::Normal) | None => 1.0,
                },
                italic: raw.italic.unwrap_or(false),
                size: self.sizing(raw.size.unwrap_or(Sizing::Fixed(Length::pt(10.0)))),
                leading,
                color,
                tracking,
                upper: raw.case == Some(values::Case::Upper),
                align: raw.align.unwrap_or(Align::Start),
                hyphenate: raw.hyphenate.unwrap_or(false),
                balance: raw.balance.unwrap_or(false),
                before: scaled(raw.before),
                after: scaled(raw.after),
                indent: scaled(raw.indent),
                name: name.clone(),
            };
            self.styles.insert(name.clone(), Arc::new(style));
        }
    }

    /// A style, completed by those that it is `like`.
    fn inherited(
        &mut self,
        name: &str,
        written: &BTreeMap<String, schema::Style>,
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
                let problem = format!("the styles are like each other in a circle at `{like}`");
                self.report(&key, Diagnostic::error("extends-circle", problem));
                break;
            }
            match written.get(&like) {
                Some(base) => style = style.over(base.clone()),
                None => {
                    let problem =
                        Diagnostic::error("unknown-style", format!("there is no style `{like}`"));
                    self.report(
                        &key,
                        problem.suggest(&like, written.keys().map(String::as_str)),
                    );
                    break;
                }
            }
            passed.push(like);
        }
        style
    }

    /// A size on this paper. Small type stays readable where the paper is smaller than the design.
    fn sizing(&self, size: Sizing) -> Sizing {
        let scaled = |length: Length| (length * self.scale).max(length.min(smallest_type()));
        match size {
            Sizing::Fixed(size) => Sizing::Fixed(scaled(size)),
            Sizing::Fit(low, high) => Sizing::Fit(scaled(low), scaled(high)),
            Sizing::Fill(low, high) => Sizing::Fill(scaled(low), scaled(high)),
        }
    }
}

fn at_least(least: Length, size: Sizing) -> Sizing {
    match size {
        Sizing::Fixed(size) => Sizing::Fixed(size.max(least)),
        Sizing::Fit(low, high) => Sizing::Fit(low.max(least), high.max(least)),
        Sizing::Fill(low, high) => Sizing::Fill(low.max(least), high.max(least)),
    }
}

fn plain_style(name: &str) -> TextStyle {
    TextStyle {
        name: name.to_owned(),
        families: Vec::new(),
        weight: 400,
        stretch: 1.0,
        italic: false,
        size: Sizing::Fixed(Length::pt(10.0)),
        leading: 1.3,
        color: Color::BLACK,
        tracking: 0.0,
        upper: false,
        align: Align::Start,
        hyphenate: false,
        balance: false,
        before: Length::ZERO,
        after: Length::ZERO,
        indent: Length::ZERO,
    }
}

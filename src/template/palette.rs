//! The colours of a layout by name, and which of them and of their inks a piece uses.

use std::collections::BTreeMap;

use super::report::Report;
use super::schema;
use super::swatch::Swatch;
use crate::color::{Color, Ink, InkId, Tint};
use crate::diag::Diagnostic;

/// The colour of words and lines. Each ground may have one of its own.
pub(super) const INK: &str = "ink";

/// The `[palette]` of a layout in use.
pub(super) struct Palette<'a> {
    swatches: Option<&'a BTreeMap<String, Swatch>>,
    /// How inks look: `[inks]` of the layout.
    looks: Option<&'a BTreeMap<String, Color>>,
    /// The colours asked for so far.
    pub(super) used: Vec<Color>,
    /// The inks that the colours asked for are printed with.
    pub(super) inks: Vec<Ink>,
    /// What `ink` is on the ground in hand, if the ground has one of its own.
    pub(super) ink_of_ground: Option<Color>,
}

impl<'a> Palette<'a> {
    /// The palette of a layout, of which nothing is used yet.
    pub(super) fn of(file: &'a schema::File) -> Self {
        Self {
            swatches: file.palette.as_ref(),
            looks: file.inks.as_ref(),
            used: Vec::new(),
            inks: Vec::new(),
            ink_of_ground: None,
        }
    }

    /// A colour of the palette, `black` or `white`, or a colour written out. `key` is the one that names it.
    pub(super) fn color(&mut self, key: &str, name: &str, report: &mut Report<'_>) -> Color {
        if let (INK, Some(own)) = (name, self.ink_of_ground) {
            return own;
        }
        if let Some(swatch) = self.swatches.and_then(|swatches| swatches.get(name)) {
            let color = self.mix(&format!("palette.{name}"), swatch, report);
            if !self.used.contains(&color) {
                self.used.push(color);
            }
            return color;
        }
        if let Ok(color) = name.parse() {
            return color;
        }
        if name == INK {
            return Color::BLACK;
        }
        let problem = Diagnostic::error(
            "unknown-color",
            format!("the palette has no colour `{name}`"),
        );
        let names = self.swatches.into_iter().flat_map(BTreeMap::keys);
        report.add_at_layout(key, problem.suggest(name, names.map(String::as_str)));
        Color::BLACK
    }

    /// A swatch with the number of its ink. The inks are numbered in the order in which colours ask for them.
    fn mix(&mut self, key: &str, swatch: &Swatch, report: &mut Report<'_>) -> Color {
        let Some((name, share)) = &swatch.spot else {
            return swatch.color;
        };
        let known = self.inks.iter().position(|ink| ink.name == *name);
        let place = known.unwrap_or(self.inks.len());
        let Ok(place) = u8::try_from(place) else {
            let problem = "the palette names more inks than any printer holds";
            report.add_at_layout(key, Diagnostic::error("bad-value", problem));
            return swatch.color;
        };
        let look = self.looks.and_then(|looks| looks.get(name)).copied();
        match known.and_then(|known| self.inks.get_mut(known)) {
            None => self.inks.push(Ink {
                name: name.clone(),
                color: look.unwrap_or(swatch.color),
            }),
            // An ink looks like the colour that is printed with all of it.
            Some(ink) if *share == 1000 && look.is_none() => ink.color = swatch.color,
            Some(_) => {}
        }
        Color {
            spot: Some(Tint {
                ink: InkId(place),
                share: *share,
            }),
            ..swatch.color
        }
    }
}

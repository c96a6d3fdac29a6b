//! The colours of a layout by name, and the list of those colours and inks that a piece uses.
//!
//! Colours are looked up while areas are filled, and each look-up is noted: an unused colour of a palette must
//! not load a spot ink into the printer, nor appear among the colours of the piece.

use std::collections::BTreeMap;

use super::report::Report;
use super::schema;
use super::swatch::Swatch;
use crate::color::{Color, Ink, InkId, Tint};
use crate::diag::Diagnostic;
use crate::route::RouteKind;
use crate::rules::Rule;

/// Name of the default colour of words and lines. Each ground may replace it: white on a dark band.
pub(super) const INK: &str = "ink";

/// The `[palette]` of a layout, and what was taken from it so far.
pub(super) struct Palette<'a> {
    swatches: Option<&'a BTreeMap<String, Swatch>>,
    /// Colours that take the place of these on the route.
    of_route: Option<&'a BTreeMap<String, Swatch>>,
    route: RouteKind,
    /// How inks look: `[inks]` of the layout.
    looks: Option<&'a BTreeMap<String, Color>>,
    /// The colours asked for so far.
    pub(super) used: Vec<Color>,
    /// The inks that the colours asked for are printed with.
    pub(super) inks: Vec<Ink>,
    /// The colour that `ink` is on the current ground; `None` for that of the palette.
    pub(super) ink_of_ground: Option<Color>,
}

impl<'a> Palette<'a> {
    /// The palette of a layout on a route, before any colour of it is used.
    pub(super) fn of(file: &'a schema::File, route: RouteKind) -> Self {
        let routes = file.route.as_ref();
        let of_route = routes.and_then(|routes| routes.get(route.name()));
        Self {
            swatches: file.palette.as_ref(),
            of_route: of_route.and_then(|route| route.palette.as_ref()),
            route,
            looks: file.inks.as_ref(),
            used: Vec::new(),
            inks: Vec::new(),
            ink_of_ground: None,
        }
    }

    /// A colour of the palette, `black` or `white`, or a colour written out (`#F2A800`). `key` is the key that
    /// asks for it. An unknown colour is reported, and black stands in for it.
    pub(super) fn color(&mut self, key: &str, name: &str, report: &mut Report<'_>) -> Color {
        if let (INK, Some(own)) = (name, self.ink_of_ground) {
            return own;
        }
        let of_route = self.of_route.and_then(|swatches| swatches.get(name));
        let of_all = self.swatches.and_then(|swatches| swatches.get(name));
        let from = match of_route {
            Some(_) => format!("route.{}.palette.{name}", self.route.name()),
            None => format!("palette.{name}"),
        };
        if let Some(swatch) = of_route.or(of_all) {
            let color = self.mix(&from, swatch, report);
            if !self.used.contains(&color) {
                self.used.push(color);
            }
            return color;
        }
        if let Ok(color) = name.parse() {
            return color;
        }
        if name == INK {
            // A palette need not define `ink`.
            return Color::BLACK;
        }
        let problem = Diagnostic::error(
            Rule::UnknownColor,
            format!("the palette has no colour `{name}`"),
        );
        let names = self.swatches.into_iter().flat_map(BTreeMap::keys);
        report.add_at_layout(key, problem.suggest(name, names.map(String::as_str)));
        Color::BLACK
    }

    /// The colour of a swatch, with its spot ink as a number. Inks are numbered in the order in which colours
    /// ask for them, which is the same on every machine.
    fn mix(&mut self, key: &str, swatch: &Swatch, report: &mut Report<'_>) -> Color {
        let Some((name, share)) = &swatch.spot else {
            return swatch.color;
        };
        let known = self.inks.iter().position(|ink| ink.name == *name);
        let place = known.unwrap_or(self.inks.len());
        let Ok(place) = u8::try_from(place) else {
            let problem = "the palette uses more than 256 inks";
            report.add_at_layout(key, Diagnostic::error(Rule::BadValue, problem));
            return swatch.color;
        };
        let look = self.looks.and_then(|looks| looks.get(name)).copied();
        match known.and_then(|known| self.inks.get_mut(known)) {
            None => self.inks.push(Ink {
                name: name.clone(),
                color: look.unwrap_or(swatch.color),
            }),
            // A tint may have asked for the ink first. How the ink itself looks is known from the colour that
            // is printed with 100 % of it (1000 thousandths), unless `[inks]` says it.
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

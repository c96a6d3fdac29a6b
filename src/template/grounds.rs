//! The ground of a box or a page: its colour, its line, and the colour that `ink` becomes on it.
//!
//! A layout gives these keys on the area, or names a look of `[boxes]` that has them; a key of the area comes
//! first.

use super::context::Context;
use super::palette::INK;
use super::plan::{Border, Side};
use super::schema;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::rules::Rule;

/// The keys of an area or a page that are about its ground.
pub(super) struct Dress {
    pub(super) look: Option<String>,
    pub(super) fill: Option<String>,
    pub(super) line: Option<Length>,
    pub(super) sides: Option<Vec<Side>>,
    pub(super) bleed: Vec<Side>,
}

impl Dress {
    /// The keys of an area.
    pub(super) fn of(around: &schema::BoxKeys) -> Self {
        Self {
            look: around.look.clone(),
            fill: around.fill.clone(),
            line: around.line,
            sides: around.sides.clone(),
            bleed: around.bleed.clone().unwrap_or_default(),
        }
    }
}

/// The ground of a box or a page.
pub(super) struct Ground {
    pub(super) fill: Option<Color>,
    /// The colour that `ink` becomes on it; `None` leaves the outer one.
    pub(super) ink: Option<Color>,
    pub(super) line: Option<Border>,
}

/// Finds the ground of a box or a page, and reports an unknown look. `key` is that of the area or page.
pub(super) fn find_ground(context: &mut Context<'_>, key: &str, dress: &Dress) -> Ground {
    let at = |part: &str| format!("{key}.{part}");
    let looks = context.layout.boxes.as_ref();
    let look = dress.look.as_ref().and_then(|name| {
        let found = looks.and_then(|looks| looks.get(name)).cloned();
        if found.is_none() {
            let problem = Diagnostic::error(Rule::UnknownBox, format!("there is no box `{name}`"));
            let names = looks.into_iter().flat_map(|looks| looks.keys());
            let problem = problem.suggest(name, names.map(String::as_str));
            context.report.add_at_layout(&at("box"), problem);
        }
        found
    });
    let named = dress.look.clone().unwrap_or_default();
    let look = look.unwrap_or_default();
    // A problem with a colour belongs to the key that gives it: that of the area, or that of the look.
    let mut color = |own: &Option<String>, key: String, of_look: &Option<String>, part: &str| match (
        own, of_look,
    ) {
        (Some(own), _) => Some(context.color(&key, own)),
        (None, Some(own)) => Some(context.color(&format!("boxes.{named}.{part}"), own)),
        (None, None) => None,
    };
    let fill = color(&dress.fill, at("fill"), &look.fill, "fill");
    let ink = color(&None, String::new(), &look.ink, "ink");
    // `line = "0mm"` on an area takes away the line of its look.
    let weight = dress.line.or(look.line).filter(|line| *line > Length::ZERO);
    let line = weight.map(|weight| Border {
        // A press prints no line thinner than a quarter point reliably (practice).
        weight: (weight * context.scale).max(Length::pt(0.25)),
        color: ink.unwrap_or_else(|| context.color(&at("line"), INK)),
        sides: dress.sides.clone().or(look.sides).unwrap_or_else(|| {
            // A side that runs into the bleed is cut through: a line there would be lost or half lost.
            let all = [Side::Top, Side::Right, Side::Bottom, Side::Left];
            let bled = |side: &Side| dress.bleed.contains(side);
            all.into_iter().filter(|side| !bled(side)).collect()
        }),
    });
    Ground { fill, ink, line }
}

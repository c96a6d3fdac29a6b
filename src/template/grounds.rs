//! The ground of a box or a page: its colour, its line, and the colour that `ink` becomes on it.
//!
//! A layout gives these keys on the area, or names a look of `[boxes]` that has them; a key of the area comes
//! first.

use super::context::Context;
use super::palette::INK;
use super::plan::{Border, Fill, Side, Toward};
use super::schema;
use super::shade::Shade;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::Stop;
use crate::geom::Length;
use crate::rules::Rule;

/// The keys of an area or a page that are about its ground.
pub(super) struct Dress {
    pub(super) look: Option<String>,
    pub(super) fill: Option<Shade>,
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
    pub(super) fill: Option<Fill>,
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
    let fill = match (&dress.fill, &look.fill) {
        (Some(own), _) => Some(find_fill(context, &at("fill"), own)),
        (None, Some(own)) => Some(find_fill(context, &format!("boxes.{named}.fill"), own)),
        (None, None) => None,
    };
    let ink = look
        .ink
        .as_ref()
        .map(|ink| context.color(&format!("boxes.{named}.ink"), ink));
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

/// Finds the colours of a fill, and reports one that is meant to fade and does not. `key` is that of the fill.
pub(super) fn find_fill(context: &mut Context<'_>, key: &str, shade: &Shade) -> Fill {
    let (from, to, toward) = match shade {
        Shade::Plain(color) => return Fill::Plain(context.color(key, color)),
        Shade::Clear { color, opacity } => {
            let color = context.color(&format!("{key}.color"), color);
            if *opacity >= 1.0 {
                return Fill::Plain(color);
            }
            let stop = stop(color, *opacity);
            (stop, stop, Toward::default())
        }
        Shade::Fading { from, to, toward } => {
            let ends = [("from", from), ("to", to)].map(|(part, (name, opacity))| {
                stop(context.color(&format!("{key}.{part}"), name), *opacity)
            });
            let [first, last] = ends;
            if first == last {
                let problem = Diagnostic::warning(
                    Rule::EvenGradient,
                    format!("the fill fades from `{}` to the same colour", from.0),
                );
                let problem = problem.hint(format!(
                    "give `to` another colour or another share, such as to = \"{} 0%\", or write fill = \"{}\"",
                    to.0, to.0
                ));
                context.report.add_at_layout(key, problem);
            }
            (first, last, *toward)
        }
    };
    Fill::Fading { from, to, toward }
}

fn stop(color: Color, opacity: f64) -> Stop {
    Stop {
        color,
        opacity: opacity as f32,
    }
}

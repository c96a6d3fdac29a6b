//! How photographs are printed: in two or three colours, with one that they keep, or as a halftone. An area says
//! it, or else `[picture]`; key by key.

use super::expander::Expander;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Dot, Halftone, Keep, Ramp, Toning};
use crate::geom::Angle;
use crate::picture::Picture;
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::template::named::PORTRAIT;
use crate::template::palette::INK;
use crate::template::schema::{HalftoneLook, ImageBlock, PictureLook};
use crate::template::values::Dots;

/// Degrees of the colour circle that a kept colour may be off. Light and shade shift the hue of one print by ten
/// or so, and the next colour that has a name is 30 away (practice).
const TOLERANCE: f64 = 20.0;

/// The least and the most degrees.
const TOLERANCES: (f64, f64) = (5.0, 90.0);

/// Rows of dots to the inch: about one a millimetre, seen at arm's length (practice).
const RULING: f64 = 25.0;

/// The fewest rows of dots to the inch: dots of 5 mm.
const COARSEST: f64 = 5.0;

/// How a photograph is printed.
pub(super) struct Look {
    pub(super) toning: Toning,
    /// A colour under it.
    pub(super) ground: Option<Color>,
    /// A key of the area that only a picture made of pixels can follow.
    pub(super) asks: Option<&'static str>,
}

/// The most rows of dots to the inch that a route prints apart, and who says so.
fn finest(route: RouteKind) -> (f64, &'static str) {
    match route {
        // Toner joins dots that are closer than half a millimetre (practice).
        RouteKind::Copier => (50.0, "a copier"),
        // The finest screen that risographs of 600 dpi print evenly (practice).
        RouteKind::Riso => (65.0, "a risograph"),
        RouteKind::Home => (65.0, "a home printer"),
        // Eight pixels of 600 to the inch for each row: fewer give no round dots.
        RouteKind::Screen => (75.0, "a screen"),
        RouteKind::Press => (75.0, "a press"),
    }
}

impl Expander<'_, '_> {
    /// How a photograph of an area is printed.
    pub(super) fn picture_look(&mut self, own: &ImageBlock, picture: &Picture) -> Look {
        // A face is shown in its own colours, unless its area says otherwise: in those of a theme it is a mask, and
        // people look for somebody by it.
        let is_face = own.image.as_deref() == Some(PORTRAIT);
        let all = self.context.layout.picture.clone();
        let all = all.filter(|_| !is_face).unwrap_or_default();
        let ramp = self.ramp(own, &all);
        let is_wrong = ramp.is_none();
        let ramp = ramp.unwrap_or_default();
        let halftone = self.halftone(own, &all, ramp);
        let keep = self.keep(own, &all);
        let prints_one = halftone.is_some();
        // An area that asks for dots does without the colour that pictures keep in general.
        let gives_way = own.keep.is_none() && own.halftone.is_some();
        let keep =
            keep.filter(|(_, key)| !gives_way && self.can_keep(key, ramp, (is_wrong, prints_one)));
        // Behind a transparent picture the ground of the area has to show, not the light of two colours.
        let light = ramp.ends().map(|[_, light]| light);
        let (under, within) = if picture.shows_ground() {
            (None, light)
        } else {
            (light, None)
        };
        let (halftone, between) = halftone.unzip();
        Look {
            toning: Toning {
                ramp,
                light: within,
                keep: keep.map(|(keep, _)| keep),
                halftone,
            },
            ground: between.flatten().or(under),
            asks: asked(own),
        }
    }

    /// The colours that greys become. `None` if they are wrong, which is reported.
    fn ramp(&mut self, own: &ImageBlock, all: &PictureLook) -> Option<Ramp> {
        let at = |part: &str| (self.at(part), format!("picture.{part}"));
        let (two, three) = (at("duotone"), at("tritone"));
        let chosen = [
            (&own.duotone, two.0.clone(), &own.tritone, three.0.clone()),
            (&all.duotone, two.1, &all.tritone, three.1),
        ];
        for (duotone, two, tritone, three) in chosen {
            return match (duotone, tritone) {
                (None, None) => continue,
                (Some(_), Some(_)) => {
                    let problem = "a photograph is printed in two colours or in three, not in both";
                    self.refuse(&three, problem, "remove `duotone` or `tritone`");
                    None
                }
                (Some(names), None) => match self.colors(&two, names)[..] {
                    [dark, light] => Some(Ramp::Two([dark, light])),
                    _ => {
                        let hint = "write for example duotone = [\"ink\", \"accent\"]";
                        self.refuse(&two, "`duotone` takes two colours", hint);
                        None
                    }
                },
                (None, Some(names)) => match self.colors(&three, names)[..] {
                    [dark, middle, light] => Some(Ramp::Three([dark, middle, light])),
                    _ => {
                        let hint = "write for example tritone = [\"ink\", \"accent\", \"white\"]; for two colours, write `duotone`";
                        self.refuse(&three, "`tritone` takes three colours", hint);
                        None
                    }
                },
            };
        }
        Some(Ramp::Own)
    }

    /// Colours of the palette, the dark one first. On a dark ground `ink` is a light colour, and without sorting
    /// the picture would turn into a negative.
    fn colors(&mut self, key: &str, names: &[String]) -> Vec<Color> {
        if !matches!(names.len(), 2 | 3) {
            return Vec::new();
        }
        let colors = names.iter().map(|name| self.context.color(key, name));
        let mut colors: Vec<Color> = colors.collect();
        colors.sort_by(|a, b| a.luminance().total_cmp(&b.luminance()));
        colors
    }

    /// The colour that a photograph keeps, with the key that says so.
    fn keep(&mut self, own: &ImageBlock, all: &PictureLook) -> Option<(Keep, String)> {
        let at = |has_own: bool, part: &str| {
            if has_own {
                self.at(part)
            } else {
                format!("picture.{part}")
            }
        };
        let key = at(own.keep.is_some(), "keep");
        let tolerance_key = at(own.tolerance.is_some(), "tolerance");
        let Some(name) = own.keep.as_ref().or(all.keep.as_ref()) else {
            if own.tolerance.is_some() {
                let problem = "`tolerance` does nothing without `keep`";
                let hint = "name the colour that stays: keep = \"accent\"";
                self.refuse_idle(&tolerance_key, problem, hint);
            }
            return None;
        };
        let color = self.context.color(&key, name);
        if !Keep::has_hue(color) {
            // An unknown name is reported, and black stands in for it.
            let palette = self.context.layout.palette.as_ref();
            let is_known = palette.is_some_and(|palette| palette.contains_key(name))
                || name == INK
                || name.parse::<Color>().is_ok();
            if is_known {
                let problem = format!("`{name}` is a grey, and has no hue that could be kept");
                self.refuse(&key, &problem, "name a colour: keep = \"accent\"");
            }
            return None;
        }
        let degrees = own.tolerance.or(all.tolerance);
        let degrees = degrees.map_or(TOLERANCE, |degrees| degrees.0.to_degrees());
        let (least, most) = TOLERANCES;
        if !(least..=most).contains(&degrees) {
            let problem = format!("`tolerance` must be an angle from {least}deg to {most}deg");
            let hint = "with more, other colours stay too; with less, shade takes the colour away";
            self.refuse(&tolerance_key, &problem, hint);
            return None;
        }
        let tolerance = degrees;
        Some((Keep { color, tolerance }, key))
    }

    /// Whether there is something that a colour can be kept from; otherwise that is reported.
    fn can_keep(&mut self, key: &str, ramp: Ramp, (is_wrong, prints_one): (bool, bool)) -> bool {
        if prints_one {
            let problem = "`keep` does nothing in a halftone, which is printed in one colour";
            self.refuse_idle(key, problem, "remove `keep` or `halftone`");
            return false;
        }
        if ramp == Ramp::Own {
            if !is_wrong {
                let problem = "`keep` does nothing without `duotone` or `tritone`";
                let hint = "say what the other colours become: duotone = [\"ink\", \"white\"]";
                self.refuse_idle(key, problem, hint);
            }
            return false;
        }
        true
    }

    /// The dots that a photograph becomes, and the colour between them.
    fn halftone(
        &mut self,
        own: &ImageBlock,
        all: &PictureLook,
        ramp: Ramp,
    ) -> Option<(Halftone, Option<Color>)> {
        let key = if own.halftone.is_some() {
            self.at("halftone")
        } else {
            "picture.halftone".to_owned()
        };
        let look = match (own.halftone.clone(), all.halftone.clone()) {
            (Some(own), Some(all)) => own.completed(all),
            (own, all) => own.or(all)?,
        };
        let HalftoneLook {
            ruling,
            angle,
            shape,
            color,
            ground,
        } = look;
        let ruling = self.ruling(&format!("{key}.ruling"), ruling.unwrap_or(RULING))?;
        let ends = ramp.ends();
        let color = match (color, ends) {
            (Some(name), _) => self.context.color(&format!("{key}.color"), &name),
            (None, Some([dark, _])) => dark,
            (None, None) => self.context.color(&key, INK),
        };
        let ground = ground.map(|name| self.context.color(&format!("{key}.ground"), &name));
        let halftone = Halftone {
            ruling,
            angle: angle.map_or(Angle::degrees(45.0), |angle| angle.0),
            dot: match shape.unwrap_or(Dots::Dot) {
                Dots::Dot => Dot::Round,
                Dots::Line => Dot::Line,
                Dots::Cross => Dot::Cross,
            },
            color,
        };
        Some((halftone, ground))
    }

    /// Rows of dots to the inch on this paper; `None` if the route cannot print them, which is reported.
    fn ruling(&mut self, key: &str, ruling: f64) -> Option<f64> {
        let (finest, printer) = finest(self.context.route);
        let problem = if ruling.is_nan() || ruling < COARSEST {
            format!(
                "a ruling of {ruling} is too coarse: from {COARSEST} rows of dots to the inch on, a picture can be seen"
            )
        } else if ruling > finest {
            format!(
                "a ruling of {ruling} is too fine: {printer} prints at most {finest} rows of dots to the inch apart"
            )
        } else {
            return Some(ruling);
        };
        let problem = Diagnostic::error(Rule::HalftoneRuling, problem);
        let hint = format!("write a number from {COARSEST} to {finest}, such as ruling = {RULING}");
        self.context.report.add_at_layout(key, problem.hint(hint));
        None
    }

    fn refuse(&mut self, key: &str, problem: &str, hint: &str) {
        let problem = Diagnostic::error(Rule::BadValue, problem).hint(hint);
        self.context.report.add_at_layout(key, problem);
    }

    fn refuse_idle(&mut self, key: &str, problem: &str, hint: &str) {
        let problem = Diagnostic::error(Rule::IdleKey, problem).hint(hint);
        self.context.report.add_at_layout(key, problem);
    }
}

/// The key of an area that a drawing cannot follow. Two and three colours are left out: a theme gives them to all
/// pictures, and drawings keep their own.
fn asked(own: &ImageBlock) -> Option<&'static str> {
    if own.halftone.is_some() {
        Some("halftone")
    } else if own.keep.is_some() {
        Some("keep")
    } else {
        None
    }
}

//! Replaces the colours of a drawing.

use super::{Frame, ItemKind, Path, Ramp, Toning};
use crate::color::Color;

impl Frame {
    /// Replaces every colour that is drawn with what `of` makes of it. Codes are black and have none.
    pub fn recolor(&mut self, of: &impl Fn(Color) -> Color) {
        for item in &mut self.items {
            match &mut item.kind {
                ItemKind::Group(inner) => inner.recolor(of),
                ItemKind::Text(run) => run.color = of(run.color),
                ItemKind::Path(path) => recolor_path(path, of),
                ItemKind::Image(placed) => recolor_toning(&mut placed.toning, of),
                ItemKind::Link(_) | ItemKind::Code(_) => {}
            }
        }
    }
}

fn recolor_path(path: &mut Path, of: &impl Fn(Color) -> Color) {
    path.fill = path.fill.map(of);
    if let Some(stroke) = &mut path.stroke {
        stroke.color = of(stroke.color);
    }
    if let Some(fade) = &mut path.fade {
        fade.from.color = of(fade.from.color);
        fade.to.color = of(fade.to.color);
    }
}

fn recolor_toning(toning: &mut Toning, of: &impl Fn(Color) -> Color) {
    toning.ramp = match toning.ramp {
        Ramp::Own => Ramp::Own,
        Ramp::Two(colors) => Ramp::Two(colors.map(of)),
        Ramp::Three(colors) => Ramp::Three(colors.map(of)),
    };
    if let Some(keep) = &mut toning.keep {
        keep.color = of(keep.color);
    }
    if let Some(halftone) = &mut toning.halftone {
        halftone.color = of(halftone.color);
    }
}

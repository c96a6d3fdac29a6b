//! Converts lengths to those of `taffy`, which are points in single precision, and back.

use taffy::prelude::TaffyAuto;
use taffy::{Dimension, GridTemplateComponent, LengthPercentage};

use crate::geom::{Edges, Length};
use crate::template::plan::Track;

/// Largest difference that rounding to single precision can make, far too small to see in print.
pub(super) fn tolerance() -> Length {
    Length::mm(0.02)
}

pub(super) fn points(length: Length) -> f32 {
    length.to_pt() as f32
}

pub(super) fn length(points: f32) -> Length {
    Length::pt(f64::from(points))
}

pub(super) fn length_percentage(length: Length) -> LengthPercentage {
    LengthPercentage::length(points(length))
}

pub(super) fn dimension(length: Option<Length>) -> Dimension {
    length.map_or(Dimension::AUTO, |length| Dimension::length(points(length)))
}

pub(super) fn edges(edges: Edges) -> taffy::Rect<LengthPercentage> {
    taffy::Rect {
        left: length_percentage(edges.left),
        right: length_percentage(edges.right),
        top: length_percentage(edges.top),
        bottom: length_percentage(edges.bottom),
    }
}

pub(super) fn component(track: Track) -> GridTemplateComponent<String> {
    match track {
        Track::Auto => taffy::prelude::auto(),
        Track::Fraction(share) => taffy::prelude::fr(share as f32),
        Track::Fixed(length) => taffy::prelude::length(points(length)),
    }
}

//! Merges a layout with the one that it extends: values replace values, and tables are merged key by key.

use std::collections::BTreeMap;

use super::variant::Variant;
use super::when::When;
use crate::color::Color;
use crate::geom::Length;
use crate::template::anchors::Anchor;
use crate::template::cuts::PictureShape;
use crate::template::measures::Degrees;
use crate::template::second_language::SecondLanguage;
use crate::template::shade::Shade;
use crate::template::swatch::Swatch;
use crate::template::tally_mark::TallyMark;
use crate::template::values::{
    Beside, Case, Copies, Counted, Dots, Figures, Fit, Flow, Form, Mixing, Need, OpenEnd, Padding,
    Part, Shape, Share, Side, Sources, Stretch, Track, Turning, Vertical,
};
use crate::text::{Align, LineCount, Sizing};

/// A value of a template that extends another.
pub(in crate::template) trait Merge: Sized {
    /// This value, completed by the base. Plain values replace the base.
    fn over(self, base: Self) -> Self;
}

macro_rules! replaces {
    ($($type:ty),*) => { $(impl Merge for $type { fn over(self, _: Self) -> Self { self } })* };
}
// Lists are values here: a list that a layout gives replaces the base's, since its elements have no names by
// which they could be matched.
replaces!(
    String,
    bool,
    f64,
    u32,
    Length,
    Color,
    Swatch,
    Shade,
    Anchor,
    Degrees,
    Share,
    Padding,
    Sizing,
    LineCount,
    Align,
    Vertical,
    Case,
    Counted,
    Beside,
    Flow,
    Figures,
    Fit,
    TallyMark,
    OpenEnd,
    Stretch,
    Shape,
    Turning,
    Mixing,
    Dots,
    PictureShape,
    Copies,
    Form,
    SecondLanguage,
    Sources,
    When,
    Vec<Variant>,
    Vec<String>,
    Vec<Part>,
    Vec<Need>,
    Vec<Side>,
    Vec<Track>,
    Vec<f64>,
    Vec<Share>
);

impl<T: Merge> Merge for BTreeMap<String, T> {
    fn over(mut self, base: Self) -> Self {
        for (key, theirs) in base {
            let merged = match self.remove(&key) {
                Some(own) => own.over(theirs),
                None => theirs,
            };
            self.insert(key, merged);
        }
        self
    }
}

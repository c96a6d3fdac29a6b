//! What a template that extends another keeps of it.

use std::collections::BTreeMap;

use super::{Area, Page, Sources};
use crate::color::Color;
use crate::geom::Length;
use crate::template::palette::Swatch;
use crate::template::values::{
    Beside, Case, Copies, Fit, Flow, Form, Mark, Need, Padding, Part, Shape, Share, Side, Stretch,
    Track, Turning, Vertical,
};
use crate::text::{Align, Sizing};

/// A value of a template that extends another.
pub(in crate::template) trait Merge: Sized {
    /// This value, completed by the base. Plain values replace the base.
    fn over(self, base: Self) -> Self;
}

macro_rules! replaces {
    ($($type:ty),*) => { $(impl Merge for $type { fn over(self, _: Self) -> Self { self } })* };
}
replaces!(
    String,
    bool,
    f64,
    u32,
    Length,
    Color,
    Swatch,
    Share,
    Padding,
    Sizing,
    Align,
    Vertical,
    Case,
    Beside,
    Flow,
    Fit,
    Mark,
    Stretch,
    Shape,
    Turning,
    Copies,
    Form,
    Sources,
    Vec<String>,
    Vec<Part>,
    Vec<Need>,
    Vec<Side>,
    Vec<Track>,
    Vec<f64>,
    Vec<Share>,
    // A stack replaces the base's stack: its elements have no names to tell them by.
    Vec<Area>
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

impl Merge for Area {
    fn over(self, base: Self) -> Self {
        // An area that says what it holds keeps of the base's area only the box.
        if self.held().is_empty() {
            self.completed(base)
        } else {
            self.completed(base.into_box())
        }
    }
}

/// A page with areas of its own keeps of the base's areas those that it names.
impl Merge for Page {
    fn over(self, mut base: Self) -> Self {
        if let (Some(rows), Some(areas)) = (&self.areas, &mut base.area) {
            areas.retain(|name, _| {
                rows.iter()
                    .any(|row| row.split_whitespace().any(|cell| cell == name))
            });
            // Tracks belong to the rows of names.
            base.columns = None;
            base.rows = None;
        }
        self.completed(base)
    }
}

/// Pages are completed one by one; more of them than the base has are added.
impl Merge for Vec<Page> {
    fn over(self, base: Self) -> Self {
        let mut base = base.into_iter();
        let mut merged: Vec<Page> = Vec::new();
        for page in self {
            merged.push(match base.next() {
                Some(theirs) => page.over(theirs),
                None => page,
            });
        }
        merged.extend(base);
        merged
    }
}

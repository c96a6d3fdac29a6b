//! The marks of a tally in their rows, in the units of its weights and spacing.
//!
//! Both filling and layout need them: the labels under the groups get columns as wide as the groups, and layout
//! draws the marks there. How long a unit is follows from the width that the tally gets.

use super::plan::{Mark, MarkGroup, OpenEnd, Tally};

/// Number of marks that the eye takes in at once. After each group of this size there is a wider gap, or every
/// fifth mark is a stroke across the other four (practice).
const AT_A_GLANCE: usize = 5;

/// The left and right end of a mark in its row, in the units of weights and spacing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Where it begins.
    pub(crate) start: f64,
    /// Where it ends, without the room that it leans into.
    pub(crate) end: f64,
    /// Room after its end for a mark that is bent or broken: it leans that far.
    pub(crate) lean: f64,
    /// Whether it stands for those who were not counted.
    pub(crate) open: bool,
    /// Whether it is a stroke across four others.
    pub(crate) across: bool,
}

/// A mark before it has a place.
#[derive(Clone, Copy, Debug, Default)]
struct UnplacedMark {
    weight: f64,
    /// Whether it is the open one.
    open: bool,
    /// Whether a group begins with it.
    first: bool,
}

impl Tally {
    /// The marks, row by row. With rows, each group begins a new one; without, all groups are in a single row.
    pub(crate) fn rows(&self) -> Vec<Vec<Place>> {
        let groups = self.marks();
        match self.row {
            None => vec![self.in_row(&groups.concat(), None)],
            Some(most) => groups
                .iter()
                .flat_map(|group| group.chunks(most.max(1) as usize))
                .map(|row| self.in_row(row, Some(self.heaviest)))
                .collect(),
        }
    }

    /// The marks of each group.
    fn marks(&self) -> Vec<Vec<UnplacedMark>> {
        let marks = |group: &MarkGroup| {
            let mark = UnplacedMark {
                weight: group.weight,
                ..UnplacedMark::default()
            };
            let mut marks = vec![mark; group.count as usize];
            if group.open {
                marks.push(UnplacedMark { open: true, ..mark });
            }
            if let Some(first) = marks.first_mut() {
                first.first = true;
            }
            marks
        };
        self.groups.iter().map(marks).collect()
    }

    /// Where each group begins and ends in a single row.
    pub(crate) fn spans(&self) -> Vec<(f64, f64)> {
        let groups = self.marks();
        let places = self.in_row(&groups.concat(), None);
        let mut places = places.iter();
        let mut spans = Vec::new();
        for group in &groups {
            let own = places.by_ref().take(group.len());
            let span = own.fold((f64::MAX, f64::MIN), |(start, end), place| {
                (start.min(place.start), end.max(place.end + place.lean))
            });
            spans.push(span);
        }
        spans
    }

    /// The end of a full row. It counts even if no group fills one, so that marks keep their size when the numbers
    /// change.
    pub(crate) fn full_row(&self) -> f64 {
        let Some(most) = self.row else {
            return 0.0;
        };
        let mark = UnplacedMark {
            weight: 1.0,
            ..UnplacedMark::default()
        };
        let full = self.in_row(&vec![mark; most as usize], Some(1.0));
        full.last().map_or(0.0, |last| last.end)
    }

    /// Places marks in a row. With a `slot` (the heaviest weight), each mark is centred in a slot of the same
    /// width, so that the marks of several rows line up.
    fn in_row(&self, marks: &[UnplacedMark], slot: Option<f64>) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut x = 0.0;
        let mut upright = 0;
        for UnplacedMark {
            weight,
            open,
            first,
        } in marks
        {
            if self.mark == Mark::Stroke && *first && upright > 0 {
                // Five strokes together are of one group.
                x += self.spacing * 2.0;
                upright = 0;
            }
            if self.mark == Mark::Stroke && upright + 1 == AT_A_GLANCE && !open {
                // The fifth stroke goes across the four before it and a little beyond them.
                let reach = self.spacing * 0.8;
                let from = places
                    .len()
                    .checked_sub(upright)
                    .and_then(|at| places.get(at));
                places.push(Place {
                    start: from.map_or(0.0, |first| first.start) - reach,
                    end: x - self.spacing + reach,
                    lean: 0.0,
                    open: false,
                    across: true,
                });
                // The next upright keeps clear of the end of that stroke.
                x += self.spacing * 2.0;
                upright = 0;
                continue;
            }
            let width = slot.map_or(*weight, |heaviest| weight / heaviest);
            let room = slot.map_or(width, |_| 1.0);
            let start = x + (room - width) * 0.5;
            places.push(Place {
                start,
                end: start + width,
                lean: self.lean(width, *open),
                open: *open,
                across: false,
            });
            // Another group may follow the mark that leans.
            x += room + self.spacing + self.lean(width, *open);
            upright += 1;
            if slot.is_some() && self.mark != Mark::Stroke && upright == AT_A_GLANCE {
                x += self.spacing;
                upright = 0;
            }
        }
        // The first stroke across begins to the left of its uprights, which would be outside the box: the row is
        // moved.
        let least = places.iter().map(|place| place.start).fold(0.0, f64::min);
        for place in &mut places {
            place.start -= least;
            place.end -= least;
        }
        places
    }

    /// The room that a mark leans into. A bar is thin: leaning by less than the distance to the next mark would not
    /// be noticed (practice).
    fn lean(&self, width: f64, open: bool) -> f64 {
        match self.open {
            OpenEnd::Bent | OpenEnd::Broken if open => (width * 0.5).max(self.spacing * 2.0),
            _ => 0.0,
        }
    }
}

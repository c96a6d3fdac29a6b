//! How much of a page is filled, and its largest hole: the largest rectangle within the margins that no ink touches.
//!
//! It is found row by row: each row is a histogram of the empty cells above it, and the largest rectangle under a
//! histogram needs one pass with a stack.

use super::inked::Ink;
use crate::frame::Frame;
use crate::geom::Rect;
use crate::typeset::FontBook;

/// The share of a page, within its margins, that its largest hole may have if its layout declares no `air` (practice: a
/// larger one looks as if something were missing).
pub const USUAL_AIR: f64 = 0.2;

/// How the space of a page is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Space {
    /// Share of the page within its margins that has something on it.
    pub filled: f64,
    /// The largest hole; none where no part of the page is empty.
    pub hole: Option<Hole>,
    /// Whether the page has nothing but grounds and frames: no words, pictures, codes or drawings.
    pub is_blank: bool,
}

/// A rectangle that no ink touches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hole {
    /// Its place on the page as it was laid out, without an edge that was added for a printer.
    pub rect: Rect,
    /// Its share of the page within the margins.
    pub share: f64,
}

impl Default for Space {
    fn default() -> Self {
        Self {
            filled: 1.0,
            hole: None,
            is_blank: false,
        }
    }
}

/// Measures how a page uses the space within its margins.
pub(super) fn measure(frame: &Frame, within: Rect, book: &FontBook) -> Space {
    let ink = Ink::of(frame, within, book);
    let Some(raster) = ink.raster else {
        return Space {
            is_blank: ink.is_blank,
            ..Space::default()
        };
    };
    let hole = largest_empty(raster.cells(), raster.columns());
    let share = hole.cells() as f64 / raster.cells().len().max(1) as f64;
    let place = || Hole {
        rect: raster.place(
            hole.left..hole.left + hole.width,
            hole.top..hole.top + hole.height,
        ),
        share,
    };
    Space {
        filled: raster.filled_share(),
        hole: (hole.cells() > 0).then(place),
        is_blank: ink.is_blank,
    }
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cells {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Cells {
    fn cells(self) -> usize {
        self.width * self.height
    }
}

/// The largest rectangle of empty cells; of several, the first from the top.
fn largest_empty(filled: &[bool], columns: usize) -> Cells {
    let mut heights = vec![0_usize; columns];
    let mut largest = Cells::default();
    for (number, row) in filled.chunks(columns).enumerate() {
        for (height, filled) in heights.iter_mut().zip(row) {
            *height = if *filled { 0 } else { *height + 1 };
        }
        let found = largest_under(&heights);
        if found.cells() > largest.cells() {
            largest = Cells {
                top: number + 1 - found.height,
                ..found
            };
        }
    }
    largest
}

/// The largest rectangle under a histogram; its top is left open.
fn largest_under(heights: &[usize]) -> Cells {
    // Starts of rising bars, each with its height. A lower bar closes those that are higher.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut largest = Cells::default();
    for (at, height) in heights.iter().copied().chain([0]).enumerate() {
        let mut start = at;
        while let Some((from, above)) = open.pop_if(|(_, above)| *above >= height) {
            let bar = Cells {
                left: from,
                top: 0,
                width: at - from,
                height: above,
            };
            if bar.cells() > largest.cells() {
                largest = bar;
            }
            start = from;
        }
        open.push((start, height));
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::frame::{ItemKind, Origin, Owner, Part, Path, Role, Stroke};
    use crate::geom::{Length, Point};

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect::new(
            Length::mm(x),
            Length::mm(y),
            Length::mm(width),
            Length::mm(height),
        )
    }

    /// A frame of shapes, each drawn as that part of a box.
    fn frame(shapes: Vec<(Path, Part)>) -> Frame {
        let mut frame = Frame::default();
        for (path, part) in shapes {
            frame.push(
                ItemKind::Path(path),
                &Origin::new("test", ""),
                Role::Artifact,
            );
            if let Some(item) = frame.items.last_mut() {
                item.owner = Owner {
                    number: 1,
                    last: 1,
                    part,
                    ..Owner::default()
                };
            }
        }
        frame
    }

    fn measured(shapes: Vec<(Path, Part)>) -> Space {
        let book = FontBook::embedded();
        measure(&frame(shapes), rect(10.0, 10.0, 100.0, 200.0), &book)
    }

    fn hole(space: Space) -> (Rect, f64) {
        space
            .hole
            .map(|hole| (hole.rect, hole.share))
            .expect("a hole")
    }

    fn black(of: Rect) -> (Path, Part) {
        (Path::rectangle(of, Color::BLACK), Part::Content)
    }

    #[test]
    fn the_largest_rectangle_under_a_histogram() {
        assert_eq!(largest_under(&[2, 1, 5, 6, 2, 3]).cells(), 10);
        assert_eq!(largest_under(&[3, 3, 3]).cells(), 9);
        assert_eq!(largest_under(&[0]).cells(), 0);
    }

    #[test]
    fn a_hole_is_a_share_of_the_page_within_its_margins() {
        let empty = measured(Vec::new());
        assert!(empty.is_blank);
        assert_eq!(hole(empty), (rect(10.0, 10.0, 100.0, 200.0), 1.0));
        let half = measured(vec![black(rect(0.0, 0.0, 60.0, 220.0))]);
        assert!(!half.is_blank && (half.filled - 0.5).abs() < 0.02);
        let (place, share) = hole(half);
        assert!((share - 0.5).abs() < 0.01, "{share}");
        assert!((place.origin.x.to_mm() - 60.0).abs() < 1.0, "{place:?}");
        // Something in the middle of the free half divides it.
        let two = measured(vec![
            black(rect(0.0, 0.0, 60.0, 220.0)),
            black(rect(60.0, 100.0, 50.0, 20.0)),
        ]);
        assert!((hole(two).1 - 0.225).abs() < 0.01, "{two:?}");
    }

    #[test]
    fn a_ground_is_paper_and_a_frame_is_its_line() {
        let ground = (
            Path::rectangle(rect(0.0, 0.0, 120.0, 220.0), Color::rgb(200, 30, 30)),
            Part::Ground,
        );
        let on_ground = measured(vec![ground.clone()]);
        assert!(on_ground.is_blank && hole(on_ground).1 > 0.99);
        // What has the colour of the ground is not seen; on white paper, that is white.
        let again = (ground.0.clone(), Part::Content);
        assert!(measured(vec![ground, again]).is_blank);
        let white = Path::rectangle(rect(20.0, 20.0, 80.0, 180.0), Color::WHITE);
        assert!(measured(vec![(white, Part::Content)]).is_blank);
        let mut line = Path::rectangle(rect(20.0, 20.0, 80.0, 180.0), Color::BLACK);
        line.fill = None;
        line.stroke = Some(Stroke {
            color: Color::BLACK,
            width: Length::pt(1.0),
            cap: 0,
            join: 0,
        });
        let (place, share) = hole(measured(vec![(line, Part::Content)]));
        assert!((share - 0.72).abs() < 0.02, "{share} {place:?}");
    }

    #[test]
    fn the_white_beside_a_slanted_shape_is_empty() {
        let (left, right) = (Length::mm(10.0), Length::mm(110.0));
        let (top, bottom) = (Length::mm(10.0), Length::mm(210.0));
        let mut half = Path::rectangle(rect(0.0, 0.0, 1.0, 1.0), Color::BLACK);
        // A triangle over half of the page: its bounding box would be all of it.
        half.segments = vec![
            crate::frame::Segment::Move(Point::new(left, top)),
            crate::frame::Segment::Line(Point::new(right, bottom)),
            crate::frame::Segment::Line(Point::new(left, bottom)),
            crate::frame::Segment::Close,
        ];
        // The largest rectangle in a right-angled triangle is half of it.
        let (_, share) = hole(measured(vec![(half, Part::Content)]));
        assert!((share - 0.25).abs() < 0.01, "{share}");
    }
}

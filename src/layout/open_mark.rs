//! The last mark of a tally whose count goes on: the mark itself, broken, bent or cut into dashes.
//!
//! Any outline can be treated so, those of the program and those of drawings alike: it becomes polygons, which are
//! cut along lines and turned or bent in parts. One mark of a tally is open, so its bytes do not matter.

use super::marks;
use super::outline::{contours_of, cut, segments_of, with_more_corners};
use crate::frame::Segment;
use crate::geom::Rect;
use crate::template::plan::OpenEnd;

/// Height of the break of a broken mark above its foot, as a share of its height (practice: a stick breaks near
/// its middle).
const BREAK: f64 = 0.52;
/// Least gap at the break, as a share of the height (practice: seen at arm's length on a bar of 15 mm).
const GAP: f64 = 0.07;
/// Slope of the break (practice: a level cut would look like a dash).
const SLOPE: f64 = 0.35;
/// Largest angle by which the upper part of a broken mark is tilted, in radians: 14 degrees (practice).
const TILT: f64 = 0.245;
/// Height above the foot from which a bent mark leans, as a share of its height (practice).
const BEND: f64 = 0.4;

/// An outline in its place as an open mark. `lean` is the room beside it into which it may lean, in millimetres:
/// negative if that is on the left.
pub(super) fn open(segments: &[Segment], place: Rect, end: OpenEnd, lean: f64) -> Vec<Segment> {
    match end {
        OpenEnd::Broken => broken(segments, place, lean),
        OpenEnd::Bent => bent(segments, place, lean),
        OpenEnd::Dashed => dashed(segments, place),
    }
}

/// Snapped in two: the lower part stands, and the upper one is tilted toward the room beside it.
fn broken(segments: &[Segment], place: Rect, lean: f64) -> Vec<Segment> {
    let contours = contours_of(segments);
    let (top, height) = (place.origin.y.to_mm(), place.size.height.to_mm());
    let (middle, width) = (place.middle().x.to_mm(), place.size.width.to_mm());
    let upper = height * (1.0 - BREAK);
    let tilt = (lean / upper.max(0.01)).atan().clamp(-TILT, TILT);
    // A corner of the upper part turns downward by this much, and another one upward.
    let dips = tilt.sin().abs() * width * 0.5;
    let gap = (height * GAP).max(dips * 2.0);
    let slope = SLOPE * width.min(upper) / width.max(0.01) * tilt.signum();
    let edge = |x: f64| top + upper + slope * (x - middle);
    let lower = cut(&contours, |(x, y)| y - edge(x) - gap * 0.5);
    let above = cut(&contours, |(x, y)| edge(x) - gap * 0.5 - y);
    // Without its uppermost edge, the part stays below the top of the row when it is tilted.
    let mut above = cut(&above, |(_, y)| y - top - dips);
    let (sin, cos) = tilt.sin_cos();
    let about = top + upper;
    for (x, y) in above.iter_mut().flatten() {
        let (dx, dy) = (*x - middle, *y - about);
        // Clockwise for a lean to the right; y grows downward.
        (*x, *y) = (middle + dx * cos - dy * sin, about + dx * sin + dy * cos);
    }
    segments_of(&[lower, above].concat())
}

/// Bent over: from some height on, each point is moved toward the room beside it, more and more.
fn bent(segments: &[Segment], place: Rect, lean: f64) -> Vec<Segment> {
    let (top, height) = (place.origin.y.to_mm(), place.size.height.to_mm());
    let mut contours = with_more_corners(&contours_of(segments), (height / 24.0).max(0.05));
    let upper = (height * (1.0 - BEND)).max(0.01);
    for (x, y) in contours.iter_mut().flatten() {
        let above = ((top + upper - *y) / upper).clamp(0.0, 1.0);
        *x += lean * above * above;
    }
    segments_of(&contours)
}

/// Cut into dashes from its top to its foot.
fn dashed(segments: &[Segment], place: Rect) -> Vec<Segment> {
    let contours = contours_of(segments);
    let mut dashes = Vec::new();
    for (from, to) in marks::dashes_of(place) {
        let (from, to) = (from.to_mm(), to.to_mm());
        let below = cut(&contours, |(_, y)| y - from);
        dashes.extend(cut(&below, |(_, y)| to - y));
    }
    segments_of(&dashes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::frame::Path;
    use crate::geom::Length;
    use crate::layout::outline::bounds_of;

    fn bar() -> (Vec<Segment>, Rect) {
        let mm = Length::mm;
        let rect = Rect::new(mm(10.0), mm(5.0), mm(1.0), mm(20.0));
        (Path::rectangle(rect, Color::BLACK).segments, rect)
    }

    fn parts(segments: &[Segment]) -> Vec<Rect> {
        let contours = contours_of(segments);
        contours
            .iter()
            .map(|contour| bounds_of(std::slice::from_ref(contour)).expect("points"))
            .collect()
    }

    #[test]
    fn a_broken_bar_has_two_parts_with_a_gap_and_stays_in_its_room() {
        let (segments, rect) = bar();
        for lean in [2.0, -2.0] {
            let broken = open(&segments, rect, OpenEnd::Broken, lean);
            let parts = parts(&broken);
            assert_eq!(parts.len(), 2);
            let (lower, upper) = (parts[0], parts[1]);
            assert!(upper.bottom() < lower.bottom() - Length::mm(8.0));
            assert!(
                upper.origin.y >= rect.origin.y - Length::mm(0.01),
                "{upper:?}"
            );
            let whole = lower.union(upper);
            let (left, right) = (
                rect.origin.x + Length::mm(lean.min(0.0) - 0.3),
                rect.right() + Length::mm(lean.max(0.0) + 0.3),
            );
            assert!(
                left <= whole.origin.x && whole.right() <= right,
                "{whole:?}"
            );
            // It leans where it has room.
            let leans = upper.middle().x - lower.middle().x;
            assert!(leans.to_mm().signum() == lean.signum() && leans.abs() > Length::mm(0.5));
        }
    }

    #[test]
    fn a_bent_bar_keeps_its_foot_and_height_and_leans_by_the_room() {
        let (segments, rect) = bar();
        let bent = parts(&open(&segments, rect, OpenEnd::Bent, 2.0));
        assert_eq!(bent.len(), 1);
        let close = |a: Length, b: Length| (a - b).abs() < Length::mm(0.02);
        assert!(close(bent[0].origin.x, rect.origin.x));
        assert!(close(bent[0].right(), rect.right() + Length::mm(2.0)));
        assert!(close(bent[0].size.height, rect.size.height));
    }

    #[test]
    fn any_outline_can_be_cut_into_dashes() {
        let (_, rect) = bar();
        let mut person = Vec::new();
        marks::draw(
            crate::template::plan::Mark::Person,
            rect,
            false,
            &mut person,
        );
        let dashed = parts(&open(&person, rect, OpenEnd::Dashed, 0.0));
        assert!(!dashed.is_empty());
        assert!(dashed.iter().all(|part| {
            rect.grown(crate::geom::Edges::all(Length::mm(0.01)))
                .contains(*part)
        }));
    }
}

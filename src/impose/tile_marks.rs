//! What the tiles of a poster and the map of them have in common.

use super::draw::fill;
use super::work::{Work, centered};
use crate::color::Color;
use crate::frame::Frame;
use crate::geom::{Length, Point, Rect, Size};

/// Size of labels, in points, and smaller ones for narrow overlaps (practice).
const LABELS: [f64; 3] = [9.0, 7.0, 5.0];

/// Distance of the lines that show where glue goes, in millimetres (practice).
pub(super) const HATCH: f64 = 4.0;

/// The sheet of a tile, upright or across.
pub(super) fn sheet(work: &Work<'_>, turned: bool) -> Size {
    let paper = work.spec.paper;
    if turned {
        paper.landscape()
    } else {
        paper.portrait()
    }
}

/// Writes words on a white ground in the middle of the first place that has room for them, as large as fits. White,
/// because the poster below may be dark.
pub(super) fn label(work: &mut Work<'_>, words: &str, places: Vec<Rect>, frame: &mut Frame) {
    for size in LABELS.map(Length::pt) {
        let line = work.pen.line(words, size);
        let edge = Length::mm(0.5);
        // Half a millimetre of white keeps letters apart from the drawing.
        let needed = Size::new(line.width + edge * 2.0, size + edge * 2.0);
        let place = places
            .iter()
            .find(|place| place.size.width >= needed.width && place.size.height >= needed.height);
        if let Some(place) = place {
            let ground = centered(needed, *place);
            fill(ground, Color::WHITE, frame);
            let at = ground.origin + Point::new(edge, edge + size * 0.85);
            line.draw(at, frame);
            return;
        }
    }
}

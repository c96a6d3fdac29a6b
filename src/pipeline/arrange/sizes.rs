//! Compares paper sizes, and counts how many pages fit on a sheet.

use crate::geom::{Length, Size};
use crate::paper::{self, Paper};

/// How many pages fit in a room, upright or turned, with gutters between them.
pub(super) fn count(page: Size, room: Size, gutter: Length) -> usize {
    let along = |room: Length, side| room.count_fitting(side, gutter);
    let upright = along(room.width, page.width) * along(room.height, page.height);
    let turned = along(room.width, page.height) * along(room.height, page.width);
    // All pages of a sheet lie the same way, so that straight cuts part them.
    upright.max(turned)
}

/// A size reduced by an edge on all sides, or enlarged if the edge is negative.
pub(super) fn shrunk(size: Size, by: Length) -> Size {
    Size::new(size.width - by * 2.0, size.height - by * 2.0)
}

/// Whether two papers are the same, in portrait or landscape.
pub(super) fn same(a: Size, b: Size) -> bool {
    let (a, b) = (a.portrait(), b.portrait());
    (a.width - b.width).abs() <= Length::TOLERANCE
        && (a.height - b.height).abs() <= Length::TOLERANCE
}

/// Whether two papers are the same, in portrait or landscape, apart from rounding in ISO 216: four times the 148 mm of
/// A5 is 592 mm, but A2 is 594 mm high.
pub(super) fn alike(a: Size, b: Size) -> bool {
    let (a, b) = (a.portrait(), b.portrait());
    let near = |a: Length, b: Length| (a - b).abs() <= Length::mm(2.5);
    near(a.width, b.width) && near(a.height, b.height)
}

/// A size in words, for paper without a name.
pub(super) fn describe_size(size: Size) -> String {
    format!("{:.0}x{:.0}mm", size.width.to_mm(), size.height.to_mm())
}

/// Finds a named paper that is about as large, and not smaller.
pub(super) fn find_named(size: Size) -> Option<Paper> {
    let same = |paper: &&Paper| {
        let (paper, wanted) = (paper.size().portrait(), size.portrait());
        let holds = paper.width + Length::TOLERANCE >= wanted.width
            && paper.height + Length::TOLERANCE >= wanted.height;
        // Not smaller, or the pages would be cropped; not much larger, or it would not be the paper that is
        // meant.
        holds && alike(paper, wanted)
    };
    paper::PAPERS.iter().find(same).cloned()
}

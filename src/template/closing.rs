//! Closes up a grid over areas that a condition leaves out.
//!
//! A row or column of a fixed size, or as large as its content, goes away with its gap when nothing is left in it. One
//! that takes a share of the room (`1fr`) stays: it keeps what stands below it at the foot of the page.

use std::ops::Range;

use super::plan::Track;

/// Drops the tracks in which all areas are left out, and moves the others together. `spans` has the tracks of each area,
/// and whether the area is there.
pub(super) fn close_up<'s>(
    tracks: Vec<Track>,
    spans: impl Iterator<Item = (&'s mut Range<usize>, bool)>,
) -> Vec<Track> {
    let spans: Vec<(&mut Range<usize>, bool)> = spans.collect();
    let stays = |index: usize, track: &Track| {
        let mut here = spans.iter().filter(|(span, _)| span.contains(&index));
        let empty = here.clone().next().is_none();
        empty || matches!(track, Track::Fraction(_)) || here.any(|(_, there)| *there)
    };
    let kept: Vec<bool> = tracks
        .iter()
        .enumerate()
        .map(|(index, track)| stays(index, track))
        .collect();
    let before = |index: usize| kept.iter().take(index).filter(|kept| **kept).count();
    for (span, _) in spans {
        *span = before(span.start)..before(span.end);
    }
    let tracks = tracks.into_iter().zip(&kept);
    tracks
        .filter_map(|(track, kept)| kept.then_some(track))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Length;

    #[test]
    fn rows_without_an_area_go_and_shares_of_the_room_stay() {
        let rows = vec![
            Track::Auto,
            Track::Fixed(Length::mm(40.0)),
            Track::Fraction(1.0),
            Track::Auto,
        ];
        let mut spans = [
            (0..1, true),
            (1..2, false),
            (2..3, false),
            (1..4, true),
            (3..4, true),
        ];
        // The fourth area spans the others, so that all rows stay.
        let all = close_up(
            rows.clone(),
            spans.iter_mut().map(|(span, there)| (span, *there)),
        );
        assert_eq!(all.len(), 4);
        let mut spans = [(0..1, true), (1..2, false), (2..3, false), (3..4, true)];
        let kept = close_up(rows, spans.iter_mut().map(|(span, there)| (span, *there)));
        assert_eq!(kept.len(), 3);
        assert_eq!(spans.map(|(span, _)| span), [0..1, 1..1, 1..2, 2..3]);
    }
}

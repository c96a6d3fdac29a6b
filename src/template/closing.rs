//! Closes up a grid over areas that are left out.
//!
//! A row or column goes away with its gap when all areas are left out that stand in it alone; an area that also stands
//! in others becomes smaller by it. A row that takes a share of the room (`1fr`) stays: it keeps what stands below it at
//! the foot of the page. A column of this kind goes too, and leaves its room to the others.

use std::ops::Range;

use super::plan::Track;

/// What becomes of an empty track that takes a share of the room.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shares {
    /// It stays empty.
    Stay,
    /// It goes away if another one takes its room.
    Close,
}

/// Drops the tracks from which areas are left out and in which no other stands alone, and moves the others together.
/// `spans` has the tracks of each area, and whether the area is there.
pub(super) fn close_up<'s>(
    tracks: Vec<Track>,
    shares: Shares,
    spans: impl Iterator<Item = (&'s mut Range<usize>, bool)>,
) -> Vec<Track> {
    let spans: Vec<(&mut Range<usize>, bool)> = spans.collect();
    let is_share = |index: usize| matches!(tracks.get(index), Some(Track::Fraction(_)));
    let mut kept = vec![true; tracks.len()];
    // From the end, so that of two tracks of which one has to stay it is the first.
    for index in (0..tracks.len()).rev() {
        let here = |span: &Range<usize>| span.contains(&index);
        let lacks = spans.iter().any(|(span, there)| here(span) && !there);
        // An area keeps at least one of its tracks.
        let needed = spans.iter().any(|(span, there)| {
            let others = |other: usize| other != index && kept.get(other) == Some(&true);
            let mut own = span.start..span.end;
            *there && here(span) && !own.any(others)
        });
        let gives_room = match shares {
            Shares::Stay => !is_share(index),
            Shares::Close => {
                let others = (0..tracks.len()).filter(|other| *other != index && kept[*other]);
                !is_share(index) || others.into_iter().any(is_share)
            }
        };
        kept[index] = !lacks || needed || !gives_room;
    }
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

    fn closed(
        tracks: &[Track],
        shares: Shares,
        mut spans: Vec<(Range<usize>, bool)>,
    ) -> (usize, Vec<Range<usize>>) {
        let each = spans.iter_mut().map(|(span, there)| (span, *there));
        let kept = close_up(tracks.to_vec(), shares, each);
        (
            kept.len(),
            spans.into_iter().map(|(span, _)| span).collect(),
        )
    }

    #[test]
    fn rows_without_an_area_go_and_shares_of_the_room_stay() {
        let fixed = Track::Fixed(Length::mm(40.0));
        let rows = [Track::Auto, fixed, Track::Fraction(1.0), Track::Auto];
        let spans = vec![(0..1, true), (1..2, false), (2..3, false), (3..4, true)];
        let (count, spans) = closed(&rows, Shares::Stay, spans);
        assert_eq!(count, 3);
        assert_eq!(spans, [0..1, 1..1, 1..2, 2..3]);
    }

    #[test]
    fn an_area_that_spans_others_gets_smaller_and_keeps_a_track() {
        let columns = [Track::Fraction(1.0), Track::Fixed(Length::mm(45.0))];
        // A title over a text and a quotation that is not there.
        let spans = vec![(0..2, true), (0..1, true), (1..2, false)];
        let (count, spans) = closed(&columns, Shares::Close, spans);
        assert_eq!((count, spans), (1, vec![0..1, 0..1, 1..1]));
        // Neither of the two is there.
        let spans = vec![(0..2, true), (0..1, false), (1..2, false)];
        let (count, spans) = closed(&columns, Shares::Close, spans);
        assert_eq!((count, spans), (1, vec![0..1, 0..1, 1..1]));
    }

    #[test]
    fn a_column_with_a_share_goes_if_another_takes_its_room() {
        let columns = [Track::Fraction(1.0), Track::Fraction(2.0)];
        let spans = vec![(0..1, false), (1..2, true)];
        assert_eq!(closed(&columns, Shares::Close, spans).0, 1);
        let columns = [Track::Fraction(1.0), Track::Auto];
        let spans = vec![(0..1, false), (1..2, true)];
        assert_eq!(closed(&columns, Shares::Close, spans).0, 2);
    }
}

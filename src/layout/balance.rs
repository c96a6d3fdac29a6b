//! Makes the columns in which a running text ends about equally high.
//!
//! A full column beside one with three lines looks like a mistake. Of all places where the columns may end, those are
//! taken for which the sum of the squares of the heights is least: for a text of a given length these are equal
//! heights. Dynamic programming, as for the lines of a paragraph.

use std::ops::Range;

use super::columns::{Column, Divided, StoryLine, baselines, may_break};
use crate::geom::Length;

/// Cost of a column that ends lower than the one before it, as a share of the square of its height: of two divisions
/// that are alike, the one with the longer columns first is taken, as printers do.
const LATER: f64 = 1e-6;

/// The ends of columns side by side that hold the lines `text` of a story, as indices of lines: about equally high.
/// `None` if they do not fit.
pub(super) fn level(
    lines: &[StoryLine],
    paragraphs: &[Divided],
    columns: &[Column],
    text: Range<usize>,
) -> Option<Vec<usize>> {
    let count = text.len();
    // The least cost of the lines before each place in the columns so far, with the start of the last column.
    let mut best = vec![vec![(f64::INFINITY, 0usize); count + 1]; columns.len() + 1];
    best[0][0].0 = 0.0;
    for (number, column) in columns.iter().enumerate() {
        for start in 0..=count {
            let before = best[number][start].0;
            if !before.is_finite() {
                continue;
            }
            let mut note = |end: usize, cost: f64| {
                if let Some(known) = best[number + 1].get_mut(end)
                    && before + cost < known.0
                {
                    *known = (before + cost, start);
                }
            };
            // A column may stay empty.
            note(start, 0.0);
            let own = lines.get(text.start + start..text.end).unwrap_or_default();
            let tops = baselines(lines, text.start + start, *column);
            for (taken, (y, line)) in tops.zip(own).enumerate() {
                if y + line.below > column.height {
                    break;
                }
                let end = start + taken + 1;
                let at = text.start + end;
                if at >= text.end || may_break(lines, paragraphs, at) {
                    let height = y.to_pt();
                    note(end, height * height * (1.0 + LATER * number as f64));
                }
            }
        }
    }
    let mut at = count;
    best.last()?.get(at).filter(|(cost, _)| cost.is_finite())?;
    let mut ends = Vec::new();
    for number in (1..=columns.len()).rev() {
        ends.push(text.start + at);
        at = best[number][at].1;
    }
    ends.reverse();
    Some(ends)
}

/// By how much the longest of some columns ends lower than the shortest. `start` is the first line of the first.
pub(super) fn spread(
    lines: &[StoryLine],
    columns: &[Column],
    start: usize,
    ends: &[usize],
) -> Length {
    let mut start = start;
    let mut lowest = Length::ZERO;
    let mut highest: Option<Length> = None;
    for (column, end) in columns.iter().zip(ends) {
        let taken = end.saturating_sub(start);
        let height = baselines(lines, start, *column).take(taken).last();
        let height = height.unwrap_or(Length::ZERO);
        lowest = lowest.max(height);
        highest = Some(highest.map_or(height, |highest| highest.min(height)));
        start = *end;
    }
    lowest - highest.unwrap_or(lowest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Role;
    use crate::layout::columns::tests::story;

    fn columns(count: usize, height: f64) -> Vec<Column> {
        let column = Column {
            height: Length::pt(height),
            grid: None,
        };
        vec![column; count]
    }

    #[test]
    fn columns_end_within_a_line() {
        let (lines, divided) = story(&[(Role::Paragraph, 10)]);
        let all = columns(3, 200.0);
        let ends = level(&lines, &divided, &all, 0..10).expect("they fit");
        assert_eq!(ends, [4, 7, 10]);
        assert_eq!(spread(&lines, &all, 0, &ends), Length::pt(10.0));
        // The lines before are in other columns.
        assert_eq!(level(&lines, &divided, &all, 4..10), Some(vec![6, 8, 10]));
    }

    #[test]
    fn a_heading_takes_its_lines_along() {
        let (lines, divided) = story(&[
            (Role::Paragraph, 5),
            (Role::Heading(2), 1),
            (Role::Paragraph, 4),
        ]);
        // In the middle, the heading would be alone at the foot.
        let ends = level(&lines, &divided, &columns(2, 200.0), 0..10);
        assert_eq!(ends, Some(vec![5, 10]));
    }

    #[test]
    fn what_does_not_fit_is_not_divided() {
        let (lines, divided) = story(&[(Role::Paragraph, 10)]);
        assert_eq!(level(&lines, &divided, &columns(2, 30.0), 0..10), None);
        assert_eq!(level(&lines, &divided, &[], 0..10), None);
        assert_eq!(
            level(&lines, &divided, &columns(2, 30.0), 0..0),
            Some(vec![0, 0])
        );
    }
}

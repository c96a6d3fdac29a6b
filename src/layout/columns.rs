//! Divides the lines of a running text among its columns, and says where in its column each line stands.
//!
//! A column may only end where a typesetter would end it: no single line of a paragraph alone (widow or orphan), no
//! heading at the foot, no list torn from its lead, no line taken away from a large first letter.

use crate::frame::Role;
use crate::geom::Length;

/// Least number of lines of a divided paragraph on either side of the division. A single line, a widow or orphan,
/// looks like a mistake.
const TOGETHER: usize = 2;

/// Least number of lines that stay below a heading if the paragraph under it is divided. With fewer lines the
/// heading would look alone at the foot of the area. A paragraph that is not divided may be shorter.
const UNDER_A_HEADING: usize = 3;

/// A line of the story, in the order of reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoryLine {
    /// Number of its paragraph.
    pub(super) paragraph: usize,
    /// Its number in the paragraph.
    pub(super) line: usize,
    /// Distance from the baseline of the line before it, within an area.
    pub(super) advance: Length,
    /// Distance of its baseline from the top of the area, if it is the first line there.
    pub(super) rise: Length,
    /// Room below its baseline if it ends an area. It covers what reaches deeper than Latin letters; Latin text needs
    /// none.
    pub(super) below: Length,
    /// How it stands on a grid: the line so far below it is on a line of the grid. `None` for the lines of a heading
    /// after its first, which keep their own distances.
    pub(super) on_grid: Option<Length>,
}

/// What has to be known of a paragraph to divide it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Divided {
    pub(super) role: Role,
    /// Number of its lines.
    pub(super) lines: usize,
    /// Number of lines beside its large first letter.
    pub(super) beside: usize,
    /// Whether it stays in one column with the paragraph after it.
    pub(super) with_next: bool,
}

/// A grid of lines of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// Distance of its lines.
    pub(super) step: Length,
    /// From the top of the column up to where the grid begins.
    pub(super) above: Length,
}

impl Grid {
    /// The first line of the grid that is not above a height of the column.
    fn at_or_below(self, y: Length) -> Length {
        // What is a thousandth of a step too low is rounding.
        let steps = ((y + self.above).ratio(self.step) - 1e-3).ceil();
        self.step * steps - self.above
    }
}

/// A column that takes a part of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) height: Length,
    /// The grid that its lines stand on.
    pub(super) grid: Option<Grid>,
}

/// The baselines of the lines from a place in the story on, from the top of a column that begins with them, as if it
/// had no end.
pub(super) fn baselines(
    lines: &[StoryLine],
    start: usize,
    column: Column,
) -> impl Iterator<Item = Length> + '_ {
    let mut y = Length::ZERO;
    let lines = lines.get(start..).unwrap_or_default();
    lines.iter().enumerate().map(move |(index, line)| {
        y += if index == 0 { line.rise } else { line.advance };
        if let (Some(grid), Some(below)) = (column.grid, line.on_grid) {
            y = grid.at_or_below(y + below) - below;
        }
        y
    })
}

/// Divides the lines among columns. On success it gives the index just after the last line of each column. Indices count
/// from the start of the story. Otherwise it gives the height of the lines left over.
pub(super) fn divide(
    lines: &[StoryLine],
    paragraphs: &[Divided],
    columns: &[Column],
) -> Result<Vec<usize>, Length> {
    let mut ends = Vec::new();
    let mut start = 0;
    for column in columns {
        // As many lines as the height allows.
        let fitting = baselines(lines, start, *column)
            .zip(lines.get(start..).unwrap_or_default())
            .take_while(|(y, line)| *y + line.below <= column.height);
        let mut end = start + fitting.count();
        if end < lines.len() {
            // Back to the last line after which the column may end. If there is none, it stays empty.
            while end > start && !may_break(lines, paragraphs, end) {
                end -= 1;
            }
        }
        ends.push(end);
        start = end;
    }
    if start >= lines.len() {
        return Ok(ends);
    }
    Err(lines[start..].iter().map(|line| line.advance).sum())
}

/// Whether a column may end before the line with that index.
pub(super) fn may_break(lines: &[StoryLine], paragraphs: &[Divided], at: usize) -> bool {
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|index| lines.get(index)),
        lines.get(at),
    ) else {
        return true;
    };
    let role = |index: usize| paragraphs.get(index).map(|paragraph| paragraph.role);
    if before.paragraph != after.paragraph {
        // A list may be divided between two items, but not after its first or before its last item. A single item
        // would stand alone. So a list of two or three items is never divided.
        let is_item = |index: usize| role(index) == Some(Role::ListItem);
        let within_list = is_item(before.paragraph) && is_item(after.paragraph);
        let after_first = !before.paragraph.checked_sub(1).is_some_and(is_item);
        let before_last = !is_item(after.paragraph + 1);
        let ends_list = within_list && (after_first || before_last);
        // A list needs the paragraph above it ("We demand:").
        let begins_list = role(before.paragraph) == Some(Role::Paragraph)
            && role(after.paragraph) == Some(Role::ListItem);
        let under_heading = matches!(role(before.paragraph), Some(Role::Heading(_)));
        let within_element = paragraphs
            .get(before.paragraph)
            .is_some_and(|paragraph| paragraph.with_next);
        return !ends_list && !begins_list && !under_heading && !within_element;
    }
    let Some(divided) = paragraphs.get(after.paragraph) else {
        return true;
    };
    if matches!(divided.role, Role::Heading(_)) {
        // A heading of several lines stays in one area.
        return false;
    }
    let under_a_heading = after
        .paragraph
        .checked_sub(1)
        .is_some_and(|index| matches!(role(index), Some(Role::Heading(_))));
    let before = if under_a_heading {
        UNDER_A_HEADING
    } else {
        TOGETHER
    };
    after.line >= before.max(divided.beside) && divided.lines - after.line >= TOGETHER
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Lines of 10 pt, one paragraph for each number of lines.
    pub(in crate::layout) fn story(paragraphs: &[(Role, usize)]) -> (Vec<StoryLine>, Vec<Divided>) {
        let mut lines = Vec::new();
        for (paragraph, (_, count)) in paragraphs.iter().enumerate() {
            lines.extend((0..*count).map(|line| StoryLine {
                paragraph,
                line,
                advance: Length::pt(10.0),
                rise: Length::pt(7.0),
                below: Length::ZERO,
                on_grid: Some(Length::ZERO),
            }));
        }
        let divided = paragraphs.iter().map(|(role, lines)| Divided {
            role: *role,
            lines: *lines,
            beside: 0,
            with_next: false,
        });
        (lines, divided.collect())
    }

    fn column(height: f64, grid: Option<Grid>) -> Column {
        Column {
            height: Length::pt(height),
            grid,
        }
    }

    #[test]
    fn lines_stand_on_the_grid() {
        let (mut lines, _) = story(&[
            (Role::Paragraph, 2),
            (Role::Heading(2), 2),
            (Role::Paragraph, 2),
        ]);
        // A heading of two lines of 13 pt, with 9 pt above it.
        for line in &mut lines[2..4] {
            line.advance = Length::pt(13.0);
        }
        lines[2].advance += Length::pt(9.0);
        lines[2].on_grid = Some(Length::pt(13.0));
        lines[3].on_grid = None;
        let grid = Grid {
            step: Length::pt(12.0),
            above: Length::pt(30.0),
        };
        let all: Vec<f64> = baselines(&lines, 0, column(0.0, Some(grid)))
            .map(Length::to_pt)
            .collect();
        // 30 pt below its beginning, the lines of the grid are at 6, 18, 30 … of the column.
        assert_eq!(all, [18.0, 30.0, 53.0, 66.0, 78.0, 90.0]);
        let own: Vec<f64> = baselines(&lines, 0, column(0.0, None))
            .map(Length::to_pt)
            .collect();
        assert_eq!(own, [7.0, 17.0, 39.0, 52.0, 62.0, 72.0]);
    }

    #[test]
    fn lines_beside_a_large_letter_stay_together() {
        let (lines, mut divided) = story(&[(Role::Paragraph, 8)]);
        let columns = [column(38.0, None), column(100.0, None)];
        assert_eq!(divide(&lines, &divided, &columns), Ok(vec![4, 8]));
        divided[0].beside = 5;
        assert_eq!(divide(&lines, &divided, &columns), Ok(vec![0, 8]));
    }

    #[test]
    fn widows_orphans_and_headings_move_along() {
        let (lines, divided) = story(&[
            (Role::Paragraph, 4),
            (Role::Heading(2), 1),
            (Role::Paragraph, 5),
        ]);
        let ends = |height: f64| {
            let columns = [column(height, None), column(100.0, None)];
            divide(&lines, &divided, &columns).map(|ends| ends[0])
        };
        // Room for 3 lines: the last line of the paragraph would be alone.
        assert_eq!(ends(30.0), Ok(2));
        // Room for 6 lines: the heading would have one line below it.
        assert_eq!(ends(60.0), Ok(4));
        assert_eq!(ends(80.0), Ok(8));
        // Room for all lines but one.
        assert_eq!(ends(90.0), Ok(8));
    }
}

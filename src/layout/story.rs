//! Running text: through areas and pages, with headings kept to their text and no line left alone.

use std::collections::BTreeMap;

use super::tree::SetText;
use super::{FIT_STEPS, Reporter, paint};
use crate::frame::{Frame, ItemKind, Role};
use crate::geom::{Length, Point, Rect};
use crate::template::plan::{Sizing, StoryPlan};
use crate::typeset::{Broken, SetLine, Typesetter};

/// Lines of a paragraph that stay together at its start and at its end (practice: no widows or orphans).
const TOGETHER: usize = 2;

/// A place for a part of the story.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) page: usize,
    pub(super) rect: Rect,
}

/// A story in its areas.
pub(super) struct Flowed {
    /// Its paragraphs, by page.
    pub(super) frames: Vec<(usize, Frame)>,
    /// By how much it is too long.
    pub(super) overset: Length,
}

struct Set<'b> {
    text: SetText<'b>,
    role: Role,
    broken: Broken,
}

/// A line of the story, in the order of reading.
#[derive(Clone, Copy, Debug)]
struct StoryLine {
    paragraph: usize,
    line: usize,
    /// Distance from the baseline before it, within an area.
    advance: Length,
    /// Distance from the top of an area, as its first line.
    rise: Length,
}

/// Flows a story through its areas, as large as its style allows. Where the areas lie side by side on
/// one page, its columns end at about the same height.
pub(super) fn flow(
    plan: &StoryPlan,
    areas: &[Area],
    setter: &mut Typesetter<'_>,
    reporter: &mut Reporter<'_>,
) -> Flowed {
    // One measure for all: a paragraph that goes on in the next area keeps its lines.
    let measure = areas
        .iter()
        .map(|area| area.rect.size.width)
        .min()
        .unwrap_or_default();
    let mut missing = Vec::new();
    let mut paragraphs: Vec<Set<'_>> = plan
        .paragraphs
        .iter()
        .map(|text| {
            let mut set = SetText::new(text, setter, &mut missing);
            let broken = set.broken(measure, 1.0);
            Set {
                text: set,
                role: text.role,
                broken,
            }
        })
        .collect();
    for (origin, problem) in missing {
        reporter.report_plain(&origin, problem);
    }
    let heights: Vec<Length> = areas.iter().map(|area| area.rect.size.height).collect();
    let mut attempt =
        |share: f64, heights: &[Length]| -> (Vec<StoryLine>, Result<Vec<usize>, Length>) {
            for set in &mut paragraphs {
                set.broken = set.text.broken(measure, share);
            }
            let lines = story_lines(&paragraphs);
            let ends = divide(&lines, &paragraphs, heights);
            (lines, ends)
        };

    let share = largest_share(|share| attempt(share, &heights).1.is_ok());
    let one_page = areas
        .windows(2)
        .all(|pair| pair[0].page == pair[1].page && pair[0].rect.origin.y == pair[1].rect.origin.y);
    let mut used = heights.clone();
    if one_page && areas.len() > 1 && attempt(share, &heights).1.is_ok() {
        let (mut enough, mut short) = (1.0, 0.0);
        for _ in 0..FIT_STEPS {
            let middle = (enough + short) / 2.0;
            let tried: Vec<Length> = heights.iter().map(|height| *height * middle).collect();
            if attempt(share, &tried).1.is_ok() {
                enough = middle;
                used = tried;
            } else {
                short = middle;
            }
        }
    }
    let (lines, ends) = attempt(share, &used);
    match ends {
        Ok(ends) => Flowed {
            frames: draw(&lines, &ends, &mut paragraphs, areas, measure),
            overset: Length::ZERO,
        },
        Err(overset) => Flowed {
            frames: Vec::new(),
            overset,
        },
    }
}

/// The largest share between the bounds of fitted type with which the story fits.
fn largest_share(mut fits: impl FnMut(f64) -> bool) -> f64 {
    if fits(1.0) {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..FIT_STEPS {
        let middle = (low + high) / 2.0;
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

fn story_lines(paragraphs: &[Set<'_>]) -> Vec<StoryLine> {
    let mut lines = Vec::new();
    let mut after = Length::ZERO;
    for (index, set) in paragraphs.iter().enumerate() {
        let style = set.text.paragraph.style();
        // Space between paragraphs grows and shrinks with type that is fitted.
        let factor = match (style.size, set.broken.lines.first()) {
            (Sizing::Fit(_, high), Some(line)) => line.size.ratio(high),
            _ => 1.0,
        };
        for (number, line) in set.broken.lines.iter().enumerate() {
            let leading = line.size * style.leading;
            let space = if number == 0 {
                (style.before * factor).max(after)
            } else {
                Length::ZERO
            };
            let rise = set.text.paragraph.cap_height(line.size);
            lines.push(StoryLine {
                paragraph: index,
                line: number,
                advance: leading + space,
                rise,
            });
        }
        after = style.after * factor;
    }
    lines
}

/// Divides the lines among areas of these heights: the end of each area, as a count of lines. Where
/// they do not fit, by how much.
fn divide(
    lines: &[StoryLine],
    paragraphs: &[Set<'_>],
    heights: &[Length],
) -> Result<Vec<usize>, Length> {
    let mut ends = Vec::new();
    let mut start = 0;
    for height in heights {
        let mut y = Length::ZERO;
        let mut end = start;
        while let Some(line) = lines.get(end) {
            y += if end == start {
                line.rise
            } else {
                line.advance
            };
            if y > *height {
                break;
            }
            end += 1;
        }
        if end < lines.len() {
            // Back to where a break is good; where there is none, the area stays empty.
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

/// Whether an area may end before that line.
fn may_break(lines: &[StoryLine], paragraphs: &[Set<'_>], at: usize) -> bool {
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|index| lines.get(index)),
        lines.get(at),
    ) else {
        return true;
    };
    if before.paragraph != after.paragraph {
        return !matches!(paragraphs[before.paragraph].role, Role::Heading(_));
    }
    if matches!(paragraphs[after.paragraph].role, Role::Heading(_)) {
        return false;
    }
    let count = paragraphs[after.paragraph].broken.lines.len();
    after.line >= TOGETHER && count - after.line >= TOGETHER
}

fn draw(
    lines: &[StoryLine],
    ends: &[usize],
    paragraphs: &mut [Set<'_>],
    areas: &[Area],
    measure: Length,
) -> Vec<(usize, Frame)> {
    // Where each line of each paragraph begins: page, left edge, baseline.
    let mut places: BTreeMap<(usize, usize), (usize, Length, Length)> = BTreeMap::new();
    let mut start = 0;
    for (area, end) in areas.iter().zip(ends) {
        let mut y = area.rect.origin.y;
        for (index, line) in lines.iter().enumerate().take(*end).skip(start) {
            y += if index == start {
                line.rise
            } else {
                line.advance
            };
            places.insert(
                (line.paragraph, line.line),
                (area.page, area.rect.origin.x, y),
            );
        }
        start = *end;
    }
    let mut frames: Vec<(usize, Frame)> = Vec::new();
    for (index, set) in paragraphs.iter_mut().enumerate() {
        let style = set.text.paragraph.style().clone();
        let indent = set.text.indent;
        let marker =
            set.text
                .marker
                .as_mut()
                .zip(set.broken.lines.first())
                .map(|(marker, first)| {
                    let mark = marker.broken_at(indent, first.size);
                    marker.set(&mark, indent)
                });
        let set_lines: Vec<SetLine> = set.text.paragraph.set(&set.broken, measure - indent);
        // One group for the part on each page, so that a paragraph stays a paragraph.
        let mut parts: BTreeMap<usize, Frame> = BTreeMap::new();
        for (number, mut line) in set_lines.into_iter().enumerate() {
            let Some(&(page, x, baseline)) = places.get(&(index, number)) else {
                continue;
            };
            let frame = parts.entry(page).or_default();
            if number == 0 {
                for mark in marker.iter().flatten() {
                    let mut mark = mark.clone();
                    mark.baseline = baseline;
                    paint::push_line(frame, &mark, Point::new(x, Length::ZERO), style.color);
                }
            }
            line.baseline = baseline;
            paint::push_line(
                frame,
                &line,
                Point::new(x + indent, Length::ZERO),
                style.color,
            );
        }
        for (page, part) in parts {
            let Some(origin) = part.items.first().map(|item| item.origin.clone()) else {
                continue;
            };
            let mut frame = Frame::default();
            frame.push(ItemKind::Group(part), &origin, set.role);
            frames.push((page, frame));
        }
    }
    frames
}

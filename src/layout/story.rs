//! Running text: flows paragraphs through the areas of a story, over columns and pages.
//!
//! In go the paragraphs and the areas in reading order; out comes a frame for each area, or a fault that says
//! how much is too much. Three steps: the largest size at which all text fits is searched; the columns of the
//! last page are made equally high; then lines are drawn at their places. An area may only end where a
//! typesetter would end it: no single line of a paragraph alone (widow or orphan), no heading at the foot, no
//! list torn from its lead. All areas are set to the width of the narrowest one, so that a paragraph keeps its
//! lines when an area ends earlier.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fault::{Fault, counted, shortened};
use super::fit::{FIT_STEPS, largest_that_fits};
use super::paragraph;
use super::reporter::Reporter;
use super::score::SetType;
use super::set_text::SetText;
use crate::frame::{Frame, ItemKind, Role, Thread};
use crate::geom::{Length, Point, Rect, Rotation};
use crate::rules::Rule;
use crate::template::plan::StoryPlan;
use crate::text::Sizing;
use crate::typeset::{Broken, SetLine, Typesetter};

/// Least number of lines of a divided paragraph on either side of the division. A single line, a widow or orphan,
/// looks like a mistake.
const TOGETHER: usize = 2;

/// Least number of lines that stay below a heading if the paragraph under it is divided. With fewer lines the
/// heading would look alone at the foot of the area. A paragraph that is not divided may be shorter.
const UNDER_A_HEADING: usize = 3;

/// Steps from the largest to the smallest size of type that is fitted to its areas (`Sizing::Fit`). One step is about
/// 0.1 pt for body text.
const SIZES_TRIED: u32 = 20;

/// An area that takes a part of the story. The areas of a story are listed in reading order.
#[derive(Clone, Debug)]
pub(super) struct StoryArea {
    pub(super) page: usize,
    pub(super) rect: Rect,
    /// Index of a placeholder item in the page's frame. The text set in this area replaces it.
    pub(super) slot: usize,
    /// Rotations of the boxes around it, the innermost first.
    pub(super) rotations: Vec<Rotation>,
}

/// The result of flowing a story.
pub(super) struct Flowed {
    /// The frame for each area; none if the story does not fit.
    pub(super) frames: Vec<Frame>,
    /// Its paragraphs with the sizes that they are set in; none if it does not fit.
    pub(super) texts: Vec<SetType>,
    /// Why it does not fit.
    pub(super) overset: Option<Fault>,
}

/// A paragraph with its lines at the size being tried.
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
    /// Distance from the baseline of the line before it, within an area.
    advance: Length,
    /// Distance of its baseline from the top of the area, if it is the first line there.
    rise: Length,
    /// Room below its baseline if it ends an area. It covers what reaches deeper than Latin letters; Latin text needs
    /// none.
    below: Length,
}

/// Flows a story through its areas, as large as its style allows.
pub(super) fn flow(
    (name, plan): (&str, &StoryPlan),
    areas: &[StoryArea],
    setter: &mut Typesetter<'_>,
    reporter: &mut Reporter<'_>,
) -> Flowed {
    // One width for all areas: a paragraph that goes on in the next area keeps its lines.
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
    for lacking in missing {
        reporter.report_character(lacking);
    }
    let heights: Vec<Length> = areas.iter().map(|area| area.rect.size.height).collect();
    let mut attempt =
        |share: f64, heights: &[Length]| -> (Vec<StoryLine>, Result<Vec<usize>, Length>) {
            for set in &mut paragraphs {
                set.broken = set.text.broken(measure, share);
            }
            let lines = story_lines(&paragraphs);
            let widest = paragraphs
                .iter()
                .map(|set| set.broken.overfull)
                .max()
                .unwrap_or_default();
            let ends = if widest > Length::ZERO {
                Err(widest)
            } else {
                divide(&lines, &paragraphs, heights)
            };
            (lines, ends)
        };

    let share = largest_share(|share| attempt(share, &heights).1.is_ok());
    let mut used = heights.clone();
    if let Ok(ends) = attempt(share, &heights).1 {
        // The columns of the last page that the story reaches should end at about the same height: a full
        // column beside one with three lines looks like a mistake. Columns side by side begin at the same
        // height on one page.
        let last = (0..areas.len())
            .rev()
            .find(|&index| index == 0 || ends[index] > ends[index - 1])
            .unwrap_or(0);
        let columns: Vec<usize> = (0..areas.len())
            .filter(|&index| {
                let (area, other) = (&areas[index], &areas[last]);
                area.page == other.page && area.rect.origin.y == other.rect.origin.y
            })
            .collect();
        let steps = if columns.len() > 1 { FIT_STEPS } else { 0 };
        // Searched is the share by which all these columns can get shorter: 0 is known to fit, and at 1 they
        // have no height at all.
        largest_that_fits(steps, (0.0, 1.0), |less| {
            let mut tried = heights.clone();
            for &index in &columns {
                tried[index] = heights[index] * (1.0 - less);
            }
            let fits = attempt(share, &tried).1.is_ok();
            if fits {
                used = tried;
            }
            fits
        });
    }
    let (lines, ends) = attempt(share, &used);
    match ends {
        Ok(ends) => Flowed {
            texts: paragraphs
                .iter()
                .zip(&plan.paragraphs)
                .map(|(set, text)| SetType::of(text, &plan.origin, &set.broken))
                .collect(),
            frames: draw(&name.into(), &lines, &ends, &mut paragraphs, areas, measure),
            overset: None,
        },
        Err(over) => Flowed {
            frames: Vec::new(),
            texts: Vec::new(),
            overset: Some(too_long(
                (name, plan),
                (over, measure),
                &lines,
                &mut paragraphs,
            )),
        },
    }
}

/// Explains a story that is too long for its areas, or has a word that is too wide for its columns.
fn too_long(
    (name, plan): (&str, &StoryPlan),
    (over, measure): (Length, Length),
    lines: &[StoryLine],
    paragraphs: &mut [Set<'_>],
) -> Fault {
    let area = plan.origin.clone();
    let words = |at: usize| {
        plan.paragraphs
            .get(at)
            .map(|text| text.origin(&plan.origin))
    };
    let wide = (0..paragraphs.len()).max_by_key(|at| paragraphs[*at].broken.overfull);
    let wide = wide.filter(|at| paragraphs[*at].broken.overfull > Length::ZERO);
    if let Some(at) = wide {
        let (word, _) = paragraphs[at].text.paragraph.longest_word();
        let (needs, has) = Length::apart(measure + paragraphs[at].broken.overfull, measure);
        return Fault {
            rule: Rule::Overset,
            what: format!(
                "the word “{}” of the story `{name}` is wider than its column",
                shortened(&word)
            ),
            detail: format!("the narrowest column is {has} wide, but the word needs {needs}"),
            shorten: format!(
                "put a hyphen in “{}”, or use a shorter word",
                shortened(&word)
            ),
            make_room: "make the columns wider, or lower the smallest `size` of its style"
                .to_owned(),
            content: words(at),
            area,
        };
    }
    let all: Length = lines.iter().map(|line| line.advance).sum();
    // Users shorten texts by lines and letters, so the excess is converted with the averages of this story.
    let line = all / lines.len().max(1) as f64;
    let excess = (over.ratio(line).ceil() as usize).max(1);
    let texts = plan.paragraphs.iter().flat_map(|text| &text.runs);
    let letters: usize = texts.map(|run| run.text.chars().count()).sum();
    let cut = (letters * excess / lines.len().max(1)).max(1);
    let longest = (0..paragraphs.len()).max_by_key(|at| paragraphs[*at].broken.lines.len());
    let (needs, has) = Length::apart(all, all - over);
    let from = longest.and_then(words);
    let named = from.as_ref().map_or_else(String::new, |from| {
        format!(" The longest paragraph is in `{}`.", from.key)
    });
    Fault {
        rule: Rule::Overset,
        what: format!("the story `{name}` is too long for its areas"),
        detail: format!(
            "its {} need a height of {needs} with type at its smallest size, but its areas have {has}; it is too long by about {} ({cut} letters).{named}",
            counted(lines.len(), "line"),
            counted(excess, "line")
        ),
        shorten: "shorten it".to_owned(),
        make_room: format!(
            "give another area `story = \"{name}\"`, or lower the smallest `size` of its style"
        ),
        content: from,
        area,
    }
}

/// The largest share between the bounds of fitted type at which the story fits. Bisection would be wrong here:
/// since headings and lists are kept together, a story may fit at one size and not at a smaller one. So all
/// sizes are tried from the top.
fn largest_share(mut fits: impl FnMut(f64) -> bool) -> f64 {
    let steps = f64::from(SIZES_TRIED);
    (0..=SIZES_TRIED)
        .map(|step| 1.0 - f64::from(step) / steps)
        .find(|&share| fits(share))
        .unwrap_or(0.0)
}

/// All lines of the story at the size being tried, with the distances that they need.
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
            let leading = set.text.paragraph.leading(line.size);
            // Of the space after a paragraph and before the next one the larger counts, as in CSS.
            let space = if number == 0 {
                (style.before * factor).max(after)
            } else {
                Length::ZERO
            };
            let rise = set.text.paragraph.rise(line.size);
            lines.push(StoryLine {
                paragraph: index,
                line: number,
                advance: leading + space,
                rise,
                below: set.text.paragraph.below(line.size),
            });
        }
        after = style.after * factor;
    }
    lines
}

/// Divides the lines among areas of these heights. On success it gives the index just after the last line of each
/// area. Indices count from the start of the story. Otherwise it gives the height of the lines left over.
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
        // As many lines as the height allows.
        while let Some(line) = lines.get(end) {
            y += if end == start {
                line.rise
            } else {
                line.advance
            };
            if y + line.below > *height {
                break;
            }
            end += 1;
        }
        if end < lines.len() {
            // Back to the last line after which the area may end. If there is none, the area stays empty.
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

/// Whether an area may end before the line with that index.
fn may_break(lines: &[StoryLine], paragraphs: &[Set<'_>], at: usize) -> bool {
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|index| lines.get(index)),
        lines.get(at),
    ) else {
        return true;
    };
    if before.paragraph != after.paragraph {
        // A list may be divided between two items, but not after its first or before its last item. A single item
        // would stand alone. So a list of two or three items is never divided.
        let role = |index: usize| paragraphs.get(index).map(|set| set.role);
        let is_item = |index: usize| role(index) == Some(Role::ListItem);
        let within_list = is_item(before.paragraph) && is_item(after.paragraph);
        let after_first = !before.paragraph.checked_sub(1).is_some_and(is_item);
        let before_last = !is_item(after.paragraph + 1);
        let ends_list = within_list && (after_first || before_last);
        // A list needs the paragraph above it ("We demand:").
        let begins_list = role(before.paragraph) == Some(Role::Paragraph)
            && role(after.paragraph) == Some(Role::ListItem);
        let under_heading = matches!(role(before.paragraph), Some(Role::Heading(_)));
        return !ends_list && !begins_list && !under_heading;
    }
    if matches!(paragraphs[after.paragraph].role, Role::Heading(_)) {
        // A heading of several lines stays in one area.
        return false;
    }
    let count = paragraphs[after.paragraph].broken.lines.len();
    let under_a_heading = after
        .paragraph
        .checked_sub(1)
        .is_some_and(|index| matches!(paragraphs[index].role, Role::Heading(_)));
    let before = if under_a_heading {
        UNDER_A_HEADING
    } else {
        TOGETHER
    };
    after.line >= before && count - after.line >= TOGETHER
}

/// Draws the lines of a story into a frame for each area.
fn draw(
    name: &Arc<str>,
    lines: &[StoryLine],
    ends: &[usize],
    paragraphs: &mut [Set<'_>],
    areas: &[StoryArea],
    measure: Length,
) -> Vec<Frame> {
    let right_to_left = paragraphs
        .first()
        .is_some_and(|set| set.text.paragraph.is_right_to_left());
    // The place of each line of each paragraph: area, left edge, baseline.
    let mut places: BTreeMap<(usize, usize), (usize, Length, Length)> = BTreeMap::new();
    let mut start = 0;
    for (number, (area, end)) in areas.iter().zip(ends).enumerate() {
        let mut y = area.rect.origin.y;
        for (index, line) in lines.iter().enumerate().take(*end).skip(start) {
            y += if index == start {
                line.rise
            } else {
                line.advance
            };
            // In an area that is wider than the lines, the rest is left free on the side where lines end.
            let x = if right_to_left {
                area.rect.right() - measure
            } else {
                area.rect.origin.x
            };
            places.insert((line.paragraph, line.line), (number, x, y));
        }
        start = *end;
    }
    let mut frames: Vec<Frame> = areas.iter().map(|_| Frame::default()).collect();
    for (index, set) in paragraphs.iter_mut().enumerate() {
        let style = set.text.paragraph.style().clone();
        let indent = set.text.indent;
        let (mark_start, text_start) = set.text.starts(measure);
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
        // A paragraph that spans areas becomes one group in each. All carry the same thread, so that the PDF
        // can tag them as one paragraph.
        let mut parts: BTreeMap<usize, Frame> = BTreeMap::new();
        for (number, mut line) in set_lines.into_iter().enumerate() {
            let Some(&(area, x, baseline)) = places.get(&(index, number)) else {
                continue;
            };
            let frame = parts.entry(area).or_default();
            if number == 0 {
                for mark in marker.iter().flatten() {
                    let mut mark = mark.clone();
                    mark.baseline = baseline;
                    paragraph::push_line(
                        frame,
                        &mark,
                        Point::new(x + mark_start, Length::ZERO),
                        style.color,
                        Role::Label,
                    );
                }
            }
            line.baseline = baseline;
            paragraph::push_line(
                frame,
                &line,
                Point::new(x + text_start, Length::ZERO),
                style.color,
                Role::Paragraph,
            );
        }
        for (area, mut part) in parts {
            part.thread = Some(Thread {
                story: Arc::clone(name),
                paragraph: index,
            });
            if let Some(origin) = part.items.first().map(|item| item.origin.clone()) {
                frames[area].push(ItemKind::Group(part), &origin, set.role);
            }
        }
    }
    frames
}

//! Running text: flows paragraphs through the areas of a story, over columns and pages.
//!
//! In go the paragraphs and the areas in reading order; out comes a frame for each area, or a fault that says
//! how much is too much. Three steps: the largest size at which all text fits is searched; the columns of the
//! last page are made equally high (`balance`); then lines are drawn at their places. `columns` says where an area
//! may end, and where its lines stand. All areas are set to the width of the narrowest one, so that a paragraph keeps
//! its lines when an area ends earlier.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::balance::{level, spread};
use super::columns::{Column, Divided, Grid, StoryLine, baselines, divide};
use super::divided::report_divided_address;
use super::fault::{Fault, counted};
use super::fit::{FIT_STEPS, largest_that_fits};
use super::named;
use super::paragraph;
use super::reporter::Reporter;
use super::score::SetType;
use super::set_text::SetText;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Frame, ItemKind, Role, Thread};
use crate::geom::{Length, Point, Rect, Rotation};
use crate::rules::Rule;
use crate::template::plan::StoryPlan;
use crate::text::Sizing;
use crate::typeset::{Broken, SetLine, Typesetter};

/// Steps from the largest to the smallest size of type that is fitted to its areas (`Sizing::Fit`). One step is about
/// 0.1 pt for body text.
const SIZES_TRIED: u32 = 20;

/// An area that takes a part of the story. The areas of a story are listed in reading order.
#[derive(Clone, Debug)]
pub(super) struct StoryArea {
    pub(super) page: usize,
    pub(super) rect: Rect,
    /// What the colour `ink` is there, if it is not that of the palette.
    pub(super) ink: Option<Color>,
    /// Where the grid of lines begins: at the top margin of the page.
    pub(super) grid_top: Length,
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
    /// Whether it stays in one column with the next one.
    with_next: bool,
    broken: Broken,
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
        .enumerate()
        .map(|(place, text)| {
            let mut set = SetText::new(text, setter, &mut missing);
            set.stand_on(plan.grid);
            let broken = set.broken(measure, 1.0);
            Set {
                text: set,
                role: text.role,
                with_next: plan.with_next.contains(&place),
                broken,
            }
        })
        .collect();
    for lacking in missing {
        reporter.report_character(lacking);
    }
    let columns: Vec<Column> = areas.iter().map(|area| area.column(plan.grid)).collect();
    let mut attempt =
        |share: f64, columns: &[Column]| -> (Vec<StoryLine>, Result<Vec<usize>, Length>) {
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
                divide(&lines, &divided(&paragraphs), columns)
            };
            (lines, ends)
        };

    let share = largest_share(|share| attempt(share, &columns).1.is_ok());
    let (lines, mut ends) = attempt(share, &columns);
    if let (Ok(ends), true) = (&mut ends, plan.balance) {
        balance(&lines, &divided(&paragraphs), (areas, &columns), ends);
    }
    match ends {
        Ok(ends) => {
            report_wide_leading((name, plan), &paragraphs, reporter);
            for (set, text) in paragraphs.iter().zip(&plan.paragraphs) {
                let origin = text.origin(&plan.origin);
                report_divided_address((&set.text, &set.broken), &origin, reporter);
            }
            Flowed {
                texts: paragraphs
                    .iter()
                    .zip(&plan.paragraphs)
                    .map(|(set, text)| SetType::of(text, &plan.origin, &set.broken))
                    .collect(),
                frames: draw(
                    &name.into(),
                    (&lines, &ends),
                    &mut paragraphs,
                    (areas, &columns),
                    measure,
                ),
                overset: None,
            }
        }
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

impl StoryArea {
    /// The area as a column of text.
    fn column(&self, step: Option<Length>) -> Column {
        Column {
            height: self.rect.size.height,
            grid: step.map(|step| Grid {
                step,
                above: self.rect.origin.y - self.grid_top,
            }),
        }
    }
}

/// What has to be known of the paragraphs to divide them.
fn divided(paragraphs: &[Set<'_>]) -> Vec<Divided> {
    let known = |set: &Set<'_>| Divided {
        role: set.role,
        lines: set.broken.lines.len(),
        beside: set.broken.lines_beside(),
        with_next: set.with_next,
    };
    paragraphs.iter().map(known).collect()
}

/// Makes the columns of the last page that the story reaches end at about the same height: a full column beside one
/// with three lines looks like a mistake. Columns side by side begin at the same height on one page.
fn balance(
    lines: &[StoryLine],
    paragraphs: &[Divided],
    (areas, columns): (&[StoryArea], &[Column]),
    ends: &mut Vec<usize>,
) {
    let last = (0..areas.len())
        .rev()
        .find(|&index| index == 0 || ends[index] > ends[index - 1])
        .unwrap_or(0);
    let beside = |index: usize| {
        let (area, other) = (&areas[index], &areas[last]);
        area.page == other.page && area.rect.origin.y == other.rect.origin.y
    };
    if areas.is_empty() || (0..areas.len()).filter(|&index| beside(index)).count() < 2 {
        return;
    }
    let of_page = (0..areas.len()).rev().find(|&index| beside(index));
    let of_page = of_page.map_or(areas.len(), |index| index + 1);
    let mut shorter = columns.to_vec();
    // Searched is the share by which all these columns can get shorter: 0 is known to fit, and at 1 they have no height
    // at all.
    largest_that_fits(FIT_STEPS, (0.0, 1.0), |less| {
        for (index, column) in shorter.iter_mut().enumerate() {
            if beside(index) {
                column.height = columns[index].height * (1.0 - less);
            }
        }
        // The text stays on this page: areas of later ones are not for what a shorter column has no room for.
        let tried = divide(lines, paragraphs, &shorter[..of_page]);
        let fits = tried.is_ok();
        if let Ok(mut tried) = tried {
            tried.resize(areas.len(), lines.len());
            *ends = tried;
        }
        fits
    });
    // The lowest common foot may leave the last column shorter than the others by several lines.
    let (mut first, mut end) = (last, last + 1);
    while first > 0 && beside(first - 1) {
        first -= 1;
    }
    while end < areas.len() && beside(end) {
        end += 1;
    }
    let start = first.checked_sub(1).map_or(0, |before| ends[before]);
    let columns = &columns[first..end];
    let found = spread(lines, columns, start, &ends[first..end]);
    let line = lines.iter().skip(start).map(|line| line.advance).max();
    if found <= line.unwrap_or_default() {
        return;
    }
    let level = level(lines, paragraphs, columns, start..lines.len());
    if let Some(level) = level.filter(|level| spread(lines, columns, start, level) < found) {
        ends.splice(first..end, level);
    }
}

/// Reports paragraphs whose lines are farther apart than the steps of the grid: they stand on every second line of it.
fn report_wide_leading(
    (name, plan): (&str, &StoryPlan),
    paragraphs: &[Set<'_>],
    reporter: &mut Reporter<'_>,
) {
    let Some(step) = plan.grid else { return };
    let leading = |set: &&Set<'_>| {
        let size = set.broken.lines.first()?.size;
        Some((set.text.paragraph.leading(size), size))
    };
    let running = |set: &&Set<'_>| !matches!(set.role, Role::Heading(_));
    let widest = paragraphs
        .iter()
        .filter(running)
        .filter_map(|set| Some((leading(&set)?, set)))
        .max_by_key(|(leading, _)| *leading);
    let Some(((needs, size), set)) = widest else {
        return;
    };
    if needs.ratio(step) <= 1.0 + 1e-3 {
        return;
    }
    let style = &set.text.paragraph.style().name;
    let problem = format!(
        "lines in the style `{style}` need {:.1} pt, but the grid of the story `{name}` has steps of {:.1} pt: they stand on every second line of it",
        needs.to_pt(),
        step.to_pt()
    );
    let hint = format!(
        "write `baseline = \"{:.1}pt\"`, or lower the `leading` of the style to {:.2}",
        (needs.to_pt() * 10.0).ceil() / 10.0,
        (step.ratio(size) * 100.0).floor() / 100.0
    );
    let problem = Diagnostic::warning(Rule::LeadingOverGrid, problem).hint(hint);
    reporter.report(&plan.origin, problem);
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
        let longest = paragraphs[at].text.paragraph.longest_word();
        let named = named::name(&longest.word, words(at).as_ref());
        let (needs, has) = Length::apart(measure + paragraphs[at].broken.overfull, measure);
        return Fault {
            rule: Rule::Overset,
            what: format!(
                "{} of the story `{name}` is wider than its column",
                named.what
            ),
            detail: format!("the narrowest column is {has} wide, but it needs {needs}"),
            shorten: named.shorten.to_owned(),
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
        let is_heading = matches!(set.role, Role::Heading(_));
        let more = set.broken.lines.len().saturating_sub(1) as f64;
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
                // The last line of a heading stands on the grid, and those above it keep their distance from it.
                on_grid: match (is_heading, number) {
                    (false, _) => Some(Length::ZERO),
                    (true, 0) => Some(leading * more),
                    (true, _) => None,
                },
            });
        }
        after = style.after * factor;
    }
    lines
}

/// Draws the lines of a story into a frame for each area.
fn draw(
    name: &Arc<str>,
    (lines, ends): (&[StoryLine], &[usize]),
    paragraphs: &mut [Set<'_>],
    (areas, columns): (&[StoryArea], &[Column]),
    measure: Length,
) -> Vec<Frame> {
    let right_to_left = paragraphs
        .first()
        .is_some_and(|set| set.text.paragraph.is_right_to_left());
    // The place of each line of each paragraph: area, left edge, baseline.
    let mut places: BTreeMap<(usize, usize), (usize, Length, Length)> = BTreeMap::new();
    let mut start = 0;
    for (number, (area, end)) in areas.iter().zip(ends).enumerate() {
        let own = lines.iter().take(*end).skip(start);
        for (line, y) in own.zip(baselines(lines, start, columns[number])) {
            // In an area that is wider than the lines, the rest is left free on the side where lines end.
            let x = if right_to_left {
                area.rect.right() - measure
            } else {
                area.rect.origin.x
            };
            let y = area.rect.origin.y + y;
            places.insert((line.paragraph, line.line), (number, x, y));
        }
        start = *end;
    }
    let mut frames: Vec<Frame> = areas.iter().map(|_| Frame::default()).collect();
    for (index, set) in paragraphs.iter_mut().enumerate() {
        let style = set.text.paragraph.style().clone();
        let first = set.broken.lines.first();
        let indent = set
            .text
            .indent(first.map_or(Length::ZERO, |line| line.size));
        let (mark_start, text_start) = set.text.starts(measure, indent);
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
            let ink = areas.get(area).and_then(|area| area.ink);
            let color = ink.filter(|_| style.in_ink).unwrap_or(style.color);
            if number == 0 {
                for mark in marker.iter().flatten() {
                    let mut mark = mark.clone();
                    mark.baseline = baseline;
                    paragraph::push_line(
                        frame,
                        &mark,
                        Point::new(x + mark_start, Length::ZERO),
                        color,
                        Role::Label,
                    );
                }
            }
            line.baseline = baseline;
            paragraph::push_line(
                frame,
                &line,
                Point::new(x + text_start, Length::ZERO),
                color,
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

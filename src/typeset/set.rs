//! Places the glyphs of broken lines.
//!
//! Glyphs stand from left to right, as they are drawn. The text beside them stands in the order in which it is read
//! and holds what the author wrote: it is what a reader copies and what a screen reader speaks. Most of
//! the work here keeps the two together: ligatures, joiners, marks of direction, hyphens at line ends.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::lines::End;
use super::paragraph::{BesideInitial, Broken, Dropped, Line, Paragraph, RunFacts};
use super::scratch::RunIndex;
use super::words::is_invisible;
use super::{SHAPED_AT, hyphen};
use crate::frame::{FontId, Glyph, Initial, Origin};
use crate::geom::Length;
use crate::payload::Uri;

/// The text behind a hyphen at the end of a line: readers take it out when they copy the word.
const SOFT_HYPHEN: char = '\u{ad}';

/// A character without width that counts as a letter from right to left.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Whether a text is one sign that may be part of a number (the bidirectional classes CS, ES and ET).
fn is_of_numbers(text: &str) -> bool {
    let mut signs = text.chars();
    signs
        .next()
        .is_some_and(|sign| ",.:/،+-%٪#$€£°".contains(sign))
        && signs.next().is_none()
}

/// A line with its glyphs.
#[derive(Clone, Debug)]
pub struct SetLine {
    /// From the start of the measure to the start of the line.
    pub x: Length,
    /// From the top of the paragraph to the baseline.
    pub baseline: Length,
    /// Width of the line.
    pub width: Length,
    /// Its glyphs, by font and origin, from left to right.
    pub runs: Vec<SetRun>,
    /// Whether it ends at a space, which is not drawn.
    pub space_after: bool,
    /// Weight of the line of outlined letters; `None` for filled ones.
    pub outline: Option<Length>,
}

/// Glyphs of one font and origin.
#[derive(Clone, Debug)]
pub struct SetRun {
    /// From the start of the line.
    pub x: Length,
    /// Width.
    pub width: Length,
    /// The font.
    pub font: FontId,
    /// Size of the type.
    pub size: Length,
    /// The words.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// Where the words came from.
    pub origin: Origin,
    /// Where they lead.
    pub link: Option<Uri>,
    /// Language, unless it is that of the piece.
    pub language: Option<Arc<str>>,
    /// How the run stands in the first line, if it is a large first letter.
    pub initial: Option<Initial>,
    /// Whether a space follows that is not drawn, within its line.
    pub space_after: bool,
}

impl SetRun {
    /// A run without glyphs, which begins at `x`.
    fn empty(x: Length, font: FontId, size: Length, facts: &RunFacts) -> Self {
        Self {
            x,
            width: Length::ZERO,
            font,
            size,
            text: String::new(),
            glyphs: Vec::new(),
            origin: facts.origin.clone(),
            link: facts.link.clone(),
            language: facts.language.clone(),
            initial: None,
            space_after: false,
        }
    }

    /// Whether glyphs of that font, size and origin belong to the run.
    fn suits(&self, font: FontId, size: Length, facts: &RunFacts) -> bool {
        self.font == font
            && self.size == size
            && self.origin == facts.origin
            && self.link == facts.link
            && self.language == facts.language
    }
}

impl Paragraph<'_> {
    /// Sets the lines as glyphs.
    pub fn set(&mut self, broken: &Broken, measure: Length) -> Vec<SetLine> {
        if let (Some(at), Some(dropped)) = (broken.initial, self.dropped.as_deref_mut()) {
            return dropped.set(broken, (at, measure), self.right_to_left);
        }
        let ends: Vec<usize> = broken.lines.iter().map(|line| line.pieces.end).collect();
        self.break_at(&ends);
        let mut set = Vec::with_capacity(broken.lines.len());
        for (line, shaped) in broken.lines.iter().zip(self.layout.lines()) {
            // A large first letter stands where lines begin.
            let beside = if self.right_to_left {
                Length::ZERO
            } else {
                line.beside
            };
            let x = beside + self.aligned(measure - line.beside - line.width) - line.offset;
            let hyphenated = line.pieces.end < self.pieces.len()
                && self.pieces[..line.pieces.end]
                    .last()
                    .is_some_and(|piece| piece.end == End::Hyphen);
            let runs = self.set_runs(&shaped, line, hyphenated);
            let words = &self.text[shaped.text_range()];
            set.push(SetLine {
                x,
                baseline: line.baseline,
                width: line.width,
                runs,
                space_after: words.ends_with(|c: char| c.is_whitespace() && c != '\u{a0}'),
                outline: self.style.outline,
            });
        }
        set
    }

    fn set_runs(
        &self,
        shaped: &parley::Line<'_, RunIndex>,
        line: &Line,
        hyphenated: bool,
    ) -> Vec<SetRun> {
        // From units of the shaper to lengths.
        let scale = |value: f64| line.size * (value / SHAPED_AT);
        let visible = self.visible_end(shaped);
        let mut runs: Vec<SetRun> = Vec::new();
        // How far the line has come from its left end, in units of the shaper.
        let mut pen = 0.0;
        let mut last: Option<LineEnd> = None;
        // For each run, the range of each cluster in the text of the paragraph and in the text of the run.
        let mut order: Vec<Vec<(usize, Range<usize>)>> = Vec::new();
        for run in shaped.runs() {
            let font = self.book.id(&run);
            let size = line.size * (f64::from(run.font_size()) / SHAPED_AT);
            let clusters: Vec<_> = run.visual_clusters().collect();
            for cluster in clusters {
                let range = cluster.text_range();
                // The space at the end of a line is not drawn; in a line from right to left it comes first.
                if range.start >= visible {
                    continue;
                }
                let index = usize::from(cluster.style().brush.0);
                let Some(facts) = self.runs.get(index) else {
                    continue;
                };
                let words = &self.text[range.clone()];
                let goes_on = runs
                    .last()
                    .is_some_and(|last| last.suits(font, size, facts));
                if !goes_on {
                    order.push(Vec::new());
                    runs.push(SetRun::empty(scale(pen), font, size, facts));
                }
                let at = runs.len() - 1;
                let set = &mut runs[at];
                let start = set.x;
                let text_start = set.text.len();
                // Marks of direction and joiners steer the shaper; some fonts have glyphs for them, which would
                // print as boxes.
                let invisible = words.chars().all(is_invisible);
                let left = pen;
                let mut first = true;
                let members = self.members(&run, &cluster);
                if !cluster.is_ligature_continuation() && !invisible {
                    set.text.push_str(&members);
                    order[at].push((range.start, text_start..set.text.len()));
                }
                for glyph in cluster.glyphs() {
                    if !invisible {
                        let text = if first {
                            text_start..set.text.len()
                        } else {
                            text_start..text_start
                        };
                        set.glyphs.push(Glyph {
                            id: glyph.id as u16,
                            x: scale(pen + f64::from(glyph.x)) - start,
                            // The shaper's y points up.
                            y: -scale(f64::from(glyph.y)),
                            advance: scale(f64::from(glyph.advance)),
                            text,
                        });
                        // The first glyph of a cluster carries its text; the others would repeat it when
                        // copied.
                        first = false;
                    }
                    pen += f64::from(glyph.advance);
                }
                set.width = scale(pen) - start;
                if last.as_ref().is_none_or(|last| range.end > last.at) {
                    last = Some(LineEnd {
                        at: range.end,
                        run: at,
                        letter: words.chars().last().unwrap_or_default(),
                        x: scale(if run.is_rtl() { left } else { pen }),
                    });
                }
            }
        }
        if hyphenated && let Some(end) = last {
            let text = self.add_hyphen(&mut runs, &end, line.size);
            // Read last in its line, wherever it is drawn.
            order[end.run].extend(text.map(|text| (usize::MAX, text)));
        }
        in_reading_order(runs, order)
    }

    /// The text that the glyphs of a cluster stand for. The letters of a ligature after its first have no glyphs of their
    /// own, and neither have joiners, without which a copied Persian word would be misspelt.
    fn members(
        &self,
        run: &parley::Run<'_, RunIndex>,
        first: &parley::Cluster<'_, RunIndex>,
    ) -> String {
        let Range { start, mut end } = first.text_range();
        if first.is_ligature_start() {
            // Visual order may differ from reading order, so the letters of the ligature are sought by their
            // places in the text.
            let mut clusters: Vec<_> = run
                .clusters()
                .filter(|cluster| cluster.text_range().start >= end)
                .collect();
            clusters.sort_by_key(|cluster| cluster.text_range().start);
            for cluster in clusters
                .into_iter()
                .take_while(parley::Cluster::is_ligature_continuation)
            {
                end = cluster.text_range().end;
            }
        }
        let joiners = self.text[end..]
            .chars()
            .take_while(|c| matches!(c, '\u{200c}' | '\u{200d}'));
        end += joiners.map(char::len_utf8).sum::<usize>();
        let members = self.written.of(&self.text, start..end);
        // Some readers (poppler) take a comma for part of a number, and the space after a number or a
        // Latin word for part of it, and give them from left to right. A mark keeps them apart (Unicode
        // Annex 9, 2.6).
        let comma = run.is_rtl() && is_of_numbers(&members) && self.text[end..].starts_with(' ');
        let rightward = self.layout.is_rtl()
            && !run.is_rtl()
            && run.text_range().start == start
            && !self.is_typed(start);
        if comma || rightward {
            return format!("{RIGHT_TO_LEFT_MARK}{members}");
        }
        members
    }

    /// Whether an address or a phone number is at that place, between isolates. People copy and type those, so no mark may
    /// be added to them.
    fn is_typed(&self, at: usize) -> bool {
        let (before, after) = self.text.split_at(at);
        let Some(open) = before.rfind('\u{2066}') else {
            return false;
        };
        let (start, rest) = (&before[open..], after.split('\u{2069}').next());
        let within = !start.contains('\u{2069}');
        let typed = |text: &str| text.contains(|c: char| c.is_alphabetic() || c == '+');
        within && (typed(start) || rest.is_some_and(typed))
    }

    /// Puts a hyphen after the last letter of a line, in the font of that letter if it has one. Whatever stands farther
    /// right moves to make room. Returns the place of the hyphen in the text of its run.
    fn add_hyphen(&self, runs: &mut [SetRun], end: &LineEnd, size: Length) -> Option<Range<usize>> {
        let run = runs.get(end.run)?;
        let (id, width) = hyphen::glyph(self.book.face(run.font), end.letter)?;
        let width = size * width;
        for other in runs.iter_mut().filter(|run| run.x >= end.x) {
            other.x += width;
        }
        let run = runs.get_mut(end.run)?;
        // The run itself has moved where the hyphen comes before all of it.
        run.x = run.x.min(end.x);
        let x = end.x - run.x;
        for glyph in run.glyphs.iter_mut().filter(|glyph| glyph.x >= x) {
            glyph.x += width;
        }
        let start = run.text.len();
        // The word itself has no hyphen: a soft one tells viewers that only the end of the line asks for it
        // (ISO 32000-1, 14.8.2.2.3).
        run.text.push(SOFT_HYPHEN);
        let hyphen = Glyph {
            id,
            x,
            y: Length::ZERO,
            advance: width,
            text: start..run.text.len(),
        };
        let at = run.glyphs.partition_point(|glyph| glyph.x < x);
        run.glyphs.insert(at, hyphen);
        run.width += width;
        Some(start..run.text.len())
    }
}

impl Dropped<'_> {
    /// Sets the lines beside the letter, with the letter at the beginning of the first.
    fn set(
        &mut self,
        broken: &Broken,
        (at, measure): (BesideInitial, Length),
        right_to_left: bool,
    ) -> Vec<SetLine> {
        let alone = Broken {
            initial: None,
            ..broken.clone()
        };
        let mut lines = self.rest.set(&alone, measure);
        let letter = self.initial.broken_at(measure.max(at.size * 4.0), at.size);
        let letter = self.initial.set(&letter, measure).into_iter().next();
        let (Some(first), Some(letter)) = (lines.first_mut(), letter) else {
            return lines;
        };
        let room = broken
            .lines
            .first()
            .map_or(Length::ZERO, |line| line.beside);
        // By its ink, at the side where lines begin.
        let (left, right) = self.sides;
        let x = if right_to_left {
            measure - at.size * right
        } else {
            -(at.size * left)
        };
        let mut runs = letter.runs;
        let last = runs.len().saturating_sub(1);
        for (index, run) in runs.iter_mut().enumerate() {
            let mut start = x + run.x;
            // The letter reaches to the rest of its word, so that programs that copy text do not take the white between
            // them for a space.
            if index == last && right_to_left {
                let more = (start - (measure - room)).max(Length::ZERO);
                for glyph in &mut run.glyphs {
                    glyph.x += more;
                }
                run.width += more;
                start -= more;
            } else if index == last {
                run.width = room - start;
            }
            run.x = start - first.x;
            run.space_after = index == last && self.space;
            run.initial = Some(Initial {
                down: at.down,
                size: broken.lines.first().map_or(at.size, |line| line.size),
            });
        }
        first.runs.splice(0..0, runs);
        lines
    }
}

/// The last letter of a line, in the order of reading: a hyphen may follow it.
struct LineEnd {
    /// The end of its text.
    at: usize,
    /// The run that it is in.
    run: usize,
    letter: char,
    /// Distance from the start of the line to the far side of the letter: the left side in text from right to
    /// left.
    x: Length,
}

/// Puts the runs of a line, and the text of each, into the order in which they are read. Words written
/// from right to left come reversed out of a line; their glyphs stay from left to right.
fn in_reading_order(runs: Vec<SetRun>, order: Vec<Vec<(usize, Range<usize>)>>) -> Vec<SetRun> {
    let mut sorted: Vec<(usize, SetRun)> = Vec::with_capacity(runs.len());
    for (mut run, mut clusters) in runs.into_iter().zip(order) {
        // Text from left to right is in order already.
        if !clusters.is_sorted_by_key(|(at, _)| *at) {
            clusters.sort_by_key(|(at, _)| *at);
            let mut text = String::with_capacity(run.text.len());
            let mut moved = BTreeMap::new();
            for (_, old) in &clusters {
                moved.insert(old.start, text.len());
                text.push_str(&run.text[old.clone()]);
            }
            for glyph in &mut run.glyphs {
                if let Some(&start) = moved.get(&glyph.text.start) {
                    glyph.text = start..start + glyph.text.len();
                }
            }
            run.text = text;
        }
        sorted.push((clusters.first().map_or(0, |(at, _)| *at), run));
    }
    sorted.sort_by_key(|(at, _)| *at);
    sorted.into_iter().map(|(_, run)| run).collect()
}

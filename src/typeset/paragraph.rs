//! A shaped paragraph: measured, broken, and set as positioned glyphs.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use parley::Layout;

use super::SHAPED_AT;
use super::book::FontBook;
use super::lines::{self, End, Measure, Piece};
use super::shape::{Ink, is_invisible};
use crate::frame::{FontId, Glyph, Origin};
use crate::geom::Length;
use crate::template::plan::{Align, Sizing, Text, TextStyle};

/// What a hyphen at the end of a line stands for.
const SOFT_HYPHEN: char = '\u{ad}';

/// Where a run of words came from and leads to.
#[derive(Clone, Debug)]
pub(super) struct RunFacts {
    pub(super) origin: Origin,
    pub(super) link: Option<String>,
    pub(super) language: Option<Arc<str>>,
}

/// Text shaped once, to be broken at any size and measure.
pub struct Paragraph<'b> {
    book: &'b FontBook,
    style: Arc<TextStyle>,
    text: String,
    layout: Layout<Ink>,
    pieces: Vec<Piece>,
    runs: Vec<RunFacts>,
    right_to_left: bool,
    /// Height of the capitals, in ems.
    cap_height: f64,
    /// Width of the hyphen, in units of the shaper.
    hyphen: f64,
    lines: Option<u32>,
}

/// A paragraph broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// The lines.
    pub lines: Vec<Line>,
    /// From the top of the first line's capitals to the last baseline.
    pub height: Length,
    /// By how much the widest line is wider than the measure.
    pub overfull: Length,
}

impl Broken {
    /// Adds a line, and notes by how much it is wider than the measure.
    fn push(&mut self, line: Line, measure: Length) {
        let over = line.width - measure;
        // The shaper counts in single precision; a hundredth of a millimetre is rounding.
        if over > Length::mm(0.01) {
            self.overfull = self.overfull.max(over);
        }
        self.lines.push(line);
    }
}

/// A line, before its glyphs are placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pieces: Range<usize>,
    /// Size of the type.
    pub size: Length,
    /// Width of the line.
    pub width: Length,
    /// From the top of the paragraph to the baseline.
    pub baseline: Length,
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
    pub link: Option<String>,
    /// Their language, where it is not that of the piece.
    pub language: Option<Arc<str>>,
}

impl<'b> Paragraph<'b> {
    pub(super) fn new(
        book: &'b FontBook,
        text: &Text,
        words: String,
        layout: Layout<Ink>,
        pieces: Vec<Piece>,
        runs: Vec<RunFacts>,
        right_to_left: bool,
    ) -> Self {
        let font = layout
            .lines()
            .find_map(|line| line.runs().next().map(|run| book.id(run.font())))
            .unwrap_or(FontId(0));
        let face = book.face(font);
        let hyphen = face.glyph('-').map_or(0.0, |glyph| face.advance(glyph)) * SHAPED_AT;
        Self {
            book,
            style: text.style.clone(),
            text: words,
            layout,
            pieces,
            runs,
            right_to_left,
            cap_height: f64::from(face.cap_height),
            hyphen,
            lines: text.lines,
        }
    }

    /// The style that it is set in.
    pub fn style(&self) -> &TextStyle {
        &self.style
    }

    /// Whether its page is read from right to left, so that its lines start at the right.
    pub fn is_right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// Height of the capitals at a size.
    pub fn cap_height(&self, size: Length) -> Length {
        size * self.cap_height
    }

    /// Width of the widest word at a size.
    pub fn widest_word(&self, size: Length) -> Length {
        self.at(
            size,
            self.pieces
                .iter()
                .map(|piece| piece.width)
                .fold(0.0, f64::max),
        )
    }

    /// Width on one line at a size.
    pub fn one_line(&self, size: Length) -> Length {
        let mut widest: f64 = 0.0;
        let mut start = 0;
        for (index, piece) in self.pieces.iter().enumerate() {
            if piece.end == End::Forced || index + 1 == self.pieces.len() {
                let line = &self.pieces[start..=index];
                widest = widest.max(lines::width(line, 0.0));
                start = index + 1;
            }
        }
        self.at(size, widest)
    }

    fn at(&self, size: Length, width: f64) -> Length {
        size * (width / SHAPED_AT)
    }

    /// Breaks the paragraph. `share` (0 to 1) chooses between the bounds of a style that is fitted;
    /// a word that is wider than the measure makes it smaller still, down to the lower bound.
    pub fn broken(&self, measure: Length, share: f64) -> Broken {
        match self.style.size {
            Sizing::Fixed(size) => self.broken_at(measure, size),
            Sizing::Fit(low, high) => {
                let wanted = low + (high - low) * share;
                let widest = self.widest_word(wanted);
                let size = if widest > measure {
                    (wanted * measure.ratio(widest)).max(low)
                } else {
                    wanted
                };
                self.broken_at(measure, size)
            }
            Sizing::Fill(low, high) => self.filled(measure, (low, high), share),
        }
    }

    /// Breaks the paragraph at a size.
    pub fn broken_at(&self, measure: Length, size: Length) -> Broken {
        let width = measure.ratio(size) * SHAPED_AT;
        let measure_of = Measure {
            width,
            hyphen: self.hyphen,
            balance: self.style.balance,
        };
        let mut start = 0;
        let leading = size * self.style.leading;
        let mut broken = Broken {
            lines: Vec::new(),
            height: Length::ZERO,
            overfull: Length::ZERO,
        };
        for end in lines::optimum(&self.pieces, measure_of) {
            let width = self.line_width(start..end, size);
            let baseline = self.cap_height(size) + leading * broken.lines.len() as f64;
            let pieces = start..end;
            broken.push(
                Line {
                    pieces,
                    size,
                    width,
                    baseline,
                },
                measure,
            );
            broken.height = baseline;
            start = end;
        }
        broken
    }

    /// Each line as wide as the measure, within bounds: the number of lines that is asked for, or the
    /// one with the most even sizes. A share below 1 makes all lines smaller alike, so that the block
    /// keeps its straight sides where there is no room for its whole height.
    fn filled(&self, measure: Length, (low, high): (Length, Length), share: f64) -> Broken {
        let count = self.lines.map_or(2, |lines| lines as usize);
        let ends = lines::even(&self.pieces, count);
        let natural = |start: usize, end: usize| {
            let width = lines::width(&self.pieces[start..end], self.hyphen).max(1e-6);
            (measure * (SHAPED_AT / width)).min(high)
        };
        let starts = [0].into_iter().chain(ends.iter().copied());
        let largest = starts
            .zip(&ends)
            .map(|(start, end)| natural(start, *end))
            .max()
            .unwrap_or(high);
        let least = low.ratio(largest).min(1.0);
        let factor = least + (1.0 - least) * share;
        let mut start = 0;
        let mut broken = Broken {
            lines: Vec::new(),
            height: Length::ZERO,
            overfull: Length::ZERO,
        };
        for end in ends {
            let size = (natural(start, end) * factor).max(low);
            let width = self.line_width(start..end, size);
            let (pieces, baseline) = (start..end, Length::ZERO);
            broken.push(
                Line {
                    pieces,
                    size,
                    width,
                    baseline,
                },
                measure,
            );
            start = end;
        }
        // One gap for all lines, from their mean height, so that they read as one block.
        let heights: Length = broken
            .lines
            .iter()
            .map(|line| self.cap_height(line.size))
            .sum();
        let gap = heights * ((self.style.leading - 1.0) / broken.lines.len().max(1) as f64);
        let mut y = Length::ZERO;
        for line in &mut broken.lines {
            if y > Length::ZERO {
                y += gap;
            }
            y += line.size * self.cap_height;
            line.baseline = y;
        }
        broken.height = y;
        broken
    }

    fn line_width(&self, pieces: Range<usize>, size: Length) -> Length {
        let last = pieces.end == self.pieces.len();
        self.at(
            size,
            lines::width(&self.pieces[pieces], if last { 0.0 } else { self.hyphen }),
        )
    }

    /// Sets the lines as glyphs.
    pub fn set(&mut self, broken: &Broken, measure: Length) -> Vec<SetLine> {
        {
            let mut breaker = self.layout.break_lines();
            for line in &broken.lines {
                let characters = self.pieces[line.pieces.clone()]
                    .iter()
                    .map(|piece| piece.characters)
                    .sum();
                breaker.break_next_with_length(characters);
            }
            breaker.finish();
        }
        let mut set = Vec::with_capacity(broken.lines.len());
        for (line, shaped) in broken.lines.iter().zip(self.layout.lines()) {
            let free = measure - line.width;
            let start_is_right = self.right_to_left;
            let x = match (self.style.align, start_is_right) {
                (Align::Start, false) | (Align::End, true) => Length::ZERO,
                (Align::Center, _) => free * 0.5,
                _ => free,
            };
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
            });
        }
        set
    }

    fn set_runs(
        &self,
        shaped: &parley::Line<'_, Ink>,
        line: &Line,
        hyphenated: bool,
    ) -> Vec<SetRun> {
        let scale = |value: f64| line.size * (value / SHAPED_AT);
        let range = shaped.text_range();
        let visible = range.start
            + self.text[range]
                .trim_end_matches(|c: char| c.is_whitespace() && c != '\u{a0}')
                .len();
        let mut runs: Vec<SetRun> = Vec::new();
        let mut pen = 0.0;
        let mut last_logical: Option<(usize, usize)> = None;
        // For each run: where its clusters stand in the paragraph's text, and where in its own.
        let mut order: Vec<Vec<(usize, Range<usize>)>> = Vec::new();
        for run in shaped.runs() {
            let font = self.book.id(run.font());
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
                let starts_new = runs.last().is_none_or(|last| {
                    last.font != font
                        || last.origin != facts.origin
                        || last.link != facts.link
                        || last.language != facts.language
                });
                if starts_new {
                    order.push(Vec::new());
                    runs.push(SetRun {
                        x: scale(pen),
                        width: Length::ZERO,
                        font,
                        size: line.size,
                        text: String::new(),
                        glyphs: Vec::new(),
                        origin: facts.origin.clone(),
                        link: facts.link.clone(),
                        language: facts.language.clone(),
                    });
                }
                let at = runs.len() - 1;
                let set = &mut runs[at];
                let start = set.x;
                let text_start = set.text.len();
                let invisible = words.chars().all(is_invisible);
                let mut first = true;
                // A ligature's letters after its first have no glyphs of their own: their text joins it.
                let members = if cluster.is_ligature_start() {
                    self.ligature_text(&run, &cluster)
                } else {
                    words.to_owned()
                };
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
                            text,
                        });
                        first = false;
                    }
                    pen += f64::from(glyph.advance);
                }
                set.width = scale(pen) - start;
                if last_logical.is_none_or(|(end, _)| range.end > end) {
                    last_logical = Some((range.end, at));
                }
            }
        }
        if hyphenated && let Some((_, at)) = last_logical {
            self.add_hyphen(&mut runs[at], line.size);
            let end = runs[at].text.len();
            let hyphen = end.saturating_sub(SOFT_HYPHEN.len_utf8())..end;
            order[at].push((usize::MAX, hyphen));
        }
        in_reading_order(runs, order)
    }

    /// The text of a whole ligature.
    fn ligature_text(
        &self,
        run: &parley::Run<'_, Ink>,
        first: &parley::Cluster<'_, Ink>,
    ) -> String {
        let mut end = first.text_range().end;
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
        self.text[first.text_range().start..end].to_owned()
    }

    fn add_hyphen(&self, run: &mut SetRun, size: Length) {
        let face = self.book.face(run.font);
        let Some(id) = face.glyph('-') else { return };
        let start = run.text.len();
        // The word has no hyphen: a reader is told that only the line asks for it (ISO 32000-1,
        // 14.8.2.2.3).
        run.text.push(SOFT_HYPHEN);
        run.glyphs.push(Glyph {
            id,
            x: run.width,
            y: Length::ZERO,
            text: start..run.text.len(),
        });
        run.width += size * face.advance(id);
    }
}

/// Puts the runs of a line, and the text of each, into the order in which they are read. Words written
/// from right to left come reversed out of a line; their glyphs stay from left to right.
fn in_reading_order(runs: Vec<SetRun>, order: Vec<Vec<(usize, Range<usize>)>>) -> Vec<SetRun> {
    let mut sorted: Vec<(usize, SetRun)> = Vec::with_capacity(runs.len());
    for (mut run, mut clusters) in runs.into_iter().zip(order) {
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

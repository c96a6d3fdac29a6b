//! Display type: lines that fill their measure, each in a size of its own, and blocks of capitals.
//!
//! A poster's headline is set so that every line is exactly as wide as its column: short lines are large, long ones
//! small. Where the lines end is decided first, without sizes: as many lines as the layout asks for, as
//! equal in width as possible, so that no line towers over the others.
//!
//! A line is as wide as its ink. The white that a font has on both sides of each letter grows with the size: on a
//! poster an H would stand three millimetres away from the edge that the smaller line below it keeps.
//!
//! The distance between such lines comes from their ink, not from a leading: the gap between capitals is the same
//! between all lines, and accents and descenders get only as much more as they need not to touch.

use std::ops::Range;

use super::SHAPED_AT;
use super::hang::Hang;
use super::line_ink::LineInk;
use super::lines;
use super::paragraph::{Broken, Extent, Line, Paragraph};
use crate::geom::Length;
use crate::text::LineCount;

/// Where an accent or a descender reaches into the gap between lines, this share of the gap stays clear, but no more
/// than [`CLEAR`] ems (practice: the block still reads as one, and a copier does not close the gap).
const CLEAR_SHARE: f64 = 0.6;
/// Most that stays clear there, in ems.
const CLEAR: f64 = 0.06;

/// Number of lines if neither the layout nor the author says one.
const DEFAULT_LINES: usize = 2;

/// Number of lines beyond what the layout asks for that are tried, for languages with longer words.
const LINES_MORE: usize = 2;

/// The pieces of each line, from the ends of all lines.
fn ranges(lines: &[(usize, LineInk)]) -> Vec<Range<usize>> {
    let starts = [0].into_iter().chain(lines.iter().map(|(end, _)| *end));
    starts
        .zip(lines)
        .map(|(start, (end, _))| start..*end)
        .collect()
}

impl Paragraph<'_> {
    /// Decides where filled lines end, and measures their ink. The number of lines is the one that the layout asks for;
    /// `None` if the author typed the line ends. Versions with more lines are kept for narrow columns, in which
    /// the type would get too small. All this depends neither on the measure nor on the size.
    pub(super) fn divide_display(&mut self, asked: Option<LineCount>) {
        // Line ends that were typed, and those around the hero line.
        let forced = lines::typed(&self.pieces);
        let (least, most) = match asked {
            Some(asked) => (asked.least as usize, asked.most as usize),
            None => (forced.max(DEFAULT_LINES), forced),
        };
        let (least, most) = (least.max(forced), most.max(forced).max(least));
        let hero = self.hero.clone();
        for count in least..=most + LINES_MORE {
            self.add_version(count, &hero);
            if count <= most {
                self.choices = self.display.len();
            }
        }
        // The last resort: a hero line that is wider than the column even at the smallest size is divided.
        if hero.len() > 1 {
            for count in forced + 1..=most.max(forced + 1) + LINES_MORE {
                self.add_version(count, &(0..0));
            }
        }
    }

    /// Adds a version with so many lines, none of which ends within the pieces `whole`; nothing if there is such a
    /// version already.
    fn add_version(&mut self, count: usize, whole: &Range<usize>) {
        let ends = lines::even(&self.pieces, count, whole);
        // Fewer words than lines give the same lines again.
        let same = |known: &Vec<(usize, LineInk)>| known.iter().map(|(end, _)| end).eq(ends.iter());
        if self.display.iter().any(same) {
            return;
        }
        self.break_at(&ends);
        let inks: Vec<LineInk> = self.layout.lines().map(|line| self.ink(&line)).collect();
        self.display.push(ends.into_iter().zip(inks).collect());
    }

    /// How many numbers of lines the layout leaves to choose from; 1 for all type that is not filled.
    pub fn line_choices(&self) -> usize {
        self.choices
    }

    /// Chooses a number of lines, by its place among the choices: 0 is the fewest.
    pub fn choose_lines(&mut self, choice: usize) {
        self.chosen = choice.min(self.choices.saturating_sub(1));
    }

    /// The area that the letters of filled lines cover, as the sum of the rectangles around them, in square points.
    /// 0 for other type.
    pub fn covered_area(&self, broken: &Broken) -> f64 {
        let same = |version: &&Vec<(usize, LineInk)>| {
            version.len() == broken.lines.len()
                && version
                    .iter()
                    .zip(&broken.lines)
                    .all(|((end, _), line)| *end == line.pieces.end)
        };
        let Some(version) = self.display.iter().find(same) else {
            return 0.0;
        };
        let areas = version.iter().zip(&broken.lines);
        areas
            .map(|((_, ink), line)| ink.area() * line.size.to_pt().powi(2))
            .sum()
    }

    /// The heights of capitals set at a fixed distance.
    pub(super) fn display_extent(&self) -> Extent {
        let ink = self.whole_ink();
        let rise = ink.rise(self.cap_height);
        let below = ink.depth();
        Extent {
            rise,
            leading: self.style.leading.max(rise + below + CLEAR),
            below,
        }
    }

    /// Breaks display type so that each line is as wide as the measure, within the bounds of its size. If a line would be
    /// smaller than the lower bound, more lines are taken. A share below 1 makes all lines smaller by the same
    /// factor, for where there is no room for the whole height: the block keeps its straight sides.
    pub(super) fn filled(
        &self,
        measure: Length,
        (low, high): (Length, Length),
        share: f64,
    ) -> Broken {
        let widths = |display: &[(usize, LineInk)]| -> Vec<(f64, f64)> {
            let lines = ranges(display).into_iter().zip(display);
            lines
                .map(|(pieces, (_, ink))| self.ink_edges(pieces, ink))
                .collect()
        };
        // Half of an outline is outside of the letters, on both sides.
        let line_weight = self.style.outline.unwrap_or_default();
        let letters = measure - line_weight;
        // The size at which the ink of a line is exactly as wide as the measure.
        let natural =
            |(left, right): &(f64, f64)| (letters * (1.0 / (right - left).max(1e-6))).min(high);
        let fits = |lines: &&Vec<(usize, LineInk)>| {
            widths(lines).iter().all(|width| natural(width) >= low)
        };
        let versions = self.display.get(self.chosen..).unwrap_or_default();
        let wanted = versions.iter().find(fits).or(versions.first());
        let display = wanted.map(Vec::as_slice).unwrap_or_default();
        let edges = widths(display);
        // Lines beyond those that the layout has room for are all as small as the smallest.
        let more = versions
            .first()
            .is_some_and(|first| display.len() > first.len());
        // A line without letters, between two breaks, has no size of its own.
        let has_ink = |edges: &&(f64, f64)| edges.1 - edges.0 > 1e-6;
        let with_ink = || edges.iter().filter(has_ink);
        let smallest = with_ink().map(&natural).min().unwrap_or(low);
        let natural = |width: &(f64, f64)| match has_ink(&width) {
            false => low,
            true if more => smallest,
            true => natural(width),
        };
        let largest = with_ink().map(&natural).max().unwrap_or(high);
        // At share 0 the largest line has come down to the lower bound.
        let least = low.ratio(largest).min(1.0);
        let factor = least + (1.0 - least) * share;
        let mut broken = Broken {
            lines: Vec::new(),
            height: Length::ZERO,
            overfull: Length::ZERO,
            initial: None,
        };
        for (pieces, (left, right)) in ranges(display).into_iter().zip(edges.iter().copied()) {
            // Below the lower bound nothing may be set, even if the line is too wide then: that is reported.
            let size = (natural(&(left, right)) * factor).max(low);
            let line = Line {
                width: size * (right - left) + line_weight,
                offset: size * left - line_weight / 2.0,
                beside: Length::ZERO,
                pieces,
                size,
                baseline: Length::ZERO,
            };
            broken.push(line, measure);
        }
        self.stack(&mut broken, display, measure);
        broken
    }

    /// The left and the right edge of the ink of a line, without what hangs out, in ems from its first glyph. A line
    /// without ink is as wide as its glyphs are.
    fn ink_edges(&self, pieces: Range<usize>, ink: &LineInk) -> (f64, f64) {
        let line = &self.pieces[pieces.clone()];
        let start = line.first().map_or(Hang::NONE, |first| first.hang_start);
        let end = line.last().map_or(Hang::NONE, |last| last.hang_end);
        let (left, right) = if self.layout.is_rtl() {
            (end, start)
        } else {
            (start, end)
        };
        let (Some(whole), Some(hung)) = (ink.edges(Hang::NONE, Hang::NONE), ink.edges(left, right))
        else {
            let width = lines::width(&self.pieces[pieces], self.hyphen);
            return (0.0, width / SHAPED_AT);
        };
        held_in(whole, hung)
    }

    /// Places filled lines one under the other, by what they cover.
    fn stack(&self, broken: &mut Broken, display: &[(usize, LineInk)], measure: Length) {
        // One gap for all lines, from their mean height, so that they read as one block.
        let inked = display.iter().map(|(_, ink)| !ink.marks.is_empty());
        let inked = broken.lines.iter().zip(inked).filter(|(_, inked)| *inked);
        let sizes: Vec<Length> = inked.map(|(line, _)| line.size).collect();
        let mean = sizes.iter().copied().sum::<Length>() * (1.0 / sizes.len().max(1) as f64);
        // The style gives a leading for text; what exceeds the line itself is the gap.
        let gap = mean * (self.cap_height * (self.style.leading - 1.0));
        // Outlines reach into the gap from both lines.
        let line_weight = self.style.outline.unwrap_or_default();
        let place = |line: &Line| {
            let x = self.aligned(measure - line.width) - line.offset;
            (x.to_pt(), line.size.to_pt())
        };
        let mut before: Option<(&LineInk, (f64, f64), Length)> = None;
        for (line, (_, ink)) in broken.lines.iter_mut().zip(display) {
            if ink.marks.is_empty() {
                // Nothing is printed, so nothing has to be kept clear of.
                line.baseline = before.map_or(Length::ZERO, |(.., baseline)| baseline);
                continue;
            }
            let at = place(line);
            line.baseline = match before {
                None => line.size * ink.rise(self.cap_height) + line_weight / 2.0,
                Some((upper, upper_at, baseline)) => {
                    let cased = upper.cased && ink.cased;
                    // Without capitals it is the ink that the gap is seen between.
                    let clear = if cased {
                        (gap * CLEAR_SHARE).min(mean * CLEAR)
                    } else {
                        gap
                    };
                    let clear = (clear + line_weight).to_pt().max(0.0);
                    let apart = Length::pt(upper.distance(upper_at, ink, at, clear));
                    // Capitals of two lines are one gap apart, whatever the accents do.
                    let regular = if cased {
                        gap + line.size * self.cap_height + line_weight
                    } else {
                        Length::ZERO
                    };
                    baseline + regular.max(apart)
                }
            };
            broken.height = line.baseline + line.size * ink.depth() + line_weight / 2.0;
            before = Some((ink, at, line.baseline));
        }
    }
}

/// Most that a mark hangs out of display type, as a share of its measure (practice: half of the margin of a flyer). At the
/// size of a short headline a quotation mark would reach off the paper.
const MOST_HANG: f64 = 0.06;

/// The edges of the ink of a line. `whole` are those with all marks, `hung` those without what hangs out; marks too large to
/// hang out stand in the measure. Half of a mark outside would put neither it nor the letter beside it at the edge.
fn held_in(whole: (f64, f64), hung: (f64, f64)) -> (f64, f64) {
    let side = (hung.0 - whole.0).max(whole.1 - hung.1);
    if side > MOST_HANG * (hung.1 - hung.0) {
        whole
    } else {
        hung
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::frame::{Origin, Role};
    use crate::geom::Length;
    use crate::text::{LineCount, Run, Sizing, Text, TextStyle};
    use crate::typeset::{FontBook, Typesetter};

    /// Edges of ink, in points from the upper left corner of the box: left, top, right, bottom.
    type Ink = [f64; 4];

    fn style(size: Sizing, upper: bool, leading: f64) -> TextStyle {
        let display = ["Fira Sans Extra Condensed", "Noto Sans Armenian"];
        TextStyle {
            families: if upper {
                display.map(str::to_owned).to_vec()
            } else {
                vec!["Noto Sans".to_owned()]
            },
            weight: if upper { 900 } else { 400 },
            stretch: if upper { 0.75 } else { 1.0 },
            size,
            leading,
            upper,
            ..TextStyle::plain("case")
        }
    }

    /// The ink of each line, and the height of the box.
    fn set(language: &str, words: &str, style: TextStyle, lines: u32) -> (Vec<Vec<Ink>>, f64) {
        let book = FontBook::embedded();
        let mut setter = Typesetter::new(&book, language);
        let text = Text {
            runs: vec![Run::new(words, &Origin::new("f", "k"))],
            style: Arc::new(style),
            role: Role::Paragraph,
            marker: None,
            lines: Some(LineCount::exactly(lines)),
        };
        let mut missing = Vec::new();
        let mut paragraph = setter.paragraph(&text, &mut missing);
        assert!(missing.is_empty(), "{missing:?}");
        let measure = Length::mm(100.0);
        let broken = paragraph.broken(measure, 1.0);
        let mut inks = Vec::new();
        for line in paragraph.set(&broken, measure) {
            let mut ink = Vec::new();
            for run in &line.runs {
                let (face, size) = (book.face(run.font), run.size.to_pt());
                for glyph in &run.glyphs {
                    let Some([left, bottom, right, top]) = face.ink(glyph.id) else {
                        continue;
                    };
                    let x = (line.x + run.x + glyph.x).to_pt();
                    let y = (line.baseline + glyph.y).to_pt();
                    ink.push([
                        x + left * size,
                        y - top * size,
                        x + right * size,
                        y - bottom * size,
                    ]);
                }
            }
            inks.push(ink);
        }
        (inks, broken.height.to_pt())
    }

    /// The least distance, downward, between ink of one line and ink of the next under or over it.
    fn clearance(inks: &[Vec<Ink>]) -> f64 {
        let mut least = f64::INFINITY;
        for pair in inks.windows(2) {
            for upper in &pair[0] {
                for lower in &pair[1] {
                    if upper[0] < lower[2] && lower[0] < upper[2] {
                        least = least.min(lower[1] - upper[3]);
                    }
                }
            }
        }
        least
    }

    const HEADLINES: [(&str, &str); 12] = [
        ("en", "Free the leaders, and quit jailing them"),
        ("ar", "الحرية للقادة وأسرى الحرب الأرمن جميعًا"),
        ("fa", "آزادی برای رهبران و اسیران جنگی ارمنی"),
        ("he", "שחררו את המנהיגים ואת שבויי המלחמה"),
        ("fr", "Libérez çà et là les otages arméniens à l’Élysée"),
        ("de", "Freiheit für ÄÖÜ Führer und Ämter"),
        ("pl", "Uwolnić żołnierzy ŻĄDŹ ormiańskich jeńców"),
        ("el", "Ελευθερία στους Όμηρους και Ήρωες Άοπλους"),
        ("ru", "Свободу лидерам и пленным щёйд"),
        ("hy", "Ազատություն հայ ղեկավարներին և ռազմագերիներին"),
        ("ka", "თავისუფლება სომეხ ლიდერებსა და ტყვეებს"),
        ("vi", "Trả tự do ngay cho những người Ắc Ễ Ộ"),
    ];

    #[test]
    fn display_lines_never_touch_and_stay_in_their_box() {
        for (language, words) in HEADLINES {
            for lines in [2, 3] {
                let size = Sizing::Fill(Length::pt(10.0), Length::pt(200.0));
                let (inks, height) = set(language, words, style(size, true, 1.13), lines);
                assert_eq!(inks.len(), lines as usize, "{language}");
                let largest = height / f64::from(lines);
                assert!(
                    clearance(&inks) > largest * 0.02,
                    "{language}: {}",
                    clearance(&inks)
                );
                // Overshoot of round letters and the flourish of a bracket may hang out.
                let hang = largest * 0.15;
                let all = || inks.iter().flatten();
                let top = all().map(|ink| ink[1]).fold(f64::INFINITY, f64::min);
                let bottom = all().map(|ink| ink[3]).fold(0.0, f64::max);
                assert!(top > -hang && top < hang, "{language}: begins at {top}");
                assert!(
                    bottom < height + hang * 0.5,
                    "{language}: {bottom} of {height}"
                );
            }
        }
    }

    /// The left and the right edge of the ink of each line.
    fn edges(inks: &[Vec<Ink>]) -> Vec<(f64, f64)> {
        let edge = |line: &Vec<Ink>| {
            let left = line.iter().map(|ink| ink[0]).fold(f64::INFINITY, f64::min);
            (left, line.iter().map(|ink| ink[2]).fold(0.0, f64::max))
        };
        inks.iter().map(edge).collect()
    }

    #[test]
    fn lines_meet_the_measure_by_their_ink() {
        let measure = Length::mm(100.0).to_pt();
        for (language, words) in HEADLINES {
            let size = Sizing::Fill(Length::pt(10.0), Length::pt(400.0));
            let (inks, _) = set(language, words, style(size, true, 1.13), 3);
            for (left, right) in edges(&inks) {
                assert!(left.abs() < 0.02, "{language}: {left}");
                assert!((right - measure).abs() < 0.02, "{language}: {right}");
            }
        }
    }

    #[test]
    fn marks_that_hang_leave_the_letters_at_the_edge() {
        let size = Sizing::Fill(Length::pt(10.0), Length::pt(400.0));
        let hung = TextStyle {
            hang: true,
            ..style(size, true, 1.13)
        };
        let (inks, _) = set(
            "en",
            "“Hold the line as long as it takes, and then a little longer”",
            hung.clone(),
            2,
        );
        // The mark is outside, and the letter after it at the edge.
        let first = &inks[0];
        assert!(first[0][2] < 0.02 && first[1][0].abs() < 0.02, "{first:?}");
        let measure = Length::mm(100.0).to_pt();
        let last = &inks[1][inks[1].len() - 2..];
        assert!((last[0][2] - measure).abs() < 0.02, "{last:?}");
        assert!(last[1][0] > measure - 0.02, "{last:?}");
        // In a short headline, the mark would reach off the paper.
        let (inks, _) = set("en", "“Hold the line”", hung, 2);
        assert!(inks[0][0][0] > -0.02, "{:?}", inks[0]);
    }

    #[test]
    fn capitals_at_a_fixed_distance_never_touch() {
        for (language, words) in HEADLINES {
            let size = Sizing::Fixed(Length::pt(48.0));
            let (inks, height) = set(language, words, style(size, true, 1.0), 1);
            assert!(inks.len() > 1, "{language}");
            assert!(clearance(&inks) > 1.0, "{language}: {}", clearance(&inks));
            let bottom = inks.iter().flatten().map(|ink| ink[3]).fold(0.0, f64::max);
            assert!(bottom < height + 1.5, "{language}: {bottom} of {height}");
        }
    }

    #[test]
    fn text_lines_do_not_touch() {
        let lead = "تحتجز أذربيجان ثمانية قادة سابقين لآرتساخ (ناغورنو كاراباخ) وأكثر من خمسين أسير حرب أرمنيًا، في انتهاك للقانون الدولي. وتدعو هيومن رايتس ووتش إلى الإفراج فورًا عن جميع أسرى الحرب.";
        let all = HEADLINES
            .into_iter()
            .map(|(language, words)| (language, words, 1.3));
        for (language, words, leading) in all.chain([("ar", lead, 1.2)]) {
            let size = Sizing::Fixed(Length::pt(24.0));
            let (inks, _) = set(language, words, style(size, false, leading), 1);
            assert!(inks.len() > 1, "{language}");
            assert!(clearance(&inks) > 0.0, "{language}: {}", clearance(&inks));
        }
    }

    #[test]
    fn arabic_text_is_a_little_larger_than_latin_of_the_same_size() {
        let tall = |language, words| {
            let size = Sizing::Fixed(Length::pt(100.0));
            let (inks, _) = set(language, words, style(size, false, 1.4), 1);
            inks[0][0][3] - inks[0][0][1]
        };
        let (alef, capital) = (tall("ar", "ا"), tall("en", "H"));
        assert!(
            (1.05..1.15).contains(&(alef / capital)),
            "{alef} beside {capital}"
        );
        // Figures of other scripts keep their size.
        assert!((tall("he", "8") / tall("ar", "8") - 1.0).abs() < 0.01);
    }
}

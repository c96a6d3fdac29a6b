//! Measures what the lines of a paragraph cover, from the outlines of their glyphs.

use super::SHAPED_AT;
use super::line_ink::{LineInk, Mark, optical_edge};
use super::paragraph::Paragraph;
use super::scratch::RunIndex;
use super::words::is_invisible;

impl Paragraph<'_> {
    /// The ink of a line. The space at its end is not drawn.
    pub(super) fn ink(&self, line: &parley::Line<'_, RunIndex>) -> LineInk {
        let visible = self.visible_end(line);
        let mut ink = LineInk::default();
        let mut pen = 0.0;
        for run in line.runs() {
            let face = self.book.face(self.book.id(&run));
            // 1 for most runs; Arabic within text is shaped larger.
            let size = f64::from(run.font_size()) / SHAPED_AT;
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                if range.start >= visible {
                    continue;
                }
                let words = &self.text[range];
                // Figures are as high as capitals.
                ink.cased |= words
                    .chars()
                    .any(|c| c.is_uppercase() || c.is_lowercase() || c.is_ascii_digit());
                let drawn = !words.chars().all(is_invisible);
                for glyph in cluster.glyphs() {
                    if let Some([left, bottom, right, top]) =
                        face.ink(glyph.id as u16).filter(|_| drawn)
                    {
                        let x = (pen + f64::from(glyph.x)) / SHAPED_AT;
                        let y = f64::from(glyph.y) / SHAPED_AT;
                        ink.marks.push(Mark {
                            left: x + left * size,
                            right: x + right * size,
                            bottom: optical_edge(y + bottom * size, 0.0),
                            top: optical_edge(y + top * size, self.cap_height),
                        });
                    }
                    // Characters that draw nothing may still move the pen.
                    pen += f64::from(glyph.advance);
                }
            }
        }
        ink
    }

    /// How far ink reaches above the room of the first line, or below that of the last one, in ems.
    pub fn reach(&self, above: bool) -> f64 {
        let ink = self.whole_ink();
        let reach = if above {
            ink.top() - self.fixed.rise
        } else {
            ink.depth() - self.fixed.below
        };
        reach.max(0.0)
    }

    /// The ink of all lines together, as if they were one line: it is measured before the paragraph is broken.
    pub(super) fn whole_ink(&self) -> LineInk {
        self.layout
            .lines()
            .map(|line| self.ink(&line))
            .fold(LineInk::default(), LineInk::join)
    }
}

//! A paragraph shaped once, and broken into lines as often as boxes are tried.

use crate::frame::Origin;
use crate::geom::Length;
use crate::text::{Run, Sizing, Text};
use crate::typeset::{Broken, Missing, Paragraph, Typesetter};

/// A paragraph and the mark before it.
pub(super) struct SetText<'b> {
    pub(super) paragraph: Paragraph<'b>,
    pub(super) marker: Option<Paragraph<'b>>,
    pub(super) indent: Length,
    /// Lines broken before, by measure and share.
    known: Vec<(Length, u64, Broken)>,
}

impl<'b> SetText<'b> {
    /// Shapes a paragraph with its mark.
    pub(super) fn new(
        text: &Text,
        setter: &mut Typesetter<'b>,
        missing: &mut Vec<Missing>,
    ) -> Self {
        let marker = text.marker.as_ref().map(|marker| {
            let origin = text
                .runs
                .first()
                .map_or_else(|| Origin::new("", ""), |run| run.origin.clone());
            let run = Run {
                strong: true,
                ..Run::new(marker.as_str(), &origin)
            };
            let mark = Text {
                runs: vec![run],
                style: text.style.clone(),
                role: text.role,
                marker: None,
                lines: None,
            };
            setter.paragraph(&mark, missing)
        });
        let indent = if marker.is_some() {
            text.style.indent
        } else {
            Length::ZERO
        };
        Self {
            paragraph: setter.paragraph(text, missing),
            marker,
            indent,
            known: Vec::new(),
        }
    }

    /// Where the mark and the text begin in a box of that width: the mark stands where reading begins.
    pub(super) fn starts(&self, width: Length) -> (Length, Length) {
        if self.paragraph.is_right_to_left() {
            (width - self.indent, Length::ZERO)
        } else {
            (Length::ZERO, self.indent)
        }
    }

    /// Breaks the text for a box of that width.
    pub(super) fn broken(&mut self, width: Length, share: f64) -> Broken {
        let share = if matches!(self.paragraph.style().size, Sizing::Fixed(_)) {
            0.0
        } else {
            share
        };
        let measure = width - self.indent;
        if let Some((.., broken)) = self
            .known
            .iter()
            .find(|(w, s, _)| *w == measure && *s == share.to_bits())
        {
            return broken.clone();
        }
        let broken = self.paragraph.broken(measure, share);
        self.known.push((measure, share.to_bits(), broken.clone()));
        broken
    }

    /// The least width that the text can have: that of its widest word at its smallest size.
    pub(super) fn least_width(&self) -> Length {
        let (Sizing::Fixed(size) | Sizing::Fit(size, _) | Sizing::Fill(size, _)) =
            self.paragraph.style().size;
        self.paragraph.widest_word(size) + self.indent
    }

    /// Width on one line, and of the widest word.
    pub(super) fn widths(&self, share: f64) -> (Length, Length) {
        let size = match self.paragraph.style().size {
            Sizing::Fixed(size) => size,
            Sizing::Fit(low, high) => low + (high - low) * share,
            // Filled lines have no width of their own: they take what they get.
            Sizing::Fill(low, _) => {
                return (Length::ZERO, self.paragraph.widest_word(low) + self.indent);
            }
        };
        let low = match self.paragraph.style().size {
            Sizing::Fit(low, _) => low,
            _ => size,
        };
        (
            self.paragraph.one_line(size) + self.indent,
            self.paragraph.widest_word(low) + self.indent,
        )
    }
}

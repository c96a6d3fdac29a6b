//! A paragraph, shaped once and broken into lines as often as `taffy` tries widths. Results are kept, because
//! it tries the same few widths again and again.

use crate::frame::Origin;
use crate::geom::Length;
use crate::text::{Run, Sizing, Text};
use crate::typeset::{Broken, Missing, Paragraph, Typesetter};

/// Least room between the mark of a list and the text beside it, as a share of the size (practice: a third of an em
/// looks like a space; less than this looks like none).
const AFTER_MARK: f64 = 0.2;

/// A shaped paragraph, and the mark before it if it is an element of a list.
pub(super) struct SetText<'b> {
    pub(super) paragraph: Paragraph<'b>,
    pub(super) marker: Option<Paragraph<'b>>,
    /// The indent of the style.
    indent: Length,
    /// The share at which fitted type is held, whatever the share of the page is.
    held: Option<f64>,
    /// Earlier results, by width and by the bits of the share. A list, since there are few.
    known: Vec<(Length, u64, Broken)>,
}

impl<'b> SetText<'b> {
    /// Shapes a paragraph with its mark. Characters that no font has are added to `missing`.
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
            held: None,
            known: Vec::new(),
        }
    }

    /// The indent of the text at a size: that of the style, or as much as its mark takes. A style gives one indent for
    /// type that may become three times as large.
    pub(super) fn indent(&self, size: Length) -> Length {
        let mark = self.marker.as_ref();
        let takes = mark.map(|mark| mark.one_line(size) + size * AFTER_MARK);
        takes.map_or(self.indent, |takes| takes.max(self.indent))
    }

    /// The left edges of the mark and of the text with that indent in a box of that width. The mark is on the side where
    /// reading begins.
    pub(super) fn starts(&self, width: Length, indent: Length) -> (Length, Length) {
        if self.paragraph.is_right_to_left() {
            (width - indent, Length::ZERO)
        } else {
            (Length::ZERO, indent)
        }
    }

    /// The size of its type at a share.
    pub(super) fn size_at(&self, share: f64) -> Length {
        match self.paragraph.style().size {
            Sizing::Fixed(size) => size,
            Sizing::Fit(low, high) => self.paragraph.fitted_size((low, high), share),
            Sizing::Fill(low, _) => low,
        }
    }

    /// Holds fitted type at a share while other type of the page is fitted; `None` lets it follow the page.
    pub(super) fn hold(&mut self, share: Option<f64>) {
        self.held = share;
    }

    /// The share at which fitted type is set on a page that is set at `share`.
    pub(super) fn share_of(&self, share: f64) -> f64 {
        self.held.unwrap_or(share)
    }

    /// Sets the largest size of fitted type, and forgets the results with any other.
    pub(super) fn limit_size(&mut self, limit: Option<Length>) {
        self.paragraph.limit_size(limit);
        self.known.clear();
    }

    /// Lets its lines stand on a grid of that step.
    pub(super) fn stand_on(&mut self, step: Option<Length>) {
        self.paragraph.stand_on(step);
        self.known.clear();
    }

    /// Breaks the text for a box of that width, with fitted type at that share.
    pub(super) fn broken(&mut self, width: Length, share: f64) -> Broken {
        let share = self.share_of(share);
        let share = if matches!(self.paragraph.style().size, Sizing::Fixed(_)) {
            // Type of a fixed size is the same at every share: one result serves for all.
            0.0
        } else {
            share
        };
        let measure = width - self.indent(self.size_at(share));
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

    /// How many numbers of lines there are to choose from.
    pub(super) fn line_choices(&self) -> usize {
        self.paragraph.line_choices()
    }

    /// Chooses a number of lines, and forgets the results with any other.
    pub(super) fn choose_lines(&mut self, choice: usize) {
        self.paragraph.choose_lines(choice);
        self.known.clear();
    }

    /// The least width that the text can have: that of its widest word at its smallest size.
    pub(super) fn least_width(&self) -> Length {
        let size = self.smallest_size();
        self.paragraph.least_width(size) + self.indent(size)
    }

    /// The width of its widest word at its smallest size, or of the widest part of an address: columns of a table
    /// get no narrower.
    pub(super) fn widest_part(&self) -> Length {
        let size = self.smallest_size();
        self.paragraph.widest_part(size) + self.indent(size)
    }

    /// The smallest size that fitting may choose.
    fn smallest_size(&self) -> Length {
        let (Sizing::Fixed(size) | Sizing::Fit(size, _) | Sizing::Fill(size, _)) =
            self.paragraph.style().size;
        size
    }

    /// The width of the whole text on one line, and that of its widest word. The word is measured at the
    /// smallest size that fitting may choose, since a column can get that narrow.
    pub(super) fn widths(&self, share: f64) -> (Length, Length) {
        let share = self.share_of(share);
        let least = self.least_width();
        let size = match self.paragraph.style().size {
            Sizing::Fixed(size) => size,
            Sizing::Fit(low, high) => self.paragraph.fitted_size((low, high), share),
            // Filled lines have no width of their own: they take the width of their box.
            Sizing::Fill(..) => return (Length::ZERO, least),
        };
        (self.paragraph.one_line(size) + self.indent(size), least)
    }
}

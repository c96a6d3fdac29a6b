//! Small lettering that does not come from the content: labels and numbers on sheets, names in the gallery.
//!
//! It is for those who print, cut and fold. It is one line, black, in one family, and must never fail: a character
//! that no font has becomes a question mark.

use std::sync::Arc;

use super::{FontBook, Paragraph, Typesetter};
use crate::color::Color;
use crate::frame::{Frame, GlyphRun, ItemKind, Origin, Role};
use crate::geom::{Angle, Length, Point, Turn};
use crate::text::{Run, Sizing, Text, TextStyle};

/// The family of small print.
const FAMILY: &str = "Noto Sans";

/// Sets lines of lettering. The typesetter is made only when the first line is asked for, since most sheets have none.
pub(crate) struct Lettering<'b> {
    book: &'b FontBook,
    language: String,
    setter: Option<Typesetter<'b>>,
}

/// A line of lettering, from the left end of its baseline.
pub(crate) struct Lettered {
    /// Its width.
    pub(crate) width: Length,
    /// Its glyphs.
    pub(crate) runs: Vec<GlyphRun>,
}

/// The origin of marks and lettering, which come from no file.
pub(crate) fn origin_of_marks() -> Origin {
    Origin::new("", "marks")
}

impl<'b> Lettering<'b> {
    pub(crate) fn new(book: &'b FontBook, language: &str) -> Self {
        Self {
            book,
            language: language.to_owned(),
            setter: None,
        }
    }

    /// A line of black letters. A character that no font has, such as in the name of a file, is shown
    /// as a question mark.
    pub(crate) fn line(&mut self, words: &str, size: Length) -> Lettered {
        self.weighted(words, size, 400)
    }

    /// The same in a weight of its own.
    pub(crate) fn weighted(&mut self, words: &str, size: Length, weight: u32) -> Lettered {
        let (book, language) = (self.book, &self.language);
        let setter = self
            .setter
            .get_or_insert_with(|| Typesetter::new(book, language));
        let mut missing = Vec::new();
        let mut paragraph = setter.paragraph(&text(words, size, weight), &mut missing);
        // Set again without them, so that the width is that of what is shown.
        if !missing.is_empty() {
            let lacks = |c: char| missing.iter().any(|lacking| lacking.character == c);
            let known = |c: char| if lacks(c) { '?' } else { c };
            let words: String = words.chars().map(known).collect();
            paragraph = setter.paragraph(&text(&words, size, weight), &mut Vec::new());
        }
        set(&mut paragraph, size)
    }

    /// The fonts.
    pub(crate) fn book(&self) -> &'b FontBook {
        self.book
    }

    /// Gives the scratch space of the typesetter back.
    pub(crate) fn finish(self) {
        if let Some(setter) = self.setter {
            setter.finish();
        }
    }
}

impl Lettered {
    /// Draws the line with the left end of its baseline there.
    pub(crate) fn draw(self, at: Point, frame: &mut Frame) {
        for mut run in self.runs {
            run.at = run.at + at;
            frame.push(ItemKind::Text(run), &origin_of_marks(), Role::Artifact);
        }
    }
}

/// Plain black letters for what people who print read.
pub(crate) fn lettering_style(size: Length, weight: u32) -> TextStyle {
    TextStyle {
        families: vec![FAMILY.to_owned()],
        weight,
        size: Sizing::Fixed(size),
        leading: 1.2,
        ..TextStyle::plain("marks")
    }
}

fn text(words: &str, size: Length, weight: u32) -> Text {
    // A line of lettering has no second one.
    let words: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    Text {
        runs: vec![Run::new(words, &origin_of_marks())],
        style: Arc::new(lettering_style(size, weight)),
        role: Role::Artifact,
        marker: None,
        lines: None,
    }
}

fn set(paragraph: &mut Paragraph<'_>, size: Length) -> Lettered {
    let width = paragraph.one_line(size);
    // Rounding must not break the line.
    let broken = paragraph.broken_at(width + Length::mm(1.0), size);
    // From right to left, the line begins at the right end of its measure, hence the exact width.
    let lines = paragraph.set(&broken, width);
    let runs = lines.into_iter().take(1).flat_map(|line| {
        let start = line.x.max(Length::ZERO);
        line.runs.into_iter().map(move |run| GlyphRun {
            turn: Turn::None,
            angle: Angle::NONE,
            at: Point::new(start + run.x, Length::ZERO),
            font: run.font,
            size: run.size,
            width: run.width,
            color: Color::BLACK,
            outline: None,
            initial: None,
            text: run.text,
            language: run.language,
            space_after: false,
            glyphs: run.glyphs,
        })
    });
    Lettered {
        width,
        runs: runs.filter(|run| !run.glyphs.is_empty()).collect(),
    }
}

//! The note for the person who prints: instructions for each file, and a ruler to check the printed size.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::frame::{Frame, GlyphRun, ItemKind, Origin, Path, Role};
use crate::geom::{Angle, Length, Point, Rect, Size, Turn};
use crate::ink::Inks;
use crate::page::{Page, Piece};
use crate::pdf::{self, Print, Reused};
use crate::text::{Run, Text};
use crate::typeset::lettering_style;
use crate::typeset::{FontBook, Typesetter};

/// Margin of the note, in millimetres.
const MARGIN_MM: f64 = 18.0;
/// Length of the ruler, in millimetres.
const RULER_MM: i32 = 100;
/// Distance of baselines, divided by the type size.
const LEADING: f64 = 1.32;

/// A line of the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The name of a folder, as a heading above its files.
    Folder(String),
    /// The name of a file, and its instructions.
    File(String, String),
    /// A paragraph.
    Words(String),
}

/// Makes the note as PDF, with a title, the ruler, and the lines.
pub(super) fn note(title: &str, lines: &[Line], paper: Size) -> Result<Vec<u8>, Diagnostic> {
    let book = FontBook::embedded();
    let mut setting = Setting {
        setter: Typesetter::new(&book, "en"),
        paper,
        at: Length::mm(MARGIN_MM),
        pages: vec![Frame::default()],
    };
    setting.words("For the person who prints this", 24.0, 700, Length::ZERO);
    setting.words(title, 12.0, 400, Length::ZERO);
    setting.space(3.0);
    setting.ruler();
    for line in lines {
        match line {
            Line::Folder(name) => {
                // A folder name at the foot of a page needs room for its first file too.
                setting.space(4.0);
                setting.keep(Length::mm(22.0));
                setting.rule();
                setting.words(name, 11.0, 700, Length::ZERO);
                setting.space(0.6);
            }
            Line::File(name, how) => {
                setting.keep(Length::mm(13.0));
                setting.words(name, 8.5, 700, Length::ZERO);
                setting.words(how, 8.5, 400, Length::mm(5.0));
                setting.space(0.9);
            }
            Line::Words(words) => setting.words(words, 9.5, 400, Length::ZERO),
        }
    }
    let Setting { setter, pages, .. } = setting;
    setter.finish();
    let page = |frame| Page {
        trim: paper,
        bleed: Length::ZERO,
        frame,
    };
    let piece = Piece {
        template: "note".to_owned(),
        paper: String::new(),
        title: format!("For the person who prints this: {title}"),
        language: "en".to_owned(),
        country: None,
        author: String::new(),
        inks: Vec::new(),
        together: false,
        unscanned: false,
        pages: pages.into_iter().map(page).collect(),
    };
    let inks = Inks::on_screen();
    pdf::export(&Print::pages(&piece, &inks), &book, &Reused::default())
}

/// The pages of the note, and the height at which the next line goes.
struct Setting<'b> {
    setter: Typesetter<'b>,
    paper: Size,
    at: Length,
    pages: Vec<Frame>,
}

/// The origin of all items of the note: there is no file to point to.
fn origin() -> Origin {
    Origin::new("", "note")
}

impl Setting<'_> {
    /// Begins a new page if there is less room than this on the current one.
    fn keep(&mut self, room: Length) {
        if self.at + room > self.paper.height - Length::mm(MARGIN_MM) {
            self.pages.push(Frame::default());
            self.at = Length::mm(MARGIN_MM);
        }
    }

    /// Leaves some space, in millimetres.
    fn space(&mut self, mm: f64) {
        self.at += Length::mm(mm);
    }

    /// Adds an item to the current page.
    fn push(&mut self, kind: ItemKind, role: Role) {
        if let Some(frame) = self.pages.last_mut() {
            frame.push(kind, &origin(), role);
        }
    }

    /// Draws a line across the page.
    fn rule(&mut self) {
        let width = self.paper.width - Length::mm(MARGIN_MM * 2.0);
        let rule = Rect::new(Length::mm(MARGIN_MM), self.at, width, Length::pt(1.5));
        self.push(
            ItemKind::Path(Path::rectangle(rule, crate::color::Color::BLACK)),
            Role::Artifact,
        );
        self.space(1.6);
    }

    /// Sets a paragraph. Characters that no font has are replaced with question marks.
    fn words(&mut self, words: &str, size: f64, weight: u32, indent: Length) {
        let size = Length::pt(size);
        let left = Length::mm(MARGIN_MM) + indent;
        let measure = self.paper.width - left - Length::mm(MARGIN_MM);
        let style = Arc::new(lettering_style(size, weight));
        let text = |words: String| Text {
            runs: vec![Run::new(words, &origin())],
            style: Arc::clone(&style),
            role: Role::Paragraph,
            marker: None,
            lines: None,
        };
        let mut missing = Vec::new();
        let mut paragraph = self.setter.paragraph(&text(words.to_owned()), &mut missing);
        // The title of a campaign may be in a script that no embedded font covers.
        if !missing.is_empty() {
            let lacks = |c: char| missing.iter().any(|lacking| lacking.character == c);
            let known = words.chars().map(|c| if lacks(c) { '?' } else { c });
            paragraph = self
                .setter
                .paragraph(&text(known.collect()), &mut Vec::new());
        }
        let broken = paragraph.broken_at(measure, size);
        let mut group = Frame::default();
        for line in paragraph.set(&broken, measure) {
            let baseline = self.at + size;
            for run in &line.runs {
                if run.glyphs.is_empty() {
                    continue;
                }
                let glyphs = GlyphRun {
                    turn: Turn::None,
                    angle: Angle::NONE,
                    at: Point::new(left + line.x.max(Length::ZERO) + run.x, baseline),
                    font: run.font,
                    size: run.size,
                    width: run.width,
                    color: crate::color::Color::BLACK,
                    outline: None,
                    initial: None,
                    text: run.text.clone(),
                    language: None,
                    space_after: line.space_after,
                    glyphs: run.glyphs.clone(),
                };
                group.push(ItemKind::Text(glyphs), &origin(), Role::Paragraph);
            }
            self.at += size * LEADING;
        }
        self.push(ItemKind::Group(group), Role::Paragraph);
    }

    /// Draws a ruler of exactly 100 mm with a mark at each millimetre.
    fn ruler(&mut self) {
        self.words(
            "Print at 100 % (“actual size”), never “fit to page”. Check with a ruler: this line is exactly 100 mm long.",
            9.5,
            400,
            Length::ZERO,
        );
        self.space(1.5);
        let left = Length::mm(MARGIN_MM);
        let thin = Length::pt(0.5);
        let mut marks = vec![Rect::new(
            left,
            self.at,
            Length::mm(f64::from(RULER_MM)),
            Length::pt(1.0),
        )];
        for mm in 0..=RULER_MM {
            let long = match (mm % 10, mm % 5) {
                (0, _) => 5.0,
                (_, 0) => 3.5,
                _ => 2.0,
            };
            // The marks at both ends are inside, so that the line is 100 mm long from edge to edge.
            let middle = left + Length::mm(f64::from(mm));
            let start = match mm {
                0 => middle,
                RULER_MM => middle - thin,
                _ => middle - thin / 2.0,
            };
            marks.push(Rect::new(start, self.at, thin, Length::mm(long)));
        }
        let path = Path::rectangles(&marks, crate::color::Color::BLACK);
        self.push(ItemKind::Path(path), Role::Artifact);
        self.space(5.5);
        let (before, after) = (self.at, Length::mm(f64::from(RULER_MM) + 2.0));
        // The label stands beside the ruler, so the pen goes back up for it and then returns.
        self.at = before - Length::mm(4.6);
        self.words("100 mm", 8.5, 700, after);
        self.at = before;
    }
}

//! Writes on the pages of the note, from the top down.

use std::sync::Arc;

use crate::color::Color;
use crate::frame::{
    Blend, Cutout, Frame, GlyphRun, ItemKind, Origin, Path, Placed, Role, TableCell, Toning,
};
use crate::geom::{Angle, Length, Point, Rect, Size, Turn};
use crate::language::is_right_to_left;
use crate::picture::Image;
use crate::text::{Run, Text};
use crate::typeset::{FontBook, SetLine, Typesetter, lettering_style};

/// Margin of the note, in millimetres: more than any printer leaves white.
const MARGIN_MM: f64 = 14.0;
/// Length of the ruler, in millimetres.
const RULER_MM: i32 = 100;
/// Distance of baselines, divided by the type size.
const LEADING: f64 = 1.26;

/// The pages of the note, and the height at which the next line goes. Places are measured from the margin at which lines
/// begin: in Arabic and Hebrew that is the right one.
pub(super) struct Pen<'b> {
    setter: Typesetter<'b>,
    right_to_left: bool,
    paper: Size,
    at: Length,
    pages: Vec<Frame>,
}

/// Words as lines of a width.
pub(super) struct Lines {
    lines: Vec<SetLine>,
    width: Length,
    size: Length,
}

impl Lines {
    /// Their height.
    pub(super) fn height(&self) -> Length {
        self.size * LEADING * self.lines.len() as f64
    }
}

/// The origin of all items of the note: there is no file to point to.
fn origin() -> Origin {
    Origin::new("", "note")
}

impl<'b> Pen<'b> {
    /// A pen at the head of the first page.
    pub(super) fn new(book: &'b FontBook, tag: &str, paper: Size) -> Self {
        Self {
            setter: Typesetter::new(book, tag),
            right_to_left: is_right_to_left(tag),
            paper,
            at: Length::mm(MARGIN_MM),
            pages: vec![Frame::default()],
        }
    }

    /// The pages that were written.
    pub(super) fn finish(self) -> Vec<Frame> {
        self.setter.finish();
        self.pages
    }

    /// Width of the page between its margins.
    pub(super) fn measure(&self) -> Length {
        self.paper.width - Length::mm(MARGIN_MM * 2.0)
    }

    /// What is left of the current page.
    pub(super) fn room(&self) -> Length {
        self.paper.height - Length::mm(MARGIN_MM) - self.at
    }

    /// Begins a new page.
    pub(super) fn turn_page(&mut self) {
        self.pages.push(Frame::default());
        self.at = Length::mm(MARGIN_MM);
    }

    /// Leaves some space, in millimetres.
    pub(super) fn space(&mut self, mm: f64) {
        self.at += Length::mm(mm);
    }

    /// Goes down.
    pub(super) fn down(&mut self, by: Length) {
        self.at += by;
    }

    /// Writes a heading of the first level. Its size is in points.
    pub(super) fn heading(&mut self, words: &str, size: f64) {
        let lines = self.lines(words, size, 700, self.measure());
        let group = self.group(&lines, Length::ZERO, Length::ZERO);
        self.push(ItemKind::Group(group), Role::Heading(1));
        self.at += lines.height();
    }

    /// Writes a paragraph across the page. Its size is in points.
    pub(super) fn paragraph(&mut self, words: &str, size: f64, weight: u32) {
        let lines = self.lines(words, size, weight, self.measure());
        let group = self.group(&lines, Length::ZERO, Length::ZERO);
        self.push(ItemKind::Group(group), Role::Paragraph);
        self.at += lines.height();
    }

    /// Writes the paragraphs of a cell, from a distance to the margin. The pen stays where it is.
    pub(super) fn cell(&mut self, paragraphs: &[Lines], start: Length, cell: Option<TableCell>) {
        let mut words = Frame::default();
        let mut down = Length::ZERO;
        for lines in paragraphs {
            words.items.extend(self.group(lines, start, down).items);
            down += lines.height();
        }
        // The head of a table is heard once; on the next page it is there for those who see it.
        let role = if cell.is_some() {
            Role::Cell
        } else {
            Role::Artifact
        };
        words.cell = cell;
        self.push(ItemKind::Group(words), role);
    }

    /// Draws a picture into a box at a distance to the margin: as large as it goes in, in the middle of its width, with a
    /// thin line around it, since most are of white paper.
    pub(super) fn picture(&mut self, image: &Arc<Image>, start: Length, room: Size) {
        let (across, down) = image.asset.picture.size;
        let scale = f64::min(
            room.width.to_mm() / across.max(1.0),
            room.height.to_mm() / down.max(1.0),
        );
        let size = Size::new(Length::mm(across * scale), Length::mm(down * scale));
        let inset = (room.width - size.width) / 2.0;
        let rect = Rect::new(
            self.left(start + inset, size.width),
            self.at,
            size.width,
            size.height,
        );
        let edge = Rect::new(
            rect.origin.x - Length::pt(0.4),
            rect.origin.y - Length::pt(0.4),
            rect.size.width + Length::pt(0.8),
            rect.size.height + Length::pt(0.8),
        );
        let edge = Path::rectangle(edge, Color::key(45));
        self.push(ItemKind::Path(edge), Role::Artifact);
        let placed = Placed {
            image: Arc::clone(image),
            clip: rect,
            rect,
            cutout: Cutout::default(),
            toning: Toning::default(),
            blend: Blend::default(),
            angle: Angle::NONE,
        };
        // The name of the file beside it says what it shows.
        self.push(ItemKind::Image(placed), Role::Artifact);
    }

    /// Draws a line across the page; its weight is in points.
    pub(super) fn rule(&mut self, weight: f64) {
        let rule = Rect::new(
            Length::mm(MARGIN_MM),
            self.at,
            self.measure(),
            Length::pt(weight),
        );
        let path = Path::rectangle(rule, Color::BLACK);
        self.push(ItemKind::Path(path), Role::Artifact);
    }

    /// Breaks words into lines. Characters that no font has are replaced with question marks: the title of a campaign
    /// may be in a script that no embedded font covers.
    pub(super) fn lines(&mut self, words: &str, size: f64, weight: u32, width: Length) -> Lines {
        let size = Length::pt(size);
        let mut style = lettering_style(size, weight);
        // Columns are narrow. The name of a file, which is bold, is not divided.
        style.hyphenate = weight < 700;
        let style = Arc::new(style);
        let text = |words: String| Text {
            runs: vec![Run::new(words, &origin())],
            style: Arc::clone(&style),
            role: Role::Paragraph,
            marker: None,
            lines: None,
        };
        let mut missing = Vec::new();
        let mut paragraph = self.setter.paragraph(&text(words.to_owned()), &mut missing);
        if !missing.is_empty() {
            let lacks = |c: char| missing.iter().any(|lacking| lacking.character == c);
            let known = words.chars().map(|c| if lacks(c) { '?' } else { c });
            let known = text(known.collect());
            paragraph = self.setter.paragraph(&known, &mut Vec::new());
        }
        let broken = paragraph.broken_at(width, size);
        Lines {
            lines: paragraph.set(&broken, width),
            width,
            size,
        }
    }

    /// Lines as glyphs, from a distance to the margin and to the pen.
    fn group(&self, lines: &Lines, start: Length, down: Length) -> Frame {
        let left = self.left(start, lines.width);
        let mut group = Frame::default();
        let mut top = self.at + down;
        for line in &lines.lines {
            let baseline = top + lines.size;
            for run in line.runs.iter().filter(|run| !run.glyphs.is_empty()) {
                let glyphs = GlyphRun {
                    turn: Turn::None,
                    angle: Angle::NONE,
                    at: Point::new(left + line.x.max(Length::ZERO) + run.x, baseline),
                    font: run.font,
                    size: run.size,
                    width: run.width,
                    color: Color::BLACK,
                    outline: None,
                    initial: None,
                    text: run.text.clone(),
                    language: None,
                    space_after: line.space_after,
                    glyphs: run.glyphs.clone(),
                };
                group.push(ItemKind::Text(glyphs), &origin(), Role::Paragraph);
            }
            top += lines.size * LEADING;
        }
        group
    }

    /// The left edge of what is so far from the margin at which lines begin, and so wide.
    fn left(&self, start: Length, width: Length) -> Length {
        let margin = Length::mm(MARGIN_MM);
        match self.right_to_left {
            true => self.paper.width - margin - start - width,
            false => margin + start,
        }
    }

    /// Adds an item to the current page.
    fn push(&mut self, kind: ItemKind, role: Role) {
        if let Some(frame) = self.pages.last_mut() {
            frame.push(kind, &origin(), role);
        }
    }

    /// Draws a ruler of exactly 100 mm with a mark at each millimetre.
    pub(super) fn ruler(&mut self) {
        let length = Length::mm(f64::from(RULER_MM));
        let left = self.left(Length::ZERO, length);
        let thin = Length::pt(0.5);
        let mut marks = vec![Rect::new(left, self.at, length, Length::pt(1.0))];
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
        let path = Path::rectangles(&marks, Color::BLACK);
        self.push(ItemKind::Path(path), Role::Artifact);
        // The label stands beside the ruler.
        let label = self.lines("100 mm", 8.5, 700, Length::mm(20.0));
        let group = self.group(&label, length + Length::mm(2.0), Length::mm(0.6));
        self.push(ItemKind::Group(group), Role::Paragraph);
        self.space(6.4);
    }
}

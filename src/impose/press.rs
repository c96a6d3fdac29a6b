//! Draws what a print shop needs in the waste: registration targets, patches of ink, the slug line.
//!
//! The waste is small and crop marks are there first. So each thing asks for a free rectangle ([`Waste::take`]); what
//! finds none is left out, and the piece gets a warning.

use super::draw::{Pen, circle, fill, stroke};
use super::marks::{Block, MarkLine};
use super::work::Work;
use crate::color::{Cmyk, Color};
use crate::frame::Frame;
use crate::geom::{Edges, Length, Point, Rect, Size};

/// Radius of a target's circle and length of its arms, in millimetres (practice).
const TARGET: (f64, f64) = (1.5, 2.5);

/// Side of a patch of ink, in millimetres (practice).
const PATCH: f64 = 4.0;

/// Size of the lettering, in points, and the smallest it is made to fit (practice).
const LETTERING: [f64; 3] = [6.0, 5.0, 4.0];

/// Draws the marks that were asked for, as far as there is room beside the crop and fold marks.
pub(super) fn draw(work: &mut Work<'_>, block: &Block, rules: &[MarkLine], frame: &mut Frame) {
    let gap = Edges::all(Length::mm(1.0));
    let mut waste = Waste {
        block,
        // Ticks come first: without them the sheet cannot be cut or folded.
        taken: rules.iter().map(|rule| rule.bounds().grown(gap)).collect(),
    };
    let marks = work.spec.marks;
    label_fold(work, &mut waste, rules, frame);
    if marks.registration && !targets(&mut waste, frame) {
        work.left_out.insert("registration marks");
    }
    if marks.bar && !bar(&mut waste, &work.spec.inks, frame) {
        work.left_out.insert("all patches of the colour bar");
    }
    if marks.slug {
        slug(work, &mut waste, frame);
    }
}

/// The paper around what is kept, and what lies on it.
struct Waste<'b> {
    block: &'b Block,
    taken: Vec<Rect>,
}

impl Waste<'_> {
    /// Takes a rectangle of the waste if it is free and keeps a distance from what is kept. False if it does not.
    fn take(&mut self, rect: Rect, offset: Length) -> bool {
        let kept = self.block.bounds.grown(Edges::all(offset));
        let reached = self.block.printable;
        let inside = reached.contains(rect);
        let free = inside
            && !kept.overlaps(rect, Length::ZERO)
            && !self
                .taken
                .iter()
                .any(|taken| taken.overlaps(rect, Length::ZERO));
        if free {
            self.taken.push(rect);
        }
        free
    }
}

/// Writes "fold here" beside the first fold tick that has room for it. Once is enough: ticks that look alike mean the
/// same.
fn label_fold(work: &mut Work<'_>, waste: &mut Waste<'_>, rules: &[MarkLine], frame: &mut Frame) {
    let words = &work.spec.words.fold;
    let mut folds = rules.iter().filter(|rule| rule.pen == Pen::Fold).peekable();
    if words.trim().is_empty() || folds.peek().is_none() {
        return;
    }
    let size = Length::pt(LETTERING[0]);
    let line = work.pen.line(words, size);
    for fold in folds {
        let tick = fold.bounds();
        let beside = Point::new(tick.right() + Length::mm(1.5), tick.origin.y);
        let rect = Rect {
            origin: beside,
            size: Size::new(line.width, size),
        };
        if waste.take(rect, waste.block.offset()) {
            line.draw(beside + Point::new(Length::ZERO, size * 0.85), frame);
            return;
        }
    }
}

/// Draws a target at the middle of every side, or beside the middle if a tick stands there. False if a side has no room
/// for one.
fn targets(waste: &mut Waste<'_>, frame: &mut Frame) -> bool {
    let (radius, arm) = (Length::mm(TARGET.0), Length::mm(TARGET.1));
    let bounds = waste.block.bounds;
    // Where the waste is narrow they stand at the edge of the drawing.
    let usual = waste.block.offset();
    let room = (bounds.origin.x - waste.block.printable.origin.x)
        .min(bounds.origin.y - waste.block.printable.origin.y);
    let offset = if room < usual + arm * 2.0 {
        waste.block.bleed
    } else {
        usual
    };
    let off = offset + arm;
    let middle = bounds.origin + Point::new(bounds.size.width * 0.5, bounds.size.height * 0.5);
    let sides = [
        (Point::new(middle.x, bounds.origin.y - off), true),
        (Point::new(middle.x, bounds.bottom() + off), true),
        (Point::new(bounds.origin.x - off, middle.y), false),
        (Point::new(bounds.right() + off, middle.y), false),
    ];
    let mut drawn = 0;
    for (at, along) in sides {
        // A fold tick often stands exactly in the middle.
        for aside in [0.0, 8.0, -8.0, 16.0] {
            let aside = Length::mm(aside);
            let at = if along {
                at + Point::new(aside, Length::ZERO)
            } else {
                at + Point::new(Length::ZERO, aside)
            };
            let square = Rect::new(at.x - arm, at.y - arm, arm * 2.0, arm * 2.0);
            if waste.take(square, offset) {
                drawn += 1;
                circle(at, radius, Pen::Crop, frame);
                let (left, right) = (square.origin.x, square.right());
                stroke(
                    Point::new(left, at.y),
                    Point::new(right, at.y),
                    Pen::Crop,
                    frame,
                );
                let (top, bottom) = (square.origin.y, square.bottom());
                stroke(
                    Point::new(at.x, top),
                    Point::new(at.x, bottom),
                    Pen::Crop,
                    frame,
                );
                break;
            }
        }
    }
    drawn == sides.len()
}

/// Draws patches of the full inks and of tints of black, below what is kept. False if there is no room for all.
fn bar(waste: &mut Waste<'_>, inks: &[Color], frame: &mut Frame) -> bool {
    // The RGB values only serve routes without these inks.
    let process = |tone: (u8, u8, u8), shares| Color {
        cmyk: Some(Cmyk(shares)),
        ..Color::rgb(tone.0, tone.1, tone.2)
    };
    let colors = [
        process((0, 158, 224), [1000, 0, 0, 0]),
        process((226, 0, 122), [0, 1000, 0, 0]),
        process((255, 237, 0), [0, 0, 1000, 0]),
        Color::BLACK,
        Color::key(191),
        Color::key(128),
        Color::key(64),
        Color::key(26),
    ];
    let side = Length::mm(PATCH);
    let bounds = waste.block.bounds;
    let y = bounds.bottom() + waste.block.offset() + Length::mm(0.5);
    let mut x = bounds.origin.x + Length::mm(3.0);
    let mut all = true;
    for color in colors.into_iter().chain(inks.iter().copied()) {
        let mut drawn = false;
        // A tick in the way is stepped over.
        while x + side <= bounds.right() {
            let patch = Rect::new(x, y, side, side);
            x += side;
            if waste.take(patch, waste.block.offset()) {
                fill(patch, color, frame);
                drawn = true;
                break;
            }
        }
        all &= drawn;
    }
    all
}

/// Writes the slug line: name of the file, number of the side, date and batch. If there is no room for all, the last of
/// them are left out.
fn slug(work: &mut Work<'_>, waste: &mut Waste<'_>, frame: &mut Frame) {
    let slug = &work.spec.slug;
    let page = slug.page.replace("{number}", &work.sides.to_string());
    let parts = [
        Some(&slug.file),
        Some(&page),
        slug.date.as_ref(),
        slug.batch.as_ref(),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.trim().is_empty())
        .cloned()
        .collect();
    // The file name is the most useful part, so it comes first and stays longest.
    for count in (1..=parts.len()).rev() {
        let words = parts.get(..count).unwrap_or_default().join("  ·  ");
        if write(work, waste, &words, frame) {
            if count < parts.len() {
                work.left_out.insert("the whole slug line");
            }
            return;
        }
    }
    work.left_out.insert("a slug line");
}

/// Writes a line where it has room, in the largest size that fits. False if there is no room for it.
fn write(work: &mut Work<'_>, waste: &mut Waste<'_>, words: &str, frame: &mut Frame) -> bool {
    let bounds = waste.block.bounds;
    for size in LETTERING.map(Length::pt) {
        let line = work.pen.line(words, size);
        let height = size * 1.2;
        let (above, below) = (
            bounds.origin.y - waste.block.offset() - Length::mm(0.5) - height,
            bounds.bottom() + waste.block.offset() + Length::mm(0.5),
        );
        let end = (bounds.right() - line.width - Length::mm(3.0)).max(bounds.origin.x);
        let start = bounds.origin.x + Length::mm(3.0);
        for at in [
            Point::new(start, above),
            Point::new(end, above),
            Point::new(end, below),
        ] {
            let rect = Rect {
                origin: at,
                size: Size::new(line.width, height),
            };
            if waste.take(rect, waste.block.offset()) {
                line.draw(at + Point::new(Length::ZERO, size), frame);
                return true;
            }
        }
    }
    false
}

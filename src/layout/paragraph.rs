//! Paints paragraphs: breaks their text for the box that they got, and turns the lines into items.

use super::fit::largest_that_fits;
use super::set_text::SetText;
use super::units::tolerance;
use crate::color::Color;
use crate::frame::{Frame, GlyphRun, ItemKind, Link, Path, Role};
use crate::geom::{Angle, Length, Point, Rect, Turn};
use crate::text::Sizing;
use crate::typeset::{Broken, SetLine};

/// How far a strip reaches beyond the words of its line on either side, in ems (practice: as much as a cut with scissors
/// leaves).
const STRIP_BESIDE: f64 = 0.25;
/// How far a strip reaches above the baseline, in ems: capitals with accents are about 0.95 high.
const STRIP_ABOVE: f64 = 1.0;
/// How far a strip reaches below the baseline, in ems: descenders of Latin and Arabic are up to 0.3 deep.
const STRIP_BELOW: f64 = 0.34;

/// Number of bisection steps in which fitted type grows into the free height of its box.
const GROW_STEPS: usize = 10;

/// Breaks text for its box. Fitted type grows into the spare height of its box.
pub(super) fn grow_to_fit(text: &mut SetText<'_>, content: Rect, share: f64) -> Broken {
    let broken = text.broken(content.size.width, share);
    let share = text.share_of(share);
    let fitted = !matches!(text.paragraph.style().size, Sizing::Fixed(_));
    if !fitted || share >= 1.0 || content.size.height - broken.height < tolerance() {
        return broken;
    }
    let mut best = broken;
    largest_that_fits(GROW_STEPS, (share, 1.0), |share| {
        let measure = content.size.width - text.indent(text.size_at(share));
        let tried = text.paragraph.broken(measure, share);
        let fits = tried.height <= content.size.height && tried.overfull <= Length::ZERO;
        if fits {
            best = tried;
        }
        fits
    });
    best
}

/// The items of a paragraph, with its mark if it has one. `at` is the top left of its box.
pub(super) fn paragraph(
    text: &mut SetText<'_>,
    broken: &Broken,
    at: Point,
    width: Length,
    color: Color,
) -> Frame {
    let size = broken.lines.first().map_or(Length::ZERO, |line| line.size);
    let indent = text.indent(size);
    let measure = width - indent;
    let (mark_start, text_start) = text.starts(width, indent);
    let mut frame = Frame::default();
    if let (Some(marker), Some(first)) = (&mut text.marker, broken.lines.first()) {
        let mark = marker.broken_at(indent, first.size);
        // The mark has the size and the baseline of the first line.
        let down = first.baseline
            - mark
                .lines
                .first()
                .map_or(Length::ZERO, |line| line.baseline);
        for line in marker.set(&mark, indent) {
            let at = at + Point::new(mark_start, down);
            push_line(&mut frame, &line, at, color, Role::Label);
        }
    }
    let lines = text.paragraph.set(broken, measure);
    let at = at + Point::new(text_start, Length::ZERO);
    if let Some(color) = text.paragraph.style().strip {
        let strips: Vec<Rect> = lines.iter().filter_map(|line| strip(line, at)).collect();
        let origin = lines.iter().flat_map(|line| &line.runs).next();
        if let Some(run) = origin {
            let path = ItemKind::Path(Path::rectangles(&strips, color));
            frame.push(path, &run.origin, Role::Artifact);
        }
    }
    for line in &lines {
        push_line(&mut frame, line, at, color, Role::Paragraph);
    }
    frame
}

/// The strip behind a line; `None` for a line without words.
fn strip(line: &SetLine, at: Point) -> Option<Rect> {
    let size = line.runs.iter().map(|run| run.size).max()?;
    let left = at.x + line.x - size * STRIP_BESIDE;
    let top = at.y + line.baseline - size * STRIP_ABOVE;
    Some(Rect::new(
        left,
        top,
        line.width + size * (2.0 * STRIP_BESIDE),
        size * (STRIP_ABOVE + STRIP_BELOW),
    ))
}

/// Adds the glyphs of a line, and a link for each run that leads somewhere.
pub(super) fn push_line(frame: &mut Frame, line: &SetLine, at: Point, color: Color, role: Role) {
    let start = at + Point::new(line.x, line.baseline);
    for (index, run) in line.runs.iter().enumerate() {
        if run.glyphs.is_empty() {
            continue;
        }
        let origin = &run.origin;
        let down = run.initial.map_or(Length::ZERO, |initial| initial.down);
        let at = start + Point::new(run.x, down);
        let glyphs = GlyphRun {
            at,
            turn: Turn::None,
            angle: Angle::NONE,
            font: run.font,
            size: run.size,
            width: run.width,
            color,
            outline: line.outline,
            initial: run.initial,
            text: run.text.clone(),
            language: run.language.clone(),
            space_after: run.space_after || line.space_after && index + 1 == line.runs.len(),
            glyphs: run.glyphs.clone(),
        };
        frame.push(ItemKind::Text(glyphs), origin, role);
        if let Some(uri) = &run.link {
            // From a little above the capitals to a little below the baseline: large enough for a finger on a
            // screen.
            let rect = Rect::new(at.x, at.y - run.size * 0.85, run.width, run.size * 1.1);
            let link = Link {
                rect,
                uri: uri.clone(),
                description: run.text.clone(),
            };
            frame.push(ItemKind::Link(link), origin, Role::Link);
        }
    }
}

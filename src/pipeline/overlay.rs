//! Draws onto finished pages what their layout does, for designers: areas, grid, baselines, safe area and score.
//!
//! It is drawn as items of the display list, after all checks: so it comes onto sheets and into pictures with the
//! pages, at their scale, and no check takes it for a part of the piece.

use crate::color::Color;
use crate::frame::{Frame, ItemKind, Origin, Path, Role, Segment, Stroke};
use crate::geom::{Edges, Length, Point, Rect, Turn};
use crate::keyword::keywords;
use crate::layout::{PageMeasures, Score};
use crate::page::Page;
use crate::pipeline::{Examined, Measured};
use crate::preflight::SAFE_MM;
use crate::typeset::{FontBook, Lettering};

keywords! {
    /// What a preview shows of the layout.
    pub enum Overlay {
        /// Margins, and lines through the edges of all areas.
        Grid = "grid",
        /// Areas with their names.
        Areas = "areas",
        /// The baseline of each line of text.
        Baselines = "baselines",
        /// The edge of the area that is safe from the cut.
        Safe = "safe",
        /// Score of each page with its parts, and the largest hole.
        Score = "score",
    }
}

/// Colours that differ in lightness too, so that overlays can be told apart in grey.
const GRID: Color = Color::rgb(0, 174, 239);
const AREA: Color = Color::rgb(236, 0, 140);
const BASELINE: Color = Color::rgb(0, 104, 55);
const SAFE: Color = Color::rgb(247, 148, 29);
const HOLE: Color = Color::rgb(102, 45, 145);

/// Draws the overlays onto the pages of a piece.
pub(super) fn draw(examined: &mut Examined, overlays: &[Overlay], book: &FontBook) {
    let language = examined.piece.language.clone();
    let mut lettering = Lettering::new(book, &language);
    for measured in &examined.measures {
        let Some(page) = examined.piece.pages.get_mut(measured.page) else {
            continue;
        };
        let measures = &measured.measures;
        let mut taken = examined.taken.iter();
        let option = taken
            .find(|taken| taken.language == measured.language && taken.page == measures.index + 1);
        let mut drawing = Drawing::new(measured, &mut lettering);
        for overlay in overlays {
            match overlay {
                Overlay::Grid => drawing.grid(measures),
                Overlay::Areas => drawing.areas(measures),
                Overlay::Baselines => drawing.baselines(page),
                Overlay::Safe => drawing.safe(page),
                Overlay::Score => drawing.score(measures, option.map(|taken| taken.name.as_str())),
            }
        }
        let drawn = drawing.frame;
        page.frame.items.extend(drawn.items);
    }
    lettering.finish();
}

/// The overlays of one page.
struct Drawing<'l, 'b> {
    frame: Frame,
    /// The page, or the half of it.
    room: Rect,
    /// The corner of what was laid out, on the page.
    offset: Point,
    /// Size of labels and, in tenths, the weight of lines: they follow the page.
    size: Length,
    lettering: &'l mut Lettering<'b>,
}

impl<'l, 'b> Drawing<'l, 'b> {
    fn new(measured: &Measured, lettering: &'l mut Lettering<'b>) -> Self {
        Self {
            frame: Frame::default(),
            room: measured.room,
            offset: measured.corner,
            // A label on A4 has 6.6 pt.
            size: measured.room.size.short_side() / 90.0,
            lettering,
        }
    }

    fn push(&mut self, kind: ItemKind) {
        self.frame
            .push(kind, &Origin::new("overlay", ""), Role::Artifact);
    }

    fn outline(&mut self, rect: Rect, color: Color, weight: f64) {
        let mut path = Path::rectangle(rect, color);
        path.fill = None;
        path.stroke = Some(Stroke {
            color,
            width: self.size * weight,
            cap: 0,
            join: 0,
        });
        self.push(ItemKind::Path(path));
    }

    fn line(&mut self, from: Point, to: Point, color: Color, weight: f64) {
        self.push(ItemKind::Path(Path {
            segments: vec![Segment::Move(from), Segment::Line(to)],
            fill: None,
            even_odd: false,
            stroke: Some(Stroke {
                color,
                width: self.size * weight,
                cap: 0,
                join: 0,
            }),
            opacity: 1.0,
            fade: None,
        }));
    }

    /// Words in white on a ground of a colour, with their upper left corner there, kept on the page.
    fn label(&mut self, words: &str, at: Point, color: Color) {
        let set = self.lettering.weighted(words, self.size, 700);
        let (width, height) = (set.width + self.size * 0.6, self.size * 1.35);
        let x = at.x.min(self.room.right() - width);
        let y = at.y.min(self.room.bottom() - height);
        let (x, y) = (x.max(self.room.origin.x), y.max(self.room.origin.y));
        let ground = Rect::new(x, y, width, height);
        self.push(ItemKind::Path(Path::rectangle(ground, color)));
        let before = self.frame.items.len();
        set.draw(
            Point::new(x + self.size * 0.3, y + self.size),
            &mut self.frame,
        );
        for item in self.frame.items.iter_mut().skip(before) {
            if let ItemKind::Text(run) = &mut item.kind {
                run.color = Color::WHITE;
            }
        }
    }

    fn areas(&mut self, measures: &PageMeasures) {
        for area in &measures.areas {
            self.outline(area.rect.moved(self.offset), AREA, 0.08);
        }
        for area in &measures.areas {
            let at = area.rect.moved(self.offset).origin;
            self.label(&area.name, at, AREA);
        }
    }

    fn grid(&mut self, measures: &PageMeasures) {
        let within = measures.within.moved(self.offset);
        self.outline(within, GRID, 0.12);
        let (mut across, mut down): (Vec<Length>, Vec<Length>) = (Vec::new(), Vec::new());
        for area in &measures.areas {
            let rect = area.rect.moved(self.offset);
            across.extend([rect.origin.x, rect.right()]);
            down.extend([rect.origin.y, rect.bottom()]);
        }
        for lines in [&mut across, &mut down] {
            lines.sort_unstable();
            lines.dedup();
        }
        for x in across {
            let (from, to) = (
                Point::new(x, within.origin.y),
                Point::new(x, within.bottom()),
            );
            self.line(from, to, GRID, 0.05);
        }
        for y in down {
            let (from, to) = (
                Point::new(within.origin.x, y),
                Point::new(within.right(), y),
            );
            self.line(from, to, GRID, 0.05);
        }
    }

    fn baselines(&mut self, page: &Page) {
        let mut lines: Vec<(Point, Point)> = Vec::new();
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind
                && run.turn == Turn::None
            {
                let along = Point::new(run.width, Length::ZERO);
                lines.push((run.at, run.at + run.angle.vector(along)));
            }
        });
        for (from, to) in lines {
            self.line(from, to, BASELINE, 0.06);
        }
    }

    fn safe(&mut self, page: &Page) {
        let safe = page.trim_box().grown(Edges::all(-Length::mm(SAFE_MM)));
        self.outline(safe, SAFE, 0.15);
    }

    fn score(&mut self, measures: &PageMeasures, option: Option<&str>) {
        if let Some(hole) = measures.space.hole {
            let hole = hole.rect.moved(self.offset);
            self.outline(hole, HOLE, 0.15);
            let (start, end) = (hole.origin, Point::new(hole.right(), hole.bottom()));
            self.line(start, end, HOLE, 0.05);
        }
        let score = Score::of(measures);
        let parts = Score::PARTS.iter().zip(score.parts);
        let parts: Vec<String> = parts
            .filter_map(|(name, part)| Some(format!("{name} {:.2}", f64::from(part?) / 1000.0)))
            .collect();
        let option = option.map(|name| format!("{name}: ")).unwrap_or_default();
        let total = f64::from(score.total) / 1000.0;
        let words = format!("{option}score {total:.3} ({})", parts.join(", "));
        let at = Point::new(self.room.origin.x, self.room.bottom());
        self.label(&words, at, HOLE);
    }
}

//! A frame as text that a person can review: a line to an item, groups indented.

use std::fmt::Write;

use handbill::internals::color::{Color, Tone};
use handbill::internals::frame::{Frame, Item, ItemKind, Path, Segment};
use handbill::internals::geom::{Point, Rect};
use handbill::internals::page::Piece;
use handbill::internals::typeset::FontBook;

/// All pages of a piece. Lengths are in millimetres from the upper left corner of the trim, sizes of
/// type in points.
pub fn piece(piece: &Piece, book: &FontBook) -> String {
    let mut out = String::new();
    for (index, page) in piece.pages.iter().enumerate() {
        let (width, height) = (page.trim.width.to_mm(), page.trim.height.to_mm());
        let bleed = page.bleed.to_mm();
        line(
            &mut out,
            0,
            &format!(
                "page {} {width:.2} × {height:.2} bleed {bleed:.2}",
                index + 1
            ),
        );
        frame(&mut out, &page.frame, book, 1);
    }
    out
}

fn line(out: &mut String, depth: usize, text: &str) {
    writeln!(out, "{:width$}{text}", "", width = depth * 2).expect("a string takes all");
}

fn frame(out: &mut String, frame: &Frame, book: &FontBook, depth: usize) {
    for item in &frame.items {
        let head = format!("{} {:?}", item.origin.key, item.role);
        match &item.kind {
            ItemKind::Group(inner) => {
                let alt = inner.alt.as_ref().map(|alt| format!(" “{alt}”"));
                line(
                    out,
                    depth,
                    &format!("group {head}{}", alt.unwrap_or_default()),
                );
                self::frame(out, inner, book, depth + 1);
            }
            _ => line(out, depth, &format!("{} [{head}]", leaf(item, book))),
        }
    }
}

fn leaf(item: &Item, book: &FontBook) -> String {
    match &item.kind {
        ItemKind::Group(_) => String::new(),
        ItemKind::Text(run) => format!(
            "text {} {:.2}pt {} {} “{}”",
            point(run.at),
            run.size.to_pt(),
            book.face(run.font).postscript_name,
            color(run.color),
            // The soft hyphen at the end of a line is one that is seen.
            run.text.replace('\u{ad}', "-"),
        ),
        ItemKind::Path(path) => shape(path),
        ItemKind::Image(placed) => format!(
            "image {} clip {} whole {}",
            placed.image.asset.file,
            rect(placed.clip),
            rect(placed.rect),
        ),
        ItemKind::Link(link) => format!(
            "link {} {} “{}”",
            rect(link.rect),
            link.uri,
            link.description
        ),
        ItemKind::Code(code) => format!(
            "code {} module {:.3} {} modules “{}” “{}” “{}”",
            rect(code.rect()),
            code.module.to_mm(),
            code.symbol.side(),
            code.payload.encoded(),
            code.label,
            code.short,
        ),
    }
}

fn shape(path: &Path) -> String {
    let mut text = format!("path {} {} steps", bounds(path), path.segments.len());
    if let Some(fill) = path.fill {
        text += &format!(" fill {}", color(fill));
    }
    if let Some(handbill::internals::frame::Stroke {
        color: stroke,
        width,
        ..
    }) = path.stroke
    {
        text += &format!(" stroke {} {:.2}", color(stroke), width.to_mm());
    }
    if path.opacity < 1.0 {
        text += &format!(" opacity {:.2}", path.opacity);
    }
    text
}

/// Left, top, right and bottom of the points of a path, those that bend it included.
fn bounds(path: &Path) -> String {
    let points: Vec<Point> = path
        .segments
        .iter()
        .flat_map(|segment| match *segment {
            Segment::Move(p) | Segment::Line(p) => vec![p],
            Segment::Curve(a, b, p) => vec![a, b, p],
            Segment::Close => vec![],
        })
        .collect();
    let (left, right) = (
        points.iter().map(|p| p.x).min(),
        points.iter().map(|p| p.x).max(),
    );
    let (top, bottom) = (
        points.iter().map(|p| p.y).min(),
        points.iter().map(|p| p.y).max(),
    );
    match (left, top, right, bottom) {
        (Some(left), Some(top), Some(right), Some(bottom)) => {
            rect(Rect::new(left, top, right - left, bottom - top))
        }
        _ => "empty".to_owned(),
    }
}

fn point(at: Point) -> String {
    format!("{},{}", hundredths(at.x.to_mm()), hundredths(at.y.to_mm()))
}

fn rect(rect: Rect) -> String {
    let (width, height) = (rect.size.width.to_mm(), rect.size.height.to_mm());
    format!(
        "{} {}×{}",
        point(rect.origin),
        hundredths(width),
        hundredths(height)
    )
}

/// Without a minus before zero.
fn hundredths(value: f64) -> String {
    format!("{:.2}", (value * 100.0).round() / 100.0 + 0.0)
}

fn color(color: Color) -> String {
    match color.tone {
        Tone::Registration => "registration".to_owned(),
        Tone::Key(tint) => format!("black {:.0}%", f64::from(tint) / 2.55),
        Tone::Rgb(r, g, b) => format!("#{r:02X}{g:02X}{b:02X}"),
    }
}

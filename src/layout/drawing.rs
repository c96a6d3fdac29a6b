//! Vector art: turns a drawing (SVG) into paths of the display list.
//!
//! `usvg` has resolved styles, references and transforms before; left are groups and paths. Only flat colours
//! are taken: gradients, masks and filters would need transparency on press, and every printer's software
//! renders that differently. A drawing that has them is refused with the name of what it has.

use usvg::tiny_skia_path::PathSegment;
use usvg::{FillRule, LineCap, LineJoin, Node, Paint, PaintOrder, Transform};

use crate::color::{Color, Tone};
use crate::frame::{Frame, ItemKind, Origin, Path, Role, Segment, Stroke};
use crate::geom::{Length, Point, Rect};
use crate::picture::Picture;

/// Darkest grey level that is not taken as black. Drawing programs export near-blacks, which would print as a
/// screen of dots instead of a solid (practice).
const NEAR_BLACK: u8 = 0x22;

/// The paths of a drawing, scaled into a rectangle and clipped. The error names what cannot be printed as
/// vectors.
pub(super) fn items(
    picture: &Picture,
    rect: Rect,
    clip: Rect,
    origin: &Origin,
) -> Result<Frame, String> {
    let tree = picture.drawing().map_err(|(what, _)| what)?;
    let scale = rect.size.width.to_pt() / picture.size.0.max(1e-9);
    let mut frame = Frame {
        clip: Some(clip),
        ..Frame::default()
    };
    let placed = Placement {
        rect,
        scale,
        origin,
    };
    group(tree.root(), 1.0, &placed, &mut frame)?;
    Ok(frame)
}

/// Replaces colours of a drawing that look the same as one of the palette by that one, with its inks. Otherwise
/// a drawing and a ground of the same colour on screen could differ in print.
pub(super) fn match_palette(frame: &mut Frame, palette: &[Color]) {
    let matched = |color: &mut Color| {
        let colored = |own: &&Color| matches!(own.tone, Tone::Rgb(..)) && own.tone == color.tone;
        if let Some(own) = palette.iter().find(colored) {
            *color = *own;
        }
    };
    for item in &mut frame.items {
        match &mut item.kind {
            ItemKind::Group(inner) => match_palette(inner, palette),
            ItemKind::Path(path) => {
                path.fill.iter_mut().for_each(matched);
                path.stroke
                    .iter_mut()
                    .for_each(|stroke| matched(&mut stroke.color));
            }
            _ => {}
        }
    }
}

/// Where a drawing goes: its rectangle, its scale in points for each unit of the drawing, and its origin.
struct Placement<'o> {
    rect: Rect,
    scale: f64,
    origin: &'o Origin,
}

impl Placement<'_> {
    fn point(&self, x: f32, y: f32) -> Point {
        let at = |value: f32| Length::pt(f64::from(value) * self.scale);
        self.rect.origin + Point::new(at(x), at(y))
    }
}

/// Adds a group of a drawing.
fn group(
    group_node: &usvg::Group,
    opacity: f32,
    placed: &Placement<'_>,
    frame: &mut Frame,
) -> Result<(), String> {
    if group_node.clip_path().is_some() {
        return Err("a clip path".into());
    }
    if group_node.mask().is_some() || !group_node.filters().is_empty() {
        return Err("a mask or a filter".into());
    }
    if group_node.opacity().get() < 1.0 && group_node.children().len() > 1 {
        // The opacity of a group holds for all its parts together: where they overlap, it is not the same as
        // the opacity of each. With one part it is.
        return Err("a transparent group".into());
    }
    let opacity = opacity * group_node.opacity().get();
    for node in group_node.children() {
        match node {
            Node::Group(inner) => group(inner, opacity, placed, frame)?,
            Node::Path(path) => self::path(path, opacity, placed, frame)?,
            Node::Image(_) => return Err("a picture of pixels in it".into()),
            Node::Text(_) => return Err("text that was not converted to outlines".into()),
        }
    }
    Ok(())
}

/// Adds a path of a drawing: its fill and its stroke, in the order of the drawing.
fn path(
    path: &usvg::Path,
    opacity: f32,
    placed: &Placement<'_>,
    frame: &mut Frame,
) -> Result<(), String> {
    if !path.is_visible() {
        return Ok(());
    }
    let transform = path.abs_transform();
    let segments = outline(path, transform, placed);
    let fill = path
        .fill()
        .map(|fill| Ok::<_, String>((flat(fill.paint())?, fill.opacity().get(), fill.rule())))
        .transpose()?;
    let stroke = path
        .stroke()
        .map(|stroke| {
            let (sx, sy) = transform.get_scale();
            // The stroke is scaled by the mean of both directions; a display list has no oval pens.
            let width =
                Length::pt(f64::from(stroke.width().get() * (sx * sy).abs().sqrt()) * placed.scale);
            if stroke.dasharray().is_some() {
                return Err("a dashed line".to_owned());
            }
            let stroked = Stroke {
                color: flat(stroke.paint())?,
                width,
                cap: match stroke.linecap() {
                    LineCap::Butt => 0,
                    LineCap::Round => 1,
                    LineCap::Square => 2,
                },
                join: match stroke.linejoin() {
                    LineJoin::Miter | LineJoin::MiterClip => 0,
                    LineJoin::Round => 1,
                    LineJoin::Bevel => 2,
                },
            };
            Ok::<_, String>((stroked, stroke.opacity().get()))
        })
        .transpose()?;
    let mut layers = Vec::new();
    if let Some((color, alpha, rule)) = fill {
        layers.push(Path {
            segments: segments.clone(),
            fill: Some(color),
            even_odd: rule == FillRule::EvenOdd,
            stroke: None,
            opacity: opacity * alpha,
            fade: None,
        });
    }
    if let Some((stroke, alpha)) = stroke {
        layers.push(Path {
            segments,
            fill: None,
            even_odd: false,
            stroke: Some(stroke),
            opacity: opacity * alpha,
            fade: None,
        });
    }
    if path.paint_order() == PaintOrder::StrokeAndFill {
        layers.reverse();
    }
    for layer in layers {
        frame.push(ItemKind::Path(layer), placed.origin, Role::Artifact);
    }
    Ok(())
}

/// The segments of a path, at their place on the page.
fn outline(path: &usvg::Path, transform: Transform, placed: &Placement<'_>) -> Vec<Segment> {
    let Some(data) = path.data().clone().transform(transform) else {
        return Vec::new();
    };
    let mut segments = Vec::new();
    let mut at = (0.0f32, 0.0f32);
    for segment in data.segments() {
        match segment {
            PathSegment::MoveTo(p) => {
                at = (p.x, p.y);
                segments.push(Segment::Move(placed.point(p.x, p.y)));
            }
            PathSegment::LineTo(p) => {
                at = (p.x, p.y);
                segments.push(Segment::Line(placed.point(p.x, p.y)));
            }
            PathSegment::QuadTo(c, p) => {
                // The cubic with the same curve: handles two thirds of the way to the control point.
                let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                segments.push(Segment::Curve(
                    placed.point(third(at.0, c.x), third(at.1, c.y)),
                    placed.point(third(p.x, c.x), third(p.y, c.y)),
                    placed.point(p.x, p.y),
                ));
                at = (p.x, p.y);
            }
            PathSegment::CubicTo(a, b, p) => {
                segments.push(Segment::Curve(
                    placed.point(a.x, a.y),
                    placed.point(b.x, b.y),
                    placed.point(p.x, p.y),
                ));
                at = (p.x, p.y);
            }
            PathSegment::Close => segments.push(Segment::Close),
        }
    }
    segments
}

/// The colour of a paint. Neutral greys become tints of black, so that they print with the black ink alone.
fn flat(paint: &Paint) -> Result<Color, String> {
    match paint {
        Paint::Color(color) => {
            let neutral = color.red == color.green && color.green == color.blue;
            Ok(match (neutral, color.red) {
                (true, ..=NEAR_BLACK) => Color::BLACK,
                (true, grey) => Color::key(255 - grey),
                _ => Color::rgb(color.red, color.green, color.blue),
            })
        }
        Paint::LinearGradient(_) | Paint::RadialGradient(_) => Err("a gradient".into()),
        Paint::Pattern(_) => Err("a pattern".into()),
    }
}

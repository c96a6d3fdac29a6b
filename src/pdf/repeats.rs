//! An outline that a path repeats, such as the mark of a tally: written once, as a form (ISO 32000-1, 8.10), and
//! placed as often as it is there.
//!
//! The display list has the points of each repetition, since all stages measure them. Here the repetitions are found
//! again: subpaths that are the first ones moved by an offset.

use std::collections::BTreeMap;
use std::ops::Range;

use printpdf::{DictItem, ExternalStream, ExternalXObject};

use super::pen::rounded;
use crate::frame::{Path, Segment};
use crate::geom::{Length, Point, Rect};

/// Fewest steps of an outline that is worth a form: placing one takes about as many bytes as six steps do. More than
/// the program's own marks have, whose files stay as they are.
const FEWEST_STEPS: usize = 17;
/// Fewest repetitions that are worth a form.
const FEWEST_TIMES: usize = 4;
/// Most subpaths that an outline is looked for in: a drawing of more is written out.
const MOST_SUBPATHS: usize = 64;

/// An outline that a path repeats from its beginning.
pub(super) struct Repeats {
    /// The steps of the outline.
    pub(super) outline: Range<usize>,
    /// The first point of each repetition.
    pub(super) at: Vec<Point>,
    /// The first step after all repetitions.
    pub(super) rest: usize,
}

impl Repeats {
    /// Finds what a path repeats; `None` if it would save nothing.
    pub(super) fn of(segments: &[Segment]) -> Option<Self> {
        let starts: Vec<usize> = (0..segments.len())
            .filter(|at| matches!(segments[*at], Segment::Move(_)))
            .take(MOST_SUBPATHS * 2 + 1)
            .collect();
        if starts.first() != Some(&0) {
            return None;
        }
        let periods = 1..starts.len().min(MOST_SUBPATHS + 1);
        let repeats = periods.filter_map(|period| {
            let long = *starts.get(period)?;
            let outline = segments.get(..long)?;
            let parts = segments.chunks_exact(long);
            let at: Vec<Point> = parts.map_while(|part| moved_to(outline, part)).collect();
            Some(Self {
                outline: 0..long,
                rest: at.len() * long,
                at,
            })
        });
        // The shortest outline that is repeated decides: four bars are no outline that is repeated, but one bar.
        let mut often = repeats.filter(|repeats| repeats.at.len() >= FEWEST_TIMES);
        often
            .next()
            .filter(|repeats| repeats.outline.len() >= FEWEST_STEPS)
    }
}

/// The first point of a part that is an outline moved; `None` if it is anything else.
fn moved_to(outline: &[Segment], part: &[Segment]) -> Option<Point> {
    let (Some(Segment::Move(from)), Some(Segment::Move(to))) = (outline.first(), part.first())
    else {
        return None;
    };
    let offset = Point::new(to.x - from.x, to.y - from.y);
    // Points are rounded to the unit of lengths one by one; a ten-thousandth of a millimetre is far below what shows.
    let near = |a: Point, b: Point| {
        let off = |a: Length, b: Length, by: Length| (b - a - by).abs() < Length::mm(0.0001);
        off(a.x, b.x, offset.x) && off(a.y, b.y, offset.y)
    };
    let mut pairs = outline.iter().zip(part);
    let same = pairs.all(|pair| match pair {
        (Segment::Move(a), Segment::Move(b)) | (Segment::Line(a), Segment::Line(b)) => near(*a, *b),
        (Segment::Curve(a, b, c), Segment::Curve(d, e, f)) => {
            near(*a, *d) && near(*b, *e) && near(*c, *f)
        }
        (Segment::Close, Segment::Close) => true,
        _ => false,
    });
    same.then_some(*to)
}

/// A form that fills an outline in the colour that is set where it is placed. Its first point is the origin.
pub(super) fn form(path: &Path, outline: &[Segment]) -> Option<ExternalXObject> {
    let Some(Segment::Move(first)) = outline.first() else {
        return None;
    };
    let bounds = Path {
        segments: outline.to_vec(),
        ..Path::rectangles(&[], crate::color::Color::BLACK)
    }
    .bounds()?;
    let number = |value: f64| f64::from(rounded(value));
    // PDF counts upwards.
    let point = |p: Point| {
        let (x, y) = ((p.x - first.x).to_pt(), (first.y - p.y).to_pt());
        format!("{} {}", number(x), number(y))
    };
    let mut content = String::new();
    for segment in outline {
        content.push_str(&match *segment {
            Segment::Move(p) => format!("{} m\n", point(p)),
            Segment::Line(p) => format!("{} l\n", point(p)),
            Segment::Curve(a, b, p) => format!("{} {} {} c\n", point(a), point(b), point(p)),
            Segment::Close => "h\n".to_owned(),
        });
    }
    content.push_str(if path.even_odd { "f*" } else { "f" });
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Form")),
        ("BBox".to_owned(), DictItem::Array(box_of(bounds, *first))),
        (
            "Resources".to_owned(),
            DictItem::Dict {
                map: BTreeMap::new(),
            },
        ),
    ]);
    Some(ExternalXObject {
        stream: ExternalStream {
            dict,
            content: content.into_bytes(),
            compress: true,
        },
        width: None,
        height: None,
        dpi: None,
    })
}

/// The box of a form, a hundredth of a point larger than what it draws, so that rounding cuts nothing off.
fn box_of(bounds: Rect, first: Point) -> Vec<DictItem> {
    let edge = 0.01;
    [
        (bounds.origin.x - first.x).to_pt() - edge,
        (first.y - bounds.bottom()).to_pt() - edge,
        (bounds.right() - first.x).to_pt() + edge,
        (first.y - bounds.origin.y).to_pt() + edge,
    ]
    .map(|value| DictItem::Real(rounded(value)))
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zigzag of that many steps whose first point is there.
    fn zigzag(x: f64, steps: usize) -> Vec<Segment> {
        let at =
            |step: usize| Point::new(Length::mm(x + step as f64), Length::mm((step % 2) as f64));
        let mut segments = vec![Segment::Move(at(0))];
        segments.extend((1..steps - 1).map(|step| Segment::Line(at(step))));
        segments.push(Segment::Close);
        segments
    }

    #[test]
    fn an_outline_of_several_subpaths_is_found_with_what_follows_it() {
        let mark = |x: f64| [zigzag(x, 12), zigzag(x + 3.0, 9)].concat();
        let marks = [0.0, 40.0, 90.0, 130.0, 170.0].map(mark).concat();
        let path = [marks, zigzag(210.0, 7)].concat();
        let repeats = Repeats::of(&path).expect("five marks");
        assert_eq!(
            (repeats.outline, repeats.at.len(), repeats.rest),
            (0..21, 5, 105)
        );
        assert_eq!(repeats.at[2].x, Length::mm(90.0));
    }

    #[test]
    fn short_outlines_and_few_repetitions_are_written_out() {
        let short = (0..40).flat_map(|at| zigzag(f64::from(at) * 50.0, 6));
        assert!(Repeats::of(&short.collect::<Vec<_>>()).is_none());
        let few = [0.0, 50.0, 100.0].map(|x| zigzag(x, 30)).concat();
        assert!(Repeats::of(&few).is_none());
        assert!(Repeats::of(&[]).is_none());
    }
}

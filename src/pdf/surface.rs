//! Decides which content streams a document has: its pages as they are, or sides of sheets with pages placed
//! on them as forms.

use std::collections::BTreeSet;

use lopdf::Object;

use crate::frame::{Frame, ItemKind};
use crate::geom::{Length, Point, Rect, Size, Turn};
use crate::page::{Page, Piece};
use crate::sheet::{Placement, Sheet, Side};

/// One content stream. Points count from the upper left corner of its paper.
pub(super) struct Surface<'a> {
    /// Size of the paper: the media box, or the box of a form.
    pub(super) size: Size,
    pub(super) trim: Rect,
    pub(super) bleed: Rect,
    /// Placed pages, drawn first: number of the form, page, and placement.
    pub(super) forms: Vec<(usize, &'a Page, Placement)>,
    /// Frames drawn over them, with the origin of each.
    pub(super) frames: Vec<(&'a Frame, Point)>,
}

/// The content streams of a document.
pub(super) struct Surfaces<'a> {
    /// Pages that are placed on sheets.
    pub(super) forms: Vec<Surface<'a>>,
    /// The pages of the document.
    pub(super) pages: Vec<Surface<'a>>,
    /// Whether each page of the document is the page of the piece with the same number, so that it can be
    /// tagged.
    pub(super) plain: bool,
}

impl<'a> Surfaces<'a> {
    /// The streams of a piece, by itself or on sheets.
    pub(super) fn of(piece: &'a Piece, sheets: Option<&'a [Sheet]>) -> Self {
        let Some(sheets) = sheets else {
            return Self {
                forms: Vec::new(),
                pages: piece.pages.iter().map(Surface::page).collect(),
                plain: true,
            };
        };
        let sides: Vec<&Side> = sheets.iter().flat_map(Sheet::sides).collect();
        // Sheets with one upright page each keep structure and links: they are pages with marks around them.
        if let Some(pages) = one_up(piece, &sides) {
            return Self {
                forms: Vec::new(),
                pages,
                plain: true,
            };
        }
        // A page that no sheet holds is not written; one on several sheets is written once.
        let used: BTreeSet<usize> = sides
            .iter()
            .flat_map(|side| side.placements.iter().map(|placement| placement.page))
            .collect();
        let used: Vec<(usize, &Page)> = used
            .into_iter()
            .filter_map(|page| Some((page, piece.pages.get(page)?)))
            .collect();
        let pages = sides
            .into_iter()
            .map(|side| {
                let form = |placement: &Placement| {
                    let known = used.iter().position(|(page, _)| *page == placement.page)?;
                    Some((known, used[known].1, *placement))
                };
                Surface {
                    forms: side.placements.iter().filter_map(form).collect(),
                    frames: vec![(&side.marks, Point::default())],
                    ..Surface::side(side)
                }
            })
            .collect();
        Self {
            forms: used.iter().map(|(_, page)| Surface::page(page)).collect(),
            pages,
            plain: false,
        }
    }

    /// All streams: forms first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Surface<'a>> {
        self.forms.iter().chain(&self.pages)
    }
}

/// The sides as pages, if each holds exactly its page, whole, upright and at full size; else none.
fn one_up<'a>(piece: &'a Piece, sides: &[&'a Side]) -> Option<Vec<Surface<'a>>> {
    if sides.len() != piece.pages.len() {
        return None;
    }
    let lies_as_it_is = |number: usize, page: &'a Page, side: &'a Side| {
        let [placement] = side.placements[..] else {
            return None;
        };
        let whole = placement.rect(page.trim, page.bleed_box());
        // Anything else about the placement would move the areas of links and figures.
        let plain = placement.page == number
            && placement.turn == Turn::None
            && placement.scale == 1.0
            && holds(placement.clip, whole);
        plain.then(|| Surface {
            frames: vec![(&page.frame, placement.at), (&side.marks, Point::default())],
            ..Surface::side(side)
        })
    };
    let pages = piece.pages.iter().zip(sides).enumerate();
    pages
        .map(|(number, (page, side))| lies_as_it_is(number, page, side))
        .collect()
}

/// Whether a rectangle contains another.
fn holds(outer: Rect, inner: Rect) -> bool {
    outer.origin.x <= inner.origin.x
        && outer.origin.y <= inner.origin.y
        && outer.right() >= inner.right()
        && outer.bottom() >= inner.bottom()
}

impl<'a> Surface<'a> {
    /// A page with its bleed as the paper.
    fn page(page: &'a Page) -> Self {
        let bleed = page.bleed_box();
        let origin = Point::new(page.bleed, page.bleed);
        Self {
            size: bleed.size,
            trim: page.trim_box().moved(origin),
            bleed: bleed.moved(origin),
            forms: Vec::new(),
            frames: vec![(&page.frame, origin)],
        }
    }

    /// A side of a sheet, without its content.
    fn side(side: &'a Side) -> Self {
        let paper = Rect::of_size(side.size);
        let bleed = side.trim.grown(crate::geom::Edges::all(side.bleed));
        Self {
            size: side.size,
            trim: side.trim,
            // A bleed box lies within the media box (ISO 32000-1, 14.11.2).
            bleed: bleed.intersection(paper),
            forms: Vec::new(),
            frames: Vec::new(),
        }
    }

    /// Whether anything on it is translucent.
    pub(super) fn shows_ground(&self) -> bool {
        self.has(|kind| match kind {
            ItemKind::Path(path) => path.shows_ground(),
            ItemKind::Image(placed) => placed.shows_ground(),
            _ => false,
        })
    }

    /// Whether anything on it multiplies with what lies below.
    pub(super) fn multiplies(&self) -> bool {
        self.has(|kind| match kind {
            ItemKind::Path(path) => path.fade.is_some_and(|fade| fade.blend.shows_ground()),
            ItemKind::Image(placed) => placed.blend.shows_ground(),
            _ => false,
        })
    }

    /// Whether anything on it is as asked.
    fn has(&self, is_it: impl Fn(&ItemKind) -> bool) -> bool {
        let forms = self.forms.iter().map(|(_, page, _)| &page.frame);
        let frames = self.frames.iter().map(|(frame, _)| *frame);
        let mut found = false;
        for frame in forms.chain(frames) {
            frame.walk(&mut |item| found |= is_it(&item.kind));
        }
        found
    }

    /// Origin of the page of the piece: it is the first frame.
    fn origin(&self) -> Point {
        self.frames
            .first()
            .map_or_else(Point::default, |(_, origin)| *origin)
    }

    /// Height of a point of the page above the lower edge of the paper, in points.
    pub(super) fn height_of(&self, y: Length) -> f32 {
        (self.size.height - self.origin().y - y).to_pt() as f32
    }

    /// A rectangle of the page in the form that PDF uses.
    pub(super) fn page_corners(&self, rect: Rect) -> Object {
        self.corners(rect.moved(self.origin()))
    }

    /// A rectangle of the paper in the form that PDF uses: left, bottom, right and top, from the lower left
    /// corner, to a ten-thousandth of a point.
    pub(super) fn corners(&self, rect: Rect) -> Object {
        let points = |length: Length| Object::Real((length.to_pt() * 1e4).round() as f32 / 1e4);
        vec![
            points(rect.origin.x),
            points(self.size.height - rect.bottom()),
            points(rect.right()),
            points(self.size.height - rect.origin.y),
        ]
        .into()
    }
}

//! Sheets of paper as they go through the printer: their sides, and the pages on them.
//!
//! Imposition arranges pages on sheets before a file is written. A [`Placement`] refers to a page by its number and
//! gives its position; it does not copy the page. So the file contains a page once, as a form, even if it is on
//! the sheet ten times, and a sheet can be tested without a file.

use crate::frame::Frame;
use crate::geom::{Length, Point, Rect, Size, Turn};
use crate::keyword::keywords;

/// A sheet of paper.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Side that is printed first.
    pub front: Side,
    /// Other side; `None` if it is blank.
    pub back: Option<Side>,
}

impl Sheet {
    /// Printed sides, the front first.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        std::iter::once(&self.front).chain(&self.back)
    }
}

/// A printed side of a sheet. Points are measured from the upper left corner of the sheet, seen from this side.
#[derive(Clone, Debug)]
pub struct Side {
    /// Size of the paper.
    pub size: Size,
    /// Area that remains after trimming: the page if the side has a single page, otherwise the whole sheet.
    pub trim: Rect,
    /// Distance that the drawing continues beyond each edge of the trim.
    pub bleed: Length,
    /// Pages on the side, the lowest first.
    pub placements: Vec<Placement>,
    /// Marks and labels, drawn over the pages.
    pub marks: Frame,
}

keywords! {
    /// The edge around which a printer turns the sheet to print its back.
    #[derive(Default)]
    pub enum Flip {
        /// The long edge.
        LongEdge = "long" #[default],
        /// The short edge.
        ShortEdge = "short",
    }
}

/// Position of a page on a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Number of the page in the piece, from 0.
    pub page: usize,
    /// Rotation of the page.
    pub turn: Turn,
    /// Factor from the size of the page to its size on the sheet: 1, or less if the page is printed smaller.
    pub scale: f64,
    /// Upper left corner of the trim on the side, after the page is rotated and scaled.
    pub at: Point,
    /// Visible part of the page, in coordinates of the side.
    pub clip: Rect,
}

impl Placement {
    /// Trim of the page on the side. `page` is the trimmed size of the page itself.
    pub fn trim(&self, page: Size) -> Rect {
        let size = self.turn.size(page);
        Rect {
            origin: self.at,
            size: Size::new(size.width * self.scale, size.height * self.scale),
        }
    }

    /// Position on the side of a point of the page, measured from the upper left corner of its trim.
    pub fn point(&self, page: Size, point: Point) -> Point {
        let turned = self.turn.point(point, page);
        self.at + Point::new(turned.x * self.scale, turned.y * self.scale)
    }

    /// Position on the side of a rectangle of the page, measured from the upper left corner of its trim.
    pub fn rect(&self, page: Size, rect: Rect) -> Rect {
        let corner = Point::new(rect.right(), rect.bottom());
        Rect::between(self.point(page, rect.origin), self.point(page, corner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_page_keeps_its_corners_within_its_trim() {
        let page = Size::new(Length::mm(100.0), Length::mm(150.0));
        let mm = |x: f64, y: f64| Point::new(Length::mm(x), Length::mm(y));
        let corner = |turn| {
            let placement = Placement {
                page: 0,
                turn,
                scale: 0.5,
                at: mm(10.0, 20.0),
                clip: Rect::default(),
            };
            placement.point(page, Point::default())
        };
        assert_eq!(corner(Turn::None), mm(10.0, 20.0));
        assert_eq!(corner(Turn::Right), mm(85.0, 20.0));
        assert_eq!(corner(Turn::Over), mm(60.0, 95.0));
        assert_eq!(corner(Turn::Left), mm(10.0, 70.0));
    }
}

//! Paper as it goes through the printer: sheets, their sides, and the pages that lie on them.
//!
//! Imposition makes sheets from pages before any file is written. A [`Placement`] names a page by its number
//! and says where it lies; the page itself is not copied. So a page that lies on a sheet ten times is
//! written into the file once, as a form, and a sheet can be tested without a file.

use crate::frame::Frame;
use crate::geom::{Length, Point, Rect, Size, Turn};
use crate::keyword::keywords;

/// A sheet of paper.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The side that is printed first.
    pub front: Side,
    /// The other side, where it is printed.
    pub back: Option<Side>,
}

impl Sheet {
    /// Its printed sides, the front first.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        std::iter::once(&self.front).chain(&self.back)
    }
}

/// A printed side of a sheet. Points count from the upper left corner of the sheet, as it is seen.
#[derive(Clone, Debug)]
pub struct Side {
    /// The paper.
    pub size: Size,
    /// What is left after trimming: the page where one lies on the sheet, else the whole sheet.
    pub trim: Rect,
    /// How far the drawing goes on beyond the trim, on every side.
    pub bleed: Length,
    /// The pages that lie on it, the first one lowest.
    pub placements: Vec<Placement>,
    /// Marks and lettering, drawn over the pages.
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

/// A page on a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The page, by its place in the piece.
    pub page: usize,
    /// How it is turned.
    pub turn: Turn,
    /// Its size as a share of its own; 1 unless the page was asked to be made smaller.
    pub scale: f64,
    /// Where the upper left corner of its trim lies after it is turned and scaled.
    pub at: Point,
    /// What is seen of it, in points of the side.
    pub clip: Rect,
}

impl Placement {
    /// The trim of its page on the side.
    pub fn trim(&self, page: Size) -> Rect {
        let size = self.turn.size(page);
        Rect {
            origin: self.at,
            size: Size::new(size.width * self.scale, size.height * self.scale),
        }
    }

    /// Where a point of the page (from the upper left corner of its trim) lies on the side.
    pub fn point(&self, page: Size, point: Point) -> Point {
        let turned = self.turn.point(point, page);
        self.at + Point::new(turned.x * self.scale, turned.y * self.scale)
    }

    /// Where a rectangle of the page lies on the side.
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

//! Papers, pages and sheets as the tests see them.

use std::sync::OnceLock;

use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::Frame;
use handbill::internals::geom::{Length, Point, Rect, Size, Turn};
use handbill::internals::impose::{Imposed, Imposition, Spec, impose};
use handbill::internals::page::Page;
use handbill::internals::paper;
use handbill::internals::sheet::Flip;
use handbill::internals::sheet::{Placement, Sheet, Side};
use handbill::internals::typeset::FontBook;

pub(crate) fn book() -> &'static FontBook {
    static BOOK: OnceLock<FontBook> = OnceLock::new();
    BOOK.get_or_init(FontBook::embedded)
}

pub(crate) fn mm(value: f64) -> Length {
    Length::mm(value)
}

pub(crate) fn size(width: f64, height: f64) -> Size {
    Size::new(mm(width), mm(height))
}

pub(crate) fn named(name: &str) -> Size {
    paper::by_name(name).expect("a paper").size()
}

pub(crate) fn pages(count: usize, trim: Size, bleed: f64) -> Vec<Page> {
    let page = Page {
        trim,
        bleed: mm(bleed),
        frame: Frame::default(),
    };
    vec![page; count]
}

pub(crate) fn on(imposition: Imposition, paper: &str) -> Spec {
    Spec::new(imposition, named(paper))
}

pub(crate) fn try_on(pages: &[Page], spec: &Spec) -> Result<Warned<Imposed>, Diagnostics> {
    impose(pages, spec, book())
}

pub(crate) fn done(pages: &[Page], spec: &Spec) -> Imposed {
    match impose(pages, spec, book()) {
        Ok(done) => done.value,
        Err(problems) => {
            let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", said.join("\n"))
        }
    }
}

/// Closer than a ten thousandth of a millimetre.
pub(crate) fn same(a: Length, b: Length) -> bool {
    (a - b).abs() <= mm(0.0001)
}

pub(crate) fn same_rect(a: Rect, b: Rect) -> bool {
    same(a.origin.x, b.origin.x)
        && same(a.origin.y, b.origin.y)
        && same(a.right(), b.right())
        && same(a.bottom(), b.bottom())
}

pub(crate) fn overlap(a: Rect, b: Rect) -> bool {
    let slack = mm(0.0001);
    a.origin.x + slack < b.right()
        && b.origin.x + slack < a.right()
        && a.origin.y + slack < b.bottom()
        && b.origin.y + slack < a.bottom()
}

pub(crate) fn common(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.origin.x.max(b.origin.x), a.origin.y.max(b.origin.y));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    Rect::new(x, y, right - x, bottom - y)
}

pub(crate) fn inside(inner: Rect, outer: Rect) -> bool {
    same_rect(common(inner, outer), inner)
}

/// A page lying on a sheet, in coordinates of the front, as if the paper were glass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Lying {
    pub(crate) page: usize,
    pub(crate) trim: Rect,
    /// What is seen of it between its trims.
    pub(crate) seen: Rect,
    /// Where its top points to, with y down.
    pub(crate) up: (i8, i8),
}

pub(crate) const UPRIGHT: (i8, i8) = (0, -1);
pub(crate) const ON_ITS_HEAD: (i8, i8) = (0, 1);

fn up(placement: &Placement) -> (i8, i8) {
    match placement.turn {
        Turn::None => (0, -1),
        Turn::Right => (1, 0),
        Turn::Over => (0, 1),
        Turn::Left => (-1, 0),
    }
}

pub(crate) fn lying(side: &Side, pages: &[Page]) -> Vec<Lying> {
    let placements = side.placements.iter();
    placements
        .map(|placement| {
            let trim = placement.trim(pages[placement.page].trim);
            Lying {
                page: placement.page,
                trim,
                seen: common(trim, placement.clip),
                up: up(placement),
            }
        })
        .collect()
}

/// Turns a sheet over: about its long edge, which stands in portrait and lies in landscape, or about
/// the short one. A printer has moved the back by `off`.
pub(crate) fn through(sheet: Size, flip: Flip, off: Point, back: &Lying) -> Lying {
    let portrait = sheet.height >= sheet.width;
    let about_upright = portrait == (flip == Flip::LongEdge);
    let turned = |rect: Rect| {
        let (x, y) = (rect.origin.x - off.x, rect.origin.y - off.y);
        let (width, height) = (rect.size.width, rect.size.height);
        if about_upright {
            Rect::new(sheet.width - x - width, y, width, height)
        } else {
            Rect::new(x, sheet.height - y - height, width, height)
        }
    };
    let (dx, dy) = back.up;
    Lying {
        page: back.page,
        trim: turned(back.trim),
        seen: turned(back.seen),
        up: if about_upright { (-dx, dy) } else { (dx, -dy) },
    }
}

/// What lies on the front of a sheet, and on its back as seen through the paper.
pub(crate) fn glass(sheet: &Sheet, spec: &Spec, pages: &[Page]) -> (Vec<Lying>, Vec<Lying>) {
    let size = sheet.front.size;
    let back = sheet.back.iter().flat_map(|back| {
        let lying = lying(back, pages).into_iter();
        lying.map(|it| through(size, spec.flip, spec.back_offset, &it))
    });
    (lying(&sheet.front, pages), back.collect())
}

/// What has its middle in a rectangle.
pub(crate) fn within(all: &[Lying], rect: Rect) -> Option<Lying> {
    let found: Vec<&Lying> = all
        .iter()
        .filter(|it| {
            let x = it.trim.origin.x + it.trim.size.width * 0.5;
            let y = it.trim.origin.y + it.trim.size.height * 0.5;
            rect.origin.x < x && x < rect.right() && rect.origin.y < y && y < rect.bottom()
        })
        .collect();
    assert!(found.len() <= 1, "one page to a panel: {found:?}");
    found.first().copied().copied()
}

//! Booklets: sheets folded in the middle, put into one another and stapled through the fold.

use super::check::{common_size, too_large, verify_creep};
use super::draw::Pen;
use super::grid::orientations;
use super::marks::Block;
use super::one_up::{bleed, finish};
use super::spec::{Oversize, Spec};
use super::work::{Leaf, Work, centered};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Point, Rect, Size, Turn};
use crate::rules::Rule;
use crate::sheet::Sheet;

/// Pages of a sheet that is folded once.
const OF_SHEET: usize = 4;

/// Makes the sheets of a booklet. Pages come in the order of reading; blank ones are added at the end until four
/// go into them. The first sheet is the outermost.
///
/// Paper has a thickness. When sheets are folded into each other, each sticks out at the fore edge by one thickness
/// more than the sheet around it, and is trimmed there ("creep"). So its pages lie nearer to the spine by as
/// much, and after trimming all outer margins are the same. What this pushes over the spine is not printed.
pub(super) fn impose(work: &mut Work<'_>) -> Result<Vec<Sheet>, Diagnostics> {
    let size = common_size(work.pages)?;
    let count = work.pages.len();
    if count < 2 {
        let problem = "a booklet needs at least two pages, and this piece has one";
        let error = Diagnostic::error(Rule::BookletTooShort, problem);
        return Err(error.hint("print it without `--sheet booklet`, or add languages: `--lang en --lang hy` makes one booklet of both").into());
    }
    let padded = count.div_ceil(OF_SHEET) * OF_SHEET;
    let sheets = padded / OF_SHEET;
    verify_creep(sheets, work.spec, size)?;
    let (sheet, spread) = spread(work.spec, size)?;
    // Half of the spread, which may be shrunk, and not the size of the page.
    let panel = Size::new(spread.size.width * 0.5, spread.size.height);
    let spine = sheet.width * 0.5;
    // A booklet read from right to left has its spine on the right.
    let right_to_left = work.right_to_left();
    let page = |at: usize| Some(at).filter(|at| *at < count);
    let block = Block {
        bounds: spread,
        bleed: bleed(work, 0),
        printable: work.printable(sheet),
    };
    let mut rules = Vec::new();
    if work.spec.marks.crop {
        let xs = [spread.origin.x, spread.right()];
        let ys = [spread.origin.y, spread.bottom()];
        rules.extend(block.crop_ticks(&xs, &ys, false));
    }
    if work.spec.marks.fold {
        rules.extend(block.upright_ticks(spine, Pen::Fold, true));
    }
    let mut done = Vec::with_capacity(sheets);
    for at in 0..sheets {
        let shift = work.spec.thickness * at as f64;
        // A sheet holds two pages from the beginning and two from the end of the booklet: each pair is a page of
        // the front with the one behind it.
        let first = (2 * at, 2 * at + 1);
        let last = (padded - 1 - 2 * at, padded - 2 - 2 * at);
        let (left, right) = if right_to_left {
            (first, last)
        } else {
            (last, first)
        };
        let half = |start: Length, corner: Length, (front, back)| Leaf {
            front: page(front),
            back: page(back),
            cell: Rect {
                origin: Point::new(corner, spread.origin.y),
                size: panel,
            },
            // Up to the spine and the edges of the sheet: bleed and creep may not reach over to the other
            // page.
            limit: Rect::new(start, Length::ZERO, spine, sheet.height),
            turn: Turn::None,
        };
        let leaves = [
            half(Length::ZERO, spine - panel.width + shift, left),
            half(spine, spine - shift, right),
        ];
        let mut sheet = work.sheet(sheet, &leaves);
        finish(work, &mut sheet, &block, &rules);
        done.push(sheet);
    }
    Ok(done)
}

/// The sheet as it lies, and two pages side by side in the middle of it.
fn spread(spec: &Spec, page: Size) -> Result<(Size, Rect), Diagnostic> {
    let margin = spec.kept_margin() * 2.0;
    let room = |sheet: Size| Size::new(sheet.width - margin, sheet.height - margin);
    let both = Size::new(page.width * 2.0, page.height);
    let share = |sheet: Size| {
        let room = room(sheet);
        let share = room.width.ratio(both.width);
        share.min(room.height.ratio(both.height)).min(1.0)
    };
    // The sort is stable: if both ways of the paper hold the spread equally well, it stands.
    let mut sheets = orientations(spec);
    sheets.sort_by(|a, b| share(*b).total_cmp(&share(*a)));
    let sheet = sheets.first().copied().unwrap_or(spec.paper);
    let share = share(sheet);
    if share < 1.0 && spec.oversize == Oversize::Refuse {
        return Err(too_large("a spread", both, room(sheet), spec, (1, 1)));
    }
    let page = Size::new(page.width * share, page.height * share);
    let both = Size::new(page.width * 2.0, page.height);
    Ok((sheet, centered(both, Rect::of_size(sheet))))
}

//! The one-sheet zine: eight pages on one side of a sheet, one slit, no staple.

use super::check::{PAGE, common_size, too_large, too_many_pages};
use super::draw::Pen;
use super::grid::orientations;
use super::marks::{Block, MarkLine};
use super::one_up::finish;
use super::spec::Oversize;
use super::work::{Leaf, Work};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Edges, Length, Point, Rect, Size, Turn};
use crate::rules::Rule;
use crate::sheet::Sheet;

/// Page numbers, from 0, of the upper and the lower row of panels, left to right. The upper row is upside down. For
/// right-to-left text the columns are mirrored. The sheet is folded along its horizontal middle, print outside. It is
/// pushed together so that the slit opens. It is then wrapped, and the first page lies in front (print practice).
const ORDER: [[usize; 4]; 2] = [[0, 7, 6, 5], [1, 2, 3, 4]];

/// Makes the sheet of a zine.
pub(super) fn impose(work: &mut Work<'_>) -> Result<Vec<Sheet>, Diagnostics> {
    let size = common_size(work.pages)?;
    let count = work.pages.len();
    if count > 8 {
        return Err(too_many_pages("a zine", 8, count).into());
    }
    let panel_of = |sheet: Size| Size::new(sheet.width * 0.25, sheet.height * 0.5);
    // A page lies in the middle of its panel, so the margin is kept on all four sides of each.
    let margin = work.spec.kept_margin();
    let room = |sheet: Size| {
        let panel = panel_of(sheet);
        Size::new(panel.width - margin * 2.0, panel.height - margin * 2.0)
    };
    let share = |sheet: Size| {
        let room = room(sheet);
        let share = room.width.ratio(size.width);
        share.min(room.height.ratio(size.height)).min(1.0)
    };
    let mut sheets = orientations(work.spec);
    sheets.sort_by(|a, b| share(*b).total_cmp(&share(*a)));
    let sheet = sheets.first().copied().unwrap_or(work.spec.paper);
    if share(sheet) < 1.0 && work.spec.oversize == Oversize::Refuse {
        return Err(too_large(PAGE, size, room(sheet), work.spec, (4, 2)).into());
    }
    // Four pages or fewer leave at least half of the zine blank. This is hardly meant, so it gives a warning.
    if count <= 4 {
        let problem = format!("{} of the eight pages of the zine are blank", 8 - count);
        let hint = "add languages: `--lang en --lang hy` makes one zine of them";
        let problem = Diagnostic::warning(Rule::BlankPages, problem).hint(hint);
        work.warnings.push(problem);
    }
    let panel = panel_of(sheet);
    let right_to_left = work.right_to_left();
    let mut leaves = Vec::with_capacity(8);
    for (row, pages) in ORDER.iter().enumerate() {
        for (column, page) in pages.iter().enumerate() {
            let column = if right_to_left { 3 - column } else { column };
            let rect = Rect {
                origin: Point::new(panel.width * column as f64, panel.height * row as f64),
                size: panel,
            };
            leaves.push(Leaf {
                front: Some(*page).filter(|page| *page < count),
                back: None,
                cell: rect.grown(Edges::all(margin).inward()),
                limit: rect,
                // The upper row is folded back behind the lower one, so it is printed upside down.
                turn: if row == 0 { Turn::Over } else { Turn::None },
            });
        }
    }
    let mut done = work.sheet(sheet, &leaves);
    let printable = work.printable(sheet);
    let block = Block {
        bounds: Rect::of_size(sheet),
        bleed: Length::ZERO,
        printable,
    };
    let mut rules = Vec::new();
    let middle = panel.height;
    if work.spec.marks.fold {
        for column in 1..4 {
            let x = panel.width * f64::from(column);
            rules.extend(block.upright_ticks(x, Pen::Fold, true));
        }
        rules.extend(block.lying_ticks(middle, Pen::Fold, true));
    }
    if work.spec.marks.cut {
        rules.push(MarkLine {
            from: Point::new(panel.width, middle),
            to: Point::new(panel.width * 3.0, middle),
            pen: Pen::Slit,
        });
    }
    finish(work, &mut done, &block, &rules);
    Ok(vec![done])
}

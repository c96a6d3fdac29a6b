//! Reports options that would have no effect. These are errors, because whoever gives an option expects one.

use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::Point;
use crate::pipeline::{Printing, SheetKind};
use crate::route::RouteKind;
use crate::rules::Rule;

/// One error for each option that has no effect on this order.
pub(super) fn unused(printing: &Printing) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (option, given, used, place) in table(printing) {
        if given && !used {
            let problem = format!("`--{option}` has no effect here: it is for {place}");
            let problem = Diagnostic::error(Rule::UnusedOption, problem);
            found.push(problem.hint("omit it, or add the option that it belongs to"));
        }
    }
    found
}

/// Options: the name, whether it is given, whether it has an effect, and what it is for.
fn table(printing: &Printing) -> [(&'static str, bool, bool, &'static str); 11] {
    use SheetKind::{Booklet, Fold, Nup, Page, Stack, Tile, Zine};
    let kind = printing.sheet;
    let is = |wanted: &[SheetKind]| kind.is_some_and(|kind| wanted.contains(&kind));
    // If no `--sheet` is given, these routes may put several pages on a sheet, or divide a poster into tiles.
    let decides =
        !matches!(printing.route, RouteKind::Screen | RouteKind::Press) || printing.onto.is_some();
    let open = kind.is_none() && decides;
    let sheets = open || is(&[Nup, Stack, Booklet, Zine, Fold, Tile]);
    let press = printing.route == RouteKind::Press;
    let around = press && kind.is_none();
    let slug = match printing.marks {
        Some(marks) => marks.slug,
        None => press && !is(&[Page, Tile]),
    };
    let several = "sheets of several pages: `--sheet nup` or `stack`";
    [
        (
            "up",
            printing.up.is_some(),
            open || is(&[Nup, Stack]),
            several,
        ),
        (
            "gutter",
            printing.gutter.is_some(),
            open || is(&[Nup, Stack]),
            several,
        ),
        (
            "overlap",
            printing.overlap.is_some(),
            open || is(&[Tile]),
            "posters in tiles: `--sheet tile`",
        ),
        (
            "fold",
            printing.fold.is_some(),
            is(&[Fold]),
            "sheets that are folded: `--sheet fold`",
        ),
        (
            "thickness",
            printing.thickness.is_some(),
            is(&[Booklet]),
            "booklets: `--sheet booklet`",
        ),
        (
            "flip",
            printing.flip.is_some(),
            sheets && !is(&[Tile, Zine]) || decides && is(&[Page]),
            "sheets with backs",
        ),
        (
            "back-offset",
            printing.back_offset != Point::default(),
            sheets && !is(&[Tile, Zine]) || decides && is(&[Page]),
            "sheets with backs",
        ),
        (
            "marks",
            printing.marks.is_some(),
            (sheets || around) && !is(&[Tile]),
            "pages on sheets, not for single pages or tiles",
        ),
        (
            "margin",
            printing.margin.is_some(),
            sheets || decides,
            "sheets, and for printers that cannot reach the edge of the paper",
        ),
        (
            "bleed",
            printing.bleed.is_some(),
            !is(&[Tile]),
            "pages that are cut, not for tiles",
        ),
        (
            "batch",
            printing.batch.is_some(),
            slug,
            "the slug line: `--route press`, or `--marks slug`",
        ),
    ]
}

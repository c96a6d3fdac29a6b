//! Options that would do nothing: whoever gives one expects something of it.

use super::args::{Mark, Printing, Route, Sheet};
use crate::diag::{Diagnostic, Diagnostics};
use crate::rules::Rule;

/// An error for each option that has no part in what is asked for.
pub(super) fn unused(options: &Printing) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (option, given, used, place) in table(options) {
        if given && !used {
            let problem = format!("`--{option}` has no part in this: it is for {place}");
            let problem = Diagnostic::error(Rule::UnusedOption, problem);
            found.push(problem.hint("leave it out, or ask for what it is for"));
        }
    }
    found
}

/// Each option: whether it is given, whether it does something, and what it is for.
fn table(options: &Printing) -> [(&'static str, bool, bool, &'static str); 11] {
    use Sheet::{Booklet, Fold, None as Alone, Nup, Stack, Tile, Zine};
    let kind = options.sheet;
    let is = |wanted: &[Sheet]| kind.is_some_and(|kind| wanted.contains(&kind));
    // Where the route decides, it may come to sheets that hold several pages, or to tiles.
    let decides = !matches!(options.route, Route::Screen | Route::Press) || options.onto.is_some();
    let open = kind.is_none() && decides;
    let sheets = open || is(&[Nup, Stack, Booklet, Zine, Fold, Tile]);
    let press = options.route == Route::Press;
    let around = press && kind.is_none();
    let slug = match options.marks.as_deref() {
        Some(marks) => marks.contains(&Mark::Slug),
        None => press && !is(&[Alone, Tile]),
    };
    let several = "sheets of several pages: `--sheet nup` or `stack`";
    [
        (
            "up",
            options.up.is_some(),
            open || is(&[Nup, Stack]),
            several,
        ),
        (
            "gutter",
            options.gutter.is_some(),
            open || is(&[Nup, Stack]),
            several,
        ),
        (
            "overlap",
            options.overlap.is_some(),
            open || is(&[Tile]),
            "posters in tiles: `--sheet tile`",
        ),
        (
            "fold",
            options.fold.is_some(),
            is(&[Fold]),
            "sheets that are folded: `--sheet fold`",
        ),
        (
            "thickness",
            options.thickness.is_some(),
            is(&[Booklet]),
            "booklets: `--sheet booklet`",
        ),
        (
            "flip",
            options.flip.is_some(),
            sheets && !is(&[Tile, Zine]) || decides && is(&[Alone]),
            "sheets with backs",
        ),
        (
            "back-offset",
            options.back_offset.is_some(),
            sheets && !is(&[Tile, Zine]) || decides && is(&[Alone]),
            "sheets with backs",
        ),
        (
            "marks",
            options.marks.is_some(),
            (sheets || around) && !is(&[Tile]),
            "pages on sheets: not for pages by themselves, and tiles have their own",
        ),
        (
            "margin",
            options.margin.is_some(),
            sheets || decides,
            "printers with an edge that they do not reach, and sheets",
        ),
        (
            "bleed",
            options.bleed.is_some(),
            !is(&[Tile]),
            "pages that are trimmed, and tiles are not",
        ),
        (
            "batch",
            options.batch.is_some(),
            slug,
            "the slug line: `--route press`, or `--marks slug`",
        ),
    ]
}

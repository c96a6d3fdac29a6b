//! Imposition: puts pages onto sheets of paper, with marks for those who cut, fold and glue.
//!
//! Pages and a [`Spec`] come in; sheets with the places of pages go out ([`Imposed`]). One file for each kind:
//! a page to a side (`one_up.rs`), the same page many times or a stack to be cut (`many.rs`), booklets,
//! zines, folded leaflets, posters in tiles. What they share is in `work.rs` (placing pages on both sides),
//! `grid.rs` (how many fit) and `marks.rs` (ticks).
//!
//! Two decisions run through all of it:
//!
//! - A page is named by its number, never copied. A page that lies on a sheet ten times is written once.
//! - Everything is worked out for the front, as it is seen. The back follows from it by a mirror (`mirror.rs`),
//!   because the two sides must lie exactly behind each other whichever edge the printer turns about.
//!
//! The orders of pages are those of the trade.

mod booklet;
mod calibration;
mod check;
mod draw;
mod fold;
mod fold_check;
mod grid;
mod many;
mod map;
mod marks;
mod mirror;
mod one_up;
mod press;
mod spec;
mod tile;
mod tile_grid;
mod tile_marks;
mod work;
mod zine;

pub use calibration::calibration;
pub use fold_check::{find_crossed, folds_of_page};
pub use spec::{
    FoldPages, Imposition, Mark, Marks, Orientation, Oversize, Room, Slug, Spec, Words,
};
pub use tile_grid::Tiling;

use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::page::{Page, PageFinding};
use crate::rules::Rule;
use crate::sheet::{Sheet, Side};
use crate::typeset::FontBook;

use work::Work;

/// A piece on sheets.
#[derive(Clone, Debug)]
pub struct Imposed {
    /// The sheets, in the order in which they are printed.
    pub sheets: Vec<Sheet>,
    /// Division of a poster into tiles; none for other sheets.
    pub tiles: Option<Tiling>,
    /// Findings about codes and words that a fold runs through.
    pub findings: Vec<PageFinding>,
    /// How many pages lie on a side.
    pub up: usize,
    /// Scale of the page that was shrunk most; 1 if all pages keep their size.
    pub scale: f64,
}

impl Imposed {
    /// The sides in the order in which they are printed.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        self.sheets.iter().flat_map(Sheet::sides)
    }
}

/// Puts pages onto sheets. What does not fit is an error that says by how much.
pub fn impose(
    pages: &[Page],
    spec: &Spec,
    book: &FontBook,
) -> Result<Warned<Imposed>, Diagnostics> {
    // Everything below may rely on sizes and lengths that make sense.
    check::verify_spec(pages, spec)?;
    let mut work = Work::new(pages, spec, book);
    let mut tiles = None;
    let (sheets, up) = match spec.imposition {
        Imposition::OneUp => (one_up::impose(&mut work)?, 1),
        Imposition::NUp { up } => many::step_and_repeat(&mut work, up)?,
        Imposition::CutAndStack { up } => many::cut_and_stack(&mut work, up)?,
        Imposition::Booklet => (booklet::impose(&mut work)?, 2),
        Imposition::Zine => (zine::impose(&mut work)?, 8),
        Imposition::Fold {
            kind,
            pages: FoldPages::Flat,
        } => (fold::flat(&mut work, kind)?, 1),
        Imposition::Fold {
            kind,
            pages: FoldPages::Panels,
        } => fold::panels(&mut work, kind, false)?,
        Imposition::Fold {
            kind,
            pages: FoldPages::Made,
        } => fold::panels(&mut work, kind, true)?,
        Imposition::Tiled { overlap } => {
            let (sheets, tiling) = tile::impose(&mut work, overlap)?;
            tiles = Some(tiling);
            (sheets, 1)
        }
    };
    // What could not be done as asked is reported once for all sheets.
    let Work {
        pen,
        mut warnings,
        findings,
        left_out,
        scale,
        ..
    } = work;
    // The typesetter lends its buffers from the font book.
    pen.finish();
    if !left_out.is_empty() {
        let names: Vec<&str> = left_out.into_iter().collect();
        let problem = format!("there is no room for {} on the sheet", names.join(" and "));
        let hint = "print on a larger sheet (`--onto`), or choose other `--marks`";
        warnings.push(Diagnostic::warning(Rule::MarkLeftOut, problem).hint(hint));
    }
    if scale < 1.0 {
        // Rounded down: 99.97 % must not be reported as 100 %.
        let percent = (scale * 1000.0).floor() / 10.0;
        let problem = format!("pages are printed at {percent} % of their size");
        warnings.push(
            Diagnostic::warning(Rule::MadeSmaller, problem)
                .hint("type and codes shrink too; print on a larger paper to keep their size"),
        );
    }
    warnings.into_result(Some(Imposed {
        sheets,
        tiles,
        findings,
        up,
        scale,
    }))
}

//! Computes how a poster is divided into tiles, one sheet of a small printer each.

use super::check::{MOST, format_size};
use super::grid::orientations;
use super::spec::Spec;
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Size};
use crate::rules::Rule;

/// A poster divided into tiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tiling {
    /// Tiles side by side.
    pub columns: usize,
    /// Tiles one above the other.
    pub rows: usize,
    /// Whether the paper lies on its side.
    pub turned: bool,
    /// How far neighbours show the same.
    pub overlap: Length,
    /// Sheets for all posters, without the maps.
    pub sheets: usize,
    /// Sheets that show how the tiles are put together, one after the tiles of each poster; none for a
    /// poster of one sheet.
    pub maps: usize,
    /// The poster.
    poster: Size,
    /// What the printer reaches of a sheet.
    usable: Size,
}

/// Number of tiles that cover a length: 1 + ⌈(length − usable) / (usable − overlap)⌉ (print practice). The first tile
/// covers all that the printer reaches, each further one as much less the overlap.
fn count(length: Length, usable: Length, overlap: Length) -> usize {
    if length <= usable {
        return 1;
    }
    // Both are whole numbers of the unit, so an exact fit divides exactly.
    let more = (length - usable).ratio(usable - overlap).ceil();
    1 + (more.min(MOST as f64) as usize)
}

impl Tiling {
    /// Divides a poster. The paper lies the way that takes fewer sheets. If both take as many, the one with shorter seams
    /// wins, as there is less to cut and glue; if those are equal too, the paper stands.
    pub fn of(poster: Size, overlap: Length, spec: &Spec) -> Result<Self, Diagnostic> {
        let usable = |sheet: Size| {
            let margin = spec.margin * 2.0;
            Size::new(sheet.width - margin, sheet.height - margin)
        };
        let least = usable(spec.paper).short_side();
        if overlap >= least {
            let problem = format!(
                "tiles cannot overlap by {overlap}: the printer reaches only {} of the paper",
                format_size(usable(spec.paper))
            );
            let hint = format!("make the overlap less than {least}, or the `--margin` smaller");
            return Err(Diagnostic::error(Rule::OverlapTooLarge, problem).hint(hint));
        }
        let ways = orientations(spec).into_iter().map(|sheet| {
            let usable = usable(sheet);
            let columns = count(poster.width, usable.width, overlap);
            let rows = count(poster.height, usable.height, overlap);
            Self {
                columns,
                rows,
                turned: sheet.width > sheet.height,
                overlap,
                sheets: columns * rows,
                maps: usize::from(columns * rows > 1),
                poster,
                usable,
            }
        });
        let mut ways: Vec<Self> = ways.collect();
        // Fewer sheets, then shorter seams, then upright paper.
        ways.sort_by_key(|way| (way.sheets, way.seams(), way.turned));
        let Some(best) = ways.into_iter().next() else {
            return Err(Diagnostic::error(Rule::NoSize, "there is no paper"));
        };
        if best.sheets > MOST {
            let problem = format!(
                "a poster of {} needs more than {MOST} sheets of {} with an overlap of {overlap}",
                format_size(poster),
                format_size(spec.paper)
            );
            return Err(Diagnostic::error(Rule::TooManyTiles, problem)
                .hint("print on a larger paper, or make the overlap smaller"));
        }
        Ok(best)
    }

    /// Total length of all seams.
    fn seams(&self) -> Length {
        self.poster.height * self.columns.saturating_sub(1) as f64
            + self.poster.width * self.rows.saturating_sub(1) as f64
    }

    /// The part of the poster that a tile shows, its overlaps included.
    pub fn window(&self, column: usize, row: usize) -> Rect {
        // Each tile begins where its neighbour's overlap begins.
        let start = |at: usize, usable: Length| (usable - self.overlap) * at as f64;
        let (x, y) = (
            start(column, self.usable.width),
            start(row, self.usable.height),
        );
        let width = self.usable.width.min(self.poster.width - x);
        let height = self.usable.height.min(self.poster.height - y);
        Rect::new(x, y, width, height)
    }

    /// The part of a tile that stays visible once the next tiles are glued on.
    pub fn visible_part(&self, column: usize, row: usize) -> Rect {
        let mut seen = self.window(column, row);
        if column + 1 < self.columns {
            seen.size.width -= self.overlap;
        }
        if row + 1 < self.rows {
            seen.size.height -= self.overlap;
        }
        seen
    }

    /// The name of a tile: a letter for its row and a number for its column, such as `B1`.
    pub fn label(&self, column: usize, row: usize) -> String {
        let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
        let mut letters = String::new();
        if row >= 26 {
            letters.push(letter((row / 26).saturating_sub(1)));
        }
        letters.push(letter(row));
        format!("{letters}{}", column + 1)
    }
}

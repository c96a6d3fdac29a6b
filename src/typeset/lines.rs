//! Chooses where lines end, for the paragraph as a whole.
//!
//! Every possible line has a cost: the square of how far it falls short of the measure, and extra for hyphens and
//! other things that readers notice. Dynamic programming finds the ends with the least total cost (Knuth and
//! Plass, "Breaking Paragraphs into Lines", 1981). Spaces do not stretch here: text is ragged, never
//! justified, because narrow columns of large type would get holes.
//!
//! The costs are on the scale of the squared shortfall: a line that is a fifth short costs 0.04.

use std::ops::Range;

use super::hang::Hang;

/// How a line may end after a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A line may end here.
    Space,
    /// A line may end here with a hyphen.
    Hyphen,
    /// A line may end here, after the hyphen of a compound.
    Compound,
    /// A line may end here, at a sign of an address.
    Sign,
    /// A line ends here only if it has to: between the groups of a number to dial.
    Group,
    /// A line ends here only if it has to: between the labels of a host.
    Host,
    /// A line ends here only if nothing else helps: between two letters of an address.
    Anywhere,
    /// A line must end here.
    Forced,
}

impl End {
    /// Whether it is within a word, an address or a number, so that what follows belongs to what comes before.
    pub(super) fn is_within(self) -> bool {
        !matches!(self, Self::Space | Self::Forced)
    }

    /// What a line costs that ends here, beyond its shortfall.
    fn cost(self) -> f64 {
        match self {
            Self::Space | Self::Forced => 0.0,
            Self::Hyphen => HYPHEN_COST,
            Self::Compound => COMPOUND_COST,
            Self::Sign => SIGN_COST,
            Self::Group => LAST_RESORT_COST,
            Self::Host => LAST_RESORT_COST * 2.0,
            Self::Anywhere => LAST_RESORT_COST * 4.0,
        }
    }
}

/// A piece of text between two places where a line may end; it is never divided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LinePiece {
    /// Characters, with the space at its end.
    pub(super) characters: u32,
    /// Width without the space at its end.
    pub(super) width: f64,
    /// Width of the space at its end.
    pub(super) space: f64,
    /// Character or break at its end.
    pub(super) end: End,
    /// What hangs out of the column if a line begins with it.
    pub(super) hang_start: Hang,
    /// What hangs out of the column if a line ends with it.
    pub(super) hang_end: Hang,
}

impl LinePiece {
    /// A piece without characters.
    pub(super) const EMPTY: Self = Self {
        characters: 0,
        width: 0.0,
        space: 0.0,
        end: End::Space,
        hang_start: Hang::NONE,
        hang_end: Hang::NONE,
    };
}

/// What the lines of a paragraph are measured by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// Width of a line.
    pub(super) width: f64,
    /// Width of a hyphen.
    pub(super) hyphen: f64,
    /// Whether the last line counts like the others, which makes all about as long.
    pub(super) balance: bool,
}

/// Cost of a hyphen: as bad as a line that is a fifth short.
const HYPHEN_COST: f64 = 0.04;
/// Extra cost of two hyphens one under the other.
const LADDER_COST: f64 = 0.08;
/// Cost of dividing a compound at its own hyphen: as bad as a line that is half empty. Programs that copy text take
/// such a hyphen for one that only the line asked for, and drop it.
const COMPOUND_COST: f64 = 0.25;
/// Cost of dividing an address at one of its signs: as bad as a line that is a quarter short.
const SIGN_COST: f64 = 0.06;
/// Cost of dividing what stays whole as long as it fits a line: more than any number of short lines, and less than a
/// line that does not fit.
const LAST_RESORT_COST: f64 = 1000.0;
/// A last line shorter than this share of the measure looks lost (practice).
const SHORT_LAST_LINE: f64 = 0.18;
/// Cost of such a last line.
const SHORT_LAST_LINE_COST: f64 = 0.06;
/// Cost of each line of balanced text. It is larger than any shortfall, so that balancing never adds a line.
const LINE_COST: f64 = 10.0;
/// Cost of a line that does not fit, beyond any other.
const OVERFULL_COST: f64 = 1e6;
/// Rounding of the shaper, which counts in single precision, as a share of the width.
const TOLERANCE: f64 = 1e-4;

/// Width of the pieces on one line, without what hangs out at its ends.
pub(super) fn width(pieces: &[LinePiece], hyphen: f64) -> f64 {
    let Some((last, rest)) = pieces.split_last() else {
        return 0.0;
    };
    // The space at the end of a line is not drawn, a hyphen is.
    let hyphen = if last.end == End::Hyphen { hyphen } else { 0.0 };
    rest.iter()
        .map(|piece| piece.width + piece.space)
        .sum::<f64>()
        + last.width
        + hyphen
        - pieces.first().map_or(0.0, |first| first.hang_start.width)
        - last.hang_end.width
}

/// The ends of the lines, as counts of pieces from the start: dynamic programming over the squared
/// shortfall of each line (after Knuth and Plass, "Breaking Paragraphs into Lines", 1981, without glue).
pub(super) fn optimum(pieces: &[LinePiece], measure: Measure) -> Vec<usize> {
    let count = pieces.len();
    let mut best = vec![(f64::INFINITY, 0usize); count + 1];
    // Nothing costs nothing; all other ends are unreached.
    best[0] = (0.0, 0);
    for end in 1..=count {
        let mut text = 0.0;
        for start in (0..end).rev() {
            // The width of start..end, grown piece by piece to the left.
            text += pieces[start].width
                + if start + 1 < end {
                    pieces[start].space
                } else {
                    0.0
                };
            // A line does not reach back over an end that the author typed.
            if start + 1 < end && pieces[start].end == End::Forced {
                break;
            }
            let Some(cost) = line_cost(pieces, start..end, text, measure) else {
                break;
            };
            if best[start].0 + cost < best[end].0 {
                best[end] = (best[start].0 + cost, start);
            }
        }
    }
    // The best starts are followed backward from the end of the paragraph.
    let mut ends = Vec::new();
    let mut at = count;
    while at > 0 {
        ends.push(at);
        at = best[at].1;
    }
    ends.reverse();
    ends
}

/// The ends of the lines beside a large first letter, where the first few lines are narrower: as [`optimum`], with the
/// number of lines so far as a second dimension. `beside` has the number of narrow lines and their width.
pub(super) fn optimum_beside(
    pieces: &[LinePiece],
    measure: Measure,
    (beside, narrow): (usize, f64),
) -> Vec<usize> {
    let count = pieces.len();
    let narrow = Measure {
        width: narrow,
        ..measure
    };
    // For each number of narrow lines, and last for any number of lines after them: the least cost at each end, with
    // the start of its line and the number of lines before it.
    let open = beside + 1;
    let mut best = vec![vec![(f64::INFINITY, 0usize, 0usize); count + 1]; open + 1];
    best[0][0].0 = 0.0;
    for lines in 1..=open {
        let own = if lines == open { measure } else { narrow };
        for end in 1..=count {
            let mut text = 0.0;
            for start in (0..end).rev() {
                text += pieces[start].width
                    + if start + 1 < end {
                        pieces[start].space
                    } else {
                        0.0
                    };
                if start + 1 < end && pieces[start].end == End::Forced {
                    break;
                }
                let Some(cost) = line_cost(pieces, start..end, text, own) else {
                    break;
                };
                let before = if lines == open { lines } else { lines - 1 };
                for before in lines - 1..=before {
                    let sum = best[before][start].0 + cost;
                    if sum < best[lines][end].0 {
                        best[lines][end] = (sum, start, before);
                    }
                }
            }
        }
    }
    let cost = |lines: &usize| best[*lines][count].0;
    let Some(mut lines) = (1..=open).min_by(|a, b| cost(a).total_cmp(&cost(b))) else {
        return Vec::new();
    };
    let mut ends = Vec::new();
    let mut at = count;
    while at > 0 && lines > 0 {
        ends.push(at);
        let (_, start, before) = best[lines][at];
        (at, lines) = (start, before);
    }
    ends.reverse();
    ends
}

/// The cost of a line of some pieces, which are `text` wide without what hangs out. None if it does not fit, and no
/// longer line does.
fn line_cost(pieces: &[LinePiece], line: Range<usize>, text: f64, measure: Measure) -> Option<f64> {
    let Range { start, end } = line;
    let count = pieces.len();
    let last_piece = pieces[end - 1];
    let hyphen = last_piece.end == End::Hyphen && end < count;
    let hung = pieces[start].hang_start.width + last_piece.hang_end.width;
    let line = text - hung + if hyphen { measure.hyphen } else { 0.0 };
    let overfull = line > measure.width * (1.0 + TOLERANCE);
    // Longer lines are overfull too. A single piece that is too wide must stand somewhere, so it is kept.
    if overfull && start + 1 < end {
        return None;
    }
    let is_last = end == count || last_piece.end == End::Forced;
    let mut cost = if overfull {
        // In proportion, so that the less overfull of two bad lines wins.
        OVERFULL_COST * line / measure.width.max(1e-9)
    } else {
        let short = 1.0 - line / measure.width;
        // The last line may be short, unless all are to be about as long.
        match (is_last, measure.balance) {
            (true, false) if line < measure.width * SHORT_LAST_LINE && start > 0 => {
                SHORT_LAST_LINE_COST
            }
            (true, false) => 0.0,
            _ => short * short,
        }
    };
    if measure.balance {
        cost += LINE_COST;
    }
    if end < count {
        cost += last_piece.end.cost();
    }
    if hyphen && start > 0 && pieces[start - 1].end == End::Hyphen {
        cost += LADDER_COST;
    }
    Some(cost)
}

/// Number of lines that the author asked for by typing line breaks.
pub(super) fn typed(pieces: &[LinePiece]) -> usize {
    let before = &pieces[..pieces.len().saturating_sub(1)];
    1 + before
        .iter()
        .filter(|piece| piece.end == End::Forced)
        .count()
}

/// The ends of exactly that many lines (fewer if there are fewer pieces), as equal in width as possible. The least
/// sum of squared widths is that of equal lines. Lines end at least where the author typed an end; if the
/// author typed more ends than there are lines, the result is empty. No line ends within the pieces `whole`, unless
/// the author typed an end there.
pub(super) fn even(pieces: &[LinePiece], lines: usize, whole: &Range<usize>) -> Vec<usize> {
    let count = pieces.len();
    let lines = lines.clamp(1, count.max(1));
    // Width of the pieces before each, spaces included, so that no line is added up twice.
    let mut before = vec![0.0; count + 1];
    for (index, piece) in pieces.iter().enumerate() {
        before[index + 1] = before[index] + piece.width + piece.space;
    }
    let mut best = vec![vec![(f64::INFINITY, 0usize); count + 1]; lines + 1];
    best[0][0] = (0.0, 0);
    for line in 1..=lines {
        // No line goes on over an end that was typed.
        let mut first = 0;
        for end in line..=count {
            let typed = pieces[..end - 1]
                .iter()
                .rposition(|piece| piece.end == End::Forced);
            first = typed.map_or(first, |at| at + 1);
            let kind = pieces[end - 1].end;
            // Words, hosts and numbers are not divided for the sake of evenness.
            let divides = matches!(kind, End::Hyphen | End::Group | End::Host | End::Anywhere);
            let divides_a_word = divides && end < count;
            let divides_whole = kind != End::Forced && whole.start < end && end < whole.end;
            if divides_a_word || divides_whole {
                continue;
            }
            for start in first.max(line - 1)..end {
                let wide = before[end] - before[start] - pieces[end - 1].space;
                let cost = best[line - 1][start].0 + wide * wide;
                if cost < best[line][end].0 {
                    best[line][end] = (cost, start);
                }
            }
        }
    }
    // Exactly that many lines may be out of reach, because words are not divided here. Then the largest number
    // that can be reached is taken.
    let mut line = (1..=lines)
        .rev()
        .find(|&line| best[line][count].0.is_finite())
        .unwrap_or(0);
    let mut ends = Vec::new();
    let mut at = count;
    while line > 0 {
        ends.push(at);
        at = best[line][at].1;
        line -= 1;
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(widths: &[f64]) -> Vec<LinePiece> {
        widths
            .iter()
            .map(|&width| LinePiece {
                characters: 1,
                width,
                space: 1.0,
                ..LinePiece::EMPTY
            })
            .collect()
    }

    fn measure(width: f64, balance: bool) -> Measure {
        Measure {
            width,
            hyphen: 1.0,
            balance,
        }
    }

    #[test]
    fn the_paragraph_is_weighed_as_a_whole() {
        // Taken line by line: 3+1+3, then 3 alone, then 9: a hole in the middle. As a whole: 3, 3+1+3, 9.
        let pieces = words(&[6.0, 2.0, 6.0, 2.0, 9.0, 4.0]);
        assert_eq!(optimum(&pieces, measure(10.0, false)), [2, 4, 5, 6]);
        let greedy_is_worse = words(&[3.0, 3.0, 3.0, 8.0, 2.0]);
        assert_eq!(optimum(&greedy_is_worse, measure(11.0, false)), [3, 5]);
    }

    #[test]
    fn a_headline_is_balanced() {
        let pieces = words(&[4.0, 4.0, 4.0, 4.0]);
        assert_eq!(optimum(&pieces, measure(15.0, false)), [3, 4]);
        assert_eq!(optimum(&pieces, measure(15.0, true)), [2, 4]);
    }

    #[test]
    fn what_hangs_out_takes_no_room() {
        let mut pieces = words(&[4.0, 5.0, 4.0]);
        assert_eq!(optimum(&pieces, measure(9.0, false)), [1, 2, 3]);
        pieces[1].hang_end.width = 1.0;
        assert_eq!(optimum(&pieces, measure(9.0, false)), [2, 3]);
        assert_eq!(width(&pieces[..2], 0.0), 9.0);
    }

    #[test]
    fn a_line_that_cannot_fit_stands_alone() {
        assert_eq!(
            optimum(&words(&[3.0, 30.0, 3.0]), measure(10.0, false)),
            [1, 2, 3]
        );
    }

    #[test]
    fn the_first_lines_are_shorter_beside_a_large_letter() {
        let pieces = words(&[4.0; 9]);
        // Two lines of one word, then lines of three.
        let ends = optimum_beside(&pieces, measure(14.0, false), (2, 5.0));
        assert_eq!(ends, [1, 2, 5, 8, 9]);
        // Fewer words than narrow lines.
        assert_eq!(
            optimum_beside(&pieces[..2], measure(14.0, false), (4, 5.0)),
            [1, 2]
        );
        assert_eq!(
            optimum_beside(&[], measure(14.0, false), (4, 5.0)),
            Vec::<usize>::new()
        );
        // As wide as the others, the lines are those of any paragraph.
        assert_eq!(
            optimum_beside(&pieces, measure(14.0, false), (2, 14.0)),
            optimum(&pieces, measure(14.0, false))
        );
    }

    #[test]
    fn forced_ends_are_kept() {
        let mut pieces = words(&[3.0, 3.0, 3.0]);
        pieces[0].end = End::Forced;
        assert_eq!(optimum(&pieces, measure(20.0, false)), [1, 3]);
    }

    #[test]
    fn filled_lines_are_even() {
        let pieces = words(&[4.0, 8.0, 7.0, 3.0, 4.0]);
        assert_eq!(even(&pieces, 2, &(0..0)), [2, 5]);
        assert_eq!(even(&pieces, 9, &(0..0)).len(), 5);
        assert_eq!(even(&[], 2, &(0..0)), Vec::<usize>::new());
        let mut typed_ends = words(&[4.0, 8.0, 7.0, 3.0, 4.0]);
        typed_ends[0].end = End::Forced;
        assert_eq!(typed(&typed_ends), 2);
        assert_eq!(even(&typed_ends, 2, &(0..0)), [1, 5]);
        assert_eq!(even(&typed_ends, 3, &(0..0)), [1, 2, 5]);
    }

    #[test]
    fn what_belongs_together_is_not_divided() {
        let pieces = words(&[4.0, 8.0, 7.0, 3.0, 4.0]);
        assert_eq!(even(&pieces, 3, &(0..0)), [2, 3, 5]);
        assert_eq!(even(&pieces, 3, &(1..3)), [1, 3, 5]);
        // Fewer lines than asked for, if nothing else can be divided.
        assert_eq!(even(&pieces, 3, &(0..5)), [5]);
        let mut typed_ends = pieces;
        typed_ends[1].end = End::Forced;
        assert_eq!(even(&typed_ends, 2, &(0..5)), [2, 5]);
    }
}

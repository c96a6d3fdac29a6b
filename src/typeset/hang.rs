//! Punctuation that hangs out of its column.
//!
//! A quotation mark or a full stop at the edge of a column is mostly white: the eye sees a dent in the edge. Printers
//! have always let such marks stand outside, by a share of their width (here as practice has it: light marks wholly,
//! longer and heavier ones in part). Sides are those of reading, so the marks of Arabic and Hebrew text hang on the
//! right where lines begin and on the left where they end.

use parley::Layout;

use super::scratch::RunIndex;
use super::words::is_invisible;

/// Share of the width of a hyphen that hangs out at the end of a line. The rest keeps the word visibly open.
pub(super) const HYPHEN_SHARE: f64 = 0.75;

/// Most marks that hang out together, such as a full stop before a closing quotation mark.
const MOST_MARKS: usize = 2;

/// What hangs out at one end of a piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Hang {
    /// How far, in units of the shaper.
    pub(super) width: f64,
    /// Number of marks that hang out wholly.
    pub(super) whole: usize,
    /// The share of the next mark that hangs out.
    pub(super) part: f64,
}

impl Hang {
    /// Nothing hangs out.
    pub(super) const NONE: Self = Self {
        width: 0.0,
        whole: 0,
        part: 0.0,
    };
}

/// The share of its width by which a mark hangs out.
fn share(mark: char) -> f64 {
    match mark {
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '"' | '\'' | '״' | '׳' => {
            1.0
        }
        '.' | ',' | '،' | '۔' | '·' => 1.0,
        '-' | '\u{2010}' | '\u{2011}' | '֊' | '־' => HYPHEN_SHARE,
        '«' | '»' | '‹' | '›' => 0.6,
        ':' | ';' | '؛' | '։' | '՝' => 0.5,
        '–' | '—' | '…' => 0.4,
        _ => 0.0,
    }
}

/// What hangs out if a line begins with a piece of text, and if it ends with it. `lengths` has the number of characters of
/// each piece.
pub(super) fn of_pieces(
    lengths: &[u32],
    layout: &Layout<RunIndex>,
    text: &str,
) -> Vec<(Hang, Hang)> {
    let mut clusters: Vec<(usize, f64)> = layout
        .lines()
        .flat_map(|line| line.runs().collect::<Vec<_>>())
        .flat_map(|run| {
            let clusters = run.clusters();
            clusters
                .map(|cluster| (cluster.text_range().start, f64::from(cluster.advance())))
                .collect::<Vec<_>>()
        })
        .collect();
    clusters.sort_by_key(|(start, _)| *start);
    let advance = |at: usize| {
        let found = clusters.binary_search_by_key(&at, |(start, _)| *start);
        found.map_or(0.0, |index| clusters[index].1)
    };
    let mut characters = text.char_indices();
    let mut ends = |length: &u32| {
        let own: Vec<(usize, char)> = characters.by_ref().take(*length as usize).collect();
        let end = own
            .iter()
            .rposition(|(_, c)| !c.is_whitespace())
            .map_or(0, |last| last + 1);
        let drawn = &own[..end];
        // A piece of nothing but marks, such as a dash, stays within the column.
        if !drawn.iter().any(|(_, c)| c.is_alphanumeric()) {
            return (Hang::NONE, Hang::NONE);
        }
        let marks = |mark: &(usize, char)| (mark.1, advance(mark.0));
        (
            hang(drawn.iter().map(marks)),
            hang(drawn.iter().rev().map(marks)),
        )
    };
    lengths.iter().map(&mut ends).collect()
}

/// What hangs out of marks that come from the edge inward, each with its advance.
fn hang(marks: impl Iterator<Item = (char, f64)>) -> Hang {
    let mut hang = Hang::default();
    for (mark, advance) in marks.take(MOST_MARKS) {
        // An isolate begins a stretch of its own direction, whose first mark may be at its other end.
        let share = if is_invisible(mark) { 0.0 } else { share(mark) };
        hang.width += advance * share;
        if share < 1.0 {
            hang.part = share;
            break;
        }
        hang.whole += 1;
    }
    hang
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_marks_hang_wholly_and_heavy_ones_in_part() {
        let hung = |marks: &str| hang(marks.chars().map(|mark| (mark, 10.0)));
        assert_eq!(hung("“A").width, 10.0);
        assert_eq!(hung("”.A").width, 20.0);
        assert_eq!(hung("-A").width, 7.5);
        assert_eq!(hung("»A").width, 6.0);
        assert_eq!(hung("A").width, 0.0);
        assert_eq!(hung("\u{2066}“").width, 0.0);
        let hang = hung("”-");
        assert_eq!((hang.whole, hang.part, hang.width), (1, 0.75, 17.5));
    }
}

//! Widths of the columns of a table.
//!
//! As in CSS (CSS Tables Module Level 3, 3.9, "distribution algorithm"), a column is never narrower than its widest
//! word and likes to be as wide as its widest cell on one line. Fixed columns get their width first, then those that
//! are as wide as their content, and shares divide what is left. Nothing is divided by chance: the same words get the
//! same columns on every page of a table.

use crate::geom::Length;
use crate::layout::units::tolerance;
use crate::template::plan::Track;

/// What a column needs and would like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Width that the layout gives.
    pub(super) track: Track,
    /// Width of its widest word.
    pub(super) least: Length,
    /// Width of its widest cell on one line.
    pub(super) most: Length,
}

/// Why columns have no widths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TooWide {
    /// A column with a fixed width has a word that is wider.
    Column {
        column: usize,
        needs: Length,
        has: Length,
    },
    /// All columns together, each as narrow as it can be, are wider than the table. The column is the one with the
    /// widest word.
    Together {
        column: usize,
        needs: Length,
        has: Length,
    },
}

/// The widths of columns in a table of that width, without the distances between them.
pub(super) fn widths(wanted: &[Wanted], room: Length) -> Result<Vec<Length>, TooWide> {
    for (column, own) in wanted.iter().enumerate() {
        if let Track::Fixed(has) = own.track
            && own.least > has + tolerance()
        {
            let needs = own.least;
            return Err(TooWide::Column { column, needs, has });
        }
    }
    let least = |own: &Wanted| match own.track {
        Track::Fixed(width) => width,
        Track::Auto | Track::Fraction(_) => own.least,
    };
    let needs: Length = wanted.iter().map(least).sum();
    if needs > room + tolerance() {
        let free = |(_, own): &(usize, &Wanted)| !matches!(own.track, Track::Fixed(_));
        let all = || wanted.iter().enumerate();
        let widest = all().filter(free).max_by_key(|(_, own)| own.least);
        // With fixed columns alone, it is the widest of them.
        let widest = widest.or_else(|| all().max_by_key(|(_, own)| least(own)));
        let column = widest.map_or(0, |(column, _)| column);
        let has = room;
        return Err(TooWide::Together { column, needs, has });
    }
    let spare = (room - needs).max(Length::ZERO);
    let mut widths: Vec<Length> = wanted.iter().map(least).collect();
    let spare = spare - widen_autos(wanted, &mut widths, spare);
    let shares = |own: &Wanted| matches!(own.track, Track::Fraction(_));
    if wanted.iter().any(shares) {
        divide_shares(wanted, &mut widths, spare);
    } else {
        stretch_autos(wanted, &mut widths, spare);
    }
    Ok(widths)
}

/// Widens the columns that are as wide as their content toward their widest cells, all by the same share of what they
/// lack. Gives the width that this took.
fn widen_autos(wanted: &[Wanted], widths: &mut [Length], spare: Length) -> Length {
    let lacks = |own: &Wanted| match own.track {
        Track::Auto => (own.most - own.least).max(Length::ZERO),
        Track::Fixed(_) | Track::Fraction(_) => Length::ZERO,
    };
    let all: Length = wanted.iter().map(lacks).sum();
    if all <= Length::ZERO {
        return Length::ZERO;
    }
    let share = spare.ratio(all).min(1.0);
    for (width, own) in widths.iter_mut().zip(wanted) {
        *width += lacks(own) * share;
    }
    all * share
}

/// Divides what is left among the columns with shares. A column whose word is wider than its share keeps the width of
/// the word, and the others divide the rest.
fn divide_shares(wanted: &[Wanted], widths: &mut [Length], spare: Length) {
    let factor = |own: &Wanted| match own.track {
        Track::Fraction(factor) => Some(factor),
        Track::Auto | Track::Fixed(_) => None,
    };
    let mut open: Vec<(usize, f64)> = wanted
        .iter()
        .enumerate()
        .filter_map(|(column, own)| Some((column, factor(own)?)))
        .collect();
    // They have their least widths already: these are part of what is divided.
    let of_open = |open: &[(usize, f64)], widths: &[Length]| -> Length {
        open.iter()
            .filter_map(|(column, _)| widths.get(*column).copied())
            .sum()
    };
    let mut room = spare + of_open(&open, widths);
    loop {
        let factors: f64 = open.iter().map(|(_, factor)| factor).sum();
        let share = |factor: f64| room * (factor / factors.max(1e-9));
        let too_narrow = open.iter().position(|(column, factor)| {
            wanted
                .get(*column)
                .is_some_and(|own| own.least > share(*factor))
        });
        match too_narrow {
            Some(at) => {
                let (column, _) = open.remove(at);
                room -= widths.get(column).copied().unwrap_or_default();
            }
            None => {
                for (column, factor) in &open {
                    if let Some(width) = widths.get_mut(*column) {
                        *width = share(*factor);
                    }
                }
                return;
            }
        }
    }
}

/// Divides what is left among the columns that are as wide as their content, in proportion to their widths, so that the
/// table is as wide as its area. Columns that are all fixed keep their widths.
fn stretch_autos(wanted: &[Wanted], widths: &mut [Length], spare: Length) {
    let is_auto = |own: &Wanted| own.track == Track::Auto;
    let pairs = widths.iter().zip(wanted);
    let all: Length = pairs
        .filter(|(_, own)| is_auto(own))
        .map(|(width, _)| *width)
        .sum();
    if all <= Length::ZERO {
        return;
    }
    let factor = 1.0 + spare.ratio(all);
    for (width, own) in widths.iter_mut().zip(wanted) {
        if is_auto(own) {
            *width = *width * factor;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(track: Track, least: f64, most: f64) -> Wanted {
        Wanted {
            track,
            least: Length::mm(least),
            most: Length::mm(most),
        }
    }

    fn mm(wanted: &[Wanted], room: f64) -> Vec<f64> {
        let widths = widths(wanted, Length::mm(room)).expect("they fit");
        widths
            .iter()
            .map(|width| (width.to_mm() * 10.0).round() / 10.0)
            .collect()
    }

    #[test]
    fn fixed_columns_come_first_and_shares_divide_the_rest() {
        let columns = [
            column(Track::Fixed(Length::mm(20.0)), 10.0, 30.0),
            column(Track::Auto, 10.0, 25.0),
            column(Track::Fraction(1.0), 5.0, 90.0),
            column(Track::Fraction(2.0), 5.0, 90.0),
        ];
        assert_eq!(mm(&columns, 105.0), [20.0, 25.0, 20.0, 40.0]);
        // The word of the first share is wider than its third.
        let mut columns = columns;
        columns[2].least = Length::mm(30.0);
        assert_eq!(mm(&columns, 105.0), [20.0, 25.0, 30.0, 30.0]);
    }

    #[test]
    fn columns_of_words_fill_the_table_and_never_get_narrower_than_a_word() {
        let columns = [
            column(Track::Auto, 10.0, 20.0),
            column(Track::Auto, 10.0, 60.0),
        ];
        assert_eq!(mm(&columns, 160.0), [40.0, 120.0]);
        // Half of what they lack.
        assert_eq!(mm(&columns, 50.0), [15.0, 35.0]);
        assert_eq!(mm(&columns, 20.0), [10.0, 10.0]);
    }

    #[test]
    fn what_is_too_wide_is_named() {
        let fixed = [column(Track::Fixed(Length::mm(20.0)), 31.0, 40.0)];
        let found = widths(&fixed, Length::mm(100.0));
        assert!(
            matches!(found, Err(TooWide::Column { column: 0, .. })),
            "{found:?}"
        );
        let all = [
            column(Track::Auto, 30.0, 40.0),
            column(Track::Fraction(1.0), 50.0, 60.0),
        ];
        let found = widths(&all, Length::mm(70.0));
        assert!(
            matches!(found, Err(TooWide::Together { column: 1, .. })),
            "{found:?}"
        );
    }
}

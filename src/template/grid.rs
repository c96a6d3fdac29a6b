//! Named areas: from rows of names to the lines that each area spans.

use std::collections::BTreeMap;
use std::ops::Range;

/// Columns and rows of an area, from 0.
pub(super) type Spans = (Range<usize>, Range<usize>);

/// A grid of more rows or columns is a mistake (practice: designers use up to 24).
const MOST_TRACKS: usize = 100;

/// What is wrong with the rows of names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BadAreas {
    /// A row has another number of names than the first.
    Ragged {
        row: usize,
        names: usize,
        expected: usize,
    },
    /// The cells of an area do not make a rectangle.
    NotARectangle(String),
    /// More rows or columns than a page can hold.
    TooMany(usize),
}

/// The spans of each area, in order of their first cells. A dot is an empty cell.
pub(super) fn areas(rows: &[String]) -> Result<Vec<(String, Spans)>, BadAreas> {
    let names: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.split_whitespace().collect())
        .collect();
    let width = names.first().map_or(0, Vec::len);
    if width.max(rows.len()) > MOST_TRACKS {
        return Err(BadAreas::TooMany(width.max(rows.len())));
    }
    let mut spans: Vec<(String, Spans)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut cells: BTreeMap<&str, usize> = BTreeMap::new();
    for (y, row) in names.iter().enumerate() {
        if row.len() != width {
            return Err(BadAreas::Ragged {
                row: y,
                names: row.len(),
                expected: width,
            });
        }
        for (x, &name) in row
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.chars().all(|c| c == '.'))
        {
            *cells.entry(name).or_default() += 1;
            match places.get(name).and_then(|&place| spans.get_mut(place)) {
                Some((_, (columns, rows))) => {
                    *columns = columns.start.min(x)..columns.end.max(x + 1);
                    *rows = rows.start.min(y)..rows.end.max(y + 1);
                }
                None => {
                    places.insert(name, spans.len());
                    spans.push((name.to_owned(), (x..x + 1, y..y + 1)));
                }
            }
        }
    }
    for (name, (columns, rows)) in &spans {
        if cells.get(name.as_str()) != Some(&(columns.len() * rows.len())) {
            return Err(BadAreas::NotARectangle(name.clone()));
        }
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &[&str]) -> Result<Vec<(String, Spans)>, BadAreas> {
        areas(&rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn areas_span_rectangles() {
        let spans = read(&["title title", "story act", "story ."]).expect("well-formed");
        assert_eq!(spans[0], ("title".into(), (0..2, 0..1)));
        assert_eq!(spans[1], ("story".into(), (0..1, 1..3)));
        assert_eq!(spans[2], ("act".into(), (1..2, 1..2)));
    }

    #[test]
    fn other_shapes_are_refused() {
        assert_eq!(
            read(&["a a", "a b"]),
            Err(BadAreas::NotARectangle("a".into()))
        );
        assert_eq!(
            read(&["a b", "b a"]),
            Err(BadAreas::NotARectangle("a".into()))
        );
        assert_eq!(
            read(&["a b", "a"]),
            Err(BadAreas::Ragged {
                row: 1,
                names: 1,
                expected: 2
            })
        );
    }
}

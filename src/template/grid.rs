//! Named areas: turns the drawing of a grid (`areas = ["title title", "text code"]`) into the columns and rows
//! that each area spans, as CSS does for `grid-template-areas` (CSS Grid Layout Level 1, 7.3).

use std::collections::BTreeMap;
use std::ops::Range;

/// Columns and rows of an area, from 0.
pub(super) type Spans = (Range<usize>, Range<usize>);

/// Most rows or columns of a grid. More are a mistake (practice: designers use up to 24), and a file with
/// millions would take all memory.
const MOST_TRACKS: usize = 100;

/// Why the rows of names draw no grid.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BadAreas {
    /// A row, from 0, has another number of names than the first.
    Ragged {
        row: usize,
        names: usize,
        expected: usize,
    },
    /// The cells of an area do not make a rectangle.
    NotARectangle(String),
    /// There are more rows or columns than [`MOST_TRACKS`]: that many.
    TooMany(usize),
}

/// The spans of each area, in order of their first cells, which is the reading order of the page. A dot is an
/// empty cell.
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
            // Several dots are an empty cell too: they keep the columns of the drawing in line.
            .filter(|(_, name)| !name.chars().all(|c| c == '.'))
        {
            *cells.entry(name).or_default() += 1;
            match places.get(name).and_then(|&place| spans.get_mut(place)) {
                // The span grows to hold every cell of that name; gaps in it are found afterwards.
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
        // As many cells as the spanned rectangle has: otherwise cells of another area, or dots, lie in it.
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

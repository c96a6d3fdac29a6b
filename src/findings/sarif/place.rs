//! Where a finding is: in a text file, in a PDF, and on which pieces.

use std::path::Path;

use super::found::Found;
use super::log::{ArtifactLocation, Location, LogicalLocation, Message, PhysicalLocation, Region};
use super::uri::Uri;

use crate::diag::{Diagnostic, Place, Source};
use crate::findings::in_mm;

/// The folder that addresses of files are relative to. Code hosts know this name as the root of a repository.
pub(super) const FOLDER: &str = "%SRCROOT%";

/// The sources of the program, where its own layouts are.
pub(super) const PROGRAM: &str = "HANDBILL";

/// The place of a finding.
pub(super) fn location(
    found: &Found<'_>,
    folder: Option<&Path>,
    first_file: Option<&Path>,
) -> Location {
    let places = found
        .all
        .iter()
        .filter_map(|problem| problem.place.as_ref());
    // A file of the user comes first: an editor can open it.
    let own = places.clone().find(|place| !place.source.shipped);
    // One PDF stands for all that have the finding.
    let pdf = found.files.first().map(Path::new);
    let physical = match (own, pdf.or(first_file)) {
        (Some(place), _) => Some(PhysicalLocation {
            artifact_location: artifact(Path::new(&place.source.name), folder),
            region: Some(region(place)),
        }),
        (None, Some(file)) => Some(PhysicalLocation {
            artifact_location: artifact(file, folder),
            region: None,
        }),
        (None, None) => None,
    };
    let mut logical: Vec<LogicalLocation> = Vec::new();
    for problem in &found.all {
        for place in logical_locations(found, problem) {
            // The standard wants each of them once.
            if !logical.contains(&place) {
                logical.push(place);
            }
        }
    }
    Location {
        physical_location: physical,
        logical_locations: logical,
        message: None,
    }
}

/// The line of a layout that comes with the program, if that is where a finding is: whoever wants to copy the layout and
/// change it looks there.
pub(super) fn shipped(problem: &Diagnostic) -> Option<Location> {
    let place = problem.place.as_ref()?;
    place.source.shipped.then(|| Location {
        physical_location: Some(PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: Uri::of(Path::new(&place.source.name), None)
                    .as_str()
                    .to_owned(),
                uri_base_id: Some(PROGRAM),
            },
            region: Some(region(place)),
        }),
        logical_locations: Vec::new(),
        message: Some(Message::new("The layout that comes with handbill.")),
    })
}

fn artifact(path: &Path, folder: Option<&Path>) -> ArtifactLocation {
    let uri = Uri::of(path, folder);
    ArtifactLocation {
        uri: uri.as_str().to_owned(),
        uri_base_id: match uri {
            Uri::Relative(_) => Some(FOLDER),
            Uri::Absolute(_) => None,
        },
    }
}

/// The key, the piece, the page and the area on the page, as far as they are known.
fn logical_locations(found: &Found<'_>, problem: &Diagnostic) -> Vec<LogicalLocation> {
    let mut places = Vec::new();
    let mut add = |name: String, path: String, kind| {
        places.push(LogicalLocation {
            name,
            fully_qualified_name: path,
            kind,
        });
    };
    if let Some(place) = problem.place.as_ref().filter(|place| !place.key.is_empty()) {
        let name = place.key.rsplit('.').next().unwrap_or_default();
        add(name.to_owned(), place.key.clone(), "property");
    }
    let piece = problem.piece.as_ref();
    if let Some(piece) = piece {
        add(piece.to_string(), piece.to_string(), "piece");
    }
    // Pages count within a PDF. Before it is written, within the piece.
    let of = match (found.files.first(), piece) {
        (Some(file), _) => (*file).to_owned(),
        (None, Some(piece)) => piece.to_string(),
        (None, None) => String::new(),
    };
    if let Some(on) = problem.on_page {
        let page = format!("page {}", on.page + 1);
        let path = format!("{of}, {page}");
        let [left, top, width, height] = in_mm(on.rect);
        let area = format!("{left} mm, {top} mm, {width} mm × {height} mm");
        add(page, path.clone(), "page");
        add(area.clone(), format!("{path}, {area}"), "area");
    }
    places
}

fn region(place: &Place) -> Region {
    let (start_line, start_column) = position(&place.source, place.span.start);
    let (end_line, end_column) = position(&place.source, place.span.end.max(place.span.start));
    Region {
        start_line,
        start_column,
        end_line,
        end_column,
    }
}

/// Line and column of a byte offset, both from 1, the column in units of UTF-16.
fn position(source: &Source, offset: usize) -> (usize, usize) {
    let mut end = offset.min(source.text.len());
    // An offset inside a character would panic when the text is sliced.
    while !source.text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &source.text[..end];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].encode_utf16().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn columns_count_units_of_utf16_and_the_end_is_after_the_last() {
        let text = "a = 1\n# 🕊 ա\nb = \"é\"\n";
        let source = Arc::new(Source {
            name: "x".into(),
            text: text.into(),
            shipped: false,
        });
        let of = |part: &str| {
            let start = text.find(part).expect("it is there");
            region(&Place {
                source: source.clone(),
                span: start..start + part.len(),
                key: String::new(),
            })
        };
        let at = |start_line, start_column, end_line, end_column| Region {
            start_line,
            start_column,
            end_line,
            end_column,
        };
        assert_eq!(of("ա"), at(2, 6, 2, 7));
        assert_eq!(of("\"é\""), at(3, 5, 3, 8));
        assert_eq!(of("1\n# "), at(1, 5, 2, 3));
    }
}

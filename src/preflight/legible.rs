//! The distance from which the words of a piece can be read.

use crate::frame::{Frame, ItemKind, Role};
use crate::geom::Length;
use crate::page::Piece;

/// Distance divided by the height of a capital at which words are read comfortably (practice: an inch of letter
/// height for 25 feet).
const EASE: f64 = 300.0;
/// Height of a capital as a share of the type size (practice).
const CAPITAL: f64 = 0.7;

/// The words of one kind on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The kind of the words, such as `heading 1`.
    pub role: String,
    /// Index of the page, from 0.
    pub page: usize,
    /// The smallest type size of the words.
    pub size: Length,
    /// The distance from which the words are read comfortably.
    pub distance: Length,
}

/// The reading distance of each kind of words on each page, the largest first.
pub fn readings(piece: &Piece) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for (page, content) in piece.pages.iter().enumerate() {
        collect(&content.frame, None, &mut |role, size| {
            let role = name_of(role);
            let known = readings
                .iter_mut()
                .find(|known| known.page == page && known.role == role);
            match known {
                Some(known) => known.size = known.size.min(size),
                None => readings.push(Reading {
                    role,
                    page,
                    size,
                    distance: Length::ZERO,
                }),
            }
        });
    }
    for reading in &mut readings {
        // The smallest words of a kind limit the distance for all of them.
        reading.distance = reading.size * CAPITAL * EASE;
    }
    readings.sort_by(|a, b| a.page.cmp(&b.page).then(b.size.cmp(&a.size)));
    readings
}

/// Calls `report` with the role and size of each run of text. Text in a group has the role of the group.
fn collect(frame: &Frame, of_group: Option<Role>, report: &mut impl FnMut(Role, Length)) {
    for item in &frame.items {
        // A story is a container; its paragraphs have the roles that count. So is a table.
        let role = of_group
            .filter(|role| !matches!(role, Role::Story | Role::Table))
            .unwrap_or(item.role);
        match &item.kind {
            ItemKind::Group(inner) => collect(inner, Some(role), report),
            ItemKind::Text(run) if !run.text.trim().is_empty() && role != Role::Artifact => {
                report(role, run.size);
            }
            _ => {}
        }
    }
}

/// The name of a role in the report.
fn name_of(role: Role) -> String {
    match role {
        Role::Heading(level) => format!("heading {level}"),
        Role::Quote(_) => "quotation".to_owned(),
        Role::Fact(_) => "figure".to_owned(),
        Role::ListItem | Role::Label => "list".to_owned(),
        Role::Note => "small print".to_owned(),
        Role::Link => "link".to_owned(),
        Role::Table | Role::Cell => "table".to_owned(),
        Role::Paragraph | Role::Story | Role::Figure | Role::Artifact => "text".to_owned(),
    }
}

//! How far words can be read.

use crate::frame::{Frame, ItemKind, Role};
use crate::geom::Length;
use crate::page::Piece;

/// Distance over the height of a capital at which words are read with ease (practice: an inch of letter
/// for 25 feet).
const EASE: f64 = 300.0;
/// The height of a capital as a share of the size (practice).
const CAPITAL: f64 = 0.7;

/// The words of one kind on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What they are, such as `heading 1`.
    pub role: String,
    /// The page of the piece, from 0.
    pub page: usize,
    /// The size of the smallest of them.
    pub size: Length,
    /// The distance from which they are read with ease.
    pub distance: Length,
}

/// How far the words of a piece are read, by what they are, the largest first.
pub fn readings(piece: &Piece) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for (page, content) in piece.pages.iter().enumerate() {
        collect(&content.frame, None, &mut |role, size| {
            let role = named(role);
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
        reading.distance = reading.size * CAPITAL * EASE;
    }
    readings.sort_by(|a, b| a.page.cmp(&b.page).then(b.size.cmp(&a.size)));
    readings
}

/// Words have the role of the group that they are in.
fn collect(frame: &Frame, of_group: Option<Role>, tell: &mut impl FnMut(Role, Length)) {
    for item in &frame.items {
        let role = of_group
            .filter(|role| *role != Role::Story)
            .unwrap_or(item.role);
        match &item.kind {
            ItemKind::Group(inner) => collect(inner, Some(role), tell),
            ItemKind::Text(run) if !run.text.trim().is_empty() && role != Role::Artifact => {
                tell(role, run.size);
            }
            _ => {}
        }
    }
}

fn named(role: Role) -> String {
    match role {
        Role::Heading(level) => format!("heading {level}"),
        Role::Quote(_) => "quotation".to_owned(),
        Role::Fact(_) => "figure".to_owned(),
        Role::ListItem | Role::Label => "list".to_owned(),
        Role::Note => "small print".to_owned(),
        Role::Link => "link".to_owned(),
        Role::Paragraph | Role::Story | Role::Figure | Role::Artifact => "text".to_owned(),
    }
}

//! What of a filled layout says something of the campaign, and what only stands around it.
//!
//! A layout is made for many campaigns, so some of it finds nothing to show. A heading ("What to say") over nothing, a
//! line between two things that are not there, a page with its number alone are mistakes in print. So a stack or a
//! grid of which something was left out, and in which only fixed words, rules, dates and page numbers are left, is
//! left out as a whole; and so is a page that has only what pages of a piece have in common.

use super::plan::{Kind, Node};
use crate::frame::Role;

/// Tables of the content file: words whose key is below one of them are of the campaign. Words that a layout has
/// itself are there on purpose.
const FIXED: [&str; 2] = ["labels.", "campaign.as_of"];

/// The call beside a code ("Scan. Read. Act."). It is fixed words too, but says something of the campaign: there is none
/// without an action ([`super::lookup`]), and without it nobody knows what a code is for.
const ASK: &str = "labels.ask";

/// Whether the words of a key are the same on the pieces of any campaign.
fn is_fixed(key: &str) -> bool {
    key != ASK && FIXED.iter().any(|fixed| key.starts_with(fixed))
}

/// Keys of what stands on any page: who hands it out, the closing line, the credit of a picture.
const COMMON: [&str; 4] = [
    "organizer.",
    "campaign.hashtag",
    "campaign.thanks",
    "image.",
];

/// Whether a box says nothing: all that is in it are fixed words, dates, page numbers, and rules.
pub(super) fn says_nothing(node: &Node) -> bool {
    holds_only(node, &is_fixed)
}

/// Whether a box has only what all pages of a piece may have.
pub(super) fn is_furniture(node: &Node) -> bool {
    holds_only(node, &|key| {
        is_fixed(key) || COMMON.iter().any(|common| key.starts_with(common))
    })
}

/// Whether all words in a box have such keys, and nothing else is in it.
fn holds_only(node: &Node, is_idle: &dyn Fn(&str) -> bool) -> bool {
    match &node.kind {
        Kind::Empty | Kind::Rule(_) => true,
        Kind::Text(text) => {
            let mut runs = text.runs.iter();
            // The number of a page is an artifact of the paper, and so is a date that says nothing by itself.
            text.role == Role::Artifact
                || runs.all(|run| run.text.trim().is_empty() || is_idle(&run.origin.key))
        }
        Kind::Grid(grid) => {
            let mut cells = grid.cells.iter();
            cells.all(|cell| holds_only(&cell.node, is_idle))
        }
        Kind::Turned(turned) => holds_only(&turned.page.root, is_idle),
        Kind::Code(_)
        | Kind::Picture(_)
        | Kind::Story(_)
        | Kind::Table(_)
        | Kind::Tally(_)
        | Kind::Shape(..) => false,
    }
}

/// Whether a box was left out and nothing of it is drawn: no ground, no line, no room that is kept.
pub(super) fn is_left_out(node: &Node) -> bool {
    matches!(node.kind, Kind::Empty)
        && node.fill.is_none()
        && node.line.is_none()
        && node.height.is_none()
}

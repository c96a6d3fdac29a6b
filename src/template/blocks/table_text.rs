//! The words of tables: styles, headings and cells.

use std::sync::Arc;

use crate::frame::Role;
use crate::text::{Run, Text, TextStyle};

/// The styles of a table.
pub(super) struct TableStyles {
    pub(super) body: Arc<TextStyle>,
    /// `None`: as the cells are, in bold.
    pub(super) head: Option<Arc<TextStyle>>,
    pub(super) label: Option<Arc<TextStyle>>,
}

/// A heading in its style, or in bold in the style of the cells; `None` without words.
pub(super) fn heading(
    mut runs: Vec<Run>,
    style: Option<Arc<TextStyle>>,
    body: &Arc<TextStyle>,
) -> Option<Text> {
    if style.is_none() {
        for run in &mut runs {
            run.strong = true;
        }
    }
    cell_text(runs, &style.unwrap_or_else(|| body.clone()))
}

/// The words of a cell as a text; `None` without words.
pub(super) fn cell_text(runs: Vec<Run>, style: &Arc<TextStyle>) -> Option<Text> {
    let is_empty = runs.iter().all(|run| run.text.trim().is_empty());
    (!is_empty).then(|| Text {
        runs,
        style: style.clone(),
        role: Role::Cell,
        marker: None,
        lines: None,
    })
}

//! What the blocks have in common: their styles, words and gaps, and what their ids stand for.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::document;
use crate::frame::{Origin, Role};
use crate::template::context::Context;
use crate::template::named::{self, Found, Named};
use crate::template::nodes::{in_line, plain_box};
use crate::template::plan::{Cell, Gap, Grid, Kind, Node, Track};
use crate::template::values::{Flow, Padding};
use crate::text::{Run, Text, TextStyle};

/// Takes one block apart.
pub(super) struct Expander<'c, 'a> {
    pub(super) context: &'c mut Context<'a>,
    /// Key of the area in the layout.
    pub(super) key: &'c str,
}

/// How repeated content is arranged.
pub(super) struct Repeat {
    pub(super) flow: Option<Flow>,
    /// How many in a row.
    pub(super) row: Option<u32>,
    pub(super) gap: Option<Padding>,
}

impl Expander<'_, '_> {
    pub(super) fn at(&self, part: &str) -> String {
        format!("{}.{part}", self.key)
    }

    /// The style that a key of the block names, or that of running text.
    pub(super) fn style(&mut self, part: &str, name: &Option<String>) -> Arc<TextStyle> {
        self.context.style(&self.at(part), name.as_deref())
    }

    /// The style of words that are left out if the layout names none for them.
    pub(super) fn style_if_named(
        &mut self,
        part: &str,
        name: &Option<String>,
    ) -> Option<Arc<TextStyle>> {
        name.as_ref().map(|_| self.style(part, name))
    }

    /// A box around something, without a look of its own.
    pub(super) fn boxed(&self, kind: Kind) -> Node {
        plain_box(self.context.origin(self.key), kind)
    }

    pub(super) fn paragraph(&self, runs: Vec<Run>, style: &Arc<TextStyle>, role: Role) -> Node {
        self.boxed(Kind::Text(Text {
            runs,
            style: style.clone(),
            role,
            marker: None,
            lines: None,
        }))
    }

    /// Words of the content, with the key that they came from.
    pub(super) fn content(&self, key: &str, text: &str) -> Vec<Run> {
        let origin = self.context.words.origin(key);
        self.context.words.runs(text, &origin)
    }

    pub(super) fn plain(&self, origin: &Origin, text: impl Into<String>) -> Run {
        Run::new(text, origin)
    }

    /// A fixed word.
    pub(super) fn word(&mut self, name: &str) -> Run {
        match self.context.words.label(name) {
            Some(label) => Run {
                language: label.language,
                ..Run::new(label.text, &label.origin)
            },
            // Told with all others that the language lacks.
            None if self.context.words.labels.has(name) => {
                self.plain(&self.context.origin(self.key), "")
            }
            None => {
                let known = self.context.words.labels.names();
                let problem =
                    Diagnostic::error("unknown-placeholder", format!("`[labels]` has no `{name}`"));
                self.context.report.add_at_layout(
                    self.key,
                    problem.suggest(name, known.iter().map(String::as_str)),
                );
                self.plain(&self.context.origin(self.key), "")
            }
        }
    }

    /// The elements that a list names by their ids or by their places in the file; `*` names all.
    pub(super) fn chosen<T: Clone + Named>(
        &mut self,
        part: &str,
        ids: &[String],
        all: &[T],
    ) -> Vec<T> {
        if ids.len() == 1 && ids[0] == "*" {
            return all.to_vec();
        }
        let mut chosen = Vec::new();
        for wanted in ids {
            match named::find(all, wanted) {
                Found::One(item) => chosen.push(item.clone()),
                Found::Fewer => {}
                Found::Unknown => {
                    let problem = format!("the content has no `{wanted}` for `{part}`");
                    let problem = Diagnostic::error("unknown-reference", problem);
                    let problem = match self.picture_by_file(part, wanted) {
                        Some(hint) => problem.hint(hint),
                        None => problem.suggest(wanted, all.iter().map(Named::id)),
                    };
                    self.context.report.add_at_layout(&self.at(part), problem);
                }
            }
        }
        chosen
    }

    /// What to write where a layout names a picture by its file.
    pub(super) fn picture_by_file(&self, part: &str, wanted: &str) -> Option<String> {
        if part != "image" {
            return None;
        }
        let mut images = self.context.campaign.images.iter();
        match images.find(|image| image.asset.file == wanted) {
            Some(image) => Some(format!("write its id: `image = \"{}\"`", image.id)),
            None => document::declared_picture(wanted),
        }
    }

    /// Gap within an element: half of that between elements.
    pub(super) fn inner_gap(&self, gap: Option<Padding>) -> Gap {
        self.context.gap(gap).within()
    }

    /// Elements in the direction that the area says, with so many in a row where it says that.
    pub(super) fn repeated(&mut self, mut children: Vec<Node>, repeat: &Repeat) -> Kind {
        if children.is_empty() {
            return Kind::Empty;
        }
        let gap = self.context.gap(repeat.gap);
        let row = repeat.row.map_or(0, |row| row.clamp(1, 20) as usize);
        if row == 0 {
            return match children.len() {
                1 => children.remove(0).kind,
                _ => in_line(children, repeat.flow.unwrap_or(Flow::Column), gap),
            };
        }
        let rows = children.len().div_ceil(row);
        let cell = |(index, node): (usize, Node)| Cell {
            columns: index % row..index % row + 1,
            rows: index / row..index / row + 1,
            node,
        };
        Kind::Grid(Grid {
            columns: vec![Track::Fraction(1.0); row],
            rows: vec![Track::Auto; rows],
            gap,
            cells: children.into_iter().enumerate().map(cell).collect(),
        })
    }
}

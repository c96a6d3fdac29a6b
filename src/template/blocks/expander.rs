//! The parts that all blocks share: looking up styles, words and gaps, choosing elements of the content, and
//! arranging them in rows.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::document;
use crate::frame::{Origin, Role};
use crate::rules::Rule;
use crate::template::context::Context;
use crate::template::named::{self, Found, Named};
use crate::template::nodes::{in_line, plain_box};
use crate::template::plan::{Cell, Gap, Grid, Kind, Node, Track};
use crate::template::values::{Flow, Padding};
use crate::text::{Citation, Run, Text, TextStyle};

/// Takes one block apart. The methods in the other files of this folder do it for each kind of block.
pub(super) struct Expander<'c, 'a> {
    pub(super) context: &'c mut Context<'a>,
    /// Key of the area in the layout.
    pub(super) key: &'c str,
}

/// How the elements of a block are arranged.
pub(super) struct Repeat {
    pub(super) flow: Option<Flow>,
    /// Number of elements in a row; without it they go in one column or row.
    pub(super) row: Option<u32>,
    pub(super) gap: Option<Padding>,
}

impl Expander<'_, '_> {
    /// The full key of a key of the block.
    pub(super) fn at(&self, part: &str) -> String {
        format!("{}.{part}", self.key)
    }

    /// The style that a key of the block names; the style `text` if it names none.
    pub(super) fn style(&mut self, part: &str, name: &Option<String>) -> Arc<TextStyle> {
        self.context.style(&self.at(part), name.as_deref())
    }

    /// The style of optional words: a block prints them only if the layout names a style for them.
    pub(super) fn style_if_named(
        &mut self,
        part: &str,
        name: &Option<String>,
    ) -> Option<Arc<TextStyle>> {
        name.as_ref().map(|_| self.style(part, name))
    }

    /// A plain box around something, with the area as its origin.
    pub(super) fn boxed(&self, kind: Kind) -> Node {
        plain_box(self.context.origin(self.key), kind)
    }

    /// A paragraph in a plain box.
    pub(super) fn paragraph(&self, runs: Vec<Run>, style: &Arc<TextStyle>, role: Role) -> Node {
        self.boxed(Kind::Text(Text {
            runs,
            style: style.clone(),
            role,
            marker: None,
            lines: None,
        }))
    }

    /// Words of the content, as runs that remember the key that they come from.
    pub(super) fn content(&self, key: &str, text: &str) -> Vec<Run> {
        let origin = self.context.words.origin(key);
        self.context.words.runs(text, &origin)
    }

    /// Words as they are, without markup or the quotation marks of the language.
    pub(super) fn plain(&self, origin: &Origin, text: impl Into<String>) -> Run {
        Run::new(text, origin)
    }

    /// The number of a source, if there is one to print. `key` is that of the content that names the source.
    pub(super) fn cited(&self, key: &str, citation: Option<Citation>) -> Option<Run> {
        let origin = self.context.words.origin(key);
        self.context.words.citation(citation?, &origin)
    }

    /// A fixed word; empty if the language lacks it. A name that no language has is reported.
    pub(super) fn word(&mut self, name: &str) -> Run {
        match self.context.words.label(name) {
            Some(label) => Run {
                language: label.language,
                ..Run::new(label.text, &label.origin)
            },
            // The language lacks it: one warning lists all such words.
            None if self.context.words.labels.has(name) => {
                self.plain(&self.context.origin(self.key), "")
            }
            None => {
                let known = self.context.words.labels.names();
                let problem = Diagnostic::error(
                    Rule::UnknownPlaceholder,
                    format!("`[labels]` has no `{name}`"),
                );
                self.context.report.add_at_layout(
                    self.key,
                    problem.suggest(name, known.iter().map(String::as_str)),
                );
                self.plain(&self.context.origin(self.key), "")
            }
        }
    }

    /// The elements that a list names by id, kind or place; `*` takes all. Unknown names are reported; places
    /// beyond the last element are left out.
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
            if T::means_all(wanted) {
                chosen.extend(all.iter().filter(|item| item.is(wanted)).cloned());
                continue;
            }
            match named::find(all, wanted) {
                Found::One(item) => chosen.push(item.clone()),
                Found::Fewer => {}
                Found::Unknown => {
                    // Designers often write the file name of a picture, where its id belongs.
                    let problem =
                        format!("`{part}` asks for `{wanted}`, which the content does not have");
                    let problem = Diagnostic::error(Rule::UnknownReference, problem);
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

    /// The hint for a layout that names a picture by its file instead of its id; `None` in any other case.
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

    /// The gap between the parts of one element: about half of that between elements, so that a figure stays
    /// visibly with its words.
    pub(super) fn inner_gap(&self, gap: Option<Padding>) -> Gap {
        self.context.gap(gap).within()
    }

    /// Arranges the elements of a block: in rows of `row` elements, or in one line in the direction of `flow`.
    pub(super) fn repeated(&mut self, children: Vec<Node>, repeat: &Repeat) -> Kind {
        // Names of one row hang into those of the next, in a face with long descenders.
        let gap = match repeat.row {
            Some(_) => self.context.gap(repeat.gap).clear_of_ink(),
            None => self.context.gap(repeat.gap),
        };
        self.repeated_at(children, repeat, gap)
    }

    /// Arranges the elements of a block with that distance between them.
    pub(super) fn repeated_at(
        &mut self,
        mut children: Vec<Node>,
        repeat: &Repeat,
        gap: Gap,
    ) -> Kind {
        if children.is_empty() {
            return Kind::Empty;
        }
        // More than 20 elements in a row are too narrow to read (practice); a row of 0 counts as a row of 1.
        let row = repeat.row.map_or(0, |row| row.clamp(1, 20) as usize);
        if row == 0 {
            // One element needs no grid around it.
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

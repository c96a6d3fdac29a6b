//! Boxes of a template: grids, stacks, and the blocks in them.

use super::blocks;
use super::grid::{self, BadAreas};
use super::plan::{Cell, Grid, Kind, Node, Track, Vertical};
use super::resolve::Resolver;
use super::schema;
use super::values;
use crate::diag::Diagnostic;
use crate::geom::{Edges, Length};

impl Resolver<'_> {
    /// A box with its content.
    pub(super) fn node(&mut self, key: &str, area: &schema::Area) -> Node {
        let kind = self.kind(key, area);
        let length = |length: Option<Length>| length.map(|length| length * self.scale);
        Node {
            origin: self.origin(key),
            padding: area
                .padding
                .map_or(Edges::default(), |padding| padding.0)
                .scaled(self.scale),
            bleed: area.bleed.clone().unwrap_or_default(),
            align: area.align.unwrap_or(Vertical::Top),
            width: length(area.width),
            height: length(area.height)
                .filter(|_| area.fill.is_some() || !matches!(kind, Kind::Empty)),
            fill: area
                .fill
                .as_deref()
                .map(|name| self.color(&format!("{key}.fill"), name)),
            kind,
        }
    }

    fn kind(&mut self, key: &str, area: &schema::Area) -> Kind {
        let held = [
            ("text", area.text.is_some()),
            ("story", area.story.is_some()),
            ("facts", area.facts.is_some()),
            ("tally", area.tally.is_some()),
            ("quotes", area.quotes.is_some()),
            ("codes", area.codes.is_some()),
            ("script", area.script.is_some()),
            ("events", area.events.is_some()),
            ("image", area.image.is_some()),
            ("rule", area.rule.is_some()),
            ("sources", area.sources.is_some()),
            ("imprint", area.imprint.is_some()),
            ("stack", area.stack.is_some()),
            ("areas", area.areas.is_some()),
        ];
        let held: Vec<&str> = held
            .into_iter()
            .filter(|(_, holds)| *holds)
            .map(|(name, _)| name)
            .collect();
        match held[..] {
            [] => Kind::Empty,
            ["areas"] => self.grid(key, area),
            ["stack"] => self.stack(key, area),
            [one] => blocks::expand(self, key, one, area),
            _ => {
                let problem =
                    Diagnostic::error("too-much", format!("the area holds {}", held.join(" and ")));
                self.report(
                    key,
                    problem.hint("an area holds one kind of block; put several into a `stack`"),
                );
                Kind::Empty
            }
        }
    }

    fn stack(&mut self, key: &str, area: &schema::Area) -> Kind {
        let children: Vec<Node> = area
            .stack
            .iter()
            .flatten()
            .enumerate()
            .map(|(index, child)| self.node(&format!("{key}.stack.{index}"), child))
            .collect();
        // What the content leaves out leaves no gap, and no rule over nothing.
        let kept: Vec<Node> = children
            .into_iter()
            .filter(|child| {
                !matches!(child.kind, Kind::Empty) || child.fill.is_some() || child.height.is_some()
            })
            .collect();
        if kept
            .iter()
            .all(|child| matches!(child.kind, Kind::Rule(..)))
        {
            return Kind::Empty;
        }
        let children = kept;
        let flow = area.flow.unwrap_or(values::Flow::Column);
        let gap = self.gap(area);
        in_line(children, flow, gap)
    }

    /// Gaps between rows and between columns.
    pub(super) fn gap(&self, area: &schema::Area) -> (Length, Length) {
        area.gap.map_or((Length::ZERO, Length::ZERO), |gap| {
            (gap.0.top * self.scale, gap.0.right * self.scale)
        })
    }

    fn grid(&mut self, key: &str, area: &schema::Area) -> Kind {
        let rows = area.areas.clone().unwrap_or_default();
        let at = |part: &str| format!("{key}.{part}");
        let spans = match grid::areas(&rows) {
            Ok(spans) => spans,
            Err(bad) => {
                let problem = match bad {
                    BadAreas::Ragged {
                        row,
                        names,
                        expected,
                    } => Diagnostic::error(
                        "bad-grid",
                        format!(
                            "row {} of `areas` names {names} cells, the first row {expected}",
                            row + 1
                        ),
                    ),
                    BadAreas::TooMany(count) => Diagnostic::error(
                        "bad-grid",
                        format!("{count} rows or columns are too many"),
                    ),
                    BadAreas::NotARectangle(name) => Diagnostic::error(
                        "bad-grid",
                        format!("the cells of `{name}` do not make a rectangle"),
                    ),
                };
                self.report(&at("areas"), problem);
                return Kind::Empty;
            }
        };
        let width = rows.first().map_or(0, |row| row.split_whitespace().count());
        let columns = self.tracks(&at("columns"), area.columns.as_ref(), width);
        let heights = self.tracks(&at("rows"), area.rows.as_ref(), rows.len());
        let named = area.area.clone().unwrap_or_default();
        for name in named
            .keys()
            .filter(|name| !spans.iter().any(|(known, _)| known == *name))
        {
            let problem = Diagnostic::error("unknown-area", format!("`areas` has no `{name}`"));
            let problem = problem.suggest(name, spans.iter().map(|(known, _)| known.as_str()));
            self.report(&at(&format!("area.{name}")), problem);
        }
        let mut cells = Vec::new();
        for (name, (columns, rows)) in spans {
            let Some(inner) = named.get(&name) else {
                let problem = Diagnostic::error(
                    "unknown-area",
                    format!("nothing says what the area `{name}` holds"),
                );
                let hint = format!(
                    "add [{}] or write a dot for an empty cell",
                    header(&at(&format!("area.{name}")))
                );
                self.report(&at("areas"), problem.hint(hint));
                continue;
            };
            cells.push(Cell {
                columns,
                rows,
                node: self.node(&at(&format!("area.{name}")), inner),
            });
        }
        Kind::Grid(Grid {
            columns,
            rows: heights,
            gap: self.gap(area),
            cells,
        })
    }

    fn tracks(&mut self, key: &str, given: Option<&Vec<Track>>, count: usize) -> Vec<Track> {
        let tracks = match given {
            Some(tracks) if tracks.len() != count => {
                let problem = format!("{} tracks for {count} in `areas`", tracks.len());
                self.report(key, Diagnostic::error("bad-grid", problem));
                vec![Track::Auto; count]
            }
            Some(tracks) => tracks.clone(),
            None => vec![Track::Fraction(1.0); count],
        };
        let scaled = |track| match track {
            Track::Fixed(length) => Track::Fixed(length * self.scale),
            other => other,
        };
        tracks.into_iter().map(scaled).collect()
    }
}

/// Boxes in a column or a row, as a grid of one track.
pub(super) fn in_line(children: Vec<Node>, flow: values::Flow, gap: (Length, Length)) -> Kind {
    let count = children.len();
    let stretches = |node: &Node| {
        node.height.is_none()
            && matches!(
                node.kind,
                Kind::Story(_) | Kind::Tally(_) | Kind::Picture(_)
            )
    };
    let heights = children
        .iter()
        .map(|node| {
            if stretches(node) {
                Track::Fraction(1.0)
            } else {
                Track::Auto
            }
        })
        .collect();
    let (columns, rows) = match flow {
        values::Flow::Column => (vec![Track::Fraction(1.0)], heights),
        values::Flow::Row => (vec![Track::Fraction(1.0); count], vec![Track::Auto]),
        values::Flow::Inline => (vec![Track::Auto; count], vec![Track::Auto]),
    };
    let cells = children
        .into_iter()
        .enumerate()
        .map(|(index, node)| match flow {
            values::Flow::Column => Cell {
                columns: 0..1,
                rows: index..index + 1,
                node,
            },
            _ => Cell {
                columns: index..index + 1,
                rows: 0..1,
                node,
            },
        })
        .collect();
    Kind::Grid(Grid {
        columns,
        rows,
        gap,
        cells,
    })
}

/// A key path as the header of a table: TOML counts the pages by their order, not by a number.
fn header(key: &str) -> String {
    let named = key.split('.').filter(|part| part.parse::<usize>().is_err());
    named.collect::<Vec<_>>().join(".")
}

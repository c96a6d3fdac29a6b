//! Boxes of a template: grids, stacks, and the blocks in them.

use super::blocks;
use super::grid::{self, BadAreas};
use super::palette::INK;
use super::plan::{
    Border, Cell, Gap, Grid, Kind, Node, PagePlan, Rule, Side, Track, Turned, Vertical,
};
use super::resolve::Resolver;
use super::schema;
use super::values::{self, Copies, Turning};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::{Edges, Length, Size, Turn};

/// Weight of lines to cut along (practice: seen by who cuts, and by nobody else).
fn cut_weight() -> Length {
    Length::pt(0.5)
}

/// Distance between boxes whose gap is not named, as a share of the space between lines above and below:
/// clearly more than between two lines of one paragraph, which are seen as one (practice).
const BETWEEN: f64 = 0.7;

/// The least distance where no gap is named and there is little type: a line and a picture are seen as two
/// (practice). On the paper of the design, and in proportion elsewhere.
fn least_gap() -> Length {
    Length::mm(2.0)
}

/// What an area or a page says of its ground.
pub(super) struct Dress {
    pub(super) look: Option<String>,
    pub(super) fill: Option<String>,
    pub(super) line: Option<Length>,
    pub(super) sides: Option<Vec<Side>>,
    pub(super) bleed: Vec<Side>,
}

impl Dress {
    fn of(area: &schema::Area) -> Self {
        Self {
            look: area.look.clone(),
            fill: area.fill.clone(),
            line: area.line,
            sides: area.sides.clone(),
            bleed: area.bleed.clone().unwrap_or_default(),
        }
    }
}

/// The ground of a box or a page.
pub(super) struct Ground {
    pub(super) fill: Option<Color>,
    /// What `ink` is on it.
    pub(super) ink: Option<Color>,
    pub(super) line: Option<Border>,
}

impl Resolver<'_> {
    /// A box with its content.
    pub(super) fn node(&mut self, key: &str, area: &schema::Area) -> Node {
        let mut needs = area.needs.iter().flatten();
        if !needs.all(|need| need.is_met(self.campaign)) {
            return self.bare(key, Kind::Empty);
        }
        let ground = self.ground(key, &Dress::of(area));
        let outer = self.inked;
        if let Some(ink) = ground.ink {
            self.inked = Some(ink);
        }
        let mut node = match area.copies {
            Some(copies) => self.copied(key, area, copies),
            None => self.single(key, area),
        };
        self.inked = outer;
        let length = |length: Option<Length>| length.map(|length| length * self.scale);
        let drawn = ground.fill.is_some() || !matches!(node.kind, Kind::Empty);
        node.padding = area
            .padding
            .map_or(Edges::default(), |padding| padding.0)
            .scaled(self.scale);
        node.bleed = area.bleed.clone().unwrap_or_default();
        node.width = length(area.width);
        node.height = length(area.height).filter(|_| drawn);
        node.fill = ground.fill;
        node.line = ground.line.filter(|_| drawn);
        node
    }

    /// What the area holds, once.
    fn single(&mut self, key: &str, area: &schema::Area) -> Node {
        let kind = self.kind(key, area);
        let node = Node {
            align: area.align.unwrap_or(Vertical::Top),
            ..self.bare(key, kind)
        };
        let turn = match area.turn {
            Some(Turning::Left) => Turn::Left,
            Some(Turning::Right) => Turn::Right,
            Some(Turning::Over) => Turn::Over,
            None => return node,
        };
        if matches!(node.kind, Kind::Empty) {
            return node;
        }
        let page = PagePlan {
            size: Size::default(),
            margin: Edges::default(),
            fill: None,
            root: node,
        };
        self.bare(key, Kind::Turned(Box::new(Turned { turn, page })))
    }

    /// A box without a look.
    fn bare(&self, key: &str, kind: Kind) -> Node {
        Node {
            origin: self.origin(key),
            fill: None,
            line: None,
            bleed: Vec::new(),
            padding: Edges::default(),
            align: Vertical::Top,
            width: None,
            height: None,
            unsaid: false,
            kind,
        }
    }

    /// The content in columns and rows, with lines to cut along between them. What is said once is said
    /// to those who listen; the others are for scissors.
    fn copied(&mut self, key: &str, area: &schema::Area, copies: Copies) -> Node {
        let one = self.single(key, area);
        if matches!(one.kind, Kind::Empty) {
            return one;
        }
        let cut = area.cut.unwrap_or(false);
        let color = self.color(&format!("{key}.cut"), INK);
        let rule = |upright: bool| Rule {
            weight: cut_weight(),
            color,
            dashed: true,
            upright,
        };
        // A line to cut along has a track of its own between two copies.
        let step = if cut { 2 } else { 1 };
        let tracks = |count: usize| -> Vec<Track> {
            let track = |at: usize| match at % step {
                0 => Track::Fraction(1.0),
                _ => Track::Fixed(cut_weight()),
            };
            (0..count * step + 1 - step).map(track).collect()
        };
        let (columns, rows) = (tracks(copies.columns), tracks(copies.rows));
        let mut cells = Vec::new();
        for row in (0..rows.len()).step_by(step) {
            for column in (0..columns.len()).step_by(step) {
                cells.push(Cell {
                    columns: column..column + 1,
                    rows: row..row + 1,
                    node: Node {
                        unsaid: !cells.is_empty(),
                        ..one.clone()
                    },
                });
            }
        }
        let between = |count: usize| (1..count).step_by(2).filter(move |_| cut);
        for column in between(columns.len()) {
            cells.push(Cell {
                columns: column..column + 1,
                rows: 0..rows.len(),
                node: self.bare(key, Kind::Rule(rule(true))),
            });
        }
        for row in between(rows.len()) {
            cells.push(Cell {
                columns: 0..columns.len(),
                rows: row..row + 1,
                node: self.bare(key, Kind::Rule(rule(false))),
            });
        }
        self.bare(
            key,
            Kind::Grid(Grid {
                columns,
                rows,
                gap: Gap::NONE,
                cells,
            }),
        )
    }

    /// The ground of a box or a page.
    pub(super) fn ground(&mut self, key: &str, dress: &Dress) -> Ground {
        let at = |part: &str| format!("{key}.{part}");
        let looks = self.template.file.boxes.as_ref();
        let look = dress.look.as_ref().and_then(|name| {
            let found = looks.and_then(|looks| looks.get(name)).cloned();
            if found.is_none() {
                let problem = Diagnostic::error("unknown-box", format!("there is no box `{name}`"));
                let names = looks.into_iter().flat_map(|looks| looks.keys());
                let problem = problem.suggest(name, names.map(String::as_str));
                self.report(&at("box"), problem);
            }
            found
        });
        let named = dress.look.clone().unwrap_or_default();
        let look = look.unwrap_or_default();
        let mut color = |own: &Option<String>,
                         key: String,
                         of_look: &Option<String>,
                         part: &str| match (own, of_look) {
            (Some(own), _) => Some(self.color(&key, own)),
            (None, Some(own)) => Some(self.color(&format!("boxes.{named}.{part}"), own)),
            (None, None) => None,
        };
        let fill = color(&dress.fill, at("fill"), &look.fill, "fill");
        let ink = color(&None, String::new(), &look.ink, "ink");
        let weight = dress.line.or(look.line).filter(|line| *line > Length::ZERO);
        let line = weight.map(|weight| Border {
            // A quarter point is the thinnest line that a press prints surely (practice).
            weight: (weight * self.scale).max(Length::pt(0.25)),
            color: ink.unwrap_or_else(|| self.color(&at("line"), INK)),
            sides: dress.sides.clone().or(look.sides).unwrap_or_else(|| {
                let all = [Side::Top, Side::Right, Side::Bottom, Side::Left];
                let bled = |side: &Side| dress.bleed.contains(side);
                all.into_iter().filter(|side| !bled(side)).collect()
            }),
        });
        Ground { fill, ink, line }
    }

    fn kind(&mut self, key: &str, area: &schema::Area) -> Kind {
        let held = area.held();
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
                !matches!(child.kind, Kind::Empty)
                    || child.fill.is_some()
                    || child.line.is_some()
                    || child.height.is_some()
            })
            .collect();
        if kept.iter().all(|child| matches!(child.kind, Kind::Rule(_))) {
            return Kind::Empty;
        }
        let children = kept;
        let flow = area.flow.unwrap_or(values::Flow::Column);
        let gap = self.gap(area);
        in_line(children, flow, gap)
    }

    /// Gaps between rows and between columns of a stack or of repeated content. Where none is named they
    /// follow the type, so that words do not run into each other; `gap = "0mm"` is none.
    pub(super) fn gap(&self, area: &schema::Area) -> Gap {
        self.named_gap(area).unwrap_or(Gap::ByType {
            share: BETWEEN,
            least: least_gap() * self.scale,
        })
    }

    fn named_gap(&self, area: &schema::Area) -> Option<Gap> {
        let gap = area.gap?;
        Some(Gap::Given(gap.0.top * self.scale, gap.0.right * self.scale))
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
            // A grid draws places, and places with a ground or a picture often meet.
            gap: self.named_gap(area).unwrap_or(Gap::NONE),
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
pub(super) fn in_line(children: Vec<Node>, flow: values::Flow, gap: Gap) -> Kind {
    let count = children.len();
    let stretches = |node: &Node| {
        node.height.is_none()
            && matches!(
                node.kind,
                Kind::Story(_)
                    | Kind::Tally(_)
                    | Kind::Picture(_)
                    | Kind::Shape(..)
                    | Kind::Turned(_)
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

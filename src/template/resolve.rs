//! A template and a campaign become a plan: names resolved, lengths scaled to the paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bind::{Unbound, Words};
use super::blocks;
use super::grid::{self, BadAreas};
use super::library::Template;
use super::plan::{
    Cell, Grid, Kind, Node, PagePlan, PiecePlan, Run, Sizing, StoryPlan, Text, TextStyle, Track,
    Vertical,
};
use super::schema;
use crate::color::Color;
use crate::content::{self, Block, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::frame::{Origin, Role};
use crate::geom::{Edges, Length};
use crate::paper::Paper;

/// Smallest type in print (practice; European food-label law asks for about the same).
pub(super) fn smallest_type() -> Length {
    Length::pt(6.5)
}

/// What a template is filled for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The paper.
    pub paper: &'static Paper,
    /// Bleed on every side, where it is not the template's.
    pub bleed: Option<Length>,
    /// The font families at hand.
    pub families: &'a [String],
}

/// Fills a template with a campaign for a paper.
pub fn resolve(
    template: &Template,
    campaign: &Campaign,
    target: Target<'_>,
) -> Result<Warned<PiecePlan>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let head = template.file.template.clone().unwrap_or_default();
    let labels = template.file.labels.clone().unwrap_or_default();
    let (design, paper) = (template.design.size(), target.paper.size());
    let scale = paper
        .width
        .ratio(design.width)
        .min(paper.height.ratio(design.height));
    let mut resolver = Resolver {
        template,
        campaign,
        words: Words {
            campaign,
            labels: &labels,
            sources: template.file.prints_sources(),
        },
        scale,
        distance: head.distance.unwrap_or(Length::mm(400.0)),
        styles: BTreeMap::new(),
        problems: &mut problems,
    };
    resolver.read_styles(target.families);
    let stories = resolver.stories();
    let pages: Vec<PagePlan> = template
        .file
        .page
        .iter()
        .flatten()
        .enumerate()
        .filter_map(|(index, page)| resolver.page(&format!("page.{index}"), page, target.paper))
        .collect();
    if pages.is_empty() && !problems.has_errors() {
        let problem = Diagnostic::error(
            "no-pages",
            format!("the template `{}` has no `[[page]]`", template.id),
        );
        problems.push(problem.hint("it is a base for other templates"));
    }
    let plan = PiecePlan {
        template: template.id.clone(),
        paper: target.paper.name,
        title: campaign.title.clone(),
        language: campaign.language.clone(),
        author: campaign.organizer.name.clone(),
        bleed: target.bleed.or(head.bleed).unwrap_or(Length::ZERO),
        pages,
        stories,
        documents: template
            .chain
            .documents()
            .chain([&campaign.document])
            .cloned()
            .collect(),
    };
    problems.into_result(Some(plan))
}

/// What every part of the resolution needs.
pub(super) struct Resolver<'a> {
    template: &'a Template,
    pub(super) campaign: &'a Campaign,
    pub(super) words: Words<'a>,
    pub(super) scale: f64,
    pub(super) distance: Length,
    styles: BTreeMap<String, Arc<TextStyle>>,
    problems: &'a mut Diagnostics,
}

impl Resolver<'_> {
    /// Reports a problem at a key of the template.
    pub(super) fn report(&mut self, key: &str, problem: Diagnostic) {
        self.problems
            .push(problem.at(self.template.chain.place(key)));
    }

    /// Reports a problem at a key of the content.
    pub(super) fn report_content(&mut self, key: &str, problem: Diagnostic) {
        self.problems.push(problem.at(self.campaign.place(key)));
    }

    /// The origin of a key of the template.
    pub(super) fn origin(&self, key: &str) -> Origin {
        self.template.chain.origin(key)
    }

    /// A color of the palette, `black` or `white`, or a colour written out.
    pub(super) fn color(&mut self, key: &str, name: &str) -> Color {
        let palette = self.template.file.palette.clone().unwrap_or_default();
        if let Some(color) = palette.get(name).copied().or_else(|| name.parse().ok()) {
            return color;
        }
        let problem = Diagnostic::error(
            "unknown-color",
            format!("the palette has no colour `{name}`"),
        );
        self.report(
            key,
            problem.suggest(name, palette.keys().map(String::as_str)),
        );
        Color::BLACK
    }

    /// The style of that name.
    pub(super) fn style(&mut self, key: &str, name: Option<&str>) -> Arc<TextStyle> {
        let name = name.unwrap_or("text");
        if let Some(style) = self.styles.get(name) {
            return style.clone();
        }
        let names: Vec<String> = self.styles.keys().cloned().collect();
        let problem = Diagnostic::error("unknown-style", format!("there is no style `{name}`"));
        self.report(key, problem.suggest(name, names.iter().map(String::as_str)));
        Arc::new(plain_style(name))
    }

    fn read_styles(&mut self, families: &[String]) {
        let fonts = self.template.file.fonts.clone().unwrap_or_default();
        for (role, list) in &fonts {
            for family in list.iter().filter(|family| !families.contains(family)) {
                let problem = Diagnostic::error(
                    "unknown-font",
                    format!("there is no font family `{family}`"),
                );
                let problem = problem.suggest(family, families.iter().map(String::as_str));
                self.report(&format!("fonts.{role}"), problem);
            }
        }
        for (name, raw) in self.template.file.styles.clone().unwrap_or_default() {
            let key = |part: &str| format!("styles.{name}.{part}");
            let role = raw.family.as_deref().unwrap_or("text");
            let list = fonts.get(role).cloned().unwrap_or_else(|| {
                let known = fonts.keys().map(String::as_str);
                let problem =
                    Diagnostic::error("unknown-font", format!("`[fonts]` has no `{role}`"))
                        .suggest(role, known);
                self.report(&key("family"), problem);
                Vec::new()
            });
            let color = raw.color.as_deref().unwrap_or("black");
            let color = self.color(&key("color"), color);
            let weight = raw.weight.unwrap_or(400);
            let leading = raw.leading.unwrap_or(1.3);
            let tracking = raw.tracking.unwrap_or(0.0);
            let wanted = [
                (
                    "weight",
                    (100..=900).contains(&weight),
                    "a weight is 100 (thin) to 900 (black)",
                ),
                (
                    "leading",
                    (0.5..=4.0).contains(&leading),
                    "leading is a multiple of the size: 0.5 to 4",
                ),
                (
                    "tracking",
                    (-0.2..=1.0).contains(&tracking),
                    "tracking is a share of the size: -0.2 to 1",
                ),
            ];
            for (part, _, message) in wanted.into_iter().filter(|(_, holds, _)| !holds) {
                self.report(&key(part), Diagnostic::error("bad-value", message));
            }
            let scaled = |length: Option<Length>| length.unwrap_or(Length::ZERO) * self.scale;
            let style = TextStyle {
                families: list,
                weight,
                stretch: match raw.stretch {
                    Some(schema::Stretch::ExtraCondensed) => 0.625,
                    Some(schema::Stretch::Condensed) => 0.75,
                    Some(schema::Stretch::Normal) | None => 1.0,
                },
                italic: raw.italic.unwrap_or(false),
                size: self.sizing(raw.size.unwrap_or(Sizing::Fixed(Length::pt(10.0)))),
                leading,
                color,
                tracking,
                upper: raw.case == Some(schema::Case::Upper),
                align: raw.align.unwrap_or(schema::Align::Start),
                hyphenate: raw.hyphenate.unwrap_or(false),
                balance: raw.balance.unwrap_or(false),
                before: scaled(raw.before),
                after: scaled(raw.after),
                indent: scaled(raw.indent),
                name: name.clone(),
            };
            self.styles.insert(name.clone(), Arc::new(style));
        }
    }

    /// A size on this paper. Small type stays readable where the paper is smaller than the design.
    fn sizing(&self, size: Sizing) -> Sizing {
        let scaled = |length: Length| (length * self.scale).max(length.min(smallest_type()));
        match size {
            Sizing::Fixed(size) => Sizing::Fixed(scaled(size)),
            Sizing::Fit(low, high) => Sizing::Fit(scaled(low), scaled(high)),
            Sizing::Fill(low, high) => Sizing::Fill(scaled(low), scaled(high)),
        }
    }

    /// Words for a text of the template, with every problem reported.
    pub(super) fn fill(&mut self, key: &str, text: &str) -> Vec<Run> {
        let own = self.origin(key);
        match self.words.fill(text, &own) {
            Ok(runs) => runs,
            Err(unbound) => {
                let problem = match unbound {
                    Unbound::Unknown(name, known) => Diagnostic::error(
                        "unknown-placeholder",
                        format!("nothing is called `{{{name}}}`"),
                    )
                    .suggest(&name, closest(&name, &known)),
                    Unbound::Brace => {
                        Diagnostic::error("unknown-placeholder", "a brace has no partner")
                            .hint("a placeholder stands between { and }")
                    }
                    Unbound::Markup(what) => {
                        Diagnostic::error("markup", format!("the text has {what}"))
                    }
                };
                self.report(key, problem);
                Vec::new()
            }
        }
    }

    /// The names of the stories.
    pub(super) fn story_names(&self) -> Vec<String> {
        self.template
            .file
            .story
            .iter()
            .flat_map(BTreeMap::keys)
            .cloned()
            .collect()
    }

    fn stories(&mut self) -> BTreeMap<String, StoryPlan> {
        let mut plans = BTreeMap::new();
        for (name, raw) in self.template.file.story.clone().unwrap_or_default() {
            let key = format!("story.{name}");
            let body = self.style(&format!("{key}.style"), raw.style.as_deref());
            let heading = self.style(
                &format!("{key}.heading"),
                raw.heading.as_deref().or(Some("heading")),
            );
            let item = self.style(
                &format!("{key}.item"),
                raw.item.as_deref().or(raw.style.as_deref()),
            );
            let mut paragraphs = Vec::new();
            for id in raw.sections.iter().flatten() {
                let Some(section) = self.campaign.section(id) else {
                    let known = self
                        .campaign
                        .sections
                        .iter()
                        .map(|section| section.id.as_str());
                    let problem = Diagnostic::error(
                        "unknown-reference",
                        format!("no `[[section]]` has the id `{id}`"),
                    );
                    let problem = problem.suggest(id, known);
                    self.report(&format!("{key}.sections"), problem);
                    continue;
                };
                let title = self.words.origin(&format!("section.{id}.title"));
                paragraphs.push(Text {
                    runs: self.words.runs(&section.title, &title),
                    style: heading.clone(),
                    role: Role::Heading(2),
                    marker: None,
                    lines: None,
                });
                let origin = self.words.origin(&format!("section.{id}.body"));
                for block in content::blocks(&section.body).unwrap_or_default() {
                    let (spans, style, role, marker) = match &block {
                        Block::Paragraph(spans) => (spans, &body, Role::Paragraph, None),
                        Block::Item(Some(number), spans) => {
                            (spans, &item, Role::ListItem, Some(format!("{number}.")))
                        }
                        Block::Item(None, spans) => {
                            (spans, &item, Role::ListItem, Some("–".to_owned()))
                        }
                    };
                    let runs = self.words.spans(spans, &origin);
                    paragraphs.push(Text {
                        runs,
                        style: style.clone(),
                        role,
                        marker,
                        lines: None,
                    });
                }
            }
            plans.insert(
                name,
                StoryPlan {
                    paragraphs,
                    origin: self.origin(&key),
                },
            );
        }
        plans
    }

    fn page(&mut self, key: &str, page: &schema::Page, paper: &Paper) -> Option<PagePlan> {
        let margin = page
            .margin
            .map_or(Edges::all(Length::mm(10.0)), |margin| margin.0)
            .scaled(self.scale);
        let size = paper.size();
        if margin.left + margin.right >= size.width || margin.top + margin.bottom >= size.height {
            self.report(
                &format!("{key}.margin"),
                Diagnostic::error("bad-value", "the margins leave no room on the page"),
            );
            return None;
        }
        let fill = page
            .fill
            .as_deref()
            .map(|name| self.color(&format!("{key}.fill"), name));
        let area = schema::Area {
            gap: page.gap,
            columns: page.columns.clone(),
            rows: page.rows.clone(),
            areas: page.areas.clone(),
            area: page.area.clone(),
            ..schema::Area::default()
        };
        if area.areas.is_none() {
            self.report(
                key,
                Diagnostic::error("missing-key", "the page has no `areas`")
                    .hint("name the cells of its grid: areas = [\"title\", \"text\"]"),
            );
            return None;
        }
        Some(PagePlan {
            size,
            margin,
            fill,
            root: self.node(key, &area),
        })
    }

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
            height: length(area.height),
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
        let flow = area.flow.unwrap_or(schema::Flow::Column);
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
pub(super) fn in_line(children: Vec<Node>, flow: schema::Flow, gap: (Length, Length)) -> Kind {
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
        schema::Flow::Column => (vec![Track::Fraction(1.0)], heights),
        schema::Flow::Row => (vec![Track::Fraction(1.0); count], vec![Track::Auto]),
        schema::Flow::Inline => (vec![Track::Auto; count], vec![Track::Auto]),
    };
    let cells = children
        .into_iter()
        .enumerate()
        .map(|(index, node)| match flow {
            schema::Flow::Column => Cell {
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

/// The names that share the beginning with the given one; all of them where none does.
fn closest<'k>(name: &str, known: &'k [String]) -> Vec<&'k str> {
    let table = name.split('.').next().unwrap_or(name);
    let same: Vec<&str> = known
        .iter()
        .map(String::as_str)
        .filter(|known| known.split('.').next() == Some(table))
        .collect();
    if same.is_empty() {
        known.iter().map(String::as_str).take(12).collect()
    } else {
        same
    }
}

fn plain_style(name: &str) -> TextStyle {
    TextStyle {
        name: name.to_owned(),
        families: Vec::new(),
        weight: 400,
        stretch: 1.0,
        italic: false,
        size: Sizing::Fixed(Length::pt(10.0)),
        leading: 1.3,
        color: Color::BLACK,
        tracking: 0.0,
        upper: false,
        align: schema::Align::Start,
        hyphenate: false,
        balance: false,
        before: Length::ZERO,
        after: Length::ZERO,
        indent: Length::ZERO,
    }
}

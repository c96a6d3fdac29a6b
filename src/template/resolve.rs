//! A template and a campaign become a plan: names resolved, lengths scaled to the paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bind::{self, Found, Unbound, Words};
use super::labels::Labels;
use super::library::Template;
use super::plan::{PagePlan, PiecePlan, Run, StoryPlan, Text, TextStyle};
use super::schema;
use crate::color::{Color, Ink};
use crate::content::{self, Block, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::frame::{Origin, Role};
use crate::geom::{Edges, Length, Size};
use crate::paper::Paper;
use crate::qr::Symbols;
use crate::route::Route;

/// What a template is filled for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// Edge of the paper on every side that stays empty: the piece is laid out within it.
    pub border: Length,
    /// Bleed on every side, where it is not the template's.
    pub bleed: Option<Length>,
    /// What it is printed on.
    pub route: &'a Route,
    /// The font families at hand.
    pub families: &'a [String],
    /// The codes made so far.
    pub codes: &'a Symbols,
    /// The country that it is handed out in (ISO 3166-1 alpha-2), whose imprint is printed where a layout
    /// leaves the choice open.
    pub country: Option<&'a str>,
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
    // Where the edge of the paper stays empty, nothing is trimmed.
    let bleed = if target.border > Length::ZERO {
        Length::ZERO
    } else {
        target.bleed.or(head.bleed).unwrap_or(target.route.bleed)
    };
    let (design, paper) = (template.design.size(), target.paper.size());
    let paper = Size::new(
        paper.width - target.border * 2.0,
        paper.height - target.border * 2.0,
    );
    let scale = paper
        .width
        .ratio(design.width)
        .min(paper.height.ratio(design.height));
    let mut resolver = Resolver {
        template,
        campaign,
        words: Words {
            campaign,
            labels: Labels {
                campaign,
                own: &labels,
                chain: &template.chain,
            },
            sources: template.file.prints_sources(),
        },
        scale,
        distance: head.distance.unwrap_or(Length::mm(400.0)),
        styles: BTreeMap::new(),
        inks: Vec::new(),
        palette: Vec::new(),
        module: target.route.module,
        codes: target.codes,
        country: target.country,
        problems: &mut problems,
    };
    resolver.read_styles(target.families);
    for (key, problem) in resolver.words.labels.untranslated() {
        resolver.report(&key, problem);
    }
    let stories = resolver.stories();
    let pages: Vec<PagePlan> = template
        .file
        .page
        .iter()
        .flatten()
        .enumerate()
        .filter_map(|(index, page)| resolver.page(&format!("page.{index}"), page, paper))
        .collect();
    let inks = std::mem::take(&mut resolver.inks);
    let palette = std::mem::take(&mut resolver.palette);
    if pages.is_empty() && !problems.has_errors() {
        let problem = Diagnostic::error(
            "no-pages",
            format!("the template `{}` has no `[[page]]`", template.id),
        );
        problems.push(problem.hint("it is a base for other templates"));
    }
    let plan = PiecePlan {
        template: template.id.clone(),
        paper: target.paper.name.to_string(),
        title: campaign.title.clone(),
        language: campaign.language.tag().to_string(),
        inks,
        palette,
        author: campaign.organizer.name.clone(),
        bleed,
        pages,
        stories,
        documents: template
            .chain
            .documents()
            .chain(campaign.files.documents())
            .chain(campaign.language.document())
            .cloned()
            .collect(),
    };
    problems.into_result(Some(plan))
}

/// What every part of the resolution needs.
pub(super) struct Resolver<'a> {
    pub(super) template: &'a Template,
    pub(super) campaign: &'a Campaign,
    pub(super) words: Words<'a>,
    pub(super) scale: f64,
    pub(super) distance: Length,
    pub(super) codes: &'a Symbols,
    /// The country that it is handed out in.
    pub(super) country: Option<&'a str>,
    pub(super) styles: BTreeMap<String, Arc<TextStyle>>,
    /// The colours of the palette that were used so far.
    pub(super) palette: Vec<Color>,
    /// The inks that colours spoke of so far.
    pub(super) inks: Vec<Ink>,
    /// The narrowest module of a code.
    pub(super) module: Length,
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
        self.problems
            .push(problem.at(self.campaign.files.place(key)));
    }

    /// The origin of a key of the template.
    pub(super) fn origin(&self, key: &str) -> Origin {
        self.template.chain.origin(key)
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
            let all = &self.campaign.sections;
            let wanted: Vec<String> = raw.sections.clone().unwrap_or_default();
            let wanted = if wanted == ["*"] {
                all.iter().map(|section| section.id.clone()).collect()
            } else {
                wanted
            };
            for id in &wanted {
                let section = match bind::find(all, id) {
                    Found::One(section) => section,
                    Found::Fewer => continue,
                    Found::Unknown => {
                        let problem = format!("no `[[section]]` has the id `{id}`");
                        let problem = Diagnostic::error("unknown-reference", problem)
                            .suggest(id, all.iter().map(|section| section.id.as_str()));
                        self.report(&format!("{key}.sections"), problem);
                        continue;
                    }
                };
                let id = &section.id;
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
                            let number = self.campaign.language.number(*number as usize);
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

    fn page(&mut self, key: &str, page: &schema::Page, size: Size) -> Option<PagePlan> {
        let margin = page
            .margin
            .map_or(Edges::all(Length::mm(10.0)), |margin| margin.0)
            .scaled(self.scale);
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

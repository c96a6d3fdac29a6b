//! A template and a campaign become a plan: names resolved, lengths scaled to the paper.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bind::{Unbound, Words};
use super::boxes::Dress;
use super::labels::Labels;
use super::library::Template;
use super::named::{self, Found};
use super::plan::{PagePlan, PiecePlan, StoryPlan};
use super::schema;
use crate::color::{Color, Ink};
use crate::content::{self, Block, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::frame::{Origin, Role};
use crate::geom::{Edges, Length, Size};
use crate::language::Dates;
use crate::paper::Paper;
use crate::qr::Symbols;
use crate::route::Route;
use crate::text::{Run, Text, TextStyle};

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
    /// The country that it is handed out in, where the arguments name one (ISO 3166-1 alpha-2); else it
    /// follows from the content ([`Campaign::country_of_piece`]).
    pub country: Option<&'a str>,
    /// How many pages a page makes that is repeated for its story.
    pub repeats: usize,
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
    let design = template.page_sizes(&template.design)?;
    let sizes = template.page_sizes(target.paper)?;
    let edge = target.border * 2.0;
    let sizes: Vec<Size> = sizes
        .into_iter()
        .map(|size| Size::new(size.width - edge, size.height - edge))
        .collect();
    // Pages that are parts of a sheet differ a little; their type does not.
    let share = |(size, design): (&Size, &Size)| {
        let wide = size.width.ratio(design.width);
        wide.min(size.height.ratio(design.height))
    };
    let scale = sizes
        .iter()
        .zip(&design)
        .map(share)
        .fold(f64::MAX, f64::min);
    let pages: Vec<(usize, &schema::Page)> = template
        .file
        .page
        .iter()
        .flatten()
        .enumerate()
        .flat_map(|page| {
            let times = if page.1.repeat.is_some() {
                target.repeats
            } else {
                1
            };
            std::iter::repeat_n(page, times)
        })
        .collect();
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
            sources: template.file.sources(),
            cited: RefCell::default(),
            met: RefCell::default(),
            missing: RefCell::default(),
            counted: RefCell::default(),
            country: RefCell::default(),
            dates: Cell::default(),
            page: Cell::new((1, pages.len())),
        },
        scale,
        distance: head.distance.unwrap_or(Length::mm(400.0)),
        styles: BTreeMap::new(),
        inks: Vec::new(),
        palette: Vec::new(),
        inked: None,
        ink_styles: BTreeSet::new(),
        module: target.route.module,
        codes: target.codes,
        problems: &mut problems,
    };
    resolver.read_styles(target.families);
    for (key, problem) in resolver.words.labels.untranslated() {
        resolver.report(&key, problem);
    }
    let cites = template.file.sources() == Some(schema::Sources::Cited);
    if cites || template.tells_of_events() || template.counts() {
        // What is cited, which figures are printed, and in which countries events are, is known once all of
        // it was filled.
        resolver.silent(|resolver| {
            resolver.stories();
            resolver.pages(&pages, &sizes);
        });
    }
    let country = target.country.map(str::to_owned).or_else(|| {
        let met = resolver.words.met.borrow();
        campaign.country_of_piece(|event| met.contains(event))
    });
    let dates = Dates::in_country(country.as_deref());
    resolver.words.dates.set(dates);
    resolver.words.country.replace(country.clone());
    let stories = resolver.stories();
    let pages = resolver.pages(&pages, &sizes);
    resolver.tell_of_samples();
    resolver.tell_of_missing_words();
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
        // The title of a file has one line.
        title: campaign
            .title
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        language: campaign.language.tag().to_string(),
        country,
        inks,
        palette,
        author: campaign.organizer.name.clone(),
        bleed,
        spoken: template.writes_text(),
        together: template.form().is_some() || template.repeats(),
        pages,
        stories,
        documents: template
            .chain
            .documents()
            .chain(campaign.files.documents())
            .chain(campaign.language.document())
            .cloned()
            .collect(),
        allows: campaign.allows.clone(),
    };
    content::soften(problems, &campaign.allows).into_result(Some(plan))
}

/// What every part of the resolution needs.
pub(super) struct Resolver<'a> {
    pub(super) template: &'a Template,
    pub(super) campaign: &'a Campaign,
    pub(super) words: Words<'a>,
    pub(super) scale: f64,
    pub(super) distance: Length,
    pub(super) codes: &'a Symbols,
    pub(super) styles: BTreeMap<String, Arc<TextStyle>>,
    /// The colours of the palette that were used so far.
    pub(super) palette: Vec<Color>,
    /// The inks that colours spoke of so far.
    pub(super) inks: Vec<Ink>,
    /// What `ink` is on the ground in hand, where it has one of its own.
    pub(super) inked: Option<Color>,
    /// The styles that are set in the colour `ink`.
    pub(super) ink_styles: BTreeSet<String>,
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
                let section = match named::find(all, id) {
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
                            let number = self.campaign.language.figures(number);
                            (spans, &item, Role::ListItem, Some(number))
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

    /// Runs something whose problems are not told.
    pub(super) fn silent(&mut self, run: impl FnOnce(&mut Self)) {
        let said = std::mem::take(self.problems);
        run(self);
        *self.problems = said;
    }

    /// Events that were made up are said to be.
    fn tell_of_samples(&mut self) {
        let met = self.words.met.take();
        for event in self.campaign.events.iter().filter(|event| event.sample) {
            if !met.contains(&event.id) {
                continue;
            }
            let problem = Diagnostic::warning(
                "sample-event",
                "the event is a sample, made up to show the layout",
            );
            self.report_content(
                &format!("event.{}", event.id),
                problem.hint("replace it before you print"),
            );
        }
    }

    /// A language that the program has no words for is reported once, with all words to give. The piece is
    /// made without them: half of it in English would be worse.
    fn tell_of_missing_words(&mut self) {
        let missing: Vec<String> = self.words.missing.take().into_iter().collect();
        if missing.is_empty() {
            return;
        }
        // All that any layout prints, so that they are given in one go, and those of this layout alone.
        let fixed = self.campaign.language.labels();
        let names = fixed.chain(missing.iter().map(String::as_str));
        if let Some((problem, hint)) = self.campaign.lacks_words(names) {
            let problem = Diagnostic::warning("missing-words", problem).hint(hint);
            let place = self.campaign.files.place_of_words();
            self.problems.push(problem.at(place));
        }
    }

    fn pages(&mut self, pages: &[(usize, &schema::Page)], sizes: &[Size]) -> Vec<PagePlan> {
        let mut plans = Vec::new();
        for (number, (index, page)) in pages.iter().enumerate() {
            self.words.page.set((number + 1, pages.len()));
            let size = sizes.get(*index).or(sizes.first()).copied();
            let size = size.unwrap_or_default();
            plans.extend(self.page(&format!("page.{index}"), page, size));
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
        if let Some(story) = page.repeat.as_ref()
            && !self.story_names().contains(story)
        {
            let problem = format!("there is no `[story.{story}]` to repeat the page for");
            let names = self.story_names();
            let problem = Diagnostic::error("unknown-reference", problem)
                .suggest(story, names.iter().map(String::as_str));
            self.report(&format!("{key}.repeat"), problem);
        }
        let ground = self.ground(
            key,
            &Dress {
                look: page.look.clone(),
                fill: page.fill.clone(),
                line: None,
                sides: None,
                bleed: Vec::new(),
            },
        );
        self.inked = ground.ink;
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
        let root = self.node(key, &area);
        self.inked = None;
        Some(PagePlan {
            size,
            margin,
            fill: ground.fill,
            root,
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

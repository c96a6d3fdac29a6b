//! The keys of a campaign's elements that pieces print, or would print.

use std::collections::{BTreeMap, BTreeSet};

use super::elements::{Element, ElementKind, LeftOut, elements};
use crate::content::Campaign;
use crate::frame::{Frame, ItemKind};
use crate::page::Piece;
use crate::pipeline::{Job, Pipeline};
use crate::template::Template;
use crate::template::plan::{Kind, Node, PagePlan, PiecePlan};

/// The elements that something printed from a key stands for: of a fact its figure or its text, of a person
/// the name. A date or the number of a source alone is not the element.
fn elements_of(key: &str) -> Vec<String> {
    let mut parts = key.splitn(3, '.');
    let (table, id, field) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let of = |fields: &[&str]| {
        let is_one = fields.contains(&field);
        is_one
            .then(|| format!("{table}.{id}"))
            .into_iter()
            .collect()
    };
    match table {
        "fact" => of(&["figure", "text", "label"]),
        "action" if field.starts_with("script") => vec![format!("action.{id}.script")],
        "action" => of(&["", "label", "short"]),
        "event" if field == "url" => vec![key.to_owned()],
        "event" => of(&["", "title", "city", "place", "start"]),
        "person" => of(&["name"]),
        "quote" | "moment" => of(&["text"]),
        "table" if field.starts_with("rows") => vec![format!("table.{id}")],
        "image" => of(&[""]),
        // A heading alone does not tell what stands under it.
        "section" => of(&["body"]),
        "organizer" if id == "imprint" => vec![key.to_owned()],
        "campaign" | "organizer" => vec![format!("{table}.{id}")],
        _ => Vec::new(),
    }
}

/// The keys of the elements that pieces print.
#[derive(Clone, Debug, Default)]
pub struct Carried {
    keys: BTreeSet<String>,
    /// The templates of the pieces.
    made: BTreeSet<String>,
}

impl Carried {
    /// Adds what a finished piece prints.
    pub fn add(&mut self, piece: &Piece) {
        self.made.insert(piece.template.clone());
        for page in &piece.pages {
            self.frame(&page.frame);
        }
    }

    /// Adds what others print.
    pub fn join(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.made.extend(other.made);
    }

    fn frame(&mut self, frame: &Frame) {
        for item in &frame.items {
            match &item.kind {
                // Groups and links print nothing of their own.
                ItemKind::Group(inner) => self.frame(inner),
                ItemKind::Link(_) => {}
                ItemKind::Text(run) if run.text.trim().is_empty() => {}
                _ => self.keys.extend(elements_of(&item.origin.key)),
            }
        }
    }

    /// What a filled layout would print.
    fn of_plan(plan: &PiecePlan) -> Self {
        let mut carried = Self::default();
        let mut stories = BTreeSet::new();
        for page in &plan.pages {
            carried.page(page, &mut stories);
        }
        let told = plan
            .stories
            .iter()
            .filter(|(name, _)| stories.contains(*name));
        for run in told
            .flat_map(|(_, story)| &story.paragraphs)
            .flat_map(|text| &text.runs)
        {
            carried.keys.extend(elements_of(&run.origin.key));
        }
        carried
    }

    fn page(&mut self, page: &PagePlan, stories: &mut BTreeSet<String>) {
        self.node(&page.root, stories);
        for layer in &page.layers {
            self.page(&layer.page, stories);
        }
    }

    fn node(&mut self, node: &Node, stories: &mut BTreeSet<String>) {
        match &node.kind {
            Kind::Grid(grid) => {
                for cell in &grid.cells {
                    self.node(&cell.node, stories);
                }
            }
            Kind::Turned(turned) => self.page(&turned.page, stories),
            Kind::Text(text) => {
                let keys = text.runs.iter().map(|run| &run.origin.key);
                self.keys.extend(keys.flat_map(|key| elements_of(key)));
            }
            Kind::Code(code) => self.keys.extend(elements_of(&code.origin.key)),
            Kind::Picture(picture) => self.keys.extend(elements_of(&picture.origin.key)),
            Kind::Story(name) => drop(stories.insert(name.clone())),
            Kind::Table(table) => {
                let rows = table.plan.rows.iter();
                let texts = rows.flat_map(|row| row.cells.iter().flatten());
                let texts = texts.chain(&table.plan.groups);
                let keys = texts.flat_map(|text| &text.runs).map(|run| &run.origin.key);
                self.keys.extend(keys.flat_map(|key| elements_of(key)));
            }
            Kind::Tally(_) | Kind::Rule(_) | Kind::Shape(..) | Kind::Empty => {}
        }
    }

    /// Of each kind of element that a campaign has, how many are among these, and how many it has.
    pub fn counts(&self, campaign: &Campaign) -> Vec<(ElementKind, usize, usize)> {
        let mut counts: BTreeMap<ElementKind, (usize, usize)> = BTreeMap::new();
        for element in elements(campaign) {
            let (printed, all) = counts.entry(element.kind).or_default();
            *printed += usize::from(self.keys.contains(&element.key));
            *all += 1;
        }
        let counts = counts.into_iter();
        counts
            .map(|(kind, (printed, all))| (kind, printed, all))
            .collect()
    }

    /// The elements of a campaign that are not among these, each with the templates at hand that would
    /// print it.
    pub fn left_out(&self, campaign: &Campaign, pipeline: &Pipeline) -> Vec<LeftOut> {
        let missing = elements(campaign)
            .into_iter()
            .filter(|element| !self.keys.contains(&element.key));
        let missing: Vec<Element> = missing.collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let printed = printable(campaign, pipeline, None);
        // A piece that was made prints no more than it does, unless it is about another event.
        let plainly = |element: &Element| -> Vec<String> {
            let others = printed.iter().filter(|(id, _)| !self.made.contains(*id));
            others
                .filter(|(_, carried)| carried.keys.contains(&element.key))
                .map(|(id, _)| id.clone())
                .collect()
        };
        // What pieces print of one event that they are about, they print of each: the first one stands for all.
        let mut about_events: BTreeMap<ElementKind, Vec<String>> = BTreeMap::new();
        let mut about_one = |element: &Element, event: &str| -> Vec<String> {
            let templates = about_events.entry(element.kind).or_insert_with(|| {
                let printed = printable(campaign, pipeline, Some(event)).into_iter();
                printed
                    .filter(|(_, carried)| carried.keys.contains(&element.key))
                    .map(|(id, _)| id)
                    .collect()
            });
            templates.clone()
        };
        let left_out = missing.into_iter().map(|element| {
            let mut templates = plainly(&element);
            let event = match element.kind {
                ElementKind::Event | ElementKind::EventAddress if templates.is_empty() => {
                    element.key.split('.').nth(1)
                }
                _ => None,
            };
            if let Some(event) = event {
                templates = about_one(&element, event);
            }
            LeftOut {
                templates,
                by_event: event.is_some(),
                kind: element.kind,
                words: element.words,
                key: element.key,
            }
        });
        left_out.collect()
    }
}

/// What each template at hand that suits the campaign would print of it, made for an event or for the campaign.
fn printable(
    campaign: &Campaign,
    pipeline: &Pipeline,
    event: Option<&str>,
) -> BTreeMap<String, Carried> {
    let mut printed = BTreeMap::new();
    for id in pipeline.library.ids() {
        let template = pipeline.library.load(&id).ok();
        let suits = |template: &Template| {
            let suits_event = event.is_none() || template.shows_events();
            let suits = suits_event && template.is_piece() && !template.is_shared();
            suits && template.lacking(campaign).is_none()
        };
        let Some(template) = template.filter(suits) else {
            continue;
        };
        let Some(paper) = template.papers.first() else {
            continue;
        };
        let mut job = Job::screen(&template, paper);
        job.event = event.map(str::to_owned);
        let plan = pipeline.plan(campaign, &job);
        printed.insert(
            id,
            plan.map(|plan| Carried::of_plan(&plan)).unwrap_or_default(),
        );
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::elements_of;

    #[test]
    fn a_date_or_a_number_alone_is_not_the_element() {
        assert_eq!(elements_of("fact.leaders.figure"), ["fact.leaders"]);
        assert!(elements_of("fact.leaders.as_of").is_empty());
        assert!(elements_of("person.anna.source").is_empty());
        assert_eq!(elements_of("action.call"), ["action.call"]);
        assert_eq!(
            elements_of("action.call.script.asks.0"),
            ["action.call.script"]
        );
        assert!(elements_of("action.call.detail").is_empty());
        assert!(elements_of("image.front.credit").is_empty());
        assert!(elements_of("section.why.title").is_empty());
        assert_eq!(elements_of("section.why.body"), ["section.why"]);
        assert_eq!(elements_of("table.times.rows.0.1"), ["table.times"]);
        assert_eq!(elements_of("moment.first.text"), ["moment.first"]);
        assert_eq!(elements_of("event.rome.url"), ["event.rome.url"]);
        assert_eq!(
            elements_of("organizer.imprint.DE"),
            ["organizer.imprint.DE"]
        );
        assert_eq!(elements_of("campaign.thanks"), ["campaign.thanks"]);
    }
}

//! What of a campaign its pieces print, so that what a set leaves out can be said: an organizer trusts what
//! comes out without counting.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::Campaign;
use crate::frame::{Frame, ItemKind};
use crate::job::Job;
use crate::page::Piece;
use crate::press::Press;
use crate::template::Template;
use crate::template::plan::{Kind, Node, PiecePlan};

/// An element of a campaign that no piece of a set prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its key in the content file, such as `event.berlin`.
    pub key: String,
    /// What kind of element it is.
    pub kind: ElementKind,
    /// Its first words, so that a person knows it again.
    pub words: String,
    /// Templates that would print it, by their ids.
    pub templates: Vec<String>,
}

/// The kinds of elements that a campaign is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ElementKind {
    /// A figure with what it counts.
    Fact,
    /// Something that a reader can do.
    Action,
    /// What to say on the phone.
    Script,
    /// A gathering.
    Event,
    /// The address with more about a gathering.
    EventAddress,
    /// Someone whom the campaign names.
    Person,
    /// A quotation.
    Quote,
    /// A picture.
    Picture,
    /// A piece of running text.
    Section,
    /// Something that happened.
    Moment,
    /// Lines that the law of a country asks for.
    Imprint,
    /// One of the texts that a campaign has once, such as its closing line.
    Text,
}

impl ElementKind {
    /// One of the kind, and several, in words.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Fact => ("fact", "facts"),
            Self::Action => ("action", "actions"),
            Self::Script => ("script", "scripts"),
            Self::Event => ("event", "events"),
            Self::EventAddress => ("address of an event", "addresses of events"),
            Self::Person => ("person", "persons"),
            Self::Quote => ("quotation", "quotations"),
            Self::Picture => ("picture", "pictures"),
            Self::Section => ("section", "sections"),
            Self::Moment => ("moment", "moments"),
            Self::Imprint => ("imprint", "imprints"),
            Self::Text => ("text", "texts"),
        }
    }

    /// What an area of a layout says to print such an element; `id` is that of the element.
    pub fn block(self, id: &str) -> String {
        match self {
            Self::Fact => format!("facts = [\"{id}\"]"),
            Self::Action => format!("codes = [\"{id}\"]"),
            Self::Script => format!("script = \"{id}\""),
            Self::Event => format!("events = [\"{id}\"]"),
            Self::EventAddress => format!("text = \"{{event.{id}.url}}\""),
            Self::Person => format!("names = [\"{id}\"]"),
            Self::Quote => format!("quotes = [\"{id}\"]"),
            Self::Picture => format!("image = \"{id}\""),
            Self::Section => format!("a story with sections = [\"{id}\"]"),
            Self::Moment => format!("timeline = [\"{id}\"]"),
            Self::Imprint => "imprint = \"auto\"".to_owned(),
            Self::Text => format!("text = \"{{{id}}}\""),
        }
    }
}

/// An element of a campaign.
struct Element {
    kind: ElementKind,
    key: String,
    words: String,
}

/// Most letters that an element is told by.
const MOST_LETTERS: usize = 40;

fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// All that a campaign has to print, in the order of the kinds and of the file. Sources are printed by their
/// numbers where something cites them, and are none of these.
fn elements(campaign: &Campaign) -> Vec<Element> {
    let mut all = Vec::new();
    let mut add = |kind, key: String, words: &str| {
        let words = shortened(words);
        all.push(Element { kind, key, words });
    };
    for fact in &campaign.facts {
        let words = format!("{} {}", fact.figure, fact.text);
        add(ElementKind::Fact, format!("fact.{}", fact.id), &words);
    }
    for action in &campaign.actions {
        add(
            ElementKind::Action,
            format!("action.{}", action.id),
            &action.label,
        );
        if action.script.is_some() {
            let key = format!("action.{}.script", action.id);
            add(ElementKind::Script, key, &action.label);
        }
    }
    for event in &campaign.events {
        add(
            ElementKind::Event,
            format!("event.{}", event.id),
            &event.city,
        );
        if let Some(url) = &event.url {
            let key = format!("event.{}.url", event.id);
            add(ElementKind::EventAddress, key, url.written());
        }
    }
    for person in &campaign.persons {
        add(
            ElementKind::Person,
            format!("person.{}", person.id),
            &person.name,
        );
    }
    for quote in &campaign.quotes {
        add(
            ElementKind::Quote,
            format!("quote.{}", quote.id),
            &quote.text,
        );
    }
    for image in &campaign.images {
        add(
            ElementKind::Picture,
            format!("image.{}", image.id),
            &image.asset.file,
        );
    }
    for section in &campaign.sections {
        add(
            ElementKind::Section,
            format!("section.{}", section.id),
            &section.title,
        );
    }
    for moment in &campaign.moments {
        add(
            ElementKind::Moment,
            format!("moment.{}", moment.id),
            &moment.text,
        );
    }
    for (country, imprint) in &campaign.organizer.imprint {
        let key = format!("organizer.imprint.{country}");
        add(ElementKind::Imprint, key, &imprint.responsible);
    }
    let organizer = &campaign.organizer;
    let url = organizer.url.as_ref().map(|url| url.written().to_owned());
    for (key, text) in [
        ("campaign.hashtag", campaign.hashtag.as_ref()),
        ("campaign.thanks", campaign.thanks.as_ref()),
        ("organizer.about", organizer.about.as_ref()),
        ("organizer.url", url.as_ref()),
    ] {
        if let Some(text) = text {
            add(ElementKind::Text, key.to_owned(), text);
        }
    }
    all
}

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
        "fact" => of(&["figure", "text"]),
        "action" if field.starts_with("script") => vec![format!("action.{id}.script")],
        "action" => of(&["", "label", "short"]),
        "event" if field == "url" => vec![key.to_owned()],
        "event" => of(&["", "city", "place", "start"]),
        "person" => of(&["name"]),
        "quote" | "moment" => of(&["text"]),
        "image" => of(&[""]),
        "section" => of(&["title", "body"]),
        "organizer" if id == "imprint" => vec![key.to_owned()],
        "campaign" | "organizer" => vec![format!("{table}.{id}")],
        _ => Vec::new(),
    }
}

/// The keys of the elements that pieces print.
#[derive(Clone, Debug, Default)]
pub struct Carried(BTreeSet<String>);

impl Carried {
    /// Adds what a finished piece prints.
    pub fn add(&mut self, piece: &Piece) {
        for page in &piece.pages {
            self.frame(&page.frame);
        }
    }

    /// Adds what others print.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    fn frame(&mut self, frame: &Frame) {
        for item in &frame.items {
            match &item.kind {
                // Groups and links print nothing of their own.
                ItemKind::Group(inner) => self.frame(inner),
                ItemKind::Link(_) => {}
                ItemKind::Text(run) if run.text.trim().is_empty() => {}
                _ => self.0.extend(elements_of(&item.origin.key)),
            }
        }
    }

    /// What a filled layout would print.
    fn of_plan(plan: &PiecePlan) -> Self {
        let mut carried = Self::default();
        let mut stories = BTreeSet::new();
        for page in &plan.pages {
            carried.node(&page.root, &mut stories);
        }
        let told = plan
            .stories
            .iter()
            .filter(|(name, _)| stories.contains(*name));
        for run in told
            .flat_map(|(_, story)| &story.paragraphs)
            .flat_map(|text| &text.runs)
        {
            carried.0.extend(elements_of(&run.origin.key));
        }
        carried
    }

    fn node(&mut self, node: &Node, stories: &mut BTreeSet<String>) {
        match &node.kind {
            Kind::Grid(grid) => {
                for cell in &grid.cells {
                    self.node(&cell.node, stories);
                }
            }
            Kind::Turned(turned) => self.node(&turned.page.root, stories),
            Kind::Text(text) => {
                let keys = text.runs.iter().map(|run| &run.origin.key);
                self.0.extend(keys.flat_map(|key| elements_of(key)));
            }
            Kind::Code(code) => self.0.extend(elements_of(&code.origin.key)),
            Kind::Picture(picture) => self.0.extend(elements_of(&picture.origin.key)),
            Kind::Story(name) => drop(stories.insert(name.clone())),
            Kind::Tally(_) | Kind::Rule(_) | Kind::Shape(..) | Kind::Empty => {}
        }
    }

    /// The elements of a campaign that are not among these, each with the templates of the press that would
    /// print it.
    pub fn left_out(&self, campaign: &Campaign, press: &Press) -> Vec<LeftOut> {
        let missing = elements(campaign)
            .into_iter()
            .filter(|element| !self.0.contains(&element.key));
        let missing: Vec<Element> = missing.collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let printed = printable(campaign, press);
        let left_out = missing.into_iter().map(|element| {
            let prints =
                |(id, keys): (&String, &Self)| keys.0.contains(&element.key).then(|| id.clone());
            LeftOut {
                templates: printed.iter().filter_map(prints).collect(),
                key: element.key,
                kind: element.kind,
                words: element.words,
            }
        });
        left_out.collect()
    }
}

/// What each template of the press that suits the campaign would print of it; one about an event, of each of
/// the events.
fn printable(campaign: &Campaign, press: &Press) -> BTreeMap<String, Carried> {
    let mut printed = BTreeMap::new();
    for id in press.library.ids() {
        let template = press.library.load(&id).ok();
        let suits = |template: &Template| {
            template.is_piece() && !template.is_shared() && template.lacking(campaign).is_none()
        };
        let Some(template) = template.filter(suits) else {
            continue;
        };
        let Some(paper) = template.papers.first() else {
            continue;
        };
        let job = Job::screen(&template, paper);
        let mut keys = Carried::default();
        let events = campaign.events.iter().filter(|_| template.shows_events());
        let about = events.map(|event| Job {
            event: Some(event.id.clone()),
            ..job.clone()
        });
        for job in about.chain([job.clone()]) {
            if let Some(plan) = press.plan(campaign, &job) {
                keys.0.extend(Carried::of_plan(&plan).0);
            }
        }
        printed.insert(id, keys);
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
        assert_eq!(elements_of("event.rome.url"), ["event.rome.url"]);
        assert_eq!(
            elements_of("organizer.imprint.DE"),
            ["organizer.imprint.DE"]
        );
        assert_eq!(elements_of("campaign.thanks"), ["campaign.thanks"]);
    }
}

//! The elements that a campaign is made of, each with its key in the content file.

use crate::content::{Campaign, Event};

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
    /// Whether they print it only as pieces about that event (`--event`).
    pub by_event: bool,
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
    /// An event.
    Event,
    /// The address with more about an event.
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
    /// Rows and columns.
    Table,
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
            Self::Person => ("person", "people"),
            Self::Quote => ("quotation", "quotations"),
            Self::Picture => ("picture", "pictures"),
            Self::Section => ("section", "sections"),
            Self::Moment => ("moment", "moments"),
            Self::Table => ("table", "tables"),
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
            Self::Table => format!("table = \"{id}\""),
            Self::Imprint => "imprint = \"auto\"".to_owned(),
            Self::Text => format!("text = \"{{{id}}}\""),
        }
    }
}

/// An element of a campaign.
pub(super) struct Element {
    pub(super) kind: ElementKind,
    pub(super) key: String,
    pub(super) words: String,
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

/// An event by its title, if it has one, its day and its city: many events may be in one city.
fn event_in_words(event: &Event) -> String {
    let day = event.when.first_day();
    match &event.title {
        Some(title) => format!("{title}, {day}, {}", event.city),
        None => format!("{day}, {}", event.city),
    }
}

/// All that a campaign has to print, in the order of the kinds and of the file. Sources are printed by their
/// numbers where something cites them, and are none of these.
pub(super) fn elements(campaign: &Campaign) -> Vec<Element> {
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
        let key = format!("event.{}", event.id);
        add(ElementKind::Event, key, &event_in_words(event));
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
    for table in &campaign.tables {
        let words = table.title.as_deref().unwrap_or(&table.id);
        add(ElementKind::Table, format!("table.{}", table.id), words);
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

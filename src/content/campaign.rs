//! A campaign after checking: every required text is there, every reference leads somewhere, every address is
//! valid. References between elements are indices into the lists of the campaign, which cannot dangle.

use std::collections::BTreeMap;

use super::age::MaxAge;
use super::allow::Allow;
use super::files::Files;
use crate::language::{Date, Language, When};
use crate::payload::{Payload, WebAddress};
use crate::picture::Image;

/// A campaign in one language.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Name in file names: small letters, digits, hyphens.
    pub id: String,
    /// Language of the text.
    pub language: Language,
    /// Country of the campaign, as ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Name of the theme of all pieces.
    pub theme: Option<String>,
    /// Title of the documents.
    pub title: String,
    /// The headline, in a few words.
    pub headline: String,
    /// One or two sentences that say what it is about.
    pub lead: Option<String>,
    /// Hashtag with its `#`.
    pub hashtag: Option<String>,
    /// Address of the campaign page.
    pub home: WebAddress,
    /// The day that the figures hold for.
    pub as_of: Date,
    /// How old a figure may be when it is printed.
    pub max_age: MaxAge,
    /// The closing line.
    pub thanks: Option<String>,
    /// Figures, in the order of the file.
    pub facts: Vec<Fact>,
    /// Pull quotes.
    pub quotes: Vec<Quote>,
    /// Sources; their numbers in print are their places in this list, from 1.
    pub sources: Vec<Source>,
    /// What a reader can do.
    pub actions: Vec<Action>,
    /// Events.
    pub events: Vec<Event>,
    /// Pictures.
    pub images: Vec<Image>,
    /// Running text.
    pub sections: Vec<Section>,
    /// People whom the campaign names.
    pub persons: Vec<Person>,
    /// What happened, in the order of the file.
    pub moments: Vec<Moment>,
    /// Rows and columns.
    pub tables: Vec<Table>,
    /// Who hands it out.
    pub organizer: Organizer,
    /// Findings that the content allows, each with a reason.
    pub allows: Vec<Allow>,
    /// Fixed words of layouts that the campaign replaces by its own.
    pub labels: BTreeMap<String, String>,
    /// The content file, and the translation if there is one.
    pub files: Files,
}

/// A figure with what it counts.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Name in references.
    pub id: String,
    /// The figure as printed, such as `50+`.
    pub figure: String,
    /// How many a tally draws.
    pub count: Option<u32>,
    /// Whether these are people.
    pub people: bool,
    /// Whether the true number is larger than the count.
    pub open: bool,
    /// What the figure counts.
    pub text: String,
    /// The same in a word or two.
    pub label: Option<String>,
    /// Index of the source in [`Campaign::sources`].
    pub source: Option<usize>,
    /// The day that the figure holds for.
    pub as_of: Date,
}

/// A short excerpt in its exact words.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Name in references.
    pub id: String,
    /// The words, without quotation marks.
    pub text: String,
    /// Who said or wrote them.
    pub speaker: String,
    /// Index of the source in [`Campaign::sources`].
    pub source: usize,
    /// What the words refer to.
    pub context: Option<String>,
}

/// A publication.
#[derive(Clone, Debug)]
pub struct Source {
    /// Name in references.
    pub id: String,
    /// Author, a person or a body.
    pub author: String,
    /// Title.
    pub title: String,
    /// Publisher, where it is not the author.
    pub publisher: Option<String>,
    /// Date of publication.
    pub date: Option<Date>,
    /// Address.
    pub url: Option<WebAddress>,
}

/// Something that a reader can do, with the code that opens it.
#[derive(Clone, Debug)]
pub struct Action {
    /// Name in references.
    pub id: String,
    /// The verb, in one to four words.
    pub label: String,
    /// One sentence more.
    pub detail: Option<String>,
    /// What the code opens.
    pub payload: Payload,
    /// The short address or number that a person can type: the one that the content gives, else an
    /// international form. Pieces print the form of their own country ([`Campaign::short_of`]).
    pub short: String,
    /// Whether the content gives the short form.
    pub has_own_short: bool,
    /// What to say, for a call.
    pub script: Option<Script>,
}

/// What to say on the phone.
#[derive(Clone, Debug)]
pub struct Script {
    /// How to begin.
    pub opening: Option<String>,
    /// The asks, in order.
    pub asks: Vec<String>,
    /// How to end.
    pub closing: Option<String>,
}

/// An event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Name in references.
    pub id: String,
    /// What takes place.
    pub title: Option<String>,
    /// City.
    pub city: String,
    /// Country, as ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Street, square or building.
    pub place: String,
    /// The days or the local times.
    pub when: When,
    /// IANA time zone of the times.
    pub zone: Option<String>,
    /// The day of the week as the author gives it, to be compared with the date.
    pub weekday: Option<jiff::civil::Weekday>,
    /// Latitude and longitude of the place.
    pub location: Option<(f64, f64)>,
    /// Address with more information.
    pub url: Option<WebAddress>,
    /// Whether it was made up to show the layout.
    pub sample: bool,
}

/// A piece of running text.
#[derive(Clone, Debug)]
pub struct Section {
    /// Name in references.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Text, in the Markdown subset.
    pub body: String,
}

/// A person whom the campaign names.
#[derive(Clone, Debug)]
pub struct Person {
    /// Name in references.
    pub id: String,
    /// The name, as it is printed.
    pub name: String,
    /// Who they are, in a few words.
    pub text: Option<String>,
    /// Id of the picture that shows them.
    pub image: Option<String>,
    /// Index of the source in [`Campaign::sources`].
    pub source: usize,
}

/// A dated event of the past, for a timeline.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Name in references.
    pub id: String,
    /// When.
    pub date: Date,
    /// What happened.
    pub text: String,
    /// Index of the source in [`Campaign::sources`].
    pub source: Option<usize>,
}

/// Rows and columns, such as a list of rides. Each row has as many cells as there are columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// Name in references.
    pub id: String,
    /// What it is a table of.
    pub title: Option<String>,
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// Cells of each row, in the Markdown subset. A cell may be empty.
    pub rows: Vec<Vec<String>>,
}

/// The group that hands out the pieces.
#[derive(Clone, Debug)]
pub struct Organizer {
    /// Name.
    pub name: String,
    /// One or two sentences.
    pub about: Option<String>,
    /// Address.
    pub url: Option<WebAddress>,
    /// Index of the logo in [`Campaign::images`].
    pub logo: Option<usize>,
    /// Imprint lines by country (ISO 3166-1 alpha-2).
    pub imprint: BTreeMap<String, Imprint>,
}

/// The lines that the law of a country asks for.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// Person or body responsible.
    pub responsible: String,
    /// Postal address.
    pub address: Option<String>,
    /// Printer.
    pub printer: Option<String>,
    /// Place of printing, with the year where it is asked for.
    pub place: Option<String>,
    /// What else has to stand there.
    pub note: Option<String>,
}

impl Campaign {
    /// A fixed word of layouts and sheets: the campaign's own if it is in the language of the campaign, else
    /// that of the language; `None` if neither has one.
    pub fn word(&self, name: &str) -> Option<&str> {
        let own = self.labels.get(name);
        // Untranslated words of the campaign are in another language; the table of the program serves readers
        // better.
        let foreign = self.files.language_of(&format!("labels.{name}")).is_some();
        let own = own.filter(|_| !foreign).map(String::as_str);
        own.or_else(|| self.language.label(name))
    }

    /// The message and the hint for fixed words that neither the language nor the content has. `None` if all
    /// are there.
    pub fn lacks_words<'n>(
        &'n self,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Option<(String, String)> {
        let mut lacking: Vec<&str> = Vec::new();
        for name in names {
            if self.word(name).is_none() && !lacking.contains(&name) {
                lacking.push(name);
            }
        }
        let shown = |name: &str| match self.language.model(name) {
            // The English word tells the translator what is meant.
            Some(model) => format!("{name} (“{model}”)"),
            None => name.to_owned(),
        };
        let names: Vec<String> = lacking.into_iter().map(shown).collect();
        let tag = self.language.tag();
        let problem = format!(
            "the program has no words in `{tag}` for the fixed texts of layouts: {} words are missing",
            names.len()
        );
        let how = if self.files.is_translation() {
            format!(
                "`handbill translate CONTENT {tag}` adds them to the translation, under [labels], for you to fill in"
            )
        } else {
            "add them under [labels]".to_owned()
        };
        (!names.is_empty()).then(|| (problem, format!("{how}: {}", names.join(", "))))
    }

    /// The pictures without the logo, in order. A layout that asks for the first picture means one of these.
    pub fn pictures(&self) -> impl Iterator<Item = &Image> {
        let logo = self.organizer.logo;
        let all = self.images.iter().enumerate();
        all.filter_map(move |(at, image)| (Some(at) != logo).then_some(image))
    }

    /// The pictures of the people whom the campaign names, in their order.
    pub fn portraits(&self) -> impl Iterator<Item = &Image> {
        let ids = self
            .persons
            .iter()
            .filter_map(|person| person.image.as_deref());
        ids.filter_map(|id| self.image(id))
    }

    /// The facts that count people, one mark for each.
    pub fn facts_of_people(&self) -> impl Iterator<Item = &Fact> {
        let counts = |fact: &&Fact| fact.people && fact.count.is_some();
        self.facts.iter().filter(counts)
    }

    /// The logo of the organizer.
    pub fn logo(&self) -> Option<&Image> {
        self.images.get(self.organizer.logo?)
    }

    /// The fact of that id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The quote of that id.
    pub fn quote(&self, id: &str) -> Option<&Quote> {
        self.quotes.iter().find(|quote| quote.id == id)
    }

    /// The action of that id.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The event of that id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.iter().find(|event| event.id == id)
    }

    /// The same campaign with that event first, since pieces about an event show the first one. `None` if there
    /// is no such event.
    #[must_use]
    pub fn about(&self, event: &str) -> Option<Self> {
        let at = self.events.iter().position(|own| own.id == event)?;
        let mut about = self.clone();
        // Rotated and not swapped: the other events keep their order.
        about.events[..=at].rotate_right(1);
        Some(about)
    }

    /// The country (ISO 3166-1 alpha-2) in which a piece is handed out. If all events that the piece mentions
    /// are in one country, it is that one; otherwise that of the campaign. `tells_of` says whether the piece
    /// mentions an event.
    pub fn country_of_piece(&self, tells_of: impl Fn(&str) -> bool) -> Option<String> {
        let mut events = self.events.iter().filter(|event| tells_of(&event.id));
        let first = events.next().and_then(|event| event.country.as_ref());
        let agreed =
            // An event without a country agrees with none, so the country of the campaign decides.
            first.filter(|first| events.all(|event| event.country.as_ref() == Some(first)));
        agreed.or(self.country.as_ref()).cloned()
    }

    /// The country whose imprint a piece prints if it is handed out in `country`. If that is unknown, the only
    /// imprint of the content is meant; `None` if there are several, or none for the country.
    pub fn imprint_of<'c>(&'c self, country: Option<&'c str>) -> Option<&'c str> {
        let imprints = &self.organizer.imprint;
        match country {
            Some(country) => imprints
                .get_key_value(country)
                .map(|(country, _)| &**country),
            // A campaign with one imprint has one country, even if no key says so.
            None if imprints.len() == 1 => imprints.keys().next().map(String::as_str),
            None => None,
        }
    }

    /// The picture of that id.
    pub fn image(&self, id: &str) -> Option<&Image> {
        self.images.iter().find(|image| image.id == id)
    }

    /// The section of that id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The place of the source of that id, from 0.
    pub fn place_of_source(&self, id: &str) -> Option<usize> {
        self.sources.iter().position(|source| source.id == id)
    }
}

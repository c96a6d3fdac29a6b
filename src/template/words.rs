//! The words of a campaign and of a layout, as runs of text with their languages and origins.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::labels::{Label, Labels};
use super::values::Sources;
use crate::content::{self, Campaign, Link, Span};
use crate::frame::Origin;
use crate::language::{Date, Dates, Language, Quoting};
use crate::payload::{Payload, Uri, WebAddress};
use crate::text::Run;

/// What a piece has shown so far. Some of it is asked for before all of the piece was gone through, so a piece
/// may be gone through twice, the second time with what was seen the first time.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// The numbers of the sources that something is from.
    pub(super) cited: BTreeSet<usize>,
    /// The ids of the events that something is said about.
    pub(super) events: BTreeSet<String>,
    /// The ids of the facts whose figures or texts are printed.
    pub(super) facts: BTreeSet<String>,
    /// The fixed words that the language of the piece lacks.
    pub(super) missing_labels: BTreeSet<String>,
}

/// The words of a campaign and of a layout.
pub(super) struct Words<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) labels: Labels<'a>,
    /// Which sources the piece prints: only then are their numbers printed.
    pub(super) sources: Option<Sources>,
    /// The country in which the piece is handed out (ISO 3166-1 alpha-2).
    pub(super) country: Option<String>,
    /// Words are asked for in many places, and each is noted: hence a cell.
    pub(super) seen: RefCell<Seen>,
    /// The number of the page in hand from 1, and how many there are.
    pub(super) page: Cell<(usize, usize)>,
}

impl Words<'_> {
    /// Runs of a text of the content, read as its key says: most are letters. Markup was checked when the
    /// content was read.
    pub(super) fn runs(&self, text: &str, origin: &Origin) -> Vec<Run> {
        self.quoted_runs(text, origin, &mut Quoting::default())
    }

    /// Runs of a text of the content that stands after an opening quotation mark of the layout, so that
    /// quotations in it are inner ones.
    pub(super) fn quoted(&self, open: &str, text: &str, origin: &Origin) -> Vec<Run> {
        let mut quoting = Quoting::default();
        self.language_of(origin).note_signs(open, &mut quoting);
        self.quoted_runs(text, origin, &mut quoting)
    }

    /// Runs of a text of the content, within the quotations that its paragraph has open.
    pub(super) fn quoted_runs(
        &self,
        text: &str,
        origin: &Origin,
        quoting: &mut Quoting,
    ) -> Vec<Run> {
        let spans = match content::writing(&origin.key) {
            content::Writing::Letters | content::Writing::Value => content::letters(text),
            content::Writing::Short | content::Writing::Running => {
                content::inline(text).unwrap_or_else(|_| content::letters(text))
            }
        };
        self.quoted_spans(&spans, origin, quoting)
    }

    /// Runs of text already read; a link to a source gets the source's number after it.
    pub(super) fn spans(&self, spans: &[Span], origin: &Origin) -> Vec<Run> {
        self.quoted_spans(spans, origin, &mut Quoting::default())
    }

    fn quoted_spans(&self, spans: &[Span], origin: &Origin, quoting: &mut Quoting) -> Vec<Run> {
        let mut runs = Vec::new();
        let texts: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
        let signs = self.language_of(origin).signs(&texts, quoting);
        let whole = texts.concat();
        let foreign = self.foreign(&whole, origin).map(Language::tag);
        for (index, (span, words)) in spans.iter().zip(signs).enumerate() {
            let run = |text: String, link: Option<Uri>| Run {
                strong: span.strong,
                emphasis: span.emphasis,
                link,
                language: foreign.cloned(),
                ..Run::new(text, origin)
            };
            match &span.link {
                None => runs.push(run(words, None)),
                Some(Link::Url(url)) => runs.push(run(words, Some(Uri::of(url)))),
                // Of a link in several spans only the last one gets the number.
                Some(Link::Source(_))
                    if spans
                        .get(index + 1)
                        .is_some_and(|next| next.link == span.link) =>
                {
                    runs.push(run(words, None));
                }
                Some(Link::Source(id)) => {
                    let number = self
                        .campaign
                        .source_number(id)
                        .map(|number| self.reference(number))
                        .unwrap_or_default();
                    runs.push(run(format!("{words}{number}"), None));
                }
            }
        }
        let (open, close) = self.isolates(&whole, origin);
        // One isolate around them all: several would stand in the order of the page.
        if let Some(first) = runs.first_mut() {
            first.text.insert_str(0, open);
        }
        if let Some(last) = runs.last_mut() {
            last.text.push_str(close);
        }
        runs
    }

    /// Words of the content with the language that they are in.
    pub(super) fn run(&self, text: String, origin: &Origin) -> Run {
        let (open, close) = self.isolates(&text, origin);
        Run {
            language: self
                .foreign(&text, origin)
                .map(|foreign| foreign.tag().clone()),
            ..Run::new(format!("{open}{text}{close}"), origin)
        }
    }

    /// What stands around words of the content: where their language is read the other way, isolates
    /// (Unicode Annex 9, 2.4), so that their punctuation stays with them.
    fn isolates(&self, text: &str, origin: &Origin) -> (&'static str, &'static str) {
        let leftwards = self.campaign.language.is_right_to_left();
        match self.foreign(text, origin).map(Language::is_right_to_left) {
            Some(false) if leftwards => ("\u{2066}", "\u{2069}"),
            Some(true) if !leftwards => ("\u{2067}", "\u{2069}"),
            _ => ("", ""),
        }
    }

    /// The language of a text, where it is not that of the piece.
    fn foreign(&self, text: &str, origin: &Origin) -> Option<&Language> {
        let foreign = self.campaign.files.language_of(&origin.key);
        foreign.filter(|_| text.chars().any(char::is_alphabetic))
    }

    /// The language of a text, by whose marks it is set.
    fn language_of(&self, origin: &Origin) -> &Language {
        let foreign = self.campaign.files.language_of(&origin.key);
        foreign.unwrap_or(&self.campaign.language)
    }

    /// The form of all dates of the piece.
    fn dates(&self) -> Dates {
        Dates::in_country(self.country.as_deref())
    }

    /// A date in the form of the piece.
    pub(super) fn date(&self, date: Date) -> String {
        self.date_in(&self.campaign.language, date)
    }

    /// A date in the form of the piece, in a language that stands on it.
    pub(super) fn date_in(&self, language: &Language, date: Date) -> String {
        self.dates().date(language, date)
    }

    /// Days or times of an event in the form of the piece; none where no time is given.
    pub(super) fn when(&self, event: &content::Event, field: &str) -> Option<String> {
        let (dates, language) = (self.dates(), &self.campaign.language);
        match field {
            "day" => Some(dates.day(language, &event.when)),
            "time" => dates.time(language, &event.when),
            _ => Some(dates.when(language, &event.when)),
        }
    }

    /// A fixed word. One that the language lacks is noted, so that it is told.
    pub(super) fn label(&self, name: &str) -> Option<Label> {
        let found = self.labels.get(name);
        if found.is_none() && self.labels.has(name) {
            self.seen
                .borrow_mut()
                .missing_labels
                .insert(name.to_owned());
        }
        found
    }

    /// The number of a source in superior figures; nothing where the piece does not print its sources.
    pub(super) fn reference(&self, number: usize) -> String {
        self.seen.borrow_mut().cited.insert(number);
        if self.sources.is_some() {
            superscript(number)
        } else {
            String::new()
        }
    }

    /// The origin of a key of the content file.
    pub(super) fn origin(&self, key: &str) -> Origin {
        let files = &self.campaign.files;
        Origin::new(&files.of(key).source().name, key)
    }

    /// The words of the language for a code that opens the page of the campaign, or the campaign's own words
    /// for its pages; none for any other code.
    pub(super) fn ask_of(&self, action: &content::Action) -> Option<Label> {
        let Payload::Url(address) = &action.payload else {
            return None;
        };
        let page = |address: &WebAddress| {
            let address = address.uri().to_string();
            address.trim_end_matches('/').to_owned()
        };
        let has_own = self.campaign.labels.contains_key("ask");
        let opens_home = page(address) == page(&self.campaign.home);
        self.labels.get("ask").filter(|_| has_own || opens_home)
    }

    /// The address or number of an action that a person can type.
    pub(super) fn short(&self, action: &content::Action) -> String {
        let country = self.country.as_deref();
        self.campaign.short_of(action, self.dates(), country)
    }
}

/// A number in superior figures.
fn superscript(number: usize) -> String {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number
        .to_string()
        .bytes()
        .filter_map(|byte| FIGURES.get(usize::from(byte.wrapping_sub(b'0'))))
        .collect()
}

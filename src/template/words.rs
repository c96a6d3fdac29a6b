//! The words of a campaign and of a layout, as runs of text with their language and origin.
//!
//! Everything that a piece prints passes through here. Quotation marks become those of the language of the
//! words, dates get the form of the country in which the piece is handed out, and references to sources become
//! superior numbers. A translation may lack some texts: these stay in the language of the original, are tagged
//! with it for screen readers, and are isolated if they are read in the other direction.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::labels::{Label, Labels};
use super::values::Sources;
use crate::content::{self, Campaign, Link, Span};
use crate::frame::Origin;
use crate::language::{Date, Dates, Language, Quoting};
use crate::payload::{Payload, Uri, WebAddress};
use crate::text::Run;

/// The elements of the content that a piece has printed so far. An early page may need to know what a later one
/// prints, so a piece may be filled twice, the second time with the result of the first (`resolve`).
#[derive(Clone, Debug, Default)]
pub(super) struct Usage {
    /// The numbers, from 1, of the sources that the piece refers to.
    pub(super) cited: BTreeSet<usize>,
    /// The ids of the events that the piece prints something about.
    pub(super) events: BTreeSet<String>,
    /// The ids of the facts whose figures or texts are printed.
    pub(super) facts: BTreeSet<String>,
    /// The ids of those facts whose figures are printed.
    pub(super) figures: BTreeSet<String>,
    /// The fixed words that the language of the piece lacks.
    pub(super) missing_labels: BTreeSet<String>,
    /// The pages that say nothing of the campaign, by their places among those to fill, and so fall away.
    pub(super) idle_pages: BTreeSet<usize>,
}

/// The words of a campaign and of a layout.
pub(super) struct Words<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) labels: Labels<'a>,
    /// Which sources the piece lists; `None` if it lists none, and then it prints no numbers of sources either.
    pub(super) sources: Option<Sources>,
    /// The country in which the piece is handed out (ISO 3166-1 alpha-2).
    pub(super) country: Option<String>,
    /// What was printed so far. In a cell, since words are looked up through shared references.
    pub(super) usage: RefCell<Usage>,
    /// The number of the current page, from 1, and the number of pages.
    pub(super) page: Cell<(usize, usize)>,
    /// What the current page repeats for, where it is one of a banner of letters.
    pub(super) letter: RefCell<Option<String>>,
}

impl Words<'_> {
    /// Runs of a text of the content. Its key decides whether markup is read in it: in most texts a star is a
    /// star.
    pub(super) fn runs(&self, text: &str, origin: &Origin) -> Vec<Run> {
        self.quoted_runs(text, origin, &mut Quoting::default())
    }

    /// Runs of a text of the content that follows an opening quotation mark of the layout, so that quotations
    /// in it get the inner marks of the language.
    pub(super) fn quoted(&self, open: &str, text: &str, origin: &Origin) -> Vec<Run> {
        let mut quoting = Quoting::default();
        self.language_of(origin).note_signs(open, &mut quoting);
        self.quoted_runs(text, origin, &mut quoting)
    }

    /// Runs of a text of the content. `quoting` knows the quotations that are open in its paragraph, and is
    /// updated.
    pub(super) fn quoted_runs(
        &self,
        text: &str,
        origin: &Origin,
        quoting: &mut Quoting,
    ) -> Vec<Run> {
        let spans = match content::writing(&origin.key) {
            content::Writing::Letters | content::Writing::Value => content::letters(text),
            content::Writing::Headline => {
                content::headline(text).unwrap_or_else(|_| content::letters(text))
            }
            content::Writing::Short | content::Writing::Running => {
                // The markup was checked when the content was read; an error here can only mean plain letters.
                content::inline(text).unwrap_or_else(|_| content::letters(text))
            }
        };
        self.quoted_spans(&spans, origin, quoting)
    }

    /// Runs of a text whose markup was read. A link to a source gets the number of the source after it.
    pub(super) fn spans(&self, spans: &[Span], origin: &Origin) -> Vec<Run> {
        self.quoted_spans(spans, origin, &mut Quoting::default())
    }

    fn quoted_spans(&self, spans: &[Span], origin: &Origin, quoting: &mut Quoting) -> Vec<Run> {
        let mut runs = Vec::new();
        // Marks are decided on the whole text: a quotation may begin in one span and end in another.
        let texts: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
        let signs = self.language_of(origin).signs(&texts, quoting);
        let whole = texts.concat();
        let foreign = self.foreign(&whole, origin).map(Language::tag);
        for (index, (span, words)) in spans.iter().zip(signs).enumerate() {
            let run = |text: String, link: Option<Uri>| Run {
                strong: span.strong,
                emphasis: span.emphasis,
                hero: span.hero,
                link,
                language: foreign.cloned(),
                ..Run::new(text, origin)
            };
            match &span.link {
                None => runs.push(run(words, None)),
                Some(Link::Url(url)) => runs.push(run(words, Some(Uri::of(url)))),
                // Emphasis splits a link into several spans; only the last of them gets the number.
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
        // One isolate around all runs: the order of several isolates would follow the direction of the page,
        // and the sentence would come apart.
        if let Some(first) = runs.first_mut() {
            first.text.insert_str(0, open);
        }
        if let Some(last) = runs.last_mut() {
            last.text.push_str(close);
        }
        runs
    }

    /// One run of words of the content, without markup, tagged with their language.
    pub(super) fn run(&self, text: String, origin: &Origin) -> Run {
        let (open, close) = self.isolates(&text, origin);
        Run {
            language: self
                .foreign(&text, origin)
                .map(|foreign| foreign.tag().clone()),
            ..Run::new(format!("{open}{text}{close}"), origin)
        }
    }

    /// The characters around words of the content: isolates (Unicode Annex 9, 2.4) if their language is read in
    /// the other direction than the piece, so that their punctuation stays with them; otherwise nothing.
    fn isolates(&self, text: &str, origin: &Origin) -> (&'static str, &'static str) {
        let leftwards = self.campaign.language.is_right_to_left();
        match self.foreign(text, origin).map(Language::is_right_to_left) {
            Some(false) if leftwards => ("\u{2066}", "\u{2069}"),
            Some(true) if !leftwards => ("\u{2067}", "\u{2069}"),
            _ => ("", ""),
        }
    }

    /// The language of a text that is not translated; `None` if it is in the language of the piece, or has no
    /// letters and so no language.
    fn foreign(&self, text: &str, origin: &Origin) -> Option<&Language> {
        let foreign = self.campaign.files.language_of(&origin.key);
        foreign.filter(|_| text.chars().any(char::is_alphabetic))
    }

    /// The language of a text, whose quotation marks it gets.
    fn language_of(&self, origin: &Origin) -> &Language {
        let foreign = self.campaign.files.language_of(&origin.key);
        foreign.unwrap_or(&self.campaign.language)
    }

    /// The form of all dates of the piece: that of the country in which it is handed out.
    pub(super) fn dates(&self) -> Dates {
        Dates::in_country(self.country.as_deref())
    }

    /// A date in the form of the piece.
    pub(super) fn date(&self, date: Date) -> String {
        self.date_in(&self.campaign.language, date)
    }

    /// A date in the form of the piece, in another language that the piece prints.
    pub(super) fn date_in(&self, language: &Language, date: Date) -> String {
        self.dates().date(language, date)
    }

    /// The day, the time or both of an event, as `field` says; `None` for the time of an event without one.
    pub(super) fn when(&self, event: &content::Event, field: &str) -> Option<String> {
        let (dates, language) = (self.dates(), &self.campaign.language);
        match field {
            "day" => Some(dates.day(language, &event.when)),
            "time" => dates.time(language, &event.when),
            _ => Some(dates.when(language, &event.when)),
        }
    }

    /// A fixed word; `None` if the language lacks it, which is noted for a warning about all missing words.
    pub(super) fn label(&self, name: &str) -> Option<Label> {
        let found = self.labels.get(name);
        if found.is_none() && self.labels.has(name) {
            // A name that no language has is a slip in the layout, and reported where the layout uses it.
            self.usage
                .borrow_mut()
                .missing_labels
                .insert(name.to_owned());
        }
        found
    }

    /// The number of a source in superior figures. A piece that lists no sources prints no numbers, but the
    /// source is noted as cited in any case.
    pub(super) fn reference(&self, number: usize) -> String {
        self.usage.borrow_mut().cited.insert(number);
        // A piece without a list of sources would print numbers that lead nowhere.
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

    /// The call beside a code ("Scan. Read. Act."). The language's words are only for a code that opens the
    /// page of the campaign; a campaign that has words of its own means them for all its pages. `None` for any
    /// other code.
    pub(super) fn ask_of(&self, action: &content::Action) -> Option<Label> {
        let Payload::Url(address) = &action.payload else {
            return None;
        };
        let page = |address: &WebAddress| {
            // `example.org` and `example.org/` open the same page.
            let address = address.uri().to_string();
            address.trim_end_matches('/').to_owned()
        };
        let has_own = self.campaign.labels.contains_key("ask");
        let opens_home = page(address) == page(&self.campaign.home);
        // Another address than the home page may open anything: a petition, a map, a payment.
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

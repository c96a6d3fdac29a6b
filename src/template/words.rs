//! The words of a campaign and of a layout, as runs of text with their language and origin.
//!
//! Everything that a piece prints passes through here. Quotation marks become those of the language of the
//! words, dates get the form of the country in which the piece is handed out, and references to sources become
//! superior numbers (`citations.rs` says which). A translation may lack some texts: these stay in the language of the original, are tagged
//! with it for screen readers, and are isolated if they are read in the other direction.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::labels::{Label, Labels};
use super::values::Sources;
use crate::content::{self, Campaign, Link, Span};
use crate::frame::Origin;
use crate::language::{Date, Dates, Language, Quoting};
use crate::payload::{Payload, Uri};
use crate::text::{Citation, Run};

/// The elements of the content that a piece has printed so far. An early page may need to know what a later one
/// prints, so a piece may be filled twice, the second time with the result of the first (`resolve`).
#[derive(Clone, Debug, Default)]
pub(super) struct Usage {
    /// The sources that the piece cites, by their places in the content, in the order of their numbers.
    pub(super) cited: Vec<usize>,
    /// The ids of the events that the piece prints something about.
    pub(super) events: BTreeSet<String>,
    /// The ids of the facts whose figures or texts are printed.
    pub(super) facts: BTreeSet<String>,
    /// The ids of those facts whose figures are printed.
    pub(super) figures: BTreeSet<String>,
    /// The ids of the actions that the piece prints something about.
    pub(super) actions: BTreeSet<String>,
    /// The ids of those actions whose address or number to type is printed.
    pub(super) typed: BTreeSet<String>,
    /// The ids of those actions whose codes are too long for the sizes that the layout has for them, where the home
    /// page has a shorter one.
    pub(super) too_long: BTreeSet<String>,
    /// The fixed words that the language of the piece lacks.
    pub(super) missing_labels: BTreeSet<String>,
    /// The pages that say nothing of the campaign, by their places among those to fill, and so fall away.
    pub(super) idle_pages: BTreeSet<usize>,
    /// Those that would, were it not for the sources that the piece cites: which these are is known only when all pages
    /// are filled.
    pub(super) idle_without_sources: BTreeSet<usize>,
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
                whole: is_figure(&whole, origin),
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
                    runs.push(run(words, None));
                    let source = self.campaign.place_of_source(id);
                    let cited = source.and_then(|source| {
                        let citation = Citation {
                            source,
                            of_list: false,
                        };
                        self.citation(citation, origin)
                    });
                    runs.extend(cited.map(|cited| Run {
                        cites: cited.cites,
                        ..run(cited.text, None)
                    }));
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
        self.dates().date(&self.campaign.language, date)
    }

    /// The date of a publication, in the language of its entry.
    pub(super) fn published(&self, language: &Language, date: Date) -> String {
        self.dates().published(language, date)
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

    /// The number of a source in superior figures; `None` in a piece that lists no sources, where it would lead
    /// nowhere.
    pub(super) fn citation(&self, citation: Citation, origin: &Origin) -> Option<Run> {
        self.sources?;
        Some(Run {
            cites: Some(citation),
            ..Run::new(superscript(self.number_of(citation.source)), origin)
        })
    }

    /// The number that the piece gives to a source, from 1: sources that it cites come first, in the order in which it
    /// does.
    pub(super) fn number_of(&self, source: usize) -> usize {
        let cited = &self.usage.borrow().cited;
        let place = |source: usize| cited.iter().position(|cited| *cited == source);
        match place(source) {
            Some(place) => place + 1,
            None => {
                let before = (0..source).filter(|other| place(*other).is_none());
                cited.len() + before.count() + 1
            }
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
        let has_own = self.campaign.labels.contains_key("ask");
        let opens_home = address.opens_the_same_as(&self.campaign.home);
        // Another address than the home page may open anything: a petition, a map, a payment.
        self.labels.get("ask").filter(|_| has_own || opens_home)
    }

    /// The address or number of an action that a person can type. It is noted as printed.
    pub(super) fn short(&self, action: &content::Action) -> String {
        let mut usage = self.usage.borrow_mut();
        usage.actions.insert(action.id.clone());
        usage.typed.insert(action.id.clone());
        drop(usage);
        let country = self.country.as_deref();
        self.campaign.short_of(action, self.dates(), country)
    }
}

/// Most characters of a figure that stays on one line: longer ones are phrases (practice).
const LONGEST_FIGURE: usize = 24;

/// Whether words of the content are the figure of a fact, which is never divided: `18 000 €` on two lines is read as 18.
fn is_figure(words: &str, origin: &Origin) -> bool {
    origin.key.starts_with("fact.")
        && origin.key.ends_with(".figure")
        && words.chars().count() <= LONGEST_FIGURE
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

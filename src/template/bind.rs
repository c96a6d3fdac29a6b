//! Placeholders: `{campaign.headline}` and the like, replaced by the campaign's words.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::joints::{Filled, joined};
use super::labels::{Label, Labels};
use super::named::{Found, Named, find, pictures};
use super::schema::Sources;
use crate::content::{self, Campaign, Link, Span};
use crate::frame::Origin;
use crate::language::{Date, Dates, Language, Quoting};
use crate::payload::{Payload, Uri, WebAddress};
use crate::text::Run;

/// What may be said of an event.
const EVENT_FIELDS: [&str; 7] = ["city", "place", "day", "time", "when", "url", "short"];

/// The words of a campaign and of a template, by name.
pub(super) struct Words<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) labels: Labels<'a>,
    /// Which sources the piece prints: only then are their numbers printed.
    pub(super) sources: Option<Sources>,
    /// The numbers of the sources that something was from so far.
    pub(super) cited: RefCell<BTreeSet<usize>>,
    /// The events that were told of so far.
    pub(super) met: RefCell<BTreeSet<String>>,
    /// The fixed words that were asked for and are not given in the language.
    pub(super) missing: RefCell<BTreeSet<String>>,
    /// The facts whose figures or texts were printed so far.
    pub(super) counted: RefCell<BTreeSet<String>>,
    /// The country in which the piece is handed out (ISO 3166-1 alpha-2).
    pub(super) country: RefCell<Option<String>>,
    /// The form of all dates of the piece.
    pub(super) dates: Cell<Dates>,
    /// The number of the page in hand, and how many there are.
    pub(super) page: Cell<(usize, usize)>,
}

/// What stands in the way of a text.
pub(super) enum Unbound {
    /// No such name; with the names that there are.
    Unknown(String, Vec<String>),
    /// A brace without its partner.
    Brace,
    /// Mark-up that is not supported.
    Markup(String),
}

/// What a name stands for.
enum Bound {
    /// Text from the content file, with its key; none where the content leaves it out.
    Content(String, Option<String>),
    /// A label, and what stands in the place that it leaves open.
    Label(Label, Option<(String, Option<String>)>),
    /// A label that the language lacks.
    Lacking,
}

/// Whether a text of a template tells where in the piece it stands.
pub(super) fn tells_of_the_page(text: &str) -> bool {
    text.contains("page.number") || text.contains("page.count")
}

impl Words<'_> {
    /// Reads a text of a template: mark-up, then placeholders. Words from the content keep their own
    /// origin; the template's own words have the given one.
    pub(super) fn fill(&self, text: &str, own: &Origin) -> Result<Vec<Run>, Unbound> {
        let spans = content::inline(text).map_err(|what| Unbound::Markup(what.join(", ")))?;
        let (mut filled, mut quoting) = (Vec::new(), Quoting::default());
        for span in spans {
            let link = match &span.link {
                Some(Link::Url(target)) => Some(self.plain(target)?),
                _ => None,
            };
            // A code that holds no address has no link.
            let link = link.filter(|link| !link.is_empty());
            let link = link.map(|link| Uri::of(&link));
            self.fill_span(&span, link.as_ref(), own, &mut filled, &mut quoting)?;
        }
        let mut runs = joined(filled);
        // Words around something that the content leaves out would stand there alone.
        let from_content = |run: &Run| run.origin != *own && !run.text.trim().is_empty();
        if self.asks_content(text) && !runs.iter().any(from_content) {
            runs.clear();
        }
        Ok(runs)
    }

    /// Whether a text has a placeholder that stands for words of the content.
    fn asks_content(&self, text: &str) -> bool {
        let names = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next());
        names
            .map(str::trim)
            .any(|name| !name.starts_with("label.") || name.contains(' '))
    }

    fn fill_span(
        &self,
        span: &Span,
        link: Option<&Uri>,
        own: &Origin,
        filled: &mut Vec<Filled>,
        quoting: &mut Quoting,
    ) -> Result<(), Unbound> {
        let run = |text: &str, origin: &Origin| Run {
            strong: span.strong,
            emphasis: span.emphasis,
            link: link.cloned(),
            ..Run::new(text, origin)
        };
        for part in parts(&span.text)? {
            match part {
                Part::Literal(text) => {
                    self.campaign.language.note_signs(text, quoting);
                    filled.push(Filled::Joint(run(text, own)));
                }
                Part::Name(name) => {
                    let mut runs = Vec::new();
                    match self.lookup(name)? {
                        Bound::Lacking => {}
                        Bound::Label(label, value) => {
                            let (before, after) = label.around();
                            let run = |text: &str| Run {
                                language: label.language.clone(),
                                ..run(text, &label.origin)
                            };
                            let language = &self.campaign.language;
                            language.note_signs(before, quoting);
                            runs.push(run(before));
                            if let Some((key, value)) = value {
                                let origin = self.origin(&key);
                                let value = value.as_deref().unwrap_or_default();
                                runs.extend(self.quoted_runs(value, &origin, quoting));
                            }
                            language.note_signs(after, quoting);
                            runs.push(run(after));
                        }
                        // Addresses and numbers are to be typed: not even a quotation mark changes in them.
                        Bound::Content(key, value)
                            if key.ends_with(".short") || key.ends_with(".uri") =>
                        {
                            runs.push(run(&value.unwrap_or_default(), &self.origin(&key)));
                        }
                        Bound::Content(key, value) => {
                            let origin = self.origin(&key);
                            let value = value.as_deref().unwrap_or_default();
                            for mut inner in self.quoted_runs(value, &origin, quoting) {
                                inner.strong |= span.strong;
                                inner.emphasis |= span.emphasis;
                                inner.link = inner.link.or_else(|| link.cloned());
                                runs.push(inner);
                            }
                        }
                    }
                    filled.push(Filled::Name(runs));
                }
            }
        }
        Ok(())
    }

    /// A text with its placeholders replaced, without mark-up.
    fn plain(&self, text: &str) -> Result<String, Unbound> {
        parts(text)?
            .into_iter()
            .map(|part| match part {
                Part::Literal(text) => Ok(text.to_owned()),
                Part::Name(name) => self.lookup(name).map(|bound| match bound {
                    Bound::Label(label, _) => label.text,
                    Bound::Lacking => String::new(),
                    Bound::Content(_, value) => value.unwrap_or_default(),
                }),
            })
            .collect()
    }

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
    fn quoted_runs(&self, text: &str, origin: &Origin, quoting: &mut Quoting) -> Vec<Run> {
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

    /// A date in the form of the piece.
    pub(super) fn date(&self, date: Date) -> String {
        self.date_in(&self.campaign.language, date)
    }

    /// A date in the form of the piece, in a language that stands on it.
    pub(super) fn date_in(&self, language: &Language, date: Date) -> String {
        self.dates.get().date(language, date)
    }

    /// Days or times of an event in the form of the piece; none where no time is given.
    pub(super) fn when(&self, event: &content::Event, field: &str) -> Option<String> {
        let (dates, language) = (self.dates.get(), &self.campaign.language);
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
            self.missing.borrow_mut().insert(name.to_owned());
        }
        found
    }

    /// The number of a source in superior figures; nothing where the piece does not print its sources.
    pub(super) fn reference(&self, number: usize) -> String {
        self.cited.borrow_mut().insert(number);
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

    fn lookup(&self, name: &str) -> Result<Bound, Unbound> {
        let unknown = |name: &str| Unbound::Unknown(name.to_owned(), self.names());
        if let Some(ask) = self.ask(name) {
            return Ok(ask);
        }
        if let Some(label) = name.strip_prefix("label.") {
            let (label, filled) = match label.split_once(' ') {
                Some((label, filled)) => (label, Some(filled.trim())),
                None => (label, None),
            };
            if !self.labels.has(label) {
                return Err(unknown(name));
            }
            let filled = filled.map(|name| self.content(name).ok_or_else(|| unknown(name)));
            let filled = filled.transpose()?;
            return Ok(match (self.label(label), filled) {
                (Some(found), filled) => Bound::Label(found, filled),
                // A date is printed even where there is no word for what it is.
                (None, Some((key, value))) => Bound::Content(key, value),
                (None, None) => Bound::Lacking,
            });
        }
        match self.content(name) {
            Some((key, value)) => Ok(Bound::Content(key, value)),
            None => Err(unknown(name)),
        }
    }

    /// What `{action.ID.ask}` stands for: the words that a code's own action is asked for in. "Scan. Read.
    /// Act." is true of a code that opens the page of the campaign, and a campaign may have such words of its
    /// own for its pages; any other code has the label of its action. None where the name is another one.
    fn ask(&self, name: &str) -> Option<Bound> {
        // The word by itself is that of the first action, which has the largest code.
        let id = match name {
            "label.ask" => "1",
            _ => name.strip_prefix("action.")?.strip_suffix(".ask")?,
        };
        let Found::One(action) = find(&self.campaign.actions, id) else {
            return None;
        };
        let own = || {
            Bound::Content(
                format!("action.{}.label", action.id),
                Some(action.label.clone()),
            )
        };
        Some(
            self.ask_of(action)
                .map_or_else(own, |label| Bound::Label(label, None)),
        )
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
        let country = self.country.borrow();
        let country = country.as_deref();
        self.campaign.short_of(action, self.dates.get(), country)
    }

    /// The words of the content that a name stands for, with their key; none where nothing is called so.
    fn content(&self, name: &str) -> Option<(String, Option<String>)> {
        let campaign = self.campaign;
        let (table, rest) = name.split_once('.')?;
        if let Some(value) = match (table, rest) {
            ("campaign", "title") => Some(Some(campaign.title.clone())),
            ("campaign", "headline") => Some(Some(campaign.headline.clone())),
            ("campaign", "lead") => Some(Some(campaign.lead.clone())),
            ("campaign", "hashtag") => Some(campaign.hashtag.clone()),
            ("campaign", "home") => Some(Some(campaign.home.written().to_owned())),
            ("campaign", "as_of") => Some(Some(self.date(campaign.as_of))),
            ("campaign", "thanks") => Some(campaign.thanks.clone()),
            ("page", "number") => Some(Some(campaign.language.number(self.page.get().0))),
            ("page", "count") => Some(Some(campaign.language.number(self.page.get().1))),
            ("organizer", "name") => Some(Some(campaign.organizer.name.clone())),
            ("organizer", "about") => Some(campaign.organizer.about.clone()),
            ("organizer", "url") => Some(written(campaign.organizer.url.as_ref())),
            _ => None,
        } {
            return Some((name.to_owned(), value));
        }
        let (id, field) = rest.split_once('.')?;
        let (id, value) = match table {
            "fact" => told(
                &campaign.facts,
                id,
                field,
                &["figure", "text", "as_of"],
                |fact, field| {
                    if field != "as_of" {
                        self.counted.borrow_mut().insert(fact.id.clone());
                    }
                    match field {
                        "figure" => Some(fact.figure.clone()),
                        "text" => Some(fact.text.clone()),
                        _ => Some(self.date(fact.as_of)),
                    }
                },
            ),
            "quote" => told(
                &campaign.quotes,
                id,
                field,
                &["text", "speaker", "context"],
                |quote, field| match field {
                    "text" => Some(quote.text.clone()),
                    "speaker" => Some(quote.speaker.clone()),
                    _ => quote.context.clone(),
                },
            ),
            "action" => told(
                &campaign.actions,
                id,
                field,
                &["label", "ask", "detail", "short", "uri"],
                |action, field| match field {
                    "label" | "ask" => Some(action.label.clone()),
                    "detail" => action.detail.clone(),
                    "short" => Some(self.short(action)),
                    _ => action.payload.link().map(|uri| uri.to_string()),
                },
            ),
            "section" => told(&campaign.sections, id, field, &["title"], |section, _| {
                Some(section.title.clone())
            }),
            "image" => told(
                &pictures(campaign, id),
                id,
                field,
                &["credit", "license"],
                |image, field| match field {
                    "credit" => image.credit.clone(),
                    _ => image.license.clone(),
                },
            ),
            "event" => {
                let found = told(
                    &campaign.events,
                    id,
                    field,
                    &EVENT_FIELDS,
                    |event, field| match field {
                        "city" => Some(event.city.clone()),
                        "place" => Some(event.place.clone()),
                        "url" => written(event.url.as_ref()),
                        "short" => event.url.as_ref().map(WebAddress::short),
                        _ => self.when(event, field),
                    },
                );
                if let Some((id, _)) = found
                    .as_ref()
                    .filter(|(id, _)| campaign.event(id).is_some())
                {
                    self.met.borrow_mut().insert(id.clone());
                }
                // Day and time are both from the start.
                return found.map(|(id, value)| {
                    let field = match field {
                        "day" | "time" | "when" => "start",
                        "short" => "url",
                        other => other,
                    };
                    (format!("event.{id}.{field}"), value)
                });
            }
            "person" => told(
                &campaign.persons,
                id,
                field,
                &["name", "text"],
                |person, field| match field {
                    "name" => Some(person.name.clone()),
                    _ => person.text.clone(),
                },
            ),
            "moment" => told(
                &campaign.moments,
                id,
                field,
                &["date", "text"],
                |moment, field| match field {
                    "date" => Some(self.date(moment.date)),
                    _ => Some(moment.text.clone()),
                },
            ),
            _ => None,
        }?;
        Some((format!("{table}.{id}.{field}"), value))
    }

    /// Names that a placeholder may have, for a suggestion.
    fn names(&self) -> Vec<String> {
        fn of<T: Named>(table: &str, all: &[T], fields: &[&str], names: &mut Vec<String>) {
            for item in all {
                names.extend(
                    fields
                        .iter()
                        .map(|field| format!("{table}.{}.{field}", item.id())),
                );
            }
        }
        let campaign = [
            "title", "headline", "lead", "hashtag", "home", "as_of", "thanks",
        ];
        let mut names: Vec<String> = campaign
            .iter()
            .map(|field| format!("campaign.{field}"))
            .collect();
        names.extend(
            ["name", "about", "url"]
                .iter()
                .map(|field| format!("organizer.{field}")),
        );
        of(
            "fact",
            &self.campaign.facts,
            &["figure", "text", "as_of"],
            &mut names,
        );
        of(
            "quote",
            &self.campaign.quotes,
            &["text", "speaker", "context"],
            &mut names,
        );
        of(
            "action",
            &self.campaign.actions,
            &["label", "ask", "detail", "short", "uri"],
            &mut names,
        );
        of("section", &self.campaign.sections, &["title"], &mut names);
        of(
            "image",
            &self.campaign.images,
            &["credit", "license"],
            &mut names,
        );
        of("event", &self.campaign.events, &EVENT_FIELDS, &mut names);
        of(
            "person",
            &self.campaign.persons,
            &["name", "text"],
            &mut names,
        );
        of(
            "moment",
            &self.campaign.moments,
            &["date", "text"],
            &mut names,
        );
        names.extend(["page.number", "page.count"].map(str::to_owned));
        names.extend(self.labels.names().iter().map(|key| format!("label.{key}")));
        names
    }
}

/// The id of an element and the words of one of its fields. None where there is no such element or field.
fn told<T: Named>(
    all: &[T],
    wanted: &str,
    field: &str,
    fields: &[&str],
    words: impl Fn(&T, &str) -> Option<String>,
) -> Option<(String, Option<String>)> {
    if !fields.contains(&field) {
        return None;
    }
    match find(all, wanted) {
        Found::One(item) => Some((item.id().to_owned(), words(item, field))),
        Found::Fewer => Some((wanted.to_owned(), None)),
        Found::Unknown => None,
    }
}

/// An address as it is printed.
fn written(url: Option<&WebAddress>) -> Option<String> {
    url.map(|url| url.written().to_owned())
}

enum Part<'a> {
    Literal(&'a str),
    Name(&'a str),
}

fn parts(text: &str) -> Result<Vec<Part<'_>>, Unbound> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let close = rest[open..].find('}').ok_or(Unbound::Brace)? + open;
        if close == open {
            return Err(Unbound::Brace);
        }
        if open > 0 {
            parts.push(Part::Literal(&rest[..open]));
        }
        parts.push(Part::Name(rest[open + 1..close].trim()));
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        parts.push(Part::Literal(rest));
    }
    Ok(parts)
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

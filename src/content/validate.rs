//! From the file as written to a campaign that holds together.

use std::collections::BTreeSet;

use super::campaign::{
    Action, Asset, Campaign, Event, Fact, Image, Imprint, Organizer, Quote, Script, Section, Source,
};
use super::date::Date;
use super::markup::{self, Block, Link, Span};
use super::payload::{self, Payload};
use super::picture::Picture;
use super::schema;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::project::Project;

/// A pull quote is an excerpt of about a dozen words (practice; the quotation right of most countries
/// covers short excerpts).
const LONGEST_QUOTE_WORDS: usize = 15;

/// Builds the campaign, or reports everything that keeps it from being one. A campaign is returned
/// even with errors where its skeleton is there, so that later stages can go on reporting.
pub(super) fn validate(
    raw: schema::File,
    document: &Document,
    project: &Project,
    problems: &mut Diagnostics,
) -> Option<Campaign> {
    let mut check = Check {
        document,
        project,
        problems,
    };
    check.ids("fact", raw.fact.iter().map(|item| item.id.as_deref()));
    check.ids("quote", raw.quote.iter().map(|item| item.id.as_deref()));
    check.ids("source", raw.source.iter().map(|item| item.id.as_deref()));
    check.ids("action", raw.action.iter().map(|item| item.id.as_deref()));
    check.ids("event", raw.event.iter().map(|item| item.id.as_deref()));
    check.ids("image", raw.image.iter().map(|item| item.id.as_deref()));
    check.ids("section", raw.section.iter().map(|item| item.id.as_deref()));

    let source_ids: Vec<String> = raw
        .source
        .iter()
        .filter_map(|source| source.id.clone())
        .collect();
    let image_ids: Vec<String> = raw
        .image
        .iter()
        .filter_map(|image| image.id.clone())
        .collect();
    let head = raw.campaign;
    let as_of = check.date("campaign.as_of", head.as_of.as_deref());
    let as_of_given = check.need("campaign.as_of", head.as_of).is_some();
    let as_of = as_of.unwrap_or(Date {
        year: 1,
        month: None,
        day: None,
    });

    let sources = each("source", raw.source, |at, item| check.source(at, item));
    let facts = each("fact", raw.fact, |at, item| {
        check.fact(at, item, &source_ids, as_of)
    });
    let quotes = each("quote", raw.quote, |at, item| {
        check.quote(at, item, &source_ids)
    });
    let actions = each("action", raw.action, |at, item| {
        check.action(at, item, &source_ids)
    });
    let events = each("event", raw.event, |at, item| check.event(at, item));
    let images = each("image", raw.image, |at, item| check.image(at, item));
    let sections = each("section", raw.section, |at, item| {
        check.section(at, item, &source_ids)
    });
    let organizer = check.organizer(raw.organizer, &image_ids);

    let home = check
        .need("campaign.home", head.home)
        .and_then(|url| check.web("campaign.home", url));
    let id = check
        .need("campaign.id", head.id)
        .and_then(|id| check.file_name("campaign.id", id));
    let language = check
        .need("campaign.language", head.language)
        .and_then(|tag| check.language(tag));
    let title = check.need("campaign.title", head.title);
    let headline = check.need("campaign.headline", head.headline);
    let lead = check.need("campaign.lead", head.lead);
    for (key, text) in [("campaign.lead", &lead), ("campaign.thanks", &head.thanks)] {
        check.inline(key, text.as_deref(), &source_ids);
    }
    if !as_of_given {
        return None;
    }
    Some(Campaign {
        id: id?,
        language: language?,
        title: title?,
        headline: headline?,
        lead: lead?,
        hashtag: head.hashtag,
        home: home?,
        as_of,
        thanks: head.thanks,
        facts,
        quotes,
        sources,
        actions,
        events,
        images,
        sections,
        organizer: organizer?,
        document: document.clone(),
    })
}

/// Checks each element of a list; `at` is its key path by number.
fn each<T, U>(table: &str, items: Vec<T>, mut one: impl FnMut(&str, T) -> Option<U>) -> Vec<U> {
    items
        .into_iter()
        .enumerate()
        .filter_map(|(index, item)| one(&format!("{table}.{index}"), item))
        .collect()
}

struct Check<'a> {
    document: &'a Document,
    project: &'a Project,
    problems: &'a mut Diagnostics,
}

impl Check<'_> {
    fn report(&mut self, key: &str, problem: Diagnostic) {
        self.problems.push(problem.at(self.document.place(key)));
    }

    /// The value of a key that must be there and not be blank.
    fn need(&mut self, key: &str, value: Option<String>) -> Option<String> {
        match value {
            Some(text) if !text.trim().is_empty() => Some(text),
            Some(_) => {
                self.report(
                    key,
                    Diagnostic::error("missing-key", format!("`{key}` is blank")),
                );
                None
            }
            None => {
                // A key that was there but had the wrong kind of value has been reported already.
                let reported = self
                    .problems
                    .iter()
                    .any(|problem| problem.place.as_ref().is_some_and(|at| at.key == key));
                if !reported {
                    self.report(
                        key,
                        Diagnostic::error("missing-key", format!("`{key}` is missing")),
                    );
                }
                None
            }
        }
    }

    fn ids<'i>(&mut self, table: &str, ids: impl Iterator<Item = Option<&'i str>>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let key = format!("{table}.{index}.id");
            match id {
                None => drop(self.need(&key, None)),
                Some(id) => {
                    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                    let numeric = id.chars().all(|c| c.is_ascii_digit());
                    if numeric || !id.chars().all(plain) {
                        let problem =
                            Diagnostic::error("bad-id", format!("`{id}` cannot be an id"));
                        self.report(
                            &key,
                            problem.hint("use letters, digits, - and _, and at least one letter"),
                        );
                    }
                    if !seen.insert(id.to_owned()) {
                        let problem = Diagnostic::error(
                            "duplicate-id",
                            format!("two of `[[{table}]]` have the id `{id}`"),
                        );
                        self.report(&key, problem.hint("give each its own id"));
                    }
                }
            }
        }
    }

    fn reference(&mut self, key: &str, table: &str, id: &str, known: &[String]) -> Option<usize> {
        let found = known.iter().position(|name| name == id);
        if found.is_none() {
            let problem = Diagnostic::error(
                "unknown-reference",
                format!("no `[[{table}]]` has the id `{id}`"),
            );
            self.report(key, problem.suggest(id, known.iter().map(String::as_str)));
        }
        found
    }

    fn date(&mut self, key: &str, text: Option<&str>) -> Option<Date> {
        let text = text?;
        let date = text.parse().ok();
        if date.is_none() {
            let problem = Diagnostic::error("bad-date", format!("`{text}` is not a date"));
            self.report(key, problem.hint("write 2023, 2023-11 or 2023-11-01"));
        }
        date
    }

    fn web(&mut self, key: &str, text: String) -> Option<String> {
        match payload::web_address(&text) {
            Ok(url) => Some(url),
            Err((what, hint)) => {
                self.report(
                    key,
                    Diagnostic::error("bad-url", format!("the address `{text}` {what}")).hint(hint),
                );
                None
            }
        }
    }

    fn phone(&mut self, key: &str, text: &str) -> Option<String> {
        let number = payload::phone(text);
        if number.is_none() {
            let problem = Diagnostic::error("bad-phone", format!("`{text}` is not a phone number"));
            self.report(
                key,
                problem.hint("write it in international form, such as +1 202 224 3121"),
            );
        }
        number
    }

    fn file_name(&mut self, key: &str, id: String) -> Option<String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.chars().all(plain) && id.len() <= 64 {
            return Some(id);
        }
        let problem = Diagnostic::error("bad-id", format!("`{id}` cannot be part of a file name"));
        self.report(
            key,
            problem.hint("use at most 64 small letters, digits and hyphens"),
        );
        None
    }

    fn language(&mut self, tag: String) -> Option<String> {
        let mut parts = tag.split('-');
        let primary = parts.next().is_some_and(|part| {
            (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase())
        });
        let rest = parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if primary && rest {
            return Some(tag);
        }
        let problem = Diagnostic::error("bad-language", format!("`{tag}` is not a language tag"));
        self.report(
            "campaign.language",
            problem.hint("write a tag such as en, hy or pt-BR"),
        );
        None
    }

    /// Checks that a text is in the Markdown subset and that its sources exist.
    fn markup(&mut self, key: &str, read: Result<Vec<Block>, String>, sources: &[String]) {
        match read {
            Err(what) => {
                let problem = Diagnostic::error("markup", format!("`{key}` has {what}"));
                self.report(key, problem.hint("text may have paragraphs, *emphasis*, **strong**, lists and [links](https://…)"));
            }
            Ok(blocks) => {
                let spans = blocks.iter().flat_map(|block| match block {
                    Block::Paragraph(spans) | Block::Item(_, spans) => spans.iter(),
                });
                for link in spans.filter_map(|span: &Span| span.link.as_ref()) {
                    match link {
                        Link::Source(id) => drop(self.reference(key, "source", id, sources)),
                        Link::Url(url) => drop(self.web(key, url.clone())),
                    }
                }
            }
        }
    }

    fn inline(&mut self, key: &str, text: Option<&str>, sources: &[String]) {
        if let Some(text) = text {
            let read = markup::inline(text).map(|spans| vec![Block::Paragraph(spans)]);
            self.markup(key, read, sources);
        }
    }

    fn fact(
        &mut self,
        at: &str,
        item: schema::Fact,
        sources: &[String],
        as_of: Date,
    ) -> Option<Fact> {
        let key = |name: &str| format!("{at}.{name}");
        let figure = self.need(&key("figure"), item.figure);
        let text = self.need(&key("text"), item.text);
        let source = item
            .source
            .and_then(|id| self.reference(&key("source"), "source", &id, sources));
        let own = self.date(&key("as_of"), item.as_of.as_deref());
        if item.count.is_some_and(|count| count == 0 || count > 10_000) {
            let problem = Diagnostic::error(
                "bad-value",
                "`count` is how many marks a tally draws: 1 to 10000",
            );
            self.report(&key("count"), problem);
        }
        Some(Fact {
            id: item.id?,
            figure: figure?,
            count: item.count,
            open: item.open.unwrap_or(false),
            text: text?,
            source,
            as_of: own.unwrap_or(as_of),
        })
    }

    fn quote(&mut self, at: &str, item: schema::Quote, sources: &[String]) -> Option<Quote> {
        let key = |name: &str| format!("{at}.{name}");
        let text = self.need(&key("text"), item.text);
        let speaker = self.need(&key("speaker"), item.speaker);
        let source = self.need(&key("source"), item.source);
        let source = source.and_then(|id| self.reference(&key("source"), "source", &id, sources));
        if let Some(text) = &text {
            let words = text.split_whitespace().count();
            if words > LONGEST_QUOTE_WORDS {
                let problem =
                    Diagnostic::warning("long-quote", format!("the quotation has {words} words"));
                self.report(
                    &key("text"),
                    problem.hint(format!(
                        "quote at most {LONGEST_QUOTE_WORDS} words and tell the rest in your own"
                    )),
                );
            }
            if text.starts_with(['"', '“', '«', '„']) {
                let problem = Diagnostic::warning(
                    "typed-quotation-marks",
                    "the quotation has its own quotation marks",
                );
                self.report(
                    &key("text"),
                    problem.hint("leave them out: the template sets those of the language"),
                );
            }
        }
        Some(Quote {
            id: item.id?,
            text: text?,
            speaker: speaker?,
            source: source?,
            context: item.context,
        })
    }

    fn source(&mut self, at: &str, item: schema::Source) -> Option<Source> {
        let key = |name: &str| format!("{at}.{name}");
        let author = self.need(&key("author"), item.author);
        let title = self.need(&key("title"), item.title);
        let date = self.date(&key("date"), item.date.as_deref());
        let url = item.url.and_then(|url| self.web(&key("url"), url));
        Some(Source {
            id: item.id?,
            author: author?,
            title: title?,
            publisher: item.publisher,
            date,
            url,
        })
    }

    fn action(&mut self, at: &str, item: schema::Action, sources: &[String]) -> Option<Action> {
        let key = |name: &str| format!("{at}.{name}");
        let label = self.need(&key("label"), item.label.clone());
        self.inline(&key("detail"), item.detail.as_deref(), sources);
        if item.kind.is_none() {
            self.need(&key("kind"), None);
        }
        let short = item.short.clone();
        let detail = item.detail.clone();
        let id = item.id.clone();
        let script = item.script.as_ref().map(|script| Script {
            opening: script.opening.clone(),
            asks: script.asks.clone(),
            closing: script.closing.clone(),
        });
        if script.as_ref().is_some_and(|script| script.asks.is_empty()) {
            let problem = Diagnostic::error("missing-key", "the script has no `asks`");
            self.report(
                &key("script"),
                problem.hint("list what to ask for: asks = [\"…\", \"…\"]"),
            );
        }
        let payload = self.payload(at, item)?;
        let short = short.unwrap_or_else(|| payload.short());
        Some(Action {
            id: id?,
            label: label?,
            detail,
            payload,
            short,
            script,
        })
    }

    fn payload(&mut self, at: &str, item: schema::Action) -> Option<Payload> {
        let key = |name: &str| format!("{at}.{name}");
        match item.kind? {
            schema::Kind::Url => {
                let url = self.need(&key("url"), item.url)?;
                self.web(&key("url"), url).map(Payload::Url)
            }
            schema::Kind::Tel => {
                let number = self.need(&key("phone"), item.phone)?;
                self.phone(&key("phone"), &number).map(Payload::Tel)
            }
            schema::Kind::Mailto => {
                let address = self.need(&key("email"), item.email)?;
                if !payload::email(&address) {
                    let problem = Diagnostic::error(
                        "bad-email",
                        format!("`{address}` is not an e-mail address"),
                    );
                    self.report(
                        &key("email"),
                        problem.hint("write it as name@example.org, without spaces"),
                    );
                    return None;
                }
                Some(Payload::Mailto {
                    address,
                    subject: item.subject,
                    body: item.message,
                })
            }
            schema::Kind::Sms => {
                let number = self.need(&key("phone"), item.phone)?;
                let text = self.need(&key("message"), item.message)?;
                let number = self.phone(&key("phone"), &number)?;
                Some(Payload::Sms { number, text })
            }
            schema::Kind::Geo => {
                let text = self.need(&key("location"), item.location)?;
                let place = payload::location(&text);
                if place.is_none() {
                    let problem = Diagnostic::error(
                        "bad-location",
                        format!("`{text}` is not a place on the map"),
                    );
                    self.report(
                        &key("location"),
                        problem.hint("write latitude and longitude: 40.1872, 44.5152"),
                    );
                }
                place.map(|(latitude, longitude)| Payload::Geo {
                    latitude,
                    longitude,
                })
            }
        }
    }

    fn event(&mut self, at: &str, item: schema::Event) -> Option<Event> {
        let key = |name: &str| format!("{at}.{name}");
        let city = self.need(&key("city"), item.city);
        let place = self.need(&key("place"), item.place);
        let start = self.need(&key("start"), item.start);
        let mut time = |name: &str, text: String| {
            let read = text.parse().ok();
            if read.is_none() {
                let problem =
                    Diagnostic::error("bad-date", format!("`{text}` is not a date with a time"));
                self.report(
                    &key(name),
                    problem.hint("write local time as 2026-12-10T18:00"),
                );
            }
            read
        };
        let start = start.and_then(|text| time("start", text));
        let end = item.end.and_then(|text| time("end", text));
        let url = item.url.and_then(|url| self.web(&key("url"), url));
        let sample = item.sample.unwrap_or(false);
        Some(Event {
            id: item.id?,
            city: city?,
            country: item.country,
            place: place?,
            start: start?,
            end,
            zone: item.zone,
            url,
            sample,
        })
    }

    fn image(&mut self, at: &str, item: schema::Image) -> Option<Image> {
        let key = |name: &str| format!("{at}.{name}");
        let alt = self.need(&key("alt"), item.alt);
        let file = self.need(&key("file"), item.file)?;
        let [x, y] = item.focus.unwrap_or([0.5, 0.5]);
        if !(0.0..=1.0).contains(&x) || !(0.0..=1.0).contains(&y) {
            let problem = Diagnostic::error(
                "bad-value",
                "`focus` is a point as fractions of width and height",
            );
            self.report(
                &key("focus"),
                problem.hint("write two numbers from 0 to 1, such as [0.5, 0.3]"),
            );
        }
        if item.credit.is_none() || item.license.is_none() {
            let problem = Diagnostic::warning(
                "no-credit",
                format!("the picture `{file}` has no credit or no licence"),
            );
            self.report(
                at,
                problem
                    .hint("say who made it (`credit`) and what allows you to print it (`license`)"),
            );
        }
        let bytes = match self.project.picture(&file) {
            Ok(bytes) => bytes,
            Err(problem) => {
                self.report(&key("file"), problem);
                return None;
            }
        };
        let picture = match Picture::read(bytes) {
            Ok(picture) => picture,
            Err((what, hint)) => {
                self.report(
                    &key("file"),
                    Diagnostic::error("bad-picture", format!("the picture `{file}` {what}"))
                        .hint(hint),
                );
                return None;
            }
        };
        Some(Image {
            id: item.id?,
            alt: alt?,
            credit: item.credit,
            license: item.license,
            focus: (x, y),
            asset: Asset { file, picture },
        })
    }

    fn section(&mut self, at: &str, item: schema::Section, sources: &[String]) -> Option<Section> {
        let key = |name: &str| format!("{at}.{name}");
        let title = self.need(&key("title"), item.title);
        let body = self.need(&key("body"), item.body);
        if let Some(body) = &body {
            self.markup(&key("body"), markup::blocks(body), sources);
        }
        Some(Section {
            id: item.id?,
            title: title?,
            body: body?,
        })
    }

    fn organizer(&mut self, item: schema::Organizer, images: &[String]) -> Option<Organizer> {
        let name = self.need("organizer.name", item.name);
        self.inline("organizer.about", item.about.as_deref(), &[]);
        let url = item.url.and_then(|url| self.web("organizer.url", url));
        let logo = item
            .logo
            .and_then(|id| self.reference("organizer.logo", "image", &id, images));
        let mut imprint = std::collections::BTreeMap::new();
        for (country, lines) in item.imprint {
            let key = format!("organizer.imprint.{country}");
            if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let problem =
                    Diagnostic::error("bad-country", format!("`{country}` is not a country code"));
                self.report(&key, problem.hint("write two capital letters, such as DE"));
            }
            if let Some(responsible) = self.need(&format!("{key}.responsible"), lines.responsible) {
                imprint.insert(
                    country,
                    Imprint {
                        responsible,
                        address: lines.address,
                        printer: lines.printer,
                        place: lines.place,
                    },
                );
            }
        }
        Some(Organizer {
            name: name?,
            about: item.about,
            url,
            logo,
            imprint,
        })
    }
}

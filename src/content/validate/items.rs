//! Facts, quotations, sources, pictures, sections, persons, moments and the organizer, each checked by one
//! method.

use std::collections::BTreeMap;

use super::value_checks::Check;
use crate::content::campaign::{Fact, Imprint, Moment, Organizer, Person, Quote, Section, Source};
use crate::content::schema;
use crate::diag::Diagnostic;
use crate::language::Date;
use crate::payload;
use crate::picture::{Asset, Image};
use crate::rules::Rule;

/// Most words of a pull quote without a warning (practice: it is read at a glance, and the right to quote
/// covers short excerpts in most countries).
const LONGEST_QUOTE_WORDS: usize = 15;

impl Check<'_> {
    /// Checks a fact. Without a date of its own it has that of the campaign.
    pub(super) fn fact(
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
        let own = self.date(&key("as_of"), item.as_of.as_ref());
        // More marks than this cannot be told apart on paper.
        if item.count.is_some_and(|count| count == 0 || count > 10_000) {
            let problem = Diagnostic::error(
                Rule::BadValue,
                "`count` must be a number of marks from 1 to 10000",
            );
            self.report(&key("count"), problem);
        }
        let people = item.people.unwrap_or(false);
        if people && item.count.is_none() {
            let problem =
                "the fact counts people (`people`), but not how many marks stand for them";
            let problem = Diagnostic::error(Rule::MissingKey, problem);
            let hint = "write count = …, the number of people, or remove `people`";
            self.report(&key("people"), problem.hint(hint));
        }
        Some(Fact {
            id: item.id?,
            figure: figure?,
            count: item.count,
            people,
            open: item.open.unwrap_or(false),
            text: text?,
            label: item.label.map(String::from),
            source,
            as_of: own.unwrap_or(as_of),
        })
    }

    /// Checks a quotation. It needs a source: words in quotation marks must be checkable.
    pub(super) fn quote(
        &mut self,
        at: &str,
        item: schema::Quote,
        sources: &[String],
    ) -> Option<Quote> {
        let key = |name: &str| format!("{at}.{name}");
        let text = self.need(&key("text"), item.text);
        let speaker = self.need(&key("speaker"), item.speaker);
        let source = self.need(&key("source"), item.source);
        let source = source.and_then(|id| self.reference(&key("source"), "source", &id, sources));
        if let Some(text) = &text {
            // Texts without spaces, such as Chinese ones, count as one word and are not warned of.
            let words = text.split_whitespace().count();
            if words > LONGEST_QUOTE_WORDS {
                let problem = Diagnostic::warning(
                    Rule::LongQuote,
                    format!("the quotation has {words} words"),
                );
                self.report(
                    &key("text"),
                    problem.hint(format!(
                        "quote at most {LONGEST_QUOTE_WORDS} words, and say the rest in your own"
                    )),
                );
            }
            if text.starts_with(['"', '“', '”', '«', '„', '‹', '»']) {
                // The layout adds the marks of the language, so typed ones would be printed twice.
                let problem = Diagnostic::warning(
                    Rule::TypedQuotationMarks,
                    "the quotation begins with a typed quotation mark",
                );
                self.report(
                    &key("text"),
                    problem.hint("remove the marks: the template adds those of the language"),
                );
            }
        }
        Some(Quote {
            id: item.id?,
            text: text?,
            speaker: speaker?,
            source: source?,
            context: item.context.map(String::from),
        })
    }

    /// Checks a source.
    pub(super) fn source(&mut self, at: &str, item: schema::Source) -> Option<Source> {
        let key = |name: &str| format!("{at}.{name}");
        let author = self.need(&key("author"), item.author);
        let title = self.need(&key("title"), item.title);
        let date = self.date(&key("date"), item.date.as_ref());
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

    /// Latitude and longitude of a place; a wrong one is reported.
    pub(super) fn location(&mut self, key: &str, text: &str) -> Option<(f64, f64)> {
        let place = payload::location(text);
        if place.is_none() {
            let problem =
                Diagnostic::error(Rule::BadLocation, format!("`{text}` is not a location"));
            self.report(
                key,
                problem.hint("write latitude and longitude: 40.1872, 44.5152"),
            );
        }
        place
    }

    /// Checks a picture and reads its file.
    pub(super) fn image(&mut self, at: &str, item: schema::Image) -> Option<Image> {
        let key = |name: &str| format!("{at}.{name}");
        let alt = self.need(&key("alt"), item.alt);
        let file = self.need(&key("file"), item.file)?;
        // Without a focus point, crops keep the middle.
        let [x, y] = item.focus.unwrap_or([0.5, 0.5]);
        if !(0.0..=1.0).contains(&x) || !(0.0..=1.0).contains(&y) {
            let problem =
                Diagnostic::error(Rule::BadValue, "`focus` must be a point inside the picture");
            self.report(
                &key("focus"),
                problem.hint("write two numbers from 0 to 1, such as [0.5, 0.3]"),
            );
        }
        if item.credit.is_none() || item.license.is_none() {
            let problem = Diagnostic::warning(
                Rule::NoCredit,
                format!("the picture `{file}` has no credit or no licence"),
            );
            self.report(
                at,
                problem
                    .hint("say who made it (`credit`) and under which licence you may print it (`license`)"),
            );
        }
        // Last, so that missing texts are reported even if the file cannot be read.
        let picture = match self.pictures.read(&file) {
            Ok(picture) => picture,
            Err(problem) => {
                self.report(&key("file"), problem);
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

    /// Checks a section of running text.
    pub(super) fn section(&mut self, at: &str, item: schema::Section) -> Option<Section> {
        let key = |name: &str| format!("{at}.{name}");
        let title = self.need(&key("title"), item.title);
        let body = self.need(&key("body"), item.body);
        Some(Section {
            id: item.id?,
            title: title?,
            body: body?,
        })
    }

    /// Checks a person.
    pub(super) fn person(
        &mut self,
        at: &str,
        item: schema::Person,
        sources: &[String],
        images: &[String],
    ) -> Option<Person> {
        let key = |name: &str| format!("{at}.{name}");
        let name = self.need(&key("name"), item.name);
        // A source is required: naming someone in prison can harm them, so it must have been published before.
        let source = self.need(&key("source"), item.source);
        let source = source.and_then(|id| self.reference(&key("source"), "source", &id, sources));
        let image = item
            .image
            .filter(|id| self.reference(&key("image"), "image", id, images).is_some());
        Some(Person {
            id: item.id?,
            name: name?,
            text: item.text.map(String::from),
            image,
            source: source?,
        })
    }

    /// Checks a moment of a timeline.
    pub(super) fn moment(
        &mut self,
        at: &str,
        item: schema::Moment,
        sources: &[String],
    ) -> Option<Moment> {
        let key = |name: &str| format!("{at}.{name}");
        let date = self.date(&key("date"), item.date.as_ref());
        // `date` reports a wrong date, `need` a missing one.
        self.need(&key("date"), item.date.map(|stamp| stamp.0));
        let text = self.need(&key("text"), item.text);
        let source = item
            .source
            .and_then(|id| self.reference(&key("source"), "source", &id, sources));
        Some(Moment {
            id: item.id?,
            date: date?,
            text: text?,
            source,
        })
    }

    /// Checks the organizer and its imprints.
    pub(super) fn organizer(
        &mut self,
        item: schema::Organizer,
        images: &[String],
    ) -> Option<Organizer> {
        let name = self.need("organizer.name", item.name);
        let url = item.url.and_then(|url| self.web("organizer.url", url));
        let logo = item
            .logo
            .and_then(|id| self.reference("organizer.logo", "image", &id, images));
        let mut imprint = BTreeMap::new();
        for (country, lines) in item.imprint {
            let key = format!("organizer.imprint.{country}");
            // The country is a key here and not a value, so `country` cannot check it.
            if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let problem = Diagnostic::error(
                    Rule::BadCountry,
                    format!("`{country}` is not a country code"),
                );
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
                        note: lines.note,
                    },
                );
            }
        }
        Some(Organizer {
            name: name?,
            about: item.about.map(String::from),
            url,
            logo,
            imprint,
        })
    }
}

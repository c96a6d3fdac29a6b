//! Checks the content file and turns it into a campaign.
//!
//! In goes the mirror of the file (`schema`), with every key optional; out comes a [`Campaign`], or everything
//! that keeps it from being one. Each element has a method that checks all its keys first and only then builds
//! the element with `?`, so that one missing key does not hide the problems of the others. An element that
//! cannot be built is left out; references are checked against the ids in the file, so it causes no further
//! errors.

mod actions;
mod events;
mod items;

use std::collections::{BTreeMap, BTreeSet};

use crate::content::age::MaxAge;
use crate::content::allow::{self, Allow};
use crate::content::campaign::Campaign;
use crate::content::files::Files;
use crate::content::markup::fields::{Fields, Writing};
use crate::content::markup::{self, Block, Link, Span};
use crate::content::pictures::Pictures;
use crate::content::schema;
use crate::content::texts;
use crate::diag::{Diagnostic, Diagnostics, Hint, Meant};
use crate::document;
use crate::language::{self, Date, Language, Point};
use crate::payload::{self, WebAddress};
use crate::rules::Rule;

/// Builds the campaign and reports all problems. A campaign with errors in it is returned too if its required
/// parts are there, so that later stages can report more problems in the same run.
pub(super) fn validate(
    raw: schema::File,
    files: &Files,
    pictures: &Pictures<'_>,
    problems: &mut Diagnostics,
) -> Option<Campaign> {
    let mut check = Check {
        files,
        pictures,
        problems,
    };
    check.all_ids(&raw);
    let source_ids: Vec<String> = raw.source.iter().filter_map(|it| it.id.clone()).collect();
    // Markup is checked in every text of the file, by going through the types: a new field cannot be forgotten.
    raw.visit("", &mut |key, writing, text| {
        check.writing(key, writing, text, &source_ids);
    });
    let image_ids: Vec<String> = raw.image.iter().filter_map(|it| it.id.clone()).collect();
    let event_ids: Vec<String> = raw.event.iter().filter_map(|it| it.id.clone()).collect();
    let head = raw.campaign;
    if let Some(country) = &head.country {
        check.country("campaign.country", country);
    }
    let as_of = check.date("campaign.as_of", head.as_of.as_ref());
    // `date` reports a wrong one, `need` a missing one.
    let as_of_given = check.need("campaign.as_of", head.as_of.map(|stamp| stamp.0));
    let as_of_given = as_of_given.is_some();
    // A stand-in, so that facts can be checked. No campaign is returned without `as_of`.
    let as_of = as_of.unwrap_or(Date {
        year: 1,
        month: None,
        day: None,
    });

    let max_age = check.max_age(head.max_age.as_deref());

    let sources = each("source", raw.source, |at, item| check.source(at, item));
    let facts = each("fact", raw.fact, |at, item| {
        check.fact(at, item, &source_ids, as_of)
    });
    let quotes = each("quote", raw.quote, |at, item| {
        check.quote(at, item, &source_ids)
    });
    let language = check
        .need("campaign.language", head.language)
        .and_then(|tag| check.language(tag));
    // Before the actions, which may be about an event.
    let events = each("event", raw.event, |at, item| check.event(at, item));
    let around = actions::Around {
        language: language.as_ref(),
        labels: &raw.labels,
        event_ids: &event_ids,
        events: &events,
        title: head.title.as_deref(),
    };
    let actions = each("action", raw.action, |at, item| {
        check.action(at, item, &around)
    });
    let images = each("image", raw.image, |at, item| check.image(at, item));
    let sections = each("section", raw.section, |at, item| check.section(at, item));
    let persons = each("person", raw.person, |at, item| {
        check.person(at, item, &source_ids)
    });
    let moments = each("moment", raw.moment, |at, item| {
        check.moment(at, item, &source_ids)
    });
    let allows = each("allow", raw.allow, |at, item| check.allow(at, item));
    let organizer = check.organizer(raw.organizer, &image_ids);

    let home = check
        .need("campaign.home", head.home)
        .and_then(|url| check.web("campaign.home", url));
    let id = check
        .need("campaign.id", head.id)
        .and_then(|id| check.file_name("campaign.id", id));
    let title = check.need("campaign.title", head.title);
    let headline = check.need("campaign.headline", head.headline);
    let lead = check.need("campaign.lead", head.lead);
    check.labels(&raw.labels, language.as_ref());
    if !as_of_given {
        return None;
    }
    Some(Campaign {
        id: id?,
        language: language?,
        country: head.country,
        title: title?,
        headline: headline?,
        lead: lead?,
        hashtag: head.hashtag,
        home: home?,
        as_of,
        max_age,
        thanks: head.thanks.map(String::from),
        facts,
        quotes,
        sources,
        actions,
        events,
        images,
        sections,
        persons,
        moments,
        organizer: organizer?,
        allows,
        labels: raw.labels,
        files: files.clone(),
    })
}

/// Checks each element of a list. The closure gets its key path with its number, such as `fact.0`.
fn each<T, U>(table: &str, items: Vec<T>, mut one: impl FnMut(&str, T) -> Option<U>) -> Vec<U> {
    items
        .into_iter()
        .enumerate()
        .filter_map(|(index, item)| one(&format!("{table}.{index}"), item))
        .collect()
}

/// The error of a wrong language tag.
pub(in crate::content) fn bad_tag(bad: &language::BadTag) -> Diagnostic {
    let problem = Diagnostic::error(
        Rule::BadLanguage,
        format!("`{}` is not a language tag", bad.tag),
    );
    match bad.meant {
        Some(meant) => problem.meant(meant),
        None => problem.hint("write a tag such as en, hy or pt-BR"),
    }
}

/// The state of the checks: where keys are in the files, the pictures, and the problems found.
struct Check<'a> {
    files: &'a Files,
    pictures: &'a Pictures<'a>,
    problems: &'a mut Diagnostics,
}

impl Check<'_> {
    /// Reports a problem at a key.
    fn report(&mut self, key: &str, problem: Diagnostic) {
        self.problems.push(problem.at(self.files.place(key)));
    }

    /// Checks the ids of all lists.
    fn all_ids(&mut self, raw: &schema::File) {
        self.ids("fact", raw.fact.iter().map(|item| item.id.as_deref()));
        self.ids("quote", raw.quote.iter().map(|item| item.id.as_deref()));
        self.ids("source", raw.source.iter().map(|item| item.id.as_deref()));
        self.ids("action", raw.action.iter().map(|item| item.id.as_deref()));
        self.ids("event", raw.event.iter().map(|item| item.id.as_deref()));
        self.ids("image", raw.image.iter().map(|item| item.id.as_deref()));
        self.ids("section", raw.section.iter().map(|item| item.id.as_deref()));
        self.ids("person", raw.person.iter().map(|item| item.id.as_deref()));
        self.ids("moment", raw.moment.iter().map(|item| item.id.as_deref()));
    }

    /// Checks an `[[allow]]`: its rule exists and can be allowed, and it gives a reason.
    fn allow(&mut self, at: &str, item: schema::Allow) -> Option<Allow> {
        let name = self.need(&format!("{at}.rule"), item.rule);
        let reason = self.need(&format!("{at}.reason"), item.reason);
        let rule = name.and_then(|name| {
            let rule = Rule::named(&name);
            let problem = match rule {
                Some(rule) => allow::refusal(rule),
                None => Some(Diagnostic::unknown_rule(&name)),
            };
            if let Some(problem) = problem {
                self.report(&format!("{at}.rule"), problem);
            }
            rule
        });
        // Findings have key paths with ids, so a number in `at` is replaced by the id.
        let at = item.at.map(|at| self.files.place(&at).key);
        Some(Allow {
            rule: rule?,
            at,
            reason: reason?,
        })
    }

    /// Checks the campaign's own fixed words against those of its language.
    fn labels(&mut self, labels: &BTreeMap<String, String>, language: Option<&Language>) {
        for (name, text) in labels {
            if let Some(problem) = language.and_then(|own| own.check_label(name, text)) {
                self.report(&format!("labels.{name}"), problem);
            }
        }
    }

    /// The value of a required key. A missing or blank one is reported, unless it was reported in another form.
    fn need(&mut self, key: &str, value: Option<impl Into<String>>) -> Option<String> {
        match value.map(Into::into) {
            Some(text) if !text.trim().is_empty() => Some(text),
            Some(_) => {
                self.report(
                    key,
                    Diagnostic::error(Rule::MissingKey, format!("`{key}` is blank")),
                );
                None
            }
            None => {
                let reported = self.is_reported(key);
                if !reported {
                    let name = key.rsplit('.').next().unwrap_or(key);
                    let problem = Diagnostic::error(
                        Rule::MissingKey,
                        format!("`{}` is missing", self.files.by_id(key)),
                    );
                    self.report(
                        key,
                        problem.hint(format!("add a line `{name} = …` to its table")),
                    );
                }
                None
            }
        }
    }

    /// Checks the ids of a list: they are there, have allowed characters and a letter, and differ.
    fn ids<'i>(&mut self, table: &str, ids: impl Iterator<Item = Option<&'i str>>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            // Ids are what is being checked, so elements go by their numbers here.
            let key = format!("{table}.{index}.id");
            match id {
                None => drop(self.need(&key, None::<String>)),
                Some(id) => {
                    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                    // A number would be taken for the place of an element in its list.
                    let numeric = id.chars().all(|c| c.is_ascii_digit());
                    if numeric || !id.chars().all(plain) {
                        let problem =
                            Diagnostic::error(Rule::BadId, format!("`{id}` cannot be an id"));
                        self.report(
                            &key,
                            problem.hint(if numeric && !id.is_empty() {
                                format!(
                                    "an id has at least one letter: write `id = \"{table}-{id}\"`"
                                )
                            } else {
                                "use letters, digits, - and _, and at least one letter".to_owned()
                            }),
                        );
                    }
                    if !seen.insert(id.to_owned()) {
                        let problem = Diagnostic::error(
                            Rule::DuplicateId,
                            format!("two of `[[{table}]]` have the id `{id}`"),
                        );
                        self.report(&key, problem.hint("give each its own id"));
                    }
                }
            }
        }
    }

    /// The index of the element with an id. An unknown id is reported.
    fn reference(&mut self, key: &str, table: &str, id: &str, known: &[String]) -> Option<usize> {
        let found = known.iter().position(|name| name == id);
        if found.is_none() {
            let problem = Diagnostic::error(
                Rule::UnknownReference,
                format!("no `[[{table}]]` has the id `{id}`"),
            );
            let declared = document::declared_picture(id).filter(|_| table == "image");
            // People write the file of a picture where its id belongs.
            let problem = match (declared, self.image_of(id)) {
                (_, Some(own)) if table == "image" => {
                    problem.hint(format!("write its id: `{own}`"))
                }
                (Some(declared), _) => problem.hint(declared),
                (None, _) => problem.suggest(id, known.iter().map(String::as_str)),
            };
            self.report(key, problem);
        }
        found
    }

    /// Whether a missing key is in the file in another form that was reported already: with a value of the
    /// wrong kind, misspelt, or in a misspelt table. "Is missing" would only confuse then.
    fn is_reported(&self, key: &str) -> bool {
        let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
        // The table itself may be misspelt.
        let top = table.split('.').next().unwrap_or_default();
        let within = |above: &str| {
            let rest = key.strip_prefix(above);
            !above.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.problems.iter().any(|problem| {
            let Some(at) = &problem.place else {
                return false;
            };
            let meant = problem.hint.as_ref().and_then(|hint| hint.meant.as_ref());
            let is_misspelt = match meant {
                Some(Meant::Name(meant)) => {
                    // A misspelt key counts only in the same table: another table may lack the same key.
                    let beside = at.key.rsplit_once('.').map(|(other, _)| other);
                    meant == name && beside == Some(table)
                }
                Some(Meant::Table(meant) | Meant::List(meant)) => meant == top,
                None => false,
            };
            at.key == key
                || problem.rule == Rule::UnknownKey && is_misspelt
                || problem.rule == Rule::WrongType && within(&at.key)
        })
    }

    /// The id of the picture with that file.
    fn image_of(&self, file: &str) -> Option<String> {
        let leaves = self
            .files
            .documents()
            .flat_map(|document| document.leaves());
        let mut files = leaves.filter(|leaf| leaf.text.as_deref() == Some(file));
        files.find_map(|leaf| {
            let id = leaf.path.strip_prefix("image.")?.strip_suffix(".file")?;
            Some(id.to_owned())
        })
    }

    /// A date of a year, a month or a day; `None` if the key is missing or wrong. A wrong one is reported.
    fn date(&mut self, key: &str, stamp: Option<&schema::Stamp>) -> Option<Date> {
        let text = stamp?.0.trim();
        let date = text.parse().ok();
        if date.is_none() {
            let problem = Diagnostic::error(Rule::BadDate, format!("`{text}` is not a date"));
            // A day with a time, or a date in another form, is understood and offered as the file format takes
            // it.
            let meant = match Point::read(text) {
                Ok(Point::Time(time, _)) => Some(Meant::Name(time.date().to_string())),
                Ok(_) => None,
                Err(misread) => misread.hint.meant,
            };
            let hint = Hint {
                meant,
                words: "write 2023, 2023-11 or 2023-11-01".to_owned(),
            };
            self.report(key, problem.hint(hint));
        }
        date
    }

    /// The age that a figure may have.
    fn max_age(&mut self, text: Option<&str>) -> MaxAge {
        let Some(text) = text else {
            return MaxAge::default();
        };
        let age = text.parse().ok();
        if age.is_none() {
            let problem = Diagnostic::error(Rule::BadAge, format!("`{text}` is not an age"));
            self.report(
                "campaign.max_age",
                problem.hint("write a number of days, months or years, such as \"180 days\""),
            );
        }
        age.unwrap_or_default()
    }

    /// A web address; a wrong one is reported.
    fn web(&mut self, key: &str, text: String) -> Option<WebAddress> {
        match payload::web_address(&text) {
            Ok(url) => Some(url),
            Err((what, hint)) => {
                self.report(
                    key,
                    Diagnostic::error(Rule::BadUrl, format!("the address `{text}` {what}"))
                        .hint(hint),
                );
                None
            }
        }
    }

    /// An id that becomes a part of file names: only characters that every file system and every printer's
    /// upload page takes.
    fn file_name(&mut self, key: &str, id: String) -> Option<String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        // Most systems allow 255 bytes for a file name, and template, paper and language follow the id.
        if id.chars().all(plain) && id.len() <= 64 {
            return Some(id);
        }
        let problem =
            Diagnostic::error(Rule::BadId, format!("`{id}` cannot be part of a file name"));
        self.report(
            key,
            problem.hint("use at most 64 small letters, digits and hyphens"),
        );
        None
    }

    /// A language; a wrong tag is reported.
    fn language(&mut self, tag: String) -> Option<Language> {
        match Language::of(&tag) {
            Ok(language) => {
                self.names_of_months(&language);
                Some(language)
            }
            Err(bad) => {
                self.report("campaign.language", bad_tag(&bad));
                None
            }
        }
    }

    /// Warns if dates will be printed as numbers, because the names of months in the language are unknown.
    fn names_of_months(&mut self, language: &Language) {
        if language.has_names_of_months() {
            return;
        }
        let tag = language.tag();
        let problem = format!(
            "the program does not know how dates are written in `{tag}`, so it prints them as numbers, such as 2026-11-27"
        );
        let hint = "check the tag, or try one with another script or region; or write dates in words in your own texts";
        let problem = Diagnostic::warning(Rule::NumericDates, problem).hint(hint);
        self.report("campaign.language", problem);
    }

    /// Checks that the markup of a text can be printed, and that its links lead somewhere.
    fn writing(&mut self, key: &str, writing: Writing, text: &str, sources: &[String]) {
        match writing {
            Writing::Value => {}
            Writing::Letters => self.letters(key, text),
            Writing::Short => {
                let read = markup::inline(text).map(|spans| vec![Block::Paragraph(spans)]);
                self.markup(key, read, sources);
            }
            Writing::Running => self.markup(key, markup::blocks(text), sources),
        }
    }

    /// Reports markup that cannot be printed, and checks the links in a text.
    fn markup(&mut self, key: &str, read: Result<Vec<Block>, markup::Refused>, sources: &[String]) {
        let blocks = match read {
            Ok(blocks) => blocks,
            Err(refused) => {
                let name = self.files.place(key).key;
                for what in refused {
                    let problem = Diagnostic::error(Rule::Markup, format!("`{name}` has {what}"));
                    self.report(key, problem.hint(MARKUP));
                }
                return;
            }
        };
        let spans = blocks.iter().flat_map(|block| match block {
            Block::Paragraph(spans) | Block::Item(_, spans) => spans.iter(),
        });
        for link in spans.filter_map(|span: &Span| span.link.as_ref()) {
            match link {
                Link::Source(id) => drop(self.reference(key, "source", id, sources)),
                Link::Url(url) => self.link(key, url),
            }
        }
    }

    /// Checks the address of a link in a text.
    fn link(&mut self, key: &str, target: &str) {
        if let Err((what, hint)) = payload::link_target(target) {
            let problem = Diagnostic::error(Rule::BadUrl, format!("the address `{target}` {what}"));
            self.report(key, problem.hint(hint));
        }
    }

    /// Warns of markup in a field that takes none, where its signs would be printed.
    fn letters(&mut self, key: &str, text: &str) {
        if texts::need(key).is_none() {
            return;
        }
        let spans = markup::inline(text).unwrap_or_default();
        let strong = spans.iter().any(|span| span.strong);
        let link = spans.iter().any(|span| span.link.is_some());
        let signs = match (strong, link) {
            // A single star is not enough: it is more likely the mark of a note.
            (true, _) => "`**`",
            (_, true) => "`[words](address)`",
            _ => return,
        };
        let name = self.files.place(key).key;
        let problem = format!("`{name}` takes no markup: {signs} is printed as it stands");
        let problem = Diagnostic::warning(Rule::NoMarkupHere, problem);
        self.report(
            key,
            problem.hint("remove the signs; docs/markup.md lists the fields that take markup"),
        );
    }
}

/// The hint with every error about markup.
const MARKUP: &str = "a text can have *emphasis*, **strong** and [words](https://…), and the body of a section also paragraphs and lists; write \\ before a sign to print the sign itself";

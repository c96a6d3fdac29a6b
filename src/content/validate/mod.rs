//! From the file as written to a campaign that holds together.

mod actions;
mod items;

use std::collections::BTreeSet;

use crate::codes;
use crate::content::age::MaxAge;
use crate::content::campaign::{Allow, Campaign};
use crate::content::files::Files;
use crate::content::markup::{self, Block, Link, Span};
use crate::content::payload::{self, WebAddress};
use crate::content::picture::Pictures;
use crate::content::schema;
use crate::diag::{Diagnostic, Diagnostics};
use crate::language::{self, Date, Language};

/// Builds the campaign, or reports everything that keeps it from being one. A campaign is returned
/// even with errors where its skeleton is there, so that later stages can go on reporting.
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
    check.ids("fact", raw.fact.iter().map(|item| item.id.as_deref()));
    check.ids("quote", raw.quote.iter().map(|item| item.id.as_deref()));
    check.ids("source", raw.source.iter().map(|item| item.id.as_deref()));
    check.ids("action", raw.action.iter().map(|item| item.id.as_deref()));
    check.ids("event", raw.event.iter().map(|item| item.id.as_deref()));
    check.ids("image", raw.image.iter().map(|item| item.id.as_deref()));
    check.ids("section", raw.section.iter().map(|item| item.id.as_deref()));
    check.ids("person", raw.person.iter().map(|item| item.id.as_deref()));
    check.ids("moment", raw.moment.iter().map(|item| item.id.as_deref()));

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
    let around = actions::Around {
        language: language.as_ref(),
        labels: &raw.labels,
        events: &raw.event,
        title: head.title.as_deref(),
    };
    let actions = each("action", raw.action, |at, item| {
        check.action(at, item, &source_ids, &around)
    });
    let events = each("event", raw.event, |at, item| check.event(at, item));
    let images = each("image", raw.image, |at, item| check.image(at, item));
    let sections = each("section", raw.section, |at, item| {
        check.section(at, item, &source_ids)
    });
    let persons = each("person", raw.person, |at, item| {
        check.person(at, item, &source_ids)
    });
    let moments = each("moment", raw.moment, |at, item| {
        check.moment(at, item, &source_ids)
    });
    let allows = each("allow", raw.allow, |at, item| {
        let code = check.need(&format!("{at}.code"), item.code);
        let reason = check.need(&format!("{at}.reason"), item.reason);
        if let Some(code) = code
            .as_deref()
            .filter(|code| codes::explained(code).is_none())
        {
            check.report(&format!("{at}.code"), codes::unknown(code));
        }
        let at = item.at;
        Some(Allow {
            code: code?,
            at,
            reason: reason?,
        })
    });
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
    for (key, text) in [
        ("campaign.headline", &headline),
        ("campaign.lead", &lead),
        ("campaign.thanks", &head.thanks),
    ] {
        check.inline(key, text.as_deref(), &source_ids);
    }
    for (name, text) in &raw.labels {
        let problem = language.as_ref().and_then(|own| own.lacking(name, text));
        if let Some(problem) = problem {
            check.report(&format!("labels.{name}"), problem);
        }
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
        max_age,
        thanks: head.thanks,
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

/// Checks each element of a list; `at` is its key path by number.
fn each<T, U>(table: &str, items: Vec<T>, mut one: impl FnMut(&str, T) -> Option<U>) -> Vec<U> {
    items
        .into_iter()
        .enumerate()
        .filter_map(|(index, item)| one(&format!("{table}.{index}"), item))
        .collect()
}

/// Says what is wrong with a language tag.
pub(in crate::content) fn bad_tag(bad: &language::BadTag) -> Diagnostic {
    let problem = Diagnostic::error(
        "bad-language",
        format!("`{}` is not a language tag", bad.tag),
    );
    match bad.meant {
        Some(meant) => problem.hint(format!("did you mean `{meant}`?")),
        None => problem.hint("write a tag such as en, hy or pt-BR"),
    }
}

struct Check<'a> {
    files: &'a Files,
    pictures: &'a Pictures<'a>,
    problems: &'a mut Diagnostics,
}

impl Check<'_> {
    fn report(&mut self, key: &str, problem: Diagnostic) {
        self.problems.push(problem.at(self.files.place(key)));
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

    /// How old a figure may be.
    fn max_age(&mut self, text: Option<&str>) -> MaxAge {
        let Some(text) = text else {
            return MaxAge::default();
        };
        let age = text.parse().ok();
        if age.is_none() {
            let problem = Diagnostic::error("bad-age", format!("`{text}` is not an age"));
            self.report(
                "campaign.max_age",
                problem.hint("write a number of days, months or years, such as \"180 days\""),
            );
        }
        age.unwrap_or_default()
    }

    fn web(&mut self, key: &str, text: String) -> Option<WebAddress> {
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

    fn language(&mut self, tag: String) -> Option<Language> {
        match Language::of(&tag) {
            Ok(language) => Some(language),
            Err(bad) => {
                self.report("campaign.language", bad_tag(&bad));
                None
            }
        }
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
}

//! Placeholders: `{campaign.headline}` and the like, replaced by the campaign's words.

use std::collections::BTreeMap;

use super::plan::Run;
use crate::content::{self, Campaign, Link, Span};
use crate::frame::Origin;

/// The words of a campaign and of a template, by name.
pub(super) struct Words<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) labels: &'a BTreeMap<String, String>,
    /// Whether the piece prints its sources: only then are their numbers printed.
    pub(super) sources: bool,
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
    /// A label of the template.
    Label(String),
}

impl Words<'_> {
    /// Reads a text of a template: mark-up, then placeholders. Words from the content keep their own
    /// origin; the template's own words have the given one.
    pub(super) fn fill(&self, text: &str, own: &Origin) -> Result<Vec<Run>, Unbound> {
        let spans = content::inline(text).map_err(Unbound::Markup)?;
        let mut runs = Vec::new();
        for span in spans {
            let link = match &span.link {
                Some(Link::Url(target)) => Some(self.plain(target)?),
                _ => None,
            };
            self.fill_span(&span, link.as_deref(), own, &mut runs)?;
        }
        Ok(runs)
    }

    fn fill_span(
        &self,
        span: &Span,
        link: Option<&str>,
        own: &Origin,
        runs: &mut Vec<Run>,
    ) -> Result<(), Unbound> {
        let run = |text: &str, origin: &Origin| Run {
            text: text.to_owned(),
            strong: span.strong,
            emphasis: span.emphasis,
            link: link.map(str::to_owned),
            origin: origin.clone(),
        };
        for part in parts(&span.text)? {
            match part {
                Part::Literal(text) => runs.push(run(text, own)),
                Part::Name(name) => match self.lookup(name)? {
                    Bound::Label(text) => runs.push(run(&text, own)),
                    Bound::Content(key, value) => {
                        let origin = self.origin(&key);
                        for mut inner in self.runs(value.as_deref().unwrap_or_default(), &origin) {
                            inner.strong |= span.strong;
                            inner.emphasis |= span.emphasis;
                            inner.link = inner.link.or_else(|| link.map(str::to_owned));
                            runs.push(inner);
                        }
                    }
                },
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
                    Bound::Label(text) => text,
                    Bound::Content(_, value) => value.unwrap_or_default(),
                }),
            })
            .collect()
    }

    /// Runs of a text of the content. Mark-up was checked when the content was read.
    pub(super) fn runs(&self, text: &str, origin: &Origin) -> Vec<Run> {
        let spans = content::inline(text).unwrap_or_else(|_| {
            vec![Span {
                text: text.to_owned(),
                ..Span::default()
            }]
        });
        self.spans(&spans, origin)
    }

    /// Runs of text already read; a link to a source gets the source's number after it.
    pub(super) fn spans(&self, spans: &[Span], origin: &Origin) -> Vec<Run> {
        let mut runs = Vec::new();
        for span in spans {
            let run = |text: String, link: Option<String>| Run {
                text,
                strong: span.strong,
                emphasis: span.emphasis,
                link,
                origin: origin.clone(),
            };
            match &span.link {
                None => runs.push(run(span.text.clone(), None)),
                Some(Link::Url(url)) => runs.push(run(span.text.clone(), Some(url.clone()))),
                Some(Link::Source(id)) => {
                    let number = self
                        .campaign
                        .source_number(id)
                        .map(|number| self.reference(number))
                        .unwrap_or_default();
                    runs.push(run(format!("{}{number}", span.text), None));
                }
            }
        }
        runs
    }

    /// The number of a source in superior figures; nothing where the piece does not print its sources.
    pub(super) fn reference(&self, number: usize) -> String {
        if self.sources {
            superscript(number)
        } else {
            String::new()
        }
    }

    /// The origin of a key of the content file.
    pub(super) fn origin(&self, key: &str) -> Origin {
        Origin::new(&self.campaign.document.source().name, key)
    }

    fn lookup(&self, name: &str) -> Result<Bound, Unbound> {
        if let Some(label) = name.strip_prefix("label.") {
            let known = || {
                self.labels
                    .keys()
                    .map(|key| format!("label.{key}"))
                    .collect()
            };
            return match self.labels.get(label) {
                Some(text) => Ok(Bound::Label(text.clone())),
                None => Err(Unbound::Unknown(name.to_owned(), known())),
            };
        }
        let mut known = Vec::new();
        for (key, value) in self.table() {
            if key == name {
                return Ok(Bound::Content(key, value));
            }
            known.push(key);
        }
        known.extend(self.labels.keys().map(|key| format!("label.{key}")));
        Err(Unbound::Unknown(name.to_owned(), known))
    }

    /// Every name that a placeholder may have, with its words.
    fn table(&self) -> Vec<(String, Option<String>)> {
        let campaign = self.campaign;
        let mut table: Vec<(String, Option<String>)> = Vec::new();
        let mut add =
            |key: String, value: Option<&str>| table.push((key, value.map(str::to_owned)));
        add("campaign.title".into(), Some(&campaign.title));
        add("campaign.headline".into(), Some(&campaign.headline));
        add("campaign.lead".into(), Some(&campaign.lead));
        add("campaign.hashtag".into(), campaign.hashtag.as_deref());
        add("campaign.home".into(), Some(&campaign.home));
        add("campaign.as_of".into(), Some(&campaign.as_of.to_string()));
        add("campaign.thanks".into(), campaign.thanks.as_deref());
        add("organizer.name".into(), Some(&campaign.organizer.name));
        add(
            "organizer.about".into(),
            campaign.organizer.about.as_deref(),
        );
        add("organizer.url".into(), campaign.organizer.url.as_deref());
        for fact in &campaign.facts {
            let id = &fact.id;
            add(format!("fact.{id}.figure"), Some(&fact.figure));
            add(format!("fact.{id}.text"), Some(&fact.text));
            add(format!("fact.{id}.as_of"), Some(&fact.as_of.to_string()));
        }
        for quote in &campaign.quotes {
            let id = &quote.id;
            add(format!("quote.{id}.text"), Some(&quote.text));
            add(format!("quote.{id}.speaker"), Some(&quote.speaker));
            add(format!("quote.{id}.context"), quote.context.as_deref());
        }
        for action in &campaign.actions {
            let id = &action.id;
            add(format!("action.{id}.label"), Some(&action.label));
            add(format!("action.{id}.detail"), action.detail.as_deref());
            add(format!("action.{id}.short"), Some(&action.short));
        }
        for section in &campaign.sections {
            add(
                format!("section.{}.title", section.id),
                Some(&section.title),
            );
        }
        for image in &campaign.images {
            add(
                format!("image.{}.credit", image.id),
                image.credit.as_deref(),
            );
            add(
                format!("image.{}.license", image.id),
                image.license.as_deref(),
            );
        }
        for event in &campaign.events {
            add(format!("event.{}.city", event.id), Some(&event.city));
            add(format!("event.{}.place", event.id), Some(&event.place));
        }
        table
    }
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

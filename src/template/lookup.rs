//! Placeholders of layout texts and what they stand for: `{campaign.headline}`, `{fact.1.figure}`,
//! `{label.sources}`.
//!
//! A name is looked up in three steps: the words for a code (`label.ask`), the fixed words (`label.`), and the
//! fields of the content. The answer keeps the key of the content file that the words come from, because text
//! on a page remembers its origin. A name that exists but has no value in this campaign is no error, as layouts
//! are made for many campaigns; a name that no campaign can have is one. Every fact and event that is looked up
//! is noted for the second pass.

use super::labels::Label;
use super::named::{Found, Named, find, pictures};
use super::placeholders::Unbound;
use super::words::Words;
use crate::content::Campaign;
use crate::payload::WebAddress;

/// Fields that layouts may print from the tables that a content file has once.
const CAMPAIGN: &[&str] = &[
    "title", "headline", "lead", "hashtag", "home", "as_of", "thanks",
];
const ORGANIZER: &[&str] = &["name", "about", "url"];

/// Fields that layouts may print from the tables that a content file may have several times.
const FACT: &[&str] = &["figure", "text", "label", "as_of"];
const QUOTE: &[&str] = &["text", "speaker", "context"];
const ACTION: &[&str] = &["label", "ask", "detail", "short", "uri"];
const SECTION: &[&str] = &["title"];
const IMAGE: &[&str] = &["credit", "license"];
const EVENT: &[&str] = &[
    "title", "city", "place", "day", "time", "when", "url", "short",
];
const PERSON: &[&str] = &["name", "text"];
const MOMENT: &[&str] = &["date", "text"];

/// The key of the content file that words come from, and the words; `None` if the content leaves them out.
pub(super) type Keyed = (String, Option<String>);

/// The meaning of a placeholder.
pub(super) enum Bound {
    /// Words of the content.
    Content(Keyed),
    /// A fixed word, and the words of the content that belong into its braces: `{label.as_of fact.1.as_of}`.
    Label(Label, Option<Keyed>),
    /// A fixed word that the language of the piece lacks; it was noted for one warning about all of them.
    Lacking,
}

/// Looks up a placeholder. The error has all names that there are, for a suggestion.
pub(super) fn look_up(words: &Words<'_>, name: &str) -> Result<Bound, Unbound> {
    let unknown = |name: &str| Unbound::Unknown(name.to_owned(), names(words));
    if let Some(ask) = look_up_ask(words, name) {
        return Ok(ask);
    }
    if let Some(label) = name.strip_prefix("label.") {
        // `label.as_of campaign.as_of` fills the second name into the word of the first.
        let (label, filled) = match label.split_once(' ') {
            Some((label, filled)) => (label, Some(filled.trim())),
            None => (label, None),
        };
        if !words.labels.has(label) {
            return Err(unknown(name));
        }
        let filled = filled.map(|name| look_up_content(words, name).ok_or_else(|| unknown(name)));
        return Ok(match (words.label(label), filled.transpose()?) {
            (Some(found), filled) => Bound::Label(found, filled),
            // A language without the word for "as of" still prints the date: without it, a figure would look
            // current.
            (None, Some(keyed)) => Bound::Content(keyed),
            (None, None) => Bound::Lacking,
        });
    }
    match look_up_content(words, name) {
        Some(keyed) => Ok(Bound::Content(keyed)),
        None => Err(unknown(name)),
    }
}

/// Looks up `{action.ID.ask}`, the call beside a code. The fixed words ("Scan. Read. Act.") are only true of a
/// code that opens the page of the campaign, so any other code gets the label of its action
/// ([`Words::ask_of`]). `None` if the name asks for something else.
fn look_up_ask(words: &Words<'_>, name: &str) -> Option<Bound> {
    // Layouts that write `{label.ask}` mean their main code, which is that of the first action.
    let id = match name {
        "label.ask" => "1",
        _ => name.strip_prefix("action.")?.strip_suffix(".ask")?,
    };
    let action = match find(&words.campaign.actions, id) {
        Found::One(action) => action,
        // Without an action there is no code that the fixed words could be true of.
        Found::Fewer if name == "label.ask" => {
            return Some(Bound::Content(("campaign.action".to_owned(), None)));
        }
        Found::Fewer | Found::Unknown => return None,
    };
    Some(match words.ask_of(action) {
        Some(label) => Bound::Label(label, None),
        None => Bound::Content((
            format!("action.{}.label", action.id),
            Some(action.label.clone()),
        )),
    })
}

/// Looks up a field of the content; `None` if there is no such name.
fn look_up_content(words: &Words<'_>, name: &str) -> Option<Keyed> {
    let (table, rest) = name.split_once('.')?;
    if let Some(value) = look_up_single(words, table, rest) {
        return Some((name.to_owned(), value));
    }
    let (id, field) = rest.split_once('.')?;
    match table {
        "fact" | "quote" | "action" | "section" | "image" | "person" | "moment" => {
            // The layout may name a fact by its place; its key in the content file has the id.
            let (id, value) = look_up_element(words, table, id, field)?;
            // A fact without a label is labelled with its text, and that is the key of the words then.
            let field = match (table, field) {
                ("fact", "label") if has_no_label(words, &id) => "text",
                _ => field,
            };
            Some((format!("{table}.{id}.{field}"), value))
        }
        "event" => look_up_event(words, id, field),
        _ => None,
    }
}

/// Looks up a field of a table that there is one of. The outer `None`: there is no such field. The inner one:
/// the content leaves it out.
fn look_up_single(words: &Words<'_>, table: &str, field: &str) -> Option<Option<String>> {
    let campaign = words.campaign;
    let number = |number: usize| Some(campaign.language.number(number));
    // Page numbers are in the digits of the language, such as ۱۲۳ in Persian.
    Some(match (table, field) {
        ("campaign", "title") => Some(campaign.title.clone()),
        ("campaign", "headline") => Some(campaign.headline.clone()),
        ("campaign", "lead") => campaign.lead.clone(),
        ("campaign", "hashtag") => campaign.hashtag.clone(),
        ("campaign", "home") => Some(campaign.home.written().to_owned()),
        ("campaign", "as_of") => {
            // The day belongs to figures: without one on the piece, nobody knows what it dates.
            let dates_some = !words.usage.borrow().facts.is_empty();
            dates_some.then(|| words.date(campaign.as_of))
        }
        ("campaign", "thanks") => campaign.thanks.clone(),
        ("page", "number") => number(words.page.get().0),
        ("page", "count") => number(words.page.get().1),
        ("page", "letter") => words.letter.borrow().clone(),
        ("organizer", "name") => Some(campaign.organizer.name.clone()),
        ("organizer", "about") => campaign.organizer.about.clone(),
        ("organizer", "url") => written(campaign.organizer.url.as_ref()),
        _ => return None,
    })
}

/// Looks up a field of an element, by the id, kind or place of that element. Gives its id with the words.
fn look_up_element(words: &Words<'_>, table: &str, id: &str, field: &str) -> Option<Keyed> {
    let campaign = words.campaign;
    match table {
        "fact" => field_of(&campaign.facts, id, field, FACT, |fact| {
            // A tally explains its marks with the facts that the piece prints in words; a date alone explains
            // none.
            if field != "as_of" {
                words.usage.borrow_mut().facts.insert(fact.id.clone());
            }
            // The figure beside them also tells heavier marks from others.
            if field == "figure" {
                words.usage.borrow_mut().figures.insert(fact.id.clone());
            }
            match field {
                "figure" => Some(fact.figure.clone()),
                "text" => Some(fact.text.clone()),
                "label" => fact.label.clone().or(Some(fact.text.clone())),
                _ => Some(words.date(fact.as_of)),
            }
        }),
        "quote" => field_of(&campaign.quotes, id, field, QUOTE, |quote| match field {
            "text" => Some(quote.text.clone()),
            "speaker" => Some(quote.speaker.clone()),
            _ => quote.context.clone(),
        }),
        "action" => field_of(&campaign.actions, id, field, ACTION, |action| match field {
            "label" | "ask" => Some(action.label.clone()),
            "detail" => action.detail.clone(),
            // Empty where it is too long for anyone to type (`home_instead`).
            "short" => Some(words.short(action)).filter(|short| !short.is_empty()),
            _ => {
                let mut usage = words.usage.borrow_mut();
                usage.actions.insert(action.id.clone());
                action.payload.link().map(|uri| uri.to_string())
            }
        }),
        "section" => field_of(&campaign.sections, id, field, SECTION, |section| {
            Some(section.title.clone())
        }),
        "image" => {
            let images = pictures(campaign, id);
            field_of(&images, id, field, IMAGE, |image| match field {
                "credit" => image.credit.clone(),
                _ => image.license.clone(),
            })
        }
        "person" => field_of(&campaign.persons, id, field, PERSON, |person| match field {
            "name" => Some(person.name.clone()),
            _ => person.text.clone(),
        }),
        "moment" => field_of(&campaign.moments, id, field, MOMENT, |moment| match field {
            "date" => Some(words.date(moment.date)),
            _ => Some(moment.text.clone()),
        }),
        _ => None,
    }
}

/// Whether a fact has no label of its own.
fn has_no_label(words: &Words<'_>, id: &str) -> bool {
    let mut facts = words.campaign.facts.iter();
    facts.any(|fact| fact.id == id && fact.label.is_none())
}

/// Looks up a field of an event, and notes the event: the country of a piece follows from the events on it.
fn look_up_event(words: &Words<'_>, id: &str, field: &str) -> Option<Keyed> {
    let events = &words.campaign.events;
    let (id, value) = field_of(events, id, field, EVENT, |event| {
        words.usage.borrow_mut().events.insert(event.id.clone());
        match field {
            "title" => event.title.clone(),
            "city" => Some(event.city.clone()),
            "place" => Some(event.place.clone()),
            "url" => written(event.url.as_ref()),
            "short" => event.url.as_ref().map(WebAddress::short),
            _ => words.when(event, field),
        }
    })?;
    // These fields are written by the program from one key of the content; the origin has to name that key.
    let key = match field {
        "day" | "time" | "when" => "start",
        "short" => "url",
        other => other,
    };
    Some((format!("event.{id}.{key}"), value))
}

/// The id of an element and the words of one of its fields. `None` if there is no such id or field. A place
/// beyond the last element is no mistake of the layout: it gives no words.
fn field_of<T: Named>(
    all: &[T],
    wanted: &str,
    field: &str,
    fields: &[&str],
    words: impl Fn(&T) -> Option<String>,
) -> Option<Keyed> {
    if !fields.contains(&field) {
        return None;
    }
    match find(all, wanted) {
        Found::One(item) => Some((item.id().to_owned(), words(item))),
        Found::Fewer => Some((wanted.to_owned(), None)),
        Found::Unknown => None,
    }
}

/// A web address as the content writes it.
fn written(url: Option<&WebAddress>) -> Option<String> {
    url.map(|url| url.written().to_owned())
}

/// All placeholders that are possible with this campaign and layout, for a suggestion.
fn names(words: &Words<'_>) -> Vec<String> {
    fn of<T: Named>(table: &str, all: &[T], fields: &[&str]) -> Vec<String> {
        let names = |item: &T| -> Vec<String> {
            let id = item.id();
            let named = fields.iter().map(|field| format!("{table}.{id}.{field}"));
            named.collect()
        };
        all.iter().flat_map(names).collect()
    }
    let single = |table: &str, fields: &[&str]| -> Vec<String> {
        fields
            .iter()
            .map(|field| format!("{table}.{field}"))
            .collect()
    };
    let Campaign {
        facts,
        quotes,
        actions,
        sections,
        images,
        events,
        persons,
        moments,
        ..
    } = words.campaign;
    let labels = words.labels.names();
    [
        single("campaign", CAMPAIGN),
        single("organizer", ORGANIZER),
        of("fact", facts, FACT),
        of("quote", quotes, QUOTE),
        of("action", actions, ACTION),
        of("section", sections, SECTION),
        of("image", images, IMAGE),
        of("event", events, EVENT),
        of("person", persons, PERSON),
        of("moment", moments, MOMENT),
        single("page", &["number", "count", "letter"]),
        labels.iter().map(|key| format!("label.{key}")).collect(),
    ]
    .concat()
}

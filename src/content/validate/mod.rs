//! Checks the content file and turns it into a campaign.
//!
//! In goes the mirror of the file (`schema`), with every key optional; out comes a [`Campaign`], or everything
//! that keeps it from being one. Each element has a method that checks all its keys first and only then builds
//! the element with `?`, so that one missing key does not hide the problems of the others. An element that
//! cannot be built is left out; references are checked against the ids in the file, so it causes no further
//! errors.
//!
//! `value_checks` has the state and the checks of single values; `ids`, `writing` (markup) and `campaign_keys` add
//! those of the whole file; `all_elements` goes through the lists, with `items`, `events`, `actions` and `payloads`.

mod actions;
mod all_elements;
mod campaign_keys;
mod events;
mod ids;
mod items;
mod payloads;
mod tables;
mod value_checks;
mod writing;

pub(in crate::content) use campaign_keys::bad_tag;

use std::mem::take;

use all_elements::Head;
use ids::Ids;
use value_checks::Check;

use crate::content::campaign::Campaign;
use crate::content::files::Files;
use crate::content::markup::fields::Fields;
use crate::content::pictures::Pictures;
use crate::content::schema;
use crate::diag::Diagnostics;
use crate::language::Date;

/// Builds the campaign and reports all problems. A campaign with errors in it is returned too if its required
/// parts are there, so that later stages can report more problems in the same run.
pub(super) fn validate(
    mut raw: schema::File,
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
    let ids = Ids::of(&raw);
    // Markup is checked in every text of the file, by going through the types: a new field cannot be forgotten.
    raw.visit("", &mut |key, writing, text| {
        check.writing(key, writing, text, &ids.sources);
    });
    let mut head = take(&mut raw.campaign);
    let organizer = take(&mut raw.organizer);
    let labels = take(&mut raw.labels);
    if let Some(country) = &head.country {
        check.country("campaign.country", country);
    }
    let as_of = check.date("campaign.as_of", head.as_of.as_ref());
    // `date` reports a wrong one, `need` a missing one.
    let as_of_given = check.need("campaign.as_of", head.as_of.map(|stamp| stamp.0));
    // A stand-in, so that facts can be checked. No campaign is returned without `as_of`.
    let as_of = as_of.unwrap_or(Date {
        year: 1,
        month: None,
        day: None,
    });
    let max_age = check.max_age(head.max_age.as_deref());
    check.sample(head.sample);
    let of_head = Head {
        language: head.language.take(),
        as_of,
        title: head.title.as_deref(),
        labels: &labels,
    };
    let elements = check.elements(raw, &ids, of_head);
    let organizer = check.organizer(organizer, &ids.images);
    let home = check
        .need("campaign.home", head.home)
        .and_then(|url| check.web("campaign.home", url));
    let id = check
        .need("campaign.id", head.id)
        .and_then(|id| check.file_name("campaign.id", id));
    let title = check.need("campaign.title", head.title);
    let headline = check.need("campaign.headline", head.headline);
    let lead = head
        .lead
        .and_then(|lead| check.need("campaign.lead", Some(lead)));
    check.labels(&labels, elements.language.as_ref());
    as_of_given?;
    Some(Campaign {
        id: id?,
        language: elements.language?,
        country: head.country,
        theme: head.theme,
        title: title?,
        headline: headline?,
        lead,
        hashtag: head.hashtag,
        home: home?,
        as_of,
        max_age,
        thanks: head.thanks.map(String::from),
        facts: elements.facts,
        quotes: elements.quotes,
        sources: elements.sources,
        actions: elements.actions,
        events: elements.events,
        images: elements.images,
        sections: elements.sections,
        persons: elements.persons,
        moments: elements.moments,
        tables: elements.tables,
        organizer: organizer?,
        allows: elements.allows,
        labels,
        files: files.clone(),
    })
}

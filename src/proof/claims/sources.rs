//! Checks the sources of what a piece prints: a reader must be able to find them.

use std::collections::BTreeMap;

use super::facts;
use crate::content::{Campaign, Source};
use crate::diag::Diagnostic;
use crate::page::{PageFinding, Spot};
use crate::proof::printed::{PrintIndex, at};
use crate::rules::Rule;

/// Stand-ins that people write when they do not know the author or the title (practice).
const NOBODY: [&str; 14] = [
    "?",
    "-",
    "n/a",
    "none",
    "unknown",
    "anonymous",
    "author",
    "title",
    "source",
    "internet",
    "web",
    "website",
    "tbd",
    "todo",
];

/// The findings about the sources of figures, quotations, persons and moments that a piece prints, and about
/// the sources that it lists.
pub(super) fn check(campaign: &Campaign, printed: &PrintIndex<'_>) -> Vec<PageFinding> {
    let mut used: BTreeMap<usize, Spot> = BTreeMap::new();
    let mut uses = |index: usize, spot: Option<Spot>| {
        // A source is checked at the first place that needs it.
        if let Some(spot) = spot {
            used.entry(index).or_insert(spot);
        }
    };
    for fact in &campaign.facts {
        if let Some(index) = fact.source {
            uses(index, printed.any("fact", &fact.id, &facts::FIELDS));
        }
    }
    for quote in &campaign.quotes {
        let spot = printed.any("quote", &quote.id, &["text"]);
        uses(quote.source, spot);
    }
    for person in &campaign.persons {
        uses(
            person.source,
            printed.any("person", &person.id, &["name", "text"]),
        );
    }
    for moment in &campaign.moments {
        if let Some(index) = moment.source {
            uses(index, printed.any("moment", &moment.id, &["text"]));
        }
    }
    // Sources that the piece lists, whether or not it cites them.
    for (index, source) in campaign.sources.iter().enumerate() {
        uses(
            index,
            printed.any("source", &source.id, &["title", "author"]),
        );
    }
    let thin = |(index, spot): (usize, Spot)| {
        let source = campaign.sources.get(index)?;
        let (field, problem) = thin(source)?;
        let key = format!("source.{}.{field}", source.id);
        Some(at(campaign, &key, Some(spot), problem))
    };
    used.into_iter().filter_map(thin).collect()
}

/// The first field of a source that would not help a reader to find it.
fn thin(source: &Source) -> Option<(&'static str, Diagnostic)> {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let (field, what) = if says_nothing(&source.author) {
        ("author", format!("`{}` is not an author", source.author))
    } else if says_nothing(&source.title) {
        ("title", format!("`{}` is not a title", source.title))
    } else if same(&source.author, &source.title) {
        (
            "title",
            format!("the title repeats the author, `{}`", source.author),
        )
    } else if source.publisher.as_deref().is_some_and(says_nothing) {
        ("publisher", "the publisher is not named".to_owned())
    } else {
        return None;
    };
    let problem = format!("readers cannot find the source `{}`: {what}", source.id);
    let hint = "name its author, its title, and its publisher if that is not the author";
    Some((
        field,
        Diagnostic::warning(Rule::ThinSource, problem).hint(hint),
    ))
}

/// Whether a text is blank, a stand-in, or nothing but an address.
fn says_nothing(text: &str) -> bool {
    let small = text.trim().to_lowercase();
    let address =
        small.starts_with("http://") || small.starts_with("https://") || small.starts_with("www.");
    small.is_empty()
        // People put stand-ins in brackets: `(unknown)`.
        || NOBODY.contains(&small.trim_matches(['(', ')', '.']))
        // An address with words around it may be a title; one alone tells nothing once the page is gone.
        || address && !small.contains(' ')
}

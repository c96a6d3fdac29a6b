//! The letters of a banner: a page that repeats for `letters` is printed once for each.
//!
//! A banner spells the hero line of the headline, or all of a headline without one. Letters that join when they are
//! written, as in Arabic, would fall apart one a sheet; a banner of such letters has a word on each sheet.

use crate::content::{self, Campaign};
use crate::typeset::letters;

/// What a page repeats for.
pub(super) const LETTERS: &str = "letters";

/// Most sheets of a banner: five words or so, some ten metres of A4 (practice: more cannot be held up).
const MOST_LETTERS: usize = 48;

/// The letters of the banner of a campaign, in the order of reading. Spaces have no sheet.
pub(super) fn letters_of(campaign: &Campaign) -> Vec<String> {
    let headline = &campaign.headline;
    let parts = content::headline(headline).unwrap_or_else(|_| content::letters(headline));
    let hero: String = parts
        .iter()
        .filter(|part| part.hero)
        .map(|part| part.text.as_str())
        .collect();
    let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
    let words = if hero.trim().is_empty() { whole } else { hero };
    let mut found = letters(&words);
    found.truncate(MOST_LETTERS);
    found
}

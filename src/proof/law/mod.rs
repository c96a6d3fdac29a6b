//! What the law of a country asks of a leaflet: practice, not legal advice. The rules are data, each with
//! its source and the day when it was recorded.

mod home;
mod imprint;
mod poster;
mod rules;

pub use rules::{Material, Part, Rule};

use std::collections::BTreeSet;

use super::printed::{Printed, at};
use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::page::Finding;
use crate::press::Examined;
use rules::Check;

/// What is said wherever a rule is shown.
pub const PRACTICE: &str = "practice, not legal advice";

/// The countries of which rules are recorded (ISO 3166-1 alpha-2, capitals), each once, by their codes.
pub fn countries() -> impl Iterator<Item = &'static str> {
    let countries: BTreeSet<&str> = rules::all().iter().map(|rule| &*rule.country).collect();
    countries.into_iter()
}

/// The rules of a country (ISO 3166-1 alpha-2, capitals), for a report; none where none is recorded.
pub fn notes(country: &str) -> Vec<&'static Rule> {
    let rules = rules::all().iter();
    rules.filter(|rule| rule.country == country).collect()
}

/// What a piece lacks of what the law of its country asks for: that of the arguments, else the country that
/// the piece is handed out in by its content. An imprint that the content has for that country is to be
/// printed, whatever the law asks.
pub(super) fn check(
    campaign: &Campaign,
    printed: &Printed<'_>,
    built: &Examined,
    asked: Option<&str>,
) -> Vec<Finding> {
    let country = asked.or(built.piece.country.as_deref());
    let Some(country) = country.or_else(|| campaign.imprint_of(None)) else {
        return Vec::new();
    };
    let rules = notes(country);
    let mut findings = Vec::new();
    if !rules.iter().any(|rule| rule.check == Check::Imprint) {
        findings.extend(imprint::unprinted(campaign, printed, built, country));
    }
    if rules.is_empty() && asked.is_some() {
        let problem = format!("no rule is recorded for an imprint in {country}");
        let hint = "look up what a leaflet has to carry there; nothing was checked";
        let problem = Diagnostic::warning("no-imprint-rule", problem).hint(hint);
        findings.push(at(campaign, "organizer", None, problem));
    }
    let poster = poster::is_poster(built);
    for rule in rules {
        match (rule.check, rule.material) {
            (Check::Imprint, _) => findings.extend(imprint::check(campaign, printed, built, rule)),
            (Check::LitterLine, _) if !poster => {
                findings.extend(imprint::litter(campaign, printed, built, rule));
            }
            (Check::OfficialPoster, _) if poster => findings.extend(poster::check(built, rule)),
            _ => {}
        }
    }
    findings
}

/// Imprints that are printed and look like somebody's home.
pub(super) fn homes(campaign: &Campaign, printed: &Printed<'_>) -> Vec<Finding> {
    home::check(campaign, printed)
}

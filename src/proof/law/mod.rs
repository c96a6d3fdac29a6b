//! Checks what the law of a country requires of a leaflet, such as an imprint. It is practice, not legal
//! advice. The rules are data (`laws.toml`), each with its source and the day when it was recorded; this folder
//! has the checks that they refer to. If the user names a country without rules, it is reported as unchecked,
//! never as fine.

mod home;
mod imprint;
mod laws;
mod poster;

pub use laws::{Law, Material, PRACTICE, Part};

use std::collections::BTreeSet;

use super::printed::{PrintIndex, at};
use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::page::PageFinding;
use crate::pipeline::Examined;
use crate::rules::Rule;
use laws::Check;

/// The countries with recorded rules (ISO 3166-1 alpha-2, capitals), sorted.
pub fn countries() -> impl Iterator<Item = &'static str> {
    let countries: BTreeSet<&str> = laws::all().iter().map(|rule| &*rule.country).collect();
    countries.into_iter()
}

/// The rules of a country (ISO 3166-1 alpha-2, capitals), in the order of the file.
pub fn notes(country: &str) -> Vec<&'static Law> {
    let rules = laws::all().iter();
    rules.filter(|rule| rule.country == country).collect()
}

/// The findings about the rules of the country of a piece. `asked` is the country that the user names; without
/// it, the content decides. If the content has an imprint for that country, the piece has to print it, with or
/// without a rule.
pub(super) fn check(
    campaign: &Campaign,
    printed: &PrintIndex<'_>,
    examined: &Examined,
    asked: Option<&str>,
) -> Vec<PageFinding> {
    let country = asked.or(examined.piece.country.as_deref());
    let Some(country) = country.or_else(|| campaign.imprint_of(None)) else {
        return Vec::new();
    };
    let rules = notes(country);
    let mut findings = Vec::new();
    // Where a rule requires an imprint, `imprint::check` below reports an unprinted one itself.
    if !rules.iter().any(|rule| rule.check == Check::Imprint) {
        findings.extend(imprint::unprinted(campaign, printed, examined, country));
    }
    // Only if the user asks: a campaign may name a country without wanting legal checks.
    if rules.is_empty() && asked.is_some() {
        let problem = format!("the program knows no rule about imprints in {country}");
        let hint = "find out what the law there requires of a leaflet; nothing was checked";
        let problem = Diagnostic::warning(Rule::NoImprintRule, problem).hint(hint);
        findings.push(at(campaign, "organizer", None, problem));
    }
    let poster = poster::is_poster(examined);
    for rule in rules {
        match (rule.check, rule.material) {
            (Check::Imprint, _) => {
                findings.extend(imprint::check(campaign, printed, examined, rule));
            }
            // Posters are not thrown on the street, and leaflets are not mistaken for official posters.
            (Check::LitterLine, _) if !poster => {
                findings.extend(imprint::litter(campaign, printed, examined, rule));
            }
            (Check::OfficialPoster, _) if poster => findings.extend(poster::check(examined, rule)),
            _ => {}
        }
    }
    findings
}

/// The findings about printed imprints that look like a private home.
pub(super) fn homes(campaign: &Campaign, printed: &PrintIndex<'_>) -> Vec<PageFinding> {
    home::check(campaign, printed)
}

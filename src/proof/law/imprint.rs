//! Checks that the imprint of a country is there, complete, and printed.

use super::home;
use super::laws::{Law, PRACTICE, Part};
use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::page::PageFinding;
use crate::pipeline::Examined;
use crate::proof::printed::{PrintIndex, at};
use crate::rules::Rule;

/// The findings about the imprint that a rule requires.
pub(super) fn check(
    campaign: &Campaign,
    printed: &PrintIndex<'_>,
    examined: &Examined,
    rule: &Law,
) -> Vec<PageFinding> {
    let country = &rule.country;
    let key = format!("organizer.imprint.{country}");
    // A finding about a missing part points at the imprint where it is printed.
    let spot = printed.spot(&key);
    let told = |key: &str, problem: String, hint: String| {
        let problem = Diagnostic::warning(Rule::MissingImprint, problem).hint(hint);
        at(campaign, key, spot, problem)
    };
    let asked = format!("{} ({}; {PRACTICE})", rule.text, rule.source);
    let Some(imprint) = campaign.organizer.imprint.get(country) else {
        let problem = format!("there is no imprint for {country}");
        let keys: Vec<&str> = rule.requires.iter().map(|part| part.key()).collect();
        let hint = format!("add [{key}] with {}: {asked}", keys.join(", "));
        return vec![told(&key, problem, hint)];
    };
    let mut findings = Vec::new();
    for part in &rule.requires {
        let field = format!("{key}.{}", part.key());
        let problem = match part.of(imprint) {
            None => format!("the imprint for {country} has no `{}`", part.key()),
            // The address is there, but as a post office box, which this law does not accept.
            Some(text) if *part == Part::Address && rule.postal && !home::has_street(text) => {
                format!("the address `{text}` of the imprint for {country} has no street")
            }
            Some(_) => continue,
        };
        findings.push(told(&field, problem, asked.clone()));
    }
    findings.extend(unprinted(campaign, printed, examined, country));
    findings
}

/// Reports an imprint that the content has for the country and the piece does not print.
pub(super) fn unprinted(
    campaign: &Campaign,
    printed: &PrintIndex<'_>,
    examined: &Examined,
    country: &str,
) -> Option<PageFinding> {
    let key = format!("organizer.imprint.{country}");
    campaign.organizer.imprint.get(country)?;
    if printed.spot(&key).is_some() {
        return None;
    }
    let piece = &examined.piece.template;
    let problem = format!("the {piece} does not print the imprint for {country}");
    let hint = "add an area with imprint = \"auto\" to its layout";
    let problem = Diagnostic::warning(Rule::MissingImprint, problem).hint(hint);
    Some(at(campaign, &key, None, problem))
}

/// The words that all forms of the French line against litter share ("Ne pas jeter sur la voie publique").
const LITTER: &str = "voie publique";

/// Reports a leaflet without the line against litter.
pub(super) fn litter(
    campaign: &Campaign,
    printed: &PrintIndex<'_>,
    examined: &Examined,
    rule: &Law,
) -> Option<PageFinding> {
    // The line may stand anywhere on the piece, in any of its usual forms.
    if printed.words.contains(LITTER) {
        return None;
    }
    let problem = format!(
        "the {} lacks the line “Ne pas jeter sur la voie publique”",
        examined.piece.template
    );
    let hint = format!(
        "add it to the imprint: note = \"Ne pas jeter sur la voie publique\" under [organizer.imprint.{}] ({PRACTICE})",
        rule.country
    );
    let problem = Diagnostic::warning(Rule::MissingLitterLine, problem).hint(hint);
    let key = format!("organizer.imprint.{}", rule.country);
    Some(at(campaign, &key, printed.spot(&key), problem))
}

//! Warns if an imprint seems to print a private home: whoever is handed the leaflet learns where somebody
//! lives.

use super::laws::{self, PRACTICE};
use crate::content::{Campaign, Imprint};
use crate::diag::Diagnostic;
use crate::page::PageFinding;
use crate::proof::printed::{PrintIndex, at};
use crate::rules::Rule;

/// The findings about printed imprints.
pub(super) fn check(campaign: &Campaign, printed: &PrintIndex<'_>) -> Vec<PageFinding> {
    let organizer = &campaign.organizer;
    let mut findings = Vec::new();
    for (country, imprint) in &organizer.imprint {
        let key = format!("organizer.imprint.{country}");
        let Some(spot) = printed.spot(&key) else {
            continue;
        };
        if is_home(imprint, &organizer.name) {
            let problem = format!(
                "the imprint for {country} seems to print the home address of {}",
                imprint.responsible
            );
            let hint = format!(
                "it is safer, and common, to use the address of an office, an association or a lawyer who agrees, with c/o; in DE a post office box is not enough ({PRACTICE})"
            );
            let problem = Diagnostic::warning(Rule::HomeAddress, problem).hint(hint);
            findings.push(at(campaign, &format!("{key}.address"), Some(spot), problem));
        }
    }
    findings
}

/// Whether an imprint looks like a private home: a street with a number, and no word of an office, an
/// association or the organizer.
fn is_home(imprint: &Imprint, organizer: &str) -> bool {
    let Some(address) = &imprint.address else {
        return false;
    };
    let who = imprint.responsible.to_lowercase();
    let all = format!("{who} {}", address.to_lowercase());
    let shared = laws::home().shared.iter().any(|word| all.contains(word));
    // An address that names the organizer is that of a body, not of a person.
    let body = all.contains(&organizer.to_lowercase());
    !shared && !body && has_street(address)
}

/// Whether an address has a street with a house number, and is no post office box or e-mail address. A number
/// of more than three digits is a postcode or a box (practice).
pub(super) fn has_street(address: &str) -> bool {
    let small = address.to_lowercase();
    if small.contains('@') || laws::home().boxes.iter().any(|word| small.contains(word)) {
        return false;
    }
    // Split at hyphens and slashes too: `12-14`, `Top 3/12`.
    small.split([' ', ',', '\n', '/', '-']).any(|word| {
        let figures = word.chars().take_while(char::is_ascii_digit).count();
        let rest = word.chars().count() - figures;
        // `12`, `12a`, `4.`
        (1..=3).contains(&figures) && rest <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imprint(responsible: &str, address: &str) -> Imprint {
        Imprint {
            responsible: responsible.to_owned(),
            address: Some(address.to_owned()),
            printer: None,
            place: None,
            note: None,
        }
    }

    #[test]
    fn homes_are_told_from_offices() {
        let home = |who: &str, address: &str| is_home(&imprint(who, address), "Neighbours");
        assert!(home("A. Person", "Beispielweg 12a, 10115 Berlin"));
        for (who, address) in [
            ("Neighbours, A. Person", "Beispielweg 12, 10115 Berlin"),
            (
                "A. Person",
                "c/o Kanzlei Muster, Beispielweg 12, 10115 Berlin",
            ),
            ("Freunde e. V., A. Person", "Beispielweg 12, 10115 Berlin"),
            ("A. Person", "Postfach 12 34, 10115 Berlin"),
            ("A. Person", "10115 Berlin"),
        ] {
            assert!(!home(who, address), "{who}, {address}");
        }
    }

    #[test]
    fn a_box_is_no_street() {
        assert!(has_street("Beispielweg 12, 10115 Berlin"));
        assert!(!has_street("Postfach 12 34, 10115 Berlin"));
        assert!(!has_street("info@example.org"));
        assert!(!has_street("10115 Berlin"));
    }
}

//! The rules as data: the types of `laws.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::content::Imprint;

/// The reservation that every message about a rule contains.
pub const PRACTICE: &str = "practice, not legal advice";

/// A rule of a country.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// The country (ISO 3166-1 alpha-2).
    pub country: String,
    /// The kind of material that it applies to.
    pub material: Material,
    /// The check that the program makes for it.
    pub(super) check: Check,
    /// The parts that the imprint must have.
    #[serde(default)]
    pub requires: Vec<Part>,
    /// Whether the address must have a street.
    #[serde(default)]
    pub postal: bool,
    /// The requirement, in a sentence.
    pub text: String,
    /// The law and its section.
    pub source: String,
    /// Address of the official text, if it is a lasting one.
    pub url: Option<String>,
    /// The day when the rule was recorded: year, month, day.
    pub recorded: String,
}

/// Kinds of material that rules apply to.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Material {
    /// Everything that is handed out or put up.
    Leaflets,
    /// Only what is put up.
    Posters,
    /// Material for or against candidates and parties.
    Election,
}

/// Checks that the program makes for rules; `None` for a rule that is only shown.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Check {
    Imprint,
    LitterLine,
    OfficialPoster,
    None,
}

/// A part of an imprint.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Who is responsible.
    Responsible,
    /// Postal address of the one responsible.
    Address,
    /// Printer, with the address.
    Printer,
    /// Place, with the year where it is asked for.
    Place,
}

impl Part {
    /// Its key in the content.
    pub fn key(self) -> &'static str {
        match self {
            Self::Responsible => "responsible",
            Self::Address => "address",
            Self::Printer => "printer",
            Self::Place => "place",
        }
    }

    /// The text of this part in an imprint; `None` if it is missing or blank.
    pub(super) fn of(self, imprint: &Imprint) -> Option<&str> {
        let text = match self {
            Self::Responsible => Some(&imprint.responsible),
            Self::Address => imprint.address.as_ref(),
            Self::Printer => imprint.printer.as_ref(),
            Self::Place => imprint.place.as_ref(),
        };
        text.map(|text| text.trim()).filter(|text| !text.is_empty())
    }
}

/// Words by which private addresses are told from others.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Home {
    /// Words of addresses that are no private home.
    pub(super) shared: Vec<String>,
    /// Words for a post office box.
    #[serde(rename = "box")]
    pub(super) boxes: Vec<String>,
}

/// The file with rules and words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Law>,
    home: Home,
}

/// The file, parsed once. A test parses it too, so a broken file cannot go unnoticed.
fn file() -> &'static File {
    static FILE: OnceLock<File> = OnceLock::new();
    FILE.get_or_init(|| toml::from_str(include_str!("laws.toml")).unwrap_or_default())
}

/// All rules.
pub(super) fn all() -> &'static [Law] {
    &file().rule
}

/// Words by which private addresses are told from others.
pub(super) fn home() -> &'static Home {
    &file().home
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Date;

    #[test]
    fn every_rule_has_its_source_and_the_day_of_its_record() {
        let file: File = toml::from_str(include_str!("laws.toml")).expect("the rules are TOML");
        let mut countries: Vec<&str> = file.rule.iter().map(|rule| &*rule.country).collect();
        countries.dedup();
        let expected = "DE AT FR BE IT GB US CA AU NZ IN PL";
        assert_eq!(countries.join(" "), expected);
        for rule in &file.rule {
            assert!(
                !rule.source.is_empty() && rule.text.ends_with('.'),
                "{rule:?}"
            );
            let day: Date = rule.recorded.parse().expect("a date");
            assert!(day.day.is_some());
            assert_eq!(
                rule.check == Check::Imprint,
                !rule.requires.is_empty(),
                "{rule:?}"
            );
            assert_eq!(
                rule.material == Material::Election,
                rule.check == Check::None
            );
        }
        let small = |word: &String| *word == word.to_lowercase();
        assert!(file.home.shared.iter().all(small) && file.home.boxes.iter().all(small));
    }
}

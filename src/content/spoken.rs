//! Writes out what a QR code holds, for readers who cannot scan it. `payload` knows what has to be written, and
//! asks for the words, dates and numbers in the language and the country of the piece through [`PayloadWords`].

use std::collections::BTreeMap;

use super::campaign::{Action, Campaign};
use super::files::Files;
use crate::language::{Dates, Language, When};
use crate::payload::{PayloadWords, Phone};

/// The language, the words and the country that a piece writes in.
pub(super) struct Spoken<'a> {
    pub(super) language: &'a Language,
    /// Fixed words of the campaign's own.
    pub(super) labels: &'a BTreeMap<String, String>,
    pub(super) files: &'a Files,
    /// The form of the dates of the piece; `None` takes that of each event's country.
    pub(super) dates: Option<Dates>,
    /// Country in which the piece is handed out (ISO 3166-1 alpha-2).
    pub(super) country: Option<&'a str>,
}

impl PayloadWords for Spoken<'_> {
    fn word(&self, name: &str, value: &str) -> String {
        // The campaign's own words count only if they are in this language.
        let own = self.labels.get(name);
        let own = own.filter(|_| self.files.language_of(&format!("labels.{name}")).is_none());
        let word = own
            .map(String::as_str)
            .or_else(|| self.language.label(name));
        // Without a word the value stands alone: it can still be typed.
        word.unwrap_or("{value}").replace("{value}", value)
    }

    fn token(&self, token: &str) -> String {
        if self.language.is_right_to_left() {
            // An address or number in a text from right to left needs an isolate (Unicode Annex 9, 2.4), or its
            // parts change places.
            format!("\u{2066}{token}\u{2069}")
        } else {
            token.to_owned()
        }
    }

    fn when(&self, when: &When, country: Option<&str>) -> String {
        let own = || Dates::in_country(country);
        self.dates.unwrap_or_else(own).when(self.language, when)
    }

    fn euros(&self, amount: &str) -> String {
        self.language.euros(amount)
    }

    fn phone(&self, phone: &Phone) -> String {
        phone.written_in(self.country)
    }
}

impl Campaign {
    /// The short address or number that a person can type, as a piece prints it: dates in the form of the
    /// piece, and a phone number as it is dialled in the country where the piece is handed out (ISO 3166-1
    /// alpha-2). A short form that the content gives stays as it is.
    pub fn short_of(&self, action: &Action, dates: Dates, country: Option<&str>) -> String {
        if action.has_own_short {
            return action.short.clone();
        }
        action.payload.short(&Spoken {
            language: &self.language,
            labels: &self.labels,
            files: &self.files,
            dates: Some(dates),
            country,
        })
    }
}

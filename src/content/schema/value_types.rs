//! Values of the content file that have a form of their own: dates, kinds of actions, amounts of money.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::content::markup::fields::{Fields, Writing, no_text};

no_text!(Kind, Stamp, Amount);

/// A date or a time, as a text or as TOML has it without quotes.
#[derive(Clone, Debug, Default, JsonSchema)]
#[schemars(transparent)]
pub(in crate::content) struct Stamp(pub(in crate::content) String);

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StampVisitor).map(Self)
    }
}

/// Reads a text, a date of TOML, or the number of a year.
struct StampVisitor;

impl<'de> Visitor<'de> for StampVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
        // A year of four digits; any other number is a typing error.
        if (1000..=9999).contains(&number) {
            Ok(number.to_string())
        } else {
            Err(E::invalid_type(Unexpected::Signed(number), &self))
        }
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<String, M::Error> {
        // The toml crate hands dates to serde as a map with one private key, which only its own type can read.
        let date = toml::value::Datetime::deserialize(MapAccessDeserializer::new(map))
            .map_err(|_| <M::Error as de::Error>::invalid_type(Unexpected::Map, &self))?;
        Ok(date.to_string())
    }
}

/// What a code opens.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(in crate::content) enum Kind {
    /// A page: `url`.
    Url,
    /// A call: `phone`.
    Tel,
    /// An e-mail: `email`, `subject`, `message`.
    Mailto,
    /// A short message: `phone`, `message`.
    Sms,
    /// A place on the map: `location`.
    Geo,
    /// A wireless network to join: `ssid`, `password`, `security`, `hidden`.
    Wifi,
    /// A contact to save, a vCard: `name`, `organization`, `phone`, `email`, `url`, `address`, `note`.
    #[serde(alias = "vcard")]
    Contact,
    /// An event to save in the calendar: `event`, or `summary`, `start`, `end`, `zone`, `place`, `location`, `url`.
    #[serde(alias = "vevent")]
    Event,
    /// A bank transfer in euros, a GiroCode: `name`, `iban`, `bic`, `amount`, `purpose`, `reference`, `text`.
    #[serde(alias = "epc")]
    Payment,
}

impl Kind {
    /// Its name in a content file.
    pub(in crate::content) fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Tel => "tel",
            Self::Mailto => "mailto",
            Self::Sms => "sms",
            Self::Geo => "geo",
            Self::Wifi => "wifi",
            Self::Contact => "contact",
            Self::Event => "event",
            Self::Payment => "payment",
        }
    }
}

/// An amount of money, as a number or as text.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::content) enum Amount {
    /// 12.5
    Number(f64),
    /// "12.50"
    Text(String),
}

impl Amount {
    /// As it is written.
    pub(in crate::content) fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

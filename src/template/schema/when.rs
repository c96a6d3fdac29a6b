//! The conditions of a layout: `when = { has = "event", paper = ["A5", "A6"] }`.
//!
//! A condition is a value: a layout that extends another replaces it as a whole. Merged key by key, a condition
//! could only become stricter, because TOML has no way to write that a key is absent.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::content::Campaign;
use crate::template::values::{Need, Orientation, Proportion, Script};

/// What must hold for something to be there. All keys that are given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::template) struct When {
    /// What the campaign must have; all that a list names.
    pub(in crate::template) has: Option<Several<Need>>,
    /// How many of each the campaign must have: a number or a range, such as `{ fact = "2.." }`.
    pub(in crate::template) count: Option<Counts>,
    /// Whether the page is upright or wide.
    pub(in crate::template) orientation: Option<Orientation>,
    /// Shape of the first picture that is not the logo; one of those that a list names.
    pub(in crate::template) image: Option<Several<Proportion>>,
    /// Language of the piece, as a tag; one of those that a list names. `pt` holds for `pt-BR` too.
    pub(in crate::template) language: Option<Several<String>>,
    /// Script of headline and lead; one of those that a list names.
    pub(in crate::template) script: Option<Several<Script>>,
    /// Paper, by name or size; one of those that a list names.
    pub(in crate::template) paper: Option<Several<String>>,
    /// Theme; one of those that a list names. `base` is the default look.
    pub(in crate::template) theme: Option<Several<String>>,
}

impl When {
    /// What a campaign has too few or too many of, how many it has, and how many it should have; `None` if the
    /// numbers are as wanted.
    pub(in crate::template) fn unmet(
        &self,
        campaign: &Campaign,
    ) -> Option<(Need, usize, CountRange)> {
        let has = self.has.iter().flat_map(|has| &has.0);
        let any = CountRange {
            least: 1,
            most: usize::MAX,
        };
        let has = has.map(|need| (*need, any));
        let counts = self.count.iter().flat_map(Counts::given);
        let mut all = has.chain(counts);
        all.find_map(|(need, range)| {
            let count = need.count(campaign);
            let is_met = (range.least..=range.most).contains(&count);
            (!is_met).then_some((need, count, range))
        })
    }
}

/// Numbers of elements, by the table or key of the content file that has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::template) struct Counts {
    /// Figures.
    fact: Option<CountRange>,
    /// Figures that count people.
    people: Option<CountRange>,
    /// Figures that count people, in a theme that draws a mark for each; none in others.
    tally: Option<CountRange>,
    /// Quotations.
    quote: Option<CountRange>,
    /// Things that a reader can do.
    action: Option<CountRange>,
    /// Numbers to call.
    tel: Option<CountRange>,
    /// Calls with what to say.
    script: Option<CountRange>,
    /// Gatherings.
    event: Option<CountRange>,
    /// Pictures that are not the logo.
    image: Option<CountRange>,
    /// Sections of running text.
    section: Option<CountRange>,
    /// Persons by name.
    person: Option<CountRange>,
    /// Pictures of persons.
    portrait: Option<CountRange>,
    /// Things that happened.
    moment: Option<CountRange>,
    /// Tables.
    table: Option<CountRange>,
    /// Leads: a campaign has one or none.
    lead: Option<CountRange>,
}

impl Counts {
    /// The ranges that are given, each with what is counted.
    pub(in crate::template) fn given(&self) -> impl Iterator<Item = (Need, CountRange)> {
        let all = [
            (Need::Fact, self.fact),
            (Need::People, self.people),
            (Need::Tally, self.tally),
            (Need::Quote, self.quote),
            (Need::Action, self.action),
            (Need::Tel, self.tel),
            (Need::Script, self.script),
            (Need::Event, self.event),
            (Need::Image, self.image),
            (Need::Section, self.section),
            (Need::Person, self.person),
            (Need::Portrait, self.portrait),
            (Need::Moment, self.moment),
            (Need::Table, self.table),
            (Need::Lead, self.lead),
        ];
        all.into_iter()
            .filter_map(|(need, range)| Some((need, range?)))
    }
}

/// Bounds of a number of elements, both included: `2`, `2..`, `..3` or `2..4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::template) struct CountRange {
    pub(in crate::template) least: usize,
    pub(in crate::template) most: usize,
}

impl fmt::Display for CountRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (least, most) if least == most => write!(f, "{least}"),
            (least, usize::MAX) => write!(f, "{least} or more"),
            (0, most) => write!(f, "{most} or fewer"),
            (least, most) => write!(f, "{least} to {most}"),
        }
    }
}

impl CountRange {
    fn read(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().parse::<usize>().ok();
        let (least, most) = match text.split_once("..") {
            None => {
                let count = number(text)?;
                (count, count)
            }
            Some((least, most)) => {
                let least = least.trim();
                let most = most.trim().trim_start_matches('=');
                if least.is_empty() && most.is_empty() {
                    return None;
                }
                (
                    if least.is_empty() { 0 } else { number(least)? },
                    if most.is_empty() {
                        usize::MAX
                    } else {
                        number(most)?
                    },
                )
            }
        };
        (least <= most).then_some(Self { least, most })
    }
}

impl<'de> Deserialize<'de> for CountRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CountVisitor)
    }
}

struct CountVisitor;

impl Visitor<'_> for CountVisitor {
    type Value = CountRange;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a range, such as 2, \"2..\", \"..3\" or \"2..4\"")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<CountRange, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<CountRange, E> {
        CountRange::read(text).ok_or_else(|| {
            E::custom(format!(
                "`{text}` is not a number of elements — write for example 2, \"2..\", \"..3\" or \"2..4\", the smaller number first"
            ))
        })
    }
}

impl JsonSchema for CountRange {
    fn schema_name() -> Cow<'static, str> {
        "Count".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number or a range, both ends included, such as 2, 2.., ..3 or 2..4.",
            "type": ["integer", "string"],
            "pattern": r"^\s*[0-9]*\s*(\.\.\s*[0-9]*)?\s*$"
        })
    }
}

/// One value, or a list of them: most conditions name one, and brackets around it would only be in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::template) struct Several<T>(pub(in crate::template) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Several<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SeveralVisitor(PhantomData))
    }
}

struct SeveralVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SeveralVisitor<T> {
    type Value = Several<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Several<T>, E> {
        // Read as an element of a list would be, so that a misspelt word gets the same message.
        T::deserialize(text.to_owned().into_deserializer()).map(|value| Several(vec![value]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Several<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Several(values))
    }
}

impl<T: JsonSchema> JsonSchema for Several<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Several{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_numbers_and_ranges() {
        let read = |text| CountRange::read(text).map(|range| (range.least, range.most));
        assert_eq!(read("2"), Some((2, 2)));
        assert_eq!(read("2.."), Some((2, usize::MAX)));
        assert_eq!(read("..3"), Some((0, 3)));
        assert_eq!(read("2 .. 4"), Some((2, 4)));
        for wrong in ["", "..", "4..2", "two", "-1", "1.5"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

//! Finds the keys that a type takes, by asking serde.
//!
//! A second list of keys beside a type would go out of date. Serde's derive passes the names of a struct's
//! fields to every deserializer, so a deserializer that notes them and then fails yields the list that the
//! parser itself uses.

use std::cell::Cell;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

/// The keys of a struct, in the order of its fields; none if the type is not a struct.
pub fn keys_of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let found = Cell::default();
    // Noting the keys ends the reading, so there is never a value.
    let _ = T::deserialize(Noter(&found));
    found.get()
}

/// A deserializer that notes the fields of the struct it is asked for.
struct Noter<'n>(&'n Cell<&'static [&'static str]>);

impl<'de> Deserializer<'de> for Noter<'_> {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom("there is no value to read"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.set(fields);
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default, serde::Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Sample {
        first: u32,
        #[serde(rename = "box")]
        second: Option<String>,
    }

    #[test]
    fn keys_have_the_names_that_are_written() {
        assert_eq!(keys_of::<Sample>(), ["first", "box"]);
        assert!(keys_of::<String>().is_empty());
    }
}

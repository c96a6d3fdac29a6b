//! How the tables of a layout file are declared: a struct whose every key may be missing.

use serde::Deserializer;
use serde::de;

/// Makes a table in which every key may be missing, and `completed`, which takes what is missing from a base.
macro_rules! written {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub(in crate::template) struct $name {
            $($(#[$field_meta])* pub(in crate::template) $field: Option<$type>,)*
        }

        impl $name {
            /// This value, with what it lacks taken from the base.
            pub(in crate::template) fn completed(self, base: Self) -> Self {
                Self { $($field: match (self.$field, base.$field) {
                    (Some(own), Some(base)) => Some($crate::template::schema::merge::Merge::over(own, base)),
                    (own, base) => own.or(base),
                },)* }
            }
        }
    };
}

/// The same, for a table whose merge with a base is nothing more than `completed`.
macro_rules! mergeable {
    ($(#[$meta:meta])* $name:ident { $($fields:tt)* }) => {
        $crate::template::schema::written::written!($(#[$meta])* $name { $($fields)* });
        impl $crate::template::schema::merge::Merge for $name {
            fn over(self, base: Self) -> Self {
                self.completed(base)
            }
        }
    };
}

pub(super) use {mergeable, written};

/// Stands in for serde where a key is taken out before serde sees the table (see `read`). Serde then still
/// knows that there is such a key, and can suggest it.
pub(super) fn read_apart<'de, D: Deserializer<'de>, T>(_: D) -> Result<Option<T>, D::Error> {
    Err(de::Error::custom(
        "the key is in a place where it is not read",
    ))
}

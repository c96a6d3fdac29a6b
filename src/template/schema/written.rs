//! Macros that declare the tables of a layout file: structs in which every key may be missing, because a layout
//! may leave any key to the layout that it extends.

use serde::Deserializer;
use serde::de;

/// Declares a table of optional keys, with `completed`, which takes missing keys from a base.
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

/// Declares the same for a table that needs no more than `completed` to be merged with a base.
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

/// Takes the place of serde's function for a key that `read` removes before serde gets the table. With it,
/// serde still knows the key and can suggest it for a misspelt one. Only a key in a wrong place reaches this
/// function.
pub(super) fn read_apart<'de, D: Deserializer<'de>, T>(_: D) -> Result<Option<T>, D::Error> {
    Err(de::Error::custom(
        "this key does not belong here — templates/README.md lists the keys of each table",
    ))
}

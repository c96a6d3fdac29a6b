//! Enums whose values people write by name: on the command line, in layout files and in names of files.
//!
//! A name stands once, beside its value, and so does the sentence that explains it: the doc comment is the
//! help text too. The library itself reads names back (of files that it made), so that this is no matter of
//! the command line alone.

/// An enum whose values have names, for code that serves all of them, such as the parser of arguments. Users of
/// the library have `name` and `ALL` of each enum instead.
#[doc(hidden)]
pub trait Keyword: Copy + Send + Sync + 'static {
    /// Every value, in the order in which help lists them.
    const VALUES: &'static [Self];

    /// The name of the value: a word in small letters.
    fn word(self) -> &'static str;

    /// What the value means, in a sentence: its doc comment.
    fn about(self) -> String;

    /// The value of a name, whatever its case.
    fn by_name(name: &str) -> Option<Self> {
        let mut values = Self::VALUES.iter().copied();
        values.find(|value| value.word().eq_ignore_ascii_case(name))
    }
}

/// Makes an enum a [`Keyword`]: each value with its doc comment and its name.
macro_rules! keywords {
    (
        $(#[doc = $doc:literal])+
        $(#[derive($($derived:ident),+)])?
        $(#[serde($($serde:tt)+)])?
        pub enum $enum:ident {
            $($(#[doc = $about:literal])+ $value:ident = $name:literal $(#[$default:ident])?,)+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, $($($derived),+)?)]
        $(#[serde($($serde)+)])?
        pub enum $enum {
            $($(#[doc = $about])+ $(#[$default])? $value,)+
        }

        impl $enum {
            /// Every value, in the order in which help lists them.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// The name of the value on the command line, in layout files and in names of files.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name,)+
                }
            }
        }

        impl $crate::keyword::Keyword for $enum {
            const VALUES: &'static [Self] = &Self::ALL;

            fn word(self) -> &'static str {
                self.name()
            }

            fn about(self) -> String {
                let lines = match self {
                    $(Self::$value => concat!($($about),+),)+
                };
                lines.trim().to_owned()
            }
        }
    };
}

pub(crate) use keywords;

#[cfg(test)]
mod tests {
    use super::Keyword;
    use crate::route::RouteKind;

    #[test]
    fn a_value_is_found_by_its_name_and_explains_itself() {
        assert_eq!(RouteKind::by_name("Riso"), Some(RouteKind::Riso));
        assert_eq!(RouteKind::by_name("lithography"), None);
        for route in RouteKind::ALL {
            assert_eq!(RouteKind::by_name(route.name()), Some(route));
            assert!(route.about().ends_with('.'), "{}", route.about());
        }
    }
}

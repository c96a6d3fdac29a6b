//! The rules that findings are reported under: for each its name, how much it weighs, why it matters, and how
//! to fix it.
//!
//! One file holds one group of rules. A rule is written once: its doc comment is what `handbill explain` prints
//! as the reason, so the terminal, `docs/findings.md` and the documentation of the code cannot differ.
//!
//! An enum has to be defined in one place, and 200 rules with their texts would make one very long file. So each
//! file is a macro that passes its rules on to the macro of the next file, and [`define_rules`], which comes last,
//! receives all of them.

#[macro_use]
mod content;
#[macro_use]
mod file;
#[macro_use]
mod layout;
#[macro_use]
mod proof;
#[macro_use]
mod sheets;
#[macro_use]
mod system;
mod page;

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

pub use page::as_markdown;

/// What there is to know of a rule beside its variant.
#[derive(Clone, Copy, Debug)]
struct Entry {
    name: &'static str,
    weight: Weight,
    why: &'static str,
    fix: &'static str,
    harm: Option<Harm>,
}

/// Rules that are about the same subject.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The subject, as a heading.
    pub about: &'static str,
    /// The rules, in order of their names.
    pub rules: &'static [Rule],
}

/// Why a finding cannot be allowed: nobody who reads the print would know of the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// Something would be printed that is not so.
    False,
    /// Something would be printed that cannot be read, or is missing.
    Unreadable,
    /// Nothing can be made while it stands, so that there is nothing to allow.
    Nothing,
}

impl Harm {
    /// In words, after "since".
    pub fn why(self) -> &'static str {
        match self {
            Self::False => "what is printed would not be true",
            Self::Unreadable => "what is printed could not be read",
            Self::Nothing => "nothing can be made or checked while it stands",
        }
    }
}

/// How much the findings of a rule weigh by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Always an error.
    Error,
    /// Always a warning, unless it is denied.
    Warning,
    /// One or the other, by how bad it is.
    Either,
}

impl Weight {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Either => "error or warning",
        }
    }
}

/// Defines [`Rule`] from the rules of all files.
macro_rules! define_rules {
    ([] $($about:literal { $(
        $(#[doc = $why:literal])+
        $rule:ident = $weight:ident($name:literal, $fix:literal $(,)?) $(.$change:ident())?;
    )+ })+) => {
        /// A rule that a finding is reported under.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($( $(#[doc = $why])+ $rule, )+)+
        }

        impl Rule {
            /// All rules, group by group.
            pub const ALL: &[Self] = &[$($(Self::$rule,)+)+];

            const fn entry(self) -> Entry {
                match self {
                    $($(Self::$rule => $weight($name, concat!($($why),+), $fix)$(.$change())?,)+)+
                }
            }
        }

        /// All rules in groups.
        pub const GROUPS: &[Group] = &[
            $(Group { about: $about, rules: &[$(Rule::$rule,)+] },)+
        ];
    };
}

content_rules! { [layout_rules sheets_rules proof_rules file_rules system_rules define_rules] }

impl Rule {
    /// The name in files, arguments and reports, such as `stale-fact`.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The rule with a name; none where no rule has it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// How much its findings weigh by default.
    #[doc(hidden)]
    pub fn weight(self) -> Weight {
        self.entry().weight
    }

    /// Why it matters.
    pub fn why(self) -> &'static str {
        // A doc comment begins with the space after its slashes.
        self.entry().why.trim_start()
    }

    /// How to fix what it reports.
    pub fn fix(self) -> &'static str {
        self.entry().fix
    }

    /// What would be printed in spite of it, where that is why the content cannot allow it: not at all
    /// where it is always an error or always a warning, and no error where it is either.
    #[doc(hidden)]
    pub fn harm(self) -> Option<Harm> {
        self.entry().harm
    }

    /// Why the content cannot allow any finding of the rule, not even a warning; none where it can.
    #[doc(hidden)]
    pub fn never_allowed(self) -> Option<Harm> {
        self.harm().filter(|_| self.weight() != Weight::Either)
    }

    /// Whether the content may allow a finding of the rule that is an error, or a warning.
    pub fn may_be_allowed(self, is_error: bool) -> bool {
        self.harm().is_none() || self.weight() == Weight::Either && !is_error
    }

    /// Whether only another layout would mend its findings. If the layout comes with the program, its user can do
    /// little about them but choose another piece.
    pub fn is_about_layout(self) -> bool {
        matches!(
            self,
            Self::CodeOutsideSafe
                | Self::ColorBlind
                | Self::EmptyArea
                | Self::EmptyPage
                | Self::LowContrast
                | Self::MadeSmaller
                | Self::SmallReversedType
                | Self::SmallType
                | Self::TextOutsideSafe
                | Self::ThinLine
                | Self::ThinMarks
        )
    }

    /// Whether the content may allow it, in words.
    pub fn allowance(self) -> String {
        match (self.harm(), self.weight()) {
            (None, _) => "yes".to_owned(),
            (Some(harm), Weight::Either) => format!("as a warning; no error, since {}", harm.why()),
            (Some(harm), _) => format!("no, since {}", harm.why()),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl JsonSchema for Rule {
    fn schema_name() -> Cow<'static, str> {
        "Rule".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Self::ALL.iter().map(|rule| rule.name()).collect();
        json_schema!({
            "description": "The name of a rule.",
            "type": "string",
            "enum": names,
        })
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// An error: while it stands nothing can be made, unless the entry says otherwise.
const fn error(name: &'static str, why: &'static str, fix: &'static str) -> Entry {
    Entry {
        name,
        weight: Weight::Error,
        why,
        fix,
        harm: Some(Harm::Nothing),
    }
}

const fn warning(name: &'static str, why: &'static str, fix: &'static str) -> Entry {
    Entry {
        name,
        weight: Weight::Warning,
        why,
        fix,
        harm: None,
    }
}

const fn either(name: &'static str, why: &'static str, fix: &'static str) -> Entry {
    Entry {
        name,
        weight: Weight::Either,
        why,
        fix,
        harm: None,
    }
}

impl Entry {
    /// The same rule, of something that would be printed and is not so.
    const fn prints_false(self) -> Self {
        Self {
            harm: Some(Harm::False),
            ..self
        }
    }

    /// The same rule, of something that would be printed and cannot be read.
    const fn unreadable(self) -> Self {
        Self {
            harm: Some(Harm::Unreadable),
            ..self
        }
    }

    /// The same rule, of an error that does not keep a piece from being made and may be allowed.
    const fn may_stand(self) -> Self {
        Self { harm: None, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_variant_in_kebab_case_and_names_one_rule() {
        for rule in Rule::ALL {
            let mut kebab = String::new();
            for letter in format!("{rule:?}").chars() {
                if letter.is_uppercase() && !kebab.is_empty() {
                    kebab.push('-');
                }
                kebab.extend(letter.to_lowercase());
            }
            assert_eq!(kebab, rule.name());
            assert_eq!(Rule::named(rule.name()), Some(*rule));
        }
        assert_eq!(Rule::named("stal"), None);
    }

    #[test]
    fn the_rules_of_a_group_are_in_order() {
        for group in GROUPS {
            for pair in group.rules.windows(2) {
                assert!(pair[0].name() < pair[1].name(), "{}", pair[1]);
            }
        }
    }
}

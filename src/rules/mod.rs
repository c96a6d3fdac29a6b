//! The rules under which findings are reported: the name of each, its weight, why it matters, and how to fix it.
//!
//! One file holds one group of rules. A rule is written once: its doc comment is what `handbill explain` prints
//! as the reason, so the terminal, `docs/findings.md` and the documentation of the code cannot differ.
//!
//! The first sentence of a reason is also the short description of the rule in SARIF reports, so it has at most
//! about 90 characters. Reasons and fixes hold for any campaign; what is wrong in this one is in the finding.
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

/// Name, weight and explanation of a rule.
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

/// Harm that an allowed finding would do, which is why it cannot be allowed: readers of the print never see the
/// reason that the content gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// Something false would be printed.
    False,
    /// Something would be printed that cannot be read, or would be missing.
    Unreadable,
    /// Nothing can be made until the error is fixed, so there is nothing to allow.
    Nothing,
}

impl Harm {
    /// The harm in words, to follow "because".
    pub fn why(self) -> &'static str {
        match self {
            Self::False => "what is printed would not be true",
            Self::Unreadable => "what is printed could not be read",
            Self::Nothing => "nothing can be made or checked until it is fixed",
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
    /// An error or a warning, depending on how bad the case is.
    Either,
}

impl Weight {
    /// The weight in words.
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
        /// A rule under which findings are reported. Its doc comment is the reason that `handbill explain` prints.
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

    /// The rule with a name, or None if no rule has it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// Weight of its findings, unless `--deny` changes it.
    #[doc(hidden)]
    pub fn weight(self) -> Weight {
        self.entry().weight
    }

    /// The reason why its findings matter.
    pub fn why(self) -> &'static str {
        // The text of a doc comment begins with the space that follows the slashes.
        self.entry().why.trim_start()
    }

    /// How to fix its findings.
    pub fn fix(self) -> &'static str {
        self.entry().fix
    }

    /// Harm for which the content cannot allow its findings. A rule of [`Weight::Either`] can be allowed as a
    /// warning even so, but not as an error.
    #[doc(hidden)]
    pub fn harm(self) -> Option<Harm> {
        self.entry().harm
    }

    /// Harm for which the content can allow no finding of the rule, not even a warning; None if it can.
    #[doc(hidden)]
    pub fn never_allowed(self) -> Option<Harm> {
        self.harm().filter(|_| self.weight() != Weight::Either)
    }

    /// Whether the content may allow a finding of the rule that is an error, or a warning.
    pub fn may_be_allowed(self, is_error: bool) -> bool {
        self.harm().is_none() || self.weight() == Weight::Either && !is_error
    }

    /// Whether only a change of the layout fixes its findings. If the layout comes with the program, its user can
    /// only choose another piece, so the terminal shows such findings in one line.
    pub fn is_about_layout(self) -> bool {
        matches!(
            self,
            Self::CodeOutsideSafe
                | Self::ColorBlind
                | Self::EmptyPage
                | Self::LargeHole
                | Self::LowContrast
                | Self::MadeSmaller
                | Self::SmallReversedType
                | Self::SmallType
                | Self::TextOutsideSafe
                | Self::ThinLine
                | Self::ThinMarks
        )
    }

    /// Whether the content may allow its findings, in words.
    pub fn allowance(self) -> String {
        match (self.harm(), self.weight()) {
            (None, _) => "yes".to_owned(),
            (Some(harm), Weight::Either) => format!("only as a warning, because {}", harm.why()),
            (Some(harm), _) => format!("no, because {}", harm.why()),
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

/// A rule whose findings are errors. Nothing can be made until they are fixed, unless the entry says otherwise.
const fn error(name: &'static str, why: &'static str, fix: &'static str) -> Entry {
    Entry {
        name,
        weight: Weight::Error,
        why,
        fix,
        harm: Some(Harm::Nothing),
    }
}

/// A rule whose findings are warnings, which the content may allow.
const fn warning(name: &'static str, why: &'static str, fix: &'static str) -> Entry {
    Entry {
        name,
        weight: Weight::Warning,
        why,
        fix,
        harm: None,
    }
}

/// A rule whose findings are errors or warnings, both of which the content may allow.
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
    /// The same rule for a mistake that would print something false.
    const fn prints_false(self) -> Self {
        Self {
            harm: Some(Harm::False),
            ..self
        }
    }

    /// The same rule for a mistake that would print something unreadable.
    const fn unreadable(self) -> Self {
        Self {
            harm: Some(Harm::Unreadable),
            ..self
        }
    }

    /// The same rule for an error that does not keep a piece from being made, so it may be allowed.
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

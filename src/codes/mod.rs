//! What each code of a diagnostic means: why it matters, and how to mend it.

mod content;
mod file;
mod layout;
mod proof;
mod sheets;
mod system;

use crate::diag::{Diagnostic, Severity};

/// What there is to know of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The code, such as `stale-fact`.
    pub code: &'static str,
    /// How much it weighs.
    pub weight: Weight,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it.
    pub mend: &'static str,
    /// What would be printed in spite of it, where that is why the content cannot allow it: not at all
    /// where it is always an error or always a warning, and no error where it is either.
    pub harm: Option<Harm>,
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

impl Explained {
    /// Why the content cannot allow any finding of the code, not even a warning; none where it can.
    pub fn never_allowed(&self) -> Option<Harm> {
        self.harm.filter(|_| self.weight != Weight::Either)
    }

    /// Whether the content may allow it, in words.
    pub fn allowance(&self) -> String {
        match (self.harm, self.weight) {
            (None, _) => "yes".to_owned(),
            (Some(harm), Weight::Either) => format!("as a warning; no error, since {}", harm.why()),
            (Some(harm), _) => format!("no, since {}", harm.why()),
        }
    }

    /// The same code, of something that would be printed and is not so.
    const fn prints_false(self) -> Self {
        self.harmful(Some(Harm::False))
    }

    /// The same code, of something that would be printed and cannot be read.
    const fn unreadable(self) -> Self {
        self.harmful(Some(Harm::Unreadable))
    }

    /// The same code, of an error that does not keep a piece from being made and may be allowed.
    const fn may_stand(self) -> Self {
        self.harmful(None)
    }

    const fn harmful(self, harm: Option<Harm>) -> Self {
        Self { harm, ..self }
    }
}

/// Whether the content may allow a finding: by its code, and by how much it weighs.
pub fn may_be_allowed(finding: &Diagnostic) -> bool {
    let Some(explained) = explained(finding.code) else {
        return false;
    };
    let is_warning = finding.severity == Severity::Warning;
    explained.harm.is_none() || explained.weight == Weight::Either && is_warning
}

/// What to say of a code that the content allows and cannot.
pub fn not_to_be_allowed(code: &str, harm: Harm) -> Diagnostic {
    let problem = format!("`{code}` cannot be allowed, since {}", harm.why());
    let problem = Diagnostic::error("cannot-allow", problem);
    match explained(code) {
        Some(explained) => problem.hint(explained.mend),
        None => problem,
    }
}

/// How much what a code stands for weighs.
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

/// A group of codes that are about the same.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What they are about.
    pub about: &'static str,
    /// The codes, in order of the alphabet.
    pub codes: &'static [Explained],
}

/// All codes, in groups.
pub const GROUPS: [Group; 6] = [
    content::GROUP,
    layout::GROUP,
    sheets::GROUP,
    proof::GROUP,
    file::GROUP,
    system::GROUP,
];

/// All codes.
pub fn all() -> impl Iterator<Item = &'static Explained> {
    GROUPS.iter().flat_map(|group| group.codes)
}

/// What there is to know of a code; none where it is no code.
pub fn explained(code: &str) -> Option<&'static Explained> {
    all().find(|explained| explained.code == code)
}

/// All codes as a page of Markdown, a table for each group.
pub fn as_markdown() -> String {
    let mut page = String::from(
        "# Findings\n\nEvery code that `handbill` may report, why it matters, and how to mend it. \
         `handbill explain CODE` says the same on the terminal.\n\n\
         A finding that is known and stands is allowed in the content file, with a reason that the report shows:\n\n\
         ```toml\n[[allow]]\ncode = \"stale-fact\"\nat = \"fact.deaths\"          # the key that it comes from; any, where it is left out\n\
         reason = \"No later figure was published.\"\n```\n\n\
         `--deny CODE` makes a finding an error, `--deny warnings` all that are not allowed.\n\n\
         An error that is allowed does not keep a piece from being made either. What cannot be allowed is what \
         would print something that is not so, or that cannot be read: nobody who holds the print in the hand \
         knows of the reason. Such an `[[allow]]` is an error itself (`cannot-allow`).\n\n",
    );
    for harm in [Harm::False, Harm::Unreadable] {
        let mut codes: Vec<String> = all()
            .filter(|explained| explained.harm == Some(harm))
            .map(|explained| match explained.weight {
                Weight::Either => format!("`{}` as an error", explained.code),
                Weight::Error | Weight::Warning => format!("`{}`", explained.code),
            })
            .collect();
        codes.sort();
        let why = harm.why();
        page.push_str(&format!(
            "- Not allowed since {why}: {}.\n",
            codes.join(", ")
        ));
    }
    for group in &GROUPS {
        page.push_str(&format!(
            "\n## {}\n\n| code | is a | may be allowed | why it matters | how to mend it |\n| --- | --- | --- | --- | --- |\n",
            group.about
        ));
        for explained in group.codes {
            let row = [
                &format!("`{}`", explained.code),
                explained.weight.name(),
                &explained.allowance(),
                explained.why,
                explained.mend,
            ];
            page.push_str(&format!("| {} |\n", row.join(" | ")));
        }
    }
    page
}

/// What to say of a code that there is not.
pub fn unknown(code: &str) -> Diagnostic {
    let problem = Diagnostic::error("unknown-code", format!("no finding has the code `{code}`"));
    let close = problem
        .clone()
        .suggest(code, all().map(|explained| explained.code));
    match close.hint {
        Some(hint) if hint.starts_with("did you") => problem.hint(hint),
        _ => problem.hint("`handbill explain` lists all codes"),
    }
}

/// An error: while it stands nothing can be made, unless the entry says otherwise.
const fn error(code: &'static str, why: &'static str, mend: &'static str) -> Explained {
    Explained {
        code,
        weight: Weight::Error,
        why,
        mend,
        harm: Some(Harm::Nothing),
    }
}

const fn warning(code: &'static str, why: &'static str, mend: &'static str) -> Explained {
    Explained {
        code,
        weight: Weight::Warning,
        why,
        mend,
        harm: None,
    }
}

const fn either(code: &'static str, why: &'static str, mend: &'static str) -> Explained {
    Explained {
        code,
        weight: Weight::Either,
        why,
        mend,
        harm: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_once_and_in_order() {
        for group in &GROUPS {
            for pair in group.codes.windows(2) {
                assert!(pair[0].code < pair[1].code, "{}", pair[1].code);
            }
        }
        let mut codes: Vec<&str> = all().map(|explained| explained.code).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert!(explained("stale").is_some() && explained("stal").is_none());
    }
}

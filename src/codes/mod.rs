//! What each code of a diagnostic means: why it matters, and how to mend it.

mod content;
mod file;
mod layout;
mod proof;
mod sheets;
mod system;

use crate::diag::Diagnostic;

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
         `--deny CODE` makes a finding an error, `--deny warnings` all that are not allowed.\n",
    );
    for group in &GROUPS {
        page.push_str(&format!(
            "\n## {}\n\n| code | is a | why it matters | how to mend it |\n| --- | --- | --- | --- |\n",
            group.about
        ));
        for explained in group.codes {
            let row = [
                &format!("`{}`", explained.code),
                explained.weight.name(),
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

const fn error(code: &'static str, why: &'static str, mend: &'static str) -> Explained {
    Explained {
        code,
        weight: Weight::Error,
        why,
        mend,
    }
}

const fn warning(code: &'static str, why: &'static str, mend: &'static str) -> Explained {
    Explained {
        code,
        weight: Weight::Warning,
        why,
        mend,
    }
}

const fn either(code: &'static str, why: &'static str, mend: &'static str) -> Explained {
    Explained {
        code,
        weight: Weight::Either,
        why,
        mend,
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

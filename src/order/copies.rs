//! How many copies of which piece are wanted: `--copies 500`, `--copies flyer=500,poster=40`.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::str::FromStr;

use crate::diag::{Diagnostic, Diagnostics};
use crate::rules::Rule;

/// A count as it is written on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiesOf {
    /// The piece; every one where none is named.
    template: Option<String>,
    count: NonZeroU32,
}

impl CopiesOf {
    /// The piece and its count; no piece where the count is for every one.
    pub fn parts(&self) -> (Option<&str>, NonZeroU32) {
        (self.template.as_deref(), self.count)
    }
}

impl FromStr for CopiesOf {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (template, count) = match text.split_once('=') {
            Some((template, count)) => (Some(template.trim()), count),
            None => (None, text),
        };
        let count = count.trim().parse::<NonZeroU32>();
        match (template, count) {
            (Some(""), _) | (_, Err(_)) => Err(
                "write a whole number from 1, or one for each piece: flyer=500,poster=40"
                    .to_owned(),
            ),
            (template, Ok(count)) => Ok(Self {
                template: template.map(str::to_owned),
                count,
            }),
        }
    }
}

/// The copies of each piece.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    every: Option<NonZeroU32>,
    named: BTreeMap<String, NonZeroU32>,
}

impl Copies {
    /// The copies that arguments ask for; of two counts of one piece the last holds.
    #[cfg(test)]
    pub(crate) fn of(arguments: &[CopiesOf]) -> Self {
        let mut copies = Self::default();
        for CopiesOf { template, count } in arguments {
            copies.set(template.as_deref(), *count);
        }
        copies
    }

    /// Sets the count of a piece, or that of every piece that has none of its own.
    pub(super) fn set(&mut self, template: Option<&str>, count: NonZeroU32) {
        match template {
            Some(template) => drop(self.named.insert(template.to_owned(), count)),
            None => self.every = Some(count),
        }
    }

    /// The count for every piece that has none of its own.
    pub fn every(&self) -> Option<NonZeroU32> {
        self.every
    }

    /// The count of a piece.
    pub fn of_piece(&self, template: &str) -> Option<NonZeroU32> {
        self.named.get(template).copied().or(self.every)
    }

    /// Whether a piece has a count of its own.
    pub fn names(&self, template: &str) -> bool {
        self.named.contains_key(template)
    }

    /// Reports counts of pieces that are not made. Returns whether there is none.
    pub fn check_names(&self, pieces: &BTreeSet<String>, problems: &mut Diagnostics) -> bool {
        let unknown = self.named.keys().filter(|name| !pieces.contains(*name));
        let mut all_known = true;
        for name in unknown {
            let problem =
                format!("`--copies` names `{name}`, which is not one of the pieces to print");
            let problem = Diagnostic::error(Rule::UnknownTemplate, problem);
            problems.push(problem.suggest(name, pieces.iter().map(String::as_str)));
            all_known = false;
        }
        all_known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copies(arguments: &[&str]) -> Copies {
        let parsed = arguments.iter().map(|text| text.parse().expect("a count"));
        Copies::of(&parsed.collect::<Vec<_>>())
    }

    #[test]
    fn a_piece_has_its_own_count_or_that_of_all() {
        let count = |copies: &Copies, id: &str| copies.of_piece(id).map(NonZeroU32::get);
        let both = copies(&["flyer=500", "40"]);
        assert_eq!(
            (count(&both, "flyer"), count(&both, "poster")),
            (Some(500), Some(40))
        );
        let one = copies(&["flyer = 500"]);
        assert_eq!(
            (count(&one, "flyer"), count(&one, "poster")),
            (Some(500), None)
        );
    }

    #[test]
    fn what_is_no_count_is_refused() {
        for wrong in [
            "",
            "0",
            "-3",
            "many",
            "flyer=",
            "=500",
            "flyer=0",
            "flyer=5=6",
            "5.5",
        ] {
            assert!(wrong.parse::<CopiesOf>().is_err(), "{wrong}");
        }
    }
}

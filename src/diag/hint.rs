//! What to do about a problem, and the name that was most likely meant.

use std::fmt;

/// Similarity from which a known name counts as close to what is written (Jaro-Winkler, from 0 to 1). Below it
/// suggestions are names that share little more than a few letters.
const CLOSE: f64 = 0.8;

/// Similarity from which a slip of one letter or two is more likely than a name with words around it:
/// `stale-facts` is `stale-fact`, not `stale`.
const ALMOST_THE_SAME: f64 = 0.95;

/// What to do about a problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// What was most likely meant, in the place of what is written.
    pub meant: Option<Meant>,
    /// What to do, in words; empty where what was meant says all.
    pub words: String,
}

/// What was most likely meant, in the place of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A key, a value, or a name of something.
    Name(String),
    /// A table of a file.
    Table(String),
    /// A list of tables of a file.
    List(String),
}

impl Hint {
    /// Nothing but what was most likely meant.
    pub fn meant(meant: Meant) -> Self {
        Self {
            meant: Some(meant),
            words: String::new(),
        }
    }

    /// Adds more to do, after what there is.
    #[must_use]
    pub fn and(self, words: &str) -> Self {
        self.joined("; ", words)
    }

    /// Adds one more sentence, after what there is.
    #[must_use]
    pub fn then(self, sentence: &str) -> Self {
        self.joined(". ", sentence)
    }

    fn joined(mut self, between: &str, words: &str) -> Self {
        if !self.words.is_empty() {
            self.words.push_str(between);
        }
        self.words.push_str(words);
        self
    }
}

impl<S: Into<String>> From<S> for Hint {
    fn from(words: S) -> Self {
        Self {
            meant: None,
            words: words.into(),
        }
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(meant) = &self.meant {
            write!(f, "did you mean {meant}?")?;
            if !self.words.is_empty() {
                f.write_str(" ")?;
            }
        }
        f.write_str(&self.words)
    }
}

impl fmt::Display for Meant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "`{name}`"),
            Self::Table(name) => write!(f, "`[{name}]`"),
            Self::List(name) => write!(f, "`[[{name}]]`"),
        }
    }
}

/// How alike two names are, from 0 to 1. Two letters in the wrong order are the commonest slip of a hand, and in a short
/// name the usual measure makes too much of it.
fn likeness(written: &str, name: &str) -> f64 {
    let swapped = written.len() == name.len()
        && strsim::osa_distance(written, name) == 1
        && strsim::levenshtein(written, name) == 2;
    if swapped {
        ALMOST_THE_SAME
    } else {
        strsim::jaro_winkler(written, name)
    }
}

/// The known name that is closest to what is written; `None` if no name is close.
pub fn closest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.to_lowercase();
    let known: Vec<&str> = known.into_iter().collect();
    // Case is no reason to reject a name: `A4` and `a4` are the same to a person.
    let scored = known
        .iter()
        .map(|name| (likeness(&written, &name.to_lowercase()), *name));
    let best = scored
        .filter(|(score, _)| *score >= CLOSE)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    // A near match of the whole wins over a part: otherwise `stale-facts` would suggest `stale`.
    if let Some((_, name)) = best.filter(|(score, _)| *score >= ALMOST_THE_SAME) {
        return Some(name);
    }
    // A name with more around it: `DIN-A4`, `poster_a3`, `flyer.toml`.
    let parts: Vec<&str> = written.split(|c: char| !c.is_alphanumeric()).collect();
    let mut names = known.iter().copied();
    // Names of one letter would match by chance.
    let part = names.find(|name| name.len() > 1 && parts.contains(&name.to_lowercase().as_str()));
    part.or(best.map(|(_, name)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_found_by_a_part_of_it_or_by_its_letters() {
        let papers = ["A4", "A5", "letter"];
        assert_eq!(closest("A55", papers), Some("A5"));
        assert_eq!(closest("DIN-A4", papers), Some("A4"));
        assert_eq!(closest("tabloid", papers), None);
        assert_eq!(
            closest("stale-facts", ["stale", "stale-fact"]),
            Some("stale-fact")
        );
        assert_eq!(closest("hsa", ["count", "has"]), Some("has"));
    }

    #[test]
    fn a_hint_says_what_was_meant_and_then_what_to_do() {
        let meant = Hint::meant(Meant::List("fact".to_owned()));
        assert_eq!(meant.to_string(), "did you mean `[[fact]]`?");
        let more = meant.and("write one for each").and("or none");
        assert_eq!(
            more.to_string(),
            "did you mean `[[fact]]`? write one for each; or none"
        );
        assert_eq!(Hint::from("wait").and("look").to_string(), "wait; look");
        assert_eq!(Hint::from("wait").then("look").to_string(), "wait. look");
        assert_eq!(Hint::default().then("look").to_string(), "look");
    }
}

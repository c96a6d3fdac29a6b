//! The options of pages that a build took: records for programs, and lines for people.
//!
//! Doc comments of the records are the descriptions in `schemas/report.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use handbill::internals::layout::Score;
use handbill::internals::pipeline::{Outcome, Taken, Tried};

/// Option that was taken for a page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageOption")]
pub(super) struct OptionRecord {
    /// Language tag (BCP 47) of the pages.
    language: String,
    /// Number of the page in the layout, from 1.
    page: usize,
    /// Name of the option that was taken.
    name: String,
    /// Reason: `score`, `pinned` (the order names it), or `only` (no other one suits the piece and fits).
    why: &'static str,
    /// All options of the page, in the order of the layout.
    tried: Vec<TriedRecord>,
}

/// Option of a page, with what came of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TriedOption")]
struct TriedRecord {
    /// Name of the option.
    name: String,
    /// Outcome: `scored`, `does-not-fit`, `unsuited` (its condition does not hold), or `not-tried`.
    outcome: &'static str,
    /// Score from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    /// Parts of the score, each from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<PartsRecord>,
}

/// Parts of a score, each from 0 to 1. A part that the page has nothing for is left out.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScoreParts")]
struct PartsRecord {
    /// How near type is to its best size.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    of_type: Option<f64>,
    /// Whether no hole is large.
    #[serde(skip_serializing_if = "Option::is_none")]
    holes: Option<f64>,
    /// How much of the page is filled.
    #[serde(skip_serializing_if = "Option::is_none")]
    filled: Option<f64>,
    /// Whether the ask is second in size to the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    ask: Option<f64>,
    /// Whether codes are comfortable to scan from their distance.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<f64>,
    /// How even the lines of the headline are.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<f64>,
    /// How much is left of pictures that are cropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<f64>,
}

fn share(thousandths: u32) -> f64 {
    f64::from(thousandths) / 1000.0
}

impl OptionRecord {
    pub(super) fn of(taken: &Taken) -> Self {
        Self {
            language: taken.language.clone(),
            page: taken.page,
            name: taken.name.clone(),
            why: taken.why.name(),
            tried: taken.tried.iter().map(TriedRecord::of).collect(),
        }
    }

    /// The choice in one line: `page 1 (en): took wide, best of wide 0.82 (type 0.9, …), tall 0.71 (…)`.
    pub(super) fn in_words(&self) -> String {
        let why = match self.why {
            "pinned" => "as you ordered",
            "only" => "the only one that suits the piece and fits",
            _ => "the best score",
        };
        let tried: Vec<String> = self.tried.iter().map(TriedRecord::in_words).collect();
        format!(
            "page {} ({}): option `{}`, {why}: {}",
            self.page,
            self.language,
            self.name,
            tried.join("; ")
        )
    }
}

impl TriedRecord {
    fn of(tried: &Tried) -> Self {
        let (outcome, score) = match tried.outcome {
            Outcome::Scored(score) => ("scored", Some(score)),
            Outcome::DoesNotFit => ("does-not-fit", None),
            Outcome::Unsuited => ("unsuited", None),
            Outcome::NotTried => ("not-tried", None),
        };
        Self {
            name: tried.name.clone(),
            outcome,
            score: score.map(|score| share(score.total)),
            parts: score.map(PartsRecord::of),
        }
    }

    fn in_words(&self) -> String {
        let Self { name, outcome, .. } = self;
        match (self.score, &self.parts) {
            (Some(score), Some(parts)) => format!("{name} {score:.3} ({})", parts.in_words()),
            _ => {
                let what = match *outcome {
                    "does-not-fit" => "does not fit",
                    "unsuited" => "its `when` is false",
                    _ => "not tried",
                };
                format!("{name} ({what})")
            }
        }
    }
}

impl PartsRecord {
    fn of(score: Score) -> Self {
        let [of_type, holes, filled, ask, code, lines, picture] =
            score.parts.map(|part| part.map(share));
        Self {
            of_type,
            holes,
            filled,
            ask,
            code,
            lines,
            picture,
        }
    }

    fn in_words(&self) -> String {
        let parts = [
            self.of_type,
            self.holes,
            self.filled,
            self.ask,
            self.code,
            self.lines,
            self.picture,
        ];
        let named = Score::PARTS.iter().zip(parts);
        let words: Vec<String> = named
            .filter_map(|(name, part)| Some(format!("{name} {:.2}", part?)))
            .collect();
        words.join(", ")
    }
}

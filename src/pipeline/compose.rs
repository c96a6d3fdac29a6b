//! Fills a template with a campaign and lays it out, with as many pages as its stories take.

use super::Job;
use super::resources::Pipeline;
use super::taken::Taken;
use crate::content::Campaign;
use crate::diag::{Diagnostics, Severity, Warned};
use crate::layout::{self, Composed};
use crate::rules::Rule;
use crate::template::plan::PiecePlan;
use crate::template::{self, Bonds, Choice, Target};

/// Most pages that a page is repeated to: more are a book (practice).
const MOST_REPEATS: usize = 24;

impl Pipeline {
    /// Fills the template and lays it out as the target says, with as many pages as its stories take where it repeats
    /// them. `around` is the number of a page, from 0, where only it and what it depends on is wanted.
    pub(super) fn composed(
        &self,
        campaign: &Campaign,
        job: &Job,
        target: Target<'_>,
        around: Option<(usize, &Bonds)>,
    ) -> Result<Laid, Refused> {
        let most = if job.template.repeats() {
            MOST_REPEATS
        } else {
            1
        };
        let mut repeats = 1;
        let mut before = None;
        loop {
            let mut plan = template::resolve(&job.template, campaign, Target { repeats, ..target })
                .map_err(Refused::Written)?;
            if let Some((page, bonds)) = around {
                plan.value.keep_around(page, bonds);
            }
            match layout::compose_measured(&plan.value, &self.book) {
                Ok(composed) => {
                    return Ok(Laid {
                        plan,
                        composed,
                        taken: Vec::new(),
                        choice: Choice::default(),
                    });
                }
                // One page more at a time: the number of pages that a story needs is only known once it is set. Where a
                // page more changes nothing, something else does not fit.
                Err(problems)
                    if repeats < most
                        && does_not_fit(&problems)
                        && before.as_ref() != Some(&problems) =>
                {
                    repeats += 1;
                    before = Some(problems);
                }
                Err(problems) => return Err(Refused::Laid(problems)),
            }
        }
    }
}

/// Why a piece was not laid out.
pub(super) enum Refused {
    /// Something is written wrong in the layout or in the content: no other composition would make it right.
    Written(Diagnostics),
    /// It does not fit as it is composed.
    Laid(Diagnostics),
}

impl From<Refused> for Diagnostics {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Written(problems) | Refused::Laid(problems) => problems,
        }
    }
}

/// A piece filled and laid out, with the options that were taken.
pub(super) struct Laid {
    pub(super) plan: Warned<PiecePlan>,
    pub(super) composed: Warned<Composed>,
    pub(super) taken: Vec<Taken>,
    pub(super) choice: Choice,
}

/// Whether all that is wrong is that there is too little room.
pub(super) fn does_not_fit(problems: &Diagnostics) -> bool {
    let mut errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    // Any other error would come up again with more room, and be reported twice.
    errors.all(|error| ROOM.contains(&error.rule))
}

/// Rules whose findings say that there is too little room.
const ROOM: [Rule; 3] = [Rule::Overset, Rule::CodeTooSmall, Rule::QuietZone];

//! Drops the words between two placeholders when they would join nothing.
//!
//! A layout writes `{event.1.day} at {event.1.time}`. An event without a time must print "1 May", not "1 May
//! at". So the words between two placeholders are kept only if something is printed on both sides of them.

use crate::text::Run;

/// A part of a text of a template, filled.
pub(super) enum Filled {
    /// Words that the layout itself has.
    Joint(Run),
    /// The words for a placeholder; none if the content leaves them out.
    Name(Vec<Run>),
}

impl Filled {
    fn is_left_out(&self) -> bool {
        match self {
            Self::Joint(_) => false,
            Self::Name(runs) => runs.iter().all(|run| run.text.trim().is_empty()),
        }
    }
}

/// The runs of a text, without the layout's words that would join nothing.
pub(super) fn join_parts(parts: Vec<Filled>) -> Vec<Run> {
    let left_out: Vec<Option<bool>> = parts
        .iter()
        .map(|part| match part {
            Filled::Joint(_) => None,
            Filled::Name(_) => Some(part.is_left_out()),
        })
        .collect();
    let mut runs = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        match part {
            Filled::Name(own) => runs.extend(own),
            Filled::Joint(run) => {
                // Something has to be printed right after these words, and somewhere before them: in "{day},
                // {city}, {time}" a missing city takes one comma along, not both.
                let before: Vec<bool> = left_out[..at].iter().copied().flatten().collect();
                let next = left_out[at + 1..].iter().copied().flatten().next();
                let joins = match next {
                    Some(next) if !before.is_empty() => !next && !before.iter().all(|out| *out),
                    // A space after the last placeholder, or one before the first, joins nothing either.
                    _ if run.text.trim().is_empty() => {
                        next.is_none() && before.last() != Some(&true)
                    }
                    _ => true,
                };
                if joins {
                    runs.push(run);
                }
            }
        }
    }
    runs
}

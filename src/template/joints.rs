//! Words between placeholders: left out where they would join nothing.

use crate::text::Run;

/// A part of a text of a template, filled.
pub(super) enum Filled {
    /// Words of the template's own.
    Joint(Run),
    /// What a placeholder stands for; nothing where the content leaves it out.
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

/// The parts of a text without the words that would join nothing: those between two placeholders, one of
/// which the content leaves out, such as the "at" of `{event.1.day} at {event.1.time}`.
pub(super) fn joined(parts: Vec<Filled>) -> Vec<Run> {
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

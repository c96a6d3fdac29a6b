//! `handbill explain`.

use super::args;
use super::report::Outcome;

/// `handbill explain`.
pub(super) fn explain(_options: &args::Explain) -> Outcome {
    Outcome::CouldNotRun
}

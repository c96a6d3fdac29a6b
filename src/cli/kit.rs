//! `handbill kit`.

use super::args;
use super::report::Outcome;

/// `handbill kit`.
pub(super) fn kit(_options: &args::Kit) -> Outcome {
    Outcome::CouldNotRun
}

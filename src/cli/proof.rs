//! `handbill proof`.

use super::args;
use super::report::Outcome;

/// `handbill proof`.
pub(super) fn proof(_options: &args::Proof) -> Outcome {
    Outcome::CouldNotRun
}

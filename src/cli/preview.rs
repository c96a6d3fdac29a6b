//! `handbill preview`.

use super::args;
use super::report::Outcome;

/// `handbill preview`.
pub(super) fn preview(_options: &args::Preview) -> Outcome {
    Outcome::CouldNotRun
}

//! `handbill calibrate`: writes the sheet that shows how far a printer shifts the back.

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project;
use handbill::internals::standalone::calibration_as_pdf;
use handbill::internals::template::paper_of;

use super::args;
use super::report::{self, Outcome};

/// Runs `handbill calibrate`.
pub(super) fn calibrate(options: &args::Calibrate) -> Outcome {
    match write(options) {
        Ok(()) => {
            report::print_line(options.output.display());
            Outcome::Done
        }
        Err(problem) => {
            report::print(&Diagnostics::from(problem));
            Outcome::CouldNotRun
        }
    }
}

fn write(options: &args::Calibrate) -> Result<(), Diagnostic> {
    let paper = paper_of(&options.onto)?;
    let offset = options.back_offset.unwrap_or_default();
    let sheet = calibration_as_pdf(&paper, options.flip, offset)?;
    project::write(&options.output, &sheet)
}

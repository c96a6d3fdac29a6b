//! `handbill calibrate`.

use std::io::{self, Write};

use super::args;
use super::printing;
use super::report::{self, Outcome};
use crate::diag::{Diagnostic, Diagnostics};
use crate::impose::{Imposition, Spec};
use crate::template::paper_of;
use crate::{calibration_as_pdf, project};

/// `handbill calibrate`.
pub(super) fn calibrate(options: &args::Calibrate) -> Outcome {
    match written(options) {
        Ok(()) => {
            // A closed pipe is the reader's choice.
            let _ = writeln!(io::stdout().lock(), "{}", options.output.display());
            Outcome::Done
        }
        Err(problem) => {
            report::print(&Diagnostics::from(problem));
            Outcome::CouldNotRun
        }
    }
}

fn written(options: &args::Calibrate) -> Result<(), Diagnostic> {
    let paper = paper_of(&options.onto)?;
    let spec = Spec {
        flip: printing::flip(options.flip),
        back_offset: options.back_offset.unwrap_or_default(),
        ..Spec::new(Imposition::OneUp, paper.size())
    };
    project::write(&options.output, &calibration_as_pdf(&spec)?)
}

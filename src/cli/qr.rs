//! `handbill qr`.

use std::io::{self, Write};

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project;
use handbill::internals::standalone::{CodeFormat, write_code};

use super::args;
use super::report::{self, Outcome};
use handbill::internals::rules::Rule;

/// `handbill qr`.
pub(super) fn qr(options: &args::Qr) -> Outcome {
    match write(options) {
        Ok(line) => {
            // A closed pipe is the reader's choice.
            let _ = writeln!(io::stdout().lock(), "{line}");
            Outcome::Done
        }
        Err(problem) => {
            report::print(&Diagnostics::from(problem));
            Outcome::CouldNotRun
        }
    }
}

/// Writes the code: what was written, in a line.
fn write(options: &args::Qr) -> Result<String, Diagnostic> {
    let path = options.output.display();
    let ending = options.output.extension().and_then(|it| it.to_str());
    let format = CodeFormat::by_ending(ending.unwrap_or_default()).ok_or_else(|| {
        let problem = format!("`{path}` does not say which format to write");
        Diagnostic::error(Rule::UnknownFormat, problem)
            .hint("end the file name in .svg, .png or .pdf")
    })?;
    let code = write_code(&options.text, format, options.module)?;
    project::write(&options.output, &code.bytes)?;
    // Where the code holds another text than the one given, it is shown.
    let held = if code.text == options.text {
        String::new()
    } else {
        format!("{}, ", code.text)
    };
    Ok(format!(
        "{path}: {held}version {}, level {}, {} modules with the quiet zone",
        code.version, code.level, code.side
    ))
}

//! `handbill qr`: writes one QR code as SVG, PNG or PDF.

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project;
use handbill::internals::standalone::{CodeFormat, write_code};

use super::args;
use super::report::{self, Outcome};
use handbill::internals::rules::Rule;

/// Runs `handbill qr`.
pub(super) fn qr(options: &args::Qr) -> Outcome {
    match write(options) {
        Ok(line) => {
            report::print_line(line);
            Outcome::Done
        }
        Err(problem) => {
            report::print(&Diagnostics::from(problem));
            Outcome::CouldNotRun
        }
    }
}

/// Writes the code. Returns a line that describes it.
fn write(options: &args::Qr) -> Result<String, Diagnostic> {
    let path = options.output.display();
    // A path that is not valid UTF-8 has no ending that names a format.
    let ending = options.output.extension().and_then(|it| it.to_str());
    let format = CodeFormat::by_ending(ending.unwrap_or_default()).ok_or_else(|| {
        let problem = format!("the ending of `{path}` is not that of a format");
        Diagnostic::error(Rule::UnknownFormat, problem)
            .hint("end the file name in .svg, .png or .pdf")
    })?;
    let code = write_code(&options.text, format, options.module)?;
    project::write(&options.output, &code.bytes)?;
    // Addresses are normalized: a host in letters of another script is encoded. The code must not contain another
    // text than the one typed without saying so.
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

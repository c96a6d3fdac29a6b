//! `handbill qr`.

use std::io::{self, Write};

use super::args;
use super::report::{self, Outcome};
use crate::diag::{Diagnostic, Diagnostics};
use crate::rules::Rule;
use crate::{code_as_pdf, given, project, qr};

/// Pixels to a module of a PNG: enough for any screen, and scaled in print without harm.
const PIXELS: u32 = 16;

/// `handbill qr`.
pub(super) fn qr(options: &args::Qr) -> Outcome {
    match written(options) {
        Ok(said) => {
            // A closed pipe is the reader's choice.
            let _ = writeln!(io::stdout().lock(), "{said}");
            Outcome::Done
        }
        Err(problem) => {
            report::print(&Diagnostics::from(problem));
            Outcome::CouldNotRun
        }
    }
}

fn written(options: &args::Qr) -> Result<String, Diagnostic> {
    let payload = given(&options.text)?;
    let text = payload.encoded();
    let symbol = qr::QrSymbol::encode_by(&text, payload.constraint()).map_err(|too_long| {
        Diagnostic::error(
            Rule::PayloadTooLong,
            format!("{} bytes are more than a code holds", too_long.bytes),
        )
        .hint("use a shorter text; a printed code should hold under 100 bytes")
    })?;
    let module = options.module.unwrap_or_else(qr::smallest_module);
    if module < qr::smallest_module() {
        return Err(Diagnostic::error(
            Rule::CodeTooSmall,
            format!("a module of {module} does not print surely"),
        )
        .hint(format!("make it at least {}", qr::smallest_module())));
    }
    let ending = options
        .output
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let bytes = match ending.as_str() {
        "svg" => qr::to_svg(&symbol).into_bytes(),
        "png" => qr::to_png(&symbol, PIXELS),
        "pdf" => code_as_pdf(&options.text, module)?,
        _ => {
            let problem = format!(
                "`{}` does not say which format to write",
                options.output.display()
            );
            return Err(Diagnostic::error(Rule::UnknownFormat, problem)
                .hint("end the file name in .svg, .png or .pdf"));
        }
    };
    project::write(&options.output, &bytes)?;
    // What is in the code is another text than what was given: it is shown.
    let held = if text == options.text {
        String::new()
    } else {
        format!("{text}, ")
    };
    Ok(format!(
        "{}: {held}version {}, level {}, {} modules with the quiet zone",
        options.output.display(),
        symbol.version(),
        symbol.level(),
        symbol.side_with_quiet_zone()
    ))
}

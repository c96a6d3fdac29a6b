//! `handbill new`.

use std::io::{self, Write};

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project::{self, starter};
use handbill::internals::rules::Rule;

use super::args;
use super::report::{self, Outcome};

/// `handbill new`.
pub(super) fn new(options: &args::New) -> Outcome {
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

fn written(options: &args::New) -> Result<String, Diagnostic> {
    let name = &options.name;
    if !starter::is_name(name) {
        let problem = format!("`{name}` is no name for a file and its id");
        let problem = Diagnostic::error(Rule::BadName, problem);
        // The ending comes by itself.
        let bare = name.strip_suffix(".toml").unwrap_or(name);
        let better = starter::name_of(bare);
        return Err(if starter::is_name(&better) {
            problem.hint(format!("`{better}` would do"))
        } else {
            problem.hint("use small letters, digits and hyphens, such as `keep-our-library`")
        });
    }
    let file = format!("{name}.toml");
    let (path, text) = if options.template {
        let path = options.dir.join("templates").join(file);
        (path, starter::template(name))
    } else {
        (options.dir.join(file), starter::campaign(name))
    };
    project::write_new(&path, text.as_bytes())?;
    let shown = path.display();
    Ok(if options.template {
        format!("{shown}\nhandbill build CAMPAIGN.toml --template {name}")
    } else {
        format!("{shown}\nhandbill build {shown}")
    })
}

//! `handbill new`: writes a content file to fill in, or a layout to change.

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project::{self, starter};
use handbill::internals::rules::Rule;

use super::args;
use super::report::{self, Outcome};

/// Runs `handbill new`.
pub(super) fn new(options: &args::New) -> Outcome {
    match write(options) {
        Ok(lines) => {
            report::print_line(lines);
            Outcome::Done
        }
        Err(problem) => {
            report::print(&Diagnostics::from(problem));
            Outcome::CouldNotRun
        }
    }
}

/// Writes the file. Returns its path and the command that builds it, in two lines.
fn write(options: &args::New) -> Result<String, Diagnostic> {
    let name = &options.name;
    if !starter::is_name(name) {
        let problem = format!("`{name}` cannot be a file name and an id");
        let problem = Diagnostic::error(Rule::BadName, problem);
        // People type the name as it will be on the disk; the ending is added below.
        let bare = name.strip_suffix(".toml").unwrap_or(name);
        let better = starter::name_of(bare);
        return Err(if starter::is_name(&better) {
            problem.hint(format!("use `{better}`"))
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
    // Never replaces a file: an hour of typing could be lost if the command is repeated.
    project::write_new(&path, text.as_bytes())?;
    let shown = path.display();
    Ok(if options.template {
        format!("{shown}\nhandbill build CAMPAIGN.toml --template {name}")
    } else {
        format!("{shown}\nhandbill build {shown}")
    })
}

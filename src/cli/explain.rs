//! `handbill explain`.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{self, Format};
use super::report::{self, Outcome};
use handbill::internals::diag::Diagnostic;
use handbill::internals::rules::{GROUPS, Rule};

/// A rule for programs.
#[derive(Serialize)]
struct Record {
    rule: Rule,
    severity: &'static str,
    /// Whether `[[allow]]` takes it.
    allowed: String,
    why: &'static str,
    fix: &'static str,
}

impl Record {
    fn of(rule: Rule) -> Self {
        Self {
            rule,
            severity: rule.weight().name(),
            allowed: rule.allowance(),
            why: rule.why(),
            fix: rule.fix(),
        }
    }
}

/// `handbill explain`.
pub(super) fn explain(options: &args::Explain) -> Outcome {
    match (&options.rule, options.format) {
        (None, Format::Json) => {
            let records: Vec<Record> = Rule::ALL.iter().map(|rule| Record::of(*rule)).collect();
            report::print_json(&records);
        }
        (None, Format::Human) => {
            let head = ["rule", "is a", "why it matters"].map(str::to_owned);
            let mut rows = vec![head.to_vec()];
            for group in GROUPS {
                rows.extend(group.rules.iter().map(|rule| {
                    let cells = [rule.name(), rule.weight().name(), rule.why()];
                    cells.map(str::to_owned).to_vec()
                }));
            }
            report::print_table(&rows);
        }
        (Some(name), format) => {
            let Some(rule) = Rule::named(name) else {
                report::print(&Diagnostic::unknown_rule(name).into());
                return Outcome::CouldNotRun;
            };
            if format == Format::Json {
                report::print_json(&Record::of(rule));
            } else {
                // A closed pipe is the reader's choice.
                let _ = writeln!(
                    io::stdout().lock(),
                    "{rule}: {}\n\nWhy it matters\n  {}\n\nHow to fix it\n  {}\n\nWhether `[[allow]]` takes it\n  {}",
                    rule.weight().name(),
                    rule.why(),
                    rule.fix(),
                    rule.allowance(),
                );
            }
        }
    }
    Outcome::Done
}

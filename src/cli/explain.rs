//! `handbill explain`: prints why a rule matters and how to fix its findings, or a table of all rules.

use serde::Serialize;

use super::args::{self, Format};
use super::report::{self, Outcome};
use handbill::internals::diag::Diagnostic;
use handbill::internals::rules::{GROUPS, Rule};

/// A rule, as JSON.
#[derive(Serialize)]
struct Record {
    rule: Rule,
    severity: &'static str,
    /// Whether `[[allow]]` can accept its findings, in words.
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

/// Runs `handbill explain`.
pub(super) fn explain(options: &args::Explain) -> Outcome {
    match (&options.rule, options.format) {
        (None, Format::Json) => {
            // All rules are a list; one rule is an object.
            let records: Vec<Record> = Rule::ALL.iter().map(|rule| Record::of(*rule)).collect();
            report::print_json(&records);
        }
        (None, Format::Human) => {
            let head = ["rule", "severity", "why it matters"].map(str::to_owned);
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
                report::print_line(format!(
                    "{rule}: {}\n\nWhy it matters\n  {}\n\nHow to fix it\n  {}\n\nCan it be allowed?\n  {}",
                    rule.weight().name(),
                    rule.why(),
                    rule.fix(),
                    rule.allowance(),
                ));
            }
        }
    }
    Outcome::Done
}

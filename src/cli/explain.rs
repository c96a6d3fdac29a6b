//! `handbill explain`.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{self, Format};
use super::report::{self, Outcome};
use crate::codes::{self, Explained, GROUPS};

/// A code for programs.
#[derive(Serialize)]
struct Record {
    code: &'static str,
    severity: &'static str,
    /// Whether `[[allow]]` takes it.
    allowed: String,
    why: &'static str,
    mend: &'static str,
}

impl Record {
    fn of(explained: &Explained) -> Self {
        Self {
            code: explained.code,
            severity: explained.weight.name(),
            allowed: explained.allowance(),
            why: explained.why,
            mend: explained.mend,
        }
    }
}

/// `handbill explain`.
pub(super) fn explain(options: &args::Explain) -> Outcome {
    match (&options.code, options.format) {
        (None, Format::Json) => {
            let records: Vec<Record> = codes::all().map(Record::of).collect();
            report::print_json(&records);
        }
        (None, Format::Human) => {
            let mut rows = vec![vec![
                "code".to_owned(),
                "is a".into(),
                "why it matters".into(),
            ]];
            for group in &GROUPS {
                rows.extend(group.codes.iter().map(|explained| {
                    let cells = [explained.code, explained.weight.name(), explained.why];
                    cells.map(str::to_owned).to_vec()
                }));
            }
            report::print_table(&rows);
        }
        (Some(code), format) => {
            let Some(explained) = codes::explained(code) else {
                report::print(&codes::unknown(code).into());
                return Outcome::CouldNotRun;
            };
            if format == Format::Json {
                report::print_json(&Record::of(explained));
            } else {
                let Explained {
                    code,
                    weight,
                    why,
                    mend,
                    harm: _,
                } = explained;
                let allowed = explained.allowance();
                // A closed pipe is the reader's choice.
                let _ = writeln!(
                    io::stdout().lock(),
                    "{code}: {}\n\nWhy it matters\n  {why}\n\nHow to mend it\n  {mend}\n\nWhether `[[allow]]` takes it\n  {allowed}",
                    weight.name()
                );
            }
        }
    }
    Outcome::Done
}

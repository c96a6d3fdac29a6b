//! `handbill list`: tables of templates, themes, papers, fonts and languages.
//!
//! Without a content file the tables have what comes with the program; with one, also the files beside it.

use serde::Serialize;

use super::args::{self, Format, Listed};
use super::report::{self, Outcome};
use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::paper::PAPERS;
use handbill::internals::pipeline::Pipeline;
use handbill::internals::project::Project;
use handbill::internals::rules::Rule;

#[derive(Serialize)]
struct TemplateRow {
    id: String,
    papers: Vec<String>,
    description: String,
}

#[derive(Serialize)]
struct PaperRow {
    name: &'static str,
    width_mm: f64,
    height_mm: f64,
    source: &'static str,
}

#[derive(Serialize)]
struct FontRow {
    family: String,
    weight: u32,
    width: u32,
    italic: bool,
    file: String,
}

#[derive(Serialize)]
struct ThemeRow {
    name: String,
    description: String,
}

/// Runs `handbill list`.
pub(super) fn list(options: &args::List) -> Outcome {
    if options.what == Listed::Languages {
        return super::translate::languages(options);
    }
    // A folder of templates and fonts is optional beside a content file, so a mistyped path would silently give the
    // list without them.
    let pipeline = match &options.content {
        Some(content) if !content.is_file() => Err(Diagnostic::error(
            Rule::CannotRead,
            format!("there is no file `{}`", content.display()),
        )),
        Some(content) => Pipeline::of(&Project::at(content)),
        None => Ok(Pipeline::embedded()),
    };
    let pipeline = match pipeline {
        Ok(pipeline) => pipeline,
        Err(problem) => {
            report::print(&problem.into());
            return Outcome::CouldNotRun;
        }
    };
    let mut problems = Diagnostics::default();
    match options.what {
        Listed::Templates => show(
            options.format,
            &templates(&pipeline, &mut problems),
            ["id", "papers", "description"],
            |row| {
                vec![
                    row.id.clone(),
                    row.papers.join(", "),
                    row.description.clone(),
                ]
            },
        ),
        Listed::Themes => show(
            options.format,
            &themes(&pipeline, &mut problems),
            ["name", "description"],
            |row| vec![row.name.clone(), row.description.clone()],
        ),
        Listed::Papers => show(
            options.format,
            &papers(),
            ["name", "size", "source"],
            |row| {
                vec![
                    row.name.to_owned(),
                    format!("{} × {} mm", row.width_mm, row.height_mm),
                    row.source.to_owned(),
                ]
            },
        ),
        // Answered at the beginning of this function.
        Listed::Languages => {}
        Listed::Fonts => show(
            options.format,
            &fonts(&pipeline),
            ["family", "weight", "width", "slant", "file"],
            |row| {
                let slant = if row.italic { "italic" } else { "upright" };
                vec![
                    row.family.clone(),
                    row.weight.to_string(),
                    format!("{} %", row.width),
                    slant.to_owned(),
                    row.file.clone(),
                ]
            },
        ),
    }
    report::print(&problems);
    Outcome::of(&problems)
}

/// Prints rows as JSON, or as a table with a heading.
fn show<T: Serialize, const N: usize>(
    format: Format,
    rows: &[T],
    head: [&str; N],
    cells: impl Fn(&T) -> Vec<String>,
) {
    match format {
        Format::Json => report::print_json(&rows),
        Format::Human => {
            let mut table = vec![head.map(str::to_owned).to_vec()];
            table.extend(rows.iter().map(cells));
            report::print_table(&table);
        }
    }
}

/// The templates that make pieces. One with errors is reported, and the others are listed all the same.
fn templates(pipeline: &Pipeline, problems: &mut Diagnostics) -> Vec<TemplateRow> {
    let mut rows = Vec::new();
    for id in pipeline.library.ids() {
        match pipeline.library.load(&id) {
            Ok(template) if template.is_piece() => rows.push(TemplateRow {
                id,
                papers: template
                    .papers
                    .iter()
                    .map(|paper| paper.name.to_string())
                    .collect(),
                description: template.description,
            }),
            Ok(_) => {}
            Err(found) => problems.extend(found),
        }
    }
    rows
}

/// The templates that are themes.
fn themes(pipeline: &Pipeline, problems: &mut Diagnostics) -> Vec<ThemeRow> {
    let mut rows = Vec::new();
    for name in pipeline.library.themes() {
        match pipeline.library.load_theme(&name) {
            Ok(template) => rows.push(ThemeRow {
                name,
                description: template.description,
            }),
            Err(found) => problems.extend(found),
        }
    }
    rows
}

fn papers() -> Vec<PaperRow> {
    // Sizes in inches have many digits in millimetres; two show the difference between any two papers.
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    PAPERS
        .iter()
        .map(|paper| PaperRow {
            name: &paper.name,
            width_mm: rounded(paper.size().width.to_mm()),
            height_mm: rounded(paper.size().height.to_mm()),
            source: paper.source,
        })
        .collect()
}

fn fonts(pipeline: &Pipeline) -> Vec<FontRow> {
    pipeline
        .book
        .faces()
        .iter()
        .map(|face| FontRow {
            family: face.family.clone(),
            weight: face.weight as u32,
            // Width as a percentage of the normal width, as `font-stretch` of CSS has it.
            width: (face.stretch * 100.0).round() as u32,
            italic: face.italic,
            file: face.file.clone(),
        })
        .collect()
}

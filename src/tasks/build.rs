//! Makes the pieces of an order, and keeps back those that have errors.

use std::path::{Path, PathBuf};

use super::bar::Bar;
use super::left_out::{Carried, Omissions};
use crate::diag::{Diagnostics, Warned};
use crate::order::{MadePiece, Order, PieceSet, Progress, file_name};
use crate::pipeline::{Built, PdfFile};
use crate::project::Project;

/// The pieces of an order that may be printed, or what was made of them, and what none of them prints of the
/// content.
pub struct BuiltSet<R = Printable> {
    /// The pieces without errors.
    pub pieces: Vec<R>,
    /// What no piece prints of the content.
    pub left_out: Omissions,
    /// The theme that was chosen by what the campaign has, if nobody named one.
    pub chosen_theme: Option<String>,
}

impl<R> Default for BuiltSet<R> {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            left_out: Omissions::default(),
            chosen_theme: None,
        }
    }
}

/// A piece that may be printed.
pub struct Printable {
    /// The piece and its files, with the warnings that stand.
    pub built: Warned<Built>,
    /// The name of each file, in the order of the files.
    names: Vec<PathBuf>,
}

impl Printable {
    /// The names of the files, in their order, and the piece with the files.
    pub fn into_parts(self) -> (Vec<PathBuf>, Built) {
        (self.names, self.built.value)
    }

    /// The files, each with its name: `CAMPAIGN/LANGUAGE/TEMPLATE-PAPER.pdf`.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &PdfFile)> {
        let names = self.names.iter().map(PathBuf::as_path);
        names.zip(&self.built.value.files)
    }

    /// The words of the piece as plain text, with the name of their file, where the layout asks for them.
    pub fn text(&self) -> Option<(PathBuf, &str)> {
        let name = self.names.first()?.with_extension("txt");
        Some((name, self.built.value.text.as_deref()?))
    }
}

/// Makes the pieces of an order; none where the order or the content cannot be read. A piece with errors,
/// denied findings among them, is left out, and all findings are reported.
pub fn build(
    project: &Project,
    order: &Order,
    progress: Progress<'_>,
    problems: &mut Diagnostics,
) -> Option<BuiltSet> {
    build_each(project, order, progress, problems, &|piece| piece)
}

/// The same, with each piece handed to `finish` on the thread that made it, so that it can be written and let go
/// before the next is made: a set of 848 files would take half a gigabyte.
pub fn build_each<R: Send>(
    project: &Project,
    order: &Order,
    progress: Progress<'_>,
    problems: &mut Diagnostics,
    finish: &(dyn Fn(Printable) -> R + Sync),
) -> Option<BuiltSet<R>> {
    let bar = Bar::of(order, problems)?;
    let set = PieceSet::of(project, order, problems)?;
    let judged = set.make_each(progress, &|piece| {
        let (printable, carried, found) = judge(piece, &bar);
        (printable.map(finish), carried, found)
    });
    let mut pieces = Vec::new();
    let mut carried: Option<Carried> = None;
    let mut findings = Diagnostics::default();
    for (finished, prints, found) in judged {
        pieces.extend(finished);
        if let Some(prints) = prints {
            carried.get_or_insert_default().join(prints);
        }
        findings.extend(found);
    }
    let left_out = Omissions::of_set(carried.as_ref(), &set, order, &bar.deny);
    left_out.report(problems);
    problems.extend(findings);
    Some(BuiltSet {
        pieces,
        left_out,
        chosen_theme: set.chosen_theme,
    })
}

/// A piece with the warnings that stand, unless one is an error; what it prints of the content, where it could
/// be made; and its findings.
fn judge(piece: MadePiece<'_>, bar: &Bar) -> (Option<Printable>, Option<Carried>, Diagnostics) {
    let MadePiece {
        campaigns,
        job,
        made,
    } = piece;
    let Warned { value, warnings } = match made {
        Ok(built) => built,
        Err(found) => return (None, None, job.name_in(bar.standing(found, &campaigns))),
    };
    let mut carried = Carried::default();
    carried.add(&value.examined.piece);
    let mut findings = warnings;
    findings.extend(bar.findings_of(&campaigns, &value.examined));
    let warnings = bar.standing(findings, &campaigns);
    let found = job.name_in(warnings.clone());
    let printable = (!warnings.has_errors()).then(|| Printable {
        names: value
            .files
            .iter()
            .map(|file| file_name(&campaigns, &job, &value, file))
            .collect(),
        built: Warned { value, warnings },
    });
    (printable, Some(carried), found)
}

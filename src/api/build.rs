//! The answer of a build: files in memory, and what was found on the way.

use std::path::PathBuf;

use crate::diag::Diagnostics;
use crate::findings::Findings;
use crate::page::Piece;
use crate::tasks::{BuiltSet, Printable};

/// Files that are ready to be written, and what was found while they were made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Build {
    /// The files.
    pub files: Vec<BuiltFile>,
    /// What was found. An error among them means that a piece has no file.
    pub findings: Findings,
}

/// A file of a piece: a PDF, or its words as plain text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BuiltFile {
    /// Its name with its folders: `CAMPAIGN/LANGUAGE/TEMPLATE-PAPER.pdf`.
    pub name: PathBuf,
    /// The file itself.
    pub bytes: Vec<u8>,
    /// Id of the template, such as `flyer`.
    pub template: String,
    /// Name of the paper that its pages are made for, such as `A5`.
    pub paper: String,
    /// Language of its text (BCP 47); of a piece in several languages all of them, such as `en+es`.
    pub language: String,
    /// The ink that the file is for, where each ink has a file of its own, as on a risograph.
    pub ink: Option<String>,
}

impl Build {
    pub(super) fn of(set: BuiltSet, problems: &Diagnostics) -> Self {
        Self {
            files: set.pieces.into_iter().flat_map(files).collect(),
            findings: Findings::of(problems),
        }
    }

    /// The files, if no error was found; otherwise everything that was found.
    pub fn complete(self) -> Result<Vec<BuiltFile>, Findings> {
        if self.findings.has_errors() {
            return Err(self.findings);
        }
        Ok(self.files)
    }
}

/// The files of a piece, the plain text last.
fn files(printable: Printable) -> Vec<BuiltFile> {
    let file = |piece: &Piece, name: PathBuf, ink: Option<String>, bytes: Vec<u8>| BuiltFile {
        name,
        bytes,
        template: piece.template.clone(),
        paper: piece.paper.clone(),
        language: piece.language_tags(),
        ink,
    };
    let text = printable.text();
    let text = text.map(|(name, text)| (name, text.as_bytes().to_vec()));
    let (names, built) = printable.into_parts();
    let piece = &built.examined.piece;
    let pdfs = names.into_iter().zip(built.files);
    let mut files: Vec<BuiltFile> = pdfs
        .map(|(name, pdf)| file(piece, name, pdf.ink, pdf.bytes))
        .collect();
    files.extend(text.map(|(name, bytes)| file(piece, name, None, bytes)));
    files
}

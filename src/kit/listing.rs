//! The files of a kit as its note lists them: by folder, a file that is the same in several languages once.

use std::collections::BTreeMap;

use super::note::{Line, note};
use crate::diag::Diagnostic;
use crate::paper;
use crate::pipeline::Job;

/// What the note says before it lists the folders.
const CHOOSE: &str = "Each folder has the same pieces for a different printer. Choose one folder, and print \
    the pieces that you need from it.";

/// The files of each folder.
#[derive(Default)]
pub(super) struct Listing(BTreeMap<&'static str, Vec<Listed>>);

/// A file, and how it is printed.
struct Listed {
    name: String,
    /// Template and paper.
    piece: String,
    how: String,
    languages: Vec<String>,
}

impl Listing {
    /// Adds a file by its path within its folder, `LANGUAGE/NAME.pdf`, and how it is printed.
    pub(super) fn add(&mut self, folder: &'static str, path: &str, job: &Job, how: Vec<String>) {
        let (language, name) = path.split_once('/').unwrap_or(("", path));
        let how = how.join(" · ");
        let files = self.0.entry(folder).or_default();
        // Languages whose instructions differ, because one has more pages, are listed apart.
        let same = |known: &&mut Listed| known.name == name && known.how == how;
        match files.iter_mut().find(same) {
            Some(known) => known.languages.push(language.to_owned()),
            None => files.push(Listed {
                name: name.to_owned(),
                piece: format!("{} {}", job.template.id, job.paper.name),
                how,
                languages: vec![language.to_owned()],
            }),
        }
    }

    /// The note as PDF, on letter paper where the pieces are in inches.
    pub(super) fn note(&self, title: &str, in_inches: bool) -> Result<Vec<u8>, Diagnostic> {
        let mut lines = vec![Line::Words(CHOOSE.to_owned())];
        for (folder, files) in &self.0 {
            lines.push(Line::Folder((*folder).to_owned()));
            lines.extend(files.iter().map(Listed::line));
        }
        let paper = if in_inches { "letter" } else { "A4" };
        let size = paper::by_name(paper).map(paper::Paper::size);
        note(title, &lines, size.unwrap_or_default())
    }
}

impl Listed {
    fn line(&self) -> Line {
        let mut letters = self.piece.chars();
        let first: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        let languages = self.languages.join(", ");
        let name = format!("{first}{} — {} ({languages})", letters.as_str(), self.name);
        Line::File(name, self.how.clone())
    }
}

//! The files of a kit as its note lists them: by folder, a file that is the same in several languages once.

use std::sync::Arc;

use super::instructions::Instructions;
use crate::diag::Diagnostic;
use crate::picture::{Asset, Image, Picture};
use crate::proof::Raster;
use crate::proof::share::png;

/// Longest side of a picture in the note, in pixels: 46 mm at 150 dpi, which is what a desktop printer shows of it
/// (practice).
const LONGEST: f64 = 280.0;

/// A folder of the kit.
pub(super) struct Folder {
    /// Its name on the disk.
    pub(super) path: String,
    /// What the note calls it: the kind of printer.
    pub(super) name: String,
    /// Its files.
    pub(super) rows: Vec<Row>,
}

/// A file, and how it is printed.
pub(super) struct Row {
    /// Its name.
    pub(super) file: String,
    /// The languages in which it is there, by their tags.
    pub(super) languages: String,
    /// How it looks.
    pub(super) picture: Option<Arc<Image>>,
    /// How it is printed.
    pub(super) how: Instructions,
}

impl Folder {
    /// Adds a file by its path within the folder, `LANGUAGE/NAME.pdf`, and how it is printed. The picture is drawn of
    /// the first of several languages.
    pub(super) fn add(
        &mut self,
        path: &str,
        how: Instructions,
        picture: Option<&Raster>,
    ) -> Result<(), Diagnostic> {
        let (language, name) = path.split_once('/').unwrap_or(("", path));
        // Languages whose instructions differ, because one has more pages, are listed apart.
        let same = |known: &&mut Row| known.file == name && known.how == how;
        if let Some(known) = self.rows.iter_mut().find(same) {
            known.languages = format!("{}, {language}", known.languages);
            return Ok(());
        }
        self.rows.push(Row {
            file: name.to_owned(),
            languages: language.to_owned(),
            picture: picture.map(|raster| small(raster, name)).transpose()?,
            how,
        });
        Ok(())
    }
}

/// A small picture.
fn small(raster: &Raster, name: &str) -> Result<Arc<Image>, Diagnostic> {
    let longest = raster.width.max(raster.height).max(1) as f64;
    let bytes = png(&raster.made_smaller((LONGEST / longest).min(1.0)))?;
    let picture = Picture::read(bytes).map_err(|(problem, _)| {
        let problem = format!("the picture of {name} {problem}");
        Diagnostic::error(crate::rules::Rule::Internal, problem)
    })?;
    Ok(Arc::new(Image {
        id: name.to_owned(),
        alt: name.to_owned(),
        credit: None,
        license: None,
        focus: (0.5, 0.5),
        asset: Asset {
            file: name.to_owned(),
            picture,
        },
    }))
}

//! The drawings that layouts count with: the files that tallies name as their marks.
//!
//! They are read once, with the layout. A file that cannot be read is reported where a tally uses it, so that a
//! piece without that tally is not held up.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::schema::{Area, Block};
use super::tally_mark::TallyMark;
use crate::diag::Diagnostic;
use crate::picture::{Asset, Picture, PictureKind};
use crate::project::Project;
use crate::rules::Rule;

/// The drawings by the names of their files, or the problem with each.
pub(super) type Signs = BTreeMap<String, Result<Arc<Asset>, Diagnostic>>;

/// Reads the files that the tallies in these areas name.
pub(super) fn read_signs<'a>(
    areas: impl Iterator<Item = &'a Area>,
    project: Option<&Project>,
) -> Signs {
    let mut signs = Signs::new();
    for area in areas {
        add_signs(area, project, &mut signs);
    }
    signs
}

/// Adds the drawings of an area and of those within it.
fn add_signs(area: &Area, project: Option<&Project>, signs: &mut Signs) {
    if let Some(Block::Tally(tally)) = &area.block
        && let Some(TallyMark::File(file)) = &tally.mark
        && !signs.contains_key(file)
    {
        signs.insert(file.clone(), read_sign(file, project).map(Arc::new));
    }
    for inner in area.inner() {
        add_signs(inner, project, signs);
    }
}

/// Reads a drawing: beside the layout if it is there, otherwise beside the content.
fn read_sign(file: &str, project: Option<&Project>) -> Result<Asset, Diagnostic> {
    let Some(project) = project else {
        let problem = format!("there is no file `{file}`");
        return Err(Diagnostic::error(Rule::CannotRead, problem));
    };
    let beside_layout = project.picture(&format!("templates/{file}"));
    let bytes = beside_layout.or_else(|_| project.picture(file))?;
    let refused = |what: &str, hint: &str| {
        Diagnostic::error(Rule::BadPicture, format!("the mark `{file}` {what}")).hint(hint)
    };
    let picture = Picture::read(bytes).map_err(|(what, hint)| refused(&what, hint))?;
    if picture.kind != PictureKind::Svg {
        let hint = "draw the mark in one colour, and save it as SVG";
        return Err(refused("is made of pixels, not an SVG drawing", hint));
    }
    Ok(Asset {
        file: file.to_owned(),
        picture,
    })
}

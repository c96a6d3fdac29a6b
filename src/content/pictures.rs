//! The pictures of a content file. Each is read and decoded once, even if the campaign is made in twenty
//! languages; a picture that cannot be read gives the same error each time.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::picture::Picture;
use crate::project::Project;
use crate::rules::Rule;

/// The pictures of a content file, each read once for all languages.
pub(super) struct Pictures<'p> {
    project: &'p Project,
    known: RefCell<BTreeMap<String, Result<Picture, Diagnostic>>>,
}

impl<'p> Pictures<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        Self {
            project,
            known: RefCell::default(),
        }
    }

    /// The picture of a file, by its path relative to the content file.
    pub(super) fn read(&self, file: &str) -> Result<Picture, Diagnostic> {
        // Errors are kept too: the second language would otherwise read the file again for the same message.
        if let Some(known) = self.known.borrow().get(file) {
            return known.clone();
        }
        let read = self.project.picture(file).and_then(|bytes| {
            Picture::read(bytes).map_err(|(what, hint)| {
                Diagnostic::error(Rule::BadPicture, format!("the picture `{file}` {what}"))
                    .hint(hint)
            })
        });
        self.known
            .borrow_mut()
            .insert(file.to_owned(), read.clone());
        read
    }
}

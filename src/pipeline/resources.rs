//! What is needed to make pieces, kept for a whole run, and the choice of the event that a piece is about.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Job;
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics};
use crate::pdf::Reused;
use crate::project::Project;
use crate::qr;
use crate::rules::Rule;
use crate::template::{Choice, Library};
use crate::typeset::FontBook;

/// What is needed to make pieces: fonts, templates, and what pieces made before can share. One pipeline serves
/// all threads of a run.
pub struct Pipeline {
    /// The fonts.
    pub book: FontBook,
    /// The templates.
    pub library: Library,
    /// Fonts cut to their letters, and converted pictures.
    pub(super) reused: Reused,
    /// QR symbols by what they hold.
    pub(super) codes: qr::Symbols,
    pub(super) lay_outs: AtomicUsize,
    /// No options taken, for a template that is only filled.
    pub(super) no_choice: Choice,
}

impl Pipeline {
    /// The fonts and templates of the program alone.
    pub fn embedded() -> Self {
        Self {
            book: FontBook::embedded(),
            library: Library::embedded(),
            reused: Reused::default(),
            codes: qr::Symbols::default(),
            lay_outs: AtomicUsize::default(),
            no_choice: Choice::default(),
        }
    }

    /// The fonts and templates of the program, and those beside a content file, which come first.
    pub fn of(project: &Project) -> Result<Self, Diagnostic> {
        let own = project.fonts()?;
        let book = if own.is_empty() {
            FontBook::embedded()
        } else {
            FontBook::with(own)?
        };
        Ok(Self {
            book,
            library: Library::of(project),
            reused: Reused::default(),
            codes: qr::Symbols::default(),
            lay_outs: AtomicUsize::default(),
            no_choice: Choice::default(),
        })
    }

    /// The same pipeline with its templates in a theme.
    pub fn themed(self, theme: &str) -> Result<Self, Diagnostics> {
        let library = self.library.themed(theme)?;
        Ok(Self { library, ..self })
    }

    /// The same pipeline, whose files are not named after its theme.
    #[must_use]
    pub fn with_usual_names(self) -> Self {
        let library = self.library.with_usual_names();
        Self { library, ..self }
    }

    /// Number of pieces laid out so far. Tests hold it against what a command should need.
    pub fn lay_outs(&self) -> usize {
        self.lay_outs.load(Ordering::Relaxed)
    }
}

/// The campaigns with the event first that the piece is about.
pub(super) fn event_first<'c>(
    campaigns: &[&'c Campaign],
    job: &Job,
) -> Result<Vec<Cow<'c, Campaign>>, Diagnostic> {
    let one = |campaign: &&'c Campaign| match &job.event {
        None => Ok(Cow::Borrowed(*campaign)),
        Some(event) => campaign.about(event).map(Cow::Owned).ok_or_else(|| {
            let problem = format!("no `[[event]]` has the id `{event}`");
            let known = campaign.events.iter().map(|event| event.id.as_str());
            Diagnostic::error(Rule::UnknownReference, problem).suggest(event, known)
        }),
    };
    campaigns.iter().map(one).collect()
}

/// The error of an order without any language.
pub(super) fn nothing_to_print() -> Diagnostic {
    Diagnostic::error(Rule::NoPages, "there is no language to print")
}

//! What can be asked of a project, and the answers, for users of the library.
//!
//! In goes a [`Project`] (its files) and an [`Order`] (what to make of them). Out come answers that are data alone:
//! names, bytes, texts and numbers. They show nothing of how pages are laid out or written, so the stages behind
//! them can change without a change for the user. Each method runs the task of the same name in `tasks`, which
//! the command line runs too, so both find the same.
//!
//! Problems are findings in the answer, never an early end: one bad translation does not keep the other
//! languages from being made. Whoever wants all or nothing asks [`Build::complete`].

mod build;
mod proof;

pub use build::{Build, BuiltFile};
pub use proof::{ProofReport, ProvedCode, ProvedFile};

use crate::diag::Diagnostics;
use crate::findings::Findings;
use crate::order::Order;
use crate::project::Project;
use crate::tasks;

impl Project {
    /// Lays out everything that the order asks for, and reports what is wrong with the content, the layouts
    /// and the finished pages. No file is made. Every language is checked unless the order names some.
    pub fn check(&self, order: &Order) -> Findings {
        let mut problems = Diagnostics::default();
        // A check that cannot begin has said why.
        let _ = tasks::check(self, order, &mut problems);
        Findings::of(&problems)
    }

    /// Makes the files that the order asks for, in memory. A piece with an error, or with a finding that the
    /// order denies, has no file.
    pub fn build(&self, order: &Order) -> Build {
        let mut problems = Diagnostics::default();
        let built = tasks::build(self, order, &|_, _, _| {}, &mut problems);
        Build::of(built.unwrap_or_default(), &problems)
    }

    /// Makes the files that the order asks for, renders each page, scans its codes as a phone would, and
    /// reports what would fail in print.
    pub fn prove(&self, order: &Order) -> ProofReport {
        ProofReport::of_project(self, order)
    }

    /// Proves a finished PDF and compares it with this project: it has to be the file that the project makes
    /// now, byte for byte. The file's name and its folder say which piece it is, in which language and for
    /// which printer; what they do not say is taken from the order.
    pub fn prove_pdf(&self, name: &str, pdf: &[u8], order: &Order) -> ProofReport {
        ProofReport::of_file(name, pdf, Some(self), order)
    }
}

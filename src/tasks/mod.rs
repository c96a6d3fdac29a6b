//! What can be asked of a project as a whole: build it, check it, prove what was printed, and what goes with it.
//!
//! Each task takes a project and an [`Order`], runs the pipeline for the pieces of the order, and holds what
//! comes out to the same [`Bar`]: the findings that the content allows, and those that the order denies.
//! Nothing is written here: files come back as names and bytes, findings as diagnostics. The command line
//! writes the one and prints the other, and so may a server.
//!
//! A task collects problems in a list that it is given, and goes on with the pieces that have none: one bad
//! translation must not keep the other languages from being printed.

mod bar;
mod build;
mod check;
#[cfg(feature = "online")]
mod follow;
pub mod gallery;
pub mod left_out;
mod preview;
mod prove;
pub mod translate;

pub use bar::{Bar, campaign_title};
pub use build::{BuiltSet, Printable, build, build_each};
pub use check::check;
#[cfg(feature = "online")]
pub use follow::follow_links;
pub use preview::{PictureFile, preview_content, preview_pdf};
pub use prove::{Proved, ProvedSet, check_copies, prove, prove_file, prove_pieces};

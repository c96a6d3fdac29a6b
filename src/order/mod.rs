//! From an order to a set of pieces: which templates, papers, languages and events, and how they are printed.
//!
//! In comes an [`Order`], in the words of whoever asks (names of templates, papers and languages, `all` among
//! them) and a project. Out comes a [`PieceSet`]: campaigns read, and one job for each piece. Everything that
//! can be decided without laying anything out is decided here: which templates have something to show, the
//! paper that a country uses, the rule by which a page comes onto a sheet that it is not made for, and the
//! name of each file.
//!
//! An order for everything leaves out what does not suit the campaign in silence; an order that names a
//! template or a paper gets an error instead. Whoever names something expects it.

mod copies;
mod events;
mod file_names;
mod languages;
mod onto;
mod pieces;
mod set;
mod unused;

pub use copies::{Copies, CopiesOf};
pub use file_names::{file_name, order_like};
pub use languages::campaigns;
pub use pieces::makes_sense;
pub use set::{MadePiece, PieceSet, Progress, pipeline};

use std::num::NonZeroUsize;

use crate::language::Date;
use crate::pipeline::Printing;

/// What to make of a campaign: which pieces, in which languages, printed how, and what findings are errors.
///
/// An empty order asks for every template that suits the campaign, on its first paper, in the language of
/// the content, for a home printer.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Order {
    /// Templates by their ids; every one that suits the campaign where none is named.
    pub templates: Vec<String>,
    /// Papers by name (`A5`, `letter`) or size (`105x148mm`), or `all` for every paper that a template
    /// suits; the template's first where none is named.
    pub papers: Vec<String>,
    /// The theme that all pieces are in, by its name.
    pub theme: Option<String>,
    /// Events, by their ids, for pieces that are about one, or `all`; the first event where none is named.
    pub events: Vec<String>,
    /// Languages by their tags (`hy`, `pt-BR`), or `all`. Where none is named, a check takes all, and
    /// everything else takes the language of the content.
    pub languages: Vec<String>,
    /// Whether a draft of a translation is an error.
    pub require_reviewed: bool,
    /// How the pieces are printed.
    pub printing: Printing,
    /// The day on which ages are counted. Without it they are not counted: the library reads no clock.
    pub today: Option<Date>,
    /// Findings that are errors, by their names; `warnings` is all of them.
    pub deny: Vec<String>,
    /// How many copies of each piece are printed.
    pub copies: Copies,
    /// Number of threads; as many as the machine has where it is not said.
    pub threads: Option<NonZeroUsize>,
}

impl Order {
    /// An order for every piece.
    pub fn new() -> Self {
        Self::default()
    }
}

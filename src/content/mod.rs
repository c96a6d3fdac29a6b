//! The campaign's content: read, checked, and turned into a [`Campaign`] that is valid by construction.

mod campaign;
mod date;
mod markup;
mod payload;
mod picture;
mod schema;
mod validate;

pub use campaign::{
    Action, Asset, Campaign, Event, Fact, Image, Imprint, Organizer, Quote, Script, Section, Source,
};
pub use date::Date;
pub use markup::{Block, Link, Span, blocks, inline};
pub use payload::Payload;
pub(crate) use picture::jpeg_end;
pub use picture::{Picture, PictureKind};

use crate::diag::{Diagnostics, Warned};
use crate::document::Document;
use crate::project::Project;

/// Reads and checks a campaign. All problems are reported at once.
pub fn load(project: &Project) -> Result<Warned<Campaign>, Diagnostics> {
    let document = Document::parse(project.content()?)?;
    let mut problems = Diagnostics::default();
    let raw = document.read::<schema::File>(&mut problems);
    let campaign = raw.and_then(|raw| validate::validate(raw, &document, project, &mut problems));
    problems.into_result(campaign)
}

//! Layout files: found, completed by what they extend, and filled with a campaign.

mod bind;
mod blocks;
mod boxes;
mod cutting;
mod embedded;
mod grid;
mod joints;
mod labels;
mod library;
mod measures;
mod named;
mod palette;
pub mod plan;
mod resolve;
mod routes;
mod schema;
mod styles;
mod values;

pub use cutting::CutApart;
pub use library::{Library, Template, paper_of};
pub use resolve::{Target, resolve};

use crate::editor;

/// The JSON Schema of layout files, for editors.
pub fn json_schema() -> String {
    editor::schema::<schema::File>("handbill template")
}

//! Layout files: found, completed by what they extend, and filled with a campaign.

mod bind;
mod blocks;
mod boxes;
mod embedded;
mod grid;
mod labels;
mod library;
pub mod plan;
mod resolve;
mod schema;
mod styles;
mod values;

pub use library::{Library, Template};
pub use resolve::{Target, resolve};

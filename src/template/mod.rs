//! Layout files, and how one of them is filled with a campaign.
//!
//! In go a layout file, the layouts that it extends, a campaign, and a [`Target`]: the paper, the route and the
//! fonts. Out comes a [`plan::PiecePlan`]. In it every word, colour, picture and code is known, and every length
//! is that of the paper, but nothing has a place yet: that is the work of `layout`.
//!
//! `library` finds the files, `schema` reads them and merges each with the one that it extends, and the result is
//! a `template`. `resolve` makes a `context` of it (palette, styles, words, report) and passes that down: to
//! `stories` and `pages`, from there to `boxes` for grids and stacks, and to `blocks` for what an area holds.
//! Names in braces are replaced by `fill`, which asks `lookup` what they stand for. No file names one above it.
//!
//! A piece that cites sources, counts facts or shows events is filled twice. Only at its end is it known which
//! sources are cited, which facts are said in words and in which country it is handed out, and the first page
//! may already depend on that. The second pass gets what the first collected (`words::Usage`).

mod anchors;
mod blocks;
mod boxes;
mod chain;
mod citations;
mod closing;
mod code_plan;
mod code_size;
mod completed;
mod conditions;
mod context;
mod copies;
mod cuts;
mod cutting;
mod embedded;
mod fill;
mod gap;
mod grid;
mod grounds;
mod home_instead;
mod joints;
mod known_names;
mod labels;
mod layers;
mod letters;
mod library;
mod linked;
mod lookup;
mod measures;
mod named;
mod never_true;
mod nodes;
mod options;
mod outlines;
mod pages;
mod palette;
mod placeholders;
pub mod plan;
mod report;
mod resolve;
mod routes;
mod schema;
mod scripts;
mod second_language;
mod shade;
mod signs;
mod situation;
mod stories;
mod style_names;
mod styles;
mod substance;
mod swatch;
mod tables;
mod tally_mark;
pub(crate) mod tally_rows;
mod theme_file;
mod told;
mod type_axes;
mod type_effects;
mod type_features;
mod values;
mod words;

pub use completed::{Template, paper_of};
pub use cutting::CutApart;
pub use home_instead::replaceable;
pub use library::Library;
pub(crate) use linked::Bonds;
pub use options::{Choice, OptionName, PageOptions};
pub use resolve::{Target, resolve};
pub use second_language::SecondLanguage;

use crate::document::json_schema;

/// The JSON Schema of layout files, for editors.
pub fn json_schema() -> String {
    json_schema::schema::<schema::File>("handbill template")
}

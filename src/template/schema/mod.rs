//! The layout file as it is written: a mirror of its tables.
//!
//! Every key may be missing, so that a layout can extend another: `merge` completes one by the other. A table
//! is read key by key rather than by serde alone (`read`), because the block that an area holds decides which
//! keys the area takes; `refuse` says what to do about any other key. The parser, the JSON Schema for editors
//! (`describe`) and the table of keys in `templates/README.md` all come from the structs in `file`, `area` and
//! `blocks`.

mod area;
mod blocks;
mod column;
mod describe;
mod file;
mod layer;
mod looks;
mod merge;
mod option;
mod read;
mod refuse;
mod variant;
mod when;
mod written;

pub(super) use area::{Area, Block, BoxKeys, EVENTS, GridBlock, MONTH, StackBlock};
pub(super) use blocks::{
    CodesBlock, EventsBlock, FactsBlock, ImageBlock, ImprintBlock, MapBlock, NamesBlock,
    QuotesBlock, RuleBlock, ScriptBlock, ShapeBlock, SourcesBlock, StepsBlock, StoryBlock,
    TableBlock, TallyBlock, TextBlock, TimelineBlock,
};
pub(super) use column::{Column, ColumnKeys};
pub(super) use file::{File, Page, Route, Story, Style};
pub(super) use layer::Layer;
pub(super) use looks::{HalftoneLook, PictureLook};
pub(super) use merge::Merge;
pub(super) use option::PageOption;
pub(super) use when::{CountRange, Several, When};

#[cfg(test)]
mod tests;

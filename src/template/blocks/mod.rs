//! Blocks: what an area may hold, taken apart into paragraphs, QR codes, tallies, pictures, lines and shapes.
//!
//! In goes a block of the layout with its keys; out comes a [`Kind`] of the plan, often a small grid of
//! paragraphs. A block whose elements the campaign lacks becomes [`Kind::Empty`]. Each file has the blocks of
//! one subject, as methods of [`Expander`], which has what they share. The roles that paragraphs get here
//! (quotation, fact, note, link) become the tags of the PDF, which screen readers use, and the proof finds
//! facts and quotations by them.

mod cells;
mod codes;
mod drawn;
mod expander;
mod figures;
mod month;
mod offers;
mod people;
mod photos;
mod symbols;
mod table_text;
mod tables;
mod tally;
mod texts;
mod words;

use expander::Expander;

use super::context::Context;
use super::plan::{Kind, Side};
use super::schema::Block;

/// Takes apart a block that holds no areas. `key` is that of its area in the layout, and `bleed` are the sides
/// on which the area runs to the edge of the page.
pub(super) fn expand(context: &mut Context<'_>, key: &str, block: &Block, bleed: &[Side]) -> Kind {
    let mut blocks = Expander { context, key };
    match block {
        Block::Text(own) => blocks.text(own),
        Block::Story(own) => blocks.story(own),
        Block::Facts(own) => blocks.facts(own),
        Block::Tally(own) => blocks.tally(own, bleed),
        Block::Quotes(own) => blocks.quotes(own),
        Block::Codes(own) => blocks.codes(own),
        Block::Script(own) => blocks.script(own),
        Block::Steps(own) => blocks.steps(own),
        Block::Events(own) => blocks.events(own),
        Block::Map(own) => blocks.map(own),
        Block::Timeline(own) => blocks.timeline(own),
        Block::Table(own) => blocks.table(own),
        Block::Names(own) => blocks.names(own),
        Block::Image(own) => blocks.image(own, bleed),
        Block::Rule(own) => blocks.rule(own),
        Block::Shape(own) => blocks.shape(own),
        Block::Sources(own) => blocks.sources(own),
        Block::Imprint(own) => blocks.imprint(own),
        // These two hold areas, and `boxes` fills them.
        Block::Stack(_) | Block::Grid(_) => Kind::Empty,
    }
}

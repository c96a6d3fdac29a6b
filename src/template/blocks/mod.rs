//! Blocks: what an area may hold, taken apart into texts, codes, tallies and pictures.

mod codes;
mod drawn;
mod expander;
mod figures;
mod people;
mod texts;
mod words;

use expander::Expander;

use super::context::Context;
use super::plan::{Kind, Side};
use super::schema::Block;

/// Takes a block apart that holds no areas. `bleed` are the sides on which its box runs to the edge of the page.
pub(super) fn expand(context: &mut Context<'_>, key: &str, block: &Block, bleed: &[Side]) -> Kind {
    let mut blocks = Expander { context, key };
    match block {
        Block::Text(own) => blocks.text(own),
        Block::Story(own) => blocks.story(own),
        Block::Facts(own) => blocks.facts(own),
        Block::Tally(own) => blocks.tally(own),
        Block::Quotes(own) => blocks.quotes(own),
        Block::Codes(own) => blocks.codes(own),
        Block::Script(own) => blocks.script(own),
        Block::Steps(own) => blocks.steps(own),
        Block::Events(own) => blocks.events(own),
        Block::Map(own) => blocks.map(own),
        Block::Timeline(own) => blocks.timeline(own),
        Block::Names(own) => blocks.names(own),
        Block::Image(own) => blocks.image(own, bleed),
        Block::Rule(own) => blocks.rule(own),
        Block::Shape(own) => blocks.shape(own),
        Block::Sources(own) => blocks.sources(own),
        Block::Imprint(own) => blocks.imprint(own),
        // `boxes` places the areas of these two.
        Block::Stack(_) | Block::Grid(_) => Kind::Empty,
    }
}

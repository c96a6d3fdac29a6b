//! What the shaper keeps between paragraphs.
//!
//! Making these tables costs more than shaping a short paragraph, so the book lends them from one piece to the
//! next. They are a file of their own because both the book, which keeps them, and the typesetter, which
//! uses them, need to know them.

use parley::{FontContext, LayoutContext};

/// What the shaper carries along with each stretch of text (its "brush"): the index of the run that the
/// words came from. It finds origin, link and language of a glyph again.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RunIndex(pub(super) u16);

/// What the shaper keeps between paragraphs: font lookups and shaping plans.
pub(super) struct Scratch {
    pub(super) fonts: FontContext,
    pub(super) layouts: LayoutContext<RunIndex>,
}

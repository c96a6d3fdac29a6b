//! The shaper's own space, which is costly to make and is lent from paragraph to paragraph.

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

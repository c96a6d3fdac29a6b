//! Where a piece has its second language, if it is made in two.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::geom::Length;
use crate::keyword::keywords;

keywords! {
    /// Where the second of two languages of a piece goes.
    #[derive(Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum SecondLanguage {
        /// On pages after those of the first, as on the back of a flyer.
        Back = "back",
        /// Beside the first, each on one half of the paper.
        Beside = "beside",
    }
}

/// Distance in metres beyond which a piece is read on a wall and not in the hand, so that nobody sees its back
/// (practice: flyers and cards are read from half a metre at most, posters from 0.8 m on).
const IN_THE_HAND_M: f64 = 0.6;

/// Whether a piece that is read from this distance hangs on a wall.
pub(super) fn is_on_a_wall(distance: Length) -> bool {
    distance > Length::mm(IN_THE_HAND_M * 1000.0)
}

//! Where a piece has its second language, if it is made in two.

use schemars::JsonSchema;
use serde::Deserialize;

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

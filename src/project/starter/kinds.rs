//! The kinds of campaigns that there are starters for, and their texts in each language.

use crate::keyword::keywords;

keywords! {
    /// What a campaign is about, for a file to begin with.
    pub enum StarterKind {
        /// A gathering tomorrow: when, where, and one thing to do.
        Event = "event",
        /// A strike: figures, pickets, the strike fund.
        Strike = "strike",
        /// Tenants against a sale: whom to call, what to say, when to meet.
        Tenants = "tenants",
        /// A missing person: the face, what happened, the number to call.
        Missing = "missing",
        /// A march in many cities on one day.
        March = "march",
        /// A boycott: what not to buy, and why.
        Boycott = "boycott",
        /// A petition: what is asked for, and the page to sign.
        Petition = "petition",
        /// A vigil: names, and when they are read aloud.
        Vigil = "vigil",
        /// A day of calls: the numbers, and what to say.
        CallIn = "call-in",
        /// A card that tells people their rights.
        Rights = "rights",
        /// A fund-raiser: an account to give to, and what it pays for.
        Fundraiser = "fundraiser",
        /// A festival with a programme over two days.
        Festival = "festival",
    }
}

/// Languages that starters are written in, by their tags.
pub const LANGUAGES: [&str; 6] = ["en", "de", "fr", "es", "hy", "ar"];

/// What stands at the top of every starter, by language.
const HEADS: [&str; 6] = [
    include_str!("../../../starters/head/en.toml"),
    include_str!("../../../starters/head/de.toml"),
    include_str!("../../../starters/head/fr.toml"),
    include_str!("../../../starters/head/es.toml"),
    include_str!("../../../starters/head/hy.toml"),
    include_str!("../../../starters/head/ar.toml"),
];

macro_rules! in_each_language {
    ($($kind:literal),* $(,)?) => {
        [$([
            include_str!(concat!("../../../starters/", $kind, "/en.toml")),
            include_str!(concat!("../../../starters/", $kind, "/de.toml")),
            include_str!(concat!("../../../starters/", $kind, "/fr.toml")),
            include_str!(concat!("../../../starters/", $kind, "/es.toml")),
            include_str!(concat!("../../../starters/", $kind, "/hy.toml")),
            include_str!(concat!("../../../starters/", $kind, "/ar.toml")),
        ]),*]
    };
}

/// The text of each kind in each language, in the order of the kinds and of the languages.
const TEXTS: [[&str; 6]; 12] = in_each_language![
    "event",
    "strike",
    "tenants",
    "missing",
    "march",
    "boycott",
    "petition",
    "vigil",
    "call-in",
    "rights",
    "fundraiser",
    "festival",
];

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../../starters/art/", $name)) as &[u8])),*]
    };
}

/// Pictures of starters, by the end of their file names.
pub(super) const PICTURES: [(&str, &[u8]); 5] = pictures![
    "portrait.png",
    "crowd.png",
    "tomatoes.png",
    "pot.png",
    "lanterns.png",
];

/// The text of a starter with its head, before its gaps are filled; `None` for a language that there is none in.
pub(super) fn text(kind: StarterKind, language: &str) -> Option<String> {
    let place = LANGUAGES.iter().position(|known| *known == language)?;
    let of_kind = StarterKind::ALL.iter().position(|known| *known == kind)?;
    Some(format!("{}\n{}", HEADS[place], TEXTS[of_kind][place]))
}

//! The tables of words that are compiled into the program.

macro_rules! languages {
    ($($tag:literal),* $(,)?) => {
        &[$(($tag, include_str!(concat!("../../languages/", $tag, ".toml")))),*]
    };
}

/// Tag and table of every language.
pub(super) const LANGUAGES: &[(&str, &str)] = languages![
    "ar", "de", "el", "en", "es", "fa", "fr", "he", "hy", "hyw", "it", "ka", "nl", "pl", "pt",
    "ru",
];

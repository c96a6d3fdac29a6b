//! Language tags (BCP 47).

use icu_locale_core::Locale;

/// Why a text is not a language tag, and which one was perhaps meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadTag {
    /// The text.
    pub tag: String,
    /// The tag that it was perhaps meant to be.
    pub meant: Option<&'static str>,
}

/// Codes of countries, and names, that are taken for the language there.
const MISTAKEN: [(&str, &str); 25] = [
    ("arm", "hy"),
    ("armenian", "hy"),
    ("gr", "el"),
    ("greek", "el"),
    ("ge", "ka"),
    ("georgian", "ka"),
    ("il", "he"),
    ("iw", "he"),
    ("hebrew", "he"),
    ("ir", "fa"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("arabic", "ar"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("italian", "it"),
    ("polish", "pl"),
    ("dutch", "nl"),
    ("ua", "uk"),
    ("cz", "cs"),
    ("jp", "ja"),
    ("cn", "zh"),
];

/// Scripts written from right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: [&str; 9] = [
    "Arab", "Aran", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand",
];

/// Languages written from right to left where the tag names no script (CLDR, likely subtags).
const RIGHT_TO_LEFT: [&str; 16] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "nqo", "ps", "sd", "syr", "ug", "ur",
    "yi",
];

/// Reads a tag. It is well-formed, its language has two or three letters, and it is written as usual:
/// `pt-BR`, not `PT_br`.
pub fn check(tag: &str) -> Result<Locale, BadTag> {
    let small = tag.to_lowercase();
    let mistaken = MISTAKEN.iter().find(|(wrong, _)| *wrong == small);
    let bad = || BadTag {
        tag: tag.to_owned(),
        meant: mistaken.map(|(_, right)| *right),
    };
    // None of these is the code of a language, though most look like one.
    if mistaken.is_some() {
        return Err(bad());
    }
    let locale: Locale = tag.parse().map_err(|_| bad())?;
    let letters = locale.id.language.as_str().len();
    if locale.id.language.is_unknown() || letters > 3 || locale.to_string() != tag {
        return Err(bad());
    }
    Ok(locale)
}

/// The language of a tag without its script and region.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether text in that language is read from right to left: by the script that the tag names, else by
/// the one that the language is usually written in.
pub fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag);
    match parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked() {
        for tag in [
            "en",
            "hy",
            "hyw",
            "pt-BR",
            "az-Arab",
            "zh-Hant-TW",
            "en-001",
        ] {
            assert!(check(tag).is_ok(), "{tag}");
        }
        for tag in ["", "e", "english!", "EN", "pt_BR", "pt-br", "und", "hy--AM"] {
            assert!(check(tag).is_err(), "{tag}");
        }
        assert_eq!(check("gr").map_err(|bad| bad.meant), Err(Some("el")));
        assert_eq!(check("Armenian").map_err(|bad| bad.meant), Err(Some("hy")));
    }

    #[test]
    fn direction_follows_the_script() {
        assert!(
            ["ar", "ar-EG", "fa", "he", "az-Arab"]
                .into_iter()
                .all(is_right_to_left)
        );
        assert!(
            !["en", "hy", "ar-Latn", "az", "ka"]
                .into_iter()
                .any(is_right_to_left)
        );
    }
}

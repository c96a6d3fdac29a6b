//! Language tags (BCP 47): reading them, and the direction of their script.

use icu_locale_core::Locale;

/// The error for a text that is not a language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadTag {
    /// The text as it was given.
    pub tag: String,
    /// The tag that was probably meant.
    pub meant: Option<&'static str>,
}

/// Country codes and names that people use for a language by mistake, with the tag of that language.
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

/// Living scripts that are written from right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: [&str; 9] = [
    "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa",
];

/// Languages that are written from right to left unless their tag names another script (from the
/// `Suppress-Script` fields of the IANA registry, or else from the likely subtags of CLDR).
const RIGHT_TO_LEFT_LANGUAGES: [&str; 25] = [
    "ar", "arc", "arz", "azb", "bal", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw",
    "lrc", "mzn", "nqo", "pnb", "ps", "rhg", "sd", "syr", "ug", "ur", "yi",
];

/// Reads a tag. It must be well-formed, its language must have two or three letters, and its case and separators
/// must be the standard ones: `pt-BR`, not `PT_br`.
pub fn check(tag: &str) -> Result<Locale, BadTag> {
    let small = tag.to_lowercase();
    let mistaken = MISTAKEN.iter().find(|(wrong, _)| *wrong == small);
    let bad = || BadTag {
        tag: tag.to_owned(),
        meant: mistaken.map(|(_, right)| *right),
    };
    // Some of these are well-formed tags, but of no language, so the parser would accept them.
    if mistaken.is_some() {
        return Err(bad());
    }
    let locale: Locale = tag.parse().map_err(|_| bad())?;
    // The parser also accepts words of five to eight letters, which BCP 47 reserves for registered languages;
    // there are none.
    let letters = locale.id.language.as_str().len();
    if locale.id.language.is_unknown() || letters > 3 || locale.to_string() != tag {
        return Err(bad());
    }
    Ok(locale)
}

/// The language of a tag, without script and region.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The script in a tag (ISO 15924), in lower case: `arab` for `az-Arab-IR`.
fn script(tag: &str) -> Option<String> {
    tag.split('-')
        .skip(1)
        // A single letter begins an extension, which may have parts of four letters too.
        .take_while(|part| part.len() > 1)
        .find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()))
        .map(str::to_ascii_lowercase)
}

/// Whether a language is written from right to left: in the script that its tag names, or else in its usual
/// script.
pub fn is_right_to_left(tag: &str) -> bool {
    match script(tag) {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script.as_str()),
        None => RIGHT_TO_LEFT_LANGUAGES.contains(&primary(tag).to_ascii_lowercase().as_str()),
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
    fn direction_goes_by_script_before_language() {
        for tag in [
            "ar",
            "fa-IR",
            "he",
            "HE-il",
            "az-Arab",
            "uz-Arab-AF",
            "ff-Adlm",
            "yi",
        ] {
            assert!(is_right_to_left(tag), "{tag}");
        }
        for tag in [
            "en",
            "hy",
            "hyw",
            "ka",
            "az",
            "ar-Latn",
            "ur-Latn-PK",
            "ks-Deva",
            "",
            "de-x-arab",
        ] {
            assert!(!is_right_to_left(tag), "{tag}");
        }
        assert_eq!(primary("pt-BR"), "pt");
    }
}

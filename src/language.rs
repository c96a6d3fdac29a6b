//! Languages by their tags (BCP 47).

/// Scripts written from right to left (ISO 15924), of which text may be typed today.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 9] = [
    "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa",
];

/// Languages that are written from right to left unless their tag names another script (the
/// `Suppress-Script` fields of the IANA registry, and CLDR's likely subtags where it has none).
const RIGHT_TO_LEFT_LANGUAGES: [&str; 25] = [
    "ar", "arc", "arz", "azb", "bal", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw",
    "lrc", "mzn", "nqo", "pnb", "ps", "rhg", "sd", "syr", "ug", "ur", "yi",
];

/// The language of a tag without region and script, in small letters: `pt` of `pt-BR`.
pub fn primary(tag: &str) -> String {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    primary.to_ascii_lowercase()
}

/// The script that a tag names (ISO 15924), in small letters: `arab` of `az-Arab-IR`.
fn script(tag: &str) -> Option<String> {
    tag.split(['-', '_'])
        .skip(1)
        // What comes after a single letter is an extension.
        .take_while(|part| part.len() > 1)
        .find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()))
        .map(str::to_ascii_lowercase)
}

/// Whether text in a language is read from right to left: by the script that its tag names, else by
/// the script that the language is usually written in.
pub fn is_right_to_left(tag: &str) -> bool {
    match script(tag) {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script.as_str()),
        None => RIGHT_TO_LEFT_LANGUAGES.contains(&primary(tag).as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

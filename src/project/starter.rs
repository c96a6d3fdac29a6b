//! Files to start from: a campaign that builds as it is, and a layout, with every key explained.

const CAMPAIGN: &str = include_str!("../../starters/campaign.toml");
const TEMPLATE: &str = include_str!("../../starters/template.toml");

/// Whether a name does for a file, an id and a part of other files' names: small letters, digits and
/// hyphens, with a letter in it.
pub fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.chars().all(plain) && name.chars().any(|c| c.is_ascii_lowercase())
}

/// The name that is closest to what was given: `My Library!` becomes `my-library`.
pub fn name_of(given: &str) -> String {
    let parts = given
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// A campaign of that name, to be filled in. It builds at once.
pub fn campaign(name: &str) -> String {
    filled(CAMPAIGN, name)
}

/// A layout of that name, to be changed. It builds at once.
pub fn template(name: &str) -> String {
    filled(TEMPLATE, name)
}

fn filled(text: &str, name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let title: String = first.into_iter().chain(letters).collect();
    text.replace("{id}", name).replace("{title}", &title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_files() {
        assert!(is_name("keep-our-library"));
        assert!(!is_name("2026"));
        assert!(!is_name("../up"));
        assert_eq!(name_of("Keep our Library!"), "keep-our-library");
    }

    #[test]
    fn words_of_layouts_stay_to_be_filled() {
        let text = template("my-notice");
        assert!(text.contains("My notice: a headline"));
        assert!(text.contains("{campaign.headline}"));
    }
}

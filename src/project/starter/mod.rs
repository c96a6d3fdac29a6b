//! Files to start from: a campaign of one of twelve kinds that builds as it is, and a layout with every part explained.

mod dates;
mod kinds;

use deunicode::deunicode;

pub use kinds::{LANGUAGES, StarterKind};

use crate::language::Date;

const TEMPLATE: &str = include_str!("../../../starters/template.toml");

/// Most letters of a file name that is made of a title (practice: longer names are cut in lists of files).
const LONGEST_NAME: usize = 60;

/// The file name of whatever a user calls a campaign: small letters, digits and hyphens, in Latin letters for any script.
/// `None` if nothing is left, as of `!!!`.
///
/// `Keep our Library!` becomes `keep-our-library`, and `Պահպանենք` becomes `pahpanenk`.
pub fn name_of(given: &str) -> Option<String> {
    let latin = deunicode(given).to_ascii_lowercase();
    // Letters without one of their own are written with a mark: `azatowt`yown`.
    let latin = latin.replace(['\'', '`', '"'], "");
    let parts = latin
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty());
    let mut name = String::new();
    for part in parts {
        if !name.is_empty() && name.len() + part.len() >= LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(part.chars().take(LONGEST_NAME));
    }
    // A name without a letter could be taken for a number or an option.
    name.chars().any(|c| c.is_ascii_lowercase()).then_some(name)
}

/// The title of whatever a user calls a campaign: the words as typed; of a file name, its words.
fn title_of(given: &str) -> String {
    let given = given.trim();
    if name_of(given).is_some_and(|name| name == given) {
        let words = given.replace('-', " ");
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        return first.into_iter().chain(letters).collect();
    }
    given.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file of a starter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterFile {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A campaign to be filled in: its content file, then its pictures. It builds at once. Events are some weeks after
/// `today`, figures are from this month.
///
/// `None` for a language that is not one of [`LANGUAGES`], and for a title that makes no file name ([`name_of`]).
pub fn campaign(
    title: &str,
    kind: StarterKind,
    language: &str,
    today: Date,
) -> Option<Vec<StarterFile>> {
    let text = kinds::text(kind, language)?;
    let name = name_of(title)?;
    let text = dates::fill(&filled(&text, title)?, today)?;
    let pictures = kinds::PICTURES.iter();
    let pictures = pictures.map(|(end, drawing)| StarterFile {
        name: format!("{name}-{end}"),
        bytes: drawing.to_vec(),
    });
    let pictures = pictures.filter(|picture| text.contains(&format!("\"{}\"", picture.name)));
    let pictures: Vec<StarterFile> = pictures.collect();
    let content = StarterFile {
        name: format!("{name}.toml"),
        bytes: text.into_bytes(),
    };
    Some([content].into_iter().chain(pictures).collect())
}

/// A layout to be changed. It builds at once. `None` for a title that makes no file name.
pub fn template(title: &str) -> Option<StarterFile> {
    Some(StarterFile {
        name: format!("{}.toml", name_of(title)?),
        bytes: filled(TEMPLATE, title)?.into_bytes(),
    })
}

/// A text with its name and its title. The title stands within quotation marks of TOML.
fn filled(text: &str, title: &str) -> Option<String> {
    let name = name_of(title)?;
    let title = title_of(title);
    let escaped = title.replace('\\', "\\\\").replace('"', "\\\"");
    let escaped: String = escaped.chars().filter(|c| !c.is_control()).collect();
    Some(text.replace("{id}", &name).replace("{title}", &escaped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_files_in_any_script() {
        let names = [
            ("keep-our-library", Some("keep-our-library")),
            ("Keep our Library!", Some("keep-our-library")),
            ("Mieten runter – jetzt", Some("mieten-runter-jetzt")),
            ("Свободу", Some("svobodu")),
            ("../up", Some("up")),
            ("2026", None),
            ("!!!", None),
        ];
        for (given, name) in names {
            assert_eq!(name_of(given).as_deref(), name, "{given}");
        }
        for script in ["Ազատություն հիմա", "الحرية الآن", "自由を", "ახლა", "חופש"]
        {
            let name = name_of(script).unwrap_or_else(|| panic!("{script}"));
            assert!(
                name.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{name}"
            );
        }
        let long = name_of(&"wort ".repeat(40)).expect("a name");
        assert!(long.len() <= LONGEST_NAME && !long.ends_with('-'), "{long}");
    }

    #[test]
    fn titles_are_what_was_typed() {
        assert_eq!(title_of("keep-our-library"), "Keep our library");
        assert_eq!(title_of("  Ազատություն   հիմա "), "Ազատություն հիմա");
        let odd = filled("title = \"{title}\"", "Say \"no\" \\ now").expect("a name");
        assert_eq!(odd, "title = \"Say \\\"no\\\" \\\\ now\"");
    }

    #[test]
    fn words_of_layouts_stay_to_be_filled() {
        let file = template("my-notice").expect("a name");
        let text = String::from_utf8(file.bytes).expect("UTF-8");
        assert!(text.contains("My notice: a headline"));
        assert!(text.contains("{campaign.headline}"));
    }

    #[test]
    fn no_gap_is_left_in_any_starter() {
        let today = Date {
            year: 2027,
            month: Some(12),
            day: Some(30),
        };
        for kind in StarterKind::ALL {
            for language in LANGUAGES {
                let files = campaign("one-two", kind, language, today).expect("a starter");
                let text = String::from_utf8_lossy(&files[0].bytes);
                let gaps: Vec<&str> = ["{id", "{title", "{day", "{month", "{year"]
                    .into_iter()
                    .filter(|gap| text.contains(gap))
                    .collect();
                assert!(gaps.is_empty(), "{} {language}: {gaps:?}", kind.name());
                let shows = text.contains("[[image]]");
                assert_eq!(files.len() > 1, shows, "{} {language}", kind.name());
            }
        }
    }
}

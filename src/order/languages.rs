//! The campaign in the languages of an order, and which of them go onto one piece.
//!
//! An order names a language (`es`), all of them (`all`), or two for one piece (`en+es`).

use std::collections::BTreeSet;

use super::Order;
use crate::content::{self, Campaign, Content, Translation};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::project::Project;
use crate::rules::Rule;

/// A campaign in several languages.
#[derive(Default)]
pub struct InLanguages {
    /// The campaign in each language, in the order in which they are first named.
    pub campaigns: Vec<Campaign>,
    /// The languages of each piece, one or two, by their places among the campaigns.
    pieces: Vec<Vec<usize>>,
}

impl InLanguages {
    /// The campaign in the languages of each piece: one, or two.
    pub fn of_pieces(&self) -> impl Iterator<Item = Vec<&Campaign>> {
        self.pieces.iter().map(|places| {
            let places = places.iter();
            places.filter_map(|at| self.campaigns.get(*at)).collect()
        })
    }

    /// The tags of the first two languages that share a piece, such as `en+es`; none where each has its own.
    pub fn first_pair(&self) -> Option<String> {
        let pair = self.of_pieces().find(|piece| piece.len() > 1)?;
        let tags: Vec<&str> = pair.iter().map(|it| &**it.language.tag()).collect();
        Some(tags.join("+"))
    }
}

/// The campaign in each language of an order; where it names none, in that of the content, or in all if
/// `all_by_default`. A language with errors is left out, with the pieces that need it, and its errors are reported.
/// None where the content itself cannot be opened, or an option has no effect.
pub fn in_languages(
    project: &Project,
    order: &Order,
    all_by_default: bool,
    problems: &mut Diagnostics,
) -> Option<InLanguages> {
    let content = match Content::open(project) {
        Ok(content) => content,
        Err(found) => {
            problems.extend(found);
            return None;
        }
    };
    let pieces = tags_of_pieces(&content, &order.languages, all_by_default, problems);
    refuse_unused_place(order, &pieces, problems)?;
    let mut seen = BTreeSet::new();
    let mut tags: Vec<&String> = pieces.iter().flatten().collect();
    tags.retain(|tag| seen.insert(*tag));
    let mut campaigns: Vec<(&String, Campaign)> = Vec::new();
    for tag in tags {
        let (campaign, mut found) = match content.campaign(tag) {
            Ok(Warned { value, warnings }) => {
                // The content cannot allow a draft that the order refuses.
                let demanded = |rule| order.require_reviewed && rule == Rule::Draft;
                let standing = |warning: &Diagnostic| {
                    demanded(warning.rule) || content::allowed(warning, &value.allows).is_none()
                };
                let warnings = warnings.filter_map(|warning| Some(warning).filter(standing));
                (Some(value), warnings)
            }
            Err(found) => (None, found),
        };
        if order.require_reviewed {
            found = Translation::require_reviewed(found);
        }
        let prints = !found.has_errors();
        problems.extend(found);
        campaigns.extend(campaign.filter(|_| prints).map(|campaign| (tag, campaign)));
    }
    let place = |tag: &String| campaigns.iter().position(|(known, _)| *known == tag);
    let places = |tags: &Vec<String>| tags.iter().map(place).collect::<Option<Vec<usize>>>();
    Some(InLanguages {
        pieces: pieces.iter().filter_map(places).collect(),
        campaigns: campaigns
            .into_iter()
            .map(|(_, campaign)| campaign)
            .collect(),
    })
}

/// The tags of the languages of each piece, each piece once, in the order in which they are named.
fn tags_of_pieces(
    content: &Content<'_>,
    named: &[String],
    all_by_default: bool,
    problems: &mut Diagnostics,
) -> Vec<Vec<String>> {
    let first = content.first_language().to_owned();
    let all = || {
        let tags = std::iter::once(first.clone()).chain(content.translations());
        tags.map(|tag| vec![tag])
    };
    let mut pieces: Vec<Vec<String>> = match named {
        [] if all_by_default => all().collect(),
        [] => vec![vec![first.clone()]],
        _ => Vec::new(),
    };
    for name in named {
        if name == "all" {
            pieces.extend(all());
            continue;
        }
        match tags_of_piece(name) {
            Ok(tags) => pieces.push(tags),
            Err(problem) => problems.push(problem),
        }
    }
    let mut seen = BTreeSet::new();
    pieces.retain(|tags| seen.insert(tags.clone()));
    pieces
}

/// The tags of the languages of a piece: of `es` one, of `en+es` two.
fn tags_of_piece(name: &str) -> Result<Vec<String>, Diagnostic> {
    let wrong = |problem: String| Diagnostic::error(Rule::UnknownLanguage, problem);
    let other = name.split([',', '/', '&']).map(str::trim);
    let other: Vec<&str> = other.filter(|tag| !tag.is_empty()).collect();
    if other.len() > 1 {
        let apart = other.iter().map(|tag| format!("--lang {tag}"));
        let apart = apart.collect::<Vec<_>>().join(" ");
        let hint = format!("for a file in each language, write `{apart}`");
        let hint = match other[..] {
            [one, two] => format!("{hint}; for two languages on one piece, `--lang {one}+{two}`"),
            _ => hint,
        };
        return Err(wrong(format!("`{name}` is not a language")).hint(hint));
    }
    let tags: Vec<String> = name.split('+').map(|tag| tag.trim().to_owned()).collect();
    let such_as = "write two different languages, such as `--lang en+es`";
    match &tags[..] {
        [_] => Ok(tags),
        _ if tags.iter().any(String::is_empty) => {
            Err(wrong(format!("`{name}` lacks one of its two languages")).hint(such_as))
        }
        _ if tags.iter().any(|tag| tag == "all") => {
            let problem = format!("`all` cannot be one of two languages, as in `{name}`");
            Err(wrong(problem).hint(such_as))
        }
        [one, two] if one == two => {
            let problem = format!("`{name}` names the same language twice");
            Err(wrong(problem).hint(format!("{such_as}, or only `--lang {one}`")))
        }
        [_, _] => Ok(tags),
        more => {
            let problem = format!(
                "`{name}` names {} languages, but a piece has two at most",
                more.len()
            );
            let each = more.iter().map(|tag| format!("--lang {tag}"));
            let each = each.collect::<Vec<_>>().join(" ");
            let hint = format!(
                "{such_as}; a booklet holds more, one after the other: `--sheet booklet {each}`"
            );
            Err(wrong(problem).hint(hint))
        }
    }
}

/// Reports a place for second languages where no piece has one, or where the sheet decides. None if it did.
fn refuse_unused_place(
    order: &Order,
    pieces: &[Vec<String>],
    problems: &mut Diagnostics,
) -> Option<()> {
    let printing = &order.printing;
    let has_pair = pieces.iter().any(|tags| tags.len() > 1);
    let holds_all = printing.is_set();
    if printing.second_language.is_none() || (has_pair && !holds_all) {
        return Some(());
    }
    let problem = "`--second-language` has no effect here: ";
    let problem = if holds_all {
        format!("{problem}these sheets hold the languages one after the other")
    } else {
        format!("{problem}it is for two languages on one piece, such as `--lang en+es`")
    };
    let problem = Diagnostic::error(Rule::UnusedOption, problem);
    problems.push(problem.hint("omit it, or add the option that it belongs to"));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str) -> String {
        let problem = tags_of_piece(name).expect_err("not one or two languages");
        let hint = problem.hint.as_ref().map(ToString::to_string);
        format!("{}; {}", problem.message, hint.unwrap_or_default())
    }

    #[test]
    fn a_piece_has_one_language_or_two() {
        assert_eq!(tags_of_piece("pt-BR"), Ok(vec!["pt-BR".to_owned()]));
        let two = vec!["en".to_owned(), "es".to_owned()];
        assert_eq!(tags_of_piece("en+es"), Ok(two.clone()));
        assert_eq!(tags_of_piece("en + es"), Ok(two));
        assert!(refused("en+en").contains("twice"));
        assert!(refused("en+").contains("lacks one"));
        assert!(refused("+").contains("lacks one"));
        assert!(refused("en+all").contains("`all` cannot"));
        let three = refused("en+es+fr");
        assert!(three.contains("3 languages") && three.contains("two at most"));
        assert!(three.contains("--sheet booklet --lang en --lang es --lang fr"));
    }

    #[test]
    fn other_ways_to_write_two_languages_are_answered() {
        for written in ["en/es", "en,es", "en & es"] {
            let told = refused(written);
            assert!(told.contains("--lang en --lang es"), "{told}");
            assert!(told.contains("`--lang en+es`"), "{told}");
        }
        assert!(!refused("en,es,fr").contains('+'));
    }
}

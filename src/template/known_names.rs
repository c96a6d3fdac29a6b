//! Checks the names in conditions of a layout: languages, papers and themes.
//!
//! Words of a fixed list, such as `event`, are checked while the file is read. These names are not: papers can
//! be sizes, and themes can be files beside the content.

use super::chain::Chain;
use super::completed::paper_of;
use super::conditions::conditions;
use super::schema::File;
use super::situation::DEFAULT_THEME;
use crate::diag::{Diagnostic, Diagnostics};
use crate::language::{self, BadTag, Language};
use crate::rules::Rule;

/// Reports each name in a condition that does not exist. `themes` are the names of all themes.
pub(super) fn report_unknown_names(
    file: &File,
    chain: &Chain,
    themes: &[String],
    problems: &mut Diagnostics,
) {
    for condition in conditions(file) {
        let mut report = |part: &str, problem: Diagnostic| {
            let key = format!("{}.{part}", condition.key);
            problems.push(problem.at(chain.place(&key)));
        };
        let when = condition.when;
        for tag in when.language.iter().flat_map(|several| &several.0) {
            if let Some(problem) = unknown_language(tag) {
                report("language", problem);
            }
        }
        for name in when.paper.iter().flat_map(|several| &several.0) {
            if let Err(problem) = paper_of(name) {
                report("paper", problem);
            }
        }
        for name in when.theme.iter().flat_map(|several| &several.0) {
            if name != DEFAULT_THEME && !themes.contains(name) {
                let problem =
                    Diagnostic::error(Rule::UnknownTheme, format!("there is no theme `{name}`"));
                let known = themes.iter().map(String::as_str);
                report("theme", problem.suggest(name, known.chain([DEFAULT_THEME])));
            }
        }
    }
}

/// The problem of a tag that no campaign could have: it is no tag, or a tag of two letters that belongs to no
/// language. Tags of three letters are for thousands of languages, of which the program has no list.
fn unknown_language(tag: &str) -> Option<Diagnostic> {
    let known = || language::tags();
    match Language::of(tag) {
        Err(BadTag { tag, meant }) => {
            let problem =
                Diagnostic::error(Rule::BadLanguage, format!("`{tag}` is not a language tag"));
            Some(match meant {
                Some(meant) => problem.meant(meant),
                None => problem.suggest_or(&tag, known(), "write a tag such as en, hy or pt-BR"),
            })
        }
        Ok(language) => {
            let short = language::primary(tag).len() == 2;
            let exists = language.is_known() || language.has_names_of_months();
            (short && !exists).then(|| {
                let problem = format!("no language has the tag `{tag}`");
                let problem = Diagnostic::error(Rule::UnknownLanguage, problem);
                problem.suggest(tag, known())
            })
        }
    }
}

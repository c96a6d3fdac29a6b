//! The features of fonts that a style asks for: by their tags, by a form of figures, as small capitals.
//!
//! A feature that no font of the style has would do nothing, in silence; a warning says so, with those that there are.
//! A font for one script need not have what the font for another has, so one font that has a feature is enough. Looked
//! at are the faces that the style is really set in: the regular weight of a family may have what its italic lacks.

use std::collections::BTreeSet;

use super::report::Report;
use super::schema::Style;
use super::values::{Case, Figures};
use crate::diag::Diagnostic;
use crate::rules::Rule;
use crate::text::Feature;
use crate::typeset::{Cut, FontBook};

/// Features that fonts have for the shaper, which switches them on where a script needs them. Nobody asks for them, so
/// messages do not list them.
const OF_SCRIPTS: [&str; 12] = [
    "ccmp", "locl", "mark", "mkmk", "init", "medi", "fina", "isol", "rlig", "kern", "curs", "aalt",
];

/// Features without which the letters of a script are wrong: those that join letters, shape syllables and place
/// marks (OpenType Layout tag registry, "this feature should be active by default, and not be switched off").
const NEEDED: [&[u8]; 33] = [
    b"ccmp", b"rlig", b"mark", b"mkmk", b"curs", b"init", b"medi", b"med2", b"fina", b"fin2",
    b"fin3", b"isol", b"rclt", b"nukt", b"akhn", b"rphf", b"rkrf", b"pref", b"blwf", b"abvf",
    b"half", b"pstf", b"vatu", b"cjct", b"pres", b"abvs", b"blws", b"psts", b"haln", b"ljmo",
    b"vjmo", b"tjmo", b"stch",
];

impl Style {
    /// Whether the style itself asks for features, in one of three keys.
    pub(super) fn asks_for_features(&self) -> bool {
        self.features.is_some() || self.figures.is_some() || self.small_caps.is_some()
    }
}

/// The features that a style asks for, for the fonts of a book that it is set in. Wrong tags and features that no font has
/// are reported.
pub(super) fn features_of(
    (name, style): (&str, &Style),
    (book, cut): (&FontBook, Cut<'_>),
    report: &mut Report<'_>,
) -> Vec<Feature> {
    if !style.asks_for_features() {
        return Vec::new();
    }
    let known = book.features(cut);
    let mut lacks = Lacks {
        name,
        cut,
        known: &known,
        report,
    };
    let mut features = Vec::new();
    for tag in figures(style.figures) {
        // A font without the feature may draw its figures in that form anyway.
        let by_default = &tag == b"tnum" && book.has_tabular_figures(cut)
            || &tag == b"lnum"
            || &tag == b"onum" && known.contains("lnum") && !known.contains("onum");
        let feature = Feature::on(tag);
        if !by_default {
            lacks.check("figures", &feature);
        }
        features.push(feature);
    }
    if style.small_caps == Some(true) {
        if style.case == Some(Case::Upper) {
            let problem = format!(
                "`small_caps` does nothing in the style `{name}`: with `case = \"upper\"` there are no small letters"
            );
            let problem = Diagnostic::error(Rule::IdleKey, problem);
            let hint = "remove `small_caps`, or write `case = \"none\"`";
            let key = format!("styles.{name}.small_caps");
            lacks.report.add_at_layout(&key, problem.hint(hint));
        }
        let feature = Feature::on(*b"smcp");
        lacks.check("small_caps", &feature);
        features.push(feature);
    }
    for (index, written) in style.features.iter().flatten().enumerate() {
        match read(written) {
            Some(feature) if feature.value == 0 && NEEDED.contains(&&feature.tag[..]) => {
                let problem = format!(
                    "`{}` cannot be switched off: without it, letters lose their forms or their joints, as in Arabic",
                    feature.name()
                );
                let problem = Diagnostic::error(Rule::BadValue, problem);
                let hint = format!("remove `{written}` from `features`");
                let key = format!("styles.{name}.features.{index}");
                lacks.report.add_at_layout(&key, problem.hint(hint));
            }
            Some(feature) => {
                // To switch off what is not there is no mistake: the next font may have it.
                if feature.value > 0 {
                    lacks.check("features", &feature);
                }
                features.push(feature);
            }
            None => {
                let problem = format!("`{written}` is not a feature of a font");
                let problem = Diagnostic::error(Rule::BadValue, problem);
                let hint = "write a tag of four letters or digits, such as \"ss01\"; \"cv05=2\" takes a second form, and \"liga=0\" switches a feature off";
                let key = format!("styles.{name}.features.{index}");
                lacks.report.add_at_layout(&key, problem.hint(hint));
            }
        }
    }
    features
}

/// The features of a form of figures (OpenType Layout tag registry).
fn figures(form: Option<Figures>) -> Vec<[u8; 4]> {
    match form {
        None => Vec::new(),
        Some(Figures::Lining) => vec![*b"lnum"],
        Some(Figures::OldStyle) => vec![*b"onum"],
        Some(Figures::Tabular) => vec![*b"tnum"],
        Some(Figures::Proportional) => vec![*b"pnum"],
        Some(Figures::TabularLining) => vec![*b"lnum", *b"tnum"],
        Some(Figures::TabularOldStyle) => vec![*b"onum", *b"tnum"],
    }
}

/// Most forms that a feature has (practice: alternates of one letter are counted in tens).
const MOST_FORMS: u16 = 99;

/// Reads `ss01`, `cv05=2` or `liga=0`.
fn read(written: &str) -> Option<Feature> {
    let (tag, value) = match written.split_once('=') {
        Some((tag, value)) => (tag.trim(), value.trim().parse().ok()?),
        None => (written.trim(), 1),
    };
    let tag: [u8; 4] = tag.as_bytes().try_into().ok()?;
    let plain = tag.iter().all(u8::is_ascii_alphanumeric);
    (plain && value <= MOST_FORMS).then_some(Feature { tag, value })
}

/// Reports what the fonts of a style lack.
struct Lacks<'l, 'r> {
    name: &'l str,
    cut: Cut<'l>,
    known: &'l BTreeSet<String>,
    report: &'l mut Report<'r>,
}

impl Lacks<'_, '_> {
    fn check(&mut self, key: &str, feature: &Feature) {
        let tag = feature.name();
        if self.known.contains(&tag) || self.cut.families.is_empty() {
            return;
        }
        let what = match key {
            "figures" => format!("the figures that it asks for (`{tag}`)"),
            "small_caps" => format!("small capitals (`{tag}`)"),
            _ => format!("the feature `{tag}`"),
        };
        let problem = format!(
            "no font of the style `{}` has {what}: {}",
            self.name,
            self.cut.in_words()
        );
        // Some fonts have tags that are none.
        let listed = |tag: &&String| !tag.contains(' ') && !OF_SCRIPTS.contains(&tag.as_str());
        let there: Vec<&str> = self
            .known
            .iter()
            .filter(listed)
            .map(String::as_str)
            .collect();
        let hint = if there.is_empty() {
            "these fonts have no features to choose; put a font that has it into `fonts/` beside the content file".to_owned()
        } else {
            format!(
                "these fonts have {}; or put a font that has it into `fonts/` beside the content file",
                there.join(", ")
            )
        };
        let place = format!("styles.{}.{key}", self.name);
        let problem = Diagnostic::warning(Rule::FontLacks, problem);
        self.report.add_at_layout(&place, problem.hint(hint));
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn features_are_read_with_their_values() {
        let read = |text: &str| super::read(text).map(|it| (it.name(), it.value));
        assert_eq!(read("ss01"), Some(("ss01".to_owned(), 1)));
        assert_eq!(read("cv05 = 2"), Some(("cv05".to_owned(), 2)));
        assert_eq!(read("liga=0"), Some(("liga".to_owned(), 0)));
        for wrong in [
            "", "ss1", "ss001", "ss01=", "ss01=on", "\"ab\"", "ss01=100", "ß01",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

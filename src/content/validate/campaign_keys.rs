//! The keys of the campaign itself: its name in files, its language, the age of its figures, its fixed words; and the
//! findings that it allows.

use std::collections::BTreeMap;

use super::value_checks::Check;
use crate::content::age::MaxAge;
use crate::content::allow::{self, Allow};
use crate::content::schema;
use crate::diag::Diagnostic;
use crate::language::{self, Language};
use crate::rules::Rule;

/// The error of a wrong language tag.
pub(in crate::content) fn bad_tag(bad: &language::BadTag) -> Diagnostic {
    let problem = Diagnostic::error(
        Rule::BadLanguage,
        format!("`{}` is not a language tag", bad.tag),
    );
    match bad.meant {
        Some(meant) => problem.meant(meant),
        None => problem.hint("write a tag such as en, hy or pt-BR"),
    }
}

impl Check<'_> {
    /// An id that becomes a part of file names: only characters that every file system and every printer's
    /// upload page takes.
    pub(super) fn file_name(&mut self, key: &str, id: String) -> Option<String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        // Most systems allow 255 bytes for a file name, and template, paper and language follow the id.
        if id.chars().all(plain) && id.len() <= 64 {
            return Some(id);
        }
        let problem =
            Diagnostic::error(Rule::BadId, format!("`{id}` cannot be part of a file name"));
        self.report(
            key,
            problem.hint("use at most 64 small letters, digits and hyphens"),
        );
        None
    }

    /// A language; a wrong tag is reported.
    pub(super) fn language(&mut self, tag: String) -> Option<Language> {
        match Language::of(&tag) {
            Ok(language) => {
                self.names_of_months(&language);
                Some(language)
            }
            Err(bad) => {
                self.report("campaign.language", bad_tag(&bad));
                None
            }
        }
    }

    /// Warns if dates will be printed as numbers, because the names of months in the language are unknown.
    fn names_of_months(&mut self, language: &Language) {
        if language.has_names_of_months() {
            return;
        }
        let tag = language.tag();
        let problem = format!(
            "the program does not know how dates are written in `{tag}`, so it prints them as numbers, such as 2026-11-27"
        );
        let hint = "check the tag, or try one with another script or region; or write dates in words in your own texts";
        let problem = Diagnostic::warning(Rule::NumericDates, problem).hint(hint);
        self.report("campaign.language", problem);
    }

    /// Warns of a campaign that is made up.
    pub(super) fn sample(&mut self, sample: Option<bool>) {
        if sample == Some(true) {
            let problem = "this campaign is a sample: its words, addresses and numbers are made up";
            let problem = Diagnostic::warning(Rule::SampleCampaign, problem)
                .hint("replace them with your own, and remove this line before you print");
            self.report("campaign.sample", problem);
        }
    }

    /// The age that a figure may have.
    pub(super) fn max_age(&mut self, text: Option<&str>) -> MaxAge {
        let Some(text) = text else {
            return MaxAge::default();
        };
        let age = text.parse().ok();
        if age.is_none() {
            let problem = Diagnostic::error(Rule::BadAge, format!("`{text}` is not an age"));
            self.report(
                "campaign.max_age",
                problem.hint("write a number of days, months or years, such as \"180 days\""),
            );
        }
        age.unwrap_or_default()
    }

    /// Checks the campaign's own fixed words against those of its language.
    pub(super) fn labels(
        &mut self,
        labels: &BTreeMap<String, String>,
        language: Option<&Language>,
    ) {
        for (name, text) in labels {
            if let Some(problem) = language.and_then(|own| own.check_label(name, text)) {
                self.report(&format!("labels.{name}"), problem);
            }
        }
    }

    /// Checks an `[[allow]]`: its rule exists and can be allowed, and it gives a reason.
    pub(super) fn allow(&mut self, at: &str, item: schema::Allow) -> Option<Allow> {
        let name = self.need(&format!("{at}.rule"), item.rule);
        let reason = self.need(&format!("{at}.reason"), item.reason);
        let rule = name.and_then(|name| {
            let rule = Rule::named(&name);
            let problem = match rule {
                Some(rule) => allow::refusal(rule),
                None => Some(Diagnostic::unknown_rule(&name)),
            };
            if let Some(problem) = problem {
                self.report(&format!("{at}.rule"), problem);
            }
            rule
        });
        // Findings have key paths with ids, so a number in `at` is replaced by the id.
        let at = item.at.map(|at| self.files.place(&at).key);
        Some(Allow {
            rule: rule?,
            at,
            reason: reason?,
        })
    }
}

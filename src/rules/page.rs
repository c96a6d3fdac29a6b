//! The page of the documentation that lists all rules.

use super::{GROUPS, Harm, Rule, Weight};

/// All rules as a page of Markdown, with a table for each group.
pub fn as_markdown() -> String {
    let mut page = String::from(
        "# Findings\n\nThis page lists every rule under which `handbill` reports findings, why it matters, and how to fix it. \
         `handbill explain RULE` prints the same on the terminal.\n\n\
         If you know about a finding and accept it, allow it in the content file. The report shows your reason:\n\n\
         ```toml\n[[allow]]\nrule = \"stale-fact\"\nat = \"fact.rent\"            # the key that it is about; omit it to allow the rule everywhere\n\
         reason = \"No later figure is published.\"\n```\n\n\
         `--deny RULE` turns the warnings of a rule into errors, and `--deny warnings` all warnings that are not \
         allowed.\n\n\
         An allowed error does not keep a piece from being made. Some findings cannot be allowed, because the piece \
         would print something false or unreadable, and readers of the print never see your reason. An `[[allow]]` \
         of such a finding is itself an error (`cannot-allow`).\n\n",
    );
    for harm in [Harm::False, Harm::Unreadable] {
        let mut rules: Vec<String> = Rule::ALL
            .iter()
            .filter(|rule| rule.harm() == Some(harm))
            .map(|rule| match rule.weight() {
                Weight::Either => format!("`{rule}` as an error"),
                Weight::Error | Weight::Warning => format!("`{rule}`"),
            })
            .collect();
        rules.sort();
        let why = harm.why();
        page.push_str(&format!(
            "- These cannot be allowed, because {why}: {}.\n",
            rules.join(", ")
        ));
    }
    for group in GROUPS {
        page.push_str(&format!(
            "\n## {}\n\n| rule | severity | can be allowed | why it matters | how to fix it |\n| --- | --- | --- | --- | --- |\n",
            group.about
        ));
        for rule in group.rules {
            let row = [
                &format!("`{rule}`"),
                rule.weight().name(),
                &rule.allowance(),
                rule.why(),
                rule.fix(),
            ];
            page.push_str(&format!("| {} |\n", row.join(" | ")));
        }
    }
    page
}

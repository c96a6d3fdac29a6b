//! The page of the documentation that lists all rules.

use super::{GROUPS, Harm, Rule, Weight};

/// All rules as a page of Markdown, a table for each group.
pub fn as_markdown() -> String {
    let mut page = String::from(
        "# Findings\n\nEvery rule that `handbill` may report a finding under, why it matters, and how to fix it. \
         `handbill explain RULE` says the same on the terminal.\n\n\
         A finding that is known and stands is allowed in the content file, with a reason that the report shows:\n\n\
         ```toml\n[[allow]]\nrule = \"stale-fact\"\nat = \"fact.deaths\"          # the key that it comes from; any, where it is left out\n\
         reason = \"No later figure was published.\"\n```\n\n\
         `--deny RULE` makes a finding an error, `--deny warnings` all that are not allowed.\n\n\
         An error that is allowed does not keep a piece from being made either. What cannot be allowed is what \
         would print something that is not so, or that cannot be read: nobody who holds the print in the hand \
         knows of the reason. Such an `[[allow]]` is an error itself (`cannot-allow`).\n\n",
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
            "- Not allowed since {why}: {}.\n",
            rules.join(", ")
        ));
    }
    for group in GROUPS {
        page.push_str(&format!(
            "\n## {}\n\n| rule | is a | may be allowed | why it matters | how to fix it |\n| --- | --- | --- | --- | --- |\n",
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

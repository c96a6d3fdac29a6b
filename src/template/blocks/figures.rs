//! Facts: as large figures with what they count, and as a tally, one mark for each that is counted.

use super::expander::Expander;
use crate::content::Fact;
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::rules::Rule;
use crate::template::nodes::in_line;
use crate::template::plan::{Kind, Mark, Tally};
use crate::template::schema::{FactsBlock, TallyBlock};
use crate::template::values::Flow;
use crate::text::Run;

/// Default gap between marks, as a share of the narrowest mark.
const DEFAULT_SPACING: f64 = 0.5;

impl Expander<'_, '_> {
    /// Figures with what they count, and the date that they hold for. If all facts have the same date, it is
    /// printed once under them.
    pub(super) fn facts(&mut self, own: &FactsBlock) -> Kind {
        let figure = self.style("style", &own.style);
        let label = self.style("label", &own.label);
        let note = self.style_if_named("note", &own.note);
        let ids = own.facts.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let facts = self.chosen("facts", &ids, &campaign.facts);
        if facts.is_empty() {
            return Kind::Empty;
        }
        let same_date = facts.windows(2).all(|pair| pair[0].as_of == pair[1].as_of);
        // One date under all figures is easier to read than the same date under each.
        let mut children = Vec::new();
        for fact in &facts {
            // The role has the fact's place among all facts of the content, so that the proof knows which it
            // is.
            let place = campaign.facts.iter().position(|one| one.id == fact.id);
            let role = Role::Fact(place.unwrap_or_default() as u16);
            self.context
                .words
                .usage
                .borrow_mut()
                .facts
                .insert(fact.id.clone());
            let key = |part: &str| format!("fact.{}.{part}", fact.id);
            let mut words = self.content(&key("text"), &fact.text);
            // The source is a number after the words, as in a footnote; counted from 1.
            if let Some(source) = fact.source {
                let origin = self.context.words.origin(&key("source"));
                words.push(self.plain(&origin, self.context.words.reference(source + 1)));
            }
            let mut parts = vec![
                self.paragraph(self.content(&key("figure"), &fact.figure), &figure, role),
                self.paragraph(words, &label, role),
            ];
            if let (Some(style), false) = (&note, same_date) {
                let date = self.date(fact);
                parts.push(self.paragraph(date, style, Role::Note));
            }
            children.push(self.boxed(in_line(parts, Flow::Column, self.inner_gap(own.gap))));
        }
        let gap = self.context.gap(own.gap);
        let figures = in_line(children, own.flow.unwrap_or(Flow::Column), gap);
        match (note, same_date, facts.first()) {
            (Some(style), true, Some(first)) => {
                let date = self.date(first);
                let date = self.paragraph(date, &style, Role::Note);
                in_line(vec![self.boxed(figures), date], Flow::Column, gap)
            }
            _ => figures,
        }
    }

    /// "As of" and the date of a fact.
    fn date(&mut self, fact: &Fact) -> Vec<Run> {
        let words = format!("{{label.as_of fact.{}.as_of}}", fact.id);
        self.context.fill(&self.at("facts"), &words)
    }

    /// One mark for each person or thing that the facts count. Wrong numbers are reported and clamped, so that
    /// the rest of the piece is still checked.
    pub(super) fn tally(&mut self, own: &TallyBlock) -> Kind {
        let ids = own.tally.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let mut facts = self.chosen("tally", &ids, &campaign.facts);
        // A reader cannot tell what marks count unless the piece says it in words. So `*` takes only those
        // facts that it prints, and a warning names one that the layout asks for by id but does not print.
        let is_printed = |fact: &Fact| self.context.words.usage.borrow().facts.contains(&fact.id);
        if ids.iter().any(|id| id == "*") {
            facts.retain(|fact| fact.count.is_some() && is_printed(fact));
        }
        let unexplained = facts.iter().find(|fact| !is_printed(fact));
        if let Some(fact) = unexplained.cloned() {
            self.report_unexplained(&fact);
        }
        self.report_tally_numbers(own);
        let weights = own.weights.clone().unwrap_or_default();
        let spacing = own.spacing.unwrap_or(DEFAULT_SPACING);
        let mut groups = Vec::new();
        for (index, fact) in facts.iter().enumerate() {
            match fact.count {
                Some(count) => groups.push((
                    // More than 10,000 marks cannot be told apart on any paper, and would take long to draw.
                    count.clamp(1, 10_000),
                    weights.get(index).copied().unwrap_or(1.0).clamp(0.1, 100.0),
                )),
                None => {
                    let problem = Diagnostic::error(
                        Rule::MissingKey,
                        format!("the fact `{}` has no `count` to draw", fact.id),
                    );
                    self.context
                        .report
                        .add_at_content(&format!("fact.{}", fact.id), problem);
                }
            }
        }
        if groups.is_empty() {
            return Kind::Empty;
        }
        let open = facts.iter().any(|fact| fact.open);
        let mark = own.mark.unwrap_or(Mark::Bar);
        let total: u32 = groups.iter().map(|(count, _)| count).sum();
        let alt = self.tally_in_words(mark, &facts, total);
        let color = self.drawn_color(&own.color);
        Kind::Tally(Tally {
            groups,
            // `clamp` keeps NaN, and layout must not compute with it; the problem was reported above.
            spacing: if spacing.is_nan() {
                1.0
            } else {
                spacing.clamp(0.05, 10.0)
            },
            open,
            mark,
            row: own.row.map(|row| row.clamp(1, 1000)),
            color,
            alt,
            origin: self
                .context
                .words
                .origin(&format!("fact.{}.count", facts[0].id)),
        })
    }

    /// Warns that the tally draws a fact which no words on the piece explain.
    fn report_unexplained(&mut self, fact: &Fact) {
        let problem = format!(
            "the tally draws {}, but no text of the piece says what that counts",
            fact.figure
        );
        let hint = format!(
            "print {{fact.{id}.figure}} and {{fact.{id}.text}} on the piece, or remove `{id}` from the tally",
            id = fact.id
        );
        let problem = Diagnostic::warning(Rule::UnexplainedTally, problem).hint(hint);
        let key = self.at("tally");
        self.context.report.add_at_layout(&key, problem);
    }

    /// Reports numbers of a tally that nobody could make out in print.
    fn report_tally_numbers(&mut self, own: &TallyBlock) {
        let mut wrong = Vec::new();
        // A mark a thousand times wider than another would leave no visible width to the rest.
        let mut weights = own.weights.iter().flatten();
        if weights.any(|weight| !(0.1..=100.0).contains(weight)) {
            wrong.push(("weights", "each weight must be a number from 0.1 to 100"));
        }
        let spacing = own.spacing.unwrap_or(DEFAULT_SPACING);
        if !(0.05..=10.0).contains(&spacing) {
            wrong.push((
                "spacing",
                "`spacing` must be a share of a mark, from 0.05 to 10",
            ));
        }
        if own.row.is_some_and(|row| !(1..=1000).contains(&row)) {
            wrong.push(("row", "`row` must be a number of marks from 1 to 1000"));
        }
        for (part, message) in wrong {
            let problem = Diagnostic::error(Rule::BadValue, message);
            self.context.report.add_at_layout(&self.at(part), problem);
        }
    }

    /// The sentence that screen readers get in place of the marks: "15 bars: 6 …, 9 …".
    fn tally_in_words(&self, mark: Mark, facts: &[Fact], total: u32) -> String {
        let parts: Vec<String> = facts
            .iter()
            .filter(|fact| fact.count.is_some())
            .map(|fact| format!("{} {}", fact.figure, fact.text))
            .collect();
        let what = match mark {
            Mark::Bar => "bars",
            Mark::Dot => "dots",
            Mark::Square => "squares",
            Mark::Person => "persons",
            Mark::Stroke => "strokes",
        };
        let language = &self.context.campaign.language;
        let (total, parts) = (language.number(total as usize), language.list(&parts));
        let label = |name: &str, values: &[(&str, &str)]| {
            let found = self.context.words.label(name);
            found.map_or_else(String::new, |label| label.filled(values))
        };
        let alt = label(what, &[("count", &total), ("list", &parts)]);
        if facts.iter().any(|fact| fact.open) {
            label("open", &[("text", &alt)])
        } else {
            alt
        }
    }
}

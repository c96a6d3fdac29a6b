//! Facts as large figures with what they count.

use super::expander::Expander;
use crate::content::Fact;
use crate::frame::Role;
use crate::template::citations;
use crate::template::nodes::in_line;
use crate::template::plan::Kind;
use crate::template::schema::FactsBlock;
use crate::template::values::Flow;
use crate::text::{Citation, Run};

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
        let sources: Vec<_> = facts.iter().map(|fact| fact.source).collect();
        let mut marks = citations::marks(&sources);
        // The date under all figures is about all of them, and so is the number of a source that they share.
        let of_all = marks.last().copied().flatten();
        let of_all = of_all.filter(|mark| mark.of_list && note.is_some() && same_date);
        if of_all.is_some() {
            marks.fill(None);
        }
        // One date under all figures is easier to read than the same date under each.
        let mut children = Vec::new();
        for (fact, mark) in facts.iter().zip(marks) {
            // The role has the fact's place among all facts of the content, so that the proof knows which it
            // is.
            let place = campaign.facts.iter().position(|one| one.id == fact.id);
            let role = Role::Fact(place.unwrap_or_default() as u16);
            let mut usage = self.context.words.usage.borrow_mut();
            usage.facts.insert(fact.id.clone());
            usage.figures.insert(fact.id.clone());
            drop(usage);
            let key = |part: &str| format!("fact.{}.{part}", fact.id);
            let mut words = self.content(&key("text"), &fact.text);
            // The source is a number after the words, as in a footnote.
            words.extend(self.cited(&key("source"), mark));
            let mut parts = vec![
                self.paragraph(self.content(&key("figure"), &fact.figure), &figure, role),
                self.paragraph(words, &label, role),
            ];
            if let (Some(style), false) = (&note, same_date) {
                let date = self.date(fact);
                parts.push(self.paragraph(date, style, Role::Note));
            }
            let inner = self.inner_gap(own.gap).clear_of_ink();
            children.push(self.boxed(in_line(parts, Flow::Column, inner)));
        }
        let gap = self.context.gap(own.gap);
        let figures = in_line(children, own.flow.unwrap_or(Flow::Column), gap);
        match (note, same_date, facts.first()) {
            (Some(style), true, Some(first)) => {
                let mut date = self.date(first);
                let of_all = of_all.map(|mark| Citation {
                    of_list: false,
                    ..mark
                });
                date.extend(self.cited(&format!("fact.{}.source", first.id), of_all));
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
}

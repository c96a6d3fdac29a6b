//! Persons by name, moments of a timeline, and events.

use super::expander::{Expander, Repeat};
use crate::frame::Role;
use crate::template::citations;
use crate::template::nodes::in_line;
use crate::template::plan::{Cell, Grid, Kind, Node, Track};
use crate::template::schema::{EventsBlock, NamesBlock, TimelineBlock};
use crate::template::values::Flow;

impl Expander<'_, '_> {
    /// Persons by their names, with the numbers of the sources that say so.
    pub(super) fn names(&mut self, own: &NamesBlock) -> Kind {
        let style = self.style("style", &own.style);
        let label = self.style_if_named("label", &own.label);
        let ids = own.names.clone().unwrap_or_default();
        let persons = self.chosen("names", &ids, &self.context.campaign.persons);
        let sources: Vec<_> = persons.iter().map(|person| Some(person.source)).collect();
        let marks = citations::marks(&sources);
        let mut children = Vec::new();
        for (person, mark) in persons.into_iter().zip(marks) {
            let key = |part: &str| format!("person.{}.{part}", person.id);
            let mut name = self.content(&key("name"), &person.name);
            let number = self.cited(&key("source"), mark);
            let text = person.text.as_ref().zip(label.as_ref());
            let mut parts = Vec::new();
            match text {
                Some((text, label)) => {
                    // The number follows the last words about a person, whichever these are.
                    let mut words = self.content(&key("text"), text);
                    words.extend(number);
                    parts.push(self.paragraph(name, &style, Role::Paragraph));
                    parts.push(self.paragraph(words, label, Role::Paragraph));
                }
                None => {
                    name.extend(number);
                    parts.push(self.paragraph(name, &style, Role::Paragraph));
                }
            }
            let gap = self.inner_gap(own.gap).closer().clear_of_ink();
            children.push(self.boxed(in_line(parts, Flow::Column, gap)));
        }
        let repeat = Repeat {
            flow: own.flow,
            row: own.row,
            gap: own.gap,
        };
        self.repeated(children, &repeat)
    }

    /// What happened: dates in a column of their own, where the area has room for one.
    pub(super) fn timeline(&mut self, own: &TimelineBlock) -> Kind {
        let style = self.style("style", &own.style);
        let label = self.style("label", &own.label);
        let ids = own.timeline.clone().unwrap_or_default();
        let moments = self.chosen("timeline", &ids, &self.context.campaign.moments);
        let sources: Vec<_> = moments.iter().map(|moment| moment.source).collect();
        let marks = citations::marks(&sources);
        let mut pairs: Vec<(Node, Node)> = Vec::new();
        for (moment, mark) in moments.into_iter().zip(marks) {
            let key = |part: &str| format!("moment.{}.{part}", moment.id);
            let date = self.context.words.date(moment.date);
            let origin = self.context.words.origin(&key("date"));
            let date = vec![self.plain(&origin, date)];
            let mut text = self.content(&key("text"), &moment.text);
            text.extend(self.cited(&key("source"), mark));
            pairs.push((
                self.paragraph(date, &style, Role::Paragraph),
                self.paragraph(text, &label, Role::Paragraph),
            ));
        }
        if pairs.is_empty() {
            return Kind::Empty;
        }
        let gap = self.context.gap(own.gap);
        if own.flow.unwrap_or(Flow::Column) == Flow::Column {
            let inner = self.inner_gap(own.gap).closer().clear_of_ink();
            let one = |(date, text)| self.boxed(in_line(vec![date, text], Flow::Column, inner));
            let children = pairs.into_iter().map(one).collect();
            return in_line(children, Flow::Column, gap);
        }
        let rows = vec![Track::Auto; pairs.len()];
        // One grid for all dates and texts, so that the column of dates is as wide as the longest date.
        let cells = pairs
            .into_iter()
            .enumerate()
            .flat_map(|(row, (date, text))| {
                [(0, date), (1, text)].map(|(column, node)| Cell {
                    columns: column..column + 1,
                    rows: row..row + 1,
                    node,
                })
            });
        Kind::Grid(Grid {
            columns: vec![Track::Auto, Track::Fraction(1.0)],
            rows,
            gap,
            cells: cells.collect(),
        })
    }

    /// Events: city, time, place, and the address to type.
    pub(super) fn events(&mut self, own: &EventsBlock) -> Kind {
        let style = self.style("style", &own.style);
        let label = self.style("label", &own.label);
        let ids = own.events.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        let events = self.chosen("events", &ids, &campaign.events);
        let mut children = Vec::new();
        for event in events {
            let key = |part: &str| format!("event.{}.{part}", event.id);
            self.context
                .words
                .usage
                .borrow_mut()
                .events
                .insert(event.id.clone());
            let start = self.context.words.origin(&key("start"));
            let when = self.context.words.when(&event, "when");
            let when = when.unwrap_or_default();
            let line = |part: &str, text: &str, style| {
                self.paragraph(self.content(&key(part), text), style, Role::Paragraph)
            };
            let when = self.paragraph(vec![self.plain(&start, when)], &label, Role::Paragraph);
            let place = line("place", &event.place, &label);
            // What takes place comes first; without a title, the city tells one event from the next.
            let mut parts = match &event.title {
                Some(title) => vec![
                    line("title", title, &style),
                    when,
                    place,
                    line("city", &event.city, &label),
                ],
                None => vec![line("city", &event.city, &style), when, place],
            };
            if let Some(url) = &event.url {
                let origin = self.context.words.origin(&key("url"));
                let mut address = self.plain(&origin, url.short());
                address.link = Some(url.uri().clone());
                parts.push(self.paragraph(vec![address], &label, Role::Link));
            }
            children.push(self.boxed(in_line(
                parts,
                Flow::Column,
                self.inner_gap(own.gap).clear_of_ink(),
            )));
        }
        let repeat = Repeat {
            flow: own.flow,
            row: own.row,
            gap: own.gap,
        };
        self.repeated(children, &repeat)
    }
}

//! The tally: one mark for each that facts count, with a label under each group.
//!
//! Each fact is a group of marks. Without labels a tally is one box. With labels it is a grid: the marks above, and
//! under them one column for each group, as wide as the group; or, where groups have rows of their own, each group
//! with its label below.

use std::sync::Arc;

use super::expander::Expander;
use crate::content::Fact;
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::geom::{Edges, Length};
use crate::picture::Asset;
use crate::rules::Rule;
use crate::template::plan::{
    Cell, Gap, Grid, Kind, Mark, MarkGroup, Node, OpenEnd, Side, Tally, Track,
};
use crate::template::schema::TallyBlock;
use crate::template::tally_mark::TallyMark;
use crate::text::TextStyle;

/// Default gap between marks, as a share of the narrowest mark.
const DEFAULT_SPACING: f64 = 0.5;

/// Distance of a label from its marks, in millimetres on the design paper (practice: clearly closer than what
/// follows).
const TO_LABEL_MM: f64 = 1.2;
/// Distance of a label from the next group: beside it, or below it, in millimetres on the design paper (practice).
const AFTER_LABEL_MM: f64 = 4.0;

/// A tally with its facts.
struct Counted {
    tally: Tally,
    facts: Vec<Fact>,
}

impl Expander<'_, '_> {
    /// One mark for each person or thing that the facts count. Wrong numbers are reported and clamped, so that
    /// the rest of the piece is still checked.
    pub(super) fn tally(&mut self, own: &TallyBlock, bleed: &[Side]) -> Kind {
        let label = self.style_if_named("label", &own.label);
        let Some(counted) = self.counted(own) else {
            return Kind::Empty;
        };
        let Some(style) = label else {
            return Kind::Tally(counted.tally);
        };
        if bleed.iter().any(|side| *side != Side::Top) {
            let problem = Diagnostic::error(
                Rule::BadValue,
                "marks with labels can run to the edge of the paper at the top alone",
            );
            let problem = problem.hint("write `bleed = [\"top\"]`, or remove `bleed` or `label`");
            self.context
                .report
                .add_at_layout(&self.at("bleed"), problem);
        }
        let top: Vec<Side> = bleed
            .iter()
            .copied()
            .filter(|side| *side == Side::Top)
            .collect();
        match counted.tally.row {
            None => self.in_one_row(counted, &style, top),
            Some(_) => self.in_rows(&counted, &style, top),
        }
    }

    /// The groups with their marks; `None` if there is nothing to draw.
    fn counted(&mut self, own: &TallyBlock) -> Option<Counted> {
        let facts = self.facts_to_count(own);
        self.report_tally_numbers(own);
        let weights = own.weights.clone().unwrap_or_default();
        let spacing = own.spacing.unwrap_or(DEFAULT_SPACING);
        let mut counted = Vec::new();
        let mut groups = Vec::new();
        for (index, fact) in facts.iter().enumerate() {
            let Some(count) = fact.count else {
                let problem = Diagnostic::error(
                    Rule::MissingKey,
                    format!("the fact `{}` has no `count` to draw", fact.id),
                )
                .hint("write count = …, the number of marks, or take the fact out of the tally");
                self.context
                    .report
                    .add_at_content(&format!("fact.{}", fact.id), problem);
                continue;
            };
            counted.push(fact.clone());
            groups.push(MarkGroup {
                // More than 10,000 marks cannot be told apart on any paper, and would take long to draw.
                count: count.clamp(1, 10_000),
                weight: weights.get(index).copied().unwrap_or(1.0).clamp(0.1, 100.0),
                open: fact.open,
            });
        }
        if groups.is_empty() {
            return None;
        }
        if own.label.is_none() {
            self.report_unexplained_weights(&counted, &groups);
        }
        let (mark, sign) = self.mark(own)?;
        let alt = self.tally_in_words(own, &counted);
        let color = self.drawn_color(&own.color);
        let heaviest = groups.iter().map(|group| group.weight);
        let origin = |fact: &Fact| {
            self.context
                .words
                .origin(&format!("fact.{}.count", fact.id))
        };
        let labelled = match own.label {
            Some(_) => counted.iter().map(origin).collect(),
            None => Vec::new(),
        };
        let tally = Tally {
            heaviest: heaviest.fold(0.1, f64::max),
            groups,
            // `clamp` keeps NaN, and layout must not compute with it; the problem was reported above.
            spacing: if spacing.is_nan() {
                1.0
            } else {
                spacing.clamp(0.05, 10.0)
            },
            open: own.open.unwrap_or(OpenEnd::Dashed),
            mark,
            sign,
            labelled,
            row: own.row.map(|row| row.clamp(1, 1000)),
            color,
            alt,
            origin: origin(&facts[0]),
            layout: self.context.origin(&self.at("mark")),
        };
        Some(Counted {
            tally,
            facts: counted,
        })
    }

    /// The facts that the tally draws. A reader cannot tell what marks count unless the piece says it in words. So
    /// `*` takes only those facts that it prints, and a warning names one that the layout asks for by id but does
    /// not print. Labels are such words.
    fn facts_to_count(&mut self, own: &TallyBlock) -> Vec<Fact> {
        let ids = own.tally.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        if self.context.situation.without_marks {
            return Vec::new();
        }
        let mut facts = self.chosen("tally", &ids, &campaign.facts);
        let labelled = own.label.is_some();
        let usage = &self.context.words.usage;
        let is_printed = |fact: &Fact| labelled || usage.borrow().facts.contains(&fact.id);
        if ids.iter().any(|id| id == "*" || id == "people") {
            facts.retain(|fact| fact.count.is_some() && is_printed(fact));
        }
        let unexplained = facts.iter().find(|fact| !is_printed(fact));
        if let Some(fact) = unexplained.cloned() {
            self.report_unexplained(&fact);
        }
        facts
    }

    /// The shape of the marks, and the drawing that takes its place. `None` if the drawing cannot be read, which is
    /// reported.
    fn mark(&mut self, own: &TallyBlock) -> Option<(Mark, Option<Arc<Asset>>)> {
        let mark = match &own.mark {
            None => Mark::Bar,
            Some(TallyMark::Drawn(mark)) => *mark,
            Some(TallyMark::File(file)) => {
                let problem = match self.context.signs.get(file)? {
                    // A drawing is placed like a figure of a person: as large as its place, at the foot.
                    Ok(sign) => return Some((Mark::Person, Some(Arc::clone(sign)))),
                    Err(problem) => problem.clone(),
                };
                let key = self.at("mark");
                self.context.report.add_at_layout(&key, problem);
                return None;
            }
        };
        // Only what is high and narrow looks bent; the others look like another mark.
        let stout = match mark {
            Mark::Dot => Some("dot"),
            Mark::Square => Some("square"),
            Mark::Person => Some("person"),
            Mark::Bar | Mark::Stroke => None,
        };
        if let (Some(OpenEnd::Bent), Some(name)) = (own.open, stout) {
            let problem = Diagnostic::error(Rule::BadValue, format!("a {name} cannot be bent"));
            let problem = problem.hint("write open = \"broken\" or open = \"dashed\"");
            let key = self.at("open");
            self.context.report.add_at_layout(&key, problem);
        }
        Some((mark, None))
    }

    /// All marks in one row, and their labels in a row below, each as wide as its group.
    fn in_one_row(&mut self, counted: Counted, style: &Arc<TextStyle>, bleed: Vec<Side>) -> Kind {
        let Counted { tally, facts } = counted;
        let spans = tally.spans();
        let last = spans.len().saturating_sub(1);
        let mut columns = Vec::new();
        let mut cells = Vec::new();
        for (index, (fact, (start, end))) in facts.iter().zip(&spans).enumerate() {
            // Between two labels there is a track as wide as the gap between their groups.
            if let Some((_, before)) = index.checked_sub(1).and_then(|at| spans.get(at)) {
                columns.push(Track::Fraction(WIDTH * (start - before).max(0.0)));
            }
            let after = if index < last { AFTER_LABEL_MM } else { 0.0 };
            let label = self.label(fact, style, (after, 0.0));
            cells.push(cell((columns.len(), 0), label));
            columns.push(Track::Fraction(WIDTH * (end - start)));
        }
        let labels = self.boxed(Kind::Grid(Grid {
            columns,
            rows: vec![Track::Auto],
            gap: Gap::NONE,
            cells,
        }));
        let marks = Node {
            bleed,
            ..self.boxed(Kind::Tally(tally))
        };
        Kind::Grid(Grid {
            columns: vec![Track::Fraction(1.0)],
            rows: vec![Track::Fraction(1.0), Track::Auto],
            gap: Gap::NONE,
            cells: vec![cell((0, 0), marks), cell((0, 1), labels)],
        })
    }

    /// Each group in rows of its own, with its label below.
    fn in_rows(&mut self, counted: &Counted, style: &Arc<TextStyle>, bleed: Vec<Side>) -> Kind {
        let Counted { tally, facts } = counted;
        let last = facts.len().saturating_sub(1);
        let mut rows = Vec::new();
        let mut cells = Vec::new();
        for (index, (fact, group)) in facts.iter().zip(&tally.groups).enumerate() {
            let labelled = tally.labelled.get(index).cloned();
            let group = Tally {
                groups: vec![*group],
                alt: self.in_words(tally_noun(tally), std::slice::from_ref(fact), true),
                origin: labelled.clone().unwrap_or_else(|| tally.origin.clone()),
                labelled: labelled.into_iter().collect(),
                ..tally.clone()
            };
            // All rows of all groups are equally high.
            let high = Track::Fraction(group.rows().len() as f64);
            let marks = Node {
                bleed: if index == 0 {
                    bleed.clone()
                } else {
                    Vec::new()
                },
                ..self.boxed(Kind::Tally(group))
            };
            let below = if index < last { AFTER_LABEL_MM } else { 0.0 };
            let label = self.label(fact, style, (0.0, below));
            cells.push(cell((0, rows.len()), marks));
            cells.push(cell((0, rows.len() + 1), label));
            rows.extend([high, Track::Auto]);
        }
        Kind::Grid(Grid {
            columns: vec![Track::Fraction(1.0)],
            rows,
            gap: Gap::NONE,
            cells,
        })
    }

    /// The label of a group: the figure, and what it counts. Distances after it and below it are in millimetres.
    fn label(&mut self, fact: &Fact, style: &Arc<TextStyle>, (after, below): (f64, f64)) -> Node {
        let words = format!("**{{fact.{id}.figure}}** {{fact.{id}.label}}", id = fact.id);
        let runs = self.context.fill(&self.at("label"), &words);
        let place = self
            .context
            .campaign
            .facts
            .iter()
            .position(|one| one.id == fact.id);
        let role = Role::Fact(place.unwrap_or_default() as u16);
        let scaled = |mm: f64| Length::mm(mm) * self.context.scale;
        Node {
            // Padding is of the left-to-right page; others are mirrored as a whole.
            padding: Edges {
                top: scaled(TO_LABEL_MM),
                right: scaled(after),
                bottom: scaled(below),
                left: Length::ZERO,
            },
            ..self.paragraph(runs, style, role)
        }
    }

    /// Warns that the tally draws a fact which no words on the piece explain.
    fn report_unexplained(&mut self, fact: &Fact) {
        let problem = format!(
            "the tally draws {}, but no text of the piece says what that counts",
            fact.figure
        );
        let hint = format!(
            "give the tally a `label`, print {{fact.{id}.figure}} and {{fact.{id}.text}} on the piece, or remove `{id}` from the tally",
            id = fact.id
        );
        let problem = Diagnostic::warning(Rule::UnexplainedTally, problem).hint(hint);
        let key = self.at("tally");
        self.context.report.add_at_layout(&key, problem);
    }

    /// Warns of heavier marks that nothing tells from the others. A reader who finds the figure of each group in
    /// words can count them, and learns which marks are which.
    fn report_unexplained_weights(&mut self, facts: &[Fact], groups: &[MarkGroup]) {
        let weights = || groups.iter().map(|group| group.weight);
        let lightest = weights().fold(f64::MAX, f64::min);
        let figures = &self.context.words.usage;
        let unexplained = facts.iter().zip(weights()).find(|(fact, weight)| {
            *weight > lightest * HEAVIER && !figures.borrow().figures.contains(&fact.id)
        });
        let Some((fact, _)) = unexplained else {
            return;
        };
        let problem = format!(
            "the marks of `{}` are heavier, but the piece does not say what the heavier ones stand for",
            fact.id
        );
        let hint = format!(
            "give the tally a `label`, print {{fact.{id}.figure}} with {{fact.{id}.text}}, or remove `weights`",
            id = fact.id
        );
        let problem = Diagnostic::warning(Rule::UnexplainedWeight, problem).hint(hint);
        let key = self.at("weights");
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
    fn tally_in_words(&self, own: &TallyBlock, facts: &[Fact]) -> String {
        let noun = match &own.mark {
            Some(TallyMark::File(_)) => "marks",
            Some(TallyMark::Drawn(mark)) => noun_of(*mark),
            None => noun_of(Mark::Bar),
        };
        self.in_words(noun, facts, own.label.is_some())
    }

    /// The number of marks and what they stand for. `noun` is the fixed word for the marks; `labelled` takes the
    /// labels of the facts.
    fn in_words(&self, noun: &str, facts: &[Fact], labelled: bool) -> String {
        let total: u32 = facts
            .iter()
            .filter_map(|fact| fact.count)
            .map(|count| count.clamp(1, 10_000))
            .sum();
        let what = |fact: &Fact| match &fact.label {
            Some(label) if labelled => label.clone(),
            _ => fact.text.clone(),
        };
        let parts: Vec<String> = facts
            .iter()
            .map(|fact| format!("{} {}", fact.figure, what(fact)))
            .collect();
        let language = &self.context.campaign.language;
        let (total, parts) = (language.number(total as usize), language.list(&parts));
        let label = |name: &str, values: &[(&str, &str)]| {
            let found = self.context.words.label(name);
            found.map_or_else(String::new, |label| label.filled(values))
        };
        let alt = label(noun, &[("count", &total), ("list", &parts)]);
        if facts.iter().any(|fact| fact.open) {
            label("open", &[("text", &alt)])
        } else {
            alt
        }
    }
}

/// Marks that are heavier by less than this factor look the same (practice).
const HEAVIER: f64 = 1.05;

/// Factor from the units of a tally to those of columns. Columns whose units add up to less than one would not fill
/// their row (CSS Grid, 11.7.1).
const WIDTH: f64 = 100.0;

/// The fixed word for marks of a shape.
fn noun_of(mark: Mark) -> &'static str {
    match mark {
        Mark::Bar => "bars",
        Mark::Dot => "dots",
        Mark::Square => "squares",
        Mark::Person => "persons",
        Mark::Stroke => "strokes",
    }
}

/// The fixed word for the marks of a tally.
fn tally_noun(tally: &Tally) -> &'static str {
    match tally.sign {
        Some(_) => "marks",
        None => noun_of(tally.mark),
    }
}

/// A cell of one column and one row.
fn cell((column, row): (usize, usize), node: Node) -> Cell {
    Cell {
        columns: column..column + 1,
        rows: row..row + 1,
        node,
    }
}

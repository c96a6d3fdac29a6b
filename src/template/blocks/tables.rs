//! Tables: all events, or a table of the content, as columns, rows and headings over rows.

use std::sync::Arc;

use super::cells::{Asked, Cells, Shown};
use super::expander::Expander;
use super::month::Calendar;
use super::table_text::{TableStyles, cell_text, heading};
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::rules::Rule;
use crate::template::grounds::find_fill;
use crate::template::named::{self, Found, Named};
use crate::template::palette::INK;
use crate::template::plan::{ColumnPlan, Kind, RowPlan, TableArea, TablePlan, TableRules, Track};
use crate::template::schema::{EVENTS, MONTH, TableBlock};
use crate::template::tables::{BegunTable, is_divided};
use crate::text::{Run, Sizing, Text, TextStyle};

/// A column that the layout asks for, with the style of its cells.
struct Styled {
    asked: Asked,
    style: Arc<TextStyle>,
}

impl<'a> Expander<'_, 'a> {
    /// A table, or the area in which one goes on that an earlier area began.
    pub(super) fn table(&mut self, own: &TableBlock) -> Kind {
        let name = own.table.clone().unwrap_or_default();
        let plan = match self.begun(&name, own) {
            Some(plan) => plan,
            None => match self.begin(&name, own) {
                Some(plan) => plan,
                None => return Kind::Empty,
            },
        };
        Kind::Table(TableArea {
            plan,
            divided: is_divided(self.context.layout, &name),
        })
    }

    /// The table that goes on here. In a copy of a page it is that of the same area; otherwise an area that says
    /// no more than the name of the table goes on with it.
    fn begun(&self, name: &str, own: &TableBlock) -> Option<Arc<TablePlan>> {
        let latest = || self.context.tables.iter().rev();
        let here = latest().find(|table| table.key == self.key);
        let before = || latest().find(|table| table.plan.name == name && own.goes_on());
        here.or_else(before).map(|table| table.plan.clone())
    }

    /// Begins a table; `None` without rows, or if it is unknown, which is reported.
    fn begin(&mut self, name: &str, own: &TableBlock) -> Option<Arc<TablePlan>> {
        let is_month = name == MONTH;
        let shown = match is_month {
            true => Shown::Events(&self.context.campaign.events),
            false => self.shown(name)?,
        };
        let styles = TableStyles {
            body: self.cell_style("style", &own.style),
            head: own
                .head
                .as_ref()
                .map(|_| self.cell_style("head", &own.head)),
            label: own
                .label
                .as_ref()
                .map(|_| self.cell_style("label", &own.label)),
        };
        if is_month {
            let Calendar {
                columns,
                rows,
                groups,
            } = self.calendar(own, &styles)?;
            return Some(self.planned((name, own), (columns, rows, groups), None));
        }
        let mut asked = self.asked_columns((name, shown), own.columns.as_deref());
        let group = own.group.as_ref();
        let group = group.and_then(|group| self.cells((name, shown), &self.at("group"), group));
        // Said once, as a heading, is enough; a layout that names its columns may say it twice.
        if let (Some(group), None, true) = (group, &own.columns, asked.len() > 1) {
            asked.retain(|asked| asked.cells != group);
        }
        let columns: Vec<Styled> = asked
            .into_iter()
            .map(|asked| self.styled(asked, &styles))
            .collect();
        let (rows, groups) = self.rows(shown, &columns, (group, &styles));
        if columns.is_empty() || rows.is_empty() {
            return None;
        }
        let plans = columns.iter();
        let plans = plans
            .map(|column| self.column(shown, column, &styles))
            .collect();
        let caption = self.caption(shown, own);
        Some(self.planned((name, own), (plans, rows, groups), caption))
    }

    /// A table of those columns, rows and headings, which other areas may go on with.
    fn planned(
        &mut self,
        (name, own): (&str, &TableBlock),
        (columns, rows, groups): (Vec<ColumnPlan>, Vec<RowPlan>, Vec<Text>),
        caption: Option<Text>,
    ) -> Arc<TablePlan> {
        let stripes = own.stripes.as_ref();
        let plan = Arc::new(TablePlan {
            name: name.to_owned(),
            origin: self.context.origin(self.key),
            caption,
            columns,
            groups,
            rows,
            gap: self.context.gap(own.gap),
            rules: self.table_rules(own),
            stripes: stripes.map(|shade| find_fill(self.context, &self.at("stripes"), shade)),
        });
        self.context.tables.push(BegunTable {
            key: self.key.to_owned(),
            plan: plan.clone(),
        });
        plan
    }

    /// What a name stands for; `None` if the campaign has none, which is reported unless the name suits any
    /// campaign.
    fn shown(&mut self, name: &str) -> Option<Shown<'a>> {
        let campaign = self.context.campaign;
        if name == EVENTS {
            let events = &campaign.events;
            return (!events.is_empty()).then_some(Shown::Events(events));
        }
        match named::find(&campaign.tables, name) {
            Found::One(table) => Some(Shown::Content(table)),
            Found::Fewer => None,
            Found::Unknown => {
                let problem = format!("`table` asks for `{name}`, which the content does not have");
                let names = campaign.tables.iter().map(Named::id).chain([EVENTS, MONTH]);
                let problem =
                    Diagnostic::error(Rule::UnknownReference, problem).suggest(name, names);
                self.context
                    .report
                    .add_at_layout(&self.at("table"), problem);
                None
            }
        }
    }

    /// A style of cells. One whose lines fill their column is reported: a column is as wide as its words. So is one
    /// with a fit group: the type of a table is fitted as a whole.
    fn cell_style(&mut self, part: &str, name: &Option<String>) -> Arc<TextStyle> {
        let key = self.at(part);
        self.checked_style(&key, name.as_deref())
    }

    fn checked_style(&mut self, key: &str, name: Option<&str>) -> Arc<TextStyle> {
        let style = self.context.style(key, name);
        if let Sizing::Fill(..) = style.size {
            let problem = format!(
                "the lines of the style `{}` fill their column, which cells of a table cannot",
                style.name
            );
            let problem = Diagnostic::error(Rule::BadValue, problem);
            let hint = "give the cells a style with a fixed size, or one with `fit`";
            self.context.report.add_at_layout(key, problem.hint(hint));
        }
        if let Some(group) = &style.fit_group {
            let problem = format!(
                "the fit group `{group}` of the style `{}` does not reach the cells of a table",
                style.name
            );
            let problem = Diagnostic::error(Rule::IdleKey, problem);
            let hint = "give the table a style of its own, without `fit_group`";
            self.context.report.add_at_layout(key, problem.hint(hint));
        }
        style
    }

    /// A column with the style of its cells.
    fn styled(&mut self, asked: Asked, styles: &TableStyles) -> Styled {
        let style = match &asked.keys.style {
            Some(name) => self.checked_style(&format!("{}.style", asked.key), Some(name)),
            None => styles.body.clone(),
        };
        Styled {
            style: aligned(&asked, style),
            asked,
        }
    }

    /// A column with its heading.
    fn column(&mut self, shown: Shown<'_>, column: &Styled, styles: &TableStyles) -> ColumnPlan {
        let Asked { key, cells, keys } = &column.asked;
        let runs = match (&keys.head, cells, shown) {
            (Some(words), ..) => self.context.fill(&format!("{key}.head"), words),
            (None, Cells::Event(_), _) => {
                let word = cells.fixed_word().map(|word| self.word(word));
                word.into_iter().collect()
            }
            (None, Cells::Content(at), Shown::Content(table)) => {
                let words = table.columns.get(*at).map_or("", String::as_str);
                self.content(&format!("table.{}.columns", table.id), words)
            }
            (None, Cells::Content(_), Shown::Events(_)) => Vec::new(),
        };
        let style = styles
            .head
            .clone()
            .map(|style| aligned(&column.asked, style));
        let scale = self.context.scale;
        ColumnPlan {
            name: keys.cell.clone().unwrap_or_else(|| cells.name()),
            origin: self.context.origin(key),
            width: match keys.width {
                Some(Track::Fixed(width)) => Track::Fixed(width * scale),
                other => other.unwrap_or(Track::Auto),
            },
            head: heading(runs, style, &column.style),
        }
    }

    /// The rows, and the headings over them: one for each change of the words in the column `group`.
    fn rows(
        &mut self,
        shown: Shown<'_>,
        columns: &[Styled],
        (group, styles): (Option<Cells>, &TableStyles),
    ) -> (Vec<RowPlan>, Vec<Text>) {
        let mut groups: Vec<Text> = Vec::new();
        let mut last: Option<String> = None;
        let mut rows = Vec::with_capacity(shown.count());
        for index in 0..shown.count() {
            if let Shown::Events(events) = shown
                && let Some(event) = events.get(index)
            {
                let mut usage = self.context.words.usage.borrow_mut();
                usage.events.insert(event.id.clone());
            }
            if let Some(group) = group {
                let runs = self.cell(shown, index, group);
                let words: String = runs.iter().map(|run| run.text.as_str()).collect();
                // An empty cell says that it is as above.
                if !words.trim().is_empty() && last.as_ref() != Some(&words) {
                    let style = styles.label.clone().or_else(|| styles.head.clone());
                    groups.extend(heading(runs, style, &styles.body));
                    last = Some(words);
                }
            }
            let cells = columns.iter().map(|column| {
                let runs = self.cell(shown, index, column.asked.cells);
                cell_text(runs, &column.style)
            });
            rows.push(RowPlan {
                cells: cells.collect(),
                origin: self.context.words.origin(&shown.row_key(index)),
                group: groups.len().checked_sub(1),
            });
        }
        (rows, groups)
    }

    /// The words of a cell; none for an empty one.
    fn cell(&self, shown: Shown<'_>, row: usize, cells: Cells) -> Vec<Run> {
        let words = &self.context.words;
        match (shown, cells) {
            (Shown::Content(table), Cells::Content(column)) => {
                let cell = table.rows.get(row).and_then(|cells| cells.get(column));
                cell.map_or_else(Vec::new, |cell| self.content(&shown.row_key(row), cell))
            }
            (Shown::Events(events), Cells::Event(field)) => {
                let Some(event) = events.get(row) else {
                    return Vec::new();
                };
                let key = |part: &str| format!("event.{}.{part}", event.id);
                match field {
                    "title" => event
                        .title
                        .as_ref()
                        .map_or_else(Vec::new, |title| self.content(&key("title"), title)),
                    "city" => self.content(&key("city"), &event.city),
                    "place" => self.content(&key("place"), &event.place),
                    "short" => event.url.as_ref().map_or_else(Vec::new, |url| {
                        let mut address = self.plain(&words.origin(&key("url")), url.short());
                        address.link = Some(url.uri().clone());
                        vec![address]
                    }),
                    _ => {
                        let origin = words.origin(&key("start"));
                        let when = words.when(event, field);
                        when.map_or_else(Vec::new, |when| vec![self.plain(&origin, when)])
                    }
                }
            }
            _ => Vec::new(),
        }
    }

    /// The title of a table of the content, where the layout names a style for it.
    fn caption(&mut self, shown: Shown<'_>, own: &TableBlock) -> Option<Text> {
        own.caption.as_ref()?;
        let style = self.cell_style("caption", &own.caption);
        match shown {
            Shown::Content(table) => {
                let title = table.title.as_ref()?;
                cell_text(
                    self.content(&format!("table.{}.title", table.id), title),
                    &style,
                )
            }
            Shown::Events(_) => {
                let problem = "`caption` does nothing here: the table of all events has no title";
                let problem = Diagnostic::error(Rule::IdleKey, problem);
                let hint = "remove it, and put a `text` above the table";
                self.context
                    .report
                    .add_at_layout(&self.at("caption"), problem.hint(hint));
                None
            }
        }
    }

    /// The lines between rows and under the head.
    fn table_rules(&mut self, own: &TableBlock) -> TableRules {
        let scale = self.context.scale;
        let drawn = |weight: Option<Length>| {
            let weight = weight.filter(|weight| *weight > Length::ZERO)?;
            // A press prints no line thinner than a quarter point reliably (practice).
            Some((weight * scale).max(Length::pt(0.25)))
        };
        let color = own.color.as_deref().unwrap_or(INK);
        TableRules {
            rows: drawn(own.rules),
            head: drawn(own.head_rule.or(own.rules)),
            color: self.context.color(&self.at("color"), color),
        }
    }
}

/// A style with the alignment that a column asks for.
fn aligned(asked: &Asked, style: Arc<TextStyle>) -> Arc<TextStyle> {
    match asked.keys.align {
        Some(align) if align != style.align => Arc::new(TextStyle {
            align,
            ..(*style).clone()
        }),
        _ => style,
    }
}

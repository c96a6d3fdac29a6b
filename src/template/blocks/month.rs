//! The calendar of a month as a table: a column for each day of the week, a row for each week, and the events of the
//! campaign on their days (`table = "month"`). Months without an event are left out.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date as Day;

use super::expander::Expander;
use super::table_text::{TableStyles, cell_text, heading};
use crate::content::Event;
use crate::diag::Diagnostic;
use crate::language::When;
use crate::rules::Rule;
use crate::template::plan::{ColumnPlan, RowPlan, Track};
use crate::template::schema::TableBlock;
use crate::text::{Run, Text};

/// Most days that an event is written on. A longer one is no date in a calendar (practice).
const MOST_DAYS: usize = 31;

/// The columns, rows and headings of a calendar.
pub(super) struct Calendar {
    pub(super) columns: Vec<ColumnPlan>,
    pub(super) rows: Vec<RowPlan>,
    pub(super) groups: Vec<Text>,
}

impl<'a> Expander<'_, 'a> {
    /// The calendar of the months in which there are events; `None` without any.
    pub(super) fn calendar(&mut self, own: &TableBlock, styles: &TableStyles) -> Option<Calendar> {
        self.report_idle_keys(own);
        let campaign = self.context.campaign;
        let mut on_days: BTreeMap<Day, Vec<&'a Event>> = BTreeMap::new();
        for event in &campaign.events {
            for day in days(&event.when) {
                on_days.entry(day).or_default().push(event);
            }
            let mut usage = self.context.words.usage.borrow_mut();
            usage.events.insert(event.id.clone());
        }
        let mut months: Vec<Day> = on_days.keys().map(|day| day.first_of_month()).collect();
        months.dedup();
        let first = *months.first()?;
        let (dates, language) = (self.context.words.dates(), &campaign.language);
        let begins = dates.first_weekday(language);
        let monday = week_of(first, begins)?;
        let origin = self.context.origin(self.key);
        let columns = (0..7).filter_map(|offset| monday.checked_add(i64::from(offset).days()).ok());
        let columns = columns.map(|day| {
            let name = dates.name_of_weekday(language, day);
            let head = vec![self.plain(&origin, name.clone())];
            ColumnPlan {
                name,
                origin: origin.clone(),
                width: Track::Fraction(1.0),
                head: heading(head, styles.head.clone(), &styles.body),
            }
        });
        let columns = columns.collect();
        let (mut rows, mut groups) = (Vec::new(), Vec::new());
        for month in months {
            let name = vec![self.plain(&origin, dates.name_of_month(language, month))];
            let style = styles.label.clone().or_else(|| styles.head.clone());
            groups.extend(heading(name, style, &styles.body));
            let mut week = week_of(month, begins)?;
            while week <= month.last_of_month() {
                let cells = (0..7).map(|offset| {
                    let day = week.checked_add(i64::from(offset).days()).ok()?;
                    let inside = day.first_of_month() == month;
                    inside.then(|| self.day_cell(day, on_days.get(&day), styles))?
                });
                rows.push(RowPlan {
                    cells: cells.collect(),
                    origin: origin.clone(),
                    group: groups.len().checked_sub(1),
                });
                week = week.checked_add(7.days()).ok()?;
            }
        }
        Some(Calendar {
            columns,
            rows,
            groups,
        })
    }

    /// A day with its events: the time and the place, or the city where the campaign goes to several.
    fn day_cell(
        &self,
        day: Day,
        events: Option<&Vec<&Event>>,
        styles: &TableStyles,
    ) -> Option<Text> {
        let words = &self.context.words;
        let number = words.dates().day_of_month(&words.campaign.language, day);
        let mut runs = vec![Run {
            strong: events.is_some(),
            ..self.plain(&self.context.origin(self.key), number)
        }];
        let mut cities = words.campaign.events.iter().map(|event| &event.city);
        let first = cities.next();
        let several = cities.any(|city| Some(city) != first);
        for event in events.into_iter().flatten() {
            let key = |part: &str| format!("event.{}.{part}", event.id);
            let origin = words.origin(&key("start"));
            runs.push(self.plain(&origin, "\n"));
            if let Some(time) = words.when(event, "time") {
                runs.push(self.plain(&origin, format!("{time} ")));
            }
            let (part, place) = if several {
                ("city", &event.city)
            } else {
                ("place", &event.place)
            };
            runs.extend(self.content(&key(part), place));
        }
        cell_text(runs, &styles.body)
    }

    /// Reports keys that choose columns and headings: those of a calendar follow from its days.
    fn report_idle_keys(&mut self, own: &TableBlock) {
        let given = [
            ("columns", own.columns.is_some()),
            ("group", own.group.is_some()),
            ("caption", own.caption.is_some()),
        ];
        for (key, _) in given.into_iter().filter(|(_, given)| *given) {
            let problem = format!("`{key}` does nothing in the calendar of a month");
            let problem = Diagnostic::error(Rule::IdleKey, problem)
                .hint("remove it, or show a list: table = \"events\"");
            self.context.report.add_at_layout(&self.at(key), problem);
        }
    }
}

/// The days of an event.
fn days(when: &When) -> impl Iterator<Item = Day> {
    let (first, last) = (when.first_day(), when.last_day().max(when.first_day()));
    first
        .series(1.day())
        .take_while(move |day| *day <= last)
        .take(MOST_DAYS)
}

/// The first day of the week that a day is in.
fn week_of(day: Day, begins: jiff::civil::Weekday) -> Option<Day> {
    let back = day.weekday().since(begins);
    day.checked_sub(i64::from(back).days()).ok()
}

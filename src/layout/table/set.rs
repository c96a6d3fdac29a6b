//! A table with its words shaped, and its measures at a width.

use std::sync::Arc;

use super::columns::{TooWide, Wanted, widths};
use super::divide::{self, Heights};
use crate::geom::Length;
use crate::layout::divided::report_divided_address;
use crate::layout::reporter::Reporter;
use crate::layout::set_text::SetText;
use crate::layout::units::tolerance;
use crate::template::plan::{Gap, TablePlan, Track};
use crate::text::{Sizing, Text};
use crate::typeset::{Missing, Typesetter};

/// Height of a capital letter as a share of the size of type (practice: 0.66 to 0.74 in most fonts).
const CAPITAL: f64 = 0.7;

/// Least white between two lines, as a share of the size of type: room for descenders and accents (practice).
const LEAST_SPACE: f64 = 0.6;

/// What a heading over rows is further away from the row above than from the row below, as a share of its height: it has
/// to be seen as one with the rows below (practice).
const BEFORE_GROUP: f64 = 0.8;

/// A table with its words shaped.
pub(in crate::layout) struct SetTable<'b> {
    pub(super) plan: Arc<TablePlan>,
    pub(super) caption: Option<SetText<'b>>,
    pub(super) head: Vec<Option<SetText<'b>>>,
    pub(super) groups: Vec<SetText<'b>>,
    pub(super) rows: Vec<Vec<Option<SetText<'b>>>>,
    /// For each row, whether it is a second one of its group, which may have a fill.
    pub(super) striped: Vec<bool>,
    /// The last measures, with what they depend on: the width, and the shares of fitted type.
    known: Option<(Length, Vec<u64>, Measured)>,
}

/// A table at one width and size.
#[derive(Clone)]
pub(super) struct Measured {
    /// Distance of each column from the side where reading begins, and its width.
    pub(super) columns: Vec<(Length, Length)>,
    pub(super) width: Length,
    pub(super) heights: Heights,
    /// A word that is wider than its column, in spite of all.
    pub(super) overfull: Option<TooWide>,
}

impl<'b> SetTable<'b> {
    /// Shapes the words of a table. Characters that no font has are added to `missing`.
    pub(in crate::layout) fn new(
        plan: &Arc<TablePlan>,
        setter: &mut Typesetter<'b>,
        missing: &mut Vec<Missing>,
    ) -> Self {
        let mut set = |text: &Text| SetText::new(text, setter, missing);
        let caption = plan.caption.as_ref().map(&mut set);
        let heads = plan.columns.iter().map(|column| column.head.as_ref());
        let head = heads.map(|head| head.map(&mut set)).collect();
        let groups = plan.groups.iter().map(&mut set).collect();
        let mut rows = Vec::with_capacity(plan.rows.len());
        for row in &plan.rows {
            let cells = row.cells.iter();
            rows.push(cells.map(|cell| cell.as_ref().map(&mut set)).collect());
        }
        let mut striped: Vec<bool> = Vec::with_capacity(plan.rows.len());
        for (index, row) in plan.rows.iter().enumerate() {
            let before = index
                .checked_sub(1)
                .and_then(|before| plan.rows.get(before));
            let goes_on = before.is_some_and(|before| before.group == row.group);
            striped.push(goes_on && striped.last() == Some(&false));
        }
        Self {
            plan: plan.clone(),
            caption,
            head,
            groups,
            rows,
            striped,
            known: None,
        }
    }

    /// All texts of the table.
    pub(in crate::layout) fn texts(&self) -> impl Iterator<Item = &SetText<'b>> {
        let cells = self
            .rows
            .iter()
            .flatten()
            .chain([&self.head].into_iter().flatten());
        let cells = cells.filter_map(Option::as_ref);
        self.caption.iter().chain(&self.groups).chain(cells)
    }

    /// All texts of the table, to be changed.
    pub(in crate::layout) fn texts_mut(&mut self) -> impl Iterator<Item = &mut SetText<'b>> {
        let cells = self.rows.iter_mut().flatten();
        let cells = cells.chain(&mut self.head).filter_map(Option::as_mut);
        self.caption.iter_mut().chain(&mut self.groups).chain(cells)
    }

    /// The width that the table would like to have: that of its widest cells on one line.
    pub(in crate::layout) fn wished_width(&self, share: f64) -> Length {
        let wished = self
            .wanted(share)
            .into_iter()
            .map(|wanted| match wanted.track {
                Track::Fixed(width) => width,
                Track::Auto | Track::Fraction(_) => wanted.most,
            });
        wished.sum::<Length>() + self.gaps(share)
    }

    /// The height of the whole table at a width; `None` if it is too wide for that.
    pub(in crate::layout) fn height_at(&mut self, width: Length, share: f64) -> Option<Length> {
        let measured = self.measured(width, share).ok()?;
        Some(divide::undivided(&measured.heights).1)
    }

    /// The table at a width, with fitted type at that share of the way between its bounds; or what is too wide.
    pub(super) fn measured(&mut self, width: Length, share: f64) -> Result<Measured, TooWide> {
        let shares = self.shares(share);
        if let Some((known, of, measured)) = &self.known
            && (*known, of) == (width, &shares)
        {
            return Ok(measured.clone());
        }
        let edge = self.edge(share).1;
        let gap = self.column_gap();
        let widths = widths(&self.wanted(share), width - self.gaps(share))?;
        let mut start = edge;
        let mut columns = Vec::with_capacity(widths.len());
        for width in widths {
            columns.push((start, width));
            start += width + gap;
        }
        let (heights, overfull) = self.heights(&columns, width, share);
        let measured = Measured {
            columns,
            width,
            heights,
            overfull,
        };
        self.known = Some((width, shares, measured.clone()));
        Ok(measured)
    }

    /// Warns of addresses in cells that had to be divided where they should stay whole.
    pub(in crate::layout) fn report_divided_addresses(
        &mut self,
        width: Length,
        share: f64,
        reporter: &mut Reporter<'_>,
    ) {
        let Ok(measured) = self.measured(width, share) else {
            // Reported already, as too wide.
            return;
        };
        let plan = self.plan.clone();
        for (row, plan) in self.rows.iter_mut().zip(&plan.rows) {
            let cells = row.iter_mut().zip(&plan.cells).zip(&measured.columns);
            for ((text, plan), (_, width)) in cells {
                if let (Some(text), Some(plan)) = (text, plan) {
                    let broken = text.broken(*width, share);
                    let origin = plan.origin(&self.plan.origin);
                    report_divided_address((text, &broken), &origin, reporter);
                }
            }
        }
    }

    /// The shares at which fitted type is set, as bits: one for each priority that the texts may have.
    fn shares(&self, share: f64) -> Vec<u64> {
        let first = self.rows.first().into_iter().flatten().flatten();
        let heads = self.head.iter().flatten().chain(self.groups.first());
        let texts = first.chain(heads).chain(&self.caption);
        texts.map(|text| text.share_of(share).to_bits()).collect()
    }

    /// What each column needs.
    fn wanted(&self, share: f64) -> Vec<Wanted> {
        let columns = self.plan.columns.iter().enumerate();
        let wanted = columns.map(|(index, column)| {
            let cells = self.rows.iter().filter_map(|row| row.get(index)?.as_ref());
            let head = self.head.get(index).and_then(Option::as_ref);
            let (mut least, mut most) = (Length::ZERO, Length::ZERO);
            for text in cells.chain(head) {
                let (one_line, _) = text.widths(share);
                least = least.max(text.widest_part());
                most = most.max(one_line);
            }
            Wanted {
                track: column.width,
                least,
                // Breaking lines and measuring them rounds differently by a hair, and a line must not break for it.
                most: most.max(least) + Length::mm(0.02),
            }
        });
        wanted.collect()
    }

    /// The width that the distances between columns take, and those at the edges.
    pub(super) fn gaps(&self, share: f64) -> Length {
        let between = self.plan.columns.len().saturating_sub(1);
        self.column_gap() * between as f64 + self.edge(share).1 * 2.0
    }

    fn column_gap(&self) -> Length {
        match self.plan.gap {
            Gap::Given(_, columns) => columns,
            // As between the columns of any block.
            Gap::ByType { across, .. } => across,
        }
    }

    /// The distance between two rows. If it follows the type, it does so by the cells of the first row, so that all
    /// rows of a table have one distance.
    fn row_gap(&self, share: f64) -> Length {
        let (part, least) = match self.plan.gap {
            Gap::Given(rows, _) => return rows,
            Gap::ByType { share, least, .. } => (share, least),
        };
        let space = |text: &SetText<'_>| {
            let style = text.paragraph.style();
            let share = text.share_of(share);
            let size = match style.size {
                Sizing::Fit(low, high) => text.paragraph.fitted_size((low, high), share),
                Sizing::Fixed(size) | Sizing::Fill(size, _) => size,
            };
            size * (style.leading - CAPITAL).max(LEAST_SPACE)
        };
        let cells = self.rows.first().into_iter().flatten().flatten();
        let most = cells.map(space).max().unwrap_or_default();
        (most * (2.0 * part)).max(least)
    }

    /// The distance of words from the edges of the table, above and below, and at the sides: rows with fills are
    /// larger than their words.
    fn edge(&self, share: f64) -> (Length, Length) {
        match self.plan.stripes {
            Some(_) => (self.row_gap(share) * 0.5, self.column_gap() * 0.5),
            None => (Length::ZERO, Length::ZERO),
        }
    }

    /// The heights of all parts, and a word that is wider than its column.
    fn heights(
        &mut self,
        columns: &[(Length, Length)],
        width: Length,
        share: f64,
    ) -> (Heights, Option<TooWide>) {
        let (gap, edge) = (self.row_gap(share), self.edge(share));
        let whole = width - edge.1 * 2.0;
        let caption = self.caption.as_mut();
        let caption = caption.map(|text| text.broken(whole, share).height);
        let has_head = self.head.iter().any(Option::is_some);
        let of_head = row_size(&mut self.head, columns, share);
        let head = has_head.then_some(of_head.height);
        let mut overfull = of_head.overfull;
        let groups = self.groups.iter_mut();
        let groups: Vec<Length> = groups
            .map(|text| text.broken(whole, share).height)
            .collect();
        let mut rows = Vec::with_capacity(self.rows.len());
        for (row, plan) in self.rows.iter_mut().zip(&self.plan.rows) {
            let size = row_size(row, columns, share);
            overfull = overfull.or(size.overfull);
            rows.push((size.height, plan.group));
        }
        let lowest = groups.iter().copied().min().unwrap_or_default();
        let heights = Heights {
            caption,
            head,
            groups,
            rows,
            gap,
            before_group: lowest * BEFORE_GROUP,
            edge: edge.0,
        };
        (heights, overfull)
    }
}

/// The first baseline of a row, which all of its cells share, and its height.
pub(super) struct RowSize {
    pub(super) baseline: Length,
    height: Length,
    overfull: Option<TooWide>,
}

/// The size of a row. Cells stand on one first baseline, also where their type differs.
pub(super) fn row_size(
    cells: &mut [Option<SetText<'_>>],
    columns: &[(Length, Length)],
    share: f64,
) -> RowSize {
    let mut size = RowSize {
        baseline: Length::ZERO,
        height: Length::ZERO,
        overfull: None,
    };
    let mut below = Length::ZERO;
    for (column, (cell, (_, width))) in cells.iter_mut().zip(columns).enumerate() {
        let Some(text) = cell else {
            continue;
        };
        let broken = text.broken(*width, share);
        let first = broken
            .lines
            .first()
            .map_or(Length::ZERO, |line| line.baseline);
        size.baseline = size.baseline.max(first);
        below = below.max(broken.height - first);
        if broken.overfull > tolerance() {
            size.overfull = Some(TooWide::Column {
                column,
                needs: *width + broken.overfull,
                has: *width,
            });
        }
    }
    size.height = size.baseline + below;
    size
}

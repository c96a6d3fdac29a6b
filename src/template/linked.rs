//! Which pages of a piece have to be laid out together: those that share a running text, a table, or a size of type.
//!
//! Where a page has several compositions, each is laid out to see whether it fits. Of a zine of eight pages that would
//! be eight times the work if all pages were laid out each time.

use std::collections::BTreeSet;

use super::plan::{Kind, Node, PagePlan, PiecePlan};
use crate::text::Text;

/// What makes a page depend on others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Story(String),
    /// By the key of its first area.
    Table(String),
    FitGroup(String),
}

impl PiecePlan {
    /// Leaves only a page, by its number in the layout file from 0, and the pages that it cannot be laid out without.
    pub(crate) fn keep_around(&mut self, number: usize) {
        let bonds: Vec<BTreeSet<Bond>> = self.pages.iter().map(bonds_of).collect();
        let mut kept: Vec<bool> = self
            .pages
            .iter()
            .map(|page| page.number() == number)
            .collect();
        let mut held = BTreeSet::new();
        loop {
            let known = held.len();
            for (page, _) in bonds.iter().zip(&kept).filter(|(_, kept)| **kept) {
                held.extend(page.iter().cloned());
            }
            if held.len() == known {
                break;
            }
            for (page, kept) in bonds.iter().zip(&mut kept) {
                *kept |= !page.is_disjoint(&held);
            }
        }
        let mut kept = kept.into_iter();
        self.pages.retain(|_| kept.next().unwrap_or(true));
    }
}

fn bonds_of(page: &PagePlan) -> BTreeSet<Bond> {
    let mut bonds = BTreeSet::new();
    collect_of_page(page, &mut bonds);
    bonds
}

fn collect_of_page(page: &PagePlan, bonds: &mut BTreeSet<Bond>) {
    collect(&page.root, bonds);
    for layer in &page.layers {
        collect_of_page(&layer.page, bonds);
    }
}

fn collect(node: &Node, bonds: &mut BTreeSet<Bond>) {
    let bond = |text: &Text| {
        text.style
            .fit_group
            .as_ref()
            .map(|name| Bond::FitGroup(name.to_string()))
    };
    match &node.kind {
        Kind::Grid(grid) => {
            for cell in &grid.cells {
                collect(&cell.node, bonds);
            }
        }
        Kind::Turned(turned) => collect_of_page(&turned.page, bonds),
        Kind::Text(text) => bonds.extend(bond(text)),
        Kind::Story(name) => {
            bonds.insert(Bond::Story(name.clone()));
        }
        Kind::Table(area) => {
            bonds.insert(Bond::Table(area.plan.origin.key.to_string()));
        }
        Kind::Code(_)
        | Kind::Picture(_)
        | Kind::Tally(_)
        | Kind::Rule(_)
        | Kind::Shape(..)
        | Kind::Empty => {}
    }
}

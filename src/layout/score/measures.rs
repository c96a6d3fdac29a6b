//! What is measured on a page: its type, its codes, its areas, and what is inked.

use crate::frame::{Frame, ItemKind, Origin, Part, Role};
use crate::geom::{Length, Rect};
use crate::template::plan::Ask;
use crate::text::{Sizing, Text};
use crate::typeset::Broken;

/// The measures of a page that was laid out.
#[derive(Clone, Debug, Default)]
pub struct PageMeasures {
    /// The page after trimming.
    pub page: Rect,
    /// The page without its margins.
    pub within: Rect,
    /// Number of the page in the layout file, from 0; pages that repeat share it.
    pub index: usize,
    /// What the piece asks for; none where the campaign has no action.
    pub(super) ask: Option<Ask>,
    /// Share of the way from the smallest to the largest size at which fitted type is set.
    pub share: f64,
    /// Its areas with their places, in the order of painting.
    pub areas: Vec<AreaPlace>,
    pub(super) texts: Vec<SetType>,
    pub(super) codes: Vec<CodeRoom>,
    pub(super) inked: Vec<Rect>,
    /// Of each picture, the share of it that its area shows.
    pub(super) pictures: Vec<f64>,
}

/// An area of the layout on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaPlace {
    /// Its name in the layout.
    pub name: String,
    /// Its place.
    pub rect: Rect,
}

/// What the painter gathers of a page.
#[derive(Clone, Debug, Default)]
pub(in crate::layout) struct Gathered {
    pub(in crate::layout) texts: Vec<SetType>,
    pub(in crate::layout) codes: Vec<CodeRoom>,
    pub(in crate::layout) areas: Vec<AreaPlace>,
    pub(in crate::layout) pictures: Vec<f64>,
}

/// A paragraph with the sizes that it is set in.
#[derive(Clone, Debug)]
pub(in crate::layout) struct SetType {
    pub(super) origin: Origin,
    pub(super) role: Role,
    pub(super) sizing: Sizing,
    /// Size and width of each line.
    pub(super) lines: Vec<(Length, Length)>,
}

impl SetType {
    pub(in crate::layout) fn of(text: &Text, origin: &Origin, broken: &Broken) -> Self {
        Self {
            origin: origin.clone(),
            role: text.role,
            sizing: text.style.size,
            lines: broken
                .lines
                .iter()
                .map(|line| (line.size, line.width))
                .collect(),
        }
    }

    /// The size of its largest line.
    pub(super) fn largest(&self) -> Length {
        self.lines
            .iter()
            .map(|line| line.0)
            .max()
            .unwrap_or_default()
    }

    /// The size of its smallest line.
    pub(super) fn smallest(&self) -> Length {
        self.lines
            .iter()
            .map(|line| line.0)
            .min()
            .unwrap_or_default()
    }
}

/// A code with the sizes that it could have.
#[derive(Clone, Debug)]
pub(in crate::layout) struct CodeRoom {
    pub(in crate::layout) origin: Origin,
    /// Its side, without a quiet zone that hangs out of its box.
    pub(in crate::layout) side: Length,
    /// The side that can just be read from its distance.
    pub(in crate::layout) least: Length,
    /// The side that is comfortable to read from there.
    pub(in crate::layout) comfortable: Length,
}

impl PageMeasures {
    pub(in crate::layout) fn new(
        (page, within, index): (Rect, Rect, usize),
        share: f64,
        ask: Option<Ask>,
        gathered: Gathered,
    ) -> Self {
        Self {
            ask,
            page,
            within,
            index,
            share,
            areas: gathered.areas,
            texts: gathered.texts,
            codes: gathered.codes,
            pictures: gathered.pictures,
            inked: Vec::new(),
        }
    }

    /// Adds the paragraphs of a running text.
    pub(in crate::layout) fn add_texts(&mut self, texts: Vec<SetType>) {
        self.texts.extend(texts);
    }

    /// Notes what a finished page shows. Grounds of the whole page show nothing; a picture does.
    pub(in crate::layout) fn look_at(&mut self, frame: &Frame) {
        let mut inked = Vec::new();
        let whole = self.page;
        frame.walk(&mut |item| {
            let Some(rect) = item.bounds() else {
                return;
            };
            let is_ground = matches!(item.kind, ItemKind::Path(_))
                && (item.owner.is_none() || item.owner.part == Part::Ground)
                && rect.intersection(whole).area() > 0.9 * whole.area();
            if !is_ground {
                inked.push(rect.intersection(whole));
            }
        });
        self.inked = inked;
    }
}

//! What is measured on a page: its type, its codes, its areas, and what is inked.

use super::holes::{self, Hole, Space, USUAL_AIR};
use crate::frame::{Frame, Origin, Role};
use crate::geom::{Length, Rect};
use crate::template::plan::Ask;
use crate::template::plan::PagePlan;
use crate::text::{Sizing, Text};
use crate::typeset::{Broken, FontBook};

/// The measures of a page that was laid out.
#[derive(Clone, Debug, Default)]
pub struct PageMeasures {
    /// The page after trimming.
    pub page: Rect,
    /// The page without its margins.
    pub within: Rect,
    /// Number of the page in the layout file, from 0; pages that repeat share it.
    pub index: usize,
    /// Key of the page, or of the option that it was laid out as, in the layout file.
    pub origin: Option<Origin>,
    /// Share of the page within its margins that its largest hole may have, if the layout declares it.
    pub air: Option<f64>,
    /// How it uses the space within its margins.
    pub space: Space,
    /// What the piece asks for; none where the campaign has no action.
    pub(super) ask: Option<Ask>,
    /// Share of the way from the smallest to the largest size at which fitted type is set.
    pub share: f64,
    /// Its areas with their places, in the order of painting.
    pub areas: Vec<AreaPlace>,
    pub(super) texts: Vec<SetType>,
    pub(super) codes: Vec<CodeRoom>,
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
        (page, within): (Rect, Rect),
        plan: &PagePlan,
        share: f64,
        ask: Option<Ask>,
        gathered: Gathered,
    ) -> Self {
        Self {
            ask,
            page,
            within,
            index: plan.number(),
            origin: Some(plan.root.origin.clone()),
            air: plan.air,
            space: Space::default(),
            share,
            areas: gathered.areas,
            texts: gathered.texts,
            codes: gathered.codes,
            pictures: gathered.pictures,
        }
    }

    /// Adds the paragraphs of a running text.
    pub(in crate::layout) fn add_texts(&mut self, texts: Vec<SetType>) {
        self.texts.extend(texts);
    }

    /// Measures how a finished page uses its space. Grounds of the whole page use none; a picture does.
    pub(in crate::layout) fn look_at(&mut self, frame: &Frame, book: &FontBook) {
        self.space = holes::measure(frame, self.within, book);
    }

    /// Share of the page within its margins that its largest hole may have.
    pub fn allowed_air(&self) -> f64 {
        self.air.unwrap_or(USUAL_AIR)
    }

    /// The largest hole of the page, if it is larger than the layout allows.
    pub fn large_hole(&self) -> Option<Hole> {
        let hole = self.space.hole?;
        (hole.share > self.allowed_air()).then_some(hole)
    }

    /// Whether the page has nothing on it, though its layout does not declare all of it as air.
    pub fn is_blank_by_mistake(&self) -> bool {
        self.space.is_blank && self.allowed_air() < 1.0
    }
}

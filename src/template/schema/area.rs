//! An area of a grid, or an element of a stack.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::written;
use crate::geom::Length;
use crate::template::measures;
use crate::template::values::{
    Beside, Copies, Fit, Flow, Mark, Need, Padding, Part, Shape, Side, Track, Turning, Vertical,
};

/// Which sources are printed.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(in crate::template) enum Sources {
    /// Those that something on the pages is from.
    Cited,
    /// All of them.
    All,
}

written!(
    /// A box with one kind of content.
    Area {
    // The box.
    /// What a campaign must have for the area to be there, such as `person` for a heading over names.
    needs: Vec<Need>,
    /// A look of `[boxes]`: ground, line, and the ink on it.
    #[serde(rename = "box")]
    look: String,
    /// Colour of the ground.
    fill: String,
    /// Weight of a line at the edges.
    #[serde(deserialize_with = "measures::weight")]
    line: Length,
    /// The edges that have the line; all where none are named.
    sides: Vec<Side>,
    /// Sides on which ground, picture or tally run through the margin to the edge of the page.
    bleed: Vec<Side>,
    /// Distance of the content from the edges of the box.
    padding: Padding,
    /// Where the content stands in a box that is higher.
    align: Vertical,
    /// Distance between rows and between columns of what it holds. A stack or repeated content without a
    /// gap gets one that follows its type; `areas` without a gap have none.
    gap: Padding,
    /// A fixed width.
    width: Length,
    /// A fixed height.
    height: Length,
    /// Turns the content by a quarter or a half, as on tabs.
    turn: Turning,
    /// Repeats the content in columns and rows: `"10x1"`.
    copies: Copies,
    /// Lines to cut along, between copies.
    cut: bool,

    // What it holds: one of these.
    /// A paragraph. Words in braces come from the content: `{campaign.lead}`.
    text: String,
    /// The next part of the story of that name.
    story: String,
    /// Figures with what they count.
    facts: Vec<String>,
    /// One mark for each that is counted; `*` takes the facts that the piece also says in words.
    tally: Vec<String>,
    /// Quotations with their speakers.
    quotes: Vec<String>,
    /// QR codes with what they do.
    codes: Vec<String>,
    /// What to say on the phone: the id of an action; `*` is the first with a script.
    script: String,
    /// Numbered steps: what a reader can do, without codes.
    steps: Vec<String>,
    /// Gatherings: where and when.
    events: Vec<String>,
    /// A code that opens the place of an event on the map.
    map: String,
    /// What happened, one under the other.
    timeline: Vec<String>,
    /// People by their names.
    names: Vec<String>,
    /// A picture: its id or place, or `logo`, which has no place among the others.
    image: String,
    /// A line: its weight.
    #[serde(deserialize_with = "measures::weight")]
    rule: Length,
    /// A plain shape.
    shape: Shape,
    /// The numbered sources.
    sources: Sources,
    /// The lines that the law of a country asks for; `auto` is the country of `--country`.
    imprint: String,
    /// Several blocks, one after the other.
    stack: Vec<Area>,
    /// Widths of the columns of a grid.
    columns: Vec<Track>,
    /// Heights of the rows of a grid.
    rows: Vec<Track>,
    /// A grid drawn with names, a line for each row; a dot is an empty cell.
    areas: Vec<String>,
    /// What each area of the grid holds.
    area: BTreeMap<String, Area>,

    // How it is set.
    /// Style of the main words.
    style: String,
    /// Style of the second words, such as what a figure counts.
    label: String,
    /// Style of the small words, such as a date; without it they are left out.
    note: String,
    /// Colour of a tally, a rule or a shape.
    color: String,
    /// Level of a heading, 1 the highest.
    level: u32,
    /// The direction in which repeated content goes.
    flow: Flow,
    /// Where the words of a code stand.
    beside: Beside,
    /// Side of a code with its quiet zone.
    size: Length,
    /// From how far a code is read, where it is not that of the layout.
    #[serde(deserialize_with = "measures::metres")]
    distance: Length,
    /// Lines that filled text is broken into.
    lines: u32,
    /// How a picture fills its area.
    fit: Fit,
    /// Two colours that a picture of pixels is printed in.
    duotone: Vec<String>,
    /// The mark of a tally.
    mark: Mark,
    /// Marks of a tally in a row; all in one where it is not given.
    row: u32,
    /// Whether codes are numbered.
    numbered: bool,
    /// Style of the heading of a script.
    heading: String,
    /// Parts of a script; all where none are named.
    parts: Vec<Part>,
    /// Whether a code's modules stand at the edges of its box, its quiet zone outside.
    hang: bool,
    /// Whether a picture's credit is printed under it.
    credit: bool,
    /// Widths of a tally's marks, by group.
    weights: Vec<f64>,
    /// Gap between a tally's marks, as a share of the narrowest.
    spacing: f64,
    /// Whether a rule is broken into dashes.
    dashed: bool,
    /// Whether a rule stands upright.
    upright: bool,
});

impl Area {
    /// The names of the blocks that it holds; an area is meant to hold one.
    pub(in crate::template) fn held(&self) -> Vec<&'static str> {
        let all = [
            ("text", self.text.is_some()),
            ("story", self.story.is_some()),
            ("facts", self.facts.is_some()),
            ("tally", self.tally.is_some()),
            ("quotes", self.quotes.is_some()),
            ("codes", self.codes.is_some()),
            ("script", self.script.is_some()),
            ("steps", self.steps.is_some()),
            ("events", self.events.is_some()),
            ("map", self.map.is_some()),
            ("timeline", self.timeline.is_some()),
            ("names", self.names.is_some()),
            ("image", self.image.is_some()),
            ("rule", self.rule.is_some()),
            ("shape", self.shape.is_some()),
            ("sources", self.sources.is_some()),
            ("imprint", self.imprint.is_some()),
            ("stack", self.stack.is_some()),
            ("areas", self.areas.is_some()),
        ];
        let held = all.into_iter().filter(|(_, holds)| *holds);
        held.map(|(name, _)| name).collect()
    }

    /// The box alone, without what it holds.
    pub(super) fn into_box(self) -> Self {
        Self {
            needs: self.needs,
            look: self.look,
            fill: self.fill,
            line: self.line,
            sides: self.sides,
            bleed: self.bleed,
            padding: self.padding,
            align: self.align,
            gap: self.gap,
            width: self.width,
            height: self.height,
            turn: self.turn,
            copies: self.copies,
            cut: self.cut,
            ..Self::default()
        }
    }

    /// Whether it shows something of an event, or what it holds does.
    pub(in crate::template) fn tells_of_events(&self) -> bool {
        let stack = self.stack.iter().flatten();
        let mut inner = stack.chain(self.area.iter().flat_map(BTreeMap::values));
        self.events.is_some()
            || self.map.is_some()
            || self
                .text
                .as_ref()
                .is_some_and(|text| text.contains("event."))
            || inner.any(Self::tells_of_events)
    }

    /// Whether it counts facts by marks, or what it holds does.
    pub(in crate::template) fn counts(&self) -> bool {
        let stack = self.stack.iter().flatten();
        let mut inner = stack.chain(self.area.iter().flat_map(BTreeMap::values));
        self.tally.is_some() || inner.any(Self::counts)
    }

    /// Which sources it prints, or what it holds does.
    pub(super) fn sources_within(&self) -> Option<Sources> {
        let stack = self.stack.iter().flatten();
        let inner = stack.chain(self.area.iter().flat_map(BTreeMap::values));
        inner
            .filter_map(Self::sources_within)
            .chain(self.sources)
            .max()
    }
}

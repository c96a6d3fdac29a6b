//! The blocks that an area may hold, but for those that hold areas themselves (`area`): for each a struct with
//! the keys that it takes, and no others. The first key is the one that says which block it is.
//!
//! The comments on the fields are what an editor shows beside a key, and what the table of keys in
//! `templates/README.md` says.

use super::column::Column;
use super::looks::HalftoneLook;
use super::written::written;
use crate::geom::Length;
use crate::template::cuts::PictureShape;
use crate::template::measures::{self, Degrees};
use crate::template::shade::Shade;
use crate::template::tally_mark::TallyMark;
use crate::template::values::{
    Beside, Fit, Flow, OpenEnd, Padding, Part, Shape, Sources, Vertical,
};
use crate::text::LineCount;

written!(
    /// A paragraph, such as a headline.
    TextBlock {
    /// The words. Names in braces stand for words of the content: `{campaign.lead}`.
    text: String,
    /// Style of the words.
    style: String,
    /// Level of a heading, 1 the highest; without it the words are a paragraph.
    level: u32,
    /// Number of lines that the words are broken into, if the size of their style is `fill`. Of a range such as
    /// `"2..4"`, the number that covers the area best.
    lines: LineCount,
    /// Where the words stand if the area is higher.
    align: Vertical,
});

written!(
    /// The next part of a running text.
    StoryBlock {
    /// Name of the running text in `[story.NAME]`.
    story: String,
});

written!(
    /// Figures with what they count, and the date that they hold for.
    FactsBlock {
    /// The facts.
    facts: Vec<String>,
    /// Style of the figures.
    style: String,
    /// Style of what they count.
    label: String,
    /// Style of the date; without it, the date is left out.
    note: String,
    /// The direction in which the facts go; `column` by default.
    flow: Flow,
    /// Distance between rows and between columns.
    gap: Padding,
    /// Where the facts stand if the area is higher.
    align: Vertical,
});

written!(
    /// One mark for each person or thing that is counted.
    TallyBlock {
    /// The facts; `*` takes those with a `count` that the piece also says in words.
    tally: Vec<String>,
    /// The mark: one of five shapes, or the name of an SVG file of one colour beside the layout or the content.
    mark: TallyMark,
    /// Number of marks in a row; by default, all are in one row.
    row: u32,
    /// Widths of the marks, one for each fact.
    weights: Vec<f64>,
    /// Gap between marks, as a share of the narrowest.
    spacing: f64,
    /// Colour of the marks; `ink` by default.
    color: String,
    /// How the last mark is drawn if the count goes on; `dashed` by default.
    open: OpenEnd,
    /// Style of a label under each group, with the figure and what it counts; without it, there are no labels.
    label: String,
});

written!(
    /// Quotations with their speakers.
    QuotesBlock {
    /// The quotations.
    quotes: Vec<String>,
    /// Style of what was said.
    style: String,
    /// Style of who said it.
    label: String,
    /// Style of the occasion; without it, the occasion is left out.
    note: String,
    /// The direction in which the quotations go; `column` by default.
    flow: Flow,
    /// Distance between rows and between columns.
    gap: Padding,
    /// Where the quotations stand if the area is higher.
    align: Vertical,
});

written!(
    /// QR codes with what they do.
    CodesBlock {
    /// The actions.
    codes: Vec<String>,
    /// Style of what the code does.
    style: String,
    /// Style of the address or number to type.
    label: String,
    /// Style of one more sentence; without it, the sentence is left out.
    note: String,
    /// Where the words stand: `right` of the code by default; with `none`, another area prints them.
    beside: Beside,
    /// Side of a code with its quiet zone. For a long address it grows, by a quarter at most.
    size: Length,
    /// Reading distance, if it is not that of the layout. A long address is read from nearer.
    #[serde(deserialize_with = "measures::metres")]
    distance: Length,
    /// Whether the modules stand at the edges of the area, with the quiet zone outside: the code lines up with
    /// text.
    hang: bool,
    /// Whether the codes are numbered.
    numbered: bool,
    /// The direction in which the codes go; `column` by default.
    flow: Flow,
    /// Number of codes in a row.
    row: u32,
    /// Distance between rows and between columns.
    gap: Padding,
    /// Where the words stand if the code is higher.
    align: Vertical,
});

written!(
    /// What to say on the phone.
    ScriptBlock {
    /// The action; `*` is the first that has a script.
    script: String,
    /// Parts of the script; by default, all of them.
    parts: Vec<Part>,
    /// Style of the heading; without it, the heading is left out.
    heading: String,
    /// Style of how to begin and how to end.
    style: String,
    /// Style of the numbered asks.
    label: String,
    /// Distance between the parts.
    gap: Padding,
    /// Where the script stands if the area is higher.
    align: Vertical,
});

written!(
    /// Numbered steps: what a reader can do, without codes.
    StepsBlock {
    /// The actions.
    steps: Vec<String>,
    /// Style of what to do.
    style: String,
    /// Style of the address or number to type.
    label: String,
    /// Style of one more sentence; without it, the sentence is left out.
    note: String,
    /// The direction in which the steps go; `column` by default.
    flow: Flow,
    /// Number of steps in a row.
    row: u32,
    /// Distance between rows and between columns.
    gap: Padding,
    /// Where the steps stand if the area is higher.
    align: Vertical,
});

written!(
    /// Gatherings: where and when.
    EventsBlock {
    /// The events.
    events: Vec<String>,
    /// Style of the city.
    style: String,
    /// Style of day, time, place and address.
    label: String,
    /// The direction in which the events go; `column` by default.
    flow: Flow,
    /// Number of events in a row.
    row: u32,
    /// Distance between rows and between columns.
    gap: Padding,
    /// Where the events stand if the area is higher.
    align: Vertical,
});

written!(
    /// A QR code that opens the place of an event on a map.
    MapBlock {
    /// The event.
    map: String,
    /// Style of what the code does.
    style: String,
    /// Style of the place.
    label: String,
    /// Where the words stand: `right` of the code by default; with `none`, another area prints them.
    beside: Beside,
    /// Side of the code with its quiet zone. For a long address it grows, by a quarter at most.
    size: Length,
    /// Reading distance, if it is not that of the layout. A long address is read from nearer.
    #[serde(deserialize_with = "measures::metres")]
    distance: Length,
    /// Whether the modules stand at the edges of the area, with the quiet zone outside: the code lines up with
    /// text.
    hang: bool,
    /// Distance between the code and its words.
    gap: Padding,
    /// Where the words stand if the code is higher.
    align: Vertical,
});

written!(
    /// What happened, in order.
    TimelineBlock {
    /// The moments.
    timeline: Vec<String>,
    /// Style of the dates.
    style: String,
    /// Style of what happened.
    label: String,
    /// `column`: the date above what happened; otherwise dates have a column of their own.
    flow: Flow,
    /// Distance between rows and between columns.
    gap: Padding,
    /// Where the timeline stands if the area is higher.
    align: Vertical,
});

written!(
    /// Rows and columns: all events, a calendar of their months, or a table of the content.
    TableBlock {
    /// What it shows: `events`, `month`, or a table of the content by its id or place.
    table: String,
    /// The columns, in the direction of reading, each by the name of its cells or as a table of its keys. By
    /// default, events have `day`, `time`, `city` and `place`, and a table of the content all its columns.
    columns: Vec<Column>,
    /// Style of the cells.
    style: String,
    /// Style of the head; without it, the head is set as the cells are, in bold.
    head: String,
    /// A column whose words become headings over the rows that have them in common, such as `day`.
    group: String,
    /// Style of these headings; without it, they are set as the head is.
    label: String,
    /// Style of the title of the table; without it, the title is left out.
    caption: String,
    /// Weight of the lines between rows; without it, there are none.
    #[serde(deserialize_with = "measures::weight")]
    rules: Length,
    /// Weight of the line under the head; that of `rules` by default.
    #[serde(deserialize_with = "measures::weight")]
    head_rule: Length,
    /// Colour of the lines; `ink` by default.
    color: String,
    /// Fill of every second row: a colour, or a table for one that is seen through.
    stripes: Shade,
    /// Distance between rows and between columns.
    gap: Padding,
});

impl TableBlock {
    /// Whether an area says no more of a table than its name, and so goes on with one that an earlier area began.
    pub(in crate::template) fn goes_on(&self) -> bool {
        let Self {
            table: _,
            columns,
            style,
            head,
            group,
            label,
            caption,
            rules,
            head_rule,
            color,
            stripes,
            gap,
        } = self;
        let styles = [style, head, group, label, caption, color];
        styles.iter().all(|key| key.is_none())
            && columns.is_none()
            && rules.is_none()
            && head_rule.is_none()
            && stripes.is_none()
            && gap.is_none()
    }
}

written!(
    /// People by their names.
    NamesBlock {
    /// The people.
    names: Vec<String>,
    /// Style of the names.
    style: String,
    /// Style of the words about a person; without it, the words are left out.
    label: String,
    /// The direction in which the names go; `column` by default.
    flow: Flow,
    /// Number of names in a row.
    row: u32,
    /// Distance between rows and between columns.
    gap: Padding,
    /// Where the names stand if the area is higher.
    align: Vertical,
});

written!(
    /// A picture with its credit.
    ImageBlock {
    /// The picture: its id or place, or `logo`, which has no place among the others.
    image: String,
    /// `cover` fills the area, cropped about the focus point of the picture; `contain` shows all of it.
    fit: Fit,
    /// The shape that it is cut to: `circle`, `ellipse`, a list of points such as `"50% 0%"`, or the path of an
    /// SVG with coordinates from 0 to 1.
    shape: PictureShape,
    /// Two colours that a photograph is printed in.
    duotone: Vec<String>,
    /// Three colours that a photograph is printed in: for shadows, middle tones and lights.
    tritone: Vec<String>,
    /// A colour that stays as it is in a photograph with `duotone` or `tritone`.
    keep: String,
    /// How far the hue of what is kept may be from that colour, in degrees of the colour circle; `"20deg"` by
    /// default.
    tolerance: Degrees,
    /// Prints a photograph as dots or lines, large enough to be seen.
    halftone: HalftoneLook,
    /// Whether its credit is printed under it; `true` by default.
    credit: bool,
    /// Style of the credit.
    note: String,
});

written!(
    /// A line.
    RuleBlock {
    /// Its weight.
    #[serde(deserialize_with = "measures::weight")]
    rule: Length,
    /// Whether it is broken into dashes.
    dashed: bool,
    /// Whether it stands upright.
    upright: bool,
    /// Its colour; `ink` by default.
    color: String,
});

written!(
    /// A plain shape that fills its area.
    ShapeBlock {
    /// The shape.
    shape: Shape,
    /// Its colour; `ink` by default.
    color: String,
});

written!(
    /// The numbered sources. Only a layout that prints them has their numbers in its text.
    SourcesBlock {
    /// Which of them.
    sources: Sources,
    /// Style of the sources.
    style: String,
    /// `column`: one under the other; otherwise they run on as one paragraph.
    flow: Flow,
    /// Distance between sources that are one under the other.
    gap: Padding,
    /// Where the sources stand if the area is higher.
    align: Vertical,
});

written!(
    /// The lines that the law of a country asks for.
    ImprintBlock {
    /// The country, such as `DE`; `auto` is the one in which the piece is handed out.
    imprint: String,
    /// Style of the lines.
    style: String,
    /// Where the lines stand if the area is higher.
    align: Vertical,
});

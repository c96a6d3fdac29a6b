//! The tables of a layout file, from the top down to its pages. The comments on the fields are what an editor
//! shows beside a key (`handbill schema template`).

use std::collections::BTreeMap;

use super::area::Area;
use super::layer::Layer;
use super::looks::PictureLook;
use super::merge::Merge;
use super::option::PageOption;
use super::variant::Variant;
use super::when::When;
use super::written::{mergeable, read_apart, written};
use crate::color::Color;
use crate::geom::Length;
use crate::template::measures;
use crate::template::second_language::SecondLanguage;
use crate::template::shade::Shade;
use crate::template::swatch::Swatch;
use crate::template::values::{Case, Counted, Figures, Form, Padding, Share, Side, Stretch, Track};
use crate::text::{Align, Sizing};

mergeable!(
    /// A layout: the papers that it suits, its colours and type, and what its pages hold.
    File {
    /// What the layout is, and what it is made for.
    template: Template,
    /// Families by the role that styles ask for. For a letter that the first family lacks, the next
    /// one is used.
    fonts: BTreeMap<String, Vec<String>>,
    /// Colours by name.
    palette: BTreeMap<String, Swatch>,
    /// The look of inks that no colour is printed with in full, by name.
    inks: BTreeMap<String, Color>,
    /// Numbers for a way of printing (`home`, `copier`, `riso`, `press`, `screen`).
    route: BTreeMap<String, Route>,
    /// Fixed words of the layout, for `{label.NAME}`.
    labels: BTreeMap<String, String>,
    /// How text is set, by name.
    #[serde(deserialize_with = "read_apart")]
    styles: BTreeMap<String, Style>,
    /// How bands, panels and grounds look, by name. An area takes one with `box`.
    boxes: BTreeMap<String, Look>,
    /// How pictures look if their area does not say.
    picture: PictureLook,
    /// How counted people are shown.
    tally: TallyLook,
    /// Running texts that flow through areas, by name.
    #[serde(deserialize_with = "read_apart")]
    story: BTreeMap<String, Story>,
    /// The pages.
    #[serde(deserialize_with = "read_apart")]
    page: Vec<Page>,
});

mergeable!(
    /// What a layout is, and what it is made for.
    Template {
    /// Its name, if it is not that of the file.
    id: String,
    /// What it is for, in one line.
    description: String,
    /// The layout that this one changes. Keys that this one lacks are taken from there.
    extends: String,
    /// The paper that lengths are given for. On other papers they are scaled.
    design: String,
    /// Papers that it suits, by name (`handbill list papers`) or as a size such as `105x148mm`. The
    /// first is the default; where the country prints on letter sizes, the first in inches is.
    papers: Vec<String>,
    /// Reading distance, which decides how large codes are.
    #[serde(deserialize_with = "measures::metres")]
    distance: Length,
    /// Bleed, if it is not that of the route.
    bleed: Length,
    /// What must hold of a campaign for it, such as `{ has = "event" }`. Otherwise `build` skips the layout, unless
    /// you name it.
    when: When,
    /// Share of each page that may be empty in one piece, at least; a page may allow more. A theme whose idea is air
    /// says it here.
    air: Share,
    /// Whether it is a picture to share on the web, and not a piece to print.
    share: bool,
    /// Whether its words are also written as a plain text file, for e-mail, braille and screen
    /// readers.
    text: bool,
    /// How a sheet of the paper is folded into the pages.
    sheet: Form,
    /// Where a second language goes, as in `--lang en+es`. By default beside the first on what is read from more
    /// than 0.6 m and on pictures to share, and on the back of all others.
    second_language: SecondLanguage,
});

mergeable!(
    /// How text is set.
    Style {
    /// The style that it takes missing keys from.
    like: String,
    /// A role of `[fonts]`.
    family: String,
    /// 100 (thin) to 900 (black); 400 is regular, 700 bold.
    weight: u32,
    /// Width of the letters.
    stretch: Stretch,
    /// Whether the letters are slanted.
    italic: bool,
    /// Size: fixed, fitted, or filling the column.
    size: Sizing,
    /// Distance of baselines as a multiple of the size. For filled lines, 1 plus the gap between
    /// them as a share of the capital height.
    leading: f64,
    /// A colour of the palette. `ink` becomes that of the box that the words are on.
    color: String,
    /// Space added between letters, as a share of the size.
    tracking: f64,
    /// Capitals, if the script has them.
    case: Case,
    /// Where lines begin or end in their column.
    align: Align,
    /// Whether words may be divided.
    hyphenate: bool,
    /// Whether all lines become about as long.
    balance: bool,
    /// Whether quotation marks, full stops and hyphens at the ends of lines hang out of the column.
    hang: bool,
    /// Draws the letters as lines of this weight, empty inside.
    #[serde(deserialize_with = "measures::weight")]
    outline: Length,
    /// Colour of a strip behind each line, as wide as its words. It reaches a quarter of the size beyond them.
    strip: String,
    /// A role of `[fonts]` for the hero line of a headline.
    hero: String,
    /// The first letter is as high as so many lines, from 2 to 9, which stand beside it.
    drop_cap: u32,
    /// A name: fitted type of all blocks whose styles have it gets one size, over all pages.
    fit_group: String,
    /// Which fitted type gets smaller first where a page is full: that of the lowest number; 0 by default.
    priority: u32,
    /// Features of the font by their tags, such as `"ss01"`; `"cv05=2"` takes its second form,
    /// `"liga=0"` switches it off.
    features: Vec<String>,
    /// Values of the axes of a variable font by their tags, such as `{ wght = 650 }`.
    axes: BTreeMap<String, f64>,
    /// The form of figures.
    figures: Figures,
    /// Whether small letters become small capitals.
    small_caps: bool,
    /// Space before a paragraph of a running text.
    #[serde(deserialize_with = "measures::weight")]
    before: Length,
    /// Space after a paragraph of a running text.
    #[serde(deserialize_with = "measures::weight")]
    after: Length,
    /// Indent of the elements of a list.
    indent: Length,
    /// Other keys for some languages, papers or campaigns, each with its `when`.
    #[serde(deserialize_with = "read_apart")]
    variant: Vec<Variant>,
});

mergeable!(
    /// The look of a band, a panel or a ground.
    Look {
    /// Fill of the ground: a colour, or a table for one that fades or is seen through.
    fill: Shade,
    /// What the colour `ink` is on this ground.
    ink: String,
    /// Weight of a line at its edges.
    #[serde(deserialize_with = "measures::weight")]
    line: Length,
    /// The edges that have the line; all by default.
    sides: Vec<Side>,
});

written!(
    /// The numbers of a route that differ from its own.
    Route {
    /// The edge that the printer does not reach.
    margin: Length,
    /// Drawing beyond the trim.
    bleed: Length,
    /// The narrowest module of a code.
    module: Length,
    /// The thinnest line.
    #[serde(deserialize_with = "measures::weight")]
    hairline: Length,
    /// The lightest and the darkest tint.
    tints: Vec<Share>,
    /// The most ink on one spot, all inks added.
    coverage: Share,
    /// The most ink of one colour in a solid.
    solid: Share,
    /// Inks that the printer loads.
    inks: Vec<String>,
    /// How much contrast pictures gain: 1 changes nothing.
    contrast: f64,
    /// Lines per inch of a line screen.
    screen: f64,
    /// Colours of the palette that are others on this route, by name.
    palette: BTreeMap<String, Swatch>,
    /// What the press prints on: `coated`, `uncoated`, or an ICC profile beside the content.
    profile: String,
});

mergeable!(
    /// How counted people are shown.
    TallyLook {
    /// `marks`: where a layout has room for it, with one mark for each (the default). `figures`: like other facts. A
    /// condition on `tally` then finds none, and a tally draws none, so that a picture, a figure or the words lead instead.
    people: Counted,
});

mergeable!(
    /// A running text, made of sections of the content, and of blocks of words before and after them.
    Story {
    /// Blocks of words that the text begins with, such as `{ text = "{campaign.lead}", style = "lead" }`.
    #[serde(deserialize_with = "read_apart")]
    before: Vec<Area>,
    /// Sections of the content, by id or place; `"*"` takes all.
    sections: Vec<String>,
    /// Blocks of words that the text ends with.
    #[serde(deserialize_with = "read_apart")]
    after: Vec<Area>,
    /// Style of paragraphs.
    style: String,
    /// Style of headings.
    heading: String,
    /// Style of the elements of a list.
    item: String,
    /// Distance of the lines of a grid that begins at the top margin of each page. The text stands on its lines, so
    /// that the lines of columns side by side are level.
    #[serde(deserialize_with = "measures::weight")]
    baseline: Length,
    /// Whether the last columns that the text reaches end at about the same height; `true` by default. With `false`,
    /// each is filled before the next one begins.
    balance: bool,
});

written!(
    /// A page is a grid of named areas.
    Page {
    /// What must hold for the page to be there.
    when: When,
    /// Distance of the grid from the edge.
    margin: Padding,
    /// Distance between rows and between columns; none by default.
    gap: Padding,
    /// Share of the page within its margins that may be empty in one piece, such as `40%`; 20 % by default. A larger hole
    /// is a warning.
    air: Share,
    /// Fill of the ground: a colour, or a table for one that fades or is seen through.
    fill: Shade,
    /// A look of `[boxes]` for the ground.
    #[serde(rename = "box")]
    look: String,
    /// A running text, or a table: the page is repeated until all of it is set. With `letters`, the page is printed
    /// for each letter of the headline's hero line.
    repeat: String,
    /// Widths of the columns; all the same by default.
    columns: Vec<Track>,
    /// Heights of the rows; all the same by default.
    rows: Vec<Track>,
    /// The grid drawn with names, one text for each row. A dot is an empty cell.
    areas: Vec<String>,
    /// What each area holds.
    #[serde(deserialize_with = "read_apart")]
    area: BTreeMap<String, Area>,
    /// What lies over the grid or under it, in the order of drawing.
    #[serde(deserialize_with = "read_apart")]
    layer: Vec<Layer>,
    /// Several compositions of the page, of which the best one is taken.
    #[serde(deserialize_with = "read_apart")]
    option: Vec<PageOption>,
    /// Whether the options of the layout that this one extends are kept as a last resort, for campaigns that no option of
    /// this one suits or fits.
    keep_options: bool,
});

/// A page that draws its own grid keeps those areas of the base that it still names.
impl Merge for Page {
    fn over(mut self, mut base: Self) -> Self {
        if let (Some(true), Some(own)) = (self.keep_options, &mut self.option) {
            let of_base = base.option.take().into_iter().flatten();
            own.extend(of_base.map(|option| PageOption {
                last_resort: Some(true),
                ..option
            }));
        }
        if let (Some(rows), Some(areas)) = (&self.areas, &mut base.area) {
            areas.retain(|name, _| {
                rows.iter()
                    .any(|row| row.split_whitespace().any(|cell| cell == name))
            });
            // Widths and heights belong to the drawing of the base, which has other columns and rows.
            base.columns = None;
            base.rows = None;
            base.air = None;
            // So do other compositions: whoever draws the page anew wants to see this drawing.
            base.option = None;
        }
        self.completed(base)
    }
}

/// Pages are merged in order, the first with the first. Pages beyond those of the base, or of this layout, stay
/// as they are.
impl Merge for Vec<Page> {
    fn over(self, base: Self) -> Self {
        let mut base = base.into_iter();
        let mut merged: Vec<Page> = Vec::new();
        for page in self {
            merged.push(match base.next() {
                Some(theirs) => page.over(theirs),
                None => page,
            });
        }
        merged.extend(base);
        merged
    }
}

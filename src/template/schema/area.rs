//! An area of a grid, or an element of a stack: a box, and the block that it holds.

use std::collections::BTreeMap;

use super::blocks::{
    CodesBlock, EventsBlock, FactsBlock, ImageBlock, ImprintBlock, MapBlock, NamesBlock,
    QuotesBlock, RuleBlock, ScriptBlock, ShapeBlock, SourcesBlock, StepsBlock, StoryBlock,
    TableBlock, TallyBlock, TextBlock, TimelineBlock,
};
use super::file::Story;
use super::merge::Merge;
use super::when::When;
use super::written::{read_apart, written};
use crate::document::keys_of;
use crate::geom::Length;
use crate::template::measures::{self, Degrees};
use crate::template::shade::Shade;
use crate::template::values::{
    Copies, Flow, Mixing, Padding, Side, Sources, Track, Turning, Vertical,
};

written!(
    /// Every area takes these keys for its box, whatever it holds.
    BoxKeys {
    /// What must hold for the area to be there, such as `{ has = "person" }` for a heading over
    /// names.
    when: When,
    /// A look of `[boxes]`: ground, line, and the ink on it.
    #[serde(rename = "box")]
    look: String,
    /// Fill of the ground: a colour, or a table for one that fades or is seen through.
    fill: Shade,
    /// Weight of a line at the edges.
    #[serde(deserialize_with = "measures::weight")]
    line: Length,
    /// The edges that have the line; by default all but those in `bleed`.
    sides: Vec<Side>,
    /// Sides on which ground, picture or tally run to the edge of the paper.
    bleed: Vec<Side>,
    /// Distance of the content from the edges.
    padding: Padding,
    /// A fixed width.
    width: Length,
    /// A fixed height.
    height: Length,
    /// Turns the content by a quarter (`left`, `right`) or a half (`over`), as on tabs.
    turn: Turning,
    /// Rotates the box with all that it holds about its middle, clockwise or, with a minus sign, against
    /// the clock. The layout of the page stays as it is.
    rotate: Degrees,
    /// How ground, line, picture, tally, rule or shape mix with what lies below: `multiply` adds up inks, as if
    /// printed over each other. It holds for the boxes within, too. Words and codes do not mix.
    blend: Mixing,
    /// Repeats the content in columns and rows.
    copies: Copies,
    /// Whether dashed lines to cut along are drawn between copies.
    cut: bool,
});

/// What a `table` of all events is called.
pub(in crate::template) const EVENTS: &str = "events";

/// What the calendar of the months with events is called.
pub(in crate::template) const MONTH: &str = "month";

/// A box with at most one block in it.
#[derive(Clone, Debug, Default)]
pub(in crate::template) struct Area {
    pub(in crate::template) around: BoxKeys,
    /// `None`: the box alone, such as a coloured ground.
    pub(in crate::template) block: Option<Block>,
}

written!(
    /// Several blocks, one after the other.
    StackBlock {
    /// The blocks, each with the keys of its box.
    #[serde(deserialize_with = "read_apart")]
    stack: Vec<Area>,
    /// The direction in which they go; `column` by default.
    flow: Flow,
    /// Distance between them; by default it follows their type.
    gap: Padding,
    /// Where the blocks stand if the area is higher.
    align: Vertical,
});

written!(
    /// A grid of areas within the area.
    GridBlock {
    /// The grid drawn with names, one text for each row. A dot is an empty cell.
    areas: Vec<String>,
    /// Widths of the columns; all the same by default.
    columns: Vec<Track>,
    /// Heights of the rows; all the same by default.
    rows: Vec<Track>,
    /// What each area holds.
    #[serde(deserialize_with = "read_apart")]
    area: BTreeMap<String, Area>,
    /// Distance between rows and between columns; none by default.
    gap: Padding,
    /// Where the grid stands if the area is higher.
    align: Vertical,
});

/// Hands all blocks to a macro: the name of each, its keys, and the one key that says which block it is and holds
/// what it shows.
macro_rules! for_all_blocks {
    ($macro:ident) => {
        $macro! {
            Text(TextBlock): text,
            Story(StoryBlock): story,
            Facts(FactsBlock): facts,
            Tally(TallyBlock): tally,
            Quotes(QuotesBlock): quotes,
            Codes(CodesBlock): codes,
            Script(ScriptBlock): script,
            Steps(StepsBlock): steps,
            Events(EventsBlock): events,
            Map(MapBlock): map,
            Timeline(TimelineBlock): timeline,
            Table(TableBlock): table,
            Names(NamesBlock): names,
            Image(ImageBlock): image,
            Rule(RuleBlock): rule,
            Shape(ShapeBlock): shape,
            Sources(SourcesBlock): sources,
            Imprint(ImprintBlock): imprint,
            Stack(StackBlock): stack,
            Grid(GridBlock): areas,
        }
    };
}
pub(super) use for_all_blocks;

macro_rules! block_enum {
    ($($name:ident($type:ident): $key:ident,)*) => {
        /// What an area holds.
        #[derive(Clone, Debug)]
        pub(in crate::template) enum Block {
            $(#[doc = concat!("See [`", stringify!($type), "`].")] $name($type),)*
        }

        impl Block {
            /// The keys that say which block an area holds.
            pub(in crate::template) const KEYS: &[&str] = &[$(stringify!($key)),*];

            /// The key that says which block this is.
            pub(in crate::template) fn key(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($key),)* }
            }

            /// The block that a key stands for, with nothing in it; `None` if no block has that key.
            pub(super) fn named(key: &str) -> Option<Self> {
                $(if key == stringify!($key) {
                    return Some(Self::$name($type::default()));
                })*
                None
            }

            /// All keys that the block takes, without those of its box.
            pub(super) fn keys(&self) -> &'static [&'static str] {
                match self { $(Self::$name(_) => keys_of::<$type>(),)* }
            }
        }

        impl Merge for Block {
            fn over(self, base: Self) -> Self {
                match (self, base) {
                    // A block without its naming key changes the block of the base.
                    $((Self::$name(own), Self::$name(base)) if own.$key.is_none() => {
                        Self::$name(own.completed(base))
                    })*
                    // A block with its naming key begins anew, even over one of its own kind: otherwise a
                    // layout could not get rid of a key, as TOML has no way to write that a key is absent.
                    (own, _) => own,
                }
            }
        }
    };
}
for_all_blocks!(block_enum);

impl Block {
    /// The names of the styles that the block asks for, each with its key; those of the areas within it are left out.
    pub(in crate::template) fn style_names(&self) -> Vec<(String, &str)> {
        fn of<'b>(named: &[(&str, &'b Option<String>)]) -> Vec<(String, &'b str)> {
            let given = named.iter();
            given
                .filter_map(|(key, name)| Some(((*key).to_owned(), name.as_deref()?)))
                .collect()
        }
        match self {
            Self::Text(own) => of(&[("style", &own.style)]),
            Self::Facts(own) => of(&[
                ("style", &own.style),
                ("label", &own.label),
                ("note", &own.note),
            ]),
            Self::Tally(own) => of(&[("label", &own.label)]),
            Self::Quotes(own) => of(&[
                ("style", &own.style),
                ("label", &own.label),
                ("note", &own.note),
            ]),
            Self::Codes(own) => of(&[
                ("style", &own.style),
                ("label", &own.label),
                ("note", &own.note),
            ]),
            Self::Script(own) => of(&[
                ("style", &own.style),
                ("label", &own.label),
                ("heading", &own.heading),
            ]),
            Self::Steps(own) => of(&[
                ("style", &own.style),
                ("label", &own.label),
                ("note", &own.note),
            ]),
            Self::Events(own) => of(&[("style", &own.style), ("label", &own.label)]),
            Self::Map(own) => of(&[("style", &own.style), ("label", &own.label)]),
            Self::Timeline(own) => of(&[("style", &own.style), ("label", &own.label)]),
            Self::Table(own) => {
                let columns = own.columns.iter().flatten().enumerate();
                let columns = columns.filter_map(|(index, column)| {
                    let name = column.0.style.as_deref()?;
                    Some((format!("columns.{index}.style"), name))
                });
                let mut names = of(&[
                    ("style", &own.style),
                    ("head", &own.head),
                    ("label", &own.label),
                    ("caption", &own.caption),
                ]);
                names.extend(columns);
                names
            }
            Self::Names(own) => of(&[("style", &own.style), ("label", &own.label)]),
            Self::Image(own) => of(&[("note", &own.note)]),
            Self::Sources(own) => of(&[("style", &own.style)]),
            Self::Imprint(own) => of(&[("style", &own.style)]),
            Self::Story(_) | Self::Rule(_) | Self::Shape(_) | Self::Stack(_) | Self::Grid(_) => {
                Vec::new()
            }
        }
    }

    /// Whether the block sets words in styles of its own.
    pub(super) fn has_style(&self) -> bool {
        self.keys().contains(&"style")
    }
}

// Asked for before filling: whether a piece has to be filled twice follows from the blocks that it has.
impl Area {
    /// Where its block is placed in a higher area; `None` for a block that fills its area.
    pub(in crate::template) fn align(&self) -> Option<Vertical> {
        match self.block.as_ref()? {
            Block::Text(own) => own.align,
            Block::Facts(own) => own.align,
            Block::Quotes(own) => own.align,
            Block::Codes(own) => own.align,
            Block::Script(own) => own.align,
            Block::Steps(own) => own.align,
            Block::Events(own) => own.align,
            Block::Map(own) => own.align,
            Block::Timeline(own) => own.align,
            Block::Names(own) => own.align,
            Block::Sources(own) => own.align,
            Block::Imprint(own) => own.align,
            Block::Stack(own) => own.align,
            Block::Grid(own) => own.align,
            Block::Story(_)
            | Block::Tally(_)
            | Block::Table(_)
            | Block::Image(_)
            | Block::Rule(_)
            | Block::Shape(_) => None,
        }
    }

    /// The areas within it, in the order of the layout.
    pub(in crate::template) fn inner(&self) -> Vec<&Self> {
        match &self.block {
            Some(Block::Stack(stack)) => stack.stack.iter().flatten().collect(),
            Some(Block::Grid(grid)) => grid.area.iter().flat_map(BTreeMap::values).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a block in it, at any depth, is as wanted.
    fn holds(&self, is_wanted: fn(&Block) -> bool) -> bool {
        self.block.as_ref().is_some_and(is_wanted)
            || self.inner().iter().any(|area| area.holds(is_wanted))
    }

    /// Whether it prints anything about an event.
    pub(in crate::template) fn shows_events(&self) -> bool {
        self.holds(|block| match block {
            Block::Events(_) | Block::Map(_) => true,
            Block::Table(own) => matches!(own.table.as_deref(), Some(EVENTS | MONTH)),
            Block::Text(own) => own.text.iter().any(|text| text.contains("event.")),
            _ => false,
        })
    }

    /// Whether it prints the lines that the law of a country asks for.
    pub(in crate::template) fn prints_imprint(&self) -> bool {
        self.holds(|block| matches!(block, Block::Imprint(_)))
    }

    /// The tables in it, one for each area that shows one.
    pub(in crate::template) fn tables(&self) -> Vec<&TableBlock> {
        let own = match &self.block {
            Some(Block::Table(own)) => Some(own),
            _ => None,
        };
        let inner = self.inner().into_iter().flat_map(Self::tables);
        inner.chain(own).collect()
    }

    /// Whether it has a tally.
    pub(in crate::template) fn counts(&self) -> bool {
        self.holds(|block| matches!(block, Block::Tally(_)))
    }

    /// Whether a part of a running text flows into it.
    pub(in crate::template) fn shows_story(&self, name: &str) -> bool {
        let own = match &self.block {
            Some(Block::Story(own)) => own.story.as_deref() == Some(name),
            _ => false,
        };
        own || self.inner().iter().any(|area| area.shows_story(name))
    }

    /// Whether it prints the day that figures hold for.
    pub(in crate::template) fn dates_figures(&self) -> bool {
        self.holds(|block| match block {
            Block::Text(own) => own
                .text
                .as_ref()
                .is_some_and(|text| text.contains("campaign.as_of")),
            _ => false,
        })
    }

    /// Which sources it lists: all of them if one of several blocks lists all.
    pub(in crate::template) fn sources(&self) -> Option<Sources> {
        let own = match &self.block {
            Some(Block::Sources(own)) => own.sources,
            _ => None,
        };
        let inner = self.inner().into_iter().filter_map(Self::sources);
        inner.chain(own).max()
    }
}

impl ImageBlock {
    /// A block without its two or three colours, if another gives some.
    fn without_ramp_of(self, own: &Self) -> Self {
        if own.duotone.is_none() && own.tritone.is_none() {
            return self;
        }
        Self {
            duotone: None,
            tritone: None,
            ..self
        }
    }
}

impl Story {
    /// The blocks that it begins and ends with, each with its key within the story.
    pub(in crate::template) fn blocks(&self) -> impl Iterator<Item = (String, &Area)> {
        let keyed = |part: &'static str, areas: &Option<Vec<Area>>| {
            let count = areas.as_ref().map_or(0, Vec::len);
            (0..count).map(move |index| format!("{part}.{index}"))
        };
        let keys = keyed("before", &self.before).chain(keyed("after", &self.after));
        let areas = self.before.iter().chain(&self.after).flatten();
        keys.zip(areas)
    }
}

/// A stack replaces the base's stack: its elements have no names to tell them by.
impl Merge for Vec<Area> {
    fn over(self, _: Self) -> Self {
        self
    }
}

impl Merge for Area {
    /// An area that names its block keeps the box of the base, and no key of the base's block.
    fn over(self, base: Self) -> Self {
        Self {
            around: self.around.completed(base.around),
            block: match (self.block, base.block) {
                // Two colours take the place of three, and three of two.
                (Some(Block::Image(own)), Some(Block::Image(base))) => {
                    let base = base.without_ramp_of(&own);
                    Some(Block::Image(own).over(Block::Image(base)))
                }
                (Some(own), Some(base)) => Some(own.over(base)),
                (own, base) => own.or(base),
            },
        }
    }
}

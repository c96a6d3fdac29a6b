//! The words that a layout file may give as values, one enum for each key: `cover`, `fold-letter`, `stroke`.
//! Lengths and other measures are in `measures`. The comments here are part of the JSON Schema of layouts.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::frame::Blend;
use crate::geom::Size;
use crate::paper::FoldKind;

pub use super::measures::Track;
pub(super) use super::measures::{Copies, Padding, Share};

macro_rules! words {
        // All of these are read in the same way: in kebab case, with the comments shown by editors.
    ($(#[$meta:meta])* $vis:vis $name:ident { $($(#[$word_meta:meta])* $word:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        $vis enum $name { $($(#[$word_meta])* $word,)* }
    };
}

words!(
    /// A side of a page.
    pub Side {
        /// Top.
        Top,
        /// Right.
        Right,
        /// Bottom.
        Bottom,
        /// Left.
        Left,
    }
);
words!(
    /// Where content stands in a box that is higher than it.
    pub Vertical {
        /// At the top.
        Top,
        /// In the middle.
        Middle,
        /// At the bottom.
        Bottom,
        /// Spread out, the gaps grown alike.
        Spread,
    }
);
words!(
    /// How counted people are shown.
    pub(super) Counted {
        /// One mark for each.
        Marks,
        /// Figures, like those of other facts.
        Figures,
    }
);
words!(
    /// What a campaign must have for a layout to make sense.
    pub(super) Need {
        /// A figure.
        Fact,
        /// A figure that counts people.
        People,
        /// A figure that counts people, in a theme that draws a mark for each.
        Tally,
        /// A quotation.
        Quote,
        /// Something that a reader can do.
        Action,
        /// A number to call.
        Tel,
        /// A call with what to say.
        Script,
        /// An event.
        Event,
        /// A picture that is not the logo.
        Image,
        /// Running text.
        Section,
        /// A person by name.
        Person,
        /// A picture of a person.
        Portrait,
        /// Something that happened.
        Moment,
        /// A table of the content.
        Table,
        /// Sentences that say what it is about.
        Lead,
    }
);

impl Need {
    /// How many of these a campaign has.
    pub(super) fn count(self, campaign: &Campaign) -> usize {
        match self {
            Self::Fact => campaign.facts.len(),
            Self::People | Self::Tally => campaign.facts_of_people().count(),
            Self::Quote => campaign.quotes.len(),
            Self::Action => campaign.actions.len(),
            Self::Tel => {
                let kinds = campaign.actions.iter().map(|action| action.payload.kind());
                kinds.filter(|kind| *kind == "tel").count()
            }
            Self::Script => campaign.actions.iter().flat_map(|it| &it.script).count(),
            Self::Event => campaign.events.len(),
            Self::Image => campaign.pictures().count(),
            Self::Section => campaign.sections.len(),
            Self::Person => campaign.persons.len(),
            Self::Portrait => campaign.portraits().count(),
            Self::Moment => campaign.moments.len(),
            Self::Table => campaign.tables.len(),
            Self::Lead => usize::from(campaign.lead.is_some()),
        }
    }

    /// The table of the content file that gives it, for a message.
    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Fact => "`[[fact]]`",
            Self::People | Self::Tally => "`[[fact]]` with `people = true`",
            Self::Quote => "`[[quote]]`",
            Self::Action => "`[[action]]`",
            Self::Tel => "`[[action]]` with `kind = \"tel\"`",
            Self::Script => "`[action.script]`",
            Self::Event => "`[[event]]`",
            Self::Image => "`[[image]]`",
            Self::Section => "`[[section]]`",
            Self::Person => "`[[person]]`",
            Self::Portrait => "`[[person]]` with `image`",
            Self::Moment => "`[[moment]]`",
            Self::Table => "`[[table]]`",
            Self::Lead => "`lead`",
        }
    }
}

words!(
    /// How a page stands.
    pub(super) Orientation {
        /// At least as high as wide.
        Portrait,
        /// Wider than high.
        Landscape,
    }
);
words!(
    /// The shape of a picture.
    pub(super) Proportion {
        /// Higher than wide.
        Portrait,
        /// Wider than high.
        Landscape,
        /// Sides that differ by less than a tenth.
        Square,
    }
);
words!(
    /// A script, by the name that people know it by.
    pub(super) Script {
        /// Latin.
        Latin,
        /// Cyrillic.
        Cyrillic,
        /// Greek.
        Greek,
        /// Armenian.
        Armenian,
        /// Georgian.
        Georgian,
        /// Hebrew.
        Hebrew,
        /// Arabic, for all its languages.
        Arabic,
        /// Ethiopic.
        Ethiopic,
        /// Devanagari.
        Devanagari,
        /// Bengali.
        Bengali,
        /// Gurmukhi.
        Gurmukhi,
        /// Tamil.
        Tamil,
        /// Sinhala.
        Sinhala,
        /// Thai.
        Thai,
        /// Lao.
        Lao,
        /// Khmer.
        Khmer,
        /// Burmese, for all its languages.
        Burmese,
        /// Tibetan.
        Tibetan,
        /// Hangul.
        Hangul,
        /// Hiragana and Katakana.
        Kana,
        /// Chinese characters.
        Han,
    }
);

/// Which sources are printed. Of two areas that print sources, the one that prints more counts: hence the order.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sources {
    /// Those that something on the pages is from.
    Cited,
    /// All of them.
    All,
}

words!(
    /// Letter case.
    pub(super) Case {
        /// As written.
        None,
        /// Capitals, where the script has them.
        Upper,
    }
);
words!(
    /// The form of figures.
    pub(super) Figures {
        /// As high as capitals.
        Lining,
        /// With strokes that rise and hang like those of small letters.
        OldStyle,
        /// All equally wide, so that they stand one under the other in columns.
        Tabular,
        /// Each as wide as its shape.
        Proportional,
        /// Lining and tabular.
        TabularLining,
        /// Old-style and tabular.
        TabularOldStyle,
    }
);
words!(
    /// Where the words of a code stand.
    pub(super) Beside {
        /// At its right.
        Right,
        /// Under it.
        Below,
        /// Nowhere: another area says what the code does.
        None,
    }
);
words!(
    /// The direction in which repeated content goes.
    pub(super) Flow {
        /// One under the other.
        Column,
        /// One beside the other, in equal columns.
        Row,
        /// One beside the other, each as wide as it needs to be.
        Inline,
    }
);
words!(
    /// How a picture fills its area.
    pub Fit {
        /// Fills it, cropped about its focus point.
        Cover,
        /// Is shown whole.
        Contain,
    }
);
words!(
    /// How ink mixes with what lies below.
    pub(super) Mixing {
        /// It hides what lies below.
        Normal,
        /// Both add up, like inks printed over each other.
        Multiply,
    }
);
words!(
    /// What the dots of a halftone look like.
    pub(super) Dots {
        /// Round dots.
        Dot,
        /// Lines that swell.
        Line,
        /// Lines in two directions that cross.
        Cross,
    }
);
words!(
    /// The mark of a tally.
    pub Mark {
        /// An upright bar.
        Bar,
        /// A round dot.
        Dot,
        /// A square.
        Square,
        /// A person: head and shoulders.
        Person,
        /// Strokes as on a wall: four upright, the fifth across them.
        Stroke,
    }
);
words!(
    /// How the last mark of a tally is drawn if the count goes on.
    pub OpenEnd {
        /// Snapped in two, as by hand.
        Broken,
        /// Bent over.
        Bent,
        /// Cut into dashes; a dot, a square or a person becomes an outline.
        Dashed,
    }
);
words!(
    /// A plain shape.
    pub Shape {
        /// A circle.
        Circle,
        /// A rectangle that fills its box.
        Rectangle,
        /// A triangle that points up.
        Triangle,
        /// An arrow in the direction of reading.
        Arrow,
    }
);
words!(
    /// A turn of what an area holds.
    pub(super) Turning {
        /// By a quarter: it reads upward.
        Left,
        /// By a quarter: it reads downward.
        Right,
        /// By a half.
        Over,
    }
);
words!(
    /// A part of a script.
    pub(super) Part {
        /// How to begin.
        Opening,
        /// What to ask for.
        Asks,
        /// How to end.
        Closing,
    }
);
words!(
    /// How a sheet becomes pages.
    pub Form {
        /// Folded in the middle: four pages.
        FoldHalf,
        /// Folded in three, one panel tucked in: six pages.
        FoldLetter,
        /// Folded in three like a Z: six pages.
        FoldZ,
        /// Folded as a gate: eight pages.
        FoldGate,
        /// Folded from one sheet with one slit: eight pages.
        Zine,
    }
);
words!(
    /// Width of the letters of a family that comes in several.
    pub(super) Stretch {
        /// The normal width.
        Normal,
        /// Narrower.
        Condensed,
        /// Narrower still.
        ExtraCondensed,
    }
);

impl Mixing {
    /// The same for the display list.
    pub(super) fn blend(self) -> Blend {
        match self {
            Self::Normal => Blend::Normal,
            Self::Multiply => Blend::Multiply,
        }
    }
}

impl Form {
    /// How the sheet is folded into panels; `None` for a zine, which is folded and slit into a booklet.
    pub fn fold(self) -> Option<FoldKind> {
        match self {
            Self::FoldHalf => Some(FoldKind::Half),
            Self::FoldLetter => Some(FoldKind::Letter),
            Self::FoldZ => Some(FoldKind::Z),
            Self::FoldGate => Some(FoldKind::Gate),
            Self::Zine => None,
        }
    }

    /// The sizes of the pages of a sheet, in the order of reading. An error if the sheet is too small for the
    /// fold.
    pub fn pages(self, sheet: Size) -> Result<Vec<Size>, Diagnostic> {
        if let Some(kind) = self.fold() {
            return kind.pages(sheet);
        }
        let (long, short) = (sheet.long_side(), sheet.short_side());
        // A zine has its eight pages in two rows of four, whichever way the sheet is turned.
        Ok(vec![Size::new(long * 0.25, short * 0.5); 8])
    }
}

//! What is asked of the sheets, with every value that has a default.

use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::{Length, Point, Size};
use crate::keyword::keywords;
use crate::paper::FoldKind;
use crate::rules::Rule;
use crate::sheet::Flip;

/// How pages lie on sheets.
#[derive(Clone, Debug, PartialEq)]
pub enum Imposition {
    /// Every page on its own side, in the middle.
    OneUp,
    /// The same page many times on a side, to be cut apart.
    NUp {
        /// Number of copies; as many as fit if none is given.
        up: Option<usize>,
    },
    /// Pages in an order in which the piles, stacked on each other after cutting, are in order.
    CutAndStack {
        /// Number of pages on a side; as many as fit if none is given.
        up: Option<usize>,
    },
    /// Sheets folded in the middle, put inside each other and stapled.
    Booklet,
    /// Eight pages on one side of a sheet with one slit.
    Zine,
    /// A leaflet folded between panels that lie side by side.
    Fold {
        /// Kind of fold.
        kind: FoldKind,
        /// Meaning of the pages.
        pages: FoldPages,
    },
    /// A poster put together from sheets of a small printer.
    Tiled {
        /// Width of the strip that neighbours both show; 10 mm if they are glued (print practice).
        overlap: Length,
    },
}

/// Meaning of the pages of a folded leaflet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldPages {
    /// The whole leaflet, outside and inside.
    Flat,
    /// Pages for its panels, in reading order; the first is the cover.
    Panels,
    /// Pages that were laid out for its panels: each has exactly the size of its panel.
    Made,
}

/// What is done with a page that is larger than its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Oversize {
    /// It keeps its size, and is an error.
    #[default]
    Refuse,
    /// It is made smaller, with a warning.
    Shrink,
}

/// What decides the size of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// The paper.
    #[default]
    Paper,
    /// The page, with room for bleed and marks around: for a press, which cuts its own paper.
    Around,
}

/// How the paper lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// The way that holds more pages.
    #[default]
    Best,
    /// Higher than wide.
    Portrait,
    /// Wider than high.
    Landscape,
}

/// Marks on the sheets. Those that have no room are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Ticks at the corners of what is cut, in the waste.
    pub crop: bool,
    /// Dashed ticks where it is folded.
    pub fold: bool,
    /// Targets that show whether the inks lie on one another.
    pub registration: bool,
    /// Patches of every ink.
    pub bar: bool,
    /// A line that says what is on the sheet.
    pub slug: bool,
    /// Lines to cut along with scissors; ticks at the edge of the sheet where there is no waste.
    pub cut: bool,
}

keywords! {
    /// A mark that is printed beside the pages, to cut, fold and align by.
    pub enum Mark {
        /// No marks.
        None = "none",
        /// Crop marks at the corners of the trim.
        Crop = "crop",
        /// Lines at the folds.
        Fold = "fold",
        /// Lines between pages, to cut along.
        Cut = "cut",
        /// Targets that show whether the inks align.
        Registration = "registration",
        /// Colour bar: patches of the inks.
        Bar = "bar",
        /// Slug line: file, page, date and batch.
        Slug = "slug",
    }
}

impl Marks {
    /// Exactly the marks with these names.
    pub fn named(marks: &[Mark]) -> Result<Self, Diagnostic> {
        let has = |mark| marks.contains(&mark);
        if has(Mark::None) && marks.iter().any(|mark| *mark != Mark::None) {
            let problem = "`--marks none` cannot be combined with other marks";
            return Err(Diagnostic::error(Rule::Contradiction, problem)
                .hint("omit `none`, or give `none` alone"));
        }
        Ok(Self {
            crop: has(Mark::Crop),
            fold: has(Mark::Fold),
            registration: has(Mark::Registration),
            bar: has(Mark::Bar),
            slug: has(Mark::Slug),
            cut: has(Mark::Cut),
        })
    }
}

/// The parts of the slug line, which is printed in the waste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug {
    /// Name of the file.
    pub file: String,
    /// Date.
    pub date: Option<String>,
    /// Number of the side; `{number}` is replaced.
    pub page: String,
    /// Part of the print run that the sheet belongs to.
    pub batch: Option<String>,
}

impl Default for Slug {
    fn default() -> Self {
        Self {
            file: String::new(),
            date: None,
            page: "{number}".to_owned(),
            batch: None,
        }
    }
}

/// The fixed words on sheets, in the language of those who cut and glue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// "Cut here".
    pub cut: String,
    /// "Fold here".
    pub fold: String,
    /// "Glue here".
    pub glue: String,
}

impl Words {
    /// The words that a campaign has for its sheets, by name; empty if it has none.
    pub fn of<'w>(word: impl Fn(&str) -> Option<&'w str>) -> Self {
        let word = |name| word(name).unwrap_or_default().to_owned();
        Self {
            cut: word("cut"),
            fold: word("fold"),
            glue: word("glue"),
        }
    }
}

/// Everything that decides how pages become sheets.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// How pages lie on them.
    pub imposition: Imposition,
    /// The paper, in portrait.
    pub paper: Size,
    /// How it lies.
    pub orientation: Orientation,
    /// Whether the paper or the page decides the size of a sheet.
    pub room: Room,
    /// The edge that the printer does not reach.
    pub margin: Length,
    /// Whether pages may use that edge, because they keep away from it themselves. A poster in
    /// tiles never does.
    pub whole_sheet: bool,
    /// Distance between pages that are cut apart.
    pub gutter: Length,
    /// How the printer turns the sheet.
    pub flip: Flip,
    /// Whether pages are fronts and backs in turn. Booklets and panels have a back in any case.
    pub duplex: bool,
    /// Offset of the back side, as seen from the back, that corrects the misregister of the printer.
    pub back_offset: Point,
    /// How a page that is too large is handled.
    pub oversize: Oversize,
    /// The marks.
    pub marks: Marks,
    /// Inks in addition to the four of a press; each gets a patch too.
    pub inks: Vec<Color>,
    /// What the line in the waste says.
    pub slug: Slug,
    /// Thickness of the paper.
    pub thickness: Length,
    /// Language of the piece (BCP 47), which decides the direction of reading.
    pub language: String,
    /// The fixed words.
    pub words: Words,
}

impl Spec {
    /// Edge that home and office printers do not reach, in inches (print practice: 6.35 mm is safe).
    pub const MARGIN: f64 = 0.25;

    /// Overlap of tiles, in millimetres (print practice; 15 mm for pasting).
    pub const OVERLAP: f64 = 10.0;

    /// Thickness of paper of 80 g/m², in millimetres (print practice).
    pub const THICKNESS: f64 = 0.1;

    /// The edge of the sheet that pages must keep free; zero if they may use the whole sheet.
    pub(super) fn kept_margin(&self) -> Length {
        if self.whole_sheet {
            Length::ZERO
        } else {
            self.margin
        }
    }

    /// A specification for a paper, with default values for everything else and no marks.
    pub fn new(imposition: Imposition, paper: Size) -> Self {
        Self {
            imposition,
            paper,
            orientation: Orientation::Best,
            room: Room::Paper,
            margin: Length::inch(Self::MARGIN),
            whole_sheet: true,
            gutter: Length::ZERO,
            flip: Flip::LongEdge,
            duplex: false,
            back_offset: Point::default(),
            oversize: Oversize::Refuse,
            marks: Marks::default(),
            inks: Vec::new(),
            slug: Slug::default(),
            thickness: Length::mm(Self::THICKNESS),
            language: "en".to_owned(),
            words: Words::default(),
        }
    }
}

//! Codes about sheets: what lies on them, and how they are cut, folded and pasted.

use super::{Explained, Group, either, error, warning};

pub(super) const GROUP: Group = Group {
    about: "Sheets, margins, folds and inks",
    codes: CODES,
};

const CODES: &[Explained] = &[
    warning(
        "blank-pages",
        "Places on the sheet stay empty, and the fold opens onto nothing.",
        "Add pages, or choose a sheet that holds as many as there are.",
    ),
    warning(
        "blank-plate",
        "A drum or plate is paid for and prints nothing.",
        "Leave the ink out, or give it to a colour of the palette.",
    ),
    error(
        "booklet-too-short",
        "One sheet folded has four pages; fewer are no booklet.",
        "Print more languages together, or choose another kind of sheet.",
    ),
    warning(
        "coverage",
        "Too much ink on one spot does not dry: it sets off onto the next sheet, and paper tears.",
        "Choose a lighter colour, or put fewer colours on one another.",
    ),
    error(
        "creep-too-large",
        "Inner sheets of a thick booklet move out by more than its margins.",
        "Use thinner paper, or fewer sheets in one booklet.",
    ),
    error(
        "fold-panel-narrow",
        "The panel that is tucked in must be narrower, or the fold bulges; here the pages leave no room for that.",
        "Use pages that are a little narrower, or another fold.",
    ),
    error(
        "fold-portrait",
        "Panels are folded side by side, which needs a sheet that lies.",
        "Use a lying sheet, or another fold.",
    ),
    warning(
        "fold-through-code",
        "A fold bends modules out of line, and toner cracks in it: the code does not scan.",
        "Move it to one side of the fold, 3 mm away from it.",
    ),
    warning(
        "fold-through-words",
        "Words in a fold crack, and are read last.",
        "Move them to one side of the fold, 3 mm away from it.",
    ),
    error(
        "gutter-too-large",
        "With that distance between them no page is left on the sheet.",
        "Make the gutter smaller.",
    ),
    warning(
        "large-sheet",
        "Home printers and copiers do not take this sheet.",
        "Choose a smaller one with --onto, or take the file to a print shop.",
    ),
    warning(
        "made-smaller",
        "Letters and codes get smaller with the page, and read from less far.",
        "Print on a larger paper, or lay the piece out for this one with --fit layout.",
    ),
    error(
        "margin-too-large",
        "Margins leave nothing of the sheet.",
        "Give the edge that the printer really does not reach, mostly 4 to 6.35 mm.",
    ),
    warning(
        "mark-left-out",
        "Whoever cuts or folds has nothing to go by.",
        "Print on a larger sheet, or choose other --marks.",
    ),
    error(
        "mixed-sizes",
        "Pages of different sizes cannot be cut from one sheet in one go.",
        "Print them apart.",
    ),
    error(
        "negative-length",
        "A length below zero means nothing on paper.",
        "Give a length from 0.",
    ),
    warning(
        "no-bleed",
        "Where the drawing ends at the trim, a cut that is off by a hair shows white.",
        "Give --bleed 3mm, or print on a route that trims.",
    ),
    error(
        "no-pages",
        "There is nothing to put on a sheet.",
        "Name a language and a template that has pages.",
    ),
    error(
        "no-size",
        "A sheet or page without a size cannot hold anything.",
        "Name the paper, or give its size as 320x450mm.",
    ),
    error(
        "overlap-too-large",
        "Tiles that overlap by their whole width never end.",
        "Use 10 mm, or 15 mm for pasting.",
    ),
    error(
        "page-too-large",
        "The page does not go onto the sheet at its true size.",
        "Use a larger sheet, or --fit shrink.",
    ),
    warning(
        "panel-trimmed",
        "The panel that is tucked in is narrower than its page, whose edge is cut off.",
        "Keep words and codes further inside, or shrink the pages.",
    ),
    error(
        "room-around",
        "Marks and bleed need room around the page that the sheet does not have.",
        "Use a larger sheet.",
    ),
    warning(
        "small-bleed",
        "Print shops ask for 3 mm; with less, a cut that is off shows white.",
        "Give --bleed 3mm.",
    ),
    error(
        "too-many-pages",
        "More pages than a booklet can be stapled with, or than anyone meant.",
        "Print fewer in one file.",
    ),
    error(
        "too-many-tiles",
        "Nobody pastes that many sheets.",
        "Use larger sheets, or have the poster printed whole.",
    ),
    error(
        "too-many-up",
        "More pages than anyone cuts from one sheet.",
        "Leave --up out, or lower it.",
    ),
    either(
        "unprintable-edge",
        "The printer does not reach the edge of the sheet; what lies there is missing.",
        "Use a larger sheet (--onto), or give the printer's own --margin.",
    )
    .unreadable(),
    error(
        "up-does-not-fit",
        "So many pages do not go onto the sheet.",
        "Leave --up out, or use a larger sheet.",
    ),
];

//! Codes about layout files, and about content that does not go into a layout.

use super::{Explained, Group, either, error, warning};

pub(super) const GROUP: Group = Group {
    about: "Layouts, type, pictures and colours",
    codes: CODES,
};

const CODES: &[Explained] = &[
    error(
        "bad-font",
        "Text in a font that cannot be read or embedded would be set in another one, or be missing.",
        "Use a TrueType or OpenType file that may be embedded.",
    ),
    error(
        "bad-grid",
        "Rows and columns that do not make rectangles leave no place for an area.",
        "Give each row as many names as the first, and let the cells of an area touch.",
    ),
    error(
        "bad-profile",
        "Without the profile of the press colours come out as they happen to.",
        "Use an ICC output profile for CMYK from the print shop.",
    ),
    error(
        "bad-value",
        "The number or word lies outside of what makes sense there.",
        "Use a value in the range that is named.",
    ),
    warning(
        "code-outside-safe",
        "A pile moves under the knife: a code near the edge loses modules or its quiet zone.",
        "Give the page a wider `margin`.",
    ),
    error(
        "code-too-small",
        "Below this size printers blur the modules into each other, and phones at the reading distance do not find the code.",
        "Shorten its address, give it more room, or print larger.",
    )
    .unreadable(),
    warning(
        "code-without-ask",
        "People do not scan a code that does not say what it does.",
        "Print the words of its action beside it: {action.1.ask}, or {action.1.label}.",
    ),
    error(
        "code-without-words",
        "People do not scan a code that does not say what it does, and those without a phone need the address.",
        "Give the area room for the verb and the short address.",
    )
    .may_stand(),
    warning(
        "color-blind",
        "One man in twelve sees some colours alike; words in one on the other vanish for them.",
        "Choose colours that differ in lightness, not in hue alone.",
    ),
    error(
        "covered-text",
        "Words that lie under something are not printed.",
        "Give the picture or ground that runs into the bleed another side.",
    )
    .unreadable(),
    warning(
        "empty-area",
        "Much empty room looks as if something were missing, and often something is.",
        "Let the type grow, or use a smaller paper.",
    ),
    warning(
        "empty-page",
        "An empty page is paid for, and looks like a mistake.",
        "Leave the page out of the layout, or fill it.",
    ),
    error(
        "extends-circle",
        "Layouts that extend each other in a circle have no beginning.",
        "Let one of them extend nothing, or `base`.",
    ),
    error(
        "idle-key",
        "A key that the block does not take changes nothing in print, though somebody meant it to.",
        "Remove the key, or move it to where the message says.",
    ),
    warning(
        "ink-over-ink",
        "Words, lines or pictures that are printed over one another cannot be told apart, and look like a mistake of the press.",
        "Make the `gap` between the two blocks wider, give the line more room, or move one of them.",
    ),
    either(
        "low-contrast",
        "Words that hardly stand out are not read in rain, at dusk, or by older eyes.",
        "Print them darker on a light ground, or lighter on a dark one: 4.5 : 1, and 3 : 1 from 24 pt.",
    )
    .unreadable(),
    error(
        "missing-glyph",
        "A character that no font has would be printed as an empty box.",
        "Put a font that has it into `fonts/` beside the content, or write the word otherwise.",
    )
    .unreadable(),
    warning(
        "no-code",
        "Who is moved by it has nowhere to go.",
        "Give an area `codes`.",
    ),
    warning(
        "no-ink",
        "The colour has no ink on this route, and becomes what the loaded inks can mix.",
        "Give the colour a `spot` in the palette, or load the ink.",
    ),
    error(
        "no-room",
        "Something has no room at all, and would be missing.",
        "Give its area more room.",
    )
    .unreadable(),
    error(
        "nothing-to-show",
        "A poster for an event without the event, or a sheet of names without names, is a page with holes.",
        "Add to the content file what it is about, or build other templates.",
    ),
    error(
        "overset",
        "Text that does not fit would be cut, in the middle of a sentence.",
        "Shorten it, give its area more room, or lower the smallest size of its style.",
    )
    .unreadable(),
    error(
        "payload-too-long",
        "A code holds at most about 2,300 bytes, and becomes unreadable in print long before.",
        "Use a short address; move text to the page that it opens.",
    )
    .unreadable(),
    warning(
        "picture-profile",
        "A picture that does not say what its colours mean is taken for sRGB and may print too dull or too strong.",
        "Save it with its colour profile.",
    ),
    either(
        "picture-resolution",
        "A picture of too few pixels prints as steps or as a blur.",
        "Use the original from the camera, or print it smaller.",
    ),
    error(
        "quiet-zone",
        "The empty edge of four modules is part of the code: without it phones do not find it.",
        "Keep everything out of it; give the area more room.",
    )
    .unreadable(),
    warning(
        "small-reversed-type",
        "Ink runs into light letters on a dark ground.",
        "Set them larger, or dark on light.",
    ),
    either(
        "small-type",
        "Below 6.5 pt few people can read it, and copiers close the letters.",
        "Shorten the text, or print larger.",
    )
    .unreadable(),
    warning(
        "story-not-shown",
        "A running text that no area shows is lost.",
        "Name the story in an area, or remove it.",
    ),
    error(
        "svg-unsupported",
        "The drawing uses something that does not print the same everywhere.",
        "Save it with text as outlines and without filters.",
    )
    .unreadable(),
    warning(
        "text-outside-safe",
        "A pile moves under the knife: words near the edge are cut in part of the copies.",
        "Give the page a wider `margin`.",
    ),
    warning(
        "text-over-picture",
        "Behind words in a picture light and dark change, and some letters are lost.",
        "Put them beside the picture.",
    ),
    warning(
        "thin-line",
        "A line under a quarter of a point breaks off on a press and vanishes on a copier.",
        "Make it 0.25 pt or more, and 0.5 pt for a copier.",
    ),
    warning(
        "thin-marks",
        "Marks that thin break up on copiers, and the count is wrong.",
        "Count fewer, give the tally more width, or print the figure instead.",
    ),
    error(
        "too-much",
        "An area that holds two things cannot decide which is in front.",
        "Put several blocks into a `stack`.",
    ),
    warning(
        "unexplained-tally",
        "Marks that no words explain count nothing for a reader.",
        "Print the figure and what it counts on the same piece, or take the fact out of the tally.",
    ),
    error(
        "unknown-area",
        "A name that stands only in the grid or only below it places nothing.",
        "Use the same name in both.",
    ),
    error(
        "unknown-box",
        "A band without its look is plain paper, and words on it may have the wrong colour.",
        "Write the name as it stands under `[boxes]`.",
    ),
    error(
        "unknown-color",
        "A colour that the palette does not have would be a guess.",
        "Use the name that is suggested, or add it to [palette].",
    ),
    error(
        "unknown-font",
        "Text would be set in a font of another look, or without its script.",
        "`handbill list fonts` shows those there are; others go into `fonts/` beside the content.",
    ),
    either(
        "unknown-ink",
        "A name that no list of inks has may be misspelt, and would be a plate too many.",
        "Use the name in the trade, or define it in [inks].",
    ),
    error(
        "unknown-paper",
        "Without its size nothing can be laid out.",
        "`handbill list papers` shows the names; a size such as 105x148mm does too.",
    ),
    error(
        "unknown-placeholder",
        "A name in braces that means nothing would be printed as it stands.",
        "Use the name that is suggested.",
    )
    .unreadable(),
    error(
        "unknown-route",
        "A route that is not there changes nothing.",
        "Use screen, home, copier, riso or press.",
    ),
    error(
        "unknown-style",
        "Text without its style has no size.",
        "Use the name that is suggested, or add it to [styles].",
    ),
    error(
        "unknown-template",
        "There is no layout of that name.",
        "`handbill list templates` shows those there are.",
    ),
    error(
        "unknown-theme",
        "Without its theme a set of pieces comes out in the usual look.",
        "Name one that `handbill list themes` shows.",
    ),
    error(
        "unsuited-paper",
        "The layout was not made for this paper; it would be cut or swim.",
        "Use a paper that it suits, or say with --fit how it comes onto this one.",
    ),
    error(
        "unsuited-sheet",
        "Pages that are parts of a folded sheet do not fold when they are put onto another.",
        "Leave out `--sheet`, or take `--sheet none` for the pages by themselves.",
    ),
];

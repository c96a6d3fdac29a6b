//! Rules about layout files, and about content that does not go into a layout.

macro_rules! layout_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "Layouts, type, pictures and colours" {
            /// Text in a font that cannot be read or embedded would be set in another one, or be missing.
            BadFont = error(
                "bad-font",
                "Use a TrueType or OpenType file that may be embedded.",
            );

            /// Rows and columns that do not make rectangles leave no place for an area.
            BadGrid = error(
                "bad-grid",
                "Give each row as many names as the first, and let the cells of an area touch.",
            );

            /// Without the profile of the press colours come out as they happen to.
            BadProfile = error(
                "bad-profile",
                "Use an ICC output profile for CMYK from the print shop.",
            );

            /// The number or word lies outside of what makes sense there.
            BadValue = error(
                "bad-value",
                "Use a value in the range that is named.",
            );

            /// A pile moves under the knife: a code near the edge loses modules or its quiet zone.
            CodeOutsideSafe = warning(
                "code-outside-safe",
                "Give the page a wider `margin`.",
            );

            /// Below this size printers blur the modules into each other, and phones at the reading distance do not
            /// find the code.
            CodeTooSmall = error(
                "code-too-small",
                "Shorten its address, give it more room, or print larger.",
            ).unreadable();

            /// People do not scan a code that does not say what it does.
            CodeWithoutAsk = warning(
                "code-without-ask",
                "Print the words of its action beside it: {action.1.ask}, or {action.1.label}.",
            );

            /// People do not scan a code that does not say what it does, and those without a phone need the
            /// address.
            CodeWithoutWords = error(
                "code-without-words",
                "Give the area room for the verb and the short address.",
            ).may_stand();

            /// One man in twelve sees some colours alike; words in one on the other vanish for them.
            ColorBlind = warning(
                "color-blind",
                "Choose colours that differ in lightness, not in hue alone.",
            );

            /// Words that lie under something are not printed.
            CoveredText = error(
                "covered-text",
                "Give the picture or ground that runs into the bleed another side.",
            ).unreadable();

            /// Much empty room looks as if something were missing, and often something is.
            EmptyArea = warning(
                "empty-area",
                "Let the type grow, or use a smaller paper.",
            );

            /// An empty page is paid for, and looks like a mistake.
            EmptyPage = warning(
                "empty-page",
                "Leave the page out of the layout, or fill it.",
            );

            /// Layouts that extend each other in a circle have no beginning.
            ExtendsCircle = error(
                "extends-circle",
                "Let one of them extend nothing, or `base`.",
            );

            /// A key that the block does not take changes nothing in print, though somebody meant it to.
            IdleKey = error(
                "idle-key",
                "Remove the key, or move it to where the message says.",
            );

            /// Words, lines or pictures that are printed over one another cannot be told apart, and look like a
            /// mistake of the press.
            InkOverInk = warning(
                "ink-over-ink",
                "Make the `gap` between the two blocks wider, give the line more room, or move one of them.",
            );

            /// Words that hardly stand out are not read in rain, at dusk, or by older eyes.
            LowContrast = either(
                "low-contrast",
                "Print them darker on a light ground, or lighter on a dark one: 4.5 : 1, and 3 : 1 from 24 pt.",
            ).unreadable();

            /// A character that no font has would be printed as an empty box.
            MissingGlyph = error(
                "missing-glyph",
                "Put a font that has it into `fonts/` beside the content, or write the word otherwise.",
            ).unreadable();

            /// Who is moved by it has nowhere to go.
            NoCode = warning(
                "no-code",
                "Give an area `codes`.",
            );

            /// The colour has no ink on this route, and becomes what the loaded inks can mix.
            NoInk = warning(
                "no-ink",
                "Give the colour a `spot` in the palette, or load the ink.",
            );

            /// Something has no room at all, and would be missing.
            NoRoom = error(
                "no-room",
                "Give its area more room.",
            ).unreadable();

            /// A poster for an event without the event, or a sheet of names without names, is a page with holes.
            NothingToShow = error(
                "nothing-to-show",
                "Add to the content file what it is about, or build other templates.",
            );

            /// Text that does not fit would be cut, in the middle of a sentence.
            Overset = error(
                "overset",
                "Shorten it, give its area more room, or lower the smallest size of its style.",
            ).unreadable();

            /// A code holds at most about 2,300 bytes, and becomes unreadable in print long before.
            PayloadTooLong = error(
                "payload-too-long",
                "Use a short address; move text to the page that it opens.",
            ).unreadable();

            /// A picture that does not say what its colours mean is taken for sRGB and may print too dull or too
            /// strong.
            PictureProfile = warning(
                "picture-profile",
                "Save it with its colour profile.",
            );

            /// A picture of too few pixels prints as steps or as a blur.
            PictureResolution = either(
                "picture-resolution",
                "Use the original from the camera, or print it smaller.",
            );

            /// The empty edge of four modules is part of the code: without it phones do not find it.
            QuietZone = error(
                "quiet-zone",
                "Keep everything out of it; give the area more room.",
            ).unreadable();

            /// Ink runs into light letters on a dark ground.
            SmallReversedType = warning(
                "small-reversed-type",
                "Set them larger, or dark on light.",
            );

            /// Below 6.5 pt few people can read it, and copiers close the letters.
            SmallType = either(
                "small-type",
                "Shorten the text, or print larger.",
            ).unreadable();

            /// A running text that no area shows is lost.
            StoryNotShown = warning(
                "story-not-shown",
                "Name the story in an area, or remove it.",
            );

            /// The drawing uses something that does not print the same everywhere.
            SvgUnsupported = error(
                "svg-unsupported",
                "Save it with text as outlines and without filters.",
            ).unreadable();

            /// A pile moves under the knife: words near the edge are cut in part of the copies.
            TextOutsideSafe = warning(
                "text-outside-safe",
                "Give the page a wider `margin`.",
            );

            /// Behind words in a picture light and dark change, and some letters are lost.
            TextOverPicture = warning(
                "text-over-picture",
                "Put them beside the picture.",
            );

            /// A line under a quarter of a point breaks off on a press and vanishes on a copier.
            ThinLine = warning(
                "thin-line",
                "Make it 0.25 pt or more, and 0.5 pt for a copier.",
            );

            /// Marks that thin break up on copiers, and the count is wrong.
            ThinMarks = warning(
                "thin-marks",
                "Count fewer, give the tally more width, or print the figure instead.",
            );

            /// An area that holds two things cannot decide which is in front.
            TooMuch = error(
                "too-much",
                "Put several blocks into a `stack`.",
            );

            /// Marks that no words explain count nothing for a reader.
            UnexplainedTally = warning(
                "unexplained-tally",
                "Print the figure and what it counts on the same piece, or take the fact out of the tally.",
            );

            /// A name that stands only in the grid or only below it places nothing.
            UnknownArea = error(
                "unknown-area",
                "Use the same name in both.",
            );

            /// A band without its look is plain paper, and words on it may have the wrong colour.
            UnknownBox = error(
                "unknown-box",
                "Write the name as it stands under `[boxes]`.",
            );

            /// A colour that the palette does not have would be a guess.
            UnknownColor = error(
                "unknown-color",
                "Use the name that is suggested, or add it to [palette].",
            );

            /// Text would be set in a font of another look, or without its script.
            UnknownFont = error(
                "unknown-font",
                "`handbill list fonts` shows those there are; others go into `fonts/` beside the content.",
            );

            /// A name that no list of inks has may be misspelt, and would be a plate too many.
            UnknownInk = either(
                "unknown-ink",
                "Use the name in the trade, or define it in [inks].",
            );

            /// Without its size nothing can be laid out.
            UnknownPaper = error(
                "unknown-paper",
                "`handbill list papers` shows the names; a size such as 105x148mm does too.",
            );

            /// A name in braces that means nothing would be printed as it stands.
            UnknownPlaceholder = error(
                "unknown-placeholder",
                "Use the name that is suggested.",
            ).unreadable();

            /// A route that is not there changes nothing.
            UnknownRoute = error(
                "unknown-route",
                "Use screen, home, copier, riso or press.",
            );

            /// Text without its style has no size.
            UnknownStyle = error(
                "unknown-style",
                "Use the name that is suggested, or add it to [styles].",
            );

            /// There is no layout of that name.
            UnknownTemplate = error(
                "unknown-template",
                "`handbill list templates` shows those there are.",
            );

            /// Without its theme a set of pieces comes out in the usual look.
            UnknownTheme = error(
                "unknown-theme",
                "Name one that `handbill list themes` shows.",
            );

            /// The layout was not made for this paper; it would be cut or swim.
            UnsuitedPaper = error(
                "unsuited-paper",
                "Use a paper that it suits, or say with --fit how it comes onto this one.",
            );

            /// Pages that are parts of a folded sheet do not fold when they are put onto another.
            UnsuitedSheet = error(
                "unsuited-sheet",
                "Leave out `--sheet`, or take `--sheet page` for the pages by themselves.",
            );
        } }
    };
}

//! Rules about layout files, and about content that does not go into a layout.

macro_rules! layout_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "Layouts, type, pictures and colours" {
            /// If a font cannot be read or embedded, its text would change or be missing.
            BadFont = error(
                "bad-font",
                "Use a TrueType or OpenType font that may be embedded.",
            );

            /// Rows and columns must make rectangles; otherwise an area has no place.
            BadGrid = error(
                "bad-grid",
                "Give every row as many names as the first, let the cells of an area make a rectangle, and list as many `rows` and `columns` as `areas` has.",
            );

            /// Without a valid profile of the press, printed colours are unpredictable.
            BadProfile = error(
                "bad-profile",
                "Ask the print shop for the ICC output profile (CMYK) of its press and paper.",
            );

            /// The value is outside the range that makes sense here.
            BadValue = error(
                "bad-value",
                "Use a value in the range that the message names.",
            );

            /// Paper shifts under the knife: a code near the edge can lose modules or its quiet zone.
            CodeOutsideSafe = warning(
                "code-outside-safe",
                "Widen the `margin` of the page.",
            );

            /// Printers blur modules this small into each other, and phones cannot read the code.
            CodeTooSmall = error(
                "code-too-small",
                "Shorten its address, give it more room, or print the piece larger.",
            ).unreadable();

            /// People do not scan a code without a reason.
            CodeWithoutAsk = warning(
                "code-without-ask",
                "Print the words of its action beside it, such as {action.1.ask} or {action.1.label}.",
            );

            /// People who cannot scan need an address or a number to type.
            CodeWithoutWords = error(
                "code-without-words",
                "Print it beside the code, such as {action.1.short}, or give the area room for it.",
            ).may_stand();

            /// One man in twelve confuses some colours, and cannot read words in one on the other.
            ColorBlind = warning(
                "color-blind",
                "Choose colours that differ in lightness, not only in hue.",
            );

            /// Words under a picture or background are not visible in print.
            CoveredText = error(
                "covered-text",
                "Move the words, or let the picture or background bleed on another side; name the areas that a layer hides on purpose in its `covers`.",
            ).unreadable();

            /// Readers take the end of a line for the end of an address, or type a space there.
            DividedAddress = warning(
                "divided-address",
                "Use a shorter address, give its area more width, or lower the smallest size of its style.",
            );

            /// A drawing (SVG) has no pixels that could become dots, keep a colour or multiply.
            DrawingLook = warning(
                "drawing-look",
                "Save the drawing as a PNG, or remove the key that the message names.",
            );

            /// A page without words, pictures or codes costs money and looks like a mistake; so does a panel of a folded sheet
            /// with no more than a line on it.
            EmptyPage = either(
                "empty-page",
                "Give the page a `when` that names what it shows, or remove it from the layout. A page that is meant to be empty has `air = \"100%\"`. A campaign that has too little for a folded piece needs more text, or another piece.",
            );

            /// A gradient between two equal colours looks like one colour.
            EvenGradient = warning(
                "even-gradient",
                "Give `from` and `to` different colours or shares, or write one colour.",
            );

            /// Layouts or styles that refer to each other in a circle have no starting point.
            ExtendsCircle = error(
                "extends-circle",
                "Remove `extends` from one of the layouts, or `like` from one of the styles.",
            );

            /// Blocks that shall have one size cannot if one of them has no room for the smallest size of another.
            FitGroup = error(
                "fit-group",
                "Give the block that the message names first more room, shorten its words, or lower the smallest size of the other style.",
            ).unreadable();

            /// A feature or an axis that no font of the style has changes nothing in print.
            FontLacks = warning(
                "font-lacks",
                "Remove it, use one that the message lists, or put a font that has it into `fonts/` beside the content file.",
            );

            /// Dots that are too fine for the printer run together; of a few large ones nobody sees a picture.
            HalftoneRuling = either(
                "halftone-ruling",
                "Write a `ruling` in the range that the message names.",
            );

            /// A code that nobody can scan, or an address that nobody types, leads a reader nowhere.
            HomeInstead = warning(
                "home-instead",
                "Give the page a short address on the same host, and use it as `url` of the action or as its `short`.",
            );

            /// The key has no effect here, although whoever wrote it expects one.
            IdleKey = error(
                "idle-key",
                "Remove the key, or move it to where the message says.",
            );

            /// Words, lines or pictures printed over each other are unreadable and look like a mistake.
            InkOverInk = either(
                "ink-over-ink",
                "Widen the `gap` between the two blocks, give the line more room, or move one of them; or put what shall lie over the other into a layer of the page.",
            ).may_stand();

            /// A large empty part of a page looks as if something is missing, and often something is.
            LargeHole = warning(
                "large-hole",
                "Check whether something is missing. Otherwise use larger type, a smaller paper or another layout. If the page is meant to be open there, write the share as `air` into the page of the layout.",
            );

            /// A layer that is larger than what it lies on would lie off the page, and be cut off.
            LayerOffPage = error(
                "layer-off-page",
                "Make its `width`, `height` or `inset` smaller, or lay it on something larger: on = \"page\".",
            );

            /// Lines that need more than one step of a grid take two, which leaves the text twice as open as meant.
            LeadingOverGrid = warning(
                "leading-over-grid",
                "Make `baseline` of the running text as large as the size of its type times its `leading`, or lower the `leading`.",
            );

            /// Words with little contrast are hard to read in rain, at dusk or with older eyes.
            LowContrast = either(
                "low-contrast",
                "Print them darker on a light background, or lighter on a dark one. Words need a contrast of 4.5 : 1, or of 3 : 1 from 24 pt.",
            ).unreadable();

            /// A character that no font has would print as an empty box.
            MissingGlyph = error(
                "missing-glyph",
                "Put a font that has it into `fonts/` beside the content file, or use another character.",
            ).unreadable();

            /// A folded sheet has a fixed number of pages. Without one of them, the others would stand in the wrong places.
            MissingPages = error(
                "missing-pages",
                "Put `when` on areas of the pages, or add a page for when the condition is false.",
            );

            /// The modules of a long address are narrow, and phones read them only from nearer.
            NearerCode = warning(
                "nearer-code",
                "Shorten its address or its content, give it more room, or print the piece larger.",
            );

            /// What the condition is for would never be printed, although someone wrote it.
            NeverTrue = warning(
                "never-true",
                "Change the condition in `when`, or remove what it is for.",
            );

            /// Without a code, readers who want to act do not know where to go.
            NoCode = warning(
                "no-code",
                "Add `codes` to an area of the layout.",
            );

            /// No loaded ink prints this colour, so it prints in grey.
            NoInk = warning(
                "no-ink",
                "Set `spot` of the colour in the palette to one of the route's inks, or add its ink to the route.",
            );

            /// Without a composition that suits the piece, the page cannot be laid out.
            NoOption = error(
                "no-option",
                "Add an option without `when`, or draw a grid in the page itself.",
            );

            /// The element has no room at all, and would be missing.
            NoRoom = error(
                "no-room",
                "Give its area a `height`, or its row of the grid a share such as 1fr.",
            ).unreadable();

            /// Without its subject, such as an event or a list of names, the piece would be empty.
            NothingToShow = error(
                "nothing-to-show",
                "Add what the message names to the content file, or build another template.",
            );

            /// Text that does not fit would be cut off in the middle of a sentence.
            Overset = error(
                "overset",
                "Shorten the text, give its area more room, or lower the smallest size of its style.",
            ).unreadable();

            /// A code holds at most about 2,300 bytes, and is unreadable in print long before that.
            PayloadTooLong = error(
                "payload-too-long",
                "Use a short address, and move the text to the page that it opens.",
            ).unreadable();

            /// A picture without a colour profile is taken for sRGB, and may print too dull or too strong.
            PictureProfile = warning(
                "picture-profile",
                "Save it with its colour profile embedded.",
            );

            /// A picture with too few pixels prints blurred or in visible steps.
            PictureResolution = either(
                "picture-resolution",
                "Use the original from the camera, or print the picture smaller.",
            );

            /// Phones find a code only with four empty modules around it.
            QuietZone = error(
                "quiet-zone",
                "Keep this quiet zone empty, or give the area more room.",
            ).unreadable();

            /// What a rotation moves beyond the edge of the page is cut off.
            RotatedOffPage = warning(
                "rotated-off-page",
                "Move the box away from the edge, make it smaller, or rotate it less.",
            );

            /// A row of a table is not divided between pages, and this one is higher than its areas.
            RowTooHigh = error(
                "row-too-high",
                "Shorten the longest cell of the row, make its column wider, or give the table a higher area.",
            ).unreadable();

            /// On a dark background, ink fills in small light letters.
            SmallReversedType = warning(
                "small-reversed-type",
                "Make them larger, or print them dark on light.",
            );

            /// Few people can read type below 6.5 pt, and photocopiers fill in its letters.
            SmallType = either(
                "small-type",
                "Make it larger, and shorten the text if it no longer fits; or print the piece larger.",
            ).unreadable();

            /// A story that no area shows is missing from the piece.
            StoryNotShown = warning(
                "story-not-shown",
                "Show it in an area (`story = \"NAME\"`), or remove it.",
            );

            /// The drawing uses a feature that does not print the same everywhere.
            SvgUnsupported = error(
                "svg-unsupported",
                "Save it without filters, and with text converted to outlines.",
            ).unreadable();

            /// If a table is wider than its area, its words run over each other or off the page.
            TableTooWide = error(
                "table-too-wide",
                "Leave out a column, give the columns other widths, put hyphens into long words, or lower the smallest size of the style.",
            ).unreadable();

            /// Paper shifts under the knife: words near the edge are cut off on some copies.
            TextOutsideSafe = warning(
                "text-outside-safe",
                "Widen the `margin` of the page.",
            );

            /// Behind words, a picture changes from light to dark, and some letters disappear.
            TextOverPicture = warning(
                "text-over-picture",
                "Move the words beside the picture, or lay the picture under them as a layer of the page.",
            );

            /// A line thinner than 0.25 pt breaks up on a press and disappears on a photocopier.
            ThinLine = warning(
                "thin-line",
                "Make it at least 0.25 pt wide, or 0.5 pt for a photocopier.",
            );

            /// Marks this thin break up on copiers, so the count would be wrong.
            ThinMarks = warning(
                "thin-marks",
                "Draw fewer marks, make the tally wider, or print the figure instead.",
            );

            /// An area can hold only one block, because nothing says where a second one goes.
            TooMuch = error(
                "too-much",
                "Put several blocks into a `stack`.",
            );

            /// Without words that explain them, the marks of a tally mean nothing to a reader.
            UnexplainedTally = warning(
                "unexplained-tally",
                "Print the figure and what it counts on the same piece, or remove the fact from the tally.",
            );

            /// A heavier mark seems to count for more. Readers need to be told what it stands for.
            UnexplainedWeight = warning(
                "unexplained-weight",
                "Label the groups of the tally (`label`), print the figure of each fact with what it counts, or remove `weights`.",
            );

            /// An area needs both a place in the grid and a table that says what it holds.
            UnknownArea = error(
                "unknown-area",
                "Use the same name in `areas` and in `[area.NAME]`; a dot in `areas` is an empty cell.",
            );

            /// The words would lose their background, and may have the wrong colour without it.
            UnknownBox = error(
                "unknown-box",
                "Use a name from `[boxes]`.",
            );

            /// The palette has no such colour, and handbill does not guess one.
            UnknownColor = error(
                "unknown-color",
                "Use the suggested name, or add the colour to `[palette]`.",
            );

            /// Another font would change the look of the text, or may lack its script.
            UnknownFont = error(
                "unknown-font",
                "`handbill list fonts` lists the fonts; add your own to `fonts/` beside the content file.",
            );

            /// An ink that no list has may be misspelt, and would make one plate too many.
            UnknownInk = either(
                "unknown-ink",
                "Use its trade name, or give a colour of the palette this ink: `spot`.",
            );

            /// Without the size of the paper, nothing can be laid out.
            UnknownPaper = error(
                "unknown-paper",
                "`handbill list papers` lists the names. A size such as 105x148mm is possible too.",
            );

            /// A placeholder that does not exist would be printed as it is written.
            UnknownPlaceholder = error(
                "unknown-placeholder",
                "Use the suggested name, and write every placeholder between { and }.",
            ).unreadable();

            /// Settings for a route that does not exist have no effect.
            UnknownRoute = error(
                "unknown-route",
                "Use screen, home, copier, riso or press.",
            );

            /// Without a style, the text has no font and no size.
            UnknownStyle = error(
                "unknown-style",
                "Use the suggested name, or add the style to `[styles]`.",
            );

            /// There is no template of this name.
            UnknownTemplate = error(
                "unknown-template",
                "`handbill list templates` lists the templates.",
            );

            /// Without the theme, the pieces would have the default look.
            UnknownTheme = error(
                "unknown-theme",
                "Use a name that `handbill list themes` lists.",
            );

            /// The layout is not made for this paper: text would not fit, or much would stay empty.
            UnsuitedPaper = error(
                "unsuited-paper",
                "Use a paper that the template is made for, or choose with `--fit` how to adapt the piece.",
            );

            /// The pages are parts of one folded sheet, and cannot be folded on another.
            UnsuitedSheet = error(
                "unsuited-sheet",
                "Omit `--sheet`, or use `--sheet page` for the single pages.",
            );
        } }
    };
}

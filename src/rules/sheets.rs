//! Rules about sheets: what lies on them, and how they are cut, folded and pasted.

macro_rules! sheets_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "Sheets, margins, folds and inks" {
            /// Places on the sheet stay empty, and the fold opens onto nothing.
            BlankPages = warning(
                "blank-pages",
                "Add pages, or choose a sheet that holds as many as there are.",
            );

            /// A drum or plate is paid for and prints nothing.
            BlankPlate = warning(
                "blank-plate",
                "Leave the ink out, or give it to a colour of the palette.",
            );

            /// One sheet folded has four pages; fewer are no booklet.
            BookletTooShort = error(
                "booklet-too-short",
                "Print more languages together, or choose another kind of sheet.",
            );

            /// Too much ink on one spot does not dry: it sets off onto the next sheet, and paper tears.
            Coverage = warning(
                "coverage",
                "Choose a lighter colour, or put fewer colours on one another.",
            );

            /// Inner sheets of a thick booklet move out by more than its margins.
            CreepTooLarge = error(
                "creep-too-large",
                "Use thinner paper, or fewer sheets in one booklet.",
            );

            /// The panel that is tucked in must be narrower, or the fold bulges; here the pages leave no room for
            /// that.
            FoldPanelNarrow = error(
                "fold-panel-narrow",
                "Use pages that are a little narrower, or another fold.",
            );

            /// Panels are folded side by side, which needs a sheet that lies.
            FoldPortrait = error(
                "fold-portrait",
                "Use a lying sheet, or another fold.",
            );

            /// A fold bends modules out of line, and toner cracks in it: the code does not scan.
            FoldThroughCode = warning(
                "fold-through-code",
                "Move it to one side of the fold, 3 mm away from it.",
            );

            /// Words in a fold crack, and are read last.
            FoldThroughWords = warning(
                "fold-through-words",
                "Move them to one side of the fold, 3 mm away from it.",
            );

            /// With that distance between them no page is left on the sheet.
            GutterTooLarge = error(
                "gutter-too-large",
                "Make the gutter smaller.",
            );

            /// Home printers and copiers do not take this sheet.
            LargeSheet = warning(
                "large-sheet",
                "Choose a smaller one with --onto, or take the file to a print shop.",
            );

            /// Letters and codes get smaller with the page, and read from less far.
            MadeSmaller = warning(
                "made-smaller",
                "Print on a larger paper, or lay the piece out for this one with --fit layout.",
            );

            /// Margins leave nothing of the sheet.
            MarginTooLarge = error(
                "margin-too-large",
                "Give the edge that the printer really does not reach, mostly 4 to 6.35 mm.",
            );

            /// Whoever cuts or folds has nothing to go by.
            MarkLeftOut = warning(
                "mark-left-out",
                "Print on a larger sheet, or choose other --marks.",
            );

            /// Pages of different sizes cannot be cut from one sheet in one go.
            MixedSizes = error(
                "mixed-sizes",
                "Print them apart.",
            );

            /// A length below zero means nothing on paper.
            NegativeLength = error(
                "negative-length",
                "Give a length from 0.",
            );

            /// Where the drawing ends at the trim, a cut that is off by a hair shows white.
            NoBleed = warning(
                "no-bleed",
                "Give --bleed 3mm, or print on a route that trims.",
            );

            /// There is nothing to put on a sheet.
            NoPages = error(
                "no-pages",
                "Name a language and a template that has pages.",
            );

            /// A sheet or page without a size cannot hold anything.
            NoSize = error(
                "no-size",
                "Name the paper, or give its size as 320x450mm.",
            );

            /// Tiles that overlap by their whole width never end.
            OverlapTooLarge = error(
                "overlap-too-large",
                "Use 10 mm, or 15 mm for pasting.",
            );

            /// The page does not go onto the sheet at its true size.
            PageTooLarge = error(
                "page-too-large",
                "Use a larger sheet, or --fit shrink.",
            );

            /// The panel that is tucked in is narrower than its page, whose edge is cut off.
            PanelTrimmed = warning(
                "panel-trimmed",
                "Keep words and codes further inside, or shrink the pages.",
            );

            /// Marks and bleed need room around the page that the sheet does not have.
            RoomAround = error(
                "room-around",
                "Use a larger sheet.",
            );

            /// Print shops ask for 3 mm; with less, a cut that is off shows white.
            SmallBleed = warning(
                "small-bleed",
                "Give --bleed 3mm.",
            );

            /// More pages than a booklet can be stapled with, or than anyone meant.
            TooManyPages = error(
                "too-many-pages",
                "Print fewer in one file.",
            );

            /// Nobody pastes that many sheets.
            TooManyTiles = error(
                "too-many-tiles",
                "Use larger sheets, or have the poster printed whole.",
            );

            /// More pages than anyone cuts from one sheet.
            TooManyUp = error(
                "too-many-up",
                "Leave --up out, or lower it.",
            );

            /// The printer does not reach the edge of the sheet; what lies there is missing.
            UnprintableEdge = either(
                "unprintable-edge",
                "Use a larger sheet (--onto), or give the printer's own --margin.",
            ).unreadable();

            /// So many pages do not go onto the sheet.
            UpDoesNotFit = error(
                "up-does-not-fit",
                "Leave --up out, or use a larger sheet.",
            );
        } }
    };
}

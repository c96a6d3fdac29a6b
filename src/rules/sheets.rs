//! Rules about sheets: what lies on them, and how they are cut, folded and pasted.

macro_rules! sheets_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "Sheets, margins, folds and inks" {
            /// Some pages of the sheet stay blank, so readers open empty pages.
            BlankPages = warning(
                "blank-pages",
                "Add pages or languages, or choose another kind of sheet.",
            );

            /// The ink prints nothing, but its drum or plate costs money.
            BlankPlate = warning(
                "blank-plate",
                "Leave the ink out of `inks`, or give it to a colour of the palette (`spot`).",
            );

            /// A booklet needs at least two pages.
            BookletTooShort = error(
                "booklet-too-short",
                "Print the piece without `--sheet booklet`, or add languages with `--lang`.",
            );

            /// Too much ink on one spot does not dry, stains the next sheet, and softens the paper.
            Coverage = warning(
                "coverage",
                "Choose a lighter colour, or overlap fewer colours.",
            );

            /// In a thick booklet, the pages of inner sheets move by more than their margins allow.
            CreepTooLarge = error(
                "creep-too-large",
                "Make several booklets, or use thinner paper and give its `--thickness`.",
            );

            /// A panel of less than 20 mm is too narrow to fold and to print on.
            FoldPanelNarrow = error(
                "fold-panel-narrow",
                "Fold the sheet fewer times, or print on a larger paper.",
            );

            /// Panels lie side by side, so the paper must be in landscape.
            FoldPortrait = error(
                "fold-portrait",
                "Turn the paper to landscape, or choose another fold.",
            );

            /// A fold bends the modules and cracks the ink, so the code may not scan.
            FoldThroughCode = warning(
                "fold-through-code",
                "Move it to one side of the fold, at least 3 mm away.",
            );

            /// Words in a fold crack and are hard to read.
            FoldThroughWords = warning(
                "fold-through-words",
                "Move them to one side of the fold, at least 3 mm away.",
            );

            /// With this distance between them, the pages do not fit on the sheet.
            GutterTooLarge = error(
                "gutter-too-large",
                "Make the `--gutter` smaller.",
            );

            /// The sheet is larger than printers of this kind usually take.
            LargeSheet = warning(
                "large-sheet",
                "Name your sheet with `--onto`, make the pages smaller with `--paper` or `--fit shrink`, or go to a print shop.",
            );

            /// Type and codes shrink with the page, so people can read them only from closer.
            MadeSmaller = warning(
                "made-smaller",
                "Print on a larger paper, or lay the piece out for this one with `--fit layout`.",
            );

            /// The margins leave no room on the sheet.
            MarginTooLarge = error(
                "margin-too-large",
                "Set `--margin` to the edge that your printer cannot reach: usually 4 to 6.35 mm.",
            );

            /// Without the marks, nobody can see where to cut or fold.
            MarkLeftOut = warning(
                "mark-left-out",
                "Print on a larger sheet (`--onto`), or choose other `--marks`.",
            );

            /// Pages of different sizes cannot be cut, folded or printed back to back together.
            MixedSizes = error(
                "mixed-sizes",
                "Print them separately.",
            );

            /// A length on paper cannot be negative.
            NegativeLength = error(
                "negative-length",
                "Use a length of 0 or more.",
            );

            /// If the content ends at the trim, a cut that is slightly off leaves a white edge.
            NoBleed = warning(
                "no-bleed",
                "Use a larger sheet (`--onto`) or a press (`--route press`).",
            );

            /// There is nothing to print.
            NoPages = error(
                "no-pages",
                "Name a language and a template that has pages.",
            );

            /// A paper or page without a size cannot hold anything.
            NoSize = error(
                "no-size",
                "Name the paper, or give its size, such as 320x450mm.",
            );

            /// A sheet that is folded into pages has no place for a second language, and half a page may be too small
            /// for one.
            OneLanguage = either(
                "one-language",
                "Build the piece in each language by itself, such as `--lang en --lang es`, or print the second one on its back.",
            );

            /// Tiles that overlap by their whole width never reach the other side of the poster.
            OverlapTooLarge = error(
                "overlap-too-large",
                "Use a smaller `--overlap` (10 mm, or 15 mm for pasting) or a smaller `--margin`.",
            );

            /// The page does not fit on the sheet at its true size.
            PageTooLarge = error(
                "page-too-large",
                "Print on a larger sheet (`--onto`), or make the page smaller (`--fit shrink`).",
            );

            /// The panel that is folded in is narrower than its page, so its edges are cut off.
            PanelTrimmed = warning(
                "panel-trimmed",
                "Keep words and codes away from the edges, or shrink the pages (`--fit shrink`).",
            );

            /// Only a sheet with a single page can be as large as its page with room for marks.
            RoomAround = error(
                "room-around",
                "Name the paper of the sheets, such as `--onto A3`.",
            );

            /// With less than 3 mm of bleed, a cut that is slightly off leaves a white edge.
            SmallBleed = warning(
                "small-bleed",
                "Ask the print shop, or omit `--bleed`.",
            );

            /// There are more pages than a sheet or booklet of this kind can hold.
            TooManyPages = error(
                "too-many-pages",
                "Leave pages out, print fewer languages in one file, or choose another kind of sheet.",
            );

            /// Nobody pastes this many sheets together.
            TooManyTiles = error(
                "too-many-tiles",
                "Print on a larger paper (`--onto`), make the `--overlap` smaller, or have the poster printed in one piece.",
            );

            /// Nobody cuts this many pages from one sheet.
            TooManyUp = error(
                "too-many-up",
                "Give a smaller number with `--up`.",
            );

            /// The printer cannot reach the edge of the sheet, so what lies there would be missing.
            UnprintableEdge = either(
                "unprintable-edge",
                "Use a larger sheet (`--onto`) or `--fit shrink`, or set `--margin` to that of your printer.",
            ).unreadable();

            /// The sheet has no room for this many pages.
            UpDoesNotFit = error(
                "up-does-not-fit",
                "Omit `--up`, use a larger sheet, or make the pages smaller (`--fit shrink`).",
            );
        } }
    };
}

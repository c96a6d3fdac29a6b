//! Rules about finished files.

macro_rules! file_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "Finished files" {
            /// Every copy of the file reveals the name of a person or a company.
            AuthorTrace = either(
                "author-trace",
                "Clear the properties of the document, unless the name may be known.",
            );

            /// Viewers repair such a file, each in its own way, but a printer may refuse it.
            DamagedFile = warning(
                "damaged-file",
                "Export or copy it again.",
            );

            /// Histories, ids and private data show that several files come from the same maker.
            EditorTrace = either(
                "editor-trace",
                "Remove the metadata, or export again without private data.",
            );

            /// Print shops refuse encrypted files, and the proof cannot check them.
            Encrypted = error(
                "encrypted",
                "Save it without a password and without restrictions.",
            );

            /// A picture can reveal where and when it was taken, with which camera, and by whom.
            ExifLeftIn = either(
                "exif-left-in",
                "Remove the metadata of the picture, and export again.",
            );

            /// The text cannot be searched, copied or read aloud.
            FontNoUnicode = warning(
                "font-no-unicode",
                "Export again as a tagged or accessible PDF. If you only print the file, you can ignore this.",
            );

            /// The printer uses another font: letters change, overlap, or become boxes.
            FontNotEmbedded = error(
                "font-not-embedded",
                "Export again with all fonts embedded, or convert the text to outlines.",
            ).unreadable();

            /// Attachments, layers, comments and scripts are passed on although nobody sees them.
            HiddenContent = either(
                "hidden-content",
                "Remove them before you pass the file on.",
            );

            /// Printers use one paper for a file, and turn or scale pages of other sizes.
            MixedPageSizes = warning(
                "mixed-page-sizes",
                "Make all pages the same size.",
            );

            /// A file that cannot be opened here may not open at the print shop either.
            NotAPdf = error(
                "not-a-pdf",
                "Save or export it as PDF again, without a password.",
            );

            /// The file is unusually large, and only a part of it was checked.
            NotAllSeen = warning(
                "not-all-seen",
                "Export it again for print, with pictures at 300 pixels per inch.",
            );

            /// Without a trim box and bleed, the print shop has to guess where to cut.
            PageBoxes = either(
                "page-boxes",
                "Export as PDF/X with a trim box and 3 mm of bleed.",
            );

            /// A path can reveal the name of a user or a computer.
            PathTrace = either(
                "path-trace",
                "Export again with embedded pictures and relative links.",
            );

            /// If the print dialog shrinks the pages, folds, margins and codes have the wrong size.
            PrintScaling = warning(
                "print-scaling",
                "Print at 100 %, or build the file again.",
            );

            /// A press has no red, green and blue inks, so the printed colours are unpredictable.
            RgbInPress = either(
                "rgb-in-press",
                "Convert the colours to the profile of the paper, or build with `--route press`.",
            );

            /// Four inks never align exactly, so small letters get coloured edges.
            RichBlackText = warning(
                "rich-black-text",
                "Print small text in black alone.",
            );

            /// Words that are printed over other words cannot be read, and neither can those below.
            TextOverText = error(
                "text-over-text",
                "Move one of the two texts, or make its box larger, and export again.",
            ).may_stand();

            /// The time reveals when somebody worked on the file.
            TimeTrace = either(
                "time-trace",
                "Remove the metadata of the document.",
            );

            /// Letters that are stored as small drawings look coarse on some printers.
            Type3Font = warning(
                "type3-font",
                "Export again with another program or another font.",
            );

            /// White that overprints is visible on a screen, but disappears in print.
            WhiteOverprint = error(
                "white-overprint",
                "Switch overprint off for it.",
            ).unreadable();
        } }
    };
}

//! Rules about finished files.

macro_rules! file_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "Finished files" {
            /// The name of a person or company goes along with every copy of the file.
            AuthorTrace = either(
                "author-trace",
                "Clear the properties of the document.",
            );

            /// Viewers mend such a file, each in its way; a printer may refuse it.
            DamagedFile = warning(
                "damaged-file",
                "Export or copy it again.",
            );

            /// Histories, ids and private data tie the files of one maker together.
            EditorTrace = either(
                "editor-trace",
                "Export without them.",
            );

            /// Printers refuse a file with a password, and nothing of it can be checked.
            Encrypted = error(
                "encrypted",
                "Save it without a password and without restrictions.",
            );

            /// A picture may tell where and when it was taken, with which camera, and by whom.
            ExifLeftIn = either(
                "exif-left-in",
                "Remove the metadata of the picture.",
            );

            /// The text cannot be searched, copied or read aloud.
            FontNoUnicode = warning(
                "font-no-unicode",
                "Export as tagged or accessible PDF.",
            );

            /// The printer takes another font: letters change, run over, or become boxes.
            FontNotEmbedded = error(
                "font-not-embedded",
                "Export with all fonts embedded.",
            ).unreadable();

            /// What is not seen on the page goes along: attachments, layers, comments, scripts.
            HiddenContent = either(
                "hidden-content",
                "Take it out before the file is passed on.",
            );

            /// Printers take one paper for a file, and turn or scale the rest.
            MixedPageSizes = warning(
                "mixed-page-sizes",
                "Make all pages of one size.",
            );

            /// A file that cannot be opened here may not open at the print shop either.
            NotAPdf = error(
                "not-a-pdf",
                "Save it again as PDF, without a password.",
            );

            /// Part of the file was not looked at: it is larger or deeper than a piece to print is.
            NotAllSeen = warning(
                "not-all-seen",
                "Export it again for print.",
            );

            /// Without a trim box and bleed a printer guesses where to cut, and white slivers show.
            PageBoxes = either(
                "page-boxes",
                "Export as PDF/X with a trim box and 3 mm of bleed.",
            );

            /// A path tells the name of a user or of a machine.
            PathTrace = either(
                "path-trace",
                "Embed pictures, and use relative links.",
            );

            /// The print dialog may shrink the pages; folds, margins and codes are then off.
            PrintScaling = warning(
                "print-scaling",
                "Print at 100 %, or make the file anew.",
            );

            /// A press has no red, green and blue: what it mixes instead is left to chance.
            RgbInPress = either(
                "rgb-in-press",
                "Convert to the profile of the paper, or build with `--route press`.",
            );

            /// Four inks never meet exactly, so small letters get coloured edges.
            RichBlackText = warning(
                "rich-black-text",
                "Print small text in black alone.",
            );

            /// The time tells when somebody sat at the machine.
            TimeTrace = either(
                "time-trace",
                "Remove the metadata of the document.",
            );

            /// Letters that are drawn like pictures print coarse on some devices.
            Type3Font = warning(
                "type3-font",
                "Export from another program, or use another font.",
            );

            /// White that overprints is seen on a screen and vanishes in print.
            WhiteOverprint = error(
                "white-overprint",
                "Switch overprint off for it.",
            ).unreadable();
        } }
    };
}

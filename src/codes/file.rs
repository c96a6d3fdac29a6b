//! Codes about finished files.

use super::{Explained, Group, either, error, warning};

pub(super) const GROUP: Group = Group {
    about: "Finished files",
    codes: CODES,
};

const CODES: &[Explained] = &[
    either(
        "author-trace",
        "The name of a person or company goes along with every copy of the file.",
        "Clear the properties of the document.",
    ),
    warning(
        "damaged-file",
        "Viewers mend such a file, each in its way; a printer may refuse it.",
        "Export or copy it again.",
    ),
    either(
        "editor-trace",
        "Histories, ids and private data tie the files of one maker together.",
        "Export without them.",
    ),
    error(
        "encrypted",
        "Printers refuse a file with a password, and nothing of it can be checked.",
        "Save it without a password and without restrictions.",
    ),
    either(
        "exif-left-in",
        "A picture may tell where and when it was taken, with which camera, and by whom.",
        "Remove the metadata of the picture.",
    ),
    warning(
        "font-no-unicode",
        "The text cannot be searched, copied or read aloud.",
        "Export as tagged or accessible PDF.",
    ),
    error(
        "font-not-embedded",
        "The printer takes another font: letters change, run over, or become boxes.",
        "Export with all fonts embedded.",
    )
    .unreadable(),
    either(
        "hidden-content",
        "What is not seen on the page goes along: attachments, layers, comments, scripts.",
        "Take it out before the file is passed on.",
    ),
    warning(
        "mixed-page-sizes",
        "Printers take one paper for a file, and turn or scale the rest.",
        "Make all pages of one size.",
    ),
    error(
        "not-a-pdf",
        "A file that cannot be opened here may not open at the print shop either.",
        "Save it again as PDF, without a password.",
    ),
    warning(
        "not-all-seen",
        "Part of the file was not looked at: it is larger or deeper than a piece to print is.",
        "Export it again for print.",
    ),
    either(
        "page-boxes",
        "Without a trim box and bleed a printer guesses where to cut, and white slivers show.",
        "Export as PDF/X with a trim box and 3 mm of bleed.",
    ),
    either(
        "path-trace",
        "A path tells the name of a user or of a machine.",
        "Embed pictures, and use relative links.",
    ),
    warning(
        "print-scaling",
        "The print dialog may shrink the pages; folds, margins and codes are then off.",
        "Print at 100 %, or make the file anew.",
    ),
    either(
        "rgb-in-press",
        "A press has no red, green and blue: what it mixes instead is left to chance.",
        "Convert to the profile of the paper, or build with `--route press`.",
    ),
    warning(
        "rich-black-text",
        "Four inks never meet exactly, so small letters get coloured edges.",
        "Print small text in black alone.",
    ),
    either(
        "time-trace",
        "The time tells when somebody sat at the machine.",
        "Remove the metadata of the document.",
    ),
    warning(
        "type3-font",
        "Letters that are drawn like pictures print coarse on some devices.",
        "Export from another program, or use another font.",
    ),
    error(
        "white-overprint",
        "White that overprints is seen on a screen and vanishes in print.",
        "Switch overprint off for it.",
    )
    .unreadable(),
];

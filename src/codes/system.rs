//! Codes about files, folders and the program itself.

use super::{Explained, Group, error};

pub(super) const GROUP: Group = Group {
    about: "Arguments, files and the machine",
    codes: CODES,
};

const CODES: &[Explained] = &[
    error(
        "bad-country",
        "The law of a country that is not there cannot be looked up.",
        "Write two letters (ISO 3166-1), such as DE or GB.",
    ),
    error(
        "bad-name",
        "The name becomes that of a file, and part of the names of others.",
        "Use small letters, digits and hyphens, such as `keep-our-library`.",
    ),
    error(
        "cannot-allow",
        "Nobody who holds the print in the hand knows of the reason: what is false or cannot be read there stays so.",
        "Mend what the finding is about, and leave the `[[allow]]` out.",
    ),
    error(
        "cannot-read",
        "What cannot be read cannot be printed.",
        "Check the name, the folder that you are in, and that you may read the file.",
    ),
    error(
        "cannot-write",
        "The file was not written; an earlier one of that name is unchanged.",
        "Choose another folder with --out, or make room on the disk.",
    ),
    error(
        "contradiction",
        "Two arguments ask for different things.",
        "Leave one of them out.",
    ),
    error(
        "empty-kit",
        "There is nothing to put into a kit, so none is written.",
        "Mend what is told of the pieces, or choose others.",
    ),
    error(
        "exists-already",
        "What was written by hand cannot be had back once a new file lies over it.",
        "Choose another name, or move the file away.",
    ),
    error(
        "file-too-large",
        "A file of that size is likely another one than you meant.",
        "Check that it is the right file; make pictures smaller.",
    ),
    error(
        "internal",
        "The program made a mistake.",
        "Please report it with the content that led to it.",
    ),
    error(
        "missing-argument",
        "Without it there is nothing to do.",
        "`handbill help COMMAND` shows an example.",
    ),
    error(
        "pdf",
        "The file could not be put together.",
        "Please report it with the content that led to it.",
    ),
    error(
        "pdf-x",
        "The file would not keep what PDF/X-4 asks for, and is not written rather than claim it.",
        "Please report it with the content that led to it.",
    ),
    error(
        "unknown-code",
        "A code that is none allows or refuses nothing.",
        "`handbill explain` lists all codes.",
    ),
    error(
        "unknown-command",
        "There is no such command.",
        "`handbill help` lists them.",
    ),
    error(
        "unknown-format",
        "The ending of the file says what it is to be.",
        "Use .svg, .png or .pdf.",
    ),
    error(
        "unused-option",
        "An option that does nothing leaves you with a print that you did not ask for.",
        "Leave it out, or ask for what it is for.",
    ),
];

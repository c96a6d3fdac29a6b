//! Rules about files, folders and the program itself.

macro_rules! system_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "Arguments, files and the machine" {
            /// The law of a country that is not there cannot be looked up.
            BadCountry = error(
                "bad-country",
                "Write two letters (ISO 3166-1), such as DE or GB.",
            );

            /// The name becomes that of a file, and part of the names of others.
            BadName = error(
                "bad-name",
                "Use small letters, digits and hyphens, such as `keep-our-library`.",
            );

            /// Nobody who holds the print in the hand knows of the reason: what is false or cannot be read there
            /// stays so.
            CannotAllow = error(
                "cannot-allow",
                "Mend what the finding is about, and leave the `[[allow]]` out.",
            );

            /// What cannot be read cannot be printed.
            CannotRead = error(
                "cannot-read",
                "Check the name, the folder that you are in, and that you may read the file.",
            );

            /// The file was not written; an earlier one of that name is unchanged.
            CannotWrite = error(
                "cannot-write",
                "Choose another folder with --out, or make room on the disk.",
            );

            /// Two arguments ask for different things.
            Contradiction = error(
                "contradiction",
                "Leave one of them out.",
            );

            /// There is nothing to put into a kit, so none is written.
            EmptyKit = error(
                "empty-kit",
                "Mend what is told of the pieces, or choose others.",
            );

            /// What was written by hand cannot be had back once a new file lies over it.
            ExistsAlready = error(
                "exists-already",
                "Choose another name, or move the file away.",
            );

            /// A file of that size is likely another one than you meant.
            FileTooLarge = error(
                "file-too-large",
                "Check that it is the right file; make pictures smaller.",
            );

            /// The program made a mistake.
            Internal = error(
                "internal",
                "Please report it with the content that led to it.",
            );

            /// Without it there is nothing to do.
            MissingArgument = error(
                "missing-argument",
                "`handbill help COMMAND` shows an example.",
            );

            /// The file could not be put together.
            Pdf = error(
                "pdf",
                "Please report it with the content that led to it.",
            );

            /// The file would not keep what PDF/X-4 asks for, and is not written rather than claim it.
            PdfX = error(
                "pdf-x",
                "Please report it with the content that led to it.",
            );

            /// There is no such command.
            UnknownCommand = error(
                "unknown-command",
                "`handbill help` lists them.",
            );

            /// The ending of the file says what it is to be.
            UnknownFormat = error(
                "unknown-format",
                "Use .svg, .png or .pdf.",
            );

            /// A code that is none allows or refuses nothing.
            UnknownRule = error(
                "unknown-rule",
                "`handbill explain` lists all codes.",
            );

            /// An option that does nothing leaves you with a print that you did not ask for.
            UnusedOption = error(
                "unused-option",
                "Leave it out, or ask for what it is for.",
            );
        } }
    };
}

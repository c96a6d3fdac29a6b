//! Rules about files, folders and the program itself.

macro_rules! system_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "Arguments, files and the machine" {
            /// The imprint rules of a country can be looked up only by its code.
            BadCountry = error(
                "bad-country",
                "Write the two letters of ISO 3166-1, such as DE or GB.",
            );

            /// The name becomes a file name and a part of other file names.
            BadName = error(
                "bad-name",
                "Use small letters, digits and hyphens, such as `keep-our-library`.",
            );

            /// Readers of the print do not see your reason, and the problem stays on every copy.
            CannotAllow = error(
                "cannot-allow",
                "Fix what the finding reports, and remove the `[[allow]]`.",
            );

            /// A file that cannot be read cannot be printed or checked.
            CannotRead = error(
                "cannot-read",
                "Check the name, the folder that you are in, and your permission to read the file.",
            );

            /// The file was not written; an earlier file of that name is unchanged.
            CannotWrite = error(
                "cannot-write",
                "Write to another folder, or free some space on the disk.",
            );

            /// Two options ask for different things.
            Contradiction = error(
                "contradiction",
                "Omit one of them.",
            );

            /// None of the pieces can be printed, so no kit is written.
            EmptyKit = error(
                "empty-kit",
                "Fix the errors of the pieces, or choose others with `--template`.",
            );

            /// If a new file replaced this one, the work in it would be lost.
            ExistsAlready = error(
                "exists-already",
                "Choose another name, or move the file away.",
            );

            /// A file of this size is probably not the one that you meant.
            FileTooLarge = error(
                "file-too-large",
                "Check that it is the right file, and make pictures smaller.",
            );

            /// This is a fault of handbill, not of your content.
            Internal = error(
                "internal",
                "Please report it with the content that led to it.",
            );

            /// Without this argument, the command has nothing to work on.
            MissingArgument = error(
                "missing-argument",
                "`handbill help COMMAND` shows an example.",
            );

            /// The PDF could not be written because of a fault of handbill.
            Pdf = error(
                "pdf",
                "Please report it with the content that led to it.",
            );

            /// The file would break the rules of PDF/X-4, so it is not written.
            PdfX = error(
                "pdf-x",
                "This is a fault of handbill: please report it with the content that led to it.",
            );

            /// There is no command of this name.
            UnknownCommand = error(
                "unknown-command",
                "`handbill help` lists all commands.",
            );

            /// The ending of the file name decides the format, and this one is not known.
            UnknownFormat = error(
                "unknown-format",
                "Use one of the endings that the message names, such as .pdf.",
            );

            /// No rule has this name, so nothing would be allowed or denied.
            UnknownRule = error(
                "unknown-rule",
                "`handbill explain` lists all rules.",
            );

            /// The option has no effect here, so the print may not be what you want.
            UnusedOption = error(
                "unused-option",
                "Omit it, or add the option that it belongs to.",
            );
        } }
    };
}

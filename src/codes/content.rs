//! Codes about the content file and its translations.

use super::{Explained, Group, either, error, warning};

pub(super) const GROUP: Group = Group {
    about: "The content and its translations",
    codes: CODES,
};

const CODES: &[Explained] = &[
    error(
        "bad-age",
        "The limit cannot be counted, so old figures would pass.",
        "Write it as \"180 days\", \"6 months\" or \"2 years\".",
    ),
    error(
        "bad-amount",
        "A banking app takes no other form of an amount, or takes it for another sum.",
        "Write euros with a point before the cents: 12.50.",
    )
    .prints_false(),
    error(
        "bad-bic",
        "A transfer would go to no bank, or to another one.",
        "Copy it from a bank statement: 8 or 11 letters and digits.",
    )
    .prints_false(),
    error(
        "bad-date",
        "A date that cannot be read cannot be checked, and a reader would have to guess it.",
        "Write a date as 2023, 2023-11 or 2023-11-01, and a time as 2023-11-01T18:00. A day without a time is printed without one.",
    )
    .prints_false(),
    error(
        "bad-email",
        "A code with a wrong address opens a mail that comes back.",
        "Copy the address from a mail that arrived.",
    )
    .prints_false(),
    error(
        "bad-iban",
        "Money would go to a stranger or come back. The check digits of an account number show a slip.",
        "Copy the number from a bank statement.",
    )
    .prints_false(),
    error(
        "bad-id",
        "Ids name things in layouts, translations and file names; some characters mean something else there.",
        "Use letters, digits and hyphens, with at least one letter.",
    ),
    error(
        "bad-language",
        "Fonts, hyphens, dates and reading direction follow the language; a wrong tag gives wrong ones.",
        "Write a tag of BCP 47, such as en, hy or pt-BR.",
    ),
    error(
        "bad-location",
        "A map opens at the wrong place, or not at all.",
        "Write degrees as latitude,longitude: 40.1772,44.5126.",
    )
    .prints_false(),
    error(
        "bad-password",
        "A phone would try a password that no such network can have.",
        "Copy it from where the network is set up; WPA takes 8 to 63 letters.",
    )
    .prints_false(),
    error(
        "bad-phone",
        "A number that lacks its country, or has a 0 that is only dialled at home, cannot be called from elsewhere. A short number of a country has 3 to 6 digits.",
        "Write it in international form: +1 202 224 3121.",
    )
    .prints_false(),
    error(
        "bad-picture",
        "A damaged or unknown picture would be missing in print.",
        "Open it in a picture editor and save it again as JPEG, PNG or SVG.",
    )
    .unreadable(),
    error(
        "bad-reference",
        "A bank takes a reference only with the right check digits, and not beside a text.",
        "Copy it from the invoice, or write what the payment is for into `text`.",
    )
    .prints_false(),
    error(
        "bad-ssid",
        "No network has such a name, so that a phone would look for it in vain.",
        "Write the name as phones list it; it has at most 32 bytes.",
    )
    .prints_false(),
    error(
        "bad-url",
        "A phone opens an address only when it is whole, with its scheme.",
        "Copy it from the address bar of a browser, with https://.",
    )
    .prints_false(),
    error(
        "bad-weekday",
        "The weekday cannot be held against the date.",
        "Write it in English: \"Friday\", or \"Fri\".",
    )
    .prints_false(),
    warning(
        "doubled-time",
        "Where the clocks are put back, an hour comes twice, and half of the people come an hour early or late.",
        "Choose another time, or write the offset from UTC after it, and say on the piece which is meant.",
    ),
    warning(
        "draft",
        "Nobody who speaks the language has read the translation. A mistake would be printed by the thousand.",
        "Let a native speaker read it, then set status = \"reviewed\" and reviewer in its [translation].",
    ),
    error(
        "duplicate-id",
        "References to an id that stands twice could mean either.",
        "Give each its own id.",
    ),
    error(
        "empty-file",
        "There is nothing to print.",
        "Check that it is the file you meant, and that it was saved.",
    ),
    error(
        "ends-before-start",
        "An event that ends before it begins is printed wrong in any case, and calendars refuse it.",
        "Correct `end`, or `start`. After midnight it is the next day.",
    )
    .prints_false(),
    warning(
        "figures-differ",
        "A figure that is another in one language is outdated or wrong there: the failure that matters most.",
        "Bring the translation up to date with the content, or the other way around.",
    ),
    error(
        "is-a-translation",
        "A translation has texts only; what is to be printed stands in the content file.",
        "Name the content file, and the language with --lang.",
    ),
    error(
        "label-places",
        "A fixed word that lacks a place loses what belongs there, such as the number of a page.",
        "Use the same names in braces as the original.",
    ),
    warning(
        "left-out",
        "Whoever trusts what comes out does not count: an event, an action or an imprint that no piece prints is missed by everyone.",
        "Build a piece that prints it, print it in a layout of your own, or allow it with a reason: `at` names the key, such as event.berlin.",
    ),
    warning(
        "long-quote",
        "A long quotation is an excerpt that needs permission in many places, and few read it.",
        "Quote the one sentence that counts, in its exact words.",
    ),
    error(
        "markup",
        "Markup that print cannot show, such as a table or a footnote, would come out as signs.",
        "Write it as paragraphs, *emphasis*, **strong**, lists and [links](https://…), or put a backslash before a sign that is meant as itself.",
    )
    .prints_false(),
    error(
        "missing-key",
        "Without it the page has a hole, or says something that nobody can check.",
        "Write the key with its value into the table that is named.",
    ),
    warning(
        "missing-words",
        "Layouts print words of their own, such as “Sources”, in the language of the piece. handbill has none in this language, prints none of another instead, and leaves them out.",
        "Give them under `[labels]`. In a translation, `handbill translate` writes them into the file to be filled in.",
    ),
    error(
        "mixed-times",
        "With a time at one end only, a range cannot be printed so that everyone reads it alike.",
        "Give both `start` and `end` a time, or both the day alone.",
    )
    .prints_false(),
    warning(
        "no-credit",
        "Who made a picture has a right to be named, and may ask for money when not.",
        "Give the picture `credit` and `license`.",
    ),
    warning(
        "no-markup-here",
        "Headlines, quotations, names and labels are printed as they stand, stars and brackets too.",
        "Take the signs out, or say it in a field that takes markup: docs/markup.md lists them.",
    ),
    warning(
        "no-translator",
        "Nobody can be asked about a word.",
        "Name who made the translation in its [translation].",
    ),
    error(
        "not-a-text",
        "Only texts are translated; addresses, dates and numbers come from the content.",
        "Leave it out of the translation.",
    ),
    error(
        "not-utf8",
        "Accents and scripts would come out as other signs.",
        "Save the file as UTF-8 in your editor.",
    )
    .unreadable(),
    warning(
        "numeric-dates",
        "The tables of dates (CLDR) know no names of months in this language, so dates are printed as numbers, the year first.",
        "Check the tag, and try it with another script or region.",
    ),
    error(
        "offset-mismatch",
        "The offset from UTC and the time zone say two different times, and people come by one of them.",
        "Write the local time without an offset, as people are to read it.",
    )
    .prints_false(),
    error(
        "path-outside",
        "A content folder should work on every machine; a path that leaves it works on one.",
        "Put the file beside the content file and name it by a relative path.",
    ),
    warning(
        "references-differ",
        "A translation that names other sources than the content makes other claims.",
        "Name the same sources in both.",
    ),
    warning(
        "sample-event",
        "The event was made up to show the layout. People would come, and nobody would be there.",
        "Write a real event in its place and remove `sample`.",
    )
    .prints_false(),
    error(
        "skipped-time",
        "Where the clocks are put forward, there is an hour that does not come: nobody can be there at that time.",
        "Write a time that there is.",
    )
    .prints_false(),
    warning(
        "stale",
        "The source changed after it was translated, so that the languages say different things.",
        "Read the source anew, bring the text up to date, and delete its mark.",
    ),
    error(
        "toml-syntax",
        "The file cannot be read from that line on.",
        "Put texts between quotes and names of tables between brackets.",
    ),
    warning(
        "typed-quotation-marks",
        "The layout sets quotation marks of the language; typed ones would be printed twice.",
        "Leave them out of the text.",
    ),
    error(
        "unknown-id",
        "A text for something that the content does not have is printed nowhere.",
        "Use the ids of the content; `handbill translate` brings the file up to date.",
    ),
    error(
        "unknown-key",
        "A key that is misspelt does nothing, and what it was to say is missing in print.",
        "Use the name that is suggested; the README lists all of them.",
    ),
    error(
        "unknown-language",
        "There is no translation of that name.",
        "`handbill list languages CONTENT` shows those there are; `handbill translate CONTENT LANGUAGE` begins one.",
    ),
    error(
        "unknown-reference",
        "A claim whose source is not there cannot be checked.",
        "Use the id of a table that is there.",
    ),
    error(
        "unknown-value",
        "The key knows only certain values.",
        "Use one of those that are named.",
    ),
    error(
        "unknown-zone",
        "Times can be checked, and put into calendars, only in a zone that is known.",
        "Write its name as in the IANA database, such as \"Asia/Yerevan\".",
    ),
    either(
        "untranslated",
        "A reader finds words in another language in the middle of the page.",
        "Translate the text; `handbill translate` lists what is missing.",
    ),
    warning(
        "unused-key",
        "A key that its kind does not use is in no code, and who wrote it expects that it is.",
        "Leave it out, or choose the kind that uses it.",
    ),
    warning(
        "unusual-language",
        "A tag of two letters may be the code of a country instead, and mean another language.",
        "Use the tag that is suggested.",
    ),
    warning(
        "utc-time",
        "A time with Z is one of UTC, and it is printed as it stands: where the clock shows another, people come at the wrong hour.",
        "Write the local time, and `zone`.",
    ),
    error(
        "wrong-type",
        "A value of another kind cannot be used.",
        "Write text between quotes, numbers without, lists in brackets.",
    ),
];

//! Rules about the content file and its translations.

macro_rules! content_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "The content and its translations" {
            /// The limit cannot be counted, so old figures would pass.
            BadAge = error(
                "bad-age",
                "Write it as \"180 days\", \"6 months\" or \"2 years\".",
            );

            /// A banking app takes no other form of an amount, or takes it for another sum.
            BadAmount = error(
                "bad-amount",
                "Write euros with a point before the cents: 12.50.",
            ).prints_false();

            /// A transfer would go to no bank, or to another one.
            BadBic = error(
                "bad-bic",
                "Copy it from a bank statement: 8 or 11 letters and digits.",
            ).prints_false();

            /// A date that cannot be read cannot be checked, and a reader would have to guess it.
            BadDate = error(
                "bad-date",
                "Write a date as 2023, 2023-11 or 2023-11-01, and a time as 2023-11-01T18:00. A day without a time is printed without one.",
            ).prints_false();

            /// A code with a wrong address opens a mail that comes back.
            BadEmail = error(
                "bad-email",
                "Copy the address from a mail that arrived.",
            ).prints_false();

            /// Money would go to a stranger or come back. The check digits of an account number show a slip.
            BadIban = error(
                "bad-iban",
                "Copy the number from a bank statement.",
            ).prints_false();

            /// Ids name things in layouts, translations and file names; some characters mean something else there.
            BadId = error(
                "bad-id",
                "Use letters, digits and hyphens, with at least one letter.",
            );

            /// Fonts, hyphens, dates and reading direction follow the language; a wrong tag gives wrong ones.
            BadLanguage = error(
                "bad-language",
                "Write a tag of BCP 47, such as en, hy or pt-BR.",
            );

            /// A map opens at the wrong place, or not at all.
            BadLocation = error(
                "bad-location",
                "Write degrees as latitude,longitude: 40.1772,44.5126.",
            ).prints_false();

            /// A phone would try a password that no such network can have.
            BadPassword = error(
                "bad-password",
                "Copy it from where the network is set up; WPA takes 8 to 63 letters.",
            ).prints_false();

            /// A number that lacks its country, or has a 0 that is only dialled at home, cannot be called from
            /// elsewhere. A short number of a country has 3 to 6 digits.
            BadPhone = error(
                "bad-phone",
                "Write it in international form: +1 202 224 3121.",
            ).prints_false();

            /// A damaged or unknown picture would be missing in print.
            BadPicture = error(
                "bad-picture",
                "Open it in a picture editor and save it again as JPEG, PNG or SVG.",
            ).unreadable();

            /// A bank takes a reference only with the right check digits, and not beside a text.
            BadReference = error(
                "bad-reference",
                "Copy it from the invoice, or write what the payment is for into `text`.",
            ).prints_false();

            /// No network has such a name, so that a phone would look for it in vain.
            BadSsid = error(
                "bad-ssid",
                "Write the name as phones list it; it has at most 32 bytes.",
            ).prints_false();

            /// A phone opens an address only when it is whole, with its scheme.
            BadUrl = error(
                "bad-url",
                "Copy it from the address bar of a browser, with https://.",
            ).prints_false();

            /// The weekday cannot be held against the date.
            BadWeekday = error(
                "bad-weekday",
                "Write it in English: \"Friday\", or \"Fri\".",
            ).prints_false();

            /// Where the clocks are put back, an hour comes twice, and half of the people come an hour early or
            /// late.
            DoubledTime = warning(
                "doubled-time",
                "Choose another time, or write the offset from UTC after it, and say on the piece which is meant.",
            );

            /// Nobody who speaks the language has read the translation. A mistake would be printed by the thousand.
            Draft = warning(
                "draft",
                "Let a native speaker read it, then set status = \"reviewed\" and reviewer in its [translation].",
            );

            /// References to an id that stands twice could mean either.
            DuplicateId = error(
                "duplicate-id",
                "Give each its own id.",
            );

            /// There is nothing to print.
            EmptyFile = error(
                "empty-file",
                "Check that it is the file you meant, and that it was saved.",
            );

            /// An event that ends before it begins is printed wrong in any case, and calendars refuse it.
            EndsBeforeStart = error(
                "ends-before-start",
                "Correct `end`, or `start`. After midnight it is the next day.",
            ).prints_false();

            /// A figure that is another in one language is outdated or wrong there: the failure that matters most.
            FiguresDiffer = warning(
                "figures-differ",
                "Bring the translation up to date with the content, or the other way around.",
            );

            /// A translation has texts only; what is to be printed stands in the content file.
            IsATranslation = error(
                "is-a-translation",
                "Name the content file, and the language with --lang.",
            );

            /// A fixed word that lacks a place loses what belongs there, such as the number of a page.
            LabelPlaces = error(
                "label-places",
                "Use the same names in braces as the original.",
            );

            /// Whoever trusts what comes out does not count: an event, an action or an imprint that no piece prints
            /// is missed by everyone.
            LeftOut = warning(
                "left-out",
                "Build a piece that prints it, print it in a layout of your own, or allow it with a reason: `at` names the key, such as event.berlin.",
            );

            /// A long quotation is an excerpt that needs permission in many places, and few read it.
            LongQuote = warning(
                "long-quote",
                "Quote the one sentence that counts, in its exact words.",
            );

            /// Markup that print cannot show, such as a table or a footnote, would come out as signs.
            Markup = error(
                "markup",
                "Write it as paragraphs, *emphasis*, **strong**, lists and [links](https://…), or put a backslash before a sign that is meant as itself.",
            ).prints_false();

            /// Without it the page has a hole, or says something that nobody can check.
            MissingKey = error(
                "missing-key",
                "Write the key with its value into the table that is named.",
            );

            /// Layouts print words of their own, such as “Sources”, in the language of the piece. handbill has none
            /// in this language, prints none of another instead, and leaves them out.
            MissingWords = warning(
                "missing-words",
                "Give them under `[labels]`. In a translation, `handbill translate` writes them into the file to be filled in.",
            );

            /// With a time at one end only, a range cannot be printed so that everyone reads it alike.
            MixedTimes = error(
                "mixed-times",
                "Give both `start` and `end` a time, or both the day alone.",
            ).prints_false();

            /// Who made a picture has a right to be named, and may ask for money when not.
            NoCredit = warning(
                "no-credit",
                "Give the picture `credit` and `license`.",
            );

            /// Headlines, quotations, names and labels are printed as they stand, stars and brackets too.
            NoMarkupHere = warning(
                "no-markup-here",
                "Take the signs out, or say it in a field that takes markup: docs/markup.md lists them.",
            );

            /// Nobody can be asked about a word.
            NoTranslator = warning(
                "no-translator",
                "Name who made the translation in its [translation].",
            );

            /// Only texts are translated; addresses, dates and numbers come from the content.
            NotAText = error(
                "not-a-text",
                "Leave it out of the translation.",
            );

            /// Accents and scripts would come out as other signs.
            NotUtf8 = error(
                "not-utf8",
                "Save the file as UTF-8 in your editor.",
            ).unreadable();

            /// The tables of dates (CLDR) know no names of months in this language, so dates are printed as
            /// numbers, the year first.
            NumericDates = warning(
                "numeric-dates",
                "Check the tag, and try it with another script or region.",
            );

            /// The offset from UTC and the time zone say two different times, and people come by one of them.
            OffsetMismatch = error(
                "offset-mismatch",
                "Write the local time without an offset, as people are to read it.",
            ).prints_false();

            /// A content folder should work on every machine; a path that leaves it works on one.
            PathOutside = error(
                "path-outside",
                "Put the file beside the content file and name it by a relative path.",
            );

            /// A translation that names other sources than the content makes other claims.
            ReferencesDiffer = warning(
                "references-differ",
                "Name the same sources in both.",
            );

            /// The event was made up to show the layout. People would come, and nobody would be there.
            SampleEvent = warning(
                "sample-event",
                "Write a real event in its place and remove `sample`.",
            ).prints_false();

            /// Where the clocks are put forward, there is an hour that does not come: nobody can be there at that
            /// time.
            SkippedTime = error(
                "skipped-time",
                "Write a time that there is.",
            ).prints_false();

            /// The source changed after it was translated, so that the languages say different things.
            Stale = warning(
                "stale",
                "Read the source anew, bring the text up to date, and delete its mark.",
            );

            /// The file cannot be read from that line on.
            TomlSyntax = error(
                "toml-syntax",
                "Put texts between quotes and names of tables between brackets.",
            );

            /// The layout sets quotation marks of the language; typed ones would be printed twice.
            TypedQuotationMarks = warning(
                "typed-quotation-marks",
                "Leave them out of the text.",
            );

            /// A text for something that the content does not have is printed nowhere.
            UnknownId = error(
                "unknown-id",
                "Use the ids of the content; `handbill translate` brings the file up to date.",
            );

            /// A key that is misspelt does nothing, and what it was to say is missing in print.
            UnknownKey = error(
                "unknown-key",
                "Use the name that is suggested; the README lists all of them.",
            );

            /// There is no translation of that name.
            UnknownLanguage = error(
                "unknown-language",
                "`handbill list languages CONTENT` shows those there are; `handbill translate CONTENT LANGUAGE` begins one.",
            );

            /// A claim whose source is not there cannot be checked.
            UnknownReference = error(
                "unknown-reference",
                "Use the id of a table that is there.",
            );

            /// The key knows only certain values.
            UnknownValue = error(
                "unknown-value",
                "Use one of those that are named.",
            );

            /// Times can be checked, and put into calendars, only in a zone that is known.
            UnknownZone = error(
                "unknown-zone",
                "Write its name as in the IANA database, such as \"Asia/Yerevan\".",
            );

            /// A reader finds words in another language in the middle of the page.
            Untranslated = either(
                "untranslated",
                "Translate the text; `handbill translate` lists what is missing.",
            );

            /// A key that its kind does not use is in no code, and who wrote it expects that it is.
            UnusedKey = warning(
                "unused-key",
                "Leave it out, or choose the kind that uses it.",
            );

            /// A tag of two letters may be the code of a country instead, and mean another language.
            UnusualLanguage = warning(
                "unusual-language",
                "Use the tag that is suggested.",
            );

            /// A time with Z is one of UTC, and it is printed as it stands: where the clock shows another, people
            /// come at the wrong hour.
            UtcTime = warning(
                "utc-time",
                "Write the local time, and `zone`.",
            );

            /// A value of another kind cannot be used.
            WrongType = error(
                "wrong-type",
                "Write text between quotes, numbers without, lists in brackets.",
            );
        } }
    };
}

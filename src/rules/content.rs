//! Rules about the content file and its translations.

macro_rules! content_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "The content and its translations" {
            /// An age limit that cannot be read cannot be applied, so outdated figures would pass.
            BadAge = error(
                "bad-age",
                "Write it as \"180 days\", \"6 months\" or \"2 years\".",
            );

            /// Banking apps accept an amount in one form only, and may read any other as another sum.
            BadAmount = error(
                "bad-amount",
                "Write euros with a point before the cents, such as 12.50.",
            ).prints_false();

            /// With a wrong BIC, a transfer fails or goes to another bank.
            BadBic = error(
                "bad-bic",
                "Copy it from a bank statement; a BIC has 8 or 11 letters and digits.",
            ).prints_false();

            /// A date that cannot be read cannot be checked, and readers could misunderstand it.
            BadDate = error(
                "bad-date",
                "Write a date as 2023, 2023-11 or 2023-11-01, and a time as 2023-11-01T18:00. A day without a time is printed without one.",
            ).prints_false();

            /// Mail to a wrong address does not arrive.
            BadEmail = error(
                "bad-email",
                "Copy the address from a mail that arrived.",
            ).prints_false();

            /// A transfer to a wrong account fails or pays a stranger. The check digits of an IBAN reveal typing
            /// errors.
            BadIban = error(
                "bad-iban",
                "Copy the number from a bank statement.",
            ).prints_false();

            /// Layouts, translations and file names contain ids, so only some characters are possible.
            BadId = error(
                "bad-id",
                "Use letters, digits and hyphens, with at least one letter.",
            );

            /// Fonts, hyphens, dates and the reading direction follow the language tag.
            BadLanguage = error(
                "bad-language",
                "Write a BCP 47 language tag, such as en, hy or pt-BR.",
            );

            /// A wrong location opens the map at the wrong place, or not at all.
            BadLocation = error(
                "bad-location",
                "Write latitude and longitude in degrees, such as 52.5163,13.3777.",
            ).prints_false();

            /// The phone would try a password that a network of this kind cannot have.
            BadPassword = error(
                "bad-password",
                "Copy it from the settings of the network; a WPA password has 8 to 63 characters.",
            ).prints_false();

            /// A number without a country code, or with a domestic 0, cannot be called from abroad.
            BadPhone = error(
                "bad-phone",
                "Write it in international form, such as +44 20 7946 0123. A short number of a country has 3 to 6 digits.",
            ).prints_false();

            /// A picture that is damaged or of an unknown format would be missing in print.
            BadPicture = error(
                "bad-picture",
                "Open it in a picture editor, and save it again as JPEG, PNG or SVG.",
            ).unreadable();

            /// Banks accept a reference only with correct check digits, and not together with a text.
            BadReference = error(
                "bad-reference",
                "Copy it from the invoice, or describe the payment in `text` instead.",
            ).prints_false();

            /// No Wi-Fi network can have this name, so the phone would never find it.
            BadSsid = error(
                "bad-ssid",
                "Write the name as phones list it; a name has at most 32 bytes.",
            ).prints_false();

            /// A phone opens an address only if it is complete and includes its scheme (https://).
            BadUrl = error(
                "bad-url",
                "Copy it from the address bar of a browser, including https://.",
            ).prints_false();

            /// A weekday that cannot be read cannot be compared with the date.
            BadWeekday = error(
                "bad-weekday",
                "Write it in English, such as \"Friday\" or \"Fri\".",
            ).prints_false();

            /// When clocks go back, one hour occurs twice, and people cannot know which one is meant.
            DoubledTime = warning(
                "doubled-time",
                "Choose another time, or write the offset from UTC after it and say on the piece which one is meant.",
            );

            /// Nobody who speaks the language has reviewed the translation. A mistake would be on every copy.
            Draft = warning(
                "draft",
                "Let someone else who speaks the language read it, then set `status = \"reviewed\"` in its `[translation]`.",
            );

            /// A reference to an id that occurs twice could mean either element.
            DuplicateId = error(
                "duplicate-id",
                "Give each element its own id.",
            );

            /// The file contains nothing to print.
            EmptyFile = error(
                "empty-file",
                "Check that it is the file that you meant, and that it was saved. `handbill new NAME` writes a file to begin with.",
            );

            /// An event that ends before it starts has a wrong time, and calendars refuse it.
            EndsBeforeStart = error(
                "ends-before-start",
                "Correct `start` or `end`. An event that ends after midnight ends on the next day.",
            ).prints_false();

            /// A figure that differs between two languages is wrong or outdated in one of them.
            FiguresDiffer = warning(
                "figures-differ",
                "Make the translation agree with the content, or correct the content.",
            );

            /// A translation has only texts; everything else that is printed is in the content file.
            IsATranslation = error(
                "is-a-translation",
                "Name the content file, and choose the language with `--lang`.",
            );

            /// A fixed word without its placeholder loses what belongs there, such as a page number.
            LabelPlaces = error(
                "label-places",
                "Use the same names in braces as the original.",
            );

            /// No piece prints this part of the content, so no reader will see it.
            LeftOut = warning(
                "left-out",
                "Build a piece that prints it, show it in a layout of your own, or allow it with a reason: `at` names its key, such as `event.opening`.",
            );

            /// A long quotation may need permission, and few people read it to the end.
            LongQuote = warning(
                "long-quote",
                "Quote the one sentence that matters, word for word.",
            );

            /// Markup that cannot be printed, such as a table or a footnote, would show its signs.
            Markup = error(
                "markup",
                "Write it as paragraphs, *emphasis*, **strong**, lists and [links](https://…), or put a backslash before a sign to print the sign itself.",
            ).prints_false();

            /// Without this key, the page would have a gap or make a claim that nobody can check.
            MissingKey = error(
                "missing-key",
                "Add the key and its value to the table that the message names.",
            );

            /// handbill lacks some fixed words of layouts, such as “Sources”, in this language. It leaves them out,
            /// rather than print them in another language.
            MissingWords = warning(
                "missing-words",
                "Write them under `[labels]`. In a translation, `handbill translate` adds them to the file for you to fill in.",
            );

            /// Readers can misunderstand a range that has a time at only one end.
            MixedTimes = error(
                "mixed-times",
                "Give both `start` and `end` a time, or only a day in both.",
            ).prints_false();

            /// The author of a picture has a right to be named, and may claim money otherwise.
            NoCredit = warning(
                "no-credit",
                "Add `credit` and `license` to the picture.",
            );

            /// This field is printed exactly as it is written, including stars and brackets.
            NoMarkupHere = warning(
                "no-markup-here",
                "Remove the signs, or use a field that takes markup; docs/markup.md lists these fields.",
            );

            /// If the translator is unknown, nobody can be asked about a word.
            NoTranslator = warning(
                "no-translator",
                "Name the `translator` in the `[translation]` of the file.",
            );

            /// Only texts are translated; addresses, dates and numbers come from the content.
            NotAText = error(
                "not-a-text",
                "Remove it from the translation.",
            );

            /// Accents and other scripts would print as wrong characters.
            NotUtf8 = error(
                "not-utf8",
                "Save the file as UTF-8 in your editor.",
            ).unreadable();

            /// handbill does not know the months in this language, so it prints dates as numbers. Its names of months
            /// come from CLDR, the locale data of Unicode.
            NumericDates = warning(
                "numeric-dates",
                "Check the tag, try one with another script or region, or write dates in words in your own texts.",
            );

            /// The offset and the time zone give two different times, and people rely on one of them.
            OffsetMismatch = error(
                "offset-mismatch",
                "Write the local time without an offset.",
            ).prints_false();

            /// A content folder must work on every computer; a path that leaves it may not.
            PathOutside = error(
                "path-outside",
                "Put the file beside the content file, and name it by a relative path.",
            );

            /// In a row with more or fewer cells than columns, words would be under wrong headings.
            RaggedRow = error(
                "ragged-row",
                "Give each row as many cells as `columns` has, with an upright line (|) between two cells. An empty cell has nothing between its lines.",
            ).prints_false();

            /// A translation that names other sources than the content makes other claims.
            ReferencesDiffer = warning(
                "references-differ",
                "Name the same sources in both.",
            );

            /// The campaign is invented to show what one looks like: nobody would be reached by its addresses and numbers.
            SampleCampaign = warning(
                "sample-campaign",
                "Replace its words, addresses and numbers with your own, and remove `sample` under `[campaign]`.",
            ).prints_false();

            /// The event is invented to show the layout: people would come, and nobody would be there.
            SampleEvent = warning(
                "sample-event",
                "Replace it with a real event, and remove `sample`.",
            ).prints_false();

            /// When clocks go forward, one hour is skipped, so this time does not exist.
            SkippedTime = error(
                "skipped-time",
                "Write a time that exists.",
            ).prints_false();

            /// The source text changed after it was translated, so the languages say different things.
            Stale = warning(
                "stale",
                "Read the source again, update the translation, and delete the comment that marks it.",
            );

            /// The file is not valid TOML, so it cannot be read from this line on.
            TomlSyntax = error(
                "toml-syntax",
                "Put texts in quotation marks, and names of tables in square brackets.",
            );

            /// The layout adds the quotation marks of the language; typed ones would print twice.
            TypedQuotationMarks = warning(
                "typed-quotation-marks",
                "Remove them from the text.",
            );

            /// The content has no element with this id, so the text would not be printed.
            UnknownId = error(
                "unknown-id",
                "Use an id of the content; `handbill translate` brings the file up to date.",
            );

            /// A misspelt key has no effect, and what it should say would be missing in print.
            UnknownKey = error(
                "unknown-key",
                "Use the suggested name. README.md lists the keys of a content file, and templates/README.md those of a layout.",
            );

            /// The content has no translation into this language.
            UnknownLanguage = error(
                "unknown-language",
                "`handbill list languages CONTENT` lists the translations; `handbill translate CONTENT LANGUAGE` begins one.",
            );

            /// No element has this id. A claim whose source is missing cannot be checked.
            UnknownReference = error(
                "unknown-reference",
                "Use the id of an element that exists.",
            );

            /// Only certain values are possible here.
            UnknownValue = error(
                "unknown-value",
                "Use one of the values that the message names.",
            );

            /// A time can be checked, and added to calendars, only in a time zone that is known.
            UnknownZone = error(
                "unknown-zone",
                "Write a name of the IANA time zone database, such as \"Europe/Berlin\".",
            );

            /// Readers would find words of another language in the middle of the page.
            Untranslated = either(
                "untranslated",
                "Translate the text; `handbill translate` lists what is missing.",
            );

            /// This kind of action does not use the key, so its value would be in no code.
            UnusedKey = warning(
                "unused-key",
                "Remove it, or choose a kind that uses it.",
            );

            /// A tag of two letters may be a country code by mistake, and mean another language.
            UnusualLanguage = warning(
                "unusual-language",
                "Use the suggested tag, unless you mean this language.",
            );

            /// A time in UTC (Z) would be printed as local time, and people would come at a wrong hour.
            UtcTime = warning(
                "utc-time",
                "Write the local time, and `zone`.",
            );

            /// A value of this type cannot be used here.
            WrongType = error(
                "wrong-type",
                "Write texts in quotation marks, numbers without them, and lists in square brackets.",
            );
        } }
    };
}

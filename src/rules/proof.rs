//! Rules that the proof adds: about claims, events, sources, links, codes and the law.

macro_rules! proof_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "The proof" {
            /// Browsers warn people not to open a page whose certificate is not valid.
            BadCertificate = error(
                "bad-certificate",
                "Ask whoever runs the server to renew the certificate.",
            ).may_stand();

            /// A code on a seam can be read only if the sheets are pasted without any gap.
            CodeOnSeam = warning(
                "code-on-seam",
                "Choose another `--overlap` or `--onto`, or a paper that is printed in one piece.",
            );

            /// Some letters of the host look like others: a typing error, or an attempt to deceive.
            ConfusableHost = error(
                "confusable-host",
                "Type the host again by hand, and compare it with the one that you know.",
            ).may_stand();

            /// People copy leaflets; if a copy of the code cannot be read, it reaches nobody.
            CopyUnread = warning(
                "copy-unread",
                "Print it larger, and black on white.",
            );

            /// People who scan the code do not reach the page.
            DeadLink = error(
                "dead-link",
                "Open it by hand, and correct the address or ask whoever runs the page.",
            ).may_stand();

            /// Something looks like a code but cannot be read, and phones may fail too.
            DoubtfulCode = warning(
                "doubtful-code",
                "Scan it with a phone, and keep it and its quiet zone free.",
            );

            /// Such codes stop working when a subscription ends, and the service counts who scans.
            DynamicRedirector = warning(
                "dynamic-redirector",
                "Put the address of the page itself into the code, or redirect from your own host.",
            );

            /// A figure cannot be known before its day, so its date is a mistake.
            FutureFact = warning(
                "future-fact",
                "Correct `as_of`: it is the day for which the figure is true.",
            );

            /// Many strangers would read where a person lives, opponents among them.
            HomeAddress = warning(
                "home-address",
                "Use the address of an office, an association or a lawyer who agrees.",
            );

            /// On the way, people pass a page without encryption that a network can read and change.
            InsecureRedirect = warning(
                "insecure-redirect",
                "Use an address that stays encrypted, or ask whoever runs the server for https.",
            );

            /// The code depends on a company that may close, and people cannot see where it leads.
            LinkShortener = warning(
                "link-shortener",
                "Put the address of the page itself into the code, or a short address of your own host.",
            );

            /// The address is inside a local network, so phones elsewhere cannot reach it.
            LocalAddress = error(
                "local-address",
                "Give the public address of the page.",
            ).unreadable();

            /// Each character makes the modules smaller, so people must scan from closer.
            LongAddress = warning(
                "long-address",
                "Give the page a shorter address on the same host.",
            );

            /// In some countries, leaflets without an imprint can be seized, and distributors fined. This describes
            /// practice and is not legal advice.
            MissingImprint = warning(
                "missing-imprint",
                "Fill in the imprint of the country under `[organizer.imprint]`. A layout of your own needs an area with `imprint = \"auto\"`.",
            );

            /// In France, leaflets ask readers not to litter, and mayors can fine without that line. This describes
            /// practice and is not legal advice.
            MissingLitterLine = warning(
                "missing-litter-line",
                "Add it to the imprint: `note = \"Ne pas jeter sur la voie publique\"`.",
            );

            /// handbill knows no imprint rules for this country, so it checked nothing.
            NoImprintRule = warning(
                "no-imprint-rule",
                "Find out what the law there requires of a leaflet.",
            );

            /// Without https://, a phone searches for the text instead of opening the address.
            NoScheme = error(
                "no-scheme",
                "Begin the address with https://.",
            ).unreadable();

            /// Without a time zone, calendars in other places show the event at a wrong hour.
            NoTimeZone = warning(
                "no-time-zone",
                "Give the event a `zone`, such as \"Europe/Berlin\".",
            );

            /// In France, black print on white paper is reserved for official posters. This describes practice and is
            /// not legal advice.
            OfficialLookingPoster = warning(
                "official-looking-poster",
                "Print it on coloured paper, or use a colour.",
            );

            /// The file does not match its content: its figures and addresses may be old. It is out of date, was
            /// edited, or was built with other options.
            OutdatedFile = error(
                "outdated-file",
                "Build it again, or give the options that it was built with, such as `--lang` or `--route`.",
            ).prints_false();

            /// People would come to an event that is over.
            PastEvent = warning(
                "past-event",
                "Remove it, or replace it with the next one.",
            );

            /// Browsers warn of pages without encryption, and networks can read and change them.
            PlainHttp = warning(
                "plain-http",
                "Write https://, and open the page once to see that it works.",
            );

            /// People cannot trust a code if the address or account printed beside it is another.
            PrintedAddressDiffers = warning(
                "printed-address-differs",
                "Let `short` agree with the address or account in the code.",
            );

            /// With a redirect, two hosts have to stay online.
            Redirect = warning(
                "redirect",
                "If the last address is short, put it into the code.",
            );

            /// The page redirects without an end, so no browser can open it.
            RedirectLoop = error(
                "redirect-loop",
                "Ask whoever runs the server.",
            ).may_stand();

            /// The server refuses programs, so the check cannot tell whether people reach the page.
            RefusedLink = warning(
                "refused-link",
                "Open it by hand, on a phone that is not logged in and uses the mobile network.",
            );

            /// People scan from where they stand, and give up if the code cannot be read from there.
            ShortReach = either(
                "short-reach",
                "Give the code more room, shorten its address, or lower its `distance`.",
            ).unreadable();

            /// People on the street do not wait long for a page, and mobile networks are slow.
            SlowLink = warning(
                "slow-link",
                "Open it on a phone outdoors, and make the page lighter.",
            );

            /// Figures change, and an outdated one is the easiest way to discredit a campaign.
            StaleFact = warning(
                "stale-fact",
                "Check it with its source and update `as_of`, or change `max_age` under `[campaign]` for figures that change slowly.",
            );

            /// A source that nobody can find again proves nothing.
            ThinSource = warning(
                "thin-source",
                "Give the source a title, an author, and a publisher if that is not the author.",
            );

            /// Tracking makes the code larger and tells others who scanned it, which can harm people.
            TrackingParameter = warning(
                "tracking-parameter",
                "Remove the parameter from the address.",
            );

            /// People will scan a code in a picture too, and nobody chose where it leads.
            UnexpectedCode = warning(
                "unexpected-code",
                "Cut it out of the picture, or cover it.",
            );

            /// No phone can read the code, so people who scan it get nothing.
            UnreadCode = error(
                "unread-code",
                "Keep the code and its quiet zone free, print it black on white, and make it larger.",
            ).unreadable();

            /// A figure without a source cannot be defended to a journalist or an official.
            UnsourcedFact = warning(
                "unsourced-fact",
                "Give the fact a `source`: the id of a `[[source]]`.",
            );

            /// Most people type small letters, which may lead to another page or to none.
            UpperCasePath = warning(
                "upper-case-path",
                "Give the page a second address in small letters, and print that one.",
            );

            /// If date and weekday disagree, half of the readers believe the wrong one.
            WeekdayMismatch = error(
                "weekday-mismatch",
                "Look the date up in a calendar, and correct one of them.",
            ).prints_false();

            /// The code opens something that the content does not name, and nobody has checked it.
            WrongPayload = error(
                "wrong-payload",
                "Build the file again from the content.",
            ).prints_false();
        } }
    };
}

//! Codes of the proof: what is found in what is printed.

macro_rules! proof_rules {
    ([$next:ident $($later:ident)*] $($before:tt)*) => {
        $next! { [$($later)*] $($before)* "The proof" {
            /// Browsers keep people away from a page whose certificate they do not trust.
            BadCertificate = error(
                "bad-certificate",
                "Ask who runs the server to renew it.",
            ).may_stand();

            /// A code that is divided between sheets reads only if they are pasted without a gap, which glue and
            /// wind forbid.
            CodeOnSeam = warning(
                "code-on-seam",
                "Choose another `--overlap` or `--onto`, or a paper that is printed whole.",
            );

            /// The host has letters that look like others: a slip, or somebody means to lead people elsewhere.
            ConfusableHost = error(
                "confusable-host",
                "Type the host anew, and compare it with the one that you know.",
            ).may_stand();

            /// Leaflets are copied by those who like them; a code that does not outlive it is lost to them.
            CopyUnread = warning(
                "copy-unread",
                "Print it larger, and black on white.",
            );

            /// A code that leads nowhere is not worth its ink.
            DeadLink = error(
                "dead-link",
                "Open it by hand, and correct the address or ask who runs the page.",
            ).may_stand();

            /// Something looks like a code and is not read: phones will not read it either, or it is a picture of
            /// something else.
            DoubtfulCode = warning(
                "doubtful-code",
                "Scan it with a phone; keep everything off it and its quiet zone.",
            );

            /// Codes of such services die when the subscription ends, and the service counts who scans.
            DynamicRedirector = warning(
                "dynamic-redirector",
                "Put the address itself into the code, or redirect from a host of your own.",
            );

            /// A figure cannot be known before its day: its date is a slip, and readers notice.
            FutureFact = warning(
                "future-fact",
                "Correct `as_of`.",
            );

            /// Thousands of strangers read where a person lives, opponents among them.
            HomeAddress = warning(
                "home-address",
                "Use the address of an association, an office or a lawyer.",
            );

            /// On the way a page without encryption is passed, which networks can read and change.
            InsecureRedirect = warning(
                "insecure-redirect",
                "Use an address that stays encrypted.",
            );

            /// The code then depends on a company that may close, sell, show advertisements, or be blocked; people
            /// cannot see where it leads.
            LinkShortener = warning(
                "link-shortener",
                "Put the address itself into the code, or a short one of your own host.",
            );

            /// Such an address leads into the phone's own network: nobody else reaches it.
            LocalAddress = error(
                "local-address",
                "Use the public address.",
            ).unreadable();

            /// Each letter makes modules smaller, so the code is read from less far or takes more room.
            LongAddress = warning(
                "long-address",
                "Use a shorter path on the same host.",
            );

            /// In some countries a leaflet without an imprint may be taken away, and who hands it out fined.
            /// Practice, not legal advice.
            MissingImprint = warning(
                "missing-imprint",
                "Add the imprint of the country under `[organizer.imprint]`.",
            );

            /// French practice asks for it on what is handed out, and mayors fine without it. Practice, not legal
            /// advice.
            MissingLitterLine = warning(
                "missing-litter-line",
                "Add it as `note` of the imprint.",
            );

            /// Nothing is recorded for the country, so nothing was checked.
            NoImprintRule = warning(
                "no-imprint-rule",
                "Look up what a leaflet has to carry there.",
            );

            /// Without `https://` a phone takes the code for plain text and opens nothing.
            NoScheme = error(
                "no-scheme",
                "Write the address with `https://`.",
            ).unreadable();

            /// Campaigns cross borders: without a zone a calendar shows another hour elsewhere.
            NoTimeZone = warning(
                "no-time-zone",
                "Give the event `zone`, such as \"America/New_York\".",
            );

            /// Black on white alone is kept for posters of the state in France. Practice, not legal advice.
            OfficialLookingPoster = warning(
                "official-looking-poster",
                "Print it on coloured paper, or with a colour.",
            );

            /// The content has changed since the file was made, or somebody changed the file: its figures and
            /// addresses may be old.
            OutdatedFile = error(
                "outdated-file",
                "Make it anew with `build`, or give the arguments that it was made with.",
            ).prints_false();

            /// People come, and nobody is there.
            PastEvent = warning(
                "past-event",
                "Print the next event, or take the old one out.",
            );

            /// Browsers warn of pages without encryption, and networks can read and change them.
            PlainHttp = warning(
                "plain-http",
                "Write https, and see that the server has it.",
            );

            /// The printed address leads elsewhere than the code beside it.
            PrintedAddressDiffers = warning(
                "printed-address-differs",
                "Make `short` the beginning of the address that the code opens.",
            );

            /// The link leads on to another host: one more that has to stay.
            Redirect = warning(
                "redirect",
                "Put the last address into the code, if it is short.",
            );

            /// The page sends browsers in a circle; nobody arrives.
            RedirectLoop = error(
                "redirect-loop",
                "Tell whoever runs the server.",
            ).may_stand();

            /// The server lets no programs in, so it is not known whether people arrive.
            RefusedLink = warning(
                "refused-link",
                "Open it by hand, on a phone, without the network at home.",
            );

            /// People hold their phone where they stand. From farther than a code reads they give up after one try.
            ShortReach = either(
                "short-reach",
                "Give the code more room, shorten its address, or lower its `distance`.",
            ).unreadable();

            /// People in the street wait for a page for a few seconds, on slow networks.
            SlowLink = warning(
                "slow-link",
                "Open it on a phone outside; use a lighter page if need be.",
            );

            /// A figure about people in prison changes; an old one is the first thing that is held against a
            /// campaign.
            StaleFact = warning(
                "stale-fact",
                "Confirm it with its source and give it a new `as_of`, or set `max_age` for what changes slowly.",
            );

            /// A source that cannot be found again proves nothing.
            ThinSource = warning(
                "thin-source",
                "Give the source a title and an author or publisher.",
            );

            /// It makes the code larger and tells others who scanned it; at a protest that can harm people.
            TrackingParameter = warning(
                "tracking-parameter",
                "Leave the parameter out.",
            );

            /// A code in a picture is scanned like any other, and nobody of the campaign chose where it leads.
            UnexpectedCode = warning(
                "unexpected-code",
                "Cut it out of the picture, or cover it.",
            );

            /// A code that no phone reads is an apology in print: whoever scans it gets nothing.
            UnreadCode = error(
                "unread-code",
                "Keep everything off the code and its quiet zone, print it black on white, and make it larger.",
            ).unreadable();

            /// A figure without a source cannot be defended to a journalist or an official.
            UnsourcedFact = warning(
                "unsourced-fact",
                "Give it `source`, with the id of a `[[source]]`.",
            );

            /// People type in small letters, and most servers then find nothing.
            UpperCasePath = warning(
                "upper-case-path",
                "Use a path in small letters.",
            );

            /// Of a date and a weekday that disagree, half of the people believe the wrong one.
            WeekdayMismatch = error(
                "weekday-mismatch",
                "Look it up in a calendar, and correct one of them.",
            ).prints_false();

            /// The code opens something else than the content says; people are sent to a place that nobody checked.
            WrongPayload = error(
                "wrong-payload",
                "Make the file anew from the content.",
            ).prints_false();
        } }
    };
}

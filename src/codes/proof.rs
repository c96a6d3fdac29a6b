//! Codes of the proof: what is found in what is printed.

use super::{Explained, Group, either, error, warning};

pub(super) const GROUP: Group = Group {
    about: "The proof",
    codes: CODES,
};

const CODES: &[Explained] = &[
    error(
        "bad-certificate",
        "Browsers keep people away from a page whose certificate they do not trust.",
        "Ask who runs the server to renew it.",
    )
    .may_stand(),
    warning(
        "code-on-seam",
        "A code that is divided between sheets reads only if they are pasted without a gap, which glue and wind forbid.",
        "Choose another `--overlap` or `--onto`, or a paper that is printed whole.",
    ),
    error(
        "confusable-host",
        "The host has letters that look like others: a slip, or somebody means to lead people elsewhere.",
        "Type the host anew, and compare it with the one that you know.",
    )
    .may_stand(),
    warning(
        "copy-unread",
        "Leaflets are copied by those who like them; a code that does not outlive it is lost to them.",
        "Print it larger, and black on white.",
    ),
    error(
        "dead-link",
        "A code that leads nowhere is not worth its ink.",
        "Open it by hand, and correct the address or ask who runs the page.",
    )
    .may_stand(),
    warning(
        "doubtful-code",
        "Something looks like a code and is not read: phones will not read it either, or it is a picture of something else.",
        "Scan it with a phone; keep everything off it and its quiet zone.",
    ),
    warning(
        "dynamic-redirector",
        "Codes of such services die when the subscription ends, and the service counts who scans.",
        "Put the address itself into the code, or redirect from a host of your own.",
    ),
    warning(
        "future-fact",
        "A figure cannot be known before its day: its date is a slip, and readers notice.",
        "Correct `as_of`.",
    ),
    warning(
        "home-address",
        "Thousands of strangers read where a person lives, opponents among them.",
        "Use the address of an association, an office or a lawyer.",
    ),
    warning(
        "insecure-redirect",
        "On the way a page without encryption is passed, which networks can read and change.",
        "Use an address that stays encrypted.",
    ),
    warning(
        "link-shortener",
        "The code then depends on a company that may close, sell, show advertisements, or be blocked; people cannot see where it leads.",
        "Put the address itself into the code, or a short one of your own host.",
    ),
    error(
        "local-address",
        "Such an address leads into the phone's own network: nobody else reaches it.",
        "Use the public address.",
    )
    .unreadable(),
    warning(
        "long-address",
        "Each letter makes modules smaller, so the code is read from less far or takes more room.",
        "Use a shorter path on the same host.",
    ),
    warning(
        "missing-imprint",
        "In some countries a leaflet without an imprint may be taken away, and who hands it out fined. Practice, not legal advice.",
        "Add the imprint of the country under `[organizer.imprint]`.",
    ),
    warning(
        "missing-litter-line",
        "French practice asks for it on what is handed out, and mayors fine without it. Practice, not legal advice.",
        "Add it as `note` of the imprint.",
    ),
    warning(
        "no-imprint-rule",
        "Nothing is recorded for the country, so nothing was checked.",
        "Look up what a leaflet has to carry there.",
    ),
    error(
        "no-scheme",
        "Without `https://` a phone takes the code for plain text and opens nothing.",
        "Write the address with `https://`.",
    )
    .unreadable(),
    warning(
        "no-time-zone",
        "Campaigns cross borders: without a zone a calendar shows another hour elsewhere.",
        "Give the event `zone`, such as \"America/New_York\".",
    ),
    warning(
        "official-looking-poster",
        "Black on white alone is kept for posters of the state in France. Practice, not legal advice.",
        "Print it on coloured paper, or with a colour.",
    ),
    error(
        "outdated-file",
        "The content has changed since the file was made, or somebody changed the file: its figures and addresses may be old.",
        "Make it anew with `build`, or give the arguments that it was made with.",
    )
    .prints_false(),
    warning(
        "past-event",
        "People come, and nobody is there.",
        "Print the next event, or take the old one out.",
    ),
    warning(
        "plain-http",
        "Browsers warn of pages without encryption, and networks can read and change them.",
        "Write https, and see that the server has it.",
    ),
    warning(
        "printed-address-differs",
        "The printed address leads elsewhere than the code beside it.",
        "Make `short` the beginning of the address that the code opens.",
    ),
    warning(
        "redirect",
        "The link leads on to another host: one more that has to stay.",
        "Put the last address into the code, if it is short.",
    ),
    error(
        "redirect-loop",
        "The page sends browsers in a circle; nobody arrives.",
        "Tell whoever runs the server.",
    )
    .may_stand(),
    warning(
        "refused-link",
        "The server lets no programs in, so it is not known whether people arrive.",
        "Open it by hand, on a phone, without the network at home.",
    ),
    either(
        "short-reach",
        "People hold their phone where they stand. From farther than a code reads they give up after one try.",
        "Give the code more room, shorten its address, or lower its `distance`.",
    )
    .unreadable(),
    warning(
        "slow-link",
        "People in the street wait for a page for a few seconds, on slow networks.",
        "Open it on a phone outside; use a lighter page if need be.",
    ),
    warning(
        "stale-fact",
        "A figure about people in prison changes; an old one is the first thing that is held against a campaign.",
        "Confirm it with its source and give it a new `as_of`, or set `max_age` for what changes slowly.",
    ),
    warning(
        "thin-source",
        "A source that cannot be found again proves nothing.",
        "Give the source a title and an author or publisher.",
    ),
    warning(
        "tracking-parameter",
        "It makes the code larger and tells others who scanned it; at a protest that can harm people.",
        "Leave the parameter out.",
    ),
    warning(
        "unexpected-code",
        "A code in a picture is scanned like any other, and nobody of the campaign chose where it leads.",
        "Cut it out of the picture, or cover it.",
    ),
    error(
        "unread-code",
        "A code that no phone reads is an apology in print: whoever scans it gets nothing.",
        "Keep everything off the code and its quiet zone, print it black on white, and make it larger.",
    )
    .unreadable(),
    warning(
        "unsourced-fact",
        "A figure without a source cannot be defended to a journalist or an official.",
        "Give it `source`, with the id of a `[[source]]`.",
    ),
    warning(
        "upper-case-path",
        "People type in small letters, and most servers then find nothing.",
        "Use a path in small letters.",
    ),
    error(
        "weekday-mismatch",
        "Of a date and a weekday that disagree, half of the people believe the wrong one.",
        "Look it up in a calendar, and correct one of them.",
    )
    .prints_false(),
    error(
        "wrong-payload",
        "The code opens something else than the content says; people are sent to a place that nobody checked.",
        "Make the file anew from the content.",
    )
    .prints_false(),
];

//! The content file as it is written: a mirror of its tables, in which every key may be missing. `validate`
//! reports missing ones, all at once; serde alone would stop at the first. The comments on the fields are what
//! an editor shows beside a key (`handbill schema content`).

mod value_types;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

pub(super) use value_types::{Amount, Kind, Stamp};

use super::markup::fields::{Fields, Headline, Running, Short, Writing, below, no_text};

no_text!(Status);

/// Declares a table in which every key may be missing. Required keys are marked `needed` for editors, and the
/// key that identifies an element is marked `named`.
macro_rules! table {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty $(=> $needed:ident)?,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct $name {
            $($(#[$field_meta])* $(#[schemars(extend("x-needed" = stringify!($needed)))])? pub(super) $field: $type,)*
        }

        impl Fields for $name {
            fn describe(path: &str, out: &mut Vec<(String, Writing)>) {
                $(<$type>::describe(&below(path, stringify!($field)), out);)*
            }

            fn visit(&self, path: &str, see: &mut dyn FnMut(&str, Writing, &str)) {
                $(self.$field.visit(&below(path, stringify!($field)), see);)*
            }
        }
    };
}

table!(
    /// A campaign: what it says, who says so, and what a reader can do. Texts are printed sign for sign;
    /// only those of the types `Short` and `Running` take markup.
    File {
    /// What it is called, and what is said first.
    campaign: Campaign => needed,
    /// Figures, the most important first.
    fact: Vec<Fact>,
    /// Short excerpts in their exact words.
    quote: Vec<Quote>,
    /// Publications. Their numbers in print are their places in this list.
    source: Vec<Source>,
    /// What a reader can do. The first one gets the largest code.
    action: Vec<Action>,
    /// Gatherings. Pieces about one show the first, unless `--event` names another.
    event: Vec<Event>,
    /// Pictures.
    image: Vec<Image>,
    /// Running text.
    section: Vec<Section>,
    /// People whom the campaign names.
    person: Vec<Person>,
    /// What happened, the earliest first.
    moment: Vec<Moment>,
    /// Rows and columns: a programme, rides, places to be picked up.
    table: Vec<Table>,
    /// Who hands it out.
    organizer: Organizer => needed,
    /// Findings that are known and stand.
    allow: Vec<Allow>,
    /// A wording of one's own for words that layouts print, such as `ask`.
    labels: BTreeMap<String, String>,
});

table!(
    /// What the campaign is called, and what is said first.
    Campaign {
    /// Part of file names: small letters, digits and hyphens.
    id: Option<String> => needed,
    /// Language of the text, as a tag such as `en`, `hy` or `pt-BR`.
    language: Option<String> => needed,
    /// Whether all of it is made up, as in a campaign that `handbill new` writes. Every command warns of it.
    sample: Option<bool>,
    /// Country of the campaign (ISO 3166-1 alpha-2), such as DE. It decides which imprint is printed, whether
    /// pieces are on A or letter sizes, and the form of dates and phone numbers. A piece about an event takes
    /// the country of the event, and `--country` comes before both.
    country: Option<String>,
    /// Theme of all pieces, such as `grid` (`handbill list themes`). Without one, the program chooses by what the
    /// campaign has. `--theme` comes before it.
    theme: Option<String>,
    /// Title of the documents.
    title: Option<String> => needed,
    /// The headline, in a few words. Two stars mark its hero line: `Keep *our library* open`.
    headline: Option<Headline> => needed,
    /// One to three sentences that say what it is about.
    lead: Option<Short>,
    /// A hashtag, with its `#`.
    hashtag: Option<String>,
    /// Address of the campaign page.
    home: Option<String> => needed,
    /// The day that the figures hold for: 2023, 2023-11 or 2023-11-01.
    as_of: Option<Stamp> => needed,
    /// How old a figure may be when it is printed: `180 days`, `6 months`.
    max_age: Option<String>,
    /// The closing line.
    thanks: Option<Short>,
});

table!(
    /// A figure with what it counts.
    Fact {
    /// Name in references.
    id: Option<String> => named,
    /// The figure as it is printed, such as `50+`.
    figure: Option<String> => needed,
    /// How many marks a tally draws for it.
    count: Option<u32>,
    /// Whether it counts people: pieces draw one mark for each of them, and for nothing else.
    people: Option<bool>,
    /// Whether the true number is larger than the count.
    open: Option<bool>,
    /// What the figure counts.
    text: Option<Short> => needed,
    /// The same in a word or two, for a label under the marks of a tally.
    label: Option<Short>,
    /// Id of the source that it is from.
    source: Option<String>,
    /// The day that it holds for, where it is not that of the campaign.
    as_of: Option<Stamp>,
});

table!(
    /// A short excerpt in its exact words.
    Quote {
    /// Name in references.
    id: Option<String> => named,
    /// The words, without quotation marks: the layout sets those of the language.
    text: Option<String> => needed,
    /// Who said or wrote them.
    speaker: Option<String> => needed,
    /// Id of the source that they stand in.
    source: Option<String> => needed,
    /// What they are about.
    context: Option<Short>,
});

table!(
    /// A publication.
    Source {
    /// Name in references.
    id: Option<String> => named,
    /// A person or a body.
    author: Option<String> => needed,
    /// Title.
    title: Option<String> => needed,
    /// Publisher, where it is not the author.
    publisher: Option<String>,
    /// When it was published: 2023, 2023-11 or 2023-11-01.
    date: Option<Stamp>,
    /// Address.
    url: Option<String>,
});

table!(
    /// Something that a reader can do, with the code that opens it.
    Action {
    /// Name in references.
    id: Option<String> => named,
    /// What the code opens.
    kind: Option<Kind> => needed,
    /// The verb, in one to four words.
    label: Option<String> => needed,
    /// One sentence more.
    detail: Option<Short>,
    /// What a person types who cannot scan; made from the address where it is not given.
    short: Option<String>,
    /// Address of a page (`kind = "url"`; with more, of a contact or an event), with its scheme.
    url: Option<String>,
    /// Number in international form: +1 202 224 3121 ext. 12; or a short number: 50409. A message may go to several.
    phone: Option<String>,
    /// Address of a mailbox (`kind = "mailto"` or `"contact"`). A mail may go to several, with commas between them.
    email: Option<String>,
    /// Who gets an e-mail too: addresses with commas between them.
    cc: Option<String>,
    /// Who gets an e-mail without being seen by the others.
    bcc: Option<String>,
    /// Subject of an e-mail.
    subject: Option<String>,
    /// Text of an e-mail or a short message.
    message: Option<String>,
    /// Latitude and longitude (`kind = "geo"` or `"event"`): 40.1872, 44.5152.
    location: Option<String>,
    /// Name of a wireless network (`kind = "wifi"`), as phones list it.
    ssid: Option<String>,
    /// Password of a wireless network. It is printed.
    password: Option<String>,
    /// How a wireless network is protected: `WPA`, which it is where nothing is said, `WPA3`, `WEP` or `nopass`.
    security: Option<String>,
    /// Whether a wireless network does not tell its name.
    hidden: Option<bool>,
    /// Name of a contact (`kind = "contact"`), or of who gets a payment (`kind = "payment"`).
    name: Option<String>,
    /// Organization of a contact.
    organization: Option<String>,
    /// Postal address of a contact.
    address: Option<String>,
    /// What else there is to know of a contact.
    note: Option<String>,
    /// Id of the event to be saved (`kind = "event"`); the keys below say more of it, or make one of their own.
    event: Option<String>,
    /// What an event is called; the title of the campaign, where nothing is said.
    summary: Option<String>,
    /// Local time at which an event begins: 2026-12-10T18:00, or 2026-12-10 for the whole day.
    start: Option<Stamp>,
    /// Local time at which an event ends, or its last day.
    end: Option<Stamp>,
    /// Time zone of both (IANA), such as Europe/Berlin.
    zone: Option<String>,
    /// Where an event is, in words.
    place: Option<String>,
    /// Account that a payment goes to (`kind = "payment"`), in euros within Europe.
    iban: Option<String>,
    /// Code of the bank; needed outside of the European Economic Area.
    bic: Option<String>,
    /// How much, in euros: 12.50; who pays decides, where nothing is said.
    amount: Option<Amount>,
    /// What a payment is for, by its code (ISO 20022), such as `CHAR`.
    purpose: Option<String>,
    /// Reference of a payment (ISO 11649), which begins with RF; or a `text`.
    reference: Option<String>,
    /// What a payment is for, in words.
    text: Option<String>,
    /// What to say on the phone.
    script: Option<Script>,
});

table!(
    /// What to say on the phone.
    Script {
    /// How to begin.
    opening: Option<String>,
    /// What to ask for, one after the other.
    asks: Vec<String> => needed,
    /// How to end.
    closing: Option<String>,
});

table!(
    /// An event.
    Event {
    /// Name in references, and with `--event`.
    id: Option<String> => named,
    /// What takes place, such as the name of a concert; without it, the place and the city stand for it.
    title: Option<String>,
    /// City.
    city: Option<String> => needed,
    /// Country (ISO 3166-1 alpha-2), such as US: a piece that tells of events in one country writes all its
    /// dates as there.
    country: Option<String>,
    /// Street, square or building.
    place: Option<String> => needed,
    /// Local time at which it begins: 2026-12-10T18:00. A day alone, 2026-12-10, is printed without a time.
    start: Option<Stamp> => needed,
    /// Local time at which it ends: 2026-12-10T20:00, or 20:00 for the same day; of an event over whole days
    /// the last one.
    end: Option<Stamp>,
    /// Time zone of both (IANA), such as Europe/Berlin.
    zone: Option<String>,
    /// The day of the week in English, to be held against the date.
    weekday: Option<String>,
    /// Latitude and longitude of the place, for a code that opens the map: 52.5163, 13.3777.
    location: Option<String>,
    /// Address with more.
    url: Option<String>,
    /// Whether it was made up to show a layout; it is reported before print.
    sample: Option<bool>,
});

table!(
    /// A picture with what must be said about it.
    Image {
    /// Name in references.
    id: Option<String> => named,
    /// JPEG, PNG or SVG, relative to the content file.
    file: Option<String> => needed,
    /// What it shows, for those who do not see it.
    alt: Option<String> => needed,
    /// Who made it.
    credit: Option<String>,
    /// What allows it to be printed.
    license: Option<String>,
    /// The point that a crop keeps, as fractions of width and height.
    focus: Option<[f64; 2]>,
});

table!(
    /// A piece of running text.
    Section {
    /// Name in references.
    id: Option<String> => named,
    /// Heading.
    title: Option<String> => needed,
    /// The text: paragraphs, lists, emphasis and links.
    body: Option<Running> => needed,
});

table!(
    /// Someone whom the campaign names.
    Person {
    /// Name in references.
    id: Option<String> => named,
    /// The name, as it is printed.
    name: Option<String> => needed,
    /// Who they are, in a few words.
    text: Option<Short>,
    /// Id of the picture that shows them. Pieces led by a portrait show the first one.
    image: Option<String>,
    /// Id of the source that says so.
    source: Option<String> => needed,
});

table!(
    /// Something that happened.
    Moment {
    /// Name in references.
    id: Option<String> => named,
    /// When: 2023, 2023-11 or 2023-11-01.
    date: Option<Stamp> => needed,
    /// What happened, in one sentence.
    text: Option<Short> => needed,
    /// Id of the source that says so.
    source: Option<String>,
});

table!(
    /// Rows and columns. The cells of a row have an upright line between them: `"18:00 | Mitte | March"`.
    Table {
    /// Name in references.
    id: Option<String> => named,
    /// What it is a table of.
    title: Option<Short>,
    /// The headings of the columns, as a row of cells.
    columns: Option<Short> => needed,
    /// The rows, one text for each. Each has as many cells as there are columns; a cell may be empty. A
    /// backslash before an upright line prints the line.
    rows: Vec<Short> => needed,
});

table!(
    /// Who hands it out.
    Organizer {
    /// Name.
    name: Option<String> => needed,
    /// One or two sentences.
    about: Option<Short>,
    /// Address.
    url: Option<String>,
    /// Id of the image that is the logo; it is none of the pictures that layouts take by their places.
    logo: Option<String>,
    /// Lines that the law of a country asks for, by its code (ISO 3166-1 alpha-2).
    imprint: BTreeMap<String, Imprint>,
});

table!(
    /// Lines that the law of a country asks for.
    Imprint {
    /// Person or body responsible.
    responsible: Option<String> => needed,
    /// Postal address.
    address: Option<String>,
    /// Printer.
    printer: Option<String>,
    /// Place of printing, with the year where it is asked for.
    place: Option<String>,
    /// What else has to stand there.
    note: Option<String>,
});

table!(
    /// A finding that is known and stands.
    Allow {
    /// Rule of the finding; `handbill explain` says which cannot be allowed.
    rule: Option<String> => needed,
    /// The key that it has to come from, or one above it, such as `fact.leaders`.
    at: Option<String>,
    /// Why it stands.
    reason: Option<String> => needed,
});

table!(
    /// A translation: the texts of a content file in another language, with the same ids.
    Translated {
    /// How far it is.
    translation: About,
    /// What the campaign is called, and what is said first.
    campaign: Campaign,
    /// Figures.
    fact: Vec<Fact>,
    /// Excerpts.
    quote: Vec<Quote>,
    /// Publications: what of them is written otherwise in the language.
    source: Vec<Source>,
    /// What a reader can do.
    action: Vec<Action>,
    /// Gatherings.
    event: Vec<Event>,
    /// Pictures.
    image: Vec<Image>,
    /// Running text.
    section: Vec<Section>,
    /// People.
    person: Vec<Person>,
    /// What happened.
    moment: Vec<Moment>,
    /// Rows and columns.
    table: Vec<Table>,
    /// Who hands it out.
    organizer: Organizer,
    /// Words that layouts print.
    labels: BTreeMap<String, String>,
});

table!(
    /// How far a translation is.
    About {
    /// `draft`, or `reviewed` once someone else who speaks the language has read it.
    status: Option<Status>,
    /// Who translated.
    translator: Option<String>,
    /// Kept by `handbill translate`: which source each text was translated from.
    from: BTreeMap<String, String>,
});

/// What a translation says of itself.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// Not read by a second person yet.
    Draft,
    /// Read and found right by someone who speaks the language.
    Reviewed,
}

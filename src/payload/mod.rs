//! What a QR code opens: addresses, phone numbers, messages, contacts, events, networks, payments.
//!
//! In: texts of a content file, checked by the functions that are exported below; each error says what is
//! wrong and what to do. Out, from a [`Payload`]: the text that the code holds ([`Payload::encoded`]), the
//! address of a link ([`Payload::link`]), and the short form that a person without a camera types. The
//! formats are those of RFCs and of the readers in phones; where they disagree, the readers decide, and the
//! comment at the place says which.
//!
//! Why addresses are ASCII by their type ([`Uri`]): readers guess the encoding of anything else, and guess
//! wrongly (zbar takes `հայ` for `桹捸桮`). What has to hold words (a contact, an event, a network, a payment)
//! is UTF-8, and its symbol says so ([`crate::qr`]).

mod calendar;
mod contact;
mod iban;
mod link;
mod mail;
mod message;
mod national;
mod payment;
mod phone;
mod place;
mod uri;
mod web;
mod wifi;
mod words;
mod wrong;

pub use calendar::Appointment;
pub use contact::Contact;
pub use iban::Iban;
pub use mail::{Mail, Mailbox};
pub use message::Message;
pub use payment::Transfer;
pub use phone::Phone;
pub use uri::Uri;
pub use web::WebAddress;
pub use wifi::{Network, Security};

pub(crate) use calendar::zone;
pub(crate) use link::link_target;
pub(crate) use mail::mailboxes;
pub(crate) use message::numbers;
pub(crate) use payment::{amount, bic, purpose, reference};
pub(crate) use phone::phone;
pub(crate) use place::location;
pub(crate) use web::web_address;
pub(crate) use wifi::{password, security, ssid};
pub(crate) use words::PayloadWords;
pub(crate) use wrong::Wrong;

use crate::qr::Constraint;

/// What a code opens.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// A web address.
    Url(WebAddress),
    /// A phone number.
    Tel(Phone),
    /// An e-mail with what is filled in.
    Mailto(Box<Mail>),
    /// A text message.
    Sms(Message),
    /// A place, in degrees.
    Geo {
        /// Latitude, north positive.
        latitude: f64,
        /// Longitude, east positive.
        longitude: f64,
    },
    /// A wireless network.
    Wifi(Network),
    /// A contact to be saved.
    Contact(Box<Contact>),
    /// An event to be saved.
    Event(Box<Appointment>),
    /// A bank transfer.
    Payment(Box<Transfer>),
    /// Any other text, as it was given on the command line.
    Text(String),
}

impl Payload {
    /// The payload of a text from the command line: an address becomes ASCII, any other text stays as it is.
    ///
    /// # Errors
    ///
    /// The text is a web address with an error: what is wrong, and what to do.
    pub fn of_text(text: &str) -> Result<Self, (String, String)> {
        // Whoever types an address means it to work, so its errors count; any other text may be meant
        // literally.
        let scheme = text.split_once("://").map(|(scheme, _)| scheme);
        if scheme.is_some_and(|scheme| ["http", "https"].contains(&&*scheme.to_ascii_lowercase())) {
            return web_address(text).map(Self::Url);
        }
        Ok(Self::Text(
            // `tel:`, `mailto:` and the like are checked and shortened; a text that is none of them stays.
            link_target(text).map_or_else(|_| text.to_owned(), |uri| uri.to_string()),
        ))
    }

    /// Kind of the payload, as a content file names it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Url(_) => "url",
            Self::Tel(_) => "tel",
            Self::Mailto(_) => "mailto",
            Self::Sms(_) => "sms",
            Self::Geo { .. } => "geo",
            Self::Wifi(_) => "wifi",
            Self::Contact(_) => "contact",
            Self::Event(_) => "event",
            Self::Payment(_) => "payment",
            Self::Text(_) => "text",
        }
    }

    /// Address that a link on a screen opens; none if there is none for this kind. In a PDF it is ASCII (ISO
    /// 32000-1, 12.6.4.7).
    pub fn link(&self) -> Option<Uri> {
        match self {
            Self::Url(address) => Some(address.uri().clone()),
            Self::Tel(number) => Some(number.uri()),
            Self::Mailto(mail) => Some(mail.uri()),
            Self::Sms(message) => Some(message.uri()),
            Self::Geo {
                latitude,
                longitude,
            } => Some(place::uri(*latitude, *longitude)),
            Self::Text(text) => link_target(text).ok(),
            Self::Wifi(_) | Self::Contact(_) | Self::Event(_) | Self::Payment(_) => None,
        }
    }

    /// Text that the code holds. An address (RFC 3986; RFC 3966 `tel`, RFC 6068 `mailto`, RFC 5724 `sms`, RFC
    /// 5870 `geo`) is ASCII.
    pub fn encoded(&self) -> String {
        match self {
            Self::Url(address) => address.uri().to_string(),
            Self::Tel(number) => number.uri().to_string(),
            Self::Mailto(mail) => mail.uri().to_string(),
            Self::Sms(message) => message.encoded(),
            Self::Geo {
                latitude,
                longitude,
            } => place::uri(*latitude, *longitude).to_string(),
            Self::Wifi(network) => network.encoded(),
            Self::Contact(contact) => contact.encoded(),
            Self::Event(event) => event.encoded(),
            Self::Payment(transfer) => transfer.encoded(),
            Self::Text(text) => text.clone(),
        }
    }

    /// Whether two codes do the same: they hold the same text, or addresses of the same page.
    pub fn opens_the_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Url(one), Self::Url(two)) => one.opens_the_same_as(two),
            (one, two) => one.encoded() == two.encoded(),
        }
    }

    /// Requirements on the symbol.
    pub fn constraint(&self) -> Constraint {
        match self {
            Self::Payment(_) => payment::RULE,
            // A payment that was given as text: bank apps read it only from the symbol of the standard.
            Self::Text(text) if text.starts_with("BCD\n") || text.starts_with("BCD\r\n") => {
                payment::RULE
            }
            _ => Constraint::Smallest,
        }
    }

    /// Web address that the code leads to, if any.
    pub fn addresses(&self) -> Option<&WebAddress> {
        match self {
            Self::Url(address) => Some(address),
            Self::Contact(contact) => contact.url.as_ref(),
            Self::Event(event) => event.url.as_ref(),
            _ => None,
        }
    }

    /// Shortest form that a person can type to the same effect.
    pub(crate) fn short(&self, words: &dyn PayloadWords) -> String {
        match self {
            Self::Url(address) => address.short(),
            Self::Tel(number) => words.phone(number),
            Self::Sms(message) => message.short(words),
            Self::Mailto(mail) => mail.short(),
            Self::Geo {
                latitude,
                longitude,
            } => format!("{latitude}, {longitude}"),
            Self::Wifi(network) => network.short(words),
            Self::Contact(contact) => contact.short(words),
            Self::Event(event) => event.short(words),
            Self::Payment(transfer) => transfer.short(words),
            Self::Text(text) => text.clone(),
        }
    }
}

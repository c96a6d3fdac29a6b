//! Checks the targets of links in running text: web pages, mailboxes, phone numbers, messages, places.

use super::phone::phone;
use super::place::{self, location};
use super::uri::{Uri, decoded};
use super::web::web_address;
use super::wrong::{Wrong, wrong};
use super::{mail, message};

impl Uri {
    /// The address that a text means. Errors in it are reported where the content is checked; here it only
    /// becomes ASCII.
    pub fn of(text: &str) -> Self {
        link_target(text).unwrap_or_else(|_| Self::iri(text))
    }
}

/// Checks the target of a link. Errors: what is wrong with it, and what to do.
pub(crate) fn link_target(text: &str) -> Result<Uri, Wrong> {
    let (scheme, rest) = text.split_once(':').unwrap_or((text, ""));
    // A query holds subject and text of a message: it is encoded but not checked.
    let (bare, query) = match rest.split_once('?') {
        Some((bare, query)) => (bare, format!("?{query}")),
        None => (rest, String::new()),
    };
    // Addresses may come encoded; the checks below expect them as they are written.
    let bare = decoded(bare).unwrap_or_else(|| bare.to_owned());
    match scheme.to_ascii_lowercase().as_str() {
        // A link that only fills in a text, and lets the reader choose to whom it goes (RFC 6068, 2).
        "mailto" if bare.is_empty() && query.len() > 1 => Ok(Uri::made("mailto", &query)),
        "mailto" => {
            let boxes = mail::mailboxes(&bare)?;
            Ok(Uri::made(
                "mailto",
                &format!("{}{query}", mail::list(&boxes)),
            ))
        }
        // The query is dropped: `tel` has none (RFC 3966).
        "tel" => phone(&bare).map(|number| number.uri()),
        "sms" => {
            let numbers = message::numbers(&bare)?;
            Ok(Uri::made(
                "sms",
                &format!("{}{query}", message::list(&numbers)),
            ))
        }
        "geo" => match location(&bare) {
            Some((latitude, longitude)) => Ok(place::uri(latitude, longitude)),
            None => wrong("is not a place on the map", "write geo:40.1872,44.5152"),
        },
        // Anything else has to be a web address: `javascript:` and `data:` must not get into a link.
        _ => web_address(text).map(|address| address.uri().clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages_mailboxes_and_phones() {
        for (text, right) in [
            (
                "mailto:info@bücher.example",
                "mailto:info@xn--bcher-kva.example",
            ),
            (
                "MAILTO:a@x.org,b@y.org?subject=Grüße",
                "mailto:a@x.org,b@y.org?subject=Gr%C3%BC%C3%9Fe",
            ),
            ("tel:+1-202-224-3121", "tel:+12022243121"),
            ("sms:50409?body=FREE", "sms:50409?body=FREE"),
            ("geo:40.18,44.51", "geo:40.18,44.51"),
        ] {
            assert_eq!(
                link_target(text).map(|uri| uri.to_string()).as_deref(),
                Ok(right)
            );
        }
        for bad in [
            "mailto:info",
            "mailto:",
            "tel:020212345",
            "javascript:alert(1)",
            "data:,x",
            "x",
        ] {
            assert!(link_target(bad).is_err(), "{bad}");
        }
    }
}

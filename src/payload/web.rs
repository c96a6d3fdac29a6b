//! Checks web addresses, and converts them to what a code holds.
//!
//! The parser of `url` finds errors, but its normalised form is not used: it would change what was written,
//! and a server may distinguish both. Only the host is taken from it, and only if it is not ASCII.

use url::{ParseError, Url};

use super::uri::Uri;
use super::wrong::{Wrong, wrong};

/// A web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress {
    written: String,
    uri: Uri,
}

impl WebAddress {
    /// The address as the content has it, which is printed.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The address that codes hold and links open. An address in ASCII stays letter for letter: a server may
    /// distinguish `/A` from `/a`, and `%2f` from `/`.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The form that a person types: without scheme, `www.` and a last slash.
    pub fn short(&self) -> String {
        let url = self.written.as_str();
        let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
        let bare = bare.strip_prefix("www.").unwrap_or(bare);
        bare.strip_suffix('/').unwrap_or(bare).to_owned()
    }

    /// Whether two addresses open the same page: `example.org` and `example.org/` do.
    pub fn opens_the_same_as(&self, other: &Self) -> bool {
        let bare = |address: &Self| address.uri.as_str().trim_end_matches('/').to_owned();
        bare(self) == bare(other)
    }
}

/// Whether a character is invisible: such characters are copied along with an address. Joiners between
/// letters (U+200C, U+200D) are left out, because they belong to the words of several scripts.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

/// Checks a web address. Errors: what is wrong, and what to do.
pub(crate) fn web_address(text: &str) -> Result<WebAddress, Wrong> {
    const COPY: &str = "copy it from the browser's address bar";
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return wrong("contains a space", "write a space in an address as %20");
    }
    if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
        let what = format!("contains an invisible character (U+{:04X})", u32::from(c));
        return wrong(what, "type it again by hand");
    }
    if text.contains('\\') {
        return wrong(
            "contains a backslash",
            "write / between the parts of an address",
        );
    }
    let no_scheme = || wrong("has no scheme", "begin it with https://");
    let url = match Url::parse(text) {
        Ok(url) => url,
        Err(ParseError::IdnaError | ParseError::InvalidDomainCharacter) => {
            return wrong(
                "has a host that is not a domain name (IDNA)",
                "a host consists of letters, digits and hyphens; copy it from the browser's address bar",
            );
        }
        Err(_) if text.contains("://") => return wrong("is not a web address", COPY),
        Err(_) => return no_scheme(),
    };
    let Some((scheme, rest)) = text.split_once("://") else {
        return no_scheme();
    };
    match url.scheme() {
        "http" | "https" => {}
        // `example.org:80/x` parses as the scheme `example.org`.
        scheme if scheme.contains('.') => return no_scheme(),
        _ => return wrong("is not a web address", "begin it with https://"),
    }
    // Divided here and not by the parser, so that everything but the host stays as it was written.
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = match url.host_str() {
        // A code is read far from this machine, so a host needs a domain; `localhost` serves for trials.
        Some(host) if !authority.is_empty() && (host.contains('.') || host == "localhost") => host,
        _ => return wrong("has no host name", COPY),
    };
    if matches!(url.host(), Some(url::Host::Domain(_))) {
        check_host_length(host)?;
    }
    // User and password may contain colons, so they are taken off before the port.
    let (user, place) = match authority.rsplit_once('@') {
        Some((user, place)) => (format!("{user}@"), place),
        None => (String::new(), authority),
    };
    let (own, port) = match place.rfind(':') {
        // The last colon precedes the port, unless it is inside an IPv6 address.
        Some(at) if !place.ends_with(']') => place.split_at(at),
        _ => (place, ""),
    };
    let host = if own.is_ascii() && !own.contains('%') {
        own
    } else {
        host
    };
    Ok(WebAddress {
        written: text.to_owned(),
        uri: Uri::iri(&format!("{scheme}://{user}{host}{port}{path}")),
    })
}

/// Checks the length of a host name and its parts (RFC 1035, 2.3.4).
fn check_host_length(host: &str) -> Result<(), Wrong> {
    let bare = host.strip_suffix('.').unwrap_or(host);
    let fits = |label: &str| (1..=63).contains(&label.len());
    if bare.len() <= 253 && bare.split('.').all(fits) {
        return Ok(());
    }
    let hint = "each part of a host has 1 to 63 characters, counted in its `xn--…` form if it has letters other than a to z";
    wrong("has a host that is not a domain name", hint)
}

/// The host of an e-mail address in ASCII; none if it is no domain name.
pub(super) fn mailbox_host(text: &str) -> Option<String> {
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '.' || !c.is_ascii();
    if !text.contains('.') || text.ends_with('.') || !text.chars().all(plain) {
        return None;
    }
    match url::Host::parse(text) {
        Ok(url::Host::Domain(host)) if host.contains('.') => {
            check_host_length(&host).ok().map(|()| host)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(text: &str) -> String {
        let found = web_address(text);
        found.map_or_else(|(what, _)| what, |address| address.uri.to_string())
    }

    #[test]
    fn addresses() {
        assert!(web_address("https://www.marchtojustice.org").is_ok());
        for bad in [
            "marchtojustice.org",
            "https://march to justice.org",
            "https://",
            "https:///example.org",
            "ftp://a.org",
            "mailto:a@b.c",
            "a.org:80/x",
            "https://example.org\\page",
            "https://example.org/\u{200b}page",
            "https://a..org/",
            "https://xn--a.example/",
            "https://a\u{2260}b<c.example/",
            "https://[::1]/",
            "https://example.org:port/",
        ] {
            assert!(web_address(bad).is_err(), "{bad}");
        }
        let long = format!("https://{}.example/", "հ".repeat(60));
        assert!(web_address(&long).is_err());
    }

    #[test]
    fn what_is_not_ascii_is_encoded_and_the_rest_stays() {
        for (written, right) in [
            (
                "https://հայ.example/ազատ",
                "https://xn--y9a3aq.example/%D5%A1%D5%A6%D5%A1%D5%BF",
            ),
            ("https://BÜCHER.example", "https://xn--bcher-kva.example"),
            ("https://straße.example/", "https://xn--strae-oqa.example/"),
            (
                "https://пример.рф:8080/?я=ж#ё",
                "https://xn--e1afmkfd.xn--p1ai:8080/?%D1%8F=%D0%B6#%D1%91",
            ),
            ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
            (
                "https://b%C3%BCcher.example/%C3%BC",
                "https://xn--bcher-kva.example/%C3%BC",
            ),
            (
                "https://example.org/caf%C3%A9/é",
                "https://example.org/caf%C3%A9/%C3%A9",
            ),
            (
                "https://example.org/cafe\u{301}",
                "https://example.org/cafe%CC%81",
            ),
            (
                "https://example.org/می\u{200c}خواهم",
                "https://example.org/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85",
            ),
            ("https://example.org/100%", "https://example.org/100%25"),
            (
                "https://example.org/{id}|\"x\"",
                "https://example.org/%7Bid%7D%7C%22x%22",
            ),
            ("https://ö@example.org/", "https://%C3%B6@example.org/"),
        ] {
            assert_eq!(held(written), right, "{written}");
        }
        for same in [
            "https://example.org",
            "HTTPS://EXAMPLE.ORG/",
            "https://Example.org/A%2fb/?q=a+b&c[]=1#Fragment",
            "https://example.org/?",
            "https://example.org/a//b/../c;d=e,f",
            "https://user:pw@example.org:443/",
            "http://192.168.1.10/x",
            "https://xn--e1afmkfd.xn--p1ai/",
            "https://example.org/~a/'b'(c)!*@:$",
        ] {
            assert_eq!(held(same), same);
        }
    }
}

//! E-mail addresses and messages (RFC 6068, `mailto`).

use super::uri::{Uri, percent};
use super::web;
use super::wrong::{Wrong, wrong};

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    written: String,
    local: String,
    host: String,
}

impl Mailbox {
    /// The address as the content has it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The address as part of a URI, with the host in ASCII by IDNA (RFC 6068, 2). A `+` is encoded, because
    /// the reader of ZXing takes a bare one for a space.
    fn encoded(&self) -> String {
        format!("{}@{}", percent(&self.local), self.host)
    }

    /// The address for other formats, with the host in ASCII by IDNA.
    pub(super) fn plain(&self) -> String {
        format!("{}@{}", self.local, self.host)
    }
}

/// An e-mail that is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// Recipients.
    pub to: Vec<Mailbox>,
    /// Recipients of a copy.
    pub cc: Vec<Mailbox>,
    /// Recipients of a blind copy.
    pub bcc: Vec<Mailbox>,
    /// Subject, one line.
    pub subject: Option<String>,
    /// Text.
    pub body: Option<String>,
}

impl Mail {
    /// The message as a `mailto` URI (RFC 6068). Line breaks are `%0D%0A` (5).
    pub fn uri(&self) -> Uri {
        let mut fields = Vec::new();
        for (name, boxes) in [("cc", &self.cc), ("bcc", &self.bcc)] {
            if !boxes.is_empty() {
                fields.push(format!("{name}={}", list(boxes)));
            }
        }
        if let Some(subject) = &self.subject {
            fields.push(format!("subject={}", percent(subject)));
        }
        if let Some(body) = &self.body {
            fields.push(format!("body={}", percent(&lines(body, "\r\n"))));
        }
        let query = if fields.is_empty() { "" } else { "?" };
        let fields = fields.join("&");
        Uri::made("mailto", &format!("{}{query}{fields}", list(&self.to)))
    }

    pub(super) fn short(&self) -> String {
        let boxes: Vec<&str> = self.to.iter().map(Mailbox::written).collect();
        boxes.join(", ")
    }
}

/// A text with `end` between its lines, and none after the last.
pub(super) fn lines(text: &str, end: &str) -> String {
    // Line and paragraph separators come along from word processors.
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.trim_end_matches(['\n', ' ']).replace('\n', end)
}

/// Addresses as part of a URI, with commas between them.
pub(super) fn list(boxes: &[Mailbox]) -> String {
    let boxes: Vec<String> = boxes.iter().map(Mailbox::encoded).collect();
    boxes.join(",")
}

/// Checks one or several e-mail addresses with commas between them.
pub(crate) fn mailboxes(text: &str) -> Result<Vec<Mailbox>, Wrong> {
    // A comma inside quotation marks belongs to the address.
    let mut quoted = false;
    let parts = text.split(|c: char| {
        quoted ^= c == '"';
        (c == ',' || c == ';') && !quoted
    });
    parts.map(|part| mailbox(part.trim())).collect()
}

/// Checks an e-mail address for typing errors (RFC 5321, 4.1.2; RFC 6531 for letters beyond ASCII). Whether
/// it exists cannot be seen.
fn mailbox(text: &str) -> Result<Mailbox, Wrong> {
    let what = || format!("`{text}` is not an e-mail address");
    // Copied from a mail program, an address comes as `Ani <ani@example.org>`.
    if text.contains(['<', '>']) {
        return wrong(what(), "write the address alone, as name@example.org");
    }
    let hint = "write it as name@example.org, without spaces";
    // The last `@`, as a quoted name may contain others.
    let Some((local, host)) = text.rsplit_once('@') else {
        return wrong(what(), hint);
    };
    let Some(host) = web::mailbox_host(host) else {
        return wrong(what(), hint);
    };
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~".contains(c)
            || !c.is_ascii() && !c.is_whitespace() && !c.is_control()
    };
    let atom = |part: &str| !part.is_empty() && part.chars().all(plain);
    // A name in quotation marks may contain spaces and signs.
    let inner = local
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let suits = match inner {
        Some(inner) => !inner.is_empty() && !inner.chars().any(char::is_control),
        None => local.split('.').all(atom),
    };
    // Longest name and address that every server accepts (RFC 5321, 4.5.3.1).
    if !suits || local.len() > 64 || local.len() + host.len() > 253 {
        return wrong(what(), hint);
    }
    Ok(Mailbox {
        written: text.to_owned(),
        local: local.to_owned(),
        host,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(text: &str) -> Mail {
        Mail {
            to: mailboxes(text).expect("addresses"),
            ..Mail::default()
        }
    }

    fn with(to: Mail, subject: Option<&str>, body: Option<&str>) -> String {
        let mail = Mail {
            subject: subject.map(str::to_owned),
            body: body.map(str::to_owned),
            ..to
        };
        mail.uri().to_string()
    }

    /// The examples of RFC 6068, 6: address, subject, text, and the whole.
    const EXAMPLES: &[(&str, Option<&str>, Option<&str>, &str)] = &[
        ("chris@example.com", None, None, "mailto:chris@example.com"),
        (
            "infobot@example.com",
            Some("current-issue"),
            None,
            "mailto:infobot@example.com?subject=current-issue",
        ),
        (
            "infobot@example.com",
            None,
            Some("send current-issue"),
            "mailto:infobot@example.com?body=send%20current-issue",
        ),
        (
            "infobot@example.com",
            None,
            Some("send current-issue\nsend index"),
            "mailto:infobot@example.com?body=send%20current-issue%0D%0Asend%20index",
        ),
        (
            "list@example.org",
            None,
            Some("x\r\ny\r\n"),
            "mailto:list@example.org?body=x%0D%0Ay",
        ),
        (
            "gorby%kremvax@example.com",
            None,
            None,
            "mailto:gorby%25kremvax@example.com",
        ),
        (
            "unlikely?address@example.com",
            None,
            None,
            "mailto:unlikely%3Faddress@example.com",
        ),
        (
            "Mike&family@example.org",
            None,
            None,
            "mailto:Mike%26family@example.org",
        ),
        (
            "\"not@me\"@example.org",
            None,
            None,
            "mailto:%22not%40me%22@example.org",
        ),
        (
            "\"oh\\\\no\"@example.org",
            None,
            None,
            "mailto:%22oh%5C%5Cno%22@example.org",
        ),
        (
            "\"\\\\\\\"it's\\ ugly\\\\\\\"\"@example.org",
            None,
            None,
            "mailto:%22%5C%5C%5C%22it%27s%5C%20ugly%5C%5C%5C%22%22@example.org",
        ),
        (
            "user@example.org",
            Some("café"),
            None,
            "mailto:user@example.org?subject=caf%C3%A9",
        ),
        (
            "user@example.org",
            Some("café"),
            Some("café"),
            "mailto:user@example.org?subject=caf%C3%A9&body=caf%C3%A9",
        ),
        (
            "user@xn--99zt52a.example.org",
            Some("Test"),
            Some("NATTO"),
            "mailto:user@xn--99zt52a.example.org?subject=Test&body=NATTO",
        ),
        (
            "user@納豆.example.org",
            None,
            None,
            "mailto:user@xn--99zt52a.example.org",
        ),
        // A plus sign may be encoded.
        (
            "bill+ietf@example.org",
            None,
            None,
            "mailto:bill%2Bietf@example.org",
        ),
        (
            "addr1@an.example, addr2@an.example",
            None,
            None,
            "mailto:addr1@an.example,addr2@an.example",
        ),
        (
            "joe@example.com",
            Some("50% & more = \"quotes\" + ?"),
            None,
            "mailto:joe@example.com?subject=50%25%20%26%20more%20%3D%20%22quotes%22%20%2B%20%3F",
        ),
    ];

    #[test]
    fn the_examples_of_the_standard() {
        for &(address, subject, body, right) in EXAMPLES {
            assert_eq!(with(to(address), subject, body), right, "{address}");
        }
        let both = Mail {
            cc: mailboxes("bob@example.com").expect("an address"),
            ..to("joe@example.com")
        };
        assert_eq!(
            with(both, None, Some("hello")),
            "mailto:joe@example.com?cc=bob@example.com&body=hello"
        );
    }

    #[test]
    fn international_addresses_are_printed_as_written() {
        let mail = to("info@bücher.example, Անի@հայ.example");
        assert_eq!(mail.short(), "info@bücher.example, Անի@հայ.example");
        assert_eq!(
            mail.uri().as_str(),
            "mailto:info@xn--bcher-kva.example,%D4%B1%D5%B6%D5%AB@xn--y9a3aq.example"
        );
    }

    #[test]
    fn what_is_no_address_is_told() {
        for bad in [
            "info@example",
            "in fo@example.org",
            "info@exa mple.org",
            "@example.org",
            "info@",
            "info.@example.org",
            "a..b@example.org",
            "Ani <ani@example.org>",
            "a@x.org,",
            "a@x.org,,b@y.org",
            "a@xn--a.org",
            "a@b@c.org",
            "a@-.",
            "",
        ] {
            assert!(mailboxes(bad).is_err(), "{bad}");
        }
    }
}

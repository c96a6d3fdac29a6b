//! Addresses in ASCII, and the percent encoding that makes them so.

use std::fmt;

/// An address (RFC 3986), ASCII by construction: codes hold it and links open it. Other letters are encoded
/// as UTF-8 with percent signs, and the host by IDNA.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(String);

impl Uri {
    /// Converts an internationalized address whose host is ASCII already (RFC 3987, 3.1): characters that an
    /// address cannot hold are encoded, and encoded ones stay.
    pub(super) fn iri(text: &str) -> Self {
        let mut uri = String::with_capacity(text.len());
        for (at, byte) in text.bytes().enumerate() {
            let is_code = |at: usize| {
                let byte = text.as_bytes().get(at);
                byte.is_some_and(u8::is_ascii_hexdigit)
            };
            let stays = match byte {
                // A percent sign that begins no code stands for itself and is encoded.
                b'%' => is_code(at + 1) && is_code(at + 2),
                // RFC 3986, appendix A has none of these. Browsers write `[` and `]` in a query as they are.
                b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
                byte => byte.is_ascii_graphic(),
            };
            push(&mut uri, byte, stays);
        }
        Self(uri)
    }

    /// A scheme with the rest, which is made of encoded parts.
    pub(super) fn made(scheme: &str, rest: &str) -> Self {
        Self::iri(&format!("{scheme}:{rest}"))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Encodes a text as part of an address: everything but the unreserved characters (RFC 3986, 2.3).
pub(super) fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let stays = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        push(&mut out, byte, stays);
    }
    out
}

/// Decodes a part of an address; none if the result is not UTF-8.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = || {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            let hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            u8::from_str_radix(digits, 16).ok().filter(|_| hex)
        };
        // A percent sign without two digits is kept as it is.
        match (byte, code()) {
            (b'%', Some(code)) => {
                out.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                out.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// Appends a byte, as it is or with a percent sign.
fn push(out: &mut String, byte: u8, stays: bool) {
    if stays {
        out.push(char::from(byte));
    } else {
        out.push_str(&format!("%{byte:02X}"));
    }
}

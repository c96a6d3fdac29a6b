//! What a code holds, and what a person types instead.

use url::Url;

/// What a code opens.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// A web address, exactly as written in the content.
    Url(String),
    /// A phone number in international form, digits only after the `+`.
    Tel(String),
    /// An e-mail with what is filled in.
    Mailto {
        /// The address.
        address: String,
        /// The subject line.
        subject: Option<String>,
        /// The text.
        body: Option<String>,
    },
    /// A text message.
    Sms {
        /// The number in international form.
        number: String,
        /// The text.
        text: String,
    },
    /// A place, in degrees.
    Geo {
        /// Latitude, north positive.
        latitude: f64,
        /// Longitude, east positive.
        longitude: f64,
    },
}

impl Payload {
    /// Its kind, as a content file names it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Url(_) => "url",
            Self::Tel(_) => "tel",
            Self::Mailto { .. } => "mailto",
            Self::Sms { .. } => "sms",
            Self::Geo { .. } => "geo",
        }
    }

    /// The address that a link on screen opens. In a PDF it is ASCII (ISO 32000-1, 12.6.4.7).
    pub fn link(&self) -> String {
        let uri = self.uri();
        match Url::parse(&uri) {
            Ok(url) if !uri.is_ascii() => url.to_string(),
            _ => uri,
        }
    }

    /// The text that the code holds. `SMSTO:` is what phones' readers take for a message; the rest
    /// are URIs (RFC 3966 `tel`, RFC 6068 `mailto`, RFC 5870 `geo`).
    pub fn encoded(&self) -> String {
        match self {
            Self::Sms { number, text } => format!("SMSTO:{number}:{text}"),
            _ => self.uri(),
        }
    }

    /// The payload as a URI.
    pub fn uri(&self) -> String {
        match self {
            Self::Url(url) => url.clone(),
            Self::Tel(number) => format!("tel:{number}"),
            Self::Mailto {
                address,
                subject,
                body,
            } => {
                let fields = [("subject", subject), ("body", body)];
                let fields: Vec<String> = fields
                    .into_iter()
                    .filter_map(|(name, value)| {
                        value
                            .as_ref()
                            .map(|value| format!("{name}={}", percent(value)))
                    })
                    .collect();
                let query = if fields.is_empty() {
                    String::new()
                } else {
                    format!("?{}", fields.join("&"))
                };
                let (local, host) = address.split_once('@').unwrap_or((address, ""));
                format!("mailto:{}@{host}{query}", percent(local))
            }
            Self::Sms { number, text } => format!("sms:{number}?body={}", percent(text)),
            Self::Geo {
                latitude,
                longitude,
            } => format!("geo:{latitude},{longitude}"),
        }
    }

    /// The shortest form that a person can type to the same effect.
    pub fn short(&self) -> String {
        match self {
            Self::Url(url) => {
                let bare = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                let bare = bare.strip_prefix("www.").unwrap_or(bare);
                bare.strip_suffix('/').unwrap_or(bare).to_owned()
            }
            Self::Tel(number) | Self::Sms { number, .. } => number.clone(),
            Self::Mailto { address, .. } => address.clone(),
            Self::Geo {
                latitude,
                longitude,
            } => format!("{latitude}, {longitude}"),
        }
    }
}

/// Percent-encodes all but the unreserved characters (RFC 3986, 2.3).
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Checks a web address; gives what is wrong and what to do.
pub(super) fn web_address(text: &str) -> Result<String, (&'static str, &'static str)> {
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(("has a space in it", "write a space in an address as %20"));
    }
    let no_scheme = ("has no scheme", "begin it with https://");
    let Ok(url) = Url::parse(text) else {
        return Err(if text.contains("://") {
            (
                "is not a web address",
                "copy it from the browser's address bar",
            )
        } else {
            no_scheme
        });
    };
    match url.scheme() {
        "http" | "https" if text.contains("://") => {}
        // `example.org:80/x` parses as scheme `example.org`.
        scheme if scheme.contains('.') || !text.contains("://") => return Err(no_scheme),
        _ => return Err(("is not a web address", "begin it with https://")),
    }
    match url.host_str() {
        Some(host) if host.contains('.') || host == "localhost" => Ok(text.to_owned()),
        _ => Err(("has no host name", "copy it from the browser's address bar")),
    }
}

/// Checks where a link in a text leads: a page, a mailbox (RFC 6068) or a telephone (RFC 3966). Gives what
/// is wrong and what to do.
pub(super) fn link_target(target: &str) -> Result<(), (&'static str, &'static str)> {
    if let Some(rest) = target.strip_prefix("mailto:") {
        let addresses = rest.split('?').next().unwrap_or_default();
        let addresses = addresses.replace("%40", "@");
        return if addresses.split(',').all(email) {
            Ok(())
        } else {
            Err((
                "is not an e-mail address",
                "write it as mailto:name@example.org",
            ))
        };
    }
    if let Some(number) = target.strip_prefix("tel:") {
        // A number without `+` is one of the country that the text is read in: 112, 116117.
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let separators = |c: char| c.is_ascii_digit() || "-.()".contains(c);
        let short = (2..=8).contains(&digits) && number.chars().all(separators);
        return if short || phone(number).is_some() {
            Ok(())
        } else {
            Err((
                "is not a phone number",
                "write it in international form without spaces: tel:+1-202-224-3121",
            ))
        };
    }
    web_address(target).map(drop)
}

/// Checks a phone number and gives it as `+` and digits (E.164: at most 15 digits).
pub(super) fn phone(text: &str) -> Option<String> {
    let rest = text.trim().strip_prefix('+')?;
    // The zero of `+44 (0)20 …` is dialled at home only: in a code it would make a wrong number.
    if rest.contains("(0)") {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let only_separators = rest
        .chars()
        .all(|c| c.is_ascii_digit() || " ()-./\u{a0}".contains(c));
    (only_separators && (7..=15).contains(&digits.len()) && !digits.starts_with('0'))
        .then(|| format!("+{digits}"))
}

/// Checks an e-mail address, as far as a typing error shows.
pub(super) fn email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    !local.is_empty()
        && local.chars().all(plain)
        && host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
}

/// Reads `latitude,longitude` in degrees.
pub(super) fn location(text: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = text.split_once(',')?;
    let (latitude, longitude) = (
        latitude.trim().parse().ok()?,
        longitude.trim().parse().ok()?,
    );
    ((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude))
        .then_some((latitude, longitude))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert!(web_address("https://www.marchtojustice.org").is_ok());
        for bad in [
            "marchtojustice.org",
            "https://march to justice.org",
            "https://",
            "ftp://a.org",
            "mailto:a@b.c",
            "a.org:80/x",
        ] {
            assert!(web_address(bad).is_err(), "{bad}");
        }
        assert_eq!(phone("+1 (202) 224-3121").as_deref(), Some("+12022243121"));
        for bad in [
            "(202) 224-3121",
            "+1 202 CALL",
            "+12",
            "+1234567890123456",
            "+0123456789",
            "+44 (0)20 7946 0018",
        ] {
            assert_eq!(phone(bad), None, "{bad}");
        }
        assert!(email("info@example.org") && !email("info@example") && !email("in fo@example.org"));
        assert_eq!(location("40.18, 44.51"), Some((40.18, 44.51)));
        assert_eq!(location("95,44"), None);
    }

    #[test]
    fn payloads_are_encoded() {
        let mail = Payload::Mailto {
            address: "a@b.org".into(),
            subject: Some("Free them".into()),
            body: None,
        };
        assert_eq!(mail.encoded(), "mailto:a@b.org?subject=Free%20them");
        let sms = Payload::Sms {
            number: "+4917".into(),
            text: "Free them".into(),
        };
        assert_eq!(sms.encoded(), "SMSTO:+4917:Free them");
        assert_eq!(
            Payload::Url("https://www.marchtojustice.org/".into()).short(),
            "marchtojustice.org"
        );
    }
}

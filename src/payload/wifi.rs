//! Wireless networks (the `WIFI:` format).

use super::words::{PayloadWords, join_parts};
use super::wrong::{Wrong, wrong};

/// A wireless network in the format that phones read from codes: that of ZXing, which the Wi-Fi Alliance
/// adopted in section 7 of its WPA3 specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Name (SSID).
    pub ssid: String,
    /// Password; none for an open network.
    pub password: Option<String>,
    /// Kind of protection.
    pub security: Security,
    /// Whether the network hides its name.
    pub hidden: bool,
}

/// Protection of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// WPA or WPA2 with a password.
    Wpa,
    /// WPA3 with a password, which may have any letters.
    Wpa3,
    /// WEP.
    Wep,
    /// None.
    Nopass,
}

impl Network {
    pub(super) fn encoded(&self) -> String {
        let kind = match self.security {
            // Phones choose the version themselves (WPA3 specification 3.0, 7.1).
            Security::Wpa | Security::Wpa3 => "WPA",
            Security::Wep => "WEP",
            Security::Nopass => "nopass",
        };
        let mut text = format!("WIFI:T:{kind};S:{};", escaped(&self.ssid));
        if let Some(password) = &self.password {
            text.push_str(&format!("P:{};", escaped(password)));
        }
        if self.hidden {
            text.push_str("H:true;");
        }
        // The format ends with two semicolons.
        text.push(';');
        text
    }

    pub(super) fn short(&self, words: &dyn PayloadWords) -> String {
        let password = self.password.as_ref();
        join_parts([
            Some(words.word("network", &words.token(&self.ssid))),
            password.map(|password| words.word("password", &words.token(password))),
        ])
    }
}

/// Escapes a value with backslashes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        // Quotation marks around a value mean text that looks like hexadecimal, so they are escaped too.
        if "\\;,:\"".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Checks the name of a network (IEEE 802.11, 9.4.2.2: at most 32 bytes).
pub(crate) fn ssid(text: &str) -> Result<(), Wrong> {
    if text.chars().any(char::is_control) {
        return wrong(
            "contains a line break or a control character",
            "write it as phones show it in their list of networks",
        );
    }
    match text.len() {
        // Bytes, not letters: the limit is that of the radio frame.
        1..=32 => Ok(()),
        bytes => wrong(
            format!("is {bytes} bytes long"),
            "a network name has at most 32 bytes, and a letter other than a to z takes two or more",
        ),
    }
}

/// Reads the protection of a network from its name in a content file.
pub(crate) fn security(text: &str) -> Option<Security> {
    Some(match text.to_ascii_uppercase().as_str() {
        "WPA" | "WPA2" | "WPA/WPA2" => Security::Wpa,
        "WPA3" | "WPA2/WPA3" => Security::Wpa3,
        "WEP" => Security::Wep,
        "NOPASS" => Security::Nopass,
        _ => return None,
    })
}

/// Checks that a password suits the protection of its network. Errors: what is wrong, and what to do.
pub(crate) fn password(text: &str, security: Security) -> Result<(), Wrong> {
    let hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let printable = text.bytes().all(|byte| (0x20..=0x7e).contains(&byte));
    let length = text.len();
    match security {
        Security::Nopass => wrong(
            "is given, but the network has none (`security = \"nopass\"`)",
            "remove it, or write `security = \"WPA\"`",
        ),
        _ if text.chars().any(char::is_control) => wrong(
            "contains a line break or a control character",
            "write it as people type it",
        ),
        // 8 to 63 characters of ASCII, or the key itself (IEEE 802.11, J.4.1).
        Security::Wpa if !printable => wrong(
            "contains letters other than a to z",
            "a WPA password has letters a to z, digits and punctuation; if the network uses WPA3, which allows any letter, write `security = \"WPA3\"`",
        ),
        Security::Wpa if (8..=63).contains(&length) || length == 64 && hex => Ok(()),
        Security::Wpa3 if (1..=128).contains(&length) => Ok(()),
        Security::Wpa | Security::Wpa3 => wrong(
            format!("is {length} bytes long"),
            "a WPA password has 8 to 63 characters, or is a key of 64 hexadecimal digits",
        ),
        // Keys of 64, 128, 152 and 256 bits, of which 24 bits are not typed.
        Security::Wep if printable && [5, 13, 16, 29].contains(&length) => Ok(()),
        Security::Wep if hex && [10, 26, 32, 58].contains(&length) => Ok(()),
        Security::Wep => wrong(
            format!("is {length} bytes long"),
            "a WEP key has 5 or 13 characters, or 10 or 26 hexadecimal digits",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_format_are_escaped() {
        let network = Network {
            ssid: "a;b,c:d\\e\"f".to_owned(),
            password: Some("p;:\\\",12".to_owned()),
            security: Security::Wpa,
            hidden: true,
        };
        assert_eq!(
            network.encoded(),
            r#"WIFI:T:WPA;S:a\;b\,c\:d\\e\"f;P:p\;\:\\\"\,12;H:true;;"#
        );
    }

    #[test]
    fn names_and_passwords_are_of_their_lengths() {
        assert!(ssid(&"a".repeat(32)).is_ok() && ssid(&"a".repeat(33)).is_err());
        assert!(ssid(&"հ".repeat(16)).is_ok() && ssid(&"հ".repeat(17)).is_err());
        assert!(ssid("").is_err() && ssid("a\nb").is_err());
        for (text, kind, good) in [
            ("12345678", Security::Wpa, true),
            ("1234567", Security::Wpa, false),
            ("ü2345678", Security::Wpa, false),
            ("ü2345678", Security::Wpa3, true),
            ("12345", Security::Wep, true),
            ("123456", Security::Wep, false),
            ("0123456789", Security::Wep, true),
            ("x", Security::Nopass, false),
        ] {
            assert_eq!(password(text, kind).is_ok(), good, "{text} {kind:?}");
        }
        let key = "0123456789abcdef".repeat(4);
        assert!(password(&key, Security::Wpa).is_ok());
        assert!(password(&key.replace('a', "g"), Security::Wpa).is_err());
        assert!(security("wpa2").is_some() && security("WPA2-EAP").is_none());
    }
}

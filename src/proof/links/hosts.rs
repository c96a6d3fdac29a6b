//! Lists, as data in `hosts.toml`: hosts that stand between a reader and the page, and parameters that track
//! readers. Also knows the names of local networks.

use std::net::IpAddr;
use std::sync::OnceLock;

use serde::Deserialize;

/// The kinds of services that stand between a code and its page.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Shortens an address, and hides where it leads.
    Shortener,
    /// Redirects a "dynamic" code as long as someone pays.
    Dynamic,
}

/// An entry of the list of hosts.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The host, with all hosts below it.
    pub host: String,
    /// The kind of service.
    pub kind: Kind,
    /// The company behind it, or what is special about it.
    pub reason: String,
}

/// A parameter of addresses that tracks readers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameter {
    /// Its name; with `*` at the end, all names that begin like that.
    name: String,
    /// The service that it belongs to.
    of: String,
}

/// The file with both lists.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    host: Vec<Known>,
    parameter: Vec<Parameter>,
}

/// The lists, parsed once. A test parses them too, so a broken file cannot go unnoticed.
fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| toml::from_str(include_str!("hosts.toml")).unwrap_or_default())
}

/// The entry of a host or of one above it.
pub(super) fn known(host: &str) -> Option<&'static Known> {
    lists()
        .host
        .iter()
        .find(|known| is_below(host, &known.host))
}

/// Whether a host is another one, or below it.
fn is_below(host: &str, above: &str) -> bool {
    let rest = host.strip_suffix(above);
    // The dot keeps `notbit.ly` apart from `bit.ly`.
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The service that a tracking parameter belongs to; `None` for any other parameter.
pub(super) fn tracker(name: &str) -> Option<&'static str> {
    let small = name.to_lowercase();
    let suits = |parameter: &&Parameter| match parameter.name.strip_suffix('*') {
        Some(start) => small.starts_with(start),
        None => small == parameter.name,
    };
    let found = lists().parameter.iter().find(suits);
    found.map(|parameter| parameter.of.as_str())
}

/// Endings of names that no public host has (RFC 6761, RFC 6762, RFC 8375, and `internal`, reserved by ICANN).
const LOCAL: [&str; 7] = [
    "localhost",
    "local",
    "test",
    "invalid",
    "internal",
    "home.arpa",
    "lan",
];

/// Whether a host is this machine, an address in numbers, or a name of a local network.
pub(super) fn is_local(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    // An address of IPv6 is in brackets (RFC 3986, 3.2.2). A public one counts as local too: no reader can
    // trust a number.
    let number = host.trim_start_matches('[').trim_end_matches(']');
    number.parse::<IpAddr>().is_ok() || LOCAL.iter().any(|end| is_below(host, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        let lists: Lists = toml::from_str(include_str!("hosts.toml")).expect("the lists are TOML");
        assert!(lists.host.len() > 40 && lists.parameter.len() > 15);
        for known in &lists.host {
            assert_eq!(known.host, known.host.to_lowercase());
            assert!(!known.reason.is_empty(), "{}", known.host);
        }
    }

    #[test]
    fn hosts_are_found_with_those_below_them() {
        assert_eq!(
            known("bit.ly").map(|known| known.kind),
            Some(Kind::Shortener)
        );
        assert_eq!(
            known("x.qrco.de").map(|known| known.kind),
            Some(Kind::Dynamic)
        );
        assert!(known("rabbit.ly").is_none() && known("freepows.carrd.co").is_none());
        assert!(is_local("localhost") && is_local("192.168.0.1") && is_local("[::1]"));
        assert!(is_local("printer.local") && !is_local("local.example.org"));
        assert!(tracker("UTM_Source").is_some() && tracker("id").is_none());
    }
}

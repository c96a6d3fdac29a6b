//! Hosts that stand between a reader and the page, and parameters that follow the reader: lists in data.

use std::net::IpAddr;
use std::sync::OnceLock;

use serde::Deserialize;

/// What a service does with an address.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Makes it short, and hides where it leads.
    Shortener,
    /// Redirects a "dynamic" code for as long as someone pays.
    Dynamic,
}

/// A host with what is known of it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The host; those below it are meant too.
    pub host: String,
    /// What it does.
    pub kind: Kind,
    /// Who runs it, or what is special about it.
    pub reason: String,
}

/// A parameter that follows readers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameter {
    /// Its name; with a `*` at the end, all that begin so.
    name: String,
    /// Whose it is.
    of: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    host: Vec<Known>,
    parameter: Vec<Parameter>,
}

/// The lists, read once. A test reads them, so none is left out.
fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| toml::from_str(include_str!("hosts.toml")).unwrap_or_default())
}

/// The entry of a host, or of one above it.
pub(super) fn known(host: &str) -> Option<&'static Known> {
    lists()
        .host
        .iter()
        .find(|known| is_below(host, &known.host))
}

fn is_below(host: &str, above: &str) -> bool {
    let rest = host.strip_suffix(above);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whose a parameter is, where it follows readers.
pub(super) fn tracker(name: &str) -> Option<&'static str> {
    let small = name.to_lowercase();
    let suits = |parameter: &&Parameter| match parameter.name.strip_suffix('*') {
        Some(start) => small.starts_with(start),
        None => small == parameter.name,
    };
    let found = lists().parameter.iter().find(suits);
    found.map(|parameter| parameter.of.as_str())
}

/// Ends of names that no public host has (RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`).
const LOCAL: [&str; 7] = [
    "localhost",
    "local",
    "test",
    "invalid",
    "internal",
    "home.arpa",
    "lan",
];

/// Whether a host is one's own machine, an address by number, or a name of a local network.
pub(super) fn is_local(host: &str) -> bool {
    let host = host.trim_end_matches('.');
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

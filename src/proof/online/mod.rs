//! Where links lead when they are followed: the only place that opens a connection, and only when asked.

mod follow;
mod tell;

pub use follow::follow;
pub use tell::findings;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::time::Duration;

use crate::parallel;

/// How long and how far links are followed.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The longest time for a link with all its redirects.
    pub total: Duration,
    /// The longest silence of a server.
    pub read: Duration,
    /// How many redirects are followed; browsers follow about 20.
    pub redirects: usize,
    /// How many bytes of a page are read, to see that it comes.
    pub body: usize,
    /// How many links are followed at once.
    pub threads: NonZeroUsize,
    /// Whether addresses of one's own machine and network are followed. Off, so that a file from
    /// elsewhere cannot make this machine knock at its neighbours.
    pub local: bool,
    /// Whether the proxy that the environment names is used.
    pub proxy: bool,
    /// Certificates (PEM) that are trusted in place of the public ones.
    pub trusted: Option<Vec<u8>>,
}

impl Default for Limits {
    /// Ten seconds for a link: a stranger waits no longer (practice).
    fn default() -> Self {
        Self {
            total: Duration::from_secs(10),
            read: Duration::from_secs(5),
            redirects: 10,
            body: 4096,
            threads: NonZeroUsize::MIN.saturating_add(3),
            local: false,
            proxy: true,
            trusted: None,
        }
    }
}

/// What came of following a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Each address that answered, in order, with the status of its answer.
    pub hops: Vec<Hop>,
    /// How it ended.
    pub end: End,
    /// The address that it ended at.
    pub last: String,
    /// How long it took.
    pub time: Duration,
}

/// An address that answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The address.
    pub url: String,
    /// The status (RFC 9110, 15).
    pub status: u16,
}

/// How following a link ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// A page came, or a refusal of one: the status (RFC 9110, 15).
    Answered(u16),
    /// An address that was passed before.
    Loop,
    /// More redirects than are followed.
    TooManyRedirects,
    /// An address that is no web page, such as one that opens an app.
    Elsewhere,
    /// An address of one's own machine or network, which was not followed.
    Local,
    /// The certificate is not to be trusted: why.
    Certificate(String),
    /// The server speaks no TLS, or a broken one: what was said.
    Tls(String),
    /// There is no such host.
    NoSuchHost,
    /// Nothing listens there.
    Refused,
    /// No answer in time.
    TimedOut,
    /// An answer began, and its page did not come in time.
    SlowPage(u16),
    /// The connection broke, or what came is no answer: what was said.
    Broken(String),
}

/// Whether a payload is a link that can be followed.
pub fn is_link(payload: &str) -> bool {
    let scheme = payload
        .split_once("://")
        .map(|(scheme, _)| scheme.to_lowercase());
    scheme.is_some_and(|scheme| scheme == "http" || scheme == "https")
}

/// Follows the links among some payloads, each once, several at a time; they come in the order given.
/// Calls, messages and places are left out.
pub fn follow_all(payloads: &[String], limits: &Limits) -> Vec<(String, Outcome)> {
    let mut seen = BTreeSet::new();
    let links: Vec<&String> = payloads
        .iter()
        .filter(|payload| is_link(payload) && seen.insert(*payload))
        .collect();
    let outcomes = parallel::each(&links, limits.threads, &|link| follow(link, limits));
    links
        .into_iter()
        .zip(outcomes)
        .filter_map(|(link, outcome)| Some((link.clone(), outcome?)))
        .collect()
}

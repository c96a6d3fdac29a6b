//! The limits for following links, and what comes of it.

use std::num::NonZeroUsize;
use std::time::Duration;

/// Limits of time, size and reach for following links.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Longest time for a link with all its redirects.
    pub total: Duration,
    /// Longest silence of a server.
    pub read: Duration,
    /// Most redirects that are followed; browsers follow about 20.
    pub redirects: usize,
    /// Number of bytes of a page that are read, to see that it arrives.
    pub body: usize,
    /// Number of links that are followed at the same time.
    pub threads: NonZeroUsize,
    /// Whether addresses of this machine and its network are followed. Off by default, so that a file from a
    /// stranger cannot make this machine send requests into its own network.
    pub local: bool,
    /// Whether the proxy of the environment is used.
    pub proxy: bool,
    /// Root certificates (PEM) that replace the public ones.
    pub trusted: Option<Vec<u8>>,
}

impl Default for Limits {
    /// Ten seconds for a link: people on the street wait no longer (practice).
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

/// The result of following a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Each address that answered, in order, with the status of its answer.
    pub hops: Vec<Hop>,
    /// The end of the way.
    pub end: End,
    /// The last address.
    pub last: String,
    /// The time that it took.
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

/// The ways in which following a link ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The server answered with that status (RFC 9110, 15).
    Answered(u16),
    /// An address came a second time.
    Loop,
    /// There were more redirects than the limit.
    TooManyRedirects,
    /// The address is no web page, such as one that opens an app.
    Elsewhere,
    /// The address is in this machine's own network, and was not followed.
    Local,
    /// The certificate cannot be trusted, for that reason.
    Certificate(String),
    /// The server has no TLS, or a broken one, in the words of the TLS library.
    Tls(String),
    /// The host does not exist.
    NoSuchHost,
    /// No server listens there.
    Refused,
    /// No answer came in time.
    TimedOut,
    /// An answer with that status began, but the page did not arrive in time.
    SlowPage(u16),
    /// The connection broke, or the answer is invalid, in the words of the library.
    Broken(String),
}

//! Follows links to see whether they work. This is the only part of the program that opens a connection, and it
//! does so only if the user asks for it (`--online`): otherwise the operators of pages could see that a piece
//! is being made.

#[cfg(feature = "online")]
mod findings;
#[cfg(feature = "online")]
mod follow;
mod outcome;

#[cfg(feature = "online")]
pub use findings::findings;
#[cfg(feature = "online")]
pub use follow::follow;
pub use outcome::{End, Hop, Limits, Outcome};

#[cfg(feature = "online")]
use std::collections::BTreeSet;

#[cfg(feature = "online")]
use crate::parallel;

/// Whether a payload is a link that can be followed.
pub fn is_link(payload: &str) -> bool {
    let scheme = payload
        .split_once("://")
        // Phones take a scheme in capitals, which makes a code smaller.
        .map(|(scheme, _)| scheme.to_lowercase());
    scheme.is_some_and(|scheme| scheme == "http" || scheme == "https")
}

/// Follows the links among some payloads, each once, several at the same time. The results are in the order
/// given. Payloads that are no links, such as calls and places, are left out.
#[cfg(feature = "online")]
pub fn follow_all(payloads: &[String], limits: &Limits) -> Vec<(String, Outcome)> {
    let mut seen = BTreeSet::new();
    let links: Vec<&String> = payloads
        .iter()
        .filter(|payload| is_link(payload) && seen.insert(*payload))
        .collect();
    // Most of the time is spent waiting for servers, so several at once save time even on one core.
    let outcomes = parallel::each(&links, limits.threads, &|link| follow(link, limits));
    links
        .into_iter()
        .zip(outcomes)
        .filter_map(|(link, outcome)| Some((link.clone(), outcome?)))
        .collect()
}

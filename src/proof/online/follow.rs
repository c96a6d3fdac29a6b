//! Follows one link, redirect by redirect.
//!
//! Redirects are followed here and not by the HTTP library, because each address has to be checked before it is
//! requested: it may lead into the local network, in a circle, or out of the web.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Instant;

use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Error};
use url::Url;

use super::outcome::{End, Hop, Limits, Outcome};
use crate::proof::links;

/// Follows a link to its end. Problems are part of the outcome.
pub fn follow(link: &str, limits: &Limits) -> Outcome {
    let begun = Instant::now();
    let mut way = Way {
        limits,
        begun,
        hops: Vec::new(),
        last: link.to_owned(),
    };
    let end = way.walk();
    Outcome {
        hops: way.hops,
        end,
        last: way.last,
        time: begun.elapsed(),
    }
}

/// A link while it is followed.
struct Way<'a> {
    limits: &'a Limits,
    begun: Instant,
    hops: Vec<Hop>,
    last: String,
}

/// The answer of an address.
enum Answer {
    End(End),
    Redirect(String),
}

impl Way<'_> {
    /// Goes from address to address until the way ends.
    fn walk(&mut self) -> End {
        let mut passed = BTreeSet::new();
        loop {
            let Ok(mut url) = Url::parse(&self.last) else {
                return End::Broken("it is not an address".to_owned());
            };
            if !matches!(url.scheme(), "http" | "https") {
                return End::Elsewhere;
            }
            // `#part` is not sent to the server, so it makes no other address.
            url.set_fragment(None);
            if !self.limits.local && url.host_str().is_none_or(links::is_local) {
                return End::Local;
            }
            if !passed.insert(url.to_string()) {
                return End::Loop;
            }
            // Hops count requests, of which the first one is no redirect.
            if self.hops.len() > self.limits.redirects {
                return End::TooManyRedirects;
            }
            // Checked and counted before the request: nothing is sent to an address that is not allowed.
            match self.step(&url) {
                Answer::End(end) => return end,
                Answer::Redirect(to) => match url.join(&to) {
                    Ok(next) => self.last = next.to_string(),
                    Err(_) => return End::Broken(format!("it redirects to `{to}`")),
                },
            }
        }
    }

    /// Requests one address.
    fn step(&mut self, url: &Url) -> Answer {
        // All redirects share one limit, because a reader waits for all of them together.
        let left = self.limits.total.saturating_sub(self.begun.elapsed());
        if left.is_zero() {
            return Answer::End(End::TimedOut);
        }
        let mut config = Agent::config_builder()
            // Errors and redirects are results here. Connections are not kept: each link gets its own.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .user_agent(concat!("handbill/", env!("CARGO_PKG_VERSION")))
            .tls_config(self.tls())
            .timeout_per_read(Some(self.limits.read.min(left)))
            .timeout_global(Some(left));
        if !self.limits.proxy {
            config = config.proxy(None);
        }
        let agent = config.build().new_agent();
        let mut response = match agent.get(url.as_str()).call() {
            Ok(response) => response,
            Err(error) => return Answer::End(failed(error)),
        };
        let status = response.status().as_u16();
        self.hops.push(Hop {
            url: url.to_string(),
            status,
        });
        let location = response.headers().get("location");
        let location = location.and_then(|to| to.to_str().ok().map(str::to_owned));
        if let (301 | 302 | 303 | 307 | 308, Some(to)) = (status, location) {
            return Answer::Redirect(to);
        }
        let body = response.body_mut().as_reader();
        // Some bytes of the page are read: servers that are overloaded send headers and nothing else.
        let mut body = body.take(self.limits.body as u64);
        match io::copy(&mut body, &mut io::sink()) {
            Ok(_) => Answer::End(End::Answered(status)),
            Err(error) => Answer::End(match failed(Error::from(error)) {
                End::TimedOut => End::SlowPage(status),
                other => other,
            }),
        }
    }

    /// The certificates to trust.
    fn tls(&self) -> TlsConfig {
        let roots = match &self.limits.trusted {
            Some(pem) => {
                let certificates = parse_pem(pem).filter_map(|item| match item {
                    Ok(PemItem::Certificate(certificate)) => Some(certificate),
                    _ => None,
                });
                RootCerts::Specific(Arc::new(certificates.collect()))
            }
            None => RootCerts::WebPki,
        };
        TlsConfig::builder().root_certs(roots).build()
    }
}

/// The end that an error of the connection means.
fn failed(error: Error) -> End {
    match error {
        Error::Timeout(_) => End::TimedOut,
        Error::HostNotFound => End::NoSuchHost,
        Error::ConnectionFailed => End::Refused,
        Error::Tls(what) => End::Tls(what.to_owned()),
        Error::Rustls(what) => secured(what.to_string()),
        Error::Io(error) => match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => End::TimedOut,
            io::ErrorKind::ConnectionRefused => End::Refused,
            // The library reports errors of TLS as invalid data.
            io::ErrorKind::InvalidData => secured(error.to_string()),
            _ => End::Broken(error.to_string()),
        },
        other => End::Broken(other.to_string()),
    }
}

/// Beginning of the TLS library's messages about certificates.
const CERTIFICATE: &str = "invalid peer certificate: ";

/// The end that an error of TLS means.
fn secured(what: String) -> End {
    match what.strip_prefix(CERTIFICATE) {
        Some(why) => End::Certificate(reason(why)),
        None => End::Tls(what),
    }
}

/// The reason why a certificate is not trusted, in plain words if it is a known one.
fn reason(why: &str) -> String {
    let known = [
        ("UnknownIssuer", "no trusted authority has signed it"),
        ("Expired", "it has expired"),
        ("certificate expired", "it has expired"),
        ("NotValidYet", "it is not valid yet"),
        ("NotValidForName", "it is for another host"),
        ("certificate not valid for name", "it is for another host"),
        ("Revoked", "it was revoked"),
    ];
    let found = known.iter().find(|(begins, _)| why.starts_with(begins));
    found.map_or_else(|| why.to_owned(), |(_, words)| (*words).to_owned())
}

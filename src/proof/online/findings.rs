//! Findings about a link that was followed.

use url::Url;

use super::outcome::{End, Outcome};
use crate::diag::Diagnostic;
use crate::rules::Rule;

/// The findings about the end of a link and its way there.
pub fn findings(link: &str, outcome: &Outcome) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = ending(link, outcome).into_iter().collect();
    // A way that ended in an error has a finding already; its redirects would only distract.
    let arrived = matches!(
        outcome.end,
        End::Answered(_) | End::SlowPage(_) | End::Elsewhere
    );
    if arrived && host(link) != host(&outcome.last) {
        // A redirect on the same host, to another language or page, needs no further host to stay alive.
        let problem = format!("`{link}` redirects to `{}`", outcome.last);
        let hint = "if the last address is short, put that into the code: with a redirect, two hosts have to stay online";
        findings.push(Diagnostic::warning(Rule::Redirect, problem).hint(hint));
    }
    findings.extend(insecure(link, outcome));
    findings
}

/// The finding about the end of the way; `None` if a page arrived.
fn ending(link: &str, outcome: &Outcome) -> Option<Diagnostic> {
    let dead = |what: &str| {
        let problem = format!("`{link}` {what}");
        Diagnostic::error(Rule::DeadLink, problem)
            .hint("open it by hand, and correct the address if it does not work")
    };
    let bad = |what: String| {
        let problem = format!("`{}` cannot be trusted: {what}", outcome.last);
        Diagnostic::error(Rule::BadCertificate, problem)
            .hint("browsers will warn people not to open it; ask whoever runs the server")
    };
    let problem = match &outcome.end {
        End::Answered(200..=399) | End::Elsewhere => return None,
        // Some servers answer so to every program that is not a browser; the page may work.
        End::Answered(status @ (401 | 403 | 405 | 406 | 429)) => {
            let problem =
                format!("`{link}` answers {status} to this program, perhaps not to browsers");
            Diagnostic::warning(Rule::RefusedLink, problem)
                .hint("open it by hand on a phone that is not logged in")
        }
        End::Answered(status) => dead(&format!("answers with the error {status}")),
        End::Loop => loops(link, "leads in a circle"),
        End::TooManyRedirects => loops(link, "leads from redirect to redirect without an end"),
        End::Local => Diagnostic::error(
            Rule::LocalAddress,
            format!("`{link}` leads to `{}`, into a local network", outcome.last),
        )
        .hint("give the public address of the page"),
        End::Certificate(why) => bad(format!("its certificate is not valid, because {why}")),
        End::Tls(why) => bad(format!("no secure connection is possible ({why})")),
        End::NoSuchHost => dead("has a host that does not exist"),
        End::Refused => dead("does not answer: no server listens there"),
        End::TimedOut => dead("does not answer in time"),
        End::SlowPage(_) => {
            let problem = format!("`{link}` answers, but its page does not load in time");
            Diagnostic::warning(Rule::SlowLink, problem)
                .hint("people on the street will not wait; make the page lighter")
        }
        End::Broken(why) => dead(&format!("closes the connection ({why})")),
    };
    Some(problem)
}

/// A finding about redirects without an end.
fn loops(link: &str, what: &str) -> Diagnostic {
    Diagnostic::error(Rule::RedirectLoop, format!("`{link}` {what}"))
        .hint("ask whoever runs the server: no browser can open it")
}

/// A finding about a step from an encrypted page to one that is not.
fn insecure(link: &str, outcome: &Outcome) -> Option<Diagnostic> {
    // The last address need not have answered, and then it is no hop.
    let mut way: Vec<&str> = outcome.hops.iter().map(|hop| hop.url.as_str()).collect();
    way.push(&outcome.last);
    let step = way
        .windows(2)
        .find(|pair| pair[0].starts_with("https:") && pair[1].starts_with("http:"))?;
    let problem = format!(
        "`{link}` leads from an encrypted page to one that is not: `{}`",
        step[1]
    );
    let hint =
        "whoever runs the network can change that page; ask whoever runs the server for https";
    Some(Diagnostic::warning(Rule::InsecureRedirect, problem).hint(hint))
}

/// The host of an address, without `www.`, which does not make it another host.
fn host(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

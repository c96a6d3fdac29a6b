//! Checks of a single address.

use url::Url;

use super::hosts::{self, Kind};
use super::lookalike;
use crate::diag::Diagnostic;
use crate::qr::QrSymbol;
use crate::rules::Rule;

/// Most bytes of a short address: its code is at most of version 4, with 33 modules on a side (ISO/IEC 18004,
/// table 7: 62 bytes at level M).
const SHORT: usize = 62;

/// The findings about an address.
pub(super) fn lint(payload: &str) -> Vec<Diagnostic> {
    // Spaces around an address come from copying; readers drop them.
    let text = payload.trim();
    let url = match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => url,
        // The parser takes `example.org:80/x` for an address with the scheme `example.org`.
        _ => return no_scheme(text).into_iter().collect(),
    };
    let Some(host) = url.host_str() else {
        return Vec::new();
    };
    if hosts::is_local(host) {
        // Nothing else about such an address matters.
        let problem = format!(
            "`{host}` can only be reached from your own network, not from a phone on the street"
        );
        let problem = Diagnostic::error(Rule::LocalAddress, problem);
        return vec![problem.hint("give the public address of the page")];
    }
    let found = [
        plain_http(&url),
        on_a_list(host),
        tracking(&url),
        confusable(host),
        upper_case(&url),
        long(text, &url),
    ];
    found.into_iter().flatten().collect()
}

/// Reports an address without a scheme: phones search for it instead of opening it.
fn no_scheme(text: &str) -> Option<Diagnostic> {
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or(text);
    // Text without a dot, such as a phone number or a word, is no host.
    let (name, top) = host.rsplit_once('.')?;
    let letters = |part: &str| {
        // Digits alone or words with spaces are no host; the last part of a name has letters only.
        part.chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '.')
    };
    let is_host = !name.is_empty()
        && letters(name)
        && top.chars().count() >= 2
        && top.chars().all(char::is_alphabetic)
        && !text.contains(char::is_whitespace);
    is_host.then(|| {
        let problem =
            format!("`{text}` has no scheme: a phone searches for it instead of opening it");
        Diagnostic::error(Rule::NoScheme, problem)
            .hint(format!("begin it with https://, as in https://{text}"))
    })
}

/// Reports an address without encryption.
fn plain_http(url: &Url) -> Option<Diagnostic> {
    (url.scheme() == "http").then(|| {
        let problem = format!(
            "`{url}` is not encrypted: whoever runs the network can see and change the page"
        );
        Diagnostic::warning(Rule::PlainHttp, problem)
            .hint("write https://, and open it once to see that it works")
    })
}

/// Reports a host that only redirects.
fn on_a_list(host: &str) -> Option<Diagnostic> {
    let known = hosts::known(host)?;
    let who = &known.reason;
    let (rule, problem) = match known.kind {
        Kind::Shortener => (
            Rule::LinkShortener,
            format!(
                "`{host}` ({who}) shortens links: it hides the target, counts readers, and when it closes, every printed copy stops working"
            ),
        ),
        Kind::Dynamic => (
            Rule::DynamicRedirector,
            format!(
                "`{host}` ({who}) redirects a code only while someone pays: when the plan ends, every printed copy stops working"
            ),
        ),
    };
    let hint = "put the address of the page itself into the code; if you want to change it later, use a redirect on your own host";
    Some(Diagnostic::warning(rule, problem).hint(hint))
}

/// Reports parameters that track readers, and offers the address without them.
fn tracking(url: &Url) -> Option<Diagnostic> {
    let mut named: Vec<String> = Vec::new();
    for (name, _) in url.query_pairs() {
        if let Some(of) = hosts::tracker(&name) {
            named.push(format!("`{name}` ({of})"));
        }
    }
    if named.is_empty() {
        return None;
    }
    let problem = format!("the address tracks its readers with {}", named.join(", "));
    let rest = url
        .query_pairs()
        .filter(|(name, _)| hosts::tracker(name).is_none());
    let rest: Vec<(String, String)> = rest
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    let mut bare = url.clone();
    // The other parameters are put back one by one, so that the page that was meant still opens.
    bare.set_query(None);
    if !rest.is_empty() {
        bare.query_pairs_mut().extend_pairs(rest);
    }
    Some(Diagnostic::warning(Rule::TrackingParameter, problem).hint(format!("remove them: {bare}")))
}

/// Reports a host that looks like another one.
fn confusable(host: &str) -> Option<Diagnostic> {
    let like = lookalike::looks_like(host)?;
    let letters: Vec<String> = like
        .foreign
        .chars()
        .map(|c| format!("{c} (U+{:04X})", u32::from(c)))
        .collect();
    let problem = format!(
        "the host `{}` looks like `{}` but is another one, with the letters {}",
        like.shown,
        like.like,
        letters.join(", ")
    );
    let hint = "copy the address from a page that you trust, or type it by hand";
    Some(Diagnostic::error(Rule::ConfusableHost, problem).hint(hint))
}

/// Reports capitals in the path. Those of an escaped byte (`%C3`) do not count.
fn upper_case(url: &Url) -> Option<Diagnostic> {
    let mut path = url.path().chars();
    let mut capital = false;
    while let Some(c) = path.next() {
        if c == '%' {
            // The two digits of an escaped byte.
            path.by_ref().take(2).for_each(drop);
        }
        capital |= c.is_ascii_uppercase();
    }
    capital.then(|| {
        let problem = format!(
            "`{}` has capitals: most people type small letters, which may lead to another page",
            url.path()
        );
        Diagnostic::warning(Rule::UpperCasePath, problem)
            .hint("give the page a second address in small letters, and print that one")
    })
}

/// Reports an address whose code would have fewer modules with a short path.
fn long(text: &str, url: &Url) -> Option<Diagnostic> {
    if text.len() <= SHORT {
        return None;
    }
    let side = |text: &str| QrSymbol::encode(text).ok().map(|symbol| symbol.side());
    let own = side(text)?;
    // Only if a short path would really make the code coarser is there something to gain. A path of eight
    // characters is enough to tell the pages of a host apart.
    let short = format!("{}://{}/12345678", url.scheme(), url.host_str()?);
    let shorter = side(&short).filter(|shorter| *shorter < own)?;
    let problem = format!(
        "the address has {} characters, so its code has {own} modules on a side; with a short path it would have {shorter}",
        text.chars().count()
    );
    let hint = "give the page a short address on the same host: larger modules can be read from further away";
    Some(Diagnostic::warning(Rule::LongAddress, problem).hint(hint))
}

/// The findings about the form to type beside a code: another host than in the code, a shortener, another
/// account.
pub(super) fn differs(payload: &str, short: &str) -> Vec<Diagnostic> {
    if let Some(account) = account(payload) {
        return other_account(account, short).into_iter().collect();
    }
    let host = |text: &str| {
        let url = Url::parse(text).ok()?;
        let host = url.host_str()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
    };
    // An address beside a code is typed without its scheme, and often shortened with an ellipsis.
    let web = payload.starts_with("http://") || payload.starts_with("https://");
    let address = web && short.contains('.') && !short.contains([' ', '@', '…']);
    // Words, an e-mail address or a shortened form beside the code are no address to compare.
    if !address {
        return Vec::new();
    }
    let full = if short.contains("://") {
        short.to_owned()
    } else {
        format!("https://{short}")
    };
    let (Some(held), Some(beside)) = (host(payload), host(&full)) else {
        return Vec::new();
    };
    if held == beside {
        return Vec::new();
    }
    let problem = format!("the code opens `{held}`, but the address beside it is on `{beside}`");
    let problem = Diagnostic::warning(Rule::PrintedAddressDiffers, problem);
    let mut found =
        vec![problem.hint("print the address that is in the code, so that people can trust both")];
    found.extend(on_a_list(&beside));
    found
}

/// The account in the code of a payment (EPC069-12, 2.1: the seventh line).
fn account(payload: &str) -> Option<&str> {
    let mut lines = payload.lines();
    // `BCD` is the service tag. It was the first line, so the account is the sixth of the rest.
    (lines.next() == Some("BCD")).then(|| lines.nth(5))?
}

/// Reports an account beside a code that is not the one in the code.
fn other_account(account: &str, short: &str) -> Option<Diagnostic> {
    let bare: String = short.split_whitespace().collect();
    // Two letters of the country, two check digits, and at least eleven more characters: no account number is
    // shorter (ISO 13616).
    let begins = |at: usize| {
        // An account may follow other words, so each position is tried. `get` gives none inside a character.
        let part = bare.get(at..at + 15).map(str::as_bytes);
        part.is_some_and(|part| {
            part[..2].iter().all(u8::is_ascii_uppercase)
                && part[2..]
                    .iter()
                    .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
                && part[2..4].iter().all(u8::is_ascii_digit)
        })
    };
    let names_one = (0..bare.len()).any(begins);
    (names_one && !bare.contains(account)).then(|| {
        let problem =
            format!("the code pays to `{account}`, but the text beside it says `{short}`");
        Diagnostic::warning(Rule::PrintedAddressDiffers, problem)
            .hint("print the account that is in the code, so that people can trust both")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(payload: &str) -> Vec<Rule> {
        lint(payload)
            .into_iter()
            .map(|problem| problem.rule)
            .collect()
    }

    #[test]
    fn each_fault_is_told() {
        for (payload, code) in [
            ("freepows.carrd.co", Rule::NoScheme),
            ("example.org:80/x", Rule::NoScheme),
            ("http://example.org/", Rule::PlainHttp),
            ("https://bit.ly/3abc", Rule::LinkShortener),
            ("https://qrco.de/bd3abc", Rule::DynamicRedirector),
            (
                "https://example.org/?utm_source=flyer",
                Rule::TrackingParameter,
            ),
            ("https://frеepows.org/", Rule::ConfusableHost),
            ("https://xn--80ak6aa92e.com/", Rule::ConfusableHost),
            ("https://example.org/Petition", Rule::UpperCasePath),
            ("http://192.168.1.10/", Rule::LocalAddress),
            ("http://localhost:8000/", Rule::LocalAddress),
            (
                "https://example.org/a-path-with-very-many-words-that-nobody-would-ever-type-by-hand",
                Rule::LongAddress,
            ),
        ] {
            assert_eq!(rules(payload), [code], "{payload}");
        }
    }

    #[test]
    fn what_is_good_is_not_told() {
        for payload in [
            "https://freepows.carrd.co/",
            "https://www.armenian-assembly.org/advocacy",
            "HTTPS://EXAMPLE.ORG",
            "https://example.org/caf%C3%A9?id=7",
            "https://xn--e1afmkfd.xn--p1ai/",
            "tel:+12022243121",
            "mailto:info@example.org?subject=Free%20them",
            "SMSTO:+4917:Free them. Now",
            "geo:40.18,44.51",
            "WIFI:T:WPA;S:net;P:pass;;",
            "Some words. And more",
            "1.5",
            "",
        ] {
            assert!(rules(payload).is_empty(), "{payload}");
        }
    }

    #[test]
    fn hints_say_what_to_write() {
        let hint = |payload: &str| {
            lint(payload)
                .first()
                .and_then(|problem| Some(problem.hint.as_ref()?.to_string()))
        };
        let clean = hint("https://example.org/x?id=7&utm_source=flyer&fbclid=1");
        assert_eq!(
            clean,
            Some("remove them: https://example.org/x?id=7".into())
        );
        let long = lint(&format!("https://example.org/{}", "a".repeat(80)));
        assert!(
            long[0].message.contains("41 modules") && long[0].message.contains("25"),
            "{}",
            long[0]
        );
    }

    #[test]
    fn the_address_beside_a_code_is_that_of_the_code() {
        let rules = |short: &str| -> Vec<Rule> {
            let found = differs("https://www.example.org/petition", short);
            found.into_iter().map(|problem| problem.rule).collect()
        };
        assert_eq!(rules("example.com"), [Rule::PrintedAddressDiffers]);
        assert_eq!(
            rules("bit.ly/x"),
            [Rule::PrintedAddressDiffers, Rule::LinkShortener]
        );
        for same in [
            "example.org",
            "www.example.org/petition",
            "Sign here",
            "(202) 224-3121",
        ] {
            assert!(rules(same).is_empty(), "{same}");
        }
    }
}

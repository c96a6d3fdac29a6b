//! Links followed, against a server of our own on the loopback: what a good answer, a bad one and none
//! at all come to.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use handbill::internals::proof::online::{self, End, Limits, Outcome};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

const CERTIFICATE: &[u8] = include_bytes!("../tls/cert.pem");
const KEY: &[u8] = include_bytes!("../tls/key.pem");

/// Limits that a test can wait for.
fn limits() -> Limits {
    Limits {
        total: Duration::from_secs(3),
        read: Duration::from_millis(600),
        local: true,
        proxy: false,
        ..Limits::default()
    }
}

/// A server that gives each connection to a function of its own thread.
fn serve(answer: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || answer(stream));
        }
    });
    address
}

/// The head of a request.
fn request(stream: &mut impl Read) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

fn path(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

fn send(stream: &mut impl Write, text: &str) {
    // A client that has heard enough is no fault.
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.flush();
}

fn page(stream: &mut impl Write, status: &str) {
    let body = "<p>Free them</p>";
    let length = body.len();
    send(
        stream,
        &format!(
            "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        ),
    );
}

fn redirect(stream: &mut impl Write, to: &str) {
    send(
        stream,
        &format!(
            "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        ),
    );
}

/// A server with a page for each thing that may happen.
fn plain() -> SocketAddr {
    serve(|mut stream| {
        let port = stream.local_addr().expect("an address").port();
        let head = request(&mut stream);
        match path(&head) {
            "/ok" | "/%D5%B0" => page(&mut stream, "200 OK"),
            "/agent" if head.to_lowercase().contains("user-agent: handbill/") => {
                page(&mut stream, "200 OK");
            }
            "/gone" => page(&mut stream, "404 Not Found"),
            "/broken" => page(&mut stream, "500 Internal Server Error"),
            "/keep-out" => page(&mut stream, "403 Forbidden"),
            "/first" => redirect(&mut stream, "/second"),
            "/second" => redirect(&mut stream, "/ok#part"),
            "/there" => redirect(&mut stream, "/back"),
            "/back" => redirect(&mut stream, "/there"),
            "/away" => redirect(&mut stream, &format!("http://localhost:{port}/ok")),
            "/app" => redirect(&mut stream, "intent://open/#Intent;end"),
            "/nonsense" => redirect(&mut stream, "http://[bad"),
            "/silent" => thread::sleep(Duration::from_secs(5)),
            "/slow" => {
                send(
                    &mut stream,
                    "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
                );
                for _ in 0..50 {
                    send(&mut stream, ".");
                    thread::sleep(Duration::from_millis(100));
                }
            }
            "/stalled" => {
                send(
                    &mut stream,
                    "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf",
                );
                thread::sleep(Duration::from_secs(5));
            }
            "/large" => {
                send(
                    &mut stream,
                    "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n",
                );
                while stream.write_all(&[b'.'; 65536]).is_ok() {}
            }
            "/garbage" => send(&mut stream, "this is no answer\r\n\r\n"),
            far if far.starts_with("/far") => redirect(&mut stream, &format!("{far}r")),
            // Closes without a word.
            _ => {}
        }
    })
}

/// A server that speaks TLS.
fn secure() -> SocketAddr {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(KEY).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a configuration");
    let config = Arc::new(config);
    let open = plain();
    serve(move |stream| {
        let connection = ServerConnection::new(config.clone()).expect("a connection");
        let mut stream = StreamOwned::new(connection, stream);
        let head = request(&mut stream);
        match path(&head) {
            "/ok" => page(&mut stream, "200 OK"),
            "/down" => redirect(&mut stream, &format!("http://localhost:{}/ok", open.port())),
            _ => {}
        }
        stream.conn.send_close_notify();
        let _ = stream.flush();
    })
}

fn follow(address: SocketAddr, path: &str) -> (String, Outcome) {
    let link = format!("http://{address}{path}");
    let outcome = online::follow(&link, &limits());
    (link, outcome)
}

fn rules(link: &str, outcome: &Outcome) -> Vec<&'static str> {
    let found = online::findings(link, outcome);
    assert!(found.iter().all(|problem| problem.hint.is_some()));
    found.iter().map(|problem| problem.rule.name()).collect()
}

#[test]
fn each_answer_is_told_for_what_it_is() {
    let address = plain();
    let cases: [(&str, End, &[&str]); 14] = [
        ("/ok", End::Answered(200), &[]),
        ("/\u{570}", End::Answered(200), &[]),
        ("/agent", End::Answered(200), &[]),
        ("/large", End::Answered(200), &[]),
        ("/gone", End::Answered(404), &["dead-link"]),
        ("/broken", End::Answered(500), &["dead-link"]),
        ("/keep-out", End::Answered(403), &["refused-link"]),
        ("/first", End::Answered(200), &[]),
        ("/there", End::Loop, &["redirect-loop"]),
        ("/far", End::TooManyRedirects, &["redirect-loop"]),
        ("/away", End::Answered(200), &["redirect"]),
        ("/app", End::Elsewhere, &["redirect"]),
        ("/silent", End::TimedOut, &["dead-link"]),
        ("/stalled", End::SlowPage(200), &["slow-link"]),
    ];
    for (path, end, expected) in cases {
        let (link, outcome) = follow(address, path);
        assert_eq!(outcome.end, end, "{path}: {outcome:?}");
        assert_eq!(rules(&link, &outcome), expected, "{path}");
    }
    for path in ["/closed", "/garbage", "/nonsense"] {
        let (link, outcome) = follow(address, path);
        assert!(matches!(outcome.end, End::Broken(_)), "{path}: {outcome:?}");
        assert_eq!(rules(&link, &outcome), ["dead-link"], "{path}");
    }
}

#[test]
fn the_way_is_told_hop_by_hop() {
    let (_, outcome) = follow(plain(), "/first");
    let way: Vec<(u16, &str)> = outcome
        .hops
        .iter()
        .map(|hop| (hop.status, hop.url.rsplit('/').next().unwrap_or_default()))
        .collect();
    assert_eq!(way, [(302, "first"), (302, "second"), (200, "ok")]);
    assert!(outcome.last.ends_with("/ok#part"));
    let (_, far) = follow(plain(), "/far");
    assert_eq!(far.hops.len(), 11, "the link and ten redirects");
}

#[test]
fn no_link_is_waited_for_longer_than_the_limit() {
    let address = plain();
    // A byte now and then is no silence, so only the whole time ends it.
    let begun = Instant::now();
    let short = Limits {
        total: Duration::from_millis(800),
        ..limits()
    };
    let outcome = online::follow(&format!("http://{address}/slow"), &short);
    assert_eq!(outcome.end, End::SlowPage(200), "{outcome:?}");
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
    assert!(outcome.time >= Duration::from_millis(700));
}

#[test]
fn nothing_there_is_told() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let link = format!("http://127.0.0.1:{port}/");
    let outcome = online::follow(&link, &limits());
    assert_eq!(outcome.end, End::Refused);
    assert_eq!(rules(&link, &outcome), ["dead-link"]);
}

#[test]
fn certificates_are_looked_at() {
    let port = secure().port();
    let link = format!("https://localhost:{port}/ok");
    let trusted = Limits {
        trusted: Some(CERTIFICATE.to_vec()),
        ..limits()
    };
    let good = online::follow(&link, &trusted);
    assert_eq!(good.end, End::Answered(200), "{good:?}");
    assert_eq!(rules(&link, &good), [""; 0]);

    // Signed by nobody.
    let bad = online::follow(&link, &limits());
    assert!(
        matches!(&bad.end, End::Certificate(why) if why.contains("signed")),
        "{bad:?}"
    );
    assert_eq!(rules(&link, &bad), ["bad-certificate"]);
    // For another host.
    let link = format!("https://127.0.0.1:{port}/ok");
    let other = online::follow(&link, &trusted);
    assert!(
        matches!(&other.end, End::Certificate(why) if why.contains("another host")),
        "{other:?}"
    );
    assert_eq!(rules(&link, &other), ["bad-certificate"]);
    // A server that speaks no TLS at all.
    let deaf = serve(|mut stream| {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello);
        page(&mut stream, "400 Bad Request");
    });
    let link = format!("https://{deaf}/ok");
    let none = online::follow(&link, &limits());
    assert!(matches!(none.end, End::Tls(_)), "{none:?}");
    assert_eq!(rules(&link, &none), ["bad-certificate"]);
    // From an encrypted page to one that is not.
    let link = format!("https://localhost:{port}/down");
    let down = online::follow(&link, &trusted);
    assert_eq!(down.end, End::Answered(200), "{down:?}");
    assert_eq!(rules(&link, &down), ["insecure-redirect"]);
}

#[test]
fn ones_own_network_is_left_alone_unless_asked() {
    let (heard, hears) = mpsc::channel();
    let address = serve(move |_| heard.send(()).expect("the test waits"));
    let link = format!("http://{address}/");
    let outcome = online::follow(&link, &Limits::default());
    assert_eq!(outcome.end, End::Local);
    assert_eq!(rules(&link, &outcome), ["local-address"]);
    assert!(hears.recv_timeout(Duration::from_millis(100)).is_err());
}

#[test]
fn many_links_are_followed_in_order_and_once() {
    let address = plain();
    let link = |path: &str| format!("http://{address}{path}");
    let payloads = [
        link("/stalled"),
        link("/ok"),
        "tel:+12022243121".to_owned(),
        link("/gone"),
        link("/ok"),
    ];
    let outcomes = online::follow_all(&payloads, &limits());
    let told: Vec<(&str, &End)> = outcomes
        .iter()
        .map(|(link, outcome)| (link.rsplit('/').next().unwrap_or_default(), &outcome.end))
        .collect();
    assert_eq!(
        told,
        [
            ("stalled", &End::SlowPage(200)),
            ("ok", &End::Answered(200)),
            ("gone", &End::Answered(404)),
        ]
    );
    assert!(online::follow_all(&[], &limits()).is_empty());
}

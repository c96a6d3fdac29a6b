//! `handbill` turns a campaign, written as a TOML file, into flyers, posters and handouts that are ready to print,
//! with QR codes that open the pages of the campaign.
//!
//! # Make a flyer
//!
//! A [`Project`] holds the files of a campaign, on the disk ([`Project::at`]) or in memory
//! ([`Project::in_memory`]). An [`Order`] says what to make of them. [`Project::build`] makes the files and leaves
//! it to you to write them:
//!
//! ```
//! use handbill::{Findings, Order, Project, RouteKind};
//!
//! let content = r#"
//! [campaign]
//! id = "keep-our-library"
//! language = "en"
//! title = "Keep our library open"
//! headline = "Keep our library open"
//! lead = "The council votes in May on closing the library in Mill Street."
//! home = "https://library.example/"
//! as_of = "2026-03"
//!
//! [[source]]
//! id = "agenda"
//! author = "Town council"
//! title = "Agenda of the May meeting"
//!
//! [[fact]]
//! id = "visits"
//! figure = "41,000"
//! text = "visits last year"
//! source = "agenda"
//!
//! [[action]]
//! id = "read"
//! kind = "url"
//! label = "Read on"
//! url = "https://library.example/"
//!
//! [organizer]
//! name = "Friends of the library"
//! "#;
//! let project = Project::in_memory("library.toml", [("library.toml", content)]);
//! let order = Order::new()
//!     .templates(["flyer"])
//!     .papers(["A5"])
//!     .route(RouteKind::Screen);
//!
//! let files = project.build(&order).complete()?;
//! assert_eq!(
//!     files[0].name.to_str(),
//!     Some("keep-our-library/en/flyer-a5-screen.pdf")
//! );
//! assert!(files[0].bytes.starts_with(b"%PDF"));
//! # Ok::<(), Findings>(())
//! ```
//!
//! The `README.md` of the repository explains the tables of a content file, and `templates/README.md` how to write
//! layouts of your own.
//!
//! # Find what is wrong
//!
//! Nothing fails halfway: what is wrong, or worth a look, is a [`Finding`] with its place and what to do about it.
//! [`Project::check`] lays out everything that the content can be made into, without making files:
//!
//! ```
//! use handbill::{Order, Project, Rule};
//!
//! let content = "[campaign]\nheadlin = \"Keep our library open\"\n";
//! let project = Project::in_memory("library.toml", [("library.toml", content)]);
//!
//! let findings = project.check(&Order::new());
//! let unknown = findings.iter().find(|finding| finding.rule == Rule::UnknownKey);
//! let unknown = unknown.expect("a finding");
//! assert_eq!(unknown.line, Some(2));
//! assert_eq!(unknown.hint.as_deref(), Some("did you mean `headline`?"));
//! ```
//!
//! # Prove a PDF
//!
//! A proof renders each page of a finished PDF, scans its codes as a phone would, and reports what would fail in
//! print. It takes PDFs from any program:
//!
//! ```
//! use handbill::{Order, ProofReport};
//!
//! # let project = handbill::Project::at("content/free-armenian-pows.toml");
//! # let order = Order::new().templates(["call-card"]).route(handbill::RouteKind::Screen);
//! # let pdf = project.build(&order).complete()?.remove(0).bytes;
//! // `pdf` has the bytes of a file.
//! let report = ProofReport::of_pdf("card.pdf", &pdf, &Order::new());
//! let file = &report.files[0];
//! assert!(file.is_printable());
//! for code in &file.codes {
//!     println!("page {}: {:?}", code.page, code.read);
//! }
//! # Ok::<(), handbill::Findings>(())
//! ```
//!
//! [`Project::prove`] makes the files of an order and proves them at once, and [`Project::prove_pdf`] compares a PDF
//! with the project that it was made from.
//!
//! # What you can rely on
//!
//! The same project and the same order give the same bytes on every machine and every day: the library reads no
//! clock, no locale and no fonts of the system. If it shall check the age of figures, tell it the day
//! ([`Order::today`]). It writes no file and prints nothing; only [`Project::at`] reads the disk.
//!
//! # Features
//!
//! All are on by default. Without them the library makes projects in memory, on one thread, and builds for
//! `wasm32-unknown-unknown`.
//!
//! | feature | adds |
//! | --- | --- |
//! | `disk` | projects in a folder: [`Project::at`] |
//! | `threads` | several pieces are made at the same time |
//! | `online` | for the command line: `handbill proof --online` follows links |
//! | `cli` | the program `handbill` |

mod api;
mod cache;
mod color;
mod content;
mod diag;
mod document;
mod findings;
mod frame;
mod geom;
mod impose;
mod ink;
mod inspect;
mod keyword;
mod kit;
mod language;
mod layout;
mod order;
mod page;
mod paper;
mod parallel;
mod payload;
mod pdf;
mod picture;
mod pipeline;
mod preflight;
mod project;
mod proof;
mod qr;
mod reading;
mod route;
mod rules;
mod sheet;
mod standalone;
mod tasks;
mod template;
mod text;
mod typeset;

pub use api::{Build, BuiltFile, ProofReport, ProvedCode, ProvedFile};
pub use diag::Severity;
pub use findings::{Finding, Findings, PieceName};
pub use geom::Length;
pub use impose::Mark;
pub use language::Date;
pub use order::Order;
pub use paper::FoldKind;
pub use pipeline::{Fit, SheetKind};
pub use project::Project;
pub use route::RouteKind;
pub use rules::Rule;
pub use sheet::Flip;
pub use template::SecondLanguage;

/// Opens rooms of the library, each with everything that is public in it. The star keeps this list short: whoever
/// goes through this door wants a room as it is.
macro_rules! open {
    ($($room:ident),+ $(,)?) => {
        $(
            #[allow(missing_docs, reason = "the room itself is documented")]
            pub mod $room {
                pub use crate::$room::*;
            }
        )+
    };
}

/// The rooms behind the public names, for the command line, and for tests and benchmarks of a single stage. They
/// change without notice.
#[doc(hidden)]
pub mod internals {
    open! {
        api, color, content, diag, document, findings, frame, geom, impose, ink, inspect, keyword, kit, language, layout,
        order, page, paper, payload, pdf, picture, pipeline, preflight, project, proof, qr, reading, route, rules, sheet,
        standalone, tasks, template, text, typeset,
    }
}

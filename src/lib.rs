//! `handbill` turns a campaign's content file into flyers, posters and handouts that print well, with
//! QR codes that open the action pages.
//!
//! The way of the data, one stage a module:
//!
//! 1. [`content`] reads and checks the campaign.
//! 2. [`template`] fills a layout with it.
//! 3. [`layout`] places text (set by [`typeset`]), pictures and codes on pages.
//! 4. [`ink`] tells what becomes of colours and pictures on a route.
//! 5. [`pdf`] writes the pages.
//!
//! Data flows one way: a stage knows the stages before it and the ground below ([`geom`], [`paper`],
//! [`color`], [`language`], [`diag`], [`document`], [`project`], [`qr`]), never a later one. Between layout and
//! output lies a narrow waist: [`frame`] and [`page`].

pub mod cli;
pub mod color;
pub mod content;
pub mod diag;
pub mod document;
pub mod frame;
pub mod geom;
pub mod ink;
pub mod language;
pub mod layout;
pub mod page;
pub mod paper;
pub mod pdf;
pub mod project;
pub mod qr;
pub mod route;
pub mod sheet;
pub mod template;
pub mod typeset;

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use content::Campaign;
use diag::{Diagnostic, Diagnostics, Warned};
use geom::Length;
use page::Piece;
use paper::Paper;
use pdf::Subsets;
use template::{Library, Target, Template};
use typeset::FontBook;

/// What is needed to make pieces: fonts, templates, and the cuts of fonts made so far. Shared by all
/// threads of a run.
pub struct Press {
    /// The fonts.
    pub book: FontBook,
    /// The templates.
    pub library: Library,
    subsets: Subsets,
    codes: qr::Symbols,
}

/// A piece to make.
#[derive(Clone, Debug)]
pub struct Job {
    /// The template.
    pub template: Template,
    /// The paper.
    pub paper: &'static Paper,
    /// Bleed on every side, where it is not the template's.
    pub bleed: Option<Length>,
}

/// A piece with its warnings, or what keeps it from being made.
pub type Made = Result<Warned<Built>, Diagnostics>;

/// A piece made.
#[derive(Debug)]
pub struct Built {
    /// Its pages.
    pub piece: Piece,
    /// The PDF.
    pub pdf: Vec<u8>,
}

impl Press {
    /// The fonts and templates of the program alone.
    pub fn embedded() -> Self {
        Self {
            book: FontBook::embedded(),
            library: Library::embedded(),
            subsets: Subsets::default(),
            codes: qr::Symbols::default(),
        }
    }

    /// The fonts and templates of the program, and those beside a content file, which come first.
    pub fn of(project: &project::Project) -> Result<Self, Diagnostic> {
        let own = project.fonts()?;
        let book = if own.is_empty() {
            FontBook::embedded()
        } else {
            FontBook::with(own)?
        };
        Ok(Self {
            book,
            library: Library::of(project),
            subsets: Subsets::default(),
            codes: qr::Symbols::default(),
        })
    }

    /// Makes one piece: fills its template, lays it out, and writes it.
    pub fn build(&self, campaign: &Campaign, job: &Job) -> Made {
        let target = Target {
            paper: job.paper,
            bleed: job.bleed,
            families: self.book.families(),
            codes: &self.codes,
        };
        let plan = template::resolve(&job.template, campaign, target)?;
        let piece = layout::compose(&plan.value, &self.book)?;
        let pdf = pdf::export(&piece.value, &self.book, &self.subsets)?;
        let mut warnings = plan.warnings;
        warnings.extend(piece.warnings);
        Ok(Warned {
            value: Built {
                piece: piece.value,
                pdf,
            },
            warnings,
        })
    }

    /// Makes several pieces, each of a campaign in a language, on that many threads, and gives them in
    /// the order of the jobs. `done` is called after each with the number made so far.
    pub fn build_all(
        &self,
        jobs: &[(&Campaign, Job)],
        threads: NonZeroUsize,
        done: &(dyn Fn(usize) + Sync),
    ) -> Vec<Made> {
        let next = AtomicUsize::new(0);
        let finished = AtomicUsize::new(0);
        let results: Vec<Mutex<Option<Made>>> = jobs.iter().map(|_| Mutex::new(None)).collect();
        std::thread::scope(|scope| {
            for _ in 0..threads.get().min(jobs.len()) {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let (Some((campaign, job)), Some(slot)) =
                            (jobs.get(index), results.get(index))
                        else {
                            break;
                        };
                        let result = self.build(campaign, job);
                        if let Ok(mut slot) = slot.lock() {
                            *slot = Some(result);
                        }
                        done(finished.fetch_add(1, Ordering::Relaxed) + 1);
                    }
                });
            }
        });
        let lost =
            || Err(Diagnostic::error("internal", "a piece was lost; please report this").into());
        results
            .into_iter()
            .map(|slot| slot.into_inner().ok().flatten().unwrap_or_else(lost))
            .collect()
    }
}

/// A page with one code and its quiet zone, as PDF.
pub fn code_as_pdf(text: &str, module: Length) -> Result<Vec<u8>, Diagnostic> {
    let symbol = qr::QrSymbol::encode(text).map_err(|too_long| {
        Diagnostic::error(
            "payload-too-long",
            format!("{} bytes are more than a code holds", too_long.bytes),
        )
    })?;
    let code = frame::Code {
        at: geom::Point::default(),
        module,
        symbol: symbol.into(),
        payload: content::Payload::Url(text.to_owned()),
        label: text.to_owned(),
        alt: format!("QR code: {text}"),
        short: text.to_owned(),
    };
    let trim = code.rect().size;
    let mut frame = frame::Frame::default();
    frame.push(
        frame::ItemKind::Code(code),
        &frame::Origin::new("", ""),
        frame::Role::Figure,
    );
    let piece = Piece {
        template: "qr".to_owned(),
        paper: String::new(),
        title: text.to_owned(),
        language: "und".to_owned(),
        author: String::new(),
        inks: Vec::new(),
        pages: vec![page::Page {
            trim,
            bleed: Length::ZERO,
            frame,
        }],
    };
    pdf::export(&piece, &FontBook::embedded(), &Subsets::default())
}

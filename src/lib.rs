//! `handbill` turns a campaign's content file into flyers, posters and handouts that print well, with
//! QR codes that open the action pages.
//!
//! The way of the data, one stage a module:
//!
//! 1. [`content`] reads and checks the campaign.
//! 2. [`template`] fills a layout with it.
//! 3. [`layout`] places text (set by [`typeset`]), pictures and codes on pages.
//! 4. [`mod@impose`] puts pages onto sheets of paper.
//! 5. [`ink`] decides what each colour and picture becomes on a route.
//! 6. [`pdf`] writes the files.
//!
//! 7. [`proof`] opens what was written, with [`inspect`], and looks at it as the street will.
//!
//! A [`Job`] says what is made and how it is printed, and a [`Press`] makes it. Data flows one way: a stage
//! knows the stages before it and the ground below ([`geom`], [`paper`], [`color`], [`route`], [`language`],
//! [`diag`], [`rules`], [`document`], [`project`], [`qr`], [`payload`], [`picture`], [`mod@text`]), never a later
//! one. Between layout and output lies a narrow
//! waist: [`frame`], [`page`] and [`sheet`].

mod aids;
mod arrange;
mod cache;
pub mod carried;
pub mod cli;
pub mod color;
pub mod content;
pub mod diag;
pub mod document;
mod editor;
pub mod fold;
pub mod frame;
pub mod gallery;
pub mod geom;
pub mod impose;
pub mod ink;
pub mod inspect;
pub mod job;
pub mod kit;
pub mod language;
pub mod layout;
pub mod page;
pub mod paper;
mod parallel;
pub mod payload;
pub mod pdf;
pub mod picture;
pub mod plain;
pub mod preflight;
mod press;
pub mod project;
pub mod proof;
pub mod qr;
mod reading;
pub mod route;
pub mod rules;
pub mod sheet;
pub mod starter;
pub mod template;
pub mod text;
pub mod typeset;

pub use aids::{calibration_as_pdf, code_as_pdf, given};
pub use job::Job;
pub use press::{Built, Examined, Made, PdfFile, Press};

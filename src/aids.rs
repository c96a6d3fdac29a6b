//! Files that are no campaign's and help to print one: a code by itself, and a calibration sheet.

use crate::diag::Diagnostic;
use crate::frame::{Code, Frame, ItemKind, Origin, Role};
use crate::geom::{Length, Point};
use crate::impose::{self, Spec};
use crate::ink::Inks;
use crate::page::{Page, Piece};
use crate::payload::Payload;
use crate::pdf::{self, Print, Reused};
use crate::qr;
use crate::rules::Rule;
use crate::typeset::FontBook;

/// A sheet that shows by how much a printer is off between front and back, as PDF.
pub fn calibration_as_pdf(spec: &Spec) -> Result<Vec<u8>, Diagnostic> {
    let book = FontBook::embedded();
    let sheets = [impose::calibration(spec, &book)];
    let piece = Piece {
        template: "calibration".to_owned(),
        paper: String::new(),
        title: "Calibration of front and back".to_owned(),
        language: spec.language.clone(),
        country: None,
        author: String::new(),
        inks: Vec::new(),
        together: false,
        spoken: false,
        pages: Vec::new(),
    };
    let inks = Inks::on_screen();
    let print = Print {
        sheets: Some(&sheets),
        read: false,
        flip: Some(spec.flip),
        ..Print::pages(&piece, &inks)
    };
    pdf::export(&print, &book, &Reused::default())
}

/// What a text holds that stands in a code by itself: an address as a code holds it, other text as it is.
pub fn given(text: &str) -> Result<Payload, Diagnostic> {
    Payload::of_text(text).map_err(|(what, hint)| {
        Diagnostic::error(Rule::BadUrl, format!("the address `{text}` {what}")).hint(hint)
    })
}

/// A page with one code and its quiet zone, as PDF.
pub fn code_as_pdf(text: &str, module: Length) -> Result<Vec<u8>, Diagnostic> {
    let payload = given(text)?;
    let symbol =
        qr::QrSymbol::encode_by(&payload.encoded(), payload.constraint()).map_err(|too_long| {
            Diagnostic::error(
                Rule::PayloadTooLong,
                format!("{} bytes are more than a code holds", too_long.bytes),
            )
        })?;
    let code = Code {
        at: Point::default(),
        module,
        symbol: symbol.into(),
        distance: module * qr::COMFORTABLE_RATIO,
        payload,
        label: text.to_owned(),
        ask: None,
        alt: format!("QR code: {text}"),
        short: text.to_owned(),
    };
    let trim = code.rect().size;
    let mut frame = Frame::default();
    frame.push(ItemKind::Code(code), &Origin::new("", ""), Role::Figure);
    let piece = Piece {
        template: "qr".to_owned(),
        paper: String::new(),
        title: text.to_owned(),
        language: "und".to_owned(),
        country: None,
        author: String::new(),
        inks: Vec::new(),
        together: false,
        spoken: false,
        pages: vec![Page {
            trim,
            bleed: Length::ZERO,
            frame,
        }],
    };
    let inks = Inks::on_screen();
    let print = Print::pages(&piece, &inks);
    pdf::export(&print, &FontBook::embedded(), &Reused::default())
}

//! A QR code by itself, as SVG, PNG or PDF.

use crate::diag::Diagnostic;
use crate::frame::{Code, Frame, ItemKind, Origin, Role};
use crate::geom::{Angle, Length, Point};
use crate::ink::Inks;
use crate::page::{Page, Piece};
use crate::payload::Payload;
use crate::pdf::{self, Print, Reused};
use crate::qr::{self, QrSymbol};
use crate::rules::Rule;
use crate::typeset::FontBook;

/// Pixels to a module of a PNG: enough for any screen, and scaled in print without harm.
const PIXELS: u32 = 16;

/// What a code is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFormat {
    /// A drawing for the web and for other programs.
    Svg,
    /// A picture of 16 pixels to the module.
    Png,
    /// A page of exactly the size of the code.
    Pdf,
}

impl CodeFormat {
    /// The format that the ending of a file's name stands for.
    pub fn by_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }
}

/// A code that was written.
#[derive(Debug)]
pub struct WrittenCode {
    /// The file.
    pub bytes: Vec<u8>,
    /// The text that the code holds: an address in ASCII, where one was given in other letters.
    pub text: String,
    /// Version of the symbol, 1 to 40.
    pub version: u8,
    /// Error correction level: L, M, Q or H.
    pub level: char,
    /// Modules of a side, with the quiet zone.
    pub side: usize,
}

/// Writes a code that holds a text. Width of a module is what a PDF has; the narrowest that inkjets and copiers
/// render where none is given.
pub fn write_code(
    text: &str,
    format: CodeFormat,
    module: Option<Length>,
) -> Result<WrittenCode, Diagnostic> {
    let (payload, symbol) = encode(text)?;
    // SVG and PNG have no printed size, but the limit holds for them too: whoever names a module means to
    // print.
    let module = module.unwrap_or_else(qr::smallest_module);
    if module < qr::smallest_module() {
        return Err(Diagnostic::error(
            Rule::CodeTooSmall,
            format!("modules of {module} are too small to print reliably"),
        )
        .hint(format!("make it at least {}", qr::smallest_module())));
    }
    let (version, level) = (symbol.version(), symbol.level());
    let side = symbol.side_with_quiet_zone();
    let bytes = match format {
        CodeFormat::Svg => qr::to_svg(&symbol).into_bytes(),
        CodeFormat::Png => qr::to_png(&symbol, PIXELS),
        // Encoded again from the text: the PDF needs the payload in its display list.
        CodeFormat::Pdf => code_as_pdf(text, module)?,
    };
    Ok(WrittenCode {
        bytes,
        text: payload.encoded(),
        version,
        level,
        side,
    })
}

/// What a text holds that stands in a code by itself, and its symbol: an address as a code holds it, other text
/// as it is.
fn encode(text: &str) -> Result<(Payload, QrSymbol), Diagnostic> {
    let payload = Payload::of_text(text).map_err(|(what, hint)| {
        Diagnostic::error(Rule::BadUrl, format!("the address `{text}` {what}")).hint(hint)
    })?;
    let symbol =
        QrSymbol::encode_by(&payload.encoded(), payload.constraint()).map_err(|too_long| {
            Diagnostic::error(
                Rule::PayloadTooLong,
                format!("{} bytes are more than a code holds", too_long.bytes),
            )
            .hint("use a shorter text; a printed code should hold under 100 bytes")
        })?;
    Ok((payload, symbol))
}

/// A page with one code and its quiet zone, as PDF.
pub fn code_as_pdf(text: &str, module: Length) -> Result<Vec<u8>, Diagnostic> {
    let (payload, symbol) = encode(text)?;
    let code = Code {
        at: Point::default(),
        module,
        symbol: symbol.into(),
        // Nobody says from where it is scanned, so the module decides.
        distance: module * qr::COMFORTABLE_RATIO,
        payload,
        label: text.to_owned(),
        ask: None,
        alt: format!("QR code: {text}"),
        short: text.to_owned(),
        angle: Angle::NONE,
    };
    let trim = code.rect().size;
    let mut frame = Frame::default();
    frame.push(ItemKind::Code(code), &Origin::new("", ""), Role::Figure);
    let piece = Piece {
        template: "qr".to_owned(),
        paper: String::new(),
        title: text.to_owned(),
        // BCP 47 for an undetermined language: the text may be an address.
        language: "und".to_owned(),
        country: None,
        author: String::new(),
        inks: Vec::new(),
        together: false,
        unscanned: false,
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

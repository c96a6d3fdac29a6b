//! The result of checking a file: its pages, its codes, and the findings.

use super::look::Raster;
use crate::diag::Diagnostics;
use crate::geom::{Length, Point, Rect, Size};
use crate::ink::InkShare;
use crate::inspect::Inspected;

/// The result of checking a file.
#[derive(Debug)]
pub struct Proof {
    /// Its pages as they look. If its pages were imposed, these are the sides of the sheets.
    pub pages: Vec<PageProof>,
    /// The QR codes on them.
    pub codes: Vec<CodeProof>,
    /// The facts that were read from the structure of the file.
    pub inspected: Inspected,
    /// The findings. Their places refer to `pages`.
    pub findings: Diagnostics,
}

/// A page as it looks.
#[derive(Debug)]
pub struct PageProof {
    /// Its size.
    pub size: Size,
    /// The point from which places of findings are measured: the corner of the trim, or that of the sheet.
    pub corner: Point,
    /// A picture of it, at [`PICTURE_PPI`](super::PICTURE_PPI).
    pub picture: Raster,
    /// The share of each ink on it: measured on routes that separate inks, else estimated from the picture.
    pub inks: Vec<InkShare>,
}

/// A QR code that should be in the file, or that was found there.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeProof {
    /// The page of the file, from 0.
    pub page: usize,
    /// Its place with its quiet zone, from the upper left corner of the page.
    pub rect: Rect,
    /// Its verb, if the source is known.
    pub label: Option<String>,
    /// The payload that it should hold, if the source is known.
    pub expected: Option<String>,
    /// The payload that was read; `None` if it cannot be read.
    pub read: Option<String>,
    /// Width of a module, as printed.
    pub module: Length,
    /// The distance from which it should be readable, if the source is known.
    pub stated: Option<Length>,
    /// The longest distance from which the camera model reads it; `None` if it does from none.
    pub longest: Option<Length>,
    /// Whether a photocopy of it can be read; `None` if that was not tried.
    pub outlives_copy: Option<bool>,
}

impl CodeProof {
    /// The longest readable distance as a multiple of the one that it is meant for.
    pub fn margin(&self) -> Option<f64> {
        Some(self.longest?.ratio(self.stated?))
    }
}

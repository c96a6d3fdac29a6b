//! Draws the pages of a PDF as pictures, with a renderer (`hayro`) that shares no code with the writer: an
//! error of the writer cannot hide itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Size};
use crate::inspect::verify_weight;
use crate::rules::Rule;

/// An open PDF.
pub struct Opened {
    pdf: Pdf,
}

/// A picture in red, green and blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The pixels, row by row from the top.
    pub pixels: Vec<[u8; 3]>,
}

/// Longest side of a picture, in pixels: the renderer counts in 16 bits, and three bytes for each pixel have to
/// fit into memory.
const LONGEST: f64 = 20_000.0;

impl Opened {
    /// Opens a file from elsewhere. The error says that it is no PDF, is locked, or would take too much memory
    /// to draw.
    pub fn foreign(bytes: &[u8]) -> Result<Self, Diagnostic> {
        verify_weight(bytes)?;
        Self::new(bytes)
    }

    /// Opens a file that this program made or that was inspected before. The error says that it is no PDF or is
    /// locked.
    pub fn new(bytes: &[u8]) -> Result<Self, Diagnostic> {
        let pdf = Pdf::new(bytes.to_vec()).map_err(|_| {
            Diagnostic::error(Rule::NotAPdf, "the file cannot be opened as a PDF").hint(
                "if it has a password, save it without one; if it is damaged, export it again",
            )
        })?;
        Ok(Self { pdf })
    }

    /// Number of pages.
    pub fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// The size of a page as a reader shows it.
    pub fn size(&self, page: usize) -> Size {
        let Some(page) = self.pdf.pages().get(page) else {
            return Size::default();
        };
        let (width, height) = page.render_dimensions();
        Size::new(Length::pt(f64::from(width)), Length::pt(f64::from(height)))
    }

    /// A page at that many pixels per inch.
    pub fn draw(&self, page: usize, ppi: f64) -> Raster {
        let whole = Rect::of_size(self.size(page));
        self.draw_part(page, whole, ppi)
    }

    /// A part of a page at that many pixels per inch, or at fewer if the picture would get too large.
    pub fn draw_part(&self, page: usize, part: Rect, ppi: f64) -> Raster {
        let longest = part.size.long_side().to_inch();
        // The renderer draws a point as one pixel at scale 1, and an inch has 72 points.
        let scale = ppi.min(LONGEST / longest.max(1e-6)) / 72.0;
        // Rounded up: rounded down, the last row of a page of 2480.3 pixels would be lost.
        let pixels = |length: Length| (length.to_pt() * scale).ceil().max(1.0) as u16;
        let size = (pixels(part.size.width), pixels(part.size.height));
        // The renderer has assertions that a damaged file can trigger. The page then stays white, which the
        // other checks report as missing codes.
        let drawn = catch_unwind(AssertUnwindSafe(|| self.drawn(page, part, scale, size)));
        drawn.unwrap_or_else(|_| Raster {
            width: usize::from(size.0),
            height: usize::from(size.1),
            pixels: vec![[255; 3]; usize::from(size.0) * usize::from(size.1)],
        })
    }

    /// Draws a part of a page. May panic on a damaged file.
    fn drawn(&self, page: usize, part: Rect, scale: f64, (width, height): (u16, u16)) -> Raster {
        let mut pixmap = Pixmap::new(width, height);
        if let Some(page) = self.pdf.pages().get(page) {
            let mut context = RenderContext::new(width, height);
            let settings = RenderSettings {
                // Hinting moves outlines to whole pixels, as screens do and paper does not.
                hinting: false,
                ..RenderSettings::default()
            };
            let corner = (-part.origin.x.to_pt(), -part.origin.y.to_pt());
            // Read from the last to the first: turn the page upright, move the part to the corner, enlarge.
            let transform = Affine::scale(scale)
                * Affine::translate(corner)
                * page.initial_transform(true).to_kurbo();
            let interpreter = InterpreterSettings::default();
            let cache = RenderCache::new();
            render_into(
                page,
                &cache,
                &interpreter,
                &settings,
                &mut context,
                transform,
            );
            context.flush();
            let white = RasterizerSettings {
                target_init: TargetInit::Clear(WHITE),
                ..RasterizerSettings::default()
            };
            context.render_with(&mut pixmap, &mut Resources::default(), white);
        }
        let pixels = pixmap.data().iter();
        Raster {
            width: usize::from(width),
            height: usize::from(height),
            pixels: pixels.map(|pixel| [pixel.r, pixel.g, pixel.b]).collect(),
        }
    }
}

impl Raster {
    /// The picture at a share of its size. Each new pixel is the mean of those that it covers, so fine patterns
    /// turn grey instead of into other patterns.
    #[must_use]
    pub fn made_smaller(&self, share: f64) -> Self {
        if share >= 1.0 {
            return self.clone();
        }
        let size =
            |pixels: usize| ((pixels as f64 * share).round() as usize).clamp(1, pixels.max(1));
        let (width, height) = (size(self.width), size(self.height));
        // In whole pixels, so that each old pixel counts for exactly one new one.
        let from = |at: usize, new: usize, old: usize| at * old / new;
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let rows = from(y, height, self.height)..from(y + 1, height, self.height);
            for x in 0..width {
                let columns = from(x, width, self.width)..from(x + 1, width, self.width);
                let mut sums = [0_u32; 3];
                let mut count = 0;
                for row in rows.clone() {
                    let start = row * self.width;
                    let covered = self.pixels.get(start + columns.start..start + columns.end);
                    for pixel in covered.unwrap_or_default() {
                        count += 1;
                        for (sum, tone) in sums.iter_mut().zip(pixel) {
                            *sum += u32::from(*tone);
                        }
                    }
                }
                pixels.push(sums.map(|sum| sum.checked_div(count).unwrap_or(255) as u8));
            }
        }
        Self {
            width,
            height,
            pixels,
        }
    }

    /// The upper left part of that size; where the picture ends, white.
    #[must_use]
    pub fn cut(&self, width: usize, height: usize) -> Self {
        let pixel = |x: usize, y: usize| {
            let inside = x < self.width;
            let pixel = self.pixels.get(y * self.width + x).filter(|_| inside);
            pixel.copied().unwrap_or([255; 3])
        };
        let rows = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self {
            width,
            height,
            pixels: rows.map(|(x, y)| pixel(x, y)).collect(),
        }
    }

    /// The luminance of its pixels, by the weights of ITU-R BT.601.
    pub fn greys(&self) -> Vec<u8> {
        let grey = |[r, g, b]: &[u8; 3]| {
            ((u32::from(*r) * 77 + u32::from(*g) * 150 + u32::from(*b) * 29) >> 8) as u8
        };
        self.pixels.iter().map(grey).collect()
    }
}

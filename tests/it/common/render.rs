//! PDF pages as pictures, drawn by a renderer that shares nothing with the writer, and the codes that
//! a reader finds in them.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

/// A grey picture.
pub struct Grey {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

impl Grey {
    /// A part of it; what lies outside is white.
    pub fn cut(&self, left: usize, top: usize, width: usize, height: usize) -> Self {
        let pixel = |at: usize| {
            let (x, y) = (left + at % width, top + at / width);
            if x < self.width && y < self.height {
                self.at(x, y)
            } else {
                255
            }
        };
        Self {
            width,
            height,
            pixels: (0..width * height).map(pixel).collect(),
        }
    }

    pub fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.width + x]
    }
}

/// A page at that many pixels to the inch, and the red, green and blue of its pixels.
pub fn color_page(pdf: &[u8], index: usize, ppi: f64) -> (usize, usize, Vec<[u8; 3]>) {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF that opens");
    let page = &pdf.pages()[index];
    let (width, height) = page.render_dimensions();
    let scale = ppi / 72.0;
    // Rounded up: the renderer's own way cuts off the last row of a page of 2480.3 pixels.
    let pixels = |points: f32| (f64::from(points) * scale).ceil() as u16;
    let mut context = RenderContext::new(pixels(width), pixels(height));
    let settings = RenderSettings {
        hinting: false,
        ..RenderSettings::default()
    };
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let interpreter = InterpreterSettings::default();
    render_into(
        page,
        &RenderCache::new(),
        &interpreter,
        &settings,
        &mut context,
        transform,
    );
    context.flush();
    let mut pixmap = Pixmap::new(context.width(), context.height());
    let white = RasterizerSettings {
        target_init: TargetInit::Clear(WHITE),
        ..RasterizerSettings::default()
    };
    context.render_with(&mut pixmap, &mut Resources::default(), white);
    let colors = pixmap
        .data()
        .iter()
        .map(|pixel| [pixel.r, pixel.g, pixel.b])
        .collect();
    (
        usize::from(pixmap.width()),
        usize::from(pixmap.height()),
        colors,
    )
}

/// A page in grey.
pub fn page(pdf: &[u8], index: usize, ppi: f64) -> Grey {
    let (width, height, colors) = color_page(pdf, index, ppi);
    // The weights of Rec. 601 in 256ths.
    let grey = |[r, g, b]: [u8; 3]| {
        ((u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8) as u8
    };
    Grey {
        width,
        height,
        pixels: colors.into_iter().map(grey).collect(),
    }
}

/// What the codes in a picture say, in order of the alphabet. A code that is found but not read is an
/// error of its own.
pub fn codes(picture: &Grey) -> Result<Vec<String>, String> {
    let (width, height) = (picture.width, picture.height);
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.at(x, y));
    let read = prepared
        .detect_grids()
        .into_iter()
        .map(|grid| match grid.decode() {
            Ok((_, text)) => Ok(text),
            Err(error) => Err(format!(
                "the code at {:?} cannot be read: {error}",
                grid.bounds
            )),
        });
    let mut texts = read.collect::<Result<Vec<String>, String>>()?;
    texts.sort();
    Ok(texts)
}

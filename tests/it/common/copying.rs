//! A photocopier in pixels: what it makes of a page, and whether a phone reads the codes of a copy of a copy.

use handbill::internals::geom::{Length, Rect};
use handbill::internals::page::{Page, Spot};
use handbill::internals::pipeline::Built;

use super::name;
use super::render::{self, Grey};

/// Pixels to the inch that a page can be drawn at without being larger than an A4 page at 300.
pub fn most(page: &Page, wanted: f64) -> f64 {
    wanted.min(2600.0 / page.trim.short_side().to_inch())
}

/// Numbers that look random and are the same on every run (xorshift).
struct Noise(u64);

impl Noise {
    /// Between −1 and 1, small ones more often.
    fn next(&mut self) -> f64 {
        let mut one = || {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 >> 11) as f64 / (1_u64 << 53) as f64
        };
        one() + one() - 1.0
    }
}

/// What a copier makes of a page: blurred, a little crooked, with noise, and in black and white alone.
fn copy(page: &Grey, degrees: f64, noise: &mut Noise) -> Grey {
    let mut copied = turned(&blur(page), degrees);
    for tone in &mut copied.pixels {
        let noisy = f64::from(*tone) + noise.next() * 40.0;
        *tone = if noisy < 128.0 { 0 } else { 255 };
    }
    copied
}

/// A picture turned about its middle.
fn turned(page: &Grey, degrees: f64) -> Grey {
    let (width, height) = (page.width, page.height);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (middle_x, middle_y) = (width as f64 / 2.0, height as f64 / 2.0);
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let (dx, dy) = (x as f64 - middle_x, y as f64 - middle_y);
            let at = (
                dx * cos - dy * sin + middle_x,
                dx * sin + dy * cos + middle_y,
            );
            pixels.push(between(page, at.0, at.1).round() as u8);
        }
    }
    Grey {
        width,
        height,
        pixels,
    }
}

/// Weights of a bell of 1.2 pixels.
const BELL: [f32; 7] = [0.0144, 0.0809, 0.2345, 0.3404, 0.2345, 0.0809, 0.0144];

fn blur(page: &Grey) -> Grey {
    let across = blurred_rows(page);
    // Turned about the diagonal, rows are columns.
    diagonal(&blurred_rows(&diagonal(&across)))
}

fn blurred_rows(page: &Grey) -> Grey {
    let width = page.width;
    let mut pixels = Vec::with_capacity(page.pixels.len());
    let mut wide = vec![0_u8; width + 6];
    for row in page.pixels.chunks_exact(width) {
        wide[..3].fill(row[0]);
        wide[3..width + 3].copy_from_slice(row);
        wide[width + 3..].fill(row[width - 1]);
        pixels.extend(wide.windows(7).map(|near| {
            let sum: f32 = near
                .iter()
                .zip(BELL)
                .map(|(tone, share)| f32::from(*tone) * share)
                .sum();
            sum.round() as u8
        }));
    }
    Grey { pixels, ..*page }
}

fn diagonal(page: &Grey) -> Grey {
    let columns = (0..page.width).flat_map(|x| (0..page.height).map(move |y| (x, y)));
    Grey {
        width: page.height,
        height: page.width,
        pixels: columns.map(|(x, y)| page.at(x, y)).collect(),
    }
}

/// The tone at a place between pixels; paper outside.
fn between(page: &Grey, x: f64, y: f64) -> f64 {
    if x < 0.0 || y < 0.0 || x + 1.0 >= page.width as f64 || y + 1.0 >= page.height as f64 {
        return 255.0;
    }
    let (left, top) = (x as usize, y as usize);
    let (right, below) = (x.fract(), y.fract());
    let tone = |x, y| f64::from(page.at(x, y));
    let upper = tone(left, top) * (1.0 - right) + tone(left + 1, top) * right;
    let lower = tone(left, top + 1) * (1.0 - right) + tone(left + 1, top + 1) * right;
    upper * (1.0 - below) + lower * below
}

/// The part of a page with a code, its quiet zone and a little more.
fn cut_out(page: &Grey, rect: Rect, dpi: f64) -> Grey {
    let pixel = |at: Length| (at.to_inch() * dpi).round().max(0.0) as usize;
    let (left, top) = (pixel(rect.origin.x), pixel(rect.origin.y));
    let right = pixel(rect.right()).min(page.width);
    let below = pixel(rect.bottom()).min(page.height);
    let inside = (top..below).flat_map(|y| (left..right).map(move |x| (x, y)));
    Grey {
        width: right - left,
        height: below - top,
        pixels: inside.map(|(x, y)| page.at(x, y)).collect(),
    }
}

/// What is read from a picture of one code. A phone takes many pictures until one of them is read; the
/// reader here finds the corners of a code less well than a phone does, so it gets a few, a little turned.
fn read(copy: &Grey) -> Option<String> {
    let views = [0.0, 1.0, -1.0, -2.0, -4.0].into_iter();
    let seen = views.map(|degrees| blur(&turned(copy, degrees)));
    let codes = seen.filter_map(|view| render::codes(&view).ok()?.pop());
    codes.into_iter().next()
}

/// Reads every code of a piece after each page was copied twice. Returns the number of codes.
pub fn read_copies(built: &Built) -> usize {
    read_copies_of(built, &|number, dpi| render::page(built.pdf(), number, dpi))
}

/// The same for pages that are drawn by `draw`, from their number and resolution.
pub fn read_copies_of(built: &Built, draw: &dyn Fn(usize, f64) -> Grey) -> usize {
    let mut count = 0;
    for (number, page) in built.examined.piece.pages.iter().enumerate() {
        // Codes of a poster are so large that a coarser picture, which a copy harms more, is enough.
        let Some(module) = page.codes().iter().map(|code| code.module).min() else {
            continue;
        };
        let enough = 12.0 / module.to_inch();
        let dpi = most(page, 300.0).min(enough);
        let original = draw(number, dpi);
        for code in page.codes() {
            let mut noise = Noise(0x2545_F491_4F6C_DD1D);
            // A panel lies in the middle of a larger sheet.
            let lies = built.examined.on_page(Spot::Page(number, code.rect()));
            let rect = lies.expect("every page is printed").rect;
            let first = copy(&cut_out(&original, rect, dpi), 2.0, &mut noise);
            let second = copy(&first, 2.0, &mut noise);
            let what = format!("{}, page {number}: {}", name(built), code.label);
            assert_eq!(read(&second), Some(code.payload.encoded()), "{what}");
            count += 1;
        }
    }
    count
}

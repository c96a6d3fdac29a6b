//! ICC colour profiles: which inks a press mixes for a colour, and what the numbers of a picture mean.
//!
//! Colours are converted relative to the paper (relative colorimetric) with black point compensation. A colour
//! that the press can print stays the same, white becomes the paper, and the darkest colour of the source
//! becomes the darkest colour of the press. This is common practice for posters and photographs.
//!
//! `moxcms` has no black point compensation, so we do it ourselves. Compensation is the straight line
//! `XYZ' = (1 - k) XYZ + k white`, where `k` is the luminance of the press's black. For a source profile
//! that has three colorants and tone curves, this equals lifting each tone curve: `c' = (1 - k) c + k`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use moxcms::{
    ColorProfile, Layout, ProfileText, RenderingIntent, ToneReprCurve, TransformF32Executor,
    TransformOptions, Xyzd,
};

use super::{headers, packed};
use crate::color::Cmyk;
use crate::diag::Diagnostic;
use crate::route::Condition;
use crate::rules::Rule;

/// Number of steps in a lifted tone curve: enough to keep apart the values of an ICC curve near black.
const STEPS: usize = 4096;
/// CIE L* of the lightest colour that counts as the black of a press (Adobe's paper on black point
/// compensation, and `LittleCMS`).
const LIGHTEST_BLACK: f64 = 50.0;

/// The ICC profile of a press and its paper, ready to convert colours.
pub struct Profile {
    name: String,
    condition: Option<&'static str>,
    bytes: Arc<[u8]>,
    press: ColorProfile,
    /// sRGB with its tone curves lifted to the press's black.
    screen: ColorProfile,
    /// Luminance of the darkest colour that the press prints, 0 to 1.
    black: f64,
    to_ink: Arc<TransformF32Executor>,
    /// Colours that were converted before: a palette has few, and a page uses them thousands of times.
    known: Mutex<BTreeMap<(u8, u8, u8), Cmyk>>,
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Profile {
    /// The profile of a printing condition. The profiles of the program are read once.
    pub fn of(condition: &Condition) -> Result<Arc<Self>, Diagnostic> {
        // Every job of a run asks for a profile, so each is read once.
        static COATED: OnceLock<Result<Arc<Profile>, Diagnostic>> = OnceLock::new();
        static UNCOATED: OnceLock<Result<Arc<Profile>, Diagnostic>> = OnceLock::new();
        let own = |name: &'static str, file: &str, packed: &[u8]| {
            let bytes = packed::unpack(packed).unwrap_or_default();
            let profile = Self::read(file, bytes.into())?;
            Ok(Arc::new(Self {
                condition: Some(name),
                ..profile
            }))
        };
        match condition {
            Condition::Coated => COATED
                .get_or_init(|| {
                    let packed = include_bytes!("../../profiles/coated.packed");
                    own("FOGRA39", "profiles/coated.icc", packed)
                })
                .clone(),
            Condition::Uncoated => UNCOATED
                .get_or_init(|| {
                    let packed = include_bytes!("../../profiles/uncoated.packed");
                    own("FOGRA47", "profiles/uncoated.icc", packed)
                })
                .clone(),
            Condition::Own(file, bytes) => Self::read(file, bytes.clone()).map(Arc::new),
        }
    }

    /// Reads the profile of a press. Fails with the reason if it cannot be used for one.
    fn read(file: &str, bytes: Arc<[u8]>) -> Result<Self, Diagnostic> {
        let wrong = |what: &str| {
            Diagnostic::error(Rule::BadProfile, format!("the profile `{file}` {what}"))
                .hint("ask the print shop for the ICC profile of its press and paper")
        };
        headers::check_press_profile(&bytes).map_err(|what| wrong(&what))?;
        let press = ColorProfile::new_from_slice(&bytes)
            .map_err(|_| wrong("is damaged and cannot be read"))?;
        let unfit = |_| wrong("has no tables that convert colours to inks and back");
        let black = luminance_of_black(&press).map_err(unfit)?;
        // Compensation is part of the source profile, so the conversion itself needs no further step.
        let screen = with_lifted_black(&srgb(), black);
        let to_ink = screen
            .create_transform_f32(Layout::Rgb, &press, Layout::Rgba, options())
            .map_err(unfit)?;
        Ok(Self {
            name: profile_text(press.description.as_ref()).unwrap_or_else(|| file.to_owned()),
            condition: None,
            bytes,
            press,
            screen,
            black,
            to_ink,
            known: Mutex::default(),
        })
    }

    /// Name of the profile, from its description.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Name of the printing condition in the registry of the ICC; none for a profile of the user.
    pub fn condition(&self) -> Option<&'static str> {
        self.condition
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }

    /// The inks for a colour (sRGB).
    pub(super) fn cmyk(&self, rgb: (u8, u8, u8)) -> Cmyk {
        // White is always the paper, even if the tables of the profile give it some ink.
        if rgb == (255, 255, 255) {
            return Cmyk::default();
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(rgb).or_insert_with(|| {
            let source = [rgb.0, rgb.1, rgb.2].map(|part| f32::from(part) / 255.0);
            let mut inks = [0.0_f32; 4];
            // This fails only if the lengths of the slices do not match the layouts, which they do.
            let _ = self.to_ink.transform(&source, &mut inks);
            Cmyk(inks.map(|share| (share.clamp(0.0, 1.0) * 1000.0).round() as u16))
        })
    }

    /// Converts pixels of three bytes to four inks, 255 being full ink. `own` is the profile of the picture;
    /// without it, or if it cannot be used, the pixels are sRGB.
    pub(super) fn ink_pixels(&self, own: Option<&[u8]>, pixels: &[u8]) -> Option<Vec<u8>> {
        let own = own
            .and_then(rgb_profile)
            .map(|own| with_lifted_black(&own, self.black));
        let mut inks = vec![0; pixels.len() / 3 * 4];
        let convert = |source: &ColorProfile, inks: &mut [u8]| {
            let transform = source
                .create_transform_8bit(Layout::Rgb, &self.press, Layout::Rgba, options())
                .ok()?;
            transform.transform(pixels, inks).ok()
        };
        // A profile made of tables, or a broken one, may fail here: sRGB is the best guess then.
        own.and_then(|own| convert(&own, &mut inks))
            .or_else(|| convert(&self.screen, &mut inks))
            .map(|()| inks)
    }

    /// Converts pixels of four inks to sRGB.
    pub(super) fn screen_pixels(&self, inks: &[u8]) -> Option<Vec<u8>> {
        let mut pixels = vec![0; inks.len() / 4 * 3];
        let transform = self
            .press
            .create_transform_8bit(Layout::Rgba, &self.screen, Layout::Rgb, options())
            .ok()?;
        transform.transform(inks, &mut pixels).ok()?;
        Some(pixels)
    }

    /// CIE L*, a* and b* of a mixture of inks (D50, 2°). If `absolute` is set, this includes the tint of the
    /// paper; otherwise the paper counts as white.
    pub fn lab(&self, inks: Cmyk, absolute: bool) -> Option<[f64; 3]> {
        let mut xyz = xyz(&self.press, inks.0.map(|share| f32::from(share) / 1000.0)).ok()?;
        // In a profile the paper is white; its own tint is stored beside it.
        if let Some(paper) = self.press.media_white_point.filter(|_| absolute) {
            for (part, (paper, white)) in xyz
                .iter_mut()
                .zip([paper.x, paper.y, paper.z].into_iter().zip(WHITE))
            {
                *part *= paper / white;
            }
        }
        Some(lab(xyz))
    }
}

/// Converts pixels of three bytes to sRGB. None if they are sRGB already, or if their profile cannot be used.
pub(super) fn to_srgb(own: &[u8], pixels: &[u8]) -> Option<Vec<u8>> {
    let source = rgb_profile(own)?;
    let transform = source
        .create_transform_8bit(Layout::Rgb, &srgb(), Layout::Rgb, options())
        .ok()?;
    // Many profiles are sRGB under another name. 125 colours, spread evenly, are enough to find out.
    const PROBES: [u8; 5] = [0, 64, 128, 192, 255];
    let probes: Vec<u8> = PROBES
        .into_iter()
        .flat_map(|r| PROBES.map(|g| PROBES.map(|b| [r, g, b])))
        .flatten()
        .flatten()
        .collect();
    let mut seen = vec![0; probes.len()];
    transform.transform(&probes, &mut seen).ok()?;
    if probes.iter().zip(&seen).all(|(a, b)| a.abs_diff(*b) <= 2) {
        return None;
    }
    let mut out = vec![0; pixels.len()];
    transform.transform(pixels, &mut out).ok()?;
    Some(out)
}

/// The profile of a picture in CMYK; none if the profile is of another kind.
pub(super) fn own_inks(bytes: &[u8]) -> Option<Profile> {
    Profile::read("", bytes.into()).ok()
}

/// D50, the white point of the space that connects profiles (ICC.1:2022, 7.2.16).
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];

/// Options of all conversions. A CICP tag may not replace the curves of a profile, since compensation changes
/// these.
fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        allow_use_cicp_transfer: false,
        prefer_fixed_point: false,
        ..TransformOptions::default()
    }
}

/// sRGB by its curves, without a CICP tag that would replace them.
fn srgb() -> ColorProfile {
    let mut srgb = ColorProfile::new_srgb();
    srgb.cicp = None;
    srgb
}

/// The text of a description, in any of the three forms of ICC versions 2 and 4; none if it is empty.
fn profile_text(text: Option<&ProfileText>) -> Option<String> {
    let text = match text? {
        ProfileText::PlainString(text) => text.clone(),
        ProfileText::Localizable(texts) => texts.first()?.value.clone(),
        ProfileText::Description(text) if text.ascii_string.is_empty() => {
            text.unicode_string.clone()
        }
        ProfileText::Description(text) => text.ascii_string.clone(),
    };
    let text = text.trim_matches(|c: char| c == '\0' || c.is_whitespace());
    (!text.is_empty()).then(|| text.to_owned())
}

/// The profile of a picture in RGB; none for another colour space.
fn rgb_profile(bytes: &[u8]) -> Option<ColorProfile> {
    let is_rgb = bytes.get(16..20) == Some(b"RGB ");
    let mut profile = ColorProfile::new_from_slice(bytes)
        .ok()
        .filter(|_| is_rgb)?;
    profile.cicp = None;
    Some(profile)
}

/// A profile whose black has the luminance `black`. A profile made of tables is returned unchanged.
fn with_lifted_black(profile: &ColorProfile, black: f64) -> ColorProfile {
    let mut profile = profile.clone();
    let lift = |curve: &Option<ToneReprCurve>| {
        let curve = curve.as_ref()?;
        let steps = (0..STEPS).map(|step| {
            // A table of 4096 entries of 16 bits replaces curves of any form.
            let linear = curve_value(curve, step as f64 / (STEPS - 1) as f64).clamp(0.0, 1.0);
            (((1.0 - black) * linear + black) * 65535.0).round() as u16
        });
        Some(ToneReprCurve::Lut(steps.collect()))
    };
    profile.red_trc = lift(&profile.red_trc);
    profile.green_trc = lift(&profile.green_trc);
    profile.blue_trc = lift(&profile.blue_trc);
    profile
}

/// The value of a tone curve (ICC.1:2022, 10.6 and 10.18).
fn curve_value(curve: &ToneReprCurve, x: f64) -> f64 {
    match curve {
        ToneReprCurve::Lut(table) => match table[..] {
            [] => x,
            // A single entry is an exponent in units of 1/256 (ICC.1:2022, 10.6).
            [gamma] => x.powf(f64::from(gamma) / 256.0),
            _ => {
                let at = x * (table.len() - 1) as f64;
                let entry = |at: f64| table.get(at as usize).copied().map_or(0.0, f64::from);
                // Between two entries the curve is a straight line (ICC.1:2022, 10.6).
                let (low, high) = (entry(at.floor()), entry(at.ceil()));
                (low + (high - low) * at.fract()) / 65535.0
            }
        },
        ToneReprCurve::Parametric(parameters) => {
            let p = |at: usize| parameters.get(at).copied().map_or(0.0, f64::from);
            let power = |offset: f64| (p(1) * x + p(2)).max(0.0).powf(p(0)) + offset;
            // The five types of parametric curves differ in their number of parameters (ICC.1:2022, 10.18).
            match parameters.len() {
                1 => x.powf(p(0)),
                3 if x < -p(2) / p(1) => 0.0,
                3 => power(0.0),
                4 if x < -p(2) / p(1) => p(3),
                4 => power(p(3)),
                5 if x < p(4) => p(3) * x,
                5 => power(0.0),
                7 if x < p(4) => p(3) * x + p(6),
                7 => power(p(5)),
                _ => x,
            }
        }
    }
}

/// The luminance of the press's black. It is measured on the mixture of inks that the perceptual tables give
/// for black, because these use the darkest mixture that the press can print.
fn luminance_of_black(press: &ColorProfile) -> Result<f64, moxcms::CmsError> {
    let mut perceptual = options();
    perceptual.rendering_intent = RenderingIntent::Perceptual;
    let to_ink = srgb().create_transform_f32(Layout::Rgb, press, Layout::Rgba, perceptual)?;
    let mut inks = [0.0_f32; 4];
    to_ink.transform(&[0.0; 3], &mut inks)?;
    let [_, luminance, _] = xyz(press, inks)?;
    let lightest = ((LIGHTEST_BLACK + 16.0) / 116.0).powi(3);
    // `moxcms` uses other instructions on other processors, and the results differ in the last digits.
    // Rounding makes the files the same on every machine.
    Ok((luminance.clamp(0.0, lightest) * 1e5).round() / 1e5)
}

/// CIE X, Y and Z of inks, with the paper taken for white.
fn xyz(press: &ColorProfile, inks: [f32; 4]) -> Result<[f64; 3], moxcms::CmsError> {
    // A profile whose "red", "green" and "blue" are X, Y and Z makes `moxcms` return these values.
    let mut plain = srgb();
    let axis = |x: f64, y: f64, z: f64| Xyzd { x, y, z };
    plain.red_colorant = axis(1.0, 0.0, 0.0);
    plain.green_colorant = axis(0.0, 1.0, 0.0);
    plain.blue_colorant = axis(0.0, 0.0, 1.0);
    let linear = Some(ToneReprCurve::Parametric(vec![1.0]));
    plain.red_trc = linear.clone();
    plain.green_trc = linear.clone();
    plain.blue_trc = linear;
    let transform = press.create_transform_f32(Layout::Rgba, &plain, Layout::Rgb, options())?;
    let mut xyz = [0.0_f32; 3];
    transform.transform(&inks, &mut xyz)?;
    Ok(xyz.map(f64::from))
}

/// CIE 1976 L*, a* and b* (ISO/CIE 11664-4).
fn lab(xyz: [f64; 3]) -> [f64; 3] {
    let mut root = xyz;
    for (part, white) in root.iter_mut().zip(WHITE) {
        let ratio = *part / white;
        *part = if ratio > 216.0 / 24389.0 {
            ratio.cbrt()
        } else {
            (24389.0 / 27.0 * ratio + 16.0) / 116.0
        };
    }
    let [x, y, z] = root;
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

//! Reads colour spaces (ISO 32000-1, 8.6) and the colours that operators set in them.

use super::model::Space;
use super::store::Store;
use super::value::{Map, Value};

/// Deepest nesting of colour spaces that is followed: pattern over index over inks over CMYK is four.
const DEPTH: usize = 5;
/// Largest number of inks in a colour space (ISO 32000-1, annex C).
const MOST_INKS: usize = 32;

/// A colour as the graphics state holds it, for fills or for strokes.
#[derive(Clone, Debug)]
pub(super) struct CurrentColor {
    pub(super) space: Space,
    /// The components: amount of ink for CMYK and named inks, amount of light for grey and RGB; 0 to 1.
    pub(super) parts: Vec<f64>,
    /// The pattern, if the space is a pattern: a reference or a dictionary.
    pub(super) pattern: Option<Value>,
}

impl CurrentColor {
    /// Black, the colour at the beginning of every page (ISO 32000-1, table 52).
    pub(super) fn black() -> Self {
        Self::of(Space::Gray, &[Value::Number(0.0)])
    }

    /// A colour from the operands of a colour operator.
    pub(super) fn of(space: Space, operands: &[Value]) -> Self {
        let parts = operands.iter().filter_map(Value::number).take(MOST_INKS);
        Self {
            space,
            parts: parts.collect(),
            pattern: None,
        }
    }

    /// The initial colour of a space, before contents set one (ISO 32000-1, 8.6.8, `CS`).
    pub(super) fn first(space: Space) -> Self {
        let parts = match &space {
            Space::Cmyk => vec![0.0, 0.0, 0.0, 1.0],
            Space::Measured(4) => vec![0.0, 0.0, 0.0, 1.0],
            Space::Inks(names) => vec![1.0; names.len().min(MOST_INKS)],
            Space::Rgb | Space::Measured(_) => vec![0.0; 3],
            Space::Gray => vec![0.0],
            Space::Pattern => Vec::new(),
        };
        Self {
            space,
            parts,
            pattern: None,
        }
    }

    /// Whether the colour leaves paper unprinted.
    pub(super) fn is_white(&self) -> bool {
        // 0.004 is one step of eight bits: programs round white to 0.9999 and the like.
        let all = |value: f64| {
            !self.parts.is_empty() && self.parts.iter().all(|part| (part - value).abs() < 0.004)
        };
        match self.space {
            Space::Gray | Space::Rgb | Space::Measured(1 | 3) => all(1.0),
            Space::Cmyk | Space::Measured(4) | Space::Inks(_) => all(0.0),
            Space::Measured(_) | Space::Pattern => false,
        }
    }

    /// Sum of all inks, 0 to 4; none unless the space is plain CMYK, as only there ink is what the file says.
    pub(super) fn share(&self) -> Option<f64> {
        let plain = self.space == Space::Cmyk && self.parts.len() == 4;
        plain.then(|| self.parts.iter().map(|part| part.clamp(0.0, 1.0)).sum())
    }

    /// Whether the colour is black with all three other inks below it, which small text shows as coloured
    /// fringes.
    pub(super) fn is_rich_black(&self) -> bool {
        match self.parts.as_slice() {
            [c, m, y, k] if matches!(self.space, Space::Cmyk) => {
                // At least half black, so that dark brown is left out; under 2 % of an ink prints no dot.
                *k >= 0.5 && [c, m, y].iter().all(|ink| **ink > 0.02)
            }
            _ => false,
        }
    }
}

/// The colour space that a name or a list describes; none if it is broken or nested too deeply.
pub(super) fn space(store: &Store<'_>, resources: Option<&Map>, value: &Value) -> Option<Space> {
    within(store, resources, value, DEPTH)
}

/// The same, with the number of levels that may still be followed.
fn within(
    store: &Store<'_>,
    resources: Option<&Map>,
    value: &Value,
    depth: usize,
) -> Option<Space> {
    let depth = depth.checked_sub(1)?;
    let value = store.followed(value);
    if let Some(name) = value.name() {
        return named(store, resources, name, depth);
    }
    let list = value.list()?;
    let second = list.get(1);
    let inner = || within(store, resources, second?, depth);
    match store.followed(list.first()?).name()? {
        b"ICCBased" => {
            // The profile is not read: the number of components tells grey, RGB and CMYK apart.
            let (_, profile) = store.stream(second?)?;
            let parts = store.get(profile.map, b"N").and_then(Value::whole);
            Some(Space::Measured(parts.unwrap_or(3)))
        }
        b"CalRGB" | b"Lab" => Some(Space::Measured(3)),
        b"CalGray" => Some(Space::Measured(1)),
        // A palette prints in the colours of its base space.
        b"Indexed" | b"I" => inner(),
        b"Pattern" => Some(Space::Pattern),
        b"Separation" => {
            let name = store.followed(second?).name()?;
            Some(Space::Inks(vec![
                String::from_utf8_lossy(name).into_owned(),
            ]))
        }
        b"DeviceN" => {
            let names = store.followed(second?).list()?.iter().take(MOST_INKS);
            let names = names.filter_map(|name| store.followed(name).name());
            let names = names.map(|name| String::from_utf8_lossy(name).into_owned());
            Some(Space::Inks(names.collect()))
        }
        name => named(store, resources, name, depth),
    }
}

/// A colour space by name. `DefaultGray`, `DefaultRGB` and `DefaultCMYK` in the resources replace the spaces
/// of the device (8.6.5.6).
fn named(store: &Store<'_>, resources: Option<&Map>, name: &[u8], depth: usize) -> Option<Space> {
    let spaces = resources.and_then(|resources| store.map(resources, b"ColorSpace"));
    let other = |key: &[u8]| {
        let value = store.get(spaces?, key)?;
        // A replacement must be a list: a name here would be looked up as a replacement again, without end.
        value
            .list()
            .and_then(|_| within(store, resources, value, depth))
    };
    Some(match name {
        b"DeviceGray" | b"G" => other(b"DefaultGray").unwrap_or(Space::Gray),
        b"DeviceRGB" | b"RGB" => other(b"DefaultRGB").unwrap_or(Space::Rgb),
        b"DeviceCMYK" | b"CMYK" => other(b"DefaultCMYK").unwrap_or(Space::Cmyk),
        b"Pattern" => Space::Pattern,
        _ => return within(store, resources, store.get(spaces?, name)?, depth),
    })
}

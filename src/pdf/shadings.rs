//! The shadings and soft masks of a document, as objects (ISO 32000-1, 8.7.4.5.3 and 11.6.5.2).

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::color::InkId;

/// The shadings and soft masks of a document, each once.
#[derive(Default)]
pub(super) struct Fades {
    shadings: Vec<Shading>,
    masks: Vec<Mask>,
}

/// Colours that change evenly along a line.
#[derive(PartialEq)]
pub(super) struct Shading {
    pub(super) space: Space,
    pub(super) from: Vec<f32>,
    pub(super) to: Vec<f32>,
    /// The line: start and end, in points.
    pub(super) line: [f32; 4],
}

/// Opacity that changes evenly along a line.
#[derive(PartialEq)]
pub(super) struct Mask {
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) line: [f32; 4],
    /// Left, bottom, right and top of what it covers, in points.
    pub(super) bounds: [f32; 4],
}

/// The colour space of a shading.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Space {
    Device(&'static str),
    Spot(InkId),
}

/// Index of a value in a list, to which it is added if it is new.
fn place_of<T: PartialEq>(list: &mut Vec<T>, value: T) -> usize {
    list.iter()
        .position(|known| *known == value)
        .unwrap_or_else(|| {
            list.push(value);
            list.len() - 1
        })
}

/// Resource name of a shading.
fn shading_name(number: usize) -> String {
    format!("F{number}")
}

/// Resource name of the graphics state with a soft mask.
fn mask_name(number: usize) -> String {
    format!("M{number}")
}

impl Fades {
    /// The name of a shading, which is added if it is new.
    pub(super) fn shade(&mut self, shading: Shading) -> String {
        shading_name(place_of(&mut self.shadings, shading))
    }

    /// The name of the graphics state with a soft mask, which is added if it is new.
    pub(super) fn mask(&mut self, mask: Mask) -> String {
        mask_name(place_of(&mut self.masks, mask))
    }

    /// Writes the soft masks into the graphics states, and returns the dictionary that names the shadings; none
    /// if there are none. `spaces` are the named colour spaces of the document.
    pub(super) fn write(
        &self,
        document: &mut Document,
        states: &mut Dictionary,
        spaces: Option<&Dictionary>,
    ) -> Option<Dictionary> {
        for (number, mask) in self.masks.iter().enumerate() {
            let state = mask.write(document);
            states.set(mask_name(number), state);
        }
        let mut named = Dictionary::new();
        for (number, shading) in self.shadings.iter().enumerate() {
            let space = match shading.space {
                Space::Device(name) => Object::Name(name.as_bytes().to_vec()),
                Space::Spot(ink) => spaces
                    .and_then(|spaces| spaces.get(super::paint::spot_name(ink).as_bytes()).ok())
                    .cloned()
                    .unwrap_or_else(|| "DeviceGray".into()),
            };
            let object = axial(space, (&shading.from, &shading.to), shading.line);
            named.set(shading_name(number), document.add_object(object));
        }
        (!named.is_empty()).then_some(named)
    }
}

impl Mask {
    /// The graphics state that sets the mask. Its light is the opacity.
    fn write(&self, document: &mut Document) -> Object {
        let shading = axial("DeviceGray".into(), (&[self.from], &[self.to]), self.line);
        let shading = document.add_object(shading);
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => numbers(&self.bounds),
            "Group" => dictionary! {
                "Type" => "Group", "S" => "Transparency", "CS" => "DeviceGray", "I" => true,
            },
            "Resources" => dictionary! { "Shading" => dictionary! { "F" => shading } },
        };
        let form = document.add_object(Stream::new(form, b"/F sh".to_vec()));
        let mask = dictionary! { "Type" => "Mask", "S" => "Luminosity", "G" => form };
        let state = dictionary! { "Type" => "ExtGState", "SMask" => mask };
        document.add_object(state).into()
    }
}

/// An axial shading between two colours in a straight line (exponent 1), which goes on beyond both ends.
fn axial(space: Object, (from, to): (&[f32], &[f32]), line: [f32; 4]) -> Dictionary {
    dictionary! {
        "ShadingType" => 2,
        "ColorSpace" => space,
        "Coords" => numbers(&line),
        "Function" => dictionary! {
            "FunctionType" => 2,
            "Domain" => numbers(&[0.0, 1.0]),
            "C0" => numbers(from),
            "C1" => numbers(to),
            "N" => 1,
        },
        "Extend" => vec![Object::Boolean(true), Object::Boolean(true)],
    }
}

fn numbers(values: &[f32]) -> Vec<Object> {
    values.iter().map(|value| Object::Real(*value)).collect()
}

//! Writes colours as operators, and the colour spaces that they need.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, dictionary};
use printpdf::DictItem;

use crate::color::{Cmyk, Color, Ink, InkId};
use crate::frame::Toning;
use crate::ink::{Inks, Mass, Paint, Plate};

/// The inks of a file: all of them, or one plate.
#[derive(Clone, Copy)]
pub struct Separation<'a> {
    /// Conversion of colours to inks.
    pub inks: &'a Inks,
    /// The only ink of the file; none if it holds all inks.
    pub plate: Option<&'a Plate>,
}

impl Separation<'_> {
    /// The paint for a colour. None if the plate has no part in the colour, so that nothing is drawn there
    /// and what is below stays.
    pub(super) fn paint(&self, color: Color, mass: Mass) -> Option<Paint> {
        match self.plate {
            Some(plate) => self.inks.on_plate(plate, color, mass).map(Paint::Gray),
            None => Some(self.inks.paint(color, mass)),
        }
    }

    /// Whether a picture prints on the plate of the file.
    pub(super) fn shows_picture(&self, toning: &Toning) -> bool {
        self.plate
            .is_none_or(|plate| self.inks.shows_picture(plate, toning))
    }

    /// Whether the dots of a halftone in a colour print on the plate of the file. They are printed over the other
    /// inks, and remove none.
    pub(super) fn shows_dots(&self, color: Color) -> bool {
        self.plate.is_none_or(|plate| {
            let ink = self.inks.on_plate(plate, color, Mass::Fine);
            ink.is_some_and(|ink| ink > 0)
        })
    }
}

/// Operators that set a colour: name and operands.
type Operators = Vec<(&'static str, Vec<DictItem>)>;

/// Operators that set the colour of fills, or of strokes.
pub(super) fn operators(paint: Paint, stroke: bool) -> Operators {
    let pick = |fill: &'static str, line: &'static str| if stroke { line } else { fill };
    // Three digits: a thousandth of an ink is below what a press can print.
    let part = |value: f32| DictItem::Real((value * 1000.0).round() / 1000.0);
    let share = |share: u16| part(f32::from(share) / 1000.0);
    let byte = |value: u8| part(f32::from(value) / 255.0);
    let named = |name: String, value: u16| {
        vec![
            (pick("cs", "CS"), vec![DictItem::Name(name.into_bytes())]),
            (pick("scn", "SCN"), vec![share(value)]),
        ]
    };
    match paint {
        // `Paint::Gray` is an amount of ink in thousandths; PDF's grey is light.
        Paint::Gray(ink) => vec![(pick("g", "G"), vec![share(1000_u16.saturating_sub(ink))])],
        Paint::Rgb(r, g, b) => vec![(pick("rg", "RG"), vec![byte(r), byte(g), byte(b)])],
        Paint::Cmyk(Cmyk(shares)) => vec![(pick("k", "K"), shares.map(share).to_vec())],
        Paint::Spot(tint) => named(spot_name(tint.ink), tint.share),
        Paint::Registration => named(REGISTRATION.to_owned(), 1000),
    }
}

/// Name of the colour that prints on every plate (ISO 32000-1, 8.6.6.4), also used as its resource name.
const REGISTRATION: &str = "All";

/// Resource name of a spot colour.
pub(super) fn spot_name(ink: InkId) -> String {
    format!("S{}", ink.0)
}

/// Named colour spaces that a document uses.
#[derive(Default)]
pub(super) struct Spaces {
    /// Spot colours, in the order of their ids.
    spots: BTreeMap<InkId, ()>,
    registration: bool,
}

impl Spaces {
    /// Notes that the colour space of a spot ink is needed.
    pub(super) fn note_ink(&mut self, ink: InkId) {
        self.spots.insert(ink, ());
    }

    /// Notes the colour space that a paint needs.
    pub(super) fn note(&mut self, paint: Paint) {
        match paint {
            Paint::Spot(tint) => {
                self.spots.insert(tint.ink, ());
            }
            Paint::Registration => self.registration = true,
            _ => {}
        }
    }

    /// Writes the spaces, and returns the dictionary that names them; none if there are none.
    pub(super) fn write(
        &self,
        document: &mut Document,
        inks: &[Ink],
        separation: &Separation<'_>,
    ) -> Option<Dictionary> {
        let mut named = Dictionary::new();
        if self.registration {
            let all = separation_space(document, "All", [1.0; 4]);
            named.set(REGISTRATION, all);
        }
        for id in self.spots.keys() {
            let Some(ink) = inks.get(usize::from(id.0)) else {
                continue;
            };
            // The substitute for printers without the ink: its appearance, converted like any colour that is
            // no spot colour.
            let look = Color {
                spot: None,
                ..ink.color
            };
            let process = match separation.inks.paint(look, Mass::Fine) {
                Paint::Cmyk(Cmyk(shares)) => shares.map(|share| f32::from(share) / 1000.0),
                _ => [0.0, 0.0, 0.0, 1.0],
            };
            let space = separation_space(document, &ink.name, process);
            named.set(spot_name(*id), space);
        }
        (!named.is_empty()).then_some(named)
    }
}

/// A colour space of one ink, with the CMYK mixture that a printer without the ink uses (ISO 32000-1,
/// 8.6.6.4).
fn separation_space(document: &mut Document, name: &str, full: [f32; 4]) -> Object {
    let numbers = |values: &[f32]| -> Vec<Object> {
        values.iter().map(|value| Object::Real(*value)).collect()
    };
    let function = document.add_object(dictionary! {
        // From no ink to the full mixture in a straight line (7.10.3, with exponent 1).
        "FunctionType" => 2,
        "Domain" => numbers(&[0.0, 1.0]),
        "C0" => numbers(&[0.0; 4]),
        "C1" => numbers(&full),
        "N" => 1,
    });
    let space: Vec<Object> = vec![
        "Separation".into(),
        Object::Name(name.as_bytes().to_vec()),
        "DeviceCMYK".into(),
        function.into(),
    ];
    document.add_object(space).into()
}

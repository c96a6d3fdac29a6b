//! Colours as operands, and the colour spaces that they need.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, dictionary};
use printpdf::DictItem;

use crate::color::{Cmyk, Color, Ink, InkId};
use crate::ink::{Inks, Mass, Paint, Plate};

/// Which inks a file is for.
#[derive(Clone, Copy)]
pub struct Separation<'a> {
    /// What colours become.
    pub inks: &'a Inks,
    /// The one ink of the file; none where it holds them all.
    pub plate: Option<&'a Plate>,
}

impl Separation<'_> {
    /// What the file says for a colour; none where the ink of the file has no part in it and what lies
    /// below stays.
    pub(super) fn paint(&self, color: Color, mass: Mass) -> Option<Paint> {
        match self.plate {
            Some(plate) => self.inks.on_plate(plate, color, mass).map(Paint::Gray),
            None => Some(self.inks.paint(color, mass)),
        }
    }

    /// Whether the file has a part in pictures.
    pub(super) fn shows_pictures(&self) -> bool {
        self.plate
            .is_none_or(|plate| self.inks.shows_pictures(plate))
    }
}

/// The operators that set a colour: name and operands.
type Operators = Vec<(&'static str, Vec<DictItem>)>;

/// The operators that set the colour of fills, or of strokes.
pub(super) fn operators(paint: Paint, stroke: bool) -> Operators {
    let pick = |fill: &'static str, line: &'static str| if stroke { line } else { fill };
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
        Paint::Gray(ink) => vec![(pick("g", "G"), vec![share(1000_u16.saturating_sub(ink))])],
        Paint::Rgb(r, g, b) => vec![(pick("rg", "RG"), vec![byte(r), byte(g), byte(b)])],
        Paint::Cmyk(Cmyk(shares)) => vec![(pick("k", "K"), shares.map(share).to_vec())],
        Paint::Spot(tint) => named(spot_name(tint.ink), tint.share),
        Paint::Registration => named(REGISTRATION.to_owned(), 1000),
    }
}

const REGISTRATION: &str = "All";

fn spot_name(ink: InkId) -> String {
    format!("S{}", ink.0)
}

/// The colour spaces with names that a document uses.
#[derive(Default)]
pub(super) struct Spaces {
    spots: BTreeMap<InkId, ()>,
    registration: bool,
}

impl Spaces {
    /// Notes what a paint needs.
    pub(super) fn note(&mut self, paint: Paint) {
        match paint {
            Paint::Spot(tint) => {
                self.spots.insert(tint.ink, ());
            }
            Paint::Registration => self.registration = true,
            _ => {}
        }
    }

    /// Writes them, and gives the dictionary that names them; none where there are none.
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

/// A colour space of one ink, with what a printer without the ink mixes for it (ISO 32000-1, 8.6.6.4).
fn separation_space(document: &mut Document, name: &str, full: [f32; 4]) -> Object {
    let numbers = |values: &[f32]| -> Vec<Object> {
        values.iter().map(|value| Object::Real(*value)).collect()
    };
    let function = document.add_object(dictionary! {
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

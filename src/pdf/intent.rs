//! Writes the output intent of a press file (ISO 32000-1, 14.11.5), with the dates and the trapping key that
//! PDF/X-4 requires (ISO 15930-7).

use lopdf::{Document, Object, Stream, StringFormat, dictionary};

use super::fonts::{Reused, text_string};
use crate::ink::Profile;
use crate::language::Date;

/// The press that a file is made for.
#[derive(Clone, Copy)]
pub struct Intent<'a> {
    /// Profile of its inks on its paper.
    pub profile: &'a Profile,
    /// Date of the file, as given by the user: no clock is read.
    pub date: Date,
}

impl Intent<'_> {
    /// The date in the form of the document information (7.9.4).
    fn pdf_date(&self) -> String {
        let Date { year, month, day } = self.date;
        let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
        format!("D:{year:04}{month:02}{day:02}000000Z")
    }

    /// The same date as in XMP (ISO 8601).
    pub(super) fn xmp_date(&self) -> String {
        let Date { year, month, day } = self.date;
        let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
        format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
    }

    /// Writes the output intent, the dates and the trapping key.
    pub(super) fn write(&self, document: &mut Document, reused: &Reused) -> lopdf::Result<()> {
        let (name, condition) = (self.profile.name(), self.profile.condition());
        let profile = dictionary! {
            "N" => 4,
            "Alternate" => "DeviceCMYK",
            "Filter" => "FlateDecode",
            // Length of the unpacked profile, a hint for viewers (ISO 32000-1, table 5).
            "DL" => self.profile.bytes().len() as i64,
        };
        let profile = Stream::new(profile, reused.deflated(self.profile.bytes()).to_vec())
            .with_compression(false);
        let profile = document.add_object(profile);
        let mut intent = dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFX",
            "OutputConditionIdentifier" => literal(condition.unwrap_or("Custom")),
            "Info" => text_string(name),
            "DestOutputProfile" => profile,
        };
        // A condition that is registered with the ICC is named with its registry; others are "Custom" and
        // described by the profile.
        if condition.is_some() {
            intent.set("RegistryName", literal("http://www.color.org"));
        }
        let catalog = document.catalog_mut()?;
        catalog.set("OutputIntents", vec![intent.into()]);
        let information = document.trailer.get(b"Info")?.as_reference()?;
        let date = literal(&self.pdf_date());
        let information = document.get_object_mut(information)?.as_dict_mut()?;
        information.set("CreationDate", date.clone());
        information.set("ModDate", date);
        // Nothing is trapped here; whoever makes the plates does it.
        information.set("Trapped", "False");
        Ok(())
    }
}

/// A string of plain bytes, for text in ASCII.
fn literal(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

//! Files that belong to no campaign and help to print one: a code by itself, and a calibration sheet.

mod calibration;
mod code;

pub use calibration::calibration_as_pdf;
pub use code::{CodeFormat, WrittenCode, code_as_pdf, write_code};

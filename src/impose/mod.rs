//! stub
mod spec;
use crate::diag::Diagnostics;
use crate::page::Page;
use crate::sheet::Sheet;
use crate::typeset::FontBook;
pub use spec::*;
#[derive(Debug)]
pub struct Tiling {
    pub columns: usize,
    pub rows: usize,
}
#[derive(Debug)]
pub struct Imposed {
    pub tiles: Option<Tiling>,
    pub sheets: Vec<Sheet>,
    pub scale: f64,
    pub warnings: Diagnostics,
}
pub fn impose(_: &[Page], _: &Spec, _: &FontBook) -> Result<Imposed, Diagnostics> {
    Err(Diagnostics::default())
}
impl Imposed {
    pub fn sides(&self) -> impl Iterator<Item = &crate::sheet::Side> {
        self.sheets
            .iter()
            .flat_map(|sheet| std::iter::once(&sheet.front).chain(&sheet.back))
    }
}

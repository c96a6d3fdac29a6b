//! Pages on sheets: every page where it belongs, at the right size, the right way up once the paper is
//! cut and folded. Folding and cutting are worked out here again, on their own.

mod errors;
mod folding;
mod marks;
mod paper;
mod properties;
mod shipped;
mod tiles;

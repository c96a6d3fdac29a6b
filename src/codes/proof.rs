//! Codes of the proof: what is found in what is printed.

use super::{Explained, Group};

pub(super) const GROUP: Group = Group {
    about: "The proof",
    codes: &CODES,
};

const CODES: [Explained; 0] = [];

//! Codes about finished files.

use super::{Explained, Group, error};

pub(super) const GROUP: Group = Group {
    about: "Finished files",
    codes: &CODES,
};

const CODES: [Explained; 1] = [error(
    "not-a-pdf",
    "A file that cannot be opened here may not open at the print shop either.",
    "Save it again as PDF, without a password.",
)];

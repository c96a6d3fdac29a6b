//! How far a translation is.

/// The state that the translators give to a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No second person has read it yet.
    Draft,
    /// Someone else who speaks the language has read it and found it right.
    Reviewed,
}

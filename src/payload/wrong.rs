//! The error of a text that cannot be part of a payload.

/// What is wrong with a text, and what to do.
pub(crate) type Wrong = (String, String);

/// An error from its two parts.
pub(super) fn wrong<T>(what: impl Into<String>, hint: impl Into<String>) -> Result<T, Wrong> {
    Err((what.into(), hint.into()))
}

//! Why a text cannot be a part of a payload.

/// What is wrong with a text, and what to do.
pub(crate) type Wrong = (String, String);

/// What is wrong, from its parts.
pub(super) fn wrong<T>(what: impl Into<String>, hint: impl Into<String>) -> Result<T, Wrong> {
    Err((what.into(), hint.into()))
}

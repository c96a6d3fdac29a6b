//! The ids of the files of themes: `grid/theme` is `templates/grid/theme.toml`, and `grid/flyer` the flyer of that theme.

/// How the id of the file of a theme ends.
pub(super) const THEME_FILE: &str = "/theme";

/// The id of the file of a theme.
pub(super) fn theme_file(theme: &str) -> String {
    format!("{theme}{THEME_FILE}")
}

/// Whether an id is that of the file of a theme.
pub(super) fn is_theme_file(id: &str) -> bool {
    id.ends_with(THEME_FILE)
}

/// The layout that a file is for: `flyer` for `grid/flyer`, and for `flyer` itself.
pub(super) fn layout_of(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

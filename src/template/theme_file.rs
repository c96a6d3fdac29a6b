//! The ids of the files of themes: `grid/theme` is `templates/grid/theme.toml`.

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

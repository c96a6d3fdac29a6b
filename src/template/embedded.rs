//! The layout files that come with the program.

/// Id and text of each, in the order in which they are built.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    ("base", include_str!("../../templates/base.toml")),
    ("flyer", include_str!("../../templates/flyer.toml")),
    ("poster", include_str!("../../templates/poster.toml")),
    ("handout", include_str!("../../templates/handout.toml")),
    (
        "share-portrait",
        include_str!("../../templates/share-portrait.toml"),
    ),
    (
        "share-landscape",
        include_str!("../../templates/share-landscape.toml"),
    ),
];

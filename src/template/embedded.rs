//! The layout files that come with the program.

macro_rules! embedded {
    ($($id:literal),* $(,)?) => {
        &[$(($id, include_str!(concat!("../../templates/", $id, ".toml")))),*]
    };
}

/// Id and text of each layout file, in the order in which pieces are built and listed.
pub(super) const TEMPLATES: &[(&str, &str)] = embedded![
    "base",
    "pomegranate",
    "mono",
    "flyer",
    "poster",
    "handout",
    "flyer-two",
    "poster-picture",
    "palm-card",
    "call-card",
    "leaflet",
    "zine",
    "placard",
    "tear-off",
    "stickers",
    "event-poster",
    "vigil",
    "handout-large",
    "handout-plain",
    "share-portrait",
    "share-landscape",
];

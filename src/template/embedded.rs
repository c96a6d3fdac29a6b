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
    "flyer-two",
    "flyer-portrait",
    "programme",
    "poster",
    "poster-picture",
    "event-poster",
    "names",
    "banner",
    "placard",
    "handout",
    "handout-large",
    "handout-plain",
    "leaflet",
    "zine",
    "palm-card",
    "call-card",
    "postcard",
    "door-hanger",
    "tear-off",
    "stickers",
    "vigil",
    "share-square",
    "share-portrait",
    "share-story",
    "share-landscape",
];

//! The layout files that come with the program.

macro_rules! embedded {
    ($($id:literal),* $(,)?) => {
        &[$(($id, include_str!(concat!("../../templates/", $id, ".toml")))),*]
    };
}

/// Id and text of each layout file, in the order in which pieces are built and listed.
pub(super) const TEMPLATES: &[(&str, &str)] = embedded![
    "base",
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

/// The files of the themes: that of the theme itself, and the layouts that it has for itself, which extend the layout of
/// that id. A campaign that names no theme gets the first of them that is made for it.
pub(super) const OF_THEMES: &[(&str, &str)] = embedded![
    "vigil/theme",
    "vigil/flyer",
    "vigil/handout",
    "vigil/leaflet",
    "vigil/poster",
    "vigil/stickers",
    "bars/theme",
    "signal/theme",
    "signal/flyer",
    "signal/leaflet",
    "signal/poster",
    "overprint/theme",
    "overprint/flyer",
    "overprint/handout",
    "overprint/poster",
    "overprint/stickers",
    "cut-paper/theme",
    "cut-paper/flyer",
    "cut-paper/poster",
    "broadside/theme",
    "broadside/flyer",
    "broadside/handout",
    "broadside/palm-card",
    "broadside/poster",
    "broadside/poster-picture",
    "broadside/stickers",
    "grid/theme",
    "grid/flyer",
    "grid/poster",
    "xerox/theme",
    "xerox/flyer",
    "xerox/handout",
    "xerox/palm-card",
    "xerox/poster",
    "xerox/stickers",
    "xerox/zine",
];

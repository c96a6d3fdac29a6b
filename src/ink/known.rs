//! The inks that are sold for risographs, with their approximate colours.

/// An ink that is sold for risographs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownInk {
    /// Name under which it is sold.
    pub name: &'static str,
    /// Approximate colour of the full ink on white paper: red, green and blue (sRGB).
    pub look: (u8, u8, u8),
}

/// A name reduced to its letters in lower case, so that "Medium Blue" and "medium-blue" are the same.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// All known inks, sorted by name.
pub fn known_inks() -> &'static [KnownInk] {
    &KNOWN
}

/// The ink with this name, ignoring case and spaces.
pub fn known_ink(name: &str) -> Option<&'static KnownInk> {
    // Print shops write the names with and without spaces and capitals.
    KNOWN.iter().find(|ink| plain(ink.name) == plain(name))
}

const fn ink(name: &'static str, hex: u32) -> KnownInk {
    let [_, r, g, b] = hex.to_be_bytes();
    KnownInk {
        name,
        look: (r, g, b),
    }
}

/// Names and colours as collected on stencil.wiki/colors. Real colours differ between drums and papers.
const KNOWN: [KnownInk; 77] = [
    ink("Apricot", 0xF6A04D),
    ink("Aqua", 0x5EC8E5),
    ink("Bisque", 0xF2CDCF),
    ink("Black", 0x000000),
    ink("Blue", 0x0078BF),
    ink("Brick", 0xA75154),
    ink("Bright Gold", 0xBA8032),
    ink("Bright Olive Green", 0xB49F29),
    ink("Bright Red", 0xF15060),
    ink("Brown", 0x925F52),
    ink("Bubble Gum", 0xF984CA),
    ink("Burgundy", 0x914E72),
    ink("Charcoal", 0x70747C),
    ink("Copper", 0xBD6439),
    ink("Cornflower", 0x62A8E5),
    ink("Cranberry", 0xD1517A),
    ink("Crimson", 0xE45D50),
    ink("Dark Mauve", 0xBD8CA6),
    ink("Emerald", 0x19975D),
    ink("Flat Gold", 0xBB8B41),
    ink("Fluorescent Green", 0x44D62C),
    ink("Fluorescent Orange", 0xFF7477),
    ink("Fluorescent Pink", 0xFF48B0),
    ink("Fluorescent Red", 0xFF4C65),
    ink("Fluorescent Yellow", 0xFFE900),
    ink("Forest", 0x516E5A),
    ink("Granite", 0xA5AAA8),
    ink("Grape", 0x6C5D80),
    ink("Grass", 0x397E58),
    ink("Gray", 0x928D88),
    ink("Green", 0x00A95C),
    ink("Hunter Green", 0x407060),
    ink("Indigo", 0x484D7A),
    ink("Ivy", 0x169B62),
    ink("Kelly Green", 0x67B346),
    ink("Lagoon", 0x2F6165),
    ink("Lake", 0x235BA8),
    ink("Light Gray", 0x88898A),
    ink("Light Lime", 0xE3ED55),
    ink("Light Mauve", 0xE6B5C9),
    ink("Light Teal", 0x009DA5),
    ink("Mahogany", 0x8E595A),
    ink("Marine Red", 0xD2515E),
    ink("Maroon", 0x9E4C6E),
    ink("Medium Blue", 0x3255A4),
    ink("Melon", 0xFFAE3B),
    ink("Metallic Gold", 0xAC936E),
    ink("Midnight", 0x435060),
    ink("Mint", 0x82D8D5),
    ink("Mist", 0xD5E4C0),
    ink("Moss", 0x68724D),
    ink("Orange", 0xFF6C2F),
    ink("Orchid", 0xAA60BF),
    ink("Paprika", 0xEE7F4B),
    ink("Pine", 0x237E74),
    ink("Plum", 0x845991),
    ink("Pumpkin", 0xFF6F4C),
    ink("Purple", 0x765BA7),
    ink("Raisin", 0x775D7A),
    ink("Raspberry Red", 0xD1517A),
    ink("Red", 0xFF665E),
    ink("RisoFederal Blue", 0x3D5588),
    ink("Scarlet", 0xF65058),
    ink("Sea Blue", 0x0074A2),
    ink("Sea Foam", 0x62C2B1),
    ink("Sky Blue", 0x4982CF),
    ink("Slate", 0x5E695E),
    ink("Smoky Teal", 0x5F8289),
    ink("Spruce", 0x4A635D),
    ink("Steel", 0x375E77),
    ink("Sunflower", 0xFFB511),
    ink("Teal", 0x00838A),
    ink("Tomato", 0xD2515E),
    ink("Turquoise", 0x00AA93),
    ink("Violet", 0x9D7AD2),
    ink("Wine", 0x914E72),
    ink("Yellow", 0xFFE800),
];

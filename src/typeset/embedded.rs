//! The fonts that come with the program. Their licences lie beside them in `fonts/`.
//!
//! Their bytes lie in the program, and the system brings in a page of them when it is read. The book reads
//! the headers of all (0.02 ms, see `benches/README.md`); outlines and layout tables of a font are read
//! when text asks for it, so a language costs nothing where it is not used.

macro_rules! fonts {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../fonts/", $name)) as &[u8])),*]
    };
}

/// File name and bytes of each font.
pub(super) const FONTS: &[(&str, &[u8])] = fonts![
    "FiraSansExtraCondensed-Black.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-BoldItalic.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansArmenian-Bold.ttf",
    "NotoSansArmenian-CondensedBlack.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansArabic-CondensedBlack.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansHebrew-CondensedBlack.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansGeorgian-Bold.ttf",
    "NotoSansGeorgian-CondensedBlack.ttf",
    "NotoSerif-ExtraCondensedBlack.ttf",
    "NotoSerifArmenian-ExtraCondensedBlack.ttf",
    "NotoSerifGeorgian-ExtraCondensedBlack.ttf",
    "NotoSerifHebrew-ExtraCondensedBlack.ttf",
    "NotoKufiArabic-Black.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansMath-Regular.ttf",
    "BalooBhaijaan2-ExtraBold.ttf",
    "CourierPrime-Bold.ttf",
    "CourierPrime-Regular.ttf",
    "Cousine-Bold.ttf",
    "Cousine-Regular.ttf",
    "DelaGothicOne-Regular.ttf",
    "EBGaramond-Bold.ttf",
    "EBGaramond-Italic.ttf",
    "EBGaramond-Regular.ttf",
    "InterTight-Bold.ttf",
    "InterTight-Regular.ttf",
    "Lalezar-Regular.ttf",
    "MPLUSRounded1c-Black.ttf",
    "MPLUSRounded1c-Bold.ttf",
    "MPLUSRounded1c-Regular.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoSans-Black.ttf",
    "NotoSansArabic-Black.ttf",
    "NotoSansArmenian-Black.ttf",
    "NotoSansGeorgian-Black.ttf",
    "NotoSansHebrew-Black.ttf",
    "NotoSerifArmenian-Bold.ttf",
    "NotoSerifArmenian-Regular.ttf",
    "NotoSerifGeorgian-Bold.ttf",
    "NotoSerifGeorgian-Regular.ttf",
    "NotoSerifHebrew-Bold.ttf",
    "NotoSerifHebrew-Regular.ttf",
    "RobotoSlab-Black.ttf",
    "RobotoSlab-Bold.ttf",
    "RobotoSlab-Regular.ttf",
    "Ultra-Regular.ttf",
];

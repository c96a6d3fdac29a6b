//! What the fuzz targets do with an input. Everything that they use of the library is imported here, so that a
//! change of its face is followed in this file alone.

use handbill::internals::content::Content;
use handbill::internals::pipeline::{Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::proof::{Terms, prove};
use handbill::internals::route::RouteKind;
use skrifa::{FontRef, MetadataProvider};

/// The campaign that is there where the input is none: one of everything that layouts ask for.
const CAMPAIGN: &str = include_str!("../ground/campaign.toml");
/// A layout with a headline, text and codes: small, so that an input is laid out quickly.
const WORDS: &str = include_str!("../ground/words.toml");
/// A layout with one picture, cropped.
const PICTURE: &str = include_str!("../ground/picture.toml");
/// Words in the scripts of the fonts that the first inputs are.
const ALPHABETS: &str = "fi ffl Å 1½ ձայն թատրոն თავისუფლება חֵרוּת حُرِّيَّة ελευθερία ทุกคนมีสิทธิ์ स्वतंत्रता का हक़ স্বাধীনতা સ્વતંત્રતા សេរីភាព ເສລີພາບ လွတ်လပ်ရေး නිදහස சுதந்திரம் స్వేచ్ఛ 自由釋放 アルメニア ∑ ✊";
/// The picture of the campaign where the input is none.
const HANDS: &[u8] = include_bytes!("../../content/art/hands.svg");

/// A line of this form divides an input into the content, which comes first, and its translation.
const DIVIDER: &str = "#### translation\n";

/// A campaign, with one file more or another one beside it.
fn project(content: &str, own: &str, bytes: &[u8]) -> Project {
    let ground: [(&str, &[u8]); 5] = [
        ("campaign.toml", content.as_bytes()),
        ("art/hands.svg", HANDS),
        ("art/input", HANDS),
        ("templates/words.toml", WORDS.as_bytes()),
        ("templates/picture.toml", PICTURE.as_bytes()),
    ];
    let others = ground.into_iter().filter(|(name, _)| *name != own);
    Project::in_memory("campaign.toml", others.chain([(own, bytes)]))
}

/// Makes a layout of the campaign in all its languages, as `handbill build` would. Whether it can be made does
/// not matter: what cannot is a report, and a panic, a hang or a flood of memory is a finding.
fn build(project: &Project, layout: &str, routes: &[RouteKind]) {
    let Ok(content) = Content::open(project) else {
        return;
    };
    let Ok(pipeline) = Pipeline::of(project) else {
        return;
    };
    let Ok(template) = pipeline.library.load(layout) else {
        return;
    };
    let Some(paper) = template.papers.first() else {
        return;
    };
    let mut languages = vec![content.first_language().to_owned()];
    languages.extend(content.translations());
    for language in languages {
        let Ok(campaign) = content.campaign(&language) else {
            continue;
        };
        for route in routes {
            let mut job = Job::screen(&template, paper);
            job.printing.route = *route;
            let _ = pipeline.build(&campaign.value, &job);
        }
    }
}

/// A content file, and behind a divider its translation into German.
pub fn content(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let project = match text.split_once(DIVIDER) {
        Some((original, translation)) => {
            project(original, "campaign.de.toml", translation.as_bytes())
        }
        None => project(text, "none", b""),
    };
    build(&project, "words", &[RouteKind::Screen]);
}

/// A layout of a campaign that has one of everything.
pub fn layout(input: &[u8]) {
    let project = project(CAMPAIGN, "templates/input.toml", input);
    build(&project, "input", &[RouteKind::Screen]);
}

/// A font beside the content, with text of the letters that it has.
pub fn font(input: &[u8]) {
    let content = match FontRef::new(input) {
        Ok(font) => {
            let letters = font.charmap();
            let has = |letter: &char| letter.is_ascii() || letters.map(*letter).is_some();
            let lead: String = ALPHABETS.chars().filter(has).collect();
            CAMPAIGN.replace("Bring **them** home.", lead.trim())
        }
        Err(_) => CAMPAIGN.to_owned(),
    };
    let own = project(&content, "fonts/input.ttf", input);
    // Its letters come before those of the program where the layout names its family.
    let family = Pipeline::of(&own).ok().and_then(|pipeline| {
        let shipped = Pipeline::embedded();
        let is_own = |family: &&String| !shipped.book.families().contains(family);
        pipeline.book.families().iter().find(is_own).cloned()
    });
    let plain = |family: &String| family.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let Some(family) = family.filter(plain) else {
        return build(&own, "words", &[RouteKind::Screen]);
    };
    let words = format!("{WORDS}\n[fonts]\ntext = [\"{family}\", \"Noto Sans\"]\n");
    let files = [
        ("campaign.toml", content.as_bytes()),
        ("fonts/input.ttf", input),
        ("templates/words.toml", words.as_bytes()),
        ("art/input", HANDS),
    ];
    let named = Project::in_memory("campaign.toml", files);
    build(&named, "words", &[RouteKind::Screen]);
}

/// A picture of a campaign, as it is for the screen, a copier and a risograph, which tone it anew.
pub fn picture(input: &[u8]) {
    let project = project(CAMPAIGN, "art/input", &with_checksums(input));
    build(
        &project,
        "picture",
        &[RouteKind::Screen, RouteKind::Copier, RouteKind::Riso],
    );
}

/// A PNG with the checksums that its chunks should have: without them hardly any changed picture is read at all.
fn with_checksums(input: &[u8]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    let mut at = 8;
    while bytes.starts_with(b"\x89PNG") && at + 12 <= bytes.len() {
        let length = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let length = u32::from_be_bytes(length) as usize;
        let Some(end) = at
            .checked_add(8 + length)
            .filter(|end| end + 4 <= bytes.len())
        else {
            break;
        };
        let sum = crc32(&bytes[at + 4..end]).to_be_bytes();
        bytes[end..end + 4].copy_from_slice(&sum);
        at = end + 4;
    }
    bytes
}

/// The checksum of PNG (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
    let add = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), step);
    !bytes.iter().fold(u32::MAX, add)
}

/// A drawing of a campaign; the input is text of XML, all else being a picture of another kind.
pub fn svg(input: &[u8]) {
    if std::str::from_utf8(input).is_ok() {
        picture(input);
    }
}

/// A finished PDF, as `handbill proof FILE.pdf` looks at it: our reader, the renderer and the reader of codes.
pub fn pdf(input: &[u8]) {
    let _ = prove(input, None, &Terms::default());
}

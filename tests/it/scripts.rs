//! Scripts that need more than their letters: forms by language, and text without spaces.

use std::fs;

use handbill::internals::content;
use handbill::internals::frame::{GlyphRun, ItemKind};
use handbill::internals::page::Piece;
use handbill::internals::paper;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;

use crate::common;

const CJK: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fonts/DroidSansFallback-cut.ttf"
);

/// Line ends that Japanese and Chinese rules forbid (JIS X 4051, GB/T 15834): no line begins with these.
const NEVER_FIRST: &str = "。、，」』）！？：；ャュョッー々";
/// No line ends with these.
const NEVER_LAST: &str = "「『（";

fn text(language: &str, headline: &str, lead: &str) -> String {
    common::small_campaign(lead)
        .replace("language = \"en\"", &format!("language = \"{language}\""))
        .replace("Let them go home", headline)
}

/// A flyer, with a font for Chinese and Japanese beside the content file.
fn flyer(language: &str, headline: &str, lead: &str) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(
        folder.path().join("campaign.toml"),
        text(language, headline, lead),
    )
    .expect("our own");
    fs::create_dir(folder.path().join("fonts")).expect("our own");
    fs::copy(CJK, folder.path().join("fonts/cjk.ttf")).expect("the font for tests");
    let project = Project::at(folder.path().join("campaign.toml"));
    let built = content::load(&project).and_then(|campaign| {
        let pipeline = Pipeline::of(&project)?;
        let template = pipeline.library.load("flyer")?;
        let job = Job::screen(
            &template,
            paper::by_name("A5").expect("a paper that there is"),
        );
        pipeline.build(&campaign.value, &job)
    });
    match built {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", common::said(&problems)),
    }
}

/// The lines of a key: their text, and their left and right ends.
fn lines(piece: &Piece, key: &str) -> Vec<String> {
    let mut runs: Vec<&GlyphRun> = Vec::new();
    piece.pages[0].frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind
            && &*item.origin.key == key
        {
            runs.push(run);
        }
    });
    runs.chunk_by(|a, b| a.at.y == b.at.y)
        .map(|line| line.iter().map(|run| run.text.as_str()).collect())
        .collect()
}

#[test]
fn chinese_and_japanese_break_without_spaces_where_they_may() {
    let cases = [
        (
            "zh-Hans",
            "释放亚美尼亚战俘",
            "释放亚美尼亚战俘和领导人。他们被关押已有三年，请致电国会议员（扫码），要求立即释放。「释放」他们！",
        ),
        (
            "ja",
            "アルメニアの捕虜を解放せよ",
            "アルメニアの捕虜を解放せよ。指導者たちは今も「拘束」されています。ひと々、議員に電話してください、三年以上にわたり、アルメニアの捕虜。",
        ),
    ];
    for (language, headline, lead) in cases {
        let lead = lead.repeat(2);
        let built = flyer(language, headline, &lead);
        for (key, words) in [("campaign.headline", headline), ("campaign.lead", &lead)] {
            let lines = lines(&built.examined.piece, key);
            // A headline takes as many lines as fill its place.
            let many = lines.len() > 1 || key == "campaign.headline";
            assert!(many, "{language}: {key} is broken into lines");
            assert_eq!(lines.concat(), words, "{language}: nothing is lost");
            for line in &lines {
                let first = line.chars().next().expect("no empty line");
                let last = line.chars().last().expect("no empty line");
                assert!(!NEVER_FIRST.contains(first), "{language}: {lines:?}");
                assert!(!NEVER_LAST.contains(last), "{language}: {lines:?}");
            }
        }
        // The PDF has the same text.
        let document = common::pdf::open(built.pdf());
        let page = common::pdf::pages(&document)[0];
        let copied = common::pdf::texts(&document, page).concat();
        assert!(
            copied.contains(headline) && copied.contains(&lead),
            "{language}: {copied}"
        );
    }
}

#[test]
fn letters_have_the_forms_of_their_language() {
    let glyphs = |language: &str, headline: &str, lead: &str| -> Vec<u16> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let campaign = common::campaign(folder.path(), &text(language, headline, lead));
        let built = common::build(&campaign, "flyer", "A5");
        let built = built.unwrap_or_else(|problems| panic!("{}", common::said(&problems)));
        let mut ids = Vec::new();
        built.value.examined.piece.pages[0].frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind
                && ["campaign.headline", "campaign.lead"].contains(&&*item.origin.key)
            {
                ids.extend(run.glyphs.iter().map(|glyph| glyph.id));
            }
        });
        ids
    };
    // Serbian italics differ from Russian ones, and the Polish accent is steeper than the Spanish one.
    let italic = "*бгдпт*";
    assert_ne!(glyphs("sr", "x", italic), glyphs("ru", "x", italic));
    assert_ne!(glyphs("pl", "Wolność", "x"), glyphs("es", "Wolność", "x"));
    assert_eq!(
        glyphs("en", "Wolność", italic),
        glyphs("es", "Wolność", italic)
    );
}

#[test]
fn a_piece_asks_only_for_the_fonts_of_its_script() {
    let book = &common::pipeline().book;
    for built in common::every_piece() {
        let mut files = Vec::new();
        for page in &built.value.examined.piece.pages {
            page.frame.walk(&mut |item| {
                // A narrow space that the display face lacks is taken from another, and draws nothing.
                if let ItemKind::Text(run) = &item.kind
                    && !run.text.trim().is_empty()
                {
                    files.push(book.face(run.font).file.as_str());
                }
            });
        }
        files.sort_unstable();
        files.dedup();
        let latin = [
            "FiraSansExtraCondensed-Black.ttf",
            "NotoSans-Bold.ttf",
            "NotoSans-Regular.ttf",
        ];
        // A placard has no small type; the plain twin has no display type.
        let own = files.iter().all(|file| latin.contains(file));
        assert!(
            own && !files.is_empty(),
            "{}: {files:?}",
            common::name(&built.value)
        );
        if ["flyer", "handout"].contains(&&*built.value.examined.piece.template) {
            assert_eq!(files, latin);
        }
    }
}

//! What a layout file may say, and what is said of the rest.

mod guide;

use super::super::shade::Shade;
use super::area::{Block, BoxKeys};
use super::file::File;
use super::merge::Merge;
use crate::diag::{Diagnostics, Source};
use crate::document::{Document, keys_of};

fn document(text: &str) -> Document {
    let source = Source {
        name: "layout.toml".into(),
        text: text.into(),
        shipped: false,
    };
    Document::parse(source).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"))
}

/// Reads layouts, each of which extends the one before, and returns the last with all problems.
fn read(layouts: &[&str]) -> (File, Vec<String>) {
    let mut problems = Diagnostics::default();
    let mut file: Option<File> = None;
    for text in layouts {
        let document = document(text);
        let own = File::read(&document, file.as_ref(), &mut problems).expect("few problems");
        file = Some(match file {
            Some(base) => own.over(base),
            None => own,
        });
    }
    let said = problems.iter().map(ToString::to_string).collect();
    (file.expect("a layout"), said)
}

/// The problems of a page with one area.
fn problems_of(area: &str) -> Vec<String> {
    let page = format!("[[page]]\nareas = [\"a\"]\n[page.area.a]\n{area}\n");
    read(&[&page]).1
}

/// A value that each kind of block takes.
fn shown(block: &str) -> &'static str {
    match block {
        "facts" | "tally" | "quotes" | "codes" | "steps" | "events" | "timeline" | "names" => {
            "[\"1\"]"
        }
        "rule" => "\"1pt\"",
        "shape" => "\"circle\"",
        "sources" => "\"all\"",
        "stack" => "[{ text = \"inner\" }]",
        "areas" => "[\"b\"]",
        _ => "\"1\"",
    }
}

/// A block, a key that does nothing in it, and what the message has to say besides.
const DEAD_KEYS: &[(&str, &str, &[&str])] = &[
    (
        "text",
        "color = \"accent\"",
        &["write `color` in `[styles.NAME]`"],
    ),
    (
        "text",
        "size = \"12pt\"",
        &["write `size` in `[styles.NAME]`"],
    ),
    (
        "text",
        "gap = \"3mm\"",
        &["`gap` is a key of `facts`, `quotes`"],
    ),
    ("text", "mark = \"dot\"", &["`mark` is a key of `tally`"]),
    (
        "text",
        "label = \"small\"",
        &["`label` is a key of `facts`"],
    ),
    ("text", "fit = \"cover\"", &["`fit` is a key of `image`"]),
    (
        "text",
        "columns = [\"1fr\"]",
        &["`columns` is a key of `table` and `areas`"],
    ),
    (
        "story",
        "style = \"text\"",
        &["`story` takes no other keys"],
    ),
    (
        "story",
        "align = \"middle\"",
        &["`align` is a key of `text`"],
    ),
    ("facts", "row = 2", &["`row` is a key of `tally`, `codes`"]),
    ("facts", "level = 1", &["`level` is a key of `text`"]),
    (
        "tally",
        "style = \"figure\"",
        &["`tally` takes `mark`, `row`"],
    ),
    ("tally", "gap = \"1mm\"", &["`spacing`"]),
    ("quotes", "lines = 2", &["`lines` is a key of `text`"]),
    (
        "quotes",
        "numbered = true",
        &["`numbered` is a key of `codes`"],
    ),
    (
        "codes",
        "fit = \"contain\"",
        &["`codes` takes `style`, `label`, `note`"],
    ),
    (
        "codes",
        "heading = \"heading\"",
        &["`heading` is a key of `script`"],
    ),
    (
        "map",
        "numbered = true",
        &["`numbered` is a key of `codes`"],
    ),
    (
        "map",
        "note = \"small\"",
        &["`map` takes `style`, `label`, `beside`"],
    ),
    (
        "script",
        "flow = \"row\"",
        &["`script` takes `parts`, `heading`"],
    ),
    (
        "steps",
        "hang = true",
        &["`hang` is a key of `codes` and `map`"],
    ),
    (
        "events",
        "note = \"small\"",
        &["`events` takes `style`, `label`, `flow`"],
    ),
    (
        "timeline",
        "row = 3",
        &["`timeline` takes `style`, `label`"],
    ),
    (
        "names",
        "note = \"small\"",
        &["`names` takes `style`, `label`"],
    ),
    (
        "image",
        "style = \"small\"",
        &[
            "`image` takes `fit`, `shape`, `duotone`, `tritone`, `keep`, `tolerance`, `halftone`, `credit` and `note`",
        ],
    ),
    ("image", "align = \"middle\"", &["`align` is a key of"]),
    ("rule", "weights = [1]", &["`weights` is a key of `tally`"]),
    ("shape", "dashed = true", &["`dashed` is a key of `rule`"]),
    (
        "sources",
        "label = \"small\"",
        &["`sources` takes `style`, `flow`, `gap`"],
    ),
    (
        "imprint",
        "flow = \"row\"",
        &["`imprint` takes `style` and `align`"],
    ),
    (
        "stack",
        "style = \"text\"",
        &["`stack` takes `flow`, `gap` and `align`"],
    ),
    (
        "areas",
        "flow = \"row\"",
        &["`areas` takes `columns`, `rows`, `area`"],
    ),
];

#[test]
fn a_key_that_does_nothing_is_an_error_with_the_keys_of_the_block() {
    for (block, line, wanted) in DEAD_KEYS {
        let key = line.split(' ').next().unwrap_or_default();
        let area = format!("{block} = {}\n{line}", shown(block));
        let said = problems_of(&area);
        let problem = format!(
            "layout.toml:5:1: error[idle-key]: `{key}` does nothing in an area with `{block}` ("
        );
        assert_eq!(said.len(), 1, "{area}\n{said:#?}");
        assert!(said[0].starts_with(&problem), "{area}\n{}", said[0]);
        for words in wanted.iter().chain(&["every area takes `when`, `box`"]) {
            assert!(said[0].contains(words), "{area}\n{}\n{words}", said[0]);
        }
    }
}

/// Each block with each key of each other block: the parser goes by the structs alone.
#[test]
fn no_block_takes_a_key_of_another_in_silence() {
    let blocks = || Block::KEYS.iter().filter_map(|key| Block::named(key));
    let mut refused = 0;
    for block in blocks() {
        for other in blocks() {
            // What names another block makes two blocks of one area, which has a message of its own.
            let keys = other.keys().iter().filter(|key| !Block::KEYS.contains(key));
            for key in keys.filter(|key| !block.keys().contains(key)) {
                let area = format!("{} = {}\n{key} = 1", block.key(), shown(block.key()));
                let said = problems_of(&area);
                assert!(
                    said.len() == 1 && said[0].contains(&format!("`{key}` does nothing in")),
                    "{area}\n{said:#?}"
                );
                refused += 1;
            }
        }
    }
    assert!(refused > 500, "{refused}");
}

#[test]
fn every_area_takes_the_keys_of_its_box() {
    let around = "when = { has = \"fact\" }\nbox = \"band\"\nfill = \"ink\"\nline = \"1pt\"\nsides = [\"top\"]\nbleed = [\"left\"]\npadding = \"2mm\"\nwidth = \"9mm\"\nheight = \"9mm\"\nturn = \"left\"\nrotate = \"-6deg\"\nblend = \"multiply\"\ncopies = \"2x1\"\ncut = true";
    assert_eq!(around.lines().count(), keys_of::<BoxKeys>().len());
    for block in Block::KEYS {
        let area = format!("{block} = {}\n{around}", shown(block));
        // `b` of the grid is not asked for here: what is missing is noticed when the layout is filled.
        assert_eq!(problems_of(&area), Vec::<String>::new(), "{block}");
    }
}

#[test]
fn a_misspelt_key_is_told_by_its_meaning() {
    for (area, wanted) in [
        // One of the block, one of its box, one of another block.
        (
            "text = \"a\"\nstlye = \"text\"",
            "unknown key `stlye` (did you mean `style`?",
        ),
        (
            "text = \"a\"\nheigth = \"9mm\"",
            "unknown key `heigth` (did you mean `height`?",
        ),
        (
            "text = \"a\"\ncolour = \"ink\"",
            "write `color` in `[styles.NAME]`",
        ),
        (
            "text = \"a\"\nfont-size = \"9pt\"",
            "write `size` in `[styles.NAME]`",
        ),
        (
            "text = \"a\"\nleading = 1.2",
            "`leading` belongs below `[styles.NAME]`",
        ),
        (
            "text = \"a\"\nxyz = 1",
            "unknown key `xyz` in an area with `text` (`text` takes `style`",
        ),
        // Without a block that is known, only that is said.
        (
            "qr = [\"1\"]\nbeside = \"below\"",
            "unknown key `qr` (did you mean `codes`?",
        ),
        (
            "txt = \"a\"\nstyle = \"text\"\nlevel = 1",
            "unknown key `txt` (did you mean `text`?",
        ),
        (
            "style = \"text\"",
            "`style` does nothing in an area that holds no block",
        ),
        (
            "text = \"a\"\nrule = \"1pt\"\nmark = \"dot\"",
            "error[too-much]: the area holds text and rule",
        ),
    ] {
        let said = problems_of(area);
        assert_eq!(said.len(), 1, "{area}\n{said:#?}");
        assert!(said[0].contains(wanted), "{area}\n{}", said[0]);
    }
}

#[test]
fn all_slips_of_all_areas_are_found_in_one_go() {
    let area = "gap = \"3mm\"\nstack = [\n{ text = \"a\", color = \"ink\" },\n{ columns = [\"1fr\"], areas = [\"b\"], area = { b = { rule = 4, dahsed = true } } },\n\"no table\",\n]";
    let said = problems_of(area);
    let wanted = [
        "layout.toml:6:15: error[idle-key]: `color`",
        "layout.toml:7:62: error[unknown-key]: unknown key `dahsed` (did you mean `dashed`?",
        "layout.toml:7:59: error[bad-value]: `4`",
        "layout.toml:8:1: error[wrong-type]: an element of `stack` is a table",
    ];
    assert_eq!(said.len(), wanted.len(), "{said:#?}");
    for words in wanted {
        assert!(
            said.iter().any(|line| line.starts_with(words)),
            "{words}\n{said:#?}"
        );
    }
}

#[test]
fn an_area_without_a_block_changes_that_of_the_layout_below() {
    let base = "[[page]]\nareas = [\"a b\"]\n[page.area.a]\ntext = \"one\"\nstyle = \"text\"\nfill = \"ink\"\n[page.area.b]\nareas = [\"c\"]\narea.c = { codes = [\"1\"], size = \"20mm\" }\n";
    let change =
        "[[page]]\n[page.area.a]\nstyle = \"lead\"\n[page.area.b]\narea.c = { size = \"30mm\" }\n";
    let (file, said) = read(&[base, change]);
    assert!(said.is_empty(), "{said:#?}");
    let areas = file
        .page
        .as_ref()
        .and_then(|pages| pages[0].area.as_ref())
        .expect("areas");
    let Some(Block::Text(text)) = &areas["a"].block else {
        panic!("a text")
    };
    assert_eq!(text.text.as_deref(), Some("one"));
    assert_eq!(text.style.as_deref(), Some("lead"));
    let Some(Block::Grid(grid)) = &areas["b"].block else {
        panic!("a grid")
    };
    let Some(Block::Codes(codes)) = &grid.area.as_ref().expect("an area")["c"].block else {
        panic!("codes")
    };
    assert!(codes.size.is_some_and(|size| size.to_mm() > 29.0));
    // A key of another block does nothing in what is changed.
    let wrong = "[[page]]\n[page.area.a]\nmark = \"dot\"\n";
    let (_, said) = read(&[base, wrong]);
    assert!(
        said.len() == 1 && said[0].contains("`mark` does nothing in an area with `text`"),
        "{said:#?}"
    );
    // A block that is named begins anew, and keeps the box.
    let again = "[[page]]\n[page.area.a]\ntext = \"two\"\n";
    let (file, said) = read(&[base, again]);
    assert!(said.is_empty(), "{said:#?}");
    let pages = file.page.expect("a page");
    let area = &pages[0].area.as_ref().expect("areas")["a"];
    assert_eq!(area.around.fill, Some(Shade::Plain("ink".to_owned())));
    let Some(Block::Text(text)) = &area.block else {
        panic!("a text")
    };
    assert_eq!((text.text.as_deref(), &text.style), (Some("two"), &None));
    let other = "[[page]]\n[page.area.a]\nrule = \"1pt\"\n";
    let (file, said) = read(&[base, other]);
    assert!(said.is_empty(), "{said:#?}");
    let areas = file
        .page
        .as_ref()
        .and_then(|pages| pages[0].area.as_ref())
        .expect("areas");
    assert_eq!(areas["a"].around.fill, Some(Shade::Plain("ink".to_owned())));
    assert!(matches!(areas["a"].block, Some(Block::Rule(_))));
}

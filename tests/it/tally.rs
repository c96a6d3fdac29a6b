//! Tallies: labels under the groups, marks of one's own, open ends, and heavier marks. Measured on what is drawn.

use std::fs;

use handbill::internals::content;
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::{Item, ItemKind, Path, Role, Segment};
use handbill::internals::geom::Rect;
use handbill::internals::pipeline::{Built, Job, Pipeline, SheetKind};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;

use crate::common::{said, small_campaign};

const ROUTES: [RouteKind; 5] = [
    RouteKind::Screen,
    RouteKind::Home,
    RouteKind::Copier,
    RouteKind::Riso,
    RouteKind::Press,
];

/// A drawing in one colour: a ring (with a hole by the even-odd rule), and strokes.
const SIGN: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 80"><path fill="#123456" fill-rule="evenodd" d="M20 2C28 2 33 9 33 17C33 25 28 32 20 32C12 32 7 25 7 17C7 9 12 2 20 2ZM20 8C15 8 12 12 12 17C12 22 15 26 20 26C25 26 28 22 28 17C28 12 25 8 20 8ZM18 0H22V1H18Z"/><path d="M20 32L20 78M4 46L36 46" stroke="#123456" stroke-width="6" fill="none" stroke-linecap="round"/></svg>"##;

/// A layout with a tally over its text and a code, and files beside it and beside the content.
struct Case<'c> {
    tally: &'c str,
    text: &'c str,
    language: &'c str,
    paper: &'c str,
    route: RouteKind,
    files: &'c [(&'c str, &'c str)],
}

impl Default for Case<'_> {
    fn default() -> Self {
        Self {
            tally: "",
            text: "{campaign.lead}",
            language: "en",
            paper: "A5",
            route: RouteKind::Screen,
            files: &[],
        }
    }
}

impl Case<'_> {
    fn try_build(&self) -> Result<Warned<Built>, Diagnostics> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let campaign = small_campaign("They are held for another year, and nobody says why.")
            .replace(
                "language = \"en\"",
                &format!("language = \"{}\"", self.language),
            )
            .replace(
                "text = \"leaders\"",
                "text = \"leaders of the council\"\nlabel = \"leaders\"",
            );
        fs::write(folder.path().join("campaign.toml"), campaign).expect("written");
        fs::create_dir(folder.path().join("templates")).expect("made");
        for (name, text) in self.files {
            fs::write(folder.path().join(name), text).expect("written");
        }
        let (tally, text) = (self.tally, self.text);
        let layout = format!(
            "[template]\nextends = \"base\"\ndesign = \"A5\"\npapers = [\"A5\", \"A3\", \"A7\"]\ndistance = \"0.2m\"\n\n[[page]]\nmargin = \"10mm\"\ngap = \"4mm\"\nrows = [\"1fr\", \"auto\", \"auto\"]\nareas = [\"marks\", \"words\", \"act\"]\narea.words = {{ text = \"{text}\", style = \"text\" }}\narea.act = {{ codes = [\"1\"], beside = \"below\", style = \"small\", label = \"small\", size = \"24mm\" }}\n\n[page.area.marks]\n{tally}\n"
        );
        fs::write(folder.path().join("templates/case.toml"), layout).expect("written");
        let project = Project::at(folder.path().join("campaign.toml"));
        let campaign = content::load(&project)?.value;
        let pipeline = Pipeline::of(&project)?;
        let template = pipeline.library.load("case")?;
        let mut job = Job::screen(&template, &self.paper.parse().expect("a paper"));
        job.printing.route = self.route;
        job.printing.sheet = Some(SheetKind::Page);
        pipeline.build(&campaign, &job)
    }

    fn build(&self) -> Warned<Built> {
        self.try_build()
            .unwrap_or_else(|problems| panic!("{}: {}", self.tally, said(&problems)))
    }

    /// The errors, each as one line.
    fn errors(&self) -> String {
        match self.try_build() {
            Ok(_) => panic!("{} is built", self.tally),
            Err(problems) => said(&problems),
        }
    }
}

fn case(tally: &str) -> Case<'_> {
    Case {
        tally,
        ..Case::default()
    }
}

fn items(built: &Built) -> Vec<&Item> {
    let mut found = Vec::new();
    built.examined.piece.pages[0]
        .frame
        .walk(&mut |item| found.push(item));
    found
}

/// The paths of each tally, with its alternative text.
fn tallies(built: &Built) -> Vec<(String, Vec<Path>)> {
    let groups = items(built)
        .into_iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Group(inner) if item.role == Role::Figure => {
                let paths = inner.items.iter().filter_map(|item| match &item.kind {
                    ItemKind::Path(path) => Some(path.clone()),
                    _ => None,
                });
                Some((inner.alt.clone().unwrap_or_default(), paths.collect()))
            }
            _ => None,
        });
    groups.collect()
}

/// The rectangle of each outline of a path.
fn outlines(path: &Path) -> Vec<Rect> {
    let mut found: Vec<Path> = Vec::new();
    for segment in &path.segments {
        if let Segment::Move(_) = segment {
            found.push(Path {
                segments: Vec::new(),
                ..path.clone()
            });
        }
        if let Some(last) = found.last_mut() {
            last.segments.push(*segment);
        }
    }
    found.iter().filter_map(Path::bounds).collect()
}

/// The rectangle of the words that a key of the content gave.
fn words(built: &Built, key: &str) -> Rect {
    let of_key = items(built)
        .into_iter()
        .filter(|item| matches!(item.kind, ItemKind::Text(_)) && item.origin.key.starts_with(key));
    let rects = of_key.filter_map(Item::bounds);
    rects
        .reduce(Rect::union)
        .unwrap_or_else(|| panic!("{key} is printed"))
}

fn text(built: &Built) -> String {
    let runs = items(built)
        .into_iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Text(run) => Some(run.text.clone()),
            _ => None,
        });
    let words = runs.collect::<Vec<_>>().join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(built: &Warned<Built>, rule: &str) -> bool {
    built
        .warnings
        .iter()
        .any(|problem| problem.rule.name() == rule)
}

fn around(rects: &[Rect]) -> Rect {
    rects
        .iter()
        .copied()
        .reduce(Rect::union)
        .expect("rectangles")
}

#[test]
fn labels_stand_under_their_groups_in_both_directions() {
    for language in ["en", "ar"] {
        let built = Case {
            language,
            ..case("tally = [\"*\"]\nweights = [3, 1]\nlabel = \"small\"")
        }
        .build();
        let drawn = tallies(&built.value);
        let (alt, paths) = &drawn[0];
        // The short label stands for the text of the fact; the other fact has none.
        for part in ["8 leaders", "50+ prisoners"] {
            assert!(language != "en" || alt.contains(part), "{alt}");
        }
        assert!(!alt.contains("council"), "{alt}");
        let marks = outlines(&paths[0]);
        let (few, many) = marks.split_at(8);
        let labels = [("fact.leaders", few), ("fact.prisoners", many)];
        for (key, group) in labels {
            let (label, group) = (words(&built.value, key), around(group));
            let apart = if language == "ar" {
                group.right() - label.right()
            } else {
                group.origin.x - label.origin.x
            };
            assert!(apart.abs().to_mm() < 0.8, "{language} {key}: {apart}");
            let below = (label.origin.y - group.bottom()).to_mm();
            assert!((0.2..3.0).contains(&below), "{language} {key}: {below}");
        }
        // The labels are the words that `*` asks for.
        assert!(!has(&built, "unexplained-tally") && !has(&built, "unexplained-weight"));
    }
    let built = case("tally = [\"*\"]\nlabel = \"small\"").build();
    assert!(
        text(&built.value).contains("8 leaders"),
        "{}",
        text(&built.value)
    );
}

#[test]
fn groups_in_rows_have_rows_of_equal_height_and_their_labels_below() {
    let built = case("tally = [\"*\"]\nmark = \"bar\"\nrow = 10\nlabel = \"small\"").build();
    let drawn = tallies(&built.value);
    let groups: Vec<_> = drawn
        .iter()
        .filter(|(_, paths)| !paths.is_empty())
        .collect();
    assert_eq!(groups.len(), 2);
    assert!(groups[0].0.contains("8 leaders") && !groups[0].0.contains("prisoners"));
    let rows = [outlines(&groups[0].1[0]), outlines(&groups[1].1[0])];
    let high = |rect: &Rect| rect.size.height.to_mm();
    let wide = |rect: &Rect| rect.size.width.to_mm();
    assert!((high(&rows[0][0]) - high(&rows[1][0])).abs() < 0.02);
    assert!((wide(&rows[0][0]) - wide(&rows[1][0])).abs() < 0.02);
    let label = words(&built.value, "fact.leaders");
    assert!(around(&rows[0]).bottom() < label.origin.y);
    assert!(label.bottom() < around(&rows[1]).origin.y);
}

#[test]
fn a_label_that_is_pushed_off_its_marks_is_told() {
    // The eight marks at the end are narrower than a large label.
    for language in ["en", "ar"] {
        let with = |tally: &str| {
            Case {
                language,
                ..case(tally)
            }
            .build()
        };
        let wide = with("tally = [\"2\", \"1\"]\nweights = [1, 0.2]\nlabel = \"heading\"");
        assert!(has(&wide, "unexplained-tally"), "{language}");
        let narrow = with("tally = [\"2\", \"1\"]\nlabel = \"small\"");
        assert!(!has(&narrow, "unexplained-tally"), "{language}");
        // Labels never run into each other.
        assert!(!has(&wide, "ink-over-ink"), "{language}");
    }
}

#[test]
fn only_a_group_whose_count_goes_on_has_an_open_mark() {
    // The open fact comes first: the marks of the other, which follow, are all whole.
    let built = case("tally = [\"2\", \"1\"]\nopen = \"broken\"\nlabel = \"small\"").build();
    let marks = outlines(&tallies(&built.value)[0].1[0]);
    assert_eq!(marks.len(), 50 + 2 + 8);
    let whole = marks[0].size.height;
    let lower: Vec<usize> = (0..60)
        .filter(|at| marks[*at].size.height < whole * 0.9)
        .collect();
    assert_eq!(lower, [50, 51]);
    assert!(
        marks[52..]
            .iter()
            .all(|mark| mark.origin.x > marks[51].right())
    );
}

#[test]
fn an_open_group_ends_broken_bent_or_dashed() {
    let last = |open: &str, language: &str| {
        let tally = format!("tally = [\"2\"]\nlabel = \"small\"\nopen = \"{open}\"");
        let built = Case {
            language,
            ..case(&tally)
        }
        .build();
        let marks = outlines(&tallies(&built.value)[0].1[0]);
        (marks[0], marks[50..].to_vec())
    };
    for language in ["en", "ar"] {
        let (bar, broken) = last("broken", language);
        assert_eq!(broken.len(), 2, "two parts");
        assert!(broken.iter().all(|part| part.size.height < bar.size.height));
        let (bar, bent) = last("bent", language);
        assert_eq!(bent.len(), 1);
        assert!(bent[0].size.width > bar.size.width * 1.4);
        // It leans away from the marks before it.
        assert_eq!(bent[0].origin.x > bar.origin.x, language == "en");
        let (_, dashed) = last("dashed", language);
        assert_eq!(dashed.len(), 8);
    }
    // A figure of a person becomes an outline, or is broken.
    let person = |open: &str| {
        let tally = format!(
            "tally = [\"2\"]\nmark = \"person\"\nrow = 20\nopen = \"{open}\"\nlabel = \"small\""
        );
        outlines(&tallies(&case(&tally).build().value)[0].1[0]).len()
    };
    assert_eq!(person("dashed"), 50 * 2 + 4);
    assert!(person("broken") > 50 * 2 + 1);
}

#[test]
fn all_marks_of_a_group_stay_within_the_tally() {
    for open in ["broken", "bent", "dashed"] {
        for mark in ["bar", "stroke", "sign.svg"] {
            let tally = format!(
                "tally = [\"*\"]\nmark = \"{mark}\"\nspacing = 1\nopen = \"{open}\"\nlabel = \"small\""
            );
            let built = Case {
                files: &[("templates/sign.svg", SIGN)],
                ..case(&tally)
            }
            .build();
            let marks = &tallies(&built.value)[0].1;
            let bounds = around(&marks.iter().flat_map(outlines).collect::<Vec<_>>());
            let (left, right) = (bounds.origin.x.to_mm(), bounds.right().to_mm());
            assert!(left > 9.9 && right < 138.5, "{mark} {open}: {left} {right}");
        }
    }
}

#[test]
fn a_drawing_counts_in_the_colour_of_the_tally_and_is_written_once() {
    for place in ["templates/sign.svg", "sign.svg"] {
        let files = [(place, SIGN)];
        let many = Case {
            files: &files,
            ..case("tally = [\"2\"]\nmark = \"sign.svg\"\nrow = 20\nlabel = \"small\"")
        }
        .build();
        let drawn = tallies(&many.value);
        let (alt, paths) = &drawn[0];
        assert!(alt.starts_with("50 marks: "), "{alt}");
        // One path for the ring, one for the strokes, both in the ink of the page.
        assert_eq!(paths.len(), 2);
        for path in paths {
            assert!(path.fill.is_some_and(|fill| fill.to_rgb() == (0, 0, 0)));
            assert!(path.stroke.is_none());
        }
        let rings = outlines(&paths[0]);
        assert!(paths[0].even_odd && rings.len() >= 100, "{}", rings.len());
        let file = lopdf::Document::load_mem(many.value.pdf()).expect("a PDF");
        let forms = file.objects.values().filter(|object| {
            let stream = object.as_stream();
            stream.is_ok_and(|stream| {
                let kind = stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name);
                kind.is_ok_and(|kind| kind == b"Form")
            })
        });
        assert_eq!(forms.count(), 2);
        let few = Case {
            files: &files,
            ..case("tally = [\"1\"]\nmark = \"sign.svg\"\nrow = 20\nlabel = \"small\"")
        }
        .build();
        let more = many.value.pdf().len().saturating_sub(few.value.pdf().len());
        assert!(more < 4_000, "42 more marks take {more} bytes");
    }
}

#[test]
fn a_drawing_looks_the_same_from_forms_and_from_outlines() {
    // Three marks are too few for a form, four are written once: both must be filled alike.
    let inked = |fact: &str| {
        let tally =
            format!("tally = [\"{fact}\"]\nmark = \"sign.svg\"\nrow = 10\nlabel = \"small\"");
        let built = Case {
            files: &[("sign.svg", SIGN)],
            ..case(&tally)
        }
        .build();
        let opened = handbill::internals::proof::Opened::new(built.value.pdf()).expect("a PDF");
        let first = outlines(&tallies(&built.value)[0].1[0])[0];
        let raster = opened.draw(0, 300.0);
        let at = |length: handbill::internals::geom::Length| (length.to_inch() * 300.0) as usize;
        // A row through the ring: ink, hole, ink.
        let y = at(first.middle().y);
        let row = (at(first.origin.x)..at(first.right()))
            .map(|x| raster.pixels[y * raster.width + x][0] < 128);
        let mut changes: Vec<bool> = row.collect();
        changes.dedup();
        changes
    };
    let ring = inked("1");
    assert_eq!(ring.iter().filter(|ink| **ink).count(), 2, "{ring:?}");
}

#[test]
fn drawings_that_cannot_be_marks_are_refused() {
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">{inner}</svg>")
    };
    let cases = [
        (
            svg("<path d=\"M0 0H5V5Z\"/><path fill=\"#f00\" d=\"M5 5H9V9Z\"/>"),
            "has several colours",
        ),
        (
            svg("<path opacity=\"0.4\" d=\"M0 0H5V5Z\"/>"),
            "is seen through",
        ),
        (svg(""), "draws nothing"),
        (svg("<text>8</text>"), "contains text"),
        ("no drawing".to_owned(), "is not a JPEG, PNG or SVG"),
    ];
    let tally = "tally = [\"2\"]\nmark = \"sign.svg\"\nlabel = \"small\"";
    for (drawing, problem) in cases {
        let files = [("sign.svg", drawing.as_str())];
        let said = Case {
            files: &files,
            ..case(tally)
        }
        .errors();
        assert!(
            said.contains("sign.svg") && said.contains(problem),
            "{problem}: {said}"
        );
        assert!(said.contains("case.toml"), "at its line: {said}");
    }
    // A name with a slip, a file that is outside, and a picture of pixels.
    let near = Case {
        files: &[("signs.svg", SIGN)],
        ..case(tally)
    }
    .errors();
    assert!(near.contains("signs.svg"), "{near}");
    let outside = case("tally = [\"2\"]\nmark = \"../sign.svg\"\nlabel = \"small\"").errors();
    assert!(outside.contains("path-outside"), "{outside}");
    let pixels = case("tally = [\"2\"]\nmark = \"sign.png\"\nlabel = \"small\"").errors();
    assert!(pixels.contains("save the mark as an SVG file"), "{pixels}");
    // A thousand shapes, fifty times.
    let heavy: String = (0..6_000)
        .map(|at| format!("L{} {}", at % 10, at % 7))
        .collect();
    let heavy = svg(&format!("<path d=\"M0 0{heavy}Z\"/>"));
    let files = [("sign.svg", heavy.as_str())];
    let said = Case {
        files: &files,
        ..case(tally)
    }
    .errors();
    assert!(said.contains("points; a mark may have"), "{said}");
}

#[test]
fn slips_in_the_keys_of_a_tally_are_told() {
    for (tally, wanted) in [
        ("tally = [\"2\"]\nmark = \"bars\"", "`bar`"),
        ("tally = [\"2\"]\nopen = \"brokn\"", "`broken`"),
        ("tally = [\"2\"]\nlabel = \"smal\"", "`small`"),
        ("tally = [\"2\"]\nlabels = \"small\"", "`label`"),
        (
            "tally = [\"2\"]\nlabel = \"small\"\nmark = \"dot\"\nopen = \"bent\"",
            "a dot cannot be bent",
        ),
        (
            "tally = [\"2\"]\nlabel = \"small\"\nmark = \"person\"\nopen = \"bent\"",
            "a person cannot be bent",
        ),
        (
            "tally = [\"2\"]\nlabel = \"small\"\nbleed = [\"left\"]",
            "at the top alone",
        ),
    ] {
        let said = case(tally).errors();
        assert!(said.contains(wanted), "{tally}: {said}");
    }
}

#[test]
fn heavier_marks_are_explained_by_a_figure_or_a_label() {
    let tally = "tally = [\"1\", \"2\"]\nweights = [3, 1]";
    let with = |tally: &str, text: &str| {
        let built = Case {
            tally,
            text,
            ..Case::default()
        }
        .build();
        has(&built, "unexplained-weight")
    };
    // What is counted, but not how many: a reader cannot tell which marks are which.
    assert!(with(tally, "{fact.1.text} and {fact.2.text}"));
    assert!(!with(
        tally,
        "{fact.1.figure} {fact.1.text} and {fact.2.text}"
    ));
    assert!(!with(
        "tally = [\"1\", \"2\"]\nweights = [3, 1]\nlabel = \"small\"",
        "{campaign.lead}"
    ));
    assert!(!with(
        "tally = [\"1\", \"2\"]",
        "{fact.1.text} and {fact.2.text}"
    ));
}

#[test]
fn labels_and_drawings_print_on_every_route_and_paper() {
    let tally =
        "tally = [\"*\"]\nmark = \"sign.svg\"\nopen = \"bent\"\nrow = 20\nlabel = \"small\"";
    for route in ROUTES {
        for (language, paper) in [("en", "A5"), ("ar", "A5"), ("en", "A3"), ("hy", "A7")] {
            let built = Case {
                language,
                paper,
                route,
                files: &[("templates/sign.svg", SIGN)],
                ..case(tally)
            }
            .build();
            let drawn = tallies(&built.value);
            let marks = drawn.iter().filter(|(_, paths)| !paths.is_empty());
            assert_eq!(marks.count(), 2, "{route:?} {language} {paper}");
            for rule in ["ink-over-ink", "thin-marks", "unexplained-tally"] {
                assert!(!has(&built, rule), "{route:?} {language} {paper}: {rule}");
            }
        }
    }
}

#[test]
fn a_tally_with_labels_runs_to_the_top_and_stretches_in_a_stack() {
    let top = case("tally = [\"*\"]\nlabel = \"small\"\nbleed = [\"top\"]").build();
    let marks = outlines(&tallies(&top.value)[0].1[0]);
    assert!(marks[0].origin.y.to_mm() <= 0.0, "{:?}", marks[0]);
    let stack =
        case("stack = [{ tally = [\"*\"], label = \"small\" }, { text = \"Words\" }]").build();
    let marks = outlines(&tallies(&stack.value)[0].1[0]);
    assert!(marks[0].size.height.to_mm() > 40.0, "{:?}", marks[0]);
}

/// The gaps between rows give way where the area is low: marks must not get thinner than nothing, and stand on their heads.
#[test]
fn rows_of_a_low_tally_stay_within_it_and_upright() {
    let tally = "tally = [\"2\"]\nmark = \"person\"\nrow = 4\nspacing = 3\nheight = \"14mm\"";
    let built = case(tally).build();
    let paths = tallies(&built.value).remove(0).1;
    let marks = outlines(&paths[0]);
    let all = around(&marks);
    assert!(all.size.height.to_mm() < 14.01, "{all:?}");
    // Upright: the head, which is the smaller outline of a person, is above the rest.
    let (head, body) = (marks[0], marks[1]);
    let (head, body) = if head.size.height < body.size.height {
        (head, body)
    } else {
        (body, head)
    };
    assert!(head.origin.y < body.origin.y, "{head:?} {body:?}");
}

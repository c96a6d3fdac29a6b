//! Tables: rows from events and from the content, over areas and pages, tagged, mirrored and on every route. The content in
//! `tests/tables` is invented.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use handbill::internals::content::{self, Content};
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::{CellKind, Frame, ItemKind, Role};
use handbill::internals::geom::{Length, Rect};
use handbill::internals::page::Page;
use handbill::internals::pipeline::{Built, Job, Pipeline, SheetKind};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use lopdf::{Object, ObjectId};

use crate::common::structure::{self, Child, Element};
use crate::common::{build_beside, pdf, said, small_campaign};

/// A campaign with events, ten on each day, each at another place.
fn events(count: usize) -> String {
    let mut text = small_campaign("They read aloud.");
    for number in 0..count {
        let (day, hour) = (10 + number / 10, 9 + number % 10);
        let _ = write!(
            text,
            "\n[[event]]\nid = \"e{number:02}\"\ncity = \"Town {number:02}\"\nplace = \"Place {number:02}\"\nstart = \"2027-05-{day}T{hour:02}:00\"\ncountry = \"GB\"\n"
        );
    }
    text
}

/// A campaign with a table of rides.
fn rides(columns: &str, rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("  '{row}',\n")).collect();
    format!(
        "{}\n[[table]]\nid = \"rides\"\ntitle = \"Rides\"\ncolumns = '{columns}'\nrows = [\n{}]\n",
        small_campaign("They read aloud."),
        rows.concat()
    )
}

/// A layout on A5 with keys of its page and what its one area holds.
fn layout(page: &str, area: &str) -> String {
    format!(
        "[template]\nextends = \"base\"\ndesign = \"A5\"\npapers = [\"A5\"]\ntext = true\n\n\
         [[page]]\nmargin = \"10mm\"\n{page}\nrows = [\"1fr\", \"auto\"]\nareas = [\"main\", \"foot\"]\n\
         area.main = {{ {area} }}\n\
         area.foot = {{ text = \"{{action.1.label}}\", style = \"small\" }}\n\n\
         [styles.cell]\nlike = \"text\"\nsize = \"9pt\"\n"
    )
}

fn tried(campaign: &str, layout: &str) -> Result<Warned<Built>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a folder");
    build_beside(folder.path(), campaign, layout, "A5")
}

fn built(campaign: &str, layout: &str) -> Built {
    tried(campaign, layout)
        .unwrap_or_else(|problems| panic!("{}", said(&problems)))
        .value
}

fn refused(campaign: &str, layout: &str) -> String {
    match tried(campaign, layout) {
        Ok(_) => panic!("it was built"),
        Err(problems) => said(&problems),
    }
}

fn pages(built: &Built) -> &[Page] {
    &built.examined.piece.pages
}

/// A cell as it is drawn.
#[derive(Clone, Debug)]
struct Drawn {
    page: usize,
    kind: Option<CellKind>,
    column: usize,
    words: String,
    origin: String,
    /// Around the glyphs.
    rect: Rect,
    /// The first baseline.
    baseline: Length,
}

/// The groups of words in the tables of a piece. Those without a kind are repeated.
fn cells(built: &Built) -> Vec<Drawn> {
    let mut found = Vec::new();
    for (page, side) in pages(built).iter().enumerate() {
        for item in &side.frame.items {
            let ItemKind::Group(table) = &item.kind else {
                continue;
            };
            if item.role != Role::Table {
                continue;
            }
            for cell in &table.items {
                if let ItemKind::Group(words) = &cell.kind {
                    found.extend(drawn(page, words));
                }
            }
        }
    }
    found
}

fn drawn(page: usize, frame: &Frame) -> Option<Drawn> {
    let mut drawn: Option<Drawn> = None;
    for item in &frame.items {
        let (ItemKind::Text(run), Some(rect)) = (&item.kind, item.bounds()) else {
            continue;
        };
        match &mut drawn {
            None => {
                drawn = Some(Drawn {
                    page,
                    kind: frame.cell.as_ref().map(|cell| cell.kind),
                    column: frame.cell.as_ref().map_or(0, |cell| cell.column),
                    words: run.text.clone(),
                    origin: item.origin.key.to_string(),
                    rect,
                    baseline: run.at.y,
                });
            }
            Some(known) => {
                known.words.push(' ');
                known.words.push_str(&run.text);
                known.rect = known.rect.union(rect);
            }
        }
    }
    drawn
}

/// The areas of fills and lines in the tables of a page.
fn shapes(page: &Page) -> Vec<Rect> {
    let tables = page
        .frame
        .items
        .iter()
        .filter(|item| item.role == Role::Table);
    let groups = tables.filter_map(|item| match &item.kind {
        ItemKind::Group(table) => Some(&table.items),
        _ => None,
    });
    let paths = groups.flatten().filter_map(|item| match &item.kind {
        ItemKind::Path(path) => path.bounds(),
        _ => None,
    });
    paths.collect()
}

const TIMETABLE: &str = "table = \"events\", columns = [\"time\", \"city\", { cell = \"place\", width = \"1fr\" }], style = \"cell\", rules = \"0.5pt\", head_rule = \"1pt\"";

/// A layout in which 60 events take three pages.
fn three_pages(more: &str) -> String {
    layout("repeat = \"events\"", &format!("{TIMETABLE}{more}"))
}

#[test]
fn sixty_events_take_three_pages_and_each_has_the_head() {
    let built = built(&events(60), &three_pages(", gap = \"4mm 5mm\""));
    assert_eq!(pages(&built).len(), 3);
    let cells = cells(&built);
    // Every row once, in the order of the content, with all of its cells on one page.
    let body = |column| {
        let of_column =
            move |cell: &&Drawn| cell.kind == Some(CellKind::Body) && cell.column == column;
        cells.iter().filter(of_column).collect::<Vec<_>>()
    };
    let cities: Vec<&str> = body(1).iter().map(|cell| cell.words.as_str()).collect();
    let wanted: Vec<String> = (0..60).map(|number| format!("Town {number:02}")).collect();
    assert_eq!(cities, wanted);
    for ((time, city), place) in body(0).iter().zip(body(1)).zip(body(2)) {
        assert_eq!((time.page, city.page), (place.page, place.page));
        assert_eq!(time.baseline, city.baseline);
        assert_eq!(city.words.replace("Town", "Place"), place.words);
    }
    // The head at the top of each page, at one place, and heard once.
    let heads: Vec<&Drawn> = cells.iter().filter(|cell| cell.words == "City").collect();
    assert_eq!(heads.len(), 3);
    let kinds: Vec<_> = heads.iter().map(|head| (head.page, head.kind)).collect();
    assert_eq!(kinds, [(0, Some(CellKind::Head)), (1, None), (2, None)]);
    assert!(heads.iter().all(|head| head.rect == heads[0].rect));
    for page in 0..3 {
        let of_page = || cells.iter().filter(|cell| cell.page == page);
        let top = of_page().map(|cell| cell.baseline).min();
        let heads =
            of_page().filter(|cell| ["Time", "City", "Place"].contains(&cell.words.as_str()));
        assert!(heads.into_iter().all(|head| Some(head.baseline) == top));
    }
    // All rows stay above the foot.
    let low = cells.iter().map(|cell| cell.baseline).max().expect("cells");
    assert!(low < Length::mm(200.0), "{low}");
}

/// The marked contents of a document, by page and number.
fn marked(document: &lopdf::Document) -> BTreeMap<(ObjectId, i64), String> {
    let mut all = BTreeMap::new();
    for page in pdf::pages(document) {
        let contents = structure::contents(document, page);
        assert!(contents.faults.is_empty(), "{:?}", contents.faults);
        for (number, (_, words)) in contents.marked {
            all.insert((page, number), words);
        }
    }
    all
}

fn words(element: &Element, marked: &BTreeMap<(ObjectId, i64), String>) -> String {
    let mut words = String::new();
    for part in element.all() {
        for child in &part.children {
            if let Child::Content(page, number) = child {
                words.push_str(&marked[&(*page, *number)]);
            }
        }
    }
    words.trim().to_owned()
}

fn kinds(element: &Element) -> Vec<&str> {
    element
        .elements()
        .map(|inner| inner.kind.as_str())
        .collect()
}

#[test]
fn over_three_pages_it_is_one_table_for_screen_readers() {
    let built = built(
        &events(60),
        &three_pages(", group = \"day\", gap = \"4mm 5mm\""),
    );
    assert_eq!(pages(&built).len(), 3);
    let document = pdf::open(built.pdf());
    let tree = structure::tree(&document);
    let marked = marked(&document);
    let all = tree.all();
    let tables: Vec<&&Element> = all
        .iter()
        .filter(|element| element.kind == "Table")
        .collect();
    assert_eq!(tables.len(), 1);
    let table = tables[0];
    assert_eq!(kinds(table), [["THead"].as_slice(), &["TBody"; 6]].concat());
    let attribute = |element: &Element, key: &str| element.attribute(key).cloned();
    let parts: Vec<&Element> = table.elements().collect();
    let head = parts[0].elements().next().expect("a row");
    assert_eq!(kinds(head), ["TH"; 3]);
    for heading in head.elements() {
        assert_eq!(attribute(heading, "O"), Some(Object::from("Table")));
        assert_eq!(attribute(heading, "Scope"), Some(Object::from("Column")));
    }
    let mut cities = Vec::new();
    for (day, body) in parts[1..].iter().enumerate() {
        let rows: Vec<&Element> = body.elements().collect();
        assert_eq!(rows.len(), 11);
        let heading = rows[0].elements().next().expect("a heading");
        assert_eq!(kinds(rows[0]), ["TH"]);
        assert_eq!(attribute(heading, "ColSpan"), Some(Object::Integer(3)));
        assert!(words(heading, &marked).contains(&format!("{} May 2027", 10 + day)));
        for row in &rows[1..] {
            assert_eq!(kinds(row), ["TD"; 3]);
            cities.push(words(row.elements().nth(1).expect("a cell"), &marked));
        }
    }
    let wanted: Vec<String> = (0..60).map(|number| format!("Town {number:02}")).collect();
    assert_eq!(cities, wanted);
    // Everything that is marked is in the tree once: the repeated heads are decoration.
    let mut reached = 0;
    for element in &all {
        reached += element
            .children
            .iter()
            .filter(|child| matches!(child, Child::Content(..)))
            .count();
    }
    assert_eq!(reached, marked.len());
}

#[test]
fn a_heading_goes_on_with_its_rows_and_never_stands_alone() {
    let built = built(
        &events(60),
        &three_pages(", group = \"day\", gap = \"4.5mm 5mm\""),
    );
    let cells = cells(&built);
    let days: Vec<usize> = (0..cells.len())
        .filter(|at| cells[*at].words.contains("May 2027"))
        .collect();
    assert!(
        days.iter().any(|at| cells[*at].kind.is_none()),
        "a day goes on"
    );
    for at in days {
        let (heading, next) = (&cells[at], &cells[at + 1]);
        assert_eq!(heading.page, next.page);
        assert_eq!(next.kind, Some(CellKind::Body), "{}", next.words);
        // It is the day of the row below it.
        let number: usize = cells[at + 2].words[5..].parse().expect("Town 07");
        let day = format!("{} May", 10 + number / 10);
        assert!(
            heading.words.contains(&day),
            "{} above {number}",
            heading.words
        );
    }
}

#[test]
fn type_grows_as_far_as_the_pages_allow() {
    let fitted = |size: &str| {
        let layout = three_pages("").replace("size = \"9pt\"", &format!("size = \"{size}\""));
        built(&events(60), &layout)
    };
    // The bounds of words are as high as their type.
    let size = |built: &Built| {
        let cells = cells(built);
        let town = cells.iter().find(|cell| cell.words.starts_with("Town"));
        town.expect("a cell").rect.size.height
    };
    let (small, large) = (fitted("9pt"), fitted("fit 9pt..16pt"));
    // As many pages as at the smallest size, and larger type on them.
    assert_eq!(pages(&small).len(), pages(&large).len());
    assert!(
        size(&large) > size(&small),
        "{} {}",
        size(&large),
        size(&small)
    );
}

#[test]
fn a_table_goes_on_in_the_next_area() {
    let layout = "[template]\nextends = \"base\"\ndesign = \"A5\"\npapers = [\"A5\"]\n\n\
        [[page]]\nmargin = \"10mm\"\ngap = \"5mm\"\nrows = [\"1fr\", \"auto\"]\nareas = [\"left right\", \"foot foot\"]\n\
        area.left = { table = \"events\", columns = [\"time\", \"city\"], style = \"small\", rules = \"0.5pt\" }\n\
        area.right = { table = \"events\" }\n\
        area.foot = { text = \"{action.1.label}\", style = \"small\" }\n";
    let built = built(&events(60), layout);
    let cells = cells(&built);
    let rows: Vec<&Drawn> = cells
        .iter()
        .filter(|cell| cell.words.starts_with("Town"))
        .collect();
    assert_eq!(rows.len(), 60);
    let left = |cell: &Drawn| cell.rect.origin.x < Length::mm(74.0);
    let on_the_left = rows.iter().filter(|cell| left(cell)).count();
    assert!((20..55).contains(&on_the_left), "{on_the_left}");
    assert!(rows[..on_the_left].iter().all(|cell| left(cell)));
    let heads: Vec<bool> = cells
        .iter()
        .filter(|cell| cell.words == "City")
        .map(left)
        .collect();
    assert_eq!(heads, [true, false]);
    // Columns are equally far from the edges of their areas.
    let in_area = |cell: &&&Drawn| {
        (cell.rect.origin.x - Length::mm(if left(cell) { 10.0 } else { 76.5 })).to_mm()
    };
    let offsets: Vec<f64> = rows.iter().map(|cell| in_area(&cell)).collect();
    assert!(
        offsets
            .iter()
            .all(|offset| (offset - offsets[0]).abs() < 0.1),
        "{offsets:?}"
    );
}

#[test]
fn a_table_in_one_area_is_as_high_as_its_rows() {
    let rows = [
        "07:30 | Gyumri | Station",
        "08:00 | Vanadzor | *Old* square",
        "08:10 | | **Bus** station",
    ];
    let campaign = rides("At | From | Where", &rows);
    let area = "gap = \"5mm\", stack = [{ table = \"rides\", caption = \"heading\", style = \"cell\", rules = \"0.5pt\" }, { text = \"Come early\", style = \"heading\" }]";
    let built = built(&campaign, &layout("", area));
    let cells = cells(&built);
    let said: Vec<&str> = cells.iter().map(|cell| cell.words.as_str()).collect();
    assert_eq!(&said[..5], ["Rides", "At", "From", "Where", "07:30"]);
    assert_eq!(cells[0].kind, Some(CellKind::Caption));
    // Rows name the lines of the content that they come from.
    assert!(cells.iter().any(|cell| cell.origin == "table.rides.rows.2"));
    let last = cells.iter().map(|cell| cell.baseline).max().expect("cells");
    let mut next = None;
    pages(&built)[0].frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind
            && run.text.starts_with("Come")
        {
            next = Some(run.at.y);
        }
    });
    let apart = next.expect("the text below") - last;
    assert!(
        apart > Length::mm(5.0) && apart < Length::mm(10.0),
        "{apart}"
    );
    // The empty cell is there for screen readers.
    let document = pdf::open(built.pdf());
    let tree = structure::tree(&document);
    let rows: Vec<Vec<&str>> = tree
        .all()
        .iter()
        .filter(|it| it.kind == "TR")
        .map(|row| kinds(row))
        .collect();
    assert_eq!(
        rows,
        [vec!["TH"; 3], vec!["TD"; 3], vec!["TD"; 3], vec!["TD"; 3]]
    );
    assert!(tree.all().iter().any(|it| it.kind == "Caption"));
    // As plain text, each row has a line.
    let text = built.text.as_deref().expect("the layout asks for it");
    assert!(
        text.contains("Rides\nAt; From; Where\n07:30; Gyumri; Station\n08:00; Vanadzor; Old square\n08:10; –; Bus station\n"),
        "{text}"
    );
}

#[test]
fn areas_with_keys_of_their_own_show_a_table_anew() {
    let area = "gap = \"5mm\", stack = [{ table = \"rides\", columns = [\"1\"] }, { table = \"rides\", columns = [\"2\"] }]";
    let built = built(&rides("At | From", &["07:30 | Gyumri"]), &layout("", area));
    let said: Vec<String> = cells(&built).into_iter().map(|cell| cell.words).collect();
    assert_eq!(said, ["At", "07:30", "From", "Gyumri"]);
}

#[test]
fn one_row_is_a_table() {
    let built = built(
        &rides("At | From", &["07:30 | Gyumri"]),
        &layout("", "table = \"1\""),
    );
    let said: Vec<String> = cells(&built).into_iter().map(|cell| cell.words).collect();
    assert_eq!(said, ["At", "From", "07:30", "Gyumri"]);
}

#[test]
fn columns_have_the_widths_that_the_layout_gives() {
    let campaign = rides(
        "At | From | Where",
        &[
            "07:30 | Gyumri | Station",
            "08:00 | A town with a long name | Square",
        ],
    );
    let area = "table = \"rides\", style = \"cell\", gap = \"3mm 4mm\", columns = [{ cell = \"3\", width = \"40mm\" }, { cell = \"1\", width = \"20mm\", align = \"end\" }, { cell = \"2\", width = \"1fr\", head = \"Place\" }]";
    let built = built(&campaign, &layout("", area));
    let cells = cells(&built);
    let of = |words: &str| {
        cells
            .iter()
            .find(|cell| cell.words == words)
            .expect("a cell")
            .rect
    };
    let near = |a: Length, b: f64| (a.to_mm() - b).abs() < 0.3;
    assert!(near(of("Station").origin.x, 10.0), "{:?}", of("Station"));
    assert!(near(of("07:30").right(), 74.0), "{:?}", of("07:30"));
    assert!(near(of("At").right(), 74.0));
    assert!(near(of("Gyumri").origin.x, 78.0));
    assert!(near(of("Place").origin.x, 78.0));
}

#[test]
fn a_page_that_is_read_from_right_to_left_is_mirrored() {
    let of = |language: &str| {
        let campaign =
            events(12).replace("language = \"en\"", &format!("language = \"{language}\""));
        let area = format!("{TIMETABLE}, group = \"city\", stripes = \"black 10%\"");
        // Every event has a city of its own, so stripes come from another group.
        let area = area.replace("group = \"city\"", "group = \"day\"");
        built(&campaign, &layout("", &area))
    };
    let (english, arabic) = (of("en"), of("en-Arab"));
    let width = pages(&english)[0].trim.width;
    let close = |a: Length, b: Length| (a - b).abs() < Length::mm(0.05);
    let (there, here) = (shapes(&pages(&english)[0]), shapes(&pages(&arabic)[0]));
    assert!(there.len() > 4, "{there:?}");
    assert_eq!(there.len(), here.len());
    for (a, b) in there.iter().zip(&here) {
        assert!(
            close(a.origin.x, width - b.right()) && close(a.origin.y, b.origin.y),
            "{a:?} {b:?}"
        );
    }
    let (there, here) = (cells(&english), cells(&arabic));
    assert_eq!(there.len(), here.len());
    for (a, b) in there.iter().zip(&here) {
        assert!(
            close(a.rect.origin.x, width - b.rect.right()),
            "{} {:?} {:?}",
            a.words,
            a.rect,
            b.rect
        );
        assert!(close(a.baseline, b.baseline));
    }
}

#[test]
fn stripes_are_under_every_second_row_of_a_group() {
    let area = "table = \"events\", columns = [\"time\", \"city\"], style = \"cell\", group = \"day\", stripes = \"black 10%\", gap = \"4mm 4mm\"";
    let built = built(&events(13), &layout("", area));
    let stripes = shapes(&pages(&built)[0]);
    // Five of ten on the first day, one of three on the second.
    assert_eq!(stripes.len(), 6);
    let cells = cells(&built);
    let on = |cell: &Drawn| {
        let inside = |stripe: &&Rect| {
            stripe.origin.y < cell.rect.origin.y && cell.baseline < stripe.bottom()
        };
        stripes.iter().filter(inside).count()
    };
    for cell in cells.iter().filter(|cell| cell.words.starts_with("Town")) {
        let number: usize = cell.words[5..].parse().expect("a number");
        assert_eq!(on(cell), number % 10 % 2, "{}", cell.words);
        // Words keep half the distance of columns from the edges of a fill.
        assert!(cell.rect.origin.x > Length::mm(12.0));
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let of = || built(&events(60), &three_pages(", group = \"day\""));
    assert_eq!(of().pdf(), of().pdf());
}

#[test]
fn a_table_that_is_wider_than_its_area_is_refused() {
    let row = "Unterschriftensammelstellenverzeichnis | Bürgerbeteiligungsveranstaltungen | Straßenbahnhaltestellenhäuschen";
    let campaign = rides("One | Two | Three", &[row]);
    let layout = layout("", "table = \"rides\", style = \"heading\"");
    let said = refused(&campaign, &layout);
    for expected in [
        "table-too-wide",
        "the table `rides` is wider than its area",
        "the area `main` is 128 mm wide",
        "“Unterschriftensammelstellenverzeichnis”",
        "`table.rides.rows.0` in the column `1`",
        "leave a column out",
        "case.toml",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    // Divided among pages too, and without trying more and more pages.
    let repeated = layout.replace("margin", "repeat = \"rides\"\nmargin");
    assert!(refused(&campaign, &repeated).contains("table-too-wide"));
}

#[test]
fn a_column_that_is_narrower_than_its_word_is_named() {
    let campaign = rides("One | Two", &["Unterschriftensammelstelle | x"]);
    let area = "table = \"rides\", columns = [{ cell = \"1\", width = \"15mm\" }, \"2\"]";
    let said = refused(&campaign, &layout("", area));
    for expected in [
        "table-too-wide",
        "the column `1` of the table `rides` is narrower than the word “Unterschriftensammelstelle” of `table.rides.rows.0`",
        "the column is 15 mm wide, but needs",
        "give the column a `width` of",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn rows_that_have_no_place_are_counted() {
    let said = refused(&events(60), &layout("", TIMETABLE));
    for expected in [
        "overset",
        "the table `events` does not fit",
        "of its 60 rows have no place",
        "repeat = \"events\"",
        "another area `table = \"events\"`",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(!said.contains("60 of its 60 rows"), "{said}");
}

#[test]
fn a_row_that_is_higher_than_its_area_is_refused() {
    let long = "word ".repeat(90);
    let campaign = rides("One | Two", &["a | b", &format!("c | {long}")]);
    let area = "height = \"30mm\", table = \"rides\", style = \"heading\", columns = [{ cell = \"1\", width = \"80mm\" }, \"2\"]";
    for repeat in ["", "repeat = \"rides\""] {
        let said = refused(&campaign, &layout(repeat, area));
        for expected in [
            "row-too-high",
            "row 2 of the table `rides` (`table.rides.rows.1`)",
            "campaign.toml",
        ] {
            assert!(said.contains(expected), "{expected}: {said}");
        }
    }
}

#[test]
fn rows_of_unequal_length_are_refused_at_their_lines() {
    let campaign = rides(
        "At | From | Where",
        &["a | b | c", "d | e", "f | g | h | i", "| j | k | l |"],
    );
    let said = refused(&campaign, &layout("", "table = \"rides\""));
    for expected in [
        "ragged-row",
        "row 2 of the table `rides` has 2 cells, but there are 3 columns",
        "the cell for “Where” is the first that is missing",
        "row 3 of the table `rides` has 4 cells",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    // Lines at both ends, as in Markdown, make no cells.
    assert!(!said.contains("row 4"), "{said}");
    // It would print something false, so it cannot be allowed.
    let allowed = campaign + "\n[[allow]]\nrule = \"ragged-row\"\nreason = \"known\"\n";
    assert!(refused(&allowed, &layout("", "table = \"rides\"")).contains("cannot be allowed"));
}

#[test]
fn limits_are_kept() {
    let layout = layout("", "table = \"rides\"");
    let many = vec!["a | b"; 1001];
    assert!(refused(&rides("One | Two", &many), &layout).contains("1001 rows; at most 1000"));
    let wide = ["x"; 13].join(" | ");
    assert!(refused(&rides(&wide, &[&wide]), &layout).contains("13 columns; at most 12"));
    let long = "x".repeat(501);
    assert!(refused(&rides("One", &[&long]), &layout).contains("501 characters"));
    assert!(refused(&rides("One", &[]), &layout).contains("the table `rides` has no rows"));
    assert!(
        refused(&rides("One | Two", &[" | "]), &layout)
            .contains("row 1 of the table `rides` is empty")
    );
    let events = rides("One", &["a"]).replace("id = \"rides\"", "id = \"events\"");
    assert!(refused(&events, &layout).contains("cannot be the id of a table"));
}

#[test]
fn unknown_names_get_a_suggestion() {
    let campaign =
        events(3) + "\n[[table]]\nid = \"rides\"\ncolumns = 'At | From'\nrows = ['a | b']\n";
    for (area, expected) in [
        ("table = \"event\"", "did you mean `events`"),
        ("table = \"ridse\"", "did you mean `rides`"),
        (
            "table = \"events\", columns = [\"tiem\"]",
            "did you mean `time`",
        ),
        (
            "table = \"events\", columns = [{ cell = \"citty\" }]",
            "did you mean `city`",
        ),
        ("table = \"events\", group = \"dya\"", "did you mean `day`"),
        (
            "table = \"rides\", columns = [\"3\"]",
            "`1` (At), `2` (From)",
        ),
        (
            "table = \"rides\", columns = [\"From\"]",
            "`1` (At), `2` (From)",
        ),
        (
            "table = \"rides\", columns = [{ width = \"9mm\" }]",
            "has no `cell`",
        ),
        (
            "table = \"rides\", columns = [{ cell = \"1\", widht = \"9mm\" }]",
            "did you mean `width`",
        ),
        ("table = \"rides\", columns = []", "1 to 12 columns"),
        (
            "table = \"rides\", stripse = \"black 10%\"",
            "did you mean `stripes`",
        ),
        ("table = \"events\", caption = \"heading\"", "has no title"),
        (
            "table = \"events\", style = \"headline\"",
            "cells of a table cannot",
        ),
    ] {
        let said = refused(&campaign, &layout("", area));
        assert!(said.contains(expected), "{area}: {said}");
    }
    let said = refused(
        &campaign,
        &layout("repeat = \"evens\"", "table = \"events\""),
    );
    assert!(said.contains("did you mean `events`"), "{said}");
}

#[test]
fn a_table_that_goes_on_elsewhere_is_neither_turned_nor_repeated() {
    for turned in ["turn = \"left\", ", "copies = \"2x1\", "] {
        let area = format!("{turned}{TIMETABLE}");
        let said = refused(&events(4), &layout("repeat = \"events\"", &area));
        assert!(said.contains("turned or repeated"), "{said}");
        // In one area it may be both.
        built(
            &events(4),
            &layout(
                "",
                &format!("{turned}table = \"events\", columns = [\"time\"]"),
            ),
        );
    }
}

#[test]
fn without_events_there_is_no_table() {
    let layout = layout("", "table = \"events\"");
    let built = built(&small_campaign("A lead."), &layout);
    assert!(cells(&built).is_empty());
    let places = layout.replace("table = \"events\"", "table = \"2\"");
    assert!(cells(&tried(&rides("a", &["b"]), &places).expect("built").value).is_empty());
}

/// The invented caravan in `tests/tables`, with a layout beside it.
fn caravan(
    language: &str,
    layout: &str,
    paper: &str,
    route: RouteKind,
    sheet: SheetKind,
) -> Warned<Built> {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(&tables).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = folder.path().join(path.file_name().expect("a name"));
        std::fs::copy(&path, to).expect("copied");
    }
    std::fs::create_dir(folder.path().join("templates")).expect("made");
    std::fs::write(folder.path().join("templates/case.toml"), layout).expect("written");
    let project = Project::at(folder.path().join("caravan.toml"));
    let pipeline = Pipeline::of(&project).expect("fonts and layouts");
    let template = pipeline.library.load("case");
    let template = template.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let campaign = Content::open(&project).expect("content").campaign(language);
    let campaign = campaign.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let warned = campaign.warnings.iter().map(|problem| problem.rule.name());
    assert!(!warned.into_iter().any(|rule| rule == "figures-differ"));
    let mut job = Job::screen(&template, &paper.parse().expect("a paper"));
    job.printing.route = route;
    job.printing.sheet = Some(sheet);
    let built = pipeline.build(&campaign.value, &job);
    built.unwrap_or_else(|problems| panic!("{language}: {}", said(&problems)))
}

/// The layout of the examples.
fn programme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/layouts/programme.toml");
    std::fs::read_to_string(path).expect("a layout")
}

#[test]
fn a_programme_is_printed_in_every_direction_of_reading() {
    let layout = programme();
    assert!(layout.lines().count() <= 25);
    for language in ["en", "de", "hy", "ar"] {
        let built = caravan(language, &layout, "A4", RouteKind::Screen, SheetKind::Page);
        assert_eq!(pages(&built.value).len(), 3, "{language}");
        let cells = cells(&built.value);
        let body = cells
            .iter()
            .filter(|cell| cell.kind == Some(CellKind::Body));
        assert_eq!(body.count(), 180, "{language}");
        let rules: Vec<&str> = built
            .warnings
            .iter()
            .map(|problem| problem.rule.name())
            .collect();
        for rule in [
            "ink-over-ink",
            "low-contrast",
            "text-outside-safe",
            "small-type",
            "missing-words",
        ] {
            assert!(!rules.contains(&rule), "{language}: {rule}");
        }
    }
}

#[test]
fn a_table_is_clean_on_every_route_and_sheet() {
    let layout = programme().replace(
        "rules = \"0.5pt\"",
        "rules = \"0.5pt\", stripes = \"black 15%\"",
    );
    for route in [
        RouteKind::Screen,
        RouteKind::Home,
        RouteKind::Copier,
        RouteKind::Riso,
        RouteKind::Press,
    ] {
        for language in ["en", "ar"] {
            let built = caravan(language, &layout, "A4", route, SheetKind::Page);
            let rules: Vec<&str> = built
                .warnings
                .iter()
                .map(|problem| problem.rule.name())
                .collect();
            for rule in [
                "ink-over-ink",
                "low-contrast",
                "thin-line",
                "covered-text",
                "text-over-picture",
            ] {
                assert!(!rules.contains(&rule), "{route:?} in {language}: {rule}");
            }
        }
    }
    let booklet = caravan("ar", &layout, "A4", RouteKind::Home, SheetKind::Booklet);
    assert!(booklet.value.examined.imposed.is_some());
    assert_eq!(
        cells(&booklet.value)
            .iter()
            .filter(|cell| cell.kind == Some(CellKind::Body))
            .count(),
        180
    );
}

#[test]
fn a_table_of_the_content_is_translated_row_by_row() {
    let layout = layout("", "table = \"rides\", caption = \"heading\"").replace("\"A5\"", "\"A4\"");
    for (language, first) in [
        ("en", "Yerevan"),
        ("de", "Jerewan"),
        ("hy", "Երևան"),
        ("ar", "يريفان"),
    ] {
        let built = caravan(language, &layout, "A4", RouteKind::Screen, SheetKind::Page);
        let said: Vec<String> = cells(&built.value)
            .into_iter()
            .map(|cell| cell.words)
            .collect();
        assert!(
            said.iter().any(|words| words.contains(first)),
            "{language}: {said:?}"
        );
        assert!(
            said.iter().any(|words| words.contains("52")),
            "{language}: {said:?}"
        );
    }
    // A time that a translation changes is told.
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    let folder = tempfile::tempdir().expect("a folder");
    let german = std::fs::read_to_string(tables.join("caravan.de.toml")).expect("a file");
    std::fs::copy(
        tables.join("caravan.toml"),
        folder.path().join("caravan.toml"),
    )
    .expect("copied");
    let wrong = german.replace("Jerewan | 06:30", "Jerewan | 06:50");
    std::fs::write(folder.path().join("caravan.de.toml"), wrong).expect("written");
    let project = Project::at(folder.path().join("caravan.toml"));
    let told = content::Content::open(&project)
        .expect("content")
        .campaign("de")
        .expect("German");
    assert!(said(&told.warnings).contains("the figures in `table.rides.rows.0` differ"));
}

/// What is a heading over rows is not said again in each of them, unless the layout names it; an empty cell is as above.
#[test]
fn a_grouped_column_is_said_once() {
    let grouped = "table = \"events\", group = \"day\", style = \"cell\"";
    let built = built(&events(6), &layout("", grouped));
    let days = cells(&built)
        .into_iter()
        .filter(|cell| cell.words.contains("2027"));
    assert_eq!(days.count(), 1);
}

//! Ink of one block over ink of another, and space between the elements of a list: measured on what is
//! drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{build_beside, said, small_campaign};
use handbill::internals::diag::{Diagnostics, Severity};
use handbill::internals::frame::{Frame, ItemKind, Role};
use handbill::internals::geom::Length;
use handbill::internals::page::Piece;

/// Findings that say that one thing is printed over another.
const COLLISIONS: [&str; 3] = ["ink-over-ink", "covered-text", "text-over-picture"];

/// A paragraph as it is set.
struct Lines {
    key: String,
    item: bool,
    size: Length,
    left: Length,
    right: Length,
    baselines: Vec<Length>,
}

fn paragraphs(frame: &Frame, found: &mut Vec<Lines>) {
    for item in &frame.items {
        let ItemKind::Group(inner) = &item.kind else {
            continue;
        };
        let runs = inner.items.iter().filter_map(|part| match &part.kind {
            ItemKind::Text(run) if part.role != Role::Label => Some(run),
            _ => None,
        });
        let runs: Vec<_> = runs.collect();
        let baselines: BTreeSet<Length> = runs.iter().map(|run| run.at.y).collect();
        let Some(first) = runs
            .first()
            .filter(|run| run.turn == handbill::internals::geom::Turn::None)
        else {
            paragraphs(inner, found);
            continue;
        };
        found.push(Lines {
            key: item.origin.key.to_string(),
            item: item.role == Role::ListItem,
            size: first.size,
            left: runs.iter().map(|run| run.at.x).min().unwrap_or_default(),
            right: runs
                .iter()
                .map(|run| run.at.x + run.width)
                .max()
                .unwrap_or_default(),
            baselines: baselines.into_iter().collect(),
        });
    }
}

/// The kind of element that a key is of, such as `moment` for `moment.blockade.text`.
fn kind(lines: &Lines) -> &str {
    if lines.item {
        return "item";
    }
    let kind = lines.key.split('.').next().unwrap_or_default();
    match kind {
        "moment" | "person" | "source" | "action" | "event" | "quote" | "fact" => kind,
        _ => "",
    }
}

/// The element of a list that a key is of.
fn element(lines: &Lines) -> String {
    if lines.item {
        return format!("{}@{:?}", lines.key, lines.baselines.first());
    }
    lines.key.split('.').take(2).collect::<Vec<_>>().join(".")
}

fn step(lines: &Lines) -> Option<Length> {
    let steps = lines.baselines.windows(2).map(|pair| pair[1] - pair[0]);
    steps.max()
}

/// Elements of lists on a page that stand no further apart than their own lines.
fn crowded(frame: &Frame) -> BTreeMap<String, String> {
    let mut all = Vec::new();
    paragraphs(frame, &mut all);
    let mut told = BTreeMap::new();
    for upper in all.iter().filter(|lines| !kind(lines).is_empty()) {
        let Some(last) = upper.baselines.last() else {
            continue;
        };
        let below = all.iter().filter(|lower| {
            let shares = lower.left < upper.right && upper.left < lower.right;
            shares && lower.baselines.first() > Some(last)
        });
        let next = below.min_by_key(|lower| lower.baselines.first().copied());
        let Some(next) =
            next.filter(|next| kind(next) == kind(upper) && element(next) != element(upper))
        else {
            continue;
        };
        let gap = next.baselines[0] - *last;
        // Where neither has two lines, those of the same kind and size on the page tell.
        let own = [step(upper), step(next)].into_iter().flatten().max();
        let like = || {
            let like = all
                .iter()
                .filter(|other| kind(other) == kind(upper) && other.size == next.size);
            like.filter_map(step).max()
        };
        let Some(step) = own.or_else(like) else {
            continue;
        };
        if gap < step * 1.15 {
            told.insert(
                format!("{} -> {}", upper.key, next.key),
                format!("{:.2} mm; lines {:.2} mm", gap.to_mm(), step.to_mm()),
            );
        }
    }
    told
}

fn name(piece: &Piece) -> String {
    format!("{} on {}, {}", piece.template, piece.paper, piece.language)
}

/// What stands too close on the pages of a piece.
fn crowded_of(piece: &Piece) -> Vec<String> {
    let pages = piece.pages.iter().flat_map(|page| crowded(&page.frame));
    pages
        .map(|(pair, by)| format!("{}: {pair}: {by}", name(piece)))
        .collect()
}

fn collisions(problems: &Diagnostics) -> Vec<String> {
    let found = problems
        .iter()
        .filter(|problem| COLLISIONS.contains(&problem.rule.name()));
    found.map(ToString::to_string).collect()
}

#[test]
fn no_piece_collides_in_any_language_and_lists_are_told_from_lines() {
    let editions = crate::languages::editions();
    assert!(editions.len() > 10, "the sample has translations");
    let mut faults = Vec::new();
    for edition in editions {
        let of = collisions(&edition.problems).into_iter();
        faults.extend(of.map(|problem| format!("{}: {problem}", edition.tag)));
        let written = edition.written.iter();
        faults.extend(written.flat_map(|built| crowded_of(&built.examined.piece)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The top of a layout with one page of A5.
const PAGE: &str = r##"
[template]
extends = "base"
papers = ["A5"]
design = "A5"
distance = "0.3m"

[styles.large]
like = "text"
size = "40pt"
leading = 1.2

[styles.last]
like = "large"
align = "end"

[styles.tight]
like = "large"
leading = 0.6

[styles.office]
like = "text"
size = "20pt"

[[page]]
margin = "14mm"
"##;

/// What is printed over what, where such an area stands on the page, with a picture `door` and two people
/// in the content.
fn over(body: &str) -> Vec<String> {
    over_in("en", body)
}

fn over_in(language: &str, body: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let door = image::GrayImage::from_pixel(1400, 1400, image::Luma([40]));
    door.save(folder.path().join("door.png")).expect("written");
    let campaign = small_campaign("They are held for another year.")
        .replace("\"en\"", &format!("\"{language}\""))
        + "\n[[image]]\nid = \"door\"\nfile = \"door.png\"\nalt = \"A door\"\ncredit = \"A friend\"\nlicense = \"CC0\"\n"
        + "\n[[person]]\nid = \"gigi\"\nname = \"Gggggg\"\ntext = \"ÉÉÉÉÉÉÉÉÉÉÉÉ\"\nsource = \"page\"\n"
        + "\n[[section]]\nid = \"s\"\ntitle = \"Gggg\"\nbody = \"\"\"\nOne ggg.\n\nÉÉÉ.\n\"\"\"\n";
    match build_beside(folder.path(), &campaign, &format!("{PAGE}{body}"), "A5") {
        Ok(built) => collisions(&built.warnings),
        Err(problems) => {
            let others = problems.iter().filter(|problem| {
                problem.severity == Severity::Error && !COLLISIONS.contains(&problem.rule.name())
            });
            assert_eq!(others.count(), 0, "{}", said(&problems));
            collisions(&problems)
        }
    }
}

/// A page with one stack of these elements.
fn stack(gap: &str, elements: &str) -> String {
    format!(
        "rows = [\"1fr\", \"auto\"]\nareas = [\"a\", \"z\"]\n[page.area.a]\n{gap}\nstack = [{elements}]\n[page.area.z]\ncodes = [\"1\"]\nstyle = \"small\"\nlabel = \"small\"\ngap = \"4mm\"\n"
    )
}

/// A page with two areas side by side, and a code below.
fn beside(gap: &str, left: &str, right: &str) -> String {
    format!(
        "gap = \"{gap}\"\ncolumns = [\"1fr\", \"1fr\"]\nrows = [\"1fr\", \"auto\"]\nareas = [\"a b\", \"z z\"]\n[page.area.a]\n{left}\n[page.area.b]\n{right}\n[page.area.z]\npadding = \"10mm 0mm 0mm 0mm\"\ncodes = [\"1\"]\nstyle = \"small\"\nlabel = \"small\"\ngap = \"4mm\"\n"
    )
}

const LOW: &str = "{ text = \"gggggggg\", style = \"large\" }";
const HIGH: &str = "{ text = \"ÉÉÉÉÉÉÉÉ\", style = \"large\" }";
const NONE: &str = "gap = \"0mm\"";

#[test]
fn layouts_that_collide_are_refused() {
    let cases = [
        (
            "words under words",
            stack(NONE, &format!("{LOW}, {HIGH}")),
            "stack.1",
            "stack.0",
        ),
        (
            "a line through words",
            stack(NONE, &format!("{LOW}, {{ rule = \"2pt\" }}")),
            "stack.1",
            "stack.0",
        ),
        (
            "a ground that hides words",
            stack(
                NONE,
                &format!("{LOW}, {{ text = \"On red\", fill = \"accent\", padding = \"4mm\" }}"),
            ),
            "stack.1",
            "stack.0",
        ),
        (
            "the line around a box",
            stack(
                NONE,
                &format!("{LOW}, {{ text = \"In a box\", line = \"2pt\", padding = \"4mm\" }}"),
            ),
            "stack.1",
            "stack.0",
        ),
        (
            "a picture that runs into the margin",
            beside(
                "6mm",
                "text = \"Words that a picture hides\"\nstyle = \"large\"",
                "image = \"door\"\nbleed = [\"left\"]\ncredit = false",
            ),
            "image.door",
            "area.a",
        ),
        (
            "marks that run into the margin",
            beside(
                "6mm",
                "text = \"Words that marks hide\"\nstyle = \"large\"",
                "tally = [\"1\"]\nbleed = [\"left\"]",
            ),
            "fact.leaders.count",
            "area.a",
        ),
        (
            "a shape that runs into the margin",
            beside(
                "6mm",
                "text = \"Words that a shape hides\"\nstyle = \"large\"",
                "shape = \"circle\"\ncolor = \"accent\"\nbleed = [\"left\"]",
            ),
            "area.b",
            "area.a",
        ),
        (
            "the quiet zone of a code that hangs",
            stack(
                NONE,
                "{ text = \"Words\", style = \"large\" }, { codes = [\"2\"], hang = true, beside = \"none\", size = \"40mm\" }, { text = \"{action.2.short}\", padding = \"10mm\" }",
            ),
            "action.call",
            "stack.0",
        ),
        (
            "words that are turned",
            beside(
                "0mm",
                "turn = \"left\"\nalign = \"bottom\"\ntext = \"gggggggggggggg\"\nstyle = \"large\"",
                "text = \"MMM MMM MMM MMM MMM MMM MMM\"\nstyle = \"large\"",
            ),
            "area.b",
            "area.a",
        ),
        (
            "copies",
            stack(
                NONE,
                "{ copies = \"1x2\", cut = true, text = \"gggg\", style = \"large\", height = \"21mm\" }",
            ),
            "stack.0",
            "stack.0",
        ),
    ];
    let mut missed = Vec::new();
    for (what, layout, upper, lower) in cases {
        let found = over(&layout);
        let named = found.iter().any(|problem| {
            let Some((above, below)) = problem.split_once(" is printed over ") else {
                return false;
            };
            above.contains(upper) && below.contains(lower)
        });
        if !named {
            missed.push((what, found));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn ten_layouts_nearly_collide() {
    let cases = [
        (
            "a gap between",
            stack("gap = \"8mm\"", &format!("{LOW}, {HIGH}")),
        ),
        (
            "a gap that is not named",
            stack(
                "",
                &format!(
                    "{LOW}, {HIGH}, {{ rule = \"2pt\" }}, {LOW}, {{ text = \"On red\", fill = \"accent\", padding = \"4mm\" }}"
                ),
            ),
        ),
        (
            "a name whose gap is not named",
            stack(
                "",
                "{ names = [\"*\"], style = \"large\", label = \"office\" }",
            ),
        ),
        (
            "letters that do not reach out",
            stack(
                NONE,
                "{ text = \"nnnn\", style = \"large\" }, { text = \"HHHH\", style = \"large\" }, { rule = \"2pt\" }",
            ),
        ),
        (
            "descenders beside accents",
            stack(
                NONE,
                "{ text = \"ggg\", style = \"large\" }, { text = \"ÉÉÉ\", style = \"last\" }",
            ),
        ),
        (
            "words on their own ground",
            stack(
                NONE,
                "{ text = \"ggÉ\", style = \"large\", fill = \"accent\", line = \"4pt\" }",
            ),
        ),
        (
            "lines of one paragraph",
            stack(
                NONE,
                "{ text = \"gggg ÉÉÉÉ gggg ÉÉÉÉ gggg ÉÉÉÉ gggg ÉÉÉÉ\", style = \"tight\" }",
            ),
        ),
        (
            "pictures and marks that touch",
            beside("0mm", "image = \"door\"\ncredit = false", "tally = [\"1\"]"),
        ),
        (
            "a quiet zone on a ground",
            stack(
                NONE,
                "{ text = \"Words\", fill = \"accent\", padding = \"0mm 0mm 8mm 0mm\" }, { codes = [\"2\"], hang = true, beside = \"none\", size = \"40mm\" }, { text = \"{action.2.short}\", padding = \"10mm\" }",
            ),
        ),
        (
            "lines to cut along",
            stack(
                NONE,
                "{ copies = \"3x3\", cut = true, text = \"gggg\", height = \"60mm\", align = \"middle\" }",
            ),
        ),
        (
            "words that are turned",
            beside(
                "5mm",
                "turn = \"left\"\nalign = \"bottom\"\ntext = \"gggggggggggggg\"\nstyle = \"large\"",
                "text = \"MMM MMM MMM\"\nstyle = \"large\"",
            ),
        ),
        (
            "a quotation on a page with a ground",
            format!(
                "fill = \"accent\"\n{}",
                stack(
                    "",
                    "{ quotes = [\"1\"], style = \"large\", label = \"text\" }, { facts = [\"*\"], flow = \"row\" }"
                )
            ),
        ),
    ];
    let found = cases.map(|(what, layout)| (what, over(&layout)));
    let wrong: Vec<_> = found
        .iter()
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_lies_under_the_ground_of_a_code_does_not_break_its_quiet_zone() {
    // The line is drawn before the code, and its end is hidden by the white of the quiet zone.
    let under = stack(
        NONE,
        "{ rule = \"2pt\" }, { codes = [\"2\"], hang = true, beside = \"none\", size = \"40mm\" }, { text = \"{action.2.short}\", padding = \"10mm\" }",
    );
    let found = over(&under);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("`action.call` is printed over `page.0.area.a.stack.0`"),
        "{found:?}"
    );
}

#[test]
fn mirrored_pages_collide_alike() {
    let rule = stack(NONE, &format!("{LOW}, {{ rule = \"2pt\" }}"));
    let marks = beside(
        "6mm",
        "text = \"Words that marks hide\"\nstyle = \"large\"",
        "tally = [\"1\"]\nbleed = [\"left\"]",
    );
    let apart = beside(
        "6mm",
        "text = \"Words beside marks\"\nstyle = \"large\"",
        "tally = [\"1\"]\nbleed = [\"right\"]",
    );
    for language in ["en", "he"] {
        assert_eq!(over_in(language, &rule).len(), 1, "{language}");
        assert!(!over_in(language, &marks).is_empty(), "{language}");
        assert!(over_in(language, &apart).is_empty(), "{language}");
    }
}

#[test]
fn a_collision_is_an_error_with_places_and_a_way_out() {
    let layout = stack(NONE, &format!("{LOW}, {HIGH}"));
    let found = over(&layout);
    let said = &found[0];
    assert!(said.contains("error[ink-over-ink]"), "{said}");
    // How far, where, where both blocks are, and what to do.
    for part in [
        " by ",
        " mm from the left and ",
        "they are at ",
        " mm (",
        "widen the `gap`",
        "[[page.layer]]",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn tight_pages_collide_where_their_ink_does() {
    let cases = [
        (
            "a rotated box that reaches into the block above",
            stack(
                "gap = \"1mm\"",
                "{ text = \"MMM MMM MMM MMM\", style = \"large\" }, { rotate = \"-40deg\", text = \"MMMMMMMMM MMMMMMMMM\", style = \"office\" }",
            ),
            true,
        ),
        (
            "a filled line whose descenders reach the next block",
            "rows = [\"auto\", \"1fr\"]\nareas = [\"a\", \"z\"]\n[page.area.a]\ngap = \"0mm\"\nstack = [{ text = \"gypsy jig\", style = \"headline\", lines = 1 }, { text = \"ÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉ\", style = \"text\" }]\n[styles.headline]\ncase = \"none\"\n[page.area.z]\ncodes = [\"1\"]\nstyle = \"small\"\nlabel = \"small\"\npadding = \"20mm 0mm 0mm 0mm\"\n".to_owned(),
            true,
        ),
        (
            "marks that hang into the gap",
            beside(
                "4mm",
                "text = \"“A quotation, that hangs.”\"\nstyle = \"hung\"",
                "text = \"“And another one.”\"\nstyle = \"hung\"",
            ) + "\n[styles.hung]\nlike = \"office\"\nhang = true\n",
            false,
        ),
    ];
    for (what, layout, collides) in cases {
        let found = over(&layout);
        assert_eq!(!found.is_empty(), collides, "{what}: {found:?}");
    }
}

#[test]
fn hundreds_of_blocks_that_touch_nothing_are_no_collision() {
    let names: String = (0..300)
        .map(|at| format!("{{ text = \"n{at}\", style = \"tiny\" }}, "))
        .collect();
    let layout = format!(
        "rows = [\"1fr\", \"auto\"]\nareas = [\"a\", \"z\"]\n[page.area.a]\nareas = [\"one two\"]\narea.one = {{ gap = \"0.1mm\", stack = [{names}] }}\narea.two = {{ text = \"Words\" }}\n[page.area.z]\ncodes = [\"1\"]\nstyle = \"small\"\nlabel = \"small\"\n[styles.tiny]\nlike = \"text\"\nsize = \"1pt\"\n"
    );
    assert!(over(&layout).is_empty());
}

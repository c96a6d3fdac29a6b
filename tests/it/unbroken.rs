//! What stays on one line, and where the rest may be divided: figures, addresses, numbers to dial and account numbers.
//! And what a message calls a thing that does not fit.

use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::ItemKind;
use handbill::internals::pipeline::Built;
use handbill::internals::rules::Rule;

use crate::common::{build_beside, said, small_campaign};

/// A page with one column of a width, in a style of 10 pt.
fn layout(width: &str, area: &str, styles: &str) -> String {
    format!(
        r#"[template]
extends = "base"
papers = ["A4"]

[[page]]
margin = "15mm"
columns = ["{width}", "1fr"]
rows = ["auto", "1fr"]
areas = ["it .", ". ."]

[page.area.it]
{area}

[styles.case]
family = "text"
size = "10pt"

{styles}
"#
    )
}

fn tried(content: &str, layout: &str) -> Result<Warned<Built>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a folder");
    build_beside(folder.path(), content, layout, "A4")
}

fn built(content: &str, layout: &str) -> Warned<Built> {
    tried(content, layout).unwrap_or_else(|problems| panic!("{}", said(&problems)))
}

fn refused(content: &str, layout: &str) -> String {
    match tried(content, layout) {
        Ok(built) => panic!("it was built: {:?}", lines(&built.value)),
        Err(problems) => said(&problems),
    }
}

/// The words of each line, from the top down, with plain spaces.
fn lines(built: &Built) -> Vec<String> {
    let mut lines: Vec<(f64, String)> = Vec::new();
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            let ItemKind::Text(run) = &item.kind else {
                return;
            };
            let y = run.at.y.to_pt();
            match lines.last_mut() {
                Some((last, words)) if (*last - y).abs() < 0.01 => words.push_str(&run.text),
                _ => lines.push((y, run.text.clone())),
            }
        });
    }
    let spaced = |words: String| words.replace(['\u{a0}', '\u{202f}'], " ");
    lines.into_iter().map(|(_, words)| spaced(words)).collect()
}

fn figure(figure: &str) -> String {
    small_campaign("A lead.").replace("figure = \"8\"", &format!("figure = \"{figure}\""))
}

const FACT: &str = "facts = [\"1\"]\nstyle = \"case\"\nlabel = \"case\"";

fn text(words: &str) -> String {
    format!("text = \"{words}\"\nstyle = \"case\"")
}

#[test]
fn a_figure_is_never_divided() {
    for words in ["1 in 6", "18 000 €", "2.4 million", "10–12"] {
        let content = figure(words);
        let of_fact = lines(&built(&content, &layout("25mm", FACT, "")).value);
        assert_eq!(of_fact.first().map(String::as_str), Some(words));
        // In running text it moves to the next line as a whole.
        let running = text("That makes at least {fact.1.figure} of them.");
        let running = lines(&built(&content, &layout("30mm", &running, "")).value);
        assert!(
            running.iter().any(|line| line.contains(words)),
            "{running:?}"
        );
    }
    // Fitted type gets smaller for it.
    let fit = "[styles.large]\nlike = \"case\"\nsize = \"fit 8pt..60pt\"\n";
    let area = FACT.replacen("\"case\"", "\"large\"", 1);
    let fitted = lines(&built(&figure("18 000 €"), &layout("25mm", &area, fit)).value);
    assert_eq!(fitted.first().map(String::as_str), Some("18 000 €"));
}

#[test]
fn a_figure_that_is_too_wide_is_called_one() {
    let said = refused(&figure("2.4 million"), &layout("10mm", FACT, ""));
    assert!(
        said.contains("the figure “2.4") && said.contains("`fact.leaders.figure`"),
        "{said}"
    );
}

#[test]
fn a_host_stays_whole_where_it_fits_a_line() {
    let words = text("Read more on library.example.org today.");
    let built = built(&small_campaign("A lead."), &layout("40mm", &words, ""));
    let lines = lines(&built.value);
    assert!(
        lines
            .iter()
            .any(|line| line.contains("library.example.org")),
        "{lines:?}"
    );
    assert!(!said(&built.warnings).contains("divided-address"));
}

#[test]
fn a_host_that_is_too_wide_is_divided_before_a_full_stop_and_reported() {
    let words = text("Read sindicato-de-vecinos.barrio.example.org today.");
    let built = built(&small_campaign("A lead."), &layout("34mm", &words, ""));
    let lines = lines(&built.value);
    for line in &lines {
        assert!(
            !line.ends_with(['.', '-']) || line.ends_with("today."),
            "{lines:?}"
        );
        assert!(line.trim() != ".org" && line.trim() != "org", "{lines:?}");
    }
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with('.') || line.starts_with('-')),
        "{lines:?}"
    );
    let found = built
        .warnings
        .iter()
        .filter(|it| it.rule == Rule::DividedAddress);
    assert_eq!(found.count(), 1, "{}", said(&built.warnings));
}

#[test]
fn fitted_type_gets_smaller_before_a_host_is_divided() {
    let fit = "[styles.large]\nlike = \"case\"\nsize = \"fit 6pt..14pt\"\n";
    let words = text("library.example.org").replace("case", "large");
    let built = built(&small_campaign("A lead."), &layout("32mm", &words, fit));
    assert_eq!(lines(&built.value), ["library.example.org"]);
}

#[test]
fn a_path_is_divided_before_its_signs_and_after_its_slashes() {
    let words = text("library.example/petition/2026/read-it-aloud?from=flyer&lang=en");
    let built = built(&small_campaign("A lead."), &layout("30mm", &words, ""));
    let lines = lines(&built.value);
    assert!(lines.len() > 2, "{lines:?}");
    for line in &lines[..lines.len() - 1] {
        assert!(!line.ends_with(['-', '?', '&', '=', '.']), "{lines:?}");
    }
    assert_eq!(
        lines.concat(),
        "library.example/petition/2026/read-it-aloud?from=flyer&lang=en"
    );
    assert!(!said(&built.warnings).contains("divided-address"));
}

#[test]
fn an_address_of_one_long_word_is_built() {
    let words = text("verylongnameofalibrarywithoutanysign.example");
    let built = built(&small_campaign("A lead."), &layout("30mm", &words, ""));
    let lines = lines(&built.value);
    assert_eq!(
        lines.concat(),
        "verylongnameofalibrarywithoutanysign.example"
    );
    assert!(said(&built.warnings).contains("divided-address"));
}

#[test]
fn account_numbers_are_divided_between_their_groups() {
    for (number, language) in [
        ("ES91 2100 0418 4502 0005 1332", "en"),
        ("+49 30 901820 00", "en"),
        ("ES91 2100 0418 4502 0005 1332", "ar"),
    ] {
        let content = small_campaign("A lead.")
            .replace("language = \"en\"", &format!("language = \"{language}\""));
        let built = built(&content, &layout("22mm", &text(number), ""));
        let lines = lines(&built.value);
        assert!(lines.len() > 1, "{lines:?}");
        let joined: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
        assert_eq!(joined.join(" "), number);
        // On a wide line it stays whole.
        let wide = self::built(&content, &layout("120mm", &text(number), ""));
        assert_eq!(self::lines(&wide.value).len(), 1);
    }
}

#[test]
fn what_does_not_fit_is_called_what_it_is() {
    for (words, expected) in [
        ("ES9121000418450200051332", "the account number “ES91"),
        ("Grundstücksverwaltungsgesellschaft", "the word “Grund"),
        ("#KeepOurLibraryOpenForAll", "the name “#Keep"),
    ] {
        let said = refused(
            &small_campaign("A lead."),
            &layout("20mm", &text(words), ""),
        );
        assert!(said.contains(expected), "{said}");
        assert!(
            !said.contains("shorter address") && !said.contains(" 0 "),
            "{said}"
        );
    }
}

#[test]
fn a_filled_line_of_several_words_is_not_called_a_word() {
    let styles = "[styles.filled]\nlike = \"case\"\nsize = \"fill 14pt..40pt\"\n";
    let words = text("Keep the library in Mill Street open for everybody every day");
    let two = words.replace("case", "filled") + "\nlines = 2";
    let said = refused(&small_campaign("A lead."), &layout("40mm", &two, styles));
    assert!(said.contains("do not fit in 2 lines"), "{said}");
    assert!(!said.contains("the word “"), "{said}");
    // What the hint names lets it fit.
    let more = words.replace("case", "filled") + "\nlines = \"2..6\"";
    let built = built(&small_campaign("A lead."), &layout("40mm", &more, styles));
    assert!(lines(&built.value).len() > 2);
}

#[test]
fn what_is_said_on_the_phone_is_never_divided() {
    let script = "[action.script]\nopening = \"Representatives, internationally recognised organisations, humanitarian responsibilities.\"\nasks = [\"Unconditionally\"]\n";
    let content = small_campaign("A lead.").replace(
        "phone = \"+1 202 224 3121\"\n",
        &format!("phone = \"+1 202 224 3121\"\n{script}"),
    );
    let styles = "[styles.divided]\nlike = \"case\"\nhyphenate = true\n";
    let area = "script = \"*\"\nstyle = \"divided\"\nlabel = \"divided\"";
    let said = lines(&built(&content, &layout("34mm", area, styles)).value);
    assert!(said.len() > 3, "{said:?}");
    assert!(
        said.iter().all(|line| !line.ends_with('\u{ad}')),
        "{said:?}"
    );
    // The same words elsewhere are.
    let area = "text = \"Representatives, internationally recognised organisations, humanitarian responsibilities.\"\nstyle = \"divided\"";
    let divided = lines(&built(&content, &layout("34mm", area, styles)).value);
    assert!(
        divided.iter().any(|line| line.ends_with('\u{ad}')),
        "{divided:?}"
    );
}

#[test]
fn joints_of_letters_cannot_be_switched_off() {
    for tag in ["init", "medi", "fina", "isol", "rlig"] {
        let styles = format!("[styles.other]\nlike = \"case\"\nfeatures = [\"{tag}=0\"]\n");
        let said = refused(
            &small_campaign("A lead."),
            &layout("60mm", &text("words"), &styles),
        );
        assert!(
            said.contains(&format!("`{tag}` cannot be switched off")),
            "{said}"
        );
    }
}

#[test]
fn an_unknown_style_is_reported_where_a_condition_leaves_it_out() {
    let area = "stack = [{ text = \"words\", style = \"case\" }, { when = { language = \"de\" }, text = \"Worte\", style = \"cace\" }]";
    let said = refused(&small_campaign("A lead."), &layout("60mm", area, ""));
    assert!(
        said.contains("there is no style `cace`") && said.contains("case"),
        "{said}"
    );
}

#[test]
fn a_picture_shown_whole_gets_as_low_as_its_place() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 40\"><rect width=\"10\" height=\"40\"/></svg>";
    let content = small_campaign("A lead.")
        + "\n[[image]]\nid = \"tall\"\nfile = \"tall.svg\"\nalt = \"A bar\"\ncredit = \"us\"\nlicense = \"CC0\"\n";
    let build = |rows: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("tall.svg"), picture).expect("written");
        let layout = format!(
            "[template]\nextends = \"base\"\npapers = [\"A4\"]\n\n[[page]]\nmargin = \"15mm\"\ncolumns = [\"1fr\"]\nrows = [{rows}]\nareas = [\"photo\", \"words\"]\n[page.area.photo]\nimage = \"1\"\nfit = \"contain\"\ncredit = false\n[page.area.words]\ntext = \"Words\"\nstyle = \"text\"\n"
        );
        build_beside(folder.path(), &content, &layout, "A4")
    };
    let built = build("\"1fr\", \"auto\"").unwrap_or_else(|problems| panic!("{}", said(&problems)));
    assert_eq!(lines(&built.value), ["Words"]);
    // In a row as high as its content it keeps its own height, and the message names the picture.
    let said = said(&build("\"auto\", \"auto\"").expect_err("it is 720 mm high"));
    assert!(said.contains("the picture of `image.tall`"), "{said}");
}

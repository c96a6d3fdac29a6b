//! The examples of the README and of the guides, as they stand there.

use std::fs;
use std::path::Path;

/// A TOML block of a text file of the repository: what stands behind `toml` in its first line, such as
/// `step=1`, and its lines.
pub struct Example {
    pub about: String,
    pub text: String,
}

/// The TOML blocks of a text file of the repository, in order.
pub fn of(file: &str) -> Vec<Example> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(path).expect("a text of the repository");
    let blocks = text.split("```toml").skip(1).map(|rest| {
        let (about, rest) = rest.split_once('\n').expect("lines");
        let text = rest.split("```").next().expect("an end");
        Example {
            about: about.trim().to_owned(),
            text: text.to_owned(),
        }
    });
    blocks.collect()
}

/// The block of a file: its first line is a comment with the path, such as `# templates/notice.toml`.
pub fn file(guide: &str, path: &str) -> String {
    let head = format!("# {path}\n");
    let found = of(guide)
        .into_iter()
        .find(|example| example.text.starts_with(&head));
    found
        .unwrap_or_else(|| panic!("{guide} shows no {path}"))
        .text
}

/// The blocks whose first line says `kind=NAME`: name and text.
pub fn of_kind(file: &str, kind: &str) -> Vec<(String, String)> {
    let named = of(file).into_iter().filter_map(|example| {
        let name = example.about.strip_prefix(&format!("{kind}="))?.to_owned();
        Some((name, example.text))
    });
    named.collect()
}

/// The layout after so many steps of the guide: each adds to the file or takes the place of the same table.
pub fn after(steps: usize) -> String {
    let mut file = toml_edit::DocumentMut::new();
    for (_, text) in of_kind("templates/README.md", "step")
        .into_iter()
        .take(steps)
    {
        let step: toml_edit::DocumentMut = text.parse().expect("TOML");
        for (key, table) in step.iter() {
            file[key] = table.clone();
        }
    }
    file.to_string()
}

/// A layout of one small page of the guide: the keys of its `[[page]]`, and what follows.
pub fn page_alone(page: &str) -> String {
    format!(
        "[template]\nextends = \"base\"\ndescription = \"A page\"\ndesign = \"110x84mm\"\npapers = [\"110x84mm\"]\ndistance = \"0.3m\"\n\n[[page]]\n{page}"
    )
}

/// A layout of one small page that shows nothing but an area of the guide.
pub fn alone(area: &str) -> String {
    format!(
        "[template]\nextends = \"base\"\ndescription = \"A block\"\ndesign = \"110x84mm\"\npapers = [\"110x84mm\"]\ndistance = \"0.3m\"\n\n[[page]]\nmargin = \"6mm\"\ncolumns = [\"1fr\"]\nrows = [\"auto\"]\nareas = [\"it\"]\n\n[page.area.it]\n{area}"
    )
}

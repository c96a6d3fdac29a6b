//! Small PDFs, written by hand.

use handbill::internals::diag::{Diagnostic, Severity};
use handbill::internals::inspect::{Inspected, inspect};
use handbill::internals::proof::file::{Expectation, findings};
use handbill::internals::route::RouteKind;

/// Objects to add to a page of 200 × 200 points.
pub(super) struct File {
    /// Entries of the page, beside its size, contents and resources.
    pub(super) page: String,
    pub(super) media: &'static str,
    pub(super) resources: String,
    pub(super) contents: String,
    /// Entries of the catalog.
    pub(super) catalog: String,
    pub(super) info: String,
    /// More objects, from number 10 on.
    pub(super) more: Vec<Vec<u8>>,
}

impl Default for File {
    fn default() -> Self {
        Self {
            page: String::new(),
            media: "0 0 200 200",
            resources: String::new(),
            contents: String::new(),
            catalog: String::new(),
            info: String::new(),
            more: Vec::new(),
        }
    }
}

/// A page that draws something.
pub(super) fn drawing(contents: &str) -> File {
    File {
        contents: contents.to_owned(),
        ..File::default()
    }
}

/// A stream with the entries of its dictionary.
pub(super) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

impl File {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut object = |number: usize, body: &[u8]| {
            bytes.extend(format!("{number} 0 obj ").as_bytes());
            bytes.extend(body);
            bytes.extend(b" endobj\n");
        };
        object(
            1,
            format!("<</Type/Catalog/Pages 2 0 R {}>>", self.catalog).as_bytes(),
        );
        object(2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>");
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[{}]/Contents 4 0 R/Resources<<{}>>{}>>",
            self.media, self.resources, self.page
        );
        object(3, page.as_bytes());
        object(4, &stream("", self.contents.as_bytes()));
        object(5, format!("<<{}>>", self.info).as_bytes());
        for (place, body) in self.more.iter().enumerate() {
            object(10 + place, body);
        }
        // Readers that go by tables find none here; ours needs none.
        let table = bytes.len();
        bytes.extend(b"xref\n0 0\ntrailer<</Root 1 0 R/Info 5 0 R>>\n");
        bytes.extend(format!("startxref\n{table}\n%%EOF\n").as_bytes());
        bytes
    }

    pub(super) fn inspected(&self) -> Inspected {
        inspect(&self.bytes()).expect("a PDF")
    }

    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        findings(&self.inspected(), &Expectation::default())
    }

    /// What is found of a file that is to be printed on a press.
    pub(super) fn on_press(&self) -> Vec<Diagnostic> {
        let expected = Expectation {
            route: Some(RouteKind::Press),
            ..Expectation::default()
        };
        findings(&self.inspected(), &expected)
    }
}

/// Severity and rule of each finding.
pub(super) fn rules(findings: &[Diagnostic]) -> Vec<(Severity, &'static str)> {
    findings
        .iter()
        .map(|finding| (finding.severity, finding.rule.name()))
        .collect()
}

/// The one finding under that rule; none where there is none.
pub(super) fn one(findings: &[Diagnostic], rule: &str) -> Option<Diagnostic> {
    let mut under_rule = findings
        .iter()
        .filter(|finding| finding.rule.name() == rule);
    let found = under_rule.next().cloned();
    assert!(under_rule.next().is_none(), "told once: {findings:?}");
    found
}

/// A font that is in the file, with a map of its codes: resources and objects.
pub(super) const FONT: &str = "/Font<</F 10 0 R>>";

pub(super) fn font() -> Vec<Vec<u8>> {
    vec![
        b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Fine/FirstChar 32/Widths[250]/Encoding/WinAnsiEncoding/FontDescriptor 11 0 R>>".to_vec(),
        b"<</Type/FontDescriptor/FontName/ABCDEF+Fine/Flags 32/FontFile2 12 0 R>>".to_vec(),
        stream("", b"a font"),
    ]
}

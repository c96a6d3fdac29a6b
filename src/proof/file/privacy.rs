//! Checks what a file reveals about those who made it: names, paths, times, programs, metadata of pictures,
//! hidden content. Whoever is handed a piece as a file can read all of it, also those who search for its
//! makers.

use super::file_check::FileCheck;
use crate::diag::{Diagnostic, Severity};
use crate::inspect::JpegExtras;
use crate::rules::Rule;

impl FileCheck<'_> {
    /// Checks for all kinds of traces.
    pub(super) fn privacy(&mut self) {
        self.picture_metadata();
        self.authors();
        self.paths();
        self.times();
        self.editors();
        self.hidden();
    }

    /// Adds a finding about people.
    fn report_trace(&mut self, rule: Rule, problem: String, hint: &str) {
        let finding = self.trace(rule, problem, hint);
        self.say(finding);
    }

    /// A finding about people: an error in a file of this program, which must contain none; a warning in
    /// others.
    fn trace(&self, rule: Rule, problem: String, hint: &str) -> Diagnostic {
        let severity = if self.ours {
            Severity::Error
        } else {
            Severity::Warning
        };
        Diagnostic {
            severity,
            // Made as an error, then given its severity: the rules of traces allow either.
            ..Diagnostic::error(rule, problem).hint(hint)
        }
    }

    /// Reports metadata left in pictures. A place (GPS) is always an error: it leads to somebody's door.
    fn picture_metadata(&mut self) {
        for (object, extras) in &self.found.jpegs {
            let mut finding = self.trace(
                Rule::ExifLeftIn,
                carried(*extras),
                "remove the metadata of the picture and export again",
            );
            if extras.gps {
                finding.severity = Severity::Error;
            }
            // The finding gets the place of the picture on the page where it is used first.
            let lies = self.pages().find_map(|(page, facts)| {
                let image = facts
                    .images
                    .iter()
                    .find(|image| image.object == Some(*object));
                image.map(|image| (page, image.rect))
            });
            match lies {
                Some((page, rect)) => self.say_on(page, rect, finding),
                None => self.say(finding),
            }
        }
    }

    /// Reports names in the document properties, except the author that is expected.
    fn authors(&mut self) {
        let about = &self.found.about;
        let mut names: Vec<(&str, &str)> = Vec::new();
        for (key, what) in [
            ("Author", "its author"),
            ("Company", "a company"),
            ("Manager", "a manager"),
            ("SourceModified", "its source"),
        ] {
            names.extend(about.info.get(key).map(|name| (what, name.as_str())));
        }
        names.extend(
            about
                .xmp
                .creators
                .iter()
                .map(|name| ("its author", name.as_str())),
        );
        let expected = self.expected.author.as_deref();
        let ours = self.ours;
        // Of a file of this program without its source, the author cannot be checked and passes.
        let known = |name: &str| expected == Some(name) || (ours && expected.is_none());
        let mut told: Vec<&str> = Vec::new();
        for (what, name) in names {
            if known(name) || told.contains(&name) {
                continue;
            }
            told.push(name);
            let problem = format!("the file names {what}: “{name}”");
            let hint =
                "remove the name from the document's properties, unless you want it to be known";
            self.report_trace(Rule::AuthorTrace, problem, hint);
        }
    }

    /// Reports paths, which contain the names of users and machines.
    fn paths(&mut self) {
        for trace in &self.found.traces.paths {
            let problem = format!(
                "{} of the file contains a path on a computer: `{}`",
                trace.place, trace.text
            );
            let hint = "the path may reveal the name of a user or a computer: export again with embedded pictures and relative links";
            self.report_trace(Rule::PathTrace, problem, hint);
        }
    }

    /// Reports the time at which the file was made.
    fn times(&mut self) {
        let about = &self.found.about;
        let mut dates: Vec<(&str, &str)> = Vec::new();
        for key in ["CreationDate", "ModDate"] {
            dates.extend(about.info.get(key).map(|date| (key, date.as_str())));
        }
        dates.extend(
            about
                .xmp
                .dates
                .iter()
                .map(|(key, date)| (key.as_str(), date.as_str())),
        );
        // PDF/X requires the time of creation (ISO 15930-7). Files of this program give the day that the user
        // named, at midnight.
        let keeps_x = about.standards.iter().any(|name| name.starts_with("PDF/X"));
        let allowed = |date: &str| keeps_x && (!self.ours || is_midnight(date));
        // One finding is enough: the same moment is usually written several times.
        let told = dates.iter().find(|(_, date)| !allowed(date));
        if let Some((key, date)) = told {
            let problem = format!("the file reveals when it was made: {date} ({key})");
            let hint = "remove the metadata before you pass the file on, if nobody should know";
            self.report_trace(Rule::TimeTrace, problem, hint);
        }
    }

    /// Reports traces of programs, such as private data and document ids, by which files of one maker can be
    /// linked.
    fn editors(&mut self) {
        let (about, traces) = (&self.found.about, &self.found.traces);
        let creator = about.info.get("Creator").into_iter();
        let tools = creator.chain(about.xmp.tool.iter());
        let mut signs: Vec<String> = Vec::new();
        for tool in tools {
            let sign = format!("the program “{tool}”");
            if !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        signs.extend(
            about
                .xmp
                .editor
                .iter()
                // The namespace of an editor, as `photoshop:`, without its colon.
                .map(|name| format!("`{}`", name.trim_end_matches(':'))),
        );
        signs.extend(
            traces
                .private
                .iter()
                .map(|name| format!("private data of `{name}`")),
        );
        let keeps_x = about.standards.iter().any(|name| name.starts_with("PDF/X"));
        if about.xmp.document_id.is_some() && !keeps_x {
            // PDF/X-4 requires such an id.
            signs.push("`xmpMM:DocumentID`".to_owned());
        }
        if signs.is_empty() {
            return;
        }
        let problem = format!(
            "the file contains traces of the program that made it: {}",
            signs.join(", ")
        );
        let hint = "such traces show that files come from the same maker; remove the metadata, or export again without private data";
        self.report_trace(Rule::EditorTrace, problem, hint);
    }

    /// Reports what is in the file and is not printed: attachments, hidden layers, scripts, forms, comments.
    fn hidden(&mut self) {
        let traces = &self.found.traces;
        let hint = "remove everything that is not printed before you pass the file on";
        let mut signs: Vec<String> = Vec::new();
        signs.extend(
            traces
                .attachments
                .iter()
                .map(|name| format!("an attached file, `{name}`")),
        );
        signs.extend(
            traces
                .hidden_layers
                .iter()
                .map(|name| format!("a hidden layer, “{name}”")),
        );
        signs.extend(traces.scripts.then(|| "a script".to_owned()));
        signs.extend(traces.form.then(|| "a form to fill in".to_owned()));
        for sign in signs {
            self.report_trace(
                Rule::HiddenContent,
                format!("the file contains {sign}"),
                hint,
            );
        }
        for comment in &self.found.traces.comments {
            let by = comment
                .author
                .as_ref()
                .map(|name| format!(" by “{name}”"))
                .unwrap_or_default();
            let problem = format!("there is a comment{by} on page {}", comment.page + 1);
            let finding = self.trace(Rule::HiddenContent, problem, hint);
            self.say_on(comment.page, comment.rect, finding);
        }
    }
}

/// The metadata of a picture, in words. A place is named alone: it matters most.
fn carried(extras: JpegExtras) -> String {
    if extras.gps {
        return "a picture reveals the place where it was taken (GPS)".to_owned();
    }
    let kinds = [
        (extras.exif, "the camera and the time (Exif)"),
        (extras.xmp, "metadata of an editor (XMP)"),
        (extras.photoshop, "names and captions (IPTC, Photoshop)"),
        (extras.comment, "a comment"),
        (extras.trailing, "data after its end"),
    ];
    let carried: Vec<&str> = kinds
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, name)| *name)
        .collect();
    format!("a picture still contains {}", carried.join(", "))
}

/// Whether a date has no time of day, or midnight: `D:20231101000000Z`, `2023-11-01T00:00:00Z`, `2023-11-01`.
fn is_midnight(date: &str) -> bool {
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    // Year, month and day have eight digits. A time zone other than UTC counts as a time of day, as it hints at
    // a place.
    digits.chars().skip(8).all(|digit| digit == '0')
}

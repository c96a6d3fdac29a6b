//! Finds paths of files in texts: they name users, customers and machines, and programs leave them in PDFs.

/// The first path of a file, folder or network share in a text; none if there is none.
pub(super) fn path_in(text: &str) -> Option<String> {
    STARTS.iter().find_map(|start| {
        let mut from = 0;
        while let Some(found) = text.get(from..)?.find(start) {
            let at = from + found;
            if let Some(path) = path_at(text, at, start) {
                return Some(path);
            }
            from = at + start.len();
        }
        None
    })
}

/// Beginnings of paths: home folders of Linux, macOS and Windows, mounts, temporary folders, shares.
const STARTS: [&str; 12] = [
    "/home/",
    "/Users/",
    "/root/",
    "/tmp/",
    "/var/folders/",
    "/Volumes/",
    "/media/",
    "/mnt/",
    ":\\",
    ":/Users/",
    "file:/",
    "\\\\",
];

/// The path around a beginning that was found at `at`; none if it is part of an address or a word.
fn path_at(text: &str, at: usize, start: &str) -> Option<String> {
    let (before, rest) = (text.get(..at)?, text.get(at..)?);
    let last = before.chars().next_back();
    let begin = match start {
        // A drive is a single letter: `C:\` is a path, `at 10:\` and `http:\` are none.
        ":\\" | ":/Users/" => {
            let drive = last.filter(char::is_ascii_alphabetic)?;
            let ahead = before.chars().rev().nth(1);
            if ahead.is_some_and(char::is_alphanumeric) {
                return None;
            }
            at - drive.len_utf8()
        }
        "\\\\" => {
            // A share is `\\host\folder`; two backslashes alone occur in escaped text.
            let rest = rest.get(2..)?;
            let (host, folder) = rest.split_once('\\')?;
            let named = |part: &str| part.chars().next().is_some_and(char::is_alphanumeric);
            let plain = host
                .chars()
                .all(|c| c.is_alphanumeric() || "-._".contains(c));
            if !plain || host.len() < 2 || !named(host) || !named(folder) {
                return None;
            }
            at
        }
        "file:/" => at,
        // `example.org/home/maria` is a folder of a web server, not of somebody's machine.
        _ if last.is_some_and(|c| c.is_alphanumeric() || "._-~/".contains(c)) => return None,
        _ => at,
    };
    let path: String = text
        .get(begin..)?
        .chars()
        .take_while(|c| !c.is_control() && !"\"<>|()".contains(*c))
        .take(LONGEST)
        .collect();
    // At least two characters have to follow, or the text only mentions the folder.
    (path.len() > start.len() + 1).then_some(path)
}

/// Longest part of a path that is quoted, in characters.
const LONGEST: usize = 80;

#[cfg(test)]
mod tests {
    use super::path_in;

    #[test]
    fn paths_are_told_from_addresses_and_words() {
        for path in [
            "/home/maria/flyer.svg",
            "/Users/maria/flyer.ai",
            "C:\\Users\\maria\\flyer.docx",
            "file:///D:/flyer.html",
            "\\\\studio-nas\\jobs\\flyer",
            "made from /tmp/x1/flyer.html",
        ] {
            assert!(path_in(path).is_some(), "{path}");
        }
        for text in [
            "https://example.org/home/maria",
            "https://example.org/tmp/a",
            "and/or",
            "at 10:\\",
            "Write to us: \\\\",
            "/home/",
            "home/away",
        ] {
            assert_eq!(path_in(text), None, "{text}");
        }
    }
}

//! Texts that tell of the machine that a file was made on.

/// The part of a text that is the path of a file or folder on somebody's machine, or of a share; none
/// where there is none.
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

/// How paths begin: of users on Linux, macOS and Windows, of mounts and temporary folders, of shares.
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

fn path_at(text: &str, at: usize, start: &str) -> Option<String> {
    let (before, rest) = (text.get(..at)?, text.get(at..)?);
    let last = before.chars().next_back();
    let begin = match start {
        // The letter of a drive, which no other letter stands before.
        ":\\" | ":/Users/" => {
            let drive = last.filter(char::is_ascii_alphabetic)?;
            let ahead = before.chars().rev().nth(1);
            if ahead.is_some_and(char::is_alphanumeric) {
                return None;
            }
            at - drive.len_utf8()
        }
        "\\\\" => {
            // A share: \\host\folder.
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
        // In an address of the web it is a folder of a server.
        _ if last.is_some_and(|c| c.is_alphanumeric() || "._-~/".contains(c)) => return None,
        _ => at,
    };
    let path: String = text
        .get(begin..)?
        .chars()
        .take_while(|c| !c.is_control() && !"\"<>|()".contains(*c))
        .take(LONGEST)
        .collect();
    // A name has to follow.
    (path.len() > start.len() + 1).then_some(path)
}

/// How much of a path is told, in characters.
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

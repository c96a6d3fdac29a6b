use super::*;

fn found(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let tokens = tokens(&letters).into_iter();
    tokens
        .map(|token| letters[token.range].iter().collect())
        .collect()
}

#[test]
fn tokens_end_before_the_marks_beside_them() {
    for (text, expected) in [
        ("(https://a.b)", vec!["https://a.b"]),
        ("ראו https://x.org/a_(b).", vec!["https://x.org/a_(b)"]),
        ("\"https://x.org/?q=\"a\"\"", vec!["https://x.org/?q=\"a\""]),
        (
            "info@example.org, t.me/free!",
            vec!["info@example.org", "t.me/free"],
        ),
        ("x.com/a?b=1&c=2؟", vec!["x.com/a?b=1&c=2"]),
        (
            "\"#Free\"! (@name.bsky.social)",
            vec!["#Free", "@name.bsky.social"],
        ),
        ("ב#Free וhttps://a.org/b", vec!["#Free", "https://a.org/b"]),
        ("@name@host.org.", vec!["@name@host.org"]),
        ("C++, C# (LGBTQ+)", vec!["C++", "C#", "LGBTQ+"]),
        ("e.g. U.S. 18.30 1.5km Inc. Ph.D. #1 @5", vec![]),
        ("#חירות", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn numbers_in_groups_are_told_from_ranges_dates_and_neighbours() {
    for (text, expected) in [
        ("12-34-56.", vec!["12-34-56"]),
        ("(202) 224-3121", vec!["(202) 224-3121"]),
        ("+1 (202) 224-3121؟", vec!["+1 (202) 224-3121"]),
        ("+972-50-123-4567 18:00", vec!["+972-50-123-4567"]),
        ("03-1234567 224-3121", vec!["03-1234567", "224-3121"]),
        ("050 123 4567, 1 000 000", vec!["050 123 4567", "1 000 000"]),
        ("٠٢-٢٣٤٥٦٧ ۰۲۱-۱۲۳۴۵۶۷", vec!["٠٢-٢٣٤٥٦٧", "۰۲۱-۱۲۳۴۵۶۷"]),
        ("030/123 45 67", vec!["030/123 45 67"]),
        ("*1234, *100# *18* 5*100", vec!["*1234", "*100#"]),
        ("−5.5°, +15551234567", vec!["−5.5", "+15551234567"]),
        ("בשנת 2021 224-3121", vec!["224-3121"]),
        ("2019-2023 18-20 1000-2000 900-1000", vec![]),
        ("2021 25 2019 2020 2021", vec![]),
        ("12/05/2027 18:00 12-05-2027 2027-05-12", vec![]),
        ("18:00-20:00 3,5% +18 -5 1,000.50 (18)", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

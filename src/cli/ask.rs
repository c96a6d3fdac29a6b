//! Asks a question on the terminal. Where nobody sits at one, as in a script, nothing is asked.

use std::io::{self, BufRead, IsTerminal, Write};

/// A question with its answers.
pub(super) struct Question {
    pub(super) asks: &'static str,
    /// The name of each answer, and what it means.
    pub(super) answers: Vec<(&'static str, String)>,
    /// The name of the answer of those who press Enter alone.
    pub(super) usual: &'static str,
}

/// The name of the answer that the user chooses; `None` where nobody can be asked.
pub(super) fn choose(question: &Question) -> Option<String> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    ask(question, &mut io::stdin().lock(), &mut io::stderr()).ok()?
}

/// Asks until an answer is one of those offered, by number or by name; `None` at the end of the input.
fn ask(
    question: &Question,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<Option<String>> {
    writeln!(output, "{}", question.asks)?;
    for (number, (name, about)) in (1..).zip(&question.answers) {
        writeln!(output, "  {number:>2}  {name:<11} {about}")?;
    }
    loop {
        write!(output, "Number or name [{}]: ", question.usual)?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let answer = line.trim().to_lowercase();
        if answer.is_empty() {
            return Ok(Some(question.usual.to_owned()));
        }
        let by_number = answer
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let mut answers = question.answers.iter();
        let found = match by_number {
            Some(place) => answers.nth(place),
            None => answers.find(|(name, _)| *name == answer),
        };
        if let Some((name, _)) = found {
            return Ok(Some((*name).to_owned()));
        }
        writeln!(output, "`{answer}` is none of these.")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(input: &str) -> (Option<String>, String) {
        let question = Question {
            asks: "Which?",
            answers: vec![
                ("one", "The first.".to_owned()),
                ("two", "The second.".to_owned()),
            ],
            usual: "one",
        };
        let mut output = Vec::new();
        let answer = ask(&question, &mut input.as_bytes(), &mut output).expect("no errors");
        (answer, String::from_utf8(output).expect("UTF-8"))
    }

    #[test]
    fn numbers_names_and_enter_are_answers() {
        for (typed, answer) in [
            ("2\n", "two"),
            ("two\n", "two"),
            ("ONE\n", "one"),
            ("\n", "one"),
        ] {
            assert_eq!(answered(typed).0.as_deref(), Some(answer), "{typed:?}");
        }
        let (answer, said) = answered("3\nthree\n2\n");
        assert_eq!(answer.as_deref(), Some("two"));
        assert!(said.contains("`3` is none of these") && said.contains("`three` is none"));
        assert!(said.contains(" 2  two         The second."), "{said}");
        assert_eq!(answered("").0, None);
    }
}

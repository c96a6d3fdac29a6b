//! Outlines in the notation of SVG paths (SVG 1.1, 8.3), in shares of a box: x from 0 (start) to 1 (end), y from 0
//! (top) to 1 (bottom).
//!
//! All commands but arcs (A) are read. Errors complete a message: what is wrong, a dash, and what to write.

use crate::frame::Step;

/// Largest number of steps of an outline: an outline traced by hand has under a hundred, and longer ones make
/// large files (practice).
pub(super) const MOST_STEPS: usize = 500;

/// How far a curve may reach out of the box through rounding.
const SLACK: f64 = 0.001;

/// Least area of an outline, as a share of its box. Less is a line.
const LEAST_AREA: f64 = 0.0001;

/// Number of straight lines by which a curve is judged.
const PIECES: u32 = 16;

type At = (f64, f64);

/// Parses a path.
pub(super) fn parse_path(text: &str) -> Result<Vec<Step>, String> {
    let mut reader = Reader {
        rest: text,
        steps: Vec::new(),
        at: (0.0, 0.0),
        start: (0.0, 0.0),
        handle: None,
        is_open: false,
    };
    let mut command = None;
    loop {
        reader.skip();
        let Some(next) = reader.rest.chars().next() else {
            break;
        };
        if next.is_ascii_alphabetic() {
            reader.rest = &reader.rest[1..];
            command = Some(next);
        } else if command.is_some_and(|command| command.eq_ignore_ascii_case(&'z')) {
            return Err(format!(
                "the path goes on with `{next}` after a Z — begin the next part with M"
            ));
        }
        let Some(name) = command else {
            return Err(
                "a path begins with M and a point — write for example \"M 0 0 L 1 0 L 1 1 Z\""
                    .to_owned(),
            );
        };
        reader.command(name)?;
        // Points that follow the first one of a part are lines.
        command = match name {
            'M' => Some('L'),
            'm' => Some('l'),
            other => Some(other),
        };
        if reader.steps.len() > MOST_STEPS {
            break;
        }
    }
    Ok(reader.steps)
}

/// Checks that an outline is closed, lies in its box, and encloses something.
pub(super) fn check_outline(steps: &[Step]) -> Result<(), String> {
    if steps.len() > MOST_STEPS {
        return Err(format!(
            "the shape has too many steps; there may be at most {MOST_STEPS} — simplify it in a drawing program"
        ));
    }
    if steps.is_empty() {
        return Err(
            "the shape has nothing in it — write \"circle\", \"ellipse\", a list of points or a path"
                .to_owned(),
        );
    }
    // Each part ends with a Z before the next one begins.
    let after = steps.iter().skip(1).chain([&Step::Move((0.0, 0.0))]);
    let is_open =
        |(step, next): (&Step, &Step)| matches!(next, Step::Move(_)) && *step != Step::Close;
    if steps.iter().zip(after).any(is_open) {
        return Err("a part of the path is not closed — add a Z at its end".to_owned());
    }
    let points = flattened(steps);
    let beyond = |(x, y): &At| {
        let inside = |value: f64| (-SLACK..=1.0 + SLACK).contains(&value);
        !inside(*x) || !inside(*y)
    };
    if let Some((x, y)) = points.iter().flatten().find(|point| beyond(point)) {
        let largest = points
            .iter()
            .flatten()
            .fold(0.0_f64, |most, (x, y)| most.max(*x).max(*y));
        let hint = if largest > 2.0 {
            format!(
                "coordinates go from 0 to 1: divide them by the width and the height of the drawing, such as {largest}"
            )
        } else {
            "move it into the box, whose sides are at 0 and 1 (0% and 100%)".to_owned()
        };
        return Err(format!(
            "the shape reaches beyond the box of the picture, at {x:.2} from the start and {y:.2} from the top — {hint}"
        ));
    }
    let area: f64 = points.iter().map(|part| area(part)).sum();
    if area < LEAST_AREA {
        return Err(
            "the shape encloses nothing, so that nothing of the picture would be seen — give it three points or more that are not in one line"
                .to_owned(),
        );
    }
    Ok(())
}

/// The parts of an outline, with straight lines in place of curves.
fn flattened(steps: &[Step]) -> Vec<Vec<At>> {
    let mut parts: Vec<Vec<At>> = Vec::new();
    for step in steps {
        match *step {
            Step::Move(to) => parts.push(vec![to]),
            Step::Line(to) => parts
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|part| part.push(to)),
            Step::Curve(a, b, to) => {
                let Some(part) = parts.last_mut() else {
                    continue;
                };
                let from = part.last().copied().unwrap_or_default();
                part.extend((1..=PIECES).map(|piece| {
                    let t = f64::from(piece) / f64::from(PIECES);
                    let s = 1.0 - t;
                    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
                    let along = |of: fn(At) -> f64| -> f64 {
                        let parts = [from, a, b, to].into_iter().zip(weights);
                        parts.map(|(point, weight)| of(point) * weight).sum()
                    };
                    (along(|(x, _)| x), along(|(_, y)| y))
                }));
            }
            Step::Close => {}
        }
    }
    parts
}

/// The area of a polygon (the formula of Gauss).
fn area(part: &[At]) -> f64 {
    let next = part.iter().cycle().skip(1);
    let twice: f64 = part
        .iter()
        .zip(next)
        .map(|((ax, ay), (bx, by))| ax * by - bx * ay)
        .sum();
    twice.abs() / 2.0
}

/// A path while it is read.
struct Reader<'t> {
    rest: &'t str,
    steps: Vec<Step>,
    at: At,
    /// Where the part began.
    start: At,
    /// The last control point, if the last step was a curve, and whether that was quadratic.
    handle: Option<(At, bool)>,
    /// Whether a part has begun and is not closed.
    is_open: bool,
}

impl Reader<'_> {
    /// Skips spaces and commas.
    fn skip(&mut self) {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }

    /// A number. Two numbers need nothing between them where a sign or a second point begins the next one.
    fn number(&mut self) -> Result<f64, String> {
        self.skip();
        let mut end = 0;
        let (mut has_point, mut in_exponent) = (false, false);
        let mut before = ' ';
        for (at, c) in self.rest.char_indices() {
            let is_part = match c {
                '0'..='9' => true,
                '+' | '-' => at == 0 || matches!(before, 'e' | 'E'),
                '.' => !has_point && !in_exponent,
                'e' | 'E' => at > 0 && !in_exponent,
                _ => false,
            };
            if !is_part {
                break;
            }
            has_point |= c == '.';
            in_exponent |= matches!(c, 'e' | 'E');
            before = c;
            end = at + c.len_utf8();
        }
        let (number, rest) = self.rest.split_at(end);
        let parsed = number.parse::<f64>().ok().filter(|value| value.abs() < 1e6);
        let Some(value) = parsed else {
            let found: String = self.rest.chars().take(8).collect();
            let found = if found.is_empty() {
                "its end".to_owned()
            } else {
                format!("`{found}`")
            };
            return Err(format!(
                "a number is missing in the path, at {found} — each point has two numbers: \"M 0 0 L 1 0 L 1 1 Z\""
            ));
        };
        self.rest = rest;
        Ok(value)
    }

    /// A point; `relative` ones are counted from where the path is.
    fn point(&mut self, relative: bool) -> Result<At, String> {
        let (x, y) = (self.number()?, self.number()?);
        Ok(if relative {
            (self.at.0 + x, self.at.1 + y)
        } else {
            (x, y)
        })
    }

    /// The mirror image of the last control point, where the last step was a curve of that kind.
    fn mirrored(&self, quadratic: bool) -> At {
        match self.handle {
            Some(((x, y), kind)) if kind == quadratic => (2.0 * self.at.0 - x, 2.0 * self.at.1 - y),
            _ => self.at,
        }
    }

    fn line(&mut self, to: At) {
        self.steps.push(Step::Line(to));
        (self.at, self.handle) = (to, None);
    }

    fn cubic(&mut self, a: At, b: At, to: At) {
        self.steps.push(Step::Curve(a, b, to));
        (self.at, self.handle) = (to, Some((b, false)));
    }

    fn quadratic(&mut self, control: At, to: At) {
        // The cubic with the same curve: handles two thirds of the way to the control point.
        let third = |from: At| {
            let way = |from: f64, to: f64| from + (to - from) * 2.0 / 3.0;
            (way(from.0, control.0), way(from.1, control.1))
        };
        self.steps.push(Step::Curve(third(self.at), third(to), to));
        (self.at, self.handle) = (to, Some((control, true)));
    }

    /// Reads the numbers of a command once.
    fn command(&mut self, name: char) -> Result<(), String> {
        let relative = name.is_ascii_lowercase();
        let kind = name.to_ascii_uppercase();
        if !self.is_open && !matches!(kind, 'M' | 'Z') {
            return Err(format!(
                "a part of the path begins with {name} — a part begins with M and a point: \"M 0 0 L 1 0 L 1 1 Z\""
            ));
        }
        match kind {
            'M' => {
                let to = self.point(relative)?;
                self.steps.push(Step::Move(to));
                (self.at, self.start, self.handle, self.is_open) = (to, to, None, true);
            }
            'L' => {
                let to = self.point(relative)?;
                self.line(to);
            }
            'H' => {
                let x = self.number()? + if relative { self.at.0 } else { 0.0 };
                self.line((x, self.at.1));
            }
            'V' => {
                let y = self.number()? + if relative { self.at.1 } else { 0.0 };
                self.line((self.at.0, y));
            }
            'C' => {
                let (a, b) = (self.point(relative)?, self.point(relative)?);
                let to = self.point(relative)?;
                self.cubic(a, b, to);
            }
            'S' => {
                let a = self.mirrored(false);
                let (b, to) = (self.point(relative)?, self.point(relative)?);
                self.cubic(a, b, to);
            }
            'Q' => {
                let (control, to) = (self.point(relative)?, self.point(relative)?);
                self.quadratic(control, to);
            }
            'T' => {
                let control = self.mirrored(true);
                let to = self.point(relative)?;
                self.quadratic(control, to);
            }
            'Z' => {
                if self.is_open {
                    self.steps.push(Step::Close);
                }
                (self.at, self.handle, self.is_open) = (self.start, None, false);
            }
            'A' => {
                return Err(
                    "the path has an arc (A), which is not read — write arcs as curves (C), as drawing programs do on request, or take \"circle\" or \"ellipse\""
                        .to_owned(),
                );
            }
            _ => {
                return Err(format!(
                    "`{name}` is no command of a path — M, L, H, V, C, S, Q, T and Z are possible"
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_commands_are_read() {
        let path = "M0,0 h1 v.5-.25L1 1H.5V.75C.4.7.3.7.2.75S.1.9,0 1q0-.5.1-.5t-.1-.5z";
        let steps = parse_path(path).expect("a path");
        assert_eq!(steps.len(), 12, "{steps:?}");
        assert_eq!(steps[1], Step::Line((1.0, 0.0)));
        // A relative command goes on with every number: .5 down, then .25 up.
        assert_eq!(steps[3], Step::Line((1.0, 0.25)));
        assert_eq!(steps.last(), Some(&Step::Close));
        assert_eq!(check_outline(&steps), Ok(()));
    }

    #[test]
    fn a_hole_is_a_second_part() {
        let ring = "M0 0H1V1H0Z M.25.25H.75V.75H.25Z";
        let steps = parse_path(ring).expect("a path");
        assert_eq!(check_outline(&steps), Ok(()));
        assert_eq!(steps.iter().filter(|step| **step == Step::Close).count(), 2);
        // After a Z only a new part may follow.
        assert!(parse_path("M0 0H1V1ZL0 0").is_err());
        assert!(parse_path("M0 0H1V1Z 0 0").is_err());
    }

    #[test]
    fn a_curve_may_not_leave_the_box_even_between_its_ends() {
        let bulge = parse_path("M0 0C0-.5 1-.5 1 0V1H0Z").expect("a path");
        assert!(check_outline(&bulge).is_err());
        // Handles outside are fine while the curve is inside.
        let flat = parse_path("M0 .5C0-.1 1-.1 1 .5V1H0Z").expect("a path");
        assert_eq!(check_outline(&flat), Ok(()));
    }
}

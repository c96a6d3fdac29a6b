//! How a template tunes the routes: `[route.press]`, `[route.copier]` and so on.
//!
//! A route comes with the numbers of its way of printing (`route`). A template may replace some of them, for
//! its own printer or paper. Each number is checked against the range that a printer can have, and a wrong one
//! is reported while the route keeps its own.

use super::completed::Template;
use super::schema::{self, Merge};
use super::values::Share;
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::Length;
use crate::project::Project;
use crate::route::{Condition, Route, RouteKind};
use crate::rules::Rule;

impl Template {
    /// A route with the numbers of this template. Colour profiles are read from beside the content; without a
    /// project there are none. The error holds all wrong numbers.
    pub fn route(&self, kind: RouteKind, project: Option<&Project>) -> Result<Route, Diagnostics> {
        let mut problems = Diagnostics::default();
        for name in self.file.route.iter().flat_map(|routes| routes.keys()) {
            // The keys of `[route]` are free for the parser, so a misspelt route has to be found here.
            if !RouteKind::ALL.iter().any(|kind| kind.name() == name) {
                let problem =
                    Diagnostic::error(Rule::UnknownRoute, format!("there is no route `{name}`"));
                let names = RouteKind::ALL.iter().map(|kind| kind.name());
                problems.push(
                    problem
                        .suggest(name, names)
                        .at(self.chain.place(&format!("route.{name}"))),
                );
            }
        }
        let written = self.file.route.as_ref();
        let written = written.and_then(|routes| routes.get(kind.name())).cloned();
        let mut tuned = Tuned {
            template: self,
            route: Route::of(kind),
            problems: &mut problems,
        };
        if let Some(written) = written {
            tuned.read(written, project);
        }
        let route = tuned.route;
        problems.into_result(Some(route)).map(|route| route.value)
    }

    /// A problem with the inks of a route, at the key of the template that it comes from.
    pub(crate) fn at_route(&self, kind: RouteKind, problem: Diagnostic) -> Diagnostic {
        let key = match problem.rule {
            // A profile that cannot be read is the fault of its own key. Everything else comes from the list of
            // inks.
            Rule::BadProfile => "profile",
            _ => "inks",
        };
        let place = self.chain.place(&format!("route.{}.{key}", kind.name()));
        problem.at(place)
    }
}

/// A route while numbers of a template replace its own.
struct Tuned<'a> {
    template: &'a Template,
    route: Route,
    problems: &'a mut Diagnostics,
}

impl Tuned<'_> {
    /// Takes all numbers that the template gives.
    fn read(&mut self, written: schema::Route, project: Option<&Project>) {
        let limited = written.coverage.is_some();
        let (least, most) = (Length::ZERO, Length::mm(50.0));
        // Margin and bleed beyond 50 mm would leave nothing of a small paper.
        self.length("margin", written.margin, least, most, |route| {
            &mut route.margin
        });
        self.length("bleed", written.bleed, least, most, |route| {
            &mut route.bleed
        });
        // Phones do not read a module under a quarter of a millimetre (practice).
        self.length("module", written.module, Length::mm(0.25), most, |route| {
            &mut route.module
        });
        self.length(
            "hairline",
            written.hairline,
            least,
            Length::mm(2.0),
            |route| &mut route.hairline,
        );
        // Four inks in full are 400 %; below 50 % no picture is left. Four inks in full are 400 %; below 50 %
        // no picture is left.
        self.share("coverage", written.coverage, (0.5, 4.0), |route, value| {
            route.coverage = value;
        });
        self.share("solid", written.solid, (0.1, 1.0), |route, value| {
            route.solid = value;
        });
        if let Some(inks) = written.inks {
            self.route.inks = inks;
        }
        if let Some(contrast) = written.contrast {
            self.number("contrast", contrast, (0.5, 4.0), |route, value| {
                route.contrast = value;
            });
        }
        if let Some(screen) = written.screen {
            // Lines per inch: under 20 a picture dissolves into lines, and over 200 no press holds them
            // (practice).
            self.number("screen", screen, (20.0, 200.0), |route, value| {
                route.screen = Some(value);
            });
        }
        if let Some(tints) = written.tints {
            match tints[..] {
                [Share(low), Share(high)] if low < high && high <= 1.0 => {
                    // A tint outside this range is printed at its nearer end, or as no ink or full ink.
                    self.route.tints = (low, high);
                }
                _ => self.wrong(
                    "tints",
                    "`tints` must be two shares, the lighter one first: [\"15%\", \"85%\"]",
                ),
            }
        }
        if let Some(profile) = written.profile {
            // The limit of ink of uncoated paper only holds if the template gives none.
            self.profile(profile, limited, project);
        }
    }

    /// Reports a wrong value of a key of the route.
    fn wrong(&mut self, key: &str, message: &str) {
        let key = format!("route.{}.{key}", self.route.kind.name());
        let place = self.template.chain.place(&key);
        self.problems
            .push(Diagnostic::error(Rule::BadValue, message).at(place));
    }

    /// Takes a length if the template gives one between `least` and `most`.
    fn length(
        &mut self,
        key: &str,
        value: Option<Length>,
        least: Length,
        most: Length,
        field: impl Fn(&mut Route) -> &mut Length,
    ) {
        match value {
            Some(value) if (least..=most).contains(&value) => *field(&mut self.route) = value,
            Some(_) => self.wrong(
                key,
                &format!("`{key}` must be a length from {least} to {most}"),
            ),
            None => {}
        }
    }

    /// Takes a share if the template gives one in the range.
    fn share(
        &mut self,
        key: &str,
        value: Option<Share>,
        range: (f64, f64),
        set: impl Fn(&mut Route, f64),
    ) {
        match value {
            Some(Share(value)) if (range.0..=range.1).contains(&value) => {
                set(&mut self.route, value);
            }
            Some(_) => {
                let (low, high) = (range.0 * 100.0, range.1 * 100.0);
                self.wrong(
                    key,
                    &format!("`{key}` must be a share from {low} % to {high} %"),
                );
            }
            None => {}
        }
    }

    /// Takes a number if it is in the range.
    fn number(&mut self, key: &str, value: f64, range: (f64, f64), set: impl Fn(&mut Route, f64)) {
        if (range.0..=range.1).contains(&value) {
            set(&mut self.route, value);
        } else {
            self.wrong(
                key,
                &format!("`{key}` must be a number from {} to {}", range.0, range.1),
            );
        }
    }

    /// Takes the printing condition: paper coated or not, or a profile. `limited`: the template gives a limit
    /// of ink itself, so the one of uncoated paper does not apply.
    fn profile(&mut self, profile: String, limited: bool, project: Option<&Project>) {
        self.route.condition = match (profile.as_str(), project) {
            ("coated", _) => Condition::Coated,
            ("uncoated", _) => {
                if !limited {
                    // Uncoated paper soaks up ink: more than 260 % of all inks together smears (practice).
                    self.route.coverage = 2.6;
                }
                Condition::Uncoated
            }
            (_, Some(project)) if profile.to_ascii_lowercase().ends_with(".icc") => {
                match project.profile(&profile) {
                    Ok(bytes) => Condition::Own(profile, bytes.into()),
                    Err(problem) => {
                        let key = format!("route.{}.profile", self.route.kind.name());
                        let place = self.template.chain.place(&key);
                        self.problems.push(problem.at(place));
                        return;
                    }
                }
            }
            _ => {
                self.wrong("profile", "`profile` must be `coated`, `uncoated`, or an ICC profile beside the content, such as \"printer.icc\"");
                return;
            }
        };
    }
}

/// A template that extends another completes its routes.
impl Merge for schema::Route {
    fn over(self, base: Self) -> Self {
        self.completed(base)
    }
}

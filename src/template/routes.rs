//! How a template tunes the routes: `[route.press]`, `[route.copier]` …

use super::completed::Template;
use super::schema::{self, Merge};
use super::values::Share;
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::Length;
use crate::project::Project;
use crate::route::{Condition, Route, RouteKind};

impl Template {
    /// A route with the numbers of this template. Colour profiles are read from beside the content.
    pub fn route(&self, kind: RouteKind, project: Option<&Project>) -> Result<Route, Diagnostics> {
        let mut problems = Diagnostics::default();
        for name in self.file.route.iter().flat_map(|routes| routes.keys()) {
            if !RouteKind::ALL.iter().any(|kind| kind.name() == name) {
                let problem =
                    Diagnostic::error("unknown-route", format!("there is no route `{name}`"));
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
        let key = match problem.code {
            "bad-profile" => "profile",
            _ => "inks",
        };
        let place = self.chain.place(&format!("route.{}.{key}", kind.name()));
        problem.at(place)
    }
}

struct Tuned<'a> {
    template: &'a Template,
    route: Route,
    problems: &'a mut Diagnostics,
}

impl Tuned<'_> {
    fn read(&mut self, written: schema::Route, project: Option<&Project>) {
        let limited = written.coverage.is_some();
        let (least, most) = (Length::ZERO, Length::mm(50.0));
        self.length("margin", written.margin, least, most, |route| {
            &mut route.margin
        });
        self.length("bleed", written.bleed, least, most, |route| {
            &mut route.bleed
        });
        // A module under a quarter of a millimetre is not read by phones (practice).
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
            self.number("screen", screen, (20.0, 200.0), |route, value| {
                route.screen = Some(value);
            });
        }
        if let Some(tints) = written.tints {
            match tints[..] {
                [Share(low), Share(high)] if low < high && high <= 1.0 => {
                    self.route.tints = (low, high);
                }
                _ => self.wrong(
                    "tints",
                    "two shares are expected, the lighter first: [\"15%\", \"85%\"]",
                ),
            }
        }
        if let Some(profile) = written.profile {
            self.profile(profile, limited, project);
        }
    }

    fn wrong(&mut self, key: &str, message: &str) {
        let key = format!("route.{}.{key}", self.route.kind.name());
        let place = self.template.chain.place(&key);
        self.problems
            .push(Diagnostic::error("bad-value", message).at(place));
    }

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
            Some(_) => self.wrong(key, &format!("a length from {least} to {most} is expected")),
            None => {}
        }
    }

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
                    &format!("a share from {low} % to {high} % is expected"),
                );
            }
            None => {}
        }
    }

    fn number(&mut self, key: &str, value: f64, range: (f64, f64), set: impl Fn(&mut Route, f64)) {
        if (range.0..=range.1).contains(&value) {
            set(&mut self.route, value);
        } else {
            self.wrong(
                key,
                &format!("a number from {} to {} is expected", range.0, range.1),
            );
        }
    }

    /// What the press prints, with the limit of ink of its paper unless another is given.
    fn profile(&mut self, profile: String, limited: bool, project: Option<&Project>) {
        self.route.condition = match (profile.as_str(), project) {
            ("coated", _) => Condition::Coated,
            ("uncoated", _) => {
                if !limited {
                    // What uncoated paper takes (practice).
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
                self.wrong("profile", "`coated`, `uncoated`, or an ICC profile beside the content is expected: \"printer.icc\"");
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

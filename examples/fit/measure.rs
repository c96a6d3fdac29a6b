//! Measures what a layout makes of a campaign: whether it is built, how its pages are filled, and what it carries.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use handbill::internals::content::Campaign;
use handbill::internals::diag::{Diagnostic, Diagnostics, Severity, Warned};
use handbill::internals::frame::ItemKind;
use handbill::internals::geom::Length;
use handbill::internals::language::Date;
use handbill::internals::order::{self, Order};
use handbill::internals::page::Piece;
use handbill::internals::pipeline::{Examined, Job, Pipeline, Printing};
use handbill::internals::project::Project;
use handbill::internals::proof::{self, Terms};
use handbill::internals::route::RouteKind;
use handbill::internals::tasks::left_out::{Carried, ElementKind};

/// The day on which the campaigns are measured: the one before the first event of all of them.
const TODAY: Date = Date {
    year: 2026,
    month: Some(11),
    day: Some(30),
};

/// A campaign with the layouts that can be made of it.
pub(crate) struct Desk {
    /// Its name: that of its folder.
    pub(crate) name: String,
    /// Its content in its own language.
    pub(crate) campaign: Campaign,
    /// Its fonts and layouts.
    pub(crate) pipeline: Pipeline,
}

/// Elements of a kind: how many are printed, and how many there are.
pub(crate) type Counts = Vec<(ElementKind, usize, usize)>;

/// What a layout makes of a campaign.
pub(crate) struct Fit {
    /// Id of the layout.
    pub(crate) template: String,
    /// What came of it.
    pub(crate) outcome: Outcome,
}

/// What came of a layout.
pub(crate) enum Outcome {
    /// It was laid out without an error.
    Built(Box<Measures>),
    /// It has errors: the rule of each, and what it says.
    Refused(Vec<(String, String)>),
    /// The campaign lacks what it is about.
    Skipped(String),
}

/// The measures of a piece.
pub(crate) struct Measures {
    /// Name of its paper.
    pub(crate) paper: String,
    /// The largest hole of each page, as a share of the page within its margins, and the share that may be empty.
    pub(crate) holes: Vec<(f64, f64)>,
    /// Size of its smallest type.
    pub(crate) smallest_type: Option<Length>,
    /// The shortest distance from which one of its codes is read.
    pub(crate) nearest_code: Option<Length>,
    /// Number of warnings by rule.
    pub(crate) warnings: BTreeMap<&'static str, usize>,
    /// What it prints of the content.
    pub(crate) carried: Carried,
    /// The keys of the content and the layout that its words and codes come from.
    pub(crate) keys: BTreeSet<String>,
}

impl Measures {
    /// The page with the largest hole beyond what its layout declares, or else the largest hole: the share of the page,
    /// and the share that may be empty.
    pub(crate) fn largest_hole(&self) -> (f64, f64) {
        let beyond = |(hole, air): &(f64, f64)| hole - air;
        let over = self.holes.iter().filter(|it| beyond(it) > 0.0);
        let worst = over.max_by(|a, b| beyond(a).total_cmp(&beyond(b)));
        let largest = self.holes.iter().max_by(|a, b| a.0.total_cmp(&b.0));
        worst.or(largest).copied().unwrap_or((0.0, 1.0))
    }
}

/// The campaigns of `tests/campaigns`, by name.
pub(crate) fn campaigns(root: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = root.join("tests/campaigns");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{folder:?}: {error}"))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("campaign.toml"))
        .filter(|file| file.is_file())
        .collect();
    files.sort();
    Ok(files)
}

/// Opens a campaign in a theme. Without one it is in the look that all themes change, whatever theme suits it.
pub(crate) fn open(content: &Path, theme: Option<&str>) -> Result<Desk, String> {
    let project = Project::at(content);
    let order = Order::new().today(TODAY).theme(theme.unwrap_or("base"));
    let mut problems = Diagnostics::default();
    let languages = order::in_languages(&project, &order, false, &mut problems);
    let campaigns = languages.map_or_else(Vec::new, |all| all.campaigns);
    let dressed = order::dress(&project, &order, &campaigns, &mut problems);
    let campaign = campaigns.into_iter().next();
    let (Some(campaign), Some(dressed)) = (campaign, dressed) else {
        return Err(in_lines(&problems));
    };
    let pipeline = dressed.pipeline;
    let folder = content.parent().and_then(Path::file_name);
    Ok(Desk {
        name: folder.unwrap_or_default().to_string_lossy().into_owned(),
        campaign,
        pipeline,
    })
}

/// The ids of the layouts that are pieces, in the order in which they are built.
pub(crate) fn pieces(pipeline: &Pipeline) -> Vec<String> {
    let is_piece = |id: &String| {
        let template = pipeline.library.load(id);
        template.map_or(true, |template| template.is_piece())
    };
    pipeline
        .library
        .ids()
        .into_iter()
        .filter(is_piece)
        .collect()
}

/// What a layout makes of a campaign on the paper that is usual for it, as it is seen on a screen.
pub(crate) fn fit(desk: &Desk, template: &str) -> Fit {
    Fit {
        template: template.to_owned(),
        outcome: outcome(desk, template),
    }
}

fn outcome(desk: &Desk, id: &str) -> Outcome {
    let (campaign, pipeline) = (&desk.campaign, &desk.pipeline);
    let template = match pipeline.library.load(id) {
        Ok(template) => template,
        Err(problems) => return Outcome::Refused(errors(&problems)),
    };
    if let Some(lacking) = template.lacking(campaign) {
        return Outcome::Skipped(lacking.message);
    }
    let Some(paper) = template.papers.first() else {
        return Outcome::Skipped("the layout names no paper".to_owned());
    };
    let mut job = Job::screen(&template, paper);
    job.paper = pipeline.usual_paper(campaign, &job);
    let printing = Printing {
        route: RouteKind::Screen,
        ..Printing::default()
    };
    let examined = pipeline.examine(&[campaign], &job, &[printing]);
    match examined.into_iter().next() {
        Some(Ok(examined)) => built(campaign, examined),
        Some(Err(problems)) => Outcome::Refused(errors(&problems)),
        None => Outcome::Skipped("nothing was laid out".to_owned()),
    }
}

fn built(campaign: &Campaign, examined: Warned<Examined>) -> Outcome {
    let Warned {
        value: examined,
        mut warnings,
    } = examined;
    let terms = Terms {
        today: Some(TODAY),
        ..Terms::default()
    };
    let found = proof::of_frames(&[campaign], &examined, &terms);
    let judged = proof::judge(
        examined.placed(found),
        &campaign.allows,
        &proof::Deny::default(),
    );
    warnings.extend(proof::standing(judged));
    if warnings.has_errors() {
        return Outcome::Refused(errors(&warnings));
    }
    let mut by_rule: BTreeMap<&'static str, usize> = BTreeMap::new();
    for warning in warnings.iter() {
        *by_rule.entry(warning.rule.name()).or_default() += 1;
    }
    let mut carried = Carried::default();
    carried.add(&examined.piece);
    let hole = |measured: &handbill::internals::pipeline::Measured| {
        let measures = &measured.measures;
        let hole = measures.space.hole.map_or(0.0, |hole| hole.share);
        (hole, measures.allowed_air())
    };
    let seen = Seen::of(&examined.piece);
    Outcome::Built(Box::new(Measures {
        paper: examined.piece.paper.clone(),
        holes: examined.measures.iter().map(hole).collect(),
        smallest_type: seen.smallest_type,
        nearest_code: seen.nearest_code,
        warnings: by_rule,
        carried,
        keys: seen.keys,
    }))
}

/// What is read off the frames of a piece.
#[derive(Default)]
struct Seen {
    smallest_type: Option<Length>,
    nearest_code: Option<Length>,
    keys: BTreeSet<String>,
}

impl Seen {
    fn of(piece: &Piece) -> Self {
        let mut seen = Self::default();
        let least =
            |so_far: Option<Length>, new: Length| Some(so_far.map_or(new, |it| it.min(new)));
        for page in &piece.pages {
            page.frame.walk(&mut |item| match &item.kind {
                ItemKind::Text(run) if !run.text.trim().is_empty() => {
                    seen.smallest_type = least(seen.smallest_type, run.size);
                    seen.keys.insert(item.origin.key.to_string());
                }
                ItemKind::Code(code) => {
                    seen.nearest_code = least(seen.nearest_code, code.distance);
                    seen.keys.insert(item.origin.key.to_string());
                }
                ItemKind::Image(_) => {
                    seen.keys.insert(item.origin.key.to_string());
                }
                _ => {}
            });
        }
        seen
    }
}

/// The errors of a list, each once: its rule and its words.
fn errors(problems: &Diagnostics) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    for problem in problems.iter().filter(is_error) {
        let words = match &problem.detail {
            Some(detail) => format!("{}: {detail}", problem.message),
            None => problem.message.clone(),
        };
        let new = (problem.rule.name().to_owned(), words);
        if !found.contains(&new) {
            found.push(new);
        }
    }
    found
}

/// Problems, one to a line.
pub(crate) fn in_lines(problems: &Diagnostics) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Does work for each item on all processors, and gives the results in order.
pub(crate) fn on_all_threads<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = work(item);
                    if let Ok(mut done) = done.lock() {
                        done.push((at, result));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

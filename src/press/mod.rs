//! The pipeline: from a campaign and a job to files.

mod built;

pub use built::{Built, Examined, Made, PdfFile};

use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::arrange::{Arranged, arrange};
use crate::color::{Color, InkId, Tint};
use crate::content::{self, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Severity, Warned};
use crate::document::Document;
use crate::geom::Length;
use crate::impose::{self, Imposed, Words};
use crate::ink::{self, Coverage, Inks};
use crate::job::{Fit, Job, Printing, SheetKind};
use crate::language::Date;
use crate::layout;
use crate::page::{Finding, Page, Piece};
use crate::paper::{self, Paper};
use crate::parallel;
use crate::pdf::{self, Intent, Print, Reused};
use crate::plain;
use crate::preflight::{self, Printed};
use crate::project::Project;
use crate::qr;
use crate::route::{Route, RouteKind};
use crate::rules::Rule;
use crate::sheet::Flip;
use crate::sheet::Side;
use crate::template::plan::PiecePlan;
use crate::template::{self, Library, Target};
use crate::typeset::FontBook;

/// What is needed to make pieces: fonts, templates, and the cuts of fonts made so far. Shared by all
/// threads of a run.
pub struct Press {
    /// The fonts.
    pub book: FontBook,
    /// The templates.
    pub library: Library,
    reused: Reused,
    codes: qr::Symbols,
    lay_outs: AtomicUsize,
}

/// Dots to the inch at which coverage is measured (practice: type is still told from its ground).
const DPI: f64 = 144.0;
/// Most of them on a page: an A3 poster at 144.
const MOST_PIXELS: f64 = 4e6;

/// Most pages that a page is repeated to: more are a book (practice).
const MOST_REPEATS: usize = 24;

impl Press {
    /// The fonts and templates of the program alone.
    pub fn embedded() -> Self {
        Self {
            book: FontBook::embedded(),
            library: Library::embedded(),
            reused: Reused::default(),
            codes: qr::Symbols::default(),
            lay_outs: AtomicUsize::default(),
        }
    }

    /// The fonts and templates of the program, and those beside a content file, which come first.
    pub fn of(project: &Project) -> Result<Self, Diagnostic> {
        let own = project.fonts()?;
        let book = if own.is_empty() {
            FontBook::embedded()
        } else {
            FontBook::with(own)?
        };
        Ok(Self {
            book,
            library: Library::of(project),
            reused: Reused::default(),
            codes: qr::Symbols::default(),
            lay_outs: AtomicUsize::default(),
        })
    }

    /// The same press, with its templates in the look of a theme.
    pub fn themed(self, theme: &str) -> Result<Self, Diagnostics> {
        let library = self.library.themed(theme)?;
        Ok(Self { library, ..self })
    }

    /// How many pieces were laid out so far: the work that commands have in common.
    pub fn lay_outs(&self) -> usize {
        self.lay_outs.load(Ordering::Relaxed)
    }

    /// Makes one piece.
    pub fn build(&self, campaign: &Campaign, job: &Job) -> Made {
        self.build_set(&[campaign], job)
    }

    /// Makes one piece of the same template in several languages, one after the other.
    pub fn build_set(&self, campaigns: &[&Campaign], job: &Job) -> Made {
        let about = self.about(campaigns, job)?;
        let campaigns: Vec<&Campaign> = about.iter().map(AsRef::as_ref).collect();
        let mut looked = self.look(&campaigns, job, &mut LaidOuts::default())?;
        let of_sheets = std::mem::take(&mut looked.of_sheets);
        looked.warnings.extend(of_sheets);
        let Looked { examined, inks, .. } = &looked;
        let date = job.printing.date.unwrap_or(looked.as_of);
        let sheets = examined.imposed.as_ref().zip(examined.flip);
        let files = self.files(&examined.piece, sheets, inks, date)?;
        let text = job
            .template
            .writes_text()
            .then(|| plain::text(&examined.piece));
        let Warned { value, warnings } = looked.told(&campaigns)?;
        let value = Built {
            examined: value,
            files,
            text,
        };
        Ok(Warned { value, warnings })
    }

    /// Makes one piece in each of the ways to print it as far as anything can be found wrong with it, and no
    /// further: no file is written. Its pages are laid out once for all ways that lay them out alike. That a
    /// sheet is large, or has no room for bleed, is left to be said by whoever prints it on one.
    pub fn examine(
        &self,
        campaigns: &[&Campaign],
        job: &Job,
        printings: &[Printing],
    ) -> Vec<Result<Warned<Examined>, Diagnostics>> {
        let about = match self.about(campaigns, job) {
            Ok(about) => about,
            Err(problems) => return vec![Err(problems)],
        };
        let campaigns: Vec<&Campaign> = about.iter().map(AsRef::as_ref).collect();
        let mut known = LaidOuts::kept();
        let mut job = job.clone();
        let mut way = |printing: &Printing| {
            job.printing.clone_from(printing);
            let looked = self.look(&campaigns, &job, &mut known)?;
            let sheets = looked.examined.imposed.as_ref();
            let sheets = sheets.map(|imposed| &imposed.sheets[..]);
            pdf::verify_fonts(&looked.examined.piece, sheets, &self.book, &self.reused)?;
            looked.told(&campaigns)
        };
        printings.iter().map(&mut way).collect()
    }

    /// The campaigns that a piece is made of, with the event first that it is about; an error where they
    /// lack what the layout needs.
    fn about<'c>(
        &self,
        campaigns: &[&'c Campaign],
        job: &Job,
    ) -> Result<Vec<Cow<'c, Campaign>>, Diagnostics> {
        let lacks = |campaign: &&Campaign| job.template.lacking(campaign);
        if let Some(problem) = campaigns.iter().find_map(lacks) {
            return Err(problem.into());
        }
        Ok(about(campaigns, job)?)
    }

    /// Lays out a piece, puts it on its sheets and looks at it.
    fn look(
        &self,
        campaigns: &[&Campaign],
        job: &Job,
        known: &mut LaidOuts,
    ) -> Result<Looked, Diagnostics> {
        let route = job
            .template
            .route(job.printing.route, self.library.project())?;
        let pages = job.template.page_count() * campaigns.len();
        let arranged = arrange(job, &route, job.printing.fit, pages)?;
        let mut lay_out = |arranged: &Arranged| {
            known.lay_out(Room::of(job, &route, arranged), || {
                self.lay_out_set(campaigns, job, &route, arranged)
            })
        };
        let (laid_out, arranged) = match lay_out(&arranged) {
            // A layout that does not fit within the edge of its sheet is printed smaller instead.
            Err(problems) if arranged.border > Length::ZERO && job.printing.fit.is_none() => {
                let smaller = arrange(job, &route, Some(Fit::Shrink), pages)?;
                if smaller.kind != SheetKind::None || !does_not_fit(&problems) {
                    return Err(problems);
                }
                (lay_out(&smaller)?, smaller)
            }
            laid_out => (laid_out?, arranged),
        };
        let mut warnings = laid_out.warnings;
        let LaidOut { piece, documents } = laid_out.value;
        let Some(first) = campaigns.first() else {
            return Err(nothing().into());
        };
        let piece = ink::prepare(piece, &route);
        let (imposed, flip) = match self.imposed((&piece, &route), &arranged, first, job)? {
            Some((imposed, flip)) => {
                warnings.extend(imposed.warnings);
                (Some(imposed.value), Some(flip))
            }
            None => (None, None),
        };
        // Marks without their words say enough; that they have none is told.
        let on_sheets = ["cut", "fold", "glue", "page"];
        if let Some((problem, hint)) = imposed.as_ref().and(first.lacks_words(on_sheets)) {
            let problem = Diagnostic::warning(Rule::MissingWords, problem).hint(hint);
            warnings.push(problem.at(first.files.place_of_words()));
        }
        let printed = Printed {
            piece: &piece,
            book: &self.book,
            sheets: imposed.as_ref().map(|imposed| &imposed.sheets[..]),
            margin: arranged.margin,
            tiled: arranged.kind == SheetKind::Tile,
            module: route.module,
            true_size: job.printing.fit == Some(Fit::True),
        };
        let inks = Inks::of(&route, &piece.inks)
            .map_err(|problem| job.template.at_route(route.kind, problem))?;
        let coverage = self.coverage(&piece, &inks);
        let mut findings = preflight::check(&printed);
        findings.extend(imposed.iter().flat_map(|imposed| imposed.findings.clone()));
        findings.extend(of_inks(&piece, &inks, &coverage));
        let examined = Examined {
            piece,
            imposed,
            kind: arranged.kind,
            onto: arranged.onto,
            route,
            margin: arranged.margin,
            coverage,
            flip,
            cut_apart: job.template.cut_apart(first),
            documents,
        };
        warnings.extend(examined.placed(findings));
        Ok(Looked {
            examined,
            inks,
            warnings,
            of_sheets: arranged.notes,
            as_of: first.as_of,
        })
    }

    /// The country in which a piece is handed out (ISO 3166-1 alpha-2): that of the arguments, else of the
    /// events that it tells of, else of the campaign.
    fn country_of(&self, campaign: &Campaign, job: &Job) -> Option<String> {
        if let Some(country) = &job.printing.country {
            return Some(country.clone());
        }
        if !job.template.shows_events() {
            return campaign.country.clone();
        }
        self.plan(campaign, job)?.country
    }

    /// A template filled, with nothing placed; none where something keeps it from being filled.
    pub(crate) fn plan(&self, campaign: &Campaign, job: &Job) -> Option<PiecePlan> {
        let about = about(&[campaign], job).ok()?;
        let about = about.first()?;
        let kind = job.printing.route;
        let route = job.template.route(kind, self.library.project()).ok()?;
        let plan = template::resolve(&job.template, about, self.target(job, &route)).ok()?;
        Some(plan.value)
    }

    /// The paper of a piece for which nobody names one: the first that its layout names of those that are
    /// usual in its country, A sizes or letter sizes; of those of the sheet, where one is named.
    pub fn usual_paper(&self, campaign: &Campaign, job: &Job) -> Paper {
        let country = || self.country_of(campaign, job);
        let inches = match &job.printing.onto {
            Some(onto) => onto.is_in_inches(),
            None => match country() {
                Some(country) => paper::is_letter_country(&country),
                None => return job.paper.clone(),
            },
        };
        let mut papers = job.template.papers.iter();
        let usual = papers.find(|paper| paper.is_in_inches() == inches);
        usual.unwrap_or(&job.paper).clone()
    }

    /// What a template is filled for, before anything is arranged.
    fn target<'t>(&'t self, job: &'t Job, route: &'t Route) -> Target<'t> {
        Target {
            paper: &job.paper,
            border: Length::ZERO,
            bleed: None,
            route,
            families: self.book.families(),
            codes: &self.codes,
            country: job.printing.country.as_deref(),
            repeats: 1,
        }
    }

    /// Lays out a piece in several languages, one after the other.
    fn lay_out_set(
        &self,
        campaigns: &[&Campaign],
        job: &Job,
        route: &Route,
        arranged: &Arranged,
    ) -> Result<Warned<LaidOut>, Diagnostics> {
        let mut set: Option<Warned<LaidOut>> = None;
        for campaign in campaigns {
            let one = self.lay_out(campaign, job, route, arranged)?;
            match &mut set {
                Some(set) => {
                    set.warnings.extend(one.warnings);
                    set.value.add(one.value);
                }
                None => set = Some(one),
            }
        }
        set.ok_or_else(|| nothing().into())
    }

    /// Fills the template and lays it out.
    fn lay_out(
        &self,
        campaign: &Campaign,
        job: &Job,
        route: &Route,
        arranged: &Arranged,
    ) -> Result<Warned<LaidOut>, Diagnostics> {
        let target = Target {
            border: arranged.border,
            bleed: arranged.bleed,
            ..self.target(job, route)
        };
        self.lay_outs.fetch_add(1, Ordering::Relaxed);
        let (plan, mut piece) = self.composed(campaign, job, target)?;
        if arranged.border > Length::ZERO && !arranged.borderless {
            let pages = std::mem::take(&mut piece.value.pages).into_iter();
            piece.value.pages = pages
                .map(|page| page.with_border(arranged.border))
                .collect();
        }
        let mut warnings = plan.warnings;
        warnings.extend(piece.warnings);
        let value = LaidOut {
            piece: piece.value,
            documents: plan.value.documents,
        };
        Ok(Warned { value, warnings })
    }

    /// Fills the template and lays it out, with as many pages as its stories take where it repeats them.
    fn composed(
        &self,
        campaign: &Campaign,
        job: &Job,
        target: Target<'_>,
    ) -> Result<(Warned<PiecePlan>, Warned<Piece>), Diagnostics> {
        let most = if job.template.repeats() {
            MOST_REPEATS
        } else {
            1
        };
        let mut repeats = 1;
        loop {
            let plan = template::resolve(&job.template, campaign, Target { repeats, ..target })?;
            match layout::compose(&plan.value, &self.book) {
                Ok(piece) => return Ok((plan, piece)),
                Err(problems) if repeats < most && does_not_fit(&problems) => repeats += 1,
                Err(problems) => return Err(problems),
            }
        }
    }

    /// Puts the pages onto sheets.
    fn imposed(
        &self,
        (piece, route): (&Piece, &Route),
        arranged: &Arranged,
        campaign: &Campaign,
        job: &Job,
    ) -> Result<Option<(Warned<Imposed>, Flip)>, Diagnostics> {
        let Some(spec) = &arranged.spec else {
            return Ok(None);
        };
        let mut spec = spec.clone();
        spec.language.clone_from(&piece.language);
        spec.words = Words::of(|name| campaign.word(name));
        spec.slug.file = format!("{}-{} {}", piece.template, piece.paper, piece.language);
        spec.slug.page = campaign.word("page").unwrap_or("{number}").to_owned();
        if spec.slug.date.is_none() {
            spec.slug.date = job.printing.date.map(|date| date.to_string());
        }
        let spots = route.inks.iter();
        let spot = |name: &String| {
            let at = piece.inks.iter().position(|ink| ink.name == *name)?;
            let ink = InkId(u8::try_from(at).ok()?);
            let share = 1000;
            Some(Color {
                spot: Some(Tint { ink, share }),
                ..piece.inks.get(at)?.color
            })
        };
        spec.inks = spots.filter_map(spot).collect();
        let imposed = impose::impose(&piece.pages, &spec, &self.book)?;
        // A press wants backs that stand like their fronts; a sheet that lies is turned about its short
        // edge for that.
        let lies = |side: &Side| side.size.width > side.size.height;
        let press = route.kind == RouteKind::Press && job.printing.flip.is_none();
        if press && imposed.value.sides().any(lies) && spec.flip == Flip::LongEdge {
            spec.flip = Flip::ShortEdge;
            return impose::impose(&piece.pages, &spec, &self.book)
                .map(|imposed| Some((imposed, spec.flip)));
        }
        Ok(Some((imposed, spec.flip)))
    }

    /// How much of each ink lies on the pages, where the route has inks of its own.
    fn coverage(&self, piece: &Piece, inks: &Inks) -> Vec<Coverage> {
        if !matches!(inks.kind(), RouteKind::Press | RouteKind::Riso) {
            return Vec::new();
        }
        let measured = |page: &Page| {
            let inches = page.trim.width.to_inch() * page.trim.height.to_inch();
            let dpi = (MOST_PIXELS / inches.max(1e-6)).sqrt().min(DPI);
            ink::coverage(page, inks, &self.book, dpi)
        };
        piece.pages.iter().map(measured).collect()
    }

    /// Writes the files.
    fn files(
        &self,
        piece: &Piece,
        imposed: Option<(&Imposed, Flip)>,
        inks: &Inks,
        date: Date,
    ) -> Result<Vec<PdfFile>, Diagnostics> {
        let mut print = Print {
            sheets: imposed.map(|(imposed, _)| &imposed.sheets[..]),
            flip: imposed.map(|(_, flip)| flip),
            intent: inks.profile().map(|profile| Intent { profile, date }),
            read: matches!(inks.kind(), RouteKind::Screen | RouteKind::Home),
            ..Print::pages(piece, inks)
        };
        if inks.plates().is_empty() {
            let bytes = pdf::export(&print, &self.book, &self.reused)?;
            return Ok(vec![PdfFile { ink: None, bytes }]);
        }
        let mut files = Vec::new();
        for plate in inks.plates() {
            print.separation.plate = Some(plate);
            files.push(PdfFile {
                ink: Some(plate.suffix.clone()),
                bytes: pdf::export(&print, &self.book, &self.reused)?,
            });
        }
        Ok(files)
    }

    /// Makes several pieces, each of a campaign in one or more languages, on that many threads, and gives them
    /// in the order of the jobs.
    pub fn build_all(&self, jobs: &[(Vec<&Campaign>, Job)], threads: NonZeroUsize) -> Vec<Made> {
        self.build_each(jobs, threads, &|_, _, made| made)
    }

    /// Makes several pieces, each of a campaign in one or more languages, on that many threads, and hands each
    /// to `finish` on the thread that made it. What `finish` returns comes in the order of the jobs. A piece
    /// with its files takes megabytes, so a large set needs a `finish` that does not keep it.
    pub fn build_each<'c, R: Send>(
        &self,
        jobs: &[(Vec<&'c Campaign>, Job)],
        threads: NonZeroUsize,
        finish: &(dyn Fn(&[&'c Campaign], &Job, Made) -> R + Sync),
    ) -> Vec<R> {
        let finished = parallel::each(jobs, threads, &|(campaigns, job)| {
            finish(campaigns, job, self.build_set(campaigns, job))
        });
        let lost = || {
            Err(Diagnostic::error(Rule::Internal, "a piece was lost; please report this").into())
        };
        let finished = jobs.iter().zip(finished);
        finished
            .map(|((campaigns, job), result)| {
                result.unwrap_or_else(|| finish(campaigns, job, lost()))
            })
            .collect()
    }
}

/// Plates of a risograph on which nothing is printed but marks.
fn blank_plates(inks: &Inks, coverage: &[Coverage]) -> Vec<Finding> {
    let blank = |name: &str| {
        let mut shares = coverage.iter().flat_map(|page| &page.inks);
        !shares.any(|ink| ink.name == name && ink.mean > 0.0)
    };
    let plates = inks.plates().iter().filter(|plate| blank(&plate.name));
    let told = plates.map(|plate| {
        let problem = format!("nothing is printed with the ink `{}`", plate.name);
        let hint = "leave it out of `inks`, or give it to a colour of the palette: spot = \"…\"";
        Finding::of_all(Diagnostic::warning(Rule::BlankPlate, problem).hint(hint))
    });
    told.collect()
}

/// The campaigns with the event first that the piece is about.
fn about<'c>(campaigns: &[&'c Campaign], job: &Job) -> Result<Vec<Cow<'c, Campaign>>, Diagnostic> {
    let one = |campaign: &&'c Campaign| match &job.event {
        None => Ok(Cow::Borrowed(*campaign)),
        Some(event) => campaign.about(event).map(Cow::Owned).ok_or_else(|| {
            let problem = format!("no `[[event]]` has the id `{event}`");
            let known = campaign.events.iter().map(|event| event.id.as_str());
            Diagnostic::error(Rule::UnknownReference, problem).suggest(event, known)
        }),
    };
    campaigns.iter().map(one).collect()
}

fn nothing() -> Diagnostic {
    Diagnostic::error(Rule::NoPages, "there is no language to print")
}

/// Whether all that is wrong is that there is too little room.
fn does_not_fit(problems: &Diagnostics) -> bool {
    let mut errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    errors.all(|error| ROOM.contains(&error.rule))
}

/// Rules whose findings say that there is too little room.
const ROOM: [Rule; 3] = [Rule::Overset, Rule::CodeTooSmall, Rule::QuietZone];

/// A piece that was looked at, before it is known whether its warnings let it be made.
struct Looked {
    examined: Examined,
    inks: Inks,
    warnings: Diagnostics,
    /// What a person should know of the sheets before they are printed.
    of_sheets: Diagnostics,
    as_of: Date,
}

impl Looked {
    /// The piece with the warnings that its campaigns leave.
    fn told(self, campaigns: &[&Campaign]) -> Result<Warned<Examined>, Diagnostics> {
        let allows = campaigns.iter().flat_map(|campaign| &campaign.allows);
        content::soften(self.warnings, allows).into_result(Some(self.examined))
    }
}

/// All of a way to print that its lay-out depends on.
#[derive(Clone, Debug, PartialEq)]
struct Room {
    border: Length,
    borderless: bool,
    bleed: Length,
    module: Length,
    country: Option<String>,
}

impl Room {
    fn of(job: &Job, route: &Route, arranged: &Arranged) -> Self {
        Self {
            border: arranged.border,
            borderless: arranged.borderless,
            bleed: arranged.bleed.unwrap_or(route.bleed),
            module: route.module,
            country: job.printing.country.clone(),
        }
    }
}

/// The layouts of a piece so far, by the room that each had.
#[derive(Default)]
struct LaidOuts {
    known: Vec<(Room, Result<Warned<LaidOut>, Diagnostics>)>,
    /// Whether a layout is kept for another way to print the piece. To keep one, its pages are copied.
    keep: bool,
}

impl LaidOuts {
    /// None so far; each is kept.
    fn kept() -> Self {
        Self {
            known: Vec::new(),
            keep: true,
        }
    }

    fn lay_out(
        &mut self,
        room: Room,
        lay_out: impl FnOnce() -> Result<Warned<LaidOut>, Diagnostics>,
    ) -> Result<Warned<LaidOut>, Diagnostics> {
        if let Some((_, known)) = self.known.iter().find(|(known, _)| *known == room) {
            return known.clone();
        }
        let laid_out = lay_out();
        if self.keep {
            self.known.push((room, laid_out.clone()));
        }
        laid_out
    }
}

/// A piece with the files that its origins name.
#[derive(Clone)]
struct LaidOut {
    piece: Piece,
    documents: Vec<Document>,
}

impl LaidOut {
    /// Adds the pages of the same piece in another language.
    fn add(&mut self, other: Self) {
        self.piece.pages.extend(other.piece.pages);
        for document in other.documents {
            let name = &document.source().name;
            if !self
                .documents
                .iter()
                .any(|known| known.source().name == *name)
            {
                self.documents.push(document);
            }
        }
    }
}

/// What there is to tell of the inks of a piece.
fn of_inks(piece: &Piece, inks: &Inks, coverage: &[Coverage]) -> Vec<Finding> {
    let mut findings = inks.findings(piece);
    let pages = coverage.iter().enumerate();
    findings.extend(pages.filter_map(|(page, it)| it.finding(inks, page + 1)));
    findings.extend(blank_plates(inks, coverage));
    findings
}

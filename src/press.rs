//! The pipeline: from a campaign and a job to files.

use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::arrange::{Arranged, arrange};
use crate::color::{Color, InkId, Tint};
use crate::content::{self, Campaign};
use crate::diag::{Diagnostic, Diagnostics, OnPage, Severity, Warned};
use crate::document::Document;
use crate::frame::Origin;
use crate::geom::{Length, Rect};
use crate::impose::{self, Flip, Imposed, Words};
use crate::ink::{self, Coverage, Inks};
use crate::job::{Fit, Job, SheetKind};
use crate::language::Date;
use crate::layout;
use crate::page::{Finding, Page, Piece, Spot};
use crate::paper::{self, Paper};
use crate::parallel;
use crate::pdf::{self, Intent, Print, Reused};
use crate::plain;
use crate::preflight::Printed;
use crate::project::Project;
use crate::qr;
use crate::route::{Route, RouteKind};
use crate::sheet::{Placement, Side};
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
}

/// Dots to the inch at which coverage is measured (practice: type is still told from its ground).
const DPI: f64 = 144.0;
/// Most of them on a page: an A3 poster at 144.
const MOST_PIXELS: f64 = 4e6;

/// Most pages that a page is repeated to: more are a book (practice).
const MOST_REPEATS: usize = 24;

/// A piece with its warnings, or what keeps it from being made.
pub type Made = Result<Warned<Built>, Diagnostics>;

/// A piece made.
#[derive(Debug)]
pub struct Built {
    /// Its pages.
    pub piece: Piece,
    /// The sheets that they lie on; none where each page is printed by itself.
    pub imposed: Option<Imposed>,
    /// The kind of these sheets.
    pub kind: SheetKind,
    /// The name of their paper.
    pub onto: String,
    /// The route, with its numbers.
    pub route: Route,
    /// How much of each ink lies on each page, where the route has inks of its own.
    pub coverage: Vec<Coverage>,
    /// The files: one, or one for each ink.
    pub files: Vec<PdfFile>,
    /// Its words as plain text, where the layout asks for them.
    pub text: Option<String>,
    /// The edge of the sheet that the printer does not reach.
    pub margin: Length,
    /// The edge about which the printer is to turn the sheets, where pages lie on sheets.
    pub flip: Option<Flip>,
    /// The content and layout files that its items name as their origin.
    pub documents: Vec<Document>,
}

/// A file made.
#[derive(Debug)]
pub struct PdfFile {
    /// The ink that it is for, where each ink has a file of its own.
    pub ink: Option<String>,
    /// The PDF.
    pub bytes: Vec<u8>,
}

impl Built {
    /// Findings as diagnostics, each with the line that it came from and its place in the file.
    pub fn placed(&self, findings: Vec<Finding>) -> Diagnostics {
        let line = |origin: Origin| {
            let named = |document: &&Document| document.source().name == *origin.file;
            let document = self.documents.iter().find(named)?;
            Some(document.place(&origin.key))
        };
        let mut diagnostics = Diagnostics::default();
        for finding in findings {
            let mut diagnostic = finding.diagnostic;
            diagnostic.place = finding.origin.and_then(line).or(diagnostic.place);
            let on_page = finding.spot.and_then(|spot| self.on_page(spot));
            diagnostic.on_page = on_page.or(diagnostic.on_page);
            diagnostics.push(diagnostic);
        }
        diagnostics
    }

    /// A place in the piece as a place in the file: on sheets, where the page lies largest.
    pub fn on_page(&self, spot: Spot) -> Option<OnPage> {
        let (page, rect) = match (spot, &self.imposed) {
            (Spot::Side(page, rect), _) | (Spot::Page(page, rect), None) => {
                return Some(OnPage { page, rect });
            }
            (Spot::Page(page, rect), Some(_)) => (page, rect),
        };
        let size = self.piece.pages.get(page)?.trim;
        let sides = self.imposed.iter().flat_map(Imposed::sides).enumerate();
        let lies = sides.flat_map(|(number, side)| {
            let placements = side.placements.iter();
            let here = placements.filter(move |placement| placement.page == page);
            here.map(move |placement| (number, placement, placement.rect(size, rect)))
        });
        // Of tiles, the one that shows most of it; of pages that lie on sheets many times, the first.
        let seen = |placement: &Placement, rect: Rect| rect.common(placement.clip).area();
        let mut best: Option<(f64, usize, Rect)> = None;
        for (number, placement, rect) in lies {
            let area = seen(placement, rect);
            if best.is_none_or(|(most, ..)| area > most) {
                best = Some((area, number, rect.common(placement.clip)));
            }
        }
        best.map(|(_, page, rect)| OnPage { page, rect })
    }

    /// The PDF; of several inks that of the first.
    pub fn pdf(&self) -> &[u8] {
        self.files.first().map_or(&[], |file| &file.bytes)
    }
}

impl Press {
    /// The fonts and templates of the program alone.
    pub fn embedded() -> Self {
        Self {
            book: FontBook::embedded(),
            library: Library::embedded(),
            reused: Reused::default(),
            codes: qr::Symbols::default(),
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
        })
    }

    /// The same press, with its templates in the look of a theme.
    pub fn themed(self, theme: &str) -> Result<Self, Diagnostics> {
        let library = self.library.themed(theme)?;
        Ok(Self { library, ..self })
    }

    /// Makes one piece.
    pub fn build(&self, campaign: &Campaign, job: &Job) -> Made {
        self.build_set(&[campaign], job)
    }

    /// Makes one piece of the same template in several languages, one after the other.
    pub fn build_set(&self, campaigns: &[&Campaign], job: &Job) -> Made {
        let lacks = |campaign: &&Campaign| job.template.lacking(campaign);
        if let Some(problem) = campaigns.iter().find_map(lacks) {
            return Err(problem.into());
        }
        let about = about(campaigns, job)?;
        let campaigns: Vec<&Campaign> = about.iter().map(AsRef::as_ref).collect();
        let campaigns = &campaigns[..];
        let route = job
            .template
            .route(job.printing.route, self.library.project())?;
        let pages = job.template.page_count() * campaigns.len();
        let arranged = arrange(job, &route, job.printing.fit, pages)?;
        let (laid_out, arranged) = match self.lay_out_set(campaigns, job, &route, &arranged) {
            // A layout that does not fit within the edge of its sheet is printed smaller instead.
            Err(problems) if arranged.border > Length::ZERO && job.printing.fit.is_none() => {
                let smaller = arrange(job, &route, Some(Fit::Shrink), pages)?;
                if smaller.kind != SheetKind::None || !does_not_fit(&problems) {
                    return Err(problems);
                }
                let again = self.lay_out_set(campaigns, job, &route, &smaller)?;
                (again, smaller)
            }
            laid_out => (laid_out?, arranged),
        };
        let mut warnings = laid_out.warnings;
        warnings.extend(arranged.notes.clone());
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
            let problem = Diagnostic::warning("missing-words", problem).hint(hint);
            warnings.push(problem.at(first.files.place_of_words()));
        }
        let printed = Printed {
            piece: &piece,
            sheets: imposed.as_ref().map(|imposed| &imposed.sheets[..]),
            margin: arranged.margin,
            tiled: arranged.kind == SheetKind::Tile,
            module: route.module,
            true_size: job.printing.fit == Some(Fit::True),
        };
        let inks = Inks::of(&route, &piece.inks)
            .map_err(|problem| job.template.at_route(route.kind, problem))?;
        let coverage = self.coverage(&piece, &inks);
        let mut findings = printed.check();
        findings.extend(imposed.iter().flat_map(|imposed| imposed.findings.clone()));
        findings.extend(of_inks(&piece, &inks, &coverage));
        let date = job.printing.date.unwrap_or(first.as_of);
        let sheets = imposed.as_ref().zip(flip);
        let files = self.files(&piece, sheets, &inks, date)?;
        let text = job.template.writes_text().then(|| plain::text(&piece));
        let built = Built {
            piece,
            imposed,
            kind: arranged.kind,
            onto: arranged.onto,
            route,
            margin: arranged.margin,
            coverage,
            files,
            text,
            flip,
            documents,
        };
        warnings.extend(built.placed(findings));
        let allows = campaigns.iter().flat_map(|campaign| &campaign.allows);
        content::soften(warnings, allows).into_result(Some(built))
    }

    /// The country in which a piece is handed out (ISO 3166-1 alpha-2): that of the arguments, else of the
    /// events that it tells of, else of the campaign.
    fn country_of(&self, campaign: &Campaign, job: &Job) -> Option<String> {
        if let Some(country) = &job.printing.country {
            return Some(country.clone());
        }
        if !job.template.tells_of_events() {
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

    /// Makes several pieces, each of a campaign in one or more languages, on that many threads, and
    /// gives them in the order of the jobs. `done` is called after each with the number made so far.
    pub fn build_all(
        &self,
        jobs: &[(Vec<&Campaign>, Job)],
        threads: NonZeroUsize,
        done: &(dyn Fn(usize) + Sync),
    ) -> Vec<Made> {
        let finished = AtomicUsize::new(0);
        let made = parallel::each(jobs, threads, &|(campaigns, job)| {
            let made = self.build_set(campaigns, job);
            done(finished.fetch_add(1, Ordering::Relaxed) + 1);
            made
        });
        let lost =
            || Err(Diagnostic::error("internal", "a piece was lost; please report this").into());
        made.into_iter()
            .map(|made| made.unwrap_or_else(lost))
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
        Finding::of_all(Diagnostic::warning("blank-plate", problem).hint(hint))
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
            Diagnostic::error("unknown-reference", problem).suggest(event, known)
        }),
    };
    campaigns.iter().map(one).collect()
}

fn nothing() -> Diagnostic {
    Diagnostic::error("no-pages", "there is no language to print")
}

/// Whether all that is wrong is that there is too little room.
fn does_not_fit(problems: &Diagnostics) -> bool {
    let mut errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    errors.all(|error| ROOM.contains(&error.code))
}

/// Codes of diagnostics that say that there is too little room.
const ROOM: [&str; 3] = ["overset", "code-too-small", "quiet-zone"];

/// A piece with the files that its origins name.
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

//! From what is asked of a job to sheets: what a route does with a page of a size, where nothing else
//! is said.

use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::impose::{self, FoldKind, FoldPages, Imposition, Marks, Orientation, Room, Spec};
use crate::job::{Fit, Job, SheetKind};
use crate::paper::{self, Paper};
use crate::route::{Route, RouteKind};

/// How the pages of a job come onto paper.
#[derive(Debug)]
pub(crate) struct Arranged {
    /// Edge of a page that stays empty, because the printer does not reach it.
    pub(crate) border: Length,
    /// Bleed of a page, where it is not the template's.
    pub(crate) bleed: Option<Length>,
    /// The sheets; none where a page is printed by itself.
    pub(crate) spec: Option<Spec>,
    /// The edge of the sheet that the printer does not reach.
    pub(crate) margin: Length,
    /// The kind of the sheets.
    pub(crate) kind: SheetKind,
    /// The name of the paper of the sheets.
    pub(crate) onto: String,
}

/// Two papers that differ by less are the same.
fn slack() -> Length {
    Length::mm(0.05)
}

/// Room for registration marks around a page (practice: targets of 5 mm and a little air).
fn room_for_targets() -> Length {
    Length::mm(9.0)
}

/// Arranges the pages of a job; of a set there are that many.
pub(crate) fn arrange(job: &Job, route: &Route, pages: usize) -> Result<Arranged, Diagnostic> {
    Desk {
        job,
        route,
        page: job.paper.size(),
        pages,
        margin: job.printing.margin.unwrap_or(route.margin),
    }
    .arrange()
}

struct Desk<'a> {
    job: &'a Job,
    route: &'a Route,
    page: Size,
    pages: usize,
    margin: Length,
}

impl Desk<'_> {
    fn arrange(&self) -> Result<Arranged, Diagnostic> {
        let printing = &self.job.printing;
        let mut arranged = match (self.route.kind, printing.sheet) {
            (RouteKind::Screen, None) => self.alone(Length::ZERO),
            (RouteKind::Press, None) => self.around(),
            (_, None) => self.usual(),
            (RouteKind::Screen | RouteKind::Press, Some(SheetKind::None)) => {
                self.alone(Length::ZERO)
            }
            (_, Some(SheetKind::None)) => self.alone(self.edge()),
            (_, Some(SheetKind::Nup)) => self.cut_up(SheetKind::Nup),
            (_, Some(SheetKind::Stack)) => self.cut_up(SheetKind::Stack),
            (_, Some(SheetKind::Booklet)) => self.booklet(),
            (_, Some(SheetKind::Zine)) => self.zine(),
            (_, Some(SheetKind::Fold)) => self.fold(),
            (_, Some(SheetKind::Tile)) => self.tile(),
        };
        if let Some(spec) = &mut arranged.spec {
            self.tune(spec);
        }
        if arranged.border > Length::ZERO {
            let rest = self.page.short_side() - arranged.border * 2.0;
            // Less than a stamp is no page (practice).
            if rest < Length::mm(20.0) {
                let problem = format!(
                    "an edge of {} that the printer does not reach leaves {} of {}",
                    arranged.border,
                    rest.max(Length::ZERO),
                    self.job.paper.name
                );
                return Err(Diagnostic::error("margin-too-large", problem).hint(
                    "print it on a larger sheet with `--onto`, or make the `--margin` smaller",
                ));
            }
        }
        Ok(arranged)
    }

    /// The page by itself.
    fn alone(&self, border: Length) -> Arranged {
        Arranged {
            border,
            bleed: self.job.printing.bleed,
            spec: None,
            margin: self.margin,
            kind: SheetKind::None,
            onto: self.job.paper.name.to_string(),
        }
    }

    /// The empty edge of a page that reaches the edge of its sheet.
    fn edge(&self) -> Length {
        match self.job.printing.fit {
            Some(Fit::True | Fit::Shrink) => Length::ZERO,
            Some(Fit::Layout) | None => self.margin,
        }
    }

    /// A page in the middle of its own room for bleed and marks.
    fn around(&self) -> Arranged {
        let spec = Spec {
            room: Room::Around,
            margin: Length::ZERO,
            marks: Marks {
                crop: true,
                registration: true,
                bar: true,
                slug: true,
                ..Marks::default()
            },
            ..Spec::new(Imposition::OneUp, self.page)
        };
        Arranged {
            border: Length::ZERO,
            bleed: self.job.printing.bleed,
            spec: Some(spec),
            margin: self.margin,
            kind: SheetKind::None,
            onto: self.job.paper.name.to_string(),
        }
    }

    /// What a printer with sheets of its own does with the page: prints it as it is where the sheet is
    /// as large, several on one where it is larger, and over several where it is smaller.
    fn usual(&self) -> Arranged {
        let sheets = self.sheets();
        let Some(sheet) = sheets.iter().find(|sheet| self.fits(sheet) > 0) else {
            return self.tile();
        };
        let same = self.page.width.max(self.page.height) + slack()
            >= sheet.size().width.max(sheet.size().height)
            && self.page.short_side() + slack() >= sheet.size().short_side();
        if !same {
            return self.cut_up_on(SheetKind::Nup, sheet);
        }
        if self.route.kind == RouteKind::Riso {
            return self.with_targets(sheet);
        }
        self.alone(self.edge())
    }

    /// A page as large as its sheet, with targets between it and the edge.
    fn with_targets(&self, sheet: &Paper) -> Arranged {
        let border = self.edge();
        let border = if border > Length::ZERO {
            // A page of a poster holds no more (practice: half of a target is enough to see).
            border + Length::mm(5.0)
        } else {
            border
        };
        let spec = Spec {
            marks: Marks {
                registration: true,
                ..Marks::default()
            },
            ..self.spec(Imposition::OneUp, sheet.size())
        };
        Arranged {
            border,
            bleed: None,
            spec: Some(spec),
            margin: self.margin,
            kind: SheetKind::None,
            onto: sheet.name.to_string(),
        }
    }

    /// The sheets that a printer of this route takes, the smallest first.
    fn sheets(&self) -> Vec<Paper> {
        if let Some(onto) = &self.job.printing.onto {
            return vec![onto.clone()];
        }
        let inches = self.job.paper.is_in_inches();
        let names: &[&str] = match (self.route.kind, inches) {
            (RouteKind::Screen | RouteKind::Home, false) => &["A4"],
            (RouteKind::Screen | RouteKind::Home, true) => &["letter"],
            (RouteKind::Copier, false) => &["A4", "A3"],
            (RouteKind::Copier, true) => &["letter", "tabloid"],
            (RouteKind::Riso, false) => &["A3"],
            (RouteKind::Riso, true) => &["tabloid"],
            (RouteKind::Press, false) => &["SRA4", "SRA3"],
            (RouteKind::Press, true) => &["12x18in", "13x19in"],
        };
        names.iter().filter_map(|name| name.parse().ok()).collect()
    }

    fn largest_sheet(&self) -> Paper {
        let sheets = self.sheets();
        let last = sheets.last().cloned();
        last.unwrap_or_else(|| paper::PAPERS[0].clone())
    }

    /// How many pages lie on a sheet, edge to edge.
    fn fits(&self, sheet: &Paper) -> usize {
        count(self.page, sheet.size(), Length::ZERO)
    }

    /// Pages to be cut apart.
    fn cut_up(&self, kind: SheetKind) -> Arranged {
        let sheets = self.sheets();
        // A sheet that holds two, if there is one.
        let best = sheets.iter().find(|sheet| self.fits(sheet) > 1);
        let sheet = best.or(sheets.last()).cloned();
        self.cut_up_on(kind, &sheet.unwrap_or_else(|| self.largest_sheet()))
    }

    fn cut_up_on(&self, kind: SheetKind, sheet: &Paper) -> Arranged {
        let printing = &self.job.printing;
        let up = printing.up;
        let imposition = match kind {
            SheetKind::Stack => Imposition::CutAndStack { up },
            _ => Imposition::NUp { up },
        };
        let mut spec = self.spec(imposition, sheet.size());
        spec.duplex = self.pages_of_a_piece() == 2;
        let targets = self.route.kind == RouteKind::Riso || self.route.kind == RouteKind::Press;
        spec.marks = Marks {
            crop: true,
            cut: true,
            registration: targets,
            slug: self.route.kind == RouteKind::Press,
            bar: self.route.kind == RouteKind::Press,
            ..Marks::default()
        };
        // Trimmed on all sides, with its bleed, where the sheet holds as many like that.
        let bleed = printing.bleed.unwrap_or(if self.margin > Length::ZERO {
            Length::mm(3.0)
        } else {
            self.route.bleed
        });
        let room = self.margin.max(if targets {
            room_for_targets()
        } else {
            Length::ZERO
        });
        let wanted = up.unwrap_or_else(|| self.fits(sheet));
        let gutter = printing.gutter.unwrap_or(bleed * 2.0);
        let trimmed = count(self.page, shrunk(sheet.size(), room.max(bleed)), gutter);
        if trimmed >= wanted || targets || printing.bleed.is_some() || self.edge() == Length::ZERO {
            spec.whole_sheet = false;
            spec.gutter = gutter;
            return Arranged {
                border: Length::ZERO,
                bleed: Some(bleed),
                spec: Some(spec),
                margin: self.margin,
                kind,
                onto: sheet.name.to_string(),
            };
        }
        spec.gutter = printing.gutter.unwrap_or(Length::ZERO);
        Arranged {
            border: self.edge(),
            bleed: Some(Length::ZERO),
            spec: Some(spec),
            margin: self.margin,
            kind,
            onto: sheet.name.to_string(),
        }
    }

    /// Pages of one piece: a set has those of several.
    fn pages_of_a_piece(&self) -> usize {
        self.job.template.page_count()
    }

    fn booklet(&self) -> Arranged {
        let spread = Size::new(self.page.width * 2.0, self.page.height);
        self.whole(SheetKind::Booklet, Imposition::Booklet, spread)
    }

    fn zine(&self) -> Arranged {
        let flat = Size::new(self.page.width * 4.0, self.page.height * 2.0);
        self.whole(SheetKind::Zine, Imposition::Zine, flat)
    }

    fn fold(&self) -> Arranged {
        let kind = self.job.printing.fold.unwrap_or(FoldKind::Letter);
        let flat = self.job.printing.onto.as_ref().is_none_or(|onto| {
            let (sheet, page) = (onto.size(), self.page);
            (sheet.width - page.width).abs() <= slack()
                && (sheet.height - page.height).abs() <= slack()
                || (sheet.width - page.height).abs() <= slack()
                    && (sheet.height - page.width).abs() <= slack()
        });
        let pages = if flat {
            FoldPages::Flat
        } else {
            FoldPages::Panels
        };
        self.whole(SheetKind::Fold, Imposition::Fold { kind, pages }, self.page)
    }

    /// Pages that cover their sheet, which has that size where none is named.
    fn whole(&self, kind: SheetKind, imposition: Imposition, size: Size) -> Arranged {
        let printing = &self.job.printing;
        let bleed = printing.bleed.unwrap_or(self.route.bleed);
        // Marks go around a page that is folded; pages beside one another lie on a sheet of the press.
        let cut = bleed > Length::ZERO && printing.onto.is_none();
        let on_sheet = cut && kind != SheetKind::Fold;
        let sheet = on_sheet.then(|| self.sheet_around(size, bleed)).flatten();
        let around = cut && sheet.is_none();
        let onto = printing.onto.clone().or(sheet).or_else(|| named(size));
        let (paper, onto) = match &onto {
            Some(onto) => (onto.size(), onto.name.to_string()),
            None => {
                let name = format!("{:.0}x{:.0}mm", size.width.to_mm(), size.height.to_mm());
                (size, name)
            }
        };
        let mut spec = self.spec(imposition, upright(paper));
        spec.marks = Marks {
            fold: true,
            crop: true,
            cut: true,
            slug: false,
            ..Marks::default()
        };
        let exact = alike(paper, size);
        let border = if exact && bleed == Length::ZERO {
            self.edge()
        } else {
            Length::ZERO
        };
        if around {
            // A press cuts its own paper.
            spec.room = Room::Around;
            spec.marks.registration = true;
            spec.marks.bar = true;
            spec.marks.slug = true;
        }
        spec.whole_sheet = border > Length::ZERO || self.margin == Length::ZERO || exact;
        Arranged {
            border,
            bleed: Some(bleed),
            spec: Some(spec),
            margin: self.margin,
            kind,
            onto,
        }
    }

    /// The smallest sheet that holds pages with their bleed, whichever way they lie.
    fn sheet_around(&self, size: Size, bleed: Length) -> Option<Paper> {
        let needed = upright(Size::new(
            size.width + bleed * 2.0,
            size.height + bleed * 2.0,
        ));
        self.sheets().into_iter().find(|sheet| {
            let sheet = upright(sheet.size());
            sheet.width >= needed.width && sheet.height >= needed.height
        })
    }

    fn tile(&self) -> Arranged {
        let sheet = self.largest_sheet();
        let overlap = self.job.printing.overlap;
        let overlap = overlap.unwrap_or(Length::mm(Spec::OVERLAP));
        let mut spec = self.spec(Imposition::Tiled { overlap }, sheet.size());
        if self.route.kind == RouteKind::Press && self.job.printing.margin.is_none() {
            spec.margin = Length::mm(5.0);
        }
        Arranged {
            border: Length::ZERO,
            bleed: Some(Length::ZERO),
            spec: Some(spec),
            margin: self.margin,
            kind: SheetKind::Tile,
            onto: sheet.name.to_string(),
        }
    }

    fn spec(&self, imposition: Imposition, paper: Size) -> Spec {
        Spec {
            margin: self.margin,
            duplex: self.pages > 1,
            ..Spec::new(imposition, upright(paper))
        }
    }

    /// What was asked for on the command line comes last.
    fn tune(&self, spec: &mut Spec) {
        let printing = &self.job.printing;
        spec.back_offset = printing.back_offset;
        spec.orientation = Orientation::Best;
        if let Some(flip) = printing.flip {
            spec.flip = flip;
        }
        if let Some(gutter) = printing.gutter {
            spec.gutter = gutter;
        }
        if let Some(thickness) = printing.thickness {
            spec.thickness = thickness;
        }
        if let Some(marks) = printing.marks {
            spec.marks = marks;
        }
        if printing.fit == Some(Fit::Shrink) {
            spec.fit = impose::Fit::Shrink;
        }
        spec.slug.batch.clone_from(&printing.batch);
        spec.slug.date = printing.date.map(|date| date.to_string());
        spec.language = "en".to_owned();
    }
}

/// How many rectangles of a size lie in another, upright or turned, with gutters between.
fn count(page: Size, room: Size, gutter: Length) -> usize {
    let along = |room: Length, side: Length| {
        let each = side + gutter;
        if each <= Length::ZERO || room + slack() < side {
            return 0;
        }
        (room + gutter + slack()).ratio(each).floor() as usize
    };
    let upright = along(room.width, page.width) * along(room.height, page.height);
    let turned = along(room.width, page.height) * along(room.height, page.width);
    upright.max(turned)
}

fn shrunk(size: Size, by: Length) -> Size {
    Size::new(size.width - by * 2.0, size.height - by * 2.0)
}

fn upright(size: Size) -> Size {
    Size::new(size.short_side(), size.width.max(size.height))
}

/// Whether papers are the same in either direction, up to what halving rounds away (ISO 216: four times
/// the 148 mm of A5 are 592, and A2 is 594 mm high).
fn alike(a: Size, b: Size) -> bool {
    let (a, b) = (upright(a), upright(b));
    let near = |a: Length, b: Length| (a - b).abs() <= Length::mm(2.5);
    near(a.width, b.width) && near(a.height, b.height)
}

/// The paper of about that size that has a name.
fn named(size: Size) -> Option<Paper> {
    let same = |paper: &&Paper| alike(paper.size(), size);
    paper::PAPERS.iter().find(same).cloned()
}

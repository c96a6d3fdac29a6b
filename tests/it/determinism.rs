//! The same input gives the same bytes: from another folder, on more threads, in another order.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use handbill::internals::content::{self, Campaign};
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;

use crate::common::{self, name, said};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder of our own");
    for entry in fs::read_dir(from).expect("the content") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}

/// The first paper of each template on one of the routes in turn, and some of all kinds on every route, built
/// by a press of its own from a copy of the content: of these, each so many after the first ones left out.
fn built(
    folder: &str,
    threads: usize,
    reversed: bool,
    (skip, each): (usize, usize),
) -> Vec<(String, Vec<u8>)> {
    let root = tempfile::tempdir().expect("a temporary folder");
    let target = root.path().join(folder);
    copy(
        Path::new(common::SAMPLE).parent().expect("a folder"),
        &target,
    );
    let project = Project::at(target.join("free-armenian-pows.toml"));
    let campaign = content::load(&project).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let pipeline = Pipeline::of(&project).expect("no fonts beside the content");
    let mut jobs: Vec<Job> = common::jobs(None)
        .into_iter()
        .filter(|job| job.template.papers.first() == Some(&job.paper))
        .enumerate()
        .flat_map(|(at, job)| {
            let everywhere = ["flyer", "poster-picture", "zine"].contains(&&*job.template.id);
            let routes = RouteKind::ALL.into_iter().enumerate();
            let wanted =
                routes.filter(|(turn, _)| everywhere || at % RouteKind::ALL.len() == *turn);
            let of_route = |(_, route)| {
                let mut job = job.clone();
                job.printing.route = route;
                job
            };
            wanted.map(of_route).collect::<Vec<Job>>()
        })
        .skip(skip)
        .step_by(each)
        .collect();
    if reversed {
        jobs.reverse();
    }
    let threads = NonZeroUsize::new(threads).expect("not zero");
    let jobs: Vec<(Vec<&Campaign>, Job)> = jobs
        .into_iter()
        .map(|job| (vec![&campaign.value], job))
        .collect();
    let results = pipeline.build_all(&jobs, threads);
    results
        .into_iter()
        .map(|result| {
            result
                .unwrap_or_else(|problems| panic!("{}", said(&problems)))
                .value
        })
        .flat_map(|built: Built| {
            let name = format!("{} {}", name(&built), built.examined.route.kind.name());
            let files = built.files.into_iter();
            files.map(move |file| (format!("{name} {:?}", file.ink), file.bytes))
        })
        .collect()
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let first: BTreeMap<String, Vec<u8>> = built("one", 1, false, (0, 1)).into_iter().collect();
    // On a risograph there is a file for each of two inks.
    assert!(first.len() > 3 * 6 + 13, "{} files", first.len());
    let mut compared = 0;
    for (folder, threads, reversed, part) in [
        ("two/deeper", 1, true, (0, 2)),
        ("with a space", 4, false, (1, 2)),
    ] {
        for (name, again) in built(folder, threads, reversed, part) {
            let same = first.get(&name) == Some(&again);
            assert!(
                same,
                "{name} differs in {folder:?} with {threads} threads, reversed: {reversed}"
            );
            compared += 1;
        }
    }
    assert_eq!(compared, first.len());
}

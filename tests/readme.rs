//! The examples of the README are tried as they stand there.

mod common;

use std::fs;

use common::said;
use handbill::project::Project;
use handbill::{Job, Press, content};

/// The TOML blocks of the README, in order.
fn examples() -> Vec<String> {
    let text = fs::read_to_string("README.md").expect("the README");
    let blocks = text.split("```toml\n").skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn another_campaign_goes_into_every_shipped_layout_and_into_one_of_its_own() {
    let [campaign, notice, ..] = &examples()[..] else {
        panic!("two examples")
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("library.toml"), campaign).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    fs::write(folder.path().join("templates/notice.toml"), notice).expect("written");
    let project = Project::at(folder.path().join("library.toml"));
    let campaign = content::load(&project).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    assert!(campaign.warnings.is_empty(), "{}", said(&campaign.warnings));
    let press = Press::of(&project).expect("fonts and templates");
    let mut built = Vec::new();
    for id in press.library.ids() {
        let template = press
            .library
            .load(&id)
            .unwrap_or_else(|problems| panic!("{}", said(&problems)));
        if !template.is_piece() {
            continue;
        }
        let paper = template.papers[0];
        let made = press.build(
            &campaign.value,
            &Job {
                template,
                paper,
                bleed: None,
            },
        );
        let made = made.unwrap_or_else(|problems| panic!("{id}: {}", said(&problems)));
        let codes: usize = made
            .value
            .piece
            .pages
            .iter()
            .map(|page| page.codes().len())
            .sum();
        built.push((id, codes));
    }
    let expected = [("flyer", 2), ("poster", 1), ("handout", 2), ("notice", 2)];
    assert_eq!(built, expected.map(|(id, codes)| (id.to_owned(), codes)));
}

#[test]
fn the_green_flyer_differs_from_the_shipped_one_in_three_lines() {
    let green = &examples()[2];
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    fs::write(folder.path().join("templates/green-flyer.toml"), green).expect("written");
    let project = Project::at(folder.path().join("campaign.toml"));
    let press = Press::of(&project).expect("fonts and templates");
    let template = press
        .library
        .load("green-flyer")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let papers: Vec<&str> = template.papers.iter().map(|paper| paper.name).collect();
    assert_eq!(papers, ["A5", "A4", "A3"]);
    for paper in template.papers.clone() {
        let job = Job {
            template: template.clone(),
            paper,
            bleed: None,
        };
        let made = press.build(common::sample(), &job);
        assert!(
            made.is_ok(),
            "{}: {}",
            paper.name,
            made.err().map(|p| said(&p)).unwrap_or_default()
        );
    }
}

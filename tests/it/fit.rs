//! A sample of the pieces with the campaigns of `tests/campaigns`, which they were not made for: with each campaign
//! three pieces in turn. `cargo run --release --example fit` makes all of them.

use std::path::Path;

#[path = "../../examples/fit/measure.rs"]
#[allow(
    dead_code,
    reason = "the example makes a table of all that it measures"
)]
mod measure;

use handbill::internals::tasks::left_out::ElementKind;
use measure::{Desk, Fit, Measures, Outcome, campaigns, fit, in_lines, open, pieces};

/// Pieces with each campaign.
const IN_TURN: usize = 3;

/// Smallest type of any piece, in points (practice: less is not read in print from a copier).
const SMALLEST_PT: f64 = 6.5;

/// Pieces that tell of a coming event without being asked.
const WITH_EVENT: [&str; 11] = [
    "flyer",
    "flyer-two",
    "poster",
    "leaflet",
    "tear-off",
    "handout",
    "handout-large",
    "handout-plain",
    "palm-card",
    "call-card",
    "event-poster",
];

/// Pieces that begin with something else than the headline: a name, a verb, a city, or its letters.
const WITHOUT_HEADLINE: [&str; 7] = [
    "vigil",
    "names",
    "portrait",
    "call-card",
    "event-poster",
    "stickers",
    "banner",
];

/// What is wrong with a piece.
fn faults(desk: &Desk, id: &str, measures: &Measures) -> Vec<String> {
    let mut faults = Vec::new();
    let (hole, air) = measures.largest_hole();
    if hole > air {
        faults.push(format!(
            "a hole of {:.0} % of {:.0} %",
            hole * 100.0,
            air * 100.0
        ));
    }
    // Lengths are rounded to single precision on the way.
    let smallest = measures.smallest_type.map(|size| size.to_pt());
    if smallest.is_some_and(|size| size < SMALLEST_PT - 0.01) {
        faults.push(format!("type of {smallest:?} pt"));
    }
    let prints = |key: &str| measures.keys.iter().any(|known| known.starts_with(key));
    if let Some(event) = desk.campaign.events.first()
        && WITH_EVENT.contains(&id)
        && !prints(&format!("event.{}.start", event.id))
    {
        faults.push(format!("the day of `{}` is missing", event.id));
    }
    if !WITHOUT_HEADLINE.contains(&id) && !prints("campaign.headline") {
        faults.push("the headline is missing".to_owned());
    }
    // Of what the campaign asks for, the first has to be there; a wall of names or a banner may ask for nothing else.
    let counts = measures.carried.counts(&desk.campaign);
    let asks = counts
        .iter()
        .find(|(kind, ..)| *kind == ElementKind::Action);
    let first = desk.campaign.actions.first();
    if let Some(first) = first
        && !prints(&format!("action.{}", first.id))
    {
        faults.push(format!("the action `{}` is missing ({asks:?})", first.id));
    }
    faults
}

#[test]
fn three_pieces_in_turn_fit_each_campaign() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = campaigns(root).expect("campaigns");
    assert_eq!(files.len(), 12);
    let mut wrong = Vec::new();
    let mut turn = 0;
    for file in files {
        let desk = open(&file, None).unwrap_or_else(|problems| panic!("{problems}"));
        let ids = pieces(&desk.pipeline);
        // Goes on where the campaign before stopped, so that each piece has its turn.
        let mut made = 0;
        for _ in 0..ids.len() {
            let id = &ids[turn % ids.len()];
            turn += 1;
            let Fit { outcome, .. } = fit(&desk, id);
            let found = match &outcome {
                Outcome::Skipped(_) => continue,
                Outcome::Built(measures) => faults(&desk, id, measures),
                Outcome::Refused(errors) => {
                    let errors = errors.iter();
                    errors
                        .map(|(rule, words)| format!("{rule}: {words}"))
                        .collect()
                }
            };
            let about = |fault: String| format!("{} as {id}: {fault}", desk.name);
            wrong.extend(found.into_iter().map(about));
            made += 1;
            if made == IN_TURN {
                break;
            }
        }
        assert_eq!(made, IN_TURN, "{}: too few pieces suit it", desk.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A campaign that cannot be opened says why.
#[test]
fn a_campaign_that_is_not_there_is_told() {
    let said = open(Path::new("tests/campaigns/nobody/campaign.toml"), None);
    let said = said.err().expect("an error");
    assert!(said.contains("cannot read"), "{said}");
    assert_eq!(
        in_lines(&handbill::internals::diag::Diagnostics::default()),
        ""
    );
}

//! The theme of an order: the one that it names, else that of the campaign, else one that is made for what the campaign
//! has.

use super::Order;
use crate::content::Campaign;
use crate::diag::Diagnostics;
use crate::pipeline::Pipeline;
use crate::project::Project;

/// Fonts and templates in the theme of an order.
pub struct Dressed {
    /// The fonts and templates of the program and those beside the content.
    pub pipeline: Pipeline,
    /// The theme, if it was chosen by what the campaign has.
    pub chosen: Option<String>,
}

/// Finds the theme of an order, and reports one that does not exist. `None` only after such a report.
pub fn dress(
    project: &Project,
    order: &Order,
    campaigns: &[Campaign],
    problems: &mut Diagnostics,
) -> Option<Dressed> {
    let pipeline = Pipeline::of(project)
        .map_err(|problem| problems.push(problem))
        .ok()?;
    if let Some(theme) = &order.theme {
        let themed = pipeline.themed(theme);
        let themed = themed.map_err(|found| problems.extend(found)).ok()?;
        return Some(Dressed {
            pipeline: themed,
            chosen: None,
        });
    }
    let campaign = campaigns.first();
    let own = campaign.and_then(|campaign| campaign.theme.clone());
    let chosen = match &own {
        Some(_) => None,
        None => campaign.and_then(|campaign| pipeline.library.theme_for(campaign)),
    };
    let Some(theme) = own.as_ref().or(chosen.as_ref()) else {
        return Some(Dressed {
            pipeline,
            chosen: None,
        });
    };
    let themed = pipeline.themed(theme).map_err(|found| {
        let place = campaign.map(|campaign| campaign.files.place("campaign.theme"));
        let own = place.filter(|_| own.is_some());
        problems.extend(found.filter_map(|problem| {
            Some(match (&own, &problem.place) {
                (Some(place), None) => problem.at(place.clone()),
                _ => problem,
            })
        }));
    });
    Some(Dressed {
        pipeline: themed.ok()?.with_usual_names(),
        chosen,
    })
}

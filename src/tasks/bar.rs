//! What the pieces of an order are held to, and how their findings are judged by it.

use std::num::NonZeroU32;

use crate::content::{Allow, Campaign, Content};
use crate::diag::{Diagnostic, Diagnostics};
use crate::order::{Copies, MadePiece, Order};
use crate::pipeline::Examined;
use crate::project::Project;
use crate::proof::report::About;
use crate::proof::{self, Deny, Judged, Terms};
use crate::rules::Rule;

/// What pieces are held to.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The day, the country and the number of copies.
    pub terms: Terms,
    /// The findings that are errors.
    pub deny: Deny,
    /// The copies of each piece.
    pub copies: Copies,
}

impl Bar {
    /// What an order asks for; none where it names no country, or a finding that there is not.
    pub fn of(order: &Order, problems: &mut Diagnostics) -> Option<Self> {
        let deny = Deny::of(&order.deny).map_err(|found| problems.extend(found));
        let country = country(order).map_err(|problem| problems.push(problem));
        Some(Self {
            terms: Terms {
                today: order.today,
                country: country.ok()?,
                copies: order.copies.every(),
            },
            deny: deny.ok()?,
            copies: order.copies.clone(),
        })
    }

    /// What a report says of the terms that its files were held to; its title is left open.
    pub fn about(&self, order: &Order) -> About {
        About {
            title: String::new(),
            today: self.terms.today,
            country: self.terms.country.clone(),
            copies: self.terms.copies,
            denied: order.deny.clone(),
        }
    }

    /// Number of copies of a piece that a price is given for.
    pub(super) fn copies_of(&self, template: &str) -> NonZeroU32 {
        /// Where nobody says how many, a small run of an organizer (practice).
        const USUAL: NonZeroU32 = NonZeroU32::MIN.saturating_add(99);
        self.copies.of_piece(template).unwrap_or(USUAL)
    }

    /// What can be found of a piece without opening its file.
    pub(super) fn findings_of(&self, campaigns: &[&Campaign], examined: &Examined) -> Diagnostics {
        examined.placed(proof::of_frames(campaigns, examined, &self.terms))
    }

    /// The findings of a piece of a set that stand, without opening its file; none where it could not be made.
    pub(crate) fn findings_of_made(&self, piece: &MadePiece<'_>) -> Diagnostics {
        let Ok(made) = &piece.made else {
            return Diagnostics::default();
        };
        let findings = self.findings_of(&piece.campaigns, &made.value.examined);
        self.standing(findings, &piece.campaigns)
    }

    /// Findings, each with whether the content allows it and the order denies it.
    pub(super) fn judge(&self, findings: Diagnostics, campaigns: &[&Campaign]) -> Vec<Judged> {
        proof::judge(findings, allows(campaigns), &self.deny)
    }

    /// Findings without those that the content allows; the denied ones are errors.
    pub(super) fn standing(&self, findings: Diagnostics, campaigns: &[&Campaign]) -> Diagnostics {
        proof::standing(self.judge(findings, campaigns))
    }
}

fn allows<'c>(campaigns: &[&'c Campaign]) -> impl Iterator<Item = &'c Allow> {
    let campaigns = campaigns.iter();
    campaigns.flat_map(|campaign| &campaign.allows)
}

/// The country of an order (ISO 3166-1 alpha-2, capitals); an error where it is not two letters.
fn country(order: &Order) -> Result<Option<String>, Diagnostic> {
    let Some(given) = &order.printing.country else {
        return Ok(None);
    };
    let country = given.to_uppercase();
    let problem = format!("`{country}` is not the code of a country");
    let problem = Diagnostic::error(Rule::BadCountry, problem);
    if country == "UK" {
        return Err(problem.hint("the code of the United Kingdom is GB (ISO 3166-1)"));
    }
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(problem.hint("write two letters (ISO 3166-1), such as DE or GB"));
    }
    Ok(Some(country))
}

/// The title of a campaign, in its own language.
pub fn campaign_title(project: &Project) -> Option<String> {
    let content = Content::open(project).ok()?;
    let campaign = content.campaign(content.first_language()).ok()?;
    Some(campaign.value.title)
}

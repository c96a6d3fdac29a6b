//! Prices as data.

use std::sync::OnceLock;

use serde::Deserialize;

/// What printing costs.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// The month when they were recorded.
    pub recorded: String,
    /// A square metre of paper.
    pub paper_m2: f64,
    /// A cut through a pile.
    pub cut: f64,
    /// Sheets in a pile.
    pub pile: u32,
    /// What a rated page takes.
    pub rated: Rated,
    /// The ways to print.
    pub way: Vec<WayPrices>,
}

/// The page by which cartridges are rated.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rated {
    /// The share of an A4 page that is covered.
    pub share: f64,
    /// Millilitres of ink that it takes.
    pub ink_ml: f64,
    /// Grams of toner that it takes.
    pub toner_g: f64,
}

/// What a way to print costs; what is not said costs nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WayPrices {
    /// What it is called.
    pub name: String,
    /// The route that makes its files.
    pub route: String,
    /// The sheets that it prints on.
    pub sheets: Vec<String>,
    /// Ink of a rated page in black.
    pub black: f64,
    /// Ink of a rated page in one of the colours.
    pub color: f64,
    /// A side of A4.
    pub side: f64,
    /// A master for each ink and side.
    pub master: f64,
    /// Each ink on a side of A4.
    pub ink_side: f64,
    /// Once for the whole.
    pub setup: f64,
    /// A square metre of print with its paper.
    pub m2: f64,
    /// Sheets that are lost.
    pub waste: u32,
    /// Whether cutting is in the price.
    pub cut_in_price: bool,
    /// Whether there is bleed to cut away.
    pub bleed: bool,
    /// Whether it prints from a roll.
    pub roll: bool,
}

/// The prices; none where their file is broken, which a test rules out.
pub fn prices() -> &'static Prices {
    static PRICES: OnceLock<Prices> = OnceLock::new();
    PRICES.get_or_init(|| toml::from_str(include_str!("prices.toml")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prices_are_read() {
        let prices: Prices = toml::from_str(include_str!("prices.toml")).expect("prices");
        assert!(prices.way.len() > 4 && prices.paper_m2 > 0.0);
        for way in &prices.way {
            let known = crate::route::RouteKind::ALL
                .iter()
                .any(|route| route.name() == way.route);
            assert!(known, "{}", way.route);
            for sheet in &way.sheets {
                assert!(crate::paper::by_name(sheet).is_some(), "{sheet}");
            }
        }
    }
}

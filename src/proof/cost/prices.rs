//! Prices as data: the types of `prices.toml`. All prices are in euros.

use std::sync::OnceLock;

use serde::Deserialize;

/// All prices, with the month in which they were recorded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// The month in which they were recorded.
    pub recorded: String,
    /// Price of a square metre of paper.
    pub paper_m2: f64,
    /// Price of a cut through a pile.
    pub cut: f64,
    /// Number of sheets in a pile.
    pub pile: u32,
    /// The page by which cartridges are rated.
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

/// The prices of a way to print. Those that are not given are zero.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WayPrices {
    /// Name of the way, for the report.
    pub name: String,
    /// The route that makes its files.
    pub route: String,
    /// The sheets that it prints on.
    pub sheets: Vec<String>,
    /// Price of the black ink of a rated page.
    pub black: f64,
    /// Price of the ink of a rated page in one of the colours.
    pub color: f64,
    /// Price of a printed side of A4.
    pub side: f64,
    /// Price of a master, for each ink and side (riso).
    pub master: f64,
    /// Price of an ink on a side of A4.
    pub ink_side: f64,
    /// Price of setting up the whole run, once; paper is then included.
    pub setup: f64,
    /// Price of a square metre of print from a roll, with its paper.
    pub m2: f64,
    /// Number of sheets that are lost while setting up.
    pub waste: u32,
    /// Whether cutting is included.
    pub cut_in_price: bool,
    /// Whether pages have bleed that is cut away.
    pub bleed: bool,
    /// Whether it prints from a roll.
    pub roll: bool,
}

/// The prices, parsed once. A test parses the file too, so a broken one cannot go unnoticed.
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

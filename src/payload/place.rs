//! Places on the map (RFC 5870, `geo`).

use super::uri::Uri;

/// A place as a `geo` URI (RFC 5870), with degrees without an exponent.
pub(super) fn uri(latitude: f64, longitude: f64) -> Uri {
    Uri::made("geo", &format!("{latitude},{longitude}"))
}

/// Reads `latitude,longitude` in degrees; none if they are no numbers or out of range.
pub(crate) fn location(text: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = text.split_once(',')?;
    let degrees = |text: &str, most: f64| {
        let text = text.trim();
        let plain = |c: char| c.is_ascii_digit() || "+-.".contains(c);
        let degrees: f64 = text.chars().all(plain).then(|| text.parse().ok())??;
        // Adding zero turns -0 into 0, which is written without a sign (RFC 5870, 3.4.2).
        (-most..=most).contains(&degrees).then_some(degrees + 0.0)
    };
    Some((degrees(latitude, 90.0)?, degrees(longitude, 180.0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_read_and_written_as_decimals() {
        let held = |text: &str| location(text).map(|(a, b)| uri(a, b).to_string());
        assert_eq!(
            held("40.1872, 44.5152").as_deref(),
            Some("geo:40.1872,44.5152")
        );
        assert_eq!(held("-0, -0.0").as_deref(), Some("geo:0,0"));
        assert_eq!(
            held("0.0000001, -179.9999999").as_deref(),
            Some("geo:0.0000001,-179.9999999")
        );
        assert_eq!(held("-90,180").as_deref(), Some("geo:-90,180"));
        for bad in [
            "95,44",
            "40.18",
            "nan,0",
            "inf,0",
            "1e1,2",
            "40°11′N,44°E",
            "40,18,44,51",
        ] {
            assert_eq!(held(bad), None, "{bad}");
        }
    }
}

//! A point of the ground in the ways people read it out. WGS 84, latitude first.

use crate::place::Point;
use geoconvert::LatLon;

/// Degrees with four decimals, about ten metres: `36.2306, 37.1698`.
pub fn degrees(point: Point) -> String {
    format!("{:.4}, {:.4}", point.lat, point.lon)
}

/// Degrees, minutes and seconds with one decimal, about three metres: `36°13'50.2"N 37°10'11.3"E`.
pub fn dms(point: Point) -> String {
    let part = |value: f64, [plus, minus]: [char; 2]| {
        let tenths = (value.abs() * 36_000.0).round() as u64;
        let (degrees, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths % 600);
        let letter = if value < 0.0 { minus } else { plus };
        format!("{degrees}°{minutes:02}'{:02}.{}\"{letter}", seconds / 10, seconds % 10)
    };
    format!("{} {}", part(point.lat, ['N', 'S']), part(point.lon, ['E', 'W']))
}

/// The square of one metre in the military grid (MGRS): `37S CA 34807 07585`. `None` outside the world.
pub fn mgrs(point: Point) -> Option<String> {
    let text = LatLon::create(point.lat, point.lon).ok()?.to_mgrs(5).to_string();
    let digits = text.rfind(|c: char| c.is_alphabetic())? + 1;
    let (zone, square, numbers) = (text.get(..digits - 2)?, text.get(digits - 2..digits)?, text.get(digits..)?);
    let (east, north) = numbers.split_at_checked(numbers.len() / 2)?;
    Some(format!("{zone} {square} {east} {north}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITADEL: Point = Point { lat: 36.199, lon: 37.1626 };

    #[test]
    fn a_point_is_read_out_in_three_ways() {
        assert_eq!(degrees(CITADEL), "36.1990, 37.1626");
        assert_eq!(dms(CITADEL), "36°11'56.4\"N 37°09'45.4\"E");
        assert_eq!(dms(Point { lat: -0.999_999, lon: -37.5 }), "1°00'00.0\"S 37°30'00.0\"W");
        assert_eq!(mgrs(CITADEL).as_deref(), Some("37S CA 34807 07585"));
        assert_eq!(mgrs(Point { lat: 32.62, lon: 36.10 }).as_deref(), Some("37S BS 27889 12875"));
        assert_eq!(mgrs(Point { lat: f64::NAN, lon: 0.0 }), None);
    }
}

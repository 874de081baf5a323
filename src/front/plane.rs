//! A local metric plane: degrees in, metres out. Distances on it are right to a few percent over
//! Syria, and to one in a thousand within a city, which is finer than any report.

use crate::place::Point;
use geo::Coord;

/// Metres of one degree of latitude on a sphere of 6,371,008.8 m.
const DEGREE_M: f64 = 111_195.08;

/// An equirectangular projection about a reference latitude.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plane {
    /// Metres of one degree of longitude at the reference latitude.
    degree_lon_m: f64,
}

impl Plane {
    /// The plane that is true to scale at the mean latitude of the points.
    pub(super) fn about(points: impl Iterator<Item = Point>) -> Plane {
        let (sum, count) = points.fold((0.0, 0.0), |(sum, count), point| (sum + point.lat, count + 1.0));
        let lat: f64 = if count > 0.0 { sum / count } else { 0.0 };
        Plane { degree_lon_m: DEGREE_M * lat.to_radians().cos().max(0.01) }
    }

    /// The true size of one square metre of the plane at a latitude, in square metres.
    pub(super) fn true_size(self, lat: f64) -> f64 {
        DEGREE_M * lat.to_radians().cos() / self.degree_lon_m
    }

    /// Metres east (x) and north (y) of the origin of degrees.
    pub(super) fn metres(self, lon_lat: Coord<f64>) -> Coord<f64> {
        Coord { x: lon_lat.x * self.degree_lon_m, y: lon_lat.y * DEGREE_M }
    }

    /// Longitude (x) and latitude (y) in degrees.
    pub(super) fn degrees(self, metres: Coord<f64>) -> Coord<f64> {
        Coord { x: metres.x / self.degree_lon_m, y: metres.y / DEGREE_M }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_distance_comes_out_in_metres() {
        // Castello to the citadel of Aleppo, 6.47 km by the great circle.
        let (a, b) = (Point::lon_lat(37.1515, 36.2568), Point::lon_lat(37.1629, 36.1994));
        let plane = Plane::about([a, b].into_iter());
        let (p, q) = (plane.metres(Coord { x: a.lon, y: a.lat }), plane.metres(Coord { x: b.lon, y: b.lat }));
        let length = (p.x - q.x).hypot(p.y - q.y);
        assert!((length - a.distance_m(b)).abs() < 2.0, "{length} against {}", a.distance_m(b));
        let back = plane.degrees(p);
        assert!((back.x - a.lon).abs() < 1e-12 && (back.y - a.lat).abs() < 1e-12);
    }
}

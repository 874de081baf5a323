//! Where control can be drawn at all: the country without its lakes, from the base map's file.

use geo::{MultiPolygon, Polygon};

/// The country and its lakes.
#[derive(Clone, Debug, PartialEq)]
pub struct Land {
    /// The country; empty: no border cuts anything.
    pub country: MultiPolygon<f64>,
    /// Its lakes.
    pub lakes: MultiPolygon<f64>,
}

impl Default for Land {
    /// No borders, no lakes.
    fn default() -> Land {
        Land { country: MultiPolygon(Vec::new()), lakes: MultiPolygon(Vec::new()) }
    }
}

impl Land {
    /// Syria (Natural Earth, 1:10m; `assets/basemap/README.md`). Longitude and latitude, WGS 84.
    pub fn built_in() -> Land {
        let file = include_str!("../../assets/basemap/base.geojson");
        Land { country: areas(file, "country"), lakes: areas(file, "lake") }
    }
}

/// The polygons of one kind in a feature collection; a test reads the built-in one.
fn areas(file: &str, kind: &str) -> MultiPolygon<f64> {
    let Ok(geojson::GeoJson::FeatureCollection(collection)) = file.parse() else { return MultiPolygon(Vec::new()) };
    let features = collection
        .features
        .into_iter()
        .filter(|feature| feature.property("kind").and_then(|found| found.as_str()) == Some(kind));
    let shapes = features.filter_map(|feature| geo::Geometry::<f64>::try_from(feature.geometry?).ok());
    let polygons = shapes.flat_map(|shape| match shape {
        geo::Geometry::Polygon(polygon) => vec![polygon],
        geo::Geometry::MultiPolygon(polygons) => polygons.0,
        _ => Vec::<Polygon<f64>>::new(),
    });
    MultiPolygon(polygons.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, point};

    #[test]
    fn the_built_in_land_is_syria() {
        let land = Land::built_in();
        assert!(land.country.contains(&point!(x: 37.16, y: 36.2)), "Aleppo");
        assert!(!land.country.contains(&point!(x: 36.0, y: 32.56)), "Ramtha in Jordan");
        assert!(land.lakes.contains(&point!(x: 38.2, y: 36.0)), "Lake Assad");
    }
}

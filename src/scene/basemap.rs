//! The base map: sea, borders, rivers, roads and built-up ground, from `assets/basemap/`.

use super::shape::{Area, Path};
use crate::place::Point;
use crate::view::{World, world};
use geo::ChaikinSmoothing;
use geojson::{Feature, FeatureCollection, GeometryValue, JsonObject};
use std::sync::Arc;

/// The rivers' own file, which a user may replace.
const RIVERS: &str = include_str!("../../assets/basemap/rivers.geojson");
const BASE: &str = include_str!("../../assets/basemap/base.geojson");

/// Everything under the reports, on the map plane.
#[derive(Clone, Debug, Default)]
pub struct BaseMap {
    /// The sea, within the frame of the map.
    pub sea: Vec<Arc<Area>>,
    /// Lakes.
    pub lakes: Vec<Arc<Area>>,
    /// Syria, to tell it from its neighbours.
    pub country: Vec<Arc<Area>>,
    /// Built-up ground of large cities.
    pub urban: Vec<Arc<Area>>,
    /// Coast lines.
    pub coast: Vec<Arc<Path>>,
    /// Borders of countries and governorates.
    pub borders: Vec<(Border, Arc<Path>)>,
    /// Rivers with their rank, 1 the largest.
    pub rivers: Vec<(u8, Arc<Path>)>,
    /// Railways.
    pub railways: Vec<Arc<Path>>,
    /// Roads; `true` for motorways.
    pub roads: Vec<(bool, Arc<Path>)>,
    /// Names of countries and waters.
    pub names: Vec<Name>,
}

/// What a border is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Between countries, agreed.
    International,
    /// Between countries, disputed, or a ceasefire line.
    Disputed,
    /// Between governorates.
    Governorate,
}

/// A name that belongs to no place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where its centre stands.
    pub at: World,
    /// 1 shows from farthest away.
    pub rank: u8,
    /// A country, a sea or lake, or a river.
    pub kind: NameKind,
}

/// What a [`Name`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A country.
    Country,
    /// A sea or lake.
    Water,
    /// A river.
    River,
}

impl BaseMap {
    /// The base map inside the program.
    pub fn built_in() -> BaseMap {
        let mut map = BaseMap::default();
        // Both files are compiled in and read by the tests: nothing is left out here.
        drop(map.add(BASE).and_then(|()| map.add(RIVERS)));
        map
    }

    /// The base map with another set of rivers: GeoJSON, LineString features of kind `river`.
    pub fn with_rivers(rivers: &str) -> Result<BaseMap, String> {
        let mut map = BaseMap::default();
        map.add(BASE)?;
        map.add(rivers)?;
        Ok(map)
    }

    fn add(&mut self, text: &str) -> Result<(), String> {
        let collection: FeatureCollection = text.parse().map_err(|error| format!("expected GeoJSON: {error}"))?;
        collection.features.iter().enumerate().try_for_each(|(at, feature)| {
            self.add_feature(feature).map_err(|error| format!("feature {}: {error}", at + 1))
        })
    }

    fn add_feature(&mut self, feature: &Feature) -> Result<(), String> {
        let properties = feature.properties.clone().unwrap_or_default();
        let geometry = feature.geometry.as_ref().ok_or("expected a geometry, found none")?;
        let (kind, name, rank) = (text(&properties, "kind"), text(&properties, "name"), number(&properties, "rank"));
        match &geometry.value {
            GeometryValue::Polygon { .. } => {
                let mut polygon = geo::Polygon::try_from(geometry.value.clone()).map_err(|error| error.to_string())?;
                if text(&properties, "source") == "hand-placed" {
                    polygon = polygon.chaikin_smoothing(2);
                }
                let area = Arc::new(Area::new(&polygon));
                self.add_area(&kind, name, area)
            }
            GeometryValue::LineString { .. } => {
                let mut line = geo::LineString::try_from(geometry.value.clone()).map_err(|error| error.to_string())?;
                if text(&properties, "source") == "hand-placed" {
                    // Its corners are no more exact than its curves, and curves look like a road.
                    line = line.chaikin_smoothing(3);
                }
                let status = match (number(&properties, "level"), text(&properties, "status").as_str()) {
                    (1.., _) => Border::Governorate,
                    (0, "international") => Border::International,
                    _ => Border::Disputed,
                };
                self.add_line(&kind, name, rank, status, Arc::new(Path::new(&line)))
            }
            GeometryValue::Point { .. } => {
                let point = geo::Point::try_from(geometry.value.clone()).map_err(|error| error.to_string())?;
                let kind = if kind == "country_name" { NameKind::Country } else { NameKind::Water };
                self.names.push(Name { text: name, at: world(Point::lon_lat(point.x(), point.y())), rank, kind });
                Ok(())
            }
            other => Err(format!("expected a Polygon, LineString or Point, found {}", other.type_name())),
        }
    }

    fn add_area(&mut self, kind: &str, name: String, area: Arc<Area>) -> Result<(), String> {
        let list = match kind {
            "sea" => &mut self.sea,
            "lake" => &mut self.lakes,
            "country" => &mut self.country,
            "urban" => &mut self.urban,
            _ => return Err(format!("expected sea, lake, country or urban, found \"{kind}\"")),
        };
        if let Some(ring) = area.rings.first().filter(|_| kind == "lake" && !name.is_empty()) {
            self.names.push(Name { text: name, at: ring.bounds.center(), rank: 2, kind: NameKind::Water });
        }
        list.push(area);
        Ok(())
    }

    fn add_line(&mut self, kind: &str, name: String, rank: u8, border: Border, path: Arc<Path>) -> Result<(), String> {
        match kind {
            "coast" => self.coast.push(path),
            "border" => self.borders.push((border, path)),
            "river" => {
                if !name.is_empty() && path.points.len() > 1 {
                    let at = path.points[path.points.len() / 2];
                    self.names.push(Name { text: name, at, rank, kind: NameKind::River });
                }
                self.rivers.push((rank.max(1), path));
            }
            "railway" => self.railways.push(path),
            "motorway" => self.roads.push((true, path)),
            "road" => self.roads.push((false, path)),
            _ => return Err(format!("expected coast, border, river, railway, motorway or road, found \"{kind}\"")),
        }
        Ok(())
    }
}

fn text(properties: &JsonObject, key: &str) -> String {
    properties.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
}

fn number(properties: &JsonObject, key: &str) -> u8 {
    properties.get(key).and_then(serde_json::Value::as_u64).unwrap_or_default().min(255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_load_whole() {
        let map = BaseMap::with_rivers(RIVERS).unwrap();
        let features = BASE.matches("\"type\":\"Feature\"").count() + RIVERS.matches("\"type\":\"Feature\"").count();
        let areas = map.sea.len() + map.lakes.len() + map.country.len() + map.urban.len();
        let lines = map.coast.len() + map.borders.len() + map.rivers.len() + map.railways.len() + map.roads.len();
        let points = map.names.iter().filter(|name| name.kind == NameKind::Country).count() + 1;
        assert_eq!(areas + lines + points, features);
        assert_eq!(BaseMap::built_in().rivers.len(), map.rivers.len());
        assert!(map.urban.len() == 2 && map.roads.iter().any(|(motorway, _)| *motorway));
    }

    #[test]
    fn other_rivers_can_be_brought() {
        let one = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"river","name":"Brandywine","rank":1},
            "geometry":{"type":"LineString","coordinates":[[37.0,36.0],[37.1,36.2]]}}]}"#;
        // The Queiq is our own line and stays.
        assert_eq!(BaseMap::with_rivers(one).unwrap().rivers.len(), 2);
        assert!(
            BaseMap::with_rivers(&one.replace("\"river\"", "\"canal\""))
                .unwrap_err()
                .contains("feature 1: expected coast")
        );
        assert!(BaseMap::with_rivers("no").is_err());
    }
}

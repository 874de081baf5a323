//! GeoJSON: features with points or outlines; the properties are named as the columns of a CSV table.

use super::row::{Column, Draft};
use super::{Fault, Table, fault};
use crate::place::{Place, Point};
use ::geojson::{Feature, GeoJson, JsonObject};
use geo::{Centroid, ChamberlainDuquetteArea, InteriorPoint, MultiPolygon};
use serde_json::Value;

/// Reads every feature that has a name and a place on the map.
pub(super) fn read(file: &str, text: &str) -> Table {
    let features = match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => collection.features,
        Ok(GeoJson::Feature(feature)) => vec![feature],
        Ok(GeoJson::Geometry(_)) => {
            let found = "a bare geometry".to_string();
            return Table::broken(file, 1, "features with names", found, "wrap it in a Feature with a name");
        }
        Err(error) => {
            let line = serde_json::from_str::<Value>(text).err().map_or(1, |syntax| syntax.line() as u64);
            return Table::broken(file, line, "GeoJSON", error.to_string(), "mend the file");
        }
    };
    let lines = feature_lines(text);
    let mut table = Table::default();
    for (i, feature) in features.into_iter().enumerate() {
        let line = lines.get(i).copied().unwrap_or(1);
        match place(file, line, feature) {
            Ok(place) => table.push(file, line, place),
            Err(fault) => table.faults.push(fault),
        }
    }
    table
}

/// Places have names, and properties that only a table of places has; drawings have lines, and few names.
pub(super) fn holds_places(text: &str) -> Option<bool> {
    const TELLING: [Column; 6] =
        [Column::Arabic, Column::Kind, Column::Radius, Column::Parent, Column::Aliases, Column::Members];
    let features = match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => collection.features,
        Ok(GeoJson::Feature(feature)) => vec![feature],
        Ok(GeoJson::Geometry(_)) => return Some(false),
        Err(_) => return Some(true),
    };
    let has = |feature: &Feature, column: Column| feature.property(column.key()).is_some_and(|value| !value.is_null());
    let named = features.iter().filter(|feature| has(feature, Column::Name)).count();
    if named > 0 && features.iter().any(|feature| TELLING.iter().any(|column| has(feature, *column))) {
        return Some(true);
    }
    let is_line = |feature: &Feature| {
        let kind = feature.geometry.as_ref().map(|geometry| geometry.value.type_name());
        matches!(kind, Some("LineString" | "MultiLineString"))
    };
    if named * 2 < features.len() || features.iter().any(is_line) { Some(false) } else { None }
}

fn place(file: &str, line: u64, feature: Feature) -> Result<Place, Fault> {
    let geometry = feature.geometry.and_then(|geometry| geo::Geometry::<f64>::try_from(geometry).ok());
    let Some(geometry) = geometry else {
        let hint = "give the feature a geometry";
        return Err(fault(file, line, "a point, a line or an outline", "no geometry".into(), hint));
    };
    let outline = outline(&geometry);
    let Some(point) = middle(&geometry, outline.as_ref()) else {
        return Err(fault(file, line, "a point, a line or an outline", "an empty geometry".into(), "draw it again"));
    };
    if point.lat.abs() > 90.0 || point.lon.abs() > 180.0 {
        let found = format!("{}, {}", point.lon, point.lat);
        return Err(fault(file, line, "longitude and latitude in degrees (WGS 84)", found, "convert the file"));
    }
    let properties = feature.properties.unwrap_or_default();
    let texts = texts(&properties);
    let field =
        |column: Column| texts.iter().find(|(key, _)| *key == column.key()).map_or("", |(_, text)| text.as_str());
    let mut place = Draft { file, line, field: &field, point: Some(point) }.place()?;
    if let Some(outline) = outline {
        if field(Column::Radius).is_empty() {
            place.radius_m = (outline.chamberlain_duquette_unsigned_area() / std::f64::consts::PI).sqrt().round();
        }
        place.outline = Some(outline);
    }
    Ok(place)
}

fn outline(geometry: &geo::Geometry<f64>) -> Option<MultiPolygon<f64>> {
    match geometry {
        geo::Geometry::Polygon(polygon) => Some(MultiPolygon::new(vec![polygon.clone()])),
        geo::Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
        _ => None,
    }
}

/// A point on the feature: within an outline, on the middle vertex of a line.
fn middle(geometry: &geo::Geometry<f64>, outline: Option<&MultiPolygon<f64>>) -> Option<Point> {
    let point = match (outline, geometry) {
        (Some(outline), _) => outline.interior_point(),
        (_, geo::Geometry::LineString(line)) => line.0.get(line.0.len() / 2).map(|&middle| middle.into()),
        _ => geometry.centroid(),
    };
    point.map(|point| Point::lon_lat(point.x(), point.y()))
}

/// The properties as text; a list (`aliases`) joined as the CSV table has it.
fn texts(properties: &JsonObject) -> Vec<(&str, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.trim().to_string(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    properties.iter().map(|(key, value)| (key.as_str(), text(value))).collect()
}

/// The line each object of an array directly under the root begins on.
fn feature_lines(text: &str) -> Vec<u64> {
    const OBJECT_OF_A_LIST: usize = 3;
    let (mut lines, mut line, mut depth) = (Vec::new(), 1, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => {
                depth += 1;
                if byte == b'{' && depth == OBJECT_OF_A_LIST {
                    lines.push(line);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    lines
}

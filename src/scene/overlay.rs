//! The user's own layers over the map: GeoJSON and KML, as points, lines and outlines with their names.

mod draw;

pub(super) use draw::draw;
pub(crate) use draw::stroke;

use super::shape::{Area, Path};
use crate::place::Point;
use crate::project::files::OverlayFile;
use crate::read::letter;
use crate::view::{World, world};
use ::geojson::GeoJson;
use geo::{Coord, LineString, Polygon};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::sync::Arc;

/// The most features of a layer.
const MAX_FEATURES: usize = 100_000;

/// A file drawn over the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// The file's name.
    pub name: String,
    /// What is in it, in its order.
    pub features: Vec<Feature>,
    /// The file, as the project keeps it.
    pub file: Arc<OverlayFile>,
}

/// One thing of a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// What it is called.
    pub name: Option<String>,
    /// What is drawn.
    pub shape: Shape,
}

/// What is drawn of a feature.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A spot.
    Point(World),
    /// A line.
    Line(Arc<Path>),
    /// An outline.
    Area(Arc<Area>),
}

impl Overlay {
    /// Reads a file; its ending tells KML from GeoJSON.
    ///
    /// # Errors
    /// What was expected, what was found, and at which feature.
    pub fn parse(name: &str, text: &str) -> Result<Overlay, String> {
        Overlay::of_file(Arc::new(OverlayFile::new(name, text)))
    }

    /// Reads a file that a project keeps.
    ///
    /// # Errors
    /// As [`Overlay::parse`].
    pub fn of_file(file: Arc<OverlayFile>) -> Result<Overlay, String> {
        let (name, text) = (file.name.as_str(), file.text.as_str());
        let is_kml = name.to_lowercase().ends_with(".kml");
        let found = if is_kml { kml(text)? } else { geojson(text)? };
        if found.is_empty() {
            return Err("expected points, lines or outlines, found none".to_owned());
        }
        if found.len() > MAX_FEATURES {
            return Err(format!("expected at most {MAX_FEATURES} features, found {}", found.len()));
        }
        let features = found.into_iter().enumerate().map(|(number, (name, geometry))| {
            let fault = |at: Coord<f64>| {
                format!(
                    "feature {}: expected longitude and latitude in degrees (WGS 84), found {}, {}",
                    number + 1,
                    at.x,
                    at.y
                )
            };
            Ok(Feature { name, shape: shape(geometry).map_err(fault)? })
        });
        let features: Result<Vec<Feature>, String> = features.collect();
        let features = features?;
        Ok(Overlay { name: file.name.clone(), features, file })
    }

    /// How many of its features have a name: they could be places of the gazetteer.
    pub fn named(&self) -> usize {
        self.features.iter().filter(|feature| feature.name.is_some()).count()
    }
}

/// A geometry that is drawn at once.
enum Simple {
    Point(Coord<f64>),
    Line(LineString<f64>),
    Area(Polygon<f64>),
}

type Found = Vec<(Option<String>, Simple)>;

fn shape(geometry: Simple) -> Result<Shape, Coord<f64>> {
    // Web Mercator ends at 85 degrees.
    let on_map = |at: &&Coord<f64>| at.x.abs() <= 180.0 && at.y.abs() <= 85.0;
    let check = |line: &LineString<f64>| line.coords().find(|at| !on_map(at)).map_or(Ok(()), |at| Err(*at));
    Ok(match geometry {
        Simple::Point(at) if on_map(&&at) => Shape::Point(world(Point::lon_lat(at.x, at.y))),
        Simple::Point(at) => return Err(at),
        Simple::Line(line) => {
            check(&line)?;
            Shape::Line(Arc::new(Path::new(&line)))
        }
        Simple::Area(polygon) => {
            std::iter::once(polygon.exterior()).chain(polygon.interiors()).try_for_each(check)?;
            Shape::Area(Arc::new(Area::new(&polygon)))
        }
    })
}

fn geojson(text: &str) -> Result<Found, String> {
    let features = match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => collection.features,
        Ok(GeoJson::Feature(feature)) => vec![feature],
        Ok(GeoJson::Geometry(geometry)) => vec![::geojson::Feature { geometry: Some(geometry), ..Default::default() }],
        Err(error) => return Err(format!("expected GeoJSON: {error}")),
    };
    let mut found = Vec::new();
    for feature in features {
        let name = ["name", "Name", "NAME", "title"].iter().find_map(|key| match feature.property(key) {
            Some(serde_json::Value::String(name)) if !name.trim().is_empty() => Some(name.trim().to_owned()),
            _ => None,
        });
        let geometry = feature.geometry.and_then(|geometry| geo::Geometry::<f64>::try_from(geometry).ok());
        if let Some(geometry) = geometry {
            parts(geometry, &name, &mut found);
        }
    }
    Ok(found)
}

fn parts(geometry: geo::Geometry<f64>, name: &Option<String>, found: &mut Found) {
    use geo::Geometry as G;
    let mut push = |simple| found.push((name.clone(), simple));
    match geometry {
        G::Point(point) => push(Simple::Point(point.0)),
        G::MultiPoint(points) => points.into_iter().for_each(|point| push(Simple::Point(point.0))),
        G::Line(line) => push(Simple::Line(LineString::from(vec![line.start, line.end]))),
        G::LineString(line) => push(Simple::Line(line)),
        G::MultiLineString(lines) => lines.into_iter().for_each(|line| push(Simple::Line(line))),
        G::Polygon(polygon) => push(Simple::Area(polygon)),
        G::MultiPolygon(polygons) => polygons.into_iter().for_each(|polygon| push(Simple::Area(polygon))),
        G::Rect(rect) => push(Simple::Area(rect.to_polygon())),
        G::Triangle(triangle) => push(Simple::Area(triangle.to_polygon())),
        G::GeometryCollection(all) => all.into_iter().for_each(|geometry| parts(geometry, name, found)),
    }
}

/// The placemarks of a KML file.
fn kml(text: &str) -> Result<Found, String> {
    let mut reader = Reader::from_str(text);
    let (mut found, mut words, mut path) = (Found::new(), String::new(), Vec::<String>::new());
    let (mut name, mut first, mut rings) = (None, 0, Vec::<LineString<f64>>::new());
    let line = |reader: &Reader<&[u8]>| {
        let at = text.floor_char_boundary(usize::try_from(reader.buffer_position()).unwrap_or(0).min(text.len()));
        text[..at].matches('\n').count() + 1
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let tag = tag.local_name().as_ref().to_owned();
                if tag == "Placemark" {
                    (name, first) = (None, found.len());
                }
                rings.clear_if(tag == "Polygon");
                words.clear();
                path.push(tag);
            }
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::CData(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(name)) => words.extend(letter(&name)),
            Ok(Event::End(_)) => {
                let tag = path.pop().unwrap_or_default();
                let parent = path.last().map_or("", String::as_str);
                match tag.as_str() {
                    "name" if parent == "Placemark" => {
                        name = Some(words.trim().to_owned()).filter(|name| !name.is_empty());
                    }
                    "coordinates" => {
                        let coords = coordinates(&words).ok_or_else(|| {
                            format!(
                                "line {}: expected longitude,latitude pairs, found \"{}\"",
                                line(&reader),
                                start(&words)
                            )
                        })?;
                        match parent {
                            "Point" => found.extend(coords.first().map(|at| (None, Simple::Point(*at)))),
                            "LineString" => found.push((None, Simple::Line(LineString::from(coords)))),
                            "LinearRing" => rings.push(LineString::from(coords)),
                            _ => {}
                        }
                    }
                    "Polygon" if !rings.is_empty() => {
                        let outer = rings.remove(0);
                        found.push((None, Simple::Area(Polygon::new(outer, std::mem::take(&mut rings)))));
                    }
                    "Placemark" => found[first..].iter_mut().for_each(|part| part.0.clone_from(&name)),
                    _ => {}
                }
            }
            Ok(Event::Eof) => return Ok(found),
            Ok(_) => {}
            Err(_) => return Err(format!("line {}: expected well-formed XML", line(&reader))),
        }
    }
}

trait ClearIf {
    fn clear_if(&mut self, wanted: bool);
}

impl<T> ClearIf for Vec<T> {
    fn clear_if(&mut self, wanted: bool) {
        if wanted {
            self.clear();
        }
    }
}

fn coordinates(words: &str) -> Option<Vec<Coord<f64>>> {
    let pair = |word: &str| {
        let mut numbers = word.split(',').map(str::parse::<f64>);
        Some(Coord { x: numbers.next()?.ok()?, y: numbers.next()?.ok()? })
    };
    words.split_whitespace().map(pair).collect()
}

fn start(words: &str) -> &str {
    let words = words.trim();
    &words[..words.floor_char_boundary(40)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(overlay: &Overlay) -> Vec<String> {
        let what = |feature: &Feature| {
            let kind = match &feature.shape {
                Shape::Point(_) => "point".to_owned(),
                Shape::Line(path) => format!("line of {}", path.points.len()),
                Shape::Area(area) => format!("area of {} rings", area.rings.len()),
            };
            format!("{} {kind}", feature.name.as_deref().unwrap_or("-"))
        };
        overlay.features.iter().map(what).collect()
    }

    #[test]
    fn geojson_is_read_with_its_names() {
        let text = r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": "Post 1"}, "geometry": {"type": "Point", "coordinates": [37.1, 36.2]}},
            {"type": "Feature", "properties": {}, "geometry": {"type": "MultiLineString", "coordinates": [[[37, 36], [37.1, 36.1]], [[37, 36], [37.2, 36.1], [37.3, 36.1]]]}},
            {"type": "Feature", "properties": {"name": "Zone"}, "geometry": {"type": "Polygon", "coordinates": [[[37, 36], [37.1, 36], [37.1, 36.1], [37, 36]]]}}]}"#;
        let overlay = Overlay::parse("dir/own.geojson", text).unwrap();
        assert_eq!(overlay.name, "own.geojson");
        assert_eq!(said(&overlay), ["Post 1 point", "- line of 2", "- line of 3", "Zone area of 1 rings"]);
        assert_eq!(overlay.named(), 2);
    }

    #[test]
    fn kml_is_read_with_its_names() {
        let text = "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><name>all</name><Placemark><Point><coordinates>37.1,36.2,0</coordinates></Point><name>Post &amp; 1</name></Placemark>\n\
            <Placemark><name><![CDATA[Ring]]></name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>37,36 37.1,36 37.1,36.1 37,36</coordinates></LinearRing></outerBoundaryIs>\
            <innerBoundaryIs><LinearRing><coordinates>37.05,36.01 37.06,36.01 37.06,36.02 37.05,36.01</coordinates></LinearRing></innerBoundaryIs></Polygon>\
            <LineString><coordinates>\n37,36\n37.2,36.3 </coordinates></LineString></MultiGeometry></Placemark></Document></kml>";
        let overlay = Overlay::parse("own.KML", text).unwrap();
        assert_eq!(said(&overlay), ["Post & 1 point", "Ring area of 2 rings", "Ring line of 2"]);
    }

    #[test]
    fn what_cannot_be_drawn_says_why() {
        let said = |name: &str, text: &str| Overlay::parse(name, text).unwrap_err();
        assert!(said("a.geojson", "{").starts_with("expected GeoJSON"));
        let far = r#"{"type": "Point", "coordinates": [512034, 4012345]}"#;
        assert_eq!(
            said("a.geojson", far),
            "feature 1: expected longitude and latitude in degrees (WGS 84), found 512034, 4012345"
        );
        assert_eq!(said("a.kml", "<kml></kml>"), "expected points, lines or outlines, found none");
        assert_eq!(said("a.kml", "<kml>\n<a></b></kml>"), "line 2: expected well-formed XML");
        let word = "<kml><Point><coordinates>here</coordinates></Point></kml>";
        assert_eq!(said("a.kml", word), "line 1: expected longitude,latitude pairs, found \"here\"");
    }
}

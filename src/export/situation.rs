//! A day as GeoJSON: the output of `situation`. Fields stay as they are; more may be added.
//!
//! One FeatureCollection of places, control areas and front lines (their property `kind`), with what
//! it rests on beside them. Longitude and latitude in degrees, WGS 84, to six decimals (0.1 m).

use crate::control::{Basis, Flip, History, METHOD, PlaceState, Situation};
use crate::front::{Area, FrontLine, Fronts};
use crate::gazetteer::Gazetteer;
use crate::project::{ClaimRef, Reading};
use crate::side::Side;
use geo::{Coord, LineString};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// What goes with every picture that leaves the program.
pub const DISCLAIMER: &str = "Reported control, not verified. News does not show all that happens. \
    Names and boundaries imply no endorsement.";

/// Everything a situation is written from.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'p> {
    /// What was read, as given to `history`.
    pub readings: &'p [Arc<Reading>],
    /// The names and points of places.
    pub gazetteer: &'p Gazetteer,
    /// Where the situation comes from; also says what would flip a place.
    pub history: &'p History,
    /// The day.
    pub situation: &'p Situation,
    /// Its areas and lines.
    pub fronts: &'p Fronts,
}

/// The FeatureCollection as JSON text, one feature a line, ending in a line end. With `replay`, it tells how the
/// picture was revised as reports came in.
pub fn geojson(picture: &Picture<'_>, replay: bool) -> String {
    let mut head = head(picture);
    if replay {
        head.insert("replay".to_string(), self::replay(picture));
    }
    let places = picture.situation.places.iter().filter_map(|row| place(picture, row));
    let areas = picture.fronts.areas.iter().map(area);
    let lines = picture.fronts.lines.iter().map(|line| front(picture, line));
    collection(head, &places.chain(areas).chain(lines).collect::<Vec<_>>())
}

/// A FeatureCollection with this head, one feature a line.
pub(super) fn collection(mut head: Map<String, Value>, features: &[Value]) -> String {
    head.insert("features".to_string(), Value::Array(Vec::new()));
    let features: Vec<String> = features.iter().map(Value::to_string).collect();
    let head = Value::Object(head).to_string();
    // The features come last: their empty list is filled.
    let open = head.strip_suffix("]}").unwrap_or(&head);
    format!("{open}\n{}\n]}}\n", features.join(",\n"))
}

/// What the collection says of itself.
pub(super) fn head(picture: &Picture<'_>) -> Map<String, Value> {
    let options = picture.history.options();
    let counts = picture.situation.counts;
    let head = json!({
        "type": "FeatureCollection",
        "on": picture.situation.on,
        "known_by": picture.situation.known_by,
        "according_to": options.according_to,
        "filter": picture.situation.filter,
        "leaning": options.weighing.key(),
        "ratings": options.ratings,
        "method": { "name": METHOD, "version": env!("CARGO_PKG_VERSION") },
        "counts": counts,
        "disclaimer": DISCLAIMER,
    });
    if let Value::Object(head) = head { head } else { Map::new() }
}

/// What each day of publication changed in the picture of the day.
fn replay(picture: &Picture<'_>) -> Value {
    let places = |row: &PlaceState| {
        json!({
            "id": row.place,
            "state": row.state.key(),
            "side": row.side,
            "other": row.other,
            "likelihood": row.side.map(|_| row.likelihood().word()),
        })
    };
    let issues = picture.history.replay(picture.situation.on);
    let issues = issues.iter().map(|issue| {
        json!({
            "known_by": issue.known_by,
            "claims": ids(picture, &issue.claims),
            "places": issue.rows.iter().map(places).collect::<Vec<_>>(),
        })
    });
    issues.collect()
}

/// Of these claims, those that a person looked at: id to what came of it.
fn reviewed(picture: &Picture<'_>, claims: &[ClaimRef]) -> Map<String, Value> {
    let all = claims.iter().map(|claim| claim.of(picture.readings));
    let seen = all.filter(|claim| claim.reviewed.by_person());
    seen.map(|claim| (claim.id.clone(), json!(claim.reviewed.key()))).collect()
}

pub(super) fn place(picture: &Picture<'_>, row: &PlaceState) -> Option<Value> {
    let place = picture.gazetteer.get(&row.place)?;
    let probability: Map<String, Value> = Side::ALL
        .iter()
        .map(|side| (side.key().to_string(), json!(rounded(f64::from(row.probability[side.index()]), 3))))
        .collect();
    let within = match &row.basis {
        Basis::Own => Value::Null,
        Basis::Within(around) => json!(around),
    };
    let ids = |claims: &[ClaimRef]| ids(picture, claims);
    let (flip, exact) = match picture.history.would_flip(&row.place, picture.situation.on) {
        Flip::Without { claims, exact, .. } => (json!(ids(&claims)), json!(exact)),
        Flip::MoreThanThree { exact } => (json!("more than 3"), json!(exact)),
        Flip::Nobody => (Value::Null, Value::Null),
    };
    Some(feature(
        "Point",
        &json!(pair(Coord { x: place.point.lon, y: place.point.lat })),
        &json!({
            "kind": "place",
            "id": row.place,
            "name": place.name,
            "place_kind": place.kind.key(),
            "state": row.state.key(),
            "side": row.side,
            "other": row.other,
            "probability": probability,
            "likelihood": row.side.map(|_| row.likelihood().word()),
            "besieged_by": row.besieged_by,
            "pressed_by": row.pressed_by,
            "last_heard": row.last_heard,
            "origins": row.origins,
            "within": within,
            "for": ids(&row.for_),
            "against": ids(&row.against),
            "aside": ids(&row.aside),
            "would_flip": flip,
            "would_flip_exact": exact,
            "reviewed": reviewed(picture, &[&row.for_[..], &row.against, &row.aside].concat()),
        }),
    ))
}

pub(super) fn area(area: &Area) -> Value {
    let polygons: Vec<Vec<Vec<[f64; 2]>>> = area
        .ground
        .iter()
        .map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(course).collect())
        .collect();
    feature(
        "MultiPolygon",
        &json!(polygons),
        &json!({
            "kind": "area",
            "side": area.side,
            "state": area.state.key(),
            "other": area.other,
            "within": area.within,
            "places": area.places,
        }),
    )
}

pub(super) fn front(picture: &Picture<'_>, line: &FrontLine) -> Value {
    let stretches: Vec<Value> = line
        .stretches
        .iter()
        .map(|stretch| json!({ "to": stretch.to, "places": stretch.places, "claims": ids(picture, &stretch.claims) }))
        .collect();
    feature(
        "LineString",
        &json!(course(&line.line)),
        &json!({
            "kind": "front",
            "sides": line.sides,
            "support": line.support.key(),
            "claims": ids(picture, &line.claims),
            "stretches": stretches,
        }),
    )
}

fn feature(geometry: &str, coordinates: &Value, properties: &Value) -> Value {
    json!({
        "type": "Feature",
        "geometry": { "type": geometry, "coordinates": coordinates },
        "properties": properties,
    })
}

/// The ids of claims, as `extract` prints them.
fn ids(picture: &Picture<'_>, claims: &[ClaimRef]) -> Vec<String> {
    claims.iter().map(|claim| claim.of(picture.readings).id.clone()).collect()
}

fn course(line: &LineString<f64>) -> Vec<[f64; 2]> {
    line.coords().map(|coord| pair(*coord)).collect()
}

fn pair(coord: Coord<f64>) -> [f64; 2] {
    [rounded(coord.x, 6), rounded(coord.y, 6)]
}

pub(super) fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Claim;
    use crate::control::Options;
    use crate::date::Day;
    use crate::front::{Cells, Land, draw};

    /// One article that says that `side` holds a place on 2016-07-05.
    fn reading(side: &str, place: &str) -> Arc<Reading> {
        let span = json!({ "from": "2016-07-05", "to": "2016-07-05", "kind": "precise" });
        let claim: Claim = serde_json::from_value(json!({
            "id": format!("{side}-{place}"),
            "place": { "text": place, "name": place, "id": place, "kind": null, "point": null, "candidates": [] },
            "extent": "whole", "side": side, "group": null, "event": "holds", "status": "reported",
            "date": { "span": span, "basis": "" }, "since": null, "source": null, "from": null,
            "quote": { "start": 0, "end": 0 }, "sentence": { "start": 0, "end": 0 },
            "rule": "", "confidence": 0.85, "why": [],
            "trace": { "trigger": null, "place": null, "side": null, "time": null, "cue": null, "source": null },
        }))
        .unwrap();
        let article = serde_json::from_value(json!({
            "id": place, "path": "", "title": null, "outlet": null, "url": null, "language": null, "sha256": place,
            "published": { "span": span, "basis": "given" }, "copy_of": null, "text": "", "parts": [],
        }))
        .unwrap();
        Arc::new(Reading::new(article, vec![claim], Vec::new()))
    }

    #[test]
    fn the_output_is_geojson_with_places_areas_and_fronts() {
        let readings = [reading("government", "aleppo/leramun"), reading("opposition", "aleppo/bani-zeid")];
        let gazetteer = Gazetteer::built_in();
        let history = History::new(&readings, gazetteer.places(), &Options::default());
        let situation = history.on(Day::new(2016, 7, 6).unwrap());
        let fronts = draw(&situation, &Cells::new(gazetteer.places(), &Land::built_in()));
        let picture = Picture {
            readings: &readings,
            gazetteer: &gazetteer,
            history: &history,
            situation: &situation,
            fronts: &fronts,
        };
        let text = geojson(&picture, false);
        assert!(text.parse::<::geojson::GeoJson>().is_ok(), "{text}");
        assert_eq!(text, geojson(&picture, false));
        let found: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&found["on"], &found["known_by"]), (&json!("2016-07-06"), &Value::Null));
        assert_eq!(found["counts"], json!({ "articles": 2, "claims": 2, "origins": 2 }));
        let kinds: Vec<_> =
            found["features"].as_array().unwrap().iter().map(|feature| &feature["properties"]["kind"]).collect();
        assert_eq!(kinds[..4], ["place", "place", "area", "area"]);
        let leramun = &found["features"][1]["properties"];
        assert_eq!(leramun["id"], "aleppo/leramun");
        assert_eq!((&leramun["state"], &leramun["side"]), (&json!("held"), &json!("government")));
        assert_eq!(leramun["for"], json!(["government-aleppo/leramun"]));
        assert_eq!(leramun["would_flip"], leramun["for"], "it rests on one claim");
    }
}

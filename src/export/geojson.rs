//! An export as GeoJSON: the situation of the last day, as [`super::situation`] writes it, each feature with
//! its evidence, and a feature for every claim. One feature a line.

use super::{Export, situation};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::scene::Overlay;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The FeatureCollection as JSON text.
pub fn geojson(export: &Export<'_>) -> String {
    let picture = &export.picture;
    let mut head = situation::head(picture);
    head.insert("days".to_owned(), json!([export.days.from, export.days.to]));
    head.insert("filter".to_owned(), json!(export.filter));
    head.insert("exported".to_owned(), json!(export.counts()));
    let seen = |claim: &ClaimRef| claim.of(picture.readings).reviewed.by_person();
    head.insert("reviewed".to_owned(), json!(!export.claims.is_empty() && export.claims.iter().all(seen)));
    head.insert("review".to_owned(), json!(export.review()));
    let layer = |layer: &Arc<Overlay>| json!({ "name": layer.name, "sha256": layer.file.sha256 });
    head.insert("own_layers".to_owned(), json!(export.overlays.iter().map(layer).collect::<Vec<_>>()));
    let behind = Behind::new(export);
    let mut features = Vec::new();
    for row in &picture.situation.places {
        features.extend(situation::place(picture, row).map(|feature| with(export, feature, behind.place(&row.place))));
    }
    for area in &picture.fronts.areas {
        let claims = area.places.iter().flat_map(|place| behind.place(place)).collect();
        features.push(with(export, situation::area(area), claims));
    }
    for line in &picture.fronts.lines {
        features.push(with(export, situation::front(picture, line), line.claims.iter().copied().collect()));
    }
    features.extend(export.claims.iter().map(|&claim| self::claim(export, claim)));
    situation::collection(head, &features)
}

/// The claims for, against and aside of each place.
struct Behind(BTreeMap<PlaceId, BTreeSet<ClaimRef>>);

impl Behind {
    fn new(export: &Export<'_>) -> Behind {
        let rows = export.picture.situation.places.iter();
        let all = |row: &crate::control::PlaceState| {
            [&row.for_, &row.against, &row.aside].into_iter().flatten().copied().collect()
        };
        Behind(rows.map(|row| (row.place.clone(), all(row))).collect())
    }

    fn place(&self, place: &PlaceId) -> BTreeSet<ClaimRef> {
        self.0.get(place).cloned().unwrap_or_default()
    }
}

/// A feature with the evidence behind it.
fn with(export: &Export<'_>, mut feature: Value, claims: BTreeSet<ClaimRef>) -> Value {
    let evidence: Vec<Value> = claims.into_iter().map(|claim| export.evidence(claim)).collect();
    feature["properties"]["evidence"] = Value::Array(evidence);
    feature
}

fn claim(export: &Export<'_>, at: ClaimRef) -> Value {
    let reading = &export.picture.readings[at.reading as usize];
    let claim = at.of(export.picture.readings);
    let days = crate::view::claim_days(reading, claim);
    let geometry = claim.place.point.map_or(Value::Null, |point| {
        json!({ "type": "Point", "coordinates": [situation::rounded(point.lon, 6), situation::rounded(point.lat, 6)] })
    });
    let mut properties = Map::new();
    properties.insert("kind".to_owned(), json!("claim"));
    if let Value::Object(evidence) = export.evidence(at) {
        properties.extend(evidence);
    }
    properties.insert("place".to_owned(), json!(claim.place.name));
    properties.insert("place_id".to_owned(), json!(claim.place.id));
    properties.insert("extent".to_owned(), json!(claim.extent.key()));
    properties.insert("from".to_owned(), json!(days.map(|days| days.from)));
    properties.insert("to".to_owned(), json!(days.map(|days| days.to)));
    properties.insert("confidence".to_owned(), json!(situation::rounded(f64::from(claim.confidence), 2)));
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_export;
    use super::*;

    #[test]
    fn every_feature_carries_its_evidence() {
        with_export("", |export| {
            let text = geojson(export);
            assert!(text.parse::<::geojson::GeoJson>().is_ok());
            let found: Value = serde_json::from_str(&text).unwrap();
            for field in ["on", "days", "filter", "method", "counts", "exported", "disclaimer"] {
                assert!(!found[field].is_null(), "{field}");
            }
            let features = found["features"].as_array().unwrap();
            let of = |kind: &str| {
                features.iter().filter(|feature| feature["properties"]["kind"] == kind).collect::<Vec<_>>()
            };
            assert_eq!(of("claim").len(), export.claims.len());
            for kind in ["place", "area", "front"] {
                assert!(!of(kind).is_empty(), "{kind}");
                for feature in of(kind) {
                    let evidence = feature["properties"]["evidence"].as_array().unwrap();
                    assert!(kind == "place" || !evidence.is_empty(), "{feature}");
                    assert!(
                        evidence
                            .iter()
                            .all(|claim| claim["sha256"].as_str().unwrap().len() == 64 && claim["quote"] != "")
                    );
                }
            }
            assert_eq!(text, geojson(export));
        });
        with_export("side:kurdish", |export| {
            let found: Value = serde_json::from_str(&geojson(export)).unwrap();
            let features = found["features"].as_array().unwrap().iter().map(|feature| &feature["properties"]);
            let claims: Vec<_> = features.filter(|properties| properties["kind"] == "claim").collect();
            assert!(!claims.is_empty() && claims.iter().all(|claim| claim["side"] == "kurdish"));
            assert_eq!(found["filter"], "side:kurdish");
        });
    }
}

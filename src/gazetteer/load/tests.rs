//! Tables with faults, and what is said of them.

use super::*;
use crate::place::{Area, PlaceId};

const GEONAMES_ROW: &str = "170017\tAleppo\tAleppo\tHalab,حلب,Алеппо\t36.20124\t37.16117\tP\tPPLA\tSY\t\t09\t\t\t\t1602264\t\t393\tAsia/Damascus\t2019-09-05";

/// A table, the ids that load, and the faults it shows.
fn cases() -> Vec<(&'static str, String, Vec<&'static str>, Vec<&'static str>)> {
    let own = |text: &str| text.to_string();
    vec![
        ("mine.csv", own("name,lat,lon\nArnor Gate,36.2,37.1\n"), vec!["own/arnor-gate"], vec![]),
        ("mine.csv", own("Name;LAT;Lon\nArnor, north;36.2;37.1\n"), vec!["own/arnor-north"], vec![]),
        (
            "mine.csv",
            own("name,lat,lon,kind\nA,36.2,37.1,village\nA,36.3,37.2,hill\n"),
            vec!["own/a", "own/a-2"],
            vec![],
        ),
        (
            "mine.csv",
            own("name,lat\nA,36\n"),
            vec![],
            vec![
                "mine.csv:1: expected a header with the columns name, lat and lon (lon is missing), found \"name,lat\"; name the columns in the first line",
            ],
        ),
        (
            "mine.csv",
            own("name,lat,lon\nA,36.2,37.1\nB,x36,37.1\n,36,37\nC,36.2\nD,36.2,371\n"),
            vec!["own/a"],
            vec![
                "mine.csv:3: expected a latitude from -90 to 90 in the column lat, found \"x36\"; correct the field",
                "mine.csv:4: expected a name in the column name, found nothing; correct the field",
                "mine.csv:5: expected 3 fields, found 2; put a field that contains the separator in quotes",
                "mine.csv:6: expected a longitude from -180 to 180 in the column lon, found \"371\"; correct the field",
            ],
        ),
        (
            "mine.csv",
            own("id,name,lat,lon,radius_m\nx/a,A,36.2,37.1,\nx/a,B,36.3,37.1,\nx/c,C,36.3,37.1,-5\n"),
            vec!["x/a"],
            vec![
                "mine.csv:3: expected an id of its own, found \"x/a\" a second time; give one of the rows another id",
                "mine.csv:4: expected a radius in metres above 0 in the column radius_m, found \"-5\"; correct the field",
            ],
        ),
        (
            "mine.geojson",
            own(
                "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"name\":\"A\",\"aliases\":[\"B\"]},\"geometry\":{\"type\":\"Point\",\"coordinates\":[37.1,36.2]}},\n{\"type\":\"Feature\",\"properties\":{\"kind\":\"hill\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[37.1,36.2]}},\n{\"type\":\"Feature\",\"properties\":{\"name\":\"C\"},\"geometry\":null},\n{\"type\":\"Feature\",\"properties\":{\"name\":\"D\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[3710,36.2]}}\n]}",
            ),
            vec!["own/a"],
            vec![
                "mine.geojson:3: expected a name in the column name, found nothing; correct the field",
                "mine.geojson:4: expected a point, a line or an outline, found no geometry; give the feature a geometry",
                "mine.geojson:5: expected longitude and latitude in degrees (WGS 84), found 3710, 36.2; convert the file",
            ],
        ),
        ("SY.txt", format!("{GEONAMES_ROW}\n"), vec!["geonames/170017"], vec![]),
        (
            "SY.txt",
            format!("{GEONAMES_ROW}\n{}\n{}\n", GEONAMES_ROW.replace("36.20124", "north"), "170018\tShort\t36"),
            vec!["geonames/170017"],
            vec![
                "SY.txt:2: expected a latitude from -90 to 90 in field 5, found \"north\"; correct the field",
                "SY.txt:3: expected 19 fields separated by tabs, found 3; take the row from the table again",
            ],
        ),
        (
            "empty",
            own(""),
            vec![],
            vec!["empty:1: expected a table of places, found an empty file; choose another file"],
        ),
    ]
}

#[test]
fn a_broken_row_is_named_and_the_others_load() {
    for (file, text, ids, faults) in cases() {
        let table = table(file, text.as_bytes());
        let found: Vec<&str> = table.places.iter().map(|place| place.id.as_str()).collect();
        assert_eq!(found, ids, "{text}");
        let said: Vec<String> = table.faults.iter().map(Fault::to_string).collect();
        assert_eq!(said, faults, "{text}");
    }
}

#[test]
fn broken_json_names_its_line() {
    let table = table("mine.geojson", b"{\"type\": \"FeatureCollection\",\n \"features\": [,]}");
    assert_eq!((table.faults.len(), table.faults[0].line), (1, 2), "{:?}", table.faults);
}

#[test]
fn text_that_is_not_utf8_is_refused_with_its_line() {
    let table = table("mine.csv", b"name,lat,lon\nA\xe9,36,37\n");
    let expected = "mine.csv:2: expected UTF-8 text, found the byte 0xe9; save the table as UTF-8";
    assert_eq!(table.faults[0].to_string(), expected);
}

#[test]
fn an_outline_gives_the_point_and_the_size() {
    let square = "{\"type\":\"Feature\",\"properties\":{\"name\":\"Field\",\"kind\":\"quarter\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[37.0,36.0],[37.02,36.0],[37.02,36.02],[37.0,36.02],[37.0,36.0]]]}}";
    let table = table("mine.geojson", square.as_bytes());
    let place = &table.places[0];
    assert!((place.point.lat - 36.01).abs() < 1e-6 && (place.point.lon - 37.01).abs() < 1e-6, "{:?}", place.point);
    // 2,224 m by 1,799 m: the radius of a disc of that area.
    assert!((place.radius_m - 1129.0).abs() < 10.0, "{}", place.radius_m);
    assert!(place.outline.is_some());
}

#[test]
fn a_geonames_row_keeps_its_spellings_and_kind() {
    let table = table("SY.txt", GEONAMES_ROW.as_bytes());
    let place = &table.places[0];
    assert_eq!((place.name.as_str(), place.arabic.as_str(), place.kind), ("Aleppo", "حلب", Kind::City));
    assert_eq!(place.aliases, ["Halab"]);
}

#[test]
fn a_known_place_gains_spellings_and_a_new_one_is_added() {
    let mut gazetteer = Gazetteer::built_in();
    let before = gazetteer.places().len();
    let rows =
        "id,name,lat,lon,kind,aliases\n,Leramun,36.241,37.105,quarter,Larimonde\n,Osgiliath,36.25,37.11,village,\n";
    let added = gazetteer.add(table("mine.csv", rows.as_bytes()));
    assert_eq!((added.new, added.known, added.faults.len()), (1, 1, 0));
    assert_eq!(gazetteer.places().len(), before + 1);
    assert_eq!(gazetteer.find("Larimonde")[0].place.id, PlaceId::new("aleppo/leramun"));
    let found = gazetteer.find("Osgiliath")[0].place;
    assert_eq!((found.id.as_str(), found.area), ("own/osgiliath", Area::Aleppo));
}

#[test]
fn check_prints_faults_then_counts() {
    let text = "name,lat,lon,parent\nA,36.2,37.1,aleppo/aleppo\nB,36.2,37.1,no/where\nC,,37.1,\n";
    let lines = check("mine.csv", text.as_bytes(), &Gazetteer::built_in());
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("mine.csv:4: expected a latitude"), "{}", lines[0]);
    assert!(lines[1].contains("\"no/where\""), "{}", lines[1]);
    assert_eq!(lines[2], "mine.csv: 2 places, 2 faults");
    let lines = check("mine.csv", b"name,lat,lon\nA,36.2,37.1\nC,,37.1\n", &Gazetteer::built_in());
    assert_eq!(lines[1], "mine.csv: 1 place, 1 fault");
}

#[test]
fn a_drawing_is_told_from_a_table_of_places() {
    let feature = |properties: &str, geometry: &str| {
        format!(r#"{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}"#)
    };
    let (point, line) = (
        r#"{"type": "Point", "coordinates": [37.1, 36.2]}"#,
        r#"{"type": "LineString", "coordinates": [[37.1, 36.2], [37.2, 36.2]]}"#,
    );
    let holds = |features: &[String]| {
        let text = format!(r#"{{"type": "FeatureCollection", "features": [{}]}}"#, features.join(","));
        holds_places(text.as_bytes())
    };
    let named = || feature(r#"{"name": "Arnor"}"#, point);
    assert_eq!(holds(&[feature(r#"{"name": "Arnor", "kind": "village"}"#, point)]), Some(true));
    assert_eq!(holds(&[named(), named()]), None, "points with names may be either");
    assert_eq!(holds(&[named(), feature("{}", point), feature("{}", point)]), Some(false));
    assert_eq!(holds(&[named(), feature(r#"{"name": "Berm"}"#, line)]), Some(false));
    assert_eq!(holds_places(line.as_bytes()), Some(false));
    assert_eq!(holds_places(b"{\"type\": "), Some(true), "its faults are told as those of a table");
}

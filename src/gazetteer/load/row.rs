//! One row of a CSV table, or the properties of one GeoJSON feature, to a place.

use super::{Fault, OWN, fault, quoted, usual_radius_m};
use crate::place::{Area, Kind, Place, PlaceId, Point, Precision};

/// Where each column of a table stands.
pub(super) struct Columns([Option<usize>; NAMES.len()], usize);

/// The columns a table may have, in the order of the program's own.
const NAMES: [&str; 13] = [
    "id",
    "name",
    "arabic",
    "kind",
    "lat",
    "lon",
    "radius_m",
    "parent",
    "aliases",
    "members",
    "precision",
    "sources",
    "note",
];

impl Columns {
    /// The columns of a header; else the name of one that is missing.
    pub(super) fn of(header: &csv::StringRecord) -> Result<Columns, &'static str> {
        let position = |name: &str| header.iter().position(|found| found.trim().eq_ignore_ascii_case(name));
        let columns = NAMES.map(position);
        match ["name", "lat", "lon"].into_iter().find(|name| position(name).is_none()) {
            Some(missing) => Err(missing),
            None => Ok(Columns(columns, header.len())),
        }
    }

    /// The place of one row.
    pub(super) fn place(&self, file: &str, line: u64, record: &csv::StringRecord) -> Result<Place, Fault> {
        if record.len() != self.1 {
            let expected = format!("{} fields", self.1);
            let hint = "put a field that contains the separator in quotes";
            return Err(fault(file, line, &expected, record.len().to_string(), hint));
        }
        let field = |name: &str| {
            let column = NAMES.iter().position(|known| *known == name).and_then(|i| self.0[i]);
            column.and_then(|i| record.get(i)).map_or("", str::trim)
        };
        Draft { file, line, field: &field, point: None }.place()
    }
}

/// The fields of one place as text, however they came.
pub(super) struct Draft<'a> {
    /// The table's name.
    pub(super) file: &'a str,
    /// Where in it.
    pub(super) line: u64,
    /// A field by its column's name; empty if there is none.
    pub(super) field: &'a dyn Fn(&str) -> &'a str,
    /// The point, if it does not come as fields.
    pub(super) point: Option<Point>,
}

impl Draft<'_> {
    /// The place, or the first field that is wrong.
    pub(super) fn place(&self) -> Result<Place, Fault> {
        let name = self.required("name", "a name")?;
        let kind = self.parsed("kind", Kind::Other, |text| text.parse())?;
        let id = self.id(name);
        let point = match self.point {
            Some(point) => point,
            None => {
                Point { lat: self.degrees("lat", "a latitude", 90.0)?, lon: self.degrees("lon", "a longitude", 180.0)? }
            }
        };
        let radius_m = self.parsed("radius_m", usual_radius_m(kind), |text| {
            let metres = text.parse().ok().filter(|metres: &f64| *metres > 0.0 && metres.is_finite());
            metres.ok_or_else(|| format!("expected a radius in metres above 0, found \"{text}\""))
        })?;
        let precision = self.parsed("precision", Precision::Approximate, precision)?;
        let sources = (self.field)("sources");
        Ok(Place {
            area: area(&id),
            id,
            name: name.to_string(),
            arabic: (self.field)("arabic").to_string(),
            aliases: list((self.field)("aliases")).filter(|alias| *alias != name).map(String::from).collect(),
            kind,
            point,
            radius_m,
            parent: Some((self.field)("parent")).filter(|id| !id.is_empty()).map(PlaceId::new),
            precision,
            sources: if sources.is_empty() { format!("table {}", self.file) } else { sources.to_string() },
            note: (self.field)("note").to_string(),
            members: list((self.field)("members")).map(PlaceId::new).collect(),
            outline: None,
        })
    }

    fn required(&self, column: &str, expected: &str) -> Result<&str, Fault> {
        let text = (self.field)(column);
        if text.is_empty() { Err(self.fault(column, expected, "nothing".into())) } else { Ok(text) }
    }

    fn parsed<T>(&self, column: &str, usual: T, parse: impl Fn(&str) -> Result<T, String>) -> Result<T, Fault> {
        let text = (self.field)(column);
        if text.is_empty() {
            return Ok(usual);
        }
        parse(text).map_err(|says| {
            let (expected, found) = says.split_once(", found ").unwrap_or((&says, text));
            self.fault(column, expected.trim_start_matches("expected "), found.to_string())
        })
    }

    fn degrees(&self, column: &str, what: &str, most: f64) -> Result<f64, Fault> {
        let expected = format!("{what} from -{most} to {most}");
        let text = self.required(column, &expected)?;
        let degrees = text.parse().ok().filter(|degrees: &f64| degrees.abs() <= most);
        degrees.ok_or_else(|| self.fault(column, &expected, quoted(text)))
    }

    fn id(&self, name: &str) -> PlaceId {
        match (self.field)("id") {
            "" => PlaceId::new(format!("{OWN}{}", slug(name))),
            id => PlaceId::new(id),
        }
    }

    fn fault(&self, column: &str, expected: &str, found: String) -> Fault {
        fault(self.file, self.line, &format!("{expected} in the column {column}"), found, "correct the field")
    }
}

fn precision(text: &str) -> Result<Precision, String> {
    match text {
        "exact" => Ok(Precision::Exact),
        "quarter-centroid" => Ok(Precision::QuarterCentroid),
        "approximate" => Ok(Precision::Approximate),
        _ => Err(format!("expected exact, quarter-centroid or approximate, found \"{text}\"")),
    }
}

/// The governorate an id begins with.
fn area(id: &PlaceId) -> Area {
    match id.as_str().split_once('/') {
        Some(("aleppo", _)) => Area::Aleppo,
        Some(("daraa", _)) => Area::Daraa,
        _ => Area::Other,
    }
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').map(str::trim).filter(|item| !item.is_empty())
}

fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('\'', ""))
        .collect();
    words.join("-")
}

//! One row of a CSV table, or the properties of one GeoJSON feature, to a place.

use super::{Fault, OWN, fault, quoted, usual_radius_m};
use crate::place::{Area, Kind, Place, PlaceId, Point, Precision};

/// The columns a table may have, in the order of the program's own.
#[derive(Clone, Copy)]
pub(super) enum Column {
    Id,
    Name,
    Arabic,
    Kind,
    Lat,
    Lon,
    Radius,
    Parent,
    Aliases,
    Members,
    Precision,
    Sources,
    Note,
}

impl Column {
    const KEYS: [&str; 13] = [
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

    /// Its name in a header.
    pub(super) fn key(self) -> &'static str {
        Column::KEYS[self as usize]
    }
}

/// Where each column of a table stands, and how many there are.
pub(super) struct Columns([Option<usize>; Column::KEYS.len()], usize);

impl Columns {
    /// The columns of a header; else the name of one that is missing.
    pub(super) fn of(header: &csv::StringRecord) -> Result<Columns, &'static str> {
        let position = |name: &str| header.iter().position(|found| found.trim().eq_ignore_ascii_case(name));
        let columns = Column::KEYS.map(position);
        let required = [Column::Name, Column::Lat, Column::Lon];
        match required.into_iter().find(|&column| columns[column as usize].is_none()) {
            Some(missing) => Err(missing.key()),
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
        let field = |column: Column| self.0[column as usize].and_then(|i| record.get(i)).map_or("", str::trim);
        Draft { file, line, field: &field, point: None }.place()
    }
}

/// The fields of one place as text, however they came.
pub(super) struct Draft<'a> {
    /// The table's name.
    pub(super) file: &'a str,
    /// Where in it.
    pub(super) line: u64,
    /// A field by its column; empty if there is none.
    pub(super) field: &'a dyn Fn(Column) -> &'a str,
    /// The point, if it does not come as fields.
    pub(super) point: Option<Point>,
}

impl Draft<'_> {
    /// The place, or the first field that is wrong.
    pub(super) fn place(&self) -> Result<Place, Fault> {
        let name = self.required(Column::Name, "a name")?;
        let kind = self.parsed(Column::Kind, Kind::Other, |text| text.parse())?;
        let id = self.id(name);
        let point = match self.point {
            Some(point) => point,
            None => Point {
                lat: self.degrees(Column::Lat, "a latitude", 90.0)?,
                lon: self.degrees(Column::Lon, "a longitude", 180.0)?,
            },
        };
        let radius_m = self.parsed(Column::Radius, usual_radius_m(kind), |text| {
            let metres = text.parse().ok().filter(|metres: &f64| *metres > 0.0 && metres.is_finite());
            metres.ok_or_else(|| format!("expected a radius in metres above 0, found \"{text}\""))
        })?;
        let precision = self.parsed(Column::Precision, Precision::Approximate, precision)?;
        let sources = (self.field)(Column::Sources);
        Ok(Place {
            area: area(&id),
            id,
            name: name.to_string(),
            arabic: (self.field)(Column::Arabic).to_string(),
            aliases: list((self.field)(Column::Aliases)).filter(|alias| *alias != name).map(String::from).collect(),
            kind,
            point,
            radius_m,
            parent: Some((self.field)(Column::Parent)).filter(|id| !id.is_empty()).map(PlaceId::new),
            precision,
            sources: if sources.is_empty() { format!("table {}", self.file) } else { sources.to_string() },
            note: (self.field)(Column::Note).to_string(),
            members: list((self.field)(Column::Members)).map(PlaceId::new).collect(),
            outline: None,
        })
    }

    fn required(&self, column: Column, expected: &str) -> Result<&str, Fault> {
        let text = (self.field)(column);
        if text.is_empty() { Err(self.fault(column, expected, "nothing".into())) } else { Ok(text) }
    }

    fn parsed<T>(&self, column: Column, usual: T, parse: impl Fn(&str) -> Result<T, String>) -> Result<T, Fault> {
        let text = (self.field)(column);
        if text.is_empty() {
            return Ok(usual);
        }
        parse(text).map_err(|says| {
            let (expected, found) = says.split_once(", found ").unwrap_or((&says, text));
            self.fault(column, expected.trim_start_matches("expected "), found.to_string())
        })
    }

    fn degrees(&self, column: Column, what: &str, most: f64) -> Result<f64, Fault> {
        let expected = format!("{what} from -{most} to {most}");
        let text = self.required(column, &expected)?;
        let degrees = text.parse().ok().filter(|degrees: &f64| degrees.abs() <= most);
        degrees.ok_or_else(|| self.fault(column, &expected, quoted(text)))
    }

    fn id(&self, name: &str) -> PlaceId {
        match (self.field)(Column::Id) {
            "" => PlaceId::new(format!("{OWN}{}", slug(name))),
            id => PlaceId::new(id),
        }
    }

    fn fault(&self, column: Column, expected: &str, found: String) -> Fault {
        fault(self.file, self.line, &format!("{expected} in the column {}", column.key()), found, "correct the field")
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

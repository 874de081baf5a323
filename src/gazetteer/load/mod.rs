//! Tables to places: the program's own CSV, and a user's CSV, GeoJSON or GeoNames table, told apart by content.
//! Reading never fails as a whole: what will not load is a [`Fault`] with its file and line.

mod geojson;
mod geonames;
mod row;
#[cfg(test)]
mod tests;

use super::{Gazetteer, Guard};
use crate::place::{Kind, Place, PlaceId};
use row::Columns;
use std::collections::HashSet;
use std::fmt;

/// The places of one table, and what would not load.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The places, in the order of the table.
    pub places: Vec<Place>,
    /// What would not load, in the order of the table.
    pub faults: Vec<Fault>,
    /// Rows that are not places a claim can be about (of a GeoNames table: streams, wells, administrative areas).
    pub skipped: usize,
    ids: HashSet<PlaceId>,
}

/// One thing in a table that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The table's name.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// What was expected there.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// What to do about it.
    pub hint: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { file, line, expected, found, hint } = self;
        write!(f, "{file}:{line}: expected {expected}, found {found}; {hint}")
    }
}

impl std::error::Error for Fault {}

/// The guards of a table of spellings, and what would not load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guards {
    /// Each spelling with what it needs beside it.
    pub guards: Vec<(String, Guard)>,
    /// What would not load.
    pub faults: Vec<Fault>,
}

/// Reads a table of any of the three formats. `file` names it in faults.
pub fn table(file: &str, bytes: &[u8]) -> Table {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() as u64 + 1;
            let byte = format!("the byte {:#04x}", bytes[error.valid_up_to()]);
            return Table::broken(file, line, "UTF-8 text", byte, "save the table as UTF-8");
        }
    };
    match text.trim_start().chars().next() {
        None => Table::broken(file, 1, "a table of places", "an empty file".into(), "choose another file"),
        Some('{' | '[') => geojson::read(file, text),
        Some(_) if geonames::is_table(text) => geonames::read(file, text),
        Some(_) => csv(file, text),
    }
}

/// Whether a GeoJSON is a table of places rather than something to be drawn, by what is in it; `None` where it may
/// be either. What cannot be read is taken for a table: its faults are then told line by line.
pub fn holds_places(bytes: &[u8]) -> Option<bool> {
    std::str::from_utf8(bytes).map_or(Some(true), |text| geojson::holds_places(text.trim_start_matches('\u{feff}')))
}

/// Reads a CSV table: a header, then one place a line. Only `name`, `lat` and `lon` are required; the columns are
/// those of the program's own tables, see `assets/gazetteer/README.md`. Separated by commas, semicolons or tabs.
pub fn csv(file: &str, text: &str) -> Table {
    let mut table = Table::default();
    let mut reader = csv_reader(text);
    let columns = match reader.headers().map(|header| Columns::of(header)) {
        Ok(Ok(columns)) => columns,
        Ok(Err(missing)) => {
            let expected = format!("a header with the columns name, lat and lon ({missing} is missing)");
            let first = text.lines().next().unwrap_or_default().chars().take(60).collect::<String>();
            return Table::broken(file, 1, &expected, quoted(&first), "name the columns in the first line");
        }
        Err(error) => return Table::broken(file, 1, "a header", error.to_string(), "mend the first line"),
    };
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                match columns.place(file, line, &record) {
                    Ok(place) => table.push(file, line, place),
                    Err(fault) => table.faults.push(fault),
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                table.faults.push(fault(file, line, "a row of the table", error.to_string(), "mend the row"));
            }
        }
    }
    table
}

/// Reads the table of guarded spellings: `spelling,guard,reason`, the guard being `needs-context` or `description`.
pub fn guards(file: &str, text: &str) -> Guards {
    let mut guards = Guards::default();
    for record in csv_reader(text).records().flatten() {
        let line = record.position().map_or(0, csv::Position::line);
        let guard = match record.get(1).map(str::trim) {
            Some("needs-context") => Guard::NeedsContext,
            Some("description") => Guard::Description,
            other => {
                let found = quoted(other.unwrap_or_default());
                guards.faults.push(fault(file, line, "needs-context or description", found, "correct the guard"));
                continue;
            }
        };
        guards.guards.push((record.get(0).unwrap_or_default().trim().to_string(), guard));
    }
    guards
}

/// What `frontlines gazetteer check` prints for one table: its faults, one a line, then its counts.
pub fn check(file: &str, bytes: &[u8], known: &Gazetteer) -> Vec<String> {
    let table = table(file, bytes);
    let mut lines: Vec<String> = table.faults.iter().map(Fault::to_string).collect();
    let ids: Vec<_> = table.places.iter().map(|place| &place.id).collect();
    for place in &table.places {
        for id in place.parent.iter().chain(&place.members) {
            if !ids.contains(&id) && known.get(id).is_none() {
                lines.push(format!(
                    "{file}: expected a parent and members of \"{}\" that are in the table or in the program, found \
                     the id \"{id}\"; correct the id",
                    place.name
                ));
            }
        }
    }
    let skipped =
        if table.skipped > 0 { format!(", {} not of use", counted(table.skipped, "row")) } else { String::new() };
    let (places, faults) = (counted(table.places.len(), "place"), counted(lines.len(), "fault"));
    lines.push(format!("{file}: {places}, {faults}{skipped}"));
    lines
}

/// `1 place`, `2 places`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

impl Table {
    /// A table of these places.
    pub fn of(places: Vec<Place>) -> Table {
        Table { places, ..Table::default() }
    }

    fn broken(file: &str, line: u64, expected: &str, found: String, hint: &'static str) -> Table {
        Table { faults: vec![fault(file, line, expected, found, hint)], ..Table::default() }
    }

    /// Keeps a place, unless the table has one of its id already.
    fn push(&mut self, file: &str, line: u64, mut place: Place) {
        if place.id.as_str().starts_with(OWN) {
            place.id = self.free_id(&place);
        }
        if !self.ids.insert(place.id.clone()) {
            let found = format!("\"{}\" a second time", place.id);
            self.faults.push(fault(file, line, "an id of its own", found, "give one of the rows another id"));
        } else {
            self.places.push(place);
        }
    }

    fn free_id(&self, place: &Place) -> PlaceId {
        let numbered = (2..).map(|n| PlaceId::new(format!("{}-{n}", place.id)));
        std::iter::once(place.id.clone()).chain(numbered).find(|id| !self.ids.contains(id)).unwrap_or(place.id.clone())
    }
}

/// Where the ids of places begin that come without one.
const OWN: &str = "own/";

fn csv_reader(text: &str) -> csv::Reader<&[u8]> {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: char| header.matches(separator).count();
    let separator =
        [';', '\t'].into_iter().filter(|&other| count(other) > count(',')).max_by_key(|&other| count(other));
    let mut builder = csv::ReaderBuilder::new();
    builder.flexible(true).delimiter(separator.map_or(b',', |c| c as u8)).from_reader(text.as_bytes())
}

fn fault(file: &str, line: u64, expected: &str, found: String, hint: &'static str) -> Fault {
    Fault { file: file.to_string(), line, expected: expected.to_string(), found, hint }
}

fn quoted(found: &str) -> String {
    if found.is_empty() { "nothing".to_string() } else { format!("\"{found}\"") }
}

/// How far a place of a kind reaches if a table does not say, in metres.
pub fn usual_radius_m(kind: Kind) -> f64 {
    match kind {
        Kind::Governorate => 40_000.0,
        Kind::District => 20_000.0,
        Kind::Subdistrict => 9_000.0,
        Kind::Sector | Kind::City => 2_500.0,
        Kind::Town | Kind::Airport => 1_300.0,
        Kind::Village | Kind::Base | Kind::Camp | Kind::River => 800.0,
        Kind::Road => 5_000.0,
        _ => 500.0,
    }
}

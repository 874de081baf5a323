//! GeoNames tables: tab-separated, 19 columns, no header (geonames.org/export, CC BY 4.0).

use super::{Fault, Table, fault, quoted, usual_radius_m};
use crate::place::{Area, Kind, Place, PlaceId, Point, Precision};

const COLUMNS: usize = 19;

/// Whether the first line is a row of such a table.
pub(super) fn is_table(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let fields: Vec<&str> = first.split('\t').collect();
    fields.len() > 12 && fields[0].parse::<u64>().is_ok()
}

/// Reads the populated places and spots of the table; other features are counted as skipped.
pub(super) fn read(file: &str, text: &str) -> Table {
    let mut table = Table::default();
    for (line, row) in (1..).zip(text.lines()).filter(|(_, row)| !row.trim().is_empty()) {
        match place(file, line, row) {
            Ok(Some(place)) => table.push(file, line, place),
            Ok(None) => table.skipped += 1,
            Err(fault) => table.faults.push(fault),
        }
    }
    table
}

fn place(file: &str, line: u64, row: &str) -> Result<Option<Place>, Fault> {
    let fields: Vec<&str> = row.split('\t').map(str::trim).collect();
    if fields.len() != COLUMNS {
        let expected = "19 fields separated by tabs";
        return Err(fault(file, line, expected, fields.len().to_string(), "take the row from the table again"));
    }
    let degrees = |column: usize, what: &str, most: f64| {
        let value = fields[column].parse().ok().filter(|degrees: &f64| degrees.abs() <= most);
        let expected = format!("{what} from -{most} to {most} in field {}", column + 1);
        value.ok_or_else(|| fault(file, line, &expected, quoted(fields[column]), "correct the field"))
    };
    let point = Point { lat: degrees(4, "a latitude", 90.0)?, lon: degrees(5, "a longitude", 180.0)? };
    if fields[0].is_empty() || fields[1].is_empty() {
        return Err(fault(file, line, "an id and a name", "none".into(), "correct the row"));
    }
    let Some(kind) = kind(fields[6], fields[7], fields[14].parse().unwrap_or(0)) else { return Ok(None) };
    let (latin, arabic) = names(fields[1], fields[2], fields[3]);
    Ok(Some(Place {
        id: PlaceId::new(format!("geonames/{}", fields[0])),
        name: fields[1].to_string(),
        arabic,
        aliases: latin,
        kind,
        point,
        radius_m: usual_radius_m(kind),
        parent: None,
        area: Area::Other,
        precision: Precision::Approximate,
        sources: format!("GeoNames {} ({file})", fields[0]),
        note: String::new(),
        members: Vec::new(),
        outline: None,
    }))
}

/// The kind of a feature class and code; `None` for what no claim is about.
fn kind(class: &str, code: &str, population: u64) -> Option<Kind> {
    Some(match (class, code) {
        ("P", "PPLX") => Kind::Quarter,
        ("P", "PPLQ" | "PPLH" | "PPLW") => return None,
        ("P", "PPLC" | "PPLA") => Kind::City,
        ("P", _) if population >= 50_000 => Kind::City,
        ("P", _) if population >= 5_000 => Kind::Town,
        ("P", _) => Kind::Village,
        ("S", "AIRP" | "AIRB" | "AIRF" | "AIRH") => Kind::Airport,
        ("S", "HSP" | "HSPC" | "HSPD") => Kind::Hospital,
        ("S", "PRN") => Kind::Prison,
        ("S", "SCH" | "SCHC" | "SCHM" | "SCHT" | "ITTR") => Kind::School,
        ("S", "UNIV") => Kind::University,
        ("S", "MFG" | "MFGM" | "OILR" | "OILF" | "GASF" | "PMPO") => Kind::Industrial,
        ("S", "PS" | "PSH") => Kind::PowerPlant,
        ("S", "CSTL" | "FT") => Kind::Citadel,
        ("S", "BDG") => Kind::Bridge,
        ("S", "DAM") => Kind::River,
        ("S", "CMPREF" | "CMPRF" | "CMP") => Kind::Camp,
        ("S", "MILB" | "INSM" | "BRKS" | "PP") => Kind::Base,
        ("S", "PSTB" | "BCN" | "CSTM") => Kind::Crossing,
        ("S", "MSQE" | "MNMT" | "RUIN" | "HSTS") => Kind::Other,
        ("L", "MILB" | "INSM") => Kind::Base,
        ("T", "HLL" | "HLLS" | "MT" | "MTS" | "PK" | "HLLU") => Kind::Hill,
        ("R", "TRIG" | "RDCR" | "CIRC") => Kind::Roundabout,
        _ => return None,
    })
}

/// The Latin spellings beside the name, and the first Arabic one.
fn names(name: &str, ascii: &str, alternates: &str) -> (Vec<String>, String) {
    let mut latin: Vec<String> = Vec::new();
    let mut arabic = String::new();
    for other in std::iter::once(ascii).chain(alternates.split(',')).map(str::trim) {
        let first = other.chars().find(|c| c.is_alphabetic()).unwrap_or('?');
        let known = other == name || latin.iter().any(|known| known == other);
        if is_arabic(first) && arabic.is_empty() {
            arabic = other.to_string();
        } else if is_latin(first) && !known {
            latin.push(other.to_string());
        }
    }
    (latin, arabic)
}

fn is_arabic(letter: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&letter)
}

fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && (letter < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&letter))
}

//! Worked cases of the control model: short lists of claims, then what each day must show.
//! The cases are the text files in `tests/histories/`; their first lines explain the form.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing it does not understand")]

use frontlines::article::{Article, DateBasis, Published};
use frontlines::claim::{Claim, ClaimedPlace, Event, Extent, Source, SourceKind, Status, Trace, When};
use frontlines::control::{History, Options};
use frontlines::date::{Day, Span};
use frontlines::place::{Area, Kind, Place, PlaceId, Point, Precision};
use frontlines::project::Reading;
use frontlines::side::Side;
use std::fs;

#[test]
fn worked_cases() {
    let mut files: Vec<_> = fs::read_dir("tests/histories").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for file in files {
        for case in cases(&fs::read_to_string(&file).unwrap()) {
            checked += case.expected.len();
            wrong.extend(case.check().into_iter().map(|fault| format!("{}: {fault}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{} of {checked} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// A named list of claims with what follows from them.
#[derive(Default)]
struct Case {
    name: String,
    readings: Vec<Reading>,
    places: Vec<Place>,
    options: Options,
    expected: Vec<(Day, PlaceId, String)>,
}

impl Case {
    /// One line for each expectation that is not met.
    fn check(&self) -> Vec<String> {
        let history = History::new(&self.readings, &self.places, &self.options);
        let mut faults = Vec::new();
        for (day, place, expected) in &self.expected {
            let situation = history.on(*day);
            let found = situation.get(place).map_or("unknown -".to_string(), |row| {
                format!("{} {} {}", row.state.key(), row.side.map_or("-", Side::key), row.likelihood().word())
            });
            if !found.starts_with(expected.as_str()) {
                faults.push(format!("{}: {day} {place}: expected \"{expected}\", found \"{found}\"", self.name));
            }
        }
        faults
    }
}

/// Reads a file of cases.
fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().map(|line| line.trim()).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("case: ") {
            cases.push(Case { name: name.to_string(), ..Case::default() });
            continue;
        }
        let case = cases.last_mut().expect("a line \"case: ...\" comes first");
        if let Some((head, expected)) = line.split_once(" => ") {
            let (day, place) = head.split_once(' ').unwrap();
            case.expected.push((day.parse().unwrap(), PlaceId::new(place.trim()), expected.trim().to_string()));
        } else {
            let reading = reading(line, case.readings.len());
            let id = reading.claims[0].place.id.clone().unwrap();
            if !case.places.iter().any(|place| place.id == id) {
                case.places.push(place(id));
            }
            case.readings.push(reading);
        }
    }
    cases
}

/// One claim line: an article of its own.
fn reading(line: &str, number: usize) -> Reading {
    let mut words = line.split_whitespace();
    let mut next = || words.next().unwrap_or_else(|| panic!("too short: {line}"));
    let day: Day = next().parse().unwrap();
    let id = PlaceId::new(next());
    let side = Some(next()).filter(|side| *side != "-").map(|side| side.parse::<Side>().unwrap());
    let event: Event = next().parse().unwrap();
    let mut claim = Claim {
        id: number.to_string(),
        place: ClaimedPlace {
            text: id.to_string(),
            name: id.to_string(),
            id: Some(id),
            kind: None,
            point: Some(Point::lon_lat(0.0, 0.0)),
            candidates: Vec::new(),
        },
        extent: Extent::Whole,
        side,
        group: None,
        event,
        status: Status::Reported,
        date: When { span: Some(Span::day(day)), basis: String::new() },
        since: None,
        source: None,
        from: None,
        quote: 0..0,
        sentence: 0..0,
        rule: String::new(),
        confidence: 0.85,
        why: Vec::new(),
        trace: Trace::default(),
    };
    let mut outlet = format!("outlet {number}");
    let mut published = day;
    for word in words {
        if let Ok(extent) = word.parse::<Extent>() {
            claim.extent = extent;
        } else if let Ok(status) = word.parse::<Status>() {
            claim.status = status;
        } else {
            let (key, value) = word.split_once('=').unwrap_or_else(|| panic!("not understood: {word} in {line}"));
            match key {
                "outlet" => outlet = value.to_string(),
                "source" => claim.source = Some(Source { name: value.to_string(), kind: SourceKind::Unnamed }),
                "published" => published = value.parse().unwrap(),
                "from" => claim.from = Some(value.parse().unwrap()),
                _ => panic!("not understood: {word} in {line}"),
            }
        }
    }
    let article = Article {
        id: format!("article-{number}"),
        path: String::new(),
        title: None,
        outlet: Some(outlet),
        url: None,
        language: None,
        sha256: number.to_string(),
        published: Published { span: Some(Span::day(published)), basis: DateBasis::Given },
        copy_of: None,
        text: String::new(),
        parts: Vec::new(),
    };
    Reading { article, claims: vec![claim], notes: Vec::new() }
}

/// A place of which only the id matters.
fn place(id: PlaceId) -> Place {
    Place {
        name: id.to_string(),
        id,
        arabic: String::new(),
        aliases: Vec::new(),
        kind: Kind::Quarter,
        point: Point::lon_lat(37.1, 36.2),
        radius_m: 500.0,
        parent: None,
        area: Area::Aleppo,
        precision: Precision::Exact,
        sources: String::new(),
        note: String::new(),
        members: Vec::new(),
        outline: None,
    }
}

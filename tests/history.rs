//! Worked cases of the control model: short lists of claims, then what each day must show.
//! The cases are the text files in `tests/histories/`; the first lines of `basics.txt` explain the form.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing it does not understand")]

use frontlines::article::{Article, DateBasis, Published};
use frontlines::claim::{Claim, ClaimedPlace, Event, Extent, Source, SourceKind, Status, Trace, When};
use frontlines::control::{
    Basis, Flip, History, Ledger, Options, Passing, PlaceState, Shift, Weighing, compare, voice_key,
};
use frontlines::date::{Day, Span};
use frontlines::place::{Area, Kind, Place, PlaceId, Point, Precision};
use frontlines::project::edit::Reliability;
use frontlines::project::{ClaimRef, Reading};
use frontlines::side::Side;
use std::fs;
use std::sync::Arc;

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

#[test]
fn two_voices_are_compared_place_by_place() {
    let text = "case: rivals
        2016-07-10 q/a opposition holds outlet=network
        2016-07-10 q/a government holds outlet=agency
        2016-07-10 q/b opposition holds outlet=network
        2016-07-10 q/b opposition holds outlet=agency
        2016-07-10 q/c government holds outlet=agency";
    let case = &cases(text)[0];
    let day = "2016-07-11".parse().unwrap();
    let map = |voice: &str| {
        let options = Options { according_to: vec![voice.to_string()], ..Options::default() };
        History::new(&case.readings, &case.places, &options).on(day)
    };
    let found: Vec<_> =
        compare(&map("network"), &map("agency")).into_iter().map(|row| (row.place.to_string(), row.shift)).collect();
    let expected = [("q/a", Shift::Taken), ("q/b", Shift::Stable), ("q/c", Shift::Appeared)];
    assert_eq!(found, expected.map(|(place, shift)| (place.to_string(), shift)));
}

#[test]
fn changes_are_listed_by_day_with_both_holders() {
    let text = "case: changes
        2016-07-10 q/a opposition holds
        2016-07-10 q/b government holds
        2016-07-20 q/a government captures
        2016-07-20 q/a government captures";
    let case = &cases(text)[0];
    let history = History::new(&case.readings, &case.places, &case.options);
    let found: Vec<_> = history
        .changes()
        .iter()
        .map(|change| (change.day.to_string(), change.place.to_string(), change.from, change.to))
        .collect();
    let (government, opposition) = (Some(Side::Government), Some(Side::Opposition));
    let row = |day: &str, place: &str, from, to| (day.to_string(), place.to_string(), from, to);
    assert_eq!(
        found,
        [
            row("2016-07-10", "q/a", None, opposition),
            row("2016-07-10", "q/b", None, government),
            row("2016-07-20", "q/a", opposition, government),
        ]
    );
}

#[test]
fn articles_added_one_by_one_make_the_same_history_as_all_at_once() {
    for seed in 1..=12 {
        let case = made_up(seed, 60);
        let mut ledger = Ledger::new(&case.places);
        let weighings = [Weighing::Equal, Weighing::Equal, Weighing::AgainstInterest];
        for count in (0..=case.readings.len()).step_by(3) {
            let (readings, weighing) = (&case.readings[..count], weighings[count % 3]);
            let options = Options { weighing, ..case.options.clone() };
            let (step, whole) = (ledger.tell(readings, &options), History::new(readings, &case.places, &options));
            assert_eq!(step.changes(), whole.changes(), "seed {seed}, {count} articles");
            for day in ["2016-07-05", "2016-08-01", "2016-09-20", "2017-01-01"].map(|day| day.parse().unwrap()) {
                assert_eq!(step.on(day), whole.on(day), "seed {seed}, {count} articles, {day}");
            }
            let originals = |history: &History| (0..count as u32).map(|at| history.original(at)).collect::<Vec<_>>();
            assert_eq!(originals(&step), originals(&whole), "seed {seed}, {count} articles");
        }
        // An article that is read anew is another one.
        let mut other = case.readings.clone();
        Arc::make_mut(&mut other[5]).claims[0].side = Some(Side::Kurdish);
        let day = "2016-08-01".parse().unwrap();
        let whole = History::new(&other, &case.places, &case.options);
        assert_eq!(ledger.tell(&other, &case.options).on(day), whole.on(day), "seed {seed}");
    }
}

#[test]
fn a_filter_leaves_claims_out_and_tells_how_many() {
    let day = "2016-08-20".parse().unwrap();
    for seed in 1..=6 {
        let case = made_up(seed, 40);
        let mut ledger = Ledger::new(&case.places);
        let whole = ledger.tell(&case.readings, &case.options).on(day);
        let passing = |passes: &dyn Fn(usize, &Claim) -> bool| {
            let of = |(r, reading): (usize, &Arc<Reading>)| {
                (0..reading.claims.len() as u32).filter(|c| passes(r, &reading.claims[*c as usize])).collect()
            };
            let claims = Arc::new(case.readings.iter().enumerate().map(of).collect());
            Options { passing: Some(Passing { filter: "x".into(), claims }), ..case.options.clone() }
        };
        let every = ledger.tell(&case.readings, &passing(&|_, _| true)).on(day);
        assert_eq!((every.filter.as_deref(), &every.places, every.counts), (Some("x"), &whole.places, whole.counts));
        let some = ledger.tell(&case.readings, &passing(&|r, _| r % 2 == 0));
        let (now, other) = (some.on(day), History::new(&case.readings, &case.places, some.options()).on(day));
        assert_eq!(now, other, "seed {seed}: the ledger remembers nothing of the others");
        assert_eq!(now.counts.claims + now.counts.left_out, whole.counts.claims);
        assert!(now.counts.left_out > 0);
        let behind = now.places.iter().flat_map(|row| [&row.for_, &row.against, &row.aside]).flatten();
        assert!(behind.clone().count() > 0 && behind.clone().all(|claim| claim.reading % 2 == 0));
        let left_out = case.places.iter().flat_map(|place| some.left_out(&place.id, "2030-01-01".parse().unwrap()));
        assert_eq!(left_out.filter(|claim| claim.reading % 2 == 1).count(), now.counts.left_out as usize);
    }
}

#[test]
fn no_smaller_set_flips_than_the_one_that_is_named() {
    let mut sizes = [0; 4];
    for seed in 1..=14 {
        let case = made_up(seed, 14);
        let history = History::new(&case.readings, &case.places, &case.options);
        let day = "2016-08-20".parse().unwrap();
        for place in case.places.iter().map(|place| &place.id) {
            let holder = |history: &History| {
                history.place_on(place, day).filter(|row| row.share() >= 0.45).and_then(|row| row.side)
            };
            let claims: Vec<ClaimRef> =
                (0..case.readings.len() as u32).map(|reading| ClaimRef { reading, claim: 0 }).collect();
            let smallest = (1..=3).find(|size| {
                subsets(&claims, *size).iter().any(|set| {
                    let without = History::new(&case.without(set), &case.places, &case.options);
                    holder(&without) != holder(&history)
                })
            });
            let named = match history.would_flip(place, day) {
                Flip::Nobody => continue,
                Flip::Without { exact: false, .. } | Flip::MoreThanThree { exact: false } => {
                    panic!("seed {seed}, {place}: fourteen claims are few enough to try every set")
                }
                Flip::Without { claims, .. } => Some(claims.len()),
                Flip::MoreThanThree { .. } => None,
            };
            sizes[named.unwrap_or(0)] += 1;
            assert_eq!(named, smallest, "seed {seed}, {place}");
        }
    }
    assert!(sizes.iter().skip(1).all(|count| *count > 0), "{sizes:?}");
}

#[test]
fn each_revision_is_the_picture_known_by_its_day() {
    let mut found = 0;
    for seed in 1..=10 {
        let case = made_up(seed, 30);
        let history = History::new(&case.readings, &case.places, &case.options);
        let (day, place) = ("2016-08-05".parse().unwrap(), PlaceId::new("q/a"));
        let revisions = history.revisions(&place, day);
        found += revisions.len();
        let told = |row: &Option<PlaceState>| {
            row.as_ref().filter(|row| row.side.is_some()).map(|row| (row.state, row.side, row.other, row.likelihood()))
        };
        let first: Day = "2016-07-01".parse().unwrap();
        for known_by in (0..100).map(|days| first + days) {
            let options = Options { known_by: Some(known_by), ..case.options.clone() };
            let row = History::new(&case.readings, &case.places, &options).place_on(&place, day);
            let last = revisions.iter().rev().find(|revision| revision.known_by <= known_by);
            assert_eq!(last.and_then(|last| told(&last.row)), told(&row), "seed {seed}, {known_by}");
            if let Some(revision) = last.filter(|last| last.known_by == known_by) {
                assert_eq!(revision.row, row, "seed {seed}, {known_by}");
                assert!(!revision.claims.is_empty());
            }
        }
    }
    assert!(found > 30, "{found} revisions");
}

#[test]
fn of_many_claims_a_set_that_is_named_flips_and_says_that_not_all_were_tried() {
    let case = made_up(3, 160);
    let history = History::new(&case.readings, &case.places, &case.options);
    let mut inexact = 0;
    for day in ["2016-07-20", "2016-08-10", "2016-09-01", "2016-11-01", "2017-01-01"].map(|day| day.parse().unwrap()) {
        for place in case.places.iter().map(|place| &place.id) {
            let holder = |history: &History| {
                history.place_on(place, day).filter(|row| row.share() >= 0.45).and_then(|row| row.side)
            };
            match history.would_flip(place, day) {
                Flip::Without { claims, then, exact } => {
                    let without = History::new(&case.without(&claims), &case.places, &case.options);
                    assert_eq!(holder(&without), then, "{day}, {place}");
                    assert_ne!(holder(&without), holder(&history), "{day}, {place}");
                    assert!(exact || claims.len() > 1, "single claims are all tried");
                }
                Flip::MoreThanThree { exact } => inexact += usize::from(!exact),
                Flip::Nobody => {}
            }
        }
    }
    assert!(inexact > 0);
}

#[test]
fn a_replay_ends_with_the_picture_and_tells_each_step_to_it() {
    let case = made_up(7, 40);
    let history = History::new(&case.readings, &case.places, &case.options);
    let day = "2016-08-05".parse().unwrap();
    let issues = history.replay(day);
    assert!(issues.len() > 5 && issues.windows(2).all(|pair| pair[0].known_by < pair[1].known_by));
    for issue in &issues {
        let options = Options { known_by: Some(issue.known_by), ..case.options.clone() };
        let then = History::new(&case.readings, &case.places, &options).on(day);
        assert!(!issue.claims.is_empty());
        for row in &issue.rows {
            assert_eq!(then.get(&row.place), Some(row), "{}", issue.known_by);
        }
    }
    for row in history.on(day).places.iter().filter(|row| row.side.is_some()) {
        let last = issues.iter().rev().flat_map(|issue| &issue.rows).find(|told| told.place == row.place).unwrap();
        assert_eq!((last.state, last.side, last.likelihood()), (row.state, row.side, row.likelihood()));
    }
}

/// Every set of so many of the claims.
fn subsets(claims: &[ClaimRef], size: usize) -> Vec<Vec<ClaimRef>> {
    let Some((first, rest)) = claims.split_first().filter(|_| size > 0) else {
        return if size == 0 { vec![Vec::new()] } else { Vec::new() };
    };
    let with = subsets(rest, size - 1).into_iter().map(|set| [vec![*first], set].concat());
    with.chain(subsets(rest, size)).collect()
}

/// So many articles about a city, its sector and its quarters, some of them copies of others.
fn made_up(seed: u64, articles: usize) -> Case {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut roll = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 20) as usize % n
    };
    let mut lines = vec![
        "case: made up".to_string(),
        "place c/city city".to_string(),
        "place s/east sector parent=c/city members=q/a,q/b".to_string(),
        "option lean:o1=government".to_string(),
    ];
    lines.extend(["a", "b", "c"].map(|name| format!("place q/{name} quarter parent=c/city")));
    for _ in 0..articles {
        let place = ["c/city", "s/east", "q/a", "q/a", "q/b", "q/b", "q/c"][roll(7)];
        let side = ["government", "opposition", "opposition", "kurdish"][roll(4)];
        let event = ["holds", "holds", "captures", "loses", "fights"][roll(5)];
        let extent = ["whole", "whole", "whole", "part"][roll(4)];
        let (month, day) = (7 + roll(2), 1 + roll(28));
        let mut line = format!("2016-{month:02}-{day:02} {place} {side} {event} {extent} outlet=o{}", roll(6));
        if roll(4) == 0 {
            line += &format!(" copy=text{} published=2016-09-{:02}", roll(5), 1 + roll(28));
        }
        lines.push(line);
    }
    cases(&lines.join("\n")).remove(0)
}

/// A named list of claims with what follows from them.
#[derive(Default)]
struct Case {
    name: String,
    readings: Vec<Arc<Reading>>,
    /// The articles' names, where lines share one.
    articles: Vec<String>,
    places: Vec<Place>,
    options: Options,
    expected: Vec<(Day, PlaceId, Vec<String>)>,
}

impl Case {
    /// Adds a lone quarter if the place is not known yet.
    fn know(&mut self, id: &PlaceId) {
        if !self.places.iter().any(|place| place.id == *id) {
            self.places.push(place(id.clone()));
        }
    }

    /// The same articles, in which some claims move nothing.
    fn without(&self, claims: &[ClaimRef]) -> Vec<Arc<Reading>> {
        let mut readings = self.readings.clone();
        for claim in claims {
            let reading = Arc::make_mut(&mut readings[claim.reading as usize]);
            reading.claims[claim.claim as usize].status = Status::Hypothetical;
        }
        readings
    }

    /// One line for each expectation that is not met.
    fn check(&self) -> Vec<String> {
        let history = History::new(&self.readings, &self.places, &self.options);
        let mut faults = Vec::new();
        for (day, place, expected) in &self.expected {
            let situation = history.on(*day);
            let row = situation.get(place);
            if row != history.place_on(place, *day).as_ref() {
                faults.push(format!("{}: {day} {place}: one place asked alone differs", self.name));
            }
            let found = found(&history, row, place, *day);
            if let Flip::Without { claims, then, .. } = history.would_flip(place, *day) {
                let without = History::new(&self.without(&claims), &self.places, &self.options);
                // A stale side does not lead: it is not drawn.
                let drawn = without.place_on(place, *day).filter(|row| row.share() >= 0.45).and_then(|row| row.side);
                if drawn != then || drawn == row.and_then(|row| row.side) {
                    faults.push(format!("{}: {day} {place}: without {claims:?} it shows {drawn:?}", self.name));
                }
            }
            if !expected.iter().enumerate().all(|(at, word)| met(at, word, &found)) {
                let (expected, found) = (expected.join(" "), found.join(" "));
                faults.push(format!("{}: {day} {place}: expected \"{expected}\", found \"{found}\"", self.name));
            }
        }
        faults
    }
}

/// State and side stand at their place; all else is found by its key.
fn met(at: usize, word: &str, found: &[String]) -> bool {
    if at < 2 { found[at] == word } else { found[2..].iter().any(|found| found == word) }
}

/// A row in the words of the cases.
fn found(history: &History, row: Option<&PlaceState>, place: &PlaceId, day: Day) -> Vec<String> {
    let Some(row) = row else { return vec!["unknown".to_string(), "-".to_string()] };
    let side = |side: Option<Side>| side.map_or("-", Side::key);
    let sides = |sides: &[Side]| {
        if sides.is_empty() {
            "-".to_string()
        } else {
            sides.iter().map(|side| side.key()).collect::<Vec<_>>().join(",")
        }
    };
    let flip = match history.would_flip(place, day) {
        Flip::Without { claims, .. } => claims.len().to_string(),
        Flip::MoreThanThree { .. } => "more".to_string(),
        Flip::Nobody => "-".to_string(),
    };
    let within = match &row.basis {
        Basis::Own => "-".to_string(),
        Basis::Within(place) => place.to_string(),
    };
    vec![
        row.state.key().to_string(),
        side(row.side).to_string(),
        row.likelihood().word().replace(' ', "_"),
        format!("other={}", side(row.other)),
        format!("besieged_by={}", sides(&row.besieged_by)),
        format!("pressed_by={}", sides(&row.pressed_by)),
        format!("origins={}", row.origins),
        format!("within={within}"),
        format!("flip={flip}"),
        format!("share={:.3}", row.share()),
    ]
}

/// Reads a file of cases.
fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("case: ") {
            cases.push(Case { name: name.to_string(), ..Case::default() });
            continue;
        }
        let case = cases.last_mut().expect("a line \"case: ...\" comes first");
        if let Some((head, expected)) = line.split_once(" => ") {
            let (day, place) = head.split_once(' ').unwrap();
            let expected = expected.split_whitespace().map(str::to_string).collect();
            let id = PlaceId::new(place.trim());
            case.know(&id);
            case.expected.push((day.parse().unwrap(), id, expected));
        } else if let Some(words) = line.strip_prefix("option ") {
            option(&mut case.options, words);
        } else if let Some(words) = line.strip_prefix("place ") {
            case.places.push(place_line(words));
        } else {
            claim_line(case, line);
        }
    }
    cases
}

fn option(options: &mut Options, words: &str) {
    let (key, value) = words.split_once('=').unwrap();
    match key {
        "known_by" => options.known_by = Some(value.parse().unwrap()),
        "according_to" => options.according_to.push(value.to_string()),
        "weighing" if value == "by_rating" => options.weighing = Weighing::ByRating,
        "weighing" => options.weighing = Weighing::AgainstInterest,
        _ if key.starts_with("rate:") => {
            let grade = Reliability::ALL.into_iter().find(|grade| format!("{grade:?}") == value).unwrap();
            options.ratings.insert(key["rate:".len()..].to_owned(), grade);
        }
        _ => {
            let name = key.strip_prefix("lean:").unwrap_or_else(|| panic!("not understood: {words}"));
            options.leanings.insert(voice_key(name), value.parse().unwrap());
        }
    }
}

fn place_line(line: &str) -> Place {
    let mut words = line.split_whitespace();
    let mut place = place(PlaceId::new(words.next().unwrap()));
    place.kind = words.next().unwrap().parse().unwrap();
    place.radius_m = match place.kind {
        Kind::Governorate => 70_000.0,
        Kind::District => 20_000.0,
        Kind::City => 8_000.0,
        Kind::Sector => 4_000.0,
        _ => 500.0,
    };
    for word in words {
        match word.split_once('=').unwrap() {
            ("parent", id) => place.parent = Some(PlaceId::new(id)),
            ("members", ids) => place.members = ids.split(',').map(PlaceId::new).collect(),
            _ => panic!("not understood: {word} in {line}"),
        }
    }
    place
}

/// Adds one claim line: an article of its own, or one more claim of an article.
fn claim_line(case: &mut Case, line: &str) {
    let number = case.readings.len();
    let mut words = line.split_whitespace();
    let mut next = || words.next().unwrap_or_else(|| panic!("too short: {line}"));
    let day: Day = next().parse().unwrap();
    let id = PlaceId::new(next());
    let side = Some(next()).filter(|side| *side != "-").map(|side| side.parse::<Side>().unwrap());
    let event: Event = next().parse().unwrap();
    let mut claim = claim(number, id.clone(), day, side, event);
    let mut article = article(number, day);
    let mut name = String::new();
    for word in words {
        if let Ok(extent) = word.parse::<Extent>() {
            claim.extent = extent;
        } else if let Ok(status) = word.parse::<Status>() {
            claim.status = status;
        } else {
            let (key, value) = word.split_once('=').unwrap_or_else(|| panic!("not understood: {word} in {line}"));
            match key {
                "outlet" => article.outlet = Some(value.to_string()),
                "source" => claim.source = Some(Source { name: value.to_string(), kind: SourceKind::Official }),
                "published" => article.published.span = Some(Span::day(value.parse().unwrap())),
                "from" => claim.from = Some(value.parse().unwrap()),
                "to" => claim.date.span = Some(Span::imprecise(day, value.parse().unwrap())),
                "since" => {
                    claim.since = Some(When { span: Some(Span::day(value.parse().unwrap())), basis: String::new() });
                }
                "rule" => claim.rule = value.to_string(),
                "copy" => article.text = text(value),
                "article" => name = value.to_string(),
                _ => panic!("not understood: {word} in {line}"),
            }
        }
    }
    case.know(&id);
    let same = case.articles.iter().position(|other| !name.is_empty() && *other == name);
    if let Some(same) = same {
        Arc::make_mut(&mut case.readings[same]).claims.push(claim);
    } else {
        case.readings.push(Arc::new(Reading::new(article, vec![claim], Vec::new())));
        case.articles.push(name);
    }
}

/// Words that differ from name to name.
fn text(name: &str) -> String {
    (0..80).map(|i| format!("{name}{i}")).collect::<Vec<_>>().join(" ")
}

fn claim(number: usize, place: PlaceId, day: Day, side: Option<Side>, event: Event) -> Claim {
    Claim {
        id: number.to_string(),
        place: ClaimedPlace {
            text: place.to_string(),
            name: place.to_string(),
            id: Some(place),
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
        reviewed: Default::default(),
    }
}

fn article(number: usize, day: Day) -> Article {
    Article {
        id: format!("article-{number}"),
        path: String::new(),
        title: None,
        outlet: Some(format!("outlet {number}")),
        url: None,
        language: None,
        sha256: number.to_string(),
        published: Published { span: Some(Span::day(day)), basis: DateBasis::Given },
        copy_of: None,
        text: String::new(),
        parts: Vec::new(),
    }
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

//! The gazetteer inside the program, asked as a reader of articles asks it.

use frontlines::gazetteer::resolve::{Mention, Resolution, resolve};
use frontlines::gazetteer::{Gazetteer, Guard, How};
use frontlines::place::{Area, Kind, PlaceId};

/// A spelling, and the places it could mean, best first.
const FOUND: &[(&str, &[&str])] = &[
    ("Leramun", &["aleppo/leramun"]),
    ("Layramoun", &["aleppo/leramun"]),
    ("al-Liramoun", &["aleppo/leramun"]),
    ("Daraa al Balad", &["daraa/daraa-al-balad"]),
    ("Deraa", &["daraa/daraa", "daraa/governorate"]),
    ("Salah ad-Din", &["aleppo/salaheddine"]),
    ("Busra al Harir", &["daraa/busra-al-harir"]),
    ("Midan", &["aleppo/midan", "damascus/midan"]),
    ("Zahraa", &["aleppo/zahraa", "aleppo/zahraa-azaz", "homs/zahraa"]),
    ("الراموسه", &["aleppo/ramouseh"]),
    ("Moscow", &[]),
];

#[test]
fn every_spelling_finds_its_places() {
    let gazetteer = Gazetteer::built_in();
    for (name, expected) in FOUND {
        let found = gazetteer.find(name);
        let ids: Vec<_> = found.iter().filter(|c| c.how < How::Folded).map(|c| c.place.id.as_str()).collect();
        assert_eq!(&ids, expected, "{name}");
    }
}

/// A name as an article has it, and what is meant: an id, or `?` and the candidates that stay, or nothing.
struct Case {
    name: &'static str,
    kinds: &'static [Kind],
    container: &'static str,
    beside: &'static [&'static str],
    around: &'static [&'static str],
    meant: &'static str,
}

const PLAIN: Case = Case { name: "", kinds: &[], container: "", beside: &[], around: &[], meant: "" };

const CASES: &[Case] = &[
    // One place of that name needs nothing; outside the container the text states, it is not that one.
    Case { name: "Leramun", meant: "aleppo/leramun", ..PLAIN },
    Case { name: "Leramun", container: "aleppo/aleppo", meant: "aleppo/leramun", ..PLAIN },
    Case { name: "Leramun", container: "homs/homs", meant: "", ..PLAIN },
    // Midan, of Aleppo and of Damascus.
    Case { name: "Midan", meant: "?aleppo/midan damascus/midan", ..PLAIN },
    Case { name: "Midan", around: &["aleppo/aleppo"], meant: "aleppo/midan", ..PLAIN },
    Case { name: "Midan", around: &["damascus/damascus"], meant: "damascus/midan", ..PLAIN },
    Case {
        name: "Midan",
        around: &["aleppo/aleppo", "damascus/damascus"],
        meant: "?aleppo/midan damascus/midan",
        ..PLAIN
    },
    Case {
        name: "Midan",
        container: "damascus/damascus",
        around: &["aleppo/aleppo", "aleppo/sakhur", "damascus/damascus"],
        meant: "damascus/midan",
        ..PLAIN
    },
    Case {
        name: "Midan",
        around: &["aleppo/aleppo", "aleppo/sakhur", "aleppo/bustan-al-basha", "damascus/damascus"],
        meant: "aleppo/midan",
        ..PLAIN
    },
    // Zahraa: a quarter of Aleppo, a town beside Nubl, a quarter of Homs.
    Case { name: "Zahraa", beside: &["aleppo/nubl"], meant: "aleppo/zahraa-azaz", ..PLAIN },
    Case {
        name: "Zahraa",
        around: &["aleppo/aleppo", "aleppo/leramun", "aleppo/new-aleppo"],
        meant: "aleppo/zahraa",
        ..PLAIN
    },
    Case { name: "Zahraa", container: "homs/homs", around: &["aleppo/aleppo"], meant: "homs/zahraa", ..PLAIN },
    Case {
        name: "Zahraa",
        kinds: &[Kind::Town, Kind::Village],
        container: "aleppo/governorate",
        meant: "aleppo/zahraa-azaz",
        ..PLAIN
    },
    // Khalidiya: a quarter of Aleppo, a village to its south, a quarter of Homs.
    Case { name: "Khalidiya", around: &["homs/homs", "homs/al-waer"], meant: "homs/khalidiya", ..PLAIN },
    Case {
        name: "Khalidiya",
        beside: &["aleppo/bani-zeid"],
        around: &["homs/homs"],
        meant: "aleppo/khalidiya",
        ..PLAIN
    },
    // The old city, of Aleppo, Homs, Damascus; the words point nowhere by themselves.
    Case { name: "old city", meant: "", ..PLAIN },
    Case { name: "old city", around: &["aleppo/aleppo"], meant: "aleppo/old-city-of-aleppo", ..PLAIN },
    Case { name: "old city", container: "homs/homs", meant: "homs/old-city", ..PLAIN },
    // An air base and its village, a city's industrial zone and its village: next to each other, so the larger.
    Case { name: "Menagh", meant: "aleppo/menagh-air-base", ..PLAIN },
    Case { name: "Menagh", kinds: &[Kind::Village], meant: "aleppo/minnigh", ..PLAIN },
    // A city before a village, letter for letter before an article more or less.
    Case { name: "Afrin", meant: "aleppo/afrin", ..PLAIN },
    Case { name: "Afrin", around: &["aleppo/kuweires-air-base", "aleppo/safira"], meant: "aleppo/afrin", ..PLAIN },
    Case { name: "Hama", meant: "hama/hama", ..PLAIN },
    // A quarter is not guessed into an article about another province.
    Case { name: "Khaldiyeh district", meant: "", ..PLAIN },
    Case { name: "Sukkari", around: &["homs/homs", "homs/rastan"], meant: "", ..PLAIN },
    Case { name: "Sukkari", around: &["aleppo/afrin", "homs/rastan"], meant: "aleppo/sukkari", ..PLAIN },
    // Parts of a city, and parts of a province.
    Case { name: "southern Manbij", meant: "aleppo/manbij-south", ..PLAIN },
    Case { name: "eastern Aleppo", meant: "aleppo/eastern-aleppo", ..PLAIN },
    Case { name: "northern Aleppo", meant: "aleppo/northern-aleppo-countryside", ..PLAIN },
    Case { name: "Northern Daraa", meant: "daraa/countryside-north", ..PLAIN },
    // The northern countryside of Aleppo.
    Case { name: "northern countryside", meant: "", ..PLAIN },
    Case {
        name: "northern countryside",
        container: "aleppo/aleppo",
        meant: "aleppo/northern-aleppo-countryside",
        ..PLAIN
    },
    // City or province.
    Case { name: "Aleppo", meant: "aleppo/aleppo", ..PLAIN },
    Case { name: "Aleppo", kinds: &[Kind::Governorate], meant: "aleppo/governorate", ..PLAIN },
    Case { name: "Daraa", kinds: &[Kind::Governorate], meant: "daraa/governorate", ..PLAIN },
    Case { name: "Daraa", kinds: &[Kind::City], meant: "daraa/daraa", ..PLAIN },
    // A spelling that is not in the tables is a guess: alone it is nothing, with evidence it is a place.
    Case { name: "Lerramoune", meant: "", ..PLAIN },
    Case { name: "Lerramoune", around: &["aleppo/aleppo"], meant: "aleppo/leramun", ..PLAIN },
];

#[test]
fn homonyms_are_settled_by_the_article_or_stay_open() {
    let gazetteer = Gazetteer::built_in();
    let place = |id: &&str| gazetteer.get(&PlaceId::new(*id)).unwrap_or_else(|| panic!("no place {id}"));
    for case in CASES {
        let candidates = gazetteer.find(case.name);
        let position = |id: &&str| gazetteer.index_of(&PlaceId::new(*id)).unwrap_or_else(|| panic!("no place {id}"));
        let beside: Vec<u32> = case.beside.iter().map(position).collect();
        let around: Vec<u32> = case.around.iter().map(position).collect();
        let container = Some(&case.container).filter(|id| !id.is_empty()).map(place);
        let mention =
            Mention { candidates: &candidates, kinds: case.kinds, container, beside: &beside, around: &around };
        let meant = match resolve(&gazetteer, mention) {
            Resolution::Place(one) => one.candidate.place.id.to_string(),
            Resolution::Unknown(_) => String::new(),
            Resolution::Ambiguous(several) => {
                let mut ids: Vec<_> = several.iter().map(|one| one.candidate.place.id.as_str()).collect();
                ids.sort_unstable();
                format!("?{}", ids.join(" "))
            }
        };
        let Case { name, kinds, container, beside, around, .. } = case;
        assert_eq!(meant, case.meant, "{name} {kinds:?} in {container:?} beside {beside:?} around {around:?}");
    }
}

#[test]
fn ids_are_unique_and_parents_and_members_exist() {
    let gazetteer = Gazetteer::built_in();
    let mut ids: Vec<&PlaceId> = gazetteer.places().iter().map(|place| &place.id).collect();
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id twice");
    for place in gazetteer.places() {
        for id in place.parent.iter().chain(&place.members) {
            assert!(gazetteer.get(id).is_some(), "{}: no place {id}", place.id);
            assert_ne!(id, &place.id, "{} in itself", place.id);
        }
        let inside = gazetteer
            .places()
            .iter()
            .filter(|outer| gazetteer.is_inside(&place.id, &outer.id) && gazetteer.is_inside(&outer.id, &place.id));
        assert_eq!(inside.map(|outer| outer.id.as_str()).collect::<Vec<_>>(), [""; 0], "{} in a circle", place.id);
    }
}

#[test]
fn spellings_are_given_once_and_in_readable_form() {
    for place in Gazetteer::built_in().places() {
        let mut names: Vec<&str> = std::iter::once(&place.name).chain(&place.aliases).map(String::as_str).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{}: a spelling twice", place.id);
        for name in names {
            let tidy = name.trim() == name && !name.contains("  ") && name.chars().count() > 1;
            assert!(tidy, "{}: \"{name}\"", place.id);
        }
        assert!(!place.sources.is_empty(), "{}: no source", place.id);
    }
}

#[test]
fn no_place_stands_twice() {
    let gazetteer = Gazetteer::built_in();
    for entry in gazetteer.spellings() {
        for (i, &a) in entry.places.iter().enumerate() {
            for &b in &entry.places[i + 1..] {
                let (a, b) = (&gazetteer.places()[a as usize], &gazetteer.places()[b as usize]);
                let apart = a.point.distance_m(b.point);
                assert!(a.kind != b.kind || apart > 50.0, "{} and {}: {apart:.0} m apart", a.id, b.id);
            }
        }
    }
}

#[test]
fn every_point_lies_in_syria_or_next_door() {
    for place in Gazetteer::built_in().places() {
        let (lat, lon) = (place.point.lat, place.point.lon);
        assert!((29.0..38.5).contains(&lat) && (34.5..46.0).contains(&lon), "{}: {lat}, {lon}", place.id);
        assert!(place.radius_m >= 100.0 && place.radius_m <= 100_000.0, "{}: {} m", place.id, place.radius_m);
        if place.area == Area::Aleppo {
            assert!((35.3..37.1).contains(&lat) && (36.3..38.8).contains(&lon), "{}: {lat}, {lon}", place.id);
        }
        if place.area == Area::Daraa {
            assert!((32.2..33.3).contains(&lat) && (35.7..36.7).contains(&lon), "{}: {lat}, {lon}", place.id);
        }
    }
}

/// Places whose names differ by a letter or two: a folded key may offer the one for the other, a spelling never.
const UNLIKE: &[(&str, &str)] = &[
    ("Daraa", "Daraya"),
    ("Kafr Naya", "Kafr Naha"),
    ("Madaya", "Maadi"),
    ("Zabadani", "Zobdin"),
    ("Haydariyah", "Hamdaniya"),
    ("Handarat", "Hardatnin"),
    ("Atarib", "Tadef"),
    ("Mallah", "Malah"),
];

#[test]
fn near_names_are_never_merged() {
    let gazetteer = Gazetteer::built_in();
    for (a, b) in UNLIKE {
        let of = |name: &str| -> Vec<&PlaceId> {
            let sure = gazetteer.find(name).into_iter().filter(|candidate| candidate.how == How::Written);
            sure.map(|candidate| &candidate.place.id).collect()
        };
        let (of_a, of_b) = (of(a), of(b));
        assert!(!of_a.is_empty() && !of_b.is_empty(), "{a}, {b}");
        assert!(!of_a.iter().any(|id| of_b.contains(id)), "{a} and {b}");
    }
}

/// What a spelling needs beside it.
const GUARDED: &[(&str, Guard)] = &[
    ("Hit", Guard::NeedsContext),
    ("Mare'", Guard::NeedsContext),
    ("Mare", Guard::NeedsContext),
    ("Rai", Guard::NeedsContext),
    ("Eis", Guard::NeedsContext),
    ("Dana", Guard::NeedsContext),
    ("Maan", Guard::NeedsContext),
    ("M2", Guard::NeedsContext),
    ("Giza", Guard::NeedsContext),
    ("Sur", Guard::NeedsContext),
    ("Jasim", Guard::NeedsContext),
    ("52nd Brigade", Guard::NeedsContext),
    ("old city", Guard::Description),
    ("Old City", Guard::Description),
    ("northern countryside", Guard::Description),
    ("Citadel", Guard::Description),
    ("Leramun", Guard::Free),
    ("Marea", Guard::Free),
    ("Nawa", Guard::Free),
];

#[test]
fn words_that_are_also_something_else_are_guarded() {
    let gazetteer = Gazetteer::built_in();
    for (text, guard) in GUARDED {
        let entry = gazetteer.spellings().find(|entry| entry.text == *text);
        assert_eq!(entry.map(|entry| entry.guard), Some(*guard), "{text}");
    }
}

#[test]
fn short_spellings_are_guarded_or_listed_here() {
    const DISTINCT: &[&str] = &["Foa", "Fua"];
    let gazetteer = Gazetteer::built_in();
    let short = gazetteer.spellings().filter(|entry| entry.guard == Guard::Free && entry.text.chars().count() <= 3);
    let free: Vec<&str> = short.map(|entry| entry.text).filter(|text| !DISTINCT.contains(text)).collect();
    assert_eq!(free, [""; 0]);
}

#[test]
fn quarters_lie_in_sectors_and_in_their_city_and_province() {
    let gazetteer = Gazetteer::built_in();
    let inside = |inner: &str, outer: &str| gazetteer.is_inside(&PlaceId::new(inner), &PlaceId::new(outer));
    assert!(inside("aleppo/sakhur", "aleppo/eastern-aleppo"));
    assert!(inside("aleppo/sakhur", "aleppo/aleppo"));
    assert!(inside("aleppo/sakhur", "aleppo/governorate"));
    assert!(inside("aleppo/nubl", "aleppo/northern-aleppo-countryside"));
    assert!(inside("daraa/manshiyah", "daraa/daraa"));
    assert!(!inside("aleppo/sakhur", "aleppo/western-aleppo"));
    assert!(!inside("aleppo/aleppo", "aleppo/sakhur"));
    assert!(!inside("aleppo/sakhur", "aleppo/sakhur"));
}

#[test]
fn near_gives_the_nearest_first() {
    let gazetteer = Gazetteer::built_in();
    let citadel = gazetteer.get(&PlaceId::new("aleppo/citadel-of-aleppo")).unwrap();
    let near = gazetteer.near(citadel.point, 500.0);
    assert_eq!(near[0].0.id, citadel.id);
    assert!(near.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    assert!(near.iter().all(|(_, distance)| *distance <= 500.0));
}

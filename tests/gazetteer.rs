//! The gazetteer inside the program, asked as a reader of articles asks it.

use frontlines::gazetteer::resolve::{Mention, Resolution, resolve};
use frontlines::gazetteer::{Gazetteer, How};
use frontlines::place::{Kind, Place, PlaceId};

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
        let beside: Vec<&Place> = case.beside.iter().map(place).collect();
        let around: Vec<&Place> = case.around.iter().map(place).collect();
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

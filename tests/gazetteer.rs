//! The gazetteer inside the program, asked as a reader of articles asks it.

use frontlines::gazetteer::{Gazetteer, How};

/// A spelling, and the places it could mean, best first.
const FOUND: &[(&str, &[&str])] = &[
    ("Leramun", &["aleppo/leramun"]),
    ("Layramoun", &["aleppo/leramun"]),
    ("al-Liramoun", &["aleppo/leramun"]),
    ("Daraa al Balad", &["daraa/daraa-al-balad"]),
    ("Deraa", &["daraa/daraa"]),
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

//! The gazetteer: names to places, and which places lie in which.
//!
//! A *spelling* is one way to write a place's name. [`Gazetteer::spellings`] lists them for a reader of articles,
//! each with its *guard*: how much context a word needs before it may be taken for the place. [`Gazetteer::find`]
//! answers for one name with *candidates*, each saying how it matched; [`resolve`] picks among them.
//!
//! ```
//! use frontlines::gazetteer::{Gazetteer, How};
//! let gazetteer = Gazetteer::built_in();
//! let found = gazetteer.find("al-Layramoun");
//! assert_eq!(found[0].place.id.as_str(), "aleppo/leramun");
//! assert_eq!(found[0].how, How::Written);
//! ```

pub mod load;
pub mod resolve;
pub mod spelling;

use crate::place::{Area, Kind, Place, PlaceId, Point, Precision, arc_m};
use crate::project::edit::Spot;
use load::{Fault, Table};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

const TABLES: &[(&str, &str)] = &[
    ("aleppo.csv", include_str!("../../assets/gazetteer/aleppo.csv")),
    ("daraa.csv", include_str!("../../assets/gazetteer/daraa.csv")),
    ("syria.csv", include_str!("../../assets/gazetteer/syria.csv")),
    ("abroad.csv", include_str!("../../assets/gazetteer/abroad.csv")),
];
const GUARDS: (&str, &str) = ("guards.csv", include_str!("../../assets/gazetteer/guards.csv"));

/// How much context a spelling needs before it is read as a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guard {
    /// The name alone, with its capital, is enough.
    Free,
    /// Also an English word, a person's name or a military short form ("Hit", "Salman", "M2"): its capital, and a
    /// type noun or a place preposition beside it.
    NeedsContext,
    /// Words that describe rather than name ("old city", "northern countryside"): in any case, and only for a
    /// place whose surroundings the article names.
    Description,
}

/// One way to write a name, and the places that bear it.
#[derive(Clone, Copy, Debug)]
pub struct Spelling<'g> {
    /// As written in the tables, or that without apostrophes and hyphens.
    pub text: &'g str,
    /// The places: positions in [`Gazetteer::places`], ascending.
    pub places: &'g [u32],
    /// What it needs beside it.
    pub guard: Guard,
}

/// How a name matched a spelling; nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Letter for letter, or that without apostrophes and hyphens.
    Written,
    /// But for case, accents, apostrophes, hyphens and the article.
    Plain,
    /// Only in its consonants: a guess to be confirmed, never an answer.
    Folded,
}

/// A place that a name could mean.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'g> {
    /// The place.
    pub place: &'g Place,
    /// Its position in [`Gazetteer::places`].
    pub index: u32,
    /// The spelling of it that matched.
    pub spelling: &'g str,
    /// What that spelling needs beside it.
    pub guard: Guard,
    /// How it matched.
    pub how: How,
    /// By how many letters the plain keys differ; 0 unless folded.
    pub distance: usize,
}

/// What became of the rows of a table that was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Places that are new.
    pub new: usize,
    /// Rows about a place that was known: their spellings were added to it.
    pub known: usize,
    /// What would not load, each with its line.
    pub faults: Vec<Fault>,
}

/// All known places and their names.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    places: Vec<Place>,
    guards: FxHashMap<String, Guard>,
    by_id: FxHashMap<PlaceId, u32>,
    /// The places each place lies in, by position: its parent, the parent's parent, the sectors it is a member of.
    within: Vec<Vec<u32>>,
    /// The direction of each place from the centre of the earth, by position.
    directions: Vec<[f64; 3]>,
    spellings: Vec<Entry>,
    /// Plain key to the spellings that have it.
    by_plain: FxHashMap<String, Vec<u32>>,
    /// Folded key to one spelling of each plain key that folds to it.
    by_folded: FxHashMap<String, Vec<u32>>,
}

#[derive(Clone, Debug)]
struct Entry {
    text: String,
    places: Vec<u32>,
    guard: Guard,
    /// False for an Arabic name: found, but not searched for in articles.
    latin: bool,
}

impl Gazetteer {
    /// The gazetteer inside the program: Aleppo, Dara'a, and the much-named places of the rest of Syria.
    pub fn built_in() -> Gazetteer {
        let places = TABLES.iter().flat_map(|(file, text)| load::csv(file, text).places).collect();
        Gazetteer::new(places, &load::guards(GUARDS.0, GUARDS.1).guards)
    }

    /// The same with places of the user's own.
    pub fn with(places: &[Place]) -> Gazetteer {
        let mut gazetteer = Gazetteer::built_in();
        if !places.is_empty() {
            gazetteer.add(Table::of(places.to_vec()));
        }
        gazetteer
    }

    /// A gazetteer of the given places, in their order; of places with one id the last counts.
    pub fn new(places: Vec<Place>, guards: &[(String, Guard)]) -> Gazetteer {
        let guards = guards.iter().map(|(spelling, guard)| (guard_key(spelling), *guard)).collect();
        let mut gazetteer = Gazetteer {
            places,
            guards,
            by_id: FxHashMap::default(),
            within: Vec::new(),
            directions: Vec::new(),
            spellings: Vec::new(),
            by_plain: FxHashMap::default(),
            by_folded: FxHashMap::default(),
        };
        gazetteer.index();
        gazetteer
    }

    /// Every place, in the order of the tables.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place of that id.
    pub fn get(&self, id: &PlaceId) -> Option<&Place> {
        self.by_id.get(id).map(|&i| &self.places[i as usize])
    }

    /// The position of the place of that id in [`Gazetteer::places`].
    pub fn index_of(&self, id: &PlaceId) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The places a name could mean, nearest match first, each once. Folded matches come only where nothing nearer
    /// is found.
    pub fn find(&self, name: &str) -> Vec<Candidate<'_>> {
        let plain = spelling::plain(name);
        let mut found = self.find_plain(name, &plain);
        if found.is_empty() {
            self.find_folded(&plain, &mut found);
        }
        if found.is_empty()
            && let Some(rest) = spelling::unglued(&plain)
        {
            self.find_folded(rest, &mut found);
        }
        sort(&mut found);
        found
    }

    /// Those of [`Gazetteer::find`] that are no guesses: the places that bear the name, however it is typed.
    pub fn bearing(&self, name: &str) -> Vec<Candidate<'_>> {
        let mut found = self.find_plain(name, &spelling::plain(name));
        sort(&mut found);
        found
    }

    /// Every Latin spelling, in the order of the tables, with its forms without apostrophes and hyphens. A reader accepts
    /// an article (`al-`, `Al `, `el-`) before a spelling that has none.
    pub fn spellings(&self) -> impl Iterator<Item = Spelling<'_>> {
        let latin = self.spellings.iter().filter(|entry| entry.latin);
        latin.map(|entry| Spelling { text: &entry.text, places: &entry.places, guard: entry.guard })
    }

    /// What that spelling needs beside it, known or not.
    pub fn guard(&self, spelling: &str) -> Guard {
        guard_of(&self.guards, spelling)
    }

    /// Whether the one place lies in the other, through its parents and the sectors it is a member of. A place does
    /// not lie in itself.
    pub fn is_inside(&self, inner: &PlaceId, outer: &PlaceId) -> bool {
        match (self.index_of(inner), self.index_of(outer)) {
            (Some(inner), Some(outer)) => self.lies_in(inner, outer),
            _ => false,
        }
    }

    /// The same of their positions in [`Gazetteer::places`].
    fn lies_in(&self, inner: u32, outer: u32) -> bool {
        self.within[inner as usize].contains(&outer)
    }

    /// The distance in metres of two places, by their positions in [`Gazetteer::places`].
    fn apart_m(&self, a: u32, b: u32) -> f64 {
        arc_m(self.directions[a as usize], self.directions[b as usize])
    }

    fn place(&self, index: u32) -> &Place {
        &self.places[index as usize]
    }

    /// The places a place lies in: its parents from near to far, then sectors.
    pub fn containers<'g>(&'g self, place: &PlaceId) -> impl Iterator<Item = &'g Place> + use<'g> {
        let within = self.index_of(place).map_or(&[][..], |i| &self.within[i as usize]);
        within.iter().map(|&i| &self.places[i as usize])
    }

    /// The places whose centres lie within `metres` of a point, nearest first, with the distance in metres.
    pub fn near(&self, point: Point, metres: f64) -> Vec<(&Place, f64)> {
        let with_distance = self.places.iter().map(|place| (place, place.point.distance_m(point)));
        let mut near: Vec<_> = with_distance.filter(|(_, distance)| *distance <= metres).collect();
        near.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.id.cmp(&b.0.id)));
        near
    }

    /// The place that a spot names: the known one, or a new one of the analyst's own.
    pub fn named(&self, spot: &Spot) -> Place {
        self.get(&spot.id).cloned().unwrap_or_else(|| Place {
            id: spot.id.clone(),
            name: spot.name.clone(),
            arabic: String::new(),
            aliases: Vec::new(),
            kind: spot.kind,
            point: spot.point,
            radius_m: load::usual_radius_m(spot.kind),
            parent: None,
            area: Area::Other,
            precision: Precision::Approximate,
            sources: "placed by hand".to_owned(),
            note: String::new(),
            members: Vec::new(),
            outline: None,
        })
    }

    /// Adds these places; a known one is replaced and keeps its spellings.
    pub fn add_places(&mut self, places: Vec<Place>) -> Added {
        let mut table = Table::default();
        table.places = places;
        self.add(table)
    }

    /// Adds the names that the analyst gave to places, and those places where they are new.
    pub fn add_named(&mut self, named: Vec<(String, Spot)>) {
        let mut places: BTreeMap<PlaceId, Place> = BTreeMap::new();
        for (name, spot) in named {
            let place = places.entry(spot.id.clone()).or_insert_with(|| self.named(&spot));
            if name != place.name && !place.aliases.contains(&name) {
                place.aliases.push(name);
            }
        }
        if !places.is_empty() {
            self.add_places(places.into_values().collect());
        }
    }

    /// Adds a table of the user's own. A row with the id of a known place replaces it and keeps its spellings; a
    /// row that names a place which is known close by adds its spellings to that place; any other is a new place.
    pub fn add(&mut self, table: Table) -> Added {
        let mut added = Added { faults: table.faults, ..Added::default() };
        let known = self.places.len();
        for mut place in table.places {
            if place.area == Area::Other {
                place.area = self.area_at(place.point);
            }
            if let Some(&i) = self.by_id.get(&place.id) {
                let old = std::mem::replace(&mut self.places[i as usize], place);
                keep_spellings(&mut self.places[i as usize], &old);
                added.known += 1;
            } else if let Some(i) = self.same_place(&place, known) {
                keep_spellings(&mut self.places[i], &place);
                if place.outline.is_some() {
                    self.places[i].outline = place.outline;
                }
                added.known += 1;
            } else {
                self.places.push(place);
                added.new += 1;
            }
        }
        self.index();
        added
    }

    /// The governorate of the nearest known place, if that is close.
    fn area_at(&self, point: Point) -> Area {
        const CLOSE_M: f64 = 15_000.0;
        let spots = self.places.iter().filter(|place| !place.kind.is_region());
        let nearest = spots.map(|place| (place.point.distance_m(point), place.area));
        let nearest = nearest.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(distance, _)| *distance <= CLOSE_M);
        nearest.map_or(Area::Other, |(_, area)| area)
    }

    /// A known place of like kind and name whose centre is close by.
    fn same_place(&self, place: &Place, known: usize) -> Option<usize> {
        let names = std::iter::once(&place.name).chain(&place.aliases);
        let entries = names.filter_map(|name| self.by_plain.get(&spelling::plain(name))).flatten();
        let mut close: Vec<usize> = entries
            .flat_map(|&entry| self.spellings[entry as usize].places.iter().map(|&i| i as usize))
            .filter(|&i| i < known && alike(&self.places[i], place))
            .collect();
        close.sort_by(|&a, &b| {
            let to = |i: usize| self.places[i].point.distance_m(place.point);
            to(a).total_cmp(&to(b)).then(a.cmp(&b))
        });
        close.first().copied()
    }

    fn find_plain(&self, name: &str, plain: &str) -> Vec<Candidate<'_>> {
        let mut found = Vec::new();
        for &entry in self.by_plain.get(plain).into_iter().flatten() {
            let written = self.spellings[entry as usize].text == name.trim();
            self.gather(entry, if written { How::Written } else { How::Plain }, 0, &mut found);
        }
        found
    }

    fn find_folded<'g>(&'g self, plain: &str, found: &mut Vec<Candidate<'g>>) {
        let letters = |text: &str| text.chars().count();
        let most = (letters(plain) / 3).max(1);
        let usual = spelling::usual(plain);
        for &like in self.by_folded.get(&spelling::folded(plain)).into_iter().flatten() {
            let other = spelling::plain(&self.spellings[like as usize].text);
            let other_usual = spelling::usual(&other);
            // Each letter more is one apart.
            if letters(&usual).abs_diff(letters(&other_usual)) > most {
                continue;
            }
            let distance = spelling::distance(&usual, &other_usual);
            if distance > most {
                continue;
            }
            for &entry in self.by_plain.get(&other).into_iter().flatten() {
                self.gather(entry, How::Folded, distance, found);
            }
        }
    }

    /// Adds the places of a spelling to those found, or improves how one was found.
    fn gather<'g>(&'g self, entry: u32, how: How, distance: usize, found: &mut Vec<Candidate<'g>>) {
        let Entry { text, places, guard, .. } = &self.spellings[entry as usize];
        for &index in places {
            let place = &self.places[index as usize];
            let candidate = Candidate { place, index, spelling: text, guard: *guard, how, distance };
            match found.iter_mut().find(|other| other.index == index) {
                Some(other) if (how, distance) < (other.how, other.distance) => *other = candidate,
                Some(_) => {}
                None => found.push(candidate),
            }
        }
    }

    /// Rebuilds everything that follows from the places.
    fn index(&mut self) {
        self.by_id = self.places.iter().enumerate().map(|(i, place)| (place.id.clone(), i as u32)).collect();
        self.within = self.all_containers();
        self.directions = self.places.iter().map(|place| place.point.direction()).collect();
        self.spellings.clear();
        self.by_plain.clear();
        self.by_folded.clear();
        let places = std::mem::take(&mut self.places);
        let names: usize = places.iter().map(|place| place.aliases.len() + 2).sum();
        self.spellings.reserve(names);
        self.by_plain.reserve(names);
        self.by_folded.reserve(names / 2);
        for (i, place) in (0..).zip(&places) {
            for name in std::iter::once(&place.name).chain(&place.aliases) {
                for form in spelling::forms(name) {
                    self.add_spelling(form, i, true);
                }
            }
            if !place.arabic.is_empty() {
                self.add_spelling(Cow::Borrowed(&place.arabic), i, false);
            }
        }
        self.places = places;
    }

    fn add_spelling(&mut self, text: Cow<'_, str>, place: u32, latin: bool) {
        let next = self.spellings.len() as u32;
        let plain = spelling::plain(&text);
        let same = match self.by_plain.get_mut(&plain) {
            Some(same) => same,
            None => {
                self.by_folded.entry(spelling::folded(&plain)).or_default().push(next);
                if let Some(key) = spelling::folded_with_h(&plain) {
                    self.by_folded.entry(key).or_default().push(next);
                }
                self.by_plain.entry(plain).or_default()
            }
        };
        let known = same.iter().find(|&&entry| self.spellings[entry as usize].text == text);
        match known.map(|&entry| &mut self.spellings[entry as usize].places) {
            Some(places) if places.last() == Some(&place) => {}
            Some(places) => places.push(place),
            None => {
                same.push(next);
                let guard = guard_of(&self.guards, &text);
                self.spellings.push(Entry { text: text.into_owned(), places: vec![place], guard, latin });
            }
        }
    }

    fn all_containers(&self) -> Vec<Vec<u32>> {
        let mut within: Vec<Vec<u32>> = (0..self.places.len()).map(|i| self.parents(i as u32)).collect();
        for (sector, place) in self.places.iter().enumerate() {
            for member in place.members.iter().filter_map(|id| self.by_id.get(id)) {
                let mut more = vec![sector as u32];
                more.extend(self.parents(sector as u32));
                let containers = &mut within[*member as usize];
                more.retain(|outer| !containers.contains(outer));
                containers.extend(more);
            }
        }
        within
    }

    /// The chain of parents, near to far; a chain that bites its tail ends there.
    fn parents(&self, place: u32) -> Vec<u32> {
        let mut parents = Vec::new();
        let mut at = place;
        while let Some(parent) = &self.places[at as usize].parent
            && let Some(&next) = self.by_id.get(parent)
            && next != place
            && !parents.contains(&next)
        {
            parents.push(next);
            at = next;
        }
        parents
    }
}

/// Nearest match first.
fn sort(found: &mut [Candidate<'_>]) {
    found.sort_by(|a, b| (a.how, a.distance, &a.place.id).cmp(&(b.how, b.distance, &b.place.id)));
}

fn guard_of(guards: &FxHashMap<String, Guard>, spelling: &str) -> Guard {
    guards.get(&guard_key(spelling)).copied().unwrap_or(Guard::Free)
}

/// Guards hold whatever the case, the apostrophes and the hyphens.
fn guard_key(spelling: &str) -> String {
    let plain = |c: char| if c == '-' { ' ' } else { c.to_ascii_lowercase() };
    spelling.chars().filter(|c| !matches!(c, '\'' | '’' | '`')).map(plain).collect()
}

fn keep_spellings(place: &mut Place, other: &Place) {
    for name in std::iter::once(&other.name).chain(&other.aliases) {
        if *name != place.name && !place.aliases.contains(name) {
            place.aliases.push(name.clone());
        }
    }
    if place.arabic.is_empty() {
        place.arabic.clone_from(&other.arabic);
    }
}

/// Whether two places of one name are one: kinds of one family, and the centres no further apart than their size.
fn alike(a: &Place, b: &Place) -> bool {
    const TWO_SOURCES_M: f64 = 2000.0;
    same_family(a.kind, b.kind) && a.point.distance_m(b.point) <= TWO_SOURCES_M.max(a.radius_m.min(10_000.0))
}

/// Kinds that sources use for one and the same thing: a town is another's village, a quarter another's suburb.
fn same_family(a: Kind, b: Kind) -> bool {
    fn family(kind: Kind) -> u8 {
        match kind {
            Kind::Governorate => 0,
            Kind::District | Kind::Subdistrict => 1,
            Kind::City | Kind::Town | Kind::Village | Kind::Quarter | Kind::Camp => 2,
            Kind::Base | Kind::Airport => 3,
            other => 10 + other as u8,
        }
    }
    family(a) == family(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_inside_the_program_load_without_a_fault() {
        for (file, text) in TABLES {
            assert_eq!(load::csv(file, text).faults, []);
        }
        assert_eq!(load::guards(GUARDS.0, GUARDS.1).faults, []);
    }
}

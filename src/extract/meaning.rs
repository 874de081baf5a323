//! Which place a phrase means: the gazetteer for names, memory for `the town` and `the east`.
//!
//! A name that several places bear is settled by the article's other places
//! ([`crate::gazetteer::resolve`]) or stays ambiguous; a name that none bears keeps its words. A noun
//! without a name means the last place of its kind.

use super::lexicon::{Entry, TypeClass, class};
use super::places::{Phrase, What, wider};
use super::words::Words;
use crate::article::Role;
use crate::claim::Extent;
use crate::gazetteer::resolve::{Mention, Ranked, Resolution, only, resolve};
use crate::gazetteer::{Candidate, Gazetteer, Guard, How};
use crate::place::{Kind, Place};
use rustc_hash::FxHashMap;

/// How a place was found, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// By a name as written in the gazetteer.
    Written,
    /// By a name but for case, accents, hyphens.
    Plain,
    /// As a part of a place: `eastern Aleppo`.
    Part,
    /// As the last place of its kind: `the town`.
    Anaphor,
    /// By its consonants only.
    Folded,
    /// The gazetteer does not have it.
    Unknown,
    /// Several places bear the name.
    Ambiguous,
}

/// What a phrase means.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// The place: its position in the gazetteer.
    pub place: Option<u32>,
    /// The usual name, or the text's.
    pub name: String,
    /// Its kind.
    pub kind: Option<Kind>,
    /// The places an ambiguous name could mean, with reasons.
    pub candidates: Vec<(u32, String)>,
    /// How it was found.
    pub found: Found,
    /// What the words add to the extent: a countryside that is no place of its own is near the place.
    pub extent: Extent,
    /// Further places for a plural: `the two towns`.
    pub others: Vec<usize>,
}

/// The meaning of each phrase; `None` where there is none.
pub fn find(words: &Words<'_>, phrases: &[Phrase], gazetteer: &Gazetteer) -> Vec<Option<Meaning>> {
    let mut reader = Reader {
        words,
        phrases,
        gazetteer,
        sure: Vec::new(),
        around: Vec::new(),
        introductions: FxHashMap::default(),
        meanings: Vec::with_capacity(phrases.len()),
        main_city: None,
    };
    reader.find_sure();
    reader.find_introductions();
    for i in 0..phrases.len() {
        let meaning = reader.meaning(i);
        reader.meanings.push(meaning);
    }
    reader.meanings
}

struct Reader<'a> {
    words: &'a Words<'a>,
    phrases: &'a [Phrase],
    gazetteer: &'a Gazetteer,
    /// The places named beyond doubt: the phrase, its sentence, the place.
    sure: Vec<(usize, usize, u32)>,
    /// Each of these places once, with how often it is named.
    around: Vec<(u32, usize)>,
    /// By name: the first phrase that introduces the place of that name by its kind.
    introductions: FxHashMap<&'a str, usize>,
    meanings: Vec<Option<Meaning>>,
    main_city: Option<u32>,
}

impl<'a> Reader<'a> {
    fn find_sure(&mut self) {
        for (i, phrase) in self.phrases.iter().enumerate() {
            let What::Name(spelling) = phrase.what else { continue };
            let places = &self.words.lexicon.spellings[spelling as usize].places;
            // A region that bears a town's name leaves the town sure: both lie in one part of the country.
            let mut spots = places.iter().filter(|&&p| !self.gazetteer.places()[p as usize].kind.is_region());
            if let (Some(place), None) = (spots.next().or(places.first()), spots.next()) {
                self.sure.push((i, self.words.text.sentence_of(phrase.core.0), *place));
            }
        }
        let mut named: FxHashMap<u32, usize> = FxHashMap::default();
        for &(_, _, place) in &self.sure {
            let at = *named.entry(place).or_insert_with(|| {
                self.around.push((place, 0));
                self.around.len() - 1
            });
            self.around[at].1 += 1;
        }
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for phrase in self.phrases {
            let What::Name(spelling) = phrase.what else { continue };
            let places = &self.words.lexicon.spellings[spelling as usize].places;
            // `eastern Aleppo` speaks of Aleppo.
            let city = places.iter().find_map(|&p| {
                let place = &self.gazetteer.places()[p as usize];
                match place.kind {
                    Kind::City => Some(p),
                    Kind::Sector => {
                        let whole = self.gazetteer.index_of(place.parent.as_ref()?)?;
                        (self.gazetteer.places()[whole as usize].kind == Kind::City).then_some(whole)
                    }
                    _ => None,
                }
            });
            if let Some(city) = city {
                match counts.iter_mut().find(|c| c.0 == city) {
                    Some(count) => count.1 += 1,
                    None => counts.push((city, 1)),
                }
            }
        }
        // The capital is named for its politics more than for its streets.
        let weight = |&(place, count): &(u32, usize)| {
            if self.gazetteer.places()[place as usize].name == "Damascus"
                || ABROAD.contains(&self.gazetteer.places()[place as usize].name.as_str())
            {
                count.min(1)
            } else {
                count * 2
            }
        };
        let best = counts.iter().map(weight).max();
        self.main_city = counts.iter().find(|c| Some(weight(c)) == best).map(|c| c.0);
    }

    fn meaning(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        match phrase.what {
            What::Name(_) | What::Open => self.named(i),
            // `Marea's southern villages`: some of what it owns.
            What::Anaphor if phrase.possessor.is_some() && phrase.plural => {
                let owner = self.base_of(i)?;
                Some(Meaning { extent: wider(Extent::Part, owner.extent), ..owner })
            }
            What::Anaphor => {
                let meaning = self.anaphor(i).or_else(|| self.city_part(i))?;
                Some(if phrase.direction.is_some() { self.part(&meaning, phrase, Found::Part) } else { meaning })
            }
            What::Direction => {
                let base = self.base_of(i)?;
                let part = self.part(&base, phrase, Found::Part);
                // `the south`, of no city in sight: only a part that the gazetteer knows.
                let bare = !phrase.of_pronoun
                    && phrase.possessor.is_none()
                    && phrase.held.is_empty()
                    && !self.words.after_possessive(phrase.core.0)
                    && phrase.core.1 == phrase.core.0 + 1;
                (self.is_told_part(i, &part) || !bare || phrase.kind.is_some()).then_some(part)
            }
            // `rebel-held areas`: in the article's own city.
            What::Unnamed if !phrase.held.is_empty() && self.is_of_city(phrase) => {
                let base = self.base_of(i)?;
                let sentence = self.words.text.sentence_of(phrase.core.0);
                let at = |p: &Phrase| self.words.text.sentence_of(p.core.0);
                let from = self.phrases.partition_point(|p| at(p) + 1 < sentence);
                let near = self.phrases[from..].iter().take_while(|p| at(p) <= sentence + 1).any(|p| {
                    matches!(p.what, What::Name(_))
                        && self.words.text.raw(p.core.0..p.core.1).starts_with(&base.name[..base.name.len().min(4)])
                });
                if !near {
                    return None;
                }
                Some(Meaning { extent: Extent::Part, found: Found::Anaphor, ..base })
            }
            What::Unnamed => None,
        }
    }

    /// `the city's rebel districts`: a part of the city spoken of.
    fn city_part(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        let noun = &self.words.lexicon.types[phrase.kind? as usize];
        let part = phrase.plural && matches!(noun.class, TypeClass::Quarter | TypeClass::Area) && phrase.of_pronoun;
        let base = self.base_of(i).filter(|_| part)?;
        Some(Meaning { extent: Extent::Part, found: Found::Anaphor, ..base })
    }

    fn is_of_city(&self, phrase: &Phrase) -> bool {
        match phrase.kind.map(|k| &self.words.lexicon.types[k as usize]) {
            Some(noun) => {
                matches!(noun.class, TypeClass::Quarter | TypeClass::Area)
                    && (phrase.plural || noun.class == TypeClass::Quarter)
            }
            None => self.words.word(phrase.core.0) != "territory",
        }
    }

    /// `Handarat`, after `Handarat refugee camp`: the place as it was introduced.
    fn introduced(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        if phrase.kind.is_some() || phrase.direction.is_some() || phrase.container.is_some() {
            return None;
        }
        let text = self.words.text.raw(phrase.core.0..phrase.core.1);
        let first = *self.introductions.get(text).filter(|&&first| first < i)?;
        let city = |m: &Meaning| matches!(m.kind, Some(Kind::City));
        self.meanings[first].clone().filter(|m| m.place.is_some() && !city(m))
    }

    fn find_introductions(&mut self) {
        let by_kind = |other: &Phrase| {
            other.kind.is_some_and(|k| {
                let noun = &self.words.lexicon.types[k as usize];
                matches!(
                    noun.class,
                    TypeClass::Settlement
                        | TypeClass::Quarter
                        | TypeClass::Base
                        | TypeClass::Building
                        | TypeClass::Height
                ) && noun.kind != Some(Kind::City)
            })
        };
        for (i, other) in self.phrases.iter().enumerate() {
            let full = self.words.text.raw(other.core.0..other.core.1);
            if by_kind(other) {
                self.introductions.entry(full).or_insert(i);
            }
            // `Handarat refugee camp` may stand in the gazetteer as one name.
            if full.ends_with("camp") {
                for (space, _) in full.match_indices(' ') {
                    self.introductions.entry(&full[..space]).or_insert(i);
                }
            }
        }
    }

    /// The places named beyond doubt, but for the one that only this phrase names.
    fn around(&self, own: Option<u32>) -> Vec<&'a Place> {
        let others = self.around.iter().filter(|&&(place, times)| times > 1 || Some(place) != own);
        others.map(|&(place, _)| &self.gazetteer.places()[place as usize]).collect()
    }

    fn named(&self, i: usize) -> Option<Meaning> {
        if let Some(meaning) = self.introduced(i) {
            return Some(meaning);
        }
        let phrase = &self.phrases[i];
        if let Some(meaning) = self.road_between(phrase) {
            return Some(meaning);
        }
        let text = self.words.text.raw(phrase.core.0..phrase.core.1);
        let text =
            if self.words.lost_possessive(phrase.core.1 - 1) { text.strip_suffix('s').unwrap_or(text) } else { text };
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        // With its kind first: `Kindi hospital`, `Castello road`, `Aleppo province`.
        let noun = phrase.kind.map(|k| &self.words.lexicon.types[k as usize]);
        if let Some(noun) = noun
            && !matches!(noun.class, TypeClass::Settlement | TypeClass::Area | TypeClass::Region | TypeClass::Land)
        {
            candidates = self.gazetteer.bearing(&format!("{text} {}", noun.noun));
        }
        if candidates.is_empty() {
            if let What::Name(spelling) = phrase.what {
                let places = &self.words.lexicon.spellings[spelling as usize].places;
                candidates = self.gazetteer.bearing(text);
                if candidates.is_empty() {
                    let named = places.iter().map(|&p| {
                        let place = &self.gazetteer.places()[p as usize];
                        Candidate {
                            place,
                            index: p,
                            spelling: &place.name,
                            guard: Guard::Free,
                            how: How::Plain,
                            distance: 0,
                        }
                    });
                    candidates = named.collect();
                }
            } else {
                candidates = self.gazetteer.find(text);
                // A like spelling is a place only where it is very like.
                candidates.retain(|c| c.how != How::Folded || c.distance <= 1 || c.distance == 2 && text.len() > 10);
            }
        }
        // `northern Aleppo city`, `two northern Aleppo districts`: a part of the city, not of its countryside.
        if noun.is_some_and(|noun| noun.kind == Some(Kind::City))
            && candidates.iter().any(|c| c.place.kind == Kind::Sector)
        {
            let of_city = self.gazetteer.find(&format!("{text} (city)")).into_iter().filter(|c| c.how != How::Folded);
            let of_city: Vec<Candidate<'_>> = of_city.collect();
            candidates = if of_city.is_empty() { candidates } else { of_city };
        }
        let mut kinds = noun.map_or_else(Vec::new, |noun| kinds_of(noun.kind, noun.class));
        // `the town of Afrin` is the city rather than a village of that name, `the Zahraa neighbourhood` the
        // quarter rather than the town.
        let any = |of: &[Kind]| candidates.iter().any(|c| of.contains(&c.place.kind));
        match noun.map(|n| (n.class, n.kind)) {
            Some((TypeClass::Settlement, Some(Kind::Town))) if any(&[Kind::Town, Kind::City]) => {
                kinds.retain(|&kind| kind != Kind::Village);
            }
            Some((TypeClass::Quarter, _)) if any(&[Kind::Quarter]) => {
                kinds.retain(|kind| !matches!(kind, Kind::Town | Kind::Village | Kind::District));
            }
            _ => {}
        }
        let compatible = |c: &Candidate<'_>| {
            kinds.is_empty()
                || kinds.contains(&c.place.kind)
                || c.place.kind == Kind::Other
                || c.place.kind == Kind::Sector
        };
        // `Aleppo hospital`, `Daraa camp`: a building named for its city is not the city.
        if let Some(noun) = noun {
            let thing =
                matches!(noun.class, TypeClass::Building | TypeClass::Base | TypeClass::Line | TypeClass::Height)
                    || noun.kind == Some(Kind::Camp)
                    || noun.kind == Some(Kind::Industrial);
            if thing && !candidates.iter().any(compatible) {
                let own = candidates.iter().any(|c| {
                    matches!(
                        c.place.kind,
                        Kind::City | Kind::Governorate | Kind::Town | Kind::District | Kind::Village | Kind::Sector
                    )
                });
                let arabic = (phrase.core.0..phrase.core.1).any(|t| self.words.is(t, class::NAMEPART));
                if (own || candidates.is_empty()) && !arabic {
                    let told = text.to_lowercase().contains(noun.noun.as_str());
                    let name = if told { text.to_owned() } else { format!("{text} {}", noun.noun) };
                    return Some(self.unknown(&name, noun.kind));
                }
            }
        }
        let countryside = noun.is_some_and(|n| n.noun == "countryside");
        if candidates.is_empty() {
            return Some(self.unknown(text, noun.and_then(|n| n.kind)));
        }
        let container = phrase.container.and_then(|c| {
            if c >= i {
                return self.plain_place(c);
            }
            self.meanings
                .get(c)
                .and_then(|m| m.as_ref())
                .and_then(|m| m.place)
                .map(|p| &self.gazetteer.places()[p as usize])
        });
        let container =
            container.filter(|place| Some(place.name.as_str()) != candidates.first().map(|c| c.place.name.as_str()));
        let kinds: Vec<Kind> = if countryside { Vec::new() } else { kinds };
        let mut meaning = match self.resolve(i, &candidates, &kinds, container) {
            Resolution::Place(ranked) => {
                let found = match ranked.candidate.how {
                    How::Written => Found::Written,
                    How::Plain => Found::Plain,
                    How::Folded => Found::Folded,
                };
                Meaning {
                    place: Some(ranked.candidate.index),
                    name: ranked.candidate.place.name.clone(),
                    kind: Some(ranked.candidate.place.kind),
                    candidates: Vec::new(),
                    found,
                    extent: Extent::Whole,
                    others: Vec::new(),
                }
            }
            Resolution::Ambiguous(ranked) => Meaning {
                candidates: ranked.iter().map(|r| (r.candidate.index, r.why())).collect(),
                found: Found::Ambiguous,
                ..self.unknown(text, noun.and_then(|n| n.kind))
            },
            Resolution::Unknown(_) if candidates.iter().all(|c| c.guard == Guard::Description) => return None,
            Resolution::Unknown(_) => self.unknown(text, noun.and_then(|n| n.kind)),
        };
        // `the southern Nasib crossing`: where it lies, not a part of it.
        let whole = meaning.kind.is_some_and(Kind::is_site);
        if phrase.direction.is_some() && !whole || countryside {
            meaning = self.part(&meaning, phrase, meaning.found);
        }
        Some(meaning)
    }

    /// Which of the candidates for a phrase is meant, by the article's other places.
    fn resolve<'g>(
        &self,
        i: usize,
        candidates: &[Candidate<'g>],
        kinds: &[Kind],
        container: Option<&Place>,
    ) -> Resolution<'g> {
        if let Some(candidate) = only(candidates).filter(|_| container.is_none()) {
            return Resolution::Place(Ranked { candidate, reasons: Vec::new() });
        }
        let sentence = self.words.text.sentence_of(self.phrases[i].core.0);
        let place_of = |s: &(usize, usize, u32)| &self.gazetteer.places()[s.2 as usize];
        let here = self.sure.partition_point(|s| s.1 < sentence);
        let here = self.sure[here..].iter().take_while(|s| s.1 == sentence);
        let beside: Vec<&Place> = here.filter(|s| s.0 != i).map(place_of).collect();
        let own = self.sure.binary_search_by_key(&i, |s| s.0).ok();
        let around = self.around(own.map(|s| self.sure[s].2));
        resolve(self.gazetteer, Mention { candidates, kinds, container, beside: &beside, around: &around })
    }

    /// `the Tafas-Nawa road`: by the usual names of its ends, in either order.
    fn road_between(&self, phrase: &Phrase) -> Option<Meaning> {
        if phrase.what != What::Open {
            return None;
        }
        let mut ends = (phrase.core.0..phrase.core.1).filter_map(|t| {
            let Entry::Place(spelling) = self.words.name_at(t)?.entry else { return None };
            let place = *self.words.lexicon.spellings[spelling as usize].places.first()?;
            Some(self.gazetteer.places()[place as usize].name.as_str())
        });
        let (a, b) = (ends.next()?, ends.next()?);
        let noun = &self.words.lexicon.types[phrase.kind? as usize];
        let known = [(a, b), (b, a)].into_iter().find_map(|(a, b)| {
            let found = self.gazetteer.find(&format!("{a}-{b} {}", noun.noun));
            found.into_iter().find(|c| c.how != How::Folded)
        });
        match known {
            Some(candidate) => Some(self.known(candidate.index, Found::Written)),
            None => Some(self.unknown(&format!("{a}-{b} {}", noun.noun), noun.kind)),
        }
    }

    /// The first candidate of a container's name, by its kind.
    fn plain_place(&self, phrase: usize) -> Option<&'a Place> {
        let What::Name(spelling) = self.phrases[phrase].what else { return None };
        let places = &self.words.lexicon.spellings[spelling as usize].places;
        let kinds = self.phrases[phrase].kind.map_or_else(Vec::new, |k| {
            let noun = &self.words.lexicon.types[k as usize];
            kinds_of(noun.kind, noun.class)
        });
        let all = || places.iter().map(|&p| &self.gazetteer.places()[p as usize]);
        all()
            .find(|p| kinds.contains(&p.kind))
            .or_else(|| (places.len() == 1).then(|| all().next()).flatten())
            .or_else(|| all().find(|p| p.kind == Kind::City))
    }

    fn unknown(&self, text: &str, kind: Option<Kind>) -> Meaning {
        Meaning {
            place: None,
            name: text.split_whitespace().collect::<Vec<_>>().join(" "),
            kind,
            candidates: Vec::new(),
            found: Found::Unknown,
            extent: Extent::Whole,
            others: Vec::new(),
        }
    }

    fn known(&self, place: u32, found: Found) -> Meaning {
        let entry = &self.gazetteer.places()[place as usize];
        Meaning {
            place: Some(place),
            name: entry.name.clone(),
            kind: Some(entry.kind),
            candidates: Vec::new(),
            found,
            extent: Extent::Whole,
            others: Vec::new(),
        }
    }

    /// `eastern Aleppo`, `the countryside of Aleppo`: a place of its own where the gazetteer has it.
    fn part(&self, base: &Meaning, phrase: &Phrase, found: Found) -> Meaning {
        let direction = phrase.direction.map(|t| adjective(self.words, t));
        let countryside = phrase.kind.is_some_and(|k| self.words.lexicon.types[k as usize].noun == "countryside");
        let suffix = if countryside { " countryside" } else { "" };
        let base_name = base.name.trim_end_matches(" Governorate").trim_end_matches(" countryside");
        let name = match &direction {
            Some(direction) => format!("{direction} {base_name}{suffix}"),
            None => format!("{base_name}{suffix}"),
        };
        if phrase.extent == Extent::Outskirts && direction.as_ref().is_some_and(|d| d.len() > "northern".len()) {
            return base.clone();
        }
        // A city's own parts are told from its countryside by the word.
        let of_city = !countryside && base.kind == Some(Kind::City);
        let own = if of_city { self.gazetteer.bearing(&format!("{name} (city)")) } else { Vec::new() };
        let named = self.gazetteer.bearing(&name);
        let known = own
            .into_iter()
            .chain(named)
            .filter(|c| countryside || !of_city || !c.place.name.contains("countryside"))
            .find(|c| c.place.kind == Kind::Sector || countryside || direction.is_none());
        if let Some(candidate) = known {
            return self.known(candidate.index, found);
        }
        if direction.is_none() && countryside {
            return Meaning { extent: Extent::Near, ..base.clone() };
        }
        // `southern Salhin`, `northern Azaz district`: only cities and towns have parts with names of their own.
        let settled = base.place.is_some() && !matches!(base.kind, Some(Kind::City | Kind::Town));
        if settled && !countryside {
            return Meaning { extent: wider(Extent::Part, base.extent), ..base.clone() };
        }
        Meaning {
            name,
            place: None,
            kind: Some(Kind::Sector),
            candidates: Vec::new(),
            found: Found::Unknown,
            extent: Extent::Whole,
            others: Vec::new(),
        }
    }

    /// Whether a bare `the east` can be this part of a city: its city stands before it in the same sentence,
    /// the text names the part in full, or sets it against `the west`. Else it is the country's.
    fn is_told_part(&self, i: usize, part: &Meaning) -> bool {
        let Some(place) = part.place.filter(|_| part.kind == Some(Kind::Sector)) else { return false };
        let city = self.gazetteer.places()[place as usize].parent.as_ref();
        let names_city = |phrase: &Phrase| match phrase.what {
            What::Name(spelling) => {
                let places = &self.words.lexicon.spellings[spelling as usize].places;
                places.iter().any(|&p| Some(&self.gazetteer.places()[p as usize].id) == city)
            }
            _ => false,
        };
        let side_of = |phrase: &Phrase| phrase.direction.map(|t| adjective(self.words, t));
        let own = side_of(&self.phrases[i]);
        let other_half = own.as_deref().and_then(|own| {
            [("eastern", "western"), ("northern", "southern")].iter().find_map(|&(a, b)| match own {
                own if own == a => Some(b),
                own if own == b => Some(a),
                _ => None,
            })
        });
        let sentence = self.words.text.sentence_of(self.phrases[i].core.0);
        self.phrases.iter().enumerate().filter(|&(k, _)| k != i).any(|(k, phrase)| match side_of(phrase) {
            None => k <= i + 1 && names_city(phrase) && self.words.text.sentence_of(phrase.core.0) == sentence,
            side => {
                side == own
                    && (names_city(phrase)
                        || self.meanings.get(k).is_some_and(|m| m.as_ref().is_some_and(|m| m.place == Some(place))))
                    || side.as_deref() == other_half
            }
        })
    }

    /// A city, or the one that a part of a city belongs to.
    fn city_of(&self, meaning: &Meaning) -> Option<Meaning> {
        if meaning.kind == Some(Kind::City) {
            return Some(meaning.clone());
        }
        let place = self.gazetteer.places().get(meaning.place? as usize)?;
        let parent = self.gazetteer.index_of(place.parent.as_ref().filter(|_| place.kind == Kind::Sector)?)?;
        (self.gazetteer.places()[parent as usize].kind == Kind::City).then(|| self.known(parent, meaning.found))
    }

    /// The city that a direction is a part of.
    fn base_of(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        if phrase.possessor.is_some() && i > 0 {
            return self.meanings.get(i - 1)?.clone();
        }
        let sentence = self.words.text.sentence_of(phrase.core.0);
        let recent = (0..i).rev().take(14).find_map(|k| {
            let near = sentence <= self.words.text.sentence_of(self.phrases[k].core.0) + 6;
            let city = self.city_of(self.meanings[k].as_ref()?)?;
            (near && !ABROAD.contains(&city.name.as_str())).then_some(city)
        });
        match recent {
            Some(city) => Some(city),
            None => self.main_city.map(|city| self.known(city, Found::Anaphor)),
        }
    }

    fn anaphor(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        // `Aleppo's rebel districts`: a part of whose they are.
        if let Some(owner) = phrase.possessor {
            let of = (0..i).rev().take(2).find(|&k| [self.phrases[k].core.0, self.phrases[k].from].contains(&owner))?;
            let known = self.meanings[of].clone()?;
            return Some(Meaning { extent: wider(Extent::Part, known.extent), ..known });
        }
        let noun = &self.words.lexicon.types[phrase.kind? as usize];
        let (first, last) = phrase.core;
        // `the Old City`, `the Industrial Zone`: a description that is a name.
        if matches!(
            noun.noun.as_str(),
            "old city"
                | "old town"
                | "industrial zone"
                | "industrial city"
                | "industrial area"
                | "citadel"
                | "scientific research center"
                | "artillery college"
                | "thermal power plant"
                | "cement factory"
                | "cement plant"
                | "central prison"
                | "international airport"
                | "military airport"
                | "air base"
                | "research center"
                | "research centre"
        ) {
            let sure = self.around(None);
            let candidates = self.gazetteer.find(self.words.text.raw(first..last));
            if !candidates.is_empty() {
                let mention =
                    Mention { candidates: &candidates, kinds: &[], container: None, beside: &[], around: &sure };
                if let Resolution::Place(ranked) = resolve(self.gazetteer, mention) {
                    return Some(self.known(ranked.candidate.index, Found::Part));
                }
            }
        }
        let sentence = self.words.text.sentence_of(first);
        if let Some(mut known) = self.last_of_kind(i, noun.kind, noun.class, sentence, phrase.plural) {
            // `the areas that troops captured` in a city are not the city.
            let some = noun.class == TypeClass::Area || noun.class == TypeClass::Quarter && phrase.plural;
            if some && matches!(known.kind, Some(Kind::City | Kind::Sector | Kind::Town | Kind::Governorate)) {
                known.extent = wider(known.extent, Extent::Part);
            }
            return Some(known);
        }
        if noun.class == TypeClass::Region && noun.kind == Some(Kind::Governorate) && !phrase.plural {
            // `the province`: that in the article's own city.
            let city = self.main_city?;
            let mut place = self.gazetteer.places().get(city as usize)?;
            while place.kind != Kind::Governorate {
                place = self.gazetteer.get(place.parent.as_ref()?)?;
            }
            return self.gazetteer.index_of(&place.id).map(|p| self.known(p, Found::Anaphor));
        }
        // `the airport`, before any was named: that of the article's own city.
        if noun.kind == Some(Kind::Airport) && !phrase.plural && noun.noun == "airport" {
            let city = &self.gazetteer.places().get(self.main_city? as usize)?.name;
            let own = self.gazetteer.bearing(&format!("{city} international airport"));
            return own.first().map(|c| self.known(c.index, Found::Anaphor));
        }
        if noun.kind == Some(Kind::City) && !phrase.plural {
            return self.main_city.map(|city| self.known(city, Found::Anaphor));
        }
        None
    }

    fn last_of_kind(
        &self,
        i: usize,
        kind: Option<Kind>,
        class: TypeClass,
        sentence: usize,
        plural: bool,
    ) -> Option<Meaning> {
        let reach = match class {
            TypeClass::Area | TypeClass::Land => 1,
            TypeClass::Settlement | TypeClass::Region => 12,
            _ => 6,
        };
        let mut best: Option<(usize, usize)> = None;
        for k in (0..i).rev() {
            let other = &self.phrases[k];
            let at = self.words.text.sentence_of(other.core.0);
            if sentence > at + reach {
                break;
            }
            let Some(meaning) = &self.meanings[k] else { continue };
            // `except for P, the town`: another one.
            let before = |n: usize| other.from.checked_sub(n).map_or("", |t| self.words.word(t));
            if at == sentence
                && matches!((before(2), before(1)), ("except", "for") | ("exception", "of") | ("apart", "from"))
            {
                continue;
            }
            // A dateline says where it was written.
            if self.words.text.sentences()[at].role == Role::Dateline {
                continue;
            }
            if matches!(other.what, What::Anaphor) && meaning.found != Found::Anaphor && meaning.place.is_none() {
                continue;
            }
            let stated = other.kind.map(|k| &self.words.lexicon.types[k as usize]);
            if meaning.kind == Some(Kind::Sector) && class == TypeClass::Settlement {
                continue;
            }
            let fit = fits(kind, class, meaning.kind, stated.and_then(|s| s.kind));
            if fit == 0 {
                continue;
            }
            // A place in a container's role, or after `near`, is less likely meant.
            let weak =
                usize::from(other.contains) + usize::from(meaning.name == "Damascus" && class == TypeClass::Settlement);
            let score = fit * 10 + usize::from(at + 1 >= sentence) * 6 + usize::from(at == sentence) * 11;
            let score = score.saturating_sub(weak * 8);
            if best.is_none_or(|(_, s)| score > s) {
                best = Some((k, score));
            }
        }
        let (k, _) = best?;
        let mut meaning = self.meanings[k].clone()?;
        meaning.found = if meaning.found == Found::Ambiguous { Found::Ambiguous } else { Found::Anaphor };
        if plural {
            // `the two towns`: the items of the last list.
            let mut p = k;
            while let Some(before) = self.phrases[p].list {
                meaning.others.push(before);
                p = before;
            }
        }
        Some(meaning)
    }
}

/// Cities where news is written and decided rather than fought for in these pages.
const ABROAD: &[&str] =
    &["Damascus", "Beirut", "Amman", "Ankara", "Istanbul", "Gaziantep", "Baghdad", "Moscow", "Geneva", "Astana"];

/// How well a place fits a noun: 3 exactly, 2 by kind, 1 loosely, 0 not.
fn fits(kind: Option<Kind>, class: TypeClass, place: Option<Kind>, stated: Option<Kind>) -> usize {
    if stated.is_some() && stated == kind {
        return 3;
    }
    let Some(place) = place else {
        return usize::from(
            class == TypeClass::Area
                || stated.is_none() && matches!(class, TypeClass::Settlement) && kind != Some(City),
        );
    };
    if Some(place) == kind {
        return 3;
    }
    use Kind::{
        Airport, Base, Camp, City, District, Governorate, Industrial, Quarter, Sector, Subdistrict, Town, Village,
    };
    match class {
        TypeClass::Area => match place {
            Governorate | District | Subdistrict => 1,
            City => 1,
            _ => 2,
        },
        TypeClass::Settlement => match (kind, place) {
            (Some(City), Town) => 1,
            (Some(Town), Village | City) | (Some(Village), Town) => 2,
            (Some(Town), Sector | Quarter) => 0,
            (Some(Camp), _) => 0,
            _ => 0,
        },
        TypeClass::Quarter => match place {
            Quarter | Camp | Industrial => 2,
            _ => 0,
        },
        TypeClass::Base => usize::from(matches!(place, Base | Airport)) * 2,
        TypeClass::Land | TypeClass::Region => 0,
        _ => 0,
    }
}

/// The kinds that a noun allows.
fn kinds_of(kind: Option<Kind>, class: TypeClass) -> Vec<Kind> {
    use Kind::{
        Airport, Base, Camp, City, Crossing, District, Governorate, Industrial, Quarter, Sector, Subdistrict, Town,
        Village,
    };
    match (class, kind) {
        (TypeClass::Area, _) => Vec::new(),
        (TypeClass::Settlement, Some(City)) => vec![City, Town],
        (TypeClass::Settlement, Some(Camp)) => vec![Camp, Quarter],
        (TypeClass::Settlement, _) => vec![Town, Village, City],
        (TypeClass::Quarter, Some(Industrial)) => vec![Industrial, Quarter],
        (TypeClass::Quarter, _) => vec![Quarter, Sector, Camp, Industrial, Town, Village, District],
        (TypeClass::Base, _) => vec![Base, Airport, Kind::School],
        (TypeClass::Region, _) => vec![Governorate],
        (TypeClass::Land, _) => Vec::new(),
        (_, Some(Crossing)) => vec![Crossing, Town, Village],
        (_, Some(kind)) => vec![kind, Subdistrict].into_iter().filter(|k| *k != Subdistrict).collect(),
        _ => Vec::new(),
    }
}

/// `east` and `eastern` are one: the adjective.
fn adjective(words: &Words<'_>, token: usize) -> String {
    let mut word = words.word(token).to_owned();
    // `north-eastern` is two tokens.
    if words.is_joined(token) && words.is(token - 1, class::DIRECTION) {
        word = format!("{}{word}", words.word(token - 1));
    }
    let known = ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];
    if known.contains(&word.as_str()) { format!("{word}ern") } else { word }
}

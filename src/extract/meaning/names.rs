//! Which place a name means: the gazetteer's candidates, the kind that stands beside it, the article's other places.

use super::{Found, Meaning, Reader};
use crate::claim::Extent;
use crate::extract::lexicon::{Entry, TypeClass, TypeNoun, class};
use crate::extract::places::{Phrase, What};
use crate::gazetteer::resolve::{Mention, Ranked, Reason, Resolution, only, resolve};
use crate::gazetteer::spelling;
use crate::gazetteer::{Candidate, Guard, How};
use crate::place::{Kind, Place};

/// Places nearer than this lie in one part of the country, in metres: Aleppo and Dara'a are 380 km apart.
const SAME_PART_M: f64 = 120_000.0;

impl<'a> Reader<'a> {
    /// What a phrase with a name means.
    pub(super) fn named(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        if let Some(meaning) = self.introduced(i).or_else(|| self.road_between(phrase)) {
            return Some(meaning);
        }
        let text = self.words.text.raw(phrase.core.0..phrase.core.1);
        let noun = phrase.kind.map(|k| &self.words.lexicon.types[k as usize]);
        let candidates = self.candidates(phrase, text, noun);
        let kinds = noun.map_or_else(Vec::new, |noun| self.kinds_meant(noun, &candidates));
        if let Some(meaning) = noun.and_then(|noun| self.named_for_its_town(i, text, noun, &candidates, &kinds)) {
            return Some(meaning);
        }
        if candidates.is_empty() {
            return Some(self.unknown(text, noun.and_then(|n| n.kind)));
        }
        let countryside = noun.is_some_and(|n| n.noun == "countryside");
        let kinds: Vec<Kind> = if countryside { Vec::new() } else { kinds };
        let container = self.container(i).filter(|place| place.name != candidates[0].place.name);
        let meaning = match self.resolve(i, &candidates, &kinds, container) {
            Resolution::Place(ranked) => {
                let found = match ranked.candidate.how {
                    How::Written => Found::Written,
                    How::Plain => Found::Plain,
                    How::Folded => Found::Folded,
                };
                self.known(ranked.candidate.index, found)
            }
            Resolution::Ambiguous(ranked) => Meaning {
                candidates: ranked.iter().map(|r| (r.candidate.index, r.why())).collect(),
                found: Found::Ambiguous,
                ..self.unknown(text, noun.and_then(|n| n.kind))
            },
            Resolution::Unknown(_) if candidates.iter().all(|c| c.guard == Guard::Description) => {
                return container.and_then(|town| self.something_in(town));
            }
            Resolution::Unknown(_) => self.unknown(text, noun.and_then(|n| n.kind)),
        };
        // `the southern Nasib crossing`: where it lies, not a part of it.
        let whole = meaning.kind.is_some_and(Kind::is_site);
        let part = phrase.direction.is_some() && !whole || countryside;
        Some(if part { self.part(&meaning, phrase, meaning.found) } else { meaning })
    }

    /// `the National Hospital in Nawa`, where the gazetteer has only another town's: something in the town (claims.md 6).
    fn something_in(&self, town: &Place) -> Option<Meaning> {
        let town = self.known(self.gazetteer.index_of(&town.id)?, Found::Part);
        Some(Meaning { extent: Extent::Part, ..town })
    }

    /// The places that may bear a name.
    fn candidates(&self, phrase: &Phrase, text: &'a str, noun: Option<&TypeNoun>) -> Vec<Candidate<'a>> {
        let mut candidates = noun.map_or_else(Vec::new, |noun| self.with_noun(text, noun));
        if candidates.is_empty() {
            candidates = match phrase.what {
                What::Name(spelling) => self.of_spelling(text, spelling),
                _ => self.very_like(text),
            };
        }
        if matches!(phrase.what, What::Name(_)) && phrase.to == phrase.core.1 {
            candidates = self.longer_name(phrase).unwrap_or(candidates);
        }
        // `northern Aleppo city`, `two northern Aleppo districts`: a part of the city, not of its countryside.
        if noun.is_some_and(|noun| noun.kind == Some(Kind::City))
            && candidates.iter().any(|c| c.place.kind == Kind::Sector)
        {
            let mut of_city = self.gazetteer.find(&format!("{text} (city)"));
            of_city.retain(|c| c.how != How::Folded);
            candidates = if of_city.is_empty() { candidates } else { of_city };
        }
        // `the eastern parts of Daraa province`: of its countryside, not of the city.
        if noun.is_some_and(|noun| noun.kind == Some(Kind::Governorate)) {
            let of_country = candidates.iter().filter_map(|c| self.countryside_of_part(c.place)).next();
            candidates = of_country.unwrap_or(candidates);
        }
        candidates
    }

    /// The countryside on the same side of a city as a part of it.
    fn countryside_of_part(&self, part: &Place) -> Option<Vec<Candidate<'a>>> {
        let city = self.gazetteer.get(part.parent.as_ref().filter(|_| part.kind == Kind::Sector)?)?;
        let direction = part.name.split(' ').next().filter(|word| word.ends_with("ern"))?;
        let found = self.gazetteer.bearing(&format!("{direction} {} countryside", city.name));
        (city.kind == Kind::City && !found.is_empty()).then_some(found)
    }

    /// The places that bear a name together with its kind: `Kindi hospital`, `Castello road`, `Aleppo province`.
    fn with_noun(&self, text: &str, noun: &TypeNoun) -> Vec<Candidate<'a>> {
        if matches!(noun.class, TypeClass::Settlement | TypeClass::Area | TypeClass::Region | TypeClass::Land) {
            return Vec::new();
        }
        let candidates = self.gazetteer.bearing(&format!("{text} {}", noun.noun));
        if !candidates.is_empty() || noun.class != TypeClass::Height {
            return candidates;
        }
        // `Harra hill` is Tell Harra.
        let plain = text.strip_prefix("al-").or(text.strip_prefix("Al-")).unwrap_or(text);
        let bare = ["Tell ", "Tall ", "Tal ", "Tel "].iter().find_map(|tell| text.strip_prefix(tell)).unwrap_or(plain);
        let hills = [format!("Tell al-{bare}"), format!("Tell {bare}"), format!("Tal {bare}")];
        hills.iter().map(|hill| self.gazetteer.bearing(hill)).find(|c| !c.is_empty()).unwrap_or_default()
    }

    /// The places of a spelling of the lexicon, by the gazetteer's own match where it has one.
    fn of_spelling(&self, text: &'a str, spelling: u32) -> Vec<Candidate<'a>> {
        let candidates = self.bearing(text);
        if !candidates.is_empty() {
            return candidates;
        }
        let candidate = |&index: &u32| {
            let place = &self.gazetteer.places()[index as usize];
            Candidate { place, index, spelling: &place.name, guard: Guard::Free, how: How::Plain, distance: 0 }
        };
        self.words.lexicon.spellings[spelling as usize].places.iter().map(candidate).collect()
    }

    /// The kinds of place that a noun may mean: `the town of Afrin` is the city rather than a village of that name,
    /// `the Zahraa neighbourhood` the quarter rather than the town.
    fn kinds_meant(&self, noun: &TypeNoun, candidates: &[Candidate<'_>]) -> Vec<Kind> {
        let mut kinds = kinds_of(noun.kind, noun.class);
        let any = |of: &[Kind]| candidates.iter().any(|c| of.contains(&c.place.kind));
        match (noun.class, noun.kind) {
            (TypeClass::Settlement, Some(Kind::Town)) if any(&[Kind::Town, Kind::City]) => {
                kinds.retain(|&kind| kind != Kind::Village);
            }
            (TypeClass::Quarter, _) if any(&[Kind::Quarter]) => {
                kinds.retain(|kind| !matches!(kind, Kind::Town | Kind::Village | Kind::District));
            }
            _ => {}
        }
        kinds
    }

    /// `Aleppo hospital`, `Daraa camp`: a building named for its town is not the town.
    fn named_for_its_town(
        &self,
        i: usize,
        text: &str,
        noun: &TypeNoun,
        candidates: &[Candidate<'a>],
        kinds: &[Kind],
    ) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        let thing = matches!(noun.class, TypeClass::Building | TypeClass::Base | TypeClass::Line | TypeClass::Height)
            || matches!(noun.kind, Some(Kind::Camp | Kind::Industrial));
        let compatible = |c: &Candidate<'_>| {
            kinds.is_empty() || kinds.contains(&c.place.kind) || matches!(c.place.kind, Kind::Other | Kind::Sector)
        };
        if !thing || candidates.iter().any(compatible) {
            return None;
        }
        let town = |kind: Kind| {
            matches!(kind, Kind::City | Kind::Governorate | Kind::Town | Kind::District | Kind::Village | Kind::Sector)
        };
        let own = candidates.iter().any(|c| town(c.place.kind));
        // `a strike on Nawa market`: something in the town (claims.md 6).
        if own
            && noun.class == TypeClass::Building
            && !self.words.is_capital(phrase.core.1)
            && let Resolution::Place(ranked) = self.resolve(i, candidates, &[], None)
        {
            let town = self.known(ranked.candidate.index, Found::Part);
            return Some(Meaning { extent: Extent::Part, ..town });
        }
        let arabic = (phrase.core.0..phrase.core.1).any(|t| self.words.is(t, class::NAMEPART));
        if !own && !candidates.is_empty() || arabic {
            return None;
        }
        let told = text.to_lowercase().contains(noun.noun.as_str());
        let name = if told { text.to_owned() } else { format!("{text} {}", noun.noun) };
        Some(self.unknown(&name, noun.kind))
    }

    /// The place that a phrase is said to lie in.
    fn container(&self, i: usize) -> Option<&'a Place> {
        let container = self.phrases[i].container?;
        if container >= i {
            return self.plain_place(container);
        }
        let place = self.meanings.get(container)?.as_ref()?.place?;
        Some(&self.gazetteer.places()[place as usize])
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
        // `the Yarmouk district` of a city whose parts the gazetteer does not have.
        let noun = self.phrases[first].kind.map(|k| self.words.lexicon.types[k as usize].class);
        let settled = matches!(noun, Some(TypeClass::Settlement | TypeClass::Quarter));
        let open = |m: &Meaning| matches!(m.found, Found::Unknown | Found::Ambiguous);
        let known = |m: &Meaning| m.place.is_some() || open(m) && settled;
        self.meanings[first].clone().filter(|m| known(m) && !city(m))
    }

    pub(super) fn find_introductions(&mut self) {
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

    /// Which of the candidates for a phrase is meant, by the article's other places.
    pub(super) fn resolve<'g>(
        &self,
        i: usize,
        candidates: &[Candidate<'g>],
        kinds: &[Kind],
        container: Option<&Place>,
    ) -> Resolution<'g> {
        if let Some(candidate) = only(candidates).filter(|_| container.is_none()) {
            return match self.out_of_the_way(i, candidate) {
                None => Resolution::Place(Ranked { candidate, reasons: Vec::new() }),
                Some(other) => Resolution::Ambiguous(vec![Ranked { candidate, reasons: vec![Reason::FarFrom(other)] }]),
            };
        }
        let sentence = self.words.text.sentence_of(self.phrases[i].core.0);
        let here = self.sure.partition_point(|s| s.1 < sentence);
        let here = self.sure[here..].iter().take_while(|s| s.1 == sentence);
        let beside: Vec<u32> = here.filter(|s| s.0 != i).map(|s| s.2).collect();
        let own = self.sure.binary_search_by_key(&i, |s| s.0).ok();
        let around = self.around(own.map(|s| self.sure[s].2));
        resolve(self.gazetteer, Mention { candidates, kinds, container, beside: &beside, around: &around })
    }

    /// The place beside which a village or town is named though it lies in another part of the country, where most that
    /// the article names lies: more likely another one of its name, which the gazetteer does not have.
    fn out_of_the_way(&self, i: usize, candidate: Candidate<'_>) -> Option<String> {
        const SEVERAL: usize = 3;
        let village = candidate.place.kind == Kind::Village;
        if !village && candidate.place.kind != Kind::Town {
            return None;
        }
        let place = |other: u32| &self.gazetteer.places()[other as usize];
        let other = |&other: &u32| other != candidate.index && !self.is_abroad(&place(other).name);
        let is_near = |other: &u32| place(*other).point.distance_m(candidate.place.point) < SAME_PART_M;
        let around: Vec<u32> = self.around.iter().map(|&(place, _)| place).filter(other).collect();
        let near = around.iter().filter(|other| is_near(other)).count();
        let far = around.len() - near;
        if near > 0 && (far < SEVERAL || far <= 2 * near) {
            return None;
        }
        // Its own sentence and those before, which may tell of its province.
        let sentence = self.words.text.sentence_of(self.phrases[i].core.0);
        let from = self.sure.partition_point(|s| s.1 + 3 < sentence);
        let told = self.sure[from..].iter().take_while(|s| s.1 <= sentence).filter(|s| other(&s.2));
        if near > 0 && told.clone().any(|s| is_near(&s.2)) {
            return None;
        }
        let mut beside = told.filter(|s| s.1 == sentence && !place(s.2).kind.is_region());
        let farther = || around.iter().copied().find(|other| village && far >= SEVERAL && !is_near(other));
        beside.next().map(|s| s.2).or_else(farther).map(|other| place(other).name.clone())
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

    /// The places that a name is like; a like spelling is a place only where it is very like.
    fn very_like(&self, text: &'a str) -> Vec<Candidate<'a>> {
        let mut found = self.like(text);
        found.retain(|c| {
            c.how != How::Folded
                || c.distance <= 1
                || c.distance == 2 && text.len() > 10
                || spelling::sound_alike(&spelling::plain(text), &spelling::plain(c.spelling))
        });
        found
    }

    /// `Qastal Jindu`: not Qastal, where a longer name is like it that no list spells this way.
    fn longer_name(&self, phrase: &Phrase) -> Option<Vec<Candidate<'a>>> {
        // `Daraa al-Manshiya`: the quarter, not the city.
        let next = phrase.core.1;
        let article = self.words.is(next, class::ARTICLE) && self.words.is_joined(next + 1);
        if article && self.words.word(next) != "the" && self.words.is_capital(next + 1) {
            let What::Name(spelling) = phrase.what else { return None };
            let cities = &self.words.lexicon.spellings[spelling as usize].places;
            let id = |&city: &u32| self.gazetteer.places()[city as usize].id.clone();
            let mut found = self.very_like(self.words.text.raw(next..next + 2));
            found.retain(|c| cities.iter().any(|city| self.gazetteer.is_inside(&c.place.id, &id(city))));
            return (!found.is_empty()).then_some(found);
        }
        let goes_on = self.words.is_capital(next)
            && self.words.name_over(next).is_none()
            && self.words.text.sentence_of(next) == self.words.text.sentence_of(phrase.core.0);
        let found = goes_on.then(|| self.very_like(self.words.text.raw(phrase.core.0..next + 1)))?;
        (!found.is_empty()).then_some(found)
    }

    /// The first candidate of a container's name, by its kind.
    pub(super) fn plain_place(&self, phrase: usize) -> Option<&'a Place> {
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

//! What kind of place a phrase or a noun is: land, a seat, a line, a province.

use crate::claim::Extent;
use crate::extract::chunks::Kind;
use crate::extract::frames::{Scene, is_near};
use crate::extract::lexicon::{Shape, TypeClass, class};
use crate::extract::list;
use crate::extract::places::What;

impl Scene<'_> {
    /// A word for land: `ground`, `positions`, `territory`.
    pub(in crate::extract::frames) fn is_ground(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        let head = chunk.to - 1;
        self.words.part_at(head).is_some() || self.words.is_in(head, list::GROUND) || self.is_acreage(noun)
    }

    /// `ten square kilometres`.
    pub(super) fn is_acreage(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        let square = chunk.to - chunk.from > 1 && matches!(self.words.word(chunk.to - 2), "square" | "sq");
        chunk.kind == Kind::Noun && square && self.words.is_in(chunk.to - 1, list::DISTANCES)
    }

    /// `both`, `all three`, `the four` alone: how many of the places told last.
    pub(in crate::extract::frames) fn count_told(&self, chunk: usize) -> Option<usize> {
        let range = self.row.chunks.get(chunk)?;
        let first = self.words.word(range.from);
        // `both places`, `these two places`
        let of_places = range.to > range.from + 1 && self.words.word(range.to - 1) == "places";
        // A border where a clause begins is no token long.
        match range.to - range.from - usize::from(of_places) {
            1 if first == "both" => Some(2),
            2 if matches!(first, "all" | "the" | "these" | "those") => self.words.count_of(range.from + 1),
            _ => None,
        }
    }

    /// The places told before that `both`, `all three` or `all of them` mean, and the chunk after these words.
    pub(in crate::extract::frames) fn all_of_those(&self, chunk: usize) -> Option<(Vec<(usize, Extent)>, usize)> {
        let range = self.row.chunks.get(chunk)?;
        let of_them = self.word(chunk + 1) == "of" && self.word(chunk + 2) == "them";
        let after = chunk + if of_them { 3 } else { 1 };
        let places = match self.count_told(chunk) {
            Some(count) => self.last_few(range.from, count),
            None if of_them && matches!(self.word(chunk), "all" | "each" | "either") => {
                self.list_of_pronoun(self.row.chunks[chunk + 2].from, false)
            }
            None => Vec::new(),
        };
        (!places.is_empty()).then_some((places, after))
    }

    /// Words right before a base or a building that only tell its kind: `air defence`, `military`.
    pub(super) fn is_modifier(&self, noun: usize) -> bool {
        let Kind::Place(p) = self.kind(noun + 1) else { return false };
        let class = self.places[p].kind.map(|k| self.words.lexicon.types[k as usize].class);
        let chunk = &self.row.chunks[noun];
        self.places[p].what == What::Open
            && matches!(class, Some(TypeClass::Base | TypeClass::Building | TypeClass::Height))
            && self.words.noun_at(chunk.to - 1).is_none()
            && !self.words.is(chunk.to - 1, class::PEOPLE)
    }

    /// Nothing but a number: `three` in `three of the villages`.
    pub(in crate::extract::frames) fn is_number(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).all(|t| self.words.is(t, class::NUMBER | class::ADJECTIVE | class::DET))
    }

    /// A noun for where a side is strong: `stronghold`, `bastion`.
    pub(in crate::extract::frames) fn is_seat(&self, noun: usize) -> bool {
        if self.kind(noun) != Kind::Noun {
            return false;
        }
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).any(|t| {
            self.words.noun_at(t).is_some_and(|(_, rules)| rules.iter().any(|&r| self.rule(r).shape == Shape::Seat))
        })
    }

    /// `the rebels' last stronghold in the province, P, fell`: the place between commas.
    pub(in crate::extract::frames) fn seat_named(&self, noun: usize) -> Option<usize> {
        let name = noun + 3 + usize::from(self.word(noun + 3) == ",");
        match (self.kind(noun + 1), self.kind(noun + 2), self.kind(name)) {
            (Kind::Prep, Kind::Place(region), Kind::Place(p)) if self.is_seat(noun) => {
                Some(p).filter(|_| self.places[p].container == Some(region) && self.places[region].contains)
            }
            _ => None,
        }
    }

    /// `Tadef the last stronghold of the rebels`: the chunk of the place that this one, the last of it, tells what it
    /// is, where the comma is lost.
    pub(in crate::extract::frames) fn place_of_seat(&self, last: usize) -> Option<usize> {
        let told = |&c: &usize| match self.kind(c) {
            Kind::Noun | Kind::Side(_) | Kind::Possessive => true,
            Kind::Prep => self.word(c) == "of",
            _ => false,
        };
        let first = (last.saturating_sub(6)..=last).rev().take_while(told).last()?;
        let place =
            first.checked_sub(1).filter(|&c| matches!(self.kind(c), Kind::Place(p) if self.places[p].is_named()))?;
        let seat = (first..=last).any(|c| self.is_seat(c));
        (seat && self.words.is(self.row.chunks[first].from, class::DET)).then_some(place)
    }

    /// `an army post`: one of the things that stand in a place.
    pub(in crate::extract::frames) fn is_post(&self, noun: usize) -> bool {
        self.row.chunks.get(noun).is_some_and(|chunk| self.words.is_in(chunk.to - 1, list::POSTS))
    }

    /// `the hill overlooking P`, `the bridge in P`, `the areas around P`: one that only P tells, and none told before.
    pub(super) fn is_told_where(&self, chunk: usize, place: usize) -> bool {
        let phrase = &self.places[place];
        let class = self.class_of(place);
        let stands = matches!(
            class,
            Some(TypeClass::Base | TypeClass::Building | TypeClass::Height | TypeClass::Line | TypeClass::Quarter)
        ) || phrase.plural && class == Some(TypeClass::Area)
            || matches!(self.words.word(phrase.from), "its" | "their");
        let next = self.past_joined(chunk) + 1;
        let after = match self.kind(next) {
            Kind::Prep => is_near(self.word(next)) || matches!(self.word(next), "in" | "at" | "overlooking"),
            Kind::Verb(v) => self.lemma(&self.row.verbs[v]) == "overlook",
            Kind::Place(p) => self.is_bearing(p),
            _ => false,
        };
        let bearing = matches!(self.kind(next), Kind::Place(_));
        let named = bearing || matches!(self.kind(next + 1), Kind::Place(p) if self.has_name(p) && !self.is_region(p));
        phrase.what == What::Anaphor && self.meanings[place].is_none() && stands && after && named
    }

    /// `its hospital`, and none told before.
    pub(super) fn is_building_of_it(&self, place: usize) -> bool {
        self.words.word(self.places[place].from) == "its"
            && self.class_of(place) == Some(TypeClass::Building)
            && self.places[place].what == What::Anaphor
            && self.meanings[place].is_none()
    }

    /// `the road to P`: a road that only P tells, and none told before.
    pub(super) fn is_road_to(&self, chunk: usize, place: usize) -> bool {
        self.places[place].what == What::Anaphor
            && self.meanings[place].is_none()
            && self.is_line_place(place)
            && matches!(self.word(chunk + 1), "to" | "into" | "towards" | "toward")
            && matches!(self.kind(chunk + 2), Kind::Place(p) if self.has_name(p) && !self.is_region(p))
    }

    /// The last of several things that stand in one place: `the checkpoints and offices in P`.
    pub(super) fn past_joined(&self, chunk: usize) -> usize {
        let mut last = chunk;
        while self.kind(last + 1) == Kind::And && self.kind(last + 2) == Kind::Noun && self.kind(last + 3) == Kind::Prep
        {
            last += 2;
        }
        last
    }

    /// A province or a countryside: too large to be meant by something in it.
    pub(in crate::extract::frames) fn is_region(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        if let What::Name(spelling) = phrase.what
            && self.words.lexicon.spellings[spelling as usize].region
        {
            return true;
        }
        phrase.kind.is_some_and(|k| {
            let noun = &self.words.lexicon.types[k as usize];
            noun.class == TypeClass::Region || noun.noun == "countryside"
        })
    }

    /// A name that a city or a province bears.
    pub(in crate::extract::frames) fn is_large(&self, place: usize) -> bool {
        match self.places[place].what {
            What::Name(spelling) => self.words.lexicon.spellings[spelling as usize].large,
            _ => false,
        }
    }

    /// A road, a river, a front: a place that is a line.
    pub(in crate::extract::frames) fn is_line_place(&self, place: usize) -> bool {
        self.class_of(place) == Some(TypeClass::Line)
    }

    /// The class of a place by its words, also where the kind is part of its name: `Castello Road`.
    pub(in crate::extract::frames) fn class_of(&self, place: usize) -> Option<TypeClass> {
        let phrase = &self.places[place];
        let kind = phrase.kind.or_else(|| self.words.type_before(phrase.core.1).map(|t| t.1));
        kind.map(|k| self.words.lexicon.types[k as usize].class)
    }

    /// A whole province: something in it is not it.
    pub(in crate::extract::frames) fn is_province(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        let part = phrase.direction.is_some() || self.words.is(phrase.core.0, class::DIRECTION);
        self.is_region(place) && !part
    }
}

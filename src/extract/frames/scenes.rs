//! Where a strike fell that names no place of its own: `Ten people died in P. Two rockets hit a market, medics
//! said.`
//!
//! The *scene* is the one place that a sentence tells of; it lasts until another is named. A strike is set there
//! where its own sentence names no place at all and says what was hit: a house, a market, people.

use super::{Raw, Scene, Subject};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Chunk, Kind, Verb};
use crate::extract::lexicon::{NounEvents, Rule, TypeClass, class};
use crate::extract::list;
use crate::extract::places::{What, wider};
use crate::side::Side;

/// For how many sentences a scene lasts.
const LASTS: usize = 2;

impl Scene<'_> {
    /// The one place that this sentence tells of: where its strikes fell, else the only one it names.
    pub fn place_told(&self, raws: &[Raw]) -> Option<usize> {
        let name = |p: usize| self.meanings[p].as_ref().map(|meaning| meaning.name.as_str());
        let one = |mut places: Vec<usize>| {
            places.dedup_by_key(|p| name(*p));
            (places.len() == 1).then(|| places[0])
        };
        let struck = raws.iter().filter(|raw| raw.event == Event::Strikes).map(|raw| raw.place);
        let struck: Vec<usize> = struck.filter(|&p| self.can_be_scene(p)).collect();
        if !struck.is_empty() {
            return one(struck);
        }
        let named = self.row.chunks.iter().filter_map(|chunk| match chunk.kind {
            Kind::Place(p) if self.is_known_place(p) && !self.places[p].contains => Some(p),
            _ => None,
        });
        // `closed in on P from the west`
        one(named.filter(|&p| self.places[p].what != What::Direction).collect()).filter(|&p| self.can_be_scene(p))
    }

    /// Whether a claim's place stands in a sentence before.
    pub fn is_from_scene(&self, raw: &Raw) -> bool {
        self.row.chunks.first().is_some_and(|first| self.places[raw.place].from < first.from)
    }

    /// Whether the sentence names no place at all.
    pub fn names_no_place(&self) -> bool {
        !self.row.chunks.iter().any(|chunk| matches!(chunk.kind, Kind::Place(p) if self.is_other_place(p)))
    }

    /// A place that sets the sentence elsewhere: `a town in northern Syria` is another one.
    fn is_other_place(&self, place: usize) -> bool {
        let class = self.class_of(place);
        self.is_known_place(place) || class.is_some_and(|c| !matches!(c, TypeClass::Building | TypeClass::Line))
    }

    /// A place that is told: not `a hilltop`, nor `the gates`, `the headquarters` of nothing told before.
    fn is_known_place(&self, place: usize) -> bool {
        let thing = || {
            matches!(self.class_of(place), None | Some(TypeClass::Base | TypeClass::Building))
                && self.meanings[place].is_none()
        };
        match self.places[place].what {
            What::Unnamed => false,
            What::Anaphor => !thing(),
            _ => true,
        }
    }

    /// Whose the arms are that struck in the sentence before: `The planes were Russian`, `The rockets were fired by
    /// rebels`, `Rebels fired them`.
    pub fn owner_of_those_arms(&self) -> Option<Side> {
        let verb = (1..6).find(|&c| self.row.verb(c).is_some()).filter(|_| self.names_no_place())?;
        let told = self.verb_of(verb);
        if told.negated || told.modal.is_some() {
            return None;
        }
        let fires = self.is_verb(told, list::FIRING);
        let those = self.are_those_arms(0);
        let owner = match self.lemma(told) {
            _ if those && told.passive && fires => self.by_agent(verb + 1),
            _ if fires && !told.passive && self.word(verb + 1) == "them" && self.before.strike_just_told => {
                self.subject(verb, told)
            }
            "be" | "believe" | "think" if those => {
                let light =
                    |c: &usize| matches!(self.kind(*c), Kind::Adverb | Kind::Skip | Kind::Verb(_) | Kind::Quote);
                (verb + 1..verb + 4).find(|c| !light(c)).map_or(Subject::None, |c| self.party(c))
            }
            "belong" if those && self.word(verb + 1) == "to" => self.party(verb + 2),
            _ => Subject::None,
        };
        match owner {
            Subject::Side(side) => self.sides[side].side,
            _ => None,
        }
    }

    fn party(&self, chunk: usize) -> Subject {
        match self.kind(chunk) {
            Kind::Side(side) => Subject::Side(side),
            _ => Subject::None,
        }
    }

    /// `The planes`, `the shells`: arms of nobody, told before.
    fn are_those_arms(&self, chunk: usize) -> bool {
        let Some(range) = self.row.chunks.get(chunk) else { return false };
        let pointed = matches!(self.words.word(range.from), "the" | "these" | "those");
        let nobody = match range.kind {
            Kind::Noun => true,
            Kind::Side(side) => self.sides[side].side.is_none() || self.sides[side].weak,
            _ => false,
        };
        pointed && nobody && self.words.is(range.to - 1, class::ARMS)
    }

    fn can_be_scene(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        let settled = self.meanings[place].as_ref().is_some_and(|meaning| meaning.kind.is_some_and(|k| !k.is_region()));
        settled && !self.words.is_in(phrase.core.0, list::ABROAD) && phrase.what != What::Direction
    }

    /// Where a verb of a strike is set that hits a house, a market, `it`.
    pub(super) fn scene_of_verb(&self, rule: &Rule, chunk: usize, verb: &Verb, after: usize) -> Vec<(usize, Extent)> {
        if rule.event != Event::Strikes || !verb.is_finite() || verb.modal.is_some() {
            return Vec::new();
        }
        // `Russian planes struck it`
        if !verb.passive && self.kind(after) == Kind::Pronoun && self.word(after) == "it" {
            let armed = self.is_arms(self.subject(chunk, verb));
            return self.place_of_pronoun(self.row.chunks[after].from).filter(|_| armed).into_iter().collect();
        }
        // `Six barrel bombs fell on Monday`
        let fell = rule.arms_only && !verb.passive && self.is_ended(self.row.chunks[chunk].to);
        let told = if fell {
            matches!(self.subject(chunk, verb), Subject::Noun(n) if self.are_shells(n))
        } else if verb.passive {
            match self.subject(chunk, verb) {
                Subject::Place(p) => self.is_thing_struck_place(p),
                Subject::Noun(n) => self.is_thing_struck(n),
                _ => false,
            }
        } else {
            let object = (after..after + 3).find(|&c| !matches!(self.kind(c), Kind::Prep | Kind::Adverb | Kind::Time));
            let fires = self.is_verb(verb, list::FIRING) || self.lemma(verb) == "open";
            object.is_some_and(|c| self.is_thing_struck(c) || !fires && self.are_fighters(c))
                || self.subject(chunk, verb) == Subject::Pronoun
                    && self.row.verb(chunk).is_some_and(|v| !v.negated)
                    && self.before.striker.is_some()
        };
        if told { self.scene_before() } else { Vec::new() }
    }

    /// `six barrel bombs`, `shells`: no aircraft, and not `no shells`.
    fn are_shells(&self, noun: usize) -> bool {
        let range = self.row.chunks[noun];
        self.words.noun_events(range.to - 1).has(NounEvents::STRIKE) && !self.words.is(range.from, class::NEGATION)
    }

    /// Where a noun of a strike is set that kills, or that is on a house or a market.
    pub(super) fn scene_of_noun(&self, chunk: usize) -> Vec<(usize, Extent)> {
        let kills = |c: usize| {
            self.row.verb(c).is_some_and(|v| self.is_verb(v, list::CLAUSE_OF_STRIKE) && !v.passive && v.modal.is_none())
        };
        // `An air strike on a bakery`, `a bomb was dropped on a street`
        let on = (chunk + 1..chunk + 3).any(|c| {
            matches!(self.word(c), "on" | "against" | "at" | "near" | "beside" | "into") && self.is_thing_struck(c + 1)
        });
        if on || self.verb_after_noun(chunk).is_some_and(kills) { self.scene_before() } else { Vec::new() }
    }

    /// Where a clash or an attack is set that only its sentence's deed tells: `The clashes killed ten`, `Rebels
    /// launched an assault on Sunday`.
    pub(super) fn scene_of_fight(&self, chunk: usize, governor: Option<usize>) -> Vec<(usize, Extent)> {
        let told = |verb: &Verb| verb.is_finite() && verb.modal.is_none() && !verb.negated;
        let happens = |c: usize| {
            self.row.verb(c).is_some_and(|v| {
                told(v) && (self.is_verb(v, list::HAPPENING) || self.is_verb(v, list::CLAUSE_OF_STRIKE) && !v.passive)
            })
        };
        let opened = governor.is_some_and(|g| {
            let verb = self.verb_of(g);
            told(verb)
                && !verb.present
                && self.is_verb(verb, list::OPENING)
                && self.lemma(verb) != "join"
                && matches!(self.subject(g, verb), Subject::Side(_) | Subject::Pronoun)
        });
        // `An army attack was repelled`, `A counter-attack by the army failed`; `the attack`: as told before.
        let pointed = matches!(self.word(chunk), "the" | "this" | "that");
        let failed = |c: usize| {
            self.row.verb(c).is_some_and(|v| {
                told(v)
                    && !pointed
                    && (v.passive && (self.is_verb(v, list::THWARTED) || self.is_beaten_off(c))
                        || !v.passive && self.is_verb(v, list::FAILING))
            })
        };
        let by = self.word(chunk + 1) == "by";
        let aimed = self.kind(chunk + 1) == Kind::Prep && !by && !matches!(self.kind(chunk + 2), Kind::Time);
        let between = self.word(chunk + 1) == "between";
        // `launched its southern campaign`: in the south, not here.
        let range = self.row.chunks[chunk];
        if (range.from..range.to).any(|t| self.words.is(t, class::DIRECTION)) {
            return Vec::new();
        }
        if (opened || self.verb_after_noun(chunk).is_some_and(|c| happens(c) || failed(c))) && (!aimed || between) {
            self.scene_before()
        } else {
            Vec::new()
        }
    }

    /// The place that the sentences before tell of, where this one names none and tells of that time.
    pub(super) fn scene_before(&self) -> Vec<(usize, Extent)> {
        self.before.scene.map_or_else(Vec::new, |place| self.set_at(place))
    }

    /// Where the sentences before tell of an attack, if this one goes on about it.
    pub(super) fn attacked_before(&self) -> Vec<(usize, Extent)> {
        self.before.attacked.filter(|&p| self.can_be_scene(p)).map_or_else(Vec::new, |place| self.set_at(place))
    }

    /// At a place told before, where this sentence names no other and tells of that time.
    fn set_at(&self, place: usize) -> Vec<(usize, Extent)> {
        let Some(first) = self.row.chunks.first().filter(|_| self.names_only(place)) else { return Vec::new() };
        let apart = self.words.text.sentence_of(first.from) - self.words.text.sentence_of(self.places[place].from);
        // `Turkey shelled it`: who does it is no other place.
        let elsewhere = |chunk: &Chunk| {
            !matches!(chunk.kind, Kind::Side(_)) && self.words.any_in(chunk.from..chunk.to, list::ELSEWHERE)
        };
        if apart > LASTS || self.row.chunks.iter().any(elsewhere) {
            return Vec::new();
        }
        vec![(place, wider(self.places[place].extent, Extent::Part))]
    }

    /// Whether the sentence names no place, or this one again: `the base`.
    fn names_only(&self, place: usize) -> bool {
        let name = |p: usize| self.meanings[p].as_ref().map(|meaning| meaning.name.as_str());
        let again = |p: usize| self.places[p].what == What::Anaphor && name(p).is_some() && name(p) == name(place);
        !self.row.chunks.iter().any(|chunk| matches!(chunk.kind, Kind::Place(p) if self.is_other_place(p) && !again(p)))
    }

    /// `shelled their positions`, `bombed the militants`: those who fight where the sentences before are set.
    fn are_fighters(&self, chunk: usize) -> bool {
        match self.kind(chunk) {
            Kind::Side(side) => !self.sides[side].adjective || self.are_fighters(chunk + 1),
            Kind::Noun => self.is_post(chunk),
            Kind::Place(p) => self.words.is_in(self.places[p].core.1 - 1, list::POSTS) && !self.is_known_place(p),
            _ => false,
        }
    }

    /// A house, a market: what stands or goes in a place.
    fn is_thing_struck(&self, chunk: usize) -> bool {
        match self.kind(chunk) {
            Kind::Place(p) => self.is_thing_struck_place(p),
            Kind::Noun => {
                let range = self.row.chunks[chunk];
                self.words.any_in(range.from..range.to, list::THINGS_STRUCK)
                    || self.words.any_in(range.from..range.to, list::CIVIL_TARGETS)
            }
            _ => false,
        }
    }

    fn is_thing_struck_place(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        !self.is_known_place(place) && matches!(self.class_of(place), Some(TypeClass::Building | TypeClass::Base))
            || self.words.any_in(phrase.from..phrase.to, list::THINGS_STRUCK)
    }
}

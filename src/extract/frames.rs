//! Triggers and their roles: who does what where.
//!
//! Each word that can fire a rule is looked at in its row of chunks. A handful of searches find the
//! roles: the subject of a verb, the places of its object, the places that prepositions lead to, the
//! owner of a noun. The rules of `assets/lexicon/rules/` say which role each of them fills.

mod casualties;
mod in_order;
mod likewise;
mod named_after;
mod nouns;
mod objects;
mod scenes;
mod sieges;
mod states;
mod subjects;
mod verbs;

pub use casualties::Before;

use super::chunks::{Kind, Plain, Row, Verb};
use super::lexicon::{Rule, Shape, TypeClass};
use super::list::{self, List};
use super::meaning::Meaning;
use super::places::{Phrase, What, wider};
use super::sides::SidePhrase;
use super::words::Words;
use crate::claim::{Event, Extent};
use crate::place::Kind as PlaceKind;
use crate::side::Side;

/// A claim before its place is looked up and its time and source are known.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The rule.
    pub rule: u16,
    /// The event.
    pub event: Event,
    /// The side phrase of the agent.
    pub side: Option<usize>,
    /// The agent's side.
    pub named: Option<Side>,
    /// The place phrase.
    pub place: usize,
    /// How much of it.
    pub extent: Extent,
    /// Who held it before.
    pub from: Option<Side>,
    /// The chunk of the trigger.
    pub chunk: usize,
    /// The tokens of the trigger.
    pub trigger: (usize, usize),
    /// The attempt is said to have failed.
    pub failed: bool,
    /// The agent is a pronoun: the last one who acted.
    pub pronoun: bool,
    /// The claim is part of a description of the place: no operator reaches it.
    pub description: bool,
    /// The noun is what an aim is said to be: `their goal is the capture of P`.
    pub aimed: bool,
    /// The part a `divided between` gives this side: a direction phrase.
    pub part: Option<usize>,
}

/// What is known of a sentence while rules look at it.
pub struct Scene<'a> {
    /// The words.
    pub words: &'a Words<'a>,
    /// The chunks.
    pub row: &'a Row,
    /// All place phrases of the text.
    pub places: &'a [Phrase],
    /// All side phrases of the text.
    pub sides: &'a [SidePhrase],
    /// What each place phrase means, where that is known.
    pub meanings: &'a [Option<Meaning>],
    /// What the sentences before told.
    pub before: Before,
}

/// Who or what a verb's subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Side(usize),
    Place(usize),
    Noun(usize),
    /// A side that no side phrase names: of `a rebel spokesman`, the rebels.
    Meant(Side),
    Pronoun,
    None,
}

impl<'a> Scene<'a> {
    /// All claims of the sentence.
    pub fn claims(&self) -> Vec<Raw> {
        let mut found = Vec::new();
        match self.row.without_tellers(self.words) {
            Some(plain) => {
                Scene { row: &plain.row, ..*self }.told(&mut found);
                found.iter_mut().for_each(|raw: &mut Raw| raw.chunk = plain.at[raw.chunk]);
            }
            None => self.told(&mut found),
        }
        self.share_in_order(&mut found);
        self.echo(&mut found);
        let mut claims = Vec::with_capacity(found.len());
        found.into_iter().for_each(|raw| self.add_meant(raw, &mut claims));
        claims
    }

    /// All that is told in the sentence.
    fn told(&self, found: &mut Vec<Raw>) {
        match self.row.without_interjections(self.words) {
            Some(plain) => self.told_around(&plain, found),
            None => (0..self.row.chunks.len()).for_each(|c| self.told_at(c, found)),
        }
    }

    /// Adds what is told around the clauses set into the sentence, and in them, in the order of the text.
    fn told_around(&self, plain: &Plain, found: &mut Vec<Raw>) {
        let around = Scene { row: &plain.row, ..*self };
        // What is told later may look for what was told at a chunk, so each row keeps its own.
        let mut told = Vec::new();
        (0..plain.at.len()).for_each(|c| around.told_at(c, &mut told));
        told.iter_mut().for_each(|raw| raw.chunk = plain.at[raw.chunk]);
        let set_in = |c: &usize| plain.at.binary_search(c).is_err();
        (0..self.row.chunks.len()).filter(set_in).for_each(|c| self.told_at(c, found));
        found.append(&mut told);
        found.sort_by_key(|raw| raw.chunk);
    }

    /// Adds what is told at a chunk.
    fn told_at(&self, c: usize, found: &mut Vec<Raw>) {
        match self.row.chunks[c].kind {
            Kind::Verb(v) => self.verb(c, &self.row.verbs[v], found),
            Kind::Noun => {
                self.nouns(c, found);
                self.gerund(c, found);
                self.held_after_all(c, found);
                self.home_to(c, found);
                self.loyal_to(c, found);
            }
            Kind::Place(p) => {
                self.description(c, p, found);
                self.base_of(c, p, found);
                self.divided_city(c, p, found);
                self.loyal_town(c, p, found);
            }
            Kind::Side(s) => {
                self.under_side(c, s, found);
                self.rest_of_land(c, s, found);
                self.stands_before(c, s, found);
            }
            _ => {}
        }
    }

    /// Adds the claim at what its place is said of: at P for `P, a town that rebels captured`.
    fn add_meant(&self, raw: Raw, claims: &mut Vec<Raw>) {
        let phrase = &self.places[raw.place];
        if let Some(places) = self.land_of(raw.place) {
            claims.extend(places.into_iter().map(|(place, extent)| Raw { place, extent, ..raw.clone() }));
            return;
        }
        match phrase.apposed {
            Some(name) if phrase.plural => {
                let places = self.listed_before(name).into_iter();
                let at = |(place, extent)| Raw { place, extent: wider(raw.extent, extent), ..raw.clone() };
                claims.extend(places.map(at));
            }
            None if phrase.what == What::Unnamed && phrase.plural || self.is_counted_part(raw.place) => {
                match self.named_of(&raw) {
                    Some(places) => {
                        claims.extend(places.into_iter().map(|(place, extent)| Raw { place, extent, ..raw.clone() }));
                    }
                    None => claims.push(raw),
                }
            }
            Some(name) => claims.push(Raw { place: name, extent: wider(raw.extent, self.places[name].extent), ..raw }),
            // `the eastern districts, among them P and Q`
            None if phrase.plural && matches!(phrase.what, What::Direction | What::Anaphor)
                || self.is_pocket(raw.place)
                || self.is_several(raw.place)
                || self.is_told_by_parts(raw.place) =>
            {
                let named = self.named_next(raw.place).unwrap_or_default();
                claims.extend(named.into_iter().map(|(place, extent)| Raw { place, extent, ..raw.clone() }));
                claims.push(raw);
            }
            None => claims.push(raw),
        }
    }

    /// `five districts of P`, `areas in P`: a list may say which.
    fn is_counted_part(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        (phrase.from..phrase.core.0).any(|t| {
            self.words.type_at(t).is_some_and(|(_, _, plural)| plural)
                || matches!(self.words.word(t), "areas" | "parts" | "positions" | "sites" | "points")
        })
    }

    /// `a town in Aleppo province`, `an opposition-held village in Daraa`: nobody says which (claims.md 7).
    fn is_settlement_in(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        let mut before = phrase.from..phrase.core.0;
        let settlement = |t: usize| {
            self.words.type_at(t).is_some_and(|(to, k, plural)| {
                !plural
                    && self.words.lexicon.types[k as usize].class == TypeClass::Settlement
                    && matches!(self.words.word(to), "in" | "within")
            })
        };
        // `villages in Aleppo province`, unless they are named.
        let several = before.clone().any(|t| {
            self.words.type_at(t).is_some_and(|(_, k, plural)| {
                plural && self.words.lexicon.types[k as usize].class == TypeClass::Settlement
            })
        });
        if several && self.is_province(place) && phrase.held.is_empty() {
            let chunk = self.row.chunk_of(phrase.from);
            return chunk.is_none_or(|c| self.named_later(c).is_none());
        }
        phrase.is_named()
            && before.clone().any(settlement)
            && before.any(|t| matches!(self.words.word(t), "a" | "an" | "another" | "one"))
    }

    /// `three bases are under attack, among them A and B`: the names come after the verb.
    fn named_of(&self, raw: &Raw) -> Option<Vec<(usize, Extent)>> {
        self.named_later(self.row.chunk_of(self.places[raw.place].from)?)
    }

    /// `the western districts of P`, where that is a name of its own.
    fn is_several(&self, place: usize) -> bool {
        let core = self.places[place].core;
        self.places[place].what != What::Unnamed
            && (core.0..core.1).any(|t| self.words.type_at(t).is_some_and(|(_, _, plural)| plural))
    }

    /// `a pocket in P`, `an enclave in the east of P`.
    fn is_pocket(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        (phrase.from..phrase.core.0).any(|t| matches!(self.words.word(t), "pocket" | "enclave" | "strip"))
    }

    /// `most of the north, including P`, `the province, notably P and Q`.
    fn is_told_by_parts(&self, place: usize) -> bool {
        let next = self.row.chunk_of(self.places[place].from).map_or(0, |chunk| chunk + 1);
        let named =
            matches!(self.word(next + usize::from(self.word(next) == ",")), "including" | "notably" | "among them");
        named && (self.places[place].what == What::Direction || self.is_region(place) || self.is_pocket(place))
    }

    /// The list that begins right after a place: `, among them P`, `such as P`.
    fn named_next(&self, place: usize) -> Option<Vec<(usize, Extent)>> {
        let chunk = self.row.chunk_of(self.places[place].from)?;
        let opens = chunk + 1 + usize::from(self.word(chunk + 1) == ",");
        let such = self.is_such_as(opens);
        // `a pocket in X that includes P and Q`
        if self.kind(opens) == Kind::Relative {
            return self.told_land(opens).map(|(places, _)| places);
        }
        if !such && !matches!(self.word(opens), "including" | "among" | "namely" | "like" | "notably" | ":") {
            return None;
        }
        let first = (opens + 1..opens + 3).find(|&c| matches!(self.kind(c), Kind::Place(p) if self.has_name(p)))?;
        Some(self.listed_after(first, Extent::Whole, None).0)
    }

    /// The list that `among them` begins after this chunk.
    fn named_later(&self, chunk: usize) -> Option<Vec<(usize, Extent)>> {
        // `after clashes, including A`: a border only where a clause follows.
        let verb = |c: usize| matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite());
        let clause = |c: usize| {
            self.kind(c) == Kind::Clause
                && self.word(c) != ":"
                && (c + 1..self.row.chunks.len()).take_while(|&k| self.kind(k) != Kind::Comma).any(verb)
        };
        let end = (chunk + 1..self.row.chunks.len()).find(|&c| clause(c));
        let list = (chunk + 1..end.unwrap_or(self.row.chunks.len())).find(|&c| {
            let adverb = self.word(c) == "most" && self.kind(c + 1) == Kind::Adverb && self.kind(c + 2) != Kind::Clause;
            let such = self.is_such_as(c);
            let opens = such
                || self.words.is_in(self.row.chunks[c].from, list::NAMELY)
                || self.word(c) == ":"
                || c == chunk + 1 && matches!(self.word(c), "-" | "(")
                // `took two towns, identified as P and Q`
                || self.word(c) == "as"
                    && self.row.verb(c - 1).is_some_and(|v| !v.ing && matches!(self.lemma(v), "name" | "identify" | "list"));
            opens && matches!(self.kind(c + 1), Kind::Place(_))
                // `eight towns: (P, Q and R)`
                || self.word(c) == ":" && self.word(c + 1) == "(" && matches!(self.kind(c + 2), Kind::Place(_))
                || such && matches!(self.kind(c + 2), Kind::Place(_))
                || adverb && self.word(c + 1) == "recently" && matches!(self.kind(c + 2), Kind::Place(_))
        })?;
        let first = (list + 1..list + 3).find(|&c| matches!(self.kind(c), Kind::Place(_)))?;
        let places = self.listed_after(first, Extent::Whole, None).0;
        (!places.is_empty()).then_some(places)
    }

    /// A name, not a kind of place or a direction.
    fn has_name(&self, place: usize) -> bool {
        self.places[place].is_named()
    }

    fn rule(&self, index: u16) -> &Rule {
        &self.words.lexicon.rules[index as usize]
    }

    fn kind(&self, chunk: usize) -> Kind {
        self.row.kind(chunk)
    }

    fn word(&self, chunk: usize) -> &str {
        self.row.chunks.get(chunk).map_or("", |c| self.words.word(c.from))
    }

    fn lemma(&self, verb: &Verb) -> &str {
        verb.lemma.map_or("", |l| self.words.lexicon.lemma(l))
    }

    fn is_verb(&self, verb: &Verb, list: List) -> bool {
        verb.lemma.is_some_and(|lemma| self.words.lexicon.is_verb_in(lemma, list))
    }

    /// Whether a rule of this event can be read from a verb.
    fn tells_of(&self, verb: &Verb, event: Event) -> bool {
        self.words.lexicon.has_rule(verb.lemma, |rule| rule.event == event)
    }

    fn raw(&self, rule: u16, place: usize, extent: Extent, chunk: usize, trigger: (usize, usize)) -> Raw {
        Raw {
            rule,
            event: self.rule(rule).event,
            side: None,
            named: None,
            place,
            extent,
            from: None,
            chunk,
            trigger,
            failed: false,
            pronoun: false,
            description: false,
            aimed: false,
            part: None,
        }
    }

    fn set_agent(&self, raw: &mut Raw, side: usize) {
        raw.side = Some(side);
        raw.named = self.sides[side].side;
    }

    // -- descriptions: S-held P, besieged P ------------------------------------------------------

    fn description(&self, chunk: usize, place: usize, found: &mut Vec<Raw>) {
        let phrase = &self.places[place];
        let rule_of =
            |event: Event| self.words.lexicon.rules.iter().position(|r| r.shape == Shape::Held && r.event == event);
        let targets = if phrase.held.is_empty() { Vec::new() } else { self.described(chunk, place) };
        for (&side, &(place, extent)) in phrase.held.iter().flat_map(|side| targets.iter().map(move |t| (side, t))) {
            let Some(rule) = rule_of(Event::Holds) else { continue };
            let trigger = (self.sides[side].from, self.sides[side].to + 1);
            let mut raw = self.raw(rule as u16, place, extent, chunk, trigger);
            self.set_agent(&mut raw, side);
            raw.description = true;
            found.push(raw);
        }
        // `the liberated parts of P`: by whoever the outlet sides with, which its words for the other side tell.
        if let Some(token) = phrase.liberated.filter(|_| phrase.is_named()) {
            let Some(rule) = rule_of(Event::Holds) else { return };
            let of_state = self.words.text.source().contains("terrorist");
            let outlets = if of_state { Side::Government } else { Side::Opposition };
            let liberator = self.comber(chunk).unwrap_or(outlets);
            let places = if phrase.plural {
                self.listed_after(chunk, phrase.extent, None).0
            } else {
                vec![(place, phrase.extent)]
            };
            for (place, extent) in places {
                let mut raw = self.raw(rule as u16, place, extent, chunk, (token, token + 1));
                raw.named = Some(liberator);
                raw.description = true;
                found.push(raw);
            }
        }
        if let Some((token, side)) = phrase.besieged {
            let Some(rule) = rule_of(Event::Besieges) else { return };
            let mut raw = self.raw(rule as u16, place, phrase.extent, chunk, (token, token + 1));
            match (side, phrase.held.as_slice()) {
                (Some(side), _) => self.set_agent(&mut raw, side),
                // `besieged rebel-held P`: by their enemy.
                (None, &[holder]) => raw.named = self.sides[holder].side.and_then(enemy),
                _ => {}
            }
            raw.description = true;
            found.push(raw);
        }
    }

    /// Who searches a place that was liberated: `Army units are combing the liberated towns of P and Q`.
    fn comber(&self, chunk: usize) -> Option<Side> {
        let verb = chunk.checked_sub(1)?;
        let combs = self.words.lexicon.has_rule(self.row.verb(verb)?.lemma, |rule| rule.sweeps);
        match self.subject(verb, self.verb_of(verb)) {
            Subject::Side(side) if combs => self.sides[side].side,
            _ => None,
        }
    }

    /// The places that `S-held` at this phrase speaks of: its own; those of which it is said (`A and B,
    /// which are rebel-held districts`, `A, a rebel-held town`); the one it lies in (`a rebel-held section
    /// located in A`).
    fn described(&self, chunk: usize, place: usize) -> Vec<(usize, Extent)> {
        let phrase = &self.places[place];
        let own = vec![(place, phrase.held_extent.unwrap_or(phrase.extent))];
        // `P lies in rebel-held territory`
        let lies = chunk
            .checked_sub(1)
            .filter(|&c| matches!(self.word(c), "in" | "inside" | "within"))
            .and_then(|c| (0..c).rev().find(|&k| self.kind(k) != Kind::Adverb && self.word(k) != "deep"));
        if phrase.what == What::Unnamed
            && let Some(lies) = lies
            && matches!(self.words.word(phrase.to - 1), "territory" | "land" | "hands")
        {
            let subject = match self.kind(lies) {
                Kind::Verb(v) if matches!(self.lemma(&self.row.verbs[v]), "be" | "lie" | "remain") => {
                    self.subject(lies, &self.row.verbs[v])
                }
                Kind::Place(p) => Subject::Place(p),
                _ => Subject::None,
            };
            if let Subject::Place(p) = subject {
                return self.listed_before(p);
            }
        }
        if let Some(named) = self.listed_with_others(chunk, place) {
            return named;
        }
        let nameless = phrase.what == What::Unnamed
            || phrase.indefinite && phrase.what != What::Direction
            || phrase.plural && !phrase.is_named();
        // `rebel-held territory north of P`
        if phrase.what == What::Unnamed
            && matches!(self.words.word(phrase.to - 1), "territory" | "areas" | "area" | "land" | "countryside")
            && let Kind::Place(p) = self.kind(chunk + 1)
            && self.is_bearing(p)
        {
            return vec![(p, Extent::Near)];
        }
        if phrase.what == What::Unnamed {
            let mut next = chunk + 1;
            if matches!(self.kind(next), Kind::Verb(v) if matches!(self.lemma(&self.row.verbs[v]), "locate" | "situate" | "lie"))
            {
                next += 1;
            }
            if self.kind(next) == Kind::Prep
                && matches!(self.word(next), "in" | "inside" | "of")
                && let Kind::Place(p) = self.kind(next + 1)
                && next > chunk + 1
            {
                return vec![(p, wider(Extent::Part, self.places[p].extent))];
            }
        }
        let Some(before) = chunk.checked_sub(1) else { return own };
        if nameless || phrase.from < phrase.core.0 && matches!(self.kind(before), Kind::Verb(_)) {
            let there = before.checked_sub(1).is_some_and(|c| self.word(c) == "there");
            if let Kind::Verb(v) = self.kind(before)
                && !there
                && matches!(self.lemma(&self.row.verbs[v]), "be" | "remain" | "become")
                && let Subject::Place(p) = self.subject(before, &self.row.verbs[v])
            {
                // `P is the last rebel-held province`: not the city of its name.
                let province = self.is_province(place) && !self.is_province(p) && phrase.what == What::Anaphor;
                return if province { own } else { self.listed_before(p) };
            }
            let a = if self.word(before) == "," { before.checked_sub(1) } else { Some(before) };
            if nameless
                && phrase.indefinite
                && let Some(Kind::Place(p)) = a.map(|a| self.kind(a))
                && self.places[p].is_named()
            {
                if phrase.plural {
                    return self.listed_before(p);
                }
                // `P in Aleppo province, a rebel-held town`
                let wide =
                    self.is_region(p) || self.meanings[p].as_ref().is_some_and(|m| m.kind == Some(PlaceKind::Sector));
                let p = if wide && !self.is_region(place) { self.told_of(p) } else { p };
                return vec![(p, self.places[p].extent)];
            }
        }
        own
    }

    /// The places that are told to be of one kind with others: A and B of `A, B and other rebel-held towns`.
    fn listed_with_others(&self, chunk: usize, place: usize) -> Option<Vec<(usize, Extent)>> {
        let phrase = &self.places[place];
        let several = |t: usize| self.words.type_at(t).is_some_and(|(_, _, plural)| plural);
        let mut words = phrase.from..phrase.to;
        let others = words.clone().any(|t| self.words.word(t) == "other") && words.any(several);
        let last = chunk.checked_sub(2).filter(|_| others && self.kind(chunk - 1) == Kind::And)?;
        match self.kind(last) {
            Kind::Place(p) if self.has_name(p) => Some(self.listed_before(p)),
            _ => None,
        }
    }
}

/// Whom a side besieges or is besieged by, where only one enemy is likely.
pub fn enemy(side: Side) -> Option<Side> {
    match side {
        Side::Government => Some(Side::Opposition),
        Side::Opposition => Some(Side::Government),
        Side::Kurdish | Side::IslamicState => None,
    }
}

/// Who makes a strike.
enum Striker {
    /// This side.
    Side(usize),
    /// Arms that only the government has.
    Government,
    /// Arms or a strike of nobody named.
    Arms,
    /// No striker at all.
    No,
}

/// Prepositions that put an event near a place.
pub fn is_near(word: &str) -> bool {
    matches!(
        word,
        "near"
            | "around"
            | "outside"
            | "close to"
            | "close"
            | "beside"
            | "besides"
            | "towards"
            | "toward"
            | "next to"
            | "in the direction of"
            | "surrounding"
    )
}

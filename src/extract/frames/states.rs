//! States: strongholds, `P is under the control of S`, `divided between S and S2`.

mod under;

use super::{Raw, Scene, Subject};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{Shape, TypeClass, class};
use crate::extract::list;
use crate::extract::places::{Phrase, What, wider};
use crate::side::Side;

impl Scene<'_> {
    /// `S stronghold of P`, `P, a bastion of S`, `its stronghold P`.
    pub(super) fn seat(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let after = chunk + 1;
        // `P, once a rebel bastion`
        let own = |&c: &usize| matches!(self.kind(c), Kind::Side(_) | Kind::Possessive | Kind::Adverb);
        if (0..chunk).rev().take_while(own).any(|c| self.words.is(self.row.chunks[c].from, class::FORMER)) {
            return;
        }
        let (mut places, of) = self.seat_places(after);
        if let Some(p) = self.seat_named(chunk) {
            places = vec![(p, self.places[p].extent)];
        }
        let side = self.owner(chunk).or(of).or_else(|| self.has_seat(chunk));
        // `P is its main stronghold`
        let theirs = side.is_none() && matches!(self.words.word(self.row.chunks[chunk].from), "its" | "their");
        let pointed = theirs && self.is_said_to_be(chunk) || side.is_none() && self.is_seat_they_have(after);
        // `Its stronghold is in P and Q`
        let is = self.row.verb(after).filter(|v| self.lemma(v) == "be" && v.is_finite() && !v.negated);
        let lies = theirs && is.is_some() && matches!(self.word(after + 1), "in" | "at");
        if lies && places.is_empty() && matches!(self.kind(after + 2), Kind::Place(p) if self.has_name(p)) {
            places = self.listed_after(after + 2, Extent::Whole, None).0;
            places.retain(|&(p, _)| !self.is_province(p));
        }
        // `the last army position in the area`: any other position is no seat.
        let only = |s: usize| {
            (self.sides[s].from.saturating_sub(2)..trigger.0).any(|t| matches!(self.words.word(t), "last" | "only"))
        };
        let position = matches!(self.words.word(trigger.0), "position" | "post");
        if side.is_none() && !pointed && !lies
            || position && !side.is_some_and(only)
            || self.is_former(chunk, trigger.0, side)
        {
            return;
        }
        places = self.seat_itself(chunk, places);
        places.retain(|&(p, _)| self.places[p].what != What::Unnamed);
        for (place, extent) in places {
            let mut raw = self.raw(index, place, extent, chunk, trigger);
            match side {
                Some(side) => self.set_agent(&mut raw, side),
                None => raw.pronoun = true,
            }
            raw.description = true;
            found.push(raw);
        }
    }

    /// The places after a seat, and whose it is: `stronghold of P`, `stronghold in P`, `bastion of S in P`.
    fn seat_places(&self, after: usize) -> (Vec<(usize, Extent)>, Option<usize>) {
        let listed = |chunk: usize| self.listed_after(chunk, Extent::Whole, None).0;
        if matches!(self.kind(after), Kind::Place(_)) {
            return (listed(after), None);
        }
        // `P had been a stronghold for S`
        if self.kind(after) != Kind::Prep || !matches!(self.word(after), "of" | "in" | "at" | "for") {
            return (Vec::new(), None);
        }
        match self.kind(after + 1) {
            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                // `the last redoubt in Daraa, the Salhin quarter, fell`: the name says which.
                if let Some(named) = self.told_after(after + 1) {
                    return (vec![(named, self.places[named].extent)], None);
                }
                let mut places = listed(after + 1);
                // `a stronghold in Aleppo`: somewhere in it; in a province it is nowhere.
                if self.word(after) == "in" {
                    places.retain(|&(p, _)| !self.is_province(p));
                    places.iter_mut().for_each(|(_, extent)| *extent = wider(*extent, Extent::Part));
                }
                (places, None)
            }
            Kind::Side(s) => {
                let led = self.kind(after + 2) == Kind::Prep && matches!(self.word(after + 2), "in" | "of" | "at");
                let at = after + 2 + usize::from(led);
                let mut places = if matches!(self.kind(at), Kind::Place(_)) { listed(at) } else { Vec::new() };
                // `the last bastion of S in P province`
                if self.word(after) == "of" && self.word(after + 2) == "in" {
                    places.retain(|&(p, _)| !self.is_province(p));
                }
                (places, Some(s))
            }
            _ => (Vec::new(), None),
        }
    }

    /// `IS has a stronghold at P`: whose it is.
    fn has_seat(&self, chunk: usize) -> Option<usize> {
        let c = chunk.checked_sub(1)?;
        let has = |v: &&Verb| matches!(self.lemma(v), "have" | "keep" | "maintain") && v.is_finite() && !v.negated;
        match self.subject(c, self.row.verb(c).filter(has)?) {
            Subject::Side(side) => Some(side),
            _ => None,
        }
    }

    /// `P is its main stronghold`, `P is still its stronghold`
    fn is_said_to_be(&self, chunk: usize) -> bool {
        let is = |c: usize| self.row.verb(c).is_some_and(|v| self.lemma(v) == "be");
        is(chunk.wrapping_sub(1)) || chunk > 1 && self.kind(chunk - 1) == Kind::Adverb && is(chunk - 2)
    }

    /// `P, the last stronghold they have in the area`
    fn is_seat_they_have(&self, after: usize) -> bool {
        let has = |v: &Verb| matches!(self.lemma(v), "have" | "hold" | "control") && !v.negated;
        matches!(self.word(after), "they" | "it") && self.row.verb(after + 1).is_some_and(has)
    }

    /// In apposition or after `is` the place before is meant: `Tadef, a rebel stronghold in Aleppo province`; where
    /// the seat is the subject, the place that `is` names. Else the places after it.
    fn seat_itself(&self, chunk: usize, places: Vec<(usize, Extent)>) -> Vec<(usize, Extent)> {
        let after = chunk + 1;
        let Some(p) = self.seat_subject(chunk) else {
            // `The rebels' last stronghold in the province is P`
            let named = self.equated(after).filter(|_| self.is_subject_of_clause(chunk));
            return named.unwrap_or(places);
        };
        // `the Aleppo bastion of S`: somewhere in it.
        if self.places[p].to == self.row.chunks[chunk].from && self.is_large(p) {
            return if self.is_province(p) { Vec::new() } else { vec![(p, Extent::Part)] };
        }
        let contained = places.iter().all(|&(q, _)| {
            self.is_region(q) || self.places[q].what == What::Anaphor || self.places[q].extent == Extent::Near
        });
        if !contained && self.word(after) != "in" {
            return places;
        }
        let mut places = self.listed_before(p);
        self.of_place_itself(&mut places, chunk);
        places
    }

    /// The place between commas after `redoubt in P`, which says which it is: `, the Salhin quarter,`.
    pub(super) fn told_after(&self, chunk: usize) -> Option<usize> {
        let Kind::Place(outer) = self.kind(chunk) else { return None };
        // The commas may be lost.
        let next = chunk + 1 + usize::from(self.word(chunk + 1) == ",");
        match self.kind(next) {
            Kind::Place(p) if self.places[outer].contains && self.places[p].container == Some(outer) => Some(p),
            _ => None,
        }
    }

    /// Whether no verb stands before this chunk in its clause.
    fn is_subject_of_clause(&self, chunk: usize) -> bool {
        let clause = (0..chunk).rev().take_while(|&c| !matches!(self.kind(c), Kind::Clause | Kind::Comma));
        clause.into_iter().all(|c| !matches!(self.kind(c), Kind::Verb(_) | Kind::Prep))
    }

    /// `P, the rebels' main base in the area`, `P is the last army outpost`: a base that is all a side has there.
    pub(super) fn base_of(&self, chunk: usize, place: usize, found: &mut Vec<Raw>) {
        let phrase = &self.places[place];
        let pocket = |t: usize| matches!(self.words.word(t), "pocket" | "enclave" | "pockets" | "enclaves");
        // `the rebels' last pocket in P`
        if phrase.held.is_empty()
            && self.has_name(place)
            && (phrase.from..phrase.core.0).any(pocket)
            && let Some(side) = self.owner(chunk)
        {
            let places = self.equated(chunk + 1).unwrap_or_else(|| vec![(place, wider(Extent::Part, phrase.extent))]);
            self.hold(chunk, side, &places, (phrase.from, phrase.core.0), found);
        }
        let small = matches!(phrase.what, What::Unnamed) && pocket(phrase.core.1 - 1);
        let base = matches!(phrase.what, What::Unnamed | What::Anaphor)
            && !phrase.plural
            && (self.class_of(place) == Some(TypeClass::Base) || self.is_one_town(phrase) || small);
        let of = match self.kind(chunk + 2) {
            Kind::Side(s) if matches!(self.word(chunk + 1), "of" | "for") && !self.sides[s].adjective => Some(s),
            _ => None,
        };
        if !base {
            return;
        }
        let group = chunk > 2
            && self.kind(chunk - 1) == Kind::Possessive
            && self.kind(chunk - 2) == Kind::Noun
            && self.words.is_in(self.row.chunks[chunk - 2].to - 1, list::BODIES);
        let own = self.owner(chunk).or(of);
        // `P, the group's last town in the area`: no army's.
        let sides = || {
            (0..chunk).rev().filter_map(|c| match self.kind(c) {
                Kind::Side(s) => Some(s),
                _ => None,
            })
        };
        let body = sides().find(|&s| self.sides[s].side.is_some_and(|side| side != Side::Government));
        let side = own.or(body.filter(|_| group));
        if side.is_none() && (!group || sides().next().is_some()) {
            return;
        }
        let first = own.map_or(phrase.from, |side| self.sides[side].from.min(phrase.from)).saturating_sub(3);
        let chief = small
            // `P has been a base for S`
            || of.is_some() && self.word(chunk + 1) == "for"
            || self.words.any_in(first..phrase.to, list::CHIEF);
        let subject = self.seat_subject(if own.is_none() && group { chunk - 2 } else { chunk });
        let Some(p) = subject.filter(|_| chief) else { return };
        let before = found.len();
        self.hold_by(chunk, side, &self.listed_before(p), (phrase.core.0, phrase.core.1), found);
        found[before..].iter_mut().for_each(|raw| raw.pronoun = side.is_none());
    }

    /// `the last town`, `the largest town in the area`.
    fn is_one_town(&self, phrase: &Phrase) -> bool {
        (phrase.from..phrase.to).any(|t| {
            self.words.type_at(t).is_some_and(|(_, kind, plural)| {
                !plural && self.words.lexicon.types[kind as usize].class == TypeClass::Settlement
            })
        })
    }

    /// Claims that a side has these places, by the rule of strongholds.
    fn hold(
        &self,
        chunk: usize,
        side: usize,
        places: &[(usize, Extent)],
        trigger: (usize, usize),
        found: &mut Vec<Raw>,
    ) {
        self.hold_by(chunk, Some(side), places, trigger, found);
    }

    fn hold_by(
        &self,
        chunk: usize,
        side: Option<usize>,
        places: &[(usize, Extent)],
        trigger: (usize, usize),
        found: &mut Vec<Raw>,
    ) {
        let Some(rule) = self.words.lexicon.rules.iter().position(|rule| rule.shape == Shape::Seat) else { return };
        for &(place, extent) in places.iter().filter(|&&(p, _)| self.places[p].what != What::Unnamed) {
            let mut raw = self.raw(rule as u16, place, extent, chunk, trigger);
            side.into_iter().for_each(|side| self.set_agent(&mut raw, side));
            raw.description = true;
            found.push(raw);
        }
    }

    /// `P is rebel-held`, `P is now rebel territory`.
    pub(super) fn held_after_all(&self, chunk: usize, found: &mut Vec<Raw>) {
        let range = self.row.chunks[chunk];
        let held =
            range.to == range.from + 1 && self.words.is(range.from, class::HELD) && self.words.is_joined(range.from);
        // `P is now rebel territory`
        let land = range.to == range.from + 1 && self.words.is_in(range.from, list::HELD_LAND);
        let (Some(before), true) = (chunk.checked_sub(2), held || land) else { return };
        let now = before > 0 && self.kind(before) == Kind::Adverb && self.row.verb(before - 1).is_some();
        // `P, Q and R (all rebel-held) were quiet`
        let all = |c: usize| matches!(self.word(c), "all" | "both" | "still" | "now");
        let aside = (0..before + 1).rev().find(|&c| !all(c)).filter(|&c| matches!(self.word(c), "," | "("));
        if let (Kind::Side(side), Some(Kind::Place(p))) =
            (self.kind(before + 1), aside.and_then(|c| c.checked_sub(1)).map(|c| self.kind(c)))
        {
            self.hold(chunk, side, &self.listed_before(p), (range.from, range.to), found);
            return;
        }
        let before = if now { before - 1 } else { before };
        if let (Kind::Side(side), Some(verb)) = (self.kind(chunk - 1), self.row.verb(before))
            && matches!(self.lemma(verb), "be" | "remain" | "stay")
            && !verb.negated
            && let Subject::Place(p) = self.subject(before, verb)
        {
            self.hold(chunk, side, &self.listed_before(p), (range.from, range.to), found);
        }
    }

    /// `P and Q are what is left of the rebels' territory`.
    pub(super) fn rest_of_land(&self, chunk: usize, side: usize, found: &mut Vec<Raw>) {
        let owned = match self.kind(chunk + 1) {
            Kind::Possessive => chunk + 2,
            _ => chunk + 1,
        };
        let land = match self.kind(owned) {
            Kind::Noun => self.is_ground(owned),
            Kind::Place(p) => !self.has_name(p),
            _ => false,
        };
        let left = |c: usize| self.row.verb(c).is_some_and(|v| matches!(self.lemma(v), "leave" | "remain"));
        let Some(what) = chunk.checked_sub(3).filter(|&c| land && self.word(chunk - 1) == "of" && left(c + 1)) else {
            return;
        };
        let is = what.checked_sub(1).and_then(|c| Some((c, self.row.verb(c)?)));
        if let Some((c, verb)) = is.filter(|(_, v)| self.word(what) == "what" && self.lemma(v) == "be" && v.is_finite())
            && let Subject::Place(p) = self.subject(c, verb)
        {
            let trigger = (self.row.chunks[what].from, self.row.chunks[what + 1].to);
            self.hold(chunk, side, &self.listed_before(p), trigger, found);
        }
    }

    /// `P is under IS`, `P fell under the rebels`: who rules it.
    pub(super) fn under_side(&self, chunk: usize, side: usize, found: &mut Vec<Raw>) {
        let Some(is) = chunk.checked_sub(2).filter(|_| self.word(chunk - 1) == "under") else { return };
        let is = (0..is + 1).rev().find(|&c| self.kind(c) != Kind::Adverb).unwrap_or(is);
        let rules = self.sides[side].from > 0
            && !matches!(self.kind(chunk + 1), Kind::Noun | Kind::Possessive | Kind::Place(_));
        let Some(verb) = self.row.verb(is).filter(|_| rules && !self.sides[side].arms) else { return };
        let places = match self.subject(is, verb) {
            Subject::Place(p) if self.is_verb(verb, list::BEING_UNDER) => self.listed_before(p),
            _ => return,
        };
        if self.is_verb(verb, list::COMING_UNDER) {
            return;
        }
        let trigger = (self.row.chunks[chunk - 1].from, self.row.chunks[chunk - 1].to);
        self.hold(chunk, side, &places, trigger, found);
    }

    /// `Army on outskirts of P`: a headline without a verb.
    pub(super) fn stands_before(&self, chunk: usize, side: usize, found: &mut Vec<Raw>) {
        let at = || matches!(self.word(chunk + 1), "on" | "at") && self.kind(chunk + 1) == Kind::Prep;
        let verbless = || self.row.verbs.iter().all(|verb| !verb.is_finite());
        if chunk > 0 || !at() || !verbless() || self.sides[side].arms {
            return;
        }
        let Kind::Place(place) = self.kind(chunk + 2) else { return };
        let rule = self.words.lexicon.rules.iter().position(|rule| rule.measured);
        if let Some(rule) = rule.filter(|_| self.places[place].extent == Extent::Outskirts) {
            let trigger = (self.row.chunks[chunk + 1].from, self.row.chunks[chunk + 1].to);
            let mut raw = self.raw(rule as u16, place, Extent::Outskirts, chunk + 1, trigger);
            self.set_agent(&mut raw, side);
            found.push(raw);
        }
    }

    /// `P, a town loyal to S`: the words about S are passed over in the row.
    pub(super) fn loyal_town(&self, chunk: usize, place: usize, found: &mut Vec<Raw>) {
        let to = self.places[place].to;
        if self.words.word(to) != "loyal" || self.words.word(to + 1) != "to" {
            return;
        }
        let whose = to + 2 + usize::from(self.words.is(to + 2, class::DET));
        if let Some(side) = self.sides.iter().position(|s| s.from == to + 2 || s.from == whose)
            && let Some(town) = self.places[place].apposed
        {
            self.hold(chunk, side, &self.listed_before(town), (to, to + 1), found);
        }
    }

    /// `P and Q, both loyal to S, were quiet`.
    fn loyal_of(&self, chunk: usize) -> Option<(usize, usize)> {
        let loyal = self.words.word(self.row.chunks[chunk].to - 1) == "loyal" && self.word(chunk + 1) == "to";
        let comma = chunk.checked_sub(1).filter(|&c| loyal && self.word(c) == ",")?;
        match (self.kind(comma.checked_sub(1)?), self.kind(chunk + 2)) {
            (Kind::Place(p), Kind::Side(side)) if self.has_name(p) => Some((p, side)),
            _ => None,
        }
    }

    /// The claim of [`Scene::loyal_of`].
    pub(super) fn loyal_to(&self, chunk: usize, found: &mut Vec<Raw>) {
        let range = self.row.chunks[chunk];
        if let Some((place, side)) = self.loyal_of(chunk) {
            self.hold(chunk, side, &self.listed_before(place), (range.to - 1, range.to), found);
        }
    }

    /// `P is home to hundreds of rebel fighters`.
    pub(super) fn home_to(&self, chunk: usize, found: &mut Vec<Raw>) {
        let range = self.row.chunks[chunk];
        if self.words.word(range.from) != "home" || self.words.word(range.to - 1) != "to" {
            return;
        }
        let number = |c: &usize| self.kind(*c) == Kind::Noun || self.word(*c) == "of" || self.kind(*c) == Kind::Adverb;
        let Some(c) = (chunk + 1..chunk + 5).find(|c| !number(c)) else { return };
        if let Kind::Side(side) = self.kind(c)
            && !self.sides[side].adjective
            && let Some(p) = self.seat_subject(chunk)
        {
            self.hold(chunk, side, &self.listed_before(p), (range.from, range.to), found);
        }
    }

    /// `P has been a divided city since 2012, with rebels in the east and troops in the west`.
    pub(super) fn divided_city(&self, chunk: usize, place: usize, found: &mut Vec<Raw>) {
        let phrase = &self.places[place];
        let Some(divided) = (phrase.from..phrase.core.0).find(|&t| self.words.word(t) == "divided") else { return };
        let Some(rule) = self.words.lexicon.rules.iter().position(|r| r.shape == Shape::Split) else { return };
        let Some(is) = chunk.checked_sub(1).filter(|&c| self.row.verb(c).is_some()) else { return };
        if phrase.what == What::Unnamed
            && matches!(self.lemma(self.verb_of(is)), "be" | "remain" | "become")
            && let Subject::Place(p) = self.subject(is, self.verb_of(is))
        {
            self.shares(rule as u16, chunk, p, (divided, divided + 1), found);
        }
    }

    /// `the former rebel stronghold of P`: no longer so.
    fn is_former(&self, chunk: usize, trigger: usize, side: Option<usize>) -> bool {
        let from = self.row.chunks[chunk].from;
        let first = side.map(|s| self.sides[s].from).filter(|&s| s < from && from - s < 6).unwrap_or(from);
        // `P had previously been a stronghold of S`
        let been = self.row.chunks[..chunk].last().filter(|verb| matches!(verb.kind, Kind::Verb(_)));
        let from = been.map_or(first.saturating_sub(1), |verb| verb.from.min(first));
        (from..trigger).any(|t| self.words.is(t, class::FORMER))
    }

    pub(super) fn seat_subject(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Side(_) | Kind::Comma | Kind::Possessive | Kind::Adverb | Kind::Quote => {}
                Kind::Prep | Kind::Clause if self.word(c) == "as" => {}
                // `is one of the strongholds of`
                Kind::Prep if self.word(c) == "of" && c > 0 && self.word(c - 1) == "one" => c -= 1,
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    if self.is_verb(verb, list::COUNTED_AS) {
                        return match self.subject(c, verb) {
                            Subject::Place(p) => Some(p),
                            // `It is a rebel stronghold`
                            Subject::Pronoun => self.places_of_pronoun(c).first().map(|&(p, _)| p),
                            _ => None,
                        };
                    }
                    return None;
                }
                // `the most dangerous strongholds`
                Kind::Noun if self.words.is(self.row.chunks[c].to - 1, class::ADJECTIVE | class::DET) => {}
                Kind::Place(p) => {
                    // Apposition, with or without its comma, but not after `in`.
                    return Some(p).filter(|_| c + 1 < chunk || self.row.chunks[chunk].from == self.places[p].to);
                }
                _ => return None,
            }
        }
        None
    }

    /// `their next goals are P and Q`, `P is the army's next target`, `Next on the army's list is P`.
    pub(super) fn aim(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        if self.words.word(trigger.0) == "turn" {
            return self.in_turn(index, chunk, trigger, found);
        }
        let range = self.row.chunks[chunk];
        let owner = self.owner(chunk);
        let first = owner.map_or(range.from, |s| self.sides[s].from);
        let theirs = (first.saturating_sub(1)..trigger.0)
            .any(|t| matches!(self.words.word(t), "their" | "its" | "our" | "his"))
            || range.from + 2 == trigger.0 && self.words.word(trigger.0 - 1) == "next";
        let list = matches!(self.words.word(trigger.0), "list" | "agenda" | "sights");
        let next = matches!(self.words.word(trigger.0), "goal" | "goals" | "objective" | "objectives" | "prize")
            || (first.saturating_sub(3)..trigger.0)
                .any(|t| matches!(self.words.word(t), "next" | "main" | "ultimate" | "final" | "key" | "immediate"));
        // `The next target is P, a rebel said`: the speaker's.
        let spoken = (range.from..trigger.0).any(|t| self.words.word(t) == "next");
        if owner.is_none() && !theirs && !spoken || !next || list && self.word(chunk.saturating_sub(1)) == "off" {
            return;
        }
        let is = |c: usize| {
            // `is thought to be P`
            let thought = |v: &Verb| v.passive && matches!(self.lemma(v), "think" | "believe" | "say" | "expect");
            let be = |v: &Verb| matches!(self.lemma(v), "be" | "remain") || thought(v);
            self.row.verb(c).is_some_and(|v| v.is_finite() && be(v))
        };
        // `S's next target is P`, `is likely to be P`
        let named = |c: usize| {
            let light = |k: &usize| {
                matches!(self.kind(*k), Kind::Adverb | Kind::Noun)
                    || self.row.verb(*k).is_some_and(|v| self.lemma(v) == "be")
            };
            (c + 1..c + 4).find(|k| !light(k)).filter(|&k| matches!(self.kind(k), Kind::Place(_)))
        };
        let mut places = match (chunk + 1..chunk + 4).find(|&c| matches!(self.kind(c), Kind::Verb(_))) {
            Some(c) if is(c) => named(c).map_or_else(Vec::new, |at| self.listed_after(at, Extent::Whole, None).0),
            _ => Vec::new(),
        };
        if places.is_empty()
            && let Some(c) = (chunk.saturating_sub(4)..chunk).rev().find(|&c| matches!(self.kind(c), Kind::Verb(_)))
            && matches!(self.lemma(self.verb_of(c)), "be" | "become" | "remain")
            && let Subject::Place(p) = self.subject(c, self.verb_of(c))
        {
            places = self.listed_before(p);
        }
        for (place, extent) in places.into_iter().filter(|&(p, _)| self.places[p].what != What::Unnamed) {
            let mut raw = self.raw(index, place, extent, chunk, trigger);
            match owner {
                Some(side) => self.set_agent(&mut raw, side),
                None => raw.pronoun = true,
            }
            found.push(raw);
        }
    }

    /// `It will be P's turn`, `Now it is the turn of P`: after what was taken before.
    fn in_turn(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let owner = match (self.kind(chunk.wrapping_sub(1)), self.word(chunk + 1)) {
            (Kind::Possessive, _) => chunk.checked_sub(2),
            (Kind::Place(_), _) => chunk.checked_sub(1),
            (_, "of") => Some(chunk + 2),
            _ => None,
        };
        let Some((c, Kind::Place(place))) = owner.map(|c| (c, self.kind(c))) else { return };
        let light = |k: &usize| matches!(self.kind(*k), Kind::Adverb | Kind::Time);
        let be = (0..c.min(chunk)).rev().find(|k| !light(k)).filter(|&k| k > 0 && self.word(k - 1) == "it");
        let is = be.and_then(|k| self.row.verb(k)).is_some_and(|verb| self.lemma(verb) == "be" && !verb.negated);
        let taken = self.before.captured || found.iter().any(|raw| raw.event == Event::Captures);
        if is && taken {
            found.push(self.raw(index, place, self.places[place].extent, chunk, trigger));
        }
    }

    /// `P is divided between S in the west and S2 in the east`.
    pub(super) fn split(&self, index: u16, chunk: usize, verb: &Verb, found: &mut Vec<Raw>) {
        // `remains divided`
        let link = chunk.checked_sub(1).filter(|&c| {
            matches!(self.kind(c), Kind::Verb(v) if matches!(self.lemma(&self.row.verbs[v]), "remain" | "be" | "stay" | "lie"))
        });
        let subject = match link {
            Some(c) => self.subject(c, self.verb_of(c)),
            None => self.subject(chunk, verb),
        };
        let place = match subject {
            Subject::Place(p) => p,
            Subject::Noun(n) if matches!(self.kind(n + 2), Kind::Place(_)) && self.word(n + 1) == "of" => {
                match self.kind(n + 2) {
                    Kind::Place(p) => p,
                    _ => return,
                }
            }
            _ => match chunk.checked_sub(1).map(|c| self.kind(c)) {
                Some(Kind::Place(p)) => p,
                _ => return,
            },
        };
        self.shares(index, chunk, place, (verb.main, verb.main + 1), found);
    }

    /// Which side has which part of a place, as the words after this chunk say.
    fn shares(&self, index: u16, chunk: usize, place: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let mut c = chunk + 1;
        let mut sides: Vec<(usize, Option<usize>)> = Vec::new();
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Side(s) if sides.iter().any(|&(other, _)| self.sides[other].side == self.sides[s].side) => {}
                Kind::Side(s) => sides.push((s, None)),
                Kind::Place(p) => {
                    let phrase = &self.places[p];
                    for &side in &phrase.held {
                        sides.push((side, (phrase.direction.is_some()).then_some(p)));
                    }
                    if phrase.held.is_empty()
                        && phrase.direction.is_some()
                        && let Some(last) = sides.last_mut()
                    {
                        last.1 = last.1.or(Some(p));
                    }
                }
                // `between the government, which holds the north, and rebels in the south`
                Kind::Verb(_) if c > chunk + 1 && self.kind(c - 1) == Kind::Relative => {}
                Kind::Verb(v) if self.row.verbs[v].is_finite() => break,
                Kind::Clause => break,
                _ => {}
            }
            c += 1;
        }
        if sides.len() < 2 {
            return;
        }
        for &(side, part) in sides.iter().take(3) {
            let extent = if part.is_some() { Extent::Whole } else { wider(Extent::Part, self.places[place].extent) };
            let mut raw = self.raw(index, place, extent, chunk, trigger);
            self.set_agent(&mut raw, side);
            raw.part = part;
            raw.description = true;
            found.push(raw);
        }
    }
}

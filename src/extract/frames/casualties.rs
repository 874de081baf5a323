//! Strikes told by their victims and strikes told again.
//!
//! `Four people died in P in the shelling`, `rockets killed ten in P`, `ten others were killed in P` after
//! a sentence about a strike: the dead of a strike say where it fell. `The attack was carried out by S`:
//! a strike or attack without a place is the last one told.

use super::{Raw, Scene, Striker, Subject};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{NounEvents, Subject as Role, class};
use crate::extract::list;
use crate::extract::places::What;
use crate::side::Side;
use std::ops::Range;

/// What the sentences before told, as far as this one may go on about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    /// The place phrase of the last strike.
    pub struck: Option<usize>,
    /// The place phrase of the last attack.
    pub attacked: Option<usize>,
    /// Who attacked, as the sentence right before said, at a place or not.
    pub attacker: Option<Side>,
    /// The place phrase of the last siege.
    pub besieged: Option<usize>,
    /// The sentence right before told of a strike.
    pub strike_just_told: bool,
    /// The sentence right before told who struck, and of no place.
    pub struck_nowhere: bool,
    /// The sentence right before named a strike, at a place or not.
    pub strike_named: bool,
    /// Who struck, as the sentence right before said, at a place or not.
    pub striker: Option<Side>,
    /// The place phrase that the last sentences tell of, if it is one.
    pub scene: Option<usize>,
    /// The last violence told of was a strike, not a fight.
    pub strike_last: bool,
    /// The sentence right before told of a capture.
    pub captured: bool,
}

impl Scene<'_> {
    /// Whether a subject is arms or a noun of a strike.
    pub(super) fn is_arms(&self, subject: Subject) -> bool {
        match subject {
            Subject::Side(s) => self.sides[s].arms,
            Subject::Noun(n) => !matches!(self.striker(n), Striker::No),
            _ => false,
        }
    }

    /// Bombs that are found, made or defused fall on nobody.
    pub(super) fn is_disarmed(&self, chunk: usize, governor: Option<usize>) -> bool {
        // `sent a truck bomb into P`, but `sent rockets to the rebels`
        let sent = self.word(chunk + 1) == "into";
        let verb = |c: usize| {
            let disarms = |v: &Verb| self.is_verb(v, list::DISARMING) && !(sent && self.lemma(v) == "send");
            self.row.verb(c).is_some_and(disarms)
        };
        governor.is_some_and(verb) || verb(chunk + 1)
    }

    /// A verb of dying: where a strike killed.
    pub(super) fn casualty(&self, index: u16, chunk: usize, verb: &Verb, found: &mut Vec<Raw>) {
        if verb.negated || verb.modal.is_some() || verb.infinitive {
            return;
        }
        let trigger = (verb.main, verb.main + 1);
        self.victims(index, chunk, trigger, Some(verb), found);
    }

    /// `two nurses were among the dead in P`.
    pub(super) fn casualty_noun(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        self.victims(index, chunk, trigger, None, found);
    }

    fn victims(&self, index: u16, chunk: usize, trigger: (usize, usize), verb: Option<&Verb>, found: &mut Vec<Raw>) {
        let mut places = self.places_of_victims(chunk);
        // `Sixty people have died in the bombing`: where the sentence before is set.
        if places.is_empty() && self.tells_of_strike() {
            places = self.scene_before();
        }
        if places.is_empty() {
            return;
        }
        let causes = match self.cause(chunk, verb) {
            Some(striker) => vec![striker],
            // `The army killed ten and destroyed a depot in P`: no strike killed them.
            None if verb.is_some_and(|v| !v.passive && matches!(self.subject(chunk, v), Subject::Side(_))) => {
                Vec::new()
            }
            None => self.bombers(chunk),
        };
        let victims = verb.filter(|verb| verb.passive).and_then(|verb| match self.subject(chunk, verb) {
            Subject::Side(side) => self.sides[side].side,
            _ => None,
        });
        let told = |raw: &Raw, place: usize| raw.place == place && matches!(raw.event, Event::Strikes | Event::Fights);
        for (place, extent) in places {
            if found.iter().any(|raw| told(raw, place)) {
                continue;
            }
            for striker in &causes {
                let mut raw = self.raw(index, self.told_of(place), extent, chunk, trigger);
                match *striker {
                    Striker::Side(side) => self.set_agent(&mut raw, side),
                    Striker::Government => raw.named = Some(Side::Government),
                    Striker::Arms | Striker::No => {}
                }
                // `Rebels' bombs went off. Ten rebels were killed in P`: not by their own.
                let own = raw.named.or(self.before.striker).filter(|_| !self.tells_of_strike());
                if own.is_some() && own == victims {
                    continue;
                }
                // `Among the dead were seven people killed in P`: by the strike just told.
                if raw.named.is_none() && !self.tells_of_strike() {
                    raw.named = self.before.striker;
                }
                found.push(raw);
            }
        }
    }

    /// The places where the victims died: after `in`, `at`, `near` within the clause, or before `where`.
    fn places_of_victims(&self, chunk: usize) -> Vec<(usize, Extent)> {
        let mut c = chunk + 1;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Prep if matches!(self.word(c), "in" | "at" | "near" | "around" | "inside" | "outside") => {
                    if let Kind::Place(p) = self.kind(c + 1)
                        && self.places[p].what != What::Unnamed
                    {
                        let extent = if super::is_near(self.word(c)) { Extent::Near } else { Extent::Whole };
                        let (mut places, at) = self.victims_listed(c + 1, extent);
                        places.extend(self.victims_beside(at));
                        return places;
                    }
                }
                // `killed ten in areas east of P`
                Kind::Place(p) if self.is_bearing(p) && self.is_in_unnamed(c - 1) => {
                    return self.victims_listed(c, Extent::Near).0;
                }
                // `killed ten and left dozens wounded in P`
                Kind::Verb(v) if self.kind(c - 1) == Kind::And && self.lemma(&self.row.verbs[v]) == "leave" => {}
                Kind::Verb(v) if self.row.verbs[v].is_finite() => break,
                // `killed as they queued at a market in P`: what the victims did.
                Kind::Clause
                    if matches!(self.word(c), "as" | "while" | "when")
                        && matches!(self.word(c + 1), "they" | "he" | "she")
                        && self.row.verb(c + 2).is_some_and(|verb| !verb.passive) =>
                {
                    c += 2;
                }
                Kind::Clause | Kind::Relative => break,
                _ => {}
            }
            c += 1;
        }
        // `In the north ten died`: of the country.
        let mut set = self.setting(chunk);
        set.retain(|&(p, _)| self.places[p].what != What::Direction);
        set
    }

    fn is_in_unnamed(&self, chunk: usize) -> bool {
        matches!(self.kind(chunk), Kind::Place(p) if self.places[p].what == What::Unnamed)
            && chunk.checked_sub(1).is_some_and(|c| matches!(self.word(c), "in" | "at"))
    }

    fn victims_listed(&self, chunk: usize, extent: Extent) -> (Vec<(usize, Extent)>, usize) {
        let (places, at, _) = self.listed_after(chunk, extent, None);
        (places, at)
    }

    /// `six were killed in P and two in Q`: where the others died.
    fn victims_beside(&self, mut at: usize) -> Vec<(usize, Extent)> {
        let mut places = Vec::new();
        while matches!(self.kind(at), Kind::And | Kind::Comma) {
            let count = at + 1 + usize::from(self.kind(at + 1) == Kind::And);
            let counted = self.kind(count) == Kind::Noun && self.words.is(self.row.chunks[count].from, class::NUMBER);
            let near = super::is_near(self.word(count + 1));
            let inside = matches!(self.word(count + 1), "in" | "on" | "at" | "inside");
            if !counted || !(inside || near) || !matches!(self.kind(count + 2), Kind::Place(_)) {
                break;
            }
            let (more, next) = self.victims_listed(count + 2, if near { Extent::Near } else { Extent::Whole });
            places.extend(more);
            at = next;
        }
        places
    }

    /// Who struck, if the victims died of a strike: the strike noun of the sentence or the one before.
    fn cause(&self, chunk: usize, verb: Option<&Verb>) -> Option<Striker> {
        if let Some(verb) = verb
            && !verb.passive
        {
            match self.subject(chunk, verb) {
                // `raids believed to be Russian killed ten`
                Subject::Side(s) if self.sides[s].adjective || self.is_air_force(s) => return Some(Striker::Side(s)),
                Subject::Side(_) if !self.is_dying(verb) => return None,
                Subject::Noun(n) if self.is_strike(n) || self.is_shooter(n) => return Some(self.striker(n)),
                _ => {}
            }
        }
        // `killed by a sniper`, `killed by a regime sniper`
        match verb.filter(|verb| verb.passive).map(|_| self.by_agent(chunk + 1)) {
            Some(Subject::Noun(n)) if self.is_shooter(n) => return Some(self.striker(n)),
            Some(Subject::Side(s)) if self.is_air_force(s) => return Some(Striker::Side(s)),
            _ => {}
        }
        let clash = (0..self.row.chunks.len()).any(|c| self.kind(c) == Kind::Noun && self.is_clash(c));
        let strike = self.until_while(chunk).filter(|&c| self.is_strike(c)).min_by_key(|&c| c.abs_diff(chunk));
        match strike {
            Some(strike) => Some(self.striker(strike)),
            None if (self.before.strike_just_told || self.before.strike_named)
                && !clash
                && !self.names_other_cause() =>
            {
                Some(Striker::Arms)
            }
            None => None,
        }
    }

    /// `warplanes`, `the air force`: a side that kills by strikes.
    pub(super) fn is_air_force(&self, side: usize) -> bool {
        let phrase = &self.sides[side];
        phrase.arms
            || self.words.is(phrase.to - 1, class::ARMS)
            || (phrase.from..phrase.to).any(|t| self.words.word(t) == "air")
    }

    /// The sentence as far as the `while` after a chunk, where it goes on with something else: `killed ten in P, while
    /// rebels shelled Q`.
    fn until_while(&self, chunk: usize) -> Range<usize> {
        let turns = |&c: &usize| self.kind(c) == Kind::Clause && self.word(c) == "while";
        0..(chunk..self.row.chunks.len()).find(turns).unwrap_or(self.row.chunks.len())
    }

    /// `ten died in P as rebels shelled a market and jets bombed a school`: all who strike in the sentence.
    fn bombers(&self, chunk: usize) -> Vec<Striker> {
        let strikes = |verb: &Verb| self.words.lexicon.has_rule(verb.lemma, |rule| rule.subject == Role::Striker);
        let after = chunk + 1..self.until_while(chunk).end;
        let verbs = after.filter_map(|c| self.row.verb(c).map(|verb| (c, verb)));
        let strikers = verbs.filter(|(_, verb)| strikes(verb)).map(|(c, verb)| match verb.passive {
            true => self.by_agent(c + 1),
            false => self.subject(c, verb),
        });
        let named = |subject: Subject| match subject {
            Subject::Side(side) => Some(Striker::Side(side)),
            // `when jets bombed a market`
            Subject::Noun(n) if self.is_shooter(n) => Some(self.striker(n)),
            _ => None,
        };
        strikers.filter_map(named).collect()
    }

    /// Who strikes in this sentence, at a place or not: the last side that is said to.
    pub fn striker_told(&self) -> Option<Side> {
        let strikes = |verb: &Verb| {
            !verb.negated
                && verb.modal.is_none()
                && self.words.lexicon.has_rule_alone(verb.lemma, |rule| rule.subject == Role::Striker)
        };
        let told = (0..self.row.chunks.len()).rev().find_map(|c| match self.kind(c) {
            Kind::Noun if self.is_strike(c) => match self.striker(c) {
                Striker::Side(side) => self.sides[side].side,
                Striker::Government => Some(Side::Government),
                _ => None,
            },
            Kind::Verb(v) if !self.row.verbs[v].passive && strikes(&self.row.verbs[v]) => {
                match self.subject(c, &self.row.verbs[v]) {
                    Subject::Side(side) => self.sides[side].side,
                    Subject::Noun(n) => match self.striker(n) {
                        Striker::Side(side) => self.sides[side].side,
                        Striker::Government => Some(Side::Government),
                        _ => None,
                    },
                    _ => None,
                }
            }
            _ => None,
        });
        told.or_else(|| self.violator(self.row.chunks.len()).and_then(|side| self.sides[side].side))
    }

    /// Who set off the blast, as the clause after it says: `an explosion hit P after rebels detonated a bomb`.
    pub(super) fn detonator(&self, chunk: usize) -> Option<usize> {
        let clause = (chunk + 1..self.row.chunks.len())
            .find(|&c| self.kind(c) == Kind::Clause && matches!(self.word(c), "after" | "when" | "as"))?;
        let Kind::Side(side) = self.kind(clause + 1) else { return None };
        let verb = self.row.verb(clause + 2)?;
        matches!(self.lemma(verb), "detonate" | "explode" | "blow" | "fire" | "launch" | "drop").then_some(side)
    }

    /// Who attacks in this sentence, at a place or not, if one side does: `clashes raged in P after rebels launched
    /// an assault`.
    pub fn attacker_told(&self) -> Option<Side> {
        let attack = |c: &usize| self.is_noun_of(*c, NounEvents::ATTACK);
        if !self.row.events.has(NounEvents::ATTACK) {
            return None;
        }
        let mut sides = (0..self.row.chunks.len()).filter(attack).filter_map(|c| self.sides[self.attacker(c)?].side);
        let first = sides.next()?;
        sides.all(|side| side == first).then_some(first)
    }

    /// Whether a noun of a strike means the one told just before: `the blast`, `this raid`.
    fn is_pointed(&self, chunk: usize) -> bool {
        matches!(self.words.word(self.row.chunks[chunk].from), "the" | "this" | "that" | "these" | "those")
    }

    /// Whether a noun of a strike is told here, at a place or not.
    pub fn tells_of_strike(&self) -> bool {
        self.row.events.has(NounEvents::STRIKE)
    }

    /// Who made a strike that the sentence before told of: `The blast took place in P`.
    pub(super) fn striker_before(&self, chunk: usize) -> Option<Side> {
        self.before.striker.filter(|_| self.is_pointed(chunk))
    }

    fn is_dying(&self, verb: &Verb) -> bool {
        matches!(self.lemma(verb), "die" | "perish")
    }

    /// `a sniper`, `warplanes`: arms that kill by themselves.
    pub(super) fn is_shooter(&self, chunk: usize) -> bool {
        self.kind(chunk) == Kind::Noun && self.words.is(self.row.chunks[chunk].to - 1, class::ARMS)
    }

    fn is_strike(&self, chunk: usize) -> bool {
        self.is_noun_of(chunk, NounEvents::STRIKE)
    }

    fn is_clash(&self, chunk: usize) -> bool {
        self.is_noun_of(chunk, NounEvents::FIGHT)
    }

    fn is_noun_of(&self, chunk: usize, event: NounEvents) -> bool {
        let noun = self.row.chunks.get(chunk).filter(|chunk| self.row.events.has(event) && chunk.kind == Kind::Noun);
        noun.is_some_and(|noun| (noun.from..noun.to).any(|t| self.words.noun_events(t).has(event)))
    }

    /// `shot`, `executed`, `mines`: they did not die of the strike before.
    fn names_other_cause(&self) -> bool {
        let (Some(first), Some(last)) = (self.row.chunks.first(), self.row.chunks.last()) else { return false };
        self.words.any_in(first.from..last.to, list::OTHER_CAUSES)
    }

    /// Where a clause is set before it begins: `In P, rebels shelled ..`, `P, where raids killed ten`.
    pub(super) fn setting(&self, chunk: usize) -> Vec<(usize, Extent)> {
        let mut c = chunk;
        let mut verbs = 0;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Side(_)
                | Kind::Noun
                | Kind::Adverb
                | Kind::Time
                | Kind::Possessive
                | Kind::Comma
                | Kind::Quote
                | Kind::Skip => {}
                Kind::Pronoun if self.word(c) == "itself" => {}
                // `P, where they advanced`
                Kind::Pronoun if matches!(self.word(c), "they" | "it") && c > 0 && self.word(c - 1) == "where" => {}
                // `In P, ten soldiers were killed in clashes`
                Kind::Prep if c + 1 == chunk && matches!(self.word(c), "in" | "during" | "by") => {}
                Kind::And if matches!(self.kind(c + 1), Kind::Side(_) | Kind::Noun) && c > 0 => {
                    if !matches!(self.kind(c - 1), Kind::Side(_) | Kind::Noun) {
                        return Vec::new();
                    }
                }
                Kind::Verb(v)
                    if self.row.verbs[v].is_finite()
                        && verbs == 0
                        && (c + 1 < chunk || self.kind(chunk) == Kind::Noun && !self.is_saying(&self.row.verbs[v])) =>
                {
                    verbs += 1;
                }
                Kind::Relative if self.word(c) == "where" => {
                    let mut before = c;
                    while before > 0 && matches!(self.kind(before - 1), Kind::Comma | Kind::Quote) {
                        before -= 1;
                    }
                    return match before.checked_sub(1).map(|k| self.kind(k)) {
                        Some(Kind::Place(p)) if self.places[p].what != What::Unnamed => {
                            self.listed_before(self.outer(p))
                        }
                        _ => Vec::new(),
                    };
                }
                Kind::Place(p) if self.places[p].what != What::Unnamed => return self.set_in(c, p),
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// `In P` at the head of a clause.
    fn set_in(&self, chunk: usize, place: usize) -> Vec<(usize, Extent)> {
        // `North of P, rebels attacked`
        if self.is_bearing(place) && (chunk == 0 || matches!(self.kind(chunk - 1), Kind::Clause | Kind::Comma)) {
            return vec![(place, Extent::Near)];
        }
        let mut c = chunk;
        // Over `in A and B`, `in A in B province`.
        while c > 0 && matches!(self.kind(c - 1), Kind::Place(_) | Kind::And | Kind::Comma) {
            c -= 1;
        }
        let Some(prep) = c.checked_sub(1).filter(|&k| self.kind(k) == Kind::Prep) else { return Vec::new() };
        // `In the vicinity of P, clashes erupted`
        let of = prep >= 2
            && self.word(prep) == "of"
            && self.kind(prep - 1) == Kind::Noun
            && self.kind(prep - 2) == Kind::Prep;
        let prep = if of { prep - 2 } else { prep };
        let heads = prep == 0 || matches!(self.kind(prep - 1), Kind::Clause | Kind::And | Kind::Comma | Kind::Adverb);
        let edge = self.word(prep) == "on" && self.places[place].extent == Extent::Outskirts;
        if !heads || !(edge || matches!(self.word(prep), "in" | "at" | "near" | "around" | "inside" | "outside")) {
            return Vec::new();
        }
        let near = super::is_near(self.word(prep));
        let places = self.listed_before(self.outer(place)).into_iter();
        places.map(|(p, extent)| (p, if near { Extent::Near } else { extent })).collect()
    }

    /// `the attack was carried out by S`: the last strike or attack told.
    pub(super) fn told_again(&self, event: Event, chunk: usize) -> Vec<(usize, Extent)> {
        let definite = matches!(self.words.word(self.row.chunks[chunk].from), "the" | "this" | "that" | "these" | "both" | "its")
                // `Monday's attack`
                || self.words.is(self.row.chunks[chunk].from, class::CALENDAR)
                || chunk > 1 && self.kind(chunk - 1) == Kind::Possessive && self.kind(chunk - 2) == Kind::Time;
        let place = match event {
            Event::Strikes => self.before.struck,
            Event::Fights => self.before.attacked,
            Event::Besieges => self.before.besieged,
            _ => None,
        };
        let place_at = |c: usize| matches!(self.kind(c), Kind::Place(p) if self.places[p].what != What::Direction);
        let named = (chunk + 1..self.row.chunks.len()).any(place_at);
        match place {
            Some(place) if definite && !named => vec![(place, self.places[place].extent)],
            _ => Vec::new(),
        }
    }

    /// `the attack on a school`, `the attacks` after a sentence about a strike: no assault.
    pub(super) fn is_bombing(&self, chunk: usize, noun: usize) -> bool {
        if !matches!(self.words.word(noun), "attack" | "attacks") {
            return false;
        }
        let range = self.row.chunks[chunk];
        // `came under attack from the air`
        if self.words.word(noun + 1) == "from" && self.words.word(noun + 3) == "air" {
            return true;
        }
        let blind = noun > 0 && matches!(self.words.word(noun - 1), "terror" | "terrorist");
        let targets = self
            .verb_after_noun(chunk)
            .is_some_and(|v| self.lemma(self.verb_of(v)) == "target" && (range.to..self.row.chunks[v].from).len() <= 1);
        if blind && !self.is_defended(chunk) {
            return true;
        }
        if self.owner(chunk).is_some() {
            return self.hits_civilians(chunk);
        }
        if targets {
            return !self.is_assault_told();
        }
        let clash = (0..self.row.chunks.len()).any(|c| c != chunk && self.is_clash(c));
        let killed = chunk >= 2
            && self.kind(chunk - 1) == Kind::Prep
            && self.row.verb(chunk - 2).is_some_and(|v| matches!(self.lemma(v), "kill" | "wound" | "injure" | "die"));
        // `Rebels intensified attacks on P`, after the army's raids: their own.
        let another = self.before.striker.is_some()
            && self.attacker(chunk).is_some_and(|side| self.sides[side].side != self.before.striker);
        if another && !self.hits_civilians(chunk) {
            return false;
        }
        let told = self.before.strike_just_told
            || self.before.strike_named && (self.is_pointed(chunk) || killed)
            || self.before.strike_last && (self.is_pointed(chunk) || killed);
        self.hits_civilians(chunk) || told && !clash && !self.is_defended(chunk)
    }

    /// Whether the sentence right before told of an assault, and of no strike: what `the attack` is.
    pub(super) fn is_assault_told(&self) -> bool {
        self.before.attacker.is_some() && !self.before.strike_last && !self.before.strike_named
    }

    fn hits_civilians(&self, chunk: usize) -> bool {
        let end = (chunk + 3).min(self.row.chunks.len());
        if self.kind(chunk + 1) != Kind::Prep || !matches!(self.word(chunk + 1), "on" | "against" | "at") {
            return false;
        }
        let range = self.row.chunks.get(chunk + 2..end).unwrap_or(&[]);
        range.iter().any(|c| self.words.any_in(c.from..c.to, list::CIVIL_TARGETS))
    }

    /// `near the front line in P`, `raids on P's front lines`: the front only tells where.
    pub(super) fn is_beside_front(&self, chunk: usize, noun: usize) -> bool {
        if !self.is_front(noun) {
            return false;
        }
        // `pounded the rebels' front lines in P`
        let struck = |v: &Verb| self.words.lexicon.has_rule_alone(v.lemma, |rule| rule.event == Event::Strikes);
        // `reinforced its front line in P`
        let tended = |v: &Verb| self.is_verb(v, list::TENDING);
        if self.object_of(chunk).is_some_and(|v| struck(self.verb_of(v)) || tended(self.verb_of(v))) {
            return true;
        }
        let Some(prep) = self.governing_prep(chunk) else { return false };
        let verb = |c: usize| self.row.verb(c).is_some_and(|_| true);
        self.word(prep) != "on" || prep.checked_sub(1).is_none_or(|c| !verb(c) && self.kind(c) != Kind::Adverb)
    }

    fn is_front(&self, noun: usize) -> bool {
        matches!(self.words.word(noun), "front" | "frontline" | "frontlines" | "fronts")
    }

    /// `the front line in P was calm`, `the quiet front line in P`, `calm on the front lines of P`: nobody fights.
    pub(super) fn is_calm_front(&self, chunk: usize, noun: usize) -> bool {
        let calm = |t: usize| self.words.is_in(t, list::CALM);
        let stays = |v: usize| {
            let verb = self.verb_of(v);
            // `the front line in P has barely moved`
            let still = verb.negated || (self.row.chunks[v].from..verb.main).any(|t| self.words.is_in(t, list::HARDLY));
            if still && matches!(self.lemma(verb), "move" | "change" | "shift") {
                return true;
            }
            let state = matches!(self.lemma(verb), "be" | "remain" | "stay" | "fall" | "go" | "become" | "grow");
            state && !verb.negated && (verb.main + 1..verb.main + 4).any(calm)
        };
        let beside = |prep: usize| prep.checked_sub(1).is_some_and(|c| calm(self.row.chunks[c].to - 1));
        self.is_front(noun)
            && ((self.row.chunks[chunk].from..noun).any(calm)
                || self.governing_prep(chunk).is_some_and(beside)
                || self.verb_after_noun(chunk).is_some_and(stays))
    }

    /// An attack that is launched or repelled is an assault.
    fn is_defended(&self, chunk: usize) -> bool {
        (0..self.row.chunks.len())
            .filter(|&c| c.abs_diff(chunk) <= 3)
            .any(|c| self.row.verb(c).is_some_and(|v| self.is_verb(v, list::DEFENDING)))
    }

    /// Who opens a battle: `S launched the battle for P`, `S is locked in battle for P`. Who only clashes says
    /// nothing of who attacks.
    pub(super) fn opener(&self, governor: Option<usize>) -> Subject {
        let Some(g) = governor else { return Subject::None };
        let verb = self.verb_of(g);
        if !self.is_verb(verb, list::OPENING) {
            return Subject::None;
        }
        self.one_side(g)
    }

    /// Who does what a verb says, where that is one side: not `rebels and the army opened battle`.
    pub(super) fn one_side(&self, verb: usize) -> Subject {
        match self.subject(verb, self.verb_of(verb)) {
            Subject::Side(s)
                if self.row.chunk_of(self.sides[s].from).is_some_and(|c| {
                    matches!((self.kind(c.wrapping_sub(2)), self.kind(c.wrapping_sub(1))), (Kind::Side(o), Kind::And)
                        if self.sides[o].side != self.sides[s].side)
                }) =>
            {
                Subject::None
            }
            found @ (Subject::Side(_) | Subject::Pronoun) => found,
            _ => Subject::None,
        }
    }
}

//! Verbs that look like an event and are none here, or that another rule reads.

use crate::claim::Event;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Subject};
use crate::extract::lexicon::{Form, NounEvents, Object, Rule, Subject as Role, TypeClass, class};
use crate::extract::list;

/// A verb with one of its rules.
struct Told<'v> {
    rule: &'v Rule,
    /// The verb's chunk.
    chunk: usize,
    verb: &'v Verb,
    /// The token after the verb and its particles.
    end: usize,
    /// The chunk after them.
    next: usize,
}

impl Scene<'_> {
    /// Whether a noun beside the verb has a rule of its own that reads it.
    pub(super) fn is_of_noun(&self, rule: &Rule, verb: &Verb, end: usize) -> bool {
        // `pressed on with the offensive` moves nobody.
        let word = |k: usize| self.words.word(verb.main + k);
        if rule.event == Event::Advances
            && (matches!(word(1), "on" | "ahead") && word(2) == "with"
                || word(1) == "with"
                || word(1) == "back" && rule.object == Object::None)
        {
            return true;
        }
        // `broke through the siege`: the siege's own rule reads it.
        let besieged = |&rule: &u16| self.rule(rule).event == Event::Besieges;
        let first = self.row.chunks.partition_point(|c| c.from < end);
        let next = self.row.chunks.get(first);
        let object = |wanted: &dyn Fn(&u16) -> bool| {
            let run = self.row.chunks[first..].iter().take(3);
            run.take_while(|c| matches!(c.kind, Kind::Noun | Kind::Time)).any(|c| {
                (c.from..c.to).any(|t| self.words.noun_at(t).is_some_and(|(_, rules)| rules.iter().any(wanted)))
            })
        };
        // `extended its attacks to P`: the attack's own rule reads it.
        let attack = |&rule: &u16| self.rule(rule).attack || self.rule(rule).of_told_place;
        let extends = matches!(self.lemma(verb), "extend" | "expand" | "widen" | "press" | "push");
        // `poured rockets into P`
        let strike = |&rule: &u16| self.rule(rule).event == Event::Strikes;
        let hurls = || rule.object == Object::None && object(&strike);
        if rule.event == Event::Advances && (object(&besieged) || hurls() || extends && object(&attack)) {
            return true;
        }
        // `opened fire on the P road`
        if rule.event == Event::Captures && self.lemma(verb) == "open" && object(&strike) {
            return true;
        }
        // `won a number of battles around P`
        let fight = |c: &usize| {
            let noun = self.row.chunks.get(*c).filter(|noun| noun.kind == Kind::Noun);
            noun.is_some_and(|noun| (noun.from..noun.to).any(|t| self.words.noun_events(t).has(NounEvents::FIGHT)))
        };
        if rule.event == Event::Captures && self.lemma(verb) == "win" {
            let counted = self.kind(first) == Kind::Noun && self.word(first + 1) == "of";
            if fight(&(first + if counted { 2 } else { 0 })) {
                return true;
            }
        }
        // `freed them up for battle elsewhere`: troops, no place.
        if self.lemma(verb) == "free" && (verb.main + 1..verb.main + 4).any(|t| self.words.word(t) == "up") {
            return true;
        }
        // `won a foothold in P`: a gain, no capture.
        if rule.event == Event::Captures && next.is_some_and(|c| self.words.word(c.to - 1) == "foothold") {
            return true;
        }
        false
    }

    /// Whether a verb tells of no event here, for all its words.
    pub(super) fn is_no_event(&self, rule: &Rule, chunk: usize, verb: &Verb, end: usize, found: &[Raw]) -> bool {
        let next = self.row.chunks.partition_point(|c| c.from < end);
        let told = Told { rule, chunk, verb, end, next };
        let by_event = match rule.event {
            Event::Fights => self.is_no_fight(&told),
            Event::Advances => self.is_no_advance(&told, found),
            Event::Holds => self.is_no_hold(&told),
            Event::Captures => self.is_no_capture(&told),
            Event::Loses => self.is_no_loss(&told),
            Event::Besieges => self.is_cut_apart(&told),
            // `The guns fell silent in P`, `Shells fell well short of P`
            Event::Strikes => {
                let short = || (end..end + 2).any(|t| self.words.word(t) == "short" && self.words.word(t + 1) == "of");
                rule.arms_only && (self.words.word(end) == "silent" || short())
                    || self.lemma(verb) == "strike" && self.strikes_out(end)
            }
        };
        by_event
            || rule.by_repelled
                && (self.is_of_attack(&told) || rule.event == Event::Fights && self.is_driven_from(&told))
            // `cut off P's water`
            || rule.object == Object::Line && self.is_of_utility(end)
            || self.lacks_form(&told)
            || self.lacks_company(&told, found)
    }

    /// `cut the enclave in two`: its halves are no siege.
    fn is_cut_apart(&self, told: &Told<'_>) -> bool {
        let apart = |c: &usize| matches!(self.word(*c), "two" | "half" | "three" | "halves" | "parts" | "pieces");
        let into = (told.next..told.next + 4).find(|&c| matches!(self.word(c), "in" | "into"));
        told.rule.object == Object::Line && into.is_some_and(|c| apart(&(c + 1)))
    }

    /// `used to hold P`, `held P before the war`: so long ago that nobody says when it ended.
    fn is_of_old(&self, told: &Told<'_>) -> bool {
        let used = told.chunk.checked_sub(1).and_then(|c| self.row.verb(c));
        let used = used.is_some_and(|verb| self.words.word(verb.main) == "used") && told.verb.infinitive;
        let (first, last) = (self.row.chunks[0].from, self.row.chunks.last().map_or(0, |c| c.to));
        let before = |t: usize| self.words.word(t) == "before" && self.words.word(t + 1) == "the";
        let opens = || (first..last.min(first + 3)).chain(last.saturating_sub(5).max(first)..last);
        let war = || opens().any(|t| before(t) && self.words.is_in(t + 2, list::WAR));
        used || !told.verb.present && war()
    }

    /// Whether the verb does not stand in the form that its rule asks for.
    fn lacks_form(&self, told: &Told<'_>) -> bool {
        let Told { rule, verb, next, .. } = *told;
        // `Ten soldiers killed in the rebels' attack`: a passive without `were`.
        let suffered = || self.lemma(verb) == "kill" && self.kind(next) == Kind::Prep;
        // `who once held P`
        let once = || verb.main.checked_sub(1).is_some_and(|t| self.words.is(t, class::FORMER));
        // `have gone`, not `went`
        let perfect = || self.words.forms(verb.main).iter().any(|form| form.1 == Form::Participle);
        rule.perfect && !perfect()
            || rule.passive && (!verb.passive || verb.bare)
            || rule.needs_enemy && (verb.passive || verb.ing || suffered())
            || rule.state && once()
    }

    /// Whether the words after the verb, or the claims before it, are not those that its rule asks for.
    fn lacks_company(&self, told: &Told<'_>, found: &[Raw]) -> bool {
        let Told { rule, chunk, end, .. } = *told;
        // `If P goes the road is cut`, but `P changed hands four times`
        let supposed = || chunk < 4 && self.word(0) == "if";
        let often = || (end..end + 3).any(|t| self.words.is_in(t, list::OFTEN));
        let taken = || found.iter().any(|raw| raw.event == Event::Captures) || self.before.captured;
        rule.measured && !self.is_measured(end)
            || rule.at_once && !self.is_at_once(end, &rule.place)
            || rule.ends && (often() || !supposed() && !self.is_ended(end))
            || !rule.with.is_empty() && !self.is_with(end, &rule.with)
            || rule.after_capture && (!self.is_followed_in_time(end) || !taken())
    }

    /// `struck towards P`, `struck northeast towards P`: those who strike so move.
    fn strikes_out(&self, end: usize) -> bool {
        let way =
            |t: usize| ["north", "south", "east", "west", "out"].iter().any(|way| self.words.word(t).ends_with(way));
        let towards = end + usize::from(way(end));
        matches!(self.words.word(towards), "towards" | "toward")
    }

    /// `homes in P` as one phrase.
    fn is_searched(&self, chunk: usize) -> bool {
        matches!(self.kind(chunk), Kind::Place(p) if (self.places[p].from..self.places[p].core.1)
            .any(|t| self.words.is_in(t, list::SEARCHED)))
    }

    /// `beat rebels back from their posts near P`: no attack of theirs.
    fn is_driven_from(&self, told: &Told<'_>) -> bool {
        let end = (told.next..self.row.chunks.len()).find(|&c| matches!(self.kind(c), Kind::Verb(_) | Kind::Clause));
        let from = |c: usize| self.word(c) == "from";
        self.words.word(told.verb.main + 1) == "back" && (told.next..end.unwrap_or(self.row.chunks.len())).any(from)
    }

    /// `repelled the rebels' attack`: the attack's own rule reads it.
    fn is_of_attack(&self, told: &Told<'_>) -> bool {
        let next = told.next;
        !told.verb.passive
            && matches!(self.kind(next), Kind::Side(_))
            && matches!(self.kind(next + 1), Kind::Possessive | Kind::Noun)
    }

    /// Whether states fight in words only, or an attack is fought off.
    fn is_no_fight(&self, told: &Told<'_>) -> bool {
        let Told { rule, chunk, verb, end, next } = *told;
        // `fought off an assault on P`: the assault's own rule reads it.
        if rule.subject == Role::Fighter && end == verb.main + 1 && self.is_beaten_off(chunk) {
            return true;
        }
        // `Soldiers raided homes in P`: a search.
        let home = self.row.chunks.get(next).is_some_and(|c| self.words.is_in(c.to - 1, list::SEARCHED));
        if self.lemma(verb) == "raid" && (home || self.is_searched(next)) {
            return true;
        }
        // `Turkey and Russia clashed over P`: in words.
        let state = |s: usize| self.words.is_in(self.sides[s].to - 1, list::STATES);
        rule.subject == Role::Fighter
            && self.word(next) == "over"
            && matches!(self.subject(chunk, verb), Subject::Side(s) if state(s))
    }

    /// Whether those who move do not do so themselves, or move away.
    fn is_no_advance(&self, told: &Told<'_>, found: &[Raw]) -> bool {
        let Told { rule, chunk, verb, end, .. } = *told;
        // `pushed the rebels into P`: it is they who are there now; `were driven into P`: by their enemy; `withdrew
        // from P and moved towards Q`: away from the enemy.
        let moved = || self.moves_enemy(chunk, verb, end) || verb.passive && self.is_verb(verb, list::DRIVING);
        rule.object == Object::None && (moved() || self.goes_on_retreat(chunk, found))
            || self.is_of_vehicle(chunk)
            || end == verb.main + 1 && self.lemma(verb) == "strike" && !self.strikes_out(end)
    }

    /// Whether what is held is no place, or only held in a state.
    fn is_no_hold(&self, told: &Told<'_>) -> bool {
        let Told { rule, verb, end, next, .. } = *told;
        // `aircraft belonging to S`
        if rule.subject == Role::Place && rule.state && !verb.is_finite() {
            return true;
        }
        if rule.state && self.is_of_old(told) {
            return true;
        }
        // `used P for training`: no seat.
        if rule.as_seat && !self.is_taken_as_seat(next) {
            return true;
        }
        match self.lemma(verb) {
            // `run a bakery in P`: who runs it need not hold P.
            "run" => matches!(self.kind(next), Kind::Place(p) if self.is_building_in(p)),
            // `keep P under siege`
            "hold" | "keep" | "have" if self.is_kept_under(end) => true,
            "keep" => {
                // `kept rebels from taking P`
                let whom = matches!(self.kind(next), Kind::Side(_) | Kind::Pronoun);
                // `P, where the army kept a clinic`: no control.
                let thing = || match self.kind(next) {
                    Kind::Place(p) => self.are_nameless(&[(p, self.places[p].extent)]),
                    kind => kind == Kind::Noun && !self.is_ground(next),
                };
                whom && self.word(next + 1) == "from" || !verb.passive && thing()
            }
            // `has P surrounded`, `had the town under fire`
            "have" => matches!(self.kind(next), Kind::Place(_)) && self.is_told_how(next),
            _ => false,
        }
    }

    /// `has P surrounded`, `had P as good as won`: whether the verb after a place tells what is done to it.
    fn is_told_how(&self, place: usize) -> bool {
        let plain = |&c: &usize| matches!(self.kind(c), Kind::Adverb | Kind::Time);
        let next = (place + 1..).find(|c| !plain(c)).and_then(|c| self.row.verb(c));
        next.is_some_and(|v| v.bare || !v.ing && !v.infinitive && !v.present && v.modal.is_none())
    }

    /// `a bakery in P`
    fn is_building_in(&self, place: usize) -> bool {
        let building = |t: usize| {
            let kind = self.words.type_at(t);
            kind.is_some_and(|kind| self.words.lexicon.types[kind.1 as usize].class == TypeClass::Building)
        };
        (self.places[place].from..self.places[place].core.0).any(building)
    }

    /// Whether a place is searched, or used, and not taken.
    fn is_no_capture(&self, told: &Told<'_>) -> bool {
        let Told { rule, verb, next, .. } = *told;
        // `swept P for mines`; `are sweeping P`: the work is not done.
        let searched = |p: usize| self.has_name(p) && self.word(next + 1) == "for";
        rule.sweeps && (matches!(self.kind(next), Kind::Place(p) if searched(p)) || self.is_under_way(verb))
            // `took P as a stronghold`: who has it, no capture.
            || self.lemma(verb) == "take" && self.is_taken_as_seat(next)
    }

    /// Whether nobody leaves: `leaving P to S`, `a road running from P`, `weapons left by S in P`.
    fn is_no_loss(&self, told: &Told<'_>) -> bool {
        let Told { rule, chunk, verb, end, next } = *told;
        // `left P surrounded`: nobody left.
        let becomes =
            matches!(self.kind(next), Kind::Place(_)) && self.having(next + 1, Subject::Place(0)) == Some(chunk);
        if self.lemma(verb) == "leave"
            && becomes
            && self.row.verb(next + 1).is_some_and(|v| self.tells_of(v, Event::Besieges))
        {
            return true;
        }
        if verb.passive && rule.armed && rule.object == Object::None {
            return true;
        }
        // `withdrew their heavy weapons from P`: those who fire them may stay.
        let hardware =
            || self.kind(next) == Kind::Noun && self.words.is_in(self.row.chunks[next].to - 1, list::HARDWARE);
        if rule.object == Object::None && hardware() && self.kind(next + 1) == Kind::Prep {
            return true;
        }
        if !verb.ing {
            return false;
        }
        let land = |c: usize| match self.kind(c) {
            Kind::Noun => self.is_ground(c),
            Kind::Place(_) => true,
            _ => false,
        };
        let before = chunk.checked_sub(1);
        if rule.object == Object::None && before.is_some_and(land) {
            return true;
        }
        let begins = |v: &Verb| matches!(self.lemma(v), "begin" | "start" | "finish" | "continue" | "complete");
        let begun = || before.and_then(|c| self.row.verb(c)).is_some_and(begins);
        let after = self.row.chunks.iter().position(|c| c.from >= end).unwrap_or(self.row.chunks.len());
        let given = || !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        self.lemma(verb) == "leave" && !begun() && !given()
    }

    /// Whether a verb goes on from one of leaving: `fled P and moved towards Q`.
    fn goes_on_retreat(&self, chunk: usize, found: &[Raw]) -> bool {
        let light = |c: usize| matches!(self.kind(c), Kind::Adverb | Kind::Time);
        let and = (0..chunk).rev().find(|&c| !light(c)).filter(|&c| self.kind(c) == Kind::And);
        let before = and.and_then(|_| self.verb_before(chunk));
        before.is_some_and(|left| found.iter().any(|raw| raw.event == Event::Loses && raw.chunk == left))
    }

    /// `destroyed a car bomb before it reached P`: what moves is the vehicle.
    fn is_of_vehicle(&self, chunk: usize) -> bool {
        let Some(before) = chunk.checked_sub(2).filter(|&c| self.word(c) == "before" && self.word(c + 1) == "it")
        else {
            return false;
        };
        let arms = |c: usize| self.kind(c) == Kind::Noun && self.words.is(self.row.chunks[c].to - 1, class::ARMS);
        let vehicle = |c: usize| arms(c) || self.words.is_in(self.row.chunks[c].to - 1, list::VEHICLES);
        // `The second was destroyed before it reached P`
        let destroyed = || {
            let verb = self.row.verb(before - 1).filter(|verb| verb.passive && before > 1);
            verb.is_some_and(|verb| self.tells_of(verb, Event::Strikes)) && self.kind(before - 2) == Kind::Noun
        };
        (0..before).any(vehicle) || before > 1 && destroyed()
    }

    /// Whether the object that begins at this chunk is told to be a seat: `used P as a stronghold`, `took P as a base`.
    fn is_taken_as_seat(&self, object: usize) -> bool {
        let light =
            |c: usize| matches!(self.kind(c), Kind::Place(_) | Kind::Pronoun | Kind::And | Kind::Comma | Kind::Adverb);
        let Some(led) = (object..self.row.chunks.len()).find(|&c| !light(c)) else { return false };
        led > object && self.word(led) == "as" && (self.is_seat(led + 1) || self.is_post(led + 1))
    }

    /// A progressive form: `are sweeping`.
    fn is_under_way(&self, verb: &Verb) -> bool {
        let ing = self.words.forms(verb.main).iter().all(|form| form.1 == Form::Ing);
        ing && verb.is_finite() && !verb.passive
    }

    /// Whether the verb's object is its subject's enemy: `the army drove the rebels into P`.
    fn moves_enemy(&self, chunk: usize, verb: &Verb, end: usize) -> bool {
        let next = self.row.chunks.partition_point(|c| c.from < end);
        // `thousands of rebels`
        let counted = self.kind(next) == Kind::Noun && self.word(next + 1) == "of" && self.is_count(next);
        let object = next + if counted { 2 } else { 0 };
        let driven = matches!(self.kind(object + 1), Kind::Prep | Kind::Adverb);
        let object = match self.kind(object) {
            Kind::Side(s) if driven => self.sides[s].side,
            _ => None,
        };
        let subject = match self.subject(chunk, verb) {
            Subject::Side(s) => self.sides[s].side,
            _ => None,
        };
        let drives = matches!(self.lemma(verb), "push" | "drive" | "press");
        object.is_some() && object != subject && (subject.is_some() || drives)
    }

    /// Whether the object that begins at this token is water or power: `P's water`, `the power lines of P`.
    fn is_of_utility(&self, end: usize) -> bool {
        let first = self.row.chunks.partition_point(|c| c.from < end);
        let object = self.row.chunks[first..].iter().take(4);
        let phrase = |kind: Kind| matches!(kind, Kind::Noun | Kind::Place(_) | Kind::Possessive | Kind::Adverb);
        let particle = usize::from(self.kind(first) == Kind::Prep);
        object.skip(particle).take_while(|c| phrase(c.kind)).any(|c| self.words.any_in(c.from..c.to, list::UTILITIES))
    }
}

//! Verbs as triggers: a rule of shape `verb` finds its agent and its places.
//!
//! Beside it: `signs` that change what a verb says, places `added` to its own, and how it `emit`s claims.

mod added;
mod emit;
mod signs;

use super::{Raw, Scene, Striker, Subject, enemy};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{Lemma, Object, Shape, Subject as Role, class};
use crate::extract::list;
use crate::extract::places::{What, wider};

impl Scene<'_> {
    /// The claims of a verb by its rules; of several, the one with most particles.
    pub(super) fn verb(&self, chunk: usize, verb: &Verb, found: &mut Vec<Raw>) {
        let Some(lemma) = verb.lemma else { return };
        let rules = self.words.lexicon.rules_of(lemma);
        let mut longest = None;
        for (index, particles) in rules {
            let matched = particles.iter().enumerate().all(|(k, &id)| self.words.id(verb.main + 1 + k) == id)
                || self.is_parted(chunk, particles);
            if !matched || longest.is_some_and(|n| particles.len() < n) {
                continue;
            }
            let together = particles.first().is_none_or(|&id| self.words.id(verb.main + 1) == id);
            let end = verb.main + 1 + if together { particles.len() } else { 0 };
            // `driven out of P`: the preposition `out of` leads to P.
            let out_of = self.words.word(end - 1) == "out" && self.words.word(end) == "of";
            let end = end - usize::from(out_of);
            let before = found.len();
            let rule = self.rule(*index);
            if rule.ends && longest.is_some()
                || rule.done && verb.infinitive
                || self.is_other_tense(*index, lemma, (chunk, end), verb)
            {
                continue;
            }
            match rule.shape {
                Shape::Split => self.split(*index, chunk, verb, found),
                Shape::Casualty => self.casualty(*index, chunk, verb, found),
                _ => self.verb_frame(*index, chunk, verb, end, found),
            }
            if found.len() > before {
                longest = Some(particles.len());
            }
        }
    }

    /// A verb that is a state or a change, by its tense: `P is occupied by S`, `S occupied P`.
    fn is_other_tense(&self, index: u16, lemma: Lemma, (chunk, end): (usize, usize), verb: &Verb) -> bool {
        let state = self.rule(index).state;
        let both = self.words.lexicon.rules_of(lemma).iter().any(|(other, particles)| {
            let other = self.rule(*other);
            particles.is_empty() && other.event.is_control() && other.state != state
        });
        both && self.rule(index).event.is_control() && state != self.is_state(end, chunk, verb)
    }

    /// Whether a verb that can be both tells of a state here: `controls P`, `P occupied by S`; but `managed to
    /// control P`, `by controlling P`, `P was controlled by S hours ago`.
    fn is_state(&self, end: usize, chunk: usize, verb: &Verb) -> bool {
        if self.lemma(verb) == "occupy" {
            return verb.present || verb.bare || verb.ing;
        }
        let goes_on = |v: &Verb| {
            matches!(
                self.lemma(v),
                "continue" | "remain" | "claim" | "profess" | "say" | "believe" | "think" | "know" | "keep" | "report"
            )
        };
        let governed = verb.infinitive && (0..chunk).rev().take(2).any(|c| self.row.verb(c).is_some_and(goes_on));
        // `rebels controlling P`: who has it.
        let reduced = chunk.checked_sub(1).is_some_and(|c| matches!(self.kind(c), Kind::Side(_)));
        let begun = verb.ing && self.row.chunks[chunk].from == verb.main && !reduced;
        let change = verb.infinitive || verb.modal.is_some() || begun;
        let joined = chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::And)
            && self
                .verb_before(chunk)
                .and_then(|c| self.row.verb(c))
                .is_some_and(|v| v.infinitive || v.modal.is_some());
        let just = self.is_with(end, &["ago".to_owned()]) && self.word(chunk + 1) == "by";
        governed || !(change || joined && verb.present || just)
    }

    /// `handed Tadef over`, `took the town back`: the particle stands after the object.
    fn is_parted(&self, chunk: usize, particles: &[u32]) -> bool {
        let &[particle] = particles else { return false };
        // `pushed the rebels further back`
        if matches!(self.kind(chunk + 1), Kind::Side(_)) {
            let mut next = chunk + 2;
            while self.kind(next) == Kind::Adverb && self.words.id(self.row.chunks[next].from) != particle {
                next += 1;
            }
            let word = self.row.chunks.get(next).map_or(0, |c| self.words.id(c.from));
            return word == particle && matches!(self.word(next), "back" | "away" | "away from");
        }
        let pronoun = matches!(self.word(chunk + 1), "it" | "them");
        let object = matches!(self.kind(chunk + 1), Kind::Place(_)) || pronoun;
        let end = self.row.chunks.get(chunk + 1).filter(|_| object).map(|c| c.to);
        end.is_some_and(|end| {
            self.words.id(end) == particle && matches!(self.words.word(end), "over" | "back" | "off" | "up")
        })
    }

    /// The claims of a verb by one rule.
    pub(super) fn verb_frame(&self, index: u16, chunk: usize, verb: &Verb, end: usize, found: &mut Vec<Raw>) {
        let rule = self.rule(index);
        // `With P captured, the army turned to Q`
        let done = Verb { passive: true, bare: true, ..*verb };
        let with = |c: usize| c > 1 && self.word(c - 2) == "with" && matches!(self.kind(c - 1), Kind::Place(_));
        // `The army has P surrounded`
        let has = rule.event == Event::Besieges
            && !verb.passive
            && !verb.ing
            && self.having(chunk, self.subject(chunk, verb)).is_some();
        let taken = rule.event == Event::Captures && !verb.passive && !verb.ing && with(chunk);
        let verb = if taken || has { &done } else { verb };
        // `pressed on with the offensive` moves nobody.
        let word = |k: usize| self.words.word(verb.main + k);
        if rule.event == Event::Advances
            && (matches!(word(1), "on" | "ahead") && word(2) == "with"
                || word(1) == "with"
                || word(1) == "back" && rule.object == Object::None)
        {
            return;
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
        let attack = |&rule: &u16| self.rule(rule).id == "attack-noun";
        let extends = matches!(self.lemma(verb), "extend" | "expand" | "widen" | "press" | "push");
        // `poured rockets into P`
        let strike = |&rule: &u16| self.rule(rule).event == Event::Strikes;
        let hurls = || rule.object == Object::None && object(&strike);
        if rule.event == Event::Advances && (object(&besieged) || hurls() || extends && object(&attack)) {
            return;
        }
        // `won a foothold in P`: a gain, no capture.
        if rule.event == Event::Captures && next.is_some_and(|c| self.words.word(c.to - 1) == "foothold") {
            return;
        }
        if rule.nobody {
            self.shut_in(index, chunk, (verb.main, end), found);
            return;
        }
        // `repelled the rebels' attack`: the attack's own rule reads it.
        let owner = self.row.chunks.iter().position(|c| c.from >= end).unwrap_or(0);
        if rule.by_repelled
            && !verb.passive
            && matches!(self.kind(owner), Kind::Side(_))
            && matches!(self.kind(owner + 1), Kind::Possessive | Kind::Noun)
        {
            return;
        }
        // `In P the army lost ten men`
        if rule.event == Event::Loses
            && self.lemma(verb) == "lose"
            && self
                .row
                .chunks
                .iter()
                .position(|c| c.from >= end)
                .is_some_and(|c| self.kind(c) == Kind::Noun && self.is_people(c))
        {
            return;
        }
        // `keep P under siege`
        if rule.event == Event::Holds && matches!(self.lemma(verb), "hold" | "keep" | "have") && self.is_kept_under(end)
        {
            return;
        }
        if rule.measured && !self.is_measured(end)
            || rule.passive && (!verb.passive || verb.bare)
            || rule.at_once && !self.is_at_once(end, &rule.place)
        {
            return;
        }
        // `aircraft belonging to S`
        if rule.subject == Role::Place && rule.state && !verb.is_finite() {
            return;
        }
        if rule.needs_enemy && (verb.passive || verb.ing) {
            return;
        }
        // `who once held P`
        let once = verb.main.checked_sub(1).is_some_and(|t| self.words.is(t, class::FORMER));
        if rule.state && once {
            return;
        }
        // `If P goes the road is cut`, but `P changed hands four times`
        let supposed = chunk < 4 && self.word(0) == "if";
        let often = rule.ends && (end..end + 3).any(|t| self.words.word(t) == "times");
        if often
            || rule.ends && !supposed && !self.is_ended(end)
            || !rule.with.is_empty() && !self.is_with(end, &rule.with)
        {
            return;
        }
        let taken = || found.iter().any(|raw| raw.event == Event::Captures) || self.before.captured;
        if rule.after_capture && (!self.is_followed_in_time(end) || !taken()) {
            return;
        }
        let begun = || {
            chunk
                .checked_sub(1)
                .and_then(|c| self.row.verb(c))
                .is_some_and(|v| matches!(self.lemma(v), "begin" | "start" | "finish" | "continue" | "complete"))
        };
        let after = self.row.chunks.iter().position(|c| c.from >= end).unwrap_or(self.row.chunks.len());
        // `leaving P to S`
        let given = || !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        if rule.event == Event::Loses && verb.ing && self.lemma(verb) == "leave" && !begun() && !given() {
            return;
        }
        let trigger = (verb.main, end);
        let mut places: Vec<(usize, Extent)> = Vec::new();
        let mut agent;
        let mut from = None;
        let mut place_chunk = after;
        // `them`, who were named before.
        let mut driven = false;
        // `With P fallen to S`: no passive.
        let with_it = with(chunk) && rule.event == Event::Captures && verb.bare;
        let went = verb.bare && rule.subject == Role::Place && rule.object == Object::None;
        if verb.passive && !went {
            let subject = self.subject(chunk, verb);
            agent = self.by_agent(after);
            // `With P captured, the army turned to Q`
            if with_it && agent == Subject::None {
                let main = (after..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
                agent = main.map_or(agent, |c| self.subject(c, self.verb_of(c)));
            }
            // `The army has P surrounded`
            if let Some(has) = self.having(chunk, subject).filter(|_| rule.event == Event::Besieges) {
                agent = self.subject(has, self.verb_of(has));
            }
            // `The road to P was cut when troops took a hill`
            if agent == Subject::None && rule.event == Event::Besieges {
                agent = self.taker_in_clause(after).map_or(agent, Subject::Side);
            }
            match rule.object {
                Object::Place | Object::Target | Object::Line | Object::Enemy => match subject {
                    // `A hospital was hit in P`
                    Subject::Place(p)
                        if rule.object == Object::Target
                            && self.places[p].what == What::Unnamed
                            && self.places[p].held.is_empty()
                            && !self.prep_places(after, rule).0.is_empty() =>
                    {
                        let at = self.prep_places(after, rule).0.into_iter();
                        places = at.map(|(p, extent)| (p, wider(extent, Extent::Part))).collect();
                    }
                    Subject::Place(p) => {
                        places = self.said_of(p, chunk);
                        // `the rebel-held west and areas held by troops`
                        if verb.bare && rule.event == Event::Holds {
                            places.retain(|&(q, _)| q == p || self.places[q].held.is_empty());
                        }
                        places.extend(self.counted_with(after, p, verb));
                    }
                    // `It was captured by rebels`, `They are held by the army`
                    Subject::Pronoun if rule.event.is_control() => places = self.places_of_pronoun(chunk),
                    // `The latter was won by the army`
                    Subject::Noun(n)
                        if rule.event.is_control()
                            && matches!(self.words.word(self.row.chunks[n].to - 1), "latter" | "former") =>
                    {
                        places.extend(self.named_last(n).map(|p| (p, Extent::Whole)));
                    }
                    // `First P fell, then Q: both are held by the army`
                    _ if matches!(self.before_verb(chunk), "both" | "all") && rule.event.is_control() => {
                        places = self.last_two(verb.main);
                    }
                    _ => {
                        places = self.prep_places(after, rule).0;
                        if rule.object == Object::Place {
                            // Only what a territory word stands for: `areas in P were captured`.
                            places.clear();
                            if let Subject::Noun(n) = subject
                                && !self.is_people(n)
                                && self.is_ground(n)
                            {
                                places = self.noun_places(n);
                            }
                        } else if places.is_empty()
                            && let Subject::Noun(n) = subject
                        {
                            places = self.noun_places(n);
                        }
                    }
                },
                Object::From => {
                    if let Subject::Side(s) = subject {
                        from = Some(s);
                    }
                    places = self.prep_places(after, rule).0;
                    // `S entered P before being driven out by S2`
                    if places.is_empty() && from.is_some() && matches!(agent, Subject::Side(_)) && end > verb.main + 1 {
                        places.extend(self.place_of_pronoun(verb.main));
                    }
                }
                Object::None | Object::Taker => {
                    places = self.prep_places(after, rule).0;
                    if rule.subject == Role::Agent && agent == Subject::None {
                        agent = subject;
                    }
                }
            }
            if let Subject::Side(s) = subject
                && matches!(rule.object, Object::Enemy | Object::Target)
                && from.is_none()
            {
                from = Some(s);
            }
            // `the only districts held by rebels are P and Q`, `Also captured by rebels was P`
            let first = (0..chunk).all(|c| self.kind(c) == Kind::Adverb);
            // `Among the villages captured by the army were P and Q`
            let several = matches!(subject, Subject::Place(p) if self.may_be_named(p) && !self.has_name(p));
            let of_next = verb.bare
                && (rule.event == Event::Holds
                    || (first || several) && matches!(rule.event, Event::Captures | Event::Loses));
            if let Some(named) = self.equated(after).filter(|_| of_next) {
                places = named;
            }
        } else {
            let subject = self.subject(chunk, verb);
            match rule.subject {
                Role::Place => {
                    match subject {
                        Subject::Place(p) => places = self.said_of(p, chunk),
                        Subject::Pronoun => places.extend(self.place_of_pronoun(self.row.chunks[chunk].from)),
                        // `Control of P passed to S`
                        Subject::Noun(n)
                            if rule.event == Event::Captures
                                && matches!(
                                    self.words.word(self.row.chunks[n].to - 1),
                                    "control" | "command" | "rule"
                                )
                                && matches!(self.word(n + 1), "of" | "over")
                                && matches!(self.kind(n + 2), Kind::Place(_)) =>
                        {
                            places = self.listed_after(n + 2, Extent::Whole, None).0;
                        }
                        Subject::Side(s) if self.lemma(verb) == "surrender" => places = self.places_of_side(s),
                        _ => {}
                    }
                    agent = match rule.object {
                        Object::Taker => self.object_side(after).0.map_or(Subject::None, Subject::Side),
                        _ => self.prep_agent(after, &rule.agent),
                    };
                }
                _ => agent = subject,
            }
            // `died after the targeting of`, `due to shelling P by S`
            if agent == Subject::None
                && verb.ing
                && rule.event == Event::Strikes
                && chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::Prep)
            {
                agent = self.by_agent(after);
            }
            // `took farms that overlook the road, cutting it`
            let aside = || (0..chunk).rev().take(6).any(|c| self.kind(c) == Kind::Relative);
            let adrift = agent == Subject::None || verb.ing && matches!(agent, Subject::Place(_)) && aside();
            if adrift && rule.subject == Role::Agent {
                agent = self.opening_side(chunk);
            }
            match rule.object {
                Object::Place | Object::Target | Object::Line | Object::Enemy => {
                    let loose = matches!(rule.object, Object::Target | Object::Enemy);
                    let relative = self.relative_object(chunk, after);
                    let (mut object, at, enemy) = self.object_places(after, loose, rule);
                    if rule.needs_enemy && enemy.is_none()
                        || rule.only_places && !self.are_only_places(after, &object, at)
                    {
                        return;
                    }
                    if rule.subject == Role::Fighter && enemy.is_none() && self.kind(after) == Kind::Noun {
                        // `fighting corruption in P`
                        return;
                    }
                    if rule.object == Object::Enemy
                        && enemy.is_none()
                        && rule.subject == Role::Fighter
                        && object.is_empty()
                    {
                        object = self.prep_places(after, rule).0;
                    }
                    from = from.or(enemy.filter(|_| rule.object != Object::Place));
                    place_chunk = at;
                    places = if relative { Vec::new() } else { object };
                    if places.is_empty() && matches!(rule.object, Object::Place | Object::Line | Object::Target) {
                        // The relative clause without its object: `P, which rebels captured`, `P where S hit`.
                        if let Some((p, side)) = self.object_before(chunk) {
                            places = self.listed_before(p);
                            if let Some(side) = side {
                                agent = Subject::Side(side);
                            }
                        }
                    }
                    if places.is_empty() && !rule.place.is_empty() && rule.object == Object::Place {
                        places = self.prep_places(after, rule).0;
                    }
                }
                Object::From => {
                    let (side, at) = self.object_side(after);
                    from = side;
                    driven = self.kind(after) == Kind::Pronoun && self.word(after) == "them";
                    let at = if driven { after + 1 } else { at };
                    if side.is_some() || driven {
                        places = self.prep_places(at, rule).0;
                    }
                }
                Object::Taker => {}
                Object::None => {
                    if rule.subject != Role::Place {
                        let mut next = after;
                        while matches!(self.kind(next), Kind::Time | Kind::Adverb) {
                            next += 1;
                        }
                        let (found_places, at) = match self.kind(next) {
                            // `advanced overnight south of P`
                            Kind::Place(p)
                                if self.places[p].extent == Extent::Near && rule.event == Event::Advances =>
                            {
                                (vec![(p, Extent::Near)], next + 1)
                            }
                            _ => self.prep_places(after, rule),
                        };
                        // `leaves the rebels with only P`
                        if rule.confines {
                            let (side, at) = self.object_side(after);
                            let Some(side) = side else { return };
                            agent = Subject::Side(side);
                            places = self.prep_places(at, rule).0;
                        }
                        let (found_places, at) = if rule.confines { (places, after) } else { (found_places, at) };
                        places = found_places;
                        place_chunk = at;
                        // `Troops holed up there`
                        if places.is_empty() && self.word(after) == "there" && rule.event.is_control() {
                            places.extend(self.place_of_pronoun(self.row.chunks[after].from));
                        }
                    }
                }
            }
        }
        // `Rebels took over in May`, `The army withdrew hours later`: of the place told before.
        let alone = rule.event == Event::Captures && end == verb.main + 2 && self.words.word(verb.main + 1) == "over"
            || rule.id == "withdraw-verb" && !self.is_in_clause(chunk);
        if places.is_empty() && alone && verb.is_finite() && !verb.passive && self.is_ended(end) {
            places
                .extend(self.place_of_pronoun(self.row.chunks[chunk].from).filter(|&(p, _)| {
                    (self.has_name(p) || self.places[p].what == What::Anaphor) && !self.is_region(p)
                }));
        }
        // `held P since 2012, when they drove out the army`
        if places.is_empty()
            && rule.object == Object::From
            && from.is_some()
            && rule.event == Event::Captures
            && end > verb.main + 1
            && verb.is_finite()
            && let Some(clause) = self.clause_of_leaving(chunk, after + 1)
        {
            places.extend(self.place_of_pronoun(self.row.chunks[clause].from));
        }
        // `still in P's debt`
        let owns = |&(p, _): &(usize, Extent)| self.words.after_possessive(self.places[p].to + 1);
        if rule.id == "still-in" {
            places.retain(|place| !owns(place));
        }
        // `took P after S withdrew`
        if places.is_empty()
            && rule.event == Event::Loses
            && verb.is_finite()
            && found.iter().all(|raw| raw.event != Event::Captures)
            && let Some(clause) = self.clause_of_leaving(chunk, after)
        {
            places.extend(self.place_of_pronoun(self.row.chunks[clause].from).filter(|&(p, _)| {
                self.places[p].from >= self.row.chunks[0].from && self.has_name(p) && !self.is_region(p)
            }));
        }
        // `Rebels in P retreated towards Q`
        if places.is_empty()
            && rule.event == Event::Loses
            && rule.object == Object::None
            && (self.kind(after) != Kind::Noun || self.words.is(self.row.chunks[after].to - 1, class::FORCE))
            && let Subject::Side(s) = agent
        {
            places = self.places_of_side(s);
        }
        // `P, from which S was driven`, `P, from which S withdrew`
        if places.is_empty()
            && let Some(p) = self.place_of_which(chunk, &rule.place)
        {
            places = self.listed_before(p);
        }
        // `the districts they hold in P`, `positions seized by rebels in P`
        if rule.event.is_control()
            && (places.is_empty() && verb.bare
                || self.are_unnamed(&places)
                || self.are_some_districts(&places)
                || verb.bare && self.is_some_area(&places))
            && let Some(inside) = self.inside_after(after)
            && !matches!(self.kind(after), Kind::Place(_))
        {
            places = self.listed_after(inside, Extent::Part, None).0;
        }
        // `In P, the army took the main square`: a part of P that has no name here.
        if rule.event.is_control() && self.are_nameless(&places) {
            let set = self.set_before(chunk, &places);
            places = if set.is_empty() { places } else { set };
        }
        // `P, where rebels hold only two streets`
        if rule.event.is_control() && self.are_unnamed(&places) && self.is_in_where(chunk) {
            let set = self.setting(chunk);
            places = if set.is_empty() { places } else { set };
            places.iter_mut().for_each(|(_, extent)| *extent = wider(*extent, Extent::Part));
        }
        // `a bomb planted on the main road of P went off`
        if places.is_empty()
            && rule.arms_only
            && let Subject::Noun(n) = agent
        {
            places =
                self.prep_places(n + 1, rule).0.into_iter().filter(|&(p, _)| self.places[p].from < verb.main).collect();
        }
        if places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights) {
            places.extend(self.there(after));
        }
        // `entered P and attacked a school`
        if places.is_empty()
            && matches!(rule.event, Event::Strikes | Event::Fights)
            && !verb.passive
            && chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::And)
            && let Some(deed) = found.last().filter(|raw| self.is_deed_beside(raw, chunk))
        {
            places = vec![(deed.place, Extent::Part)];
        }
        if places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights)
            || places.is_empty() && self.is_gain_where(chunk, after, rule)
            || places.is_empty() && rule.event == Event::Holds && rule.object == Object::None && self.is_in_where(chunk)
        {
            places = self.setting(chunk);
        }
        // `It was hit by ten air strikes`
        if places.is_empty()
            && verb.passive
            && matches!(rule.event, Event::Strikes | Event::Besieges)
            && matches!(self.subject(chunk, verb), Subject::Pronoun)
        {
            // `our men in P will be trapped`
            places.extend(match chunk.checked_sub(1).map(|c| self.kind(c)) {
                Some(Kind::Place(p)) => Some((p, self.places[p].extent)),
                _ => self.place_of_pronoun(self.row.chunks[chunk].from),
            });
        }
        if rule.object == Object::Line {
            let (from, to) = if verb.passive { (0, chunk) } else { (after, self.row.chunks.len()) };
            if places.is_empty() || verb.passive || self.is_unnamed_line(after) {
                let cut = self.cut_off(from, to);
                places = if cut.is_empty() { places } else { cut };
            }
        }
        // A school or a shop that is closed is not cut off.
        let shut = matches!(self.lemma(verb), "close" | "shut" | "obstruct" | "block");
        // `P is surrounded by hills`, `The road was closed by snow`, `trapped under rubble in P`
        if rule.event == Event::Besieges && (self.is_by_nature(verb, agent, after) || self.is_buried(verb, after)) {
            return;
        }
        if shut && rule.object == Object::Line && !self.is_about_line(chunk, after) {
            return;
        }
        let trapped = if rule.event == Event::Besieges { self.trapped(chunk, verb) } else { None };
        if let Some((_, inside)) = &trapped {
            places = inside.clone();
            agent = if verb.passive { agent } else { Subject::None };
        }
        if rule.lines_only {
            places.retain(|&(p, _)| self.is_line_place(p));
        }
        if rule.needs_held {
            places.retain(|&(p, _)| !self.places[p].held.is_empty());
        }
        if rule.needs_from && from.is_none() && !driven {
            return;
        }
        if !places.is_empty() && rule.event.is_control() {
            places.extend(self.added_later(after, &places));
        }
        // `Government control is limited to P`
        if let Subject::Noun(n) = agent
            && rule.confines
            && let Some(side) = self.owner(n)
        {
            agent = Subject::Side(side);
        }
        // `Rebel commanders admitted losing P`: their side's loss.
        if let Subject::Noun(n) = agent
            && rule.event == Event::Loses
            && verb.ing
            && let Some(side) = self.owner(n)
        {
            agent = Subject::Side(side);
        }
        let given = !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        // `air strikes killed ten soldiers in P`: no fight.
        let by_arms = matches!(agent, Subject::Noun(n) if !matches!(self.striker(n), Striker::No));
        if rule.needs_enemy && by_arms {
            return;
        }
        if rule.armed && matches!(agent, Subject::Noun(_)) && !given {
            return;
        }
        // `their aim is to take P`
        if let Subject::Noun(n) = agent
            && verb.infinitive
            && matches!(self.word(n), "their" | "its" | "our")
            && self.words.any_in(self.row.chunks[n].from..self.row.chunks[n].to, list::EFFORTS)
        {
            agent = Subject::Pronoun;
        }
        if let Subject::Noun(n) = agent
            && rule.subject == Role::Agent
            && let Some(side) = self.attacker(n)
        {
            agent = Subject::Side(side);
        }
        let lost = self.prep_side(place_chunk.max(after).min(self.row.chunks.len()), &rule.from).or(from);
        let taker = if rule.taker.is_empty() { None } else { self.prep_side(after, &rule.taker) };
        // `As well as P, the army has taken Q`
        if rule.event.is_control() && !verb.passive && verb.is_finite() && !places.is_empty() {
            places.extend(self.besides(chunk));
        }
        // `recaptured some of its positions there`
        if rule.event.is_control() && places.is_empty() && self.kind(after) == Kind::Noun {
            places = self.ground_there(after);
        }
        // `lost the northern triangle: P and Q`
        let ground = places.is_empty() && self.kind(after) == Kind::Noun && self.is_ground(after);
        if rule.event.is_control() && !verb.passive && (ground || self.are_nameless(&places)) {
            let listed = self.listed_after_colon(after);
            places = if listed.is_empty() { places } else { listed };
        }
        // `The towns that rebels took include P and Q`
        if rule.event.is_control() && !verb.passive && verb.is_finite() && self.are_some_places(&places) {
            places = self.equated(after).unwrap_or(places);
        }
        // `The fall of P would be a blow to the rebels`, `Capturing P would allow the army to`
        let gains = (agent == Subject::None && rule.event == Event::Captures).then(|| self.gainer(chunk)).flatten();
        let before = found.len();
        let places_are_subject = verb.passive || rule.subject == Role::Place;
        // `warplanes attacked P`, `the air force raided P`: a strike.
        let by_air = rule.event == Event::Fights
            && match agent {
                Subject::Side(s) => {
                    self.sides[s].arms
                        || self.words.is(self.sides[s].to - 1, class::ARMS)
                        || (self.sides[s].from..self.sides[s].to).any(|t| self.words.word(t) == "air")
                }
                // `Two suicide bombers attacked P`
                Subject::Noun(n) => rule.id == "attack-verb" && !matches!(self.striker(n), Striker::No),
                _ => false,
            };
        let index = if by_air { self.as_strike(index) } else { index };
        self.emit(index, chunk, trigger, &places, agent, lost, taker, found);
        for raw in found[before..].iter_mut().filter(|raw| raw.named.is_none() && !raw.pronoun) {
            raw.named = gains;
        }
        if let Some(side) = lost.filter(|_| rule.by_repelled) {
            for raw in &mut found[before..] {
                self.set_agent(raw, side);
                raw.pronoun = false;
                (raw.from, raw.description) = (None, !verb.negated && verb.modal.is_none() && !verb.infinitive);
            }
        }
        // `before all of P, held by rebels since 2012, falls`: it is held, whatever becomes of the clause.
        if verb.bare && !verb.negated {
            let holds = found[before..].iter_mut().filter(|raw| raw.event == Event::Holds);
            holds.for_each(|raw| raw.description = true);
        }
        if self.is_no_longer(verb.main) {
            let holds = found[before..].iter_mut().filter(|raw| raw.event == Event::Holds);
            holds.for_each(|raw| {
                raw.event = Event::Loses;
                raw.description = true;
            });
        }
        if found.len() > before && rule.event.is_control() {
            let acted = if places_are_subject { None } else { Some(place_chunk) };
            for (places, agent) in self.gapped(acted.unwrap_or(after), acted.is_some(), agent, &places) {
                self.emit(index, chunk, trigger, &places, agent, None, None, found);
            }
        }
        // `control the road by fire` (claims.md 17)
        if rule.event == Event::Holds && self.is_by_fire(place_chunk.max(after)) {
            found[before..].iter_mut().for_each(|raw| raw.event = Event::Besieges);
        }
        // `the rebels' last supply line was cut`: by their enemy.
        let owner = if rule.object == Object::Line { self.line_owner(chunk, verb) } else { None };
        if let Some((side, _)) = trapped.or(owner.map(|side| (side, Vec::new()))) {
            for raw in found[before..].iter_mut().filter(|raw| raw.named.is_none()) {
                raw.named = self.sides[side].side.and_then(enemy);
            }
        }
    }
}

//! Whose deed a verb tells of at last, and the claims of it.

use super::frame::VerbFrame;
use crate::claim::Event;
use crate::extract::chunks::Kind;
use crate::extract::frames::{Raw, Scene, Striker, Subject, enemy};
use crate::extract::lexicon::{Object, Subject as Role, TypeClass, class};
use crate::extract::list;
use crate::side::Side;

impl Scene<'_> {
    /// Settles who acts, and drops what is no event after all (`None`).
    pub(super) fn settle(&self, frame: &mut VerbFrame<'_>) -> Option<()> {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        // A school or a shop that is closed is not cut off.
        let shut = matches!(self.lemma(verb), "close" | "shut" | "obstruct" | "block");
        // `P is surrounded by hills`, `The road was closed by snow`, `trapped under rubble in P`
        if rule.event == Event::Besieges && (self.is_by_nature(verb, frame.agent, after) || self.is_buried(verb, after))
        {
            return None;
        }
        if shut && rule.object == Object::Line && !self.is_about_line(chunk, after) {
            return None;
        }
        frame.trapped = if rule.event == Event::Besieges { self.trapped(chunk, verb) } else { None };
        if let Some((_, inside)) = &frame.trapped {
            frame.places.clone_from(inside);
            frame.agent = if verb.passive { frame.agent } else { Subject::None };
        }
        // `laid siege to several villages in Aleppo province`: not the province.
        if rule.event == Event::Besieges {
            frame.places.retain(|&(p, _)| !self.is_province(p));
        }
        if rule.lines_only {
            frame.places.retain(|&(p, _)| self.is_line_place(p));
        }
        if rule.needs_held {
            frame.places.retain(|&(p, _)| !self.places[p].held.is_empty());
        }
        if rule.needs_from && frame.from.is_none() && !frame.driven {
            return None;
        }
        // `Rebels were beaten back from P by S`: another rule reads how far S came.
        if rule.by_repelled && rule.passive && matches!(frame.agent, Subject::Side(_)) {
            return None;
        }
        if self.is_repulse(frame) {
            return None;
        }
        if !frame.places.is_empty() && rule.event.is_control() {
            frame.places.extend(self.added_later(after, &frame.places));
        }
        self.side_of_party(frame);
        let given = !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        // `air strikes killed ten soldiers in P`, `near P, two strikes engaged IS units`: no fight.
        let by_arms = matches!(frame.agent, Subject::Noun(n) if !matches!(self.striker(n), Striker::No));
        if (rule.needs_enemy || rule.subject == Role::Fighter) && by_arms {
            return None;
        }
        if rule.armed && matches!(frame.agent, Subject::Noun(_)) && !given || rule.needs_taker && !given {
            return None;
        }
        self.side_of_plan(frame);
        Some(())
    }

    /// `Rebels attacked P but were pushed back by S`: S stays where it is.
    fn is_repulse(&self, frame: &VerbFrame<'_>) -> bool {
        let VerbFrame { rule, chunk, verb, .. } = *frame;
        let before = (0..chunk).rev().find(|&c| self.kind(c) != Kind::Adverb);
        rule.event == Event::Advances
            && verb.passive
            && self.is_beaten_off(chunk)
            && before.is_some_and(|c| self.word(c) == "but")
            && frame.places.iter().all(|&(p, _)| self.places[p].to <= verb.main)
    }

    /// The side of those who are only called by their post or by what they hold: `Rebel commanders`.
    fn side_of_party(&self, frame: &mut VerbFrame<'_>) {
        let VerbFrame { rule, verb, .. } = *frame;
        let n = match frame.agent {
            Subject::Noun(n) => n,
            // `The rebel-held area has shrunk to P`
            Subject::Place(p) if rule.confines => {
                frame.agent = self.places[p].held.first().map_or(frame.agent, |&side| Subject::Side(side));
                return;
            }
            _ => return,
        };
        let admits = rule.event == Event::Loses && verb.ing;
        let aims = rule.event == Event::Captures && verb.infinitive;
        // `Government control is limited to P`, `Rebel commanders admitted losing P`: their side's loss.
        let owner = if rule.confines || admits { self.owner(n) } else { None };
        // `Rebel commanders vowed to retake P`
        let beside = match n.checked_sub(1).map(|c| self.kind(c)) {
            Some(Kind::Side(side)) if aims && self.sides[side].to == self.row.chunks[n].from => Some(side),
            _ => None,
        };
        if let Some(side) = owner.or(beside) {
            frame.agent = Subject::Side(side);
        } else if admits || aims {
            // `Rebel officials denied losing P`
            frame.agent = self.spokesman(n).map_or(frame.agent, Subject::Meant);
        }
    }

    /// The side behind what acts in its place: `their aim is to take P`, `The advance cuts the road`.
    fn side_of_plan(&self, frame: &mut VerbFrame<'_>) {
        let VerbFrame { rule, verb, .. } = *frame;
        let Subject::Noun(n) = frame.agent else { return };
        let noun = self.row.chunks[n];
        // `their aim is to take P`
        if verb.infinitive
            && matches!(self.word(n), "their" | "its" | "our")
            && self.words.any_in(noun.from..noun.to, list::EFFORTS)
        {
            frame.agent = Subject::Pronoun;
            return;
        }
        if let Some(side) = self.attacker(n).filter(|_| rule.subject == Role::Agent) {
            frame.agent = Subject::Side(side);
            return;
        }
        // `The army's capture of the hill cut off P`
        if rule.event == Event::Besieges && self.words.is_in(noun.to - 1, list::TAKINGS) {
            let by = self.by_agent(n + 1);
            let owner = self.owner(n).filter(|_| !matches!(self.words.word(noun.to - 1), "loss" | "fall"));
            frame.agent = if let Subject::Side(_) = by { by } else { owner.map_or(Subject::None, Subject::Side) };
            return;
        }
        // `The advance cuts the rebels' last road into P`, `The offensive to retake P began`: whose it is the article
        // tells.
        let advance =
            rule.event == Event::Besieges && rule.object == Object::Line && self.words.is_in(noun.to - 1, list::GAINS);
        let offensive = verb.infinitive && rule.event == Event::Captures && self.words.is_in(noun.to - 1, list::FIGHTS);
        if advance || offensive {
            frame.agent = Subject::None;
        }
    }

    /// The claims of what is told.
    pub(super) fn tell(&self, frame: &mut VerbFrame<'_>, found: &mut Vec<Raw>) {
        let VerbFrame { index, rule, chunk, verb, after, .. } = *frame;
        let trigger = frame.trigger();
        let lost = self.prep_side(frame.place_chunk.max(after).min(self.row.chunks.len()), &rule.from).or(frame.from);
        let taker = if rule.taker.is_empty() { None } else { self.prep_side(after, &rule.taker) };
        match rule.event {
            Event::Strikes => self.places_struck(frame, found),
            event if event.is_control() => self.places_of_control(frame),
            _ => {}
        }
        self.places_equated(frame);
        // `The fall of P would be a blow to the rebels`, `Capturing P would allow the army to`
        let gains = rule.event == Event::Captures && frame.agent == Subject::None;
        let gains = if gains { self.gainer(chunk) } else { None };
        let index = if self.is_by_air(frame) { self.as_strike(index) } else { index };
        // `until a counter-attack drove them out`: who took it is not told.
        if frame.driven && rule.without_agent.is_some() && matches!(frame.agent, Subject::Noun(_)) {
            return self.lost_by_pronoun(index, chunk, trigger, &frame.places, found);
        }
        let before = found.len();
        self.emit(index, chunk, trigger, &frame.places, frame.agent, lost, taker, found);
        self.tell_sides(frame, &mut found[before..], gains, lost);
        self.tell_ended(frame, &mut found[before..]);
        if found.len() > before && (rule.event.is_control() || rule.event == Event::Advances) {
            let places_are_subject = verb.passive || rule.subject == Role::Place;
            let acted = if places_are_subject { None } else { Some(frame.place_chunk) };
            for (places, agent, own) in self.gapped(acted.unwrap_or(after), acted.is_some(), frame.agent, &frame.places)
            {
                self.emit(index, chunk, own.unwrap_or(trigger), &places, agent, None, None, found);
            }
        }
        // `control the road by fire` (claims.md 17)
        if rule.event == Event::Holds && self.is_by_fire(frame.place_chunk.max(after)) {
            found[before..].iter_mut().for_each(|raw| raw.event = Event::Besieges);
        }
        // `the rebels' last supply line was cut`: by their enemy.
        let owner = if rule.object == Object::Line { self.line_owner(chunk, verb) } else { None };
        if let Some(side) = frame.trapped.take().map(|(side, _)| side).or(owner) {
            for raw in found[before..].iter_mut().filter(|raw| raw.named.is_none()) {
                raw.named = self.sides[side].side.and_then(enemy);
            }
        }
    }

    /// What else was struck, and what of it is another's: `P was hit by ten raids and Q by four`.
    fn places_struck(&self, frame: &mut VerbFrame<'_>, found: &[Raw]) {
        let VerbFrame { verb, after, .. } = *frame;
        // `killed ten fighters and destroyed their cars in P`: one fight.
        if self.lemma(verb) == "destroy" {
            let fought = |p: usize| found.iter().any(|raw| raw.event == Event::Fights && raw.place == p);
            frame.places.retain(|&(p, _)| !fought(p));
        }
        if frame.places.is_empty() {
            return;
        }
        frame.places.extend(self.hit_by_count(if verb.passive { after } else { frame.place_chunk }));
        // `hit a depot in P and a hideout in Q`
        if !verb.passive {
            let beside = self.struck_beside(frame.place_chunk);
            // `hit depots in the south of A, in P and in Q`: the closer ones.
            if !beside.is_empty() && frame.places.iter().all(|&(p, _)| self.is_region(p)) {
                frame.places.clear();
            }
            frame.places.extend(beside);
        }
    }

    /// The places held, taken or lost that stand apart from the verb: after a colon, before it, as `there`.
    fn places_of_control(&self, frame: &mut VerbFrame<'_>) {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        // `As well as P, the army has taken Q`
        if !verb.passive && verb.is_finite() && !frame.places.is_empty() {
            frame.places.extend(self.besides(chunk));
        }
        // `recaptured some of its positions there`
        if frame.places.is_empty() && self.kind(after) == Kind::Noun {
            frame.places = self.ground_there(after);
        }
        if verb.passive {
            return;
        }
        // `lost the northern triangle: P and Q`
        let ground = frame.places.is_empty() && self.kind(after) == Kind::Noun && self.is_ground(after);
        if ground || self.are_nameless(&frame.places) || self.are_some_places(&frame.places) {
            let listed = self.listed_after_colon(after);
            if !listed.is_empty() {
                frame.places = listed;
            // `regained ground lost to S, including P and Q`
            } else if let Some(named) = self.named_later(after).filter(|_| ground) {
                frame.places = named;
            }
        }
        // `hold a tenth of the city: P and Q`, `lost the north of the plain: P and Q`
        if self.word(frame.place_chunk) == ":" && !frame.places.is_empty() {
            let land = |p: usize| self.is_region(p) || self.class_of(p) == Some(TypeClass::Land);
            let listed = self.listed_after_colon(frame.place_chunk);
            if rule.event == Event::Holds {
                frame.places.extend(listed);
            } else if !listed.is_empty() && frame.places.iter().all(|&(p, _)| land(p)) {
                frame.places = listed;
            }
        }
    }

    /// The places that `is`, `are` or `include` names: `All that the rebels still hold is P and Q`, `The towns that
    /// rebels took include P and Q`, `Among the towns hit were P and Q`.
    fn places_equated(&self, frame: &mut VerbFrame<'_>) {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        let all = (0..chunk.min(2)).any(|c| matches!(self.word(c), "all" | "what"));
        let all_held = rule.event == Event::Holds && all && verb.is_finite();
        let told_of = if rule.event.is_control() { !verb.passive && verb.is_finite() } else { verb.bare };
        if (all_held || told_of && self.are_some_places(&frame.places))
            && let Some(equated) = self.equated(after)
        {
            frame.places = equated;
        }
    }

    /// `warplanes attacked P`, `the air force raided P`: a strike.
    fn is_by_air(&self, frame: &VerbFrame<'_>) -> bool {
        let rule = frame.rule;
        // `Tanks stormed P`: on the ground.
        let last = match frame.agent {
            Subject::Side(s) => self.sides[s].to - 1,
            Subject::Noun(n) => self.row.chunks[n].to - 1,
            _ => return false,
        };
        rule.event == Event::Fights
            && !(rule.attack && self.words.is_in(last, list::ARMOUR))
            && match frame.agent {
                // The coalition kills from the air.
                Subject::Side(s) => {
                    self.is_air_force(s)
                        || rule.needs_enemy && self.sides[s].coalition
                        || rule.attack && self.is_with_aircraft(frame.place_chunk.max(frame.after))
                }
                // `Two suicide bombers attacked P`
                Subject::Noun(n) => rule.attack && !matches!(self.striker(n), Striker::No),
                _ => false,
            }
    }

    /// Whose deeds these claims are, where their verb names nobody or names the other party.
    fn tell_sides(&self, frame: &VerbFrame<'_>, told: &mut [Raw], gains: Option<Side>, lost: Option<usize>) {
        let VerbFrame { rule, verb, after, .. } = *frame;
        for raw in told.iter_mut().filter(|raw| raw.named.is_none() && !raw.pronoun) {
            raw.named = gains;
        }
        // `Helicopters hit P with barrel bombs`: nobody else has them.
        if rule.event == Event::Strikes && self.is_with_barrels(frame.place_chunk.max(after)) {
            let unknown = told.iter_mut().filter(|raw| raw.named.is_none() && raw.side.is_none());
            unknown.for_each(|raw| raw.named = Some(Side::Government));
        }
        if let Some(side) = lost.filter(|_| rule.by_repelled) {
            for raw in told {
                self.set_agent(raw, side);
                raw.pronoun = false;
                (raw.from, raw.description) = (None, !verb.negated && verb.modal.is_none() && !verb.infinitive);
            }
        }
    }

    /// What is held whatever becomes of its clause, and what is held no longer.
    fn tell_ended(&self, frame: &VerbFrame<'_>, told: &mut [Raw]) {
        let VerbFrame { chunk, verb, .. } = *frame;
        // `has not controlled P since 2013`: it was lost then.
        let perfect = || (self.row.chunks[chunk].from..verb.main).any(|t| self.words.is(t, class::HAVE));
        let since = |c: usize| self.kind(c) == Kind::Time && self.word(c) == "since";
        let not_since = verb.negated && (frame.place_chunk..frame.place_chunk + 3).any(since) && perfect();
        let over = not_since || self.is_no_longer(verb.main);
        // `before all of P, held by rebels since 2012, falls`: it is held.
        if over || verb.bare && !verb.negated {
            for raw in told.iter_mut().filter(|raw| raw.event == Event::Holds) {
                raw.description = true;
                raw.event = if over { Event::Loses } else { Event::Holds };
            }
        }
    }

    /// Whether the clause goes on with `with helicopter gunships`, and not with those on the ground too.
    fn is_with_aircraft(&self, from: usize) -> bool {
        let with = |c: &usize| self.kind(*c) == Kind::Prep && self.word(*c) == "with";
        let aircraft = |c: usize| {
            self.row.chunks.get(c).is_some_and(|chunk| self.words.is_in(chunk.to - 1, list::AIRCRAFT))
                && self.kind(c + 1) != Kind::And
        };
        (from..from + 2).find(with).is_some_and(|with| aircraft(with + 1))
    }

    /// Whether the clause goes on with `with barrel bombs`.
    fn is_with_barrels(&self, after: usize) -> bool {
        let clause =
            (after..self.row.chunks.len()).take_while(|&c| !matches!(self.kind(c), Kind::Clause | Kind::Verb(_)));
        let barrels = |c: usize| {
            let arms = self.row.chunks[c];
            self.is_government_arm((arms.from, arms.to))
        };
        clause.skip(1).any(|c| self.kind(c) == Kind::Noun && matches!(self.word(c - 1), "with" | "using") && barrels(c))
    }
}

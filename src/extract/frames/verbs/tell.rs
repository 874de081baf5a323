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
        if !frame.places.is_empty() && rule.event.is_control() {
            frame.places.extend(self.added_later(after, &frame.places));
        }
        // `Government control is limited to P`
        if let Subject::Noun(n) = frame.agent
            && rule.confines
            && let Some(side) = self.owner(n)
        {
            frame.agent = Subject::Side(side);
        }
        // `The rebel-held area has shrunk to P`
        if let Subject::Place(p) = frame.agent
            && rule.confines
            && let Some(&side) = self.places[p].held.first()
        {
            frame.agent = Subject::Side(side);
        }
        // `Rebel commanders admitted losing P`: their side's loss.
        if let Subject::Noun(n) = frame.agent
            && rule.event == Event::Loses
            && verb.ing
            && let Some(side) = self.owner(n)
        {
            frame.agent = Subject::Side(side);
        }
        // `Rebel commanders vowed to retake P`
        if let Subject::Noun(n) = frame.agent
            && rule.event == Event::Captures
            && verb.infinitive
            && let Some(Kind::Side(side)) = n.checked_sub(1).map(|c| self.kind(c))
            && self.sides[side].to == self.row.chunks[n].from
        {
            frame.agent = Subject::Side(side);
        }
        // `Rebel officials denied losing P`
        if let Subject::Noun(n) = frame.agent
            && (rule.event == Event::Loses && verb.ing || rule.event == Event::Captures && verb.infinitive)
            && let Some(side) = self.spokesman(n)
        {
            frame.agent = Subject::Meant(side);
        }
        let given = !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        // `air strikes killed ten soldiers in P`, `near P, two strikes engaged IS units`: no fight.
        let by_arms = matches!(frame.agent, Subject::Noun(n) if !matches!(self.striker(n), Striker::No));
        if (rule.needs_enemy || rule.subject == Role::Fighter) && by_arms {
            return None;
        }
        if rule.armed && matches!(frame.agent, Subject::Noun(_)) && !given {
            return None;
        }
        // `their aim is to take P`
        if let Subject::Noun(n) = frame.agent
            && verb.infinitive
            && matches!(self.word(n), "their" | "its" | "our")
            && self.words.any_in(self.row.chunks[n].from..self.row.chunks[n].to, list::EFFORTS)
        {
            frame.agent = Subject::Pronoun;
        }
        if let Subject::Noun(n) = frame.agent
            && rule.subject == Role::Agent
            && let Some(side) = self.attacker(n)
        {
            frame.agent = Subject::Side(side);
        }
        // `The advance cuts the rebels' last road into P`: whose advance the article tells.
        if let Subject::Noun(n) = frame.agent
            && rule.event == Event::Besieges
            && rule.object == Object::Line
            && self.words.is_in(self.row.chunks[n].to - 1, list::GAINS)
        {
            frame.agent = Subject::None;
        }
        // `The offensive to retake P began`: whose it is the article tells.
        if let Subject::Noun(n) = frame.agent
            && verb.infinitive
            && rule.event == Event::Captures
            && self.words.is_in(self.row.chunks[n].to - 1, list::FIGHTS)
        {
            frame.agent = Subject::None;
        }
        Some(())
    }

    /// The claims of what is told.
    pub(super) fn tell(&self, frame: &mut VerbFrame<'_>, found: &mut Vec<Raw>) {
        let VerbFrame { index, rule, chunk, verb, after, .. } = *frame;
        let trigger = frame.trigger();
        let lost = self.prep_side(frame.place_chunk.max(after).min(self.row.chunks.len()), &rule.from).or(frame.from);
        let taker = if rule.taker.is_empty() { None } else { self.prep_side(after, &rule.taker) };
        // `As well as P, the army has taken Q`
        if rule.event.is_control() && !verb.passive && verb.is_finite() && !frame.places.is_empty() {
            frame.places.extend(self.besides(chunk));
        }
        // `killed ten fighters and destroyed their cars in P`: one fight.
        if rule.event == Event::Strikes && self.lemma(verb) == "destroy" {
            let fought = |p: usize| found.iter().any(|raw| raw.event == Event::Fights && raw.place == p);
            frame.places.retain(|&(p, _)| !fought(p));
        }
        // `P was hit by ten raids and Q by four`
        if rule.event == Event::Strikes && !frame.places.is_empty() {
            let from = if verb.passive { after } else { frame.place_chunk };
            frame.places.extend(self.hit_by_count(from));
        }
        // `hit a depot in P and a hideout in Q`
        if rule.event == Event::Strikes && !verb.passive && !frame.places.is_empty() {
            let beside = self.struck_beside(frame.place_chunk);
            // `hit depots in the south of A, in P and in Q`: the closer ones.
            if !beside.is_empty() && frame.places.iter().all(|&(p, _)| self.is_region(p)) {
                frame.places.clear();
            }
            frame.places.extend(beside);
        }
        // `recaptured some of its positions there`
        if rule.event.is_control() && frame.places.is_empty() && self.kind(after) == Kind::Noun {
            frame.places = self.ground_there(after);
        }
        // `lost the northern triangle: P and Q`
        let ground = frame.places.is_empty() && self.kind(after) == Kind::Noun && self.is_ground(after);
        let some = self.are_nameless(&frame.places) || self.are_some_places(&frame.places);
        if rule.event.is_control() && !verb.passive && (ground || some) {
            let listed = self.listed_after_colon(after);
            if !listed.is_empty() {
                frame.places = listed;
            // `regained ground lost to S, including P and Q`
            } else if let Some(named) = self.named_later(after).filter(|_| ground) {
                frame.places = named;
            }
        }
        // `hold a tenth of the city: P and Q`, `lost the north of the plain: P and Q`
        let region = frame.places.iter().all(|&(p, _)| self.is_region(p) || self.class_of(p) == Some(TypeClass::Land));
        if rule.event.is_control() && !verb.passive && self.word(frame.place_chunk) == ":" && !frame.places.is_empty() {
            let listed = self.listed_after_colon(frame.place_chunk);
            if rule.event == Event::Holds {
                frame.places.extend(listed);
            } else if region && !listed.is_empty() {
                frame.places = listed;
            }
        }
        // `All that the rebels still hold in the south is P and Q`
        let all = (0..chunk).any(|c| matches!(self.word(c), "all" | "what") && c < 2);
        if rule.event == Event::Holds
            && all
            && verb.is_finite()
            && let Some(equated) = self.equated(after)
        {
            frame.places = equated;
        }
        // `The towns that rebels took include P and Q`, `Among the towns hit were P and Q`
        let told_of = if rule.event.is_control() { !verb.passive && verb.is_finite() } else { verb.bare };
        if told_of
            && self.are_some_places(&frame.places)
            && let Some(equated) = self.equated(after)
        {
            frame.places = equated;
        }
        // `The fall of P would be a blow to the rebels`, `Capturing P would allow the army to`
        let gains =
            (frame.agent == Subject::None && rule.event == Event::Captures).then(|| self.gainer(chunk)).flatten();
        let before = found.len();
        let places_are_subject = verb.passive || rule.subject == Role::Place;
        // `warplanes attacked P`, `the air force raided P`: a strike.
        let by_air = rule.event == Event::Fights
            && match frame.agent {
                // The coalition kills from the air.
                Subject::Side(s) => self.is_air_force(s) || rule.needs_enemy && self.sides[s].coalition,
                // `Two suicide bombers attacked P`
                Subject::Noun(n) => rule.id == "attack-verb" && !matches!(self.striker(n), Striker::No),
                _ => false,
            };
        let index = if by_air { self.as_strike(index) } else { index };
        // `until a counter-attack drove them out`: who took it is not told.
        if frame.driven && rule.without_agent.is_some() && matches!(frame.agent, Subject::Noun(_)) {
            return self.lost_by_pronoun(index, chunk, trigger, &frame.places, found);
        }
        self.emit(index, chunk, trigger, &frame.places, frame.agent, lost, taker, found);
        for raw in found[before..].iter_mut().filter(|raw| raw.named.is_none() && !raw.pronoun) {
            raw.named = gains;
        }
        // `Helicopters hit P with barrel bombs`: nobody else has them.
        if rule.event == Event::Strikes && self.is_with_barrels(frame.place_chunk.max(after)) {
            let unknown = found[before..].iter_mut().filter(|raw| raw.named.is_none() && raw.side.is_none());
            unknown.for_each(|raw| raw.named = Some(Side::Government));
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
        // `has not controlled P since 2013`: it was lost then.
        let perfect = (self.row.chunks[chunk].from..verb.main).any(|t| self.words.is(t, class::HAVE));
        let since = |c: usize| self.kind(c) == Kind::Time && self.word(c) == "since";
        if verb.negated && perfect && (frame.place_chunk..frame.place_chunk + 3).any(since) {
            let holds = found[before..].iter_mut().filter(|raw| raw.event == Event::Holds);
            holds.for_each(|raw| (raw.event, raw.description) = (Event::Loses, true));
        }
        if found.len() > before && (rule.event.is_control() || rule.event == Event::Advances) {
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
        if let Some((side, _)) = frame.trapped.take().or(owner.map(|side| (side, Vec::new()))) {
            for raw in found[before..].iter_mut().filter(|raw| raw.named.is_none()) {
                raw.named = self.sides[side].side.and_then(enemy);
            }
        }
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

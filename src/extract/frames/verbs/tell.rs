//! Whose deed a verb tells of at last, and the claims of it.

use super::frame::VerbFrame;
use crate::claim::Event;
use crate::extract::chunks::Kind;
use crate::extract::frames::{Raw, Scene, Striker, Subject, enemy};
use crate::extract::lexicon::{Object, Subject as Role, class};
use crate::extract::list;

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
        // `Rebel commanders admitted losing P`: their side's loss.
        if let Subject::Noun(n) = frame.agent
            && rule.event == Event::Loses
            && verb.ing
            && let Some(side) = self.owner(n)
        {
            frame.agent = Subject::Side(side);
        }
        // `Rebel officials denied losing P`
        if let Subject::Noun(n) = frame.agent
            && rule.event == Event::Loses
            && verb.ing
            && let Some(side) = self.spokesman(n)
        {
            frame.agent = Subject::Meant(side);
        }
        let given = !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        // `air strikes killed ten soldiers in P`: no fight.
        let by_arms = matches!(frame.agent, Subject::Noun(n) if !matches!(self.striker(n), Striker::No));
        if rule.needs_enemy && by_arms {
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
        // `hit a depot in P and a hideout in Q`
        if rule.event == Event::Strikes && !verb.passive && !frame.places.is_empty() {
            frame.places.extend(self.struck_beside(frame.place_chunk));
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
        // `All that the rebels still hold in the south is P and Q`
        let all = (0..chunk).any(|c| matches!(self.word(c), "all" | "what") && c < 2);
        if rule.event == Event::Holds
            && all
            && verb.is_finite()
            && let Some(equated) = self.equated(after)
        {
            frame.places = equated;
        }
        // `The towns that rebels took include P and Q`
        if rule.event.is_control()
            && !verb.passive
            && verb.is_finite()
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
        self.emit(index, chunk, trigger, &frame.places, frame.agent, lost, taker, found);
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
}

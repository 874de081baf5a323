//! From the roles of a noun to its claims.

use super::frame::NounFrame;
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Striker, Subject, enemy};
use crate::extract::list;

impl Scene<'_> {
    /// The claims of what is told.
    pub(super) fn tell_noun(&self, frame: &mut NounFrame<'_>, found: &mut Vec<Raw>) {
        let NounFrame { index, rule, chunk, trigger, after, .. } = *frame;
        let ended = rule.ends_rule;
        // `ended the IS presence in P`
        let lost = self.prep_side(after, &rule.from).or(frame.owner.filter(|_| ended));
        let named_taker = !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        if rule.needs_agent
            && !named_taker
            && !matches!(frame.agent, Subject::Side(_) | Subject::Pronoun | Subject::Meant(_))
        {
            return;
        }
        // `Rebel control of P is limited to Q`
        let confined = |v: &Verb| v.passive && matches!(self.lemma(v), "limit" | "confine" | "restrict" | "reduce");
        if rule.owned && self.verb_after_noun(chunk).and_then(|c| self.row.verb(c)).is_some_and(confined) {
            return;
        }
        let taker = if rule.taker.is_empty() { None } else { self.prep_side(after, &rule.taker) };
        let mut relieved = rule.event == Event::Besieges
            && frame.governor.is_some_and(|g| self.is_verb(self.verb_of(g), list::BREAKING));
        let besieger = frame.owner.is_some() || matches!(self.prep_agent_noun(after, &rule.agent), Subject::Side(_));
        let given = rule.siege && self.is_siege_given(frame.governor, besieger);
        let mut breaker = None;
        if relieved && frame.owner.is_none() && !matches!(self.prep_agent_noun(after, &rule.agent), Subject::Side(_)) {
            if let (Some(_), Subject::Side(s)) = (frame.governor, frame.agent) {
                breaker = Some(s);
            } else if let Some(g) = frame.governor
                && let Subject::Side(s) = self.subject(g, self.verb_of(g))
            {
                breaker = Some(s);
            }
            frame.agent = Subject::None;
        }
        if let Some(side) = frame.lifter.filter(|_| frame.agent == Subject::None) {
            (relieved, breaker) = (true, Some(side));
        }
        // `gave the army control of P`
        let granted = rule.owned
            && frame
                .governor
                .is_some_and(|g| matches!(self.lemma(self.verb_of(g)), "give" | "hand" | "grant" | "cede" | "bring"))
            && self.kind(chunk.wrapping_sub(1)) != Kind::Possessive;
        // `IS fighters launched a raid on P`: on the ground.
        let index = if self.is_ground_raid(trigger, frame.agent) { self.as_attack(index) } else { index };
        // `warplanes carried out attacks on P`: from the air.
        let flown = matches!(frame.agent, Subject::Side(s) if !rule.happens && self.are_aircraft(s));
        let index = if flown { self.as_strike(index) } else { index };
        let before = found.len();
        let noun_agent = match frame.agent {
            Subject::Noun(n) => match self.striker(n) {
                Striker::Side(s) => Subject::Side(s),
                _ => Subject::None,
            },
            other => other,
        };
        self.emit_noun(index, chunk, trigger, &frame.places, noun_agent, lost, taker, found);
        if let Some(side) = frame.defender {
            let unnamed = found[before..].iter_mut().filter(|raw| raw.named.is_none() && !raw.pronoun);
            let attacker =
                self.meant_by_their(frame.range.from, side).or_else(|| self.sides[side].side.and_then(enemy));
            unnamed.for_each(|raw| raw.named = attacker);
        }
        if rule.event == Event::Captures && !matches!(noun_agent, Subject::Side(_) | Subject::Pronoun) {
            let gains = self.gainer(chunk);
            found[before..].iter_mut().filter(|raw| raw.named.is_none()).for_each(|raw| raw.named = gains);
        }
        // `the capture of P came a week after that of Q`
        if rule.event.is_control() && found.len() > before && rule.light.is_empty() {
            let same = (chunk + 1..self.row.chunks.len()).find(|&c| {
                matches!(self.word(c), "that" | "those")
                    && self.word(c + 1) == "of"
                    && matches!(self.kind(c + 2), Kind::Place(_))
            });
            if let Some(same) = same {
                let more = self.listed_after(same + 2, Extent::Whole, None).0;
                self.emit_noun(index, chunk, trigger, &more, noun_agent, None, None, found);
            }
        }
        // Breaking a siege says who besieges.
        if rule.ends_siege {
            for raw in &mut found[before..] {
                raw.extent = Extent::Whole;
            }
        }
        found[before..].iter_mut().for_each(|raw| raw.aimed = frame.aim.is_some());
        let failed = self.is_failed(chunk);
        for raw in &mut found[before..] {
            raw.event = if granted { Event::Captures } else { raw.event };
            raw.failed = failed;
            raw.description |= given;
            if relieved {
                // The siege is there, whatever becomes of the attempt to break it.
                raw.description = true;
                if raw.named.is_none() {
                    // `the siege of the rebel-held east`: laid by the enemy of who holds it.
                    let holder = self.places[raw.place].held.first().and_then(|&s| self.sides[s].side);
                    raw.named = holder.and_then(enemy);
                }
                if raw.named.is_none() {
                    raw.named = breaker.and_then(|s| self.sides[s].side).and_then(enemy);
                }
            }
        }
    }
}

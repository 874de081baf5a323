//! From the roles of a noun to its claims.

use super::frame::NounFrame;
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Striker, Subject, enemy};
use crate::extract::list;
use crate::extract::sides::SidePhrase;
use crate::side::Side;

impl Scene<'_> {
    /// The claims of what is told.
    pub(super) fn tell_noun(&self, frame: &mut NounFrame<'_>, found: &mut Vec<Raw>) {
        let NounFrame { index, rule, chunk, trigger, after, .. } = *frame;
        // `ended the IS presence in P`
        let of = self.prep_side(after, &rule.from);
        let lost = of.or(frame.owner.filter(|_| rule.ends_rule));
        // `the army's defeat of IS in P`
        if let Some(side) = frame.owner.filter(|_| rule.ends_rule && of.is_some() && frame.agent == Subject::None) {
            frame.agent = Subject::Side(side);
        }
        let taker = if rule.taker.is_empty() { None } else { self.prep_side(after, &rule.taker) };
        let acts = matches!(frame.agent, Subject::Side(_) | Subject::Pronoun | Subject::Meant(_));
        let unnamed = rule.needs_agent && taker.is_none() && !acts || rule.needs_from && lost.is_none();
        if unnamed || rule.owned && self.is_control_confined(chunk) {
            return;
        }
        let siege = self.siege_told(frame);
        let granted = rule.owned && self.is_control_granted(frame);
        // `IS fighters launched a raid on P`: on the ground.
        let index = if self.is_ground_raid(trigger, frame.agent) { self.as_attack(index) } else { index };
        // `warplanes carried out attacks on P`: from the air.
        let flown = matches!(frame.agent, Subject::Side(s) if !rule.happens && self.are_aircraft(s));
        let index = if flown { self.as_strike(index) } else { index };
        let before = found.len();
        // `Rebel rule in P ended`: they lost it, to nobody named.
        let ended = rule.ends_rule && frame.governor.is_none() && !acts;
        let (agent, lost) = match lost.filter(|_| ended) {
            Some(side) => (Subject::Side(side), None),
            None => (frame.agent, lost),
        };
        let agent = match agent {
            Subject::Noun(n) => match self.striker(n) {
                Striker::Side(s) => Subject::Side(s),
                _ => Subject::None,
            },
            other => other,
        };
        self.emit_noun(index, chunk, trigger, &frame.places, agent, lost, taker, found);
        self.name_other_party(frame, agent, &mut found[before..]);
        // `the capture of P came a week after that of Q`
        if rule.event.is_control()
            && found.len() > before
            && rule.light.is_empty()
            && let Some(same) = self.same_of(chunk)
        {
            let more = self.listed_after(same, Extent::Whole, None).0;
            self.emit_noun(index, chunk, trigger, &more, agent, None, None, found);
        }
        let failed = self.is_failed(chunk);
        for raw in &mut found[before..] {
            // Breaking a siege says who besieges.
            raw.extent = if rule.ends_siege { Extent::Whole } else { raw.extent };
            raw.event = match () {
                () if granted => Event::Captures,
                () if ended => Event::Loses,
                () => raw.event,
            };
            raw.aimed = frame.aim.is_some();
            raw.failed = failed;
            raw.description |= siege.given;
            if siege.relieved {
                self.tell_relieved(raw, siege.breaker);
            }
        }
    }

    /// `Rebel control of P is limited to Q`; and where it ended, another rule reads its end.
    fn is_control_confined(&self, chunk: usize) -> bool {
        let confines = |v: &Verb| match self.lemma(v) {
            "limit" | "confine" | "restrict" | "reduce" => v.passive,
            lemma => matches!(lemma, "end" | "cease"),
        };
        self.verb_after_noun(chunk).and_then(|c| self.row.verb(c)).is_some_and(confines)
    }

    /// `gave the army control of P`
    fn is_control_granted(&self, frame: &NounFrame<'_>) -> bool {
        let grants = |g: usize| matches!(self.lemma(self.verb_of(g)), "give" | "hand" | "grant" | "cede" | "bring");
        frame.governor.is_some_and(grants) && self.kind(frame.chunk.wrapping_sub(1)) != Kind::Possessive
    }

    /// What becomes of a siege; who breaks it is not who lays it.
    fn siege_told(&self, frame: &mut NounFrame<'_>) -> SiegeTold {
        let NounFrame { rule, after, .. } = *frame;
        let breaks = |g: usize| self.is_verb(self.verb_of(g), list::BREAKING);
        let kept = frame.governor.is_some_and(|g| breaks(g) && self.is_siege_kept(g));
        let relieved = rule.event == Event::Besieges && frame.governor.is_some_and(breaks) && !kept;
        let by = (relieved || rule.siege).then(|| self.prep_agent_noun(after, &rule.agent));
        let besieger = by.and_then(|by| if let Subject::Side(side) = by { Some(side) } else { None });
        // `is no longer under army siege`
        let under = (0..frame.chunk).rev().find(|&c| self.word(c) == "under" && self.kind(c) == Kind::Prep);
        let over = |g: usize| {
            let mut between = self.row.chunks[g].from..under.map_or(0, |under| self.row.chunks[under].from);
            between.any(|t| matches!(self.words.word(t), "not" | "no"))
        };
        let given = rule.siege
            && self.is_siege_given(frame.governor, frame.owner.is_some() || besieger.is_some() || kept)
            && !self.is_siege_lifted(frame.chunk)
            && !frame.governor.is_some_and(over);
        let mut siege = SiegeTold { relieved, given, breaker: None };
        // `Rebels ended a siege of P by S`: S laid it.
        if let Some(side) = besieger.filter(|_| relieved && frame.owner.is_none()) {
            frame.agent = Subject::Side(side);
        } else if relieved && frame.owner.is_none() {
            let subject = frame.governor.map_or(Subject::None, |g| self.subject(g, self.verb_of(g)));
            siege.breaker = match (frame.agent, subject) {
                (Subject::Side(s), _) | (_, Subject::Side(s)) => Some(s),
                _ => None,
            };
            frame.agent = Subject::None;
        }
        if let Some(side) = frame.lifter.filter(|_| frame.agent == Subject::None) {
            (siege.relieved, siege.breaker) = (true, Some(side));
        }
        siege
    }

    /// Whose deed it is, where only the other party is named: who repelled an attack, whom a capture serves.
    fn name_other_party(&self, frame: &NounFrame<'_>, agent: Subject, told: &mut [Raw]) {
        if let Some(side) = frame.defender {
            let defends = self.sides[side].side;
            // `IS attacked P. Rebels repelled the attack`
            let before = self.before.attacker.filter(|&side| {
                Some(side) != defends && matches!(self.words.word(frame.range.from), "the" | "this" | "that")
            });
            let attacker = self.meant_by_their(frame.range.from, side).or(before).or_else(|| defends.and_then(enemy));
            let unnamed = told.iter_mut().filter(|raw| raw.named.is_none() && !raw.pronoun);
            unnamed.for_each(|raw| raw.named = attacker);
        }
        if frame.rule.event == Event::Captures && !matches!(agent, Subject::Side(_) | Subject::Pronoun) {
            let gains = self.gainer(frame.chunk);
            told.iter_mut().filter(|raw| raw.named.is_none()).for_each(|raw| raw.named = gains);
        }
    }

    /// The chunk of the place of which the same is told: `after that of Q`.
    fn same_of(&self, chunk: usize) -> Option<usize> {
        let same = |c: &usize| {
            matches!(self.word(*c), "that" | "those")
                && self.word(c + 1) == "of"
                && matches!(self.kind(c + 2), Kind::Place(_))
        };
        (chunk + 1..self.row.chunks.len()).find(same).map(|c| c + 2)
    }

    /// The siege is there, whatever becomes of the attempt to break it.
    fn tell_relieved(&self, raw: &mut Raw, breaker: Option<usize>) {
        raw.description = true;
        // `the siege of the rebel-held east`: laid by the enemy of who holds it.
        let holder = self.places[raw.place].held.first().and_then(|&s| self.sides[s].side);
        raw.named = raw.named.or_else(|| holder.and_then(enemy)).or_else(|| breaker.and_then(|s| self.adversary(s)));
    }

    /// Whom a party fights here: IS, where that is the party named nearest, in the sentence or else before it;
    /// or else the one enemy that is likely.
    fn adversary(&self, party: usize) -> Option<Side> {
        let own = self.sides[party].side?;
        let likely = enemy(own);
        let fought = |phrase: &SidePhrase| {
            phrase
                .side
                .filter(|&side| !phrase.weak && side != own && (side == Side::IslamicState || Some(side) == likely))
        };
        let end = self.row.chunks.last().map_or(0, |chunk| chunk.to);
        let after = self.sides[party + 1..].iter().take_while(|phrase| phrase.from < end).find_map(fought);
        after.or_else(|| self.sides[..party].iter().rev().find_map(fought)).or(likely)
    }
}

/// What a noun tells of a siege.
struct SiegeTold {
    /// Somebody breaks it, or tries to.
    relieved: bool,
    /// It is spoken of as being there.
    given: bool,
    /// The side phrase of who breaks it.
    breaker: Option<usize>,
}

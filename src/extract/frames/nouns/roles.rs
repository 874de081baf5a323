//! Who does what a noun tells of.

use super::frame::NounFrame;
use crate::claim::Event;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Subject};
use crate::extract::lexicon::class;
use crate::extract::list;

impl Scene<'_> {
    /// Who does it, as far as verb, owner and prepositions tell. `None` where it is no event, or another rule's.
    pub(super) fn doer(&self, frame: &mut NounFrame<'_>, found: &[Raw]) -> Option<()> {
        let NounFrame { index, rule, chunk, range, trigger, after, .. } = *frame;
        if let Some(g) = frame.governor {
            let verb = self.verb_of(g);
            frame.light = self.words.lexicon.light_of(index).iter().any(|(l, particles)| {
                Some(*l) == verb.lemma
                    && particles.iter().enumerate().all(|(k, &id)| self.words.id(verb.main + 1 + k) == id)
            });
            // `pushed back the attack`: against it.
            let against = matches!(self.words.word(verb.main + 1), "back" | "off");
            // `denied the loss of P`, `admitted its loss`
            let own = rule.event == Event::Loses
                && (self.is_verb(verb, list::DENYING)
                    || matches!(self.lemma(verb), "admit" | "acknowledge" | "concede" | "confirm" | "suffer"));
            // `accepted the surrender of P`
            let given =
                rule.id == "surrender-noun" && matches!(self.lemma(verb), "accept" | "receive" | "secure" | "win");
            // `reimposed its siege of P`, `renewed their shelling`, but not `repelled its attack`
            let theirs = matches!(self.words.word(range.from), "its" | "their")
                && matches!(rule.event, Event::Strikes | Event::Besieges | Event::Fights)
                && ![list::THWARTING, list::BREAKING, list::DENYING, list::TELLING]
                    .iter()
                    .any(|&list| self.is_verb(verb, list));
            // `the army put the siege back in place`
            // Who avoids a siege is no besieger.
            let shuns = self.is_verb(verb, list::PREVENTING);
            let lays = rule.siege && self.is_verb(verb, list::LAYING) && !shuns;
            // `responded with air strikes on P`
            let with = matches!(rule.event, Event::Strikes | Event::Fights)
                && (self.word(chunk - 1) == "with" && g + 3 >= chunk
                    || self.word(chunk - 1) == "of" && chunk > 2 && self.word(chunk - 3) == "with");
            // `went on the offensive in P`, `has been on the offensive in P`
            let goes = rule.event == Event::Fights
                && matches!(self.lemma(verb), "go" | "be" | "stay" | "remain")
                && self.word(g + 1) == "on";
            let does = rule.light.is_empty() && (self.is_verb(verb, list::DOING) || given) && !against
                || frame.light
                || own
                || theirs && !against
                || lays
                || goes
                || with;
            // `troops are stationed ten kilometres from P`
            let stationed = rule.state && frame.light && rule.event == Event::Advances;
            if does && (!verb.passive || stationed) {
                frame.agent = self.subject(g, verb);
                // `A rebel spokesman acknowledged the loss of P`
                if own && let Subject::Noun(n) = frame.agent {
                    frame.agent = self.spokesman(n).map_or(frame.agent, Subject::Meant);
                }
                frame.agent = match frame.agent {
                    Subject::Place(_) if !frame.light => Subject::None,
                    // `The army's 102nd brigade continued its offensive`
                    Subject::Noun(n) if !frame.light => {
                        self.owner(n).filter(|_| theirs).map_or(Subject::None, Subject::Side)
                    }
                    agent => agent,
                };
            }
        }
        if rule.event == Event::Strikes && (self.is_disarmed(chunk, frame.governor) || self.is_backing(chunk))
            || rule.event == Event::Fights && self.is_beside_front(chunk, trigger.0)
        {
            return None;
        }
        // The noun as subject: `control was restored over P`.
        if !rule.light.is_empty() && !frame.light {
            let v = self.verb_after_noun(chunk)?;
            let verb = self.verb_of(v);
            // `control was restored`, `the army's flag flies`
            let acts = verb.passive || matches!(self.lemma(verb), "fly" | "flutter");
            frame.light = acts && self.words.lexicon.light_of(index).iter().any(|(l, _)| Some(*l) == verb.lemma);
            if !frame.light {
                return None;
            }
            frame.agent = self.by_agent(v + 1);
            // `control was restored over P after army units destroyed`
            let clause = (v + 1..self.row.chunks.len()).find(|&c| self.kind(c) == Kind::Clause);
            if frame.agent == Subject::None && clause.is_some_and(|c| matches!(self.word(c), "after" | "as" | "when")) {
                frame.agent = clause.map_or(Subject::None, |c| self.subject_after(c));
            }
        }
        // `the rebel attack on P`, `rebels' advance`
        // `takes full control` as a headline writes it: no side's own control.
        let plain = || (range.from..trigger.0).all(|t| self.words.is(t, class::ADJECTIVE | class::ADVERB));
        // `The army lifted its siege of P`: nobody broke it, and it is over.
        let lifts = || {
            frame.governor.is_some_and(|g| matches!(self.lemma(self.verb_of(g)), "lift" | "end" | "ease" | "suspend"))
        };
        let own = matches!(self.words.word(range.from), "its" | "their");
        if own && lifts() && matches!(rule.id.as_str(), "break-siege" | "siege-noun") {
            return None;
        }
        let ended = rule.id == "end-presence";
        if let Some(side) = frame.owner.filter(|_| rule.id != "break-siege" && !ended && (!rule.owned || plain())) {
            frame.agent = Subject::Side(side);
        } else if rule.owned {
            return None;
        } else if matches!(self.words.word(range.from), "their" | "its")
            && (matches!(rule.event, Event::Captures | Event::Advances | Event::Loses)
                // `accused Russia over its bombing of P`
                || rule.event == Event::Strikes && chunk > 0 && self.kind(chunk - 1) == Kind::Prep)
            && frame.agent == Subject::None
            && !frame.light
        {
            frame.agent = Subject::Pronoun;
        }
        if !rule.agent.is_empty()
            && rule.agent[0] != "none"
            && let found @ (Subject::Side(_) | Subject::Noun(_)) = self.prep_agent_noun(after, &rule.agent)
            && (!matches!(frame.agent, Subject::Side(_)) || rule.needs_agent)
        {
            frame.agent = found;
        }
        // `With the capture of P the army controls`
        let open = matches!(frame.agent, Subject::None | Subject::Pronoun);
        if open && rule.event == Event::Captures && chunk == 1 && self.word(0) == "with" {
            let main = (after..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
            // `With the fall of P, the rebels have lost the north`
            let main = main.filter(|&c| !self.is_loss(c));
            frame.agent = main.map_or(frame.agent, |c| match self.subject(c, self.verb_of(c)) {
                Subject::Side(s) if !self.verb_of(c).passive => Subject::Side(s),
                _ => Subject::None,
            });
        }
        if rule.agent.first().is_some_and(|a| a == "none") {
            frame.agent = self.opener(frame.governor);
        }
        if frame.agent == Subject::None && matches!(rule.event, Event::Strikes | Event::Fights) {
            frame.agent = self.responsible(chunk);
        }
        // `S took A in the course of an offensive on P`
        if frame.agent == Subject::None && rule.attack && self.is_course(chunk) {
            let taken =
                found.iter().rfind(|raw| matches!(raw.event, Event::Captures | Event::Advances | Event::Besieges));
            frame.agent = taken.and_then(|raw| raw.side).map_or(Subject::None, Subject::Side);
        }
        // `the army killed ten in air strikes on P`; of `the attack` told before, [`super::answers`] reads the blame.
        let here = || !self.prep_places(after, rule).0.is_empty();
        if frame.agent == Subject::None && rule.event == Event::Strikes {
            frame.agent = self
                .blamed(chunk)
                .filter(|_| here())
                .or_else(|| self.killer_in(chunk))
                .map_or(frame.agent, Subject::Side);
        }
        // `the attack on P was repelled by S`: by its enemy.
        frame.defender = if rule.attack { self.repelled_by(chunk, frame.governor) } else { None };
        if frame.defender.is_some()
            && frame.agent == frame.defender.map_or(Subject::None, Subject::Side)
            && frame.owner.is_none()
        {
            frame.agent = Subject::None;
        }
        // `the siege of P was broken by S`: by its enemy.
        frame.lifter = if rule.siege { self.siege_lifted_by(chunk) } else { None };
        if frame.lifter.is_some()
            && frame.agent == frame.lifter.map_or(Subject::None, Subject::Side)
            && frame.owner.is_none()
        {
            frame.agent = Subject::None;
        }
        Some(())
    }

    /// Who does it after all, once the places are known.
    pub(super) fn doer_elsewhere(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, after, .. } = *frame;
        if matches!(frame.agent, Subject::Place(_)) {
            frame.agent = Subject::None;
        }
        if frame.agent == Subject::None
            && rule.event == Event::Strikes
            && let Some(side) = self.detonator(chunk)
        {
            frame.agent = Subject::Side(side);
        }
        if frame.agent == Subject::None && rule.event == Event::Strikes {
            frame.agent = self.violator(chunk).map_or(Subject::None, Subject::Side);
        }
        // `S's aim is the capture of P`
        frame.aim = frame
            .governor
            .filter(|&g| rule.event == Event::Captures && self.lemma(self.verb_of(g)) == "be")
            .and_then(|g| match self.subject(g, self.verb_of(g)) {
                Subject::Noun(n)
                    if self.words.any_in(self.row.chunks[n].from..self.row.chunks[n].to, list::EFFORTS) =>
                {
                    Some(self.attacker(n))
                }
                _ => None,
            });
        if let Some(Some(side)) = frame.aim.filter(|_| frame.agent == Subject::None) {
            frame.agent = Subject::Side(side);
        }
        // `The loss of P is a blow to S`
        if frame.agent == Subject::None && rule.id == "loss-noun" {
            frame.agent = self.sufferer(chunk).map_or(frame.agent, Subject::Side);
            // `The rebels blamed the loss of P on S2`
            if let Some(g) =
                chunk.checked_sub(1).filter(|&c| self.row.verb(c).is_some_and(|v| self.is_verb(v, list::OWNING_UP)))
                && let Subject::Side(side) = self.subject(g, self.verb_of(g))
            {
                frame.agent = Subject::Side(side);
            }
            // `With the loss of P, S is weaker`
            let main = (after..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
            if let Some(main) = main.filter(|_| chunk == 1 && self.word(0) == "with")
                && let Subject::Side(side) = self.subject(main, self.verb_of(main))
            {
                frame.agent = Subject::Side(side);
            }
        }
    }
}

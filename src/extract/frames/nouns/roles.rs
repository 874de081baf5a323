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
        let NounFrame { rule, chunk, trigger, .. } = *frame;
        self.doer_by_governor(frame);
        // `the rebels' surrender of P`, `the surrender of P by rebels`: their loss, another rule's.
        let given_up = !rule.given_to.is_empty()
            && (frame.owner.is_some() || matches!(self.prep_agent(frame.after, &["by"]), Subject::Side(_)));
        if given_up {
            return None;
        }
        if rule.event == Event::Strikes && (self.is_disarmed(chunk, frame.governor) || self.is_backing(chunk))
            || rule.event == Event::Fights
                && (self.is_beside_front(chunk, trigger.0) || self.is_calm_front(chunk, trigger.0))
        {
            return None;
        }
        if !rule.light.is_empty() && !frame.light {
            self.doer_as_subject(frame)?;
        }
        self.doer_by_owner(frame)?;
        self.doer_by_preposition(frame);
        if frame.agent == Subject::None {
            frame.agent = self.doer_of_sentence(frame, found);
        }
        // `the attack on P was repelled by S`, `the siege of P was broken by S`: by its enemy.
        frame.defender = if rule.attack { self.repelled_by(chunk, frame.governor) } else { None };
        frame.lifter = if rule.siege { self.siege_lifted_by(chunk) } else { None };
        let enemy = |side: Option<usize>| side.is_some_and(|side| frame.agent == Subject::Side(side));
        if (enemy(frame.defender) || enemy(frame.lifter)) && frame.owner.is_none() {
            frame.agent = Subject::None;
        }
        Some(())
    }

    /// By the verb that the noun is the object of: `launched an attack`, `admitted the loss of P`.
    fn doer_by_governor(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { index, rule, range, .. } = *frame;
        let Some(g) = frame.governor else { return };
        let verb = self.verb_of(g);
        frame.light = self.words.lexicon.light_of(index).iter().any(|(l, particles)| {
            Some(*l) == verb.lemma
                && particles.iter().enumerate().all(|(k, &id)| self.words.id(verb.main + 1 + k) == id)
        });
        // `pushed back the attack`: against it.
        let against = matches!(self.words.word(verb.main + 1), "back" | "off");
        // `denied the loss of P`, `admitted its loss`
        let own =
            rule.event == Event::Loses && (self.is_verb(verb, list::DENYING) || self.is_verb(verb, list::OWNING_UP));
        // `accepted the surrender of P`
        let given = rule.given_to.iter().any(|receives| receives == self.lemma(verb));
        // `reimposed its siege of P`, `renewed their shelling`, but not `repelled its attack`
        let theirs = matches!(self.words.word(range.from), "its" | "their")
            && matches!(rule.event, Event::Strikes | Event::Besieges | Event::Fights)
            && ![list::THWARTING, list::BREAKING, list::DENYING, list::TELLING]
                .iter()
                .any(|&list| self.is_verb(verb, list));
        let does = rule.light.is_empty() && (self.is_verb(verb, list::DOING) || given) && !against
            || frame.light
            || own
            || theirs && !against
            || self.is_carrying(frame, g);
        // `troops are stationed ten kilometres from P`
        let stationed = rule.state && frame.light && rule.event == Event::Advances;
        if !does || verb.passive && !stationed {
            return;
        }
        frame.agent = match self.subject(g, verb) {
            // `A rebel spokesman acknowledged the loss of P`
            Subject::Noun(n) if own && let Some(side) = self.spokesman(n) => Subject::Meant(side),
            Subject::Place(_) if !frame.light => Subject::None,
            // `The army's 102nd brigade continued its offensive`, `A rebel commander accepted the surrender of P`
            Subject::Noun(n) if !frame.light => {
                self.owner(n).filter(|_| theirs || given).map_or(Subject::None, Subject::Side)
            }
            agent => agent,
        };
    }

    /// Whether a verb that is no carrier by its rule does what the noun tells: `put the siege back in place`,
    /// `responded with air strikes`, `went on the offensive`.
    fn is_carrying(&self, frame: &NounFrame<'_>, g: usize) -> bool {
        let NounFrame { rule, chunk, .. } = *frame;
        let verb = self.verb_of(g);
        // Who avoids a siege is no besieger.
        let lays = rule.siege && self.is_verb(verb, list::LAYING) && !self.is_verb(verb, list::PREVENTING);
        // `responded with air strikes on P`
        let with = matches!(rule.event, Event::Strikes | Event::Fights)
            && (self.word(chunk - 1) == "with" && g + 3 >= chunk
                || self.word(chunk - 1) == "of" && chunk > 2 && self.word(chunk - 3) == "with");
        // `went on the offensive in P`, `has been on the offensive in P`
        let goes = rule.event == Event::Fights
            && matches!(self.lemma(verb), "go" | "be" | "stay" | "remain")
            && self.word(g + 1) == "on";
        // `are in retreat from P`
        let retreats = rule.event == Event::Loses && self.lemma(verb) == "be" && self.word(g + 1) == "in";
        // `massed tanks for an assault on P`
        let masses = self.is_verb(verb, list::MASSING) && matches!(self.word(chunk - 1), "for" | "ahead");
        let readies = self.is_verb(verb, list::READYING) && self.word(chunk - 1) == "for";
        lays || with || goes || retreats || masses || readies
    }

    /// The noun as subject: `control was restored over P`, `the army's flag flies`. `None` where its verb tells
    /// nothing.
    fn doer_as_subject(&self, frame: &mut NounFrame<'_>) -> Option<()> {
        let v = self.verb_after_noun(frame.chunk)?;
        let verb = self.verb_of(v);
        // `Rebel rule in P ended`: nobody is said to have ended it.
        let over = frame.rule.ends_rule && !verb.passive && matches!(self.lemma(verb), "end" | "cease");
        // `Rebel control extends to P`
        let reaches = frame.rule.state && matches!(self.lemma(verb), "extend" | "stretch" | "reach");
        // `The army's gains include P`
        let includes = !verb.passive && self.is_verb(verb, list::INCLUDING);
        let acts = verb.passive || over || reaches || includes || matches!(self.lemma(verb), "fly" | "flutter");
        frame.light = acts && self.words.lexicon.light_of(frame.index).iter().any(|(l, _)| Some(*l) == verb.lemma);
        if !frame.light {
            return None;
        }
        frame.agent = self.by_agent(v + 1);
        // `control was restored over P after army units destroyed`
        let clause = (v + 1..self.row.chunks.len()).find(|&c| self.kind(c) == Kind::Clause);
        let clause = clause.filter(|&c| matches!(self.word(c), "after" | "as" | "when"));
        if let Some(clause) = clause.filter(|_| frame.agent == Subject::None) {
            frame.agent = self.subject_after(clause);
        }
        Some(())
    }

    /// By whose it is: `the rebel attack on P`, `rebels' advance`, `its capture of P`. `None` where a rule needs an
    /// owner, and where who ends what is his own ends no deed.
    fn doer_by_owner(&self, frame: &mut NounFrame<'_>) -> Option<()> {
        let NounFrame { rule, chunk, range, trigger, after, .. } = *frame;
        // `takes full control` as a headline writes it: no side's own control.
        let plain = || (range.from..trigger.0).all(|t| self.words.is(t, class::ADJECTIVE | class::ADVERB));
        let pronoun = matches!(self.words.word(range.from), "its" | "their");
        let lifter = frame.governor.filter(|&g| pronoun && self.is_lifting(g));
        if let Some(g) = lifter.filter(|_| rule.siege || rule.ends_siege) {
            if !rule.siege || !self.is_siege_kept(g) {
                return None;
            }
            frame.agent = self.subject(g, self.verb_of(g));
            return Some(());
        }
        if rule.ends_siege && frame.governor.is_some_and(|g| self.is_bargain(g)) {
            return None;
        }
        let of_another = rule.ends_siege || rule.ends_rule;
        if let Some(side) = frame.owner.filter(|_| !of_another && (!rule.owned || plain())) {
            frame.agent = Subject::Side(side);
        } else if rule.owned {
            frame.agent = self.owner_meant(frame.chunk, after).filter(|_| pronoun)?;
        } else if pronoun
            && (matches!(rule.event, Event::Captures | Event::Advances | Event::Loses)
                // `accused Russia over its bombing of P`
                || rule.event == Event::Strikes && chunk > 0 && self.kind(chunk - 1) == Kind::Prep
                || rule.attack && self.is_in_own_attack(chunk))
            && frame.agent == Subject::None
            && !frame.light
        {
            frame.agent = self.doer_just_told(chunk).map_or(Subject::Pronoun, Subject::Side);
        }
        Some(())
    }

    /// Whether a verb ends a siege of one's own: nobody broke it, and it is over.
    fn is_lifting(&self, chunk: usize) -> bool {
        let verb = self.verb_of(chunk);
        matches!(self.lemma(verb), "lift" | "end" | "ease" | "suspend" | "abandon")
            || matches!((self.lemma(verb), self.words.word(verb.main + 1)), ("give", "up") | ("call", "off"))
    }

    /// `has not lifted its siege`, `refused to lift it`: whether it goes on.
    pub(super) fn is_siege_kept(&self, lifting: usize) -> bool {
        let verb = self.verb_of(lifting);
        // `urged the army to lift its siege`, `promised to lift it`
        let before = (0..lifting).rev().take(3).find_map(|c| self.row.verb(c));
        let not_yet = |verb: &Verb| {
            let unreal = [list::UNREAL, list::ASKING].iter().any(|&list| self.is_verb(verb, list));
            unreal || matches!(self.lemma(verb), "refuse" | "decline")
        };
        verb.negated || verb.infinitive && before.is_some_and(not_yet)
    }

    /// Whose control it is: `after their control of P the rebels`, `the army's gains and its control of P`. Nobody's
    /// where the control is spoken of only: `fought for their control of P`.
    fn owner_meant(&self, noun: usize, after: usize) -> Option<Subject> {
        let told = noun.checked_sub(1)?;
        if !matches!(self.word(told), "after" | "following" | "with" | "through" | "by" | "upon" | "since" | "and") {
            return None;
        }
        let main = self.row.finite_from(after).filter(|_| told == 0);
        Some(main.map_or(Subject::Pronoun, |c| self.subject(c, self.verb_of(c))))
    }

    /// `lost ten men in their attack on P`, but not `as part of their attack on P, the army took a hill`.
    fn is_in_own_attack(&self, noun: usize) -> bool {
        let before =
            noun.checked_sub(1).filter(|&c| matches!(self.word(c), "in" | "during" | "over" | "after" | "for"));
        before.is_some_and(|c| (0..c).any(|k| matches!(self.kind(k), Kind::Side(_))))
    }

    /// Whose deed it is that follows another's: `homes burnt by the army after its capture of P`. Where a side is what
    /// the other deed was done to (`the rebels were shelled by the army after their capture of P`), it may be either's.
    fn doer_just_told(&self, noun: usize) -> Option<usize> {
        let [by, doer, after] = [3, 2, 1].map(|back| noun.checked_sub(back));
        let Kind::Side(side) = self.kind(doer?) else { return None };
        // `carried out by`
        let verb = (0..by?).rev().find(|&c| self.kind(c) != Kind::Adverb)?;
        let done = self.row.verb(verb).is_some_and(|v| v.passive);
        let told = self.word(by?) == "by" && matches!(self.word(after?), "after" | "following" | "during" | "upon");
        let to_side = verb.checked_sub(1).is_some_and(|c| matches!(self.kind(c), Kind::Side(_)));
        (done && told && !to_side).then_some(side)
    }

    /// `left P in exchange for lifting the siege of Q`: what the besieger promises.
    fn is_bargain(&self, verb: usize) -> bool {
        let given = verb.checked_sub(2).filter(|_| self.verb_of(verb).ing && self.word(verb - 1) == "for");
        given.is_some_and(|c| self.words.is_in(self.row.chunks[c].to - 1, list::BARGAINS))
    }

    /// By the preposition after it: `the attack by rebels on P`; or by the clause it introduces.
    fn doer_by_preposition(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, after, .. } = *frame;
        let nobody = rule.agent.first().is_some_and(|a| a == "none");
        if !rule.agent.is_empty()
            && !nobody
            && let found @ (Subject::Side(_) | Subject::Noun(_)) = self.prep_agent_noun(after, &rule.agent)
            && (!matches!(frame.agent, Subject::Side(_)) || rule.needs_agent)
        {
            frame.agent = found;
        }
        // `With the capture of P the army controls`
        let open = matches!(frame.agent, Subject::None | Subject::Pronoun);
        if open && rule.event == Event::Captures && self.is_opened_by_with(chunk) {
            // `With the fall of P, the rebels have lost the north`
            let main = self.row.finite_from(after).filter(|&c| !self.is_loss(c));
            frame.agent = main.map_or(frame.agent, |c| match self.subject(c, self.verb_of(c)) {
                Subject::Side(s) if !self.verb_of(c).passive => Subject::Side(s),
                _ => Subject::None,
            });
        }
        if nobody {
            // `were locked in fighting with S2`: it says nothing of who attacks.
            let locked = frame.governor.is_some_and(|g| self.lemma(self.verb_of(g)) == "lock");
            let mutual = locked && self.word(after) == "with" && matches!(self.kind(after + 1), Kind::Side(_));
            frame.agent = if mutual { Subject::None } else { self.opener(frame.governor) };
        }
    }

    /// By what else the sentence tells: who is held responsible, who took ground in its course, who killed by it.
    fn doer_of_sentence(&self, frame: &NounFrame<'_>, found: &[Raw]) -> Subject {
        let NounFrame { rule, chunk, after, .. } = *frame;
        if let Some(side) = self.launcher(chunk) {
            return Subject::Side(side);
        }
        if matches!(rule.event, Event::Strikes | Event::Fights)
            && let responsible = self.responsible(chunk)
            && responsible != Subject::None
        {
            return responsible;
        }
        // `S took A in the course of an offensive on P`
        if rule.attack && self.is_course(chunk) {
            let gain = |raw: &&Raw| matches!(raw.event, Event::Captures | Event::Advances | Event::Besieges);
            if let Some(side) = found.iter().rfind(gain).and_then(|raw| raw.side) {
                return Subject::Side(side);
            }
            // `As part of its campaign in P, S took a hill`
            let main = self.row.finite_from(after).filter(|_| chunk < 4);
            if let Some(Subject::Side(side)) = main.map(|v| self.subject(v, self.verb_of(v))) {
                return Subject::Side(side);
            }
        }
        if rule.event != Event::Strikes && !rule.attack {
            return Subject::None;
        }
        // `the army killed ten in air strikes on P`; of `the attack` told before, [`super::answers`] reads the blame.
        let blamed = self.blamed(chunk).filter(|_| !self.prep_places(after, rule).0.is_empty());
        let killer = || self.killer_in(chunk).filter(|_| rule.event == Event::Strikes);
        blamed.or_else(killer).map_or(Subject::None, Subject::Side)
    }

    /// `With the capture of P`: whether the sentence opens so.
    fn is_opened_by_with(&self, chunk: usize) -> bool {
        chunk == 1 && self.word(0) == "with"
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
        if frame.agent == Subject::None && rule.event == Event::Loses {
            frame.agent = self.sufferer(chunk).map_or(frame.agent, Subject::Side);
            // `With the loss of P, S is weaker`
            if let Some(main) = self.row.finite_from(after).filter(|_| self.is_opened_by_with(chunk))
                && let Subject::Side(side) = self.subject(main, self.verb_of(main))
            {
                frame.agent = Subject::Side(side);
            }
        }
    }
}

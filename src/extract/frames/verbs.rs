//! Verbs as triggers: a rule of shape `verb` finds its agent and its places.
//!
//! A verb is `refused` where it tells of nothing; else its [`frame`] is filled in: its `roles`, the places that
//! stand `elsewhere`, and what to `tell` of it. Beside them: `signs` that change what a verb says, places `added` to
//! its own, how it `emit`s claims, and `gerunds` of it.

mod added;
mod elsewhere;
mod emit;
mod gerunds;
mod refused;
mod roles;
mod signs;
mod tell;
mod frame;

use super::{Raw, Scene, Subject};
use crate::claim::Event;
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{Lemma, NounEvents, Object, Shape, Subject as Role, class};
use crate::extract::list;

use frame::VerbFrame;

impl Scene<'_> {
    /// The claims of a verb by its rules; of several, the one with most particles.
    pub(super) fn verb(&self, chunk: usize, verb: &Verb, found: &mut Vec<Raw>) {
        let Some(lemma) = verb.lemma else { return };
        let rules = self.words.lexicon.rules_of(lemma);
        let mut longest = None;
        for (index, particles) in rules {
            let first = self.first_particle(chunk, verb, particles);
            if first.is_none() && !self.is_parted(chunk, particles) || longest.is_some_and(|n| particles.len() < n) {
                continue;
            }
            let together = first.is_some();
            let end = first.map_or(verb.main + 1, |first| first + particles.len());
            // `driven out of P`: the preposition `out of` leads to P.
            let out_of = matches!((self.words.word(end - 1), self.words.word(end)), ("out", "of") | ("away", "from"));
            // `pushed on P`: the particle leads to P.
            let next = self.row.chunks.partition_point(|c| c.from < end);
            let leads = together
                && self.rule(*index).object == Object::None
                && matches!(self.kind(next), Kind::Place(p) if self.has_name(p))
                && next > 0
                && self.kind(next - 1) == Kind::Prep
                && self.rule(*index).near.iter().chain(&self.rule(*index).place).any(|p| p == self.word(next - 1));
            let end = end - usize::from(out_of || leads && !particles.is_empty());
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

    /// Where the particles of a verb begin, at once or after an adverb: `pushed into`, `is now within`.
    fn first_particle(&self, chunk: usize, verb: &Verb, particles: &[u32]) -> Option<usize> {
        let stand = |from: usize| particles.iter().enumerate().all(|(k, &id)| self.words.id(from + k) == id);
        let next = verb.main + 1;
        let adverb = self.row.chunks.get(chunk + 1).filter(|c| c.kind == Kind::Adverb && !particles.is_empty());
        let later = adverb.map(|adverb| adverb.to);
        stand(next).then_some(next).or_else(|| later.filter(|&from| stand(from)))
    }

    /// A verb that is a state or a change, by its tense: `P is occupied by S`, `S occupied P`.
    fn is_other_tense(&self, index: u16, lemma: Lemma, (chunk, end): (usize, usize), verb: &Verb) -> bool {
        let state = self.rule(index).state;
        let both =
            || self.words.lexicon.has_rule_alone(lemma, |other| other.event.is_control() && other.state != state);
        self.rule(index).event.is_control() && both() && state != self.is_state(end, chunk, verb)
    }

    /// Whether a verb that can be both tells of a state here: `controls P`, `P occupied by S`; but `managed to
    /// control P`, `by controlling P`, `P was controlled by S hours ago`.
    fn is_state(&self, end: usize, chunk: usize, verb: &Verb) -> bool {
        if self.lemma(verb) == "occupy" {
            return verb.present || verb.bare || verb.ing;
        }
        let goes_on = |v: &Verb| self.is_verb(v, list::KEEPING_STATE);
        let governed = verb.infinitive && (0..chunk).rev().take(2).any(|c| self.row.verb(c).is_some_and(goes_on));
        // `rebels controlling P`, `the force now controlling P`: who has it.
        let owner =
            (0..chunk).rev().find(|&c| self.kind(c) != Kind::Adverb).map(|c| (self.kind(c), self.row.chunks[c].to));
        let reduced = owner.is_some_and(|(kind, to)| {
            matches!(kind, Kind::Side(_)) || kind == Kind::Noun && self.words.is(to - 1, class::FORCE)
        });
        let begun = verb.ing && self.row.chunks[chunk].from == verb.main && !reduced;
        let change = verb.infinitive || verb.modal.is_some() || begun;
        let joined = chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::And)
            && self
                .verb_before(chunk)
                .and_then(|c| self.row.verb(c))
                .is_some_and(|v| v.infinitive || v.modal.is_some());
        let joined_to_deed = chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::And)
            && !verb.present
            && self.verb_before(chunk).and_then(|c| self.row.verb(c)).is_some_and(|v| self.is_attack(v));
        let just = self.is_with(end, &["ago".to_owned()]) && self.word(chunk + 1) == "by";
        // `controlled P after battles`
        let won = !verb.present && !verb.bare && self.lemma(verb) == "control" && self.is_after_fight(end);
        governed || !(won || change || joined && verb.present || joined_to_deed || just)
    }

    /// Whether the clause goes on with `after battles`, `following heavy clashes with S`.
    fn is_after_fight(&self, end: usize) -> bool {
        let first = self.row.chunks.partition_point(|c| c.from < end);
        let clause = (first..self.row.chunks.len()).take_while(|&c| !matches!(self.kind(c), Kind::Verb(_)));
        let fights = |c: usize| {
            let noun = self.row.chunks.get(c).filter(|chunk| chunk.kind == Kind::Noun);
            noun.is_some_and(|noun| (noun.from..noun.to).any(|t| self.words.noun_events(t).has(NounEvents::FIGHT)))
        };
        clause.into_iter().any(|c| matches!(self.word(c), "after" | "following") && fights(c + 1))
    }

    /// A verb of attacking or advancing, in the past: `stormed P and controlled it`.
    fn is_attack(&self, verb: &Verb) -> bool {
        let attacks = self.tells_of(verb, Event::Fights) || self.tells_of(verb, Event::Advances);
        !verb.present && verb.is_finite() && attacks
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
        // `The army has P surrounded`
        let has = rule.event == Event::Besieges
            && !verb.passive
            && !verb.ing
            && self.having(chunk, self.subject(chunk, verb)).is_some();
        let taken = matches!(rule.event, Event::Captures | Event::Besieges)
            && !verb.passive
            && !verb.ing
            && self.is_with_place(chunk);
        let verb = if taken || has || self.is_of_those(chunk) { &done } else { verb };
        if self.is_of_noun(rule, verb, end) {
            return;
        }
        if rule.nobody {
            self.shut_in(index, chunk, (verb.main, end), found);
            return;
        }
        if self.is_no_event(rule, chunk, verb, end, found) {
            return;
        }
        let after = self.row.chunks.partition_point(|c| c.from < end);
        let after = if rule.event == Event::Strikes && !verb.passive { self.past_means(after) } else { after };
        let mut frame = VerbFrame {
            index,
            rule,
            chunk,
            verb,
            end,
            after,
            agent: Subject::None,
            places: Vec::new(),
            from: None,
            place_chunk: after,
            driven: false,
            trapped: None,
        };
        self.read_roles(&mut frame, found);
    }

    /// Past the arms that stand before what they hit: `targeted by shells the town of P`, `targeted using guns P`.
    fn past_means(&self, after: usize) -> usize {
        let object = matches!(self.kind(after + 2), Kind::Side(_) | Kind::Place(_) | Kind::Noun);
        if object && self.is_by_means(after) { after + 2 } else { after }
    }

    /// `with rockets`, `using homemade cannons`.
    pub(super) fn is_by_means(&self, chunk: usize) -> bool {
        let led = matches!(self.word(chunk), "by" | "with" | "using")
            && matches!(self.kind(chunk), Kind::Prep | Kind::Verb(_));
        led && self.kind(chunk + 1) == Kind::Noun && {
            let last = self.row.chunks[chunk + 1].to - 1;
            self.words.is(last, class::ARMS) || self.words.noun_events(last).has(NounEvents::STRIKE)
        }
    }

    /// Fills in the roles of a verb, one step after the other, and tells the claims.
    fn read_roles(&self, frame: &mut VerbFrame<'_>, found: &mut Vec<Raw>) -> Option<()> {
        let (rule, verb) = (frame.rule, frame.verb);
        let went = verb.bare && rule.subject == Role::Place && rule.object == Object::None;
        if verb.passive && !went {
            self.passive(frame, found)?;
        } else {
            self.active(frame, found)?;
        }
        self.places_elsewhere(frame, found);
        self.settle(frame)?;
        self.tell(frame, found);
        Some(())
    }

    /// `P and Q were among those hit`
    fn is_of_those(&self, chunk: usize) -> bool {
        chunk > 1 && self.word(chunk - 1) == "those" && matches!(self.word(chunk - 2), "among" | "of")
    }

    /// `With P captured, the army turned to Q`, `With the road to P cut, prices rose`
    fn is_with_place(&self, chunk: usize) -> bool {
        let place = |back: usize| chunk.checked_sub(back).is_some_and(|c| matches!(self.kind(c), Kind::Place(_)));
        let road = place(3) && chunk > 3 && matches!(self.word(chunk - 2), "to" | "into");
        chunk > 1 && place(1) && self.word(chunk - if road { 4 } else { 2 }) == "with"
    }
}

//! From the roles of a verb to its claims.

use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Striker, Subject};
use crate::extract::lexicon::{Entry, Subject as Role, class};
use crate::extract::list;
use crate::extract::named_later::is_some_village;
use crate::extract::places::What;
use crate::side::Side;

impl Scene<'_> {
    /// A claim for each place that can have one, with its agent and who held it before.
    #[expect(clippy::too_many_arguments, reason = "the roles of one trigger, each named at its call")]
    pub(super) fn emit(
        &self,
        index: u16,
        chunk: usize,
        trigger: (usize, usize),
        places: &[(usize, Extent)],
        agent: Subject,
        lost: Option<usize>,
        taker: Option<usize>,
        found: &mut Vec<Raw>,
    ) {
        let rule = self.rule(index);
        // `Two of them fell on P`, of shells told before
        let of_them = rule.arms_only
            && agent == Subject::Pronoun
            && self.before.strike_just_told
            && (1..chunk).any(|c| self.word(c) == "them" && self.word(c - 1) == "of");
        if rule.arms_only && !self.is_arms(agent) && !of_them {
            return;
        }
        for &(place, extent) in places {
            if !self.usable(place, rule.event) {
                continue;
            }
            let mut raw = self.raw(index, self.told_of(place), extent, chunk, trigger);
            if of_them {
                raw.named = self.before.striker;
            } else if !self.name_agent(&mut raw, agent, lost.is_some()) && taker.is_none() {
                continue;
            }
            if let Some(lost) = lost {
                raw.from = self.sides[lost].side.filter(|s| Some(*s) != raw.named);
            }
            if let Some(taker) = taker {
                self.go_over(&mut raw, taker);
            }
            if rule.subject == Role::Fighter && !self.is_fighting(chunk, agent) {
                // Who clashes with whom says nothing of who attacks.
                raw.named = None;
                raw.side = None;
                // `they traded fire with S`
                raw.pronoun &= self.row.verb(chunk).is_some_and(|v| !matches!(self.lemma(v), "trade" | "exchange"));
            }
            if self.is_whole(&mut raw, lost) {
                found.push(raw);
            }
        }
    }

    /// Sets who does it. Whether the claim stands: some verbs need somebody who can do it.
    fn name_agent(&self, raw: &mut Raw, agent: Subject, drives_out: bool) -> bool {
        let rule = self.rule(raw.rule);
        let passive = || self.row.verb(raw.chunk).is_some_and(|v| v.passive);
        match agent {
            Subject::Side(s) => self.set_agent(raw, s),
            Subject::Meant(side) => raw.named = Some(side),
            Subject::Pronoun => raw.pronoun = true,
            // `Kurds and rebels fought for P. The latter took it`
            Subject::Noun(n) if self.is_latter(n) => match self.party_meant(n) {
                Some(side) => self.set_agent(raw, side),
                None => return false,
            },
            // `the two sides clashed`, not `the two teams`.
            Subject::Noun(n) if rule.subject == Role::Fighter => {
                let head = self.row.chunks[n].to - 1;
                let of_sides = (0..raw.chunk).any(|c| matches!(self.kind(c), Kind::Side(_)));
                let fighters = self.words.is_in(head, list::RIVALS) || self.words.is(head, class::FORCE);
                return drives_out || of_sides || fighters;
            }
            // `Unknown gunmen attacked P`: somebody did.
            Subject::Noun(n) if rule.attack && self.are_nameless_men(n) => {}
            Subject::Noun(n) => return self.name_striker(raw, n),
            Subject::Place(_) => {
                let acts = matches!(rule.subject, Role::Agent | Role::Fighter);
                return !acts && (!rule.needs_arms || passive());
            }
            Subject::None if rule.subject == Role::Striker && rule.needs_arms => {
                return (passive() || self.is_of_those(raw.chunk)) && rule.with.is_empty();
            }
            Subject::None => {}
        }
        true
    }

    /// `unknown gunmen`, `masked men`.
    fn are_nameless_men(&self, noun: usize) -> bool {
        let range = self.row.chunks[noun];
        let men = self.words.is(range.to - 1, class::FORCE) || self.words.is_in(range.to - 1, list::RIVALS);
        men && self.words.any_in(range.from..range.to, list::NAMELESS)
    }

    /// Sets whose arms or strikes a noun tells of. Whether the claim stands.
    fn name_striker(&self, raw: &mut Raw, n: usize) -> bool {
        let rule = self.rule(raw.rule);
        match self.striker(n) {
            Striker::Side(s) => self.set_agent(raw, s),
            Striker::Government => raw.named = Some(Side::Government),
            Striker::Arms => {
                if let Some(side) = self.blamed(n) {
                    // `their shells hit P`
                    self.set_agent(raw, side);
                } else if let Some(side) = self.striker_before(n) {
                    // `Russian jets raided a market. The raid hit P`
                    raw.named = Some(side);
                } else {
                    raw.pronoun = matches!(self.words.word(self.row.chunks[n].from), "their" | "its");
                }
            }
            Striker::No if rule.subject == Role::Striker => return !rule.needs_arms,
            // `seized by force`: nobody is named.
            Striker::No => return self.row.verb(raw.chunk).is_some_and(|v| v.passive),
        }
        true
    }

    /// The place goes over to this side from whoever gave it up.
    fn go_over(&self, raw: &mut Raw, taker: usize) {
        raw.from = raw.named;
        // `Only P is left to S`: it had it before.
        let left = self.row.verb(raw.chunk).is_some_and(|v| v.passive && v.present && self.lemma(v) == "leave");
        raw.event = if left { Event::Holds } else { Event::Captures };
        raw.pronoun = false;
        self.set_agent(raw, taker);
    }

    /// Whether somebody is told of who does it, where the rule wants one; else what is left of the claim is told of who
    /// lost the place.
    fn is_whole(&self, raw: &mut Raw, lost: Option<usize>) -> bool {
        let rule = self.rule(raw.rule);
        if raw.named.is_some() || raw.pronoun || raw.side.is_some() {
            return true;
        }
        let (Some(event), Some(lost)) = (rule.without_agent, lost) else { return !rule.needs_agent };
        raw.event = event;
        raw.from = None;
        self.set_agent(raw, lost);
        true
    }

    /// `It was expelled from P`: whoever acted last has lost P.
    pub(super) fn lost_by_pronoun(
        &self,
        index: u16,
        chunk: usize,
        trigger: (usize, usize),
        places: &[(usize, Extent)],
        found: &mut Vec<Raw>,
    ) {
        for &(place, extent) in places.iter().filter(|&&(p, _)| self.usable(p, Event::Loses)) {
            let mut raw = self.raw(index, self.told_of(place), extent, chunk, trigger);
            (raw.event, raw.pronoun) = (Event::Loses, true);
            found.push(raw);
        }
    }

    /// `S fought S2`, `S is battling S2`: it is S that attacks; not `S and S2 fought`, `S clashed with S2`.
    fn is_fighting(&self, chunk: usize, agent: Subject) -> bool {
        let Subject::Side(side) = agent else { return false };
        // `fought with S2`, `fought street by street with S2`
        let set_phrase = |t: usize| self.words.name_at(t).filter(|name| name.entry == Entry::Decoy).map(|name| name.to);
        // `fought a battle with S2`
        let battle = |c: usize| {
            let range = self.row.chunks.get(c).filter(|noun| noun.kind == Kind::Noun).map(|noun| noun.from..noun.to);
            range.is_some_and(|mut tokens| tokens.any(|t| self.words.noun_at(t).is_some()))
        };
        let with = |v: &Verb| {
            self.words.word(set_phrase(v.main + 1).unwrap_or(v.main + 1)) == "with"
                || battle(chunk + 1) && self.word(chunk + 2) == "with"
        };
        let fights =
            self.row.verb(chunk).is_some_and(|v| matches!(self.lemma(v), "fight" | "battle") && !v.passive && !with(v));
        let joined = self.row.chunk_of(self.sides[side].from).is_some_and(|c| {
            let other = |k: usize| matches!(self.kind(k), Kind::Side(o) if self.sides[o].side != self.sides[side].side);
            c >= 2 && self.kind(c - 1) == Kind::And && other(c - 2) || self.kind(c + 1) == Kind::And && other(c + 2)
        });
        fights && !joined
    }

    /// `an offensive in the southwest`: of the country as likely as of the city spoken of; `an assault on the east`
    /// and `in the city's east` say which.
    fn is_somewhere(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        let bare = phrase.what == What::Direction && phrase.extent == Extent::Whole && phrase.to <= phrase.from + 2;
        let word = |t: usize| self.words.word(t);
        bare && !word(phrase.to - 1).ends_with("ern")
            && word(phrase.from) == "the"
            && phrase.from > 0
            && matches!(word(phrase.from - 1), "in" | "from")
    }

    /// `areas to the east which S took`: where they lie, seen from the place named before.
    fn is_only_towards(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        let bare = phrase.what == What::Direction && phrase.to <= phrase.from + 2 && phrase.held.is_empty();
        bare && phrase.from > 1
            && self.words.word(phrase.from - 1) == "to"
            && self.words.type_before(phrase.from - 1).is_some()
    }

    /// Whether a phrase can be the place of a claim of this event.
    pub(in crate::extract::frames) fn usable(&self, place: usize, event: Event) -> bool {
        let phrase = &self.places[place];
        if self.is_settlement_in(place) {
            return event.is_control() && is_some_village(self.words, phrase);
        }
        if !event.is_control() && self.is_somewhere(place) || self.is_only_towards(place) {
            return false;
        }
        phrase.what != What::Unnamed
            || phrase.apposed.is_some()
            || (self.may_be_named(place) || self.is_described(place)) && event.is_control()
            || event == Event::Holds && !phrase.held.is_empty()
            || self.is_held_part(place, event)
    }
}

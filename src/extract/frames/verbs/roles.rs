//! Who does it and where, by the voice of the verb.

use super::frame::VerbFrame;
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Subject, enemy};
use crate::extract::lexicon::{Object, Subject as Role};
use crate::extract::list;
use crate::extract::places::{What, wider};
use crate::side::Side;

impl Scene<'_> {
    /// The roles of a passive verb: `P was captured by S`. `None` where nothing is left to tell.
    pub(super) fn passive(&self, frame: &mut VerbFrame<'_>, found: &mut Vec<Raw>) -> Option<()> {
        let VerbFrame { index, rule, chunk, verb, end, after, .. } = *frame;
        let subject = self.opening_participle(chunk, verb, after).unwrap_or_else(|| self.subject(chunk, verb));
        frame.agent = self.doer_of_passive(frame, subject);
        match rule.object {
            Object::Place | Object::Target | Object::Line | Object::Enemy => {
                frame.places = self.places_of_passive(frame, subject);
            }
            Object::From => {
                if let Subject::Side(s) = subject {
                    frame.from = Some(s);
                }
                frame.places = self.prep_places(after, rule).0;
                // `S entered P. They were driven out`
                if frame.places.is_empty() && self.is_put_out(frame, after) {
                    frame.places.extend(self.place_just_told(chunk));
                    frame.driven = subject == Subject::Pronoun;
                    if frame.agent == Subject::None {
                        frame.agent = self.by_agent(self.past_hours(after));
                    }
                }
                // `It was expelled from P`
                if subject == Subject::Pronoun && frame.agent == Subject::None && rule.without_agent.is_some() {
                    self.lost_by_pronoun(index, chunk, frame.trigger(), &frame.places, found);
                    return None;
                }
                // `S entered P before being driven out by S2`
                if frame.places.is_empty()
                    && frame.from.is_some()
                    && matches!(frame.agent, Subject::Side(_))
                    && end > verb.main + 1
                {
                    frame.places.extend(self.place_of_pronoun(verb.main));
                }
            }
            Object::None | Object::Taker => {
                frame.places = self.prep_places(after, rule).0;
                if rule.subject == Role::Agent && frame.agent == Subject::None {
                    frame.agent = subject;
                }
            }
        }
        if let Subject::Side(s) = subject
            && matches!(rule.object, Object::Enemy | Object::Target)
            && frame.from.is_none()
        {
            frame.from = Some(s);
        }
        if let Some(named) = self.named_by_equation(frame, subject) {
            frame.places = named;
        }
        Some(())
    }

    /// Who does what a passive tells: by its `by`, else by what stands around it.
    fn doer_of_passive(&self, frame: &VerbFrame<'_>, subject: Subject) -> Subject {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        let mut agent = self.by_agent(after);
        // `run by a rebel council`, `ruled by a Kurdish administration`
        if let Subject::Noun(n) = agent
            && rule.event.is_control()
        {
            let whose = match n.checked_sub(1).map(|c| self.kind(c)) {
                Some(Kind::Side(side)) => Some(Subject::Side(side)),
                _ => self.spokesman(n).map(Subject::Meant),
            };
            agent = whose.unwrap_or(agent);
        }
        // `P was hit with army shells`
        if rule.event == Event::Strikes
            && agent == Subject::None
            && self.word(after) == "with"
            && let Kind::Side(side) = self.kind(after + 1)
            && self.sides[side].arms
        {
            agent = Subject::Side(side);
        }
        // `With P captured, the army turned to Q`; `With P fallen to S` is no passive.
        let with_it = self.is_with_place(chunk) && rule.event == Event::Captures && verb.bare;
        if with_it && agent == Subject::None {
            let main = self.row.finite_from(after);
            agent = main.map_or(agent, |c| self.subject(c, self.verb_of(c)));
        }
        if rule.event == Event::Besieges {
            // `The army has P surrounded`
            if let Some(has) = self.having(chunk, subject).filter(|_| agent == Subject::None) {
                agent = match self.subject(has, self.verb_of(has)) {
                    // `The fall of the hill left P encircled`
                    Subject::Noun(_) | Subject::Place(_) if self.lemma(self.verb_of(has)) == "leave" => Subject::None,
                    agent => agent,
                };
            }
            // `The road to P was cut when troops took a hill`
            if agent == Subject::None {
                agent = self.taker_in_clause(after).map_or(agent, Subject::Side);
            }
        }
        agent
    }

    /// The places that a passive is told of: its subject, or where that lies.
    fn places_of_passive(&self, frame: &VerbFrame<'_>, subject: Subject) -> Vec<(usize, Extent)> {
        let VerbFrame { rule, chunk, after, .. } = *frame;
        match subject {
            Subject::Place(p) => self.places_of_subject(frame, p),
            // `It was captured by rebels`, `They are held by the army`
            Subject::Pronoun if rule.event.is_control() => self.places_of_pronoun(chunk),
            // `The latter was won by the army`
            Subject::Noun(n) if self.is_latter(n) && self.can_be_latter(n, rule.event) => {
                self.named_last(n).map(|p| (p, Extent::Whole)).into_iter().collect()
            }
            // `First P fell, then Q: both are held by the army`
            _ if self.is_of_land(rule.event) && !self.all_told(chunk).is_empty() => {
                let mut told = self.all_told(chunk);
                // `In P, Q and R ten were held. All three have been freed`
                told.sort_unstable_by_key(|&(p, _)| p);
                let few = told.len() < 3 && rule.event.is_control();
                if few || self.are_objects(&told) { told } else { Vec::new() }
            }
            // Only what a territory word stands for: `areas in P were captured`.
            Subject::Noun(n) if rule.object == Object::Place => {
                if !self.is_people(n) && self.is_ground(n) {
                    self.noun_places(n)
                } else {
                    Vec::new()
                }
            }
            _ if rule.object == Object::Place => Vec::new(),
            _ => {
                let places = self.prep_places(after, rule).0;
                match subject {
                    Subject::Noun(n) if places.is_empty() => self.noun_places(n),
                    _ => places,
                }
            }
        }
    }

    /// The places of a passive whose subject is the place `p`.
    fn places_of_subject(&self, frame: &VerbFrame<'_>, p: usize) -> Vec<(usize, Extent)> {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        if rule.object == Object::Target {
            // `A hospital was hit in P`
            if self.places[p].what == What::Unnamed && self.places[p].held.is_empty() {
                let at = self.prep_places(after, rule).0;
                if !at.is_empty() {
                    return at.into_iter().map(|(p, extent)| (p, wider(extent, Extent::Part))).collect();
                }
            }
            // `The market at P was bombed`
            let at = self.unnamed_at(p);
            if self.are_nameless(&[(p, self.places[p].extent)]) && !at.is_empty() {
                return at;
            }
        }
        // `A hill overlooking P was taken`
        let beside = self.beside_nameless(p, rule);
        if !beside.is_empty() {
            return beside;
        }
        if let Some(named) = self.one_of(p).filter(|_| verb.bare) {
            return vec![named];
        }
        // `Several villages were shelled, among them P and Q`
        let counted = !rule.event.is_control() && self.places[p].what == What::Unnamed && self.places[p].plural;
        if let Some(named) =
            self.row.chunk_of(self.places[p].from).filter(|_| counted).and_then(|c| self.named_later(c))
        {
            return named;
        }
        let mut places = self.said_of(p, chunk);
        // `the rebel-held west and areas held by troops`
        if verb.bare && rule.event == Event::Holds {
            places.retain(|&(q, _)| q == p || self.places[q].held.is_empty());
        }
        places.extend(self.counted_with(after, p, verb));
        places
    }

    /// `the only districts held by rebels are P and Q`, `Also captured by rebels was P`: what follows names them.
    fn named_by_equation(&self, frame: &VerbFrame<'_>, subject: Subject) -> Option<Vec<(usize, Extent)>> {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        let first = self.row.clause_head(chunk) == chunk;
        // `Among the villages captured by the army were P and Q`
        let several = matches!(subject, Subject::Place(p) if self.may_be_named(p) && !self.has_name(p));
        let of_next = verb.bare
            && (rule.event == Event::Holds
                || (first || several) && matches!(rule.event, Event::Captures | Event::Loses));
        if of_next {
            return self.equated(after);
        }
        // `Hit by jets: P and Q`
        if verb.bare && first { self.listed_at_end(after) } else { None }
    }

    /// `Held by S for two years, P fell`, `Now ruled by S, P is`: of what the clause after the comma is about.
    fn opening_participle(&self, chunk: usize, verb: &Verb, after: usize) -> Option<Subject> {
        let light = |c: usize| matches!(self.kind(c), Kind::Adverb | Kind::Time | Kind::Quote);
        if !verb.bare || !(self.row.clause_head(chunk)..chunk).all(light) {
            return None;
        }
        // The comma may be lost.
        let open = |c: &usize| !matches!(self.kind(*c), Kind::Verb(_) | Kind::Clause | Kind::Relative | Kind::Place(_));
        let first = (after..self.row.chunks.len()).find(|c| !open(c))?;
        let main = matches!(self.kind(first + 1), Kind::Verb(_)) || self.word(first - 1) == ",";
        let governed = self.governing_prep(first).is_some();
        match self.kind(first) {
            Kind::Place(p) if main && !governed && self.places[p].what != What::Unnamed => Some(Subject::Place(p)),
            _ => None,
        }
    }

    /// `the latter`, `the former`: one of two places.
    pub(super) fn is_latter(&self, noun: usize) -> bool {
        matches!(self.words.word(self.row.chunks[noun].to - 1), "latter" | "former")
    }

    /// Which of the two parties of the sentence before `the latter` or `the former` is.
    pub(super) fn party_meant(&self, noun: usize) -> Option<usize> {
        let at = self.row.chunks[noun];
        let before = self.words.text.sentence_of(at.from).checked_sub(1)?;
        let tokens = self.words.text.sentences()[before].tokens();
        let first = self.sides.partition_point(|side| side.from < tokens.start);
        let told = (first..self.sides.len()).take_while(|&s| self.sides[s].from < tokens.end);
        let mut parties: Vec<usize> = Vec::new();
        for s in told.filter(|&s| !self.sides[s].adjective && !self.sides[s].arms && self.sides[s].side.is_some()) {
            if parties.iter().all(|&other| self.sides[other].side != self.sides[s].side) {
                parties.push(s);
            }
        }
        let two = (parties.len() == 2).then_some(parties)?;
        Some(two[usize::from(self.words.word(at.to - 1) == "latter")])
    }

    /// Whether `the latter` is a place where this is told of it: one of a list where it is hit, as it may be a party.
    fn can_be_latter(&self, noun: usize, event: Event) -> bool {
        let listed = || {
            self.named_last(noun).is_some_and(|p| {
                self.places[p].list.is_some() || self.places.get(p + 1).is_some_and(|next| next.list == Some(p))
            })
        };
        event.is_control() || self.is_of_land(event) && listed()
    }

    /// Whether an event is one of the land, be it held or hit.
    fn is_of_land(&self, event: Event) -> bool {
        event.is_control() || matches!(event, Event::Strikes | Event::Fights | Event::Besieges)
    }

    /// `it`, `them`: who was told of before.
    fn is_they(&self, chunk: usize) -> bool {
        self.kind(chunk) == Kind::Pronoun && matches!(self.word(chunk), "it" | "them")
    }

    /// `the reconciliation agreement`, `the settlement`: terms on which the state comes back.
    fn is_reconciliation(&self, noun: usize) -> bool {
        let tokens =
            self.row.chunks.get(noun).filter(|c| matches!(c.kind, Kind::Noun | Kind::Place(_))).map(|c| c.from..c.to);
        tokens.is_some_and(|tokens| self.words.any_in(tokens, list::RECONCILIATION))
    }

    /// The roles of any other verb: `S captured P`, `P fell to S`. `None` where nothing is left to tell.
    pub(super) fn active(&self, frame: &mut VerbFrame<'_>, found: &mut Vec<Raw>) -> Option<()> {
        let VerbFrame { index, rule, chunk, verb, .. } = *frame;
        let subject = self.subject(chunk, verb);
        match rule.subject {
            Role::Place => self.place_as_subject(frame, subject),
            _ => frame.agent = subject,
        }
        if let Some(attacker) = self.tried_by(frame) {
            frame.agent = attacker;
            return self.object_of_active(frame);
        }
        // `died after the targeting of`, `due to shelling P by S`
        if frame.agent == Subject::None
            && verb.ing
            && rule.event == Event::Strikes
            && chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::Prep)
        {
            frame.agent = self.by_agent(frame.after);
        }
        if let Some((place, declarer)) = self.declared(frame, subject) {
            self.emit(index, chunk, frame.trigger(), &self.listed_before(place), declarer, None, None, found);
            return None;
        }
        // `took farms that overlook the road, cutting it`
        let aside = || (0..chunk).rev().take(6).any(|c| self.kind(c) == Kind::Relative);
        let adrift = frame.agent == Subject::None || verb.ing && matches!(frame.agent, Subject::Place(_)) && aside();
        if adrift && rule.subject == Role::Agent {
            frame.agent = self.opening_side(chunk);
        }
        match rule.object {
            Object::Place | Object::Target | Object::Line | Object::Enemy => self.object_of_active(frame),
            Object::From => {
                self.driven_from(frame);
                Some(())
            }
            Object::None if rule.subject != Role::Place => self.whereto(frame),
            Object::None | Object::Taker => Some(()),
        }
    }

    /// Whose attempt it is where its noun names nobody: `an attempt to storm P was repelled by S`, `failed`.
    fn tried_by(&self, frame: &VerbFrame<'_>) -> Option<Subject> {
        let VerbFrame { rule, chunk, verb, .. } = *frame;
        let noun = chunk.checked_sub(1).filter(|&n| rule.attack && verb.infinitive && self.kind(n) == Kind::Noun)?;
        let head = self.row.chunks[noun].to - 1;
        let tries = self.words.forms(head).iter().any(|form| self.words.lexicon.is_verb_in(form.0, list::TRYING));
        if !tries {
            return None;
        }
        let defender = self.repelled_by(chunk, self.governing_verb(noun));
        // `rebel attempts to storm P`: theirs.
        if self.owner(noun).is_some() || defender.is_none() && self.attacker(noun).is_some() {
            return None;
        }
        let attacker = defender.and_then(|side| self.sides[side].side).and_then(enemy);
        Some(attacker.map_or(Subject::None, Subject::Meant))
    }

    /// `P fell to S`, `Control of P passed to S`: the subject is the place, and who takes it follows.
    fn place_as_subject(&self, frame: &mut VerbFrame<'_>, subject: Subject) {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        match subject {
            Subject::Place(p) => {
                let beside = self.beside_nameless(p, rule);
                frame.places = if beside.is_empty() { self.said_of(p, chunk) } else { beside };
            }
            Subject::Pronoun => frame.places.extend(self.place_of_pronoun(self.row.chunks[chunk].from)),
            // `Control of P passed to S`
            Subject::Noun(n)
                if rule.event == Event::Captures
                    && matches!(self.words.word(self.row.chunks[n].to - 1), "control" | "command" | "rule")
                    && matches!(self.word(n + 1), "of" | "over")
                    && matches!(self.kind(n + 2), Kind::Place(_)) =>
            {
                frame.places = self.listed_after(n + 2, Extent::Whole, None).0;
            }
            // `The latter fell on Monday`
            Subject::Noun(n) if self.is_latter(n) => {
                frame.places.extend(self.named_last(n).map(|p| (p, Extent::Whole)));
            }
            Subject::Side(s) if self.lemma(verb) == "surrender" => frame.places = self.places_of_side(s),
            _ => {}
        }
        frame.agent = match rule.object {
            Object::Taker => match self.object_side(after).0 {
                Some(side) => Subject::Side(side),
                // `joined the reconciliation`: with the state.
                None if self.is_reconciliation(after) => Subject::Meant(Side::Government),
                None => Subject::None,
            },
            // `P fell to them`
            _ => match self.prep_agent(after, &rule.agent) {
                Subject::None if self.is_prep(after, &rule.agent) && self.is_they(after + 1) => Subject::Pronoun,
                agent => agent,
            },
        };
    }

    /// `Rebels declared P liberated`: the place, and who declared it.
    fn declared(&self, frame: &VerbFrame<'_>, subject: Subject) -> Option<(usize, Subject)> {
        let VerbFrame { rule, chunk, end, .. } = *frame;
        let Subject::Place(p) = subject else { return None };
        if rule.event != Event::Captures || rule.subject != Role::Agent || !self.is_ended(end) {
            return None;
        }
        let u = self.object_of(chunk.checked_sub(1)?)?;
        let declares = matches!(self.lemma(self.verb_of(u)), "declare" | "announce" | "proclaim");
        declares.then(|| (p, self.subject(u, self.verb_of(u))))
    }

    /// The places and the enemy that an active verb has as its object. `None` where it is no event.
    fn object_of_active(&self, frame: &mut VerbFrame<'_>) -> Option<()> {
        let VerbFrame { rule, chunk, after, .. } = *frame;
        let loose = matches!(rule.object, Object::Target | Object::Enemy);
        let relative = self.relative_object(chunk, after);
        let (mut object, at, mut enemy) = self.object_places(after, loose, rule);
        // `hit gunmen in P and killed a number of them in Q`
        if let Some(them) = self.of_them(after).filter(|_| rule.needs_enemy && enemy.is_none()) {
            enemy = self.party_before(chunk);
            object = self.prep_places(them + 1, rule).0;
        }
        if rule.needs_enemy && enemy.is_none() || rule.only_places && !self.are_only_places(rule, after, &object, at) {
            return None;
        }
        if rule.subject == Role::Fighter && enemy.is_none() {
            let mutual = matches!(self.word(after), "each" | "one");
            if self.kind(after) == Kind::Noun && !mutual {
                // `fighting corruption in P`
                return None;
            }
            if rule.object == Object::Enemy && object.is_empty() {
                object = self.prep_places(after, rule).0;
            }
        }
        frame.from = frame.from.or(enemy.filter(|_| rule.object != Object::Place));
        frame.place_chunk = at;
        frame.places = if relative { Vec::new() } else { object };
        if frame.places.is_empty()
            && matches!(rule.object, Object::Place | Object::Line | Object::Target)
            // The relative clause without its object: `P, which rebels captured`, `P where S hit`.
            && let Some((p, side)) = self.object_before(chunk)
        {
            frame.places = self.listed_before(p);
            self.of_place_itself(&mut frame.places, chunk);
            frame.agent = side.map_or(frame.agent, Subject::Side);
        }
        // `crossed the river into P`
        let line = |p: usize| self.is_line_place(p) && !self.has_name(p);
        if rule.event == Event::Advances && frame.places.iter().any(|&(p, _)| line(p)) {
            let beyond = self.prep_places(at, rule).0;
            if !beyond.is_empty() {
                frame.places = beyond;
            }
        }
        if frame.places.is_empty() && !rule.place.is_empty() && rule.object == Object::Place {
            frame.places = self.prep_places(after, rule).0;
        }
        Some(())
    }

    /// `the outskirts of P, which S took in May`: all of P, which a comma sets apart; the commas may be lost.
    pub(in crate::extract::frames) fn of_place_itself(&self, places: &mut [(usize, Extent)], chunk: usize) {
        for (place, extent) in places {
            let phrase = &self.places[*place];
            let relative = self.row.chunk_of(phrase.to - 1).is_some_and(|c| {
                let comma = usize::from(self.word(c + 1) == ",");
                let apart = comma == 1 || !self.words.text.has_commas();
                apart && self.kind(c + 1 + comma) == Kind::Relative && c + 1 + comma < chunk
            });
            if relative && phrase.is_named() && matches!(extent, Extent::Outskirts | Extent::Near) {
                *extent = Extent::Whole;
            }
        }
    }

    /// `drove S out of P`, `flushed out the last rebels in P`: who is driven, and from where.
    fn driven_from(&self, frame: &mut VerbFrame<'_>) {
        let VerbFrame { rule, after, .. } = *frame;
        let (side, at) = self.object_side(after);
        frame.from = side;
        let group = self.kind(after) == Kind::Noun && self.noun_subject(after) == Subject::Pronoun;
        frame.driven = self.kind(after) == Kind::Pronoun && self.word(after) == "them" || side.is_none() && group;
        let at = if frame.driven { after + 1 } else { at };
        if side.is_some() || frame.driven {
            frame.places = self.prep_places(at, rule).0;
        }
        // `flushed out the last rebels in P`
        let last = side
            .is_some_and(|s| (self.row.chunks[after].from..self.sides[s].to).any(|t| self.words.is_in(t, list::RANKS)));
        if frame.places.is_empty() && last && matches!(self.word(at), "in" | "inside") && self.is_told(at + 1) {
            frame.places = self.listed_after(at + 1, Extent::Whole, None).0;
        }
    }

    /// `advanced on P`, `advanced overnight south of P`, `leaves the rebels with only P`: where a verb without an
    /// object happens. `None` where it tells of no side.
    fn whereto(&self, frame: &mut VerbFrame<'_>) -> Option<()> {
        let VerbFrame { rule, after, .. } = *frame;
        if rule.confines {
            let (side, at) = self.object_side(after);
            frame.agent = Subject::Side(side?);
            // Not `leaves the rebels a single road to P`.
            let at_once = matches!(self.kind(at), Kind::Prep | Kind::Adverb);
            frame.places = if at_once { self.prep_places(at, rule).0 } else { Vec::new() };
            frame.place_chunk = after;
        } else {
            let light = |c: &usize| matches!(self.kind(*c), Kind::Time | Kind::Adverb);
            let next = (after..).find(|c| !light(c)).unwrap_or(after);
            (frame.places, frame.place_chunk) = match self.kind(next) {
                Kind::Place(p) if self.places[p].extent == Extent::Near && rule.event == Event::Advances => {
                    (vec![(p, Extent::Near)], next + 1)
                }
                _ => self.prep_places(after, rule),
            };
        }
        // `Troops holed up there`
        if frame.places.is_empty() && self.word(after) == "there" && rule.event.is_control() {
            frame.places.extend(self.place_of_pronoun(self.row.chunks[after].from));
        }
        Some(())
    }
}

//! Who does it and where, by the voice of the verb.

use super::frame::VerbFrame;
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Subject};
use crate::extract::lexicon::{Object, Subject as Role};
use crate::extract::list;
use crate::extract::places::{What, wider};
use crate::side::Side;

impl Scene<'_> {
    /// The roles of a passive verb: `P was captured by S`. `None` where nothing is left to tell.
    pub(super) fn passive(&self, frame: &mut VerbFrame<'_>, found: &mut Vec<Raw>) -> Option<()> {
        let VerbFrame { index, rule, chunk, verb, end, after, .. } = *frame;
        // `With P fallen to S`: no passive.
        let with_it = self.is_with_place(chunk) && rule.event == Event::Captures && verb.bare;
        let subject = self.opening_participle(chunk, verb, after).unwrap_or_else(|| self.subject(chunk, verb));
        frame.agent = self.by_agent(after);
        // `run by a rebel council`, `ruled by a Kurdish administration`
        if let Subject::Noun(n) = frame.agent
            && rule.event.is_control()
        {
            let whose = match n.checked_sub(1).map(|c| self.kind(c)) {
                Some(Kind::Side(side)) => Some(Subject::Side(side)),
                _ => self.spokesman(n).map(Subject::Meant),
            };
            frame.agent = whose.unwrap_or(frame.agent);
        }
        // `With P captured, the army turned to Q`
        if with_it && frame.agent == Subject::None {
            let main = (after..self.row.chunks.len()).find(|&c| self.row.verb(c).is_some_and(Verb::is_finite));
            frame.agent = main.map_or(frame.agent, |c| self.subject(c, self.verb_of(c)));
        }
        // `The army has P surrounded`
        if let Some(has) = self.having(chunk, subject).filter(|_| rule.event == Event::Besieges) {
            frame.agent = self.subject(has, self.verb_of(has));
        }
        // `The road to P was cut when troops took a hill`
        if frame.agent == Subject::None && rule.event == Event::Besieges {
            frame.agent = self.taker_in_clause(after).map_or(frame.agent, Subject::Side);
        }
        match rule.object {
            Object::Place | Object::Target | Object::Line | Object::Enemy => match subject {
                // `A hospital was hit in P`
                Subject::Place(p)
                    if rule.object == Object::Target
                        && self.places[p].what == What::Unnamed
                        && self.places[p].held.is_empty()
                        && !self.prep_places(after, rule).0.is_empty() =>
                {
                    let at = self.prep_places(after, rule).0.into_iter();
                    frame.places = at.map(|(p, extent)| (p, wider(extent, Extent::Part))).collect();
                }
                // `The market at P was bombed`
                Subject::Place(p)
                    if rule.object == Object::Target
                        && self.are_nameless(&[(p, self.places[p].extent)])
                        && !self.unnamed_at(p).is_empty() =>
                {
                    frame.places = self.unnamed_at(p);
                }
                // `A hill overlooking P was taken`
                Subject::Place(p) if !self.beside_nameless(p, rule).is_empty() => {
                    frame.places = self.beside_nameless(p, rule);
                }
                Subject::Place(p) if let Some(named) = self.one_of(p).filter(|_| verb.bare) => {
                    frame.places = vec![named];
                }
                Subject::Place(p) => {
                    frame.places = self.said_of(p, chunk);
                    // `the rebel-held west and areas held by troops`
                    if verb.bare && rule.event == Event::Holds {
                        frame.places.retain(|&(q, _)| q == p || self.places[q].held.is_empty());
                    }
                    frame.places.extend(self.counted_with(after, p, verb));
                }
                // `It was captured by rebels`, `They are held by the army`
                Subject::Pronoun if rule.event.is_control() => frame.places = self.places_of_pronoun(chunk),
                // `The latter was won by the army`
                Subject::Noun(n)
                    if rule.event.is_control()
                        && matches!(self.words.word(self.row.chunks[n].to - 1), "latter" | "former") =>
                {
                    frame.places.extend(self.named_last(n).map(|p| (p, Extent::Whole)));
                }
                // `First P fell, then Q: both are held by the army`
                _ if matches!(self.before_verb(chunk), "both" | "all") && rule.event.is_control() => {
                    frame.places = self.last_two(verb.main);
                }
                _ => {
                    frame.places = self.prep_places(after, rule).0;
                    if rule.object == Object::Place {
                        // Only what a territory word stands for: `areas in P were captured`.
                        frame.places.clear();
                        if let Subject::Noun(n) = subject
                            && !self.is_people(n)
                            && self.is_ground(n)
                        {
                            frame.places = self.noun_places(n);
                        }
                    } else if frame.places.is_empty()
                        && let Subject::Noun(n) = subject
                    {
                        frame.places = self.noun_places(n);
                    }
                }
            },
            Object::From => {
                if let Subject::Side(s) = subject {
                    frame.from = Some(s);
                }
                frame.places = self.prep_places(after, rule).0;
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
        // `the only districts held by rebels are P and Q`, `Also captured by rebels was P`
        let first = (0..chunk).all(|c| self.kind(c) == Kind::Adverb);
        // `Among the villages captured by the army were P and Q`
        let several = matches!(subject, Subject::Place(p) if self.may_be_named(p) && !self.has_name(p));
        let of_next = verb.bare
            && (rule.event == Event::Holds
                || (first || several) && matches!(rule.event, Event::Captures | Event::Loses));
        if let Some(named) = self.equated(after).filter(|_| of_next) {
            frame.places = named;
        }
        Some(())
    }

    /// `Held by S for two years, P fell`, `Now ruled by S, P is`: of what the clause after the comma is about.
    fn opening_participle(&self, chunk: usize, verb: &Verb, after: usize) -> Option<Subject> {
        let light = |c: usize| matches!(self.kind(c), Kind::Adverb | Kind::Time | Kind::Quote);
        if !verb.bare || !(0..chunk).all(light) {
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
        let VerbFrame { index, rule, chunk, verb, end, after, .. } = *frame;
        let subject = self.subject(chunk, verb);
        match rule.subject {
            Role::Place => {
                match subject {
                    Subject::Place(p) if !self.beside_nameless(p, rule).is_empty() => {
                        frame.places = self.beside_nameless(p, rule);
                    }
                    Subject::Place(p) => frame.places = self.said_of(p, chunk),
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
                        Subject::None if self.is_prep(after, &rule.agent) && self.is_they(after + 1) => {
                            Subject::Pronoun
                        }
                        agent => agent,
                    },
                };
            }
            _ => frame.agent = subject,
        }
        // `died after the targeting of`, `due to shelling P by S`
        if frame.agent == Subject::None
            && verb.ing
            && rule.event == Event::Strikes
            && chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::Prep)
        {
            frame.agent = self.by_agent(after);
        }
        // `Rebels declared P liberated`
        if let Subject::Place(p) = subject
            && rule.event == Event::Captures
            && rule.subject == Role::Agent
            && self.is_ended(end)
            && let Some(u) = chunk.checked_sub(1).and_then(|c| self.object_of(c))
            && matches!(self.lemma(self.verb_of(u)), "declare" | "announce" | "proclaim")
        {
            let declared = self.subject(u, self.verb_of(u));
            self.emit(index, chunk, frame.trigger(), &self.listed_before(p), declared, None, None, found);
            return None;
        }
        // `took farms that overlook the road, cutting it`
        let aside = || (0..chunk).rev().take(6).any(|c| self.kind(c) == Kind::Relative);
        let adrift = frame.agent == Subject::None || verb.ing && matches!(frame.agent, Subject::Place(_)) && aside();
        if adrift && rule.subject == Role::Agent {
            frame.agent = self.opening_side(chunk);
        }
        match rule.object {
            Object::Place | Object::Target | Object::Line | Object::Enemy => {
                let loose = matches!(rule.object, Object::Target | Object::Enemy);
                let relative = self.relative_object(chunk, after);
                let (mut object, at, mut enemy) = self.object_places(after, loose, rule);
                // `hit gunmen in P and killed a number of them in Q`
                if let Some(them) = self.of_them(after).filter(|_| rule.needs_enemy && enemy.is_none()) {
                    enemy = self.party_before(chunk);
                    object = self.prep_places(them + 1, rule).0;
                }
                if rule.needs_enemy && enemy.is_none() || rule.only_places && !self.are_only_places(after, &object, at)
                {
                    return None;
                }
                let mutual = matches!(self.word(after), "each" | "one");
                if rule.subject == Role::Fighter && enemy.is_none() && self.kind(after) == Kind::Noun && !mutual {
                    // `fighting corruption in P`
                    return None;
                }
                if rule.object == Object::Enemy && enemy.is_none() && rule.subject == Role::Fighter && object.is_empty()
                {
                    object = self.prep_places(after, rule).0;
                }
                frame.from = frame.from.or(enemy.filter(|_| rule.object != Object::Place));
                frame.place_chunk = at;
                frame.places = if relative { Vec::new() } else { object };
                if frame.places.is_empty() && matches!(rule.object, Object::Place | Object::Line | Object::Target) {
                    // The relative clause without its object: `P, which rebels captured`, `P where S hit`.
                    if let Some((p, side)) = self.object_before(chunk) {
                        frame.places = self.listed_before(p);
                        if let Some(side) = side {
                            frame.agent = Subject::Side(side);
                        }
                    }
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
            }
            Object::From => {
                let (side, at) = self.object_side(after);
                frame.from = side;
                frame.driven = self.kind(after) == Kind::Pronoun && self.word(after) == "them";
                let at = if frame.driven { after + 1 } else { at };
                if side.is_some() || frame.driven {
                    frame.places = self.prep_places(at, rule).0;
                }
                // `flushed out the last rebels in P`
                let last = side.is_some_and(|s| {
                    (self.row.chunks[after].from..self.sides[s].to).any(|t| self.words.is_in(t, list::RANKS))
                });
                if frame.places.is_empty() && last && matches!(self.word(at), "in" | "inside") && self.is_told(at + 1) {
                    frame.places = self.listed_after(at + 1, Extent::Whole, None).0;
                }
            }
            Object::Taker => {}
            Object::None => {
                if rule.subject != Role::Place {
                    let mut next = after;
                    while matches!(self.kind(next), Kind::Time | Kind::Adverb) {
                        next += 1;
                    }
                    let (found_places, at) = match self.kind(next) {
                        // `advanced overnight south of P`
                        Kind::Place(p) if self.places[p].extent == Extent::Near && rule.event == Event::Advances => {
                            (vec![(p, Extent::Near)], next + 1)
                        }
                        _ => self.prep_places(after, rule),
                    };
                    // `leaves the rebels with only P`
                    if rule.confines {
                        let (side, at) = self.object_side(after);
                        frame.agent = Subject::Side(side?);
                        // Not `leaves the rebels a single road to P`.
                        let at_once = matches!(self.kind(at), Kind::Prep | Kind::Adverb);
                        frame.places = if at_once { self.prep_places(at, rule).0 } else { Vec::new() };
                    }
                    let (found_places, at) =
                        if rule.confines { (std::mem::take(&mut frame.places), after) } else { (found_places, at) };
                    frame.places = found_places;
                    frame.place_chunk = at;
                    // `Troops holed up there`
                    if frame.places.is_empty() && self.word(after) == "there" && rule.event.is_control() {
                        frame.places.extend(self.place_of_pronoun(self.row.chunks[after].from));
                    }
                }
            }
        }
        Some(())
    }
}

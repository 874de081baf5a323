//! Verbs as triggers: a rule of shape `verb` finds its agent and its places.

use super::{Raw, Scene, Striker, Subject, enemy};
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::lexicon::{Object, Rule, Shape, Subject as Role};
use crate::extract::places::What;
use crate::side::Side;

impl Scene<'_> {
    pub(super) fn verb(&self, chunk: usize, verb: &Verb, found: &mut Vec<Raw>) {
        let Some(lemma) = verb.lemma else { return };
        let rules = self.words.lexicon.rules_of(lemma);
        let mut longest = None;
        for (index, particles) in rules {
            let matched = particles.iter().enumerate().all(|(k, &id)| self.words.id(verb.main + 1 + k) == id)
                || self.is_parted(chunk, particles);
            if !matched || longest.is_some_and(|n| particles.len() < n) {
                continue;
            }
            let together = particles.first().is_none_or(|&id| self.words.id(verb.main + 1) == id);
            let end = verb.main + 1 + if together { particles.len() } else { 0 };
            let before = found.len();
            let rule = self.rule(*index);
            if rule.ends && longest.is_some() {
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

    /// `handed Tadef over`, `took the town back`: the particle stands after the object.
    fn is_parted(&self, chunk: usize, particles: &[u32]) -> bool {
        let &[particle] = particles else { return false };
        let end =
            self.row.chunks.get(chunk + 1).filter(|_| matches!(self.kind(chunk + 1), Kind::Place(_))).map(|c| c.to);
        end.is_some_and(|end| {
            self.words.id(end) == particle && matches!(self.words.word(end), "over" | "back" | "off" | "up")
        })
    }

    pub(super) fn verb_frame(&self, index: u16, chunk: usize, verb: &Verb, end: usize, found: &mut Vec<Raw>) {
        let rule = self.rule(index);
        // `ten rebels were killed in P` tells of no fight; nor does `..., killing ten rebels`.
        // `pressed on with the offensive` moves nobody.
        let word = |k: usize| self.words.word(verb.main + k);
        if rule.event == Event::Advances
            && (matches!(word(1), "on" | "ahead") && word(2) == "with" || word(1) == "with")
        {
            return;
        }
        // `broke through the siege`: the siege's own rule reads it.
        let besieged = |&rule: &u16| self.rule(rule).event == Event::Besieges;
        let next = self.row.chunks.iter().find(|c| c.from >= end);
        if rule.event == Event::Advances
            && next.is_some_and(|c| {
                (c.from..c.to).any(|t| self.words.noun_at(t).is_some_and(|(_, rules)| rules.iter().any(besieged)))
            })
        {
            return;
        }
        if rule.needs_enemy && (verb.passive || verb.ing) {
            return;
        }
        // `pressed on with its offensive`
        let on_with = self.words.word(verb.main + 1) == "on" && self.words.word(verb.main + 2) == "with";
        if rule.event == Event::Advances && on_with {
            return;
        }
        if rule.ends && !self.is_ended(end) {
            return;
        }
        let taken = || found.iter().any(|raw| raw.event == Event::Captures) || self.before.captured;
        if rule.after_capture && (!self.is_followed_in_time(end) || !taken()) {
            return;
        }
        let begun = || {
            chunk
                .checked_sub(1)
                .and_then(|c| self.row.verb(c))
                .is_some_and(|v| matches!(self.lemma(v), "begin" | "start" | "finish" | "continue" | "complete"))
        };
        if rule.event == Event::Loses && verb.ing && self.lemma(verb) == "leave" && !begun() {
            return;
        }
        let after = self.row.chunks.iter().position(|c| c.from >= end).unwrap_or(self.row.chunks.len());
        let trigger = (verb.main, end);
        let mut places: Vec<(usize, Extent)> = Vec::new();
        let mut agent;
        let mut from = None;
        let mut place_chunk = after;
        if verb.passive {
            let subject = self.subject(chunk, verb);
            agent = self.by_agent(after);
            match rule.object {
                Object::Place | Object::Target | Object::Line | Object::Enemy => match subject {
                    Subject::Place(p) => places = self.said_of(p, chunk),
                    _ => {
                        places = self.prep_places(after, rule, true).0;
                        if rule.object == Object::Place {
                            // Only what a territory word stands for: `areas in P were captured`.
                            places.clear();
                            if let Subject::Noun(n) = subject {
                                places = self.noun_places(n);
                            }
                        } else if places.is_empty()
                            && let Subject::Noun(n) = subject
                        {
                            places = self.noun_places(n);
                        }
                    }
                },
                Object::From => {
                    if let Subject::Side(s) = subject {
                        from = Some(s);
                    }
                    places = self.prep_places(after, rule, true).0;
                }
                Object::None | Object::Taker => {
                    places = self.prep_places(after, rule, true).0;
                    if rule.subject == Role::Agent && agent == Subject::None {
                        agent = subject;
                    }
                }
            }
            if let Subject::Side(s) = subject
                && matches!(rule.object, Object::Enemy | Object::Target)
                && from.is_none()
            {
                from = Some(s);
            }
            if let Some(named) = self.equated(after).filter(|_| verb.bare && rule.event == Event::Holds) {
                places = named;
            }
        } else {
            let subject = self.subject(chunk, verb);
            match rule.subject {
                Role::Place => {
                    match subject {
                        Subject::Place(p) => places = self.said_of(p, chunk),
                        Subject::Pronoun => places.extend(self.place_of_pronoun(self.row.chunks[chunk].from)),
                        _ => {}
                    }
                    agent = match rule.object {
                        Object::Taker => self.object_side(after).0.map_or(Subject::None, Subject::Side),
                        _ => self.prep_agent(after, &rule.agent),
                    };
                }
                _ => agent = subject,
            }
            if agent == Subject::None && rule.subject == Role::Agent {
                agent = self.opening_side(chunk);
            }
            match rule.object {
                Object::Place | Object::Target | Object::Line | Object::Enemy => {
                    let loose = matches!(rule.object, Object::Target | Object::Enemy);
                    let relative = self.relative_object(chunk, after);
                    let (mut object, at, enemy) = self.object_places(after, loose, rule);
                    if rule.needs_enemy && enemy.is_none() {
                        return;
                    }
                    if rule.subject == Role::Fighter && enemy.is_none() && self.kind(after) == Kind::Noun {
                        // `fighting corruption in P`
                        return;
                    }
                    if rule.object == Object::Enemy
                        && enemy.is_none()
                        && rule.subject == Role::Fighter
                        && object.is_empty()
                    {
                        object = self.prep_places(after, rule, false).0;
                    }
                    from = from.or(enemy.filter(|_| rule.object != Object::Place));
                    place_chunk = at;
                    places = if relative { Vec::new() } else { object };
                    if places.is_empty() && matches!(rule.object, Object::Place | Object::Line | Object::Target) {
                        // The relative clause without its object: `P, which rebels captured`, `P where S hit`.
                        if let Some((p, side)) = self.object_before(chunk) {
                            places = self.listed_before(p);
                            if let Some(side) = side {
                                agent = Subject::Side(side);
                            }
                        }
                    }
                    if places.is_empty() && !rule.place.is_empty() && rule.object == Object::Place {
                        places = self.prep_places(after, rule, false).0;
                    }
                }
                Object::From => {
                    let (side, at) = self.object_side(after);
                    from = side;
                    if side.is_some() {
                        places = self.prep_places(at, rule, false).0;
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
                            Kind::Place(p)
                                if self.places[p].extent == Extent::Near && rule.event == Event::Advances =>
                            {
                                (vec![(p, Extent::Near)], next + 1)
                            }
                            _ => self.prep_places(after, rule, false),
                        };
                        places = found_places;
                        place_chunk = at;
                    }
                }
            }
        }
        if places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights)
            || places.is_empty() && self.is_gain_where(chunk, after, rule)
        {
            places = self.setting(chunk);
        }
        // `It was hit by ten air strikes`
        if places.is_empty()
            && verb.passive
            && matches!(rule.event, Event::Strikes | Event::Besieges)
            && matches!(self.subject(chunk, verb), Subject::Pronoun)
        {
            places.extend(self.place_of_pronoun(self.row.chunks[chunk].from));
        }
        if rule.object == Object::Line {
            let (from, to) = if verb.passive { (0, chunk) } else { (after, self.row.chunks.len()) };
            if places.is_empty() || verb.passive || self.is_unnamed_line(after) {
                let cut = self.cut_off(from, to);
                places = if cut.is_empty() { places } else { cut };
            }
        }
        let trapped = if rule.event == Event::Besieges { self.trapped(chunk, verb) } else { None };
        if let Some((_, inside)) = &trapped {
            places = inside.clone();
            agent = if verb.passive { agent } else { Subject::None };
        }
        if rule.needs_from && from.is_none() {
            return;
        }
        if !places.is_empty() && rule.event.is_control() {
            places.extend(self.added_later(after, &places));
        }
        if rule.armed && matches!(agent, Subject::Noun(_)) {
            return;
        }
        if let Subject::Noun(n) = agent
            && rule.subject == Role::Agent
            && let Some(side) = self.attacker(n)
        {
            agent = Subject::Side(side);
        }
        let lost = self.prep_side(place_chunk.max(after).min(self.row.chunks.len()), &rule.from).or(from);
        let taker = if rule.taker.is_empty() { None } else { self.prep_side(after, &rule.taker) };
        let before = found.len();
        self.emit(index, chunk, trigger, &places, agent, lost, taker, found);
        // `the rebels' last supply line was cut`: by their enemy.
        let owner = if rule.object == Object::Line { self.line_owner(chunk, verb) } else { None };
        if let Some((side, _)) = trapped.or(owner.map(|side| (side, Vec::new()))) {
            for raw in found[before..].iter_mut().filter(|raw| raw.named.is_none()) {
                raw.named = self.sides[side].side.and_then(enemy);
            }
        }
    }

    /// Whether a verb ends its clause here, but for a time: `P fell on Friday`.
    pub(super) fn is_ended(&self, token: usize) -> bool {
        let Some(next) = self.row.chunks.iter().position(|c| c.from >= token) else { return true };
        match self.kind(next) {
            Kind::Comma | Kind::Time | Kind::Clause | Kind::And | Kind::Quote => true,
            Kind::Adverb => self.is_ended(self.row.chunks[next].to),
            Kind::Prep => matches!(self.kind(next + 1), Kind::Time) || self.word(next) == "without",
            Kind::Noun => {
                self.row.chunks[next].to - self.row.chunks[next].from == 1
                    && matches!(self.word(next), "too" | "next" | "overnight" | "quickly" | "first")
            }
            _ => false,
        }
    }

    /// `the only districts held by rebels are P and Q`: the places named after the verb.
    fn equated(&self, from: usize) -> Option<Vec<(usize, Extent)>> {
        let next = (from..self.row.chunks.len()).find(|&c| matches!(self.kind(c), Kind::Verb(_)))?;
        let verb = self.verb_of(next);
        let is = verb.is_finite() && !verb.passive && matches!(self.lemma(verb), "be" | "remain");
        let Kind::Place(p) = self.kind(next + 1) else { return None };
        let named = matches!(self.places[p].what, What::Name(_) | What::Open);
        (is && named).then(|| self.listed_after(next + 1, Extent::Whole, None).0)
    }

    /// `followed`, `followed on Friday`, `followed within hours`: nothing that is followed.
    fn is_followed_in_time(&self, token: usize) -> bool {
        let next = self.row.chunks.iter().position(|c| c.from >= token);
        self.is_ended(token)
            || next
                .is_some_and(|c| self.kind(c) == Kind::Prep && matches!(self.word(c), "within" | "in" | "after" | "by"))
    }

    /// `P, which S took on Sunday along with Q`: what is added to the list at the end of the clause.
    pub(super) fn added_later(&self, from: usize, places: &[(usize, Extent)]) -> Vec<(usize, Extent)> {
        let end = (from..self.row.chunks.len()).find(|&c| {
            matches!(self.kind(c), Kind::Clause | Kind::Relative)
                || matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite())
        });
        let adds = |c: &usize| {
            self.kind(*c) == Kind::And
                && self.row.chunks[*c].to - self.row.chunks[*c].from > 1
                && matches!(self.kind(*c - 1), Kind::Time | Kind::Adverb)
        };
        let Some(and) = (from.max(1)..end.unwrap_or(self.row.chunks.len())).find(adds) else { return Vec::new() };
        let mut more = self.listed_after(and + 1, Extent::Whole, None).0;
        more.retain(|(p, _)| !places.iter().any(|(q, _)| p == q));
        more
    }

    /// `P, where S advanced` and `P, where S seized ground`: the verb has no place of its own.
    pub(super) fn is_gain_where(&self, chunk: usize, after: usize, rule: &Rule) -> bool {
        let verb = self.verb_of(chunk);
        let free = match rule.event {
            Event::Advances => rule.object == Object::None,
            Event::Captures => rule.object == Object::Place && self.kind(after) == Kind::Noun && self.is_ground(after),
            _ => false,
        };
        free && !verb.passive && (0..chunk).rev().take(4).any(|c| self.word(c) == "where")
    }

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
        if rule.arms_only && !self.is_arms(agent) {
            return;
        }
        for &(place, extent) in places {
            if !self.usable(place, rule.event) {
                continue;
            }
            let mut raw = self.raw(index, place, extent, chunk, trigger);
            match agent {
                Subject::Side(s) => self.set_agent(&mut raw, s),
                Subject::Pronoun => raw.pronoun = true,
                Subject::Noun(n) => match self.striker(n) {
                    Striker::Side(s) => self.set_agent(&mut raw, s),
                    Striker::Government => raw.named = Some(Side::Government),
                    Striker::Arms => {}
                    Striker::No if rule.subject == Role::Striker && rule.needs_arms => continue,
                    Striker::No if rule.subject == Role::Striker => {}
                    // `seized by force`: nobody is named.
                    Striker::No if self.row.verb(chunk).is_some_and(|v| v.passive) => {}
                    Striker::No => continue,
                },
                Subject::Place(_)
                    if matches!(rule.subject, Role::Agent | Role::Fighter)
                        || rule.needs_arms && !self.row.verb(chunk).is_some_and(|v| v.passive) =>
                {
                    continue;
                }
                Subject::Place(_) => {}
                Subject::None => {
                    if rule.subject == Role::Striker && rule.needs_arms {
                        let passive = self.row.verb(chunk).is_some_and(|v| v.passive);
                        if !passive {
                            continue;
                        }
                    }
                }
            }
            if let Some(lost) = lost {
                raw.from = self.sides[lost].side.filter(|s| Some(*s) != raw.named);
            }
            if let Some(taker) = taker {
                raw.from = raw.named;
                raw.event = Event::Captures;
                self.set_agent(&mut raw, taker);
            }
            if rule.subject == Role::Fighter {
                // Who clashes with whom says nothing of who attacks.
                raw.named = None;
                raw.side = None;
            }
            let has_agent = raw.named.is_some() || raw.pronoun || raw.side.is_some();
            if !has_agent {
                if let (Some(event), Some(lost)) = (rule.without_agent, lost) {
                    raw.event = event;
                    raw.from = None;
                    self.set_agent(&mut raw, lost);
                    found.push(raw);
                    continue;
                }
                if rule.needs_agent {
                    continue;
                }
            }
            found.push(raw);
        }
    }

    /// Whether a phrase can be the place of a claim of this event.
    pub(super) fn usable(&self, place: usize, event: Event) -> bool {
        let phrase = &self.places[place];
        phrase.what != What::Unnamed
            || phrase.apposed.is_some()
            || phrase.plural && event.is_control()
            || event == Event::Holds && !phrase.held.is_empty()
    }
}

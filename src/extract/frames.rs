//! Triggers and their roles: who does what where.
//!
//! Each word that can fire a rule is looked at in its row of chunks. A handful of searches find the
//! roles: the subject of a verb, the places of its object, the places that prepositions lead to, the
//! owner of a noun. The rules of `assets/lexicon/rules/` say which role each of them fills.

mod casualties;
mod sieges;

pub use casualties::Before;

use super::chunks::{Kind, Row, Verb};
use super::lexicon::{Object, Rule, Shape, Subject as Role, TypeClass, class};
use super::places::{Phrase, What, wider};
use super::sides::SidePhrase;
use super::words::Words;
use crate::claim::{Event, Extent};
use crate::side::Side;

/// A claim before its place is looked up and its time and source are known.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The rule.
    pub rule: u16,
    /// The event.
    pub event: Event,
    /// The side phrase of the agent.
    pub side: Option<usize>,
    /// The agent's side.
    pub named: Option<Side>,
    /// The place phrase.
    pub place: usize,
    /// How much of it.
    pub extent: Extent,
    /// Who held it before.
    pub from: Option<Side>,
    /// The chunk of the trigger.
    pub chunk: usize,
    /// The tokens of the trigger.
    pub trigger: (usize, usize),
    /// The attempt is said to have failed.
    pub failed: bool,
    /// The agent is a pronoun: the last one who acted.
    pub pronoun: bool,
    /// The claim is part of a description of the place: no operator reaches it.
    pub description: bool,
    /// The part a `divided between` gives this side: a direction phrase.
    pub part: Option<usize>,
}

/// What is known of a sentence while rules look at it.
pub struct Scene<'a> {
    /// The words.
    pub words: &'a Words<'a>,
    /// The chunks.
    pub row: &'a Row,
    /// All place phrases of the text.
    pub places: &'a [Phrase],
    /// All side phrases of the text.
    pub sides: &'a [SidePhrase],
    /// What the sentences before told.
    pub before: Before,
}

/// Who or what a verb's subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Side(usize),
    Place(usize),
    Noun(usize),
    Pronoun,
    None,
}

/// Verbs whose subject does the noun that is their object: `launched an attack`.
const DOING: &[&str] = &[
    "launch",
    "mount",
    "carry",
    "conduct",
    "begin",
    "start",
    "open",
    "make",
    "wage",
    "press",
    "step",
    "intensify",
    "continue",
    "resume",
    "stage",
    "unleash",
    "lead",
    "renew",
    "tighten",
    "impose",
    "enforce",
    "maintain",
    "lay",
    "keep",
    "escalate",
    "use",
    "pursue",
    "execute",
    "perform",
    "achieve",
    "score",
    "initiate",
    "complete",
    "announce",
    "have",
    "mark",
    "plan",
    "prepare",
    "undertake",
    "embark",
    "direct",
    "commit",
    "set",
    "push",
    "expand",
    "consolidate",
    "take",
    "celebrate",
    "declare",
    "attempt",
    "drop",
    "fire",
    "increase",
    "ramp",
    "lob",
    "stop",
    "halt",
    "suspend",
    "end",
    "pound",
    "bombard",
    "dig",
    "detonate",
];
/// Verbs whose subject suffers it: `P came under attack`, `P has seen fighting`.
const SUFFERING: &[&str] = &[
    "come",
    "face",
    "witness",
    "see",
    "suffer",
    "be",
    "remain",
    "undergo",
    "endure",
    "experience",
    "experienc",
    "hit",
    "rock",
    "shake",
    "ravage",
    "devastate",
    "scar",
    "batter",
    "target",
    "pound",
    "strike",
    "tear",
    "destroy",
    "subject",
    "wrack",
    "rack",
    "plague",
    "damage",
    "cut",
    "live",
    "level",
    "place",
    "put",
    "keep",
    "pummel",
    "hold",
];
/// Verbs that let their object act: `helped the army to take`.
const CONTROLLING: &[&str] = &[
    "help", "allow", "enable", "force", "order", "ask", "tell", "urge", "let", "lead", "prompt", "push", "prevent",
    "stop", "want", "expect", "see", "warn", "push", "compel", "call",
];

impl<'a> Scene<'a> {
    /// All claims of the sentence.
    pub fn claims(&self) -> Vec<Raw> {
        let mut found = Vec::new();
        for (c, chunk) in self.row.chunks.iter().enumerate() {
            match chunk.kind {
                Kind::Verb(v) => self.verb(c, &self.row.verbs[v], &mut found),
                Kind::Noun => self.nouns(c, &mut found),
                Kind::Place(p) => self.description(c, p, &mut found),
                Kind::Skip => {}
                _ => {}
            }
        }
        found
    }

    fn rule(&self, index: u16) -> &Rule {
        &self.words.lexicon.rules[index as usize]
    }

    fn kind(&self, chunk: usize) -> Kind {
        self.row.kind(chunk)
    }

    fn word(&self, chunk: usize) -> &str {
        self.row.chunks.get(chunk).map_or("", |c| self.words.word(c.from))
    }

    fn lemma(&self, verb: &Verb) -> &str {
        verb.lemma.map_or("", |l| self.words.lexicon.lemma(l))
    }

    fn raw(&self, rule: u16, place: usize, extent: Extent, chunk: usize, trigger: (usize, usize)) -> Raw {
        Raw {
            rule,
            event: self.rule(rule).event,
            side: None,
            named: None,
            place,
            extent,
            from: None,
            chunk,
            trigger,
            failed: false,
            pronoun: false,
            description: false,
            part: None,
        }
    }

    fn set_agent(&self, raw: &mut Raw, side: usize) {
        raw.side = Some(side);
        raw.named = self.sides[side].side;
    }

    // -- descriptions: S-held P, besieged P ------------------------------------------------------

    fn description(&self, chunk: usize, place: usize, found: &mut Vec<Raw>) {
        let phrase = &self.places[place];
        let rule_of =
            |event: Event| self.words.lexicon.rules.iter().position(|r| r.shape == Shape::Held && r.event == event);
        let targets = self.described(chunk, place);
        for (&side, &(place, extent)) in phrase.held.iter().flat_map(|side| targets.iter().map(move |t| (side, t))) {
            let Some(rule) = rule_of(Event::Holds) else { continue };
            let trigger = (self.sides[side].from, self.sides[side].to + 1);
            let mut raw = self.raw(rule as u16, place, extent, chunk, trigger);
            self.set_agent(&mut raw, side);
            raw.description = true;
            found.push(raw);
        }
        if let Some((token, side)) = phrase.besieged {
            let Some(rule) = rule_of(Event::Besieges) else { return };
            let mut raw = self.raw(rule as u16, place, phrase.extent, chunk, (token, token + 1));
            match (side, phrase.held.as_slice()) {
                (Some(side), _) => self.set_agent(&mut raw, side),
                // `besieged rebel-held P`: by their enemy.
                (None, &[holder]) => raw.named = self.sides[holder].side.and_then(enemy),
                _ => {}
            }
            raw.description = true;
            found.push(raw);
        }
    }

    /// The places that `S-held` at this phrase speaks of: its own; those of which it is said (`A and B,
    /// which are rebel-held districts`, `A, a rebel-held town`); the one it lies in (`a rebel-held section
    /// located in A`).
    fn described(&self, chunk: usize, place: usize) -> Vec<(usize, Extent)> {
        let phrase = &self.places[place];
        let own = vec![(place, phrase.extent)];
        let nameless = phrase.what == What::Unnamed
            || phrase.indefinite && phrase.what != What::Direction
            || phrase.plural && !matches!(phrase.what, What::Name(_) | What::Open);
        if phrase.what == What::Unnamed {
            let mut next = chunk + 1;
            if matches!(self.kind(next), Kind::Verb(v) if matches!(self.lemma(&self.row.verbs[v]), "locate" | "situate" | "lie"))
            {
                next += 1;
            }
            if self.kind(next) == Kind::Prep
                && matches!(self.word(next), "in" | "inside" | "of")
                && let Kind::Place(p) = self.kind(next + 1)
                && next > chunk + 1
            {
                return vec![(p, wider(Extent::Part, self.places[p].extent))];
            }
        }
        let Some(before) = chunk.checked_sub(1) else { return own };
        if nameless || phrase.from < phrase.core.0 && matches!(self.kind(before), Kind::Verb(_)) {
            let there = before.checked_sub(1).is_some_and(|c| self.word(c) == "there");
            if let Kind::Verb(v) = self.kind(before)
                && !there
                && matches!(self.lemma(&self.row.verbs[v]), "be" | "remain" | "become")
                && let Subject::Place(p) = self.subject(before, &self.row.verbs[v])
            {
                return self.listed_before(p);
            }
            let a = if self.word(before) == "," { before.checked_sub(1) } else { Some(before) };
            if nameless
                && phrase.indefinite
                && let Some(Kind::Place(p)) = a.map(|a| self.kind(a))
                && matches!(self.places[p].what, What::Name(_) | What::Open)
            {
                return vec![(p, self.places[p].extent)];
            }
        }
        own
    }

    // -- verbs -----------------------------------------------------------------------------------

    fn verb(&self, chunk: usize, verb: &Verb, found: &mut Vec<Raw>) {
        let Some(lemma) = verb.lemma else { return };
        let rules = self.words.lexicon.rules_of(lemma);
        let mut longest = None;
        for (index, particles) in rules {
            let matched = particles.iter().enumerate().all(|(k, &id)| self.words.id(verb.main + 1 + k) == id);
            if !matched || longest.is_some_and(|n| particles.len() < n) {
                continue;
            }
            let end = verb.main + 1 + particles.len();
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

    fn verb_frame(&self, index: u16, chunk: usize, verb: &Verb, end: usize, found: &mut Vec<Raw>) {
        let rule = self.rule(index);
        // `ten rebels were killed in P` tells of no fight; nor does `..., killing ten rebels`.
        // `pressed on with the offensive` moves nobody.
        let word = |k: usize| self.words.word(verb.main + k);
        if rule.event == Event::Advances
            && (matches!(word(1), "on" | "ahead") && word(2) == "with" || word(1) == "with")
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
                    Subject::Place(p) => places = self.listed_before(p),
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
                Object::None => {
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
        } else {
            let subject = self.subject(chunk, verb);
            match rule.subject {
                Role::Place => {
                    if let Subject::Place(p) = subject {
                        places = self.listed_before(p);
                    }
                    agent = self.prep_agent(after, &rule.agent);
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
        if let Some((side, _)) = trapped {
            for raw in found[before..].iter_mut().filter(|raw| raw.named.is_none()) {
                raw.named = self.sides[side].side.and_then(enemy);
            }
        }
    }

    /// Whether a verb ends its clause here, but for a time: `P fell on Friday`.
    fn is_ended(&self, token: usize) -> bool {
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

    /// `P, which S took on Sunday along with Q`: what is added to the list at the end of the clause.
    fn added_later(&self, from: usize, places: &[(usize, Extent)]) -> Vec<(usize, Extent)> {
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
    fn is_gain_where(&self, chunk: usize, after: usize, rule: &Rule) -> bool {
        let verb = self.verb_of(chunk);
        let free = match rule.event {
            Event::Advances => rule.object == Object::None,
            Event::Captures => rule.object == Object::Place && self.kind(after) == Kind::Noun && self.is_ground(after),
            _ => false,
        };
        free && !verb.passive && (0..chunk).rev().take(4).any(|c| self.word(c) == "where")
    }

    #[allow(clippy::too_many_arguments)]
    fn emit(
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
    fn usable(&self, place: usize, event: Event) -> bool {
        let phrase = &self.places[place];
        phrase.what != What::Unnamed || event == Event::Holds && !phrase.held.is_empty()
    }

    /// The subject of a verb, by the search order of the press's grammar.
    fn subject(&self, chunk: usize, verb: &Verb) -> Subject {
        self.subject_from(chunk, verb, 0)
    }

    fn subject_from(&self, chunk: usize, verb: &Verb, depth: usize) -> Subject {
        if depth > 6 {
            return Subject::None;
        }
        let mut c = chunk;
        let mut conjoined = false;
        let mut antecedent = false;
        while c > 0 {
            c -= 1;
            if antecedent {
                // What stands before `which` is its subject, whatever governs it.
                match self.kind(c) {
                    Kind::Side(s) => return Subject::Side(s),
                    Kind::Place(p) => return Subject::Place(self.outer(p)),
                    Kind::Noun => return self.noun_subject(c),
                    _ => {}
                }
            }
            if c + 1 == chunk
                && verb.is_finite()
                && self.word(c) == ","
                && let Some(p) = self.included(c)
            {
                return Subject::Place(p);
            }
            if c + 1 == chunk
                && verb.is_finite()
                && self.word(c) == ","
                && let Some(start) = self.apposition(c).or_else(|| self.clause_aside(c))
            {
                c = start;
                continue;
            }
            match self.kind(c) {
                Kind::Adverb | Kind::Time | Kind::Skip | Kind::Quote | Kind::Comma | Kind::Possessive => {}
                Kind::Prep => {
                    // `by capturing P`, `of seizing P`: the subject is the clause's.
                    if c + 1 == chunk && verb.ing {
                        // `blamed rebels for shelling`
                        if let (Some(Kind::Side(s)), Some(Kind::Verb(u))) =
                            (c.checked_sub(1).map(|k| self.kind(k)), c.checked_sub(2).map(|k| self.kind(k)))
                            && matches!(
                                self.lemma(&self.row.verbs[u]),
                                "blame" | "accuse" | "suspect" | "condemn" | "criticise" | "criticize"
                            )
                        {
                            return Subject::Side(s);
                        }
                        if let Some(u) = self.verb_before(c) {
                            return self.subject_from(u, self.verb_of(u), depth + 1);
                        }
                        return self.subject_after(chunk);
                    }
                }
                Kind::And => conjoined = true,
                Kind::Side(s) => {
                    if let Some(skip) = self.governing_prep(c) {
                        // `an attempt by rebels to take`
                        let attempt = verb.infinitive
                            && self.word(skip) == "by"
                            && skip.checked_sub(1).is_some_and(|n| self.kind(n) == Kind::Noun);
                        if attempt {
                            return Subject::Side(s);
                        }
                        c = skip;
                        continue;
                    }
                    let object_of = self.object_of(c);
                    if let Some(u) = object_of {
                        let controls = verb.infinitive && CONTROLLING.contains(&self.lemma(self.verb_of(u)));
                        if conjoined || (verb.infinitive || verb.ing) && !controls {
                            return self.subject_from(u, self.verb_of(u), depth + 1);
                        }
                    }
                    return Subject::Side(s);
                }
                Kind::Place(p) => {
                    if verb.bare && self.only_light(c + 1, chunk) {
                        return Subject::Place(self.outer(p));
                    }
                    if let Some(skip) = self.governing_prep(c) {
                        c = skip;
                        continue;
                    }
                    if c + 1 < chunk && self.kind(c + 1) == Kind::Relative
                        || c + 1 == chunk
                        || self.only_light(c + 1, chunk)
                    {
                        if (verb.infinitive || verb.ing || conjoined)
                            && let Some(u) = self.object_of(c)
                        {
                            return self.subject_from(u, self.verb_of(u), depth + 1);
                        }
                        return Subject::Place(self.list_head(p, chunk));
                    }
                    if let Some(u) = self.object_of(c)
                        && (conjoined || !verb.is_finite() || verb.bare)
                    {
                        return self.subject_from(u, self.verb_of(u), depth + 1);
                    }
                    return Subject::Place(p);
                }
                Kind::Noun => {
                    if verb.infinitive
                        && self.only_light(c + 1, chunk)
                        && let Some(s) = self.owner(c, self.row.chunks[c].from)
                        && self.object_of(c).is_none_or(|u| !DOING.contains(&self.lemma(self.verb_of(u))))
                    {
                        return Subject::Side(s);
                    }
                    if let Some(skip) = self.governing_prep(c) {
                        c = skip;
                        continue;
                    }
                    if let Some(u) = self.object_of(c)
                        && (conjoined || verb.infinitive || verb.ing)
                        && !(verb.infinitive && !conjoined && CONTROLLING.contains(&self.lemma(self.verb_of(u))))
                    {
                        return self.subject_from(u, self.verb_of(u), depth + 1);
                    }
                    // `rebel attempts to cut the road`
                    if verb.infinitive
                        && let Some(s) = self.owner(c, self.row.chunks[c].from)
                    {
                        return Subject::Side(s);
                    }
                    return self.noun_subject(c);
                }
                Kind::Relative => antecedent = self.word(c) != "where" && verb.is_finite(),
                Kind::Pronoun => {
                    if matches!(self.word(c), "they" | "it" | "he" | "them" | "we") {
                        return Subject::Pronoun;
                    }
                }
                Kind::Verb(_) => {
                    let other = self.verb_of(c);
                    if conjoined || !verb.is_finite() {
                        return self.subject_from(c, other, depth + 1);
                    }
                    // A relative clause between the subject and its verb: `P, which lies near Q, fell`.
                    if let Some(relative) = self.relative_of(c) {
                        c = relative;
                        continue;
                    }
                    if other.bare || other.ing || self.may_be_reduced(c, other) {
                        continue;
                    }
                    return Subject::None;
                }
                Kind::Clause => {
                    if verb.is_finite() {
                        if conjoined {
                            continue;
                        }
                        return Subject::None;
                    }
                    if let Some(u) = self.verb_before(c) {
                        return self.subject_from(u, self.verb_of(u), depth + 1);
                    }
                    return self.subject_after(chunk);
                }
            }
        }
        if verb.is_finite() { Subject::None } else { self.subject_after(chunk) }
    }

    /// The place meant by `X in Y which`: X, unless X has no name.
    fn outer(&self, place: usize) -> usize {
        if self.places[place].contains
            && let Some(inner) = place.checked_sub(1).filter(|&i| self.places[i].container == Some(place))
            && self.places[inner].what != What::Unnamed
        {
            return inner;
        }
        place
    }

    /// A noun as subject; `rebel commanders` act for the rebels.
    fn noun_subject(&self, noun: usize) -> Subject {
        if let Some(Kind::Side(s)) = noun.checked_sub(1).map(|k| self.kind(k))
            && self.is_force_like(noun)
            && self.words.noun_at(self.row.chunks[noun].from).is_none()
        {
            return Subject::Side(s);
        }
        // `army units and popular groups`
        if noun >= 2
            && self.kind(noun - 1) == Kind::And
            && let Kind::Side(s) = self.kind(noun - 2)
            && !self.sides[s].adjective
        {
            return Subject::Side(s);
        }
        // `the group`, `our forces`: those who acted last.
        let range = self.row.chunks[noun];
        let force = (range.from..range.to).any(|t| self.words.is(t, class::FORCE) && !self.words.is(t, class::ARMS))
            && (range.from..range.to).all(|t| self.words.noun_at(t).is_none() || self.words.is(t, class::FORCE));
        let pointed = matches!(
            self.words.word(range.from),
            "the" | "its" | "their" | "our" | "these" | "those" | "his" | "other" | "another"
        );
        if force && pointed { Subject::Pronoun } else { Subject::Noun(noun) }
    }

    /// `terrorists positioned in P fired`: a participle without an auxiliary between subject and verb.
    fn may_be_reduced(&self, chunk: usize, verb: &Verb) -> bool {
        self.row.chunks[chunk].from == verb.main
            && self
                .words
                .forms(verb.main)
                .iter()
                .any(|f| matches!(f.1, super::lexicon::Form::PastOrParticiple | super::lexicon::Form::Participle))
            && matches!(self.kind(chunk + 1), Kind::Prep | Kind::Adverb)
            && chunk > 0
            && matches!(self.kind(chunk - 1), Kind::Side(_) | Kind::Noun | Kind::Comma)
    }

    /// `S, as S2 fled to P, took Q`: where a clause between a subject and its verb begins.
    fn clause_aside(&self, comma: usize) -> Option<usize> {
        let start = (comma.saturating_sub(14)..comma.saturating_sub(1))
            .rev()
            .find(|&c| self.word(c) == "," && self.kind(c + 1) == Kind::Clause)?;
        let subject = start.checked_sub(1)?;
        let fits = matches!(self.kind(subject), Kind::Side(_) | Kind::Place(_) | Kind::Noun);
        // The subject has no verb before the aside.
        let open = (0..subject)
            .rev()
            .take_while(|&c| !matches!(self.kind(c), Kind::Clause | Kind::Quote))
            .all(|c| !matches!(self.kind(c), Kind::Verb(v) if self.row.verbs[v].is_finite()));
        (fits && open).then_some(start)
    }

    /// The list of a subject that `including` names: `ten towns, including A and B, fell`.
    fn included(&self, comma: usize) -> Option<usize> {
        let start = self.apposition(comma)?;
        let opens = matches!(self.word(start + 1), "including" | "namely" | "notably" | "among them");
        let unnamed = matches!(self.kind(start.checked_sub(1)?), Kind::Place(p) if self.places[p].plural)
            || self.kind(start - 1) == Kind::Noun;
        match self.kind(comma - 1) {
            Kind::Place(p) if opens && unnamed => Some(p),
            _ => None,
        }
    }

    /// `P, home to thousands, was`: where the words between two commas begin.
    fn apposition(&self, comma: usize) -> Option<usize> {
        let mut c = comma;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Comma if self.word(c) == "," => {
                    let before = self.kind(c.checked_sub(1)?);
                    let short = comma - c <= 9 && comma - c > 1;
                    return (short && matches!(before, Kind::Place(_) | Kind::Side(_) | Kind::Noun)).then_some(c);
                }
                Kind::Comma | Kind::Clause => return None,
                Kind::Verb(v)
                    if self.row.verbs[v].is_finite()
                        && !matches!(self.kind(c - usize::from(c > 0)), Kind::Relative) =>
                {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// The side that opens the sentence, where the grammar in between was not understood.
    fn opening_side(&self, chunk: usize) -> Subject {
        let first = (0..chunk.min(4)).find_map(|c| match self.kind(c) {
            Kind::Side(s) if !self.sides[s].adjective && self.governing_prep(c).is_none() => Some(s),
            _ => None,
        });
        first.map_or(Subject::None, Subject::Side)
    }

    fn verb_of(&self, chunk: usize) -> &Verb {
        match self.kind(chunk) {
            Kind::Verb(v) => &self.row.verbs[v],
            _ => &self.row.verbs[0],
        }
    }

    /// Only adverbs, times and marks stand between.
    fn only_light(&self, from: usize, to: usize) -> bool {
        (from..to).all(|c| {
            matches!(self.kind(c), Kind::Adverb | Kind::Time | Kind::Comma | Kind::Quote | Kind::Relative | Kind::Skip)
        })
    }

    fn is_force_like(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).all(|t| !self.words.is(t, class::NOT_SIDE)) && !self.is_people(noun)
    }

    fn is_people(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).any(|t| self.words.is(t, class::PEOPLE))
    }

    /// The preposition that governs this chunk, over adjectives, possessives and list items.
    fn governing_prep(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Prep => return Some(c),
                Kind::Possessive | Kind::Quote => {}
                Kind::Noun | Kind::Side(_)
                    if !self.words.is(self.row.chunks[c + 1].from, class::DET)
                        && matches!(
                            self.kind(c + 1),
                            Kind::Side(_) | Kind::Noun | Kind::Possessive | Kind::Place(_)
                        ) => {}
                Kind::And => {
                    // `between rebels and the army`, `in A and B`: an item of the same list.
                    let like = matches!(
                        (self.kind(c.wrapping_sub(1)), self.kind(chunk)),
                        (Kind::Side(_), Kind::Side(_))
                            | (Kind::Place(_), Kind::Place(_))
                            | (Kind::Noun, Kind::Noun)
                            | (Kind::Side(_), Kind::Noun)
                    );
                    if !like {
                        return None;
                    }
                    c -= 1;
                    let up = self.governing_prep(c);
                    return up;
                }
                _ => return None,
            }
        }
        None
    }

    /// The verb of which this chunk is the object: right before it.
    fn object_of(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Verb(_) => return Some(c),
                Kind::Noun | Kind::Side(_) | Kind::Possessive | Kind::Adverb | Kind::Quote | Kind::Time => {}
                Kind::And if matches!(self.kind(c.wrapping_sub(1)), Kind::Noun | Kind::Side(_) | Kind::Place(_)) => {}
                Kind::Place(_) if matches!(self.kind(c + 1), Kind::And | Kind::Comma | Kind::Place(_)) => {}
                _ => return None,
            }
        }
        None
    }

    fn verb_before(&self, chunk: usize) -> Option<usize> {
        (0..chunk).rev().find(|&c| matches!(self.kind(c), Kind::Verb(_)))
    }

    /// Where the relative clause of a verb begins.
    fn relative_of(&self, verb: usize) -> Option<usize> {
        for c in (0..verb).rev() {
            match self.kind(c) {
                Kind::Relative => return Some(c),
                Kind::Clause => return None,
                Kind::Verb(v) if self.row.verbs[v].is_finite() => return None,
                _ => {}
            }
        }
        None
    }

    /// For a participle at the start: the first side after it that is no object.
    fn subject_after(&self, chunk: usize) -> Subject {
        for c in chunk + 1..self.row.chunks.len() {
            match self.kind(c) {
                Kind::Side(s) if self.governing_prep(c).is_none() && self.object_of(c).is_none() => {
                    return Subject::Side(s);
                }
                Kind::Side(s) if matches!(self.kind(c - 1), Kind::Comma) => return Subject::Side(s),
                // `Taking P would be a victory for S`
                Kind::Verb(v) if self.row.verbs[v].is_finite() => {
                    return self.prep_side(c + 1, &["for".to_owned()]).map_or(Subject::None, Subject::Side);
                }
                _ => {}
            }
        }
        Subject::None
    }

    /// `by S` after a verb, before the next finite verb.
    fn by_agent(&self, from: usize) -> Subject {
        let by = ["by".to_owned()];
        let first = self.prep_agent(from, &by);
        // `seized by force by the army`
        if let Subject::Noun(noun) = first
            && let second @ Subject::Side(_) = self.prep_agent(noun + 1, &by)
        {
            return second;
        }
        first
    }

    fn prep_agent(&self, from: usize, preps: &[String]) -> Subject {
        match self.prep_np(from, preps) {
            Some(c) => match self.kind(c) {
                Kind::Side(s) => {
                    // `by regime air strikes`
                    if let Kind::Noun = self.kind(c + 1)
                        && self.sides[s].adjective
                        && preps.iter().any(|p| p == "by" || p == "from")
                    {
                        return Subject::Noun(c + 1);
                    }
                    Subject::Side(s)
                }
                Kind::Noun => Subject::Noun(c),
                _ => Subject::None,
            },
            None => Subject::None,
        }
    }

    /// The chunk after one of these prepositions, before the next finite verb or clause.
    fn prep_np(&self, from: usize, preps: &[String]) -> Option<usize> {
        let mut c = from;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Prep
                    if preps.iter().any(|p| {
                        p == self.words.text.raw(self.row.chunks[c].from..self.row.chunks[c].to).to_lowercase().as_str()
                    }) =>
                {
                    let mut n = c + 1;
                    while matches!(self.kind(n), Kind::Quote | Kind::Adverb) {
                        n += 1;
                    }
                    if self.kind(n) == Kind::Noun
                        && matches!(self.kind(n + 1), Kind::Prep)
                        && self.word(n + 1) == "of"
                        && matches!(self.kind(n + 2), Kind::Side(_))
                    {
                        // `into the hands of rebels`, `by members of the Nusra Front`
                        return Some(n + 2);
                    }
                    if matches!(self.kind(n), Kind::Side(_) | Kind::Noun) {
                        return Some(n);
                    }
                }
                Kind::Verb(v) if self.row.verbs[v].is_finite() => return None,
                Kind::Clause | Kind::Relative => return None,
                _ => {}
            }
            c += 1;
        }
        None
    }

    fn prep_side(&self, from: usize, preps: &[String]) -> Option<usize> {
        if preps.is_empty() {
            return None;
        }
        let c = self.prep_np(from, preps)?;
        match self.kind(c) {
            Kind::Side(s) => Some(s),
            Kind::Noun => match (self.kind(c + 1), self.kind(c + 2)) {
                (Kind::Side(s), _) => Some(s),
                // `from the control of S`
                (Kind::Prep, Kind::Side(s)) if self.word(c + 1) == "of" => Some(s),
                _ => None,
            },
            _ => None,
        }
    }

    /// A direct object that is a side, and the chunk after it.
    fn object_side(&self, from: usize) -> (Option<usize>, usize) {
        let mut c = from;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Side(s) => return (Some(s), c + 1),
                Kind::Adverb | Kind::Time | Kind::Quote | Kind::Noun => c += 1,
                _ => return (None, from),
            }
        }
        (None, from)
    }

    /// The places of a direct object, the chunk after them, and the enemy named on the way.
    fn object_places(&self, from: usize, loose: bool, rule: &Rule) -> (Vec<(usize, Extent)>, usize, Option<usize>) {
        let mut c = from;
        let mut enemy = None;
        let mut passed_noun = false;
        let mut line_only = rule.object == Object::Line;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Adverb | Kind::Time | Kind::Quote | Kind::Possessive => c += 1,
                Kind::Pronoun if matches!(self.word(c), "it" | "them") && c == from && rule.event != Event::Strikes => {
                    let place = self.place_of_pronoun(self.row.chunks[c].from);
                    return (place.into_iter().collect(), c + 1, enemy);
                }
                Kind::Place(p) => {
                    let phrase = &self.places[p];
                    if phrase.what == What::Unnamed {
                        let (places, at) = self.unnamed(c, rule);
                        if !places.is_empty() {
                            return (places, at, enemy);
                        }
                        if loose {
                            c += 1;
                            passed_noun = true;
                            continue;
                        }
                        return (Vec::new(), at, enemy);
                    }
                    if rule.event == Event::Captures || rule.event == Event::Holds {
                        // `captured Aleppo residents`, `seized Tadef weapons`
                        if let Kind::Noun = self.kind(c + 1) {
                            let noun = &self.row.chunks[c + 1];
                            let head =
                                self.words.noun_at(noun.from).is_none() && !self.words.is(noun.from, class::ADJECTIVE);
                            if head
                                && self.words.word(noun.from).ends_with('s')
                                && phrase.to == noun.from
                                && !self.words.is_capital(noun.from)
                            {
                                return (Vec::new(), c + 1, enemy);
                            }
                        }
                    }
                    if passed_noun
                        && !loose
                        && !matches!(
                            rule.event,
                            Event::Captures | Event::Holds | Event::Loses | Event::Advances | Event::Besieges
                        )
                    {
                        return (Vec::new(), c, enemy);
                    }
                    let _ = &mut line_only;
                    return self.listed_after(c, Extent::Whole, enemy);
                }
                // `captured ten soldiers near P`: people, not land.
                Kind::Side(_)
                    if !loose
                        && matches!(rule.event, Event::Captures | Event::Holds)
                        && !matches!(
                            self.kind(c + 1),
                            Kind::Noun | Kind::Place(_) | Kind::Possessive | Kind::Quote
                        ) =>
                {
                    return (Vec::new(), c, enemy);
                }
                Kind::Side(s) => {
                    enemy = enemy.or(Some(s));
                    passed_noun = true;
                    c += 1;
                }
                Kind::Noun => {
                    passed_noun = true;
                    if !loose && !self.is_ground(c) {
                        // `captured the rebel stronghold of P`
                        let seat = self.is_seat(c);
                        let supply = rule.object == Object::Line;
                        if !seat && !supply {
                            return (Vec::new(), c, enemy);
                        }
                    }
                    if self.words.bits(self.row.chunks[c].from) & class::PEOPLE != 0 && !loose {
                        return (Vec::new(), c, enemy);
                    }
                    c += 1;
                }
                // `to capture from Daesh a swathe of`
                Kind::Prep
                    if self.word(c) == "from" && c == from && matches!(self.kind(c + 1), Kind::Side(_)) && !loose =>
                {
                    c += 2;
                }
                Kind::Prep => {
                    let word = self.word(c);
                    // `captured ten soldiers near P`: the soldiers, not the place.
                    let persons = c > from && matches!(self.kind(c - 1), Kind::Side(s) if !self.sides[s].adjective);
                    if !loose && (!passed_noun || persons) {
                        return (Vec::new(), c, enemy);
                    }
                    let inside = matches!(
                        word,
                        "in" | "inside"
                            | "at"
                            | "of"
                            | "within"
                            | "across"
                            | "on"
                            | "into"
                            | "to"
                            | "through"
                            | "throughout"
                            | "over"
                    );
                    let near = is_near(word);
                    let own = rule.place.iter().any(|p| p == word);
                    if word == "including" || own || inside || near {
                        if word == "to" && rule.object != Object::Line && rule.event != Event::Besieges {
                            return (Vec::new(), c, enemy);
                        }
                        match self.kind(c + 1) {
                            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                                let extent = if near {
                                    Extent::Near
                                } else if passed_noun
                                    && !self.is_seat(c - 1)
                                    && matches!(rule.event, Event::Captures | Event::Holds)
                                    && self.kind(c - 1) == Kind::Noun
                                {
                                    Extent::Part
                                } else {
                                    Extent::Whole
                                };
                                return self.listed_after(c + 1, extent, enemy);
                            }
                            Kind::Place(_) | Kind::Side(_) | Kind::Noun => {
                                if loose || own || rule.object == Object::Line || inside {
                                    if let Kind::Side(s) = self.kind(c + 1) {
                                        enemy = enemy.or(Some(s));
                                    }
                                    c += 2;
                                    passed_noun = true;
                                    continue;
                                }
                                return (Vec::new(), c, enemy);
                            }
                            _ => return (Vec::new(), c, enemy),
                        }
                    } else if loose
                        && matches!(
                            word,
                            "with"
                                | "by"
                                | "from"
                                | "for"
                                | "against"
                                | "between"
                                | "during"
                                | "among"
                                | "belonging"
                                | "since"
                                | "about"
                                | "as"
                        )
                    {
                        if matches!(self.kind(c + 1), Kind::Side(_) | Kind::Noun | Kind::Place(_) | Kind::Time) {
                            if let Kind::Side(s) = self.kind(c + 1) {
                                enemy = enemy.or(Some(s));
                            }
                            c += 2;
                            continue;
                        }
                        return (Vec::new(), c, enemy);
                    } else {
                        return (Vec::new(), c, enemy);
                    }
                }
                Kind::And | Kind::Comma
                    if loose || passed_noun && matches!(self.kind(c + 1), Kind::Noun | Kind::Side(_) | Kind::Prep) =>
                {
                    if matches!(self.kind(c + 1), Kind::Verb(_)) && !self.belongs(c + 1) {
                        return (Vec::new(), c, enemy);
                    }
                    c += 1;
                }
                Kind::Verb(_) if loose && self.belongs(c) => c += 1,
                Kind::Skip => c += 1,
                _ => return (Vec::new(), c, enemy),
            }
        }
        (Vec::new(), c, enemy)
    }

    /// The place that `it` means: the last one before that is no container.
    fn place_of_pronoun(&self, token: usize) -> Option<(usize, Extent)> {
        let end = self.places.partition_point(|p| p.from < token);
        let sentence = self.words.text.sentence_of(token);
        self.places[..end].iter().enumerate().rev().take(6).find_map(|(i, phrase)| {
            let near = self.words.text.sentence_of(phrase.from) + 1 >= sentence;
            (near && !phrase.contains && phrase.what != What::Unnamed).then_some((i, Extent::Whole))
        })
    }

    /// `killing ten`, `belonging to rebels`: stays within the clause of a strike.
    fn belongs(&self, chunk: usize) -> bool {
        self.row.verb(chunk).is_some_and(|v| {
            v.ing
                && matches!(
                    self.lemma(v),
                    "kill" | "belong" | "wound" | "leave" | "injure" | "destroy" | "include" | "cause"
                )
        })
    }

    /// A word for land: `ground`, `positions`, `territory`.
    fn is_ground(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        let head = chunk.to - 1;
        self.words.part_at(head).is_some()
            || matches!(
                self.words.word(head),
                "position"
                    | "sites"
                    | "row"
                    | "rows"
                    | "string"
                    | "handful"
                    | "cluster"
                    | "locations"
                    | "posts"
                    | "strongholds"
                    | "stronghold"
                    | "gains"
                    | "strategic"
                    | "cities"
                    | "terrain"
                    | "foothold"
                    | "farms"
                    | "hills"
                    | "buildings"
                    | "ground"
                    | "sections"
            )
    }

    fn is_seat(&self, noun: usize) -> bool {
        if self.kind(noun) != Kind::Noun {
            return false;
        }
        let chunk = &self.row.chunks[noun];
        (chunk.from..chunk.to).any(|t| {
            self.words.noun_at(t).is_some_and(|(_, rules)| rules.iter().any(|&r| self.rule(r).shape == Shape::Seat))
        })
    }

    /// `a hilltop near P`, `three villages including A and B`, `a hospital in P`.
    fn unnamed(&self, chunk: usize, rule: &Rule) -> (Vec<(usize, Extent)>, usize) {
        let mut c = chunk + 1;
        let Kind::Place(unnamed) = self.kind(chunk) else { return (Vec::new(), c) };
        if let Some(list) = self.named_list(chunk) {
            let (places, at, _) = self.listed_after(list, Extent::Whole, None);
            return (places, at);
        }
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Adverb | Kind::Comma | Kind::Time | Kind::Quote => c += 1,
                Kind::Clause if self.word(c) == ":" => c += 1,
                Kind::And if matches!(self.kind(c + 1), Kind::Place(_)) => c += 1,
                Kind::Noun if matches!(self.word(c), "namely") => c += 1,
                Kind::Noun
                    if matches!(self.kind(c + 1), Kind::Prep)
                        && self.words.word(self.row.chunks[c].to - 1) != "people" =>
                {
                    c += 1;
                }
                Kind::Side(_) if matches!(self.kind(c + 1), Kind::Prep) => c += 1,
                Kind::Verb(v)
                    if self.row.verbs[v].ing
                        && matches!(self.lemma(&self.row.verbs[v]), "overlook" | "include" | "surround") =>
                {
                    c += 1;
                }
                Kind::Place(p) if self.places[p].what == What::Unnamed => c += 1,
                Kind::Place(_) => {
                    // A list after a colon, `including`, or nothing at all.
                    let overlook = self.row.verb(c.wrapping_sub(1)).is_some_and(|v| self.lemma(v) == "overlook");
                    let extent = if overlook { Extent::Near } else { Extent::Whole };
                    let (places, at, _) = self.listed_after(c, extent, None);
                    return (places, at);
                }
                Kind::Prep => {
                    let word = self.word(c);
                    if word == "including" || word == "among" || word == "like" || word == "such" {
                        c += 1;
                        continue;
                    }
                    let near =
                        is_near(word) || matches!(word, "overlooking" | "along" | "on" | "towards" | "to" | "within");
                    let inside = matches!(word, "in" | "of" | "inside" | "at");
                    if let Kind::Place(p) = self.kind(c + 1) {
                        if (near || inside) && self.places[p].what != What::Unnamed && !self.is_region(p) {
                            let extent = if near { Extent::Near } else { Extent::Part };
                            if rule.event == Event::Loses {
                                return (Vec::new(), c);
                            }
                            let (places, at, _) = self.listed_after(c + 1, extent, None);
                            return (places, at);
                        }
                        c += 2;
                        continue;
                    }
                    if word == "within"
                        && self.kind(c + 1) == Kind::Noun
                        && self.is_range(c + 2)
                        && matches!(self.kind(c + 3), Kind::Place(_))
                    {
                        let (places, at, _) = self.listed_after(c + 3, Extent::Near, None);
                        return (places, at);
                    }
                    return (Vec::new(), c);
                }
                _ => break,
            }
        }
        let _ = unnamed;
        (Vec::new(), c)
    }

    /// The places that `including`, a dash or a colon after an unnamed plural names: where they begin.
    fn named_list(&self, chunk: usize) -> Option<usize> {
        let Kind::Place(p) = self.kind(chunk) else { return None };
        if !self.places[p].plural {
            return None;
        }
        for c in chunk + 1..self.row.chunks.len() {
            match self.kind(c) {
                Kind::Verb(v) if self.row.verbs[v].is_finite() => return None,
                Kind::Relative => return None,
                _ => {}
            }
            let opens = matches!(self.word(c), "-" | ":" | "including" | "namely" | "among");
            let mut next = c + 1;
            while matches!(self.kind(next), Kind::Pronoun | Kind::Adverb) {
                next += 1;
            }
            if opens && matches!(self.kind(next), Kind::Place(q) if self.places[q].what != What::Unnamed) {
                return Some(next);
            }
        }
        None
    }

    /// A province or a countryside: too large to be meant by something in it.
    fn is_region(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        if let What::Name(spelling) = phrase.what
            && self.words.lexicon.spellings[spelling as usize].region
        {
            return true;
        }
        phrase.kind.is_some_and(|k| {
            let noun = &self.words.lexicon.types[k as usize];
            noun.class == TypeClass::Region || noun.noun == "countryside"
        })
    }

    /// The list that begins with the place at this chunk: all its places and the chunk after.
    fn listed_after(
        &self,
        chunk: usize,
        extent: Extent,
        enemy: Option<usize>,
    ) -> (Vec<(usize, Extent)>, usize, Option<usize>) {
        let mut places = Vec::new();
        let mut c = chunk;
        let mut last = None;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Place(p) => {
                    if last.is_some() && self.places[p].list != last && !self.places[p].contains {
                        match last.and_then(|last| self.next_of_list(last)) {
                            Some(next) if next > c => {
                                c = next;
                                continue;
                            }
                            _ => break,
                        }
                    }
                    if last.is_none() || !self.places[p].contains {
                        places.push((p, wider(self.places[p].extent, extent)));
                        last = Some(p);
                    }
                    c += 1;
                }
                Kind::And | Kind::Comma if self.continues(c + 1, last) => c += 1,
                Kind::Prep if self.continues(c + 1, last) && self.is_and(c.wrapping_sub(1)) => c += 1,
                Kind::Prep
                    if self.word(c) == "in"
                        && matches!(self.kind(c + 1), Kind::Place(p) if self.places[p].contains) =>
                {
                    c += 1;
                }
                // `A, B and C's farms`
                Kind::Possessive
                    if matches!(self.kind(c + 1), Kind::Place(q)
                        if self.places[q].possessor.is_some() && last.is_some_and(|l| self.places[q - 1].list == Some(l))) =>
                {
                    if let Kind::Place(q) = self.kind(c + 1) {
                        places.push((q, wider(self.places[q].extent, extent)));
                        last = Some(q);
                    }
                    c += 2;
                }
                Kind::Noun | Kind::Adverb
                    if matches!(self.word(c), "particularly" | "especially" | "notably" | "namely" | "mainly")
                        && last.is_some()
                        && matches!(self.kind(c + 1), Kind::Place(_)) =>
                {
                    let (more, at, _) = self.listed_after(c + 1, Extent::Whole, None);
                    places.extend(more);
                    return (places, at, enemy);
                }
                Kind::Comma
                    if matches!(
                        self.word(c + 1),
                        "particularly" | "especially" | "notably" | "namely" | "mainly" | "including"
                    ) && matches!(self.kind(c + 2), Kind::Place(_)) =>
                {
                    let (more, at, _) = self.listed_after(c + 2, Extent::Whole, None);
                    places.extend(more);
                    return (places, at, enemy);
                }
                Kind::Prep if self.word(c) == "including" && matches!(self.kind(c + 1), Kind::Place(_)) => {
                    let (more, at, _) = self.listed_after(c + 1, extent, None);
                    places.extend(more);
                    return (places, at, enemy);
                }
                _ => match last.and_then(|last| self.next_of_list(last)) {
                    // Over quotation marks, brackets, `A, a town near B, and C`.
                    Some(next) if next > c => c = next,
                    _ => break,
                },
            }
        }
        (places, c, enemy)
    }

    /// The chunk of the item of a list after this place.
    fn next_of_list(&self, place: usize) -> Option<usize> {
        let next = (place + 1..self.places.len().min(place + 6)).find(|&p| self.places[p].list == Some(place))?;
        self.row.chunk_of(self.places[next].from).filter(|&c| self.kind(c) == Kind::Place(next))
    }

    fn is_and(&self, chunk: usize) -> bool {
        matches!(self.kind(chunk), Kind::And | Kind::Comma)
    }

    fn continues(&self, chunk: usize, last: Option<usize>) -> bool {
        match self.kind(chunk) {
            Kind::Place(p) => last.is_some() && self.places[p].list == last || self.places[p].contains,
            Kind::And | Kind::Comma | Kind::Prep => self.continues_once(chunk + 1, last),
            _ => false,
        }
    }

    fn continues_once(&self, chunk: usize, last: Option<usize>) -> bool {
        matches!(self.kind(chunk), Kind::Place(p) if last.is_some() && self.places[p].list == last)
    }

    /// The first item of the list that ends with this place, as far as it stands in one row.
    fn list_head(&self, place: usize, _chunk: usize) -> usize {
        place
    }

    /// A place and the items of its list before it.
    fn listed_before(&self, place: usize) -> Vec<(usize, Extent)> {
        let mut places = vec![(place, self.places[place].extent)];
        let mut p = place;
        while let Some(before) = self.places[p].list {
            if self.row.chunk_of(self.places[before].from).is_none() || self.places[before].contains {
                break;
            }
            places.push((before, self.places[before].extent));
            p = before;
        }
        // `A, B and C's farms fell`: the farms are an item of the list.
        if self.places[place].possessor.is_some()
            && let Some(owner) = place.checked_sub(1).filter(|&o| self.places[place].container == Some(o))
            && let Some(before) = self.places[owner].list
        {
            let mut all = self.listed_before(before);
            all.extend(places);
            return all;
        }
        if self.places[place].contains {
            // `Tadef in Aleppo province fell`: the contained place is meant.
            if let Some(inner) = place.checked_sub(1).filter(|&i| self.places[i].container == Some(place)) {
                return self.listed_before(inner);
            }
        }
        places.reverse();
        places
    }

    /// `P, which S besieges in ...`: the clause has `which`, a subject, and no object right after the verb.
    fn relative_object(&self, chunk: usize, after: usize) -> bool {
        if matches!(self.kind(after), Kind::Place(_) | Kind::Noun | Kind::Side(_) | Kind::Pronoun) {
            return false;
        }
        let mut c = chunk;
        let mut side = false;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Side(_) | Kind::Pronoun => side = true,
                Kind::Adverb | Kind::Noun | Kind::Time | Kind::Skip => {}
                Kind::Relative => return side && self.word(c) != "where",
                _ => return false,
            }
        }
        false
    }

    /// The antecedent of a relative clause without its own object: `P which S captured`, `P S held`.
    fn object_before(&self, chunk: usize) -> Option<(usize, Option<usize>)> {
        let mut c = chunk;
        let mut side = None;
        let (mut relative, mut pronoun) = (false, false);
        let infinitive = self.row.verb(chunk).is_some_and(|v| v.infinitive);
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Adverb | Kind::Time | Kind::Comma | Kind::Quote | Kind::Skip => {}
                // `which the army began an operation to retake`
                Kind::Noun if infinitive && side.is_none() && !relative => {}
                Kind::Place(p) if pronoun && !relative && c + 2 == chunk => return Some((p, None)),
                Kind::Side(s) if side.is_none() && !relative => side = Some(s),
                Kind::Noun
                    if side.is_some() && !relative
                        || side.is_none() && matches!(self.kind(c.wrapping_sub(1)), Kind::Side(_)) => {}
                Kind::Pronoun if !relative => pronoun = matches!(self.word(c), "it" | "they" | "he"),
                Kind::Relative if self.word(c) == "where" => return None,
                Kind::Relative => relative = true,
                Kind::Verb(v)
                    if !relative
                        && (self.row.verb(chunk).is_some_and(|w| w.infinitive || w.ing)
                            || self.row.verbs[v].is_finite())
                        && side.is_none()
                        && !self.row.verb(chunk).is_some_and(Verb::is_finite) => {}
                Kind::Place(p) if relative || side.is_some() && c + 1 < chunk => {
                    let direct = relative || matches!(self.kind(c + 1), Kind::Side(_));
                    return direct.then_some((p, side));
                }
                _ => return None,
            }
        }
        None
    }

    /// The places that the rule's prepositions lead to, from here on within the clause.
    fn prep_places(&self, from: usize, rule: &Rule, passive: bool) -> (Vec<(usize, Extent)>, usize) {
        let mut c = from;
        let mut verbs_left = usize::from(rule.shape == Shape::Noun);
        let strike_like = matches!(rule.event, Event::Strikes | Event::Fights);
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Prep => {
                    let word = self.prep_word(c);
                    if rule.event == Event::Advances
                        && matches!(word.as_str(), "for" | "about")
                        && rule.shape == Shape::Verb
                    {
                        break;
                    }
                    let near = self.is_range(c)
                        || rule.near.contains(&word)
                        || is_near(&word) && (rule.place.contains(&word) || strike_like || !rule.near.is_empty());
                    let own = rule.place.contains(&word);
                    let strict = word == "of" && rule.strict_of && c != from;
                    if (own || near) && !strict {
                        match self.kind(c + 1) {
                            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                                let extent = self.prep_extent(&word, near, p, rule);
                                if word == "between" || !self.is_start(&word, rule) {
                                    let (places, at, _) = self.listed_after(c + 1, extent, None);
                                    return (places, at);
                                }
                            }
                            // `towards two prizes - P and Q`
                            Kind::Noun
                                if !strike_like
                                    && matches!(self.word(c + 2), "-" | ":")
                                    && matches!(self.kind(c + 3), Kind::Place(_)) =>
                            {
                                let extent = if near { Extent::Near } else { Extent::Whole };
                                let (places, at, _) = self.listed_after(c + 3, extent, None);
                                return (places, at);
                            }
                            // `on rebel territory in P`
                            Kind::Noun if !strike_like && self.is_plain_before_place(c + 1) => {
                                let extent = if near { Extent::Near } else { Extent::Part };
                                let (places, at, _) = self.listed_after(c + 2, extent, None);
                                return (places, at);
                            }
                            Kind::Place(_) => {
                                let (places, at) = self.unnamed(c + 1, rule);
                                if !places.is_empty() {
                                    let raised = places
                                        .into_iter()
                                        .map(|(p, e)| (p, wider(e, if near { Extent::Near } else { e })));
                                    return (raised.collect(), at);
                                }
                            }
                            _ => {}
                        }
                    }
                    c += 1;
                    // `from P to Q`: where it starts is passed over.
                    if matches!(self.kind(c), Kind::Place(_)) {
                        c += 1;
                    }
                }
                // `made gains north of P`
                Kind::Place(p) if !rule.near.is_empty() && !strike_like && self.is_bearing(p) => {
                    let (places, at, _) = self.listed_after(c, Extent::Near, None);
                    return (places, at);
                }
                Kind::Place(_) => c += 1,
                Kind::Side(_)
                | Kind::Noun
                | Kind::Time
                | Kind::Adverb
                | Kind::Comma
                | Kind::Quote
                | Kind::Possessive
                | Kind::Skip => c += 1,
                Kind::And => {
                    if matches!(self.kind(c + 1), Kind::Verb(v) if self.row.verbs[v].is_finite())
                        || matches!(self.kind(c + 2), Kind::Verb(_)) && verbs_left == 0
                    {
                        break;
                    }
                    c += 1;
                }
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    let own = verbs_left > 0 && verb.is_finite()
                        || verb.bare && strike_like
                        || self.belongs(c)
                        || verb.ing && strike_like && matches!(self.lemma(verb), "target" | "hit" | "rage");
                    if !own {
                        break;
                    }
                    if verb.is_finite() {
                        verbs_left -= 1;
                    }
                    c += 1;
                }
                _ => break,
            }
        }
        let _ = passive;
        (Vec::new(), c)
    }

    /// `north of P`, `two kilometres south of P`, said of a named place.
    fn is_bearing(&self, place: usize) -> bool {
        let phrase = &self.places[place];
        phrase.extent == Extent::Near
            && matches!(phrase.what, What::Name(_) | What::Open)
            && (phrase.from..phrase.core.0).any(|t| self.words.is(t, class::DIRECTION))
            && self.words.word(phrase.core.0.saturating_sub(1)) != "("
    }

    /// One word with no event of its own right before a named place: `rebel` in `rebel territory in P`.
    fn is_plain_before_place(&self, noun: usize) -> bool {
        let chunk = &self.row.chunks[noun];
        chunk.to == chunk.from + 1
            && self.words.noun_at(chunk.from).is_none()
            && matches!(self.kind(noun + 1), Kind::Place(p)
                if self.places[p].from == chunk.to && self.places[p].what != What::Unnamed)
    }

    fn prep_word(&self, chunk: usize) -> String {
        let chunk = &self.row.chunks[chunk];
        let mut word = self.words.word(chunk.from).to_owned();
        for t in chunk.from + 1..chunk.to {
            word.push(' ');
            word.push_str(self.words.word(t));
        }
        word
    }

    /// `of` after `within firing range`, `a few kilometres`.
    fn is_range(&self, prep: usize) -> bool {
        self.word(prep) == "of"
            && prep.checked_sub(1).is_some_and(|n| {
                self.kind(n) == Kind::Noun
                    && matches!(
                        self.words.word(self.row.chunks[n].to - 1),
                        "range"
                            | "reach"
                            | "sight"
                            | "distance"
                            | "miles"
                            | "kilometers"
                            | "kilometres"
                            | "km"
                            | "metres"
                            | "meters"
                            | "mile"
                            | "kilometer"
                            | "kilometre"
                    )
            })
    }

    fn is_start(&self, word: &str, rule: &Rule) -> bool {
        word == "from" && rule.from_start
    }

    fn prep_extent(&self, word: &str, near: bool, place: usize, rule: &Rule) -> Extent {
        let phrase = &self.places[place];
        if near && !(rule.near.iter().any(|n| n == word) && phrase.extent != Extent::Whole) {
            return Extent::Near;
        }
        if rule.event == Event::Advances && matches!(word, "in" | "into" | "inside") {
            return Extent::Part;
        }
        Extent::Whole
    }

    // -- nouns -----------------------------------------------------------------------------------

    fn nouns(&self, chunk: usize, found: &mut Vec<Raw>) {
        let range = self.row.chunks[chunk];
        let mut t = range.from;
        while t < range.to {
            let Some((to, rules)) = self.words.noun_at(t) else {
                t += 1;
                continue;
            };
            let decoy = self.words.name_over(t).is_some_and(|n| n.entry == super::lexicon::Entry::Decoy);
            if to <= range.to && !decoy && !self.is_civil(range.from, t) && self.is_head(t, to, range.to) {
                for &index in rules {
                    let strike = self.is_by_arms(chunk, t) || self.is_bombing(chunk, t);
                    let index = if strike { self.as_strike(index) } else { index };
                    let before = found.len();
                    match self.rule(index).shape {
                        Shape::Noun => self.noun_frame(index, chunk, (t, to), found),
                        Shape::Casualty => self.casualty_noun(index, chunk, (t, to), found),
                        Shape::Seat => self.seat(index, chunk, (t, to), found),
                        Shape::Under => self.under(index, chunk, (t, to), found),
                        _ => {}
                    }
                    // One event a noun: the first rule that fits.
                    if found.len() > before && self.rule(index).light.is_empty() {
                        break;
                    }
                }
            }
            t = to;
        }
    }

    /// The place of the main clause before `after heavy clashes`.
    fn main_place(&self, chunk: usize) -> Option<usize> {
        (0..chunk).rev().find_map(|c| match self.kind(c) {
            Kind::Place(p) if self.places[p].what != What::Unnamed && !self.places[p].contains => Some(p),
            _ => None,
        })
    }

    /// `rescue operation`, `vaccination campaign`: no fight.
    fn is_civil(&self, from: usize, to: usize) -> bool {
        (from..to).any(|t| {
            matches!(
                self.words.word(t),
                "rescue"
                    | "relief"
                    | "evacuation"
                    | "humanitarian"
                    | "aid"
                    | "transfer"
                    | "search"
                    | "demining"
                    | "medical"
                    | "vaccination"
                    | "media"
                    | "diplomatic"
                    | "political"
                    | "hunger"
                    | "election"
                    | "smear"
                    | "cyber"
                    | "legal"
                    | "verbal"
                    | "peacekeeping"
                    | "heart"
                    | "rebuilding"
                    | "reconstruction"
            )
        })
    }

    /// Whether a noun of an event is the head of its chunk, or followed by one that keeps its sense.
    fn is_head(&self, from: usize, to: usize, end: usize) -> bool {
        let _ = from;
        (to..end).all(|t| {
            matches!(
                self.words.word(t),
                "campaign"
                    | "campaigns"
                    | "operation"
                    | "operations"
                    | "attempt"
                    | "attempts"
                    | "line"
                    | "lines"
                    | "attack"
                    | "attacks"
                    | "toll"
                    | "wave"
                    | "today"
                    | "efforts"
                    | "raids"
                    | "strikes"
                    | "late"
                    | "early"
            ) || self.words.is(t, class::ADVERB | class::CALENDAR)
                || self.words.noun_at(t).is_some()
        })
    }

    /// `rocket attack`, `the jets' attack`: arms stand right before the noun.
    fn is_by_arms(&self, chunk: usize, noun: usize) -> bool {
        const MEANS: &[&str] =
            &["suicide", "aerial", "air", "bomb", "bombing", "chemical", "gas", "chlorine", "barrel"];
        let arms = |t: usize| self.words.is(t, class::ARMS) || MEANS.contains(&self.words.word(t));
        if noun > self.row.chunks[chunk].from {
            return arms(noun - 1);
        }
        match chunk.checked_sub(1).map(|c| self.kind(c)) {
            Some(Kind::Side(s)) => self.sides[s].to == noun && arms(noun - 1),
            _ => false,
        }
    }

    /// The rule of strikes in place of one of fights.
    fn as_strike(&self, index: u16) -> u16 {
        if self.rule(index).event != Event::Fights {
            return index;
        }
        let rules = &self.words.lexicon.rules;
        rules.iter().position(|r| r.id == "strike-noun").map_or(index, |i| i as u16)
    }

    fn noun_frame(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let rule = self.rule(index);
        let range = self.row.chunks[chunk];
        if rule.event == Event::Fights && self.is_against_ill(chunk + 1) {
            return;
        }
        let governor = self.governing_verb(chunk, trigger.0);
        let mut agent = Subject::None;
        let mut light = false;
        if let Some(g) = governor {
            let verb = self.verb_of(g);
            let lemma = self.lemma(verb);
            light = self.words.lexicon.light_of(index).iter().any(|(l, particles)| {
                Some(*l) == verb.lemma
                    && particles.iter().enumerate().all(|(k, &id)| self.words.id(verb.main + 1 + k) == id)
            });
            let does = rule.light.is_empty() && DOING.contains(&lemma) || light;
            if does && !verb.passive {
                agent = self.subject(g, verb);
                if matches!(agent, Subject::Place(_) | Subject::Noun(_)) && !light {
                    agent = Subject::None;
                }
            }
        }
        if rule.event == Event::Strikes && self.is_disarmed(chunk, governor)
            || rule.event == Event::Fights && self.is_beside_front(chunk, trigger.0)
        {
            return;
        }
        // The noun as subject: `control was restored over P`.
        if !rule.light.is_empty() && !light {
            let Some(v) = self.verb_after_noun(chunk) else { return };
            let verb = self.verb_of(v);
            light = verb.passive && self.words.lexicon.light_of(index).iter().any(|(l, _)| Some(*l) == verb.lemma);
            if !light {
                return;
            }
            agent = self.by_agent(v + 1);
        }
        // `the rebel attack on P`, `rebels' advance`
        let owner = self.owner(chunk, trigger.0);
        if let Some(side) = owner.filter(|_| rule.id != "break-siege") {
            agent = Subject::Side(side);
        } else if matches!(self.words.word(range.from), "their" | "its")
            && matches!(rule.event, Event::Captures | Event::Advances | Event::Loses)
            && !light
        {
            agent = Subject::Pronoun;
        }
        let after = chunk + 1;
        if !rule.agent.is_empty()
            && rule.agent[0] != "none"
            && let found @ (Subject::Side(_) | Subject::Noun(_)) = self.prep_agent_noun(after, &rule.agent)
            && (!matches!(agent, Subject::Side(_)) || rule.needs_agent)
        {
            agent = found;
        }
        if rule.agent.first().is_some_and(|a| a == "none") {
            agent = self.opener(governor);
        }
        // `between Russian and Syrian jets` ...
        let mut places = Vec::new();
        if trigger.1 < range.to && self.words.noun_at(trigger.1).is_some() && !self.is_weak_head(trigger.1) {
            return;
        }
        let (p, at) = self.prep_places(after, rule, false);
        places.extend(p);
        // `P, which S gained control of last year`, `P where S gained ground`
        if places.is_empty()
            && light
            && !self.is_followed_by_place(after, rule)
            && let Some(g) = governor
        {
            places = match self.object_before(g) {
                Some((p, side)) => {
                    agent = side.map_or(agent, Subject::Side);
                    self.listed_before(p)
                }
                None if rule.event == Event::Advances => self.setting(g),
                None => Vec::new(),
            };
        }
        if matches!(rule.event, Event::Strikes | Event::Fights) && places.iter().all(|&(p, _)| self.is_region(p)) {
            // `battles in Aleppo province for Tadef`: the closer place tells where.
            let closer = self.prep_places(at, rule, false).0;
            if !closer.is_empty() && !places.is_empty() && !closer.iter().any(|&(p, _)| self.is_region(p)) {
                places = closer;
            }
        }
        if places.is_empty()
            && rule.place_before
            && let Some(p) = self.place_before(chunk, trigger.0)
        {
            places = vec![(p, self.places[p].extent)];
        }
        if places.is_empty()
            && (rule.place_subject || rule.event == Event::Besieges)
            && let Some(g) = governor.or_else(|| self.by_verb(chunk))
        {
            let verb = self.verb_of(g);
            if SUFFERING.contains(&self.lemma(verb))
                && let Subject::Place(p) = self.subject(g, verb)
            {
                places = self.listed_before(p);
            }
        }
        if places.is_empty() && rule.event == Event::Besieges && self.word(chunk.wrapping_sub(1)) == "under" {
            // `P under siege`
            let mut c = chunk - 1;
            while c > 0 && matches!(self.kind(c - 1), Kind::Adverb | Kind::Time | Kind::Comma) {
                c -= 1;
            }
            if let Some(Kind::Place(p)) = c.checked_sub(1).map(|k| self.kind(k)) {
                places = vec![(p, self.places[p].extent)];
            } else if let Some(Kind::Verb(_)) = c.checked_sub(1).map(|k| self.kind(k))
                && let Subject::Place(p) = self.subject(c - 1, self.verb_of(c - 1))
            {
                places = self.listed_before(p);
            }
        }
        if places.is_empty()
            && rule.event == Event::Fights
            && let Some(v) = self.verb_after_noun(chunk)
            && matches!(
                self.lemma(self.verb_of(v)),
                "hit"
                    | "strike"
                    | "force"
                    | "surround"
                    | "rock"
                    | "shake"
                    | "grip"
                    | "engulf"
                    | "rage"
                    | "reach"
                    | "target"
                    | "ravage"
                    | "devastate"
            )
        {
            places = self.object_places(v + 1, true, rule).0;
        }
        if places.is_empty()
            && rule.id == "clashes-noun"
            && matches!(self.word(chunk.wrapping_sub(1)), "after" | "following" | "amid")
            && let Some(p) = self.main_place(chunk)
        {
            places = vec![(p, self.places[p].extent)];
        }
        if places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights) {
            places = self.setting(chunk);
        }
        if places.is_empty() && rule.id == "siege-noun" {
            places = self.siege_place(chunk);
        }
        if places.is_empty() && rule.light.is_empty() && matches!(agent, Subject::Side(_)) {
            places = self.told_again(rule.event, chunk);
        }
        if matches!(agent, Subject::Place(_)) {
            agent = Subject::None;
        }
        let lost = self.prep_side(after, &rule.from);
        let named_taker = !rule.taker.is_empty() && self.prep_side(after, &rule.taker).is_some();
        if rule.needs_agent && !named_taker && !matches!(agent, Subject::Side(_) | Subject::Pronoun) {
            return;
        }
        let taker = if rule.taker.is_empty() { None } else { self.prep_side(after, &rule.taker) };
        let relieved = rule.event == Event::Besieges
            && governor.is_some_and(|g| {
                matches!(
                    self.lemma(self.verb_of(g)),
                    "break" | "lift" | "end" | "ease" | "breach" | "relieve" | "escape" | "break_through"
                )
            });
        let besieger = owner.is_some() || matches!(self.prep_agent_noun(after, &rule.agent), Subject::Side(_));
        let given = rule.id == "siege-noun" && self.is_siege_given(governor, besieger);
        let mut breaker = None;
        if relieved && owner.is_none() && !matches!(self.prep_agent_noun(after, &rule.agent), Subject::Side(_)) {
            if let (Some(g), Subject::Side(s)) = (governor, agent) {
                let _ = g;
                breaker = Some(s);
            } else if let Some(g) = governor
                && let Subject::Side(s) = self.subject(g, self.verb_of(g))
            {
                breaker = Some(s);
            }
            agent = Subject::None;
        }
        let before = found.len();
        let noun_agent = match agent {
            Subject::Noun(n) => match self.striker(n) {
                Striker::Side(s) => Subject::Side(s),
                _ => Subject::None,
            },
            other => other,
        };
        self.emit_noun(index, chunk, trigger, &places, noun_agent, lost, taker, found);
        // Breaking a siege says who besieges.
        if rule.id == "break-siege" {
            for raw in &mut found[before..] {
                raw.extent = Extent::Whole;
            }
        }
        let failed = self.is_failed(chunk);
        for raw in &mut found[before..] {
            raw.failed = failed;
            raw.description |= given;
            if relieved {
                // The siege is there, whatever becomes of the attempt to break it.
                raw.description = true;
                if raw.named.is_none() {
                    raw.named = breaker.and_then(|s| self.sides[s].side).and_then(enemy);
                }
            }
        }
    }

    /// Whether the noun's own preposition has an object: `control of the town`.
    fn is_followed_by_place(&self, after: usize, rule: &Rule) -> bool {
        self.kind(after) == Kind::Prep
            && rule.place.iter().any(|p| p == self.word(after))
            && matches!(self.kind(after + 1), Kind::Place(_) | Kind::Noun | Kind::Side(_))
    }

    #[allow(clippy::too_many_arguments)]
    fn emit_noun(
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
        for &(place, extent) in places {
            if !self.usable(place, rule.event) {
                continue;
            }
            let mut raw = self.raw(index, place, extent, chunk, trigger);
            match agent {
                Subject::Side(s) => self.set_agent(&mut raw, s),
                Subject::Pronoun => raw.pronoun = true,
                _ => {}
            }
            if raw.named.is_none() && rule.event == Event::Strikes && self.is_government_arm(trigger) {
                raw.named = Some(Side::Government);
            }
            if let Some(lost) = lost {
                raw.from = self.sides[lost].side.filter(|s| Some(*s) != raw.named);
            }
            if let Some(taker) = taker {
                raw.from = raw.named;
                raw.event = Event::Captures;
                self.set_agent(&mut raw, taker);
            }
            found.push(raw);
        }
    }

    /// `the battle against cholera`: an enemy that is neither side nor land.
    fn is_against_ill(&self, prep: usize) -> bool {
        self.kind(prep) == Kind::Prep
            && matches!(self.word(prep), "against" | "with")
            && self.kind(prep + 1) == Kind::Noun
            && !matches!(self.kind(prep + 2), Kind::Side(_))
            && !self.is_ground(prep + 1)
            && {
                let range = self.row.chunks[prep + 1];
                (range.from..range.to).all(|t| {
                    !self.words.is(t, class::FORCE) && !self.words.is_capital(t) && self.words.name_over(t).is_none()
                }) && !matches!(self.word(prep + 2), "of" | "belonging")
            }
    }

    fn is_weak_head(&self, token: usize) -> bool {
        matches!(
            self.words.word(token),
            "campaign" | "operation" | "operations" | "attempt" | "offensive" | "attack" | "attacks"
        )
    }

    /// Barrel bombs fall from the government's helicopters only.
    fn is_government_arm(&self, trigger: (usize, usize)) -> bool {
        (trigger.0..trigger.1).any(|t| self.words.word(t) == "barrel")
    }

    /// The verb of which a noun is the object, with its particle before the noun.
    fn governing_verb(&self, chunk: usize, noun: usize) -> Option<usize> {
        let _ = noun;
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Verb(_) => return Some(c),
                Kind::Noun | Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Possessive | Kind::Quote => {}
                Kind::Place(_) if matches!(self.kind(c + 1), Kind::Noun | Kind::Possessive) => {}
                Kind::And if matches!(self.kind(c.wrapping_sub(1)), Kind::Noun | Kind::Side(_)) => {}
                Kind::Prep => {
                    // A particle (`carried out raids`) or `come under attack`.
                    let v = c.checked_sub(1)?;
                    let particle =
                        matches!(self.word(c), "out" | "on" | "up" | "under" | "with" | "in" | "off" | "back" | "down")
                            && matches!(self.kind(v), Kind::Verb(_));
                    return if particle { Some(v) } else { self.governing_verb_behind(c) };
                }
                _ => return None,
            }
        }
        None
    }

    /// The passive verb whose agent is this noun: `P was hit by air strikes`.
    fn by_verb(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Prep if matches!(self.word(c), "by" | "under" | "in" | "from" | "to" | "with") => {}
                Kind::Verb(v)
                    if self.row.verbs[v].passive
                        || self.lemma(&self.row.verbs[v]) == "come"
                        || self.lemma(&self.row.verbs[v]) == "be" =>
                {
                    return Some(c);
                }
                Kind::Noun | Kind::Side(_) | Kind::Adverb | Kind::Time | Kind::Possessive | Kind::And => {}
                _ => return None,
            }
        }
        None
    }

    /// The verb of which a noun is the subject.
    fn verb_after_noun(&self, chunk: usize) -> Option<usize> {
        for c in chunk + 1..self.row.chunks.len() {
            match self.kind(c) {
                Kind::Verb(v) if self.row.verbs[v].is_finite() => return Some(c),
                Kind::Prep
                | Kind::Place(_)
                | Kind::Noun
                | Kind::Side(_)
                | Kind::Adverb
                | Kind::Time
                | Kind::Comma
                | Kind::And => {}
                _ => return None,
            }
        }
        None
    }

    /// The side right before a noun: `regime air strikes`, `the army's advance`.
    fn owner(&self, chunk: usize, noun: usize) -> Option<usize> {
        let _ = noun;
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Side(s) => {
                    // `killed ten rebels clashes`: a head without a possessive owns a noun only as an adjective.
                    let owns =
                        self.sides[s].adjective || matches!(self.kind(c + 1), Kind::Possessive) || c + 1 == chunk;
                    return owns.then_some(s);
                }
                Kind::Possessive | Kind::Quote => {}
                Kind::Noun if c + 1 == chunk => {}
                // `rebel rocket and sniper fire`: the arms before `and` are the side's, the fire too.
                Kind::And if c + 1 == chunk => match c.checked_sub(1).map(|k| self.kind(k)) {
                    Some(Kind::Side(s)) if self.sides[s].arms || self.sides[s].adjective => return Some(s),
                    Some(Kind::Noun) => {
                        c -= 1;
                        continue;
                    }
                    _ => return None,
                },
                Kind::And if self.kind(c + 1) == Kind::Noun && self.kind(c.wrapping_sub(1)) == Kind::Noun => {
                    // `regime air strikes and shelling`
                    c -= 1;
                    continue;
                }
                _ => return None,
            }
        }
        None
    }

    /// The agent named after a noun: `attack by rebels on P`, `advance of the army`.
    fn prep_agent_noun(&self, from: usize, preps: &[String]) -> Subject {
        let mut c = from;
        let mut verbs = 0;
        while c < self.row.chunks.len() {
            match self.kind(c) {
                // `the fire of the army's artillery`, `a shell belonging to the rebels`
                Kind::Prep
                    if self.word(c) == "of" && matches!(self.kind(c + 1), Kind::Side(s) if self.sides[s].arms)
                        || self.word(c) == "to" && c > 0 && self.word(c - 1) == "belonging" =>
                {
                    if let Kind::Side(s) = self.kind(c + 1) {
                        return Subject::Side(s);
                    }
                    c += 1;
                }
                Kind::Verb(v) if self.lemma(&self.row.verbs[v]) == "belong" => c += 1,
                Kind::Prep if preps.contains(&self.prep_word(c)) || self.word(c) == "by" => {
                    let mut n = c + 1;
                    if self.kind(n) == Kind::Noun
                        && self.word(n + 1) == "of"
                        && matches!(self.kind(n + 2), Kind::Side(_))
                    {
                        n += 2;
                    }
                    if let Kind::Side(s) = self.kind(n) {
                        return Subject::Side(s);
                    }
                    if self.kind(n) == Kind::Noun && matches!(self.kind(n + 1), Kind::Side(_)) {
                        // `by the Islamist group Ahrar`
                        if let Kind::Side(s) = self.kind(n + 1) {
                            return Subject::Side(s);
                        }
                    }
                    c += 1;
                }
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    if verb.bare || verb.passive && verbs == 0 {
                        verbs += 1;
                        c += 1;
                    } else {
                        return Subject::None;
                    }
                }
                Kind::Clause | Kind::Relative => {
                    // `the attack that was carried out by rebels`
                    if self.kind(c) == Kind::Relative
                        && matches!(self.kind(c + 1), Kind::Verb(v) if self.row.verbs[v].passive)
                    {
                        c += 1;
                        continue;
                    }
                    return Subject::None;
                }
                _ => c += 1,
            }
        }
        Subject::None
    }

    /// A place right before a noun: `the Aleppo offensive`, `Tadef's fall`.
    fn place_before(&self, chunk: usize, noun: usize) -> Option<usize> {
        if noun != self.row.chunks[chunk].from {
            let only_adjectives =
                (self.row.chunks[chunk].from..noun).all(|t| self.words.is(t, class::ADJECTIVE | class::ADVERB));
            if !only_adjectives {
                return None;
            }
        }
        let mut c = chunk.checked_sub(1)?;
        if self.kind(c) == Kind::Possessive {
            c = c.checked_sub(1)?;
        }
        match self.kind(c) {
            Kind::Place(p) if self.places[p].what != What::Unnamed => {
                // `in Aleppo clashes`: a place of its own phrase still tells where.
                Some(p)
            }
            _ => None,
        }
    }

    /// The place after `in`, `of` inside a noun phrase that is a subject or agent.
    fn noun_places(&self, noun: usize) -> Vec<(usize, Extent)> {
        // `one of its depots in P`
        let mut noun = noun;
        while self.word(noun + 1) == "of" && self.kind(noun + 2) == Kind::Noun {
            noun += 2;
        }
        if self.kind(noun + 1) == Kind::Prep
            && let Kind::Place(p) = self.kind(noun + 2)
            && self.places[p].what != What::Unnamed
            && matches!(self.word(noun + 1), "in" | "of" | "inside" | "at" | "near" | "around")
        {
            let extent = if is_near(self.word(noun + 1)) { Extent::Near } else { Extent::Part };
            return self.listed_after(noun + 2, extent, None).0;
        }
        Vec::new()
    }

    /// `a failed attack`, `repelled the assault`.
    fn is_failed(&self, chunk: usize) -> bool {
        let range = self.row.chunks[chunk];
        (range.from..range.to).any(|t| {
            matches!(
                self.words.word(t),
                "failed" | "abortive" | "unsuccessful" | "botched" | "foiled" | "thwarted" | "aborted" | "failing"
            )
        })
    }

    /// Who makes an attack, a campaign, an attempt: its owner, `by S`, or the subject of `launched` before it.
    fn attacker(&self, noun: usize) -> Option<usize> {
        let range = self.row.chunks[noun];
        let effort = (range.from..range.to).any(|t| {
            matches!(
                self.words.word(t),
                "attack"
                    | "attacks"
                    | "offensive"
                    | "operation"
                    | "operations"
                    | "campaign"
                    | "assault"
                    | "push"
                    | "effort"
                    | "efforts"
                    | "attempt"
                    | "attempts"
                    | "bid"
                    | "counteroffensive"
                    | "drive"
                    | "battle"
                    | "advance"
                    | "gains"
                    | "goal"
                    | "goals"
                    | "aim"
                    | "objective"
                    | "plan"
                    | "plans"
            )
        });
        if !effort {
            return None;
        }
        if let Some(side) = self.owner(noun, range.from) {
            return Some(side);
        }
        if let Subject::Side(side) = self.prep_agent_noun(noun + 1, &["by".to_owned(), "of".to_owned()]) {
            return Some(side);
        }
        let verb = self.governing_verb(noun, range.from)?;
        if !DOING.contains(&self.lemma(self.verb_of(verb))) {
            return None;
        }
        match self.subject(verb, self.verb_of(verb)) {
            Subject::Side(side) => Some(side),
            _ => None,
        }
    }

    /// Who strikes, where the subject is a noun; `barrel bombs and air strikes` are one striker.
    fn striker(&self, noun: usize) -> Striker {
        let own = self.striker_of(noun);
        if !matches!(own, Striker::Arms) {
            return own;
        }
        if noun >= 2 && self.kind(noun - 1) == Kind::And {
            return match self.kind(noun - 2) {
                Kind::Side(s) => Striker::Side(s),
                Kind::Noun => match self.striker_of(noun - 2) {
                    Striker::No => own,
                    other => other,
                },
                _ => own,
            };
        }
        own
    }

    fn striker_of(&self, noun: usize) -> Striker {
        if self.kind(noun) != Kind::Noun {
            return Striker::No;
        }
        let range = self.row.chunks[noun];
        let strike = (range.from..range.to).find_map(|t| {
            let (to, rules) = self.words.noun_at(t)?;
            rules.iter().any(|&r| self.rule(r).event == Event::Strikes).then_some((t, to))
        });
        let has = |wanted: &[&str]| (range.from..range.to).any(|t| wanted.contains(&self.words.word(t)));
        let arms = (range.from..range.to).any(|t| self.words.is(t, class::ARMS));
        if strike.is_none() && !arms && !has(&["attack", "attacks"]) {
            return Striker::No;
        }
        if let Some(side) = self.owner(noun, range.from) {
            return Striker::Side(side);
        }
        if let Some(trigger) = strike {
            if let Subject::Side(s) = self.prep_agent_noun(noun + 1, &["by".to_owned(), "from".to_owned()]) {
                return Striker::Side(s);
            }
            if self.is_government_arm(trigger) {
                return Striker::Government;
            }
        }
        Striker::Arms
    }

    // -- states ----------------------------------------------------------------------------------

    /// `S stronghold of P`, `P, a bastion of S`, `its stronghold P`.
    fn seat(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let rule = self.rule(index);
        let after = chunk + 1;
        let mut side = self.owner(chunk, trigger.0);
        let mut places = Vec::new();
        match self.kind(after) {
            Kind::Place(_) => places = self.listed_after(after, Extent::Whole, None).0,
            Kind::Prep if matches!(self.word(after), "of" | "in" | "at") => match self.kind(after + 1) {
                Kind::Place(p) if self.places[p].what != What::Unnamed => {
                    places = self.listed_after(after + 1, Extent::Whole, None).0;
                }
                Kind::Side(s) => {
                    side = side.or(Some(s));
                    if self.kind(after + 2) == Kind::Prep
                        && matches!(self.kind(after + 3), Kind::Place(_))
                        && matches!(self.word(after + 2), "in" | "of" | "at")
                    {
                        places = self.listed_after(after + 3, Extent::Whole, None).0;
                    } else if matches!(self.kind(after + 2), Kind::Place(_)) {
                        places = self.listed_after(after + 2, Extent::Whole, None).0;
                    }
                }
                _ => {}
            },
            _ => {}
        }
        if side.is_none() {
            return;
        }
        let _ = rule;
        // In apposition or after `is` the place before is meant: `Tadef, a rebel stronghold in Aleppo province`.
        let before = self.seat_subject(chunk);
        if let Some(p) = before {
            let contained = places.iter().all(|&(q, _)| {
                self.is_region(q) || self.places[q].what == What::Anaphor || self.places[q].extent == Extent::Near
            }) || places.is_empty();
            if contained {
                places = self.listed_before(p);
            }
        }
        for (place, extent) in places {
            if self.places[place].what == What::Unnamed {
                continue;
            }
            let mut raw = self.raw(index, place, extent, chunk, trigger);
            match side {
                Some(side) => self.set_agent(&mut raw, side),
                None => continue,
            }
            raw.description = true;
            found.push(raw);
        }
    }

    fn seat_subject(&self, chunk: usize) -> Option<usize> {
        let mut c = chunk;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                Kind::Side(_) | Kind::Comma | Kind::Possessive | Kind::Adverb | Kind::Quote => {}
                Kind::Prep if self.word(c) == "as" => {}
                // `is one of the strongholds of`
                Kind::Prep if self.word(c) == "of" && c > 0 && self.word(c - 1) == "one" => c -= 1,
                Kind::Verb(v) => {
                    let verb = &self.row.verbs[v];
                    if matches!(self.lemma(verb), "be" | "remain" | "become" | "serve" | "consider") {
                        return match self.subject(c, verb) {
                            Subject::Place(p) => Some(p),
                            _ => None,
                        };
                    }
                    return None;
                }
                Kind::Place(p) => {
                    // Apposition, with or without its comma, but not after `in`.
                    return Some(p).filter(|_| c + 1 < chunk || self.row.chunks[chunk].from == self.places[p].to);
                }
                _ => return None,
            }
        }
        None
    }

    /// `P is under S control`, `P in the hands of S`, `in control of P`.
    fn under(&self, index: u16, chunk: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let word = self.words.word(trigger.0);
        let mut c = chunk;
        let mut side = self.owner(chunk, trigger.0);
        while c > 0 && matches!(self.kind(c - 1), Kind::Side(_) | Kind::Possessive | Kind::Noun | Kind::Quote) {
            c -= 1;
        }
        let Some(prep) = c.checked_sub(1).filter(|&p| self.kind(p) == Kind::Prep) else { return };
        let preposition = self.word(prep).to_owned();
        let fits = match preposition.as_str() {
            "under" => word != "hands",
            "in" | "into" => matches!(word, "hands" | "control"),
            "out of" | "out" => word == "control",
            "to" | "from" => matches!(word, "control" | "hands" | "rule"),
            _ => false,
        };
        if !fits {
            return;
        }
        if side.is_none() {
            // `control of S`, `the hands of the rebels`
            if self.word(chunk + 1) == "of" || self.word(chunk + 1) == "by" {
                if let Kind::Side(s) = self.kind(chunk + 2) {
                    side = Some(s);
                } else if preposition == "in" && word == "control" {
                    return self.in_control_of(index, chunk, prep, trigger, found);
                }
            }
        }
        let mut places = Vec::new();
        let mut event = Event::Holds;
        let mut k = prep;
        while k > 0 && matches!(self.kind(k - 1), Kind::Adverb | Kind::Time | Kind::Comma) {
            k -= 1;
        }
        let Some(left) = k.checked_sub(1) else { return };
        let mut hypothetical_from = None;
        match self.kind(left) {
            Kind::Place(p) => places = self.listed_before(p),
            Kind::Verb(v) => {
                let verb = &self.row.verbs[v];
                let lemma = self.lemma(verb);
                if matches!(
                    lemma,
                    "fall"
                        | "come"
                        | "return"
                        | "bring"
                        | "pass"
                        | "go"
                        | "slip"
                        | "surrender"
                        | "liberate"
                        | "wrest"
                        | "hand"
                ) {
                    event = Event::Captures;
                }
                if matches!(
                    lemma,
                    "be" | "remain"
                        | "stay"
                        | "fall"
                        | "come"
                        | "return"
                        | "bring"
                        | "pass"
                        | "go"
                        | "keep"
                        | "slip"
                        | "lie"
                        | "leave"
                        | "surrender"
                ) {
                    if let Subject::Place(p) = self.subject(left, verb) {
                        places = self.listed_before(p);
                    } else if let Subject::Noun(n) = self.subject(left, verb) {
                        places = self.noun_places(n);
                    }
                }
            }
            _ => {}
        }
        // `By noon P was under S control`
        let by_then = self.word(0) == "by"
            && (self.kind(1) == Kind::Time
                || matches!(self.word(1), "noon" | "midday" | "dawn" | "evening" | "nightfall" | "afternoon"));
        if matches!(preposition.as_str(), "to" | "into") || by_then {
            event = Event::Captures;
        }
        if preposition == "from" {
            return;
        }
        if matches!(preposition.as_str(), "out of" | "out") {
            event = Event::Loses;
            hypothetical_from = side;
        }
        let _ = hypothetical_from;
        if places.is_empty() {
            // `areas under rebel control in Aleppo`
            if let (Kind::Noun, Kind::Prep, Kind::Place(p)) =
                (self.kind(left), self.kind(chunk + 1), self.kind(chunk + 2))
                && self.word(chunk + 1) == "in"
                && self.is_ground(left)
            {
                places = vec![(p, wider(Extent::Part, self.places[p].extent))];
            }
        }
        let Some(side) = side else { return };
        for (place, extent) in places {
            if self.places[place].what == What::Unnamed {
                continue;
            }
            let mut raw = self.raw(
                index,
                place,
                extent,
                if matches!(self.kind(left), Kind::Verb(_)) { left } else { chunk },
                trigger,
            );
            raw.event = event;
            self.set_agent(&mut raw, side);
            found.push(raw);
        }
    }

    /// `rebels are in control of P`
    fn in_control_of(&self, index: u16, chunk: usize, prep: usize, trigger: (usize, usize), found: &mut Vec<Raw>) {
        let Kind::Place(_) = self.kind(chunk + 2) else { return };
        let mut v = prep;
        while v > 0 && self.kind(v - 1) == Kind::Adverb {
            v -= 1;
        }
        let Some(v) = v.checked_sub(1).filter(|&v| matches!(self.kind(v), Kind::Verb(_))) else { return };
        if let Subject::Side(side) = self.subject(v, self.verb_of(v)) {
            for (place, extent) in self.listed_after(chunk + 2, Extent::Whole, None).0 {
                let mut raw = self.raw(index, place, extent, v, trigger);
                self.set_agent(&mut raw, side);
                found.push(raw);
            }
        }
    }

    /// `P is divided between S in the west and S2 in the east`.
    fn split(&self, index: u16, chunk: usize, verb: &Verb, found: &mut Vec<Raw>) {
        // `remains divided`
        let link = chunk.checked_sub(1).filter(|&c| {
            matches!(self.kind(c), Kind::Verb(v) if matches!(self.lemma(&self.row.verbs[v]), "remain" | "be" | "stay" | "lie"))
        });
        let subject = match link {
            Some(c) => self.subject(c, self.verb_of(c)),
            None => self.subject(chunk, verb),
        };
        let place = match subject {
            Subject::Place(p) => p,
            Subject::Noun(n) if matches!(self.kind(n + 2), Kind::Place(_)) && self.word(n + 1) == "of" => {
                match self.kind(n + 2) {
                    Kind::Place(p) => p,
                    _ => return,
                }
            }
            _ => match chunk.checked_sub(1).map(|c| self.kind(c)) {
                Some(Kind::Place(p)) => p,
                _ => return,
            },
        };
        let mut c = chunk + 1;
        let mut sides: Vec<(usize, Option<usize>)> = Vec::new();
        while c < self.row.chunks.len() {
            match self.kind(c) {
                Kind::Side(s) if sides.iter().any(|&(other, _)| self.sides[other].side == self.sides[s].side) => {}
                Kind::Side(s) => sides.push((s, None)),
                Kind::Place(p) => {
                    let phrase = &self.places[p];
                    for &side in &phrase.held {
                        sides.push((side, (phrase.direction.is_some()).then_some(p)));
                    }
                    if phrase.held.is_empty()
                        && phrase.direction.is_some()
                        && let Some(last) = sides.last_mut()
                    {
                        last.1 = last.1.or(Some(p));
                    }
                }
                Kind::Verb(v) if self.row.verbs[v].is_finite() => break,
                Kind::Clause => break,
                _ => {}
            }
            c += 1;
        }
        if sides.len() < 2 {
            return;
        }
        for &(side, part) in sides.iter().take(3) {
            let extent = if part.is_some() { Extent::Whole } else { wider(Extent::Part, self.places[place].extent) };
            let mut raw = self.raw(index, place, extent, chunk, (verb.main, verb.main + 1));
            self.set_agent(&mut raw, side);
            raw.part = part;
            raw.description = true;
            found.push(raw);
        }
    }
}

/// Whom a side besieges or is besieged by, where only one enemy is likely.
pub fn enemy(side: Side) -> Option<Side> {
    match side {
        Side::Government => Some(Side::Opposition),
        Side::Opposition => Some(Side::Government),
        Side::Kurdish | Side::IslamicState => None,
    }
}

/// Who makes a strike.
enum Striker {
    /// This side.
    Side(usize),
    /// Arms that only the government has.
    Government,
    /// Arms or a strike of nobody named.
    Arms,
    /// No striker at all.
    No,
}

/// Prepositions that put an event near a place.
pub fn is_near(word: &str) -> bool {
    matches!(
        word,
        "near"
            | "around"
            | "outside"
            | "close to"
            | "close"
            | "beside"
            | "besides"
            | "towards"
            | "toward"
            | "next to"
            | "surrounding"
    )
}

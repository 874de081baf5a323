//! Where what a noun tells of is.

use super::frame::NounFrame;
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Subject};
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::places::{What, wider};

impl Scene<'_> {
    /// The `there` after a preposition with something that has no name: `over public buildings there`.
    fn building_there(&self, prep: usize) -> Option<usize> {
        let nameless = |c: usize| match self.kind(c) {
            Kind::Place(p) => self.places[p].what == What::Unnamed,
            kind => kind == Kind::Noun,
        };
        let there = (prep + 2..prep + 4).find(|&c| self.word(c) == "there")?;
        (self.kind(prep) == Kind::Prep && (prep + 1..there).all(nameless)).then_some(there)
    }

    /// `came under fire from rebels in P`: where those are who fired.
    fn is_from_side_in(&self, after: usize) -> bool {
        let inside = matches!(self.word(after + 2), "in" | "inside") && matches!(self.kind(after + 3), Kind::Place(_));
        self.word(after) == "from" && matches!(self.kind(after + 1), Kind::Side(_)) && inside
    }

    /// Where it is: after its prepositions, else before it, at its verb, or where the sentence plays. `None` where
    /// the noun only belongs to another.
    pub(super) fn whereabouts(&self, frame: &mut NounFrame<'_>, found: &[Raw]) -> Option<()> {
        let NounFrame { rule, chunk, range, trigger, after, .. } = *frame;
        if trigger.1 < range.to && self.words.noun_at(trigger.1).is_some() && !self.is_weak_head(trigger.1) {
            return None;
        }
        let elsewhere = self.word(frame.chunk.wrapping_sub(1)) == "under" && self.is_from_side_in(after);
        let (p, at) = match self.counted_dead_at(chunk).filter(|_| rule.event == Event::Strikes) {
            Some(p) => (self.listed_before(p), after),
            None if elsewhere => (Vec::new(), after),
            None => self.prep_places(after, rule),
        };
        // `in response to these attacks`, told of before
        let pointed = matches!(self.words.word(range.from), "these" | "those" | "said");
        if pointed
            && self.kind(after) != Kind::Prep
            && matches!(rule.event, Event::Strikes | Event::Fights)
            && !frame.light
        {
            return None;
        }
        frame.places.extend(p);
        self.beside_light_verb(frame);
        self.closer_than_province(frame, at);
        self.beside_own_words(frame);
        self.of_sufferer(frame);
        self.kept_under_siege(frame);
        self.where_fought(frame);
        self.where_felt(frame);
        self.where_repelled(frame);
        self.where_it_happens(frame, found);
        self.where_struck(frame, found);
        self.where_it_plays(frame, found);
        self.where_arms_were_used(frame);
        self.told_before(frame);
        // `extending their control in the east of P`
        let widens = |g: usize| matches!(self.lemma(self.verb_of(g)), "extend" | "expand" | "spread" | "widen");
        if rule.event == Event::Captures && self.word(after) == "in" && frame.governor.is_some_and(widens) {
            frame.places.iter_mut().for_each(|(_, extent)| *extent = wider(Extent::Part, *extent));
        }
        // `tightening the noose around the rebels in Aleppo province`
        if rule.event == Event::Besieges && self.words.word(trigger.0) == "noose" {
            frame.places.retain(|&(p, _)| !self.is_province(p));
        }
        // `laid siege to several villages in Aleppo province`: not the province.
        if rule.event == Event::Besieges
            && matches!(self.kind(after + 1), Kind::Place(p) if self.places[p].what == What::Unnamed && self.places[p].apposed.is_none())
        {
            frame.places.retain(|&(p, _)| !self.is_province(p));
        }
        Some(())
    }

    /// The place of some of the dead before what killed them: `five in P by barrel bombs and two in Q by shelling`.
    fn counted_dead_at(&self, chunk: usize) -> Option<usize> {
        let dead = chunk.checked_sub(4)?;
        let range = self.row.chunks[dead];
        let counted = self.kind(dead) == Kind::Noun
            && self.words.is(range.from, class::NUMBER)
            && (range.from..range.to).all(|t| self.words.is(t, class::NUMBER | class::PEOPLE | class::NOT_SIDE));
        let by = matches!(self.word(chunk - 1), "by" | "in" | "from") && self.kind(chunk - 1) == Kind::Prep;
        match self.kind(chunk - 2) {
            Kind::Place(p) if counted && by && self.word(chunk - 3) == "in" && self.has_name(p) => Some(p),
            _ => None,
        }
    }

    /// At the light verb of the noun: `took control there`, `P, which S gained control of`.
    fn beside_light_verb(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, range, trigger, after, .. } = *frame;
        // `The army's gains include P`
        if frame.places.is_empty() && frame.light && frame.governor.is_none() && rule.event.is_control() {
            let included = self.verb_after_noun(chunk).and_then(|verb| self.included_by(verb));
            frame.places.extend(included.unwrap_or_default());
        }
        // `took control there`
        if frame.places.is_empty() && frame.light && rule.event.is_control() && self.word(after) == "there" {
            frame.places.extend(self.place_of_pronoun(self.row.chunks[after].from));
        }
        // `raised its flag over public buildings there`
        if frame.places.is_empty()
            && frame.light
            && rule.event.is_control()
            && let Some(there) = self.building_there(after)
        {
            let place = self.place_of_pronoun(self.row.chunks[there].from);
            frame.places.extend(place.filter(|&(p, _)| !self.is_region(p)).map(|(p, _)| (p, Extent::Part)));
        }
        // `extended its attacks to P`
        if frame.places.is_empty()
            && rule.event == Event::Fights
            && self.word(after) == "to"
            && frame.governor.is_some_and(|g| matches!(self.lemma(self.verb_of(g)), "extend" | "expand" | "widen"))
            && matches!(self.kind(after + 1), Kind::Place(_))
        {
            frame.places = self.listed_after(after + 1, Extent::Whole, None).0;
        }
        // `P, which S gained control of last year`, `P where S gained ground`
        if frame.places.is_empty()
            && frame.light
            && !self.is_followed_by_place(after, rule)
            && let Some(g) = frame.governor
        {
            frame.places = match self.object_before(g) {
                Some((p, side)) => {
                    frame.agent = side.map_or(frame.agent, Subject::Side);
                    self.listed_before(p)
                }
                None if rule.event == Event::Advances => self.setting(g),
                None if rule.event.is_control() && self.is_in_where(g) => self.setting(g),
                None => Vec::new(),
            };
        }
        // `swept into P, taking full control`: of the place told before.
        let relative = || (0..chunk).rev().take(5).any(|c| self.kind(c) == Kind::Relative);
        let acts = matches!(frame.agent, Subject::Side(_) | Subject::Pronoun);
        if frame.places.is_empty()
            && frame.light
            && acts
            && rule.of_told_place
            && !relative()
            && self.is_ended(trigger.1)
        {
            let before = self.place_of_pronoun(range.from);
            frame.places.extend(before.filter(|&(p, _)| self.has_name(p) && !self.is_region(p)));
        }
    }

    /// `battles in Aleppo province for Tadef`: the closer place, told from `at` on.
    fn closer_than_province(&self, frame: &mut NounFrame<'_>, at: usize) {
        let NounFrame { rule, .. } = *frame;
        if matches!(rule.event, Event::Strikes | Event::Fights)
            && !frame.places.is_empty()
            && frame.places.iter().all(|&(p, _)| self.is_region(p))
        {
            let closer = self.prep_places(at, rule).0;
            if !closer.is_empty() && !closer.iter().any(|&(p, _)| self.is_region(p)) {
                frame.places = closer;
            }
        }
    }

    /// In its own relative clause, before it, or in its possessive: `the siege that IS laid to P`, `its liberation`.
    fn beside_own_words(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, range, trigger, after, .. } = *frame;
        // `the shells that rebels fired on P`, `the siege that IS laid to P`, `the attack which rebels launched on P`
        let launched = matches!(rule.event, Event::Strikes | Event::Besieges) || rule.attack;
        if frame.places.is_empty()
            && launched
            && let Some((side, v)) = self.fired(chunk)
        {
            frame.places = self.prep_places(v + 1, rule).0;
            frame.agent = side.map_or(frame.agent, Subject::Side);
            if self.kind(v - 1) == Kind::Pronoun {
                frame.agent = Subject::Pronoun;
            }
        }
        if frame.places.is_empty()
            && rule.place_before
            && let Some(p) = self.place_before(chunk, trigger.0)
        {
            // `P and Q: clashes`
            let heads = range.from > 0 && self.words.word(range.from - 1) == ":";
            frame.places = if heads { self.listed_before(p) } else { vec![(p, self.places[p].extent)] };
        }
        // `its liberation`, `hours after their capture by rebels`
        let theirs = matches!(self.words.word(range.from), "its" | "their");
        if frame.places.is_empty() && rule.place_before && rule.event.is_control() && theirs {
            let by = self.by_agent(after);
            if self.words.word(range.from) == "its" || matches!(by, Subject::Side(_)) {
                frame.places = self.place_of_pronoun(range.from).map_or_else(Vec::new, |(p, _)| self.listed_before(p));
                frame.agent = by;
            }
        }
    }

    /// Of whom it befalls: `rebel positions in P came under fire`, `declared P free of S`.
    fn of_sufferer(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, .. } = *frame;
        if frame.places.is_empty()
            && rule.place_subject
            && frame.light
            && let Some(Kind::Place(p)) = chunk.checked_sub(1).map(|c| self.kind(c))
            && self.object_of(chunk - 1) == frame.governor
        {
            frame.places = self.listed_before(p);
        }
        if frame.places.is_empty()
            && (rule.place_subject || rule.event == Event::Besieges)
            && let Some(g) = frame.governor.or_else(|| self.by_verb(chunk))
        {
            let verb = self.verb_of(g);
            if self.is_verb(verb, list::SUFFERING) {
                frame.places = match self.subject(g, verb) {
                    // `areas under the control of S in P came under fire`
                    Subject::Place(p) if self.places[p].what == What::Unnamed && !self.unnamed_at(p).is_empty() => {
                        self.unnamed_at(p)
                    }
                    Subject::Place(p) => self.listed_before(p),
                    // `fighters in P came under fire`
                    Subject::Side(s) => self.stands_in(s),
                    // `rebel positions in P came under fire`
                    Subject::Noun(n) if rule.event != Event::Besieges && !self.is_people(n) => self.noun_places(n),
                    // `It came under bombardment`
                    Subject::Pronoun => self.places_of_pronoun(g),
                    _ => Vec::new(),
                };
            }
        }
    }

    /// `P under siege`, `forces have kept P under siege`.
    fn kept_under_siege(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, .. } = *frame;
        if frame.places.is_empty() && rule.event == Event::Besieges && self.word(chunk.wrapping_sub(1)) == "under" {
            // `P under siege`
            let mut c = chunk - 1;
            while c > 0 && matches!(self.kind(c - 1), Kind::Adverb | Kind::Time | Kind::Comma) {
                c -= 1;
            }
            if let Some(Kind::Place(p)) = c.checked_sub(1).map(|k| self.kind(k)) {
                frame.places = self.listed_before(p);
                // `forces have kept P under siege`
                if let Some(v) = self.object_of(c - 1).filter(|_| !matches!(frame.agent, Subject::Side(_)))
                    && matches!(self.lemma(self.verb_of(v)), "keep" | "put" | "place" | "hold" | "have" | "bring")
                {
                    frame.agent = self.subject(v, self.verb_of(v));
                }
            } else if let Some(Kind::Verb(_)) = c.checked_sub(1).map(|k| self.kind(k))
                && let Subject::Place(p) = self.subject(c - 1, self.verb_of(c - 1))
            {
                frame.places = self.listed_before(p);
            }
        }
    }

    /// Where the verbs of a fight lead: `The fighting spread to P`, `was locked in battle with S east of P`.
    fn where_fought(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, after, .. } = *frame;
        if frame.places.is_empty()
            && rule.event == Event::Fights
            && let Some(v) =
                self.verbs_after_noun(chunk).into_iter().find(|&v| self.is_verb(self.verb_of(v), list::REACHING))
        {
            frame.places = self.object_places(v + 1, true, rule).0;
        }
        if frame.places.is_empty() && rule.event == Event::Fights {
            frame.places = self.where_to_drive_from(after);
        }
        // `The fighting spread to P`, `Fighting raged in P and spread for the first time to Q`
        let verbs = if rule.happens { self.verbs_after_noun(chunk) } else { Vec::new() };
        if let Some(place) = verbs.into_iter().find_map(|v| self.spread_to(v)) {
            frame.places.extend(self.listed_after(place, Extent::Whole, None).0);
        }
        // `was locked in battle with S east of P`
        if frame.places.is_empty()
            && rule.event == Event::Fights
            && self.word(after) == "with"
            && matches!(self.kind(after + 1), Kind::Side(_))
            && let Kind::Place(p) = self.kind(after + 2)
            && self.is_bearing(p)
        {
            frame.places = vec![(p, Extent::Near)];
        }
    }

    /// `the battle to drive S2 from P`: P.
    fn where_to_drive_from(&self, verb: usize) -> Vec<(usize, Extent)> {
        let drives = |v: &Verb| v.infinitive && (self.is_verb(v, list::DRIVING) || self.is_verb(v, list::PUTTING_OUT));
        let whom = matches!(self.kind(verb + 1), Kind::Side(_)) && self.row.verb(verb).is_some_and(drives);
        let from = whom && matches!(self.prep_word(verb + 2).as_ref(), "from" | "out of") && self.is_told(verb + 3);
        if from { self.listed_after(verb + 3, Extent::Whole, None).0 } else { Vec::new() }
    }

    /// The chunk of the place that a verb of spreading leads to: `spread to P`, `spread on Sunday into P`.
    fn spread_to(&self, verb: usize) -> Option<usize> {
        if !self.is_verb(self.verb_of(verb), list::SPREADING) {
            return None;
        }
        let to = |c: &usize| matches!(self.word(*c), "to" | "into" | "across");
        let light = |c: &usize| matches!(self.kind(*c), Kind::Prep | Kind::Time | Kind::Adverb | Kind::Noun);
        let prep = (verb + 1..verb + 4).take_while(light).find(to)?;
        matches!(self.kind(prep + 1), Kind::Place(p) if self.has_name(p)).then_some(prep + 1)
    }

    /// Where those are who repel it: `Rebels in P repelled an assault`, `P's defenders threw back the assault`.
    fn where_repelled(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, governor, .. } = *frame;
        let repels = |g: usize| self.is_verb(self.verb_of(g), list::THWARTING) || self.is_beaten_off(g);
        let Some(g) = governor.filter(|&g| frame.places.is_empty() && rule.attack && repels(g)) else { return };
        // `their fourth attack`, told before
        if self.verb_of(g).passive || matches!(self.word(chunk), "its" | "their") {
            return;
        }
        frame.places = match self.subject(g, self.verb_of(g)) {
            Subject::Side(side) => self.defended_by(side).unwrap_or_else(|| self.stands_in(side)),
            Subject::Noun(n) if self.is_force_like(n) => match n.checked_sub(2).map(|c| self.kind(c)) {
                Some(Kind::Place(p)) if self.kind(n - 1) == Kind::Possessive => self.listed_before(p),
                _ => self.noun_places(n),
            },
            _ => self.defenders_of(g),
        };
        frame.places.iter_mut().for_each(|(place, extent)| *extent = self.places[*place].extent);
    }

    /// `The defenders of P repelled`, `Militiamen defending P repelled`: P.
    fn defenders_of(&self, verb: usize) -> Vec<(usize, Extent)> {
        let defenders = |c: &usize| self.is_noun(*c) && self.words.is_in(self.row.chunks[*c].to - 1, list::DEFENDERS);
        let guards = |c: &usize| self.row.verb(*c).is_some_and(|v| v.ing && self.is_verb(v, list::GUARDING));
        let mut clause = self.row.clause_head(verb)..verb;
        let of = clause.clone().find(defenders).map(|c| c + 1).filter(|&c| matches!(self.word(c), "of" | "in" | "at"));
        let before = of.or_else(|| clause.find(guards)).filter(|&c| self.is_told(c + 1));
        before.map_or_else(Vec::new, |c| self.listed_after(c + 1, Extent::Whole, None).0)
    }

    /// `Rebels defending P`: P.
    fn defended_by(&self, side: usize) -> Option<Vec<(usize, Extent)>> {
        let own = self.row.chunk_of(self.sides[side].from)?;
        let defends = self.row.verb(own + 1).is_some_and(|v| v.ing && self.is_verb(v, list::GUARDING));
        (defends && self.is_told(own + 2)).then(|| self.listed_after(own + 2, Extent::Whole, None).0)
    }

    /// Where people bear it: `shelling forced residents of P to flee`, `has displaced hundreds from P`.
    fn where_felt(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, .. } = *frame;
        if !frame.places.is_empty() || !rule.happens || rule.event == Event::Besieges {
            return;
        }
        let bears = |v: &usize| {
            let verb = self.verb_of(*v);
            self.is_verb(verb, list::DISPLACING) && !verb.passive && !verb.negated && verb.modal.is_none()
        };
        if let Some(v) = self.verbs_after_noun(chunk).into_iter().find(bears) {
            frame.places = self.borne_at(v);
        }
    }

    /// Where those are whom a verb displaces or kills: the place itself, `residents of P`, `hundreds to flee P`.
    fn borne_at(&self, verb: usize) -> Vec<(usize, Extent)> {
        let places = |c: usize| self.listed_after(c, Extent::Whole, None).0;
        let object = (verb + 1..).find(|&c| !matches!(self.kind(c), Kind::Adverb | Kind::Time)).unwrap_or(verb);
        if self.is_told(object) {
            return if self.lemma(self.verb_of(verb)) == "empty" { places(object) } else { Vec::new() };
        }
        // `hundreds of residents`
        let counted = self.is_noun(object) && self.is_count(object) && self.word(object + 1) == "of";
        let object = if counted && self.is_noun(object + 2) { object + 2 } else { object };
        let people = self.is_noun(object) && (self.is_people(object) || self.is_count(object));
        let next = object + 1;
        let drives = matches!(self.lemma(self.verb_of(verb)), "displace" | "drive" | "uproot" | "force" | "push");
        let of = matches!(self.word(next), "of" | "in") || drives && self.word(next) == "from";
        let flees = self.row.verb(next).is_some_and(|v| v.infinitive && self.is_verb(v, list::FLEEING));
        if people && (of || flees) && self.is_told(next + 1) { places(next + 1) } else { Vec::new() }
    }

    fn is_noun(&self, chunk: usize) -> bool {
        self.kind(chunk) == Kind::Noun
    }

    /// Where it happens, or is the scene of it: `clashes that broke out at P`, `P, the scene of fierce clashes`.
    fn where_it_happens(&self, frame: &mut NounFrame<'_>, found: &[Raw]) {
        let NounFrame { rule, chunk, after, .. } = *frame;
        // `Residents fled P as the army's assault began`
        if frame.places.is_empty()
            && rule.attack
            && frame.owner.is_some()
            && self.verb_after_noun(chunk).is_some_and(|v| self.is_verb(self.verb_of(v), list::HAPPENING))
            && let Some(p) = self.main_place(chunk).filter(|&p| self.is_setting_of(p, chunk))
        {
            frame.places = self.listed_before(p);
        }
        // `clashes that broke out at P`, `raids which continued in P`
        if frame.places.is_empty()
            && matches!(rule.event, Event::Strikes | Event::Fights)
            && self.kind(after) == Kind::Relative
            && let Some(verb) = self.row.verb(after + 1)
            && self.is_verb(verb, list::HAPPENING)
        {
            frame.places = self.prep_places(after + 2, rule).0;
        }
        if frame.places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights) {
            frame.places.extend(self.there(after));
        }
        if frame.places.is_empty()
            && rule.happens
            && self.is_after_it(chunk)
            && let Some(p) = self.main_place(chunk)
            && (rule.event == Event::Fights
                || found.last().is_some_and(|raw| raw.place == p && raw.chunk < chunk && raw.event != Event::Loses)
                || !self.tells_of_control(found) && self.is_setting_of(p, chunk))
        {
            frame.places = self.listed_before(p);
        }
        // `entered P and fighting is under way`
        if frame.places.is_empty()
            && rule.happens
            && rule.event == Event::Fights
            && let Some(deed) = self.deed_beside(chunk, found)
        {
            frame.places = vec![(deed.place, Extent::Part)];
        }
        // `P, the scene of fierce clashes`
        if frame.places.is_empty()
            && matches!(rule.event, Event::Strikes | Event::Fights)
            && let Some(p) = self.scene_of(chunk)
        {
            frame.places = self.listed_before(p);
        }
    }

    /// What a strike of these words hits: `artillery shelling P`, `subjected P to heavy shelling`.
    fn where_struck(&self, frame: &mut NounFrame<'_>, found: &[Raw]) {
        let NounFrame { rule, chunk, range, trigger, after, .. } = *frame;
        // `artillery shelling P`
        if frame.places.is_empty()
            && rule.event == Event::Strikes
            && self.words.word(trigger.1 - 1).ends_with("ing")
            && matches!(self.kind(after), Kind::Place(p) if self.places[p].from == range.to && self.has_name(p))
        {
            frame.places = self.listed_after(after, Extent::Whole, None).0;
        }
        // `ten raids: six on P and four on Q`
        if frame.places.is_empty()
            && rule.event == Event::Strikes
            && matches!(self.word(after), ":" | "-")
            && let Some(first) = self.another_at(after + 1)
        {
            frame.places = self.listed_after(first, Extent::Whole, None).0;
        }
        // `subjected P to heavy shelling`
        if frame.places.is_empty()
            && rule.event == Event::Strikes
            && let Some((v, p)) = self.subjected(chunk)
        {
            frame.places = self.listed_before(p);
            frame.agent = self.subject(v, self.verb_of(v));
        }
        // `attacked P with car bombs`, `clashes in P alongside shelling by S`
        if frame.places.is_empty()
            && rule.event == Event::Strikes
            && let Some(deed) = self.deed_with(chunk, found)
        {
            let same = found.iter().filter(|raw| raw.chunk == deed.chunk && raw.event == deed.event);
            frame.places = same.map(|raw| (raw.place, raw.extent)).collect();
            let of = if self.word(chunk - 1) == "of" { 3 } else { 1 };
            if frame.agent == Subject::None && chunk.checked_sub(of).is_some_and(|c| self.word(c) == "with") {
                frame.agent = deed.side.map_or(Subject::None, Subject::Side);
            }
        }
    }

    /// Whether the line is about what this noun tells: no `because of clashes`, no `towns that feared an attack`.
    fn heads_line(&self, noun: usize) -> bool {
        (0..noun).all(|c| match self.kind(c) {
            Kind::Verb(v) => self.is_saying(&self.row.verbs[v]) && self.row.verbs[v].is_finite(),
            Kind::Prep => self.word(c) == "under",
            Kind::Place(p) => !self.has_name(p),
            kind => !matches!(kind, Kind::Clause | Kind::Relative),
        })
    }

    /// Where the sentence plays, and where the siege was of which it tells.
    fn where_it_plays(&self, frame: &mut NounFrame<'_>, found: &[Raw]) {
        let NounFrame { rule, chunk, .. } = *frame;
        // `Air strikes today: P and Q`, `Under siege: P`
        if frame.places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights | Event::Besieges) {
            frame.places = self.listed_at_end(frame.after).filter(|_| self.heads_line(chunk)).unwrap_or_default();
        }
        if frame.places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights) {
            frame.places = self.setting(chunk);
        }
        // `In P, the army took control of the grain silos`
        if rule.event.is_control()
            && frame.light
            && self.are_nameless(&frame.places)
            && let Some(governor) = frame.governor
        {
            let set = self.set_before(governor, &frame.places);
            frame.places = if set.is_empty() { std::mem::take(&mut frame.places) } else { set };
        }
        // `S took P after a siege of 16 days`: P was besieged by S.
        let taken = found.iter().rfind(|raw| raw.event == Event::Captures).filter(|_| {
            let ended =
                frame.governor.is_some_and(|g| self.verb_of(g).ing && self.is_verb(self.verb_of(g), list::BREAKING));
            rule.siege && frame.places.is_empty() && (self.is_after_it(chunk) || ended)
        });
        if let Some(raw) = taken {
            frame.places = vec![(raw.place, raw.extent)];
            frame.agent = raw.side.map_or(frame.agent, Subject::Side);
        }
        if frame.places.is_empty() && (rule.siege || rule.ends_siege && frame.governor.is_none()) {
            frame.places = self.siege_place(chunk);
        }
        let anew = rule.light.is_empty() && matches!(frame.agent, Subject::Side(_)) && !self.is_campaign(frame);
        if frame.places.is_empty() && anew {
            frame.places = self.told_again(rule.event, chunk);
        }
    }

    /// `Russia began its air campaign`, after a strike of others: all over the country.
    fn is_campaign(&self, frame: &NounFrame<'_>) -> bool {
        let side = match frame.agent {
            Subject::Side(side) => self.sides[side].side,
            _ => None,
        };
        frame.rule.event == Event::Strikes
            && self.words.is_in(frame.trigger.1 - 1, list::CAMPAIGNS)
            && self.before.striker.is_some_and(|striker| Some(striker) != side)
    }

    /// `The army used missiles`: where the sentences before play.
    fn where_arms_were_used(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, after, .. } = *frame;
        let nowhere = frame.places.is_empty() || self.are_unnamed(&frame.places);
        if rule.event == Event::Strikes && nowhere && !self.is_campaign(frame) {
            // `The army used missiles`
            let aimed =
                self.kind(after) == Kind::Prep && matches!(self.word(after), "on" | "at" | "against" | "of" | "into");
            let fired = frame.light
                && !aimed
                && matches!(frame.agent, Subject::Side(_) | Subject::Pronoun)
                && frame.governor.is_some_and(|g| {
                    let verb = self.verb_of(g);
                    verb.is_finite()
                        && self.lemma(verb) != "open"
                        && !verb.present
                        && !verb.negated
                        && verb.modal.is_none()
                });
            let scene = if fired { self.scene_before() } else { self.scene_of_noun(chunk) };
            let scene = if fired && scene.is_empty() { self.attacked_before() } else { scene };
            if !scene.is_empty() {
                frame.places = scene;
            }
        }
    }

    /// Where what it goes on with was told.
    fn told_before(&self, frame: &mut NounFrame<'_>) {
        let NounFrame { rule, chunk, after, .. } = *frame;
        // `Rebels in P had used gas against troops`
        if let Subject::Side(side) = frame.agent
            && frame.places.is_empty()
            && rule.event == Event::Strikes
            && self.word(after) == "against"
            && matches!(self.kind(after + 1), Kind::Side(_))
        {
            frame.places = self.stands_in(side);
        }
        if rule.event == Event::Fights && frame.places.is_empty() {
            frame.places = self.scene_of_fight(chunk, frame.governor);
        }
        if frame.places.is_empty() && rule.ends_siege && frame.light {
            frame.places = self.told_again(Event::Besieges, chunk);
        }
        if frame.places.is_empty()
            && let Some(g) = frame.governor
            && (rule.on_things || rule.attack && self.opens_unplaced(g))
        {
            frame.places = self.place_of_deed_before(g);
        }
    }
}

//! Places of a verb that stand elsewhere in its sentence or before it.

use super::frame::VerbFrame;
use crate::claim::{Event, Extent};
use crate::extract::chunks::{Kind, Verb};
use crate::extract::frames::{Raw, Scene, Subject};
use crate::extract::lexicon::{Object, TypeClass, class};
use crate::extract::list;
use crate::extract::places::{What, wider};

/// Places, each with how much of it is meant.
type Places = Vec<(usize, Extent)>;

/// One way to find the places of a verb that has none yet.
type Step<S> = fn(&S, &VerbFrame<'_>, &[Raw]) -> Places;

impl Scene<'_> {
    /// Looks where the verb names no place of its own, and for the places that its object lies in.
    pub(super) fn places_elsewhere(&self, frame: &mut VerbFrame<'_>, found: &[Raw]) {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        self.look(frame, found, &[Self::of_told_place, Self::left_since_when, Self::driven_out, Self::put_out]);
        // `still in P's debt`
        if rule.not_possessed {
            frame.places.retain(|&(p, _)| !self.words.after_possessive(self.places[p].to + 1));
        }
        self.look(frame, found, &[Self::left_in_clause, Self::of_who_leaves, Self::at_which, Self::near_which]);
        self.whole_of_part(frame);
        self.look(frame, found, &[Self::planted_at, Self::at_there, Self::of_deed_beside]);
        if self.may_be_of_setting(frame) {
            frame.places = self.setting(chunk);
        }
        self.look(frame, found, &[Self::of_it, Self::attacked_from_side, Self::held_by_defenders]);
        if frame.places.is_empty() || self.are_nameless(&frame.places) {
            let scene = self.scene_of_verb(rule, chunk, verb, after);
            if !scene.is_empty() {
                frame.places = scene;
            }
        }
        if rule.object == Object::Line && (frame.places.is_empty() || verb.passive || self.is_unnamed_line(after)) {
            let (from, to) =
                if verb.passive { (self.row.clause_head(chunk), chunk) } else { (after, self.row.chunks.len()) };
            let cut = self.cut_off(from, to);
            if !cut.is_empty() {
                frame.places = cut;
            } else if verb.passive && frame.places.iter().all(|&(p, _)| self.meanings[p].is_none()) {
                let at = self.cut_at(from, after);
                frame.places = if at.is_empty() { std::mem::take(&mut frame.places) } else { at };
            }
        }
    }

    /// The places that the first of these steps finds, where there are none yet.
    fn look(&self, frame: &mut VerbFrame<'_>, found: &[Raw], steps: &[Step<Self>]) {
        for step in steps {
            if frame.places.is_empty() {
                frame.places = step(self, frame, found);
            }
        }
    }

    /// `Rebels took over in May`, `The army withdrew hours later`, `Troops moved in`: of the place told before.
    fn of_told_place(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let VerbFrame { rule, chunk, verb, end, .. } = *frame;
        let particle = if end == verb.main + 2 { self.words.word(verb.main + 1) } else { "" };
        let alone = rule.event == Event::Captures && particle == "over"
            || rule.event == Event::Advances && (particle == "in" || self.lemma(verb) == "enter")
            || rule.of_told_place && !self.is_in_clause(chunk);
        if !(alone && verb.is_finite() && !verb.passive && self.is_ended(end)) {
            return Vec::new();
        }
        // `Families were told to leave. They left`
        if rule.armed && frame.agent == Subject::Pronoun && !self.tells_of_fighters_only(chunk) {
            return Vec::new();
        }
        self.place_just_told(chunk).into_iter().collect()
    }

    /// What `it` would mean at this chunk, if that is a place that somebody can leave or come back to.
    pub(super) fn place_just_told(&self, chunk: usize) -> Option<(usize, Extent)> {
        let named = |p: usize| (self.has_name(p) || self.places[p].what == What::Anaphor) && !self.is_region(p);
        self.place_of_it(chunk).filter(|&(p, _)| named(p))
    }

    /// Whether a verb puts somebody out of a place that its sentence does not name: `were driven out`, `expelled them`;
    /// `end` is the chunk after those who are put out.
    pub(super) fn is_put_out(&self, frame: &VerbFrame<'_>, end: usize) -> bool {
        let VerbFrame { verb, .. } = *frame;
        let alone = self.is_verb(verb, list::PUTTING_OUT);
        let out = self.words.word(frame.end - 1) == "out" && frame.end > verb.main + 1 || self.word(end) == "out";
        let past = self.past_hours(end + usize::from(self.word(end) == "out"));
        let by = self.word(past) == "by" && matches!(self.kind(past + 1), Kind::Side(_));
        let ended = self.row.chunks.get(past).is_none_or(|c| self.is_ended(c.from));
        let fighters = frame.from.is_some() || self.tells_of_fighters_only(frame.chunk);
        (alone || out) && (by || ended) && fighters && verb.modal.is_none() && self.names_no_place()
    }

    /// Past `within hours`, `within a day`.
    pub(super) fn past_hours(&self, chunk: usize) -> usize {
        if self.word(chunk) == "within" && self.is_duration(chunk + 1) { chunk + 2 } else { chunk }
    }

    /// Whether a party is all that is told of from the sentence before up to this chunk, no civilians, envoys or
    /// lorries: whom a pronoun can mean.
    fn tells_of_fighters_only(&self, chunk: usize) -> bool {
        let (end, sentences) = (self.row.chunks[chunk].from, self.words.text.sentences());
        let start = sentences[self.words.text.sentence_of(end).saturating_sub(1)].tokens().start;
        // `State media reported that IS held P`: who says so is none of them.
        let source = self.words.word(start) == "according";
        let ends = |t: usize| if source { self.words.word(t) == "," } else { self.words.word(t) == "that" };
        let told = (start..end.min(start + 6)).find(|&t| ends(t)).unwrap_or(start);
        let other = |t: usize| self.words.is(t, class::PEOPLE | class::NOT_SIDE) || self.words.is_in(t, list::VEHICLES);
        let named = self.sides.partition_point(|side| side.from < end).checked_sub(1);
        named.is_some_and(|side| self.sides[side].from >= start) && !(told..end).any(other)
    }

    /// `held P since 2012, when they drove out the army`
    fn left_since_when(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let VerbFrame { rule, chunk, verb, end, after, .. } = *frame;
        let drives = rule.object == Object::From && frame.from.is_some() && rule.event == Event::Captures;
        if !(drives && end > verb.main + 1 && verb.is_finite()) {
            return Vec::new();
        }
        self.clause_of_leaving(chunk, after + 1).and_then(|clause| self.place_of_it(clause)).into_iter().collect()
    }

    /// `stormed P and drove the rebels out`, `P changed hands when the army drove them out`
    fn driven_out(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        let drives = rule.object == Object::From && (frame.from.is_some() || frame.driven) && !verb.passive;
        if !(drives && self.word(after + 1) == "out" && self.word(after + 2) != "of") {
            return Vec::new();
        }
        // `Rebels counter-attacked and drove them out`: of the place told before.
        let none_here = !(0..chunk).any(|c| matches!(self.kind(c), Kind::Place(p) if self.has_name(p)));
        let near = |p: usize| self.is_of_sentence(p) || none_here && frame.driven && self.has_name(p);
        let told = self.place_of_it(chunk).filter(|&(p, _)| near(p) && !self.is_region(p));
        told.map(|(p, _)| (p, self.places[p].extent)).into_iter().collect()
    }

    /// `Rebels expelled them`, `The army drove the group out`: of the place told before.
    fn put_out(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        let drives = rule.object == Object::From && (frame.from.is_some() || frame.driven) && !verb.passive;
        let told = if drives && self.is_put_out(frame, after + 1) { self.place_just_told(chunk) } else { None };
        told.into_iter().collect()
    }

    /// `took P after S withdrew`
    fn left_in_clause(&self, frame: &VerbFrame<'_>, found: &[Raw]) -> Places {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        if rule.event != Event::Loses || !verb.is_finite() || found.iter().any(|raw| raw.event == Event::Captures) {
            return Vec::new();
        }
        let own = |p: usize| self.is_of_sentence(p) && self.has_name(p) && !self.is_region(p);
        let told = self.clause_of_leaving(chunk, after).and_then(|clause| self.place_of_it(clause));
        told.filter(|&(p, _)| own(p)).into_iter().collect()
    }

    /// `Rebels in P retreated towards Q`: from P; `Rebels in Aleppo pulled back`: somewhere in it.
    fn of_who_leaves(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let VerbFrame { rule, after, .. } = *frame;
        let leaves = rule.event == Event::Loses
            && rule.object == Object::None
            && (self.kind(after) != Kind::Noun || self.words.is(self.row.chunks[after].to - 1, class::FORCE));
        let Subject::Side(side) = frame.agent else { return Vec::new() };
        let mut places = if leaves { self.places_of_side(side) } else { Vec::new() };
        places.retain(|&(p, _)| !self.is_province(p));
        places.iter_mut().filter(|(p, _)| self.is_large(*p)).for_each(|(_, extent)| *extent = Extent::Part);
        places
    }

    /// `P, from which S was driven`, `P, from which S withdrew`
    fn at_which(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        self.place_of_which(frame.chunk, &frame.rule.place).map_or_else(Vec::new, |p| self.listed_before(p))
    }

    /// `P, towards which S advanced`
    fn near_which(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let places =
            self.place_of_which(frame.chunk, &frame.rule.near).map_or_else(Vec::new, |p| self.listed_before(p));
        places.into_iter().map(|(place, _)| (place, Extent::Near)).collect()
    }

    /// What a part that has no name here lies in: `positions seized by rebels in P`, `In P, the army took the main
    /// square`.
    fn whole_of_part(&self, frame: &mut VerbFrame<'_>) {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        if !rule.event.is_control() {
            // `P, where rebels besiege an army base`
            if rule.event == Event::Besieges {
                self.part_in_where(frame);
            }
            return;
        }
        // `the districts they hold in P`, `positions seized by rebels in P`
        if (frame.places.is_empty() && verb.bare && !self.is_of_thing(chunk)
            || self.are_unnamed(&frame.places)
            || self.are_some_districts(&frame.places)
            || verb.bare && self.is_some_area(&frame.places))
            && let Some(inside) = self.inside_after(after)
            && !matches!(self.kind(after), Kind::Place(_))
        {
            frame.places = self.listed_after(inside, Extent::Part, None).0;
        }
        if self.are_nameless(&frame.places) {
            let set = self.set_before(self.managed_by(chunk).unwrap_or(chunk), &frame.places);
            if !set.is_empty() {
                frame.places = set;
            }
        }
        // `Troops stormed P. They captured the hospital`
        if self.are_nameless(&frame.places) && self.are_buildings_taken(frame) {
            let scene = self.scene_before();
            if !scene.is_empty() {
                frame.places = scene;
            }
        }
        self.part_in_where(frame);
    }

    /// `P, where rebels hold only two streets`
    fn part_in_where(&self, frame: &mut VerbFrame<'_>) {
        if self.are_unnamed(&frame.places) && self.is_in_where(frame.chunk) {
            let set = self.setting(frame.chunk);
            if !set.is_empty() {
                frame.places = set;
            }
            frame.places.iter_mut().for_each(|(_, extent)| *extent = wider(*extent, Extent::Part));
        }
    }

    /// The verb that brings about what another tells: `managed to capture`, `succeeded in capturing`.
    fn managed_by(&self, chunk: usize) -> Option<usize> {
        let in_ing = self.verb_of(chunk).ing && chunk > 1 && self.word(chunk - 1) == "in";
        let governor = chunk.checked_sub(if in_ing { 2 } else { 1 })?;
        let manages = |verb: &Verb| {
            verb.is_finite() && !verb.negated && verb.modal.is_none() && self.is_verb(verb, list::IMPLICATIVE)
        };
        (in_ing || self.verb_of(chunk).infinitive).then(|| self.row.verb(governor)).flatten().filter(|v| manages(v))?;
        Some(governor)
    }

    /// Whether somebody is told to take a building that the text has not named.
    fn are_buildings_taken(&self, frame: &VerbFrame<'_>) -> bool {
        let done = frame.verb.is_finite() && frame.verb.modal.is_none() || self.managed_by(frame.chunk).is_some();
        let takes = frame.rule.event == Event::Captures && done;
        takes
            && matches!(frame.agent, Subject::Side(_) | Subject::Pronoun)
            && frame.places.iter().all(|&(p, _)| self.class_of(p) == Some(TypeClass::Building))
    }

    /// `a bomb planted on the main road of P went off`
    fn planted_at(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let Subject::Noun(n) = frame.agent else { return Vec::new() };
        let mut places = if frame.rule.arms_only { self.prep_places(n + 1, frame.rule).0 } else { Vec::new() };
        places.retain(|&(p, _)| self.places[p].from < frame.verb.main);
        places
    }

    /// `clashed there`
    fn at_there(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let there = if is_violence(frame.rule.event) { self.there(frame.after) } else { None };
        there.into_iter().collect()
    }

    /// `entered P and attacked a school`
    fn of_deed_beside(&self, frame: &VerbFrame<'_>, found: &[Raw]) -> Places {
        let chunk = frame.chunk;
        let joined = is_violence(frame.rule.event)
            && !frame.verb.passive
            && chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::And);
        let deed = found.last().filter(|raw| joined && self.is_deed_beside(raw, chunk));
        deed.map(|deed| (deed.place, Extent::Part)).into_iter().collect()
    }

    /// Whether a verb happens where its sentence or clause is set: `In P, soldiers advanced as far as the square`.
    fn may_be_of_setting(&self, frame: &VerbFrame<'_>) -> bool {
        let VerbFrame { rule, chunk, verb, end, after, .. } = *frame;
        if !frame.places.is_empty() {
            let advances = rule.event == Event::Advances && !verb.passive && verb.is_finite();
            return advances && self.are_nameless(&frame.places);
        }
        // `P, where the army is trying to dislodge the rebels`
        let drives = rule.object == Object::From && frame.from.is_some();
        let stays = rule.event == Event::Holds
            && (rule.object == Object::None || !verb.passive && self.is_said_out(end, after));
        // `P, where the army besieges rebels`
        let besieges = rule.event == Event::Besieges && matches!(self.kind(after), Kind::Side(_));
        is_violence(rule.event)
            || self.is_gain_where(chunk, after, rule)
            || (drives || stays || besieges) && self.is_in_where(chunk)
    }

    /// `It was hit by ten air strikes`, `our men in P will be trapped`
    fn of_it(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let VerbFrame { rule, chunk, verb, .. } = *frame;
        if !verb.passive
            || !matches!(rule.event, Event::Strikes | Event::Besieges)
            || self.subject(chunk, verb) != Subject::Pronoun
        {
            return Vec::new();
        }
        let place = match chunk.checked_sub(1).map(|c| self.kind(c)) {
            Some(Kind::Place(p)) => Some((p, self.places[p].extent)),
            _ => self.place_of_it(chunk),
        };
        place.into_iter().collect()
    }

    /// `On Monday troops attacked from the west`: of the place told before.
    fn attacked_from_side(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        let VerbFrame { rule, chunk, verb, after, .. } = *frame;
        if rule.event != Event::Fights || !verb.is_finite() || !self.is_from_side(after) {
            return Vec::new();
        }
        self.place_of_it(chunk).filter(|&(p, _)| self.has_name(p) && !self.is_region(p)).into_iter().collect()
    }

    /// `Rebels in P held off the army`: where those are who did.
    fn held_by_defenders(&self, frame: &VerbFrame<'_>, _: &[Raw]) -> Places {
        match frame.agent {
            Subject::Side(side) if frame.rule.by_repelled && !frame.verb.passive => self.stands_in(side),
            _ => Vec::new(),
        }
    }

    /// What `it` would mean at this chunk.
    fn place_of_it(&self, chunk: usize) -> Option<(usize, Extent)> {
        self.place_of_pronoun(self.row.chunks[chunk].from)
    }

    /// Whether a place is named in this sentence.
    fn is_of_sentence(&self, place: usize) -> bool {
        self.places[place].from >= self.row.chunks[0].from
    }

    /// `weapons left by S in P`, `a tank captured by S in P`: of things, not of land.
    fn is_of_thing(&self, verb: usize) -> bool {
        verb.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::Noun && !self.is_ground(c) && !self.is_number(c))
    }

    /// `from the west`, `from three sides`.
    fn is_from_side(&self, prep: usize) -> bool {
        let Some(side) = self.row.chunks.get(prep + 1).filter(|_| self.word(prep) == "from") else { return false };
        let last = side.to - 1;
        self.words.is(last, class::DIRECTION)
            || matches!(self.words.word(last), "sides" | "directions" | "fronts" | "axes")
    }
}

/// What happens to a place rather than to who holds it.
fn is_violence(event: Event) -> bool {
    matches!(event, Event::Strikes | Event::Fights)
}

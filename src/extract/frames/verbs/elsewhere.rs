//! Places of a verb that stand elsewhere in its sentence or before it.

use super::frame::VerbFrame;
use crate::claim::{Event, Extent};
use crate::extract::chunks::Kind;
use crate::extract::frames::{Raw, Scene, Subject};
use crate::extract::lexicon::{Object, class};
use crate::extract::places::{What, wider};

impl Scene<'_> {
    /// `weapons left by S in P`, `a tank captured by S in P`: of things, not of land.
    fn is_of_thing(&self, verb: usize) -> bool {
        verb.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::Noun && !self.is_ground(c) && !self.is_number(c))
    }

    /// Looks where the verb names no place of its own, and for the places that its object lies in.
    pub(super) fn places_elsewhere(&self, frame: &mut VerbFrame<'_>, found: &[Raw]) {
        let VerbFrame { rule, chunk, verb, end, after, .. } = *frame;
        // `Rebels took over in May`, `The army withdrew hours later`, `Troops moved in`: of the place told before.
        let particle = if end == verb.main + 2 { self.words.word(verb.main + 1) } else { "" };
        let alone = rule.event == Event::Captures && particle == "over"
            || rule.event == Event::Advances && (particle == "in" || self.lemma(verb) == "enter")
            || rule.of_told_place && !self.is_in_clause(chunk);
        if frame.places.is_empty() && alone && verb.is_finite() && !verb.passive && self.is_ended(end) {
            frame
                .places
                .extend(self.place_of_pronoun(self.row.chunks[chunk].from).filter(|&(p, _)| {
                    (self.has_name(p) || self.places[p].what == What::Anaphor) && !self.is_region(p)
                }));
        }
        // `held P since 2012, when they drove out the army`
        if frame.places.is_empty()
            && rule.object == Object::From
            && frame.from.is_some()
            && rule.event == Event::Captures
            && end > verb.main + 1
            && verb.is_finite()
            && let Some(clause) = self.clause_of_leaving(chunk, after + 1)
        {
            frame.places.extend(self.place_of_pronoun(self.row.chunks[clause].from));
        }
        // `stormed P and drove the rebels out`, `P changed hands when the army drove them out`
        if frame.places.is_empty()
            && rule.object == Object::From
            && (frame.from.is_some() || frame.driven)
            && !verb.passive
            && self.word(after + 1) == "out"
            && self.word(after + 2) != "of"
        {
            let told = self.place_of_pronoun(self.row.chunks[chunk].from);
            let own = |p: usize| self.places[p].from >= self.row.chunks[0].from && !self.is_region(p);
            frame.places.extend(told.filter(|&(p, _)| own(p)).map(|(p, _)| (p, self.places[p].extent)));
        }
        // `still in P's debt`
        let owns = |&(p, _): &(usize, Extent)| self.words.after_possessive(self.places[p].to + 1);
        if rule.not_possessed {
            frame.places.retain(|place| !owns(place));
        }
        // `took P after S withdrew`
        if frame.places.is_empty()
            && rule.event == Event::Loses
            && verb.is_finite()
            && found.iter().all(|raw| raw.event != Event::Captures)
            && let Some(clause) = self.clause_of_leaving(chunk, after)
        {
            frame.places.extend(self.place_of_pronoun(self.row.chunks[clause].from).filter(|&(p, _)| {
                self.places[p].from >= self.row.chunks[0].from && self.has_name(p) && !self.is_region(p)
            }));
        }
        // `Rebels in P retreated towards Q`
        if frame.places.is_empty()
            && rule.event == Event::Loses
            && rule.object == Object::None
            && (self.kind(after) != Kind::Noun || self.words.is(self.row.chunks[after].to - 1, class::FORCE))
            && let Subject::Side(s) = frame.agent
        {
            frame.places = self.places_of_side(s);
            // `Rebels in Aleppo pulled back`: somewhere in it.
            let large = |p: usize| self.is_large(p) && !self.is_province(p);
            frame.places.retain(|&(p, _)| !self.is_province(p));
            frame.places.iter_mut().filter(|(p, _)| large(*p)).for_each(|(_, extent)| *extent = Extent::Part);
        }
        // `P, from which S was driven`, `P, from which S withdrew`
        if frame.places.is_empty()
            && let Some(p) = self.place_of_which(chunk, &rule.place)
        {
            frame.places = self.listed_before(p);
        }
        // `the districts they hold in P`, `positions seized by rebels in P`
        if rule.event.is_control()
            && (frame.places.is_empty() && verb.bare && !self.is_of_thing(chunk)
                || self.are_unnamed(&frame.places)
                || self.are_some_districts(&frame.places)
                || verb.bare && self.is_some_area(&frame.places))
            && let Some(inside) = self.inside_after(after)
            && !matches!(self.kind(after), Kind::Place(_))
        {
            frame.places = self.listed_after(inside, Extent::Part, None).0;
        }
        // `In P, the army took the main square`: a part of P that has no name here.
        if rule.event.is_control() && self.are_nameless(&frame.places) {
            let set = self.set_before(chunk, &frame.places);
            if !set.is_empty() {
                frame.places = set;
            }
        }
        // `P, where rebels hold only two streets`
        if rule.event.is_control() && self.are_unnamed(&frame.places) && self.is_in_where(chunk) {
            let set = self.setting(chunk);
            if !set.is_empty() {
                frame.places = set;
            }
            frame.places.iter_mut().for_each(|(_, extent)| *extent = wider(*extent, Extent::Part));
        }
        // `a bomb planted on the main road of P went off`
        if frame.places.is_empty()
            && rule.arms_only
            && let Subject::Noun(n) = frame.agent
        {
            frame.places =
                self.prep_places(n + 1, rule).0.into_iter().filter(|&(p, _)| self.places[p].from < verb.main).collect();
        }
        if frame.places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights) {
            frame.places.extend(self.there(after));
        }
        // `entered P and attacked a school`
        if frame.places.is_empty()
            && matches!(rule.event, Event::Strikes | Event::Fights)
            && !verb.passive
            && chunk.checked_sub(1).is_some_and(|c| self.kind(c) == Kind::And)
            && let Some(deed) = found.last().filter(|raw| self.is_deed_beside(raw, chunk))
        {
            frame.places = vec![(deed.place, Extent::Part)];
        }
        if frame.places.is_empty() && matches!(rule.event, Event::Strikes | Event::Fights)
            || frame.places.is_empty() && self.is_gain_where(chunk, after, rule)
            // `In P, soldiers advanced as far as the square`
            || self.are_nameless(&frame.places) && rule.event == Event::Advances && !verb.passive && verb.is_finite()
            // `P, where the army is trying to dislodge the rebels`
            || frame.places.is_empty()
                && rule.object == Object::From
                && frame.from.is_some()
                && self.is_in_where(chunk)
            || frame.places.is_empty()
                && rule.event == Event::Holds
                && (rule.object == Object::None || !verb.passive && self.is_said_out(end, after))
                && self.is_in_where(chunk)
        {
            frame.places = self.setting(chunk);
        }
        // `It was hit by ten air strikes`
        if frame.places.is_empty()
            && verb.passive
            && matches!(rule.event, Event::Strikes | Event::Besieges)
            && matches!(self.subject(chunk, verb), Subject::Pronoun)
        {
            // `our men in P will be trapped`
            frame.places.extend(match chunk.checked_sub(1).map(|c| self.kind(c)) {
                Some(Kind::Place(p)) => Some((p, self.places[p].extent)),
                _ => self.place_of_pronoun(self.row.chunks[chunk].from),
            });
        }
        // `On Monday troops attacked from the west`: of the place told before.
        if frame.places.is_empty() && rule.event == Event::Fights && verb.is_finite() && self.is_from_side(after) {
            let told = self.place_of_pronoun(self.row.chunks[chunk].from);
            frame.places.extend(told.filter(|&(p, _)| self.has_name(p) && !self.is_region(p)));
        }
        if frame.places.is_empty() || self.are_nameless(&frame.places) {
            let scene = self.scene_of_verb(rule, chunk, verb, after);
            if !scene.is_empty() {
                frame.places = scene;
            }
        }
        if rule.object == Object::Line {
            let (from, to) = if verb.passive { (0, chunk) } else { (after, self.row.chunks.len()) };
            if frame.places.is_empty() || verb.passive || self.is_unnamed_line(after) {
                let cut = self.cut_off(from, to);
                if !cut.is_empty() {
                    frame.places = cut;
                }
            }
        }
    }

    /// `from the west`, `from three sides`.
    fn is_from_side(&self, prep: usize) -> bool {
        let Some(side) = self.row.chunks.get(prep + 1).filter(|_| self.word(prep) == "from") else { return false };
        let last = side.to - 1;
        self.words.is(last, class::DIRECTION)
            || matches!(self.words.word(last), "sides" | "directions" | "fronts" | "axes")
    }
}

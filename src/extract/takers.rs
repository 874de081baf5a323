//! Who took a place, where a sentence does not say it.
//!
//! `P was liberated`, `P fell on Friday`, `the fall of P`: the article tells elsewhere who takes places.
//! The taker is the enemy of the place's holder; else the one side that the article's captures are
//! mostly by; else whoever acted last before. A capture by nobody known is no claim.

use super::frames::enemy;
use super::lexicon::{Lexicon, Object, Shape};
use crate::claim::{Claim, Event, Extent, SourceKind, Status, Weakness};
use crate::date::Span;
use crate::side::Side;
use rustc_hash::FxHashMap;

/// Captures of one place that lie this many days apart are two.
const SAME_CAPTURE: i32 = 60;

/// The sides about a claim that names none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Near {
    /// Who acted last before it.
    pub acted: Option<Side>,
    /// Whose voice it is.
    pub spoke: Option<Side>,
}

/// Names the takers and drops captures that stay without one. `near` has an entry for each claim.
pub fn name(claims: &mut Vec<Claim>, near: &[Near], lexicon: &Lexicon) {
    let known = Told::of(claims, lexicon);
    // `P fell to the army; Q followed`: the taker of the capture before, unless that was long ago.
    let mut before: Option<(Side, Option<Span>)> = None;
    for (claim, &near) in claims.iter_mut().zip(near) {
        let rule = lexicon.rule(&claim.rule);
        if claim.event == Event::Loses && claim.side.is_none() {
            // `A rebel admitted that P had been lost`: by his side.
            claim.side = speaker(claim).or_else(|| known.holder_before(claim));
        }
        // `S was driven out of P`, in a text that tells who took it.
        if claim.event == Event::Loses
            && rule.is_some_and(|rule| rule.event == Event::Captures && rule.object == Object::From)
            && claim.status == Status::Reported
            && let Some(taker) = known.driver(claim)
        {
            (claim.event, claim.from, claim.side) = (Event::Captures, claim.side, Some(taker));
            (claim.group, claim.trace.side) = (None, None);
            claim.trace.weaknesses.push(Weakness::SideElsewhere);
            claim.why.push("side from who takes places in the article".to_owned());
        }
        if claim.event != Event::Captures {
            continue;
        }
        if claim.side.is_none() && rule.is_some_and(|rule| rule.after_capture) {
            claim.side = before.filter(|(_, days)| are_near(*days, claim.date.span)).map(|(side, _)| side);
        }
        if claim.side.is_none()
            && let Some(side) = taker(claim, &known, near, lexicon)
        {
            claim.side = Some(side);
            claim.trace.weaknesses.push(Weakness::SideElsewhere);
            claim.why.push("side from who takes places in the article".to_owned());
        }
        // `P, seized by S in May, was liberated`: by whom nobody says; S has lost it.
        if claim.side.is_none()
            && claim.status == Status::Reported
            && let Some(loser) = claim.from.take().or_else(|| known.holder_before(claim))
        {
            (claim.event, claim.side) = (Event::Loses, Some(loser));
        }
        if let Some(side) = claim.side.filter(|_| claim.event == Event::Captures && claim.status == Status::Reported) {
            before = Some((side, claim.date.span));
        }
    }
    claims.retain(|claim| match claim.event {
        Event::Captures => claim.side.is_some() || claim.from.is_some(),
        Event::Loses => claim.side.is_some(),
        _ => true,
    });
}

/// What the claims with a side tell, place by place and in all.
struct Told {
    places: FxHashMap<String, Vec<Known>>,
    all: Vec<Known>,
}

impl Told {
    fn of(claims: &[Claim], lexicon: &Lexicon) -> Told {
        let mut places: FxHashMap<String, Vec<Known>> = FxHashMap::default();
        let mut all = Vec::with_capacity(claims.len());
        for claim in claims {
            let Some(known) = Known::of(claim, lexicon) else { continue };
            // Who holds what lies near a place is not who holds it.
            if claim.extent != Extent::Near || !claim.event.is_control() {
                places.entry(claim.place.name.clone()).or_default().push(known);
            }
            all.push(known);
        }
        Told { places, all }
    }

    /// Who drove a side out of a place: who has it by another claim of those days, else the one who takes places.
    fn driver(&self, claim: &Claim) -> Option<Side> {
        let other = |k: &&Known| Some(k.side) != claim.side && k.is_reported && are_near(k.days, claim.date.span);
        let here = self.places.get(&claim.place.name).into_iter().flatten().filter(other);
        let has = here.filter(|k| matches!(k.event, Event::Holds | Event::Captures) && !k.is_description);
        one(has.map(|k| k.side)).or_else(|| {
            let taking = self.all.iter().filter(other).filter(|k| k.event == Event::Captures);
            one(taking.map(|k| k.side))
        })
    }

    /// Who had a place, by the nearest claim before this one.
    fn holder_before(&self, claim: &Claim) -> Option<Side> {
        let here = self.places.get(&claim.place.name)?;
        let at = claim.trace.trigger.as_ref().map_or(claim.quote.end, |trigger| trigger.start);
        here.iter().filter(|k| k.told < at).filter_map(Known::holder).next_back()
    }

    /// The side that mostly did these things about those days.
    fn mostly(&self, events: &[Event], days: Option<Span>) -> Option<Side> {
        mostly(self.all.iter().filter(|known| are_near(known.days, days)), events)
    }
}

/// What a claim with a side tells of the others at its place.
#[derive(Clone, Copy)]
struct Known {
    is_reported: bool,
    /// `S-held P`: as it was known before, not what came of the fighting.
    is_description: bool,
    sentence: usize,
    event: Event,
    side: Side,
    from: Option<Side>,
    /// Where the word stands that tells it.
    told: usize,
    days: Option<Span>,
}

impl Known {
    fn of(claim: &Claim, lexicon: &Lexicon) -> Option<Known> {
        let told = claim.status != Status::Denied;
        Some(Known {
            is_reported: claim.status == Status::Reported,
            is_description: lexicon
                .rule(&claim.rule)
                .is_some_and(|rule| matches!(rule.shape, Shape::Held | Shape::Seat)),
            sentence: claim.sentence.start,
            event: claim.event,
            side: claim.side.filter(|_| told)?,
            from: claim.from,
            told: claim.trace.trigger.as_ref().map_or(claim.quote.start, |trigger| trigger.start),
            days: claim.date.span,
        })
    }
}

fn taker(claim: &Claim, told: &Told, near: Near, lexicon: &Lexicon) -> Option<Side> {
    let rule = lexicon.rule(&claim.rule);
    let here = told.places.get(&claim.place.name).map_or(&[][..], Vec::as_slice);
    // Who held it when the sentence was reached, by the nearest claim before, else by one after.
    let reached = here.partition_point(|k| k.sentence <= claim.sentence.start);
    let at = claim.trace.trigger.as_ref().map_or(claim.quote.start, |trigger| trigger.start);
    let before = here[..reached].iter().rfind(|k| k.told < at);
    // `The capture of P came after days of fighting. Troops now control most of it`: who has it afterwards took it.
    let now = here[reached..].iter().find(|k| k.event == Event::Holds && k.is_reported && !k.is_description);
    // `The army took P. Q was taken too. The rebels said Q was still theirs`: not they.
    let other = told.mostly(&[Event::Captures], claim.date.span);
    let now = now.filter(|k| other.is_none_or(|side| side == k.side));
    if let Some(taker) = now.filter(|_| before.is_none() && claim.from.is_none() && claim.status == Status::Reported) {
        return Some(taker.side);
    }
    let holder =
        claim.from.or_else(|| before.or_else(|| here.iter().find(|k| k.event == Event::Holds)).and_then(Known::holder));
    // The same capture told with its taker: not one of other days.
    if claim.from.is_none() {
        let days = |k: &&Known| k.days.zip(claim.date.span);
        let again = || here.iter().filter(|k| k.event == Event::Captures && are_near(k.days, claim.date.span));
        let then = again().filter(|k| days(k).is_some_and(|(a, b)| a.from <= b.to && b.from <= a.to));
        let side_of = |k: &Known| k.side;
        let reported = one(again().filter(|k| k.is_reported).map(side_of));
        if let Some(side) = reported.or_else(|| one(again().map(side_of))).or_else(|| one(then.map(side_of))) {
            return Some(side);
        }
    }
    let may = |side: &Side| Some(*side) != holder;
    let mostly = |events: &[Event]| told.mostly(events, claim.date.span).filter(may);
    let told = mostly(&[Event::Captures])
        .or_else(|| holder.and_then(enemy))
        .or_else(|| mostly(&[Event::Captures, Event::Advances, Event::Fights]));
    // Who denies a capture, or says that a place may fall, speaks of the enemy's.
    let theirs =
        claim.status == Status::Denied || claim.status == Status::Hypothetical && rule.is_some_and(|rule| rule.falls);
    let spoke = near.spoke.or_else(|| speaker(claim));
    let party = if theirs { spoke.and_then(enemy) } else { spoke };
    // What follows a capture of long ago follows nobody who acted since.
    let acted = near.acted.filter(|side| may(side) && !rule.is_some_and(|rule| rule.after_capture));
    told.or(acted).or(party.filter(may))
}

/// Whether two captures can belong together by their days.
fn are_near(a: Option<Span>, b: Option<Span>) -> bool {
    a.zip(b).is_none_or(|(a, b)| b.from - a.to <= SAME_CAPTURE && a.from - b.to <= SAME_CAPTURE)
}

/// A party that tells of a capture without a taker took the place itself.
fn speaker(claim: &Claim) -> Option<Side> {
    match claim.source.as_ref()?.kind {
        SourceKind::State => Some(Side::Government),
        SourceKind::Rebel => Some(Side::Opposition),
        _ => None,
    }
}

impl Known {
    /// Who has the place after what this tells.
    fn holder(&self) -> Option<Side> {
        match self.event {
            Event::Holds | Event::Captures => Some(self.side),
            Event::Loses => None,
            _ => self.from,
        }
    }
}

/// The side of at least two thirds of these events.
fn mostly<'k>(known: impl Iterator<Item = &'k Known>, events: &[Event]) -> Option<Side> {
    let sides: Vec<Side> = known.filter(|k| events.contains(&k.event)).map(|k| k.side).collect();
    let of = |side: Side| sides.iter().filter(|&&other| other == side).count();
    Side::ALL.into_iter().find(|&side| !sides.is_empty() && of(side) * 3 >= sides.len() * 2)
}

fn one(mut sides: impl Iterator<Item = Side>) -> Option<Side> {
    let first = sides.next()?;
    sides.all(|side| side == first).then_some(first)
}

//! Who took a place, where a sentence does not say it.
//!
//! `P was liberated`, `P fell on Friday`, `the fall of P`: the article tells elsewhere who takes places.
//! The taker is the enemy of the place's holder; else the one side that the article's captures are
//! mostly by; else whoever acted last before. A capture by nobody known is no claim.

use super::frames::enemy;
use crate::claim::{Claim, Event, Status};
use crate::side::Side;

/// Names the takers and drops captures that stay without one. `last` gives, for each claim, the side that
/// acted last before it.
pub fn name(claims: &mut Vec<Claim>, last: &[Option<Side>]) {
    let known: Vec<Known> = claims.iter().filter_map(Known::of).collect();
    for (claim, &last) in claims.iter_mut().zip(last) {
        if claim.event != Event::Captures || claim.side.is_some() {
            continue;
        }
        if let Some(side) = taker(claim, &known, last) {
            claim.side = Some(side);
            claim.confidence *= 0.8;
            claim.why.push("side from who takes places in the article".to_owned());
        }
    }
    claims.retain(|claim| claim.event != Event::Captures || claim.side.is_some() || claim.from.is_some());
}

/// What a claim with a side tells of the others.
struct Known {
    place: String,
    event: Event,
    side: Side,
    from: Option<Side>,
    at: usize,
}

impl Known {
    fn of(claim: &Claim) -> Option<Known> {
        let told = claim.status != Status::Denied;
        Some(Known {
            place: claim.place.name.clone(),
            event: claim.event,
            side: claim.side.filter(|_| told)?,
            from: claim.from,
            at: claim.quote.start,
        })
    }
}

fn taker(claim: &Claim, known: &[Known], last: Option<Side>) -> Option<Side> {
    let here = |k: &&Known| k.place == claim.place.name;
    // Who held it when the sentence was reached, by the nearest claim before, else by one after.
    let before = known.iter().filter(here).rfind(|k| k.at < claim.quote.start);
    let holder = claim.from.or_else(|| {
        before.or_else(|| known.iter().filter(here).find(|k| k.event == Event::Holds)).and_then(Known::holder)
    });
    // The same capture told with its taker.
    if claim.from.is_none() {
        let again = known.iter().filter(here).filter(|k| k.event == Event::Captures);
        if let Some(side) = one(again.map(|k| k.side)) {
            return Some(side);
        }
    }
    let may = |side: &Side| Some(*side) != holder;
    mostly(known, &[Event::Captures])
        .filter(may)
        .or_else(|| holder.and_then(enemy))
        .or_else(|| mostly(known, &[Event::Captures, Event::Advances, Event::Fights]).filter(may))
        .or(last.filter(may))
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
fn mostly(known: &[Known], events: &[Event]) -> Option<Side> {
    let of = |side: Side| known.iter().filter(|k| events.contains(&k.event) && k.side == side).count();
    let all = known.iter().filter(|k| events.contains(&k.event)).count();
    Side::ALL.into_iter().find(|&side| all > 0 && of(side) * 3 >= all * 2)
}

fn one(mut sides: impl Iterator<Item = Side>) -> Option<Side> {
    let first = sides.next()?;
    sides.all(|side| side == first).then_some(first)
}

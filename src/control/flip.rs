//! What would change the picture: the smallest set of claims without which a place would be another's.

use super::track::speaks_for;
use super::{Belief, History};
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;

/// The largest set that is looked for.
const MOST: usize = 3;
/// Only this many claims, those nearest in time, are tried in sets of three: 4,060 sets. A side that
/// more claims than these speak for hangs on more than three.
const TRIED: usize = 30;

/// A smallest set of claims on which the holder of a place hangs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flip {
    /// Without these claims another side would lead, or nobody.
    Without {
        /// The claims, one to three, sorted.
        claims: Vec<ClaimRef>,
        /// Who would lead then.
        then: Option<Side>,
    },
    /// No set of three is enough.
    MoreThanThree,
    /// Nobody leads: nothing to flip.
    Nobody,
}

impl History {
    /// Finds a smallest set of up to three claims without which the leading side of a place changes.
    /// Every claim that speaks for that side is tried, of the place and of what contains it.
    pub fn would_flip(&self, place: &PlaceId, day: Day) -> Flip {
        let Some(at) = self.position(place) else { return Flip::Nobody };
        let Some(side) = self.belief(at, day, &[], 0).side() else { return Flip::Nobody };
        let mut claims = Vec::new();
        self.pillars(at, side, day, &mut claims, 0);
        claims.sort_by_key(|(age, claim)| (day.number().abs_diff(age.number()), *claim));
        let mut claims: Vec<ClaimRef> = claims.into_iter().map(|(_, claim)| claim).collect();
        claims.dedup();
        let flips = |without: &[ClaimRef]| {
            let then: Belief = self.belief(at, day, without, 0);
            (then.side() != Some(side)).then(|| then.side())
        };
        for size in 1..=MOST.min(claims.len()) {
            let pool = if size == MOST { &claims[..claims.len().min(TRIED)] } else { &claims[..] };
            if let Some((mut claims, then)) = first_set(pool, size, &flips) {
                claims.sort_unstable();
                return Flip::Without { claims, then };
            }
        }
        Flip::MoreThanThree
    }

    /// The claims that speak for a side at a place and at what contains it.
    fn pillars(&self, at: u32, side: Side, day: Day, claims: &mut Vec<(Day, ClaimRef)>, depth: usize) {
        let track = &self.tracks[at as usize];
        let acting = track.chain.steps.iter().map(|step| &track.marks[step.mark]);
        // What is three half-lives old, or as far ahead, holds nothing up.
        let near = acting.filter(|mark| mark.day.number().abs_diff(day.number()) <= 270 || mark.since.is_some());
        claims.extend(near.filter(|mark| speaks_for(mark, side)).map(|mark| (mark.day, mark.claim)));
        for &around in track.containers.iter().filter(|_| depth < 8) {
            self.pillars(around, side, day, claims, depth + 1);
        }
    }
}

/// The first set of the given size that flips, in the order of the pool.
fn first_set(
    pool: &[ClaimRef],
    size: usize,
    flips: &impl Fn(&[ClaimRef]) -> Option<Option<Side>>,
) -> Option<(Vec<ClaimRef>, Option<Side>)> {
    let mut picked: Vec<usize> = (0..size).collect();
    loop {
        let set: Vec<ClaimRef> = picked.iter().map(|&at| pool[at]).collect();
        if let Some(then) = flips(&set) {
            return Some((set, then));
        }
        // The next combination, in lexicographic order.
        let turn = (0..size).rev().find(|&at| picked[at] < pool.len() - size + at)?;
        picked[turn] += 1;
        for at in turn + 1..size {
            picked[at] = picked[at - 1] + 1;
        }
    }
}

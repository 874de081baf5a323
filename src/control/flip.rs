//! What would change the picture: the smallest set of claims without which a place would be another's.

use super::evidence::Mark;
use super::track::speaks_for;
use super::{Belief, History};
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// The largest set that is looked for.
const MOST: usize = 3;
/// So many sets are tried one by one.
const ALL_TRIED: usize = 2000;
/// What is three half-lives old, or as far ahead, holds nothing up, in days.
const HOLDS_UP_DAYS: u32 = 270;

/// A smallest set of claims on which the holder of a place hangs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flip {
    /// Without these claims another side would lead, or nobody.
    Without {
        /// The claims, one to three, sorted.
        claims: Vec<ClaimRef>,
        /// Who would lead then.
        then: Option<Side>,
        /// Whether every smaller set was tried, so that this one is surely a smallest.
        exact: bool,
    },
    /// No set of three is enough.
    MoreThanThree {
        /// Whether every set was tried; else, of sets by the thousand, whole groups only.
        exact: bool,
    },
    /// Nobody leads: nothing to flip.
    Nobody,
}

impl History {
    /// Finds a smallest set of up to three claims without which the leading side of a place changes:
    /// of all that act on the place and on what contains it, those that speak for the side first.
    pub fn would_flip(&self, place: &PlaceId, day: Day) -> Flip {
        let Some(at) = self.position(place) else { return Flip::Nobody };
        let Some(side) = self.belief(at, day, &[], 0).side() else { return Flip::Nobody };
        let mut acting = Vec::new();
        self.acting(at, day, &mut acting, 0);
        let had = |mark: &Mark| mark.day > day && (mark.from == Some(side) || mark.side == Some(side));
        // Who loses a place later, or is relieved of it, had it till then.
        let holds_up = |mark: &Mark| speaks_for(mark, side) || had(mark);
        acting.sort_by_key(|mark| (!holds_up(mark), mark.day.number().abs_diff(day.number()), mark.claim));
        let mut claims: Vec<ClaimRef> = acting.iter().map(|mark| mark.claim).collect();
        claims.dedup();
        let pillars = acting.iter().take_while(|mark| holds_up(mark)).map(|mark| mark.claim);
        let pillars = pillars.collect::<BTreeSet<ClaimRef>>().len();
        let flips = |without: &[ClaimRef]| {
            let then: Belief = self.belief(at, day, without, 0);
            (then.side() != Some(side)).then(|| then.side())
        };
        let mut exact = true;
        for size in 1..=MOST.min(claims.len()) {
            if let Some((mut claims, then)) = first_set(&claims, pillars, size, &flips) {
                claims.sort_unstable();
                return Flip::Without { claims, then, exact };
            }
            exact = sets(claims.len(), size) <= ALL_TRIED;
        }
        Flip::MoreThanThree { exact }
    }

    /// The marks that move a place or what contains it, about a day.
    fn acting<'h>(&'h self, at: u32, day: Day, acting: &mut Vec<&'h Mark>, depth: usize) {
        let track = &self.tracks[at as usize];
        let marks = track.marks.iter().filter(|mark| mark.is_control() || mark.is_attack());
        acting.extend(
            marks.filter(|mark| mark.day.number().abs_diff(day.number()) <= HOLDS_UP_DAYS || mark.since.is_some()),
        );
        for &around in self.layout.containers[at as usize].iter().filter(|_| depth < 8) {
            self.acting(around, day, acting, depth + 1);
        }
    }
}

/// The first set of the given size that flips, those early in the pool first. A few thousand sets are
/// all tried. Of more, only those of claims that hold the side up, whole lots at once: to take a claim for a side away hardly ever helps the side,
/// so where a large set flips nothing, no small one within it is taken to.
fn first_set(
    pool: &[ClaimRef],
    pillars: usize,
    size: usize,
    flips: &Flips<'_>,
) -> Option<(Vec<ClaimRef>, Option<Side>)> {
    let in_lots = sets(pool.len(), size) > ALL_TRIED;
    let pool = if in_lots { &pool[..pillars] } else { pool };
    if pool.len() < size { None } else { search(pool, &[(0..pool.len(), size)], in_lots, flips) }
}

/// How many sets of a size a pool has.
fn sets(pool: usize, size: usize) -> usize {
    (0..size).fold(1, |sets, at| sets * (pool - at) / (at + 1))
}

/// Who would lead without some claims, if that is another side.
type Flips<'f> = dyn Fn(&[ClaimRef]) -> Option<Option<Side>> + 'f;

/// Looks for a set that has so many claims of each of some stretches of the pool.
fn search(
    pool: &[ClaimRef],
    stretches: &[(Range<usize>, usize)],
    in_lots: bool,
    flips: &Flips<'_>,
) -> Option<(Vec<ClaimRef>, Option<Side>)> {
    let all: Vec<ClaimRef> = stretches.iter().flat_map(|(stretch, _)| &pool[stretch.clone()]).copied().collect();
    let is_set = stretches.iter().all(|(stretch, count)| stretch.len() == *count);
    let then = if is_set || in_lots { flips(&all)? } else { None };
    let open = stretches.iter().enumerate().filter(|(_, (stretch, count))| stretch.len() > *count);
    let Some((widest, (stretch, count))) = open.max_by_key(|(at, (stretch, _))| (stretch.len(), Reverse(*at))) else {
        return Some((all, then));
    };
    let middle = stretch.start + stretch.len() / 2;
    (0..=*count).rev().find_map(|early| {
        let halves = [(stretch.start..middle, early), (middle..stretch.end, count - early)];
        if halves.iter().any(|(half, count)| half.len() < *count) {
            return None;
        }
        let mut finer = stretches.to_vec();
        finer.splice(widest..=widest, halves.into_iter().filter(|(_, count)| *count > 0));
        search(pool, &finer, in_lots, flips)
    })
}

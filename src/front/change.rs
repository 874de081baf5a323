//! Ground that changed hands between two situations, in square kilometres.
//!
//! Always a range: the least is ground that own claims show held, before and after; the most adds
//! unconfirmed, contested and inferred control, and what only faded from view.

use super::Cells;
use crate::control::{Difference, Situation, compare};
use crate::place::PlaceId;
use crate::side::Side;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// A range of square kilometres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Km2 {
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
}

impl AddAssign for Km2 {
    fn add_assign(&mut self, more: Km2) {
        self.low += more.low;
        self.high += more.high;
    }
}

/// What passed from one holder to another, or stayed.
#[derive(Clone, Debug, PartialEq)]
pub struct GroundChange {
    /// Who had it, if known.
    pub from: Option<Side>,
    /// Who has it now, if known.
    pub to: Option<Side>,
    /// Its size.
    pub km2: Km2,
    /// The places, sorted.
    pub places: Vec<PlaceId>,
}

impl GroundChange {
    /// Whether the holder is another one.
    pub fn is_change(&self) -> bool {
        self.from != self.to
    }
}

/// What one side gained, lost and kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// The side.
    pub side: Side,
    /// Ground it has and had not.
    pub gained: Km2,
    /// Ground it had and has not.
    pub lost: Km2,
    /// Ground it had and has.
    pub stable: Km2,
}

/// The ground of one difference; `None` if the place has none of its own (a region, a road).
pub fn ground_of(difference: &Difference, cells: &Cells) -> Option<Km2> {
    let high = cells.of(&difference.place)?.area_m2 / 1e6;
    Some(Km2 { low: if difference.is_sure { high } else { 0.0 }, high })
}

/// Sums up the cells by who had them before and who has them after, in the order of sides. Places
/// without ground of their own are left out.
pub fn ground_changes(before: &Situation, after: &Situation, cells: &Cells) -> Vec<GroundChange> {
    let mut changes: BTreeMap<(Option<Side>, Option<Side>), GroundChange> = BTreeMap::new();
    for difference in compare(before, after) {
        let Some(km2) = ground_of(&difference, cells) else { continue };
        let (from, to) = (difference.before, difference.after);
        let none = || GroundChange { from, to, km2: Km2::default(), places: Vec::new() };
        let change = changes.entry((from, to)).or_insert_with(none);
        change.km2 += km2;
        change.places.push(difference.place);
    }
    changes.into_values().collect()
}

/// What each side that occurs gained, lost and kept, in the order of sides.
pub fn balances(changes: &[GroundChange]) -> Vec<Balance> {
    let balance = |side: Side| {
        let sum = |counts: &dyn Fn(&GroundChange) -> bool| {
            let mut sum = Km2::default();
            changes.iter().filter(|change| counts(change)).for_each(|change| sum += change.km2);
            sum
        };
        let (had, has) =
            (|change: &GroundChange| change.from == Some(side), |change: &GroundChange| change.to == Some(side));
        let occurs = changes.iter().any(|change| had(change) || has(change));
        occurs.then(|| Balance {
            side,
            gained: sum(&|change| has(change) && !had(change)),
            lost: sum(&|change| had(change) && !has(change)),
            stable: sum(&|change| had(change) && has(change)),
        })
    };
    Side::ALL.into_iter().filter_map(balance).collect()
}

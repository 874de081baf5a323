//! Ground that changed hands between two situations, in square kilometres.

use super::Cells;
use crate::control::{Basis, Shift, Situation, State, compare};
use crate::place::PlaceId;
use crate::side::Side;
use std::collections::BTreeMap;

/// What passed from one holder to another, or stayed.
#[derive(Clone, Debug, PartialEq)]
pub struct GroundChange {
    /// Who had it, if known.
    pub from: Option<Side>,
    /// Who has it now, if known.
    pub to: Option<Side>,
    /// Square kilometres of cells that own claims show held, before and after: the least it can be.
    pub low_km2: f64,
    /// Square kilometres of all cells concerned, with those of unconfirmed, contested and inferred control.
    pub high_km2: f64,
    /// The places, sorted.
    pub places: Vec<PlaceId>,
}

impl GroundChange {
    /// Whether the holder is another one.
    pub fn is_change(&self) -> bool {
        self.from != self.to
    }
}

/// Sums up the cells by who had them before and who has them after, in the order of sides. Places
/// without ground of their own are left out.
pub fn ground_changes(before: &Situation, after: &Situation, cells: &Cells) -> Vec<GroundChange> {
    let sure = |situation: &Situation, place: &PlaceId| {
        situation
            .get(place)
            .is_none_or(|row| row.state == State::Unknown || row.state == State::Held && row.basis == Basis::Own)
    };
    let mut changes: BTreeMap<(Option<Side>, Option<Side>), GroundChange> = BTreeMap::new();
    for difference in compare(before, after) {
        let Some(cell) = cells.of(&difference.place) else { continue };
        let (from, to) = (difference.before, difference.after);
        let km2 = cell.area_m2 / 1e6;
        let change = changes.entry((from, to)).or_insert_with(|| GroundChange {
            from,
            to,
            low_km2: 0.0,
            high_km2: 0.0,
            places: Vec::new(),
        });
        let faded = difference.shift == Shift::Faded;
        if !faded && sure(before, &difference.place) && sure(after, &difference.place) {
            change.low_km2 += km2;
        }
        change.high_km2 += km2;
        change.places.push(difference.place);
    }
    changes.into_values().collect()
}

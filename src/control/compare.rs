//! Change between two situations: what was gained, lost or stays, and the claims behind it.

use super::{PlaceState, Situation};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use std::collections::BTreeSet;

/// What became of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shift {
    /// The same side has it.
    Stable,
    /// One side had it, another has it now.
    Taken,
    /// Nobody was known to have it, now somebody is.
    Appeared,
    /// Somebody had it, now nobody is known to.
    Faded,
}

/// One place in two situations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The place.
    pub place: PlaceId,
    /// What became of it.
    pub shift: Shift,
    /// Who had it in the first situation, if known then.
    pub before: Option<Side>,
    /// Who has it in the second, if known.
    pub after: Option<Side>,
    /// For a change: the claims for the new holder, newest first.
    pub claims: Vec<ClaimRef>,
}

/// Every place known in either situation, sorted by id. Two days of one history, or one day
/// according to two voices: what differs is what changed or what they disagree about.
pub fn compare(before: &Situation, after: &Situation) -> Vec<Difference> {
    let places: BTreeSet<&PlaceId> = before.places.iter().chain(&after.places).map(|row| &row.place).collect();
    let known = |row: Option<&PlaceState>| row.filter(|row| row.state.is_known()).and_then(|row| row.side);
    let difference = |place: &PlaceId| {
        let (was, is) = (before.get(place), after.get(place));
        let shift = match (known(was), known(is)) {
            (None, None) => return None,
            (Some(was), Some(is)) if was == is => Shift::Stable,
            (Some(_), Some(_)) => Shift::Taken,
            (None, Some(_)) => Shift::Appeared,
            (Some(_), None) => Shift::Faded,
        };
        let claims = is.filter(|_| shift != Shift::Stable).map_or_else(Vec::new, |row| row.for_.clone());
        Some(Difference { place: place.clone(), shift, before: known(was), after: known(is), claims })
    };
    places.into_iter().filter_map(difference).collect()
}

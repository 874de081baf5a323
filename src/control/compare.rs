//! Change between two situations: what was gained, lost or stays, and the claims behind it.

use super::{Basis, PlaceState, Situation, State};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;

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
    /// Whether nothing about it is unconfirmed, contested or inferred from a larger place, in either
    /// situation; never so for what only faded from view.
    pub is_sure: bool,
    /// The claims behind a change, newest first: those that speak for the new holder, else those
    /// against the old one. Empty if the place is stable or nothing but silence came between.
    pub claims: Vec<ClaimRef>,
}

/// Every place known in either situation, sorted by id. Two days of one history, or one day
/// according to two voices: what differs is what changed or what they disagree about.
pub fn compare(before: &Situation, after: &Situation) -> Vec<Difference> {
    pairs(&before.places, &after.places).filter_map(|(was, is)| difference(was, is)).collect()
}

fn difference(was: Option<&PlaceState>, is: Option<&PlaceState>) -> Option<Difference> {
    let known = |row: Option<&PlaceState>| row.filter(|row| row.state.is_known()).and_then(|row| row.side);
    let shift = match (known(was), known(is)) {
        (None, None) => return None,
        (Some(was), Some(is)) if was == is => Shift::Stable,
        (Some(_), Some(_)) => Shift::Taken,
        (None, Some(_)) => Shift::Appeared,
        (Some(_), None) => Shift::Faded,
    };
    let claims = match shift {
        Shift::Stable => Vec::new(),
        Shift::Taken | Shift::Appeared => is.map_or_else(Vec::new, |row| row.for_.clone()),
        Shift::Faded => is.map_or_else(Vec::new, |row| row.against.clone()),
    };
    let place = was.or(is)?.place.clone();
    let is_sure = shift != Shift::Faded && sure(was) && sure(is);
    Some(Difference { place, shift, before: known(was), after: known(is), is_sure, claims })
}

/// Whether a place is held by its own claims, or nothing at all is said of it.
fn sure(row: Option<&PlaceState>) -> bool {
    row.is_none_or(|row| row.state == State::Unknown || row.state == State::Held && row.basis == Basis::Own)
}

/// The rows of two lists sorted by place, those of one place together.
fn pairs<'r>(
    mut before: &'r [PlaceState],
    mut after: &'r [PlaceState],
) -> impl Iterator<Item = (Option<&'r PlaceState>, Option<&'r PlaceState>)> {
    std::iter::from_fn(move || {
        let first = [before, after].into_iter().filter_map(|rows| rows.first()).map(|row| &row.place).min()?;
        let take = |rows: &mut &'r [PlaceState]| {
            let (row, rest) = rows.split_first().filter(|(row, _)| row.place == *first)?;
            *rows = rest;
            Some(row)
        };
        Some((take(&mut before), take(&mut after)))
    })
}

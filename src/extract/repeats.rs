//! The same claim twice in one article counts once.

use crate::claim::{Claim, Event, Extent};
use std::collections::HashMap;

/// Folds claims that say the same of the same place, keeping the one that says most; the order stays.
pub fn fold(claims: Vec<Claim>) -> Vec<Claim> {
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    // By place, so that a text of many thousand claims is not compared each with each.
    let mut of_place: HashMap<String, Vec<usize>> = HashMap::new();
    for claim in claims {
        let key = claim.place.id.as_ref().map_or_else(|| claim.place.name.clone(), |id| id.as_str().to_owned());
        let here = of_place.entry(key).or_default();
        match here.iter().copied().find(|&i| same(&kept[i], &claim)) {
            Some(i) if says(&claim) > says(&kept[i]) => kept[i] = claim,
            Some(_) => {}
            None => {
                here.push(kept.len());
                kept.push(claim);
            }
        }
    }
    kept
}

/// One place, side, event and status; and for what happens one day and one source.
fn same(a: &Claim, b: &Claim) -> bool {
    let place = match (&a.place.id, &b.place.id) {
        (Some(x), Some(y)) => x == y,
        (None, None) => a.place.name == b.place.name,
        _ => false,
    };
    // A headline or lead that names nobody says what the body puts down to its source.
    let source = a.source == b.source || a.source.is_none() || b.source.is_none();
    let told = a.event == Event::Holds || a.date.span == b.date.span && source && a.extent == b.extent;
    place && a.side == b.side && a.event == b.event && a.status == b.status && told
}

/// How much a claim says: a group, a former holder, a part, a day.
fn says(claim: &Claim) -> usize {
    usize::from(claim.group.is_some())
        + usize::from(claim.from.is_some()) * 2
        + usize::from(claim.extent != Extent::Whole)
        + usize::from(claim.since.is_some()) * 2
        + usize::from(claim.date.span.is_some_and(|s| s.days() == 1))
        + usize::from(claim.source.is_some())
}

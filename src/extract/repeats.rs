//! The same claim twice in one article counts once; what a headline or a caption says and the text says
//! again counts as the text says it, with its day and its source.

use crate::article::{Part, Role};
use crate::claim::{Claim, Event, Extent};
use rustc_hash::FxHashMap;

/// Folds claims that say the same of the same place, keeping the one that says most; the order stays.
/// `parts` tells headlines, captions and body apart.
pub fn fold(claims: &mut Vec<Claim>, parts: &[Part]) {
    drop_headlines_told_again(claims, parts);
    // By place, so that a text of many thousand claims is not compared each with each: for each claim that stays, the
    // one that says most of it.
    let mut of_place: FxHashMap<&str, Vec<(usize, usize)>> = FxHashMap::default();
    for (next, claim) in claims.iter().enumerate() {
        let key = claim.place.id.as_ref().map_or(claim.place.name.as_str(), |id| id.as_str());
        let here = of_place.entry(key).or_default();
        match here.iter_mut().find(|(_, most)| same(&claims[*most], claim)) {
            Some((_, most)) if says(claim) > says(&claims[*most]) => *most = next,
            Some(_) => {}
            None => here.push((next, next)),
        }
    }
    let mut keep = vec![false; claims.len()];
    let mut better = Vec::new();
    for (first, most) in of_place.into_values().flatten() {
        keep[first] = true;
        better.extend((first != most).then_some((first, most)));
    }
    for (first, most) in better {
        claims.swap(first, most);
    }
    let mut keep = keep.into_iter();
    claims.retain(|_| keep.next().unwrap_or(true));
}

/// Drops what headlines and captions say of a place where the body tells the same of it.
fn drop_headlines_told_again(claims: &mut Vec<Claim>, parts: &[Part]) {
    let role = |claim: &Claim| {
        let at = parts.partition_point(|part| part.end <= claim.sentence.start);
        parts.get(at).map_or(Role::Body, |part| part.role)
    };
    if claims.iter().all(|claim| role(claim) == Role::Body) {
        return;
    }
    let mut body: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, claim) in claims.iter().enumerate().filter(|(_, claim)| role(claim) == Role::Body) {
        body.entry(&claim.place.name).or_default().push(i);
    }
    let again = |claim: &Claim| {
        let told = body.get(claim.place.name.as_str()).map_or(&[][..], Vec::as_slice);
        told.iter().map(|&i| &claims[i]).any(|other| {
            let day = |claim: &Claim| claim.date.span.map(|span| span.from);
            let near = day(claim).zip(day(other)).is_none_or(|(a, b)| (a - b).abs() <= NEAR);
            other.event == claim.event
                && other.status == claim.status
                && (other.side == claim.side || claim.side.is_none())
                && (near || claim.event == Event::Holds)
        })
    };
    // `Rebels seize village near Aleppo`: the body names the village.
    let named_later = |claim: &Claim| {
        claim.extent == Extent::Near
            && claim.event == Event::Captures
            && claims.iter().any(|other| {
                role(other) == Role::Body
                    && (other.event, other.side, other.status) == (claim.event, claim.side, claim.status)
                    && other.place.name != claim.place.name
            })
    };
    let told = |claim: &Claim| role(claim) != Role::Body && (again(claim) || named_later(claim));
    let keep: Vec<bool> = claims.iter().map(|claim| !told(claim)).collect();
    let mut keep = keep.into_iter();
    claims.retain(|_| keep.next().unwrap_or(true));
}

/// How many days apart a headline and the text may tell the same.
const NEAR: i32 = 4;

/// One place, side, event and status; and for what happens one day and one source.
fn same(a: &Claim, b: &Claim) -> bool {
    let place = match (&a.place.id, &b.place.id) {
        (Some(x), Some(y)) => x == y,
        (None, None) => a.place.name == b.place.name,
        _ => false,
    };
    // A headline or lead that names nobody says what the body puts down to its source.
    let source = a.source.as_ref().zip(b.source.as_ref()).is_none_or(|(a, b)| a.is(b));
    // A state that two say is one voice more; on which day it is said of tells little.
    let told = source && (a.event == Event::Holds || a.date.span == b.date.span && a.extent == b.extent);
    // `Shells fell on P, which the army shelled`: one strike, and who struck is said once.
    let nobody = a.side.is_none() && a.group.is_none() || b.side.is_none() && b.group.is_none();
    let attack = matches!(a.event, Event::Strikes | Event::Fights);
    let side = a.side == b.side || attack && nobody && a.sentence == b.sentence;
    place && side && a.event == b.event && a.status == b.status && told
}

/// How much a claim says: a group, a former holder, a part, a day.
fn says(claim: &Claim) -> usize {
    usize::from(claim.group.is_some())
        + usize::from(claim.side.is_some()) * 4
        + usize::from(claim.from.is_some()) * 2
        + usize::from(claim.extent != Extent::Whole)
        + usize::from(claim.since.is_some()) * 2
        + usize::from(claim.date.span.is_some_and(|s| s.days() == 1))
        + usize::from(claim.source.is_some())
}

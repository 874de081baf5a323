//! The places of a gazetteer with their parts and wholes, each at a fixed position.

use crate::place::{Kind, Place, PlaceId};
use std::collections::BTreeMap;

/// All places, sorted by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub ids: Vec<PlaceId>,
    pub kinds: Vec<Kind>,
    /// The positions of the places around each, smallest first.
    pub containers: Vec<Vec<u32>>,
    /// The positions of the places directly within each.
    pub parts: Vec<Vec<u32>>,
    /// All positions, containers before what they contain.
    pub order: Vec<u32>,
}

impl Layout {
    pub(super) fn new(places: &[Place]) -> Layout {
        let mut rows: Vec<&Place> = places.iter().collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        rows.dedup_by(|a, b| a.id == b.id);
        let ids: Vec<PlaceId> = rows.iter().map(|place| place.id.clone()).collect();
        let around = containers(places);
        let at = |id: &PlaceId| ids.binary_search(id).ok().map(|at| at as u32);
        let around = |id: &PlaceId| around.get(id).into_iter().flatten().filter_map(at).collect();
        let containers: Vec<Vec<u32>> = ids.iter().map(around).collect();
        let mut parts = vec![Vec::new(); ids.len()];
        for (part, containers) in containers.iter().enumerate() {
            containers.iter().for_each(|&around| parts[around as usize].push(part as u32));
        }
        let order = order(&containers);
        Layout { kinds: rows.iter().map(|place| place.kind).collect(), ids, containers, parts, order }
    }

    /// The position of a place.
    pub(super) fn position(&self, place: &PlaceId) -> Option<u32> {
        self.ids.binary_search(place).ok().map(|at| at as u32)
    }

    /// Whether other places lie within: parts then tell nothing of the whole.
    pub(super) fn is_container(&self, at: u32) -> bool {
        !self.parts[at as usize].is_empty()
    }

    /// Every place around one, near and far; a table in which places contain each other ends all the same.
    pub(super) fn all_around(&self, at: u32) -> Vec<u32> {
        let mut reached = reached(&self.containers, vec![at]);
        reached.remove(0);
        reached
    }

    /// Places with every place within them, near and far.
    pub(super) fn with_parts(&self, places: impl IntoIterator<Item = u32>) -> Vec<u32> {
        reached(&self.parts, places.into_iter().collect())
    }
}

/// What is reached from some positions, and these.
fn reached(next: &[Vec<u32>], from: Vec<u32>) -> Vec<u32> {
    let mut met = vec![false; next.len()];
    from.iter().for_each(|&at| met[at as usize] = true);
    let mut reached = from;
    let mut done = 0;
    while let Some(&at) = reached.get(done) {
        for &next in &next[at as usize] {
            if !std::mem::replace(&mut met[next as usize], true) {
                reached.push(next);
            }
        }
        done += 1;
    }
    reached
}

/// For each place, what contains it: the sectors that list it and its parent, smallest first.
fn containers(places: &[Place]) -> BTreeMap<PlaceId, Vec<PlaceId>> {
    let mut around: BTreeMap<PlaceId, Vec<(f64, PlaceId)>> = BTreeMap::new();
    let radius: BTreeMap<&PlaceId, f64> = places.iter().map(|place| (&place.id, place.radius_m)).collect();
    for place in places {
        for member in place.members.iter().filter(|member| **member != place.id) {
            around.entry(member.clone()).or_default().push((place.radius_m, place.id.clone()));
        }
        if let Some(parent) = place.parent.as_ref().filter(|parent| **parent != place.id) {
            let size = radius.get(parent).copied().unwrap_or(f64::MAX);
            around.entry(place.id.clone()).or_default().push((size, parent.clone()));
        }
    }
    around
        .into_iter()
        .map(|(place, mut around)| {
            around.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
            around.dedup_by(|a, b| a.1 == b.1);
            (place, around.into_iter().map(|(_, id)| id).collect())
        })
        .collect()
}

/// Positions with containers before what they contain, else by position. Places that contain each
/// other come in the order of the table.
fn order(containers: &[Vec<u32>]) -> Vec<u32> {
    let mut order = Vec::with_capacity(containers.len());
    let mut met = vec![false; containers.len()];
    for at in 0..containers.len() as u32 {
        let mut open = vec![at];
        while let Some(&top) = open.last() {
            met[top as usize] = true;
            let next = containers[top as usize].iter().copied().find(|inner| !met[*inner as usize]);
            if let Some(next) = next {
                open.push(next);
            } else {
                open.pop();
                order.push(top);
            }
        }
    }
    let mut done = vec![false; containers.len()];
    order.retain(|at| !std::mem::replace(&mut done[*at as usize], true));
    order
}

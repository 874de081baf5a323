//! `P and Q were taken by S and S2 respectively`: each place goes with the side that stands at its position.

use super::{Raw, Scene};
use crate::extract::chunks::Kind;

impl Scene<'_> {
    /// Gives the places of a list to the sides of another in their order, where the sentence says so.
    pub(super) fn share_in_order(&self, found: &mut [Raw]) {
        let (Some(first), Some(last)) = (self.row.chunks.first(), self.row.chunks.last()) else { return };
        if found.len() < 2 || !(first.from..last.to).any(|t| self.words.word(t) == "respectively") {
            return;
        }
        for sides in self.lists_of_sides() {
            let of_list = |raw: &Raw| raw.side.is_some_and(|side| sides.contains(&side));
            let mut chunks: Vec<usize> = found.iter().filter(|raw| of_list(raw)).map(|raw| raw.chunk).collect();
            chunks.dedup();
            for chunk in chunks {
                let shared = |raw: &Raw| raw.chunk == chunk && of_list(raw);
                let mut places: Vec<usize> = found.iter().filter(|raw| shared(raw)).map(|raw| raw.place).collect();
                places.sort_unstable();
                places.dedup();
                if places.len() != sides.len() {
                    continue;
                }
                for raw in found.iter_mut().filter(|raw| shared(raw)) {
                    let side = places.binary_search(&raw.place).map_or(sides[0], |at| sides[at]);
                    self.set_agent(raw, side);
                    raw.from = raw.from.filter(|&from| raw.named != Some(from));
                }
            }
        }
    }

    /// The sides that stand beside each other: S and S2 of `S and S2`, three of `S, S2 and S3`.
    fn lists_of_sides(&self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let mut joined = false;
        for chunk in &self.row.chunks {
            match chunk.kind {
                Kind::Side(side) if joined => lists.last_mut().into_iter().for_each(|list| list.push(side)),
                Kind::Side(side) => lists.push(vec![side]),
                _ => {}
            }
            let after_side = joined || matches!(chunk.kind, Kind::Side(_));
            joined = after_side && matches!(chunk.kind, Kind::Side(_) | Kind::Comma | Kind::And);
        }
        lists.retain(|list| list.len() > 1);
        lists
    }
}

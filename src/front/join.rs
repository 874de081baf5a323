//! Pieces of line joined end to end.

use std::ops::Range;

/// A piece as it is walked: which, and whether from its end to its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub at: u32,
    pub back: bool,
}

impl Piece {
    /// A pair in the direction of the piece, as it is met on the walk.
    pub(super) fn met<T>(self, [first, last]: [T; 2]) -> [T; 2] {
        if self.back { [last, first] } else { [first, last] }
    }
}

/// Pieces in the order in which they follow each other, run after run.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub pieces: Vec<Piece>,
    /// Where each run stands among the pieces.
    pub runs: Vec<Range<usize>>,
}

/// Joins pieces into runs, from junction to junction or round to where they began. `ends`: the corners at which each
/// piece begins and ends, out of `corners`. A corner is a junction unless two pieces of one kind meet there.
pub(super) fn join<K: PartialEq>(ends: &[[u32; 2]], corners: usize, kind: impl Fn(usize) -> K) -> Runs {
    let net = Net::new(ends, corners);
    let is_junction = |corner: u32| match net.at(corner) {
        [a, b] => kind(*a as usize) != kind(*b as usize),
        _ => true,
    };
    let mut used = vec![false; ends.len()];
    let mut joined = Runs { pieces: Vec::with_capacity(ends.len()), runs: Vec::new() };
    // First from junction to junction, then the rings that have none.
    for from_junctions in [true, false] {
        for first in 0..ends.len() {
            for back in [false, true] {
                let start = ends[first][usize::from(back)];
                if used[first] || from_junctions && !is_junction(start) {
                    continue;
                }
                let begin = joined.pieces.len();
                let mut next = Some(Piece { at: first as u32, back });
                while let Some(piece) = next {
                    used[piece.at as usize] = true;
                    joined.pieces.push(piece);
                    let [_, end] = piece.met(ends[piece.at as usize]);
                    let goes_on = end != start && !is_junction(end);
                    let open = net.at(end).iter().copied().find(|other| goes_on && !used[*other as usize]);
                    next = open.map(|at| Piece { at, back: ends[at as usize][1] == end });
                }
                joined.runs.push(begin..joined.pieces.len());
            }
        }
    }
    joined
}

/// The pieces at each corner.
struct Net {
    /// Corner after corner.
    pieces: Vec<u32>,
    /// Where those of a corner begin in `pieces`; one more at the end.
    starts: Vec<u32>,
}

impl Net {
    /// Sorts the pieces by corner, by counting.
    fn new(ends: &[[u32; 2]], corners: usize) -> Net {
        let mut starts = vec![0; corners + 1];
        for corner in ends.iter().flatten() {
            starts[*corner as usize + 1] += 1;
        }
        for corner in 0..corners {
            starts[corner + 1] += starts[corner];
        }
        let mut next = starts.clone();
        let mut pieces = vec![0; ends.len() * 2];
        for (at, ends) in ends.iter().enumerate() {
            for corner in ends {
                let place = &mut next[*corner as usize];
                pieces[*place as usize] = at as u32;
                *place += 1;
            }
        }
        Net { pieces, starts }
    }

    fn at(&self, corner: u32) -> &[u32] {
        let corner = corner as usize;
        &self.pieces[self.starts[corner] as usize..self.starts[corner + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(ends: &[[u32; 2]], kinds: &str) -> Vec<String> {
        let joined = join(ends, 9, |at| kinds.as_bytes()[at]);
        let words = |piece: &Piece| format!("{}{}", piece.at, if piece.back { "'" } else { "" });
        joined
            .runs
            .iter()
            .map(|run| joined.pieces[run.clone()].iter().map(words).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn pieces_go_on_into_each_other_whatever_their_direction() {
        assert_eq!(runs(&[[2, 1], [0, 1], [2, 3]], "aaa"), ["1 0' 2"]);
        assert_eq!(runs(&[[0, 1], [1, 2], [2, 3]], "aab"), ["0 1", "2"]);
        // Three meet at 1, and a ring lies apart.
        assert_eq!(runs(&[[0, 1], [1, 2], [1, 3], [5, 6], [7, 6], [7, 5]], "aaaaaa"), ["0", "1", "2", "3 4' 5"]);
        // A ring that hangs on a junction.
        assert_eq!(runs(&[[0, 1], [1, 2], [2, 3], [3, 1]], "aaaa"), ["0", "1 2 3"]);
        assert_eq!(runs(&[], ""), [""; 0]);
    }
}

//! From borders of cells to lines: borders between unlike cells, joined into chains.

use super::mesh::{Mesh, NOBODY};
use super::smooth::smooth;
use super::{Cells, Coloured, FrontLine, Stretch, Support, Tint};
use geo::{Coord, LineString};
use std::collections::BTreeSet;

/// Places farther apart than this are not neighbours: the line between them is a guess, in metres.
const NEIGHBOURS_M: f64 = 5000.0;
/// A run of borders with one tint on the left and one on the right, from junction to junction.
pub(super) struct Chain {
    pub left: Option<Tint>,
    pub right: Option<Tint>,
    /// The corners of the net at which it begins and ends; the same for a closed chain.
    pub ends: [u32; 2],
    /// Its course in metres.
    pub course: Vec<Coord<f64>>,
    /// For each piece of the course, the cells on its left and right.
    pub cells: Vec<[u32; 2]>,
}

impl Chain {
    /// Whether two sides meet here, both known.
    fn is_front(&self) -> bool {
        matches!((self.left, self.right), (Some(l), Some(r))
            if l.side != r.side && l.state.is_known() && r.state.is_known())
    }
}

/// Joins the borders between unlike cells into smooth chains.
pub(super) fn chains(cells: &Cells, tints: &[Option<Tint>]) -> Vec<Chain> {
    let walk = Walk::new(&cells.mesh, tints);
    let mut used = vec![false; walk.borders.len()];
    let mut chains = Vec::new();
    // First from junction to junction, then the rings that have none.
    for from_junctions in [true, false] {
        for border in 0..walk.borders.len() {
            for end in [0, 1] {
                if !used[border] && (!from_junctions || walk.is_junction(walk.borders[border].ends[end])) {
                    chains.push(walk.follow(border, end == 1, &mut used));
                }
            }
        }
    }
    smooth(&mut chains, |cell| cells.cells[cell as usize].site);
    chains
}

/// The front lines among the chains.
pub(super) fn fronts(cells: &Cells, coloured: &[Option<Coloured<'_>>], chains: &[Chain]) -> Vec<FrontLine> {
    let mut lines = Vec::new();
    for chain in chains.iter().filter(|chain| chain.is_front()) {
        let mut run = 0..0;
        let mut support = None;
        for pieces in chain.cells.chunk_by(|a, b| a == b) {
            let own = Some(self::support(cells, coloured, pieces[0]));
            if own != support && !run.is_empty() {
                lines.extend(front(cells, coloured, chain, run.clone(), support));
                run.start = run.end;
            }
            (run.end, support) = (run.end + pieces.len(), own);
        }
        lines.extend(front(cells, coloured, chain, run, support));
    }
    lines
}

/// One front line: the pieces `run` of a chain.
fn front(
    cells: &Cells,
    coloured: &[Option<Coloured<'_>>],
    chain: &Chain,
    run: std::ops::Range<usize>,
    support: Option<Support>,
) -> Option<FrontLine> {
    let (sides, support) = ([chain.left?.side, chain.right?.side], support?);
    let line = LineString::new(chain.course[run.start..=run.end].iter().map(|at| cells.plane.degrees(*at)).collect());
    let mut stretches = Vec::new();
    let mut claims = Vec::new();
    let mut places = [Vec::new(), Vec::new()];
    let mut done = 0;
    for group in chain.cells[run].chunk_by(|a, b| a == b) {
        done += group.len();
        let rows = group[0].map(|cell| coloured[cell as usize].map(|coloured| coloured.row));
        let [Some(left), Some(right)] = rows else { continue };
        let behind = [&left.for_[..], &right.for_].concat();
        claims.extend_from_slice(&behind);
        places[0].push(left.place.clone());
        places[1].push(right.place.clone());
        stretches.push(Stretch { to: done, places: [left.place.clone(), right.place.clone()], claims: behind });
    }
    Some(FrontLine { sides, support, line, stretches, places: places.map(distinct), claims: distinct(claims) })
}

/// In order, each once.
fn distinct<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether own claims stand on both sides of a border between neighbours.
fn support(cells: &Cells, coloured: &[Option<Coloured<'_>>], pair: [u32; 2]) -> Support {
    let own = |cell: u32| {
        coloured[cell as usize]
            .is_some_and(|coloured| !coloured.tint.within && coloured.tint.state != crate::control::State::Unconfirmed)
    };
    let [a, b] = pair.map(|cell| cells.cells[cell as usize].site);
    let near = (a.x - b.x).hypot(a.y - b.y) <= NEIGHBOURS_M;
    if near && own(pair[0]) && own(pair[1]) { Support::Reported } else { Support::Interpolated }
}

/// A border between unlike cells.
struct Border {
    ends: [u32; 2],
    cells: [u32; 2],
}

/// The borders of a day, ready to be followed.
struct Walk<'m> {
    mesh: &'m Mesh,
    tints: &'m [Option<Tint>],
    /// By cell, a number that stands for its tint; 0 for none.
    numbers: Vec<u16>,
    borders: Vec<Border>,
    /// The borders at each corner, corner after corner.
    at_corner: Vec<u32>,
    /// Where those of a corner begin in `at_corner`; one more at the end.
    starts: Vec<u32>,
}

impl<'m> Walk<'m> {
    fn new(mesh: &'m Mesh, tints: &'m [Option<Tint>]) -> Walk<'m> {
        let kinds: BTreeSet<Tint> = tints.iter().flatten().copied().collect();
        let kinds: Vec<Tint> = kinds.into_iter().collect();
        let number = |tint: &Option<Tint>| {
            tint.and_then(|tint| kinds.binary_search(&tint).ok()).map_or(0, |number| number as u16 + 1)
        };
        let numbers = tints.iter().map(number).collect();
        let mut walk = Walk { mesh, tints, numbers, borders: Vec::new(), at_corner: Vec::new(), starts: Vec::new() };
        for edge in &mesh.edges {
            if walk.number(edge.left) != walk.number(edge.right) {
                walk.borders.push(Border { ends: [edge.a, edge.b], cells: [edge.left, edge.right] });
            }
        }
        walk.index();
        walk
    }

    /// Sorts the borders by corner, by counting.
    fn index(&mut self) {
        self.starts = vec![0; self.mesh.corners.len() + 1];
        let ends = || {
            self.borders
                .iter()
                .enumerate()
                .flat_map(|(at, border)| border.ends.map(|corner| (corner as usize, at as u32)))
        };
        for (corner, _) in ends() {
            self.starts[corner + 1] += 1;
        }
        for corner in 0..self.mesh.corners.len() {
            self.starts[corner + 1] += self.starts[corner];
        }
        let mut next = self.starts.clone();
        self.at_corner = vec![0; self.borders.len() * 2];
        for (corner, border) in ends() {
            self.at_corner[next[corner] as usize] = border;
            next[corner] += 1;
        }
    }

    fn tint(&self, cell: u32) -> Option<Tint> {
        if cell == NOBODY { None } else { self.tints[cell as usize] }
    }

    fn number(&self, cell: u32) -> u16 {
        if cell == NOBODY { 0 } else { self.numbers[cell as usize] }
    }

    /// The tints on both sides of a border, as numbers, whatever its direction.
    fn numbers_of(&self, border: u32) -> [u16; 2] {
        let [a, b] = self.borders[border as usize].cells.map(|cell| self.number(cell));
        [a.min(b), a.max(b)]
    }

    fn borders_at(&self, corner: u32) -> &[u32] {
        let corner = corner as usize;
        &self.at_corner[self.starts[corner] as usize..self.starts[corner + 1] as usize]
    }

    /// Whether more than two borders meet here, or two of unlike kind.
    fn is_junction(&self, corner: u32) -> bool {
        match self.borders_at(corner) {
            [a, b] => self.numbers_of(*a) != self.numbers_of(*b),
            _ => true,
        }
    }

    /// Follows a border from one of its ends to the next junction, or round to where it began.
    fn follow(&self, first: usize, reversed: bool, used: &mut [bool]) -> Chain {
        let turned = |border: usize, reversed: bool| {
            let Border { ends: [a, b], cells: [l, r] } = self.borders[border];
            if reversed { ([b, a], [r, l]) } else { ([a, b], [l, r]) }
        };
        let (mut ends, cells) = turned(first, reversed);
        let start = ends[0];
        let mut chain = Chain {
            left: self.tint(cells[0]),
            right: self.tint(cells[1]),
            ends,
            course: vec![self.mesh.corners[start as usize]],
            cells: Vec::new(),
        };
        let mut next = Some((first, reversed));
        while let Some((border, reversed)) = next {
            used[border] = true;
            let (here, cells) = turned(border, reversed);
            ends[1] = here[1];
            chain.course.push(self.mesh.corners[here[1] as usize]);
            chain.cells.push(cells);
            let go_on = ends[1] != start && !self.is_junction(ends[1]);
            next = self
                .borders_at(ends[1])
                .iter()
                .map(|border| *border as usize)
                .find(|border| go_on && !used[*border])
                .map(|border| (border, self.borders[border].ends[1] == ends[1]));
        }
        chain.ends = [start, ends[1]];
        chain
    }
}

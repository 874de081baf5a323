//! From borders of cells to lines: borders between unlike cells, joined into chains.

use super::join::{Piece, Runs, join};
use super::smooth::smooth;
use super::{Cells, Coloured, FrontLine, Stretch, Support, Tint, Tints};
use geo::{Coord, LineString};
use std::ops::Range;

/// Places farther apart than this are not neighbours: the line between them is a guess, in metres.
const NEIGHBOURS_M: f64 = 5000.0;

/// A run of borders with one tint on the left and one on the right, from junction to junction.
pub(super) struct Chain {
    /// The tints on its left and on its right, as numbers.
    pub tints: [u16; 2],
    /// The nodes of the net at which it begins and ends; the same for a closed chain.
    pub nodes: [u32; 2],
    /// Where its borders, the points of its course and its runs stand in [`Chains`].
    pub borders: Range<usize>,
    pub course: Range<usize>,
    pub runs: Range<usize>,
}

/// A part of a chain's course with one cell on each side.
#[derive(Clone, Copy)]
pub(super) struct Run {
    /// The cells on the left and on the right of the chain.
    pub cells: [u32; 2],
    /// The index of its last point in the course; it begins where the one before ends.
    pub to: usize,
}

/// The chains of a day, their smooth courses in degrees.
#[derive(Default)]
pub(super) struct Chains {
    pub all: Vec<Chain>,
    /// What they are made of, chain after chain.
    pub borders: Vec<Piece>,
    pub course: Vec<Coord<f64>>,
    pub runs: Vec<Run>,
}

/// Joins the borders between unlike cells into smooth chains.
pub(super) fn chains(cells: &Cells, tints: &Tints) -> Chains {
    let mesh = &cells.mesh;
    let tinted = |border: u32| mesh.borders[border as usize].cells.map(|cell| tints.number(cell));
    let is_unlike = |border: &u32| {
        let [left, right] = tinted(*border);
        left != right
    };
    let borders: Vec<u32> = (0..mesh.borders.len() as u32).filter(is_unlike).collect();
    let ends: Vec<[u32; 2]> = borders.iter().map(|border| mesh.borders[*border as usize].nodes).collect();
    let Runs { mut pieces, runs } = join(&ends, mesh.nodes.len(), |at| {
        let [a, b] = tinted(borders[at]);
        [a.min(b), a.max(b)]
    });
    pieces.iter_mut().for_each(|piece| piece.at = borders[piece.at as usize]);
    let nodes = |piece: Piece| piece.met(mesh.borders[piece.at as usize].nodes);
    let chain = |run: Range<usize>| {
        let (first, last) = (pieces[run.start], pieces[run.end - 1]);
        let (tints, nodes) = (first.met(tinted(first.at)), [nodes(first)[0], nodes(last)[1]]);
        Chain { tints, nodes, borders: run, course: 0..0, runs: 0..0 }
    };
    let all = runs.into_iter().map(chain).collect();
    let mut chains = Chains { all, borders: pieces, ..Chains::default() };
    smooth(&mut chains, cells, tints);
    chains.course.iter_mut().for_each(|at| *at = cells.plane.degrees(*at));
    chains
}

/// The front lines among the chains.
pub(super) fn fronts(
    cells: &Cells,
    coloured: &[Option<Coloured<'_>>],
    tints: &Tints,
    chains: &Chains,
) -> Vec<FrontLine> {
    let mut lines = Vec::new();
    for chain in &chains.all {
        let [Some(left), Some(right)] = chain.tints.map(|number| tints.tint(number)) else { continue };
        if left.side == right.side || ![left, right].iter().all(|tint| tint.state.is_known()) {
            continue;
        }
        let course = &chains.course[chain.course.clone()];
        let mut from = 0;
        let runs = &chains.runs[chain.runs.clone()];
        for runs in runs.chunk_by(|a, b| support(cells, coloured, a.cells) == support(cells, coloured, b.cells)) {
            let support = support(cells, coloured, runs[0].cells);
            lines.push(front([left, right], support, course, from, runs, coloured));
            from = runs[runs.len() - 1].to;
        }
    }
    lines
}

/// One front line: the part of a course from a point on through these runs.
fn front(
    tints: [Tint; 2],
    support: Support,
    course: &[Coord<f64>],
    from: usize,
    runs: &[Run],
    coloured: &[Option<Coloured<'_>>],
) -> FrontLine {
    let mut stretches: Vec<Stretch> = Vec::with_capacity(runs.len());
    let mut claims = Vec::new();
    for run in runs {
        let rows = run.cells.map(|cell| coloured[cell as usize].map(|coloured| coloured.row));
        let [Some(left), Some(right)] = rows else { continue };
        let behind = [&left.for_[..], &right.for_].concat();
        claims.extend_from_slice(&behind);
        let places = [left.place.clone(), right.place.clone()];
        stretches.push(Stretch { to: run.to - from, places, claims: behind });
    }
    let line = LineString::new(course[from..=runs[runs.len() - 1].to].to_vec());
    let places = [0, 1].map(|side| distinct(stretches.iter().map(|stretch| stretch.places[side].clone()).collect()));
    FrontLine { sides: tints.map(|tint| tint.side), support, line, stretches, places, claims: distinct(claims) }
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

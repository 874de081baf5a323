//! Calm courses for borders. A border of cells turns at every cell; what reports support is no finer
//! than the places are apart, so its course is smoothed on just that scale.
//!
//! Borders form *paths*. Where three meet, the two between the most unlike ground go on into each
//! other, and the third ends on them: the outline of reported ground runs on past the end of a
//! front, a front past the border of two areas of one side. A path is sampled at a share of the distance to
//! the nearest place, the samples are smoothed, and a curve is laid through them (by subdivision: Dyn,
//! Levin and Gregory 1987).
//!
//! No sample moves by more than [`MOST`] of its distance to the nearest of the places beside it, and the straight way
//! between two samples cuts off less than the other half: a border passes no place, and each stays on its
//! own ground. In a city that is 50 to 300 m, between villages up to 1.5 km. An outline moves out by less ([`NOTCH`],
//! [`OUT`]): reach ends there.

use super::lines::{Chains, Run};
use super::mesh::{Border, Mesh, NOBODY};
use super::{Cell, Cells, Tint, Tints};
use crate::control::State;
use geo::Coord;

/// The distance of samples, as a share of their distance to the nearest place.
const STEP: f64 = 0.55;
/// No two samples are nearer than this unless a path is short, in metres.
const LEAST_M: f64 = 25.0;
/// How far a sample may move, as a share of its distance to the nearest place.
const MOST: f64 = 0.5;
/// The same where averaging fills a notch of an outline: ground that no report reaches.
const NOTCH: f64 = 0.3;
/// The same where an outline is moved out to give back what averaging took: reach is not to be stretched.
const OUT: f64 = 0.2;
/// How often a sample is averaged with its neighbours: on outlines of ground that reach alone ends, on others.
const ROUNDS: [usize; 2] = [7, 3];
/// How often a point is put between every two samples.
const HALVINGS: u32 = 2;

/// How many steps from sample to sample each corner of the borders lies behind the one before it.
pub(super) fn steps(mesh: &Mesh, cells: &[Cell]) -> Vec<f64> {
    let mut steps = vec![0.0; mesh.corners.len()];
    for border in &mesh.borders {
        for at in border.corners.clone().skip(1) {
            let (a, b) = (mesh.corners[at - 1], mesh.corners[at]);
            steps[at] = distance(a, b) / (STEP * nearest((a + b) / 2.0, border.cells, cells)).max(LEAST_M);
        }
    }
    steps
}

/// Gives all chains their smooth courses, in metres.
pub(super) fn smooth(chains: &mut Chains, cells: &Cells, tints: &Tints) {
    let mut net = Net::new(chains, cells, tints);
    let borders = chains.borders.iter().map(|piece| &cells.mesh.borders[piece.at as usize]);
    let samples: f64 = borders.flat_map(|border| &cells.steps[border.corners.clone()]).sum();
    chains.course.reserve((samples as usize + chains.all.len()) << HALVINGS);
    let mut work = Work::default();
    let mut path = Path::default();
    for rank in 0..=LOOSEST {
        for first in 0..chains.all.len() {
            if net.ranks[first] == rank && !net.done[first] {
                net.find(first, &mut path);
                work.sample(&path, chains, &net, cells, tints);
                work.settle(path.closed, ROUNDS[usize::from(rank != 0 && rank != LOOSEST - 1)]);
                work.hand_out(&path, chains, &mut net);
            }
        }
    }
}

/// The rank of the border of two stale areas.
const LOOSEST: u8 = 4;

/// How unlike the ground on the two sides of a border is: 0 the most. Stale ground is hardly ground.
fn rank(tints: [Option<Tint>; 2]) -> u8 {
    match tints.map(live) {
        [None, None] => LOOSEST - u8::from(tints.contains(&None)),
        [None, _] | [_, None] => 0,
        [Some(l), Some(r)] if l.side == r.side && l.other == r.other => 2,
        [Some(_), Some(_)] => 1,
    }
}

fn live(tint: Option<Tint>) -> Option<Tint> {
    tint.filter(|tint| tint.state != State::Stale)
}

/// Chains in the order in which they follow each other, each with whether it runs backwards.
#[derive(Default)]
struct Path {
    chains: Vec<(usize, bool)>,
    closed: bool,
}

/// How chains hang together.
struct Net {
    ranks: Vec<u8>,
    done: Vec<bool>,
    /// The chain's end that an end goes on into.
    next: Vec<[Option<(usize, usize)>; 2]>,
    /// Where each node lies now.
    at: Vec<Coord<f64>>,
}

/// The most unlike ground that chains divide at a node: its rank, and the ends of up to three such chains.
#[derive(Clone, Default)]
struct Junction {
    rank: u8,
    ends: [(usize, usize); 2],
    count: usize,
}

impl Net {
    fn new(chains: &Chains, cells: &Cells, tints: &Tints) -> Net {
        let rank = |numbers: [u16; 2]| rank(numbers.map(|number| tints.tint(number)));
        let ranks: Vec<u8> = chains.all.iter().map(|chain| rank(chain.tints)).collect();
        let mut junctions = vec![Junction::default(); cells.mesh.nodes.len()];
        for (at, chain) in chains.all.iter().enumerate() {
            for end in [0, 1] {
                junctions[chain.nodes[end] as usize].add(ranks[at], (at, end));
            }
        }
        let mut next = vec![[None; 2]; ranks.len()];
        for junction in junctions.iter().filter(|junction| junction.count == 2) {
            let [a, b] = junction.ends;
            next[a.0][a.1] = Some(b);
            next[b.0][b.1] = Some(a);
        }
        Net { done: vec![false; ranks.len()], ranks, next, at: cells.mesh.nodes.clone() }
    }

    /// Finds the path that a chain belongs to.
    fn find(&mut self, first: usize, path: &mut Path) {
        // Back to its beginning, or once round.
        let (mut chain, mut end) = (first, 0);
        while let Some((before, at)) = self.next[chain][end] {
            (chain, end) = (before, 1 - at);
            if (chain, end) == (first, 0) {
                break;
            }
        }
        path.chains.clear();
        path.closed = self.next[chain][end].is_some();
        let mut way = Some((chain, end));
        while let Some((chain, from)) = way.filter(|(chain, _)| !self.done[*chain]) {
            self.done[chain] = true;
            path.chains.push((chain, from == 1));
            way = self.next[chain][1 - from];
        }
    }
}

impl Junction {
    /// Adds an end of a chain of a rank.
    fn add(&mut self, rank: u8, end: (usize, usize)) {
        if self.count == 0 || rank < self.rank {
            *self = Junction { rank, ends: [end; 2], count: 1 };
        } else if rank == self.rank {
            self.ends[1] = end;
            self.count += 1;
        }
    }
}

/// The path at work; kept from path to path for its memory.
#[derive(Default)]
struct Work {
    /// The corners of the path, and how far along each lies, in steps.
    corners: Vec<Coord<f64>>,
    along: Vec<f64>,
    /// Pieces with one cell on each side: the chain's place in the path, the cells as the chain has them, and
    /// where it ends, in steps.
    runs: Vec<(usize, [u32; 2], f64)>,
    /// Whether the ground on the left is unknown, if that on one side is.
    open: Option<bool>,
    /// The samples as they were, how far the nearest place is from each, and as they are. Of a closed path, the first is not repeated.
    from: Vec<Coord<f64>>,
    room: Vec<f64>,
    points: Vec<Coord<f64>>,
    /// Room to work.
    spare: Vec<Coord<f64>>,
    /// The number of steps, and of samples between beginning and end.
    steps: f64,
    count: usize,
}

impl Work {
    /// Lays samples along a path.
    fn sample(&mut self, path: &Path, chains: &Chains, net: &Net, cells: &Cells, tints: &Tints) {
        self.measure(path, chains, cells);
        let (first, back) = path.chains[0];
        let beside = chains.all[first].tints.map(|number| tints.tint(number));
        let is_live = beside.map(|tint| live(tint).is_some());
        let is_ground = if is_live.contains(&true) { is_live } else { beside.map(|tint| tint.is_some()) };
        self.open = (is_ground[0] != is_ground[1]).then_some(is_ground[1] != back);
        let runs = self.runs.len();
        let least = if path.closed { 8 } else { 1 };
        self.count = (self.steps.round() as usize).max(least).max(runs.div_ceil(1 << HALVINGS));
        self.from.clear();
        self.room.clear();
        let (mut corner, mut run) = (1, 0);
        for n in 0..self.count + usize::from(!path.closed) {
            let at = self.steps * n as f64 / self.count as f64;
            while corner + 1 < self.along.len() && self.along[corner] < at {
                corner += 1;
            }
            while run + 1 < runs && self.runs[run].2 < at {
                run += 1;
            }
            let (a, b) = (self.corners[corner - 1], self.corners[corner]);
            let share = (at - self.along[corner - 1]) / (self.along[corner] - self.along[corner - 1]).max(1e-9);
            let spot = a + (b - a) * share.clamp(0.0, 1.0);
            self.from.push(spot);
            self.room.push(nearest(spot, self.runs[run].1, &cells.cells));
        }
        self.points.clone_from(&self.from);
        if let (false, Some(&first), Some(&last)) = (path.closed, path.chains.first(), path.chains.last()) {
            self.draw_ends([(first, 0), (last, 1)].map(|((chain, back), end)| {
                net.at[chains.all[chain].nodes[if back { 1 - end } else { end }] as usize]
            }));
        }
    }

    /// Joins the chains of a path and measures them.
    fn measure(&mut self, path: &Path, chains: &Chains, cells: &Cells) {
        self.corners.clear();
        self.along.clear();
        self.runs.clear();
        self.steps = 0.0;
        for (order, &(chain, back)) in path.chains.iter().enumerate() {
            let borders = &chains.borders[chains.all[chain].borders.clone()];
            for n in 0..borders.len() {
                let piece = borders[if back { borders.len() - 1 - n } else { n }];
                let border = &cells.mesh.borders[piece.at as usize];
                self.go_along(border, piece.back != back, cells);
                let pair = piece.met(border.cells);
                match self.runs.last_mut() {
                    Some(run) if run.0 == order && run.1 == pair => run.2 = self.steps,
                    _ => self.runs.push((order, pair, self.steps)),
                }
            }
        }
    }

    /// Adds the corners of a border.
    fn go_along(&mut self, border: &Border, back: bool, cells: &Cells) {
        let (corners, steps) = (&cells.mesh.corners[border.corners.clone()], &cells.steps[border.corners.clone()]);
        let last = corners.len() - 1;
        if self.corners.is_empty() {
            self.corners.push(corners[if back { last } else { 0 }]);
            self.along.push(0.0);
        }
        for n in 1..=last {
            let (corner, step) = if back { (last - n, last - n + 1) } else { (n, n) };
            self.steps += steps[step];
            self.corners.push(corners[corner]);
            self.along.push(self.steps);
        }
    }

    /// Puts the ends of an open path where their junctions lie now, and what is near goes along.
    fn draw_ends(&mut self, ends: [Coord<f64>; 2]) {
        let last = self.count;
        for (end, to) in [(0, ends[0]), (last, ends[1])] {
            let by = to - self.from[end];
            let reach = 3.0 * square(by).sqrt();
            for n in 0..=last {
                let n = if end == 0 { n } else { last - n };
                let share = 1.0 - distance(self.from[n], self.from[end]) / reach.max(1e-9);
                if share <= 0.0 {
                    break;
                }
                // The other end stays.
                if n + end != last {
                    self.points[n] = self.points[n] + by * share;
                }
            }
        }
    }

    /// Smooths the samples, keeps each in its room, and lays the curve through them.
    fn settle(&mut self, closed: bool, rounds: usize) {
        let whole = [length(&self.points, closed), twice_area(&self.points)];
        for rounds in [rounds, 1] {
            for _ in 0..rounds {
                average(&mut self.points, &mut self.spare, closed);
            }
            self.keep_in_room(closed);
            self.give_back(closed, whole);
        }
        if closed {
            self.points.push(self.points[0]);
        }
        for _ in 0..HALVINGS {
            self.halve(closed);
        }
    }

    /// Averaging takes ground from the side that bulges. The border moves evenly to give it back, so that each side has
    /// as much as before. `whole`: the length of the path before, and twice its area.
    fn give_back(&mut self, closed: bool, whole: [f64; 2]) {
        let last = self.points.len() - 1;
        let mut spare = std::mem::take(&mut self.spare);
        // Exact for a circle, whose lost ring is as long as its middle.
        let length = (whole[0] + length(&self.points, closed)) / 2.0;
        let by = (whole[1] - twice_area(&self.points)) / 2.0 / length.max(1e-9);
        let points = &self.points;
        let moved = |before: Coord<f64>, at: Coord<f64>, behind: Coord<f64>| {
            let way = behind - before;
            at + Coord { x: way.y, y: -way.x } * (by / square(way).sqrt().max(1e-9))
        };
        spare.clear();
        spare.push(if closed { moved(points[last], points[0], points[1]) } else { points[0] });
        spare.extend(points.windows(3).map(|three| moved(three[0], three[1], three[2])));
        spare.push(if closed { moved(points[last - 1], points[last], points[0]) } else { points[last] });
        for n in if closed { 0..last + 1 } else { 1..last } {
            let (room, gone) = (self.room[n], spare[n] - self.from[n]);
            let out = (OUT * room).powi(2);
            if square(gone) > out {
                // Where averaging filled a notch, it may stay filled.
                let most = if self.is_out(n, gone) {
                    out.max(square(points[n] - self.from[n]))
                } else {
                    (MOST * room).powi(2)
                };
                spare[n] = within(self.from[n], spare[n], most);
            }
        }
        self.spare = std::mem::replace(&mut self.points, spare);
    }

    /// Draws back what moved too far; the ends of an open path lie where their junctions do.
    fn keep_in_room(&mut self, closed: bool) {
        for n in if closed { 0..self.count } else { 1..self.count } {
            let most = if self.is_out(n, self.points[n] - self.from[n]) { NOTCH } else { MOST };
            self.points[n] = within(self.from[n], self.points[n], (most * self.room[n]).powi(2));
        }
    }

    /// Whether a step away from a sample leads on to ground of which nothing is known.
    fn is_out(&self, n: usize, by: Coord<f64>) -> bool {
        let last = self.from.len() - 1;
        let way = self.from[if n < last { n + 1 } else { 0 }] - self.from[if n > 0 { n - 1 } else { last }];
        self.open.is_some_and(|is_left| (way.x * by.y - way.y * by.x > 0.0) == is_left)
    }

    /// Puts a point between every two; a closed path ends with its first point.
    fn halve(&mut self, closed: bool) {
        let points = &self.points;
        let last = points.len() - 1;
        let before = if closed { points[last - 1] } else { points[0] * 2.0 - points[1] };
        let behind = if closed { points[1] } else { points[last] * 2.0 - points[last - 1] };
        let between = |a: Coord<f64>, b: Coord<f64>, outer: Coord<f64>| (a + b) * 0.5625 - outer * 0.0625;
        let spare = &mut self.spare;
        spare.clear();
        spare.resize(2 * last + 1, points[0]);
        for (pair, four) in spare[3.min(2 * last)..].chunks_exact_mut(2).zip(points.windows(4)) {
            pair[0] = between(four[1], four[2], four[0] + four[3]);
            pair[1] = four[2];
        }
        for n in [1, last] {
            let outer = if n > 1 { points[n - 2] } else { before } + if n < last { points[n + 1] } else { behind };
            spare[2 * n - 1] = between(points[n - 1], points[n], outer);
            spare[2 * n] = points[n];
        }
        std::mem::swap(&mut self.points, &mut self.spare);
    }

    /// Gives each chain its part of the course, each run at least one piece of it.
    fn hand_out(&mut self, path: &Path, chains: &mut Chains, net: &mut Net) {
        let (pieces, count) = (self.points.len() - 1, self.runs.len());
        let (mut begin, mut run) = (0, 0);
        for (order, &(at, back)) in path.chains.iter().enumerate() {
            let (first, course, runs) = (begin, chains.course.len(), chains.runs.len());
            while let Some(&(_, cells, along)) = self.runs.get(run).filter(|run| run.0 == order) {
                let end = (along / self.steps.max(1e-9) * pieces as f64).round() as usize;
                let end = end.max(begin + 1).min(pieces + 1 + run - count);
                // Of a chain that runs backwards, what is the beginning here is the end.
                chains.runs.push(Run { cells, to: if back { begin } else { end } - first });
                (begin, run) = (end, run + 1);
            }
            let points = &self.points[first..=begin];
            if back {
                let all = points.len() - 1;
                chains.runs[runs..].reverse();
                chains.runs[runs..].iter_mut().for_each(|run| run.to = all - run.to);
                chains.course.extend(points.iter().rev());
            } else {
                chains.course.extend_from_slice(points);
            }
            let chain = &mut chains.all[at];
            (chain.course, chain.runs) = (course..chains.course.len(), runs..chains.runs.len());
            net.at[chain.nodes[usize::from(!back)] as usize] = self.points[begin];
            if order == 0 {
                net.at[chain.nodes[usize::from(back)] as usize] = self.points[0];
            }
        }
    }
}

/// Each point becomes half of itself and half of the middle of its neighbours; the ends of an open path stay.
fn average(points: &mut Vec<Coord<f64>>, spare: &mut Vec<Coord<f64>>, closed: bool) {
    let last = points.len() - 1;
    if last == 0 {
        return;
    }
    let mean = |a: Coord<f64>, b: Coord<f64>, c: Coord<f64>| b * 0.5 + (a + c) * 0.25;
    spare.clear();
    spare.push(if closed { mean(points[last], points[0], points[1]) } else { points[0] });
    spare.extend(points.windows(3).map(|three| mean(three[0], three[1], three[2])));
    spare.push(if closed { mean(points[last - 1], points[last], points[0]) } else { points[last] });
    std::mem::swap(points, spare);
}

/// Twice the area to the left of a course that goes straight back to its beginning, in square metres.
fn twice_area(course: &[Coord<f64>]) -> f64 {
    let origin = course[0];
    let cross = |pair: &[Coord<f64>]| {
        let (a, b) = (pair[0] - origin, pair[1] - origin);
        a.x * b.y - b.x * a.y
    };
    course.windows(2).map(cross).sum()
}

/// A spot, drawn back from another until the square of their distance is no more than `most`.
fn within(from: Coord<f64>, spot: Coord<f64>, most: f64) -> Coord<f64> {
    let by = spot - from;
    let far = square(by);
    if far > most { from + by * (most / far).sqrt() } else { spot }
}

fn length(course: &[Coord<f64>], closed: bool) -> f64 {
    let back = if closed { distance(course[course.len() - 1], course[0]) } else { 0.0 };
    course.windows(2).map(|pair| distance(pair[0], pair[1])).sum::<f64>() + back
}

fn square(way: Coord<f64>) -> f64 {
    way.x * way.x + way.y * way.y
}

// A good deal quicker than `hypot`, which minds overflow.
fn distance(a: Coord<f64>, b: Coord<f64>) -> f64 {
    square(b - a).sqrt()
}

/// How far the nearer of the places beside a border is, in metres.
fn nearest(at: Coord<f64>, beside: [u32; 2], cells: &[Cell]) -> f64 {
    let squares =
        beside.map(|cell| if cell == NOBODY { f64::INFINITY } else { square(cells[cell as usize].site - at) });
    squares[0].min(squares[1]).sqrt()
}

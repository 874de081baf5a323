//! How fronts hang together with the edges of areas: where those go on beyond the ends of a front, and which fronts
//! go on into each other.

use crate::front::{FrontLine, Fronts, Support};
use crate::place::Point;
use crate::view::{World, world};
use geo::{Coord, LineString, MultiPolygon};
use rustc_hash::{FxHashMap, FxHashSet};

/// How the edge of ground goes on beyond the end of a line, if it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beyond {
    /// Through this point, and what lies along it goes on alike.
    Along(World),
    /// Through this point, and what lies along it ends.
    Ends(World),
}

/// The same at the beginning and at the end of a line.
pub(super) type Ends = [Option<Beyond>; 2];

/// A point by its bits: lines and areas have their courses in common.
type Spot = [u64; 2];

fn spot(at: Coord<f64>) -> Spot {
    [at.x.to_bits(), at.y.to_bits()]
}

/// How the edges of areas go on at some points.
pub(super) struct Corners(FxHashMap<Spot, Vec<Corner>>);

/// A corner of an area: the area's position, and the points before and after the corner.
struct Corner(usize, [Coord<f64>; 2]);

impl Corners {
    /// The corners of all areas at these points.
    pub(super) fn new(fronts: &Fronts, points: impl Iterator<Item = Coord<f64>>) -> Corners {
        let mut corners: FxHashMap<Spot, Vec<_>> = points.map(|at| (spot(at), Vec::new())).collect();
        let all = fronts.areas.iter().enumerate();
        for (area, ring) in all.flat_map(|(at, area)| rings(&area.ground).map(move |ring| (at, ring))) {
            let (points, count) = (&ring.0, ring.0.len().saturating_sub(1));
            for n in 0..count {
                if let Some(here) = corners.get_mut(&spot(points[n])) {
                    here.push(Corner(area, [points[(n + count - 1) % count], points[n + 1]]));
                }
            }
        }
        Corners(corners)
    }

    /// For a front, on its left and on its right, where the edge of the area there goes on beyond its ends.
    pub(super) fn beyond_front(&self, line: &LineString<f64>) -> [Ends; 2] {
        let mut beyond = [[None; 2]; 2];
        for (end, at, inner) in ends(line) {
            for Corner(_, [before, after]) in self.at(at) {
                // Rings have their area on the left: who comes along the front to its end has it on the same side.
                if *before == inner {
                    beyond[1 - end][end] = Some(Beyond::Along(on_map(*after)));
                } else if *after == inner {
                    beyond[end][end] = Some(Beyond::Along(on_map(*before)));
                }
            }
        }
        beyond
    }

    /// For a run of an area's edge, where the edge of the neighbour goes on. `is_alike`: whether what lies along the
    /// edge of that neighbour is the same.
    pub(super) fn beyond_run(&self, run: &Run, is_alike: impl Fn(usize) -> bool) -> Ends {
        let mut beyond = [None; 2];
        for (end, at, inner) in ends(&run.line) {
            let Some(next) = run.beyond[end] else { continue };
            let others = self.at(at).iter().filter_map(|Corner(area, [before, after])| match () {
                () if *before == next && *after != inner => Some((*area, *after)),
                () if *after == next && *before != inner => Some((*area, *before)),
                () => None,
            });
            let point = |(area, at)| if is_alike(area) { Beyond::Along(on_map(at)) } else { Beyond::Ends(on_map(at)) };
            beyond[end] = others.map(point).next();
        }
        beyond
    }

    fn at(&self, point: Coord<f64>) -> &[Corner] {
        self.0.get(&spot(point)).map_or(&[], Vec::as_slice)
    }
}

/// The outlines of ground, holes too.
pub(super) fn rings(ground: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    ground.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
}

/// The ends of a line: which, where, and the point before it.
fn ends(line: &LineString<f64>) -> impl Iterator<Item = (usize, Coord<f64>, Coord<f64>)> {
    let pair = if let [first, second, ..] = line.0[..] { Some((0, first, second)) } else { None };
    let last = if let [.., before, last] = line.0[..] { Some((1, last, before)) } else { None };
    pair.into_iter().chain(last)
}

fn on_map(at: Coord<f64>) -> World {
    world(Point::lon_lat(at.x, at.y))
}

/// The lines as they are stroked: those of one support that meet end to end, and no third there, are one.
pub(super) fn strokes(lines: &[FrontLine]) -> Vec<(Support, LineString<f64>)> {
    let mut strokes = Vec::new();
    for support in [Support::Reported, Support::Interpolated] {
        let lines: Vec<&FrontLine> = lines.iter().filter(|line| line.support == support).collect();
        let ends = lines_at(lines.iter().map(|line| &line.line));
        let end_at = |line: usize, end: usize| {
            let course = &lines[line].line.0;
            course[end * (course.len() - 1)]
        };
        // The line that one goes on into at its end, and the end of it that comes first.
        let next = |line: usize, end: usize| match ends.get(&spot(end_at(line, end))).map_or(&[][..], Vec::as_slice) {
            [a, b] if *a == (line, end) => Some(*b),
            [a, b] if *b == (line, end) => Some(*a),
            _ => None,
        };
        let mut used = vec![false; lines.len()];
        for first in 0..lines.len() {
            if used[first] {
                continue;
            }
            // Back to where it begins, or once round.
            let (mut line, mut from) = (first, 0);
            while let Some((before, at)) = next(line, from).filter(|(before, _)| *before != first) {
                (line, from) = (before, 1 - at);
            }
            let mut course = vec![end_at(line, from)];
            let mut way = Some((line, from));
            while let Some((line, from)) = way.filter(|(line, _)| !used[*line]) {
                used[line] = true;
                let points = &lines[line].line.0;
                if from == 0 {
                    course.extend_from_slice(&points[1..]);
                } else {
                    course.extend(points.iter().rev().skip(1));
                }
                way = next(line, 1 - from);
            }
            strokes.push((support, LineString::new(course)));
        }
    }
    strokes
}

/// The pieces of all fronts, in both directions.
pub(super) struct Pieces(FxHashSet<[Spot; 2]>);

impl Pieces {
    pub(super) fn of(lines: &[FrontLine]) -> Pieces {
        let pieces = lines.iter().flat_map(|line| line.line.0.windows(2));
        Pieces(pieces.flat_map(|pair| [[pair[0], pair[1]], [pair[1], pair[0]]]).map(|pair| pair.map(spot)).collect())
    }

    /// Whether a front runs from one point to the next.
    pub(super) fn has(&self, from: Coord<f64>, to: Coord<f64>) -> bool {
        self.0.contains(&[spot(from), spot(to)])
    }
}

/// A run of a ring.
pub(super) struct Run {
    pub line: LineString<f64>,
    /// The points of the ring beyond its beginning and end, unless it is all of the ring.
    pub beyond: [Option<Coord<f64>>; 2],
}

/// The runs of a ring whose pieces are wanted; where all are, the ring.
pub(super) fn runs(ring: &LineString<f64>, wanted: impl Fn(Coord<f64>, Coord<f64>) -> bool) -> Vec<Run> {
    let points = &ring.0;
    let is_in: Vec<bool> = points.windows(2).map(|pair| wanted(pair[0], pair[1])).collect();
    // Begin behind a piece that is not wanted, so that no run is cut where the ring begins.
    let Some(start) = is_in.iter().position(|is_in| !is_in) else {
        return vec![Run { line: ring.clone(), beyond: [None; 2] }];
    };
    let count = is_in.len();
    let mut runs: Vec<Run> = Vec::new();
    let mut running = false;
    for n in (start..start + count).map(|n| n % count) {
        let (from, to) = (points[n], points[n + 1]);
        match runs.last_mut().filter(|_| running) {
            Some(run) if is_in[n] => run.line.0.push(to),
            Some(run) => run.beyond[1] = Some(to),
            None if is_in[n] => {
                let beyond = [Some(points[(n + count - 1) % count]), None];
                runs.push(Run { line: LineString::new(vec![from, to]), beyond });
            }
            None => {}
        }
        running = is_in[n];
    }
    if let Some(run) = runs.last_mut().filter(|_| running) {
        run.beyond[1] = Some(points[start + 1]);
    }
    runs
}

/// The lines that begin (0) or end (1) at each point.
fn lines_at<'l>(lines: impl Iterator<Item = &'l LineString<f64>>) -> FxHashMap<Spot, Vec<(usize, usize)>> {
    let mut at: FxHashMap<Spot, Vec<(usize, usize)>> = FxHashMap::default();
    for (number, line) in lines.enumerate() {
        ends(line).for_each(|(end, point, _)| at.entry(spot(point)).or_default().push((number, end)));
    }
    at
}

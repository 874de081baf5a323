//! The borders of all cells as one net: each between two cells, from node to node.

use super::join::{Piece, Runs, join};
use geo::{Coord, MultiPolygon};
use std::collections::HashMap;
use std::ops::Range;

/// Corners closer than this are one, in metres: far above rounding, far below any place.
const SNAP_M: f64 = 0.05;
/// The width of a square of the corner index, in metres.
const SQUARE_M: f64 = 400.0;
/// No cell: unknown ground.
pub(super) const NOBODY: u32 = u32::MAX;

/// All that lies between two cells from one node to the next, or round to where it began.
#[derive(Clone, Debug)]
pub(super) struct Border {
    /// The nodes at which it begins and ends.
    pub nodes: [u32; 2],
    /// The cell on its left and on its right ([`NOBODY`] for none).
    pub cells: [u32; 2],
    /// Where its corners stand in [`Mesh::corners`].
    pub corners: Range<usize>,
}

/// The net: nodes at which borders meet, and each border once. Metres on the plane.
#[derive(Clone, Debug, Default)]
pub(super) struct Mesh {
    pub nodes: Vec<Coord<f64>>,
    pub borders: Vec<Border>,
    /// The corners of the borders, one border after the other.
    pub corners: Vec<Coord<f64>>,
}

impl Mesh {
    /// Joins the rings of the cells, in their order, along their common borders.
    pub(super) fn new<'g>(grounds: impl Iterator<Item = &'g MultiPolygon<f64>>) -> Mesh {
        let mut corners = Corners::default();
        let mut rings: Vec<(u32, Vec<u32>)> = Vec::new();
        for (cell, ground) in grounds.enumerate() {
            for polygon in ground {
                for (hole, ring) in std::iter::once(polygon.exterior()).chain(polygon.interiors()).enumerate() {
                    let mut ids: Vec<u32> = ring.coords().map(|coord| corners.id(*coord)).collect();
                    ids.dedup();
                    // Outer rings run counter-clockwise and holes clockwise: the cell is on the left.
                    if (corners.area(&ids) < 0.0) == (hole == 0) {
                        ids.reverse();
                    }
                    rings.push((cell as u32, ids));
                }
            }
        }
        corners.sort_in();
        let mut edges = Edges::default();
        for (cell, ring) in &rings {
            for pair in ring.windows(2) {
                let stops = corners.along(pair[0], pair[1]);
                for step in stops.windows(2) {
                    edges.add(step[0], step[1], *cell);
                }
            }
        }
        edges.all.retain(|edge| edge.cells[0] != edge.cells[1]);
        Mesh::of(&edges.all, &corners.at)
    }

    /// Joins edges between the same two cells into borders.
    fn of(edges: &[Edge], corners: &[Coord<f64>]) -> Mesh {
        let mut mesh = Mesh::default();
        let mut nodes: Vec<Option<u32>> = vec![None; corners.len()];
        let ends: Vec<[u32; 2]> = edges.iter().map(|edge| edge.ends).collect();
        let Runs { pieces, runs } = join(&ends, corners.len(), |at| {
            let [a, b] = edges[at].cells;
            [a.min(b), a.max(b)]
        });
        for run in runs {
            let begin = mesh.corners.len();
            let end_of = |piece: &Piece| piece.met(ends[piece.at as usize])[1];
            let (first, last) = (pieces[run.start], pieces[run.end - 1]);
            let nodes = [first.met(ends[first.at as usize])[0], end_of(&last)].map(|corner| {
                *nodes[corner as usize].get_or_insert_with(|| {
                    mesh.nodes.push(corners[corner as usize]);
                    mesh.nodes.len() as u32 - 1
                })
            });
            mesh.corners.push(mesh.nodes[nodes[0] as usize]);
            mesh.corners.extend(pieces[run].iter().map(|piece| corners[end_of(piece) as usize]));
            let cells = first.met(edges[first.at as usize].cells);
            mesh.borders.push(Border { nodes, cells, corners: begin..mesh.corners.len() });
        }
        mesh
    }

    /// The borders that lie between two cells of `inside`, joined where two go on into each other.
    pub(super) fn between(&self, inside: &[bool]) -> Vec<Vec<Coord<f64>>> {
        let is_inside = |cell: u32| inside.get(cell as usize).is_some_and(|inside| *inside);
        let borders: Vec<&Border> =
            self.borders.iter().filter(|border| border.cells.into_iter().all(is_inside)).collect();
        let ends: Vec<[u32; 2]> = borders.iter().map(|border| border.nodes).collect();
        let Runs { pieces, runs } = join(&ends, self.nodes.len(), |_| ());
        let line = |run: Range<usize>| {
            let mut line = Vec::new();
            for piece in &pieces[run] {
                let corners = &self.corners[borders[piece.at as usize].corners.clone()];
                // Each begins where the one before ends.
                let new = usize::from(!line.is_empty());
                if piece.back {
                    line.extend(corners.iter().rev().skip(new));
                } else {
                    line.extend(corners.iter().skip(new));
                }
            }
            line
        };
        runs.into_iter().map(line).collect()
    }
}

/// A straight piece of border between two corners, with the cell on its left and on its right.
struct Edge {
    ends: [u32; 2],
    cells: [u32; 2],
}

/// Each edge once, found by its corners.
#[derive(Default)]
struct Edges {
    all: Vec<Edge>,
    known: HashMap<[u32; 2], usize>,
}

impl Edges {
    /// Adds one directed edge of a cell, which lies on its left.
    fn add(&mut self, a: u32, b: u32, cell: u32) {
        if let Some(&twin) = self.known.get(&[b, a]).filter(|&&twin| self.all[twin].cells[1] == NOBODY) {
            self.all[twin].cells[1] = cell;
        } else {
            self.known.insert([a, b], self.all.len());
            self.all.push(Edge { ends: [a, b], cells: [cell, NOBODY] });
        }
    }
}

/// Corners by their place on the plane.
#[derive(Default)]
struct Corners {
    at: Vec<Coord<f64>>,
    by_snap: HashMap<(i64, i64), u32>,
    by_square: HashMap<(i64, i64), Vec<u32>>,
}

impl Corners {
    /// The corner at a coordinate, made if there is none within [`SNAP_M`].
    fn id(&mut self, coord: Coord<f64>) -> u32 {
        let (x, y) = square(coord, SNAP_M);
        for key in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy))) {
            if let Some(&id) = self.by_snap.get(&key) {
                let found = self.at[id as usize];
                if (found.x - coord.x).hypot(found.y - coord.y) <= SNAP_M {
                    return id;
                }
            }
        }
        let id = self.at.len() as u32;
        self.at.push(coord);
        self.by_snap.insert((x, y), id);
        id
    }

    /// Makes [`Corners::along`] ready.
    fn sort_in(&mut self) {
        for (id, coord) in self.at.iter().enumerate() {
            self.by_square.entry(square(*coord, SQUARE_M)).or_default().push(id as u32);
        }
    }

    /// `a`, the corners that lie on the way, `b`: where a neighbour's corner splits a border.
    fn along(&self, a: u32, b: u32) -> Vec<u32> {
        let (from, to) = (self.at[a as usize], self.at[b as usize]);
        let way = to - from;
        let length = way.x.hypot(way.y);
        let mut stops: Vec<(f64, u32)> = Vec::new();
        let low = square(Coord { x: from.x.min(to.x) - SNAP_M, y: from.y.min(to.y) - SNAP_M }, SQUARE_M);
        let high = square(Coord { x: from.x.max(to.x) + SNAP_M, y: from.y.max(to.y) + SNAP_M }, SQUARE_M);
        for key in (low.0..=high.0).flat_map(|x| (low.1..=high.1).map(move |y| (x, y))) {
            for &id in self.by_square.get(&key).into_iter().flatten().filter(|&&id| id != a && id != b) {
                let off = self.at[id as usize] - from;
                let ahead = (off.x * way.x + off.y * way.y) / length;
                let aside = (off.x * way.y - off.y * way.x).abs() / length;
                if aside <= SNAP_M && ahead > 0.0 && ahead < length {
                    stops.push((ahead, id));
                }
            }
        }
        stops.sort_by(|a, b| a.0.total_cmp(&b.0));
        std::iter::once(a).chain(stops.into_iter().map(|(_, id)| id)).chain(std::iter::once(b)).collect()
    }

    /// Twice the signed area of a ring of corners, positive if counter-clockwise.
    fn area(&self, ring: &[u32]) -> f64 {
        let origin = ring.first().map_or(Coord::zero(), |&id| self.at[id as usize]);
        let at = |id: u32| self.at[id as usize] - origin;
        ring.windows(2).map(|pair| at(pair[0]).x * at(pair[1]).y - at(pair[1]).x * at(pair[0]).y).sum()
    }
}

fn square(coord: Coord<f64>, width: f64) -> (i64, i64) {
    ((coord.x / width).floor() as i64, (coord.y / width).floor() as i64)
}

//! The borders of all cells as one net: shared corners, and edges that know the cell on each side.

use geo::{Coord, MultiPolygon};
use std::collections::HashMap;

/// Corners closer than this are one, in metres: far above rounding, far below any place.
const SNAP_M: f64 = 0.05;
/// The width of a square of the corner index, in metres.
const SQUARE_M: f64 = 400.0;
/// No cell: unknown ground.
pub(super) const NOBODY: u32 = u32::MAX;

/// A border between two corners, with the cell on its left and on its right ([`NOBODY`] for none).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub a: u32,
    pub b: u32,
    pub left: u32,
    pub right: u32,
}

/// The net: corners in metres, and each border once.
#[derive(Clone, Debug, Default)]
pub(super) struct Mesh {
    pub corners: Vec<Coord<f64>>,
    pub edges: Vec<Edge>,
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
        let mut mesh = Mesh::default();
        let mut known: HashMap<(u32, u32), usize> = HashMap::new();
        for (cell, ring) in &rings {
            for pair in ring.windows(2) {
                let stops = corners.along(pair[0], pair[1]);
                for step in stops.windows(2) {
                    mesh.add(step[0], step[1], *cell, &mut known);
                }
            }
        }
        mesh.edges.retain(|edge| edge.left != edge.right);
        mesh.corners = corners.at;
        mesh
    }

    /// The borders that lie between two cells of `inside`, joined where they go on into each other.
    pub(super) fn between(&self, inside: &[bool]) -> Vec<Vec<Coord<f64>>> {
        let is_inside = |cell: u32| inside.get(cell as usize).is_some_and(|inside| *inside);
        let edges: Vec<&Edge> =
            self.edges.iter().filter(|edge| is_inside(edge.left) && is_inside(edge.right)).collect();
        let mut at: Vec<(u32, usize)> =
            edges.iter().enumerate().flat_map(|(n, edge)| [(edge.a, n), (edge.b, n)]).collect();
        at.sort_unstable();
        let mut used = vec![false; edges.len()];
        let mut lines = Vec::new();
        for first in 0..edges.len() {
            let mut next = Some((first, edges[first].a)).filter(|_| !used[first]);
            let mut line: Vec<u32> = next.iter().map(|(_, corner)| *corner).collect();
            while let Some((edge, from)) = next {
                used[edge] = true;
                let corner = if edges[edge].a == from { edges[edge].b } else { edges[edge].a };
                line.push(corner);
                let here = at[at.partition_point(|(other, _)| *other < corner)..].iter();
                let mut open = here.take_while(|(other, _)| *other == corner).filter(|(_, edge)| !used[*edge]);
                next = open.next().map(|(_, edge)| (*edge, corner));
            }
            if !line.is_empty() {
                lines.push(line.into_iter().map(|corner| self.corners[corner as usize]).collect());
            }
        }
        lines
    }

    /// Adds one directed border of a cell, which lies on its left.
    fn add(&mut self, a: u32, b: u32, cell: u32, known: &mut HashMap<(u32, u32), usize>) {
        if let Some(&twin) = known.get(&(b, a)).filter(|&&twin| self.edges[twin].right == NOBODY) {
            self.edges[twin].right = cell;
        } else {
            known.insert((a, b), self.edges.len());
            self.edges.push(Edge { a, b, left: cell, right: NOBODY });
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

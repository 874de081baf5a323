//! From chains to areas: rings of one tint, holes put where they belong.

use super::lines::Chain;
use super::{Area, Cells, Coloured, Tint};
use geo::{BoundingRect, Contains, Coord, LineString, MapCoordsInPlace, MultiPolygon, Polygon};
use std::collections::BTreeMap;

/// One area a tint, in the order of tints.
pub(super) fn areas(cells: &Cells, coloured: &[Option<Coloured<'_>>], chains: &[Chain]) -> Vec<Area> {
    let mut halves: BTreeMap<Tint, Vec<Half<'_>>> = BTreeMap::new();
    for chain in chains {
        if let Some(tint) = chain.left {
            halves.entry(tint).or_default().push(Half::forward(chain));
        }
        if let Some(tint) = chain.right {
            halves.entry(tint).or_default().push(Half::backward(chain));
        }
    }
    let mut places: BTreeMap<Tint, Vec<_>> = BTreeMap::new();
    for coloured in coloured.iter().flatten() {
        places.entry(coloured.tint).or_default().push(coloured.row.place.clone());
    }
    halves
        .into_iter()
        .map(|(tint, halves)| {
            let mut places = places.remove(&tint).unwrap_or_default();
            places.sort();
            let ground = polygons(rings(&halves), cells);
            Area { side: tint.side, other: tint.other, state: tint.state, within: tint.within, ground, places }
        })
        .collect()
}

/// All ground that has a tint, of whatever kind.
pub(super) fn tinted(cells: &Cells, chains: &[Chain]) -> MultiPolygon<f64> {
    let edges = chains.iter().filter(|chain| chain.left.is_some() != chain.right.is_some());
    let halves: Vec<Half<'_>> =
        edges.map(|chain| if chain.left.is_some() { Half::forward(chain) } else { Half::backward(chain) }).collect();
    polygons(rings(&halves), cells)
}

/// A chain in the direction in which the area lies on its left.
#[derive(Clone, Copy)]
struct Half<'c> {
    ends: [u32; 2],
    course: &'c [Coord<f64>],
    reversed: bool,
}

impl<'c> Half<'c> {
    fn forward(chain: &'c Chain) -> Half<'c> {
        Half { ends: chain.ends, course: &chain.course, reversed: false }
    }

    fn backward(chain: &'c Chain) -> Half<'c> {
        Half { ends: [chain.ends[1], chain.ends[0]], course: &chain.course, reversed: true }
    }

    /// The way it sets out.
    fn way(&self) -> Coord<f64> {
        match (self.course, self.reversed) {
            ([a, b, ..], false) | ([.., b, a], true) => *b - *a,
            _ => Coord::zero(),
        }
    }

    /// Adds its points but the first to a ring.
    fn go_on(&self, ring: &mut Vec<Coord<f64>>) {
        match (self.course, self.reversed) {
            ([_, rest @ ..], false) => ring.extend_from_slice(rest),
            ([rest @ .., _], true) => ring.extend(rest.iter().rev()),
            ([], _) => {}
        }
    }

    fn start(&self) -> Option<Coord<f64>> {
        if self.reversed { self.course.last() } else { self.course.first() }.copied()
    }
}

/// Joins halves end to start until every ring closes.
fn rings(halves: &[Half<'_>]) -> Vec<Vec<Coord<f64>>> {
    let mut starting: Vec<(u32, usize)> = halves.iter().enumerate().map(|(i, half)| (half.ends[0], i)).collect();
    starting.sort_unstable();
    let mut used = vec![false; halves.len()];
    let mut rings = Vec::new();
    for first in 0..halves.len() {
        if used[first] {
            continue;
        }
        used[first] = true;
        let mut ring: Vec<Coord<f64>> = halves[first].start().into_iter().collect();
        halves[first].go_on(&mut ring);
        let mut end = halves[first].ends[1];
        while end != halves[first].ends[0] {
            let here = &starting[starting.partition_point(|(corner, _)| *corner < end)..];
            let here = here.iter().take_while(|(corner, _)| *corner == end);
            let open = here.map(|(_, i)| *i).filter(|&i| !used[i]);
            // Where rings touch at a corner, the sharpest left turn keeps them apart.
            let Some(next) = open.max_by(|a, b| turn(&ring, &halves[*a]).total_cmp(&turn(&ring, &halves[*b]))) else {
                break;
            };
            used[next] = true;
            halves[next].go_on(&mut ring);
            end = halves[next].ends[1];
        }
        rings.push(ring);
    }
    rings
}

/// How far left a half turns from the end of a ring, in radians.
fn turn(ring: &[Coord<f64>], next: &Half<'_>) -> f64 {
    let [.., a, b] = ring else { return 0.0 };
    let (way, on) = (*b - *a, next.way());
    (way.x * on.y - way.y * on.x).atan2(way.x * on.x + way.y * on.y)
}

/// Rings on the plane to polygons in degrees: clockwise rings are holes of the ring around them.
fn polygons(rings: Vec<Vec<Coord<f64>>>, cells: &Cells) -> MultiPolygon<f64> {
    let (outer, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(|ring| twice_area(ring) > 0.0);
    let mut polygons: Vec<Polygon<f64>> =
        outer.into_iter().map(|ring| Polygon::new(LineString::new(ring), Vec::new())).collect();
    let sizes: Vec<f64> = polygons.iter().map(|polygon| twice_area(&polygon.exterior().0)).collect();
    let boxes: Vec<_> = polygons.iter().map(|polygon| polygon.bounding_rect()).collect();
    for hole in holes.into_iter().filter(|ring| ring.len() > 3) {
        // A point beside the hole's border, in the area: corners may lie on the outer ring as well.
        let way = hole[1] - hole[0];
        let length = way.x.hypot(way.y).max(f64::MIN_POSITIVE);
        let beside = (hole[0] + hole[1]) / 2.0 + Coord { x: -way.y, y: way.x } / length * 0.2;
        let around = (0..polygons.len())
            .filter(|&i| boxes[i].is_some_and(|rect| rect.contains(&beside)) && polygons[i].contains(&beside))
            .min_by(|a, b| sizes[*a].total_cmp(&sizes[*b]));
        if let Some(around) = around {
            polygons[around].interiors_push(LineString::new(hole));
        }
    }
    let mut ground = MultiPolygon::new(polygons);
    ground.map_coords_in_place(|coord| cells.plane.degrees(coord));
    ground
}

/// Twice the signed area of a closed ring in square metres, positive if counter-clockwise.
fn twice_area(ring: &[Coord<f64>]) -> f64 {
    let Some(&origin) = ring.first() else { return 0.0 };
    let cross = |a: Coord<f64>, b: Coord<f64>| a.x * b.y - b.x * a.y;
    ring.windows(2).map(|pair| cross(pair[0] - origin, pair[1] - origin)).sum()
}

//! From chains to areas: rings of one tint, holes put where they belong.

use super::lines::Chains;
use super::{Area, Coloured, Tint, Tints};
use crate::place::PlaceId;
use geo::{BoundingRect, Contains, Coord, LineString, MultiPolygon, Polygon};

/// So far beside the border of a hole lies the area around it, in degrees (some 20 cm).
const BESIDE: f64 = 2e-6;

/// One area a tint, in the order of tints.
pub(super) fn areas(coloured: &[Option<Coloured<'_>>], tints: &Tints, chains: &Chains) -> Vec<Area> {
    let mut places = vec![Vec::new(); tints.kinds.len()];
    for (coloured, number) in coloured.iter().zip(&tints.numbers) {
        if let Some(coloured) = coloured {
            places[usize::from(*number) - 1].push(coloured.row.place.clone());
        }
    }
    let areas = tints.kinds.iter().zip(places).zip(grounds(tints, chains));
    let area = |((tint, mut places), ground): ((&Tint, Vec<PlaceId>), MultiPolygon<f64>)| {
        places.sort();
        Area { side: tint.side, other: tint.other, state: tint.state, within: tint.within, ground, places }
    };
    areas.map(area).collect()
}

/// The ground of each tint, in degrees.
pub(super) fn grounds(tints: &Tints, chains: &Chains) -> impl Iterator<Item = MultiPolygon<f64>> {
    let mut halves: Vec<Vec<Half<'_>>> = vec![Vec::new(); tints.kinds.len()];
    for chain in &chains.all {
        let course = &chains.course[chain.course.clone()];
        for (number, reversed) in chain.tints.into_iter().zip([false, true]) {
            if let Some(at) = usize::from(number).checked_sub(1) {
                let [a, b] = chain.nodes;
                halves[at].push(Half { ends: if reversed { [b, a] } else { [a, b] }, course, reversed });
            }
        }
    }
    halves.into_iter().map(|halves| polygons(rings(&halves)))
}

/// A chain in the direction in which the area lies on its left.
#[derive(Clone, Copy)]
struct Half<'c> {
    ends: [u32; 2],
    course: &'c [Coord<f64>],
    reversed: bool,
}

impl Half<'_> {
    /// The way it sets out.
    fn sets_out(&self) -> Coord<f64> {
        match (self.course, self.reversed) {
            ([a, b, ..], false) | ([.., b, a], true) => *b - *a,
            _ => Coord::zero(),
        }
    }

    /// The way it arrives.
    fn arrives(&self) -> Coord<f64> {
        match (self.course, self.reversed) {
            ([.., a, b], false) | ([b, a, ..], true) => *b - *a,
            _ => Coord::zero(),
        }
    }

    /// How far left it turns to go on into another, in radians.
    fn turn(&self, next: &Half<'_>) -> f64 {
        let (way, on) = (self.arrives(), next.sets_out());
        (way.x * on.y - way.y * on.x).atan2(way.x * on.x + way.y * on.y)
    }
}

/// Joins halves end to start until every ring closes.
fn rings(halves: &[Half<'_>]) -> Vec<Vec<Coord<f64>>> {
    let mut starting: Vec<(u32, u32)> = halves.iter().enumerate().map(|(at, half)| (half.ends[0], at as u32)).collect();
    starting.sort_unstable();
    let mut used = vec![false; halves.len()];
    let mut rings = Vec::new();
    let mut ring: Vec<&Half<'_>> = Vec::new();
    for first in 0..halves.len() {
        let mut next = Some(first).filter(|first| !used[*first]);
        ring.clear();
        while let Some(at) = next {
            let half = &halves[at];
            used[at] = true;
            ring.push(half);
            let end = half.ends[1];
            let here = &starting[starting.partition_point(|(corner, _)| *corner < end)..];
            let here = here.iter().take_while(|(corner, _)| *corner == end && end != halves[first].ends[0]);
            let open = here.map(|(_, at)| *at as usize).filter(|at| !used[*at]);
            // Where rings touch at a corner, the sharpest left turn keeps them apart.
            next = open.max_by(|a, b| half.turn(&halves[*a]).total_cmp(&half.turn(&halves[*b])));
        }
        if !ring.is_empty() {
            rings.push(points(&ring));
        }
    }
    rings
}

/// The points of halves one after the other.
fn points(ring: &[&Half<'_>]) -> Vec<Coord<f64>> {
    let mut points = Vec::with_capacity(1 + ring.iter().map(|half| half.course.len()).sum::<usize>());
    for half in ring {
        // Each begins where the one before ends.
        points.pop();
        if half.reversed {
            points.extend(half.course.iter().rev());
        } else {
            points.extend_from_slice(half.course);
        }
    }
    points
}

/// Rings to polygons: clockwise rings are holes of the ring around them.
fn polygons(rings: Vec<Vec<Coord<f64>>>) -> MultiPolygon<f64> {
    let sized = rings.into_iter().map(|ring| (twice_area(&ring), ring));
    let (outer, holes): (Vec<_>, Vec<_>) = sized.partition(|(size, _)| *size > 0.0);
    let (sizes, mut polygons): (Vec<f64>, Vec<Polygon<f64>>) =
        outer.into_iter().map(|(size, ring)| (size, Polygon::new(LineString::new(ring), Vec::new()))).unzip();
    if holes.is_empty() {
        return MultiPolygon::new(polygons);
    }
    let boxes: Vec<_> = polygons.iter().map(|polygon| polygon.bounding_rect()).collect();
    for (_, hole) in holes.into_iter().filter(|(_, ring)| ring.len() > 3) {
        // A point beside the hole's border, in the area: corners may lie on the outer ring as well.
        let way = hole[1] - hole[0];
        let length = way.x.hypot(way.y).max(f64::MIN_POSITIVE);
        let beside = (hole[0] + hole[1]) / 2.0 + Coord { x: -way.y, y: way.x } / length * BESIDE;
        let around = (0..polygons.len())
            .filter(|&i| boxes[i].is_some_and(|rect| rect.contains(&beside)) && polygons[i].contains(&beside))
            .min_by(|a, b| sizes[*a].total_cmp(&sizes[*b]));
        if let Some(around) = around {
            polygons[around].interiors_push(LineString::new(hole));
        }
    }
    MultiPolygon::new(polygons)
}

/// Twice the signed area of a closed ring, positive if counter-clockwise.
fn twice_area(ring: &[Coord<f64>]) -> f64 {
    let Some(&origin) = ring.first() else { return 0.0 };
    let cross = |a: Coord<f64>, b: Coord<f64>| a.x * b.y - b.x * a.y;
    ring.windows(2).map(|pair| cross(pair[0] - origin, pair[1] - origin)).sum()
}

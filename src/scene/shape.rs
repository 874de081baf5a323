//! Ground shapes on the map plane: projected once, triangulated once, drawn at every camera.

use crate::place::Point;
use crate::view::{World, world};
use geo::{Coord, LineString, MultiPolygon, Polygon, Rect, TriangulateEarcut};
use std::sync::Arc;

/// A filled shape: its triangles, and its rings for pens that need outlines.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The outer ring and the holes, closed, on the map plane.
    pub rings: Vec<Path>,
    /// Corners of the triangles.
    pub vertices: Vec<World>,
    /// Three indices into `vertices` for each triangle.
    pub triangles: Vec<u32>,
}

impl Area {
    /// Projects and triangulates a polygon given in degrees, longitude first.
    pub fn new(degrees: &Polygon<f64>) -> Area {
        let polygon = Polygon::new(projected(degrees.exterior()), degrees.interiors().iter().map(projected).collect());
        let raw = polygon.earcut_triangles_raw();
        let vertices = raw.vertices.into_iter().map(|[x, y]| Coord { x, y }).collect();
        let triangles = raw.triangle_indices.into_iter().map(|index| index as u32).collect();
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(Path::of_line).collect();
        Area { rings, vertices, triangles }
    }

    /// Whether any of it can lie in `view`.
    pub fn touches(&self, view: &Rect<f64>) -> bool {
        self.rings.first().is_some_and(|ring| ring.touches(view))
    }
}

/// A line on the map plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Its corners; a closed one repeats the first.
    pub points: Vec<World>,
    /// The smallest box around it.
    pub bounds: Rect<f64>,
}

impl Path {
    /// Projects a line given in degrees, longitude first.
    pub fn new(degrees: &LineString<f64>) -> Path {
        Path::of_line(&projected(degrees))
    }

    /// A path of points that are on the map plane already.
    pub fn of(points: Vec<World>) -> Path {
        let bounds = bounds(&points).unwrap_or_else(|| Rect::new((0.0, 0.0), (0.0, 0.0)));
        Path { points, bounds }
    }

    fn of_line(line: &LineString<f64>) -> Path {
        Path::of(line.0.clone())
    }

    /// Whether any of it can lie in `view`.
    pub fn touches(&self, view: &Rect<f64>) -> bool {
        let (a, b) = (self.bounds, view);
        a.min().x <= b.max().x && a.max().x >= b.min().x && a.min().y <= b.max().y && a.max().y >= b.min().y
    }
}

/// The rings of ground given in degrees, longitude first.
pub fn paths(degrees: &MultiPolygon<f64>) -> Vec<Arc<Path>> {
    let rings = degrees.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.map(|ring| Arc::new(Path::new(ring))).collect()
}

/// The smallest box around some points; `None` if there are none.
pub fn bounds(points: &[World]) -> Option<Rect<f64>> {
    let first = points.first()?;
    let (mut min, mut max) = (*first, *first);
    for at in points {
        (min.x, min.y, max.x, max.y) = (min.x.min(at.x), min.y.min(at.y), max.x.max(at.x), max.y.max(at.y));
    }
    Some(Rect::new(min, max))
}

fn projected(degrees: &LineString<f64>) -> LineString<f64> {
    degrees.coords().map(|at| world(Point::lon_lat(at.x, at.y))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area_of(shape: &Area) -> f64 {
        let at = |i: u32| shape.vertices[i as usize];
        let triangle = |t: &[u32]| {
            let (a, b, c) = (at(t[0]), at(t[1]), at(t[2]));
            ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).abs() / 2.0
        };
        shape.triangles.chunks_exact(3).map(triangle).sum()
    }

    #[test]
    fn triangles_cover_a_notched_shape_with_a_hole_once() {
        let ring = |points: &[(f64, f64)]| LineString::from(points.to_vec());
        let outer = ring(&[(0., 0.), (4., 0.), (4., 4.), (2., 1.), (0., 4.), (0., 0.)]);
        let hole = ring(&[(0.5, 0.3), (0.5, 0.6), (1.0, 0.6), (1.0, 0.3), (0.5, 0.3)]);
        let shape = Area::new(&Polygon::new(outer, vec![hole]));
        // Near the equator the plane is 1/360 of a degree: 16 - 6 (notch) - 0.15 (hole) square degrees.
        let degrees = area_of(&shape) * 360.0 * 360.0;
        assert!((degrees - 9.85).abs() < 0.03, "{degrees}");
    }

    #[test]
    fn what_lies_elsewhere_is_not_drawn() {
        let path = Path::of(vec![Coord { x: 0.1, y: 0.1 }, Coord { x: 0.2, y: 0.2 }]);
        assert!(path.touches(&Rect::new((0.15, 0.0), (0.3, 0.3))));
        assert!(!path.touches(&Rect::new((0.25, 0.0), (0.3, 0.3))));
    }
}

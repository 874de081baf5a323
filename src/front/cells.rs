//! One cell a place: the ground nearest to it, within reach, on land.
//!
//! A cell is the Voronoi cell of the place's point, cut to a disc of the reach of its kind and to
//! the country without its lakes; between quarters it goes on to the neighbours. A place with an outline of
//! its own has that as its cell, and its neighbours yield. Cells are made once per set of places; a day only
//! colours them.

use super::land::Land;
use super::mesh::Mesh;
use super::plane::Plane;
use super::smooth;
use crate::place::{Kind, Place, PlaceId};
use geo::{
    Area, BooleanOps, BoundingRect, Contains, Coord, CoordsIter, LineString, MapCoords, MultiPolygon, Polygon, Rect,
    unary_union,
};
use spade::{DelaunayTriangulation, Point2, Triangulation};
use std::collections::{BTreeMap, BTreeSet};

/// Two places closer than this share one cell, in metres.
const SAME_SPOT_M: f64 = 60.0;
/// A small site this close to a quarter, camp, town or village has no cell of its own, in metres.
const INSIDE_M: f64 = 600.0;
/// Nor has a hospital or another site of a city that is this close to one of its quarters, in metres.
const IN_CITY_M: f64 = 1200.0;
/// Ground between three quarters is theirs if none is farther than this from another, in metres: a city goes
/// on from quarter to quarter.
const NEIGHBOURS_M: f64 = 2500.0;
/// Corners of the disc that ends a cell: its area is then 98.9 % of the circle's.
const DISC_CORNERS: usize = 24;
/// Distance of the guard sites that close the cells at the rim of the map, in metres.
const GUARD_M: f64 = 4.0e6;

/// The ground of every place that has any, with the borders between them.
#[derive(Clone, Debug)]
pub struct Cells {
    pub(super) plane: Plane,
    pub(super) cells: Vec<Cell>,
    pub(super) mesh: Mesh,
    /// By corner of the mesh, for [`smooth`](super::smooth).
    pub(super) steps: Vec<f64>,
}

/// The ground of one place.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The place.
    pub place: PlaceId,
    /// Other places on the same spot; the first of all that is known colours the cell.
    pub shared: Vec<PlaceId>,
    /// The place's point in metres on the local plane.
    pub(super) site: Coord<f64>,
    /// Its ground in metres on the local plane.
    pub(super) ground: MultiPolygon<f64>,
    /// Its size in square metres.
    pub area_m2: f64,
}

impl Cells {
    /// Cells for all places that have ground, on land.
    pub fn new(places: &[Place], land: &Land) -> Cells {
        let plane = Plane::about(places.iter().map(|place| place.point));
        let sites = sites(places, plane);
        let mut grounds = voronoi(&sites);
        let to_plane = |polygons: &MultiPolygon<f64>| polygons.map_coords(|coord| plane.metres(coord));
        yield_to_outlines(&mut grounds, &sites, &to_plane);
        keep_to_land(&mut grounds, &to_plane(&land.country), &to_plane(&land.lakes));
        let mut cells: Vec<Cell> = sites
            .into_iter()
            .zip(grounds)
            .filter(|(_, ground)| ground.unsigned_area() > 1.0)
            .map(|(site, ground)| Cell {
                place: site.place.id.clone(),
                shared: site.shared,
                site: site.at,
                area_m2: ground.unsigned_area() * plane.true_size(site.place.point.lat),
                ground,
            })
            .collect();
        cells.sort_by(|a, b| a.place.cmp(&b.place));
        let mesh = Mesh::new(cells.iter().map(|cell| &cell.ground));
        let steps = smooth::steps(&mesh, &cells);
        Cells { plane, cells, mesh, steps }
    }

    /// Every cell, sorted by place.
    pub fn all(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell of a place; `None` for regions, sectors, roads and small sites inside a quarter.
    pub fn of(&self, place: &PlaceId) -> Option<&Cell> {
        self.cells.binary_search_by(|cell| cell.place.cmp(place)).ok().map(|at| &self.cells[at])
    }

    /// The ground of a cell in longitude and latitude, WGS 84.
    pub fn ground(&self, cell: &Cell) -> MultiPolygon<f64> {
        cell.ground.map_coords(|coord| self.plane.degrees(coord))
    }

    /// The borders between the cells of some places, each once. Longitude and latitude, WGS 84.
    pub fn borders_between(&self, places: &[PlaceId]) -> Vec<LineString<f64>> {
        let mut inside = vec![false; self.cells.len()];
        for place in places {
            if let Ok(at) = self.cells.binary_search_by(|cell| cell.place.cmp(place)) {
                inside[at] = true;
            }
        }
        let degrees = |line: Vec<Coord<f64>>| line.into_iter().map(|coord| self.plane.degrees(coord)).collect();
        self.mesh.between(&inside).into_iter().map(degrees).collect()
    }

    /// The place whose cell lies under a point.
    pub fn at(&self, lon_lat: Coord<f64>) -> Option<&Cell> {
        let point = self.plane.metres(lon_lat);
        self.cells.iter().find(|cell| cell.ground.contains(&point))
    }
}

/// How far the ground of a place reaches from its point, in metres: by kind, and never less than
/// the place itself. `None`: the kind has no ground of its own.
pub fn reach_m(place: &Place) -> Option<f64> {
    let (least, most) = match place.kind {
        Kind::Quarter => (700.0, 2500.0),
        Kind::Camp => (600.0, 1500.0),
        Kind::City => (3000.0, 6000.0),
        Kind::Town => (2500.0, 4000.0),
        Kind::Village => (2000.0, 3000.0),
        Kind::Airport => (1500.0, 2500.0),
        Kind::Base | Kind::PowerPlant | Kind::Industrial | Kind::Crossing => (700.0, 2000.0),
        Kind::Hill | Kind::Prison | Kind::Hospital | Kind::School | Kind::University => (600.0, 1500.0),
        Kind::Other => (600.0, 2500.0),
        _ => return None,
    };
    // An `Other` that is larger than any one spot is a region without an outline.
    let spot = place.kind != Kind::Other || place.radius_m <= most;
    spot.then_some((place.radius_m * 1.5).clamp(least, most))
}

/// A place with ground, on the plane.
struct Site<'p> {
    place: &'p Place,
    shared: Vec<PlaceId>,
    at: Coord<f64>,
    reach_m: f64,
}

/// The places that get a cell, settlements first.
fn sites(places: &[Place], plane: Plane) -> Vec<Site<'_>> {
    let has_quarters = |city: &Place| {
        places.iter().any(|place| place.kind == Kind::Quarter && place.parent.as_ref() == Some(&city.id))
    };
    let cities: BTreeSet<&PlaceId> =
        places.iter().filter(|place| place.kind == Kind::City && has_quarters(place)).map(|city| &city.id).collect();
    let by_id: BTreeMap<&PlaceId, &Place> = places.iter().map(|place| (&place.id, place)).collect();
    let of_city = |place: &Place| {
        matches!(place.kind, Kind::Hospital | Kind::University | Kind::Other)
            && around(place, &by_id).any(|place| place.parent.as_ref().is_some_and(|parent| cities.contains(parent)))
    };
    let settled = |kind| matches!(kind, Kind::Quarter | Kind::Camp | Kind::City | Kind::Town | Kind::Village);
    let mut order: Vec<&Place> = places
        .iter()
        .filter(|place| place.kind != Kind::City || place.outline.is_some() || !has_quarters(place))
        .collect();
    // The smaller of two outlines keeps what both claim.
    let size_m2 = |place: &Place| place.outline.as_ref().map_or(0.0, |outline| outline.unsigned_area() * 1e10) as u64;
    order.sort_by_key(|place| {
        (place.outline.is_none(), size_m2(place), !settled(place.kind), place.kind, place.id.clone())
    });
    let mut sites: Vec<Site<'_>> = Vec::new();
    for place in order {
        let Some(reach_m) = reach_m(place).or(place.outline.as_ref().map(|_| 1.0)) else { continue };
        let at = plane.metres(Coord { x: place.point.lon, y: place.point.lat });
        if !at.x.is_finite() || !at.y.is_finite() {
            continue;
        }
        let is_inside = |site: &Site<'_>| {
            let metres = (site.at.x - at.x).hypot(site.at.y - at.y);
            settled(site.place.kind) && metres < INSIDE_M
                || site.place.kind == Kind::Quarter && metres < IN_CITY_M && of_city(place)
        };
        let is_twin =
            |site: &Site<'_>| site.place.outline.is_none() && (site.at.x - at.x).hypot(site.at.y - at.y) < SAME_SPOT_M;
        if let Some(twin) = sites.iter().position(is_twin).filter(|_| place.outline.is_none()) {
            sites[twin].shared.push(place.id.clone());
        } else if settled(place.kind) || place.outline.is_some() || !sites.iter().any(is_inside) {
            sites.push(Site { place, shared: Vec::new(), at, reach_m });
        }
    }
    sites
}

/// A place and those around it, as far as they are known. A table in which places contain each other must not hang us.
fn around<'p>(place: &'p Place, by_id: &BTreeMap<&'p PlaceId, &'p Place>) -> impl Iterator<Item = &'p Place> {
    std::iter::successors(Some(place), move |place| by_id.get(place.parent.as_ref()?).copied()).take(8)
}

/// The Voronoi cell of each site, cut to its disc; those with an outline take no part. Guards far away make every cell finite, so that
/// no site, one site, two sites and sites in a line need no special case.
fn voronoi(sites: &[Site<'_>]) -> Vec<MultiPolygon<f64>> {
    let Some(middle) = sites.first().map(|site| site.at) else { return Vec::new() };
    let guards = [(-1.0, -1.1), (1.0, -0.9), (0.9, 1.0), (-1.1, 1.2)]
        .map(|(x, y)| Point2::new(middle.x + x * GUARD_M, middle.y + y * GUARD_M));
    let points = || sites.iter().filter(|site| site.place.outline.is_none());
    let corners = points().map(|site| Point2::new(site.at.x, site.at.y)).chain(guards).collect();
    // Points are finite and distinct (`sites`), so the triangulation cannot fail.
    let Ok(triangulation) = DelaunayTriangulation::<Point2<f64>>::bulk_load_stable(corners) else { return Vec::new() };
    let is_quarter: Vec<bool> = points().map(|site| matches!(site.place.kind, Kind::Quarter | Kind::Camp)).collect();
    let mut cells = Vec::with_capacity(sites.len());
    let mut vertices = triangulation.vertices();
    for site in sites {
        if site.place.outline.is_some() {
            cells.push(MultiPolygon::new(Vec::new()));
            continue;
        }
        let Some(vertex) = vertices.next() else { break };
        let mut neighbours: Vec<_> = vertex.out_edges().map(|edge| edge.to()).collect();
        neighbours.sort_by_key(|neighbour| neighbour.index());
        // The part of some convex ground that is nearest to this site.
        let nearest = |ring: Vec<Coord<f64>>| {
            neighbours.iter().fold(ring, |ring, neighbour| nearer(&ring, site.at, at(neighbour.position())))
        };
        let mut pieces = vec![polygon(nearest(disc(site.at, site.reach_m)))];
        let has_quarter = |corner: usize| is_quarter.get(corner).is_some_and(|is_quarter| *is_quarter);
        if has_quarter(vertex.index()) {
            // Blunt triangles reach into cells beyond their corners: those of the neighbours count as well.
            let around = neighbours.iter().flat_map(|neighbour| neighbour.out_edges());
            let faces: BTreeMap<usize, _> =
                around.filter_map(|edge| edge.face().as_inner()).map(|face| (face.index(), face)).collect();
            for face in faces.values().filter(|face| face.vertices().iter().all(|corner| has_quarter(corner.index()))) {
                let corners = face.vertices().map(|corner| at(corner.position())).to_vec();
                let is_close = (0..3).all(|n| distance(corners[n], corners[(n + 1) % 3]) <= NEIGHBOURS_M);
                let ring = if is_close { nearest(corners) } else { Vec::new() };
                if ring.iter().any(|corner| distance(*corner, site.at) > site.reach_m * 0.99) {
                    pieces.push(polygon(ring));
                }
            }
        }
        cells.push(if pieces.len() > 1 { unary_union(&pieces) } else { MultiPolygon::new(pieces) });
    }
    cells
}

fn at(point: Point2<f64>) -> Coord<f64> {
    Coord { x: point.x, y: point.y }
}

fn polygon(ring: Vec<Coord<f64>>) -> Polygon<f64> {
    Polygon::new(LineString::new(ring), Vec::new())
}

fn distance(a: Coord<f64>, b: Coord<f64>) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// A regular polygon about a point, counter-clockwise, open.
fn disc(centre: Coord<f64>, radius: f64) -> Vec<Coord<f64>> {
    let corner = |i: usize| {
        let angle = std::f64::consts::TAU * (i as f64 + 0.5) / DISC_CORNERS as f64;
        Coord { x: centre.x + radius * angle.cos(), y: centre.y + radius * angle.sin() }
    };
    (0..DISC_CORNERS).map(corner).collect()
}

/// The part of a convex ring that is nearer to `a` than to `b` (Sutherland and Hodgman).
fn nearer(ring: &[Coord<f64>], a: Coord<f64>, b: Coord<f64>) -> Vec<Coord<f64>> {
    let normal = b - a;
    let middle = (a + b) / 2.0;
    let beyond = |p: Coord<f64>| (p.x - middle.x) * normal.x + (p.y - middle.y) * normal.y;
    let mut kept = Vec::with_capacity(ring.len() + 1);
    for (i, &p) in ring.iter().enumerate() {
        let q = ring[(i + 1) % ring.len()];
        let (dp, dq) = (beyond(p), beyond(q));
        if dp <= 0.0 {
            kept.push(p);
        }
        if (dp < 0.0 && dq > 0.0) || (dp > 0.0 && dq < 0.0) {
            kept.push(p + (q - p) * (dp / (dp - dq)));
        }
    }
    kept
}

/// A place's own outline is its ground, without the places that lie within it by name; what lies under it
/// is taken from the others.
fn yield_to_outlines(
    grounds: &mut [MultiPolygon<f64>],
    sites: &[Site<'_>],
    to_plane: &impl Fn(&MultiPolygon<f64>) -> MultiPolygon<f64>,
) {
    let by_id: BTreeMap<&PlaceId, &Place> = sites.iter().map(|site| (&site.place.id, site.place)).collect();
    for (at, site) in sites.iter().enumerate() {
        let Some(outline) = site.place.outline.as_ref().map(to_plane) else { continue };
        let is_part = |other: usize| {
            around(sites[other].place, &by_id)
                .any(|place| place.parent.as_ref() == Some(&site.place.id) || site.place.members.contains(&place.id))
        };
        // The first outline keeps contested ground, so that cells never overlap.
        let keeps = |other: usize| {
            if sites[other].place.outline.is_some() { other < at } else { other != at && is_part(other) }
        };
        let mine = (0..sites.len()).filter(|&other| keeps(other)).fold(outline, |rest, other| {
            if touch(&rest, &grounds[other]) { rest.difference(&grounds[other]) } else { rest }
        });
        for (other, ground) in grounds.iter_mut().enumerate() {
            if other != at && sites[other].place.outline.is_none() && !is_part(other) && touch(ground, &mine) {
                *ground = ground.difference(&mine);
            }
        }
        grounds[at] = mine;
    }
}

/// Cuts cells that reach over the border or into a lake.
fn keep_to_land(grounds: &mut [MultiPolygon<f64>], country: &MultiPolygon<f64>, lakes: &MultiPolygon<f64>) {
    let country_edge = boxes(country);
    for ground in grounds {
        if !country.0.is_empty() {
            let crosses = ground.bounding_rect().is_some_and(|rect| country_edge.iter().any(|edge| meet(*edge, rect)));
            let inside = ground.coords_iter().next().is_some_and(|corner| country.contains(&corner));
            if crosses {
                *ground = ground.intersection(country);
            } else if !inside {
                *ground = MultiPolygon::new(Vec::new());
            }
        }
        if touch(ground, lakes) {
            *ground = ground.difference(lakes);
        }
    }
}

/// The box of each segment of the outlines.
fn boxes(polygons: &MultiPolygon<f64>) -> Vec<Rect<f64>> {
    let rings = polygons.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.flat_map(|ring| ring.lines().map(|line| line.bounding_rect()).collect::<Vec<_>>()).collect()
}

fn touch(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> bool {
    matches!((a.bounding_rect(), b.bounding_rect()), (Some(a), Some(b)) if meet(a, b))
}

fn meet(a: Rect<f64>, b: Rect<f64>) -> bool {
    a.min().x <= b.max().x && b.min().x <= a.max().x && a.min().y <= b.max().y && b.min().y <= a.max().y
}

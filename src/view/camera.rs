//! The camera: from degrees to the map plane, and from there to the screen.
//!
//! The **map plane** is Web Mercator (EPSG:3857) scaled to 0..1: x grows east from 180° W, y grows
//! *south* from 85.05° N. Every vertex is projected once, in `f64`; a frame then costs one affine map.
//! **Screen** positions are in points (device-independent pixels) from the top left of the map view.

use crate::place::Point;
use geo::{Coord, Rect};
use std::f64::consts::PI;

/// The length of the equator on the Web Mercator sphere (radius 6,378,137 m), in metres.
const EQUATOR_M: f64 = 2.0 * PI * 6_378_137.0;

/// Points across the whole world at zoom 0: one classic tile.
const TILE: f64 = 256.0;

/// A position on the map plane, 0..1 both ways.
pub type World = Coord<f64>;

/// The place of a point of the ground on the map plane. Latitudes beyond 85.05° are moved there.
pub fn world(point: Point) -> World {
    let lat = point.lat.clamp(-85.051_128, 85.051_128).to_radians();
    Coord { x: point.lon / 360.0 + 0.5, y: 0.5 - lat.tan().asinh() / (2.0 * PI) }
}

/// The point of the ground at a place of the map plane.
pub fn ground(at: World) -> Point {
    let lat = ((0.5 - at.y) * 2.0 * PI).sinh().atan().to_degrees();
    Point::lon_lat((at.x - 0.5) * 360.0, lat)
}

/// The length on the map plane of one metre on the ground at `at`: Mercator stretches with latitude.
pub fn world_per_metre(at: World) -> f64 {
    let lat = ground(at).lat.to_radians();
    1.0 / (EQUATOR_M * lat.cos())
}

/// Where the map looks, and from how near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// What is in the middle of the view.
    pub center: World,
    /// Zoom level: 256 points × 2^zoom across the world. Kept within [`Camera::ZOOM`].
    pub zoom: f64,
    /// The size of the view in points, width and height.
    pub size: [f32; 2],
}

/// How much a point of the screen shows, in the four steps at which the drawing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// More than 600 m a point.
    Country,
    /// More than 80 m a point.
    Province,
    /// More than 12 m a point.
    City,
    /// Less.
    Quarter,
}

impl Camera {
    /// The farthest and the nearest zoom: all Syria and its neighbours, one street.
    pub const ZOOM: std::ops::RangeInclusive<f64> = 5.0..=16.0;

    /// Syria and its edge, in degrees: west, south, east, north. The centre stays inside.
    pub const BOUNDS: [f64; 4] = [34.0, 31.2, 43.4, 38.2];

    /// What the base map covers, in degrees: west, south, east, north. The whole view stays inside.
    const FRAME: [f64; 4] = [30.5, 29.5, 48.0, 40.5];

    /// A camera at `center`; zoom and centre are brought within their limits.
    pub fn new(center: Point, zoom: f64, size: [f32; 2]) -> Camera {
        Camera { center: world(center), zoom, size }.limited()
    }

    /// Points of the screen for one unit of the map plane.
    pub fn scale(&self) -> f64 {
        TILE * self.zoom.exp2()
    }

    /// Metres on the ground under one point of the screen, at the centre.
    pub fn metres_per_point(&self) -> f64 {
        1.0 / (self.scale() * world_per_metre(self.center))
    }

    /// The step of detail for this zoom.
    pub fn detail(&self) -> Detail {
        match self.metres_per_point() {
            m if m > 600.0 => Detail::Country,
            m if m > 80.0 => Detail::Province,
            m if m > 12.0 => Detail::City,
            _ => Detail::Quarter,
        }
    }

    /// Where `at` lies on the screen, in points from the top left of the view.
    /// The difference is taken in `f64`, so nothing trembles at the nearest zoom.
    pub fn screen(&self, at: World) -> [f32; 2] {
        let scale = self.scale();
        [
            ((at.x - self.center.x) * scale) as f32 + self.size[0] / 2.0,
            ((at.y - self.center.y) * scale) as f32 + self.size[1] / 2.0,
        ]
    }

    /// What lies at a position of the screen.
    pub fn world(&self, screen: [f32; 2]) -> World {
        let scale = self.scale();
        Coord {
            x: self.center.x + f64::from(screen[0] - self.size[0] / 2.0) / scale,
            y: self.center.y + f64::from(screen[1] - self.size[1] / 2.0) / scale,
        }
    }

    /// The length on the screen, in points, of `metres` on the ground at `at`.
    pub fn points(&self, metres: f64, at: World) -> f32 {
        (metres * world_per_metre(at) * self.scale()) as f32
    }

    /// The part of the map plane in view, with `margin` points around it.
    pub fn view(&self, margin: f32) -> Rect<f64> {
        let [w, h] = self.size;
        Rect::new(self.world([-margin, -margin]), self.world([w + margin, h + margin]))
    }

    /// The camera after the map was dragged by `by` points.
    pub fn panned(&self, by: [f32; 2]) -> Camera {
        let [w, h] = self.size;
        Camera { center: self.world([w / 2.0 - by[0], h / 2.0 - by[1]]), ..*self }.limited()
    }

    /// The camera `steps` levels nearer, with what is under `anchor` (points) kept there.
    pub fn zoomed(&self, steps: f64, anchor: [f32; 2]) -> Camera {
        let kept = self.world(anchor);
        let mut next = Camera { zoom: (self.zoom + steps).clamp(*Self::ZOOM.start(), *Self::ZOOM.end()), ..*self };
        let moved = next.world(anchor);
        next.center = next.center + (kept - moved);
        next.limited()
    }

    /// The nearest camera of this size that shows all of `region` with `margin` points around it.
    /// A region without size is shown at city scale.
    pub fn fit(&self, region: Rect<f64>, margin: f32) -> Camera {
        let room = self.size.map(|side| f64::from((side - 2.0 * margin).max(40.0)));
        let scale = (room[0] / region.width().max(1e-9)).min(room[1] / region.height().max(1e-9));
        Camera { center: region.center(), zoom: (scale / TILE).log2().min(14.0), ..*self }.limited()
    }

    /// The camera that shows just `region` in a view of `size`, however far that is: for small maps
    /// beside the map.
    pub fn of(region: Rect<f64>, size: [f32; 2]) -> Camera {
        let scale = (f64::from(size[0]) / region.width()).min(f64::from(size[1]) / region.height());
        Camera { center: region.center(), zoom: (scale / TILE).log2(), size }
    }

    /// The same view at another size of the window: the centre stays in the middle.
    pub fn resized(&self, size: [f32; 2]) -> Camera {
        Camera { size, ..*self }.limited()
    }

    /// The camera on the way from this one to `to`, `t` from 0 to 1, slowing down towards the end.
    pub fn flown(&self, to: &Camera, t: f32) -> Camera {
        let t = f64::from(1.0 - (1.0 - t.clamp(0.0, 1.0)).powi(3));
        Camera {
            center: self.center + (to.center - self.center) * t,
            zoom: self.zoom + (to.zoom - self.zoom) * t,
            ..*to
        }
    }

    fn limited(mut self) -> Camera {
        let corners = |[west, south, east, north]: [f64; 4]| {
            (world(Point::lon_lat(west, north)), world(Point::lon_lat(east, south)))
        };
        let ((min, max), (left_top, right_bottom)) = (corners(Self::BOUNDS), corners(Self::FRAME));
        let finite = |value: f64, or: f64| if value.is_finite() { value } else { or };
        let room = right_bottom - left_top;
        let whole = (f64::from(self.size[0]) / room.x).max(f64::from(self.size[1]) / room.y);
        let farthest = (whole / TILE).log2().max(*Self::ZOOM.start()).min(*Self::ZOOM.end());
        self.zoom = finite(self.zoom, 9.0).clamp(farthest, *Self::ZOOM.end());
        let half = self.size.map(|side| f64::from(side) / 2.0 / self.scale());
        let within = |at: f64, bounds: [f64; 2], frame: [f64; 2], half: f64| {
            let (from, to) = (bounds[0].max(frame[0] + half), bounds[1].min(frame[1] - half));
            let middle = (frame[0] + frame[1]) / 2.0;
            if from <= to { finite(at, middle).clamp(from, to) } else { middle }
        };
        self.center.x = within(self.center.x, [min.x, max.x], [left_top.x, right_bottom.x], half[0]);
        self.center.y = within(self.center.y, [min.y, max.y], [left_top.y, right_bottom.y], half[1]);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITADEL: Point = Point { lat: 36.1990, lon: 37.1626 };

    fn camera() -> Camera {
        Camera::new(CITADEL, 12.0, [800.0, 600.0])
    }

    #[test]
    fn degrees_survive_the_plane() {
        for point in [CITADEL, Point::lon_lat(36.1, 32.6), Point::lon_lat(-120.0, -45.0)] {
            assert!(ground(world(point)).distance_m(point) < 0.01);
        }
    }

    #[test]
    fn screen_and_ground_agree_in_metres() {
        // Ramouseh is 5.9 km from the citadel; on the screen it must be that far by the scale.
        let (camera, ramouseh) = (camera(), Point::lon_lat(37.1245, 36.1558));
        let [x, y] = camera.screen(world(ramouseh));
        let points = f64::from((x - 400.0).hypot(y - 300.0));
        let metres = CITADEL.distance_m(ramouseh);
        assert!((points * camera.metres_per_point() - metres).abs() < metres * 0.005);
        assert!(ground(camera.world([x, y])).distance_m(ramouseh) < 0.5);
        assert!((camera.points(1000.0, camera.center) - (1000.0 / camera.metres_per_point()) as f32).abs() < 0.01);
    }

    #[test]
    fn zoom_keeps_what_is_under_the_pointer() {
        let anchor = [123.0, 456.0];
        let before = ground(camera().world(anchor));
        let near = camera().zoomed(3.0, anchor);
        assert!(ground(near.world(anchor)).distance_m(before) < 0.5);
        assert_eq!(camera().zoomed(99.0, anchor).zoom, *Camera::ZOOM.end());
    }

    #[test]
    fn pan_follows_the_hand_and_stays_in_bounds() {
        let before = camera().world([400.0, 300.0]);
        let [x, y] = camera().panned([50.0, -20.0]).screen(before);
        assert!((x - 450.0).abs() < 0.01 && (y - 280.0).abs() < 0.01);
        let far = camera().panned([1e9, 1e9]);
        assert!((ground(far.center).lon - Camera::BOUNDS[0]).abs() < 1e-6);
    }

    #[test]
    fn the_view_never_leaves_the_base_map() {
        for size in [[400.0, 300.0], [1920.0, 1080.0], [3840.0, 800.0], [500.0, 2000.0]] {
            let far = Camera::new(CITADEL, 0.0, size).panned([-9e9, 9e9]).zoomed(-9.0, [0.0, 0.0]);
            let (west_north, east_south) = (ground(far.world([0.0, 0.0])), ground(far.world(size)));
            assert!(west_north.lon > 30.49 && west_north.lat < 40.51, "{size:?} {west_north:?}");
            assert!(east_south.lon < 48.01 && east_south.lat > 29.49, "{size:?} {east_south:?}");
        }
        let lost = Camera { center: World { x: f64::NAN, y: f64::INFINITY }, zoom: f64::NAN, size: [800.0, 600.0] };
        assert!(lost.limited().center.x.is_finite() && lost.limited().zoom.is_finite());
    }

    #[test]
    fn fit_shows_all_of_a_region() {
        let region = Rect::new(world(Point::lon_lat(37.0, 36.3)), world(Point::lon_lat(37.3, 36.1)));
        let fitted = camera().fit(region, 20.0);
        for corner in [region.min(), region.max()] {
            let [x, y] = fitted.screen(corner);
            assert!((19.9..780.1).contains(&x) && (19.9..580.1).contains(&y));
        }
        assert_eq!(camera().fit(Rect::new(region.min(), region.min()), 20.0).zoom, 14.0);
    }
}

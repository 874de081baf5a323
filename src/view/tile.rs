//! Map tiles: squares of the map plane, 2^level of them each way, counted from the north-west corner (XYZ,
//! as tile servers and PMTiles count; MBTiles counts rows from the south).

use super::Camera;
use geo::{Coord, Rect};
use std::ops::RangeInclusive;

/// One tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// The level: the world is 2^level tiles across.
    pub level: u8,
    /// The column, from the west.
    pub x: u32,
    /// The row, from the north.
    pub y: u32,
}

impl Tile {
    /// The deepest level that is asked for.
    pub const DEEPEST: u8 = 22;

    /// What it covers of the map plane.
    pub fn frame(self) -> Rect<f64> {
        let side = 1.0 / f64::from(1_u32 << self.level.min(Tile::DEEPEST));
        let corner = Coord { x: f64::from(self.x) * side, y: f64::from(self.y) * side };
        Rect::new(corner, corner + Coord { x: side, y: side })
    }

    /// The tile so many levels above that it lies in.
    pub fn above(self, levels: u8) -> Option<Tile> {
        let level = self.level.checked_sub(levels)?;
        Some(Tile { level, x: self.x >> levels, y: self.y >> levels })
    }

    /// The part of a tile above it that it covers: left, top, right, bottom, from 0 to 1.
    pub fn part_of(self, above: Tile) -> [f32; 4] {
        let levels = self.level - above.level;
        let side = 1.0 / (1_u32 << levels) as f32;
        let at = |own: u32, other: u32| (own - (other << levels)) as f32 * side;
        let (left, top) = (at(self.x, above.x), at(self.y, above.y));
        [left, top, left + side, top + side]
    }
}

/// The tiles that fill a view, those in its middle first; none where the levels there are would be seen from so
/// far that there would be no end of them. `finer`: how many levels deeper than the view's own zoom, for
/// screens with several pixels a point. `bounds`: what there is, on the map plane.
pub fn cover(camera: &Camera, finer: f64, levels: &RangeInclusive<u8>, bounds: Option<Rect<f64>>) -> Vec<Tile> {
    let (least, most) = (*levels.start(), (*levels.end()).min(Tile::DEEPEST));
    let wanted = (camera.zoom + finer).round();
    if least > most || wanted + 2.0 < f64::from(least) {
        return Vec::new();
    }
    let level = wanted.clamp(f64::from(least), f64::from(most)) as u8;
    let across = f64::from(1_u32 << level);
    let view = camera.view(0.0);
    let (mut min, mut max) = (view.min(), view.max());
    if let Some(bounds) = bounds {
        min = Coord { x: min.x.max(bounds.min().x), y: min.y.max(bounds.min().y) };
        max = Coord { x: max.x.min(bounds.max().x), y: max.y.min(bounds.max().y) };
    }
    if min.x >= max.x || min.y >= max.y {
        return Vec::new();
    }
    let first = |at: f64| (at * across).floor().clamp(0.0, across - 1.0) as u32;
    let last = |at: f64| ((at * across).ceil() - 1.0).clamp(0.0, across - 1.0) as u32;
    let rows = first(min.y)..=last(max.y);
    let mut tiles: Vec<Tile> =
        rows.flat_map(|y| (first(min.x)..=last(max.x)).map(move |x| Tile { level, x, y })).collect();
    let from_middle = |tile: &Tile| {
        let by = tile.frame().center() - camera.center;
        by.x * by.x + by.y * by.y
    };
    tiles.sort_by(|a, b| from_middle(a).total_cmp(&from_middle(b)).then(a.cmp(b)));
    tiles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Point;
    use crate::view::world;

    fn camera(zoom: f64) -> Camera {
        Camera::new(Point::lon_lat(37.1626, 36.1990), zoom, [512.0, 512.0])
    }

    #[test]
    fn a_tile_lies_where_tile_servers_put_it() {
        // The citadel of Aleppo: tile 12/2470/1605 by the usual formula.
        let citadel = world(Point::lon_lat(37.1626, 36.1990));
        let tile = cover(&camera(12.0), 0.0, &(0..=18), None)[0];
        assert_eq!(tile, Tile { level: 12, x: 2470, y: 1605 });
        let frame = tile.frame();
        assert!(frame.min().x <= citadel.x && citadel.x <= frame.max().x);
        assert!(frame.min().y <= citadel.y && citadel.y <= frame.max().y);
    }

    #[test]
    fn a_view_is_covered_without_gaps_and_not_twice() {
        for zoom in [5.2, 9.5, 12.0, 15.9] {
            let (camera, levels) = (camera(zoom), 0..=18);
            let tiles = cover(&camera, 0.0, &levels, None);
            let area: f64 = tiles.iter().map(|tile| tile.frame()).map(|frame| frame.width() * frame.height()).sum();
            let view = camera.view(0.0);
            assert!(area >= view.width() * view.height() && tiles.len() <= 25, "{zoom}: {}", tiles.len());
            let mut once = tiles.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), tiles.len());
        }
    }

    #[test]
    fn levels_and_bounds_limit_what_is_asked_for() {
        assert!(cover(&camera(8.0), 0.0, &(11..=14), None).is_empty(), "too far away for what there is");
        assert!(cover(&camera(16.0), 1.0, &(0..=14), None).iter().all(|tile| tile.level == 14));
        let west = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 0.5, y: 1.0 });
        assert!(cover(&camera(12.0), 0.0, &(0..=14), Some(west)).is_empty());
    }

    #[test]
    fn a_tile_covers_its_part_of_the_one_above() {
        let tile = Tile { level: 12, x: 2471, y: 1606 };
        assert_eq!(tile.above(2), Some(Tile { level: 10, x: 617, y: 401 }));
        assert_eq!(tile.part_of(Tile { level: 10, x: 617, y: 401 }), [0.75, 0.5, 1.0, 0.75]);
        assert_eq!(tile.above(13), None);
    }
}

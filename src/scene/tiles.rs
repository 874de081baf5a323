//! Pictures of the ground under the reports: tiles of the user's own files, or of a server.

use super::style::{self, Color};
use super::{Input, Item, Scene};
use crate::view::{Theme, Tile, View, cover};
use geo::Rect;
use std::ops::RangeInclusive;

/// How many levels above a tile that is missing one is looked for to stand in for it.
pub const ABOVE: u8 = 5;

/// A layer of tiles, as far as it is drawn.
#[derive(Clone, Copy)]
pub struct TileLayer<'a> {
    /// What the legend calls it.
    pub name: &'a str,
    /// To whom its pictures are owed.
    pub credit: &'a str,
    /// The levels there are.
    pub levels: &'a RangeInclusive<u8>,
    /// What it covers of the map plane; `None`: the world.
    pub bounds: Option<Rect<f64>>,
    /// How many levels deeper than the zoom of the view, for screens with several pixels a point.
    pub finer: f64,
    /// The pen's number of a tile's picture, if it is at hand.
    pub ready: &'a dyn Fn(Tile) -> Option<u64>,
}

/// Draws the layers of the input, the first lowest; what is not at hand is wanted.
pub(super) fn draw(input: &Input, view: &View, scene: &mut Scene) {
    let tint = tint(view.theme);
    for (number, layer) in input.tiles.iter().enumerate() {
        let mut is_seen = false;
        for tile in cover(&view.camera, layer.finer, layer.levels, layer.bounds) {
            is_seen = true;
            if (layer.ready)(tile).is_none() {
                scene.wanted.push((number, tile));
            }
            let nearest = (0..=ABOVE).filter_map(|levels| tile.above(levels));
            let found = nearest.filter_map(|above| Some((above, (layer.ready)(above)?))).next();
            if let Some((above, picture)) = found {
                let part = tile.part_of(above);
                scene.items.push(Item::Tile { picture, frame: tile.frame(), part, tint });
            }
        }
        if is_seen {
            scene.legend.tiles.push((layer.name.to_owned(), layer.credit.to_owned()));
        }
    }
}

/// Whether pictures fill the view: they show roads to the metre, those of the base map are off by kilometres.
pub(super) fn fill(input: &Input, view: &View) -> bool {
    let seen = view.camera.view(0.0);
    let covers = |bounds: Rect<f64>| {
        let (least, most) = (bounds.min(), bounds.max());
        least.x <= seen.min().x && least.y <= seen.min().y && most.x >= seen.max().x && most.y >= seen.max().y
    };
    let fills = |layer: &&TileLayer<'_>| {
        let there = !cover(&view.camera, layer.finer, layer.levels, layer.bounds).is_empty();
        there && layer.bounds.is_none_or(covers)
    };
    input.tiles.iter().any(|layer| fills(&layer))
}

/// Pictures are made for paper: by night they are turned down, so that what is reported stays the brightest.
fn tint(theme: Theme) -> Color {
    match theme {
        Theme::Light => Color { rgb: [255; 3], alpha: 255 },
        Theme::Dark => Color { rgb: [88; 3], alpha: 255 },
    }
}

/// The colour in the legend of the ground that pictures show.
pub(crate) fn sign(theme: Theme) -> [Color; 2] {
    let tokens = style::tokens(theme);
    [tokens.built, tokens.border]
}

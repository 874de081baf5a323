//! Pictures of the ground on a sheet: tiles of the user's own archives, and those of a server that were seen before.
//! They are read while it is drawn, from this computer's disk: a server is never asked for a sheet.

use crate::scene::ABOVE;
use crate::tiles::{self, Source};
use crate::view::{Camera, Tile, cover};
use egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// The layers of tiles that a sheet draws, the first lowest.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The archives and servers.
    pub sources: Vec<Arc<Source>>,
    /// Whether they keep their colours.
    pub coloured: bool,
}

/// Tiles that were read for one sheet or another: a film reads each once. Looked up, never listed.
#[derive(Default)]
pub(super) struct Shelf(RefCell<Known>);

/// By the number of an archive and the tile; `None` where it has none.
type Known = HashMap<(usize, Tile), Option<Arc<ColorImage>>>;

impl Shelf {
    /// A tile's picture; `None` where there is none, or it cannot be read.
    fn tile(&self, pictures: &Pictures, layer: usize, tile: Tile) -> Option<Arc<ColorImage>> {
        let read = || {
            let bytes = pictures.sources.get(layer)?.at_hand(tile).ok()??;
            tiles::picture(&bytes, !pictures.coloured).ok().map(Arc::new)
        };
        self.0.borrow_mut().entry((layer, tile)).or_insert_with(read).clone()
    }
}

/// The textures of a sheet.
#[derive(Default)]
pub(super) struct Textures(HashMap<(usize, Tile), (TextureHandle, Arc<ColorImage>)>);

impl Textures {
    /// Reads what fills the view, or the nearest above it.
    pub(super) fn load(&mut self, ctx: &Context, pictures: &Pictures, shelf: &Shelf, camera: &Camera) {
        for (layer, source) in pictures.sources.iter().enumerate() {
            for tile in cover(camera, 0.0, &source.levels, source.bounds) {
                let above = (0..=ABOVE).filter_map(|levels| tile.above(levels));
                let there = above.filter(|tile| tile.level >= *source.levels.start());
                let found = there.filter_map(|tile| Some((tile, shelf.tile(pictures, layer, tile)?))).next();
                if let Some((tile, image)) = found {
                    let load = || (ctx.load_texture("tile", Arc::clone(&image), TextureOptions::LINEAR), image);
                    self.0.entry((layer, tile)).or_insert_with(load);
                }
            }
        }
    }

    /// Whether a layer has anything to show here.
    pub(super) fn has(&self, layer: usize) -> bool {
        self.0.keys().any(|(other, _)| *other == layer)
    }

    /// The pixels of each, by its texture.
    pub(super) fn pixels(&self) -> impl Iterator<Item = (TextureId, &Arc<ColorImage>)> {
        self.0.values().map(|(texture, image)| (texture.id(), image))
    }

    /// The pen's number of a tile's picture.
    pub(super) fn ready(&self, layer: usize, tile: Tile) -> Option<u64> {
        match self.0.get(&(layer, tile))?.0.id() {
            TextureId::Managed(number) => Some(number),
            TextureId::User(_) => None,
        }
    }
}

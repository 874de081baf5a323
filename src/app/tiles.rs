//! Pictures of the ground under the claims: map tiles of the user's own files, or of a server while the user has
//! one switched on. What the map wants is read by other threads and kept as textures as long as there is room.

use super::App;
use crate::command::Command;
use crate::render::Pictures;
use crate::scene::ABOVE;
use crate::tiles::{Loader, Read, Server, Source, Wanted};
use crate::ui::{Notice, TileRow};
use crate::view::Tile;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

/// How many bytes of textures are kept beyond those in view.
const ROOM: usize = 96 << 20;
/// After how long a tile that could not be read is tried again, in seconds.
const AGAIN_S: f64 = 30.0;

/// The layers of pictures, and those of their tiles that are at hand.
#[derive(Default)]
pub(super) struct Tiles {
    layers: Vec<Layer>,
    /// Archives of the project that are not open, yet or at all.
    absent: Vec<(PathBuf, bool)>,
    numbers: u64,
    loader: Option<Loader>,
    /// Looked up, never listed.
    have: HashMap<(u64, Tile), Have>,
    /// How much of `ROOM` is taken.
    bytes: usize,
    /// Counts the frames: what was used last goes last.
    frame: u64,
    /// Whether pictures keep their colours.
    pub(super) coloured: bool,
    /// What the layers are called, for the window.
    pub(super) rows: Vec<TileRow>,
}

/// One layer.
struct Layer {
    /// Its number, never given twice.
    id: u64,
    source: Arc<Source>,
    /// The file it comes from; none for a server.
    path: Option<PathBuf>,
    is_on: bool,
    /// Why its last tile could not be read.
    fault: Option<String>,
}

/// What is at hand of a tile.
enum Have {
    Picture {
        texture: TextureHandle,
        used: Cell<u64>,
    },
    Nothing,
    /// It could not be read, at this time.
    Failed(f64),
}

impl Tiles {
    /// The layers that are shown, the first lowest.
    pub(super) fn shown(&self) -> impl Iterator<Item = (u64, &Source)> {
        self.layers.iter().filter(|layer| layer.is_on).map(|layer| (layer.id, &*layer.source))
    }

    /// What a sheet draws of them: of a server only what is on the disk.
    pub(super) fn pictures(&self) -> Pictures {
        let on = self.layers.iter().filter(|layer| layer.is_on);
        Pictures { sources: on.map(|layer| Arc::clone(&layer.source)).collect(), coloured: self.coloured }
    }

    /// The texture of a tile, if it is at hand.
    pub(super) fn ready(&self, layer: u64, tile: Tile) -> Option<u64> {
        match self.have.get(&(layer, tile))? {
            Have::Picture { texture, used } => {
                used.set(self.frame);
                match texture.id() {
                    egui::TextureId::Managed(number) => Some(number),
                    egui::TextureId::User(_) => None,
                }
            }
            Have::Nothing | Have::Failed(_) => None,
        }
    }

    /// The files of the layers, and whether each is shown: what a project keeps.
    pub(super) fn files(&self) -> Vec<(PathBuf, bool)> {
        let open = self.layers.iter().filter_map(|layer| Some((layer.path.clone()?, layer.is_on)));
        open.chain(self.absent.iter().cloned()).collect()
    }

    /// Whether a tile is on its way.
    pub(super) fn is_busy(&self) -> bool {
        self.loader.as_ref().is_some_and(Loader::is_busy)
    }

    /// Takes what was read; false if nothing was.
    pub(super) fn hear(&mut self, ctx: &Context) {
        self.frame += 1;
        let now = ctx.input(|input| input.time);
        while let Some(read) = self.loader.as_ref().and_then(Loader::hear) {
            self.take(ctx, read, now);
        }
        self.make_room();
    }

    fn take(&mut self, ctx: &Context, read: Read, now: f64) {
        let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == read.layer) else { return };
        if read.muted == self.coloured {
            return;
        }
        let have = match read.picture {
            Ok(Some(image)) => {
                layer.fault = None;
                self.bytes += size(&image);
                let texture = ctx.load_texture("tile", image, TextureOptions::LINEAR);
                Have::Picture { texture, used: Cell::new(self.frame) }
            }
            Ok(None) => Have::Nothing,
            Err(why) => {
                layer.fault = Some(why);
                Have::Failed(now)
            }
        };
        self.have.insert((read.layer, read.tile), have);
        self.name_rows();
    }

    /// Lets the pictures go that were used longest ago, where there are too many; never those in view.
    fn make_room(&mut self) {
        if self.bytes <= ROOM {
            return;
        }
        let mut old: Vec<(u64, (u64, Tile))> = Vec::new();
        for (key, have) in &self.have {
            if let Have::Picture { used, .. } = have
                && used.get() + 2 < self.frame
            {
                old.push((used.get(), *key));
            }
        }
        old.sort_unstable();
        for (_, key) in old {
            if self.bytes <= ROOM / 2 {
                break;
            }
            if let Some(Have::Picture { texture, .. }) = self.have.remove(&key) {
                self.bytes -= bytes_of(texture.size());
            }
        }
    }

    /// Asks for what the map of this frame is missing: the number of a layer among those shown, and the tile.
    pub(super) fn want(&mut self, ctx: &Context, missing: &[(usize, Tile)]) {
        if self.loader.is_none() && missing.is_empty() {
            return;
        }
        let now = ctx.input(|input| input.time);
        let on: Vec<&Layer> = self.layers.iter().filter(|layer| layer.is_on).collect();
        let mut later = None;
        let wanted: Vec<Wanted> = missing
            .iter()
            .filter_map(|(number, tile)| {
                let layer = on.get(*number)?;
                // Where there is none so deep, the nearest above it stands in.
                let is_there = |tile: &Tile| !matches!(self.have.get(&(layer.id, *tile)), Some(Have::Nothing));
                let mut above = (0..=ABOVE).filter_map(|levels| tile.above(levels));
                let tile = above.find(is_there).filter(|tile| tile.level >= *layer.source.levels.start())?;
                match self.have.get(&(layer.id, tile)) {
                    Some(Have::Nothing | Have::Picture { .. }) => return None,
                    Some(Have::Failed(at)) if now < at + AGAIN_S => {
                        later = Some(AGAIN_S);
                        return None;
                    }
                    Some(Have::Failed(_)) | None => {}
                }
                Some(Wanted { layer: layer.id, source: Arc::clone(&layer.source), tile, muted: !self.coloured })
            })
            .collect();
        // Several tiles may want the same one above them.
        let mut asked = BTreeSet::new();
        let wanted = wanted.into_iter().filter(|wanted| asked.insert((wanted.layer, wanted.tile))).collect();
        if let Some(seconds) = later {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(seconds));
        }
        let nudged = ctx.clone();
        self.loader.get_or_insert_with(|| Loader::new(move || nudged.request_repaint())).want(wanted);
    }

    fn add(&mut self, source: Arc<Source>, path: Option<PathBuf>, is_on: bool) {
        self.layers.retain(|layer| layer.path.is_none() || layer.path != path);
        self.numbers += 1;
        self.layers.push(Layer { id: self.numbers, source, path, is_on, fault: None });
        self.tidy();
    }

    /// Forgets what belongs to layers that are gone.
    fn tidy(&mut self) {
        let layers = &self.layers;
        self.have.retain(|(id, _), _| layers.iter().any(|layer| layer.id == *id));
        let size = |have: &Have| if let Have::Picture { texture, .. } = have { bytes_of(texture.size()) } else { 0 };
        self.bytes = self.have.values().map(size).sum();
        self.name_rows();
    }

    fn name_rows(&mut self) {
        let row = |layer: &Layer| TileRow {
            name: layer.source.name.clone(),
            is_on: layer.is_on,
            is_online: layer.source.is_online(),
            fault: layer.fault.clone(),
        };
        self.rows = self.layers.iter().map(row).collect();
    }

    fn go_offline(&mut self) {
        self.layers.retain(|layer| !layer.source.is_online());
        self.tidy();
    }
}

impl App {
    /// Does what concerns pictures of the ground; false if the command is for others.
    pub(super) fn run_tiles(&mut self, command: &Command) -> bool {
        match command {
            Command::ToggleTiles(number) => {
                if let Some(layer) = self.tiles.layers.get_mut(*number) {
                    layer.is_on = !layer.is_on;
                    // A server that is not shown is not asked, and the window does not say it is.
                    if layer.source.is_online() {
                        self.tiles.go_offline();
                    }
                }
                self.tiles.name_rows();
            }
            Command::RemoveTiles(number) if *number < self.tiles.layers.len() => {
                self.tiles.layers.remove(*number);
                self.tiles.tidy();
            }
            Command::TilesInColour => {
                self.tiles.coloured = !self.tiles.coloured;
                self.tiles.have.clear();
                self.tiles.tidy();
            }
            Command::GoOnline(server) => self.go_online(server),
            Command::GoOffline => self.tiles.go_offline(),
            _ => return false,
        }
        true
    }

    fn go_online(&mut self, server: &Server) {
        self.tiles.go_offline();
        let home = self.keeping.home.as_ref();
        let cache = home.map_or_else(|| std::env::temp_dir().join("frontlines-tiles"), |home| home.tiles.clone());
        self.tiles.add(Arc::new(Source::server(server, &cache)), None, true);
        self.keeping.settings.tiles.server = Some(server.clone());
    }

    /// Takes an archive in, or says why not.
    pub(super) fn hear_tiles(&mut self, path: PathBuf, opened: Result<Source, String>, is_on: bool) {
        match opened {
            Ok(source) => {
                self.tiles.absent.retain(|(absent, _)| *absent != path);
                self.tiles.add(Arc::new(source), Some(path), is_on);
            }
            Err(why) => {
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.say(Notice { text: format!("Cannot draw {file}: {why}."), offer: None, bad: true });
            }
        }
    }

    /// Puts other archives in the place of those shown: those of a project that was opened. A server stays.
    pub(super) fn replace_tiles(&mut self, files: Vec<(PathBuf, bool)>) {
        self.tiles.layers.retain(|layer| layer.path.is_none());
        self.tiles.tidy();
        self.tiles.absent.clone_from(&files);
        if !files.is_empty() {
            self.work.tiles(files);
        }
    }
}

fn size(image: &ColorImage) -> usize {
    bytes_of(image.size)
}

fn bytes_of([width, height]: [usize; 2]) -> usize {
    width * height * 4
}

//! Map tiles from outside: the user's own archives (MBTiles, PMTiles), or a server that the user switches on.
//! All of it is squares of Web Mercator ([`crate::view::Tile`]) with a picture each: PNG, JPEG or WebP.
//!
//! | file | holds |
//! | --- | --- |
//! | `mbtiles.rs`, `pmtiles.rs` | the two kinds of archive |
//! | `server.rs` | a server by its address, and the tiles of it that are kept on the disk |
//! | `picture.rs` | bytes to pixels |
//! | `loader.rs` | the threads that do both while the window goes on |

mod loader;
mod mbtiles;
mod picture;
mod pmtiles;
mod server;

pub use loader::{Loader, Read, Wanted};
pub use picture::picture;
pub use server::{KNOWN, Known, Server};

use crate::place::Point;
use crate::view::{Tile, world};
use geo::Rect;
use std::ops::RangeInclusive;
use std::path::Path;

/// Where the tiles of a layer come from, and what there is.
#[derive(Debug)]
pub struct Source {
    /// What the layer is called: a file's name, a server's host.
    pub name: String,
    /// To whom the pictures are owed, as they ask to be named.
    pub credit: String,
    /// The levels there are.
    pub levels: RangeInclusive<u8>,
    /// What it covers of the map plane; `None`: the world.
    pub bounds: Option<Rect<f64>>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Mb(mbtiles::Archive),
    Pm(pmtiles::Archive),
    Server(server::Kept),
}

impl Source {
    /// Opens an archive; its first bytes tell which kind it is.
    ///
    /// # Errors
    /// What was expected and what was found.
    pub fn open(path: &Path) -> Result<Source, String> {
        if pmtiles::is_one(path) { pmtiles::open(path) } else { mbtiles::open(path) }
    }

    /// The tiles of a server; those that were seen are kept in the folder `cache`.
    pub fn server(server: &Server, cache: &Path) -> Source {
        Source {
            name: server.host(),
            credit: server.credit_line(),
            levels: 0..=server.deepest,
            bounds: None,
            kind: Kind::Server(server::Kept::new(server, cache)),
        }
    }

    /// Whether asking for a tile may go over the network.
    pub fn is_online(&self) -> bool {
        matches!(self.kind, Kind::Server(_))
    }

    /// The bytes of a tile's picture as far as they are on this computer: of a server only what was seen before.
    /// Blocks, and never uses a network.
    ///
    /// # Errors
    /// Why it could not be read, in plain words.
    pub fn at_hand(&self, tile: Tile) -> Result<Option<Vec<u8>>, String> {
        match &self.kind {
            Kind::Server(kept) => Ok(kept.on_disk(tile)),
            Kind::Mb(_) | Kind::Pm(_) => self.bytes(tile),
        }
    }

    /// The bytes of a tile's picture; `None` where there is none. Blocks.
    ///
    /// # Errors
    /// Why it could not be read, in plain words.
    pub fn bytes(&self, tile: Tile) -> Result<Option<Vec<u8>>, String> {
        match &self.kind {
            Kind::Mb(archive) => archive.bytes(tile),
            Kind::Pm(archive) => archive.bytes(tile),
            Kind::Server(kept) => kept.bytes(tile),
        }
    }
}

/// Whether a file is an archive of map tiles, by its name.
pub fn is_archive(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("mbtiles") || ending.eq_ignore_ascii_case("pmtiles"))
}

/// What degrees (west, south, east, north) cover of the map plane; `None` where they make no sense.
fn bounds(degrees: [f64; 4]) -> Option<Rect<f64>> {
    let [west, south, east, north] = degrees;
    let sound = west < east && south < north && west >= -180.0 && east <= 180.0;
    sound.then(|| Rect::new(world(Point::lon_lat(west, north)), world(Point::lon_lat(east, south))))
}

/// Words that may hold marks of HTML, without them, on one line.
fn plain(words: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in words.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    let text = text.replace("&copy;", "©").replace("&nbsp;", " ").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The end of a path, as a user knows it.
fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Why an archive of shapes rather than pictures cannot be drawn.
const VECTOR: &str = "expected pictures (PNG, JPEG or WebP), found vector tiles, which have no looks of their own. \
    Choose a raster archive, or export one from QGIS (Generate XYZ tiles, MBTiles)";

#[cfg(test)]
pub(crate) mod tests;

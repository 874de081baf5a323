//! MBTiles 1.3: an SQLite file with a picture a row. Rows are counted from the south.

use super::{Kind, Source, VECTOR, bounds, name, plain};
use crate::view::Tile;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// An open archive.
#[derive(Debug)]
pub(super) struct Archive {
    db: Mutex<Connection>,
}

/// Opens an archive to read it.
pub(super) fn open(path: &Path) -> Result<Source, String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let fault = |_: rusqlite::Error| {
        "expected MBTiles (an SQLite file with the tables metadata and tiles) or PMTiles".to_owned()
    };
    let db = Connection::open_with_flags(path, flags).map_err(fault)?;
    let about = metadata(&db).map_err(fault)?;
    // Each by itself: then the index answers, and a large archive opens at once.
    let query = "SELECT (SELECT min(zoom_level) FROM tiles), (SELECT max(zoom_level) FROM tiles)";
    let levels: (Option<u8>, Option<u8>) =
        db.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault)?;
    let (Some(least), Some(most)) = levels else { return Err("expected tiles, found none".to_owned()) };
    if about.get("format").is_some_and(|format| format == "pbf") {
        return Err(VECTOR.to_owned());
    }
    let degrees: Vec<f64> = about
        .get("bounds")
        .map_or_else(Vec::new, |bounds| bounds.split(',').filter_map(|end| end.trim().parse().ok()).collect());
    Ok(Source {
        name: name(path),
        credit: about.get("attribution").map_or_else(String::new, |credit| plain(credit)),
        levels: least..=most.min(Tile::DEEPEST),
        bounds: <[f64; 4]>::try_from(degrees).ok().and_then(bounds),
        kind: Kind::Mb(Archive { db: Mutex::new(db) }),
    })
}

impl Archive {
    /// The bytes of a tile.
    pub(super) fn bytes(&self, tile: Tile) -> Result<Option<Vec<u8>>, String> {
        let db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let row = (1_u32 << tile.level) - 1 - tile.y;
        let query = "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3";
        let mut query = db.prepare_cached(query).map_err(|error| error.to_string())?;
        query.query_row((tile.level, tile.x, row), |row| row.get(0)).optional().map_err(|error| error.to_string())
    }
}

fn metadata(db: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    let mut query = db.prepare("SELECT name, CAST(value AS TEXT) FROM metadata WHERE value IS NOT NULL")?;
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

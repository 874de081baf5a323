//! The part of a file that makes it an OGC GeoPackage 1.3: its ids, its system tables, its geometries.
//! All geometries are longitude and latitude in degrees, WGS 84 (EPSG:4326).

use crate::place::Point;
use geo::{BoundingRect, Coord, LineString, MultiPolygon};
use rusqlite::{Connection, params};

/// `GPKG`: the file is a GeoPackage.
pub(super) const APPLICATION_ID: i32 = 0x4750_4B47;
/// Version 1.3.0: readers in use warn about 1.4.
const USER_VERSION: i32 = 10_300;
const SRS: i32 = 4326;

const SYSTEM: &str = r#"
    CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL,
        srs_id INTEGER PRIMARY KEY NOT NULL,
        organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL,
        definition TEXT NOT NULL,
        description TEXT
    );
    CREATE TABLE gpkg_contents (
        table_name TEXT PRIMARY KEY NOT NULL,
        data_type TEXT NOT NULL,
        identifier TEXT UNIQUE,
        description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        min_x DOUBLE,
        min_y DOUBLE,
        max_x DOUBLE,
        max_y DOUBLE,
        srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
    );
    CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL,
        column_name TEXT NOT NULL,
        geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL,
        m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
    );
    INSERT INTO gpkg_spatial_ref_sys VALUES
        ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
        ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
        ('WGS 84 geodetic', 4326, 'EPSG', 4326,
         'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
         'longitude and latitude in decimal degrees on the WGS 84 spheroid');
"#;

/// Makes a GeoPackage without layers of an empty database.
pub(super) fn create(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", USER_VERSION)?;
    db.execute_batch(SYSTEM)
}

/// Dates all layers and their styles (`YYYY-MM-DDThh:mm:ss.sssZ`, UTC) instead of by the clock: an export of the same
/// claims is the same bytes.
pub(super) fn set_changed(db: &Connection, at: &str) -> rusqlite::Result<()> {
    db.execute("UPDATE gpkg_contents SET last_change = ?1", [at])?;
    db.execute("UPDATE layer_styles SET update_time = ?1", [at]).map(|_| ())
}

/// A layer: its table, its type of geometry, its columns as SQL, and what it shows.
pub(super) struct Layer {
    /// The table.
    pub(super) table: &'static str,
    /// `POINT`, `LINESTRING` or `MULTIPOLYGON`.
    pub(super) geometry: &'static str,
    /// The columns after `fid` and `geom`.
    pub(super) columns: &'static str,
}

impl Layer {
    /// Makes the layer's table if it is not there, and empties it.
    pub(super) fn clear(&self, db: &Connection, description: &str) -> rusqlite::Result<()> {
        let Layer { table, geometry, columns } = self;
        db.execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS {table} (
                fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {geometry}, {columns});
             DELETE FROM {table};"
        ))?;
        db.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
             VALUES (?1, 'features', ?1, ?2, ?3)
             ON CONFLICT (table_name) DO UPDATE SET description = ?2,
                last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
            params![table, description, SRS],
        )?;
        db.execute(
            "INSERT OR IGNORE INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)",
            params![table, geometry, SRS],
        )?;
        Ok(())
    }

    /// Writes how far the layer reaches, in degrees; nowhere if `bounds` is `None`.
    pub(super) fn reach(&self, db: &Connection, bounds: Option<geo::Rect<f64>>) -> rusqlite::Result<()> {
        let ends = bounds.map(|bounds| (bounds.min(), bounds.max()));
        let [min_x, min_y, max_x, max_y] = match ends {
            Some((min, max)) => [min.x, min.y, max.x, max.y].map(Some),
            None => [None; 4],
        };
        db.execute(
            "UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5 WHERE table_name = ?1",
            params![self.table, min_x, min_y, max_x, max_y],
        )?;
        Ok(())
    }
}

/// A point as a GeoPackage blob.
pub(super) fn point(point: Point) -> Vec<u8> {
    let mut blob = header(None);
    wkb_head(&mut blob, 1);
    position(&mut blob, Coord { x: point.lon, y: point.lat });
    blob
}

/// A line as a GeoPackage blob.
pub(super) fn line(line: &LineString<f64>) -> Vec<u8> {
    let mut blob = header(line.bounding_rect());
    wkb_head(&mut blob, 2);
    ring(&mut blob, line);
    blob
}

/// Ground as a GeoPackage blob.
pub(super) fn ground(ground: &MultiPolygon<f64>) -> Vec<u8> {
    let mut blob = header(ground.bounding_rect());
    wkb_head(&mut blob, 6);
    count(&mut blob, ground.0.len());
    for polygon in &ground.0 {
        wkb_head(&mut blob, 3);
        count(&mut blob, 1 + polygon.interiors().len());
        ring(&mut blob, polygon.exterior());
        polygon.interiors().iter().for_each(|hole| ring(&mut blob, hole));
    }
    blob
}

/// `GP`, version 0, little endian, with the bounds as min x, max x, min y, max y if there are any.
fn header(bounds: Option<geo::Rect<f64>>) -> Vec<u8> {
    let flags = if bounds.is_some() { 0b0000_0011 } else { 0b0000_0001 };
    let mut blob = vec![b'G', b'P', 0, flags];
    blob.extend(SRS.to_le_bytes());
    if let Some(bounds) = bounds {
        let (min, max) = (bounds.min(), bounds.max());
        [min.x, max.x, min.y, max.y].iter().for_each(|end| blob.extend(end.to_le_bytes()));
    }
    blob
}

fn wkb_head(blob: &mut Vec<u8>, kind: u32) {
    blob.push(1);
    blob.extend(kind.to_le_bytes());
}

fn count(blob: &mut Vec<u8>, count: usize) {
    blob.extend((count as u32).to_le_bytes());
}

fn ring(blob: &mut Vec<u8>, line: &LineString<f64>) {
    count(blob, line.0.len());
    line.coords().for_each(|at| position(blob, *at));
}

fn position(blob: &mut Vec<u8>, at: Coord<f64>) {
    blob.extend(at.x.to_le_bytes());
    blob.extend(at.y.to_le_bytes());
}

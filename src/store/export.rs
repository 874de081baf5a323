//! Writes an export of any kind to its file: the bytes that `render` makes, or a GeoPackage, which is a
//! file from the start.

use super::{Dated, Fault, Store, is_project, layers, with_ending};
use crate::export::{self, Format};
use crate::files;
use crate::front;
use crate::render::export::{Stock, Wish, bytes, held};
use std::fs;
use std::path::Path;

/// Writes the file; false if `go_on`, which is told how much of it is done, said no and there is none.
///
/// # Errors
/// What makes no sense in the wish, or why the file could not be written; what was at the path stays.
pub fn export(
    path: &Path,
    wish: &Wish,
    stock: &Stock<'_>,
    go_on: &dyn Fn(usize, usize) -> bool,
) -> Result<bool, String> {
    if is_project(path) && !matches!(Store::look(path), Err(Fault::NotAProject { .. })) {
        return Err("is a project, choose another name".to_owned());
    }
    if wish.format == Format::GeoPackage {
        return go_on(0, 1).then(|| geopackage(path, wish, stock)).map_or(Ok(false), |done| done.map(|()| true));
    }
    let Some(bytes) = bytes(wish, stock, go_on)? else { return Ok(false) };
    files::write(path, &bytes).map(|()| true)
}

/// The layers of the last day and the claims of all: written beside its place, then renamed.
fn geopackage(path: &Path, wish: &Wish, stock: &Stock<'_>) -> Result<(), String> {
    let (days, claims) = held(wish, stock)?;
    let situation = stock.history.on(wish.on.unwrap_or(days.to));
    // What the map rests on is listed too, as its places and fronts name these claims; a filter limits it.
    let mut claims = claims;
    if wish.filter.trim().is_empty() {
        claims.extend(export::behind(&situation, &claims));
        claims.sort_unstable();
    }
    let fronts = front::draw(&situation, stock.cells);
    let dated = Dated {
        readings: stock.readings,
        gazetteer: stock.gazetteer,
        situation: &situation,
        fronts: &fronts,
        naming: wish.review.naming(),
        claims: Some(&claims),
    };
    let beside = with_ending(path, ".part");
    if beside.exists() {
        fs::remove_file(&beside).map_err(|error| Fault::of_io(&error).to_string())?;
    }
    let written =
        layers::write(&beside, &[dated]).and_then(|()| fs::rename(&beside, path).map_err(|error| Fault::of_io(&error)));
    written.map_err(|fault| {
        // Nothing of a file that failed is of use.
        drop(fs::remove_file(&beside));
        match fault {
            Fault::DiskFull => "the disk is full".to_owned(),
            Fault::ReadOnly => "no permission".to_owned(),
            Fault::Gone => "there is no such folder, or it takes no files".to_owned(),
            other => format!("could not be written: {}", other.to_string().trim_end_matches('.')),
        }
    })
}

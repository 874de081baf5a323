//! `export`: some days of what was read as a file for others.

use super::Done;
use super::drawing::{Seen, SheetArgs, history_of};
use super::reading::{ReadArgs, readings};
use crate::date::Day;
use crate::export::Format;
use crate::files;
use crate::front::{Cells, Land};
use crate::render::export::{Stock, Wish};
use crate::store;
use crate::view::{Layers, Window};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The arguments of `export`.
#[derive(Args)]
pub(super) struct ExportArgs {
    /// What to write: geojson, gpkg, kml, csv, png, svg, gif or html.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Format,
    /// The first day, such as 2016-10-02; the first that any claim speaks of if not given.
    #[arg(long, value_name = "DATE")]
    from: Option<Day>,
    /// The last day, which the map shows; the last that any claim speaks of if not given.
    #[arg(long, value_name = "DATE")]
    to: Option<Day>,
    #[command(flatten)]
    seen: Seen,
    #[command(flatten)]
    sheet: SheetArgs,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    read: ReadArgs,
}

/// Writes an export.
pub(super) fn export(args: &ExportArgs) -> Done {
    let at_output = |why: String| format!("{}: {why}", args.output.display());
    if is_input(&args.output, &args.read.paths) {
        return Err(at_output("is one of the inputs, choose another name".to_owned()));
    }
    let all = readings(&args.read)?;
    let history = history_of(&args.seen, &all);
    let gazetteer = &all.knowledge.gazetteer;
    let (cells, base) = (Cells::new(gazetteer.places(), &Land::built_in()), files::base_map()?);
    let pictures = args.sheet.pictures()?;
    let stock = Stock {
        readings: &all.read,
        gazetteer,
        history: &history,
        cells: &cells,
        base: &base,
        overlays: &all.overlays,
        pictures: &pictures,
    };
    let wish = Wish {
        format: args.format,
        days: [args.from, args.to],
        on: None,
        filter: args.seen.filter.clone(),
        frame: args.sheet.view,
        size: args.sheet.size,
        palette: args.sheet.palette,
        review: Arc::new(all.review.clone()),
        theme: args.sheet.theme(),
        layers: Layers::default(),
        window: Window::default(),
    };
    store::export(&args.output, &wish, &stock, &|_, _| true).map_err(at_output)?;
    Ok(all.status)
}

/// Whether a file that is there already would be read by this very call.
fn is_input(output: &Path, inputs: &[PathBuf]) -> bool {
    let Ok(output) = output.canonicalize() else { return false };
    inputs.iter().filter_map(|input| input.canonicalize().ok()).any(|input| output.starts_with(input))
}

fn format(word: &str) -> Result<Format, String> {
    let keys: Vec<&str> = Format::ALL.iter().map(|format| format.key()).collect();
    let found = Format::ALL.into_iter().find(|format| format.key() == word);
    found.ok_or_else(|| format!("expected one of {}", keys.join(", ")))
}

//! Every kind of export file: what is asked for, and its bytes.

use super::{Pen, Pictures, Sheet, gif};
use crate::control::{History, Situation, Voices};
use crate::date::{Day, Span};
use crate::export::situation::Picture;
use crate::export::{self, Export, Format, csv, geojson, html, kml};
use crate::front::{self, Cells, Fronts};
use crate::gazetteer::Gazetteer;
use crate::project::review::Review;
use crate::project::{ClaimRef, Reading};
use crate::scene::{BaseMap, Overlay};
use crate::view::{Filter, Frame, Layers, Palette, Theme, Window};
use std::cell::RefCell;
use std::sync::Arc;

/// The most days of a film.
pub const MAX_FILM: i32 = 366;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What kind of file.
    pub format: Format,
    /// The first and the last day; `None`: the first and last that any claim speaks of.
    pub days: [Option<Day>; 2],
    /// The day of the map; `None`: the last one.
    pub on: Option<Day>,
    /// The line of the filter.
    pub filter: String,
    /// The part of the map.
    pub frame: Frame,
    /// Width and height of pictures, in pixels.
    pub size: [u32; 2],
    /// The colours of the sides.
    pub palette: Palette,
    /// What the analyst decided: what the sides are called, and the tags a filter may ask for.
    pub review: Arc<Review>,
    /// Light or dark.
    pub theme: Theme,
    /// What pictures show.
    pub layers: Layers,
    /// How much of the time before the day counts in pictures.
    pub window: Window,
}

/// What it is made from.
#[derive(Clone, Copy)]
pub struct Stock<'s> {
    /// The articles.
    pub readings: &'s [Arc<Reading>],
    /// The places.
    pub gazetteer: &'s Gazetteer,
    /// Who held what.
    pub history: &'s History,
    /// The ground of the places.
    pub cells: &'s Cells,
    /// The ground under the reports.
    pub base: &'s BaseMap,
    /// The user's own layers that are drawn.
    pub overlays: &'s [Arc<Overlay>],
    /// Map tiles that are on this computer.
    pub pictures: &'s Pictures,
}

/// What the file would hold: its days and the claims in it.
///
/// # Errors
/// What makes no sense in the wish, what was expected there, and what was found.
pub fn held(wish: &Wish, stock: &Stock<'_>) -> Result<(Span, Vec<ClaimRef>), String> {
    let filter = Filter::parse(&wish.filter)?.knowing(stock.gazetteer.places(), &wish.review);
    let all = export::all_days(stock.readings);
    let [from, to] = wish.days;
    let last = to.or(all.map(|all| all.to)).or(from);
    let first = from.or(all.map(|all| all.from)).or(last);
    let (Some(first), Some(last)) = (first, last) else {
        return Err("nothing to export: no article says anything on a known day".to_owned());
    };
    let first = if from.is_none() { first.min(last) } else { first };
    if first > last {
        return Err(format!("expected the first day before the last, found {first} to {last}"));
    }
    let days = Span::precise(first, last);
    if wish.format == Format::Gif && days.days() > MAX_FILM {
        return Err(format!("expected at most {MAX_FILM} days for a film, found {}: choose fewer", days.days()));
    }
    let day = Drawn::new(stock, last);
    Ok((days, export::claims(&day.picture(stock), days, from.is_none() && to.is_none(), &filter)))
}

/// The bytes of the file; `None` if `go_on`, which is told how much of it is done, says no.
///
/// # Errors
/// As [`held`], or why the picture could not be written.
pub fn bytes(wish: &Wish, stock: &Stock<'_>, go_on: &dyn Fn(usize, usize) -> bool) -> Result<Option<Vec<u8>>, String> {
    let (days, claims) = held(wish, stock)?;
    let last = Drawn::new(stock, wish.on.unwrap_or(days.to));
    let picture = last.picture(stock);
    let export = Export {
        picture,
        cells: stock.cells,
        days,
        filter: &wish.filter,
        claims: &claims,
        overlays: stock.overlays,
        naming: wish.review.naming(),
    };
    if !go_on(0, 1) {
        return Ok(None);
    }
    let pen = || Pen::new(&picture);
    let bytes = match wish.format {
        Format::GeoJson => geojson::geojson(&export).into_bytes(),
        Format::Kml => kml::kml(&export).into_bytes(),
        // A database is a file, and files are not made here: `store::export` writes it.
        Format::GeoPackage => return Err("expected a format of bytes, found GeoPackage, which is a file".to_owned()),
        Format::Csv => csv::csv(&export).into_bytes(),
        Format::Svg => with_sheet(wish, stock, picture, |sheet| pen().svg(sheet)).into_bytes(),
        Format::Html => {
            let map = with_sheet(wish, stock, picture, |sheet| pen().svg(sheet));
            html::html(&export, &map).into_bytes()
        }
        Format::Png => {
            let image = with_sheet(wish, stock, picture, |sheet| pen().image(sheet));
            crate::raster::png(&image).map_err(|error| error.to_string())?
        }
        Format::Gif => return film(wish, stock, days, &pen(), go_on),
    };
    Ok(Some(bytes))
}

fn film(
    wish: &Wish,
    stock: &Stock<'_>,
    days: Span,
    pen: &Pen,
    go_on: &dyn Fn(usize, usize) -> bool,
) -> Result<Option<Vec<u8>>, String> {
    let count = usize::try_from(days.days()).unwrap_or_default();
    let sheet = |number: usize| {
        if !go_on(number, count) {
            return None;
        }
        let day = Drawn::new(stock, Day::from_number(days.from.number() + number as i32));
        Some(with_sheet(wish, stock, day.picture(stock), |sheet| pen.image(sheet)))
    };
    gif::film(count, sheet).map_err(|error| error.to_string())
}

/// A day worked out.
struct Drawn {
    situation: Situation,
    fronts: Fronts,
}

impl Drawn {
    fn new(stock: &Stock<'_>, day: Day) -> Drawn {
        let situation = stock.history.on(day);
        Drawn { fronts: front::draw(&situation, stock.cells), situation }
    }

    fn picture<'d>(&'d self, stock: &Stock<'d>) -> Picture<'d> {
        Picture {
            readings: stock.readings,
            gazetteer: stock.gazetteer,
            history: stock.history,
            situation: &self.situation,
            fronts: &self.fronts,
        }
    }
}

/// Whether pictures show a claim: it passes the filter and comes from a voice that was asked for.
pub fn shown<'s>(
    filter: &'s Filter,
    readings: &'s [Arc<Reading>],
    history: &History,
) -> impl Fn(ClaimRef) -> bool + use<'s> {
    let heard = RefCell::new(Voices::new(Arc::new(history.options().clone())));
    move |at| {
        let (reading, claim) = (&readings[at.reading as usize], at.of(readings));
        filter.claim(reading, claim, crate::view::claim_days(reading, claim))
            && heard.borrow_mut().hears(&reading.article, claim)
    }
}

fn with_sheet<R>(wish: &Wish, stock: &Stock<'_>, picture: Picture<'_>, draw: impl FnOnce(&Sheet<'_>) -> R) -> R {
    let filter = Filter::parse(&wish.filter).unwrap_or_default().knowing(stock.gazetteer.places(), &wish.review);
    let shown = shown(&filter, stock.readings, stock.history);
    draw(&Sheet {
        picture,
        cells: stock.cells,
        base: stock.base,
        overlays: stock.overlays,
        pictures: stock.pictures,
        frame: wish.frame,
        size: wish.size,
        palette: wish.palette,
        naming: wish.review.naming(),
        theme: wish.theme,
        layers: wish.layers,
        window: wish.window,
        shown: Some(&shown),
    })
}

//! The layers that other programs read: places, claims, areas and fronts.

use super::{Fault, gpkg, styles};
use crate::control::{PlaceState, Situation};
use crate::date::Span;
use crate::export::situation::DISCLAIMER;
use crate::extract::rules;
use crate::front::Fronts;
use crate::gazetteer::Gazetteer;
use crate::place::Point;
use crate::project::{ClaimRef, Reading};
use crate::side::Naming;
use geo::{BoundingRect, Coord, Rect};
use gpkg::Layer;
use rusqlite::{Connection, params};
use std::path::Path;
use std::sync::Arc;

const PLACES: Layer = Layer {
    table: "places",
    geometry: "POINT",
    columns: "day DATE NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, arabic TEXT, kind TEXT NOT NULL, \
        state TEXT NOT NULL, side TEXT, other TEXT, probability DOUBLE, likelihood TEXT, last_heard DATE, \
        origins INTEGER NOT NULL, besieged_by TEXT, pressed_by TEXT, for_claims TEXT, against_claims TEXT",
};
const CLAIMS: Layer = Layer {
    table: "claims",
    geometry: "POINT",
    columns: "id TEXT NOT NULL, event TEXT NOT NULL, side TEXT, from_side TEXT, group_name TEXT, \
        status TEXT NOT NULL, extent TEXT NOT NULL, place TEXT NOT NULL, place_id TEXT, place_as_written TEXT NOT NULL, \
        date_from DATE, date_to DATE, date_kind TEXT, source TEXT, source_kind TEXT, outlet TEXT, article TEXT NOT NULL, \
        published DATE, url TEXT, quote TEXT NOT NULL, sentence TEXT NOT NULL, rule TEXT NOT NULL, \
        confidence DOUBLE NOT NULL, rules TEXT NOT NULL, sha256 TEXT NOT NULL, \
        reviewed TEXT NOT NULL DEFAULT ''",
};
const AREAS: Layer = Layer {
    table: "areas",
    geometry: "MULTIPOLYGON",
    columns: "day DATE NOT NULL, side TEXT NOT NULL, other TEXT, state TEXT NOT NULL, within BOOLEAN NOT NULL, \
        places TEXT NOT NULL",
};
const FRONTS: Layer = Layer {
    table: "fronts",
    geometry: "LINESTRING",
    columns: "day DATE NOT NULL, side_left TEXT NOT NULL, side_right TEXT NOT NULL, support TEXT NOT NULL, \
        claims TEXT NOT NULL",
};

/// The map of one day.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'d> {
    /// What was read, as the situation refers to it.
    pub readings: &'d [Arc<Reading>],
    /// The names and points of places.
    pub gazetteer: &'d Gazetteer,
    /// The day.
    pub situation: &'d Situation,
    /// Its areas and lines.
    pub fronts: &'d Fronts,
    /// What the sides are called, for the styles.
    pub naming: &'d Naming,
    /// The claims to list, in their order; `None`: all that count.
    pub claims: Option<&'d [ClaimRef]>,
}

/// Writes a GeoPackage of the layers alone, of one day or several: what `export` gives.
///
/// # Errors
/// Why it could not be written.
pub(super) fn write(path: &Path, days: &[Dated<'_>]) -> Result<(), Fault> {
    let fault = |error: rusqlite::Error| Fault::of(&error, path);
    let db = super::connect(path, false)?;
    let all = || -> rusqlite::Result<()> {
        let tx = db.unchecked_transaction()?;
        gpkg::create(&tx)?;
        draw(&tx, days)?;
        if let Some(last) = days.last() {
            gpkg::set_changed(&tx, &format!("{}T00:00:00.000Z", last.situation.on))?;
        }
        tx.commit()
    };
    all().map_err(fault)
}

/// Draws all layers anew. The claims are those of the first day's readings: every day has the same.
/// Each claim names the rules that read it, which may be older than today's.
pub(super) fn draw(db: &Connection, days: &[Dated<'_>]) -> rusqlite::Result<()> {
    let named: Vec<String> = days.iter().map(|dated| dated.situation.on.to_string()).collect();
    let of_days = match named.as_slice() {
        [] => "no day".to_owned(),
        [only] => only.clone(),
        [first, .., last] => format!("{first} to {last}"),
    };
    let situation = days.first().map(|dated| dated.situation);
    let filter = situation.and_then(|situation| situation.filter.as_ref());
    let filter =
        filter.map_or_else(String::new, |filter| format!(", from the claims that pass the filter {filter} alone"));
    let heard = situation.map_or(&[][..], |situation| situation.according_to.as_slice());
    let heard = if heard.is_empty() { String::new() } else { format!(", according to {}", heard.join(", ")) };
    let words = |what: &str| format!("{what}, {of_days}{filter}{heard}. {DISCLAIMER}");
    PLACES.clear(db, &words("Places and who is reported to hold them"))?;
    AREAS.clear(db, &words("Ground by the side reported to hold it"))?;
    FRONTS.clear(db, &words("Lines between sides, reported or interpolated"))?;
    CLAIMS.clear(db, &format!("Claims of the articles whose place is known. {DISCLAIMER}"))?;
    let [mut at_places, mut at_areas, mut at_fronts, mut at_claims] = [Reach::default(); 4];
    for dated in days {
        for row in &dated.situation.places {
            at_places.take(place(db, dated, row)?);
        }
        areas(db, dated, &mut at_areas)?;
        fronts(db, dated, &mut at_fronts)?;
    }
    if let Some(dated) = days.first() {
        for reading in 0..dated.readings.len() {
            at_claims.take(claims(db, dated, reading)?);
        }
    }
    PLACES.reach(db, at_places.0)?;
    AREAS.reach(db, at_areas.0)?;
    FRONTS.reach(db, at_fronts.0)?;
    CLAIMS.reach(db, at_claims.0)?;
    days.first().map_or(Ok(()), |dated| styles::write(db, dated.naming))
}

/// How far a layer reaches so far.
#[derive(Clone, Copy, Default)]
struct Reach(Option<Rect<f64>>);

impl Reach {
    fn take(&mut self, more: Option<Rect<f64>>) {
        self.0 = match (self.0, more) {
            (Some(a), Some(b)) => Some(Rect::new(
                Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
                Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
            )),
            (a, b) => a.or(b),
        };
    }
}

fn spot(point: Point) -> Rect<f64> {
    let at = Coord { x: point.lon, y: point.lat };
    Rect::new(at, at)
}

fn place(db: &Connection, dated: &Dated<'_>, row: &PlaceState) -> rusqlite::Result<Option<Rect<f64>>> {
    let Some(place) = dated.gazetteer.get(&row.place) else { return Ok(None) };
    let share = row.side.map(|_| f64::from(row.share()));
    let keys = |sides: &[crate::side::Side]| joined(sides.iter().map(|side| side.key()));
    let ids = |claims: &[ClaimRef]| joined(claims.iter().map(|claim| claim.of(dated.readings).id.as_str()));
    db.prepare_cached(
        "INSERT INTO places (geom, day, id, name, arabic, kind, state, side, other, probability, likelihood, last_heard, \
         origins, besieged_by, pressed_by, for_claims, against_claims) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?
    .execute(params![
        gpkg::point(place.point),
        dated.situation.on.to_string(),
        place.id.as_str(),
        place.name,
        place.arabic,
        place.kind.key(),
        row.state.key(),
        row.side.map(|side| side.key()),
        row.other.map(|side| side.key()),
        share,
        share.map(|_| row.likelihood().word()),
        row.last_heard.map(|day| day.to_string()),
        row.origins,
        keys(&row.besieged_by),
        keys(&row.pressed_by),
        ids(&row.for_),
        ids(&row.against),
    ])?;
    Ok(Some(spot(place.point)))
}

fn areas(db: &Connection, dated: &Dated<'_>, reach: &mut Reach) -> rusqlite::Result<()> {
    let mut add = db.prepare_cached(
        "INSERT INTO areas (geom, day, side, other, state, within, places) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for area in &dated.fronts.areas {
        add.execute(params![
            gpkg::ground(&area.ground),
            dated.situation.on.to_string(),
            area.side.key(),
            area.other.map(|side| side.key()),
            area.state.key(),
            area.within,
            joined(area.places.iter().map(|place| place.as_str())),
        ])?;
        reach.take(area.ground.bounding_rect());
    }
    Ok(())
}

fn fronts(db: &Connection, dated: &Dated<'_>, reach: &mut Reach) -> rusqlite::Result<()> {
    let mut add = db.prepare_cached(
        "INSERT INTO fronts (geom, day, side_left, side_right, support, claims) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for front in &dated.fronts.lines {
        add.execute(params![
            gpkg::line(&front.line),
            dated.situation.on.to_string(),
            front.sides[0].key(),
            front.sides[1].key(),
            front.support.key(),
            joined(front.claims.iter().map(|claim| claim.of(dated.readings).id.as_str())),
        ])?;
        reach.take(front.line.bounding_rect());
    }
    Ok(())
}

/// Every claim of an article with a point on the map.
fn claims(db: &Connection, dated: &Dated<'_>, at: usize) -> rusqlite::Result<Option<Rect<f64>>> {
    let mut add = db.prepare_cached(
        "INSERT INTO claims (geom, id, event, side, from_side, group_name, status, extent, place, place_id, \
         place_as_written, date_from, date_to, date_kind, source, source_kind, outlet, article, published, url, quote, \
         sentence, rule, confidence, rules, sha256, reviewed) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, \
         ?24, ?25, ?26, ?27)",
    )?;
    let reading = &dated.readings[at];
    let article = &reading.article;
    let listed = |claim: usize| {
        let claim = ClaimRef { reading: at as u32, claim: claim as u32 };
        dated.claims.is_none_or(|claims| claims.binary_search(&claim).is_ok())
    };
    let words = |range: &std::ops::Range<usize>| article.text.get(range.clone()).unwrap_or_default();
    let mut reach = Reach::default();
    for (_, claim) in reading.claims.iter().enumerate().filter(|(at, claim)| claim.reviewed.counts() && listed(*at)) {
        let Some(point) = claim.place.point else { continue };
        let span: Option<Span> = claim.date.span;
        add.execute(params![
            gpkg::point(point),
            claim.id,
            claim.event.key(),
            claim.side.map(|side| side.key()),
            claim.from.map(|side| side.key()),
            claim.group,
            claim.status.key(),
            claim.extent.key(),
            claim.place.name,
            claim.place.id.as_ref().map(|id| id.as_str()),
            claim.place.text,
            span.map(|span| span.from.to_string()),
            span.map(|span| span.to.to_string()),
            span.map(|span| match span.kind {
                crate::date::SpanKind::Precise => "precise",
                crate::date::SpanKind::Imprecise => "imprecise",
            }),
            claim.source.as_ref().map(|source| source.name.as_str()),
            claim.source.as_ref().map(|source| source.kind.key()),
            article.outlet,
            article.id,
            article.published.day().map(|day| day.to_string()),
            article.url,
            words(&claim.quote),
            words(&claim.sentence),
            claim.rule,
            f64::from(claim.confidence),
            reading.rules.as_deref().unwrap_or(rules()),
            article.sha256,
            claim.reviewed.key(),
        ])?;
        reach.take(Some(spot(point)));
    }
    Ok(reach.0)
}

fn joined<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

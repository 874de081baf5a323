//! What goes out of the program as bytes. Each format has its own row types, apart from the domain's,
//! so that the one can change without the other.
//!
//! An [`Export`] is a run of days seen through a filter. All formats carry the same head: method and
//! version, days and cut-off, filter, counts, disclaimer; and every feature its claims with quote, outlet,
//! date, address and hash. Pictures ([`Format::is_picture`]) are drawn by [`crate::render`].

pub mod csv;
pub mod geojson;
pub mod html;
pub mod jsonl;
pub mod kml;
pub mod situation;
pub mod spells;

use crate::article::Article;
use crate::claim::Claim;
use crate::control::{Counts, METHOD, Situation, Voices, voice_words};
use crate::date::{Day, Span};
use crate::extract::rules;
use crate::front::Cells;
use crate::project::{ClaimRef, Reading};
use crate::scene::Overlay;
use crate::side::Naming;
use crate::view::{Filter, claim_days};
use serde_json::{Value, json};
use situation::{DISCLAIMER, Picture};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a file of an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Places, areas, fronts and claims of a day, for maps.
    GeoJson,
    /// The same with the days on which they hold, for globes.
    Kml,
    /// Places, areas and fronts of a day and the claims of all as layers of a database.
    GeoPackage,
    /// One row a claim, for spreadsheets.
    Csv,
    /// The map sheet of a day in pixels.
    Png,
    /// The map sheet of a day in lines.
    Svg,
    /// The map sheets of all days, one after the other.
    Gif,
    /// A page with the map sheet and all claims, that needs nothing else.
    Html,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Format; 8] = [
        Format::Html,
        Format::Png,
        Format::Svg,
        Format::Gif,
        Format::GeoJson,
        Format::GeoPackage,
        Format::Kml,
        Format::Csv,
    ];

    /// The word on the command line, and the ending of a file's name.
    pub fn key(self) -> &'static str {
        match self {
            Format::GeoJson => "geojson",
            Format::Kml => "kml",
            Format::GeoPackage => "gpkg",
            Format::Csv => "csv",
            Format::Png => "png",
            Format::Svg => "svg",
            Format::Gif => "gif",
            Format::Html => "html",
        }
    }

    /// What it is, in a few words.
    pub fn name(self) -> &'static str {
        match self {
            Format::GeoJson => "Map data (GeoJSON)",
            Format::GeoPackage => "Layers for QGIS (GeoPackage)",
            Format::Kml => "Google Earth (KML)",
            Format::Csv => "Table of claims (CSV)",
            Format::Png => "Map sheet (PNG)",
            Format::Svg => "Map sheet in lines (SVG)",
            Format::Gif => "Film of the days (GIF)",
            Format::Html => "Page with map and sources (HTML)",
        }
    }

    /// What a file of it holds.
    pub fn holds(self) -> &'static str {
        match self {
            Format::GeoJson => {
                "Places, areas and fronts of the map’s day and the claims of all days, each with its sources. For QGIS and other maps."
            }
            Format::GeoPackage => {
                "The layers places, areas and fronts of the map’s day and claims of all days in one file. For QGIS."
            }
            Format::Kml => {
                "Areas, fronts and claims with the days on which they hold, each with its sources. For Google Earth."
            }
            Format::Csv => {
                "One row a claim: place, side, event, dates, quote, outlet, address and hash of the article. For spreadsheets."
            }
            Format::Png => "The map of a day with title, legend, scale, counts and what it does not say.",
            Format::Svg => "The same map in lines and words, which drawing programs can change.",
            Format::Gif => "The map of each day, one after the other, with the date on it. At most 366 days.",
            Format::Html => {
                "One page that opens in any browser without a network: the map, every place, every claim with its quote and source."
            }
        }
    }

    /// Whether it is drawn rather than written.
    pub fn is_picture(self) -> bool {
        matches!(self, Format::Png | Format::Svg | Format::Gif)
    }
}

/// What is exported: some days of what was read, through a filter.
#[derive(Clone, Copy, Debug)]
pub struct Export<'e> {
    /// What was read, and the situation of the last day.
    pub picture: Picture<'e>,
    /// The ground of the places, for the areas of other days.
    pub cells: &'e Cells,
    /// The first and the last day.
    pub days: Span,
    /// The line of the filter; empty: none.
    pub filter: &'e str,
    /// The claims that pass the filter and speak of one of the days, in the order of the articles.
    pub claims: &'e [ClaimRef],
    /// The user's own layers that are drawn.
    pub overlays: &'e [Arc<Overlay>],
    /// What people are told the sides are called; data keep the codes.
    pub naming: &'e Naming,
}

/// The claims that an export of these days through this filter holds. A claim of unknown date is let in by
/// the first and last day of all only, so that nothing is lost from an export of everything.
pub fn claims(picture: &Picture<'_>, days: Span, all: bool, filter: &Filter) -> Vec<ClaimRef> {
    let options = picture.history.options();
    let mut heard = Voices::new(Arc::new(options.clone()));
    let mut found = Vec::new();
    for (r, reading) in picture.readings.iter().enumerate() {
        let published = reading.article.published.day();
        if options.known_by.is_some_and(|known_by| published.is_none_or(|day| day > known_by)) {
            continue;
        }
        for (c, claim) in reading.claims.iter().enumerate() {
            let speaks_of = claim_days(reading, claim);
            let within = speaks_of.map_or(all, |span| span.to >= days.from && span.from <= days.to);
            let counts = within && claim.reviewed.counts() && filter.claim(reading, claim, speaks_of);
            if counts && heard.hears(&reading.article, claim) {
                found.push(ClaimRef { reading: r as u32, claim: c as u32 });
            }
        }
    }
    found
}

/// The claims for and against the states of a situation, but for those listed; sorted. `listed` is sorted too.
pub fn behind(situation: &Situation, listed: &[ClaimRef]) -> Vec<ClaimRef> {
    let all = situation.places.iter().flat_map(|row| row.for_.iter().chain(&row.against));
    let others: BTreeSet<ClaimRef> = all.copied().filter(|claim| listed.binary_search(claim).is_err()).collect();
    others.into_iter().collect()
}

/// What the areas and fronts of a situation rest on.
fn areas_rest_on(situation: &Situation) -> String {
    let Counts { claims, left_out, .. } = situation.counts;
    match &situation.filter {
        None => format!("all {claims} claims that could be used"),
        Some(filter) => format!("{claims} of {} claims: those that pass the filter {filter}", claims + left_out),
    }
}

/// The first and the last day that any claim speaks of.
pub fn all_days(readings: &[Arc<Reading>]) -> Option<Span> {
    let spans =
        || readings.iter().flat_map(|reading| reading.claims.iter().filter_map(|claim| claim_days(reading, claim)));
    Some(Span::precise(spans().map(|span| span.from).min()?, spans().map(|span| span.to).max()?))
}

impl Export<'_> {
    /// The articles that make its claims, in their order.
    pub fn articles(&self) -> Vec<&Article> {
        let articles: BTreeSet<u32> = self.claims.iter().map(|claim| claim.reading).collect();
        articles.into_iter().map(|at| &self.picture.readings[at as usize].article).collect()
    }

    /// How much it holds.
    pub fn counts(&self) -> Counts {
        Counts {
            articles: self.articles().len() as u32,
            claims: self.claims.len() as u32,
            origins: self.picture.history.origins(self.claims),
            left_out: 0,
        }
    }

    /// The lines that every export carries, as name and words.
    pub fn head(&self) -> Vec<(&'static str, String)> {
        let situation = self.picture.situation;
        let options = self.picture.history.options();
        let counts = self.counts();
        let or_all = |words: String| if words.is_empty() { "all".to_owned() } else { words };
        let mut head = vec![
            ("Days", format!("{} to {}", self.days.from, self.days.to)),
            ("Map", situation.on.to_string()),
            ("Known by", situation.known_by.map_or_else(|| "all that was read".to_owned(), |day| day.to_string())),
            ("According to", or_all(self.voices(&options.according_to))),
            ("Weighing", options.weighing.words().unwrap_or("all sources equal").to_owned()),
            ("Filter", if self.filter.trim().is_empty() { "none".to_owned() } else { self.filter.to_owned() }),
            ("Areas and fronts", areas_rest_on(situation)),
            ("Counts", format!("{} articles, {} claims, {} origins", counts.articles, counts.claims, counts.origins)),
            ("Method", format!("{METHOD}, Frontlines {}", rules())),
            ("Review", self.review()),
        ];
        if !self.overlays.is_empty() {
            let layers = self.overlays.iter().map(|layer| format!("{} (SHA-256 {})", layer.name, layer.file.sha256));
            head.push(("Own layers", layers.collect::<Vec<_>>().join(", ")));
        }
        head.push(("Note", DISCLAIMER.to_owned()));
        head
    }

    /// The voices that were asked for, as people read them.
    fn voices(&self, asked: &[String]) -> String {
        asked.iter().map(|voice| voice_words(self.naming, voice)).collect::<Vec<_>>().join(", ")
    }

    /// The claims behind its map that it does not list, because they speak of other days or do not pass the filter;
    /// sorted. Without them a reader could not check the map.
    pub fn behind(&self) -> Vec<ClaimRef> {
        behind(self.picture.situation, self.claims)
    }

    /// How many of its claims a person looked at.
    pub fn review(&self) -> String {
        let all = self.claims.len();
        match self.claims.iter().filter(|claim| claim.of(self.picture.readings).reviewed.by_person()).count() {
            0 => "read by machine, unreviewed".to_owned(),
            seen if seen == all => "every claim looked at by a person".to_owned(),
            seen => format!("{seen} of {all} claims looked at by a person, the others read by machine"),
        }
    }

    /// The quoted words of a claim.
    fn quote(&self, claim: ClaimRef) -> &str {
        claim.article(self.picture.readings).text.get(claim.of(self.picture.readings).quote.clone()).unwrap_or_default()
    }

    /// A claim with what leads back to its sentence.
    fn evidence(&self, claim: ClaimRef) -> Value {
        let (said, article) = (claim.of(self.picture.readings), claim.article(self.picture.readings));
        json!({
            "id": said.id,
            "quote": self.quote(claim),
            "start": said.quote.start,
            "end": said.quote.end,
            "event": said.event.key(),
            "side": said.side.map(|side| side.key()),
            "status": said.status.key(),
            "source": said.source.as_ref().map(|source| &source.name),
            "outlet": article.outlet,
            "title": article.title,
            "published": published(article),
            "url": article.url,
            "sha256": article.sha256,
        })
    }
}

/// The day or days of an article, `2016-07-26` or `2016-07-26/2016-07-28`; empty where not known.
fn published(article: &Article) -> String {
    article.published.span.map_or_else(String::new, interval)
}

/// A span as ISO 8601 has it.
fn interval(span: Span) -> String {
    if span.from == span.to { span.from.to_string() } else { format!("{}/{}", span.from, span.to) }
}

/// Who says it: the quoted source, else the outlet.
fn who_says<'c>(claim: &'c Claim, article: &'c Article) -> &'c str {
    claim.source.as_ref().map(|source| source.name.as_str()).or(article.outlet.as_deref()).unwrap_or("no outlet named")
}

/// The days of an export on which the drawn ground changes, each with the last day before the next.
fn stretches<T: PartialEq>(days: Span, mut on: impl FnMut(Day) -> T) -> Vec<(Span, T)> {
    let mut stretches: Vec<(Span, T)> = Vec::new();
    for number in days.from.number()..=days.to.number() {
        let day = Day::from_number(number);
        let now = on(day);
        match stretches.last_mut().filter(|(_, last)| *last == now) {
            Some((span, _)) => span.to = day,
            None => stretches.push((Span::day(day), now)),
        }
    }
    stretches
}

#[cfg(test)]
pub(crate) mod tests;

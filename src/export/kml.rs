//! An export as KML 2.2: pieces of ground and fronts with the days on which they stand, places with their state, claims
//! with the days they speak of. Longitude first, degrees, WGS 84.

use super::spells::{Line, Piece, Spell, spells};
use super::{Export, interval, who_says};
use crate::date::Span;
use crate::project::ClaimRef;
use crate::scene::style::{Color, Sides};
use crate::side::{Naming, Side};
use crate::view::{Palette, Theme, claim_days};
use geo::LineString;
use quick_xml::escape::escape;

/// The document as XML text.
pub fn kml(export: &Export<'_>) -> String {
    let mut out = Xml::default();
    out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.line("<kml xmlns=\"http://www.opengis.net/kml/2.2\">");
    out.open("Document");
    out.tag("name", &format!("Reported control, {} to {}", export.days.from, export.days.to));
    let head: Vec<String> = export.head().into_iter().map(|(name, words)| format!("{name}: {words}")).collect();
    out.tag("description", &head.join("\n"));
    styles(&mut out, export.naming);
    let (pieces, lines) = spells(export.days, export.picture.history, export.cells, export.picture.gazetteer);
    folder(&mut out, "Areas", |out| pieces.iter().for_each(|piece| area(out, export, piece)));
    folder(&mut out, "Fronts", |out| lines.iter().for_each(|line| front_line(out, export, line)));
    folder(&mut out, "Places", |out| places(out, export));
    folder(&mut out, "Claims", |out| export.claims.iter().for_each(|claim| self::claim(out, export, *claim)));
    out.close("Document");
    out.line("</kml>");
    out.text
}

/// A style for each side, filled, striped states fainter.
fn styles(out: &mut Xml, naming: &Naming) {
    let sides = Sides::of(Palette::Press, Theme::Light, naming);
    let looks = Side::ALL.map(Some).into_iter().chain([None]);
    for side in looks {
        let look = sides.look(side);
        let key = side.map_or("unknown", Side::key);
        for (state, alpha) in [("held", 0x66), ("other", 0x30)] {
            let (line, fill) = (abgr(look.ink, 0xff), abgr(look.solid, alpha));
            out.line(&format!(
                "<Style id=\"{key}-{state}\"><IconStyle><color>{}</color><scale>0.8</scale></IconStyle>\
                 <LineStyle><color>{line}</color><width>1</width></LineStyle><PolyStyle><color>{fill}</color></PolyStyle></Style>",
                abgr(look.solid, 0xff)
            ));
        }
    }
    for (key, width) in [("reported", 3), ("interpolated", 1)] {
        let style = format!(
            "<Style id=\"front-{key}\"><LineStyle><color>ff201d1b</color><width>{width}</width></LineStyle></Style>"
        );
        out.line(&style);
    }
}

/// A colour as KML writes it: alpha, blue, green, red.
fn abgr(color: Color, alpha: u8) -> String {
    let [r, g, b] = color.rgb;
    format!("{alpha:02x}{b:02x}{g:02x}{r:02x}")
}

fn area(out: &mut Xml, export: &Export<'_>, spell: &Spell<Piece>) {
    let Piece { side, state, ground, places, .. } = &spell.what;
    let style = if *state == crate::control::State::Held { "held" } else { "other" };
    let places: Vec<&str> = places.iter().map(|place| name(export, place.as_str())).collect();
    out.open("Placemark");
    out.tag("name", &format!("{}: {}", export.naming.name(*side), state.key()));
    let says = format!("Made of the ground of {}.\n{}", places.join(", "), evidence(export, &spell.claims));
    out.tag("description", &says);
    time(out, spell.days);
    out.tag("styleUrl", &format!("#{}-{style}", side.key()));
    out.open("Polygon");
    ring(out, "outerBoundaryIs", ground.exterior());
    ground.interiors().iter().for_each(|hole| ring(out, "innerBoundaryIs", hole));
    out.close("Polygon");
    out.close("Placemark");
}

fn front_line(out: &mut Xml, export: &Export<'_>, spell: &Spell<Line>) {
    let (sides, support, line) = &spell.what;
    let [a, b] = sides.map(|side| export.naming.name(side));
    out.open("Placemark");
    out.tag("name", &format!("Front: {a} / {b}, {}", support.key()));
    out.tag("description", &evidence(export, &spell.claims));
    time(out, spell.days);
    out.tag("styleUrl", &format!("#front-{}", support.key()));
    out.line(&format!(
        "<LineString><tessellate>1</tessellate><coordinates>{}</coordinates></LineString>",
        course(line)
    ));
    out.close("Placemark");
}

/// Each place with its state on the day of the map.
fn places(out: &mut Xml, export: &Export<'_>) {
    let last = Span::day(export.picture.situation.on);
    for row in &export.picture.situation.places {
        let Some(place) = export.picture.gazetteer.get(&row.place) else { continue };
        let heard = row.last_heard.map_or_else(String::new, |day| format!("Last heard {day}. "));
        let claims: Vec<ClaimRef> = [&row.for_, &row.against].into_iter().flatten().copied().collect();
        out.open("Placemark");
        out.tag("name", &place.name);
        let side = row.side.map_or("nobody is said to hold it", |side| export.naming.name(side));
        let says =
            format!("{}, {side}. {heard}Origins: {}.\n{}", row.state.key(), row.origins, evidence(export, &claims));
        out.tag("description", &says);
        time(out, last);
        out.tag("styleUrl", &format!("#{}-held", row.side.map_or("unknown", Side::key)));
        out.line(&format!("<Point><coordinates>{:.6},{:.6}</coordinates></Point>", place.point.lon, place.point.lat));
        out.close("Placemark");
    }
}

fn claim(out: &mut Xml, export: &Export<'_>, at: ClaimRef) {
    let reading = &export.picture.readings[at.reading as usize];
    let claim = at.of(export.picture.readings);
    let side = claim.side.map_or("unknown", Side::key);
    out.open("Placemark");
    out.tag("name", &format!("{}: {} {}, {}", claim.place.name, side, claim.event.key(), claim.status.key()));
    out.tag("description", &evidence(export, &[at]));
    if let Some(span) = claim_days(reading, claim) {
        time(out, span);
    }
    out.tag("styleUrl", &format!("#{side}-held"));
    if let Some(point) = claim.place.point {
        out.line(&format!("<Point><coordinates>{:.6},{:.6}</coordinates></Point>", point.lon, point.lat));
    }
    out.close("Placemark");
}

/// Each claim's quote with outlet, date, address and hash.
fn evidence<'c>(export: &Export<'_>, claims: impl IntoIterator<Item = &'c ClaimRef>) -> String {
    let line = |claim: &ClaimRef| {
        let (said, article) = (claim.of(export.picture.readings), claim.article(export.picture.readings));
        let address = article.url.as_deref().unwrap_or("no address");
        let published = article.published.span.map_or_else(|| "no date".to_owned(), interval);
        format!(
            "“{}” {} ({}, published {published}), {address}, sha256 {}",
            export.quote(*claim),
            who_says(said, article),
            article.outlet.as_deref().unwrap_or("no outlet named"),
            article.sha256
        )
    };
    claims.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

fn name<'e>(export: &'e Export<'_>, place: &'e str) -> &'e str {
    export.picture.gazetteer.get(&crate::place::PlaceId::new(place)).map_or(place, |place| &place.name)
}

fn time(out: &mut Xml, span: Span) {
    // The end is the first moment that does not belong to it.
    let span = format!("<TimeSpan><begin>{}</begin><end>{}</end></TimeSpan>", span.from, span.to + 1);
    out.line(&span);
}

fn ring(out: &mut Xml, name: &str, ring: &LineString<f64>) {
    out.line(&format!("<{name}><LinearRing><coordinates>{}</coordinates></LinearRing></{name}>", course(ring)));
}

fn course(line: &LineString<f64>) -> String {
    let mut text = String::new();
    for at in line.coords() {
        text.push_str(&format!("{:.6},{:.6} ", at.x, at.y));
    }
    text.truncate(text.trim_end().len());
    text
}

fn folder(out: &mut Xml, name: &str, fill: impl FnOnce(&mut Xml)) {
    out.open("Folder");
    out.tag("name", name);
    fill(out);
    out.close("Folder");
}

/// Markup in the making.
#[derive(Default)]
struct Xml {
    text: String,
}

impl Xml {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn open(&mut self, name: &str) {
        self.line(&format!("<{name}>"));
    }

    fn close(&mut self, name: &str) {
        self.line(&format!("</{name}>"));
    }

    fn tag(&mut self, name: &str, words: &str) {
        // Control characters have no place in XML, not even escaped.
        let words: String = words.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        self.line(&format!("<{name}>{}</{name}>", escape(&words)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_export;
    use super::*;
    use quick_xml::events::Event;

    #[test]
    fn the_document_is_well_formed_and_dated() {
        with_export("", |export| {
            let text = kml(export);
            let mut reader = quick_xml::Reader::from_str(&text);
            let mut counts = std::collections::BTreeMap::<String, usize>::new();
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(tag) => *counts.entry(tag.name().as_ref().to_owned()).or_default() += 1,
                    Event::Eof => break,
                    _ => {}
                }
            }
            assert!(counts["Polygon"] > 0 && counts["LineString"] > 0, "{counts:?}");
            assert!(counts["TimeSpan"] > export.claims.len(), "{counts:?}");
            assert!(text.contains("sha256 ") && text.contains("not verified"));
            assert_eq!(text, kml(export), "the same bytes again");
        });
    }
}

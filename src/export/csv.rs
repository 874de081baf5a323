//! The claims as a table, one a row (RFC 4180, UTF-8 with its mark, which spreadsheets need). Words that a
//! spreadsheet would run as a formula get an apostrophe before them.

use super::{Export, interval};
use crate::control::METHOD;
use crate::extract::rules;
use crate::view::claim_days;

const COLUMNS: [&str; 35] = [
    "claim",
    "place",
    "place_as_written",
    "place_id",
    "place_kind",
    "lat",
    "lon",
    "extent",
    "side",
    "group",
    "event",
    "status",
    "date_from",
    "date_to",
    "date_kind",
    "since",
    "source",
    "source_kind",
    "from_side",
    "quote",
    "start",
    "end",
    "rule",
    "confidence",
    "article",
    "title",
    "outlet",
    "published",
    "published_basis",
    "url",
    "sha256",
    "exported_days",
    "known_by_filter",
    "method",
    "reviewed",
];

/// The table, with its head.
pub fn csv(export: &Export<'_>) -> String {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let rows = std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(rows(export));
    // Writing to memory does not fail.
    let written = rows.map(|row| writer.write_record(row)).collect::<Result<Vec<()>, _>>();
    let bytes = written.ok().and_then(|_| writer.into_inner().ok()).unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn rows<'e>(export: &'e Export<'_>) -> impl Iterator<Item = Vec<String>> + 'e {
    let situation = export.picture.situation;
    let days = format!("{}/{}", export.days.from, export.days.to);
    let known_by = situation.known_by.map_or_else(|| "known by: all".to_owned(), |day| format!("known by: {day}"));
    let filter = if export.filter.trim().is_empty() { "none" } else { export.filter };
    let view = format!("{known_by}; filter: {filter}");
    let method = format!("{METHOD}, Frontlines {}; reported, not verified", rules());
    export.claims.iter().map(move |&at| {
        let reading = &export.picture.readings[at.reading as usize];
        let (claim, article, place) =
            (at.of(export.picture.readings), &reading.article, &at.of(export.picture.readings).place);
        let span = claim_days(reading, claim);
        let words = |words: Option<&str>| safe(words.unwrap_or_default());
        vec![
            words(Some(&claim.id)),
            words(Some(&place.name)),
            words(Some(&place.text)),
            words(place.id.as_ref().map(|id| id.as_str())),
            words(place.kind.map(|kind| kind.key())),
            place.point.map_or_else(String::new, |point| format!("{:.6}", point.lat)),
            place.point.map_or_else(String::new, |point| format!("{:.6}", point.lon)),
            claim.extent.key().to_owned(),
            words(claim.side.map(|side| side.key())),
            words(claim.group.as_deref()),
            claim.event.key().to_owned(),
            claim.status.key().to_owned(),
            span.map_or_else(String::new, |span| span.from.to_string()),
            span.map_or_else(String::new, |span| span.to.to_string()),
            claim.date.span.map_or_else(String::new, |span| format!("{:?}", span.kind).to_lowercase()),
            claim.since.as_ref().and_then(|since| since.span).map_or_else(String::new, interval),
            words(claim.source.as_ref().map(|source| source.name.as_str())),
            words(claim.source.as_ref().map(|source| source.kind.key())),
            words(claim.from.map(|side| side.key())),
            words(Some(export.quote(at))),
            claim.quote.start.to_string(),
            claim.quote.end.to_string(),
            words(Some(&claim.rule)),
            format!("{:.2}", claim.confidence),
            words(Some(&article.id)),
            words(article.title.as_deref()),
            words(article.outlet.as_deref()),
            super::published(article),
            format!("{:?}", article.published.basis).to_lowercase(),
            words(article.url.as_deref()),
            article.sha256.clone(),
            days.clone(),
            safe(&view),
            method.clone(),
            claim.reviewed.key().to_owned(),
        ]
    })
}

/// Words that no spreadsheet takes for a formula.
fn safe(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '%']) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_export;
    use super::*;

    #[test]
    fn each_claim_is_a_row_with_its_quote_and_hash() {
        with_export("", |export| {
            let text = csv(export);
            let table = text.strip_prefix('\u{feff}').unwrap();
            let mut reader = ::csv::Reader::from_reader(table.as_bytes());
            let head = reader.headers().unwrap().clone();
            let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
            assert_eq!(rows.len(), export.claims.len());
            let of =
                |column: &str, row: usize| rows[row][head.iter().position(|name| name == column).unwrap()].to_owned();
            for (at, claim) in export.claims.iter().enumerate() {
                assert_eq!(of("quote", at), safe(export.quote(*claim)));
                assert_eq!(of("sha256", at).len(), 64);
                assert!(of("method", at).contains("not verified"));
            }
            assert_eq!(text, csv(export), "the same bytes again");
        });
    }

    #[test]
    fn nothing_is_a_formula() {
        for (words, shown) in [("=1+1", "'=1+1"), ("+A", "'+A"), ("-x", "'-x"), ("@x", "'@x"), ("a=1", "a=1"), ("", "")]
        {
            assert_eq!(safe(words), shown);
        }
    }
}

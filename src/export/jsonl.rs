//! One JSON object a line, one an article: the output of `extract`. Fields stay as they are; more may
//! be added.

use crate::article::Article;
use crate::claim::{Candidate, Claim, Note, When};
use crate::project::Reading;
use serde::Serialize;

/// The line of one article, without its line end. Claims that a person rejected are left out.
pub fn line(reading: &Reading) -> serde_json::Result<String> {
    serde_json::to_string(&Line {
        article: ArticleRow::new(&reading.article),
        claims: reading
            .claims
            .iter()
            .filter(|claim| claim.reviewed.counts())
            .map(|claim| ClaimRow::new(claim, &reading.article))
            .collect(),
        notes: reading.notes.iter().map(|note| NoteRow::new(note, &reading.article)).collect(),
    })
}

#[derive(Serialize)]
struct Line<'r> {
    article: ArticleRow<'r>,
    claims: Vec<ClaimRow<'r>>,
    notes: Vec<NoteRow<'r>>,
}

#[derive(Serialize)]
struct ArticleRow<'r> {
    id: &'r str,
    path: &'r str,
    title: Option<&'r str>,
    outlet: Option<&'r str>,
    url: Option<&'r str>,
    language: Option<&'r str>,
    sha256: &'r str,
    published: PublishedRow,
    copy_of: Option<&'r str>,
}

impl<'r> ArticleRow<'r> {
    fn new(article: &'r Article) -> ArticleRow<'r> {
        let span = article.published.span;
        ArticleRow {
            id: &article.id,
            path: &article.path,
            title: article.title.as_deref(),
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            sha256: &article.sha256,
            published: PublishedRow {
                from: span.map(|span| span.from.to_string()),
                to: span.map(|span| span.to.to_string()),
                basis: article.published.basis,
            },
            copy_of: article.said_copy_of(),
        }
    }
}

#[derive(Serialize)]
struct PublishedRow {
    from: Option<String>,
    to: Option<String>,
    basis: crate::article::DateBasis,
}

#[derive(Serialize)]
struct ClaimRow<'r> {
    id: &'r str,
    place: PlaceRow<'r>,
    extent: &'static str,
    side: Option<&'static str>,
    group: Option<&'r str>,
    event: &'static str,
    status: &'static str,
    date: WhenRow<'r>,
    since: Option<WhenRow<'r>>,
    source: Option<SourceRow<'r>>,
    from: Option<&'static str>,
    start: usize,
    end: usize,
    sentence: [usize; 2],
    quote: &'r str,
    rule: &'r str,
    confidence: f64,
    why: &'r [String],
    /// What a person made of it; left out while nobody looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<&'static str>,
}

impl<'r> ClaimRow<'r> {
    fn new(claim: &'r Claim, article: &'r Article) -> ClaimRow<'r> {
        let place = &claim.place;
        ClaimRow {
            id: &claim.id,
            place: PlaceRow {
                text: &place.text,
                name: &place.name,
                id: place.id.as_ref().map(|id| id.as_str()),
                lat: place.point.map(|point| point.lat),
                lon: place.point.map(|point| point.lon),
                kind: place.kind.map(|kind| kind.key()),
                candidates: place.candidates.iter().map(CandidateRow::new).collect(),
            },
            extent: claim.extent.key(),
            side: claim.side.map(|side| side.key()),
            group: claim.group.as_deref(),
            event: claim.event.key(),
            status: claim.status.key(),
            date: WhenRow::new(&claim.date),
            since: claim.since.as_ref().map(WhenRow::new),
            source: claim.source.as_ref().map(|source| SourceRow { name: &source.name, kind: source.kind.key() }),
            from: claim.from.map(|side| side.key()),
            start: claim.quote.start,
            end: claim.quote.end,
            sentence: [claim.sentence.start, claim.sentence.end],
            quote: article.text.get(claim.quote.clone()).unwrap_or_default(),
            rule: &claim.rule,
            // Two decimals: what was measured is not known more finely.
            confidence: (f64::from(claim.confidence) * 100.0).round() / 100.0,
            why: &claim.why,
            reviewed: claim.reviewed.by_person().then(|| claim.reviewed.key()),
        }
    }
}

#[derive(Serialize)]
struct PlaceRow<'r> {
    text: &'r str,
    name: &'r str,
    id: Option<&'r str>,
    lat: Option<f64>,
    lon: Option<f64>,
    kind: Option<&'static str>,
    candidates: Vec<CandidateRow<'r>>,
}

#[derive(Serialize)]
struct CandidateRow<'r> {
    id: &'r str,
    name: &'r str,
    lat: f64,
    lon: f64,
    kind: &'static str,
    why: &'r str,
}

impl<'r> CandidateRow<'r> {
    fn new(candidate: &'r Candidate) -> CandidateRow<'r> {
        CandidateRow {
            id: candidate.id.as_str(),
            name: &candidate.name,
            lat: candidate.point.lat,
            lon: candidate.point.lon,
            kind: candidate.kind.key(),
            why: &candidate.why,
        }
    }
}

#[derive(Serialize)]
struct WhenRow<'r> {
    from: Option<String>,
    to: Option<String>,
    kind: Option<crate::date::SpanKind>,
    basis: &'r str,
}

impl<'r> WhenRow<'r> {
    fn new(when: &'r When) -> WhenRow<'r> {
        WhenRow {
            from: when.span.map(|span| span.from.to_string()),
            to: when.span.map(|span| span.to.to_string()),
            kind: when.span.map(|span| span.kind),
            basis: &when.basis,
        }
    }
}

#[derive(Serialize)]
struct SourceRow<'r> {
    name: &'r str,
    kind: &'static str,
}

#[derive(Serialize)]
struct NoteRow<'r> {
    kind: &'static str,
    start: usize,
    end: usize,
    text: &'r str,
    says: &'r str,
}

impl<'r> NoteRow<'r> {
    fn new(note: &'r Note, article: &'r Article) -> NoteRow<'r> {
        NoteRow {
            kind: note.kind.key(),
            start: note.span.start,
            end: note.span.end,
            text: article.text.get(note.span.clone()).unwrap_or_default(),
            says: &note.says,
        }
    }
}

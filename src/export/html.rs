//! An export as one page that needs no network and no script: the map sheet, the state of every place, every
//! claim with its sentence, and the articles with their hashes, so that a reader can check each.

use super::{Export, interval, who_says};
use crate::project::ClaimRef;
use crate::view::claim_days;
use quick_xml::escape::escape;
use std::collections::BTreeMap;

/// The page's own looks; colour means a side on the map and nothing here.
const STYLE: &str = "body{font:14px/1.45 Inter,system-ui,sans-serif;color:#1b1d20;background:#faf9f7;margin:0 auto;max-width:1100px;padding:24px}\
h1{font-size:24px;margin:0 0 4px}h2{font-size:17px;margin:32px 0 8px}svg{width:100%;height:auto;border:1px solid #e4e1db;background:#fff}\
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid #e4e1db}\
th{font-weight:600;color:#53575e}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:12px 0}dt{color:#53575e}dd{margin:0}\
mark{background:#fff3c4}.hash{font-size:11px;color:#53575e;word-break:break-all}article{border-top:1px solid #e4e1db;padding:8px 0}\
.meta{color:#53575e;font-size:12px}blockquote{margin:4px 0}a{color:#4a52c4}";

/// The page. `map` is the map sheet as SVG.
pub fn html(export: &Export<'_>, map: &str) -> String {
    let mut page = String::new();
    let day = export.picture.situation.on.in_words();
    page.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Even where a quote holds markup, nothing is fetched and nothing runs.
    page.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n",
    );
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str(&format!("<title>Reported control on {day}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"));
    page.push_str(&format!("<h1>Reported control on {day}</h1>\n<dl>\n"));
    for (name, words) in export.head() {
        page.push_str(&format!("<dt>{name}</dt><dd>{}</dd>\n", escape(&words)));
    }
    page.push_str("</dl>\n");
    // What stands before the drawing itself has no place inside a page.
    page.push_str(map.find("<svg").map_or("", |at| &map[at..]));
    let behind = export.behind();
    places(&mut page, export, &behind);
    page.push_str("<h2>Claims</h2>\n");
    claims(&mut page, export, export.claims, 1);
    if !behind.is_empty() {
        page.push_str("<h2>Also behind the map</h2>\n<p class=\"meta\">Claims of other days, or outside the filter, on which the map rests.</p>\n");
        claims(&mut page, export, &behind, export.claims.len() + 1);
    }
    articles(&mut page, export);
    page.push_str("</body>\n</html>\n");
    page
}

fn places(page: &mut String, export: &Export<'_>, behind: &[ClaimRef]) {
    page.push_str("<h2>Places</h2>\n<table>\n<tr><th>Place</th><th>State</th><th>Side</th><th>Last heard</th><th>Origins</th><th>For</th><th>Against</th></tr>\n");
    for row in &export.picture.situation.places {
        let Some(place) = export.picture.gazetteer.get(&row.place) else { continue };
        let links =
            |claims: &[ClaimRef]| claims.iter().map(|claim| link(export, behind, *claim)).collect::<Vec<_>>().join(" ");
        page.push_str(&format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            escape(&place.name),
            row.state.key(),
            escape(row.side.map_or("", |side| export.naming.name(side))),
            row.last_heard.map_or_else(String::new, |day| day.to_string()),
            row.origins,
            links(&row.for_),
            links(&row.against),
        ));
    }
    page.push_str("</table>\n");
}

/// A link to a claim on the page, by its number.
fn link(export: &Export<'_>, behind: &[ClaimRef], claim: ClaimRef) -> String {
    let listed = export.claims.binary_search(&claim).ok();
    let at = listed.or_else(|| behind.binary_search(&claim).ok().map(|at| export.claims.len() + at));
    at.map_or_else(String::new, |at| format!("<a href=\"#c{0}\">{0}</a>", at + 1))
}

/// Claims with their sentences, the first of them with this number.
fn claims(page: &mut String, export: &Export<'_>, claims: &[ClaimRef], first: usize) {
    for (number, &at) in claims.iter().enumerate() {
        let number = first - 1 + number;
        let reading = &export.picture.readings[at.reading as usize];
        let (claim, article) = (at.of(export.picture.readings), &reading.article);
        let days = claim_days(reading, claim).map_or_else(|| "no date".to_owned(), interval);
        let text = |from: usize, to: usize| escape(article.text.get(from..to).unwrap_or_default()).into_owned();
        let (quote, sentence) = (&claim.quote, &claim.sentence);
        page.push_str(&format!(
            "<article id=\"c{}\"><b>{}. {}</b>: {}, {}, {}, {days}\n<blockquote>{}<mark>{}</mark>{}</blockquote>\n\
             <div class=\"meta\">Says {}. Rule {}, right in {:.0} % of such. {}</div></article>\n",
            number + 1,
            number + 1,
            escape(&claim.place.name),
            escape(claim.side.map_or("side unknown", |side| export.naming.name(side))),
            claim.event.key(),
            claim.status.key(),
            text(sentence.start.min(quote.start), quote.start),
            text(quote.start, quote.end),
            text(quote.end, sentence.end.max(quote.end)),
            escape(who_says(claim, article)),
            escape(&claim.rule),
            claim.confidence * 100.0,
            source(export, at),
        ));
    }
}

/// Outlet, headline, date, address and hash of the article.
fn source(export: &Export<'_>, at: ClaimRef) -> String {
    let article = at.article(export.picture.readings);
    let published = article.published.span.map_or_else(|| "no date".to_owned(), interval);
    format!(
        "{}, {}, {published}, {}, <span class=\"hash\">sha256 {}, bytes {} to {}</span>",
        escape(article.outlet.as_deref().unwrap_or("no outlet named")),
        escape(article.title.as_deref().unwrap_or("no headline")),
        address(article.url.as_deref()),
        article.sha256,
        at.of(export.picture.readings).quote.start,
        at.of(export.picture.readings).quote.end,
    )
}

/// A link only where it leads to a page: an article may bear any words as its address.
fn address(url: Option<&str>) -> String {
    match url {
        Some(url) if url.starts_with("https://") || url.starts_with("http://") => {
            let url = escape(url);
            format!("<a href=\"{url}\" rel=\"noreferrer noopener\">{url}</a>")
        }
        Some(url) => escape(url).into_owned(),
        None => "no address".to_owned(),
    }
}

fn articles(page: &mut String, export: &Export<'_>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in export.claims {
        *counts.entry(&claim.article(export.picture.readings).id).or_default() += 1;
    }
    page.push_str("<h2>Articles</h2>\n<table>\n<tr><th>Outlet</th><th>Headline</th><th>Published</th><th>Claims</th><th>SHA-256 of the text</th></tr>\n");
    for article in export.articles() {
        page.push_str(&format!(
            "<tr><td>{}</td><td>{}<div class=\"meta\">{}</div></td><td>{}</td><td>{}</td><td class=\"hash\">{}</td></tr>\n",
            escape(article.outlet.as_deref().unwrap_or("no outlet named")),
            escape(article.title.as_deref().unwrap_or("no headline")),
            address(article.url.as_deref()),
            article.published.span.map_or_else(|| "no date".to_owned(), interval),
            counts.get(article.id.as_str()).copied().unwrap_or_default(),
            article.sha256,
        ));
    }
    page.push_str("</table>\n");
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_export;
    use super::*;

    #[test]
    fn the_page_stands_alone_and_leads_back_to_every_sentence() {
        with_export("", |export| {
            let page = html(export, "<?xml version=\"1.0\"?><svg><title>map</title></svg>");
            assert!(page.contains("<svg><title>map</title></svg>") && !page.contains("<?xml"));
            for word in ["<script", "src=", "@import", "url("] {
                assert!(!page.contains(word), "{word}");
            }
            for claim in export.claims {
                assert!(page.contains(&format!("<mark>{}</mark>", escape(export.quote(*claim)))));
                assert!(page.contains(&claim.article(export.picture.readings).sha256));
            }
            assert_eq!(page.matches("<article id=").count(), export.claims.len());
            assert_eq!(page, html(export, "<?xml version=\"1.0\"?><svg><title>map</title></svg>"));
        });
    }

    #[test]
    fn what_the_map_rests_on_is_on_the_page_though_the_filter_leaves_it_out() {
        with_export("place:Leramun", |export| {
            let behind = export.behind();
            assert!(!behind.is_empty());
            let page = html(export, "<svg></svg>");
            for (n, claim) in behind.iter().enumerate() {
                let id = format!("c{}\"", export.claims.len() + n + 1);
                assert!(
                    page.contains(&format!("<article id=\"{id}")) && page.contains(&format!("href=\"#{id}")),
                    "{id}"
                );
                assert!(page.contains(&format!("<mark>{}</mark>", escape(export.quote(*claim)))));
            }
        });
    }

    #[test]
    fn an_address_that_is_no_page_is_no_link() {
        assert_eq!(address(Some("javascript:alert(1)")), "javascript:alert(1)");
        assert!(address(Some("https://x.example/?a=\"b\"")).contains("&quot;b&quot;"));
    }
}

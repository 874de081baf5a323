//! Feeds (RSS, Atom): one article an entry, its markup read as a web page's is.

use super::{Draft, Drafts, Reason, html, outlets, published};
use feed_rs::model::{Entry, Feed, Link};
use feed_rs::parser::Builder;
use quick_xml::Reader;
use quick_xml::events::Event;

/// The most elements that may stand inside one another.
const MAX_DEPTH: usize = 200;

/// The encoding that the first line names.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let label = declaration.split_once("encoding=")?.1.trim_start_matches(['"', '\'']);
    Some(label.split(['"', '\'', ' ']).next()?.to_owned())
}

/// The articles of a feed. An entry without words is refused by its number; the others are read.
pub(super) fn read(text: &str) -> Result<Drafts, Reason> {
    check(text)?;
    let text = without_declaration(text);
    // An entry without an id keeps none; a random one would differ from run to run.
    let parser = Builder::new().sanitize_content(false).id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(text.as_bytes()).map_err(|_| expected("expected a feed (RSS or Atom)", 1))?;
    let outlet = outlet_of(&feed);
    let entry = |(index, entry): (usize, &Entry)| {
        let draft = draft(entry, outlet.as_deref()).map_err(|reason| match reason {
            Reason::Empty => expected("expected words in this entry", index + 1),
            other => other,
        })?;
        Ok(Draft { line: Some(index + 1), ..draft })
    };
    let drafts: Drafts = feed.entries.iter().enumerate().map(entry).collect();
    if drafts.is_empty() { Err(Reason::Empty) } else { Ok(drafts) }
}

/// The text was decoded: what it says of its encoding no longer holds.
fn without_declaration(text: &str) -> &str {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    match start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => start,
    }
}

/// Finds the line at which the markup breaks or is nested too deep.
fn check(text: &str) -> Result<(), Reason> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0usize;
    loop {
        let event = reader.read_event();
        let line = || {
            let at = text
                .floor_char_boundary(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len()));
            text[..at].matches('\n').count() + 1
        };
        match event {
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(_) => {}
            Err(_) => return Err(expected("expected well-formed XML", line())),
        }
        if depth > MAX_DEPTH {
            return Err(expected("expected fewer elements inside one another", line()));
        }
    }
}

fn expected(what: &str, line: usize) -> Reason {
    Reason::Broken { line, expected: what.to_owned() }
}

/// Who publishes the feed: the outlet whose address it has, else its title.
fn outlet_of(feed: &Feed) -> Option<String> {
    let known = page(&feed.links).and_then(|url| outlets::built_in().find(url)).map(|outlet| outlet.name.clone());
    known.or_else(|| some(&feed.title.as_ref()?.content))
}

fn draft(entry: &Entry, outlet: Option<&str>) -> Result<Draft, Reason> {
    let title = entry.title.as_ref().and_then(|title| some(&as_words(&title.content)));
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    // The longer one is the article; the other is its beginning.
    let body = [content, summary].into_iter().flatten().max_by_key(|body| body.len()).unwrap_or_default();
    html::check_depth(body)?;
    let url = page(&entry.links).map(str::to_owned);
    // Collections of others' articles name the outlet of each.
    let source = entry.source.as_deref().filter(|source| !source.starts_with("http"));
    let published = entry.published.or(entry.updated);
    let mut draft = Draft {
        id: some(&entry.id).filter(|id| !id.contains("://")),
        title,
        outlet: source.or(outlet).map(str::to_owned),
        url: url.or_else(|| some(&entry.id).filter(|id| id.starts_with("http"))),
        published: published.and_then(|moment| published::parse(&moment.to_rfc3339())),
        ..Draft::default()
    };
    html::write_text(&body.replace('\n', if body.contains('<') { "\n" } else { "<br>" }), &mut draft);
    if draft.text.trim().is_empty() { Err(Reason::Empty) } else { Ok(draft) }
}

/// The words of a title that may hold markup.
fn as_words(title: &str) -> String {
    let mut draft = Draft::default();
    html::write_text(title, &mut draft);
    draft.text
}

/// The address of the page itself.
fn page(links: &[Link]) -> Option<&str> {
    let is_page = |link: &&Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    links.iter().find(is_page).map(|link| link.href.as_str()).filter(|href| href.starts_with("http"))
}

fn some(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = r#"<?xml version="1.0" encoding="windows-1252"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Village Gazette</title><link>https://gazette.example/</link>
<item><title>Army takes Sarha</title><link>https://gazette.example/1</link><guid isPermaLink="false">g-1</guid>
<pubDate>Tue, 26 Jul 2016 23:30:00 GMT</pubDate><description>Troops entered.</description>
<content:encoded><![CDATA[<p>Troops entered the town of <b>Sarha</b>.</p><p>Others &amp; more left.</p>]]></content:encoded></item>
<item><title>Rebels leave</title><guid>https://gazette.example/2</guid><description>Rebels left the village.</description></item>
<item><guid>none</guid></item>
</channel></rss>"#;

    #[test]
    fn entries_are_articles() {
        let entries = read(RSS).unwrap();
        let first = entries[0].as_ref().unwrap();
        assert_eq!(first.text, "Army takes Sarha\n\nTroops entered the town of Sarha.\n\nOthers & more left.");
        assert_eq!((first.id.as_deref(), first.outlet.as_deref()), (Some("g-1"), Some("Village Gazette")));
        assert_eq!(first.url.as_deref(), Some("https://gazette.example/1"));
        assert_eq!(first.published.unwrap().to_string(), "2016-07-27", "the day in Damascus");
        let second = entries[1].as_ref().unwrap();
        assert_eq!((second.id.as_deref(), second.url.as_deref()), (None, Some("https://gazette.example/2")));
        assert_eq!(second.published, None);
        assert_eq!(entries[2].as_ref().unwrap_err().to_string(), "line 3: expected words in this entry");
    }

    #[test]
    fn atom_is_read_too() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Syrian Arab News Agency</title><id>f</id>
            <link href="https://sana.sy/en/"/><link rel="self" href="https://x.example/feed"/>
            <entry><id>tag:1</id><title>Army takes Sarha</title><published>2016-07-26T08:00:00+03:00</published>
            <link rel="alternate" href="https://sana.sy/en/?p=1"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Troops entered.</p></div></content></entry></feed>"#;
        let entries = read(atom).unwrap();
        let only = entries[0].as_ref().unwrap();
        assert_eq!(only.text, "Army takes Sarha\n\nTroops entered.");
        assert_eq!((only.outlet.as_deref(), only.url.as_deref()), (Some("SANA"), Some("https://sana.sy/en/?p=1")));
        assert_eq!(only.published.unwrap().to_string(), "2016-07-26");
    }

    #[test]
    fn what_is_no_feed_says_where() {
        let said = |text: &str| read(text).unwrap_err().to_string();
        assert_eq!(said("<note>\n<to>x</to></note>"), "line 1: expected a feed (RSS or Atom)");
        assert_eq!(said("<rss version=\"2.0\">\n<channel>\n</chanel></rss>"), "line 3: expected well-formed XML");
        assert_eq!(said(&"<a>".repeat(5000)), "line 1: expected fewer elements inside one another");
        assert_eq!(said("<rss version=\"2.0\"><channel></channel></rss>"), "empty");
    }

    #[test]
    fn the_declared_encoding_is_found() {
        assert_eq!(declared_encoding(RSS.as_bytes()).as_deref(), Some("windows-1252"));
        assert_eq!(declared_encoding(b"<rss>"), None);
    }
}

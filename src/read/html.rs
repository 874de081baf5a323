//! Web pages: the article without its menus, a paragraph a block. The text begins with the headline.

use super::{Draft, Reason, published};
use dom_smoothie::Readability;
use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// Elements whose words are no part of an article.
const SKIPPED: &[&str] =
    &["script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "svg", "iframe", "head"];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "blockquote",
    "figure",
    "figcaption",
    "pre",
    "hr",
    "br",
    "dl",
    "dt",
    "dd",
    "time",
    "body",
];

/// The encoding that a page names in its first kilobyte.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label: String = after
        .chars()
        .skip_while(|c| matches!(c, '"' | '\'' | ' '))
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// The most elements that may stand inside one another.
const MAX_DEPTH: usize = 400;

/// The most tags of a page whose article is told from its menus; a larger one is taken whole.
const MAX_TAGS: usize = 20_000;

/// The deepest nesting of the elements that pages nest.
fn depth(page: &str) -> usize {
    let (mut depth, mut most) = (0usize, 0);
    for tag in page.split('<').skip(1) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !matches!(
            name.to_ascii_lowercase().as_str(),
            "div" | "span" | "section" | "blockquote" | "table" | "font" | "b" | "i" | "a" | "ul" | "em"
        ) {
            continue;
        }
        depth = if tag.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
        most = most.max(depth);
    }
    most
}

/// # Errors
/// Elements nested so deep that walking them would overflow the stack.
pub(super) fn check_depth(page: &str) -> Result<(), Reason> {
    if depth(page) <= MAX_DEPTH {
        return Ok(());
    }
    let expected = "expected fewer elements inside one another".to_owned();
    Err(Reason::Broken { line: 1, expected })
}

pub(super) fn read(page: &str) -> Result<Draft, Reason> {
    check_depth(page)?;
    let mut draft = Draft::default();
    let small = page.matches('<').count() <= MAX_TAGS;
    let found = if small { article(page) } else { None };
    // A page too large or too short for the reader is taken whole, without menus and footers.
    let html = found.as_ref().map_or(page, |article| &article.content);
    if let Some(article) = &found {
        draft.title = some(Some(article.title.as_ref()));
        draft.outlet = some(article.site_name.as_deref());
        draft.url = some(article.url.as_deref());
        draft.published = article.published_time.as_deref().and_then(published::parse);
    }
    fill_from_head(page, &mut draft);
    write_text(html, &mut draft);
    if draft.text.trim().is_empty() { Err(Reason::Empty) } else { Ok(draft) }
}

/// The article of a page, if the reader finds one.
fn article(page: &str) -> Option<dom_smoothie::Article> {
    Readability::new(page, None, None).and_then(|mut reader| reader.parse()).ok()
}

fn some(words: Option<&str>) -> Option<String> {
    words.map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
}

/// What the page says of itself in its head, where the reader did not say it.
fn fill_from_head(page: &str, draft: &mut Draft) {
    let page = Html::parse_document(page);
    let attribute = |selector: &str, name: &str| {
        let selector = Selector::parse(selector).ok()?;
        some(page.select(&selector).next()?.value().attr(name))
    };
    if draft.outlet.is_none() {
        draft.outlet = attribute("meta[property='og:site_name']", "content");
    }
    if draft.published.is_none() {
        let named = [
            ("meta[property='article:published_time']", "content"),
            (
                "meta[name='date'], meta[name='DC.date'], meta[name='pubdate'], meta[itemprop='datePublished']",
                "content",
            ),
            ("time[datetime]", "datetime"),
        ];
        draft.published = named.iter().find_map(|(selector, name)| published::parse(&attribute(selector, name)?));
    }
    if draft.title.is_none() {
        let titles = Selector::parse("h1, title").ok();
        draft.title = titles.and_then(|s| some(Some(&page.select(&s).next()?.text().collect::<String>())));
    }
    if draft.url.is_none() {
        draft.url = attribute("link[rel='canonical']", "href").filter(|url| url.starts_with("http"));
    }
}

/// The headline, then the words of the article's blocks; notes which of them are captions.
pub(super) fn write_text(html: &str, draft: &mut Draft) {
    if let Some(title) = &draft.title {
        draft.text.push_str(title);
        draft.titles.push(0..title.len());
    }
    end_block(&mut draft.text);
    let body = Html::parse_document(html);
    write_element(body.root_element(), draft);
    draft.text.truncate(draft.text.trim_end().len());
    // The page's own heading often says the headline again.
    if let Some(title) = draft.title.clone() {
        let again = format!("{title}\n\n{title}\n\n");
        if draft.text.starts_with(&again) {
            draft.text.replace_range(..title.len() + 2, "");
            let shift = title.len() + 2;
            draft.captions.iter_mut().for_each(|range| *range = range.start - shift..range.end - shift);
        }
    }
}

fn write_element(element: ElementRef<'_>, draft: &mut Draft) {
    let name = element.value().name();
    if SKIPPED.contains(&name) {
        return;
    }
    let block = BLOCKS.contains(&name);
    if block {
        end_block(&mut draft.text);
    }
    let start = draft.text.len();
    for child in element.children() {
        match child.value() {
            Node::Text(words) => push_words(&mut draft.text, words),
            Node::Element(_) => {
                if let Some(child) = ElementRef::wrap(child) {
                    write_element(child, draft);
                }
            }
            _ => {}
        }
    }
    if name == "figcaption" {
        draft.captions.push(start..draft.text.trim_end().len().max(start));
    }
    if block {
        end_block(&mut draft.text);
    }
}

/// Appends words with runs of white space as one space.
fn push_words(text: &mut String, words: &str) {
    let spaced = |text: &String| text.is_empty() || text.ends_with([' ', '\n']);
    if words.starts_with(char::is_whitespace) && !spaced(text) {
        text.push(' ');
    }
    for (index, word) in words.split_whitespace().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    if words.ends_with(char::is_whitespace) && !spaced(text) {
        text.push(' ');
    }
}

fn end_block(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

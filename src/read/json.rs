//! JSON: one article, a list of them, or one a line (JSON lines). The text field is kept unchanged.

use super::{Draft, Drafts, Reason, published};
use serde_json::{Map, Value};

/// Field names that crawlers and agencies use, best first.
const TEXT: &[&str] = &["text", "maintext", "content", "body"];
const TITLE: &[&str] = &["title", "headline"];
const PUBLISHED: &[&str] = &["published", "date", "date_publish", "pubDate", "published_at", "publishedAt"];
const OUTLET: &[&str] = &["outlet", "source", "publisher", "source_domain"];

const ADDRESS: &[&str] = &["url", "link"];
const ID: &[&str] = &["id"];

/// The articles of a JSON text. A line that is broken is refused by its number; the others are read.
pub(super) fn read(text: &str) -> Result<Drafts, Reason> {
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(list)) if list.is_empty() => Err(Reason::Empty),
        Ok(Value::Array(list)) => Ok(listed(list)),
        Ok(Value::Object(mut fields)) => match fields.remove("articles") {
            Some(Value::Array(list)) if list.is_empty() => Err(Reason::Empty),
            Some(Value::Array(list)) => Ok(listed(list)),
            _ => Ok(vec![draft(fields).map_err(|expected| Reason::Broken { line: 1, expected })]),
        },
        Ok(_) => Err(Reason::Broken { line: 1, expected: "expected an object in braces".to_owned() }),
        Err(_) if is_lines(text) => Ok(lines(text)),
        Err(error) => Err(broken(&error, 0)),
    }
}

/// Whether each article has a line of its own: the first line is one whole object, or there are
/// several lines that begin one.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let whole = |line: &str| line.trim_start().starts_with('{') && line.trim_end().ends_with('}');
    lines.next().is_some_and(whole) || lines.filter(|line| line.starts_with("{\"")).count() > 0
}

fn lines(text: &str) -> Drafts {
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(index, line): (usize, &str)| match serde_json::from_str::<Map<String, Value>>(line) {
        Ok(fields) => match draft(fields) {
            Ok(draft) => Ok(Draft { line: Some(index + 1), ..draft }),
            Err(expected) => Err(Reason::Broken { line: index + 1, expected }),
        },
        Err(error) => Err(broken(&error, index)),
    };
    numbered.map(read).collect()
}

/// The articles of a list; faults are told by their place in the list.
fn listed(list: Vec<Value>) -> Drafts {
    let read = |(index, item): (usize, Value)| {
        let broken = |expected| Reason::Broken { line: index + 1, expected };
        let Value::Object(fields) = item else {
            return Err(broken("expected an object in braces as this item of the list".to_owned()));
        };
        draft(fields).map(|draft| Draft { line: Some(index + 1), ..draft }).map_err(broken)
    };
    list.into_iter().enumerate().map(read).collect()
}

/// Whether one of these names is that of a text.
pub(super) fn has_text<'n>(names: impl IntoIterator<Item = &'n str>) -> bool {
    names.into_iter().any(|name| TEXT.contains(&usual_case(name).as_str()))
}

/// A field's name with the capitals it usually has: `Title` is `title`.
pub(super) fn usual_case(name: &str) -> String {
    let known = [TEXT, TITLE, PUBLISHED, OUTLET, ADDRESS, ID].concat();
    known
        .iter()
        .find(|known| known.eq_ignore_ascii_case(name))
        .map_or_else(|| name.to_owned(), |&known| known.to_owned())
}

/// One article's fields; else what was expected.
pub(super) fn draft(mut fields: Map<String, Value>) -> Result<Draft, String> {
    let texts = TEXT.iter().filter_map(|name| match fields.remove(*name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    });
    // A blank field gives way to one with words; `min_by_key` keeps the first of equals.
    let text = texts.min_by_key(|text| text.trim().is_empty());
    let text = text.ok_or_else(|| "expected a field \"text\" (or maintext, content, body)".to_owned())?;
    let first = |names: &[&str]| names.iter().find_map(|name| words(fields.get(*name)?));
    let dates: Vec<String> = PUBLISHED.iter().filter_map(|name| words(fields.get(*name)?)).collect();
    let published = dates.iter().find_map(|date| published::parse(date));
    Ok(Draft {
        id: first(ID),
        title: first(TITLE),
        outlet: first(OUTLET),
        url: first(ADDRESS),
        published,
        unread_date: dates.into_iter().next().filter(|_| published.is_none()),
        text,
        ..Draft::default()
    })
}

/// A field as words: a string, a number, or the `name` of an object.
fn words(value: &Value) -> Option<String> {
    let found = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(fields) => return words(fields.get("name").or_else(|| fields.get("title"))?),
        _ => return None,
    };
    (!found.is_empty()).then_some(found)
}

/// A parser's complaint in plain words, at its line after `lines_before`.
fn broken(error: &serde_json::Error, lines_before: usize) -> Reason {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    let expected = match said {
        "expected `,` or `}`" | "expected `,` or `]`" => "expected a comma".to_owned(),
        "expected `:`" => "expected a colon".to_owned(),
        "key must be a string" => "expected a field name in quotes".to_owned(),
        "trailing comma" => "expected another field after the comma".to_owned(),
        "trailing characters" => "expected the end of the object".to_owned(),
        "expected value" | "expected ident" => "expected a value".to_owned(),
        "control character (\\u0000-\\u001F) found while parsing a string" => "expected a closing quote".to_owned(),
        "recursion limit exceeded" => "expected fewer brackets inside one another".to_owned(),
        said if said.starts_with("EOF") => "expected more, and the text ends".to_owned(),
        said => format!("expected JSON: {said}"),
    };
    Reason::Broken { line: lines_before + error.line().max(1), expected }
}

//! Markdown: the words without the marks, a paragraph a block. Front matter gives title, date and outlet.

use super::{Draft, Reason, published};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub(super) fn read(text: &str) -> Result<Draft, Reason> {
    let (head, body) = front_matter(text);
    let mut draft = Draft::default();
    for (name, value) in head {
        match name.as_str() {
            "title" => draft.title = Some(value),
            "date" | "published" => draft.published = published::parse(&value),
            "outlet" | "source" | "publisher" => draft.outlet = Some(value),
            "url" | "link" => draft.url = Some(value),
            "id" => draft.id = Some(value),
            _ => {}
        }
    }
    write_blocks(body, &mut draft);
    if draft.title.is_none() {
        draft.title = draft.titles.first().map(|range| draft.text[range.clone()].to_owned());
    }
    if draft.text.trim().is_empty() { Err(Reason::Empty) } else { Ok(draft) }
}

/// The `name: value` lines between the two `---` at the very start, and the rest.
fn front_matter(text: &str) -> (Vec<(String, String)>, &str) {
    let none = (Vec::new(), text);
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return none };
    let Some(end) = rest.find("\n---") else { return none };
    let body = rest[end + 4..].split_once('\n').map_or("", |(_, body)| body);
    let pair = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        (!value.is_empty()).then(|| (name.trim().to_ascii_lowercase(), value))
    };
    (rest[..end].lines().filter_map(pair).collect(), body)
}

/// Appends the words of each block, blocks apart by an empty line; the first heading is the headline.
fn write_blocks(markdown: &str, draft: &mut Draft) {
    let mut heading = None;
    let mut image = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => heading = Some(draft.text.len()),
            Event::Start(Tag::Image { .. }) => image = Some(draft.text.len()),
            Event::End(TagEnd::Image) => draft.captions.extend(image.take().map(|start| start..draft.text.len())),
            Event::Text(words) | Event::Code(words) => draft.text.push_str(&words),
            Event::SoftBreak => draft.text.push(' '),
            Event::HardBreak | Event::End(TagEnd::TableRow | TagEnd::TableHead) => draft.text.push('\n'),
            Event::End(TagEnd::TableCell) => draft.text.push_str("  "),
            Event::End(end) if is_block(end) => {
                if matches!(end, TagEnd::Heading(_)) {
                    draft.titles.extend(heading.take().map(|start| start..draft.text.len()));
                }
                end_block(&mut draft.text);
            }
            _ => {}
        }
    }
    draft.text.truncate(draft.text.trim_end().len());
}

fn is_block(end: TagEnd) -> bool {
    matches!(end, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::BlockQuote(_))
}

fn end_block(text: &mut String) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
}

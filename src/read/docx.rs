//! Word documents (DOCX): the words of the document, a paragraph a block. What was struck out in review is
//! left out, what was put in is kept.

use super::archive::Archive;
use super::office::{About, believe};
use super::{Draft, MAX_TEXT, Reason, encoding};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The most bytes of markup: it takes several times the room of its words.
const MAX_MARKUP: u64 = 16 * MAX_TEXT;

/// Elements whose words do not stand in the document: fallbacks of drawings that are there already, and
/// notes of reviewers.
const SKIPPED: [&str; 3] = ["mc:Fallback", "w:del", "w:moveFrom"];

pub(super) fn read(bytes: &[u8]) -> Result<Draft, Reason> {
    let archive = Archive::open(bytes.into())?;
    let part = |name: &str| {
        archive.named(name, MAX_MARKUP).map(|bytes| bytes.and_then(|bytes| encoding::decode(&bytes, None)))
    };
    let document = part("word/document.xml").ok_or(Reason::Damaged("expected a word document (DOCX)"))??;
    let mut draft = words(&document)?;
    if let Some(Ok(core)) = part("docProps/core.xml") {
        believe(about(&core), &mut draft);
    }
    if draft.title.is_none() {
        draft.title = draft.titles.first().map(|range| draft.text[range.clone()].to_owned());
    }
    if draft.text.trim().is_empty() { Err(Reason::Empty) } else { Ok(draft) }
}

/// The words of the document's markup.
fn words(document: &str) -> Result<Draft, Reason> {
    let mut reader = Reader::from_str(document);
    let (mut draft, mut paragraph) = (Draft::default(), Paragraph::default());
    // How deep inside a skipped element, and whether inside the words of a run.
    let (mut skipped, mut in_words) = (0usize, false);
    loop {
        let event = reader.read_event().map_err(|_| Reason::Damaged("its markup is broken"))?;
        match event {
            Event::Eof => break,
            Event::Start(tag) if skipped > 0 || SKIPPED.contains(&tag.name().as_ref()) => skipped += 1,
            Event::End(_) if skipped > 0 => skipped -= 1,
            _ if skipped > 0 => {}
            Event::Start(tag) => match tag.name().as_ref() {
                "w:p" => paragraph = Paragraph { start: draft.text.len(), ..Paragraph::default() },
                "w:t" => in_words = true,
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:pStyle" => paragraph.style = value(&tag).unwrap_or_default(),
                "w:br" | "w:cr" => draft.text.push('\n'),
                "w:tab" => draft.text.push('\t'),
                "w:noBreakHyphen" => draft.text.push('-'),
                _ => {}
            },
            Event::Text(words) if in_words => draft.text.push_str(&words),
            Event::GeneralRef(name) if in_words => draft.text.extend(letter(&name)),
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => in_words = false,
                "w:p" => paragraph.end(&mut draft),
                _ => {}
            },
            _ => {}
        }
    }
    draft.text.truncate(draft.text.trim_end().len());
    Ok(draft)
}

/// The paragraph at hand.
#[derive(Default)]
struct Paragraph {
    start: usize,
    style: String,
}

impl Paragraph {
    /// Ends the block; a title and a caption are known by their styles.
    fn end(&self, draft: &mut Draft) {
        draft.text.truncate(draft.text.trim_end().len());
        let range = self.start.min(draft.text.len())..draft.text.len();
        if range.is_empty() {
            return;
        }
        match self.style.to_lowercase().as_str() {
            "title" => draft.titles.push(range),
            "heading1" if draft.titles.is_empty() && range.start == 0 => draft.titles.push(range),
            "caption" => draft.captions.push(range),
            _ => {}
        }
        draft.text.push_str("\n\n");
    }
}

/// The attribute `w:val`.
fn value(tag: &BytesStart<'_>) -> Option<String> {
    let attribute = tag.try_get_attribute("w:val").ok()??;
    Some(attribute.value.into_owned())
}

/// The letter that a reference such as `&amp;` or `&#233;` stands for.
pub(crate) fn letter(name: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Some(letter);
    }
    match name.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// What the document says of itself.
fn about(core: &str) -> About {
    let mut reader = Reader::from_str(core);
    let (mut about, mut words) = (About::default(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => words.clear(),
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(name)) => words.extend(letter(&name)),
            Ok(Event::End(tag)) => {
                let field = match tag.name().as_ref() {
                    "dc:title" => &mut about.title,
                    "dc:creator" => &mut about.author,
                    "dcterms:created" => &mut about.made,
                    _ => continue,
                };
                *field = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
            }
            Ok(Event::Eof) | Err(_) => return about,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// An archive of these files.
    pub(in crate::read) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub(in crate::read) fn docx(body: &str) -> Vec<u8> {
        let core = "<cp:coreProperties xmlns:cp='c' xmlns:dc='d' xmlns:dcterms='t'><dc:title>Army takes Sarha</dc:title>\
            <dc:creator>Jane Doe</dc:creator><dcterms:created>2016-07-27T10:00:00Z</dcterms:created></cp:coreProperties>";
        let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
        zip(&[("word/document.xml", document.as_bytes()), ("docProps/core.xml", core.as_bytes())])
    }

    #[test]
    fn a_document_gives_its_words() {
        let bytes = docx(
            "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Army takes </w:t></w:r><w:r><w:t>Sarha</w:t></w:r></w:p><w:p/>\
             <w:p><w:r><w:t xml:space='preserve'>Troops &amp; others </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
             <w:ins><w:r><w:t>entered.</w:t><w:br/><w:t>They l&#233;ft.</w:t></w:r></w:ins></w:p>\
             <w:p><w:pPr><w:pStyle w:val='Caption'/></w:pPr><w:r><w:t>Smoke over Sarha</w:t></w:r></w:p>",
        );
        let draft = read(&bytes).unwrap();
        assert_eq!(draft.text, "Army takes Sarha\n\nTroops & others entered.\nThey léft.\n\nSmoke over Sarha");
        assert_eq!((draft.title.as_deref(), draft.outlet), (Some("Army takes Sarha"), None), "its author is no outlet");
        assert_eq!(&draft.text[draft.captions[0].clone()], "Smoke over Sarha");
        assert_eq!(draft.made.unwrap().to_string(), "2016-07-27");
        assert_eq!(draft.published, None);
    }

    #[test]
    fn a_title_that_is_not_in_the_words_is_not_believed() {
        let draft = read(&docx("<w:p><w:r><w:t>Rebels left the village.</w:t></w:r></w:p>")).unwrap();
        assert_eq!((draft.text.as_str(), draft.title), ("Rebels left the village.", None));
    }

    #[test]
    fn damaged_documents_are_refused() {
        assert_eq!(read(&zip(&[("a.txt", b"x")])).unwrap_err(), Reason::Damaged("expected a word document (DOCX)"));
        assert_eq!(read(b"PK\x03\x04").unwrap_err(), Reason::Damaged("expected a ZIP archive that can be unpacked"));
        assert_eq!(read(&docx("<w:p></w:t>")).unwrap_err(), Reason::Damaged("its markup is broken"));
        assert_eq!(read(&docx("<w:p/>")).unwrap_err(), Reason::Empty);
    }
}

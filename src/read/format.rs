//! What an input is: told by its name, and by its content where the name says nothing.

use super::archive::is_word_document;
use super::{MAX_COLLECTION, MAX_TEXT, Reason};

/// How an input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One article, as it is.
    Plain,
    /// One article with marks of headings and links.
    Markdown,
    /// One article inside a web page.
    Html,
    /// One article, or a list of them, or one a line.
    Json,
    /// A table with one article a row (CSV, TSV).
    Table,
    /// The articles of a feed (RSS, Atom).
    Feed,
    /// One article that was sent as an e-mail, with what is attached to it.
    Mail,
    /// One article as a word document.
    Docx,
    /// One article as pages.
    Pdf,
    /// A ZIP archive of any of these.
    Zip,
}

impl Format {
    /// The format that a name's ending stands for; [`Format::Plain`] where it says nothing. `-` is
    /// standard input, which holds JSON lines.
    pub fn of_name(name: &str) -> Format {
        if name == "-" {
            return Format::Json;
        }
        match ending(name).as_str() {
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "json" | "jsonl" | "ndjson" => Format::Json,
            "csv" | "tsv" => Format::Table,
            "xml" | "rss" | "atom" => Format::Feed,
            "eml" => Format::Mail,
            "docx" => Format::Docx,
            "pdf" => Format::Pdf,
            "zip" => Format::Zip,
            _ => Format::Plain,
        }
    }

    /// The most bytes such an input may have. What holds more than words, or many articles, may be larger
    /// than the text of an article.
    pub fn limit(self) -> u64 {
        match self {
            Format::Plain | Format::Markdown | Format::Html => MAX_TEXT,
            _ => MAX_COLLECTION,
        }
    }

    /// The endings of names that are read, for dialogs.
    pub const ENDINGS: [&'static str; 15] = [
        "txt", "md", "markdown", "html", "htm", "json", "jsonl", "csv", "pdf", "docx", "eml", "xml", "rss", "atom",
        "zip",
    ];

    /// Whether a name's ending is one of those that are read.
    pub(super) fn is_named(name: &str) -> bool {
        Format::ENDINGS.contains(&ending(name).as_str())
    }

    /// The format of an input: first bytes that are sure beat its name.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Format, Reason> {
        if bytes.starts_with(b"%PDF-") {
            return Ok(Format::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return match ending(name).as_str() {
                "docx" => Ok(Format::Docx),
                "zip" => Ok(Format::Zip),
                "odt" | "odp" | "ods" | "xlsx" | "pptx" | "epub" => Err(Reason::Format("an office document")),
                _ if is_word_document(bytes) => Ok(Format::Docx),
                _ => Ok(Format::Zip),
            };
        }
        if is_locked_document(bytes) {
            return Err(Reason::Locked);
        }
        if let Some(other) = other_than_read(name, bytes) {
            return Err(Reason::Format(other));
        }
        match Format::of_name(name) {
            _ if bytes.is_empty() => Err(Reason::Empty),
            Format::Docx => Err(Reason::Damaged("expected a word document (DOCX)")),
            // An empty archive, or one that something stands before.
            Format::Zip if !bytes.windows(4).any(|run| run == b"PK\x05\x06") => {
                Err(Reason::Damaged("expected a ZIP archive"))
            }
            format => Ok(format),
        }
    }

    /// The format of an input's text: what the content says where the name says nothing.
    pub(super) fn or_of_text(self, name: &str, text: &str) -> Format {
        if self != Format::Plain || ending(name) == "txt" {
            return self;
        }
        let head = text.trim_start();
        let head = head[..head.floor_char_boundary(256)].to_ascii_lowercase();
        if head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head") {
            Format::Html
        } else if head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") {
            Format::Feed
        } else if head.starts_with("{\"") {
            Format::Json
        } else {
            Format::Plain
        }
    }
}

/// Formats that people drop and that are not read, told by their first bytes or their ending: their
/// markup is no prose.
fn other_than_read(name: &str, bytes: &[u8]) -> Option<&'static str> {
    const FIRST: [(&[u8], &str); 2] = [(b"{\\rtf", "RTF"), (CONTAINER, "an old office document")];
    let first = FIRST.iter().find(|(first, _)| bytes.starts_with(first)).map(|&(_, name)| name);
    first.or_else(|| match ending(name).as_str() {
        "doc" | "odt" | "rtf" => Some("an office document"),
        _ => None,
    })
}

/// The first bytes of the container that old office documents are, and those with a password.
const CONTAINER: &[u8] = b"\xD0\xCF\x11\xE0";

/// Whether it is an office document that needs a password: the real one lies encrypted in a container.
fn is_locked_document(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(CONTAINER) && bytes.windows(name.len()).any(|run| run == name)
}

/// What stands after the last point of a name, in lower case.
fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

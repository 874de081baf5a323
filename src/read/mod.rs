//! Bytes of any format -> articles, or refusals with their reasons. Pure, with limits: nothing here
//! opens a file.
//!
//! The path of an input: [`Format`] tells what it is; [`encoding`] makes text of bytes; one file a
//! format ([`plain`], [`markdown`], [`html`], [`json`], [`table`], [`feed`], [`mail`], [`docx`],
//! [`pdf`], and [`archive`] of all of them) makes drafts; [`language`] refuses what is not English;
//! [`frame`] (with [`wrapped`]) tells headline, dateline, body, captions and boilerplate apart; [`published`] finds the
//! article's date, as a span with its basis.
//!
//! Every input ends as loaded or refused; nothing is dropped silently.

pub mod archive;
pub mod calendar;
mod docx;
mod encoding;
mod events;
mod feed;
mod format;
mod frame;
mod html;
mod json;
mod language;
mod mail;
mod markdown;
mod office;
pub mod outlets;
mod pdf;
mod plain;
mod published;
mod table;
pub mod wrapped;

pub(crate) use docx::letter;
pub use format::Format;
pub use published::{parse as parse_date, parse_given as parse_given_date};

use self::archive::{Archive, Member};
use crate::article::{Article, DateBasis, Published};
use crate::claim::{Note, NoteKind};
use crate::date::Span;
use sha2::{Digest, Sha256};
use std::fmt;
use std::ops::Range;

/// The most text one article may have, in bytes of UTF-8.
pub const MAX_TEXT: u64 = 16 << 20;

/// The most bytes a file that holds many articles may have.
pub const MAX_COLLECTION: u64 = 512 << 20;

/// What the user says about the inputs; beats all that is found in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// When they were published.
    pub published: Option<Span>,
    /// Who published them.
    pub outlet: Option<String>,
}

/// One article that was read, with what was noticed on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The article.
    pub article: Article,
    /// Remarks, such as two dates that differ.
    pub notes: Vec<Note>,
}

/// An input, or one line of it, that was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{input}: {reason}")]
pub struct Refusal {
    /// The input as the user named it.
    pub input: String,
    /// Why.
    pub reason: Reason,
}

/// Why an input was not read. Prints as the words shown to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Bytes that are no text in any encoding.
    NotText,
    /// Nothing in it but white space.
    Empty,
    /// More than the limit.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// The system does not let us read it.
    NoPermission,
    /// A folder that contains itself.
    LinkToItself,
    /// A project file among articles.
    Project,
    /// There is no such file or folder.
    NotFound,
    /// A folder where a file is expected.
    IsFolder,
    /// A device, a pipe or the like.
    NotAFile,
    /// The program failed at it: our fault.
    Internal,
    /// The system failed to read it, in its own words.
    Unreadable(String),
    /// A known format that is not as it should be.
    Broken {
        /// The line, from 1.
        line: usize,
        /// What should have stood there, as in "expected a comma".
        expected: String,
    },
    /// A file whose parts do not hold together.
    Damaged(&'static str),
    /// A password is needed.
    Locked,
    /// Archives inside archives, beyond what is followed.
    TooNested,
    /// Pictures of words, without the words.
    OnlyPictures,
    /// A format that is not read, by its name.
    Format(&'static str),
    /// A language that is not read, by its English name.
    Language(&'static str),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NotText => f.write_str("not text"),
            Reason::Empty => f.write_str("empty"),
            Reason::TooLarge { bytes, limit } => {
                let mb = |bytes: &u64| *bytes as f64 / f64::from(1 << 20);
                write!(f, "too large: {:.1} MB, the limit is {:.0} MB", mb(bytes), mb(limit))
            }
            Reason::NoPermission => f.write_str("no permission"),
            Reason::LinkToItself => f.write_str("link to itself"),
            Reason::Project => f.write_str("a project: open it by itself"),
            Reason::NotFound => f.write_str("no such file or folder"),
            Reason::IsFolder => f.write_str("is a folder, expected a file"),
            Reason::NotAFile => f.write_str("not a file or folder"),
            Reason::Internal => f.write_str("could not be read: internal fault"),
            Reason::Unreadable(words) => write!(f, "could not be read: {words}"),
            Reason::Broken { line, expected } => write!(f, "line {line}: {expected}"),
            Reason::Damaged(what) => write!(f, "damaged: {what}"),
            Reason::Locked => f.write_str("locked with a password: save it without one"),
            Reason::TooNested => f.write_str("too many archives inside one another: unpack it"),
            Reason::OnlyPictures => f.write_str("no words in it, only pictures: run text recognition on it first"),
            Reason::Format(name) => write!(f, "{name} is not read yet: save it as text"),
            Reason::Language(name) => write!(f, "in {name}: only English is read"),
        }
    }
}

/// Whether an input is one document, rather than a list of articles or an archive: its bytes are worth keeping
/// beside the text that is read out of it.
pub fn is_document(name: &str, bytes: &[u8]) -> bool {
    let Ok(format) = Format::of(name, bytes) else { return false };
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]);
    !matches!(format.or_of_text(name, &head), Format::Json | Format::Table | Format::Feed | Format::Zip)
}

/// How many inputs may lie inside one another: an archive in an e-mail in an archive.
const MAX_NESTING: usize = 3;

/// The articles in `bytes`. `name` is the input as the user named it; its ending tells the format and
/// its stem is the id of an article that has none. What lies inside an archive or an e-mail is named
/// after it: `news.zip/2016/a.txt`.
pub fn articles(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Loaded, Refusal>> {
    articles_within(name, bytes, options, MAX_NESTING)
}

fn articles_within(name: &str, bytes: &[u8], options: &Options, depth: usize) -> Vec<Result<Loaded, Refusal>> {
    let refused = |reason| Refusal { input: name.to_owned(), reason };
    match Format::of(name, bytes) {
        Ok(Format::Zip | Format::Mail) if depth == 0 => vec![Err(refused(Reason::TooNested))],
        Ok(Format::Zip) => match Archive::open(bytes.into()) {
            Ok(archive) => inside(name, &archive, options, depth - 1),
            Err(reason) => vec![Err(refused(reason))],
        },
        Ok(Format::Mail) => match mail::read(bytes) {
            Ok(mail) => mailed(name, mail, options, depth - 1),
            Err(reason) => vec![Err(refused(reason))],
        },
        _ => match drafts(name, bytes) {
            Ok(drafts) => drafts.into_iter().map(|draft| finish(draft.map_err(refused)?, name, options)).collect(),
            Err(reason) => vec![Err(refused(reason))],
        },
    }
}

/// The articles of an archive's files, one after the other.
fn inside(name: &str, archive: &Archive, options: &Options, depth: usize) -> Vec<Result<Loaded, Refusal>> {
    let read = |member: &Member| {
        let input = member.name_in(name);
        match archive.bytes(member) {
            Ok(bytes) => articles_within(&input, &bytes, options, depth),
            Err(reason) => vec![Err(Refusal { input, reason })],
        }
    };
    let members = archive.members();
    if members.is_empty() {
        return vec![Err(Refusal { input: name.to_owned(), reason: Reason::Empty })];
    }
    members.iter().flat_map(read).collect()
}

/// The article that an e-mail is, and those that are attached to it.
fn mailed(name: &str, mail: mail::Mail, options: &Options, depth: usize) -> Vec<Result<Loaded, Refusal>> {
    let words = mail.words.map(|draft| finish(draft, name, options));
    let attached = mail
        .attached
        .iter()
        .flat_map(|(file, bytes)| articles_within(&format!("{name}/{file}"), bytes, options, depth));
    words.into_iter().chain(attached).collect()
}

/// What a format's reader makes of an article before it is framed.
#[derive(Clone, Debug, Default)]
struct Draft {
    /// The line it began on, where an input holds several.
    line: Option<usize>,
    id: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    /// The date beside the text.
    published: Option<Span>,
    /// The date of the file itself, which may be younger than the article.
    made: Option<Span>,
    /// What stands beside the text as its date and cannot be read as one.
    unread_date: Option<String>,
    text: String,
    /// Runs of the text that the format itself marks as headline or as picture captions.
    titles: Vec<Range<usize>>,
    captions: Vec<Range<usize>>,
}

/// Whether the first line of a table names a column of texts: its rows are articles, whatever else it has.
pub fn is_table_of_articles(columns: &[&str]) -> bool {
    json::has_text(columns.iter().copied())
}

type Drafts = Vec<Result<Draft, Reason>>;

fn drafts(name: &str, bytes: &[u8]) -> Result<Drafts, Reason> {
    let format = Format::of(name, bytes)?;
    let size = bytes.len() as u64;
    if size > format.limit() {
        return Err(Reason::TooLarge { bytes: size, limit: format.limit() });
    }
    match format {
        Format::Pdf => return Ok(vec![pdf::read(bytes)]),
        Format::Docx => return Ok(vec![docx::read(bytes)]),
        _ => {}
    }
    let declared = match format {
        Format::Html => html::declared_encoding(bytes),
        Format::Feed => feed::declared_encoding(bytes),
        _ => None,
    };
    let text = encoding::decode(bytes, declared.as_deref())?;
    match format.or_of_text(name, &text) {
        Format::Markdown => Ok(vec![markdown::read(&text)]),
        Format::Html => Ok(vec![html::read(&text)]),
        Format::Json => json::read(&text),
        Format::Table => table::read(&text),
        Format::Feed => feed::read(&text),
        _ => Ok(vec![Ok(plain::read(text))]),
    }
}

/// Frames a draft and dates it.
fn finish(draft: Draft, name: &str, options: &Options) -> Result<Loaded, Refusal> {
    let input = draft.line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
    check(&draft.text).map_err(|reason| Refusal { input, reason })?;
    let frame = frame::frame(&draft);
    let mut notes = Vec::new();
    let published = match options.published {
        Some(span) => Published { span: Some(span), basis: DateBasis::Given },
        None => published::find(&draft, &frame, &mut notes),
    };
    if let Some(words) = draft.unread_date.filter(|_| options.published.is_none()) {
        let says = format!("the date beside the text could not be read: \"{words}\"; expected one such as 2016-10-02");
        notes.push(Note { kind: NoteKind::UnreadDate, span: 0..0, says });
    }
    if published.span.is_none() {
        let says = "no date: will not be drawn".to_owned();
        notes.push(Note { kind: NoteKind::NoDate, span: 0..0, says });
    }
    for (span, name) in language::other_parts(&draft.text) {
        notes.push(Note { kind: NoteKind::Language, span, says: format!("in {name}: not read") });
    }
    let title = draft.title.or_else(|| frame.title.clone());
    let outlet = draft.outlet.map(|name| outlets::built_in().usual_name(&name)).or(frame.outlet);
    let article = Article {
        id: draft.id.unwrap_or_else(|| stem(name, draft.line)),
        path: name.to_owned(),
        title,
        outlet: options.outlet.clone().or(outlet),
        url: draft.url,
        language: Some(language::ENGLISH.to_owned()),
        sha256: fingerprint(&draft.text),
        published,
        copy_of: None,
        parts: frame.parts,
        text: draft.text,
    };
    Ok(Loaded { article, notes })
}

fn check(text: &str) -> Result<(), Reason> {
    let bytes = text.len() as u64;
    if bytes > MAX_TEXT {
        return Err(Reason::TooLarge { bytes, limit: MAX_TEXT });
    }
    if text.trim().is_empty() {
        return Err(Reason::Empty);
    }
    language::other_than_english(text).map_or(Ok(()), |name| Err(Reason::Language(name)))
}

/// The name without folders and ending; with the line where one input holds several articles.
fn stem(name: &str, line: Option<usize>) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem });
    line.map_or_else(|| stem.to_owned(), |line| format!("{stem}-{line}"))
}

/// SHA-256 of the text's bytes, in lower-case hex.
fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;

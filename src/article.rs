//! One article: the text that was loaded, unchanged, and what is known about it.

use crate::date::{Day, Span};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How the date of an article is known, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// The user gave it.
    Given,
    /// The date printed with the article.
    Dateline,
    /// A field beside the text.
    Metadata,
    /// A date the text speaks of ("July 26, 2016", "yesterday").
    Text,
    /// A dated event the text tells of, and a weekday.
    Events,
    /// Not known: the article is listed and not drawn.
    Unknown,
}

/// When an article was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day or days; `None` exactly if the basis is [`DateBasis::Unknown`].
    pub span: Option<Span>,
    /// How that is known.
    pub basis: DateBasis,
}

impl Published {
    /// Nothing is known.
    pub const UNKNOWN: Published = Published { span: None, basis: DateBasis::Unknown };

    /// The last day on which it can have been published: nothing it reports is later.
    pub fn day(&self) -> Option<Day> {
        self.span.map(|span| span.to)
    }
}

/// A run of the text with one role, as byte offsets into [`Article::text`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// What a run of the text is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The headline, also where it is said again before the body.
    Title,
    /// Place, agency and date of writing.
    Dateline,
    /// What the article says.
    Body,
    /// The words under a picture.
    Caption,
    /// Menus, tags, related headlines, footers: not read.
    Boilerplate,
}

/// One article. The text is kept as it was decoded: every offset in the program points into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The input's id, else its file stem.
    pub id: String,
    /// Where it was read from, as the user named it; empty for pasted text.
    pub path: String,
    /// The headline, if one was found.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// ISO 639-1 code of the language, `en` for what is read.
    pub language: Option<String>,
    /// SHA-256 of the text's bytes, in lower-case hex.
    pub sha256: String,
    /// When it was published.
    pub published: Published,
    /// The article of which this is a near-copy, by its id or the hash of its text; its own where a person says that
    /// it is no copy ([`Article::is_no_copy`]).
    pub copy_of: Option<String>,
    /// The text, UTF-8.
    pub text: String,
    /// The text cut into parts, in order, without gaps or overlaps.
    pub parts: Vec<Part>,
}

impl Article {
    /// Whether somebody says that it is no copy: then likeness makes it none.
    pub fn is_no_copy(&self) -> bool {
        self.copy_of.as_ref().is_some_and(|of| *of == self.sha256 || *of == self.id)
    }

    /// The article of which somebody says that this is a copy.
    pub fn said_copy_of(&self) -> Option<&str> {
        self.copy_of.as_deref().filter(|_| !self.is_no_copy())
    }
}

/// Gives each article of a run an id of its own: the second `x` becomes `x-2`.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    /// Each id that is taken, with the last number tried after it. Looked up, never listed.
    taken: HashMap<String, usize>,
}

impl Ids {
    /// Takes `id`, or the first free `id-2`, `id-3`, ... in its place.
    pub fn take(&mut self, id: String) -> String {
        let Some(mut number) = self.taken.get(&id).copied() else {
            self.taken.insert(id.clone(), 1);
            return id;
        };
        let free = loop {
            number += 1;
            let other = format!("{id}-{number}");
            if !self.taken.contains_key(&other) {
                break other;
            }
        };
        self.taken.insert(id, number);
        self.taken.insert(free.clone(), 1);
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_has_an_id_of_its_own() {
        let mut ids = Ids::default();
        let given = ["a", "a-2", "a", "b", "a", "a-2"].map(|id| ids.take(id.to_owned()));
        assert_eq!(given, ["a", "a-2", "a-3", "b", "a-4", "a-2-2"]);
    }
}

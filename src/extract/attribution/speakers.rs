//! The words of attribution: named sources (`assets/lexicon/sources.toml` and `outlets.toml`) and
//! the grammar's words (`assets/lexicon/attribution.toml`).

use crate::claim::SourceKind;
use crate::extract::sentence::{Text, fold_word};
use crate::read::outlets;
use crate::side::Side;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A body or person that articles quote.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedSource {
    /// The name shown for all spellings.
    pub name: String,
    /// How articles write it.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Other names for it, which claims show as written.
    #[serde(default)]
    pub kept: Vec<String>,
    /// For a person: the body whose voice it is.
    pub body: Option<String>,
    /// What sort of source.
    pub kind: SourceKind,
    /// The side whose interest it serves.
    pub leaning: Option<Side>,
    /// Why it is said to.
    pub reason: String,
}

/// How a verb makes an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Say,
    Deny,
    Accuse,
    Quote,
    See,
}

/// The words of attribution, as lookups.
#[derive(Clone, Debug, Default)]
pub struct SpeakerWords {
    sources: Vec<NamedSource>,
    /// By first word: the words of each spelling and its source, longest first.
    names: FxHashMap<String, Vec<(Vec<String>, usize)>>,
    verbs: FxHashMap<String, Verb>,
    weak: FxHashSet<String>,
    between: FxHashSet<String>,
    passive: FxHashSet<String>,
    papers: FxHashSet<String>,
    speakers: FxHashMap<String, SourceKind>,
    modifiers: FxHashMap<String, Option<SourceKind>>,
    again: FxHashMap<String, Option<SourceKind>>,
    denied: FxHashSet<String>,
    reports: FxHashSet<String>,
    attacks: FxHashSet<String>,
    goes_on: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    say: Vec<String>,
    deny: Vec<String>,
    accuse: Vec<String>,
    quote: Vec<String>,
    see: Vec<String>,
    weak: Vec<String>,
    between: Vec<String>,
    passive: Vec<String>,
    papers: Vec<String>,
    speakers: BTreeMap<String, Vec<String>>,
    modifiers: BTreeMap<String, Vec<String>>,
    again: BTreeMap<String, Vec<String>>,
    denied: Vec<String>,
    reports: Vec<String>,
    attacks: Vec<String>,
    goes_on: Vec<String>,
}

impl SpeakerWords {
    /// The built-in tables.
    pub fn built_in() -> Result<SpeakerWords, String> {
        let sources = include_str!("../../../assets/lexicon/sources.toml");
        SpeakerWords::parse(include_str!("../../../assets/lexicon/attribution.toml"), sources)
    }

    /// Reads the tables; an error says what was expected and where.
    pub fn parse(grammar: &str, sources: &str) -> Result<SpeakerWords, String> {
        #[derive(Deserialize)]
        struct Sources {
            source: Vec<NamedSource>,
        }
        let file: File = toml::from_str(grammar).map_err(|error| error.to_string())?;
        let named: Sources = toml::from_str(sources).map_err(|error| error.to_string())?;
        let set = |list: Vec<String>| list.into_iter().collect::<FxHashSet<_>>();
        let mut words = SpeakerWords {
            sources: named.source,
            weak: set(file.weak),
            between: set(file.between),
            passive: set(file.passive),
            papers: set(file.papers),
            speakers: kinds(&file.speakers)?.into_iter().filter_map(|(word, kind)| Some((word, kind?))).collect(),
            modifiers: kinds(&file.modifiers)?,
            again: kinds(&file.again)?,
            denied: set(file.denied),
            reports: set(file.reports),
            attacks: set(file.attacks),
            goes_on: set(file.goes_on),
            ..SpeakerWords::default()
        };
        for (list, verb) in [
            (file.say, Verb::Say),
            (file.deny, Verb::Deny),
            (file.accuse, Verb::Accuse),
            (file.quote, Verb::Quote),
            (file.see, Verb::See),
        ] {
            words.verbs.extend(list.into_iter().map(|word| (word, verb)));
        }
        words.add_outlets();
        words.index_names();
        Ok(words)
    }

    /// Every named source, outlets included.
    pub fn sources(&self) -> &[NamedSource] {
        &self.sources
    }

    fn add_outlets(&mut self) {
        for outlet in outlets::built_in().all() {
            let known = self.sources.iter_mut().find(|source| source.name == outlet.name);
            match known {
                Some(source) => source.spellings.extend(outlet.spellings.iter().cloned()),
                None => self.sources.push(NamedSource {
                    name: outlet.name.clone(),
                    spellings: outlet.spellings.clone(),
                    kept: Vec::new(),
                    body: None,
                    kind: outlet.kind,
                    leaning: outlet.leaning,
                    reason: outlet.reason.clone(),
                }),
            }
        }
    }

    fn index_names(&mut self) {
        let mut names: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
        for (index, source) in self.sources.iter().enumerate() {
            for spelling in [&source.name].into_iter().chain(&source.spellings).chain(&source.kept) {
                let text = Text::new(spelling, &[]);
                let words: Vec<String> = (0..text.tokens().len()).map(|i| text.word(i).to_owned()).collect();
                if let Some(first) = words.first() {
                    names.entry(first.clone()).or_default().push((words, index));
                }
            }
        }
        for list in names.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.1.cmp(&b.1)));
        }
        self.names = names;
    }

    /// The longest named source whose words begin at token `at`, with the token after it.
    pub(super) fn named_at(&self, text: &Text<'_>, at: usize) -> Option<(&NamedSource, usize)> {
        let list = self.names.get(text.word(at))?;
        let fits =
            |(words, _): &&(Vec<String>, usize)| words.iter().enumerate().all(|(i, word)| text.word(at + i) == word);
        let (words, index) = list.iter().find(fits)?;
        Some((&self.sources[*index], at + words.len()))
    }

    /// Whether a spelling of a source is shown as written.
    pub(super) fn is_kept(source: &NamedSource, raw: &str) -> bool {
        source.kept.iter().any(|name| name.eq_ignore_ascii_case(raw))
    }

    pub(super) fn verb(&self, word: &str) -> Option<Verb> {
        self.verbs.get(word).copied()
    }

    pub(super) fn is_weak(&self, word: &str) -> bool {
        self.weak.contains(word)
    }

    pub(super) fn is_between(&self, word: &str) -> bool {
        self.between.contains(word)
    }

    pub(super) fn is_passive(&self, word: &str) -> bool {
        self.passive.contains(word)
    }

    pub(super) fn is_paper(&self, word: &str) -> bool {
        self.papers.contains(word)
    }

    /// The kind of an unnamed speaker's head word.
    pub(super) fn speaker(&self, word: &str) -> Option<SourceKind> {
        self.speakers.get(word).copied()
    }

    /// Whether a word may stand inside a speaker's phrase, and what it says of its kind.
    pub(super) fn modifier(&self, word: &str) -> Option<Option<SourceKind>> {
        self.modifiers.get(word).copied()
    }

    /// Whether a word may answer to what was told before: denies or blames.
    pub fn may_answer(&self, word: &str) -> bool {
        matches!(self.verb(word), Some(Verb::Deny | Verb::Accuse))
    }

    /// Whether a verb puts something down to somebody: `blamed`.
    pub fn is_accusing(&self, word: &str) -> bool {
        self.verb(word) == Some(Verb::Accuse)
    }

    /// Whether a word after "denied" means what was told before.
    pub fn is_denied(&self, word: &str) -> bool {
        self.denied.contains(word)
    }

    /// Whether a word after "denied the" means what was told before.
    pub fn is_report(&self, word: &str) -> bool {
        self.reports.contains(word)
    }

    /// Whether a word means a strike that somebody is blamed for.
    pub fn is_attack(&self, word: &str) -> bool {
        self.attacks.contains(word)
    }

    /// Whether a sentence that opens with this word goes on with what was said before.
    pub(super) fn goes_on(&self, word: &str) -> bool {
        self.goes_on.contains(word)
    }

    /// Whether a word means a speaker named before, and of which kind.
    pub(super) fn again(&self, word: &str) -> Option<Option<SourceKind>> {
        self.again.get(word).copied()
    }
}

/// The kind of each word of lists by kind; `plain` and `any` are of none.
fn kinds(lists: &BTreeMap<String, Vec<String>>) -> Result<FxHashMap<String, Option<SourceKind>>, String> {
    let mut kinds = FxHashMap::default();
    // Lists without a kind first: what a word says of the kind wins.
    for (name, list) in
        lists.iter().filter(|(name, _)| is_plain(name)).chain(lists.iter().filter(|(name, _)| !is_plain(name)))
    {
        let kind = if is_plain(name) { None } else { Some(name.parse()?) };
        kinds.extend(list.iter().map(|word| (fold_word(word), kind)));
    }
    Ok(kinds)
}

fn is_plain(name: &str) -> bool {
    matches!(name, "plain" | "any")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_load_and_every_source_has_its_reason() {
        let words = SpeakerWords::built_in().unwrap();
        assert!(words.sources().len() > 100);
        for source in words.sources() {
            assert!(!source.reason.is_empty(), "{} needs a reason", source.name);
        }
        let fault = SpeakerWords::parse("say = 3", "").unwrap_err();
        assert!(fault.contains("say"), "{fault}");
    }
}

//! The words of attribution: named sources (`assets/lexicon/sources.toml` and `outlets.toml`) and
//! the grammar's words (`assets/lexicon/attribution.toml`).

use super::list;
use crate::claim::SourceKind;
use crate::extract::lexicon::{Lexicon, numbered, word_bit};
use crate::extract::list::{List, Lists, SPEAKS, UNTRUE};
use crate::extract::sentence::{Shape, Text, fold_word};
use crate::extract::words::Words;
use crate::read::outlets;
use crate::side::Side;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The first word of `according to`.
pub(super) const ACCORDING: &str = "according";
/// That of `as per`.
pub(super) const PER: &str = "per";
/// Before whose news it is: `The army took P, via SANA`.
pub(super) const VIA: &str = "via";
/// Between a speaker and what is said, in headlines.
pub(super) const COLON: &str = ":";
/// Before who says so, at the end of headlines.
pub(super) const DASH: &str = "-";

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
/// Before who says so, at the end of what is told.
pub(super) const OPENS_ASIDE: &str = "(";

/// How a verb makes an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Say,
    Deny,
    Accuse,
    Quote,
    See,
    Show,
}

/// The words of attribution, as lookups.
#[derive(Clone, Debug, Default)]
pub struct SpeakerWords {
    sources: Vec<NamedSource>,
    ids: FxHashMap<String, u32>,
    /// The first is that of all words that say nothing here.
    words: Vec<Word>,
    /// By a word's number in the lexicon: its position in `words`, or 0.
    by_number: Vec<u32>,
}

/// What a word is in an attribution.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub lists: Lists,
    pub verb: Option<Verb>,
    /// The kind of an unnamed speaker, of whose phrase it is the head.
    pub speaker: Option<SourceKind>,
    /// It may stand inside a speaker's phrase, and what it says of its kind.
    pub modifier: Option<Option<SourceKind>>,
    /// It means a speaker named before, and of which kind.
    pub again: Option<Option<SourceKind>>,
    /// Whether it can open an attribution: a verb of saying, `according`, `claims`.
    pub opens: bool,
    /// The names that begin with it, longest first.
    names: Vec<Name>,
    /// The words that these names go on with, each as one of 64 bits; all of them if a name ends here.
    seconds: u64,
}

/// One spelling of a source.
#[derive(Clone, Debug)]
struct Name {
    words: Vec<String>,
    /// The words after its first, by their numbers in the lexicon.
    more: Vec<u32>,
    source: usize,
    /// One word with a capital needs it: `the West` speaks, `the west of the city` does not.
    capital: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    say: Vec<String>,
    deny: Vec<String>,
    accuse: Vec<String>,
    quote: Vec<String>,
    see: Vec<String>,
    show: Vec<String>,
    speakers: BTreeMap<String, Vec<String>>,
    modifiers: BTreeMap<String, Vec<String>>,
    again: BTreeMap<String, Vec<String>>,
    lists: BTreeMap<String, String>,
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
        let mut words = SpeakerWords { sources: named.source, words: vec![Word::default()], ..SpeakerWords::default() };
        for (list, verb) in [
            (file.say, Verb::Say),
            (file.deny, Verb::Deny),
            (file.accuse, Verb::Accuse),
            (file.quote, Verb::Quote),
            (file.see, Verb::See),
            (file.show, Verb::Show),
        ] {
            list.iter().for_each(|word| words.entry(word).verb = Some(verb));
        }
        for (word, kind) in kinds(&file.speakers)? {
            words.entry(&word).speaker = kind;
        }
        for (word, kind) in kinds(&file.modifiers)? {
            words.entry(&word).modifier = Some(kind);
        }
        for (word, kind) in kinds(&file.again)? {
            words.entry(&word).again = Some(kind);
        }
        for (list, members) in list::read(file.lists)? {
            members.iter().for_each(|word| words.entry(word).lists.add(list));
        }
        let opens =
            |word: &Word| word.verb.is_some() || word.lists.has(list::CLAIMS) || word.lists.has(list::ALLEGATIONS);
        words.words.iter_mut().for_each(|word| word.opens = opens(word));
        [ACCORDING, PER, VIA, COLON, DASH, OPENS_ASIDE].iter().for_each(|word| words.entry(word).opens = true);
        words.add_outlets();
        words.add_groups(include_str!("../../../assets/lexicon/groups.tsv"));
        words.index_names();
        Ok(words)
    }

    /// Numbers the words as the lexicon does.
    pub(crate) fn number(&mut self, lexicon: &mut Lexicon) {
        self.by_number = numbered(&self.ids, SPEAKS, lexicon);
        for word in &mut self.words {
            for name in &mut word.names {
                name.more = name.words[1..].iter().map(|word| lexicon.intern(word)).collect();
                word.seconds |= name.more.first().map_or(u64::MAX, |&second| word_bit(second));
            }
        }
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        let next = self.words.len() as u32;
        let id = *self.ids.entry(word.to_owned()).or_insert(next);
        if id == next {
            self.words.push(Word::default());
        }
        &mut self.words[id as usize]
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

    /// Every armed group of `groups.tsv` speaks; claims show its name as written.
    fn add_groups(&mut self, groups: &str) {
        for row in groups.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let (Some(name), Some(side), Some(spellings)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            // A name of one word has its capital: `Zenki`, not `tip`.
            let kept = spellings.split('|').map(capitalised).collect();
            self.sources.push(NamedSource {
                name: name.to_owned(),
                spellings: Vec::new(),
                kept,
                body: None,
                kind: SourceKind::Rebel,
                leaning: side.parse().ok(),
                reason: "a party".to_owned(),
            });
        }
    }

    fn index_names(&mut self) {
        let mut names: Vec<Name> = Vec::new();
        for (source, named) in self.sources.iter().enumerate() {
            for spelling in [&named.name].into_iter().chain(&named.spellings).chain(&named.kept) {
                let text = Text::new(spelling, &[]);
                let words: Vec<String> = (0..text.tokens().len()).map(|i| text.word(i).to_owned()).collect();
                let capital = words.len() == 1 && text.tokens()[0].shape != Shape::Lower;
                names.push(Name { words, more: Vec::new(), source, capital });
            }
        }
        names.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then(a.source.cmp(&b.source)));
        for name in names {
            if let Some(first) = name.words.first().cloned() {
                self.entry(&first).names.push(name);
            }
        }
    }

    /// The id of a token's word; of `AFPs correspondent` that of `AFP`, where the apostrophe is lost.
    #[inline]
    fn id_of(&self, words: &Words<'_>, token: usize) -> u32 {
        if words.is_in(token, SPEAKS) {
            return self.by_number[words.numbers()[token] as usize];
        }
        if words.is_capital(token) { self.id_of_stem(words.word(token)) } else { 0 }
    }

    fn id_of_stem(&self, word: &str) -> u32 {
        let stem = word.strip_suffix('s').and_then(|stem| self.ids.get(stem));
        stem.copied().filter(|&id| self.words[id as usize].names.iter().any(|name| name.words.len() == 1)).unwrap_or(0)
    }

    /// Whether a spelling of a source is shown as written.
    pub(super) fn is_kept(source: &NamedSource, raw: &str) -> bool {
        source.kept.iter().any(|name| letters(name).eq(letters(raw)))
    }
}

/// The letters of a name: `Jaish al-Nasr` is `jaish al nasr`.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text seen through the words of attribution.
pub struct Spoken<'t> {
    pub(super) text: &'t Text<'t>,
    words: &'t Words<'t>,
    table: &'t SpeakerWords,
    /// By token: the position of its word in the table.
    ids: Vec<u32>,
    /// The tokens that can open an attribution, in order.
    pub(super) openings: Vec<usize>,
}

impl<'t> Spoken<'t> {
    /// Looks up every token in a table that is numbered as the lexicon of `words` is.
    pub fn new(words: &'t Words<'t>, table: &'t SpeakerWords) -> Spoken<'t> {
        let (mut ids, mut openings) = (vec![0; words.count()], Vec::with_capacity(words.count() / 8));
        for (token, said) in ids.iter_mut().enumerate() {
            let id = table.id_of(words, token);
            if id != 0 {
                *said = id;
                if table.words[id as usize].opens {
                    openings.push(token);
                }
            }
        }
        Spoken { text: words.text, words, table, ids, openings }
    }

    /// The folded word of a token.
    pub(super) fn word(&self, token: usize) -> &'t str {
        self.words.word(token)
    }

    /// What a token's word is; nothing past the end.
    pub(super) fn at(&self, token: usize) -> &'t Word {
        &self.table.words[self.ids.get(token).copied().unwrap_or(0) as usize]
    }

    /// How many tokens the text has.
    pub(super) fn count(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn is_in(&self, token: usize, list: List) -> bool {
        self.at(token).lists.has(list)
    }

    /// The longest named source whose words begin at this token, with the token after it. A part of a compound is no
    /// name: of `anti-regime activists` the regime does not speak.
    pub(super) fn named_at(&self, at: usize) -> Option<(&'t NamedSource, usize)> {
        let word = self.at(at);
        // The first word is that of the names, or has lost its apostrophe.
        let rest = self.words.numbers().get(at + 1..)?;
        let next = rest.first().copied().unwrap_or(0);
        if word.seconds & word_bit(next) == 0 || self.words.is_joined(at) {
            return None;
        }
        let small = self.text.tokens()[at].shape == Shape::Lower;
        let says = |name: &Name| match name.more.split_first() {
            Some((&second, more)) => second == next && rest[1..].starts_with(more),
            None => true,
        };
        let fits =
            |name: &&Name| says(name) && !(name.capital && small) && !self.words.is_joined(at + 1 + name.more.len());
        let name = word.names.iter().find(fits)?;
        Some((&self.table.sources[name.source], at + 1 + name.more.len()))
    }

    /// Whether a token may answer to what was told before: denies or blames.
    pub fn may_answer(&self, token: usize) -> bool {
        matches!(self.at(token).verb, Some(Verb::Deny | Verb::Accuse))
    }

    /// The tokens that may, in order.
    pub fn answers(&self) -> impl Iterator<Item = usize> {
        self.openings.iter().copied().filter(|&token| self.may_answer(token))
    }

    /// Whether a verb puts something down to somebody: `blamed`.
    pub fn is_accusing(&self, token: usize) -> bool {
        self.at(token).verb == Some(Verb::Accuse)
    }

    /// Whether a word after "denied" means what was told before.
    pub fn is_denied(&self, token: usize) -> bool {
        self.is_in(token, list::DENIED)
    }

    /// Whether a word after "denied the" means what was told before.
    pub fn is_report(&self, token: usize) -> bool {
        self.is_in(token, list::REPORTS)
    }

    /// Whether a word says nothing in an attribution and is part of no known name.
    pub(super) fn is_plain(&self, token: usize) -> bool {
        let word = self.at(token);
        let known = word.speaker.is_some() || word.modifier.is_some() || word.verb.is_some() || word.again.is_some();
        let small =
            [list::CLAUSE_OPENERS, list::GOVERNORS, list::ARTICLES, list::BETWEEN, list::GOES_ON, list::NO_SPEAKERS];
        !known
            && !small.iter().any(|&list| word.lists.has(list))
            && self.named_at(token).is_none()
            && self.words.name_at(token).is_none()
    }

    /// Whether a word says that something is not so: `false`.
    pub(super) fn is_untrue(&self, token: usize) -> bool {
        self.words.is_in(token, UNTRUE)
    }

    /// Whether a word means what is fired.
    pub fn is_fire(&self, token: usize) -> bool {
        self.is_in(token, list::FIRED)
    }

    /// Whether a word means a strike that somebody is blamed for.
    pub fn is_attack(&self, token: usize) -> bool {
        self.is_in(token, list::ATTACKS)
    }
}

/// The kind of each word of lists by kind; `plain` and `any` are of none.
fn kinds(lists: &BTreeMap<String, Vec<String>>) -> Result<BTreeMap<String, Option<SourceKind>>, String> {
    let mut kinds = BTreeMap::new();
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

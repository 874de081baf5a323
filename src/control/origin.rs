//! Independent voices: all who quote one source are one origin, and so are near-copies of one text.

use super::copies::Copies;
use super::{Options, Weighing};
use crate::article::Article;
use crate::claim::Claim;
use crate::project::edit::Reliability;
use crate::project::{ClaimRef, Reading};
use crate::side::{Naming, Side};
use std::collections::HashMap;
use std::sync::Arc;

/// Who is behind each claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins {
    /// By reading, the first published article of which it is a copy, or itself.
    first: Vec<u32>,
    /// Where the claims of each reading begin in `of`.
    starts: Vec<u32>,
    of: Vec<u32>,
}

impl Origins {
    /// The number of readings.
    pub(super) fn len(&self) -> u32 {
        self.first.len() as u32
    }

    /// The origin of a claim; claims with the same number are one voice.
    pub(super) fn of(&self, claim: ClaimRef) -> u32 {
        self.of[(self.starts[claim.reading as usize] + claim.claim) as usize]
    }

    /// The same; `None` for a claim that came later.
    pub(super) fn get(&self, claim: ClaimRef) -> Option<u32> {
        let start = *self.starts.get(claim.reading as usize)?;
        let end = self.starts.get(claim.reading as usize + 1).map_or(self.of.len(), |next| *next as usize);
        self.of[start as usize..end].get(claim.claim as usize).copied()
    }

    /// The first published article of which a reading is a near-copy; itself if it is none.
    pub(super) fn first(&self, reading: u32) -> u32 {
        self.first.get(reading as usize).copied().unwrap_or(reading)
    }

    /// Names the voice of every claim of the next reading.
    pub(super) fn add(&mut self, readings: &[Arc<Reading>], copies: &Copies, voices: &mut Voices) {
        let at = self.len();
        self.first.push(copies.first(at));
        self.starts.push(self.of.len() as u32);
        let original = &readings[copies.first(at) as usize].article;
        self.of.extend(readings[at as usize].claims.iter().map(|claim| voices.behind(original, claim)));
    }

    /// Names them anew for a reading that has another original now.
    pub(super) fn renew(&mut self, reading: u32, readings: &[Arc<Reading>], copies: &Copies, voices: &mut Voices) {
        self.first[reading as usize] = copies.first(reading);
        let original = &readings[copies.first(reading) as usize].article;
        let start = self.starts[reading as usize] as usize;
        for (at, claim) in readings[reading as usize].claims.iter().enumerate() {
            self.of[start + at] = voices.behind(original, claim);
        }
    }
}

/// The voices met so far, under the names that the options know.
#[derive(Clone, Debug, Default)]
pub struct Voices {
    by_key: HashMap<String, u32>,
    /// Any spelling met -> its voice.
    by_name: HashMap<String, u32>,
    /// By voice, whom it leans to and whether it was asked for.
    known: Vec<(Option<Side>, bool)>,
    /// By the key of a voice, how the analyst rated it; empty unless sources are weighed by that.
    ratings: HashMap<String, Reliability>,
    options: Arc<Options>,
    /// The keys of the voices asked for.
    wanted: Vec<String>,
}

impl Voices {
    /// The voices of some articles, heard under these options.
    pub fn new(options: Arc<Options>) -> Voices {
        let wanted = options.according_to.iter().map(|name| options.voice(name)).collect();
        let rated = options.ratings.iter().filter(|_| options.weighing == Weighing::ByRating);
        let ratings = rated.map(|(name, rating)| (options.voice(name), *rating)).collect();
        Voices { options, wanted, ratings, ..Voices::default() }
    }

    /// The options under which they are heard.
    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// The origin of a claim in an article, of which `original` is the first publication.
    fn behind(&mut self, original: &Article, claim: &Claim) -> u32 {
        // "A military source" is known only to the article that quotes it.
        let shared = |name: &str| name.contains(char::is_uppercase) || self.options.knows(name);
        let named = claim.source.as_ref().filter(|source| shared(&source.name));
        match named {
            Some(source) => self.named(&source.name),
            None => self.of_article(original),
        }
    }

    /// The outlet's voice; an article without an outlet has one of its own.
    fn of_article(&mut self, article: &Article) -> u32 {
        let outlet = article.outlet.as_ref().filter(|outlet| !voice_key(outlet).is_empty());
        match outlet {
            Some(outlet) => self.named(outlet),
            None => self.keyed(format!("article {}", article.sha256)),
        }
    }

    fn named(&mut self, name: &str) -> u32 {
        if let Some(&voice) = self.by_name.get(name) {
            return voice;
        }
        let voice = self.keyed(self.options.voice(name));
        self.by_name.insert(name.to_owned(), voice);
        voice
    }

    fn keyed(&mut self, key: String) -> u32 {
        if let Some(&voice) = self.by_key.get(&key) {
            return voice;
        }
        let voice = self.known.len() as u32;
        self.known.push((self.options.leanings.get(&key).copied(), self.wanted.contains(&key)));
        self.by_key.insert(key, voice);
        voice
    }

    /// The side to which the voice behind a claim leans: that of the quoted source, else of the outlet.
    pub(super) fn leaning(&mut self, article: &Article, claim: &Claim) -> Option<Side> {
        let quoted = claim.source.as_ref().map(|source| self.named(&source.name));
        let known = |voices: &Voices, voice: u32| voices.known[voice as usize].0;
        let leaning = quoted.and_then(|voice| known(self, voice));
        leaning.or_else(|| {
            let outlet = article.outlet.as_ref().map(|outlet| self.named(outlet))?;
            known(self, outlet)
        })
    }

    /// How the analyst rated the voice behind a claim: the quoted source, else the outlet; `None` where sources
    /// are not weighed by that, or neither is rated.
    pub(super) fn rating(&self, article: &Article, claim: &Claim) -> Option<Reliability> {
        if self.ratings.is_empty() {
            return None;
        }
        let names = claim.source.as_ref().map(|source| &source.name).into_iter().chain(article.outlet.as_ref());
        names.filter_map(|name| self.ratings.get(&self.options.voice(name)).copied()).next()
    }

    /// Whether a claim comes from one of the voices that the options ask for: its outlet, its quoted
    /// source, or its leaning.
    pub fn hears(&mut self, article: &Article, claim: &Claim) -> bool {
        if self.wanted.is_empty() {
            return true;
        }
        let speaker = claim.source.as_ref().map(|source| &source.name).or(article.outlet.as_ref());
        if speaker.is_some_and(|speaker| {
            let voice = self.named(speaker);
            self.known[voice as usize].1
        }) {
            return true;
        }
        let leaning = self.leaning(article, claim);
        leaning.is_some_and(|side| self.wanted.contains(&leaning_key(side)))
    }
}

/// One spelling for a voice: lower case, letters and digits only, without "the".
pub fn voice_key(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "the");
    words.collect::<Vec<_>>().join(" ")
}

/// The name under which the voices that lean to a side are asked for: `islamic state`.
pub fn leaning_key(side: Side) -> String {
    side.key().replace('_', " ")
}

/// A voice that is asked for, as people read it: its name, or `those who lean to the opposition`.
pub fn voice_words(naming: &Naming, voice: &str) -> String {
    let leaning = Side::ALL.into_iter().find(|side| leaning_key(*side) == voice);
    leaning.map_or_else(|| voice.to_owned(), |side| format!("those who lean to {}", naming.the(side)))
}

/// The outlet of `an AFP correspondent in P`, `SANA's reporter`, from the key of such a voice.
pub(super) fn outlet_of_reporter(key: &str) -> Option<String> {
    const REPORTERS: [&str; 4] = ["correspondent", "reporter", "journalist", "photographer"];
    let words: Vec<&str> = key.split(' ').collect();
    let at = words.iter().position(|word| REPORTERS.contains(word))?;
    let article = usize::from(matches!(words[0], "a" | "an"));
    let possessive = usize::from(at > 0 && words[at - 1] == "s");
    words.get(article..at - possessive).filter(|outlet| !outlet.is_empty()).map(|outlet| outlet.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correspondent_speaks_for_the_outlet() {
        let options = Options::built_in();
        assert_eq!(options.voice("An AFP correspondent in the east of the city"), options.voice("AFP"));
        assert_eq!(options.voice("SANA's reporter in Daraa"), options.voice("SANA"));
        assert_eq!(options.voice("a local reporter"), voice_key("a local reporter"));
        assert_eq!(options.voice("reporter"), "reporter");
    }

    #[test]
    fn voices_have_one_spelling() {
        assert_eq!(voice_key("the Syrian Observatory for Human Rights"), "syrian observatory for human rights");
        assert_eq!(voice_key("Al-Manar TV"), voice_key("al Manar tv"));
    }
}

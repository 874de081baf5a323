//! A claim from what was read: its place, day, source, quote, id and reasons.

use super::Reader;
use crate::claim::{Candidate, Claim, ClaimedPlace, Event, Reviewed, Status, Trace, Weakness, When};
use crate::extract::attribution::Attribution;
use crate::extract::chunks::{Kind as ChunkKind, Row};
use crate::extract::dating::{Asked, Dated};
use crate::extract::frames::Raw;
use crate::extract::meaning::{Found, Meaning};
use crate::extract::places::{Phrase, wider};
use crate::extract::sentence::Sentence;
use crate::extract::status::Verdict;
use crate::side::Side;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn claim(
        &self,
        sentence: &Sentence,
        row: &Row,
        raw: &Raw,
        verdict: &Verdict,
        place: usize,
        meaning: &Meaning,
    ) -> Claim {
        let text = self.words.text;
        let phrase = &self.phrases[place];
        let rule = &self.knowledge.lexicon.rules[raw.rule as usize];
        let side_tokens = raw.side.map(|s| (self.sides[s].from, self.sides[s].to));
        let told = self.told(raw);
        let dated = self.dating.of(Asked { sentence, row, raw, verdict, told });
        let own = self.is_described(row, raw) || told.is_some_and(|told| self.is_old_news(row, raw, told, &dated));
        let source = told.filter(|_| !own);
        let Dated { date, since, words: time } = dated;
        let extent = wider(raw.extent, meaning.extent);
        let quote = self.quote(sentence, raw, phrase, side_tokens);
        let date_reason = match &date {
            When { span: Some(_), basis } => ["date from ", basis].concat(),
            When { basis, .. } => ["no date: ", basis].concat(),
        };
        let why = vec![self.knowledge.rule_stats.reason(&rule.id), self.place_reason(meaning), date_reason];
        Claim {
            id: self.id(raw, meaning, verdict.status, &quote),
            place: self.claimed(phrase, meaning),
            extent,
            side: raw.named,
            group: raw.side.map(|s| {
                let (from, to) = self.sides[s].group;
                text.line(from..to.max(from + 1))
            }),
            event: raw.event,
            status: verdict.status,
            date,
            since,
            source: source.map(|told| told.source.clone()),
            from: raw.from,
            quote,
            sentence: text.bytes_with_marks(sentence.tokens()),
            rule: rule.id.clone(),
            // Set once all that weakens it is known.
            confidence: 0.0,
            why,
            trace: Trace {
                trigger: Some(text.bytes(raw.trigger.0..raw.trigger.1)),
                place: Some(text.bytes(phrase.core.0..phrase.core.1)),
                side: side_tokens.map(|(from, to)| text.bytes(from..to)),
                time,
                cue: verdict.cue.map(|t| text.bytes(t..t + 1)),
                source: source.map(|told| text.bytes(told.speaker.clone())),
                weaknesses: self.weaknesses(meaning, raw),
            },
            reviewed: Reviewed::Unreviewed,
        }
    }

    /// Whether a place is only described (`rebel-held Sarha`): that is the outlet's own, but in quotation marks.
    /// `P is now rebel-held` says it.
    fn is_described(&self, row: &Row, raw: &Raw) -> bool {
        let described = raw.event == Event::Holds && raw.description && raw.side.is_some();
        let place = self.phrases[raw.place].to;
        let between = |c: &usize| row.chunks[*c].from >= place;
        let said = (0..raw.chunk).rev().take_while(between).any(|c| row.is_finite(c));
        described && !said && !self.quotations.hold(raw.trigger.0)
    }

    /// `X said planes hit P, which rebels took in 2014`: what is told of P in passing, long after, is the outlet's own.
    fn is_old_news(&self, row: &Row, raw: &Raw, told: &Attribution, dated: &Dated) -> bool {
        let place = self.phrases[raw.place].to;
        let between = (0..raw.chunk).rev().take_while(|&c| row.chunks[c].from >= place);
        let first = between.filter(|&c| row.kind(c) != ChunkKind::Comma).last();
        // "P, which rebels took", "P, taken by rebels"
        let passing = first.is_none_or(|c| row.kind(c) == ChunkKind::Relative) && place <= raw.trigger.0;
        let participle = || row.verb(raw.chunk).is_some_and(|verb| verb.bare);
        let described = passing && (first.is_some() || participle()) && told.words.end <= self.phrases[raw.place].from;
        described && self.dating.is_long_ago(dated) && !self.quotations.hold(raw.trigger.0)
    }

    /// Who says so.
    pub(super) fn told(&self, raw: &Raw) -> Option<&Attribution> {
        let told = self.told.get(raw.trigger.0).copied().flatten()?;
        Some(&self.attributions[told])
    }

    pub(super) fn place_reason(&self, meaning: &Meaning) -> String {
        match meaning.found {
            Found::Written => "place by exact name".to_owned(),
            Found::Plain => "place by name".to_owned(),
            Found::Part => "place as a part of a place named".to_owned(),
            Found::Anaphor => format!("place named before: {}", meaning.name),
            Found::Folded => "place by a like spelling".to_owned(),
            Found::Unknown => "place not in the gazetteer".to_owned(),
            Found::Ambiguous => "several places bear the name".to_owned(),
        }
    }

    pub(super) fn weaknesses(&self, meaning: &Meaning, raw: &Raw) -> Vec<Weakness> {
        let place = match meaning.found {
            Found::Written | Found::Plain => None,
            Found::Part => Some(Weakness::PlacePart),
            Found::Anaphor => Some(Weakness::PlaceBefore),
            Found::Folded => Some(Weakness::PlaceGuessed),
            Found::Unknown => Some(Weakness::PlaceUnknown),
            Found::Ambiguous => Some(Weakness::PlaceAmbiguous),
        };
        place.into_iter().chain(raw.pronoun.then_some(Weakness::Pronoun)).collect()
    }

    pub(super) fn claimed(&self, phrase: &Phrase, meaning: &Meaning) -> ClaimedPlace {
        let place = meaning.place.map(|p| &self.knowledge.gazetteer.places()[p as usize]);
        let candidates = meaning.candidates.iter().map(|(p, why)| {
            let place = &self.knowledge.gazetteer.places()[*p as usize];
            Candidate {
                id: place.id.clone(),
                name: place.name.clone(),
                kind: place.kind,
                point: place.point,
                why: why.clone(),
            }
        });
        ClaimedPlace {
            text: self.words.text.line(phrase.from.min(phrase.core.0)..phrase.to),
            name: meaning.name.clone(),
            id: place.map(|p| p.id.clone()),
            kind: meaning.kind,
            point: place.map(|p| p.point),
            candidates: candidates.collect(),
        }
    }

    /// The shortest run of words that covers trigger, place and agent.
    pub(super) fn quote(
        &self,
        sentence: &Sentence,
        raw: &Raw,
        phrase: &Phrase,
        side: Option<(usize, usize)>,
    ) -> Range<usize> {
        let inside = |t: usize| sentence.tokens().contains(&t);
        let (mut from, mut to) = (raw.trigger.0, raw.trigger.1);
        let mut cover = |a: usize, b: usize| {
            if inside(a) {
                from = from.min(a);
                to = to.max(b);
            }
        };
        cover(phrase.from, phrase.to);
        if let Some((a, b)) = side {
            cover(a, b);
        }
        self.words.text.bytes_with_marks(from..to.min(sentence.to as usize))
    }

    pub(super) fn id(&self, raw: &Raw, meaning: &Meaning, status: Status, quote: &Range<usize>) -> String {
        let mut hash = self.article_hash.clone();
        let side = raw.named.map_or("-", Side::key);
        let (event, status, start) = (raw.event.key(), status.key(), quote.start.to_string());
        for part in [meaning.name.as_str(), side, event, status, &start] {
            hash.update("|");
            hash.update(part);
        }
        hex(hash)
    }
}

/// Gives a claim that shares its id with one before it another: `the city and its surroundings`, told with the same
/// words from the same place on. Ids of claims that share none stay what they were in earlier versions.
pub(super) fn part_ids(claims: &mut [Claim]) {
    let mut met = FxHashSet::default();
    for claim in claims {
        while !met.insert(claim.id.clone()) {
            claim.id = hex(Sha256::new().chain_update(format!("{}|{}", claim.id, claim.quote.end)));
        }
    }
}

/// The first 48 bits of a hash.
fn hex(hash: Sha256) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let mut id = String::with_capacity(12);
    id.extend(hash.finalize().iter().take(6).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
    id
}

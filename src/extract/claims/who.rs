//! Who `they`, `it` and `we` are, and whose voice tells a claim.

use super::Reader;
use crate::claim::{Event, SourceKind};
use crate::extract::attribution::Attribution;
use crate::extract::chunks::{Kind as ChunkKind, Row};
use crate::extract::frames::Raw;
use crate::extract::lexicon::{Entry, Named, Shape, class};
use crate::extract::list;
use crate::extract::meaning::Found;
use crate::extract::sides::SidePhrase;
use crate::side::Side;

impl Reader<'_> {
    /// `The army took P, activists in Q said`: what names who says so is no place that it is said of.
    pub(super) fn is_of_speaker(&self, raw: &Raw) -> bool {
        let place = self.phrases[raw.place].core.0;
        // A text that has lost its commas runs a place and a speaker into one: a known place stays.
        if self.meanings[raw.place].as_ref().is_some_and(|meaning| meaning.found != Found::Unknown) {
            return false;
        }
        let after = self.attributions.partition_point(|told| told.words.start <= place);
        let holds = |told: &Attribution| told.speaker.contains(&place) && raw.trigger.0 < told.speaker.start;
        after.checked_sub(1).is_some_and(|at| holds(&self.attributions[at]))
    }

    /// Who `they` and `it` are: the last side before it in the sentence that no preposition governs,
    /// else the one that acted last.
    pub(super) fn antecedent(&self, row: &Row, raw: &Raw) -> Option<usize> {
        // `We took it, a rebel said`: who speaks. A spokesman without a side leaves it open.
        if self.is_we(row, raw) {
            return self.speaking_side(raw);
        }
        // `The next target is P, a rebel commander said`
        let aim = self.knowledge.lexicon.rules[raw.rule as usize].shape == Shape::Aim;
        let speaker = self.speaking_side(raw).filter(|_| aim && self.words.word(raw.trigger.0 - 1) == "next");
        if speaker.is_some() {
            return speaker;
        }
        // `P is its main stronghold`: of the one body named last, not of `the rebels`.
        let from = row.chunks.get(raw.chunk).map_or(raw.trigger.0, |chunk| chunk.from);
        if self.knowledge.lexicon.rules[raw.rule as usize].shape == Shape::Seat && self.words.word(from) == "its" {
            let sentence = self.words.text.sentence_of(from);
            let last = self.sides.partition_point(|side| side.from < from);
            let near = |side: &SidePhrase| self.words.text.sentence_of(side.from) + 2 >= sentence;
            let many = |side: &SidePhrase| {
                let last = side.to - 1;
                self.words.word(last).ends_with('s')
                    && self.words.text.tokens()[last].shape != crate::extract::sentence::Shape::Upper
            };
            let body = |side: &SidePhrase| !side.adjective && !side.arms && !many(side);
            return (0..last).rev().take_while(|&s| near(&self.sides[s])).find(|&s| body(&self.sides[s]));
        }
        if let Some(subject) = self.subject_of_saying(row, raw) {
            return Some(subject);
        }
        // `They were pounded while trying to enter P`: those whom the one that acted last has hit.
        let they = (0..raw.chunk).find(|&c| row.kind(c) == ChunkKind::Pronoun);
        let hit = they.and_then(|c| row.verb(c + 1)).filter(|verb| verb.passive).and_then(|verb| verb.lemma);
        let lexicon = &self.knowledge.lexicon;
        if hit.is_some_and(|lemma| {
            let strikes = |rule: u16| lexicon.rules[rule as usize].event == Event::Strikes;
            lexicon.rules_of(lemma).iter().any(|(rule, _)| strikes(*rule))
        }) {
            return None;
        }
        let (mut free, mut governed, mut arms, mut owner) = (None, None, None, None);
        let mut suffers = false;
        let subject = (0..raw.chunk).rev().find(|&c| matches!(row.kind(c), ChunkKind::Pronoun | ChunkKind::Noun));
        let pronoun = subject.is_some_and(|c| row.kind(c) == ChunkKind::Pronoun);
        for c in 0..raw.chunk.min(row.chunks.len()) {
            if let ChunkKind::Side(s) = row.kind(c) {
                // `attacked government positions and took P`: whose they were, not who acts.
                let owns = matches!(row.kind(c + 1), ChunkKind::Noun | ChunkKind::Place(_))
                    && !self.words.is(row.chunks[c + 1].to - 1, class::FORCE)
                    && row.chunks[c + 1].from == self.sides[s].to;
                if self.sides[s].adjective || owns {
                    continue;
                }
                // `attacked the army's lines and they took P`; but `the army's claim that they took P`
                if pronoun && row.kind(c + 1) == ChunkKind::Possessive && !self.is_saying(row, c + 2) {
                    owner = Some(s);
                    continue;
                }
                // `rebels seized two army tanks after they captured P`
                if self.sides[s].arms {
                    arms = Some(s);
                } else if c > 0 && row.kind(c - 1) == ChunkKind::Prep {
                    governed = Some(s);
                    suffers = matches!(self.words.word(row.chunks[c - 1].from), "by" | "from" | "against" | "of");
                } else {
                    free = Some(s);
                }
            }
        }
        // `Daesh ... as they advance`: many are the nearest named, one is the one that acts.
        let they = (0..raw.chunk).rev().find(|&c| row.kind(c) == ChunkKind::Pronoun);
        let they = they.is_some_and(|c| self.words.word(row.chunks[c].from) == "they");
        // `S took P from S2, and by nightfall they had Q`: S.
        let nearest = if they && !suffers { free.max(governed) } else { free.or(governed) };
        // `P is ours, a rebel said`: nobody acted before who speaks.
        let before = self.last_agent.filter(|_| self.party(row, raw).is_none());
        nearest.or(arms).or(owner).or(before).or_else(|| self.speaking_side(raw))
    }

    /// Whether a chunk ends in a noun of saying: `claim`, `allegation`.
    pub(super) fn is_saying(&self, row: &Row, chunk: usize) -> bool {
        row.chunks.get(chunk).is_some_and(|c| self.words.is_in(c.to - 1, list::REPORTS_OF))
    }

    /// `Rebels disputed the army's account, saying they held P`: whom the sentence opens with.
    pub(super) fn subject_of_saying(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let pronoun = (0..raw.chunk).rev().find(|&c| row.kind(c) == ChunkKind::Pronoun)?;
        let saying = row.verb(pronoun.checked_sub(1)?)?;
        let says = saying.lemma.is_some_and(|lemma| self.words.lexicon.lemma(lemma) == "say") && saying.ing;
        match row.kind(0) {
            ChunkKind::Side(side) if says && !self.sides[side].adjective => Some(side),
            _ => None,
        }
    }

    /// `We took it`, `Our forces hold it`, `It is ours`: who speaks.
    pub(super) fn is_we(&self, row: &Row, raw: &Raw) -> bool {
        let first = |c: usize| self.words.word(row.chunks[c].from);
        let pronoun = (0..raw.chunk.min(row.chunks.len())).rev().find(|&c| match row.kind(c) {
            ChunkKind::Pronoun => true,
            ChunkKind::Noun => matches!(first(c), "our" | "their" | "its"),
            _ => false,
        });
        self.words.word(raw.trigger.0) == "ours"
            || self.is_aim_of_nobody(row, raw)
            || pronoun.is_some_and(|c| matches!(first(c), "we" | "our" | "us"))
    }

    /// `The next target is P`: whose it is only the speaker shows.
    pub(super) fn is_aim_of_nobody(&self, row: &Row, raw: &Raw) -> bool {
        let aim = self.knowledge.lexicon.rules[raw.rule as usize].shape == Shape::Aim;
        let from = row.chunks.get(raw.chunk).map_or(raw.trigger.0, |chunk| chunk.from).saturating_sub(1);
        let owned = |t: usize| matches!(self.words.word(t), "their" | "its" | "our" | "his" | "'s");
        aim && !(from..raw.trigger.0).any(owned)
    }

    /// The side of a party that tells of itself: `Jaish al-Fatah's media arm said it had withdrawn`.
    pub(super) fn party(&self, row: &Row, raw: &Raw) -> Option<Side> {
        let last = (0..raw.chunk.min(row.chunks.len())).rev().find(|&c| row.kind(c) == ChunkKind::Pronoun)?;
        if self.words.word(row.chunks[last].from) != "it" {
            return None;
        }
        match self.told(raw)?.source.kind {
            SourceKind::State => Some(Side::Government),
            SourceKind::Rebel => Some(Side::Opposition),
            _ => None,
        }
    }

    /// The side whose voice tells of a claim, by the speaker's name: `an SDF spokesman`.
    pub(super) fn spoke(&self, raw: &Raw) -> Option<Side> {
        self.told(raw)?.speaker.clone().find_map(|t| match self.words.name_at(t)?.entry {
            Entry::Side(Named::Side(side), ..) => Some(side),
            _ => None,
        })
    }

    /// The side of whoever says it; of `a military officer with the rebels` the rebels'.
    pub(super) fn speaking_side(&self, raw: &Raw) -> Option<usize> {
        let speaker = &self.told(raw)?.speaker;
        let after = self.sides.partition_point(|side| side.from < speaker.end);
        after.checked_sub(1).filter(|&side| self.sides[side].to > speaker.start)
    }

    /// `Moscow said its jets bombed P`, `none of our planes bombed P, the army said`: the speaker's own.
    pub(super) fn owner_of_arms(&self, row: &Row, raw: &Raw) -> Option<usize> {
        row.verb(raw.chunk)?;
        let arms = row.chunks.get(raw.chunk.checked_sub(1)?).filter(|chunk| chunk.kind == ChunkKind::Noun)?;
        let own = matches!(self.words.word(arms.from), "its" | "their" | "our");
        own.then(|| self.speaking_side(raw)).flatten()
    }
}

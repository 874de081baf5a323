//! Who `they`, `it` and `we` are, and whose voice tells a claim.

use super::Reader;
use crate::claim::{Event, SourceKind};
use crate::extract::attribution::Attribution;
use crate::extract::chunks::{Kind as ChunkKind, Row};
use crate::extract::frames::{Raw, enemy};
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
            return self.last_body(from, 2, false);
        }
        // `The group still holds P`
        if let Some(body) = self.body_meant(row, raw) {
            return Some(body);
        }
        if let Some(subject) = self.subject_of_saying(row, raw) {
            return Some(subject);
        }
        // `They were pounded while trying to enter P`: those whom the one that acted last has hit.
        let they = (0..raw.chunk).find(|&c| row.kind(c) == ChunkKind::Pronoun);
        let hit = they.and_then(|c| row.verb(c + 1)).filter(|verb| verb.passive).and_then(|verb| verb.lemma);
        let lexicon = &self.knowledge.lexicon;
        if lexicon.has_rule(hit, |rule| rule.event == Event::Strikes) {
            return None;
        }
        let (mut free, mut governed, mut arms, mut owner) = (None, None, None, None);
        let mut suffers = false;
        let subject = (0..raw.chunk).rev().find(|&c| matches!(row.kind(c), ChunkKind::Pronoun | ChunkKind::Noun));
        let pronoun = subject.is_some_and(|c| row.kind(c) == ChunkKind::Pronoun);
        let own_men =
            subject.is_some_and(|c| matches!(self.words.word(row.chunks[c].from), "his" | "her" | "their" | "they"));
        for c in 0..raw.chunk.min(row.chunks.len()) {
            if let ChunkKind::Side(s) = row.kind(c) {
                // `attacked government positions and took P`: whose they were, not who acts.
                let owns = matches!(row.kind(c + 1), ChunkKind::Noun | ChunkKind::Place(_))
                    && !self.words.is(row.chunks[c + 1].to - 1, class::FORCE)
                    && row.chunks[c + 1].from == self.sides[s].to;
                // `A rebel commander said his men had taken P`
                let speaks =
                    own_men && owns && self.words.is(row.chunks[c + 1].to - 1, class::NOT_SIDE | class::PEOPLE);
                if speaks && row.verb(c + 2).is_some() {
                    owner = Some(s);
                }
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
        // `"They have taken P," a rebel said`: the others.
        if nearest.is_none() && self.others(row, raw).is_some() {
            let speaks = self.speaks(raw);
            return self.last_agent.filter(|&side| self.sides[side].side != speaks);
        }
        if let Some(main) = self.subject_after_clause(row, raw).filter(|_| nearest.or(arms).or(owner).is_none()) {
            return Some(main);
        }
        // `P is ours, a rebel said`: nobody acted before who speaks.
        let before = self.last_agent.filter(|_| self.party(row, raw).is_none());
        nearest.or(arms).or(owner).or(before).or_else(|| self.speaking_side(raw))
    }

    /// `If they hold P, the rebels will`, `When it left P, the army burned`: who the clause after the comma is about,
    /// unless it only answers with arms.
    fn subject_after_clause(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let opens = row.kind(0) == ChunkKind::Clause && row.kind(1) == ChunkKind::Pronoun;
        let comma = (raw.chunk..row.chunks.len()).find(|&c| row.kind(c) == ChunkKind::Comma).filter(|_| opens)?;
        let ChunkKind::Side(side) = row.kind(comma + 1) else { return None };
        let light = |c: &usize| matches!(row.kind(*c), ChunkKind::Adverb | ChunkKind::Time);
        let verb = row.verb((comma + 2..row.chunks.len()).find(|c| !light(c))?)?;
        let lexicon = &self.knowledge.lexicon;
        let answers = lexicon.has_rule(verb.lemma, |rule| matches!(rule.event, Event::Strikes | Event::Fights));
        (!self.sides[side].adjective && !answers && !verb.passive).then_some(side)
    }

    /// The one body named last before a token, at most so many sentences back: `IS`, not `the rebels`; or the last group.
    fn last_body(&self, token: usize, reach: usize, group: bool) -> Option<usize> {
        let sentence = self.words.text.sentence_of(token);
        let last = self.sides.partition_point(|side| side.from < token);
        let near = |side: &SidePhrase| self.words.text.sentence_of(side.from) + reach >= sentence;
        let many = |side: &SidePhrase| {
            let last = side.to - 1;
            self.words.word(last).ends_with('s')
                && self.words.text.tokens()[last].shape != crate::extract::sentence::Shape::Upper
        };
        // `an attack on FSA positions`: whose they are.
        let owner = |side: &SidePhrase| self.words.is_in(side.to, list::POSTS);
        // An army of a state is no group.
        let state = |side: &SidePhrase| {
            side.side == Some(Side::Government) && !self.words.any_in(side.from..side.to, list::MILITIAS)
        };
        let body =
            |side: &SidePhrase| !(side.adjective || side.arms || many(side) || owner(side) || group && state(side));
        (0..last).rev().take_while(|&s| near(&self.sides[s])).find(|&s| body(&self.sides[s]))
    }

    /// Whom `the group` right before a verb means.
    fn body_meant(&self, row: &Row, raw: &Raw) -> Option<usize> {
        // `the group regained control`: over the verb of the noun.
        let light = |c: usize| {
            matches!(row.kind(c), ChunkKind::Adverb | ChunkKind::Time)
                || c + 1 == raw.chunk && matches!(row.kind(c), ChunkKind::Verb(_))
        };
        let subject = (0..raw.chunk.min(row.chunks.len())).rev().find(|&c| !light(c))?;
        let chunk = row.chunks[subject];
        let one = chunk.kind == ChunkKind::Noun
            && matches!(self.words.word(chunk.from), "the" | "this")
            && chunk.to == chunk.from + 2
            && self.words.is_in(chunk.to - 1, list::BODIES);
        // `A Kurdish-led alliance took P. ... The alliance`
        let last = self.sides.partition_point(|side| side.from < chunk.from);
        let noun = |s: &usize| {
            !self.sides[*s].adjective && self.words.id(self.sides[*s].to - 1) == self.words.id(chunk.to - 1)
        };
        let same = (last.saturating_sub(8)..last).rev().find(noun).filter(|_| one);
        same.or_else(|| one.then(|| self.last_body(chunk.from, 4, true)).flatten())
    }

    /// The party of the sentence, or else who speaks, that is not this one's side.
    pub(super) fn other_party(&self, row: &Row, raw: &Raw, not: usize) -> Option<Side> {
        let other = |&side: &Side| Some(side) != self.sides[not].side;
        let named = row.chunks[..raw.chunk.min(row.chunks.len())].iter().rev().find_map(|chunk| match chunk.kind {
            ChunkKind::Side(s) if !self.sides[s].adjective => self.sides[s].side.filter(other),
            _ => None,
        });
        named.or_else(|| {
            self.speaking_side(raw).and_then(|s| self.sides[s].side).or_else(|| self.spoke(raw)).filter(other)
        })
    }

    /// The side of who speaks.
    pub(super) fn speaks(&self, raw: &Raw) -> Option<Side> {
        self.speaking_side(raw).and_then(|side| self.sides[side].side).or_else(|| self.spoke(raw))
    }

    /// Who `they` are in what a party is quoted to say: `"They have taken P," a rebel said`.
    pub(super) fn others(&self, row: &Row, raw: &Raw) -> Option<Side> {
        let they = (0..raw.chunk.min(row.chunks.len())).rev().find(|&c| row.kind(c) == ChunkKind::Pronoun)?;
        let quoted = (row.kind(0) == ChunkKind::Quote || self.goes_on_from_we(row))
            && self.words.word(row.chunks[they].from) == "they";
        self.speaks(raw).filter(|_| quoted).and_then(enemy)
    }

    /// `We hold P. They hold Q`: the sentence before is about who speaks.
    fn goes_on_from_we(&self, row: &Row) -> bool {
        const OPENING: usize = 4;
        let Some(first) = row.chunks.first() else { return false };
        let Some(before) = self.words.text.sentence_of(first.from).checked_sub(1) else { return false };
        let from = self.words.text.sentences()[before].tokens();
        let said = from.clone().rev().find(|&t| self.words.word(t) == ":").map_or(from.start, |colon| colon + 1);
        (said..from.end.min(said + OPENING)).any(|t| matches!(self.words.word(t), "we" | "our"))
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
        let owned = raw.trigger.0.checked_sub(1).map_or("", |t| self.words.word(t));
        // `under the control of our forces`
        let of_ours = self.words.word(raw.trigger.1) == "of" && self.words.word(raw.trigger.1 + 1) == "our";
        self.words.word(raw.trigger.0) == "ours"
            || (matches!(owned, "our" | "my") || of_ours)
                && self.knowledge.lexicon.rules[raw.rule as usize].shape == Shape::Under
            || self.are_speakers_men(row, raw)
            || self.is_aim_of_nobody(row, raw)
            || pronoun.is_some_and(|c| matches!(first(c), "we" | "our" | "us"))
    }

    /// `Rebel officials said their men still held P`: their own, with no other party between.
    fn are_speakers_men(&self, row: &Row, raw: &Raw) -> bool {
        let clause = 0..raw.chunk.min(row.chunks.len());
        let men = clause.clone().rev().find(|&c| matches!(row.kind(c), ChunkKind::Noun | ChunkKind::Pronoun));
        let Some(men) = men.filter(|&c| row.kind(c) == ChunkKind::Noun).map(|c| row.chunks[c]) else { return false };
        let own = matches!(self.words.word(men.from), "their" | "his" | "her" | "its")
            && self.words.is(men.to - 1, class::FORCE);
        let said_before = self.told(raw).is_some_and(|told| told.speaker.start < men.from);
        let other = |c: usize| matches!(row.kind(c), ChunkKind::Side(side) if !self.sides[side].adjective);
        own && said_before && !clause.into_iter().any(other) && self.spoke(raw).is_some()
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
        let speaker = self.told(raw)?.speaker.clone();
        // `rebel spokesman Y told`: the title before the name.
        let titled = speaker.start > 1 && self.words.is(speaker.start - 1, class::NOT_SIDE | class::PEOPLE);
        let from = if titled { speaker.start - 2 } else { speaker.start };
        let side_in = |mut tokens: std::ops::Range<usize>| {
            tokens.find_map(|t| match self.words.name_at(t)?.entry {
                Entry::Side(Named::Side(side), ..) => Some(side),
                _ => None,
            })
        };
        // `he added`: who spoke before.
        let source = &self.told(raw)?.source;
        let before = || {
            let earlier = self.attributions.iter().rev().filter(|told| told.speaker.end <= speaker.start);
            let phrase = |told: &Attribution| self.side_of_speaker(told).and_then(|side| self.sides[side].side);
            let same = earlier.filter(|told| told.source.name == source.name);
            same.into_iter().find_map(|told| phrase(told).or_else(|| side_in(told.speaker.clone())))
        };
        side_in(from..speaker.end).or_else(before)
    }

    /// The side of whoever says it; of `a military officer with the rebels` the rebels'.
    pub(super) fn speaking_side(&self, raw: &Raw) -> Option<usize> {
        self.side_of_speaker(self.told(raw)?)
    }

    fn side_of_speaker(&self, told: &Attribution) -> Option<usize> {
        let speaker = &told.speaker;
        let after = self.sides.partition_point(|side| side.from < speaker.end);
        // `Y of the Nusra Front`
        let of = |&side: &usize| {
            let from = self.sides.get(side).map_or(usize::MAX, |side| side.from);
            let end = speaker.end;
            let of =
                matches!(self.words.word(end), "of" | "from" | "with" | "for") && (from == end + 1 || from == end + 2);
            // `Y, a commander of the Nusra Front`
            let aside = || {
                let small = |t: usize| {
                    self.words.is(t, class::NOT_SIDE | class::PEOPLE | class::DET | class::FORMER)
                        || matches!(
                            self.words.word(t),
                            "," | "of" | "for" | "in" | "with" | "head" | "chief" | "senior" | "deputy" | "field"
                        )
                };
                self.words.word(end) == "," && from <= end + 7 && (end..from).all(small)
            };
            of || aside()
        };
        // `an IS statement`
        let whose = |side: &SidePhrase| side.to == speaker.start && speaker.len() == 1;
        let names = |&side: &usize| self.sides[side].to > speaker.start || whose(&self.sides[side]);
        after.checked_sub(1).filter(names).or_else(|| Some(after).filter(of))
    }

    /// `Moscow said its jets bombed P`, `none of our planes bombed P, the army said`: the speaker's own.
    pub(super) fn owner_of_arms(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let own = |c: usize| {
            row.kind(c) == ChunkKind::Noun && matches!(self.words.word(row.chunks[c].from), "its" | "their" | "our")
        };
        let subject = raw.chunk.checked_sub(1).filter(|&c| row.verb(raw.chunk).is_some() && own(c));
        // `Russia said its jets had covered the troops, carrying out strikes on P`
        let aside = || {
            let same = |&c: &usize| !matches!(row.kind(c), ChunkKind::Clause | ChunkKind::Relative);
            let ing = (0..=raw.chunk)
                .rev()
                .find(|&c| row.verb(c).is_some())
                .filter(|&c| row.verb(c).is_some_and(|v| v.ing))?;
            let arms = |c: &usize| own(*c) && self.words.is(row.chunks[*c].to - 1, class::ARMS);
            (0..ing).rev().take_while(same).find(arms)
        };
        subject.or_else(aside).and_then(|_| self.speaking_side(raw))
    }
}

//! The whole reading of one article, from its text to finished claims.

use super::attribution::{self, Attribution, Spoken};
use super::chunks::{Kind as ChunkKind, Row, Start};
use super::confidence;
use super::context;
use super::dating::{Asked, Dated, Dating};
use super::frames::{Before, Raw, Scene};
use super::lexicon::{Entry, Named, Shape, class};
use super::list;
use super::meaning::{self, Found, Meaning};
use super::means::{self, Means};
use super::named_later::{self, Named as NamedLater, Stood};
use super::places::{self, Phrase, What, wider};
use super::sentence::{Sentence, Text};
use super::sides::{self, SidePhrase};
use super::status::{self, Verdict};
use super::when::TimePhrase;
use super::words::Words;
use super::{Extracted, Knowledge, answers, repeats, takers};
use crate::article::{Article, Role};
use crate::claim::{
    Candidate, Claim, ClaimedPlace, Event, Extent, Note, NoteKind, Reviewed, SourceKind, Status, Trace, Weakness, When,
};
use crate::side::Side;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// Reads an article.
pub fn read(article: &Article, knowledge: &Knowledge) -> Extracted {
    let text = Text::new(&article.text, &article.parts);
    let words = Words::new(&text, &knowledge.lexicon);
    let sides = sides::find(&words);
    let gazetteer = &knowledge.gazetteer;
    let phrases = places::find(&words, &sides);
    let meanings = meaning::find(&words, &phrases, gazetteer);
    let times = knowledge.times.phrases(&words, article.published.span);
    let spoken = Spoken::new(&words, &knowledge.speakers);
    let attributions = attribution::attributions(&spoken);
    let mut reader = Reader {
        knowledge,
        words: &words,
        sides: &sides,
        phrases: &phrases,
        meanings: &meanings,
        times: &times,
        dating: Dating::new(&words, &times, article.published.span),
        attributions: &attributions,
        told: attribution::of_tokens(&attributions, words.count()),
        article_hash: Sha256::new().chain_update(&article.sha256).chain_update(format!("|{}|", article.id)),
        noted: FxHashSet::default(),
        extracted: Extracted::default(),
        last_agent: None,
        before: Before::default(),
        unnamed: Vec::new(),
        near: Vec::new(),
        stood: Vec::new(),
        incidents: Vec::new(),
    };
    reader.read();
    reader.name_described();
    let mut extracted = reader.extracted;
    takers::name(&mut extracted.claims, &reader.near);
    let said = context::Said::of(&words, &sides);
    context::settle(&mut extracted.claims, &said, &article.text, gazetteer);
    answers::add(&mut extracted.claims, &words, &sides, &attributions, &spoken);
    repeats::fold(&mut extracted.claims, &article.parts);
    confidence::set(&mut extracted.claims, &knowledge.rule_stats);
    extracted
}

/// Why a saying without a place gives no mark.
const NOWHERE: &str = "no place is named that it could be drawn at";

struct Reader<'a> {
    knowledge: &'a Knowledge,
    words: &'a Words<'a>,
    sides: &'a [SidePhrase],
    phrases: &'a [Phrase],
    meanings: &'a [Option<Meaning>],
    times: &'a [TimePhrase],
    dating: Dating<'a>,
    attributions: &'a [Attribution],
    /// For each token: the attribution it is put down to.
    told: Vec<Option<usize>>,
    /// The hash that the claims' ids go on from. Reprints of one text are articles of their own, and so are their
    /// claims.
    article_hash: Sha256,
    /// What was noted at which byte.
    noted: FxHashSet<(NoteKind, Range<usize>, String)>,
    extracted: Extracted,
    /// The side phrase that acted last.
    last_agent: Option<usize>,
    /// What the sentences before told of strikes and attacks.
    before: Before,
    /// Claims of the sentence before at places it only counts: `nine villages`.
    unnamed: Vec<(Raw, Verdict)>,
    /// For each claim: the sides about it, where it names none.
    near: Vec<takers::Near>,
    /// For each claim: where its place stands.
    stood: Vec<Stood>,
    /// What is told at places that are described, not named: the phrase, the event.
    incidents: Vec<(usize, Event)>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut starts = vec![Start::Nothing; self.words.count()];
        for phrase in self.times {
            starts[phrase.tokens.start] = Start::Time(phrase.tokens.end as u32);
        }
        for (i, phrase) in (0..).zip(self.sides) {
            starts[phrase.from] = Start::Side(i);
        }
        for (i, phrase) in (0..).zip(self.phrases) {
            starts[phrase.from] = Start::Place(i);
        }
        let told = |sentence: &&Sentence| !matches!(sentence.role, Role::Boilerplate | Role::Dateline);
        let sentences = self.words.text.sentences().iter().filter(told);
        // First all rows, then all claims: each is much code, which the processor keeps at hand only for itself.
        let rows = sentences.map(|s| (s, Row::new(self.words, s, self.phrases, self.sides, &starts)));
        for (sentence, row) in rows.collect::<Vec<_>>() {
            self.sentence(sentence, &row);
        }
    }

    fn sentence(&mut self, sentence: &Sentence, row: &Row) {
        let scene = Scene {
            words: self.words,
            row,
            places: self.phrases,
            sides: self.sides,
            meanings: self.meanings,
            before: self.before,
        };
        let mut raws = scene.claims();
        let mut extra = Vec::new();
        let mut verdicts: Vec<Verdict> = Vec::with_capacity(raws.len());
        let losers: Vec<(usize, usize)> = raws
            .iter()
            .filter(|raw| raw.event == Event::Loses)
            .filter_map(|raw| Some((raw.place, raw.side?)))
            .collect();
        for raw in &mut raws {
            let mut verdict = status::verdict(self.words, row, raw);
            // `prevented rebels from taking P`: rebels would have taken it.
            if let Some(kept) = self.kept_from(row, raw).filter(|_| verdict.failed) {
                raw.side = Some(kept);
                raw.named = self.sides[kept].side;
            }
            if raw.event == Event::Strikes
                && raw.side.is_none()
                && let Some(owner) = self.owner_of_arms(row, raw)
            {
                raw.side = Some(owner);
                raw.named = self.sides[owner].side;
            }
            // `The army shelled P. Q was also hit.`
            if raw.event == Event::Strikes
                && raw.side.is_none()
                && raw.named.is_none()
                && !raw.pronoun
                && self.is_one_more(row, raw)
            {
                raw.named = self.before.striker;
            }
            // Who no longer holds a place has lost it.
            if raw.event == Event::Holds && verdict.is_over(self.words) {
                raw.event = Event::Loses;
                verdict = Verdict { status: Status::Reported, ..verdict };
            }
            // A foiled attack is an attack (claims.md 4).
            if raw.event == Event::Fights && verdict.status != Status::Reported && verdict.is_attempt(self.words) {
                verdict = Verdict { status: Status::Reported, cue: None, failed: true, attempt: None };
            }
            let unable = verdict.attempt.is_some_and(|t| self.words.word(t) == "unable");
            if raw.event == Event::Advances && verdict.failed && !unable && !self.is_arrival(raw) {
                raw.event = Event::Fights;
                verdict.status = Status::Reported;
            }
            // `have lost land in P that they controlled`: who lost it held it.
            let loser = losers.iter().find(|(place, _)| *place == raw.place).map(|&(_, side)| side);
            let loser = loser.filter(|_| raw.event == Event::Holds);
            if raw.pronoun
                && let Some(agent) = loser.or_else(|| self.antecedent(row, raw))
            {
                raw.side = Some(agent);
                raw.named = self.sides[agent].side;
            } else if raw.pronoun {
                raw.named = if self.is_we(row, raw) { self.spoke(raw) } else { self.party(row, raw) };
            }
            if let Some(attempt) = verdict.attempt.filter(|_| {
                (raw.event == Event::Captures || self.breaks_siege(raw)) && verdict.status != Status::Reported
            }) && !self.is_attack_planned(row, attempt)
            {
                extra.extend(self.attempt(raw, attempt, verdict.failed));
            }
            verdicts.push(verdict);
        }
        let attacker = OnceCell::new();
        for raw in raws.iter_mut().filter(|raw| raw.event == Event::Fights && raw.named.is_none() && !raw.pronoun) {
            let rule = self.knowledge.lexicon.rules[raw.rule as usize].id.as_str();
            if rule != "fight-verb" {
                raw.named = *attacker.get_or_init(|| scene.attacker_told());
            }
            // `The assault began on Sunday and is targeting P`: of whoever the sentence before says attacks.
            let pointed = self.words.word(row.chunks[raw.chunk].from) == "the";
            if rule == "attack-noun" && pointed {
                raw.named = raw.named.or(self.before.attacker);
            }
        }
        self.name_after(sentence, &scene, row);
        self.keep_unnamed(&mut raws, &mut verdicts);
        // An attack that has its own claim at the place needs no second one.
        extra.retain(|fight: &Raw| !raws.iter().any(|raw| raw.event == Event::Fights && raw.place == fight.place));
        let count = raws.len();
        for _ in &extra {
            verdicts.push(Verdict { status: Status::Reported, cue: None, failed: false, attempt: None });
        }
        raws.extend(extra);
        let mut order: Vec<usize> = (0..raws.len()).collect();
        order.sort_by_key(|&i| (raws[i].trigger.0, i));
        for i in order {
            if i < count && self.outdone(&raws, i, &verdicts) || self.is_of_speaker(&raws[i]) {
                continue;
            }
            self.finish(sentence, row, &raws[i], &verdicts[i]);
            if let Some(side) = raws[i].side.filter(|_| !raws[i].description) {
                self.last_agent = Some(side);
            }
        }
        self.remember_subject(row);
        let striker = scene.striker_told();
        let named = scene.tells_of_strike();
        self.remember_events(&raws, striker, named);
        let fought = raws.iter().rfind(|raw| raw.event == Event::Fights && !raw.pronoun).and_then(|raw| raw.named);
        self.before.attacker = attacker.get_or_init(|| scene.attacker_told()).or(fought);
    }

    /// Whether a strike is told as one more of those before: `Q was also hit`, `another shell landed`.
    fn is_one_more(&self, row: &Row, raw: &Raw) -> bool {
        let clause = (0..raw.chunk).rev().find(|&c| row.kind(c) == ChunkKind::Clause).map_or(0, |c| c + 1);
        let from = row.chunks.get(clause).map_or(raw.trigger.0, |chunk| chunk.from);
        let words = from..raw.trigger.1;
        // A bomb that somebody laid is nobody else's shell.
        let told = self.words.text.raw(words.clone());
        // `Air strikes also hit Q`: nobody's (claims.md 10).
        let strike = |c: usize| {
            row.kind(c) == ChunkKind::Noun
                && self.words.noun_at(row.chunks[c].to - 1).is_some()
                && !self.words.is(row.chunks[c].to - 1, class::ARMS)
        };
        if raw.chunk.checked_sub(1).is_some_and(strike) || raw.chunk.checked_sub(2).is_some_and(strike) {
            return false;
        }
        let flies = self.before.striker == Some(Side::Government);
        words.into_iter().any(|t| matches!(self.words.word(t), "also" | "another" | "others"))
            && match means::of(told) {
                Means::Bomb => false,
                Means::Air => flies,
                _ => true,
            }
    }

    /// Whom a verb keeps from what it told of: `rebels` in `prevented rebels from taking P`.
    fn kept_from(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let from = raw.chunk.checked_sub(1).filter(|&c| self.words.word(row.chunks[c].from) == "from")?;
        match row.kind(from.checked_sub(1)?) {
            ChunkKind::Side(side) => Some(side),
            _ => None,
        }
    }

    /// `nine villages` were taken; this sentence names them: `Among them are A and B`.
    fn name_after(&mut self, sentence: &Sentence, scene: &Scene<'_>, row: &Row) {
        let unnamed = std::mem::take(&mut self.unnamed);
        let Some((chunk, places)) = scene.named_after().filter(|_| !unnamed.is_empty()) else { return };
        let verb = row.chunks[chunk];
        for (raw, verdict) in &unnamed {
            for &(place, extent) in &places {
                let raw = Raw { place, extent, chunk, trigger: (verb.from, verb.to), ..raw.clone() };
                self.finish(sentence, row, &raw, verdict);
            }
        }
    }

    /// Takes out the claims at `nine villages`; the next sentence may name them.
    fn keep_unnamed(&mut self, raws: &mut Vec<Raw>, verdicts: &mut Vec<Verdict>) {
        let mut kept = Vec::with_capacity(raws.len());
        let mut judged = Vec::with_capacity(raws.len());
        for (raw, verdict) in raws.drain(..).zip(verdicts.drain(..)) {
            if raw.event != Event::Holds && named_later::described(self.words, &self.phrases[raw.place]).is_some() {
                self.incidents.push((raw.place, raw.event));
            }
            let held = raw.description || self.meanings[raw.place].is_some();
            let waits = named_later::described(self.words, &self.phrases[raw.place]).is_some();
            let unnamed =
                self.phrases[raw.place].what == What::Unnamed && (!held || self.phrases[raw.place].held.is_empty());
            if unnamed && !waits {
                self.note(NoteKind::NoMark, &raw, NOWHERE);
                self.unnamed.push((raw, verdict));
            } else {
                kept.push(raw);
                judged.push(verdict);
            }
        }
        (*raws, *verdicts) = (kept, judged);
    }

    fn breaks_siege(&self, raw: &Raw) -> bool {
        raw.event == Event::Advances && self.knowledge.lexicon.rules[raw.rule as usize].id == "break-siege"
    }

    /// `are preparing an offensive to take P`: none has begun.
    fn is_attack_planned(&self, row: &Row, token: usize) -> bool {
        let before = row.chunk_of(token).and_then(|c| c.checked_sub(1)).and_then(|c| row.verb(c));
        before.and_then(|verb| verb.lemma).is_some_and(|lemma| {
            let lexicon = &self.knowledge.lexicon;
            lexicon.is_verb_in(lemma, list::UNREAL) && !lexicon.is_verb_in(lemma, list::TRYING)
        })
    }

    /// An aim to take, in a text that tells of the attack: the fight at the place.
    fn attempt(&self, raw: &Raw, token: usize, failed: bool) -> Option<Raw> {
        let rule = self.knowledge.lexicon.rules.iter().position(|r| r.id == "attack-noun")?;
        // `tried to take P but failed`
        let lexicon = &self.knowledge.lexicon;
        let tried = failed && self.words.forms(token).iter().any(|form| lexicon.is_verb_in(form.0, list::TRYING));
        let attack = self.words.is_in(token, list::FIGHTS) || tried;
        let noun = !attack && matches!(self.words.word(token), "aimed" | "designed" | "meant" | "aiming");
        let named = noun && self.words.any_in(token.saturating_sub(6)..token, list::AIMED);
        (attack || named).then(|| Raw {
            rule: rule as u16,
            event: Event::Fights,
            trigger: (token, token + 1),
            from: None,
            ..raw.clone()
        })
    }

    /// `failed to reach P` denies the arrival; `failed to advance on P` tells of a fight.
    fn is_arrival(&self, raw: &Raw) -> bool {
        self.words
            .forms(raw.trigger.0)
            .iter()
            .any(|f| matches!(self.knowledge.lexicon.lemma(f.0), "reach" | "approach" | "get"))
    }

    /// `The army took P, activists in Q said`: what names who says so is no place that it is said of.
    fn is_of_speaker(&self, raw: &Raw) -> bool {
        let place = self.phrases[raw.place].core.0;
        // A text that has lost its commas runs a place and a speaker into one: a known place stays.
        if self.meanings[raw.place].as_ref().is_some_and(|meaning| meaning.found != Found::Unknown) {
            return false;
        }
        let after = self.attributions.partition_point(|told| told.words.start <= place);
        let holds = |told: &Attribution| told.speaker.contains(&place) && raw.trigger.0 < told.speaker.start;
        after.checked_sub(1).is_some_and(|at| holds(&self.attributions[at]))
    }

    /// `captured` beats `advanced` for one side and place in one sentence.
    fn outdone(&self, raws: &[Raw], i: usize, verdicts: &[Verdict]) -> bool {
        let raw = &raws[i];
        let same = |other: &Raw| other.place == raw.place && (other.named == raw.named || raw.named.is_none());
        raws.iter().zip(verdicts).enumerate().any(|(k, (other, verdict))| {
            k != i
                && same(other)
                && verdict.status == verdicts[i].status
                && match raw.event {
                    Event::Loses => other.event == Event::Captures && raw.named.is_some() && other.from == raw.named,
                    // `entered P under a deal`
                    Event::Advances if other.event == Event::Captures => other.trigger == raw.trigger,
                    Event::Strikes | Event::Fights | Event::Besieges | Event::Advances => {
                        other.event == raw.event
                            && k < i
                            && other.trigger.0 < raw.trigger.1
                            && raw.trigger.0 < other.trigger.1
                    }
                    _ => false,
                }
        })
    }

    /// Who `they` and `it` are: the last side before it in the sentence that no preposition governs,
    /// else the one that acted last.
    fn antecedent(&self, row: &Row, raw: &Raw) -> Option<usize> {
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
                    && self.words.text.tokens()[last].shape != super::sentence::Shape::Upper
            };
            let body = |side: &SidePhrase| !side.adjective && !side.arms && !many(side);
            return (0..last).rev().take_while(|&s| near(&self.sides[s])).find(|&s| body(&self.sides[s]));
        }
        if let Some(subject) = self.subject_of_saying(row, raw) {
            return Some(subject);
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
    fn is_saying(&self, row: &Row, chunk: usize) -> bool {
        row.chunks.get(chunk).is_some_and(|c| self.words.is_in(c.to - 1, list::REPORTS_OF))
    }

    /// `Rebels disputed the army's account, saying they held P`: whom the sentence opens with.
    fn subject_of_saying(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let pronoun = (0..raw.chunk).rev().find(|&c| row.kind(c) == ChunkKind::Pronoun)?;
        let saying = row.verb(pronoun.checked_sub(1)?)?;
        let says = saying.lemma.is_some_and(|lemma| self.words.lexicon.lemma(lemma) == "say") && saying.ing;
        match row.kind(0) {
            ChunkKind::Side(side) if says && !self.sides[side].adjective => Some(side),
            _ => None,
        }
    }

    /// `We took it`, `Our forces hold it`, `It is ours`: who speaks.
    fn is_we(&self, row: &Row, raw: &Raw) -> bool {
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
    fn is_aim_of_nobody(&self, row: &Row, raw: &Raw) -> bool {
        let aim = self.knowledge.lexicon.rules[raw.rule as usize].shape == Shape::Aim;
        let from = row.chunks.get(raw.chunk).map_or(raw.trigger.0, |chunk| chunk.from).saturating_sub(1);
        let owned = |t: usize| matches!(self.words.word(t), "their" | "its" | "our" | "his" | "'s");
        aim && !(from..raw.trigger.0).any(owned)
    }

    /// The side of a party that tells of itself: `Jaish al-Fatah's media arm said it had withdrawn`.
    fn party(&self, row: &Row, raw: &Raw) -> Option<Side> {
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
    fn spoke(&self, raw: &Raw) -> Option<Side> {
        self.told(raw)?.speaker.clone().find_map(|t| match self.words.name_at(t)?.entry {
            Entry::Side(Named::Side(side), ..) => Some(side),
            _ => None,
        })
    }

    /// The side of whoever says it; of `a military officer with the rebels` the rebels'.
    fn speaking_side(&self, raw: &Raw) -> Option<usize> {
        let speaker = &self.told(raw)?.speaker;
        let after = self.sides.partition_point(|side| side.from < speaker.end);
        after.checked_sub(1).filter(|&side| self.sides[side].to > speaker.start)
    }

    /// `Moscow said its jets bombed P`, `none of our planes bombed P, the army said`: the speaker's own.
    fn owner_of_arms(&self, row: &Row, raw: &Raw) -> Option<usize> {
        row.verb(raw.chunk)?;
        let arms = row.chunks.get(raw.chunk.checked_sub(1)?).filter(|chunk| chunk.kind == ChunkKind::Noun)?;
        let own = matches!(self.words.word(arms.from), "its" | "their" | "our");
        own.then(|| self.speaking_side(raw)).flatten()
    }

    fn remember_events(&mut self, raws: &[Raw], striker: Option<Side>, strike_named: bool) {
        let last = |event: Event| raws.iter().rfind(|raw| raw.event == event).map(|raw| raw.place);
        let struck = last(Event::Strikes);
        self.before = Before {
            struck: struck.or(self.before.struck),
            attacked: last(Event::Fights).or(self.before.attacked),
            besieged: last(Event::Besieges).or(self.before.besieged),
            attacker: None,
            strike_just_told: struck.is_some(),
            strike_named,
            striker,
            strike_last: struck.is_some() || self.before.strike_last && last(Event::Fights).is_none(),
            captured: raws.iter().any(|raw| raw.event == Event::Captures),
        };
    }

    fn remember_subject(&mut self, row: &Row) {
        let first = row.chunks.iter().enumerate().find_map(|(c, chunk)| match chunk.kind {
            ChunkKind::Side(s) if (c == 0 || row.kind(c - 1) != ChunkKind::Prep) && !self.sides[s].adjective => Some(s),
            _ => None,
        });
        if let Some(side) = first {
            self.last_agent = Some(side);
        }
    }

    fn finish(&mut self, sentence: &Sentence, row: &Row, raw: &Raw, verdict: &Verdict) {
        // `P was lost on Sunday`: by whoever the article says had it.
        let lost = raw.event == Event::Loses && self.words.word(raw.trigger.0) == "lost";
        if raw.named.is_none() && !lost && matches!(raw.event, Event::Holds | Event::Loses | Event::Advances) {
            self.note(NoteKind::NoMark, raw, "nobody is named who does it");
            return;
        }
        if raw.event == Event::Loses && verdict.status == Status::Hypothetical && !self.is_planned(row, raw, verdict) {
            self.note(NoteKind::NoMark, raw, "a call to leave is no claim");
            return;
        }
        let phrase = &self.phrases[raw.place];
        let mut wanted = vec![raw.place];
        if let Some(meaning) = &self.meanings[raw.place] {
            wanted.extend(&meaning.others);
        }
        for place in wanted {
            let part = raw
                .part
                .and_then(|p| self.meanings[p].as_ref())
                .filter(|m| m.place.is_some() || m.found == Found::Unknown);
            let known = part.or(self.meanings[place].as_ref());
            // `a rebel-held town`: the sentences after may name it.
            let nameless = known.is_none();
            let waits = nameless && named_later::described(self.words, phrase).is_some();
            let blank = Meaning::blank();
            let Some(meaning) = known.or(waits.then_some(&blank)) else {
                self.note(NoteKind::NoMark, raw, NOWHERE);
                continue;
            };
            let meaning: &Meaning = &self.divided_whole(raw, meaning);
            let claim = self.claim(sentence, row, raw, verdict, place, meaning);
            match meaning.found {
                Found::Ambiguous => self.note_span(
                    NoteKind::AmbiguousPlace,
                    claim.trace.place.clone(),
                    format!("{} could be: {}", meaning.name, self.options(meaning)),
                ),
                Found::Unknown if !nameless => self.note_span(
                    NoteKind::UnknownPlace,
                    claim.trace.place.clone(),
                    format!("{} is not in the gazetteer", meaning.name),
                ),
                _ => {}
            }
            self.extracted.claims.push(claim);
            let side_of = |phrase: Option<usize>| phrase.and_then(|s| self.sides[s].side);
            self.near.push(takers::Near { acted: side_of(self.last_agent), spoke: self.spoke(raw) });
            self.stood.push(Stood { phrase: place, nameless });
        }
    }

    /// Gives what is said of `a rebel-held district` to the district that is named after it.
    fn name_described(&mut self) {
        let (words, phrases) = (self.words, self.phrases);
        let named = NamedLater { words, phrases, meanings: self.meanings, gazetteer: &self.knowledge.gazetteer };
        let claims = &mut self.extracted.claims;
        let stay = named.settle(claims, &self.stood, &self.incidents);
        for (claim, _) in claims.iter().zip(&stay).filter(|(claim, stays)| !**stays && claim.place.name.is_empty()) {
            let span = claim.trace.trigger.clone().unwrap_or(claim.quote.clone());
            self.extracted.notes.push(Note { kind: NoteKind::NoMark, span, says: NOWHERE.to_owned() });
        }
        let (mut of_claims, mut of_near) = (stay.iter(), stay.iter());
        claims.retain(|_| of_claims.next().is_none_or(|&stays| stays));
        self.near.retain(|_| of_near.next().is_none_or(|&stays| stays));
    }

    /// `is to withdraw`, `will leave`, `plans to hand over`: a plan of those who leave, and no call of others
    /// (claims.md 6).
    fn is_planned(&self, row: &Row, raw: &Raw, verdict: &Verdict) -> bool {
        let verb = row.verb(raw.chunk).is_some();
        let called = |t: usize| {
            self.words.forms(t).iter().any(|f| {
                let lemma = self.knowledge.lexicon.lemma(f.0);
                matches!(lemma, "call" | "urge" | "demand" | "ask" | "order" | "want" | "tell" | "warn" | "propose")
            })
        };
        verb && verdict.cue.is_some_and(|cue| {
            !called(cue)
                && (self.words.is(cue, class::MODAL | class::BE)
                    || self.words.forms(cue).iter().any(|f| {
                        matches!(
                            self.knowledge.lexicon.lemma(f.0),
                            "plan" | "agree" | "prepare" | "intend" | "expect" | "vow"
                        )
                    }))
        })
    }

    /// What is divided is the city, also where a part of it stands before `which is divided`.
    fn divided_whole<'m>(&self, raw: &Raw, meaning: &'m Meaning) -> Cow<'m, Meaning> {
        let split = self.knowledge.lexicon.rules[raw.rule as usize].shape == Shape::Split;
        let gazetteer = &self.knowledge.gazetteer;
        let sector =
            meaning.place.map(|p| &gazetteer.places()[p as usize]).filter(|p| p.kind == crate::place::Kind::Sector);
        let whole = sector
            .filter(|_| split && raw.part.is_none())
            .and_then(|p| p.parent.as_ref())
            .and_then(|id| gazetteer.index_of(id));
        match whole {
            Some(index) => {
                let place = &gazetteer.places()[index as usize];
                let (place, name, kind) = (Some(index), place.name.clone(), Some(place.kind));
                Cow::Owned(Meaning { place, name, kind, ..meaning.clone() })
            }
            None => Cow::Borrowed(meaning),
        }
    }

    fn options(&self, meaning: &Meaning) -> String {
        let names = meaning.candidates.iter().map(|(p, why)| {
            let place = &self.knowledge.gazetteer.places()[*p as usize];
            format!("{} ({}, {why})", place.name, place.kind.name())
        });
        names.collect::<Vec<_>>().join("; ")
    }

    fn note(&mut self, kind: NoteKind, raw: &Raw, says: &str) {
        let span = self.words.text.bytes(raw.trigger.0..raw.trigger.1);
        self.extracted.notes.push(Note { kind, span, says: says.to_owned() });
    }

    fn note_span(&mut self, kind: NoteKind, span: Option<Range<usize>>, says: String) {
        let span = span.unwrap_or(0..0);
        if self.noted.insert((kind, span.clone(), says.clone())) {
            self.extracted.notes.push(Note { kind, span, says });
        }
    }

    fn claim(
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
        let Dated { date, since, words: time } = self.dating.of(Asked { sentence, row, raw, verdict, told });
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
                text.raw(from..to.max(from + 1)).to_owned()
            }),
            event: raw.event,
            status: verdict.status,
            date,
            since,
            source: told.map(|told| told.source.clone()),
            from: raw.from,
            quote,
            sentence: text.bytes(sentence.tokens()),
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
                source: told.map(|told| text.bytes(told.speaker.clone())),
                weaknesses: self.weaknesses(meaning, raw),
            },
            reviewed: Reviewed::Unreviewed,
        }
    }

    /// Who says so; nobody where a place is only described (`rebel-held Sarha`): that is the outlet's own.
    fn told(&self, raw: &Raw) -> Option<&Attribution> {
        let trigger = raw.trigger.0;
        let described = raw.event == Event::Holds && self.words.text.tokens()[trigger].joined;
        let told = self.told.get(trigger).copied().flatten()?;
        Some(&self.attributions[told]).filter(|_| !described)
    }

    fn place_reason(&self, meaning: &Meaning) -> String {
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

    fn weaknesses(&self, meaning: &Meaning, raw: &Raw) -> Vec<Weakness> {
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

    fn claimed(&self, phrase: &Phrase, meaning: &Meaning) -> ClaimedPlace {
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
            text: self.words.text.raw(phrase.from.min(phrase.core.0)..phrase.to).to_owned(),
            name: meaning.name.clone(),
            id: place.map(|p| p.id.clone()),
            kind: meaning.kind,
            point: place.map(|p| p.point),
            candidates: candidates.collect(),
        }
    }

    /// The shortest run of words that covers trigger, place and agent.
    fn quote(&self, sentence: &Sentence, raw: &Raw, phrase: &Phrase, side: Option<(usize, usize)>) -> Range<usize> {
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
        self.words.text.bytes(from..to.min(sentence.to as usize))
    }

    fn id(&self, raw: &Raw, meaning: &Meaning, status: Status, quote: &Range<usize>) -> String {
        let mut hash = self.article_hash.clone();
        let side = raw.named.map_or("-", Side::key);
        let (event, status, start) = (raw.event.key(), status.key(), quote.start.to_string());
        for part in [meaning.name.as_str(), side, event, status, &start] {
            hash.update("|");
            hash.update(part);
        }
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
        let mut id = String::with_capacity(12);
        id.extend(hash.finalize().iter().take(6).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
        id
    }
}

/// Whether a phrase is no place a claim could be drawn at.
pub fn is_unnamed(phrase: &Phrase) -> bool {
    phrase.what == What::Unnamed || phrase.extent == Extent::Near && phrase.core.0 == phrase.core.1
}

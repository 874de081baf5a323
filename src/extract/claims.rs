//! The whole reading of one article, from its text to finished claims.
//!
//! Beside it: whose deed it is where none is [`named`], [`who`] `they`, `it` and `we` are, and how to [`build`] a claim.

mod build;
mod named;
mod who;

use super::apostrophes;
use super::attribution::{self, Attribution, Quotations, Spoken};
use super::chunks::{Chunk, Kind as ChunkKind, Row, Start};
use super::confidence;
use super::context;
use super::dating::Dating;
use super::frames::{Before, Raw, Scene};
use super::lexicon::{Shape, class};
use super::list::{self, List};
use super::meaning::{self, Found, Meaning};
use super::named_later::{self, Named as NamedLater, Stood};
use super::places::{self, Phrase, What};
use super::sentence::{Sentence, Text};
use super::sides::{self, SidePhrase};
use super::status::{self, Verdict};
use super::when::TimePhrase;
use super::words::Words;
use super::{Extracted, Knowledge, answers, repeats, takers};
use crate::article::{Article, Role};
use crate::claim::{Claim, Event, Extent, Note, NoteKind, Status};
use crate::side::Side;
use named::Parties;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// Reads articles together: one step after the other, each for all of them, while its code and its tables are at hand in
/// the processor's caches. What one says does not depend on the others.
pub fn read(articles: &[&Article], knowledge: &Knowledge) -> Vec<Extracted> {
    let (gazetteer, count) = (&knowledge.gazetteer, articles.len());
    let lost = |text: &Text<'_>, token: usize| apostrophes::has_lost_one(&knowledge.lexicon, text, token);
    let texts = each(count, |i| Text::restored(&articles[i].text, &articles[i].parts, lost));
    let words = each(count, |i| Words::new(&texts[i], &knowledge.lexicon));
    let sides = each(count, |i| sides::find(&words[i]));
    let phrases = each(count, |i| places::find(&words[i], &sides[i]));
    let meanings = each(count, |i| meaning::find(&words[i], &phrases[i], gazetteer));
    let times = each(count, |i| knowledge.times.phrases(&words[i], articles[i].published.span));
    let spoken = each(count, |i| Spoken::new(&words[i], &knowledge.speakers));
    let attributions = each(count, |i| attribution::attributions(&spoken[i]));
    let quotations = each(count, |i| Quotations::of(&texts[i]));
    let mut readers = each(count, |i| Reader {
        knowledge,
        words: &words[i],
        sides: &sides[i],
        phrases: &phrases[i],
        meanings: &meanings[i],
        times: &times[i],
        dating: Dating::new(&words[i], &times[i], articles[i].published.span, &attributions[i], &quotations[i]),
        attributions: &attributions[i],
        quotations: &quotations[i],
        told: attribution::of_tokens(&attributions[i], words[i].count()),
        article_hash: Sha256::new().chain_update(&articles[i].sha256).chain_update(format!("|{}|", articles[i].id)),
        noted: FxHashSet::default(),
        extracted: Extracted::default(),
        last_agent: None,
        before: Before::default(),
        silent: 0,
        unnamed: Vec::new(),
        told_last: None,
        near: Vec::new(),
        stood: Vec::new(),
        incidents: Vec::new(),
    });
    let rows = each(count, |i| readers[i].rows());
    let told = each(count, |i| readers[i].tell(&rows[i]));
    let mut read = each(count, |i| readers[i].finish_all(&told[i]));
    for (i, extracted) in read.iter_mut().enumerate() {
        takers::name(&mut extracted.claims, &readers[i].near, &knowledge.lexicon);
        let said = context::Said::of(&words[i], &sides[i]);
        context::settle(&mut extracted.claims, &said, &articles[i].text, knowledge);
        answers::add(&mut extracted.claims, &words[i], &sides[i], &attributions[i], &spoken[i]);
        repeats::fold(&mut extracted.claims, &articles[i].parts);
        build::part_ids(&mut extracted.claims);
        confidence::set(&mut extracted.claims, &knowledge.rule_stats);
    }
    read
}

fn each<T>(count: usize, step: impl FnMut(usize) -> T) -> Vec<T> {
    (0..count).map(step).collect()
}

/// Why a saying without a place gives no mark.
const NOWHERE: &str = "no place is named that it could be drawn at";

/// Over how many sentences that tell of no party, place or event the one before them is gone on with.
const SILENT: usize = 2;

/// What a sentence tells, before it is a claim.
struct Telling<'r> {
    sentence: &'r Sentence,
    row: &'r Row,
    raw: Raw,
    verdict: Verdict,
    /// The side phrase that acted last.
    last_agent: Option<usize>,
    /// At a place that the sentence only counts: it is noted.
    unnamed: bool,
}

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
    quotations: &'a Quotations<'a>,
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
    /// How many sentences since then told of nothing of the kind.
    silent: usize,
    /// Claims of the sentence before at places it only counts: `nine villages`.
    unnamed: Vec<(Raw, Verdict)>,
    /// What the last sentence told that told anything; the next may say that the same came to pass elsewhere.
    told_last: Option<(Raw, Verdict)>,
    /// For each claim: the sides about it, where it names none.
    near: Vec<takers::Near>,
    /// For each claim: where its place stands.
    stood: Vec<Stood>,
    /// What is told at places that are described, not named: the phrase, the event.
    incidents: Vec<(usize, Event)>,
}

impl<'a> Reader<'a> {
    /// The sentences that tell something, in chunks.
    fn rows(&self) -> Vec<(&'a Sentence, Row)> {
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
        let row = |sentence| (sentence, Row::new(self.words, sentence, self.phrases, self.sides, &starts));
        self.words.text.sentences().iter().filter(told).map(row).collect()
    }

    /// What they tell.
    fn tell<'r>(&mut self, rows: &'r [(&'r Sentence, Row)]) -> Vec<Telling<'r>> {
        let mut told = Vec::with_capacity(rows.len());
        for (sentence, row) in rows {
            self.sentence(sentence, row, &mut told);
        }
        told
    }

    /// The claims, each with its place, day and source.
    fn finish_all(&mut self, told: &[Telling<'_>]) -> Extracted {
        self.extracted.claims.reserve(told.len());
        for telling in told {
            self.finish(telling);
        }
        self.name_described();
        std::mem::take(&mut self.extracted)
    }

    /// What one sentence tells.
    fn sentence<'r>(&mut self, sentence: &'r Sentence, row: &'r Row, told: &mut Vec<Telling<'r>>) {
        let scene = Scene {
            words: self.words,
            row,
            places: self.phrases,
            sides: self.sides,
            meanings: self.meanings,
            before: self.before,
        };
        self.name_strikes_before(&scene, told);
        let mut raws = scene.claims();
        let mut tried = Vec::new();
        let mut verdicts: Vec<Verdict> = Vec::with_capacity(raws.len());
        let parties = Parties::of(&raws);
        for raw in &mut raws {
            let mut verdict = status::verdict(self.words, row, raw);
            self.name_kept(row, raw, &verdict);
            self.name_striker(&scene, raw);
            self.name_denier(raw, &verdict);
            self.settle_event(&scene, raw, &mut verdict);
            if raw.pronoun {
                self.name_pronoun(row, raw, &parties);
            }
            tried.extend(self.tried(row, raw, &mut verdict, parties.fight));
            verdicts.push(verdict);
        }
        let attacker = OnceCell::new();
        self.name_attackers(&scene, &mut raws, &attacker);
        self.name_after(sentence, &scene, row, told);
        self.tell_likewise(sentence, &scene, row, (&raws, &verdicts), told);
        self.keep_unnamed(sentence, row, &mut raws, &mut verdicts, told);
        // An attack that has its own claim at the place needs no second one.
        tried.retain(|fight: &Raw| !raws.iter().any(|raw| raw.event == Event::Fights && raw.place == fight.place));
        let count = raws.len();
        verdicts.extend(tried.iter().map(|_| Verdict::reported()));
        raws.extend(tried);
        let mut order: Vec<usize> = (0..raws.len()).collect();
        order.sort_by_key(|&i| (raws[i].trigger.0, i));
        for i in order {
            if i < count && self.outdone(&raws, i, &verdicts) || self.is_of_speaker(&raws[i]) {
                continue;
            }
            told.push(self.telling(sentence, row, raws[i].clone(), verdicts[i]));
            if let Some(side) = raws[i].side.filter(|_| !raws[i].description) {
                self.last_agent = Some(side);
            }
        }
        if self.is_silent(row, &raws) && self.silent < SILENT {
            self.silent += 1;
            return;
        }
        self.silent = 0;
        self.remember_subject(row);
        let setting = if scene.names_no_place() { self.before.scene } else { scene.place_told(&raws) };
        self.remember_events(&raws, scene.striker_told(), scene.tells_of_strike());
        self.before.scene = setting;
        let fought = raws.iter().rfind(|raw| raw.event == Event::Fights && !raw.pronoun).and_then(|raw| raw.named);
        self.before.attacker = attacker.get_or_init(|| scene.attacker_told()).or(fought);
    }

    /// Whether a sentence tells of no party, place or event, as one on refugees or talks: the next goes on with what was
    /// told before it.
    fn is_silent(&self, row: &Row, raws: &[Raw]) -> bool {
        let told = |chunk: &Chunk| match chunk.kind {
            ChunkKind::Side(_) | ChunkKind::Place(_) => true,
            ChunkKind::Noun => (chunk.from..chunk.to).any(|t| self.words.noun_at(t).is_some()),
            _ => false,
        };
        raws.is_empty() && !row.chunks.is_empty() && !row.chunks.iter().any(told)
    }

    /// Which event it is, by whether it is so.
    fn settle_event(&self, scene: &Scene<'_>, raw: &mut Raw, verdict: &mut Verdict) {
        match raw.event {
            // Who no longer holds a place has lost it.
            Event::Holds if verdict.is_over(self.words) => {
                raw.event = Event::Loses;
                verdict.status = Status::Reported;
            }
            // A foiled attack is an attack (claims.md 4).
            Event::Fights if verdict.status != Status::Reported && verdict.is_attempt(self.words) => {
                *verdict = Verdict { failed: true, ..Verdict::reported() };
            }
            Event::Advances
                if verdict.status != Status::Reported
                    && let Some(side) = scene.beaten_in_attempt(raw.chunk) =>
            {
                (raw.event, raw.pronoun, raw.side) = (Event::Fights, false, Some(side));
                raw.named = scene.sides[side].side;
                *verdict = Verdict { failed: true, ..Verdict::reported() };
            }
            Event::Advances if verdict.failed => {
                let unable = verdict.attempt.is_some_and(|t| self.words.word(t) == "unable");
                if !unable && (!self.is_arrival(raw) || scene.are_driven_back(raw.chunk)) {
                    raw.event = Event::Fights;
                    verdict.status = Status::Reported;
                }
            }
            _ => {}
        }
    }

    /// The fight that an attempt to take or besiege a place is. Of `an offensive to break the siege of P` only the
    /// offensive is told: nobody has broken through yet.
    fn tried(&self, row: &Row, raw: &mut Raw, verdict: &mut Verdict, fights: bool) -> Option<Raw> {
        let attempt = verdict.attempt.filter(|_| verdict.status != Status::Reported)?;
        let aim = matches!(raw.event, Event::Captures | Event::Besieges) || self.breaks_siege(raw);
        if !aim || self.is_attack_planned(row, attempt) {
            return None;
        }
        let fight = self.attempt(raw, attempt, verdict.failed || !fights && self.is_amid_combat(row, attempt))?;
        if raw.event == Event::Advances {
            *raw = fight;
            *verdict = Verdict::reported();
            return None;
        }
        Some(fight)
    }

    /// `nine villages` were taken; this sentence names them: `Among them are A and B`.
    fn name_after<'r>(&mut self, sentence: &'r Sentence, scene: &Scene<'_>, row: &'r Row, told: &mut Vec<Telling<'r>>) {
        let unnamed = std::mem::take(&mut self.unnamed);
        if unnamed.is_empty() {
            return;
        }
        let Some((chunk, places)) = scene.named_after() else {
            // `handed over ten villages. The villages lie by the river. They include P`
            let opens = row.chunks.first().is_some_and(|chunk| self.words.word(chunk.from) == "the");
            let same = matches!(row.kind(0), ChunkKind::Place(p) if self.phrases[p].plural && self.phrases[p].what == What::Anaphor);
            if opens && same {
                self.unnamed = unnamed;
            }
            return;
        };
        let verb = row.chunks[chunk];
        for (raw, verdict) in &unnamed {
            for &(place, extent) in &places {
                let raw = Raw { place, extent, chunk, trigger: (verb.from, verb.to), ..raw.clone() };
                told.push(self.telling(sentence, row, raw, *verdict));
            }
        }
        // `The first is P. The second is Q.`
        if scene.names_one_of_them() {
            self.unnamed = unnamed;
        }
    }

    /// `Rebels overran P.` This sentence: `So did Q`, `The same fate befell Q`.
    fn tell_likewise<'r>(
        &mut self,
        sentence: &'r Sentence,
        scene: &Scene<'_>,
        row: &'r Row,
        (raws, verdicts): (&[Raw], &[Verdict]),
        told: &mut Vec<Telling<'r>>,
    ) {
        if !raws.is_empty() {
            let done = |&i: &usize| !raws[i].description && verdicts[i].status == Status::Reported;
            let last = (0..raws.len()).filter(done).max_by_key(|&i| raws[i].trigger.0);
            self.told_last = last.map(|i| (raws[i].clone(), verdicts[i]));
            return;
        }
        let last = self.told_last.as_ref();
        match last.and_then(|last| Some((last, scene.told_likewise()?))) {
            Some(((raw, verdict), (chunk, places))) => {
                let range = row.chunks[chunk];
                for (place, extent) in places {
                    let raw = Raw { place, extent, chunk, trigger: (range.from, range.to), ..raw.clone() };
                    told.push(self.telling(sentence, row, raw, *verdict));
                }
            }
            _ if !self.is_silent(row, raws) => self.told_last = None,
            _ => {}
        }
    }

    fn telling<'r>(&self, sentence: &'r Sentence, row: &'r Row, raw: Raw, verdict: Verdict) -> Telling<'r> {
        Telling { sentence, row, raw, verdict, last_agent: self.last_agent, unnamed: false }
    }

    /// Takes out the claims at `nine villages`; the next sentence may name them.
    fn keep_unnamed<'r>(
        &mut self,
        sentence: &'r Sentence,
        row: &'r Row,
        raws: &mut Vec<Raw>,
        verdicts: &mut Vec<Verdict>,
        told: &mut Vec<Telling<'r>>,
    ) {
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
                told.push(Telling { unnamed: true, ..self.telling(sentence, row, raw.clone(), verdict) });
                self.unnamed.push((raw, verdict));
            } else {
                // `took several villages west of P. They include Q`
                if let Some(place) = self.counted_beside(&raw) {
                    self.unnamed.push((Raw { place, extent: Extent::Whole, ..raw.clone() }, verdict));
                }
                kept.push(raw);
                judged.push(verdict);
            }
        }
        (*raws, *verdicts) = (kept, judged);
    }

    /// The places without a name that this one only tells where they lie: `several villages west of P`.
    fn counted_beside(&self, raw: &Raw) -> Option<usize> {
        let counted = raw.place.checked_sub(1).filter(|_| raw.extent == Extent::Near && raw.event.is_control())?;
        let phrase = &self.phrases[counted];
        let beside = phrase.to <= self.phrases[raw.place].from && self.phrases[raw.place].from <= phrase.to + 2;
        (beside && phrase.plural && phrase.what == What::Unnamed).then_some(counted)
    }

    fn breaks_siege(&self, raw: &Raw) -> bool {
        raw.event == Event::Advances && self.knowledge.lexicon.rules[raw.rule as usize].ends_siege
    }

    /// `are preparing an offensive to take P`: none has begun.
    fn is_attack_planned(&self, row: &Row, token: usize) -> bool {
        let before = row.chunk_of(token).and_then(|c| c.checked_sub(1)).and_then(|c| row.verb(c));
        before.and_then(|verb| verb.lemma).is_some_and(|lemma| {
            let lexicon = &self.knowledge.lexicon;
            lexicon.is_verb_in(lemma, list::UNREAL) && !lexicon.is_verb_in(lemma, list::TRYING)
        })
    }

    /// `Clashes raged as rebels tried to take P`: the fighting is the attempt.
    fn is_amid_combat(&self, row: &Row, attempt: usize) -> bool {
        let clause = row.chunks.iter().rposition(|c| c.kind == ChunkKind::Clause && c.to <= attempt);
        let Some(clause) = clause.filter(|&c| self.words.is_in(row.chunks[c].from, list::MEANWHILE)) else {
            return false;
        };
        row.chunks[..clause].iter().any(|c| c.kind == ChunkKind::Noun && self.words.is_in(c.to - 1, list::COMBAT))
    }

    /// An aim to take, in a text that tells of the attack: the fight at the place.
    fn attempt(&self, raw: &Raw, token: usize, failed: bool) -> Option<Raw> {
        let rule = self.knowledge.lexicon.rules.iter().position(|r| r.attack)?;
        // `tried to take P but failed`, `were killed trying to take P`
        let lexicon = &self.knowledge.lexicon;
        let sentence = self.words.text.sentences()[self.words.text.sentence_of(token)].tokens();
        let killed = self.words.any_in(token.saturating_sub(5).max(sentence.start)..token, list::FALLEN);
        let tried =
            (failed || killed) && self.words.forms(token).iter().any(|form| lexicon.is_verb_in(form.0, list::TRYING));
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

    /// `failed to reach P` denies the arrival; `failed to advance on P` and `tried to reach P but was driven back` tell
    /// of a fight.
    fn is_arrival(&self, raw: &Raw) -> bool {
        self.words
            .forms(raw.trigger.0)
            .iter()
            .any(|f| matches!(self.knowledge.lexicon.lemma(f.0), "reach" | "approach" | "get"))
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

    fn remember_events(&mut self, raws: &[Raw], striker: Option<Side>, strike_named: bool) {
        let last = |event: Event| raws.iter().rfind(|raw| raw.event == event).map(|raw| raw.place);
        let struck = last(Event::Strikes);
        self.before = Before {
            struck: struck.or(self.before.struck),
            attacked: last(Event::Fights).or(self.before.attacked),
            besieged: last(Event::Besieges).or(self.before.besieged),
            attacker: None,
            strike_just_told: struck.is_some(),
            struck_nowhere: striker.is_some() && !raws.iter().any(|raw| self.is_strike_somewhere(raw)),
            strike_named,
            striker,
            scene: self.before.scene,
            strike_last: struck.is_some() || self.before.strike_last && last(Event::Fights).is_none(),
            captured: raws.iter().any(|raw| raw.event == Event::Captures),
        };
    }

    /// A strike at a place that has a name and is no region.
    fn is_strike_somewhere(&self, raw: &Raw) -> bool {
        let region = |place: usize| {
            self.meanings[place].as_ref().and_then(|meaning| meaning.kind).is_none_or(crate::place::Kind::is_region)
        };
        raw.event == Event::Strikes && !region(raw.place)
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

    fn finish(&mut self, telling: &Telling<'_>) {
        let &Telling { sentence, row, ref raw, ref verdict, last_agent, unnamed } = telling;
        if unnamed {
            self.note(NoteKind::NoMark, raw, NOWHERE);
            return;
        }
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
            let told = self.meanings[place].as_ref();
            let some = raw.event.is_control() && !raw.description && named_later::is_some_village(self.words, phrase);
            let known = part.or(told.filter(|_| !some));
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
            if self.phrases[place].from < row.chunks[0].from && self.gives_up_attack(&claim) {
                self.note(NoteKind::NoMark, raw, "who only attacked a place has not lost it");
                continue;
            }
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
            self.near.push(takers::Near { acted: side_of(last_agent), spoke: self.spoke(raw) });
            self.stood.push(Stood { phrase: place, nameless });
        }
    }

    /// `Rebels attacked P. They withdrew hours later`: so far the text has told of them as attackers there only.
    fn gives_up_attack(&self, claim: &Claim) -> bool {
        let here = |told: &&Claim| told.place.id == claim.place.id && told.side == claim.side;
        let attacks = |told: &Claim| match told.event {
            // `Rebels battled the army in P. They withdrew`: they may have held it.
            Event::Fights => self.knowledge.lexicon.rule(&told.rule).is_some_and(|rule| rule.attack),
            Event::Advances | Event::Captures => told.status != Status::Reported,
            _ => false,
        };
        let mut told = self.extracted.claims.iter().filter(here).peekable();
        claim.event == Event::Loses && claim.place.id.is_some() && told.peek().is_some() && told.all(attacks)
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
        let lexicon = &self.knowledge.lexicon;
        let is = |t: usize, list: List| self.words.forms(t).iter().any(|f| lexicon.is_verb_in(f.0, list));
        // `If rebels lose P`: nobody calls for that.
        if self.words.forms(raw.trigger.0).iter().any(|&(lemma, _)| lexicon.lemma(lemma) == "lose") {
            return verb;
        }
        verb && verdict.cue.is_some_and(|cue| {
            !is(cue, list::ASKING) && (self.words.is(cue, class::MODAL | class::BE) || is(cue, list::PLANNING))
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
}

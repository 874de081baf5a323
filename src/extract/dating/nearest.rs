//! Which time of its own sentence a claim is told of: that of its clause, not of an aside, a participle or another item
//! of a list.

use super::{Asked, Dating, is_told};
use crate::claim::Event;
use crate::extract::chunks::{Chunk, Kind, Row, Verb};
use crate::extract::frames::Raw;
use crate::extract::list;
use crate::extract::sentence::{Sentence, Shape};
use crate::extract::when::{TimePhrase, TimeRole, Unit};

impl Dating<'_> {
    /// The time in the trigger's own clause, after it or before it, else the one that opens the sentence.
    pub(super) fn nearest<'t>(
        &self,
        row: &Row,
        raw: &Raw,
        own: &[&'t TimePhrase],
        fits: impl Fn(&TimePhrase) -> bool,
    ) -> Option<&'t TimePhrase> {
        if !own.iter().any(|t| fits(t)) {
            return None;
        }
        let trigger = raw.trigger.0;
        let at = row.chunks.iter().position(|c| c.kind == Kind::Place(raw.place));
        let item = |t: &&&TimePhrase| fits(t) && self.item_after(row, t).zip(at).is_some_and(|(item, at)| item <= at);
        if let Some(t) = own.iter().rev().find(item) {
            return Some(*t);
        }
        let deed = matches!(row.kind(raw.chunk), Kind::Verb(_));
        let after = |from: usize| {
            own.iter()
                .filter(|t| fits(t) && !t.leads && t.tokens.start >= from && !self.border(row, trigger, t.tokens.start))
                .filter(|t| !(deed && self.is_of_noun_clause(row, trigger, t)))
                .filter(|t| !self.is_of_scene(trigger, t))
                .filter(|t| {
                    !self.is_of_example(row, raw, t) && (t.tokens.start == trigger || !row.leads_clause(t.tokens.start))
                })
                .filter(|t| !self.is_past_relative(row, raw, t) && self.item_after(row, t).is_none())
                .min_by_key(|t| t.tokens.start)
        };
        // `took A on Sunday and B on Monday`: of B the time after it.
        let place = at.map_or(trigger, |at| row.chunks[at].from);
        let after = after(place.max(trigger)).or_else(|| after(trigger));
        let before = own
            .iter()
            .filter(|t| fits(t) && t.tokens.end <= trigger && !self.border(row, t.tokens.end, trigger))
            .filter(|t| !(self.is_aside(row, raw, t) || t.leads && self.is_past_clause(row, raw, t)))
            .max_by_key(|t| t.tokens.end);
        let first = row.chunks.first().map_or(0, |c| c.from);
        let opening = own
            .iter()
            .find(|t| fits(t) && !t.leads && t.tokens.start <= first + 3)
            .filter(|t| !(self.is_going_on(row, raw) && self.is_aside(row, raw, t)));
        // Another verb between makes the later time another event's.
        let verb_between = |t: &TimePhrase| {
            let between = row.chunks.iter().filter(|c| c.from > trigger && c.to <= t.tokens.start);
            between
                .filter_map(|c| match c.kind {
                    Kind::Verb(v) => Some(&row.verbs[v]),
                    _ => None,
                })
                .any(|verb| verb.is_finite() || verb.infinitive)
        };
        match (after, before) {
            (Some(a), Some(b)) => {
                // "Four days after capturing P, the army on Sunday took Q"
                let comma = b.leads && (trigger..a.tokens.start).any(|i| self.words.word(i) == ",");
                let others = comma
                    || verb_between(a)
                    || self.is_of_participle(row, trigger, a)
                    || self.is_of_siege(row, trigger, a);
                Some(if others { *b } else { *a })
            }
            (Some(a), None) if verb_between(a) && self.is_going_on(row, raw) => None,
            (Some(a), None) if self.is_of_participle(row, trigger, a) || self.is_of_siege(row, trigger, a) => {
                opening.copied().filter(|o| o.tokens.start < a.tokens.start)
            }
            (Some(a), None) => Some(*a),
            (None, _) if self.has_gone_on(row, raw) => None,
            (None, Some(b)) => Some(*b),
            (None, None) => opening.copied(),
        }
    }

    /// `shelled P, scene of fighting last month`: the time of what happened there before.
    fn is_of_scene(&self, trigger: usize, t: &TimePhrase) -> bool {
        let comma = (trigger..t.tokens.start).rev().find(|&i| self.words.word(i) == ",");
        let opens = comma.map(|comma| comma + 1 + usize::from(self.words.word(comma + 1) == "the"));
        opens.is_some_and(|i| matches!(self.words.word(i), "scene" | "site") && self.words.word(i + 1) == "of")
    }

    /// `since July 2014, when rebels took P`: the time that a clause with "when" explains.
    pub(super) fn clause_before<'t>(&self, row: &Row, raw: &Raw, own: &[&'t TimePhrase]) -> Option<&'t TimePhrase> {
        let when = row.chunks[..raw.chunk.min(row.chunks.len())]
            .iter()
            .rfind(|chunk| matches!(chunk.kind, Kind::Clause | Kind::Relative))
            .filter(|chunk| self.words.word(chunk.from) == "when")?;
        let comma = usize::from(self.words.word(when.from.wrapping_sub(1)) == ",");
        let after = own.iter().any(|t| t.tokens.start > when.from && t.role == TimeRole::At);
        own.iter().find(|t| !after && t.tokens.end + comma == when.from && t.span.is_some()).copied()
    }

    /// `held P since they took it in May`, `the first gain since launching an offensive on P in May`: when what goes on
    /// began.
    pub(super) fn since_clause<'t>(&self, row: &Row, raw: &Raw, own: &[&'t TimePhrase]) -> Option<&'t TimePhrase> {
        if !matches!(raw.event, Event::Holds | Event::Besieges | Event::Fights) {
            return None;
        }
        let since = |c: &usize| self.words.word(row.chunks[*c].from) == "since";
        let chunk = raw.chunk.min(row.chunks.len());
        let begins = |c: usize| {
            let verb = (c..chunk).find_map(|c| row.verb(c)).filter(|verb| verb.ing);
            verb.and_then(|verb| verb.lemma).is_some_and(|lemma| self.words.lexicon.is_verb_in(lemma, list::BEGINNING))
        };
        let noun = !matches!(row.kind(raw.chunk), Kind::Verb(_));
        let inside = (0..chunk).rev().find(since).filter(|&c| noun && begins(c));
        let after = (chunk + 1..row.chunks.len()).find(|c| row.kind(*c) == Kind::Clause).filter(since);
        if let Some(t) = self.has_begun(row, raw, own).filter(|_| raw.event != Event::Holds) {
            return Some(t);
        }
        let from = row.chunks[inside.or(after.filter(|_| raw.event == Event::Holds))?].from;
        own.iter().find(|t| t.role == TimeRole::At && t.tokens.start > from && t.span.is_some()).copied()
    }

    /// `the siege of P, which began in May, has`, `is pressing an assault on P launched on Sunday`: what goes on has gone
    /// on since then.
    fn has_begun<'t>(&self, row: &Row, raw: &Raw, own: &[&'t TimePhrase]) -> Option<&'t TimePhrase> {
        let deed = row.verb(raw.chunk).is_some();
        let begins = |c: &usize| {
            row.verb(*c).and_then(|verb| verb.lemma).is_some_and(|l| self.words.lexicon.is_verb_in(l, list::BEGINNING))
        };
        let verb = (raw.chunk + 1..row.chunks.len()).find(|&c| row.verb(c).is_some()).filter(begins)?;
        let opens = matches!(row.kind(verb - 1), Kind::Relative | Kind::Comma);
        let own_clause = row.verb(verb).is_some_and(|verb| verb.bare || opens && is_told(verb));
        let t = own.iter().find(|t| t.tokens.start >= row.chunks[verb].to && t.span.is_some())?;
        let beside = (verb + 1..row.chunks.len()).take_while(|&c| row.chunks[c].to <= t.tokens.start);
        let bare_time =
            beside.into_iter().all(|c| matches!(row.kind(c), Kind::Prep | Kind::Adverb | Kind::Skip | Kind::Side(_)));
        let finite = |c: &usize| row.is_finite(*c);
        let main = (0..raw.chunk).rev().find(finite).or_else(|| (verb + 1..row.chunks.len()).find(finite))?;
        let goes_on = row.verb(main).is_some_and(|verb| verb.present && verb.modal.is_none());
        (!deed && own_clause && bare_time && goes_on && t.role == TimeRole::At).then_some(*t)
    }

    /// `repelled them on Sunday, a day after the army said it had taken P`: the time that leads the claim's own clause.
    pub(super) fn leading<'t>(&self, asked: Asked<'_>, own: &[&'t TimePhrase]) -> Option<&'t TimePhrase> {
        let Asked { row, raw, told, .. } = asked;
        let t = own.iter().rfind(|t| t.tokens.end <= raw.trigger.0)?;
        let said = told.is_some_and(|told| (t.tokens.end..raw.trigger.0).contains(&told.words.start));
        let comma = (t.tokens.end..raw.trigger.0).any(|i| self.words.word(i) == ",");
        let after = own.iter().any(|other| other.tokens.start > raw.trigger.0);
        (t.leads && said && !comma && !after && t.span.is_some() && row.verb(raw.chunk).is_some()).then_some(*t)
    }

    /// `Fighters rest after a battle for P, Syria, July 11, 2016.`: the full date at the end of a caption.
    pub(super) fn closing_date<'t>(&self, sentence: &Sentence, own: &[&'t TimePhrase]) -> Option<&'t TimePhrase> {
        let t = own.last().filter(|t| t.role == TimeRole::At && t.unit == Unit::Day && t.tokens.len() >= 3)?;
        let ends = (t.tokens.end..sentence.to as usize).all(|i| matches!(self.words.word(i), "." | "(" | ")"));
        let before = t.tokens.start.checked_sub(1)?;
        let led = self.words.word(before) == "," || self.words.is_capital(before);
        let year = self.words.text.tokens()[t.tokens.end - 1].shape == Shape::Number;
        (ends && led && year).then_some(*t)
    }

    /// `(formerly the Dawn Brigade)`, `formerly known as`: it tells of a name.
    pub(super) fn is_of_name(&self, t: &TimePhrase) -> bool {
        let next = t.tokens.end;
        let named = matches!(self.words.word(next), "known" | "called" | "named") || self.words.is_capital(next);
        named || t.tokens.start > 0 && self.words.word(t.tokens.start - 1) == "("
    }

    /// `took P last night and are now advancing on Q`: that goes on now.
    fn has_gone_on(&self, row: &Row, raw: &Raw) -> bool {
        let joined = raw.chunk.checked_sub(1).is_some_and(|c| row.kind(c) == Kind::And);
        let told = |c: usize| row.verb(c).is_some_and(is_told);
        joined && self.is_going_on(row, raw) && (0..raw.chunk).any(told)
    }

    /// Where the participle ends with which a sentence opens: at its comma, as in `Seized by rebels in 2014, P was`, or
    /// where that is lost after its time.
    pub(super) fn opening_participle(&self, row: &Row) -> Option<usize> {
        let first = (0..row.chunks.len()).find(|&c| row.kind(c) != Kind::Adverb)?;
        row.verb(first).filter(|verb| verb.bare)?;
        let main = |c: usize| row.is_finite(c);
        let ends = |&c: &usize| row.kind(c) == Kind::Comma || row.kind(c - 1) == Kind::Time && main(c + 1);
        let end = (first + 1..row.chunks.len()).find(ends)?;
        Some(row.chunks[end].from)
    }

    /// `took P on Sunday and, a day later, Q`: the chunk of the place that the time is of.
    fn item_after(&self, row: &Row, t: &TimePhrase) -> Option<usize> {
        let c = row.chunk_of(t.tokens.start).filter(|&c| c > 1)?;
        let next = (c + 1..row.chunks.len()).find(|&c| row.kind(c) != Kind::Time)?;
        let aside = row.kind(c - 1) == Kind::Comma && row.kind(next) == Kind::Comma;
        (aside && row.kind(c - 2) == Kind::And && matches!(row.kind(next + 1), Kind::Place(_))).then_some(next + 1)
    }

    /// `rebels, who had held P since May, lost it on Sunday`: of what the aside tells, the time is not.
    fn is_past_relative(&self, row: &Row, raw: &Raw, t: &TimePhrase) -> bool {
        let opens = (0..raw.chunk.min(row.chunks.len())).rev().find(|&c| row.kind(c) == Kind::Relative);
        let set_apart = opens.is_some_and(|c| c > 0 && row.kind(c - 1) == Kind::Comma);
        let closes = |c: usize| row.kind(c) == Kind::Comma && row.is_finite(c + 1);
        let inside = |c: &usize| row.chunks[*c].to <= t.tokens.start;
        set_apart && (raw.chunk + 1..row.chunks.len()).take_while(inside).any(closes)
    }

    /// `A day after rebels took P, jets bombed Q`: whether the clause that the time leads ends before the trigger.
    fn is_past_clause(&self, row: &Row, raw: &Raw, t: &TimePhrase) -> bool {
        let verb = row.verb(raw.chunk).is_some_and(Verb::is_finite);
        // "On Friday a day before the truce rebels took P"
        let after = row.chunks.iter().position(|c| c.from >= t.tokens.end).unwrap_or(row.chunks.len());
        let times = (after.saturating_sub(3)..after).filter(|&c| row.kind(c) == Kind::Time).count();
        if times > 1 && row.kind(after) == Kind::Noun && after < raw.chunk {
            return true;
        }
        row.chunks.iter().filter(|c| c.from >= t.tokens.end && c.to <= raw.trigger.0).any(|c| match c.kind {
            Kind::Comma => true,
            Kind::Verb(v) => verb && row.verbs[v].is_finite(),
            _ => false,
        })
    }

    /// `took most of P, including A on Monday and B on Tuesday`: the time of what is only an example.
    fn is_of_example(&self, row: &Row, raw: &Raw, t: &TimePhrase) -> bool {
        let place =
            row.chunks.iter().find(|chunk| chunk.kind == Kind::Place(raw.place)).map_or(raw.trigger.1, |c| c.from);
        let from = raw.trigger.1.max(place);
        (from..t.tokens.start).any(|i| matches!(self.words.word(i), "including" | "notably"))
    }

    /// `raids hit P, taken by rebels in May`: the time of what is only told of the place.
    fn is_of_participle(&self, row: &Row, trigger: usize, t: &TimePhrase) -> bool {
        let taken = |c: usize| {
            row.verb(c).is_some_and(|verb| {
                let stands = verb.lemma.is_some_and(|lemma| self.words.lexicon.is_verb_in(lemma, list::STANDING));
                verb.bare && (!stands || t.role == TimeRole::Since)
            })
        };
        (1..row.chunks.len()).any(|c| {
            let before = c - 1 - usize::from(c > 1 && row.kind(c - 1) == Kind::Comma);
            row.chunks[before].from > trigger
                && row.chunks[c].to <= t.tokens.start
                && matches!(row.kind(before), Kind::Place(_))
                && taken(c)
        })
    }

    /// `on Sunday broke the siege imposed on P three years ago`: the time of the participle.
    fn is_of_siege(&self, row: &Row, trigger: usize, t: &TimePhrase) -> bool {
        let participle = |c: usize| {
            row.chunks[c - 1].to > trigger
                && row.kind(c - 1) == Kind::Noun
                && row.verb(c).is_some_and(|verb| verb.bare && self.is_laying(verb))
        };
        (1..row.chunks.len()).any(|c| row.chunks[c].to <= t.tokens.start && participle(c))
    }

    /// Whether a clause begins between two tokens, and is not closed by a comma again.
    fn border(&self, row: &Row, a: usize, b: usize) -> bool {
        let opens = (0..row.chunks.len()).rfind(|&c| {
            let chunk = &row.chunks[c];
            chunk.from > a
                && chunk.to <= b
                && (matches!(chunk.kind, Kind::Clause | Kind::Relative) || is_bare_relative(row, c, b))
                && self.words.word(chunk.from) != "that"
                && !self.is_adverb(row, chunk.to, b, chunk.from)
        });
        let Some(opens) = opens.map(|c| row.chunks[c]) else { return false };
        // "captured P, which lies to the west, on Friday"
        let comma = |t: usize| self.words.word(t) == ",";
        let preposition = b.saturating_sub(1);
        let led = if matches!(self.words.word(preposition), "on" | "in" | "at") { preposition } else { b };
        !(opens.kind == Kind::Relative && comma(opens.from.saturating_sub(1)) && led > 0 && comma(led - 1))
    }

    /// `took P in the offensive that began in June`: the time of the clause.
    fn is_of_noun_clause(&self, row: &Row, trigger: usize, t: &TimePhrase) -> bool {
        (0..row.chunks.len()).any(|c| {
            let chunk = row.chunks[c];
            let that = chunk.kind == Kind::Relative && self.words.word(chunk.from) == "that";
            let inside = chunk.from > trigger && chunk.to <= t.tokens.start;
            // "P, the quarter that the army had entered on Sunday"
            let comma = usize::from(c > 0 && row.kind(c - 1) == Kind::Comma);
            let of_place = |c: usize| c > comma && matches!(row.kind(c - 1 - comma), Kind::Place(_));
            let tells = |v: usize| row.chunks[v].to <= t.tokens.start && row.is_finite(v);
            let own = row.is_finite(c + 1)
                || of_place(c)
                    && matches!(row.kind(c + 1), Kind::Side(_))
                    && (c + 2..(c + 4).min(row.chunks.len())).any(tells);
            that && inside && own
        })
    }

    /// `took P, once a hub of trade, in May`, `the largest town after Q, on Sunday`: no clause follows.
    fn is_adverb(&self, row: &Row, from: usize, to: usize, word: usize) -> bool {
        let of_clause = |c: &Chunk| matches!(c.kind, Kind::Verb(v) if row.verbs[v].is_finite() || row.verbs[v].ing);
        let mut inside = row.chunks.iter().filter(|c| c.from >= from && c.to <= to);
        match self.words.word(word) {
            "once" => !inside.any(of_clause),
            "after" | "before" => {
                // "the largest town after P officials said on Sunday": what lost its comma.
                let after_place = row.chunks.iter().any(|c| c.from == from && matches!(c.kind, Kind::Place(_)));
                let says = |c: &Chunk| {
                    let lemma = matches!(c.kind, Kind::Verb(v) if row.verbs[v].lemma.is_some_and(|l| self.words.lexicon.lemma(l) == "say"));
                    after_place && lemma
                };
                let first = inside.find(|c| of_clause(c) || c.kind == Kind::Comma);
                first.is_none_or(|c| c.kind == Kind::Comma || says(c))
            }
            _ => false,
        }
    }

    /// `in P, where a truce ended on Tuesday, troops took Q`: the time of a relative clause that ends before
    /// the trigger.
    fn is_aside(&self, row: &Row, raw: &Raw, t: &TimePhrase) -> bool {
        let trigger = raw.trigger.0;
        if self.is_between_commas(row, t, trigger) {
            return true;
        }
        let opens = row.chunks.iter().rfind(|c| c.to <= t.tokens.start && c.kind == Kind::Relative);
        let Some(opens) = opens else { return self.is_of_noun(row, t, trigger) };
        let finite = |from: usize, to: usize| {
            row.chunks
                .iter()
                .any(|c| c.from >= from && c.to <= to && matches!(c.kind, Kind::Verb(v) if row.verbs[v].is_finite()))
        };
        // "The army, which last week took P, is shelling Q"
        let lost = self.is_going_on(row, raw).then(|| row.chunks[raw.chunk].from);
        let closes = (t.tokens.end..trigger).find(|&i| self.words.word(i) == ",").or(lost);
        closes.is_some_and(|comma| finite(opens.from, comma))
    }

    /// `P, overrun by rebels in 2014, fell`, `P, closed since rebels took it in 2014, is`: the time of a participle or
    /// a clause between commas after what it tells of.
    fn is_between_commas(&self, row: &Row, t: &TimePhrase, trigger: usize) -> bool {
        let closed = self.words.word(t.tokens.end) == "," && t.tokens.end < trigger;
        let before = row.chunks.iter().rposition(|c| c.to <= t.tokens.start && c.kind == Kind::Comma);
        let Some(comma) = before.filter(|&c| closed && c > 0) else { return false };
        let told = |c: usize| row.kind(c) == Kind::Clause || row.verb(c).is_some_and(|verb| verb.bare);
        (comma + 1..comma + 3).any(told) && matches!(row.kind(comma - 1), Kind::Place(_) | Kind::Noun | Kind::Side(_))
    }

    /// `a truce announced by Moscow on Tuesday has not ended the fighting`: the time of a participle that only
    /// tells more of a noun.
    fn is_of_noun(&self, row: &Row, t: &TimePhrase, trigger: usize) -> bool {
        let between = |from: usize, to: usize| row.chunks.iter().filter(move |c| c.from >= from && c.to <= to);
        let finite = |c: &Chunk| matches!(c.kind, Kind::Verb(v) if row.verbs[v].is_finite());
        let participle = (1..row.chunks.len()).rfind(|&c| {
            row.chunks[c].to <= t.tokens.start
                && row.verb(c).is_some_and(|verb| verb.bare)
                && matches!(row.kind(c - 1), Kind::Noun | Kind::Place(_))
        });
        participle.is_some_and(|c| {
            let end = row.chunks[c].to;
            let own = between(end, t.tokens.start).all(|c| {
                matches!(c.kind, Kind::Prep | Kind::Side(_) | Kind::Noun | Kind::Place(_) | Kind::Adverb | Kind::Skip)
            });
            // `P overrun by rebels in 2014 fell`: where the commas are lost.
            own && row.chunks.iter().any(|c| (t.tokens.end..=trigger).contains(&c.from) && finite(c))
        })
    }
}

/// `a camp they lost in July`, `the town it took in May`: a relative clause without its `which` begins here, and its
/// verb stands before the token `to`.
fn is_bare_relative(row: &Row, chunk: usize, to: usize) -> bool {
    let before = chunk.checked_sub(1).map(|c| row.kind(c));
    row.kind(chunk) == Kind::Pronoun
        && matches!(before, Some(Kind::Place(_) | Kind::Noun))
        && row.is_finite(chunk + 1)
        && row.chunks[chunk + 1].to <= to
}

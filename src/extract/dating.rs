//! Which day a claim is told of.
//!
//! A time of the trigger's own clause comes first; then the time that opens its sentence. A state
//! (`holds`, a siege) is said of the article's day. What has no time of its own goes on from the
//! sentence before it, or is told of the day of its story: in news the last day named shortly before
//! publication, in an article that tells of the past the last day or month named before. Else it is the
//! article's day. What is not yet so has no date but a future one.

use super::attribution::Attribution;
use super::chunks::{Chunk, Kind, Row, Verb};
use super::frames::Raw;
use super::lexicon::{Form, class};
use super::list;
use super::sentence::Sentence;
use super::status::Verdict;
use super::when::{TimePhrase, TimeRole, Unit};
use super::words::Words;
use crate::article::Role;
use crate::claim::{Event, Status, When};
use crate::date::Span;
use std::cell::OnceCell;
use std::ops::Range;

/// The date of a claim, its start, and the bytes of the time's words.
pub struct Dated {
    /// When it happened, or the day it is said of.
    pub date: When,
    /// Since when it goes on.
    pub since: Option<When>,
    /// Where the text says so.
    pub words: Option<Range<usize>>,
}

/// Dates the claims of one article.
pub struct Dating<'a> {
    words: &'a Words<'a>,
    times: &'a [TimePhrase],
    published: Option<Span>,
    /// Whether each time only tells when somebody spoke.
    said: Vec<bool>,
    /// The first time of the text that tells of days just before it was published.
    opening_day: OnceCell<Option<usize>>,
    /// Whether the article tells of the past rather than of its own days.
    history: bool,
}

/// How many days after what it followed a thing is told of at most.
const AFTER: i32 = 3;

/// A claim that is being dated.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Its sentence.
    pub sentence: &'a Sentence,
    /// Its sentence's chunks.
    pub row: &'a Row,
    /// The claim.
    pub raw: &'a Raw,
    /// Whether it is so.
    pub verdict: &'a Verdict,
    /// Who says so.
    pub told: Option<&'a Attribution>,
}

impl<'a> Dating<'a> {
    /// Of an article with these times, published then, in which these speak.
    pub fn new(
        words: &'a Words<'a>,
        times: &'a [TimePhrase],
        published: Option<Span>,
        told: &[Attribution],
    ) -> Dating<'a> {
        let of_saying = |t: &TimePhrase| {
            let last = told.partition_point(|told| told.words.start <= t.tokens.start).checked_sub(1);
            last.is_some_and(|last| told[last].words.contains(&t.tokens.start))
        };
        let said = times.iter().map(of_saying).collect();
        let mut dating = Dating { words, times, published, said, opening_day: OnceCell::new(), history: false };
        dating.history = dating.is_history();
        dating
    }

    /// The date of a claim.
    pub fn of(&self, asked: Asked<'_>) -> Dated {
        let Asked { sentence, row, raw, verdict, told } = asked;
        let tokens = sentence.tokens();
        let from = self.times.partition_point(|t| t.tokens.start < tokens.start);
        let mut own = self.times[from..].iter().take_while(|t| t.tokens.start < tokens.end).collect::<Vec<_>>();
        // "took the formerly rebel-held town of P": the time of the adjective.
        own.retain(|t| t.span.is_some() || !self.words.is_joined(t.tokens.end + 1));
        // "Seized by rebels in 2014, P was retaken on Sunday"
        let participle = self.opening_participle(row);
        if let Some(comma) = participle {
            own.retain(|t| (t.tokens.start < comma) == (raw.trigger.0 < comma));
        }
        let nearest = self
            .clause_before(row, raw, &own)
            .or_else(|| self.nearest(row, raw, &own, |t| matches!(t.role, TimeRole::At | TimeRole::Until)));
        let before = self.nearest(row, raw, &own, |t| t.role == TimeRole::Before).filter(|_| nearest.is_none());
        let since_at = self.nearest(row, raw, &own, |t| t.role == TimeRole::Since);
        let since = since_at
            .filter(|_| matches!(raw.event, Event::Holds | Event::Besieges | Event::Fights | Event::Strikes))
            .map(|t| When { span: t.span, basis: self.quoted(t) });
        let by = |t: &TimePhrase, since| Dated {
            date: When { span: t.span, basis: self.quoted(t) },
            since,
            words: Some(self.words.text.bytes(t.tokens.clone())),
        };
        let without =
            |basis: &str, since| Dated { date: When { span: None, basis: basis.to_owned() }, since, words: None };
        if verdict.status == Status::Hypothetical {
            let future = self.nearest(row, raw, &own, |t| t.role == TimeRole::Future);
            // An attempt was made when it was made.
            let made = nearest.filter(|t| verdict.attempt.is_some() && t.role == TimeRole::At && t.unit == Unit::Day);
            // `could take P on Thursday`: the next.
            // "..., he said on Monday": then it was said.
            let said = |t: &TimePhrase| {
                told.is_some_and(|told| told.words.start >= raw.trigger.1 && t.tokens.start >= told.words.start)
            };
            let ahead = nearest.filter(|t| verdict.attempt.is_none() && t.tokens.start >= raw.trigger.1 && !said(t));
            return match future.or(made).filter(|t| t.span.is_some()) {
                Some(t) => by(t, since),
                None => match ahead.and_then(|t| Some((t, t.ahead?))) {
                    Some((t, span)) => by(&TimePhrase { span: Some(span), ..t.clone() }, since),
                    None => without("not yet so", since),
                },
            };
        }
        let inside = participle.is_some_and(|comma| raw.trigger.0 < comma);
        if inside && own.is_empty() && matches!(raw.event, Event::Captures | Event::Loses) {
            return without("told as earlier than the story", since);
        }
        // "has recaptured P since June 19": on some day from then on.
        let told_when = |t: &TimePhrase| told.is_some_and(|told| told.words.contains(&t.tokens.start));
        if let (Some(t), None, Some(published)) = (since_at, nearest.filter(|t| !told_when(t)), self.published)
            && matches!(raw.event, Event::Captures | Event::Loses)
            && self.words.is_in(t.tokens.start, list::SINCE)
            && t.unit == Unit::Day
            && let Some(from) = t.span.map(|span| span.from).filter(|&from| from < published.to)
        {
            return by(&TimePhrase { span: Some(Span::imprecise(from, published.to)), ..t.clone() }, None);
        }
        if let Some(t) = before.filter(|_| !raw.description) {
            // "held it before 2016": the day before it still; "took it before Sunday": when is not told.
            let still = t.span.filter(|_| raw.event == Event::Holds && self.is_past(row, raw));
            return match still {
                Some(span) => by(&TimePhrase { span: Some(Span::day(span.from - 1)), ..t.clone() }, since),
                None => without(&self.quoted(t), since),
            };
        }
        if raw.event == Event::Holds && self.is_past(row, raw) && nearest.is_none() && since_at.is_none() {
            // "held P until rebels seized it in May"
            if let Some(until) = self.until_clause(row, raw) {
                let end = own.iter().find(|t| t.role == TimeRole::At && t.tokens.start > until && t.span.is_some());
                return end.map_or_else(|| without("until another event", None), |t| by(t, None));
            }
        }
        let told_that = told.is_some() || (0..raw.chunk).any(|c| self.words.word(row.chunks[c].from) == "that");
        // "S took P, which S2 had held since May": until then, and what S2 holds now is not told.
        let had_held = |c: usize| row.verb(c).is_some_and(|verb| verb.past_perfect && !verb.negated);
        if raw.event == Event::Holds
            && !told_that
            && nearest.is_none()
            && self.governing(row, raw).is_some_and(had_held)
        {
            return without("told as earlier than the story", since);
        }
        if self.is_state(asked, nearest) {
            // What is only described is so on the article's day, also where it was said some days before.
            let lately = |t: &TimePhrase| {
                let days = t.span.zip(self.published).map(|(span, published)| published.from - span.to);
                raw.description && days.is_some_and(|days| days <= 3)
            };
            let said = told.and_then(|told| {
                let said = |t: &&&TimePhrase| {
                    t.role == TimeRole::At && t.unit == Unit::Day && told.words.contains(&t.tokens.start)
                };
                own.iter().filter(said).find(|t| !lately(t))
            });
            return match said {
                Some(t) if t.span.is_some() => by(t, since),
                _ => Dated {
                    date: self.article(),
                    words: since_at.map(|t| self.words.text.bytes(t.tokens.clone())),
                    since,
                },
            };
        }
        if let Some(t) = nearest {
            return by(t, since);
        }
        // "The army said its troops had taken P" is the past of what was said, not one before the story.
        let had = matches!(row.kind(raw.chunk), Kind::Verb(v) if row.verbs[v].past_perfect);
        if had && !told_that && raw.event != Event::Holds && since_at.is_none() {
            return without("told as earlier than the story", since);
        }
        // "It said they had also taken P" goes on with the day before; else the past of what is said is open.
        let goes_on = !had || told_that && self.says_also(row, raw);
        match self.carried(sentence, row, raw).filter(|_| goes_on) {
            Some(t) => Dated {
                date: When { span: t.span, basis: format!("{} before it", self.quoted(t)) },
                since,
                words: None,
            },
            None => self.after_clause(row, raw, &own).unwrap_or_else(|| Dated {
                date: self.article(),
                words: since_at.map(|t| self.words.text.bytes(t.tokens.clone())),
                since,
            }),
        }
    }

    /// `jets bombed P after rebels entered Q on Sunday`: on that day or after it.
    fn after_clause(&self, row: &Row, raw: &Raw, own: &[&TimePhrase]) -> Option<Dated> {
        let published = self.published?;
        let clause = row.chunks.iter().skip(raw.chunk + 1).find(|c| c.kind == Kind::Clause)?;
        let after = self.words.word(clause.from) == "after" && self.is_past(row, raw);
        let recent = |t: &&&TimePhrase| t.tokens.start > clause.from && self.is_recent(t);
        let t = own.iter().find(recent).filter(|_| after)?;
        let span = t.span.filter(|span| published.to - span.from <= AFTER)?;
        let basis = format!("after {}", self.quoted(t));
        let date = When { span: Some(Span::imprecise(span.from, published.to)), basis };
        Some(Dated { date, since: None, words: Some(self.words.text.bytes(t.tokens.clone())) })
    }

    fn quoted(&self, t: &TimePhrase) -> String {
        ["\"", self.words.text.raw(t.tokens.clone()), "\""].concat()
    }

    fn article(&self) -> When {
        let basis = if self.published.is_some() { "the article's date" } else { "the article's date is not known" };
        When { span: self.published, basis: basis.to_owned() }
    }

    /// A state is said of the article's day; a caption's, and one with a fresh day of its own, of that.
    fn is_state(&self, asked: Asked<'_>, nearest: Option<&TimePhrase>) -> bool {
        let Asked { sentence, row, raw, .. } = asked;
        let fresh = |t: &TimePhrase| {
            let day = t.span.filter(|span| span.days() <= 2).zip(self.published);
            sentence.role == Role::Caption
                || !raw.description && day.is_some_and(|(span, article)| article.from - span.to <= 7)
        };
        match raw.event {
            Event::Holds => (raw.description || !self.is_past(row, raw)) && !nearest.is_some_and(fresh),
            Event::Besieges => {
                let noun = !matches!(row.kind(raw.chunk), Kind::Verb(_));
                // "P, besieged by rebels since May"
                let since = |t: &TimePhrase| t.role == TimeRole::Since && sentence.tokens().contains(&t.tokens.start);
                let own = nearest.is_some_and(fresh)
                    && !self.times.iter().any(|t| t.tokens.start > raw.trigger.0 && since(t));
                let bare = row.verb(raw.chunk).is_some_and(|verb| verb.bare) && !own;
                let then = noun && (self.is_ended(row, raw) || nearest.is_some() && self.is_laid(row, raw));
                !then && (raw.description || bare || noun)
            }
            _ => false,
        }
    }

    /// The token of `until` in `held P until rebels seized it`.
    fn until_clause(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let opens = row.chunks.iter().skip(raw.chunk + 1).find(|c| matches!(c.kind, Kind::Clause | Kind::Relative))?;
        (opens.kind == Kind::Clause && matches!(self.words.word(opens.from), "until" | "till")).then_some(opens.from)
    }

    /// `broke the siege of P`, `the siege of P was lifted`, `after a siege`: it ended then.
    fn is_ended(&self, row: &Row, raw: &Raw) -> bool {
        let ends = |c: usize| {
            row.verb(c)
                .filter(|verb| verb.lemma.is_some_and(|lemma| self.words.lexicon.is_verb_in(lemma, list::BREAKING)))
        };
        let small =
            |c: usize| matches!(row.kind(c), Kind::Side(_) | Kind::Noun | Kind::Possessive | Kind::Time | Kind::Adverb);
        let governor = (0..raw.chunk).rev().find(|&c| !small(c));
        // `took P in March after a long siege`
        if governor.is_some_and(|c| matches!(self.words.word(row.chunks[c].from), "after" | "following")) {
            return true;
        }
        let before = governor.and_then(ends);
        let after =
            (raw.chunk + 1..row.chunks.len()).find(|&c| row.verb(c).is_some_and(Verb::is_finite)).and_then(ends);
        before.is_some_and(|verb| !verb.passive && !verb.infinitive && !verb.negated && verb.modal.is_none())
            || after.is_some_and(|verb| verb.passive && !verb.negated && verb.modal.is_none())
    }

    /// `since July 2014, when rebels took P`: the time that a clause with "when" explains.
    fn clause_before<'t>(&self, row: &Row, raw: &Raw, own: &[&'t TimePhrase]) -> Option<&'t TimePhrase> {
        let when = row.chunks[..raw.chunk.min(row.chunks.len())]
            .iter()
            .rfind(|chunk| matches!(chunk.kind, Kind::Clause | Kind::Relative))
            .filter(|chunk| self.words.word(chunk.from) == "when")?;
        let comma = usize::from(self.words.word(when.from.wrapping_sub(1)) == ",");
        let after = own.iter().any(|t| t.tokens.start > when.from && t.role == TimeRole::At);
        own.iter().find(|t| !after && t.tokens.end + comma == when.from && t.span.is_some()).copied()
    }

    /// `put P under siege`, `laid siege to P`, `imposed a siege`: it began then.
    fn is_laid(&self, row: &Row, raw: &Raw) -> bool {
        let Some(verb) = self.governing(row, raw).and_then(|c| row.verb(c)) else { return false };
        self.is_laying(verb) && is_told(verb)
    }

    /// `laid`, `imposed`: how a siege begins.
    fn is_laying(&self, verb: &Verb) -> bool {
        verb.lemma.is_some_and(|lemma| {
            matches!(
                self.words.lexicon.lemma(lemma),
                "put" | "place" | "lay" | "impose" | "begin" | "start" | "complete"
            )
        })
    }

    /// The time in the trigger's own clause, after it or before it, else the one that opens the sentence.
    fn nearest<'t>(
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
                .filter(|t| {
                    !self.is_of_example(row, raw, t) && (t.tokens.start == trigger || !self.opens_clause(row, t))
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
            .filter(|t| !(self.is_aside(row, t, trigger) || t.leads && self.is_past_clause(row, raw, t)))
            .max_by_key(|t| t.tokens.end);
        let first = row.chunks.first().map_or(0, |c| c.from);
        let opening = own.iter().find(|t| fits(t) && !t.leads && t.tokens.start <= first + 3);
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

    /// `took P last night and are now advancing on Q`: that goes on now.
    fn has_gone_on(&self, row: &Row, raw: &Raw) -> bool {
        let joined = raw.chunk.checked_sub(1).is_some_and(|c| row.kind(c) == Kind::And);
        let told = |c: usize| row.verb(c).is_some_and(is_told);
        joined && self.is_going_on(row, raw) && (0..raw.chunk).any(told)
    }

    /// Where the participle ends with which a sentence opens: at its comma, as in `Seized by rebels in 2014, P was`, or
    /// where that is lost after its time.
    fn opening_participle(&self, row: &Row) -> Option<usize> {
        let first = (0..row.chunks.len()).find(|&c| row.kind(c) != Kind::Adverb)?;
        row.verb(first).filter(|verb| verb.bare)?;
        let main = |c: usize| row.verb(c).is_some_and(Verb::is_finite);
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
        let closes = |c: usize| row.kind(c) == Kind::Comma && row.verb(c + 1).is_some_and(Verb::is_finite);
        let inside = |c: &usize| row.chunks[*c].to <= t.tokens.start;
        set_apart && (raw.chunk + 1..row.chunks.len()).take_while(inside).any(closes)
    }

    /// `took P, and on Monday they took Q`: the time of the clause that it opens.
    fn opens_clause(&self, row: &Row, t: &TimePhrase) -> bool {
        let small = |c: usize| matches!(row.kind(c), Kind::Prep | Kind::Adverb);
        let Some(mut c) = row.chunk_of(t.tokens.start) else { return false };
        let next = c + 1 + usize::from(row.kind(c + 1) == Kind::Comma);
        while c > 0 && small(c - 1) {
            c -= 1;
        }
        let joined = c.checked_sub(1).is_some_and(|and| row.kind(and) == Kind::And);
        let subject = |c: &usize| {
            matches!(row.kind(*c), Kind::Side(_) | Kind::Noun | Kind::Pronoun | Kind::Place(_) | Kind::Adverb)
        };
        // `took P in March and in April Q`, `took P in May, in June Q`
        let led = row.chunk_of(t.tokens.start).is_some_and(|time| time > c);
        let comma = c.checked_sub(1).is_some_and(|comma| row.kind(comma) == Kind::Comma);
        if (joined || comma) && led && matches!(row.kind(next), Kind::Place(_)) {
            return true;
        }
        let verb = (next..row.chunks.len()).find(|c| !subject(c)).filter(|&verb| verb > next);
        joined && verb.and_then(|c| row.verb(c)).is_some_and(|verb| verb.is_finite() && !verb.bare)
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
            let tells = |v: usize| row.chunks[v].to <= t.tokens.start && row.verb(v).is_some_and(Verb::is_finite);
            let own = row.verb(c + 1).is_some_and(Verb::is_finite)
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
    fn is_aside(&self, row: &Row, t: &TimePhrase, trigger: usize) -> bool {
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
        let closed = (t.tokens.end..trigger).any(|i| self.words.word(i) == ",");
        closed && finite(opens.from, t.tokens.start)
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

    /// `were still resisting`, `now stands near P`: it is told of the article's day.
    fn is_still(&self, row: &Row, raw: &Raw) -> bool {
        let Some(chunk) = self.governing(row, raw) else { return false };
        let Some(verb) = row.verb(chunk) else { return false };
        let from = row.chunks[chunk].from.saturating_sub(2);
        (chunk == raw.chunk || verb.present) && self.words.any_in(from..verb.main + 2, list::STILL)
    }

    /// The verb that tells of a claim: its own, or the last before its noun, else the first.
    fn governing(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let finite = |c: &usize| row.verb(*c).is_some_and(Verb::is_finite);
        if matches!(row.kind(raw.chunk), Kind::Verb(_)) {
            return Some(raw.chunk);
        }
        (0..raw.chunk.min(row.chunks.len())).rev().find(finite).or_else(|| (raw.chunk..row.chunks.len()).find(finite))
    }

    /// `is advancing`, `are besieging`: it has no past time.
    fn is_going_on(&self, row: &Row, raw: &Raw) -> bool {
        let Kind::Verb(v) = row.kind(raw.chunk) else { return false };
        let verb = &row.verbs[v];
        let chunk = row.chunks[raw.chunk];
        verb.present
            && (chunk.from..verb.main).any(|t| matches!(self.words.word(t), "is" | "are"))
            && self.words.forms(verb.main).iter().any(|form| form.1 == Form::Ing)
    }

    /// Whether the trigger is a verb in the past: "held", "was under the control of".
    fn is_past(&self, row: &Row, raw: &Raw) -> bool {
        match row.kind(raw.chunk) {
            Kind::Verb(v) => is_told(&row.verbs[v]),
            _ => false,
        }
    }

    /// The time of another sentence.
    fn carried(&self, sentence: &Sentence, row: &Row, raw: &Raw) -> Option<&TimePhrase> {
        // What goes on, and what has been so, is told of today.
        let present = row.verb(raw.chunk).is_some_and(|verb| verb.present && verb.is_finite());
        if present && sentence.role != Role::Title {
            return None;
        }
        if self.is_still(row, raw) {
            return None;
        }
        self.inherited(sentence, row, raw)
            .or_else(|| self.background(sentence, row, raw))
            .or_else(|| self.story_day(sentence, row, raw))
    }

    /// `In 2012 fighters came. The rebels seized P`: the sentence before opens with a time long past, and this one
    /// goes on with it.
    fn background(&self, sentence: &Sentence, row: &Row, raw: &Raw) -> Option<&TimePhrase> {
        let first = sentence.from as usize;
        if first == 0 || !self.is_past(row, raw) {
            return None;
        }
        let before = self.words.text.sentences()[self.words.text.sentence_of(first - 1)];
        let from = self.times.partition_point(|t| t.tokens.start < before.tokens().start);
        let opens =
            self.times.get(from).filter(|t| t.tokens.start <= before.from as usize + 4 && t.tokens.end <= first)?;
        let long_past = opens.span.zip(self.published).is_some_and(|(span, published)| published.from - span.to > 20);
        let alone = self.times.get(from + 1).is_none_or(|t| t.tokens.start >= first);
        let same = before.paragraph == sentence.paragraph;
        (same && alone && long_past && opens.role == TimeRole::At).then_some(opens)
    }

    /// A sentence that goes on from the one before keeps its time.
    fn inherited(&self, sentence: &Sentence, row: &Row, raw: &Raw) -> Option<&TimePhrase> {
        let first = sentence.from as usize;
        let goes_on = matches!(
            self.words.word(first),
            "it" | "they" | "meanwhile" | "earlier" | "later" | "he" | "she" | "also" | "another"
        ) || matches!(self.words.word(first + 1), "also" | "further")
            // "That battle, in which rebels took P".
            || matches!(self.words.word(first), "that" | "this") && self.words.is_in(first + 1, list::ATTACKS);
        if !goes_on || first == 0 {
            return None;
        }
        let before = self.words.text.sentences()[self.words.text.sentence_of(first - 1)];
        let from = self.times.partition_point(|t| t.tokens.start < before.tokens().start);
        let mut own = self.times[from..].iter().take_while(|t| t.tokens.start < before.tokens().end);
        // "Rebels took P in 2013. They also took Q": a state or a strike would be told of today.
        let change = matches!(raw.event, Event::Captures | Event::Loses | Event::Advances) && self.is_past(row, raw);
        let main = !row.chunks[..raw.chunk].iter().any(|c| matches!(c.kind, Kind::Clause | Kind::Relative));
        let alone = change && main && own.clone().count() == 1;
        own.find(|t| t.role == TimeRole::At && t.span.is_some() && self.is_main(t) && (t.unit == Unit::Day || alone))
    }

    /// `had also taken P`
    fn says_also(&self, row: &Row, raw: &Raw) -> bool {
        let chunk = row.chunks[raw.chunk];
        (chunk.from..chunk.to).any(|t| self.words.word(t) == "also")
    }

    /// A report in the past without a time of its own is told of the day its story is told of: the
    /// last day named in the sentences just before, else the day the article opens with.
    fn story_day(&self, sentence: &Sentence, row: &Row, raw: &Raw) -> Option<&TimePhrase> {
        if !matches!(raw.event, Event::Strikes | Event::Fights | Event::Captures | Event::Advances | Event::Loses) {
            return None;
        }
        let first = sentence.from as usize;
        let here = self.words.text.sentence_of(first);
        // A noun ("the shelling of") and what has no tense ("managed to take") are told in that of their sentence.
        let noun = !row.verb(raw.chunk).is_some_and(Verb::is_finite);
        // A headline tells of the past in the present tense: `Rebels take P`.
        let headline = sentence.role == Role::Title;
        if !(headline || self.is_past(row, raw) || noun && row.verbs.iter().any(is_told)) {
            return None;
        }
        // "Rebels took P on Sunday while jets hit Q": also the day of a clause before it.
        let before = self.times.partition_point(|t| t.tokens.end <= raw.trigger.0.max(first));
        let near = |reach: usize| {
            let times = self.times[..before].iter().rev();
            times.take_while(move |t| self.words.text.sentence_of(t.tokens.start) + reach >= here)
        };
        if self.history {
            return near(6).find(|t| self.is_narrated(t));
        }
        // When another spoke, in another paragraph, tells nothing of this.
        let spoke = |t: &TimePhrase| {
            let at = self.times.partition_point(|other| other.tokens.start < t.tokens.start);
            let paragraph = self.words.text.sentences()[self.words.text.sentence_of(t.tokens.start)].paragraph;
            self.said[at] && paragraph != sentence.paragraph
        };
        let fits = |t: &&TimePhrase| self.is_recent(t) && self.is_main(t) && !spoke(t);
        // "Shells fell on Friday, residents said Saturday": on Friday.
        let said = |t: &TimePhrase| self.said[self.times.partition_point(|other| other.tokens.start < t.tokens.start)];
        let sentence_of = |t: &TimePhrase| self.words.text.sentence_of(t.tokens.start);
        let told = |last: &TimePhrase| near(2).filter(fits).find(|t| !said(t) && sentence_of(t) == sentence_of(last));
        near(2).find(fits).map(|last| told(last).unwrap_or(last)).or_else(|| {
            let opening =
                self.opening_day.get_or_init(|| self.times.iter().position(|t| self.is_recent(t) && self.is_main(t)));
            let leads = headline || here <= 1;
            opening
                .map(|t| &self.times[t])
                .filter(|t| t.tokens.end <= first || leads)
                .filter(|opens| {
                    // A story that has gone on to another day is no longer told of its first.
                    !self.times[..before].iter().any(|t| self.is_recent(t) && t.span != opens.span)
                })
                .filter(|t| self.words.text.sentence_of(t.tokens.start) <= 3)
        })
    }

    /// Whether a time stands in the main clause of its sentence.
    fn is_main(&self, t: &TimePhrase) -> bool {
        let sentence = &self.words.text.sentences()[self.words.text.sentence_of(t.tokens.start)];
        let opens = |i: usize| {
            self.words.is(i, class::RELATIVE) || self.words.is(i, class::SUBORDINATOR) && self.words.word(i) != "as"
        };
        !t.leads && !(sentence.from as usize + 1..t.tokens.start).any(opens)
    }

    /// A day shortly before publication.
    fn is_recent(&self, t: &TimePhrase) -> bool {
        let role = self.role(t);
        let span = t.span.filter(|_| t.role == TimeRole::At && !matches!(role, Role::Dateline | Role::Caption));
        span.zip(self.published).is_some_and(|(span, published)| span.days() <= 2 && published.to - span.from <= 4)
    }

    /// A day, month or year that a story may be told of.
    fn is_narrated(&self, t: &TimePhrase) -> bool {
        !matches!(self.role(t), Role::Dateline | Role::Caption | Role::Boilerplate)
            && t.role == TimeRole::At
            && t.span.is_some_and(|span| span.days() <= 366)
    }

    /// Whether most days and months that the text names lie well before its publication.
    fn is_history(&self) -> bool {
        let told = |t: &&TimePhrase| self.is_narrated(t) && matches!(t.unit, Unit::Day | Unit::Month);
        let old = |t: &&TimePhrase| {
            let span = t.span.zip(self.published);
            span.is_none_or(|(span, published)| published.from - span.to > 10)
        };
        let all = self.times.iter().filter(told).count();
        let old = self.times.iter().filter(told).filter(old).count();
        old >= 3 && old * 2 > all
    }

    fn role(&self, t: &TimePhrase) -> Role {
        self.words.text.sentences()[self.words.text.sentence_of(t.tokens.start)].role
    }
}

/// Whether a verb tells of the past.
fn is_told(verb: &Verb) -> bool {
    verb.is_finite() && !verb.present && verb.modal.is_none()
}

/// `a camp they lost in July`, `the town it took in May`: a relative clause without its `which` begins here, and its
/// verb stands before the token `to`.
fn is_bare_relative(row: &Row, chunk: usize, to: usize) -> bool {
    let before = chunk.checked_sub(1).map(|c| row.kind(c));
    row.kind(chunk) == Kind::Pronoun
        && matches!(before, Some(Kind::Place(_) | Kind::Noun))
        && row.verb(chunk + 1).is_some_and(Verb::is_finite)
        && row.chunks[chunk + 1].to <= to
}

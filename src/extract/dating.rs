//! Which day a claim is told of.
//!
//! A time of the trigger's own clause comes first; then the time that opens its sentence. A state
//! (`holds`, a siege) is said of the article's day. What has no time of its own goes on from the
//! sentence before it, or is told of the day of its story: in news the last day named shortly before
//! publication, in an article that tells of the past the last day or month named before. Else it is the
//! article's day. What is not yet so has no date but a future one.
//!
//! Beside it: which time of its own sentence is the [`nearest`], what `yesterday` is in another's [`speech`], and on which
//! day its [`story`] is told.

mod nearest;
mod speech;
mod story;

use super::attribution::{Attribution, Quotations};
use super::chunks::{Kind, Row, Verb};
use super::frames::Raw;
use super::lexicon::Form;
use super::list;
use super::sentence::Sentence;
use super::status::Verdict;
use super::when::{TimePhrase, TimeRole, Unit};
use super::words::Words;
use crate::article::Role;
use crate::claim::{Event, Status, When};
use crate::date::Span;
use std::borrow::Cow;
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
    times: Cow<'a, [TimePhrase]>,
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

/// The times of a claim's own sentence.
struct Own<'t> {
    /// All of them.
    all: Vec<&'t TimePhrase>,
    /// When it happened.
    at: Option<&'t TimePhrase>,
    /// `before Sunday`, where no time says when.
    before: Option<&'t TimePhrase>,
    /// `since May`
    since: Option<&'t TimePhrase>,
    /// Whether the claim is told by the participle that opens the sentence: `Seized by rebels, P was`.
    in_opening: bool,
}

/// How many days before the article a thing is old news.
const LONG: i32 = 21;

/// Why what was so before the story has no date.
const EARLIER: &str = "told as earlier than the story";

impl<'a> Dating<'a> {
    /// Of an article with these times, published then, in which these speak, at times in these quotations.
    pub fn new(
        words: &'a Words<'a>,
        times: &'a [TimePhrase],
        published: Option<Span>,
        told: &[Attribution],
        quotations: &Quotations<'_>,
    ) -> Dating<'a> {
        let of_saying = |t: &TimePhrase| {
            let last = told.partition_point(|told| told.words.start <= t.tokens.start).checked_sub(1);
            last.is_some_and(|last| told[last].words.contains(&t.tokens.start))
        };
        let said = times.iter().map(of_saying).collect();
        let times = speech::reckoned(times, published, &speech::Speeches { text: words.text, told, quotations });
        let mut dating = Dating { words, times, published, said, opening_day: OnceCell::new(), history: false };
        dating.history = dating.is_history();
        dating
    }

    /// The date of a claim: the first of these that fits.
    pub fn of(&self, asked: Asked<'_>) -> Dated {
        let own = self.own(asked);
        let dated = self
            .not_yet(asked, &own)
            .or_else(|| self.told_first(asked, &own))
            .or_else(|| self.some_day_since(asked, &own))
            .or_else(|| self.before_a_day(asked, &own))
            .or_else(|| self.held_until(asked, &own))
            .or_else(|| self.had_held(asked, &own))
            .or_else(|| self.state(asked, &own))
            .or_else(|| own.at.map(|t| self.by(t)))
            .or_else(|| self.since_doing(asked))
            .or_else(|| self.earlier(asked, &own))
            .or_else(|| self.of_another_sentence(asked, &own))
            .or_else(|| self.after_clause(asked.row, asked.raw, &own.all))
            .unwrap_or_else(|| self.of_article(&own));
        let lasting = matches!(asked.raw.event, Event::Holds | Event::Besieges | Event::Fights | Event::Strikes);
        let since = own.since.filter(|_| lasting).map(|t| When { span: t.span, basis: self.quoted(t) });
        Dated { since, ..dated }
    }

    /// The times of a claim's own sentence.
    fn own(&self, asked: Asked<'_>) -> Own<'_> {
        let Asked { sentence, row, raw, .. } = asked;
        let tokens = sentence.tokens();
        let from = self.times.partition_point(|t| t.tokens.start < tokens.start);
        let mut all = self.times[from..].iter().take_while(|t| t.tokens.start < tokens.end).collect::<Vec<_>>();
        // "took the formerly rebel-held town of P": the time of the adjective.
        all.retain(|t| t.span.is_some() || !(self.words.is_joined(t.tokens.end + 1) || self.is_of_name(t)));
        // "Seized by rebels in 2014, P was retaken on Sunday"
        let opening_ends = self.opening_participle(row);
        if let Some(comma) = opening_ends {
            all.retain(|t| (t.tokens.start < comma) == (raw.trigger.0 < comma));
        }
        let told = |t: &TimePhrase| matches!(t.role, TimeRole::At | TimeRole::Until);
        let at = self
            .clause_before(row, raw, &all)
            .or_else(|| self.leading(asked, &all))
            .or_else(|| self.nearest(row, raw, &all, told))
            .or_else(|| self.closing_date(sentence, &all));
        let before = self.nearest(row, raw, &all, |t| t.role == TimeRole::Before).filter(|_| at.is_none());
        let begun = self.since_clause(row, raw, &all);
        let at = at.filter(|t| begun.is_none_or(|begun| !std::ptr::eq(*t, begun)));
        let at = at.filter(|t| t.tokens.end > raw.trigger.0 || !self.has_since(row, raw));
        let since = begun.or_else(|| self.nearest(row, raw, &all, |t| t.role == TimeRole::Since));
        let at = at.filter(|t| !since.is_some_and(|since| self.is_of_next(row, raw, since, t)));
        Own { all, at, before, since, in_opening: opening_ends.is_some_and(|comma| raw.trigger.0 < comma) }
    }

    /// `has besieged P since May and took Q on Sunday`: the time of another verb, after that since when this goes on.
    fn is_of_next(&self, row: &Row, raw: &Raw, since: &TimePhrase, t: &TimePhrase) -> bool {
        let between = since.tokens.end..t.tokens.start;
        // "Rebels took P in 2012, and since then it has been bombed"
        if t.tokens.end <= raw.trigger.0.min(since.tokens.start) {
            let goes_on = row.verb(raw.chunk).is_some_and(|verb| verb.present && verb.is_finite());
            let told = |c: usize| row.verb(c).is_some_and(is_told) && row.chunks[c].to <= since.tokens.start;
            return goes_on && raw.event != Event::Captures && (0..raw.chunk).any(told);
        }
        let next = row.chunks.iter().position(|c| between.contains(&c.from)).unwrap_or(row.chunks.len());
        let inside = (next..row.chunks.len()).take_while(|&c| row.chunks[c].to <= between.end);
        since.tokens.start > raw.trigger.0 && inside.into_iter().any(|c| row.is_finite(c))
    }

    /// `attacked P in May and have since taken it`: not in May.
    fn has_since(&self, row: &Row, raw: &Raw) -> bool {
        let Some(verb) = row.verb(raw.chunk) else { return false };
        verb.present && (row.chunks[raw.chunk].from..verb.main).any(|i| self.words.word(i) == "since")
    }

    /// The date that a time gives.
    fn by(&self, t: &TimePhrase) -> Dated {
        let date = When { span: t.span, basis: self.quoted(t) };
        Dated { date, since: None, words: Some(self.words.text.bytes(t.tokens.clone())) }
    }

    /// What has not happened has no date but a future one, and an attempt that of when it was made.
    fn not_yet(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let Asked { row, raw, verdict, told, .. } = asked;
        if verdict.status != Status::Hypothetical {
            return None;
        }
        let future = self.nearest(row, raw, &own.all, |t| t.role == TimeRole::Future);
        let made = own.at.filter(|t| verdict.attempt.is_some() && t.role == TimeRole::At && t.unit == Unit::Day);
        if let Some(t) = future.or(made).filter(|t| t.span.is_some()) {
            return Some(self.by(t));
        }
        // "..., he said on Monday": then it was said.
        let said = |t: &TimePhrase| {
            told.is_some_and(|told| told.words.start >= raw.trigger.1 && t.tokens.start >= told.words.start)
        };
        // `could take P on Thursday`: the next.
        let ahead = own.at.filter(|t| verdict.attempt.is_none() && t.tokens.start >= raw.trigger.1 && !said(t));
        let next = ahead.filter(|t| t.ahead.is_some()).map(|t| self.by(&TimePhrase { span: t.ahead, ..t.clone() }));
        Some(next.unwrap_or_else(|| without("not yet so")))
    }

    /// `Seized by rebels, P was retaken on Sunday`: when it was seized is not told.
    fn told_first(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let change = matches!(asked.raw.event, Event::Captures | Event::Loses);
        (own.in_opening && own.all.is_empty() && change).then(|| without(EARLIER))
    }

    /// `Since seizing P, S has ruled it`: at a time before, which nobody tells.
    fn since_doing(&self, asked: Asked<'_>) -> Option<Dated> {
        let Asked { row, raw, .. } = asked;
        let doing = row.verb(raw.chunk).is_some_and(|verb| verb.ing) && raw.event != Event::Holds;
        let before = row.chunks.get(raw.chunk)?.from.checked_sub(1)?;
        let since = doing && self.words.word(before) == "since";
        since.then(|| without("the text says that it was before, not when"))
    }

    /// `has recaptured P since June 19`: on some day from then on.
    fn some_day_since(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let told_when = |t: &TimePhrase| asked.told.is_some_and(|told| told.words.contains(&t.tokens.start));
        let change = matches!(asked.raw.event, Event::Captures | Event::Loses);
        if !change || own.at.is_some_and(|t| !told_when(t)) {
            return None;
        }
        let since = own.since.filter(|t| self.words.is_in(t.tokens.start, list::SINCE) && t.unit == Unit::Day)?;
        let published = self.published?;
        let from = since.span.map(|span| span.from).filter(|&from| from < published.to)?;
        Some(self.by(&TimePhrase { span: Some(Span::imprecise(from, published.to)), ..since.clone() }))
    }

    /// `held it before 2016`: the day before it still; `took it before Sunday`: when is not told.
    fn before_a_day(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let Asked { row, raw, .. } = asked;
        let t = own.before.filter(|_| !raw.description)?;
        let still = t.span.filter(|_| raw.event == Event::Holds && self.is_past(row, raw));
        Some(match still {
            Some(span) => self.by(&TimePhrase { span: Some(Span::day(span.from - 1)), ..t.clone() }),
            None => without(&self.quoted(t)),
        })
    }

    /// `held P until rebels seized it in May`
    fn held_until(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let Asked { row, raw, .. } = asked;
        if raw.event != Event::Holds || !self.is_past(row, raw) || own.at.is_some() || own.since.is_some() {
            return None;
        }
        let until = self.until_clause(row, raw)?;
        let end = own.all.iter().find(|t| t.role == TimeRole::At && t.tokens.start > until && t.span.is_some());
        Some(end.map_or_else(|| without("until another event"), |t| self.by(t)))
    }

    /// `S took P, which S2 had held since May`: until then, and what S2 holds now is not told.
    fn had_held(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let Asked { row, raw, .. } = asked;
        let had = |c: usize| row.verb(c).is_some_and(|verb| verb.past_perfect && !verb.negated);
        let held = raw.event == Event::Holds && own.at.is_none() && !self.is_told_that(asked);
        (held && self.governing(row, raw).is_some_and(had)).then(|| without(EARLIER))
    }

    /// A state is told of the day when it was said to be so, else of the article's.
    fn state(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let Asked { raw, told, .. } = asked;
        if !self.is_state(asked, own.at) {
            return None;
        }
        // What is only described is so on the article's day, also where it was said some days before.
        let lately = |t: &TimePhrase| {
            let days = t.span.zip(self.published).map(|(span, published)| published.from - span.to);
            raw.description && days.is_some_and(|days| days <= 3)
        };
        let said = told.and_then(|told| {
            let of_saying =
                |t: &TimePhrase| t.role == TimeRole::At && t.unit == Unit::Day && told.words.contains(&t.tokens.start);
            own.all.iter().find(|t| of_saying(t) && !lately(t))
        });
        let said = said.filter(|t| t.span.is_some());
        Some(said.map_or_else(|| self.of_article(own), |t| self.by(t)))
    }

    /// `Troops had taken P`: before the story, but where it is the past of what was said.
    fn earlier(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let event = asked.raw.event != Event::Holds && own.since.is_none();
        (had(asked) && !self.is_told_that(asked) && event).then(|| without(EARLIER))
    }

    /// A claim without a time of its own goes on from a sentence before, also as the past of what is said: `It said they
    /// had taken P`.
    fn of_another_sentence(&self, asked: Asked<'_>, own: &Own<'_>) -> Option<Dated> {
        let Asked { sentence, row, raw, .. } = asked;
        let t = self.carried(sentence, row, raw)?;
        // What goes on since then has not only been then.
        if own.since.is_some_and(|since| std::ptr::eq(t, since)) {
            return None;
        }
        let goes_on = !had(asked) || self.is_told_that(asked);
        let date = When { span: t.span, basis: format!("{} before it", self.quoted(t)) };
        goes_on.then_some(Dated { date, since: None, words: None })
    }

    /// The article's day; since when it is so, if that is told, is the time that says so.
    fn of_article(&self, own: &Own<'_>) -> Dated {
        let words = own.since.map(|t| self.words.text.bytes(t.tokens.clone()));
        Dated { date: self.article(), since: None, words }
    }

    /// Whether a claim is what somebody said: `The army said its troops had taken P`.
    fn is_told_that(&self, asked: Asked<'_>) -> bool {
        let Asked { row, raw, told, .. } = asked;
        told.is_some() || (0..raw.chunk).any(|c| self.words.word(row.chunks[c].from) == "that")
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

    /// Whether what is dated so happened long before the article.
    pub fn is_long_ago(&self, dated: &Dated) -> bool {
        dated.date.span.zip(self.published).is_some_and(|(span, article)| article.from - span.to > LONG)
    }

    fn quoted(&self, t: &TimePhrase) -> String {
        ["\"", &self.words.text.line(t.tokens.clone()), "\""].concat()
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
        let after = row.finite_from(raw.chunk + 1).and_then(ends);
        before.is_some_and(|verb| !verb.passive && !verb.infinitive && !verb.negated && verb.modal.is_none())
            || after.is_some_and(|verb| verb.passive && !verb.negated && verb.modal.is_none())
    }

    /// `put P under siege`, `laid siege to P`, `imposed a siege`: it began then.
    fn is_laid(&self, row: &Row, raw: &Raw) -> bool {
        let Some(verb) = self.governing(row, raw).and_then(|c| row.verb(c)) else { return false };
        self.is_laying(verb) && is_told(verb)
    }

    /// `laid`, `imposed`: how a siege begins.
    fn is_laying(&self, verb: &Verb) -> bool {
        verb.lemma.is_some_and(|lemma| self.words.lexicon.is_verb_in(lemma, list::BEGINNING_SIEGE))
    }

    /// The verb that tells of a claim: its own, or the last before its noun, else the first.
    fn governing(&self, row: &Row, raw: &Raw) -> Option<usize> {
        let finite = |c: &usize| row.is_finite(*c);
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
}

/// No date, and why.
fn without(basis: &str) -> Dated {
    Dated { date: When { span: None, basis: basis.to_owned() }, since: None, words: None }
}

/// Whether a claim's verb tells of an earlier past: `had taken`.
fn had(asked: Asked<'_>) -> bool {
    matches!(asked.row.kind(asked.raw.chunk), Kind::Verb(v) if asked.row.verbs[v].past_perfect)
}

/// Whether a verb tells of the past.
fn is_told(verb: &Verb) -> bool {
    verb.is_finite() && !verb.present && verb.modal.is_none()
}

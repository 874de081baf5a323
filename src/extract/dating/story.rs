//! Which time of another sentence a claim goes on from: that of the sentence before, or the day of its story.

use super::{Dating, is_told};
use crate::article::Role;
use crate::claim::Event;
use crate::extract::chunks::{Kind, Row, Verb};
use crate::extract::frames::Raw;
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::sentence::Sentence;
use crate::extract::when::{TimePhrase, TimeRole, Unit};

/// How many days before publication news still is of its own days.
const LATELY: i32 = 4;

impl Dating<'_> {
    /// The time of another sentence.
    pub(super) fn carried(&self, sentence: &Sentence, row: &Row, raw: &Raw) -> Option<&TimePhrase> {
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
        let long_past =
            opens.span.zip(self.published).is_some_and(|(span, published)| published.from - span.to > LATELY);
        let alone = self.times.get(from + 1).is_none_or(|t| t.tokens.start >= first);
        let same = before.paragraph == sentence.paragraph;
        (same && alone && long_past && opens.role == TimeRole::At).then_some(opens)
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

    /// `were still resisting`, `now stands near P`: it is told of the article's day.
    fn is_still(&self, row: &Row, raw: &Raw) -> bool {
        // "residents said shells were still falling"
        let subject = row.verb(raw.chunk).is_none() && row.is_finite(raw.chunk + 1);
        let Some(chunk) = Some(raw.chunk + 1).filter(|_| subject).or_else(|| self.governing(row, raw)) else {
            return false;
        };
        let Some(verb) = row.verb(chunk) else { return false };
        let from = row.chunks[chunk].from.saturating_sub(2);
        (chunk == raw.chunk || subject || verb.present) && self.words.any_in(from..verb.main + 2, list::STILL)
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
    pub(super) fn is_recent(&self, t: &TimePhrase) -> bool {
        let role = self.role(t);
        let span = t.span.filter(|_| t.role == TimeRole::At && !matches!(role, Role::Dateline | Role::Caption));
        span.zip(self.published).is_some_and(|(span, published)| span.days() <= 2 && published.to - span.from <= LATELY)
    }

    /// A day, month or year that a story may be told of.
    fn is_narrated(&self, t: &TimePhrase) -> bool {
        !matches!(self.role(t), Role::Dateline | Role::Caption | Role::Boilerplate)
            && t.role == TimeRole::At
            && t.span.is_some_and(|span| span.days() <= 366)
    }

    /// Whether most days and months that the text names lie well before its publication.
    pub(super) fn is_history(&self) -> bool {
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

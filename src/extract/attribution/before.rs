//! Whom a sentence tells of that nobody quotes in so many words: the subject of the sentence before (`Omar Haddad was more
//! cautious. He said`), who gives an account of his own, and the name that somebody gives himself.

use super::forms::{Finder, Form, Found, Speaker, Told};
use super::list as lists;
use super::speakers::Verb;
use crate::claim::{Source, SourceKind};
use crate::extract::sentence::Shape;
use std::cell::OnceCell;
use std::ops::Range;

/// How far from its verb or noun a phrase of these forms reaches, in tokens.
const REACH: usize = 12;

impl Finder<'_> {
    /// `Omar Haddad was more cautious. He said`: whom the sentence before tells of, if nobody speaks in it.
    pub(super) fn subject_before(&self, pronoun: &str) -> Option<Source> {
        let before = if matches!(pronoun, "he" | "she" | "they" | "it") { self.sentence_before() } else { None }?;
        let spoke = self.told.last().is_some_and(|told| told.attribution.words.start >= before.start);
        let subject = if spoke { None } else { before.subject() };
        let fits = |speaker: &Speaker| {
            let last = speaker.tokens.end - 1;
            let (head, human) = (self.text.word(last), self.spoken.is_in(last, lists::HUMANS));
            let side = matches!(speaker.source.kind, SourceKind::Rebel | SourceKind::State);
            match pronoun {
                "he" | "she" => human || !speaker.unnamed && before.is_name(last) && !before.ends_name(last + 1),
                "they" => head.ends_with('s') && !side && speaker.unnamed,
                "it" => !human && before.makes_public().is_some(),
                _ => false,
            }
        };
        let subject = subject.filter(fits)?;
        Some(subject.source)
    }

    /// `a monitoring group`, `the Britain-based group`: the monitor that the article names.
    pub(super) fn described_monitor(&self, first: usize, head: usize, end: usize) -> Option<Source> {
        let is_monitor = self.speaker(head) == Some(SourceKind::Monitor) && head + 1 == end;
        let joined = (first..end).any(|i| self.word(i) == "and");
        let other = self.word(first) == "another";
        (is_monitor && !joined && !other && (first..end).any(|i| self.is(i, lists::WATCHING)))
            .then(|| self.monitor_called(first..end))?
    }

    /// `Doctors Without Borders said. The aid group said`: the last body of helpers that spoke.
    pub(super) fn described_helper(&self, first: usize, head: usize, end: usize) -> Option<Source> {
        let helps = (first..head).any(|i| self.kind_told_by(i) == Some(SourceKind::Witness));
        let again = self.word(first) == "the" && head + 1 == end && self.is(head, lists::PARTY_AGAIN) && helps;
        let body = |told: &&Told| told.attribution.source.kind == SourceKind::Witness && !told.unnamed;
        let last = self.told.iter().rev().find(body).filter(|told| again && !self.is_person(told))?;
        Some(last.attribution.source.clone())
    }

    /// `the channel's correspondent`: the outlet named before.
    pub(super) fn reporter_again(&self, first: usize, head: usize) -> Option<Source> {
        let owner = head.checked_sub(2).filter(|&owner| owner > first && self.word(owner + 1) == "'s")?;
        let again = self.is(owner, lists::OUTLET_AGAIN) && self.is(head, lists::REPORTERS);
        again.then(|| self.outlet_before(first))?
    }

    /// `A resident said so. Another said`, `Residents said so. Others said`: one more of those who spoke before.
    pub(super) fn one_more(&self, words: Range<usize>) -> Option<Speaker> {
        let near = |told: &&Told| told.unnamed && told.sentence + 3 > self.text.sentence_of(self.start);
        let speaks = |&i: &usize| self.spoken.at(i).speaker.is_some();
        let mut last = self.told.iter().rev().take(3).filter(near);
        let (told, head) = last.find_map(|told| Some((told, told.attribution.speaker.clone().rev().find(speaks)?)))?;
        let (word, one) = (self.text.word(head), self.spoken.is_in(head, lists::HUMANS));
        let name = match self.word(words.start) {
            "others" => ["other ", word].concat(),
            more => [more, " ", if one { word } else { word.strip_suffix('s')? }].concat(),
        };
        Some(Speaker { tokens: words, source: Source { name, kind: told.attribution.source.kind }, unnamed: true })
    }

    /// `The Levant Front issued a statement. The statement said`: whose it is.
    pub(super) fn publisher_before(&self) -> Option<Source> {
        let before = self.sentence_before()?;
        let maker = before.makes_public()?;
        before.speaker_to(maker).map(|speaker| speaker.source)
    }

    /// Reads the sentence before this one as if nobody had spoken.
    fn sentence_before(&self) -> Option<Finder<'_>> {
        let before = self.start.checked_sub(1)?;
        let tokens = self.text.sentences()[self.text.sentence_of(before)].tokens();
        Some(Finder {
            text: self.text,
            spoken: self.spoken,
            told: Vec::new(),
            monitor: OnceCell::new(),
            start: tokens.start,
            end: tokens.end,
        })
    }

    /// The verb by which somebody makes a paper public: `issued` in `issued a statement`.
    fn makes_public(&self) -> Option<usize> {
        let verb = (self.start..self.end).find(|&i| self.is(i, lists::MAKING_PUBLIC))?;
        (verb + 1..(verb + 5).min(self.end)).any(|i| self.is(i, lists::PAPERS)).then_some(verb)
    }

    /// `The Levant Front issued a statement saying`: of a paper without an author, who makes it public.
    pub(super) fn maker_of_paper(&self, saying: usize) -> Option<Speaker> {
        let paper = saying.checked_sub(1).filter(|&i| self.is_participle(saying) && self.is(i, lists::PAPERS))?;
        let made =
            (paper.saturating_sub(4).max(self.start)..paper).rev().find(|&i| self.is(i, lists::MAKING_PUBLIC))?;
        self.speaker_to(made)
    }

    /// Who the sentence opens with; the name beside what he is, as in `A rebel commander, Omar Haddad, called it absurd`.
    fn subject(&self) -> Option<Speaker> {
        if let Some(name) = self.full_name_at(self.start) {
            let source = Source { name: self.raw_name(name.start, name.end), kind: SourceKind::Unnamed };
            return Some(Speaker { tokens: name, source, unnamed: false });
        }
        // Two capitals alone could as well be a place.
        let is_capitals = |speaker: &Speaker| speaker.source.kind == SourceKind::Unnamed && !speaker.unnamed;
        let speaker = self.speaker_from(self.start).filter(|speaker| !is_capitals(speaker))?;
        Some(self.named_beside(speaker))
    }

    /// `the head of the group, Omar Haddad, ...`: the name beside what somebody is.
    pub(super) fn named_beside(&self, speaker: Speaker) -> Speaker {
        let end = speaker.tokens.end;
        let mark = |from: usize| (from..(from + 8).min(self.end)).find(|&i| matches!(self.word(i), "," | "."));
        let plain = |open: usize| (end..open).all(|i| self.verb_at(i).is_none());
        // "according to activists, Tel Sarha, Mura and": only one person has a name of his own.
        let human = speaker.tokens.clone().any(|i| self.is(i, lists::HUMANS));
        let open = mark(end).filter(|&open| speaker.unnamed && human && plain(open));
        let name = open.and_then(|open| self.person_aside(open, mark(open + 1).unwrap_or(self.end) + 1));
        match name {
            Some(name) => {
                let (source, end) = (self.named_person(name.clone(), &speaker), name.end);
                Speaker { tokens: speaker.tokens.start..end, source, unnamed: false }
            }
            None => speaker,
        }
    }

    /// `Omar Haddad a deserter said`, `Haddad speaking from P said`: a person who opens the sentence, and whom a text
    /// without commas describes before the verb comes.
    pub(super) fn described_person(&self, verb: usize, kind: Verb) -> Option<Speaker> {
        let title = (self.start..verb).take(4).take_while(|&i| self.speaker(i).is_some() || self.modifier(i).is_some());
        let from = self.start + title.count();
        let spoke = || {
            let told = self.surnamed(self.word(from)).filter(|_| self.is_name(from))?;
            Some((from..from + 1, told.attribution.source.clone()))
        };
        let owns = |at: usize| {
            let free = self.is_name(at) && !self.is_joined(at);
            free && self.word(at).ends_with('s') && self.speaker(at + 1).is_some()
        };
        let role = |at: usize| {
            let led = self.is(at + 1, lists::GOVERNORS) || matches!(self.word(at + 1), "of" | "for");
            self.shape(at) == Some(Shape::Lower) && self.is(at, lists::HUMANS) && led
        };
        let open = |at: usize| self.is(at, lists::ARTICLES) || self.is_participle(at) || owns(at) || role(at);
        // The name of an owner is no part of the person's: "Omar Haddad Syrias envoy".
        let name = self.full_name_at(from).map(|name| name.start..name.end - usize::from(owns(name.end - 1)));
        let name = name.filter(|name| name.len() > 1);
        let kind_of = |end: usize| (self.start..verb).filter(|&i| i < from || i >= end).find_map(|i| self.speaker(i));
        let person = |name: Range<usize>| {
            let kind = kind_of(name.end).unwrap_or(SourceKind::Unnamed);
            (name.clone(), Source { name: self.raw_name(name.start, name.end), kind })
        };
        let (name, source) = spoke().or_else(|| name.map(person))?;
        let ends = |i: usize| self.is(i, lists::CLAUSE_OPENERS) || self.shape(i) == Some(Shape::Mark);
        let described = kind == Verb::Say
            && !self.is(verb, lists::WEAK)
            && (name.end + 2..name.end + REACH).contains(&verb)
            && open(name.end)
            && !(name.end..verb).any(|i| ends(i) || self.verb_at(i).is_some());
        described.then_some(Speaker { tokens: self.start..verb, source, unnamed: false })
    }

    /// The first name and surname that begin here, of nobody and nothing that is known.
    fn full_name_at(&self, from: usize) -> Option<Range<usize>> {
        let name = |&i: &usize| {
            self.shape(i) == Some(Shape::Capital) && self.spoken.is_plain(i)
                || self.is(i, lists::PARTICLES)
                || self.is_joined(i)
        };
        let end = (from..self.end).take_while(name).last()? + 1;
        let capitals = (from..end).filter(|&i| self.shape(i) == Some(Shape::Capital)).count();
        ((2..=4).contains(&capitals) && self.shape(end - 1) == Some(Shape::Capital)).then_some(from..end)
    }

    /// `A second resident gave a different account: rebels took P`: what stands after the colon is the subject's.
    pub(super) fn account(&self, colon: usize) -> Option<Found> {
        let told = (colon.saturating_sub(4).max(self.start)..colon).any(|i| self.is(i, lists::ACCOUNTS));
        let speaker = if told && self.says_more(colon + 1) { self.subject() } else { None };
        let speaker = speaker.filter(|speaker| speaker.tokens.end + 1 < colon)?;
        Some((speaker, self.start..colon + 1, Form::Before, false))
    }

    /// `said one of them, who gave his name as Omar`, `said a medic who asked to be called Samir`.
    pub(super) fn self_named(&self, verb: usize) -> Option<Found> {
        let who = (verb + 2..(verb + REACH).min(self.end)).find(|&i| self.word(i) == "who")?;
        let phrase = |&i: &usize| self.shape(i) == Some(Shape::Lower) || self.word(i) == "," && i + 1 == who;
        let led = self.is(verb + 1, lists::SOMEONE) && (verb + 1..who).all(|i| phrase(&i) || self.is_name(i));
        let name = if led { self.name_given(who) } else { None };
        let kind = (verb + 1..who).find_map(|i| self.speaker(i)).unwrap_or(SourceKind::Unnamed);
        name.map(|name| {
            let source = Source { name: self.raw_name(name.start, name.end), kind };
            let end = name.end;
            (Speaker { tokens: verb + 1..end, source, unnamed: false }, verb..end, Form::After, false)
        })
    }

    /// The name in `who gave his name only as Abu Omar`, `who identified himself as Samir`.
    pub(super) fn name_given(&self, who: usize) -> Option<Range<usize>> {
        let naming = (who + 1..(who + 8).min(self.end)).find(|&i| self.is(i, lists::NAMING))?;
        if (who..naming).any(|i| self.word(i) == "not" || self.is(i, lists::REFUSING)) {
            return None;
        }
        let first = (naming + 1..(naming + 6).min(self.end)).find(|&i| self.is_name(i))?;
        let part = |&i: &usize| self.is_name(i) || self.is(i, lists::PARTICLES) || self.is_joined(i);
        let end = (first..(first + 5).min(self.end)).take_while(part).last()? + 1;
        Some(first..end)
    }
}

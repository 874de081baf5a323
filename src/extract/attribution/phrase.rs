//! Finds speakers with their verbs: the words of each attribution, and whose they are.

use super::Attribution;
use super::speakers::{NamedSource, SpeakerWords, Verb};
use crate::claim::{Source, SourceKind};
use crate::extract::sentence::{Sentence, Shape, Text};
use crate::read::outlets;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::ops::Range;

/// An attribution on its way to its scope.
pub(super) struct Told {
    pub attribution: Attribution,
    pub form: Form,
    pub sentence: usize,
    /// The speaker has no name of its own ("a military source").
    pub unnamed: bool,
}

/// Where the speaker stands to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `X said (that) ...`
    Before,
    /// `... X said`, `... said X`
    After,
    /// `according to X`
    According,
    /// `citing X`, `quoted X as saying`: inside another's attribution.
    Quoted,
    /// `according to a report by X`: covers its paragraph.
    Report,
}

/// A speaker's phrase.
struct Speaker {
    tokens: Range<usize>,
    source: Source,
    unnamed: bool,
}

/// All attributions, sentence by sentence, without their scopes.
pub(super) fn find(text: &Text<'_>, words: &SpeakerWords) -> Vec<Told> {
    let (told, last) = (Vec::new(), Last::default());
    let (full_names, monitor) = (OnceCell::new(), OnceCell::new());
    let mut finder = Finder { text, words, told, last, full_names, monitor, start: 0, end: 0 };
    for (index, sentence) in text.sentences().iter().enumerate() {
        finder.read_sentence(index, sentence);
    }
    finder.told
}

/// The monitor that an article names: "a monitor" at its top is the same.
fn first_monitor(text: &Text<'_>, words: &SpeakerWords) -> Option<Source> {
    (0..text.tokens().len()).find_map(|at| {
        let (source, _) = words.named_at(text, at)?;
        (source.kind == SourceKind::Monitor && source.body.is_none())
            .then(|| Source { name: source.name.clone(), kind: source.kind })
    })
}

/// Where in the attributions found so far a speaker was last met, by what later words may call it.
#[derive(Default)]
struct Last {
    of_kind: FxHashMap<SourceKind, usize>,
    party: Option<usize>,
    called: FxHashMap<String, usize>,
    surname: FxHashMap<String, usize>,
}

struct Finder<'f, 't> {
    text: &'f Text<'t>,
    words: &'f SpeakerWords,
    told: Vec<Told>,
    last: Last,
    /// By surname: the tokens where it stands after a first name.
    full_names: OnceCell<FxHashMap<&'f str, Vec<usize>>>,
    monitor: OnceCell<Option<Source>>,
    start: usize,
    end: usize,
}

impl Finder<'_, '_> {
    fn word(&self, at: usize) -> &str {
        if (self.start..self.end).contains(&at) { self.text.word(at) } else { "" }
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        (self.start..self.end).contains(&at).then(|| self.text.tokens()[at].shape)
    }

    fn monitor(&self) -> Option<Source> {
        self.monitor.get_or_init(|| first_monitor(self.text, self.words)).clone()
    }

    fn is_name(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Capital | Shape::Upper))
    }

    fn read_sentence(&mut self, index: usize, sentence: &Sentence) {
        let tokens = sentence.tokens();
        (self.start, self.end) = (tokens.start, tokens.end);
        let mut at = tokens.start;
        while at < tokens.end {
            let found = if self.word(at) == "according" && self.word(at + 1) == "to" {
                self.according(at)
            } else if self.text.tokens()[at].shape == Shape::Lower
                && let Some(verb) = self.words.verb(self.word(at))
            {
                self.verb(at, verb)
            } else {
                None
            };
            let Some((speaker, words, form, denies)) = found else {
                at += 1;
                continue;
            };
            let next = words.end.max(at + 1);
            self.push(index, speaker, words, form, denies);
            at = next;
        }
    }

    fn push(&mut self, sentence: usize, speaker: Speaker, words: Range<usize>, form: Form, denies: bool) {
        let attribution = Attribution { speaker: speaker.tokens, words, source: speaker.source, scope: 0..0, denies };
        self.remember(&attribution, speaker.unnamed);
        self.told.push(Told { attribution, form, sentence, unnamed: speaker.unnamed });
    }

    fn remember(&mut self, attribution: &Attribution, unnamed: bool) {
        let index = self.told.len();
        let name = attribution.speaker.clone();
        self.last.of_kind.insert(attribution.source.kind, index);
        if attribution.source.kind == SourceKind::Rebel && !unnamed {
            self.last.party = Some(index);
        }
        for token in name.clone() {
            self.last.called.insert(stem(self.text.word(token)).to_owned(), index);
        }
        if !unnamed && name.len() > 1 && self.text.tokens()[name.end - 1].shape == Shape::Capital {
            self.last.surname.insert(self.text.word(name.end - 1).to_owned(), index);
        }
    }

    /// `according to X`, `according to a report by X`.
    fn according(&self, at: usize) -> Option<(Speaker, Range<usize>, Form, bool)> {
        let from = at + 2;
        if let Some(speaker) = self.paper(from) {
            let end = speaker.tokens.end;
            return Some((speaker, at..end, Form::Report, false));
        }
        let speaker = self.speaker_from(from)?;
        let end = speaker.tokens.end;
        Some((speaker, at..end, Form::According, false))
    }

    /// `a report by X`, `the statement carried by X`.
    fn paper(&self, from: usize) -> Option<Speaker> {
        let head = (from..(from + 6).min(self.end)).find(|&i| self.words.is_paper(self.word(i)))?;
        let by = (head + 1..(head + 5).min(self.end)).find(|&i| matches!(self.word(i), "by" | "from" | "of"))?;
        (from..head).all(|i| !self.is_name(i) || i == from).then(|| self.speaker_from(by + 1))?
    }

    fn verb(&self, at: usize, verb: Verb) -> Option<(Speaker, Range<usize>, Form, bool)> {
        if verb == Verb::See {
            return self.seen(at);
        }
        let denies = verb == Verb::Deny;
        if self.words.is_passive(self.word(at.wrapping_sub(1))) || self.word(at.wrapping_sub(1)) == "to" {
            return self.passive(at);
        }
        if verb == Verb::Quote {
            // "SANA quoted a source as saying", "SANA, citing a source".
            let quoted = self.speaker_from(at + 1)?;
            let end = quoted.tokens.end;
            let end = if self.word(end) == "as" { end + 2 } else { end }.min(self.end);
            let outer = self.speaker_to(at).or_else(|| self.speaker_above(at));
            let outer = outer.filter(|outer| quoted.unnamed && !outer.unnamed && outer.tokens.end == at);
            return Some(match outer {
                Some(outer) => {
                    let words = outer.tokens.start..end;
                    (outer, words, Form::Before, false)
                }
                None => (quoted, at..end, Form::Quoted, false),
            });
        }
        if let Some(speaker) = self.closing(at, verb) {
            let end = speaker.tokens.end;
            return Some((speaker, at..end, Form::After, false));
        }
        let relative = self.relative_before(at);
        if let Some(speaker) = relative.or_else(|| self.speaker_to(at)) {
            let speaker = self.outlet_told(speaker, at);
            let end = self.after_verb(at + 1);
            let words = speaker.tokens.start..end;
            // "SANA reported a military source as saying": the second speaker is found by its own words.
            let form = if self.says_more(end) { Form::Before } else { Form::After };
            return (form == Form::After || !self.words.is_weak(self.word(at)) || self.is_clause(end, verb))
                .then_some((speaker, words, form, denies));
        }
        if let Some(speaker) = self.opening(at, verb) {
            let words = at..self.after_verb(at + 1);
            return Some((speaker, words, Form::Before, denies));
        }
        let inverts = !self.words.is_weak(self.word(at)) && !matches!(self.word(at), "told" | "tells");
        if verb == Verb::Say && inverts && at > self.start {
            // "... said X."
            let speaker = self.speaker_from(at + 1)?;
            let end = speaker.tokens.end;
            let closes = !self.says_more(end) || self.word(at - 1) == "\"" || self.word(at - 1) == ",";
            return closes.then_some((speaker, at..end, Form::After, false));
        }
        None
    }

    /// `Sources told al-Manar`: of a speaker who is nothing but a source, the outlet that was told stands.
    fn outlet_told(&self, speaker: Speaker, verb: usize) -> Speaker {
        let plain = |i: usize| matches!(self.word(i), "sources" | "source" | "a" | "some" | "several" | "many");
        let told = matches!(self.word(verb), "told" | "tells");
        if !told || !speaker.tokens.clone().all(plain) {
            return speaker;
        }
        match self.words.named_at(self.text, verb + 1).filter(|&(_, after)| after <= self.end) {
            Some((outlet, after)) => {
                let source = Source { name: self.shown(&(verb + 1..after), outlet), kind: outlet.kind };
                Speaker { tokens: speaker.tokens, source, unnamed: false }
            }
            None => speaker,
        }
    }

    /// A paragraph torn apart before its comma: `according to SANA` / `, citing a source, troops ...`.
    fn speaker_above(&self, verb: usize) -> Option<Speaker> {
        if verb != self.start + 1 || self.word(self.start) != "," {
            return None;
        }
        let end = self.start - usize::from(self.start > 0 && self.text.word(self.start - 1) == ")");
        let (name, source) = (end.saturating_sub(8)..end).find_map(|at| {
            let (source, after) = self.words.named_at(self.text, at)?;
            (after == end).then_some((at..after, source))
        })?;
        let source = Source { name: self.shown(&name, source), kind: source.kind };
        Some(Speaker { tokens: self.start..verb, source, unnamed: false })
    }

    /// `... said the Observatory, a Coventry-based group`: a named source after the verb that ends what is said.
    fn closing(&self, verb: usize, kind: Verb) -> Option<Speaker> {
        if kind != Verb::Say || self.words.is_weak(self.word(verb)) || matches!(self.word(verb), "told" | "tells") {
            return None;
        }
        let at = verb + 1 + usize::from(self.word(verb + 1) == "the");
        let (source, after) = self.words.named_at(self.text, at).filter(|&(_, after)| after <= self.end)?;
        let ends =
            after == self.end || matches!(self.word(after), "." | "," | "a" | "an" | "which" | "adding" | "\"" | ";");
        let named_before =
            self.name_before(verb).is_some() || verb > 0 && self.words.again(self.word(verb - 1)) == Some(None);
        let source = Source { name: self.shown(&(at..after), source), kind: source.kind };
        (ends && !named_before && verb > self.start + 2).then_some(Speaker {
            tokens: verb + 1..after,
            source,
            unnamed: false,
        })
    }

    /// `X which has people in Sarha said`: the speaker before the relative clause that the verb closes.
    fn relative_before(&self, verb: usize) -> Option<Speaker> {
        let from = verb.saturating_sub(12).max(self.start + 1);
        let which = (from..verb).rev().find(|&i| matches!(self.word(i), "which" | "who"))?;
        let plain = (which..verb).all(|i| !matches!(self.word(i), "," | "\"" | "." | "said"));
        let speaker = self.speaker_to(which).filter(|_| plain && verb > which + 1)?;
        // The clause must have had its own verb already: a name right after "who" is its subject.
        let own_verb = self.shape(which + 1) == Some(Shape::Lower) && !matches!(self.word(which + 1), "the" | "a");
        (own_verb && self.speaker_of_clause(which + 1, verb)).then_some(speaker)
    }

    /// Whether a relative clause has an object, so that the verb after it belongs to the sentence.
    fn speaker_of_clause(&self, from: usize, verb: usize) -> bool {
        verb >= from + 3 && self.words.verb(self.word(from)).is_none()
    }

    /// `The Observatory a body of volunteers working in Sarha said`: a named source that opens the sentence.
    fn opening(&self, verb: usize, kind: Verb) -> Option<Speaker> {
        if kind != Verb::Say || self.words.is_weak(self.word(verb)) || verb > self.start + 16 {
            return None;
        }
        let at = self.start + usize::from(self.word(self.start) == "the");
        let (source, after) = self.words.named_at(self.text, at).filter(|&(_, after)| after < verb)?;
        let described = matches!(self.word(after), "a" | "an" | "," | "the" | "(");
        let source = Source { name: self.shown(&(at..after), source), kind: source.kind };
        described.then_some(Speaker { tokens: self.start..after, source, unnamed: false })
    }

    /// `was quoted as saying by X`, `as reported by X`.
    fn passive(&self, at: usize) -> Option<(Speaker, Range<usize>, Form, bool)> {
        if self.word(at) == "quoted" && self.word(at + 1) == "as" {
            let speaker = self.speaker_to(at - 1)?;
            let words = speaker.tokens.start..(at + 3).min(self.end);
            let form = if self.says_more(words.end) { Form::Before } else { Form::After };
            return Some((speaker, words, form, false));
        }
        if self.word(at + 1) == "by" && self.words.verb(self.word(at)) == Some(Verb::Say) {
            let speaker = self.speaker_from(at + 2)?;
            let end = speaker.tokens.end;
            return Some((speaker, at..end, Form::After, false));
        }
        None
    }

    /// `an AFP correspondent saw`: who is there for an outlet tells what was seen.
    fn seen(&self, at: usize) -> Option<(Speaker, Range<usize>, Form, bool)> {
        let reporter = |i: usize| {
            let word = self.word(i).trim_end_matches('s');
            matches!(word, "correspondent" | "reporter" | "journalist" | "photographer" | "crew")
        };
        let speaker = self.relative_before(at).or_else(|| self.speaker_to(at))?;
        let words = speaker.tokens.start..at + 1;
        speaker.tokens.clone().any(reporter).then_some((speaker, words, Form::Before, false))
    }

    /// Past what stands between a verb and what is said: whom it was told, when, where, `that`.
    fn after_verb(&self, mut at: usize) -> usize {
        if self.words.named_at(self.text, at).is_some() && at < self.end {
            // "told AFP", "told AFP by telephone".
            if let Some((_, end)) = self.words.named_at(self.text, at) {
                at = if self.text.word(at - 1).starts_with("told") { end } else { at };
            }
        }
        while at < self.end {
            let word = self.word(at);
            let skipped = matches!(
                word,
                "on" | "in"
                    | "a"
                    | "late"
                    | "early"
                    | "earlier"
                    | "today"
                    | "yesterday"
                    | "by"
                    | "telephone"
                    | "twitter"
                    | "facebook"
                    | "online"
                    | "via"
                    | "an"
                    | "interview"
                    | "its"
                    | "his"
                    | "website"
                    | "news"
                    | "conference"
                    | "carried"
                    | "separately"
            ) || self.words.is_paper(word)
                || crate::read::calendar::weekday(word).is_some_and(|_| word.len() > 5);
            // "In Aleppo rebels ..." is no longer about the saying.
            let place = matches!(word, "on" | "in" | "by" | "via")
                && self.is_name(at + 1)
                && crate::read::calendar::weekday(self.word(at + 1)).is_none()
                && !matches!(self.word(at + 1), "twitter" | "facebook");
            if !skipped || place {
                break;
            }
            at += 1;
        }
        if self.word(at) == "that" { at + 1 } else { at }
    }

    /// Whether the sentence goes on with what is said, rather than ending here.
    fn says_more(&self, at: usize) -> bool {
        let left = (at..self.end).filter(|&i| self.shape(i) != Some(Shape::Mark)).count();
        let joins = matches!(
            self.word(at),
            "," | "."
                | "adding"
                | "and"
                | "as"
                | "after"
                | "while"
                | "but"
                | "citing"
                | "without"
                | "who"
                | "which"
                | "despite"
        );
        left >= 3 && !joins
    }

    /// Whether a weak verb is one of saying here: a clause or a quotation follows.
    fn is_clause(&self, at: usize, verb: Verb) -> bool {
        // "It put the toll at 20."
        if (at.saturating_sub(2)..at).any(|i| matches!(self.word(i), "put" | "puts")) {
            return (at..(at + 16).min(self.end))
                .any(|i| self.word(i) == "at" && self.shape(i + 1) == Some(Shape::Number));
        }
        let that = self.word(at.wrapping_sub(1)) == "that" || self.word(at) == "\"" || self.word(at) == ":";
        that || verb != Verb::Say
            || (at..(at + 14).min(self.end)).any(|i| {
                matches!(
                    self.word(i),
                    "that"
                        | "could"
                        | "was"
                        | "were"
                        | "had"
                        | "have"
                        | "has"
                        | "is"
                        | "are"
                        | "killed"
                        | "fighting"
                        | "clashes"
                        | "strikes"
                        | "airstrikes"
                        | "shelling"
                        | "raids"
                        | "would"
                        | "will"
                )
            })
    }

    // -- speakers ------------------------------------------------------------------------------------

    /// The speaker's phrase that ends before the verb at `verb`.
    fn speaker_to(&self, verb: usize) -> Option<Speaker> {
        let mut end = verb;
        while end > self.start && self.words.is_between(self.word(end - 1)) {
            end -= 1;
        }
        // "X on Sunday said", "X, a group in London, said".
        end = self.before_time(end);
        end = self.before_aside(end)?;
        if end > self.start && self.words.again(self.word(end - 1)) == Some(None) {
            return self.speaker_in(end - 1, end);
        }
        let mut start = self.before_whereabouts(end);
        start = self.name_before(start).map_or(start, |(at, _)| at);
        if start > self.start + 2 && self.is_name(start - 1) && matches!(self.word(start - 2), "in" | "of") {
            start = self.name_before(start - 2).map_or(start, |(at, _)| at);
        }
        while start > self.start && self.in_phrase(start - 1) {
            start -= 1;
            let joined = self.word(start.wrapping_sub(1)) == "and" && self.is_speaker_before(start - 1);
            let inside = start > self.start + 1
                && matches!(self.word(start - 1), "in" | "of" | "from" | "for" | "with")
                && self.words.speaker(self.word(start - 2)).is_some();
            if matches!(self.word(start), "the" | "a" | "an") && !joined && !inside {
                break;
            }
        }
        self.speaker_in(start, end).map(|speaker| self.with_apposition(speaker))
    }

    fn before_time(&self, end: usize) -> usize {
        let mut at = end;
        if at > self.start
            && crate::read::calendar::weekday(self.word(at - 1)).is_some_and(|_| self.word(at - 1).len() > 5)
        {
            at -= 1;
            while at > self.start && matches!(self.word(at - 1), "on" | "late" | "early" | "earlier") {
                at -= 1;
            }
            return if at > self.start { at } else { end };
        }
        if at > self.start && matches!(self.word(at - 1), "yesterday" | "today") { at - 1 } else { end }
    }

    /// Before `in the area`, `at the hospital`, where a speaker's word stands right before that.
    fn before_whereabouts(&self, end: usize) -> usize {
        if self.shape(end.wrapping_sub(1)) != Some(Shape::Lower) || self.words.speaker(self.word(end - 1)).is_some() {
            return end;
        }
        let small = |i: usize| matches!(self.word(i), "in" | "at" | "from" | "inside" | "near" | "with" | "of");
        let from = end.saturating_sub(5).max(self.start);
        let begin =
            (from..end).rev().find(|&i| small(i) && i > self.start && self.words.speaker(self.word(i - 1)).is_some());
        begin.unwrap_or(end)
    }

    /// Before a comma and what it sets apart; `None` where a comma alone stands before the verb.
    fn before_aside(&self, end: usize) -> Option<usize> {
        if self.word(end.wrapping_sub(1)) != "," && self.word(end.wrapping_sub(1)) != ")" {
            return Some(end);
        }
        if self.word(end - 1) == ")" {
            let open = (self.start..end).rev().take(8).find(|&i| self.word(i) == "(")?;
            return Some(open);
        }
        (self.start..end - 1).rev().take(16).find(|&i| self.word(i) == ",")
    }

    /// Whether a token may belong to a speaker's phrase.
    fn in_phrase(&self, at: usize) -> bool {
        let word = self.word(at);
        match self.shape(at) {
            Some(Shape::Capital | Shape::Upper) => {
                crate::read::calendar::weekday(word).is_none() && crate::read::calendar::month(word).is_none()
                    || word.len() < 4
            }
            Some(Shape::Lower) => {
                let joins = word == "and" && self.is_speaker_before(at);
                let inside = matches!(word, "of" | "for" | "in" | "at" | "from") && self.is_head_before(at);
                let small = matches!(word, "of" | "for" | "in" | "at" | "from" | "and");
                joins
                    || inside
                    || !small
                        && (self.words.speaker(word).is_some()
                            || self.words.modifier(word).is_some()
                            || matches!(word, "a" | "an"))
            }
            Some(Shape::Mark) => word == "'s",
            _ => false,
        }
    }

    /// "residents and a monitor": the token before `and` is a speaker by itself.
    fn is_speaker_before(&self, and: usize) -> bool {
        let before = and.wrapping_sub(1);
        self.words.speaker(self.word(before)).is_some() || self.ends_name(and)
    }

    /// "director of", "spokesman for", "activists in".
    fn is_head_before(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.words.speaker(self.word(before)).is_some() || self.ends_name(at) && matches!(self.word(at), "for" | "of")
    }

    /// Whether a named source ends before `end`.
    fn ends_name(&self, end: usize) -> bool {
        (end.saturating_sub(8).max(self.start)..end)
            .any(|at| self.words.named_at(self.text, at).is_some_and(|(_, after)| after == end))
    }

    /// The speaker's phrase that begins at `from`.
    fn speaker_from(&self, from: usize) -> Option<Speaker> {
        let mut end = from;
        while end < self.end {
            if let Some((_, after)) = self.words.named_at(self.text, end).filter(|&(_, after)| after <= self.end) {
                end = after;
                continue;
            }
            let word = self.word(end);
            if end > from && self.ends_name(end) && self.is_party(end) {
                break;
            }
            let named = (from..end).any(|i| self.is_name(i));
            let opens = matches!(word, "a" | "an" | "the") && (end == from || self.word(end - 1) == "and");
            let part = self.words.speaker(word).is_some()
                || self.words.modifier(word).is_some() && !matches!(word, "the" | "in" | "at" | "from" | "of" | "for");
            let of = matches!(word, "of" | "for") && end > from && self.words.speaker(self.word(end - 1)).is_some();
            let joins = word == "and" && end > from && self.starts_speaker(end + 1);
            let joined_on = end > from && self.text.tokens()[end].joined;
            let name =
                joined_on || self.is_name(end) && crate::read::calendar::weekday(word).is_none_or(|_| word.len() < 6);
            if !(opens
                || name
                || of
                || joins
                || word == "'s"
                || part && !(named && self.words.speaker(word).is_none() && self.shape(end) == Some(Shape::Lower)))
            {
                break;
            }
            end += 1;
        }
        // "according to the Observatory monitor": the tail may be small words.
        while end > from && matches!(self.word(end - 1), "and" | "of" | "for" | "'s" | "the") {
            end -= 1;
        }
        self.speaker_in(from, end)
    }

    /// A side rather than somebody's man: "SANA troops took" are two phrases, "an AFP correspondent" is one.
    fn is_party(&self, at: usize) -> bool {
        let word = self.word(at);
        let kind = self.words.speaker(word);
        let person = matches!(
            word,
            "commander" | "commanders" | "officer" | "officers" | "soldier" | "fighter" | "colonel" | "general"
        );
        self.shape(at) == Some(Shape::Lower) && matches!(kind, Some(SourceKind::State | SourceKind::Rebel)) && !person
    }

    fn starts_speaker(&self, at: usize) -> bool {
        let at = at + usize::from(matches!(self.word(at), "the" | "a" | "an" | "other" | "local"));
        self.words.named_at(self.text, at).is_some_and(|(_, after)| after <= self.end)
            || self.words.speaker(self.word(at)).is_some()
    }

    /// Who the phrase `start..end` is, if it is a speaker at all.
    fn speaker_in(&self, start: usize, end: usize) -> Option<Speaker> {
        let closed = end > start && self.word(end - 1) == ")" && (start..end).any(|i| self.word(i) == "(");
        let last = (start..end).rev().find(|&i| self.shape(i) != Some(Shape::Mark)).map_or(start, |i| i + 1);
        let end = if closed { end } else { last };
        if start >= end {
            return None;
        }
        let short = end == start + 1 || end == start + 2 && matches!(self.word(start), "the" | "a");
        if let Some(speaker) = short.then(|| self.again(start, end)).flatten() {
            return Some(speaker);
        }
        self.named_in(start, end).or_else(|| self.role_in(start, end)).or_else(|| self.person_in(start, end))
    }

    /// `it said`, `the group said`: the speaker before, of a fitting kind.
    fn again(&self, start: usize, end: usize) -> Option<Speaker> {
        let kind = self.words.again(self.word(end - 1))?;
        let before = match kind {
            Some(kind) => self.last.of_kind.get(&kind).map(|&index| &self.told[index]),
            None => self.told.last(),
        };
        let before = before.map(|told| (told.attribution.source.clone(), told.unnamed));
        // "A monitor" at the top is the one that the article names later.
        let named = || kind.and_then(|_| self.monitor()).map(|source| (source, false));
        let (source, unnamed) = before.filter(|(_, unnamed)| kind.is_none() || !unnamed).or_else(named)?;
        Some(Speaker { tokens: start..end, source, unnamed })
    }

    /// A phrase that holds the names of known sources.
    fn named_in(&self, start: usize, end: usize) -> Option<Speaker> {
        let mut found: Vec<(Range<usize>, &NamedSource)> = Vec::new();
        let mut at = start;
        while at < end {
            match self.words.named_at(self.text, at).filter(|&(_, after)| after <= end) {
                Some((source, after)) => {
                    found.push((at..after, source));
                    at = after;
                }
                None => at += 1,
            }
        }
        let (last, source) = found.last().cloned()?;
        // "A Syrian army officer", "a Free Syrian Army commander", "an AFP correspondent": a person or
        // unnamed source of that body, in the article's words.
        let head = self.words.speaker(self.word(end - 1)).filter(|_| last.end < end);
        let person = (last.end..end).any(|i| self.is_name(i)) && self.word(last.end) != "(";
        let first = self.first_of_phrase(start, &found[0].0);
        if head.is_some() && self.words.again(self.word(end - 1)).is_none() || person {
            let name = self.raw_name(first, end);
            let unnamed = !person;
            return Some(Speaker { tokens: start..end, source: Source { name, kind: source.kind }, unnamed });
        }
        let names: Vec<String> = found.iter().map(|(name, source)| self.shown(name, source)).collect();
        // "activists and state TV": the other speaker has no name.
        let article = usize::from(matches!(self.word(found[0].0.start.wrapping_sub(1)), "the" | "a"));
        let and = found[0].0.start.wrapping_sub(1 + article);
        if self.word(and) == "and" && and > self.start && self.words.speaker(self.word(and - 1)).is_some() {
            let other = self.role_start(self.start, and - 1);
            let source = Source { name: self.raw_name(other, end), kind: found[0].1.kind };
            return Some(Speaker { tokens: other..end, source, unnamed: false });
        }
        let joined = (found[0].0.start..end).any(|i| self.word(i) == "and");
        if !joined || found.len() > 1 && found.iter().all(|(_, other)| other.name == source.name) {
            return Some(Speaker {
                tokens: first..end,
                source: Source { name: self.shown(&last, source), kind: source.kind },
                unnamed: false,
            });
        }
        let name = if names.len() > 1 { dedup(names).join(" and ") } else { self.raw_name(start, end) };
        Some(Speaker { tokens: start..end, source: Source { name, kind: found[0].1.kind }, unnamed: false })
    }

    /// Where a named speaker's phrase begins: at its article, or at the words that describe it.
    fn first_of_phrase(&self, start: usize, name: &Range<usize>) -> usize {
        let mut first = name.start;
        while first > start
            && (self.words.modifier(self.word(first - 1)).is_some_and(|_| !self.is_name(first - 1))
                || self.words.speaker(self.word(first - 1)).is_some()
                || matches!(self.word(first - 1), "the" | "a" | "an"))
        {
            first -= 1;
        }
        first
    }

    /// `a military source`, `local activists`, `the Russian deputy foreign minister`.
    fn role_in(&self, start: usize, end: usize) -> Option<Speaker> {
        let heads: Vec<usize> = (start..end).filter(|&i| self.words.speaker(self.word(i)).is_some()).collect();
        // Of "a source in the militia" the source speaks.
        let inner = |&&head: &&usize| {
            heads.iter().any(|&outer| outer < head && matches!(self.word(outer + 1), "in" | "from" | "with" | "at"))
        };
        let head = *heads.iter().rev().find(|head| !inner(head))?;
        let whereabouts = matches!(self.word(head + 1), "in" | "at" | "from" | "inside" | "near" | "with")
            || self.word(head + 1) == "of" && !self.is_name(end - 1);
        let named_after = whereabouts
            || (head + 1..end).all(|i| {
                self.is_name(i)
                    || self.text.tokens()[i].joined
                    || matches!(self.word(i), "al" | "el" | "de" | "of" | "for" | "in" | "the" | "at")
            });
        if head + 1 < end && !named_after {
            return None;
        }
        // A name before the role belongs to another phrase, in a text without commas.
        let first = self.role_start(start, head);
        let own = self.words.speaker(self.word(head))?;
        if let Some(source) = self.same_role(first, head, end).or_else(|| self.described_monitor(first, head, end)) {
            return Some(Speaker { tokens: first..end, source, unnamed: own != SourceKind::Monitor });
        }
        let modified = (first..head).filter_map(|i| self.words.modifier(self.word(i)).flatten()).next_back();
        let kind = match (own, modified) {
            (SourceKind::Unnamed | SourceKind::Official | SourceKind::Rebel | SourceKind::State, Some(kind)) => kind,
            (SourceKind::Outlet, Some(SourceKind::State)) => SourceKind::State,
            (own, _) => own,
        };
        let named = (head + 1..end).any(|i| self.is_name(i));
        let person = named && !whereabouts && !matches!(self.word(head + 1), "of" | "for");
        let name = self.raw_name(if person { head + 1 } else { first }, end);
        let plain = own == SourceKind::Unnamed && modified.is_none();
        let kind = if plain { SourceKind::Unnamed } else { kind };
        let begin = if matches!(self.word(start), "a" | "an") { start } else { first };
        Some(Speaker { tokens: begin..end, source: Source { name, kind }, unnamed: !named })
    }

    /// `the source said`: the speaker before that was called so.
    fn same_role(&self, first: usize, head: usize, end: usize) -> Option<Source> {
        if self.word(first) != "the" || head + 1 != end {
            return None;
        }
        let role = stem(self.word(head));
        let source = |&index: &usize| self.told[index].attribution.source.clone();
        let before = self.last.called.get(role).map(source);
        before.or_else(|| match role {
            "station" | "channel" | "agency" | "newspaper" | "website" | "tv" | "daily" => self.outlet_before(first),
            "group" | "movement" | "faction" | "organisation" | "organization"
                if (first..head).all(|i| self.words.modifier(self.word(i)) != Some(Some(SourceKind::Monitor))) =>
            {
                self.last.party.as_ref().map(source)
            }
            _ => None,
        })
    }

    /// The last outlet named before a token, within a hundred tokens.
    fn outlet_before(&self, at: usize) -> Option<Source> {
        (at.saturating_sub(100)..at).rev().find_map(|i| {
            let (source, after) = self.words.named_at(self.text, i)?;
            let outlet = outlets::built_in().find(&source.name).is_some();
            outlet.then(|| Source { name: self.shown(&(i..after), source), kind: source.kind })
        })
    }

    /// `a monitoring group`, `the Britain-based group`: the monitor that the article names.
    fn described_monitor(&self, first: usize, head: usize, end: usize) -> Option<Source> {
        let watches = |i: usize| {
            matches!(
                self.word(i),
                "monitoring"
                    | "monitor"
                    | "monitors"
                    | "war"
                    | "rights"
                    | "watchdog"
                    | "britain"
                    | "british"
                    | "uk"
                    | "london"
                    | "coventry"
            )
        };
        let is_monitor = self.words.speaker(self.word(head)) == Some(SourceKind::Monitor) && head + 1 == end;
        let joined = (first..end).any(|i| self.word(i) == "and");
        (is_monitor && !joined && (first..end).any(watches)).then(|| self.monitor())?
    }

    fn role_start(&self, start: usize, head: usize) -> usize {
        let mut first = head;
        while first > start {
            let word = self.word(first - 1);
            let fits =
                self.words.modifier(word).is_some_and(|_| !matches!(word, "in" | "at" | "from" | "the" | "of" | "for"))
                    || self.words.speaker(word).is_some()
                    || word == "and";
            if matches!(word, "the" | "a" | "an") {
                let joined =
                    self.word(first.wrapping_sub(2)) == "and" && first - 1 > start && self.is_speaker_before(first - 2);
                if !joined {
                    return first - 1;
                }
                first -= 1;
                continue;
            }
            if !fits {
                break;
            }
            first -= 1;
        }
        first
    }

    /// A person by name alone: one that was named before, or two or more capitals.
    fn person_in(&self, start: usize, end: usize) -> Option<Speaker> {
        let surname = self.word(end - 1);
        if !self.is_name(end - 1)
            || self.word(start) == "the" && end == start + 2 && self.shape(end - 1) != Some(Shape::Upper)
        {
            return None;
        }
        if let Some(told) = self.last.surname.get(surname).map(|&index| &self.told[index]) {
            let first = (start..end)
                .rev()
                .take(3)
                .take_while(|&i| self.is_name(i) || matches!(self.word(i), "al" | "el"))
                .last()
                .unwrap_or(start);
            return Some(Speaker { tokens: first..end, source: told.attribution.source.clone(), unnamed: false });
        }
        let first = (start..end)
            .rev()
            .take(4)
            .take_while(|&i| self.is_name(i) || matches!(self.word(i), "al" | "el" | "abu" | "de"))
            .last()?;
        let capitals = (first..end).filter(|&i| self.is_name(i)).count();
        if capitals == 1 {
            let source = Source { name: self.full_name(end - 1)?, kind: SourceKind::Unnamed };
            return Some(Speaker { tokens: end - 1..end, source, unnamed: false });
        }
        (capitals >= 2).then(|| Speaker {
            tokens: first..end,
            source: Source { name: self.raw_name(first, end), kind: SourceKind::Unnamed },
            unnamed: false,
        })
    }

    /// `The Observatory a Coventry-based monitor said`: a bare description after a name is the name's.
    fn with_apposition(&self, speaker: Speaker) -> Speaker {
        let start = speaker.tokens.start;
        let described = speaker.unnamed || matches!(self.word(start), "a" | "an");
        let gap = usize::from(self.word(start.wrapping_sub(1)) == ",");
        if !described
            || !matches!(self.word(start), "a" | "an" | "the" | "head" | "director")
            || start < self.start + 1 + gap
        {
            return speaker;
        }
        let name_end = start - gap;
        let named = self.name_before(name_end).filter(|(_, source)| source.kind == speaker.source.kind);
        match named {
            Some((at, source)) => Speaker {
                tokens: at..speaker.tokens.end,
                source: Source { name: self.shown(&(at..name_end), source), kind: source.kind },
                unnamed: false,
            },
            None => speaker,
        }
    }

    /// The first name and surname of a person whose surname stands at `at`, as the text gave them before.
    fn full_name(&self, at: usize) -> Option<String> {
        let named = self.full_names.get_or_init(|| full_names(self.text, self.words)).get(self.text.word(at))?;
        let full = named[named.partition_point(|&i| i < at).checked_sub(1)?];
        let sure = self.words.named_at(self.text, full - 1).is_none()
            && self.words.modifier(self.text.word(full - 1)).is_none();
        sure.then(|| self.text.raw(full - 1..full + 1).to_owned())
    }

    /// The named source that ends before `end`, and where it begins.
    fn name_before(&self, end: usize) -> Option<(usize, &NamedSource)> {
        (end.saturating_sub(8).max(self.start)..end).find_map(|at| {
            let (source, after) = self.words.named_at(self.text, at)?;
            (after == end).then_some((at, source))
        })
    }

    /// A known source as claims show it: by its one name, or as written where that is another name; a
    /// person with the body it speaks for.
    fn shown(&self, name: &Range<usize>, source: &NamedSource) -> String {
        let raw = self.raw_name(name.start, name.end);
        match &source.body {
            Some(body) => format!("{}, {body}", source.name),
            None if SpeakerWords::is_kept(source, &raw) => raw,
            None => source.name.clone(),
        }
    }

    /// The article's words, without the article before them.
    fn raw_name(&self, start: usize, end: usize) -> String {
        let start = start + usize::from(self.text.word(start) == "the" && start + 1 < end);
        self.text.raw(start..end).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Where each surname of the text stands after a first name.
fn full_names<'t>(text: &'t Text<'_>, words: &SpeakerWords) -> FxHashMap<&'t str, Vec<usize>> {
    let mut names: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, pair) in text.tokens().windows(2).enumerate() {
        let capitals = pair.iter().all(|token| token.shape == Shape::Capital);
        if capitals && text.word(at + 1).len() > 3 && words.verb(text.word(at)).is_none() {
            names.entry(text.word(at + 1)).or_default().push(at + 1);
        }
    }
    names
}

/// A word and its plural alike.
fn stem(word: &str) -> &str {
    word.trim_end_matches('s')
}

fn dedup(mut names: Vec<String>) -> Vec<String> {
    names.dedup();
    names
}

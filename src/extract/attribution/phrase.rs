//! Where a speaker's phrase begins and ends: before a verb of saying (`an officer of the army said`), and after one
//! (`said an officer of the army`).

use super::forms::{Finder, Speaker};
use super::list as lists;
use super::speakers::Verb;
use crate::claim::{Source, SourceKind};
use crate::extract::sentence::Shape;
use crate::read::calendar;
use std::ops::Range;

/// How many tokens may stand between a speaker and its verb: `a commander in the southern town of P said`.
const TAIL: usize = 11;

impl Finder<'_> {
    /// The speaker's phrase that ends before the verb at `verb`.
    pub(super) fn speaker_to(&self, verb: usize) -> Option<Speaker> {
        let mut end = verb;
        // "X also said", "X strongly denied"
        let adverb = |at: usize| {
            let word = self.word(at);
            self.is(at, lists::BETWEEN) || word.len() > 4 && word.ends_with("ly") && self.is_plain(at)
        };
        while end > self.start && adverb(end - 1) {
            end -= 1;
        }
        // "the U.N. said"
        if end > self.start && self.word(end - 1) == "." && self.name_before(end - 1).is_some() {
            end -= 1;
        }
        // "Rebels, who say they": those before it.
        let of_itself = matches!(self.word(verb + 1), "they" | "it" | "he" | "she" | "that" | "to");
        if end > self.start + 2 && of_itself && self.is(end - 1, lists::RELATIVE) && self.word(end - 2) == "," {
            end -= 2;
        }
        // "X on Sunday said", "X, a group in London, said".
        end = self.before_time(end);
        if let Some(speaker) = self.paper_aside(end) {
            return Some(speaker);
        }
        let aside = end;
        end = self.before_aside(end)?;
        if let Some(name) = self.one_of_them(end, aside) {
            let source = Source { name: self.raw_name(name.start, name.end), kind: SourceKind::Unnamed };
            return Some(Speaker { tokens: name, source, unnamed: false });
        }
        // "an SDF statement" is no word for whom spoke before.
        if end > self.start && self.means_again(end - 1) == Some(None) && !self.ends_name(end - 1) {
            return self.speaker_in(end - 1, end, end);
        }
        let Some(speaker) = self.speaker_with_tail(end) else { return self.named_by_aside(end, aside) };
        let speaker = self.with_apposition(speaker);
        let mut speaker = self.with_paper(speaker);
        // "the "Central Military Media" of the Assad forces said"
        if let Some(named) = self.body_before(speaker.tokens.start) {
            speaker = Speaker { tokens: named.tokens.start..speaker.tokens.end, ..named };
        }
        // "Omar Haddad of the Levant Front said"
        if let Some(first) = self.member_before(speaker.tokens.start) {
            let tokens = first..speaker.tokens.end;
            let source = self.named_person(first..speaker.tokens.start - 1, &speaker);
            speaker = Speaker { tokens, source, unnamed: false };
        }
        // "Another monitoring group, the Local Coordination Committees, said"
        if let Some(source) = self.body_aside(end, aside) {
            return Some(Speaker { source, unnamed: false, ..speaker });
        }
        speaker = self.with_list(speaker);
        // "A local activist, Omar Haddad, said", "the governor of P, Omar Haddad, said": the aside names him.
        let office = speaker.tokens.clone().any(|i| self.is(i, lists::HUMANS) && self.word(i + 1) == "of");
        if let Some(name) = self.person_aside(end, aside).filter(|_| speaker.unnamed || office || self.is_head(end - 1))
        {
            let (source, unnamed) = (self.named_person(name, &speaker), false);
            return Some(Speaker { source, unnamed, ..speaker });
        }
        // "Omar Haddad, an activist in P, said": the aside tells what he is.
        if speaker.source.kind == SourceKind::Unnamed && !speaker.unnamed {
            let kind = (end..aside).find_map(|i| self.speaker(i)).unwrap_or(SourceKind::Unnamed);
            speaker.source.kind = kind;
        }
        Some(speaker)
    }

    /// `Activists, residents and the Observatory said`: all of them speak.
    fn with_list(&self, speaker: Speaker) -> Speaker {
        let Range { start, end } = speaker.tokens;
        let and = (start..end).any(|i| self.word(i) == "and");
        let comma = start.checked_sub(1).filter(|&comma| and && comma > self.start && self.word(comma) == ",");
        let first = comma.map(|comma| self.phrase_start(comma)).filter(|&first| Some(first) < comma);
        let Some((first, comma)) = first.zip(comma) else { return speaker };
        let opens = first == self.start || self.shape(first - 1) == Some(Shape::Mark);
        match self.speaker_in(first, comma, comma).filter(|other| opens && other.tokens.start == first) {
            Some(_) => {
                let source = Source { name: self.raw_name(first, end), ..speaker.source };
                Speaker { tokens: first..end, source, ..speaker }
            }
            None => speaker,
        }
    }

    /// The known source that alone stands between two commas.
    fn body_aside(&self, end: usize, verb: usize) -> Option<Source> {
        let last = verb.checked_sub(1).filter(|&last| last > end && self.word(end) == "," && self.word(last) == ",")?;
        let at = end + 1 + usize::from(self.word(end + 1) == "the");
        let (source, after) = self.named_at(at).filter(|&(_, after)| after == last)?;
        Some(Source { name: self.shown(&(at..after), source), kind: source.kind })
    }

    /// `The statement, posted on the group's website, said`: whose it is, as the aside tells.
    fn paper_aside(&self, verb: usize) -> Option<Speaker> {
        let close = verb.checked_sub(1).filter(|&close| self.word(close) == ",")?;
        let open = (self.start..close).rev().take(16).find(|&i| self.word(i) == ",")?;
        let paper = open.checked_sub(1).filter(|&paper| self.is(paper, lists::PAPERS))?;
        let made = self.is(open + 1, lists::MAKING_PUBLIC) && self.is(open + 2, lists::MADE_BY);
        let speaker = self.speaker_from(open + 3).filter(|_| made)?;
        let first = paper - usize::from(paper > self.start && self.is(paper - 1, lists::ARTICLES));
        Some(Speaker { tokens: first..close, ..speaker })
    }

    /// Whether a word has no part in a speaker's phrase.
    fn is_plain(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Lower) && self.speaker(at).is_none() && self.modifier(at).is_none()
    }

    /// `His cousin, Omar Haddad, said`: somebody of whom no list knows what he is.
    fn named_by_aside(&self, end: usize, verb: usize) -> Option<Speaker> {
        let first = end.checked_sub(2).filter(|&first| first >= self.start)?;
        let described = self.is(first, lists::POSSESSIVES) || self.is(first, lists::ARTICLES);
        let name = self.person_aside(end, verb).filter(|_| described && self.is_plain(end - 1))?;
        let source = Source { name: self.raw_name(name.start, name.end), kind: SourceKind::Unnamed };
        Some(Speaker { tokens: name, source, unnamed: false })
    }

    /// `the governor of P Omar Haddad`: where the name of a person begins behind that of the place.
    pub(super) fn office_holder(&self, head: usize, end: usize) -> Option<usize> {
        let name = |&i: &usize| self.is_name(i) && self.spoken.is_plain(i);
        let first = (head + 2..end).rev().take_while(name).last().filter(|_| self.word(head + 1) == "of")?;
        let of_place = first > head + 2 && self.is_name(first - 1);
        (of_place && first + 1 < end).then_some(first)
    }

    /// `One of them, Omar Haddad, said`: the name.
    fn one_of_them(&self, end: usize, verb: usize) -> Option<Range<usize>> {
        let one = end.checked_sub(3).filter(|&one| one >= self.start && self.is(one, lists::SOMEONE))?;
        let them = self.word(one + 1) == "of" && self.word(end - 1) == "them";
        them.then(|| self.person_aside(end, verb))?
    }

    /// The name that alone stands between two commas.
    pub(super) fn person_aside(&self, end: usize, verb: usize) -> Option<Range<usize>> {
        let name = (end + 1..verb.checked_sub(1)?).filter(|_| self.word(end) == ",");
        let name = end + 1..name.last()? + 1;
        let fits =
            |i: usize| self.is_name(i) || self.is(i, lists::PARTICLES) || self.is_joined(i) || self.word(i) == "-";
        let capitals = name.clone().filter(|&i| self.is_name(i)).count();
        ((2..=4).contains(&capitals) && name.clone().all(fits)).then_some(name)
    }

    /// `A statement by the groups said`: of a paper its author speaks, who has no other name than the whole phrase.
    fn with_paper(&self, speaker: Speaker) -> Speaker {
        let by = speaker.tokens.start.wrapping_sub(1);
        let paper = matches!(self.word(by), "by" | "from" | "of") && by > self.start && self.is(by - 1, lists::PAPERS);
        if !paper {
            return speaker;
        }
        let articles = usize::from(by >= self.start + 2 && self.is(by - 2, lists::ARTICLES));
        let tokens = by - 1 - articles..speaker.tokens.end;
        let name = if speaker.unnamed { self.raw_name(tokens.start, tokens.end) } else { speaker.source.name };
        Speaker { tokens, source: Source { name, ..speaker.source }, ..speaker }
    }

    /// The known source that the phrase at `body` only tells whose it is.
    fn body_before(&self, body: usize) -> Option<Speaker> {
        let of = body.checked_sub(1).filter(|&of| of > self.start && self.word(of) == "of")?;
        let end = of - usize::from(self.word(of - 1) == "\"");
        let (at, source) = self.name_before(end)?;
        let source = Source { name: self.shown(&(at..end), source), kind: source.kind };
        Some(Speaker { tokens: at..end, source, unnamed: false })
    }

    /// Where the name of a person begins of whom the body that begins at `body` only tells more.
    fn member_before(&self, body: usize) -> Option<usize> {
        let of = body.checked_sub(1).filter(|&of| of > self.start && self.is(of, lists::OF_BODY))?;
        self.person_before(of)
    }

    /// The person of this name, of the kind that its description says.
    pub(super) fn named_person(&self, name: Range<usize>, described: &Speaker) -> Source {
        let known = self.named_at(name.start).filter(|&(_, after)| after == name.end);
        match known {
            Some((source, _)) => Source { name: self.shown(&name, source), kind: source.kind },
            None => Source { name: self.raw_name(name.start, name.end), kind: described.source.kind },
        }
    }

    /// Where the phrase begins that ends before `end`.
    fn phrase_start(&self, end: usize) -> usize {
        let mut start = self.name_before(end).map_or(end, |(at, _)| at);
        while start > self.start && self.in_phrase(start - 1) {
            start -= 1;
            let joined = self.word(start.wrapping_sub(1)) == "and" && self.is_speaker_before(start - 1);
            let inside = start > self.start + 1
                && matches!(self.word(start - 1), "in" | "of" | "from" | "for" | "with")
                && self.speaker(start - 2).is_some();
            if self.is(start, lists::ARTICLES) && !joined && !inside {
                break;
            }
        }
        start
    }

    /// Before a time: `X on Sunday said`.
    fn before_time(&self, end: usize) -> usize {
        let mut at = end;
        if at > self.start && self.is_weekday(at - 1) {
            at -= 1;
            while at > self.start && matches!(self.word(at - 1), "on" | "late" | "early" | "earlier") {
                at -= 1;
            }
            return if at > self.start { at } else { end };
        }
        if at > self.start && matches!(self.word(at - 1), "yesterday" | "today") { at - 1 } else { end }
    }

    /// Before a comma and what it sets apart; `None` where a comma alone stands before the verb.
    fn before_aside(&self, end: usize) -> Option<usize> {
        if self.word(end.wrapping_sub(1)) != "," && self.word(end.wrapping_sub(1)) != ")" {
            return Some(end);
        }
        // "the Syrian Democratic Forces (SDF) said"
        if self.name_before(end).is_some() {
            return Some(end);
        }
        if self.word(end - 1) == ")" {
            let open = (self.start..end).rev().take(8).find(|&i| self.word(i) == "(")?;
            return Some(open);
        }
        let open = (self.start..end - 1).rev().take(16).find(|&i| self.word(i) == ",")?;
        // "Omar Haddad, 34, a medic, said"
        let aged = open >= self.start + 3 && self.shape(open - 1) == Some(Shape::Number) && self.word(open - 2) == ",";
        let open = if aged { open - 2 } else { open };
        // "X, a group in P, reported raids on Q, saying": between those commas stands what was said.
        let says = |i: usize| self.verb_at(i) == Some(Verb::Say) && !self.is_participle(i);
        let relative = self.is(open + 1, lists::RELATIVE);
        (relative || !(open + 1..end).any(says)).then_some(open)
    }

    /// The speaker before `end`, with what only tells more of it: `in the southern town of P`, `close to the army`,
    /// `run by the party`. What such words lead to does not speak itself.
    fn speaker_with_tail(&self, end: usize) -> Option<Speaker> {
        let start = self.phrase_start(end);
        let whole = self.speaker_in(start, end, end);
        let Some(head) = self.before_tail(start, end, whole.is_some()) else { return whole };
        // "a commander in the Levant Front reached by telephone"
        let inner = self.phrase_start(head);
        let speaks = self.speaker_in(inner, head, head).is_some();
        let head = self.before_tail(inner, head, speaks).unwrap_or(head);
        self.speaker_in(self.phrase_start(head), head, end)
    }

    /// Where the words begin that tell more of the speaker in these tokens, which may speak (`speaks`) themselves.
    fn before_tail(&self, start: usize, end: usize, speaks: bool) -> Option<usize> {
        // "raids north of P activists said", where a comma is lost: P is governed, activists are not.
        let plain = |i: usize| self.modifier(i).is_none() && self.speaker(i).is_none() && self.named_at(i).is_none();
        let lower =
            |i: usize| self.shape(i) == Some(Shape::Lower) && (self.speaker(i).is_some() || self.modifier(i).is_some());
        let place = start + 1 < end && self.is_name(start) && plain(start) && lower(start + 1);
        let start = start + usize::from(place);
        let governor = self.before_article(start, end).wrapping_sub(1);
        // "close to the army", "the alliance backing Assad"
        let governed = !place
            && (self.is(governor, lists::GOVERNORS)
                || self.is_participle(governor) && self.verb_at(governor).is_none());
        if !governed && speaks {
            // "an officer from the army", not "the head of the army".
            let in_name = |at: usize| (start..at).any(|i| self.named_at(i).is_some_and(|(_, after)| after > at));
            let tail = |&at: &usize| {
                self.opens_tail(at) && self.word(at) != "of" && self.speaker(at - 1).is_some() && !in_name(at)
            };
            return (start + 1..end).find(tail);
        }
        let from = end.saturating_sub(TAIL).max(self.start + 1);
        let mut reached = (from..end).rev().take_while(|&at| !self.ends_tail(at));
        reached.find(|&at| self.opens_tail(at) && self.is_head(at - 1))
    }

    /// Whether words that tell more of a speaker cannot reach over this token: another phrase or clause begins.
    fn ends_tail(&self, at: usize) -> bool {
        let led = |i: usize| self.is(i, lists::GOVERNORS) || self.word(i) == "and" || self.is_participle(i);
        self.shape(at) == Some(Shape::Mark) && self.word(at) != "'s"
            || self.is(at, lists::RELATIVE)
            || self.is(at, lists::PASSIVE)
            || self.is(at, lists::ARTICLES) && !led(at - 1)
    }

    /// `tracking` in `a group tracking the violence`.
    pub(super) fn is_participle(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Lower) && self.word(at).len() > 5 && self.word(at).ends_with("ing")
    }

    /// Before the article of a phrase of one word and its adjectives that no list has: `the negotiating committee`.
    fn before_article(&self, start: usize, end: usize) -> usize {
        if start + 1 != end || self.shape(start) != Some(Shape::Lower) || self.word(start).ends_with('s') {
            return start;
        }
        let plain = |&i: &usize| self.shape(i) == Some(Shape::Lower) && !self.is(i, lists::ARTICLES);
        let first = (self.start..start).rev().take(2).take_while(plain).last().unwrap_or(start);
        if first > self.start && self.is(first - 1, lists::ARTICLES) { first - 1 } else { start }
    }

    /// Whether words that tell more of a speaker begin here.
    pub(super) fn opens_tail(&self, at: usize) -> bool {
        // "residents trapped in P", "an activist reached by telephone"
        let led = self.is(at + 1, lists::WHEREABOUTS) || self.word(at + 1) == "by";
        let cited = self.word(at + 1) == "by" && self.verb_at(at) == Some(Verb::Quote);
        let tied = self.word(at).ends_with("ed") && led && (self.verb_at(at).is_none() || cited);
        let leads = self.is(at, lists::WHEREABOUTS) || self.is(at, lists::TIES) || self.is_participle(at) || tied;
        leads && !self.is_joined(at) && !self.is_joined(at + 1)
    }

    /// Whether a token ends a speaker by itself.
    fn is_head(&self, at: usize) -> bool {
        let next = at.saturating_add(1);
        self.speaker(at).is_some() && !self.is_joined(next) || self.ends_name(next)
    }

    /// Whether a token may belong to a speaker's phrase.
    fn in_phrase(&self, at: usize) -> bool {
        let word = self.word(at);
        match self.shape(at) {
            // "Later SANA said"
            Some(Shape::Capital) if at == self.start && self.is(at, lists::BETWEEN) => false,
            Some(Shape::Capital | Shape::Upper) => {
                calendar::weekday(word).is_none() && calendar::month(word).is_none() || word.len() < 4
            }
            Some(Shape::Lower) => {
                // "Turkish and rebel officials"
                let adjective_before = |at: usize| matches!(self.modifier(at - 1), Some(Some(_)));
                let joins = word == "and"
                    && (self.is_speaker_before(at)
                        || at > self.start && adjective_before(at) && self.modifier(at + 1).is_some());
                let in_name = word == "of" && self.is_name(at + 1) && at > self.start && self.is_name(at - 1);
                let inside = matches!(word, "of" | "for" | "in" | "at" | "from") && self.is_head_before(at) || in_name;
                let small = matches!(word, "of" | "for" | "in" | "at" | "from" | "and");
                joins
                    || inside
                    || !small
                        && (self.speaker(at).is_some()
                            || self.modifier(at).is_some()
                            || self.is_joined(at)
                            || self.is_joined(at + 1)
                            || self.is(at, lists::ARTICLES))
            }
            Some(Shape::Mark) => word == "'s" || word == "." && at > self.start && self.is(at - 1, lists::ABBREVIATED),
            _ => false,
        }
    }

    /// "residents and a monitor": the token before `and` is a speaker by itself.
    pub(super) fn is_speaker_before(&self, and: usize) -> bool {
        self.speaker(and.wrapping_sub(1)).is_some() || self.ends_name(and)
    }

    /// "director of", "spokesman for", "activists in".
    fn is_head_before(&self, at: usize) -> bool {
        self.speaker(at.wrapping_sub(1)).is_some() || self.ends_name(at) && matches!(self.word(at), "for" | "of")
    }

    /// Whether a named source ends before `end`.
    pub(super) fn ends_name(&self, end: usize) -> bool {
        (end.saturating_sub(8).max(self.start)..end)
            .any(|at| self.spoken.named_at(at).is_some_and(|(_, after)| after == end))
    }

    /// The speaker's phrase that begins at `from`.
    pub(super) fn speaker_from(&self, from: usize) -> Option<Speaker> {
        let mut end = from;
        while end < self.end {
            if let Some((_, after)) = self.named_at(end) {
                // "according to SANAs correspondent army units took P"
                let reporter = end > from && self.is(end - 1, lists::REPORTERS);
                // "according to the United Nations government forces took P"
                let another = end > from && self.ends_name(end) && self.is_party(end);
                if (reporter || another) && self.shape(end) == Some(Shape::Lower) {
                    break;
                }
                end = after;
                continue;
            }
            if end > from && self.ends_name(end) && self.is_party(end) || !self.goes_into(from, end) {
                break;
            }
            end += 1;
        }
        // "according to the Observatory monitor": the tail may be small words.
        while end > from && matches!(self.word(end - 1), "and" | "of" | "for" | "'s" | "the") {
            end -= 1;
        }
        self.speaker_in(from, end, self.past_tail(end))
    }

    /// Whether the phrase that begins at `from` goes on with the token at `end`.
    fn goes_into(&self, from: usize, end: usize) -> bool {
        let word = self.word(end);
        // Of "the Britain-based war monitor" Britain is no speaker.
        let named = (from..end).any(|i| self.is_name(i) && !self.is_joined(i + 1) && !self.is(i, lists::ARTICLES));
        let opens = self.is(end, lists::ARTICLES) && (end == from || self.word(end - 1) == "and");
        let part = self.speaker(end).is_some()
            || self.modifier(end).is_some() && !matches!(word, "the" | "in" | "at" | "from" | "of" | "for");
        let of = matches!(word, "of" | "for") && end > from && self.speaker(end - 1).is_some();
        let joins = word == "and" && end > from && self.starts_speaker(end + 1);
        let joined = end > from && self.is_joined(end);
        let name = joined || self.is_name(end) && calendar::weekday(word).is_none_or(|_| word.len() < 6);
        let small = part && (!named || self.speaker(end).is_some() || self.shape(end) != Some(Shape::Lower));
        let particle = named && self.is(end, lists::PARTICLES) && self.is_name(end + 1);
        // "said Dr. Omar Haddad"
        let stop = word == "." && end > from && self.is(end - 1, lists::ABBREVIATED) && self.is_name(end + 1);
        stop || opens || name || of || joins || word == "'s" || small || particle
    }

    /// Past `close to the army`, where the sentence or a comma ends it.
    fn past_tail(&self, end: usize) -> usize {
        // "said an officer with the rebel forces in P"
        let body = end + 1 + usize::from(self.is(end + 1, lists::ARTICLES));
        let of_party =
            self.is(end, lists::MEMBERSHIP) && (self.kind_told_by(body).is_some() || self.named_at(body).is_some());
        if !(self.is(end, lists::TIES) || of_party) || !self.is_head(end.wrapping_sub(1)) {
            return end;
        }
        let plain = |&i: &usize| self.shape(i) != Some(Shape::Mark) || self.word(i) == "'s";
        let to = (end..(end + TAIL).min(self.end)).take_while(plain).last().map_or(end, |i| i + 1);
        if to == self.end || self.shape(to) == Some(Shape::Mark) { to } else { end }
    }

    /// A side rather than somebody's man: "SANA troops took" are two phrases, "an AFP correspondent" is one.
    fn is_party(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Lower)
            && matches!(self.speaker(at), Some(SourceKind::State | SourceKind::Rebel))
            && !self.is(at, lists::PERSONS)
    }

    /// Whether another speaker begins here: `residents and a war monitor`, but not `residents and army troops took P`.
    fn starts_speaker(&self, at: usize) -> bool {
        let one = matches!(self.word(at), "a" | "an");
        let at = at + usize::from(one || matches!(self.word(at), "the" | "other" | "local"));
        if self.named_at(at).is_some() || self.speaker(at).is_some() {
            return true;
        }
        let head = (at..at + 4).find(|&i| self.modifier(i).is_none() || self.speaker(i).is_some()).unwrap_or(at);
        let ends = head + 1 >= self.end || self.shape(head + 1) == Some(Shape::Mark);
        head > at && self.speaker(head).is_some() && (one || ends || !self.is_party(head))
    }
}

//! Whose a speaker's phrase is: a named source, a role (`a military source`), a person, or one that was named before.

use super::Attribution;
use super::forms::{Finder, Speaker, Told, first_monitor, stem};
use super::list as lists;
use super::speakers::{NamedSource, SpeakerWords};
use crate::claim::{Source, SourceKind};
use crate::extract::sentence::Shape;
use crate::read::{calendar, outlets};
use std::ops::Range;

impl Finder<'_> {
    /// Who the phrase `start..end` is, if it is a speaker at all; what stands in `end..tail` only tells more of it.
    pub(super) fn speaker_in(&self, start: usize, end: usize, tail: usize) -> Option<Speaker> {
        let closed = end > start && self.word(end - 1) == ")" && (start..end).any(|i| self.word(i) == "(");
        let last = (start..end).rev().find(|&i| self.shape(i) != Some(Shape::Mark)).map_or(start, |i| i + 1);
        let end = if closed { end } else { last };
        if start >= end {
            return None;
        }
        // "the same source", "the press release"
        let paper = || self.is(start + 1, lists::PAPERS) && self.is(end - 1, lists::PAPERS);
        let same = end == start + 3 && self.word(start) == "the" && (self.word(start + 1) == "same" || paper());
        let short = end == start + 1 || end == start + 2 && matches!(self.word(start), "the" | "a") || same;
        if let Some(speaker) = short.then(|| self.again(start, end)).flatten() {
            return Some(speaker);
        }
        if tail > end {
            return self.with_tail(start, end, tail);
        }
        if let Some(source) = self.by_last_word(start, end) {
            return Some(Speaker { tokens: start..end, source, unnamed: false });
        }
        self.named_in(start, end).or_else(|| self.role_in(start, end)).or_else(|| self.person_in(start, end))
    }

    /// `sources close to the army`, `an officer from the Levant Front`, `the Civil Defence in P`.
    fn with_tail(&self, start: usize, end: usize, tail: usize) -> Option<Speaker> {
        let named = self.named_in(start, end);
        if let Some(speaker) = named.as_ref().filter(|speaker| !speaker.unnamed) {
            let source = speaker.source.clone();
            return Some(Speaker { tokens: speaker.tokens.start..tail, source, unnamed: false });
        }
        // "the BBC's correspondent in P"
        let speaker = match self.role_in(start, end)? {
            role if self.word(role.tokens.start) == "'s" => named?,
            // "SANAs correspondent in P"
            role => match named {
                Some(named) if named.source.name.ends_with(&role.source.name) => named,
                _ => role,
            },
        };
        let resolved = !speaker.unnamed;
        if resolved {
            return Some(Speaker { tokens: speaker.tokens.start..tail, ..speaker });
        }
        let first = speaker.tokens.start;
        // "a group tracking the war"
        let watches = speaker.source.kind == SourceKind::Monitor && (end..tail).any(|i| self.is(i, lists::WATCHING));
        if let Some(source) = watches.then(|| self.monitor_called(first..end)).flatten() {
            return Some(Speaker { tokens: first..tail, source, unnamed: false });
        }
        // "a report on state TV"
        if (first..end).any(|i| self.is(i, lists::PAPERS))
            && let Some((at, (source, after))) = (end..tail).find_map(|i| Some((i, self.named_at(i)?)))
        {
            let source = Source { name: self.shown(&(at..after), source), kind: source.kind };
            return Some(Speaker { tokens: first..tail, source, unnamed: false });
        }
        // "an officer with the Levant Front", "an officer with the rebel forces"
        let armed = |kind: &SourceKind| matches!(kind, SourceKind::State | SourceKind::Rebel);
        let told = |i: usize| self.kind_told_by(i).filter(armed);
        let kind_at = |i: usize| self.named_at(i).map(|(body, _)| body.kind).or_else(|| told(i));
        let body = (end + 1..tail).find_map(kind_at).filter(|_| self.is(end, lists::MEMBERSHIP));
        let kind = match (speaker.source.kind, body) {
            (SourceKind::Unnamed | SourceKind::Official | SourceKind::State, Some(kind)) => kind,
            // "a commander of the pro-government troops", but "a rebel commander from the army town"
            (SourceKind::Rebel, Some(kind)) if !(start..end).any(|i| told(i).is_some()) => kind,
            (kind, _) => kind,
        };
        // How somebody was reached is no part of who it is.
        let reached = (end..tail).find(|&i| self.is(i, lists::REACHED)).unwrap_or(tail);
        let source = Source { name: self.raw_name(first, reached), kind };
        Some(Speaker { tokens: first..tail, source, unnamed: true })
    }

    /// `it said`, `the group said`: the speaker before, of a fitting kind.
    fn again(&self, start: usize, end: usize) -> Option<Speaker> {
        let kind = self.means_again(end - 1)?;
        let paper = self.word(start) == "the" && self.is(end - 1, lists::PAPERS);
        let publisher = if paper { self.publisher_before() } else { None };
        if let Some(source) = publisher.or_else(|| self.subject_before(self.word(end - 1))) {
            return Some(Speaker { tokens: start..end, source, unnamed: false });
        }
        let before = match kind {
            // "The group said": one called a group before, if it spoke after the monitor.
            Some(kind) => {
                let called = if end == start + 2 { self.called(self.word(end - 1)) } else { None };
                let of_kind = self.told.iter().rposition(|told| told.attribution.source.kind == kind);
                of_kind.max(called).map(|index| &self.told[index])
            }
            // Of "the army said, SANA reported. The statement" the army's.
            None if self.is(end - 1, lists::PAPERS) => self.told.iter().rev().find(|told| {
                let outlet = outlets::built_in().find(&told.attribution.source.name).is_some();
                (self.word(end - 1) == "report" || !outlet)
                    && self.text.sentence_of(told.attribution.words.start) + 6 > self.text.sentence_of(self.start)
            }),
            None => self.last_called(self.word(end - 1)),
        };
        let before = before.map(|told| (told.attribution.source.clone(), told.unnamed));
        // "A monitor" at the top is the one that the article names later.
        let named = || kind.and_then(|_| self.monitor_called(start..end)).map(|source| (source, false));
        // "The Local Committees said so. The group said"
        let body = || {
            let body = self.last_called("it").filter(|told| self.word(start) == "the" && !told.unnamed)?;
            // An army, a ministry is no monitor.
            let kind = body.attribution.source.kind;
            let watches = self.is(end - 1, lists::PARTY_AGAIN)
                || !matches!(kind, SourceKind::State | SourceKind::Rebel | SourceKind::Official);
            (watches && !self.is_person(body)).then(|| (body.attribution.source.clone(), false))
        };
        let (source, unnamed) =
            before.filter(|(_, unnamed)| kind.is_none() || !unnamed).or_else(named).or_else(body)?;
        Some(Speaker { tokens: start..end, source, unnamed })
    }

    /// `The Syrian National Coalition said. The coalition said`: the body whose name ends so, not the one that is mostly
    /// called so.
    fn by_last_word(&self, start: usize, end: usize) -> Option<Source> {
        let word = self.word(end - 1);
        let short = end == start + 2 && self.word(start) == "the" && self.shape(end - 1) == Some(Shape::Lower);
        let (known, _) = self.named_at(end - 1).filter(|(known, _)| short && known.kind == SourceKind::Official)?;
        let ends = |told: &&Told| self.text.word(told.attribution.speaker.end - 1) == word;
        let last = self.told.iter().rev().find(ends).filter(|told| !told.unnamed)?;
        (last.attribution.source.name != known.name).then(|| last.attribution.source.clone())
    }

    /// Who a pronoun is: of `he` the last speaker that is one person, of `it` the last that is none, of `they` the last
    /// that are several, within a few sentences; else the last of all, but no one body is `they`.
    fn last_called(&self, pronoun: &str) -> Option<&Told> {
        let fits = |told: &&Told| match pronoun {
            "he" | "she" => self.is_person(told),
            "it" => !self.is_human(told),
            "they" => self.is_several(told),
            _ => true,
        };
        let near =
            |told: &&Told| self.text.sentence_of(told.attribution.words.start) + 6 > self.text.sentence_of(self.start);
        let one_body = |told: &&Told| {
            pronoun == "they" && matches!(told.attribution.source.kind, SourceKind::Monitor | SourceKind::Outlet)
        };
        let last = self.told.iter().rev().take_while(near).find(fits);
        last.or_else(|| self.told.last().filter(|told| !one_body(told)))
    }

    /// Whether a speaker is more than one: `residents`, `the Observatory and activists`, `they`.
    fn is_several(&self, told: &Told) -> bool {
        let tokens = told.attribution.speaker.clone();
        let plural = |i: usize| self.spoken.at(i).speaker.is_some() && self.text.word(i).ends_with('s');
        tokens.into_iter().any(|i| plural(i) || matches!(self.text.word(i), "and" | "they"))
    }

    /// Whether a speaker is one person: by its head, by its name, or by whose voice it is.
    pub(super) fn is_person(&self, told: &Told) -> bool {
        let tokens = told.attribution.speaker.clone();
        let named = tokens.clone().any(|i| self.spoken.named_at(i).is_some());
        let capitals = tokens.filter(|&i| self.text.tokens()[i].shape == Shape::Capital).count() > 1;
        self.is_human(told) || !named && capitals
    }

    /// Whether the words show a speaker to be one person; a name alone does not.
    fn is_human(&self, told: &Told) -> bool {
        let tokens = told.attribution.speaker.clone();
        let spoken = |i: usize| self.spoken.at(i);
        let known = tokens.clone().find_map(|i| Some((i, self.spoken.named_at(i)?)));
        let in_name = |i: usize| known.is_some_and(|(at, (_, to))| (at..to).contains(&i));
        // Of "the General Command", "a rebel group" the first word is no man.
        let speaks = |i: usize| spoken(i).speaker.is_some();
        let human = |i: usize| spoken(i).lists.has(lists::HUMANS) && speaks(i) && !speaks(i + 1) && !in_name(i);
        let pronoun = tokens.len() == 1 && matches!(self.text.word(tokens.start), "he" | "she");
        let voice = known.is_some_and(|(_, (source, _))| source.body.is_some());
        tokens.into_iter().any(human) || pronoun || voice
    }

    /// The monitor that the article names: `a monitoring group` is it.
    fn monitor(&self) -> Option<Source> {
        self.monitor.get_or_init(|| first_monitor(self.spoken)).clone()
    }

    /// The same, where these words tell of it: with them where they name nobody, as `a monitor (the Observatory)`.
    pub(super) fn monitor_called(&self, words: Range<usize>) -> Option<Source> {
        let monitor = self.monitor()?;
        let named = !matches!(self.word(words.start), "a" | "an");
        let name =
            if named { monitor.name } else { format!("{} ({})", self.raw_name(words.start, words.end), monitor.name) };
        Some(Source { name, ..monitor })
    }

    /// A phrase that holds the names of known sources.
    fn named_in(&self, start: usize, end: usize) -> Option<Speaker> {
        let mut found: Vec<(Range<usize>, &NamedSource)> = Vec::new();
        let mut at = start;
        while at < end {
            match self.named_at(at).filter(|&(_, after)| after <= end) {
                // "Turkey's Anadolu Agency": whose it is.
                Some((_, after)) if self.word(after) == "'s" && (after..end).any(|i| self.named_at(i).is_some()) => {
                    at = after;
                }
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
        // "Hezbollah's al-Manar television" is al-Manar.
        let medium = self.speaker(end - 1) == Some(SourceKind::Outlet) && !self.is(end - 1, lists::REPORTERS);
        let outlet = medium && outlets::built_in().find(&source.name).is_some();
        let head = self.speaker(end - 1).filter(|_| last.end < end && !outlet);
        let person = !outlet && (last.end..end).any(|i| self.is_name(i)) && self.word(last.end) != "(";
        let first = self.first_of_phrase(start, &found[0].0);
        if head.is_some() && self.means_again(end - 1).is_none() || person {
            let titled = (first..last.start).any(|i| self.is(i, lists::HUMANS));
            let own = self.after_title(last.end, end, titled).filter(|_| person);
            let name = self.raw_name(own.unwrap_or(first), end);
            return Some(Speaker { tokens: start..end, source: Source { name, kind: source.kind }, unnamed: !person });
        }
        if let Some(speaker) = self.of_other_state(&(last.clone(), source), start, end) {
            return Some(speaker);
        }
        if let Some(speaker) = self.and_unnamed(&found, end) {
            return Some(speaker);
        }
        let joined = (found[0].0.start..end).any(|i| self.word(i) == "and");
        if !joined || found.len() > 1 && found.iter().all(|(_, other)| other.name == source.name) {
            let source = Source { name: self.shown(&last, source), kind: source.kind };
            return Some(Speaker { tokens: first..end, source, unnamed: false });
        }
        let mut names: Vec<String> = found.iter().map(|(name, source)| self.shown(name, source)).collect();
        names.dedup();
        let name = if names.len() > 1 { names.join(" and ") } else { self.raw_name(start, end) };
        Some(Speaker { tokens: start..end, source: Source { name, kind: found[0].1.kind }, unnamed: false })
    }

    /// `US Defence Secretary Omar Haddad`, `Vice-president of the Syrian Coalition Omar Haddad` (`titled`): where the name
    /// of a person begins, behind what he is.
    fn after_title(&self, start: usize, end: usize, titled: bool) -> Option<usize> {
        let title = (start..end).rev().find(|&i| self.speaker(i).is_some());
        // "Secretary of State Omar Haddad"
        let past = |title: usize| title + if self.word(title + 1) == "of" { 3 } else { 1 };
        let name = title.map(past).or(titled.then_some(start))?;
        let in_name = |i: usize| self.is_name(i) || self.is(i, lists::PARTICLES) || self.is_joined(i);
        let capitals = (name..end).filter(|&i| self.is_name(i)).count();
        (capitals > 1 && (name..end).all(in_name)).then_some(name)
    }

    /// `Iran's state TV`, `the Russian army`: a name that alone is Syria's, with the name of another state before it.
    fn of_other_state(&self, named: &(Range<usize>, &NamedSource), start: usize, end: usize) -> Option<Speaker> {
        let (name, source) = named;
        let owner = name.start.checked_sub(1).map(|i| i - usize::from(self.word(i) == "'s")).filter(|&i| i >= start)?;
        let foreign = source.kind == SourceKind::State
            && self.modifier(owner) == Some(Some(SourceKind::Official))
            && self.is_name(owner);
        // "the rebels' defence ministry"
        let rebel = |&i: &usize| self.modifier(i) == Some(Some(SourceKind::Rebel));
        let rebels = (start..name.start).find(rebel).filter(|_| source.kind == SourceKind::Official);
        let (owner, kind) = match rebels {
            Some(rebels) => (rebels, SourceKind::Rebel),
            None => (owner, SourceKind::Official),
        };
        let source = || Source { name: self.raw_name(owner, end), kind };
        (foreign || rebels.is_some()).then(|| Speaker { tokens: owner..end, source: source(), unnamed: false })
    }

    /// `activists and state TV`: the other speaker has no name.
    fn and_unnamed(&self, found: &[(Range<usize>, &NamedSource)], end: usize) -> Option<Speaker> {
        let (name, source) = found.first()?;
        let article = usize::from(matches!(self.word(name.start.wrapping_sub(1)), "the" | "a"));
        let and = name.start.wrapping_sub(1 + article);
        if self.word(and) != "and" || and <= self.start || self.speaker(and - 1).is_none() {
            return None;
        }
        let other = self.role_start(self.start, and - 1);
        let source = Source { name: self.raw_name(other, end), kind: source.kind };
        Some(Speaker { tokens: other..end, source, unnamed: false })
    }

    /// Where a named speaker's phrase begins: at its article, or at the words that describe it.
    fn first_of_phrase(&self, start: usize, name: &Range<usize>) -> usize {
        let mut first = name.start;
        let and = |i: usize| self.word(i) == "and" && i > start && self.speaker(i - 1).is_some();
        while first > start
            && (self.modifier(first - 1).is_some_and(|_| !self.is_name(first - 1))
                || self.speaker(first - 1).is_some()
                || and(first - 1)
                || self.is_joined(first)
                || self.is(first - 1, lists::ARTICLES))
        {
            first -= 1;
        }
        first
    }

    /// `a military source`, `local activists`, `the Russian deputy foreign minister`.
    fn role_in(&self, start: usize, end: usize) -> Option<Speaker> {
        // Of `opposition-held P` the opposition is no head.
        let free = |i: usize| !(self.is_joined(i) || i + 1 < end && self.is_joined(i + 1));
        let heads: Vec<usize> = (start..end).filter(|&i| self.speaker(i).is_some() && free(i)).collect();
        // Of "a source in the militia" the source speaks.
        let inner = |&&head: &&usize| {
            heads
                .iter()
                .any(|&outer| outer < head && self.is(outer + 1, lists::MEMBERSHIP) && self.word(outer + 1) != "of")
        };
        let head = *heads.iter().rev().find(|head| !inner(head))?;
        let whereabouts = self.is(head + 1, lists::WHEREABOUTS) && self.word(head + 1) != "of"
            || self.word(head + 1) == "of" && !self.is_name(end - 1);
        let in_name =
            |i: usize| self.is_name(i) && self.modifier(i).is_none() || self.is_joined(i) || self.is(i, lists::JOINERS);
        if head + 1 < end && !whereabouts && !(head + 1..end).all(in_name) {
            return None;
        }
        // "the Revolution General Commission" is a name as a whole.
        let in_title = |i: usize| self.is_name(i) && self.modifier(i).is_none() && self.speaker(i).is_none();
        if self.is_name(head) && head > start && in_title(head - 1) && head + 1 < end && self.is_name(end - 1) {
            return None;
        }
        // A name before the role belongs to another phrase, in a text without commas.
        let mut first = self.role_start(start, head);
        // "the Dawn of P operations room": the name is its own.
        while self.word(head) == "room" && first > start && (self.is_name(first - 1) || self.word(first - 1) == "of") {
            first -= 1;
        }
        let medium = self.medium_start(start, first, head);
        let titled = medium < first;
        first = medium;
        let own = self.speaker(head)?;
        let named = self.same_role(first, head, end).or_else(|| self.described_monitor(first, head, end));
        let named =
            named.or_else(|| self.described_helper(first, head, end)).or_else(|| self.reporter_again(first, head));
        if let Some(source) = named.or_else(|| self.party_before(first, head, end)) {
            let unnamed = own != SourceKind::Monitor && outlets::built_in().find(&source.name).is_none();
            return Some(Speaker { tokens: first..end, source, unnamed });
        }
        let modified = (first..head).filter_map(|i| self.kind_told_by(i)).next_back();
        let kind = match (own, modified) {
            (SourceKind::Monitor, None) if titled => SourceKind::Unnamed,
            (SourceKind::Unnamed | SourceKind::Official | SourceKind::Rebel | SourceKind::State, Some(kind)) => kind,
            (SourceKind::Outlet, Some(SourceKind::State)) => SourceKind::State,
            (own, _) => own,
        };
        first = self.owner_start(start, first);
        // "Al Qaeda's Syria wing"
        while self.word(first) == "'s" && first > start && self.is_name(first - 1) {
            let in_name = |&i: &usize| self.is_name(i) || self.is_joined(i) || self.is(i, lists::PARTICLES);
            first = (start..first).rev().take_while(in_name).last().unwrap_or(first - 1);
        }
        let named = (head + 1..end).any(|i| self.is_name(i));
        let person = named && !whereabouts && !matches!(self.word(head + 1), "of" | "for");
        let holder = self.office_holder(head, end);
        let name = self.raw_name(holder.unwrap_or(if person { head + 1 } else { first }), end);
        let begin = if matches!(self.word(start), "a" | "an") { start } else { first };
        Some(Speaker { tokens: begin..end, source: Source { name, kind }, unnamed: !named && !titled })
    }

    /// `the private Addounia TV`, `the Joint Operations Command`: the name of an outlet or a body that no list has stands
    /// before what it is; without an article before it, it could be the place that the words before are about.
    fn medium_start(&self, start: usize, first: usize, head: usize) -> usize {
        let outlet = self.speaker(head) == Some(SourceKind::Outlet) && !self.is(head, lists::REPORTERS);
        let medium = outlet || self.is_name(head) && !self.is(head, lists::HUMANS);
        let name = |&i: &usize| self.is_name(i) || self.is_joined(i) || self.is(i, lists::PARTICLES);
        let begin = (start..first).rev().take_while(name).last();
        // "the Wathiqun network", but not "the Sunni group"
        let names = |at: usize| (at..first).filter(|&i| self.is_name(i)).count();
        let body = |at: usize| self.is(head, lists::BODIES) && (!self.is(head, lists::PARTY_AGAIN) || names(at) > 1);
        let begin = begin.filter(|&at| medium || body(at));
        let led = |at: usize| {
            at == self.start
                || self.shape(at - 1) == Some(Shape::Mark)
                || self.is(at - 1, lists::ARTICLES)
                || self.modifier(at - 1).is_some() && !self.is_name(at - 1)
                || at > 1 && self.shape(at - 1) == Some(Shape::Lower) && self.word(at - 2) == "'s"
        };
        // "the activist-run Daraa Media Centre"
        let whole = |at: usize| (at..first).find(|&i| !self.is_joined(i));
        begin.filter(|&at| led(at)).and_then(whole).unwrap_or(first)
    }

    /// `Enab Baladis correspondent`: where the name begins that has lost its apostrophe and owns what stands at `first`.
    fn owner_start(&self, start: usize, first: usize) -> usize {
        let small = |i: usize| {
            [
                lists::BETWEEN,
                lists::GOES_ON,
                lists::CLAUSE_OPENERS,
                lists::NO_SPEAKERS,
                lists::GOVERNORS,
                lists::ARTICLES,
            ]
            .iter()
            .any(|&list| self.is(i, list))
        };
        let name = |&i: &usize| (self.is_name(i) || self.is(i, lists::PARTICLES)) && !small(i) || self.is_joined(i);
        let owner = first.checked_sub(1).filter(|&i| i >= start && self.is_name(i) && !small(i));
        let word = owner.map_or("", |i| self.word(i));
        let owns = word.len() > 3 && word.ends_with('s') && calendar::weekday(word.trim_end_matches('s')).is_none();
        let role = self.shape(first) == Some(Shape::Lower);
        if !owns || !role || self.speaker(first - 1).is_some() || self.modifier(first - 1).is_some() {
            return first;
        }
        (start..first).rev().take(4).take_while(name).last().unwrap_or(first)
    }

    /// What a word before a role says of its kind: of `a pro-regime official` that he is the state's, of
    /// `an anti-regime official` and `a US-backed official` not.
    pub(super) fn kind_told_by(&self, at: usize) -> Option<SourceKind> {
        let kind = self.modifier(at).flatten()?;
        let compound = self.is_joined(at) || self.is_joined(at + 1);
        if !compound {
            return Some(kind);
        }
        match self.word(at.wrapping_sub(1)) {
            "pro" => Some(kind),
            "anti" if kind == SourceKind::State => Some(SourceKind::Rebel),
            _ => None,
        }
    }

    /// `the source said`: the speaker before that was called so.
    fn same_role(&self, first: usize, head: usize, end: usize) -> Option<Source> {
        if self.word(first) != "the" || head + 1 != end {
            return None;
        }
        // "The television" is "state TV" again.
        let again = match stem(self.word(head)) {
            "television" if self.called("television").is_none() => "tv",
            word => word,
        };
        if let Some(before) = self.called(again) {
            let whole = || self.told[before].attribution.source.clone();
            return Some(self.one_of(before, again).unwrap_or_else(whole));
        }
        if self.is(head, lists::OUTLET_AGAIN) {
            return self.outlet_before(first);
        }
        let party = |told: &&Told| told.attribution.source.kind == SourceKind::Rebel && !told.unnamed;
        let last = self.told.iter().rev().find(party).filter(|_| self.is_party_again(first, head));
        last.map(|told| told.attribution.source.clone())
    }

    /// The position of the last speaker in whose phrase this word or its plural stands.
    fn called(&self, word: &str) -> Option<usize> {
        let has_word = |token: usize| stem(self.text.word(token)) == stem(word);
        self.told.iter().rposition(|told| {
            let speaker = &told.attribution.speaker;
            let is_human = |token: usize| has_word(token) && self.spoken.is_in(token, lists::HUMANS);
            speaker.clone().any(has_word) || !told.unnamed && self.aside_after(speaker.end).any(is_human)
        })
    }

    /// The first words of the aside after a name: `Omar Haddad, a spokesman for the Levant Front`.
    fn aside_after(&self, name: usize) -> Range<usize> {
        let aside = name < self.spoken.count() && self.text.word(name) == ",";
        name..(name + if aside { 4 } else { 0 }).min(self.spoken.count())
    }

    /// The last person named before whose name ends with this word.
    pub(super) fn surnamed(&self, surname: &str) -> Option<&Told> {
        self.told.iter().rev().find(|told| {
            let name = &told.attribution.speaker;
            let ends =
                |last: usize| self.text.word(last) == surname && self.text.tokens()[last].shape == Shape::Capital;
            !told.unnamed && name.len() > 1 && ends(name.end - 1)
        })
    }

    /// `A commander and the Observatory said`, then `the commander said`: the one of them who is called so.
    fn one_of(&self, told: usize, called: &str) -> Option<Source> {
        let Attribution { speaker, source, .. } = &self.told[told].attribution;
        let and = speaker.clone().find(|&i| self.text.word(i) == "and")?;
        let part = if (speaker.start..and).any(|i| stem(self.text.word(i)) == called) {
            speaker.start..and
        } else {
            and + 1..speaker.end
        };
        let known =
            part.clone().find_map(|i| Some((i, self.spoken.named_at(i)?))).filter(|(_, (_, to))| *to <= part.end);
        Some(match known {
            Some((at, (body, to))) => Source { name: self.shown(&(at..to), body), kind: body.kind },
            None => {
                let kind = part.clone().rev().find_map(|i| self.spoken.at(i).speaker).unwrap_or(source.kind);
                Source { name: self.raw_name(part.start, part.end), kind }
            }
        })
    }

    /// The last outlet named before a token, within a hundred tokens.
    pub(super) fn outlet_before(&self, at: usize) -> Option<Source> {
        self.named_last(at, 100, |source| outlets::built_in().find(&source.name).is_some())
    }

    /// Whether `the group` can mean a party.
    fn is_party_again(&self, first: usize, head: usize) -> bool {
        let watches = (first..head).any(|i| self.modifier(i) == Some(Some(SourceKind::Monitor)));
        self.is(head, lists::PARTY_AGAIN) && !watches
    }

    /// `Ahrar al-Sham took P, the group said`: the last party named, within forty tokens.
    fn party_before(&self, first: usize, head: usize, end: usize) -> Option<Source> {
        let again = self.word(first) == "the" && head + 1 == end && self.is_party_again(first, head);
        again.then(|| self.named_last(first, 40, |source| source.kind == SourceKind::Rebel))?
    }

    fn named_last(&self, at: usize, reach: usize, fits: impl Fn(&NamedSource) -> bool) -> Option<Source> {
        (at.saturating_sub(reach)..at).rev().find_map(|i| {
            let (source, after) = self.spoken.named_at(i).filter(|(source, _)| fits(source))?;
            Some(Source { name: self.shown(&(i..after), source), kind: source.kind })
        })
    }

    fn role_start(&self, start: usize, head: usize) -> usize {
        let mut first = head;
        while first > start {
            let word = self.word(first - 1);
            let abbreviated = word == "." && first > start + 1 && self.is(first - 2, lists::ABBREVIATED);
            let fits = abbreviated
                || self
                    .modifier(first - 1)
                    .is_some_and(|_| !matches!(word, "in" | "at" | "from" | "the" | "of" | "for"))
                || self.speaker(first - 1).is_some()
                || self.is_joined(first)
                || self.is_joined(first - 1) && self.shape(first - 1) == Some(Shape::Lower)
                || matches!(word, "and" | "'s");
            if self.is(first - 1, lists::ARTICLES) {
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
        if let Some(told) = self.surnamed(surname) {
            let in_name = |&i: &usize| self.is_name(i) || matches!(self.word(i), "al" | "el");
            let first = (start..end).rev().take(3).take_while(in_name).last().unwrap_or(start);
            return Some(Speaker { tokens: first..end, source: told.attribution.source.clone(), unnamed: false });
        }
        let in_name = |&i: &usize| self.is_name(i) || self.is(i, lists::PARTICLES);
        let first = (start..end).rev().take(6).take_while(in_name).last()?;
        // Small parts of a name count for nothing: "Abu al-Huda al-Homsi".
        let whole = |at: usize| (at..end).filter(|&i| self.is_name(i) && !self.is(i, lists::PARTICLES)).count() <= 4;
        let first = (first..end).find(|&at| whole(at))?;
        let capitals = (first..end).filter(|&i| self.is_name(i)).count();
        if capitals == 1 {
            let alone = || self.is_lone_name(end - 1).then(|| self.raw_name(end - 1, end));
            let source = Source { name: self.full_name(end - 1).or_else(alone)?, kind: SourceKind::Unnamed };
            return Some(Speaker { tokens: end - 1..end, source, unnamed: false });
        }
        let source = Source { name: self.raw_name(first, end), kind: SourceKind::Unnamed };
        (capitals >= 2).then_some(Speaker { tokens: first..end, source, unnamed: false })
    }

    /// `Malahifji said`: a name at the head of its sentence of whom nothing else is told.
    fn is_lone_name(&self, at: usize) -> bool {
        let said = |i: usize| matches!(self.word(i), "said" | "says" | "told" | "added" | "tells");
        let led = at == self.start || self.word(at - 1) == "," || self.word(at - 1) == "\"";
        let ends = at + 1 >= self.end || matches!(self.word(at + 1), "." | "," | ";");
        let plain = |list| !self.is(at, list);
        // "Malahifji said", "said Malahifji, an activist".
        let spoke = led && (said(at + 1) || self.word(at + 1) == ",") || at > self.start && said(at - 1) && ends;
        spoke
            && self.shape(at) == Some(Shape::Capital)
            && self.word(at).len() > 3
            && self.speaker(at).is_none()
            && self.modifier(at).is_none()
            && plain(lists::GOVERNORS)
            && plain(lists::CLAUSE_OPENERS)
            && plain(lists::NO_SPEAKERS)
            && plain(lists::GOES_ON)
            && !self.word(at).ends_with("ly")
    }

    /// `The Observatory a Coventry-based monitor said`, `Omar Haddad an activist in P said`: a bare description after
    /// a name is the name's.
    pub(super) fn with_apposition(&self, speaker: Speaker) -> Speaker {
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
        // "In a statement to SANA, the source said"
        let governed = |at: usize| {
            let before = at - usize::from(at > 0 && self.is(at - 1, lists::ARTICLES));
            before > self.start && self.is(before - 1, lists::GOVERNORS)
        };
        let named = self.name_before(name_end).filter(|&(at, _)| !governed(at));
        if let Some((at, source)) = named.filter(|(_, source)| source.kind == speaker.source.kind) {
            let source = Source { name: self.shown(&(at..name_end), source), kind: source.kind };
            return Speaker { tokens: at..speaker.tokens.end, source, unnamed: false };
        }
        match self.person_before(name_end).filter(|_| matches!(self.word(start), "a" | "an")) {
            Some(first) => Speaker {
                tokens: first..speaker.tokens.end,
                source: Source { name: self.raw_name(first, name_end), kind: speaker.source.kind },
                unnamed: false,
            },
            None => speaker,
        }
    }

    /// Where a person's first name and surname begin that end before `end` and open the sentence or a clause.
    pub(super) fn person_before(&self, end: usize) -> Option<usize> {
        let in_name = |&i: &usize| {
            let small =
                self.is(i, lists::GOVERNORS) || self.is(i, lists::CLAUSE_OPENERS) || self.is(i, lists::ARTICLES);
            self.is_name(i) && !small && !self.is_weekday(i) || self.is(i, lists::PARTICLES)
        };
        let first = (self.start..end).rev().take(5).take_while(in_name).last()?;
        let capitals = |first: usize| (first..end).filter(|&i| self.is_name(i)).count();
        // "Colonel Omar Haddad"
        let titled = capitals(first) > 2 && self.speaker(first).is_some();
        let (first, title) = (first + usize::from(titled), first);
        let capitals = capitals(first);
        let opens = title == self.start
            || self.shape(title - 1) == Some(Shape::Mark)
            || self.speaker(first - 1).is_some()
            || self.is(title - 1, lists::CLAUSE_OPENERS);
        ((2..4).contains(&capitals) && opens && self.is_name(end - 1)).then_some(first)
    }

    /// The first name and surname of a person whose surname stands at `at`, as the text gave them before.
    fn full_name(&self, at: usize) -> Option<String> {
        let surname = self.text.word(at);
        let is_full = |&first: &usize| {
            let pair = &self.text.tokens()[first..first + 2];
            let capitals = pair.iter().all(|token| token.shape == Shape::Capital);
            capitals && self.text.word_of(&pair[1]) == surname && self.spoken.at(first).verb.is_none()
        };
        let first = (0..at.checked_sub(1)?).rev().find(is_full).filter(|_| surname.len() > 3)?;
        let sure = self.spoken.named_at(first).is_none() && self.spoken.at(first).modifier.is_none();
        sure.then(|| self.text.raw(first..first + 2).to_owned())
    }

    /// The named source that ends before `end`, and where it begins.
    pub(super) fn name_before(&self, end: usize) -> Option<(usize, &NamedSource)> {
        (end.saturating_sub(8).max(self.start)..end).find_map(|at| {
            let (source, after) = self.spoken.named_at(at)?;
            (after == end).then_some((at, source))
        })
    }

    /// A known source as claims show it: by its one name, or as written where that is another name; a
    /// person with the body it speaks for.
    pub(super) fn shown(&self, name: &Range<usize>, source: &NamedSource) -> String {
        if let Some(body) = &source.body {
            return format!("{}, {body}", source.name);
        }
        let kept = (!source.kept.is_empty()).then(|| self.raw_name(name.start, name.end));
        kept.filter(|raw| SpeakerWords::is_kept(source, raw)).unwrap_or_else(|| source.name.clone())
    }

    /// The article's words, without the article before them.
    pub(super) fn raw_name(&self, start: usize, end: usize) -> String {
        let start = start + usize::from(self.text.word(start) == "the" && start + 1 < end);
        let raw = self.text.raw(start..end);
        let mut name = String::with_capacity(raw.len());
        for word in raw.split_whitespace() {
            name.push_str(if name.is_empty() { "" } else { " " });
            name.push_str(word);
        }
        name
    }
}

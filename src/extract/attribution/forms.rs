//! Finds the forms of attribution, sentence by sentence: the words of each, its speaker, without its scope.

use super::Attribution;
use super::list as lists;
use super::speakers::{ACCORDING, COLON, DASH, NamedSource, OPENS_ASIDE, PER, Spoken, VIA, Verb};
use crate::claim::{Source, SourceKind};
use crate::extract::list::List;
use crate::extract::sentence::{Sentence, Shape, Text};
use crate::read::{calendar, outlets};
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
    /// `A source, quoted by X, said`: outside another's attribution.
    QuotedBy,
    /// `according to a report by X`: covers its paragraph.
    Report,
}

/// A speaker's phrase.
pub(super) struct Speaker {
    pub tokens: Range<usize>,
    pub source: Source,
    pub unnamed: bool,
}

/// What was found at a token: the speaker, the words that say who says so, the form, whether it is denied.
pub(super) type Found = (Speaker, Range<usize>, Form, bool);

/// All attributions, sentence by sentence, without their scopes.
pub(super) fn find(spoken: &Spoken<'_>) -> Vec<Told> {
    let text = spoken.text;
    let (told, monitor) = (Vec::new(), OnceCell::new());
    let mut finder = Finder { text, spoken, told, monitor, start: 0, end: 0 };
    for (index, sentence) in text.sentences().iter().enumerate() {
        finder.read_sentence(index, sentence);
    }
    finder.told
}

/// Reads one sentence after the other.
pub(super) struct Finder<'f> {
    pub text: &'f Text<'f>,
    pub spoken: &'f Spoken<'f>,
    pub told: Vec<Told>,
    pub monitor: OnceCell<Option<Source>>,
    /// The sentence's tokens.
    pub start: usize,
    pub end: usize,
}

impl Finder<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        if self.holds(at) { self.spoken.word(at) } else { "" }
    }

    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.holds(at).then(|| self.text.tokens()[at].shape)
    }

    fn holds(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }

    pub(super) fn is(&self, at: usize, list: List) -> bool {
        self.holds(at) && self.spoken.is_in(at, list)
    }

    /// The kind of an unnamed speaker whose head this is.
    pub(super) fn speaker(&self, at: usize) -> Option<SourceKind> {
        self.holds(at).then(|| self.spoken.at(at).speaker).flatten()
    }

    pub(super) fn modifier(&self, at: usize) -> Option<Option<SourceKind>> {
        self.holds(at).then(|| self.spoken.at(at).modifier).flatten()
    }

    pub(super) fn means_again(&self, at: usize) -> Option<Option<SourceKind>> {
        self.holds(at).then(|| self.spoken.at(at).again).flatten()
    }

    pub(super) fn verb_at(&self, at: usize) -> Option<Verb> {
        self.holds(at).then(|| self.spoken.at(at).verb).flatten()
    }

    pub(super) fn named_at(&self, at: usize) -> Option<(&NamedSource, usize)> {
        self.spoken.named_at(at).filter(|&(_, after)| after <= self.end)
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Capital | Shape::Upper))
    }

    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.holds(at) && self.text.tokens()[at].joined
    }

    /// A weekday's name in full.
    pub(super) fn is_weekday(&self, at: usize) -> bool {
        self.word(at).len() > 5 && calendar::weekday(self.word(at)).is_some()
    }

    fn read_sentence(&mut self, index: usize, sentence: &Sentence) {
        let tokens = sentence.tokens();
        (self.start, self.end) = (tokens.start, tokens.end);
        let spoken = self.spoken;
        let openings = &spoken.openings;
        let mut free = tokens.start;
        for &at in &openings[openings.partition_point(|&at| at < tokens.start)..] {
            if at >= tokens.end {
                break;
            }
            let found = if at >= free { self.form_at(at) } else { None };
            // Of "X citing Y in P said" Y does not speak again.
            let again = |found: &Found| found.0.tokens.start < free && found.0.tokens.end > free;
            if let Some((speaker, words, form, denies)) = found.filter(|found| !again(found)) {
                free = words.end.max(at + 1);
                self.push(index, speaker, words, form, denies);
            }
        }
    }

    fn form_at(&self, at: usize) -> Option<Found> {
        if let Some(from) = self.past_according(at) {
            return self.according(at, from);
        }
        match self.word(at) {
            COLON => return self.colon(at),
            DASH => return self.under_headline(at),
            OPENS_ASIDE => return self.credit(at),
            _ => {}
        }
        let small = self.text.tokens()[at].shape == Shape::Lower;
        if (small || at == self.start) && self.is_noun_of_saying(at) {
            return self.claims_that(at);
        }
        let verb = self.verb_at(at)?;
        // "Citing X, Y said"
        (small || at == self.start && verb == Verb::Quote).then(|| self.verb(at, verb))?
    }

    fn push(&mut self, sentence: usize, speaker: Speaker, words: Range<usize>, form: Form, denies: bool) {
        let attribution = Attribution { speaker: speaker.tokens, words, source: speaker.source, scope: 0..0, denies };
        self.told.push(Told { attribution, form, sentence, unnamed: speaker.unnamed });
    }

    /// `Monitor: rebels take P`, and, in a headline, `Rebels take P: monitor`.
    fn colon(&self, at: usize) -> Option<Found> {
        let opening = self.speaker_to(at).filter(|speaker| speaker.tokens.start == self.start);
        // "The statement includes the following:"
        let paper = self.word(self.start) == "the" && self.is(self.start + 1, lists::PAPERS);
        let opening = opening.or_else(|| self.speaker_in(self.start, self.start + 2, self.start + 2).filter(|_| paper));
        // "Aleppo Province: clashes broke out": a heading, unless a quotation follows or the name spoke before.
        let named = |speaker: &Speaker| speaker.source.kind == SourceKind::Unnamed && !speaker.unnamed;
        let spoke = |speaker: &Speaker| self.told.iter().any(|told| told.attribution.source == speaker.source);
        let speaks = |speaker: &Speaker| !named(speaker) || self.word(at + 1) == "\"" || spoke(speaker);
        if let Some(speaker) = opening.filter(|speaker| at <= self.start + 7 && speaks(speaker)) {
            return Some((speaker, self.start..at + 1, Form::Before, false));
        }
        self.account(at).or_else(|| self.under_headline(at))
    }

    /// `Rebels take P: monitor`, `Rebels take P - monitor`: who says so closes a headline. After a dash an outlet is
    /// the one that published it.
    fn under_headline(&self, at: usize) -> Option<Found> {
        let dash = self.word(at) == DASH;
        if at < self.start + 3 || dash && !self.text.tokens()[at].spaced {
            return None;
        }
        let says = |speaker: &Speaker| match speaker.source.kind {
            SourceKind::Rebel => false,
            SourceKind::Outlet => !dash,
            _ => true,
        };
        let speaker = self.speaker_from(at + 1).filter(|speaker| speaker.tokens.end == self.end && says(speaker))?;
        Some((speaker, at..self.end, Form::After, false))
    }

    /// Past `according to`, `according to both`, `as per`.
    fn past_according(&self, at: usize) -> Option<usize> {
        let after = match self.word(at) {
            ACCORDING if self.word(at + 1) == "to" => at + 2,
            PER if at == self.start || matches!(self.word(at - 1), "as" | ",") => at + 1,
            VIA if self.is_credited(at + 1) => at + 1,
            _ => return None,
        };
        Some(after + usize::from(self.word(after) == "both"))
    }

    /// `via SANA`: an outlet that ends what is told.
    fn is_credited(&self, at: usize) -> bool {
        let outlet = |&(source, _): &(&NamedSource, usize)| outlets::built_in().find(&source.name).is_some();
        let ends = |(_, after)| after >= self.end || self.shape(after) == Some(Shape::Mark);
        self.named_at(at).filter(outlet).is_some_and(ends)
    }

    /// `according to X`, `according to a report by X`.
    fn according(&self, at: usize, from: usize) -> Option<Found> {
        if let Some(speaker) = self.paper(from) {
            let end = speaker.tokens.end;
            return Some((speaker, at..end, Form::Report, false));
        }
        // "according to the head of the group, Omar Haddad, rebels took P"
        let speaker = self.named_beside(self.speaker_from(from)?);
        let end = speaker.tokens.end;
        Some((speaker, at..end, Form::According, false))
    }

    /// `a report by X`, `the statement carried by X`.
    fn paper(&self, from: usize) -> Option<Speaker> {
        let is_paper =
            |i: usize| [lists::PAPERS, lists::OUTLET_AGAIN, lists::PICTURES].iter().any(|&list| self.is(i, list));
        let head = (from..(from + 6).min(self.end)).find(|&i| is_paper(i))?;
        let platform = |i: usize| self.is(i, lists::PLATFORMS);
        let of = |i: &usize| matches!(self.word(*i), "by" | "from" | "of" | "in" | "on") && !platform(i + 1);
        let by = (head + 1..(head + 5).min(self.end)).find(of)?;
        (from..head).all(|i| !self.is_name(i) || i == from || platform(i)).then(|| self.speaker_from(by + 1))?
    }

    /// `rebel claims that`, `allegations by activists that`: a noun, not a verb.
    fn is_noun_of_saying(&self, at: usize) -> bool {
        if self.is(at, lists::ALLEGATIONS) {
            return true;
        }
        if !self.is(at, lists::CLAIMS) {
            return false;
        }
        let by = matches!(self.word(at + 1), "by" | "from");
        let adjective = self.is(at.wrapping_sub(1), lists::ADJECTIVES) && self.word(at).ends_with('s');
        let denied = |i: usize| self.verb_at(i) == Some(Verb::Deny) || self.is(i, lists::BEFORE_CLAIMS);
        let led = (1..4).any(|back| at.checked_sub(back).is_some_and(denied));
        // "denied state media reports that P fell"
        let object = || self.speaker_to(at).is_some_and(|s| s.tokens.start > self.start && denied(s.tokens.start - 1));
        by || led && self.word(at).ends_with('s') && self.word(at + 1) == "that" && object()
            || led && (adjective || self.is(at.wrapping_sub(1), lists::BEFORE_CLAIMS))
    }

    /// Whose claims: `rebel claims that`, `allegations by activists that`. Of claims that somebody denies it is
    /// the denial that is told.
    fn claims_that(&self, noun: usize) -> Option<Found> {
        let denied = |i: usize| self.verb_at(i) == Some(Verb::Deny);
        if (noun.saturating_sub(5)..noun).any(denied) || self.are_false(noun) {
            return None;
        }
        if matches!(self.word(noun + 1), "by" | "from") {
            let speaker = self.speaker_from(noun + 2)?;
            let end = speaker.tokens.end;
            return (self.word(end) == "that").then_some((speaker, noun..end + 1, Form::Before, false));
        }
        if self.word(noun + 1) != "that" {
            return None;
        }
        let possessor = noun - usize::from(self.word(noun.wrapping_sub(1)) == "'s");
        let mut speaker = self.speaker_to(possessor)?;
        let adjective = speaker.tokens.len() == 1 && self.is(possessor - 1, lists::ADJECTIVES);
        if adjective
            && matches!(speaker.source.kind, SourceKind::Rebel | SourceKind::Activists)
            && speaker.source.name != "opposition"
        {
            speaker.source.name.push('s');
        }
        let words = speaker.tokens.start..noun + 2;
        Some((speaker, words, Form::Before, false))
    }

    /// `Rebel claims that they hold P are false, activists said`
    fn are_false(&self, claims: usize) -> bool {
        (claims + 2..self.end).any(|i| self.spoken.is_untrue(i))
    }

    fn verb(&self, at: usize, verb: Verb) -> Option<Found> {
        match verb {
            Verb::See => return self.seen(at),
            Verb::Show => return self.pictures(at),
            _ => {}
        }
        let denies = verb == Verb::Deny;
        // "could not confirm", "would say": it is not said.
        let false_claims = self.is(at, lists::CLAIMS) && self.word(at + 1) == "that" && self.are_false(at);
        let speaks = self.is(at, lists::SPEAKING) && self.word(at + 1) != "of";
        // "claimed dozens of lives"
        let takes = self.is(at, lists::CLAIMED_BY) || self.is(at, lists::CLAIMS);
        let takes_lives = takes && (at + 1..at + 5).any(|i| self.word(i) == "lives" && i < self.end);
        if self.is(at.wrapping_sub(1), lists::UNSAID) || false_claims || speaks || takes_lives {
            return None;
        }
        // "expressed fear that": a noun.
        if self.is(at, lists::FEARS) && self.verb_at(at.wrapping_sub(1)).is_some() {
            return None;
        }
        // "contrary to what X said": that is not what is said here.
        let what = (at.saturating_sub(6).max(self.start)..at).rev().find(|&i| self.word(i) == "what");
        if what.is_some_and(|i| self.is(i.wrapping_sub(2), lists::AGAINST)) {
            return None;
        }
        // "They went on to say that".
        if self.word(at.wrapping_sub(1)) == "to" && self.word(at.wrapping_sub(2)) == "on" && at > self.start + 3 {
            let speaker = self.speaker_to(at - 3)?;
            let words = speaker.tokens.start..self.after_verb(at + 1);
            return Some((speaker, words, Form::Before, denies));
        }
        // "was said by X", and without its verb: "a bombing claimed by X".
        let by = self.word(at + 1) == "by" && self.is(at, lists::CLAIMED_BY);
        // "are nevertheless denied by"
        let adverb = self.word(at.wrapping_sub(1)).ends_with("ly") || self.is(at.wrapping_sub(1), lists::BETWEEN);
        let be = at.wrapping_sub(1 + usize::from(adverb));
        // "IS said" tells of the group.
        let passive = self.is(be, lists::PASSIVE) && self.shape(be) != Some(Shape::Upper);
        let quoted = self.word(at) == "quoted" && self.word(at + 1) == "by";
        if by || quoted || passive || self.word(at.wrapping_sub(1)) == "to" {
            return self.passive(at);
        }
        // "said to be near P": by nobody who is named.
        if self.word(at) == "said" && self.word(at + 1) == "to" {
            return None;
        }
        if verb == Verb::Quote {
            return self.quoting(at);
        }
        if self.may_invert(at, verb)
            && let Some(found) = self.self_named(at)
        {
            return Some(found);
        }
        if let Some(speaker) = self.closing(at, verb) {
            let end = speaker.tokens.end;
            return Some((speaker, at..end, Form::After, false));
        }
        // `hit P, Q and R, said a doctor.`: what stands between the commas does not speak; but `X, a monitor, said the
        // army's push failed`.
        if self.word(at.wrapping_sub(1)) == "," && self.is(at + 1, lists::ARTICLES) && self.may_invert(at, verb) {
            let ends = |end: usize| {
                let goes_on = matches!(self.word(end), "\"" | "'s" | "'");
                end >= self.end || self.shape(end) == Some(Shape::Mark) && !goes_on
            };
            let last = self.speaker_from(at + 1).filter(|speaker| ends(speaker.tokens.end));
            if let Some(speaker) = last {
                let end = speaker.tokens.end;
                return Some((speaker, at..end, Form::After, false));
            }
        }
        let joined = matches!(self.word(at.wrapping_sub(1)), "and" | "but");
        let before = || if joined { None } else { self.speaker_to(at) };
        let maker = self.maker_of_paper(at).or_else(|| self.relative_before(at));
        let maker = maker.or_else(|| self.described_person(at, verb));
        let speaker = maker.or_else(before).or_else(|| self.going_on(at));
        // Of "the Levant Front, a group with fighters in P, said" the Levant Front speaks.
        let named = || self.opening(at, verb).filter(|named| self.is_described(named.tokens.end));
        let speaker =
            speaker.and_then(|speaker| if speaker.unnamed { named().or(Some(speaker)) } else { Some(speaker) });
        if let Some(speaker) = speaker {
            let speaker = self.outlet_told(speaker, at);
            let end = self.after_verb(at + 1);
            let words = speaker.tokens.start..end;
            // "SANA reported a military source as saying": the second speaker is found by its own words.
            let quoted = self.word(speaker.tokens.start.wrapping_sub(1)) == "\"" && speaker.tokens.start > self.start;
            let quoted = quoted && self.is(at, lists::WEAK);
            let form = if self.says_more(end) && !quoted { Form::Before } else { Form::After };
            let owned = self.word(at - 1) == "'s";
            let noun = self.is(at, lists::TOLD_NOW) && (owned || self.is(at + 1, lists::AFTER_NOUNS));
            let clause = || !noun && (self.is_told_now(at, &speaker) || self.is_clause(end, verb));
            return (form == Form::After || !self.is(at, lists::WEAK) || clause())
                .then_some((speaker, words, form, denies));
        }
        if let Some(speaker) = self.opening(at, verb) {
            let words = at..self.after_verb(at + 1);
            return Some((speaker, words, Form::Before, denies));
        }
        if self.may_invert(at, verb)
            && let Some(speaker) = self.speaker_from(at + 1).filter(|speaker| self.closes(at, speaker))
        {
            let end = speaker.tokens.end;
            return Some((speaker, at..end, Form::After, false));
        }
        let speaker = self.someone(at, verb)?;
        let words = speaker.tokens.start..self.after_verb(at + 1);
        let form = if self.says_more(words.end) { Form::Before } else { Form::After };
        Some((speaker, words, form, denies))
    }

    fn may_invert(&self, at: usize, verb: Verb) -> bool {
        let inverts = !self.is(at, lists::WEAK) && !self.is(at, lists::TELLING) && !self.is_participle(at);
        verb == Verb::Say && inverts && at > self.start
    }

    /// `... said X.`: what is said stands before, and nothing but a description of X follows.
    fn closes(&self, verb: usize, speaker: &Speaker) -> bool {
        let end = speaker.tokens.end;
        let after_said = self.word(verb - 1) == "\"" || self.word(verb - 1) == ",";
        after_said || end >= self.end || self.is(end, lists::DESCRIBED) || self.is_weekday(end)
    }

    /// `A shopkeeper said`: somebody of whom nothing is known but what is written.
    fn someone(&self, verb: usize, kind: Verb) -> Option<Speaker> {
        if kind != Verb::Say || self.is(verb, lists::WEAK) {
            return None;
        }
        if self.word(verb.wrapping_sub(1)) == "others" && verb == self.start + 1 {
            return self.one_more(verb - 1..verb);
        }
        let someone = |&i: &usize| self.is(i, lists::SOMEONE);
        let other = verb.saturating_sub(2).max(self.start);
        let other = Some(other).filter(|&i| self.word(i) == "the" && self.word(i + 1) == "other");
        let from = other.or_else(|| (verb.saturating_sub(5).max(self.start)..verb).rev().find(someone))?;
        let opens =
            from == self.start || self.shape(from - 1) == Some(Shape::Mark) || self.is(from - 1, lists::CLAUSE_OPENERS);
        if opens && (other.is_some() || from + 1 == verb) {
            return self.one_more(verb - 1..verb);
        }
        let plain = |i: usize| {
            self.shape(i) == Some(Shape::Lower) && self.verb_at(i).is_none() && !self.is(i, lists::NO_SPEAKERS)
        };
        (opens && from + 1 < verb && (from + 1..verb).all(plain)).then(|| Speaker {
            tokens: from..verb,
            source: Source { name: self.raw_name(from, verb), kind: SourceKind::Unnamed },
            unnamed: true,
        })
    }

    /// `Sources told al-Manar`: of a speaker who is nothing but a source, the outlet that was told stands.
    fn outlet_told(&self, speaker: Speaker, verb: usize) -> Speaker {
        let plain = |i: usize| self.is(i, lists::PLAIN_SOURCES);
        // "Sources told SANA", "sources confirmed to the Observatory"
        let to = self.word(verb + 1) == "to";
        let at = verb + 1 + usize::from(to);
        let at = at + usize::from(self.is(at, lists::ARTICLES));
        if !(to || self.is(verb, lists::TELLING)) || !speaker.tokens.clone().all(plain) {
            return speaker;
        }
        match self.named_at(at) {
            Some((outlet, after)) => {
                let source = Source { name: self.shown(&(at..after), outlet), kind: outlet.kind };
                Speaker { tokens: speaker.tokens, source, unnamed: false }
            }
            None => speaker,
        }
    }

    /// `... said the Observatory, a Coventry-based group`: a named source after the verb that ends what is said.
    fn closing(&self, verb: usize, kind: Verb) -> Option<Speaker> {
        // "..., reports Reuters."
        let now = self.is(verb, lists::TOLD_NOW) && self.word(verb.wrapping_sub(1)) == ",";
        if kind != Verb::Say || self.is(verb, lists::WEAK) && !now || self.is(verb, lists::TELLING) {
            return None;
        }
        let at = verb + 1 + usize::from(self.word(verb + 1) == "the");
        let (source, after) = self.named_at(at)?;
        // "the Reuters news agency"
        let after = (after..self.end)
            .find(|&i| {
                self.speaker(i) != Some(SourceKind::Outlet) && self.modifier(i) != Some(Some(SourceKind::Outlet))
            })
            .unwrap_or(self.end);
        // `"We took it," said the army. "We hold it"`, not `an officer, asked today, said the army "took it"`.
        let mark = |i: usize| self.word(i) == "\"";
        let quoted = mark(after) && (mark(verb - 1) || mark(verb.wrapping_sub(2)));
        let ends = after == self.end
            || matches!(self.word(after), "." | "," | "a" | "an" | "which" | "adding" | ";")
            || quoted;
        let again = |at: usize| self.means_again(at) == Some(None) || self.is(at, lists::OUTLET_AGAIN);
        let named_before = self.name_before(verb).is_some() || verb > 0 && again(verb - 1);
        let source = Source { name: self.shown(&(at..after), source), kind: source.kind };
        (ends && !named_before && verb > self.start + 2).then_some(Speaker {
            tokens: verb + 1..after,
            source,
            unnamed: false,
        })
    }

    /// `X which has people in Sarha said`: the speaker before the relative clause that the verb closes.
    fn relative_before(&self, verb: usize) -> Option<Speaker> {
        let from = verb.saturating_sub(16).max(self.start + 1);
        // "the alliance that backs the army", not "reports that the army"
        let that = |i: usize| {
            let speaks =
                |i: usize| self.speaker(i).is_some() || self.modifier(i).is_some() || self.named_at(i).is_some();
            self.word(i) == "that"
                && self.speaker(i - 1).is_some()
                && !speaks(i + 1)
                && self.means_again(i + 1).is_none()
        };
        let which = (from..verb).rev().find(|&i| self.is(i, lists::RELATIVE) || that(i))?;
        // "A resident who gave only his first name, Omar, said"
        if let Some(name) = self.name_given(which).filter(|name| (name.end..name.end + 2).contains(&verb)) {
            let speaker = self.speaker_to(which - usize::from(self.word(which - 1) == ","))?;
            let source = Source { name: self.raw_name(name.start, name.end), kind: speaker.source.kind };
            return speaker.unnamed.then_some(Speaker {
                tokens: speaker.tokens.start..name.end,
                source,
                unnamed: false,
            });
        }
        // "Omar Haddad, who was in P, the next town, said"
        let aside = self.word(which - 1) == "," && self.word(verb - 1) == ",";
        let plain =
            (which..verb).all(|i| !matches!(self.word(i), "\"" | "." | "said") && (aside || self.word(i) != ","));
        let near = aside || verb - which <= 12;
        let mut speaker = self.speaker_to(which - usize::from(aside)).filter(|_| plain && near && verb > which + 1)?;
        // "The coalition, which calls itself the Army of P, said"
        let called = (which + 1..which + 3).find(|&i| self.word(i) == "itself").map(|i| i + 1);
        let called = called.map(|i| i + usize::from(self.word(i) == "the")).filter(|&i| {
            let plain = speaker.unnamed || !speaker.source.name.contains(char::is_uppercase);
            plain && self.is_name(i)
        });
        if let Some(name) = called {
            let of_name = |i: usize| {
                let of = self.word(i) == "of" && self.is_name(i + 1);
                self.is_name(i) || of || self.is(i, lists::PARTICLES) || self.is_joined(i) || self.word(i) == "-"
            };
            let end = (name..verb).find(|&i| !of_name(i));
            speaker.source.name = self.raw_name(name, end.unwrap_or(verb));
            speaker.unnamed = false;
            return Some(speaker);
        }
        // The clause must have had its own verb already: a name right after "who" is its subject.
        let own_verb = self.shape(which + 1) == Some(Shape::Lower) && !matches!(self.word(which + 1), "the" | "a");
        (own_verb && verb >= which + 2 && self.verb_at(which + 1).is_none()).then_some(speaker)
    }

    /// `The Levant Front published pictures and said`, `Residents fled, saying`: who opens the sentence speaks on.
    fn going_on(&self, verb: usize) -> Option<Speaker> {
        let participle = self.is_participle(verb);
        let joined = matches!(self.word(verb.wrapping_sub(1)), "and" | "but") || participle;
        if !joined || self.verb_at(verb) != Some(Verb::Say) || self.is(verb, lists::WEAK) {
            return None;
        }
        let same =
            self.told.last().filter(|told| told.attribution.words.start >= self.start && told.form == Form::Before);
        let source = match same {
            Some(told) => told.attribution.source.clone(),
            None if participle => {
                let speaker = self.speaker_from(self.start)?;
                return Some(Speaker { tokens: verb - 1..verb, ..speaker });
            }
            None => {
                let speaker = self.speaker_from(self.start)?;
                // Nobody else may act between.
                let other = |i: usize| self.is(i, lists::CLAUSE_OPENERS) || self.word(i) == "," && i + 2 != verb;
                let alone = !(speaker.tokens.end..verb - 1).any(other);
                return alone.then(|| Speaker { tokens: verb - 1..verb, ..speaker });
            }
        };
        Some(Speaker { tokens: verb - 1..verb, source, unnamed: false })
    }

    /// `The Observatory a body of volunteers working in Sarha said`, `as the Levant Front part of an alliance said`: a
    /// named source that opens the clause, and is described before its verb comes.
    pub(super) fn opening(&self, verb: usize, kind: Verb) -> Option<Speaker> {
        if kind != Verb::Say || self.is(verb, lists::WEAK) {
            return None;
        }
        let opens = |i: usize| i == self.start || self.is(i - 1, lists::CLAUSE_OPENERS);
        (verb.saturating_sub(16).max(self.start)..verb).rev().filter(|&i| opens(i)).find_map(|from| {
            let at = from + usize::from(self.word(from) == "the");
            let (source, after) = self.named_at(at).filter(|&(_, after)| after < verb)?;
            let heads = (after..verb).take_while(|&i| self.speaker(i).is_some() || self.modifier(i).is_some()).count();
            let described = self.is(after + heads, lists::APPOSITION);
            let source = Source { name: self.shown(&(at..after), source), kind: source.kind };
            described.then_some(Speaker { tokens: from..after, source, unnamed: false })
        })
    }

    /// Whether a description with its article follows: `a group in P`.
    fn is_described(&self, at: usize) -> bool {
        let at = at + usize::from(self.word(at) == ",");
        matches!(self.word(at), "a" | "an")
    }

    /// `an AFP correspondent saw`: who is there for an outlet tells what was seen.
    pub(super) fn seen(&self, at: usize) -> Option<Found> {
        let speaker = self.relative_before(at).or_else(|| self.speaker_to(at))?;
        let words = speaker.tokens.start..at + 1;
        let reporter = speaker.tokens.clone().any(|i| self.is(i, lists::REPORTERS));
        reporter.then_some((speaker, words, Form::Before, false))
    }

    /// Past what stands between a verb and what is said: whom it was told, when, where, `that`.
    pub(super) fn after_verb(&self, mut at: usize) -> usize {
        // "told AFP", "told AFP by telephone".
        if self.is(at - 1, lists::TELLING) {
            at = self.named_at(at).map_or(at + usize::from(self.is(at, lists::REPORTERS)), |(_, end)| end);
        }
        while at < self.end {
            let dated = self.is_weekday(at) || self.is_of_date(at);
            let skipped = self.is(at, lists::AFTER_VERB) || self.is(at, lists::PAPERS) || dated;
            // "In Aleppo rebels ..." is no longer about the saying.
            let place = self.is(at, lists::LEADING)
                && self.is_name(at + 1)
                && calendar::weekday(self.word(at + 1)).is_none()
                && !self.is_of_date(at + 1)
                && !self.is(at + 1, lists::PLATFORMS);
            if !skipped || place {
                break;
            }
            at += 1;
        }
        if self.word(at) == "that" { at + 1 } else { at }
    }

    /// `February`, `10` in `on February 10`, `on 10 February`.
    fn is_of_date(&self, at: usize) -> bool {
        let month = |i: usize| self.is_name(i) && calendar::month(self.word(i)).is_some();
        month(at) || self.shape(at) == Some(Shape::Number) && (month(at + 1) || month(at.wrapping_sub(1)))
    }

    /// Whether the sentence goes on with what is said, rather than ending here.
    pub(super) fn says_more(&self, at: usize) -> bool {
        let left = (at..self.end).filter(|&i| self.shape(i) != Some(Shape::Mark)).count();
        left >= 3 && !self.is(at, lists::CLOSERS)
    }

    /// `SANA reports the army took P`, `Rebels claim to hold P`: no noun, after a name or a plural.
    fn is_told_now(&self, verb: usize, speaker: &Speaker) -> bool {
        let plural = !self.word(verb).ends_with('s') && self.word(verb - 1).ends_with('s');
        self.is(verb, lists::TOLD_NOW)
            && (!speaker.unnamed || plural || self.word(verb + 1) == "to")
            && self.verb_at(verb + 1).is_none()
    }

    /// Whether a weak verb is one of saying here: a clause, a quotation or what came to pass follows.
    fn is_clause(&self, at: usize, verb: Verb) -> bool {
        // "It put the toll at 20."
        if (at.saturating_sub(2)..at).any(|i| self.is(i, lists::PUTTING)) {
            return (at..(at + 16).min(self.end))
                .any(|i| self.word(i) == "at" && self.shape(i + 1) == Some(Shape::Number));
        }
        let that = self.word(at.wrapping_sub(1)) == "that" || self.word(at) == "\"" || self.word(at) == ":";
        // "The Observatory confirmed this."
        let again = self.is(at, lists::TOLD_BEFORE) && self.shape(at + 1).is_none_or(|shape| shape == Shape::Mark);
        // "announced the capture of P", "announced on Monday their control of P"
        let of_side = matches!(self.modifier(at), Some(Some(SourceKind::Rebel | SourceKind::State)));
        let led = of_side || self.is(at, lists::ARTICLES) || self.is(at.wrapping_sub(1), lists::POSSESSIVES);
        let noun = led && (at..at + 3).any(|i| self.is(i, lists::TOLD_NOUNS));
        // "counted 73 dead in the battle for P"
        let number = (at..at + 3).any(|i| self.shape(i) == Some(Shape::Number));
        // "claimed a similar attack in P"
        let claimed =
            self.is(at.wrapping_sub(1), lists::CLAIMED_BY) && (at..at + 4).any(|i| self.is(i, lists::ATTACKS));
        that || noun
            || again
            || number
            || claimed
            || verb != Verb::Say
            || (at..(at + 14).min(self.end)).any(|i| self.word(i) == "that" || self.is(i, lists::CLAUSE_SIGNS))
    }
}

/// A word and its plural alike.
pub(super) fn stem(word: &str) -> &str {
    word.trim_end_matches('s')
}

/// The monitor that an article names: "a monitor" at its top is the same.
pub(super) fn first_monitor(spoken: &Spoken<'_>) -> Option<Source> {
    (0..spoken.text.tokens().len()).find_map(|at| {
        let (source, _) = spoken.named_at(at)?;
        (source.kind == SourceKind::Monitor && source.body.is_none())
            .then(|| Source { name: source.name.clone(), kind: source.kind })
    })
}

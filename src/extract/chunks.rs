//! A sentence as a row of chunks: places, sides, verb groups, nouns and the small words between.
//!
//! No tagger: the few words that can be verb or noun (`attack`, `advance`, `control`) are settled by
//! what stands beside them, and nothing here needs commas or apostrophes.

use super::lexicon::{Entry, Form, Lemma, class};
use super::list;
use super::places::Phrase;
use super::sentence::Sentence;
use super::sides::SidePhrase;
use super::words::Words;
use std::ops::Range;

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A place phrase, by position.
    Place(usize),
    /// A side phrase, by position.
    Side(usize),
    /// A verb group, by position in [`Row::verbs`].
    Verb(usize),
    /// Nouns with their adjectives.
    Noun,
    /// A time expression.
    Time,
    /// A preposition.
    Prep,
    /// and, or.
    And,
    /// A comma, a dash, a bracket.
    Comma,
    /// which, who, where, that after a noun.
    Relative,
    /// after, while, if; `that` after a verb of saying.
    Clause,
    /// they, it.
    Pronoun,
    /// Adverbs.
    Adverb,
    /// The possessive mark.
    Possessive,
    /// A quotation mark.
    Quote,
    /// `backed by Russia`: belongs to the side before it.
    Skip,
}

/// A run of tokens of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    /// What it is.
    pub kind: Kind,
    /// The first token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
}

/// A verb group: `had not been able` `to` `recapture`.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// The token of the main verb.
    pub main: usize,
    /// Its base form; `None` for a phrase that only looks like a verb.
    pub lemma: Option<Lemma>,
    /// Passive voice, also `P captured by S`.
    pub passive: bool,
    /// `to` stands before it.
    pub infinitive: bool,
    /// An -ing form without a form of be.
    pub ing: bool,
    /// A past participle without a form of be or have: `P, held by S`.
    pub bare: bool,
    /// not, never.
    pub negated: bool,
    /// will, could, should: the token.
    pub modal: Option<usize>,
    /// had: before the time of the story.
    pub past_perfect: bool,
    /// Present tense.
    pub present: bool,
}

impl Verb {
    /// Whether it has a subject of its own.
    pub fn is_finite(&self) -> bool {
        !self.infinitive && !self.ing && !self.bare
    }
}

/// The chunks of one sentence.
pub struct Row {
    /// The chunks in order.
    pub chunks: Vec<Chunk>,
    /// The verb groups.
    pub verbs: Vec<Verb>,
}

/// The lookups a chunker needs: where phrases start.
pub struct Starts<'a> {
    /// For each token: the place phrase that starts there, plus one.
    pub place: &'a [u32],
    /// For each token: the side phrase that starts there, plus one.
    pub side: &'a [u32],
    /// For each token: the end of a time expression that starts there, or 0.
    pub time: &'a [u32],
    /// For each token: the end of words that are not read (attributions), or 0.
    pub skip: &'a [u32],
}

impl Row {
    /// Cuts a sentence.
    pub fn new(
        words: &Words<'_>,
        sentence: &Sentence,
        places: &[Phrase],
        sides: &[SidePhrase],
        starts: &Starts<'_>,
    ) -> Row {
        let range = sentence.tokens();
        let mut row = Row { chunks: Vec::with_capacity(range.len()), verbs: Vec::with_capacity(range.len() / 8 + 1) };
        let mut i = range.start;
        while i < range.end {
            i = row.next(words, i, range.clone(), places, sides, starts);
        }
        row.mark_backing(words);
        row
    }

    /// The number of the chunk that covers this token.
    pub fn chunk_of(&self, token: usize) -> Option<usize> {
        let i = self.chunks.partition_point(|c| c.to <= token);
        (i < self.chunks.len() && self.chunks[i].from <= token).then_some(i)
    }

    /// The verb of a chunk.
    pub fn verb(&self, chunk: usize) -> Option<&Verb> {
        match self.chunks.get(chunk)?.kind {
            Kind::Verb(v) => self.verbs.get(v),
            _ => None,
        }
    }

    /// The kind of a chunk; a clause border past the ends.
    pub fn kind(&self, chunk: usize) -> Kind {
        self.chunks.get(chunk).map_or(Kind::Clause, |c| c.kind)
    }

    fn push(&mut self, kind: Kind, from: usize, to: usize) -> usize {
        self.chunks.push(Chunk { kind, from, to });
        to
    }

    fn next(
        &mut self,
        words: &Words<'_>,
        i: usize,
        range: Range<usize>,
        places: &[Phrase],
        sides: &[SidePhrase],
        starts: &Starts<'_>,
    ) -> usize {
        if starts.skip[i] as usize > i {
            return self.push(Kind::Skip, i, (starts.skip[i] as usize).min(range.end));
        }
        if let Some(p) = (starts.place[i] as usize).checked_sub(1) {
            return self.push(Kind::Place(p), i, places[p].to.min(range.end));
        }
        if let Some(s) = (starts.side[i] as usize).checked_sub(1) {
            return self.push(Kind::Side(s), i, sides[s].to.min(range.end));
        }
        if starts.time[i] as usize > i {
            return self.push(Kind::Time, i, (starts.time[i] as usize).min(range.end));
        }
        let word = words.word(i);
        if words.is_mark(i) {
            let kind = match word {
                "'s" => Kind::Possessive,
                "\"" => Kind::Quote,
                ";" | ":" => Kind::Clause,
                _ => Kind::Comma,
            };
            return self.push(kind, i, i + 1);
        }
        // `took on Sunday`: no `took on`.
        let timed = |to: usize| words.word(to - 1) == "on" && words.is(to, class::CALENDAR | class::NUMBER);
        if let Some(name) = words.name_at(i).filter(|n| n.entry == Entry::Decoy && !timed(n.to)) {
            let ing = words.forms(i).iter().any(|f| f.1 == Form::Ing);
            if words.is(i, class::VERB)
                && !words.is(i, class::DET)
                && !(ing && words.forms(i).len() == 1 && words.is(name.to, class::PREPOSITION))
            {
                let verb = Verb {
                    main: i,
                    lemma: None,
                    passive: false,
                    infinitive: false,
                    ing: false,
                    bare: false,
                    negated: false,
                    modal: None,
                    past_perfect: false,
                    present: false,
                };
                self.verbs.push(verb);
                let index = self.verbs.len() - 1;
                return self.push(Kind::Verb(index), i, name.to);
            }
            return self.push(Kind::Noun, i, name.to);
        }
        // `concentrated`, `relocated`: a past form that no list has.
        let unknown_past = words.id(i) == 0
            && word.len() > 5
            && word.ends_with("ed")
            && !words.is_capital(i)
            && !words.is_joined(i)
            && !words.is_joined(i + 1)
            && matches!(
                self.chunks.last().map(|c| c.kind),
                Some(Kind::Side(_) | Kind::Noun | Kind::Pronoun | Kind::Place(_) | Kind::Relative | Kind::And)
            )
            && !words.is(i.saturating_sub(1), class::DET | class::ADJECTIVE | class::NUMBER);
        if unknown_past {
            let verb = Verb {
                main: i,
                lemma: None,
                passive: false,
                infinitive: false,
                ing: false,
                bare: words.word(i + 1) == "by",
                negated: false,
                modal: None,
                past_perfect: false,
                present: false,
            };
            self.verbs.push(verb);
            let index = self.verbs.len() - 1;
            return self.push(Kind::Verb(index), i, i + 1);
        }
        // `helicopters barrel-bombed P`, `re-captured P`: the first word is no verb of its own.
        let compound = words.is_joined(i + 1)
            && !words.is_joined(i)
            && (word == "re"
                || matches!(word, "barrel" | "carpet" | "cluster" | "counter")
                    && words.forms(i + 1).iter().any(|f| f.1 != Form::Ing));
        if let Some((verb, to)) = self.verb_group(words, i + usize::from(compound), range.clone()) {
            // `has in two weeks retaken`: one verb.
            let apart =
                self.open_perfect(words).filter(|_| !verb.passive && !verb.infinitive && !verb.ing && !verb.present);
            if let Some(have) = apart {
                self.chunks[have].kind = Kind::Adverb;
            }
            self.verbs.push(verb);
            let index = self.verbs.len() - 1;
            return self.push(Kind::Verb(index), i, to);
        }
        self.small_word(words, i, range, sides, starts)
    }

    fn small_word(
        &mut self,
        words: &Words<'_>,
        i: usize,
        range: Range<usize>,
        sides: &[SidePhrase],
        starts: &Starts<'_>,
    ) -> usize {
        let word = words.word(i);
        let after_noun =
            matches!(self.chunks.last().map(|c| c.kind), Some(Kind::Noun | Kind::Place(_) | Kind::Side(_)));
        let two = |second: &str| words.word(i + 1) == second && i + 1 < range.end;
        if word == "that" {
            let kind = if after_noun { Kind::Relative } else { Kind::Clause };
            let determiner = !after_noun && !self.after_saying() && !words.is(i + 1, class::PRONOUN | class::DET);
            return if determiner { self.noun(words, i, range, sides, starts) } else { self.push(kind, i, i + 1) };
        }
        if let Some(to) = and_also(words, i).filter(|&to| to < range.end && joins_place(words, to, &range, starts)) {
            return self.push(Kind::And, i, to);
        }
        if word == "in" && words.word(i + 1) == "the" && words.word(i + 2) == "direction" && words.word(i + 3) == "of" {
            return self.push(Kind::Prep, i, i + 4);
        }
        if word == "out" && two("of")
            || word == "close" && two("to")
            || word == "because" && two("of")
            || word == "such" && two("as")
            || word == "along" && two("with")
            || word == "ahead" && two("of")
            || word == "next" && two("to")
            || word == "north" && two("of")
            || word == "away" && two("from")
            || word == "along" && two("side")
        {
            return self.push(Kind::Prep, i, i + 2);
        }
        // `along with Tadef` goes on with a list; `along with Hezbollah` names a helper.
        let place_after = |t: usize| starts.place.get(t).is_some_and(|&p| p > 0);
        if (word == "along" || word == "together") && two("with") && place_after(i + 2) {
            return self.push(Kind::And, i, i + 2);
        }
        if word == "as" && two("well") && words.word(i + 2) == "as" {
            return self.push(Kind::And, i, i + 3);
        }
        if word == "according" && two("to") || word == "among" && two("them") {
            return self.push(Kind::Prep, i, i + 2);
        }
        if word == "no" && two("longer") {
            return self.push(Kind::Adverb, i, i + 2);
        }
        // `P and Q, both held by rebels`; `P and Q are both under`
        let after_verb = matches!(self.chunks.last().map(|c| c.kind), Some(Kind::Verb(_)));
        let all =
            words.is(i + 1, class::VERB) && !after_noun || after_verb && matches!(words.word(i + 1), "under" | "in");
        if matches!(word, "both" | "all") && all {
            return self.push(Kind::Adverb, i, i + 1);
        }
        if word == "so" && two("far") {
            return self.push(Kind::Adverb, i, i + 2);
        }
        // `was once on the front line`
        let once = word == "once" && matches!(self.chunks.last().map(|c| c.kind), Some(Kind::Verb(_)));
        if matches!(word, "meanwhile" | "however") || once && words.is(i + 1, class::PREPOSITION) {
            return self.push(Kind::Adverb, i, i + 1);
        }
        // `in and around P`
        if matches!(word, "in" | "on") && two("and") && matches!(words.word(i + 2), "around" | "near" | "outside") {
            return self.push(Kind::Adverb, i, i + 2);
        }
        // `about 200 soldiers`
        if matches!(word, "about" | "around" | "over") && words.is(i + 1, class::NUMBER) && !words.is(i + 1, class::DET)
        {
            return self.push(Kind::Adverb, i, i + 1);
        }
        let hour = words.is_in(i + 1, list::HOURS);
        if hour && matches!(word, "after" | "before") {
            return self.push(Kind::Prep, i, i + 1);
        }
        if word == "no" && two("longer") {
            return self.push(Kind::Adverb, i, i + 2);
        }
        // `By evening P was theirs`
        if hour && word == "by" {
            return self.push(Kind::Adverb, i, i + 2);
        }
        let bits = words.bits(i);
        if bits & class::CONJUNCTION != 0 {
            return self.push(Kind::And, i, i + 1);
        }
        if bits & class::RELATIVE != 0 {
            return self.push(Kind::Relative, i, i + 1);
        }
        if bits & class::SUBORDINATOR != 0 && !(word == "since" && words.is(i + 1, class::CALENDAR | class::NUMBER)) {
            // `before`, `after` with a noun are prepositions; either way a border.
            return self.push(Kind::Clause, i, i + 1);
        }
        if bits & class::PRONOUN != 0 {
            return self.push(Kind::Pronoun, i, i + 1);
        }
        if bits & class::PREPOSITION != 0 && !(words.is_joined(i) || words.is_joined(i + 1)) {
            return self.push(Kind::Prep, i, i + 1);
        }
        if bits & class::ADVERB != 0 && bits & class::ADJECTIVE == 0 && words.noun_at(i).is_none() {
            return self.push(Kind::Adverb, i, i + 1);
        }
        if bits & class::NEGATION != 0 && !words.is(i, class::DET) {
            return self.push(Kind::Adverb, i, i + 1);
        }
        self.noun(words, i, range, sides, starts)
    }

    fn after_saying(&self) -> bool {
        let Some(Kind::Verb(v)) = self.chunks.last().map(|c| c.kind) else { return false };
        self.verbs[v].lemma.is_some()
    }

    fn noun(
        &mut self,
        words: &Words<'_>,
        i: usize,
        range: Range<usize>,
        sides: &[SidePhrase],
        starts: &Starts<'_>,
    ) -> usize {
        let mut to = i;
        loop {
            // A noun of an event of several words goes in whole.
            to = words.noun_at(to).map_or(to + 1, |(end, _)| end.max(to + 1)).min(range.end);
            let stop = to >= range.end
                || starts.place[to] > 0
                || starts.side[to] > 0
                || starts.time[to] > 0
                || starts.skip[to] as usize > to
                || words.is_mark(to)
                || words.word(to) == "that"
                || words.name_at(to).is_some_and(|n| n.entry == Entry::Decoy)
                || words.is(
                    to,
                    class::CONJUNCTION
                        | class::RELATIVE
                        | class::SUBORDINATOR
                        | class::PRONOUN
                        | class::MODAL
                        | class::BE
                        | class::HAVE
                        | class::DO,
                )
                || words.is(to, class::PREPOSITION) && !words.is_joined(to) && !words.is_joined(to + 1)
                || words.is(to, class::ADVERB) && !words.is(to, class::ADJECTIVE)
                || words.is(to, class::DET) && words.noun_at(to).is_none()
                || words.word(to) == "out"
                || self.starts_verb(words, to, range.clone());
            if stop {
                break;
            }
        }
        // `the Islamist rebels`: the words before a side belong to it.
        if let Some(s) = starts.side.get(to).and_then(|&s| (s as usize).checked_sub(1)).filter(|_| to < range.end) {
            let plain = (i..to).all(|t| {
                words.is(t, class::DET | class::NUMBER | class::ADJECTIVE | class::ADVERB) && words.noun_at(t).is_none()
            });
            if plain && starts.place[to] == 0 {
                return self.push(Kind::Side(s), i, sides[s].to.min(range.end));
            }
        }
        self.push(Kind::Noun, i, to)
    }

    fn starts_verb(&self, words: &Words<'_>, i: usize, range: Range<usize>) -> bool {
        words.is(i, class::VERB) && is_main_verb(words, i, range, &self.chunks, &self.verbs, true)
    }

    /// The verb group that starts here and the token after it.
    fn verb_group(&self, words: &Words<'_>, start: usize, range: Range<usize>) -> Option<(Verb, usize)> {
        let mut verb = Verb {
            main: start,
            lemma: None,
            passive: false,
            infinitive: false,
            ing: false,
            bare: false,
            negated: false,
            modal: None,
            past_perfect: false,
            present: false,
        };
        let last = self.chunks.last().map(|c| c.kind);
        let mut i = start;
        let (mut be, mut have, mut helped) = (None, None, false);
        if words.word(i) == "to" {
            let mut k = i + 1;
            while k < range.end && (words.is(k, class::ADVERB) && !words.is(k, class::VERB) || words.word(k) == "\"") {
                k += 1;
            }
            let base = words
                .forms(k)
                .iter()
                .any(|f| f.1 == Form::Base || f.1 == Form::PastOrParticiple && is_same_as_base(words, k));
            if !base
                || words.name_over(k).is_some_and(|n| n.entry != Entry::Decoy)
                || words.is(k, class::CALENDAR) && words.word(k) != "march"
            {
                return None;
            }
            verb.infinitive = true;
            i = k;
        }
        while i < range.end {
            let bits = words.bits(i);
            let stays = is_staying(words, i);
            let aux = bits & (class::BE | class::HAVE | class::DO | class::MODAL) != 0 || stays;
            let may_month = words.word(i) == "may" && words.is_capital(i) && i > range.start;
            if aux && !may_month {
                if bits & class::BE != 0 || stays {
                    be = Some(i);
                }
                if bits & class::HAVE != 0 {
                    have = Some(i);
                    verb.past_perfect |= matches!(words.word(i), "had" | "hadnt");
                }
                if bits & class::MODAL != 0 {
                    verb.modal = Some(i);
                }
                verb.negated |= bits & class::NEGATION != 0;
                verb.present |= matches!(words.word(i), "is" | "are" | "has" | "have" | "does" | "do");
                helped = true;
                i += 1;
            } else if helped && words.word(i) == "\"" && words.is(i + 1, class::ADVERB | class::VERB) {
                // `is "effectively cut"`
                i += 1;
            } else if helped && words.word(i) == "no" && words.word(i + 1) == "longer" {
                verb.negated = true;
                i += 2;
            } else if helped
                && matches!(words.word(i), "all" | "both" | "each" | "also")
                && words.is(i + 1, class::VERB | class::BE | class::ADVERB)
            {
                // `have all fallen`
                i += 1;
            } else if helped && words.word(i) == "no" && words.word(i + 1) == "longer" {
                i += 2;
            } else if bits & class::NEGATION != 0 && (helped || verb.infinitive) {
                verb.negated = true;
                i += 1;
            } else if helped && words.word(i) == "\"" && words.is(i + 1, class::VERB | class::ADVERB)
                || (helped || verb.infinitive)
                    && bits & class::ADVERB != 0
                    && (bits & class::VERB == 0 || words.word(i) == "long")
                    && bits & class::PREPOSITION == 0
            {
                i += 1;
            } else {
                break;
            }
        }
        // Adverbs at the end of a bare auxiliary do not belong to it.
        let main = i;
        let main_ok = main < range.end
            && words.is(main, class::VERB)
            && !words.is(main, class::BE | class::HAVE | class::DO)
            && words.name_over(main).is_none_or(|n| n.entry == Entry::Decoy);
        if main_ok && (helped || verb.infinitive || is_main_verb(words, main, range, &self.chunks, &self.verbs, false))
        {
            let form = best_form(words, main, be.is_some(), have.is_some(), verb.infinitive || verb.modal.is_some());
            // `is taking part in`: a phrase that only looks like the verb.
            if let Some(decoy) = words.name_at(main).filter(|n| n.entry == Entry::Decoy && helped) {
                verb.main = main;
                return Some((verb, decoy.to));
            }
            // `is home`, `had control of P`, `had complete control`: a noun or an adjective.
            let participle = matches!(form.1, Form::Participle | Form::PastOrParticiple);
            let noun_after = (be.is_some() || have.is_some())
                && !participle
                && !(form.1 == Form::Ing && (be.is_some() || verb.past_perfect));
            if !noun_after || verb.infinitive || verb.modal.is_some() {
                verb.main = main;
                verb.lemma = Some(form.0);
                // `are taking part`: no taking.
                if let Some(decoy) =
                    words.name_at(main).filter(|n| n.entry == Entry::Decoy && helped && n.to > main + 1)
                    && words.word(decoy.to - 1) == "part"
                {
                    verb.lemma = None;
                }
                verb.passive = be.is_some() && participle;
                verb.ing = form.1 == Form::Ing && be.is_none()
                    || have.is_some_and(|t| words.word(t) == "having") && be.is_none()
                    || words.word(start) == "being" && participle;
                if participle && be.is_none() && have.is_none() && !verb.infinitive && verb.modal.is_none() {
                    let mut next = main + 1;
                    while words.is(next, class::ADVERB) && words.word(next) != "by" {
                        next += 1;
                    }
                    let by = words.word(next) == "by"
                        && !words.is(next + 1, class::CALENDAR)
                        && !words.forms(next + 1).iter().any(|f| f.1 == Form::Ing);
                    // `had broken into P and taken half of it`
                    let perfect = !by
                        && (matches!(last, Some(Kind::And)) && self.ends_in_perfect(words)
                            || self.open_perfect(words).is_some());
                    verb.bare = by || form.1 == Form::Participle && !perfect || self.is_ranked(words, main + 1);
                    verb.passive = verb.bare;
                }
                verb.infinitive |= form.1 == Form::Base && !helped && self.is_helped(words);
                verb.present |= matches!(form.1, Form::Base | Form::Third) && verb.modal.is_none();
                return Some((verb, main + 1));
            }
        }
        // `is`, `has` alone.
        let alone = be.or(have).filter(|_| helped)?;
        let base = match words.word(alone) {
            "get" | "gets" | "got" | "getting" => "get",
            _ if Some(alone) == be => "be",
            _ => "have",
        };
        verb.main = alone;
        verb.lemma = words.lexicon.lemma_id(base);
        Some((verb, alone + 1))
    }

    /// `is the third village liberated in a week`: a place that `is` makes one of several, and no object.
    fn is_ranked(&self, words: &Words<'_>, next: usize) -> bool {
        let [.., be, place] = self.chunks.as_slice() else { return false };
        let Kind::Verb(v) = be.kind else { return false };
        let ranks = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last", "latest"];
        self.verbs[v].lemma.is_some_and(|l| words.lexicon.lemma(l) == "be")
            && matches!(place.kind, Kind::Place(_))
            && (place.from..place.to).any(|t| ranks.contains(&words.word(t)))
            && (words.is(next, class::PREPOSITION | class::CALENDAR) || words.is_mark(next))
    }

    /// `will help them take`, `let rebels leave`: an infinitive without `to`.
    fn is_helped(&self, words: &Words<'_>) -> bool {
        let [.., verb, object] = self.chunks.as_slice() else { return false };
        let Kind::Verb(v) = verb.kind else { return false };
        let lemma = self.verbs[v].lemma.map_or("", |l| words.lexicon.lemma(l));
        matches!(lemma, "help" | "let") && matches!(object.kind, Kind::Pronoun | Kind::Side(_))
    }

    /// The `has` that only a time parts from its participle: `has in two weeks retaken`.
    fn open_perfect(&self, words: &Words<'_>) -> Option<usize> {
        let light = |kind: Kind| matches!(kind, Kind::Time | Kind::Prep | Kind::Adverb | Kind::Comma);
        let counted = |c: &Chunk| c.kind == Kind::Noun && words.is(c.from, class::NUMBER) && c.to <= c.from + 2;
        let have = self.chunks.iter().rposition(|c| !light(c.kind) && !counted(c))?;
        let timed = self.chunks[have + 1..].iter().any(|c| c.kind == Kind::Time || counted(c));
        let chunk = &self.chunks[have];
        let alone = chunk.to == chunk.from + 1 && words.is(chunk.from, class::HAVE);
        (timed && alone && matches!(chunk.kind, Kind::Verb(_))).then_some(have)
    }

    /// Whether the verb group before is an active perfect, whose `have` a participle after `and` shares.
    fn ends_in_perfect(&self, words: &Words<'_>) -> bool {
        let verb = self.chunks.iter().rev().find_map(|chunk| match chunk.kind {
            Kind::Verb(v) => Some((chunk, &self.verbs[v])),
            _ => None,
        });
        verb.is_some_and(|(chunk, verb)| !verb.passive && (chunk.from..verb.main).any(|t| words.is(t, class::HAVE)))
    }

    /// `rebels backed by Turkey`, `forces loyal to X`, `along with Hezbollah`: the backer does not act.
    fn mark_backing(&mut self, words: &Words<'_>) {
        for i in 1..self.chunks.len() {
            let backing = match self.chunks[i].kind {
                Kind::Verb(v) => {
                    let verb = self.verbs[v];
                    words.is(verb.main, class::BACKING) && !verb.infinitive && verb.bare
                }
                Kind::Prep => {
                    matches!(words.word(self.chunks[i].from), "alongside" | "including" | "besides" | "like" | "along")
                }
                Kind::Noun => matches!(words.word(self.chunks[i].from), "loyal" | "allied" | "affiliated"),
                _ => false,
            };
            if !backing {
                continue;
            }
            let mut end = i + 1;
            let mut sides = 0;
            while end < self.chunks.len() {
                match self.chunks[end].kind {
                    // `backed by S in P`: where it happens is the clause's.
                    Kind::Prep if sides > 0 && matches!(self.kind(end + 1), Kind::Place(_) | Kind::Time) => break,
                    Kind::Prep | Kind::Adverb | Kind::Possessive => {}
                    Kind::Side(_) | Kind::Noun
                        if sides == 0
                            || matches!(
                                self.kind(end - 1),
                                Kind::And | Kind::Side(_) | Kind::Noun | Kind::Possessive
                            ) =>
                    {
                        sides += 1;
                    }
                    Kind::And if sides > 0 && matches!(self.kind(end + 1), Kind::Side(_)) => {}
                    // `backed by tanks, warplanes and special forces`
                    Kind::Comma
                        if sides > 0
                            && matches!(self.kind(end + 1), Kind::Side(_) | Kind::Noun)
                            && self.kind(end + 2) == Kind::And
                            && matches!(self.kind(end + 3), Kind::Side(_) | Kind::Noun) =>
                    {
                        end += 3;
                    }
                    _ => break,
                }
                end += 1;
            }
            // `including` a list of places is no backing.
            if sides == 0 {
                continue;
            }
            for chunk in &mut self.chunks[i..end] {
                chunk.kind = Kind::Skip;
            }
        }
    }
}

/// The token after `as well as`, `along with`: what adds an item to a list.
pub fn and_also(words: &Words<'_>, i: usize) -> Option<usize> {
    let next = words.word(i + 1);
    match words.word(i) {
        "as" if next == "well" && words.word(i + 2) == "as" => Some(i + 3),
        "along" | "together" if next == "with" => Some(i + 2),
        "in" if next == "addition" && words.word(i + 2) == "to" => Some(i + 3),
        "plus" => Some(i + 1),
        _ => None,
    }
}

/// Whether a place phrase begins here, after a preposition at most.
fn joins_place(words: &Words<'_>, i: usize, range: &Range<usize>, starts: &Starts<'_>) -> bool {
    let at = if words.is(i, class::PREPOSITION) { i + 1 } else { i };
    at < range.end && starts.place[at] > 0
}

fn is_same_as_base(words: &Words<'_>, i: usize) -> bool {
    words.forms(i).iter().any(|&(lemma, _)| words.lexicon.lemma(lemma) == words.word(i))
}

/// The form meant, from the auxiliaries before it.
fn best_form(words: &Words<'_>, i: usize, be: bool, have: bool, base: bool) -> (Lemma, Form) {
    let forms = words.forms(i);
    let fits = |form: Form| match form {
        Form::Base => base,
        // `P, run by S`: the past is `ran`.
        Form::Participle if words.word(i + 1) == "by" => !base,
        Form::Participle | Form::PastOrParticiple => be || have || form == Form::PastOrParticiple && !base,
        Form::Ing => true,
        Form::Third | Form::Past => !base && !be && !have,
    };
    let trigger = |f: &&(Lemma, Form)| !words.lexicon.rules_of(f.0).is_empty();
    forms
        .iter()
        .filter(trigger)
        .find(|f| fits(f.1))
        .or_else(|| forms.iter().find(|f| fits(f.1)))
        .copied()
        .unwrap_or(forms[0])
}

/// Whether a word that can be a verb is one here.
fn is_main_verb(
    words: &Words<'_>,
    i: usize,
    range: Range<usize>,
    chunks: &[Chunk],
    verbs: &[Verb],
    inside_noun: bool,
) -> bool {
    // `re-captured` is one word, as is `barrel-bombed`.
    let compound = words.is_joined(i)
        && !words.is_joined(i - 1)
        && matches!(words.word(i - 1), "re" | "barrel" | "carpet" | "cluster" | "counter");
    if words.is_joined(i) && !compound || words.is_joined(i + 1) || words.is_mark(i) {
        return false;
    }
    let forms = words.forms(i);
    // `positions near P`; `Daesh targets in P`
    let noun_here = words.word(i) == "near"
        || words.word(i) == "close" && words.word(i + 1) == "to"
        || matches!(words.word(i), "targets" | "positions" | "posts" | "post" | "position")
            && words.is(i + 1, class::PREPOSITION)
            && !words.is(i + 1, class::DET);
    if forms.is_empty() || noun_here {
        return false;
    }
    // `P, home to thousands, remains under`
    if matches!(words.word(i), "remains" | "remain" | "lies" | "stays" | "stay")
        && matches!(words.word(i + 1), "under" | "theirs" | "ours")
    {
        return true;
    }
    // `pushed the rebels back from P`
    if words.word(i) == "back" && matches!(words.word(i + 1), "from" | "to" | "into" | "towards" | "toward") {
        return false;
    }
    // `in response to YPG attempts`: after a governed side a noun.
    let bare_form = !forms.iter().any(|f| !matches!(f.1, Form::Base | Form::Third));
    let governed = matches!(chunks, [.., p, s] if p.kind == Kind::Prep && matches!(s.kind, Kind::Side(_)));
    if bare_form && governed && !inside_noun {
        return false;
    }
    let previous = i.checked_sub(1).filter(|&p| p >= range.start);
    let before = previous.map_or(0, |p| words.bits(p));
    let before_word = previous.map_or("", |p| words.word(p));
    // `hold "Tadef"`, `control only Tadef`
    let passed =
        words.word(i + 1) == "\"" || matches!(words.word(i + 1), "only" | "just" | "virtually" | "practically");
    let after = if passed && i + 2 < range.end { i + 2 } else { i + 1 };
    let next = words.bits(after);
    let last_chunk = chunks.last().map(|c| c.kind);
    let noun = words.noun_at(i).is_some() || words.type_at(i).is_some();
    let capital_inside =
        words.is_capital(i) && previous.is_some_and(|p| !words.is_mark(p)) && !headline_like(words, &range);
    if capital_inside {
        return false;
    }
    // `P, which the Southern Front holds`
    let relative = matches!(chunks, [.., r, s] if r.kind == Kind::Relative && matches!(s.kind, Kind::Side(_)));
    if relative && !inside_noun && forms.iter().any(|f| f.1 == Form::Third) && is_state(words, i) {
        return true;
    }
    // `rebels who fight`, `rebels no longer control`: what they do.
    if matches!(before_word, "who" | "longer") {
        return true;
    }
    let is_past = forms.iter().any(|f| matches!(f.1, Form::Past | Form::Participle | Form::PastOrParticiple));
    let is_ing = forms.iter().any(|f| f.1 == Form::Ing);
    let determined = before & (class::DET | class::NUMBER) != 0
        && before & class::PRONOUN == 0
        && (last_chunk != Some(Kind::Relative) || inside_noun)
        && !(matches!(before_word, "both" | "all") && words.word(i + 1) == "by")
        || words.after_possessive(i);
    let adjective_before = before & class::ADJECTIVE != 0 && before & (class::VERB | class::ADVERB) == 0;
    if is_past && !(noun && is_same_as_base(words, i)) {
        if determined || adjective_before && inside_noun {
            return false;
        }
        // `the captured town`, `a failed attempt`.
        return !(before & class::PREPOSITION != 0
            && before_word != "than"
            && before_word != "as"
            && next & (class::PREPOSITION | class::DET) == 0);
    }
    if is_ing {
        if determined || adjective_before {
            return false;
        }
        let object_next = next & (class::DET | class::NUMBER) != 0
            || words.name_at(i + 1).is_some()
            || words.is(i + 1, class::ARTICLE)
            || matches!(words.word(i + 1), "it" | "them")
            || words.is_capital(i + 1);
        // `aimed at retaking P`, `since capturing P`: a verb with its object.
        if object_next && takes_place(words, i) {
            return true;
        }
        if words.noun_at(i).is_some() || words.word(i) == "fighting" {
            let side_before = matches!(last_chunk, Some(Kind::Side(_))) && !inside_noun;
            let after_prep = before & class::PREPOSITION != 0
                && !matches!(before_word, "by" | "after" | "before")
                && !(matches!(before_word, "for" | "of")
                    && words.name_at(i + 1).is_some_and(|n| matches!(n.entry, Entry::Place(_))));
            return object_next
                && !after_prep
                && !(side_before && words.is(i + 1, class::PREPOSITION))
                && previous.is_some()
                && !(before & class::CONJUNCTION != 0 && words.noun_at(i - 2).is_some());
        }
        return true;
    }
    // `to clear A and recapture B`
    let infinitive = chunks
        .iter()
        .rev()
        .take(8)
        .any(|c| (words.word(c.from) == "to" || words.is(c.from, class::MODAL)) && matches!(c.kind, Kind::Verb(_)));
    let opens_object = words.name_at(i + 1).is_some()
        || next & (class::DET | class::ADJECTIVE | class::NUMBER) != 0
        || matches!(words.word(i + 1), "it" | "them")
        || words.is_capital(i + 1);
    if last_chunk == Some(Kind::And)
        && infinitive
        && opens_object
        && !inside_noun
        && forms.iter().any(|f| f.1 == Form::Base)
    {
        return true;
    }
    // `The defeat leaves the rebels with P`
    let brings = |f: &(Lemma, Form)| {
        f.1 == Form::Third && matches!(words.lexicon.lemma(f.0), "leave" | "bring" | "put" | "give" | "make")
    };
    if forms.iter().any(brings) && !determined && !adjective_before && next & class::DET != 0 && !noun {
        return true;
    }
    // Base and third person: a noun unless its neighbours say otherwise.
    let after_subject = matches!(last_chunk, Some(Kind::Side(_) | Kind::Pronoun | Kind::Relative | Kind::Adverb))
        && !inside_noun
        || matches!(last_chunk, Some(Kind::Place(_))) && !inside_noun && !noun
        || before & (class::PRONOUN | class::RELATIVE | class::PEOPLE | class::FORCE) != 0
        || (!noun || words.word(i) == "break") && is_after_event(words, i, range.start);
    let object_next = next & (class::DET | class::PREPOSITION | class::ADVERB | class::NUMBER | class::VERB) != 0
        || words.name_at(i + 1).is_some()
        || words.is_capital(i + 1)
        || words.type_at(i + 1).is_some()
        || words.part_at(i + 1).is_some()
        || i + 1 >= range.end;
    if determined || before & class::PREPOSITION != 0 || adjective_before {
        return false;
    }
    // `out of army control since`
    let governed =
        chunks.len() >= 2 && matches!(last_chunk, Some(Kind::Side(_))) && chunks[chunks.len() - 2].kind == Kind::Prep;
    if noun && governed {
        return false;
    }
    // `repelled the regimes attack on P`: the object of what was done against it.
    let against = |v: usize, verbs: &[Verb]| {
        verbs.get(v).and_then(|verb| verb.lemma).is_some_and(|l| words.lexicon.is_verb_in(l, list::THWARTING))
    };
    if noun
        && matches!(chunks, [.., v, s] if matches!(s.kind, Kind::Side(_)) && matches!(v.kind, Kind::Verb(v) if against(v, verbs)))
    {
        return false;
    }
    if noun {
        // `P, which opposition forces hold`
        let relative = matches!(chunks, [.., r, s] if r.kind == Kind::Relative && matches!(s.kind, Kind::Side(_)));
        if relative && !inside_noun && forms.iter().any(|f| f.1 == Form::Base) {
            return true;
        }
        // `fighters now control P`: the subject stands before the adverb.
        let adverb = |p: usize| words.is(p, class::ADVERB) || matches!(words.word(p), "no" | "longer");
        let subject = (range.start..i).rev().find(|&p| !adverb(p));
        // `broke into P and now hold half of it`
        let goes_on = subject.is_some_and(|p| words.is(p, class::CONJUNCTION) && p + 1 < i) && !inside_noun;
        let share = words.part_at(i + 1).is_some() || words.word(i + 1) == "most" || opens_share(words, i + 1);
        if last_chunk == Some(Kind::And) && !inside_noun && share && forms.iter().any(|f| f.1 == Form::Base) {
            return true;
        }
        if goes_on && forms.iter().any(|f| f.1 == Form::Base) && next & (class::DET | class::NUMBER) != 0 {
            return true;
        }
        let (subject_bits, subject_word) = subject.map_or((0, ""), |p| (words.bits(p), words.word(p)));
        let plural_subject = subject_word.ends_with('s')
            || subject.is_some_and(|p| words.text.tokens()[p].shape == super::sentence::Shape::Upper)
            || subject_bits & (class::PRONOUN | class::RELATIVE) != 0
            || subject.is_some_and(|p| words.is_in(p, list::PLURAL_SUBJECTS));
        let third = forms.iter().any(|f| f.1 == Form::Third);
        let agrees =
            if third { !subject_word.ends_with('s') || matches!(subject_word, "strikes") } else { plural_subject };
        // `thrust deep into P`
        let deep = matches!(words.word(i + 1), "deep" | "deeper" | "further" | "farther" | "closer" | "out");
        return after_subject
            && agrees
            && (deep
                || next & (class::DET | class::NUMBER) != 0
                || words.part_at(after).is_some()
                || opens_share(words, after)
                || next & class::ADJECTIVE != 0 && words.part_at(after + 1).is_some()
                || words.name_at(after).is_some_and(|n| matches!(n.entry, Entry::Place(_)))
                || words.is_capital(after)
                || before & (class::PRONOUN | class::RELATIVE) != 0
                || next & class::PREPOSITION != 0
                    && !matches!(
                        words.word(i + 1),
                        "on" | "in" | "of" | "by" | "at" | "against" | "near" | "for" | "from"
                    ));
    }
    after_subject && object_next
        || !inside_noun && last_chunk == Some(Kind::Comma) && after_aside(words, i, chunks)
        || last_chunk == Some(Kind::And) && !inside_noun && next & class::DET != 0
        || words.is(i, class::NEGATION)
}

/// `remains cut`, `stayed largely surrounded`: a verb of state before a participle is as good as `is`.
fn is_staying(words: &Words<'_>, i: usize) -> bool {
    let mut next = i + 1;
    while words.is(next, class::ADVERB) && !words.is(next, class::VERB) {
        next += 1;
    }
    let participle =
        || words.forms(next).iter().any(|f| matches!(f.1, Form::Participle | Form::PastOrParticiple | Form::Past));
    matches!(words.word(i), "remain" | "remains" | "remained" | "remaining" | "stay" | "stays" | "stayed")
        && words.bits(next) & (class::DET | class::PREPOSITION) == 0
        && participle()
}

/// `fighting continues in P`, `clashes rage in P`: the noun of an event right before, in the number of the verb.
fn is_after_event(words: &Words<'_>, i: usize, start: usize) -> bool {
    let noun = (i.saturating_sub(3).max(start)..i).any(|t| words.noun_at(t).is_some_and(|(to, _)| to == i));
    let plural = i > 0 && words.word(i - 1).ends_with('s');
    let third = words.forms(i).iter().any(|f| f.1 == Form::Third);
    let head = words.is_in(i, list::KEEPING_HEADS)
        || matches!(words.word(i), "plans" | "plan" | "support" | "claims" | "reports" | "sites")
        || matches!(words.word(i + 1), "by" | "of");
    noun && plural != third && !head
}

/// `P, home to thousands, remains`: a verb of state after words between two commas.
fn after_aside(words: &Words<'_>, i: usize, chunks: &[Chunk]) -> bool {
    let states = matches!(
        words.word(i),
        "remains" | "remain" | "lies" | "lie" | "stays" | "stay" | "controls" | "control" | "holds" | "hold"
    );
    let opens = chunks.iter().rev().skip(1).take(8).position(|c| c.kind == Kind::Comma);
    states
        && opens.is_some_and(|back| {
            let before = chunks.len().checked_sub(3 + back).map(|k| chunks[k].kind);
            matches!(before, Some(Kind::Place(_) | Kind::Side(_) | Kind::Noun))
        })
}

/// `holds`, `controls`: a verb of who has a place.
fn is_state(words: &Words<'_>, i: usize) -> bool {
    let state = |rule: u16| words.lexicon.rules[rule as usize].state;
    words.forms(i).iter().any(|f| words.lexicon.rules_of(f.0).iter().any(|r| state(r.0)))
}

/// `hold less than half of P`: words of how much come next.
fn opens_share(words: &Words<'_>, i: usize) -> bool {
    let words_of_share = ["less", "more", "about", "around", "nearly", "almost", "only", "just", "barely", "some"];
    (words_of_share.contains(&words.word(i)) || matches!(words.word(i), "approximately" | "roughly" | "over" | "at"))
        && (i + 1..i + 5).any(|t| words.part_at(t).is_some_and(|part| words.word(part.0) == "of"))
}

/// `retaking`, `seizing`: the noun of a capture.
fn takes_place(words: &Words<'_>, i: usize) -> bool {
    let captures = |&rule: &u16| words.lexicon.rules[rule as usize].event == crate::claim::Event::Captures;
    words.noun_at(i).is_some_and(|(_, rules)| rules.iter().any(captures))
}

/// Headlines write every word with a capital.
fn headline_like(words: &Words<'_>, range: &Range<usize>) -> bool {
    let (mut capital, mut all) = (0, 0);
    for i in range.clone().take(25).filter(|&i| !words.is_mark(i) && words.word(i).len() > 3) {
        all += 1;
        capital += usize::from(words.is_capital(i));
    }
    all > 3 && capital * 10 >= all * 8
}

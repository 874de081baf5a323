//! Small words as chunks of their own, some of them together with their neighbours: `out of`, `as well as`, `no longer`.

use super::phrases::in_passing;
use super::{Chunk, Kind, Row, Start};
use crate::extract::lexicon::{Form, class};
use crate::extract::list;
use crate::extract::sides::SidePhrase;
use crate::extract::words::Words;
use std::ops::Range;

/// Prepositions of two words.
const OF_TWO_WORDS: &[(&str, &str)] = &[
    ("out", "of"),
    ("close", "to"),
    ("because", "of"),
    ("such", "as"),
    ("along", "with"),
    ("ahead", "of"),
    ("next", "to"),
    ("north", "of"),
    ("away", "from"),
    ("along", "side"),
    ("according", "to"),
    ("among", "them"),
];

impl Row {
    /// Cuts a preposition, a conjunction, a pronoun, an adverb; else a noun.
    pub(super) fn small_word(
        &mut self,
        words: &Words<'_>,
        i: usize,
        range: Range<usize>,
        sides: &[SidePhrase],
        starts: &[Start],
    ) -> usize {
        let told_singly = words.is_in(i, list::TOLD_SINGLY);
        let cut = told_singly.then(|| self.told_singly(words, i, &range, sides, starts)).flatten();
        if let Some(to) = cut {
            return to;
        }
        let word = words.word(i);
        let bits = words.bits(i);
        if bits & class::CONJUNCTION != 0 {
            return self.push(Kind::And, i, i + 1);
        }
        if bits & class::RELATIVE != 0 {
            return self.push(Kind::Relative, i, i + 1);
        }
        // `since Sunday`, `since the morning`: no clause.
        let hour = || i + 1 + usize::from(words.word(i + 1) == "the");
        let since = || {
            word == "since"
                && (words.is(i + 1, class::CALENDAR | class::NUMBER)
                    || words.is_in(hour(), list::HOURS)
                    || words.is_in(hour() + 1, list::HOURS) && words.is(hour(), class::ADJECTIVE))
        };
        // `the so-called Islamic State`: no clause.
        if bits & class::SUBORDINATOR != 0 && !since() && !words.is_joined(i + 1) {
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

    /// Cuts a small word that is told by itself, with what stands after it.
    fn told_singly(
        &mut self,
        words: &Words<'_>,
        i: usize,
        range: &Range<usize>,
        sides: &[SidePhrase],
        starts: &[Start],
    ) -> Option<usize> {
        if words.word(i) == "that" {
            let after_noun = self.ends_in_noun();
            let determiner = !after_noun && !self.after_saying() && !words.is(i + 1, class::PRONOUN | class::DET);
            if determiner {
                return Some(self.noun(words, i, range.clone(), sides, starts));
            }
            return Some(self.push(if after_noun { Kind::Relative } else { Kind::Clause }, i, i + 1));
        }
        let adverb = |to| (Kind::Adverb, to);
        let (kind, to) = listing(words, i, range, starts)
            .or_else(|| leading(words, i, range).or_else(|| excepting(words, i, starts)).map(|to| (Kind::Prep, to)))
            .or_else(|| adverb_of_several(words, i, range).map(adverb))
            .or_else(|| (self.is_after_verb(words, i) || self.is_aside(words, i, range)).then_some(adverb(i + 1)))
            .or_else(|| self.is_beside_noun(words, i).then_some(adverb(i + 1)))
            .or_else(|| is_before_number(words, i, range).then_some(adverb(i + 1)))?;
        Some(self.push(kind, i, to.min(range.end)))
    }

    fn last_kind(&self) -> Option<Kind> {
        self.chunks.last().map(|chunk| chunk.kind)
    }

    fn ends_in_noun(&self) -> bool {
        matches!(self.last_kind(), Some(Kind::Noun | Kind::Place(_) | Kind::Side(_)))
    }

    fn ends_in_verb(&self) -> bool {
        matches!(self.last_kind(), Some(Kind::Verb(_)))
    }

    /// `carried out by S`, `are both under`, `was once on the front line`: what belongs to the verb before it.
    fn is_after_verb(&self, words: &Words<'_>, i: usize) -> bool {
        let next = words.word(i + 1);
        match words.word(i) {
            "out" => self.ends_in_verb() && next != "of",
            // `P and Q, both held by rebels`; `P and Q are both under`
            "both" | "all" => {
                let last = self.chunks.iter().rev().find(|chunk| chunk.kind != Kind::Adverb);
                let after_verb = matches!(last.map(|chunk| chunk.kind), Some(Kind::Verb(_)));
                words.is(i + 1, class::VERB) && !self.ends_in_noun() || after_verb && matches!(next, "under" | "in")
            }
            "once" => self.ends_in_verb() && (words.is(i + 1, class::PREPOSITION) || matches!(next, "again" | "more")),
            _ => false,
        }
    }

    /// `meanwhile`; `Once home to thousands, P has been`, `P, once a market town, is`: no clause.
    fn is_aside(&self, words: &Words<'_>, i: usize, range: &Range<usize>) -> bool {
        let closes = |&t: &usize| {
            let mark = words.is_mark(t) && words.word(t) != "'s";
            mark || words.is(t, class::VERB | class::BE | class::HAVE)
        };
        match words.word(i) {
            "meanwhile" | "however" => true,
            "once" if self.chunks.is_empty() || after_noun_and_comma(&self.chunks) => {
                (i + 1..range.end).find(closes).is_some_and(|t| words.word(t) == ",")
            }
            _ => false,
        }
    }

    /// `the crossing nearby is in rebel hands`, `the rebels first swept into P`: between a noun and its verb.
    fn is_beside_noun(&self, words: &Words<'_>, i: usize) -> bool {
        match words.word(i) {
            "nearby" => {
                let verb = class::BE | class::HAVE | class::VERB;
                self.ends_in_noun() && (words.is(i + 1, verb | class::CONJUNCTION) || words.is_mark(i + 1))
            }
            "first" => {
                let acts = matches!(self.last_kind(), Some(Kind::Side(_) | Kind::Pronoun | Kind::Relative));
                acts && words.forms(i + 1).iter().any(|f| matches!(f.1, Form::Past | Form::PastOrParticiple))
            }
            _ => false,
        }
    }
}

/// `as well as P`, `in addition to P`: what adds one more to a list. `along with Tadef` goes on with a list, `along with
/// Hezbollah` names a helper.
fn listing(words: &Words<'_>, i: usize, range: &Range<usize>, starts: &[Start]) -> Option<(Kind, usize)> {
    let before_place = |to: &usize| *to < range.end && joins_place(words, *to, range, starts);
    let always = words.word(i) == "as" && words.word(i + 1) == "well" && i + 1 < range.end;
    and_also(words, i).filter(|to| always || before_place(to)).map(|to| (Kind::And, to))
}

/// Where a preposition of several words ends.
fn leading(words: &Words<'_>, i: usize, range: &Range<usize>) -> Option<usize> {
    let word = |n: usize| words.word(i + n);
    let around = || matches!(word(2), "around" | "near" | "outside");
    match (word(0), word(1)) {
        ("in", "the") if word(2) == "direction" && word(3) == "of" => Some(i + 4),
        // `after nightfall`: no clause.
        ("after" | "before", _) if words.is_in(i + 1, list::HOURS) => Some(i + 1),
        _ if i + 1 >= range.end => None,
        // `the road as far as P`, `in and around P`
        ("as", "far") if word(2) == "as" => Some(i + 3),
        ("in" | "on", "and") if around() => Some(i + 3),
        two if OF_TWO_WORDS.contains(&two) => Some(i + 2),
        _ => None,
    }
}

/// `all but P`, `every village but P`, `nothing but P`: the token of the place that is left out.
fn excepting(words: &Words<'_>, i: usize, starts: &[Start]) -> Option<usize> {
    let before = |n: usize| i.checked_sub(n).map_or("", |t| words.word(t));
    let to = match words.word(i) {
        "all" if words.word(i + 1) == "but" => i + 2,
        "but"
            if matches!(before(2), "all" | "every" | "no" | "any")
                || matches!(before(1), "everything" | "everywhere" | "nothing" | "nowhere") =>
        {
            i + 1
        }
        _ => return None,
    };
    matches!(starts.get(to), Some(Start::Place(_))).then_some(to)
}

/// Where an adverb of several words ends.
fn adverb_of_several(words: &Words<'_>, i: usize, range: &Range<usize>) -> Option<usize> {
    let counted = |t: usize| words.is(t, class::NUMBER) && !words.is(t, class::DET) && t < range.end;
    let passing = in_passing(words, i).filter(|&to| to <= range.end);
    passing.or_else(|| match (words.word(i), words.word(i + 1)) {
        // `more than 60 shells`, `at least four blasts`
        ("more" | "less" | "fewer", "than") | ("at", "least") if counted(i + 2) => Some(i + 2),
        // `The army, for its part, shelled P`
        ("for", "its" | "their" | "his") if words.word(i + 2) == "part" => Some((i + 3).min(range.end)),
        ("no", "longer") | ("so", "far") if i + 1 < range.end => Some(i + 2),
        // `By evening P was theirs`
        ("by", _) if words.is_in(i + 1, list::HOURS) => Some(i + 2),
        _ => None,
    })
}

/// `about 200 soldiers`, `over half of P`; but not `control over 80 percent of P`.
fn is_before_number(words: &Words<'_>, i: usize, range: &Range<usize>) -> bool {
    let leads = || words.word(i) == "over" && i > 0 && words.noun_at(i - 1).is_some();
    let counted = || words.is(i + 1, class::NUMBER) && !words.is(i + 1, class::DET);
    let share = || match words.word(i + 1) {
        "half" | "third" => true,
        "a" => i + 1 < range.end && words.part_at(i + 2).is_some(),
        _ => false,
    };
    matches!(words.word(i), "about" | "around" | "over") && !leads() && (counted() || share())
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

/// `P,`, `the rebels,`: where something more may be said of what was named.
fn after_noun_and_comma(chunks: &[Chunk]) -> bool {
    let named = |kind: Kind| matches!(kind, Kind::Noun | Kind::Place(_) | Kind::Side(_));
    matches!(chunks, [.., name, comma] if named(name.kind) && comma.kind == Kind::Comma)
}

/// Whether a place phrase begins here, after a preposition at most.
fn joins_place(words: &Words<'_>, i: usize, range: &Range<usize>, starts: &[Start]) -> bool {
    let at = if words.is(i, class::PREPOSITION) { i + 1 } else { i };
    at < range.end && matches!(starts[at], Start::Place(_))
}

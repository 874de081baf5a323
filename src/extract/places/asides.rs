//! Asides: lists that one parts, `A (held by S), C`, `A, a town near B, and C`, and words set off behind a name that only
//! say what the place is or where it lies, `A (pop. 10,000)`, `A - a village west of B -`.

use super::{Finder, Phrase, What};
use crate::claim::Extent;
use crate::extract::lexicon::{Entry, class};
use crate::extract::list;
use crate::extract::sentence::Shape;
use crate::extract::words::Words;

/// How many tokens such words have at most, with their marks.
const LONGEST: usize = 18;

impl Finder<'_> {
    /// Takes what is set off behind a name into its phrase, so that all that comes after stands beside the name.
    pub(super) fn take_aside(&self, phrase: &mut Phrase, end: usize) {
        let What::Name(spelling) = phrase.what else { return };
        let Some(close) = self.aside_end(phrase.to, end) else { return };
        // A name that several places bear needs the place beside it.
        let sure = self.words.lexicon.spellings[spelling as usize].sure.is_some();
        if sure || !(phrase.to..close).any(|t| self.words.name_at(t).is_some()) {
            phrase.to = close + usize::from(self.words.word(close) != "," || self.clause_goes_on(close + 1));
        }
    }

    /// The mark that closes an aside which opens at this token and claims nothing.
    fn aside_end(&self, open: usize, end: usize) -> Option<usize> {
        let words = self.words;
        let spaced = |t: usize| t == end || words.text.tokens().get(t).is_some_and(|token| token.spaced);
        let closes = match words.word(open) {
            "(" => ")",
            "[" => "]",
            "-" if spaced(open) && spaced(open + 1) && self.opens_aside(open + 1) => "-",
            "," if self.opens_aside(open + 1) => ",",
            _ => return None,
        };
        let close =
            (open + 2..end.min(open + LONGEST)).find(|&t| words.word(t) == closes && (closes != "-" || spaced(t)))?;
        let mut own = open + 1..close;
        let placed = |t: usize| {
            words.type_at(t).is_some()
                || matches!(words.name_at(t), Some(name) if matches!(name.entry, Entry::Place(_)))
        };
        let told = closes != "," || words.is_in(open + 1, list::SITED) || own.clone().any(placed);
        (told && own.all(|t| self.only_describes(t))).then_some(close)
    }

    /// Whether a verb, a preposition or a conjunction stands here, as behind a name.
    fn clause_goes_on(&self, t: usize) -> bool {
        const GOING_ON: u64 =
            class::VERB | class::BE | class::HAVE | class::MODAL | class::PREPOSITION | class::CONJUNCTION;
        self.words.is(t, GOING_ON)
            && !self.words.is_capital(t)
            && !self.words.is(t, class::SUBORDINATOR | class::RELATIVE)
    }

    /// `a village`, `12 km`, `located near`.
    fn opens_aside(&self, t: usize) -> bool {
        let words = self.words;
        matches!(words.word(t), "a" | "an" | "also" | "near" | "in" | "some" | "about" | "just")
            || words.is(t, class::NUMBER | class::DIRECTION)
            || words.shape(t) == Shape::Number
            || words.is_in(t, list::SITED)
    }

    /// Whether this word of an aside tells of no side, of nothing that happens, and names no further item of a list.
    fn only_describes(&self, t: usize) -> bool {
        const CLAUSE: u64 = class::BE
            | class::HAVE
            | class::MODAL
            | class::RELATIVE
            | class::SUBORDINATOR
            | class::PRONOUN
            | class::CALENDAR
            | class::NEGATION;
        let words = self.words;
        let sited = words.is_in(t, list::SITED);
        let capital = |t: usize| words.is_capital(t);
        let led = words.is(t - 1, class::PREPOSITION | class::DET | class::DIRECTION | class::ARTICLE)
            || words.word(t - 1) == "as"
            || capital(t - 1);
        let plain =
            !words.is(t, class::VERB) || words.is(t, class::PREPOSITION) || words.is(t - 1, class::ADJECTIVE) || led;
        let named = capital(t) && !led;
        let event = words.noun_at(t).is_some() && !words.is_in(t, list::DISTANCES);
        let clause = words.bits(t) & CLAUSE != 0 && !words.is(t, class::DET | class::PREPOSITION);
        sited || !self.side_over[t] && !event && plain && !named && !clause
    }
}

/// Joins the items of a list that an aside parts.
pub(super) fn link_over_asides(words: &Words<'_>, phrases: &mut [Phrase], first: usize) {
    for i in first + 1..phrases.len() {
        let found = (first..i).rev().take(5).find(|&j| {
            let (a, b) = (&phrases[j], &phrases[i]);
            a.is_named() && b.is_named() && b.extent == Extent::Whole && parted_by_aside(words, a.to, b.from)
        });
        // `A, which lies between the towns of B and C`: the list is the aside's own.
        let own_list = phrases[i].list.is_some_and(|before| {
            let opens = phrases[before].from.checked_sub(1).map_or("", |t| words.word(t));
            phrases[before].plural || opens == "between"
        });
        let found = found.filter(|&j| !own_list || phrases[i].list == Some(j));
        // A new clause: `A, a town near B, and C was shelled`.
        let clause = words.is(phrases[i].to, class::BE | class::HAVE | class::MODAL);
        if let Some(j) = found.filter(|_| !clause) {
            phrases[i].list = Some(j);
            phrases[i].contains = false;
        }
    }
}

/// Whether nothing but an aside and a comma or `and` stands between two places.
fn parted_by_aside(words: &Words<'_>, from: usize, to: usize) -> bool {
    // `A, with its markets, and B`; `A, 30km from C, and B`
    let tells_of = |t: usize| {
        words.is_in(t, list::OPENS_ASIDE)
            || words.is(t, class::NUMBER)
            || words.word(t).starts_with(|c: char| c.is_ascii_digit())
            || words.word(t) == "with" && matches!(words.word(t + 1), "its" | "a" | "an")
    };
    if to > from + 24 {
        return false;
    }
    let close = |open: usize, mark: &[&str]| (open + 1..to).find(|&t| mark.contains(&words.word(t)));
    let mut rest = Vec::new();
    let mut asides = 0;
    let mut t = from;
    while t < to {
        let end = match words.word(t) {
            "(" | "[" => close(t, &[")", "]"]).map(|end| end + 1),
            "-" => close(t, &["-"]).map(|end| end + 1),
            // `A, B and, hours later, C`
            "," if words.word(t.wrapping_sub(1)) == "and" => {
                close(t, &[","]).filter(|&end| end < t + 9).map(|end| end + 1)
            }
            "," if tells_of(t + 1) => close(t, &[","]),
            // `A, the last town before B, and C`; `A, the scene of fighting in May, and C`
            "," if words.word(t + 1) == "the"
                && (words.is_in(t + 2, list::RANKS) || matches!(words.word(t + 2), "scene" | "site")) =>
            {
                close(t, &[","])
            }
            _ => None,
        };
        match end {
            Some(end) => {
                asides += 1;
                t = end;
            }
            // `as well as` is the longest that may stand there.
            None if rest.len() == 4 => return false,
            None => {
                rest.push(words.word(t));
                t += 1;
            }
        }
    }
    asides == 1
        && matches!(rest.as_slice(), [","] | ["and"] | [",", "and"] | ["as", "well", "as"] | [",", "as", "well", "as"])
}

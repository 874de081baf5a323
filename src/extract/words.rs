//! What the lexicon knows about each token of a text: classes, names, kinds of place, nouns of events.

use super::lexicon::{Entry, Form, Lemma, Lexicon, NounEvents, class};
use super::list::{self, List, Lists};
use super::sentence::{Shape, Text, Token};
use crate::claim::Extent;
use crate::gazetteer::Guard;
use std::ops::Range;

/// A name found in the text: tokens `from..to`.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// The first token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// What it names.
    pub entry: Entry,
}

/// A text seen through the lexicon.
pub struct Words<'t> {
    /// The text.
    pub text: &'t Text<'t>,
    /// The lexicon.
    pub lexicon: &'t Lexicon,
    /// By token: what its word is.
    seen: Vec<Seen<'t>>,
    /// By token: the number of its word among those of all tables.
    numbers: Vec<u32>,
    names: Vec<Name>,
    /// By token: the position of the name over it, plus one; or 0.
    name_at: Vec<u32>,
    /// What starts at some token; the first is nothing.
    starts: Vec<Start>,
    /// By token: the position of what starts there.
    start_at: Vec<u32>,
    noun_rules: Vec<u16>,
}

/// What the lexicon knows of a token's word.
struct Seen<'t> {
    /// It, folded.
    word: &'t str,
    id: u32,
    bits: u64,
    lists: Lists,
    shape: Shape,
    /// Phrases begin with it.
    begins: bool,
}

/// The phrases that start at one token, each with the token after it.
#[derive(Default)]
struct Start {
    kind: Option<(u32, u16, bool)>,
    part: Option<(u32, Extent)>,
    /// A noun of an event, and its rules in `noun_rules`.
    noun: Option<(u32, u32, u32)>,
    events: NounEvents,
    /// Whether a name, a kind of place or a part of one does.
    opens: bool,
}

impl<'t> Words<'t> {
    /// Looks up every token.
    pub fn new(text: &'t Text<'t>, lexicon: &'t Lexicon) -> Words<'t> {
        let count = text.tokens().len();
        let mut words = Words {
            text,
            lexicon,
            seen: Vec::new(),
            numbers: vec![0; count],
            names: Vec::with_capacity(count / 8),
            name_at: vec![0; count],
            starts: Vec::with_capacity(count / 8 + 1),
            start_at: vec![0; count],
            noun_rules: Vec::with_capacity(count / 8),
        };
        words.starts.push(Start::default());
        let look = |(token, number): (&Token, &mut u32)| {
            let word = text.word_of(token);
            *number = lexicon.listed(word);
            look_up(lexicon, word, token.shape, *number)
        };
        words.seen = text.tokens().iter().zip(&mut words.numbers).map(look).collect();
        words.find_phrases();
        words
    }

    /// The number of tokens.
    pub fn count(&self) -> usize {
        self.seen.len()
    }

    /// Whether a token has one of these classes.
    pub fn is(&self, token: usize, bits: u64) -> bool {
        self.seen.get(token).is_some_and(|seen| seen.bits & bits != 0)
    }

    /// The classes of a token.
    pub fn bits(&self, token: usize) -> u64 {
        self.seen.get(token).map_or(0, |seen| seen.bits)
    }

    /// How many a number in letters says there are, of those that a list may have: `two`.
    pub(super) fn count_of(&self, token: usize) -> Option<usize> {
        const FROM_TWO: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        FROM_TWO.iter().position(|&number| number == self.word(token)).map(|nth| nth + 2)
    }

    /// Whether a list holds the word of a token.
    pub(super) fn is_in(&self, token: usize, list: List) -> bool {
        self.seen.get(token).is_some_and(|seen| seen.lists.has(list))
    }

    /// Whether a list holds any word of these tokens.
    pub(super) fn any_in(&self, mut tokens: Range<usize>, list: List) -> bool {
        tokens.any(|token| self.is_in(token, list))
    }

    /// The folded word of a token.
    pub fn word(&self, token: usize) -> &'t str {
        self.seen.get(token).map_or("", |seen| seen.word)
    }

    /// The id of a token's word.
    pub fn id(&self, token: usize) -> u32 {
        self.seen.get(token).map_or(0, |seen| seen.id)
    }

    /// By token: its word's number in the lexicon; 0 if no table knows it.
    pub(super) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Whether the token before this one ends a possessive: `Aleppo's`, `the city's`.
    pub fn after_possessive(&self, token: usize) -> bool {
        token > 0 && self.word(token - 1) == "'s"
    }

    /// Whether a name, a kind of place or a part of one starts at this token.
    pub(super) fn opens_phrase(&self, token: usize) -> bool {
        self.start(token).opens
    }

    /// All names, in order; none overlap.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The name that starts at this token.
    pub fn name_at(&self, token: usize) -> Option<Name> {
        let index = *self.name_at.get(token)?;
        let name = *self.names.get(index.checked_sub(1)? as usize)?;
        (name.from == token).then_some(name)
    }

    /// The name that covers this token.
    pub fn name_over(&self, token: usize) -> Option<Name> {
        let index = *self.name_at.get(token)?;
        self.names.get(index.checked_sub(1)? as usize).copied()
    }

    /// The kind of place whose noun starts here: the token after it, its type, whether plural.
    pub fn type_at(&self, token: usize) -> Option<(usize, u16, bool)> {
        let (to, index, plural) = self.start(token).kind?;
        Some((to as usize, index, plural))
    }

    /// The kind of place whose noun ends before `end`: its first token, its type, whether plural.
    pub fn type_before(&self, end: usize) -> Option<(usize, u16, bool)> {
        (end.saturating_sub(4)..end).find_map(|from| {
            let (to, index, plural) = self.type_at(from)?;
            (to == end).then_some((from, index, plural))
        })
    }

    /// The word for a part that starts here: the token after it and the extent.
    pub fn part_at(&self, token: usize) -> Option<(usize, Extent)> {
        let (to, extent) = self.start(token).part?;
        Some((to as usize, extent))
    }

    /// The noun of an event that starts here: the token after it and its rules.
    pub fn noun_at(&self, token: usize) -> Option<(usize, &[u16])> {
        let (to, first, last) = self.start(token).noun?;
        Some((to as usize, &self.noun_rules[first as usize..last as usize]))
    }

    /// What the noun that starts here tells of.
    pub fn noun_events(&self, token: usize) -> NounEvents {
        self.start(token).events
    }

    fn start(&self, token: usize) -> &Start {
        &self.starts[self.start_at.get(token).map_or(0, |&at| at as usize)]
    }

    /// The verbs a token is a form of.
    pub fn forms(&self, token: usize) -> &[(Lemma, Form)] {
        self.lexicon.forms(self.id(token))
    }

    /// What a token is made of; a mark past the end.
    pub fn shape(&self, token: usize) -> Shape {
        self.seen.get(token).map_or(Shape::Mark, |seen| seen.shape)
    }

    /// Whether a token begins with a capital.
    pub fn is_capital(&self, token: usize) -> bool {
        self.seen.get(token).is_some_and(|seen| matches!(seen.shape, Shape::Capital | Shape::Upper))
    }

    /// Whether a token is a punctuation mark.
    pub fn is_mark(&self, token: usize) -> bool {
        self.seen.get(token).is_none_or(|seen| seen.shape == Shape::Mark)
    }

    /// Whether a hyphen joins a token to the one before.
    pub fn is_joined(&self, token: usize) -> bool {
        self.text.tokens().get(token).is_some_and(|t| t.joined)
    }

    fn find_phrases(&mut self) {
        let mut free = 0;
        let mut rules: Vec<u16> = Vec::new();
        for i in 0..self.count() {
            let Seen { id, begins, .. } = self.seen[i];
            if !begins || !self.lexicon.may_begin_phrase(id, self.id(i + 1)) {
                continue;
            }
            let mut start = Start::default();
            let (mut name, mut noun_end) = (None, 0);
            rules.clear();
            self.lexicon.phrases(self.phrase_from(i), |length, entries| {
                let to = i + length;
                for &entry in entries {
                    match entry {
                        Entry::Type(index, plural) => start.kind = Some((to as u32, index, plural)),
                        Entry::Part(extent) => start.part = Some((to as u32, extent)),
                        Entry::Noun(rule) => {
                            if noun_end != to {
                                noun_end = to;
                                rules.clear();
                            }
                            rules.push(rule);
                        }
                        _ if self.may_stand(i, to, entry) => name = better(name, Name { from: i, to, entry }),
                        _ => {}
                    }
                }
            });
            start.opens = start.kind.is_some() || start.part.is_some();
            // `air defence` is a decoy, `the air defence base` a place.
            // `took part of P` takes a part of it.
            let longer = |name: &Name| {
                let decoy = name.entry == Entry::Decoy;
                let share = self.text.word(name.to - 1) == "part" && self.text.word(name.to) == "of";
                decoy && (share || start.kind.is_some_and(|(to, ..)| to as usize > name.to))
                    // `the Air Force Intelligence compound`: no air force.
                    || self.text.word(i) == "the" && self.is_longer_after_the(name)
            };
            if let Some(name) = name.filter(|name| i >= free && !longer(name)) {
                self.names.push(name);
                let index = self.names.len() as u32;
                self.name_at[name.from..name.to].fill(index);
                free = name.to;
                start.opens = true;
            }
            if noun_end > 0 {
                let first = self.noun_rules.len() as u32;
                rules.iter().for_each(|&rule| start.events.add(self.lexicon.rules[rule as usize].noun_events()));
                self.noun_rules.extend(&rules);
                start.noun = Some((noun_end as u32, first, self.noun_rules.len() as u32));
            }
            if start.opens || noun_end > 0 {
                self.start_at[i] = self.starts.len() as u32;
                self.starts.push(start);
            }
        }
    }

    /// Whether the name of a place begins after the article of this one and goes on past it.
    fn is_longer_after_the(&self, name: &Name) -> bool {
        let (from, mut longer) = (name.from + 1, false);
        self.lexicon.phrases(self.phrase_from(from), |length, entries| {
            let place = |entry: &Entry| matches!(entry, Entry::Place(_)) && self.may_stand(from, from + length, *entry);
            longer |= from + length > name.to && entries.iter().any(place);
        });
        longer
    }

    /// The ids of the words of which a phrase from here on may be: it does not run over a line end.
    fn phrase_from(&self, i: usize) -> impl Iterator<Item = u32> {
        let goes_on = move |&at: &usize| at == i || self.text.tokens()[at].lines == 0;
        (i..self.count().min(i + 9)).take_while(goes_on).map(|at| self.seen[at].id)
    }

    /// Whether a phrase may be this name here: capitals, and context where the spelling needs it.
    fn may_stand(&self, from: usize, to: usize, entry: Entry) -> bool {
        let Entry::Place(spelling) = entry else { return true };
        let super::lexicon::Spelled { guard, small, .. } = self.lexicon.spellings[spelling as usize];
        let written_small = |i: usize| to - 1 - i < 32 && small & (1 << (to - 1 - i)) != 0;
        let capitals =
            (from..to).all(|i| self.is_capital(i) || written_small(i) || self.is(i, class::ARTICLE) || self.small(i));
        let after_the = from.checked_sub(1).is_some_and(|i| self.word(i) == "the");
        // `the 1070 apartments`: the number is the name.
        let numbered = after_the && self.seen[from].shape == Shape::Number && self.word(from).len() > 3;
        let first = numbered || (from..to).any(|i| self.is_capital(i));
        match guard {
            Guard::Free => first && capitals,
            Guard::NeedsContext => first && capitals && self.has_context(from, to),
            // `the Citadel`, `the Artillery College`: what it means is for the article's other places to say.
            Guard::Description => first && capitals && (after_the || self.has_context(from, to)),
        }
    }

    /// Small words and marks inside names, and kinds of place written small: `Kindi hospital`.
    fn small(&self, i: usize) -> bool {
        self.is_mark(i)
            || self.is(i, class::PREPOSITION | class::CONJUNCTION | class::NUMBER | class::DIRECTION)
            || self.type_word(i)
            || self.is_joined(i)
    }

    fn type_word(&self, i: usize) -> bool {
        self.lexicon.is_type_or_part(self.seen[i].id)
    }

    /// A type noun or a place preposition beside the name.
    fn has_context(&self, from: usize, to: usize) -> bool {
        let before = from.checked_sub(1).is_some_and(|i| {
            self.is(i, class::PREPOSITION)
                && !matches!(self.word(i), "by" | "with" | "for" | "since" | "until" | "like" | "as")
                || self.type_word(i)
                || self.is(i, class::ARTICLE) && i > 0 && (self.is(i - 1, class::PREPOSITION) || self.type_word(i - 1))
        });
        // `the headquarters of the 52nd Brigade`, `the 52nd Brigade's base`
        let numbered =
            self.seen[from].shape == Shape::Number || self.word(from).starts_with(|c: char| c.is_ascii_digit());
        let own = numbered
            && (from > 2 && self.word(from - 1) == "the" && self.word(from - 2) == "of" && self.type_word(from - 3)
                || to + 1 < self.count() && self.word(to) == "'s" && self.type_word(to + 1));
        // `the villages around it: Qarat, Bunan`
        let named = from.checked_sub(1).is_some_and(|i| {
            self.word(i) == ":" && (i.saturating_sub(8)..i).any(|t| self.type_at(t).is_some_and(|kind| kind.2))
        });
        before
            || own
            || named
            || self.is_taken(from)
            || self.are_taken(to)
            || to < self.count() && self.type_word(to)
            || self.is_first_of_kind(to)
            || self.ends_list(from, to)
    }

    /// `took Bzaa and Qarat`: the last of a list of places; not `in Bzaa, and Qarat said`.
    fn ends_list(&self, from: usize, to: usize) -> bool {
        let joined = from > 1 && self.word(from - 1) == "and" && !self.is(to, class::VERB);
        joined && self.name_over(from - 2).is_some_and(|name| matches!(name.entry, Entry::Place(_)))
    }

    /// `Ansari, Qarat and Bunan were seized`: the first of those that are taken like land.
    fn are_taken(&self, to: usize) -> bool {
        let listed = |i: usize| {
            self.is_capital(i)
                || self.is(i, class::ARTICLE)
                || matches!(self.word(i), "and" | "," | "-")
                || self.is(i, class::BE | class::HAVE | class::ADVERB)
        };
        let Some(end) = (to..(to + 14).min(self.count())).find(|&i| !listed(i)) else { return false };
        let taken = self.forms(end).iter().any(|f| self.lexicon.is_verb_in(f.0, list::TAKING_LAND));
        taken && end > to && self.is(end - 1, class::BE | class::ADVERB)
    }

    /// `retook Ansari`, `captured the 52nd Brigade`: what is taken like land.
    fn is_taken(&self, from: usize) -> bool {
        let Some(before) = from.checked_sub(1) else { return false };
        let land = |t: usize| self.forms(t).iter().any(|f| self.lexicon.is_verb_in(f.0, list::TAKING_LAND));
        let captures = |t: usize| matches!(self.word(t), "captured" | "capture" | "capturing" | "took" | "taken");
        land(before) || self.word(before) == "the" && before > 0 && (land(before - 1) || captures(before - 1))
    }

    /// `the Ansari and Sakhour districts`: the kind is told once, after the last of the list.
    fn is_first_of_kind(&self, to: usize) -> bool {
        if !matches!(self.text.word(to), "and" | ",") {
            return false;
        }
        let listed =
            |i: usize| self.is_capital(i) || self.is(i, class::ARTICLE) || matches!(self.word(i), "and" | "," | "-");
        let end = (to..(to + 12).min(self.count())).find(|&i| !listed(i));
        end.is_some_and(|i| self.type_word(i) && self.word(i).ends_with('s') && !self.is(i - 1, class::CONJUNCTION))
    }
}

/// What the lexicon knows of a word that has this number.
fn look_up<'t>(lexicon: &Lexicon, word: &'t str, shape: Shape, number: u32) -> Seen<'t> {
    let (id, known) = (lexicon.known(number), lexicon.word(number));
    let (bits, lists, begins) = (known.bits, known.lists, known.begins_phrases());
    let mut seen = Seen { word, id, bits, lists, shape, begins };
    match shape {
        Shape::Number => seen.bits |= class::NUMBER,
        // `formally`, `hastily`: adverbs that no list has.
        Shape::Lower if bits == 0 && id == 0 && word.len() > 5 && word.ends_with("ly") && word != "namely" => {
            seen.bits = class::ADVERB;
        }
        _ => {}
    }
    seen
}

/// The longer of two names; of equal ones a side before a place.
fn better(old: Option<Name>, new: Name) -> Option<Name> {
    match old {
        Some(old) if old.to > new.to => Some(old),
        Some(old) if old.to == new.to && rank(old.entry) <= rank(new.entry) => Some(old),
        _ => Some(new),
    }
}

fn rank(entry: Entry) -> u8 {
    match entry {
        Entry::Decoy => 0,
        Entry::Side(_, super::lexicon::SideWord::Head, _) => 1,
        Entry::Place(_) => 2,
        _ => 3,
    }
}

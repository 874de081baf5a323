//! Whether a word that can be a noun or a verb (`attack`, `advance`, `control`) is a verb here.

mod party;

use super::groups::is_same_as_base;
use super::objects::{is_noun_of_capture, opens_share, takes_noun, takes_place_over};
use super::phrases::is_in_passing;
use super::{Chunk, Kind, Verb};
use crate::extract::lexicon::{Entry, Form, Lemma, class};
use crate::extract::list;
use crate::extract::sentence::Shape;
use crate::extract::words::Words;
use party::opens_with_party;
use std::ops::Range;

/// Whether a word that can be a verb is one here.
pub(super) fn is_main_verb(
    words: &Words<'_>,
    i: usize,
    range: Range<usize>,
    chunks: &[Chunk],
    verbs: &[Verb],
    inside_noun: bool,
) -> bool {
    let forms = words.forms(i);
    if forms.is_empty() || is_part_of_word(words, i) || is_noun_by_word(words, i) {
        return false;
    }
    let here = Here::new(words, i, range, chunks, verbs, inside_noun);
    if let Some(verb) = here.by_word().or_else(|| here.by_party()) {
        return verb;
    }
    let is_past = forms.iter().any(|f| matches!(f.1, Form::Past | Form::Participle | Form::PastOrParticiple));
    if is_past && !(here.noun && is_same_as_base(words, i)) {
        here.is_past_verb()
    } else if forms.iter().any(|f| f.1 == Form::Ing) {
        here.is_ing_verb()
    } else {
        here.is_present_verb()
    }
}

/// `carried out`: what follows begins the verb's object.
pub(super) fn ends_in_particle(words: &Words<'_>, chunks: &[Chunk]) -> bool {
    matches!(chunks, [.., verb, out]
        if matches!(verb.kind, Kind::Verb(_)) && out.to == out.from + 1 && words.word(out.from) == "out")
}

/// `battle-scarred`; but `re-captured` is one word, as is `barrel-bombed`.
fn is_part_of_word(words: &Words<'_>, i: usize) -> bool {
    let compound = words.is_joined(i)
        && !words.is_joined(i - 1)
        && matches!(words.word(i - 1), "re" | "barrel" | "carpet" | "cluster" | "counter");
    words.is_joined(i) && !compound || words.is_joined(i + 1) || words.is_mark(i)
}

/// `positions near P`, `positions using mortars`, `Daesh targets in P`, `regime land forces`, `foreign-backed armed
/// groups`, `IS gathering points`, `IS training camps`.
fn is_noun_by_word(words: &Words<'_>, i: usize) -> bool {
    let next = words.word(i + 1);
    if modifies_party(words, i) {
        return true;
    }
    match words.word(i) {
        "near" => true,
        "close" => next == "to",
        "targets" | "positions" | "posts" | "post" | "position" | "places" => {
            let arms_next = next == "using";
            arms_next || words.is(i + 1, class::PREPOSITION) && !words.is(i + 1, class::DET)
        }
        // `army gains around P`
        "gains" => words.is(i + 1, class::PREPOSITION),
        "land" => words.is(i + 1, class::FORCE),
        "sweeping" | "combing" => matches!(next, "operation" | "operations" | "campaign"),
        "training" => words.type_at(i + 1).is_some(),
        "armed" => i > 0 && words.is(i + 1, class::FORCE) && words.is_joined(i - 1),
        "gathering" => {
            matches!(next, "points" | "positions" | "centers" | "centres" | "sites" | "areas")
                || i > 0 && words.word(i - 1) == "terrorist"
        }
        _ => false,
    }
}

/// `by the remaining rebels`, `heavily armed rebels`, `said trapped rebels hold P`: a participle that says what a party
/// is like. After one who could do it, it is a verb: `the army encircled rebels`, `are retreating`.
pub(super) fn modifies_party(words: &Words<'_>, i: usize) -> bool {
    let party = || words.name_at(i + 1).is_some_and(|n| matches!(n.entry, Entry::Side(..))) && !words.is_joined(i + 1);
    if !words.is_in(i, list::OF_A_PARTY) || !party() {
        return false;
    }
    let before = i.wrapping_sub(1);
    let doer = || {
        words.is(before, class::FORCE | class::PRONOUN | class::PEOPLE | class::BE | class::HAVE | class::RELATIVE)
            || words.name_at(before).is_some()
            || words.word(before).ends_with('s') && !words.is(before, class::DET)
    };
    words.is(before, class::DET | class::PREPOSITION | class::ADJECTIVE | class::NUMBER) || !doer()
}

/// A word that can be a verb, among its neighbours.
struct Here<'a> {
    words: &'a Words<'a>,
    i: usize,
    range: Range<usize>,
    chunks: &'a [Chunk],
    verbs: &'a [Verb],
    /// A noun phrase is open before it.
    inside_noun: bool,
    /// The chunk before it, but for quotation marks: `Rebels "seize" P`.
    last: Option<Kind>,
    /// The token before it in its sentence, with its classes and its word.
    previous: Option<usize>,
    before: u64,
    before_word: &'a str,
    /// The token after it, but for `only` and quotation marks, with its classes: `control only Tadef`.
    after: usize,
    next: u64,
    /// It is also the noun of an event or of a kind of place.
    noun: bool,
    /// An article or a number stands before it.
    determined: bool,
    /// An adjective stands before it.
    described: bool,
}

/// `the army`, `rebels`, `it`: what begins another noun phrase.
fn opens_party(words: &Words<'_>, token: usize) -> bool {
    words.is(token, class::DET)
        || matches!(words.word(token), "it" | "them")
        || words.is(token, class::FORCE) && words.word(token).ends_with('s')
}

impl<'a> Here<'a> {
    fn new(
        words: &'a Words<'a>,
        i: usize,
        range: Range<usize>,
        chunks: &'a [Chunk],
        verbs: &'a [Verb],
        inside_noun: bool,
    ) -> Here<'a> {
        let last = match chunks {
            // `Kurds (yellow) take P`: what stands before the bracket.
            [.., side, open, _, close] if words.word(open.from) == "(" && words.word(close.from) == ")" => {
                Some(side.kind)
            }
            _ => chunks.iter().rev().map(|c| c.kind).find(|&kind| kind != Kind::Quote),
        };
        let previous = i.checked_sub(1).filter(|&p| p >= range.start);
        let before = previous.map_or(0, |p| words.bits(p));
        let before_word = previous.map_or("", |p| words.word(p));
        let next_word = words.word(i + 1);
        let passed = next_word == "\"" || matches!(next_word, "only" | "just" | "virtually" | "practically");
        let after = if passed && i + 2 < range.end { i + 2 } else { i + 1 };
        // `Thousands fled`, `dozens died`
        let crowd = previous.is_some_and(|p| words.is_in(p, list::CROWDS));
        // `Russian Su-24s hit P`
        let model = previous.is_some_and(|p| words.is_joined(p));
        let determined = before & (class::DET | class::NUMBER) != 0
            && !crowd
            && !model
            && before & class::PRONOUN == 0
            // `Rebels on July 26 captured P`: the number is the day's.
            && (!matches!(last, Some(Kind::Relative | Kind::Time)) || inside_noun)
            && !(matches!(before_word, "both" | "all") && next_word == "by")
            // `P was among those hit`
            && !(before_word == "those" && (words.is_mark(i + 1) || words.is(i + 1, class::PREPOSITION)))
            // `This forced the army to leave`
            && !(before_word == "this" && i == range.start + 1 && opens_party(words, i + 1))
            || words.after_possessive(i);
        let described = before & class::ADJECTIVE != 0 && before & (class::VERB | class::ADVERB) == 0;
        let noun = words.noun_at(i).is_some() || words.type_at(i).is_some();
        let next = words.bits(after);
        Here {
            words,
            i,
            range,
            chunks,
            verbs,
            inside_noun,
            last,
            previous,
            before,
            before_word,
            after,
            next,
            noun,
            determined,
            described,
        }
    }

    fn has_form(&self, form: Form) -> bool {
        self.words.forms(self.i).iter().any(|f| f.1 == form)
    }

    /// What the word itself and the one after it settle.
    fn by_word(&self) -> Option<bool> {
        let (words, i) = (self.words, self.i);
        let next = words.word(i + 1);
        match words.word(i) {
            // `P, home to thousands, remains under`
            "remains" | "remain" | "lies" | "stays" | "stay" if matches!(next, "under" | "theirs" | "ours") => {
                Some(true)
            }
            // `the towns near the border remain in rebel hands`
            "remains" | "remain" if next == "in" && self.in_hands() => Some(true),
            // `The flag of IS flies over P`
            "flies" | "flutters" if matches!(next, "over" | "above" | "atop" | "in") => Some(true),
            // `The towns the army took include P and Q`
            "include" | "includes" if !words.after_possessive(i) => Some(true),
            // `Five died in P`, `Army foils infiltration attempt`
            _ if words.is_in(i, list::ALWAYS_VERBS) => Some(true),
            // `The rebel offensive targets P`, but not `strikes on targets in P`
            "targets" | "target" if !self.determined && self.aims_at_place() => Some(true),
            // `Rebels say they control P`, but not `had no say`
            "say" if !self.determined && !self.described => Some(true),
            // `pushed the rebels back from P`
            "back" if matches!(next, "from" | "to" | "into" | "towards" | "toward") => Some(false),
            // `a long strip of land`
            "strip" | "stretch" if next == "of" => Some(false),
            // `one of those captured by S`
            _ if self.before_word == "those" && next == "by" && !self.has_form(Form::Ing) => Some(true),
            // `took it back`
            "back" if matches!(self.before_word, "it" | "them") => Some(false),
            _ => None,
        }
    }

    /// A verb between the noun of an event and a place.
    fn aims_at_place(&self) -> bool {
        let place = self.words.name_at(self.i + 1).is_some_and(|n| matches!(n.entry, Entry::Place(_)));
        place && is_after_event(self.words, self.i, self.range.start)
    }

    /// `remain in rebel hands`.
    fn in_hands(&self) -> bool {
        let last = self.range.end.min(self.i + 6);
        (self.i + 2..last).any(|t| matches!(self.words.word(t), "hands" | "control"))
    }

    /// A past form: not in `the captured town`, `a failed attempt`.
    fn is_past_verb(&self) -> bool {
        // `one civilian lost his life`: a person, too.
        let described = self.described && self.inside_noun && self.before & class::PEOPLE == 0;
        if self.determined || described || self.is_participle_of_object() {
            return false;
        }
        !(self.before & class::PREPOSITION != 0
            && self.before_word != "than"
            && self.before_word != "as"
            && self.next & (class::PREPOSITION | class::DET) == 0)
    }

    /// `is witnessing continued clashes`, `carried out intensified strikes`, `recapture lost positions`.
    fn is_participle_of_object(&self) -> bool {
        let (words, i) = (self.words, self.i);
        let part = words.is_in(i + 1, list::GROUND) || words.is_in(i + 1, list::POSTS);
        let land = || part || words.type_at(i + 1).is_some_and(|(_, _, plural)| plural);
        !self.inside_noun
            && (matches!(self.last, Some(Kind::Verb(_))) && self.before & class::VERB != 0
                || ends_in_particle(words, self.chunks))
            && (words.noun_at(i + 1).is_some()
                || words.is(i + 1, class::ADJECTIVE) && words.noun_at(i + 2).is_some()
                || land())
    }

    fn is_ing_verb(&self) -> bool {
        let (words, i) = (self.words, self.i);
        // `the last remaining town`
        let ranked = words.is(i, class::ADJECTIVE) && words.is_in(i.wrapping_sub(1), list::RANKS);
        if self.determined || self.described || ranked {
            return false;
        }
        let object_next = self.takes_object_after_ing();
        // `aimed at retaking P`, `since capturing P`: a verb with its object.
        if object_next && is_noun_of_capture(words, i) {
            return true;
        }
        if self.is_succeeded_in() {
            return true;
        }
        let fights = matches!(words.word(i), "fighting" | "battling");
        if fights && !self.inside_noun && opens_with_party(words, self.chunks) {
            return true;
        }
        if words.noun_at(i).is_none() && words.word(i) != "fighting" {
            return true;
        }
        let side_before = matches!(self.last, Some(Kind::Side(_))) && !self.inside_noun;
        object_next
            && !self.is_governed_ing()
            && !(side_before && words.is(i + 1, class::PREPOSITION))
            && self.previous.is_some()
            && !(self.before & class::CONJUNCTION != 0 && i > 1 && words.noun_at(i - 2).is_some())
    }

    fn takes_object_after_ing(&self) -> bool {
        let (words, i) = (self.words, self.i);
        // `fighting is under way`: IS is written in capitals.
        let being = words.word(i + 1) == "is" && words.text.raw(i + 1..i + 2) == "is";
        // `shelling that hit P`
        let relative = words.word(i + 1) == "that" && words.is(i + 2, class::VERB | class::BE | class::HAVE);
        self.next & (class::DET | class::NUMBER) != 0 && !relative
            || !being && words.name_at(i + 1).is_some_and(|n| n.entry != Entry::Decoy)
            || words.is(i + 1, class::ARTICLE)
            || matches!(words.word(i + 1), "it" | "them")
            || words.is_capital(i + 1)
            || self.opens_place(i + 1)
            || takes_noun(words, i)
            || takes_place_over(words, i)
    }

    /// `amid bombing`; but not `by bombing P`, `went on bombing P`.
    fn is_governed_ing(&self) -> bool {
        let (words, i) = (self.words, self.i);
        let keeps = |f: &(Lemma, Form)| matches!(words.lexicon.lemma(f.0), "go" | "keep" | "carry");
        let goes_on = self.before_word == "on" && i > self.range.start + 1 && words.forms(i - 2).iter().any(keeps);
        let named_next = words.name_at(i + 1).is_some_and(|n| matches!(n.entry, Entry::Place(_) | Entry::Side(..)));
        let free = match self.before_word {
            "by" | "after" | "before" => true,
            "for" | "of" => named_next,
            _ => goes_on || self.is_succeeded_in(),
        };
        self.before & class::PREPOSITION != 0 && !free
    }

    /// `succeeded in storming P`.
    fn is_succeeded_in(&self) -> bool {
        let (words, i) = (self.words, self.i);
        let succeeds = |f: &(Lemma, Form)| words.lexicon.lemma(f.0) == "succeed";
        self.before_word == "in" && i > self.range.start + 1 && words.forms(i - 2).iter().any(succeeds)
    }

    /// `southern Syria's Nawa`: a direction before a name.
    fn opens_place(&self, at: usize) -> bool {
        self.words.is(at, class::DIRECTION) && self.words.is_capital(at + 1)
    }

    /// A base form or a third person: a noun unless its neighbours say otherwise.
    fn is_present_verb(&self) -> bool {
        // `The battle saw P, Q and R fall to the rebels`
        let seen = self.words.word(self.i) == "fall" && !self.inside_noun;
        if self.is_joined_infinitive()
            || self.brings()
            || self.ends_clause()
            || self.holds_but()
            || seen && saw_places(self.words, self.chunks, self.verbs)
            || self.is_seen_deed()
            || self.is_told_in_relative()
        {
            return true;
        }
        if self.determined || self.described || self.before & class::PREPOSITION != 0 || self.is_noun_of_party() {
            return false;
        }
        // `where clashes are expected`, `P, where clashes rage`
        let is_next = self.next & (class::BE | class::HAVE | class::MODAL) != 0;
        if self.noun && self.before_word == "where" || self.words.noun_at(self.i).is_some() && is_next {
            return false;
        }
        if self.noun { self.is_verb_not_noun() } else { self.is_verb_after_subject() }
    }

    /// `Monday saw the army gain control of P`, `helped rebels mount an offensive`, `helped prevent its fall`.
    fn is_seen_deed(&self) -> bool {
        let lets = |chunk: &Chunk| matches!(chunk.kind, Kind::Verb(v) if self.lets_act(v));
        let seen = match self.chunks {
            [.., v, s] if matches!(s.kind, Kind::Side(_)) => lets(v),
            [.., v] => lets(v),
            _ => false,
        };
        let object = self.next & (class::DET | class::NUMBER) != 0 || self.words.name_at(self.after).is_some();
        seen && !self.inside_noun && self.has_form(Form::Base) && (object || takes_noun(self.words, self.i))
    }

    fn lets_act(&self, verb: usize) -> bool {
        let lemma = self.verbs.get(verb).and_then(|verb| verb.lemma);
        lemma.is_some_and(|l| self.words.lexicon.is_verb_in(l, list::BARE_INFINITIVE))
    }

    /// `to clear A and recapture B`.
    fn is_joined_infinitive(&self) -> bool {
        let (words, i) = (self.words, self.i);
        let opens = |c: &Chunk| words.word(c.from) == "to" || words.is(c.from, class::MODAL);
        let infinitive = || self.chunks.iter().rev().take(8).any(|c| opens(c) && matches!(c.kind, Kind::Verb(_)));
        let opens_object = || {
            words.name_at(i + 1).is_some()
                || self.next & (class::DET | class::ADJECTIVE | class::NUMBER) != 0
                || matches!(words.word(i + 1), "it" | "them")
                || takes_noun(words, i)
                || words.is_capital(i + 1)
        };
        self.last == Some(Kind::And) && !self.inside_noun && self.has_form(Form::Base) && infinitive() && opens_object()
    }

    /// `The defeat leaves the rebels with P`.
    fn brings(&self) -> bool {
        let lexicon = self.words.lexicon;
        let brings = |f: &(Lemma, Form)| f.1 == Form::Third && lexicon.is_verb_in(f.0, list::BRINGING);
        !self.determined
            && !self.described
            && !self.noun
            && self.next & class::DET != 0
            && self.words.forms(self.i).iter().any(brings)
    }

    /// `If P goes, Q is next`, `P falls after a week`, `P and Q surrender.`
    fn ends_clause(&self) -> bool {
        let (words, i) = (self.words, self.i);
        let named = matches!(self.last, Some(Kind::Place(_))) && !self.inside_noun;
        let ended = matches!(words.word(i + 1), "," | "then" | "next" | "the" | "." | "" | "after" | "without");
        // `P, Q and R surrender.`, but not `the P surrender`
        let pointed = || self.chunks.last().is_some_and(|c| words.is(c.from, class::DET));
        let gives_up = || matches!(words.word(i), "surrender" | "surrenders") && !pointed();
        named && ended && (matches!(words.word(i), "goes" | "falls" | "collapses") || gives_up())
    }

    /// `has no troops in P but controls Q`.
    fn holds_but(&self) -> bool {
        let words = self.words;
        let place_next = || words.name_at(self.after).is_some_and(|n| matches!(n.entry, Entry::Place(_)));
        self.before_word == "but"
            && !self.inside_noun
            && is_state(words, self.i)
            && (words.is(self.i + 1, class::DET | class::NUMBER) || place_next() || words.part_at(self.after).is_some())
    }

    fn follows_subject(&self) -> bool {
        let small = class::PRONOUN | class::RELATIVE | class::PEOPLE | class::FORCE;
        matches!(self.last, Some(Kind::Side(_) | Kind::Pronoun | Kind::Relative | Kind::Adverb)) && !self.inside_noun
            || matches!(self.last, Some(Kind::Place(_))) && !self.inside_noun && !self.noun
            || self.before & small != 0
            || (!self.noun || self.words.word(self.i) == "break")
                && is_after_event(self.words, self.i, self.range.start)
    }

    /// A word that can be no noun of an event: `seize`, `say`.
    fn is_verb_after_subject(&self) -> bool {
        let (words, i, after, next) = (self.words, self.i, self.after, self.next);
        let small = class::DET | class::PREPOSITION | class::ADVERB | class::NUMBER | class::VERB | class::PRONOUN;
        let object_next = next & small != 0
            // `takes key town`, not `positions north of P`
            || next & class::ADJECTIVE != 0 && next & class::DIRECTION == 0
            || words.name_at(after).is_some()
            || words.is_capital(after)
            || self.opens_place(after)
            || words.type_at(after).is_some()
            || words.part_at(after).is_some()
            || takes_noun(words, i)
            || after >= self.range.end;
        let free = !self.inside_noun;
        object_next && self.follows_subject()
            // `P, which lie west of Q`
            || free && self.last == Some(Kind::Relative)
            // `P, which the rebels surround, is hungry`
            || free && self.has_form(Form::Base) && self.follows_relative_party()
            || free && self.last == Some(Kind::Comma) && after_aside(words, i, self.chunks)
            || free && self.last == Some(Kind::And) && next & class::DET != 0
            // `Army advances in P, takes over Q`
            || free && self.last == Some(Kind::Comma) && self.goes_on_after_comma() && object_next
            || words.is(i, class::NEGATION)
    }

    /// `takes` after a comma in a headline that begins with a party.
    fn goes_on_after_comma(&self) -> bool {
        self.has_form(Form::Third) && matches!(self.chunks.first().map(|c| c.kind), Some(Kind::Side(_)))
    }

    /// A word that can be the noun of an event: `attack`, `control`, `shell`.
    fn is_verb_not_noun(&self) -> bool {
        if !self.inside_noun && self.has_form(Form::Base) && (self.is_in_relative() || self.goes_on()) {
            return true;
        }
        // `Army gains control of P`
        let light = || self.words.noun_at(self.i + 1).is_some() && takes_noun(self.words, self.i);
        self.follows_subject() && self.agrees() && (self.opens_object() || light())
    }

    /// `P, which opposition forces hold`, `pockets that rebels still control in P`, `territory rebels hold in P`, `the last
    /// town the rebels still hold`.
    fn is_in_relative(&self) -> bool {
        let (words, i) = (self.words, self.i);
        let still = matches!(self.chunks, [.., r, s, a] if r.kind == Kind::Relative && matches!(s.kind, Kind::Side(_)) && a.kind == Kind::Adverb);
        let chunks = match self.chunks {
            [before @ .., adverb] if adverb.kind == Kind::Adverb => before,
            chunks => chunks,
        };
        let contact = matches!(chunks, [.., p, s] if matches!(p.kind, Kind::Place(_)) && matches!(s.kind, Kind::Side(_)))
            && matches!(words.word(i), "hold" | "control")
            && matches!(words.word(i + 1), "in" | "." | "," | ";");
        self.follows_relative_party() || still || contact
    }

    /// `P, which the rebels say they still hold`, `P, which the army says it controls`.
    fn is_told_in_relative(&self) -> bool {
        let told = match self.chunks {
            [told @ .., adverb] if adverb.kind == Kind::Adverb => told,
            told => told,
        };
        let told = match told {
            [told @ .., clause, pronoun] if clause.kind == Kind::Clause && pronoun.kind == Kind::Pronoun => told,
            [told @ .., pronoun] if pronoun.kind == Kind::Pronoun => told,
            _ => return false,
        };
        let says = |s: &Chunk, v: &Chunk| matches!((s.kind, v.kind), (Kind::Side(_), Kind::Verb(_)));
        !self.inside_noun && matches!(told, [.., r, s, v] if r.kind == Kind::Relative && says(s, v))
    }

    /// The word before it, but for adverbs: `fighters now control P`.
    fn word_before_adverbs(&self) -> Option<usize> {
        let words = self.words;
        let adverb = |p: usize| {
            words.is(p, class::ADVERB) || matches!(words.word(p), "no" | "longer") || is_in_passing(words, p)
        };
        let before = (self.range.start..self.i).rev().find(|&p| !adverb(p))?;
        // `The rebels (FSA) hold P`
        let named_again = words.word(before) == ")" && before >= self.range.start + 3 && words.word(before - 2) == "(";
        Some(if named_again { before - 3 } else { before })
    }

    /// `broke into P and now hold half of it`.
    fn goes_on(&self) -> bool {
        let (words, i) = (self.words, self.i);
        let share = words.part_at(i + 1).is_some() || words.word(i + 1) == "most" || opens_share(words, i + 1);
        let after_and = self.word_before_adverbs().is_some_and(|p| words.is(p, class::CONJUNCTION) && p + 1 < i);
        // `besiege P and shell it`
        let present = || self.verbs.last().is_some_and(|verb| verb.present && verb.is_finite() && !verb.passive);
        let object = matches!(words.word(i + 1), "it" | "them") || words.is(i + 1, class::DET);
        self.last == Some(Kind::And) && (share || object && !self.inside_noun && present())
            || after_and && self.next & (class::DET | class::NUMBER) != 0
    }

    /// Whether it stands in the number of its subject.
    fn agrees(&self) -> bool {
        let words = self.words;
        let subject = self.word_before_adverbs();
        let word = subject.map_or("", |p| words.word(p));
        if self.has_form(Form::Third) {
            let name = subject.is_some_and(|p| words.text.tokens()[p].shape == Shape::Upper);
            return !word.ends_with('s') || word == "strikes" || name;
        }
        // `Rebels from the Levant Front control P`
        let headed = || {
            let side = self.chunks.iter().rev().find(|c| c.kind != Kind::Adverb);
            let side = side.filter(|c| matches!(c.kind, Kind::Side(_)) && subject.is_some_and(|p| p < c.to));
            let head = side.map(|c| c.from + usize::from(words.is(c.from, class::DET)));
            head.is_some_and(|t| words.word(t).ends_with('s') && words.is(t + 1, class::PREPOSITION))
        };
        word.ends_with('s')
            || headed()
            || subject.is_some_and(|p| {
                words.text.tokens()[p].shape == Shape::Upper
                    || words.is(p, class::PRONOUN | class::RELATIVE)
                    || words.is_in(p, list::PLURAL_SUBJECTS)
            })
    }

    /// Whether what comes next can be its object, or says how far: `thrust deep into P`.
    fn opens_object(&self) -> bool {
        let (words, after, next) = (self.words, self.after, self.next);
        let word = words.word(self.i + 1);
        let of_noun = matches!(word, "on" | "in" | "of" | "by" | "at" | "against" | "near" | "for" | "from");
        matches!(word, "deep" | "deeper" | "further" | "farther" | "closer" | "out" | "sway" | "it" | "them")
            || next & (class::DET | class::NUMBER) != 0
            || words.part_at(after).is_some()
            || opens_share(words, after)
            || next & class::ADJECTIVE != 0 && words.part_at(after + 1).is_some()
            // `Rebels shell government-held P`, `Rebels attack army near P`
            || words.name_at(after).is_some_and(|n| matches!(n.entry, Entry::Place(_) | Entry::Side(..)))
            || words.is_capital(after)
            || self.opens_place(after)
            || self.before & (class::PRONOUN | class::RELATIVE) != 0
            || next & class::PREPOSITION != 0 && !of_noun
    }
}

/// `saw P, Q and R`: a verb of seeing with its places at the end of the chunks.
fn saw_places(words: &Words<'_>, chunks: &[Chunk], verbs: &[Verb]) -> bool {
    let listed = |c: &&Chunk| matches!(c.kind, Kind::Place(_) | Kind::And | Kind::Comma);
    let saw = |c: &Chunk| match c.kind {
        Kind::Verb(v) => verbs[v].lemma.is_some_and(|l| words.lexicon.is_verb_in(l, list::BARE_INFINITIVE)),
        _ => false,
    };
    let places = chunks.iter().rev().take_while(listed).count();
    let last = matches!(chunks.last().map(|c| c.kind), Some(Kind::Place(_)));
    last && chunks.len().checked_sub(places + 1).is_some_and(|c| saw(&chunks[c]))
}

/// `remains cut`, `stayed largely surrounded`: a verb of state before a participle is as good as `is`.
pub(super) fn is_staying(words: &Words<'_>, i: usize) -> bool {
    if !words.is_in(i, list::STAYING) {
        return false;
    }
    let mut next = i + 1;
    while words.is(next, class::ADVERB) && !words.is(next, class::VERB) {
        next += 1;
    }
    words.bits(next) & (class::DET | class::PREPOSITION) == 0
        && words.forms(next).iter().any(|f| matches!(f.1, Form::Participle | Form::PastOrParticiple | Form::Past))
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
    let states = words.is_in(i, list::KEEPING);
    let opens = chunks.iter().rev().skip(1).take(8).position(|c| c.kind == Kind::Comma);
    states
        && opens.is_some_and(|back| {
            let before = chunks.len().checked_sub(3 + back).map(|k| chunks[k].kind);
            matches!(before, Some(Kind::Place(_) | Kind::Side(_) | Kind::Noun))
        })
}

/// `holds`, `controls`: a verb of who has a place.
fn is_state(words: &Words<'_>, i: usize) -> bool {
    words.forms(i).iter().any(|f| words.lexicon.has_rule(f.0, |rule| rule.state))
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

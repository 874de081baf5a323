//! Who: the phrases that name one of the four sides.
//!
//! A side phrase is a run of side words and nouns of force: `Syrian army troops`, `Islamic State
//! militants`, `the al-Qaeda-linked Nusra Front`. Weak words (`militants`, `forces`) leave the side
//! to a stronger word beside them, and `militants` means the Islamic State where the sentences
//! before speak of it.

use super::lexicon::{Entry, Form, Named, NounEvents, SideWord, class};
use super::list;
use super::words::Words;
use crate::side::Side;

/// A phrase that names a side: tokens `from..to`.
#[derive(Clone, Debug)]
pub struct SidePhrase {
    /// The first token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// The side; `None` for the coalition where it fights beside nobody, and where words disagree.
    pub side: Option<Side>,
    /// Words that could be another side's too: militants, fighters, terrorists.
    pub weak: bool,
    /// Only an adjective: it says whose the noun after it is.
    pub adjective: bool,
    /// Nothing but arms: warplanes, shells.
    pub arms: bool,
    /// The coalition.
    pub coalition: bool,
    /// The tokens that name the group.
    pub group: (usize, usize),
}

/// Finds the side phrases of a text, in order.
pub fn find(words: &Words<'_>) -> Vec<SidePhrase> {
    let mut found: Vec<SidePhrase> = Vec::new();
    let mut free = 0;
    for name in words.names() {
        // `anti-IS operations`: none of it.
        let against = name.from > 0 && words.is_joined(name.from) && words.word(name.from - 1) == "anti";
        let phrase = if name.from >= free && !against { phrase_at(words, name.from) } else { None };
        // `Our fighters took P`: of whoever speaks, as `our men` and `we`.
        let phrase = phrase.filter(|phrase| !is_our(words, phrase));
        if let Some(phrase) = phrase {
            free = phrase.to;
            let settled = settle(words, phrase).map(|phrase| with_allies(words, with_doubt(words, phrase)));
            free = settled.as_ref().map_or(free, |phrase| phrase.to.max(free));
            found.extend(settled);
        }
    }
    settle_members(words, &mut found);
    settle_allies(words, &mut found);
    settle_own(words, &mut found);
    settle_weak(words, &mut found);
    settle_again(words, &mut found);
    settle_coalition(words, &mut found);
    found
}

/// `our fighters`, `our troops`: a word for forces that only says that they are the speaker's.
fn is_our(words: &Words<'_>, phrase: &SidePhrase) -> bool {
    let our = phrase.from.checked_sub(1).is_some_and(|t| words.word(t) == "our");
    our && phrase.to == phrase.from + 1 && !phrase.arms && words.is_in(phrase.from, list::SAID_AGAIN)
}

/// `the army and its allies`, `rebels along with allied groups`: those who are not named go with the party.
fn with_allies(words: &Words<'_>, mut phrase: SidePhrase) -> SidePhrase {
    let joint = if words.word(phrase.to) == "and" {
        phrase.to + 1
    } else if words.is_in(phrase.to, list::GOING_ALONG) && words.word(phrase.to + 1) == "with" {
        phrase.to + 2
    } else {
        return phrase;
    };
    // `its foreign allies`, `allied Islamist groups`
    let last = joint + 1 + usize::from(words.is(joint + 1, class::ADJECTIVE));
    let theirs = matches!(words.word(joint), "its" | "their") && words.is_in(last, list::ALLIES);
    let allied = words.word(joint) == "allied" && words.is(last, class::FORCE);
    if !phrase.adjective && !phrase.arms && phrase.side.is_some() && (theirs || allied) {
        phrase.to = last + 1;
    }
    phrase
}

/// `the so-called Islamic State`, `the self-styled "Islamic State"`: the words of doubt belong to the name.
fn with_doubt(words: &Words<'_>, mut phrase: SidePhrase) -> SidePhrase {
    let quote = |t: usize| words.word(t) == "\"";
    let quoted = phrase.from > 0 && quote(phrase.from - 1) && quote(phrase.to);
    let name = phrase.from - usize::from(quoted);
    let doubted = name > 1
        && words.is_joined(name - 1)
        && matches!(words.word(name - 2), "so" | "self")
        && words.is_in(name - 1, list::STYLED);
    if doubted {
        (phrase.from, phrase.to) = (name - 2, phrase.to + usize::from(quoted));
    }
    phrase
}

fn is_weak_pair(first: &str, second: &str) -> bool {
    matches!(
        (first, second),
        ("armed" | "terrorist" | "terror" | "militant", "groups" | "group")
            | ("the", "military")
            | ("united", "states")
    )
}

fn phrase_at(words: &Words<'_>, start: usize) -> Option<SidePhrase> {
    let name = words.name_at(start)?;
    let Entry::Side(..) = name.entry else { return seat_at(words, start, name.to) };
    // `The town is government territory`: IS is written in capitals.
    if words.word(start) == "is" && words.text.raw(start..start + 1) != "IS" {
        return None;
    }
    let mut phrase = SidePhrase {
        from: start,
        to: start,
        side: None,
        weak: true,
        adjective: true,
        arms: false,
        coalition: false,
        group: (start, start),
    };
    let mut at = start;
    loop {
        if let Some(Entry::Side(named, word, group)) = words.name_at(at).map(|n| n.entry) {
            // A headline ends without a mark: `seized by rebels`, and the text goes on with `Syrian troops`.
            if at > start && words.text.sentence_of(at) != words.text.sentence_of(start) {
                break;
            }
            // `the army is advancing`: IS is written in capitals.
            if at > start && words.word(at) == "is" && words.text.raw(at..at + 1) != "IS" {
                break;
            }
            let to = words.name_at(at).map_or(at + 1, |n| n.to);
            let text = words.text;
            let weak = to - at == 1 && words.is_in(at, list::WEAK)
                || to - at == 2 && is_weak_pair(text.word(at), text.word(at + 1));
            // `After clashes with regime forces rebel factions took P`: two parties, where the comma is lost.
            let other = matches!(named, Named::Side(side) if phrase.side.is_some_and(|first| first != side));
            if other && !weak && !phrase.weak && !phrase.adjective && at == phrase.to {
                break;
            }
            // A joined modifier belongs to another noun: `Saudi-led`, `Damascus-based`.
            if words.is_joined(to)
                && !words.name_at(to).is_some_and(|n| matches!(n.entry, Entry::Side(..)))
                && !words.is(to, class::FORCE)
            {
                if at == start {
                    return compound(words, phrase, at, to, named);
                }
                break;
            }
            // `Syrian` gives way to any word: `Syrian insurgents`.
            let syrian = phrase.to == start + 1 && words.word(start) == "syrian";
            let stronger = phrase.weak && (!weak || syrian);
            if phrase.to == start || stronger {
                match named {
                    Named::Side(side) => (phrase.side, phrase.coalition) = (Some(side), false),
                    Named::Coalition => (phrase.side, phrase.coalition) = (None, true),
                }
                phrase.weak = weak;
                phrase.group = (at, to);
            } else if group {
                phrase.group = (at, to);
            }
            if word == SideWord::Head {
                phrase.adjective = false;
            }
            at = to;
        } else if words.is(at, class::FORCE)
            && !starts_clause(words, at)
            && words.name_at(at).is_none()
            // `artillery fire`, `air raids`: the noun of an event stands for itself.
            && words.noun_at(at).is_none_or(|n| n.0 <= at + 1 && words.noun_at(at + 1).is_none())
        {
            phrase.arms = words.is(at, class::ARMS);
            phrase.adjective = false;
            if phrase.group.1 == at {
                phrase.group.1 = at + 1;
            }
            at += 1;
        } else {
            break;
        }
        phrase.to = at;
        // `the "Islamic State" organization`
        let quoted = words.word(at) == "\""
            && words.word(start.wrapping_sub(1)) == "\""
            && (words.is(at + 1, class::FORCE)
                || words.name_at(at + 1).is_some_and(|n| matches!(n.entry, Entry::Side(..))));
        if quoted {
            phrase.from = start - 1;
            at += 1;
            phrase.to = at;
            continue;
        }
        if let Some(next) = glue(words, at) {
            if words.is_mark(next - 1) && words.word(next - 1) != "'s" {
                phrase.to = next;
            }
            at = next;
        }
    }
    Some(phrase)
}

/// A force noun that begins another clause, or is its verb: `rebels war`, `Turkey shells P`.
fn starts_clause(words: &Words<'_>, at: usize) -> bool {
    // `Turkey shells P`, `Army shells rebel positions`, not `Turkish shells hit P`
    let strikes = words.is(at, class::ARMS)
        && words.forms(at).iter().any(|form| form.1 == Form::Third)
        && (words.is(at + 1, class::DET)
            || matches!(words.word(at + 1), "it" | "them")
            || words.name_at(at + 1).is_some_and(|n| matches!(n.entry, Entry::Place(_) | Entry::Side(..))));
    words.text.tokens()[at].lines > 0 || strikes
}

/// Steps over a possessive or a bracket to the next word of the same phrase.
fn glue(words: &Words<'_>, at: usize) -> Option<usize> {
    let next = if words.word(at) == "'s" || is_full_stop_of_us(words, at) { at + 1 } else { at };
    let next = if words.word(next) == "(" || words.word(next) == "[" {
        return past_bracket(words, next);
    } else {
        next
    };
    let goes_on =
        words.name_at(next).is_some_and(|n| matches!(n.entry, Entry::Side(..))) || words.is(next, class::FORCE);
    (goes_on && next > at).then_some(next)
}

/// The token after a bracket that names the same side once more: `the Nusra Front (also known as Fatah al-Sham Front)`,
/// `Daesh (ISIL or ISIS)`.
fn past_bracket(words: &Words<'_>, bracket: usize) -> Option<usize> {
    let mut at = (bracket + 1..bracket + 5).find(|&t| !words.is_in(t, list::KNOWN_AS)).unwrap_or(bracket + 1);
    loop {
        at = words.name_at(at).filter(|n| matches!(n.entry, Entry::Side(..)))?.to;
        match words.word(at) {
            ")" | "]" => return Some(at + 1),
            "or" | "and" | "/" | "," => at += 1,
            _ => return None,
        }
    }
}

/// `the U.S. military`: the stop belongs to the name.
fn is_full_stop_of_us(words: &Words<'_>, at: usize) -> bool {
    words.word(at) == "." && at > 0 && words.word(at - 1) == "u.s"
}

/// `S-held`, `S-led forces`, `S-backed forces`: the first is read by the place phrase, the second keeps
/// its side, the third belongs to whoever is backed.
fn compound(words: &Words<'_>, mut phrase: SidePhrase, at: usize, to: usize, named: Named) -> Option<SidePhrase> {
    if words.is(to, class::HELD | class::BESIEGED) || words.is_in(to, list::JOINED_TO) {
        if let Named::Side(side) = named {
            phrase.side = Some(side);
        }
        phrase.coalition = named == Named::Coalition;
        phrase.weak = false;
        phrase.group = (at, to);
        phrase.to = to;
        if words.is(to, class::HELD | class::BESIEGED) {
            return Some(phrase);
        }
        let mut end = to + 1;
        while words.is(end, class::FORCE) || words.name_at(end).is_some_and(|n| matches!(n.entry, Entry::Side(..))) {
            end = words.name_at(end).map_or(end + 1, |n| n.to);
            phrase.adjective = false;
        }
        phrase.to = end;
        return Some(phrase);
    }
    None
}

/// Drops what is no side after all: `government officials`, `the Iraqi army`.
fn settle(words: &Words<'_>, mut phrase: SidePhrase) -> Option<SidePhrase> {
    let after = if words.word(phrase.to) == "'s" { phrase.to + 1 } else { phrase.to };
    // `the rebel town of P`: the place phrase reads who holds it. A Kurdish town is one where Kurds live.
    let owner = words.word(after) == "territory"
        || words.is_in(phrase.to - 1, list::OWNERS)
            && words.word(phrase.to - 1) != "kurdish"
            && matches!(words.word(after), "town" | "city" | "village" | "towns" | "cities" | "villages");
    // `the rebels press on`, not `the rebel press`
    let presses = words.word(after) == "press"
        && matches!(words.word(after + 1), "on" | "ahead" | "forward" | "towards" | "toward" | "deeper" | "closer");
    if words.is(after, class::NOT_SIDE) && !words.is(after, class::FORCE) && !owner && !presses {
        return None;
    }
    if words.is_in(phrase.from, list::SEATS) && !is_acting_seat(words, &phrase) {
        return None;
    }
    // `the military airport of P`
    if words.word(phrase.to - 1) == "military" && words.type_at(phrase.to).is_some() {
        return None;
    }
    // `Iraqi militants`, `unknown gunmen`: of no side here, or nobody knows of which.
    let nobody = |before| words.is_in(before, list::FOREIGN) || words.is_in(before, list::NAMELESS);
    if phrase.from.checked_sub(1).is_some_and(|before| phrase.weak && nobody(before)) {
        return None;
    }
    // `a military operation`: of whichever side.
    if phrase.to == phrase.from + 1
        && words.word(phrase.from) == "military"
        && words.noun_at(phrase.to).is_some()
        && words.word(phrase.from.wrapping_sub(1)) != "the"
    {
        return None;
    }
    // `Turkish` and `Russian` alone name a people, a border, a minister.
    if phrase.adjective
        && phrase.to - phrase.from == 1
        && matches!(words.word(phrase.from), "syrian" | "shiite" | "shia" | "us" | "state")
    {
        let next_is_event = words.noun_at(phrase.to).is_some()
            || words.is(phrase.to, class::ADJECTIVE) && words.noun_at(phrase.to + 1).is_some();
        if !next_is_event && !words.is_joined(phrase.to) {
            return None;
        }
    }
    if words.word(phrase.from) == "is" && !words.is_capital(phrase.from)
        || words.word(phrase.from) == "us" && !words.is_capital(phrase.from)
    {
        return None;
    }
    // `IS` in capitals is the group, unless the whole headline is in capitals.
    if words.word(phrase.from) == "is" && words.text.raw(phrase.from..phrase.from + 1) != "IS" {
        return None;
    }
    if words.word(phrase.from) == "tip" || words.word(phrase.from) == "dash" {
        phrase.weak = true;
        if !words.is_capital(phrase.from) {
            return None;
        }
    }
    Some(phrase)
}

/// `Damascus denied it`: a place of the list of seats is its state's where it acts.
fn seat_at(words: &Words<'_>, from: usize, to: usize) -> Option<SidePhrase> {
    let phrase = SidePhrase {
        from,
        to,
        side: Some(Side::Government),
        weak: false,
        adjective: false,
        arms: false,
        coalition: false,
        group: (from, to),
    };
    (to == from + 1 && words.is_in(from, list::SEATS)).then_some(phrase)
}

/// `Moscow has bombed P`, `Ankara's jets`, `raids by Moscow`: who sits there, not where.
fn is_acting_seat(words: &Words<'_>, phrase: &SidePhrase) -> bool {
    let before = phrase.from.checked_sub(1);
    let prep = before.is_some_and(|t| words.is(t, class::PREPOSITION));
    let does = words.is(phrase.to, class::HAVE) || words.is(phrase.to, class::VERB) && !words.is_joined(phrase.to);
    let blamed = |t: usize| words.forms(t).iter().any(|form| words.lexicon.is_verb_in(form.0, list::BLAMING));
    // `Moscow's bombing of P`
    let noun = phrase.to + 1;
    let deed = words.word(phrase.to) == "'s"
        && (words.noun_events(noun).has(NounEvents::STRIKE) || words.noun_events(noun).has(NounEvents::ATTACK))
        && words.noun_at(noun).is_some_and(|(to, _)| matches!(words.word(to), "of" | "on" | "against"));
    deed || before.is_some_and(|t| words.word(t) == "by" || blamed(t)) || !prep && (does || phrase.to > phrase.from + 1)
}

/// `jihadists from the Islamic State`: the side named after a weak one is meant.
fn settle_members(words: &Words<'_>, sides: &mut [SidePhrase]) {
    for i in 1..sides.len() {
        let (before, after) = sides.split_at_mut(i);
        let (weak, strong) = (&mut before[i - 1], &after[0]);
        let between = weak.to..strong.from;
        let link = weak.to + relative_be(words, weak.to);
        let linked = between.end <= link + 4
            && words.is_in(link, list::MEMBERS_OF)
            && (link + 1..between.end).all(|t| words.word(t) == "'s" || words.is_in(t, list::BETWEEN_MEMBERS));
        // `a coalition led by the Nusra Front`
        let led = weak.side.is_none()
            && between.len() <= 4
            && matches!(words.word(weak.to - 1), "coalition" | "alliance")
            && words.word(weak.to) == "led"
            && words.word(weak.to + 1) == "by";
        if led && !strong.weak {
            weak.side = strong.side;
        }
        // `the al-Qaeda-linked group of the Islamic State`
        let group = linked && words.word(weak.to - 1) == "group" && words.word(weak.to) == "of";
        if linked && (weak.weak || group) && !strong.weak && !weak.adjective && strong.side.is_some() {
            weak.side = strong.side;
            weak.weak = false;
        }
    }
}

/// The words of `which is` in `the group, which is linked to the Islamic State`.
fn relative_be(words: &Words<'_>, at: usize) -> usize {
    let comma = usize::from(words.word(at) == ",");
    let which =
        matches!(words.word(at + comma), "which" | "that") && matches!(words.word(at + comma + 1), "is" | "was");
    if which { comma + 2 } else { 0 }
}

/// `the Turkish army and its Syrian allies`, `the rebels and allied militias`: allies fight on the side they are
/// joined to.
fn settle_allies(words: &Words<'_>, sides: &mut [SidePhrase]) {
    for i in 1..sides.len() {
        let (before, after) = sides.split_at_mut(i);
        let (first, allies) = (&before[i - 1], &mut after[0]);
        let joined = (first.to..allies.from).all(|t| words.is_in(t, list::BEFORE_ALLIES));
        let allied = words.word(allies.to - 1) == "allies"
            || words.word(allies.from) == "allied"
            || words.word(allies.from - 1) == "allied" && allies.weak;
        if joined && first.to < allies.from && first.side.is_some() && allied {
            (allies.side, allies.weak) = (first.side, first.weak);
        }
    }
}

/// `The YPG said its fighters had taken P`: they are of the party named before in the sentence; `its` is one
/// body's, not `the rebels`.
fn settle_own(words: &Words<'_>, sides: &mut [SidePhrase]) {
    for i in 1..sides.len() {
        let (before, after) = sides.split_at_mut(i);
        let own = &mut after[0];
        let whose = own.from.checked_sub(1).map_or("", |t| words.word(t));
        // `the FSA's Southern Army`
        if let Some(owner) = before.last().filter(|owner| owner.side.is_some() && !owner.weak) {
            let name = owner.to + 1..own.from;
            let part = words.word(owner.to) == "'s" && name.len() == 1 && name.clone().all(|t| words.is_capital(t));
            if part && words.is(own.to - 1, class::FORCE) && own.to == own.from + 1 {
                (own.side, own.weak) = (owner.side, false);
                continue;
            }
        }
        let whose = if is_the_bodys(words, own.from) { "its" } else { whose };
        // `an SDF commander said his fighters`
        let of_person = matches!(whose, "his" | "her");
        if !of_person && !matches!(whose, "its" | "their") || own.to != own.from + 1 || own.adjective || own.arms {
            continue;
        }
        let sentence = words.text.sentence_of(own.from);
        let in_sentence = before.iter().rev().take_while(|side| words.text.sentence_of(side.from) == sentence);
        let party = |side: &&SidePhrase| (!side.adjective || of_person) && !side.arms;
        // `the Syrian Democratic Forces`: one body by its capitals.
        let named = |side: &SidePhrase| {
            side.group.1 > side.group.0 + 1 && (side.group.1 - 2..side.group.1).all(|t| words.is_capital(t))
        };
        let one_body = |side: &&SidePhrase| whose != "its" || !words.word(side.to - 1).ends_with('s') || named(side);
        let mut owners = in_sentence.filter(party).filter(one_body);
        // `S attacked S2 and its fighters took P`: of who acts in the clause before.
        let joined = own.from.checked_sub(2).is_some_and(|t| matches!(words.word(t), "and" | "as" | "while"));
        let owner = if joined { owners.last() } else { owners.next() };
        // `The SDF took P. Its fighters are clearing it`: of what the sentence before is about.
        let start = words.text.sentences()[sentence].tokens().start;
        let joint = usize::from(words.is(start, class::CONJUNCTION));
        // `P was hit by its fighters`
        let alone = owner.is_none() && whose == "its" && before.last().is_none_or(|side| side.from < start);
        let opens = own.from == start + joint + 1 || alone;
        let last = |side: &&SidePhrase| words.text.sentence_of(side.from) + 1 == sentence;
        let before_it = before.iter().filter(last).filter(party).find(one_body).filter(|_| opens);
        let sure = |owner: &&SidePhrase| {
            !owner.weak || words.word(owner.to - 1) == "turkey" || owner.side == Some(Side::Government)
        };
        if let Some(side) = owner.or(before_it).filter(sure).and_then(|owner| owner.side) {
            (own.side, own.weak) = (Some(side), false);
        }
    }
}

/// `the group's fighters`, also where the apostrophe is lost.
fn is_the_bodys(words: &Words<'_>, at: usize) -> bool {
    let the = |body: usize| body > 0 && words.word(body - 1) == "the";
    let Some(last) = at.checked_sub(1) else { return false };
    if words.word(last) == "'s" {
        return last > 0 && words.is_in(last - 1, list::BODIES) && the(last - 1);
    }
    let bare = words.word(last).strip_suffix('s').map(|body| words.lexicon.listed(body));
    bare.is_some_and(|body| words.lexicon.is_in(body, list::BODIES)) && the(last)
}

/// `militants`, `jihadists`, `fighters` mean the Islamic State where the last named enemy of the
/// government in this sentence or the two before it that name a party is the Islamic State.
///
/// `the extremist group` is the group named last, whoever it fought.
fn settle_weak(words: &Words<'_>, sides: &mut [SidePhrase]) {
    let mut last: Option<(Side, usize)> = None;
    let mut last_name: Option<(Side, usize)> = None;
    // The Islamic State, named by itself: `the militants` are its own where others are called rebels.
    let mut last_is: Option<usize> = None;
    let strong = last_words(sides);
    let turns = turns(words, sides);
    for phrase in sides.iter_mut() {
        let sentence = turns[words.text.sentence_of(phrase.from)];
        let one_group = phrase.weak
            && matches!(words.word(phrase.to - 1), "group" | "organization" | "organisation")
            && phrase.from.checked_sub(1).is_some_and(|before| matches!(words.word(before), "the" | "this"));
        match (phrase.side, last_name) {
            (Some(_), Some((side, at))) if one_group && sentence <= at + 2 => {
                phrase.side = Some(side);
                last_name = Some((side, sentence));
                continue;
            }
            (Some(Side::IslamicState), _) => last_name = Some((Side::IslamicState, sentence)),
            // `the Nusra Front`, not `Rebels`, `Syrian rebels`
            (Some(Side::Opposition), _)
                if phrase.group.0 + 1 < phrase.group.1
                    && words.is_capital(phrase.group.1 - 1)
                    && !is_beside(words, phrase, last_name, sentence) =>
            {
                last_name = Some((Side::Opposition, sentence));
            }
            _ => {}
        }
        let alone = phrase.to == phrase.from + 1;
        if alone && phrase.weak && is_called(words, &strong, phrase.from, Side::Kurdish) {
            phrase.side = Some(Side::Kurdish);
            continue;
        }
        let called = alone && is_called(words, &strong, phrase.from, Side::Opposition);
        let could_be_is = !called
            && phrase.weak
            && phrase.side == Some(Side::Opposition)
            && [phrase.to - 1, phrase.from].iter().any(|&at| words.is_in(at, list::COULD_BE_IS));
        if could_be_is {
            let named = last.is_some_and(|(side, at)| side == Side::IslamicState && sentence <= at + 2);
            let told_apart = words.is_in(phrase.to - 1, list::UNLIKE_REBELS)
                && phrase.to == phrase.from + 1
                && words.word(phrase.from.wrapping_sub(1)) == "the"
                && last_is.is_some_and(|at| sentence <= at + 4);
            if named || told_apart {
                phrase.side = Some(Side::IslamicState);
                last = Some((Side::IslamicState, sentence));
                last_is = Some(sentence);
            }
        } else if phrase.adjective
            && words.is_in(phrase.from, list::TURKISH)
            && words.is(phrase.to + 1, class::NOT_SIDE)
        {
            // `a Turkish security source`: no party of the fight.
        } else if let Some(side @ (Side::IslamicState | Side::Opposition)) = phrase.side {
            last = Some((side, sentence));
            let jihadist = |t: usize| words.is_in(t, list::JIHADIST);
            let rebels = !(phrase.from..phrase.to).any(jihadist);
            last_is = match side {
                Side::IslamicState if !phrase.adjective => Some(sentence),
                _ if rebels => last_is,
                _ => None,
            };
        }
    }
}

/// `IS attacked positions of the Free Syrian Army`: a group after a preposition, where the sentence is of another.
fn is_beside(words: &Words<'_>, phrase: &SidePhrase, named: Option<(Side, usize)>, sentence: usize) -> bool {
    let article = phrase.from.checked_sub(1).filter(|&t| words.is(t, class::DET | class::ARTICLE));
    let before = article.unwrap_or(phrase.from).checked_sub(1);
    named.is_some_and(|(side, at)| side == Side::IslamicState && at == sentence)
        && before.is_some_and(|t| words.is(t, class::PREPOSITION))
}

/// By sentence: how many up to it name a party. What is told in between of nobody keeps no name from being meant.
fn turns(words: &Words<'_>, sides: &[SidePhrase]) -> Vec<usize> {
    let mut turns = vec![0; words.text.sentences().len()];
    for side in sides {
        turns[words.text.sentence_of(side.from)] = 1;
    }
    let mut turn = 0;
    for named in &mut turns {
        turn += *named;
        *named = turn;
    }
    turns
}

/// Where the text names a party in full, with its last word and side: `Turkish-backed fighters`.
fn last_words(sides: &[SidePhrase]) -> Vec<(usize, Side)> {
    let full = sides.iter().filter(|side| !side.weak && !side.adjective && side.to > side.from + 1);
    full.filter_map(|side| Some((side.to - 1, side.side?))).collect()
}

/// Whether the text so far calls only this side by this word: `Turkish-backed fighters`, and then `fighters`; `YPG
/// terrorists`, and then `terrorists`.
fn is_called(words: &Words<'_>, strong: &[(usize, Side)], token: usize, called: Side) -> bool {
    let mut sides = strong
        .iter()
        .take_while(|&&(last, _)| last < token)
        .filter(|&&(last, _)| words.id(last) == words.id(token))
        .map(|&(_, side)| side)
        .filter(|&side| side != Side::Government)
        .peekable();
    sides.peek().is_some() && sides.all(|side| side == called)
}

/// `Kurdish forces took P. The fighters then`, `Turkish soldiers took P. The troops then`: of the party that this
/// sentence, or else the one before, is about. Only the government and Turkey have troops.
fn settle_again(words: &Words<'_>, sides: &mut [SidePhrase]) {
    for i in 1..sides.len() {
        let (before, after) = sides.split_at_mut(i);
        let again = &mut after[0];
        let pointed = again.from.checked_sub(1).is_some_and(|t| matches!(words.word(t), "the" | "these" | "those"));
        if !pointed || !again.weak || again.to != again.from + 1 || !words.is_in(again.from, list::SAID_AGAIN) {
            continue;
        }
        let sentence = words.text.sentence_of(again.from);
        // `S took P. The base was hit before. The fighters then`: of what the sentences before tell.
        let mut told = (sentence.saturating_sub(AGAIN)..=sentence).rev();
        let Some(party) = told.find_map(|sentence| opening_party(words, before, sentence)) else { continue };
        let has = |list| (party.from..party.to).any(|t| words.is_in(t, list));
        // An army has troops, a militia fighters.
        let fits = match (words.is_in(again.from, list::STATE_TROOPS), party.side) {
            (true, side) => side == Some(Side::Government) || has(list::TURKISH),
            (false, Some(Side::Government)) => has(list::MILITIAS),
            (false, _) => true,
        };
        if fits {
            (again.side, again.weak) = (party.side, false);
        }
    }
}

/// How many sentences back a party is that a plain word such as `the fighters` means.
const AGAIN: usize = 2;

/// The first party of a sentence that no preposition governs and no relative clause tells: `P, which rebels held`.
fn opening_party<'s>(words: &Words<'_>, sides: &'s [SidePhrase], sentence: usize) -> Option<&'s SidePhrase> {
    let tokens = words.text.sentences()[sentence].tokens();
    let from = sides.partition_point(|side| side.from < tokens.start);
    let governed = |side: &SidePhrase| {
        let article =
            side.from.checked_sub(1).filter(|&t| words.is(t, class::DET | class::ARTICLE)).unwrap_or(side.from);
        article > tokens.start
            && (words.is(article - 1, class::PREPOSITION) && words.word(article - 1) != "by"
                || matches!(words.word(article - 1), "which" | "where" | "whom"))
    };
    let own = sides[from..].iter().take_while(|side| side.from < tokens.end);
    own.filter(|side| !side.adjective && !side.arms).find(|side| !governed(side))
}

/// The coalition is Kurdish where Kurdish forces are named in the same sentence or the two around it. `A coalition of
/// Islamist groups` is theirs, and so is `the coalition` after it.
fn settle_coalition(words: &Words<'_>, sides: &mut [SidePhrase]) {
    let kurdish: Vec<usize> =
        sides.iter().filter(|s| s.side == Some(Side::Kurdish)).map(|s| words.text.sentence_of(s.from)).collect();
    let mut made_up_of = None;
    for index in 0..sides.len() {
        if !sides[index].coalition {
            continue;
        }
        let SidePhrase { from, to, .. } = sides[index];
        if let Some(members) = members(words, &sides[index..]) {
            made_up_of = Some(members);
        } else if to > from + 1 {
            made_up_of = None;
        }
        let at = words.text.sentence_of(from);
        let near = kurdish.partition_point(|&k| k + 3 < at);
        if kurdish.get(near).is_some_and(|&k| k <= at + 3) {
            sides[index].side = Some(Side::Kurdish);
        }
        sides[index].side = made_up_of.or(sides[index].side);
    }
}

/// Of whom the first of these is made up: `a coalition of mostly Islamist groups`.
fn members(words: &Words<'_>, sides: &[SidePhrase]) -> Option<Side> {
    let [whole, part, ..] = sides else { return None };
    let small = |t: usize| words.is(t, class::ADVERB | class::ADJECTIVE | class::NUMBER);
    let of = words.word(whole.to) == "of" && part.from <= whole.to + 4 && (whole.to + 1..part.from).all(small);
    part.side.filter(|_| of)
}

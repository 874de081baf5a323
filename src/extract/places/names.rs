//! Names that the gazetteer does not have, and roads named for their ends.

use super::{Finder, Phrase, What};
use crate::extract::lexicon::{Entry, Form, Object, TypeClass, class};
use crate::extract::list;
use crate::extract::sentence::Shape;

/// Words that may be a name which the gazetteer does not have, in a sentence's stretch `start..end`.
struct Unknown {
    from: usize,
    to: usize,
    start: usize,
    end: usize,
}

impl Unknown {
    /// One word with the capital of a sentence's first.
    fn opens_sentence(&self) -> bool {
        self.from == self.start && self.to == self.from + 1
    }
}

impl Finder<'_> {
    /// `the road linking Tafas to Nawa`, `the road between Tafas and Nawa`: where it ends.
    pub(super) fn road_from(&self, at: usize, to: usize, kind: u16) -> Option<usize> {
        let words = self.words;
        // `the road that links Tafas with Nawa`
        let relative = usize::from(matches!(words.word(to), "that" | "which") && words.word(to + 1).ends_with('s'));
        let to = to + relative;
        let link = words.is_in(to, list::LINKING);
        if words.lexicon.types[kind as usize].class != TypeClass::Line || !link || words.is(at, class::NOPLACE) {
            return None;
        }
        let place_end = |from: usize| {
            let from = if words.is(from, class::DET) { from + 1 } else { from };
            let from = if words.is(from, class::ARTICLE) && !self.is_place_name(from) { from + 1 } else { from };
            words.name_at(from).filter(|n| matches!(n.entry, Entry::Place(_))).map(|n| n.to)
        };
        let first = place_end(to + 1)?;
        matches!(words.word(first), "to" | "with" | "and").then(|| place_end(first + 1)).flatten()
    }

    /// `the Tafas-Nawa road`: a road named for its two ends.
    pub(super) fn road_between(&self, from: usize, to: usize, end: usize) -> Option<Phrase> {
        let words = self.words;
        let second = if words.is(to, class::ARTICLE) { to + 1 } else { to };
        let far = words.name_at(second).filter(|n| matches!(n.entry, Entry::Place(_)))?;
        let (road_end, kind, plural) = words.type_at(far.to)?;
        let line = words.lexicon.types[kind as usize].class == TypeClass::Line;
        if !words.is_joined(to) || !line || plural || road_end > end {
            return None;
        }
        let mut phrase = Phrase::new((from, road_end), What::Open);
        phrase.kind = Some(kind);
        Some(phrase)
    }

    /// `Mleiha al-Gharbiya`: an Arabic adjective after the name makes it another place. In a text without any comma,
    /// only a known one: `in Khan Tuman al-Zirbeh and Kafr Naha` is a list.
    pub(super) fn has_epithet(&self, at: usize) -> bool {
        let words = self.words;
        words.is(at, class::ARTICLE)
            && words.is_joined(at + 1)
            && words.is_capital(at + 1)
            && (words.text.has_commas() || words.is_in(at + 1, list::EPITHETS))
            && [at, at + 1].iter().all(|&t| words.name_at(t).is_none() && words.text.tokens()[t].lines == 0)
            && words.type_at(at + 1).is_none()
    }

    /// `Tal` in `Tal Hawran`: a word of many names, and no place by itself before another capital.
    pub(super) fn is_first_part(&self, i: usize, to: usize) -> bool {
        let words = self.words;
        to == i + 1
            && words.is(i, class::NAMEPART)
            && words.is_capital(to)
            && !words.is_joined(to)
            && !words.is(to, class::NOPLACE | class::CALENDAR | class::DIRECTION)
            && !words.name_at(to).is_some_and(|n| !matches!(n.entry, Entry::Place(_)))
            && words.type_at(to).is_none()
            && words.text.tokens()[to].lines == 0
    }

    /// `in Qarat Ghouz`, `took Tadef and Qarat Ghouz`: an unknown capitalised word right before a name, where a place
    /// has to stand.
    pub(super) fn is_named_with_word_before(&self, i: usize, start: usize) -> bool {
        let words = self.words;
        let Some(first) = i.checked_sub(1).filter(|&t| t >= start && self.opens_name(t) && !self.side_over[t]) else {
            return false;
        };
        let plain = words.bits(first) & !class::NAMEPART == 0 && words.noun_at(first).is_none();
        let unknown = plain && !words.is_joined(i) && words.text.tokens()[i].lines == 0;
        let stands = match first.checked_sub(1).filter(|&t| t >= start) {
            Some(before) => {
                words.is_in(before, list::BEFORE_PLACES) && !(words.is_capital(before) && before > start)
                    || matches!(words.word(before), "and" | ",") && self.ends_place(first)
                    || words.word(before) == "of" && before > start && words.type_before(before).is_some()
            }
            None => self.is_taken_list(first, words.count()),
        };
        unknown && stands && !self.is_person(first, i)
    }

    /// A name that the gazetteer does not have: `the village of Qarat`, `Qarat village`.
    pub(super) fn open_name(&self, i: usize, end: usize, start: usize) -> Option<Phrase> {
        if self.side_over[i] || !self.opens_name(i) {
            return None;
        }
        let name = Unknown { from: i, to: self.end_of_unknown(i, end), start, end };
        let (from, to) = (name.from, name.to);
        if self.words.is(from, class::ARTICLE) && to == from + 1 {
            return None;
        }
        let kind_before = self.has_kind_before(&name);
        let told = kind_before
            || self.is_height(&name)
            || self.has_kind_after(&name) && !name.opens_sentence()
            || self.stands_for_place(&name);
        if !told || self.is_person(from, to) || self.is_no_name(&name, kind_before) {
            return None;
        }
        let mut phrase = Phrase::new((from, to), What::Open);
        self.types_after(&mut phrase, end);
        self.open_before.set(phrase.to);
        Some(phrase)
    }

    /// Where the name ends that opens at `i`: capitals, and articles with what they are joined to.
    fn end_of_unknown(&self, i: usize, end: usize) -> usize {
        let words = self.words;
        let goes_on = |to: usize| {
            let capital = words.is_capital(to)
                && !words.is(to, class::NOPLACE)
                && !(words.is(to, class::DIRECTION) && words.word(to + 1) == "of")
                && (words.name_at(to).is_none() || to == i + 1 && self.is_first_part(i, to))
                && words.type_at(to).is_none();
            let after_article = words.is_joined(to) && words.is(to - 1, class::ARTICLE);
            let article = words.is(to, class::ARTICLE)
                && (words.is_joined(to + 1) || words.is_capital(to + 1))
                && words.is_joined(to + 1) != words.is_joined(to);
            let joined_to_other = words.is_joined(to)
                && !words.is(to - 1, class::ARTICLE | class::NAMEPART)
                && !words.is(to, class::ARTICLE);
            (capital || after_article || article) && !joined_to_other
        };
        let same_line = |to: usize| !self.side_over[to] && words.text.tokens()[to].lines == 0;
        (i + 1..end.min(i + 5)).find(|&to| !same_line(to) || !goes_on(to)).unwrap_or(end.min(i + 5).max(i + 1))
    }

    /// `the village of Qarat`.
    fn has_kind_before(&self, name: &Unknown) -> bool {
        let words = self.words;
        name.from > name.start + 1
            && words.word(name.from - 1) == "of"
            && words.type_before(name.from - 1).is_some_and(|(_, kind, _)| {
                !matches!(words.lexicon.types[kind as usize].class, TypeClass::Line | TypeClass::Building)
            })
    }

    /// `Mount Qarat`.
    fn is_height(&self, name: &Unknown) -> bool {
        let words = self.words;
        name.from > name.start
            && words.is_capital(name.from - 1)
            && self.is_name_only(name.from)
            && words.type_at(name.from - 1).is_some_and(|(to, kind, _)| {
                to == name.from && words.lexicon.types[kind as usize].class == TypeClass::Height
            })
    }

    /// `Qarat village`; but `the Qarat Brigade` is a body, and `World Heritage sites` are in many places.
    fn has_kind_after(&self, name: &Unknown) -> bool {
        let (words, to) = (self.words, name.to);
        words.type_at(to).is_some_and(|(kind_end, kind, _)| {
            let own = kind_end <= name.end && !words.is_joined(to) && !words.is_in(to, list::OF_BODIES);
            let sites = matches!(words.word(to), "site" | "sites");
            let area = words.lexicon.types[kind as usize].class == TypeClass::Area;
            own && !sites && (!area || matches!(words.word(to), "area" | "region"))
        })
    }

    /// Whether the words around a name want a place there, or the name is such as only places bear.
    fn stands_for_place(&self, name: &Unknown) -> bool {
        let words = self.words;
        let (from, to) = (name.from, name.to);
        let ends_in_capital = words.is_capital(to - 1);
        // `nearby Tell Qarat`, `Khan Bunan was taken`; but `Sheikh`, `Umm` open a person's name too.
        let of_two = to > from + 1
            && words.is(from, class::NAMEPART)
            && ends_in_capital
            && !words.is_in(from, list::OPENS_PERSON);
        let arabic = || (from..to).any(|k| words.is(k, class::ARTICLE | class::NAMEPART)) && ends_in_capital;
        of_two
            || self.is_alone_for_place(name)
            || self.is_listed(name) && to == from + 2 && self.ends_place(from) && self.is_in_list_of_places(name)
            || arabic()
                && (self.is_governed(name)
                    || self.is_listed(name) && self.near_place(from, name.start)
                    || self.is_before_place(to, name.end))
    }

    /// `took Qarat`, `in Qarat`, `Tadef, Qarat and Bunan`: a lone capitalised word where a place must stand. `Army
    /// Regains Control over Areas` is a headline.
    fn is_alone_for_place(&self, name: &Unknown) -> bool {
        let words = self.words;
        let (from, to) = (name.from, name.to);
        let ended = !words.is_capital(to) || words.is_mark(to);
        if !ended || words.noun_at(from).is_some() || words.text.tokens()[from].shape == Shape::Upper {
            return false;
        }
        let at = self.first_with_direction(name);
        let before = at.checked_sub(1).map_or("", |t| words.word(t));
        let of = || {
            before == "of"
                && at > name.start + 1
                && (words.word(at - 2) == "out" || words.part_at(at - 2).is_some() || self.is_land_noun(at - 2))
        };
        from == name.start && self.is_taken_list(from, name.end)
            || self.is_object(name)
            || self.is_governed(name)
            || of()
            || matches!(before, "including" | "namely" | "them" | ":" | "-" | "(")
                && self.after_plural(from, name.start)
            || self.is_apposed(to, name.end) && (!name.opens_sentence() || self.is_name_only(from))
            || self.is_before_kind(from, to, name.end)
            || self.is_listed(name) && self.ends_place(from)
    }

    /// `out of Eastern Qarat`: the direction is a part of the name.
    fn first_with_direction(&self, name: &Unknown) -> usize {
        let before = name.from.checked_sub(1).filter(|_| name.from > name.start + 1);
        let directed = |&t: &usize| self.words.is(t, class::DIRECTION) && self.words.word(t).ends_with("ern");
        before.filter(directed).unwrap_or(name.from)
    }

    /// `took Qarat`: after a verb that takes a place.
    fn is_object(&self, name: &Unknown) -> bool {
        let lexicon = &self.words.lexicon;
        let takes_place = |lemma| lexicon.has_rule_alone(lemma, |rule| rule.object == Object::Place);
        name.from > name.start
            && self.words.forms(name.from - 1).iter().any(|form| form.1 != Form::Base && takes_place(form.0))
    }

    /// `in Qarat`, `ten villages, including Qarat`; in `killed many terrorists, including Omar al-Qarati` it was told
    /// just before what they are.
    fn is_governed(&self, name: &Unknown) -> bool {
        self.first_with_direction(name).checked_sub(1).is_some_and(|before| {
            self.words.is_in(before, list::BEFORE_PLACES)
                && (self.words.word(before) != "including" || self.after_plural(name.from, name.start))
        })
    }

    /// `Tadef, Qarat`, `Tadef and Qarat`.
    fn is_listed(&self, name: &Unknown) -> bool {
        let before = self.first_with_direction(name).checked_sub(1).map_or("", |t| self.words.word(t));
        name.from > name.start && (matches!(before, "and" | ",") || self.is_end_of_place(name.from))
    }

    /// `the villages of Qarat, Hosh, Jarn Sulayman and Bunan`: names, and nothing else, since the word for their kind.
    fn is_in_list_of_places(&self, name: &Unknown) -> bool {
        let words = self.words;
        let listed =
            |t: usize| words.is_capital(t) || words.is(t, class::ARTICLE) || matches!(words.word(t), "," | "and" | "-");
        let of = (name.start..name.from).rev().find(|&t| !listed(t)).filter(|&of| words.word(of) == "of");
        of.and_then(|of| words.type_before(of)).is_some_and(|(_, _, plural)| plural)
    }

    /// `Regains Control over`, `Capture Strategic Hill`, `Cihan Agency`, `UNESCO sites`: words of the language and of
    /// bodies, and letters, that a headline or a list writes like names. After `the town of` an English word may be a
    /// name, a run of them is none.
    fn is_no_name(&self, name: &Unknown, kind_before: bool) -> bool {
        let words = self.words;
        let (from, to) = (name.from, name.to);
        let upper = |t: usize| words.text.tokens().get(t).is_some_and(|token| token.shape == Shape::Upper);
        let letters = to == from + 1 && upper(from) && !upper(to) && !from.checked_sub(1).is_some_and(upper);
        let body = to > from + 1 && words.is_in(to - 1, list::OF_BODIES);
        let own = |t: usize| words.is_joined(t) || words.is(t, class::ARTICLE | class::NAMEPART);
        let english = |t: usize| self.is_english(t) && !own(t);
        if kind_before {
            body || to > from + 1 && (from..to).all(english)
        } else {
            body || letters || (from..to).any(english)
        }
    }

    /// A capitalised word that is no word of the language that we know: a name, wherever it stands.
    fn is_name_only(&self, t: usize) -> bool {
        self.words.is_capital(t) && !self.is_english(t) && !self.side_over[t]
    }

    /// A word of the language that we know, also where a headline writes it like a name.
    fn is_english(&self, t: usize) -> bool {
        let words = self.words;
        let known = class::NOPLACE | class::CALENDAR | class::PEOPLE | class::FORCE | class::NUMBER | class::DET;
        words.is(t, known | class::ADJECTIVE | class::ADVERB | class::PREPOSITION | class::PRONOUN)
            || words.word(t).ends_with("ly")
            || !words.forms(t).is_empty()
            || words.noun_at(t).is_some()
    }

    /// `Qarat, Bunan and Hosh fell to S`, `Qarat was cleared of S`: what falls and is cleared is a place, or some.
    fn is_taken_list(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let mark = |t: usize| matches!(words.word(t), "," | "and");
        let part =
            |t: usize| self.is_name_only(t) || words.is(t, class::ARTICLE) || words.is_mark(t) && words.word(t) == "-";
        let Some(mut t) = (start..end.min(start + 24)).find(|&t| !part(t) && !mark(t)) else { return false };
        if t == start {
            return false;
        }
        // `A and B, all near C, fell`
        if mark(t - 1) && words.word(t - 1) == "," {
            match (t..end.min(t + 14)).find(|&k| words.word(k) == ",") {
                Some(close) => t = close + 1,
                None => return false,
            }
        }
        while words.is(t, class::BE | class::HAVE | class::ADVERB) {
            t += 1;
        }
        match words.word(t) {
            "fell" | "fallen" | "passed" => matches!(words.word(t + 1), "to" | "into" | "under"),
            "came" | "come" => words.word(t + 1) == "under" && (t + 2..t + 6).any(|k| words.word(k) == "control"),
            "cleared" | "cleansed" | "purged" => words.word(t + 1) == "of",
            // `Qarat, Bunan and Hosh were seized by S`
            _ => {
                let land = words.forms(t).iter().any(|f| words.lexicon.is_verb_in(f.0, list::TAKING_LAND));
                words.is(t - 1, class::BE | class::ADVERB) && (land || matches!(words.word(t), "captured" | "taken"))
            }
        }
    }

    pub(super) fn opens_name(&self, i: usize) -> bool {
        let words = self.words;
        if !words.is_capital(i) && !words.is(i, class::ARTICLE) {
            return false;
        }
        let capital = words.is_capital(i)
            && !words.is(i, class::NOPLACE | class::CALENDAR | class::NUMBER)
            && words.type_at(i).is_none()
            && !words.is(i, class::PREPOSITION | class::DIRECTION);
        let article = words.is(i, class::ARTICLE)
            && words.is_joined(i + 1)
            && words.is_capital(i + 1)
            && words.name_at(i + 1).is_none();
        // `Central districts`, `Northern villages`
        let plain = words.is(i, class::ADJECTIVE) && words.type_at(i + 1).is_some();
        // `as`, `at`, `an` are English words first.
        let english = matches!(words.word(i), "as" | "at" | "an") && !words.is_joined(i + 1);
        (capital || article)
            && !english
            && !plain
            && words.name_over(i).is_none()
            && !words.is_mark(i)
            && !words.is_joined(i)
    }

    pub(super) fn is_end_of_place(&self, i: usize) -> bool {
        self.words.name_over(i - 1).is_some_and(|n| n.to == i && matches!(n.entry, Entry::Place(_)))
    }

    /// `the Qarat and Bunan villages`: a list that ends in its kind.
    fn is_before_kind(&self, from: usize, to: usize, end: usize) -> bool {
        let words = self.words;
        let led = from.checked_sub(1).is_some_and(|t| words.is(t, class::DET | class::ADJECTIVE));
        let mark = |t: usize| matches!(words.word(t), "," | "and");
        let name = |t: usize| words.is_capital(t) || words.is(t, class::ARTICLE);
        let last = (to..end.min(to + 12)).find(|&t| !mark(t) && !name(t));
        let kind = last.and_then(|t| words.type_at(t)).filter(|kind| kind.2).map(|kind| kind.1 as usize);
        let class = kind.map(|kind| words.lexicon.types[kind].class);
        led && mark(to) && matches!(class, Some(TypeClass::Settlement | TypeClass::Quarter))
    }

    /// `Jadya, a village near`: the words after the comma say that it is a place. In `Meanwhile, the town of Jadya`
    /// they name another.
    pub(super) fn is_apposed(&self, to: usize, end: usize) -> bool {
        let words = self.words;
        let names = |k: usize| words.is_capital(if words.word(k) == "of" { k + 1 } else { k });
        words.word(to) == ","
            && words.is(to + 1, class::DET)
            && (to + 2..(to + 5).min(end)).any(|k| {
                words.type_at(k).is_some_and(|(type_end, ..)| !names(type_end))
                    && (to + 2..k).all(|m| words.is(m, class::ADJECTIVE | class::ADVERB | class::DIRECTION))
            })
    }

    /// The name before the `and` or comma is a place's.
    pub(super) fn ends_place(&self, i: usize) -> bool {
        let words = self.words;
        let mut k = i - 1;
        while k > 0 && (words.is_mark(k) || words.word(k) == "and") {
            k -= 1;
        }
        // `Tadef town and Qarat`
        if let Some((from, ..)) = words.type_before(k + 1).filter(|t| t.0 > 0 && words.name_over(k).is_none()) {
            k = from - 1;
        }
        words.name_over(k).is_some_and(|n| matches!(n.entry, Entry::Place(_))) || self.open_before.get() == k + 1
    }

    /// `control of`, `the fall of`: a noun that speaks of a place only.
    pub(super) fn is_land_noun(&self, at: usize) -> bool {
        use crate::claim::Event;
        let lexicon = &self.words.lexicon;
        let of_place = |&rule: &u16| {
            let rule = &lexicon.rules[rule as usize];
            rule.event.is_control() && rule.place.iter().any(|p| p == "of")
        };
        // `the Battle of Qarat` may be named for anything.
        !self.words.is_capital(at)
            && self.words.noun_at(at).is_some_and(|(to, rules)| {
                to == at + 1 && rules.iter().any(|r| of_place(r) || lexicon.rules[*r as usize].event == Event::Besieges)
            })
    }

    /// `ten villages, including Qarat`: the kind was told just before.
    pub(super) fn after_plural(&self, i: usize, start: usize) -> bool {
        (i.saturating_sub(10).max(start)..i).any(|k| self.words.type_at(k).is_some_and(|t| t.2))
    }

    /// A place follows in the same list: `Kafr Nura, Tadef and Bzaa`.
    pub(super) fn is_before_place(&self, to: usize, end: usize) -> bool {
        let words = self.words;
        let next = if words.word(to) == "," && words.word(to + 1) == "and" { to + 2 } else { to + 1 };
        let mut next = next;
        while words.is(next, class::ARTICLE) {
            next += 1;
        }
        matches!(words.word(to), "," | "and") && next < end && self.is_place_name(next)
    }

    pub(super) fn near_place(&self, i: usize, start: usize) -> bool {
        (i.saturating_sub(5).max(start)..i)
            .any(|k| self.words.name_over(k).is_some_and(|n| matches!(n.entry, Entry::Place(_))))
    }

    /// A person's name: before a verb of saying, or after a title.
    pub(super) fn is_person(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        from.checked_sub(1).is_some_and(|before| words.is_in(before, list::TITLES))
            || matches!(words.word(to), "said" | "told" | "says" | "added")
            || words.word(from) == "abu" && !self.is_taken(from) && !self.is_told_a_place(from, to)
            || self.is_before_who(to)
    }

    /// `the village of Abu Qarat`, `Abu Qarat village`.
    fn is_told_a_place(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        let of = from.checked_sub(1).filter(|&t| t > 0 && words.word(t) == "of");
        of.is_some_and(|t| words.type_before(t).is_some()) || words.type_at(to).is_some()
    }

    /// `Ahmad al-Dhais and Majed al-Masri, who led the brigade`: all of them.
    fn is_before_who(&self, to: usize) -> bool {
        let words = self.words;
        let named =
            |&t: &usize| words.is_capital(t) || words.is(t, class::ARTICLE) || matches!(words.word(t), "," | "and");
        let end = (to..words.count().min(to + 16)).find(|t| !named(t));
        end.is_some_and(|t| words.word(t) == "who")
    }

    /// `after seizing Abu Qarat`: what is taken like land.
    fn is_taken(&self, from: usize) -> bool {
        let words = self.words;
        from.checked_sub(1)
            .is_some_and(|t| words.forms(t).iter().any(|f| words.lexicon.is_verb_in(f.0, list::TAKING_LAND)))
    }
}

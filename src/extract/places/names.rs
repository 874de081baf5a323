//! Names that the gazetteer does not have, and roads named for their ends.

use super::{Finder, Phrase, What};
use crate::extract::lexicon::{Entry, Form, Object, TypeClass, class};
use crate::extract::list;
use crate::extract::sentence::Shape;

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
        let words = self.words;
        if self.side_over[i] || !self.opens_name(i) {
            return None;
        }
        let mut to = i + 1;
        while to < end && to < i + 5 && !self.side_over[to] && words.text.tokens()[to].lines == 0 {
            let part = words.is_capital(to)
                && !words.is(to, class::NOPLACE)
                && !(words.is(to, class::DIRECTION) && words.word(to + 1) == "of")
                && (words.name_at(to).is_none() || to == i + 1 && self.is_first_part(i, to))
                && words.type_at(to).is_none()
                || words.is_joined(to) && words.is(to - 1, class::ARTICLE)
                || words.is(to, class::ARTICLE)
                    && (words.is_joined(to + 1) || words.is_capital(to + 1))
                    && words.is_joined(to + 1) != words.is_joined(to);
            if !part
                || words.is_joined(to)
                    && !words.is(to - 1, class::ARTICLE | class::NAMEPART)
                    && !words.is(to, class::ARTICLE)
            {
                break;
            }
            to += 1;
        }
        if words.is(to - 1, class::ARTICLE) && to - i == 1 || to > i + 1 && self.is_headline_run(i, to) {
            return None;
        }
        let type_of = i > start + 1
            && words.word(i - 1) == "of"
            && words.type_before(i - 1).is_some_and(|(_, t, _)| {
                let class = words.lexicon.types[t as usize].class;
                class != TypeClass::Line && class != TypeClass::Building
            });
        let type_after = words.type_at(to).filter(|&(type_end, t, _)| {
            // `affiliated to the Qarat Brigade`: a body.
            type_end <= end && !words.is_joined(to) && !words.is_in(to, list::OF_BODIES) && {
                let class = words.lexicon.types[t as usize].class;
                // `World Heritage sites`
                let sites = matches!(words.word(to), "site" | "sites");
                !sites && (!matches!(class, TypeClass::Area) || matches!(words.word(to), "area" | "region"))
            }
        });
        // `Mount Qarat`
        let height_before = i > start
            && words.is_capital(i - 1)
            && self.is_name_only(i)
            && words.type_at(i - 1).is_some_and(|(type_end, t, _)| {
                type_end == i && words.lexicon.types[t as usize].class == TypeClass::Height
            });
        let arabic = (i..to).any(|k| words.is(k, class::ARTICLE | class::NAMEPART)) && words.is_capital(to - 1);
        // `out of Eastern Qarat`: the direction is a part of the name.
        let directed = i > start + 1 && words.is(i - 1, class::DIRECTION) && words.word(i - 1).ends_with("ern");
        let at = if directed { i - 1 } else { i };
        let before = at.checked_sub(1).map_or("", |k| words.word(k));
        let after_prep = at > 0 && words.is_in(at - 1, list::BEFORE_PLACES);
        // `killed many terrorists, including Omar al-Qarati`: what they are was told just before.
        let in_place = after_prep && (before != "including" || self.after_plural(i, start));
        let listed = i > start && (matches!(before, "and" | ",") || self.is_end_of_place(i));
        let first_of_sentence = i == start && to - i == 1;
        // `took Qarat`, `in Qarat`, `Tadef, Qarat and Bunan`: a lone capitalised word where a place must stand.
        let verb_before = || {
            i > start
                && words.forms(i - 1).iter().any(|f| {
                    f.1 != Form::Base
                        && words.lexicon.rules_of(f.0).iter().any(|r| {
                            let rule = &words.lexicon.rules[r.0 as usize];
                            r.1.is_empty() && rule.object == Object::Place
                        })
                })
        };
        let lone = (i == start && self.is_taken_list(i, end)
            || verb_before()
            || in_place
            || before == "of"
                && at > start + 1
                && (words.word(at - 2) == "out" || words.part_at(at - 2).is_some() || self.is_land_noun(at - 2))
            || matches!(before, "including" | "namely" | "them" | ":" | "-" | "(") && self.after_plural(i, start)
            || self.is_apposed(to, end) && (!first_of_sentence || self.is_name_only(i))
            || self.is_before_kind(i, to, end)
            || listed && self.ends_place(i))
            && (!words.is_capital(to) || words.is_mark(to))
            // `Army Regains Control over Areas`, a headline.
            && words.noun_at(i).is_none()
            && words.text.tokens()[i].shape != Shape::Upper;
        // `nearby Tell Qarat`, `Khan Bunan was taken`: two words that only a place bears.
        let two = to > i + 1 && words.is(i, class::NAMEPART) && words.is_capital(to - 1) && !self.opens_person(i);
        let good = lone
            || two
            || listed && to == i + 2 && self.ends_place(i) && self.is_in_list_of_places(i, start)
            || type_of
            || height_before
            || type_after.is_some() && !first_of_sentence
            || arabic && (in_place || listed && self.near_place(i, start) || self.is_before_place(to, end));
        if !good || self.is_person(i, to) || self.is_no_name(i, to, type_of) {
            return None;
        }
        let mut phrase = Phrase::new((i, to), What::Open);
        self.types_after(&mut phrase, end);
        self.open_before.set(phrase.to);
        Some(phrase)
    }

    /// `the villages of Qarat, Hosh, Jarn Sulayman and Bunan`: names, and nothing else, since the word for their kind.
    fn is_in_list_of_places(&self, i: usize, start: usize) -> bool {
        let words = self.words;
        let listed =
            |t: usize| words.is_capital(t) || words.is(t, class::ARTICLE) || matches!(words.word(t), "," | "and" | "-");
        let of = (start..i).rev().find(|&t| !listed(t)).filter(|&of| words.word(of) == "of");
        of.and_then(|of| words.type_before(of)).is_some_and(|(_, _, plural)| plural)
    }

    /// `Regains Control over`, `Capture Strategic Hill`, `Cihan Agency`, `UNESCO sites`: words of deeds and bodies, and
    /// letters, that a headline or a list writes like names.
    fn is_no_name(&self, i: usize, to: usize, type_of: bool) -> bool {
        let words = self.words;
        let tells = |t: usize| {
            let english = words.is_capital(t) && !words.is_joined(t) && !words.is(t, class::NAMEPART);
            english
                && (!words.forms(t).is_empty()
                    || words.noun_at(t).is_some()
                    || words.is(t, class::ADJECTIVE | class::NUMBER))
        };
        let upper = |t: usize| words.text.tokens().get(t).is_some_and(|token| token.shape == Shape::Upper);
        let letters = to == i + 1 && upper(i) && !upper(to) && !i.checked_sub(1).is_some_and(upper);
        !type_of && ((i..to).any(tells) || letters) || to > i + 1 && words.is_in(to - 1, list::OF_BODIES)
    }

    /// `Forces Capture Strategic Hill`, `Air Force Intensifies Strikes`: English words of a headline, no name.
    fn is_headline_run(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        let verbal = |t: usize| words.forms(t).iter().any(|form| form.1 != Form::Base) || words.noun_at(t).is_some();
        let plain = |t: usize| words.is(t, class::ADJECTIVE | class::FORCE | class::ADVERB);
        (from..to).any(|t| verbal(t) || !words.forms(t).is_empty() && (from..to).any(plain))
            && !(from..to).any(|t| words.is(t, class::ARTICLE | class::NAMEPART))
    }

    /// `Sheikh`, `Umm`: words of places' names that open a person's too.
    fn opens_person(&self, i: usize) -> bool {
        self.words.is_in(i, list::OPENS_PERSON)
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

    /// A capitalised word that is no word of the language that we know: a name, wherever it stands.
    fn is_name_only(&self, t: usize) -> bool {
        let words = self.words;
        let plain = class::NOPLACE | class::CALENDAR | class::PEOPLE | class::FORCE | class::NUMBER | class::DET;
        words.is_capital(t)
            && !words.is(t, plain | class::ADJECTIVE | class::ADVERB | class::PREPOSITION | class::PRONOUN)
            && !words.word(t).ends_with("ly")
            && words.forms(t).is_empty()
            && words.noun_at(t).is_none()
            && !self.side_over[t]
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

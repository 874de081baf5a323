//! Which place a noun without a name means: `the town`, `the two villages`, `the old city`.

use super::{Found, Meaning, Reader};
use crate::article::Role;
use crate::claim::{Event, Extent};
use crate::extract::lexicon::{Rule, TypeClass, class};
use crate::extract::list;
use crate::extract::places::{Phrase, What, is_excepted, wider};
use crate::gazetteer::resolve::{Mention, Resolution, resolve};
use crate::place::{Area, Kind};

impl Reader<'_> {
    pub(super) fn anaphor(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        // `Aleppo's rebel districts`: a part of whose they are.
        if let Some(owner) = phrase.possessor {
            let of = (0..i).rev().take(2).find(|&k| [self.phrases[k].core.0, self.phrases[k].from].contains(&owner))?;
            let known = self.meanings[of].clone()?;
            return Some(Meaning { extent: wider(Extent::Part, known.extent), ..known });
        }
        let noun = &self.words.lexicon.types[phrase.kind? as usize];
        let (first, last) = phrase.core;
        if let Some(known) = self.named_for(i).or_else(|| self.one_of_these(i)).or_else(|| self.nth_told(i)) {
            return Some(known);
        }
        // `the Old City`, `the Industrial Zone`: a description that is a name.
        if noun.names {
            let sure = self.around(None);
            let candidates = self.like(self.words.text.raw(first..last));
            if !candidates.is_empty() {
                let mention =
                    Mention { candidates: &candidates, kinds: &[], container: None, beside: &[], around: &sure };
                if let Resolution::Place(ranked) = resolve(self.gazetteer, mention) {
                    return Some(self.known(ranked.candidate.index, Found::Part));
                }
            }
        }
        let sentence = self.words.text.sentence_of(first);
        let province = noun.class == TypeClass::Region && noun.kind == Some(Kind::Governorate) && !phrase.plural;
        // `P and most of the province`: that of the place named just before.
        let here = |k: &usize| self.words.text.sentence_of(self.phrases[*k].core.0) == sentence;
        let before = || (0..i).rev().take_while(here).find_map(|k| self.meanings[k].as_ref()?.place);
        if let Some(known) = Some(()).filter(|()| province).and_then(|()| self.province_of(before()?)) {
            return Some(known);
        }
        if self.is_one_in_province(i) {
            return None;
        }
        if let Some(mut known) = self.last_of_kind(i, noun.kind, noun.class, sentence, phrase.plural) {
            // `the areas that troops captured` in a city are not the city.
            let some = noun.class == TypeClass::Area || noun.class == TypeClass::Quarter && phrase.plural;
            if some && matches!(known.kind, Some(Kind::City | Kind::Sector | Kind::Town | Kind::Governorate)) {
                known.extent = wider(known.extent, Extent::Part);
            }
            return Some(known);
        }
        if province {
            return self.province_of(self.main_city?);
        }
        if let Some(known) = self.of_town_before(i, sentence) {
            return Some(known);
        }
        // `the airport`, before any was named: that of the article's own city.
        if noun.kind == Some(Kind::Airport) && !phrase.plural && noun.noun == "airport" {
            let city = &self.gazetteer.places().get(self.main_city? as usize)?.name;
            let own = self.gazetteer.bearing(&format!("{city} international airport"));
            return own.first().map(|c| self.known(c.index, Found::Anaphor));
        }
        if noun.kind == Some(Kind::City) && !phrase.plural && !self.is_one_in_province(i) {
            return self.main_city.map(|city| self.known(city, Found::Anaphor));
        }
        None
    }

    /// `the last S-held city in P province`: one that is told by its rank, not one told before.
    fn is_one_in_province(&self, i: usize) -> bool {
        let phrase = &self.phrases[i];
        let region = |p: &Phrase| {
            let noun = p.kind.map(|k| self.words.lexicon.types[k as usize].class);
            p.from == phrase.to + 1 && matches!(noun, Some(TypeClass::Region | TypeClass::Land))
        };
        let ranked = self.words.any_in(phrase.from..phrase.core.0, list::RANKS);
        ranked && matches!(self.words.word(phrase.to), "in" | "of") && self.phrases.get(i + 1).is_some_and(region)
    }

    /// `P is one of the last three towns that`: P.
    fn one_of_these(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        let word = |back: usize| phrase.from.checked_sub(back).map_or("", |t| self.words.word(t));
        let skipped = match (word(2), word(1)) {
            ("one", "of") => 2,
            (_, "among") => 1,
            _ => return None,
        };
        let is = phrase.from.checked_sub(skipped + 1).filter(|&t| self.words.is(t, class::BE))?;
        let before = i.checked_sub(1).filter(|&k| self.phrases[k].to == is && phrase.plural)?;
        let known = self.meanings[before].clone()?;
        Some(Meaning { found: Found::Anaphor, others: Vec::new(), ..known })
    }

    /// `S attacked P and Q. It took the second town`: the one that stands there in the list just told; not `the second
    /// town to fall`, `the second city`.
    fn nth_told(&self, i: usize) -> Option<Meaning> {
        const NTH: [&str; 4] = ["first", "second", "third", "fourth"];
        let phrase = &self.phrases[i];
        let nth = |t: usize| NTH.iter().position(|&nth| nth == self.words.word(t));
        let nth = (phrase.from..phrase.core.0).find_map(nth).filter(|_| !phrase.plural)?;
        let ranked =
            matches!(self.words.word(phrase.to), "in" | "of" | "to" | "that" | "which" | "they" | "it" | "where");
        let sentence = self.words.text.sentence_of(phrase.core.0);
        let near = |k: &usize| self.words.text.sentence_of(self.phrases[*k].core.0) + 1 >= sentence;
        let last = (0..i).rev().take_while(near).find(|&k| self.phrases[k].list.is_some()).filter(|_| !ranked)?;
        let mut all = self.listed_with(last);
        all.insert(0, last);
        let told = self.meanings[*all.iter().rev().nth(nth)?].clone()?;
        let noun = &self.words.lexicon.types[phrase.kind? as usize];
        (fits(noun.kind, noun.class, told.kind, None) > 0).then(|| Meaning {
            found: Found::Anaphor,
            others: Vec::new(),
            ..told
        })
    }

    /// The province that a place lies in.
    pub(super) fn province_of(&self, place: u32) -> Option<Meaning> {
        let mut place = self.gazetteer.places().get(place as usize)?;
        while place.kind != Kind::Governorate {
            place = self.gazetteer.get(place.parent.as_ref()?)?;
        }
        self.gazetteer.index_of(&place.id).map(|province| self.known(province, Found::Anaphor))
    }

    /// `the border crossing at Nasib`, `the air base of Menagh`: a place of this kind that bears the town's name.
    fn named_for(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        let noun = &self.words.lexicon.types[phrase.kind? as usize];
        let next = self.phrases.get(i + 1)?;
        let bears = matches!(next.what, What::Name(_))
            && !phrase.plural
            && (matches!(noun.class, TypeClass::Base | TypeClass::Building) || noun.kind == Some(Kind::Camp))
            && next.from == next.core.0
            && phrase.to + 1 == next.from
            && matches!(self.words.word(phrase.to), "at" | "of");
        let name = bears.then(|| self.words.text.raw(next.core.0..next.core.1))?;
        let found = self.gazetteer.bearing(&format!("{name} {}", self.words.text.raw(phrase.core.0..phrase.core.1)));
        found.first().map(|candidate| self.known(candidate.index, Found::Part))
    }

    /// How much less a place is meant because it is only where somebody goes: `left towards P`; far off, `to P`, it
    /// is hardly ever.
    fn heads_for(&self, phrase: &Phrase, meaning: &Meaning) -> usize {
        let mut before = phrase.from;
        while before > 0 && self.words.is(before - 1, class::DET) {
            before -= 1;
        }
        let goal = before.checked_sub(1).map_or("", |t| self.words.word(t));
        let area = |place: u32| self.gazetteer.places()[place as usize].area;
        let far = meaning.place.map(area) == Some(Area::Other) && self.main_city.map(area) != Some(Area::Other);
        let leads_on = matches!(self.words.word(phrase.to), "to" | "towards" | "toward" | "into" | "for");
        match goal {
            "to" | "for" | "towards" | "toward" if far => 4,
            "towards" | "toward" if self.origin_before(before).is_some() => 0,
            "towards" | "toward" => 1,
            // `fled P for Q`; not `the battle for Q`.
            "for" if self.phrase_just_before(before).is_some() => 1,
            // `retreated from P to Q`: P is what is told of.
            "to" | "into" if self.origin_before(before).is_some_and(|from| self.is_left_by(from)) => 1,
            // `advanced from P towards Q`: where they came from.
            "from" if leads_on && !self.is_left_by(before - 1) => 2,
            _ => 0,
        }
    }

    /// `from P towards`: the word before P, if what stands before this token is where somebody came from.
    fn origin_before(&self, before: usize) -> Option<usize> {
        let origin = self.phrase_just_before(before)?;
        self.word_before(origin).filter(|&t| self.words.word(t) == "from")
    }

    /// The place phrase that ends one word before this token.
    fn phrase_just_before(&self, token: usize) -> Option<&Phrase> {
        let after = self.phrases.partition_point(|phrase| phrase.from < token);
        self.phrases[..after].last().filter(|phrase| phrase.to + 1 == token)
    }

    /// `retreated from`, `driven from`: who goes loses what he leaves.
    fn is_left_by(&self, from: usize) -> bool {
        let lexicon = self.words.lexicon;
        let leaves = |t: usize| {
            let lost = |rule: &Rule| rule.event == Event::Loses || !rule.from.is_empty();
            self.words
                .forms(t)
                .iter()
                .any(|form| lexicon.has_rule(form.0, lost) || lexicon.is_verb_in(form.0, list::DRIVING))
        };
        (from.saturating_sub(2)..from).any(leaves)
    }

    /// `Clashes broke out at Nasib. Rebels held the crossing`: what bears the name of the town just told of.
    fn of_town_before(&self, i: usize, sentence: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        let noun = &self.words.lexicon.types[phrase.kind? as usize];
        let of_town = matches!(noun.kind, Some(Kind::Crossing | Kind::Airport | Kind::Prison | Kind::Camp));
        let near = |k: &usize| self.words.text.sentence_of(self.phrases[*k].core.0) + 1 >= sentence;
        let told = (0..i).rev().take_while(near).filter(|&k| matches!(self.phrases[k].what, What::Name(_)));
        let mut towns = told.filter_map(|k| self.meanings[k].as_ref()).filter(|meaning| meaning.place.is_some());
        let bearing = |town: &Meaning| {
            let own = self.gazetteer.bearing(&format!("{} {}", town.name, noun.noun));
            own.iter().find(|c| Some(c.place.kind) == noun.kind).map(|c| self.known(c.index, Found::Anaphor))
        };
        towns.find_map(bearing).filter(|_| of_town && !phrase.plural)
    }

    fn last_of_kind(
        &self,
        i: usize,
        kind: Option<Kind>,
        class: TypeClass,
        sentence: usize,
        plural: bool,
    ) -> Option<Meaning> {
        // `the site`: what the sentence before is about.
        let any = class == TypeClass::Building && kind.is_none();
        let reach = match class {
            TypeClass::Area | TypeClass::Land => 1,
            _ if any => 1,
            TypeClass::Settlement | TypeClass::Region => 12,
            _ => 6,
        };
        let mut best: Option<(usize, usize)> = None;
        for k in (0..i).rev() {
            let other = &self.phrases[k];
            let at = self.words.text.sentence_of(other.core.0);
            if self.turns[sentence] > self.turns[at] + reach || sentence > at + reach + SILENT {
                break;
            }
            let Some(meaning) = &self.meanings[k] else { continue };
            // `the area` of a sentence further back: no province, and no areas of it.
            let region = plural || meaning.kind.is_none_or(Kind::is_region);
            if reach == 1 && sentence > at + reach && region {
                continue;
            }
            // `except for P, the town`: another one.
            if at == sentence && is_excepted(self.words, self.phrases, k) {
                continue;
            }
            // A dateline says where it was written.
            if self.words.text.sentences()[at].role == Role::Dateline {
                continue;
            }
            if matches!(other.what, What::Anaphor) && meaning.found != Found::Anaphor && meaning.place.is_none() {
                continue;
            }
            let stated = other.kind.map(|k| &self.words.lexicon.types[k as usize]);
            if meaning.kind == Some(Kind::Sector) && class == TypeClass::Settlement {
                continue;
            }
            // `the province` is no countryside of it.
            if kind == Some(Kind::Governorate) && meaning.kind.is_some_and(|k| k != Kind::Governorate) {
                continue;
            }
            // `Tal Qarat`, and then `the hill`
            let height = class == TypeClass::Height && is_hill_name(&meaning.name);
            let fit = fits(kind, class, meaning.kind, stated.and_then(|s| s.kind)).max(2 * usize::from(height));
            if fit == 0 {
                continue;
            }
            let score = self.standing(k, (i, sentence), class, fit);
            if best.is_none_or(|(_, s)| score > s || any && score == s) {
                best = Some((k, score));
            }
        }
        let (k, _) = best?;
        let mut meaning = self.meanings[k].clone()?;
        meaning.found = if meaning.found == Found::Ambiguous { Found::Ambiguous } else { Found::Anaphor };
        if plural {
            // `the two towns`: the items of the last list.
            let k = self.end_of_list(k, i);
            meaning = Meaning { found: meaning.found, ..self.meanings[k].clone()? };
            meaning.others = self.listed_with(k);
            // `the three villages`: as many as that, not the two named last.
            if let Some(count) = self.count(i).filter(|&count| count != meaning.others.len() + 1) {
                // `both towns` are two just told of.
                let phrase = &self.phrases[i];
                let both = (phrase.from..phrase.core.0).any(|t| self.words.word(t) == "both");
                return self.of_number(i, count, (kind, class), sentence, if both { 1 } else { reach });
            }
        }
        Some(meaning)
    }
}

/// Over how many sentences that tell of no place a noun can mean one told before them.
const SILENT: usize = 2;

/// What speaks for a place before a noun without a name being the one it means, in points. Measured on articles
/// marked by hand: each of them settles more nouns rightly than wrongly.
mod points {
    /// How well the noun fits its kind, a third of it for each step.
    pub(super) const FIT: usize = 10;
    /// It stands in the noun's sentence or the one before.
    pub(super) const NEAR: usize = 6;
    /// It stands in the noun's sentence.
    pub(super) const SAME: usize = 11;
    /// The headline names it, and the noun is `town`, `city` or `village`.
    pub(super) const TITLE: usize = 6;
    /// It only tells where another place lies, or where rulers sit.
    pub(super) const ASIDE: usize = 8;
    /// It is one of several in a list, of which one noun means none.
    pub(super) const LISTED: usize = 8;
}

impl Reader<'_> {
    /// How likely the noun `i` means the place at phrase `k`, in [`points`].
    fn standing(&self, k: usize, (i, sentence): (usize, usize), class: TypeClass, fit: usize) -> usize {
        let (phrase, meaning) = (&self.phrases[k], self.meanings[k].as_ref());
        let settlement = class == TypeClass::Settlement;
        let name = meaning.map_or("", |meaning| meaning.name.as_str());
        let at = self.words.text.sentence_of(phrase.core.0);
        let listed = phrase.list.is_some() || (k + 1..i).take(3).any(|next| self.phrases[next].list == Some(k));
        let titled = || {
            let named =
                |&title: &usize| self.meanings.get(title).and_then(|m| m.as_ref()).is_some_and(|m| m.name == name);
            settlement && self.titles.iter().any(named)
        };
        let cues = [
            (fit, points::FIT),
            (usize::from(at + 1 >= sentence), points::NEAR),
            (usize::from(at == sentence), points::SAME),
            (usize::from(titled()), points::TITLE),
        ];
        let goal = meaning.map_or(0, |meaning| self.heads_for(phrase, meaning));
        let end = usize::from(self.phrases[i].plural && self.is_end_of_line(k));
        let bearing = 4 * usize::from(settlement && (self.is_measured_from(phrase) || self.is_linked(k)));
        let aside = usize::from(phrase.contains) + usize::from(name == "Damascus" && settlement) + goal + end + bearing;
        let plural = self.phrases[i].plural;
        let against = aside * points::ASIDE + usize::from(listed && !plural) * points::LISTED;
        cues.iter().map(|(times, points)| times * points).sum::<usize>().saturating_sub(against)
    }

    /// `cut the line between A and B`: neither is what the text is about.
    fn is_end_of_line(&self, phrase: usize) -> bool {
        let first = self.listed_with(phrase).last().copied().unwrap_or(phrase);
        self.phrases[first].from.checked_sub(1).is_some_and(|before| self.words.word(before) == "between")
    }

    /// The word before a place phrase, over its article and adjectives.
    fn word_before(&self, phrase: &Phrase) -> Option<usize> {
        let own = |&t: &usize| self.words.is(t, class::DET | class::ADJECTIVE) && !self.words.is(t, class::PREPOSITION);
        (0..phrase.from).rev().take(4).find(|t| !own(t))
    }

    /// `a few kilometres from P`: where another place lies.
    fn is_measured_from(&self, phrase: &Phrase) -> bool {
        let from = self.word_before(phrase).filter(|&t| t > 0 && self.words.word(t) == "from");
        from.is_some_and(|t| self.words.is_in(t - 1, list::DISTANCES))
    }

    /// `the town, which links P with Q`: where a road leads.
    fn is_linked(&self, phrase: usize) -> bool {
        let links = |t: usize| {
            let lexicon = self.words.lexicon;
            self.words.forms(t).iter().any(|form| lexicon.is_verb_in(form.0, list::JOINS_PLACES))
        };
        let before = |k: usize| self.word_before(&self.phrases[k]);
        let first = before(phrase);
        let other = phrase.checked_sub(1).filter(|&k| {
            let joint = first.filter(|&t| matches!(self.words.word(t), "to" | "with" | "and"));
            joint == Some(self.phrases[k].to)
        });
        first.is_some_and(links) || other.and_then(before).is_some_and(links)
    }

    /// The last item of the list that a place stands in, of those before the noun that tell of no region: a town and a
    /// village are both `these villages`.
    fn end_of_list(&self, phrase: usize, noun: usize) -> usize {
        (phrase + 1..noun.min(phrase + 6)).fold(phrase, |last, k| {
            let settled = self.meanings[k].as_ref().is_some_and(|m| m.kind.is_none_or(|kind| !kind.is_region()));
            if self.phrases[k].list == Some(last) && settled { k } else { last }
        })
    }

    /// The items of a list before this one.
    fn listed_with(&self, phrase: usize) -> Vec<usize> {
        std::iter::successors(self.phrases[phrase].list, |&p| self.phrases[p].list).collect()
    }

    /// How many a plural says there are: `the three villages`, `both towns`.
    fn count(&self, i: usize) -> Option<usize> {
        let phrase = &self.phrases[i];
        let count = |t: usize| if self.words.word(t) == "both" { Some(2) } else { self.words.count_of(t) };
        (phrase.from..phrase.core.0).find_map(count)
    }

    /// The places that so many can be: the last list of that length, else all of the kind named shortly before, if they
    /// are as many.
    fn of_number(
        &self,
        i: usize,
        count: usize,
        (kind, class): (Option<Kind>, TypeClass),
        sentence: usize,
        reach: usize,
    ) -> Option<Meaning> {
        let near = |k: &usize| sentence <= self.words.text.sentence_of(self.phrases[*k].core.0) + reach;
        let fit = |k: &usize| {
            let (phrase, meaning) = (&self.phrases[*k], self.meanings[*k].as_ref());
            let stated = phrase.kind.and_then(|k| self.words.lexicon.types[k as usize].kind);
            let named = phrase.is_named() && !phrase.contains;
            named && meaning.is_some_and(|m| fits(kind, class, m.kind, stated) > 0)
        };
        let before = || (0..i).rev().take_while(near).filter(fit);
        if let Some(last) = before().find(|&k| self.listed_with(k).len() + 1 == count) {
            let known = self.meanings[last].clone()?;
            return Some(Meaning { found: Found::Anaphor, others: self.listed_with(last), ..known });
        }
        let mut all: Vec<usize> = Vec::new();
        for k in before() {
            if all.iter().all(|&other| {
                self.meanings[other].as_ref().map(|m| &m.name) != self.meanings[k].as_ref().map(|m| &m.name)
            }) {
                all.push(k);
            }
        }
        let known = self.meanings[*all.first().filter(|_| all.len() == count)?].clone()?;
        Some(Meaning { found: Found::Anaphor, others: all.split_off(1), ..known })
    }
}

/// A name that begins with the Arabic word for a hill.
fn is_hill_name(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    matches!(first, "Tal" | "Tall" | "Tel" | "Tell")
}

/// How well a place fits a noun: 3 exactly, 2 by kind, 1 loosely, 0 not.
fn fits(kind: Option<Kind>, class: TypeClass, place: Option<Kind>, stated: Option<Kind>) -> usize {
    if stated.is_some() && stated == kind {
        return 3;
    }
    // A road is no area.
    if class == TypeClass::Area && [place, stated].iter().any(|kind| matches!(kind, Some(Kind::Road | Kind::River))) {
        return 0;
    }
    let Some(place) = place else {
        return usize::from(
            class == TypeClass::Area
                || stated.is_none() && matches!(class, TypeClass::Settlement) && kind != Some(City),
        );
    };
    if Some(place) == kind {
        return 3;
    }
    use Kind::{
        Airport, Base, Camp, Citadel, City, District, Governorate, Hospital, Industrial, PowerPlant, Prison, Quarter,
        School, Sector, Subdistrict, Town, University, Village,
    };
    match class {
        TypeClass::Area => match place {
            Governorate | District | Subdistrict => 1,
            City => 1,
            _ => 2,
        },
        TypeClass::Settlement => match (kind, place) {
            (Some(City), Town) => 1,
            (Some(Town), Village | City) | (Some(Village), Town) => 2,
            (Some(Town), Sector | Quarter) => 0,
            (Some(Camp), _) => 0,
            _ => 0,
        },
        TypeClass::Quarter => match place {
            Quarter | Camp | Industrial => 2,
            _ => 0,
        },
        TypeClass::Base => usize::from(matches!(place, Base | Airport)) * 2,
        // `the site`, `the complex`
        TypeClass::Building if kind.is_none() => usize::from(matches!(
            place,
            Base | Airport | Hospital | School | University | Prison | Industrial | PowerPlant | Citadel
        )),
        TypeClass::Land | TypeClass::Region => 0,
        _ => 0,
    }
}

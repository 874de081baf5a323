//! Which place a phrase means: the gazetteer for names, memory for `the town` and `the east`.
//!
//! A name that several places bear is settled by the article's other places
//! ([`crate::gazetteer::resolve`]) or stays ambiguous; a name that none bears keeps its words. A noun
//! without a name means the last place of its kind. Names are settled in [`names`], nouns without one in
//! [`anaphora`]; what both share is here.

mod anaphora;
mod names;

use super::lexicon::{TypeClass, class};
use super::list;
use super::places::{Phrase, What, wider};
use super::sentence::fold_word;
use super::words::Words;
use crate::article::Role;
use crate::claim::Extent;
use crate::gazetteer::{Candidate, Gazetteer};
use crate::place::Kind;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// How a place was found, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// By a name as written in the gazetteer.
    Written,
    /// By a name but for case, accents, hyphens.
    Plain,
    /// As a part of a place: `eastern Aleppo`.
    Part,
    /// As the last place of its kind: `the town`.
    Anaphor,
    /// By its consonants only.
    Folded,
    /// The gazetteer does not have it.
    Unknown,
    /// Several places bear the name.
    Ambiguous,
}

/// What a phrase means.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// The place: its position in the gazetteer.
    pub place: Option<u32>,
    /// The usual name, or the text's.
    pub name: String,
    /// Its kind.
    pub kind: Option<Kind>,
    /// The places an ambiguous name could mean, with reasons.
    pub candidates: Vec<(u32, String)>,
    /// How it was found.
    pub found: Found,
    /// What the words add to the extent: a countryside that is no place of its own is near the place.
    pub extent: Extent,
    /// Further places for a plural: `the two towns`.
    pub others: Vec<usize>,
}

impl Meaning {
    /// A place that only a later name can tell: `a rebel-held town`.
    pub fn blank() -> Meaning {
        let (name, extent) = (String::new(), Extent::Whole);
        let (candidates, others) = (Vec::new(), Vec::new());
        Meaning { place: None, name, kind: None, candidates, found: Found::Unknown, extent, others }
    }
}

/// The meaning of each phrase; `None` where there is none.
pub fn find(words: &Words<'_>, phrases: &[Phrase], gazetteer: &Gazetteer) -> Vec<Option<Meaning>> {
    let mut reader = Reader {
        words,
        phrases,
        gazetteer,
        sure: Vec::new(),
        around: Vec::new(),
        introductions: FxHashMap::default(),
        bearing: RefCell::default(),
        like: RefCell::default(),
        meanings: Vec::with_capacity(phrases.len()),
        main_city: None,
        titles: Vec::new(),
        turns: turns(words, phrases),
    };
    let of_title = |phrase: &Phrase| {
        let sentence = words.text.sentence_of(phrase.core.0);
        words.text.sentences()[sentence].role == Role::Title
    };
    reader.titles = (0..phrases.len()).filter(|&i| of_title(&phrases[i])).collect();
    reader.find_sure();
    reader.find_introductions();
    for i in 0..phrases.len() {
        let meaning = reader.meaning(i);
        reader.meanings.push(meaning);
    }
    reader.meanings
}

struct Reader<'a> {
    words: &'a Words<'a>,
    phrases: &'a [Phrase],
    gazetteer: &'a Gazetteer,
    /// The places named beyond doubt: the phrase, its sentence, the place.
    sure: Vec<(usize, usize, u32)>,
    /// Each of these places once, with how often it is named.
    around: Vec<(u32, usize)>,
    /// By name: the first phrase that introduces the place of that name by its kind.
    introductions: FxHashMap<&'a str, usize>,
    /// By name as written: the places that bear it, and those that it is like.
    bearing: RefCell<FxHashMap<&'a str, Vec<Candidate<'a>>>>,
    like: RefCell<FxHashMap<&'a str, Vec<Candidate<'a>>>>,
    meanings: Vec<Option<Meaning>>,
    main_city: Option<u32>,
    /// The phrases of headlines.
    titles: Vec<usize>,
    /// By sentence: how many up to it tell of a place.
    turns: Vec<usize>,
}

/// By sentence: how many up to it tell of a place. What is told in between of none keeps none from being meant.
fn turns(words: &Words<'_>, phrases: &[Phrase]) -> Vec<usize> {
    let mut turns = vec![0; words.text.sentences().len()];
    for phrase in phrases.iter().filter(|phrase| phrase.what != What::Unnamed) {
        turns[words.text.sentence_of(phrase.core.0)] = 1;
    }
    let mut turn = 0;
    for told in &mut turns {
        turn += *told;
        *told = turn;
    }
    turns
}

impl<'a> Reader<'a> {
    fn find_sure(&mut self) {
        for (i, phrase) in self.phrases.iter().enumerate() {
            let What::Name(spelling) = phrase.what else { continue };
            let sentence = self.words.text.sentence_of(phrase.core.0);
            // A dateline says where it was written.
            let told = self.words.text.sentences()[sentence].role != Role::Dateline;
            if let Some(place) = self.words.lexicon.spellings[spelling as usize].sure.filter(|_| told) {
                self.sure.push((i, sentence, place));
            }
        }
        let mut named: FxHashMap<u32, usize> = FxHashMap::default();
        for &(_, _, place) in &self.sure {
            let at = *named.entry(place).or_insert_with(|| {
                self.around.push((place, 0));
                self.around.len() - 1
            });
            self.around[at].1 += 1;
        }
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for phrase in self.phrases {
            let What::Name(spelling) = phrase.what else { continue };
            if let Some(city) = self.words.lexicon.spellings[spelling as usize].city {
                match counts.iter_mut().find(|c| c.0 == city) {
                    Some(count) => count.1 += 1,
                    None => counts.push((city, 1)),
                }
            }
        }
        // The capital is named for its politics more than for its streets.
        let weight = |&(place, count): &(u32, usize)| {
            if self.gazetteer.places()[place as usize].name == "Damascus"
                || self.is_abroad(&self.gazetteer.places()[place as usize].name)
            {
                count.min(1)
            } else {
                count * 2
            }
        };
        let best = counts.iter().map(weight).max();
        self.main_city = counts.iter().find(|c| Some(weight(c)) == best).map(|c| c.0);
    }

    fn meaning(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        match phrase.what {
            What::Name(_) | What::Open => self.named(i),
            // `Marea's southern villages`: some of what it owns.
            What::Anaphor if phrase.possessor.is_some() && phrase.plural => {
                let owner = self.base_of(i)?;
                Some(Meaning { extent: wider(Extent::Part, owner.extent), ..owner })
            }
            What::Anaphor if self.is_of_country(phrase) || self.is_told_by_clause(phrase) => None,
            // `its outskirts`
            What::Anaphor if phrase.kind.is_none() && phrase.of_pronoun => {
                self.settlement_before(i, self.words.text.sentence_of(phrase.core.0))
            }
            What::Anaphor => {
                let mut meaning = self.anaphor(i).or_else(|| self.city_part(i))?;
                let region = meaning.kind.is_some_and(Kind::is_region);
                if !region && self.words.any_in(phrase.from..phrase.core.0, list::BESIDE) {
                    meaning = self.beside(phrase, meaning)?;
                }
                Some(if phrase.direction.is_some() { self.part(&meaning, phrase, Found::Part) } else { meaning })
            }
            // `a town in the south`, `their last enclaves in western Syria`: of the country.
            What::Direction if self.is_settlement_in(phrase) => None,
            // `clashes with IS north Syria`, `the country's northeast`
            What::Direction if self.words.word(phrase.to) == "syria" || self.is_of_homeland(phrase) => None,
            // `the outskirts`
            What::Direction if phrase.direction.is_none() && phrase.extent != Extent::Whole => {
                Some(Meaning { found: Found::Anaphor, ..self.edged_before(i)? })
            }
            What::Direction => {
                let base = self.base_of(i)?;
                let part = self.part(&base, phrase, Found::Part);
                // `the south`, of no city in sight: only a part that the gazetteer knows.
                let bare = !phrase.of_pronoun
                    && phrase.possessor.is_none()
                    && phrase.held.is_empty()
                    && !self.words.after_possessive(phrase.core.0)
                    && phrase.core.1 == phrase.core.0 + 1;
                (self.is_told_part(i, &part) || !bare || phrase.kind.is_some()).then_some(part)
            }
            // `rebel-held areas`: in the article's own city.
            What::Unnamed if !phrase.held.is_empty() && self.is_of_city(phrase) => {
                let base = self.base_of(i)?;
                let sentence = self.words.text.sentence_of(phrase.core.0);
                let at = |p: &Phrase| self.words.text.sentence_of(p.core.0);
                let from = self.phrases.partition_point(|p| at(p) + 1 < sentence);
                let means_it = |k: usize| k < i && self.meanings[k].as_ref().is_some_and(|m| m.place == base.place);
                let near =
                    self.phrases[from..].iter().zip(from..).take_while(|(p, _)| at(p) <= sentence + 1).any(|(p, k)| {
                        p.what == What::Anaphor && means_it(k)
                            || matches!(p.what, What::Name(_))
                                && self
                                    .words
                                    .text
                                    .raw(p.core.0..p.core.1)
                                    .starts_with(&base.name[..base.name.len().min(4)])
                    });
                if !near {
                    return None;
                }
                Some(Meaning { extent: Extent::Part, found: Found::Anaphor, ..base })
            }
            What::Unnamed => None,
        }
    }

    /// `took P and shelled the neighbouring villages`: near P; the neighbouring village is one that nobody names.
    fn beside(&self, phrase: &Phrase, told: Meaning) -> Option<Meaning> {
        let area = phrase.kind.is_some_and(|k| self.words.lexicon.types[k as usize].class == TypeClass::Area);
        (phrase.plural || area).then(|| Meaning { extent: wider(Extent::Near, told.extent), ..told })
    }

    /// `a town in the south`, `the biggest city in the east`: a settlement told by where it lies.
    fn is_settlement_in(&self, phrase: &Phrase) -> bool {
        (phrase.from..phrase.core.0).any(|t| {
            self.words.type_at(t).is_some_and(|(to, kind, _)| {
                self.words.lexicon.types[kind as usize].class == TypeClass::Settlement
                    && matches!(self.words.word(to), "in" | "of")
            })
        })
    }

    /// `the country's northeast`
    fn is_of_homeland(&self, phrase: &Phrase) -> bool {
        let owner = phrase.core.0.checked_sub(2).filter(|_| self.words.after_possessive(phrase.core.0));
        let whose = |t: usize| self.words.is_in(t, list::HOMELAND);
        owner.is_some_and(|t| whose(t) || whose(t + 1))
    }

    /// `their last pockets in western Syria`: none that was named before.
    fn is_of_country(&self, phrase: &Phrase) -> bool {
        // `the S-held villages and towns in central Syria`
        let joined = self.words.is(phrase.to, class::CONJUNCTION).then(|| self.words.type_at(phrase.to + 1)).flatten();
        let to = joined.map_or(phrase.to, |(to, ..)| to);
        let at = |n: usize| self.words.word(to + n);
        // `the villages between P and Q`
        let area = phrase.kind.is_some_and(|k| self.words.lexicon.types[k as usize].class == TypeClass::Area);
        let between = (phrase.plural || area)
            && (at(0) == "between" || matches!(at(0), "located" | "lying" | "situated") && at(1) == "between");
        between
            || matches!(at(0), "in" | "of" | "across") && (at(1) == "syria" || at(2) == "syria" || at(2) == "country")
    }

    /// `the pockets that rebels still hold`, `the areas they seized`: not those told before, but those the clause tells.
    fn is_told_by_clause(&self, phrase: &Phrase) -> bool {
        let noun = phrase.kind.map(|k| &self.words.lexicon.types[k as usize]);
        let area = noun.is_some_and(|noun| noun.class == TypeClass::Area);
        // `the site of the attack`
        let any = noun.is_some_and(|noun| noun.class == TypeClass::Building && noun.kind.is_none());
        if any && matches!(self.words.word(phrase.to), "of" | "where") {
            return true;
        }
        // `the enclave's border region`: a strip of it that nobody names.
        if (phrase.from..phrase.core.0).any(|t| self.words.word(t) == "border") && !phrase.plural {
            return area;
        }
        // `the rebel-held villages, including P`: those.
        let opens = phrase.to + usize::from(self.words.word(phrase.to) == ",");
        if phrase.plural && self.words.word(opens) == "including" {
            return true;
        }
        let next = self.words.word(phrase.to);
        let quarters = phrase.plural && noun.is_some_and(|noun| noun.class == TypeClass::Quarter);
        area && phrase.plural && matches!(next, "that" | "which")
            || (area || quarters) && matches!(next, "they" | "it" | "we")
    }

    /// `the city's rebel districts`: a part of the city spoken of.
    fn city_part(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        let noun = &self.words.lexicon.types[phrase.kind? as usize];
        let part = phrase.plural && matches!(noun.class, TypeClass::Quarter | TypeClass::Area) && phrase.of_pronoun;
        // `the town's western quarter`, `the city's main hospital`
        let owned = phrase.of_pronoun
            && !matches!(self.words.word(phrase.from), "its" | "their" | "our" | "his")
            && matches!(noun.class, TypeClass::Quarter | TypeClass::Area | TypeClass::Building);
        if owned && !part {
            let sentence = self.words.text.sentence_of(phrase.core.0);
            let base = self.settlement_before(i, sentence).or_else(|| self.base_of(i))?;
            return Some(Meaning { extent: Extent::Part, found: Found::Anaphor, ..base });
        }
        let base = self.base_of(i).filter(|_| part)?;
        Some(Meaning { extent: Extent::Part, found: Found::Anaphor, ..base })
    }

    fn is_of_city(&self, phrase: &Phrase) -> bool {
        match phrase.kind.map(|k| &self.words.lexicon.types[k as usize]) {
            Some(noun) => {
                matches!(noun.class, TypeClass::Quarter | TypeClass::Area)
                    && (phrase.plural || noun.class == TypeClass::Quarter)
            }
            None => self.words.word(phrase.core.0) != "territory",
        }
    }

    /// The places that bear a name of the text.
    pub(super) fn bearing(&self, name: &'a str) -> Vec<Candidate<'a>> {
        self.bearing.borrow_mut().entry(name).or_insert_with(|| self.gazetteer.bearing(name)).clone()
    }

    /// The places that a name of the text could mean.
    pub(super) fn like(&self, name: &'a str) -> Vec<Candidate<'a>> {
        self.like.borrow_mut().entry(name).or_insert_with(|| self.gazetteer.find(name)).clone()
    }

    /// The places named beyond doubt, but for the one that only this phrase names.
    pub(super) fn around(&self, own: Option<u32>) -> Vec<u32> {
        let others = self.around.iter().filter(|&&(place, times)| times > 1 || Some(place) != own);
        others.map(|&(place, _)| place).collect()
    }

    pub(super) fn unknown(&self, text: &str, kind: Option<Kind>) -> Meaning {
        Meaning {
            place: None,
            name: text.split_whitespace().collect::<Vec<_>>().join(" "),
            kind,
            candidates: Vec::new(),
            found: Found::Unknown,
            extent: Extent::Whole,
            others: Vec::new(),
        }
    }

    pub(super) fn known(&self, place: u32, found: Found) -> Meaning {
        let entry = &self.gazetteer.places()[place as usize];
        Meaning {
            place: Some(place),
            name: entry.name.clone(),
            kind: Some(entry.kind),
            candidates: Vec::new(),
            found,
            extent: Extent::Whole,
            others: Vec::new(),
        }
    }

    /// `eastern Aleppo`, `the countryside of Aleppo`: a place of its own where the gazetteer has it.
    pub(super) fn part(&self, base: &Meaning, phrase: &Phrase, found: Found) -> Meaning {
        let direction = phrase.direction.map(|t| adjective(self.words, t));
        let countryside = phrase.kind.is_some_and(|k| self.words.lexicon.types[k as usize].noun == "countryside");
        let suffix = if countryside { " countryside" } else { "" };
        let base_name = base.name.trim_end_matches(" Governorate").trim_end_matches(" countryside");
        let name = match &direction {
            Some(direction) => format!("{direction} {base_name}{suffix}"),
            None => format!("{base_name}{suffix}"),
        };
        // `P's eastern entrance`: at the edge of a town, which has no parts of its own.
        if phrase.extent == Extent::Outskirts && base.kind != Some(Kind::City) {
            return base.clone();
        }
        if phrase.extent == Extent::Outskirts && direction.as_ref().is_some_and(|d| d.len() > "northern".len()) {
            return base.clone();
        }
        // A city's own parts are told from its countryside by the word.
        let of_city = !countryside && base.kind == Some(Kind::City);
        // `the west of Aleppo province` is none of the city.
        let own = match base.kind {
            _ if of_city => self.gazetteer.bearing(&format!("{name} (city)")),
            Some(Kind::Governorate) if !countryside => self.gazetteer.bearing(&format!("{name} countryside")),
            _ => Vec::new(),
        };
        let named = self.gazetteer.bearing(&name);
        let known = own
            .into_iter()
            .chain(named)
            .filter(|c| countryside || !of_city || !c.place.name.contains("countryside"))
            .find(|c| c.place.kind == Kind::Sector || countryside || direction.is_none());
        if let Some(candidate) = known {
            return self.known(candidate.index, found);
        }
        if direction.is_none() && countryside {
            return Meaning { extent: Extent::Near, ..base.clone() };
        }
        // `the western countryside of Manbij`: no place of its own (claims.md 15).
        if countryside && base.place.is_some() {
            let wide = base.kind.is_some_and(Kind::is_region) || base.kind == Some(Kind::Sector);
            let extent = if wide { Extent::Part } else { Extent::Near };
            return Meaning { extent: wider(extent, base.extent), ..base.clone() };
        }
        // `the southern entrance of Nawa`: at the edge of it, where it has no part of this name.
        if phrase.extent == Extent::Outskirts && base.place.is_some() {
            return base.clone();
        }
        // `southern Salhin`, `northern Azaz district`: only cities and towns have parts with names of their own.
        let settled = base.place.is_some() && !matches!(base.kind, Some(Kind::City | Kind::Town));
        if settled && !countryside {
            return Meaning { extent: wider(Extent::Part, base.extent), ..base.clone() };
        }
        Meaning {
            name,
            place: None,
            kind: Some(Kind::Sector),
            candidates: Vec::new(),
            found: Found::Unknown,
            extent: Extent::Whole,
            others: Vec::new(),
        }
    }

    /// Whether a bare `the east` can be this part of a city: its city stands before it in the same sentence,
    /// the text names the part in full, or sets it against `the west`. Else it is the country's.
    fn is_told_part(&self, i: usize, part: &Meaning) -> bool {
        let Some(place) = part.place.filter(|_| part.kind == Some(Kind::Sector)) else { return false };
        let city = self.gazetteer.places()[place as usize].parent.as_ref();
        let names_city = |phrase: &Phrase| match phrase.what {
            What::Name(spelling) => {
                let places = &self.words.lexicon.spellings[spelling as usize].places;
                places.iter().any(|&p| Some(&self.gazetteer.places()[p as usize].id) == city)
            }
            _ => false,
        };
        // `the western and southern districts of Aleppo`
        let names_sector = |phrase: &Phrase| match phrase.what {
            What::Name(spelling) => {
                let places = &self.words.lexicon.spellings[spelling as usize].places;
                places.iter().any(|&p| self.gazetteer.places()[p as usize].parent.as_ref() == city)
            }
            _ => false,
        };
        let side_of = |phrase: &Phrase| phrase.direction.map(|t| adjective(self.words, t));
        let own = side_of(&self.phrases[i]);
        let other_half = own.as_deref().and_then(|own| {
            [("eastern", "western"), ("northern", "southern")].iter().find_map(|&(a, b)| match own {
                own if own == a => Some(b),
                own if own == b => Some(a),
                _ => None,
            })
        });
        let sentence = self.words.text.sentence_of(self.phrases[i].core.0);
        // `the army holds western Aleppo and rebels the east`
        let names_part = |k: usize| {
            let meaning = self.meanings.get(k).and_then(|meaning| meaning.as_ref());
            let other = meaning.filter(|m| m.kind == Some(Kind::Sector)).and_then(|m| m.place);
            k < i && other.is_some_and(|other| self.gazetteer.places()[other as usize].parent.as_ref() == city)
        };
        // `eastern Aleppo`, and in the next sentence `the east`
        let named_in_full = |k: usize| {
            let near = self.words.text.sentence_of(self.phrases[k].core.0) + 3 >= sentence;
            let known = self.meanings.get(k).and_then(|meaning| meaning.as_ref()).and_then(|meaning| meaning.place);
            near && known == Some(place) && matches!(self.phrases[k].what, What::Name(_))
        };
        if (0..i).rev().take(12).any(named_in_full) {
            return true;
        }
        self.phrases.iter().enumerate().filter(|&(k, _)| k != i).any(|(k, phrase)| match side_of(phrase) {
            None => {
                (k <= i + 1 && names_city(phrase) || names_part(k) || k == i + 1 && names_sector(phrase))
                    && self.words.text.sentence_of(phrase.core.0) == sentence
            }
            // `the west and south of Aleppo`
            Some(_) if k == i + 1 && phrase.list == Some(i) && names_city(phrase) => true,
            side => {
                side == own
                    && (names_city(phrase)
                        || self.meanings.get(k).is_some_and(|m| m.as_ref().is_some_and(|m| m.place == Some(place))))
                    || side.as_deref() == other_half
            }
        })
    }

    /// A city, or the one that a part of a city belongs to.
    fn city_of(&self, meaning: &Meaning) -> Option<Meaning> {
        if meaning.kind == Some(Kind::City) {
            return Some(meaning.clone());
        }
        let place = self.gazetteer.places().get(meaning.place? as usize)?;
        let parent = self.gazetteer.index_of(place.parent.as_ref().filter(|_| place.kind == Kind::Sector)?)?;
        (self.gazetteer.places()[parent as usize].kind == Kind::City).then(|| self.known(parent, meaning.found))
    }

    /// The city that a direction is a part of.
    fn base_of(&self, i: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        if phrase.possessor.is_some() && i > 0 {
            return self.meanings.get(i - 1)?.clone();
        }
        let sentence = self.words.text.sentence_of(phrase.core.0);
        // `the eastern and southern parts of Daraa province`
        let goes_on = self.phrases.get(i + 1).filter(|next| next.list == Some(i));
        let kind = goes_on.and_then(|next| next.kind).and_then(|k| self.words.lexicon.types[k as usize].kind);
        if goes_on.is_some()
            && let Some(place) = self.plain_place(i + 1)
            && (kind == Some(Kind::Governorate) || place.kind == Kind::Sector && place.name.ends_with("countryside"))
        {
            return self.province_of(self.gazetteer.index_of(&place.id)?);
        }
        if let Some(province) = self.province_parted(i, sentence) {
            return Some(province);
        }
        if self.is_of_settlement(phrase)
            && let Some(owner) = self.settlement_before(i, sentence)
        {
            return Some(owner);
        }
        if let Some(whole) = self.parted_before(i, sentence) {
            return Some(whole);
        }
        let recent = (0..i).rev().take(14).find_map(|k| {
            let near = sentence <= self.words.text.sentence_of(self.phrases[k].core.0) + 6;
            let city = self.city_of(self.meanings[k].as_ref()?)?;
            (near && !self.is_abroad(&city.name)).then_some(city)
        });
        match recent {
            Some(city) => Some(city),
            None => self.main_city.map(|city| self.known(city, Found::Anaphor)),
        }
    }

    /// `its east`, `the town's east`: of the settlement spoken of, not of the article's city.
    fn is_of_settlement(&self, phrase: &Phrase) -> bool {
        let of = |t: usize| {
            self.words.word(t) != "city"
                && self.words.type_at(t).is_some_and(|(to, kind, plural)| {
                    let class = self.words.lexicon.types[kind as usize].class;
                    class == TypeClass::Settlement && !plural && self.words.word(to) == "'s"
                })
        };
        self.words.word(phrase.from) == "its" || phrase.of_pronoun && (phrase.from..phrase.core.0).any(of)
    }

    /// `the province's west`: of the province that the last place lies in.
    fn province_parted(&self, i: usize, sentence: usize) -> Option<Meaning> {
        let phrase = &self.phrases[i];
        let owner = phrase.core.0.checked_sub(1).filter(|&t| phrase.of_pronoun && self.words.word(t) == "'s")?;
        let (_, kind, plural) = self.words.type_before(owner)?;
        let province = self.words.lexicon.types[kind as usize].kind == Some(Kind::Governorate) && !plural;
        let near = |&k: &usize| sentence <= self.words.text.sentence_of(self.phrases[k].core.0) + 6;
        let last = || (0..i).rev().take_while(near).find_map(|k| self.meanings[k].as_ref()?.place);
        self.province_of(last().or(self.main_city).filter(|_| province)?)
    }

    /// `Rebels hold the southern part of the farms. The northern part was taken`: the farms.
    fn parted_before(&self, i: usize, sentence: usize) -> Option<Meaning> {
        let part = |phrase: &Phrase| {
            (phrase.from..phrase.to).any(|t| matches!(self.words.word(t), "part" | "half" | "side" | "section"))
        };
        let bare = part(&self.phrases[i]) && self.words.word(self.phrases[i].to) != "of";
        (0..i).rev().take(6).filter(|_| bare).find_map(|k| {
            let (phrase, meaning) = (&self.phrases[k], self.meanings[k].as_ref()?);
            let near = self.words.text.sentence_of(phrase.core.0) + 1 >= sentence;
            let parted = phrase.direction.is_some() && part(phrase) && phrase.what != What::Direction;
            let small = meaning.place.is_some() && !matches!(meaning.kind, Some(Kind::City | Kind::Sector));
            (near && parted && small).then(|| meaning.clone())
        })
    }

    /// The town or base that the sentence before or this one is about: `Rebels hold P. Clashes go on at its
    /// eastern entrance.`
    fn settlement_before(&self, i: usize, sentence: usize) -> Option<Meaning> {
        (0..i).rev().take(6).find_map(|k| {
            let (phrase, meaning) = (&self.phrases[k], self.meanings[k].as_ref()?);
            let near = self.words.text.sentence_of(phrase.core.0) + 1 >= sentence;
            // `the base's fall ... in its western part`
            let own = self.words.text.sentence_of(phrase.core.0) == sentence;
            let settled = matches!(meaning.kind, Some(Kind::City | Kind::Town | Kind::Village | Kind::Camp))
                || own && matches!(meaning.kind, Some(Kind::Base | Kind::Airport | Kind::Industrial));
            let role = self.words.text.sentences()[self.words.text.sentence_of(phrase.core.0)].role;
            let told = role != Role::Dateline && !phrase.contains;
            (near && settled && told && meaning.found != Found::Unknown).then(|| meaning.clone())
        })
    }

    /// Whose outskirts or centre are told of: the largest settlement of this sentence and the one before, no one of a list.
    fn edged_before(&self, i: usize) -> Option<Meaning> {
        let sentence = self.words.text.sentence_of(self.phrases[i].core.0);
        let near = |k: &usize| self.words.text.sentence_of(self.phrases[*k].core.0) + 1 >= sentence;
        let told = (0..i).rev().take(12).take_while(near).filter(|&k| {
            let next = self.phrases[k + 1..i].iter().any(|phrase| phrase.list == Some(k));
            self.phrases[k].list.is_none() && !next && !self.phrases[k].contains
        });
        let settlements = told.filter_map(|k| {
            let meaning = self.meanings[k].as_ref().filter(|meaning| meaning.found != Found::Unknown)?;
            let size = match meaning.kind? {
                Kind::City => 3,
                Kind::Town => 2,
                Kind::Village | Kind::Camp => 1,
                _ => return None,
            };
            Some((size, meaning))
        });
        // Of two of a size the one told last.
        let largest = settlements.fold(None, |best: Option<(usize, &Meaning)>, next| match best {
            Some(known) if known.0 >= next.0 => best,
            _ => Some(next),
        });
        largest.map(|(_, meaning)| meaning.clone())
    }

    /// Whether a city is one where news is written and decided rather than fought for in these pages.
    fn is_abroad(&self, name: &str) -> bool {
        let lexicon = self.words.lexicon;
        lexicon.is_in(lexicon.listed(&fold_word(name)), list::ABROAD)
    }
}

/// `east` and `eastern` are one: the adjective.
fn adjective(words: &Words<'_>, token: usize) -> String {
    let mut word = words.word(token).to_owned();
    // `north-eastern` is two tokens.
    if words.is_joined(token) && words.is(token - 1, class::DIRECTION) {
        word = format!("{}{word}", words.word(token - 1));
    }
    let known = ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];
    if known.contains(&word.as_str()) { format!("{word}ern") } else { word }
}

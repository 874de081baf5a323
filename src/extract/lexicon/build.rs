//! From the files of `assets/lexicon/` and the names of a gazetteer to the lexicon.

use super::entry::{Entry, Named, SideWord, Spelled, TypeClass, TypeNoun};
use super::numbers::Numbers;
use super::phrases::Phrases;
use super::row::Row;
use super::rule::{Rule, Shape};
use super::{Form, Lemma, Lexicon, Word, class};
use crate::claim::Event;
use crate::extract::list::{self, Lists};
use crate::extract::sentence::{Text, fold_word};
use crate::gazetteer::{Gazetteer, Guard};
use crate::place::{Kind, Place};
use crate::side::Side;
use rustc_hash::FxHashMap;
use serde::Deserialize;

impl Lexicon {
    /// The lexicon inside the program, with the names of `gazetteer`.
    ///
    /// # Panics
    ///
    /// If the files inside the program are broken; the tests read them.
    pub fn built_in(gazetteer: &Gazetteer) -> Lexicon {
        let mut lexicon = Lexicon::empty();
        lexicon.add_words();
        lexicon.add_types();
        lexicon.add_sides();
        lexicon.add_rules();
        lexicon.add_phrases("decoys.txt", DECOYS, Entry::Decoy);
        lexicon.add_places(gazetteer);
        lexicon.add_lists();
        lexicon.close();
        lexicon
    }

    /// Lays out what was gathered for looking up.
    fn close(&mut self) {
        self.phrases.close();
        let mut forms: Vec<Vec<(Lemma, Form)>> = vec![Vec::new(); self.words.len()];
        for (lemma, written) in (0..).zip(&self.written) {
            for (word, form) in written {
                let forms = &mut forms[self.ids.get(word).unwrap_or(0) as usize];
                if !forms.contains(&(lemma, *form)) {
                    forms.push((lemma, *form));
                }
            }
        }
        for (word, forms) in self.words.iter_mut().zip(forms) {
            word.forms = self.forms.add(forms);
        }
    }

    fn empty() -> Lexicon {
        Lexicon {
            ids: Numbers::default(),
            words: vec![Word::default()],
            known: u32::MAX,
            lemmas: Vec::new(),
            written: Vec::new(),
            verb_lists: Vec::new(),
            lemma_ids: FxHashMap::default(),
            forms: Row::default(),
            phrases: Phrases::default(),
            rules: Vec::new(),
            rule_ids: FxHashMap::default(),
            verb_rules: Vec::new(),
            light: Vec::new(),
            types: Vec::new(),
            spellings: Vec::new(),
        }
    }

    pub(in crate::extract) fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(word, id);
        self.words.push(Word::default());
        id
    }

    fn mark(&mut self, words: &str, bit: u64) {
        for word in words.split_whitespace() {
            for part in word.split('-') {
                let id = self.intern(&fold_word(part));
                self.words[id as usize].bits |= bit;
            }
        }
    }

    fn add_phrase(&mut self, words: &[u32], entry: Entry) {
        let Some(&first) = words.first() else { return };
        let word = &mut self.words[first as usize];
        word.alone |= words.len() == 1;
        self.phrases.add(&mut word.root, words, entry);
    }

    /// The ids of the words of a phrase as a text would cut it.
    fn cut(&mut self, phrase: &str) -> Vec<u32> {
        let text = Text::new(phrase, &[]);
        (0..text.tokens().len()).map(|i| self.intern(text.word(i))).collect()
    }

    fn add_phrases(&mut self, file: &str, lines: &str, entry: Entry) {
        debug_assert!(!file.is_empty());
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (verb, rest) = line.split_once("* ").unwrap_or(("", line));
            if verb.is_empty() {
                let words = self.cut(line);
                self.add_phrase(&words, entry);
                continue;
            }
            for form in self.forms_of(verb) {
                let words = self.cut(&format!("{form} {rest}"));
                self.add_phrase(&words, entry);
            }
        }
    }

    /// Last of all, so that a word that only stands in a list is not taken for a known one.
    fn add_lists(&mut self) {
        self.known = self.words.len() as u32;
        for (list, words) in list::built_in().unwrap_or_else(|fault| panic!("{fault}")) {
            for word in words {
                let id = self.intern(&word);
                self.words[id as usize].lists.add(list);
            }
        }
        let of_base =
            |base: &String| self.ids.get(base.as_str()).map_or(Lists::default(), |id| self.words[id as usize].lists);
        self.verb_lists = self.lemmas.iter().map(of_base).collect();
    }

    fn add_words(&mut self) {
        let words: Words = toml::from_str(WORDS).expect("assets/lexicon/words.toml reads");
        for (list, bit) in [
            (&words.determiner, class::DET),
            (&words.number, class::NUMBER),
            (&words.modal, class::MODAL),
            (&words.negation, class::NEGATION),
            (&words.be, class::BE),
            (&words.have, class::HAVE),
            (&words.r#do, class::DO),
            (&words.preposition, class::PREPOSITION),
            (&words.relative, class::RELATIVE),
            (&words.subordinator, class::SUBORDINATOR),
            (&words.conjunction, class::CONJUNCTION),
            (&words.pronoun, class::PRONOUN),
            (&words.adverb, class::ADVERB),
            (&words.adjective, class::ADJECTIVE),
            (&words.people, class::PEOPLE),
            (&words.direction, class::DIRECTION),
            (&words.article, class::ARTICLE),
            (&words.calendar, class::CALENDAR | class::NOPLACE),
            (&words.namepart, class::NAMEPART),
            (&words.noplace, class::NOPLACE),
            (&words.former, class::FORMER),
        ] {
            self.mark(list, bit);
        }
        for line in &words.irregular {
            let mut forms = line.split_whitespace();
            if let (Some(base), Some(past), Some(participle)) = (forms.next(), forms.next(), forms.next()) {
                self.add_verb(base, Some((past, participle)));
            }
        }
        for verb in words.verbs.split_whitespace() {
            self.add_verb(verb, None);
        }
    }

    /// Adds all forms of a verb; a regular one's are made by rule.
    fn add_verb(&mut self, base: &str, irregular: Option<(&str, &str)>) -> Lemma {
        if let Some(&lemma) = self.lemma_ids.get(base) {
            return lemma;
        }
        let lemma = self.lemmas.len() as Lemma;
        self.lemmas.push(base.to_owned());
        self.written.push(Vec::new());
        self.lemma_ids.insert(base.to_owned(), lemma);
        let (third, ed, ing) = inflect(base);
        let mut add = |word: &str, form: Form| {
            let id = self.intern(word) as usize;
            self.written[lemma as usize].push((word.to_owned(), form));
            self.words[id].bits |= class::VERB;
        };
        add(base, Form::Base);
        add(&third, Form::Third);
        match irregular {
            Some((past, participle)) if past == participle => {
                add(past, Form::PastOrParticiple);
                // A doubled consonant of the past shows in the -ing form too.
                let doubled = past.strip_suffix("ed").filter(|stem| stem.len() == base.len() + 1);
                add(&doubled.map_or_else(|| ing.clone(), |stem| format!("{stem}ing")), Form::Ing);
                // `travelled` is `traveled` in American spelling.
                if doubled.is_some() && base.ends_with('l') {
                    add(&format!("{base}ed"), Form::PastOrParticiple);
                    add(&format!("{base}ing"), Form::Ing);
                }
            }
            Some((past, participle)) => {
                add(past, Form::Past);
                add(participle, Form::Participle);
                add(&ing, Form::Ing);
            }
            None => {
                add(&ed, Form::PastOrParticiple);
                add(&ing, Form::Ing);
            }
        }
        if matches!(
            base,
            "cut"
                | "hit"
                | "win"
                | "run"
                | "begin"
                | "get"
                | "set"
                | "put"
                | "let"
                | "shut"
                | "split"
                | "overrun"
                | "quit"
                | "sit"
        ) {
            let double = format!("{base}{}ing", &base[base.len() - 1..]);
            add(&double, Form::Ing);
        }
        lemma
    }

    fn forms_of(&self, base: &str) -> Vec<String> {
        let Some(lemma) = self.lemma_id(base) else { return vec![base.to_owned()] };
        let mut forms: Vec<String> = self.written[lemma as usize].iter().map(|(word, _)| word.clone()).collect();
        forms.sort();
        forms.dedup();
        forms
    }

    fn add_types(&mut self) {
        for line in TYPES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut fields = line.split('\t');
            let (Some(noun), Some(kind), Some(class)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let class = match class {
                "settlement" => TypeClass::Settlement,
                "quarter" => TypeClass::Quarter,
                "line" => TypeClass::Line,
                "height" => TypeClass::Height,
                "base" => TypeClass::Base,
                "building" => TypeClass::Building,
                "region" => TypeClass::Region,
                "land" => TypeClass::Land,
                _ => TypeClass::Area,
            };
            let names = fields.next() == Some("name");
            let index = self.types.len() as u16;
            self.types.push(TypeNoun { noun: noun.to_owned(), kind: kind.parse().ok(), class, names });
            let words = self.cut(noun);
            self.add_phrase(&words, Entry::Type(index, false));
            let plural = plural(noun);
            if plural != noun {
                let words = self.cut(&plural);
                self.add_phrase(&words, Entry::Type(index, true));
            }
        }
        for line in PARTS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let Some((word, extent)) = line.split_once('\t') else { continue };
            let words = self.cut(word);
            let Ok(extent) = extent.trim().parse() else { continue };
            self.add_phrase(&words, Entry::Part(extent));
        }
    }

    fn add_sides(&mut self) {
        let sides: Sides = toml::from_str(SIDES).expect("assets/lexicon/sides.toml reads");
        for (names, named) in [
            (&sides.government, Named::Side(Side::Government)),
            (&sides.opposition, Named::Side(Side::Opposition)),
            (&sides.islamic_state, Named::Side(Side::IslamicState)),
            (&sides.kurdish, Named::Side(Side::Kurdish)),
            (&sides.coalition, Named::Coalition),
        ] {
            for (list, word) in [(&names.head, SideWord::Head), (&names.adjective, SideWord::Adjective)] {
                for phrase in list.split([';', '\n']).map(str::trim).filter(|phrase| !phrase.is_empty()) {
                    let words = self.cut(phrase);
                    self.add_phrase(&words, Entry::Side(named, word, false));
                }
            }
        }
        self.mark(&sides.words.force, class::FORCE);
        self.mark(&sides.words.arms, class::ARMS | class::FORCE);
        self.mark(&sides.words.not_side, class::NOT_SIDE);
        for phrase in sides.words.backing.split(';') {
            self.mark(phrase.split_whitespace().next().unwrap_or(""), class::BACKING);
        }
        for line in GROUPS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut fields = line.split('\t');
            let (Some(_), Some(side), Some(spellings)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let Ok(side) = side.parse() else { continue };
            for spelling in spellings.split('|') {
                let words = self.cut(spelling);
                self.add_phrase(&words, Entry::Side(Named::Side(side), SideWord::Head, true));
            }
        }
    }

    fn add_rules(&mut self) {
        for (file, source) in RULES {
            let file: RuleFile = toml::from_str(source).unwrap_or_else(|e| panic!("assets/lexicon/rules/{file}: {e}"));
            self.rules.extend(file.rule);
        }
        for index in 0..self.rules.len() {
            let rule = self.rules[index].clone();
            self.rule_ids.entry(rule.id.clone()).or_insert(index as u16);
            for verb in &rule.verbs {
                let (lemma, particles) = self.verb_with_particles(verb);
                match rule.shape {
                    Shape::Verb | Shape::Split | Shape::Casualty => {
                        self.rules_at(lemma).push((index as u16, particles));
                    }
                    _ => {
                        let bit = if rule.event == Event::Besieges { class::BESIEGED } else { class::HELD };
                        self.mark(verb, bit);
                    }
                }
            }
            for noun in &rule.nouns {
                let words = self.cut(noun);
                self.add_phrase(&words, Entry::Noun(index as u16));
            }
            let light = rule.light.iter().map(|verb| self.verb_with_particles(verb)).collect();
            self.light.push(light);
        }
        for rules in &mut self.verb_rules {
            rules.sort_by_key(|(rule, particles)| (std::cmp::Reverse(particles.len()), *rule));
        }
    }

    fn rules_at(&mut self, lemma: Lemma) -> &mut Vec<(u16, Vec<u32>)> {
        let at = lemma as usize;
        if self.verb_rules.len() <= at {
            self.verb_rules.resize(at + 1, Vec::new());
        }
        &mut self.verb_rules[at]
    }

    fn verb_with_particles(&mut self, verb: &str) -> (Lemma, Vec<u32>) {
        let mut words = verb.split_whitespace();
        let base = words.next().unwrap_or("");
        let rest: Vec<&str> = words.collect();
        if base == "barrel" {
            return (self.add_verb("barrel", None), rest.iter().map(|w| self.intern(w)).collect());
        }
        let lemma = self.add_verb(base, None);
        (lemma, rest.iter().map(|word| self.intern(word)).collect())
    }

    fn is_type(&self, word: u32) -> bool {
        self.phrases.at(self.words[word as usize].root).iter().any(|entry| matches!(entry, Entry::Type(..)))
    }

    fn add_places(&mut self, gazetteer: &Gazetteer) {
        for spelling in gazetteer.spellings() {
            let index = self.spellings.len() as u32;
            let small = small_words(spelling.text);
            let region = spelling.places.iter().all(|&p| {
                let place = &gazetteer.places()[p as usize];
                place.kind.is_region() || place.kind == Kind::Sector && place.name.contains("countryside")
            });
            let places = spelling.places.to_vec();
            let kind_of = |&p: &u32| gazetteer.places()[p as usize].kind;
            let large =
                spelling.places.iter().any(|p| matches!(kind_of(p), Kind::City | Kind::Governorate | Kind::Sector));
            let kinds = || spelling.places.iter().map(kind_of);
            let kind = kinds().min_by_key(|kind| (!matches!(kind, Kind::City), *kind));
            let quarter = kinds().any(|kind| kind == Kind::Quarter);
            let (sure, city) = (sure(gazetteer, &places), places.iter().find_map(|&p| city_of(gazetteer, p)));
            let guard = spelling.guard;
            self.spellings.push(Spelled { places, guard, small, region, large, kind, quarter, sure, city });
            let mut words = self.cut(spelling.text);
            // `city of X` is read as a kind of place and a name.
            if words.len() > 2 && spelling.text.split(' ').nth(1) == Some("of") && self.is_type(words[0]) {
                continue;
            }
            self.add_phrase(&words, Entry::Place(index));
            // Names are written with and without their article.
            if words.len() > 1 && self.words[words[0] as usize].bits & class::ARTICLE != 0 {
                words.remove(0);
                if spelling.guard == Guard::Free && spelling.text.len() > 6 {
                    self.add_phrase(&words, Entry::Place(index));
                }
            }
        }
    }
}

/// The one of these places that is no region, or the first of the regions.
fn sure(gazetteer: &Gazetteer, places: &[u32]) -> Option<u32> {
    let mut spots = places.iter().filter(|&&p| !gazetteer.places()[p as usize].kind.is_region());
    let first = spots.next().or(places.first()).copied();
    first.filter(|_| spots.next().is_none())
}

/// The city that a place is, or is a sector of.
fn city_of(gazetteer: &Gazetteer, place: u32) -> Option<u32> {
    let is_city = |place: u32| gazetteer.places()[place as usize].kind == Kind::City;
    let Place { kind, parent, .. } = &gazetteer.places()[place as usize];
    match kind {
        Kind::City => Some(place),
        Kind::Sector => gazetteer.index_of(parent.as_ref()?).filter(|&whole| is_city(whole)),
        _ => None,
    }
}

/// The words of a spelling that begin with a small letter, from the last: bit 0 is the last word.
fn small_words(spelling: &str) -> u32 {
    let text = Text::new(spelling, &[]);
    let count = text.tokens().len();
    let small = |i: &usize| text.raw(*i..*i + 1).starts_with(|c: char| c.is_lowercase());
    (0..count).filter(small).fold(0, |bits, i| bits | 1 << (count - 1 - i).min(31))
}

/// The third person, past and -ing form of a regular verb.
fn inflect(base: &str) -> (String, String, String) {
    let stem_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    let third = match stem_y {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z'])
            || base.ends_with("ch")
            || base.ends_with("sh")
            || base.ends_with('o') =>
        {
            format!("{base}es")
        }
        None => format!("{base}s"),
    };
    // `slammed`, `lobbing`: a short verb doubles its last consonant.
    if is_short(base) {
        let last = &base[base.len() - 1..];
        return (third, format!("{base}{last}ed"), format!("{base}{last}ing"));
    }
    let ed = match (stem_y, base.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (_, Some(stem)) => format!("{stem}ed"),
        _ => format!("{base}ed"),
    };
    let ing = match base.strip_suffix("ie") {
        Some(stem) => format!("{stem}ying"),
        None => ing_of(base),
    };
    (third, ed, ing)
}

/// One vowel between consonants: `slam`, `lob`, but not `raid`, `push`, `fix`.
fn is_short(base: &str) -> bool {
    let vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let letters = base.as_bytes();
    let [.., first, second, last] = letters else { return false };
    let one = letters.iter().filter(|&&c| vowel(c)).count() == 1;
    one && !vowel(*first) && vowel(*second) && !vowel(*last) && !matches!(last, b'w' | b'x')
}

fn ing_of(base: &str) -> String {
    match base.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o']) && base != "be") {
        Some(stem) => format!("{stem}ing"),
        None => format!("{base}ing"),
    }
}

fn plural(noun: &str) -> String {
    let stem_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match stem_y {
        _ if noun.ends_with("ies") || noun.ends_with("barracks") => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

#[derive(Deserialize)]
struct Words {
    irregular: Vec<String>,
    verbs: String,
    determiner: String,
    number: String,
    modal: String,
    negation: String,
    be: String,
    have: String,
    r#do: String,
    preposition: String,
    relative: String,
    subordinator: String,
    conjunction: String,
    pronoun: String,
    adverb: String,
    adjective: String,
    people: String,
    direction: String,
    article: String,
    calendar: String,
    namepart: String,
    noplace: String,
    former: String,
}

#[derive(Deserialize)]
struct Sides {
    government: SideNames,
    opposition: SideNames,
    islamic_state: SideNames,
    kurdish: SideNames,
    coalition: SideNames,
    words: SideWords,
}

#[derive(Deserialize)]
struct SideNames {
    head: String,
    adjective: String,
}

#[derive(Deserialize)]
struct SideWords {
    force: String,
    arms: String,
    backing: String,
    not_side: String,
}

#[derive(Deserialize)]
struct RuleFile {
    rule: Vec<Rule>,
}

const WORDS: &str = include_str!("../../../assets/lexicon/words.toml");
const TYPES: &str = include_str!("../../../assets/lexicon/place_types.tsv");
const PARTS: &str = include_str!("../../../assets/lexicon/parts.tsv");
const SIDES: &str = include_str!("../../../assets/lexicon/sides.toml");
const GROUPS: &str = include_str!("../../../assets/lexicon/groups.tsv");
const DECOYS: &str = include_str!("../../../assets/lexicon/decoys.txt");
const RULES: &[(&str, &str)] = &[
    ("holds.toml", include_str!("../../../assets/lexicon/rules/holds.toml")),
    ("captures.toml", include_str!("../../../assets/lexicon/rules/captures.toml")),
    ("loses.toml", include_str!("../../../assets/lexicon/rules/loses.toml")),
    ("advances.toml", include_str!("../../../assets/lexicon/rules/advances.toml")),
    ("besieges.toml", include_str!("../../../assets/lexicon/rules/besieges.toml")),
    ("fights.toml", include_str!("../../../assets/lexicon/rules/fights.toml")),
    ("strikes.toml", include_str!("../../../assets/lexicon/rules/strikes.toml")),
];

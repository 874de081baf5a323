//! The word lists and rules of `assets/lexicon/`, made ready for looking up.
//!
//! Every word has an id and a set of [`class`]es; phrases (names of places, sides and groups, nouns
//! of events, kinds of place, decoys) stand in one trie of word ids, so that a text is read in one
//! pass: one look-up a token, then a few steps in the trie.

use crate::claim::{Event, Extent};
use crate::extract::list::{self, List, Lists};
use crate::extract::sentence::{Text, fold_word};
use crate::gazetteer::{Gazetteer, Guard};
use crate::place::Kind;
use crate::side::Side;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Classes of words, as bits.
pub mod class {
    macro_rules! bits {
        ($($name:ident = $bit:literal $doc:literal;)*) => { $(#[doc = $doc] pub const $name: u64 = 1 << $bit;)* };
    }
    bits! {
        DET = 0 "the, a, this, its";
        NUMBER = 1 "Numbers and quantities: three, several.";
        MODAL = 2 "will, could, should.";
        NEGATION = 3 "not, never, no.";
        BE = 4 "Forms of be.";
        HAVE = 5 "Forms of have.";
        DO = 6 "Forms of do.";
        PREPOSITION = 7 "in, at, on.";
        RELATIVE = 8 "which, who, where.";
        SUBORDINATOR = 9 "after, while, if.";
        CONJUNCTION = 10 "and, or.";
        PRONOUN = 11 "they, it.";
        ADVERB = 12 "also, still.";
        ADJECTIVE = 13 "strategic, northern.";
        PEOPLE = 14 "civilians, residents.";
        VERB = 15 "A form of a verb that the lexicon lists.";
        DIRECTION = 16 "north, northern.";
        FORCE = 17 "Nouns of force: troops, warplanes.";
        ARMS = 18 "Nouns of arms that strike: warplanes, shells.";
        NOT_SIDE = 19 "Nouns that make a side word before them none: minister.";
        HELD = 20 "held, controlled: after a side and a hyphen.";
        BESIEGED = 21 "besieged: after a side and a hyphen, or before a place.";
        ARTICLE = 22 "al, el, ar: the Arabic article.";
        BACKING = 23 "backed, supported: opens what is skipped in a side.";
        CALENDAR = 24 "Names of days and months.";
        NAMEPART = 25 "Words inside Arabic place names: Tal, Kafr, Beit.";
        NOPLACE = 26 "Capitalised words that are no place: Syria, Monday, The.";
        FORMER = 27 "former, previously: what was so and is no more.";
    }
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// take
    Base,
    /// takes
    Third,
    /// took
    Past,
    /// taken
    Participle,
    /// seized: past or participle
    PastOrParticiple,
    /// taking
    Ing,
}

/// How a rule looks for its roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A verb: active, passive, relative, participle, infinitive.
    Verb,
    /// A noun of an event, alone or as the object of a light verb.
    Noun,
    /// The compound `S-held P`.
    Held,
    /// `P is under S control`, `P in S hands`.
    Under,
    /// `S stronghold of P`, `P, a bastion of S`.
    Seat,
    /// `P is divided between S and S2`.
    Split,
    /// `S's next goal is P`, `P is S's next target`.
    Aim,
    /// Victims, who tell where a strike fell.
    Casualty,
}

/// Who the subject of a rule's verb is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The side that does it.
    #[default]
    Agent,
    /// The place.
    Place,
    /// A side that fights and is not said to attack: no side is claimed.
    Fighter,
    /// A side, its arms, or a noun of a strike with its own side.
    Striker,
}

/// What the object of a rule's verb has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Object {
    /// None: prepositions lead to the place.
    #[default]
    None,
    /// A place or a part of one.
    Place,
    /// The side that loses the place.
    From,
    /// A place, or anything that stands in one.
    Target,
    /// The enemy, who stands in the place.
    Enemy,
    /// A road, else a place.
    Line,
    /// The side that the place goes over to: `P joined S`.
    Taker,
}

/// One rule of `assets/lexicon/rules/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name, shown with each claim that it reads.
    pub id: String,
    /// The event it claims.
    pub event: Event,
    /// How it looks for its roles.
    pub shape: Shape,
    /// Verbs: the base form, with particles.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns of the event.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Verbs of which the noun has to be the object; none: any or none.
    #[serde(default)]
    pub light: Vec<String>,
    /// Who the verb's subject is.
    #[serde(default)]
    pub subject: Subject,
    /// What the verb's object is.
    #[serde(default)]
    pub object: Object,
    /// Prepositions that lead to the place.
    #[serde(default)]
    pub place: Vec<String>,
    /// Prepositions that lead to a place near which it happens.
    #[serde(default)]
    pub near: Vec<String>,
    /// Prepositions that lead to the side that does it (`by` always does for verbs).
    #[serde(default)]
    pub agent: Vec<String>,
    /// Prepositions that lead to the side that had the place.
    #[serde(default)]
    pub from: Vec<String>,
    /// Prepositions that lead to the side that takes the place: the claim becomes a capture.
    #[serde(default)]
    pub taker: Vec<String>,
    /// What becomes of the claim without an agent.
    #[serde(default)]
    pub without_agent: Option<Event>,
    /// No claim without an agent.
    #[serde(default)]
    pub needs_agent: bool,
    /// No claim unless the side that loses is named.
    #[serde(default)]
    pub needs_from: bool,
    /// No claim unless the enemy is named.
    #[serde(default)]
    pub needs_enemy: bool,
    /// No claim unless the subject is a side, arms or a noun of a strike.
    #[serde(default)]
    pub needs_arms: bool,
    /// The subject has to be arms or a noun of a strike: `shells fell`.
    #[serde(default)]
    pub arms_only: bool,
    /// The subject has to be an armed side (people leave places too).
    #[serde(default)]
    pub armed: bool,
    /// The place may stand before the noun: `Aleppo's fall`, `the Aleppo siege`.
    #[serde(default)]
    pub place_before: bool,
    /// The subject of the noun's verb may be the place: `P came under attack`.
    #[serde(default)]
    pub place_subject: bool,
    /// `from P` is where it starts, not where it is.
    #[serde(default)]
    pub from_start: bool,
    /// `of` leads to the place only where nothing stands between.
    #[serde(default)]
    pub strict_of: bool,
    /// Nothing but a time or the next clause may follow the verb.
    #[serde(default)]
    pub ends: bool,
    /// Only where a capture was told just before: `P followed a day later`.
    #[serde(default)]
    pub after_capture: bool,
    /// The place needs a distance before it: `five kilometres south of P`.
    #[serde(default)]
    pub measured: bool,
    /// Who suffers it is the one who attacked: `rebels were repulsed at P`.
    #[serde(default)]
    pub by_repelled: bool,
    /// The subject is nobody at all: `no one can leave P`.
    #[serde(default)]
    pub nobody: bool,
    /// Only what was done: of an aim (`to push S back from P`) another rule reads more.
    #[serde(default)]
    pub done: bool,
    /// A state: present tense is no future.
    #[serde(default)]
    pub state: bool,
    /// Goes on over days: keeps its `since`.
    #[serde(default)]
    pub ongoing: bool,
    /// No claim unless one of these words follows in the clause: `entered P under a deal`.
    #[serde(default)]
    pub with: Vec<String>,
    /// The object is the side that has the place: `leaves the rebels with only P`.
    #[serde(default)]
    pub confines: bool,
    /// The side has to stand right before the noun: `rebel control of P`.
    #[serde(default)]
    pub owned: bool,
    /// It is only aimed at: `the army set its sights on P`.
    #[serde(default)]
    pub unreal: bool,
    /// The place has to be a road or another line.
    #[serde(default)]
    pub lines_only: bool,
    /// The place has to be held by somebody, as its own words say: `the last rebel pocket in P`.
    #[serde(default)]
    pub needs_held: bool,
    /// Sentences and the claims they give, all of them.
    pub yes: Vec<String>,
    /// Sentences in which the rule does not fire.
    pub no: Vec<String>,
}

/// How much a side word says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideWord {
    /// Names the side by itself.
    Head,
    /// Only before a noun of force or of an event.
    Adjective,
}

/// A side as words name it. The coalition is a side only beside Kurdish forces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of the four.
    Side(Side),
    /// The US-led coalition.
    Coalition,
}

/// What a phrase of the lexicon is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A spelling of places: position in [`Lexicon::spellings`].
    Place(u32),
    /// A side, and whether it is a named group.
    Side(Named, SideWord, bool),
    /// A phrase that only looks like something.
    Decoy,
    /// A kind of place: position in [`Lexicon::types`]; plural.
    Type(u16, bool),
    /// A part of a place.
    Part(Extent),
    /// A noun of an event: position of its rule.
    Noun(u16),
}

impl Entry {
    fn is_name(self) -> bool {
        matches!(self, Entry::Place(_) | Entry::Side(..) | Entry::Decoy)
    }
}

/// A noun for a kind of place.
#[derive(Clone, Debug)]
pub struct TypeNoun {
    /// The noun.
    pub noun: String,
    /// The kind, if it is one.
    pub kind: Option<Kind>,
    /// Its class: settlement, quarter, line, height, base, building, region, land or area.
    pub class: TypeClass,
}

/// Classes of kinds of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeClass {
    /// Cities, towns, villages, camps.
    Settlement,
    /// Parts of a city.
    Quarter,
    /// Roads, rivers, bridges.
    Line,
    /// Hills.
    Height,
    /// Bases, airports.
    Base,
    /// Hospitals, schools, factories.
    Building,
    /// Provinces.
    Region,
    /// Countryside, farms, valleys.
    Land,
    /// area, zone, pocket: could be any.
    Area,
}

/// A spelling of places.
#[derive(Clone, Debug)]
pub struct Spelled {
    /// The places: positions in the gazetteer.
    pub places: Vec<u32>,
    /// What it needs beside it.
    pub guard: Guard,
    /// Its words that are written small in the gazetteer too, from the last: bit 0 is the last word.
    pub small: u32,
    /// A city, a province or a part of one bears it.
    pub large: bool,
    /// Only regions bear it: provinces, their parts and countrysides.
    pub region: bool,
}

/// The id of a verb's base form.
pub type Lemma = u16;

/// The word lists and rules, with the names of a gazetteer.
pub struct Lexicon {
    ids: FxHashMap<Box<str>, u32>,
    bits: Vec<u64>,
    lists: Vec<Lists>,
    /// Words from this id on stand in lists only.
    known: u32,
    verbs: Vec<Vec<(Lemma, Form)>>,
    lemmas: Vec<String>,
    /// By verb: the lists that hold its base form.
    verb_lists: Vec<Lists>,
    lemma_ids: FxHashMap<String, Lemma>,
    steps: FxHashMap<(u32, u32), u32>,
    ends: Vec<Vec<Entry>>,
    /// By word: the node that it leads to from the root, or 0.
    roots: Vec<u32>,
    /// By node: whether any phrase goes on from it.
    goes_on: Vec<bool>,
    /// The rules, in the order of the files.
    pub rules: Vec<Rule>,
    verb_rules: BTreeMap<Lemma, Vec<(u16, Vec<u32>)>>,
    light: Vec<Vec<(Lemma, Vec<u32>)>>,
    /// Kinds of place.
    pub types: Vec<TypeNoun>,
    /// Spellings of places.
    pub spellings: Vec<Spelled>,
}

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
        lexicon
    }

    /// The id of a folded word; 0 if it is not known.
    pub fn id(&self, word: &str) -> u32 {
        self.known(self.listed(word))
    }

    /// The id of a folded word that is known or stands in a list; 0 else.
    pub(super) fn listed(&self, word: &str) -> u32 {
        self.ids.get(word).copied().unwrap_or(0)
    }

    /// The same id if the word is known, not only in a list; 0 else.
    pub(super) fn known(&self, listed: u32) -> u32 {
        if listed < self.known { listed } else { 0 }
    }

    /// Whether a list holds the word of this id.
    pub(super) fn is_in(&self, listed: u32, list: List) -> bool {
        self.lists[listed as usize].has(list)
    }

    /// Whether a list of verbs holds this one.
    pub(super) fn is_verb_in(&self, lemma: Lemma, list: List) -> bool {
        self.verb_lists[lemma as usize].has(list)
    }

    /// The classes of a word.
    pub fn bits(&self, id: u32) -> u64 {
        self.bits[id as usize]
    }

    /// The verbs a word is a form of.
    pub fn forms(&self, id: u32) -> &[(Lemma, Form)] {
        &self.verbs[id as usize]
    }

    /// The base form of a verb.
    pub fn lemma(&self, lemma: Lemma) -> &str {
        &self.lemmas[lemma as usize]
    }

    /// The verb with this base form.
    pub fn lemma_id(&self, base: &str) -> Option<Lemma> {
        self.lemma_ids.get(base).copied()
    }

    /// The rules of a verb, each with the particles it needs.
    pub fn rules_of(&self, lemma: Lemma) -> &[(u16, Vec<u32>)] {
        self.verb_rules.get(&lemma).map_or(&[], Vec::as_slice)
    }

    /// The light verbs of a rule, each with the particles it needs.
    pub fn light_of(&self, rule: u16) -> &[(Lemma, Vec<u32>)] {
        &self.light[rule as usize]
    }

    /// Calls `found` with the length and entries of each phrase that starts with the first of these words.
    pub fn phrases(&self, mut words: impl Iterator<Item = u32>, mut found: impl FnMut(usize, &[Entry])) {
        let Some(mut node) = words.next().map(|id| self.roots[id as usize]).filter(|&node| node != 0) else { return };
        let mut length = 1;
        loop {
            let entries = &self.ends[node as usize];
            if !entries.is_empty() {
                found(length, entries);
            }
            if !self.goes_on[node as usize] {
                return;
            }
            let next = words.next().filter(|&id| id != 0).and_then(|word| self.steps.get(&(node, word)));
            let Some(&next) = next else { return };
            (node, length) = (next, length + 1);
        }
    }

    /// Whether a phrase begins with this word.
    pub fn begins_phrase(&self, id: u32) -> bool {
        self.roots[id as usize] != 0
    }

    /// Whether a word is a noun for a kind of place or for a part of one, by itself.
    pub fn is_type_or_part(&self, id: u32) -> bool {
        let entries = &self.ends[self.roots[id as usize] as usize];
        entries.iter().any(|entry| matches!(entry, Entry::Type(..) | Entry::Part(_)))
    }

    /// Whether a word is a phrase by itself.
    pub fn is_phrase(&self, id: u32) -> bool {
        !self.ends[self.roots[id as usize] as usize].is_empty()
    }

    fn empty() -> Lexicon {
        Lexicon {
            ids: FxHashMap::default(),
            bits: vec![0],
            lists: vec![Lists::default()],
            known: u32::MAX,
            verbs: vec![Vec::new()],
            lemmas: Vec::new(),
            verb_lists: Vec::new(),
            lemma_ids: FxHashMap::default(),
            steps: FxHashMap::default(),
            ends: vec![Vec::new()],
            roots: vec![0],
            goes_on: vec![true],
            rules: Vec::new(),
            verb_rules: BTreeMap::new(),
            light: Vec::new(),
            types: Vec::new(),
            spellings: Vec::new(),
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.bits.len() as u32;
        self.ids.insert(word.into(), id);
        self.bits.push(0);
        self.lists.push(Lists::default());
        self.verbs.push(Vec::new());
        self.roots.push(0);
        id
    }

    fn mark(&mut self, words: &str, bit: u64) {
        for word in words.split_whitespace() {
            for part in word.split('-') {
                let id = self.intern(&fold_word(part));
                self.bits[id as usize] |= bit;
            }
        }
    }

    fn add_phrase(&mut self, words: &[u32], entry: Entry) {
        let Some((&first, rest)) = words.split_first() else { return };
        let mut node = self.roots[first as usize];
        if node == 0 {
            node = self.add_node();
            self.roots[first as usize] = node;
        }
        for &word in rest {
            self.goes_on[node as usize] = true;
            let known = self.steps.get(&(node, word)).copied();
            let next = known.unwrap_or_else(|| self.add_node());
            self.steps.insert((node, word), next);
            node = next;
        }
        let end = &mut self.ends[node as usize];
        if !end.contains(&entry) {
            end.push(entry);
        }
    }

    fn add_node(&mut self) -> u32 {
        self.ends.push(Vec::new());
        self.goes_on.push(false);
        self.ends.len() as u32 - 1
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
        self.known = self.bits.len() as u32;
        for (list, words) in list::built_in().unwrap_or_else(|fault| panic!("{fault}")) {
            for word in words {
                let id = self.intern(&word);
                self.lists[id as usize].add(list);
            }
        }
        let of_base =
            |base: &String| self.ids.get(base.as_str()).map_or(Lists::default(), |&id| self.lists[id as usize]);
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
        self.lemma_ids.insert(base.to_owned(), lemma);
        let (third, ed, ing) = inflect(base);
        let mut add = |word: &str, form: Form| {
            let id = self.intern(word) as usize;
            self.bits[id] |= class::VERB;
            if !self.verbs[id].contains(&(lemma, form)) {
                self.verbs[id].push((lemma, form));
            }
        };
        add(base, Form::Base);
        add(&third, Form::Third);
        match irregular {
            Some((past, participle)) if past == participle => {
                add(past, Form::PastOrParticiple);
                // A doubled consonant of the past shows in the -ing form too.
                let doubled = past.strip_suffix("ed").filter(|stem| stem.len() == base.len() + 1);
                add(&doubled.map_or_else(|| ing.clone(), |stem| format!("{stem}ing")), Form::Ing);
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
        let mut forms: Vec<String> = self
            .ids
            .iter()
            .filter(|(_, id)| self.verbs[**id as usize].iter().any(|(l, _)| *l == lemma))
            .map(|(word, _)| word.to_string())
            .collect();
        forms.sort();
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
            let index = self.types.len() as u16;
            self.types.push(TypeNoun { noun: noun.to_owned(), kind: kind.parse().ok(), class });
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
            for verb in &rule.verbs {
                let (lemma, particles) = self.verb_with_particles(verb);
                match rule.shape {
                    Shape::Verb | Shape::Split | Shape::Casualty => {
                        self.verb_rules.entry(lemma).or_default().push((index as u16, particles));
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
        for rules in self.verb_rules.values_mut() {
            rules.sort_by_key(|(rule, particles)| (std::cmp::Reverse(particles.len()), *rule));
        }
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
        self.ends[self.roots[word as usize] as usize].iter().any(|entry| matches!(entry, Entry::Type(..)))
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
            self.spellings.push(Spelled { places, guard: spelling.guard, small, region, large });
            let mut words = self.cut(spelling.text);
            // `city of X` is read as a kind of place and a name.
            if words.len() > 2 && spelling.text.split(' ').nth(1) == Some("of") && self.is_type(words[0]) {
                continue;
            }
            self.add_phrase(&words, Entry::Place(index));
            // Names are written with and without their article.
            if words.len() > 1 && self.bits[words[0] as usize] & class::ARTICLE != 0 {
                words.remove(0);
                if spelling.guard == Guard::Free && spelling.text.len() > 6 {
                    self.add_phrase(&words, Entry::Place(index));
                }
            }
        }
    }
}

/// The words of a spelling that begin with a small letter, from the last: bit 0 is the last word.
fn small_words(spelling: &str) -> u32 {
    let text = Text::new(spelling, &[]);
    let count = text.tokens().len();
    let small = |i: &usize| text.raw(*i..*i + 1).starts_with(|c: char| c.is_lowercase());
    (0..count).filter(small).fold(0, |bits, i| bits | 1 << (count - 1 - i).min(31))
}

/// The longest name among entries: what [`Lexicon::phrases`] finds, reduced to names.
pub fn names(entries: &[Entry]) -> impl Iterator<Item = Entry> + '_ {
    entries.iter().copied().filter(|entry| entry.is_name())
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

const WORDS: &str = include_str!("../../assets/lexicon/words.toml");
const TYPES: &str = include_str!("../../assets/lexicon/place_types.tsv");
const PARTS: &str = include_str!("../../assets/lexicon/parts.tsv");
const SIDES: &str = include_str!("../../assets/lexicon/sides.toml");
const GROUPS: &str = include_str!("../../assets/lexicon/groups.tsv");
const DECOYS: &str = include_str!("../../assets/lexicon/decoys.txt");
const RULES: &[(&str, &str)] = &[
    ("holds.toml", include_str!("../../assets/lexicon/rules/holds.toml")),
    ("captures.toml", include_str!("../../assets/lexicon/rules/captures.toml")),
    ("loses.toml", include_str!("../../assets/lexicon/rules/loses.toml")),
    ("advances.toml", include_str!("../../assets/lexicon/rules/advances.toml")),
    ("besieges.toml", include_str!("../../assets/lexicon/rules/besieges.toml")),
    ("fights.toml", include_str!("../../assets/lexicon/rules/fights.toml")),
    ("strikes.toml", include_str!("../../assets/lexicon/rules/strikes.toml")),
];

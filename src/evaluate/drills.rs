//! Drills: the articles are read again under worse conditions, and the drop is what a reader of unseen articles
//! has to reckon with. The same input gives the same drill.

use super::names::Names;
use super::{Evaluation, GoldArticle, Slice, evaluate_by};
use crate::article::Article;
use crate::extract::sentence::{Shape, Text};
use crate::extract::{self, Knowledge, lexicon::Lexicon};
use crate::gazetteer::{Gazetteer, Guard};
use crate::project::Reading;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// One drill's outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Drill {
    /// What was done.
    pub what: String,
    /// F1 of control claims and of all claims, 0 to 1.
    pub f1: [f64; 2],
}

/// Runs every drill on articles that have been read with `knowledge`; the first is no drill but the articles as
/// they are. `areas` as for [`super::evaluate`].
pub fn drills(gold: &[GoldArticle], readings: &[Arc<Reading>], knowledge: &Knowledge, areas: &[String]) -> Vec<Drill> {
    let plain = super::evaluate(gold, readings, &knowledge.gazetteer, areas);
    let mut drills = vec![outcome("as they are".to_owned(), &plain)];
    let run = |what: String, readings: &[Arc<Reading>], gazetteer: &Gazetteer| {
        outcome(what, &evaluate_by(gold, readings, &Names::new(gazetteer), areas))
    };

    let masked = Knowledge::new(masked(&knowledge.gazetteer));
    let read = again(readings, &masked, Article::clone);
    drills.push(run("a fifth of the aliases masked".to_owned(), &read, &masked.gazetteer));

    let marked = readings.iter().filter(|reading| stripped(&reading.article).text != reading.article.text).count();
    let read = again(readings, knowledge, stripped);
    let what = format!("commas, apostrophes and quotation marks stripped ({marked} articles have any)");
    drills.push(run(what, &read, &knowledge.gazetteer));

    let invented = Invented::new(&knowledge.gazetteer);
    let renamed = Knowledge::new(invented.gazetteer(&knowledge.gazetteer));
    let mut read = again(readings, &renamed, |article| rewritten(article, &invented.changes(&article.text)));
    for reading in &mut read {
        invented.undo(Arc::make_mut(reading), &knowledge.gazetteer);
    }
    drills.push(run("all names of places replaced by invented ones".to_owned(), &read, &knowledge.gazetteer));

    drills.extend(without_outlet(gold, readings, knowledge, areas));
    drills
}

fn outcome(what: String, evaluation: &Evaluation) -> Drill {
    Drill { what, f1: [evaluation.total(&Slice::Control).f1(), evaluation.total(&Slice::All).f1()] }
}

fn again(readings: &[Arc<Reading>], knowledge: &Knowledge, change: impl Fn(&Article) -> Article) -> Vec<Arc<Reading>> {
    let read = readings.iter().map(|reading| {
        let article = change(&reading.article);
        let extracted = extract::extract(&article, knowledge);
        Arc::new(Reading::new(article, extracted.claims, extracted.notes))
    });
    read.collect()
}

/// The outlet whose articles the score hangs on most: without them it is least.
fn without_outlet(
    gold: &[GoldArticle],
    readings: &[Arc<Reading>],
    knowledge: &Knowledge,
    areas: &[String],
) -> Option<Drill> {
    let outlet_of = |id: &str| {
        let reading = readings.iter().find(|reading| reading.article.id == id)?;
        reading.article.outlet.clone()
    };
    let of_gold = |article: &GoldArticle| article.outlet.clone().or_else(|| outlet_of(&article.id));
    let outlets: BTreeSet<String> = gold.iter().filter_map(of_gold).collect();
    if outlets.len() < 2 {
        return None;
    }
    let without = outlets.into_iter().map(|outlet| {
        let others: Vec<GoldArticle> =
            gold.iter().filter(|article| of_gold(article).as_ref() != Some(&outlet)).cloned().collect();
        let evaluation = super::evaluate(&others, readings, &knowledge.gazetteer, areas);
        outcome(format!("without the outlet that it hangs on most, {outlet}"), &evaluation)
    });
    without.min_by(|a, b| a.f1[1].total_cmp(&b.f1[1]))
}

/// The places without a fifth of their aliases; each keeps its usual name.
fn masked(gazetteer: &Gazetteer) -> Gazetteer {
    let mut places = gazetteer.places().to_vec();
    for place in &mut places {
        place.aliases.retain(|alias| !hash(alias).is_multiple_of(5));
    }
    Gazetteer::new(places, &guards(gazetteer, str::to_owned))
}

/// The guards of all spellings, under their new names.
fn guards(gazetteer: &Gazetteer, renamed: impl Fn(&str) -> String) -> Vec<(String, Guard)> {
    let guarded = gazetteer.spellings().filter(|spelling| spelling.guard != Guard::Free);
    guarded.map(|spelling| (renamed(spelling.text), spelling.guard)).collect()
}

/// An article whose press has lost its small marks.
fn stripped(article: &Article) -> Article {
    let small = |c: char| matches!(c, ',' | '\'' | '’' | '‘' | '"' | '“' | '”');
    let marks = article.text.match_indices(small).map(|(at, mark)| (at..at + mark.len(), String::new()));
    rewritten(article, &marks.collect::<Vec<_>>())
}

/// The article with these bytes changed, in order; its parts keep their words.
fn rewritten(article: &Article, changes: &[(Range<usize>, String)]) -> Article {
    let mut out = article.clone();
    out.text.clear();
    let mut end = 0;
    // For each change: where it ends, and where that is now.
    let mut moved = vec![(0, 0)];
    for (bytes, new) in changes {
        out.text.push_str(&article.text[end..bytes.start]);
        out.text.push_str(new);
        end = bytes.end;
        moved.push((end, out.text.len()));
    }
    out.text.push_str(&article.text[end..]);
    let now = |at: usize| {
        let (old, new) = moved[moved.partition_point(|&(old, _)| old <= at).saturating_sub(1)];
        (new + at - old).min(out.text.len())
    };
    for part in &mut out.parts {
        (part.start, part.end) = (now(part.start), now(part.end));
    }
    out
}

/// Invented words for those of place names.
struct Invented {
    words: BTreeMap<String, String>,
    back: BTreeMap<String, String>,
}

impl Invented {
    /// One for each word of a Latin spelling that is no word of the language: `Tal`, `city`, `north` stay.
    fn new(gazetteer: &Gazetteer) -> Invented {
        let language = Lexicon::built_in(&Gazetteer::new(Vec::new(), &[]));
        let mut wanted = BTreeSet::new();
        for spelling in gazetteer.spellings() {
            let text = Text::new(spelling.text, &[]);
            let name = text.tokens().len() == 1 && spelling.guard == Guard::Free;
            for (i, token) in text.tokens().iter().enumerate() {
                let capital = matches!(token.shape, Shape::Capital | Shape::Upper);
                if capital && (name || language.id(text.word(i)) == 0) {
                    wanted.insert(text.word(i).to_owned());
                }
            }
        }
        let mut invented = Invented { words: BTreeMap::new(), back: BTreeMap::new() };
        for word in wanted {
            let free = |new: &String| language.id(new) == 0 && !invented.back.contains_key(new);
            let new = (0..).map(|nth| invent(hash(&word).wrapping_add(nth))).find(free).unwrap_or_default();
            invented.back.insert(new.clone(), word.clone());
            invented.words.insert(word, new);
        }
        invented
    }

    /// The words of place names in a text, with the invented ones.
    fn changes(&self, text: &str) -> Vec<(Range<usize>, String)> {
        changes(&self.words, text)
    }

    fn gazetteer(&self, gazetteer: &Gazetteer) -> Gazetteer {
        let renamed = |name: &str| replaced(&self.words, name);
        let mut places = gazetteer.places().to_vec();
        for place in &mut places {
            place.name = renamed(&place.name);
            place.aliases = place.aliases.iter().map(|alias| renamed(alias)).collect();
        }
        Gazetteer::new(places, &guards(gazetteer, renamed))
    }

    /// Gives the places of claims their own names back.
    fn undo(&self, reading: &mut Reading, gazetteer: &Gazetteer) {
        for claim in &mut reading.claims {
            claim.place.name = match claim.place.id.as_ref().and_then(|id| gazetteer.get(id)) {
                Some(place) => place.name.clone(),
                None => replaced(&self.back, &claim.place.name),
            };
        }
    }
}

fn changes(words: &BTreeMap<String, String>, text: &str) -> Vec<(Range<usize>, String)> {
    let cut = Text::new(text, &[]);
    let change = |i: usize| {
        let shape = cut.tokens()[i].shape;
        let new = new_word(words, cut.word(i)).filter(|_| matches!(shape, Shape::Capital | Shape::Upper))?;
        let mut letters = new.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let written = if shape == Shape::Upper { new.to_uppercase() } else { first.chain(letters).collect() };
        Some((cut.bytes(i..i + 1), written))
    };
    (0..cut.tokens().len()).filter_map(change).collect()
}

fn replaced(words: &BTreeMap<String, String>, name: &str) -> String {
    let mut out = String::new();
    let mut end = 0;
    for (bytes, new) in changes(words, name) {
        out.push_str(&name[end..bytes.start]);
        out.push_str(&new);
        end = bytes.end;
    }
    out + &name[end..]
}

/// The new word for one that may have lost its apostrophe (`Sarhas`) or the hyphen of its article (`alSarha`).
fn new_word(words: &BTreeMap<String, String>, word: &str) -> Option<String> {
    let whole = words.get(word).cloned();
    let possessive = || Some(format!("{}s", words.get(word.strip_suffix('s')?)?));
    let glued = || Some(format!("al{}", words.get(word.strip_prefix("al")?)?));
    whole.or_else(possessive).or_else(glued)
}

/// A word that nobody has heard, of three or four syllables.
fn invent(mut seed: u64) -> String {
    let mut word = String::new();
    let syllables = 3 + seed % 2;
    for _ in 0..syllables {
        seed = seed.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        let pick = |letters: &str, by: u64| letters.as_bytes()[(by % letters.len() as u64) as usize];
        word.push(char::from(pick("bdfgklmnprtvz", seed >> 33)));
        word.push(char::from(pick("aeiou", seed >> 45)));
    }
    word
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_names_stand_for_the_same_places() {
        let gazetteer = Gazetteer::built_in();
        let invented = Invented::new(&gazetteer);
        let text = "Rebels took Tadef, near Aleppo's al-Bab. ALEPPO was quiet.";
        let new = replaced(&invented.words, text);
        assert!(!new.contains("Aleppo") && !new.contains("Tadef") && !new.contains("ALEPPO"), "{new}");
        assert!(new.starts_with("Rebels took ") && new.contains("'s al-") && new.ends_with(" was quiet."), "{new}");
        assert_eq!(replaced(&invented.back, &new), text);
        let renamed = invented.gazetteer(&gazetteer);
        let name = replaced(&invented.words, "Aleppo");
        assert!(renamed.find(&name).iter().any(|candidate| candidate.place.id.as_str() == "aleppo/aleppo"));
    }

    #[test]
    fn parts_keep_their_words_when_marks_go() {
        use crate::article::{Part, Published, Role};
        let article = Article {
            id: "a".into(),
            path: String::new(),
            title: None,
            outlet: None,
            url: None,
            language: None,
            sha256: String::new(),
            published: Published::UNKNOWN,
            copy_of: None,
            text: "Sarha, Mura\nThe army's “gain”".into(),
            parts: vec![Part { role: Role::Title, start: 0, end: 12 }, Part { role: Role::Body, start: 12, end: 33 }],
        };
        let new = stripped(&article);
        assert_eq!(new.text, "Sarha Mura\nThe armys gain");
        let words: Vec<&str> = new.parts.iter().map(|part| &new.text[part.start..part.end]).collect();
        assert_eq!(words, ["Sarha Mura\n", "The armys gain"]);
    }
}

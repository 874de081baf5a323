//! What is read in sentences and articles written for these tests: every rule's own examples, the
//! judgement calls of a claim, and whole articles with all their claims.

use frontlines::article::{Article, DateBasis, Part, Published, Role};
use frontlines::claim::{Claim, Event, Extent, Status};
use frontlines::date::{Day, Span};
use frontlines::extract::{Knowledge, extract};
use frontlines::read;
use frontlines::side::Side;
use std::collections::BTreeSet;

/// A claim as a test writes it: `captures Tadef government reported [part]`; `-` is no side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    event: Event,
    place: String,
    side: Option<Side>,
    status: Status,
}

fn told(claim: &Claim) -> Told {
    Told { event: claim.event, place: claim.place.name.clone(), side: claim.side, status: claim.status }
}

fn parse(line: &str) -> (Told, Option<Extent>) {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let extent = words.last().and_then(|word| word.parse::<Extent>().ok());
    if extent.is_some() {
        words.pop();
    }
    let status = words.pop().and_then(|word| word.parse().ok()).unwrap_or_else(|| panic!("no status in \"{line}\""));
    let side = match words.pop() {
        Some("-") => None,
        Some(word) => Some(word.parse().unwrap_or_else(|e| panic!("{e} in \"{line}\""))),
        None => panic!("no side in \"{line}\""),
    };
    let event = words.remove(0).parse().unwrap_or_else(|e| panic!("{e} in \"{line}\""));
    (Told { event, place: words.join(" "), side, status }, extent)
}

/// An article of this text; what stands before ` || ` is its headline.
fn article(text: &str) -> Article {
    let day = Day::new(2016, 7, 28).expect("a day");
    let title = text.find(" || ").unwrap_or(0);
    let text = text.replacen(" || ", "\n\n\n\n", 1);
    let roles = [(Role::Title, 0, title), (Role::Body, title, text.len())];
    let parts = roles.into_iter().filter(|(_, start, end)| start < end);
    Article {
        id: "test".to_owned(),
        path: String::new(),
        title: None,
        outlet: None,
        url: None,
        language: Some("en".to_owned()),
        sha256: "0".repeat(64),
        published: Published { span: Some(Span::day(day)), basis: DateBasis::Given },
        copy_of: None,
        parts: parts.map(|(role, start, end)| Part { role, start, end }).collect(),
        text,
    }
}

/// What differs between the claims of a text and those expected; empty if nothing does.
fn differs(knowledge: &Knowledge, text: &str, expected: &str) -> String {
    let claims = extract(&article(text), knowledge).claims;
    let wanted: Vec<(Told, Option<Extent>)> =
        expected.split(';').map(str::trim).filter(|line| !line.is_empty() && *line != "none").map(parse).collect();
    let found: BTreeSet<Told> = claims.iter().map(told).collect();
    let mut says = String::new();
    for (want, extent) in &wanted {
        if !found.contains(want) {
            says.push_str(&format!("  not found: {want:?}"));
            says.push('\n');
        } else if let Some(extent) = extent
            && !claims.iter().any(|claim| told(claim) == *want && claim.extent == *extent)
        {
            says.push_str(&format!("  not of that extent: {want:?} {extent}"));
            says.push('\n');
        }
    }
    for extra in found.iter().filter(|found| !wanted.iter().any(|(want, _)| want == *found)) {
        says.push_str(&format!("  not expected: {extra:?}"));
        says.push('\n');
    }
    if says.is_empty() { says } else { format!("{text}\n{says}") }
}

/// The same sentence as half of the press prints it.
fn stripped(text: &str) -> String {
    text.replace([',', '\'', '’'], "")
}

#[test]
fn rules_do_what_their_examples_say() {
    let knowledge = Knowledge::built_in();
    let mut faults = String::new();
    for rule in &knowledge.lexicon.rules {
        assert!(!rule.yes.is_empty() && !rule.no.is_empty(), "rule {} needs a good and a bad example", rule.id);
        for example in &rule.yes {
            let (text, expected) = example.split_once("=>").expect("an example is \"sentence => claims\"");
            for text in [text.trim().to_owned(), stripped(text.trim())] {
                let fault = differs(&knowledge, &text, expected);
                if !fault.is_empty() {
                    faults.push_str(&format!("rule {}: {fault}", rule.id));
                }
            }
        }
        // Another rule may read the same claim; in one example at least it is this one.
        let fires = |example: &String| {
            let text = example.split("=>").next().unwrap_or("");
            extract(&article(text), &knowledge).claims.iter().any(|claim| claim.rule == rule.id)
        };
        if !rule.yes.iter().any(fires) {
            faults.push_str(&format!("rule {} fires in none of its examples", rule.id));
            faults.push('\n');
        }
        for text in &rule.no {
            if extract(&article(text), &knowledge).claims.iter().any(|claim| claim.rule == rule.id) {
                faults.push_str(&format!("rule {} fires in: {text}", rule.id));
                faults.push('\n');
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// One way of saying it, with its examples: an entry of `assets/lexicon/forms/`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    number: u32,
    says: String,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Forms {
    form: Vec<Form>,
}

/// All ways of saying it, by file.
fn forms() -> Vec<Form> {
    let folder = std::fs::read_dir("assets/lexicon/forms").expect("a folder");
    let mut files: Vec<_> = folder.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("forms");
        toml::from_str::<Forms>(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display())).form
    };
    files.into_iter().flat_map(read).collect()
}

impl Form {
    /// Its sentences with the claims expected of them.
    fn sentences(&self) -> impl Iterator<Item = (&str, &str)> {
        let yes = self.yes.iter().map(|line| line.split_once("=>").expect("\"sentence => claims\""));
        yes.chain(self.no.iter().map(|text| (text.as_str(), ""))).map(|(text, expected)| (text.trim(), expected))
    }
}

#[test]
fn forms_of_the_press_are_read() {
    let knowledge = Knowledge::built_in();
    let (mut faults, mut numbers) = (String::new(), BTreeSet::new());
    for form in forms() {
        assert!(numbers.insert(form.number), "form {} stands twice", form.number);
        assert!(form.yes.len() >= 2 && !form.no.is_empty(), "form {} ({}) lacks examples", form.number, form.says);
        for (text, expected) in form.sentences() {
            for text in [text.to_owned(), stripped(text)] {
                let fault = differs(&knowledge, &text, expected);
                if !fault.is_empty() {
                    faults.push_str(&format!("form {}: {fault}", form.number));
                }
            }
        }
    }
    assert!((1..=90).all(|number| numbers.contains(&number)), "each form has its entry");
    assert!(faults.is_empty(), "\n{faults}");
}

/// `Meanwhile, the army took P`, `Activists said that the army took P`: what is told is the same.
#[test]
fn words_that_open_a_sentence_change_nothing_it_tells() {
    let knowledge = Knowledge::built_in();
    let (mut faults, mut read) = (String::new(), 0);
    for form in forms() {
        for (text, expected) in form.sentences() {
            let Some(article) = ["The ", "A ", "An "].into_iter().find(|article| text.starts_with(article)) else {
                continue;
            };
            read += 1;
            let rest = &text[article.len()..];
            for opening in ["Meanwhile, ", "On the same front, ", "Activists said that ", "Residents say "] {
                let text = format!("{opening}{}{rest}", article.to_lowercase());
                faults.push_str(&differs(&knowledge, &text, expected));
            }
        }
    }
    assert!(read > 100, "{read} sentences begin with an article");
    assert!(faults.is_empty(), "\n{faults}");
}

/// `Rebels "seized" P`, `the 'army' took P`: marks around a word doubt it, but tell of the same.
#[test]
fn words_set_in_marks_of_quotation_tell_the_same() {
    let knowledge = Knowledge::built_in();
    let (mut faults, mut read) = (String::new(), 0);
    for form in forms() {
        for (text, expected) in form.sentences().filter(|(text, _)| !text.contains(['"', '“', '\'', '’'])) {
            let words: Vec<&str> = text.split(' ').collect();
            let plain = |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            for (at, word) in words.iter().enumerate().skip(1).filter(|(_, word)| plain(word)).step_by(3) {
                let mark = if at % 2 == 0 { '"' } else { '\'' };
                let (before, after) = (words[..at].join(" "), words[at + 1..].join(" "));
                let text = format!("{before} {mark}{word}{mark} {after}");
                read += 1;
                faults.push_str(&differs(&knowledge, text.trim_end(), expected));
            }
        }
    }
    assert!(read > 400, "{read} words were set in marks");
    assert!(faults.is_empty(), "\n{faults}");
}

/// Deeds and the frames they are told in.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Voices {
    deeds: Vec<Deed>,
    active: Vec<String>,
    passive: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Deed {
    event: Event,
    base: String,
    past: String,
    perfect: String,
    ing: String,
    passive: bool,
}

#[test]
fn a_deed_is_the_same_in_every_voice_and_tense() {
    let knowledge = Knowledge::built_in();
    let text = std::fs::read_to_string("tests/articles/voices.toml").expect("a file");
    let voices: Voices = toml::from_str(&text).expect("deeds and frames");
    let mut faults = String::new();
    for deed in &voices.deeds {
        let expected = Told {
            event: deed.event,
            place: "Bayanoun".to_owned(),
            side: Some(Side::Government),
            status: Status::Reported,
        };
        let passive = voices.passive.iter().filter(|_| deed.passive);
        for frame in voices.active.iter().chain(passive) {
            let forms =
                [("{base}", &deed.base), ("{past}", &deed.past), ("{perfect}", &deed.perfect), ("{ing}", &deed.ing)];
            let text = forms.iter().fold(frame.clone(), |text, (slot, form)| text.replace(slot, form));
            let found = extract(&article(&text), &knowledge).claims;
            let here: BTreeSet<Told> = found.iter().map(told).filter(|told| told.place == expected.place).collect();
            if here != BTreeSet::from([expected.clone()]) {
                faults.push_str(&format!("{text}\n  {here:?}\n"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// One line of a `.claims` file.
fn row(claim: &Claim) -> String {
    let span = claim.date.span.map_or("-".to_owned(), |span| span.to_string());
    let side = claim.side.map_or("-", Side::key);
    let source = claim.source.as_ref().map_or("-", |source| source.name.as_str());
    let (event, place, status, extent) = (claim.event, &claim.place.name, claim.status, claim.extent);
    format!("{event} | {place} | {side} | {status} | {extent} | {span} | {source}")
}

/// Each `tests/articles/NAME.claims` lists all claims of `NAME.txt`, in the order of the text.
#[test]
fn whole_articles_give_the_claims_beside_them() {
    let knowledge = Knowledge::built_in();
    for (path, text, expected) in whole_articles() {
        assert_eq!(rows_of(&text, &knowledge), expected, "{path}");
    }
}

/// Neither the width of its lines nor a sentence on something else between its paragraphs changes what a text says.
#[test]
fn a_text_says_the_same_however_it_is_laid_out() {
    let knowledge = Knowledge::built_in();
    for (path, text, expected) in whole_articles() {
        let cut: Vec<String> = text.split("\n\n").map(|paragraph| cut_at(72, paragraph)).collect();
        assert_eq!(rows_of(&cut.join("\n\n"), &knowledge), expected, "{path}, cut at a fixed width");
        let (head, body) = text.split_once("\n\n").expect("a headline");
        let between = "\n\nMany families have fled their homes.\n\n";
        let parted = [head, &body.replace("\n\n", between).replace(&format!("{between}\""), "\n\n\"")].join("\n\n");
        assert_eq!(rows_of(&parted, &knowledge), expected, "{path}, with sentences between");
    }
}

/// Lines of at most so many bytes.
fn cut_at(width: usize, paragraph: &str) -> String {
    let mut cut = String::new();
    let mut length = 0;
    for word in paragraph.split_whitespace() {
        let fits = length + 1 + word.len() <= width;
        cut.push_str(if cut.is_empty() {
            ""
        } else if fits {
            " "
        } else {
            "\n"
        });
        length = if fits && length > 0 { length + 1 + word.len() } else { word.len() };
        cut.push_str(word);
    }
    cut
}

fn rows_of(text: &str, knowledge: &Knowledge) -> Vec<String> {
    let loaded = read::articles("article.txt", text.as_bytes(), &read::Options::default()).remove(0);
    let article = loaded.expect("an article").article;
    extract(&article, knowledge).claims.iter().map(row).collect()
}

/// The articles that have all their claims beside them: path, text, claims.
fn whole_articles() -> Vec<(String, String, Vec<String>)> {
    let folder = std::path::Path::new("tests/articles");
    let mut names: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    names.sort();
    names.retain(|path| path.extension().is_some_and(|end| end == "claims"));
    assert!(!names.is_empty());
    let read = |path: std::path::PathBuf| {
        let claims = std::fs::read_to_string(&path).expect("claims");
        let claims = claims.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
        let text = std::fs::read_to_string(path.with_extension("txt")).expect("an article");
        (path.display().to_string(), text, claims)
    };
    names.into_iter().map(read).collect()
}

/// A village of the south is not drawn for an article on the north: it is asked which place is meant.
#[test]
fn a_village_far_from_all_else_stays_open() {
    let knowledge = Knowledge::built_in();
    let placed = |text: &str| {
        let claims = extract(&article(text), &knowledge).claims;
        let claim = claims.iter().find(|claim| claim.place.name == "Tayba").expect("a claim on the village").clone();
        (claim.place.id.is_some(), claim.place.candidates.len())
    };
    assert_eq!(placed("The army took Safira and Tayba on Monday. It then moved on to Kuweires."), (false, 1));
    assert_eq!(placed("The army took Saida and Tayba on Monday."), (true, 0));
    assert_eq!(placed("The army took Safira on Monday. Rebels hold Tayba."), (true, 0));
}

#[test]
fn judgement_calls_are_kept() {
    let knowledge = Knowledge::built_in();
    let mut faults = String::new();
    let mut calls = BTreeSet::new();
    for line in include_str!("articles/judgement-calls.txt").lines() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (number, rest) = line.split_once('|').expect("a line is \"number | sentence => claims\"");
        let (text, expected) = rest.split_once("=>").expect("a line is \"number | sentence => claims\"");
        calls.insert(number.trim().parse::<u32>().expect("the number of the call"));
        let fault = differs(&knowledge, text.trim(), expected);
        if !fault.is_empty() {
            faults.push_str(&format!("call {}: {fault}", number.trim()));
        }
    }
    assert_eq!(calls, (1..=27).collect(), "each of the 27 calls has its sentence");
    assert!(faults.is_empty(), "\n{faults}");
}

/// The rows `text => claims` of a file of examples, each as written and as half of the press prints it.
fn rows(file: &str) -> Vec<(String, &str)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once("=>"));
    rows.flat_map(|(text, expected)| [(text.trim().to_owned(), expected), (stripped(text.trim()), expected)]).collect()
}

#[test]
fn what_is_not_so_or_not_yet_is_told_apart() {
    let knowledge = Knowledge::built_in();
    let rows = rows(include_str!("articles/status.txt"));
    assert!(rows.len() > 230, "only {} rows", rows.len());
    let faults: String = rows.iter().map(|(text, expected)| differs(&knowledge, text, expected)).collect();
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn claims_are_put_down_to_who_says_so() {
    let knowledge = Knowledge::built_in();
    let source = |claim: &Claim| claim.source.as_ref().map_or("-".to_owned(), |source| source.name.clone());
    let row = |claim: &Claim| format!("{} {}: {}", claim.event, claim.place.name, source(claim));
    let mut faults = String::new();
    for (text, expected) in rows(include_str!("articles/sources.txt")) {
        let found: BTreeSet<String> = extract(&article(&text), &knowledge).claims.iter().map(row).collect();
        let wanted: BTreeSet<String> = expected.split(';').map(|claim| claim.trim().to_owned()).collect();
        if found != wanted {
            faults.push_str(&format!("{text}\n  expected {wanted:?}\n  found    {found:?}\n"));
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn words_without_a_name_mean_the_place_spoken_of() {
    let knowledge = Knowledge::built_in();
    let rows = rows(include_str!("articles/meant.txt"));
    let faults: String = rows.iter().map(|(text, expected)| differs(&knowledge, text, expected)).collect();
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn words_set_between_hide_nothing() {
    let knowledge = Knowledge::built_in();
    let rows = rows(include_str!("articles/asides.txt"));
    let faults: String = rows.iter().map(|(text, expected)| differs(&knowledge, text, expected)).collect();
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn names_are_told_apart_from_other_words() {
    let knowledge = Knowledge::built_in();
    let rows = rows(include_str!("articles/names.txt"));
    let faults: String = rows.iter().map(|(text, expected)| differs(&knowledge, text, expected)).collect();
    assert!(faults.is_empty(), "\n{faults}");
}

/// Only commas tell where one ends.
#[test]
fn names_of_two_words_are_read_in_a_list_of_villages() {
    let told = "The army captured the villages of Qarat, Jarn Sulayman and Bunan.";
    let taken = ["Qarat", "Jarn Sulayman", "Bunan"].map(|name| format!("captures {name} government reported"));
    let knowledge = Knowledge::built_in();
    let person = "Troops left Qarat, Jarn Sulayman said.";
    let faults =
        differs(&knowledge, told, &taken.join("; ")) + &differs(&knowledge, person, "loses Qarat government reported");
    assert!(faults.is_empty(), "\n{faults}");
}

/// Only commas tell that the list goes on after `it`.
#[test]
fn what_lies_around_an_item_stands_in_its_list() {
    let told = [
        ("Rebels took Nawa, the farms around it, Inkhil and Jasim.", "Nawa Inkhil Jasim"),
        ("Rebels took Nawa, the farms around it, and Inkhil.", "Nawa Inkhil"),
        ("Rebels took Nawa and the farms around it, Inkhil residents said.", "Nawa"),
    ];
    let knowledge = Knowledge::built_in();
    for (text, names) in told {
        let claims = extract(&article(text), &knowledge).claims;
        let taken: Vec<&str> = claims.iter().map(|claim| claim.place.name.as_str()).collect();
        assert_eq!(taken.join(" "), names, "{text}");
    }
}

#[test]
fn the_arabic_article_reads_the_same_however_it_is_written() {
    let knowledge = Knowledge::built_in();
    let folded = |claim: Claim| {
        let name = claim.place.name.to_lowercase().replace("el", "al").replace("al ", "al-");
        (claim.event, name, claim.side, claim.status, claim.extent)
    };
    let told = |text: &str| -> Vec<_> { extract(&article(text), &knowledge).claims.into_iter().map(folded).collect() };
    let files = [include_str!("articles/names.txt"), include_str!("articles/asides.txt")];
    let mut faults = String::new();
    for (text, _) in files.iter().flat_map(|file| rows(file)).filter(|(text, _)| text.contains("Tadef")) {
        // A place of the gazetteer, and one that it does not have.
        for name in ["Bab", "Qarat"] {
            let written = |article: &str| told(&text.replace("Tadef", &format!("{article}{name}")));
            let usual = written("al-");
            for article in ["al ", "el-", "Al ", "El "] {
                let found = written(article);
                if found != usual {
                    faults.push_str(&format!("{article}{name}: {text}\n  {usual:?}\n  {found:?}\n"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn claims_have_the_day_they_are_told_of() {
    let knowledge = Knowledge::built_in();
    let dated = |claim: &Claim| {
        let days = |when: Option<Span>| when.map_or("-".to_owned(), |span| span.to_string());
        let since = claim.since.as_ref().map_or(String::new(), |since| format!(" since {}", days(since.span)));
        format!("{} {} {}{since}", claim.event, claim.place.name, days(claim.date.span))
    };
    let rows = rows(include_str!("articles/dates.txt"));
    assert!(rows.len() > 60, "only {} rows", rows.len());
    let mut faults = String::new();
    for (text, expected) in rows {
        let found: BTreeSet<String> = extract(&article(&text), &knowledge).claims.iter().map(dated).collect();
        let wanted: BTreeSet<String> = expected.split(';').map(|claim| claim.trim().to_owned()).collect();
        if found != wanted && !(found.is_empty() && expected.trim() == "none") {
            faults.push_str(&format!("{text}\n  expected {wanted:?}\n  found    {found:?}\n"));
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn quotes_are_the_articles_own_words() {
    let knowledge = Knowledge::built_in();
    let text = "“Rebels seized Tadef,” a resident said — and Dara’a was quiet.\n\nThe army retook Tadef later.";
    let read = extract(&article(text), &knowledge);
    assert_eq!(read.claims.len(), 2);
    for claim in &read.claims {
        let quote = &text[claim.quote.clone()];
        assert!(quote.contains("Tadef"), "{quote}");
        assert!(claim.sentence.start <= claim.quote.start && claim.quote.end <= claim.sentence.end);
    }
    assert_eq!(&text[read.claims[0].quote.clone()], "Rebels seized Tadef");
    for (text, quote) in [
        ("Rebels seized ‘Tadef’ on Monday.", "Rebels seized ‘Tadef’"),
        ("\"Tadef\" was captured by rebels.", "\"Tadef\" was captured by rebels"),
    ] {
        let read = extract(&article(text), &knowledge);
        assert_eq!(read.claims.iter().map(|claim| &text[claim.quote.clone()]).collect::<Vec<_>>(), [quote]);
    }
}

#[test]
fn reading_is_the_same_every_time() {
    let text = "Rebels seized Tadef and Qabasin. The army shelled both towns. Clashes went on near al-Bab.";
    let (a, b) = (Knowledge::built_in(), Knowledge::built_in());
    assert_eq!(extract(&article(text), &a), extract(&article(text), &b));
    assert_eq!(extract(&article(text), &a), extract(&article(text), &a));
}

#[test]
fn any_text_is_read_without_a_fault() {
    let knowledge = Knowledge::built_in();
    for text in [
        "",
        ".",
        "'s",
        "-held",
        "rebel-held",
        "of of of the the",
        "Aleppo Aleppo Aleppo",
        "“”‘’—–",
        "حلب درعا",
        "to",
        "Rebels to to to Aleppo's 's 's",
        "\u{0}\u{feff}",
        "in in Aleppo by by",
        "s State TV showed jugs that were seized from rebels in Tasil. It said",
        ". agency SANA says the army holds Tasil",
        "Quoted by SANA as saying that troops took Tasil, a source was glad.",
    ] {
        extract(&article(text), &knowledge);
        extract(&article(&text.repeat(50)), &knowledge);
    }
}

/// Headlines, captions and bad scans are cut anywhere.
#[test]
fn any_part_of_a_sentence_is_read_without_a_fault() {
    let knowledge = Knowledge::built_in();
    let files = [
        include_str!("articles/asides.txt"),
        include_str!("articles/meant.txt"),
        include_str!("articles/status.txt"),
        include_str!("articles/judgement-calls.txt"),
    ];
    for line in files.iter().flat_map(|file| file.lines()).filter(|line| line.contains("=>")) {
        let sentence = line.split("=>").next().unwrap_or_default();
        let words: Vec<&str> = sentence.split_whitespace().filter(|word| !word.contains('|')).collect();
        for cut in 0..words.len() {
            extract(&article(&words[..cut].join(" ")), &knowledge);
            extract(&article(&words[cut..].join(" ")), &knowledge);
            extract(&article(&words[cut..(cut + 3).min(words.len())].join(" ")), &knowledge);
        }
        let backwards: Vec<&str> = words.iter().rev().copied().collect();
        extract(&article(&backwards.join(" ")), &knowledge);
    }
}

#[test]
fn a_very_long_article_gives_a_claim_for_each_of_its_paragraphs() {
    const PLACES: [&str; 8] = ["Tadef", "Manbij", "Azaz", "Jarablus", "Nawa", "Inkhil", "Jasim", "Marea"];
    const MONTHS: [&str; 6] = ["January", "February", "March", "April", "May", "June"];
    let mut paragraphs = Vec::new();
    for year in 2013..2016 {
        for (month, day) in MONTHS.iter().flat_map(|month| (1..29).map(move |day| (month, day))) {
            for place in PLACES {
                paragraphs.push(format!("Rebel fighters captured {place} on {day} {month} {year}, residents said."));
            }
        }
    }
    let extracted = extract(&article(&paragraphs.join("\n\n")), &Knowledge::built_in());
    assert_eq!(extracted.claims.len(), paragraphs.len());
    let dated = extracted.claims.iter().filter(|claim| claim.date.span.is_some_and(|span| span.days() == 1));
    assert_eq!(dated.count(), paragraphs.len());
}

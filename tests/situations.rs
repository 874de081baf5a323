//! From articles to the map: invented articles are read, placed and weighed, and each day must show what they
//! told; planted ones (plans, denials, a repelled attack, shelling, a copy) must move nothing. The files are in
//! `tests/situations/`; the first lines of `autumn.txt` explain the form.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing it does not understand")]

use frontlines::control::{History, Options};
use frontlines::date::Day;
use frontlines::extract::{self, Knowledge};
use frontlines::place::PlaceId;
use frontlines::project::Reading;
use frontlines::read;
use std::fs;
use std::sync::Arc;

#[test]
fn articles_make_the_map_they_tell_of_and_planted_ones_do_not_move_it() {
    let knowledge = Knowledge::built_in();
    let mut files: Vec<_> = fs::read_dir("tests/situations").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let (told, planted) = text.split_once("\n## planted").unwrap_or((&text, ""));
        let expected: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("=> ")).collect();
        assert!(!expected.is_empty(), "{} expects nothing", file.display());
        let mut readings = Vec::new();
        for (what, part) in [("as told", told), ("with what was planted", planted)] {
            readings.extend(articles(part).iter().map(|article| reading(article, &knowledge)));
            let history = History::new(&readings, knowledge.gazetteer.places(), &Options::built_in());
            let faults = expected.iter().filter_map(|line| fault(&history, line));
            wrong.extend(faults.map(|fault| format!("{}, {what}: {fault}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Why a line does not hold.
fn fault(history: &History, line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (day, place): (Day, _) = (words[0].parse().unwrap(), PlaceId::new(words[1]));
    let row = history.place_on(&place, day);
    let found = row.as_ref().map_or(vec!["unknown".to_string(), "-".to_string()], |row| {
        let side = row.side.map_or("-".to_string(), |side| side.key().to_string());
        vec![row.state.key().to_string(), side, row.likelihood().word().replace(' ', "_")]
    });
    let holds = words[2..].iter().zip(&found).all(|(expected, found)| expected == found);
    (!holds).then(|| format!("expected \"{line}\", found \"{}\"", found.join(" ")))
}

/// The articles of a file, as their head and text.
fn articles(part: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in part.lines().filter(|line| !line.starts_with('#') && !line.starts_with("=> ")) {
        if let Some(head) = line.strip_prefix("== ") {
            all.push((head.to_string(), String::new()));
        } else if let Some((_, text)) = all.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    all
}

fn reading((head, text): &(String, String), knowledge: &Knowledge) -> Arc<Reading> {
    let parts: Vec<&str> = head.split(" | ").collect();
    let [published, outlet, title] = parts[..] else { panic!("not understood: {head}") };
    let json = serde_json::json!({ "title": title, "text": text, "published": published, "outlet": outlet });
    let name = format!("{outlet} {published}.json");
    let article = read::articles(&name, json.to_string().as_bytes(), &read::Options::default());
    let article = article.into_iter().next().unwrap().unwrap().article;
    let read = extract::extract(&article, knowledge);
    Arc::new(Reading::new(article, read.claims, read.notes))
}

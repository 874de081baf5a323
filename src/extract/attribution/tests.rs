//! `examples.txt`: a text, then a line for each sentence: `> source (kind)` with `-` for none, and
//! ` denies` where the speaker says that it is not so. A sentence's source is that of its first word
//! outside the attribution's own words.

use super::*;
use crate::extract::Knowledge;
use crate::extract::words::Words;

#[test]
fn every_example_is_put_down_to_its_source() {
    let knowledge = Knowledge::built_in();
    let (mut rows, mut wrong) = (0, Vec::new());
    for block in include_str!("examples.txt").split("\n\n") {
        let lines: Vec<&str> = block.lines().filter(|line| !line.starts_with('#')).collect();
        let Some((sentence, expected)) = lines.split_first() else { continue };
        rows += 1;
        let found = sources(sentence, &knowledge);
        let expected: Vec<String> = expected.iter().map(|line| line.trim_start_matches("> ").to_owned()).collect();
        if found != expected {
            wrong.push(format!("{sentence}\n   expected {expected:?}\n   found    {found:?}"));
        }
    }
    assert!(rows >= 60, "only {rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn sources(text: &str, knowledge: &Knowledge) -> Vec<String> {
    let text = Text::new(text, &[]);
    let words = Words::new(&text, &knowledge.lexicon);
    let found = attributions(&Spoken::new(&words, &knowledge.speakers));
    let told = of_tokens(&found, text.tokens().len());
    let outside = |token: &usize| !found.iter().any(|a| a.words.contains(token));
    let line = |tokens: Range<usize>| {
        let token = tokens.clone().find(|token| text.word(*token) == "sarha").filter(outside);
        let token = token.or_else(|| tokens.clone().find(outside)).unwrap_or(tokens.start);
        told[token].map(|told| &found[told]).map_or("-".to_owned(), |a| {
            let denies = if a.denies { " denies" } else { "" };
            format!("{} ({}){denies}", a.source.name, a.source.kind)
        })
    };
    text.sentences().iter().map(|sentence| line(sentence.tokens())).collect()
}

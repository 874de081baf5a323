//! `examples.txt`: a date line `= 2016-07-28`, then `sentence => phrase; phrase`. A phrase is its
//! role (nothing for "at"), and its days (`~` before them where imprecise, `?` where not known).

use super::*;
use crate::date::SpanKind;
use crate::extract::Knowledge;
use crate::extract::sentence::Text;

#[test]
fn every_example_is_read_as_it_says() {
    let Knowledge { lexicon, times, .. } = Knowledge::built_in();
    let mut published = None;
    let (mut rows, mut wrong) = (0, Vec::new());
    for line in include_str!("examples.txt").lines() {
        if let Some(date) = line.strip_prefix("= ") {
            let (from, to) = date.split_once("..").unwrap_or((date, date));
            published = Some(Span::imprecise(from.trim().parse().unwrap(), to.trim().parse().unwrap()));
            continue;
        }
        let Some((sentence, expected)) = line.split_once("=>").filter(|_| !line.starts_with('#')) else { continue };
        rows += 1;
        let text = Text::new(sentence.trim(), &[]);
        let words = Words::new(&text, &lexicon);
        let found: Vec<String> = times.phrases(&words, published).iter().map(show).collect();
        if found.join("; ") != expected.trim() {
            wrong.push(format!("{line}\n      found {}", found.join("; ")));
        }
    }
    assert!(rows >= 120, "only {rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn show(phrase: &TimePhrase) -> String {
    let role = match phrase.role {
        TimeRole::At => "",
        TimeRole::Since => "since ",
        TimeRole::Until => "until ",
        TimeRole::Before => "before ",
        TimeRole::Future => "future ",
    };
    let span = phrase.span.map_or("?".to_owned(), |span| {
        let vague = if span.kind == SpanKind::Imprecise { "~" } else { "" };
        let end = if span.from == span.to { String::new() } else { format!("..{}", span.to) };
        format!("{vague}{}{end}", span.from)
    });
    format!("{role}{span}")
}

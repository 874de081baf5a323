use super::*;
use crate::control::{History, Options};
use crate::extract::{self, Knowledge};
use crate::front::{Land, draw};
use crate::read;

/// An export of two invented articles through a filter.
pub(crate) fn with_export(filter: &str, check: impl FnOnce(&Export<'_>)) {
    let texts = [
        "Published 26 July 2016 Syrian government forces captured the Leramun district of Aleppo on Tuesday, the Syrian Observatory for Human Rights said.",
        "Published 27 July 2016 The rebel-held district of Bani Zeid was bombed by Russian warplanes on Wednesday. The Kurdish-held district of Sheikh Maqsoud was quiet. The rebel-held districts of Heluk and Bustan al-Basha were shelled. Government forces captured the Ashrafiyah district and the Khalidiya district.",
    ];
    let knowledge = Knowledge::built_in();
    let reading = |(number, text): (usize, &&str)| {
        let read = read::articles(&format!("{number}.txt"), text.as_bytes(), &read::Options::default()).remove(0);
        let article = read.unwrap().article;
        let claims = extract::extract(&article, &knowledge).claims;
        Arc::new(Reading::new(article, claims, Vec::new()))
    };
    let readings: Vec<_> = texts.iter().enumerate().map(reading).collect();
    let gazetteer = &knowledge.gazetteer;
    let history = History::new(&readings, gazetteer.places(), &Options::built_in());
    let days = all_days(&readings).unwrap();
    let situation = history.on(days.to);
    let cells = Cells::new(gazetteer.places(), &Land::built_in());
    let fronts = draw(&situation, &cells);
    let picture = Picture { readings: &readings, gazetteer, history: &history, situation: &situation, fronts: &fronts };
    let claims = claims(&picture, days, true, &Filter::parse(filter).unwrap());
    assert!(!claims.is_empty());
    check(&Export { picture, cells: &cells, days, filter, claims: &claims, overlays: &[], naming: &Naming::default() });
}

#[test]
fn the_head_says_all_that_a_map_for_others_must() {
    with_export("side:government", |export| {
        let head: Vec<String> = export.head().into_iter().map(|(name, words)| format!("{name}: {words}")).collect();
        assert!(head.contains(&"Filter: side:government".to_owned()), "{head:?}");
        assert!(head[0].starts_with("Days: 2016-07-26 to 2016-07-27"), "{head:?}");
        assert!(head.iter().any(|line| line.starts_with("Method: ") && line.contains(env!("CARGO_PKG_VERSION"))));
    });
}

#[test]
fn stretches_end_where_something_changes() {
    let day = |day| Day::new(2016, 7, day).unwrap();
    let found = stretches(Span::precise(day(1), day(5)), |on| on >= day(3));
    assert_eq!(found, [(Span::precise(day(1), day(2)), false), (Span::precise(day(3), day(5)), true)]);
}

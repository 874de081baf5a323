//! A small made-up situation for tests, a claim a line.

use crate::article::{Article, DateBasis, Published};
use crate::claim::{Claim, ClaimedPlace, Trace, When};
use crate::date::{Day, Span};
use crate::gazetteer::Gazetteer;
use crate::place::PlaceId;
use crate::project::Reading;
use std::sync::Arc;

/// Two outlets say the first nine lines; the last two are said by one of them.
const CLAIMS: &str = "
    2016-10-01 aleppo/masaken-hanano opposition holds reported whole
    2016-10-01 aleppo/sakhur opposition holds reported whole
    2016-10-01 aleppo/heluk opposition holds reported whole
    2016-10-02 aleppo/heluk government advances reported outskirts
    2016-10-02 aleppo/heluk government captures hypothetical whole
    2016-10-01 aleppo/bustan-al-basha opposition holds reported whole
    2016-10-01 aleppo/midan government holds reported whole
    2016-10-01 aleppo/sheikh-maqsoud kurdish holds reported whole
    2016-10-02 aleppo/handarat-camp government captures reported whole
    2016-10-02 aleppo/shaar government strikes reported whole
    2016-10-02 daraa/yadouda opposition fights denied whole
";

/// The day to look at it.
pub(crate) fn day() -> Day {
    Day::from_number(17_076) // 2016-10-02
}

/// The readings of both outlets.
pub(crate) fn readings(gazetteer: &Gazetteer) -> Vec<Arc<Reading>> {
    [("Minas Tirith Herald", 9), ("Bree Gazette", 11)].map(|(outlet, lines)| reading(gazetteer, outlet, lines)).into()
}

fn reading(gazetteer: &Gazetteer, outlet: &str, lines: usize) -> Arc<Reading> {
    let published = Published { span: Some(Span::day(day())), basis: DateBasis::Given };
    let article = Article {
        id: outlet.to_owned(),
        path: String::new(),
        title: None,
        outlet: Some(outlet.to_owned()),
        url: None,
        language: None,
        sha256: outlet.to_owned(),
        published,
        copy_of: None,
        text: CLAIMS.to_owned(),
        parts: Vec::new(),
    };
    let lines = CLAIMS.lines().filter(|line| !line.trim().is_empty()).take(lines);
    let claims = lines.map(|line| claim(gazetteer, line)).collect();
    Arc::new(Reading::new(article, claims, Vec::new()))
}

fn claim(gazetteer: &Gazetteer, line: &str) -> Claim {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [day, place, side, event, status, extent] = words[..] else { panic!("six words, found {line}") };
    let place = gazetteer.get(&PlaceId::new(place)).unwrap();
    Claim {
        id: line.trim().to_owned(),
        place: ClaimedPlace {
            text: place.name.clone(),
            name: place.name.clone(),
            id: Some(place.id.clone()),
            kind: Some(place.kind),
            point: Some(place.point),
            candidates: Vec::new(),
        },
        extent: extent.parse().unwrap(),
        side: Some(side.parse().unwrap()),
        group: None,
        event: event.parse().unwrap(),
        status: status.parse().unwrap(),
        date: When { span: Some(Span::day(day.parse().unwrap())), basis: String::new() },
        since: None,
        source: None,
        from: None,
        quote: 0..1,
        sentence: 0..1,
        rule: String::new(),
        confidence: 0.9,
        why: Vec::new(),
        trace: Trace::default(),
        reviewed: Default::default(),
    }
}

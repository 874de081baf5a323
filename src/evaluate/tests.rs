use super::names::{fold, key};
use super::*;
use crate::article::{Article, Published};
use crate::claim::{ClaimedPlace, Extent, Trace, When};

fn claim(name: &str, side: Option<Side>, event: Event, status: Status) -> Claim {
    let place =
        ClaimedPlace { text: name.into(), name: name.into(), id: None, kind: None, point: None, candidates: vec![] };
    Claim {
        id: String::new(),
        place,
        extent: Extent::Whole,
        side,
        group: None,
        event,
        status,
        date: When { span: None, basis: String::new() },
        since: None,
        source: None,
        from: None,
        quote: 0..0,
        sentence: 0..0,
        rule: "test".into(),
        confidence: 1.0,
        why: vec![],
        trace: Trace::default(),
        reviewed: Default::default(),
    }
}

fn reading(id: &str, claims: Vec<Claim>) -> Reading {
    let article = Article {
        id: id.into(),
        path: String::new(),
        title: None,
        outlet: None,
        url: None,
        language: None,
        sha256: String::new(),
        published: Published::UNKNOWN,
        copy_of: None,
        text: "Rebels took Sarha. Troops left.".into(),
        parts: vec![],
    };
    Reading::new(article, claims, vec![])
}

fn score(gold: &str, claims: Vec<Claim>) -> Evaluation {
    let gold = parse(gold).unwrap();
    evaluate(&gold, &[reading("a", claims).into()], &Gazetteer::new(vec![], &[]), &["aleppo".to_owned()])
}

const GOLD: &str = r#"{"id": "a", "claims": [
    {"name": "Sarha", "area": "aleppo", "side": "opposition", "event": "captures", "status": "reported", "quote": "Rebels took Sarha"},
    {"name": "Mura", "area": "aleppo", "side": null, "event": "fights", "status": "reported"},
    {"name": "Far", "area": "other", "side": "government", "event": "holds", "status": "reported"},
    {"name": "Deir", "area": "aleppo", "side": "government", "event": "strikes", "status": "reported", "optional": true}]}"#;

#[test]
fn claims_are_counted_as_right_found_missed_and_extra() {
    let gold = GOLD.replace('\n', " ");
    let claims = vec![
        claim("Mura", Some(Side::Government), Event::Fights, Status::Reported),
        claim("Mura", Some(Side::Government), Event::Fights, Status::Reported),
        claim("Sarha", Some(Side::Opposition), Event::Captures, Status::Hypothetical),
        claim("Far", Some(Side::Opposition), Event::Holds, Status::Reported),
        claim("Deir", Some(Side::Government), Event::Strikes, Status::Reported),
    ];
    let evaluation = score(&gold, claims);
    let all = evaluation.total(&Slice::All);
    assert_eq!(all, Counts { gold: 2, found: 1, read: 2, right: 1 }, "once each, not elsewhere, not optional");
    assert_eq!((all.precision(), all.recall(), all.f1()), (0.5, 0.5, 0.5));
    assert_eq!(evaluation.misses[0].sentence, "Rebels took Sarha.");
    assert_eq!(evaluation.extras[0].claim.status, Status::Hypothetical);
    assert_eq!(evaluation.total(&Slice::Event(Event::Fights)), Counts { gold: 1, found: 1, read: 1, right: 1 });
}

#[test]
fn control_takes_a_hold_for_a_capture() {
    let gold = GOLD.replace('\n', " ");
    let evaluation = score(&gold, vec![claim("Sarha", Some(Side::Opposition), Event::Holds, Status::Reported)]);
    assert_eq!(evaluation.total(&Slice::Control), Counts { gold: 1, found: 1, read: 1, right: 1 });
    assert_eq!(evaluation.total(&Slice::All), Counts { gold: 2, found: 0, read: 1, right: 0 });
}

#[test]
fn names_fold_as_the_press_spells() {
    assert_eq!(fold("the town of al-Bāb"), "bab");
    assert_eq!(key("Salah ad-Din district"), "salah din");
    assert_eq!(fold("Dar'a"), "dara");
}

#[test]
fn a_broken_gold_line_is_named() {
    assert_eq!(parse("{\"id\": \"a\", \"claims\": []}\n{\"id\": 3}").unwrap_err().split(':').next(), Some("line 2"));
}

#[test]
fn the_report_is_the_same_each_time() {
    let gold = GOLD.replace('\n', " ");
    let evaluation = score(&gold, vec![claim("Sarha", Some(Side::Opposition), Event::Captures, Status::Reported)]);
    let report = print(&evaluation, 10);
    assert_eq!(report, print(&evaluation, 10));
    assert!(
        report.contains("control") && report.contains("Missed: 1") && report.contains("Mura, nobody named, fights"),
        "{report}"
    );
}

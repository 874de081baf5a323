//! Edits laid over invented readings: each can be taken back and brought back, and what the machine
//! read stays as it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use frontlines::article::{Article, DateBasis, Published};
use frontlines::claim::{Claim, Note, Reviewed, Status};
use frontlines::date::{Day, Span};
use frontlines::extract::{Knowledge, extract};
use frontlines::gazetteer::Gazetteer;
use frontlines::place::{Kind, PlaceId, Point};
use frontlines::project::edit::{ClaimKey, Edit, Reliability, Spot, Stated, Subject};
use frontlines::project::log::Log;
use frontlines::project::{ClaimRef, Project, Reading};
use frontlines::side::Side;
use std::sync::{Arc, OnceLock};

const NOW: &str = "2026-11-22T10:00:00Z";
const TEXT: &str = "Government forces captured Handarat camp on Sunday. The rebel-held village of Arnor was shelled.";

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::new(Gazetteer::built_in()))
}

fn read(article: &Article) -> Option<(Vec<Claim>, Vec<Note>)> {
    let read = extract(article, knowledge());
    Some((read.claims, read.notes))
}

fn article(id: &str, published: Option<Day>) -> Article {
    Article {
        id: id.into(),
        path: String::new(),
        title: None,
        outlet: Some("Test Wire".into()),
        url: None,
        language: Some("en".into()),
        sha256: format!("sha of {id}"),
        published: Published {
            span: published.map(Span::day),
            basis: published.map_or(DateBasis::Unknown, |_| DateBasis::Dateline),
        },
        copy_of: None,
        text: TEXT.into(),
        parts: vec![frontlines::article::Part { role: frontlines::article::Role::Body, start: 0, end: TEXT.len() }],
    }
}

fn project(published: Option<Day>) -> Project {
    let mut project = Project::default();
    for id in ["one", "two"] {
        let article = article(id, published);
        let (claims, notes) = read(&article).unwrap();
        project.add(Reading::new(article, claims, notes), &read);
    }
    project
}

fn day() -> Day {
    Day::new(2016, 10, 4).unwrap()
}

fn claim<'p>(project: &'p Project, key: &ClaimKey) -> &'p Claim {
    project.find(key).unwrap().of(project.readings())
}

fn camp(project: &Project) -> ClaimKey {
    let claims = &project.readings()[0].claims;
    let at = claims.iter().position(|claim| claim.place.name == "Handarat camp").unwrap();
    ClaimRef { reading: 0, claim: at as u32 }.key(project.readings())
}

/// Every kind of edit, one after the other.
fn all_edits(project: &Project) -> Vec<Edit> {
    let key = camp(project);
    let (sha, at) = (key.article.clone(), project.find(&key).unwrap());
    let stated = Stated { side: Some(Side::Opposition), ..Stated::of(at.of(project.readings())) };
    let spot = Spot::own("Arnor", Kind::Village, Point { lat: 36.25, lon: 37.2 });
    let other = ClaimRef { reading: 1, claim: at.claim }.key(project.readings());
    vec![
        Edit::SetOutlet { article: sha.clone(), outlet: Some("Test Daily".into()) },
        Edit::SetAddress { article: sha.clone(), address: Some("https://example.org/1".into()) },
        Edit::SetDate { article: sha.clone(), date: Some(Span::day(day() + 7)) },
        Edit::SetCopyOf { article: sha.clone(), of: Some("two".into()) },
        Edit::Accept { claim: key.clone() },
        Edit::Correct { claim: key.clone(), to: stated.clone() },
        Edit::Reject { claim: key.clone(), why: "a headline of another day".into() },
        Edit::Add { article: sha, quote: (0, 40), claim: stated },
        Edit::Merge { claims: vec![other], into: key.clone() },
        Edit::Place { name: "Arnor".into(), article: None, spot },
        Edit::Rate { source: "Test Wire".into(), reliability: Reliability::C },
        Edit::Remark { on: Subject::Claim(key), note: "Seen on video".into(), tags: vec!["video".into()] },
        Edit::Remark {
            on: Subject::Place(PlaceId::new("aleppo/heluk")),
            note: String::new(),
            tags: vec!["key".into()],
        },
    ]
}

#[test]
fn undo_of_every_edit_gives_back_what_was_there_and_redo_what_was_made() {
    let mut project = project(Some(day()));
    let mut states = vec![project.readings().to_vec()];
    let machine = project.machine().to_vec();
    for edit in all_edits(&project) {
        let before = project.revision();
        project.edit(edit, NOW, "ann", &read);
        assert!(project.revision() > before);
        states.push(project.readings().to_vec());
    }
    assert_eq!(project.machine(), machine, "what the machine read stays as it was");
    for state in states.iter().rev().skip(1) {
        project.undo(NOW, "ann", &read).unwrap();
        assert_eq!(project.readings(), &state[..]);
    }
    assert!(project.undo(NOW, "ann", &read).is_none());
    for state in &states[1..] {
        project.redo(NOW, "ann", &read).unwrap();
        assert_eq!(project.readings(), &state[..]);
    }
    assert!(project.redo(NOW, "ann", &read).is_none());
    // The log as it is kept brings the same picture back, whatever the order of the articles.
    let (log, broken) = Log::load(project.log().rows().to_vec());
    assert_eq!(broken, None);
    let mut again = Project::default();
    machine.iter().rev().for_each(|reading| again.add(Arc::clone(reading), &read));
    again.set_log(log, &read);
    let reversed: Vec<_> = states[states.len() - 1].iter().rev().cloned().collect();
    assert_eq!(again.readings(), reversed);
    assert_eq!(again.lost(), []);
}

#[test]
fn an_accepted_a_corrected_and_a_rejected_claim_say_so() {
    let mut project = project(Some(day()));
    let key = camp(&project);
    project.edit(Edit::Accept { claim: key.clone() }, NOW, "ann", &read);
    assert_eq!(claim(&project, &key).reviewed, Reviewed::Accepted);
    let to = Stated { status: Status::Denied, ..Stated::of(claim(&project, &key)) };
    project.edit(Edit::Correct { claim: key.clone(), to }, NOW, "ann", &read);
    assert_eq!((claim(&project, &key).reviewed, claim(&project, &key).status), (Reviewed::Corrected, Status::Denied));
    project.edit(Edit::Reject { claim: key.clone(), why: String::new() }, NOW, "ann", &read);
    assert!(!claim(&project, &key).reviewed.counts());
    assert_eq!(project.readings()[1], project.machine()[1], "the other article is left alone");
    assert!(Arc::ptr_eq(&project.readings()[1], &project.machine()[1]), "and not even copied");
}

#[test]
fn an_undated_article_is_read_anew_with_the_date_it_is_given() {
    let mut project = project(None);
    let key = camp(&project);
    assert_eq!(claim(&project, &key).date.span, None);
    // 4 October 2016 is a Tuesday; "Sunday" was the 2nd.
    project.edit(Edit::SetDate { article: key.article.clone(), date: Some(Span::day(day())) }, NOW, "ann", &read);
    assert_eq!(claim(&project, &key).date.span, Some(Span::day(day() - 2)));
    assert_eq!(project.readings()[0].article.published.basis, DateBasis::Given);
}

#[test]
fn a_name_placed_once_is_placed_everywhere_also_in_what_comes_later() {
    let mut project = project(Some(day()));
    let unknown = |project: &Project| {
        let claims = project.readings().iter().flat_map(|reading| &reading.claims);
        claims.filter(|claim| claim.place.id.is_none()).count()
    };
    assert!(unknown(&project) >= 2, "{:?}", project.readings()[0].claims);
    let spot = Spot::own("Arnor", Kind::Village, Point { lat: 36.25, lon: 37.2 });
    project.edit(Edit::Place { name: "Arnor".into(), article: None, spot }, NOW, "ann", &read);
    assert_eq!(unknown(&project), 0);
    let later = article("three", Some(day()));
    let (claims, notes) = read(&later).unwrap();
    project.add(Reading::new(later, claims, notes), &read);
    assert_eq!(unknown(&project), 0);
    assert_eq!(project.review().own_places().len(), 1);
}

#[test]
fn an_added_claim_quotes_its_words_and_an_edit_of_a_claim_that_is_gone_is_kept() {
    let mut project = project(Some(day()));
    let key = camp(&project);
    let stated = Stated::of(claim(&project, &key));
    let moved =
        project.edit(Edit::Add { article: key.article.clone(), quote: (0, 40), claim: stated }, NOW, "ann", &read);
    assert_eq!(moved, [0]);
    let added = project.readings()[0].claims.last().unwrap();
    assert_eq!((added.reviewed, &TEXT[added.quote.clone()]), (Reviewed::Added, &TEXT[..40]));
    assert_eq!(&TEXT[added.sentence.clone()], "Government forces captured Handarat camp on Sunday.");
    let gone = ClaimKey { claim: "gone".into(), ..key };
    project.edit(Edit::Accept { claim: gone }, NOW, "ann", &read);
    assert_eq!(project.lost().len(), 1);
    project.clear();
    assert_eq!(project.lost().len(), 2, "with the article gone both are listed");
}

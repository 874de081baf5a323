use super::*;
use crate::project::edit::{Edit, Reliability};
use crate::project::log::Log;
use serde_json::json;

/// A reading of an invented article with one claim.
fn reading(n: usize) -> Arc<Reading> {
    let text = format!("The army held the village of Arnor {n}.");
    let span = json!({ "from": "2016-07-05", "to": "2016-07-05", "kind": "precise" });
    let sha256 = rows::hex(&<sha2::Sha256 as sha2::Digest>::digest(&text));
    let article = serde_json::from_value(json!({
        "id": format!("article-{n}"), "path": "", "title": null, "outlet": "Test Wire", "url": null, "language": "en",
        "sha256": sha256, "published": { "span": span, "basis": "given" }, "copy_of": null, "text": text, "parts": [],
    }));
    let claim = json!({
        "id": format!("claim-{n}"),
        "place": { "text": "Arnor", "name": "Arnor", "id": "aleppo/arnor", "kind": "village",
            "point": { "lat": 36.2, "lon": 37.1 }, "candidates": [] },
        "extent": "whole", "side": "government", "group": null, "event": "holds", "status": "reported",
        "date": { "span": span, "basis": "" }, "since": null, "source": null, "from": null,
        "quote": { "start": 0, "end": 8 }, "sentence": { "start": 0, "end": text.len() },
        "rule": "held", "confidence": 0.85, "why": [],
        "trace": { "trigger": null, "place": null, "side": null, "time": null, "cue": null, "source": null },
    });
    let claims = vec![serde_json::from_value(claim).unwrap()];
    Arc::new(Reading::new(article.unwrap(), claims, Vec::new()))
}

fn content(count: usize) -> Content {
    let readings: Vec<_> = (1..=count).map(reading).collect();
    let mut log = Log::default();
    log.edit(Edit::Rate { source: "Test Wire".into(), reliability: Reliability::B }, "2026-11-22T10:00:00Z", "ann");
    log.undo("2026-11-22T10:00:01Z", "ann");
    Content { readings: readings.into(), log: log.into(), ..Content::default() }
}

#[test]
fn a_full_disk_is_told_and_what_was_saved_stands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let mut store = Store::create(&path).unwrap();
    store.save(&content(3), &Settings::new()).unwrap();
    let pages: i64 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.db.pragma_update(None, "max_page_count", pages).unwrap();
    let more = content(400);
    assert_eq!(store.save(&more, &Settings::new()), Err(Fault::DiskFull));
    assert_eq!(Store::look(&path).unwrap().content().unwrap().readings.len(), 3);
    store.db.pragma_update(None, "max_page_count", 1 << 30).unwrap();
    store.save(&more, &Settings::new()).unwrap();
    assert_eq!(store.content().unwrap().readings, more.readings);
    assert_eq!(verify(&path).unwrap().findings, []);
}

#[test]
fn articles_and_log_are_only_added_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("war.gpkg")).unwrap();
    store.save(&content(2), &Settings::new()).unwrap();
    for change in [
        "UPDATE frontlines_articles SET text = 'x'",
        "DELETE FROM frontlines_articles",
        "UPDATE frontlines_log SET entry = 'x'",
        "DELETE FROM frontlines_log",
    ] {
        assert!(store.db.execute(change, []).is_err(), "{change}");
    }
    let other = Content { readings: vec![reading(7), reading(8)].into(), ..Content::default() };
    assert!(matches!(store.save(&other, &Settings::new()), Err(Fault::Damaged { .. })), "articles of another project");
}

#[test]
fn every_changed_byte_of_an_article_or_the_log_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    Store::create(&path).unwrap().save(&content(3), &Settings::new()).unwrap();
    assert_eq!(verify(&path).unwrap(), Verified { articles: 3, originals: 0, entries: 2, findings: Vec::new() });
    for (change, found) in [
        ("UPDATE frontlines_articles SET text = replace(text, 'army', 'arny') WHERE seq = 2", "article-2"),
        ("UPDATE frontlines_articles SET about = replace(about, 'Wire', 'Wine') WHERE seq = 3", "article-3"),
        ("UPDATE frontlines_articles SET id = 'other' WHERE seq = 1", "other"),
        ("DELETE FROM frontlines_articles WHERE seq = 1", "article-2"),
        ("DELETE FROM frontlines_articles WHERE seq = 3", "articles"),
        (
            "UPDATE frontlines_readings SET claims = replace(claims, 'government', 'opposition') WHERE seq = 2",
            "article-2",
        ),
        ("UPDATE frontlines_log SET entry = '{}' WHERE seq = 1", "log entry 1"),
        ("DELETE FROM frontlines_log WHERE seq = 1", "log entry 1"),
        ("DELETE FROM frontlines_log WHERE seq = 2", "log"),
        ("DELETE FROM frontlines_log", "log"),
    ] {
        let copy = folder.path().join("changed.gpkg");
        fs::copy(&path, &copy).unwrap();
        let db = Connection::open(&copy).unwrap();
        for trigger in ["articles_stay", "articles_are_kept", "log_stays", "log_is_kept"] {
            db.execute_batch(&format!("DROP TRIGGER frontlines_{trigger}")).unwrap();
        }
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; {change}")).unwrap();
        drop(db);
        let findings = verify(&copy).unwrap().findings;
        assert!(findings.iter().any(|finding| finding.at == found), "{change}: {findings:?}");
    }
}

#[test]
fn a_newer_file_and_other_files_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let store = Store::create(&path).unwrap();
    schema::set_meta(&store.db, "format", "99").unwrap();
    drop(store);
    let before = fs::read(&path).unwrap();
    let fault = Store::open(&path).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "war.gpkg was written by a newer Frontlines (file format 99; this version reads up to 2). \
         Nothing was changed. Install the newer version to open it."
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    let other = folder.path().join("other.gpkg");
    gpkg::create(&Connection::open(&other).unwrap()).unwrap();
    assert!(matches!(Store::open(&other), Err(Fault::NotAProject { found: "a GeoPackage without it", .. })));
    let text = folder.path().join("text.gpkg");
    fs::write(&text, "Not a database, whatever its name says. ".repeat(30)).unwrap();
    assert!(!is_project(&text) && is_project(&path));
    assert!(matches!(Store::open(&text), Err(Fault::NotAProject { .. })));
    assert!(matches!(Store::open(&folder.path().join("none.gpkg")), Err(Fault::Gone)));
    assert!(matches!(Store::create(&path), Err(Fault::Other(_))), "what is there stays");
}

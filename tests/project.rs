//! The project file: what is saved comes back, a changed byte is found, and nothing that was shown as
//! saved is lost, however the program ends.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use frontlines::app::App;
use frontlines::article::Article;
use frontlines::claim::{Claim, Note, Reviewed};
use frontlines::command::Command;
use frontlines::date::{Day, Span};
use frontlines::export::Format;
use frontlines::extract::{self, Knowledge, rules};
use frontlines::place::{Kind, Point};
use frontlines::project::edit::{ClaimKey, Edit, Reliability, Spot, Stated};
use frontlines::project::files::{Original, OverlayFile, fingerprint};
use frontlines::project::{Content, Project, Reading};
use frontlines::read;
use frontlines::settings::{Home, Settings};
use frontlines::side::{Named, Side};
use frontlines::store::{Fault, Store, verify};
use frontlines::view::Selection;
use frontlines::work::{News, Save, Source, Work};
use rusqlite::Connection;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

const STORY: &str = "ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Handarat camp on Sunday. \
    The rebel-held district of Heluk was bombed by Russian warplanes.\n";

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::built_in);

/// An invented article with its claims; no two are the same.
fn reading(n: usize) -> Reading {
    let text = format!("{STORY}It was dispatch number {n}.\n");
    let loaded = read::articles(&format!("{n}.txt"), text.as_bytes(), &read::Options::default());
    let article = loaded.into_iter().next().unwrap().unwrap().article;
    let (claims, notes) = read_anew(&article).unwrap();
    Reading::new(article, claims, notes)
}

fn read_anew(article: &Article) -> Option<(Vec<Claim>, Vec<Note>)> {
    let read = extract::extract(article, &KNOWLEDGE);
    Some((read.claims, read.notes))
}

/// A change of no claim.
fn rate(project: &mut Project, source: &str) {
    let edit = Edit::Rate { source: source.into(), reliability: Reliability::B };
    project.edit(edit, "2026-11-22T10:00:00Z", "ann", &read_anew);
}

fn project(count: usize) -> Project {
    let mut project = Project::default();
    (0..count).for_each(|n| project.add(reading(n), &read_anew));
    project
}

fn saved(path: &Path, project: &Project) -> Store {
    let mut store = Store::create(path).unwrap();
    store.save(&project.content(), &[("view".into(), "{}".into())].into()).unwrap();
    store
}

// -- the file ------------------------------------------------------------------------------------

#[test]
fn what_is_saved_comes_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let mut project = project(3);
    let key = project.readings()[0].claims[0].id.clone();
    let key = ClaimKey { article: project.readings()[0].article.sha256.clone(), claim: key };
    let mut stated = Stated::of(&project.readings()[0].claims[0]);
    stated.side = None;
    for edit in [Edit::Correct { claim: key.clone(), to: stated }, Edit::Reject { claim: key, why: "no".into() }] {
        project.edit(edit, "2026-11-22T10:00:00Z", "ann", &read_anew);
    }
    project.undo("2026-11-22T10:00:01Z", "ann", &read_anew);
    project.add_places(vec![KNOWLEDGE.gazetteer.places()[0].clone()]);
    drop(saved(&path, &project));
    let mut store = Store::open(&path).unwrap();
    let content = store.content().unwrap();
    let kept = project.content();
    assert_eq!((&content.readings, &content.log, &content.places), (&kept.readings, &kept.log, &kept.places));
    assert!(content.readings[0].claims.len() >= 2);
    assert_eq!(content.readings[0].claims[0].reviewed, Reviewed::Unreviewed, "what the machine read is kept as it was");
    let again = Project::of(content.clone(), &read_anew);
    assert_eq!((again.readings(), again.log()), (project.readings(), project.log()));
    assert_eq!(again.readings()[0].claims[0].reviewed, Reviewed::Corrected);
    assert_eq!(store.settings().unwrap()["view"], "{}");
    assert_eq!(store.rules().unwrap().into_iter().collect::<Vec<_>>(), [rules()]);
    // What is read anew is written again, the article never.
    let mut readings = content.readings.to_vec();
    Arc::make_mut(&mut readings[1]).claims.clear();
    Arc::make_mut(&mut readings[1]).rules = Some("later".into());
    let anew = Content { readings: readings.into(), ..content };
    store.save(&anew, &[].into()).unwrap();
    assert_eq!(store.rules().unwrap().len(), 2);
    assert_eq!(store.content().unwrap().readings, anew.readings);
    assert_eq!(verify(&path).unwrap().findings, []);
}

#[test]
fn a_file_opened_twice_says_so_and_can_be_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let first = saved(&path, &project(2));
    let fault = Store::open(&path).unwrap_err();
    assert!(fault.to_string().starts_with("war.gpkg is open in another window (process "), "{fault}");
    let mut look = Store::look(&path).unwrap();
    assert_eq!(look.content().unwrap().readings.len(), 2);
    assert_eq!(look.save(&project(3).content(), &[].into()), Err(Fault::ReadOnly));
    drop(first);
    Store::open(&path).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the file");
}

#[test]
fn a_file_that_was_taken_away_is_not_written_into_the_void() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let mut store = saved(&path, &project(1));
    std::fs::rename(&path, folder.path().join("elsewhere.gpkg")).unwrap();
    assert_eq!(store.save(&project(2).content(), &[].into()), Err(Fault::Gone));
}

#[test]
fn the_file_is_a_geopackage_with_four_layers() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), Source::Text(STORY.into()));
    let path = app.state().file().unwrap().to_owned();
    close(app);
    let db = Connection::open(&path).unwrap();
    let number = |query: &str| db.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(number("PRAGMA application_id"), 0x4750_4B47);
    assert_eq!(number("PRAGMA user_version"), 10_300);
    assert_eq!(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(number("SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326)"), 3);
    for (layer, geometry) in
        [("places", "POINT"), ("claims", "POINT"), ("areas", "MULTIPOLYGON"), ("fronts", "LINESTRING")]
    {
        let listed = format!(
            "SELECT count(*) FROM gpkg_contents JOIN gpkg_geometry_columns USING (table_name)
             WHERE table_name = '{layer}' AND data_type = 'features' AND geometry_type_name = '{geometry}'"
        );
        assert_eq!(number(&listed), 1, "{layer}");
    }
    assert!(number("SELECT count(*) FROM claims") >= 2);
    assert!(number("SELECT count(*) FROM areas WHERE day = '2016-10-02'") >= 1);
    let blob: Vec<u8> =
        db.query_row("SELECT geom FROM claims WHERE place = 'Handarat camp'", [], |row| row.get(0)).unwrap();
    assert_eq!((&blob[..8], blob.len()), (&[b'G', b'P', 0, 1, 0xE6, 0x10, 0, 0][..], 8 + 21));
    let degrees = |at: usize| f64::from_le_bytes(blob[at..at + 8].try_into().unwrap());
    let camp = reading(0).claims[0].place.point.unwrap();
    assert_eq!((degrees(13), degrees(21)), (camp.lon, camp.lat));
    let ground: Vec<u8> = db.query_row("SELECT geom FROM areas", [], |row| row.get(0)).unwrap();
    assert_eq!((&ground[..4], &ground[40..45]), (&[b'G', b'P', 0, 3][..], &[1, 6, 0, 0, 0][..]));
    let bounds = "SELECT min_x < 37.2 AND max_x > 37.1 AND min_y < 36.3 AND max_y > 36.2 FROM gpkg_contents WHERE table_name = 'claims'";
    assert_eq!(number(bounds), 1);
}

#[test]
fn the_layers_bring_their_styles_and_keep_those_of_the_user() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), Source::Text(STORY.into()));
    let path = app.state().file().unwrap().to_owned();
    close(app);
    let db = Connection::open(&path).unwrap();
    let text = |query: &str| db.query_row(query, [], |row| row.get::<_, String>(0)).unwrap();
    let styles = "SELECT group_concat(f_table_name || ' ' || styleName || ' ' || useAsDefault, ', ') FROM (SELECT * FROM layer_styles ORDER BY f_table_name)";
    assert_eq!(text(styles), "areas Frontlines 1, claims Frontlines 1, fronts Frontlines 1, places Frontlines 1");
    let areas = "SELECT styleQML FROM layer_styles WHERE f_table_name = 'areas' AND styleName = 'Frontlines'";
    for part in [r#"value="government held" label="Government, held""#, r#"name="color" value="194,64,58,92""#] {
        assert!(text(areas).contains(part), "{part}");
    }
    db.execute_batch(
        "UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = 'areas';
         INSERT INTO layer_styles (f_table_name, f_geometry_column, styleName, styleQML, useAsDefault)
            VALUES ('areas', 'geom', 'mine', '<qgis/>', 1);",
    )
    .unwrap();
    let named = Named { name: Some("Régime".into()), ..Named::default() };
    let mut app = open(folder.path(), Source::Paths(Vec::new()));
    ask(&mut app, Command::OpenProjectAt(path));
    ask(&mut app, Command::Edit(Box::new(Edit::NameSide { side: Side::Government, named })));
    close(app);
    assert!(text(areas).contains(r#"label="Régime, held""#), "{}", text(areas));
    assert_eq!(text("SELECT styleName FROM layer_styles WHERE f_table_name = 'areas' AND useAsDefault"), "mine");
}

/// The same with a layer, and the document of the first article.
fn with_files(content: Content) -> Content {
    let bytes: Arc<[u8]> = Arc::from(*b"<p>a page</p>");
    let article = content.readings[0].article.sha256.clone();
    let original = Original { article, name: "a.html".into(), sha256: fingerprint(&bytes), bytes };
    let layer = OverlayFile::new("own.kml", "<kml></kml>");
    Content { overlays: vec![layer.into()].into(), originals: vec![original.into()].into(), ..content }
}

#[test]
fn documents_and_layers_are_kept_and_every_changed_byte_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let content = with_files(project(3).content());
    let mut store = Store::create(&path).unwrap();
    for _ in 0..2 {
        store.save(&content, &[].into()).unwrap();
    }
    assert_eq!(store.content().unwrap().overlays, content.overlays);
    let article = |n: usize| content.readings[n].article.sha256.as_str();
    assert_eq!(store.original(article(0)).unwrap(), Some(("a.html".to_owned(), b"<p>a page</p>".to_vec())));
    assert_eq!(store.original(article(1)).unwrap(), None);
    let bare = Content { overlays: Arc::default(), ..content.clone() };
    let verified = verify(&path).unwrap();
    assert_eq!((verified.originals, verified.findings), (1, Vec::new()));
    drop(store);
    for (change, found) in [
        ("UPDATE frontlines_documents SET bytes = CAST('<p>a pagf</p>' AS BLOB)", "0 (a.html)"),
        ("DELETE FROM frontlines_documents", "0 (a.html)"),
        ("UPDATE frontlines_originals SET name = 'b.html'", "0 (b.html)"),
        ("UPDATE frontlines_originals SET article = 'x'", "x (a.html)"),
        ("DELETE FROM frontlines_originals", "documents"),
        ("UPDATE frontlines_overlays SET text = '<kml> </kml>'", "layer own.kml"),
    ] {
        let copy = folder.path().join("changed.gpkg");
        std::fs::copy(&path, &copy).unwrap();
        let db = Connection::open(&copy).unwrap();
        for table in ["documents", "originals"] {
            assert!(db.execute(&format!("DELETE FROM frontlines_{table}"), []).is_err(), "{table} are only added to");
            let drop = format!("DROP TRIGGER frontlines_{table}_stay; DROP TRIGGER frontlines_{table}_are_kept");
            db.execute_batch(&drop).unwrap();
        }
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; {change}")).unwrap();
        drop(db);
        let findings = verify(&copy).unwrap().findings;
        assert!(findings.iter().any(|finding| finding.at == found), "{change}: {findings:?}");
    }
    // A layer may be taken off, a document never.
    let mut store = Store::open(&path).unwrap();
    store.save(&bare, &[].into()).unwrap();
    assert!(store.content().unwrap().overlays.is_empty());
    assert!(store.original(article(0)).unwrap().is_some());
}

#[test]
fn pages_and_layers_dropped_in_a_folder_are_kept_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let dropped = folder.path().join("dropped");
    std::fs::create_dir(&dropped).unwrap();
    let page = format!("<html><body><article><h1>Report</h1><p>{STORY}</p></article></body></html>");
    std::fs::write(dropped.join("page.html"), &page).unwrap();
    std::fs::write(dropped.join("plain.txt"), format!("{STORY}It was said twice.")).unwrap();
    let berm = r#"{"type": "LineString", "coordinates": [[37.1, 36.2], [37.2, 36.2]]}"#;
    std::fs::write(dropped.join("berm.geojson"), berm).unwrap();
    let app = open(folder.path(), Source::Paths(vec![dropped]));
    let path = app.state().file().unwrap().to_owned();
    close(app);
    let mut store = Store::open(&path).unwrap();
    let content = store.content().unwrap();
    assert_eq!(content.readings.len(), 2);
    assert_eq!((content.overlays[0].name.as_str(), content.overlays[0].text.as_str()), ("berm.geojson", berm));
    let original = |n: usize| store.original(&content.readings[n].article.sha256).unwrap();
    assert_eq!(original(0), Some(("page.html".to_owned(), page.into_bytes())));
    assert_eq!(original(1), None, "a plain text is its own document");
    let verified = verify(&path).unwrap();
    assert_eq!((verified.articles, verified.originals, verified.findings), (2, 1, Vec::new()));
    drop(store);
    // Opened again, the layer is drawn and the project counts as saved.
    let app = open(&folder.path().join("elsewhere"), Source::Paths(vec![path]));
    app.get_by_label("Saved");
}

#[test]
fn a_file_of_the_first_format_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("first.gpkg");
    let db = Connection::open(&path).unwrap();
    db.execute_batch(include_str!("projects/format-1.sql")).unwrap();
    drop(db);
    let content = Store::open(&path).unwrap().content().unwrap();
    assert_eq!(content.readings.len(), 3);
    assert_eq!(content.readings[0].claims[0].place.name, "Handarat camp");
    assert_eq!(content.log.rows().len(), 1);
    assert_eq!(content.log.edits().count(), 1);
    let mut store = Store::open(&path).unwrap();
    let content = with_files(store.content().unwrap());
    store.save(&content, &[].into()).unwrap();
    assert_eq!(store.content().unwrap().overlays, content.overlays, "what the first format had no room for");
    assert_eq!(verify(&path).unwrap().findings, []);
}

#[test]
fn an_exported_layer_names_for_each_claim_the_rules_that_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("first.gpkg"), folder.path().join("out.gpkg"));
    let db = Connection::open(&path).unwrap();
    db.execute_batch(include_str!("projects/format-1.sql")).unwrap();
    drop(db);
    let old = Store::look(&path).unwrap().rules().unwrap();
    assert!(!old.is_empty() && !old.contains(rules()), "{old:?}");
    let mut app = open(folder.path(), Source::Paths(vec![path]));
    ask(&mut app, Command::ImportText(format!("{STORY}Fresh words.")));
    ask(&mut app, Command::WriteExport { format: Format::GeoPackage, days: [None, None], path: Some(out.clone()) });
    close(app);
    let db = Connection::open(&out).unwrap();
    let mut query = db.prepare("SELECT DISTINCT rules FROM claims ORDER BY rules").unwrap();
    let named = query.query_map([], |row| row.get(0)).unwrap().collect::<Result<Vec<String>, _>>().unwrap();
    let mut wanted: Vec<String> = old.into_iter().chain([rules().to_owned()]).collect();
    wanted.sort();
    assert_eq!(named, wanted);
}

// -- the window ----------------------------------------------------------------------------------

/// The program in a window, with its files in a folder, once it has nothing left to do.
fn open(home: &Path, source: Source) -> Harness<'static, App> {
    let home = Home::in_folder(home);
    let settings = Settings::of_file(&home.settings);
    let mut app = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_max_steps(16)
        .build_eframe(|created| App::at_home(&created.egui_ctx, source, home, settings));
    settle(&mut app);
    app
}

fn settle(app: &mut Harness<'_, App>) {
    let begun = Instant::now();
    app.step();
    while app.state().is_busy() {
        assert!(begun.elapsed() < Duration::from_secs(120), "the jobs do not end");
        std::thread::sleep(Duration::from_millis(2));
        app.step();
    }
    app.step();
}

/// Ends the program as its window does.
fn close(mut app: Harness<'_, App>) {
    eframe::App::on_exit(app.state_mut(), None);
}

fn ask(app: &mut Harness<'_, App>, command: Command) {
    let ctx = app.ctx.clone();
    app.state_mut().run(&ctx, command);
    settle(app);
}

#[test]
fn a_draft_is_kept_by_itself_named_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = open(folder.path(), Source::Sample);
    assert_eq!(app.state().file(), None, "the sample is not kept");
    ask(&mut app, Command::ImportText(STORY.into()));
    let draft = app.state().file().unwrap().to_owned();
    assert!(draft.starts_with(folder.path().join("drafts")));
    assert!(app.query_by_label("Saved").is_some());
    let path = folder.path().join("war.gpkg");
    ask(&mut app, Command::SaveTo(path.clone()));
    assert_eq!(app.state().file(), Some(path.as_path()));
    let more = folder.path().join("more.txt");
    std::fs::write(&more, "ALEPPO, Oct. 3, 2016 (Test Wire) - Rebels hold Anadan.").unwrap();
    ask(&mut app, Command::Import(vec![more]));
    let name = |app: &Harness<'_, App>| app.get_by_label("Project").accesskit_node().description();
    assert_eq!(name(&app).as_deref(), Some("war"), "what is added does not rename it");
    ask(&mut app, Command::SetDay("2016-10-05".parse().unwrap()));
    ask(&mut app, Command::SetFilter("event:captures".into()));
    let claims = app.state().project().readings()[0].claims.clone();
    close(app);
    assert!(!draft.exists(), "the draft has become the file");
    assert_eq!(verify(&path).unwrap().findings, []);

    assert!(folder.path().join("config/settings.toml").is_file());
    let mut app = open(folder.path(), Source::Sample);
    assert!(app.query_by_label("Open it again").is_some(), "the last project is offered");
    app.get_by_label("Open it again").click();
    settle(&mut app);
    assert_eq!(app.state().file(), Some(path.as_path()));
    assert_eq!(app.state().project().readings()[0].claims, claims);
    assert_eq!(app.state().view().day.to_string(), "2016-10-05");
    assert!(app.query_by_label("Opened as it was saved").is_some());
    ask(&mut app, Command::NewProject);
    assert_eq!((app.state().file(), app.state().project().readings().len()), (None, 0));
    close(app);
}

#[test]
fn a_path_to_a_project_opens_it_and_a_second_window_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let held = saved(&path, &project(2));
    let home = folder.path().join("home");
    let mut app = open(&home, Source::Paths(vec![path.clone()]));
    assert!(app.query_by_label_contains("war.gpkg is open in another window").is_some());
    assert_eq!(app.get_by_label("Project").accesskit_node().description().as_deref(), Some("New project"));
    app.get_by_label("Open read-only").click();
    settle(&mut app);
    assert_eq!(app.state().project().readings().len(), 2);
    assert!(app.query_by_label("Read-only").is_some());
    drop(held);
    close(app);
    let app = open(&home, Source::Paths(vec![path.clone()]));
    assert_eq!((app.state().file(), app.state().project().readings().len()), (Some(path.as_path()), 2));
    close(app);
}

#[test]
fn a_file_that_may_not_be_written_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    drop(saved(&path, &project(1)));
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    let before = std::fs::read(&path).unwrap();
    let mut app = open(&folder.path().join("home"), Source::Paths(vec![path.clone()]));
    assert!(app.query_by_label("Read-only").is_some());
    assert!(app.query_by_label_contains("what you change here is not saved").is_some());
    ask(&mut app, Command::ImportText("ALEPPO, Oct. 3, 2016 (Test Wire) - Rebels left Heluk on Monday.".into()));
    assert_eq!(app.state().project().readings().len(), 2);
    let other = folder.path().join("other.gpkg");
    ask(&mut app, Command::SaveTo(other.clone()));
    assert!(app.query_by_label("Saved").is_some());
    close(app);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(Store::look(&other).unwrap().content().unwrap().readings.len(), 2, "Save as keeps what was changed");
}

#[test]
fn places_of_the_users_own_come_back_with_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("own.csv");
    std::fs::write(&table, "name,lat,lon,kind\nArnor,36.25,37.2,village\n").unwrap();
    let text = "ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Arnor on Sunday.";
    let mut app = open(folder.path(), Source::Text(text.into()));
    ask(&mut app, Command::Import(vec![table]));
    let path = app.state().file().unwrap().to_owned();
    close(app);
    let app = open(&folder.path().join("elsewhere"), Source::Paths(vec![path]));
    assert_eq!(app.state().project().places().len(), 1);
    assert!(app.state().project().readings()[0].claims.iter().any(|claim| claim.place.id.is_some()));
    close(app);
}

#[test]
fn the_document_of_an_article_is_taken_out_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let dropped = folder.path().join("dropped");
    std::fs::create_dir(&dropped).unwrap();
    let page = format!("<html><body><article><h1>Camp falls</h1><p>{STORY}</p></article></body></html>\n");
    std::fs::write(dropped.join("page.html"), &page).unwrap();
    std::fs::write(dropped.join("plain.txt"), format!("{STORY}It was said twice.")).unwrap();
    let take = |app: &mut Harness<'_, App>, article: u32, name: &str| {
        let path = folder.path().join(name);
        ask(app, Command::WriteOriginal { article, path: Some(path.clone()) });
        std::fs::read(path).ok()
    };
    let mut app = open(folder.path(), Source::Paths(vec![dropped.clone()]));
    let path = app.state().file().unwrap().to_owned();
    assert_eq!(take(&mut app, 0, "a.html"), Some(page.clone().into_bytes()), "as long as it is not on the disk");
    close(app);
    let mut app = open(&folder.path().join("elsewhere"), Source::Paths(vec![path]));
    ask(&mut app, Command::Select(Some(Selection::Article(0))));
    assert!(app.query_by_label("Save original…").is_some(), "a button beside the article");
    assert_eq!(take(&mut app, 0, "b.html"), Some(page.into_bytes()), "out of the project file");
    let text = app.state().project().readings()[1].article.text.clone();
    assert_eq!(take(&mut app, 1, "b.txt"), Some(text.into_bytes()), "plain text is its own document");
    // What an article was read from is never written over.
    std::fs::write(dropped.join("page.html"), "changed since").unwrap();
    assert_eq!(take(&mut app, 0, "dropped/page.html"), Some(b"changed since".to_vec()));
    assert!(app.query_by_label_contains("an article was read from it").is_some());
    close(app);
}

#[test]
fn a_project_with_many_new_dates_opens_at_once_and_its_claims_follow() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let mut project = project(12);
    let day: Day = "2016-11-20".parse().unwrap();
    for n in 0..12 {
        let article = project.readings()[n].article.sha256.clone();
        let edit = Edit::SetDate { article, date: Some(Span::day(day)) };
        project.edit(edit, "2026-11-22T10:00:00Z", "ann", &read_anew);
    }
    let wanted = project.readings().to_vec();
    drop(saved(&path, &project));
    let mut app = open(folder.path(), Source::Paths(vec![path.clone()]));
    assert_eq!(app.state().project().readings(), &wanted[..]);
    // The same while it is read: the window shows how far it is, and that can be stopped and go on.
    ask(&mut app, Command::NewProject);
    let ctx = app.ctx.clone();
    app.state_mut().run(&ctx, Command::OpenProjectAt(path));
    let begun = Instant::now();
    while app.state().project().readings().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not open");
        std::thread::sleep(Duration::from_millis(1));
        app.step();
    }
    app.state_mut().run(&ctx, Command::CancelReading);
    settle(&mut app);
    ask(&mut app, Command::ReadRedated);
    assert_eq!(app.state().project().readings(), &wanted[..]);
    close(app);
}

#[test]
fn what_the_analyst_decides_comes_back_with_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Government forces captured Handarat camp. Opposition fighters left the village of Arnor.";
    let mut app = open(folder.path(), Source::Text(format!("{STORY}It was said again.")));
    ask(&mut app, Command::ImportText(text.into()));
    let (key, other) = {
        let reading = &app.state().project().readings()[0];
        let key = |n: usize| ClaimKey { article: reading.article.sha256.clone(), claim: reading.claims[n].id.clone() };
        (key(0), key(1))
    };
    let undated = app.state().project().readings()[1].article.sha256.clone();
    let mut to = Stated::of(&app.state().project().readings()[0].claims[1]);
    to.side = None;
    let spot = Spot::own("Arnor", Kind::Village, Point { lat: 36.25, lon: 37.2 });
    let date = Some(Span::day("2016-10-04".parse().unwrap()));
    for edit in [
        Edit::Accept { claim: key.clone() },
        Edit::Correct { claim: other.clone(), to },
        Edit::SetDate { article: undated.clone(), date },
        Edit::Place { name: "Arnor".into(), article: None, spot },
        Edit::Reject { claim: key.clone(), why: "a copy".into() },
    ] {
        ask(&mut app, Command::Edit(Box::new(edit)));
    }
    let path = app.state().file().unwrap().to_owned();
    let in_file = || Store::look(&path).unwrap().content().unwrap();
    assert_eq!(in_file().log.entries().len(), 5, "an edit is in the file by itself");
    ask(&mut app, Command::Undo);
    assert_eq!(in_file().log.entries().len(), 6, "so is taking it back");
    let (seen, log) = (app.state().project().snapshot(), app.state().project().log().clone());
    close(app);
    assert_eq!(verify(&path).unwrap().findings, []);
    let db = Connection::open(&path).unwrap();
    let drawn = |query: &str| db.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(drawn("SELECT count(*) FROM claims WHERE place = 'Arnor'"), 1, "the layers show what the analyst sees");
    drop(db);
    assert!(in_file().readings.iter().flat_map(|reading| &reading.claims).all(|claim| !claim.reviewed.by_person()));

    let mut app = open(&folder.path().join("elsewhere"), Source::Paths(vec![path.clone()]));
    let project = app.state().project();
    assert_eq!(project.log(), &log);
    assert_eq!(project.readings(), &seen[..]);
    let became = |key: &ClaimKey| project.find(key).unwrap().of(project.readings()).reviewed;
    assert_eq!((became(&key), became(&other)), (Reviewed::Accepted, Reviewed::Corrected));
    assert_eq!(project.same_words(&undated).unwrap().article.published.span, date);
    ask(&mut app, Command::Undo);
    assert_eq!(in_file().log.entries().len(), 7, "work goes on in the same log");
    close(app);
    assert_eq!(verify(&path).unwrap().findings, []);
}

#[test]
fn a_project_with_a_changed_log_is_shown_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let mut project = project(1);
    ["One", "Two", "Three"].iter().for_each(|name| rate(&mut project, name));
    drop(saved(&path, &project));
    let mut bytes = std::fs::read(&path).unwrap();
    let word = b"\"source\":\"Two\"";
    let at = bytes.windows(word.len()).position(|window| window == word).unwrap();
    bytes[at + 10] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(verify(&path).unwrap().findings[0].at, "log entry 2");
    let app = open(&folder.path().join("home"), Source::Paths(vec![path.clone()]));
    assert!(app.query_by_label_contains("log entry 2").is_some());
    assert_eq!(app.state().project().log().entries().len(), 1);
    assert!(app.query_by_label("Read-only").is_some());
    close(app);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

// -- the command line ----------------------------------------------------------------------------

#[test]
fn the_command_line_reads_and_verifies_a_project() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.gpkg");
    let project = project(2);
    drop(saved(&path, &project));
    let run = |arguments: &[&str]| {
        let mut program = process::Command::new(env!("CARGO_BIN_EXE_frontlines"));
        let output = program.args(arguments).current_dir(folder.path()).output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert_eq!(
        run(&["verify", "war.gpkg"]),
        (0, "war.gpkg: 2 articles, 0 log entries: all as they were written\n".into(), String::new())
    );
    let (status, lines, _) = run(&["extract", "war.gpkg"]);
    assert_eq!((status, lines.lines().count()), (0, 2));
    assert!(lines.contains(&project.readings()[1].claims[0].id));
    // One byte of the text, wherever the file has it.
    let mut bytes = std::fs::read(&path).unwrap();
    let word = b"dispatch number 1";
    let at = bytes.windows(word.len()).position(|window| window == word).unwrap();
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let (status, found, _) = run(&["verify", "war.gpkg"]);
    assert_eq!(status, 1);
    assert!(found.starts_with("war.gpkg: 1: its text was changed: SHA-256 "), "{found}");
    assert!(found.ends_with("2 articles, 0 log entries: 1 not as written\n"), "{found}");
    std::fs::write(folder.path().join("none.gpkg"), "no project").unwrap();
    let (status, _, why) = run(&["verify", "none.gpkg"]);
    assert_eq!(status, 1);
    assert!(why.contains("none.gpkg is not a Frontlines project"), "{why}");
}

#[test]
fn the_command_line_sees_a_project_as_the_analyst_does_and_never_writes_over_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut project = project(1);
    let reading = &project.readings()[0];
    let key = ClaimKey { article: reading.article.sha256.clone(), claim: reading.claims[0].id.clone() };
    let edit = Edit::Reject { claim: key.clone(), why: String::new() };
    project.edit(edit, "2026-11-22T10:00:00Z", "ann", &read_anew);
    for name in ["war.gpkg", "other.gpkg"] {
        drop(saved(&folder.path().join(name), &project));
    }
    let run = |arguments: &[&str]| {
        let mut program = process::Command::new(env!("CARGO_BIN_EXE_frontlines"));
        let output = program.args(arguments).current_dir(folder.path()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, lines) = run(&["extract", "war.gpkg"]);
    assert_eq!((status, lines.contains(&key.claim)), (0, false), "a rejected claim is left out");
    let before = std::fs::read(folder.path().join("other.gpkg")).unwrap();
    for format in ["csv", "gpkg"] {
        assert_eq!(run(&["export", "--format", format, "-o", "other.gpkg", "war.gpkg"]).0, 2);
    }
    assert_eq!(std::fs::read(folder.path().join("other.gpkg")).unwrap(), before);
}

// -- the end at any instant ----------------------------------------------------------------------

/// So many times the program is killed; a script may ask for more.
fn kills() -> usize {
    std::env::var("FRONTLINES_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(12)
}

/// The part of a test that is killed: this very program again, which takes articles in, edits, saves, saves
/// as, and prints what it would show as saved.
#[test]
fn killed_child() {
    let Some(folder) = std::env::var_os("FRONTLINES_KILLED").map(PathBuf::from) else { return };
    let mut work = Work::new(|| {});
    let mut project = Project::default();
    let (path, copy) = (folder.join("war.gpkg"), folder.join("copy.gpkg"));
    if path.exists() {
        work.open(path.clone(), false);
    }
    let model = reading(0);
    let mut out = std::io::stdout().lock();
    for round in 0.. {
        let save = |project: &Project| Save {
            content: project.content(),
            settings: [("view".to_owned(), format!("{{\"round\":{round}}}"))].into(),
            map: None,
            drafts: folder.join("drafts"),
        };
        for n in 0..(round % 7) {
            let mut reading = model.clone();
            let place = project.readings().len();
            reading.article.id = format!("{place}");
            reading.article.text = format!("{STORY}{n} {place}");
            reading.article.sha256 = sha256(&reading.article.text);
            project.add(reading, &read_anew);
        }
        if round % 3 == 0 {
            rate(&mut project, &format!("Paper {round}"));
        }
        match round {
            0 => work.save_as(path.clone(), save(&project)),
            _ if round % 11 == 10 => {
                work.save_as(if round % 2 == 0 { path.clone() } else { copy.clone() }, save(&project));
            }
            _ => work.save(save(&project)),
        }
        let done = loop {
            match work.hear() {
                Some(News::Saved(saved)) => break saved,
                Some(News::NotSaved(fault)) => panic!("{fault}"),
                _ => std::thread::yield_now(),
            }
        };
        let (articles, entries) = (done.content.readings.len(), done.content.log.rows().len());
        writeln!(out, "saved {articles} {entries} {}", done.path.display()).unwrap();
        out.flush().unwrap();
    }
}

fn sha256(text: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn nothing_shown_as_saved_is_lost_when_killed() {
    let program = std::env::current_exe().unwrap();
    for kill in 0..kills() {
        let folder = tempfile::tempdir().unwrap();
        let mut child = process::Command::new(&program)
            .args(["--exact", "killed_child", "--nocapture", "--test-threads=1"])
            .env("FRONTLINES_KILLED", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Killed after another number of saves each time, and at another moment of the next one.
        let mut shown = Vec::new();
        let said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let wanted = 1 + kill * 5 % 23;
        for line in said.filter(|line| line.contains("saved ")).take(wanted) {
            shown.push(line);
        }
        let spins = kill * 7919 % 40_000;
        (0..spins).for_each(|_| std::hint::spin_loop());
        std::thread::sleep(Duration::from_micros((kill * 137 % 4_000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let last = shown.last().unwrap_or_else(|| panic!("kill {kill}: nothing was saved"));
        let words: Vec<&str> = last[last.find("saved ").unwrap()..].splitn(4, ' ').collect();
        let (articles, entries): (usize, usize) = (words[1].parse().unwrap(), words[2].parse().unwrap());
        let path = Path::new(words[3]);
        let verified = verify(path).unwrap_or_else(|fault| panic!("kill {kill} after {last}: {fault}"));
        assert_eq!(verified.findings, [], "kill {kill} after {last}");
        let mut store = Store::open(path).unwrap_or_else(|fault| panic!("kill {kill}: {fault}"));
        let content = store.content().unwrap();
        let there = (content.readings.len(), content.log.rows().len());
        assert!(there.0 >= articles && there.1 >= entries, "kill {kill}: {last}, but {there:?} are there");
        // And it is worked on as if nothing had happened.
        store.save(&content, &[].into()).unwrap();
    }
}

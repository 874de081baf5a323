//! The whole program, headless: files are dropped, days stepped, claims clicked, quotes read. The
//! real drop on the real window is in `.ci/`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "app/desk.rs"]
mod desk;
#[path = "app/access.rs"]
mod access;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use frontlines::app::App;
use frontlines::command::Command;
use frontlines::export::Format;
use frontlines::scene::Item;
use frontlines::ui::report::Outcome;
use frontlines::view::Selection;
use frontlines::work::Source;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "app/filtering.rs"]
mod filtering;
#[path = "app/long.rs"]
mod long;
#[path = "app/menus.rs"]
mod menus;
#[path = "app/tiles.rs"]
mod tiles;

const HELUK: &str = "ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Handarat camp on Sunday. \
    The rebel-held district of Heluk was bombed by Russian warplanes.\n";
const LATER: &str = "ALEPPO, Oct. 12, 2016 (Test Daily) - Rebels recaptured Handarat camp on Wednesday.\n";

/// The program in a window of 1280 by 800, once it has nothing left to do.
fn open(source: Source) -> Harness<'static, App> {
    let mut app = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_max_steps(16)
        .build_eframe(|created| App::new(&created.egui_ctx, source));
    settle(&mut app);
    app
}

/// Waits for the jobs, as a person would.
fn settle(app: &mut Harness<'_, App>) {
    let begun = Instant::now();
    app.step();
    loop {
        while app.state().is_busy() {
            assert!(begun.elapsed() < Duration::from_secs(60), "the jobs do not end");
            std::thread::sleep(Duration::from_millis(2));
            app.step();
        }
        // What was clicked may start another job only now.
        app.run();
        if !app.state().is_busy() {
            break;
        }
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Drops files and folders on the window.
fn drop_on(app: &mut Harness<'_, App>, paths: &[PathBuf]) {
    for path in paths {
        let file = egui::HoveredFile { path: Some(path.clone()), ..Default::default() };
        app.input_mut().hovered_files.push(file);
    }
    app.step();
    app.step();
    assert!(shows(app, "Drop to read"), "the window shows that it takes files: {:?}", words(app));
    app.input_mut().hovered_files.clear();
    for path in paths {
        app.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    }
    app.step();
    app.input_mut().dropped_files.clear();
    settle(app);
}

/// Clicks on a place of the map.
fn click_on_map(app: &mut Harness<'_, App>, point: frontlines::place::Point) {
    let map = app.get_by_label("Map of reported control").rect();
    let [x, y] = app.state().view().camera.screen(frontlines::view::world(point));
    let at = map.min + egui::vec2(x, y);
    app.hover_at(at);
    app.step();
    app.drag_at(at);
    app.drop_at(at);
    settle(app);
}

/// Presses and moves the pointer over some points, and lets go.
fn drag(app: &mut Harness<'_, App>, from: egui::Pos2, to: egui::Pos2) {
    app.hover_at(from);
    app.step();
    app.drag_at(from);
    app.step();
    for part in 1..=4 {
        app.hover_at(from + (to - from) * (part as f32 / 4.0));
        app.step();
    }
    app.drop_at(to);
    settle(app);
}

/// Goes to a place by its name.
fn go_to(app: &mut Harness<'_, App>, place: &str) {
    app.key_press(Key::G);
    app.run();
    app.event(egui::Event::Text(place.into()));
    app.run();
    app.key_press(Key::Enter);
    settle(app);
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Two outlets that disagree about one day.
fn rivals() -> tempfile::TempDir {
    let article = |outlet: &str, text: &str| {
        format!(r#"{{"title": "News", "outlet": "{outlet}", "date": "2016-10-02", "text": "{text}"}}"#)
    };
    let wire = article("Test Wire", "Government forces captured Handarat camp on Sunday. Rebels hold Heluk.");
    let daily = article("Test Daily", "Rebels recaptured Handarat camp on Sunday. Rebels hold Heluk.");
    folder(&[("wire.json", wire.as_bytes()), ("daily.json", daily.as_bytes())])
}

/// Every word on the screen, as a screen reader has it.
fn words(app: &Harness<'_, App>) -> Vec<String> {
    let said = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    };
    app.root().children_recursive().filter_map(said).collect()
}

/// How the lists count everything.
fn all_of(app: &Harness<'_, App>) -> String {
    let readings = app.state().project().readings();
    let claims: usize = readings.iter().map(|reading| reading.claims.len()).sum();
    format!("{} articles, {claims} claims", readings.len())
}

fn shows(app: &Harness<'_, App>, text: &str) -> bool {
    words(app).iter().any(|label| label.contains(text))
}

#[test]
fn the_sample_opens_and_every_control_has_a_name() {
    let mut app = open(Source::Sample);
    assert!(app.state().project().readings().len() >= 24);
    assert!(shows(&app, "Sample monitor"), "articles are listed: {:?}", words(&app));
    assert!(app.query_by_label_contains("Day: Sunday 2 October 2016").is_some());
    app.check_accessibility();
    for key in [Key::Questionmark, Key::L] {
        app.key_press(key);
        app.run();
        app.check_accessibility();
        app.key_press(Key::Escape);
        app.run();
    }
}

#[test]
fn the_day_steps_by_key_and_by_button() {
    let mut app = open(Source::Sample);
    let day = app.state().view().day;
    app.key_press(Key::ArrowRight);
    app.run();
    assert_eq!(app.state().view().day, day + 1);
    app.get_by_label("Step back").click();
    app.run();
    app.key_press(Key::PageDown);
    app.run();
    assert_eq!(app.state().view().day, day.plus_months(1));
    assert!(app.query_by_label_contains("Day: Wednesday 2 November 2016").is_some());
}

#[test]
fn files_end_as_read_duplicate_or_refused() {
    let mut app = open(Source::Sample);
    let folder = folder(&[
        ("a.txt", HELUK.as_bytes()),
        ("b.txt", HELUK.as_bytes()),
        ("bad.json", b"{\"title\" 1}"),
        ("empty.txt", b""),
        ("photo.jpg", &[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0, 1, 2, 3]),
    ]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    let report = app.state().report().clone();
    let ends: Vec<_> = report.lines.iter().map(|line| (line.name.as_str(), line.outcome)).collect();
    assert_eq!(
        ends,
        [
            ("bad.json", Outcome::Refused),
            ("empty.txt", Outcome::Refused),
            ("photo.jpg", Outcome::Refused),
            ("b.txt", Outcome::Duplicate),
            ("a.txt", Outcome::Read)
        ]
    );
    for line in ["same words as a.txt", "line 1: expected a colon", "empty", "not text"] {
        assert!(report.lines.iter().any(|other| other.detail == line), "{line}: {report:?}");
        assert!(shows(&app, line), "the report on the screen says \"{line}\"");
    }
    assert_eq!(app.state().project().readings().len(), 1, "the sample made way");
    assert!(shows(&app, "The sample made way for your articles."));
    app.get_by_label("Show the sample").click();
    settle(&mut app);
    assert!(app.state().project().readings().len() >= 24);
    app.get_by_label("Back to them").click();
    settle(&mut app);
    assert_eq!(app.state().project().readings().len(), 1, "and came back");
}

#[test]
fn nothing_loaded_says_what_to_do() {
    let mut app = open(Source::Sample);
    app.key_press_modifiers(Modifiers::COMMAND, Key::N);
    app.run();
    assert!(shows(&app, "Drop articles here to map what they report"), "{:?}", words(&app));
    app.get_by_label("Show the sample instead").click();
    settle(&mut app);
    assert!(app.state().project().readings().len() >= 24);
}

#[test]
fn pasted_text_is_an_article_and_paths_are_files() {
    let mut app = open(Source::Sample);
    app.event(egui::Event::Paste(HELUK.to_owned()));
    settle(&mut app);
    assert_eq!(app.state().project().readings().len(), 1);
    let folder = folder(&[("later.txt", LATER.as_bytes())]);
    let path = folder.path().join("later.txt");
    app.event(egui::Event::Paste(path.to_string_lossy().into_owned()));
    settle(&mut app);
    assert_eq!(app.state().project().readings().len(), 2);
    assert_eq!(app.state().project().readings()[1].article.id, "later");
}

#[test]
fn the_palette_finds_and_does() {
    let mut app = open(Source::Sample);
    app.key_press_modifiers(Modifiers::COMMAND, Key::K);
    app.run();
    app.event(egui::Event::Text("light or dark".into()));
    app.run();
    app.key_press(Key::Enter);
    app.run();
    assert_eq!(app.state().view().theme, frontlines::view::Theme::Dark);
    app.key_press(Key::G);
    app.run();
    app.event(egui::Event::Text("Layramoun".into()));
    app.run();
    app.key_press(Key::Enter);
    app.run();
    let selected = app.state().view().selection.clone();
    assert!(matches!(&selected, Some(Selection::Place(place)) if place.as_str() == "aleppo/leramun"), "{selected:?}");
    assert!(app.query_by_role_and_label(Role::Heading, "Leramun").is_some());
}

#[test]
fn an_article_is_read_on_the_map_and_down_to_its_sentence() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes())]);
    drop_on(&mut app, &[folder.path().join("heluk.txt")]);
    assert_eq!(app.state().view().day.to_string(), "2016-10-02", "the day jumps to the latest claim");
    assert_eq!(app.state().view().selection, Some(Selection::Article(0)), "the article is open");
    assert!(shows(&app, "captured Handarat camp on Sunday"), "its words can be read");
    // A row of the list, its mark on the map, its words in the article and its entry are one selection.
    app.get_by_label("Handarat camp: gov., taken").click();
    settle(&mut app);
    let readings = app.state().project().readings();
    let at = readings[0].claims.iter().position(|claim| claim.place.name == "Handarat camp").unwrap();
    let selected = app.state().view().selection.clone();
    assert!(matches!(selected, Some(Selection::Claim(claim)) if claim.claim as usize == at), "{selected:?}");
    assert!(app.query_by_role_and_label(Role::Heading, "Handarat camp").is_some());
    assert!(shows(&app, "For: held by the government"), "{:?}", words(&app));
    assert!(shows(&app, "Captures, whole camp"));
    assert!(shows(&app, "Why: "));
    app.key_press(Key::Escape);
    app.run();
    assert_eq!(app.state().view().selection, None);
}

#[test]
fn a_mark_is_clicked_and_its_evidence_read() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes()), ("later.txt", LATER.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    assert_eq!(app.state().view().day.to_string(), "2016-10-12");
    app.get_by_label("Close the notice").click();
    app.run();
    let camp = app.state().project().readings()[1].claims[0].place.point.unwrap();
    click_on_map(&mut app, camp);
    assert!(app.state().view().selection.is_some(), "the mark is selected");
    assert!(app.query_by_role_and_label(Role::Heading, "Handarat camp").is_some(), "{:?}", words(&app));
    assert!(shows(&app, "recaptured Handarat camp"));
    // Back in time the camp is the government's again.
    app.key_press(Key::D);
    app.run();
    app.event(egui::Event::Text("2 October 2016".into()));
    app.run();
    app.key_press(Key::Enter);
    settle(&mut app);
    assert_eq!(app.state().view().day.to_string(), "2016-10-02");
    assert!(shows(&app, "For: held by the government"), "{:?}", words(&app));
}

#[test]
fn the_filter_limits_the_lists_and_says_what_makes_no_sense() {
    let mut app = open(Source::Sample);
    let all = all_of(&app);
    app.key_press_modifiers(Modifiers::COMMAND, Key::L);
    app.run();
    app.event(egui::Event::Text("side:opposition event:captures".into()));
    app.run();
    assert!(!shows(&app, &all));
    app.get_by_label("Clear the filter").click();
    app.run();
    assert!(shows(&app, &all));
    app.get_by_label("Filter").focus();
    app.run();
    app.event(egui::Event::Text("side:rebels".into()));
    app.run();
    assert!(shows(&app, "Expected a side"), "{:?}", words(&app));
}

#[test]
fn a_dropped_table_of_places_is_known_from_then_on() {
    let mut app = open(Source::Sample);
    app.event(egui::Event::Paste(
        "ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Arnor on Sunday.".into(),
    ));
    settle(&mut app);
    assert!(app.state().project().readings()[0].claims.iter().all(|claim| claim.place.id.is_none()));
    let folder = folder(&[("own.csv", b"name,lat,lon,kind\nArnor,36.25,37.2,village\nGondor,north,37.3,village\n")]);
    drop_on(&mut app, &[folder.path().join("own.csv")]);
    let report = &app.state().report().lines;
    assert_eq!((report[0].name.as_str(), report[0].outcome), ("own.csv", Outcome::Refused), "{report:?}");
    assert!(report[0].detail.starts_with("line 3: expected "), "{report:?}");
    assert!(report[1].detail.starts_with("1 new place"), "{report:?}");
    let readings = app.state().project().readings();
    assert!(
        readings[0].claims.iter().any(|claim| claim.place.name == "Arnor" && claim.place.id.is_some()),
        "read anew"
    );
}

#[test]
fn the_keyboard_goes_through_the_list_and_back_to_the_text() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes())]);
    drop_on(&mut app, &[folder.path().join("heluk.txt")]);
    app.get_by_label("Handarat camp: gov., taken").focus();
    app.run();
    app.key_press(Key::ArrowDown);
    app.run();
    app.key_press(Key::Enter);
    settle(&mut app);
    let selected = app.state().view().selection.clone();
    assert!(matches!(selected, Some(Selection::Claim(claim)) if claim.claim == 1), "{selected:?}");
    // A day later the claim still stands in the list, and the arrows still step days.
    let day = app.state().view().day;
    app.key_press(Key::ArrowRight);
    settle(&mut app);
    assert_eq!(app.state().view().day, day + 1);
    app.key_press(Key::F6);
    app.run();
    app.check_accessibility();
}

#[test]
fn a_reprint_is_one_voice_with_its_copy() {
    let text = "ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Handarat camp on Sunday after a week of \
        heavy shelling, a military source told the agency, adding that engineers had begun to clear the streets of \
        mines and that families would be allowed to come back once the work was done.\n";
    let mut app = open(Source::Sample);
    let reprint = text.replace("Test Wire", "Other Paper").replace("had begun", "began");
    let folder = folder(&[("wire.txt", text.as_bytes()), ("paper.txt", reprint.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    go_to(&mut app, "Handarat camp");
    assert!(shows(&app, "For: held by the government, 1 origin"), "{:?}", words(&app));
    let entries = words(&app).iter().filter(|label| label.starts_with("Captures, whole camp")).count();
    assert_eq!(entries, 1, "the copy has no entry of its own");
}

#[test]
fn two_days_are_compared_swapped_and_traced_to_their_cause() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes()), ("later.txt", LATER.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    app.get_by_label("Compare").click();
    settle(&mut app);
    app.key_press(Key::D);
    app.key_press(Key::Escape);
    app.run();
    app.get_by_label("Date of A").click();
    app.run();
    app.event(egui::Event::Text("2 October 2016".into()));
    app.run();
    app.key_press(Key::Enter);
    settle(&mut app);
    app.check_accessibility();
    for words_ in ["Picture A: 2 October 2016", "Picture B: 12 October 2016", "1 place changed", "1 to the opposition"]
    {
        assert!(shows(&app, words_), "{words_}: {:?}", words(&app));
    }
    app.get_by_label_contains("Handarat camp: government").click();
    settle(&mut app);
    assert!(shows(&app, "Handarat camp: government unconfirmed, then opposition"), "{:?}", words(&app));
    app.get_by_label_contains("Captures, whole camp, 12 Oct").click();
    settle(&mut app);
    assert!(matches!(app.state().view().selection, Some(Selection::Claim(_))), "the cause leads to its sentence");
    // Escape leads back to the list, X swaps, Escape again ends it.
    app.key_press(Key::Escape);
    app.key_press(Key::X);
    settle(&mut app);
    assert_eq!(app.state().view().day.to_string(), "2016-10-02");
    assert!(shows(&app, "Picture A: 12 October 2016"), "{:?}", words(&app));
    assert!(shows(&app, "1 to the government"), "{:?}", words(&app));
    app.key_press(Key::Escape);
    app.run();
    assert_eq!(app.state().view().comparison, None);
}

#[test]
fn two_sources_are_compared_side_by_side() {
    let mut app = open(Source::Sample);
    drop_on(&mut app, &[rivals().path().to_owned()]);
    app.key_press(Key::C);
    settle(&mut app);
    app.get_by_label("What is compared: Two sources").click();
    settle(&mut app);
    app.get_by_label("How it is shown: Side by side").click();
    settle(&mut app);
    for (letter, voice) in [("A", "Test Daily"), ("B", "Test Wire")] {
        assert!(shows(&app, &format!("Picture {letter}: {voice}")), "{:?}", words(&app));
    }
    app.check_accessibility();
    assert!(shows(&app, "1 place differs"), "{:?}", words(&app));
    // Who is compared can be chosen: two voices together against one.
    app.get_by_label("Sources of A").click();
    app.run();
    app.get_by_label("Test Wire").click();
    settle(&mut app);
    assert!(shows(&app, "Picture A: 2 sources"), "{:?}", words(&app));
    // When it ends all reports count again; the next one begins with the same sources.
    app.key_press(Key::Escape);
    app.run();
    app.key_press(Key::C);
    settle(&mut app);
    assert!(shows(&app, "According to all reports"), "{:?}", words(&app));
    app.key_press(Key::C);
    settle(&mut app);
    for words_ in ["Picture A: 2 sources", "Picture B: Test Wire"] {
        assert!(shows(&app, words_), "{words_}: {:?}", words(&app));
    }
}

#[test]
fn at_150_percent_the_lists_stand_beside_the_date_and_give_way_to_what_is_chosen() {
    let mut app = open(Source::Sample);
    app.set_size(egui::vec2(853.0, 533.0));
    app.run();
    app.key_press_modifiers(Modifiers::COMMAND, Key::L);
    app.run();
    let lists = app.get_by_label("Order: Newest first").rect();
    let map = app.get_by_label("Map of reported control").rect();
    assert!(map.left() >= lists.right() && map.width() >= 480.0, "the lists {lists:?} lie over the map {map:?}");
    app.key_press(Key::Escape);
    app.run();
    go_to(&mut app, "Heluk");
    assert!(!shows(&app, "Order: Newest first"), "{:?}", words(&app));
    assert!(shows(&app, "Evidence"), "{:?}", words(&app));
}

#[test]
fn in_a_narrow_window_escape_takes_the_lists_off_the_map() {
    let mut app = open(Source::Sample);
    app.set_size(egui::vec2(900.0, 640.0));
    app.run();
    app.key_press_modifiers(Modifiers::COMMAND, Key::L);
    app.run();
    assert!(shows(&app, "Order: Newest first"), "{:?}", words(&app));
    for _ in 0..2 {
        app.key_press(Key::Escape);
        app.run();
    }
    assert!(!shows(&app, "Order: Newest first"), "{:?}", words(&app));
}

#[test]
fn a_place_is_followed_over_time_and_to_its_neighbours() {
    let mut app = open(Source::Sample);
    drop_on(&mut app, &[rivals().path().to_owned()]);
    let later = folder(&[("later.txt", LATER.as_bytes())]);
    drop_on(&mut app, &[later.path().join("later.txt")]);
    go_to(&mut app, "Handarat camp");
    app.get_by_label("Over time").click();
    settle(&mut app);
    app.check_accessibility();
    for strip in ["Profile of Test Wire", "Profile of Test Daily", "How it stood"] {
        assert!(shows(&app, strip), "{strip}: {:?}", words(&app));
    }
    assert!(shows(&app, "disagree"), "{:?}", words(&app));
    assert!(shows(&app, "Known by 2 Oct 2016: "), "{:?}", words(&app));
    app.get_by_label_contains("Known by 2 Oct 2016: ").click();
    settle(&mut app);
    assert_eq!(app.state().view().known_by.map(|day| day.to_string()).as_deref(), Some("2016-10-02"));
    app.get_by_label_contains("Test Wire: Handarat camp: gov., taken, 2 Oct 2016").click();
    settle(&mut app);
    assert!(matches!(app.state().view().selection, Some(Selection::Claim(_))));
    assert_eq!(app.state().view().day.to_string(), "2016-10-02");
    app.get_by_label_contains("Nearby").click();
    settle(&mut app);
    app.get_by_label_contains("Kindi Hospital: ").click();
    settle(&mut app);
    assert!(app.query_by_role_and_label(Role::Heading, "Kindi Hospital").is_some());
}

#[test]
fn a_source_has_a_profile() {
    let mut app = open(Source::Sample);
    drop_on(&mut app, &[rivals().path().to_owned()]);
    go_to(&mut app, "Handarat camp");
    app.get_by_label("Profile of Test Wire").click();
    settle(&mut app);
    app.check_accessibility();
    app.get_by_label("Test Daily: 1 agree, 1 differ").click();
    settle(&mut app);
    assert!(app.query_by_role_and_label(Role::Heading, "Test Daily").is_some(), "{:?}", words(&app));
    for line in [
        "2 claims in 1 article",
        "1 of 2 claims on who has a place agree",
        "Test Wire: 1 agree, 1 differ",
        "same day: ",
    ] {
        assert!(shows(&app, line), "{line}: {:?}", words(&app));
    }
    app.get_by_label("Map by this source alone").click();
    settle(&mut app);
    assert!(app.query_by_label("According to Test Daily").is_some(), "{:?}", words(&app));
}

#[test]
fn what_is_shown_is_exported_into_a_file() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes()), ("later.txt", LATER.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    app.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);
    app.run();
    assert!(shows(&app, "Will hold 4 claims of 2 articles."), "{:?}", words(&app));
    app.check_accessibility();
    app.get_by_label("Days: From and to").click();
    app.run();
    app.get_by_label("Table of claims (CSV)").click();
    app.run();
    assert!(shows(&app, "One row a claim"));
    assert!(shows(&app, "Will hold 1 claim of 1 article."), "{:?}", words(&app));
    app.key_press(Key::Escape);
    app.run();
    assert!(!shows(&app, "Will hold"));
    app.get_by_label("Filter").focus();
    app.run();
    app.event(egui::Event::Text("side:opposition".into()));
    settle(&mut app);
    let write = |app: &mut Harness<'_, App>, path: PathBuf| {
        let ctx = app.ctx.clone();
        let command = Command::WriteExport { format: Format::Csv, days: [None, None], path: Some(path) };
        app.state_mut().run(&ctx, command);
        settle(app);
    };
    let file = folder.path().join("out.csv");
    write(&mut app, file.clone());
    assert!(shows(&app, "Written: "), "{:?}", words(&app));
    let table = std::fs::read_to_string(&file).unwrap();
    assert!(table.contains("opposition") && table.contains("filter: side:opposition"), "{table}");
    assert!(!table.contains("captured Handarat camp on Sunday"), "what the filter hides is not exported");
    write(&mut app, folder.path().join("heluk.txt"));
    assert!(shows(&app, "an article was read from it"), "{:?}", words(&app));
    assert_eq!(std::fs::read_to_string(folder.path().join("heluk.txt")).unwrap(), HELUK);
}

/// Two names that nobody knows and a place that several towns bear, in an article without a date.
const OPEN: &str = "Government forces captured Kafr Hamra on Sunday, a witness said. \
    The rebel-held village of Arnor was shelled by warplanes.\n";

#[test]
fn the_queue_is_worked_through_by_keys_alone() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("open.txt", OPEN.as_bytes())]);
    drop_on(&mut app, &[folder.path().join("open.txt")]);
    assert!(app.state().project().readings()[0].article.published.span.is_none(), "the article has no date");
    app.key_press(Key::R);
    settle(&mut app);
    assert!(shows(&app, "Review: 1 of 2, no date"), "{:?}", words(&app));
    assert!(shows(&app, "When was this published?"));
    // The date is typed: the article is read anew with it, and drawn.
    app.key_press(Key::Num1);
    settle(&mut app);
    app.event(egui::Event::Text("2016-10-04".into()));
    app.run();
    app.key_press(Key::Enter);
    settle(&mut app);
    let reading = &app.state().project().readings()[0];
    assert_eq!(reading.article.published.span.map(|span| span.to.to_string()).as_deref(), Some("2016-10-04"));
    let camp = reading.claims.iter().find(|claim| claim.place.name == "Kafr Hamra").unwrap();
    assert_eq!(camp.date.span.map(|span| span.to.to_string()).as_deref(), Some("2016-10-02"), "\"Sunday\" is known");
    // The next item came by itself, with its sentence.
    assert!(shows(&app, "Review: 1 of 1, unknown place"), "{:?}", words(&app));
    assert!(shows(&app, "Where is Arnor?") && shows(&app, "village of Arnor"));
    app.key_press(Key::S);
    settle(&mut app);
    assert!(shows(&app, "The rest was skipped: 1 item."), "{:?}", words(&app));
    app.key_press(Key::R);
    settle(&mut app);
    // The answer that rejects is chosen by its number, and Enter takes it.
    let answers = words(&app);
    let reject = answers.iter().find(|words| words.contains(": Reject")).and_then(|words| words.chars().next());
    let digit = Key::from_name(&reject.unwrap().to_string()).unwrap();
    app.key_press(digit);
    app.run();
    app.key_press(Key::Enter);
    settle(&mut app);
    assert!(shows(&app, "Nothing needs a look."), "{:?}", words(&app));
    // All can be taken back, to the last.
    let edits = app.state().project().log().entries().len();
    let open = app.state().project().machine()[0].clone();
    for _ in 0..edits {
        app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        settle(&mut app);
    }
    assert_eq!(app.state().project().readings()[0], open);
    app.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    settle(&mut app);
    assert!(app.state().project().readings()[0].article.published.span.is_some());
    assert_eq!(app.state().project().log().entries().len(), 2 * edits + 1, "nothing is taken out of the log");
    app.check_accessibility();
}

#[test]
fn a_claim_is_rejected_and_corrected_and_the_map_follows() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes())]);
    drop_on(&mut app, &[folder.path().join("heluk.txt")]);
    app.get_by_label("Handarat camp: gov., taken").click();
    settle(&mut app);
    assert!(shows(&app, "For: held by the government"), "{:?}", words(&app));
    app.get_by_label("Reject").click();
    settle(&mut app);
    assert!(!shows(&app, "For: held by the government"), "{:?}", words(&app));
    assert!(shows(&app, "Selected: rejected, not drawn"));
    assert!(app.query_by_label("Handarat camp: gov., rejected").is_some(), "it stays in the list");
    app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut app);
    assert!(shows(&app, "For: held by the government"), "{:?}", words(&app));
    // Another side: the map follows, and the claim says that it was edited.
    app.get_by_label("Correct…").click();
    app.run();
    app.get_by_label("Side: Government").click();
    app.run();
    app.get_by_label("Kurdish forces").click();
    app.run();
    app.check_accessibility();
    app.get_by_label("Save").click();
    settle(&mut app);
    assert!(shows(&app, "For: held by Kurdish forces"), "{:?}", words(&app));
    let claims = &app.state().project().readings()[0].claims;
    let camp = claims.iter().find(|claim| claim.place.name == "Handarat camp").unwrap();
    assert_eq!(camp.reviewed, frontlines::claim::Reviewed::Corrected);
    app.key_press_modifiers(Modifiers::COMMAND, Key::L);
    app.run();
    app.event(egui::Event::Text("reviewed:edited".into()));
    app.run();
    assert!(shows(&app, "1 article, 1 claim"), "{:?}", words(&app));
}

#[test]
fn words_are_marked_and_a_claim_added_on_them() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes())]);
    drop_on(&mut app, &[folder.path().join("heluk.txt")]);
    let before = app.state().project().readings()[0].claims.len();
    app.key_press(Key::A);
    app.run();
    assert!(shows(&app, "Mark the words of the claim"), "{:?}", words(&app));
    let text = app.get_by_role(Role::Document).rect();
    let from = text.left_top() + egui::vec2(6.0, 8.0);
    app.hover_at(from);
    app.step();
    app.drag_at(from);
    app.step();
    for x in [40.0, 90.0, 140.0] {
        app.hover_at(from + egui::vec2(x, 0.0));
        app.step();
    }
    app.drop_at(from + egui::vec2(140.0, 0.0));
    app.run();
    app.key_press(Key::A);
    app.run();
    app.run();
    app.get_by_label("Place").focus();
    app.run();
    app.event(egui::Event::Text("Layramoun".into()));
    app.run();
    app.get_by_label("Side: Side not said").click();
    app.run();
    app.get_by_label("Opposition").click();
    app.run();
    app.get_by_label("Add the claim").click();
    settle(&mut app);
    let reading = &app.state().project().readings()[0];
    assert_eq!(reading.claims.len(), before + 1);
    let added = reading.claims.last().unwrap();
    assert_eq!(added.place.name, "Leramun");
    assert!(
        reading.article.text.starts_with(&reading.article.text[added.quote.clone()]),
        "the words marked are quoted"
    );
    assert!(shows(&app, "For: held by the opposition") || shows(&app, "Holds"), "{:?}", words(&app));
    app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut app);
    assert_eq!(app.state().project().readings()[0].claims.len(), before);
}

#[test]
fn steps_are_as_long_as_chosen() {
    let mut app = open(Source::Sample);
    let day = app.state().view().day;
    app.key_press_modifiers(Modifiers::COMMAND, Key::K);
    app.run();
    app.event(egui::Event::Text("change the step".into()));
    app.run();
    app.key_press(Key::Enter);
    app.run();
    app.key_press(Key::ArrowRight);
    app.run();
    assert_eq!(app.state().view().day, day + 7);
}

#[test]
fn an_interval_is_brushed_and_cleared() {
    let mut app = open(Source::Sample);
    let days = app.get_by_label_contains("Day: ").rect();
    let at = |share: f32| egui::pos2(days.left() + days.width() * share, days.top() + 40.0);
    drag(&mut app, at(0.30), at(0.34));
    let filter = app.get_by_label("Filter").accesskit_node().value().unwrap_or_default();
    assert!(filter.contains("from:2016-") && filter.contains("until:2016-"), "{filter}");
    assert!(!shows(&app, &all_of(&app)), "{:?}", words(&app));
    app.get_by_label("Clear the filter").click();
    settle(&mut app);
    assert!(shows(&app, &all_of(&app)));
}

#[test]
fn distances_are_measured_and_areas_drawn() {
    let mut app = open(Source::Sample);
    let [east, north] = [(37.17, 36.2), (37.17, 36.21)].map(|(lon, lat)| frontlines::place::Point::lon_lat(lon, lat));
    let start = frontlines::place::Point::lon_lat(37.16, 36.2);
    app.key_press(Key::M);
    app.run();
    for point in [start, east] {
        click_on_map(&mut app, point);
    }
    assert!(shows(&app, " m · last part to E (90°)"), "{:?}", words(&app));
    app.key_press(Key::Escape);
    app.run();
    assert!(!shows(&app, "last part"));
    app.key_press_modifiers(Modifiers::COMMAND, Key::K);
    app.run();
    app.event(egui::Event::Text("draw an area".into()));
    app.run();
    app.key_press(Key::Enter);
    app.run();
    for point in [start, east, north] {
        click_on_map(&mut app, point);
    }
    app.key_press(Key::Enter);
    settle(&mut app);
    let filter = app.get_by_label("Filter").accesskit_node().value().unwrap_or_default();
    assert!(filter.starts_with("within:36."), "{filter}");
    let is_outline = |item: &Item| matches!(item, Item::Line(_, stroke) if stroke.dash == Some([8.0, 4.0]));
    assert!(app.state().scene().unwrap().items.iter().any(is_outline), "the area stays on the map");
    let ctx = app.ctx.clone();
    app.state_mut().run(&ctx, Command::SetFilter(String::new()));
    settle(&mut app);
    assert!(!app.state().scene().unwrap().items.iter().any(is_outline));
}

#[test]
fn the_map_has_a_table_twin() {
    let mut app = open(Source::Sample);
    app.key_press_modifiers(Modifiers::SHIFT, Key::M);
    settle(&mut app);
    assert!(shows(&app, "What the map shows, Sunday 2 October 2016"), "{:?}", words(&app));
    app.check_accessibility();
    let row = app.query_all_by_role(Role::Row).find_map(|row| row.accesskit_node().label()).unwrap();
    assert!(row.contains(';'), "{row}");
    app.get_by_label(&row).click();
    settle(&mut app);
    let name = row.split(';').next().unwrap();
    assert!(app.query_by_role_and_label(Role::Heading, name).is_some(), "{name}: {:?}", words(&app));
}

#[test]
fn a_spot_of_the_map_has_a_menu() {
    let mut app = open(Source::Sample);
    let map = app.get_by_label("Map of reported control").rect();
    let at = map.min + egui::vec2(40.0, 300.0);
    app.hover_at(at);
    app.step();
    for pressed in [true, false] {
        let button = egui::PointerButton::Secondary;
        app.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        app.step();
    }
    app.run();
    assert!(shows(&app, "Measure from here"), "{:?}", words(&app));
    assert!(words(&app).iter().any(|label| label.starts_with("37S ")), "{:?}", words(&app));
    app.check_accessibility();
}

#[test]
fn a_dropped_map_file_is_drawn_or_read_as_places() {
    let mut app = open(Source::Sample);
    let own = br#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Post 1"}, "geometry": {"type": "Point", "coordinates": [37.15, 36.2]}}]}"#;
    let route = b"<kml><Document><Placemark><name>Route</name><LineString><coordinates>37.1,36.1 37.2,36.3</coordinates></LineString></Placemark></Document></kml>";
    let folder = folder(&[("own.geojson", own), ("route.kml", route), ("bad.kml", b"<kml></kml>")]);
    let at = |name: &str| folder.path().join(name);
    drop_on(&mut app, &[at("own.geojson"), at("route.kml"), at("bad.kml")]);
    assert!(shows(&app, "Cannot draw bad.kml: expected points, lines or outlines, found none."), "{:?}", words(&app));
    assert!(shows(&app, "1 name in it."), "{:?}", words(&app));
    app.check_accessibility();
    app.get_by_label("Draw as a layer").click();
    settle(&mut app);
    app.key_press(Key::L);
    app.run();
    for layer in ["own.geojson", "route.kml"] {
        assert!(shows(&app, layer), "{layer} is listed: {:?}", words(&app));
    }
    app.check_accessibility();
    app.get_by_label("Take route.kml off the map").click();
    app.run();
    assert!(!words(&app).contains(&"route.kml".to_owned()), "{:?}", words(&app));
    app.key_press(Key::Escape);
    app.run();
    // The same file as places: articles that name them are read anew.
    drop_on(&mut app, &[at("own.geojson")]);
    app.get_by_label("Add as places").click();
    settle(&mut app);
    assert!(
        app.state().report().lines.iter().any(|line| line.detail.starts_with("1 new place")),
        "{:?}",
        app.state().report()
    );
}

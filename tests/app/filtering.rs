//! The filter and the map: areas and fronts follow it, the map says so, and there is a way back.

use super::desk::command;
use super::*;
use frontlines::control::State;
use frontlines::place::PlaceId;

/// Types a line into the filter.
fn filter(app: &mut Harness<'_, App>, line: &str) {
    app.key_press_modifiers(Modifiers::COMMAND, Key::L);
    app.run();
    app.event(egui::Event::Text(line.into()));
    settle(app);
}

fn state_of(app: &Harness<'_, App>, place: &str) -> Option<State> {
    app.state().situation()?.get(&PlaceId::new(place)).map(|row| row.state).filter(|state| state.is_known())
}

/// Two outlets at odds about a camp, at one about a quarter.
fn at_odds() -> (Harness<'static, App>, tempfile::TempDir) {
    let mut app = open(Source::Sample);
    let folder = rivals();
    drop_on(&mut app, &[folder.path().to_owned()]);
    app.get_by_label("Close the notice").click();
    settle(&mut app);
    (app, folder)
}

#[test]
fn areas_follow_the_filter_and_the_map_says_so_until_it_is_cleared() {
    let (mut app, _folder) = at_odds();
    let known = |app: &Harness<'_, App>| ["aleppo/handarat-camp", "aleppo/heluk"].map(|place| state_of(app, place));
    let all = known(&app);
    assert!(all.iter().all(Option::is_some), "{all:?}");
    filter(&mut app, "side:government");
    assert_eq!(known(&app)[1], None, "the quarter is told of by the other side's claims alone");
    assert!(shows(&app, "Filtered: from 1 of 4 claims"), "{:?}", words(&app));
    app.key_press(Key::Escape);
    app.run();
    go_to(&mut app, "Handarat camp");
    for words in ["no report that matches says another side holds it", "1 claim here does not match the filter."] {
        assert!(shows(&app, words), "{words}: {:?}", super::words(&app));
    }
    // Escape lets go of the place, then of the filter, which can be put back.
    for _ in 0..2 {
        app.key_press(Key::Escape);
        settle(&mut app);
    }
    assert_eq!(known(&app), all);
    assert!(!shows(&app, "Filtered:"), "{:?}", words(&app));
    app.key_press(Key::Escape);
    settle(&mut app);
    app.get_by_label("Put it back").click();
    settle(&mut app);
    assert!(shows(&app, "Filtered: from 1 of 4 claims"), "{:?}", words(&app));
    app.get_by_label("Clear the filter on the map").click();
    settle(&mut app);
    assert_eq!(known(&app), all);
}

#[test]
fn areas_of_all_claims_can_stay_under_marks_that_are_filtered() {
    let (mut app, _folder) = at_odds();
    let heluk = |app: &Harness<'_, App>| state_of(app, "aleppo/heluk");
    let all = heluk(&app);
    filter(&mut app, "event:captures side:government");
    assert_eq!(heluk(&app), None);
    app.get_by_label("All areas").click();
    settle(&mut app);
    assert_eq!(heluk(&app), all);
    assert!(shows(&app, "Marks are filtered, areas are not"), "{:?}", words(&app));
    assert!(shows(&app, "1 article, 1 claim"), "{:?}", words(&app));
    command(&mut app, "areas follow the filter");
    assert_eq!(heluk(&app), None);
    command(&mut app, "clear the filter");
    assert_eq!(heluk(&app), all);
}

#[test]
fn who_held_a_place_on_the_days_of_a_filter_is_told_by_earlier_reports_too() {
    let (mut app, _folder) = at_odds();
    let all = state_of(&app, "aleppo/heluk");
    filter(&mut app, "from:2016-10-03 until:2016-10-09");
    assert!(shows(&app, "areas rest on earlier reports too"), "{:?}", words(&app));
    assert_eq!(state_of(&app, "aleppo/heluk"), all);
}

#[test]
fn what_says_nothing_of_control_leaves_the_ground_blank_and_says_why() {
    let (mut app, _folder) = at_odds();
    filter(&mut app, "event:strikes");
    assert!(shows(&app, "Filtered: from 0 of 4 claims; none says who holds ground"), "{:?}", words(&app));
}

#[test]
fn an_export_asked_for_while_the_filter_is_typed_waits_for_it() {
    let (mut app, folder) = at_odds();
    let path = folder.path().join("typed.csv");
    let lines = |path: &Path| std::fs::read_to_string(path).unwrap().lines().count();
    let write = |app: &mut Harness<'_, App>| {
        let (ctx, path) = (app.ctx.clone(), Some(path.clone()));
        app.state_mut().run(&ctx, Command::WriteExport { format: Format::Csv, days: [None, None], path });
    };
    write(&mut app);
    settle(&mut app);
    let all = lines(&path);
    app.key_press_modifiers(Modifiers::COMMAND, Key::L);
    app.run();
    app.event(egui::Event::Text("side:government".into()));
    app.step();
    write(&mut app);
    settle(&mut app);
    assert!(!shows(&app, "Try again"), "{:?}", words(&app));
    assert!(lines(&path) < all, "{} lines, all are {all}", lines(&path));
    assert!(shows(&app, "Written: "), "{:?}", words(&app));
}

//! Menus keep their size, scroll where the window is low, name the sides as the user does, and Escape closes them.

use super::*;

#[test]
fn the_menu_of_voices_keeps_its_width_and_escape_closes_it() {
    let mut app = open(Source::Sample);
    app.get_by_label("According to all reports").click();
    app.run_steps(6);
    let width = |app: &Harness<'static, App>| app.get_by_label("All reports").rect().width();
    let before = width(&app);
    app.run_steps(12);
    assert!((width(&app) - before).abs() < 1.0, "{before} became {}", width(&app));
    app.key_press(Key::Escape);
    app.run_steps(4);
    assert!(app.query_by_label("By leaning").is_none(), "Escape closes it");
}

#[test]
fn the_menu_of_layers_scrolls_in_a_low_window() {
    let mut app = open(Source::Sample);
    app.set_size(egui::vec2(1280.0, 420.0));
    app.run();
    app.key_press(Key::L);
    app.run();
    let last = |app: &Harness<'static, App>| app.get_by_label("Reduce motion").rect();
    assert!(last(&app).top() > 420.0, "the rows do not all fit");
    app.get_by_label("Reduce motion").focus();
    app.run_steps(12);
    assert!(last(&app).bottom() <= 420.0, "the last row comes into view: {:?}", last(&app));
    app.get_by_label("Reduce motion").click();
    app.run();
    assert!(app.state().view().reduce_motion);
}

#[test]
fn leanings_go_by_the_names_of_the_sides() {
    let mut app = open(Source::Sample);
    app.get_by_label("According to all reports").click();
    app.run_steps(6);
    app.get_by_label("those who lean to the Islamic State");
    app.get_by_label("those who lean to the government").click();
    settle(&mut app);
    assert!(shows(&app, "According to those who lean to the government"), "{:?}", words(&app));
    let ctx = app.ctx.clone();
    let named = frontlines::side::Named { name: Some("Regime".into()), ..Default::default() };
    let edit = frontlines::project::edit::Edit::NameSide { side: frontlines::side::Side::Government, named };
    app.state_mut().run(&ctx, Command::Edit(Box::new(edit)));
    settle(&mut app);
    assert!(shows(&app, "those who lean to the regime"), "{:?}", words(&app));
}

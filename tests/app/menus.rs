//! Menus keep their size, and Escape closes them.

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

//! A very long article: its new date has it read anew, and the window does not wait for that.

use super::*;
use frontlines::date::Span;
use frontlines::project::edit::Edit;

#[test]
fn dating_a_long_article_does_not_keep_the_window_waiting() {
    let lines: Vec<String> =
        (0..1500).map(|n| format!("Government forces captured Handarat camp, a resident numbered {n} said.")).collect();
    let folder = folder(&[("long.txt", lines.join("\n").as_bytes())]);
    let mut app = open(Source::Paths(vec![folder.path().join("long.txt")]));
    let article = app.state().project().readings()[0].article.clone();
    assert!(article.text.len() > 100_000);
    let day = "2016-10-02".parse().unwrap();
    let date = Edit::SetDate { article: article.sha256, date: Some(Span::day(day)) };
    let ctx = app.ctx.clone();
    let before = app.state().project().log().rows().len();
    app.state_mut().run(&ctx, Command::Edit(Box::new(date)));
    assert_eq!(app.state().project().log().rows().len(), before, "nothing is logged before it is done");
    assert!(app.state().is_busy());
    settle(&mut app);
    let reading = &app.state().project().readings()[0];
    assert_eq!(reading.article.published.day(), Some(day));
    assert!(!reading.claims.is_empty() && reading.claims.iter().all(|claim| claim.date.span.is_some()));
    assert_eq!(app.state().project().log().rows().len(), before + 1);
    // What was read is remembered: taking it back and bringing it again reads nothing.
    for command in [Command::Undo, Command::Redo] {
        app.state_mut().run(&ctx, command);
        app.run_steps(2);
    }
    assert_eq!(app.state().project().readings()[0].article.published.day(), Some(day));
}

//! The desk: names of the sides, groups, filters that are kept, notes.

use super::*;
use frontlines::claim::Reviewed;
use frontlines::side::Side;
use std::collections::BTreeSet;

const INSIDE: &str = "ATARIB, Oct. 2, 2016 (Test Wire) - Fighters of Ahrar al-Sham clashed with the Nusra Front in \
    Atarib on Sunday. Turkish troops captured the village of Dabiq. Rebels hold Anadan.\n";

/// Finds a command by its name and gives it.
pub(crate) fn command(app: &mut Harness<'_, App>, name: &str) {
    app.key_press_modifiers(Modifiers::COMMAND, Key::K);
    app.run();
    app.event(egui::Event::Text(name.into()));
    app.run();
    app.key_press(Key::Enter);
    settle(app);
}

/// Types into a field.
fn fill(app: &mut Harness<'_, App>, field: &str, text: &str) {
    app.get_by_label(field).focus();
    app.run();
    app.event(egui::Event::Text(text.into()));
    app.run();
}

fn with_article(text: &str) -> (Harness<'static, App>, tempfile::TempDir) {
    let mut app = open(Source::Sample);
    let folder = folder(&[("a.txt", text.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    (app, folder)
}

#[test]
fn a_side_is_called_what_the_user_calls_it_and_claims_keep_their_codes() {
    let (mut app, folder) = with_article(HELUK);
    command(&mut app, "name and colour");
    fill(&mut app, "Name of Government", "Regime");
    fill(&mut app, "Colour code of Government", "7A3E9D");
    app.get_by_label("Save").click();
    settle(&mut app);
    assert_eq!(app.state().view().naming.letter(Side::Government), "R");
    app.get_by_label("Handarat camp: regime, taken").click();
    settle(&mut app);
    for words in ["For: held by the regime", "Regime-held"] {
        assert!(shows(&app, words), "{words}: {:?}", super::words(&app));
    }
    assert!(app.state().project().readings()[0].claims.iter().any(|claim| claim.side == Some(Side::Government)));
    let (page, table) = (folder.path().join("a.html"), folder.path().join("a.csv"));
    for (format, path) in [(Format::Html, &page), (Format::Csv, &table)] {
        let command = Command::WriteExport { format, days: [None, None], path: Some(path.clone()) };
        let ctx = app.ctx.clone();
        app.state_mut().run(&ctx, command);
        settle(&mut app);
    }
    let (page, table) = (std::fs::read_to_string(page).unwrap(), std::fs::read_to_string(table).unwrap());
    assert!(page.contains("Regime") && page.to_lowercase().contains("#7a3e9d"), "the page has the name and the colour");
    assert!(table.contains("government") && !table.contains("Regime"), "data keep the codes");
    app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut app);
    app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut app);
    assert!(app.state().view().naming.name(Side::Government) == "Government", "and it can be taken back");
}

#[test]
fn fights_inside_a_side_are_listed_filtered_and_marked() {
    let (mut app, _folder) = with_article(INSIDE);
    app.key_press_modifiers(Modifiers::COMMAND, Key::L);
    app.run();
    app.event(egui::Event::Text("inside:opposition".into()));
    settle(&mut app);
    assert!(shows(&app, "1 article, 1 claim"), "{:?}", words(&app));
    app.get_by_label("Clear the filter").click();
    app.run();
    app.get_by_label("Filter").focus();
    app.run();
    app.event(egui::Event::Text("group:\"Turkish forces\"".into()));
    settle(&mut app);
    assert!(shows(&app, "1 article, 1 claim"), "{:?}", words(&app));
    app.key_press(Key::Escape);
    app.run();
    assert!(!app.state().view().layers.groups);
    command(&mut app, "tell groups apart");
    assert!(app.state().view().layers.groups);
    go_to(&mut app, "Dabiq");
    assert!(shows(&app, "Turkish forces"), "{:?}", words(&app));
}

#[test]
fn ground_takes_the_shade_of_the_group_that_is_said_to_hold_it() {
    let (mut app, _folder) = with_article(
        "ALEPPO, Oct. 2, 2016 (Test Wire) - Ahrar al-Sham fighters hold Heluk, a monitor said. \
         Rebels hold Masaken Hanano, residents said.\n",
    );
    go_to(&mut app, "Heluk");
    let colours = |app: &Harness<'_, App>| -> BTreeSet<[u8; 3]> {
        let items = app.state().scene().map_or(&[][..], |scene| &scene.items);
        items.iter().filter_map(|item| if let Item::Fill(_, color) = item { Some(color.rgb) } else { None }).collect()
    };
    let alone = colours(&app);
    command(&mut app, "tell groups apart");
    let apart = colours(&app);
    assert_eq!(apart.len(), alone.len() + 1, "Heluk has a shade of its own, Masaken Hanano that of its side");
    assert!(apart.is_superset(&alone));
    let legend = app.state().scene().map(|scene| scene.legend.clone()).unwrap();
    let named: Vec<_> = legend.groups.keys().map(|group| group.name.as_str()).collect();
    assert_eq!(named, ["Ahrar al-Sham"]);
    command(&mut app, "tell groups apart");
    assert_eq!(colours(&app), alone);
}

#[test]
fn a_filter_is_chosen_from_counted_values_kept_by_name_and_taken_again() {
    let mut app = open(Source::Sample);
    let total = app.state().project().readings().iter().map(|reading| reading.claims.len()).sum::<usize>();
    app.key_press_modifiers(Modifiers::SHIFT, Key::L);
    settle(&mut app);
    // The menu takes a frame or two to find its size.
    app.run_steps(4);
    let value = app.get_by_label_contains("Event: captures, ");
    let label = value.accesskit_node().label().unwrap();
    let count: usize = label.rsplit(", ").next().unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(count > 0 && count < total, "{label}");
    value.click();
    settle(&mut app);
    assert!(shows(&app, &format!(", {count} claims")), "the count was true: {label} {:?}", words(&app));
    fill(&mut app, "Name to keep this filter by", "Taken");
    app.get_by_label("Keep").click();
    settle(&mut app);
    app.get_by_label("Clear the filter").click();
    settle(&mut app);
    assert!(!shows(&app, &format!(", {count} claims")));
    if app.query_by_label("Taken").is_none() {
        app.key_press_modifiers(Modifiers::SHIFT, Key::L);
        settle(&mut app);
    }
    app.get_by_label("Taken").click();
    settle(&mut app);
    assert!(shows(&app, &format!(", {count} claims")), "{:?}", words(&app));
    assert_eq!(app.state().project().review().filters()["Taken"], "event:captures");
}

#[test]
fn a_place_is_noted_and_tagged_and_the_tag_filters() {
    let (mut app, _folder) = with_article(HELUK);
    go_to(&mut app, "Heluk");
    app.key_press(Key::N);
    settle(&mut app);
    app.event(egui::Event::Text("Two hospitals here #hospital".into()));
    app.run();
    app.key_press(Key::Enter);
    settle(&mut app);
    assert!(shows(&app, "Note: Two hospitals here #hospital"), "{:?}", words(&app));
    app.key_press_modifiers(Modifiers::COMMAND, Key::L);
    app.run();
    app.event(egui::Event::Text("tag:hospital".into()));
    settle(&mut app);
    let passing = app.state().project().readings()[0].claims.iter().filter(|claim| claim.place.name == "Heluk").count();
    assert!(passing > 0 && shows(&app, &format!("1 article, {passing} claim")), "{:?}", words(&app));
    app.get_by_label("Clear the filter").click();
    app.run();
    app.key_press(Key::Escape);
    app.run();
    app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut app);
    assert!(!shows(&app, "Two hospitals here #hospital") || shows(&app, "Taken back"), "{:?}", words(&app));
    assert_eq!(app.state().project().review().tags().len(), 0);
}

#[test]
fn a_claim_is_merged_into_one_that_says_the_same_and_back() {
    let mut app = open(Source::Sample);
    let folder = rivals();
    drop_on(&mut app, &[folder.path().to_owned()]);
    let heluk = |app: &Harness<'_, App>| {
        let readings = app.state().project().readings();
        let of = |reading: usize| {
            readings[reading]
                .claims
                .iter()
                .position(|claim| claim.place.name == "Heluk")
                .map(|at| (reading, at))
                .unwrap()
        };
        [of(0), of(1)].map(|(reading, at)| readings[reading].claims[at].reviewed.counts())
    };
    assert_eq!(heluk(&app), [true, true]);
    let at = app.state().project().readings()[0].claims.iter().position(|claim| claim.place.name == "Heluk").unwrap();
    let ctx = app.ctx.clone();
    let claim = frontlines::project::ClaimRef { reading: 0, claim: at as u32 };
    app.state_mut().run(&ctx, Command::Show(Selection::Claim(claim)));
    settle(&mut app);
    command(&mut app, "same as");
    assert!(shows(&app, "Which claim says the same?"), "{:?}", words(&app));
    app.get_all_by_label_contains("Heluk: opposition, held, ").next().unwrap().click();
    settle(&mut app);
    assert_eq!(heluk(&app), [false, true], "the chosen one stands for both");
    app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut app);
    assert_eq!(heluk(&app), [true, true]);
}

#[test]
fn an_article_is_marked_as_a_copy_and_counts_as_one_voice() {
    let mut app = open(Source::Sample);
    let folder = rivals();
    drop_on(&mut app, &[folder.path().to_owned()]);
    go_to(&mut app, "Heluk");
    assert!(shows(&app, "from 2 origins"), "{:?}", words(&app));
    let ctx = app.ctx.clone();
    app.state_mut().run(&ctx, Command::Select(Some(Selection::Article(1))));
    settle(&mut app);
    app.get_by_label("Mark as a copy of another article").click();
    settle(&mut app);
    app.get_all_by_label_contains("in common").last().unwrap().click();
    settle(&mut app);
    go_to(&mut app, "Heluk");
    assert!(shows(&app, "from 1 origin."), "{:?}", words(&app));
}

#[test]
fn a_copy_that_was_found_is_marked_as_none_and_counts_as_a_voice_of_its_own() {
    let text = "ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured Handarat camp on Sunday after a week of \
        heavy shelling. Engineers had begun to clear the streets of mines and that families would be allowed to \
        come back once the work was done, a notice at the gate of the camp said in three lines.\n";
    let mut app = open(Source::Sample);
    let reprint = text.replace("Test Wire", "Other Paper").replace("had begun", "began");
    let folder = folder(&[("wire.txt", text.as_bytes()), ("paper.txt", reprint.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    let origins = |app: &mut Harness<'_, App>| {
        go_to(app, "Handarat camp");
        let says = words(app).into_iter().find(|label| label.starts_with("For: held by the government")).unwrap();
        says.rsplit(", ").next().unwrap().to_owned()
    };
    assert_eq!(origins(&mut app), "1 origin");
    for first in [true, false] {
        let (original, copy) = (first, !first);
        let ctx = app.ctx.clone();
        let found = |app: &Harness<'_, App>| {
            let readings = app.state().project().readings();
            readings.iter().position(|reading| reading.article.id.starts_with("wire") == original).unwrap() as u32
        };
        let at = found(&app);
        app.state_mut().run(&ctx, Command::Select(Some(Selection::Article(at))));
        settle(&mut app);
        assert!(shows(&app, "One voice with "), "copy {copy}: {:?}", words(&app));
        app.get_by_label("Mark as no copy").click();
        settle(&mut app);
        assert!(shows(&app, "Marked as no copy"), "{:?}", words(&app));
        assert_eq!(origins(&mut app), "2 origins", "what a person says beats what was found");
        assert!(app.state().project().log().entries().len() % 2 == 1, "it is in the log");
        app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        settle(&mut app);
        assert_eq!(origins(&mut app), "1 origin", "and it can be taken back");
    }
}

#[test]
fn a_place_without_a_report_of_the_day_leads_to_the_days_that_have_one() {
    let (mut app, _folder) = with_article(HELUK);
    let ctx = app.ctx.clone();
    app.state_mut().run(&ctx, Command::SetDay("2018-01-01".parse().unwrap()));
    go_to(&mut app, "Handarat camp");
    assert!(shows(&app, "No report of this place counts on this day."), "{:?}", words(&app));
    app.get_by_label("Last: 2 Oct 2016").click();
    settle(&mut app);
    assert_eq!(app.state().view().day.to_string(), "2016-10-02");
    assert!(shows(&app, "For: held by the government"), "{:?}", words(&app));
    go_to(&mut app, "Dael");
    assert!(shows(&app, "No report speaks of this place."), "{:?}", words(&app));
}

#[test]
fn a_capture_undone_within_a_day_is_still_told_with_its_place() {
    let mut app = open(Source::Sample);
    let later = HELUK.replace("Oct. 2", "Oct. 3").replace("Government forces captured", "Rebels recaptured");
    let later = later.replace("Sunday", "Monday").replace("Test Wire", "Test Daily");
    let folder = folder(&[("a.txt", HELUK.as_bytes()), ("b.txt", later.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    let ctx = app.ctx.clone();
    app.state_mut().run(&ctx, Command::SetDay("2016-10-02".parse().unwrap()));
    go_to(&mut app, "Handarat camp");
    assert!(shows(&app, "Captures, whole camp"), "a clash, and listed: {:?}", words(&app));
}

#[test]
fn what_needs_a_selection_says_so_and_what_is_copied_is_told() {
    let (mut app, _folder) = with_article(HELUK);
    app.key_press(Key::Escape);
    app.run();
    app.key_press(Key::N);
    app.run();
    assert!(shows(&app, "Select a place, a claim or an article first"), "{:?}", words(&app));
    let ctx = app.ctx.clone();
    app.state_mut().run(&ctx, Command::Select(Some(Selection::Article(0))));
    settle(&mut app);
    app.get_by_label("Copy a citation").click();
    app.run();
    assert!(shows(&app, "Copied the citation."), "{:?}", words(&app));
}

#[test]
fn escape_closes_a_form_before_it_lets_go_of_the_claim() {
    let (mut app, _folder) = with_article(HELUK);
    app.get_by_label("Handarat camp: gov., taken").click();
    settle(&mut app);
    app.get_by_label("Correct…").click();
    settle(&mut app);
    assert!(app.query_by_label("Save").is_some() && app.query_by_role_and_label(Role::TextInput, "Group").is_some());
    app.key_press(Key::Escape);
    app.run();
    assert!(app.query_by_label("Save").is_none(), "{:?}", words(&app));
    assert!(app.state().view().selection.is_some());
}

#[test]
fn claims_stand_by_origin_and_each_says_whose_it_is() {
    let mut app = open(Source::Sample);
    let article = |outlet: &str, day: u32, text: &str| {
        format!(r#"{{"title": "News", "outlet": "{outlet}", "date": "2016-10-0{day}", "text": "{text}"}}"#)
    };
    let folder = folder(&[
        ("a.json", article("Test Wire", 1, "Rebels hold Heluk.").as_bytes()),
        ("b.json", article("Test Daily", 2, "The opposition holds the district of Heluk.").as_bytes()),
        ("c.json", article("Test Wire", 3, "Heluk is held by rebels, residents found.").as_bytes()),
    ]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    go_to(&mut app, "Heluk");
    let said = |app: &Harness<'_, App>| -> Vec<String> {
        let all = words(app).into_iter().filter(|label| label.starts_with("Holds, whole quarter, "));
        all.map(|label| label.split(": ").next().unwrap()["Holds, whole quarter, ".len()..].to_owned()).collect()
    };
    assert!(shows(&app, "For: held by the opposition, 2 origins"), "{:?}", words(&app));
    let ctx = app.ctx.clone();
    for (day, expected) in [
        ("2016-10-03", ["3 Oct, Test Wire", "1 Oct, Test Wire", "2 Oct, Test Daily"]),
        // What was said of later days comes last.
        ("2016-10-02", ["2 Oct, Test Daily", "1 Oct, Test Wire", "3 Oct, Test Wire"]),
    ] {
        app.state_mut().run(&ctx, Command::SetDay(day.parse().unwrap()));
        settle(&mut app);
        assert_eq!(said(&app), expected, "{day}");
    }
}

#[test]
fn a_form_is_saved_by_enter_and_says_which_field_makes_no_sense() {
    let (mut app, _folder) = with_article(HELUK);
    app.get_by_label("Handarat camp: gov., taken").click();
    settle(&mut app);
    app.key_press(Key::E);
    settle(&mut app);
    let enter = |app: &mut Harness<'_, App>, field: &str, text: &str| {
        app.get_by_role_and_label(Role::TextInput, field).focus();
        app.run();
        app.key_press_modifiers(Modifiers::COMMAND, Key::A);
        app.event(egui::Event::Text(text.into()));
        app.run();
        app.key_press(Key::Enter);
        settle(app);
    };
    enter(&mut app, "Place", "Nowhere at all");
    assert!(shows(&app, "Expected a known place, found “Nowhere at all”."), "{:?}", words(&app));
    assert!(app.get_by_role_and_label(Role::TextInput, "Place").accesskit_node().is_focused(), "to be typed anew");
    enter(&mut app, "Place", "Heluk");
    assert!(app.query_by_label("Save").is_none(), "{:?}", words(&app));
    assert!(app.query_by_label("Heluk: gov., taken").is_some(), "{:?}", words(&app));
}

#[test]
fn the_claim_in_hand_is_judged_rated_and_cited_by_keys() {
    let (mut app, _folder) = with_article(HELUK);
    app.key_press(Key::Escape);
    app.run();
    for key in [Key::Y, Key::E] {
        app.key_press(key);
        app.run();
        assert!(shows(&app, "Select a claim first"), "{:?}", words(&app));
    }
    go_to(&mut app, "Handarat camp");
    assert!(app.query_by_label("Accept").is_none(), "buttons only under the claim that is selected");
    app.get_by_label("Handarat camp: gov., taken").click();
    settle(&mut app);
    assert!(!shows(&app, "Select a claim first"), "what was only said is gone");
    app.key_press(Key::Q);
    app.run();
    assert!(shows(&app, "Copied the citation."), "{:?}", words(&app));
    let reviewed = |app: &Harness<'_, App>| {
        let claims = &app.state().project().readings()[0].claims;
        claims.iter().find(|claim| claim.place.name == "Handarat camp").unwrap().reviewed
    };
    for (key, became) in [(Key::Y, Reviewed::Accepted), (Key::Delete, Reviewed::Rejected)] {
        app.key_press(key);
        settle(&mut app);
        assert_eq!(reviewed(&app), became);
    }
    app.get_by_label("Rating F6").click();
    app.run();
    app.get_by_label("2 probably true").click();
    settle(&mut app);
    assert!(app.query_by_label("Rating F2").is_some(), "{:?}", words(&app));
    app.key_press(Key::E);
    settle(&mut app);
    assert!(app.query_by_role_and_label(Role::TextInput, "Group").is_some(), "{:?}", words(&app));
}

#[test]
fn everything_is_known_again_by_typing_it() {
    let mut app = open(Source::Sample);
    for (typed, known) in [("2016-10-05", Some("2016-10-05")), ("all", None)] {
        app.key_press_modifiers(Modifiers::SHIFT, Key::D);
        app.run();
        app.event(egui::Event::Text(typed.into()));
        app.run();
        app.key_press(Key::Enter);
        settle(&mut app);
        assert_eq!(app.state().view().known_by.map(|day| day.to_string()).as_deref(), known);
    }
}

#[test]
fn a_governorate_is_shown_as_a_whole_and_a_quarter_from_near() {
    let mut app = open(Source::Sample);
    go_to(&mut app, "Latakia Governorate");
    app.run_steps(8);
    let metres = |app: &Harness<'_, App>| app.state().view().camera.metres_per_point();
    assert!((60.0..600.0).contains(&metres(&app)), "{}", metres(&app));
    go_to(&mut app, "Heluk");
    app.run_steps(8);
    assert!(metres(&app) < 60.0, "{}", metres(&app));
}

#[test]
fn an_undated_article_in_the_report_leads_to_its_date_in_the_review() {
    let (mut app, _folder) = with_article("Rebels captured Anadan from government forces.\n");
    if app.query_by_label("Close the report").is_none() {
        command(&mut app, "load report");
    }
    app.get_by_label_contains("no date: will not be drawn").click();
    settle(&mut app);
    assert!(shows(&app, "Type the date"), "{:?}", words(&app));
    assert_eq!(app.state().view().selection, Some(Selection::Article(0)));
}

#[test]
fn in_a_small_window_a_question_about_a_place_keeps_the_map_in_sight() {
    let (mut app, _folder) =
        with_article("ALEPPO, Oct. 2, 2016 (Test Wire) - Government forces captured the village of Arnor on Sunday.\n");
    app.set_size([640.0, 400.0].into());
    settle(&mut app);
    app.key_press(Key::R);
    settle(&mut app);
    assert!(shows(&app, "Where is Arnor?"), "{:?}", words(&app));
    assert!(app.query_by_label("evidence over").is_none(), "the article waits");
    let map = app.get_by_label("Map of reported control").rect();
    assert!(map.width() >= 240.0, "{map:?}");
    app.key_press_modifiers(Modifiers::COMMAND, Key::E);
    settle(&mut app);
    assert!(app.query_by_label("evidence over").is_some(), "{:?}", words(&app));
    app.key_press_modifiers(Modifiers::COMMAND, Key::E);
    settle(&mut app);
    assert!(app.query_by_label("evidence over").is_none());
}

#[test]
fn a_load_of_one_place_keeps_its_surroundings_in_sight_and_says_nothing_of_the_load_before() {
    let mut app = open(Source::Sample);
    let far = "ALEPPO, Oct. 2, 2016 (Test Wire) - Rebels hold Anadan. Rebels hold Marea. Rebels hold the Nasib border crossing.\n";
    let one = "ALEPPO, Oct. 3, 2016 (Test Wire) - Rebels captured Azaz on Monday.\n";
    let folder = folder(&[("far.txt", far.as_bytes()), ("one.txt", one.as_bytes())]);
    drop_on(&mut app, &[folder.path().join("far.txt")]);
    assert!(shows(&app, "outside this part of the map"), "{:?}", words(&app));
    drop_on(&mut app, &[folder.path().join("one.txt")]);
    app.get_by_label("Show what was added").click();
    settle(&mut app);
    assert!(!shows(&app, "outside this part of the map"), "{:?}", words(&app));
    let metres = app.state().view().camera.metres_per_point();
    assert!((10.0..40.0).contains(&metres), "{metres} m a point");
}

#[test]
fn an_article_without_a_title_is_called_by_its_words_not_by_the_dash_of_its_dateline() {
    let (app, _folder) = with_article("DAMASCUS, Aug. 1, 2016 (Test Wire) -- Rebels hold Anadan, a resident said.\n");
    assert!(shows(&app, "Rebels hold Anadan"), "{:?}", words(&app));
    assert!(!words(&app).iter().any(|words| words.starts_with('-')), "{:?}", words(&app));
}

#[test]
fn an_article_in_the_review_opens_with_whole_words() {
    let long = "Government forces captured Kafr Hamra, a witness said. ".to_owned()
        + &"Residents waited for news. ".repeat(20);
    let (mut app, _folder) = with_article(&long);
    app.key_press(Key::R);
    settle(&mut app);
    assert!(shows(&app, "When was this published?"), "{:?}", words(&app));
    let opening = words(&app).into_iter().find(|words| words.starts_with('“')).unwrap();
    assert!(opening.ends_with(" …”"), "{opening}");
    let last = opening.trim_end_matches(" …”").rsplit(' ').next().unwrap();
    assert!(["Residents", "waited", "for", "news."].contains(&last), "{opening}");
}

#[test]
fn a_place_is_shown_from_its_state_on_however_low_the_window() {
    let mut app = open(Source::Sample);
    app.set_size([853.0, 533.0].into());
    settle(&mut app);
    go_to(&mut app, "Heluk");
    let top = |app: &Harness<'_, App>| {
        let says = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node().value().is_some_and(|words| words.starts_with("Opposition-held"))
        };
        let node = app.root().children_recursive().find(says).unwrap();
        node.rect().top() - app.get_by_label("Close (Esc)").rect().bottom()
    };
    assert!(top(&app) > 0.0, "{}", top(&app));
    // Scrolled down for a claim, it begins anew with the next place.
    app.key_press(Key::ArrowDown);
    settle(&mut app);
    go_to(&mut app, "Eastern Aleppo");
    assert!(top(&app) > 0.0, "{}", top(&app));
}

#[test]
fn whoever_adds_an_article_keeps_day_map_and_place_and_goes_to_it_when_asked() {
    let mut app = open(Source::Sample);
    let later = "ALEPPO, Oct. 12, 2016 (Test Daily) - Rebels captured Azaz on Wednesday.\n";
    let folder = folder(&[("heluk.txt", HELUK.as_bytes()), ("later.txt", later.as_bytes())]);
    drop_on(&mut app, &[folder.path().join("heluk.txt")]);
    assert_eq!(app.state().view().day.to_string(), "2016-10-02", "the first articles are gone to");
    go_to(&mut app, "Heluk");
    app.key_press(Key::ArrowRight);
    settle(&mut app);
    let before = app.state().view().clone();
    drop_on(&mut app, &[folder.path().join("later.txt")]);
    assert!(shows(&app, "1 article added, 1 claim."), "{:?}", words(&app));
    assert_eq!(*app.state().view(), before, "day, map and selection stay");
    app.get_by_label("Show what was added").click();
    settle(&mut app);
    assert_eq!(app.state().view().day.to_string(), "2016-10-12");
    assert_eq!(app.state().view().selection, Some(Selection::Article(1)));
    assert!(!shows(&app, "1 article added"), "it was done");
    // The same again adds nothing, and says so in the report alone.
    let before = app.state().view().clone();
    drop_on(&mut app, &[folder.path().join("later.txt")]);
    assert!(shows(&app, "same words as later.txt") && !shows(&app, "added"), "{:?}", words(&app));
    assert_eq!(*app.state().view(), before);
}

#[test]
fn the_report_leaves_the_map_in_sight_and_makes_way_for_what_is_selected() {
    let mut app = open(Source::Sample);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes()), ("a.txt", LATER.as_bytes()), ("empty.txt", b"")]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    let report = app.get_by_label("Close the report").rect();
    let map = app.get_by_label("Map of reported control").rect();
    assert!(report.left() > map.right(), "{report:?} {map:?}");
    go_to(&mut app, "Heluk");
    assert!(app.query_by_label("Close the report").is_none(), "{:?}", words(&app));
    app.get_by_label("Report").click();
    settle(&mut app);
    assert!(app.query_by_label("Close the report").is_some(), "it can be had back");
}

#[test]
fn the_first_start_says_what_is_seen_and_what_to_do_next() {
    let mut app = open(Source::Sample);
    for words_ in ["This is the built-in sample", "Click a mark, an area or a front", "Press ? for every key."] {
        assert!(shows(&app, words_), "{words_}: {:?}", words(&app));
    }
    assert!(app.query_by_label("Open files").is_some());
    go_to(&mut app, "Heluk");
    assert!(!shows(&app, "This is the built-in sample"), "the place takes its room");
    app.key_press(Key::Escape);
    let folder = folder(&[("heluk.txt", HELUK.as_bytes()), ("later.txt", LATER.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    assert!(shows(&app, "Click a mark, an area or a front") && !shows(&app, "This is the built-in sample"));
    app.key_press_modifiers(Modifiers::COMMAND, Key::N);
    settle(&mut app);
    assert!(shows(&app, "What you click on the map is told here"), "{:?}", words(&app));
}

#[test]
fn at_200_percent_a_question_of_a_date_and_the_article_stand_beside_each_other_in_sight() {
    let long = "Government forces captured Kafr Hamra, a witness said. ".to_owned()
        + &"Residents waited for news. ".repeat(20);
    let (mut app, _folder) = with_article(&long);
    app.set_size([640.0, 400.0].into());
    settle(&mut app);
    app.key_press(Key::R);
    settle(&mut app);
    let foot = app.get_by_label("Report").rect().top();
    let field = app.get_by_label("Date").rect();
    assert!(field.bottom() <= foot + 1.0, "{field:?} {foot}");
    let words = app.state().project().readings()[0].article.text.clone();
    let text = app.get_by_role_and_label(Role::Document, &words);
    assert!(text.rect().top() + 60.0 < foot, "{:?}", text.rect());
}

#[test]
fn a_place_nobody_is_known_to_hold_says_what_was_heard_of_it_since() {
    let mut app = open(Source::Sample);
    let old = "ALEPPO, Jan. 2, 2016 (Test Wire) - Rebels captured Anadan on Saturday.\n";
    let new = "ALEPPO, Oct. 2, 2016 (Test Daily) - Warplanes bombed Anadan on Sunday.\n";
    let folder = folder(&[("old.txt", old.as_bytes()), ("new.txt", new.as_bytes())]);
    drop_on(&mut app, &[folder.path().to_owned()]);
    go_to(&mut app, "Anadan");
    assert_eq!(app.state().view().day.to_string(), "2016-10-02");
    assert!(shows(&app, "Who holds it was last reported 274 days ago; other events today."), "{:?}", words(&app));
}

//! The whole tree that screen readers read, in every state of the window: each control has a name and a role, no two
//! controls of one kind share a name, marks of the map are in it, Tab reaches every control, and the one that has
//! the keyboard is seen to have it.

use super::desk::command;
use super::*;
use egui::accesskit::Action;
use egui::{Rect, Shape};
use frontlines::command::LISTED;
use std::collections::{BTreeMap, BTreeSet};

/// A control as a screen reader has it.
#[derive(Clone, Debug, PartialEq)]
struct Control {
    role: Role,
    name: String,
    rect: Rect,
}

/// Where a node is, in points.
fn bounds(node: &egui_kittest::kittest::AccessKitNode<'_>) -> Option<Rect> {
    let rect = node.raw_bounds()?;
    let pos = |x: f64, y: f64| egui::pos2(x as f32, y as f32);
    Some(Rect::from_min_max(pos(rect.x0, rect.y0), pos(rect.x1, rect.y1)))
}

/// Every visible control: what can be clicked or typed into.
fn controls(app: &Harness<'_, App>) -> Vec<Control> {
    let control = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        let rect = bounds(&node)?;
        let data = node.data();
        let acts = data.supports_action(Action::Click) || data.supports_action(Action::Focus);
        let shown = !node.is_hidden() && rect.width() > 0.0 && rect.height() > 0.0;
        // A scroll bar goes by what it scrolls, a window by its title.
        (acts && shown && !matches!(node.role(), Role::Window | Role::ScrollBar)).then(|| Control {
            role: node.role(),
            name: node.label().or_else(|| data.placeholder().map(str::to_owned)).unwrap_or_default(),
            rect,
        })
    };
    app.root().children_recursive().filter_map(control).collect()
}

/// What has the keyboard.
fn focused(app: &Harness<'_, App>) -> Option<Control> {
    let node = app.root().children_recursive().find(|node| node.accesskit_node().is_focused())?;
    let node = node.accesskit_node();
    let rect = bounds(&node)?;
    Some(Control { role: node.role(), name: node.label().unwrap_or_default(), rect })
}

/// Whether something is drawn in the accent colour around a control.
fn has_ring(app: &Harness<'_, App>, rect: Rect) -> bool {
    let accents =
        [0x4A52C4_u32, 0x9DA4FF].map(|hex| egui::Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8));
    fn any(shape: &Shape, wanted: &dyn Fn(&egui::epaint::RectShape) -> bool) -> bool {
        match shape {
            Shape::Vec(all) => all.iter().any(|shape| any(shape, wanted)),
            Shape::Rect(rect) => wanted(rect),
            _ => false,
        }
    }
    let near = |shape: &egui::epaint::RectShape| {
        let ringed = shape.stroke.width >= 1.5 && accents.contains(&shape.stroke.color);
        ringed && shape.rect.expand(6.0).intersects(rect)
    };
    app.output().shapes.iter().any(|clipped| any(&clipped.shape, &near))
}

/// Checks one state of the window.
fn check(app: &mut Harness<'_, App>, state: &str, faults: &mut Vec<String>) {
    app.run();
    app.check_accessibility();
    let controls = controls(app);
    assert!(controls.len() > 3, "{state}: {controls:?}");
    let mut names: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for control in &controls {
        let vague = matches!(control.role, Role::Unknown | Role::GenericContainer);
        if control.name.trim().is_empty() || vague {
            faults.push(format!("{state}: a control without a name or a role: {control:?}"));
        }
        // A command may have two buttons. Rows of a list may say the same twice: two articles do.
        let is_command = LISTED.iter().any(|listed| listed.label == control.name);
        if !is_command && !matches!(control.role, Role::ListItem | Role::TreeItem | Role::Label | Role::Mark) {
            *names.entry((format!("{:?}", control.role), control.name.as_str())).or_default() += 1;
        }
    }
    let twice: Vec<_> = names.iter().filter(|(_, count)| **count > 1).collect();
    faults.extend(twice.iter().map(|name| format!("{state}: more than one control is called {name:?}")));
}

/// Goes round with Tab: every control is reached, and seen to be.
fn check_tab(app: &mut Harness<'_, App>, state: &str, under: Option<&[Control]>) {
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut unseen: BTreeSet<String> = BTreeSet::new();
    let name = |control: &Control| format!("{:?} {}", control.role, control.name);
    for _ in 0..400 {
        app.key_press(Key::Tab);
        app.step();
        app.step();
        if let Some(control) = focused(app) {
            if !has_ring(app, control.rect) {
                unseen.insert(name(&control));
            }
            reached.insert(name(&control));
        }
    }
    let is_in = |control: &&Control| under.is_none_or(|under| !under.iter().any(|other| name(other) == name(control)));
    let all = controls(app);
    let (inside, outside): (Vec<&Control>, Vec<&Control>) = all.iter().partition(is_in);
    let missed: Vec<String> = inside.into_iter().map(name).filter(|name| !reached.contains(name)).collect();
    let strayed: Vec<String> = outside.into_iter().map(name).filter(|name| reached.contains(name)).collect();
    assert!(strayed.is_empty(), "{state}: Tab leaves it for {strayed:?}");
    assert!(missed.is_empty(), "{state}: Tab does not reach {missed:?}");
    assert!(unseen.is_empty(), "{state}: it is not seen that these have the keyboard: {unseen:?}");
}

#[test]
fn every_state_of_the_window_can_be_read_and_used_without_a_pointer() {
    let mut app = open(Source::Sample);
    let mut faults = Vec::new();
    check(&mut app, "sample", &mut faults);
    let marks = app.get_all_by_role(Role::Mark).count();
    assert!(marks > 5, "the marks of the map are in the tree: {marks}");
    go_to(&mut app, "Heluk");
    check(&mut app, "a place", &mut faults);
    for (state, keys) in [
        ("layers", (Modifiers::NONE, Key::L)),
        ("filter by", (Modifiers::SHIFT, Key::L)),
        ("table", (Modifiers::SHIFT, Key::M)),
        ("export", (Modifiers::COMMAND | Modifiers::SHIFT, Key::E)),
        ("commands", (Modifiers::COMMAND, Key::K)),
        ("search", (Modifiers::COMMAND, Key::F)),
        ("keys", (Modifiers::NONE, Key::Questionmark)),
        ("review", (Modifiers::NONE, Key::R)),
        ("compare", (Modifiers::NONE, Key::C)),
    ] {
        app.key_press_modifiers(keys.0, keys.1);
        settle(&mut app);
        check(&mut app, state, &mut faults);
        for _ in 0..3 {
            app.key_press(Key::Escape);
            app.run();
        }
        if app.state().view().comparison.is_some() {
            app.key_press(Key::C);
            settle(&mut app);
        }
    }
    go_to(&mut app, "Heluk");
    for name in ["name and colour", "history of changes", "about frontlines", "load report", "note and tags"] {
        command(&mut app, name);
        check(&mut app, name, &mut faults);
        for _ in 0..3 {
            app.key_press(Key::Escape);
            app.run();
        }
    }
    for size in [[960.0, 700.0], [1920.0, 1080.0]] {
        app.set_size(size.into());
        settle(&mut app);
        check(&mut app, &format!("{size:?}"), &mut faults);
        app.key_press(Key::L);
        settle(&mut app);
        assert!(shows(&app, "Groups within the sides"), "{size:?}: {:?}", words(&app));
        check(&mut app, &format!("layers at {size:?}"), &mut faults);
        app.key_press(Key::Escape);
        app.run();
        app.key_press(Key::Escape);
        app.run();
    }
    app.key_press_modifiers(Modifiers::COMMAND, Key::N);
    settle(&mut app);
    check(&mut app, "empty", &mut faults);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn tab_reaches_every_control_and_shows_where_it_is() {
    let mut app = open(Source::Sample);
    // One article only: a list that fits, so that every row is on the screen.
    let folder = folder(&[("heluk.txt", HELUK.as_bytes())]);
    drop_on(&mut app, &[folder.path().join("heluk.txt")]);
    check_tab(&mut app, "one article", None);
    let mut under = controls(&app);
    command(&mut app, "name and colour");
    // The ground beside the sheet is for the pointer: Esc does the same.
    under.extend(controls(&app).into_iter().filter(|control| control.name == "Close what lies over the window"));
    // The sheet keeps the keyboard: what lies under it is not reached.
    check_tab(&mut app, "names of the sides", Some(&under));
}

#[test]
fn the_window_is_read_in_the_order_in_which_it_is_used() {
    let mut app = open(Source::Sample);
    go_to(&mut app, "Heluk");
    let name = |node: egui_kittest::Node<'_>| node.accesskit_node().label();
    let names: Vec<String> = app.root().children_recursive().filter_map(name).collect();
    let parts = ["Filter", "Close (Esc)", "Evidence", "Article: ", "Map of reported control", "Day: "];
    let at = |part: &str| names.iter().position(|name| name.starts_with(part));
    let order: Vec<_> = parts.into_iter().map(at).collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{parts:?}: {order:?} in {names:?}");
}

#[test]
fn a_mark_says_what_it_shows_and_of_whom() {
    let app = open(Source::Sample);
    let marks: Vec<String> = app.get_all_by_role(Role::Mark).filter_map(|mark| mark.accesskit_node().label()).collect();
    for words in ["Heluk: Government, at the outskirts. Opposition-held", "Sakhur: strikes, side unknown. "] {
        assert!(marks.iter().any(|mark| mark.starts_with(words)), "{words}: {marks:?}");
    }
}

#[test]
fn what_changes_is_announced_and_what_is_chosen_is_told() {
    let mut app = open(Source::Sample);
    let live = |app: &Harness<'_, App>| -> Vec<String> {
        let nodes = app.root().children_recursive().map(|node| node.accesskit_node());
        nodes.filter(|node| node.live() != egui::accesskit::Live::Off).filter_map(|node| node.value()).collect()
    };
    let says = |app: &Harness<'_, App>, words: &str| live(app).iter().any(|said| said.contains(words));
    assert!(says(&app, "Sunday 2 October 2016. "), "{:?}", live(&app));
    app.key_press(Key::ArrowRight);
    settle(&mut app);
    assert!(says(&app, "Monday 3 October 2016."), "{:?}", live(&app));
    app.get_by_label("Filter").focus();
    app.run();
    app.event(egui::Event::Text("side:opposition".into()));
    settle(&mut app);
    for words in ["Filtered: from ", " claims"] {
        assert!(says(&app, words), "{words}: {:?}", live(&app));
    }
    let tells = |app: &Harness<'_, App>, name: &str| app.get_by_label(name).accesskit_node().description();
    assert_eq!(tells(&app, "Speed").as_deref(), Some("4 days a second"));
    assert_eq!(tells(&app, "Step by").as_deref(), Some("day"));
    assert!(tells(&app, "Project").is_some_and(|name| name.contains("sample")));
}

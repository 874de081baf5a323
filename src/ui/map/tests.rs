//! Panning, zooming and the keys of the map, without a window.

use super::*;
use crate::fonts;
use crate::gazetteer::Gazetteer;
use crate::scene::{BaseMap, Claims, Places, made_up};
use egui::{Modifiers, MouseWheelSource, TouchPhase};
use egui_kittest::Harness;

/// The map alone, with a made-up day.
struct Bench {
    pane: MapPane,
    view: View,
    base: BaseMap,
    places: Places,
    claims: Claims,
    asked: Vec<Command>,
}

fn harness() -> Harness<'static, Bench> {
    let gazetteer = Gazetteer::built_in();
    let places = Places::new(gazetteer.places());
    let claims = Claims::new(&made_up::readings(&gazetteer), &places);
    let view = View::new(made_up::day());
    let bench = Bench { pane: MapPane::default(), view, base: BaseMap::built_in(), places, claims, asked: Vec::new() };
    let mut harness = Harness::builder().with_size(vec2(700.0, 600.0)).build_ui_state(
        |ui, bench| {
            fonts::install(ui.ctx());
            let Bench { pane, view, base, places, claims, asked } = bench;
            let input = Input::new(base, places, claims, &|_, _| [0.0; 2]);
            pane.show(ui, view, &input, None, asked);
        },
        bench,
    );
    harness.run();
    harness
}

fn spot(harness: &Harness<Bench>, place: &str) -> Pos2 {
    let bench = harness.state();
    let [x, y] = bench.view.camera.screen(bench.places.get(&PlaceId::new(place)).unwrap().at);
    // The test window has a margin of its own around the map.
    pos2(x, y) + (harness.ctx.content_rect().size() - Vec2::from(bench.view.camera.size)) / 2.0
}

fn click(harness: &mut Harness<Bench>, at: Pos2) {
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.run_steps(3);
}

#[test]
fn a_click_on_a_mark_selects_its_claim_and_on_empty_ground_nothing() {
    let mut harness = harness();
    let at = spot(&harness, "aleppo/handarat-camp");
    click(&mut harness, at);
    match harness.state().asked.as_slice() {
        [Command::Select(Some(Selection::Claim(claim)))] => assert_eq!(claim.claim, 8),
        other => panic!("{other:?}"),
    }
    click(&mut harness, pos2(60.0, 300.0));
    assert_eq!(harness.state().asked.last(), Some(&Command::Select(None)));
}

#[test]
fn the_wheel_zooms_half_a_level_a_notch_about_the_pointer() {
    let mut harness = harness();
    let at = spot(&harness, "aleppo/sakhur");
    let before = harness.state().view.camera;
    harness.hover_at(at);
    harness.step();
    for _ in 0..4 {
        harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, 1.0),
            modifiers: Modifiers::NONE,
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
        });
        harness.run_steps(5);
    }
    let after = harness.state().view.camera;
    assert!((after.zoom - before.zoom - 2.0).abs() < 1e-9, "{} {}", before.zoom, after.zoom);
    assert!(spot(&harness, "aleppo/sakhur").distance(at) < 0.5, "what is under the pointer stays there");
}

#[test]
fn a_scene_is_kept_until_what_it_is_composed_from_changes() {
    let mut harness = harness();
    let mut marks = |change: &dyn Fn(&mut Bench)| {
        change(harness.state_mut());
        harness.run_steps(2);
        harness.state().pane.scene().map_or(0, |scene| scene.picks.len())
    };
    let all = marks(&|bench| bench.pane.version = Some(1));
    assert!(all > 5, "{all}");
    assert_eq!(marks(&|bench| bench.claims = Claims::default()), all, "nobody said that the claims are others");
    assert_eq!(marks(&|bench| bench.pane.version = Some(2)), 0);
    let again = |bench: &mut Bench| {
        bench.claims = Claims::new(&made_up::readings(&Gazetteer::built_in()), &bench.places);
        bench.pane.version = None;
    };
    assert_eq!(marks(&again), all, "without a version each frame is composed");
    assert_eq!(marks(&|bench| bench.pane.version = Some(3)), all);
    assert_eq!(marks(&|bench| bench.view.layers.marks = false), 0, "the view is part of the key");
    assert_eq!(marks(&|bench| bench.view.layers.marks = true), all);
    assert!(marks(&|bench| bench.view.camera = bench.view.camera.panned([250.0, 0.0])) < all);
}

#[test]
fn what_is_selected_stays_in_sight_when_a_panel_takes_room() {
    let camera = Camera::new(crate::place::Point::lon_lat(37.16, 36.2), 12.0, [600.0, 300.0]);
    for (x, moves) in [(590.0, true), (300.0, false), (700.0, false)] {
        let spot = camera.world([x, 150.0]);
        let now = camera.resized([256.0, 300.0]);
        let kept = kept_in_sight(&camera, now, spot);
        assert_eq!(kept != now, moves, "{x}");
        let [at, _] = kept.screen(spot);
        assert!(x > 600.0 || (0.0..=256.0).contains(&at), "{at}");
    }
    assert_eq!(kept_in_sight(&camera, camera, camera.world([599.0, 0.0])), camera, "the same size");
}

#[test]
fn dragging_moves_the_map_with_the_hand() {
    let mut harness = harness();
    let before = spot(&harness, "aleppo/sakhur");
    harness.hover_at(pos2(300.0, 300.0));
    harness.step();
    harness.drag_at(pos2(300.0, 300.0));
    harness.step();
    for x in [320.0, 340.0, 360.0] {
        harness.hover_at(pos2(x, 330.0));
        harness.step();
    }
    harness.drop_at(pos2(360.0, 330.0));
    harness.run_steps(2);
    let moved = spot(&harness, "aleppo/sakhur") - before;
    assert!((moved - vec2(60.0, 30.0)).length() < 1.0, "{moved:?}");
    assert!(harness.state().asked.is_empty(), "a drag is no click");
}

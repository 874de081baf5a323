//! How much work a frame is with a hundred thousand claims loaded, before it is painted: `cargo bench --bench
//! frames`; prints milliseconds of one thread, and what the painter is given. `.ci/frames` measures the window.

#![expect(clippy::unwrap_used, reason = "a bench stops at the first thing it does not understand")]

mod timer;

use egui::epaint::Primitive;
use egui::{Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::Harness;
use frontlines::app::App;
use frontlines::gazetteer::Gazetteer;
use frontlines::work::Source;
use std::time::Duration;
use timer::timed;

const ARTICLES: usize = 1_500;
const CLAIMS_EACH: usize = 11;
const DAYS: i64 = 2_500;
const FRAMES: usize = 6;

fn main() {
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    std::fs::write(file.path(), articles()).unwrap();
    for size in [vec2(1280.0, 800.0), vec2(1920.0, 1080.0)] {
        let source = Source::Paths(vec![file.path().to_owned()]);
        let mut app = Harness::builder().with_size(size).build_eframe(|created| App::new(&created.egui_ctx, source));
        settle(&mut app);
        println!("{} x {}", size.x, size.y);
        app.hover_at(middle(size));
        app.drag_at(middle(size));
        measure("dragging the map", &mut app, |app, n| {
            let turn = n as f32 / 10.0;
            app.hover_at(middle(size) + vec2(turn.sin(), 1.0 - turn.cos()) * 120.0);
        });
        app.drop_at(middle(size));
        settle(&mut app);
        measure("a day on", &mut app, |app, _| {
            app.key_press_modifiers(Modifiers::NONE, Key::ArrowLeft);
            settle(app);
        });
        measure("at rest", &mut app, |_, _| {});
    }
}

/// Runs frames, each after something was done, and prints what one costs.
fn measure(what: &str, app: &mut Harness<'_, App>, act: impl Fn(&mut Harness<'_, App>, usize)) {
    let (mut ui, mut shapes) = (Vec::new(), Vec::new());
    let mut given = (0, 0, 0.0);
    for n in 0..FRAMES {
        act(app, n);
        ui.push(timed(|| app.step()).1);
        let (output, ctx) = (app.output().shapes.clone(), app.ctx.clone());
        let (painted, millis) = timed(|| ctx.tessellate(output, 1.0));
        shapes.push(millis);
        let meshes: Vec<_> = painted
            .iter()
            .filter_map(|clipped| match &clipped.primitive {
                Primitive::Mesh(mesh) => Some((clipped.clip_rect, mesh)),
                Primitive::Callback(_) => None,
            })
            .collect();
        given = (meshes.len(), 0, 0.0);
        for (clip, mesh) in meshes {
            given.1 += mesh.indices.len() / 3;
            let corner = |at: u32| clip.clamp(mesh.vertices[at as usize].pos);
            let triangles = mesh.indices.chunks_exact(3).map(|at| area([corner(at[0]), corner(at[1]), corner(at[2])]));
            given.2 += f64::from(triangles.sum::<f32>());
        }
    }
    let median = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    println!(
        "  {what}: {:.1} ms, and {:.1} ms to triangles: {} in {} meshes, {:.1} million pixels",
        median(ui),
        median(shapes),
        given.1,
        given.0,
        given.2 / 1e6
    );
}

fn area([a, b, c]: [Pos2; 3]) -> f32 {
    ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
}

fn middle(size: egui::Vec2) -> Pos2 {
    pos2(size.x * 0.5, size.y * 0.4)
}

/// Waits for the jobs.
fn settle(app: &mut Harness<'_, App>) {
    app.step();
    while app.state().is_busy() {
        std::thread::sleep(Duration::from_millis(2));
        app.step();
    }
    app.step();
}

/// Invented articles, one a line.
fn articles() -> String {
    let gazetteer = Gazetteer::built_in();
    let places: Vec<&str> = gazetteer.places().iter().map(|place| place.name.as_str()).collect();
    let sides = ["Government forces", "Rebels", "Kurdish forces", "Islamic State fighters"];
    let says = [
        "captured P on Monday.",
        "hold P, residents said.",
        "shelled P on Friday.",
        "lost P on Tuesday.",
        "advanced in P.",
    ];
    let mut state = 88_172_645_463_325_252_u64;
    let mut roll = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % n
    };
    let first = jiff::civil::date(2012, 6, 1);
    let mut lines = String::new();
    for number in 0..ARTICLES {
        let day = first + jiff::ToSpan::days(roll(DAYS as usize) as i64);
        let mut text = String::new();
        for _ in 0..CLAIMS_EACH {
            let place = roll(places.len());
            let side = sides[(place / 40 + roll(5) / 4) % 4];
            text += &format!("{side} {}\n\n", says[roll(says.len())].replace('P', places[place]));
        }
        let line = serde_json::json!({ "id": number.to_string(), "text": text, "published": day.to_string(),
            "outlet": format!("Outlet {}", roll(60)) });
        lines += &format!("{line}\n");
    }
    lines
}

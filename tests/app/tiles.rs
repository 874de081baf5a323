//! Map tiles in the window: files of one's own, and a server that is only asked after the user was told.

use super::*;
use frontlines::scene::Item;
use frontlines::settings::{Home, Settings};
use rusqlite::Connection;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A red square as a PNG.
fn square() -> Vec<u8> {
    let image = image::RgbaImage::from_pixel(8, 8, image::Rgba([200, 0, 0, 255]));
    frontlines::raster::png(&image).unwrap()
}

/// An archive whose deepest level has a tile elsewhere, and one far above it that covers Aleppo.
fn archive(path: &Path) {
    let db = Connection::open(path).unwrap();
    db.execute_batch(
        "CREATE TABLE metadata (name TEXT, value TEXT);
         CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
         INSERT INTO metadata VALUES ('format', 'png'), ('attribution', '© A mapper');",
    )
    .unwrap();
    for (level, x, y) in [(9, 308, 311), (12, 0, 0)] {
        db.execute("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", (level, x, y, square())).unwrap();
    }
}

/// How many tiles are drawn, and what the legend calls them.
fn drawn(app: &Harness<'static, App>) -> (usize, Vec<(String, String)>) {
    let scene = app.state().scene().unwrap();
    let tiles = scene.items.iter().filter(|item| matches!(item, Item::Tile { .. }));
    (tiles.count(), scene.legend.tiles.clone())
}

/// Waits for what other threads bring.
fn until(app: &mut Harness<'static, App>, done: impl Fn(&Harness<'static, App>) -> bool) {
    let begun = Instant::now();
    while !done(app) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not come");
        std::thread::sleep(Duration::from_millis(2));
        app.step();
    }
}

fn ask(app: &mut Harness<'static, App>, command: Command) {
    let ctx = app.ctx.clone();
    app.state_mut().run(&ctx, command);
    app.run_steps(3);
}

fn at_home(home: Home, settings: Settings) -> Harness<'static, App> {
    let mut app = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_max_steps(16)
        .build_eframe(|created| App::at_home(&created.egui_ctx, Source::Sample, home, settings));
    settle(&mut app);
    app
}

#[test]
fn a_tile_archive_is_drawn_under_the_claims_named_and_taken_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.mbtiles");
    archive(&path);
    let mut app = open(Source::Sample);
    assert_eq!(drawn(&app).0, 0);
    drop_on(&mut app, std::slice::from_ref(&path));
    until(&mut app, |app| drawn(app).0 > 3);
    let (tiles, legend) = drawn(&app);
    assert!(tiles > 3, "{tiles}");
    assert_eq!(legend, [("own.mbtiles".to_owned(), "© A mapper".to_owned())]);
    let scene = app.state().scene().unwrap();
    let at = |wanted: &dyn Fn(&Item) -> bool| scene.items.iter().rposition(wanted).unwrap();
    let first_area = scene.items.iter().position(|item| matches!(item, Item::Hatch(..))).unwrap();
    assert!(at(&|item| matches!(item, Item::Tile { .. })) < first_area, "under the areas");
    ask(&mut app, Command::TilesInColour);
    until(&mut app, |app| drawn(app).0 == tiles);
    ask(&mut app, Command::ShowLayers);
    app.get_by_label("own.mbtiles").click();
    settle(&mut app);
    assert_eq!(drawn(&app), (0, Vec::new()), "switched off");
    app.get_by_label("Take own.mbtiles off the map").click();
    settle(&mut app);
    assert!(app.query_by_label("own.mbtiles").is_none());
    std::fs::write(&path, "no tiles").unwrap();
    ask(&mut app, Command::Import(vec![path]));
    until(&mut app, |app| app.query_by_label_contains("Cannot draw own.mbtiles: expected MBTiles").is_some());
}

/// A server that counts what it is asked.
fn server() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/{{z}}/{{x}}/{{y}}.png", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let length = stream.read(&mut [0; 4096]).unwrap();
            count.fetch_add(usize::from(length > 0), Ordering::Relaxed);
            let body = square();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all(&[head.into_bytes(), body].concat()).unwrap();
        }
    });
    (address, asked)
}

#[cfg(feature = "online")]
#[test]
fn a_server_is_asked_only_after_the_user_was_told_what_leaves_and_the_map_says_so() {
    let (address, asked) = server();
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_home(Home::in_folder(folder.path()), Settings::default());
    ask(&mut app, Command::OnlineTiles);
    app.get_by_label("What leaves this computer");
    app.get_by_label_contains("tile.openstreetmap.org is asked for every square");
    app.get_by_label("Another server").click();
    app.run_steps(3);
    let field = app.get_by_role_and_label(Role::TextInput, "Address of its tiles");
    field.focus();
    field.type_text(&address);
    app.run_steps(3);
    app.get_by_label_contains("not encrypted");
    assert_eq!(asked.load(Ordering::Relaxed), 0, "nothing leaves before the button");
    app.get_by_label("Go online").click();
    settle(&mut app);
    assert!(asked.load(Ordering::Relaxed) > 3);
    app.get_by_label_contains("Online: 127.0.0.1");
    app.get_by_label("Go offline").click();
    settle(&mut app);
    assert!(app.query_by_label_contains("Online: ").is_none());
    let before = asked.load(Ordering::Relaxed);
    ask(&mut app, Command::ZoomIn);
    settle(&mut app);
    assert_eq!(asked.load(Ordering::Relaxed), before, "offline nothing is asked");
    // What was seen stands in exported pages; nothing is fetched for them.
    ask(&mut app, Command::GoOnline(Box::new(frontlines::tiles::Server::new(&address, "© A mapper").unwrap())));
    settle(&mut app);
    let before = asked.load(Ordering::Relaxed);
    let page = folder.path().join("page.html");
    let format = Format::Html;
    ask(&mut app, Command::WriteExport { format, days: [None, None], path: Some(page.clone()) });
    settle(&mut app);
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("<image") && page.contains("data:image/png;base64,") && page.contains("© A mapper"));
    assert_eq!(asked.load(Ordering::Relaxed), before, "an export asks nobody");
    drop(app);
    // The next start is offline, and remembers the server only to offer it.
    let home = Home::in_folder(folder.path());
    let settings = Settings::of_file(&home.settings);
    let mut app = at_home(home, settings);
    assert_eq!(asked.load(Ordering::Relaxed), before);
    assert!(app.query_by_label_contains("Online: ").is_none());
    ask(&mut app, Command::OnlineTiles);
    assert!(app.query_all_by_label_contains("127.0.0.1").count() > 0);
}

use super::*;
use crate::view::{Camera, cover};
use image::{ExtendedColorType, ImageEncoder};
use rusqlite::Connection;
use std::io::{Read as _, Write};
use std::net::TcpListener;

/// A square of one colour as a PNG.
fn png(color: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels: Vec<u8> = color.repeat(16);
    image::codecs::png::PngEncoder::new(&mut bytes).write_image(&pixels, 4, 4, ExtendedColorType::Rgb8).unwrap();
    bytes
}

const TILES: [(Tile, [u8; 3]); 3] = [
    (Tile { level: 0, x: 0, y: 0 }, [10, 20, 30]),
    (Tile { level: 12, x: 2470, y: 1605 }, [200, 0, 0]),
    (Tile { level: 12, x: 2471, y: 1605 }, [0, 200, 0]),
];

/// An archive with a tile over the world and two by the citadel of Aleppo.
pub(crate) fn mbtiles(path: &Path, format: &str) {
    let db = Connection::open(path).unwrap();
    db.execute_batch(
        "CREATE TABLE metadata (name TEXT, value TEXT);
         CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
         INSERT INTO metadata VALUES ('bounds', '37.0,36.1,37.3,36.3'), ('attribution', '<a href=\"x\">&copy; A  mapper</a>');",
    )
    .unwrap();
    db.execute("INSERT INTO metadata VALUES ('format', ?1)", [format]).unwrap();
    for (tile, color) in TILES {
        let row = (1_u32 << tile.level) - 1 - tile.y;
        db.execute("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", (tile.level, tile.x, row, png(color))).unwrap();
    }
}

fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A directory of (first tile, run, offset, length).
fn directory(entries: &[[u64; 4]]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(entries.len() as u64, &mut out);
    let mut before = 0;
    for entry in entries {
        varint(entry[0] - before, &mut out);
        before = entry[0];
    }
    entries.iter().for_each(|entry| varint(entry[1], &mut out));
    entries.iter().for_each(|entry| varint(entry[3], &mut out));
    entries.iter().for_each(|entry| varint(entry[2] + 1, &mut out));
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// A Brotli stream that holds the bytes as they are (RFC 7932, section 9.2): decoders must take it.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let head = ((bytes.len() as u32 - 1) << 4 | 1 << 20).to_le_bytes();
    [&head[..3], bytes, &[3]].concat()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// The same tiles as PMTiles: the first in the root directory, the others in a leaf. Directories and tiles are packed
/// in these ways (1 not, 2 gzip, 3 Brotli, 4 Zstandard).
fn pmtiles(path: &Path, kind: u8, [directories, tiles_]: [u8; 2]) {
    let packed = |bytes: &[u8], how: u8| match how {
        2 => gzip(bytes),
        3 => brotli(bytes),
        4 => zstandard(bytes),
        _ => bytes.to_owned(),
    };
    let mut tiles: Vec<(u64, Vec<u8>)> =
        TILES.iter().map(|(tile, color)| (pmtiles::number(*tile), packed(&png(*color), tiles_))).collect();
    tiles.sort();
    let mut data = Vec::new();
    let mut entries = Vec::new();
    for (number, bytes) in &tiles {
        entries.push([*number, 1, data.len() as u64, bytes.len() as u64]);
        data.extend(bytes);
    }
    let leaf = packed(&directory(&entries[1..]), directories);
    let root = packed(&directory(&[entries[0], [entries[1][0], 0, 0, leaf.len() as u64]]), directories);
    let about = packed(br#"{"attribution": "&copy; A mapper"}"#, directories);
    let mut file = b"PMTiles\x03".to_vec();
    let mut at = 127;
    for part in [&root, &about, &leaf, &data] {
        file.extend(u64::to_le_bytes(at));
        file.extend((part.len() as u64).to_le_bytes());
        at += part.len() as u64;
    }
    file.extend([0; 24]);
    file.extend([1, directories, tiles_, kind, 0, 12]);
    for degrees in [37.0, 36.1, 37.3, 36.3] {
        file.extend(((degrees * 1e7) as i32).to_le_bytes());
    }
    file.resize(127, 0);
    for part in [&root, &about, &leaf, &data] {
        file.extend(part);
    }
    std::fs::write(path, file).unwrap();
}

#[test]
fn both_kinds_of_archive_give_the_same_tiles() {
    let folder = tempfile::tempdir().unwrap();
    let mut archives = vec![folder.path().join("own.mbtiles")];
    mbtiles(&archives[0], "png");
    for how in [[2, 1], [1, 2], [3, 3], [4, 4]] {
        archives.push(folder.path().join(format!("own-{how:?}.pmtiles")));
        pmtiles(archives.last().unwrap(), 2, how);
    }
    for path in &archives {
        let source = Source::open(path).unwrap();
        assert_eq!((source.name.as_str(), source.credit.as_str()), (&*name(path), "© A mapper"));
        assert_eq!(source.levels, 0..=12);
        let bounds = source.bounds.unwrap();
        assert!((crate::view::ground(bounds.min()).lat - 36.3).abs() < 1e-6);
        for (tile, [red, green, blue]) in TILES {
            let image = picture(&source.bytes(tile).unwrap().unwrap(), false).unwrap();
            assert_eq!(image.pixels[5], egui::Color32::from_rgb(red, green, blue), "{path:?} {tile:?}");
        }
        assert_eq!(source.bytes(Tile { level: 12, x: 2470, y: 1604 }), Ok(None));
        assert_eq!(source.bytes(Tile { level: 5, x: 3, y: 3 }), Ok(None));
        assert!(!source.is_online());
        // Over the citadel of Aleppo lies the red tile.
        let camera = Camera::new(Point::lon_lat(37.1626, 36.1990), 12.0, [100.0, 100.0]);
        assert_eq!(cover(&camera, 0.0, &source.levels, source.bounds)[0], TILES[1].0);
    }
}

#[test]
fn tiles_are_numbered_along_the_hilbert_curve() {
    let number = |level, x, y| pmtiles::number(Tile { level, x, y });
    // From the specification, and from its reference reader.
    assert_eq!([number(0, 0, 0), number(1, 0, 0), number(1, 0, 1), number(1, 1, 1), number(1, 1, 0)], [0, 1, 2, 3, 4]);
    assert_eq!([number(2, 0, 0), number(2, 0, 1), number(2, 1, 1), number(2, 1, 0)], [5, 8, 7, 6]);
    assert_eq!(number(12, 3423, 1763), 19_078_479);
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    mbtiles(&at("v.mbtiles"), "pbf");
    pmtiles(&at("v.pmtiles"), 1, [2, 1]);
    pmtiles(&at("p.pmtiles"), 2, [5, 1]);
    assert!(Source::open(&at("p.pmtiles")).unwrap_err().ends_with("found way 5"));
    for name in ["v.mbtiles", "v.pmtiles"] {
        assert!(Source::open(&at(name)).unwrap_err().contains("found vector tiles"));
    }
    std::fs::write(at("t.mbtiles"), "Not a database. ".repeat(90)).unwrap();
    assert!(Source::open(&at("t.mbtiles")).unwrap_err().starts_with("expected MBTiles"));
    std::fs::write(at("s.pmtiles"), "PMTiles\x03short").unwrap();
    assert_eq!(Source::open(&at("s.pmtiles")).unwrap_err(), "expected a header of 127 bytes, found fewer");
    // A file cut short: each tile says so, and none is invented.
    for how in [[2, 1], [3, 3], [4, 4]] {
        pmtiles(&at("c.pmtiles"), 2, how);
        let whole = std::fs::read(at("c.pmtiles")).unwrap();
        for end in [whole.len() - 20, 300, 160, 127] {
            std::fs::write(at("c.pmtiles"), &whole[..end]).unwrap();
            let Ok(source) = Source::open(&at("c.pmtiles")) else { continue };
            let read = TILES.map(|(tile, color)| (source.bytes(tile), png(color)));
            assert!(read.iter().any(|(found, _)| found.is_err()), "{end}");
            assert!(read.iter().all(
                |(found, whole)| found.as_ref().is_ok_and(|found| found.as_ref() == Some(whole)) || found.is_err()
            ));
        }
    }
    assert!(picture(b"<html>no picture</html>", false).is_err());
}

#[test]
fn a_muted_picture_is_nearly_grey() {
    let [red, green, blue, _] = picture(&png([200, 0, 0]), true).unwrap().pixels[0].to_array();
    assert_eq!([red, green, blue], [95, 45, 45]);
}

#[test]
fn an_address_is_checked_before_anything_is_asked() {
    let server = Server::new("https://tiles.example/a/{z}/{x}/{-y}.png", "").unwrap();
    assert_eq!(server.address_of(Tile { level: 2, x: 3, y: 0 }), "https://tiles.example/a/2/3/3.png");
    assert_eq!((server.host().as_str(), server.credit_line().as_str()), ("tiles.example", "Tiles: tiles.example"));
    for (address, found) in [
        ("", "found none"),
        ("tiles.example/{z}/{x}/{y}.png", "begins neither"),
        ("file:///etc/{z}/{x}/{y}", "begins neither"),
        ("https://{z}/{x}/{y}", "without the plain name"),
        ("https://name@host/{z}/{x}/{y}", "without the plain name"),
        ("https://tiles.example/{x}/{y}.png", "without {z}"),
        ("https://tiles.example/{z}/{x}.png", "without {y}"),
    ] {
        assert!(Server::new(address, "").unwrap_err().contains(found), "{address}");
    }
    for known in KNOWN {
        assert_eq!(Server::new(known.address, "").unwrap().credit, known.credit);
    }
}

/// Answers so many requests, each with these words, and gives the first lines it heard.
fn answers(listener: TcpListener, words: Vec<Vec<u8>>) -> std::thread::JoinHandle<Vec<String>> {
    std::thread::spawn(move || {
        let mut heard = Vec::new();
        for answer in words {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap();
            heard.push(String::from_utf8_lossy(&request[..length]).into_owned());
            stream.write_all(&answer).unwrap();
        }
        heard
    })
}

#[cfg(feature = "online")]
#[test]
fn a_server_is_asked_once_and_a_tile_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap();
    let server = Server::new(&format!("http://{host}/{{z}}/{{x}}/{{y}}.png"), "© Nobody").unwrap();
    let source = Source::server(&server, folder.path());
    assert!(source.is_online() && source.credit == "© Nobody" && source.name == host.to_string());
    let found = png([1, 2, 3]);
    let head = |status: &str, length: usize, more: &str| {
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n").into_bytes()
    };
    let thread = answers(
        listener,
        vec![
            [head("200 OK", found.len(), ""), found.clone()].concat(),
            head("404 Not Found", 0, ""),
            head("302 Found", 0, "Location: http://127.0.0.1:1/elsewhere\r\n"),
            head("500 Broken", 0, ""),
        ],
    );
    let tile = |x| Tile { level: 3, x, y: 2 };
    assert_eq!(source.bytes(tile(1)), Ok(Some(found.clone())));
    assert_eq!(source.bytes(tile(1)), Ok(Some(found.clone())), "the second time from the disk");
    assert_eq!(source.bytes(tile(2)), Ok(None));
    assert_eq!(source.bytes(tile(3)), Err("it sends to another server".to_owned()));
    assert_eq!(source.bytes(tile(4)), Err("it answers 500".to_owned()));
    let heard = thread.join().unwrap();
    assert!(heard[0].starts_with("GET /3/1/2.png HTTP/1.1") && heard.len() == 4);
    assert!(heard[0].to_lowercase().contains("user-agent: frontlines/"));
    assert!(!heard[0].to_lowercase().contains("referer") && !heard[0].to_lowercase().contains("cookie"));
    // Without the server, what was seen is still there.
    assert_eq!(Source::server(&server, folder.path()).bytes(tile(1)), Ok(Some(found)));
}

//! The program as other programs call it: whole outputs on small invented inputs, and exit codes.

#![expect(clippy::unwrap_used, reason = "a test that cannot run the program should stop")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with the files of a test.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs the program in the folder.
    fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut program = Command::new(env!("CARGO_BIN_EXE_frontlines"));
        program.args(arguments).current_dir(self.path());
        let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::new(&child.wait_with_output().unwrap())
    }
}

/// What a run printed, and its exit status.
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    fn new(output: &Output) -> Run {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Run { status: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// A field of each article.
    fn articles(&self, field: &str) -> Vec<Value> {
        self.lines().iter().map(|line| line["article"][field].clone()).collect()
    }
}

const STORY: &str =
    "Army takes Sarha\n\nDAMASCUS, 25 July 2016 (SANA) - It was quiet in the village of Sarha on Monday.\n";

#[test]
fn an_article_without_claims_prints_its_whole_line() {
    let folder = Folder::new(&[("sarha.txt", STORY.as_bytes())]);
    let run = folder.run(&["extract", "sarha.txt"]);
    let line = &run.lines()[0];
    let expected = serde_json::json!({
        "id": "sarha", "path": "sarha.txt", "title": "Army takes Sarha", "outlet": "SANA", "url": null, "language": "en",
        "sha256": line["article"]["sha256"],
        "published": {"from": "2016-07-25", "to": "2016-07-25", "basis": "dateline"},
        "copy_of": null,
    });
    assert_eq!(line["article"], expected);
    assert_eq!(line["article"]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!((line["claims"].is_array(), line["notes"].is_array()), (true, true));
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn each_bad_input_gets_one_clear_line_and_the_rest_is_read() {
    let folder = Folder::new(&[
        ("in/a.txt", STORY.as_bytes()),
        ("in/b.txt", b""),
        ("in/c.txt", b"\x7fELF\x02\x01\0\0\0\0"),
        ("in/d.json", b"{\"text\": \"Troops left.\",\n\"title\" \"x\"}"),
        ("in/e.txt", "Les troupes ont quitt\u{e9} le village lundi apr\u{e8}s de violents combats avec les rebelles de la r\u{e9}gion.".as_bytes()),
        ("in/sub/z.md", b"# Rebels leave\n\nRebels left the village on 3 May 2016."),
    ]);
    let large = fs::File::create(folder.path().join("in/f.txt")).unwrap();
    large.set_len(200 << 20).unwrap();
    std::os::unix::fs::symlink(folder.path().join("in"), folder.path().join("in/sub/loop")).unwrap();
    let run = folder.run(&["extract", "in", "gone.txt"]);
    assert_eq!(run.articles("id"), ["a", "z"]);
    let expected = [
        "in/b.txt: empty",
        "in/c.txt: not text",
        "in/d.json: line 2: expected a colon",
        "in/e.txt: in French: only English is read",
        "in/f.txt: too large: 200.0 MB, the limit is 16 MB",
        "in/sub/loop: link to itself",
        "gone.txt: no such file or folder",
    ];
    assert_eq!(run.err.lines().collect::<Vec<_>>(), expected);
    assert_eq!(run.status, 1);
}

#[test]
fn standard_input_is_json_lines() {
    let folder = Folder::new(&[]);
    let lines = "{\"id\": \"one\", \"text\": \"Troops left the village on Monday.\", \"date\": \"2016-05-03\"}\n{\"text\": 3}\n";
    let run = folder.run_with(&["extract", "-"], lines.as_bytes());
    assert_eq!(run.articles("id"), ["one"]);
    assert_eq!(run.err, "-: line 2: expected a field \"text\" (or maintext, content, body)\n");
    assert_eq!(run.status, 1);
}

#[test]
fn what_the_caller_gives_beats_what_is_found() {
    let folder = Folder::new(&[("a.txt", STORY.as_bytes())]);
    let run = folder.run(&["extract", "--published", "2015-01-02", "--outlet", "Gazette", "a.txt"]);
    assert_eq!(run.articles("outlet"), ["Gazette"]);
    assert_eq!(
        run.articles("published")[0],
        serde_json::json!({"from": "2015-01-02", "to": "2015-01-02", "basis": "given"})
    );
}

#[test]
fn the_same_words_are_a_copy() {
    let folder = Folder::new(&[("a.txt", STORY.as_bytes()), ("b.txt", STORY.as_bytes())]);
    let run = folder.run(&["extract", "b.txt", "a.txt"]);
    assert_eq!(run.articles("copy_of"), [Value::Null, Value::from("b")]);
    let run = folder.run(&["extract", "a.txt", "a.txt", "b.txt"]);
    assert_eq!(run.articles("id"), ["a", "a-2", "b"]);
    assert_eq!(run.articles("copy_of"), [Value::Null, Value::from("a"), Value::from("a")]);
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let stories: Vec<String> = (1..40)
        .map(|day| format!("{{\"id\": {day}, \"text\": \"{}\"}}\n", "Rebels took Kafr Hamra on Monday. ".repeat(day)))
        .collect();
    let folder = Folder::new(&[("all.jsonl", stories.concat().as_bytes()), ("b.txt", STORY.as_bytes())]);
    let one = folder.run(&["extract", "--jobs", "1", "all.jsonl", "b.txt"]);
    let four = folder.run(&["extract", "--jobs", "4", "all.jsonl", "b.txt"]);
    assert_eq!(one.lines().len(), 40);
    assert_eq!(one.out, four.out);
}

#[test]
fn a_wrong_call_is_told() {
    let folder = Folder::new(&[("a.txt", STORY.as_bytes())]);
    for call in [
        vec!["extract"],
        vec!["extract", "--published", "soon", "a.txt"],
        vec!["extract", "--published", "2016-07-01garbage", "a.txt"],
        vec!["extract", "--published", "2016-07-01..2016-07-09", "a.txt"],
        vec!["render", "--on", "2016-07-28", "-o", ".", "a.txt"],
        vec!["render", "--on", "2016-07-28", "-o", "a.jpg", "a.txt"],
        vec!["extract", "--jobs", "0", "a.txt"],
        vec!["extract", "--gazetteer", "none.csv", "a.txt"],
        vec!["gazetteer", "check"],
    ] {
        let run = folder.run(&call);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{call:?}");
        assert!(!run.err.is_empty(), "{call:?}");
    }
}

#[test]
fn tables_of_places_are_checked_line_by_line() {
    let folder = Folder::new(&[
        ("good.csv", b"name,lat,lon,kind\nSarha,36.2,37.1,village\n"),
        ("bad.csv", b"name,lat,lon,kind\nSarha,96.2,37.1,village\n"),
    ]);
    assert_eq!(folder.run(&["gazetteer", "check", "good.csv"]).status, 0);
    let run = folder.run(&["gazetteer", "check", "bad.csv"]);
    assert_eq!(run.status, 1);
    let read = folder.run_with(&["extract", "--gazetteer", "bad.csv", "-"], b"{\"text\": \"Troops left.\"}");
    assert_eq!((read.status, read.lines().len()), (1, 1));
    assert_eq!(folder.run(&["gazetteer", "check", "."]).err, ".: is a folder, expected a file\n");
    assert!(run.out.contains("bad.csv:2"), "{}", run.out);
}

#[test]
fn archives_and_feeds_give_each_article_with_its_own_metadata() {
    let items: String = (1..=100)
        .map(|n| format!("<item><title>Report {n}</title><link>https://gazette.example/{n}</link><pubDate>Tue, 05 Jul 2016 10:00:00 +0300</pubDate><description>&lt;p&gt;Troops left village {n}.&lt;/p&gt;</description></item>"))
        .collect();
    let feed =
        format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Gazette</title>{items}</channel></rss>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("b/feed.xml", feed.as_bytes()), ("a.txt", STORY.as_bytes()), ("z.bin", &[0, 1, 2, 3])] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let table = "text;date;source\nTroops left the town.;2016-07-05;Gazette\n";
    let folder = Folder::new(&[("in.zip", &zip.finish().unwrap().into_inner()), ("t.csv", table.as_bytes())]);
    let run = folder.run(&["extract", "in.zip", "t.csv"]);
    assert_eq!(run.err, "in.zip/z.bin: not text\n");
    let (paths, outlets) = (run.articles("path"), run.articles("outlet"));
    assert_eq!(paths.len(), 102);
    assert_eq!(
        (&paths[0], &paths[1], &paths[101]),
        (&"in.zip/a.txt".into(), &"in.zip/b/feed.xml".into(), &"t.csv".into())
    );
    assert_eq!((&outlets[1], &outlets[101]), (&"Gazette".into(), &"Gazette".into()));
    assert_eq!(run.articles("url")[100], "https://gazette.example/100");
    assert_eq!(run.articles("title")[100], "Report 100");
    assert_eq!(run.articles("published")[100]["from"], "2016-07-05");
    assert_eq!(run.status, 1);
    assert_eq!(run.out, folder.run(&["extract", "--jobs", "1", "in.zip", "t.csv"]).out);
}

const CAPTURE: &str = "Published 26 July 2016 Syrian government forces captured the Leramun district of Aleppo on Tuesday, the Syrian Observatory for Human Rights said.\n";

#[test]
fn a_situation_is_one_collection_of_features() {
    let folder = Folder::new(&[("a.txt", CAPTURE.as_bytes())]);
    let run = folder.run(&["situation", "--on", "2016-07-28", "--known-by", "2016-08-01", "a.txt"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let collection: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(collection["type"], "FeatureCollection");
    assert_eq!((&collection["on"], &collection["known_by"]), (&Value::from("2016-07-28"), &Value::from("2016-08-01")));
    assert_eq!(collection["counts"]["articles"], 1);
    assert!(collection["features"].is_array() && collection["disclaimer"].is_string());
}

#[test]
fn a_situation_tells_on_demand_how_it_was_revised() {
    let later = CAPTURE.replace("26 July", "29 July").replace("captured", "lost");
    let folder = Folder::new(&[("a.txt", CAPTURE.as_bytes()), ("b.txt", later.as_bytes())]);
    let run = folder.run(&["situation", "--on", "2016-07-27", "--replay", "a.txt", "b.txt"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let collection: Value = serde_json::from_str(&run.out).unwrap();
    let replay = collection["replay"].as_array().unwrap();
    assert_eq!(replay[0]["known_by"], "2016-07-26");
    let place = &replay[0]["places"][0];
    assert_eq!((&place["id"], &place["side"]), (&Value::from("aleppo/leramun"), &Value::from("government")));
    assert_eq!(replay[0]["claims"].as_array().unwrap().len(), 1);
}

#[test]
fn a_sheet_is_drawn_in_the_size_asked_for() {
    let folder = Folder::new(&[("a.txt", CAPTURE.as_bytes())]);
    let run =
        folder.run(&["render", "--on", "2016-07-28", "--view", "aleppo", "--size", "640x480", "-o", "a.png", "a.txt"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let png = fs::read(folder.path().join("a.png")).unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!((&png[16..20], &png[20..24]), (&640u32.to_be_bytes()[..], &480u32.to_be_bytes()[..]));
    let there: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(there.len(), 2, "nothing is left beside the picture: {there:?}");
    for wrong in [["--view", "moon"], ["--size", "4x4"], ["--palette", "pink"]] {
        assert_eq!(
            folder.run(&["render", "--on", "2016-07-28", wrong[0], wrong[1], "-o", "b.png", "a.txt"]).status,
            2,
            "{wrong:?}"
        );
    }
    assert_eq!(folder.run(&["render", "--on", "2016-07-28", "-o", "none/b.png", "a.txt"]).status, 2);
}

#[test]
fn each_export_is_written_with_its_sources() {
    let folder = Folder::new(&[("a.txt", CAPTURE.as_bytes())]);
    for (format, begins) in [
        ("geojson", "{"),
        ("kml", "<?xml"),
        ("csv", "\u{feff}claim,"),
        ("svg", "<?xml"),
        ("html", "<!doctype html>"),
        ("png", ""),
        ("gif", ""),
    ] {
        let (file, again) = (format!("out.{format}"), format!("again.{format}"));
        for file in [&file, &again] {
            let call = [
                "export",
                "--format",
                format,
                "--from",
                "2016-07-25",
                "--to",
                "2016-07-28",
                "--view",
                "aleppo",
                "--size",
                "640x480",
                "-o",
                file,
                "a.txt",
            ];
            let run = folder.run(&call);
            assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""), "{format}");
        }
        let bytes = fs::read(folder.path().join(&file)).unwrap();
        assert_eq!(bytes, fs::read(folder.path().join(&again)).unwrap(), "{format}: the same bytes again");
        if begins.is_empty() {
            assert!(bytes.starts_with(if format == "png" { b"\x89PNG" } else { b"GIF8" }));
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with(begins), "{format}");
        if format != "svg" {
            let sha = folder.run(&["extract", "a.txt"]).articles("sha256")[0].as_str().unwrap().to_owned();
            for words in ["captured the Leramun", sha.as_str(), "2016-07-26", "not verified", env!("CARGO_PKG_VERSION")]
            {
                assert!(text.contains(words), "{format}: {words}");
            }
        }
    }
}

#[test]
fn a_geopackage_holds_the_layers_and_only_the_claims_asked_for() {
    let folder = Folder::new(&[("a.txt", CAPTURE.as_bytes())]);
    let count = |filter: &[&str], file: &str| {
        let call = ["export", "--format", "gpkg", "--to", "2016-07-28", "-o", file, "a.txt"];
        let run = folder.run(&[&call, filter].concat());
        assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""));
        let db = rusqlite::Connection::open(folder.path().join(file)).unwrap();
        ["claims", "places"].map(|layer| {
            db.query_row(&format!("SELECT count(*) FROM {layer}"), [], |row| row.get::<_, i64>(0)).unwrap()
        })
    };
    let [claims, places] = count(&[], "all.gpkg");
    assert!(claims >= 1 && places >= 1);
    assert_eq!(count(&["--filter", "event:besieges"], "none.gpkg"), [0, 0]);
    assert_eq!(count(&["--filter", "event:besieges", "--all-areas"], "marks.gpkg"), [0, places]);
    assert!(!folder.path().join("all.gpkg.part").exists());
    count(&[], "again.gpkg");
    let bytes = |file: &str| fs::read(folder.path().join(file)).unwrap();
    assert!(bytes("all.gpkg") == bytes("again.gpkg"), "the same claims are the same bytes, whatever the clock says");
}

#[test]
fn no_two_claims_share_an_id() {
    let text = "The army shelled the city of Aleppo and its surrounding towns on Monday, and Aleppo and its outskirts.";
    let folder = Folder::new(&[("a.txt", text.as_bytes())]);
    let run = folder.run(&["extract", "--published", "2016-07-28", "a.txt"]);
    let lines = run.lines();
    let mut ids: Vec<&str> =
        lines[0]["claims"].as_array().unwrap().iter().map(|claim| claim["id"].as_str().unwrap()).collect();
    let all = ids.len();
    assert!(all > 1, "{}", run.out);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{}", run.out);
}

#[test]
fn a_voice_that_nobody_has_is_told_and_not_taken_for_silence() {
    let folder = Folder::new(&[("a.txt", CAPTURE.as_bytes())]);
    let run = folder.run(&["situation", "--on", "2016-07-28", "--according-to", "Nobody", "a.txt"]);
    assert_eq!(run.status, 0);
    assert!(run.err.contains("Nobody"), "{}", run.err);
    let run = folder.run(&["situation", "--on", "2016-07-28", "--according-to", "SOHR", "a.txt"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn a_situation_rests_on_the_claims_that_pass_the_filter_and_says_so() {
    let folder = Folder::new(&[("a.txt", CAPTURE.as_bytes())]);
    let situation = |filter: &str| -> Value {
        let run = folder.run(&["situation", "--on", "2016-07-28", "--filter", filter, "a.txt"]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        serde_json::from_str(&run.out).unwrap()
    };
    let (all, none) = (situation(""), situation("-event:captures"));
    assert_eq!((&all["filter"], &none["filter"]), (&Value::Null, &Value::from("-event:captures")));
    let areas = |found: &Value| {
        let features = found["features"].as_array().unwrap().iter();
        features.filter(|feature| feature["properties"]["kind"] == "area").count()
    };
    assert!(areas(&all) > areas(&none), "{} {}", areas(&all), areas(&none));
    assert_eq!(
        all["counts"]["claims"].as_u64(),
        Some(none["counts"]["claims"].as_u64().unwrap() + none["counts"]["left_out"].as_u64().unwrap())
    );
}

#[test]
fn an_export_never_overwrites_what_it_reads_and_tells_a_wrong_wish() {
    let folder = Folder::new(&[("in/a.txt", CAPTURE.as_bytes())]);
    let export = |more: &[&str]| folder.run(&[&["export", "--format", "csv"], more].concat());
    for (call, says) in [
        (&["-o", "in/a.txt", "in"][..], "in/a.txt: is one of the inputs, choose another name"),
        (
            &["-o", "b.csv", "--from", "2016-08-01", "--to", "2016-07-01", "in"],
            "expected the first day before the last",
        ),
        (&["-o", "b.csv", "--filter", "side:rebels", "in"], "rebels"),
        (&["-o", "none/b.csv", "in"], "none/b.csv"),
    ] {
        let run = export(call);
        assert_eq!(run.status, 2, "{call:?}");
        assert!(run.err.contains(says), "{call:?}: {}", run.err);
    }
    assert_eq!(fs::read_to_string(folder.path().join("in/a.txt")).unwrap(), CAPTURE);
    assert_eq!(folder.run(&["export", "--format", "doc", "-o", "b", "in"]).status, 2);
    let film = folder.run(&["export", "--format", "gif", "--from", "2012-01-01", "-o", "b.gif", "in"]);
    assert!(film.err.contains("at most 366 days"), "{}", film.err);
}

#[test]
fn an_evaluation_counts_and_lists_its_errors() {
    let gold = "{\"id\": \"a\", \"claims\": [{\"name\": \"Sakhur\", \"area\": \"aleppo\", \"side\": \"kurdish\", \"event\": \"loses\", \"status\": \"reported\", \"quote\": \"captured the Leramun district\"}]}\n";
    let folder = Folder::new(&[("a.txt", CAPTURE.as_bytes()), ("gold.jsonl", gold.as_bytes()), ("bad.jsonl", b"{\n")]);
    let run = folder.run(&["evaluate", "gold.jsonl", "a.txt"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for words in ["By event", "Missed: 1", "a: Sakhur, kurdish, loses, reported", "captured the Leramun district"] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
    let drilled = folder.run(&["evaluate", "--drills", "--rules", "rules.tsv", "gold.jsonl", "a.txt"]);
    for words in ["Reliability", "as they are", "aliases masked", "stripped", "invented"] {
        assert!(drilled.out.contains(words), "{words}\n{}", drilled.out);
    }
    assert_eq!(drilled.out, folder.run(&["evaluate", "--drills", "gold.jsonl", "a.txt"]).out);
    let table = fs::read_to_string(folder.path().join("rules.tsv")).unwrap();
    assert!(table.lines().any(|line| line.starts_with("rule\t") && line.ends_with("\t0\t1")), "{table}");
    let wrong = folder.run(&["evaluate", "bad.jsonl", "a.txt"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.starts_with("bad.jsonl: line 1: "), "{}", wrong.err);
}

use super::docx::tests::{docx, zip};
use super::pdf::tests::printed;
use super::*;

fn read(name: &str, text: &str) -> Vec<Result<Loaded, Refusal>> {
    articles(name, text.as_bytes(), &Options::default())
}

fn one(name: &str, text: &str) -> Article {
    let mut all = read(name, text);
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap().article
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    let all = articles(name, bytes, &Options::default());
    assert_eq!(all.len(), 1);
    all.into_iter().next().unwrap().unwrap_err().to_string()
}

#[test]
fn plain_text_is_kept_byte_for_byte() {
    let text = "Army takes Sarha\r\n\r\nTroops entered the town of Sarha on Monday.\r\n";
    let article = one("news/sarha.txt", &format!("\u{feff}{text}"));
    assert_eq!(article.text, text);
    assert_eq!((article.id.as_str(), article.path.as_str()), ("sarha", "news/sarha.txt"));
    assert_eq!(article.title.as_deref(), Some("Army takes Sarha"));
    assert_eq!(article.sha256.len(), 64);
}

#[test]
fn json_fields_go_by_their_usual_names() {
    let text = r#"{"id": 7, "headline": "Army takes Sarha", "maintext": "Troops entered the town on Monday.",
        "date_publish": "2016-07-25T23:30:00Z", "source_domain": "www.almanar.com.lb", "url": "https://x.example/7"}"#;
    let article = one("a.json", text);
    assert_eq!(article.id, "7");
    assert_eq!(article.text, "Troops entered the town on Monday.");
    assert_eq!(article.outlet.as_deref(), Some("al-Manar"));
    assert_eq!(
        article.published.span.map(|span| span.to_string()).as_deref(),
        Some("2016-07-26"),
        "the day in Damascus"
    );
    assert_eq!(article.published.basis, DateBasis::Metadata);
    assert_eq!(article.url.as_deref(), Some("https://x.example/7"));
}

#[test]
fn a_broken_line_is_refused_and_the_others_are_read() {
    let lines = "{\"text\": \"Troops entered the town on Monday.\"}\n{\"text\": \"x\" \"y\"}\n\n{\"title\": \"no text\"}\n{\"id\": \"b\", \"text\": \"They left the village.\"}\n";
    let all = read("all.jsonl", lines);
    let shown: Vec<String> = all
        .iter()
        .map(|item| match item {
            Ok(loaded) => loaded.article.id.clone(),
            Err(refusal) => refusal.to_string(),
        })
        .collect();
    assert_eq!(
        shown,
        [
            "all-1",
            "all.jsonl: line 2: expected a comma",
            "all.jsonl: line 4: expected a field \"text\" (or maintext, content, body)",
            "b",
        ]
    );
}

#[test]
fn refusals_say_why() {
    assert_eq!(refusal("a.txt", b""), "a.txt: empty");
    assert_eq!(refusal("a.txt", b"\x7fELF\x02\0\0\0"), "a.txt: not text");
    assert_eq!(refusal("a.txt", b"%PDF-1.4 ..."), "a.txt: damaged: expected a PDF file");
    for (name, reason) in [
        ("a.csv", "line 1: expected a column \"text\" (or maintext, content, body)"),
        ("a.eml", "line 1: expected the head of an e-mail"),
        ("a.XML", "line 1: expected a feed (RSS or Atom)"),
        ("a.docx", "damaged: expected a word document (DOCX)"),
        ("a.doc", "an office document is not read yet: save it as text"),
        ("a.zip", "damaged: expected a ZIP archive"),
        ("a.pdf", "damaged: expected a PDF file"),
    ] {
        assert_eq!(refusal(name, b"Troops entered the town."), format!("{name}: {reason}"));
    }
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    assert_eq!(refusal("a.docx", &old[..8]), "a.docx: an old office document is not read yet: save it as text");
    assert_eq!(refusal("a.docx", old), "a.docx: locked with a password: save it without one");
    assert_eq!(refusal("a.json", b"[]"), "a.json: empty");
    assert_eq!(refusal("a.json", b"{\n\"text\": \"x\"\n\"title\": 1}"), "a.json: line 3: expected a comma");
    assert_eq!(refusal("a.json", b"{\"text\": \"x\""), "a.json: line 1: expected more, and the text ends");
    assert_eq!(refusal("a.json", b"{\"text\": \" \"}"), "a.json: empty");
    assert_eq!(
        refusal(
            "a.txt",
            "Войска вошли в деревню в понедельник после тяжёлых боёв с повстанцами, сообщили местные жители и врачи."
                .as_bytes()
        ),
        "a.txt: in Russian: only English is read"
    );
    let large = vec![b'a'; MAX_TEXT as usize + 1];
    assert_eq!(refusal("a.txt", &large), "a.txt: too large: 16.0 MB, the limit is 16 MB");
}

#[test]
fn markdown_loses_its_marks() {
    let article = one(
        "a.md",
        "---\ndate: 2016-07-26\nsource: Reuters\n---\n# Army takes Sarha\n\nTroops *entered* the [town](https://x.example).\n\n- They left\n",
    );
    assert_eq!(article.text, "Army takes Sarha\n\nTroops entered the town.\n\nThey left");
    assert_eq!(article.title.as_deref(), Some("Army takes Sarha"));
    assert_eq!(article.outlet.as_deref(), Some("Reuters"));
    assert_eq!(article.published.basis, DateBasis::Metadata);
}

#[test]
fn a_web_page_gives_its_article() {
    let paragraph = "Troops entered the town of Sarha on Monday after two days of clashes with rebels, a monitor said, and the road to the north was cut.";
    let page = format!(
        "<!doctype html><html lang=en><head><title>Army takes Sarha | Gazette</title>\
         <meta property='og:site_name' content='Village Gazette'><meta property='og:title' content='Army takes Sarha'>\
         <meta property='article:published_time' content='2016-07-26T10:00:00+03:00'></head>\
         <body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>Army takes Sarha</h1>\
         <p>{paragraph}</p><figure><img src=a.jpg><figcaption>Smoke over Sarha</figcaption></figure>\
         <p>{paragraph}</p><p>It was &quot;over&quot;,&nbsp;residents said.</p></article>\
         <footer>About us. Contact.</footer><script>var x = 1;</script></body></html>"
    );
    let article = one("a.html", &page);
    assert_eq!(article.title.as_deref(), Some("Army takes Sarha"));
    assert_eq!(article.outlet.as_deref(), Some("Village Gazette"));
    assert_eq!(article.published.span.map(|span| span.to_string()).as_deref(), Some("2016-07-26"));
    let expected = format!(
        "Army takes Sarha\n\n{paragraph}\n\nSmoke over Sarha\n\n{paragraph}\n\nIt was \"over\",\u{a0}residents said."
    );
    assert_eq!(article.text, expected.replace('\u{a0}', " "));
    let caption = article.parts.iter().find(|part| part.role == crate::article::Role::Caption).unwrap();
    assert_eq!(&article.text[caption.start..caption.end], "Smoke over Sarha");
}

#[test]
fn articles_are_dated_with_their_basis() {
    let rows = [
        // A dateline alone; with data beside it that differs, or nearly agrees.
        ("Published July 5 2016 Troops left the town.", None, "2016-07-05", DateBasis::Dateline),
        ("Published July 5 2016 Troops left the town.", Some("2016-10-05"), "2016-07-05", DateBasis::Dateline),
        ("Published July 5 2016 Troops left the town.", Some("2016-07-06"), "2016-07-06", DateBasis::Metadata),
        ("Troops left the town.", Some("Tue, 05 Jul 2016 22:30:00 +0000"), "2016-07-06", DateBasis::Metadata),
        ("BEIRUT, July 26 (Reuters) - Troops left the town.", Some("2016-07-27"), "2016-07-27", DateBasis::Metadata),
        (
            "Army enters Sarha\n\nJuly 10, 2016 at 9:20 am\n\nTroops came on Sunday.",
            None,
            "2016-07-10",
            DateBasis::Dateline,
        ),
        ("Army enters Sarha\n\nSun Jul 10, 2016 10:12AM\n\nTroops came.", None, "2016-07-10", DateBasis::Dateline),
        ("Sarha, SANA – 10 July 2016\n\nThursday's operation ended.", None, "2016-07-10", DateBasis::Dateline),
        ("BEIRUT (AP) — July 10, 2016 — Troops came on Tuesday.", None, "2016-07-10", DateBasis::Dateline),
        ("BEIRUT, Dec 31 (Reuters) - Troops left the town.", Some("2017-01-04"), "2016-12-31", DateBasis::Dateline),
        (
            "Army enters Sarha\n\nBy A. Writer | July 10, 2016 | 3 min read\n\nTroops came.",
            None,
            "2016-07-10",
            DateBasis::Dateline,
        ),
        ("Sarha (10 July 2016) Troops came on Tuesday.", None, "2016-07-10", DateBasis::Dateline),
        ("Army enters Sarha\n\nTroops came on Tuesday.\n\n10/7/2016", None, "2016-07-10", DateBasis::Dateline),
        // A caption in the shape of a dateline is none.
        (
            "Troops retake Sarha\n\nDAMASCUS, July 5, 2016 – Smoke rises over Sarha. (AFP photo)\n\n\
             Troops retook it on Sunday, July 10, a monitor said.",
            None,
            "2016-07-10 to 2016-07-11",
            DateBasis::Text,
        ),
        // A month alone; an event told with a taker of the other side is another event.
        ("SARHA, Syria, July 2016 — Troops left the town.", None, "2016-07-01 to 2016-07-31", DateBasis::Dateline),
        ("Rebels overran Khan Touman from government troops overnight.", None, "?", DateBasis::Unknown),
        // The headline runs into the date, and the date into the text.
        (
            "Army takes Sarha state media Gazette 5 July 2016 Troops took it on Sunday.",
            None,
            "2016-07-05",
            DateBasis::Dateline,
        ),
        ("Army pushes east July 5 2016 1903 CET Troops took Sarha on Friday.", None, "2016-07-05", DateBasis::Dateline),
        (
            "Army takes Sarha on July 5 2016 Troops took it from rebels.",
            None,
            "2016-07-05 to 2016-07-07",
            DateBasis::Text,
        ),
        (
            "Rebels seize Sarha AMMAN/BEIRUT July 10 (Reuters) - Rebels took it on Sunday. It fell in early 2015.",
            None,
            "2016-07-10",
            DateBasis::Dateline,
        ),
        // Without a year: the weekday and the last year told of decide.
        (
            "BEIRUT, July 10 (Reuters) - Troops left Sarha on Sunday. Rebels took it in early 2015.",
            None,
            "2016-07-10",
            DateBasis::Dateline,
        ),
        ("BEIRUT, July 10 (Reuters) - Troops left Sarha on Sunday.", None, "2016-07-10", DateBasis::Dateline),
        ("BEIRUT, July 10 (Reuters) - Troops left Sarha on Tuesday.", None, "?", DateBasis::Unknown),
        ("Troops left Sarha on Sunday, July 10, a monitor said.", None, "2016-07-10 to 2016-07-11", DateBasis::Text),
        ("Troops left Sarha on Tuesday, July 10, a monitor said.", None, "?", DateBasis::Unknown),
        // Dates spoken of.
        (
            "Smoke over Sarha on July 26, 2016. / AFP PHOTO / A NAME\n\nBEIRUT: Troops yesterday left the town.",
            None,
            "2016-07-27 to 2016-07-28",
            DateBasis::Text,
        ),
        (
            "A man in Sarha, July 26, 2016. / AFP PHOTO / A NAME\n\nTroops on Wednesday left the town that fell on Tuesday.",
            None,
            "2016-07-27",
            DateBasis::Text,
        ),
        // Events, and the weekday.
        (
            "Troops on Tuesday left the town. Rebels overran Taftanaz air base last week.",
            None,
            "2013-01-15 to 2013-01-16",
            DateBasis::Events,
        ),
        (
            "Troops on Sunday left the town. Rebels overran Taftanaz air base on Friday.",
            None,
            "2013-01-13 to 2013-01-14",
            DateBasis::Events,
        ),
        ("The army took Jasim today. It left Sarha on Monday.", None, "?", DateBasis::Unknown),
        (
            "Tiger Forces took Jasim today, after they entered a village on Monday.",
            None,
            "2018-07-17 to 2018-07-18",
            DateBasis::Events,
        ),
        ("The army took Sheikh Saeed from rebels today.", None, "2016-12-12 to 2016-12-14", DateBasis::Events),
        ("The army took Sheikh Saeed from rebels.", None, "2016-12-12 to 2016-12-18", DateBasis::Events),
        // A picture is older than what the article tells as news.
        (
            "Smoke over Sarha on July 26, 2016. / AFP PHOTO / A NAME\n\nThe army took Sheikh Saeed from rebels on Monday.",
            None,
            "2016-12-12 to 2016-12-13",
            DateBasis::Events,
        ),
        // What lies back dates nothing.
        (
            "Troops on Sunday left the town. The truce that Moscow brokered expired on September 19.",
            None,
            "?",
            DateBasis::Unknown,
        ),
        ("The war began on March 15, 2011. In 2016 the troops left the town.", None, "?", DateBasis::Unknown),
        ("Troops on Sunday left the town.", None, "?", DateBasis::Unknown),
    ];
    for (text, beside, span, basis) in rows {
        let draft = Draft { text: text.to_owned(), published: beside.and_then(published::parse), ..Draft::default() };
        let published = finish(draft, "a.txt", &Options::default()).unwrap().article.published;
        assert_eq!(published.span.map_or("?".to_owned(), |span| span.to_string()), span, "{text}");
        assert_eq!(published.basis, basis, "{text}");
    }
}

#[test]
fn what_the_user_gives_beats_all_else() {
    let day = parse_date("2015-01-02").unwrap();
    let options = Options { published: Some(day), outlet: Some("Gazette".to_owned()) };
    let loaded = articles("a.txt", b"Published July 5 2016 AFP Troops left the town.", &options).remove(0).unwrap();
    assert_eq!(loaded.article.published, Published { span: Some(day), basis: DateBasis::Given });
    assert_eq!(loaded.article.outlet.as_deref(), Some("Gazette"));
}

#[test]
fn two_dates_that_differ_are_noted() {
    let draft = Draft {
        text: "Published July 5 2016 Troops left.".to_owned(),
        published: parse_date("2016-10-05"),
        ..Draft::default()
    };
    let notes = finish(draft, "a.txt", &Options::default()).unwrap().notes;
    assert_eq!(notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [NoteKind::DateDiffers]);
}

#[test]
fn a_date_that_cannot_be_read_is_noted() {
    let text = r#"{"text": "Troops left.", "date": "some day", "title": "Army leaves"}"#;
    let notes = read("a.json", text).remove(0).unwrap().notes;
    let kinds: Vec<_> = notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::UnreadDate, NoteKind::NoDate]);
    assert!(notes[0].says.contains("\"some day\""), "{}", notes[0].says);
}

#[test]
fn blank_texts_give_way_to_one_with_words() {
    let article = one("a.json", r#"{"text": " ", "maintext": "Troops left.", "body": "Others came."}"#);
    assert_eq!(article.text, "Troops left.");
}

#[test]
fn a_long_first_line_of_any_letters_is_text() {
    for width in 250..260 {
        let text = format!("{}é Troops left the town.", "a ".repeat(width / 2) + &"b".repeat(width % 2));
        assert_eq!(one("notes", &text).text, text);
    }
}

#[test]
fn a_given_date_is_a_date_and_nothing_more() {
    let said = |text| parse_given_date(text).map_or("no".to_owned(), |span| span.to_string());
    let rows = [
        ("2016-07-01", "2016-07-01"),
        ("2016-07", "2016-07-01 to 2016-07-31"),
        ("2016", "2016-01-01 to 2016-12-31"),
        ("2016-07-25T23:30:00Z", "2016-07-26"),
        ("2016-07-25T23:30:00", "2016-07-25"),
        ("2016-07-01garbage", "no"),
        ("2016-07-01 to 2016-07-09", "no"),
        ("2016-07-01..2016-07-09", "no"),
        ("2016-13", "no"),
        ("2016-02-30", "no"),
        ("soon", "no"),
        ("", "no"),
    ];
    for (text, expected) in rows {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn a_page_of_elements_inside_one_another_is_refused() {
    let page = format!("<html><body>{}Troops left.{}</body></html>", "<div>".repeat(5000), "</div>".repeat(5000));
    assert_eq!(refusal("a.html", page.as_bytes()), "a.html: line 1: expected fewer elements inside one another");
}

#[test]
fn an_archive_gives_all_its_articles_by_their_names() {
    let inner = zip(&[("deep/c.txt", b"Rebels left the village.")]);
    let word = docx("<w:p><w:r><w:t>Troops entered the town on Monday.</w:t></w:r></w:p>");
    let feed = "<rss version='2.0'><channel><title>Gazette</title><item><title>Army leaves</title><description>Troops left.</description></item></channel></rss>";
    let bytes = zip(&[
        ("2016/b.txt", b"Troops entered the town."),
        ("2016/a.pdf", &printed()),
        ("2016/word.docx", &word),
        ("/etc/../..\\evil.txt", b"Troops left the town."),
        ("feed.xml", feed.as_bytes()),
        ("inner.zip", &inner),
        ("empty.txt", b""),
        (".hidden.txt", b"Troops left."),
        ("__MACOSX/2016/._b.txt", b"\0\0"),
    ]);
    let said: Vec<String> = articles("news.zip", &bytes, &Options::default())
        .iter()
        .map(|read| match read {
            Ok(loaded) => format!("{} {}", loaded.article.path, loaded.article.id),
            Err(refusal) => refusal.to_string(),
        })
        .collect();
    let expected = [
        "news.zip/2016/a.pdf a",
        "news.zip/2016/b.txt b",
        "news.zip/2016/word.docx word",
        "news.zip/empty.txt: empty",
        "news.zip/etc/evil.txt evil",
        "news.zip/feed.xml feed-1",
        "news.zip/inner.zip/deep/c.txt c",
    ];
    assert_eq!(said, expected);
}

#[test]
fn archives_that_would_fill_the_memory_are_refused() {
    let large = zip(&[("a.txt", &vec![b'a'; MAX_TEXT as usize + 1]), ("b.txt", b"Troops left the town.")]);
    assert!(large.len() < 100_000, "it packs well");
    let read = articles("a.zip", &large, &Options::default());
    assert_eq!(read[0].as_ref().unwrap_err().to_string(), "a.zip/a.txt: too large: 16.0 MB, the limit is 16 MB");
    assert!(read[1].is_ok());
    let mut nested = large;
    for _ in 0..MAX_NESTING {
        nested = zip(&[("a.zip", &nested)]);
    }
    let said = articles("a.zip", &nested, &Options::default()).remove(0).unwrap_err().to_string();
    assert_eq!(said, "a.zip/a.zip/a.zip/a.zip: too many archives inside one another: unpack it");
    assert_eq!(refusal("a.zip", &zip(&[])), "a.zip: empty");
}

#[test]
fn a_broken_or_locked_archive_is_refused_file_by_file() {
    let whole = zip(&[("a.txt", b"Troops entered the town."), ("b.txt", b"Troops left the town.")]);
    assert_eq!(refusal("a.zip", &whole[..60]), "a.zip: damaged: expected a ZIP archive that can be unpacked");
    // The mark of encryption, in the head of the first file and in the directory.
    let mut locked = whole.clone();
    let directory = whole.windows(4).position(|run| run == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    let read = articles("a.zip", &locked, &Options::default());
    assert_eq!(read[0].as_ref().unwrap_err().to_string(), "a.zip/a.txt: locked with a password: save it without one");
    assert!(read[1].is_ok());
    // A wrong letter in the packed words.
    let mut wrong = whole;
    wrong[40] ^= 0x55;
    let read = articles("a.zip", &wrong, &Options::default());
    assert!(read[0].as_ref().unwrap_err().to_string().starts_with("a.zip/a.txt: damaged: "));
    assert!(read[1].is_ok());
}

#[test]
fn the_day_of_a_file_is_taken_last_and_said() {
    let word = docx("<w:p><w:r><w:t>Troops entered the town on Monday.</w:t></w:r></w:p>");
    let loaded = articles("a.docx", &word, &Options::default()).remove(0).unwrap();
    assert_eq!(loaded.article.published.span.unwrap().to_string(), "2016-07-27");
    assert_eq!(loaded.notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [NoteKind::DateOfFile]);
    let dated =
        docx("<w:p><w:r><w:t>Published July 5 2016</w:t></w:r></w:p><w:p><w:r><w:t>Troops left.</w:t></w:r></w:p>");
    let loaded = articles("a.docx", &dated, &Options::default()).remove(0).unwrap();
    assert_eq!(loaded.article.published.span.unwrap().to_string(), "2016-07-05");
    assert!(loaded.notes.is_empty(), "{:?}", loaded.notes);
}

#[test]
fn an_e_mail_brings_what_is_attached_to_it() {
    let mail = "From: Gazette <a@gazette.example>\nDate: Tue, 5 Jul 2016 10:00:00 +0300\nSubject: Army leaves\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=b\n\n--b\n\nTroops left the town.\n--b\nContent-Type: text/html\n\
        Content-Disposition: attachment; filename=page.html\n\n<p>Rebels left the village.</p>\n--b--\n";
    let read = articles("m.eml", mail.as_bytes(), &Options::default());
    let paths: Vec<&str> = read.iter().map(|read| read.as_ref().unwrap().article.path.as_str()).collect();
    assert_eq!(paths, ["m.eml", "m.eml/page.html"]);
}

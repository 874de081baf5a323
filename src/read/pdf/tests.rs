use super::*;
use std::fmt::Write as _;

/// A word on a page: from the left, from the bottom, type height, words.
type Put<'a> = (f64, f64, f64, &'a str);

/// A PDF file with these words on its pages, in Helvetica, made at a known time.
pub(in crate::read) fn pdf(pages: &[Vec<Put<'_>>]) -> Vec<u8> {
    let mut objects = vec![String::new(), String::new()];
    objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned());
    objects.push("<</Title(Army takes Sarha)/Author(Jane Doe)/CreationDate(D:20160727100000+03'00')>>".to_owned());
    let mut kids = String::new();
    for page in pages {
        let mut content = String::new();
        for (x, y, size, words) in page {
            let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            writeln!(content, "BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET").unwrap();
        }
        objects.push(format!("<</Length {}>>\nstream\n{content}endstream", content.len()));
        let (stream, page) = (objects.len(), objects.len() + 1);
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {stream} 0 R>>"
        ));
        write!(kids, "{page} 0 R ").unwrap();
    }
    objects[0] = "<</Type/Catalog/Pages 2 0 R>>".to_owned();
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = file.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    offsets.iter().for_each(|offset| writeln!(end, "{offset:010} 00000 n ").unwrap());
    write!(end, "trailer\n<</Size {}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    file.extend(end.bytes());
    file
}

/// Two printed pages of an article, as a browser prints them.
pub(in crate::read) fn printed() -> Vec<u8> {
    let furniture = |page: &'static str| {
        vec![
            (40.0, 820.0, 8.0, "7/27/2016"),
            (300.0, 820.0, 8.0, "Army takes Sarha"),
            (40.0, 20.0, 8.0, "https://gazette.example/army-takes-sarha"),
            (540.0, 20.0, 8.0, page),
        ]
    };
    let mut first = furniture("1/2");
    first.extend([
        (40.0, 760.0, 24.0, "Army takes Sarha"),
        (40.0, 720.0, 11.0, "26 July 2016"),
        (40.0, 690.0, 11.0, "Troops entered the town of Sarha on Monday after two days of clashes with the gov-"),
        (40.0, 676.0, 11.0, "ernment's rivals, a monitor said. The fighters still hold one rebel-"),
        (40.0, 662.0, 11.0, "held quarter in the north, and"),
    ]);
    let mut second = furniture("2/2");
    second.extend([
        (40.0, 780.0, 11.0, "nobody is held there."),
        (40.0, 752.0, 11.0, "They left the village of Marha (it was \"over\")."),
    ]);
    pdf(&[first, second])
}

#[test]
fn printed_pages_give_the_words_of_the_article() {
    let draft = read(&printed()).unwrap();
    let expected = "Army takes Sarha\n\n26 July 2016\n\nTroops entered the town of Sarha on Monday after two days of \
        clashes with the government's rivals, a monitor said. The fighters still hold one rebel-held quarter in the \
        north, and nobody is held there.\n\nThey left the village of Marha (it was \"over\").";
    assert_eq!(draft.text, expected);
    assert_eq!(draft.title.as_deref(), Some("Army takes Sarha"));
    assert_eq!(draft.url.as_deref(), Some("https://gazette.example/army-takes-sarha"));
    assert_eq!(
        (draft.made.unwrap().to_string().as_str(), draft.outlet),
        ("2016-07-27", None),
        "its author is no outlet"
    );
}

#[test]
fn letters_drawn_one_by_one_are_words() {
    let letters: Vec<Put<'_>> = vec![
        (40.0, 700.0, 10.0, "Re"),
        (52.8, 700.0, 10.0, "bels"),
        (78.0, 700.0, 10.0, "left"),
        (40.0, 600.0, 10.0, "They came back."),
    ];
    assert_eq!(read(&pdf(&[letters])).unwrap().text, "Rebels left\n\nThey came back.");
}

#[test]
fn what_holds_no_words_says_why() {
    assert_eq!(read(&pdf(&[vec![]])).unwrap_err(), Reason::OnlyPictures);
    assert_eq!(read(b"%PDF-1.4 ...").unwrap_err(), Reason::Damaged("expected a PDF file"));
}

/// Broken in any place, a file is read or refused, and the program goes on.
#[test]
fn damaged_files_never_stop_the_program() {
    let whole = printed();
    let mut seed = 0x2016_0726_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..=next(8) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = next(256) as u8,
                1 => bytes.truncate(at.max(10)),
                _ => drop(bytes.splice(at..at, *b"999999999 0 R ")),
            }
        }
        drop(read(&bytes));
    }
}

//! Invented articles, each part in brackets with its role's first letter: `{T ...}` title, `{D ...}`
//! dateline, `{C ...}` caption, `{X ...}` boilerplate; the rest is body.

use super::*;
use crate::read::plain;

fn show(text: &str) -> String {
    shown(text, &frame(&plain::read(text.to_owned())))
}

fn shown(text: &str, frame: &Frame) -> String {
    let mut shown = String::new();
    for part in &frame.parts {
        let words = text[part.start..part.end].trim();
        if words.is_empty() {
            continue;
        }
        let letter = match part.role {
            Role::Body => None,
            Role::Title => Some('T'),
            Role::Dateline => Some('D'),
            Role::Caption => Some('C'),
            Role::Boilerplate => Some('X'),
        };
        if !shown.is_empty() {
            shown.push(' ');
        }
        match letter {
            Some(letter) => shown.push_str(&format!("{{{letter} {words}}}")),
            None => shown.push_str(words),
        }
    }
    shown.replace('\n', " / ")
}

#[test]
fn every_frame_is_told_apart() {
    let rows: &[(&str, &str)] = &[
        // Datelines before the body, with and without their marker.
        (
            "16 July 2015 At least nine people died in Sarha a monitor said.",
            "{D 16 July 2015} At least nine people died in Sarha a monitor said.",
        ),
        (
            "Date of publication 12 May 2016 Troops entered Sarha.",
            "{D Date of publication 12 May 2016} Troops entered Sarha.",
        ),
        (
            "Last updated at Apr 152017 BEIRUT Rebels left Sarha.",
            "{D Last updated at Apr 152017} {D BEIRUT} Rebels left Sarha.",
        ),
        ("Tuesday 03 May 2016 18:40 Rebels left Sarha.", "{D Tuesday 03 May 2016 18:40} Rebels left Sarha."),
        // Headline and agency around the dateline.
        (
            "Shells kill nine in Sarha Monitor AFP Friday 10 Jul 2015 Nine people died in Sarha.",
            "{T Shells kill nine in Sarha Monitor} {D AFP Friday 10 Jul 2015} Nine people died in Sarha.",
        ),
        (
            "Thursday 25 Aug 2016 Shells kill nine in Sarha Monitor AFP Nine people died in Sarha.",
            "{D Thursday 25 Aug 2016} {T Shells kill nine in Sarha Monitor} {D AFP} Nine people died in Sarha.",
        ),
        (
            "Fri Jul 1 2016 Syrian Army Takes Hills West of Sarha. Army units took hills.",
            "{D Fri Jul 1 2016} {T Syrian Army Takes Hills West of Sarha.} Army units took hills.",
        ),
        // Dates that a sentence speaks of are no datelines.
        (
            "Troops entered Sarha on 3 July 2016 and left it later.",
            "Troops entered Sarha on 3 July 2016 and left it later.",
        ),
        // Captions with their credit.
        (
            "Published July 20 2015 Smoke rises over Sarha June 11 2015 (Reuters) Troops left the hills.",
            "{D Published July 20 2015} {C Smoke rises over Sarha June 11 2015 (Reuters)} Troops left the hills.",
        ),
        (
            "Troops left. A truck burns in Sarha [AFP] They went north.",
            "Troops left. {C A truck burns in Sarha [AFP]} They went north.",
        ),
        (
            "Smoke over Sarha on July 2, 2016. / AFP PHOTO / A NAME\n\nBEIRUT: Troops left.",
            "{C Smoke over Sarha on July 2, 2016. / AFP PHOTO / A NAME} {D BEIRUT:} Troops left.",
        ),
        // Tags and related headlines before the body.
        (
            "Troops left. Tags Sarha Syria air strikes truce At least nine people died.",
            "Troops left. {X Tags Sarha Syria air strikes truce} At least nine people died.",
        ),
        (
            "Troops left. Tags Sarha Russia truce Army units pounded the town.",
            "Troops left. {X Tags Sarha Russia truce} Army units pounded the town.",
        ),
        // Footers.
        (
            "Troops left the town of Sarha on Monday. They went north. Read Also Rebels take Mura",
            "Troops left the town of Sarha on Monday. They went north. {X Read Also Rebels take Mura}",
        ),
        // Lines.
        (
            "Army takes Sarha\n\nTroops entered the town.\n\nFollow us on the web",
            "{T Army takes Sarha} Troops entered the town. {X Follow us on the web}",
        ),
        ("Troops entered the town.\nThey left.", "Troops entered the town. / They left."),
        ("DAMASCUS (Reuters) - Troops entered Sarha.", "{D DAMASCUS (Reuters) -} Troops entered Sarha."),
        (
            "ALEPPO, Syria, July 26 (Xinhua) -- Troops entered Sarha.",
            "{D ALEPPO, Syria, July 26 (Xinhua) -} - Troops entered Sarha.",
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(show(text), *expected);
    }
}

#[test]
fn a_known_headline_is_no_part_of_a_sentence() {
    let rows = [
        ("Army takes Sarha", "Army takes Sarha Troops came.", "{T Army takes Sarha} Troops came."),
        ("Army takes Sarha", "Army takes Sarhali. It fell.", "Army takes Sarhali. It fell."),
        ("Army takes Sarha", "Army takes Sarha and goes on.", "Army takes Sarha and goes on."),
        ("Sarha", "Troops entered Sarha on Monday.", "Troops entered Sarha on Monday."),
        ("Sarha", "Troops came.\nSarha\nIt fell.", "Troops came. {T Sarha} It fell."),
        (
            "Army takes Sarha",
            "16 July 2015 Army takes Sarha Troops came.",
            "{D 16 July 2015} {T Army takes Sarha} Troops came.",
        ),
    ];
    for (title, text, expected) in rows {
        let draft = Draft { title: Some(title.to_owned()), ..plain::read(text.to_owned()) };
        assert_eq!(shown(text, &frame(&draft)), expected);
    }
}

#[test]
fn a_line_that_is_only_a_date_is_no_headline() {
    let rows = [
        ("July 28, 2016\n\nTroops entered Sarha.\nThey left.", None),
        ("July 28, 2016\n\nArmy takes Sarha\n\nTroops came.", Some("Army takes Sarha")),
    ];
    for (text, title) in rows {
        assert_eq!(frame(&plain::read(text.to_owned())).title.as_deref(), title, "{text}");
    }
}

#[test]
fn outlets_are_read_from_their_tags() {
    let rows = [
        ("Shells kill nine in Sarha AFP Friday 10 Jul 2015 Nine people died.", Some("AFP")),
        ("Posted on June 9 2017 by Asharq Al-Awsat Troops left.", Some("Asharq al-Awsat")),
        ("BEIRUT (Reuters) - Troops left.", Some("Reuters")),
        ("Troops left. He reported from Damascus, Syria.-AP", Some("AP")),
        ("Troops left the town. Source TRTWorld and agencies", Some("TRT World")),
        ("Troops left the town, Press TV reported. 212", Some("Press TV")),
        ("A doctor told Reuters that troops left.", None),
    ];
    for (text, outlet) in rows {
        assert_eq!(frame(&plain::read(text.to_owned())).outlet.as_deref(), outlet, "{text}");
    }
}

#[test]
fn parts_cover_the_text() {
    let text = "Fri Jul 1 2016 Army Takes Two Hills Near Sarha. Troops left. Tags A B The army left (AFP). Read Also é";
    let parts = frame(&plain::read(text.to_owned())).parts;
    assert_eq!(parts.first().map(|part| part.start), Some(0));
    assert_eq!(parts.last().map(|part| part.end), Some(text.len()));
    assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
}

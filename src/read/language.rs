//! Which language a text is in. English is read; any other is named and refused, and a paragraph in another
//! language inside an English article is noted.

use std::ops::Range;
use whatlang::{Detector, Lang};

/// The ISO 639-1 code of English.
pub(super) const ENGLISH: &str = "en";

/// The language's English name, if the text is surely not English.
pub(super) fn other_than_english(text: &str) -> Option<&'static str> {
    let head = head(text, 4000);
    let (share, words) = english_share(head);
    if share >= 0.12 {
        return None;
    }
    // Longer texts with next to no English grammar are in a language that the detector may not know.
    let unknown = (words >= 25 && share < 0.03 && is_prose(head)).then_some("another language");
    detected(self::head(text, 2000)).or(unknown)
}

/// The paragraphs of an English article that are in another language, with its English name.
pub(super) fn other_parts(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let foreign = |line: &&str| {
        let marks = line.bytes().filter(|byte| !byte.is_ascii()).count();
        marks * 100 >= line.len() && {
            let (share, words) = english_share(line);
            words >= 8 && share < 0.09
        }
    };
    let range = |line: &str| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        start..start + line.len()
    };
    text.lines().filter(foreign).filter_map(|line| Some((range(line), detected(line)?))).collect()
}

/// Whether words in small letters stand among the names: a list of names is in no language.
fn is_prose(text: &str) -> bool {
    let words = || text.split_whitespace().filter(|word| !word.contains('-'));
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    small * 5 >= words().count() * 2
}

/// The language's English name, if it is surely not English: a few words or names tell nothing.
fn detected(text: &str) -> Option<&'static str> {
    let found = Detector::new().detect(text)?;
    let sure = found.script() != whatlang::Script::Latin || found.is_reliable() && is_prose(text);
    (sure && found.lang() != Lang::Eng).then(|| found.lang().eng_name())
}

/// The share of words that only serve English grammar, and how many words there are. English news has about 0.35
/// of them, other languages in Latin script under 0.05.
fn english_share(text: &str) -> (f32, usize) {
    const SERVING: [&str; 30] = [
        "the", "of", "and", "to", "in", "a", "on", "by", "that", "for", "with", "from", "at", "was", "were", "is",
        "are", "as", "it", "has", "have", "had", "said", "after", "which", "who", "their", "its", "an", "been",
    ];
    let (mut serving, mut words) = (0, 0);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words += 1;
        serving += usize::from(word.len() <= 5 && SERVING.iter().any(|s| s.eq_ignore_ascii_case(word)));
    }
    (if words < 8 { 0.0 } else { serving as f32 / words as f32 }, words)
}

/// The first `chars` characters.
fn head(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_in_another_language_are_found() {
        let arabic = "سيطر الجيش على القرية صباح يوم الاثنين بعد معارك عنيفة مع الفصائل";
        let french = "L’armée a repris le village lundi après de violents combats, selon des témoins cités à Alep.";
        let english = "Troops took Kafr Mura (كفر مورا) on Monday, a monitor said.";
        let text = format!("{english}\n\n{arabic}\n{english}\n{french}");
        let found: Vec<_> = other_parts(&text).into_iter().map(|(range, name)| (&text[range], name)).collect();
        assert_eq!(found, [(arabic, "Arabic"), (french, "French")]);
        assert_eq!(other_parts("Ma‘arrat al-Nu‘mān, Tall Rif‘at, Ḥarastā: “Liwā’ al-Tawḥīd”, ‘Aḥrār al-Shām’"), []);
    }

    #[test]
    fn english_is_read_and_others_are_named() {
        let rows = [
            ("Troops entered the village on Monday after clashes with rebels, a monitor said.", None),
            ("Army takes Tal Sara", None),
            (
                "Tal Sara, Kafr Mura, Umm Nakhla, Deir Wardi, Bir Sheikh: Liwa al-Nasr, Jaysh al-Fajr, Harakat al-Nur",
                None,
            ),
            (
                "Hêzên me li Tel Sarayê du gund rizgar kirin û şervanên me di şer de bi ser ketin. Li gorî çavkaniyan \
                 çeteyên DAIŞê ji bajêr reviyan û gel vegeriya malên xwe.",
                Some("another language"),
            ),
            ("قالت مصادر محلية إن الجيش تقدم في ريف المدينة الشمالي بعد معارك عنيفة", Some("Arabic")),
            (
                "Les troupes ont pris le village lundi après de violents combats avec les rebelles, selon une source.",
                Some("French"),
            ),
            (
                "Войска вошли в деревню в понедельник после тяжёлых боёв с повстанцами, сообщили местные жители и врачи.",
                Some("Russian"),
            ),
            (
                "Ordu birlikleri pazartesi günü şiddetli çatışmaların ardından köye girdi, yerel kaynaklar böyle söyledi.",
                Some("Turkish"),
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(other_than_english(text), expected, "{text}");
        }
    }
}

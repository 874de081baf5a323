//! Which language a text is in. English is read; any other is named and refused.

use whatlang::{Detector, Lang};

/// The ISO 639-1 code of English.
pub(super) const ENGLISH: &str = "en";

/// The language's English name, if the text is surely not English.
pub(super) fn other_than_english(text: &str) -> Option<&'static str> {
    let head = head(text, 4000);
    if english_share(head) >= 0.12 {
        return None;
    }
    let found = Detector::new().detect(self::head(text, 2000))?;
    // A few words or names tell nothing: then it is read, and gives what it gives.
    let sure = found.is_reliable() || found.script() != whatlang::Script::Latin;
    (sure && found.lang() != Lang::Eng).then(|| found.lang().eng_name())
}

/// The share of words that only serve English grammar. English news has about 0.35 of them, other
/// languages in Latin script under 0.05.
fn english_share(text: &str) -> f32 {
    const SERVING: [&str; 30] = [
        "the", "of", "and", "to", "in", "a", "on", "by", "that", "for", "with", "from", "at", "was", "were", "is",
        "are", "as", "it", "has", "have", "had", "said", "after", "which", "who", "their", "its", "an", "been",
    ];
    let (mut serving, mut words) = (0, 0);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words += 1;
        serving += usize::from(SERVING.iter().any(|s| s.eq_ignore_ascii_case(word)));
    }
    if words < 8 { 0.0 } else { serving as f32 / words as f32 }
}

/// The first `chars` characters.
fn head(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_read_and_others_are_named() {
        let rows = [
            ("Troops entered the village on Monday after clashes with rebels, a monitor said.", None),
            ("Army takes Tal Sara", None),
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

//! The visual order of a line that mixes Arabic and Latin.
//!
//! egui shapes and joins the letters of a word but lays words out from left to right. So a line that
//! is already wrapped is reordered here word by word, and letters inside a word stay in logical
//! order. Search, copy and files always use the logical text.

use std::borrow::Cow;
use unicode_bidi::BidiInfo;

/// The words of one line in the order in which they are painted from left to right. Text without
/// right-to-left letters comes back as it is.
pub fn visual_line(line: &str) -> Cow<'_, str> {
    if !has_rtl(line) {
        return Cow::Borrowed(line);
    }
    let info = BidiInfo::new(line, None);
    let mut out = String::with_capacity(line.len());
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            if levels[run.start].is_rtl() {
                words(&line[run]).into_iter().rev().for_each(|word| out.push_str(&word));
            } else {
                out.push_str(&line[run]);
            }
        }
    }
    Cow::Owned(out)
}

/// Whether the text has a letter that is written from right to left.
pub fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && BidiInfo::new(text, None).has_rtl()
}

/// A run cut into words and single marks, each mark mirrored.
fn words(run: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut in_word = false;
    for c in run.chars() {
        let letter = c.is_alphanumeric() || is_mark(c);
        if letter && in_word {
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
        } else {
            words.push(if letter { c } else { mirrored(c) }.to_string());
        }
        in_word = letter;
    }
    words
}

/// Arabic vowel signs belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{64B}'..='\u{65F}').contains(&c) || c == '\u{670}'
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_words_run_from_the_right() {
        for (logical, visual) in [
            ("Heluk", "Heluk"),
            ("الهلك", "الهلك"),
            ("حي الهلك", "الهلك حي"),
            ("حي الهلك (حلب)", "(حلب) الهلك حي"),
            ("Heluk حي الهلك 2016", "Heluk 2016 الهلك حي"),
        ] {
            assert_eq!(visual_line(logical), visual, "{logical}");
        }
    }
}

//! The visual order of a line that mixes Arabic and Latin.
//!
//! egui shapes and joins the letters of a word but lays words out from left to right. So a line that
//! is already wrapped is reordered here word by word, and letters inside a word stay in logical
//! order. Search, copy and files always use the logical text.

use std::borrow::Cow;
use unicode_bidi::{BidiInfo, Level};

/// The words of one line in the order in which they are painted from left to right. Text without
/// right-to-left letters comes back as it is.
pub fn visual_line(line: &str) -> Cow<'_, str> {
    if !has_rtl(line) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(visual_order(line, reads_from_right(line)).into_iter().map(|(_, letter)| letter).collect())
}

/// The letters of one line in the order in which they are painted, each with its place in the line (in letters).
/// Brackets among right-to-left words are mirrored. `from_right`: the paragraph that the line is of begins at the
/// right, as [`reads_from_right`] tells of it.
pub fn visual_order(line: &str, from_right: bool) -> Vec<(usize, char)> {
    let info = BidiInfo::new(line, Some(if from_right { Level::rtl() } else { Level::ltr() }));
    let mut order = Vec::with_capacity(line.len());
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let first = line[..run.start].chars().count();
            let letters = line[run.clone()].chars().enumerate().map(|(n, letter)| (first + n, letter));
            if levels[run.start].is_rtl() {
                order.extend(words(letters).into_iter().rev().flatten());
            } else {
                order.extend(letters);
            }
        }
    }
    order
}

/// Whether a paragraph begins at the right: its first letter of any script does.
pub fn reads_from_right(paragraph: &str) -> bool {
    paragraph.chars().find(|c| c.is_alphabetic()).is_some_and(is_rtl)
}

/// Whether a letter or a sign on it is written from right to left.
pub fn is_rtl(c: char) -> bool {
    is_mark(c) || matches!(unicode_bidi::bidi_class(c), unicode_bidi::BidiClass::R | unicode_bidi::BidiClass::AL)
}

/// Whether the text has a letter that is written from right to left.
pub fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && BidiInfo::new(text, None).has_rtl()
}

/// A run cut into words and single marks, each mark mirrored.
fn words(run: impl Iterator<Item = (usize, char)>) -> Vec<Vec<(usize, char)>> {
    let mut words: Vec<Vec<(usize, char)>> = Vec::new();
    let mut in_word = false;
    for (at, c) in run {
        let letter = c.is_alphanumeric() || is_mark(c);
        if letter && in_word {
            if let Some(word) = words.last_mut() {
                word.push((at, c));
            }
        } else {
            words.push(vec![(at, if letter { c } else { mirrored(c) })]);
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

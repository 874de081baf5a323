//! Letters with their places -> lines of words.

use unicode_normalization::UnicodeNormalization;

/// A letter, or a few drawn as one. Places in points, down and to the right from the page's top left.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub text: String,
    pub x: f64,
    /// The base line.
    pub y: f64,
    /// The height of the type.
    pub size: f64,
    pub width: f64,
}

/// A line of words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// Where it begins and ends.
    pub x: [f64; 2],
    /// The base line.
    pub y: f64,
    /// The height of the type.
    pub size: f64,
}

/// The gap between two letters that parts words, in type heights.
const WORD_GAP: f64 = 0.17;
/// The gap that parts columns of a table.
const COLUMN_GAP: f64 = 2.0;

/// The lines that letters make, in the order in which they are drawn.
pub(super) fn of(letters: &[Letter]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for letter in letters {
        match lines.last_mut().filter(|line| continues(line, letter)) {
            Some(line) => append(line, letter),
            None => lines.push(Line {
                text: plain(&letter.text),
                x: [letter.x, letter.x + letter.width],
                y: letter.y,
                size: letter.size,
            }),
        }
    }
    for line in &mut lines {
        line.text = line.text.trim().to_owned();
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Whether a letter stands on the line: on its base line or a little off it (a raised figure), and not
/// left of its end.
fn continues(line: &Line, letter: &Letter) -> bool {
    let size = line.size.max(letter.size);
    let raised = letter.size < 0.8 * line.size || line.size < 0.8 * letter.size;
    let off = if raised { 0.6 } else { 0.3 } * size;
    (letter.y - line.y).abs() <= off && letter.x >= line.x[1] - 0.6 * size
}

fn append(line: &mut Line, letter: &Letter) {
    let size = line.size.max(letter.size);
    let gap = letter.x - line.x[1];
    let spaced = line.text.ends_with(char::is_whitespace) || letter.text.starts_with(char::is_whitespace);
    if gap > COLUMN_GAP * size {
        line.text.truncate(line.text.trim_end().len());
        line.text.push_str("  ");
    } else if gap > WORD_GAP * size && !spaced {
        line.text.push(' ');
    }
    if letter.size > line.size && !letter.text.trim().is_empty() {
        (line.size, line.y) = (letter.size, letter.y);
    }
    line.text.push_str(&plain(&letter.text));
    line.x[1] = line.x[1].max(letter.x + letter.width);
}

/// The usual letters for those drawn as one (`ﬁ`), a space for any white space.
fn plain(text: &str) -> String {
    let usual = |c: char| match c {
        '\u{fb00}'..='\u{fb06}' => c.nfkc().collect::<String>(),
        _ if c.is_whitespace() => " ".to_owned(),
        _ if c.is_control() => String::new(),
        _ => c.to_string(),
    };
    text.chars().map(usual).collect()
}

//! Texts whose lines are cut at a fixed width, as mail programs and terminals cut them.
//!
//! A line end is a *cut* where the next word would not have fitted into the width of its block of lines; any other
//! line end was meant, such as that of a headline with no blank line below it.

use std::borrow::Cow;

/// The widths at which texts are cut, in characters.
const WIDTHS: std::ops::Range<usize> = 45..110;
/// So many full lines that do not end a sentence are no chance.
const FULL_LINES: usize = 4;

/// The text with a space for each line end that is only a cut: every byte stays where it was.
pub fn unwrapped(text: &str) -> Cow<'_, str> {
    if !is_wrapped(text) {
        return Cow::Borrowed(text);
    }
    let mut flat = String::with_capacity(text.len());
    let lines: Vec<&str> = text.split('\n').collect();
    for block in lines.chunk_by(|line, next| !line.trim().is_empty() && !next.trim().is_empty()) {
        let most = block.iter().map(|line| width(line)).filter(|most| WIDTHS.contains(most)).max();
        for (line, next) in block.iter().zip(block.iter().skip(1)) {
            let word = next.split_whitespace().next().unwrap_or_default();
            let fits = most.is_none_or(|most| width(line) + 1 + width(word) <= most);
            flat.push_str(line);
            flat.push(if fits { '\n' } else { ' ' });
        }
        flat.push_str(block.last().copied().unwrap_or_default());
        flat.push('\n');
    }
    flat.pop();
    Cow::Owned(flat)
}

/// Whether most lines that another follows are full, and end inside a sentence. Of few lines one has to go on with a
/// small letter: three headlines are no text that was cut.
fn is_wrapped(text: &str) -> bool {
    let (mut full, mut open, mut goes_on) = (0, 0, false);
    let mut lines = text.lines().map(str::trim_end).peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().filter(|next| !next.is_empty());
        if let Some(next) = next.filter(|_| WIDTHS.contains(&width(line))) {
            let inside = !line.ends_with(['.', '!', '?', '"', '”', ':']);
            full += 1;
            open += usize::from(inside);
            goes_on |= inside && next.starts_with(char::is_lowercase);
        }
    }
    full >= FULL_LINES && open * 2 > full || full + 1 >= FULL_LINES && open == full && goes_on
}

fn width(line: &str) -> usize {
    line.trim_end().chars().count()
}

#[cfg(test)]
mod tests {
    use super::unwrapped;

    #[test]
    fn only_cuts_become_spaces() {
        let text = "Troops near the northern road\nGovernment troops moved along the road north of the city on\nTuesday, a monitor said, while residents of the eastern parts\nspoke of shelling that went on through the whole night and a\nshortage of bread in the shops which many had already left in\nhaste.\n\nNobody was hurt.\n";
        let flat = unwrapped(text);
        let lines: Vec<&str> = flat.lines().collect();
        assert_eq!(flat.len(), text.len());
        assert_eq!((lines.len(), lines[0]), (4, "Troops near the northern road"));
        assert!(lines[1].ends_with("left in haste."));
    }

    #[test]
    fn lines_of_their_own_stay() {
        let text = "The northern road is closed.\nThe hospital was hit.\n\nA bridge has fallen.\n";
        assert_eq!(unwrapped(text), text);
    }
}

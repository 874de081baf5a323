//! Lines -> paragraphs: where the writer's paragraphs end, and words that were broken at the end of a line.

use super::super::Draft;
use super::super::frame;
use super::lines::Line;
use std::collections::BTreeSet;

/// Type larger than the body's by this much is a headline's.
const HEADLINE: f64 = 1.2;
/// The longest headline, in bytes.
const MAX_HEADLINE: usize = 300;

/// Writes the words of the pages, paragraphs apart by an empty line; the first large type is the headline.
pub(super) fn write(pages: &[Vec<Line>], draft: &mut Draft) {
    let words = whole_words(pages);
    let body = body_size(pages);
    let mut blocks: Vec<Block> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let leading = leading(page);
        for (at, line) in page.iter().enumerate() {
            let goes_on = match (at.checked_sub(1).map(|before| &page[before]), blocks.last()) {
                (Some(before), Some(_)) => same_paragraph(before, line, page, leading),
                (None, Some(last)) => number > 0 && over_the_page(last, line),
                _ => false,
            };
            match blocks.last_mut().filter(|_| goes_on) {
                Some(block) => block.append(&line.text, &words),
                None => blocks.push(Block { text: line.text.clone(), size: line.size }),
            }
        }
    }
    let mut headline = None;
    for block in &blocks {
        let text = block.text.replace('\u{ad}', "");
        let start = draft.text.len();
        draft.text.push_str(&text);
        let large = block.size >= HEADLINE * body && text.len() <= MAX_HEADLINE;
        if headline.is_none() && large && start < 600 {
            headline = Some(start..draft.text.len());
        }
        draft.text.push_str("\n\n");
    }
    draft.text.truncate(draft.text.trim_end().len());
    if let Some(range) = headline.filter(|range| range.end < draft.text.len()) {
        draft.title = Some(draft.text[range.clone()].to_owned());
        draft.titles.push(range);
    }
}

/// A paragraph in the making.
struct Block {
    text: String,
    size: f64,
}

impl Block {
    /// Appends a line. A hyphen at the end of the line before is the printer's, unless both halves are words
    /// of the article or make a usual compound (`rebel-held`).
    fn append(&mut self, line: &str, words: &BTreeSet<String>) {
        if let Some(head) = self.text.strip_suffix('\u{ad}') {
            self.text = head.to_owned() + line;
            return;
        }
        let broken = self.text.strip_suffix(['-', '\u{2010}']).filter(|head| head.ends_with(char::is_alphabetic));
        let Some(head) = broken.filter(|_| line.starts_with(char::is_lowercase)).map(str::to_owned) else {
            let hyphen = self.text.ends_with(['-', '\u{2010}']) && line.starts_with(char::is_alphanumeric);
            if !hyphen {
                self.text.push(' ');
            }
            self.text.push_str(line);
            return;
        };
        let first = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let second = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let whole = words.contains(&format!("{first}{second}"));
        let compound = words.contains(&format!("{first}-{second}"))
            || frame::is_compound(&first, &second)
            || (words.contains(&first) && words.contains(&second));
        self.text = if compound && !whole { format!("{head}-{line}") } else { head + line };
    }
}

/// The words and the hyphened compounds that stand within lines, in lower case.
fn whole_words(pages: &[Vec<Line>]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in pages.iter().flatten() {
        let list: Vec<&str> = line.text.split_whitespace().collect();
        for (at, word) in list.iter().enumerate() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            // The first and the last of a line may be halves.
            let inside = at > 0 && at + 1 < list.len();
            if inside && !word.is_empty() {
                words.extend(word.split('-').map(str::to_owned));
                words.insert(word);
            }
        }
    }
    words
}

/// The type height of most letters.
fn body_size(pages: &[Vec<Line>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = pages.iter().flatten().map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut sum = 0;
    let median = sizes.iter().find(|(_, letters)| {
        sum += letters;
        sum > half
    });
    median.map_or(0.0, |(size, _)| *size)
}

/// The usual distance of base lines on a page, in type heights.
fn leading(page: &[Line]) -> f64 {
    let steps = page.windows(2).map(|pair| (pair[1].y - pair[0].y) / pair[0].size.max(1.0));
    let mut steps: Vec<f64> = steps.filter(|step| (0.8..2.6).contains(step)).collect();
    steps.sort_by(f64::total_cmp);
    // Lines inside paragraphs stand closer than paragraphs do.
    steps.get(steps.len() / 3).copied().unwrap_or(1.25)
}

/// Whether a line goes on with the paragraph of the line before it.
fn same_paragraph(before: &Line, line: &Line, page: &[Line], leading: f64) -> bool {
    let size = before.size.max(line.size);
    if (before.size - line.size).abs() > 0.1 * size {
        return false;
    }
    let step = (line.y - before.y) / size;
    let hyphen = before.text.ends_with(['-', '\u{2010}', '\u{ad}']);
    if step <= 0.0 {
        // On to the next column.
        return !ends_sentence(&before.text);
    }
    let indented = line.x[0] > before.x[0] + 0.8 * size && ends_sentence(&before.text);
    step <= leading * 1.25 + 0.05 && !indented && (hyphen || is_full(before, line, page))
}

/// Whether the next line's first word would not have fitted on this one: else the writer ended it.
fn is_full(before: &Line, next: &Line, page: &[Line]) -> bool {
    let beside = |line: &&Line| {
        (line.x[0] - before.x[0]).abs() < 4.0 * before.size && (line.size - before.size).abs() < 0.1 * before.size
    };
    let margin = page.iter().filter(beside).map(|line| line.x[1]).fold(before.x[1], f64::max);
    let letters = next.text.chars().count().max(1) as f64;
    let first = next.text.split_whitespace().next().unwrap_or_default().chars().count() as f64;
    let word = (next.x[1] - next.x[0]) / letters * first;
    before.x[1] + 0.25 * before.size + word > margin - 0.5 * before.size
}

/// Whether a page goes on with the last paragraph of the page before.
fn over_the_page(last: &Block, line: &Line) -> bool {
    (last.size - line.size).abs() <= 0.1 * line.size && !ends_sentence(&last.text)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '?', '!', ':'])
}

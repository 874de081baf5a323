//! What each run of an article's text is there for: headline, dateline, body, caption, boilerplate
//! (`assets/lexicon/boilerplate.toml`). Works with and without line breaks and commas: many press
//! archives have lost both.

mod dateline;

use super::calendar::{WrittenDate, written_dates};
use super::wrapped::unwrapped;
use super::{Draft, outlets};
use crate::article::{Part, Role};
use aho_corasick::AhoCorasick;
use dateline::{dateline_date, end_of_time, mark_city_datelines, mark_head};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// How far into a text its dateline may stand, in bytes.
const HEAD: usize = 320;

/// An article's text told apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// The parts, in order, without gaps or overlaps.
    pub parts: Vec<Part>,
    /// The headline that the text itself shows.
    pub title: Option<String>,
    /// The outlet that the text itself shows.
    pub outlet: Option<String>,
    /// The date printed with the article.
    pub date: Option<WrittenDate>,
}

impl Frame {
    /// What the byte at `at` is there for.
    pub(super) fn role_at(&self, at: usize) -> Role {
        let index = self.parts.partition_point(|part| part.end <= at);
        self.parts.get(index).map_or(Role::Body, |part| part.role)
    }
}

/// Tells the parts of a draft's text apart.
pub(super) fn frame(draft: &Draft) -> Frame {
    let text = &*unwrapped(&draft.text);
    let mut marks = Marks::default();
    marks.extend(Role::Title, &draft.titles);
    marks.extend(Role::Caption, &draft.captions);
    let mut frame = Frame { date: dateline_date(text), ..Frame::default() };
    mark_head(text, &mut frame, &mut marks);
    mark_captions(text, &mut marks);
    mark_city_datelines(text, &mut frame, &mut marks);
    mark_title_line(text, draft, &mut frame, &mut marks);
    mark_lists(text, &mut marks);
    mark_footer(text, &mut marks);
    if frame.outlet.is_none() {
        frame.outlet = closing_outlet(text);
    }
    frame.parts = marks.parts(text.len());
    frame
}

/// Marked runs; where they overlap the later role of this list wins: title, dateline, caption, boilerplate.
#[derive(Default)]
struct Marks(Vec<(Range<usize>, Role)>);

impl Marks {
    fn add(&mut self, role: Role, range: Range<usize>) {
        if !range.is_empty() {
            self.0.push((range, role));
        }
    }

    fn extend(&mut self, role: Role, ranges: &[Range<usize>]) {
        ranges.iter().for_each(|range| self.add(role, range.clone()));
    }

    fn end_of(&self, role: Role) -> usize {
        self.0.iter().filter(|mark| mark.1 == role).map(|mark| mark.0.end).max().unwrap_or(0)
    }

    fn parts(&self, length: usize) -> Vec<Part> {
        let mut cuts: Vec<usize> = self.0.iter().flat_map(|(range, _)| [range.start, range.end]).collect();
        cuts.extend([0, length]);
        cuts.sort_unstable();
        cuts.dedup();
        let rank = |role: Role| match role {
            Role::Body => 0,
            Role::Title => 1,
            Role::Dateline => 2,
            Role::Caption => 3,
            Role::Boilerplate => 4,
        };
        let mut parts: Vec<Part> = Vec::new();
        for cut in cuts.windows(2) {
            let (start, end) = (cut[0], cut[1]);
            let covers = |(range, _): &&(Range<usize>, Role)| range.start <= start && end <= range.end;
            let role =
                self.0.iter().filter(covers).map(|mark| mark.1).max_by_key(|&role| rank(role)).unwrap_or(Role::Body);
            match parts.last_mut().filter(|last| last.role == role) {
                Some(last) => last.end = end,
                None => parts.push(Part { role, start, end }),
            }
        }
        parts
    }
}

// -- headline ------------------------------------------------------------------------------------

/// A first line without a full stop is the headline; so is the known headline where the text begins with
/// it or has it as a line of its own.
fn mark_title_line(text: &str, draft: &Draft, frame: &mut Frame, marks: &mut Marks) {
    if let Some(title) = draft.title.clone().or(frame.title.clone()).filter(|title| !title.trim().is_empty()) {
        mark_known_title(text, title.trim(), marks);
        return;
    }
    let mut lines = text.split_inclusive('\n').filter(|line| !line.trim().is_empty());
    let Some(line) = lines.by_ref().find(|line| !is_only_a_date(line)) else { return };
    let start = line.as_ptr() as usize - text.as_ptr() as usize + (line.len() - line.trim_start().len());
    let line = line.trim();
    let closed = line.ends_with(['.', '!', '"', '”', ')', ']', ':']);
    if !closed
        && line.len() <= 220
        && lines.next().is_some()
        && line.split_whitespace().count() >= 3
        && !is_credit_line(line)
    {
        marks.add(Role::Title, start..start + line.len());
        frame.title = Some(line.to_owned());
    }
}

/// Marks the known headline in the head of the text: never inside a sentence.
fn mark_known_title(text: &str, title: &str, marks: &mut Marks) {
    let mut begun = marks.end_of(Role::Dateline);
    for (at, _) in text[..floor(text, HEAD + 280)].match_indices(title) {
        let end = at + title.len();
        let line_before = text[..at].rsplit('\n').next().unwrap_or("");
        let after = text[end..].trim_start_matches(' ');
        let line_ends = after.trim_start_matches(['\r', '\t']).starts_with('\n') || after.is_empty();
        let whole_line = line_before.trim().is_empty() && line_ends;
        let first = text[..at].trim().is_empty() || at >= begun && text[begun..at].trim().is_empty();
        let parted = !text[end..].starts_with(char::is_alphanumeric);
        let goes_on = after.starts_with(|c: char| c.is_lowercase() || c == ',' || c == '\'' || c == '’' || c == '-');
        if whole_line || first && parted && !goes_on {
            marks.add(Role::Title, at..end);
            begun = end;
        }
    }
}

/// A line that holds a date, perhaps with a time of day, and no other words.
fn is_only_a_date(line: &str) -> bool {
    let dates = written_dates(line);
    let Some(date) = dates.first() else { return false };
    let rest = [&line[..date.range.start], &line[end_of_time(line, date.range.end)..]];
    let mut words = rest.iter().flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
    words.all(|word| word.is_empty() || ["am", "pm", "at"].iter().any(|time| word.eq_ignore_ascii_case(time)))
}

// -- captions ------------------------------------------------------------------------------------

/// Marks sentences that end in a photo credit, and whole lines that carry one.
fn mark_captions(text: &str, marks: &mut Marks) {
    for (at, open) in text.match_indices(['(', '[']) {
        let close = if open == "(" { ')' } else { ']' };
        let Some(length) = text[at..].find(close).filter(|&length| length < 60) else { continue };
        let end = at + length + 1;
        let dateline = text[end..].trim_start().starts_with(['-', '–', '—']);
        if is_credit(&text[at + 1..end - 1]) && !dateline {
            let start = sentence_start(text, at).max(marks.end_of_before(Role::Dateline, at));
            marks.add(Role::Caption, start..end);
        }
    }
    for line in text.split_inclusive('\n') {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        if is_credit_line(line) {
            let start = start.max(marks.end_of_before(Role::Dateline, start + line.len()));
            let end = start + text[start..].split('\n').next().unwrap_or("").len();
            // Without line breaks the credit is inside the article: its own sentence alone.
            let alone = text.trim_end().contains('\n');
            let credit = credit_at(text, start..end);
            let from = if alone { start } else { sentence_start(text, credit.start).max(start) };
            marks.add(Role::Caption, from..if alone { end } else { credit.end });
        }
    }
}

impl Marks {
    /// The end of the last run of `role` that ends at or before `at`.
    fn end_of_before(&self, role: Role, at: usize) -> usize {
        self.0.iter().filter(|mark| mark.1 == role && mark.0.end <= at).map(|mark| mark.0.end).max().unwrap_or(0)
    }
}

/// All words in the bracket are those of credits: `Reuters`, `File photo`, `Anadolu and agencies`.
fn is_credit(words: &str) -> bool {
    let mut any = false;
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
        any = true;
        data().credit_words.iter().any(|credit| credit.eq_ignore_ascii_case(word))
    }) && any
}

/// A line with an agency's photo credit: `... / AFP PHOTO / NAME`, `... - AFP P`.
fn is_credit_line(line: &str) -> bool {
    CREDITS.as_ref().is_some_and(|search| search.is_match(line)) || ends_in_credit(line)
}

fn ends_in_credit(line: &str) -> bool {
    let line = line.trim_end();
    let Some((_, tail)) = line.rsplit_once(" - ") else { return false };
    tail.len() <= 12 && outlets::built_in().at_start(tail).is_some_and(|(outlet, _)| outlet.agency)
}

fn credit_at(text: &str, line: Range<usize>) -> Range<usize> {
    let words = &text[line.clone()];
    let found = data().credit_phrases.iter().filter_map(|phrase| Some((words.find(phrase)?, phrase.len()))).min();
    found.map_or(line.clone(), |(at, length)| line.start + at..line.start + at + length)
}

/// Where the sentence around `at` begins: after the last stop before it.
fn sentence_start(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let stop = before.rmatch_indices(['.', '!', '?', '\n', ')', ']']).map(|(stop, mark)| stop + mark.len());
    let mut stops = stop.filter(|&end| {
        let after = &text[end..];
        text[..end].ends_with('\n')
            || after.starts_with(char::is_whitespace)
                && after.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    stops.next().unwrap_or(0)
}

// -- boilerplate ---------------------------------------------------------------------------------

/// Marks lists of tags and of related headlines that stand before the body.
fn mark_lists(text: &str, marks: &mut Marks) {
    for name in places_of(&LIST_HEADS, text) {
        let at = name.start;
        let own_line = at == 0 || text[..at].ends_with('\n');
        let follows_stop = text[..at].trim_end().ends_with(['.', '!', '?', ')', ']', '"', '”'])
            || marks.end_of_before(Role::Dateline, at + 1) + 1 >= at;
        let next = text[name.end..].trim_start_matches([' ', ':']);
        let names = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if names && (own_line || follows_stop) {
            marks.add(Role::Boilerplate, at..list_end(text, name.end));
        }
    }
}

/// Where a list that begins before `start` gives way to the body: at the line's end, or at the
/// capital with which the first sentence with a verb begins.
fn list_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    if let Some(line) = rest.find('\n').filter(|&line| !rest[..line].contains('.')) {
        return start + line;
    }
    let mut begin = None;
    for word in rest[..floor(rest, 500)].split(' ') {
        let at = start + (word.as_ptr() as usize - rest.as_ptr() as usize);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if data().sentence_openers.iter().any(|opener| opener == bare) && at > start + 1 {
            return at;
        }
        if data().finite_verbs.iter().any(|verb| verb == bare) {
            return begin.unwrap_or(at);
        }
        if word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '"') {
            begin = Some(at);
        }
        if word.ends_with('.') {
            break;
        }
    }
    start
}

/// Marks everything from the first footer phrase to the end.
fn mark_footer(text: &str, marks: &mut Marks) {
    let half = text.len() / 3;
    let footer = places_of(&FOOTERS, text).map(|phrase| phrase.start);
    let apart = |&at: &usize| {
        let before = text[..at].trim_end_matches(' ');
        at > half && (before.ends_with('\n') || before.trim_end().ends_with(['.', '!', '?', ')', ']', '"', '”', '…']))
    };
    if let Some(at) = footer.filter(apart).min() {
        marks.add(Role::Boilerplate, at..text.len());
    }
}

/// The outlet named at the very end: `Source OUTLET`, `(Source: OUTLET)`, `- AP`, `OUTLET reported. 212`.
fn closing_outlet(text: &str) -> Option<String> {
    let tail_start = ceil(text, text.len().saturating_sub(160));
    let tail = &text[tail_start..];
    let named = data().closing_heads.iter().find_map(|head| {
        let (_, after) = tail.rsplit_once(head.as_str())?;
        Some(outlets::built_in().at_start(after.trim_start_matches([':', ' ']))?.0)
    });
    let signed = || {
        let end = tail.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.');
        let (_, after) = end.rsplit_once(['-', '–', '—'])?;
        let (outlet, length) = outlets::built_in().at_start(after.trim_start())?;
        (length == after.trim().len()).then_some(outlet)
    };
    let reported = || {
        let end = tail
            .trim_end()
            .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c.is_ascii_uppercase() || c == '.');
        let before = end.strip_suffix("reported")?.trim_end();
        before.match_indices(' ').find_map(|(at, _)| {
            let (outlet, length) = outlets::built_in().at_start(&before[at + 1..])?;
            (at + 1 + length == before.len()).then_some(outlet)
        })
    };
    named.or_else(signed).or_else(reported).map(|outlet| outlet.name.clone())
}

// -- helpers -------------------------------------------------------------------------------------

/// Whether a sentence ends inside the words.
fn has_stop(words: &str) -> bool {
    words.match_indices(['.', '!']).any(|(at, _)| words[at + 1..].starts_with(' '))
}

/// The last character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first character border at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// The word lists of `assets/lexicon/boilerplate.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    date_markers: Vec<String>,
    clock_zones: Vec<String>,
    months_follow: Vec<String>,
    dateline_cities: Vec<String>,
    dateline_fronts: Vec<String>,
    before_a_name: Vec<String>,
    part_of_a_name: Vec<String>,
    credit_words: Vec<String>,
    credit_phrases: Vec<String>,
    list_heads: Vec<String>,
    sentence_openers: Vec<String>,
    finite_verbs: Vec<String>,
    footers: Vec<String>,
    closing_heads: Vec<String>,
    compound_ends: Vec<String>,
    compound_starts: Vec<String>,
}

/// Whether two words are usually written with a hyphen between them: `rebel-held`, `anti-government`.
pub(super) fn is_compound(first: &str, second: &str) -> bool {
    let has = |list: &[String], word: &str| list.iter().any(|other| other == word);
    has(&data().compound_ends, second) || has(&data().compound_starts, first)
}

/// Phrases that are all looked for in one pass over a text.
type Phrases = LazyLock<Option<AhoCorasick>>;

static CREDITS: Phrases = LazyLock::new(|| AhoCorasick::new(&data().credit_phrases).ok());
static LIST_HEADS: Phrases = LazyLock::new(|| AhoCorasick::new(&data().list_heads).ok());
static FOOTERS: Phrases = LazyLock::new(|| AhoCorasick::new(&data().footers).ok());

/// Where any of these phrases stand.
fn places_of<'t>(phrases: &'static Phrases, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let search = phrases.as_ref();
    search.into_iter().flat_map(move |search| search.find_overlapping_iter(text)).map(|found| found.range())
}

fn data() -> &'static Data {
    static DATA: LazyLock<Data> =
        LazyLock::new(|| toml::from_str(include_str!("../../assets/lexicon/boilerplate.toml")).unwrap_or_default());
    &DATA
}

#[cfg(test)]
mod tests;

//! What each run of an article's text is there for: headline, dateline, body, caption, boilerplate
//! (`assets/lexicon/boilerplate.toml`). Works with and without line breaks and commas: many press
//! archives have lost both.

use super::calendar::{WrittenDate, written_dates};
use super::wrapped::unwrapped;
use super::{Draft, outlets};
use crate::article::{Part, Role};
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// How far into a text its dateline may stand, in bytes.
const HEAD: usize = 320;
/// How far into a text a date may stand that is a line of its own, in bytes.
const LONG_HEAD: usize = 1500;
/// How near the end of a text such a date may stand, in bytes.
const FOOT: usize = 300;

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

// -- dateline ------------------------------------------------------------------------------------

/// The date printed with the article: one in its head that no sentence speaks of. A marked one
/// ("Published") is preferred, then one with its weekday, then the first.
fn dateline_date(text: &str) -> Option<WrittenDate> {
    let head = &text[..floor(text, HEAD + 80)];
    let printed = |date: &WrittenDate| date.range.start <= HEAD && stands_alone(text, date);
    let dates: Vec<_> = written_dates(head).into_iter().filter(printed).collect();
    let marked = |date: &&WrittenDate| marker_before(text, date.range.start).is_some();
    let first = dates.iter().find(marked).or_else(|| dates.iter().find(|date| date.weekday)).or(dates.first());
    first.cloned().or_else(|| date_of_its_own_line(text))
}

/// A date that is a line of its own below a long head, or at the very end.
fn date_of_its_own_line(text: &str) -> Option<WrittenDate> {
    let own = |date: &WrittenDate| {
        let before = text[..date.range.start].rsplit('\n').next().unwrap_or("").trim();
        let after = text[date.range.end..].split('\n').next().unwrap_or("").trim();
        before.is_empty() && after.is_empty() || marker_before(text, date.range.start).is_some()
    };
    let head = &text[..floor(text, LONG_HEAD)];
    let foot = floor(text, text.len().saturating_sub(FOOT)).max(head.len());
    written_dates(head).into_iter().find(own).or_else(|| {
        let date = written_dates(&text[foot..])
            .into_iter()
            .map(|date| WrittenDate { range: foot + date.range.start..foot + date.range.end, ..date });
        date.rev().find(own)
    })
}

/// Whether a date is printed beside the article rather than spoken of: no preposition before it,
/// and neither a sentence that goes on nor a photo credit after it.
fn stands_alone(text: &str, date: &WrittenDate) -> bool {
    let line_start = text[..date.range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line_start..date.range.start].trim_end();
    let after = text[date.range.end..].trim_start_matches([' ', ',']);
    if marker_before(text, date.range.start).is_some() {
        return true;
    }
    if closes_with_credit(text, line_start) {
        return false;
    }
    let word_before = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let byline = ["By ", "Written by ", "Posted by ", "From "].iter().any(|by| before.starts_with(by));
    let alone = before == "On" && after.starts_with('\n');
    let closed = before.is_empty() || before.ends_with(['-', '–', '—', '|', ')', ':', '.']);
    let spoken = !(closed || byline || alone)
        && (word_before.starts_with(|c: char| c.is_lowercase())
            || data().months_follow.iter().any(|word| word == word_before));
    // `Aleppo (25 January 2016)`, `QASIOUN - Aleppo, 25 January 2016`: names alone.
    let names =
        |words: &str| words.len() <= 48 && !words.split_whitespace().any(|word| word.starts_with(char::is_lowercase));
    let bracketed = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
    if !before.is_empty() && line_start + before.len() < HEAD && names(before.trim_end_matches(['(', '['])) {
        let next = after.trim_start_matches([')', ']', ':', '/', ' ', '-', '–', '—']);
        if bracketed || next.starts_with(|c: char| c.is_uppercase() || c == '"') && !after.starts_with(['(', '[']) {
            return true;
        }
    }
    let credit = after.starts_with(['(', '[']) && !after.starts_with("(updated") && !closes_with_dash(after);
    if !credit && (!spoken || date.weekday || date.range.start < HEAD / 2) && runs_into_text(text, before, after) {
        return true;
    }
    if spoken || credit {
        return false;
    }
    if is_date_line(before, text[date.range.end..].split('\n').next().unwrap_or("")) {
        return true;
    }
    let goes_on = after.starts_with(|c: char| c.is_lowercase() || c == '.') && !after.starts_with("updated");
    // Deep in the head only an outlet's tag, a dash or the start of a line shows that it is the article's date.
    let dash = before.len() < 60 && after.starts_with(['–', '—']);
    let tagged = outlet_word_before(before) || closes_with_dash(after) || before.ends_with(')') || dash;
    let shown = before.is_empty() || tagged || date.weekday || line_start + before.len() < 12;
    shown && !goes_on
}

/// In a text that has lost its lines the headline runs into the date, and the date, with its time of day, into the
/// first sentence.
fn runs_into_text(text: &str, before: &str, after: &str) -> bool {
    let preposition = |word: &str| {
        let small = word.starts_with(char::is_alphabetic) && word.len() <= 2;
        small || data().months_follow.iter().any(|known| known.eq_ignore_ascii_case(word))
    };
    let spoken = before.rsplit(char::is_whitespace).next().is_none_or(preposition);
    let after = past_clock(after);
    let opens = |mark: char| mark.is_uppercase() || matches!(mark, '"' | '“' | '–' | '—' | '-' | '|');
    let runs_on = after.starts_with(opens) && outlets::built_in().at_start(after).is_none();
    runs_on && !spoken && before.contains(' ') && !text.trim().contains('\n')
}

/// Past a time of day with its zone: `1640 BST`, `/ 3.11 PM /`.
fn past_clock(after: &str) -> &str {
    let rest = after.trim_start_matches([' ', '/', '|']);
    let clock = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':'));
    if clock.len() == rest.len() || rest.len() - clock.len() > 5 {
        return after;
    }
    let clock = clock.trim_start();
    let zone = clock.split(|c: char| c.is_whitespace()).next().unwrap_or("");
    let is_zone = (2..=4).contains(&zone.trim_matches('.').len())
        && data().clock_zones.iter().any(|known| known.eq_ignore_ascii_case(&zone.replace('.', "")));
    let past = if is_zone { &clock[zone.len()..] } else { clock };
    past.trim_start_matches([' ', '/', '|'])
}

/// `DAMASCUS, July 5, 2016 – Smoke rises over P. (AFP photo)`: a caption's line, and not the article's last.
fn closes_with_credit(text: &str, line_start: usize) -> bool {
    let line = text[line_start..].split('\n').next().unwrap_or("");
    let more = !text[line_start + line.len()..].trim().is_empty();
    let line = line.trim_end();
    let bracket = line.strip_suffix([')', ']']).and_then(|line| Some(&line[line.rfind(['(', '['])? + 1..]));
    more && line.len() < 300 && bracket.is_some_and(is_credit)
}

/// A short line that is no sentence and holds little but the date: `July 10, 2018 at 9:20 am`,
/// `Daraa, AGENCY – 28 June 2018`.
fn is_date_line(before: &str, after: &str) -> bool {
    let words = |part: &str| part.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let after = after.trim_end();
    !after.ends_with(['.', '?', '!', '"']) && words(before) + words(after) <= 6 && before.len() + after.len() <= 80
}

/// `(Agency) - `: a bracket and a dash, as datelines have them.
fn closes_with_dash(after: &str) -> bool {
    after.find([')', ']']).is_some_and(|end| end < 40 && after[end + 1..].trim_start().starts_with(['-', '–', '—']))
}

/// Where a phrase such as "Date of publication" begins that stands right before `at`.
fn marker_before(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end_matches([' ', ':', ',']);
    let ends = |marker: &&String| {
        let start = before.len().checked_sub(marker.len());
        start.is_some_and(|start| before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(marker)))
    };
    data().date_markers.iter().filter(ends).map(|marker| before.len() - marker.len()).min()
}

/// Whether the last word or two are an outlet's tag: `... AFP`, `... Reuters`.
fn outlet_word_before(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    outlets::built_in().find(word).is_some_and(|outlet| outlet.agency)
}

/// Marks the dateline, and the headline before or after it.
fn mark_head(text: &str, frame: &mut Frame, marks: &mut Marks) {
    let Some(date) = frame.date.clone() else { return };
    let mut start = marker_before(text, date.range.start).unwrap_or(date.range.start);
    let mut end = end_of_time(text, date.range.end);
    let before = text[..start].trim_end();
    if let Some((tag, name)) = tag_at_end(before) {
        start = tag;
        frame.outlet = Some(name);
    }
    if let Some((name, length)) = outlet_after(&text[end..]) {
        end += length;
        frame.outlet = Some(name);
    }
    marks.add(Role::Dateline, start..end);
    let title = text[..start].trim_end().len();
    let words = text[..title].split_whitespace().count();
    if words > 2 && !text[..title].contains('\n') && !has_stop(&text[..title]) {
        marks.add(Role::Title, 0..start);
        frame.title = Some(text[..title].trim().to_owned());
    } else if title == 0 {
        mark_headline_after(text, end, frame, marks);
    }
}

/// `HEADLINE AFP BODY` or `HEADLINE. BODY` after a dateline.
fn mark_headline_after(text: &str, start: usize, frame: &mut Frame, marks: &mut Marks) {
    let line = text[start..].split('\n').next().unwrap_or("");
    let line = &line[..floor(line, 220)];
    if data().dateline_cities.iter().any(|city| line.trim_start().starts_with(city.as_str())) {
        return;
    }
    let stop = line.find(['.', '!', '?']).unwrap_or(line.len());
    let tag = line[..stop].match_indices(' ').find_map(|(at, _)| {
        let (name, length) = agency_tag(line, at + 1)?;
        Some((at, at + 1 + length, name))
    });
    let end = match tag {
        Some((end, after, name)) => {
            frame.outlet.get_or_insert(name);
            marks.add(Role::Dateline, start + end..start + after);
            end
        }
        None if stop < line.len() && is_headline(&line[..stop]) => stop + 1,
        None => return,
    };
    if line[..end].trim().is_empty() {
        return;
    }
    marks.add(Role::Title, start..start + end);
    frame.title = Some(line[..end].trim().trim_end_matches('.').to_owned());
}

/// An agency's tag that no sentence speaks of: ` AFP ` before a new sentence.
fn agency_tag(line: &str, at: usize) -> Option<(String, usize)> {
    let (outlet, length) = outlets::built_in().at_start(&line[at..])?;
    let before = line[..at].trim_end().rsplit(' ').next().unwrap_or("");
    let after = line[at + length..].trim_start();
    let capital = after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '"');
    let told =
        data().before_a_name.iter().any(|word| word.eq_ignore_ascii_case(before)) || before.ends_with(['(', '[']);
    let next = after.split(' ').next().unwrap_or("");
    (outlet.agency && capital && !told && !data().part_of_a_name.iter().any(|word| word == next))
        .then(|| (outlet.name.clone(), length))
}

/// Most of its words begin with a capital, as in English headlines.
fn is_headline(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().filter(|word| word.len() > 3).collect();
    let capital =
        words.iter().filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())).count();
    words.len() >= 3 && words.len() <= 25 && capital * 10 >= words.len() * 7
}

/// An outlet's tag at the end of the words before the date.
fn tag_at_end(before: &str) -> Option<(usize, String)> {
    let starts = before.rmatch_indices(char::is_whitespace).map(|(at, space)| at + space.len()).take(3);
    starts.chain(before.is_empty().then_some(0)).find_map(|at| {
        let (outlet, length) = outlets::built_in().at_start(&before[at..])?;
        (at + length == before.len() && outlet.agency).then(|| (at, outlet.name.clone()))
    })
}

/// `by OUTLET`, `- OUTLET`, `(OUTLET)` right after a date.
fn outlet_after(after: &str) -> Option<(String, usize)> {
    let rest = after.trim_start_matches([' ', '-', '|', '(', ',']);
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let skipped = after.len() - rest.len();
    let joined = skipped > 1 || after.starts_with('|');
    let (outlet, length) = outlets::built_in().at_start(rest).filter(|_| joined)?;
    let closed = rest[length..].starts_with([')', ']']) as usize;
    Some((outlet.name.clone(), skipped + length + closed))
}

/// The end of a time of day or an update after a date: ` 20:08`, `T10:00:00`, `(updated 1012 21.04.2017)`.
fn end_of_time(text: &str, end: usize) -> usize {
    let after = &text[end..];
    if let Some(note) = after.trim_start().strip_prefix("(updated")
        && let Some(close) = note.find(')').filter(|&close| close < 40)
    {
        return text.len() - note.len() + close + 1;
    }
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let time = after.trim_start_matches([' ', ',', '-', 'T']);
    let hours = digits(time);
    let colon = time[hours..].starts_with(':');
    if (1..=2).contains(&hours) && colon && digits(&time[hours + 1..]) == 2 {
        return text.len() - time.len() + hours + 3;
    }
    end
}

/// `BEIRUT: `, `BEIRUT (Agency) - `, `ALEPPO, Syria, July 26 (Agency) -`, and a bare `BEIRUT` after a date.
fn mark_city_datelines(text: &str, frame: &mut Frame, marks: &mut Marks) {
    let after_date = marks.end_of(Role::Dateline).max(marks.end_of(Role::Title));
    let starts = text.match_indices('\n').map(|(at, _)| at + 1).chain([0, after_date]).chain(bracketed_city(text));
    for start in starts.filter(|&start| text.is_char_boundary(start)) {
        let begin = start + (text[start..].len() - text[start..].trim_start().len());
        let line = text[begin..].split('\n').next().unwrap_or("");
        let opens = begin <= after_date + 2;
        let capitals: usize = line.split_inclusive(' ').take_while(|word| is_capitals(word)).map(str::len).sum();
        let capitals = if capitals == 0 && opens { named_city(line) } else { capitals };
        let city = line[..capitals].trim_end().trim_end_matches([',', ':', '/']).trim_end();
        if city.is_empty() {
            continue;
        }
        if let Some(length) = dateline_end(line, capitals) {
            let head = &line[..length];
            if frame.outlet.is_none() {
                let bracket = head.find('(').and_then(|at| outlets::built_in().at_start(&head[at + 1..]));
                frame.outlet = bracket.map(|(outlet, _)| outlet.name.clone());
            }
            marks.add(Role::Dateline, begin..begin + length);
        } else if begin == after_date + 1 && data().dateline_cities.iter().any(|name| name == city) {
            marks.add(Role::Dateline, begin..begin + city.len());
        }
    }
}

/// Where the city begins of `HEADLINE AMMAN April 1 (Agency) - `, in a text that has lost its lines.
fn bracketed_city(text: &str) -> Option<usize> {
    let head = &text[..floor(text, HEAD)];
    let bracket = head.match_indices('(').map(|(at, _)| at).find(|&at| {
        outlets::built_in().at_start(&text[at + 1..]).is_some_and(|(outlet, _)| outlet.agency)
            && closes_with_dash(&text[at..])
    })?;
    // Between the city and the agency: a country, a date.
    let words = head[..bracket].split_inclusive(' ').rev().take(6);
    let mut at = bracket;
    let mut city = None;
    for word in words {
        at -= word.len();
        if is_capitals(word) {
            city = Some(at);
        } else if city.is_some() || word.starts_with(char::is_lowercase) {
            break;
        }
    }
    city
}

/// The length of a city abroad in small letters, with its colon, at the head of a text: `Amman:`, `Beirut -`. A place
/// that is fought over may be the heading of its own news.
fn named_city(line: &str) -> usize {
    let data = data();
    let heads = |city: &String| {
        let alone = !line.get(city.len()..).unwrap_or("").starts_with(char::is_alphanumeric);
        alone && line.get(..city.len()).is_some_and(|head| city.eq_ignore_ascii_case(head))
    };
    let abroad = data.dateline_cities.iter().filter(|city| !data.dateline_fronts.contains(city));
    let city = abroad.filter(|city| heads(city)).map(String::len).max();
    city.map_or(0, |length| {
        let colon = line[length..].trim_start().starts_with(':');
        if colon { length + line[length..].find(':').map_or(0, |at| at + 1) } else { length }
    })
}

/// Letters in capitals: a city's name as datelines have it.
fn is_capitals(word: &str) -> bool {
    let word = word.trim().trim_end_matches([',', ':', '/']);
    word.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && word.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '/'))
}

/// Where a dateline that begins with a city ends: after `:`, or after a dash within 60 bytes.
fn dateline_end(line: &str, capitals: usize) -> Option<usize> {
    if line[..capitals].trim_end().ends_with(':') {
        // "SANA: army enters P" says who tells it.
        let speaks = outlets::built_in().at_start(line).is_some();
        return (!speaks).then_some(capitals);
    }
    let reach = &line[..floor(line, capitals + 60)];
    let dash = ["–", "—", " - ", ") -", ")-"]
        .iter()
        .filter_map(|dash| Some(reach[capitals..].find(dash)? + capitals + dash.len()))
        .min()?;
    // What stands between is a country, a date, an agency in brackets: no sentence.
    let between = &line[capitals..dash];
    let sentence =
        between.split_whitespace().any(|word| word.starts_with(|c: char| c.is_lowercase()) && word.len() > 3);
    (!sentence).then_some(dash)
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

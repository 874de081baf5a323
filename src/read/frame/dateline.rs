//! The dateline: the date printed with an article, the city and the outlet beside it, and the headline that runs into
//! it where a text has lost its lines.

use super::{Frame, HEAD, Marks, data, floor, has_stop, is_credit};
use crate::article::Role;
use crate::read::calendar::{WrittenDate, written_dates};
use crate::read::outlets;

/// How far into a text a date may stand that is a line of its own, in bytes.
const LONG_HEAD: usize = 1500;
/// How near the end of a text such a date may stand, in bytes.
const FOOT: usize = 300;

/// The date printed with the article: one in its head that no sentence speaks of. A marked one
/// ("Published") is preferred, then one with its weekday, then the first.
pub(super) fn dateline_date(text: &str) -> Option<WrittenDate> {
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
pub(super) fn mark_head(text: &str, frame: &mut Frame, marks: &mut Marks) {
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
pub(super) fn end_of_time(text: &str, end: usize) -> usize {
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
pub(super) fn mark_city_datelines(text: &str, frame: &mut Frame, marks: &mut Marks) {
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

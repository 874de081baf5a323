//! A text cut into tokens and sentences, each with its byte range in the text as it was loaded.
//!
//! A *token* is a word, a number or one punctuation mark. Its *word* is the folded form that rules
//! and word lists compare with: lower case, without accents and apostrophes, curly quotes made
//! straight, every dash a `-`. So `Dara’a`, `Dara'a` and `Daraa` have one word, `daraa`, and
//! `doesn't` and `doesnt` too, because half of the press we read has lost its apostrophes. A
//! possessive is a token of its own: `Aleppo's` is `aleppo` + `'s`. Hyphens inside a word join two
//! tokens and are no token: `rebel-held` is `rebel` + `held` with [`Token::joined`] set on the
//! second. Quotation marks around a few words inside a sentence are no tokens either. Nothing here assumes
//! ASCII, a script or a direction.
//!
//! Sentences end at a full stop, question or exclamation mark before a capital, a digit, a quote or
//! a bracket, at blank lines, at the ends of the article's parts, and at line ends unless the text
//! is wrapped at a fixed width.

mod ends;
mod quotes;

use crate::article::{Part, Role};
use crate::read::wrapped::unwrapped;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A word in lower case.
    Lower,
    /// A word whose first letter is a capital.
    Capital,
    /// Two or more letters, all capitals: `SANA`, `FSA`.
    Upper,
    /// Begins with a digit: `1,200`, `22nd`, `18-07-2016`, `20.04.2017`, `18/7/2016`.
    Number,
    /// One mark.
    Mark,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// The first byte in the text.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    word_start: u32,
    word_len: u16,
    /// The number of its sentence.
    sentence: u32,
    /// What it is made of.
    pub shape: Shape,
    /// A hyphen, and nothing else, stands between it and the token before.
    pub joined: bool,
    /// White space or the start of the text stands before it.
    pub spaced: bool,
    /// How many line ends stand before it (at most 2: a blank line).
    pub lines: u8,
}

/// A sentence: tokens `from..to`, of the part with this role.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// The first token.
    pub from: u32,
    /// The token after the last.
    pub to: u32,
    /// The number of its paragraph, counted from 0.
    pub paragraph: u32,
    /// What the part of the article is there for.
    pub role: Role,
}

impl Sentence {
    /// Its tokens.
    pub fn tokens(&self) -> Range<usize> {
        self.from as usize..self.to as usize
    }
}

/// A text with its tokens and sentences.
pub struct Text<'a> {
    source: &'a str,
    has_commas: bool,
    /// The source in lower case, and after it the words that are folded otherwise.
    words: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    /// The bytes of quotations whose marks are no tokens, in order.
    set_apart: Vec<Range<u32>>,
}

impl<'a> Text<'a> {
    /// Cuts `source`. `parts` are its parts in order; without any, all of it is body.
    pub fn new(source: &'a str, parts: &[Part]) -> Text<'a> {
        Text::restored(source, parts, |_, _| false)
    }

    /// The same, with the apostrophes that the text has lost: `is_possessive` tells whether a token that ends in s is a
    /// possessive, by the tokens before and after it. `Aleppos` is then `aleppo` + `'s`, as `Aleppo's` is.
    pub fn restored(source: &'a str, parts: &[Part], is_possessive: impl Fn(&Text<'_>, usize) -> bool) -> Text<'a> {
        let mut words = String::with_capacity(source.len() + source.len() / 8);
        words.push_str(source);
        words.make_ascii_lowercase();
        let has_commas = source.contains(',');
        let (tokens, sentences, set_apart) = (Vec::with_capacity(source.len() / 5), Vec::new(), Vec::new());
        let mut text = Text { source, has_commas, words, tokens, sentences, set_apart };
        tokenize(&mut text);
        unwrap_lines(&mut text);
        join_articles(&mut text);
        quotes::drop_around_few_words(&mut text);
        restore_possessives(&mut text, is_possessive);
        let whole = [Part { role: Role::Body, start: 0, end: source.len() }];
        ends::split(&mut text, if parts.is_empty() { &whole } else { parts });
        text
    }

    /// The text as it was loaded.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// Whether there is a comma anywhere: much of the press we read has lost them.
    pub fn has_commas(&self) -> bool {
        self.has_commas
    }

    /// All tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences in order; together they hold every token once.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The folded form of a token; empty past the end.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| self.word_of(token))
    }

    /// The folded form of one of its tokens.
    pub fn word_of(&self, token: &Token) -> &str {
        let start = token.word_start as usize;
        &self.words[start..start + token.word_len as usize]
    }

    /// The bytes from the first of these tokens to the end of the last.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start).map_or(self.source.len(), |t| t.start as usize);
            return at..at;
        }
        self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize
    }

    /// The same with both marks of a quotation whose words are all among them.
    pub fn bytes_with_marks(&self, tokens: Range<usize>) -> Range<usize> {
        let mut bytes = self.bytes(tokens);
        for marks in &self.set_apart {
            let (from, to) = (marks.start as usize, marks.end as usize);
            let inside = |at: usize| (from..to).contains(&at);
            let covered = self.source[from..to].trim_matches(quotes::is_mark);
            let start = from + self.source[from..to].find(covered).unwrap_or(0);
            if bytes.start <= start && bytes.end >= start + covered.len() && (inside(bytes.start) || inside(bytes.end))
            {
                bytes = bytes.start.min(from)..bytes.end.max(to);
            }
        }
        bytes
    }

    /// The text of these tokens as it was loaded.
    pub fn raw(&self, tokens: Range<usize>) -> &'a str {
        &self.source[self.bytes(tokens)]
    }

    /// The same in one line.
    pub fn line(&self, tokens: Range<usize>) -> String {
        let mut line = self.raw(tokens).to_owned();
        if line.bytes().any(|byte| matches!(byte, b'\r' | b'\n')) {
            line = line.replace(['\r', '\n'], " ");
        }
        line
    }

    /// The first token that ends after this byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.end as usize <= byte)
    }

    /// The number of the sentence that holds this token; past the end the last.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.tokens.get(token).or(self.tokens.last()).map_or(0, |token| token.sentence as usize)
    }
}

/// The folded form of a word on its own, as [`Text::word`] gives it for a token.
pub fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    push_folded(&mut folded, word);
    folded
}

fn push_folded(out: &mut String, word: &str) {
    if word.is_ascii() {
        let start = out.len();
        if word.contains(['\'', '`']) {
            out.extend(word.chars().filter(|c| !matches!(c, '\'' | '`')));
        } else {
            out.push_str(word);
        }
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in word.nfkd() {
        if is_apostrophe(c) || unicode_normalization::char::is_combining_mark(c) {
            continue;
        }
        out.extend(c.to_lowercase());
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʿ' | 'ʾ' | 'ʹ')
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || matches!(c, 'ʿ' | 'ʾ' | 'ʼ')
    }
}

/// A hyphen that may stand inside a name; the em dash never does.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–' | '\u{ad}')
}

fn tokenize(text: &mut Text<'_>) {
    let source = text.source;
    let (mut at, mut spaced, mut lines, mut joined) = (0, true, 0u8, false);
    loop {
        if let Some((end, shape)) = plain_word(source.as_bytes(), at) {
            push_token(text, at..end, at..end, shape, spaced, lines, joined);
            spaced = source.as_bytes().get(end) == Some(&b' ');
            (lines, joined) = (0, false);
            at = end + usize::from(spaced);
            continue;
        }
        let Some(c) = char_at(source, at) else { return };
        let next = at + c.len_utf8();
        if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}') {
            spaced = true;
            lines = if c == '\n' { (lines + 1).min(2) } else { lines };
            at = next;
        } else if is_word(c) {
            let end = word_end(source, at);
            push(text, at..end, spaced, lines, joined);
            (spaced, lines, joined) = (false, 0, false);
            at = possessive(text, end);
        } else if is_hyphen(c) && !spaced && source[next..].starts_with(is_word) && !text.tokens.is_empty() {
            joined = true;
            at = next;
        } else if is_hyphen(c) && !spaced && is_cut_after_hyphen(&source[next..]) && !text.tokens.is_empty() {
            joined = true;
            at = next + 1;
        } else if is_hyphen(c)
            && let Some(name) = name_after_article(text, at)
        {
            joined = true;
            at = name;
        } else if c == '.' && !spaced && closes_abbreviation(text, &source[next..]) {
            at = next;
        // `#Tadef`, `#Sheikh_Saeed`
        } else if c == '#' && source[next..].starts_with(is_word) && !source[..at].ends_with(is_word) {
            at = next;
        } else if c == '_' && !spaced && source[next..].starts_with(is_word) {
            spaced = true;
            at = next;
        } else {
            let closes = is_apostrophe(c) && !spaced && !source[next..].starts_with(is_word);
            push(text, at..next, spaced, lines, false);
            if closes {
                quotes::pair(text);
            }
            (spaced, lines, joined) = (false, 0, false);
            // `the Free Syrian Army (FSA)'s last town`
            at = if matches!(c, ')' | '"' | '”') { possessive(text, next) } else { next };
        }
    }
}

/// `al Bab` is `al-Bab`, and `el-Bab` as well: one article, however it is written.
fn join_articles(text: &mut Text<'_>) {
    for i in 1..text.tokens.len() {
        let [article, name] = [i - 1, i].map(|t| &text.tokens[t]);
        if article.word_len != 2 || !matches!(text.word_of(article), "al" | "el") {
            continue;
        }
        let word = article.word_start as usize..article.word_start as usize + 2;
        let set_apart = name.start == article.end + 1 && name.spaced && name.lines == 0;
        let named = name.shape == Shape::Capital && article.shape != Shape::Upper;
        if set_apart && named {
            (text.tokens[i].joined, text.tokens[i].spaced) = (true, false);
        }
        if text.tokens[i].joined {
            text.words.replace_range(word, "al");
        }
    }
}

/// Where the name begins after the hyphen of an article that is set apart from it: `Bustan al- Qasr`,
/// `Bustan al -Qasr`.
fn name_after_article(text: &Text<'_>, hyphen: usize) -> Option<usize> {
    let last = text.tokens.last()?;
    let article = &text.source[last.start as usize..last.end as usize];
    let rest = text.source[hyphen..].trim_start_matches(is_hyphen);
    let name = rest.strip_prefix(' ').unwrap_or(rest);
    let is_article = ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az"].contains(&article.to_lowercase().as_str());
    (is_article && name.starts_with(char::is_uppercase) && hyphen <= last.end as usize + 1)
        .then_some(text.source.len() - name.len())
}

/// `rebel-` at the end of a line and `held` in the next.
fn is_cut_after_hyphen(rest: &str) -> bool {
    rest.strip_prefix('\n').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// The last point of `U.S.-backed`: no mark of its own.
fn closes_abbreviation(text: &Text<'_>, rest: &str) -> bool {
    let dotted = text.tokens.last().is_some_and(|t| text.source[t.start as usize..t.end as usize].contains('.'));
    dotted && rest.strip_prefix(is_hyphen).is_some_and(|rest| rest.starts_with(is_word))
}

/// The letter or mark that starts at a byte.
fn char_at(source: &str, at: usize) -> Option<char> {
    match source.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        _ => source[at..].chars().next(),
    }
}

/// Most words are plain letters up to a space or a mark that does not go on with a word: where such a word ends, and
/// its shape.
fn plain_word(source: &[u8], at: usize) -> Option<(usize, Shape)> {
    let rest = source.get(at..)?;
    let letters = leading_letters(rest);
    let (word, rest) = rest.split_at(letters);
    let goes_on = match rest {
        [] | [b' ' | b'\n', ..] | [b'.'] | [b'.', b' ' | b'\n', ..] => false,
        [next, ..] => !next.is_ascii() || next.is_ascii_alphanumeric() || matches!(next, b'.' | b'\'' | b'`'),
    };
    if goes_on || letters == 0 {
        return None;
    }
    let shape = match word {
        [b'a'..=b'z', ..] => Shape::Lower,
        [_, b'A'..=b'Z', more @ ..] if more.iter().all(u8::is_ascii_uppercase) => Shape::Upper,
        _ => Shape::Capital,
    };
    Some((at + letters, shape))
}

/// How many ASCII letters stand first, counted eight bytes at a time.
fn leading_letters(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80 * EACH;
    const CASE: u64 = 0x20 * EACH;
    let mut letters = 0;
    while let Some(eight) = bytes.get(letters..).and_then(|rest| rest.first_chunk::<8>()) {
        let bytes = u64::from_le_bytes(*eight);
        let small = (bytes | CASE) & !TOP;
        // The top bit of each byte: from `a` on, beyond `z`, not ASCII.
        let (from_a, beyond_z) = (small + (0x80 - 0x61) * EACH, small + (0x80 - 0x7b) * EACH);
        let others = !(from_a & !beyond_z & !bytes) & TOP;
        if others != 0 {
            return letters + others.trailing_zeros() as usize / 8;
        }
        letters += 8;
    }
    let rest = &bytes[letters..];
    letters + rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len())
}

/// Where the word or number that starts at `at` ends. Apostrophes between letters and points or
/// commas between digits belong to it.
fn word_end(source: &str, at: usize) -> usize {
    let mut end = at;
    let mut before = ' ';
    let mut chars = source[at..].char_indices().peekable();
    let number = source.as_bytes()[at].is_ascii_digit();
    while let Some((i, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        let inside = is_word(c)
            || is_apostrophe(c) && before.is_alphabetic() && after.is_alphabetic() && !number
            || matches!(c, '.' | ',') && before.is_ascii_digit() && after.is_ascii_digit()
            || c == '.'
                && before.is_alphabetic()
                && after.is_alphabetic()
                && dotted(&source[at..at + i], &source[at + i + 1..])
            || c == '-' && number && before.is_ascii_digit() && after.is_ascii_digit()
            || c == '/' && is_slashed_date(&source[at..]);
        if !inside {
            break;
        }
        end = at + i + c.len_utf8();
        before = c;
    }
    // `we'll`: the verb is a token of its own.
    if let Some((i, _)) =
        source[at..end].char_indices().find(|&(i, c)| is_apostrophe(c) && contraction(source, at + i).is_some())
    {
        return at + i;
    }
    let word = &source[at..end];
    // `5km`: the unit is a token of its own.
    if number && let Some(digits) = measured(word) {
        return at + digits;
    }
    // `'s` at the end is a token of its own.
    let cut = word.char_indices().rev().nth(1).filter(|&(_, c)| is_apostrophe(c) && word.ends_with(['s', 'S']));
    cut.map_or(end, |(i, _)| at + i)
}

/// Where the number ends in `5km`, `1.5km`.
fn measured(word: &str) -> Option<usize> {
    let digits = word.find(|c: char| c.is_ascii_alphabetic())?;
    let unit = &word[digits..];
    (unit.eq_ignore_ascii_case("km") || unit.eq_ignore_ascii_case("kms")).then_some(digits)
}

/// Whether a text begins with a date such as `18/7/2016` or `18/07`.
fn is_slashed_date(text: &str) -> bool {
    let date = text.split(|c: char| c != '/' && !c.is_ascii_digit()).next().unwrap_or("");
    if let Some((day, month)) = date.split_once('/').filter(|(day, month)| day.len() < 3 && month.len() == 2) {
        let at_most = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|part| (1..=most).contains(&part));
        return at_most(day, 31) && at_most(month, 12);
    }
    let mut parts = date.split('/').map(str::len);
    let lengths = (parts.next(), parts.next(), parts.next(), parts.next());
    matches!(lengths, (Some(1 | 2), Some(1 | 2), Some(4), None) | (Some(4), Some(1 | 2), Some(1 | 2), None))
}

/// Whether the point after `head` stands in an abbreviation such as `U.S` or `a.m`.
fn dotted(head: &str, tail: &str) -> bool {
    let single = |s: &str| s.chars().take_while(|c| c.is_alphabetic()).count() == 1;
    head.rsplit('.').next().is_some_and(single) && single(tail)
}

/// Reads the possessive mark after a word (`'s`, or `'` after an s before a space); gives where to go on.
fn possessive(text: &mut Text<'_>, at: usize) -> usize {
    let source = text.source;
    if source.as_bytes().get(at).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'\'' | b'`')) {
        return at;
    }
    if let Some((end, word)) = contraction(source, at) {
        push_word(text, at..end, word, Shape::Lower);
        return end;
    }
    let mut chars = source[at..].chars();
    let Some(mark) = chars.next().filter(|&c| is_apostrophe(c)) else { return at };
    let (then, last) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    let end = if matches!(then, 's' | 'S') && !is_word(last) {
        at + mark.len_utf8() + 1
    } else if source[..at].ends_with('s') && then == ' ' && last.is_alphanumeric() && !quotes::is_open(text) {
        at + mark.len_utf8()
    } else {
        return at;
    };
    push_word(text, at..end, "'s", Shape::Mark);
    end
}

/// The verb of `we'll`, `they've`, `we're`: where it ends, and the word it stands for.
fn contraction(source: &str, at: usize) -> Option<(usize, &'static str)> {
    const VERBS: &[(&str, &str)] = &[("ll", "will"), ("ve", "have"), ("re", "are")];
    let mark = source[at..].chars().next().filter(|&c| is_apostrophe(c))?;
    let from = at + mark.len_utf8();
    let tail = &source[from..];
    let &(short, word) = VERBS.iter().find(|(short, _)| tail.starts_with(short))?;
    (!tail[short.len()..].starts_with(is_word)).then_some((from + short.len(), word))
}

/// Cuts the last letter off the possessives that have lost their apostrophe.
fn restore_possessives(text: &mut Text<'_>, is_possessive: impl Fn(&Text<'_>, usize) -> bool) {
    let last_letter = |token: &Token| text.source.as_bytes()[token.end as usize - 1];
    let lost: Vec<usize> = (text.tokens.iter().enumerate())
        .filter(|&(i, token)| last_letter(token) == b's' && is_possessive(text, i))
        .map(|(i, _)| i)
        .collect();
    let Some(&first) = lost.first() else { return };
    let after = text.tokens.split_off(first);
    let mut next = 0;
    for at in lost.into_iter().map(|i| i - first) {
        text.tokens.extend_from_slice(&after[next..at]);
        let mut token = after[at];
        token.end -= 1;
        token.word_len -= 1;
        text.tokens.push(token);
        let end = token.end as usize;
        push_word(text, end..end + 1, "'s", Shape::Mark);
        next = at + 1;
    }
    text.tokens.extend_from_slice(&after[next..]);
}

/// Adds a token of these bytes, right after the one before, whose word is another than its letters.
fn push_word(text: &mut Text<'_>, bytes: Range<usize>, word: &str, shape: Shape) {
    let folded = text.words.len();
    text.words.push_str(word);
    push_token(text, bytes, folded..text.words.len(), shape, false, 0, false);
}

fn push(text: &mut Text<'_>, bytes: Range<usize>, spaced: bool, lines: u8, joined: bool) {
    let raw = &text.source[bytes.clone()];
    let shape = shape(raw);
    let folded = text.words.len();
    match raw {
        _ if raw.is_ascii() && !raw.contains(['\'', '`']) => {
            return push_token(text, bytes.clone(), bytes, shape, spaced, lines, joined);
        }
        "“" | "”" | "„" | "«" | "»" => text.words.push('"'),
        "–" | "—" | "−" | "‒" => text.words.push('-'),
        _ if shape == Shape::Mark && raw.starts_with(is_apostrophe) => text.words.push('\''),
        _ if shape == Shape::Mark => text.words.push_str(raw),
        _ => push_folded(&mut text.words, raw),
    }
    push_token(text, bytes, folded..text.words.len(), shape, spaced, lines, joined);
}

/// Adds a token of these bytes, whose word stands at `word` in the words.
fn push_token(
    text: &mut Text<'_>,
    bytes: Range<usize>,
    word: Range<usize>,
    shape: Shape,
    spaced: bool,
    lines: u8,
    joined: bool,
) {
    text.tokens.push(Token {
        start: bytes.start as u32,
        end: bytes.end as u32,
        word_start: word.start as u32,
        word_len: u16::try_from(word.len()).unwrap_or(0),
        sentence: 0,
        shape,
        joined,
        spaced,
        lines,
    });
}

fn shape(raw: &str) -> Shape {
    if raw.bytes().all(|byte| byte.is_ascii_lowercase()) && !raw.is_empty() {
        return Shape::Lower;
    }
    let mut chars = raw.chars();
    let Some(first) = chars.next() else { return Shape::Mark };
    if first.is_numeric() {
        Shape::Number
    } else if !is_word(first) {
        Shape::Mark
    } else if !first.is_uppercase() {
        Shape::Lower
    } else if raw.chars().filter(|c| c.is_alphabetic()).count() > 1 && !raw.chars().any(char::is_lowercase) {
        Shape::Upper
    } else {
        Shape::Capital
    }
}

/// Forgets the line ends that only cut the text at a fixed width.
fn unwrap_lines(text: &mut Text<'_>) {
    let Cow::Owned(flat) = unwrapped(text.source) else { return };
    let mut end = 0;
    for token in &mut text.tokens {
        if token.lines > 0 && !flat[end..token.start as usize].contains('\n') {
            token.lines = 0;
        }
        end = token.end as usize;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences separated by `|`.
    fn cut(text: &str) -> String {
        let text = Text::new(text, &[]);
        text.sentences().iter().map(|s| text.raw(s.tokens())).collect::<Vec<_>>().join("|")
    }

    fn words(text: &str) -> String {
        let text = Text::new(text, &[]);
        (0..text.tokens().len()).map(|i| text.word(i)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, sentences) in [
            ("Rebels took Azar. Troops left.", "Rebels took Azar.|Troops left."),
            ("Gen. Omar of the U.S. Army spoke. He left.", "Gen. Omar of the U.S. Army spoke.|He left."),
            ("They left the U.S. The army stayed.", "They left the U.S.|The army stayed."),
            ("\"We hold it.\" He said so.", "\"We hold it.\"|He said so."),
            ("At 5 p.m. on Sunday 1.2 million left.", "At 5 p.m. on Sunday 1.2 million left."),
            ("There were violations.In a letter it said so.", "There were violations.|In a letter it said so."),
            ("(Reuters) It fell on 20.04.2017 at noon", "(Reuters) It fell on 20.04.2017 at noon"),
            ("A headline\nThe town fell.\n\nMore fell.", "A headline|The town fell.|More fell."),
        ] {
            assert_eq!(cut(text), sentences);
        }
    }

    #[test]
    fn lines_wrapped_at_a_fixed_width_do_not_end_sentences() {
        let text = "Government troops moved along the road north of the city on\nTuesday, a monitor said, while residents of the eastern parts\nspoke of shelling that went on through the whole night and a\nshortage of bread in the shops which many had already left in\nhaste.\n";
        assert_eq!(Text::new(text, &[]).sentences().len(), 1);
    }

    #[test]
    fn words_are_folded_and_ranges_are_exact() {
        assert_eq!(words("Dara’a doesn’t fall — rebel-held Aleppo’s"), "daraa doesnt fall - rebel held aleppo 's");
        assert_eq!(words("the rebels' gains in al-Bab"), "the rebels 's gains in al bab");
        assert_eq!(words("Kobanê 1,200 U.S. 18-07-2016"), "kobane 1,200 u.s . 18-07-2016");
        let text = Text::new("In “Dara’a”, quiet.", &[]);
        assert_eq!(text.raw(1..2), "Dara’a");
        assert_eq!(&text.source()[text.bytes(1..2)], "Dara’a");
        assert!(Text::new("rebel-held", &[]).tokens()[1].joined);
        assert_eq!(text.token_at(text.bytes(1..2).start), 1);
    }

    #[test]
    fn marks_around_a_few_words_are_no_tokens() {
        for (source, expected) in [
            ("Army 'retakes' Nawa", "army retakes nawa"),
            ("Rebels \"in full control\" of Nawa", "rebels in full control of nawa"),
            ("the “terrorists’ gains” there", "the terrorists 's gains there"),
            ("\"We hold it all\" he said", "\" we hold it all \" he said"),
            ("the \"Islamic State\" group", "the \" islamic state \" group"),
            ("\"We left,\" he said", "\" we left , \" he said"),
            ("#Sheikh_Saeed fell", "sheikh saeed fell"),
        ] {
            assert_eq!(words(source), expected, "{source}");
        }
        let text = Text::new("Rebels seized ‘Nawa’.", &[]);
        assert_eq!(&text.source()[text.bytes_with_marks(1..3)], "seized ‘Nawa’");
        assert_eq!(&text.source()[text.bytes_with_marks(0..2)], "Rebels seized");
    }

    #[test]
    fn parts_end_sentences() {
        let source = "Title Body goes on.";
        let part = |role, start, end| Part { role, start, end };
        let text = Text::new(source, &[part(Role::Title, 0, 5), part(Role::Body, 5, source.len())]);
        let roles: Vec<_> = text.sentences().iter().map(|s| s.role).collect();
        assert_eq!(roles, [Role::Title, Role::Body]);
    }
}

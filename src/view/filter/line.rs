//! The line of a filter as text: its words, and terms put in and taken out by clicks.

use crate::date::Span;

/// A line with one more term that must hold.
pub fn with_term(line: &str, term: &str) -> String {
    if line.trim().is_empty() { term.to_owned() } else { format!("{} {term}", bracketed(line.trim())) }
}

/// A line without a term, wherever it stands outside of brackets.
pub fn without_term(line: &str, term: &str) -> String {
    let mut depth = 0;
    let mut kept: Vec<String> = Vec::new();
    for token in tokens(line) {
        depth += i32::from(token.is("(")) - i32::from(token.is(")"));
        let printed = token.printed();
        if depth > 0 || printed != term {
            kept.push(printed);
        }
    }
    joined(&kept)
}

/// Whether a term stands in a line, outside of brackets.
pub fn has_term(line: &str, term: &str) -> bool {
    without_term(line, term).len() < line.trim().len() && tokens(line).iter().any(|token| token.printed() == term)
}

/// A line limited to some days in the place of those it was limited to; `None`: to any day.
pub fn with_days(line: &str, days: Option<Span>) -> String {
    // Where one of several terms is enough, none of them limits the days by itself.
    let line = if is_loose(line) { line.trim().to_owned() } else { without_days(line) };
    match days {
        None => line,
        Some(days) => with_term(&line, &format!("from:{} until:{}", days.from, days.to)),
    }
}

/// A line without the terms for days that stand outside of brackets.
fn without_days(line: &str) -> String {
    let is_day =
        |token: &Token| ["from:", "until:", "date:"].iter().any(|key| token.text.to_lowercase().starts_with(key));
    let (mut depth, mut negated) = (0, false);
    let mut kept: Vec<String> = Vec::new();
    for token in tokens(line) {
        depth += i32::from(token.is("(")) - i32::from(token.is(")"));
        if depth > 0 || negated || !is_day(&token) {
            kept.push(token.printed());
        }
        negated = token.is("NOT") || token.is("-");
    }
    joined(&kept)
}

/// A line that keeps its meaning beside others: in brackets if it has an `OR` outside of any.
fn bracketed(line: &str) -> String {
    if is_loose(line) { format!("({line})") } else { line.to_owned() }
}

/// Whether a line has an `OR` outside of brackets.
fn is_loose(line: &str) -> bool {
    let mut depth = 0;
    tokens(line).iter().any(|token| {
        depth += i32::from(token.is("(")) - i32::from(token.is(")"));
        depth == 0 && token.is("OR")
    })
}

fn joined(tokens: &[String]) -> String {
    tokens.join(" ").replace("( ", "(").replace(" )", ")")
}

/// A name as the value of a key: in quotation marks where it has spaces.
pub fn quoted(name: &str) -> String {
    if name.contains([' ', '(', ')', ',']) { format!("\"{name}\"") } else { name.to_owned() }
}

/// A word of the line, or a bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    /// Whether it began with a quotation mark: then it is never `OR`, `NOT` or a bracket.
    pub(super) quoted: bool,
}

impl Token {
    pub(super) fn is(&self, sign: &str) -> bool {
        !self.quoted && self.text == sign
    }

    /// As it may be typed again.
    fn printed(&self) -> String {
        let marked = |text: &str| {
            if self.quoted || text.contains([' ', '(', ')']) { format!("\"{text}\"") } else { text.to_owned() }
        };
        if self.quoted || matches!(self.text.as_str(), "(" | ")") {
            return if self.quoted { marked(&self.text) } else { self.text.clone() };
        }
        match (self.text.split_once(':'), self.text.strip_prefix('-')) {
            (Some((key, value)), _) => format!("{key}:{}", marked(value)),
            (None, Some(rest)) => format!("-{}", marked(rest)),
            (None, None) => marked(&self.text),
        }
    }
}

/// The terms of a line: words, `"runs of words"`, brackets.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let (mut tokens, mut term, mut open, mut quoted) = (Vec::new(), String::new(), false, false);
    let mut end = |term: &mut String, quoted: &mut bool| {
        let text = std::mem::take(term);
        let quoted = std::mem::take(quoted);
        if !text.is_empty() {
            tokens.push(Token { text, quoted });
        }
    };
    for c in text.chars() {
        match c {
            '"' | '“' | '”' => (open, quoted) = (!open, quoted || term.is_empty()),
            c if c.is_whitespace() && !open => end(&mut term, &mut quoted),
            '(' | ')' if !open => {
                end(&mut term, &mut quoted);
                end(&mut c.to_string(), &mut false);
            }
            c => term.push(c),
        }
    }
    end(&mut term, &mut quoted);
    while tokens.last().is_some_and(|token| token.is("-")) {
        tokens.pop();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;

    #[test]
    fn lines_are_cut_at_spaces_and_kept_together_by_quotes() {
        let texts: Vec<String> =
            tokens("a  side:x \"old city\" (place:\"tel rifaat\") - ").into_iter().map(|token| token.text).collect();
        assert_eq!(texts, ["a", "side:x", "old city", "(", "place:tel rifaat", ")"]);
    }

    #[test]
    fn days_are_put_in_and_taken_out_of_a_line() {
        let day = |d: i8| Day::new(2016, 10, d).unwrap();
        let line = with_days("side:opposition OR place:\"old city\"", Some(Span::precise(day(2), day(5))));
        assert_eq!(line, "(side:opposition OR place:\"old city\") from:2016-10-02 until:2016-10-05");
        assert_eq!(with_days(&line, None), "(side:opposition OR place:\"old city\")");
        assert_eq!(with_days("", Some(Span::day(day(1)))), "from:2016-10-01 until:2016-10-01");
        assert_eq!(
            with_days("date:2016-10 a -date:2016 NOT until:2015-01-01", None),
            "a -date:2016 NOT until:2015-01-01"
        );
        assert_eq!(with_days("a OR from:2016-10-01", None), "a OR from:2016-10-01", "not all that passes is of then");
    }
}

//! Times that a speaker reckons from the day of speaking: `"We took P yesterday," she said on Monday`, `took P a day
//! earlier, he said on Monday`.

use crate::date::Span;
use crate::extract::attribution::Attribution;
use crate::extract::when::{Reckoned, TimePhrase, TimeRole, Unit};
use crate::extract::words::Words;
use std::borrow::Cow;

/// The times, those within speech reckoned from the day of it.
pub(super) fn reckoned<'a>(
    words: &Words<'_>,
    times: &'a [TimePhrase],
    published: Option<Span>,
    told: &[Attribution],
) -> Cow<'a, [TimePhrase]> {
    let mut times = Cow::Borrowed(times);
    let Some(published) = published else { return times };
    for at in 0..times.len() {
        let time = &times[at];
        let from_speech = match time.reckoned {
            Reckoned::Named => false,
            Reckoned::Publication => time.unit == Unit::Day && is_quoted(words, time),
            Reckoned::NoOther => true,
        };
        let Some((span, day)) = time.span.filter(|_| from_speech).zip(day_of_speech(words, &times, at, told)) else {
            continue;
        };
        let back = published.from - day.from;
        if back > 0 {
            times.to_mut()[at].span = Some(Span { from: span.from - back, to: span.to - back, ..span });
        }
    }
    times
}

/// The day on which was said what holds this time.
fn day_of_speech(words: &Words<'_>, times: &[TimePhrase], at: usize, told: &[Attribution]) -> Option<Span> {
    let token = times[at].tokens.start;
    let sentence = words.text.sentences()[words.text.sentence_of(token)].tokens();
    let speech = told.iter().find(|told| told.scope.contains(&token) && sentence.contains(&told.words.start))?;
    let of_saying = |time: &&TimePhrase| {
        let day = time.role == TimeRole::At && time.unit == Unit::Day && time.reckoned == Reckoned::Named;
        day && speech.words.contains(&time.tokens.start)
    };
    times.iter().find(of_saying)?.span.filter(|span| span.days() == 1)
}

fn is_quoted(words: &Words<'_>, time: &TimePhrase) -> bool {
    let sentence = words.text.sentences()[words.text.sentence_of(time.tokens.start)].tokens();
    (sentence.start..time.tokens.start).filter(|&i| words.word(i) == "\"").count() % 2 == 1
}

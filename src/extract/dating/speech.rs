//! Times that a speaker reckons from the day of speaking: `"We took P yesterday," she said on Monday`, `took P a day
//! earlier, he said on Monday`.

use crate::date::Span;
use crate::extract::attribution::{Attribution, Quotations};
use crate::extract::sentence::Text;
use crate::extract::when::{Reckoned, TimePhrase, TimeRole, Unit};
use std::borrow::Cow;

/// Who speaks where in an article.
pub(super) struct Speeches<'a> {
    pub(super) text: &'a Text<'a>,
    /// In the order of the text.
    pub(super) told: &'a [Attribution],
    pub(super) quotations: &'a Quotations<'a>,
}

/// The times, those within speech reckoned from the day of it.
pub(super) fn reckoned<'t>(
    times: &'t [TimePhrase],
    published: Option<Span>,
    speeches: &Speeches<'_>,
) -> Cow<'t, [TimePhrase]> {
    let mut times = Cow::Borrowed(times);
    let Some(published) = published else { return times };
    for at in 0..times.len() {
        let time = &times[at];
        let from_speech = match time.reckoned {
            Reckoned::Named => false,
            Reckoned::Publication => time.unit == Unit::Day && speeches.quotations.hold(time.tokens.start),
            Reckoned::NoOther => true,
        };
        let Some((span, day)) = time.span.filter(|_| from_speech).zip(speeches.day_of(&times, time.tokens.start))
        else {
            continue;
        };
        let back = published.from - day.from;
        if back > 0 {
            times.to_mut()[at].span = Some(Span { from: span.from - back, to: span.to - back, ..span });
        }
    }
    times
}

impl Speeches<'_> {
    /// The day on which was said what this token tells.
    fn day_of(&self, times: &[TimePhrase], token: usize) -> Option<Span> {
        let sentence = self.text.sentences()[self.text.sentence_of(token)].tokens();
        let first = self.told.partition_point(|told| told.words.start < sentence.start);
        let here = self.told[first..].iter().take_while(|told| told.words.start < sentence.end);
        let speech = here.into_iter().find(|told| told.scope.contains(&token))?;
        let of_saying = |time: &&TimePhrase| {
            time.role == TimeRole::At && time.unit == Unit::Day && time.reckoned == Reckoned::Named
        };
        let first = times.partition_point(|time| time.tokens.start < speech.words.start);
        let mut said = times[first..].iter().take_while(|time| time.tokens.start < speech.words.end);
        said.find(of_saying)?.span.filter(|span| span.days() == 1)
    }
}

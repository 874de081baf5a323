//! Lists that an aside parts: `A (east of B), C`, `A, a town near B, and C`.

use super::Phrase;
use crate::claim::Extent;
use crate::extract::lexicon::class;
use crate::extract::list;
use crate::extract::words::Words;

/// Joins the items of a list that an aside parts.
pub(super) fn link_over_asides(words: &Words<'_>, phrases: &mut [Phrase], first: usize) {
    for i in first + 1..phrases.len() {
        let found = (first..i).rev().take(5).find(|&j| {
            let (a, b) = (&phrases[j], &phrases[i]);
            a.is_named() && b.is_named() && b.extent == Extent::Whole && parted_by_aside(words, a.to, b.from)
        });
        // `A, which lies between the towns of B and C`: the list is the aside's own.
        let own_list = phrases[i].list.is_some_and(|before| {
            let opens = phrases[before].from.checked_sub(1).map_or("", |t| words.word(t));
            phrases[before].plural || opens == "between"
        });
        let found = found.filter(|&j| !own_list || phrases[i].list == Some(j));
        // A new clause: `A, a town near B, and C was shelled`.
        let clause = words.is(phrases[i].to, class::BE | class::HAVE | class::MODAL);
        if let Some(j) = found.filter(|_| !clause) {
            phrases[i].list = Some(j);
            phrases[i].contains = false;
        }
    }
}

/// Whether nothing but an aside and a comma or `and` stands between two places.
fn parted_by_aside(words: &Words<'_>, from: usize, to: usize) -> bool {
    // `A, with its markets, and B`; `A, 30km from C, and B`
    let tells_of = |t: usize| {
        words.is_in(t, list::OPENS_ASIDE)
            || words.is(t, class::NUMBER)
            || words.word(t).starts_with(|c: char| c.is_ascii_digit())
            || words.word(t) == "with" && matches!(words.word(t + 1), "its" | "a" | "an")
    };
    if to > from + 24 {
        return false;
    }
    let close = |open: usize, mark: &[&str]| (open + 1..to).find(|&t| mark.contains(&words.word(t)));
    let mut rest = Vec::new();
    let mut asides = 0;
    let mut t = from;
    while t < to {
        let end = match words.word(t) {
            "(" | "[" => close(t, &[")", "]"]).map(|end| end + 1),
            "-" => close(t, &["-"]).map(|end| end + 1),
            // `A, B and, hours later, C`
            "," if words.word(t.wrapping_sub(1)) == "and" => {
                close(t, &[","]).filter(|&end| end < t + 9).map(|end| end + 1)
            }
            "," if tells_of(t + 1) => close(t, &[","]),
            // `A, the last town before B, and C`
            "," if words.word(t + 1) == "the" && words.is_in(t + 2, list::RANKS) => close(t, &[","]),
            _ => None,
        };
        match end {
            Some(end) => {
                asides += 1;
                t = end;
            }
            // `as well as` is the longest that may stand there.
            None if rest.len() == 3 => return false,
            None => {
                rest.push(words.word(t));
                t += 1;
            }
        }
    }
    asides == 1 && matches!(rest.as_slice(), [","] | ["and"] | [",", "and"] | ["as", "well", "as"])
}

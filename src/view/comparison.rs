//! Two pictures beside each other. B is what the view shows; A differs from it in one thing, the day
//! or the voices.

use crate::date::Day;

/// What B, the day and voices of the view, is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// In what A differs from B.
    pub a: Against,
    /// How the two share the map.
    pub split: Split,
    /// Where the handle between them stands when they are swiped: 0 at the left, 1 at the right.
    pub at: f32,
}

/// In what A differs from B.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// Another day, the same voices.
    Day(Day),
    /// Other voices (outlets, quoted sources, leanings), the same day; empty: all.
    Voices(Vec<String>),
}

/// How two pictures share the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Split {
    /// One map, A left of the handle and B right of it.
    #[default]
    Swipe,
    /// Two maps that move together.
    SideBySide,
}

impl Split {
    /// Both, in the order of the control.
    pub const ALL: [Split; 2] = [Split::Swipe, Split::SideBySide];

    /// The words on its button.
    pub fn name(self) -> &'static str {
        match self {
            Split::Swipe => "Swipe",
            Split::SideBySide => "Side by side",
        }
    }
}

impl Comparison {
    /// How far the handle may go: it stays within reach at both edges.
    pub const REACH: std::ops::RangeInclusive<f32> = 0.04..=0.96;

    /// A comparison with the handle in the middle.
    pub fn with(a: Against) -> Comparison {
        Comparison { a, split: Split::default(), at: 0.5 }
    }

    /// The day of A, where B shows `day`.
    pub fn day(&self, day: Day) -> Day {
        match self.a {
            Against::Day(other) => other,
            Against::Voices(_) => day,
        }
    }

    /// The voices of A, where B hears `voices`.
    pub fn voices<'v>(&'v self, voices: &'v [String]) -> &'v [String] {
        match &self.a {
            Against::Day(_) => voices,
            Against::Voices(others) => others,
        }
    }

    /// A changes places with B: what B shows is given and comes back changed.
    pub fn swap(&mut self, day: &mut Day, voices: &mut Vec<String>) {
        match &mut self.a {
            Against::Day(other) => std::mem::swap(other, day),
            Against::Voices(others) => std::mem::swap(others, voices),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_differs_from_b_in_one_thing_and_changes_places_with_it() {
        let (july, october) = (Day::new(2016, 7, 27).unwrap(), Day::new(2016, 10, 2).unwrap());
        let (mut day, mut voices) = (october, vec!["Wire".to_owned()]);
        let mut days = Comparison::with(Against::Day(july));
        assert_eq!((days.day(day), days.voices(&voices)), (july, &voices[..]));
        days.swap(&mut day, &mut voices);
        assert_eq!((days.day(day), day), (october, july));
        let mut sources = Comparison::with(Against::Voices(vec!["Daily".into()]));
        sources.swap(&mut day, &mut voices);
        assert_eq!((sources.day(day), sources.voices(&voices)), (july, &["Wire".to_owned()][..]));
        assert_eq!(voices, ["Daily"]);
    }
}

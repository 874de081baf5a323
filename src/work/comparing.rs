//! Two pictures compared: the other one is worked out beside the one that is shown.

use super::{Ground, News, Picture, Question, Told, Work};
use crate::control::{Difference, Shift, Situation, State, compare};
use crate::date::Day;
use crate::front::{self, Balance};
use crate::place::PlaceId;
use crate::project::Reading;
use crate::scene::shape::{Path, paths};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One picture by what it answers and its day.
#[derive(Clone, Debug, PartialEq)]
pub struct Which {
    /// Which articles and voices.
    pub question: Question,
    /// The day.
    pub day: Day,
    /// Whether its ground tells the groups within the sides apart.
    pub by_group: bool,
}

impl Which {
    /// That of a picture.
    pub fn of(picture: &Picture) -> Which {
        Which { question: picture.question.clone(), day: picture.day, by_group: picture.by_group }
    }
}

/// A picture A beside the picture B that is shown.
#[derive(Debug)]
pub struct Compared {
    /// A, the one compared with.
    pub picture: Picture,
    /// What A was made from.
    pub told: Arc<Told>,
    /// Which picture B it was compared to.
    pub b: Which,
    /// The places that differ, sorted: another side has them, or they are contested in one picture only.
    pub changed: Vec<Difference>,
    /// How many places are the same.
    pub same: usize,
    /// What each side gained, lost and kept from A to B.
    pub balances: Vec<Balance>,
    /// The outline of the ground of the places that differ.
    pub outline: Vec<Arc<Path>>,
}

impl Work {
    /// Works out a picture and compares it with one that is there; a newer call replaces an older one.
    /// `told` is used where it answers the question of `a`.
    pub fn compare(
        &mut self,
        a: Which,
        told: Option<Arc<Told>>,
        b: Arc<Picture>,
        readings: Arc<Vec<Arc<Reading>>>,
        ground: Arc<Ground>,
    ) {
        self.comparing = self.spawn("compare", move |post| {
            let told = told
                .filter(|told| told.question == a.question)
                .unwrap_or_else(|| Arc::new(Told::new(a.question, &readings, &ground, &|| post.stopped())));
            if post.stopped() {
                return;
            }
            let picture = Picture::new(&told, a.day, a.by_group, &ground, &|| post.stopped());
            let (before, after) = (&picture.situation, &b.situation);
            let (changed, same): (Vec<_>, Vec<_>) =
                compare(before, after).into_iter().partition(|difference| differs(difference, before, after));
            let places: BTreeSet<PlaceId> = changed.iter().map(|difference| difference.place.clone()).collect();
            let outline = paths(&front::joined(&places, &ground.cells));
            let balances = front::balances(&front::ground_changes(before, after, &ground.cells));
            let same = same.len();
            post.send(News::Compared(Arc::new(Compared {
                picture,
                told,
                b: Which::of(&b),
                changed,
                same,
                balances,
                outline,
            })));
        });
    }
}

/// Whether a place is another's, or contested in one of the pictures only.
fn differs(difference: &Difference, before: &Situation, after: &Situation) -> bool {
    let contested =
        |situation: &Situation| situation.get(&difference.place).is_some_and(|row| row.state == State::Contested);
    difference.shift != Shift::Stable || contested(before) != contested(after)
}

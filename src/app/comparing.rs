//! Two days or two voices beside each other: what A is, and when it is worked out.

use super::App;
use crate::command::Command;
use crate::control::Options;
use crate::scene::Input;
use crate::ui::map::Beside;
use crate::view::{Against, Comparison, Filter, Listing, View};
use crate::work::{Compared, Ground, Question, Which};
use std::sync::Arc;

/// How far back the other day lies when two days are compared for the first time.
const BACK: i32 = 30;

/// What is computed for the picture beside that of the view.
#[derive(Default)]
pub(super) struct BesideDerived {
    pub(super) compared: Option<Arc<Compared>>,
    /// A and B for which it was last asked.
    asked: Option<[Which; 2]>,
    /// The claims of each article that pass for A, with what they were listed for.
    listed: Option<(u64, String, Vec<String>)>,
    by_article: Vec<Vec<u32>>,
    /// The comparison that was last ended with the voices of B, to begin with the next time.
    last: Option<(Comparison, Vec<String>)>,
    /// The voices that counted before one began: they count again when it ends.
    before: Vec<String>,
}

impl App {
    /// Commands about comparing; false if it is another.
    pub(super) fn run_comparison(&mut self, command: &Command) -> bool {
        match command {
            Command::Compare if self.view.comparison.is_some() => self.end_comparison(),
            Command::Compare => self.begin_comparison(),
            Command::SwapCompared => {
                if let Some(comparison) = &mut self.view.comparison {
                    comparison.swap(&mut self.view.day, &mut self.question.according_to);
                }
            }
            Command::SetComparison(Some(comparison)) => self.view.comparison = Some(comparison.clone()),
            Command::SetComparison(None) => self.end_comparison(),
            Command::Back if self.view.selection.is_none() && self.view.comparison.is_some() => self.end_comparison(),
            _ => return false,
        }
        true
    }

    fn begin_comparison(&mut self) {
        self.playing.how.on = false;
        let first = self.derived.listing.histogram.range().map_or(self.view.day, |all| all.from);
        let back = (self.view.day - BACK).max(first.min(self.view.day - 1));
        let last = self.derived.beside.last.take().filter(|(last, _)| last.a != Against::Day(self.view.day));
        self.derived.beside.before.clone_from(&self.question.according_to);
        self.view.comparison = Some(match last {
            None => Comparison::with(Against::Day(back)),
            Some((last, voices)) => {
                if matches!(last.a, Against::Voices(_)) {
                    self.question.according_to = voices;
                }
                last
            }
        });
        self.select(None);
        self.desk.open_right();
    }

    fn end_comparison(&mut self) {
        if self.view.comparison.is_none() {
            return;
        }
        let before = std::mem::take(&mut self.derived.beside.before);
        let voices = std::mem::replace(&mut self.question.according_to, before);
        self.derived.beside.last = self.view.comparison.take().map(|last| (last, voices));
    }

    /// Asks for the picture of A once that of B is there.
    pub(super) fn ask_compared(&mut self, ground: &Arc<Ground>) {
        let Some(comparison) = &self.view.comparison else {
            self.derived.beside.compared = None;
            self.derived.beside.asked = None;
            return;
        };
        let (Some(told), Some(picture)) = (&self.derived.told, &self.derived.picture) else { return };
        if picture.question != told.question || picture.day != self.view.day {
            return;
        }
        let according_to = comparison.voices(&self.question.according_to).to_vec();
        let question = Question { according_to, ..told.question.clone() };
        let a = Which { question, day: comparison.day(self.view.day), by_group: picture.by_group };
        let asked = Some([a.clone(), Which::of(picture)]);
        if self.derived.beside.asked == asked {
            return;
        }
        self.derived.beside.asked = asked;
        let before = self.derived.beside.compared.as_ref().map(|compared| &compared.told);
        let known = [Some(told), before].into_iter().flatten().find(|told| told.question == a.question);
        self.work.compare(a, known.cloned(), Arc::clone(picture), self.project.snapshot(), Arc::clone(ground));
    }

    /// Lists what passes the filter for the voices of A.
    pub(super) fn list_beside(&mut self, revision: u64) {
        let Some(Comparison { a: Against::Voices(voices), .. }) = &self.view.comparison else { return };
        let now = (revision, self.filter.clone(), voices.clone());
        if self.derived.beside.listed.as_ref() != Some(&now) {
            let options = Options { according_to: voices.clone(), ..self.question.options() };
            let places = self.derived.ground.as_ref().map(|ground| ground.knowledge.gazetteer.places());
            let filter = Filter::parse(&self.filter).unwrap_or_default();
            let filter = filter.knowing(places.unwrap_or_default(), self.project.review());
            let beside = &mut self.derived.beside;
            beside.by_article = Listing::new(self.project.readings(), &filter, &options).by_article;
            beside.listed = Some(now);
        }
    }
}

impl BesideDerived {
    /// The picture of A as the map takes it; `b` is what that of the view is drawn from.
    pub(super) fn picture<'a>(
        &'a self,
        view: &'a View,
        voices: &'a [String],
        b: &Input<'a>,
        passes: &'a dyn Fn(crate::project::ClaimRef) -> bool,
    ) -> Option<Beside<'a>> {
        let (comparison, compared) = view.comparison.as_ref().zip(self.compared.as_deref())?;
        let picture = &compared.picture;
        let data = Input {
            claims: &compared.told.claims,
            shown: Some(passes),
            situation: Some(&picture.situation),
            ground: Some(&picture.drawn),
            ..*b
        };
        let view = View { day: picture.day, ..view.clone() };
        Some(Beside { view, data, voices: [comparison.voices(voices), voices] })
    }

    /// The claims of each article that pass for A, where its voices are others than those of B.
    pub(super) fn passing<'a>(&'a self, view: &View, b: &'a [Vec<u32>]) -> &'a [Vec<u32>] {
        match view.comparison.as_ref().map(|comparison| &comparison.a) {
            Some(Against::Voices(_)) => &self.by_article,
            _ => b,
        }
    }
}

//! What is computed from the project and the view, each part with what it was computed for.

use super::App;
use super::comparing::BesideDerived;
use crate::control::Weighing;
use crate::date::Day;
use crate::place::{PlaceId, Point};
use crate::scene::shape::Path;
use crate::ui::map::Filtered;
use crate::view::{Facet, Filter, Listing, Selection, View, world};
use crate::work::{Closely, Counted, Flipped, Ground, Listed, Picture, Question, Subject, Told};
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// How often the map follows while many files are being read, in seconds.
const FOLLOWING_S: f64 = 0.4;

/// How long the areas of two days fade into each other, in seconds.
const FADE_S: f64 = 0.12;

/// How long the filter must rest while it is typed before areas and fronts follow it, in seconds.
const RESTS_S: f64 = 0.3;

/// More claims than this are not looked through while the window waits.
const MANY: usize = 20_000;

/// What is computed from the project and the view; each part knows what it was computed for.
#[derive(Default)]
pub(super) struct Derived {
    pub(super) ground: Option<Arc<Ground>>,
    pub(super) told: Option<Arc<Told>>,
    pub(super) picture: Option<Arc<Picture>>,
    /// The day before the step, while its areas fade, and since when.
    pub(super) fading: Option<(Arc<Picture>, f64)>,
    pub(super) listing: Arc<Listing>,
    /// How many listings there were.
    pub(super) listed: u64,
    /// What the filter can be asked for, counted for the listing of this number, and for which it was last asked.
    pub(super) facets: Option<(u64, Vec<Facet>)>,
    asked_facets: Option<u64>,
    pub(super) filter_fault: Option<String>,
    /// The filter as it was read, for whatever day; while it makes no sense, one that lets everything through.
    pub(super) filter: Arc<Filter>,
    /// The filter that areas and fronts are to follow, and since when.
    followed: (Arc<Filter>, f64),
    /// The areas drawn on the map that the filter asks for.
    pub(super) limits: Vec<Arc<Path>>,
    pub(super) listed_for: Option<Listed>,
    pub(super) asked_history: Option<Question>,
    pub(super) asked_picture: Option<(Question, Day, bool)>,
    pub(super) flip: Option<Flipped>,
    pub(super) asked_flip: Option<(Question, Day, PlaceId)>,
    pub(super) beside: BesideDerived,
    /// What is looked at closely, and for what it was last asked.
    pub(super) closely: Option<Arc<Closely>>,
    pub(super) asked_closely: Option<(Question, Subject)>,
    pub(super) asked_at: f64,
    /// The revision at which the articles were last replaced by others.
    pub(super) since: u64,
}

impl Derived {
    /// The ground that fades and how far the new one has come; asks for the next frame meanwhile.
    pub(super) fn fading(&self, ctx: &Context) -> Option<(&crate::scene::Ground, f32)> {
        let (before, since) = self.fading.as_ref()?;
        let share = (ctx.input(|input| input.time) - since) / FADE_S;
        if share >= 1.0 {
            return None;
        }
        ctx.request_repaint();
        Some((&before.drawn, share as f32))
    }
}

impl Derived {
    /// What the filter limits on the map.
    pub(super) fn filtered(&self, view: &View) -> Option<Filtered> {
        let (_, line, _) = self.listed_for.as_ref()?;
        if self.filter_fault.is_some() || line.trim().is_empty() {
            return None;
        }
        let is_worked_out = || self.picture.as_ref().is_some_and(|picture| picture.question.filter == self.filter);
        Some(match view.layers.filtered {
            _ if self.filter.is_empty() => Filtered::Days,
            false => Filtered::Marks,
            true if is_worked_out() => Filtered::All,
            true => Filtered::Working,
        })
    }
}

impl App {
    /// Asks for what is not there yet for this project, filter and day.
    pub(super) fn derive(&mut self, ctx: &Context) {
        let revision = self.project.revision();
        self.list(revision);
        self.review();
        self.list_beside(revision);
        let Some(ground) = self.derived.ground.clone() else { return };
        let now = ctx.input(|input| input.time);
        let question = self.asked_for();
        let wait = self.work.is_reading() && now - self.derived.asked_at < FOLLOWING_S;
        if self.derived.asked_history.as_ref() != Some(&question) && !wait && self.filter_rests(ctx, &question) {
            self.derived.asked_history = Some(question.clone());
            self.derived.asked_at = now;
            self.work.tell(question, self.project.snapshot(), Arc::clone(&ground));
        }
        if let Some(told) = &self.derived.told {
            let by_group = self.view.layers.groups;
            let asked = (told.question.clone(), self.view.day, by_group);
            if self.derived.asked_picture.as_ref() != Some(&asked) {
                self.derived.asked_picture = Some(asked);
                self.work.draw(Arc::clone(told), self.view.day, by_group, Arc::clone(&ground));
            }
        }
        self.ask_facets(&ground);
        self.ask_compared(&ground);
        self.ask_closely();
        self.ask_flip();
    }

    /// What the map is to show, whatever is worked out of it yet.
    pub(super) fn asked_for(&self) -> Question {
        let rated = self.question.weighing == Weighing::ByRating;
        let ratings = if rated { self.project.review().ratings().clone() } else { Default::default() };
        let filter = if self.view.layers.filtered { Arc::clone(&self.derived.filter) } else { Arc::default() };
        Question {
            revision: self.project.revision(),
            known_by: self.view.known_by,
            ratings: Arc::new(ratings),
            filter,
            ..self.question.clone()
        }
    }

    /// Whether the filter is not being typed just now; else asks for a frame when it may be.
    fn filter_rests(&mut self, ctx: &Context, question: &Question) -> bool {
        let now = ctx.input(|input| input.time);
        let (followed, since) = &mut self.derived.followed;
        if *followed != question.filter {
            (*followed, *since) = (Arc::clone(&question.filter), now);
        }
        let is_new = self.derived.asked_history.as_ref().is_some_and(|asked| asked.filter != question.filter);
        let left = RESTS_S - (now - *since);
        if is_new && left > 0.0 && self.desk.types_filter(ctx) {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
            return false;
        }
        true
    }

    /// Has the values counted that the filter can be asked for, while they are looked at.
    fn ask_facets(&mut self, ground: &Arc<Ground>) {
        let listed = self.derived.listed;
        if self.desk.shows_values() && self.derived.asked_facets != Some(listed) {
            self.derived.asked_facets = Some(listed);
            let (readings, listing) = (self.project.snapshot(), Arc::clone(&self.derived.listing));
            let review = self.project.review().clone();
            self.work.count(listed, Counted { readings, listing, ground: Arc::clone(ground), review });
        }
    }

    /// Asks what would change the holder of the selected place, once its day is drawn.
    pub(super) fn ask_flip(&mut self) {
        let Some(place) = self.selected_place().filter(|_| !self.playing.how.on) else { return };
        let (Some(told), Some(picture)) = (&self.derived.told, &self.derived.picture) else { return };
        let asked = (told.question.clone(), self.view.day, place);
        let drawn = picture.question == asked.0 && picture.day == asked.1;
        if drawn && self.derived.asked_flip.as_ref() != Some(&asked) {
            self.derived.asked_flip = Some(asked.clone());
            self.work.flip(Arc::clone(told), asked.2, asked.1);
        }
    }

    /// Asks for the place or the voice that the panel wants to tell of.
    fn ask_closely(&mut self) {
        let place = self.selected_place();
        let Some(subject) = self.desk.wants(place.as_ref(), &self.view).filter(|_| !self.playing.how.on) else {
            return;
        };
        let Some(told) = &self.derived.told else { return };
        let asked = Some((told.question.clone(), subject));
        if self.derived.asked_closely != asked {
            self.derived.asked_closely = asked.clone();
            let Some((_, subject)) = asked else { return };
            self.work.look(subject, Arc::clone(told), self.project.snapshot());
        }
    }

    /// The place that is selected, by itself or as the place of a claim.
    pub(super) fn selected_place(&self) -> Option<PlaceId> {
        match &self.view.selection {
            Some(Selection::Place(place)) => Some(place.clone()),
            Some(Selection::Claim(at)) if (at.reading as usize) < self.project.readings().len() => {
                at.of(self.project.readings()).place.id.clone()
            }
            _ => None,
        }
    }

    /// Brings the lists up to the project, the filter and the voices: at once, or by another thread where only the
    /// question is new and there is much to look through.
    pub(super) fn list(&mut self, revision: u64) {
        let now = (revision, self.filter.clone(), self.question.according_to.clone());
        if self.derived.listed_for.as_ref() == Some(&now) {
            return;
        }
        let same_claims = self.derived.listed_for.as_ref().is_some_and(|(before, ..)| *before == revision);
        self.derived.listed_for = Some(now.clone());
        // While a filter makes no sense the lists show everything, and say why.
        let (filter, fault) = match Filter::parse(&self.filter) {
            Ok(filter) => {
                let places = self.derived.ground.as_ref().map(|ground| ground.knowledge.gazetteer.places());
                (filter.knowing(places.unwrap_or_default(), self.project.review()), None)
            }
            Err(fault) => (Filter::default(), Some(fault)),
        };
        // Areas do not follow the days it asks for: with those alone nothing is worked out anew.
        self.derived.filter = Arc::new(filter.of_any_day().unwrap_or_else(|| filter.clone()));
        let options = self.question.options();
        let outline = |corners: &[Point]| {
            let ring = corners.iter().chain(corners.first()).map(|corner| world(*corner));
            Arc::new(Path::of(ring.collect()))
        };
        self.derived.limits = filter.drawn_areas().into_iter().map(outline).collect();
        self.derived.filter_fault = fault;
        if same_claims && self.derived.listing.total > MANY {
            self.work.list(now, self.project.snapshot(), filter, options);
        } else {
            let listing = Listing::new(self.project.readings(), &filter, &options);
            self.take_listing(listing);
        }
    }

    /// The lists that another thread made, if they are still asked for.
    pub(super) fn hear_listed(&mut self, of: &Listed, listing: Listing) {
        if self.derived.listed_for.as_ref() == Some(of) {
            self.take_listing(listing);
        }
    }

    fn take_listing(&mut self, listing: Listing) {
        self.derived.listing = Arc::new(listing);
        self.derived.listed += 1;
    }
}

//! The day, the camera and the selection.

use super::App;
use crate::command::Command;
use crate::date::{Day, Span};
use crate::place::{PlaceId, Point};
use crate::project::ClaimRef;
use crate::ui::{self, Notice, Playing};
use crate::view::{Camera, Selection, Step, Window, claim_days, coordinates, with_term, world};
use egui::Context;
use std::time::Duration;

/// Room left around what the map is fitted to, in points.
const FIT_MARGIN: f32 = 90.0;
/// How far to the right of the middle, in points.
const LEGEND_SHIFT: f32 = 24.0;
/// A fit goes no nearer: what lies around a single place stays in sight.
const FIT_NEAREST: f64 = 12.5;

impl App {
    /// Steps the day while playing.
    pub(super) fn step_time(&mut self, ctx: &Context) {
        let Playing { on: true, speed, looping } = self.playing.how else { return };
        let Some(all) = self.derived.listing.histogram.range() else {
            self.playing.how.on = false;
            return;
        };
        let (now, step) = (ctx.input(|input| input.time), 1.0 / f64::from(speed.max(1)));
        if now >= self.playing.due {
            self.playing.due = now + step;
            let next = self.stepped(true).unwrap_or(all.to);
            match (self.view.day >= all.to, looping) {
                (false, _) => self.view.day = next.min(all.to),
                (true, true) => self.view.day = all.from,
                (true, false) => self.playing.how.on = false,
            }
        }
        ctx.request_repaint_after(Duration::from_secs_f64((self.playing.due - now).max(0.0)));
    }

    /// Commands about the day; false if it is another.
    pub(super) fn run_time(&mut self, command: &Command) -> bool {
        let all = self.derived.listing.histogram.range();
        let day = self.view.day;
        match command {
            Command::PreviousDay => self.view.day = self.stepped(false).unwrap_or(day),
            Command::NextDay => self.view.day = self.stepped(true).unwrap_or(day),
            Command::SetStep(step) => self.view.step = *step,
            Command::StepMode => self.view.step = after(&Step::ALL, self.view.step),
            Command::PreviousMonth => self.view.day = day.plus_months(-1),
            Command::NextMonth => self.view.day = day.plus_months(1),
            Command::FirstDay => self.view.day = all.map_or(day, |all| all.from),
            Command::LastDay => self.view.day = all.map_or(day, |all| all.to),
            Command::PreviousChange => self.view.day = self.change(false).unwrap_or(day),
            Command::NextChange => self.view.day = self.change(true).unwrap_or(day),
            Command::SetDay(day) => self.view.day = *day,
            Command::KnownByEarlier => {
                self.view.known_by = Some(self.view.known_by.or(all.map(|all| all.to)).unwrap_or(day) - 1);
            }
            Command::KnownByLater => {
                let later = self.view.known_by.map(|day| day + 1);
                self.view.known_by = later.filter(|day| all.is_some_and(|all| *day < all.to));
            }
            Command::SetKnownBy(day) => self.view.known_by = day.filter(|day| all.is_none_or(|all| *day < all.to)),
            Command::SetWindow(window) => self.view.window = *window,
            Command::WindowMode => self.view.window = after(&Window::ALL, self.view.window),
            Command::SetSpeed(speed) => self.playing.how.speed = *speed,
            Command::Loop => self.playing.how.looping = !self.playing.how.looping,
            Command::Play => {
                self.playing.how.on = !self.playing.how.on;
                if all.is_some_and(|all| self.playing.how.on && day >= all.to) {
                    self.view.day = all.map_or(day, |all| all.from);
                }
            }
            _ => return false,
        }
        if !matches!(
            command,
            Command::Play
                | Command::SetSpeed(_)
                | Command::SetStep(_)
                | Command::StepMode
                | Command::Loop
                | Command::SetWindow(_)
                | Command::WindowMode
        ) {
            self.playing.how.on = false;
        }
        true
    }

    /// Commands about the camera; false if it is another.
    pub(super) fn run_map(&mut self, ctx: &Context, command: &Command) -> bool {
        const PAN: f32 = 96.0;
        let camera = self.view.camera;
        let middle = camera.size.map(|side| side / 2.0);
        match command {
            Command::Fit => self.fit(),
            Command::FitAll => self.fit_all(),
            Command::ZoomIn => self.fly(camera.zoomed(1.0, middle)),
            Command::ZoomOut => self.fly(camera.zoomed(-1.0, middle)),
            Command::PanLeft => self.view.camera = camera.panned([PAN, 0.0]),
            Command::PanRight => self.view.camera = camera.panned([-PAN, 0.0]),
            Command::PanUp => self.view.camera = camera.panned([0.0, PAN]),
            Command::PanDown => self.view.camera = camera.panned([0.0, -PAN]),
            Command::Back => return self.map.put_tool_away(),
            Command::Measure => self.map.measure(),
            Command::DrawArea => self.map.draw_area(),
            Command::Evidence if self.map.is_drawing() => {
                if let Some(term) = self.map.finish() {
                    self.filter = with_term(&self.filter, &term);
                }
            }
            Command::CopyDegrees => return self.copy_point(ctx, |point| Some(coordinates::degrees(point))),
            Command::CopyDms => return self.copy_point(ctx, |point| Some(coordinates::dms(point))),
            Command::CopyMgrs => return self.copy_point(ctx, coordinates::mgrs),
            _ => return false,
        }
        true
    }

    /// Puts the point of the selected place, else the middle of the map, on the clipboard.
    fn copy_point(&mut self, ctx: &Context, words: impl Fn(Point) -> Option<String>) -> bool {
        let ground = self.derived.ground.as_ref();
        let place = self.selected_place().and_then(|id| ground?.knowledge.gazetteer.get(&id).map(|place| place.point));
        if let Some(text) = words(place.unwrap_or_else(|| crate::view::ground(self.view.camera.center))) {
            self.copy(ctx, text, "coordinates");
        }
        true
    }

    /// Puts the claim or article that is selected on the clipboard, as it is cited.
    pub(super) fn copy_citation(&mut self, ctx: &Context) {
        let readings = self.project.readings();
        let text = match &self.view.selection {
            Some(Selection::Claim(at)) if at.is_in(readings) => ui::citation(at.of(readings), at.article(readings)),
            Some(Selection::Article(at)) if (*at as usize) < readings.len() => {
                ui::article_citation(&readings[*at as usize].article)
            }
            _ => {
                let text = "Select a claim or an article first: click it on the map or in the lists.".into();
                return self.say(Notice { text, offer: None, bad: false });
            }
        };
        self.copy(ctx, text, "the citation");
    }

    /// Puts a text on the clipboard and says so.
    pub(super) fn copy(&mut self, ctx: &Context, text: String, what: &str) {
        // A long text is known to who copied it.
        let words = if text.len() > 80 { format!("Copied {what}.") } else { format!("Copied {what}: {text}") };
        self.say(Notice { text: words, offer: None, bad: false });
        ctx.copy_text(text);
    }

    /// The next or the last day on which control changed.
    pub(super) fn change(&self, next: bool) -> Option<Day> {
        self.by_step(Step::Change, next)
    }

    /// The day one step from the day shown; `None`: nothing changes that way.
    fn stepped(&self, on: bool) -> Option<Day> {
        self.by_step(self.view.step, on)
    }

    fn by_step(&self, step: Step, on: bool) -> Option<Day> {
        let changes = self.derived.told.as_deref().map_or(&[][..], |told| told.changes.as_slice());
        step.go(self.view.day, on, changes.iter().map(|change| change.day))
    }

    pub(super) fn select(&mut self, selection: Option<Selection>) {
        if selection.is_none() {
            self.map.fold();
        }
        if self.view.selection != selection {
            self.desk.follow(selection.as_ref());
            self.view.selection = selection;
        }
    }

    /// Selects what the user points at.
    pub(super) fn point_at(&mut self, selection: Option<Selection>) {
        if selection.is_some() {
            self.forget_outside();
        }
        self.select(selection);
    }

    /// Selects and brings the day and the map to it.
    pub(super) fn show(&mut self, selection: Selection) {
        self.forget_outside();
        let readings = self.project.readings();
        let gazetteer = self.derived.ground.as_ref().map(|ground| &ground.knowledge.gazetteer);
        let known = |id: &PlaceId| gazetteer.and_then(|gazetteer| gazetteer.get(id));
        let mut reach_m = 0.0;
        let point = match &selection {
            Selection::Claim(at) if (at.reading as usize) < readings.len() => {
                let claim = at.of(readings);
                let days = claim_days(&readings[at.reading as usize], claim);
                if let Some(days) = days.filter(|days| !self.view.window.shows(*days, self.view.day)) {
                    self.view.day = days.to;
                }
                reach_m = claim.place.id.as_ref().and_then(known).map_or(0.0, |place| place.radius_m);
                claim.place.point
            }
            Selection::Place(id) => known(id).map(|place| {
                reach_m = place.radius_m;
                place.point
            }),
            _ => None,
        };
        let candidates: Vec<Point> = match &selection {
            Selection::Claim(at) if point.is_none() && at.is_in(readings) => {
                at.of(readings).place.candidates.iter().map(|candidate| candidate.point).collect()
            }
            _ => Vec::new(),
        };
        self.select(Some(selection));
        if let Some(point) = point {
            self.come_near(point, reach_m);
        } else if !candidates.is_empty() {
            self.fly_to(&candidates);
        }
    }

    /// Moves the map to a place unless it is well in view, and all of it as large as it can be. `reach_m`: its radius,
    /// in metres.
    pub(super) fn come_near(&mut self, point: Point, reach_m: f64) {
        let camera = self.view.camera;
        let [x, y] = camera.screen(world(point));
        let [w, h] = camera.size;
        // Nor does the legend or the date lie over it.
        let covered = (x < 215.0 && y > h - 330.0) || (x < 330.0 && y < 90.0);
        let seen = (60.0..w - 60.0).contains(&x) && (60.0..h - 60.0).contains(&y) && !covered;
        let scale = camera.metres_per_point();
        // Metres a point at which the whole of it fills most of the map.
        let whole = reach_m * 2.5 / f64::from(w.min(h)).max(1.0);
        let least = camera.zoom + (scale / whole.max(f64::MIN_POSITIVE)).log2();
        if whole > LARGE_M_A_POINT {
            if !seen || scale < whole * 0.6 || scale > whole * 3.0 {
                self.fly(Camera::new(point, least, camera.size));
            }
        } else if !seen || scale > 120.0 {
            self.fly(Camera::new(point, camera.zoom.max(12.0), camera.size));
        }
    }

    /// Shows every mark of the day, or every claim there is.
    pub(super) fn fit(&mut self) {
        let readings = self.project.readings();
        let point = |claim: &ClaimRef| claim.of(readings).place.point;
        let view = &self.view;
        let claims = &self.derived.listing.claims;
        let today = claims.iter().filter(|(day, _)| day.is_some_and(|day| view.window.shows(Span::day(day), view.day)));
        let mut points: Vec<Point> = today.filter_map(|(_, claim)| point(claim)).collect();
        if points.is_empty() {
            points = claims.iter().filter_map(|(_, claim)| point(claim)).collect();
        }
        self.fly_to(&points);
        self.forget_outside();
    }

    /// Shows every claim that passes the filter, of whatever day.
    fn fit_all(&mut self) {
        let readings = self.project.readings();
        let claims = self.derived.listing.claims.iter();
        let points: Vec<Point> = claims.filter_map(|(_, claim)| claim.of(readings).place.point).collect();
        self.fly_to(&points);
        self.forget_outside();
    }

    /// What a load had to say is of no more interest once the user moves on: what lay outside the part of the map
    /// that it brought up, and that the sample made way.
    fn forget_outside(&mut self) {
        let of_load =
            |notice: &Notice| matches!(notice.offer, Some((_, Command::FitAll | Command::ShowSample)) if !notice.bad);
        self.notices.retain(|notice| !of_load(notice));
    }

    pub(super) fn fly_to(&mut self, points: &[Point]) {
        let Some(first) = points.first().map(|point| world(*point)) else { return };
        let all = points.iter().map(|point| world(*point));
        let (min, max) = all.fold((first, first), |(min, max), at| {
            (
                geo::Coord { x: min.x.min(at.x), y: min.y.min(at.y) },
                geo::Coord { x: max.x.max(at.x), y: max.y.max(at.y) },
            )
        });
        // The legend stands at the left.
        let to = self.view.camera.fit(geo::Rect::new(min, max), FIT_MARGIN).panned([LEGEND_SHIFT, 0.0]);
        self.fly(Camera { zoom: to.zoom.min(FIT_NEAREST), ..to });
    }

    pub(super) fn fly(&mut self, camera: Camera) {
        let reduce = self.view.reduce_motion;
        self.map.fly(&mut self.view, camera, reduce);
    }
}

/// A place that fills the map only at more metres a point than this is shown as a whole: a governorate, a countryside.
const LARGE_M_A_POINT: f64 = 30.0;

/// The next one in a list, around.
pub(super) fn after<T: PartialEq + Copy>(all: &[T], now: T) -> T {
    let at = all.iter().position(|one| *one == now).map_or(0, |at| (at + 1) % all.len());
    all[at]
}

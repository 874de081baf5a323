//! The map: gestures move the camera, clicks select, the scene and its furniture are painted.

mod filtered;
mod halves;
mod keep;
mod pins;
mod says;
#[cfg(test)]
mod tests;
mod tools;

pub use filtered::Filtered;

use super::widgets;
use crate::command::Command;
use crate::control::Situation;
use crate::paint::furniture::{self, Furniture};
use crate::paint::{self, Brush};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::scene::{self, Input, Scene, Target};
use crate::ui::review::Pin;
use crate::view::{Camera, Selection, View, World, ground};
use egui::{CursorIcon, Event, MouseWheelUnit, PointerButton, Pos2, Rect, Response, Sense, Ui, Vec2, pos2, vec2};
use halves::Half;
use keep::{Keep, Key};
use std::time::Duration;
use tools::Tool;

/// Levels of zoom for a double click.
const STEP: f64 = 1.0;
/// Levels of zoom for one notch of the wheel.
const PER_NOTCH: f64 = 0.5;
/// What a touchpad reports for the same turn as one notch, in points.
const POINTS_PER_NOTCH: f64 = 50.0;
/// How long a flight takes, in seconds.
const FLIGHT_S: f32 = 0.24;
/// How long the hand that drags the map must keep still to rest, in seconds.
const REST_S: f32 = 0.15;
/// A map narrower than this, in points, has the panel of what is selected over half of it.
const NARROW: f32 = 620.0;
/// A map lower than this, in points, is low.
const LOW: f32 = 660.0;
/// The share of the height of a low map that its legend takes at most.
const LOW_LEGEND: f32 = 0.34;
/// The distance of overlays from the edges of the map, in points.
const MARGIN: f32 = scene::style::MARGIN;

/// The map's own small state: its textures, the last scene, a flight under way, what is fanned out.
#[derive(Default)]
pub struct MapPane {
    brush: Option<Brush>,
    /// What is drawn: the picture of the view.
    scene: Option<Scene>,
    /// The picture beside it, left.
    scene_a: Option<Scene>,
    flight: Option<Flight>,
    open: Option<PlaceId>,
    hover: Option<ClaimRef>,
    /// Whether the user folded or opened the legend; `None`: it is open where the map has room for it.
    legend_folded: Option<bool>,
    /// The places a name could mean, while one is chosen.
    pub pins: Vec<Pin>,
    /// Whether a click gives the place of a name.
    pub placing: bool,
    /// The line or area being drawn.
    tool: Option<Tool>,
    /// Where the right button was last pressed, and what lay there.
    spot: Option<(World, Option<Target>)>,
    /// Where the furniture stood in the last frame, in the window.
    furniture: Vec<Rect>,
    /// The picture that is kept between frames.
    keep: Keep,
    /// What the last scene was composed from.
    key: Option<Key>,
    /// Where the furniture stood when the hand took hold of the map, and what the legend had to explain.
    held: (Vec<Rect>, scene::Legend),
    /// A number that changes with all that is drawn but the view; `None`: it changes with every frame.
    pub version: Option<u64>,
    /// What the filter limits, if there is one.
    pub filtered: Option<Filtered>,
    /// Whether the days run: then no day is announced.
    pub is_playing: bool,
}

/// The picture to the left of the view's own while two are compared.
pub struct Beside<'a> {
    /// What it shows: the view with another day, or the same for other voices.
    pub view: View,
    /// What it is drawn from.
    pub data: Input<'a>,
    /// The voices of this picture and of the view's own; none: all.
    pub voices: [&'a [String]; 2],
}

/// A camera on its way.
struct Flight {
    from: Camera,
    to: Camera,
    done: f32,
}

impl MapPane {
    /// Moves the map to a camera: at once, or in a quarter of a second unless motion is reduced.
    pub fn fly(&mut self, view: &mut View, to: Camera, reduce_motion: bool) {
        if reduce_motion {
            view.camera = to;
        } else {
            self.flight = Some(Flight { from: view.camera, to, done: 0.0 });
        }
    }

    /// Closes the fan of a cluster.
    pub fn fold(&mut self) {
        self.open = None;
    }

    /// The scene of the last frame: what is drawn, where, and what the legend lists.
    pub fn scene(&self) -> Option<&Scene> {
        self.scene.as_ref()
    }

    /// To be called before each frame of a real window: keeps a picture of the map on the graphics card.
    pub fn fit(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.keep.fit(ctx.content_rect().size(), ctx.pixels_per_point(), frame);
    }

    /// Shows the map in all the room that is left and handles its gestures. `data` need not know how
    /// to measure text or what is open and hovered: that is the map's own. `a` is the picture to the
    /// left while two are compared, and its caption with that of the view's own.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        view: &mut View,
        data: &Input,
        a: Option<&Beside>,
        commands: &mut Vec<Command>,
    ) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Map of reported control"));
        let (half_a, half) = halves::halves(rect, a.and(view.comparison.as_ref()));
        let before = view.camera;
        view.camera = before.resized(half.rect.size().into());
        if let Some(at) = scene::selected_spot(data, view).filter(|_| a.is_none()) {
            view.camera = kept_in_sight(&before, view.camera, at);
        }
        self.step_flight(ui, view);
        let pointer = response.hover_pos();
        let in_a = halves::is_in(half_a.as_ref(), pointer);
        if response.has_focus() {
            widgets::ring(ui, rect.shrink(3.0), 2);
        }
        let under = half_a.filter(|_| in_a).unwrap_or(half);
        // egui may lay a frame out twice; a gesture counts once.
        if ui.ctx().current_pass_index() == 0 {
            self.gestures(ui, view, under.rect, &response);
        }
        let shown = if in_a { a.map_or(data, |a| &a.data) } else { data };
        let target = self.under_pointer(view, shown, under.rect, &response, in_a);
        self.hover = match &target {
            Some(Target::Marks { claims, .. }) => claims.first().copied(),
            _ => None,
        };
        let mut brush = self.brush.take().unwrap_or_else(|| Brush::new(ui.ctx()));
        let mut legend = scene::Legend::default();
        if let Some((a, half)) = a.zip(half_a) {
            let a_view = View { camera: view.camera, ..a.view.clone() };
            let scene = self.compose(ui, &a_view, &a.data, half.rect, &self.furniture, self.scene_a.as_ref());
            paint::scene(&ui.painter_at(half.clip), half.rect.min, &scene, &mut brush);
            legend.add(&scene.legend);
            self.scene_a = Some(scene);
        } else {
            self.scene_a = None;
        }
        let is_alone = a.is_none();
        let is_held = is_alone && response.dragged() && self.keep.has_sheet();
        let (scene, is_same) =
            if is_held { self.held(ui, view, data, half.rect) } else { self.exact(ui, view, data, half.rect) };
        if is_alone {
            ui.painter().rect_filled(rect, 0, paint::color32(scene::style::tokens(view.theme).land));
            self.keep.paint(ui, half.rect, &view.camera, &scene, is_same, &mut brush);
        } else {
            self.keep.forget();
            paint::scene(&ui.painter_at(half.clip), half.rect.min, &scene, &mut brush);
        }
        if !is_held {
            self.held.1.clone_from(&scene.legend);
        }
        legend.add(&self.held.1);
        let moved = Vec2::from(view.camera.screen(scene.camera.world([0.0, 0.0])));
        says::marks(ui, &scene, data, &view.naming, Half { rect: half.rect.translate(moved), ..half });
        self.scene = Some(scene);
        let was_folded = self.legend_folded;
        let mut furniture =
            self.furnish(ui, view, data, &legend, half, pointer.map(|at| within(at, under.rect)), &mut brush);
        self.brush = Some(brush);
        let tools = tools::card(ui, rect, self.tool.as_ref(), commands);
        furniture.push(tools);
        if let Some(tool) = &self.tool {
            let end = pointer.filter(|_| !response.dragged());
            tool.paint(&ui.painter_at(half.clip), half.rect, &view.camera, view.theme, end);
        }
        let head = rect.min + vec2(16.0, 10.0);
        match (a, half_a, &view.comparison) {
            (Some(a), Some(half_a), Some(comparison)) => {
                furniture.extend(self.captions(ui, view, data, a, [half_a, half], tools.left()));
                if let Some(at) = halves::divide(ui, rect, comparison) {
                    halves::moved(comparison, at, commands);
                }
                let x = half.clip.left();
                furniture.push(Rect::from_x_y_ranges(x - 2.0..=x + 2.0, rect.y_range()));
            }
            _ => {
                // What is selected may lie over half of a narrow map.
                let is_short = rect.width() < NARROW && view.selection.is_some();
                let room = if is_short { 0.0 } else { tools.left() - MARGIN - head.x };
                let painter = ui.painter_at(rect);
                let heading = Furniture::new(&painter, view).heading(head, view, data.situation, room);
                says::heading(ui, heading, view, data.situation, self.is_playing);
                furniture.push(heading);
            }
        }
        self.under_date(ui, rect, data.situation.filter(|_| is_alone), tools.left(), &mut furniture, commands);
        self.furniture = furniture;
        if self.placing && response.hovered() {
            ui.set_cursor_icon(CursorIcon::Crosshair);
        }
        pins::paint(ui, half.rect, &view.camera, &self.pins);
        self.spot_menu(&response, view, target.as_ref(), under.rect, data, commands);
        if self.draws(ui, view, &response, under.rect, commands) {
            return;
        }
        let clicked = response.clicked() && was_folded == self.legend_folded;
        if clicked && let Some(command) = self.answer(half.rect, &view.camera, pointer) {
            commands.push(command);
        } else if clicked {
            self.click(view, target, data, commands);
        } else if let Some(target) = target {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            says::hover_card(&response, &target, data, &view.naming);
        }
    }

    /// What a click means while places are chosen: a candidate, or a point for the name.
    fn answer(&self, rect: Rect, camera: &Camera, pointer: Option<Pos2>) -> Option<Command> {
        let pointer = pointer?;
        let pin = pins::at(rect, camera, &self.pins, pointer);
        // Outside the review the choice is made there.
        let pin =
            pin.map(|n| if self.pins.iter().any(|pin| pin.chosen) { Command::Choose(n) } else { Command::Review });
        let point = || ground(camera.world(within(pointer, rect)));
        pin.or_else(|| self.placing.then(|| Command::PlaceAt(point())))
    }

    /// What can be done where the right button was pressed.
    fn spot_menu(
        &mut self,
        response: &Response,
        view: &View,
        target: Option<&Target>,
        rect: Rect,
        data: &Input,
        commands: &mut Vec<Command>,
    ) {
        if response.secondary_clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            self.spot = Some((view.camera.world(within(at, rect)), target.cloned()));
        }
        let Some((at, target)) = &self.spot else { return };
        let mut from = None;
        response.context_menu(|ui| {
            ui.set_width(260.0);
            from = tools::menu(ui, *at, target.as_ref(), data.places, &view.naming, commands);
        });
        if let Some(from) = from {
            self.tool = Some(Tool::Measure(vec![from], false));
        }
    }

    /// Whether a tool takes the clicks of this frame.
    fn draws(&mut self, ui: &Ui, view: &View, response: &Response, rect: Rect, commands: &mut Vec<Command>) -> bool {
        let Some(tool) = self.tool.as_mut().filter(|tool| tool.takes_clicks()) else { return false };
        ui.set_cursor_icon(CursorIcon::Crosshair);
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
            tool.add(view.camera.world(within(at, rect)));
        }
        if response.double_clicked()
            && let Some(term) = self.finish()
        {
            commands.push(Command::AddFilter(term));
        }
        true
    }

    /// Takes up the measure, or puts it away.
    pub fn measure(&mut self) {
        let in_hand = matches!(self.tool, Some(Tool::Measure(..)));
        self.tool = (!in_hand).then(|| Tool::Measure(Vec::new(), false));
    }

    /// Begins an area.
    pub fn draw_area(&mut self) {
        self.tool = Some(Tool::Outline(Vec::new()));
    }

    /// Whether a line or an area is being drawn.
    pub fn is_drawing(&self) -> bool {
        self.tool.as_ref().is_some_and(Tool::takes_clicks)
    }

    /// Ends the line or the area in hand; the filter of an area that was closed.
    pub fn finish(&mut self) -> Option<String> {
        let term = self.tool.as_mut()?.finish();
        if term.is_some() {
            self.tool = None;
        }
        term
    }

    /// Puts the tool away; false if there was none.
    pub fn put_tool_away(&mut self) -> bool {
        self.tool.take().is_some()
    }

    /// The scene of just what the map shows, and whether it is that of the last frame.
    fn exact(&mut self, ui: &Ui, view: &View, data: &Input, rect: Rect) -> (Scene, bool) {
        let clear = self.furniture.clone();
        self.next(ui, view, data, rect, &clear)
    }

    /// The scene while the hand drags the map: wide, and the same as long as it reaches. When the hand rests, names
    /// make way for what stands over the map now.
    fn held(&mut self, ui: &Ui, view: &View, data: &Input, rect: Rect) -> (Scene, bool) {
        let (window, wide) = (ui.content_rect(), keep::wide(&view.camera, rect, ui.content_rect()));
        let rests = ui.input(|input| input.pointer.time_since_last_movement()) > REST_S;
        if !rests {
            ui.ctx().request_repaint_after(Duration::from_secs_f32(REST_S));
        }
        let last = self.scene.as_ref().map(|scene| scene.camera);
        let reaches = |last: &Camera| last.size == wide.size && keep::covers(last, &view.camera) && !rests;
        let camera = last.filter(|last| *last == wide || reaches(last)).unwrap_or_else(|| {
            self.held.0.clone_from(&self.furniture);
            wide
        });
        let clear = self.held.0.clone();
        self.next(ui, &View { camera, ..view.clone() }, data, window, &clear)
    }

    /// The last scene if nothing it was composed from has changed, else another.
    fn next(&mut self, ui: &Ui, view: &View, data: &Input, rect: Rect, clear: &[Rect]) -> (Scene, bool) {
        let key = self.version.map(|version| Key {
            version,
            view: view.clone(),
            open: self.open.clone(),
            hover: self.hover,
            rect,
            clear: clear.to_vec(),
            pixels_per_point: ui.ctx().pixels_per_point(),
        });
        match self.scene.take() {
            Some(last) if key.is_some() && key == self.key => (last, true),
            last => {
                let scene = self.compose(ui, view, data, rect, clear, last.as_ref());
                self.key = key;
                let is_same = last.is_some_and(|last| last.looks_like(&scene));
                (scene, is_same)
            }
        }
    }

    /// Composes one picture; names keep clear of what stands over it.
    fn compose(&self, ui: &Ui, view: &View, data: &Input, rect: Rect, clear: &[Rect], last: Option<&Scene>) -> Scene {
        let ctx = ui.ctx();
        let measure = |text: &str, style| paint::measure(ctx, text, style);
        let by = -rect.min.to_vec2();
        let obstacles: Vec<[f32; 4]> = clear.iter().map(|at| corners(at.translate(by).expand(4.0))).collect();
        let input =
            Input { measure: &measure, open: self.open.as_ref(), hover: self.hover, obstacles: &obstacles, ..*data };
        scene::compose(&input, view, last)
    }

    /// What stands below the date, the last of the furniture so far: the mark of a filter, and what a tool says.
    fn under_date(
        &self,
        ui: &mut Ui,
        rect: Rect,
        situation: Option<&Situation>,
        right: f32,
        furniture: &mut Vec<Rect>,
        commands: &mut Vec<Command>,
    ) {
        let left = rect.left() + MARGIN;
        let heads = furniture.iter().filter(|stands| stands.top() < rect.top() + 40.0 && stands.left() < left + 40.0);
        let mut top = heads.map(|head| head.bottom()).fold(rect.top(), f32::max) + 6.0;
        if let Some(filtered) = self.filtered {
            let width = right - MARGIN - left;
            let chip = filtered::chip(ui, pos2(left, top), width, filtered, situation, commands);
            top = chip.bottom() + 6.0;
            furniture.push(chip);
        }
        if let Some(tool) = &self.tool {
            furniture.push(tools::says(ui, pos2(left, top), tool));
        }
    }

    /// What A and B are; returns where it stands.
    fn captions(&self, ui: &Ui, view: &View, data: &Input, a: &Beside, halves: [Half; 2], right: f32) -> [Rect; 2] {
        let of = |half: Half, view_: &View, letter: &str, voices: &[String], data: &Input, at: Pos2, left_of: bool| {
            let (title, under) = halves::caption(view_, letter, voices);
            let under = format!("{under} · {}", furniture::NOT_VERIFIED);
            let filtered = data.situation.and_then(furniture::filtered);
            let lines: Vec<&str> = [&under].into_iter().chain(&filtered).map(String::as_str).collect();
            halves::name(ui, &half, &title, letter);
            Furniture::new(&ui.painter_at(half.clip), view).caption(at, &title, &lines, left_of)
        };
        let [half_a, half_b] = halves;
        let at = half_b.clip.right_top().min(pos2(right - MARGIN, f32::INFINITY)) + vec2(0.0, 10.0);
        [
            of(half_a, &a.view, "A", a.voices[0], &a.data, half_a.clip.min + vec2(16.0, 10.0), false),
            of(half_b, view, "B", a.voices[1], data, at, true),
        ]
    }

    /// Legend, scale and locator; returns where they stand.
    #[expect(clippy::too_many_arguments, reason = "one call, of what the frame just made")]
    fn furnish(
        &mut self,
        ui: &Ui,
        view: &View,
        data: &Input,
        legend: &scene::Legend,
        half: Half,
        pointer: Option<[f32; 2]>,
        brush: &mut Brush,
    ) -> Vec<Rect> {
        let rect = ui.min_rect();
        let painter = ui.painter_at(rect);
        let hand = Furniture::new(&painter, view);
        let (corner, has_room) = furniture::plate(half.rect, &view.camera);
        let credit = hand.attribution(corner + vec2(0.0, 6.0), legend);
        let scale = hand.scale(pos2(corner.x, credit.top() - 2.0), &view.camera, pointer);
        let mut stands = vec![credit, scale];
        if has_room && view.comparison.is_none() {
            stands.push(hand.locator(pos2(corner.x, scale.top() - 8.0), data.base, &view.camera, brush));
        }
        if !legend.is_empty() {
            // On a low map it leaves the ground in sight, unless it is asked for: the shapes of marks go first.
            let asked = self.legend_folded == Some(false);
            let room = if rect.height() < LOW && !asked { LOW_LEGEND * rect.height() } else { rect.height() - 120.0 };
            let room = if asked { room.max(rect.height() - 24.0) } else { room };
            let folded = self.legend_folded.unwrap_or_else(|| !furniture::has_room(legend, room));
            let corner = rect.left_bottom() + vec2(MARGIN, -MARGIN);
            let legend = hand.legend(corner, legend, brush, Some(folded), room);
            let head = Rect::from_min_size(legend.min, vec2(legend.width(), 32.0));
            let says = if folded { "Show the legend" } else { "Fold the legend" };
            let fold = ui.interact(head, egui::Id::unique("legend"), Sense::click());
            fold.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, says));
            widgets::focus_ring(ui, &fold, 8);
            if fold.clicked() {
                self.legend_folded = Some(!folded);
            }
            stands.push(legend);
        }
        stands
    }

    fn step_flight(&mut self, ui: &Ui, view: &mut View) {
        let Some(flight) = &mut self.flight else { return };
        flight.done += ui.input(|input| input.stable_dt).min(0.1) / FLIGHT_S;
        view.camera = flight.from.flown(&flight.to, flight.done).resized(view.camera.size);
        if flight.done >= 1.0 {
            self.flight = None;
        }
        ui.ctx().request_repaint();
    }

    fn gestures(&mut self, ui: &Ui, view: &mut View, rect: Rect, response: &Response) {
        let before = view.camera;
        if response.dragged_by(PointerButton::Primary) || response.dragged_by(PointerButton::Middle) {
            view.camera = view.camera.panned(response.drag_delta().into());
        }
        if let Some(pointer) = response.hover_pos() {
            let anchor = within(pointer, rect);
            let steps = ui.input(|input| input.events.iter().map(zoom_steps).sum::<f64>());
            if steps != 0.0 {
                view.camera = view.camera.zoomed(steps, anchor);
            }
            if response.double_clicked() && !self.is_drawing() {
                let nearer = if ui.input(|input| input.modifiers.shift) { -STEP } else { STEP };
                self.fly(view, before.zoomed(nearer, anchor), view.reduce_motion);
                return;
            }
        }
        if view.camera != before {
            self.flight = None;
        }
    }

    /// What the pointer is over, by the scene of the last frame.
    fn under_pointer(&self, view: &View, data: &Input, rect: Rect, response: &Response, in_a: bool) -> Option<Target> {
        let at = within(response.hover_pos()?, rect);
        let scene = if in_a { &self.scene_a } else { &self.scene };
        let scene = scene.as_ref().filter(|scene| scene.camera == view.camera && !response.dragged())?;
        scene.at(at, data.ground.filter(|_| view.layers.areas), data.places)
    }

    fn click(&mut self, view: &mut View, target: Option<Target>, data: &Input, commands: &mut Vec<Command>) {
        let mut open = None;
        let selection = match target {
            Some(Target::Marks { place, claims, .. }) => {
                open = self.open.take().filter(|open| *open == place);
                claims.first().copied().map(Selection::Claim).or(Some(Selection::Place(place)))
            }
            Some(Target::Ring { places, .. }) => match places.as_slice() {
                [place] => {
                    open = Some(place.clone());
                    Some(Selection::Place(place.clone()))
                }
                _ => return self.spread(view, &places, data),
            },
            Some(Target::Front { sides, claims }) => Some(Selection::Front(sides, claims)),
            Some(Target::Area { place }) => Some(Selection::Place(place)),
            Some(Target::Overlay { .. }) => return,
            None => None,
        };
        self.open = open;
        commands.push(Command::Select(selection));
    }

    /// Flies to where the places of a ring stand apart.
    fn spread(&mut self, view: &mut View, places: &[PlaceId], data: &Input) {
        let spots: Vec<_> = places.iter().filter_map(|id| data.places.get(id)).map(|row| row.at).collect();
        let Some(bounds) = scene::shape::bounds(&spots) else { return };
        let mut to = view.camera.fit(bounds, 120.0);
        to.zoom = to.zoom.max(view.camera.zoom + 1.0).min(*Camera::ZOOM.end());
        self.fly(view, to, view.reduce_motion);
    }
}

/// The camera of a map that became smaller, moved so far that a spot that was in sight still is.
fn kept_in_sight(before: &Camera, now: Camera, spot: World) -> Camera {
    const EDGE: f32 = 48.0;
    let shrunk = (0..2).any(|axis| now.size[axis] < before.size[axis]);
    let was = before.screen(spot);
    if !shrunk || (0..2).any(|axis| !(0.0..=before.size[axis]).contains(&was[axis])) {
        return now;
    }
    let at = now.screen(spot);
    now.panned([0, 1].map(|axis| {
        let edge = EDGE.min(now.size[axis] / 2.0);
        at[axis].clamp(edge, now.size[axis] - edge) - at[axis]
    }))
}

/// The levels of zoom an event asks for. Taken from the events themselves, not from egui's smoothed
/// sum: the same turn of the wheel gives the same zoom however fast the frames are.
fn zoom_steps(event: &Event) -> f64 {
    match event {
        Event::MouseWheel { unit: MouseWheelUnit::Line, delta, .. } => f64::from(delta.y) * PER_NOTCH,
        Event::MouseWheel { unit: MouseWheelUnit::Point, delta, .. } => {
            f64::from(delta.y) / POINTS_PER_NOTCH * PER_NOTCH
        }
        Event::MouseWheel { unit: MouseWheelUnit::Page, delta, .. } => f64::from(delta.y),
        Event::Zoom(factor) => f64::from(*factor).log2(),
        _ => 0.0,
    }
}

/// A position of the window as one of the map.
fn within(at: Pos2, rect: Rect) -> [f32; 2] {
    let at: Vec2 = at - rect.min;
    [at.x, at.y]
}

fn corners(rect: Rect) -> [f32; 4] {
    [rect.min.x, rect.min.y, rect.max.x, rect.max.y]
}

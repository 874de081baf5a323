//! The map: gestures move the camera, clicks select, the scene is painted.

use crate::paint::{self, Brush};
use crate::scene::{self, Input, Scene};
use crate::view::{Camera, Selection, View};
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, Response, Sense, Ui, Vec2};

/// Levels of zoom for one press of a key, a button or a double click.
const STEP: f64 = 1.0;
/// Levels of zoom for one notch of the wheel.
const PER_NOTCH: f64 = 0.5;
/// What a touchpad reports for the same turn as one notch, in points.
const POINTS_PER_NOTCH: f64 = 50.0;
/// How far a key moves the map, in points.
const PAN: f32 = 96.0;
/// How long a flight takes, in seconds.
const FLIGHT_S: f32 = 0.24;

/// What the user did on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapOutput {
    /// Something was clicked (`Some(Some(..))`) or the empty ground was (`Some(None)`).
    pub select: Option<Option<Selection>>,
    /// The point of the ground under the pointer.
    pub pointer: Option<crate::place::Point>,
}

/// The map's own small state: its textures, the last scene, and a flight under way.
#[derive(Default)]
pub struct MapPane {
    brush: Option<Brush>,
    scene: Option<Scene>,
    flight: Option<Flight>,
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

    /// The scene of the last frame: what is under the pointer, what the legend lists.
    pub fn scene(&self) -> Option<&Scene> {
        self.scene.as_ref()
    }

    /// Shows the map in all the room that is left and handles its gestures.
    pub fn show(&mut self, ui: &mut Ui, view: &mut View, data: &Input) -> MapOutput {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Map of reported control"));
        view.camera = view.camera.resized(rect.size().into());
        self.step_flight(ui, view);
        self.gestures(ui, view, rect, &response);
        let ctx = ui.ctx().clone();
        let measure = |text: &str, style| paint::measure(&ctx, text, style);
        let input = Input { measure: &measure, ..*data };
        let scene = scene::compose(&input, view, self.scene.as_ref());
        let brush = self.brush.get_or_insert_with(|| Brush::new(&ctx));
        paint::scene(&ui.painter_at(rect), rect.min, &scene, brush);
        let pointer = response.hover_pos().map(|at| crate::view::ground(view.camera.world(within(at, rect))));
        self.scene = Some(scene);
        MapOutput { select: None, pointer }
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
            if response.double_clicked() {
                let nearer = if ui.input(|input| input.modifiers.shift) { -STEP } else { STEP };
                self.fly(view, before.zoomed(nearer, anchor), false);
                return;
            }
        }
        if view.camera != before {
            self.flight = None;
        }
        self.keys(ui, view);
    }

    /// The keys of the map act when no text field has the focus.
    fn keys(&mut self, ui: &Ui, view: &mut View) {
        if ui.ctx().egui_wants_keyboard_input() {
            return;
        }
        let pans = [
            (Key::ArrowLeft, [PAN, 0.0]),
            (Key::ArrowRight, [-PAN, 0.0]),
            (Key::ArrowUp, [0.0, PAN]),
            (Key::ArrowDown, [0.0, -PAN]),
        ];
        for (key, by) in pans {
            if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key)) {
                view.camera = view.camera.panned(by);
            }
        }
    }
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

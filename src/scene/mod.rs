//! The picture as data: what is drawn for a view, in drawing order, with no egui types.
//!
//! [`compose`] turns the base map, the places and what is reported into a [`Scene`]. One drawing has
//! many pens: the window and the PNG sheet paint the very same scene. Ground shapes stay on the map
//! plane (projected and triangulated once); marks and labels, whose size does not change with zoom,
//! are placed in points of the screen.

pub mod basemap;
mod claims;
mod ground;
mod labels;
mod legend;
mod marks;
mod pick;
mod places;
pub mod shape;
pub mod style;
mod terrain;

pub use basemap::BaseMap;
pub use claims::Claims;
pub use ground::Ground;
pub use labels::{Label, Slot};
pub use legend::Legend;
pub use marks::{Glyph, Mark, Ring};
pub use pick::{Front, Pick, Target};
pub use places::Places;

use crate::control::Situation;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::view::{Camera, Palette, Theme, View};
use shape::{Area, Path};
use std::collections::BTreeMap;
use std::sync::Arc;
use style::{Color, Pattern, Type};

/// A drawn view: items in drawing order, then labels on top.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Where the map looks.
    pub camera: Camera,
    /// Light or dark.
    pub theme: Theme,
    /// The colours of the sides.
    pub palette: Palette,
    /// The colour under everything: land.
    pub background: Color,
    /// What is drawn, first to last.
    pub items: Vec<Item>,
    /// Names, drawn after all items.
    pub labels: Vec<Label>,
    /// Where each label sits relative to its place, so that the next frame can keep it there.
    pub slots: BTreeMap<String, Slot>,
    /// What the legend has to explain.
    pub legend: Legend,
    /// What can be clicked, the topmost last.
    pub picks: Vec<Pick>,
    /// The fronts that can be clicked.
    pub fronts: Vec<Front>,
    /// Boxes that names keep clear of: marks and overlays.
    taken: Vec<[f32; 4]>,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A filled shape.
    Fill(Arc<Area>, Color),
    /// A shape filled with a pattern; the pattern is anchored to the map, its spacing to the screen.
    Hatch(Arc<Area>, Pattern, Color),
    /// A strip along a line that fades away from it.
    Strip(Arc<Path>, Strip),
    /// A line.
    Line(Arc<Path>, Stroke),
    /// Short strokes across a line: sleepers of a railway, ticks of a siege.
    Ticks(Arc<Path>, Ticks),
    /// A disc of the screen.
    Disc(Disc),
    /// A slice of a disc: its middle, radius, first angle and sweep (radians, clockwise from east).
    Sector {
        /// Its middle, in points.
        at: [f32; 2],
        /// Its radius.
        radius: f32,
        /// Where it begins.
        from: f32,
        /// How far it goes round.
        sweep: f32,
        /// What it is filled with.
        fill: Color,
    },
    /// A straight line of the screen.
    Thread([f32; 2], [f32; 2], Stroke),
    /// An opaque plate under a name: left, top, right, bottom in points.
    Plate {
        /// Left, top, right, bottom.
        frame: [f32; 4],
        /// The radius of its corners.
        radius: f32,
        /// Its ground.
        fill: Color,
        /// Its edge, one point wide.
        line: Color,
    },
    /// A line of text on a plate.
    Text {
        /// The text, in logical order.
        text: String,
        /// Its left and top, in points.
        at: [f32; 2],
        /// Its size and weight.
        style: Type,
        /// Its colour.
        color: Color,
    },
    /// A mark.
    Mark(Mark),
    /// Several marks as one.
    Ring(Ring),
}

/// A strip along one side of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// Its width in points.
    pub width: f32,
    /// Whether it lies on the left of the line's direction.
    pub left: bool,
    /// Its colour at the line; it fades to nothing.
    pub color: Color,
    /// Filled with a pattern instead of evenly.
    pub pattern: Option<Pattern>,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The width in points.
    pub width: f32,
    /// The colour.
    pub color: Color,
    /// Lengths of stroke and gap in points; `None`: unbroken.
    pub dash: Option<[f32; 2]>,
}

impl Stroke {
    /// An unbroken line.
    pub fn solid(width: f32, color: Color) -> Stroke {
        Stroke { width, color, dash: None }
    }

    /// A broken line.
    pub fn dashed(width: f32, color: Color, stroke: f32, gap: f32) -> Stroke {
        Stroke { width, color, dash: Some([stroke, gap]) }
    }
}

/// Strokes across a line, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ticks {
    /// Distance between two of them.
    pub every: f32,
    /// How far each reaches to the left and to the right of the line's direction on the screen.
    pub reach: [f32; 2],
    /// Their width and colour.
    pub stroke: Stroke,
}

/// A disc in points of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// Its centre.
    pub at: [f32; 2],
    /// Its radius.
    pub radius: f32,
    /// What it is filled with.
    pub fill: Color,
    /// Whether the fill fades to nothing at the edge.
    pub soft: bool,
    /// Its outline.
    pub outline: Option<Stroke>,
}

/// What a scene is made from. All of it is prepared once and used for every frame.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The ground under the reports.
    pub base: &'a BaseMap,
    /// The places of the gazetteer.
    pub places: &'a Places,
    /// What is claimed.
    pub claims: &'a Claims,
    /// Which claims the user's filter lets through; `None`: all.
    pub shown: Option<&'a dyn Fn(ClaimRef) -> bool>,
    /// How each place stands on the view's day.
    pub situation: Option<&'a Situation>,
    /// The areas and fronts of that day.
    pub ground: Option<&'a Ground>,
    /// The place whose marks are fanned out.
    pub open: Option<&'a PlaceId>,
    /// The claim whose mark is under the pointer.
    pub hover: Option<ClaimRef>,
    /// Boxes of the screen (left, top, right, bottom) that names keep clear of.
    pub obstacles: &'a [[f32; 4]],
    /// The size of a text in points, by the pen that will draw it.
    pub measure: &'a dyn Fn(&str, Type) -> [f32; 2],
}

impl<'a> Input<'a> {
    /// The base map and the claims alone: no situation, nothing filtered, opened or hovered.
    pub fn new(
        base: &'a BaseMap,
        places: &'a Places,
        claims: &'a Claims,
        measure: &'a dyn Fn(&str, Type) -> [f32; 2],
    ) -> Input<'a> {
        Input {
            base,
            places,
            claims,
            shown: None,
            situation: None,
            ground: None,
            open: None,
            hover: None,
            obstacles: &[],
            measure,
        }
    }
}

/// Draws a view. `last` is the scene of the frame before, whose label positions are kept where they
/// still fit. The same input gives the same scene.
pub fn compose(input: &Input, view: &View, last: Option<&Scene>) -> Scene {
    let mut scene = Scene {
        camera: view.camera,
        theme: view.theme,
        palette: view.palette,
        background: style::tokens(view.theme).land,
        items: Vec::new(),
        labels: Vec::new(),
        slots: BTreeMap::new(),
        legend: Legend::default(),
        picks: Vec::new(),
        fronts: Vec::new(),
        taken: input.obstacles.to_vec(),
    };
    terrain::below(input, view, &mut scene);
    ground::below(input, view, &mut scene);
    if view.layers.roads {
        terrain::roads(input, view, &mut scene);
    }
    ground::above(input, view, &mut scene);
    marks::selection(input, view, &mut scene);
    let below_marks = scene.items.len();
    let marked = if view.layers.marks { marks::draw(input, view, &mut scene) } else { BTreeMap::new() };
    if view.layers.labels {
        let mut wishes = places::wishes(input, view, &marked);
        wishes.extend(ground::wishes(input, view));
        wishes.extend(terrain::wishes(input, view));
        let placed = labels::place(wishes, input, view, &scene.taken, last.map(|scene| &scene.slots));
        (scene.labels, scene.slots) = placed;
        let dots = places::dots(input, view, &marked, &scene);
        scene.items.splice(below_marks..below_marks, dots);
    }
    scene
}

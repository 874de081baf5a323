//! The picture as data: what is drawn for a view, in drawing order, with no egui types.
//!
//! [`compose`] turns the base map, the places and what is reported into a [`Scene`]. One drawing has
//! many pens: the window and the PNG sheet paint the very same scene. Ground shapes stay on the map
//! plane (projected and triangulated once); marks and labels, whose size does not change with zoom,
//! are placed in points of the screen.

pub mod basemap;
mod labels;
mod places;
pub mod shape;
pub mod style;
mod terrain;

pub use basemap::BaseMap;
pub use labels::{Label, Slot};
pub use places::Places;

use crate::view::{Camera, View};
use shape::{Area, Path};
use std::collections::BTreeMap;
use std::sync::Arc;
use style::{Color, Pattern, Type};

/// A drawn view: items in drawing order, then labels on top.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Where the map looks.
    pub camera: Camera,
    /// The colour under everything: land.
    pub background: Color,
    /// What is drawn, first to last.
    pub items: Vec<Item>,
    /// Names, drawn after all items.
    pub labels: Vec<Label>,
    /// Where each label sits relative to its place, so that the next frame can keep it there.
    pub slots: BTreeMap<String, Slot>,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A filled shape.
    Fill(Arc<Area>, Color),
    /// A shape filled with a pattern; the pattern is anchored to the map, its spacing to the screen.
    Hatch(Arc<Area>, Pattern, Color),
    /// A line.
    Line(Arc<Path>, Stroke),
    /// Short strokes across a line: sleepers of a railway.
    Ticks(Arc<Path>, Ticks),
    /// A disc of the screen.
    Disc(Disc),
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
    /// Boxes of the screen (left, top, right, bottom) that labels and marks keep clear of.
    pub obstacles: &'a [[f32; 4]],
    /// The size of a text in points, by the pen that will draw it.
    pub measure: &'a dyn Fn(&str, Type) -> [f32; 2],
}

/// Draws a view. `last` is the scene of the frame before, whose label positions are kept where they
/// still fit. The same input gives the same scene.
pub fn compose(input: &Input, view: &View, last: Option<&Scene>) -> Scene {
    let tokens = style::tokens(view.theme);
    let mut scene = Scene {
        camera: view.camera,
        background: tokens.land,
        items: Vec::new(),
        labels: Vec::new(),
        slots: BTreeMap::new(),
    };
    terrain::below(input, view, &mut scene);
    if view.layers.roads {
        terrain::roads(input, view, &mut scene);
    }
    if view.layers.labels {
        let mut wishes = places::wishes(input, view, &mut scene);
        wishes.extend(terrain::wishes(input, view));
        let placed = labels::place(wishes, input, view, last.map(|scene| &scene.slots));
        (scene.labels, scene.slots) = placed;
    }
    scene
}

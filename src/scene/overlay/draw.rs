//! Draws the user's own layers: in the accent, which no side uses; each with its own strokes.

use super::{Feature, Overlay, Shape};
use crate::scene::pick::Edge;
use crate::scene::style::{self, Color};
use crate::scene::{Disc, Input, Item, Pick, Scene, Stroke, Target};
use crate::view::View;
use std::sync::Arc;

/// Strokes and gaps by the number of the layer; none: unbroken.
const DASHES: [Option<[f32; 2]>; 4] = [None, Some([8.0, 4.0]), Some([2.0, 3.0]), Some([12.0, 3.0])];
/// The width of lines and the radius of spots, in points.
const WIDTH: f32 = 1.6;
const SPOT: f32 = 4.0;

/// How the lines of a layer are drawn.
pub(crate) fn stroke(number: usize, color: Color) -> Stroke {
    Stroke { width: WIDTH, color, dash: DASHES[number % DASHES.len()] }
}

/// Draws the layers of the input.
pub(in crate::scene) fn draw(input: &Input, view: &View, scene: &mut Scene) {
    let frame = view.camera.view(20.0);
    for (number, overlay) in input.overlays.iter().enumerate() {
        let drawn = scene.items.len();
        for feature in &overlay.features {
            let visible = match &feature.shape {
                Shape::Point(at) => crate::scene::places::inside(*at, &frame),
                Shape::Line(path) => path.touches(&frame),
                Shape::Area(area) => area.touches(&frame),
            };
            if visible {
                self::feature(overlay, number, feature, view, scene);
            }
        }
        if scene.items.len() > drawn {
            scene.legend.overlays.push((number, overlay.name.clone()));
        }
    }
}

fn feature(overlay: &Overlay, number: usize, feature: &Feature, view: &View, scene: &mut Scene) {
    let tokens = style::tokens(view.theme);
    let line = stroke(number, tokens.accent);
    let halo = Stroke::solid(WIDTH + 2.4, tokens.halo.faded(0.7));
    let edge =
        |path: &Arc<_>| Edge { path: Arc::clone(path), overlay: overlay.name.clone(), name: feature.name.clone() };
    match &feature.shape {
        Shape::Point(at) => {
            let at = view.camera.screen(*at);
            let outline = Some(Stroke::solid(1.6, tokens.halo));
            scene.items.push(Item::Disc(Disc { at, radius: SPOT, fill: tokens.accent, soft: false, outline }));
            let target = Target::Overlay { overlay: overlay.name.clone(), name: feature.name.clone() };
            scene.picks.push(Pick { at, radius: 12.0, target });
        }
        Shape::Line(path) => {
            scene.items.push(Item::Line(Arc::clone(path), halo));
            scene.items.push(Item::Line(Arc::clone(path), line));
            scene.edges.push(edge(path));
        }
        Shape::Area(area) => {
            scene.items.push(Item::Fill(Arc::clone(area), tokens.accent.faded(0.10)));
            for ring in &area.rings {
                let ring = Arc::new(ring.clone());
                scene.items.push(Item::Line(Arc::clone(&ring), halo));
                scene.items.push(Item::Line(Arc::clone(&ring), line));
                scene.edges.push(edge(&ring));
            }
        }
    }
}

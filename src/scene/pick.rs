//! What lies under the pointer.

use super::shape::Path;
use super::{Ground, Places, Scene};
use crate::claim::{Event, Extent, Status};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::side::Side;
use std::sync::Arc;

/// A round spot of the screen that can be clicked.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// Its middle, in points.
    pub at: [f32; 2],
    /// Its radius, never under 12 points.
    pub radius: f32,
    /// What it leads to.
    pub target: Target,
}

/// What a mark shows: what all of its claims say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shows {
    /// Who acts, where that is told.
    pub side: Option<Side>,
    /// What is told of the place.
    pub event: Event,
    /// Whether it is reported, intended or denied.
    pub status: Status,
    /// How much of the place.
    pub extent: Extent,
    /// Whether it is a fight inside one side.
    pub within: bool,
}

/// What a click leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A mark: claims of one place that say the same, newest first.
    Marks {
        /// The place.
        place: PlaceId,
        /// What the mark shows.
        shows: Shows,
        /// Its claims.
        claims: Vec<ClaimRef>,
    },
    /// A ring: more marks than fit, of one place or several.
    Ring {
        /// The places.
        places: Vec<PlaceId>,
        /// All their claims, sorted.
        claims: Vec<ClaimRef>,
    },
    /// A front between two sides.
    Front {
        /// The sides on its left and right.
        sides: [Side; 2],
        /// The claims behind it.
        claims: Vec<ClaimRef>,
    },
    /// Something of a layer of the user's own.
    Overlay {
        /// The layer's file name.
        overlay: String,
        /// What the layer calls it.
        name: Option<String>,
    },
    /// Ground that a side is reported to hold.
    Area {
        /// The place it belongs to.
        place: PlaceId,
    },
}

/// A front of the scene.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// Its course.
    pub path: Arc<Path>,
    /// The sides on its left and right.
    pub sides: [Side; 2],
    /// The claims behind it.
    pub claims: Vec<ClaimRef>,
}

/// A line of a layer of the user's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Its course.
    pub path: Arc<Path>,
    /// The layer's file name.
    pub overlay: String,
    /// What the layer calls it.
    pub name: Option<String>,
}

/// How near a front the pointer must be, in points.
const FRONT_REACH: f32 = 6.0;

impl Scene {
    /// What lies at a position of the screen: the topmost mark, else a front, else a line of the user's, else coloured ground.
    pub fn at(&self, screen: [f32; 2], ground: Option<&Ground>, places: &Places) -> Option<Target> {
        let distance = |at: [f32; 2]| (at[0] - screen[0]).hypot(at[1] - screen[1]);
        let touched = self.picks.iter().rev().filter(|pick| distance(pick.at) <= pick.radius);
        if let Some(pick) = touched.min_by(|a, b| distance(a.at).total_cmp(&distance(b.at))) {
            return Some(pick.target.clone());
        }
        if let Some(front) = self.fronts.iter().find(|front| self.is_near(&front.path, screen)) {
            return Some(Target::Front { sides: front.sides, claims: front.claims.clone() });
        }
        if let Some(edge) = self.edges.iter().find(|edge| self.is_near(&edge.path, screen)) {
            return Some(Target::Overlay { overlay: edge.overlay.clone(), name: edge.name.clone() });
        }
        let place = ground?.place_at(self.camera.world(screen), places)?;
        Some(Target::Area { place })
    }

    fn is_near(&self, path: &Path, screen: [f32; 2]) -> bool {
        let points: Vec<_> = path.points.iter().map(|at| self.camera.screen(*at)).collect();
        points.windows(2).any(|pair| from_segment(screen, pair[0], pair[1]) <= FRONT_REACH)
    }
}

/// The distance of a point from a segment.
fn from_segment(p: [f32; 2], a: [f32; 2], b: [f32; 2]) -> f32 {
    let (step, to) = ([b[0] - a[0], b[1] - a[1]], [p[0] - a[0], p[1] - a[1]]);
    let length = step[0] * step[0] + step[1] * step[1];
    let share = if length > 0.0 { ((to[0] * step[0] + to[1] * step[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    (to[0] - step[0] * share).hypot(to[1] - step[1] * share)
}

//! When the map is painted anew, and when the picture of it that is kept is shown again.
//!
//! A [`Scene`] is composed anew when its [`Key`] changes, and painted anew when it then looks otherwise. While the
//! hand drags the map, it is composed for the whole window, of which the map is a part, as a [`wide`] one; it stays
//! as it is until the map is dragged out of it. Where the map is as wide as the window, bare ground comes in at its
//! edge for a moment.

use crate::paint::sheet::Sheet;
use crate::paint::{self, Brush};
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::scene::Scene;
use crate::view::{Camera, View};
use egui::{Painter, Pos2, Rect, Ui, Vec2};

/// How much bare ground may come in at the edge of a map that is as wide as the window, in points.
const BARE: f32 = 60.0;

/// All that a scene is composed from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    /// The number of what is told: articles, filter, situation, layers.
    pub(super) version: u64,
    /// The view, with the camera of the scene.
    pub(super) view: View,
    /// The place that is fanned out.
    pub(super) open: Option<PlaceId>,
    /// The claim under the pointer.
    pub(super) hover: Option<ClaimRef>,
    /// Where the scene stands in the window.
    pub(super) rect: Rect,
    /// What names keep clear of.
    pub(super) clear: Vec<Rect>,
    /// How exactly text is measured.
    pub(super) pixels_per_point: f32,
}

/// The sheet, and what it shows.
#[derive(Default)]
pub(super) struct Keep {
    sheet: Option<Sheet>,
    /// Whether a sheet was asked for already: some windows have none.
    was_asked: bool,
    /// Where on it the last scene begins; `None`: it shows another.
    painted_at: Option<Pos2>,
}

impl Keep {
    /// Makes the sheet fit the window, and makes it first.
    pub(super) fn fit(&mut self, window: Vec2, pixels_per_point: f32, frame: &mut eframe::Frame) {
        if !std::mem::replace(&mut self.was_asked, true) {
            self.sheet = Sheet::new(frame);
        }
        if let Some(sheet) = &mut self.sheet {
            sheet.fit(window, pixels_per_point);
        }
    }

    /// Whether there is a sheet.
    pub(super) fn has_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// The scene on the sheet is not shown in this frame.
    pub(super) fn forget(&mut self) {
        self.painted_at = None;
    }

    /// Paints a scene into `map`, as `camera` sees it. `is_same`: it looks like the one that was painted before.
    pub(super) fn paint(
        &mut self,
        ui: &Ui,
        map: Rect,
        camera: &Camera,
        scene: &Scene,
        is_same: bool,
        brush: &mut Brush,
    ) {
        let (to_window, whole) = (ui.painter_at(map), ui.content_rect());
        let Some(sheet) = &mut self.sheet else {
            return paint::scene(&to_window, map.min, scene, brush);
        };
        let is_wide = scene.camera != *camera;
        let origin = if is_wide { whole.min } else { map.min };
        if !(is_same && self.painted_at == Some(origin) && sheet.is_painted()) {
            let onto = if is_wide { Painter::new(ui.ctx().clone(), ui.layer_id(), whole) } else { to_window.clone() };
            sheet.open(&onto);
            paint::scene(&onto, origin, scene, brush);
            sheet.close(&onto);
            self.painted_at = Some(origin);
        }
        sheet.show(&to_window, map, origin + Vec2::from(scene.camera.screen(camera.world([0.0, 0.0]))));
    }
}

/// The camera of the whole `window` that shows in `map` what `camera` shows.
pub(super) fn wide(camera: &Camera, map: Rect, window: Rect) -> Camera {
    let middle = window.center() - map.min;
    Camera { center: camera.world(middle.into()), zoom: camera.zoom, size: window.size().into() }
}

/// Whether all that `camera` shows is on the picture of a wide one, but for a bare edge where that is not wider.
pub(super) fn covers(wide: &Camera, camera: &Camera) -> bool {
    let [x, y] = wide.screen(camera.world([0.0, 0.0]));
    let fits = |from: f32, size: f32, all: f32| {
        let bare = if all - size < BARE { BARE } else { 0.0 };
        from >= -bare && from + size <= all + bare
    };
    wide.zoom == camera.zoom && fits(x, camera.size[0], wide.size[0]) && fits(y, camera.size[1], wide.size[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Point;
    use egui::{pos2, vec2};

    #[test]
    fn a_wide_picture_shows_the_map_where_it_stands_until_it_is_dragged_out_of_it() {
        let window = Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0));
        let map = Rect::from_min_size(pos2(264.0, 44.0), vec2(676.0, 620.0));
        let camera = Camera::new(Point::lon_lat(37.16, 36.2), 12.0, map.size().into());
        let wide = wide(&camera, map, window);
        let corner = Vec2::from(wide.screen(camera.world([0.0, 0.0])));
        assert!((corner - map.min.to_vec2()).length() < 1e-3, "{corner:?}");
        assert!(covers(&wide, &camera));
        for (by, is_covered) in
            [([40.0, 0.0], true), ([263.0, 43.0], true), ([265.0, 0.0], false), ([0.0, 45.0], false)]
        {
            assert_eq!(covers(&wide, &camera.panned(by)), is_covered, "{by:?}");
        }
        assert!(!covers(&wide, &camera.zoomed(0.5, [0.0, 0.0])));
        // Without panels beside it there is nothing to spare.
        let map = Rect::from_min_size(pos2(0.0, 44.0), vec2(1280.0, 620.0));
        let camera = Camera::new(Point::lon_lat(37.16, 36.2), 12.0, map.size().into());
        let wide = super::wide(&camera, map, window);
        for (by, is_covered) in [([59.0, 0.0], true), ([-59.0, 43.0], true), ([61.0, 0.0], false), ([0.0, 45.0], false)]
        {
            assert_eq!(covers(&wide, &camera.panned(by)), is_covered, "{by:?}");
        }
    }
}

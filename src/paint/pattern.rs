//! Patterns as small textures that repeat: drawn over the triangles of an area, anchored to the map
//! so that they do not swim while it is dragged, with a spacing fixed on the screen.

use crate::scene::style::Pattern;
use crate::view::{Camera, World};
use egui::{Color32, ColorImage, Context, Pos2, TextureHandle, TextureId, TextureOptions, TextureWrapMode, pos2};

/// Points one texture covers each way; a power of two, for the oldest drivers.
const TILE: f32 = 128.0;
/// Pixels of a texture each way: two for each point, for sharp screens.
const PIXELS: usize = 256;

/// One texture for each pattern, in the order of [`Pattern::ALL`].
pub(super) struct Patterns {
    textures: Vec<TextureHandle>,
}

impl Patterns {
    pub(super) fn new(ctx: &Context) -> Patterns {
        let options = TextureOptions { wrap_mode: TextureWrapMode::Repeat, ..TextureOptions::LINEAR };
        let load = |pattern: Pattern| ctx.load_texture(format!("pattern {pattern:?}"), image(pattern), options);
        Patterns { textures: Pattern::ALL.into_iter().map(load).collect() }
    }

    /// The texture of a pattern.
    pub(super) fn texture(&self, pattern: Pattern) -> TextureId {
        let at = Pattern::ALL.iter().position(|other| *other == pattern);
        at.and_then(|at| self.textures.get(at)).map(TextureHandle::id).unwrap_or_default()
    }
}

impl Patterns {
    /// The pattern of a texture, if it is one.
    pub(super) fn of(&self, texture: TextureId) -> Option<Pattern> {
        let at = self.textures.iter().position(|other| other.id() == texture)?;
        Pattern::ALL.get(at).copied()
    }
}

/// Where a corner of a mesh that was painted with [`uv`] has the corner of a tile.
pub(super) fn anchor_of(vertex: &egui::epaint::Vertex) -> Pos2 {
    let at = |screen: f32, share: f32| (screen - share * TILE).rem_euclid(TILE);
    pos2(at(vertex.pos.x, vertex.uv.x), at(vertex.pos.y, vertex.uv.y))
}

/// A pattern as SVG has them, with the id `ID`, in a colour given as attributes.
pub(super) fn svg(pattern: Pattern, anchor: Pos2, fill: &str, stroke: &str) -> String {
    let (x, y) = (anchor.x, anchor.y);
    // One period of slanted lines is a square that is turned; its strokes run along the middle.
    let slanted = |periods: f32, width: f32, crossed: bool| {
        let side = TILE / periods / std::f32::consts::SQRT_2;
        let line = |path: String| format!("<path d=\"{path}\" stroke-width=\"{width:.2}\"{stroke}/>");
        let mut lines = line(format!("M0 0V{side:.3}M{side:.3} 0V{side:.3}"));
        if crossed {
            lines += &line(format!("M0 0H{side:.3}M0 {side:.3}H{side:.3}"));
        }
        (side, side, lines, " rotate(45)")
    };
    let (width, height, content, turn) = match pattern {
        Pattern::Lines => slanted(13.0, 1.1, false),
        Pattern::Crossed => slanted(13.0, 1.0, true),
        Pattern::Thin => slanted(10.0, 2.4, false),
        Pattern::Stripes => slanted(11.0, TILE / 11.0 / std::f32::consts::SQRT_2 / 2.0, false),
        Pattern::Gaps => {
            let side = TILE / 11.0 / std::f32::consts::SQRT_2;
            let gap = format!("<rect x=\"{:.3}\" width=\"{:.3}\" height=\"{side:.3}\"{fill}/>", side / 4.0, side / 2.0);
            (side, side, gap, " rotate(45)")
        }
        Pattern::Dots => {
            let step = TILE / 18.0;
            let dot = |x: f32, y: f32| format!("<circle cx=\"{x:.3}\" cy=\"{y:.3}\" r=\"0.95\"{fill}/>");
            let dots: String = [(0.0, 0.0), (step, 0.0), (step / 2.0, step), (0.0, 2.0 * step), (step, 2.0 * step)]
                .into_iter()
                .map(|(x, y)| dot(x, y))
                .collect();
            (step, 2.0 * step, dots, "")
        }
    };
    format!(
        "<pattern id=\"ID\" patternUnits=\"userSpaceOnUse\" width=\"{width:.3}\" height=\"{height:.3}\" \
         patternTransform=\"translate({x:.2} {y:.2}){turn}\">{content}</pattern>"
    )
}

/// Where the patterns have the corner of a tile on the screen: a fixed spot of the map, within one tile.
pub(super) fn anchor(camera: &Camera) -> Pos2 {
    // Any fixed spot would do; this one lies in Aleppo, so that patterns stay put there while zooming.
    const SPOT: World = World { x: 0.603_245, y: 0.392_1 };
    let at = |spot: f64, center: f64, size: f32| {
        ((spot - center) * camera.scale() + f64::from(size) / 2.0).rem_euclid(f64::from(TILE)) as f32
    };
    pos2(at(SPOT.x, camera.center.x, camera.size[0]), at(SPOT.y, camera.center.y, camera.size[1]))
}

/// The position in a texture for a spot of the screen.
pub(super) fn uv(screen: [f32; 2], anchor: Pos2) -> Pos2 {
    pos2((screen[0] - anchor.x) / TILE, (screen[1] - anchor.y) / TILE)
}

/// White where the pattern is, clear elsewhere.
fn image(pattern: Pattern) -> ColorImage {
    let step = TILE / PIXELS as f32;
    let texel = |at: usize| {
        let (x, y) = ((at % PIXELS) as f32 * step, (at / PIXELS) as f32 * step);
        // An edge is half covered where it runs through the middle of a texel.
        let alpha = (0.5 - depth(pattern, x + step / 2.0, y + step / 2.0) / step).clamp(0.0, 1.0);
        Color32::from_white_alpha((alpha * 255.0).round() as u8)
    };
    ColorImage::new([PIXELS, PIXELS], (0..PIXELS * PIXELS).map(texel).collect())
}

/// How far a spot of the tile lies outside the pattern's strokes, in points; negative inside them. A
/// whole number of periods fits a tile, so the distances are those of the design to within 2 %.
fn depth(pattern: Pattern, x: f32, y: f32) -> f32 {
    // The distance from the middle of the nearest of `periods` lines a tile; `sign` turns them.
    let line = |periods: f32, sign: f32| {
        let phase = ((x + sign * y) / TILE * periods).rem_euclid(1.0);
        phase.min(1.0 - phase) * TILE / periods / std::f32::consts::SQRT_2
    };
    let stripe = TILE / 11.0 / std::f32::consts::SQRT_2 / 4.0;
    match pattern {
        Pattern::Lines => line(13.0, 1.0) - 0.55,
        Pattern::Crossed => line(13.0, 1.0).min(line(13.0, -1.0)) - 0.5,
        Pattern::Stripes => line(11.0, 1.0) - stripe,
        Pattern::Gaps => stripe - line(11.0, 1.0),
        Pattern::Thin => line(10.0, 1.0) - 1.2,
        Pattern::Dots => {
            let step = TILE / 18.0;
            let row = (y / step).round();
            let shift = if (row as i64).rem_euclid(2) == 0 { 0.0 } else { step / 2.0 };
            let across = (x - shift).rem_euclid(step);
            across.min(step - across).hypot(y - row * step) - 0.95
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_repeat_without_a_seam_and_cover_what_they_should() {
        let share = |pattern| {
            let spots = (0..256).flat_map(|x| (0..256).map(move |y| (x as f32 / 2.0, y as f32 / 2.0)));
            spots.filter(|(x, y)| depth(pattern, *x, *y) < 0.0).count() as f32 / 65536.0
        };
        for pattern in Pattern::ALL {
            for step in 0..500 {
                let (x, y) = (step as f32 * 0.37 % TILE, step as f32 * 1.91 % TILE);
                for beside in [depth(pattern, x + TILE, y), depth(pattern, x, y + TILE)] {
                    assert!((depth(pattern, x, y) - beside).abs() < 0.01, "{pattern:?} {x} {y}");
                }
            }
        }
        assert!((share(Pattern::Lines) - 1.1 / 7.0).abs() < 0.03);
        assert!((share(Pattern::Stripes) - 0.5).abs() < 0.02 && (share(Pattern::Gaps) - 0.5).abs() < 0.02);
        assert!((share(Pattern::Thin) - 2.4 / 9.0).abs() < 0.03);
        assert!((share(Pattern::Dots) - 0.058).abs() < 0.015);
    }
}

//! Dashes as small textures that repeat along a line: a map has thousands of dashes, and two triangles carry a
//! whole piece of line where each dash would be four.

use super::lines::{Run, beside};
use crate::scene::Stroke;
use egui::epaint::Vertex;
use egui::{Color32, ColorImage, Context, Mesh, Pos2, TextureHandle, TextureOptions, TextureWrapMode, pos2};
use std::collections::BTreeMap;

/// Texels along a dash with its gap, and across it.
const TEXELS: [usize; 2] = [64, 16];

/// Length of stroke and gap, width, and the softness of edges: all in points, as bits.
type Kind = [u32; 4];

/// One texture for each kind of dashes that was needed.
#[derive(Default)]
pub(super) struct Dashes {
    textures: BTreeMap<Kind, TextureHandle>,
}

impl Dashes {
    /// Makes the textures of lines that are about to be drawn; unbroken ones need none.
    pub(super) fn prepare<'a>(&mut self, ctx: &Context, lines: impl Iterator<Item = &'a Stroke>) {
        let options = TextureOptions { wrap_mode: TextureWrapMode::Repeat, ..TextureOptions::LINEAR };
        let soft = softness(ctx);
        for line in lines {
            let Some(kind) = kind(line, soft) else { continue };
            self.textures.entry(kind).or_insert_with(|| ctx.load_texture("dashes", image(line, soft), options));
        }
    }

    /// A dashed line as triangles; its texture was prepared.
    pub(super) fn mesh(&self, ctx: &Context, runs: &[Run], line: &Stroke, color: Color32) -> Mesh {
        let soft = softness(ctx);
        let texture = kind(line, soft).and_then(|kind| self.textures.get(&kind));
        let (Some(texture), Some([on, off])) = (texture, line.dash) else { return Mesh::default() };
        let mut mesh = Mesh::with_texture(texture.id());
        for run in runs {
            add(&mut mesh, run, on + off, line.width / 2.0 + soft, color);
        }
        mesh
    }
}

/// Edges fade over one pixel, in points.
fn softness(ctx: &Context) -> f32 {
    1.0 / ctx.pixels_per_point()
}

fn kind(line: &Stroke, soft: f32) -> Option<Kind> {
    line.dash.map(|[on, off]| [on, off, line.width, soft].map(f32::to_bits))
}

/// One dash and its gap. The texture is as high as the line with its soft edges.
fn image(line: &Stroke, soft: f32) -> ColorImage {
    let [on, off] = line.dash.unwrap_or([1.0, 0.0]);
    let cover = |inside: f32| (inside / soft + 0.5).clamp(0.0, 1.0);
    let (period, half) = (on + off, line.width / 2.0 + soft);
    let texel = |n: usize| {
        let along = ((n % TEXELS[0]) as f32 + 0.5) / TEXELS[0] as f32 * period - on / 2.0;
        let across = ((n / TEXELS[0]) as f32 + 0.5) / TEXELS[1] as f32 * 2.0 * half - half;
        // The gap goes round to the dash before.
        let along = along.min(period - along);
        let alpha = cover(on / 2.0 - along.abs()) * cover(line.width / 2.0 - across.abs());
        Color32::from_white_alpha((alpha * 255.0).round() as u8)
    };
    ColorImage::new(TEXELS, (0..TEXELS[0] * TEXELS[1]).map(texel).collect())
}

/// Adds a strip along a run, `half` a width to each side of it.
fn add(mesh: &mut Mesh, run: &Run, period: f32, half: f32, color: Color32) {
    let (left, right) = (beside(&run.points, half), beside(&run.points, -half));
    let mut along = run.from;
    let mut last: Option<Pos2> = None;
    for (n, at) in run.points.iter().enumerate() {
        along += last.replace(*at).map_or(0.0, |last| last.distance(*at));
        let first = mesh.vertices.len() as u32;
        for (pos, across) in [(left[n], 0.0), (right[n], 1.0)] {
            mesh.vertices.push(Vertex { pos, uv: pos2(along / period, across), color });
        }
        if n > 0 {
            mesh.add_triangle(first - 2, first - 1, first);
            mesh.add_triangle(first - 1, first + 1, first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::style::Color;

    #[test]
    fn a_texture_holds_as_much_ink_as_its_dash() {
        for (width, on, off) in [(1.2, 5.0, 3.0), (1.0, 1.5, 3.5), (2.0, 6.0, 4.0)] {
            let line = Stroke::dashed(width, Color::hex(0), on, off);
            let image = image(&line, 1.0);
            let ink: f32 = image.pixels.iter().map(|texel| f32::from(texel.a()) / 255.0).sum();
            let points = (on + off) * (width + 2.0) / (TEXELS[0] * TEXELS[1]) as f32;
            assert!((ink * points / (on * width) - 1.0).abs() < 0.12, "{} of {}", ink * points, on * width);
            let edge = (0..TEXELS[0]).flat_map(|x| [(x, 0), (x, TEXELS[1] - 1)]);
            assert!(edge.into_iter().all(|at| image[at].a() == 0), "nothing is cut off at the sides");
        }
    }

    #[test]
    fn dashes_keep_their_length_round_a_corner() {
        let run = Run { from: 4.0, points: vec![pos2(0., 0.), pos2(10., 0.), pos2(10., 6.)] };
        let mut mesh = Mesh::default();
        add(&mut mesh, &run, 8.0, 1.0, Color32::WHITE);
        assert_eq!(mesh.indices.len() / 3, 4, "two triangles for each piece");
        let along: Vec<f32> = mesh.vertices.iter().step_by(2).map(|vertex| vertex.uv.x * 8.0).collect();
        assert_eq!(along, [4.0, 14.0, 20.0]);
    }
}

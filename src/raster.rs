//! egui's meshes as pixels, on the CPU: the pen of PNG sheets and image tests. No GPU, no window.
//!
//! Triangles are filled row by row between their two edges; a pixel belongs to the triangle that
//! covers its centre, and an edge shared by two triangles is crossed at the same spot by both, so
//! nothing is painted twice and no gap opens. Blending is egui's: sRGB bytes, premultiplied alpha.

use crate::fonts;
use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Primitive, Vertex, WHITE_UV};
use egui::{
    Color32, ColorImage, Context, Mesh, Pos2, RawInput, Rect, TextureId, TextureWrapMode, TexturesDelta, Ui, Vec2,
};
use image::{ExtendedColorType, ImageEncoder, RgbaImage};
use std::collections::HashMap;

/// Runs a piece of interface without a window and returns what it shows: `size` in points,
/// `pixels_per_point` pixels for each.
pub fn picture(size: [f32; 2], pixels_per_point: f32, mut ui: impl FnMut(&mut Ui)) -> RgbaImage {
    let ctx = Context::default();
    ctx.set_pixels_per_point(pixels_per_point);
    fonts::install(&ctx);
    let input =
        || RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::from(size))), ..RawInput::default() };
    let mut raster = Raster::default();
    // The first pass only lets fonts and sizes settle.
    let mut first = ctx.run_ui(input(), &mut ui);
    raster.load(&mut first.textures_delta);
    raster.free(&mut first.textures_delta);
    let mut output = ctx.run_ui(input(), &mut ui);
    raster.load(&mut output.textures_delta);
    let primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
    let pixels = size.map(|side| (side * pixels_per_point).round() as u32);
    let image = raster.draw(&primitives, pixels, output.pixels_per_point);
    raster.free(&mut output.textures_delta);
    image
}

/// An image as the bytes of a PNG file.
pub fn png(image: &RgbaImage) -> Result<Vec<u8>, image::ImageError> {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes).write_image(
        image.as_raw(),
        image.width(),
        image.height(),
        ExtendedColorType::Rgba8,
    )?;
    Ok(bytes)
}

/// A painter of meshes with the textures they use.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
}

struct Texture {
    image: ColorImage,
    repeats: bool,
}

impl Raster {
    /// Takes new and changed textures in; to be done before drawing.
    pub fn load(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                self.load_one(id, image);
            }
        }
    }

    /// Lets textures go that are not used any more; to be done after drawing.
    pub fn free(&mut self, delta: &mut TexturesDelta) {
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn load_one(&mut self, id: TextureId, delta: ImageDelta) {
        let ImageData::Color(new) = delta.image;
        let repeats = delta.options.wrap_mode == TextureWrapMode::Repeat;
        match (delta.pos, self.textures.get_mut(&id)) {
            (Some([left, top]), Some(texture)) => {
                let (to, from) = (texture.image.width(), new.width());
                for row in 0..new.height() {
                    let at = (top + row) * to + left;
                    texture.image.pixels[at..at + from].copy_from_slice(&new.pixels[row * from..(row + 1) * from]);
                }
            }
            _ => {
                self.textures.insert(id, Texture { image: new.as_ref().clone(), repeats });
            }
        }
    }

    /// Paints tessellated shapes onto a clear image of `size` pixels.
    pub fn draw(&self, primitives: &[ClippedPrimitive], size: [u32; 2], pixels_per_point: f32) -> RgbaImage {
        let mut canvas = Canvas::new(size);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            if let Primitive::Mesh(mesh) = primitive {
                canvas.clip_to(*clip_rect * pixels_per_point);
                self.mesh(&mut canvas, mesh, pixels_per_point);
            }
        }
        canvas.into_image()
    }

    fn mesh(&self, canvas: &mut Canvas, mesh: &Mesh, scale: f32) {
        let texture = self.textures.get(&mesh.texture_id);
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [corners[0], corners[1], corners[2]].map(|index| mesh.vertices[index as usize]);
            let corners = corners.map(|vertex| Vertex { pos: vertex.pos * scale, ..vertex });
            let plain = corners.iter().all(|corner| corner.uv == WHITE_UV);
            let texture = texture.filter(|_| !plain);
            if texture.is_none() && corners[0].color == corners[1].color && corners[0].color == corners[2].color {
                let color = corners[0].color.to_array().map(f32::from);
                canvas.rows(&corners, |_, pixels| pixels.iter_mut().for_each(|pixel| blend(pixel, color)));
            } else {
                let shade = Shade::new(&corners);
                canvas.rows(&corners, |[x, y], pixels| {
                    for (step, pixel) in pixels.iter_mut().enumerate() {
                        blend(pixel, shade.at(x + step as f32, y, texture));
                    }
                });
            }
        }
    }
}

/// The colour and texture position of a triangle as planes over the screen.
struct Shade {
    origin: [f32; 2],
    /// For red, green, blue, alpha, u, v: the value at the origin, the step to the right, the step down.
    planes: [[f32; 3]; 6],
}

impl Shade {
    fn new([a, b, c]: &[Vertex; 3]) -> Shade {
        let (ab, ac) = (b.pos - a.pos, c.pos - a.pos);
        let area = ab.x * ac.y - ab.y * ac.x;
        let values = [a, b, c].map(|corner| {
            let [r, g, b, a] = corner.color.to_array().map(f32::from);
            [r, g, b, a, corner.uv.x, corner.uv.y]
        });
        let planes = std::array::from_fn(|i| {
            let (to_b, to_c) = (values[1][i] - values[0][i], values[2][i] - values[0][i]);
            [values[0][i], (to_b * ac.y - to_c * ab.y) / area, (to_c * ab.x - to_b * ac.x) / area]
        });
        Shade { origin: a.pos.into(), planes }
    }

    fn at(&self, x: f32, y: f32, texture: Option<&Texture>) -> [f32; 4] {
        let (dx, dy) = (x - self.origin[0], y - self.origin[1]);
        let value = |[start, right, down]: [f32; 3]| start + right * dx + down * dy;
        let [r, g, b, a, u, v] = self.planes.map(value);
        let color = [r, g, b, a].map(|channel| channel.clamp(0.0, 255.0));
        let Some(texture) = texture else { return color };
        let texel = texture.sample(u, v);
        std::array::from_fn(|i| color[i] * texel[i] / 255.0)
    }
}

impl Texture {
    /// The colour at a texture position, mixed from the four nearest texels.
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let [width, height] = self.image.size;
        let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_share, low_share) = (x - left, y - top);
        let index = |at: f32, size: usize| {
            if self.repeats {
                (at as i64).rem_euclid(size as i64) as usize
            } else {
                (at.max(0.0) as usize).min(size - 1)
            }
        };
        let (x0, x1) = (index(left, width), index(left + 1.0, width));
        let (y0, y1) = (index(top, height), index(top + 1.0, height));
        let texel = |x: usize, y: usize| self.image.pixels[y * width + x].to_array().map(f32::from);
        let (a, b, c, d) = (texel(x0, y0), texel(x1, y0), texel(x0, y1), texel(x1, y1));
        std::array::from_fn(|i| {
            let (above, below) = (a[i] + (b[i] - a[i]) * right_share, c[i] + (d[i] - c[i]) * right_share);
            above + (below - above) * low_share
        })
    }
}

fn blend(pixel: &mut [f32; 4], color: [f32; 4]) {
    let keep = 1.0 - color[3] / 255.0;
    for (under, over) in pixel.iter_mut().zip(color) {
        *under = over + *under * keep;
    }
}

/// The image being painted: premultiplied channels of 0 to 255.
struct Canvas {
    size: [u32; 2],
    pixels: Vec<[f32; 4]>,
    /// Left, top, right, bottom in pixels; the last two are outside.
    clip: [i32; 4],
}

impl Canvas {
    fn new(size: [u32; 2]) -> Canvas {
        let count = size[0] as usize * size[1] as usize;
        Canvas { size, pixels: vec![[0.0; 4]; count], clip: [0, 0, size[0] as i32, size[1] as i32] }
    }

    fn clip_to(&mut self, rect: Rect) {
        let [width, height] = self.size.map(|side| side as i32);
        let side = |value: f32, most: i32| (value.round() as i32).clamp(0, most);
        self.clip =
            [side(rect.min.x, width), side(rect.min.y, height), side(rect.max.x, width), side(rect.max.y, height)];
    }

    /// Hands out each row of pixels whose centres a triangle covers, with the centre of its first pixel.
    fn rows(&mut self, corners: &[Vertex; 3], mut paint: impl FnMut([f32; 2], &mut [[f32; 4]])) {
        let [a, b, c] = corners.map(|corner| corner.pos);
        if !(a.is_finite() && b.is_finite() && c.is_finite()) {
            return;
        }
        let [left, top, right, bottom] = self.clip;
        let (low, high) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
        let (first, last) = (pixel_from(low).max(top), pixel_from(high).min(bottom));
        for row in first..last {
            let y = row as f32 + 0.5;
            let mut span: Option<[f32; 2]> = None;
            for (from, to) in [(a, b), (b, c), (c, a)] {
                if let Some(x) = crossing(from, to, y) {
                    span = Some(span.map_or([x, x], |[least, most]| [least.min(x), most.max(x)]));
                }
            }
            let Some([from, to]) = span else { continue };
            let (from, to) = (pixel_from(from).max(left), pixel_from(to).min(right));
            if from < to {
                let start = row as usize * self.size[0] as usize;
                let pixels = &mut self.pixels[start + from as usize..start + to as usize];
                paint([from as f32 + 0.5, y], pixels);
            }
        }
    }

    fn into_image(self) -> RgbaImage {
        let bytes = self.pixels.iter().flat_map(|pixel| {
            let [r, g, b, a] = pixel.map(|channel| channel.round().clamp(0.0, 255.0) as u8);
            Color32::from_rgba_premultiplied(r, g, b, a).to_srgba_unmultiplied()
        });
        let [width, height] = self.size;
        RgbaImage::from_raw(width, height, bytes.collect()).unwrap_or_default()
    }
}

/// The first pixel whose centre is not left of (or above) `at`.
fn pixel_from(at: f32) -> i32 {
    (at - 0.5).ceil().clamp(-1e9, 1e9) as i32
}

/// Where an edge crosses the line of pixel centres at `y`. Both triangles at an edge get the same answer.
fn crossing(a: Pos2, b: Pos2, y: f32) -> Option<f32> {
    let (upper, lower) = if (a.y, a.x) <= (b.y, b.x) { (a, b) } else { (b, a) };
    (upper.y <= y && y < lower.y).then(|| upper.x + (y - upper.y) * (lower.x - upper.x) / (lower.y - upper.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Shape, pos2};

    fn paint(shapes: Vec<Mesh>, size: [u32; 2]) -> RgbaImage {
        let clip_rect = Rect::from_min_size(Pos2::ZERO, Vec2::new(size[0] as f32, size[1] as f32));
        let primitives: Vec<_> =
            shapes.into_iter().map(|mesh| ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) }).collect();
        Raster::default().draw(&primitives, size, 1.0)
    }

    fn triangles(points: &[[f32; 2]], indices: &[u32], color: Color32) -> Mesh {
        let mut mesh = Mesh::default();
        for [x, y] in points {
            mesh.colored_vertex(pos2(*x, *y), color);
        }
        mesh.indices = indices.to_vec();
        mesh
    }

    /// `#` for an opaque pixel, `+` for a half-clear one, `.` for a clear one.
    fn drawing(image: &RgbaImage) -> Vec<String> {
        let sign = |x, y| match image.get_pixel(x, y).0[3] {
            0 => '.',
            255 => '#',
            _ => '+',
        };
        (0..image.height()).map(|y| (0..image.width()).map(|x| sign(x, y)).collect()).collect()
    }

    #[test]
    fn a_triangle_covers_the_pixels_whose_centres_it_holds() {
        let image = paint(vec![triangles(&[[0., 0.], [6., 0.], [0., 6.]], &[0, 1, 2], Color32::RED)], [6, 4]);
        assert_eq!(drawing(&image), ["#####.", "####..", "###...", "##...."]);
    }

    #[test]
    fn two_triangles_share_an_edge_without_gap_or_double_paint() {
        let half = Color32::from_rgba_unmultiplied(200, 0, 0, 128);
        for corner in [[0.0, 0.0], [0.3, 0.2], [-1.7, 0.5]] {
            let [x, y] = corner;
            let quad = [[x, y], [x + 9.0, y + 1.0], [x + 8.0, y + 9.0], [x + 0.5, y + 8.0]];
            let image = paint(vec![triangles(&quad, &[0, 1, 2, 0, 2, 3], half)], [10, 10]);
            assert!(image.pixels().all(|pixel| pixel.0[3] == 0 || pixel.0[3] == 128), "{corner:?}");
            assert!(image.pixels().filter(|pixel| pixel.0[3] == 128).count() > 45);
            assert_eq!(image.get_pixel(4, 4).0, [199, 0, 0, 128]); // 100 of 128, premultiplied
        }
    }

    #[test]
    fn colours_run_over_a_triangle_and_blend() {
        let mut mesh = triangles(&[[0., 0.], [10., 0.], [0., 10.]], &[0, 1, 2], Color32::BLACK);
        mesh.vertices[1].color = Color32::WHITE;
        let image = paint(vec![mesh], [10, 10]);
        let red = |x| image.get_pixel(x, 0).0[0];
        assert!(red(0) == 13 && red(4) == 115 && red(8) == 217, "{} {} {}", red(0), red(4), red(8));
        let over = paint(
            vec![
                triangles(&[[0., 0.], [9., 0.], [0., 9.]], &[0, 1, 2], Color32::WHITE),
                triangles(&[[0., 0.], [9., 0.], [0., 9.]], &[0, 1, 2], Color32::from_black_alpha(128)),
            ],
            [2, 2],
        );
        assert_eq!(over.get_pixel(0, 0).0, [127, 127, 127, 255]);
    }

    #[test]
    fn clipping_and_bad_numbers_do_no_harm() {
        let mesh = triangles(&[[-1e30, -1e30], [1e30, 0.], [f32::NAN, 9.]], &[0, 1, 2], Color32::RED);
        let huge = triangles(&[[-1e6, -1e6], [1e6, -1e6], [0., 1e6]], &[0, 1, 2], Color32::RED);
        let image = paint(vec![mesh, huge], [4, 3]);
        assert_eq!(drawing(&image), ["####", "####", "####"]);
    }

    #[test]
    fn interface_is_drawn_at_the_asked_size_with_text() {
        let image = picture([60.0, 20.0], 2.0, |ui| {
            ui.painter().add(Shape::rect_filled(
                Rect::from_min_size(Pos2::ZERO, Vec2::new(60.0, 20.0)),
                0.0,
                Color32::WHITE,
            ));
            ui.painter().text(pos2(2.0, 2.0), egui::Align2::LEFT_TOP, "Heluk", fonts::regular(12.0), Color32::BLACK);
        });
        assert_eq!(image.dimensions(), (120, 40));
        let dark = image.pixels().filter(|pixel| pixel.0[0] < 128).count();
        assert!((60..1200).contains(&dark), "{dark} dark pixels");
        let bytes = png(&image).unwrap();
        assert_eq!(&bytes[1..4], b"PNG");
    }
}

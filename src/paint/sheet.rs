//! The map kept as one picture on the graphics card. Thousands of shapes are painted when they change; every
//! other frame shows the picture again, moved while the map is dragged.
//!
//! A [`Sheet`] is as large as the window and has the window's coordinates: opened between two shapes, it takes
//! what egui paints until it is closed. The only code here that the compiler cannot check is the dozen calls to
//! OpenGL. Without a graphics context (tests, `render`) there is no sheet, and all is painted anew.

use eframe::egui_glow::CallbackFn;
use eframe::glow::{self, HasContext, PixelUnpackData};
use egui::{Color32, Mesh, PaintCallback, Painter, Pos2, Rect, Shape, TextureId, Vec2};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A picture of the window's size, in the memory of the graphics card.
pub struct Sheet {
    gl: Arc<glow::Context>,
    texture: glow::NativeTexture,
    target: glow::NativeFramebuffer,
    id: TextureId,
    /// Its size in pixels.
    size: [u32; 2],
    pixels_per_point: f32,
    /// The number of the last page that was asked for, and of the last that egui did paint: it may drop a frame.
    asked: u64,
    painted: Arc<AtomicU64>,
}

impl Sheet {
    /// An empty sheet, if the window can have one.
    pub fn new(frame: &mut eframe::Frame) -> Option<Sheet> {
        let gl = Arc::clone(frame.gl()?);
        let version = gl.version();
        if version.major < if version.is_embedded { 2 } else { 3 } {
            return None;
        }
        let (texture, target) = made(&gl)?;
        let id = frame.register_native_glow_texture(texture);
        Some(Sheet { gl, texture, target, id, size: [0, 0], pixels_per_point: 1.0, asked: 0, painted: Arc::default() })
    }

    /// Gives it the window's size in points and its pixels for each point; what it showed is gone if they changed.
    pub fn fit(&mut self, window: Vec2, pixels_per_point: f32) {
        let size = [window.x, window.y].map(|side| (side * pixels_per_point).round().max(1.0) as u32);
        if size != self.size || pixels_per_point != self.pixels_per_point {
            (self.size, self.pixels_per_point) = (size, pixels_per_point);
            self.asked += 1;
            sized(&self.gl, self.texture, size);
        }
    }

    /// Whether the page asked for last is on it.
    pub fn is_painted(&self) -> bool {
        self.asked > 0 && self.painted.load(Ordering::Relaxed) == self.asked
    }

    /// What is painted from now until [`Sheet::close`] goes onto the sheet, at its place in the window.
    pub fn open(&mut self, painter: &Painter) {
        self.asked += 1;
        painter.add(self.bind(painter, Some(self.target), self.asked));
    }

    /// What is painted from now on goes to the window again.
    pub fn close(&self, painter: &Painter) {
        painter.add(self.bind(painter, None, self.asked));
    }

    /// Paints the part of the sheet whose left top corner is `from`, to fill `rect` as far as the sheet reaches; both
    /// in points, brought to whole pixels.
    pub fn show(&self, painter: &Painter, rect: Rect, from: Pos2) {
        let whole = |at: Pos2| (at.to_vec2() * self.pixels_per_point).round();
        let (from, first, last) = (whole(from), whole(rect.min), whole(rect.max));
        let end = first - from + Vec2::new(self.size[0] as f32, self.size[1] as f32);
        let (from, first, last) = (from.max(Vec2::ZERO), first + (-from).max(Vec2::ZERO), last.min(end));
        // Row 0 of a picture painted by OpenGL is the lowest.
        let share = |at: Vec2| Pos2::new(at.x / self.size[0] as f32, 1.0 - at.y / self.size[1] as f32);
        let uv = Rect { min: share(from), max: share(from + last - first) };
        let mut quad = Mesh::with_texture(self.id);
        let [first, last] = [first, last].map(|at| (at / self.pixels_per_point).to_pos2());
        quad.add_rect_with_uv(Rect::from_min_max(first, last), uv, Color32::WHITE);
        painter.add(Shape::mesh(quad));
    }

    /// A shape that turns what follows to another target, and tells that a page is painted.
    fn bind(&self, painter: &Painter, target: Option<glow::NativeFramebuffer>, page: u64) -> Shape {
        let painted = Arc::clone(&self.painted);
        let callback = CallbackFn::new(move |_, painter| {
            bound(painter.gl(), target);
            if target.is_none() {
                painted.store(page, Ordering::Relaxed);
            }
        });
        Shape::Callback(PaintCallback { rect: painter.clip_rect(), callback: Arc::new(callback) })
    }
}

/// A texture without a size yet, and a target that paints onto it.
#[expect(unsafe_code, reason = "OpenGL: the context is current, and what it makes is used with it alone")]
fn made(gl: &glow::Context) -> Option<(glow::NativeTexture, glow::NativeFramebuffer)> {
    unsafe {
        let (texture, target) = (gl.create_texture().ok()?, gl.create_framebuffer().ok()?);
        gl.bind_texture(glow::TEXTURE_2D, Some(texture));
        for (name, value) in [
            (glow::TEXTURE_MIN_FILTER, glow::NEAREST),
            (glow::TEXTURE_MAG_FILTER, glow::NEAREST),
            (glow::TEXTURE_WRAP_S, glow::CLAMP_TO_EDGE),
            (glow::TEXTURE_WRAP_T, glow::CLAMP_TO_EDGE),
        ] {
            gl.tex_parameter_i32(glow::TEXTURE_2D, name, value as i32);
        }
        gl.bind_framebuffer(glow::FRAMEBUFFER, Some(target));
        gl.framebuffer_texture_2d(glow::FRAMEBUFFER, glow::COLOR_ATTACHMENT0, glow::TEXTURE_2D, Some(texture), 0);
        gl.bind_framebuffer(glow::FRAMEBUFFER, None);
        Some((texture, target))
    }
}

/// Gives a texture its size in pixels.
#[expect(unsafe_code, reason = "OpenGL: no pixels are given, so none are read")]
fn sized(gl: &glow::Context, texture: glow::NativeTexture, [width, height]: [u32; 2]) {
    let (format, none) = (glow::RGBA, PixelUnpackData::Slice(None));
    unsafe {
        gl.bind_texture(glow::TEXTURE_2D, Some(texture));
        let (width, height) = (width as i32, height as i32);
        gl.tex_image_2d(glow::TEXTURE_2D, 0, format as i32, width, height, 0, format, glow::UNSIGNED_BYTE, none);
    }
}

/// Turns painting to a target, or back to the window.
#[expect(unsafe_code, reason = "OpenGL: the target was made by this very context")]
fn bound(gl: &glow::Context, target: Option<glow::NativeFramebuffer>) {
    unsafe { gl.bind_framebuffer(glow::FRAMEBUFFER, target) }
}

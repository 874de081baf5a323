//! The picture of a tile: bytes to pixels.

use egui::ColorImage;
use image::{ImageReader, Limits};
use std::io::Cursor;

/// The largest side of a tile, in pixels.
const LARGEST: u32 = 2048;
/// How much of its colour a muted picture keeps.
const KEPT: f32 = 0.25;

/// Decodes PNG, JPEG or WebP, told by the first bytes. `muted` takes most of the colour out, so that colour on
/// the map means a side.
///
/// # Errors
/// What was expected and what was found.
pub fn picture(bytes: &[u8], muted: bool) -> Result<ColorImage, String> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    if reader.format().is_none() {
        return Err("expected a picture (PNG, JPEG or WebP), found something else".to_owned());
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST), Some(LARGEST));
    reader.limits(limits);
    let mut image = reader.decode().map_err(|error| format!("the picture is broken: {error}"))?.into_rgba8();
    if muted {
        image.pixels_mut().for_each(|pixel| mute(&mut pixel.0));
    }
    let size = [image.width() as usize, image.height() as usize];
    Ok(ColorImage::from_rgba_unmultiplied(size, image.as_raw()))
}

/// Moves a colour most of the way to its own grey (Rec. 601).
fn mute([red, green, blue, _]: &mut [u8; 4]) {
    let grey = 0.299 * f32::from(*red) + 0.587 * f32::from(*green) + 0.114 * f32::from(*blue);
    for channel in [red, green, blue] {
        *channel = (grey + (f32::from(*channel) - grey) * KEPT).round() as u8;
    }
}

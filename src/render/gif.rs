//! The days as a film: one sheet a day. After the first only what changed is stored.

use gif::{Encoder, EncodingError, Frame, Repeat};
use image::RgbaImage;

/// How long a day stands, and the last one, in hundredths of a second.
const DAY: u16 = 50;
const LAST: u16 = 300;

/// The bytes of a GIF file that shows these sheets of one size in turn, again and again; `None` where
/// `next` gives up before the end.
pub(super) fn film(
    count: usize,
    mut next: impl FnMut(usize) -> Option<RgbaImage>,
) -> Result<Option<Vec<u8>>, EncodingError> {
    let mut encoder: Option<Encoder<Vec<u8>>> = None;
    let mut before: Option<RgbaImage> = None;
    for number in 0..count {
        let Some(sheet) = next(number) else { return Ok(None) };
        let [width, height] = [sheet.width() as u16, sheet.height() as u16];
        if encoder.is_none() {
            let mut new = Encoder::new(Vec::new(), width, height, &[])?;
            new.set_repeat(Repeat::Infinite)?;
            encoder = Some(new);
        }
        let mut frame = changed(before.as_ref(), &sheet);
        frame.delay = if number + 1 == count { LAST } else { DAY };
        if let Some(encoder) = &mut encoder {
            encoder.write_frame(&frame)?;
        }
        before = Some(sheet);
    }
    encoder.map(Encoder::into_inner).transpose()
}

/// The smallest box of what differs from the sheet before, clear where it does not.
fn changed(before: Option<&RgbaImage>, sheet: &RgbaImage) -> Frame<'static> {
    let (width, height) = sheet.dimensions();
    let same = |x: u32, y: u32| before.is_some_and(|before| before.get_pixel(x, y) == sheet.get_pixel(x, y));
    let (mut left, mut top, mut right, mut bottom) = (width, height, 0, 0);
    for y in 0..height {
        for x in (0..width).filter(|&x| !same(x, y)) {
            (left, top) = (left.min(x), top.min(y));
            (right, bottom) = (right.max(x + 1), bottom.max(y + 1));
        }
    }
    if left >= right {
        (left, top, right, bottom) = (0, 0, 1, 1);
    }
    let mut pixels = Vec::with_capacity(((right - left) * (bottom - top) * 4) as usize);
    for y in top..bottom {
        for x in left..right {
            let [r, g, b, _] = sheet.get_pixel(x, y).0;
            pixels.extend(if same(x, y) { [0, 0, 0, 0] } else { [r, g, b, 255] });
        }
    }
    // Speed 10 of 30: the quality at which the patterns stay clean.
    let mut frame = Frame::from_rgba_speed((right - left) as u16, (bottom - top) as u16, &mut pixels, 10);
    (frame.left, frame.top) = (left as u16, top as u16);
    frame.dispose = gif::DisposalMethod::Keep;
    frame
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgba;

    #[test]
    fn only_what_changed_is_stored_and_the_days_stand_in_order() {
        let sheet = |day: usize| {
            let mut sheet = RgbaImage::from_pixel(40, 30, Rgba([250, 250, 250, 255]));
            sheet.put_pixel(10 + day as u32, 20, Rgba([200, 0, 0, 255]));
            Some(sheet)
        };
        let bytes = film(3, sheet).unwrap().unwrap();
        assert_eq!(bytes, film(3, sheet).unwrap().unwrap(), "the same bytes again");
        let mut reader = gif::DecodeOptions::new().read_info(bytes.as_slice()).unwrap();
        let mut frames = Vec::new();
        while let Some(frame) = reader.read_next_frame().unwrap() {
            frames.push((frame.left, frame.top, frame.width, frame.height, frame.delay));
        }
        assert_eq!(frames, [(0, 0, 40, 30, DAY), (10, 20, 2, 1, DAY), (11, 20, 2, 1, LAST)]);
        assert_eq!(film(3, |day| sheet(day).filter(|_| day < 1)).unwrap(), None, "given up");
    }
}

//! PDF files: the words of the pages in their order, lines joined to paragraphs ([`lines`],
//! [`paragraphs`]), without what is printed on every page ([`page_furniture`]).

mod lines;
mod page_furniture;
mod paragraphs;

use self::lines::{Letter, Line};
use super::office::{About, believe};
use super::{Draft, MAX_TEXT, Reason};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::metadata::Metadata;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// The most things drawn in a file: pages that call for one another endlessly are stopped here.
const MAX_DRAWN: usize = 50_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Draft, Reason> {
    // A stranger's file may find a fault in the crate that reads it: that refuses the file.
    let pages = catch_unwind(AssertUnwindSafe(|| pages(bytes)));
    let (mut pages, about) = pages.map_err(|_| Reason::Damaged("its pages cannot be worked out"))??;
    let mut draft = Draft { url: page_furniture::drop(&mut pages), ..Draft::default() };
    paragraphs::write(&pages, &mut draft);
    if draft.text.trim().is_empty() {
        return Err(Reason::OnlyPictures);
    }
    believe(about, &mut draft);
    Ok(draft)
}

/// The lines of each page, and what the file says of itself.
fn pages(bytes: &[u8]) -> Result<(Vec<Vec<Line>>, About), Reason> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(reason)?;
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let mut reader = Reader::default();
    let mut pages = Vec::new();
    let mut words = 0;
    for page in pdf.pages().iter() {
        let initial = page.initial_transform(true).to_kurbo();
        let bounds = Rect::new(0.0, 0.0, f64::from(page.render_dimensions().0), f64::from(page.render_dimensions().1));
        let mut context = Context::new(initial, bounds, &cache, pdf.xref(), settings.clone());
        read_page(page, &mut context, &mut reader);
        let lines = lines::of(&std::mem::take(&mut reader.letters));
        words += lines.iter().map(|line| line.text.len()).sum::<usize>();
        if words as u64 > MAX_TEXT {
            return Err(Reason::TooLarge { bytes: words as u64, limit: MAX_TEXT });
        }
        pages.push(lines);
    }
    if reader.unknown * 3 > reader.known + reader.unknown {
        return Err(Reason::Damaged("its letters are drawn without saying which they are"));
    }
    Ok((pages, about(pdf.metadata())))
}

fn read_page<'a>(page: &Page<'a>, context: &mut Context<'a>, reader: &mut Reader) {
    interpret_page(page, context, reader);
}

fn reason(error: LoadPdfError) -> Reason {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Reason::Locked,
        LoadPdfError::Decryption(_) => Reason::Damaged("locked in a way that is not read"),
        LoadPdfError::Invalid => Reason::Damaged("expected a PDF file"),
    }
}

fn about(metadata: &Metadata) -> About {
    let text = |field: &Option<Box<[u8]>>| field.as_deref().map(text_string).filter(|text| !text.trim().is_empty());
    let made = metadata.creation_date.map(|date| {
        let (hour, minute) = (date.utc_offset_hour, date.utc_offset_minute);
        let sign = if hour < 0 { '-' } else { '+' };
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{minute:02}",
            date.year,
            date.month,
            date.day,
            date.hour,
            date.minute,
            date.second,
            hour.unsigned_abs()
        )
    });
    About { title: text(&metadata.title), author: text(&metadata.author), made }
}

/// A text beside the pages: UTF-16 or UTF-8 with its mark, else one byte a letter.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Takes the letters of a page in the order in which they are drawn, also of words laid invisibly over a
/// scan; all else is looked past.
#[derive(Default)]
struct Reader {
    letters: Vec<Letter>,
    known: usize,
    unknown: usize,
    drawn: usize,
}

impl Reader {
    fn count(&mut self) {
        self.drawn += 1;
        if self.drawn > MAX_DRAWN {
            // The only way out of the interpreter; caught in `read`, without a word on the standard error.
            resume_unwind(Box::new("too much is drawn"));
        }
    }

    fn take(&mut self, glyph: &Glyph<'_>, place: Affine) {
        self.count();
        let at = place * Point::ZERO;
        let up = place * Point::new(0.0, 1000.0) - at;
        let size = up.hypot();
        // Words at an angle are stamps across the page.
        if !size.is_finite() || size < 0.5 || up.x.abs() > 0.2 * size || up.y > 0.0 {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => {
                self.unknown += 1;
                return;
            }
        };
        self.known += 1;
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        // Letters that do not say how wide they are get the width of an ordinary one.
        let width = advance.map_or(0.5, |width| f64::from(width) / 1000.0) * size;
        self.letters.push(Letter { text, x: at.x, y: at.y, size, width });
    }
}

impl Device<'_> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.count();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.count();
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.count();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
pub(super) mod tests;

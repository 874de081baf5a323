//! The bundled fonts: one Latin family in two weights, and Arabic behind both. The system's fonts are
//! never used, so that a picture is the same on every machine.

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// The name of the second weight's family.
const SEMIBOLD: &str = "semibold";

/// Installs the fonts of the program; call once for each new context.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// Text in the normal weight, `size` in points.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Text in the second weight (600), `size` in points.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [
        ("inter", include_bytes!("../assets/fonts/inter-regular.otf").as_slice()),
        ("inter-semibold", include_bytes!("../assets/fonts/inter-semibold.otf").as_slice()),
        ("arabic", include_bytes!("../assets/fonts/noto-sans-arabic-regular.ttf").as_slice()),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let chain = |first: &str| vec![first.to_owned(), "arabic".to_owned()];
    fonts.families.insert(FontFamily::Proportional, chain("inter"));
    fonts.families.insert(FontFamily::Monospace, chain("inter"));
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), chain("inter-semibold"));
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_weights_and_arabic_have_glyphs_and_digits_stand_in_columns() {
        let ctx = Context::default();
        install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
        for font in [regular(13.0), semibold(13.0)] {
            ctx.fonts_mut(|fonts| {
                assert!(fonts.has_glyphs(&font, "Dara'a al-Balad 72 % · “…” → ▲ الهلك"), "{font:?}");
            });
            let width = |c| ctx.fonts_mut(|fonts| fonts.glyph_width(&font, c));
            assert!((width('1') - width('8')).abs() < 0.01);
        }
    }
}

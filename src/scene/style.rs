//! Every colour, size and pattern of the product, for both themes and the three palettes of sides.
//! The map, the legend, the sheet and the window's own widgets take them from here.
//!
//! Colour means a side and nothing else; the interface has one accent that no side uses.

use super::vision;
use crate::side::{Naming, Side};
use crate::view::{Palette, Theme, View};
use std::fmt;

/// A colour, sRGB, alpha not multiplied in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// 0 clear, 255 opaque.
    pub alpha: u8,
}

impl Color {
    /// An opaque colour from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Color {
        Color { rgb: [(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8], alpha: 255 }
    }

    /// The same colour, `alpha` (0 to 1) times as opaque.
    pub fn faded(self, alpha: f32) -> Color {
        Color { alpha: (f32::from(self.alpha) * alpha.clamp(0.0, 1.0)).round() as u8, ..self }
    }

    /// `share` (0 to 1) of this colour, the rest of `other`.
    pub fn mixed(self, share: f32, other: Color) -> Color {
        let mix = |a: u8, b: u8| (f32::from(a) * share + f32::from(b) * (1.0 - share)).round() as u8;
        let [r, g, b] = self.rgb;
        let [s, h, c] = other.rgb;
        Color { rgb: [mix(r, s), mix(g, h), mix(b, c)], alpha: mix(self.alpha, other.alpha) }
    }
}

/// The colours that no side owns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the token of the same name in the design")]
pub struct Tokens {
    pub bg: Color,
    pub bar: Color,
    pub raise: Color,
    pub line: Color,
    pub line2: Color,
    pub text: Color,
    pub text2: Color,
    pub text3: Color,
    pub hover: Color,
    pub sel: Color,
    pub accent: Color,
    pub on_accent: Color,
    pub warn: Color,
    pub warn_ground: Color,
    pub bad: Color,
    pub bad_ground: Color,
    pub ok: Color,
    pub quote: Color,
    pub land: Color,
    pub abroad: Color,
    pub built: Color,
    pub water: Color,
    pub river: Color,
    pub road: Color,
    pub casing: Color,
    pub rail: Color,
    pub border: Color,
    pub ink: Color,
    pub halo: Color,
    pub label: Color,
    pub label2: Color,
}

/// The tokens of a theme.
pub fn tokens(theme: Theme) -> &'static Tokens {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
    }
}

const LIGHT: Tokens = Tokens {
    bg: Color::hex(0xFAF9F7),
    bar: Color::hex(0xFFFFFF),
    raise: Color::hex(0xFFFFFF),
    line: Color::hex(0xE4E1DB),
    line2: Color::hex(0xD3CFC7),
    text: Color::hex(0x1B1D20),
    text2: Color::hex(0x53575E),
    text3: Color::hex(0x6F747C),
    hover: Color::hex(0xF1EFEB),
    sel: Color::hex(0xECECFA),
    accent: Color::hex(0x4A52C4),
    on_accent: Color::hex(0xFFFFFF),
    warn: Color::hex(0x9A5B00),
    warn_ground: Color::hex(0xFBF1DF),
    bad: Color::hex(0xA3251F),
    bad_ground: Color::hex(0xFBEAE8),
    ok: Color::hex(0x2B7A4B),
    quote: Color::hex(0xFFF3C4),
    land: Color::hex(0xF4F2ED),
    abroad: Color::hex(0xECE9E2),
    built: Color::hex(0xE9E6DF),
    water: Color::hex(0xBFD2DC),
    river: Color::hex(0xA9C3D0),
    road: Color::hex(0xFFFFFF),
    casing: Color::hex(0xD2CDC2),
    rail: Color::hex(0xBDB7AB),
    border: Color::hex(0xA8A196),
    ink: Color::hex(0x1B1D20),
    halo: Color::hex(0xFBFAF7),
    label: Color::hex(0x33363B),
    label2: Color::hex(0x676B72),
};

const DARK: Tokens = Tokens {
    bg: Color::hex(0x16181B),
    bar: Color::hex(0x1B1E22),
    raise: Color::hex(0x1F2226),
    line: Color::hex(0x2A2E33),
    line2: Color::hex(0x3A3F46),
    text: Color::hex(0xECEDEE),
    text2: Color::hex(0xB0B5BC),
    text3: Color::hex(0x8B9199),
    hover: Color::hex(0x24282D),
    sel: Color::hex(0x2A2D46),
    accent: Color::hex(0x9DA4FF),
    on_accent: Color::hex(0x14161A),
    warn: Color::hex(0xF0B75A),
    warn_ground: Color::hex(0x33291A),
    bad: Color::hex(0xFF8F87),
    bad_ground: Color::hex(0x3A2220),
    ok: Color::hex(0x7BD3A0),
    quote: Color::hex(0x4A4220),
    land: Color::hex(0x1B1E21),
    abroad: Color::hex(0x16191C),
    built: Color::hex(0x24282C),
    water: Color::hex(0x22343F),
    river: Color::hex(0x2E4654),
    road: Color::hex(0x454B52),
    casing: Color::hex(0x15171A),
    rail: Color::hex(0x4A5058),
    border: Color::hex(0x5A6068),
    ink: Color::hex(0xF1F2F3),
    halo: Color::hex(0x16181B),
    label: Color::hex(0xDADCDF),
    label2: Color::hex(0xA0A6AD),
};

/// How a side's ground is told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// Lines at 45°, 7 apart, 1.1 wide.
    Lines,
    /// Dots of radius 0.95 on a staggered grid of 7.
    Dots,
    /// Lines at 45° both ways, 7 apart.
    Crossed,
    /// Stripes at 45°, 6 wide with gaps of 6: one side of contested ground.
    Stripes,
    /// The gaps of [`Pattern::Stripes`]: the other side.
    Gaps,
    /// Stripes at 45°, 2.4 wide, every 9: unconfirmed.
    Thin,
}

impl Pattern {
    /// Every pattern, in the order of their textures.
    pub const ALL: [Pattern; 6] =
        [Pattern::Lines, Pattern::Dots, Pattern::Crossed, Pattern::Stripes, Pattern::Gaps, Pattern::Thin];
}

/// How a side looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SideLook {
    /// Fills and marks.
    pub solid: Color,
    /// Outlines and text.
    pub ink: Color,
    /// The outline of marks that are drawn hollow: darker where the fill is too light for the ground.
    pub hollow: Color,
    /// The pattern of its ground, if it has one, and its alpha.
    pub pattern: Option<(Pattern, f32)>,
    /// The letter or two that tell it without colour.
    pub letter: Letter,
}

/// A letter or two: what a side's marks, legend and card carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter([Option<char>; 2]);

impl Letter {
    fn new(text: &str) -> Letter {
        let mut letters = text.chars();
        Letter([letters.next(), letters.next()])
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().flatten().try_for_each(|letter| write!(f, "{letter}"))
    }
}

impl SideLook {
    /// The colour of a letter on its fill: black or white, whichever is read better.
    pub fn on_solid(&self) -> Color {
        let [black, white] = [0x000000, 0xFFFFFF].map(Color::hex);
        let reads = |color| vision::contrast(color, self.solid);
        if reads(white) >= reads(black) { white } else { black }
    }
}

/// The looks of all sides in one palette and theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sides {
    looks: [SideLook; 4],
    unknown: SideLook,
    /// The alpha of a fill over the map.
    pub fill: f32,
    /// Whether confidence is shown as size (greyscale) instead of saturation.
    pub confidence_as_size: bool,
    /// Whether marks carry their side's letter.
    pub letters: bool,
}

impl Sides {
    /// The look of a side; `None` is "side unknown".
    pub fn look(&self, side: Option<Side>) -> &SideLook {
        side.map_or(&self.unknown, |side| &self.looks[side.index()])
    }

    /// The sides' looks in what the user looks at.
    pub fn in_view(view: &View) -> Sides {
        Sides::of(view.palette, view.theme, &view.naming)
    }

    /// The sides' looks for a palette and theme. Colours of the project's own take the place of those of the
    /// press convention; the other two palettes keep theirs, which every eye can tell apart.
    pub fn of(palette: Palette, theme: Theme, naming: &Naming) -> Sides {
        let light = theme == Theme::Light;
        let (light_hex, dark_hex, fills, line_alpha, dot_alpha) = match palette {
            Palette::Press => (&PRESS_LIGHT, &PRESS_DARK, [0.36, 0.40], 0.20, 0.60),
            Palette::Safe => (&SAFE_LIGHT, &SAFE_DARK, [0.46, 0.46], 0.42, 0.60),
            Palette::Greyscale => (&GREY_LIGHT, &GREY_DARK, [0.55, 0.50], 0.55, 0.70),
        };
        let hexes = if light { light_hex } else { dark_hex };
        let hollow_yellow = match palette {
            _ if !light => None,
            Palette::Press => Some(Color::hex(0xA87F0A)),
            Palette::Safe => Some(Color::hex(0x9C9200)),
            Palette::Greyscale => Some(Color::hex(0x8A8A8A)),
        };
        let look = |side: Side| {
            let (solid, ink) = hexes[side.index()];
            let (solid, ink) = (Color::hex(solid), Color::hex(ink));
            let hollow = hollow_yellow.filter(|_| side == Side::Kurdish).unwrap_or(solid);
            let own = naming.of(side).color.filter(|_| palette == Palette::Press);
            let (solid, ink, hollow) = own.map_or((solid, ink, hollow), |rgb| own_colors(rgb, theme));
            let pattern = match side {
                Side::Government => None,
                Side::Opposition => Some((Pattern::Lines, line_alpha)),
                Side::Kurdish => Some((Pattern::Dots, dot_alpha)),
                Side::IslamicState => Some((Pattern::Crossed, line_alpha)),
            };
            SideLook { solid, ink, hollow, pattern, letter: Letter::new(&naming.letter(side)) }
        };
        let (solid, ink) = if light { (0x7A7F87, 0x4B4F56) } else { (0x8B9199, 0xC3C7CD) };
        let (solid, ink) = (Color::hex(solid), Color::hex(ink));
        Sides {
            looks: Side::ALL.map(look),
            unknown: SideLook { solid, ink, hollow: solid, pattern: None, letter: Letter::new("?") },
            fill: fills[usize::from(!light)],
            confidence_as_size: palette == Palette::Greyscale,
            letters: palette != Palette::Press,
        }
    }
}

/// What is drawn with a colour of the user's own: fills, outlines and text, hollow marks. On a dark map it is
/// lightened as far as it must be to stand out; what is drawn thin keeps a contrast that can be read.
fn own_colors(rgb: [u8; 3], theme: Theme) -> (Color, Color, Color) {
    let (white, black) = (Color::hex(0xFFFFFF), Color::hex(0x000000));
    let (towards, ground) = if theme == Theme::Light { (black, LIGHT.land) } else { (white, DARK.land) };
    let color = Color { rgb, alpha: 255 };
    let readable = |least: f64| {
        let steps = (0..=20).map(|step| color.mixed(1.0 - step as f32 / 20.0, towards));
        steps.into_iter().find(|color| vision::contrast(*color, ground) >= least).unwrap_or(towards)
    };
    let solid = if theme == Theme::Light { color } else { readable(2.2) };
    (solid, readable(6.0), readable(3.0))
}

type Hexes = [(u32, u32); 4];
const PRESS_LIGHT: Hexes = [(0xC2403A, 0x8C231E), (0x2F8F57, 0x185C36), (0xD9A514, 0x775800), (0x3F4247, 0x17191C)];
const PRESS_DARK: Hexes = [(0xE2625B, 0xFF9E97), (0x4FB47D, 0x8FE0B2), (0xE9C046, 0xFFE08A), (0x8F959D, 0xD3D7DC)];
const SAFE_LIGHT: Hexes = [(0xB24A00, 0x7A3200), (0x2DB896, 0x0B6B55), (0xF0E442, 0x6E6600), (0x1A1A1A, 0x000000)];
const SAFE_DARK: Hexes = [(0xE06A14, 0xFFA763), (0x45D0AA, 0x8CF0D4), (0xF0E442, 0xFFF68A), (0x5F656C, 0xB5BAC0)];
const GREY_LIGHT: Hexes = [(0x555555, 0x2E2E2E), (0x969696, 0x4A4A4A), (0xCFCFCF, 0x5A5A5A), (0x000000, 0x000000)];
const GREY_DARK: Hexes = [(0x8A8A8A, 0xBDBDBD), (0xB9B9B9, 0xDADADA), (0xE6E6E6, 0xF5F5F5), (0x5A5A5A, 0xA5A5A5)];

/// How many shades a side has: its own colour, and those of its groups.
pub(super) const SHADES: usize = 5;

/// The colour of a shade: the side's own, darker, lighter, and further each way.
pub fn shaded(color: Color, shade: u8) -> Color {
    let (towards, share) = match shade {
        1 => (0x000000, 0.68),
        2 => (0xFFFFFF, 0.62),
        3 => (0x000000, 0.42),
        4 => (0xFFFFFF, 0.36),
        _ => return color,
    };
    color.mixed(share, Color::hex(towards))
}

/// Confidence as saturation, by its [`confidence_step`]: pure, two thirds, a third.
pub fn saturated(color: Color, step: u8, theme: Theme) -> Color {
    let grey = Color::hex(if theme == Theme::Light { 0x8C8C8C } else { 0x7C7C7C });
    color.mixed([1.0, 2.0 / 3.0, 1.0 / 3.0][usize::from(step.min(2))], grey)
}

/// Confidence as size, for greyscale: 100, 85 or 70 %.
pub fn size_by_confidence(confidence: f32) -> f32 {
    [1.0, 0.85, 0.7][usize::from(confidence_step(confidence))]
}

/// The step of a confidence: 0 from 80 %, 1 from 55 %, 2 below.
pub fn confidence_step(confidence: f32) -> u8 {
    match confidence {
        c if c >= 0.8 => 0,
        c if c >= 0.55 => 1,
        _ => 2,
    }
}

/// Age as alpha: full for 3 days, then .75 to 14 days, .5 to 30, .3 for older.
pub fn age_alpha(days: i32) -> f32 {
    match days {
        i32::MIN..=3 => 1.0,
        4..=14 => 0.75,
        15..=30 => 0.5,
        _ => 0.3,
    }
}

/// A text style: size in points, weight, and extra space between letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// The size in points.
    pub size: f32,
    /// The second weight instead of the first.
    pub bold: bool,
    /// Extra space after each letter, in points.
    pub tracking: f32,
}

impl Type {
    const fn new(size: f32, bold: bool, tracking: f32) -> Type {
        Type { size, bold, tracking }
    }

    /// The date on the map.
    pub const DATE: Type = Type::new(24.0, true, -0.4);
    /// The title of one of two pictures.
    pub const CAPTION: Type = Type::new(15.0, true, 0.0);
    /// Titles of sheets, the place's name in its panel.
    pub const TITLE: Type = Type::new(20.0, true, 0.0);
    /// Lines under the date.
    pub const BODY: Type = Type::new(13.0, false, 0.0);
    /// The title of the legend and other small headings.
    pub const HEADING: Type = Type::new(12.0, true, 0.0);
    /// The code of a group in the legend.
    pub const HEADING_SMALL: Type = Type::new(11.0, true, 0.0);
    /// Legend rows, counts.
    pub const META: Type = Type::new(11.0, false, 0.0);
    /// The smallest size anywhere.
    pub const SMALL: Type = Type::new(10.5, false, 0.0);
    /// The code of a group beside its mark.
    pub const CODE: Type = Type::new(8.5, true, 0.0);
    /// The letter on a mark, by how many letters it has.
    pub const fn letter(letters: usize) -> Type {
        Type::new(if letters > 1 { 7.0 } else { 8.5 }, true, if letters > 1 { -0.3 } else { 0.0 })
    }

    /// The number in a ring.
    pub const COUNT: Type = Type::new(10.5, true, 0.0);
    /// The selected place.
    pub const SELECTED: Type = Type::new(13.0, true, 0.0);
    /// A place with a change this day.
    pub const CHANGED: Type = Type::new(11.5, true, 0.0);
    /// The name of a side's ground, in capitals.
    pub const AREA: Type = Type::new(11.5, true, 1.6);
    /// The letter of a side on its ground.
    pub const LETTER: Type = Type::new(12.5, true, 0.0);
    /// The name of a country, in capitals.
    pub const COUNTRY: Type = Type::new(11.5, false, 2.2);
    /// A place with a mark.
    pub const MARKED: Type = Type::new(11.0, false, 0.0);
    /// A large city without a mark.
    pub const CITY: Type = Type::new(12.0, true, 0.0);
}

/// Marks that carry letters are so much larger: room for the letter.
pub const LETTERED: f32 = 1.25;
/// Marks smaller than this, in points of their box of 16, carry no letter.
pub const LEAST_LETTERED: f32 = 15.0;
/// Radius of cards, in points.
pub const CARD_RADIUS: f32 = 8.0;
/// Distance of overlays from the edges of the map, in points.
pub const MARGIN: f32 = 12.0;
/// The width of a halo round a mark, in points.
pub const MARK_HALO: f32 = 2.0;
/// How far a fill fades towards ground that nobody is reported to hold, in points.
pub const FADE: f32 = 12.0;
/// The width of the coloured strip inside each area along a front, in points.
pub const EDGE_BAND: f32 = 11.0;

#[cfg(test)]
mod tests {
    use super::vision::contrast;
    use super::*;

    #[test]
    fn text_can_be_read() {
        for tokens in [&LIGHT, &DARK] {
            let grounds = [tokens.bg, tokens.bar, tokens.raise, tokens.hover];
            for text in [tokens.text, tokens.text2, tokens.text3, tokens.accent, tokens.warn, tokens.bad] {
                for ground in grounds {
                    assert!(contrast(text, ground) >= 4.0, "{text:?} on {ground:?}: {}", contrast(text, ground));
                }
            }
            assert!(contrast(tokens.text2, tokens.sel) >= 4.5);
            assert!(contrast(tokens.on_accent, tokens.accent) >= 4.5);
            assert!(contrast(tokens.label, tokens.land) >= 4.5 && contrast(tokens.label2, tokens.land) >= 4.5);
        }
    }

    #[test]
    fn no_two_sides_share_a_look() {
        for palette in Palette::ALL {
            for theme in [Theme::Light, Theme::Dark] {
                let sides = Sides::of(palette, theme, &Naming::default());
                for (i, a) in Side::ALL.iter().enumerate() {
                    for b in &Side::ALL[i + 1..] {
                        let (a, b) = (sides.look(Some(*a)), sides.look(Some(*b)));
                        assert_ne!(a.solid, b.solid);
                        assert_ne!(a.pattern, b.pattern);
                    }
                }
            }
        }
    }

    #[test]
    fn age_and_confidence_step_down() {
        assert_eq!([0, 3, 4, 14, 15, 30, 31].map(age_alpha), [1.0, 1.0, 0.75, 0.75, 0.5, 0.5, 0.3]);
        let red = Color::hex(0xC2403A);
        assert_eq!([0.99, 0.8, 0.79, 0.55, 0.54].map(confidence_step), [0, 0, 1, 1, 2]);
        assert_eq!(saturated(red, 0, Theme::Light), red);
        assert_ne!(saturated(red, 1, Theme::Light), saturated(red, 2, Theme::Light));
    }
}

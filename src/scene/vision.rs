//! How colours look to different eyes: contrast, the three kinds of colour blindness, and how far apart two
//! colours are seen. What the palettes are tested with, and what a colour of the user's own is checked by.
//!
//! Sources: contrast after WCAG 2.2; simulation after Viénot, Brettel and Mollon (1999) for red and green,
//! and Machado, Oliveira and Fernandes (2009) for blue; distance is CIEDE2000 (Sharma, Wu and Dalal 2005).

use super::style::Color;

/// An eye that looks at the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eye {
    /// All three kinds of cones.
    Normal,
    /// No red cones.
    Protan,
    /// No green cones.
    Deutan,
    /// No blue cones.
    Tritan,
    /// No colours at all: a black and white print.
    Grey,
}

impl Eye {
    /// Every eye.
    pub const ALL: [Eye; 5] = [Eye::Normal, Eye::Protan, Eye::Deutan, Eye::Tritan, Eye::Grey];

    /// The colour as this eye sees it, linear red, green and blue.
    fn sees(self, color: Color) -> [f64; 3] {
        let rgb = color.rgb.map(linear);
        let through = |rows: [[f64; 3]; 3]| {
            rows.map(|row| row.iter().zip(rgb).map(|(share, part)| share * part).sum::<f64>().clamp(0.0, 1.0))
        };
        match self {
            Eye::Normal => rgb,
            Eye::Protan => through([[0.1124, 0.8876, 0.0], [0.1124, 0.8876, 0.0], [0.0040, -0.0040, 1.0]]),
            Eye::Deutan => through([[0.2928, 0.7072, 0.0], [0.2928, 0.7072, 0.0], [-0.0223, 0.0223, 1.0]]),
            Eye::Tritan => through([
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ]),
            Eye::Grey => [luminance(color); 3],
        }
    }
}

/// How far apart two colours are to an eye: CIEDE2000. About 1 can just be seen side by side; 10 is told at a
/// glance.
pub fn distance(a: Color, b: Color, eye: Eye) -> f64 {
    ciede2000(lab(eye.sees(a)), lab(eye.sees(b)))
}

/// The contrast of two colours, 1 to 21.
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour that lies over another, as its alpha lets it through.
pub fn over(color: Color, ground: Color) -> Color {
    Color { alpha: 255, ..color }.mixed(f32::from(color.alpha) / 255.0, ground)
}

fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn luminance(color: Color) -> f64 {
    let [r, g, b] = color.rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// CIE L*a*b* of a linear colour, white point D65.
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let x = (0.412_456 * r + 0.357_576 * g + 0.180_438 * b) / 0.950_47;
    let y = 0.212_673 * r + 0.715_152 * g + 0.072_175 * b;
    let z = (0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83;
    let root = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = [x, y, z].map(root);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The distance of two colours in L*a*b*, as the CIE defined it in 2000.
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let mean_chroma = (a1.hypot(b1) + a2.hypot(b2)) / 2.0;
    let fade = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25f64.powi(7))).sqrt();
    let stretch = 1.5 - 0.5 * fade(mean_chroma);
    let polar = |a: f64, b: f64| {
        let a = a * stretch;
        let hue = if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
        (a.hypot(b), hue)
    };
    let ((c1, h1), (c2, h2)) = (polar(a1, b1), polar(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = if grey { h1 + h2 } else { (h1 + turn / 2.0).rem_euclid(360.0) };
    let cos = |times: f64, off: f64| (times * h + off).to_radians().cos();
    let t = 1.0 - 0.17 * cos(1.0, -30.0) + 0.24 * cos(2.0, 0.0) + 0.32 * cos(3.0, 6.0) - 0.20 * cos(4.0, -63.0);
    let bow = (l - 50.0).powi(2);
    let (sl, sc, sh) = (1.0 + 0.015 * bow / (20.0 + bow).sqrt(), 1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let swing = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rotation = -2.0 * fade(c) * (2.0 * swing).to_radians().sin();
    let (l, c, h) = (dl / sl, dc / sc, dh / sh);
    (l * l + c * c + h * h + rotation * c * h).sqrt()
}

#[cfg(test)]
mod tests {
    use super::super::style::{Sides, tokens};
    use super::*;
    use crate::side::{Naming, Side};
    use crate::view::{Palette, Theme};

    #[test]
    fn the_distance_is_the_published_one() {
        // Pairs of Sharma, Wu and Dalal (2005), table 1.
        let pairs = [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0),
            ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
            ([6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377),
        ];
        for (a, b, expected) in pairs {
            assert!((ciede2000(a, b) - expected).abs() < 1e-3, "{a:?} {b:?}: {}", ciede2000(a, b));
        }
    }

    #[test]
    fn each_eye_loses_what_it_cannot_see() {
        let [red, green, blue] = [0xC00000, 0x5A7A00, 0x0000FF].map(Color::hex);
        assert!(distance(red, green, Eye::Normal) > 40.0);
        assert!(distance(red, green, Eye::Deutan) < distance(red, green, Eye::Normal) / 2.0);
        assert!(distance(Color::hex(0x00FFFF), Color::hex(0x00FF80), Eye::Tritan) < 12.0);
        assert!(distance(blue, Color::hex(0x0000F0), Eye::Grey) < 2.0);
        let white = Color::hex(0xFFFFFF);
        assert!(Eye::ALL.iter().all(|eye| distance(white, white, *eye) < 1e-9));
        assert!((contrast(white, Color::hex(0)) - 21.0).abs() < 1e-9);
    }

    /// All pairs of sides as fills over land, to an eye: the least distance, and whose.
    fn worst(palette: Palette, theme: Theme, eye: Eye) -> (f64, [Side; 2]) {
        let sides = Sides::of(palette, theme, &Naming::default());
        let fill = |side| over(sides.look(Some(side)).solid.faded(sides.fill), tokens(theme).land);
        let pairs = Side::ALL.iter().enumerate().flat_map(|(n, a)| Side::ALL[n + 1..].iter().map(move |b| [*a, *b]));
        let all = pairs.map(|pair| (distance(fill(pair[0]), fill(pair[1]), eye), pair));
        all.min_by(|a, b| a.0.total_cmp(&b.0)).expect("there are pairs")
    }

    #[test]
    fn every_eye_tells_every_pair_of_sides() {
        for theme in [Theme::Light, Theme::Dark] {
            // The safe palette by colour alone: at a glance to every colour-blind eye, side by side in grey.
            for eye in Eye::ALL {
                let least = if eye == Eye::Grey { 4.5 } else { 12.0 };
                let (distance, pair) = worst(Palette::Safe, theme, eye);
                assert!(distance >= least, "safe {theme:?} {eye:?} {pair:?}: {distance:.1}");
                // Greyscale is the same to every eye.
                let (distance, pair) = worst(Palette::Greyscale, theme, eye);
                assert!(distance >= 7.0, "greyscale {theme:?} {eye:?} {pair:?}: {distance:.1}");
            }
            // The press's red and green fall together for some eyes: there pattern and letter must tell.
            let (distance, pair) = worst(Palette::Press, theme, Eye::Normal);
            assert!(distance >= 15.0, "press {theme:?} {pair:?}: {distance:.1}");
            for palette in Palette::ALL {
                let sides = Sides::of(palette, theme, &Naming::default());
                for (n, a) in Side::ALL.iter().enumerate() {
                    for b in &Side::ALL[n + 1..] {
                        let [a, b] = [a, b].map(|side| sides.look(Some(*side)));
                        assert_ne!(a.pattern.map(|pattern| pattern.0), b.pattern.map(|pattern| pattern.0));
                        assert_ne!(a.letter, b.letter);
                    }
                }
            }
        }
    }

    #[test]
    fn a_pattern_can_be_seen_on_its_ground_by_every_eye() {
        for (palette, least) in [(Palette::Press, 3.0), (Palette::Safe, 8.0), (Palette::Greyscale, 8.0)] {
            for theme in [Theme::Light, Theme::Dark] {
                let sides = Sides::of(palette, theme, &Naming::default());
                for side in Side::ALL {
                    let look = sides.look(Some(side));
                    let Some((_, alpha)) = look.pattern else { continue };
                    let fill = over(look.solid.faded(sides.fill), tokens(theme).land);
                    for eye in Eye::ALL {
                        let seen = distance(fill, over(look.ink.faded(alpha), fill), eye);
                        assert!(seen >= least, "{palette:?} {theme:?} {side} {eye:?}: {seen:.1}");
                    }
                }
            }
        }
    }
}

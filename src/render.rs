//! The map sheet: what the window would show, as a PNG, with all that a map for others must carry:
//! title, day and cut-off, scale, legend of what is visible, sources and counts, method and version,
//! and what it does not claim. [`export`] makes every kind of file, pictures and written ones.

pub mod export;
mod ground;
mod gif;

pub use ground::Pictures;

use crate::control::METHOD;
use crate::export::situation::{DISCLAIMER, Picture};
use crate::fonts;
use crate::front::Cells;
use crate::paint::furniture::{self, Furniture};
use crate::paint::{self, Brush, color32, svg};
use crate::project::ClaimRef;
use crate::raster;
use crate::scene::style::{self, MARGIN, Sides, Type};
use crate::scene::{self, BaseMap, Claims, Ground, Input, Overlay, Places, Scene, TileLayer};
use crate::side::Naming;
use crate::view::{Frame, Layers, Palette, Theme, View, Window};
use egui::{Painter, Pos2, Rect, Stroke, Ui, Vec2, pos2, vec2};
use ground::{Shelf, Textures};
use image::RgbaImage;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the map's own data come from.
const CREDITS: &str = "Places: GeoNames (CC BY 4.0), Wikipedia contributors (CC BY-SA 4.0) and others. \
    Base map: Natural Earth; rivers GSHHG (LGPL); roads placed by hand, off by up to 4 km.";

/// What a sheet shows and how.
pub struct Sheet<'a> {
    /// What was read, and the day drawn from it.
    pub picture: Picture<'a>,
    /// The cells behind its areas.
    pub cells: &'a Cells,
    /// The ground under the reports.
    pub base: &'a BaseMap,
    /// The user's own layers.
    pub overlays: &'a [Arc<Overlay>],
    /// Map tiles that are on this computer.
    pub pictures: &'a Pictures,
    /// The part of the map.
    pub frame: Frame,
    /// Width and height in pixels, each at least 320.
    pub size: [u32; 2],
    /// The colours of the sides.
    pub palette: Palette,
    /// What the sides are called.
    pub naming: &'a Naming,
    /// Light or dark.
    pub theme: Theme,
    /// What the map shows.
    pub layers: Layers,
    /// How much of the time before the day counts.
    pub window: Window,
    /// Which claims are drawn; `None`: all.
    pub shown: Option<&'a dyn Fn(ClaimRef) -> bool>,
}

/// What a set of sheets is drawn from, prepared once.
pub struct Pen {
    places: Places,
    claims: Claims,
    shelf: Shelf,
}

impl Pen {
    /// For the sheets of these articles.
    pub fn new(picture: &Picture<'_>) -> Pen {
        let places = Places::new(picture.gazetteer.places());
        Pen { claims: Claims::new(picture.readings, &places), places, shelf: Shelf::default() }
    }

    /// A sheet in pixels, of exactly the size asked for.
    pub fn image(&self, sheet: &Sheet<'_>) -> RgbaImage {
        let ground = self.ground(sheet);
        let mut hand = Hand::new(sheet, self, &ground);
        let mut brush = None;
        raster::picture(hand.size().into(), 1.0, |ui| hand.draw(ui, brush.get_or_insert_with(|| Brush::new(ui.ctx()))))
    }

    fn ground(&self, sheet: &Sheet<'_>) -> Ground {
        let ground = Ground::new(sheet.picture.fronts).with_cells(sheet.cells);
        if !sheet.layers.groups {
            return ground;
        }
        ground.with_groups(sheet.cells, &self.claims.groups(&self.places, sheet.picture.situation))
    }

    /// A sheet in lines and words, as SVG text.
    pub fn svg(&self, sheet: &Sheet<'_>) -> String {
        let ground = self.ground(sheet);
        let mut hand = Hand::new(sheet, self, &ground);
        svg::picture(hand.size().into(), |ui, brush| hand.draw(ui, brush))
    }
}

/// Draws a sheet; the bytes of a PNG file of exactly the size asked for.
pub fn png(sheet: &Sheet<'_>) -> Result<Vec<u8>, image::ImageError> {
    raster::png(&Pen::new(&sheet.picture).image(sheet))
}

/// Draws twice: the second time it is known where the furniture stands, and names keep clear of it.
struct Hand<'a> {
    sheet: &'a Sheet<'a>,
    pen: &'a Pen,
    ground: &'a Ground,
    stands: Vec<[f32; 4]>,
    tiles: Textures,
}

impl<'a> Hand<'a> {
    fn new(sheet: &'a Sheet<'a>, pen: &'a Pen, ground: &'a Ground) -> Hand<'a> {
        Hand { sheet, pen, ground, stands: Vec::new(), tiles: Textures::default() }
    }

    fn size(&self) -> Vec2 {
        Vec2::from(self.sheet.size.map(|side| side.max(320) as f32))
    }

    fn draw(&mut self, ui: &Ui, brush: &mut Brush) {
        let (sheet, tokens) = (self.sheet, style::tokens(self.sheet.theme));
        let page = Rect::from_min_size(Pos2::ZERO, self.size());
        let painter = ui.painter().with_clip_rect(page);
        painter.rect_filled(page, 0.0, color32(tokens.bar));
        let sides = Sides::of(sheet.palette, sheet.theme, sheet.naming);
        let hand = Furniture { painter: &painter, theme: sheet.theme, sides, naming: sheet.naming };
        hand.text(page.min + vec2(16.0, 7.0), title(sheet.frame), Type::TITLE, tokens.text);
        let foot = self.foot(&painter, page);
        let map = Rect::from_min_max(pos2(0.0, 40.0), pos2(page.right(), foot));
        self.map(ui, &painter.with_clip_rect(map), map, brush);
        for y in [map.top(), map.bottom()] {
            painter.hline(page.x_range(), y, Stroke::new(1.0, color32(tokens.line2)));
        }
    }

    fn map(&mut self, ui: &Ui, painter: &Painter, rect: Rect, brush: &mut Brush) {
        let sheet = self.sheet;
        let mut view = View::new(sheet.picture.situation.on);
        view.camera = sheet.frame.camera(rect.size().into());
        view.known_by = sheet.picture.situation.known_by;
        (view.palette, view.theme) = (sheet.palette, sheet.theme);
        view.naming = Arc::new(sheet.naming.clone());
        (view.layers, view.window) = (sheet.layers, sheet.window);
        let ctx = ui.ctx().clone();
        let measure = |text: &str, style| paint::measure(&ctx, text, style);
        self.tiles.load(&ctx, sheet.pictures, &self.pen.shelf, &view.camera);
        brush.give_tiles(self.tiles.pixels());
        let tiles = &self.tiles;
        // A layer without a tile here hides no roads.
        let sources = || sheet.pictures.sources.iter().enumerate().filter(|(n, _)| tiles.has(*n));
        let ready: Vec<_> = sources().map(|(n, _)| move |tile| tiles.ready(n, tile)).collect();
        let layers: Vec<TileLayer<'_>> = sources()
            .zip(&ready)
            .map(|((_, source), ready)| TileLayer {
                name: &source.name,
                credit: &source.credit,
                levels: &source.levels,
                bounds: source.bounds,
                finer: 0.0,
                ready,
            })
            .collect();
        let input = Input {
            situation: Some(sheet.picture.situation),
            ground: Some(self.ground),
            shown: sheet.shown,
            overlays: sheet.overlays,
            tiles: &layers,
            obstacles: &self.stands,
            ..Input::new(sheet.base, &self.pen.places, &self.pen.claims, &measure)
        };
        let scene = scene::compose(&input, &view, None);
        paint::scene(painter, rect.min, &scene, brush);
        let stands = self.furnish(painter, rect, &view, &scene, brush);
        let local = |at: Rect| at.translate(-rect.min.to_vec2()).expand(4.0);
        self.stands = stands.into_iter().map(local).map(|at| [at.left(), at.top(), at.right(), at.bottom()]).collect();
    }

    fn furnish(&self, painter: &Painter, rect: Rect, view: &View, scene: &Scene, brush: &mut Brush) -> Vec<Rect> {
        let sheet = self.sheet;
        let hand = Furniture::new(painter, view);
        let situation = sheet.picture.situation;
        let mut stands = vec![hand.heading(rect.min + vec2(16.0, 10.0), view, Some(situation), f32::INFINITY)];
        if let Some(words) = furniture::filtered(situation) {
            let line = format!("{words} ({})", situation.filter.as_deref().unwrap_or_default());
            stands.push(hand.under_heading(stands[0], &line));
        }
        let (corner, has_room) = furniture::plate(rect, &view.camera);
        let scale = hand.scale(corner, &view.camera, None);
        stands.push(scale);
        if has_room {
            stands.push(hand.locator(pos2(corner.x, scale.top() - 8.0), sheet.base, &view.camera, brush));
        }
        if !scene.legend.is_empty() {
            let corner = rect.left_bottom() + vec2(MARGIN, -MARGIN);
            stands.push(hand.legend(corner, &scene.legend, brush, None, rect.height() - 120.0));
        }
        stands
    }

    /// Sources, counts, method and what is not claimed, at the foot of the page; returns its top.
    fn foot(&self, painter: &Painter, page: Rect) -> f32 {
        let tokens = style::tokens(self.sheet.theme);
        let width = page.width() - 32.0;
        let color = color32(tokens.text2);
        let drawn = self.sheet.pictures.sources.iter().enumerate().filter(|(n, _)| self.tiles.has(*n));
        let tiles: String = drawn.map(|(_, source)| format!(" {}: {}.", source.name, source.credit)).collect();
        let lines = [self.sources(), format!("{DISCLAIMER} {CREDITS}{tiles}")];
        let galleys = lines.map(|line| painter.layout(line, fonts::regular(Type::META.size), color, width));
        let height = galleys.iter().map(|galley| galley.size().y).sum::<f32>() + 18.0;
        let mut at = pos2(16.0, page.bottom() - height + 8.0);
        for galley in galleys {
            let next = at.y + galley.size().y + 2.0;
            painter.galley(at, galley, color);
            at.y = next;
        }
        page.bottom() - height
    }

    /// `Sources: Sample wire (4), ... 14 articles, 9 origins, 63 claims. Drawn by ...`
    fn sources(&self) -> String {
        let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
        for reading in self.sheet.picture.readings {
            *outlets.entry(reading.article.outlet.as_deref().unwrap_or("no outlet named")).or_default() += 1;
        }
        let mut outlets: Vec<_> = outlets.into_iter().collect();
        outlets.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        let named: Vec<String> = outlets.iter().take(6).map(|(name, count)| format!("{name} ({count})")).collect();
        let more = match outlets.len().saturating_sub(6) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let counts = self.sheet.picture.situation.counts;
        format!(
            "Sources: {}{more}. {}, {}, {}. Areas and fronts: {METHOD}, Frontlines {}.",
            if named.is_empty() { "none".to_owned() } else { named.join(", ") },
            furniture::counted(counts.articles, "article"),
            furniture::counted(counts.origins, "origin"),
            furniture::counted(counts.claims, "claim"),
            env!("CARGO_PKG_VERSION"),
        )
    }
}

fn title(frame: Frame) -> &'static str {
    match frame {
        Frame::Aleppo => "Who is reported to hold Aleppo",
        Frame::Daraa => "Who is reported to hold Dara’a",
        Frame::All => "Who is reported to hold what in Syria",
        Frame::At(..) => "Who is reported to hold what",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::{History, Options};
    use crate::front::{self, Land};
    use crate::gazetteer::Gazetteer;
    use crate::tiles::Source;
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;

    #[test]
    fn a_sheet_has_the_asked_size_and_says_what_it_rests_on() {
        let (gazetteer, base) = (Gazetteer::built_in(), BaseMap::built_in());
        let readings = scene::made_up::readings(&gazetteer);
        let history = History::new(&readings, gazetteer.places(), &Options::default());
        let situation = history.on(scene::made_up::day());
        let cells = Cells::new(gazetteer.places(), &Land::built_in());
        let fronts = front::draw(&situation, &cells);
        let picture = Picture {
            readings: &readings,
            gazetteer: &gazetteer,
            history: &history,
            situation: &situation,
            fronts: &fronts,
        };
        let none = Pictures::default();
        let sheet = Sheet {
            picture,
            cells: &cells,
            base: &base,
            overlays: &[],
            pictures: &none,
            frame: Frame::Aleppo,
            size: [640, 480],
            palette: Palette::Press,
            naming: &Naming::default(),
            theme: Theme::Light,
            layers: Layers::default(),
            window: Window::default(),
            shown: None,
        };
        let bytes = png(&sheet).unwrap();
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        let side = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        assert_eq!([side(16), side(20)], [640, 480]);
        assert_eq!(bytes, png(&sheet).unwrap(), "the same sheet gives the same bytes");
        // Red tiles of the user's own shine through where nobody is said to be.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.mbtiles");
        crate::tiles::tests::mbtiles(&path, "png");
        let pictures = Pictures { sources: vec![Arc::new(Source::open(&path).unwrap())], coloured: true };
        let frame = Frame::At(crate::place::Point::lon_lat(37.12, 36.21), 12.0);
        let [with, without] = [&pictures, &none].map(|pictures| {
            let image = Pen::new(&sheet.picture).image(&Sheet { pictures, frame, ..sheet });
            image.pixels().filter(|pixel| pixel.0[..3] == [200, 0, 0]).count()
        });
        assert!(with > 100 && without == 0, "{with} {without}");
        // In lines they stand inside the file, once each, and are named; nothing is fetched.
        let [with, without] =
            [&pictures, &none].map(|pictures| Pen::new(&sheet.picture).svg(&Sheet { pictures, frame, ..sheet }));
        assert!(!without.contains("<image"));
        assert_eq!(with.matches("<image").count(), with.matches("href=\"data:image/png;base64,").count());
        assert!(with.contains("<image") && with.contains("own.mbtiles: © A mapper."));
        for part in with.split("data:image/png;base64,").skip(1) {
            let bytes = BASE64_STANDARD.decode(part.split('"').next().unwrap()).unwrap();
            assert!(image::load_from_memory(&bytes).unwrap().to_rgb8().pixels().any(|pixel| pixel.0[0] != pixel.0[1]));
        }
        assert!(!with.replace("http://www.w3.org/", "").contains("http"), "nothing is fetched");
    }
}

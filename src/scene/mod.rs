//! The picture as data: what is drawn for a view, in drawing order, with no egui types.
//!
//! [`compose`] turns the base map, the places and what is reported into a [`Scene`]. One drawing has
//! many pens: the window and the PNG sheet paint the very same scene. Ground shapes stay on the map
//! plane (projected and triangulated once); marks and labels, whose size does not change with zoom,
//! are placed in points of the screen.

mod arrows;
pub mod basemap;
mod claims;
mod edges;
mod ground;
mod labels;
mod legend;
#[cfg(test)]
pub(crate) mod made_up;
mod marks;
pub mod overlay;
mod pick;
mod places;
pub mod shape;
mod sieges;
pub mod style;
mod terrain;
mod tiles;
pub mod vision;

pub use arrows::Arrow;
pub use basemap::BaseMap;
pub use claims::Claims;
pub use edges::Beyond;
pub use ground::Ground;
pub use labels::{Label, Slot};
pub use legend::Legend;
pub use marks::{Glyph, LetterSpot, Mark, Ring};
pub use overlay::Overlay;
pub use pick::{Edge, Front, Pick, Shows, Target};
pub use places::{Places, selected_spot};

pub(crate) use tiles::sign as tile_sign;
pub use tiles::{ABOVE, TileLayer};

use crate::control::Situation;
use crate::place::PlaceId;
use crate::project::ClaimRef;
use crate::view::{Camera, Theme, Tile, View};
use shape::{Area, Path};
use std::collections::BTreeMap;
use std::sync::Arc;
use style::{Color, Pattern, Sides, Type};

/// A drawn view: items in drawing order, then labels on top.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Where the map looks.
    pub camera: Camera,
    /// Light or dark.
    pub theme: Theme,
    /// The looks of the sides.
    pub sides: Sides,
    /// The colour under everything: land.
    pub background: Color,
    /// What is drawn, first to last.
    pub items: Vec<Item>,
    /// Names, drawn after all items.
    pub labels: Vec<Label>,
    /// Where each label sits relative to its place, so that the next frame can keep it there.
    pub slots: BTreeMap<String, Slot>,
    /// What the legend has to explain.
    pub legend: Legend,
    /// What can be clicked, the topmost last.
    pub picks: Vec<Pick>,
    /// The fronts that can be clicked.
    pub fronts: Vec<Front>,
    /// The lines of the user's own layers, which say their names under the pointer.
    pub edges: Vec<Edge>,
    /// Tiles in view that are not at hand: the number of their layer in the input, and which.
    pub wanted: Vec<(usize, Tile)>,
    /// Boxes that names keep clear of: marks and overlays.
    taken: Vec<[f32; 4]>,
}

impl Scene {
    /// Whether another scene gives the very same picture.
    pub fn looks_like(&self, other: &Scene) -> bool {
        self.camera == other.camera
            && (self.theme, self.background) == (other.theme, other.background)
            && self.sides == other.sides
            && self.labels == other.labels
            && self.items == other.items
    }
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A picture of the ground: the pen's number of it, what it fills of the map plane, the part of it that is
    /// painted (left, top, right, bottom, from 0 to 1), and what its colours are multiplied with.
    Tile {
        /// The pen's number of the picture.
        picture: u64,
        /// What it fills of the map plane.
        frame: geo::Rect<f64>,
        /// The part of it that is painted.
        part: [f32; 4],
        /// What its colours are multiplied with.
        tint: Color,
    },
    /// A filled shape.
    Fill(Arc<Area>, Color),
    /// A shape filled with a pattern; the pattern is anchored to the map, its spacing to the screen.
    Hatch(Arc<Area>, Pattern, Color),
    /// A strip along a line that fades away from it.
    Strip(Arc<Path>, Strip),
    /// A line.
    Line(Arc<Path>, Stroke),
    /// Short strokes across a line: sleepers of a railway, ticks of a siege.
    Ticks(Arc<Path>, Ticks),
    /// A disc of the screen.
    Disc(Disc),
    /// A slice of a disc: its middle, radius, first angle and sweep (radians, clockwise from east).
    Sector {
        /// Its middle, in points.
        at: [f32; 2],
        /// Its radius.
        radius: f32,
        /// Where it begins.
        from: f32,
        /// How far it goes round.
        sweep: f32,
        /// What it is filled with.
        fill: Color,
    },
    /// A straight line of the screen.
    Thread([f32; 2], [f32; 2], Stroke),
    /// An opaque plate under a name: left, top, right, bottom in points.
    Plate {
        /// Left, top, right, bottom.
        frame: [f32; 4],
        /// The radius of its corners.
        radius: f32,
        /// Its ground.
        fill: Color,
        /// Its edge, one point wide.
        line: Color,
    },
    /// A line of text on a plate.
    Text {
        /// The text, in logical order.
        text: String,
        /// Its left and top, in points.
        at: [f32; 2],
        /// Its size and weight.
        style: Type,
        /// Its colour.
        color: Color,
    },
    /// A mark.
    Mark(Mark),
    /// Several marks as one.
    Ring(Ring),
    /// An advance or an intention.
    Arrow(Arrow),
}

/// A strip along one side of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// Its width in points.
    pub width: f32,
    /// Whether it lies on the left of the line's direction.
    pub left: bool,
    /// Its colour at the line; it fades to nothing.
    pub color: Color,
    /// Filled with a pattern instead of evenly.
    pub pattern: Option<Pattern>,
    /// How the edge of the ground goes on beyond the line's beginning and end: the strip reaches up to there.
    pub beyond: [Option<Beyond>; 2],
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The width in points.
    pub width: f32,
    /// The colour.
    pub color: Color,
    /// Lengths of stroke and gap in points; `None`: unbroken.
    pub dash: Option<[f32; 2]>,
}

impl Stroke {
    /// An unbroken line.
    pub fn solid(width: f32, color: Color) -> Stroke {
        Stroke { width, color, dash: None }
    }

    /// A broken line.
    pub fn dashed(width: f32, color: Color, stroke: f32, gap: f32) -> Stroke {
        Stroke { width, color, dash: Some([stroke, gap]) }
    }
}

/// Strokes across a line, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ticks {
    /// Distance between two of them.
    pub every: f32,
    /// How far each reaches to the left and to the right of the line's direction on the screen.
    pub reach: [f32; 2],
    /// Their width and colour.
    pub stroke: Stroke,
}

/// A disc in points of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// Its centre.
    pub at: [f32; 2],
    /// Its radius.
    pub radius: f32,
    /// What it is filled with.
    pub fill: Color,
    /// Whether the fill fades to nothing at the edge.
    pub soft: bool,
    /// Its outline.
    pub outline: Option<Stroke>,
}

/// What a scene is made from. All of it is prepared once and used for every frame.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The ground under the reports.
    pub base: &'a BaseMap,
    /// The places of the gazetteer.
    pub places: &'a Places,
    /// What is claimed.
    pub claims: &'a Claims,
    /// Which claims the user's filter lets through; `None`: all.
    pub shown: Option<&'a dyn Fn(ClaimRef) -> bool>,
    /// How each place stands on the view's day.
    pub situation: Option<&'a Situation>,
    /// The areas and fronts of that day.
    pub ground: Option<&'a Ground>,
    /// The ground of the day before the step, while it fades, and how far the new one has come: 0 to 1.
    pub fading: Option<(&'a Ground, f32)>,
    /// The outline of ground that differs from another picture.
    pub changed: &'a [Arc<Path>],
    /// The areas by which the user's filter limits the claims, closed.
    pub limits: &'a [Arc<Path>],
    /// The user's own layers.
    pub overlays: &'a [Arc<Overlay>],
    /// Pictures of the ground, the lowest first.
    pub tiles: &'a [TileLayer<'a>],
    /// The place whose marks are fanned out.
    pub open: Option<&'a PlaceId>,
    /// The claim whose mark is under the pointer.
    pub hover: Option<ClaimRef>,
    /// Boxes of the screen (left, top, right, bottom) that names keep clear of.
    pub obstacles: &'a [[f32; 4]],
    /// The size of a text in points, by the pen that will draw it.
    pub measure: &'a dyn Fn(&str, Type) -> [f32; 2],
}

impl<'a> Input<'a> {
    /// The base map and the claims alone: no situation, nothing filtered, opened or hovered.
    pub fn new(
        base: &'a BaseMap,
        places: &'a Places,
        claims: &'a Claims,
        measure: &'a dyn Fn(&str, Type) -> [f32; 2],
    ) -> Input<'a> {
        Input {
            base,
            places,
            claims,
            shown: None,
            situation: None,
            ground: None,
            fading: None,
            changed: &[],
            limits: &[],
            overlays: &[],
            tiles: &[],
            open: None,
            hover: None,
            obstacles: &[],
            measure,
        }
    }
}

/// Draws a view. `last` is the scene of the frame before, whose label positions are kept where they
/// still fit. The same input gives the same scene.
pub fn compose(input: &Input, view: &View, last: Option<&Scene>) -> Scene {
    let mut scene = Scene {
        camera: view.camera,
        theme: view.theme,
        sides: Sides::in_view(view),
        background: style::tokens(view.theme).land,
        items: Vec::new(),
        labels: Vec::new(),
        slots: BTreeMap::new(),
        legend: Legend::default(),
        picks: Vec::new(),
        fronts: Vec::new(),
        edges: Vec::new(),
        wanted: Vec::new(),
        taken: input.obstacles.to_vec(),
    };
    terrain::below(input, view, &mut scene);
    tiles::draw(input, view, &mut scene);
    ground::below(input, view, &mut scene);
    if view.layers.roads && !tiles::fill(input, view) {
        terrain::roads(input, view, &mut scene);
    }
    ground::above(input, view, &mut scene);
    ground::changed(input, view, &mut scene);
    ground::limits(input, view, &mut scene);
    overlay::draw(input, view, &mut scene);
    if view.layers.sieges {
        sieges::draw(input, view, &mut scene);
    }
    let shown = input.claims.shown(view, input.shown);
    arrows::draw(input, view, &shown, &mut scene);
    marks::selection(input, view, &mut scene);
    let below_marks = scene.items.len();
    let marked = if view.layers.marks { marks::draw(input, view, &shown, &mut scene) } else { BTreeMap::new() };
    if view.layers.labels {
        let mut wishes = places::wishes(input, view, &shown, &marked);
        wishes.extend(ground::wishes(input, view, &scene.items));
        wishes.extend(terrain::wishes(input, view));
        let placed = labels::place(wishes, input, view, &scene.taken, last.map(|scene| &scene.slots));
        (scene.labels, scene.slots) = placed;
        let dots = places::dots(input, view, &marked, &scene);
        scene.items.splice(below_marks..below_marks, dots);
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::{History, Options};
    use crate::front::{self, Cells, Land};
    use crate::gazetteer::Gazetteer;
    use crate::project::Reading;
    use crate::side::Side;
    use crate::view::{Frame, Selection, Window};

    /// A made-up day, prepared for drawing.
    struct Day {
        base: BaseMap,
        places: Places,
        claims: Claims,
        situation: Situation,
        ground: Ground,
        view: View,
    }

    impl Day {
        fn new() -> Day {
            Day::of(&made_up::readings(&Gazetteer::built_in()))
        }

        fn of(readings: &[Arc<Reading>]) -> Day {
            let gazetteer = Gazetteer::built_in();
            let places = Places::new(gazetteer.places());
            let situation = History::new(readings, gazetteer.places(), &Options::default()).on(made_up::day());
            let cells = Cells::new(gazetteer.places(), &Land::built_in());
            let ground = Ground::new(&front::draw(&situation, &cells)).with_cells(&cells);
            let mut view = View::new(made_up::day());
            view.camera = Frame::Aleppo.camera([768.0, 706.0]);
            let claims = Claims::new(readings, &places);
            Day { base: BaseMap::built_in(), places, claims, situation, ground, view }
        }

        fn scene(&self) -> Scene {
            let measure =
                |text: &str, style: Type| [text.chars().count() as f32 * style.size * 0.55, style.size * 1.25];
            let input = Input {
                situation: Some(&self.situation),
                ground: Some(&self.ground),
                ..Input::new(&self.base, &self.places, &self.claims, &measure)
            };
            compose(&input, &self.view, None)
        }
    }

    fn marks(scene: &Scene) -> Vec<String> {
        let mark = |item: &Item| match item {
            Item::Mark(Mark { glyph, alpha, .. }) => Some(format!(
                "{} {} {} {alpha}",
                glyph.event,
                glyph.side.map_or("nobody", |side| side.key()),
                glyph.status
            )),
            Item::Ring(ring) => Some(format!("ring of {}", ring.count)),
            _ => None,
        };
        let mut marks: Vec<String> = scene.items.iter().filter_map(mark).collect();
        marks.sort();
        marks
    }

    #[test]
    fn each_claim_in_view_is_a_mark_of_its_event_side_and_status() {
        let scene = Day::new().scene();
        assert_eq!(
            marks(&scene),
            [
                "advances government reported 1",
                "captures government hypothetical 1",
                "captures government reported 1",
                "holds government reported 1",
                "holds kurdish reported 1",
                "holds opposition reported 1",
                "holds opposition reported 1",
                "holds opposition reported 1",
                "holds opposition reported 1",
                "strikes government reported 1",
            ]
        );
        let names: Vec<&str> = scene.labels.iter().map(|label| label.text.as_str()).collect();
        for name in ["Handarat camp", "reported taken today", "Heluk", "Sheikh Maqsoud", "Shaar"] {
            assert!(names.contains(&name), "{name} is not among {names:?}");
        }
        let kinds: Vec<&str> = scene.legend.events.iter().map(|event| event.key()).collect();
        assert_eq!(kinds, ["holds", "captures", "advances", "strikes"]);
        assert!(scene.legend.hypothetical && !scene.legend.denied, "what is denied lies in Dara'a, out of view");
        assert_eq!(scene.legend.sides.len(), 3);
    }

    #[test]
    fn ground_is_filled_fronts_lie_above_roads_and_marks_above_all() {
        let scene = Day::new().scene();
        let find = |wanted: &dyn Fn(&Item) -> bool| scene.items.iter().position(wanted);
        let last = |wanted: &dyn Fn(&Item) -> bool| scene.items.iter().rposition(wanted);
        let tokens = style::tokens(Theme::Light);
        let hatch = find(&|item| matches!(item, Item::Hatch(..))).expect("the opposition's pattern");
        let road = find(&|item| matches!(item, Item::Line(_, stroke) if stroke.color == tokens.road)).expect("a road");
        let front =
            last(&|item| matches!(item, Item::Line(_, stroke) if stroke.color.rgb == tokens.ink.rgb)).expect("a front");
        let mark = find(&|item| matches!(item, Item::Mark(_))).expect("a mark");
        assert!(hatch < road && road < front && front < mark, "{hatch} {road} {front} {mark}");
        assert!(!scene.fronts.is_empty() && scene.legend.fronts.len() + scene.legend.sides.len() >= 4);
    }

    #[test]
    fn ground_takes_the_shade_of_the_group_that_its_claims_name() {
        let gazetteer = Gazetteer::built_in();
        let mut readings = made_up::readings(&gazetteer);
        let claims = readings.iter_mut().flat_map(|reading| &mut Arc::make_mut(reading).claims);
        for claim in claims.filter(|claim| claim.side == Some(Side::Opposition)) {
            let place = claim.place.id.as_ref().map_or("", PlaceId::as_str);
            claim.group = match place {
                "aleppo/heluk" => Some("the Nusra Front".to_owned()),
                "aleppo/masaken-hanano" => None,
                _ => Some("Ahrar al-Sham".to_owned()),
            };
        }
        let mut day = Day::of(&readings);
        let shade = style::shaded(Sides::in_view(&day.view).look(Some(Side::Opposition)).solid, 2).rgb;
        let shaded = |scene: &Scene| {
            let fills = scene.items.iter().filter(|item| matches!(item, Item::Fill(_, color) if color.rgb == shade));
            fills.count()
        };
        assert_eq!(shaded(&day.scene()), 0, "the sides alone");
        let groups = day.claims.groups(&day.places, &day.situation);
        assert_eq!(groups.get(&PlaceId::new("aleppo/heluk")).map(|group| group.code.as_str()), Some("NF"));
        assert_eq!(groups.get(&PlaceId::new("aleppo/masaken-hanano")), None, "no claim names one");
        let cells = Cells::new(gazetteer.places(), &Land::built_in());
        day.ground = day.ground.with_groups(&cells, &groups);
        assert_eq!(shaded(&day.scene()), 0, "the layer is off");
        day.view.layers.groups = true;
        let scene = day.scene();
        assert_eq!(shaded(&scene), 1, "Heluk is one piece of ground");
        let named: Vec<_> = scene.legend.groups.iter().map(|(group, shade)| (group.code.as_str(), *shade)).collect();
        assert_eq!(named, [("AS", 1), ("NF", 2)], "the group most is told of first, none in the side's own colour");
    }

    #[test]
    fn ground_of_some_size_carries_its_side_by_name_or_letter_also_where_it_has_no_pattern() {
        let mut day = Day::new();
        day.view.layers.marks = false;
        let mut letters = 0;
        for (place, side) in [
            ("aleppo/handarat-camp", Side::Government),
            ("aleppo/masaken-hanano", Side::Opposition),
            ("aleppo/sheikh-maqsoud", Side::Kurdish),
        ] {
            let point = Gazetteer::built_in().get(&PlaceId::new(place)).unwrap().point;
            day.view.camera = Camera::new(point, 13.0, day.view.camera.size);
            let scene = day.scene();
            let ink = scene.sides.look(Some(side)).ink;
            let of = |style: Type| scene.labels.iter().filter(move |label| label.style == style);
            let names = of(Type::AREA).filter(|label| label.color == ink).count();
            assert!(names + of(Type::LETTER).filter(|label| label.color == ink).count() > 0, "{side}");
            for letter in of(Type::LETTER) {
                let middle = [letter.at[0] + letter.size[0] / 2.0, letter.at[1] + letter.size[1] / 2.0];
                let here = day.ground.place_at(scene.camera.world(middle), &day.places).expect("on its own ground");
                let who = day.situation.get(&here).unwrap().side;
                assert_eq!(letter.color, scene.sides.look(who).ink, "{} at {here}", letter.text);
                letters += 1;
            }
            // A name does not reach over on to ground of another.
            for name in of(Type::AREA) {
                let y = name.at[1] + name.size[1] / 2.0;
                for x in [name.at[0] + 2.0, name.at[0] + name.size[0] - 2.0] {
                    let here = day.ground.place_at(scene.camera.world([x, y]), &day.places).expect("on ground");
                    let who = day.situation.get(&here).unwrap().side;
                    assert_eq!(name.color, scene.sides.look(who).ink, "{} at {here}", name.text);
                }
            }
        }
        assert!(letters > 2, "{letters}");
        day.view.layers.areas = false;
        assert!(day.scene().labels.iter().all(|label| label.style != Type::LETTER && label.style != Type::AREA));
    }

    #[test]
    fn what_is_drawn_can_be_clicked() {
        let day = Day::new();
        let scene = day.scene();
        let screen = |id: &str| scene.camera.screen(day.places.get(&PlaceId::new(id)).unwrap().at);
        let at = |spot| scene.at(spot, Some(&day.ground), &day.places);
        match at(screen("aleppo/handarat-camp")) {
            Some(Target::Marks { place, claims, .. }) => {
                assert_eq!((place.as_str(), claims.len()), ("aleppo/handarat-camp", 2));
            }
            other => panic!("{other:?}"),
        }
        let [x, y] = screen("aleppo/masaken-hanano");
        assert_eq!(at([x + 22.0, y - 8.0]), Some(Target::Area { place: PlaceId::new("aleppo/masaken-hanano") }));
        let front = &scene.fronts[0];
        let spot = scene.camera.screen(front.path.points[front.path.points.len() / 2]);
        assert!(matches!(at(spot), Some(Target::Front { .. } | Target::Marks { .. })), "{:?}", at(spot));
        assert_eq!(at([5.0, 5.0]), None);
    }

    #[test]
    fn what_lies_just_outside_is_drawn_and_not_explained() {
        let mut day = Day::new();
        let taken = |scene: &Scene| scene.legend.events.contains(&crate::claim::Event::Captures);
        assert!(taken(&day.scene()));
        let [_, y] = day.view.camera.screen(day.places.get(&PlaceId::new("aleppo/handarat-camp")).unwrap().at);
        day.view.camera = day.view.camera.panned([0.0, -25.0 - y]);
        let scene = day.scene();
        let is_drawn = |pick: &Pick| pick.at[1] < -15.0;
        assert!(scene.picks.iter().any(is_drawn), "{:?}", scene.picks);
        assert!(!taken(&scene) && !scene.legend.events.is_empty(), "{:?}", scene.legend.events);
    }

    #[test]
    fn old_claims_leave_the_window_and_layers_can_be_switched_off() {
        let mut day = Day::new();
        day.view.window = Window::Day;
        assert_eq!(marks(&day.scene()).len(), 4, "{:?}", marks(&day.scene()));
        day.view.day = day.view.day + 20;
        assert!(marks(&day.scene()).is_empty());
        day.view.window = Window::UpTo;
        assert!(marks(&day.scene()).iter().all(|mark| mark.ends_with("0.5")), "{:?}", marks(&day.scene()));
        day.view.layers.marks = false;
        day.view.layers.areas = false;
        let scene = day.scene();
        assert!(
            marks(&scene).is_empty()
                && !scene.items.iter().any(|item| matches!(item, Item::Hatch(..) | Item::Strip(..)))
        );
    }

    #[test]
    fn advances_intentions_disagreement_and_stale_ground_are_layers_of_their_own() {
        let mut day = Day::new();
        day.view.camera = day.view.camera.zoomed(1.5, [384.0, 240.0]);
        let hollow = |scene: &Scene| -> Vec<bool> {
            let arrow = |item: &Item| if let Item::Arrow(arrow) = item { Some(arrow.is_hollow) } else { None };
            scene.items.iter().filter_map(arrow).collect()
        };
        assert_eq!(hollow(&day.scene()), [false, true]);
        day.view.layers.arrows = false;
        let scene = day.scene();
        assert!(hollow(&scene) == [true] && scene.legend.hypothetical);
        day.view.layers.intentions = false;
        let scene = day.scene();
        assert!(hollow(&scene).is_empty() && !scene.legend.hypothetical);
        day.view.camera = Frame::All.camera([768.0, 706.0]);
        let states = day.scene().legend.states;
        assert!(!states.is_empty(), "the day has ground that is not sure");
        (day.view.layers.disagreement, day.view.layers.stale) = (false, false);
        assert!(day.scene().legend.states.is_empty(), "{states:?}");
    }

    #[test]
    fn an_advance_points_at_its_place_from_where_the_article_says_the_side_is() {
        let mut day = Day::new();
        day.view.camera = day.view.camera.zoomed(1.5, [384.0, 240.0]);
        let scene = day.scene();
        let arrows: Vec<&Arrow> = scene
            .items
            .iter()
            .filter_map(|item| if let Item::Arrow(arrow) = item { Some(arrow) } else { None })
            .collect();
        let hollow: Vec<bool> = arrows.iter().map(|arrow| arrow.is_hollow).collect();
        assert_eq!(hollow, [false, true], "one advance on Heluk, one intention");
        let [x, y] = scene.camera.screen(day.places.get(&PlaceId::new("aleppo/heluk")).unwrap().at);
        let tip = arrows[0].points[arrows[0].points.len() - 1];
        assert!(((tip[0] - x).hypot(tip[1] - y) - 15.0).abs() < 0.5);
    }

    #[test]
    fn from_afar_places_gather_in_rings_and_the_selected_one_is_always_named() {
        let mut day = Day::new();
        day.view.camera = Frame::All.camera([768.0, 706.0]);
        day.view.selection = Some(Selection::Place(PlaceId::new("aleppo/heluk")));
        let scene = day.scene();
        // Handarat, Hanano, Sakhur, Bustan al-Basha, Midan, Maqsoud and Shaar; Heluk, being selected, by itself.
        assert_eq!(marks(&scene), ["fights opposition denied 1", "ring of 13", "ring of 6"]);
        assert_eq!(scene.labels[0].text, "Heluk");
    }
}

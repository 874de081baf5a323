//! What the user looks at: where, which day, what is selected and which layers are on. It is
//! remembered between runs, never part of the evidence.

mod camera;
mod comparison;
pub mod coordinates;
mod dossier;
mod facets;
mod filter;
mod listing;
mod profile;
mod queue;
mod tile;
mod time_axis;

pub use camera::{Camera, Detail, World, ground, world, world_per_metre};
pub use comparison::{Against, Comparison, Split};
pub use dossier::{Dossier, Revision, Said, Sample, Strip, voice_of};
pub use facets::{Facet, Value, facets};
pub use filter::{Filter, KEYS as FILTER_KEYS, corners_in_words, has_term, quoted, with_days, with_term, without_term};
pub use listing::{Histogram, Listing, claim_days, passing, voices};
pub use profile::Profile;
pub use queue::{Item, Needs, queue};
pub use tile::{Tile, cover};
pub use time_axis::{Tick, TimeAxis};

use crate::date::{Day, Span};
use crate::place::{PlaceId, Point};
use crate::project::ClaimRef;
use crate::side::{Naming, Side};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything the user looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Where the map looks.
    pub camera: Camera,
    /// The day shown.
    pub day: Day,
    /// Only what was published by this day; `None`: everything loaded.
    pub known_by: Option<Day>,
    /// Which claims give marks, by their age.
    pub window: Window,
    /// How far one step goes.
    pub step: Step,
    /// What is selected, everywhere at once.
    pub selection: Option<Selection>,
    /// The other picture beside this one; `None`: this one alone.
    pub comparison: Option<Comparison>,
    /// What is drawn.
    pub layers: Layers,
    /// The colours of the sides.
    pub palette: Palette,
    /// What the project calls the sides.
    pub naming: Arc<Naming>,
    /// Light or dark.
    pub theme: Theme,
    /// Whether flights and fades are left out.
    pub reduce_motion: bool,
}

impl View {
    /// A view of Aleppo on `day`, with nothing selected.
    pub fn new(day: Day) -> View {
        View {
            camera: Frame::Aleppo.camera([768.0, 706.0]),
            day,
            known_by: None,
            window: Window::default(),
            step: Step::default(),
            selection: None,
            comparison: None,
            layers: Layers::default(),
            palette: Palette::default(),
            naming: Arc::default(),
            theme: Theme::default(),
            reduce_motion: false,
        }
    }
}

/// Which claims give marks: those of the day, of the days before it, or all up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// The day alone.
    Day,
    /// The day and the 13 before it.
    #[default]
    Fortnight,
    /// Everything up to the day.
    UpTo,
}

impl Window {
    /// Every window, in the order of its control.
    pub const ALL: [Window; 3] = [Window::Day, Window::Fortnight, Window::UpTo];

    /// The words on its button.
    pub fn name(self) -> &'static str {
        match self {
            Window::Day => "Day",
            Window::Fortnight => "14 days",
            Window::UpTo => "Up to day",
        }
    }

    /// The first day a claim may speak of on `day`; `None`: any.
    pub fn first(self, day: Day) -> Option<Day> {
        match self {
            Window::Day => Some(day),
            Window::Fortnight => Some(day - 13),
            Window::UpTo => None,
        }
    }

    /// Whether a claim that speaks of `span` gives a mark on `day`.
    pub fn shows(self, span: Span, day: Day) -> bool {
        span.from <= day && self.first(day).is_none_or(|first| span.to >= first)
    }
}

/// How far one step of the day goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A day.
    #[default]
    Day,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// To the next day on which control changed.
    Change,
}

impl Step {
    /// Every step, in the order of its menu.
    pub const ALL: [Step; 4] = [Step::Day, Step::Week, Step::Month, Step::Change];

    /// The word in its menu.
    pub fn name(self) -> &'static str {
        match self {
            Step::Day => "day",
            Step::Week => "week",
            Step::Month => "month",
            Step::Change => "change",
        }
    }

    /// The day one step from `day`, on or back; `changes` are the days on which control changed, sorted.
    /// `None`: there is no change that way.
    pub fn go(self, day: Day, on: bool, changes: impl DoubleEndedIterator<Item = Day>) -> Option<Day> {
        let by = if on { 1 } else { -1 };
        match self {
            Step::Day => Some(day + by),
            Step::Week => Some(day + 7 * by),
            Step::Month => Some(day.plus_months(by)),
            Step::Change => {
                let mut changes = changes;
                if on { changes.find(|other| *other > day) } else { changes.rfind(|other| *other < day) }
            }
        }
    }
}

/// The one thing that list, map, article and panel show as selected.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    /// A place.
    Place(PlaceId),
    /// A claim.
    Claim(ClaimRef),
    /// An article, by its position among the readings.
    Article(u32),
    /// A stretch of front between two sides, with the claims behind it.
    Front([Side; 2], Vec<ClaimRef>),
    /// A voice: an outlet or a quoted source, by its name.
    Voice(String),
}

/// What is drawn on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each layer is switched by itself")]
pub struct Layers {
    /// Control areas.
    pub areas: bool,
    /// Areas and fronts of the claims alone that pass the filter; else of all.
    pub filtered: bool,
    /// Among them, ground that was last heard of long ago.
    pub stale: bool,
    /// Among them, ground on which sources disagree or that one origin alone gives to a side.
    pub disagreement: bool,
    /// Front lines.
    pub fronts: bool,
    /// Sieges.
    pub sieges: bool,
    /// Arrows of advances.
    pub arrows: bool,
    /// What is intended, feared or possible: hollow marks and arrows.
    pub intentions: bool,
    /// Marks of claims.
    pub marks: bool,
    /// The cells of the model that made the areas.
    pub cells: bool,
    /// Roads and railways.
    pub roads: bool,
    /// Names.
    pub labels: bool,
    /// Groups within the sides told apart, by shade and code.
    pub groups: bool,
}

impl Default for Layers {
    fn default() -> Layers {
        Layers {
            areas: true,
            filtered: true,
            stale: true,
            disagreement: true,
            fronts: true,
            sieges: true,
            arrows: true,
            intentions: true,
            marks: true,
            cells: true,
            roads: true,
            labels: true,
            groups: false,
        }
    }
}

/// The colours of the sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Palette {
    /// Red, green, yellow, black, as the press draws Syria.
    #[default]
    Press,
    /// Hues that colour-blind eyes tell apart, stronger patterns, letters on marks.
    Safe,
    /// For print: pattern and letter carry the side.
    Greyscale,
}

impl Palette {
    /// Every palette, in the order of its menu.
    pub const ALL: [Palette; 3] = [Palette::Press, Palette::Safe, Palette::Greyscale];

    /// The key on the command line and in files.
    pub fn key(self) -> &'static str {
        match self {
            Palette::Press => "press",
            Palette::Safe => "safe",
            Palette::Greyscale => "greyscale",
        }
    }

    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Palette::Press => "Press convention",
            Palette::Safe => "Colour-blind safe",
            Palette::Greyscale => "Greyscale",
        }
    }
}

impl std::str::FromStr for Palette {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Palette::ALL
            .into_iter()
            .find(|palette| palette.key() == s)
            .ok_or_else(|| format!("expected a palette (press, safe or greyscale), found \"{s}\""))
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Ink on paper.
    #[default]
    Light,
    /// Paper on ink.
    Dark,
}

/// A part of the map by its name, or by centre and zoom, as the command line has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Frame {
    /// Aleppo city and its edge.
    Aleppo,
    /// Dara'a governorate.
    Daraa,
    /// All Syria.
    All,
    /// A centre in degrees, and a zoom level.
    At(Point, f64),
}

impl Frame {
    /// The camera that shows it in a view of `size` points.
    pub fn camera(self, size: [f32; 2]) -> Camera {
        let region = match self.region() {
            Ok(region) => region,
            Err((center, zoom)) => return Camera::new(center, zoom, size),
        };
        Camera::new(ground(region.center()), 10.0, size).fit(region, 0.0)
    }

    /// Its part of the map plane, or the centre and zoom it was given as.
    pub fn region(self) -> Result<geo::Rect<f64>, (Point, f64)> {
        let [west, south, east, north] = match self {
            Frame::Aleppo => [37.060, 36.135, 37.255, 36.290],
            Frame::Daraa => [35.80, 32.45, 36.62, 33.20],
            Frame::All => [35.55, 32.25, 42.45, 37.40],
            Frame::At(center, zoom) => return Err((center, zoom)),
        };
        let corner = |lon, lat| world(Point::lon_lat(lon, lat));
        Ok(geo::Rect::new(corner(west, north), corner(east, south)))
    }
}

impl std::str::FromStr for Frame {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let numbers: Vec<f64> = s.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        match (s, numbers.as_slice()) {
            ("aleppo", _) => Ok(Frame::Aleppo),
            ("daraa", _) => Ok(Frame::Daraa),
            ("all", _) => Ok(Frame::All),
            (_, &[lon, lat, zoom]) if lon.abs() <= 180.0 && lat.abs() <= 85.0 && s.matches(',').count() == 2 => {
                Ok(Frame::At(Point::lon_lat(lon, lat), zoom))
            }
            _ => Err(format!("expected aleppo, daraa, all or LON,LAT,ZOOM, found \"{s}\"")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_look_back_from_the_day() {
        let day = |d: i8| Day::new(2016, 10, d).unwrap();
        let span = Span::day(day(2));
        assert!(Window::Day.shows(span, day(2)) && !Window::Day.shows(span, day(3)));
        assert!(Window::Fortnight.shows(span, day(15)) && !Window::Fortnight.shows(span, day(16)));
        assert!(Window::UpTo.shows(span, day(31)) && !Window::UpTo.shows(span, day(1)));
    }

    #[test]
    fn steps_are_days_weeks_months_and_changes() {
        let day = |m, d| Day::new(2016, m, d).unwrap();
        let changes = [day(9, 27), day(10, 1), day(10, 11)];
        let step = |step: Step, on| step.go(day(10, 2), on, changes.into_iter());
        assert_eq!(Step::ALL.map(|one| step(one, true)), [day(10, 3), day(10, 9), day(11, 2), day(10, 11)].map(Some));
        assert_eq!(Step::ALL.map(|one| step(one, false)), [day(10, 1), day(9, 25), day(9, 2), day(10, 1)].map(Some));
        assert_eq!(Step::Change.go(day(10, 11), true, changes.into_iter()), None);
    }

    #[test]
    fn frames_are_read() {
        assert_eq!("aleppo".parse(), Ok(Frame::Aleppo));
        assert_eq!("37.16,36.2,12.5".parse(), Ok(Frame::At(Point::lon_lat(37.16, 36.2), 12.5)));
        for wrong in ["homs", "37.16,36.2", "37.16,x,12", "200,36,12"] {
            assert!(wrong.parse::<Frame>().unwrap_err().contains(wrong));
        }
    }
}

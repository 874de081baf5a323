//! Places: what a gazetteer knows about a point or an outline on the map.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The stable name of a place, such as `aleppo/leramun`: the governorate's key and a slug.
/// Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceId(Arc<str>);

impl PlaceId {
    /// An id as written; ids come from a gazetteer, never from an article.
    pub fn new(id: impl Into<Arc<str>>) -> PlaceId {
        PlaceId(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A point on the ground, WGS 84 (EPSG:4326), in degrees.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, -90 to 90, north positive.
    pub lat: f64,
    /// Longitude, -180 to 180, east positive.
    pub lon: f64,
}

/// The radius of the sphere, in metres.
const EARTH_M: f64 = 6_371_008.8;

/// The great-circle distance in metres of two [`Point::direction`]s: that of [`Point::distance_m`] but for its last
/// digits, and several times quicker.
pub fn arc_m(a: [f64; 3], b: [f64; 3]) -> f64 {
    let chord = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    2.0 * EARTH_M * (chord / 2.0).min(1.0).asin()
}

impl Point {
    /// A point from longitude and latitude, in the order of GeoJSON.
    pub fn lon_lat(lon: f64, lat: f64) -> Point {
        Point { lat, lon }
    }

    /// The great-circle distance in metres (haversine on a sphere of 6,371,008.8 m).
    pub fn distance_m(self, other: Point) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let (dlat, dlon) = (b - a, (other.lon - self.lon).to_radians());
        let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * EARTH_M * h.sqrt().min(1.0).asin()
    }

    /// The direction from the centre of the earth: a unit vector towards 0 N 0 E, 0 N 90 E and the north pole.
    pub fn direction(self) -> [f64; 3] {
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    }

    /// The direction in which the great circle to `other` sets out: degrees clockwise from north, 0 to 360.
    pub fn bearing_deg(self, other: Point) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let dlon = (other.lon - self.lon).to_radians();
        let (east, north) = (dlon.sin() * b.cos(), a.cos() * b.sin() - a.sin() * b.cos() * dlon.cos());
        east.atan2(north).to_degrees().rem_euclid(360.0)
    }
}

macro_rules! kinds {
    ($($name:ident = $key:literal, $doc:literal;)*) => {
        /// What sort of place it is; the keys are those of the command line's output.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $(#[doc = $doc] $name,)* }

        impl Kind {
            /// Every kind, largest first.
            pub const ALL: &[Kind] = &[$(Kind::$name,)*];

            /// The key in files and output.
            pub fn key(self) -> &'static str {
                match self { $(Kind::$name => $key,)* }
            }
        }
    };
}

kinds! {
    Governorate = "governorate", "One of Syria's fourteen provinces.";
    District = "district", "A part of a governorate (mantiqa).";
    Subdistrict = "subdistrict", "A part of a district (nahiya).";
    Sector = "sector", "A directional or historic part of a city or of its countryside; its members are quarters or villages.";
    City = "city", "A city.";
    Town = "town", "A town.";
    Village = "village", "A village or hamlet.";
    Quarter = "quarter", "A quarter, neighbourhood or suburb of a city.";
    Camp = "camp", "A refugee or displaced persons' camp.";
    Hospital = "hospital", "A hospital.";
    Base = "base", "A military base, barracks, battalion, checkpoint or post.";
    Airport = "airport", "An airport or air base.";
    Road = "road", "A road, motorway or supply route.";
    Roundabout = "roundabout", "A roundabout, square or junction.";
    Bridge = "bridge", "A bridge.";
    Crossing = "crossing", "A crossing between countries or between sides.";
    Industrial = "industrial", "A factory, industrial area, silo or oil site.";
    PowerPlant = "power_plant", "A power station.";
    Prison = "prison", "A prison.";
    School = "school", "A school or college.";
    University = "university", "A university.";
    Citadel = "citadel", "A citadel or castle.";
    Hill = "hill", "A hill, mountain or height.";
    River = "river", "A river, lake or dam.";
    Other = "other", "Anything else with a point on the map.";
}

impl Kind {
    /// Whether the place is a region rather than a spot: it is drawn as a name, never as a point.
    pub fn is_region(self) -> bool {
        matches!(self, Kind::Governorate | Kind::District | Kind::Subdistrict)
    }

    /// Whether the place is one site: a direction before its name says where it lies, not which part of it.
    pub fn is_site(self) -> bool {
        matches!(
            self,
            Kind::Hospital
                | Kind::Base
                | Kind::Roundabout
                | Kind::Bridge
                | Kind::Crossing
                | Kind::Prison
                | Kind::School
                | Kind::Hill
        )
    }

    /// The word shown to people: `power plant`, `quarter`.
    pub fn name(self) -> String {
        match self {
            Kind::Other => "place".to_owned(),
            kind => kind.key().replace('_', " "),
        }
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Kind::ALL.iter().copied().find(|kind| kind.key() == s).ok_or_else(|| {
            let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.key()).collect();
            format!("expected a kind of place ({}), found \"{s}\"", known.join(", "))
        })
    }
}

/// The governorate a place lies in, as far as the product covers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Aleppo governorate.
    Aleppo,
    /// Dara'a governorate.
    Daraa,
    /// The rest of Syria, and abroad.
    Other,
}

/// How well the point is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// Two sources of different origin agree.
    Exact,
    /// The centre of a quarter's outline.
    QuarterCentroid,
    /// One source, or placed by description.
    Approximate,
}

/// One place of a gazetteer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its stable id.
    pub id: PlaceId,
    /// The usual English name; the one shown.
    pub name: String,
    /// The Arabic name, logical order; empty if not known.
    pub arabic: String,
    /// Every other spelling, as the press writes it.
    pub aliases: Vec<String>,
    /// What sort of place.
    pub kind: Kind,
    /// Its centre.
    pub point: Point,
    /// How far from the point it reaches, in metres.
    pub radius_m: f64,
    /// The place it belongs to, if that is in the gazetteer.
    pub parent: Option<PlaceId>,
    /// Its governorate.
    pub area: Area,
    /// How well the point is known.
    pub precision: Precision,
    /// Where the point comes from.
    pub sources: String,
    /// What a reader should know about it.
    pub note: String,
    /// For a sector: the quarters or villages it is made of.
    pub members: Vec<PlaceId>,
    /// Its outline, longitude and latitude in degrees, if one is known.
    pub outline: Option<geo::MultiPolygon<f64>>,
}

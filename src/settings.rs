//! What the program remembers between runs: the window, its panels, its looks, the projects that were
//! open last. One TOML file in the user's configuration folder. A file that is broken, or a value in
//! it that makes no sense, is as if it were not there: it never stops the start.

use crate::tiles::Server;
use crate::view::{Palette, Theme};
use directories::ProjectDirs;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// How many projects are remembered.
const RECENT: usize = 8;

/// Where this user's settings and drafts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The file of [`Settings`].
    pub settings: PathBuf,
    /// The folder of projects that have no name of their own yet.
    pub drafts: PathBuf,
    /// The folder of map tiles that a server gave.
    pub tiles: PathBuf,
}

impl Home {
    /// That of the user who runs the program; `None` where the system names none.
    pub fn of_user() -> Option<Home> {
        let dirs = ProjectDirs::from("", "", "frontlines")?;
        Some(Home {
            settings: dirs.config_dir().join("settings.toml"),
            drafts: dirs.data_dir().join("drafts"),
            tiles: dirs.cache_dir().join("tiles"),
        })
    }

    /// One in a folder: for tests, and for whoever wants everything in one place.
    pub fn in_folder(folder: &Path) -> Home {
        Home {
            settings: folder.join("config").join("settings.toml"),
            drafts: folder.join("drafts"),
            tiles: folder.join("tiles"),
        }
    }
}

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The projects that were open, the last first.
    pub recent: Vec<PathBuf>,
    /// The looks.
    pub looks: Looks,
    /// The window.
    pub window: Window,
    /// The panels.
    pub panels: Panels,
    /// Map tiles.
    pub tiles: Tiles,
}

/// Map tiles. Whether a server is switched on is never remembered: every start is offline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tiles {
    /// Whether they keep their colours.
    pub coloured: bool,
    /// The server of the last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<Server>,
}

/// Theme, colours, size of text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Looks {
    /// Light or dark.
    pub theme: Theme,
    /// The colours of the sides.
    pub palette: Palette,
    /// The size of text, 1 as designed.
    pub text: f32,
}

impl Default for Looks {
    fn default() -> Looks {
        Looks { theme: Theme::default(), palette: Palette::default(), text: 1.0 }
    }
}

/// The window, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Whether it fills the screen.
    pub maximized: bool,
}

impl Default for Window {
    fn default() -> Window {
        Window { width: 1440.0, height: 900.0, maximized: false }
    }
}

/// The panels: how wide, in points, and which are closed. A width of `None` is the one designed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Panels {
    /// The width of the lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lists: Option<f32>,
    /// The width of the evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<f32>,
    /// The lists are closed.
    pub lists_closed: bool,
    /// The evidence is closed.
    pub evidence_closed: bool,
    /// The timeline is closed.
    pub timeline_closed: bool,
}

impl Settings {
    /// The settings of a file; what cannot be read is as designed.
    pub fn of_file(path: &Path) -> Settings {
        Settings::parse(&fs::read_to_string(path).unwrap_or_default())
    }

    /// The settings of a text: each part by itself, so that one wrong value costs no other.
    pub fn parse(text: &str) -> Settings {
        let table: toml::Table = text.parse().unwrap_or_default();
        let mut settings: Settings = Settings {
            recent: part(&table, "recent"),
            looks: part(&table, "looks"),
            window: part(&table, "window"),
            panels: part(&table, "panels"),
            tiles: part(&table, "tiles"),
        };
        settings.tiles.server = settings.tiles.server.filter(|server| Server::new(&server.address, "").is_ok());
        settings.recent.truncate(RECENT);
        let Window { width, height, .. } = &mut settings.window;
        (*width, *height) = (within(*width, 760.0, 8192.0, 1440.0), within(*height, 540.0, 8192.0, 900.0));
        settings.looks.text = within(settings.looks.text, 0.8, 2.0, 1.0);
        settings.panels.lists = settings.panels.lists.filter(|width| (240.0..=420.0).contains(width));
        settings.panels.evidence = settings.panels.evidence.filter(|width| (320.0..=520.0).contains(width));
        settings
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let head = "# What Frontlines remembers between runs. Lines that are wrong are left out of account.\n";
        head.to_owned() + &toml::to_string(self).unwrap_or_default()
    }

    /// Remembers a project as the one opened last.
    pub fn opened(&mut self, path: &Path) {
        self.forget(path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    /// Forgets a project that is gone.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
    }
}

fn part<T: DeserializeOwned + Default>(table: &toml::Table, key: &str) -> T {
    table.get(key).and_then(|value| value.clone().try_into().ok()).unwrap_or_default()
}

fn within(value: f32, least: f32, most: f32, usual: f32) -> f32 {
    if (least..=most).contains(&value) { value } else { usual }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_a_round_trip() {
        let looks = Looks { theme: Theme::Dark, palette: Palette::Safe, text: 1.5 };
        let mut settings = Settings { looks, ..Settings::default() };
        settings.panels.lists = Some(320.0);
        settings.window.width = 1000.0;
        settings.opened(Path::new("/a/war.gpkg"));
        settings.opened(Path::new("/a/other.gpkg"));
        settings.opened(Path::new("/a/war.gpkg"));
        assert_eq!(settings.recent, [PathBuf::from("/a/war.gpkg"), PathBuf::from("/a/other.gpkg")]);
        assert_eq!(Settings::parse(&settings.text()), settings);
    }

    #[test]
    fn what_is_broken_is_as_designed_and_the_rest_is_kept() {
        assert_eq!(Settings::parse("\0 not toml [[["), Settings::default());
        assert_eq!(Settings::of_file(Path::new("/nowhere/settings.toml")), Settings::default());
        let text =
            "recent = 3\n[looks]\ntheme = \"purple\"\n[window]\nwidth = -4.0\nheight = 700.0\nmaximized = true\n";
        let settings = Settings::parse(text);
        assert_eq!((settings.recent.len(), settings.looks), (0, Looks::default()));
        assert_eq!(settings.window, Window { width: 1440.0, height: 700.0, maximized: true });
    }
}

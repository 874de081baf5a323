//! The user's own layers over the map: GeoJSON and KML. A GeoJSON with names may also be a table of places:
//! then the user says which.

use super::App;
use crate::command::Command;
use crate::project::files::OverlayFile;
use crate::scene::Overlay;
use crate::tiles::is_archive;
use crate::ui::Notice;
use crate::work::Source;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The layers, and what the user is asked about.
#[derive(Default)]
pub(super) struct Overlays {
    /// Each with whether it is shown.
    pub(super) all: Vec<(Arc<Overlay>, bool)>,
    /// Files that may be places or layers, with the number of their names.
    pub(super) asking: Vec<(PathBuf, usize)>,
    /// What those files would draw.
    read: Vec<(PathBuf, Arc<Overlay>)>,
    /// The files of all, as the project keeps them: the same pointer as long as they are the same.
    files: Arc<Vec<Arc<OverlayFile>>>,
}

impl Overlays {
    /// Those that are shown, in their order.
    pub(super) fn drawn(&self) -> Vec<Arc<Overlay>> {
        self.all.iter().filter(|(_, on)| *on).map(|(overlay, _)| Arc::clone(overlay)).collect()
    }

    /// The files of all, for the project.
    pub(super) fn files(&self) -> Arc<Vec<Arc<OverlayFile>>> {
        Arc::clone(&self.files)
    }

    /// The numbers of those that are not shown.
    pub(super) fn hidden(&self) -> Vec<usize> {
        self.all.iter().enumerate().filter(|(_, (_, on))| !on).map(|(number, _)| number).collect()
    }

    /// Puts the layers of a project in the place of those at hand; `files` are theirs.
    pub(super) fn replace(&mut self, all: Vec<Arc<Overlay>>, hidden: &[usize], files: Arc<Vec<Arc<OverlayFile>>>) {
        self.all = all.into_iter().enumerate().map(|(number, overlay)| (overlay, !hidden.contains(&number))).collect();
        self.files = files;
    }

    fn add(&mut self, overlay: Arc<Overlay>) {
        Arc::make_mut(&mut self.files).push(Arc::clone(&overlay.file));
        self.all.push((overlay, true));
    }

    fn remove(&mut self, number: usize) {
        let (overlay, _) = self.all.remove(number);
        Arc::make_mut(&mut self.files).retain(|file| !Arc::ptr_eq(file, &overlay.file));
    }
}

impl App {
    /// Reads what was dropped or chosen: files of maps by themselves, all else as articles and tables.
    pub(super) fn import(&mut self, paths: Vec<PathBuf>) {
        let (maps, others): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| is_map(path));
        if !others.is_empty() {
            self.load.waiting.push_back(Source::Paths(others));
        }
        if !maps.is_empty() {
            self.work.overlays(Some(maps));
        }
    }

    /// Does what concerns the layers; false if the command is for others.
    pub(super) fn run_overlays(&mut self, command: &Command) -> bool {
        match command {
            Command::AddOverlay => self.work.overlays(None),
            Command::DrawOverlay(path) => {
                let read = self.answered(path);
                read.into_iter().for_each(|overlay| self.overlays.add(overlay));
            }
            Command::AddPlaces(path) => {
                self.answered(path);
                self.load.waiting.push_back(Source::Places(vec![path.clone()]));
            }
            Command::ToggleOverlay(number) => {
                if let Some((_, on)) = self.overlays.all.get_mut(*number) {
                    *on = !*on;
                }
            }
            Command::RemoveOverlay(number) if *number < self.overlays.all.len() => {
                self.overlays.remove(*number);
            }
            _ => return false,
        }
        true
    }

    /// Takes a layer in, or asks what it is.
    pub(super) fn hear_overlay(&mut self, path: PathBuf, read: Result<Arc<Overlay>, String>, asked: bool) {
        let is_geojson = ending(&path) == "geojson";
        match read {
            Ok(overlay) if !asked && is_geojson && overlay.named() > 0 => {
                self.overlays.asking.push((path.clone(), overlay.named()));
                self.overlays.read.push((path, overlay));
            }
            Ok(overlay) => self.overlays.add(overlay),
            // As a table of places its faults are told line by line.
            Err(_) if is_geojson && !asked => self.load.waiting.push_back(Source::Places(vec![path])),
            Err(why) => {
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.say(Notice { text: format!("Cannot draw {file}: {why}."), offer: None, bad: true });
            }
        }
    }

    /// The question about a file is answered; gives what it would draw.
    fn answered(&mut self, path: &Path) -> Option<Arc<Overlay>> {
        self.overlays.asking.retain(|(other, _)| other != path);
        let at = self.overlays.read.iter().position(|(other, _)| other == path)?;
        Some(self.overlays.read.remove(at).1)
    }
}

/// Whether a file may be a layer, by its name.
fn is_map(path: &Path) -> bool {
    matches!(ending(path).as_str(), "geojson" | "kml") || is_archive(path)
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}
